//! Terms of the index that look like a word that is not in it.
//!
//! Comes in: a term. Goes out: the terms whose spelling is nearest, nearest first. Every term is looked at once, which takes milliseconds; a
//! distance is computed only for those that can be near. Whether a claim that is there still has the term is not asked.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io;

use tantivy::Searcher;

use super::expression::TextField;
use super::schema::Fields;

/// At most so many are given.
const NEAREST_MAX: usize = 32;

/// How many slips a word may have: none in one so short that it would be another word.
fn slips_max(chars: usize) -> usize {
    match chars {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// How near a term is: slips (a letter wrong, missing, too many, or two exchanged) first, then whether it begins otherwise, then the
/// alphabet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    /// How many slips lie between.
    pub slips: usize,
    /// Whether the first letters differ.
    pub begins_otherwise: bool,
    /// The term as the index holds it.
    pub term: String,
}

/// The terms of all fields of words that are near `term`, itself left out.
pub(super) fn nearest(searcher: &Searcher, fields: &Fields, term: &str) -> io::Result<Vec<Near>> {
    let wanted = Shape::of(term);
    let mut found: BTreeSet<Near> = BTreeSet::new();
    if slips_max(wanted.chars) == 0 {
        return Ok(Vec::new());
    }
    for segment in searcher.segment_readers() {
        for field in TextField::ALL {
            let inverted = segment.inverted_index(fields.text(field)).map_err(io::Error::other)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                let Ok(other) = std::str::from_utf8(terms.key()) else { continue };
                found.extend(near(term, wanted, other));
                if found.len() > NEAREST_MAX {
                    found.pop_last();
                }
            }
        }
    }
    Ok(found.into_iter().collect())
}

fn near(term: &str, wanted: Shape, other: &str) -> Option<Near> {
    let max = slips_max(wanted.chars);
    if other == term || other.bytes().any(|byte| byte.is_ascii_digit()) || !wanted.may_be_near(Shape::of(other), max) {
        return None;
    }
    let slips = strsim::osa_distance(term, other);
    let begins_otherwise = term.chars().next() != other.chars().next();
    (slips <= max).then(|| Near { slips, begins_otherwise, term: other.to_owned() })
}

/// What can be compared without looking at the order of letters.
#[derive(Debug, Clone, Copy)]
struct Shape {
    chars: usize,
    /// A bit for each letter that occurs; other characters share what is left.
    letters: u32,
}

impl Shape {
    fn of(term: &str) -> Self {
        let bit = |c: char| if c.is_ascii_lowercase() { u32::from(c) - u32::from('a') } else { 26 + u32::from(c) % 6 };
        Self { chars: term.chars().count(), letters: term.chars().fold(0, |letters, c| letters | 1 << bit(c)) }
    }

    /// Each slip changes the length by one at most, and two letters at most come or go.
    fn may_be_near(self, other: Self, slips: usize) -> bool {
        self.chars.abs_diff(other.chars) <= slips && (self.letters ^ other.letters).count_ones() as usize <= 2 * slips
    }
}

/// What decides between terms that are equally near, when it is known of how many claims each is a word.
pub fn rank(near: &Near, claims: u64) -> (usize, bool, Reverse<u64>, &str) {
    (near.slips, near.begins_otherwise, Reverse(claims), &near.term)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(term: &str, other: &str) -> Option<usize> {
        near(term, Shape::of(term), other).map(|near| near.slips)
    }

    #[test]
    fn slips_are_letters_wrong_missing_too_many_or_exchanged() {
        assert_eq!(slips("qarkus", "quarkus"), Some(1));
        assert_eq!(slips("quarksu", "quarkus"), Some(1));
        assert_eq!(slips("quarcuss", "quarkus"), Some(2));
        assert_eq!(slips("latncyy", "quarkus"), None);
    }

    #[test]
    fn short_words_and_numbers_are_left_alone() {
        assert_eq!(slips("jva", "java"), None);
        assert_eq!(slips("ruts", "rust"), Some(1));
        assert_eq!(slips("ruttt", "rust"), None, "two slips in five letters make another word");
        assert_eq!(slips("p99x", "p99"), None);
        assert_eq!(slips("rust", "rust"), None);
    }

    #[test]
    fn no_near_term_is_passed_over_by_the_look_before() {
        let words = ["quarkus", "quark", "markus", "uarkus", "quarkusé", "qüarkus", "kusquar", "xuarkux"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))).filter(|(a, b)| a != b) {
            let slow = strsim::osa_distance(a, b) <= slips_max(a.chars().count());
            assert_eq!(slips(a, b).is_some(), slow, "{a} {b}");
        }
    }
}
