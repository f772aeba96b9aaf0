//! Numbers that point at something and measure nothing: notes, links, keys of a telephone, blocks of a city.
//!
//! Comes in: a token of digits. Goes out: the token behind what it is part of, or nothing.

use super::Scan;

impl Scan<'_> {
    /// `[^1]`, `[its site][5]`: a footnote's or a link's number whose note is not there.
    pub(super) fn reference(&self, at: usize) -> Option<usize> {
        let closes = self.tokens.is_mark(at + 1, &[']']) && self.tokens.glued(at + 1);
        let open = at.checked_sub(1).filter(|_| closes && self.tokens.glued(at))?;
        let before = open.checked_sub(1).filter(|_| self.tokens.glued(open))?;
        let note = self.tokens.is_mark(open, &['^']) && self.tokens.is_mark(before, &['[']);
        let link = self.tokens.is_mark(open, &['[']) && self.tokens.is_mark(before, &[']']);
        (note || link).then_some(at + 2)
    }

    /// "press star 1-1 again", "press 2 to speak": a key of a telephone.
    pub(super) fn key(&self, at: usize) -> Option<usize> {
        if !self.tokens.is_digits(at) {
            return None;
        }
        let star = self.preceded_by(at, &["star"]) && at > 1 && self.tokens.is_any(at - 2, &["press", "dial"]);
        let digit = self.preceded_by(at, &["press", "dial"]) && self.tokens.text(at).len() == 1;
        let (past, _) = self.linked(at, &['-']);
        // A command: it opens its clause, and what the key does follows, not another number.
        let verb = at.checked_sub(1 + usize::from(star));
        let opens = verb.is_some_and(|verb| {
            verb == 0
                || !self.tokens.spaced(verb)
                || !self.tokens.is_word(verb - 1)
                || self.tokens.opens_line(verb)
                || self.tokens.word(verb - 1).ends_with("ly")
                || self.tokens.is_any(verb - 1, &["please", "to", "or", "and", "then", "just", "must", "you", "callers"])
        });
        let then = self.tokens.is_any(past, &["again", "now", "on", "to", "then", "and", "or", "if"]);
        let counts = self.tokens.is_any(past, &["to", "and", "or"]) && self.tokens.is_digits(past + 1)
            || self.number_word(past + 1).is_some();
        let ends = !self.tokens.is_word(past) || then && !counts;
        ((star || digit) && opens && ends).then_some(past)
    }

    /// "in the 9200 block of Main Street": where it happened.
    pub(super) fn city_block(&self, at: usize) -> Option<usize> {
        (self.preceded_by(at, &["the"]) && self.tokens.is(at + 1, "block") && self.tokens.is(at + 2, "of")).then_some(at + 2)
    }
}
