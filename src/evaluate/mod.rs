//! Extraction measured against what a careful person found: the claims of a gold file beside those of an extractor.
//!
//! Comes in: an article, its gold claims and predicted claims, as [`Item`]s. Goes out: [`Evaluation`]: how many are found, with the right value, unit and
//! kind, subject, and everything; and every error. Optional gold counts neither way. `docs/quality.md` says what the levels mean; nothing is
//! extracted here.

mod item;
mod judge;
mod name;
mod pairing;
mod scores;
mod unit;

use std::collections::HashSet;

use judge::Verdict;
use pairing::Pair;

pub use item::{BadItem, Item, gold, predicted};
pub use name::same_name;
pub use scores::{Count, FIELDS, Level, Scores, macro_f1, micro};

/// What came of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The counts.
    pub scores: Scores,
    /// What is wrong, in the order: missed, spurious, fields.
    pub errors: Vec<Error>,
}

/// A claim that is not as the gold file has it.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// A required claim that was not given.
    Missed(Box<Item>),
    /// A claim that answers none of the gold file.
    Spurious(Box<Item>),
    /// A figure that was found, with the fields that are wrong.
    Fields {
        /// The words of the gold claim.
        quote: String,
        /// The field, what the gold file has, and what was given.
        wrong: Vec<(&'static str, String, String)>,
    },
}

/// Compares the claims `got` for `article` with the `gold` ones.
pub fn evaluate(article: &str, gold: &[Item], got: &[Item]) -> Evaluation {
    let known: HashSet<String> = name::words(article).into_iter().collect();
    let pairs = pairing::pair(gold, got);
    let (optional, mine): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|pair| gold[pair.gold].optional);
    let absorbed: HashSet<usize> = optional.iter().map(|pair| pair.got).collect();
    let mut scores = begun(gold, got, &absorbed);
    let mut fields = Vec::new();
    for pair in &mine {
        let (wanted, given) = (&gold[pair.gold], &got[pair.got]);
        let verdict = Verdict { text: judge::stands_alone(given, &known), ..pair.verdict };
        if wanted.event {
            scores.add_event(verdict, wanted.kind == [Some("migration".to_owned())]);
            continue;
        }
        scores.add_figure(verdict);
        fields.extend(field_error(wanted, given, verdict));
    }
    let found: HashSet<usize> = mine.iter().map(|pair| pair.gold).collect();
    let answering: HashSet<usize> = mine.iter().map(|pair| pair.got).chain(absorbed).collect();
    let missed = (0..gold.len()).filter(|at| !gold[*at].optional && !found.contains(at));
    let spurious = (0..got.len()).filter(|at| !answering.contains(at));
    let mut errors: Vec<Error> = missed.map(|at| Error::Missed(Box::new(gold[at].clone()))).collect();
    errors.extend(spurious.map(|at| Error::Spurious(Box::new(got[at].clone()))));
    errors.extend(fields);
    Evaluation { scores, errors }
}

/// What was given and what is wanted at each level.
fn begun(gold: &[Item], got: &[Item], absorbed: &HashSet<usize>) -> Scores {
    let mut scores = Scores::default();
    for level in Level::ALL {
        let events = level == Level::Events;
        let count = scores.level_mut(level);
        count.given = got.iter().enumerate().filter(|(at, item)| item.event == events && !absorbed.contains(at)).count();
        count.wanted = gold.iter().filter(|item| item.event == events && !item.optional).count();
    }
    scores
}

fn field_error(gold: &Item, got: &Item, verdict: Verdict) -> Option<Error> {
    let Verdict { value, unit, kind, subject, metric, approximate, time, attribution, modality, text, .. } = verdict;
    let right = [value, unit, kind, subject, metric, approximate, time, attribution, modality, text];
    let wrong = FIELDS.into_iter().zip(right).filter(|(_, right)| !right);
    let wrong: Vec<_> = wrong.map(|(field, _)| (field, gold.shown(field), got.shown(field))).collect();
    (!wrong.is_empty()).then(|| Error::Fields { quote: gold.quote.clone(), wrong })
}

impl Item {
    /// The words that it quotes.
    pub fn quote(&self) -> &str {
        &self.quote
    }

    /// A field as people read it; several right readings stand behind bars.
    pub fn shown(&self, field: &str) -> String {
        let readings = match field {
            "value" => {
                let end = |end: Option<f64>| end.map_or_else(|| "open".to_owned(), |end| end.to_string());
                return if self.ends.0 == self.ends.1 {
                    end(self.ends.0)
                } else {
                    format!("{} to {}", end(self.ends.0), end(self.ends.1))
                };
            }
            "approx" => return self.approximate.to_string(),
            "text" => return self.text.clone().unwrap_or_default(),
            "unit" => &self.unit,
            "kind" => &self.kind,
            "subject" => &self.subject,
            "metric" => &self.metric,
            "time" => &self.time,
            "attribution" => &self.attribution,
            "modality" => &self.modality,
            "from" => &self.from,
            _ => &self.to,
        };
        let shown = readings.iter().map(|reading| reading.as_deref().filter(|reading| !reading.is_empty()).unwrap_or("–"));
        shown.collect::<Vec<_>>().join(" | ")
    }
}

#[cfg(test)]
mod tests;
