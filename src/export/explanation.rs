//! Why a claim is as it is: the rules and words that made it, and what its sentence mentions.
//!
//! Comes in: a claim with its reasons. Goes out: a record, and lines for people. What is mentioned is read again from the claim's words, so that
//! it shows also what no rule took up.

use serde::Serialize;

use super::record::ClaimRecord;
use crate::claim::Explained;
use crate::mention::{date, name, quantity};
use crate::text::TextSpan;

/// The reasons for a claim.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation<'c> {
    /// The rules and words that made it, in the order in which they were applied.
    pub why: &'c [String],
    /// What its sentence mentions.
    pub mentions: Mentions<'c>,
}

/// What a sentence mentions, as it is written.
#[derive(Debug, Clone, Serialize)]
pub struct Mentions<'c> {
    /// Figures.
    pub figures: Vec<&'c str>,
    /// Times.
    pub dates: Vec<&'c str>,
    /// Names.
    pub names: Vec<&'c str>,
}

/// A claim record with its reasons.
#[derive(Debug, Clone, Serialize)]
pub struct ExplainedRecord<'c> {
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRecord<'c>,
    /// Why it is so.
    #[serde(flatten)]
    pub explanation: Explanation<'c>,
}

impl<'c> Explanation<'c> {
    /// The reasons for `explained`.
    pub fn new(explained: &'c Explained) -> Self {
        let words = explained.claim.quote.words();
        let written = |spans: Vec<TextSpan>| spans.into_iter().filter_map(|span| span.slice(words)).collect();
        let mentions = Mentions {
            figures: written(quantity::scan(words).into_iter().map(|mention| mention.span).collect()),
            dates: written(date::scan(words).into_iter().map(|mention| mention.span).collect()),
            names: written(name::scan(words, &[0]).into_iter().map(|mention| mention.span).collect()),
        };
        Self { why: &explained.why, mentions }
    }

    /// The reasons as lines for people.
    pub fn lines(&self) -> Vec<String> {
        let quoted = |words: &[&str]| words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
        let Mentions { figures, dates, names } = &self.mentions;
        let mentions = [("figures", figures), ("dates", dates), ("names", names)];
        let mentions = mentions.into_iter().filter(|(_, words)| !words.is_empty());
        let mentions: Vec<_> = mentions.map(|(sort, words)| format!("{sort} {}", quoted(words))).collect();
        let lines = [("why", self.why.join(" · ")), ("mentions", mentions.join(" · "))];
        lines.into_iter().filter(|(_, line)| !line.is_empty()).map(|(name, line)| format!("{name}: {line}")).collect()
    }
}
