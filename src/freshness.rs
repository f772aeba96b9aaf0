//! Freshness: until when a verdict can be relied on, and which claims are due for another look.
//!
//! Comes in: a claim's kind and due date, when it was reviewed, how long verdicts on each kind last, and a date. Goes out: the day until
//! which the verdict is fresh, and what is due on that date. A verdict that is due again stays as it is: only a review changes it.
//! No clock is read here.

mod shelf_life;

use jiff::civil::Date;

use crate::claim::period::Period;
use crate::claim::{Claim, Kind, Modality};
use crate::review::{Review, Status};

pub use shelf_life::{ShelfLife, ShelfLives};

/// What freshness depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts<'c> {
    /// Sort of fact.
    pub kind: Kind,
    /// Fact, forecast or advice.
    pub modality: Modality,
    /// When a forecast can be judged, as claims write it.
    pub due: Option<&'c str>,
    /// The day of the review that decides; `None` where none does.
    pub reviewed: Option<Date>,
}

/// Why a claim is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// The shelf life of its review has passed.
    Review {
        /// The day on which it had.
        since: Date,
    },
    /// The time has come at which the forecast can be judged, and nobody has judged it since.
    Forecast {
        /// The day on which it had.
        since: Date,
    },
}

impl Due {
    /// The day from which on it was due.
    pub fn since(self) -> Date {
        match self {
            Self::Review { since } | Self::Forecast { since } => since,
        }
    }
}

impl<'c> Facts<'c> {
    /// The facts of `claim` with its `reviews`, oldest first.
    pub fn of(claim: &'c Claim, reviews: &[Review]) -> Self {
        let deciding = reviews.iter().rev().find(|review| !review.retracted);
        let judged = deciding.filter(|review| review.status != Status::Unverified);
        let reviewed = judged.and_then(|review| day(&review.at));
        Self { kind: claim.kind, modality: claim.modality, due: claim.due.as_deref(), reviewed }
    }

    /// The last day of the time at which the forecast can be judged; `None` for what is no forecast, or has no such time.
    pub fn judged_on(self) -> Option<Date> {
        let due = self.due.filter(|_| self.modality == Modality::Forecast)?;
        Period::parse(due).map(Period::last_date)
    }
}

/// The day of a time in RFC 3339, which events hold in UTC.
pub fn day(time: &str) -> Option<Date> {
    time.get(..10)?.parse().ok()
}

impl ShelfLives {
    /// The day from which on the verdict is not fresh any more; `None` where nobody judged the claim or the verdict lasts. A forecast
    /// waits for its time, whatever its kind, and what is said of it afterwards lasts.
    pub fn fresh_until(&self, facts: Facts<'_>) -> Option<Date> {
        let reviewed = facts.reviewed?;
        match facts.judged_on() {
            Some(judged) => (reviewed < judged).then_some(judged),
            None => self.of(facts.kind).map(|life| life.after(reviewed)),
        }
    }
}

/// What is due on the day `on` of a claim whose verdict is fresh until `fresh_until`, as [`ShelfLives::fresh_until`] gives it.
pub fn due(facts: Facts<'_>, fresh_until: Option<Date>, on: Date) -> Option<Due> {
    let since = match facts.reviewed {
        Some(_) => fresh_until?,
        None => facts.judged_on()?,
    };
    let due = if facts.judged_on().is_some() { Due::Forecast { since } } else { Due::Review { since } };
    (since <= on).then_some(due)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: &str) -> Date {
        day.parse().expect("a date")
    }

    fn facts<'c>(kind: Kind, due: Option<&'c str>, reviewed: Option<&str>) -> Facts<'c> {
        let modality = if due.is_some() { Modality::Forecast } else { Modality::Fact };
        Facts { kind, modality, due, reviewed: reviewed.map(date) }
    }

    fn due_on(facts: Facts<'_>, on: &str) -> Option<Due> {
        due(facts, ShelfLives::default().fresh_until(facts), date(on))
    }

    #[test]
    fn a_review_is_due_again_on_the_day_its_shelf_life_ends() {
        let price = facts(Kind::Cost, None, Some("2026-01-31"));
        assert_eq!(ShelfLives::default().fresh_until(price), Some(date("2026-03-02")));
        assert_eq!(due_on(price, "2026-03-01"), None);
        assert_eq!(due_on(price, "2026-03-02"), Some(Due::Review { since: date("2026-03-02") }));
        assert_eq!(
            due_on(facts(Kind::Benchmark, None, Some("2024-02-29")), "2025-02-28").map(Due::since),
            Some(date("2025-02-28"))
        );
    }

    #[test]
    fn what_nobody_judged_or_what_lasts_is_never_due_again() {
        assert_eq!(due_on(facts(Kind::Cost, None, None), "9999-12-31"), None);
        for lasting in [Kind::Funding, Kind::Migration, Kind::Event] {
            assert_eq!(due_on(facts(lasting, None, Some("2000-01-01")), "9999-12-31"), None, "{lasting}");
        }
    }

    #[test]
    fn a_forecast_is_due_when_its_time_ends_and_judged_once() {
        let due = |reviewed, on| due_on(facts(Kind::Cost, Some("2026-Q1"), reviewed), on);
        assert_eq!(due(None, "2026-03-30"), None);
        assert_eq!(due(None, "2026-03-31"), Some(Due::Forecast { since: date("2026-03-31") }));
        assert_eq!(due(Some("2025-01-01"), "2026-03-30"), None, "its kind's thirty days do not count");
        assert_eq!(due(Some("2026-03-30"), "2027-01-01"), Some(Due::Forecast { since: date("2026-03-31") }));
        assert_eq!(due(Some("2026-03-31"), "2027-01-01"), None);
    }

    #[test]
    fn a_forecast_without_a_readable_time_has_the_shelf_life_of_its_kind() {
        let vague = facts(Kind::Cost, Some("soon"), Some("2026-01-01"));
        assert_eq!(due_on(vague, "2026-01-31"), Some(Due::Review { since: date("2026-01-31") }));
        assert_eq!(due_on(facts(Kind::Cost, Some("soon"), None), "9999-12-31"), None);
    }

    #[test]
    fn the_end_of_the_calendar_is_no_trouble() {
        assert_eq!(due_on(facts(Kind::Market, None, Some("9999-06-01")), "9999-12-31").map(Due::since), Some(Date::MAX));
    }
}
