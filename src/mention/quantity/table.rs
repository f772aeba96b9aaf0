//! Hash tables for short words: the standard table with a hash that is quick on a few bytes.
//!
//! Comes in: words. Goes out: their hash. The tables hold only our own word lists, so nobody can fill them with colliding keys.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from words.
pub(super) type Table<K, V> = HashMap<K, V, BuildHasherDefault<WordHash>>;
/// A set of words.
pub(super) type Words = HashSet<&'static str, BuildHasherDefault<WordHash>>;

/// FNV-1a in 64 bits (Fowler, Noll and Vo, draft-eastlake-fnv).
pub(super) struct WordHash(u64);

impl Default for WordHash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHash {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
