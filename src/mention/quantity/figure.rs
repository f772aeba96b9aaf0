//! Figures: an amount, range, multiple or vague size with everything that belongs to it.
//!
//! Comes in: a token that may start a figure. Goes out: the finished [`QuantityMention`] and the token behind it. The parts are read by the files beside
//! this one; here they are put together and bare numbers are judged.

use rust_decimal::Decimal;

use super::Scan;
use super::amount::Amount;
use super::bound::Bound;
use super::lexicon::Class;
use super::multiple::Multiple;
use super::noun::Noun;
use super::range::Ends;
use super::vague::Vague;
use super::value::{Comparator, Direction, Quantity, QuantityMention, Shape};

/// A figure while it is put together; places are tokens.
struct Draft {
    first: usize,
    past: usize,
    number: (usize, usize),
    unit_tokens: Option<(usize, usize)>,
    low: Decimal,
    high: Decimal,
    unit: String,
    bound: Bound,
    range: bool,
    shape: Shape,
    counted: bool,
    way: Option<Direction>,
    enumerator: bool,
}

/// Nouns that a number announces before a list.
const ANNOUNCED: &[&str] = &[
    "way",
    "reason",
    "thing",
    "type",
    "kind",
    "step",
    "factor",
    "example",
    "point",
    "lesson",
    "tip",
    "category",
    "option",
    "question",
    "trend",
    "takeaway",
    "principle",
    "rule",
    "pillar",
    "scenario",
    "aspect",
    "theme",
    "area",
    "benefit",
    "advantage",
    "disadvantage",
    "goal",
    "topic",
    "catalyst",
    "fact",
    "mistake",
    "myth",
    "idea",
    "strategy",
    "challenge",
];

/// Words behind "5 times" that make it a multiple.
const COMPARED: &[&str] = &[
    "more", "less", "fewer", "as", "the", "that", "its", "their", "what", "over", "than", "better", "worse", "or", "compared",
    "those", "our",
];

impl Scan<'_> {
    /// The figure whose number starts at `at`, reaching back no further than `floor`.
    pub(super) fn figure(&self, at: usize, floor: usize) -> Option<(QuantityMention, usize)> {
        let draft = if let Some(multiple) = self.multiple(at) {
            self.multiplied(multiple, floor)
        } else if let Some(vague) = self.vague(at, floor) {
            self.sized(vague, floor)
        } else {
            self.measured(at, floor)?
        };
        Some(self.finish(draft))
    }

    fn multiplied(&self, multiple: Multiple, floor: usize) -> Draft {
        let mut bound = Bound::default();
        let first = self.bounds_before(multiple.first, floor, multiple.value, false, &mut bound);
        let past = self.bounds_after(multiple.past, &mut bound);
        let counted = multiple.shape == Shape::Figure;
        let way = multiple.way.or_else(|| self.way(first, past));
        let number = (
            multiple.first,
            multiple.unit_tokens.map_or(multiple.past, |(unit, _)| if unit > multiple.first { unit } else { multiple.past }),
        );
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
        let first = self.bounds_before(vague.first, floor, vague.low, false, &mut bound);
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
        let opening =
            |word: &str, first: usize| first.checked_sub(1).is_some_and(|before| before >= floor && self.tokens.is(before, word));
        let mut bound = Bound::default();
        let Some(amount) = self.amount(at, floor, !opening("between", at)) else {
            return self.sub_unit(at).or_else(|| self.article_unit(at, floor));
        };
        let first = self.bounds_before(amount.first, floor, amount.value, !amount.number.words, &mut bound);
        let (between, from) = (opening("between", first), opening("from", first));
        let ends = if self.exact(&amount) { self.range(&amount, between, from) } else { None };
        let draft = match ends {
            Some(ends) => self.ranged(amount, ends, bound, if between { first - 1 } else { first }),
            None => self.single(amount, bound, first)?,
        };
        Some(draft)
    }

    /// "over a decade", "in under a second": an article counts one only behind a bound.
    fn article_unit(&self, at: usize, floor: usize) -> Option<Draft> {
        let article = self.tokens.is_any(at, &["a", "an"]) && self.tokens.spaced(at + 1);
        let unit = if article { self.unit_after(at + 1, false)? } else { return None };
        let mut bound = Bound::default();
        let first = self.bounds_before(at, floor, Decimal::ONE, false, &mut bound);
        let said = bound.comparator.is_some() || bound.about && !self.tokens.is_any(at - 1, &["some", "about", "around"]);
        if !said || self.tokens.is(unit.past, "ago") {
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

    /// Reads on behind the number: plus sign, unit, "times", noun, rate and the bounds between and behind them.
    fn complete(&self, draft: &mut Draft, money: bool, digits: bool, one: bool) {
        let past = self.bounds_after(draft.past, &mut draft.bound);
        let bounded = past != draft.past;
        draft.past = past;
        if draft.unit.is_empty()
            && bounded
            && let Some(hit) = self.unit_after(past, digits)
        {
            draft.unit = hit.code;
            draft.unit_tokens = Some((hit.first, hit.past));
            draft.past = hit.past;
        }
        if draft.unit.is_empty() {
            self.money_behind_bound(draft, bounded);
        }
        if draft.unit.is_empty() && !self.times(draft) {
            let hyphened = self.hyphened_noun(draft.past);
            let noun = if hyphened.is_some() { None } else { self.noun(draft.past, one) };
            match hyphened {
                Some(noun) => {
                    draft.past = noun.past;
                    self.count(draft, Some(noun));
                }
                None => self.count(draft, noun),
            }
        } else {
            self.rated(draft, draft.past, money);
        }
        self.trailing(draft);
        draft.bound.about |= self.estimated_after(draft.past);
        draft.way = self.way(draft.first, draft.past);
    }

    fn money_behind_bound(&self, draft: &mut Draft, bounded: bool) {
        if let Some((money, past)) = self.money_after(draft.past).filter(|(money, _)| bounded && !money.doubtful) {
            draft.unit = money.code.to_owned();
            draft.unit_tokens = Some((draft.past, past));
            draft.past = past;
        }
    }

    /// "5 times": a multiple beside a comparison, else a count of occasions.
    fn times(&self, draft: &mut Draft) -> bool {
        let at = draft.past + usize::from(self.tokens.hyphen(draft.past));
        if !self.tokens.is_any(at, &["times", "time"])
            || !self.tokens.joined(at)
            || draft.low < Decimal::ONE
            || (self.tokens.is(at, "time") && !self.tokens.hyphen(at.wrapping_sub(1)))
        {
            return false;
        }
        let next = self.tokens.word(at + 1);
        let compared = self.tokens.is_any(at + 1, COMPARED)
            || (next.len() > 3
                && next.ends_with("er")
                && !self.tokens.is_any(at + 1, &["over", "after", "per", "ever", "never", "however", "under"]))
            || next.ends_with("ier");
        let changed = draft
            .first
            .checked_sub(1)
            .is_some_and(|before| self.tokens.is_any(before, &["by", "of", "to"]) || self.is_change(before))
            || draft.range;
        let rate = self.rate(at + 1, false).is_some();
        let multiple = (compared || changed || self.ends_clause(at + 1)) && !rate;
        draft.unit = if multiple { "x" } else { "time" }.to_owned();
        draft.counted = !multiple;
        draft.unit_tokens = Some((at, at + 1));
        draft.past = at + 1;
        true
    }

    /// "16-core", "four-shard": a singular noun behind a hyphen.
    fn hyphened_noun(&self, past: usize) -> Option<Noun> {
        let at = past + 1;
        let word = self.tokens.word(at);
        let fits = self.tokens.hyphen(past)
            && word.len() > 2
            && !self.tokens.is_any(
                at,
                &["and", "way", "plus", "odd", "ish", "something", "dimensional", "fold", "part", "the", "for", "sided", "based"],
            );
        let descriptive = word.ends_with("ed") && word.len() > 4 || self.number_word(at).is_some();
        (fits && !descriptive && !self.tokens.hyphen(at + 1)).then(|| Noun {
            unit: self.singular(at),
            first: at,
            past: at + 1,
            plural: true,
            per: None,
        })
    }

    /// Takes a counted noun, and its rate where one follows.
    fn count(&self, draft: &mut Draft, noun: Option<Noun>) {
        let Some(noun) = noun else {
            let adverb = self.rate(draft.past, false).filter(|_| !self.tokens.is_any(draft.past, &["a", "an"]));
            if let Some((per, past)) = adverb.filter(|_| self.tokens.is_word(draft.past)) {
                draft.unit = format!("/{per}");
                draft.unit_tokens = Some((draft.past, past));
            }
            return;
        };
        draft.unit = noun.unit;
        draft.counted = true;
        draft.unit_tokens = Some((noun.first, noun.past));
        draft.enumerator = draft.high <= Decimal::TEN
            && !draft.range
            && (ANNOUNCED.contains(&draft.unit.as_str()) || self.tokens.is_mark(noun.past, &[':']));
        self.rated(draft, noun.past, false);
        if let Some(per) = noun.per.filter(|_| !draft.unit.contains('/')) {
            draft.unit = format!("{}/{per}", draft.unit);
        }
    }

    /// Takes what a rate is per, once or twice ("per user per month"). Shares and multiples have no rate, only a longer span.
    fn rated(&self, draft: &mut Draft, at: usize, money: bool) {
        let mut past = at;
        for _ in 0..2 {
            let Some((per, after)) = self.rate(past, money) else { break };
            if !matches!(draft.unit.as_str(), "%" | "pp" | "bps" | "x") {
                draft.unit = format!("{}/{per}", draft.unit);
            }
            past = after;
            draft.past = after;
        }
    }

    /// Bounds behind the unit or noun: "10 times or more", "about 100 TB of data at most".
    fn trailing(&self, draft: &mut Draft) {
        let unit = draft.unit_tokens.map_or(draft.past, |(_, past)| past.max(draft.past));
        let of = if self.tokens.is(unit, "of") && self.tokens.is_word(unit + 1) { unit + 2 } else { unit };
        for at in [unit, of] {
            let end = self.bounds_after(at, &mut draft.bound);
            if end != at {
                draft.past = end;
                return;
            }
        }
    }

    /// Whether the draft is a figure at all.
    fn accepted(&self, amount: &Amount, draft: &Draft) -> bool {
        let number = &amount.number;
        let bounded = draft.bound.comparator.is_some() || draft.bound.about;
        if self.preceded_by(draft.first, &["per"]) {
            return self.options.every_number;
        }
        let measured = amount.measured() || !draft.counted && !draft.unit.is_empty() || amount.signed;
        let hyphened = draft.counted && draft.unit_tokens.is_some_and(|(_, past)| past == draft.past);
        if number.words {
            return self.accepted_words(amount, draft, bounded);
        }
        if measured || number.scale != Decimal::ONE {
            return true;
        }
        (bounded && !self.year_shaped(number.first))
            || hyphened
            || self.options.named_numbers
            || !self.names_something(number, draft.counted)
    }

    fn accepted_words(&self, amount: &Amount, draft: &Draft, bounded: bool) -> bool {
        let number = &amount.number;
        let at = number.first;
        let class = self.number_word(at).map(|(class, _)| class);
        let single = number.past == at + 1;
        let measured = amount.measured() || !draft.unit.is_empty();
        if self.names_something(number, draft.counted) {
            return false;
        }
        match class {
            Some(Class::Hundred | Class::Scale | Class::Many) if single => amount.measured() || self.options.every_number,
            Some(Class::Zero) => self.counts_zero(amount, draft),
            Some(Class::Ones) if single && number.value == Decimal::ONE && !amount.part => {
                self.counts_one(amount, draft, draft.bound.comparator.is_some())
            }
            _ => measured || !single || number.value > Decimal::from(20) || self.options.every_number || bounded,
        }
    }

    /// "zero CVEs", "dropped to zero"; not "zero trust".
    fn counts_zero(&self, amount: &Amount, draft: &Draft) -> bool {
        let noun = amount.past;
        let lower = self.tokens.lower(noun);
        let plain = self.tokens.spaced(noun)
            && !lower.as_str().is_empty()
            && !self.tokens.capital(noun)
            && !self.lexicon.stops.contains(lower.as_str());
        amount.measured()
            || draft.counted
            || plain
            || self.options.every_number
            || self.preceded_by(amount.first, &["to", "was", "is", "were", "at"]) && self.ends_clause(amount.past)
    }

    /// "one" is a figure before a unit or behind a bound, else a pronoun or article.
    fn counts_one(&self, amount: &Amount, draft: &Draft, bounded: bool) -> bool {
        let of = self.tokens.is(amount.past, "of");
        let pronoun = self.preceded_by(
            amount.first,
            &[
                "the", "this", "that", "which", "no", "any", "each", "every", "another", "last", "next", "first", "only",
                "other", "new", "everyone",
            ],
        );
        let noun = draft.counted && !of;
        let unit = amount.unit.as_ref().and_then(|unit| crate::mention::unit::find(&unit.code));
        let measure = unit.is_some_and(|unit| unit.dimension != "time");
        !of && (!pronoun || measure) && (amount.measured() || bounded && noun || self.options.every_number && noun)
    }

    fn finish(&self, mut draft: Draft) -> (QuantityMention, usize) {
        for (long, years) in [("decade", 10), ("century", 100)] {
            if draft.unit == long {
                draft.unit = "year".to_owned();
                draft.low = draft.low.saturating_mul(Decimal::from(years));
                draft.high = draft.high.saturating_mul(Decimal::from(years));
            }
        }
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
            unit: draft.unit,
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
        (mention, draft.past)
    }

    /// Gives figures of one list the unit of its last: "2 billion, 5 billion, and 10 billion rows".
    pub(super) fn share_units(&self, mentions: &mut [QuantityMention]) {
        for at in (1..mentions.len()).rev() {
            let (before, after) = mentions.split_at_mut(at);
            let (Some(left), Some(right)) = (before.last_mut(), after.first()) else { continue };
            let bare = left.quantity.unit.is_empty()
                && !right.quantity.unit.is_empty()
                && left.shape == Shape::Figure
                && right.shape == Shape::Figure;
            let numbers_only = bare && left.quantity.comparator == Comparator::Equal && right.quantity.unit.len() < 40;
            if numbers_only && self.tokens.lists(left.span.end, right.span.start, right.counted) {
                left.quantity.unit.clone_from(&right.quantity.unit);
                left.unit_span = right.unit_span;
                left.counted = right.counted;
            }
        }
    }

    /// Joins a lower and an upper bound of one thing: "more than 20 but fewer than 50".
    pub(super) fn pair_bounds(&self, mentions: Vec<QuantityMention>) -> Vec<QuantityMention> {
        let mut paired: Vec<QuantityMention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            match paired.last_mut().and_then(|last| Some((self.paired(last, &mention)?, last))) {
                Some((pair, last)) => *last = pair,
                None => paired.push(mention),
            }
        }
        paired
    }

    fn paired(&self, first: &QuantityMention, second: &QuantityMention) -> Option<QuantityMention> {
        let (one, two) = (&first.quantity, &second.quantity);
        let (low, high) = match (one.low, one.high, two.low, two.high) {
            (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) if low < high => (low, high),
            _ => return None,
        };
        let sorts = first.shape == second.shape && first.shape != Shape::Vague;
        let units = one.unit == two.unit || one.unit.is_empty();
        if !sorts || !units || !self.tokens.joins(first.span.end, second.span.start) {
            return None;
        }
        let quantity = Quantity { low: Some(low), high: Some(high), comparator: Comparator::Range, ..two.clone() };
        let (span, number) = (first.span.cover(second.span), first.number.cover(second.number));
        Some(QuantityMention { span, number, quantity, ..second.clone() })
    }
}
