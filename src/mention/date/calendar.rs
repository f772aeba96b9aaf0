//! Days, months, quarters, halves and fiscal years, as the calendar names them.
//!
//! Comes in: a place in the tokens. Goes out: the period that begins there. Ranges and the words around a date are read in
//! [`frame`](super::frame), "last year" and its like in [`spoken`](super::spoken).

use super::code;
use super::reader::{Atom, Reader};
use super::value::{Part, Period, TimeValue};
use super::vocabulary::{Class, Unit};
use crate::mention::words::Shape;

/// Whether the calendar has the day; the year may be unknown.
fn exists(year: Option<i16>, month: u8, day: u8) -> bool {
    let (month, day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
    jiff::civil::Date::new(year.unwrap_or(2024), month, day).is_ok()
}

fn day_period(year: Option<i16>, month: i16, day: i16) -> Option<Period> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    exists(year, month, day).then(|| Period::part(Part::Day(month, day)).in_year(year))
}

impl Reader<'_> {
    /// The calendar period that begins with the token at `at`.
    pub(super) fn calendar_atom(&self, at: usize) -> Option<Atom> {
        match self.shape(at)? {
            Shape::Number => self
                .iso_day(at)
                .or_else(|| self.slashed_day(at))
                .or_else(|| self.year_and_part(at))
                .or_else(|| self.day_month(at)),
            Shape::Code => self.coded(at),
            Shape::Mark => self.short_decade(at),
            _ => match self.class(at) {
                Class::Month(month) => self.month_first(at, month),
                Class::Weekday(_) => self.weekday_day(at),
                Class::Feast(month, day) => Some(self.feast(at, Part::Day(month, day))),
                Class::Season(_) => self.year_after(at + 1).map(|year| self.atom(year.year.take(Part::Year), year.last)),
                Class::Ordinal(ordinal) => self.ordinal_part(at, ordinal),
                Class::Fiscal => self.fiscal(at),
                Class::Calendar => self.year_after(at).map(|year| self.atom(year.year.take(Part::Year), year.last)),
                _ => None,
            },
        }
    }

    /// "2017-06-05", also with a time after "T", and "2017/06/05".
    fn iso_day(&self, at: usize) -> Option<Atom> {
        let year = self.number(at, 4..=4).filter(|year| (1000..=2200).contains(year))?;
        let mark = self.word(at + 1);
        if !matches!(mark, "-" | "/" | "‑") || self.word(at + 3) != mark || !(at..at + 4).all(|at| self.touches(at)) {
            return None;
        }
        let day = self.word(at + 4);
        let day = day.get(..2).filter(|_| day.len() == 2 || day.as_bytes().get(2) == Some(&b'T'))?;
        let period = day_period(Some(year), self.number(at + 2, 2..=2)?, day.parse().ok()?)?;
        let mut atom = self.atom(period, at + 4);
        atom.end = self.tokens.get(at + 4)?.start() + 2;
        Some(atom)
    }

    /// "06/05/2017", month first unless it cannot be, and "5.6.2017", day first.
    fn slashed_day(&self, at: usize) -> Option<Atom> {
        let (first, second) = (self.number(at, 1..=2)?, self.number(at + 2, 1..=2)?);
        let mark = self.word(at + 1);
        if !matches!(mark, "/" | ".") || self.word(at + 3) != mark || !(at..at + 4).all(|at| self.touches(at)) {
            return None;
        }
        let year = self.year_digits(at + 4)?;
        let (month, day) = if mark == "." || first > 12 { (second, first) } else { (first, second) };
        Some(self.atom(day_period(Some(year), month, day)?, at + 4))
    }

    /// "2026-02", "2026 Q1", "2026-H2", "2025 fiscal year".
    fn year_and_part(&self, at: usize) -> Option<Atom> {
        let year = self.year_digits(at)?;
        let dashed = self.is_dash(at + 1) && self.touches(at) && self.touches(at + 1);
        // "2023's third quarter"
        let owned =
            matches!(self.word(at + 1), "'" | "’") && self.word(at + 2) == "s" && self.touches(at) && self.touches(at + 1);
        let after = if dashed { at + 2 } else { at + 1 } + 2 * usize::from(owned);
        if self.shape(after) == Some(Shape::Code) {
            let part = code::read(self.word(after)).filter(|code| code.year.is_none())?;
            return Some(self.atom(part.in_year(Some(year)), after));
        }
        if self.class(after) == Class::Fiscal && self.is_word(after + 1, "year") {
            return Some(self.atom(Period { fiscal: true, ..Period::year(year) }, after + 1));
        }
        if let (Class::Ordinal(ordinal), false) = (self.class(after), dashed) {
            let (part, last) = self.part_named(after, ordinal)?;
            return Some(self.atom(Period::part(part).in_year(Some(year)), last));
        }
        let month = self.number(after, 2..=2).filter(|month| dashed && (1..=12).contains(month))?;
        let season = self.word(at + 1) != "-" || month == (year + 1) % 100;
        let goes_on = self.touches(after) && (self.is_dash(after + 1) || self.is_amount(after));
        (!season && !goes_on).then(|| self.atom(Period::part(Part::Month(month as u8)).in_year(Some(year)), after))
    }

    /// "5 January 2024", "5th of January", "5–7 January 2024", with the day's number at `at`.
    fn day_month(&self, at: usize) -> Option<Atom> {
        let day = self.day_number(at)?;
        let (until, after) = match self.day_number(at + 2).filter(|_| self.is_dash(at + 1)) {
            Some(last) => (Some(last), at + 3),
            None => (None, at + 1),
        };
        let month_at = if self.class(after) == Class::Of { after + 1 } else { after };
        let Class::Month(month) = self.class(month_at) else { return None };
        if self.touched(at) && !matches!(self.word_before(at), "(" | "[" | "“" | "\"" | "—" | "–") {
            return None;
        }
        let dot = usize::from(self.word(month_at + 1) == "." && self.touches(month_at) && self.word(month_at).len() < 5);
        let (year, last) = self.plain_year(month_at + 1 + dot).unwrap_or((None, month_at));
        self.days(year, month, day, until, last)
    }

    /// The day of a month at `at`: "5", "05", "5th".
    fn day_number(&self, at: usize) -> Option<i16> {
        let day = match self.shape(at)? {
            Shape::Number => self.number(at, 1..=2)?,
            Shape::Code => ["st", "nd", "rd", "th"].iter().find_map(|end| self.word(at).strip_suffix(end))?.parse().ok()?,
            _ => return None,
        };
        (1..=31).contains(&day).then_some(day)
    }

    /// A year by number after a day: "2024", ", 2024", "'24". The place of its last token comes with it.
    fn plain_year(&self, at: usize) -> Option<(Option<i16>, usize)> {
        let number = if self.word(at) == "," { at + 1 } else { at };
        let year = self.year_digits(number).filter(|_| !self.is_amount(number))?;
        Some((Some(year), number))
    }

    fn days(&self, year: Option<i16>, month: u8, day: i16, until: Option<i16>, last: usize) -> Option<Atom> {
        let first = day_period(year, i16::from(month), day)?;
        let value = match until {
            Some(until) => TimeValue::range(first.into(), day_period(year, i16::from(month), until)?.into()),
            None => first.into(),
        };
        Some(self.atom(value, last))
    }

    /// "January 2026", "Jan. 5, 2024", "June 3-5, 2025", "January of last year", "January" alone where a word promises a time.
    fn month_first(&self, at: usize, month: u8) -> Option<Atom> {
        let dot = usize::from(self.word(at + 1) == "." && self.touches(at) && self.word(at).len() < 5);
        // "April, 12, 2016": a comma that does not belong there.
        let stray = self.word(at + 1) == ","
            && self.day_number(at + 2).is_some()
            && self.word(at + 3) == ","
            && self.year_digits(at + 4).is_some();
        // "October the 20th"
        let said =
            self.is_word(at + 1, "the") && matches!(self.shape(at + 2), Some(Shape::Code)) && self.day_number(at + 2).is_some();
        let after = at + 1 + dot.max(usize::from(stray || said));
        let day = self.day_number(after).filter(|_| !(self.is_amount(after) || self.is_dash(at + 1) && self.touches(at)));
        if let Some(day) = day {
            let until = self.day_number(after + 2).filter(|_| self.is_dash(after + 1) && !self.is_amount(after + 2));
            let last = if until.is_some() { after + 2 } else { after };
            let (year, last) = self.plain_year(last + 1).unwrap_or((None, last));
            return self.days(year, month, day, until, last);
        }
        // "the September quarter": the one that ends with the month.
        let compound = self.is_dash(after + 1) && self.touches(after);
        if self.class(after) == Class::Unit(Unit::Quarter) && month.is_multiple_of(3) && !compound {
            let part = Part::Quarter(month / 3);
            return Some(match self.year_after(after + 1) {
                Some(year) => self.atom(year.year.take(part), year.last),
                None => self.atom(Period::part(part), after),
            });
        }
        if let Some(year) = self.year_after(after) {
            return Some(self.atom(year.year.take(Part::Month(month)), year.last));
        }
        self.bare_month(at, dot).then(|| self.atom(Period::part(Part::Month(month)), at + dot))
    }

    /// A month alone needs a word before it, where it could be a verb, a name or an abbreviation of something else.
    fn bare_month(&self, at: usize, dot: usize) -> bool {
        use Class::*;
        let sure = matches!(self.word(at), "January" | "February" | "July" | "September" | "October" | "November" | "December");
        let before = match self.class_before(at) {
            Qualifier | In | Since | Until | By | Before | After | From | Between | Of | Step(_) => true,
            To => matches!(self.class_before(at.wrapping_sub(1)), Month(_)),
            Other => self.word_before(at) == "-" && self.class_before(at.wrapping_sub(1)) == Qualifier,
            _ => false,
        };
        let name = self.shape(at + 1 + dot) == Some(Shape::Capital) && !sure;
        sure || (before && !name)
    }

    /// "Tuesday, January 5, 2024": the weekday says nothing more.
    fn weekday_day(&self, at: usize) -> Option<Atom> {
        let dot = usize::from(self.word(at + 1) == "." && self.touches(at));
        let comma = usize::from(self.word(at + 1 + dot) == ",");
        let day = at + 1 + dot + comma;
        match self.class(day) {
            Class::Month(month) => self.month_first(day, month).filter(|atom| atom.next > day + 1),
            _ => self.day_month(day),
        }
    }

    /// "Christmas", "Halloween 2025".
    fn feast(&self, at: usize, day: Part) -> Atom {
        match self.year_after(at + 1) {
            Some(year) => self.atom(year.year.take(day), year.last),
            None => self.atom(Period::part(day), at),
        }
    }

    /// "Q3 2024", "H1", "FY25", "3Q24", "1990s", "5th of January".
    fn coded(&self, at: usize) -> Option<Atom> {
        let word = self.word(at);
        if let Some(decade) =
            code::decade(word, self.is_apostrophe(at.wrapping_sub(1)) || self.is_word(at.wrapping_sub(1), "the"))
        {
            return Some(self.atom(decade, at));
        }
        if matches!(word.as_bytes().last(), Some(b'h' | b't' | b'd')) {
            return self.day_month(at);
        }
        let period = code::read(word)?;
        if period.year.is_some() {
            return Some(self.atom(period, at));
        }
        if let Some(year) = self.year_after(at + 1) {
            return Some(self.atom(year.year.take(period.part), year.last));
        }
        // "Q2 of 23"
        let short = self.number(at + 2, 2..=2).filter(|year| self.class(at + 1) == Class::Of && (10..40).contains(year));
        if let Some(year) = short.filter(|_| !self.is_amount(at + 2) && !self.counts_things(at + 3)) {
            return Some(self.atom(Period::part(period.part).in_year(Some(2000 + year)), at + 2));
        }
        let label = self.touches(at) && (matches!(self.word(at + 1), ":" | ".") && at == 0 || self.word(at + 1) == "_");
        let half = matches!(period.part, Part::Half(_))
            && !matches!(self.class_before(at), Class::In | Class::By | Class::Since | Class::Of);
        (!label && !half).then(|| self.atom(period, at))
    }

    /// "Q2 of 23 stores": whether the word at `at`, behind a number that may be a year, is a thing that the number counts.
    fn counts_things(&self, at: usize) -> bool {
        /// What ends like a plural and goes on behind a date.
        const ONWARD: &[&str] = &[
            "sales",
            "shares",
            "earnings",
            "its",
            "revenues",
            "profits",
            "orders",
            "costs",
            "results",
            "prices",
            "margins",
            "volumes",
            "deliveries",
            "shipments",
            "bookings",
            "expenses",
            "was",
            "is",
            "has",
            "this",
        ];
        let next = self.word(at);
        next.ends_with('s') && !ONWARD.contains(&next) && self.number(at + 1, 1..=4).is_none()
    }

    /// "’90s".
    fn short_decade(&self, at: usize) -> Option<Atom> {
        let quoted = self.is_apostrophe(at) && self.touches(at) && !self.touched(at);
        let decade = code::decade(self.word(at + 1), true).filter(|_| quoted)?;
        Some(self.atom(decade, at + 1))
    }

    /// The quarter or half that the ordinal at `at` names ("third quarter", "third-quarter", "fiscal" may stand between), and its last token.
    pub(super) fn part_named(&self, at: usize, ordinal: u8) -> Option<(Part, usize)> {
        let mut unit = at + 1;
        unit += usize::from(self.is_dash(unit));
        unit += usize::from(self.class(unit) == Class::Fiscal);
        match (self.class(unit), ordinal) {
            (Class::Unit(Unit::Quarter), 1..=4) => Some((Part::Quarter(ordinal), unit)),
            (Class::Unit(Unit::Half), 1..=2) => Some((Part::Half(ordinal), unit)),
            (Class::Unit(Unit::Half), 4) => Some((Part::Half(2), unit)),
            _ => None,
        }
    }

    /// "third quarter of 2025", "first-quarter", "first nine months of 2024", "first and second quarters of 2024".
    fn ordinal_part(&self, at: usize, ordinal: u8) -> Option<Atom> {
        if let Some(atom) = self.first_months(at, ordinal).or_else(|| self.two_parts(at, ordinal)) {
            return Some(atom);
        }
        let (part, last) = self.part_named(at, ordinal).filter(|_| !self.is_any(at))?;
        if let Some(year) = self.year_after(last + 1) {
            return Some(self.atom(year.year.take(part), year.last));
        }
        let of_year = self.class(last + 1) == Class::Of && self.is_word(last + 2, "the") && self.is_word(last + 3, "year");
        match part {
            _ if of_year => Some(self.atom(Period::part(part), last + 3)),
            Part::Quarter(_) => Some(self.atom(Period::part(part), last)),
            // "for the second half", but not of a match or a list.
            Part::Half(_) if self.class(last + 1) != Class::Of && self.follows_in_the(at) => {
                Some(self.atom(Period::part(part), last))
            }
            _ => None,
        }
    }

    /// "a typical fourth quarter": whether the part is one of many rather than of a year.
    fn is_any(&self, at: usize) -> bool {
        let before = self.word_before(at).to_ascii_lowercase();
        matches!(before.as_str(), "typical" | "normal" | "usual" | "average" | "any" | "every" | "each")
    }

    fn follows_in_the(&self, at: usize) -> bool {
        let the = at.checked_sub(1).filter(|the| self.is_word(*the, "the"));
        the.is_some_and(|the| matches!(self.class_before(the), Class::In | Class::By))
    }

    fn first_months(&self, at: usize, ordinal: u8) -> Option<Atom> {
        let count = match self.class(at + 1) {
            Class::Number(count) => i16::try_from(count).ok()?,
            _ => self.number(at + 1, 1..=2)?,
        };
        let months = ordinal == 1 && (2..=11).contains(&count) && self.class(at + 2) == Class::Unit(Unit::Month);
        let last = u8::try_from(count).ok().filter(|_| months)?;
        let Some(year) = self.year_after(at + 3) else {
            // "in the first nine months", but not of something or after it.
            let bound = matches!(self.class(at + 3), Class::Of | Class::After | Class::Since | Class::In | Class::From);
            let parts = [1, last].map(|month| TimeValue::from(Period::part(Part::Month(month))));
            let [first, end] = parts;
            return (!bound && self.follows_in_the(at)).then(|| self.atom(TimeValue::range(first, end), at + 2));
        };
        Some(self.atom(TimeValue::range(year.year.take(Part::Month(1)), year.year.take(Part::Month(last))), year.last))
    }

    fn two_parts(&self, at: usize, first: u8) -> Option<Atom> {
        let Class::Ordinal(second) = self.class(at + 2) else { return None };
        let (part, last) = self.part_named(at + 2, second).filter(|_| self.class(at + 1) == Class::And && first < second)?;
        let start = if matches!(part, Part::Quarter(_)) { Part::Quarter(first) } else { Part::Half(first) };
        Some(match self.year_after(last + 1) {
            Some(year) => self.atom(TimeValue::range(year.year.take(start), year.year.take(part)), year.last),
            None => self.atom(TimeValue::range(Period::part(start).into(), Period::part(part).into()), last),
        })
    }

    /// "fiscal 2025", "FY 25", "fiscal first quarter of 2025", "fiscal Q3 2025".
    fn fiscal(&self, at: usize) -> Option<Atom> {
        let half = self.is_word(at, "hy");
        if let Some(year) = self.year_after(at + usize::from(half)) {
            // "Fiscal 2024 Third Quarter", "FY 2024 Q3"
            let next = year.last + 1;
            let named = match self.class(next) {
                Class::Ordinal(ordinal) => self.part_named(next, ordinal),
                _ if self.shape(next) == Some(Shape::Code) => {
                    code::read(self.word(next)).filter(|code| code.year.is_none()).map(|code| (code.part, next))
                }
                _ => None,
            };
            if let Some((part, last)) = named.filter(|_| !half) {
                return Some(self.atom(year.year.take(part), last));
            }
            return Some(self.atom(year.year.take(if half { Part::Half(1) } else { Part::Year }), year.last));
        }
        if let Some(short) = self.number(at + 1, 2..=2).filter(|_| self.is_word(at, "fy") && !self.is_amount(at + 1)) {
            return Some(self.atom(Period { fiscal: true, ..Period::year(super::year::century(short)) }, at + 1));
        }
        let atom = match self.class(at + 1) {
            Class::Ordinal(ordinal) => self.ordinal_part(at + 1, ordinal)?,
            _ => self.coded(at + 1)?,
        };
        let value = match atom.value {
            TimeValue::Period(period) => Period { fiscal: true, ..period }.into(),
            other => other,
        };
        Some(Atom { value, ..atom })
    }
}
