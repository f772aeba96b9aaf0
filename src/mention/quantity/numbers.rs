//! Plain numbers: every numeral of a text with its sign, whatever it counts or names.
//!
//! Comes in: one block's text. Goes out: [`NumberMention`]s in order. Units, bounds and ranges are not read; digits that touch letters are left out, for
//! they are part of a measure or of a name.

use rust_decimal::Decimal;

use super::lexicon::Class;
use super::literal::{literal, vulgar};
use super::token::Kind;
use super::{Options, Scan};
use crate::text::TextSpan;

/// A number where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// Its digits or words, with a sign.
    pub span: TextSpan,
    /// Its value; a fraction is a share of one.
    pub value: Decimal,
}

/// Every number of `text`.
pub fn numbers(text: &str) -> Vec<NumberMention> {
    let scan = Scan::new(text, Options { every_number: true, named_numbers: true });
    let mut mentions = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while let Some(token) = scan.tokens.get(at) {
        let opens = match token.kind {
            Kind::Digits => true,
            Kind::Word => scan.may_count(at),
            Kind::Mark(mark) => mark == '.' && scan.leading_point(at) || vulgar(mark).is_some(),
        };
        match if opens { scan.number_mention(at, floor) } else { None } {
            Some((mention, past)) => {
                mentions.extend(mention);
                at = past.max(at + 1);
                floor = at;
            }
            None => at += 1,
        }
    }
    mentions
}

impl Scan<'_> {
    /// The number at `at`, or nothing but the token to go on from.
    fn number_mention(&self, at: usize, floor: usize) -> Option<(Option<NumberMention>, usize)> {
        if self.tokens.glued(at) && at > 0 && self.tokens.is_word(at - 1) && self.tokens.is_digits(at) {
            return Some((None, at + 1));
        }
        let (number, _) = self.number(at, self.money_before(at, floor).is_some(), true)?;
        if self.is_pronoun(at, number.past) {
            return None;
        }
        let touched = self.tokens.glued(number.past) && self.tokens.is_word(number.past) && literal(&self.tokens, at).is_some();
        if touched {
            return Some((None, number.past + 1));
        }
        let (value, past) = self.quotient(number.value, number.past).unwrap_or((number.value, number.past));
        let (first, negative) = self.minus(at, floor);
        let value = if negative { -value } else { value };
        Some((Some(NumberMention { span: self.tokens.span(first, past), value: value.normalize() }), past))
    }

    /// "one" where it stands for a thing ("the one", "which one").
    fn is_pronoun(&self, at: usize, past: usize) -> bool {
        let one = self.tokens.is(at, "one") && past == at + 1;
        let pointed = ["the", "this", "that", "which", "each", "every", "another", "no", "any", "some"];
        let sized = past == at + 1
            && self.number_word(at).is_some_and(|(class, _)| matches!(class, Class::Hundred | Class::Scale | Class::Dozen));
        (one && self.preceded_by(at, &pointed)) || (sized && self.tokens.is(past, "of"))
    }

    /// "one over three".
    fn quotient(&self, above: Decimal, at: usize) -> Option<(Decimal, usize)> {
        let over = self.tokens.is(at, "over") && self.tokens.spaced(at) && self.tokens.spaced(at + 1);
        let below = if over { self.numeral(at + 1, false, true)? } else { return None };
        let ends = self.ends_clause(below.past) || self.tokens.get(below.past).is_none();
        Some((above.checked_div(below.value)?, below.past)).filter(|_| ends)
    }

    fn minus(&self, at: usize, floor: usize) -> (usize, bool) {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= floor && self.tokens.joined(at)) else {
            return (at, false);
        };
        let marked =
            self.tokens.is_mark(before, &['-', '−']) && !self.tokens.glued(before) && (self.tokens.glued(at) || before == 0);
        let worded = self.tokens.is_any(before, &["minus", "negative"]);
        if marked || worded { (before, true) } else { (at, false) }
    }
}
