//! Hash tables whose keys are short words, with a hash that is quick on a few bytes and the same on every machine.
//!
//! Comes in: words. Goes out: their hash. The tables are never iterated where the order could show. Those of the program's own word lists
//! need no seed; a table of a document's words takes one ([`Seeded`]), so that no article can be written to make its words collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};

/// A map from the program's own words.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of the program's own words.
pub type WordSet<K = &'static str> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// A first look at whether a table may hold a word, by its length and its outer letters, case aside. Most words of a text are in few tables:
/// this says so in a few steps. Sure only where it says no.
#[derive(Debug, Clone)]
pub struct WordFilter {
    bits: Box<[u64; 256]>,
}

impl Default for WordFilter {
    fn default() -> Self {
        Self { bits: Box::new([0; 256]) }
    }
}

impl WordFilter {
    /// Where a word's bit is; `None` for the empty word, which no table holds.
    #[inline]
    fn place(word: &str) -> Option<(usize, u64)> {
        let bytes = word.as_bytes();
        let (first, last) = (usize::from(*bytes.first()? & 31), usize::from(*bytes.last()? & 31));
        let place = first << 9 | last << 4 | bytes.len() & 15;
        Some((place >> 6, 1 << (place & 63)))
    }

    /// Notes that the table holds `word`.
    pub fn add(&mut self, word: &str) {
        if let Some((at, bit)) = Self::place(word) {
            self.bits[at] |= bit;
        }
    }

    /// Whether the table may hold `word`.
    #[inline]
    pub fn may_hold(&self, word: &str) -> bool {
        Self::place(word).is_some_and(|(at, bit)| self.bits[at] & bit != 0)
    }
}

impl<'w> FromIterator<&'w str> for WordFilter {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut filter = Self::default();
        words.into_iter().for_each(|word| filter.add(word));
        filter
    }
}

/// Whether one of the words of `text` is in `list`, which is in small letters; `text` may have capitals.
pub fn has_word(text: &str, list: &[&str]) -> bool {
    let holds = |word: &str| {
        if word.is_ascii() {
            return list.iter().any(|other| other.eq_ignore_ascii_case(word));
        }
        list.contains(&word.to_lowercase().as_str())
    };
    text.split(|c: char| !c.is_alphanumeric()).any(holds)
}

/// Whether `word` is in `list`, which is short: few of its words have the same length and first letter, and only those are compared.
#[inline]
pub fn is_among(word: &str, list: &[&str]) -> bool {
    let alike = |other: &&&str| other.len() == word.len() && other.as_bytes().first() == word.as_bytes().first();
    list.iter().filter(alike).any(|other| *other == word)
}

/// A word of at most sixteen bytes as two numbers, which are quick to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PackedWord {
    first: u64,
    /// The last letters of a word that is longer than eight.
    last: u64,
    length: u8,
}

impl PackedWord {
    /// The word as numbers; `None` for a longer one, and for the empty word.
    #[inline]
    fn of(bytes: &[u8]) -> Option<Self> {
        let (first, last) = match (bytes.len(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (4..=8, Some(first), Some(last)) => {
                (u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32, 0)
            }
            (1..=3, ..) => {
                (u64::from(bytes[0]) | u64::from(bytes[bytes.len() / 2]) << 8 | u64::from(bytes[bytes.len() - 1]) << 16, 0)
            }
            (9..=16, ..) => (u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)),
            _ => return None,
        };
        Some(Self { first, last, length: bytes.len() as u8 })
    }

    /// Where the word is kept in a table whose size is a power of two: a number without pattern.
    #[inline]
    fn place(self) -> usize {
        let letters = self.first ^ self.last.wrapping_mul(MULTIPLIER) ^ u64::from(self.length);
        (letters.wrapping_mul(START) >> 40) as usize
    }
}

/// Short words that were met lately, each with what was found out about it: most of a text is the same few words. There are two places for each
/// word, so that two words that are met in turn do not drive each other out.
#[derive(Debug, Clone)]
pub struct Lately<T>(Vec<Option<(PackedWord, T)>>);

impl<T> Default for Lately<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Lately<T> {
    /// Room for at least so many words.
    pub fn of(words: usize) -> Self {
        Self(vec![None; words.next_power_of_two()])
    }

    /// Makes room for at least so many words.
    pub fn reserve(&mut self, words: usize) {
        if self.0.len() < words {
            self.0.resize(words.next_power_of_two(), None);
        }
    }

    /// What was found out about `word`, or else what `find` finds out, and whether it was known. Nothing is kept without room, nor of a long word.
    #[inline]
    pub fn find(&mut self, word: &[u8], find: impl FnOnce() -> T) -> (T, bool) {
        let Some(packed) = PackedWord::of(word).filter(|_| self.0.len() > 1) else { return (find(), false) };
        let first = packed.place() & (self.0.len() - 1);
        for place in [first, first ^ 1] {
            if let Some((met, found)) = &self.0[place]
                && *met == packed
            {
                return (*found, true);
            }
        }
        let found = find();
        self.0[first ^ 1] = self.0[first].replace((packed, found));
        (found, false)
    }
}

/// Two odd constants without pattern: the fraction of the golden ratio, and one of Steele and Vigna's multipliers.
const START: u64 = 0x9e37_79b9_7f4a_7c15;
const MULTIPLIER: u64 = 0xd134_2543_de82_ef95;

/// Eight bytes at a time, mixed by the two halves of a long product (as wyhash does).
#[derive(Debug, Clone)]
pub struct WordHasher {
    state: u64,
    seed: u64,
}

impl WordHasher {
    #[inline]
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.seed | 1);
        self.state = (product >> 64) as u64 ^ product as u64;
    }
}

/// Fewer than eight bytes and their number as one number, without a loop: bytes may be in it twice.
#[inline]
fn rest_of(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    let held = match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (Some(first), Some(last), _) => u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32,
        (_, _, [first, .., last]) => u64::from(*first) | u64::from(bytes[length / 2]) << 8 | u64::from(*last) << 16,
        (_, _, [only]) => u64::from(*only),
        _ => 0,
    };
    held ^ (length as u64) << 60
}

impl Default for WordHasher {
    #[inline]
    fn default() -> Self {
        Self { state: START, seed: MULTIPLIER }
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (wholes, rest) = bytes.as_chunks::<8>();
        for whole in wholes {
            self.mix(u64::from_le_bytes(*whole));
        }
        self.mix(rest_of(rest));
    }

    /// The mark after a string: words of one table are told apart by their lengths already.
    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.state = self.state.rotate_left(8) ^ u64::from(byte);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.state
    }
}

/// Hashing with a seed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seeded(pub u64);

impl BuildHasher for Seeded {
    type Hasher = WordHasher;

    #[inline]
    fn build_hasher(&self) -> WordHasher {
        WordHasher { state: START ^ self.0, seed: MULTIPLIER ^ self.0.rotate_left(32) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_length() {
        let words: Vec<String> = (0..40).map(|length| "abcdefg".repeat(6)[..length].to_owned()).collect();
        let set: WordSet<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(set.len(), words.len());
        assert!(words.iter().all(|word| set.contains(word.as_str())));
        assert!(!set.contains("abcdefh"));
    }

    #[test]
    fn words_of_sixteen_bytes_are_packed_each_as_itself() {
        let words =
            ["a", "aa", "aaa", "aaaa", "aaaaa", "aaaaq", "abcdefgh", "abcdefg", "abcdefghi", "abcdefghhi", "bcd", "bd", "é"];
        let packed: Vec<PackedWord> = words.iter().filter_map(|word| PackedWord::of(word.as_bytes())).collect();
        assert_eq!(packed.len(), words.len());
        assert!((1..packed.len()).all(|at| !packed[..at].contains(&packed[at])));
        assert!(["", "abcdefghijklmnopq"].iter().all(|word| PackedWord::of(word.as_bytes()).is_none()));
    }

    #[test]
    fn what_was_found_out_about_a_word_is_kept_while_there_is_room() {
        let mut lately = Lately::of(2);
        let mut ask = |word: &str| lately.find(word.as_bytes(), || word.len());
        assert_eq!([ask("one"), ask("three"), ask("one"), ask("three")], [(3, false), (5, false), (3, true), (5, true)]);
        assert_eq!([ask("fifteen"), ask("a word that is too long")], [(7, false), (23, false)]);
        assert_eq!(ask("a word that is too long"), (23, false));
        assert_eq!(Lately::default().find(b"one", || 1), (1, false));
    }

    #[test]
    fn a_filter_never_denies_a_word_that_was_added() {
        let filter: WordFilter = ["said", "é", "a"].into_iter().collect();
        assert!(["said", "Said", "SAID", "é", "A"].iter().all(|word| filter.may_hold(word)));
        assert!(["", "b", "says", "laid"].iter().all(|word| !filter.may_hold(word)));
    }

    #[test]
    fn a_word_is_among_others_only_as_it_stands() {
        let list = ["said", "sold", "", "é"];
        assert!(list.iter().all(|word| is_among(word, &list)));
        assert!(["sand", "say", "Said", "è", "ée"].iter().all(|word| !is_among(word, &list)));
    }

    #[test]
    fn a_seed_changes_every_hash() {
        let hash = |seed: u64, word: &str| Seeded(seed).hash_one(word);
        assert!(["", "a", "word", "a longer word"].iter().all(|word| hash(1, word) != hash(2, word)));
        assert_eq!(hash(1, "word"), hash(1, "word"));
    }
}
