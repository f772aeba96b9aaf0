//! Verdicts: whether a number with what was read around it is a figure at all.
//!
//! Comes in: an amount and its draft. Goes out: yes or no. Labels, years and names are recognised in `guard`; here bare words and pronouns are judged.

use rust_decimal::Decimal;

use super::Scan;
use super::amount::Amount;
use super::figure::Draft;
use super::lexicon::Class;
use super::numeral::Numeral;

/// People of whom an age tells which are meant.
const PEOPLE: &[&str] = &[
    "those",
    "people",
    "adults",
    "women",
    "men",
    "children",
    "kids",
    "workers",
    "employees",
    "developers",
    "users",
    "respondents",
    "voters",
    "drivers",
    "patients",
    "players",
    "readers",
    "customers",
    "consumers",
    "anyone",
    "everyone",
    "somebody",
    "someone",
    "citizens",
    "residents",
    "students",
    "parents",
    "engineers",
    "americans",
    "britons",
];

impl Scan<'_> {
    /// Whether the draft is a figure at all.
    pub(super) fn accepted(&self, amount: &Amount, draft: &Draft) -> bool {
        if self.tokens.is(draft.past, "ago") && !self.options.every_number {
            return false;
        }
        if self.is_stretch(draft) && !self.options.every_number {
            return false;
        }
        let number = &amount.number;
        // "one of our top three priorities", "the top 10 customers": which ones, not how many.
        const RANKED_MAX: Decimal = Decimal::TEN;
        if draft.counted && number.value <= RANKED_MAX && self.preceded_by(draft.first, &["top"]) {
            return self.options.every_number;
        }
        // "in the top 5", "a TOP 10 of tools"
        let ranked =
            self.tokens.is(draft.first, "top") && self.preceded_by(draft.first, &["the", "a", "our", "its", "their", "this"]);
        if ranked && number.value <= RANKED_MAX && !amount.measured() {
            return self.options.every_number;
        }
        if self.is_scale(amount, draft) || self.is_age_group(amount, draft) {
            return self.options.every_number;
        }
        let bounded = draft.bound.comparator.is_some() || draft.bound.about;
        if self.preceded_by(draft.first, &["per"]) {
            return self.options.every_number;
        }
        let measured = amount.measured() || !draft.counted && !draft.unit.is_empty() || amount.signed;
        let hyphened = draft.counted && draft.unit_tokens.is_some_and(|(_, past)| past == draft.past);
        if number.words {
            return self.accepted_words(amount, draft, bounded);
        }
        let plural = amount.unit.as_ref().is_some_and(|unit| unit.symbol && unit.code == "s" && self.tokens.glued(unit.first));
        if measured || number.scale != Decimal::ONE {
            return !(plural && number.whole && self.names_something(number, false));
        }
        (bounded && !self.year_shaped(number.first))
            || hyphened
            || self.options.named_numbers
            || !self.names_something(number, draft.counted)
    }

    /// "on a scale from 1 to 10", "rated 1 to 5": the ends of a scale.
    fn is_scale(&self, amount: &Amount, draft: &Draft) -> bool {
        const FAR: usize = 4;
        const ENDS: i64 = 100;
        let at = amount.number.first;
        let ends = (0..=ENDS).contains(&i64::try_from(amount.number.value).unwrap_or(-1));
        if amount.measured() || draft.counted || !ends {
            return false;
        }
        // "from 1 to 10": two numbers.
        let first =
            self.tokens.is_any(amount.number.past, &["to", "and", "-", "–"]) && self.tokens.is_digits(amount.number.past + 1);
        let second = at.checked_sub(2).is_some_and(|first| self.tokens.is_digits(first));
        if !first && !second {
            return false;
        }
        let scale = (at.saturating_sub(FAR)..at)
            .rev()
            .take_while(|&at| self.tokens.joined(at + 1))
            .any(|at| self.tokens.is(at, "scale") && !self.preceded_by(at, &["to", "can", "could", "we", "will", "would"]));
        scale && self.preceded_by(at, &["from", "of", "to", "between", "and", "-"])
    }

    /// "people 18 to 34 years old", "those 65 and older": whom, not how long.
    pub(super) fn is_age(&self, draft: &Draft) -> bool {
        let aged = draft.unit == "year" && self.tokens.is_any(draft.past, &["old", "olds"])
            || draft.unit.is_empty()
                && self.tokens.is(draft.past, "and")
                && self.tokens.is_any(draft.past + 1, &["older", "over", "up"]);
        // "18 to 34 years old"
        let lower = draft.first.checked_sub(2).filter(|_| self.preceded_by(draft.first, &["to", "and"]));
        let lower = lower.filter(|at| self.tokens.is_digits(*at));
        let first = lower.unwrap_or(draft.first);
        // "men between the ages of 25 and 54"
        let bounds_group = first > 0
            && self.preceded_by(first, &["of"])
            && self.preceded_by(first - 1, &["ages"])
            && (lower.is_some() || draft.range || self.tokens.is(draft.past, "and"));
        if bounds_group && (draft.unit.is_empty() || draft.unit == "year") {
            return true;
        }
        // "a man aged 46", but "patients aged 18 to 75" bounds who was studied.
        let one = lower.is_none() && !draft.range;
        let ages = draft.unit.is_empty() && self.preceded_by(first, &["aged", "ages"]);
        aged && self.preceded_by(first, PEOPLE)
            || ages && (one || self.preceded_by(first - 1, &["those", "between", "from", "of"]))
    }

    /// "developers under 30", "those over 50": whom, not how many.
    fn is_age_group(&self, amount: &Amount, draft: &Draft) -> bool {
        const AGES: std::ops::RangeInclusive<i64> = 12..=90;
        if self.is_age(draft) {
            return true;
        }
        let bound = self.tokens.is_any(draft.first, &["under", "over"]);
        let bare = !amount.measured() && !draft.counted && draft.unit.is_empty() && draft.past == amount.number.past;
        let age = AGES.contains(&i64::try_from(amount.number.value).unwrap_or_default()) && amount.number.whole;
        bound && bare && age && self.preceded_by(draft.first, PEOPLE)
    }

    /// "in the first seven months", "for the three months to December", "through the first three quarters of the year": when, not how long.
    fn is_stretch(&self, draft: &Draft) -> bool {
        let quarters =
            draft.shape == super::value::Shape::Fraction && self.tokens.is(draft.number.1.saturating_sub(1), "quarters");
        let time = crate::mention::unit::is_time(&draft.unit);
        let unit = draft.unit_tokens.map_or(draft.past, |(_, past)| past.max(draft.past));
        let dated = self.tokens.is_any(unit, &["to", "ended", "ending", "through"]) && self.is_month(unit + 1);
        if dated && time && self.preceded_by(draft.first, &["the"]) {
            return true;
        }
        let opens = self.preceded_by(draft.first, &["first", "preceding", "prior"]) && !self.tokens.hyphen(draft.number.1);
        opens && (time || quarters || draft.unit == "quarter")
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
            _ => {
                measured
                    || !single
                    || number.value > Decimal::from(20)
                    || self.options.every_number
                    || bounded
                    || self.stands_alone(number)
            }
        }
    }

    /// A number in words without noun: "a team of seven", "four for each"; not "the two", "those three", "two-way".
    fn stands_alone(&self, number: &Numeral) -> bool {
        let pointed = self.preceded_by(number.first, &["the", "these", "those", "that", "this", "first", "last", "other", "top"]);
        let ends = self.ends_clause(number.past)
            || self.tokens.is_any(
                number.past,
                &[
                    "of", "for", "in", "each", "to", "were", "are", "have", "had", "who", "which", "we", "they", "with", "and",
                    "or", "at", "on", "that",
                ],
            );
        ends && (!pointed || number.value >= Decimal::from(4) && self.preceded_by(number.first, &["the"]))
            && !self.tokens.hyphen(number.past)
            && !self.tokens.capital(number.past)
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
        // "in just one day"
        let within = self.preceded_by(amount.first, &["just", "only"]) && self.preceded_by(amount.first - 1, &["in", "within"]);
        if within && amount.measured() {
            return true;
        }
        !of && (!pronoun || measure) && (amount.measured() || bounded && noun || self.options.every_number && noun)
    }
}
