//! Times as values: calendar periods, ranges of them, and times told from the day of writing.
//!
//! Comes in: what the recogniser read. Goes out: the ISO style of claims: `2026`, `2026-02`, `2026-02-14`, `2026-Q1`, `2026-H1`,
//! `2024/2026`. Times told from the day of writing are worked out in [`relative`](super::relative), never from a clock.

use std::fmt;

use super::relative::Relative;
use super::setting::Setting;
use super::vocabulary::Unit;

/// The part of a year that a period covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Year,
    /// Half 1 or 2.
    Half(u8),
    /// Quarter 1 to 4.
    Quarter(u8),
    /// Month 1 to 12.
    Month(u8),
    /// Month and day.
    Day(u8, u8),
}

impl Part {
    /// The month in which it begins, from 1.
    pub(super) fn first_month(self) -> u8 {
        match self {
            Self::Year => 1,
            Self::Half(half) => half.saturating_sub(1) * 6 + 1,
            Self::Quarter(quarter) => quarter.saturating_sub(1) * 3 + 1,
            Self::Month(month) | Self::Day(month, _) => month,
        }
    }

    /// The day of that month on which it begins.
    pub(super) fn first_day(self) -> u8 {
        if let Self::Day(_, day) = self { day } else { 1 }
    }

    /// The month in which it ends, from 1.
    pub(super) fn last_month(self) -> u8 {
        match self {
            Self::Year => 12,
            Self::Half(half) => half.saturating_mul(6),
            Self::Quarter(quarter) => quarter.saturating_mul(3),
            Self::Month(month) | Self::Day(month, _) => month,
        }
    }

    /// The day of that month on which it ends; 31 for whole months.
    pub(super) fn last_day(self) -> u8 {
        if let Self::Day(_, day) = self { day } else { 31 }
    }

    /// Whether the two are parts of one sort: two quarters, two months.
    pub(super) fn same_sort(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// A year or a part of one, perhaps without saying of which year ("Q1").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The year, where the text gives it.
    pub year: Option<i16>,
    /// The part of the year.
    pub part: Part,
    /// Whether it is a company's year ("FY2025"); it prints like the calendar's.
    pub fiscal: bool,
}

impl Period {
    /// The whole of `year`.
    pub fn year(year: i16) -> Self {
        Self { year: Some(year), part: Part::Year, fiscal: false }
    }

    /// `part` of a year that is not said.
    pub fn part(part: Part) -> Self {
        Self { year: None, part, fiscal: false }
    }

    pub(super) fn in_year(self, year: Option<i16>) -> Self {
        Self { year, ..self }
    }

    /// Reads what [`Display`](fmt::Display) writes: "2026", "2026-Q1", "2026-02-14".
    pub(super) fn parse(iso: &str) -> Option<Self> {
        let mut pieces = iso.splitn(3, '-');
        let year = pieces.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let part = match (pieces.next(), pieces.next()) {
            (None, _) => Part::Year,
            (Some(part), None) if part.starts_with('Q') => Part::Quarter(part.get(1..)?.parse().ok()?),
            (Some(part), None) if part.starts_with('H') => Part::Half(part.get(1..)?.parse().ok()?),
            (Some(month), None) => Part::Month(month.parse().ok()?),
            (Some(month), Some(day)) => Part::Day(month.parse().ok()?, day.parse().ok()?),
        };
        Some(Self { year: Some(year), part, fiscal: false })
    }

    /// The same part `steps` years, or quarters or months, away.
    pub(super) fn shifted(self, unit: Unit, steps: i32) -> Option<Self> {
        let year = i32::from(self.year?);
        let (year, part) = match (unit, self.part) {
            (Unit::Year, Part::Day(2, 29)) => (year.checked_add(steps)?, Part::Day(2, 28)),
            (Unit::Year, part) => (year.checked_add(steps)?, part),
            (Unit::Quarter, Part::Quarter(quarter)) => {
                let index = (year * 4 + i32::from(quarter) - 1).checked_add(steps)?;
                (index.div_euclid(4), Part::Quarter(u8::try_from(index.rem_euclid(4) + 1).ok()?))
            }
            (Unit::Month, Part::Month(month)) => {
                let index = (year * 12 + i32::from(month) - 1).checked_add(steps)?;
                (index.div_euclid(12), Part::Month(u8::try_from(index.rem_euclid(12) + 1).ok()?))
            }
            _ => return None,
        };
        let year = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
        Some(Self { year: Some(year), part, ..self })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        match self.part {
            Part::Year => Ok(()),
            Part::Half(half) => write!(f, "-H{half}"),
            Part::Quarter(quarter) => write!(f, "-Q{quarter}"),
            Part::Month(month) => write!(f, "-{month:02}"),
            Part::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
        }
    }
}

/// A time as the text tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TimeValue {
    /// A calendar or fiscal period.
    Period(Period),
    /// From one time to another, both included.
    Range(Box<TimeValue>, Box<TimeValue>),
    /// A time told from the day of writing.
    Relative(Relative),
    /// A time told from another time of the text: "a year earlier" than "the first quarter of 2025".
    Shifted(Box<TimeValue>, Unit, i32),
}

impl TimeValue {
    /// The range from `start` to `end`.
    pub fn range(start: Self, end: Self) -> Self {
        Self::Range(Box::new(start), Box::new(end))
    }

    /// The period, unless it is a range or relative.
    pub fn period(&self) -> Option<Period> {
        if let Self::Period(period) = self { Some(*period) } else { None }
    }

    /// Whether it is a part of a year that is not said.
    fn is_yearless(&self) -> bool {
        self.period().is_some_and(|period| period.year.is_none())
    }

    /// Whether it needs the day of writing to be placed in the calendar.
    pub fn is_relative(&self) -> bool {
        match self {
            Self::Period(period) => period.year.is_none(),
            Self::Range(start, end) => start.is_relative() || end.is_relative(),
            Self::Relative(_) => true,
            Self::Shifted(anchor, ..) => anchor.is_relative(),
        }
    }

    /// The same with `year` wherever a year is missing: for "Q1" beside a heading that says 2025.
    pub fn with_year(&self, year: i16) -> Self {
        match self {
            Self::Period(period) => Self::Period(period.in_year(period.year.or(Some(year)))),
            Self::Range(start, end) => Self::range(start.with_year(year), end.with_year(year)),
            Self::Relative(relative) => Self::Relative(*relative),
            Self::Shifted(anchor, unit, steps) => Self::Shifted(Box::new(anchor.with_year(year)), *unit, *steps),
        }
    }

    /// Its ISO style, with relative times told from `document_date` (ISO, any precision). `None` where that is needed and unknown.
    pub fn resolve(&self, document_date: Option<&str>) -> Option<String> {
        self.place(&Setting::of_date(document_date), false)
    }

    /// Its ISO style in a document's `setting`. Of a part of a year without its year it is the next one if it lies `ahead`
    /// ("by September"), else the latest that has begun.
    pub fn place(&self, setting: &Setting, ahead: bool) -> Option<String> {
        match self {
            Self::Period(period) => Some(setting.with_year(*period, ahead)?.to_string()),
            Self::Range(start, end) if start.is_yearless() && end.is_yearless() => {
                let (first, last) = (start.period()?, setting.with_year(end.period()?, ahead)?);
                let later = first.part <= last.part || !first.part.same_sort(last.part);
                let year = if later { last.year } else { last.year.and_then(|year| year.checked_sub(1)) };
                joined(&first.in_year(year).to_string(), &last.to_string())
            }
            Self::Range(start, end) => joined(&start.place(setting, ahead)?, &end.place(setting, ahead)?),
            Self::Relative(relative) => relative.place(setting),
            Self::Shifted(anchor, unit, steps) => {
                let anchor = Period::parse(&anchor.place(setting, ahead)?)?;
                Some(anchor.shifted(*unit, *steps)?.to_string())
            }
        }
    }
}

impl TimeValue {
    /// The same of what is told as over: of a quarter or half without its year it is the latest that has ended.
    pub fn place_over(&self, setting: &Setting) -> Option<String> {
        match self {
            Self::Period(period) if matches!(period.part, Part::Quarter(_) | Part::Half(_)) => {
                Some(setting.latest_over(*period)?.to_string())
            }
            told => told.place(setting, false),
        }
    }
}

/// "2024" and "2026" as "2024/2026"; ends that are ranges themselves ("the 1990s") give their outer ends.
fn joined(start: &str, end: &str) -> Option<String> {
    let first = start.split('/').next()?;
    let last = end.rsplit('/').next()?;
    Some(if first == last { first.to_owned() } else { format!("{first}/{last}") })
}

impl From<Period> for TimeValue {
    fn from(period: Period) -> Self {
        Self::Period(period)
    }
}
