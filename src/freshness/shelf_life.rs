//! Shelf lives: how long a verdict on a claim of each kind lasts.
//!
//! Comes in: words such as "30 days" or "none" for a kind. Goes out: the lives of all kinds, the others as they are by default. Where the
//! words stand (the settings of a base) is not known here.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;

use crate::claim::{Kind, words};

words! {
    /// What a shelf life is counted in.
    Unit {
        /// Days.
        Day = "day",
        /// Seven days each.
        Week = "week",
        /// Calendar months: from the 31st to the last day of a shorter month.
        Month = "month",
        /// Calendar years.
        Year = "year",
    }
}

/// The longest shelf life, in whatever it is counted in.
const COUNT_MAX: u16 = 9999;

/// How long a verdict lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShelfLife {
    /// How many, from 1 to 9999.
    count: u16,
    unit: Unit,
}

impl ShelfLife {
    const fn new(count: u16, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// The day on which it has passed, counted from `reviewed`; the last day of the calendar where it would lie beyond.
    pub fn after(self, reviewed: Date) -> Date {
        let count = i64::from(self.count);
        let span = match self.unit {
            Unit::Day => Span::new().days(count),
            Unit::Week => Span::new().weeks(count),
            Unit::Month => Span::new().months(count),
            Unit::Year => Span::new().years(count),
        };
        reviewed.saturating_add(span)
    }
}

impl fmt::Display for ShelfLife {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.count, self.unit, if self.count == 1 { "" } else { "s" })
    }
}

/// How long verdicts on each kind last. [`Default`] has those that hold where nobody says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfLives {
    /// In the standing order of kinds; `None` lasts.
    lives: Vec<(Kind, Option<ShelfLife>)>,
}

impl Default for ShelfLives {
    /// Prices 30 days, deeds (funding, migrations, events) for ever, everything else a year.
    fn default() -> Self {
        let life = |kind| match kind {
            Kind::Cost => Some(ShelfLife::new(30, Unit::Day)),
            Kind::Growth | Kind::Benchmark | Kind::Market | Kind::Adoption | Kind::Statistic => {
                Some(ShelfLife::new(1, Unit::Year))
            }
            Kind::Funding | Kind::Migration | Kind::Event => None,
        };
        Self { lives: Kind::ALL.iter().map(|kind| (*kind, life(*kind))).collect() }
    }
}

impl ShelfLives {
    /// How long a verdict on a claim of `kind` lasts; `None` for ever.
    pub fn of(&self, kind: Kind) -> Option<ShelfLife> {
        self.lives.iter().find(|(known, _)| *known == kind).and_then(|(_, life)| *life)
    }

    /// Sets how long verdicts on claims of the kind `kind` last: "30 days", "2 weeks", "6 months", "1 year" or "none". The error says
    /// what is wrong and what is possible.
    pub fn set(&mut self, kind: &str, life: &str) -> Result<(), String> {
        let kind: Kind = kind.parse().map_err(|error| format!("kind {error}"))?;
        let life = match life.trim() {
            "none" => None,
            words => Some(words.parse::<ShelfLife>().map_err(|error| format!("{kind}: {error}"))?),
        };
        self.lives.iter_mut().filter(|(known, _)| *known == kind).for_each(|entry| entry.1 = life);
        Ok(())
    }
}

impl FromStr for ShelfLife {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let refused = || {
            format!(
                "'{}' is no shelf life; write \"30 days\", \"2 weeks\", \"6 months\", \"1 year\" or \"none\"",
                written.escape_debug()
            )
        };
        let mut words = written.split_whitespace();
        let (Some(count), Some(unit), None) = (words.next(), words.next(), words.next()) else { return Err(refused()) };
        let digits = count.bytes().all(|byte| byte.is_ascii_digit());
        let count = count.parse().ok().filter(|count| digits && (1..=COUNT_MAX).contains(count)).ok_or_else(refused)?;
        let unit = unit.strip_suffix('s').unwrap_or(unit).parse().map_err(|_| refused())?;
        Ok(Self { count, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shelf_lives_are_read_as_people_write_them() {
        for (written, shown) in [("30 days", "30 days"), ("1 day", "1 day"), (" 2  weeks ", "2 weeks"), ("1 years", "1 year")] {
            assert_eq!(written.parse::<ShelfLife>().map(|life| life.to_string()).as_deref(), Ok(shown));
        }
        for wrong in
            ["", "30", "days", "0 days", "-1 days", "+1 day", "1.5 years", "10000 days", "1 day ago", "3 dayz", "1 dayss"]
        {
            let refused = wrong.parse::<ShelfLife>().expect_err(wrong);
            assert!(refused.contains("30 days"), "{refused}");
        }
    }

    #[test]
    fn months_end_where_the_calendar_ends_them() {
        let after =
            |life: &str, day: &str| life.parse::<ShelfLife>().expect("a life").after(day.parse().expect("a date")).to_string();
        assert_eq!(after("1 month", "2026-01-31"), "2026-02-28");
        assert_eq!(after("1 year", "2024-02-29"), "2025-02-28");
        assert_eq!(after("2 weeks", "2026-12-25"), "2027-01-08");
    }

    #[test]
    fn a_kind_can_be_set_and_the_others_stay() {
        let mut lives = ShelfLives::default();
        lives.set("cost", "2 weeks").expect("set");
        lives.set("benchmark", "none").expect("set");
        let shown = |kind| lives.of(kind).map(|life| life.to_string());
        assert_eq!(shown(Kind::Cost).as_deref(), Some("2 weeks"));
        assert_eq!(shown(Kind::Benchmark), None);
        assert_eq!(shown(Kind::Market).as_deref(), Some("1 year"));
        assert!(lives.set("price", "1 year").expect_err("refused").contains("'price' is not one of funding, growth"));
        assert!(lives.set("cost", "soon").expect_err("refused").starts_with("cost: 'soon' is no shelf life"));
    }
}
