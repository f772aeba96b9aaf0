//! Multiples in words: "doubled", "twice as many", "tenfold", "an order of magnitude", "3.4:1", "dual-core".
//!
//! Comes in: a token that may start one. Goes out: a [`Multiple`]. "Twice" and "double" are multiples only where something says so; "double-digit" never is.

use rust_decimal::Decimal;

use super::literal::{literal, raised};
use super::value::{Direction, Shape};
use super::{Scan, lexicon};

/// A multiple where it stands.
#[derive(Debug, Clone)]
pub(super) struct Multiple {
    pub(super) value: Decimal,
    pub(super) first: usize,
    pub(super) past: usize,
    pub(super) unit: String,
    pub(super) unit_tokens: Option<(usize, usize)>,
    pub(super) shape: Shape,
    pub(super) way: Option<Direction>,
}

/// What may follow "double" or "twice" as a multiple.
const AFTER_FREE: &[&str] = &[
    "as", "the", "that", "its", "their", "what", "his", "her", "our", "those", "in", "by", "over", "since", "from", "to",
    "every", "digit", "year", "within", "last",
];

/// What may stand before "double" as a verb or "triple" as a rate.
const BEFORE_FREE: &[&str] = &[
    "to",
    "will",
    "would",
    "could",
    "may",
    "might",
    "should",
    "can",
    "than",
    "nearly",
    "almost",
    "about",
    "over",
    "roughly",
    "around",
    "approximately",
    "least",
    "is",
    "are",
    "was",
    "were",
    "by",
    "half",
    "only",
    "more",
];

impl Scan<'_> {
    /// The multiple that starts at `at`.
    pub(super) fn multiple(&self, at: usize) -> Option<Multiple> {
        if self.tokens.is_digits(at) {
            return self.ratio(at);
        }
        if let Some(found) = self.order_of_magnitude(at).or_else(|| self.worded_fold(at)) {
            return Some(found);
        }
        let word = self.tokens.lower(at);
        let (sort, value) = *self.lexicon.multiples.get(word.as_str())?;
        let past = at + 1;
        // "The goal is twofold: to grow and …"
        if word.as_str().ends_with("fold") && self.tokens.is_mark(past, &[':']) {
            return None;
        }
        let way = if value < Decimal::ONE { Direction::Down } else { Direction::Up };
        let plain = |value, unit: &str, way| {
            Some(Multiple { value, first: at, past, unit: unit.to_owned(), unit_tokens: None, shape: Shape::Multiple, way })
        };
        match sort {
            lexicon::Sort::Verb if value < Decimal::ONE => plain(value * Decimal::ONE_HUNDRED, "%", Some(way)),
            lexicon::Sort::Verb if self.preceded_by(at, &["a", "the"]) => None,
            lexicon::Sort::Verb => plain(value, "x", Some(way)),
            lexicon::Sort::Fold => plain(value, "x", None),
            lexicon::Sort::Free => self.is_multiple(at).then(|| plain(value, "x", None))?,
            lexicon::Sort::Prefix => self.prefixed(at, value),
        }
    }

    fn is_multiple(&self, at: usize) -> bool {
        let comparative = self.tokens.word(at + 1).len() > 4 && self.tokens.word(at + 1).ends_with("er");
        let twice = self.tokens.is_any(at, &["twice", "thrice"]);
        let after = self.tokens.is_any(at + 1, AFTER_FREE)
            && self.tokens.spaced(at + 1)
            && !(twice
                && self.tokens.is_any(at + 1, &["in", "by", "over", "since", "from", "to", "every", "within", "last", "year"]));
        let before = self.preceded_by(at, BEFORE_FREE) && !twice;
        // "to double its team this year, and double it again"
        let again = !twice && self.tokens.is_any(at + 1, &["it", "them"]) && self.tokens.is(at + 2, "again");
        let hyphen = self.tokens.hyphen(at + 1) || at > 0 && self.tokens.hyphen(at - 1);
        (after
            || again
            || before
            || comparative
            || (twice && self.preceded_by(at, &["than", "nearly", "almost", "about", "over", "roughly"])))
            && !hyphen
    }

    /// "dual-core": a number that is a prefix.
    fn prefixed(&self, at: usize, value: Decimal) -> Option<Multiple> {
        let noun = at + 1 + usize::from(self.tokens.hyphen(at + 1));
        let core = self.tokens.is_any(noun, &["core", "cores", "socket", "channel", "sim"]) && self.tokens.joined(noun);
        core.then(|| Multiple {
            value,
            first: at,
            past: noun + 1,
            unit: self.singular(noun),
            unit_tokens: Some((noun, noun + 1)),
            shape: Shape::Figure,
            way: None,
        })
    }

    /// "an order of magnitude", "two orders of magnitude", "orders of magnitude".
    fn order_of_magnitude(&self, at: usize) -> Option<Multiple> {
        let (power, order) = match self.tokens.is_any(at, &["a", "an", "one"]) {
            true => (1, at + 1),
            false => {
                let (_, value) = self.number_word(at)?;
                (i32::try_from(value).ok().filter(|power| (1..=12).contains(power))?, at + 1)
            }
        };
        let shaped = self.tokens.is_any(order, &["order", "orders"])
            && self.tokens.is(order + 1, "of")
            && self.tokens.is(order + 2, "magnitude");
        let value = raised(Decimal::TEN, power).filter(|_| shaped)?;
        Some(Multiple {
            value,
            first: at,
            past: order + 3,
            unit: "x".into(),
            unit_tokens: Some((order, order + 3)),
            shape: Shape::Multiple,
            way: None,
        })
    }

    /// "six-fold", "twenty fold".
    fn worded_fold(&self, at: usize) -> Option<Multiple> {
        let (class, value) = self.number_word(at)?;
        let number = matches!(class, lexicon::Class::Ones | lexicon::Class::Teen | lexicon::Class::Ten | lexicon::Class::Hundred);
        let fold = at + 1 + usize::from(self.tokens.hyphen(at + 1));
        let shaped = number && self.tokens.is(fold, "fold") && self.tokens.joined(fold);
        shaped.then(|| Multiple {
            value,
            first: at,
            past: fold + 1,
            unit: "x".into(),
            unit_tokens: Some((fold, fold + 1)),
            shape: Shape::Multiple,
            way: None,
        })
    }

    /// "3.4:1", "5-to-1", and digits before "fold".
    fn ratio(&self, at: usize) -> Option<Multiple> {
        let number = literal(&self.tokens, at)?;
        let fold = number.past + usize::from(self.tokens.hyphen(number.past));
        let found = |past, unit_tokens| {
            Some(Multiple {
                value: number.value,
                first: at,
                past,
                unit: "x".into(),
                unit_tokens,
                shape: Shape::Multiple,
                way: None,
            })
        };
        if self.tokens.is(fold, "fold") && self.tokens.joined(fold) && self.money_before(at, 0).is_none() {
            return found(fold + 1, Some((fold, fold + 1)));
        }
        let colon =
            self.tokens.is_mark(number.past, &[':']) && self.tokens.glued(number.past) && self.tokens.glued(number.past + 1);
        let to = self.tokens.hyphen(number.past) && self.tokens.is(number.past + 1, "to") && self.tokens.hyphen(number.past + 2);
        let one = if colon { number.past + 1 } else { number.past + 3 };
        let unity = self.tokens.text(one) == "1"
            && !(self.tokens.glued(one + 1)
                && (self.tokens.is_digits(one + 1)
                    || self.tokens.is_word(one + 1)
                    || self.tokens.is_mark(one + 1, &[':', '.'])
                        && self.tokens.is_digits(one + 2)
                        && self.tokens.glued(one + 2)));
        ((colon || to) && unity).then(|| found(one + 1, None))?
    }
}
