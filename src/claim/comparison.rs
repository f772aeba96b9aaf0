//! What opens the other side of a comparison: "compared with", "relative to", "against".
//!
//! Comes in: the tokens of a sentence. Goes out: the word that opens the comparison a figure stands behind.

use super::syntax::{Class, Token};

/// Words of a phrase between the opening and its figure, at most: "compared to a net loss of $26 million".
const PHRASE: usize = 6;

/// Whether the word at `at` opens the other side of a comparison.
pub(super) fn opens(tokens: &[Token<'_>], at: usize) -> bool {
    match tokens[at].lower {
        "with" | "to" => at.checked_sub(1).is_some_and(|before| matches!(tokens[before].lower, "compared" | "relative")),
        "against" | "versus" | "vs" | "vs." => true,
        _ => false,
    }
}

/// The word that opens the comparison whose other side is the figure at token `figure`, alone or told by a noun: "compared to a loss of $0.4 million".
pub(super) fn opening_before(tokens: &[Token<'_>], figure: usize) -> Option<usize> {
    let article = usize::from(figure.checked_sub(1).is_some_and(|i| tokens[i].class == Class::Determiner));
    let word = figure.checked_sub(1 + article)?;
    if opens(tokens, word) {
        return Some(word);
    }
    if tokens[word].lower != "of" {
        return None;
    }
    let link = (word.saturating_sub(PHRASE)..word).rev().find(|i| opens(tokens, *i))?;
    let phrase = |token: &Token<'_>| token.class.is_nominal() || token.lower == "of";
    tokens[link + 1..word].iter().all(phrase).then_some(link)
}
