//! What follows a number: plus signs, "times", counted nouns, rates, and bounds behind them.
//!
//! Comes in: a [`Draft`] with its number. Goes out: the same draft with unit, rate and span grown to the right. What stands before the number is read in
//! `bound`, what a number with a unit of measure is made of in `amount`.

use rust_decimal::Decimal;

use crate::mention::unit;

use super::Scan;
use super::figure::Draft;
use super::noun::Noun;
use super::value::Direction;

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

/// Sums that a price or a debt is so many times of.
const SUMS: &[&str] =
    &["earnings", "ebitda", "ebit", "revenue", "revenues", "sales", "book", "profit", "profits", "income", "gdp", "cash"];

/// Words beside which points are no percentage points.
const INDEXES: &[&str] = &[
    "dow",
    "nasdaq",
    "index",
    "indexes",
    "indices",
    "ftse",
    "nikkei",
    "dax",
    "sensex",
    "nifty",
    "kospi",
    "stoxx",
    "seng",
    "russell",
    "topix",
    "average",
    "score",
    "scored",
    "scores",
    "scoring",
    "game",
    "games",
    "team",
    "league",
    "season",
    "rating",
    "elo",
    "season",
    "rebounds",
    "basis",
    "benchmark",
    "test",
    "points-per-game",
    "lead",
    "standings",
    "table",
    "exam",
];

impl Scan<'_> {
    /// Reads on behind the number: plus sign, unit, "times", noun, rate and the bounds between and behind them.
    pub(super) fn complete(&self, draft: &mut Draft, money: bool, digits: bool, one: bool) {
        self.out_of(draft);
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
        self.thousands_by_point(draft);
        self.people(draft);
        self.factor(draft);
        self.part_of_point(draft);
        self.points(draft);
        self.trailing(draft);
        draft.bound.about |= self.estimated_after(draft.past);
        let share = matches!(draft.unit.as_str(), "%" | "pp" | "bps" | "x");
        draft.way = self.sign_way(draft, share).or_else(|| self.way(draft.first, draft.past, share));
    }

    /// "370.000 speakers": a count has no thousandths, so that the point parts thousands.
    fn thousands_by_point(&self, draft: &mut Draft) {
        let (first, past) = draft.number;
        let parted = past == first + 3 && self.tokens.is_mark(first + 1, &['.']) && self.tokens.text(first + 2) == "000";
        let measured = matches!(draft.unit.as_str(), "point" | "bar" | "ratio" | "grade");
        if parted && draft.counted && !measured && self.tokens.is_digits(first) && draft.low >= Decimal::TEN {
            draft.low = draft.low.saturating_mul(Decimal::ONE_THOUSAND);
            draft.high = draft.high.saturating_mul(Decimal::ONE_THOUSAND);
        }
    }

    /// "a team of four" is of people.
    fn people(&self, draft: &mut Draft) {
        if draft.unit.is_empty() {
            self.harmed_or_aged(draft);
        }
        let of = draft.first.checked_sub(2).filter(|_| self.tokens.is(draft.first - 1, "of"));
        if draft.unit.is_empty()
            && of.is_some_and(|team| self.tokens.is_any(team, &["team", "staff", "crew", "workforce"]))
            && self.ends_clause(draft.past)
        {
            draft.unit = "person".into();
        }
    }

    /// The way that a sign tells: "+73%", "-12%".
    fn sign_way(&self, draft: &Draft, share: bool) -> Option<Direction> {
        let sign = (draft.first..draft.number.0).find_map(|at| self.tokens.mark(at).filter(|mark| "+-−".contains(*mark)));
        sign.filter(|_| share).map(|sign| if sign == '+' { Direction::Up } else { Direction::Down })
    }

    fn money_behind_bound(&self, draft: &mut Draft, bounded: bool) {
        if let Some((money, past)) = self.money_after(draft.past).filter(|(money, _)| bounded && !money.doubtful) {
            draft.unit = money.code.to_owned();
            draft.unit_tokens = Some((draft.past, past));
            draft.past = past;
        }
    }

    /// "4.7/5", "4.5 out of 5": a score keeps the scale that it is on in its span.
    fn out_of(&self, draft: &mut Draft) {
        let at = draft.past;
        let after = match (
            self.tokens.is_mark(at, &['/']) && self.tokens.glued(at),
            self.tokens.is(at, "out") && self.tokens.is(at + 1, "of"),
        ) {
            (true, _) => at + 1,
            (_, true) => at + 2,
            _ => return,
        };
        let scale = matches!(self.tokens.text(after), "5" | "10" | "20" | "100");
        let ends = !self.tokens.glued(after + 1) || self.ends_clause(after + 1);
        if scale && ends && draft.unit.is_empty() && !draft.low.fract().is_zero() {
            draft.past = after + 1;
        }
    }

    /// "5 times": a multiple beside a comparison, else a count of occasions.
    fn times(&self, draft: &mut Draft) -> bool {
        let at = draft.past + usize::from(self.tokens.hyphen(draft.past));
        if !self.tokens.is_any(at, &["times", "time"])
            || !self.tokens.joined(at)
            || draft.low < Decimal::ONE && !self.tokens.is_any(at + 1, SUMS)
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
            || draft.range
            || draft.bound.comparator.is_some()
                && self.ends_clause(at + 1)
                && draft.low < Decimal::ONE_THOUSAND
                // "started fewer than 20 times"
                && !draft.first.checked_sub(2).is_some_and(|fewer| self.tokens.is(fewer, "fewer"))
                && !self.tokens.is(draft.first, "fewer")
            // "paid 11 times earnings", and nothing happens 1.9 times.
            || self.tokens.is_any(at + 1, SUMS)
            || !draft.low.fract().is_zero();
        let rate = self.rate(at + 1, false).is_some();
        let multiple = (compared || changed) && !rate;
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
                &[
                    "and",
                    "way",
                    "plus",
                    "odd",
                    "ish",
                    "something",
                    "dimensional",
                    "fold",
                    "part",
                    "the",
                    "for",
                    "sided",
                    "based",
                    "pass",
                    "strong",
                    "fold",
                ],
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
    pub(super) fn count(&self, draft: &mut Draft, noun: Option<Noun>) {
        let Some(noun) = noun else {
            if self.tokens.is_mark(draft.past, &['/'])
                && let Some((per, past)) =
                    self.rate(draft.past, false).filter(|_| self.tokens.glued(draft.past) && self.is_pace(draft))
            {
                draft.unit = format!("/{per}");
                draft.unit_tokens = Some((draft.past, past));
                draft.past = past;
                return;
            }
            let adverb = self.rate(draft.past, false).filter(|(per, _)| unit::is_time(per));
            if let Some((per, past)) =
                adverb.filter(|_| self.tokens.is_word(draft.past) && !self.tokens.is_any(draft.past, &["a", "an"]))
            {
                draft.unit = format!("/{per}");
                draft.unit_tokens = Some((draft.past, past));
            }
            return;
        };
        // "in the top 50 of all websites": a rank, which counts nothing.
        if self.tokens.is(draft.first, "top") {
            return;
        }
        // "two full days", "1.9 points": a unit, with what stands between.
        let whole = unit::is_time(&noun.unit) && noun.past <= draft.past + 4 && !self.tokens.hyphen(noun.past - 2)
            || noun.unit == "point";
        let whole = whole && self.tokens.is_word(noun.past - 1) && !self.tokens.is_mark(noun.past, &['/']);
        draft.unit = noun.unit;
        draft.counted = true;
        draft.unit_tokens = Some((noun.first, noun.past));
        if whole {
            draft.past = noun.past;
        }
        draft.enumerator = draft.high <= Decimal::TEN
            && !draft.range
            && (ANNOUNCED.contains(&draft.unit.as_str()) || self.tokens.is_mark(noun.past, &[':']));
        self.rated(draft, noun.past, false);
        if let Some(per) = noun.per.filter(|_| !draft.unit.contains('/')) {
            draft.unit = format!("{}/{per}", draft.unit);
        }
    }

    /// "100k/sec": a bare number by a time, not "3/day" of a table of doses or a date's "5/7".
    fn is_pace(&self, draft: &Draft) -> bool {
        self.rate(draft.past, false).is_some_and(|(per, _)| unit::is_time(&per))
    }

    /// "by a factor of six": a multiple.
    fn factor(&self, draft: &mut Draft) {
        let factor = draft
            .first
            .checked_sub(3)
            .filter(|&at| self.tokens.is(at, "a") && self.tokens.is(at + 1, "factor") && self.tokens.is(at + 2, "of"));
        if let Some(first) = factor.filter(|_| draft.unit.is_empty()) {
            draft.first = first;
            draft.unit = "x".into();
        }
    }

    /// "down two points", "+3 pts": points of a percentage, unless an index or a game is spoken of.
    fn points(&self, draft: &mut Draft) {
        // "two popular points" are what somebody makes.
        const MADE: &[&str] = &[
            "popular",
            "key",
            "main",
            "important",
            "good",
            "strong",
            "valid",
            "talking",
            "selling",
            "pain",
            "sticking",
            "interesting",
            "major",
            "critical",
        ];
        let apart = draft.unit_tokens.is_some_and(|(first, past)| past > first + 1 && self.tokens.is_any(first, MADE));
        let point = matches!(draft.unit.as_str(), "point" | "pt") && draft.counted && !apart && draft.high <= Decimal::from(60);
        let signed = draft.first != draft.number.0 && self.tokens.is_mark(draft.number.0 - 1, &['+', '-', '−']);
        let noun = draft.unit_tokens.map_or(draft.past, |(_, past)| past);
        let ahead = self.tokens.is_any(noun, &["ahead", "behind", "clear", "above", "below"])
            && (draft.first.saturating_sub(8)..draft.first).any(|at| self.tokens.is_mark(at, &['%']));
        if !point || !(signed || ahead || self.way(draft.first, draft.past, true).is_some()) {
            return;
        }
        let around = draft.first.saturating_sub(14)..draft.past + 8;
        if signed || !self.restated_as_share(noun) && !around.into_iter().any(|at| self.tokens.is_any(at, INDEXES)) {
            draft.unit = "pp".into();
            draft.counted = false;
            draft.past = draft.unit_tokens.map_or(draft.past, |(_, past)| past);
        }
    }

    /// "0.5 of a percentage point".
    fn part_of_point(&self, draft: &mut Draft) {
        let at = draft.past;
        let named = self.tokens.is_any(at + 2, &["percentage", "percent"]) && self.tokens.is(at + 3, "point");
        if draft.unit.is_empty() && self.tokens.is(at, "of") && self.tokens.is(at + 1, "a") && named {
            draft.unit = "pp".into();
            draft.unit_tokens = Some((at + 2, at + 4));
            draft.past = at + 4;
        }
    }

    /// "23.4 points, or 0.6 percent": what a percentage is put beside are points of an index.
    fn restated_as_share(&self, noun: usize) -> bool {
        let or = noun + usize::from(self.tokens.is_mark(noun, &[',']));
        let share = |at: usize| self.tokens.is_mark(at, &['%']) || self.tokens.is_any(at, &["percent", "per", "pct"]);
        self.tokens.is(or, "or") && (or + 2..or + 6).any(share)
    }

    /// Takes what a rate is per, once or twice ("per user per month"). Shares and multiples have no rate, only a longer span.
    pub(super) fn rated(&self, draft: &mut Draft, at: usize, money: bool) {
        let mut past = at;
        for _ in 0..2 {
            let Some((per, after)) = self.rate(past, money).or_else(|| self.rate_behind_of(past)) else { break };
            // "1.9 ms/5.7 ms" are two figures.
            if per.split_once(' ').is_some_and(|(_, unit)| unit == draft.unit) {
                break;
            }
            if !matches!(draft.unit.as_str(), "%" | "pp" | "bps" | "x") {
                draft.unit = format!("{}/{per}", draft.unit);
            }
            past = after;
            draft.past = after;
        }
    }

    /// "barrels of oil per day": the rate behind what the unit is of.
    fn rate_behind_of(&self, at: usize) -> Option<(String, usize)> {
        let of = self.tokens.is(at, "of") && self.tokens.is_word(at + 1);
        let after = |at: usize| self.rate(at, false).filter(|_| self.tokens.is_word(at) && self.tokens.spaced(at));
        // "a gigabyte of data in a second" is how long it took.
        let within = self.tokens.is_any(at + 2, &["in", "within", "for", "over", "after"]);
        let farther = || if self.tokens.is_word(at + 2) && !within { after(at + 3) } else { None };
        if of { after(at + 2).or_else(farther) } else { None }
    }

    /// "crossed the $100 million mark", "exceeding the 500K user mark": what is left behind is a lower bound.
    fn past_mark(&self, draft: &mut Draft) {
        const MARKS: &[&str] = &["mark", "milestone", "threshold", "barrier"];
        const PASSED: &[&str] = &[
            "crossed",
            "crossing",
            "crosses",
            "passed",
            "passing",
            "passes",
            "topped",
            "topping",
            "surpassed",
            "surpassing",
            "surpasses",
            "broke",
            "broken",
            "breaking",
            "breached",
            "breaching",
            "exceeded",
            "exceeding",
            "exceeds",
        ];
        const WORDS: usize = 4;
        if draft.bound.comparator.is_some() || draft.range {
            return;
        }
        let Some(verb) = draft.first.checked_sub(2).filter(|_| self.tokens.is(draft.first - 1, "the")) else { return };
        let passed = self.tokens.is_any(verb, PASSED);
        // Right behind the figure more words are marks, and more stand before it.
        let beside = (passed || self.tokens.is_any(verb, &["past", "above", "beyond", "over"]))
            && (self.tokens.is_any(draft.past, MARKS) || self.tokens.is_any(draft.past, &["level", "line"]));
        let behind = draft.unit_tokens.map_or(draft.past, |(_, past)| past.max(draft.past));
        let marks = || (behind..behind + WORDS).take_while(|at| self.tokens.is_word(*at)).any(|at| self.tokens.is_any(at, MARKS));
        if beside && !draft.counted {
            draft.first = verb;
        } else if !(passed && marks()) {
            return;
        }
        draft.bound.comparator = Some(super::value::Comparator::Greater);
    }

    /// Bounds behind the unit or noun: "10 times or more", "about 100 TB of data at most".
    pub(super) fn trailing(&self, draft: &mut Draft) {
        self.past_mark(draft);
        // "the 300-strong crew": how many they are, whoever they are.
        if self.tokens.hyphen(draft.past) && self.tokens.is(draft.past + 1, "strong") {
            draft.past += 2;
        }
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
}
