//! How alike two claims are, and which pairs of claims are looked at and joined.
//!
//! Comes in: features. Goes out: scores from 0 to 100, candidate pairs, and those of them that have no rival. The weights are those of annotation
//! clients (quote 50, prefix 20, suffix 20), with place and headings in the last ten.

use std::collections::{HashMap, HashSet};

use super::features::{Features, context_likeness, likeness};

const QUOTE: f64 = 50.0;
const PREFIX: f64 = 20.0;
const SUFFIX: f64 = 20.0;
const PLACE: f64 = 10.0;

/// A pair with a lower score is not joined.
const SCORE_MIN: f64 = 62.0;

/// Quotes that are less alike are not the same statement, whatever stands around them.
const QUOTE_MIN: f64 = 0.34;

/// A pair is joined only if every other one of either of the two scores lower by so much.
const MARGIN: f64 = 8.0;

/// What it costs to measure another thing.
const OTHER_METRIC: f64 = 20.0;

/// What it costs to be another one of several equal figures in one quote.
const OTHER_TURN: f64 = 12.0;

/// Up to so many pairs of a group are all looked at.
const ALL_PAIRS: usize = 400;

/// Beyond, each claim is compared with so many that share rare words with it.
const COMPARED: usize = 8;

/// A word that so many claims of a group have is not rare.
const RARE: usize = 12;

/// Two claims that may be the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub old: usize,
    pub new: usize,
    pub score: f64,
}

/// How likely `new` is the claim that `old` was, their figures being equal. `None` where it is not.
pub(super) fn of_same_figure(old: &Features, new: &Features) -> Option<f64> {
    let quote = likeness(&old.tokens, &new.tokens);
    let bare = old.heading != new.heading && !(old.speaks_for_itself() && new.speaks_for_itself());
    if quote < QUOTE_MIN || bare || old.contradicts(new) {
        return None;
    }
    let metric = if old.measures_another_thing_than(new) { OTHER_METRIC } else { 0.0 };
    let turn = if old.nth == new.nth { 0.0 } else { OTHER_TURN };
    Some(whole(quote, old, new) - metric - turn).filter(|score| *score >= SCORE_MIN)
}

/// How likely `new` stands in the place of `old`, their figures being different.
pub(super) fn of_other_figure(old: &Features, new: &Features) -> Option<f64> {
    let quote = likeness(&old.tokens, &new.tokens);
    if quote < 0.5 || old.is_about_another_thing_than(new) || (old.cell == 0) != (new.cell == 0) {
        return None;
    }
    let unit = if old.unit == new.unit { 0.0 } else { OTHER_METRIC };
    Some(whole(quote, old, new) - unit).filter(|score| *score >= SCORE_MIN)
}

fn whole(quote: f64, old: &Features, new: &Features) -> f64 {
    let before = context_likeness(&old.before, &new.before);
    let after = context_likeness(&old.after, &new.after);
    let place = if old.section == new.section {
        1.0
    } else if old.heading == new.heading {
        0.8
    } else {
        0.5 * (1.0 - (old.at - new.at).abs())
    };
    QUOTE * quote + PREFIX * before + SUFFIX * after + PLACE * place
}

/// The pairs of a group that are worth a comparison: all of a small one, otherwise for each claim of now those that share most of its rare words.
pub(super) fn candidates((old, olds): (&[Features], &[usize]), (new, news): (&[Features], &[usize])) -> Vec<(usize, usize)> {
    if olds.len() * news.len() <= ALL_PAIRS {
        return olds.iter().flat_map(|old| news.iter().map(move |new| (*old, *new))).collect();
    }
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for at in olds {
        for token in &old[*at].tokens {
            let list = having.entry(*token).or_default();
            // One more than is rare marks the word as common.
            if list.len() <= RARE {
                list.push(*at);
            }
        }
    }
    let mut pairs = Vec::new();
    for at in news {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let rare = new[*at].tokens.iter().filter_map(|token| having.get(token)).filter(|list| list.len() <= RARE);
        rare.flatten().for_each(|old| *shared.entry(*old).or_default() += 1);
        let mut best: Vec<(usize, usize)> = shared.into_iter().collect();
        best.sort_by_key(|(old, count)| (std::cmp::Reverse(*count), *old));
        pairs.extend(best.into_iter().take(COMPARED).map(|(old, _)| (old, *at)));
    }
    pairs
}

/// The candidates to join, best first: those whose both ends have no other open candidate that is nearly as good. Joining one settles
/// rivals of others, so the rest is looked at again, a few times. `owner` says which of the old are one claim.
pub(super) fn without_rivals(mut scored: Vec<Candidate>, owner: &[usize]) -> Vec<Candidate> {
    const PASSES: usize = 3;
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.new, a.old).cmp(&(b.new, b.old))));
    // A claim that people corrected may be a candidate twice, and is no rival of itself.
    let mut seen = HashSet::new();
    scored.retain(|pair| seen.insert((owner[pair.old], pair.new)));
    let mut joined: Vec<Candidate> = Vec::new();
    for _ in 0..PASSES {
        let mut best: HashMap<(bool, usize), [f64; 2]> = HashMap::new();
        for pair in &scored {
            for end in [(false, owner[pair.old]), (true, pair.new)] {
                let [first, second] = best.entry(end).or_insert([0.0; 2]);
                if pair.score >= *first {
                    (*first, *second) = (pair.score, *first);
                } else if pair.score > *second {
                    *second = pair.score;
                }
            }
        }
        let clear = |pair: &&Candidate| {
            [(false, owner[pair.old]), (true, pair.new)]
                .iter()
                .all(|end| best.get(end).is_some_and(|[first, second]| pair.score >= *first && pair.score - second >= MARGIN))
        };
        let accepted: Vec<Candidate> = scored.iter().filter(clear).copied().collect();
        if accepted.is_empty() {
            break;
        }
        let taken: HashSet<(bool, usize)> =
            accepted.iter().flat_map(|pair| [(false, owner[pair.old]), (true, pair.new)]).collect();
        scored.retain(|pair| !taken.contains(&(false, owner[pair.old])) && !taken.contains(&(true, pair.new)));
        joined.extend(accepted);
    }
    joined
}
