//! The period that a whole document is of: the quarter of a company's results, the year of a survey.
//!
//! Comes in: a document, its setting, and a figure that nothing beside it dates. Goes out: the period, where the document tells the figure as one of it. What
//! lies ahead, what is always so and what the other end of a change was have none.

use crate::document::{Block, Document, Role};
use crate::mention::date::{self, Relation, Setting};

use super::super::Modality;
use super::super::comparison;
use super::super::lexicon::Form;
use super::super::modality;
use super::super::opening::is_titled_survey;
use super::super::reading::Reading;
use super::super::syntax::{Class, Sentence, Token};
use super::owner;

/// In how many blocks from its top, the page's furniture aside, a document announces its results, and how long they are at most, in bytes.
const OPENING: (usize, usize) = (32, 700);
/// A title is no longer than this, in bytes.
const TITLE: usize = 120;
/// A document that says "we" or "our" so often is a company's own.
const OWN: usize = 4;

/// Parts of a report that tell of other times: what is to come, what is always so, what is asked.
const ELSEWHERE: &[&str] = &[
    "outlook",
    "guidance",
    "about",
    "forward-looking",
    "question",
    "q&a",
    "webcast",
    "conference",
    "contact",
    "risk",
    "dividend",
];

/// What a document as a whole is of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Whole {
    /// The period of the results that a company publishes.
    results: Option<String>,
    /// The year of a survey.
    survey: Option<i16>,
    /// Whether the survey is compared with that of the year before.
    yearly: bool,
    /// The quarter that a piece of news tells of from its first paragraph on.
    quarter: Option<String>,
    /// The day on which somebody announces what was raised.
    announced: Option<String>,
}

/// A figure that nothing beside it dates.
pub(crate) struct Undated<'u> {
    pub reading: &'u Reading<'u>,
    pub sentence: &'u Sentence<'u>,
    /// Its token.
    pub at: usize,
    /// The headings above it.
    pub section: &'u [String],
    /// Whether a source other than the document is named for it.
    pub cited: bool,
}

impl Whole {
    /// What `document` is of; the setting knows its announcements.
    pub(crate) fn of(document: &Document, setting: &Setting) -> Self {
        let announced = announcements(document).next().is_some() && is_own(document);
        let survey = setting.survey().filter(|_| is_titled_survey(document));
        let yearly = survey.is_some() && texts(document).any(|text| text.to_lowercase().contains("last year"));
        let raised = document.metadata.date.clone().filter(|date| date.len() == 10 && announces_funding(document));
        // A survey's results are no company's.
        let results = setting.reported().filter(|_| announced && survey.is_none());
        let quarter = if results.is_none() && survey.is_none() { quarter_told(document, setting) } else { None };
        Self { results, survey, yearly, quarter, announced: raised }
    }

    /// The time of `figure` as one of the whole.
    pub(crate) fn time_of(&self, figure: &Undated<'_>) -> Option<String> {
        let tokens = &figure.sentence.tokens;
        let modality = || modality::of_token(tokens, figure.at, false);
        if let Some(results) = &self.results {
            let elsewhere = figure.section.iter().any(|heading| {
                let heading = heading.to_lowercase();
                ELSEWHERE.iter().any(|word| heading.contains(word))
                    && !["results", "participants", "earnings", "quarter"].iter().any(|word| heading.contains(word))
            });
            let own = !elsewhere && is_undated(figure) && modality() == Modality::Fact;
            return (own && !is_in_progress(tokens, figure.at) && !is_other_end(tokens, figure.at)).then(|| results.clone());
        }
        if let Some(quarter) = &self.quarter {
            let own = is_undated(figure) && modality() == Modality::Fact && is_told_as_past(tokens, figure.at);
            return (own && !is_other_end(tokens, figure.at) && !is_quoted(tokens, figure.at)).then(|| quarter.clone());
        }
        let spoken = tokens.first().is_some_and(|first| first.word.starts_with(['"', '“']));
        // What the respondents expect they expect in the survey's year.
        let answer = !figure.cited && !spoken && is_answer(figure) && is_undated(figure) && modality() != Modality::Advice;
        let year = self.survey.filter(|_| answer)?;
        (!is_other_end(tokens, figure.at)).then(|| year.to_string())
    }

    /// The time of `figure` as the other end of a change that a survey finds since the one of the year before.
    pub(crate) fn time_before(&self, figure: &Undated<'_>) -> Option<String> {
        let year = self.survey.filter(|_| self.yearly && !figure.cited)?;
        // "compared with 22% of those who use it monthly" is another group of the same year.
        let group = figure.sentence.tokens.get(figure.at + 1).is_some_and(|next| next.lower == "of");
        let before = is_other_end(&figure.sentence.tokens, figure.at) && !group && is_answer(figure) && is_undated(figure);
        before.then(|| (year - 1).to_string())
    }

    /// The time of `figure`, money that was raised, where the document announces it: "we've closed a $9 million round".
    pub(crate) fn time_of_funding(&self, figure: &Undated<'_>) -> Option<String> {
        const RAISED: &[&str] = &["raised", "closed", "secured", "completed", "landed", "received", "announced"];
        let day = self.announced.as_ref()?;
        let tokens = &figure.sentence.tokens;
        let has = |token: &Token<'_>| matches!(token.lower, "has" | "have" | "'ve" | "’ve" | "we've" | "we’ve" | "'s" | "’s");
        let perfect = tokens
            .iter()
            .enumerate()
            .any(|(at, token)| has(token) && tokens[at + 1..].iter().take(2).any(|verb| RAISED.contains(&verb.lower)));
        (perfect && is_undated(figure)).then(|| day.clone())
    }

    /// Whether the document publishes a company's results.
    pub(crate) fn is_of_results(&self) -> bool {
        self.results.is_some()
    }

    /// Whether the document compares what it is of with what was before, so that a look back holds for its own sentence alone.
    pub(crate) fn looks_back(&self) -> bool {
        self.results.is_some() || self.survey.is_some()
    }
}

/// The texts at the top of `document` that announce a company's results: "Acme today reported results for …", "welcome to the earnings call of …".
pub(crate) fn announcements(document: &Document) -> impl Iterator<Item = &str> {
    let heads = texts(document).take(OPENING.0).map(|text| &text[..text.floor_char_boundary(OPENING.1)]);
    heads.filter(|text| {
        let small = text.to_lowercase();
        let holds = |words: &[&str]| words.iter().any(|word| small.contains(word));
        let told = holds(&["results", "earnings", "net sales", "revenue"]);
        let call = holds(&["earnings call", "conference call", "results call", "earnings conference"])
            && holds(&["welcome", " q", "quarter"]);
        let release = holds(&["reported", "reports", "announced", "announces", "published", "releases"]);
        // A title says no more than "Interim results for the six months to June".
        let titled = small.len() <= TITLE
            && holds(&["results", "report"])
            && holds(&["quarter", "half", "months", "year", "q1", "q2", "q3", "q4"]);
        titled || told && (call || release)
    })
}

/// Whether the title announces that somebody raised money: "Announcing our Series B", "Acme raises $9 million".
fn announces_funding(document: &Document) -> bool {
    let title = document.metadata.title.as_deref().unwrap_or_default().to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(word, "series" | "raises" | "raised" | "raise" | "funding" | "fundraise" | "fundraising" | "seed" | "investment")
    })
}

fn texts(document: &Document) -> impl Iterator<Item = &str> {
    let title = document.metadata.title.as_deref();
    let blocks = document.blocks.iter().filter_map(|block| match block {
        Block::Prose(prose) => Some(prose.text.as_str()).filter(|_| !matches!(prose.role, Role::Furniture | Role::SourceLine)),
        Block::Table(_) => None,
    });
    title.into_iter().chain(blocks)
}

/// In how many paragraphs from its top a piece of news tells of its quarter.
const LEAD: usize = 4;

/// The quarter that the first paragraph tells of and one of those below it again: "Sales of boats fell in the second quarter, a report said."
fn quarter_told(document: &Document, setting: &Setting) -> Option<String> {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Prose(prose) if prose.role == Role::Paragraph => {
            Some(prose.text.as_str()).filter(|text| text.contains(". ") || text.ends_with('.'))
        }
        _ => None,
    });
    let quarters = |text: &str| -> Vec<String> {
        let dates = date::scan(text).into_iter().filter(|mention| mention.relation == Relation::Plain);
        dates.filter_map(|mention| mention.value.place_over(setting)).filter(|time| time.contains("-Q")).collect()
    };
    let mut told = paragraphs.take(LEAD).map(quarters);
    let first = told.next()?.into_iter().next()?;
    told.any(|quarters| quarters.contains(&first)).then_some(first)
}

/// Whether the verb nearest before the figure, else the first behind it, is in the past tense.
fn is_told_as_past(tokens: &[Token<'_>], at: usize) -> bool {
    let finite = |token: &Token<'_>| token.class.is_finite();
    let verb = tokens[..at].iter().rposition(finite).or_else(|| tokens[at..].iter().position(finite).map(|place| at + place));
    verb.is_some_and(|verb| match tokens[verb].class {
        Class::Auxiliary => matches!(tokens[verb].lower, "was" | "were" | "had" | "did"),
        class => {
            class == Class::Verb(Form::Past)
                && !verb.checked_sub(1).is_some_and(|before| tokens[before].class == Class::Auxiliary)
        }
    })
}

/// Whether the figure stands in somebody's words.
fn is_quoted(tokens: &[Token<'_>], at: usize) -> bool {
    let marks = |token: &&Token<'_>| token.word.chars().any(|c| matches!(c, '"' | '“' | '”'));
    tokens[..at].iter().filter(marks).count() % 2 == 1
}

/// Whether a company publishes `document` about itself: it has a listed name at its head, or says "we" and "our".
fn is_own(document: &Document) -> bool {
    let first_person =
        |text: &str| text.split(|c: char| !c.is_alphabetic()).filter(|word| matches!(*word, "we" | "our" | "We" | "Our")).count();
    const MARKS: &[&str] = &[
        "(NASDAQ",
        " PLC",
        " plc",
        "(Nasdaq",
        "(NYSE",
        "BUSINESS WIRE",
        "GLOBE NEWSWIRE",
        "PRNewswire",
        "today reported",
        "today announced",
        "today published",
        "today released",
    ];
    let listed = |text: &str| MARKS.iter().any(|mark| text.contains(mark));
    texts(document).take(OPENING.0).any(listed) || texts(document).map(first_person).sum::<usize>() >= OWN
}

/// Whether the sentence has no date but those of other figures and of what is compared with.
fn is_undated(figure: &Undated<'_>) -> bool {
    let tokens = &figure.sentence.tokens;
    super::dates(figure.reading, tokens).all(|(place, mention)| {
        figure.reading.bases_in(mention.span).next().is_some() || owner::is_of_another(tokens, place, figure.at)
    })
}

/// "is moving 2,200 applications": what goes on has not been reached.
fn is_in_progress(tokens: &[Token<'_>], at: usize) -> bool {
    let verb = tokens[..at].iter().rposition(|token| matches!(token.class, Class::Auxiliary | Class::Verb(_)));
    verb.is_some_and(|verb| {
        let gerund = tokens[verb].class == Class::Verb(Form::Gerund);
        let before = verb.checked_sub(1).map_or("", |before| tokens[before].lower);
        gerund && matches!(before, "is" | "are" | "am" | "'re" | "’re" | "'m" | "’m" | "now" | "currently")
    })
}

/// "from 45%", "compared with $40 million", "84% → 87%": the value before a change, or beside it.
pub(crate) fn is_other_end(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map_or("", |place| tokens[place].lower);
    let article = usize::from(matches!(before(1), "a" | "an" | "the"));
    let word = before(1 + article);
    let arrow = tokens.get(at + 1).is_some_and(|next| matches!(next.lower, "→" | "->"));
    comparison::opening_before(tokens, at).is_some() || arrow || matches!(word, "from" | "than")
}

/// Whether the figure is one that answers give: a share, a ratio or a count.
fn is_answer(figure: &Undated<'_>) -> bool {
    let Class::Quantity(index) = figure.sentence.tokens[figure.at].class else { return false };
    let unit = figure.reading.quantities[index as usize].quantity.unit.as_str();
    let money_or_time = crate::mention::unit::is_currency(unit)
        || matches!(unit, "hour" | "day" | "week" | "month" | "year" | "ms" | "s" | "minute");
    !money_or_time && !unit.contains('/')
}
