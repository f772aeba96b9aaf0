//! Tokens with their meanings: what the grammar of dates reads.
//!
//! Comes in: a text. Goes out: a [`Reader`] that answers what stands at a place. No grammar here.

use super::value::TimeValue;
use super::vocabulary::{Class, Meaning, beside, meaning, numbered};
use crate::mention::look::Look;
use crate::mention::words::{Shape, Token, Words};

/// A text as tokens with their meanings.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
}

/// Words without a class that open a time: "the previous quarter", "the same period of last year", "full year".
pub(super) const OPENERS: &[&str] =
    &["previous", "prior", "preceding", "same", "corresponding", "comparable", "equivalent", "full"];

/// A time that was read: its value, the token after it and the byte where it ends.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    pub(super) value: TimeValue,
    pub(super) next: usize,
    pub(super) end: usize,
}

/// Whether a time may begin with `token`, which means `meaning`.
pub(super) fn opens_time(text: &str, token: &Token, meaning: Meaning) -> bool {
    match token.shape {
        Shape::Number | Shape::Code => true,
        Shape::Mark => is_apostrophe(token.of(text)),
        Shape::Lower => meaning.class.opens() || meaning.opens_time,
        _ => meaning.class.opens() || meaning.opens_time && token.of(text).eq_ignore_ascii_case("full"),
    }
}

fn is_apostrophe(mark: &str) -> bool {
    matches!(mark, "'" | "’" | "‘")
}

impl<'t> Reader<'t> {
    pub(super) fn of_words(words: &'t Words<'_>) -> Self {
        Self { text: words.text, tokens: &words.tokens }
    }

    /// What `token` means.
    #[inline]
    fn meaning(&self, token: &Token) -> Meaning {
        numbered(token.look.time()).unwrap_or_else(|| meaning(self.text, token))
    }

    /// The first token from `at` on with which a time may begin.
    pub(super) fn next_time(&self, at: usize) -> Option<usize> {
        let opens = |token: &Token| token.look.may(Look::OPENS_TIME) && opens_time(self.text, token, self.meaning(token));
        let ahead = self.tokens.get(at..)?.iter().position(opens)?;
        Some(at + ahead)
    }

    /// The first token from `at` on with which a basis may begin.
    pub(super) fn next_basis(&self, at: usize) -> Option<usize> {
        let opens = |token: &Token| token.look.may(Look::OPENS_BASIS) && self.meaning(token).opens_basis;
        let ahead = self.tokens.get(at..)?.iter().position(opens)?;
        Some(at + ahead)
    }

    /// The class of the token at `at`; `Other` beyond either end.
    pub(super) fn class(&self, at: usize) -> Class {
        self.tokens.get(at).map_or(Class::Other, |token| self.meaning(token).class)
    }

    /// The class of the token before `at`.
    pub(super) fn class_before(&self, at: usize) -> Class {
        at.checked_sub(1).map_or(Class::Other, |before| self.class(before))
    }

    /// The characters of the token at `at`; empty beyond either end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// The characters of the token before `at`.
    pub(super) fn word_before(&self, at: usize) -> &'t str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether nothing stands between the tokens `at` and `at + 1`.
    pub(super) fn touches(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(left), Some(right)) => left.touches(right),
            _ => false,
        }
    }

    /// Whether the token before `at` touches it.
    pub(super) fn touched(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.touches(before))
    }

    /// The number at `at`, where it has `digits` digits.
    pub(super) fn number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let token = self.tokens.get(at).filter(|token| token.shape == Shape::Number)?;
        digits.contains(&(token.end() - token.start())).then(|| self.word(at).parse().ok())?
    }

    /// Whether a hyphen or dash stands at `at`.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–" | "‑" | "−")
    }

    /// Whether an apostrophe stands at `at`.
    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        is_apostrophe(self.word(at))
    }

    /// Whether the number at `at` goes on after it ("2,500", "3.5", "40%") or counts what follows, and so is no day or year.
    pub(super) fn is_amount(&self, at: usize) -> bool {
        let touching = self.touches(at);
        let digit_after = matches!(self.shape(at + 2), Some(Shape::Number | Shape::Code)) && self.touches(at + 1);
        let goes_on = match self.word(at + 1) {
            "." | "," | ":" => touching && digit_after,
            "%" | "°" | "×" => true,
            "+" => touching,
            "x" | "X" => touching || self.shape(at + 2) == Some(Shape::Number),
            word => beside(word).measure && !self.class_is_ordinal(at + 1) && !self.ends_sentence(at + 1, word),
        };
        goes_on || self.currency_before(at)
    }

    /// "May 5 second" measures; "first" and "second" before a quarter do not.
    fn class_is_ordinal(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Ordinal(_))
    }

    /// Single letters are units only in small letters or before no further word: "2026 W" is nothing, "2026 A/B test" a year.
    fn ends_sentence(&self, at: usize, word: &str) -> bool {
        word.len() == 1 && self.shape(at) == Some(Shape::Upper)
    }

    fn currency_before(&self, at: usize) -> bool {
        self.touched(at)
            && matches!(self.word_before(at), "$" | "€" | "£" | "¥" | "₹" | "#" | "." | "," | "+" | "~" | "_" | "=" | "@")
    }

    pub(super) fn atom(&self, value: impl Into<TimeValue>, last: usize) -> Atom {
        let end = self.tokens.get(last).map_or(self.text.len(), |token| token.end());
        Atom { value: value.into(), next: last + 1, end }
    }
}
