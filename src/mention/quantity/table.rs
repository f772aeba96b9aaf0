//! Hash tables for short words, under the names that the grammar knows them by, each with a first look that mostly spares the hash.
//!
//! Comes in: words. Goes out: what the lists say of them.

use std::borrow::Borrow;
use std::hash::Hash;

use crate::text::{WordFilter, WordMap, WordSet};

/// A map from words.
pub(super) struct Table<K, V> {
    entries: WordMap<K, V>,
    may_hold: WordFilter,
}

impl<K: Borrow<str> + Hash + Eq, V> Table<K, V> {
    /// Whether there may be `word`, its case aside; sure only where it says no.
    #[inline]
    pub(super) fn may_hold(&self, word: &str) -> bool {
        self.may_hold.may_hold(word)
    }

    /// What stands behind `word`.
    #[inline]
    pub(super) fn get(&self, word: &str) -> Option<&V> {
        if self.may_hold.may_hold(word) { self.entries.get(word) } else { None }
    }

    /// Whether there is `word`.
    pub(super) fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

impl<K: Borrow<str> + Hash + Eq, V> From<WordMap<K, V>> for Table<K, V> {
    fn from(entries: WordMap<K, V>) -> Self {
        Self { may_hold: entries.keys().map(Borrow::borrow).collect(), entries }
    }
}

impl<K: Borrow<str> + Hash + Eq, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        WordMap::from_iter(entries).into()
    }
}

/// A set of words.
pub(super) struct Words {
    words: WordSet,
    may_hold: WordFilter,
}

impl Words {
    /// Whether there may be `word`, its case aside; sure only where it says no.
    #[inline]
    pub(super) fn may_hold(&self, word: &str) -> bool {
        self.may_hold.may_hold(word)
    }

    /// Whether there is `word`.
    #[inline]
    pub(super) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// `word` as the list has it.
    #[inline]
    pub(super) fn get(&self, word: &str) -> Option<&'static str> {
        if self.may_hold.may_hold(word) { self.words.get(word).copied() } else { None }
    }
}

impl FromIterator<&'static str> for Words {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let words = WordSet::from_iter(words);
        Self { may_hold: words.iter().copied().collect(), words }
    }
}
