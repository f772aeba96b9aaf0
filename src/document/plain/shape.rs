//! What a line looks like: sentence, title, capitals.
//!
//! Comes in: a line's words. Goes out: yes or no. What follows for the document is decided elsewhere.

use std::collections::HashSet;
use std::sync::LazyLock;

static SMALL_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a an the and or nor but of in on at by to for from with without as per vs vs. via into onto over under than between is are be it its your our"
        .split(' ')
        .collect()
});

/// Abbreviations whose stop does not end a sentence when they end a line.
const FINAL_ABBREVIATIONS: &[&str] = &[
    "inc.", "corp.", "ltd.", "co.", "u.s.", "u.k.", "e.u.", "jr.", "sr.", "est.", "no.", "vs.", "etc.", "avg.", "approx.",
    "a.m.", "p.m.", "bros.", "llc.", "plc.",
];

/// Whether `text` ends as a sentence does: with a stop, closing quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*']);
    if bare.ends_with('.') && !bare.ends_with("..") {
        let last = bare.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
        return !(last.len() <= 8 && FINAL_ABBREVIATIONS.contains(&last.to_lowercase().as_str()));
    }
    bare.ends_with(['!', '?', '。', '！', '？'])
}

/// Whether the line closes like a sentence that is no question.
pub(super) fn ends_statement(text: &str) -> bool {
    ends_sentence(text) && !text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with('?')
}

/// Whether nearly all words that could bear a capital do: "Why Backend Choices Matter".
pub(super) fn is_title_case(text: &str) -> bool {
    let (mut capital, mut lower) = (0, 0);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '/')) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else { continue };
        if SMALL_WORDS.contains(word.to_lowercase().as_str()) {
            continue;
        }
        if first.is_uppercase() || word.chars().skip(1).any(char::is_uppercase) { capital += 1 } else { lower += 1 }
    }
    capital > 0 && capital * 4 >= (capital + lower) * 3
}

/// Whether the line is written in capitals.
pub(super) fn is_all_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4 && !text.chars().any(char::is_lowercase)
}

/// Whether `word` is a year of the last or this century.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year))
}

/// Number of words.
pub(super) fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The words in lower case with figures and punctuation left out, for telling a line that is repeated.
pub(super) fn skeleton(text: &str) -> String {
    let mut skeleton = String::with_capacity(text.len().min(256));
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        if !skeleton.is_empty() {
            skeleton.push(' ');
        }
        skeleton.extend(word.chars().flat_map(char::to_lowercase));
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_titles_are_told_apart() {
        assert!(ends_sentence("It grew."));
        assert!(ends_sentence("\"It grew.\""));
        assert!(!ends_sentence("It was sold to Acme Inc."));
        assert!(!ends_sentence("and so on..."));
        assert!(is_title_case("Why the Cloud Is Not Enough"));
        assert!(is_title_case("Go's Microservices Monopoly: The Uber Migration"));
        assert!(!is_title_case("More frameworks deployed than ever"));
        assert!(is_all_capitals("QUESTIONS AND ANSWERS"));
        assert_eq!(skeleton("Page 3 of 12 — Acme, Inc."), "page of acme inc");
    }
}
