//! Times told from the day of writing: "last year", "this quarter", "the past two years", "two years ago", "today", "on Monday".
//!
//! Comes in: a place in the tokens. Goes out: a relative time. Vague ones ("recently", "a few years ago") are no times.

use super::Relative;
use super::reader::{Atom, Reader};
use super::value::{Part, Period, TimeValue};
use super::vocabulary::{Class, Unit, is_weekday};
use crate::mention::words::Shape;

impl Reader<'_> {
    /// The relative time that begins with the token at `at`.
    pub(super) fn spoken_atom(&self, at: usize) -> Option<Atom> {
        match self.class(at) {
            Class::Day(days) => Some(self.relative(Relative::Offset(Unit::Day, days), at)),
            Class::Step(steps) => self.stepped(at, steps),
            Class::Window(sign) => self.windowed(at, sign),
            Class::Number(_) => self.ago(at),
            Class::Weekday(day) => self.weekday(at, day),
            Class::Unit(Unit::Year) => self.year_end(at),
            Class::Unit(Unit::Quarter) => self.quarter_end(at).or_else(|| self.reported_quarter(at)),
            _ if self.is_word(at, "full") => self.full_year(at),
            _ if self.shape(at) == Some(Shape::Number) => self.ago(at),
            _ => None,
        }
    }

    fn relative(&self, relative: Relative, last: usize) -> Atom {
        self.atom(TimeValue::Relative(relative), last)
    }

    /// How many: "two", "12"; never "one" as a pronoun, that is for the caller to see from the unit after it.
    fn count(&self, at: usize) -> Option<i32> {
        match self.class(at) {
            Class::Number(number) => Some(number),
            _ => self.number(at, 1..=3).map(i32::from),
        }
    }

    /// "last year", "this fiscal quarter", "next 12 months", "last January", "next Monday".
    fn stepped(&self, at: usize, steps: i32) -> Option<Atom> {
        let windowed = self.is_word(at.wrapping_sub(1), "the") || self.is_word(at.wrapping_sub(1), "these");
        let unit_at = at + 1 + usize::from(matches!(self.class(at + 1), Class::Fiscal | Class::Calendar));
        match self.class(unit_at) {
            Class::Unit(Unit::Quarter) if steps == -1 && self.class(unit_at + 1) == Class::Of => self.last_quarter(unit_at),
            Class::Unit(_) if self.class(unit_at + 1) == Class::Of => None,
            Class::Unit(Unit::Day) => None,
            Class::Unit(unit) if windowed && steps != 0 && unit_at == at + 1 && unit != Unit::Quarter && unit != Unit::Week => {
                Some(self.relative(Relative::Window(unit, steps), unit_at))
            }
            Class::Unit(unit) => Some(self.relative(Relative::Offset(unit, steps), unit_at)),
            Class::Weekday(day) => Some(self.relative(Relative::Weekday(day, if steps == 0 { 1 } else { steps }), unit_at)),
            Class::Month(month) => self.recurring_month(unit_at, month, steps),
            Class::Season(_) => Some(self.relative(Relative::Offset(Unit::Year, steps), unit_at)),
            _ if windowed || steps > 0 => self.window_of(at, at + 1, steps),
            _ => None,
        }
    }

    /// "the last quarter of 2024" is its fourth.
    fn last_quarter(&self, unit: usize) -> Option<Atom> {
        let year = self.year_after(unit + 1)?;
        Some(self.atom(year.year.take(Part::Quarter(4)), year.last))
    }

    /// "last January", but not "this March 5" or "next May 2026", which the calendar reads.
    fn recurring_month(&self, at: usize, month: u8, steps: i32) -> Option<Atom> {
        let dated = self.shape(at + 1) == Some(Shape::Number);
        (!dated).then(|| self.relative(Relative::Recurring(Part::Month(month), steps), at))
    }

    /// "the past year", "the past two years", "the trailing 12 months".
    fn windowed(&self, at: usize, sign: i32) -> Option<Atom> {
        let promised = matches!(self.class_before(at), Class::The | Class::In) || self.is_word(at, "trailing");
        if let Class::Unit(unit) = self.class(at + 1) {
            return (promised && unit != Unit::Day).then(|| self.relative(Relative::Window(unit, sign), at + 1));
        }
        if promised { self.window_of(at, at + 1, sign) } else { None }
    }

    /// A count and a unit from `count_at`: "two years", "12 months", "couple of quarters", "two fiscal years".
    fn window_of(&self, at: usize, count_at: usize, sign: i32) -> Option<Atom> {
        let count = self.count(count_at).filter(|count| *count > 0 && sign != 0)?;
        let mut unit_at = count_at + 1;
        unit_at += usize::from(matches!(self.class(unit_at), Class::Of | Class::Fiscal) || self.is_dash(unit_at));
        let Class::Unit(unit) = self.class(unit_at) else { return None };
        let verb = self.class_before(at) == Class::Other && self.is_word(at, "last");
        (!verb).then(|| self.relative(Relative::Window(unit, sign * count), unit_at))
    }

    /// "two years ago", "18 months ago", "a decade ago".
    fn ago(&self, at: usize) -> Option<Atom> {
        let count = self.count(at).filter(|count| *count > 0)?;
        let Class::Unit(unit) = self.class(at + 1) else { return None };
        if self.class(at + 2) != Class::Ago {
            return None;
        }
        let (unit, count) = if unit == Unit::Decade { (Unit::Year, count * 10) } else { (unit, count) };
        if unit == Unit::Year {
            return Some(self.relative(Relative::YearsAgo(count), at + 2));
        }
        Some(self.relative(Relative::Offset(unit, -count), at + 2))
    }

    /// A weekday by its full name: the nearest behind. "Black Friday" and "Friday 13" are others.
    fn weekday(&self, at: usize, day: u8) -> Option<Atom> {
        let full = is_weekday(self.word(at)) && self.shape(at) == Some(Shape::Capital);
        let named = matches!(self.word_before(at), "Black" | "Cyber" | "Good" | "Super" | "Ash" | "Giving")
            || self.word(at + 1) == "Night";
        let numbered = matches!(self.shape(at + 1), Some(Shape::Number));
        (full && !named && !numbered).then(|| self.relative(Relative::Weekday(day, 0), at))
    }

    /// "year-end", "year-end 2025", "year to date".
    fn year_end(&self, at: usize) -> Option<Atom> {
        let joint = usize::from(self.is_dash(at + 1));
        if self.is_word(at + 1 + joint, "end") && self.is_word(at, "year") {
            let end = at + 1 + joint;
            return Some(match self.year_after(end + 1) {
                Some(year) => self.atom(year.year.take(Part::Year), year.last),
                None => self.relative(Relative::Offset(Unit::Year, 0), end),
            });
        }
        let date = at + 2 + 2 * joint;
        let to_date = self.is_word(at, "year") && self.class(at + 1 + joint) == Class::To && self.is_word(date, "date");
        to_date.then(|| self.relative(Relative::ToDate, date))
    }

    /// "at quarter end" is the one that the document reports on, "after quarter end" the next.
    fn quarter_end(&self, at: usize) -> Option<Atom> {
        let end = at + 1 + usize::from(self.is_dash(at + 1));
        if !self.is_word(end, "end") || !self.is_word(at, "quarter") {
            return None;
        }
        let reported = TimeValue::Relative(Relative::Reported(Unit::Quarter));
        let after = self.class_before(at) == Class::After
            || self.class_before(at) == Class::To && self.is_word(at.wrapping_sub(2), "subsequent");
        Some(self.atom(if after { TimeValue::Shifted(Box::new(reported), Unit::Quarter, 1) } else { reported }, end))
    }

    /// "during the quarter", "ended the quarter": the one that the document reports on.
    fn reported_quarter(&self, at: usize) -> Option<Atom> {
        let before = at.wrapping_sub(1);
        let passed = matches!(self.word(at.wrapping_sub(2)), "ended" | "closed" | "finished" | "began" | "started");
        let definite = self.is_word(before, "the") && (passed || matches!(self.class_before(before), Class::In | Class::Of));
        let plain = !self.is_dash(at + 1) && self.class(at + 1) != Class::Of && !self.word(at).ends_with('s');
        (definite && plain).then(|| self.relative(Relative::Reported(Unit::Quarter), at))
    }

    /// "for the full year", "full-year revenue": the year that the document reports on.
    fn full_year(&self, at: usize) -> Option<Atom> {
        let unit = at + 1 + usize::from(self.is_dash(at + 1));
        let year = self.class(unit) == Class::Unit(Unit::Year) && self.is_word(unit, "year");
        let numbered = self.year_after(unit + 1);
        year.then(|| match numbered {
            Some(year) => self.atom(year.year.take(Part::Year), year.last),
            None => self.atom(Period::part(Part::Year), unit),
        })
    }
}
