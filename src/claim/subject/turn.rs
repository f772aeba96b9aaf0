//! The part of an organisation that a report turns to: "Moving to Bell, revenues were …", "Starting with our coatings segment."
//!
//! Comes in: a sentence of an organisation's own account. Goes out: the part that its figures and those of the next sentences are of, or that the
//! report goes back to the whole.

use crate::mention::name::NameKind;
use crate::text::is_among;

use super::super::clause::Phrase;
use super::super::context::Topic;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::{Class, Token};
use super::Scene;
use super::owner::is_account_item;

/// Where a sentence turns a report to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Turn {
    /// A part of the organisation.
    Part(Topic),
    /// The organisation as a whole.
    Whole,
    /// Nowhere else.
    None,
}

/// Whether `word` is a verb of turning in speech.
fn turns(word: &str) -> bool {
    matches!(
        word,
        "turning"
            | "moving"
            | "looking"
            | "shifting"
            | "switching"
            | "starting"
            | "beginning"
            | "turn"
            | "move"
            | "look"
            | "shift"
            | "start"
            | "begin"
    )
}

/// Words before a verb of turning, where the speaker is who turns.
const LEADING: &[&str] = &[
    "now", "let", "let's", "let’s", "'s", "’s", "me", "us", "i", "i'll", "i’ll", "we", "we'll", "we’ll", "will", "'ll", "’ll",
    "next", "so", "and", "then", "before", "if", "would", "like", "to", "want", "please",
];

/// Measures that an organisation has only as a whole.
const OF_ALL: &[&str] = &[
    "total",
    "consolidated",
    "corporate",
    "company",
    "overall",
    "free",
    "per",
    "share",
    "shares",
    "eps",
    "tax",
    "taxes",
    "dividend",
    "dividends",
    "net",
    "capital",
    "expenditures",
    "capex",
    "debt",
    "repurchases",
    "buybacks",
    "cash",
];

impl Scene<'_> {
    /// Where the sentence turns to.
    pub(crate) fn turn(&self) -> Turn {
        const OPENING: usize = 6;
        let Some(own) = self.context.own_organisation() else { return Turn::None };
        let tokens = &self.sentence.tokens;
        let turning = tokens.iter().take(OPENING).position(|token| turns(token.lower));
        // "Customers are moving to the cloud" turns nothing: nobody else does it.
        let led = |token: &Token<'_>| is_among(token.lower, LEADING) || token.class == Class::Comma;
        let turning = turning.filter(|turning| tokens[..*turning].iter().all(led));
        let link = turning.and_then(|turning| {
            (turning + 1..tokens.len()).take(3).find(|i| matches!(self.token(*i).lower, "to" | "with" | "at" | "into"))
        });
        let Some(link) = link else {
            let whole = tokens.iter().take(2).any(|token| matches!(token.lower, "corporate" | "consolidated" | "overall"));
            return if whole { Turn::Whole } else { self.opening_part().map_or(Turn::None, Turn::Part) };
        };
        let end = (link + 1..tokens.len()).find(|i| matches!(self.class(*i), Class::Comma | Class::Stop | Class::Colon));
        let end = end.unwrap_or(tokens.len());
        if end <= link + 1 {
            return Turn::None;
        }
        // "I'll begin with a review of the Norland segment"
        const REVIEWS: &[&str] = &["review", "recap", "discussion", "summary", "overview", "look", "results", "performance"];
        let reviewed = (link + 1..end).take(4).find(|i| matches!(self.token(*i).lower, "of" | "at" | "for" | "from" | "in"));
        let reviewed = reviewed.filter(|of| REVIEWS.contains(&self.token(of - 1).lower) && of + 1 < end);
        let phrase = Phrase { first: reviewed.map_or(link, |of| of) + 1, end, core_end: end };
        if let Some(part) = self.part_of(phrase).or_else(|| self.described_part(phrase)) {
            return Turn::Part(part);
        }
        // "Moving to Bell, …"
        let first =
            (phrase.first..end).find(|i| !matches!(self.class(*i), Class::Determiner | Class::Possessive | Class::Adverb));
        let named = first.filter(|first| {
            let region = matches!(self.token(*first).word, "EMEA" | "APAC" | "LATAM" | "APJ" | "DACH" | "ASEAN" | "EMEIA");
            let name = self.kind(*first).is_some_and(|kind| kind.is_measured() && kind != NameKind::Person);
            first + 1 == end && (region || name)
        });
        let named = named
            .map(|named| self.phrase_topic(Phrase { first: named, end, core_end: end }))
            .filter(|named| !own.name.contains(&named.name));
        // "Turning to our segments, piping sales declined 2%"
        let parts = end > phrase.first && matches!(self.token(end - 1).lower, "segments" | "divisions");
        if parts && let Some(part) = self.part_by_sales(end + 1) {
            return Turn::Part(part);
        }
        // "Turning to our product categories", "to cash flow": away from the part before.
        named.map_or(Turn::Whole, Turn::Part)
    }

    /// "our protective marine segment": a part that only adjectives name.
    fn described_part(&self, phrase: Phrase) -> Option<Topic> {
        const ANY: &[&str] = &[
            "first",
            "second",
            "third",
            "last",
            "next",
            "new",
            "main",
            "core",
            "remaining",
            "final",
            "various",
            "different",
            "individual",
            "operating",
            "reportable",
            "key",
            "primary",
            "own",
            "whole",
            "entire",
            "strong",
            "weak",
            "small",
            "big",
            "large",
            "good",
            "fast",
            "growing",
            "old",
            "young",
        ];
        let first = phrase.first + 1;
        let part = phrase.end.checked_sub(1).filter(|part| *part > first && self.class(phrase.first) == Class::Possessive)?;
        // "other", "largest" and "smaller" too.
        let judges = |word: &str| ANY.contains(&word) || word.ends_with("er") || word.ends_with("est");
        let named = (first..part).all(|i| self.class(i) == Class::Adjective && !judges(self.token(i).lower));
        let one = matches!(self.token(part).lower, "segment" | "division");
        (named && one).then(|| Topic { name: self.phrase_words(first, part + 1), sort: None, plural: false })
    }

    /// "piping sales declined": the segment that the sales at token `first` are of.
    fn part_by_sales(&self, first: usize) -> Option<Topic> {
        const LONGEST: usize = 3;
        let measure =
            (first..self.sentence.tokens.len()).take(LONGEST + 1).find(|i| nouns::is(self.token(*i).lower, NounClass::Owned))?;
        let words = (first..measure)
            .all(|i| matches!(self.class(i), Class::Noun | Class::Adjective | Class::Name(_) | Class::Verb(Form::Gerund)));
        const DESCRIBING: &[&str] = &[
            "operating",
            "adjusted",
            "organic",
            "comparable",
            "strong",
            "solid",
            "gross",
            "combined",
            "record",
            "core",
            "reported",
            "quarterly",
            "annual",
            "segment",
            "higher",
            "lower",
            "our",
        ];
        let described = |i: usize| is_among(self.token(i).lower, OF_ALL) || is_among(self.token(i).lower, DESCRIBING);
        let whole = (first..measure).any(described) || measure > first && self.class(measure - 1) == Class::Adjective;
        (measure > first && words && !whole).then(|| {
            let name = format!("{} segment", self.phrase_words(first, measure));
            Topic { name, sort: None, plural: false }
        })
    }

    /// "Coatings segment revenue was …": the part whose measure a sentence begins with; the next measures of the paragraph are its too.
    fn opening_part(&self) -> Option<Topic> {
        let verb = self.sentence.tokens.iter().position(|token| token.class.is_finite() || token.class == Class::Comma)?;
        let verb = Some(verb).filter(|verb| *verb > 1 && self.class(*verb).is_finite())?;
        let phrase = Phrase { first: 0, end: verb, core_end: verb };
        let measure = nouns::is(self.token(verb - 1).lower, NounClass::Owned);
        const WHOLE: &[&str] = &[
            "core",
            "total",
            "overall",
            "our",
            "own",
            "whole",
            "entire",
            "new",
            "main",
            "legacy",
            "remaining",
            "other",
            "all",
            "each",
        ];
        let whole = WHOLE.contains(&self.token(0).lower) || OF_ALL.contains(&self.token(0).lower);
        if measure && !whole { self.part_of(phrase) } else { None }
    }

    /// The part that this section reports on, unless the phrase says that all is meant.
    fn reported_on(&self, phrase: Phrase) -> Option<Topic> {
        const OF_WHOLE: &[&str] = &[
            "total",
            "consolidated",
            "corporate",
            "company",
            "whole",
            "overall",
            "eps",
            "share",
            "dividend",
            "tax",
            "debt",
            "repurchases",
            "cash",
        ];
        const RESULTS: &[&str] = &["income", "earnings", "loss", "profit"];
        let result =
            (phrase.first + 1..phrase.end).any(|i| self.token(i - 1).lower == "net" && is_among(self.token(i).lower, RESULTS));
        let whole = (0..phrase.end).any(|i| is_among(self.token(i).lower, OF_WHOLE));
        self.context.reported().filter(|_| !whole && !result).cloned()
    }

    /// "In Norway, sales fell", "In Flow Control, orders rose": the place or part whose figures an organisation's own account tells.
    pub(super) fn reported_part(&self, phrase: Phrase, owned: bool) -> Option<Topic> {
        self.context.own_organisation().filter(|_| owned)?;
        self.placed_part(phrase.first).or_else(|| self.turned_part(phrase))
    }

    /// "In Norway, …": the place or part that the words before token `upto` set.
    fn placed_part(&self, upto: usize) -> Option<Topic> {
        let comma = upto.checked_sub(1).filter(|comma| self.class(*comma) == Class::Comma)?;
        let link = (0..comma).rev().find(|i| self.class(*i) == Class::Preposition)?;
        let begins = link == 0 || matches!(self.class(link - 1), Class::Stop | Class::Colon | Class::Comma | Class::Conjunction);
        let titled = |i: usize| self.token(i).word.starts_with(char::is_uppercase);
        let first = (link + 1..comma).find(|i| self.class(*i) != Class::Determiner)?;
        let named = (first..comma).all(|i| titled(i) && self.class(i).is_nominal() && !matches!(self.class(i), Class::Date(_)));
        let own = |own: &Topic| (first..comma).any(|i| own.name.contains(self.token(i).word));
        const NO_UNITS: &[&str] =
            &["easter", "christmas", "thanksgiving", "halloween", "ramadan", "hanukkah", "investors", "shareholders"];
        let unit = self.token(link).lower == "for"
            && self.kind(first).is_some_and(|kind| matches!(kind, NameKind::Organisation | NameKind::Product | NameKind::Other))
            && !NO_UNITS.contains(&self.token(first).lower)
            && comma == first + 1
            && !is_account_item(self.token(first).word)
            && !self.context.own_organisation().is_some_and(own);
        let told = begins && (named && (self.token(link).lower == "in" || unit) || self.is_product_group(link, comma));
        told.then(|| self.phrase_topic(Phrase { first, end: comma, core_end: comma }))
    }

    /// "For Pumps and related products, revenue …": whether the words between the tokens `link` and `comma` name what an organisation sells.
    fn is_product_group(&self, link: usize, comma: usize) -> bool {
        const GROUPS: &[&str] = &["products", "services", "segment", "division", "solutions"];
        let titled = |i: usize| self.token(i).word.starts_with(char::is_uppercase);
        let first = (link + 1..comma).find(|i| self.class(*i) != Class::Determiner);
        let joined = |i: usize| titled(i) || matches!(self.token(i).lower, "and" | "&" | "related" | "other") || i + 1 == comma;
        let group = comma > link + 2 && GROUPS.contains(&self.token(comma - 1).lower);
        let part = matches!(self.token(comma - 1).lower, "segment" | "division");
        let within = self.token(link).lower == "for" || part && matches!(self.token(link).lower, "in" | "within");
        let own = |first: usize| self.context.own_organisation().is_some_and(|own| own.name.contains(self.token(first).word));
        let named = first.is_some_and(|first| titled(first) && self.kind(first) != Some(NameKind::Place) && !own(first));
        within && group && named && (link + 2..comma).all(joined)
    }

    /// Whose a measure of money or staff is that nobody is named for: the part that the report has turned to, unless the phrase says that all is meant.
    pub(super) fn turned_part(&self, phrase: Phrase) -> Option<Topic> {
        let whole = (phrase.first..phrase.end).any(|i| OF_ALL.contains(&self.token(i).lower));
        match self.turn() {
            Turn::Part(part) => Some(part),
            Turn::Whole => None,
            // In a section on one segment even net sales are the segment's.
            Turn::None if self.context.turned().is_none() => return self.reported_on(phrase),
            Turn::None => self.context.turned().cloned(),
        }
        .filter(|_| !whole)
    }
}
