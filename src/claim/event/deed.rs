//! Verbs that tell of a deed, and what must follow each for it to be one.
//!
//! Comes in: `data/event-verbs.txt`, `data/event-objects.txt` and `data/idle-verbs.txt`. Goes out: the [`Deed`]s of a verb, by its base form. Who did it is not asked here.

use crate::text::{WordMap, WordSet};
use std::sync::OnceLock;

use super::super::lexicon::data_lines;
use super::migration;

/// What a verb needs behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// An object of any sort.
    Any,
    /// An object that has a name, or is of what organisations make, win, open or sign.
    Weak,
    /// Nothing.
    Alone,
    /// A preposition with a phrase behind it.
    After(&'static str),
    /// The verb's particle and an object.
    Particle(&'static str),
    /// One of the words that make a deed of a verb of little meaning ("went public").
    Light,
}

/// One way in which a verb tells of a deed.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    pub need: Need,
    /// The words of [`Need::Light`].
    pub words: Vec<&'static str>,
}

/// The deeds of the verb `base`.
pub(super) fn deeds(base: &str) -> &'static [Deed] {
    all().get(base).map_or(&[], Vec::as_slice)
}

/// Every verb of the list.
#[cfg(test)]
pub(super) fn verbs() -> impl Iterator<Item = &'static str> {
    all().keys().copied()
}

fn all() -> &'static WordMap<&'static str, Vec<Deed>> {
    static DEEDS: OnceLock<WordMap<&'static str, Vec<Deed>>> = OnceLock::new();
    DEEDS.get_or_init(read)
}

/// Whether the verb `base` may tell of a deed or a migration: one of the lists does; another only where somebody is named and it is not idle.
pub(super) fn may_be(base: &str, named: bool) -> bool {
    static LISTED: OnceLock<WordMap<&'static str, bool>> = OnceLock::new();
    let listed = LISTED.get_or_init(|| {
        let mut listed: WordMap<&'static str, bool> = idle().iter().map(|verb| (*verb, false)).collect();
        listed.extend(all().keys().copied().chain(migration::verbs()).map(|verb| (verb, true)));
        listed
    });
    listed.get(base).copied().unwrap_or(named)
}

/// Whether the verb `base` tells of no deed whoever is its subject.
pub(crate) fn is_idle(base: &str) -> bool {
    idle().contains(base)
}

fn idle() -> &'static WordSet {
    static IDLE: OnceLock<WordSet> = OnceLock::new();
    IDLE.get_or_init(|| data_lines(include_str!("../data/idle-verbs.txt")).flat_map(str::split_whitespace).collect())
}

/// Whether `word` names what makes a deed of a weak verb.
pub(super) fn is_object(word: &str) -> bool {
    static OBJECTS: OnceLock<WordSet> = OnceLock::new();
    OBJECTS
        .get_or_init(|| data_lines(include_str!("../data/event-objects.txt")).flat_map(str::split_whitespace).collect())
        .contains(word)
}

fn read() -> WordMap<&'static str, Vec<Deed>> {
    let mut deeds: WordMap<&'static str, Vec<Deed>> = WordMap::default();
    for line in data_lines(include_str!("../data/event-verbs.txt")) {
        let Some((frame, verbs)) = line.split_once(':') else { continue };
        let mut words = verbs.split_whitespace();
        if frame == "light" {
            let Some(verb) = words.next() else { continue };
            deeds.entry(verb).or_default().push(Deed { need: Need::Light, words: words.collect() });
            continue;
        }
        for verb in words {
            let (verb, particle) = verb.split_once('_').map_or((verb, None), |(verb, particle)| (verb, Some(particle)));
            let need = particle.map_or_else(|| need(frame), Need::Particle);
            deeds.entry(verb).or_default().push(Deed { need, words: Vec::new() });
        }
    }
    deeds
}

fn need(frame: &'static str) -> Need {
    match frame {
        "any" => Need::Any,
        "weak" => Need::Weak,
        "alone" => Need::Alone,
        preposition => Need::After(preposition),
    }
}
