//! What stands around a date: the other end of its range, "early" and "the end of" before it, and its preposition.
//!
//! Comes in: a time that was read. Goes out: the whole mention. Looks at no more than a few tokens on either side.

use super::reader::{Atom, Reader};
use super::value::{Part, Period, TimeValue};
use super::vocabulary::{Class, Unit};
use super::{DateMention, Relation, Relative};
use crate::text::TextSpan;

impl Reader<'_> {
    /// The mention whose first time is `first`, which begins at token `at`; words before token `floor` belong to others.
    pub(super) fn mention(&self, at: usize, first: Atom, floor: usize) -> (DateMention, usize) {
        let atom = self.short_range(&first).or_else(|| self.range(at, &first)).unwrap_or(first);
        let named = self.qualified(at, floor);
        let (phrase, relation) = self.preposition(named, floor);
        let start = |token: usize| self.tokens.get(token).map_or(atom.end, |token| token.start());
        let mention = DateMention {
            span: TextSpan::new(start(named), atom.end),
            phrase: TextSpan::new(start(phrase), atom.end),
            value: atom.value,
            relation,
        };
        (mention, atom.next)
    }

    /// "2024–26", "FY24-25", "2012/13": the second year in two digits.
    fn short_range(&self, first: &Atom) -> Option<Atom> {
        let period = first.value.period().filter(|period| period.part == Part::Year)?;
        let year = period.year?;
        let joined =
            (self.is_dash(first.next) || self.word(first.next) == "/") && self.touches(first.next) && self.touched(first.next);
        let short = self.number(first.next + 1, 2..=2).filter(|_| joined && !self.is_amount(first.next + 1))?;
        let end = year / 100 * 100 + short;
        let end = if end <= year { end + 100 } else { end };
        (end - year <= 50)
            .then(|| self.atom(TimeValue::range(period.into(), Period { year: Some(end), ..period }.into()), first.next + 1))
    }

    /// "2024-2026", "2024 to 2026", "between 2020 and 2023", "January to March 2026", "2019 to present".
    fn range(&self, at: usize, first: &Atom) -> Option<Atom> {
        let link = first.next;
        // "between September 2024, and November 2025".
        let link = link + usize::from(self.word(link) == "," && self.class(link + 1) == Class::And && self.is_between(at));
        let linked = match self.class(link) {
            Class::To | Class::Until => true,
            Class::And => self.is_between(at),
            _ if self.is_dash(link) => self.touches(link) == self.touched(link),
            _ => self.word(link) == "/" && self.touches(link) && self.touched(link),
        };
        if !linked {
            return None;
        }
        let second_at = link + 1 + usize::from(self.class(link + 1) == Class::The);
        let second_at =
            second_at + usize::from(matches!(self.class(second_at), Class::Qualifier)) + usize::from(self.is_dash(second_at + 1));
        let second = self.read(second_at).or_else(|| self.open_end(second_at, first))?;
        let value = completed(&first.value, &second.value)?;
        Some(Atom { value, ..second })
    }

    fn is_between(&self, at: usize) -> bool {
        (at.saturating_sub(4)..at).any(|before| self.class(before) == Class::Between)
    }

    /// "present", "now" and "today" as the end of a range, in the unit in which the range began.
    fn open_end(&self, at: usize, first: &Atom) -> Option<Atom> {
        let unit = match first.value.period()?.part {
            Part::Year => Unit::Year,
            Part::Half(_) => Unit::Half,
            Part::Quarter(_) => Unit::Quarter,
            Part::Month(_) => Unit::Month,
            Part::Day(..) => Unit::Day,
        };
        let present = matches!(self.class(at), Class::Present | Class::Day(0));
        present.then(|| self.atom(TimeValue::Relative(Relative::Offset(unit, 0)), at))
    }

    /// The first token of the date with "early", "mid-" or "the end of" before it.
    fn qualified(&self, at: usize, floor: usize) -> usize {
        let back = |steps: usize| at.checked_sub(steps).filter(|start| *start >= floor);
        let near = back(1).filter(|start| self.class(*start) == Class::Qualifier);
        let far = back(2).filter(|start| self.class(*start) == Class::Qualifier);
        let joined = far.filter(|start| (self.is_dash(start + 1) && self.touched(at)) || self.is_word(start + 1, "in"));
        let start = near.or(joined).unwrap_or(at);
        self.edge(start, floor).unwrap_or(start)
    }

    /// "end of" or "week of", with an article between, before token `start`.
    fn edge(&self, start: usize, floor: usize) -> Option<usize> {
        let start = start - usize::from(start > floor && self.is_word(start - 1, "the"));
        let of = start.checked_sub(2).filter(|edge| *edge >= floor && self.class(edge + 1) == Class::Of)?;
        (matches!(self.class(of), Class::Edge | Class::Qualifier | Class::Unit(Unit::Week))).then_some(of)
    }

    /// The first token of the date's phrase, preposition included, and what the preposition says.
    fn preposition(&self, named: usize, floor: usize) -> (usize, Relation) {
        let article = named - usize::from(named > floor && self.class_before(named) == Class::The);
        let Some(before) = article.checked_sub(1).filter(|before| *before >= floor) else { return (article, Relation::Plain) };
        let hyphen = self.is_dash(before) && self.touches(before) && before > floor;
        let before = if hyphen { before - 1 } else { before };
        // "since at least 2006".
        let bounded = before > floor + 1 && self.is_word(before, "least") && self.is_word(before - 1, "at");
        let before = if bounded && self.class(before - 2) == Class::Since { before - 2 } else { before };
        let relation = match self.class(before) {
            Class::Since => Relation::Since,
            Class::Until => Relation::Until,
            Class::By => Relation::By,
            Class::Before => Relation::Before,
            Class::After => Relation::After,
            Class::To if before > floor && matches!(self.word(before - 1), "prior" | "Prior") => {
                return (before - 1, Relation::Before);
            }
            Class::In | Class::From if before > floor && self.starts(before - 1) => return (before - 1, Relation::Since),
            Class::Of if before > floor && self.is_word(before - 1, "as") => return (before - 1, Relation::Plain),
            Class::Of if before > floor && self.is_word(before - 1, "ahead") => return (before - 1, Relation::Before),
            Class::In | Class::From | Class::Between | Class::Of if !hyphen => Relation::Plain,
            _ => return (article, Relation::Plain),
        };
        (before, relation)
    }

    fn starts(&self, at: usize) -> bool {
        matches!(self.word(at), "starting" | "beginning" | "Starting" | "Beginning")
    }
}

/// The range with the year of one end lent to the other; `None` where the two are no range.
fn completed(first: &TimeValue, second: &TimeValue) -> Option<TimeValue> {
    let (Some(start), Some(end)) = (first.period(), second.period()) else {
        let rangeable = !matches!(first, TimeValue::Range(..)) && !matches!(second, TimeValue::Range(..));
        return rangeable.then(|| TimeValue::range(first.clone(), second.clone()));
    };
    let later = end.part >= start.part || !end.part.same_sort(start.part);
    let (start, end) = match (start.year, end.year) {
        (None, Some(year)) => (start.in_year(Some(if later { year } else { year - 1 })), end),
        (Some(year), None) => (start, end.in_year(Some(if later { year } else { year + 1 }))),
        _ => (start, end),
    };
    (start.year <= end.year).then(|| TimeValue::range(start.into(), end.into()))
}
