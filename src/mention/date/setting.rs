//! When a document was written, and which quarter or year it reports on.
//!
//! Comes in: a document's date and the texts at its top. Goes out: a [`Setting`] in which its times are placed. No clock is read here.

use super::relative::DocumentDay;
use super::value::{Part, Period};

/// The time of a document, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Setting {
    pub(super) day: Option<DocumentDay>,
    /// The quarter or fiscal year that the document reports on.
    pub(super) reported: Option<Period>,
}

impl Setting {
    /// The setting of a document written on `date` (ISO, any precision).
    pub fn of_date(date: Option<&str>) -> Self {
        Self { day: date.and_then(DocumentDay::parse), reported: None }
    }

    /// The same with the period that `opening` tells: title and headings at the document's top, in order. A quarter with its year, or a
    /// fiscal year, is taken for what the document reports on.
    pub fn new<'t>(date: Option<&str>, opening: impl IntoIterator<Item = &'t str>) -> Self {
        let periods = opening.into_iter().flat_map(super::scan).filter_map(|mention| mention.value.period());
        let mut reports =
            periods.filter(|period| period.year.is_some() && (matches!(period.part, Part::Quarter(_)) || period.fiscal));
        Self { reported: reports.next(), ..Self::of_date(date) }
    }

    /// Whether the time `iso`, as mentions print it, begins no later than the period that the document reports on. What a company calls
    /// its third quarter of 2025 may be over in 2024.
    pub fn has_reported(&self, iso: &str) -> bool {
        let begins = |period: Period| (period.year.unwrap_or_default(), period.part.first_month(), period.part.first_day());
        let time = iso.rsplit('/').next().and_then(Period::parse);
        time.zip(self.reported).is_some_and(|(time, reported)| begins(time) <= begins(reported))
    }

    /// `period` with its year: that of the report for quarters, else the latest that has begun, or the next one if it lies `ahead`.
    pub(super) fn with_year(&self, period: Period, ahead: bool) -> Option<Period> {
        if period.year.is_some() {
            return Some(period);
        }
        let reported = self.reported.and_then(|reported| reported.year);
        match (period.part, reported) {
            (Part::Quarter(_) | Part::Half(_) | Part::Year, Some(year)) => Some(period.in_year(Some(year))),
            _ if ahead => self.day?.next(period),
            _ => self.day?.latest(period),
        }
    }
}
