//! Whether the words around a figure tell of a change.
//!
//! Comes in: [`Words`] with the senses of their phrases. Goes out: yes or no.

use super::bare::Bare;
use super::cue::{self, Cue, Sense};
use super::signals::Words;

/// Whether something is told to change, and no level, comparison or part is meant.
pub(super) fn is_told(words: &Words, senses: &[Sense], verb: &[Cue], doing: bool) -> bool {
    let moved = verb.contains(&Cue::Change) && !words.level && !doing;
    let amount = words.amount || words.increment;
    let raised = is_raised(words) && !verb.contains(&Cue::Cost);
    let told = words.multiplies || amount || senses.iter().any(|sense| sense.change) || moved || raised;
    told && !words.end && (amount || !words.comparison && !words.part)
}

/// "is a third higher", "was 14% lower in May": where no other thing is named, the comparison is with before.
fn is_raised(words: &Words) -> bool {
    let raises = |phrase: &Bare| {
        let mut beside = phrase.iter();
        let first = beside.next().is_some_and(|word| matches!(word, "higher" | "lower"));
        const ODDS: &[&str] = &["risk", "chance", "likelihood", "odds", "probability", "prevalence", "incidence", "mortality"];
        let of_odds = phrase.iter().take(4).any(|word| ODDS.contains(&word));
        first
            && !of_odds
            && beside.next().is_none_or(|next| cue::of_noun(next).is_empty() && (next != "than" || !words.comparison))
    };
    words.near.iter().any(raises)
}
