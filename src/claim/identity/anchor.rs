//! Which claim of an earlier reading of an article is which claim of this one.
//!
//! Comes in: the claims of before and those of now. Goes out: for each of now its [`Fate`]. A claim keeps its identity only with an equal figure:
//! first where its words stand again under the same headings, then elsewhere, then where quote, context and place are like enough and
//! nothing else is as like. What is ambiguous is never guessed. Of claims with another figure it is only said which took the place of which.
//! Every round looks at a bounded number of candidates for each claim.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::features::{self, Features, hashed};
use super::likeness::{self, Candidate};
use crate::claim::Claim;

/// A claim of before.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'c> {
    /// As the machine read it.
    pub read: &'c Claim,
    /// As people corrected it, where they did.
    pub corrected: Option<&'c Claim>,
    /// Whether the article stated it when it was last read.
    pub stands: bool,
}

/// What a claim of now is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing like it was there before.
    New,
    /// It is this one of the claims of before.
    Stays {
        /// Its index among them.
        earlier: usize,
        /// Whether its words or its headings are others than they were.
        moved: bool,
    },
    /// It took the place of this one, whose figure was another.
    Replaces {
        /// Its index among the claims of before.
        earlier: usize,
    },
}

/// The fate of each of `found`, in their order.
pub fn settle(earlier: &[Earlier<'_>], found: &[Claim]) -> Vec<Fate> {
    let mut matching = Matching::new(earlier, found);
    matching.find_same_words();
    matching.find_moved();
    matching.find_alike();
    let stays = matching.fates.clone();
    matching.find_replaced();
    let fate = |(at, fate): (usize, &Option<usize>)| match (stays[at], fate) {
        (Some(old), _) => Fate::Stays { earlier: matching.owner[old], moved: matching.has_moved(old, at) },
        (None, Some(old)) => Fate::Replaces { earlier: matching.owner[*old] },
        (None, None) => Fate::New,
    };
    matching.fates.iter().enumerate().map(fate).collect()
}

/// How the claims under one key are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// They say the same in the same place: in reading order, as far as they go.
    InOrder,
    /// In reading order, where there are as many before as now; otherwise it is unclear which is which.
    OneToOne,
}

/// Claims of before and of now, and who was found to be who.
struct Matching {
    /// A claim that people corrected is here twice: as the machine read it and as it was corrected.
    old: Vec<Features>,
    /// Which claim of before each of `old` is.
    owner: Vec<usize>,
    stands: Vec<bool>,
    taken: Vec<bool>,
    new: Vec<Features>,
    /// The index in `old` for each of `new`.
    fates: Vec<Option<usize>>,
}

impl Matching {
    fn new(earlier: &[Earlier<'_>], found: &[Claim]) -> Self {
        let corrected: Vec<usize> = (0..earlier.len()).filter(|at| earlier[*at].corrected.is_some()).collect();
        let mut old = features::of_all(earlier.iter().map(|earlier| earlier.read));
        let owner = (0..earlier.len()).chain(corrected.iter().copied()).collect();
        if !corrected.is_empty() {
            let shown = features::of_all(earlier.iter().map(|earlier| earlier.corrected.unwrap_or(earlier.read)));
            old.extend(shown.into_iter().zip(earlier).filter(|(_, earlier)| earlier.corrected.is_some()).map(|(shown, _)| shown));
        }
        Self {
            old,
            owner,
            stands: earlier.iter().map(|earlier| earlier.stands).collect(),
            taken: vec![false; earlier.len()],
            new: features::of_all(found.iter()),
            fates: vec![None; found.len()],
        }
    }

    fn is_open(&self, old: usize) -> bool {
        !self.taken[self.owner[old]]
    }

    fn stands(&self, old: usize) -> bool {
        self.stands[self.owner[old]]
    }

    fn join(&mut self, old: usize, new: usize) {
        if self.is_open(old) && self.fates[new].is_none() {
            self.taken[self.owner[old]] = true;
            self.fates[new] = Some(old);
        }
    }

    fn has_moved(&self, old: usize, new: usize) -> bool {
        let (old, new) = (&self.old[old], &self.new[new]);
        (old.words, old.section, old.cell) != (new.words, new.section, new.cell)
    }

    /// The same words, figure and cell under the same headings. Of equal statements those are joined first whose surroundings are equal
    /// too. Claims that were withdrawn come back here.
    fn find_same_words(&mut self) {
        let place = |claim: &Features| [claim.words, claim.cell, claim.section];
        let with = |claim: &Features, more: &[u64]| Some(claim.key(&[&place(claim)[..], more].concat()));
        let around = |claim: &Features| claim.context_keys();
        self.round(true, Join::InOrder, |claim| with(claim, &[around(claim)[0], around(claim)[1], claim.subject_key()]));
        self.round(true, Join::InOrder, |claim| with(claim, &[around(claim)[0], around(claim)[1]]));
        self.round(true, Join::InOrder, |claim| with(claim, &[around(claim)[0], 0, claim.subject_key()]));
        self.round(true, Join::InOrder, |claim| with(claim, &[0, around(claim)[1], claim.subject_key()]));
        self.round(true, Join::InOrder, |claim| with(claim, &[claim.subject_key()]));
        self.round(true, Join::InOrder, |claim| with(claim, &[]).filter(|_| claim.is_weighty()));
    }

    /// The same words, figure and cell under other headings: the heading was renamed, or the words were moved.
    fn find_moved(&mut self) {
        let key = |claim: &Features, heading: u64| Some(claim.key(&[claim.words, claim.cell, heading]));
        self.round(false, Join::OneToOne, |claim| key(claim, claim.heading));
        let renamed = self.renamed_headings();
        self.round(false, Join::OneToOne, |claim| key(claim, *renamed.get(&claim.heading).unwrap_or(&claim.heading)));
        self.round(false, Join::OneToOne, |claim| key(claim, claim.subject_key()).filter(|_| claim.speaks_for_itself()));
        self.round(false, Join::OneToOne, |claim| key(claim, 0).filter(|_| claim.is_weighty()));
    }

    /// Headings that only one of the two readings has and that most of the same claims stand under: the new name of each old one.
    fn renamed_headings(&self) -> HashMap<u64, u64> {
        let mut headings: [BTreeMap<u64, usize>; 2] = Default::default();
        for (of, side) in headings.iter_mut().zip([&self.old, &self.new]) {
            side.iter().for_each(|claim| *of.entry(claim.heading).or_default() += 1);
        }
        let [before, now] = &headings;
        let mut at: HashMap<u64, Vec<u64>> = HashMap::new();
        for claim in self.new.iter().filter(|claim| !before.contains_key(&claim.heading)) {
            at.entry(claim.key(&[claim.words, claim.cell])).or_default().push(claim.heading);
        }
        let mut votes: BTreeMap<(u64, u64), usize> = BTreeMap::new();
        for claim in self.old.iter().filter(|claim| !now.contains_key(&claim.heading)) {
            // Words that stand under several headings say nothing about any of them.
            if let Some([heading]) = at.get(&claim.key(&[claim.words, claim.cell])).map(Vec::as_slice) {
                *votes.entry((claim.heading, *heading)).or_default() += 1;
            }
        }
        let most = votes.into_iter().filter(|((old, new), votes)| 2 * votes > before[old] && 2 * votes > now[new]);
        most.map(|((old, new), _)| (old, new)).collect()
    }

    /// Other words, equal figure: by how alike quote, context and place are; then by what the claim is about, where that is said of one alone.
    fn find_alike(&mut self) {
        let score = |old: &Features, new: &Features| likeness::of_same_figure(old, new);
        self.alike(|claim| Some(claim.figure), score);
        let matter = |claim: &Features| {
            let told = !claim.subject.is_empty() && !claim.metric.is_empty();
            let about = [claim.subject_key(), hashed(&claim.metric), hashed(&claim.time), claim.heading];
            told.then(|| claim.key(&about))
        };
        self.alike(matter, |old, new| (!old.contradicts(new)).then_some(100.0));
    }

    /// Other figures in the place of what is left.
    fn find_replaced(&mut self) {
        let states = |claim: &Features| claim.unit != 0;
        let in_cell = |claim: &Features| claim.cell != 0;
        let key = |claim: &Features, parts: [u64; 3]| Some(hashed(&parts)).filter(|_| states(claim));
        self.round(false, Join::OneToOne, |claim| key(claim, [claim.cell, claim.section, claim.unit]).filter(|_| in_cell(claim)));
        self.round(false, Join::OneToOne, |claim| {
            key(claim, [claim.frame, claim.section, claim.unit]).filter(|_| !in_cell(claim))
        });
        self.round(false, Join::OneToOne, |claim| key(claim, [claim.frame, claim.section, 0]).filter(|_| !in_cell(claim)));
        self.alike(|claim| key(claim, [claim.heading, 0, 0]), likeness::of_other_figure);
        let matter = |claim: &Features| {
            let about = (claim.subject_key(), hashed(&claim.metric), hashed(&claim.time));
            let told = states(claim) && !claim.subject.is_empty();
            told.then(|| hashed(&(claim.kind, about, claim.unit, claim.section)))
        };
        self.alike(matter, |old, new| (!old.is_about_another_thing_than(new)).then_some(100.0));
    }

    /// Joins open claims under equal keys. `back` lets withdrawn claims come back.
    fn round(&mut self, back: bool, join: Join, key: impl Fn(&Features) -> Option<u64>) {
        let mut groups: HashMap<u64, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for new in (0..self.new.len()).filter(|new| self.fates[*new].is_none()) {
            if let Some(key) = key(&self.new[new]) {
                groups.entry(key).or_default().1.push(new);
            }
        }
        for old in (0..self.old.len()).filter(|old| self.is_open(*old) && (back || self.stands(*old))) {
            if let Some(group) = key(&self.old[old]).and_then(|key| groups.get_mut(&key)) {
                group.0.push(old);
            }
        }
        for (mut olds, news) in groups.into_values() {
            olds.sort_by_key(|old| (!self.stands(*old), *old));
            let mut owners = HashSet::new();
            olds.retain(|old| owners.insert(self.owner[*old]));
            if join == Join::InOrder || olds.len() == news.len() {
                olds.into_iter().zip(news).for_each(|(old, new)| self.join(old, new));
            }
        }
    }

    /// Joins open claims that are alike enough and have no rival, among those with equal keys.
    fn alike(&mut self, key: impl Fn(&Features) -> Option<u64>, score: impl Fn(&Features, &Features) -> Option<f64>) {
        let mut groups: BTreeMap<u64, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for old in (0..self.old.len()).filter(|old| self.is_open(*old) && self.stands(*old)) {
            key(&self.old[old]).into_iter().for_each(|key| groups.entry(key).or_default().0.push(old));
        }
        for new in (0..self.new.len()).filter(|new| self.fates[*new].is_none()) {
            key(&self.new[new]).into_iter().for_each(|key| groups.entry(key).or_default().1.push(new));
        }
        for (olds, news) in groups.into_values() {
            let pairs = likeness::candidates((&self.old, &olds), (&self.new, &news));
            let scored = pairs.into_iter().filter_map(|(old, new)| {
                let score = score(&self.old[old], &self.new[new])?;
                Some(Candidate { old, new, score })
            });
            for Candidate { old, new, .. } in likeness::without_rivals(scored.collect(), &self.owner) {
                self.join(old, new);
            }
        }
    }
}

#[cfg(test)]
mod tests;
