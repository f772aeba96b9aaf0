//! What a whole document is about, as far as it tells the kind of figures that their sentences leave open.
//!
//! Comes in: the document. Goes out: a [`Theme`]. It decides last, where neither the measure nor the verb nor the unit does.

use crate::document::{Block, Document};
use crate::text::{Lately, has_word};

use super::super::Kind;
use super::super::opening::is_titled_survey;
use super::bare::each_word;
use super::cue::{self, Cue};

/// What a document is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Theme {
    /// It reports a survey.
    pub survey: bool,
    /// It tells more of performance than of money.
    pub technical: bool,
    /// It is about programs and those who make them.
    pub software: bool,
    /// Its title announces measurements of things beside each other.
    pub benchmark: bool,
    money: Option<Kind>,
}

/// So many words of a class make a theme.
const OFTEN: usize = 4;
/// A report of a survey speaks of it once in so many words at least.
const SURVEY_EVERY: usize = 150;
/// A text about software speaks of it once in so many words at least.
const SOFTWARE_EVERY: usize = 150;
/// A text about performance names it once in so many words at least.
const TECHNICAL_EVERY: usize = 80;

/// How many words of a short text are kept at hand, and at most.
const WORDS: (usize, usize) = (1 << 8, 1 << 12);

impl Theme {
    /// Reads the theme of `document`.
    pub(crate) fn of(document: &Document) -> Self {
        let mut counts = [0; Cue::Software as usize + 1];
        let mut total = 0;
        let mut lately = Lately::of((document.text.len() / 16).clamp(WORDS.0, WORDS.1));
        let nouns = cue::first_look();
        for block in &document.blocks {
            if let Block::Prose(prose) = block {
                each_word(prose.text.as_str(), |word, marked| {
                    total += 1;
                    let classes = match marked {
                        true => cue::of_noun(word),
                        false if !nouns.may_hold(word) => &[],
                        false => lately.find(word.as_bytes(), || cue::of_plain_noun(word)).0,
                    };
                    classes.iter().for_each(|cue| counts[*cue as usize] += 1);
                });
            }
        }
        let count = |cue: Cue| counts[cue as usize];
        let money = count(Cue::Funding) + count(Cue::Market);
        let sums = [(Cue::Market, Kind::Market), (Cue::Funding, Kind::Funding), (Cue::Cost, Kind::Cost)];
        let most = sums.into_iter().rev().max_by_key(|(cue, _)| count(*cue)).filter(|(cue, _)| count(*cue) >= OFTEN);
        Self {
            survey: is_titled_survey(document) || count(Cue::Survey) >= OFTEN.max(total / SURVEY_EVERY),
            technical: count(Cue::Technical) + count(Cue::Capacity) >= OFTEN.max(2 * money).max(total / TECHNICAL_EVERY),
            benchmark: document.metadata.title.as_deref().is_some_and(announces_benchmark),
            software: count(Cue::Software) >= OFTEN.max(total / SOFTWARE_EVERY),
            money: most.map(|(_, kind)| kind),
        }
    }

    /// What a sum of money is where nothing near it says so.
    pub(crate) fn money(self) -> Kind {
        self.money.unwrap_or(Kind::Market)
    }
}

/// "Benchmarks of JSON parsers", "Acme vs Bolt": whether a title announces measurements of things beside each other.
fn announces_benchmark(title: &str) -> bool {
    const WORDS: &[&str] = &["benchmark", "benchmarks", "benchmarking", "benchmarked", "vs", "versus"];
    has_word(title, WORDS)
}
