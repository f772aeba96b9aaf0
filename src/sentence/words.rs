//! The word lists of `words.txt`, by section.
//!
//! Comes in: a word. Goes out: whether a section holds it. What follows from that is decided by the rules.

use std::sync::LazyLock;

use crate::text::{WordFilter, WordSet};

static TEXT: &str = include_str!("words.txt");

/// Abbreviations that never end a sentence.
pub(super) static ALWAYS: LazyLock<WordSet> = LazyLock::new(|| section("always"));
/// Abbreviations that never end a sentence when a number or letter follows.
pub(super) static BEFORE_NUMBER: LazyLock<WordSet> = LazyLock::new(|| section("before-number"));
/// Abbreviations that may end a sentence.
pub(super) static EITHER: LazyLock<WordSet> = LazyLock::new(|| section("either"));
/// Abbreviations that are ordinary words when written in lower case.
pub(super) static CAPITALISED: LazyLock<WordSet> = LazyLock::new(|| section("capitalised"));
/// Words that open sentences.
pub(super) static STARTERS: LazyLock<WordSet> = LazyLock::new(|| section("starters"));
/// Names written in lower case even where they open a sentence.
pub(super) static LOWER_CASE_OPENERS: LazyLock<WordSet> = LazyLock::new(|| section("lower-case-openers"));
/// Names that end in a mark of exclamation or question.
pub(super) static MARKED_NAMES: LazyLock<WordSet> = LazyLock::new(|| section("marked-names"));
/// Nouns that a single capital letter follows.
pub(super) static LETTERED: LazyLock<WordSet> = LazyLock::new(|| section("lettered"));
/// Verbs of saying that follow a quotation.
pub(super) static SAYING: LazyLock<WordSet> = LazyLock::new(|| section("saying"));

/// A first look at whether a word may be an abbreviation.
static ABBREVIATIONS: LazyLock<WordFilter> =
    LazyLock::new(|| [&ALWAYS, &BEFORE_NUMBER, &EITHER].into_iter().flat_map(|set| set.iter().copied()).collect());

/// Whether one of the lists of abbreviations may hold `word`; sure only where it says no.
pub(super) fn may_abbreviate(word: &str) -> bool {
    !word.is_ascii() || ABBREVIATIONS.may_hold(word)
}

fn section(name: &str) -> WordSet {
    TEXT.lines()
        .skip_while(|line| line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) != Some(name))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

/// Whether `set` holds `word`, its case aside and with straight apostrophes.
pub(super) fn holds(set: &WordSet, word: &str) -> bool {
    if set.contains(word) {
        return true;
    }
    let mut buffer = [0u8; LONGEST];
    match buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        Some(small) => {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            small != word.as_bytes() && std::str::from_utf8(small).is_ok_and(|small| set.contains(small))
        }
        None => set.contains(word.to_lowercase().replace('’', "'").as_str()),
    }
}

/// Words of at most so many letters are brought to small letters without room of their own.
const LONGEST: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_found_and_in_lower_case() {
        for name in TEXT.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')) {
            let words = section(name);
            assert!(words.len() > 4, "{name}");
            assert!(words.iter().all(|word| *word == word.to_lowercase()), "{name}");
        }
    }
}
