//! Which prediction answers which gold claim: one to one.
//!
//! Comes in: the gold claims and the predictions of one article. Goes out: pairs with what is right. Right values go first, then longer overlaps; events
//! pair only where kind and subject are right.

use std::cmp::Ordering;

use super::item::Item;
use super::judge::{Names, Verdict, fits, judge};

/// A gold claim and the prediction for it, by their places in their lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub gold: usize,
    pub got: usize,
    pub verdict: Verdict,
}

/// A pair that may be made, with what it is ranked by.
struct Edge {
    pair: Pair,
    overlap: f64,
    optional: bool,
}

impl Edge {
    fn order(&self, other: &Self) -> Ordering {
        let wrong = |edge: &Self| !edge.pair.verdict.value;
        wrong(self)
            .cmp(&wrong(other))
            .then(other.overlap.total_cmp(&self.overlap))
            .then(self.optional.cmp(&other.optional))
            .then((self.pair.gold, self.pair.got).cmp(&(other.pair.gold, other.pair.got)))
    }
}

pub(super) fn pair(gold: &[Item], got: &[Item]) -> Vec<Pair> {
    let names = Names::of(gold);
    let mut edges = edges(gold, got, &names);
    edges.sort_by(Edge::order);
    let (mut used_gold, mut used_got) = (vec![false; gold.len()], vec![false; got.len()]);
    let mut pairs = Vec::new();
    for Edge { pair, .. } in edges {
        if !used_gold[pair.gold] && !used_got[pair.got] {
            (used_gold[pair.gold], used_got[pair.got]) = (true, true);
            pairs.push(pair);
        }
    }
    pairs
}

fn edges(gold: &[Item], got: &[Item], names: &Names) -> Vec<Edge> {
    let mut order: Vec<usize> = (0..got.len()).collect();
    order.sort_by_key(|at| got[*at].start);
    let mut edges = Vec::new();
    for (gold_at, wanted) in gold.iter().enumerate() {
        let near = order.iter().take_while(|at| got[**at].start < wanted.end);
        for got_at in near.copied().filter(|at| got[*at].end > wanted.start && fits(wanted, &got[*at])) {
            let verdict = judge(wanted, &got[got_at], names);
            if !wanted.event || is_event(wanted, verdict) {
                edges.push(Edge {
                    pair: Pair { gold: gold_at, got: got_at, verdict },
                    overlap: overlap(wanted, &got[got_at]),
                    optional: wanted.optional,
                });
            }
        }
    }
    edges
}

/// Kind and subject are right, and for migrations what they move to.
fn is_event(gold: &Item, verdict: Verdict) -> bool {
    let other = gold.kind.iter().any(|kind| kind.as_deref() != Some("migration"));
    verdict.kind && verdict.subject && (other || verdict.to)
}

/// What two have in common, over what they cover together.
fn overlap(one: &Item, other: &Item) -> f64 {
    let common = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    let covered = one.end.max(other.end) - one.start.min(other.start);
    common as f64 / covered as f64
}
