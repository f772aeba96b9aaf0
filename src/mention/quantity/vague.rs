//! Vague sizes: "millions of requests", "tens of billions", "dozens", "a billion-dollar bet", "petabytes of data".
//!
//! Comes in: a token that may start one. Goes out: a [`Vague`]: a lower end, no upper one.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::Class;
use super::token::Kind;

/// A size without a number.
#[derive(Debug, Clone)]
pub(super) struct Vague {
    pub(super) low: Decimal,
    pub(super) first: usize,
    pub(super) past: usize,
    /// A currency or unit of measure that it is of.
    pub(super) unit: Option<(String, usize, usize)>,
}

impl Scan<'_> {
    /// The vague size that starts at `at`, reaching back no further than `floor`.
    pub(super) fn vague(&self, at: usize, floor: usize) -> Option<Vague> {
        self.several(at).or_else(|| self.many(at, floor)).or_else(|| self.dollar_sized(at, floor)).or_else(|| self.data_of(at))
    }

    /// "several hundred", "a few thousand", "many millions".
    fn several(&self, at: usize) -> Option<Vague> {
        let few = if self.tokens.is(at, "a") && self.tokens.is(at + 1, "few") {
            at + 2
        } else if self.tokens.is_any(at, &["several", "many", "few"]) {
            at + 1
        } else {
            return None;
        };
        let (class, value) = self.number_word(few).filter(|_| self.tokens.spaced(few))?;
        if !matches!(class, Class::Hundred | Class::Scale | Class::Dozen | Class::Many) {
            return None;
        }
        let (low, past) = self.of_scales(value, few + 1)?;
        Some(self.with_money(low, at, past))
    }

    /// "hundreds", "tens of thousands", "millions".
    fn many(&self, at: usize, floor: usize) -> Option<Vague> {
        let (class, value) = self.number_word(at)?;
        let (low, past) = self.of_scales(value, at + 1)?;
        // "(in millions)", "in thousands of dollars, except per share data": the unit of the figures below.
        let end = self.with_money(low, at, past).unit.map_or(past, |(_, _, end)| end);
        let states_unit = at.checked_sub(1).is_some_and(|before| self.tokens.is(before, "in"))
            && self.tokens.get(end).is_none_or(|next| matches!(next.kind, Kind::Mark(')' | ',')));
        if states_unit || self.money_before(at, floor).is_some() {
            return None;
        }
        let ten = value == Decimal::TEN && low == value && !self.tokens.is(past, "of");
        if class != Class::Many || ten || self.tokens.hyphen(past) {
            return None;
        }
        Some(self.with_money(low, at, past))
    }

    /// Follows "of thousands", "of millions" and the like.
    fn of_scales(&self, value: Decimal, at: usize) -> Option<(Decimal, usize)> {
        let (mut low, mut past) = (value, at);
        for _ in 0..3 {
            let of = usize::from(self.tokens.is(past, "of"));
            let next = self
                .number_word(past + of)
                .filter(|(class, _)| matches!(class, Class::Many | Class::Scale) && self.tokens.joined(past + of));
            let Some((_, scale)) = next else { break };
            low = low.checked_mul(scale)?;
            past += of + 1;
        }
        Some((low, past))
    }

    fn with_money(&self, low: Decimal, first: usize, past: usize) -> Vague {
        let of = past + usize::from(self.tokens.is(past, "of"));
        let money = self.money_after(of).filter(|(money, _)| !money.doubtful || low >= Decimal::from(1_000_000));
        let unit = money.map(|(money, after)| (money.code.to_owned(), of, after));
        let measure = if unit.is_none() { self.unit_after(of, false).map(|hit| (hit.code, hit.first, hit.past)) } else { None };
        Vague { low, first, past, unit: unit.or(measure) }
    }

    /// "billion-dollar", "multi-million-dollar", "multimillion-dollar".
    fn dollar_sized(&self, at: usize, floor: usize) -> Option<Vague> {
        let word = self.tokens.lower(at);
        let fused = word.as_str().strip_prefix("multi").filter(|scale| !scale.is_empty());
        let multi = fused.is_none() && word.as_str() == "multi" && self.tokens.hyphen(at + 1);
        let scale = if multi { at + 2 } else { at };
        let value = match fused {
            Some(name) => self.lexicon.numbers.get(name).copied(),
            None => self.number_word(scale),
        };
        let (_, low) = value.filter(|(class, _)| *class == Class::Scale)?;
        let joined = self.tokens.hyphen(scale + 1) || self.tokens.spaced(scale + 1) && (multi || fused.is_some());
        let (money, past) = self.money_after(scale + 1).filter(|_| joined)?;
        let counted = at.checked_sub(1).is_some_and(|before| before >= floor && self.tokens.hyphen(before));
        (!counted).then(|| Vague { low, first: at, past, unit: Some((money.code.to_owned(), scale + 2, past)) })
    }

    /// "petabytes of data": sizes in the plural with nothing before them.
    fn data_of(&self, at: usize) -> Option<Vague> {
        let word = self.tokens.lower(at);
        let plural = word.as_str().ends_with("bytes") && word.as_str().len() > 5;
        let (unit, past) = self.lexicon.unit_words.ahead(&self.tokens, at).filter(|_| plural && self.tokens.is(at + 1, "of"))?;
        Some(Vague { low: Decimal::ONE, first: at, past, unit: Some((unit.code.to_owned(), at, past)) })
    }
}
