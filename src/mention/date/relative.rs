//! Times told from the day of writing: "last year", "two quarters ago", "the past three years", "on Monday".
//!
//! Comes in: a relative time and the document's date. Goes out: its ISO style. The document's date may be only a year or a month;
//! what it does not reach stays unknown.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::ended::{End, Length};
use super::setting::Setting;
use super::value::{Part, Period};
use super::vocabulary::Unit;

/// A time told from the day of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relative {
    /// So many calendar units away: "last year" is a year and -1, "today" a day and 0.
    Offset(Unit, i32),
    /// The stretch from so many units ago until the day of writing, or from it until then: "the past two years".
    Window(Unit, i32),
    /// A part of a year so many years away: "the third quarter of last year".
    InYear(Part, i32),
    /// A day of the week, 1 to 7 from Monday: the nearest one behind (0), the one before this week's (-1) or ahead (1).
    Weekday(u8, i32),
    /// A part that returns every year: "last January", "next quarter three". The step is -1, 0 or 1.
    Recurring(Part, i32),
    /// So many units before another time, where the text names none: "a year earlier".
    Earlier(Unit, i32),
    /// The period that the document reports on, in another year: "the same period in 2024"; that year, where no report is told.
    SameIn(i16),
    /// The period that the document reports on: "the quarter".
    Reported(Unit),
    /// So many years ago; in a report, the same quarter of that year.
    YearsAgo(i32),
    /// The year so far, in a report the year of which it reports: "year to date".
    ToDate,
    /// The latest period of this length that is over by this end: "fourth quarter ended Dec. 31".
    Ended(Length, End),
}

/// The day on which a document was written, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DocumentDay {
    year: i16,
    month: Option<u8>,
    day: Option<Date>,
}

impl DocumentDay {
    /// Reads "2026", "2026-04", "2026-04-12" with anything after the day, or any other date that the recogniser knows.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mentions = super::scan(text);
        let period = mentions.iter().find_map(|mention| mention.value.period().filter(|period| period.year.is_some()))?;
        let year = period.year?;
        Some(match period.part {
            Part::Month(month) => Self { year, month: Some(month), day: None },
            Part::Day(month, day) => Self { year, month: Some(month), day: date(year, month, day) },
            _ => Self { year, month: None, day: None },
        })
    }

    /// The latest `period` that has begun by this day; only the year is missing.
    pub(super) fn latest(&self, period: Period) -> Option<Period> {
        let begun = match (self.day, self.month) {
            (Some(day), _) => (period.part.first_month(), period.part.first_day()) <= (day.month() as u8, day.day() as u8),
            (None, Some(month)) => period.part.first_month() <= month,
            (None, None) => true,
        };
        Some(period.in_year(Some(if begun { self.year } else { self.year.checked_sub(1)? })))
    }

    /// The latest `period` that is over by this day; only the year is missing.
    pub(super) fn latest_over(&self, period: Period) -> Option<Period> {
        let over = match (self.day, self.month) {
            (Some(day), _) => (period.part.last_month(), period.part.last_day()) < (day.month() as u8, day.day() as u8),
            (None, Some(month)) => period.part.last_month() < month,
            (None, None) => true,
        };
        Some(period.in_year(Some(if over { self.year } else { self.year.checked_sub(1)? })))
    }

    /// The first `period` that ends on or after this day; only the year is missing.
    pub(super) fn next(&self, period: Period) -> Option<Period> {
        let over = match (self.day, self.month) {
            (Some(day), _) => (period.part.last_month(), period.part.last_day()) < (day.month() as u8, day.day() as u8),
            (None, Some(month)) => period.part.last_month() < month,
            (None, None) => false,
        };
        Some(period.in_year(Some(if over { self.year.checked_add(1)? } else { self.year })))
    }

    /// The day known by its year alone.
    pub(super) fn of_year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// Whether it lies in `year`.
    pub(super) fn is_in(&self, year: i16) -> bool {
        self.year == year
    }

    /// Months since year 0, where the month is known.
    fn months(&self) -> Option<i32> {
        Some(i32::from(self.year) * 12 + i32::from(self.month?) - 1)
    }
}

fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

impl Relative {
    /// Its ISO style in a document's `setting`.
    pub(super) fn place(self, setting: &Setting) -> Option<String> {
        match self {
            Self::Offset(Unit::Quarter, steps) if steps <= 0 && setting.reported_quarter().is_some() => {
                Some(setting.reported?.shifted(Unit::Quarter, steps)?.to_string())
            }
            Self::Earlier(unit, steps) => Some(setting.reported?.shifted(unit, -steps)?.to_string()),
            Self::SameIn(year) => {
                Some(setting.reported.map_or(Period::year(year), |period| period.in_year(Some(year))).to_string())
            }
            Self::Reported(Unit::Quarter) => setting.reported_quarter().or(setting.spoken).map(|period| period.to_string()),
            Self::Reported(_) => None,
            Self::YearsAgo(count) => match setting.reported_quarter() {
                Some(quarter) => Some(quarter.shifted(Unit::Year, -count)?.to_string()),
                None => offset(&setting.day?, Unit::Year, -count),
            },
            Self::ToDate => match setting.reported.and_then(|period| period.year) {
                Some(year) => Some(Period::year(year).to_string()),
                None => offset(&setting.day?, Unit::Year, 0),
            },
            Self::Ended(length, end) => {
                let day = Period::part(Part::Day(end.month, end.day.min(28)));
                length.ending(setting.day?.latest(day)?.year?, end)?.place(setting, false)
            }
            told => told.told_from(&setting.day?),
        }
    }

    /// Its ISO style, told from `day`.
    fn told_from(self, day: &DocumentDay) -> Option<String> {
        match self {
            Self::Offset(unit, steps) => offset(day, unit, steps),
            Self::Window(unit, steps) => window(day, unit, steps),
            Self::InYear(part, steps) => Some(Period::part(part).in_year(Some(year_at(day, steps)?)).to_string()),
            Self::Weekday(weekday, steps) => weekday_at(day, weekday, steps),
            Self::Recurring(part, steps) => recurring(day, part, steps),
            Self::Earlier(..) | Self::SameIn(_) | Self::Reported(_) | Self::YearsAgo(_) | Self::ToDate | Self::Ended(..) => None,
        }
    }
}

fn year_at(day: &DocumentDay, steps: i32) -> Option<i16> {
    let year = i32::from(day.year).checked_add(steps)?;
    i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))
}

/// The calendar unit `steps` away from the one that holds `day`.
fn offset(day: &DocumentDay, unit: Unit, steps: i32) -> Option<String> {
    match unit {
        Unit::Year => year_at(day, steps).map(|year| Period::year(year).to_string()),
        Unit::Decade => {
            let first = year_at(day, steps.checked_mul(10)?)? / 10 * 10;
            Some(format!("{first}/{}", first + 9))
        }
        Unit::Half => stepped(day, 6, steps).map(|(year, half)| format!("{year}-H{}", half + 1)),
        Unit::Quarter => stepped(day, 3, steps).map(|(year, quarter)| format!("{year}-Q{}", quarter + 1)),
        Unit::Month => stepped(day, 1, steps).map(|(year, month)| format!("{year}-{:02}", month + 1)),
        Unit::Week => {
            let monday = shifted(monday_of(day.day?)?, Span::new().try_weeks(steps).ok()?)?;
            Some(format!("{monday}/{}", shifted(monday, 6.days())?))
        }
        Unit::Day => shifted(day.day?, Span::new().try_days(steps).ok()?).map(|day| day.to_string()),
    }
}

/// Year and index of the unit of `length` months that lies `steps` units away.
fn stepped(day: &DocumentDay, length: i32, steps: i32) -> Option<(i32, i32)> {
    let index = day.months()?.div_euclid(length).checked_add(steps)?;
    let in_year = 12 / length;
    (index >= 0).then_some((index.div_euclid(in_year), index.rem_euclid(in_year)))
}

/// From `steps` units away until `day`, or the other way round, in years. Windows of months and days are lengths rather than places in
/// the calendar ("the last twelve months"), and give no time.
fn window(day: &DocumentDay, unit: Unit, steps: i32) -> Option<String> {
    let steps = match unit {
        Unit::Decade => steps.checked_mul(10)?,
        Unit::Year => steps,
        _ => return None,
    };
    // Of a year alone it is not known which two it touches.
    day.month?;
    let (here, there) = (offset(day, Unit::Year, 0)?, offset(day, Unit::Year, steps)?);
    Some(if steps < 0 { format!("{there}/{here}") } else { format!("{here}/{there}") })
}

fn shifted(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

fn monday_of(day: Date) -> Option<Date> {
    shifted(day, Span::new().try_days(-i64::from(day.weekday().to_monday_zero_offset())).ok()?)
}

fn weekday_at(day: &DocumentDay, weekday: u8, steps: i32) -> Option<String> {
    let today = day.day?;
    let behind = (i64::from(today.weekday().to_monday_one_offset()) - i64::from(weekday)).rem_euclid(7);
    let days = match steps {
        0 => -behind,
        1 => 7 - behind,
        _ if behind == 0 => -7,
        _ => -behind,
    };
    shifted(today, Span::new().try_days(days).ok()?).map(|day| day.to_string())
}

/// "Last January" is the latest that is over, "next January" the first that has not begun.
fn recurring(day: &DocumentDay, part: Part, steps: i32) -> Option<String> {
    let month = day.month?;
    let first = part.first_month();
    let shift = match steps {
        0 => 0,
        1 => i32::from(first <= month),
        _ => -i32::from(first >= month),
    };
    Some(Period::part(part).in_year(Some(year_at(day, shift)?)).to_string())
}
