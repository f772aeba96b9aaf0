//! Periods told by their end: "the quarter ended June 30, 2024", "fiscal second quarter ended March 31", "the nine months ended September 30".
//!
//! Comes in: a place in the tokens. Goes out: the quarter, half, year or row of months that ends there. A fiscal year has the number of the calendar year in
//! which it ends. Lengths that no part of the calendar or of a fiscal year has are left to the day of their end.

use super::Relative;
use super::reader::{Atom, Reader};
use super::value::{Part, Period, TimeValue};
use super::vocabulary::{Class, Unit};
use crate::mention::words::Shape;

/// Periods of whole weeks end within so many days of a month's end, before or after.
const WEEK: u8 = 9;

/// How long a period is, and which of its year it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Length {
    months: u8,
    /// 1 for the first quarter or half, 0 where that is not said.
    ordinal: u8,
    /// Whether it is called a year, quarter or half rather than a number of months or weeks.
    named: bool,
}

/// The last day of a period, without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct End {
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Length {
    /// The period of this length that ends on `end` of `year`.
    pub(super) fn ending(self, year: i16, end: End) -> Option<TimeValue> {
        let (year, month) = match (end.month, end.day) {
            (1, ..=WEEK) => (year.checked_sub(1)?, 12),
            (month, ..=WEEK) => (year, month - 1),
            (month, _) => (year, month),
        };
        // The month in which the year ends, counted from January of `year`.
        let to_go = |parts: u8| month + self.months * (parts - self.ordinal);
        let fiscal = |part: Part, last: u8| {
            let year = year.checked_add(i16::from(last.checked_sub(1)? / 12))?;
            Some(Period { year: Some(year), part, fiscal: !last.is_multiple_of(12) })
        };
        let calendar = |part: Part| Some(Period::part(part).in_year(Some(year)));
        let period = match (self.months, self.ordinal) {
            (12, _) if month == 12 => calendar(Part::Year),
            (12, _) => fiscal(Part::Year, month).filter(|_| self.named),
            (3, 1..=4) => fiscal(Part::Quarter(self.ordinal), to_go(4)),
            (6, 1..=2) => fiscal(Part::Half(self.ordinal), to_go(2)),
            (3, _) => calendar(Part::Quarter(month / 3)).filter(|_| month.is_multiple_of(3)),
            (6, _) => calendar(Part::Half(month / 6)).filter(|_| month.is_multiple_of(6)),
            (months, _) if months == month => {
                let month = |month: u8| calendar(Part::Month(month)).map(TimeValue::from);
                return Some(TimeValue::range(month(1)?, month(months)?));
            }
            _ => None,
        };
        period.map(TimeValue::from)
    }
}

impl Reader<'_> {
    /// The period that begins with the token at `at` and is told by its end.
    pub(super) fn ended_atom(&self, at: usize) -> Option<Atom> {
        let (length, last) = self.length(at)?;
        let last = if self.is_word(last + 1, "period") { last + 1 } else { last };
        if !matches!(self.word(last + 1), "ended" | "ending" | "Ended" | "Ending" | "ENDED") {
            return None;
        }
        let end_at = last + 2 + usize::from(self.is_word(last + 2, "on"));
        let atom = self.calendar_atom(end_at)?;
        let period = atom.value.period()?;
        let end = match period.part {
            Part::Day(month, day) => End { month, day },
            Part::Month(month) => End { month, day: 31 },
            _ => return None,
        };
        let value = match period.year {
            Some(year) => length.ending(year, end)?,
            None => TimeValue::Relative(Relative::Ended(length, end)),
        };
        Some(Atom { value, ..atom })
    }

    /// "fiscal second quarter", "quarter", "fiscal year", "nine months", "13-week": a length and its last token.
    fn length(&self, at: usize) -> Option<(Length, usize)> {
        let full = at + usize::from(self.is_word(at, "full")) + usize::from(self.is_word(at, "full") && self.is_dash(at + 1));
        let named = full + usize::from(self.class(full) == Class::Fiscal);
        let length = |months: u8, ordinal: u8| Length { months, ordinal, named: true };
        match self.class(named) {
            Class::Ordinal(ordinal) => match self.part_named(named, ordinal)? {
                (Part::Quarter(quarter), last) => Some((length(3, quarter), last)),
                (Part::Half(half), last) => Some((length(6, half), last)),
                _ => None,
            },
            Class::Unit(unit) if !self.word(named).ends_with('s') => {
                let months =
                    [(Unit::Year, 12), (Unit::Half, 6), (Unit::Quarter, 3)].into_iter().find(|(known, _)| *known == unit)?.1;
                Some((length(months, 0), named))
            }
            _ => self.counted_length(at),
        }
    }

    /// "nine months", "three-month", "13 weeks".
    fn counted_length(&self, at: usize) -> Option<(Length, usize)> {
        let count = match self.class(at) {
            Class::Number(count) => count,
            _ if self.shape(at) == Some(Shape::Number) => i32::from(self.number(at, 1..=2)?),
            _ => return None,
        };
        let unit = at + 1 + usize::from(self.is_dash(at + 1));
        let months = match (self.class(unit), count) {
            (Class::Unit(Unit::Month), 2..=12) => u8::try_from(count).ok()?,
            (Class::Unit(Unit::Week), 13) => 3,
            (Class::Unit(Unit::Week), 26) => 6,
            (Class::Unit(Unit::Week), 39) => 9,
            (Class::Unit(Unit::Week), 52 | 53) => 12,
            _ => return None,
        };
        Some((Length { months, ordinal: 0, named: false }, unit))
    }
}
