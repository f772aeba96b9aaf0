//! Measures that nobody owns: of what is used or paid for, of economies, and of a text about nobody.
//!
//! Comes in: a noun phrase that names a measure. Goes out: the thing or the measure itself that the figure is about.

use super::super::clause::Phrase;
use super::super::context::Topic;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::Scene;

/// What is told of things that people use, buy or lose.
const OF_THINGS: &[&str] = &[
    "usage",
    "use",
    "adoption",
    "uptake",
    "popularity",
    "penetration",
    "demand",
    "prices",
    "price",
    "costs",
    "bills",
    "premiums",
    "rents",
    "wages",
    "deaths",
    "arrivals",
    "bankruptcies",
    "traffic",
    "shipments",
    "exports",
    "imports",
    "installations",
    "registrations",
    "consumption",
];

/// Words before such measures that name no thing.
const VAGUE: &[&str] = &[
    "unit",
    "fuel",
    "non-fuel",
    "labor",
    "labour",
    "operating",
    "capital",
    "average",
    "total",
    "overall",
    "monthly",
    "annual",
    "daily",
    "list",
    "share",
    "stock",
    "market",
    "median",
    "retail",
    "house",
    "home",
    "property",
    "housing",
];

impl Scene<'_> {
    /// "hybrid cloud usage", "coffee prices": what is used, wanted or paid for, named before the measure.
    pub(super) fn used_thing(&self, phrase: Phrase) -> Option<Topic> {
        let head = phrase.core_end - 1;
        let first = (phrase.first..head).find(|i| !matches!(self.class(*i), Class::Determiner | Class::Possessive))?;
        let telling = |i: usize| {
            self.class(i) == Class::Noun && !VAGUE.contains(&self.token(i).lower) && !nouns::is_metric(self.token(i).lower)
        };
        let word = self.token(head).lower;
        let own = self.context.own_organisation().is_some();
        let sold = matches!(word, "sales" | "orders" | "deliveries") && !own;
        // In an organisation's own account, what customers do with its things is its own.
        let of_own = own
            && matches!(
                word,
                "penetration"
                    | "adoption"
                    | "usage"
                    | "traffic"
                    | "registrations"
                    | "shipments"
                    | "uptake"
                    | "popularity"
                    | "costs"
                    | "bills"
            );
        let fits = !of_own
            && (OF_THINGS.contains(&word) || sold && self.token(first).lower.ends_with('s'))
            && telling(head.checked_sub(1)?);
        fits.then(|| Topic { name: self.phrase_words(first, head), sort: None, plural: false })
    }

    /// "the unemployment rate", "mortgage rates": measures of an economy that nobody owns name themselves.
    pub(super) fn public_rate(&self, phrase: Phrase) -> Option<Topic> {
        const OF_ECONOMIES: &[&str] = &[
            "unemployment",
            "jobless",
            "inflation",
            "interest",
            "mortgage",
            "exchange",
            "participation",
            "poverty",
            "birth",
            "death",
            "fertility",
            "funds",
            "fund",
            "lending",
            "deposit",
            "policy",
            "literacy",
            "homeownership",
            "saving",
            "infection",
            "vaccination",
            "positivity",
            "delinquency",
            "foreclosure",
            "default",
            "vacancy",
            "hospitalization",
            "crime",
            "divorce",
            "employment",
        ];
        let head = phrase.core_end - 1;
        // "real gross domestic product growth"
        let domestic = (phrase.first..head).find(|i| self.token(*i).lower == "domestic" && self.token(i + 1).lower == "product");
        if let Some(domestic) = domestic {
            let first = domestic - usize::from(domestic > phrase.first && self.token(domestic - 1).lower == "gross");
            return Some(Topic { name: self.phrase_words(first, domestic + 2), sort: None, plural: false });
        }
        let of = head.checked_sub(1).filter(|of| *of >= phrase.first && OF_ECONOMIES.contains(&self.token(*of).lower))?;
        let rate = matches!(self.token(head).lower, "rate" | "rates") && self.context.own_organisation().is_none();
        rate.then(|| Topic { name: self.phrase_words(of, self.placed_end(phrase)), sort: None, plural: false })
    }

    /// Where "inflation in the euro zone" ends: with the place that a measure of an economy is of.
    pub(super) fn placed_end(&self, phrase: Phrase) -> usize {
        let link = phrase.core_end;
        let inside = link < phrase.end && self.token(link).lower == "in";
        let end = self.nominal_end(link + 1, phrase.end);
        let place = inside
            && end > link + 1
            && (link + 1..end).all(|i| !matches!(self.class(i), Class::Date(_) | Class::Quantity(_) | Class::Possessive));
        let timely = place && nouns::is(self.token(end - 1).lower, NounClass::Time);
        if place && !timely { end } else { link }
    }

    /// "regional brewery profits", in a text about nobody: the words that tell whose they are, without those that tell which.
    pub(super) fn field(&self, phrase: Phrase) -> Option<Topic> {
        const TELLING_WHICH: &[&str] = &[
            "total",
            "net",
            "gross",
            "operating",
            "quarterly",
            "annual",
            "yearly",
            "monthly",
            "adjusted",
            "average",
            "overall",
            "median",
            "forward",
            "forecast",
            "expected",
            "combined",
            "its",
            "their",
            "pretax",
            "pre-tax",
            "underlying",
            "recurring",
        ];
        let head = phrase.core_end - 1;
        // "the completion rate": of what, only the rate itself tells.
        if matches!(self.token(head).lower, "rate" | "rates") && head > phrase.first {
            return Some(self.phrase_topic(Phrase { end: phrase.core_end, ..phrase }));
        }
        // "retail sales", "the household savings ratio": what whole economies have.
        const OF_ALL: &[&str] = &[
            "retail",
            "consumer",
            "wholesale",
            "industrial",
            "manufacturing",
            "factory",
            "household",
            "core",
            "headline",
            "producer",
            "trade",
            "home",
            "services",
            "private",
            "public",
            "government",
            "domestic",
            "foreign",
            "savings",
            "saving",
            "real",
            "disposable",
        ];
        let first = (phrase.first..head).find(|i| !matches!(self.class(*i), Class::Determiner | Class::Possessive));
        let of_all = first.filter(|first| *first < head && (*first..head).all(|i| OF_ALL.contains(&self.token(i).lower)));
        if let Some(first) = of_all {
            return Some(self.phrase_topic(Phrase { first, end: phrase.core_end, core_end: phrase.core_end }));
        }
        let plain =
            |i: usize| matches!(self.class(i), Class::Noun | Class::Adjective) && !TELLING_WHICH.contains(&self.token(i).lower);
        let first = (phrase.first..head).find(|i| plain(*i))?;
        let end = (first..head).find(|i| !plain(*i) || nouns::is_metric(self.token(*i).lower)).unwrap_or(head);
        let noun = (first..end).any(|i| self.class(i) == Class::Noun) || end - first > 1;
        (end > first && noun).then(|| Topic { name: self.phrase_words(first, end), sort: None, plural: false })
    }
}
