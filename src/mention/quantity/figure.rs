//! Figures: an amount, range, multiple or vague size with everything that belongs to it.
//!
//! Comes in: a token that may start a figure. Goes out: the finished [`QuantityMention`] and the token behind it. The parts are read by the files beside
//! this one; here they are put together and bare numbers are judged.

use rust_decimal::Decimal;

use super::Scan;
use super::amount::Amount;
use super::bound::{Bound, Bounded};
use super::multiple::Multiple;
use super::range::Ends;
use super::vague::Vague;
use super::value::{Comparator, Direction, Quantity, QuantityMention, Shape};

/// A figure while it is put together; places are tokens.
pub(super) struct Draft {
    pub(super) first: usize,
    pub(super) past: usize,
    pub(super) number: (usize, usize),
    pub(super) unit_tokens: Option<(usize, usize)>,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) unit: String,
    pub(super) bound: Bound,
    pub(super) range: bool,
    pub(super) shape: Shape,
    pub(super) counted: bool,
    pub(super) way: Option<Direction>,
    pub(super) enumerator: bool,
}

impl Scan<'_> {
    /// The figure whose number starts at `at`, reaching back no further than `floor`.
    pub(super) fn figure(&self, at: usize, floor: usize) -> Option<(QuantityMention, usize)> {
        let draft = if let Some(multiple) = self.multiple(at) {
            self.multiplied(multiple, floor)
        } else if let Some(vague) = self.vague(at, floor) {
            self.sized(vague, floor)
        } else {
            self.around_none(self.measured(at, floor)?, floor)
        };
        Some(self.finish(draft))
    }

    fn multiplied(&self, multiple: Multiple, floor: usize) -> Draft {
        let mut bound = Bound::default();
        let first =
            self.bounds_before(multiple.first, floor, Bounded { value: multiple.value, digits: false, time: false }, &mut bound);
        let past = self.bounds_after(multiple.past, &mut bound);
        let counted = multiple.shape == Shape::Figure;
        let way = multiple.way.or_else(|| self.way(first, past, true));
        let unit = multiple.unit_tokens.map_or(multiple.past, |(unit, _)| unit);
        let number_past = if unit > multiple.first + 1 && self.tokens.hyphen(unit - 1) { unit - 1 } else { unit };
        let number = (multiple.first, number_past.max(multiple.first + 1));
        Draft {
            unit_tokens: multiple.unit_tokens,
            unit: multiple.unit,
            shape: multiple.shape,
            counted,
            way,
            ..self.plain(first, past, number, multiple.value, bound)
        }
    }

    fn sized(&self, vague: Vague, floor: usize) -> Draft {
        let mut bound = Bound::default();
        let first = self.bounds_before(vague.first, floor, Bounded { value: vague.low, digits: false, time: false }, &mut bound);
        let mut draft =
            Draft { shape: Shape::Vague, ..self.plain(first, vague.past, (vague.first, vague.past), vague.low, bound) };
        match vague.unit {
            Some((code, unit, past)) => {
                draft.unit = code;
                draft.unit_tokens = Some((unit, past));
                draft.past = past.max(vague.past);
                self.rated(&mut draft, past.max(vague.past), true);
            }
            None => {
                let noun = self.noun(vague.past, false);
                let of = noun.as_ref().filter(|_| self.tokens.is(vague.past, "of")).map(|noun| noun.past);
                self.count(&mut draft, noun);
                draft.past = of.unwrap_or(draft.past).max(draft.past);
            }
        }
        draft
    }

    fn measured(&self, at: usize, floor: usize) -> Option<Draft> {
        let opening = |word: &str, first: usize| {
            // "from a 2.2% to 1.5%"
            let article = usize::from(word == "from" && self.preceded_by(first, &["a", "an", "the"]));
            first.checked_sub(1 + article).is_some_and(|before| before >= floor && self.tokens.is(before, word))
        };
        let mut bound = Bound::default();
        let Some(amount) = self.amount(at, floor, !opening("between", at)) else {
            return self.sub_unit(at).or_else(|| self.article_unit(at, floor));
        };
        let about = Bounded {
            value: amount.value,
            digits: !amount.number.words,
            time: amount.unit.as_ref().is_some_and(|unit| crate::mention::unit::is_time(&unit.code)),
        };
        let first = self.bounds_before(amount.first, floor, about, &mut bound);
        let (between, from) = (opening("between", first), opening("from", first));
        let ends = if self.exact(&amount) { self.range(&amount, between, from) } else { None };
        let draft = match ends {
            Some(ends) => {
                let draft = self.ranged(amount, ends, bound, if between { first - 1 } else { first });
                if self.is_age(&draft) {
                    return None;
                }
                draft
            }
            None => self.single(amount, bound, first)?,
        };
        Some(draft)
    }

    /// Ranges with one end told: "flat to up 1%" begins at none, "plus or minus 1%" lies on both sides of it.
    fn around_none(&self, mut draft: Draft, floor: usize) -> Draft {
        if draft.range || draft.bound.comparator.is_some() || draft.low != draft.high || draft.low <= Decimal::ZERO {
            return draft;
        }
        let back = |count: usize| draft.first.checked_sub(count).filter(|at| *at >= floor);
        let to = if back(1).is_some_and(|at| self.tokens.is_any(at, &["up", "down"])) { 2 } else { 1 };
        let share = matches!(draft.unit.as_str(), "%" | "pp" | "bps");
        let linked = share && back(to).is_some_and(|at| self.tokens.is(at, "to") || to == 2 && self.tokens.is(at, "and"));
        if let Some(flat) = back(to + 1).filter(|&at| linked && self.tokens.is(at, "flat")) {
            draft.low = Decimal::ZERO;
            draft.way = Some(if self.tokens.is(draft.first - 1, "down") { Direction::Down } else { Direction::Up });
            (draft.first, draft.range) = (flat, true);
            return draft;
        }
        let spread = self.tokens.is(draft.first, "plus")
            && self.tokens.is(draft.first + 1, "or")
            && self.tokens.is(draft.first + 2, "minus");
        let behind_figure = back(1).is_some_and(|at| self.tokens.is_digits(at) || self.tokens.mark(at).is_some());
        // "a margin of error of plus or minus 3 points" is told by how far it reaches.
        let sentence = (draft.first.saturating_sub(16)..draft.first).rev();
        let erring = sentence
            .take_while(|at| self.tokens.joined(at + 1) && !self.tokens.is_mark(*at, &['.', ';']))
            .any(|at| self.tokens.is(at, "accurate") || self.tokens.is(at, "error") && self.preceded_by(at, &["of"]));
        if spread && !behind_figure && !erring {
            draft.low = -draft.high;
            draft.range = true;
        }
        draft
    }

    /// "over a decade", "in under a second": an article counts one only behind a bound.
    fn article_unit(&self, at: usize, floor: usize) -> Option<Draft> {
        let article = self.tokens.is_any(at, &["a", "an"]) && self.tokens.spaced(at + 1);
        let unit = if article { self.unit_after(at + 1, false)? } else { return None };
        let mut bound = Bound::default();
        let first = self.bounds_before(at, floor, Bounded { value: Decimal::ONE, digits: false, time: true }, &mut bound);
        let said = bound.comparator.is_some() || bound.about && !self.tokens.is_any(at - 1, &["some", "about", "around"]);
        if !said || self.tokens.is_any(unit.past, &["ago", "earlier", "before", "prior"]) {
            return None;
        }
        let mut draft = self.plain(first, unit.past, (at, at + 1), Decimal::ONE, bound);
        draft.unit_tokens = Some((unit.first, unit.past));
        draft.unit = unit.code;
        self.trailing(&mut draft);
        Some(draft)
    }

    /// "sub-second": below one of a unit.
    fn sub_unit(&self, at: usize) -> Option<Draft> {
        let hyphened = self.tokens.is(at, "sub") && self.tokens.hyphen(at + 1);
        let unit = if hyphened { self.unit_after(at + 1, false)? } else { return None };
        let bound = Bound { comparator: Some(Comparator::Less), about: false };
        let mut draft = self.plain(at, unit.past, (at, at + 1), Decimal::ONE, bound);
        draft.unit_tokens = Some((unit.first, unit.past));
        draft.unit = unit.code;
        Some(draft)
    }

    fn plain(&self, first: usize, past: usize, number: (usize, usize), value: Decimal, bound: Bound) -> Draft {
        Draft {
            first,
            past,
            number,
            unit_tokens: None,
            low: value,
            high: value,
            unit: String::new(),
            bound,
            range: false,
            shape: Shape::Figure,
            counted: false,
            way: None,
            enumerator: false,
        }
    }

    /// "one" opens no range and no figure where it is a pronoun.
    fn exact(&self, amount: &Amount) -> bool {
        !amount.part || amount.unit.is_some() || amount.number.value < Decimal::ONE
    }

    fn ranged(&self, amount: Amount, ends: Ends, bound: Bound, first: usize) -> Draft {
        let shape = if ends.part && ends.unit.is_none() { Shape::Fraction } else { Shape::Figure };
        let hundred = if shape == Shape::Fraction { Decimal::ONE_HUNDRED } else { Decimal::ONE };
        let unit = match (&ends.unit, ends.money, shape) {
            (_, _, Shape::Fraction) => "%".to_owned(),
            (_, Some(code), _) => code.to_owned(),
            (Some((code, _, _)), _, _) => code.clone(),
            _ => String::new(),
        };
        let mut draft = Draft {
            unit_tokens: ends.unit.map(|(_, first, past)| (first, past)).or(amount.coin),
            low: ends.low.saturating_mul(hundred),
            high: ends.high.saturating_mul(hundred),
            unit,
            range: true,
            shape,
            ..self.plain(first, ends.past, (amount.number.first, ends.number_past), Decimal::ZERO, bound)
        };
        self.complete(&mut draft, ends.money.is_some(), !amount.number.words, false);
        draft
    }

    fn single(&self, amount: Amount, bound: Bound, first: usize) -> Option<Draft> {
        let share = amount.part && amount.unit.is_none();
        let value = if share { amount.value.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(9).normalize() } else { amount.value };
        let mut draft = Draft {
            unit_tokens: amount.unit.as_ref().map(|unit| (unit.first, unit.past)).or(amount.coin),
            unit: if share {
                "%".to_owned()
            } else {
                amount.money.map(str::to_owned).or_else(|| amount.unit.as_ref().map(|unit| unit.code.clone())).unwrap_or_default()
            },
            shape: if share { Shape::Fraction } else { Shape::Figure },
            ..self.plain(first, amount.past, (amount.number.first, amount.number.past), value, bound)
        };
        let one = amount.number.value == Decimal::ONE;
        self.complete(&mut draft, amount.money.is_some(), !amount.number.words, one);
        self.accepted(&amount, &draft).then_some(draft)
    }

    /// Where to read on behind a figure: what is counted may have a number in its name ("2 Cisco 3945 Routers").
    fn past_counted(&self, draft: &Draft) -> usize {
        let noun = draft.unit_tokens.filter(|_| draft.counted);
        let numbered = noun.filter(|&(first, past)| (first..past).any(|at| self.tokens.is_digits(at)));
        numbered.map_or(draft.past, |(_, past)| past.max(draft.past))
    }

    fn finish(&self, mut draft: Draft) -> (QuantityMention, usize) {
        in_whole_units(&mut draft);
        let read_on = self.past_counted(&draft);
        let vague = draft.shape == Shape::Vague;
        let (low, high, comparator) = match (draft.range, draft.bound.comparator) {
            (true, _) => (Some(draft.low), Some(draft.high), Comparator::Range),
            (false, Some(Comparator::Greater)) => (Some(draft.low), None, Comparator::Greater),
            (false, Some(Comparator::AtLeast)) => (Some(draft.low), None, Comparator::AtLeast),
            (false, Some(Comparator::Less)) => (None, Some(draft.high), Comparator::Less),
            (false, Some(Comparator::AtMost)) => (None, Some(draft.high), Comparator::AtMost),
            _ if vague => (Some(draft.low), None, Comparator::AtLeast),
            _ => (Some(draft.low), Some(draft.high), Comparator::Equal),
        };
        let quantity = Quantity {
            low: low.map(|low| low.normalize()),
            high: high.map(|high| high.normalize()),
            unit: draft.unit.into(),
            comparator,
            approximate: draft.bound.about,
            direction: draft.way,
        };
        let mention = QuantityMention {
            span: self.tokens.span(draft.first, draft.past),
            number: self.tokens.span(draft.number.0, draft.number.1),
            unit_span: draft.unit_tokens.map(|(first, past)| self.tokens.span(first, past)),
            quantity,
            shape: draft.shape,
            counted: draft.counted,
            enumerator: draft.enumerator,
        };
        (mention, read_on)
    }
}

/// Brings decades and centuries to years, and coins to their currency.
fn in_whole_units(draft: &mut Draft) {
    const WHOLES: &[(&str, &str, i64, u32)] =
        &[("decade", "year", 10, 0), ("century", "year", 100, 0), ("cent", "USD", 1, 2), ("pence", "GBP", 1, 2)];
    let (unit, rate) = match draft.unit.split_once('/') {
        Some((unit, rate)) => (unit, Some(rate)),
        None => (draft.unit.as_str(), None),
    };
    let Some((_, whole, times, places)) = WHOLES.iter().find(|(part, ..)| *part == unit) else { return };
    let factor = Decimal::new(*times, *places);
    draft.low = draft.low.saturating_mul(factor);
    draft.high = draft.high.saturating_mul(factor);
    draft.unit = rate.map_or_else(|| (*whole).to_owned(), |rate| format!("{whole}/{rate}"));
}
