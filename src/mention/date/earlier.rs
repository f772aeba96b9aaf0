//! Times told from another time of the text: "a year earlier", "the previous quarter", "the same period of last year".
//!
//! Comes in: a place in the tokens. Goes out: a time that [`anchor`] ties to the time beside it, which is mostly the one before.

use super::reader::{Atom, Reader};
use super::value::TimeValue;
use super::vocabulary::{Class, Unit};
use super::{DateMention, Relative};
use crate::mention::words::Shape;

/// How far away the time may stand from which another is told, in bytes.
const REACH: usize = 300;

impl Reader<'_> {
    /// The time that begins at `at` and is told from another.
    pub(super) fn earlier_atom(&self, at: usize) -> Option<Atom> {
        if let Some((year, last)) = self.same_period_in(at) {
            return Some(self.atom(TimeValue::Relative(Relative::SameIn(year)), last));
        }
        let (unit, steps, last) =
            self.unit_earlier_at(at).or_else(|| self.previous_unit(at)).or_else(|| self.same_period_at(at))?;
        Some(self.atom(TimeValue::Relative(Relative::Earlier(unit, steps)), last))
    }

    /// "a year earlier", "two quarters before", "the year before", "year-earlier quarter".
    fn unit_earlier_at(&self, at: usize) -> Option<(Unit, i32, usize)> {
        let (steps, unit_at) = match self.class(at) {
            Class::Number(count) => (count, at + 1),
            Class::Unit(_) if self.is_word(at.wrapping_sub(1), "the") || self.is_dash(at + 1) => (1, at),
            _ => return None,
        };
        let unit = self.shifting_unit(unit_at)?;
        let joint = usize::from(self.is_dash(unit_at + 1));
        let word_at = unit_at + 1 + joint;
        let before = match self.word(word_at) {
            "earlier" | "previously" => true,
            "before" | "prior" => {
                !matches!(self.shape(word_at + 1), Some(Shape::Lower | Shape::Capital | Shape::Upper | Shape::Number))
            }
            "ago" => joint == 1,
            _ => false,
        };
        let noun = usize::from(joint == 1 && matches!(self.word(word_at + 1), "quarter" | "period" | "month"));
        before.then_some((unit, steps, word_at + noun))
    }

    /// "previous year", "prior-year quarter", "preceding month".
    fn previous_unit(&self, at: usize) -> Option<(Unit, i32, usize)> {
        if !matches!(self.word(at), "previous" | "prior" | "preceding") {
            return None;
        }
        let joint = usize::from(self.is_dash(at + 1));
        let unit_at = at + 1 + joint + usize::from(self.class(at + 1 + joint) == Class::Fiscal);
        let unit = self.shifting_unit(unit_at).filter(|_| !self.word(unit_at).ends_with('s'))?;
        let noun = usize::from(joint == 1 && matches!(self.word(unit_at + 1), "quarter" | "period" | "month"));
        Some((unit, 1, unit_at + noun))
    }

    /// "same period of last year", "same quarter a year earlier", "corresponding month of the previous year".
    fn same_period_at(&self, at: usize) -> Option<(Unit, i32, usize)> {
        let same = matches!(self.word(at), "same" | "corresponding" | "comparable" | "equivalent");
        if !same || !matches!(self.word(at + 1), "period" | "quarter" | "month" | "half" | "time" | "week" | "day") {
            return None;
        }
        let mut here = at + 2;
        here += usize::from(matches!(self.class(here), Class::Of | Class::In));
        here += usize::from(self.is_word(here, "the"));
        if self.class(here) == Class::Step(-1) && self.is_word(here + 1, "year") {
            return Some((Unit::Year, 1, here + 1));
        }
        self.previous_unit(here).or_else(|| self.unit_earlier_at(here)).filter(|(unit, ..)| *unit == Unit::Year)
    }

    /// "same period in 2024", "corresponding quarter of 2024".
    fn same_period_in(&self, at: usize) -> Option<(i16, usize)> {
        let same = matches!(self.word(at), "same" | "corresponding" | "comparable" | "equivalent");
        if !same || !matches!(self.word(at + 1), "period" | "quarter" | "months" | "half") {
            return None;
        }
        if !matches!(self.class(at + 2), Class::Of | Class::In) {
            return None;
        }
        let joint = at + 3 + usize::from(self.class(at + 3) == Class::Fiscal);
        let year = self.word(joint).parse::<i16>().ok().filter(|year| (1900..2100).contains(year))?;
        Some((year, joint))
    }

    fn shifting_unit(&self, at: usize) -> Option<Unit> {
        match self.class(at) {
            Class::Unit(unit @ (Unit::Year | Unit::Quarter | Unit::Month)) => Some(unit),
            _ => None,
        }
    }
}

/// Ties each time told from another to the time before it, or where there is none, after it.
pub(super) fn anchor(text: &str, mentions: &mut [DateMention]) {
    for index in 0..mentions.len() {
        let TimeValue::Relative(Relative::Earlier(unit, steps)) = mentions[index].value else { continue };
        let here = mentions[index].span;
        let before =
            index.checked_sub(1).and_then(|before| mentions.get(before)).filter(|other| here.start - other.span.end < REACH);
        let after = || mentions.get(index + 1).filter(|other| other.span.start - here.end < REACH / 3 && !is_behind(other));
        let before = before.filter(|other| !matches!(other.value, TimeValue::Relative(Relative::YearsAgo(_))));
        // "in the first quarter of 2009, … compared with the first quarter of 2008. … in the same period the prior year"
        let before = before.map(|other| told_after(text, &mentions[..index], other).unwrap_or(other));
        let anchor = before.and_then(anchoring).or_else(|| after().and_then(anchoring));
        if let Some(anchor) = anchor {
            mentions[index].value = TimeValue::Shifted(Box::new(anchor), unit, -steps);
        }
    }
}

/// The time a year after `other`, where the text told it shortly before: `other` was only what that was compared with.
fn told_after<'m>(text: &str, mentions: &'m [DateMention], other: &DateMention) -> Option<&'m DateMention> {
    const NEAR: usize = 4;
    let period = other.value.period()?;
    let compared = |mention: &DateMention| {
        let between = text.get(mention.span.end..other.span.start).unwrap_or_default();
        let near = !between.contains(". ");
        near && ["compared with", "compared to", "against", "versus"].iter().any(|word| between.contains(word))
    };
    mentions.iter().rev().take(NEAR).filter(|mention| compared(mention)).find(|mention| {
        mention.value.period().is_some_and(|later| {
            later.part == period.part && later.year.zip(period.year).is_some_and(|(later, year)| later == year + 1)
        })
    })
}

/// Whether a time lies behind the one that the text is of, so that it is compared with as well: "Q3 of last year".
fn is_behind(mention: &DateMention) -> bool {
    matches!(mention.value, TimeValue::Relative(Relative::InYear(_, ..0) | Relative::Offset(_, ..0)))
}

/// The time that others may be told from: of one that is itself told from another, that other.
fn anchoring(mention: &DateMention) -> Option<TimeValue> {
    match &mention.value {
        TimeValue::Period(period) => Some((*period).into()),
        TimeValue::Relative(
            Relative::Offset(..)
            | Relative::InYear(..)
            | Relative::Recurring(..)
            | Relative::Reported(_)
            | Relative::Ended(..)
            | Relative::YearsAgo(_),
        ) => Some(mention.value.clone()),
        TimeValue::Shifted(anchor, ..) => Some((**anchor).clone()),
        _ => None,
    }
}
