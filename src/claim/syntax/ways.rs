//! The best ways to read the words so far, and how they go on with the next word; each step is worked out once in a document.
//!
//! Comes in: a state and what a word can be. Goes out: the next state, and which way of the one before each of its ways goes on from. A state holds
//! of its ways only what can still matter, so that sentences with other words, built alike, are in the same states. What a
//! step costs is told in `path.rs`.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::super::clause::Room;
use super::candidates::{self, Word};
use super::path::Path;
use super::tag::Tag;
use super::traits::Traits;
use crate::text::{Lately, WordMap};

/// How many ways to read the words so far are kept: enough for every real doubt, and a bound on the work for each word.
const PATHS: usize = 10;

/// What is dearer than the best way by more than this is not followed: no later word makes up for as much.
const HOPELESS: u32 = 60;

/// So many states, or four times as many steps, are kept at most; when there are more, a sentence begins without any.
const STATES_MAX: usize = 1 << 13;

/// So many steps that were taken lately are kept at hand, a power of two.
const TAKEN: usize = 1 << 12;

/// The number of a state.
type State = u32;

/// A step to a state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    to: State,
    /// For each way of the state, the way of the state before that it goes on from.
    backs: [u8; PATHS],
}

/// A state and what the word behind it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    from: State,
    traits: Traits,
    classes: u64,
}

impl Place {
    /// A number without pattern.
    #[inline]
    fn number(&self) -> usize {
        let bits = self.classes ^ (u64::from(self.from) << 32 | u64::from(self.traits.bits()));
        (bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
    }
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.classes ^ (u64::from(self.from) << 32 | u64::from(self.traits.bits())));
    }
}

/// The states and steps that were met.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    /// The ways of each state, the best first; the first costs nothing.
    states: Vec<Rc<[Path]>>,
    numbers: WordMap<Rc<[Path]>, State>,
    steps: WordMap<Place, Step>,
    /// The steps that were taken lately, each where its place says.
    taken: Vec<Option<(Place, Step)>>,
    /// Room for the ways of the state that is being made.
    next: Vec<Path>,
    /// Room for the steps over a sentence.
    trail: Vec<Step>,
    /// What the words that were met lately can be.
    lately: Lately<Word>,
    /// How many were not found there.
    missed: usize,
    room: Room,
}

/// How many words of a short text are kept at hand, and at most.
const WORDS: (usize, usize) = (1 << 10, 1 << 12);

impl Ways {
    /// The state before the first word.
    pub(super) fn begin(&mut self) -> State {
        if self.states.len() > STATES_MAX || self.steps.len() > 4 * STATES_MAX {
            *self = Self::default();
        }
        if self.states.is_empty() {
            self.number(&[Path::start()]);
        } else {
            // One sentence alone has little use for it.
            self.lately.reserve(if self.missed > WORDS.0 { WORDS.1 } else { WORDS.0 });
            if self.taken.is_empty() {
                self.taken.resize(TAKEN, None);
            }
        }
        0
    }

    /// Room for the steps over a sentence, to be given back.
    pub(super) fn lend(&mut self) -> Vec<Step> {
        std::mem::take(&mut self.trail)
    }

    /// Keeps the room for the next sentence.
    pub(super) fn give_back(&mut self, trail: Vec<Step>) {
        self.trail = trail;
    }

    /// Room for the clauses of a sentence.
    pub(super) fn room(&mut self) -> &mut Room {
        &mut self.room
    }

    /// What `word`, given in lower case, can be.
    pub(super) fn word(&mut self, word: &str) -> Word {
        let (found, known) = self.lately.find(word.as_bytes(), || candidates::of(word));
        self.missed += usize::from(!known);
        found
    }

    /// Goes on from the state `from` with `word`.
    pub(super) fn step(&mut self, from: State, word: &Word) -> Step {
        let place = Place { from, traits: word.traits, classes: word.code };
        let at = place.number() & self.taken.len().wrapping_sub(1);
        if let Some(Some((taken, step))) = self.taken.get(at)
            && *taken == place
        {
            return *step;
        }
        let step = match self.steps.get(&place) {
            Some(step) => *step,
            None => {
                self.extend(from, word);
                let step = self.settle();
                self.steps.insert(place, step);
                step
            }
        };
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = Some((place, step));
        }
        step
    }

    /// The classes of the words that `trail` leads over in the way that costs least, the last word's first.
    pub(super) fn classes(&self, trail: &[Step]) -> impl Iterator<Item = Tag> {
        let ways = |step: &Step| &self.states[step.to as usize];
        let least = |step| ways(step).iter().enumerate().min_by_key(|(_, path)| path.ended()).map(|(at, _)| at);
        let mut best = trail.last().and_then(least).unwrap_or_default();
        trail.iter().rev().map(move |step| {
            let class = ways(step)[best].class;
            best = usize::from(step.backs[best]);
            class
        })
    }

    /// Makes `next` every way of `from` with every class of `word`, the best ones first.
    fn extend(&mut self, from: State, word: &Word) {
        let last = Rc::clone(&self.states[from as usize]);
        self.next.clear();
        let mut least = u32::MAX;
        for (index, path) in last.iter().enumerate() {
            for &(class, own) in word.classes() {
                let mut longer = path.then(word.traits, class, own.into());
                if longer.cost > least.saturating_add(HOPELESS) {
                    continue;
                }
                least = least.min(longer.cost);
                longer.back = index as u8;
                match self.next.iter_mut().find(|other| other.is_like(&longer)) {
                    Some(other) if other.cost > longer.cost => *other = longer,
                    Some(_) => {}
                    None => self.next.push(longer),
                }
            }
        }
        self.next.sort_by_key(|path| path.cost);
        self.next.truncate(PATHS);
    }

    /// The step to the ways of `next`, reduced to what can still matter.
    fn settle(&mut self) -> Step {
        let mut ways = std::mem::take(&mut self.next);
        let least = ways.first().map_or(0, |path| path.cost);
        let mut backs = [0; PATHS];
        let mut mentions: Vec<u8> = Vec::with_capacity(PATHS);
        for (path, back) in ways.iter_mut().zip(&mut backs) {
            *back = std::mem::take(&mut path.back);
            path.cost -= least;
            // Which mention it is does not matter, only whether two ways have the same.
            if path.names_mention() {
                let known = mentions.iter().position(|mention| *mention == path.mention).unwrap_or(mentions.len());
                if known == mentions.len() {
                    mentions.push(path.mention);
                }
                path.mention = known as u8;
            }
        }
        let to = self.number(&ways);
        self.next = ways;
        Step { to, backs }
    }

    /// The number of the state with these ways.
    fn number(&mut self, ways: &[Path]) -> State {
        if let Some(state) = self.numbers.get(ways) {
            return *state;
        }
        let (state, ways) = (self.states.len() as State, Rc::from(ways));
        self.states.push(Rc::clone(&ways));
        self.numbers.insert(ways, state);
        state
    }
}

impl Step {
    /// The state that it leads to.
    pub(super) fn to(&self) -> State {
        self.to
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::reading::Reading;
    use super::super::Class;
    use super::Ways;
    use crate::mention::name::Evidence;
    use crate::text::TextSpan;

    const TEXT: &str = "Acme, which makes tools, said that sales rose 5% in 2025. The firm plans to cut costs. Orla sells what it built (and \
                        grew) since May. Acme, which makes tools, said that sales rose 5% in 2025. Which of the two reads faster than before?";

    /// The classes of each sentence's words, read one after the other.
    fn classes(reading: &Reading<'_>, forgetful: bool) -> Vec<Vec<Class>> {
        let mut ways = Ways::default();
        let read = |span: &TextSpan| {
            if forgetful {
                ways = Ways::default();
            }
            reading.sentence_after(*span, &mut ways).tokens.iter().map(|token| token.class).collect()
        };
        reading.sentences.iter().map(read).collect()
    }

    #[test]
    fn what_other_sentences_have_shown_changes_no_reading() {
        let reading = Reading::of_prose(TEXT, &Evidence::new());
        let alone = classes(&reading, true);
        assert!(alone.len() > 3);
        assert_eq!(classes(&reading, false), alone);
    }
}
