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

use crate::mention::name::NameMention;
use crate::text::TextSpan;
use page::Page;
use quotation::Quotations;
use source::Source;

/// How a source is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// By a name ("Gartner", "Stack Overflow's 2025 Developer Survey").
    Named,
    /// By words for people or for what is published ("two people familiar with the matter", "internal data", "the company").
    Described,
    /// By a pronoun ("she says"): the caller resolves it.
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
pub fn scan(text: &str, sentence: TextSpan, names: &[NameMention]) -> Vec<AttributionMention> {
    let page = Page::new(text, sentence, names);
    let mut found: Vec<AttributionMention> = Vec::new();
    let mut quotations = None;
    for at in 0..page.len() {
        let start = page.tokens[at].start;
        if found.last().is_some_and(|last| start < last.span.end) {
            continue;
        }
        let mention = page.parenthesis(at).or_else(|| page.citing(at)).or_else(|| {
            let quotations = quotations.get_or_insert_with(|| Quotations::new(text));
            page.saying(at, quotations).or_else(|| page.signed(at, quotations))
        });
        if let Some(mention) = mention.filter(|mention| found.last().is_none_or(|last| mention.span.start >= last.span.end)) {
            found.push(mention);
        }
    }
    found
}

impl Page<'_> {
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
        let source = self
            .source_from(at + 1)
            .filter(|source| dashed && source.kind == SourceKind::Named && self.name(at + 1).is_some())?;
        let scope = quotations.spoken(self, at, source.to)?;
        Some(self.mention(at, source.to, &source, scope))
    }
}
