//! Sources in parentheses: "(Gartner estimate, 2026)", "(JetBrains Enterprise Survey)", "(per Stack Overflow 2025)", "(source: IMF)".
//!
//! Comes in: an opening parenthesis. Goes out: the attribution that it holds, or nothing: most parentheses name no source ("(HCP)",
//! "(AWS, 50M reqs)", "(IBM acquisition)").

use super::page::Page;
use super::source::Source;
use super::vocabulary::Class;
use super::{AttributionMention, SourceKind};
use crate::mention::name::NameKind;
use crate::mention::words::Shape;

impl Page<'_> {
    /// The attribution in the parenthesis that opens at `open`.
    pub(super) fn parenthesis(&self, open: usize) -> Option<AttributionMention> {
        if self.word(open) != "(" {
            return None;
        }
        let close = (open + 1..(open + 24).min(self.len())).find(|at| matches!(self.word(*at), ")" | "("))?;
        if self.word(close) == "(" {
            return None;
        }
        let (from, labelled) = self.after_label(open + 1);
        let to = self.before_date(from, close);
        let fits = if labelled {
            from < to && !self.is_mark(from) && !self.is_means(open + 1, from)
        } else {
            self.is_source(from, to, close)
        };
        if !fits {
            return None;
        }
        let end = self.trimmed(from, to);
        let named = (from..end).any(|at| self.name(at).is_some());
        let source = Source {
            from,
            to: close,
            name: (from, end),
            phrase: from,
            kind: if named { SourceKind::Named } else { SourceKind::Described },
        };
        Some(self.mention(open, close + 1, &source, self.clause_before(open)))
    }

    /// Skips "source:", "per", "via", "according to", "as reported by", "confirmed in".
    fn after_label(&self, at: usize) -> (usize, bool) {
        let at = at + usize::from(self.is(at, "as"));
        let skip = match self.word(at) {
            "source" | "Source" | "sources" | "Sources" | "data" | "Data" if self.word(at + 1) == ":" => 2,
            "per" | "via" | "Via" | "Per" | "source" | "citing" => 1,
            "according" | "According" => 2,
            "reported" | "confirmed" | "published" | "cited" | "announced" if matches!(self.word(at + 1), "in" | "by" | "on") => {
                2
            }
            _ => return (at, false),
        };
        let article = usize::from(matches!(self.word(at + skip), "the" | "a" | "an"));
        (at + skip + article, true)
    }

    /// "via GraalVM" tells the means, "via Bloomberg" the source.
    fn is_means(&self, label: usize, from: usize) -> bool {
        let loose = matches!(
            self.word(label),
            "via" | "Via" | "per" | "Per" | "reported" | "confirmed" | "published" | "cited" | "announced"
        );
        let publishes = self.name(from).is_some_and(|name| name.kind != NameKind::Product && name.kind != NameKind::Place);
        loose && !publishes && !(from..from + 8).take_while(|at| !self.is_mark(*at)).any(|at| self.has(at, Class::Published))
    }

    /// The end without ", March 2026".
    fn before_date(&self, from: usize, close: usize) -> usize {
        let comma = (from..close).rev().find(|at| self.word(*at) == ",");
        match comma {
            Some(comma) if (comma + 1..close).all(|at| self.is_dating(at) || self.is_mark(at)) => comma,
            _ => close,
        }
    }

    /// Whether the words from `from` to `to` name a source by themselves; `close` is where the parenthesis closes.
    fn is_source(&self, from: usize, to: usize, close: usize) -> bool {
        let figure = |at: usize| {
            matches!(self.shape(at), Some(Shape::Number | Shape::Code))
                && !self.is_dating(at)
                && self.name(at).is_none()
                && !self.is_dating(at.saturating_sub(1))
        };
        let money = |at: usize| matches!(self.word(at), "$" | "€" | "£" | "%" | "+" | "<" | ">" | "~" | "=" | "?");
        if from >= to || self.is_dating(from) || (from..to).any(|at| figure(at) || money(at)) {
            return false;
        }
        let last = self.trimmed(from, to) - 1;
        let published = (last.saturating_sub(1)..to).filter(|at| *at >= from).any(|at| self.has(at, Class::Issued));
        let named = self.name(from).is_some();
        let capitals = matches!(self.shape(from), Some(Shape::Capital | Shape::Upper | Shape::Mixed));
        let described = matches!(
            self.word(from),
            "internal" | "company" | "own" | "public" | "official" | "author" | "proprietary" | "government" | "industry"
        );
        let verb = (from..to)
            .any(|at| self.name(at).is_none() && self.classes(at).any(&[Class::Pronoun, Class::Passive, Class::Myself]));
        let dated = to < close || (from..to).any(|at| self.is_year(at));
        let house = self.name(from).is_some_and(|name| matches!(name.kind, NameKind::Organisation | NameKind::Publication));
        let titled = dated
            && house
            && (from..to).all(|at| self.shape(at) != Some(Shape::Lower) || self.is(at, "of") || self.is(at, "for"));
        let research = self.name(from).is_some_and(|name| name.kind == NameKind::Publication && name.known)
            && self.span(from, to) == self.name(from).map_or(self.span(from, from), |name| name.span);
        !verb && (published && (named || described || (capitals && to > from + 1)) || titled || research)
    }
}
