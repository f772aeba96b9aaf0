//! Ranges: two amounts that are the ends of one figure.
//!
//! Comes in: an amount. Goes out: the second amount and the low and high end, in one unit, with a magnitude or unit that only the second end names shared. A
//! change from one figure to another is no range.

use rust_decimal::Decimal;

use super::Scan;
use super::amount::Amount;
use crate::mention::unit;

/// A unit's code and the tokens that it stands in.
pub(super) type PlacedUnit = (String, usize, usize);

/// Two ends of one figure.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) unit: Option<PlacedUnit>,
    pub(super) money: Option<&'static str>,
    pub(super) part: bool,
    pub(super) past: usize,
    /// The last token of the second number, for the number's own span.
    pub(super) number_past: usize,
}

/// What stands between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    To,
    And,
    Or,
    Error,
}

impl Scan<'_> {
    /// The range that `low` opens. `between` and `from` say which word stands before it.
    pub(super) fn range(&self, low: &Amount, between: bool, from: bool) -> Option<Ends> {
        let (link, at) = self.link(low, between)?;
        // "from 100 bytes in test 4 to 2,026 bytes in test 5": a label is no end.
        if link == Link::To && !low.measured() && !low.number.words && self.is_labelled(&low.number) {
            return None;
        }
        // "down 4 per cent or 8p to 186p": the way from one to the other.
        let told_again = self.preceded_by(low.first, &["or"])
            && low.first.checked_sub(2).is_some_and(|share| {
                self.tokens.is_mark(share, &['%']) || self.tokens.is_any(share, &["cent", "percent", "points", "pc"])
            });
        if link == Link::To && told_again {
            return None;
        }
        let high = self.next_amount(at, low)?;
        if link == Link::Error {
            return self.error(low, &high);
        }
        // "improved by £85 to £1,310": by so much, to so much.
        let far = low.value > Decimal::ZERO && high.value >= low.value.saturating_mul(Decimal::from(4));
        if link == Link::To && far && low.money.is_some() && high.money.is_some() && self.preceded_by(low.first, &["by"]) {
            return None;
        }
        self.ends(low, &high, link, between, from)
    }

    fn link(&self, low: &Amount, between: bool) -> Option<(Link, usize)> {
        let at = low.past;
        if !self.tokens.joined(at) {
            return None;
        }
        let tight = self.tokens.glued(at) == self.tokens.glued(at + 1);
        if self.tokens.is_mark(at, &['±']) {
            return Some((Link::Error, at + 1));
        }
        if self.tokens.is_mark(at, &['+']) && self.tokens.is_mark(at + 1, &['/', '-', '−']) && self.tokens.glued(at + 1) {
            return Some((Link::Error, at + if self.tokens.is_mark(at + 1, &['/']) { 3 } else { 2 }));
        }
        if self.tokens.is_mark(at, &['-', '–', '‑', '−', '~', '∼', '—'])
            && tight
            && self.tokens.blank_before(at).len() < 2
            && self.tokens.blank_before(at + 1).len() < 2
            && (self.tokens.glued(at) || !self.tokens.is_mark(at, &['—']))
        {
            let to = at + 1;
            let spelled = self.tokens.is(to, "to") && self.tokens.hyphen(to + 1);
            return Some((if spelled { Link::To } else { Link::Dash }, if spelled { to + 2 } else { to }));
        }
        let hanging = usize::from(self.tokens.is_mark(at, &['-', '‑']) && self.tokens.glued(at) && !self.tokens.glued(at + 1));
        let word = at + hanging;
        let after = word + 1;
        if self.tokens.is_any(word, &["to", "through"]) {
            return Some((Link::To, after));
        }
        if between && (self.tokens.is(word, "and") || self.tokens.is_mark(word, &['&'])) {
            return Some((Link::And, after));
        }
        self.tokens.is(word, "or").then_some((Link::Or, after))
    }

    /// The amount that starts right at `at`.
    fn next_amount(&self, at: usize, low: &Amount) -> Option<Amount> {
        (at..at + 5).find_map(|number| {
            let opens = self.tokens.is_digits(number)
                || self.number_word(number).is_some()
                || self.tokens.is_any(number, &["a", "an"])
                || self.tokens.is_mark(number, &['.', '½', '¼', '¾']);
            let article = self.tokens.is_any(number, &["a", "an"]) && self.number_word(number + 1).is_none();
            if !opens || article || (number > at && self.tokens.is_digits(number - 1)) {
                return None;
            }
            if self.tokens.is_digits(number) && self.not_an_end(number) {
                return None;
            }
            let amount = self.amount(number, at.max(low.past), true)?;
            (amount.first == at).then_some(amount)
        })
    }

    /// Digits that cannot be an end: they start a date, time or version.
    fn not_an_end(&self, at: usize) -> bool {
        let dashed = self.tokens.is_mark(at + 1, &['-', '/', ':'])
            && self.tokens.glued(at + 1)
            && self.tokens.is_digits(at + 2)
            && self.tokens.glued(at + 2);
        let suffixed = self.tokens.glued(at + 1) && matches!(self.tokens.word(at + 1), "st" | "nd" | "rd" | "th" | "am" | "pm");
        dashed || suffixed
    }

    fn error(&self, middle: &Amount, error: &Amount) -> Option<Ends> {
        let (low, high) = (middle.value.checked_sub(error.value)?, middle.value.checked_add(error.value)?);
        let unit = error.unit.as_ref().or(middle.unit.as_ref()).map(|unit| (unit.code.clone(), unit.first, unit.past));
        Some(Ends {
            low,
            high,
            unit,
            money: middle.money.or(error.money),
            part: false,
            past: error.past,
            number_past: error.number.past,
        })
    }

    fn ends(&self, low: &Amount, high: &Amount, link: Link, between: bool, from: bool) -> Option<Ends> {
        let money = low.money.or(high.money);
        let clash = low.money.is_some() && high.money.is_some() && low.money != high.money
            || low.money.is_some() && high.unit.is_some() && high.money.is_none()
            || high.money.is_some() && low.unit.is_some() && low.money.is_none();
        if clash || low.part && !high.part && (high.unit.is_some() || high.value >= Decimal::TEN) {
            return None;
        }
        let first = self.shared(low, high, link)?;
        let (first, second, unit) = self.one_unit(low, high, link, first)?;
        let descending = first > second;
        let negative = second < Decimal::ZERO || first < Decimal::ZERO;
        let backwards = descending && (!negative || (from && self.change_before(low.first.saturating_sub(1))));
        if first == second
            || backwards
            || link == Link::To && self.was_before(low)
            || !self.is_range(low, high, link, between, from, first, second)
        {
            return None;
        }
        let (low_end, high_end) = if descending { (second, first) } else { (first, second) };
        Some(Ends {
            low: low_end,
            high: high_end,
            unit,
            money,
            part: low.part && high.part,
            past: high.past,
            number_past: high.number.past,
        })
    }

    /// The first end with the magnitude that only the second one names.
    fn shared(&self, low: &Amount, high: &Amount, link: Link) -> Option<Decimal> {
        let bare =
            low.number.scale == Decimal::ONE && high.number.scale > Decimal::ONE && !(low.unit.is_some() && low.money.is_none());
        // "40-50,000": the thousands of the second end are meant for both.
        let thousand = Decimal::from(1000);
        let raised = low.number.face.checked_mul(thousand);
        let grouped = low.number.scale == Decimal::ONE
            && high.number.scale == Decimal::ONE
            && low.number.whole
            && low.number.face < thousand
            // "1-10,000 employees" has no thousands but in its second end.
            && low.number.face >= Decimal::TEN
            && !low.measured()
            && high.value >= Decimal::from(10_000)
            && (high.value % thousand).is_zero()
            && raised.is_some_and(|raised| raised < high.value);
        if grouped && link == Link::Dash {
            return raised;
        }
        let smaller = low.number.face < high.number.face.max(Decimal::ONE_HUNDRED) && low.number.face < Decimal::from(1000);
        if bare && smaller { low.value.checked_mul(high.number.scale) } else { Some(low.value) }
    }

    /// Both ends in one unit: shared from the second, or the second brought to the first's.
    fn one_unit(
        &self,
        low: &Amount,
        high: &Amount,
        link: Link,
        first: Decimal,
    ) -> Option<(Decimal, Decimal, Option<PlacedUnit>)> {
        let named = |amount: &Amount| amount.unit.as_ref().map(|unit| (unit.code.clone(), unit.first, unit.past));
        match (&low.unit, &high.unit) {
            (Some(one), Some(other)) if one.code != other.code => {
                let second = unit::convert(high.value, &other.code, &one.code)?;
                Some((first, second, named(low)))
            }
            (Some(_), None) if high.money.is_none() && (high.number.whole || link == Link::To) && low.money.is_none() => None,
            // "12 paise to 82.68": a coin named behind the first end alone is not the second end's.
            (Some(_), None) if high.money.is_none() && link == Link::To && low.coin.is_none() => None,
            (_, None) => Some((first, high.value, named(low))),
            _ => Some((first, high.value, named(high))),
        }
    }

    /// "improved by 10.7% to 27%": an amount of change and then a level, where the one is told more exactly than the other. "Rise by 5% to 10%" is a range.
    fn changed_by(&self, low: &Amount) -> bool {
        let by = low.first.checked_sub(2).filter(|_| self.tokens.is(low.first - 1, "by"));
        let told = by.is_some_and(|verb| self.is_change(verb) || self.tokens.word(verb).ends_with("ed"));
        told && !low.value.fract().is_zero()
    }

    /// "from last year's 52.8% to 90.2%": the first amount is what was, the second what is.
    fn was_before(&self, low: &Amount) -> bool {
        const FAR: usize = 5;
        let owned = low.first.checked_sub(2).filter(|mark| {
            self.tokens.is(low.first - 1, "s") && self.tokens.is_mark(*mark, &['\'', '’']) && self.tokens.glued(low.first - 1)
        });
        let timed = |mark: usize| {
            let time = mark.checked_sub(1);
            time.is_some_and(|time| {
                self.tokens.is_any(time, &["year", "quarter", "month", "week", "season", "decade"]) || self.year_shaped(time)
            })
        };
        owned.is_some_and(|mark| timed(mark) && (mark.saturating_sub(FAR)..mark).any(|i| self.tokens.is(i, "from")))
    }

    /// Whether two amounts in rising order are one figure.
    #[allow(clippy::too_many_arguments)]
    fn is_range(
        &self,
        low: &Amount,
        high: &Amount,
        link: Link,
        between: bool,
        from: bool,
        first: Decimal,
        second: Decimal,
    ) -> bool {
        let both = low.measured() && high.measured();
        let year = |end: &Amount| end.number.whole && !end.measured() && self.year_shaped(end.number.first);
        if year(low) && year(high) {
            return false;
        }
        // "from 400 servers at the end of 2021 to 730 servers": a date is no end.
        let dated =
            year(low) && self.preceded_by(low.first, &["in", "of", "since", "by", "during", "early", "late", "mid", "fiscal"]);
        if dated && link == Link::To {
            return false;
        }
        match link {
            Link::Or => !both && second == first + Decimal::ONE && second <= Decimal::TEN,
            Link::And => true,
            Link::Dash => true,
            Link::Error => false,
            Link::To if between => true,
            Link::To if from => !self.change_before(low.first.saturating_sub(1)),
            Link::To => {
                if both && self.changed_by(low) {
                    return false;
                }
                // "fell 10 per cent, or 2.68p to 24.1p": by how much, and to what.
                // "$4 to $6 million" shares its magnitude, and what is near the other end is one.
                let apart = second > first.saturating_mul(Decimal::from(3)) && second < first.saturating_mul(Decimal::from(1000));
                let again = low.first.checked_sub(1).filter(|or| self.tokens.is(*or, "or") && both && apart);
                if again.is_some_and(|or| (or.saturating_sub(10)..or).any(|at| self.is_change(at))) {
                    return false;
                }
                // "updates its guidance to $207 million to $212 million"
                let guided = self.preceded_by(low.first, &["to"])
                    && (low.first.saturating_sub(6)..low.first).any(|at| {
                        self.tokens.is_any(
                            at,
                            &["guidance", "outlook", "forecast", "range", "target", "estimate", "estimates", "projection"],
                        )
                    });
                if guided {
                    return true;
                }
                let verb = low.first.checked_sub(1).is_some_and(|before| self.is_change(before) || self.tokens.is(before, "to"));
                !(verb && (both || second > first.saturating_mul(Decimal::TEN)))
            }
        }
    }
}
