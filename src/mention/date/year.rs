//! Years: which four-digit numbers are years, and the year that follows a part of one ("Q3 of fiscal 2025").
//!
//! Comes in: a place in the tokens. Goes out: a year. A number that counts, measures, prices or numbers something is none.

use super::Relative;
use super::reader::{Atom, Reader};
use super::value::{Part, Period, TimeValue};
use super::vocabulary::{Class, beside};
use crate::mention::words::Shape;

/// The year that a part of a year belongs to.
pub(super) struct YearOf {
    pub(super) year: OfYear,
    pub(super) last: usize,
}

/// A year by number or told from the day of writing.
#[derive(Clone, Copy)]
pub(super) enum OfYear {
    Number { year: i16, fiscal: bool },
    Relative(i32),
}

impl OfYear {
    /// `part` of this year.
    pub(super) fn take(self, part: Part) -> TimeValue {
        match self {
            Self::Number { year, fiscal } => Period { year: Some(year), part, fiscal }.into(),
            Self::Relative(steps) => TimeValue::Relative(Relative::InYear(part, steps)),
        }
    }
}

fn calendar(year: i16) -> OfYear {
    OfYear::Number { year, fiscal: false }
}

/// Two digits as a year: up to 68 of this century, as POSIX has it.
pub(super) fn century(short: i16) -> i16 {
    if short <= 68 { 2000 + short } else { 1900 + short }
}

impl Reader<'_> {
    /// The number at `at` if it could be a year by its digits alone.
    pub(super) fn year_digits(&self, at: usize) -> Option<i16> {
        self.number(at, 4..=4).filter(|year| (1900..=2100).contains(year))
    }

    /// The year that follows a part of one at `at`: "2024", "of 2024", ", 2024", "'24", "-2024", "FY25", "of fiscal 2025", "of last year".
    pub(super) fn year_after(&self, at: usize) -> Option<YearOf> {
        let mut here = at;
        let joined = matches!(self.class(here), Class::Of) || self.is_word(here, "in") || self.word(here) == ",";
        if joined || (self.is_dash(here) && self.touches(here) && self.touched(here)) {
            here += 1;
        }
        if self.is_word(here, "the") {
            here += 1;
        }
        if joined && let Class::Step(steps) = self.class(here) {
            return self.relative_year(here, steps);
        }
        self.numbered_year(here, joined)
    }

    fn relative_year(&self, at: usize, steps: i32) -> Option<YearOf> {
        let unit = if self.class(at + 1) == Class::Fiscal { at + 2 } else { at + 1 };
        self.is_word(unit, "year").then_some(YearOf { year: OfYear::Relative(steps), last: unit })
    }

    fn numbered_year(&self, at: usize, joined: bool) -> Option<YearOf> {
        if self.is_apostrophe(at) && self.touches(at) && !joined {
            return Some(YearOf { year: calendar(century(self.number(at + 1, 2..=2)?)), last: at + 1 });
        }
        if self.shape(at) == Some(Shape::Code) {
            let code = super::code::read(self.word(at)).filter(|code| code.part == Part::Year)?;
            return Some(YearOf { year: OfYear::Number { year: code.year?, fiscal: code.fiscal }, last: at });
        }
        let (year, last, fiscal) = self.after_fiscal(at);
        let number = self.year_digits(year).filter(|_| !self.is_amount(year))?;
        let counts = beside(self.word(year + 1)).counted && !joined;
        (!counts).then_some(YearOf { year: OfYear::Number { year: number, fiscal }, last })
    }

    /// Skips "fiscal", "fiscal year", "FY", "calendar year": the place of the year's number, twice, and whether it is fiscal.
    fn after_fiscal(&self, at: usize) -> (usize, usize, bool) {
        let fiscal = self.class(at) == Class::Fiscal;
        if !fiscal && self.class(at) != Class::Calendar {
            return (at, at, false);
        }
        let year = if self.is_word(at + 1, "year") { at + 2 } else { at + 1 };
        (year, year, fiscal)
    }

    /// The bare year at `at`, where what stands around it lets it be one.
    pub(super) fn bare_year(&self, at: usize) -> Option<Atom> {
        let year = self.year_digits(at)?;
        let next = self.word(at + 1);
        if self.is_amount(at) || self.odd_neighbour(at) || next == "BC" || self.numbers_a_name(at) {
            return None;
        }
        let dated = self.follows_date_word(at);
        let round = year % 100 == 0 && year != 2000 || year == 2000 && !dated;
        let after = if self.year_digits(at + 2).is_some() { beside(self.word(at + 3)) } else { beside(next) };
        let likely = (1990..=2040).contains(&year);
        if (after.counted && !(dated && likely)) || (beside(self.word_before(at)).amount && (round || after.counted || !likely)) {
            return None;
        }
        let plain = likely && !round || dated || self.stands_apart(at);
        (plain || !self.plural_follows(at)).then(|| self.atom(Period::year(year), at))
    }

    /// Whether a mark that belongs to codes and formulas touches the number.
    fn odd_neighbour(&self, at: usize) -> bool {
        let before = self.touched(at) && matches!(self.word_before(at), ":" | "&" | "\\" | "*" | "^" | "<" | ">");
        let dashed =
            self.touched(at) && self.is_dash(at.wrapping_sub(1)) && self.shape(at.wrapping_sub(2)) == Some(Shape::Number);
        let code_before = dashed && self.year_digits(at.wrapping_sub(2)).is_none();
        let after = self.touches(at) && matches!(self.word(at + 1), "_" | "=" | "@" | "*" | "^" | "\\" | "#" | "&");
        before || code_before || after
    }

    /// "Room 2010", "Windows 2000", "RFC 2045".
    fn numbers_a_name(&self, at: usize) -> bool {
        let before = beside(self.word_before(at)).numbered && self.class_before(at) == Class::Other;
        before && !self.touched(at) && (self.shape(at.wrapping_sub(1)) != Some(Shape::Lower) || !self.in_likely_years(at))
    }

    fn in_likely_years(&self, at: usize) -> bool {
        self.year_digits(at).is_some_and(|year| (2010..=2035).contains(&year))
    }

    /// Whether a word before the number promises a time.
    fn follows_date_word(&self, at: usize) -> bool {
        use Class::*;
        let before = self.class_before(at);
        matches!(
            before,
            In | Since | Until | By | Before | After | From | Between | Of | Qualifier | Fiscal | Calendar | Month(_) | Season(_)
        ) && !self.is_word(at.wrapping_sub(1), "at")
            || (before == To && self.class_before(at.wrapping_sub(1)) != Other)
    }

    /// "(2026", "2026's", and 2026 alone in its text.
    fn stands_apart(&self, at: usize) -> bool {
        matches!(self.word_before(at), "(" | "[") || self.is_apostrophe(at + 1) || self.tokens.len() == 1
    }

    fn plural_follows(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        self.shape(at + 1) == Some(Shape::Lower) && next.ends_with('s') && !next.ends_with("ss") && next.len() > 3
    }
}
