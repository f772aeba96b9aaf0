//! Fractions in words and "one in five": what part of a whole is meant, and when such words mean no part at all.
//!
//! Comes in: a token that may start a fraction. Goes out: a [`Part`] as a share of one. "A third party" and "a quarter ago" are no fractions; "a third of
//! users", "two-thirds" and "more than half" are.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::Class;
use super::literal::slashed;

/// A part of a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// One half is 0.5.
    pub(super) share: Decimal,
    pub(super) past: usize,
}

/// What may follow a bare "a third" that is a part and no ordinal.
const AFTER_PART: &[&str] = &[
    "of", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "faster", "slower", "cheaper", "said", "say", "says",
    "have", "had", "are", "were", "was", "is", "would", "will", "did", "do", "does", "can", "could", "cannot", "reported", "use",
    "used", "in", "by", "from", "since", "or", "and",
];

/// What may stand before one.
const BEFORE_PART: &[&str] = &[
    "by",
    "than",
    "nearly",
    "almost",
    "about",
    "around",
    "roughly",
    "over",
    "under",
    "to",
    "least",
    "only",
    "another",
    "remaining",
    "other",
    "approximately",
    "up",
    "down",
];

impl Scan<'_> {
    /// The part that starts at `at`.
    pub(super) fn part(&self, at: usize) -> Option<Part> {
        if let Some((share, past)) = slashed(&self.tokens, at) {
            return Some(Part { share, past });
        }
        self.odds(at).or_else(|| self.every_nth(at)).or_else(|| self.worded_part(at))
    }

    /// "every third parcel": one in three.
    fn every_nth(&self, at: usize) -> Option<Part> {
        let second = (Class::Part, Decimal::TWO);
        let word = if self.tokens.is(at, "second") { Some(second) } else { self.number_word(at) };
        let (class, below) = word.filter(|_| self.preceded_by(at, &["every"]))?;
        let noun = self.tokens.spaced(at + 1) && self.tokens.is_word(at + 1) && !self.measure_after(at + 1);
        let counted = noun && !self.is_plural(at + 1) && !self.lexicon.stops.contains(self.tokens.lower(at + 1).as_str());
        (class == Class::Part && counted && !self.tokens.word(at).ends_with('s'))
            .then(|| Decimal::ONE.checked_div(below))?
            .map(|share| Part { share, past: at + 1 })
    }

    /// "a third", "two-thirds", "three quarters", "half".
    fn worded_part(&self, at: usize) -> Option<Part> {
        if self.tokens.is(at, "half") {
            return self.half(at, at);
        }
        if self.tokens.is(at, "quarter") && self.scale_at(at + 1) {
            return Some(Part { share: Decimal::new(25, 2), past: at + 1 });
        }
        let (share, past) = self.part_words(at)?;
        let last = past - 1;
        let singular = !self.tokens.word(last).ends_with('s');
        let hyphened = self.tokens.hyphen(last - 1);
        let sure = hyphened || !singular || self.tokens.is(last, "half");
        let quarters = self.tokens.is_any(last, &["quarter", "quarters"]);
        let supported = self.tokens.is_any(past, AFTER_PART) && !quarters
            || self.tokens.is(past, "of")
            || self.preceded_by(at, BEFORE_PART)
            || self.ends_clause(past) && !quarters;
        let owned = self.tokens.is(past, "of") && quarters && self.preceded_by(at, &["for", "next", "last", "past", "first"]);
        let sure = (sure && (!quarters || hyphened)) || self.scale_at(past);
        ((sure || supported) && !owned).then_some(Part { share, past })
    }

    /// Whether a magnitude stands at `at`, on its own or after a hyphen.
    fn scale_at(&self, at: usize) -> bool {
        let at = at + usize::from(self.tokens.hyphen(at));
        self.tokens.joined(at) && self.number_word(at).is_some_and(|(class, _)| class == Class::Scale)
    }

    /// "half", where it is no half-year, half-time or second half.
    fn half(&self, first: usize, at: usize) -> Option<Part> {
        let counted = self.preceded_by(
            first,
            &[
                "first", "second", "latter", "other", "former", "this", "last", "each", "either", "final", "previous", "next",
                "better", "opening", "the", "top", "bottom",
            ],
        );
        let past = at + 1;
        // "Half Year 2026" is a period; half a year is not.
        let period = self.tokens.is_any(past, &["year", "term", "time", "years"]);
        let compound = period || self.tokens.hyphen(past) && !self.measure_after(past);
        let share = Decimal::new(5, 1);
        (!counted && !compound).then_some(Part { share, past })
    }

    /// A numerator and a denominator in words, and the token after them.
    pub(super) fn part_words(&self, at: usize) -> Option<(Decimal, usize)> {
        let (above, past) = match self.tokens.is_any(at, &["a", "an"]) {
            true => (Decimal::ONE, at + 1),
            false => self.small(at)?,
        };
        let below = past + usize::from(self.tokens.hyphen(past));
        self.over(above, below).map(|share| (share, below + 1))
    }

    /// `above` over the denominator at `at`: its word is plural unless there is only one.
    pub(super) fn over(&self, above: Decimal, at: usize) -> Option<Decimal> {
        let (class, below) = self.number_word(at)?;
        let plural = self.tokens.word(at).ends_with(['s', 'S']);
        let joined = self.tokens.joined(at);
        // "three-quarter of firms"
        let hyphened = at > 0 && self.tokens.hyphen(at - 1) && self.tokens.is(at + 1, "of");
        (class == Class::Part && joined && (plural || hyphened || above == Decimal::ONE)).then(|| above.checked_div(below))?
    }

    /// A number below a hundred in words.
    fn small(&self, at: usize) -> Option<(Decimal, usize)> {
        let (class, value) = self.number_word(at)?;
        match class {
            Class::Ones | Class::Teen => Some((value, at + 1)),
            Class::Ten => {
                let next = at + 1 + usize::from(self.tokens.hyphen(at + 1));
                match self.number_word(next).filter(|(class, _)| *class == Class::Ones && self.tokens.joined(next)) {
                    Some((_, ones)) => Some((value + ones, next + 1)),
                    None => Some((value, at + 1)),
                }
            }
            _ => None,
        }
    }

    /// "one in five", "nine out of ten", "1 in 4": a smaller whole number in a larger one.
    fn odds(&self, at: usize) -> Option<Part> {
        let (above, past) = self.whole_or_small(at)?;
        let hyphened = self.tokens.hyphen(past);
        let middle = past + usize::from(hyphened);
        let after = match (self.tokens.is(middle, "in"), self.tokens.is(middle, "out") && self.tokens.is(middle + 1, "of")) {
            (true, _) => middle + 1,
            (_, true) => middle + 2,
            _ => return None,
        };
        let after = after + usize::from(self.tokens.is(after, "every") || self.tokens.hyphen(after));
        let numeral = || self.numeral(after, false, false).map(|number| (number.value, number.past));
        let (below, end) = match self.whole_or_small(after) {
            Some(below) if self.tokens.is_digits(after) && self.number_word(below.1).is_none() => below,
            _ => numeral()?,
        };
        let sized = above < below
            && !above.is_zero()
            && (below <= Decimal::ONE_THOUSAND || above == Decimal::ONE)
            && below.fract().is_zero()
            && !(self.year_shaped(after) && end == after + 1)
            && self.number_word(end).is_none_or(|(class, _)| class == Class::Part);
        let timed = self.tokens.is(middle, "in") && self.unit_after(end, true).is_some();
        (sized && !timed).then(|| above.checked_div(below))?.map(|share| Part { share, past: end })
    }

    fn whole_or_small(&self, at: usize) -> Option<(Decimal, usize)> {
        if self.tokens.is_digits(at) {
            let ends = !self.tokens.glued(at + 1) || self.tokens.is_mark(at + 1, &['.', ',', ')', '-', ';', '"', '”', '?', '!']);
            let lone = self.tokens.text(at).len() <= 4 && ends;
            let decimals = self.tokens.is_mark(at + 1, &['.', ','])
                && self.tokens.glued(at + 1)
                && self.tokens.is_digits(at + 2)
                && self.tokens.glued(at + 2);
            return (lone && !decimals).then(|| self.tokens.text(at).parse().ok())?.map(|value| (value, at + 1));
        }
        match self.number_word(at) {
            Some((Class::Hundred, value)) => Some((value, at + 1)),
            _ if self.tokens.is(at, "a") && self.tokens.is(at + 1, "hundred") => Some((Decimal::ONE_HUNDRED, at + 2)),
            _ => self.small(at),
        }
    }

    /// Whether one of these words stands right before `at`.
    pub(super) fn preceded_by(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.tokens.is_any(before, words) && self.tokens.joined(at))
    }

    /// Whether the clause ends at `at`.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        !self.tokens.joined(at) || self.tokens.is_mark(at, &['.', ',', ';', ':', '!', '?', ')', '—', '–', '"', '”'])
    }
}
