//! Classes of nouns: what names a measure, a transaction, a stretch of time.
//!
//! Comes in: a lower-case word. Goes out: whether it is of a class. The words are in `data/noun-classes.txt`.

use std::sync::OnceLock;

use crate::text::{WordFilter, WordMap};

use super::lexicon::data_lines;

/// A class of nouns; a noun may be of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NounClass {
    Metric,
    Owned,
    Deal,
    Time,
    Point,
    Trade,
    Part,
    People,
}

/// Whether `word` is of `class`.
pub(crate) fn is(word: &str, class: NounClass) -> bool {
    static CLASSES: OnceLock<(WordFilter, WordMap<&'static str, u8>)> = OnceLock::new();
    let (may_be, classes) = CLASSES.get_or_init(|| {
        let classes = read();
        (classes.keys().copied().collect(), classes)
    });
    may_be.may_hold(word) && classes.get(word).is_some_and(|classes| classes & 1 << class as u8 != 0)
}

/// Whether `word`, or its part behind the last hyphen, names a measure.
pub(crate) fn is_metric(word: &str) -> bool {
    let last = || word.bytes().rposition(|byte| byte == b'-').map(|hyphen| &word[hyphen + 1..]);
    is(word, NounClass::Metric) || last().is_some_and(|last| is(last, NounClass::Metric))
}

/// Whether `word` is a percentile by its short name: "p99", "p99.9", "TP90".
pub(crate) fn is_percentile(word: &str) -> bool {
    let digits = word.trim_start_matches(['T', 't']).trim_start_matches(['P', 'p']);
    word.len() > digits.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Whether the plural `word` is of people, or of groups of them that are asked and counted.
pub(crate) fn is_people(word: &str) -> bool {
    is(word, NounClass::People)
}

/// Whether `word` is a number from one to ten.
pub(crate) fn is_number_word(word: &str) -> bool {
    matches!(word, "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten")
}

/// "employees nationwide", "users worldwide": whether the word behind a noun tells that all of them are meant, wherever they are.
pub(crate) fn is_everywhere(word: &str) -> bool {
    matches!(word, "nationwide" | "worldwide" | "statewide" | "globally")
}

/// The words of the list, each with a bit for each of its classes.
fn read() -> WordMap<&'static str, u8> {
    let mut classes: WordMap<&'static str, u8> = WordMap::default();
    for line in data_lines(include_str!("data/noun-classes.txt")) {
        let mut words = line.split_whitespace();
        let Some(class) = words.next().and_then(class_named) else { continue };
        words.for_each(|word| *classes.entry(word).or_default() |= 1 << class as u8);
    }
    classes
}

fn class_named(name: &str) -> Option<NounClass> {
    Some(match name {
        "metric" => NounClass::Metric,
        "owned" => NounClass::Owned,
        "deal" => NounClass::Deal,
        "time" => NounClass::Time,
        "point" => NounClass::Point,
        "trade" => NounClass::Trade,
        "part" => NounClass::Part,
        "people" => NounClass::People,
        _ => return None,
    })
}
