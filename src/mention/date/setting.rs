//! When a document was written, and which quarter or year it reports on.
//!
//! Comes in: a document's date and the texts at its top. Goes out: a [`Setting`] in which its times are placed. No clock is read here.

use super::relative::DocumentDay;
use super::value::{Part, Period};
use super::{DateMention, Relation};

/// The time of a document, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Setting {
    pub(super) day: Option<DocumentDay>,
    /// The quarter or fiscal year that the document reports on.
    pub(super) reported: Option<Period>,
    /// The quarter that the text spoke of last.
    pub(super) spoken: Option<Period>,
    /// The year of the survey that the document tells of.
    survey: Option<i16>,
}

impl Setting {
    /// The setting of a document written on `date` (ISO, any precision).
    pub fn of_date(date: Option<&str>) -> Self {
        Self { day: date.and_then(DocumentDay::parse), ..Self::default() }
    }

    /// The same with what the texts at the document's top tell, in order: `opening` are its title and headings, `body` its first paragraphs.
    ///
    /// A quarter with its year, or a fiscal year, in the opening is taken for what the document reports on; so is a quarter there whose year the body says, and
    /// the year of "results for 2025". Where no date is known, the year of the opening, else the latest that the body speaks of as its own, is the
    /// year of writing.
    pub fn new<'t>(
        date: Option<&str>,
        opening: impl IntoIterator<Item = &'t str>,
        body: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        let opening: Vec<&str> = opening.into_iter().collect();
        let body: Vec<DateMention> = body.into_iter().flat_map(own_dates).collect();
        let headed: Vec<Period> =
            opening.iter().flat_map(|text| own_dates(text)).filter_map(|date| date.value.period()).collect();
        let told = || body.iter().filter_map(|mention| mention.value.period());
        let year = || headed.iter().find_map(|period| period.year).or_else(|| told().filter_map(|period| period.year).max());
        let day = date.and_then(DocumentDay::parse).or_else(|| DocumentDay::parse(&Period::year(year()?).to_string()));
        let quarter = |period: &Period| matches!(period.part, Part::Quarter(_));
        let named = headed.iter().copied().find(|period| period.year.is_some() && (quarter(period) || period.fiscal));
        let yearless = || {
            let headed = headed.iter().copied().find(quarter)?;
            told().find(|period| period.part == headed.part && period.year.is_some()).or_else(|| day?.latest(headed))
        };
        let results = || opening.iter().filter(|text| reports_results(text)).flat_map(|text| own_dates(text));
        let annual = || {
            results()
                .filter_map(|mention| mention.value.period())
                .find(|period| period.year.is_some() && period.part == Part::Year)
        };
        Self { day, reported: named.or_else(yearless).or_else(annual), ..Self::default() }
    }

    /// The same with what the `announcements` of a company's results tell: the quarter that one of them names first, else the year.
    pub fn reporting<'t>(mut self, announcements: impl IntoIterator<Item = &'t str>) -> Self {
        if self.reported.is_some() {
            return self;
        }
        let dates = announcements.into_iter().flat_map(own_dates);
        let told: Vec<Period> = dates.filter_map(|date| Period::parse(&date.value.place(&self, false)?)).collect();
        let part = told.iter().find(|period| matches!(period.part, Part::Quarter(_) | Part::Half(_)));
        self.reported = part.or_else(|| told.iter().find(|period| period.part == Part::Year)).copied();
        self.day = self.day.or_else(|| Some(DocumentDay::of_year(self.reported?.year?)));
        self
    }

    /// The same for a document whose `title` names a survey of one year. Results that come out early in the next year are told as if from the year before.
    pub fn surveying(mut self, title: Option<&str>) -> Self {
        let dates = title.map(super::scan).unwrap_or_default();
        let [date] = &dates[..] else { return self };
        let year = date.value.period().filter(|period| period.part == Part::Year).and_then(|period| period.year);
        self.survey = year;
        if let Some(year) = year.filter(|year| self.day.is_some_and(|day| day.is_in(year.saturating_add(1)))) {
            self.day = Some(DocumentDay::of_year(year));
        }
        self
    }

    /// The period that the document reports on.
    pub fn reported(&self) -> Option<String> {
        self.reported.map(|period| period.to_string())
    }

    /// The year of the survey that the document tells of.
    pub fn survey(&self) -> Option<i16> {
        self.survey
    }

    /// The text speaks of the time `iso`, as mentions print it: "the quarter" is the latest that it spoke of and that has begun.
    pub fn speak(&mut self, iso: &str) {
        let begun = |period: &Period| {
            let year = Period { year: None, ..*period };
            self.day.and_then(|day| day.latest(year)).is_none_or(|latest| period.year <= latest.year)
        };
        let quarter = Period::parse(iso).filter(|period| matches!(period.part, Part::Quarter(_)) && begun(period));
        self.spoken = quarter.max(self.spoken);
    }

    /// The quarter that the document reports on.
    pub(super) fn reported_quarter(&self) -> Option<Period> {
        self.reported.filter(|period| matches!(period.part, Part::Quarter(_)))
    }

    /// The latest `period` that is over, or that of the report.
    pub(super) fn latest_over(&self, period: Period) -> Option<Period> {
        if period.year.is_some() || self.reported.is_some() {
            return self.with_year(period, false);
        }
        self.day?.latest_over(period)
    }

    /// Whether the time `iso`, as mentions print it, begins no later than the period that the document reports on. What a company calls
    /// its third quarter of 2025 may be over in 2024.
    pub fn has_reported(&self, iso: &str) -> bool {
        let begins = |period: Period| (period.year.unwrap_or_default(), period.part.first_month(), period.part.first_day());
        let time = iso.rsplit('/').next().and_then(Period::parse);
        time.zip(self.reported).is_some_and(|(time, reported)| begins(time) <= begins(reported))
    }

    /// Whether the time `iso` ends no later than the period that the document reports on.
    pub fn is_behind(&self, iso: &str) -> bool {
        let ends = |period: Period| (period.year.unwrap_or_default(), period.part.last_month(), period.part.last_day());
        let time = iso.rsplit('/').next().and_then(Period::parse);
        time.zip(self.reported).is_some_and(|(time, reported)| ends(time) <= ends(reported))
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

/// The dates of `text` that are no limits and no starting points, and of which it does not tell as of what is to come.
fn own_dates(text: &str) -> Vec<DateMention> {
    const COMING: &[&str] = &["will", "expects", "expected", "forecast", "projected", "plans", "planned"];
    /// How many words before a date one of what is to come may stand.
    const NEAR: usize = 12;
    const COMPARING: &[&str] = &["than", "from", "against", "versus", "compared"];
    /// How many words before a date one of comparison may stand.
    const BESIDE: usize = 6;
    // "I will review our second quarter": what is told next has happened.
    const TELLING: &[&str] = &["review", "discuss", "cover", "begin", "start", "walk", "talk", "speak", "go", "turn", "recap"];
    let mut dates = super::scan(text);
    dates.retain(|date| {
        let phrase = text.get(date.phrase.range()).unwrap_or_default();
        // "a gain from Q2 of FY23"
        let apart = phrase.split(' ').next().is_some_and(|first| COMPARING.contains(&first));
        let before = text.get(..date.phrase.start).unwrap_or_default();
        let near = || before.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let coming = near().take(NEAR).zip(std::iter::once("").chain(near())).any(|(word, behind)| {
            let tells = word == "will" && TELLING.contains(&behind);
            COMING.contains(&word) && !tells
        });
        date.relation == Relation::Plain && !apart && !coming && !near().take(BESIDE).any(|word| COMPARING.contains(&word))
    });
    dates
}

/// Whether a title or heading announces a company's results.
fn reports_results(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| {
        ["results", "earnings", "annual", "revenues", "profit", "turnover"].iter().any(|told| word.eq_ignore_ascii_case(told))
    })
}
