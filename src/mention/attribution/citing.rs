//! Sources named without a verb of saying: "according to X", "per X", "citing X", "based on X data", "reported by X", "in our tests".
//!
//! Comes in: a place in a sentence. Goes out: the attribution whose first word stands there. Parentheses are read in
//! [`parenthesis`](super::parenthesis).

use super::page::Page;
use super::source::Source;
use super::vocabulary::Class;
use super::{AttributionMention, SourceKind};
use crate::mention::name::NameKind;

/// The words that may open a citation, but for prepositions before the author's own sources and before publications.
pub(super) const CUES: &[&str] = &[
    "according",
    "According",
    "per",
    "Per",
    "citing",
    "Citing",
    "based",
    "Based",
    "surveyed",
    "polled",
    "interviewed",
    "reported",
    "published",
    "compiled",
    "conducted",
    "cited",
    "collected",
    "estimated",
    "confirmed",
    "Reported",
    "Published",
];

/// The prepositions before the author's own sources and before publications, any capital aside.
pub(super) const LINKS: &[&str] = &["in", "by", "from", "on"];

impl Page<'_> {
    /// The attribution that begins with the token at `at`.
    pub(super) fn citing(&self, at: usize) -> Option<AttributionMention> {
        let (from, source) = match self.word(at) {
            "according" | "According" if self.is(at + 1, "to") => (at, self.source_from(at + 2)?),
            "per" | "Per" => (at, self.source_from(at + 1).filter(|source| self.is_cited(source))?),
            "citing" | "Citing" => (at, self.source_from(at + 1)?),
            "based" | "Based" if self.is(at + 1, "on") => {
                (at, self.source_from(at + 2).filter(|source| source.kind == SourceKind::Named && self.holds_published(source))?)
            }
            "reported" | "published" | "compiled" | "conducted" | "cited" | "collected" | "estimated" | "confirmed"
            | "surveyed" | "polled" | "interviewed" | "Reported" | "Published" => (at, self.passive(at)?),
            "in" | "In" | "by" | "By" | "from" | "From" | "on" | "On" => {
                (at, self.own(at + 1).or_else(|| self.in_publication(at))?)
            }
            _ => return None,
        };
        let to = source.to;
        Some(self.mention(from, to, &source, self.scope_around(from, to)))
    }

    /// "Per X" names a source where X publishes, and nothing else follows that is counted: not "per Kubernetes node".
    fn is_cited(&self, source: &Source) -> bool {
        let direct = source.name.0 - source.from <= usize::from(self.has(source.from, Class::Determiner));
        let Some(name) = self.name(source.name.0).filter(|_| direct) else {
            return self.holds_published(source) && source.to > source.from + 1;
        };
        let ends = source.to == source.name.1 || self.is_dating(source.name.1);
        let publishes = matches!(name.kind, NameKind::Organisation | NameKind::Publication | NameKind::Other);
        publishes && ends || self.holds_published(source)
    }

    fn holds_published(&self, source: &Source) -> bool {
        (source.from..source.to).any(|at| self.has(at, Class::Published))
    }

    /// "as reported by X", "published in the Lancet", "confirmed in their engineering blog post".
    fn passive(&self, at: usize) -> Option<Source> {
        let by = self.is(at + 1, "by");
        let inside =
            self.is(at + 1, "in") && matches!(self.word(at), "reported" | "published" | "confirmed" | "Reported" | "Published");
        if !by && !inside {
            return None;
        }
        let source = self.source_from(at + 2)?;
        let publishes = self
            .name(source.name.0)
            .is_some_and(|name| matches!(name.kind, NameKind::Publication | NameKind::Organisation | NameKind::Other));
        let fits = if inside {
            self.holds_published(&source) || self.is_publication(&source)
        } else {
            publishes || source.kind == SourceKind::Described
        };
        fits.then_some(source)
    }

    fn is_publication(&self, source: &Source) -> bool {
        self.name(source.name.0).is_some_and(|name| name.kind == NameKind::Publication)
    }

    /// "in our tests", "by our own measurements": the author's sources.
    fn own(&self, at: usize) -> Option<Source> {
        if !self.has(at, Class::Own) {
            return None;
        }
        let last = (at + 1..at + 5).find(|at| self.has(*at, Class::Published))?;
        let plain = (at + 1..last).all(|at| self.classes(at).is_empty() || self.is(at, "latest") || self.is(at, "own"));
        plain.then_some(Source { from: at, to: last + 1, name: (at, last + 1), kind: SourceKind::Described, phrase: at })
    }

    /// "in TechEmpower R23", "in the Stack Overflow Developer Survey": a known publication that the clause ends with.
    fn in_publication(&self, at: usize) -> Option<Source> {
        let first = at + 1 + usize::from(self.is(at + 1, "the"));
        let name = self.name(first).filter(|name| name.kind == NameKind::Publication && name.known)?;
        let mut end = (first..self.len()).take_while(|at| self.name(*at).is_some_and(|own| own.span == name.span)).last()? + 1;
        while self.is_dating(end) {
            end += 1;
        }
        let ends = self.is_mark(end) && !self.is_possessive(end) || end == self.len();
        let inside = matches!(self.word(at), "in" | "In") && ends;
        inside.then_some(Source { from: at, to: end, name: (first, end), kind: SourceKind::Named, phrase: at })
    }
}
