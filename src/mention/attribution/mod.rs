//! Who the text itself names as its source: "according to Gartner", "(JetBrains Enterprise Survey)", "Brightwater expects …", "… says Jorge Almeida".
//!
//! Comes in: a block's text, one of its sentences, the block's names. Goes out: [`AttributionMention`]s in order, each with the part of the
//! text that it covers. What the author finds ("we found") is no attribution. Pronouns are not resolved here.

mod citing;
mod line;
mod page;
mod parenthesis;
mod quotation;
mod saying;
mod scope;
mod source;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use line::source_line;

use crate::mention::look::Look;
use crate::mention::name::{NameKind, NameMention};
use crate::mention::words::{Shape, Token, Words};
use crate::text::TextSpan;
use page::{Page, tokens_in};
use quotation::Quotations;
use source::Source;

/// How a source is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// By a name ("Gartner", "Stack Overflow's 2025 Developer Survey").
    Named,
    /// By words for people or for what is published ("two people familiar with the matter", "internal data", "the company").
    Described,
    /// By a pronoun that no name before it in the block explains ("she says"): the caller resolves it.
    Pronoun,
}

/// A source where it stands in a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributionMention {
    /// The whole cue: "according to BuiltWith 2026 statistics", "(Gartner estimate, 2026)", "Brightwater expects".
    pub span: TextSpan,
    /// The source as the text gives it, without article, date of issue and "estimate".
    pub name: TextSpan,
    /// How the source is given.
    pub source: SourceKind,
    /// What it covers. Quoted speech may reach beyond the sentence, to the end of the speaker's last quotation in the block.
    pub scope: TextSpan,
    /// Whether the cue says that the figure is an estimate.
    pub estimate: bool,
}

/// The attributions of one `sentence` of a block's `text`, whose names are `names` (in order, as [`name::scan`](crate::mention::name::scan) gives them).
/// Where the sentence stands in a quotation that a sentence before or after attributes, that attribution is the first; its span lies there.
pub fn scan(text: &str, sentence: TextSpan, names: &[NameMention]) -> Vec<AttributionMention> {
    scan_page(&Page::new(text, &tokens_in(text, sentence), sentence, names), Quotations::around(text, sentence))
}

/// Whether `word` may name a source outside quotations.
pub(super) fn is_cue(word: &str) -> bool {
    vocabulary::is_cue(word)
}

/// Whether an attribution may be read from `word` on; sure only where it says no.
pub(super) fn may_open(word: &str) -> bool {
    vocabulary::may_open(word)
}

/// Whether `word`, which is of `shape`, is of a class where sources are named.
pub(super) fn is_classed(shape: Shape, word: &str) -> bool {
    !page::classes_of(shape, word).is_empty()
}

/// The same for a text that was cut before.
pub fn scan_words(words: &Words<'_>, sentence: TextSpan, names: &[NameMention]) -> Vec<AttributionMention> {
    let quotations = if words.quoted { Quotations::around(words.text, sentence) } else { Quotations::none() };
    if quotations.is_empty() && !may_cite(words, sentence, names) {
        return Vec::new();
    }
    match words.inside(sentence) {
        Some(tokens) => scan_page(&Page::new(words.text, tokens, sentence, names), quotations),
        None => scan_page(&Page::new(words.text, &tokens_in(words.text, sentence), sentence, names), quotations),
    }
}

/// Whether any word of `sentence` may name a source outside quotations: a cheap look before the grammar is asked.
fn may_cite(words: &Words<'_>, sentence: TextSpan, names: &[NameMention]) -> bool {
    let Some(tokens) = words.inside(sentence) else { return true };
    let cue = |token: &Token| match token.shape {
        Shape::Mark => words.text.as_bytes().get(token.start()) == Some(&b'('),
        _ => token.look.may(Look::CUE) && vocabulary::is_cue(token.of(words.text)),
    };
    tokens.iter().any(cue) || page::names_inside(names, sentence).any(|name| name.kind == NameKind::Publication)
}

fn scan_page(page: &Page<'_>, quotations: Quotations) -> Vec<AttributionMention> {
    let mut found = page.attributions(&quotations);
    let own = |speaker: &AttributionMention| {
        found.iter().any(|mention| mention.span.overlaps(speaker.span) || mention.scope == speaker.scope)
    };
    let speaker = quotations.speaker(page).filter(|speaker| !own(speaker));
    found.splice(0..0, speaker);
    found
}

/// How many names back a pronoun's name is looked for.
const NEAR: usize = 30;

impl Page<'_> {
    fn attributions(&self, quotations: &Quotations) -> Vec<AttributionMention> {
        let mut found: Vec<AttributionMention> = Vec::new();
        for at in 0..self.len() {
            let token = &self.tokens[at];
            if token.shape != Shape::Mark && !token.look.may(Look::ATTRIBUTION) {
                continue;
            }
            let end = found.last().map_or(0, |last| last.span.end);
            if token.start() < end {
                continue;
            }
            let mention = if self.is_mark(at) {
                self.parenthesis(at).or_else(|| self.signed(at, quotations))
            } else if vocabulary::may_open(self.word(at)) {
                self.citing(at).or_else(|| self.saying(at, quotations))
            } else {
                None
            };
            let mention = mention.filter(|mention| mention.span.start >= end && !self.is_own_view(mention));
            found.extend(mention.map(|mention| self.resolved(mention)));
        }
        found
    }

    /// "updated from our prior outlook", "based on our third quarter results": what the writer says or did before is no source.
    fn is_own_view(&self, mention: &AttributionMention) -> bool {
        const VIEWS: &[&str] = &[
            "outlook",
            "guidance",
            "forecast",
            "forecasts",
            "expectation",
            "expectations",
            "results",
            "range",
            "plan",
            "plans",
            "budget",
        ];
        let name = mention.name.slice(self.text).unwrap_or_default().to_lowercase();
        name.starts_with("our ") && name.rsplit(' ').next().is_some_and(|last| VIEWS.contains(&last))
    }

    /// A pronoun's name is the name that it stands for, where the block has one before it: a person for "she", else a company.
    fn resolved(&self, mention: AttributionMention) -> AttributionMention {
        if mention.source != SourceKind::Pronoun {
            return mention;
        }
        let personal = mention.name.slice(self.text).is_some_and(|word| matches!(word, "he" | "she" | "He" | "She"));
        let before = &self.names[..self.names.partition_point(|name| name.span.end <= mention.name.start)];
        let fits = |name: &&NameMention| match name.kind {
            NameKind::Person => personal,
            NameKind::Organisation | NameKind::Publication | NameKind::Other => !personal,
            _ => false,
        };
        let inside = &before[before.partition_point(|name| name.span.start < self.sentence.start)..];
        match inside.iter().find(fits).or_else(|| before.iter().rev().take(NEAR).find(fits)) {
            Some(name) => AttributionMention { name: name.span, source: SourceKind::Named, ..mention },
            None => mention,
        }
    }

    fn mention(&self, from: usize, to: usize, source: &Source, scope: TextSpan) -> AttributionMention {
        let estimate = (from..to).any(|at| self.is_estimate(at));
        AttributionMention {
            span: self.span(from, to),
            name: self.span(source.name.0, source.name.1),
            source: source.kind,
            scope,
            estimate,
        }
    }

    /// "“…” —Ada Moreno, head of data": a name after a dash after a quotation.
    fn signed(&self, at: usize, quotations: &Quotations) -> Option<AttributionMention> {
        let dashed = matches!(self.word(at), "—" | "–" | "-") && at.checked_sub(1).is_some_and(|before| self.is_quote(before));
        if !dashed || self.name(at + 1).is_none() {
            return None;
        }
        let source = self.source_from(at + 1).filter(|source| source.kind == SourceKind::Named)?;
        let scope = quotations.spoken(self, at, source.to)?;
        Some(self.mention(at, source.to, &source, scope))
    }
}
