//! Sets of phrases that can be read forwards from a token or backwards up to one.
//!
//! Comes in: phrases as the data files spell them. Goes out: the longest phrase that starts at, or ends before, a token. Phrases are compared token by
//! token without regard to case; blanks, one line end or hyphens may stand between their words.

use super::token::Tokens;
use crate::text::{WordFilter, WordMap};

/// Phrases with what each stands for.
pub(super) struct Phrases<T> {
    list: Vec<(Vec<String>, T)>,
    by_first: WordMap<String, Vec<usize>>,
    by_last: WordMap<String, Vec<usize>>,
    /// First looks at the two tables.
    may_begin: WordFilter,
    may_end: WordFilter,
}

impl<T: Copy> Phrases<T> {
    /// Collects phrases; the first of two equal ones wins.
    pub(super) fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut list: Vec<(Vec<String>, T)> = phrases
            .into_iter()
            .map(|(phrase, value)| (pieces(&phrase), value))
            .filter(|(pieces, _)| !pieces.is_empty())
            .collect();
        list.sort_by_key(|(pieces, _)| std::cmp::Reverse(pieces.len()));
        let mut by_first: WordMap<String, Vec<usize>> = WordMap::default();
        let mut by_last: WordMap<String, Vec<usize>> = WordMap::default();
        for (at, (pieces, _)) in list.iter().enumerate() {
            let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
            by_first.entry(first.clone()).or_default().push(at);
            by_last.entry(last.clone()).or_default().push(at);
        }
        let may_begin = by_first.keys().map(String::as_str).collect();
        let may_end = by_last.keys().map(String::as_str).collect();
        Self { list, by_first, by_last, may_begin, may_end }
    }

    /// The longest phrase that starts at `at`, and the token after it.
    pub(super) fn ahead(&self, tokens: &Tokens<'_>, at: usize) -> Option<(T, usize)> {
        if !self.may_begin.may_hold(tokens.text(at)) {
            return None;
        }
        let key = tokens.key(at);
        let found = self.by_first.get(key.as_str())?;
        found.iter().find_map(|&entry| {
            let (pieces, value) = self.list.get(entry)?;
            Some((*value, behind_first(tokens, at, pieces)?))
        })
    }

    /// The longest phrase that ends before `past` and starts no earlier than `floor`, and its first token.
    pub(super) fn behind(&self, tokens: &Tokens<'_>, past: usize, floor: usize) -> Option<(T, usize)> {
        let last = past.checked_sub(1)?;
        if !self.may_end.may_hold(tokens.text(last)) {
            return None;
        }
        let key = tokens.key(last);
        let found = self.by_last.get(key.as_str())?;
        found.iter().find_map(|&entry| {
            let (pieces, value) = self.list.get(entry)?;
            let first = past.checked_sub(pieces.len()).filter(|&first| first >= floor)?;
            (forwards(tokens, first, pieces)? == past).then_some((*value, first))
        })
    }
}

/// One past the phrase that begins at `at`, if it does.
fn forwards(tokens: &Tokens<'_>, at: usize, pieces: &[String]) -> Option<usize> {
    let first = pieces.first().is_none_or(|first| tokens.text(at).eq_ignore_ascii_case(first));
    if first { behind_first(tokens, at, pieces) } else { None }
}

/// The same where the first piece is known to stand at `at`.
fn behind_first(tokens: &Tokens<'_>, at: usize, pieces: &[String]) -> Option<usize> {
    let mut here = at + usize::from(!pieces.is_empty());
    for piece in pieces.iter().skip(1) {
        if tokens.hyphen(here) && piece != "-" {
            here += 1;
        }
        let word = tokens.text(here);
        if word.len() != piece.len() || !word.eq_ignore_ascii_case(piece) || !tokens.joined(here) {
            return None;
        }
        here += 1;
    }
    Some(here)
}

fn pieces(phrase: &str) -> Vec<String> {
    let tokens = Tokens::read(phrase);
    (0..tokens.len()).map(|at| tokens.text(at).to_lowercase()).collect()
}
