//! Bounds: the words and marks around a number that say "at least", "under" or "about".
//!
//! Comes in: the first or the last token of an amount. Goes out: what the words say, and how far the figure's span grows by them.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::Sense;
use super::value::Comparator;

/// What a bound may stand before: some words bound only large figures, or no times.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounded {
    pub(super) value: Decimal,
    /// Written in digits.
    pub(super) digits: bool,
    /// Has a unit of time.
    pub(super) time: bool,
}

/// What may stand before "over" where it says that a time is longer, not during which.
const BEFORE_OVER: &[&str] = &[
    "for", "in", "took", "take", "takes", "taken", "taking", "last", "lasts", "lasted", "lasting", "of", "spent", "spend",
    "after", "just", "well", "slightly", "little", "far", "is", "are", "was", "were", "be", "been", "has", "have", "had", "with",
    "aged", "by", "every", "from", "to", "waited", "wait", "at", "and", "or", "than",
];

/// What was said about a number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bound {
    pub(super) comparator: Option<Comparator>,
    pub(super) about: bool,
}

impl Bound {
    /// Adds what a phrase says. The first comparator stands: in "more than 5 or so" the outer words only soften.
    fn hear(&mut self, sense: Sense) {
        let comparator = match sense {
            Sense::Exact => return,
            Sense::About => {
                self.about = true;
                return;
            }
            Sense::Greater | Sense::Reach => Comparator::Greater,
            Sense::AtLeast => Comparator::AtLeast,
            Sense::Less => Comparator::Less,
            Sense::AtMost => Comparator::AtMost,
        };
        self.comparator.get_or_insert(comparator);
    }
}

impl Scan<'_> {
    /// Reads bounds backwards from `first`; the first token of the outermost one.
    pub(super) fn bounds_before(&self, first: usize, floor: usize, about: Bounded, bound: &mut Bound) -> usize {
        let mut start = first;
        for _ in 0..3 {
            let behind_article = start.checked_sub(1).filter(|&article| {
                start == first && article > floor && self.tokens.is_any(article, &["a", "an"]) && self.tokens.spaced(start)
            });
            // "approximately a 25 basis point headwind", "about a 2x saving"
            let around_article = || {
                let article = behind_article?;
                self.bound_before(article, floor, about)
                    .filter(|(sense, at)| !matches!(sense, Sense::Exact | Sense::Reach) && !self.is_quarrel(*at))
            };
            let Some((sense, at)) = self.bound_before(start, floor, about).or_else(around_article) else { break };
            let denied = matches!(sense, Sense::Greater | Sense::AtLeast) && self.is_denied(at);
            bound.hear(if denied { Sense::AtMost } else { sense });
            start = at;
        }
        start
    }

    /// "could not read more than 10,000", "unable to index more than 30": whether what the bound at `at` stands behind is said to be out of reach.
    fn is_denied(&self, at: usize) -> bool {
        /// Verbs of capacity: what cannot be read, held or served is the most that can.
        const HOLDING: &[&str] = &[
            "read", "write", "hold", "serve", "index", "store", "process", "handle", "support", "sustain", "fit", "carry",
            "reach", "exceed", "accept", "seat", "load", "send", "cost", "last", "weigh", "take",
        ];
        let verb = at.checked_sub(1).filter(|verb| self.tokens.is_any(*verb, HOLDING) && self.tokens.joined(at));
        let Some(verb) = verb.filter(|_| self.tokens.is(at, "more")) else { return false };
        let is = |back: usize, words: &[&str]| {
            verb.checked_sub(back).is_some_and(|word| self.tokens.is_word(word) && self.tokens.is_any(word, words))
        };
        let cannot = is(1, &["cannot"]) || is(1, &["not"]) && is(2, &["could", "can", "did", "does", "do", "would", "will"]);
        let unable = is(1, &["to"])
            && (is(2, &["unable"]) || is(2, &["able"]) && (is(3, &["not"]) || is(3, &["being"]) && is(4, &["not"])));
        cannot || unable
    }

    /// "a vote over a 3% rise", "the row over a 12% cut": about it, not more than it.
    fn is_quarrel(&self, over: usize) -> bool {
        self.tokens.is(over, "over")
            && self.preceded_by(
                over,
                &[
                    "vote", "voting", "ballot", "dispute", "row", "fight", "strike", "strikes", "walkout", "talks", "argument",
                    "clash", "quarrel", "battle", "anger", "concern", "concerns", "debate", "protest", "protests", "feud",
                ],
            )
    }

    fn bound_before(&self, first: usize, floor: usize, Bounded { value, digits, time }: Bounded) -> Option<(Sense, usize)> {
        if !self.tokens.joined(first) {
            return None;
        }
        let before = if first > floor && self.tokens.hyphen(first - 1) { first - 1 } else { first };
        let (sense, at) = self.lexicon.before.behind(&self.tokens, before, floor)?;
        let hyphened = before != first;
        let unequal = self.tokens.mark(at).is_some()
            && self.tokens.glued(at)
            && at.checked_sub(1).is_some_and(|mark| self.tokens.is_mark(mark, &['=', '<', '>', '-']));
        if unequal || (hyphened && self.tokens.mark(at).is_some()) {
            return None;
        }
        let word = self.tokens.word(at);
        let refused = match word.to_ascii_lowercase().as_str() {
            "sub" => !hyphened,
            "passed" | "surpass" | "surpassed" | "surpasses" | "surpassing" | "topped" | "topping" | "crossed" | "crossing" => {
                !digits || value < Decimal::TEN || self.is_tally(first)
            }
            // "rights over 25 percent of the land"
            "over" => {
                self.is_period(at)
                    || self.preceded_by(at, &["rights", "control", "power", "jurisdiction", "authority"])
                    || time && !self.bounds_time(at)
            }
            "up" => {
                !self.may_add(at)
                    && self.preceded_by(
                        at,
                        &[
                            "add", "adds", "added", "adding", "sum", "sums", "went", "goes", "go", "going", "gone", "tick",
                            "ticks", "ticked", "ticking", "creep", "creeps", "crept", "creeping", "inch", "inches", "inched",
                            "inching", "edge", "edges", "edged", "edging", "drift", "drifts", "drifted", "drifting", "move",
                            "moves", "moved", "moving",
                        ],
                    )
            }
            "top" => {
                !(self.preceded_by(at, &["the"])
                    && at > 1
                    && self.preceded_by(at - 1, &["in", "among", "into", "within", "entered"]))
            }
            // "within 4 hours", but "within 2 miles of it" tells where
            // "as long as 3 nodes are up" is a condition.
            "as" if self.tokens.is(at + 1, "long") => !time,
            "within" => !time || self.tokens.is_any(at + 1, &["a", "an"]),
            "c" | "ca" => self.tokens.capital(at),
            "near" | "some" => !digits && value < Decimal::TEN,
            "min" | "max" | "minimum" | "maximum" => at > 0 && self.tokens.is_digits(at - 1),
            _ => false,
        };
        (!refused).then_some((sense, at))
    }

    /// "will add up to 30,000 barrels" bounds; "the bills add up to $30" sums.
    fn may_add(&self, up: usize) -> bool {
        let add = up.checked_sub(1).filter(|add| self.tokens.is(*add, "add"));
        add.is_some_and(|add| self.preceded_by(add, &["will", "would", "could", "may", "might", "to", "should"]))
    }

    /// "passed 218-210": two numbers of one vote.
    fn is_tally(&self, number: usize) -> bool {
        self.tokens.is_digits(number) && self.tokens.hyphen(number + 1) && self.tokens.is_digits(number + 2)
    }

    /// Whether "over" before a time bounds it: "for over five years", but "paid over five years".
    fn bounds_time(&self, over: usize) -> bool {
        over.checked_sub(1).is_none_or(|before| {
            !self.tokens.joined(over) || !self.tokens.is_word(before) || self.tokens.is_any(before, BEFORE_OVER)
        })
    }

    /// "over" between a sum and a time: "$2000 over 3 years".
    fn is_period(&self, over: usize) -> bool {
        let Some(before) = over.checked_sub(1) else { return false };
        self.tokens.is_digits(before) || self.tokens.is_mark(before, &['%']) || self.number_word(before).is_some()
    }

    /// Reads a plus sign or words that bound behind the number; the token after them.
    pub(super) fn bounds_after(&self, past: usize, bound: &mut Bound) -> usize {
        let mut end = self.plus(past, bound);
        for _ in 0..2 {
            let at = end + usize::from(self.tokens.hyphen(end));
            let hyphened = at != end;
            let Some((sense, after)) = self.lexicon.after.ahead(&self.tokens, at).filter(|_| self.tokens.joined(at)) else {
                break;
            };
            let word = self.tokens.lower(at);
            let tight = matches!(word.as_str(), "ish" | "odd" | "plus");
            // "26 weeks plus another eight", "20 days plus offers a bonus": it adds something.
            let adds = word.as_str() == "plus"
                && !hyphened
                && (self.tokens.is_any(
                    after,
                    &[
                        "a", "an", "another", "the", "any", "some", "all", "its", "their", "up", "extra", "tax", "taxes", "fees",
                        "interest",
                    ],
                ) || self.tokens.is_word(after)
                    && self.tokens.is_any(after + 1, &["a", "an", "another", "the", "any", "some"]));
            let open = adds || self.tokens.is_any(after, &["than"]) || self.before_number_or_money(after);
            if open || (tight && !hyphened && word.as_str() != "plus" && !self.tokens.glued(at)) || (!tight && hyphened) {
                break;
            }
            bound.hear(sense);
            end = after;
        }
        end
    }

    fn before_number_or_money(&self, at: usize) -> bool {
        self.tokens.is_digits(at)
            || self.tokens.mark(at).is_some_and(|mark| "$€£¥".contains(mark))
            || self.number_word(at).is_some()
    }

    /// A plus sign that touches the number: "200+", "2 billion+".
    fn plus(&self, past: usize, bound: &mut Bound) -> usize {
        let plus = self.tokens.is_mark(past, &['+'])
            && self.tokens.glued(past)
            && !(self.tokens.glued(past + 1) && (self.tokens.is_digits(past + 1) || self.tokens.is_mark(past + 1, &['+', '/'])));
        // "300+ million"
        let inside = past.checked_sub(2).is_some_and(|sign| self.plus_inside(sign));
        if plus || inside {
            bound.hear(Sense::AtLeast);
        }
        past + usize::from(plus)
    }

    /// "(est.)" or "(estimated)" right behind the figure makes it approximate; the span stays.
    pub(super) fn estimated_after(&self, past: usize) -> bool {
        self.tokens.is_mark(past, &['('])
            && self.tokens.is_any(past + 1, &["est", "estimated", "estimate", "approx", "approximate", "approximately"])
    }
}
