//! Amounts: one number with its sign, currency and unit.
//!
//! Comes in: the token where a number starts. Goes out: an [`Amount`], the end of a range or a whole figure. Bounds, rates and counted nouns come later.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::Class;
use super::numeral::Numeral;
use super::unit_after::UnitHit;

/// A number with what belongs to it alone.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) first: usize,
    pub(super) past: usize,
    pub(super) number: Numeral,
    /// The number with its sign.
    pub(super) value: Decimal,
    pub(super) money: Option<&'static str>,
    pub(super) unit: Option<UnitHit>,
    /// Where the currency stands before the number.
    pub(super) coin: Option<(usize, usize)>,
    /// The number is a part of a whole ("a third"), not yet a percentage.
    pub(super) part: bool,
    pub(super) signed: bool,
}

impl Amount {
    /// Whether a currency or unit is written.
    pub(super) fn measured(&self) -> bool {
        self.money.is_some() || self.unit.is_some()
    }
}

impl Scan<'_> {
    /// The amount whose number starts at `at`, reaching back no further than `floor`.
    pub(super) fn amount(&self, at: usize, floor: usize, conjoin: bool) -> Option<Amount> {
        // "$-5", "$(5)"
        let minus = at > floor + 1
            && self.tokens.is_mark(at - 1, &['-', '−', '+', '('])
            && self.tokens.glued(at)
            && self.tokens.glued(at - 1);
        let inner = if minus { self.money_before(at - 1, floor) } else { None };
        let sign = inner.or_else(|| self.money_before(at, floor));
        let (number, part) = self.number(at, sign.is_some(), conjoin)?;
        // "(EUR million, unless otherwise stated)": a currency and a scale are the unit of the figures below.
        if sign.is_some() && self.number_word(at).is_some_and(|(class, _)| class == Class::Scale) {
            return None;
        }
        let (first, negative, signed) = self.sign(sign.map_or(at, |(_, first)| first), at, floor);
        let value = if negative { -number.value } else { number.value };
        // "(1.1)%"
        let bracketed =
            sign.is_none() && value.is_sign_negative() && first == at && at > floor && self.tokens.is_mark(at - 1, &['(']);
        let first = first - usize::from(bracketed);
        let coin = sign.map(|(_, first)| (first, at));
        let mut amount =
            Amount { first, past: number.past, number, value, money: sign.map(|(code, _)| code), unit: None, coin, part, signed };
        self.currency_after(&mut amount);
        if amount.money.is_none() {
            amount.unit = self.measure(&amount);
            amount.past = amount.unit.as_ref().map_or(amount.past, |unit| unit.past);
        }
        self.smaller_coin(&mut amount);
        Some(amount)
    }

    /// The number itself, and whether it is a part of a whole.
    pub(super) fn number(&self, at: usize, money: bool, conjoin: bool) -> Option<(Numeral, bool)> {
        if let Some(part) = if money { None } else { self.part(at) } {
            return Some(self.part_of_scale(part.share, at, part.past));
        }
        let number = self.numeral(at, money, conjoin)?;
        if !number.words {
            return Some((number, false));
        }
        let below = number.past + usize::from(self.tokens.hyphen(number.past));
        let quarters = !self.options.named_numbers
            && self.tokens.is_any(below, &["quarter", "quarters"])
            && below == number.past
            && !self.tokens.is(below + 1, "of");
        match self.over(number.value, below).filter(|_| number.value > Decimal::ONE && !quarters) {
            Some(share) => Some((Numeral { value: share, past: below + 1, face: share, scale: Decimal::ONE, ..number }, true)),
            None => Some((number, false)),
        }
    }

    /// "half a million", "two thirds of a billion", "half a dozen": a part of a magnitude is a number.
    fn part_of_scale(&self, share: Decimal, first: usize, past: usize) -> (Numeral, bool) {
        let of = past + usize::from(self.tokens.is(past, "of") || self.tokens.hyphen(past));
        let article = of + usize::from(self.tokens.is_any(of, &["a", "an", "one"]));
        let scale = self
            .number_word(article)
            .filter(|(class, _)| matches!(class, Class::Scale | Class::Dozen | Class::Hundred) && self.tokens.joined(article));
        let words = !self.tokens.is_digits(first);
        match scale.and_then(|(_, scale)| Some((share.checked_mul(scale)?.round_dp(6).normalize(), scale))) {
            Some((value, scale)) => {
                (Numeral { value, first, past: article + 1, face: share, scale, whole: false, words, padded: false }, false)
            }
            None => (
                Numeral { value: share, first, past, face: share, scale: Decimal::ONE, whole: false, words, padded: false },
                true,
            ),
        }
    }

    /// A sign before the number or its currency: the first token, whether negative, whether there is one.
    fn sign(&self, first: usize, number: usize, floor: usize) -> (usize, bool, bool) {
        let inner = number.checked_sub(1).filter(|&sign| first != number && self.tokens.is_mark(sign, &['-', '−', '+']));
        let Some(before) = first.checked_sub(1).filter(|&before| before >= floor) else {
            return (first, inner.is_some_and(|sign| !self.tokens.is_mark(sign, &['+'])), inner.is_some());
        };
        let marked = self.tokens.is_mark(before, &['-', '−', '+', '–']) && self.tokens.glued(first);
        let free = !self.tokens.glued(before)
            || before
                .checked_sub(1)
                .is_some_and(|earlier| self.tokens.is_mark(earlier, &['(', '[', '~', '<', '>', '=', '"', '“', ',', '|', ':']));
        let bullet = self.tokens.is_mark(before, &['–']) && !self.tokens.glued(first);
        if marked && free && !bullet {
            return (before, !self.tokens.is_mark(before, &['+']), true);
        }
        let worded = self.tokens.is_any(before, &["minus", "negative"])
            && self.tokens.joined(first)
            && !before.checked_sub(1).is_some_and(|plus| self.tokens.is(plus, "or"));
        let negative = worded || inner.is_some_and(|sign| !self.tokens.is_mark(sign, &['+']));
        (if worded { before } else { first }, negative, worded || inner.is_some())
    }

    /// A currency behind the number; a word that doubles the sign before it belongs to it.
    fn currency_after(&self, amount: &mut Amount) {
        self.million_code(amount);
        let Some((money, past)) = self.money_after(amount.past).filter(|_| !amount.part) else { return };
        let same = amount.money.is_none_or(|code| code == money.code);
        let weighed = self.weighs(past);
        let doubtful = money.doubtful && amount.money.is_none() && (weighed || !self.is_paid(amount.first, amount.number.value));
        let percent = amount.number.past != amount.past;
        if !same || doubtful || percent {
            return;
        }
        let first = amount.past;
        amount.money = Some(money.code);
        amount.past = past;
        amount.unit = Some(UnitHit {
            code: money.code.to_owned(),
            first: first + usize::from(self.tokens.hyphen(first)),
            past,
            symbol: false,
        });
        self.scale_after_currency(amount);
    }

    /// "120 MEUR": a code with an M for millions.
    fn million_code(&self, amount: &mut Amount) {
        let word = self.tokens.word(amount.past);
        let code = word.strip_prefix('M').filter(|_| word.len() == 4 && amount.money.is_none()).and_then(|code| self.iso(code));
        let value = amount.value.checked_mul(Decimal::from(1_000_000));
        if let (Some(code), Some(value)) = (code.filter(|_| self.tokens.spaced(amount.past)), value) {
            amount.money = Some(code);
            amount.value = value;
            amount.number.value = value.abs();
            amount.unit = Some(UnitHit { code: code.to_owned(), first: amount.past, past: amount.past + 1, symbol: true });
            amount.past += 1;
        }
    }

    /// "75 USD million".
    fn scale_after_currency(&self, amount: &mut Amount) {
        let scale = self.number_word(amount.past).filter(|(class, _)| {
            *class == Class::Scale && amount.number.scale == Decimal::ONE && self.tokens.spaced(amount.past)
        });
        if let Some((value, scale)) = scale.and_then(|(_, scale)| Some((amount.value.checked_mul(scale)?, scale))) {
            amount.value = value;
            amount.number.value = value.abs();
            amount.number.scale = scale;
            amount.past += 1;
        }
    }

    /// The unit of measure behind the number, where it is one.
    fn measure(&self, amount: &Amount) -> Option<UnitHit> {
        let at = amount.number.past;
        let half = amount.part && (self.tokens.is_any(at, &["a", "an", "of"]) || self.tokens.hyphen(at));
        let after = if half {
            at + 1 + usize::from(self.tokens.is(at, "of") && self.tokens.is_any(at + 1, &["a", "an", "one"]))
        } else {
            at
        };
        let mut hit =
            if half && after > at { self.unit_after_article(after)? } else { self.unit_after(at, !amount.number.words)? };
        if amount.part && hit.code == "%" && !half {
            return None;
        }
        if hit.code == "s"
            && !hit.symbol
            && self.tokens.is(hit.first, "second")
            && amount.number.value > Decimal::ONE
            && !self.tokens.hyphen(at)
        {
            return None;
        }
        if matches!(hit.code.as_str(), "m" | "km" | "cm" | "mm" | "ft") && hit.symbol {
            self.power(&mut hit);
        }
        Some(hit)
    }

    /// The unit in "half an hour", "three quarters of a mile".
    fn unit_after_article(&self, after: usize) -> Option<UnitHit> {
        let article = self.tokens.is_any(after.wrapping_sub(1), &["a", "an", "one"]) || self.tokens.hyphen(after - 1);
        let (unit, past) = self.lexicon.unit_words.ahead(&self.tokens, after).filter(|_| article && self.tokens.joined(after))?;
        Some(UnitHit { code: unit.code.to_owned(), first: after, past, symbol: false })
    }

    /// "4 km squared" is read by the unit table; this reads nothing behind a space.
    fn power(&self, hit: &mut UnitHit) {
        let power = match (self.tokens.is(hit.past, "squared"), self.tokens.is(hit.past, "cubed")) {
            (true, _) => "²",
            (_, true) => "³",
            _ => return,
        };
        hit.code.push_str(power);
        hit.past += 1;
    }

    /// "3 dollars 50 cents", "5 ft 2 in": the smaller piece belongs to the larger.
    fn smaller_coin(&self, amount: &mut Amount) {
        let (hundred, twelve) = (
            amount.money.is_some_and(|code| code.len() == 3) && amount.unit.is_some(),
            amount.unit.as_ref().is_some_and(|unit| unit.code == "foot"),
        );
        let and = amount.past + usize::from(self.tokens.is(amount.past, "and"));
        if !(hundred || twelve) || !self.tokens.spaced(amount.past) {
            return;
        }
        let Some(small) = self.numeral(and, false, false).filter(|small| small.scale == Decimal::ONE) else { return };
        let coin = hundred
            .then(|| self.money_after(small.past).filter(|(money, _)| matches!(money.code, "cent" | "pence")))
            .flatten()
            .map(|(_, past)| past);
        let inch = if twelve {
            self.unit_after(small.past, !small.words).filter(|unit| unit.code == "inch").map(|unit| unit.past)
        } else {
            None
        };
        let loose = twelve && self.tokens.is(small.past, "in");
        let Some(past) = coin.or(inch).or(loose.then_some(small.past + 1)) else { return };
        let pieces = if hundred { Decimal::ONE_HUNDRED } else { Decimal::from(12) };
        if small.value < pieces
            && let Some(value) = small.value.checked_div(pieces).and_then(|part| amount.value.checked_add(part))
        {
            let value = value.round_dp(9);
            amount.value = value;
            amount.past = past;
        }
    }
}
