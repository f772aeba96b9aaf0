//! Hash tables for short words, under the names that the grammar knows them by.
//!
//! Comes in: words. Goes out: what the lists say of them.

use crate::text::{WordMap, WordSet};

/// A map from words.
pub(super) type Table<K, V> = WordMap<K, V>;
/// A set of words.
pub(super) type Words = WordSet;
