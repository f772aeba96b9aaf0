//! What a sentence says that names are, and what it describes without naming: what "the bank" and "the consultancy" point back to.
//!
//! Comes in: a sentence that was read. Goes out: nouns with what they describe.

use super::super::context::Topic;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::Scene;

/// The longest description that is kept, in words.
const WORDS_MAX: usize = 6;

impl Scene<'_> {
    /// Every description in the sentence: "the consultancy Pell & Hathaway", "Acme, a maker of …", "a European bank".
    pub(crate) fn descriptions(&self) -> Vec<(String, Topic)> {
        let tokens = &self.sentence.tokens;
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            match self.class(at) {
                Class::Name(_) => found.extend(self.apposed(at)),
                Class::Determiner if matches!(self.token(at).lower, "a" | "an") => found.extend(self.indefinite(at)),
                Class::Determiner if self.token(at).lower == "the" => found.extend(self.modified(at)),
                _ => {}
            }
        }
        found
    }

    /// "the consultancy X", and "X, a maker of bicycles": the noun that tells what X is.
    fn apposed(&self, at: usize) -> Option<(String, Topic)> {
        let noun_before = at.checked_sub(1).filter(|before| self.class(*before) == Class::Noun);
        if let Some(noun) = noun_before {
            let plain = || !nouns::is_metric(self.token(noun).lower) && !nouns::is(self.token(noun).lower, NounClass::Time);
            let ends = !self.class_follows(at, Class::Noun) && !self.class_follows(at, Class::Name(at as u32));
            return (ends && plain()).then(|| (self.token(noun).lower.to_owned(), self.named(at)));
        }
        let comma = at + 1;
        let article = self.sentence.tokens.get(at + 2).filter(|token| matches!(token.lower, "a" | "an" | "the"))?;
        let apposes = self.class_is(comma, Class::Comma) && article.class == Class::Determiner;
        let head = self.head_from(at + 3).filter(|_| apposes)?;
        Some((self.token(head).lower.to_owned(), self.named(at)))
    }

    fn class_is(&self, at: usize, class: Class) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| token.class == class)
    }

    /// "the episode-events topic": a thing told from others of its sort by a noun before it, which "that topic" takes up.
    fn modified(&self, article: usize) -> Option<(String, Topic)> {
        let first = article + 1;
        let head = self.head_from(first)?;
        let word = self.token(head).lower;
        let told = (first..head).all(|i| matches!(self.class(i), Class::Noun | Class::Name(_))) && head > first;
        let thing = || !nouns::is_metric(word) && !nouns::is(word, NounClass::Time);
        (told && thing()).then(|| {
            (word.to_owned(), Topic { name: self.phrase_words(first, head + 1), sort: None, plural: word.ends_with('s') })
        })
    }

    /// The head of the noun phrase whose words begin at `first`, behind its article.
    fn head_from(&self, first: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let inside = |i: &usize| matches!(self.class(*i), Class::Noun | Class::Adjective | Class::Name(_) | Class::Quantity(_));
        let end = (first..tokens.len()).take(WORDS_MAX).find(|i| !inside(i)).unwrap_or((first + WORDS_MAX).min(tokens.len()));
        end.checked_sub(1).filter(|head| *head >= first && self.class(*head) == Class::Noun)
    }

    /// "a European bank": something described and not named, that "the bank" may take up.
    fn indefinite(&self, article: usize) -> Option<(String, Topic)> {
        let first = article + 1;
        let head = self.head_from(first)?;
        let word = self.token(head).lower;
        let named_next = matches!(self.sentence.tokens.get(head + 1).map(|token| token.class), Some(Class::Name(_)));
        let behind_name =
            article > 1 && self.class(article - 1) == Class::Comma && matches!(self.class(article - 2), Class::Name(_));
        if head == first || named_next || behind_name || nouns::is_metric(word) || nouns::is(word, NounClass::Time) {
            return None;
        }
        let name = self.phrase_words(first, head + 1);
        Some((word.to_owned(), Topic { name, sort: None, plural: false }))
    }
}
