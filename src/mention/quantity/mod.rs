//! Quantities: figures with their ends, unit, comparator and approximation, where they stand in a text.
//!
//! Comes in: one block's plain text. Goes out: [`QuantityMention`]s in order, none overlapping another. The grammar is written by hand over tokens:
//!
//! ```text
//! text ─ token ─▶ guard (dates, versions, names: passed over)
//!                 multiple · vague · amount = sign money numeral|fraction unit
//!                                     range = amount to amount
//!                                    figure = bound range rate noun, with its direction
//! ```
//!
//! Nothing here decides what is a claim, and dates are passed over, not read.

mod address;
mod amount;
mod bound;
mod calendar;
mod clocked;
mod direction;
mod figure;
mod follow;
mod fraction;
mod guard;
mod label;
mod lexicon;
mod literal;
mod money;
mod multiple;
mod neighbours;
mod noun;
mod numbers;
mod numeral;
mod people;
mod phrase;
mod pointer;
mod range;
mod table;
mod token;
mod unit_after;
mod vague;
mod value;
mod verdict;

#[cfg(test)]
mod tests;

pub(crate) use clocked::clocked;
pub use numbers::{NumberMention, numbers};
pub use value::{Comparator, Direction, Quantity, QuantityMention, Shape};

use super::words::Words;
use lexicon::Lexicon;
use token::{Kind, Tokens};

/// What counts as a mention, where uses differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Whether "one solution" and bare small numbers in words ("the two") are mentions.
    pub every_number: bool,
    /// Whether bare whole numbers that name something are mentions: years, "Voyager 2", "English 101", "step 3".
    pub named_numbers: bool,
}

/// Every quantity of `text`, as claims need them.
pub fn scan(text: &str) -> Vec<QuantityMention> {
    scan_with(text, Options::default())
}

/// The same for a text that was cut before: most texts have no word with which a figure begins.
pub(crate) fn scan_words(words: &Words<'_>) -> Vec<QuantityMention> {
    Scan::of_words(words).map_or_else(Vec::new, |scan| scan.all())
}

/// The same for several texts: all are looked over before the figures of any are read.
pub(crate) fn scan_each<'w>(texts: impl Iterator<Item = &'w Words<'w>>) -> Vec<Vec<QuantityMention>> {
    let scans: Vec<Option<Scan<'_>>> = texts.map(Scan::of_words).collect();
    scans.into_iter().map(|scan| scan.map_or_else(Vec::new, |scan| scan.all())).collect()
}

/// Whether a figure may begin with `word`, or with an article before it; sure only where it says no.
pub(super) fn may_open(word: &str) -> bool {
    let lexicon = Lexicon::shared();
    let holds = |word: &str| lexicon.triggers.contains(word) || lexicon.articled.contains(word);
    let small = || word.bytes().all(|byte| byte.is_ascii_lowercase());
    !word.is_ascii()
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || if small() { holds(word) } else { holds(&word.to_ascii_lowercase()) }
}

/// Every quantity of `text`, by the given measure of what counts.
pub fn scan_with(text: &str, options: Options) -> Vec<QuantityMention> {
    Scan::new(text, options).all()
}

/// One scan over one text.
struct Scan<'t> {
    tokens: Tokens<'t>,
    lexicon: &'static Lexicon,
    options: Options,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, options: Options) -> Self {
        Self { tokens: Tokens::read(text), lexicon: Lexicon::shared(), options }
    }

    /// A scan of a text in which a figure may begin.
    fn of_words(words: &Words<'t>) -> Option<Self> {
        let may = words.may_count(|mark| literal::vulgar(mark).is_some());
        may.then(|| Self { tokens: Tokens::of_words(words), lexicon: Lexicon::shared(), options: Options::default() })
    }

    fn all(&self) -> Vec<QuantityMention> {
        let mut mentions = Vec::new();
        let (mut at, mut floor) = (0, 0);
        while let Some(token) = self.tokens.get(at) {
            let candidate = match token.kind {
                Kind::Digits => true,
                Kind::Word => self.may_count(at),
                Kind::Mark(mark) => mark == '.' && self.leading_point(at) || !mark.is_ascii() && literal::vulgar(mark).is_some(),
            };
            if !candidate {
                at += 1;
            } else if let Some(past) = self.passed_over(at) {
                at = past.max(at + 1);
                floor = at;
            } else if let Some((mention, past)) = self.figure(at, floor) {
                at = past.max(at + 1);
                floor = at;
                mentions.push(mention);
            } else {
                at = self.behind(at);
            }
        }
        self.share_currency(&mut mentions);
        self.share_units(&mut mentions);
        self.share_whole(&mut mentions);
        self.name_others(&mut mentions);
        self.count_pieces(&mut mentions);
        self.count_points(&mut mentions);
        self.mark_factors(&mut mentions);
        let mentions = self.join_parts(mentions);
        self.pair_bounds(mentions)
    }

    /// Whether a word may open a figure: a cheap test before the tables are asked.
    #[inline]
    fn may_count(&self, at: usize) -> bool {
        let word = self.tokens.text(at);
        match word.len() {
            0 => false,
            1 | 2 => {
                matches!(word.as_bytes(), [b'a' | b'A', ..])
                    && self.tokens.spaced(at + 1)
                    && self.tokens.opens(at + 1)
                    && (self.counts(at + 1) || self.is_articled(at + 1))
            }
            _ => self.tokens.opens(at) && self.triggers(word, at),
        }
    }

    /// Whether the word at `at` is a unit that an article may count one of.
    fn is_articled(&self, at: usize) -> bool {
        let articled = &self.lexicon.articled;
        articled.may_hold(self.tokens.word(at)) && articled.contains(self.tokens.lower(at).as_str())
    }

    fn counts(&self, at: usize) -> bool {
        self.triggers(self.tokens.word(at), at)
    }

    /// Whether the word at `at`, which is `word`, may open a figure.
    #[inline]
    fn triggers(&self, word: &str, at: usize) -> bool {
        self.lexicon.triggers.may_hold(word) && self.lexicon.triggers.contains(self.tokens.lower(at).as_str())
    }

    /// Whether a point opens a number (".5").
    fn leading_point(&self, at: usize) -> bool {
        !self.tokens.glued(at) && self.tokens.is_digits(at + 1) && self.tokens.glued(at + 1)
    }

    /// Where to go on behind something that was no figure.
    fn behind(&self, at: usize) -> usize {
        match literal::literal(&self.tokens, at) {
            Some(literal) => literal.past.max(at + 1),
            None => at + 1,
        }
    }
}
