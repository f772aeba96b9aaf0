//! The way of a change: "up 48%", "cut by 60%", "60% fewer".
//!
//! Comes in: where a figure stands. Goes out: up, down or nothing. The words stay outside the figure's span, and a level that something rose *to* has no way.

use super::Scan;
use super::value::Direction;

/// How many words before "by" the verb is looked for.
const REACH: usize = 14;

impl Scan<'_> {
    /// The way that the words beside the figure `first..past` say.
    pub(super) fn way(&self, first: usize, past: usize, share: bool) -> Option<Direction> {
        self.way_after(past).or_else(|| self.way_before(first, share))
    }

    fn way_after(&self, past: usize) -> Option<Direction> {
        let found = |at: usize| {
            if self.tokens.joined(at) { self.lexicon.way_after.get(self.tokens.lower(at).as_str()).copied() } else { None }
        };
        let preposition = self.tokens.is_any(past, &["above", "below", "up", "down"])
            && !self.tokens.is_any(past + 1, &["the", "its", "last", "a", "from", "on"])
            && !self.ends_clause(past + 1);
        if preposition {
            return None;
        }
        // "35% Less than a month", "8% more than 5 times": how the next figure is bound; "50 more than a year earlier", "5% more than 10 years ago"
        // tell of a change.
        let than = self.tokens.is_any(past, &["less", "more", "fewer"]) && self.tokens.is(past + 1, "than");
        let number = || self.tokens.is_digits(past + 2) || self.number_word(past + 2).is_some();
        let answer = || self.tokens.capital(past) && (number() || self.tokens.is_any(past + 2, &["a", "an"]));
        let times =
            || self.tokens.is_any(past + 3, &["times", "hours", "minutes", "days", "weeks", "months", "years"]) && number();
        let since = || self.tokens.is_any(past + 4, &["ago", "earlier", "before", "previously", "prior"]);
        let bounds = than && (answer() || times() && !since());
        if bounds {
            return None;
        }
        let beside = |at: usize| !self.tokens.stops_phrase(at) && !self.lexicon.stops.contains(self.tokens.lower(at).as_str());
        found(past).or_else(|| found(past + 1).filter(|_| beside(past) && !self.is_comparative(past + 1)))
    }

    /// "more", "faster": such a word tells the way of the figure right before it, and of no other.
    fn is_comparative(&self, at: usize) -> bool {
        self.tokens.is_any(at, &["more", "less", "fewer", "up", "down", "above", "below"]) || self.tokens.word(at).ends_with("er")
    }

    fn way_before(&self, first: usize, share: bool) -> Option<Direction> {
        let level = self.tokens.is_any(first, &["below", "above", "under", "past", "beyond"]);
        let before = first.checked_sub(1).filter(|_| self.tokens.joined(first) && !level)?;
        let told = |at: usize, share: bool| {
            let word = self.tokens.lower(at);
            let of_share = || if share { self.lexicon.way_of_share.get(word.as_str()) } else { None };
            self.lexicon.way_before.get(word.as_str()).or_else(of_share).copied()
        };
        if self.tokens.is_any(before, &["by", "of"]) {
            let near = if self.tokens.is(before, "by") { REACH } else { 2 };
            return (before.saturating_sub(near)..before)
                .rev()
                .take_while(|&at| !self.tokens.is_mark(at, &['.', ';', '!', '?']))
                .find_map(|at| told(at, true));
        }
        let article =
            usize::from(self.tokens.is_any(before, &["a", "an", "another", "just", "only", "some", "its", "their", "costs"]));
        let word = before.checked_sub(article)?;
        // "logs made up 31%", "it takes up 5%"
        let phrasal = word > 0
            && self.tokens.is(word, "up")
            && self
                .tokens
                .is_any(word - 1, &["make", "makes", "made", "making", "take", "takes", "took", "taking", "sum", "sums"]);
        // "sales were off 5%"
        let off =
            word > 0 && self.tokens.is(word, "off") && self.tokens.is_any(word - 1, &["is", "are", "was", "were", "be", "been"]);
        if off {
            return share.then_some(Direction::Down);
        }
        if phrasal { None } else { told(word, share) }
    }

    /// Whether a word of change stands within the clause before `first`.
    pub(super) fn change_before(&self, first: usize) -> bool {
        (first.saturating_sub(REACH)..first)
            .rev()
            .take_while(|&at| !self.tokens.is_mark(at, &['.', ';', '!', '?']))
            .any(|at| self.is_change(at))
    }

    pub(super) fn is_change(&self, at: usize) -> bool {
        let word = self.tokens.lower(at);
        self.lexicon.way_before.contains_key(word.as_str())
            || self.lexicon.way_of_share.contains_key(word.as_str())
            || self.lexicon.changes.contains(word.as_str())
    }
}
