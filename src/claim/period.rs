//! The times of claims and of questions as intervals of days.
//!
//! Comes in: a time in the contract's forms (`2026`, `2026-02`, `2026-02-14`, `2026-Q1`, `2026-H1`, `2024/2026`). Goes out: the
//! first and the last day as days since 1970-01-01. Words ("last year") are the extraction's business.

use jiff::civil::Date;

/// Whole days from `first` to `last`, both counted since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub first: i64,
    /// Last day, never before the first.
    pub last: i64,
}

impl Period {
    /// Reads `time`; `None` where it is none of the forms or no day of the calendar.
    pub fn parse(time: &str) -> Option<Self> {
        match time.trim().split_once('/') {
            Some((from, to)) => {
                let (from, to) = (single(from)?, single(to)?);
                (from.first <= to.last).then_some(Self { first: from.first, last: to.last })
            }
            None => single(time),
        }
    }

    /// The last day as a date.
    pub fn last_date(self) -> Date {
        // Both ends came from dates.
        EPOCH.saturating_add(jiff::Span::new().days(self.last))
    }
}

/// Days are counted from here.
const EPOCH: Date = Date::constant(1970, 1, 1);

fn single(time: &str) -> Option<Period> {
    let mut pieces = time.trim().splitn(3, '-');
    let year = digits(pieces.next()?, 4)?;
    match (pieces.next(), pieces.next()) {
        (None, _) => months(year, 1, 12),
        (Some(part), None) => part_of_year(year, part),
        (Some(month), Some(day)) => {
            let day =
                day_number(Date::new(year, i8::try_from(digits(month, 2)?).ok()?, i8::try_from(digits(day, 2)?).ok()?).ok()?);
            Some(Period { first: day, last: day })
        }
    }
}

fn part_of_year(year: i16, part: &str) -> Option<Period> {
    let (letter, number) = part.split_at_checked(1)?;
    let number = digits(number, 1);
    match (letter, number) {
        ("Q" | "q", Some(quarter @ 1..=4)) => months(year, quarter * 3 - 2, quarter * 3),
        ("H" | "h", Some(half @ 1..=2)) => months(year, half * 6 - 5, half * 6),
        _ => digits(part, 2).and_then(|month| months(year, month, month)),
    }
}

fn months(year: i16, from: i16, to: i16) -> Option<Period> {
    let first = Date::new(year, i8::try_from(from).ok()?, 1).ok()?;
    let last = Date::new(year, i8::try_from(to).ok()?, 1).ok()?.last_of_month();
    Some(Period { first: day_number(first), last: day_number(last) })
}

fn day_number(date: Date) -> i64 {
    EPOCH.until(date).map_or(0, |span| i64::from(span.get_days()))
}

fn digits(text: &str, length: usize) -> Option<i16> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_contract_is_an_interval() {
        let cases = [
            ("1970", 0, 364),
            ("1970-01", 0, 30),
            ("1970-01-02", 1, 1),
            ("1970-Q1", 0, 89),
            ("1970-H2", 181, 364),
            ("1970/1971", 0, 729),
            ("1969-12-31", -1, -1),
            ("1970-01-01/1970-02", 0, 58),
        ];
        for (time, first, last) in cases {
            assert_eq!(Period::parse(time), Some(Period { first, last }), "{time}");
            assert_eq!(day_number(Period { first, last }.last_date()), last, "{time}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for time in
            ["", "26", "2026-13", "2026-02-30", "2026-Q5", "Q1", "2026-", "2027/2026", "last year", "2026-02-14-1", "２０２６"]
        {
            assert_eq!(Period::parse(time), None, "{time}");
        }
    }
}
