//! A stretch of a segment's claims that is looked at as a whole.
//!
//! Comes in: claims by their place in the stretch. Goes out: which of them match, a bit for each, and their scores. Sets of claims meet and are counted 64 at a time.

/// How many claims a window holds: their scores, twice, stay in the processor's nearest cache.
pub(in crate::index) const WINDOW: usize = 2048;

const WORD: usize = u64::BITS as usize;
const WORDS: usize = WINDOW / WORD;

/// A set of places in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::index) struct Bits([u64; WORDS]);

impl Bits {
    pub const EMPTY: Self = Self([0; WORDS]);

    /// The first `count` places.
    pub fn first(count: usize) -> Self {
        let word = |at: usize| match count.saturating_sub(at * WORD) {
            0 => 0,
            more if more >= WORD => u64::MAX,
            some => (1 << some) - 1,
        };
        Self(std::array::from_fn(word))
    }

    pub fn insert(&mut self, place: usize) {
        self.0[place / WORD % WORDS] |= 1 << (place % WORD);
    }

    pub fn take_out(&mut self, place: usize) {
        self.0[place / WORD % WORDS] &= !(1 << (place % WORD));
    }

    pub fn has(&self, place: usize) -> bool {
        self.0[place / WORD % WORDS] >> (place % WORD) & 1 == 1
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The first place of the set that is not before `from`.
    pub fn next(&self, from: usize) -> Option<usize> {
        let first = self.0.get(from / WORD)? & (u64::MAX << (from % WORD));
        if first != 0 {
            return Some(from / WORD * WORD + first.trailing_zeros() as usize);
        }
        let mut later = self.0.iter().enumerate().skip(from / WORD + 1);
        later.find(|(_, word)| **word != 0).map(|(at, word)| at * WORD + word.trailing_zeros() as usize)
    }

    /// Its places, ascending.
    pub fn iter(&self) -> Places<'_> {
        Places { words: &self.0, at: 0, left: self.0[0] }
    }

    /// Keeps what `other` has too.
    pub fn meet(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
    }

    /// Adds what `other` has.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
    }

    /// Takes out what `other` has.
    pub fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= !other);
    }
}

/// The places of a set, ascending.
pub(in crate::index) struct Places<'b> {
    words: &'b [u64; WORDS],
    at: usize,
    /// What is left of the word at hand.
    left: u64,
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.at += 1;
            self.left = *self.words.get(self.at)?;
        }
        let place = self.at * WORD + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(place)
    }
}

/// A number for each place.
pub(super) type Scores = Box<[f32; WINDOW]>;

/// Nothing for each place.
pub(super) fn no_scores() -> Scores {
    Box::new([0.0; WINDOW])
}

/// Which claims of a window match, and how well.
pub(in crate::index) struct Window {
    pub bits: Bits,
    /// Holds what it says only where the bit is set, and only if what matched ranks.
    pub scores: Scores,
}

impl Window {
    pub fn new() -> Self {
        Self { bits: Bits::EMPTY, scores: no_scores() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn sets_of_places_are_sets(a in proptest::collection::btree_set(0..WINDOW, 0..40), b in proptest::collection::btree_set(0..WINDOW, 0..40), from in 0..WINDOW + 70) {
            let bits = |places: &std::collections::BTreeSet<usize>| {
                let mut bits = Bits::EMPTY;
                places.iter().for_each(|place| bits.insert(*place));
                bits
            };
            let changed = |change: fn(&mut Bits, &Bits)| {
                let mut left = bits(&a);
                change(&mut left, &bits(&b));
                left
            };
            proptest::prop_assert!(bits(&a).iter().eq(a.iter().copied()));
            proptest::prop_assert_eq!((bits(&a).len(), bits(&a).is_empty()), (a.len(), a.is_empty()));
            proptest::prop_assert_eq!(bits(&a).next(from), a.range(from..).next().copied());
            proptest::prop_assert_eq!(changed(Bits::meet), bits(&a.intersection(&b).copied().collect()));
            proptest::prop_assert_eq!(changed(Bits::join), bits(&a.union(&b).copied().collect()));
            proptest::prop_assert_eq!(changed(Bits::remove), bits(&a.difference(&b).copied().collect()));
            proptest::prop_assert_eq!(Bits::first(from), bits(&(0..from.min(WINDOW)).collect()));
        }
    }
}
