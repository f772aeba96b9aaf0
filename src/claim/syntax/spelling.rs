//! What the spelling of a word tells about its class.
//!
//! Comes in: a lower-case word. Goes out: whether its ending makes it an adjective, an adverb or a plural. The endings and the words that
//! they do not hold for are in `data/adjectives.txt` beside the lexicon.

use std::sync::OnceLock;

use super::super::lexicon::{Lexicon, data_lines};
use crate::text::WordMap;

/// A contraction written with a typographic apostrophe ("doesn’t") as the lexicon has it ("doesn't"); every other word as it is.
pub(super) fn straightened(word: &str) -> &str {
    static CONTRACTIONS: OnceLock<WordMap<String, &'static str>> = OnceLock::new();
    if word.is_ascii() || !word.contains('’') {
        return word;
    }
    let contractions = CONTRACTIONS.get_or_init(|| {
        let words = data_lines(include_str!("../data/function-words.txt")).flat_map(str::split_whitespace);
        words.filter(|word| word.contains('\'')).map(|word| (word.replace('\'', "’"), word)).collect()
    });
    contractions.get(word).copied().unwrap_or(word)
}

/// Whether `word` ends like an adjective and is not one of the nouns that do.
pub(super) fn adjective_by_ending(word: &str) -> bool {
    // Most words are told from adjectives by their last letter.
    let endings: &[&str] = match word.as_bytes().last() {
        Some(b'e') => &["able", "ible", "ive", "ese", "-wide"],
        Some(b'l') => &["ful", "ical"],
        Some(b's') => &["less", "ous"],
        Some(b'c') => &["ic"],
        Some(b'y') => &["ary"],
        Some(b'h') => &["ish"],
        Some(b'd') => &["-based"],
        Some(b't') => &["-first"],
        _ => &[],
    };
    let long = word.len() > 4 && endings.iter().any(|ending| word.ends_with(ending));
    let al = word.len() > 5 && word.ends_with("al");
    (long || al) && !Lexicon::shared().is_noun_like_adjective(word)
}

/// Whether `word` has a prefix with a hyphen that makes adjectives ("non-GAAP", "multi-year").
pub(super) fn prefixed_adjective(word: &str) -> bool {
    const PREFIXES: &[&str] =
        &["non", "pre", "post", "multi", "cross", "inter", "anti", "pro", "sub", "mid", "ultra", "semi", "all", "well", "self"];
    let hyphen = word.bytes().position(|byte| byte == b'-');
    hyphen.is_some_and(|hyphen| word.len() - hyphen > 3 && PREFIXES.contains(&&word[..hyphen]))
}

/// Whether `word` ends in "-ly" like an adverb.
pub(super) fn adverb_by_ending(word: &str) -> bool {
    const OTHERS: &[&str] =
        &["family", "assembly", "anomaly", "monopoly", "ally", "rally", "italy", "july", "supply", "reply", "belly", "jelly"];
    word.len() > 4 && word.ends_with("ly") && !word.ends_with("pply") && !OTHERS.contains(&word)
}

/// Whether the noun `word` is spelled like a plural.
pub(crate) fn is_plural_noun(word: &str) -> bool {
    let ending = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    ending && word != "series" || matches!(word, "people" | "men" | "women" | "children" | "police" | "staff" | "data" | "media")
}
