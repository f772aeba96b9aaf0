//! Whose side "we" is on inside quotation marks: the organisation of the person who speaks.
//!
//! Comes in: a block with a quotation. Goes out: the organisation that its words outside the marks put behind the speaker.

use crate::mention::name::NameKind;

use super::super::context::{Sort, Topic};
use super::super::syntax::Class;
use super::Scene;

/// How many bytes before a name tell whose it is.
const BEFORE: usize = 40;

impl Scene<'_> {
    /// "…," said Jane Doe: the person who says what the sentence quotes.
    pub(super) fn speaker_named(&self) -> Option<Topic> {
        let tokens = &self.sentence.tokens;
        let says = |i: usize| {
            tokens.get(i).is_some_and(|token| {
                matches!(token.lower, "said" | "says" | "adds" | "added" | "explains" | "explained" | "recalls")
            })
        };
        let name = (1..tokens.len())
            .find(|i| matches!(self.class(*i), Class::Name(_)) && (says(i - 1) || says(i + 1)) && !self.is_quoted(*i))?;
        let several = self.token(name).word.contains(' ');
        several.then(|| Topic { name: self.token(name).word.to_owned(), sort: Some(Sort::Person), plural: false })
    }

    /// "…," said the customer; "…," said Jane Doe, a baker in Oslo: who is quoted, by the word that tells that it is no one of the house.
    pub(super) fn outsider_quoted(&self) -> Option<Topic> {
        const OUTSIDE: &[&str] =
            &["customer", "client", "user", "buyer", "subscriber", "competitor", "rival", "neighbour", "neighbor"];
        const SAYING: &[&str] =
            &["said", "says", "added", "adds", "explained", "explains", "recalled", "recalls", "noted", "notes"];
        let tokens = &self.sentence.tokens;
        let says = |i: Option<usize>| i.and_then(|i| tokens.get(i)).is_some_and(|token| SAYING.contains(&token.lower));
        let told = |i: usize| {
            // "said the customer", "a customer said"
            let modifies = tokens.get(i + 1).is_some_and(|next| next.class == Class::Noun);
            let outsider = OUTSIDE.contains(&self.token(i).lower) && !modifies;
            if outsider && (says(i.checked_sub(2)) || says(Some(i + 1))) {
                return true;
            }
            // "said Jane Doe, a baker"
            let article = i > 2 && matches!(self.token(i).lower, "a" | "an") && self.class(i - 1) == Class::Comma;
            article && matches!(self.class(i - 2), Class::Name(_)) && says(Some(i - 3))
        };
        let at = (0..tokens.len()).find(|i| !self.is_quoted(*i) && told(*i))?;
        let noun = (at..tokens.len()).find(|i| self.class(*i) == Class::Noun)?;
        Some(Topic { name: self.token(noun).word.to_owned(), sort: None, plural: false })
    }

    /// "…," says Jane Doe of Acme; "…," wrote an engineer at the insurer Acme; "…," Acme said.
    pub(super) fn speaker_side(&self) -> Option<Topic> {
        let text = self.reading.text;
        let mut quoted = false;
        let mut upto = 0;
        for mention in &self.reading.names {
            let marks = text[upto..mention.span.start].chars().filter(|c| matches!(c, '"' | '“' | '”')).count();
            quoted ^= marks % 2 == 1;
            upto = mention.span.start;
            if quoted || !matches!(mention.kind, NameKind::Organisation | NameKind::Product | NameKind::Other) {
                continue;
            }
            let before = &text[text.ceil_char_boundary(mention.span.start.saturating_sub(BEFORE))..mention.span.start];
            // "a good year for Acme," concluded Jane
            let before = before.rsplit(['"', '“', '”']).next().unwrap_or_default();
            let words: Vec<&str> = before.split_whitespace().rev().take(4).collect();
            let of = words.iter().any(|word| matches!(*word, "of" | "at" | "from" | "for"));
            let after = text[mention.span.end..].split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',']);
            let says = matches!(after, "said" | "says" | "wrote" | "writes" | "added" | "adds" | "told");
            // Whom no list knows and who says something is a person's last name more often than a firm.
            let says = says && mention.kind == NameKind::Organisation;
            if of || says || text[mention.span.end..].starts_with("'s ") || text[mention.span.end..].starts_with("’s ") {
                let sort = Sort::of(mention.kind);
                return Some(Topic { name: text[mention.span.range()].to_owned(), sort, plural: false });
            }
        }
        None
    }
}
