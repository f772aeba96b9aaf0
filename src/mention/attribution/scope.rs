//! What part of a sentence an attribution covers.
//!
//! Comes in: the cue as a range of tokens. Goes out: a span of the block's text. A cue before its statement covers what follows, one
//! after it what precedes; a parenthesis covers the clause before it.

use super::page::Page;
use crate::mention::date::is_weekday;
use crate::text::TextSpan;

impl Page<'_> {
    /// The scope of "X says …", whose verb is at `verb`, and of "…, says X". The cue runs from `from`, descriptions included, to `to`.
    pub(super) fn said_scope(&self, (from, to): (usize, usize), verb: usize, inverted: bool) -> TextSpan {
        // "…, the council said on Thursday, …"
        let to = self.behind_day(to);
        let closes = matches!(self.word(to), "," | "." | ";" | "" | "!" | "?" | "—");
        let behind = from > 0 && closes && (inverted || self.word(from - 1) == "," || self.is_quote(from - 1));
        if behind {
            return self.scope_around(from, to);
        }
        match self.relative_before(from) {
            Some(relative) => TextSpan::new(self.span(relative, relative + 1).start, self.clause_end(to)),
            None => TextSpan::new(self.span(verb, verb + 1).start, self.part_end(to)),
        }
    }

    /// The token behind the day on which something was said, which begins at `at`, else `at`.
    fn behind_day(&self, at: usize) -> usize {
        let leads = |word: &str| matches!(word, "on" | "last" | "this" | "late" | "early" | "earlier");
        let start = (at..at + 2).find(|at| !leads(self.word(*at))).unwrap_or(at + 2);
        let told = is_weekday(self.word(start)) || matches!(self.word(start), "yesterday" | "today" | "week" | "month");
        if told { start + 1 } else { at }
    }

    /// "which" or "that" before the cue: "a market that Brightwater puts at $8 billion".
    fn relative_before(&self, from: usize) -> Option<usize> {
        (from.saturating_sub(3)..from).rev().find(|at| matches!(self.word(*at), "which" | "that") && *at > 0)
    }

    /// Where the clause that runs on from `from` ends: at a comma, a dash, or the sentence's end.
    fn clause_end(&self, from: usize) -> usize {
        let ends = |at: usize| matches!(self.word(at), ";" | "—" | "–") || (self.word(at) == "," && !self.touches(at));
        (from..self.len())
            .find(|at| ends(*at))
            .and_then(|at| self.tokens.get(at))
            .map_or(self.sentence.end, |token| token.start())
    }

    /// The scope of "according to X": all of its part of the sentence, and no more where another statement is added with "and".
    pub(super) fn scope_around(&self, from: usize, to: usize) -> TextSpan {
        let start = self.part_start(from);
        if from == 0 || self.begins_part(from) {
            return TextSpan::new(start, self.part_end(to));
        }
        if self.is(to, "that") {
            return TextSpan::new(self.span(from, to).start, self.part_end(to));
        }
        let added = self.word(to) == "," && matches!(self.word(to + 1), "and" | "but" | "while" | "whereas" | "yet");
        TextSpan::new(start, if added { self.span(from, to).end } else { self.part_end(to) })
    }

    fn begins_part(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| matches!(self.word(before), ";" | ":" | "—"))
    }

    /// Where the part of the sentence that holds the token at `at` begins: after a semicolon, or after ", but" and ", while".
    fn part_start(&self, at: usize) -> usize {
        let contrast =
            |index: usize| self.word(index) == "," && matches!(self.word(index + 1), "but" | "while" | "whereas" | "yet");
        let start = (0..at).rev().find(|index| self.word(*index) == ";" || contrast(*index)).map_or(0, |index| index + 1);
        self.tokens.get(start).map_or(self.sentence.start, |token| token.start())
    }

    fn part_end(&self, from: usize) -> usize {
        let contrast =
            |index: usize| self.word(index) == "," && matches!(self.word(index + 1), "but" | "while" | "whereas" | "yet");
        let end = (from..self.len()).find(|index| self.word(*index) == ";" || contrast(*index));
        end.and_then(|index| self.tokens.get(index)).map_or(self.sentence.end, |token| token.start())
    }

    /// The clause before the parenthesis that opens at `open`: back to a dash, a colon, a semicolon or another parenthesis.
    pub(super) fn clause_before(&self, open: usize) -> TextSpan {
        let ends = |at: usize| {
            matches!(self.word(at), ";" | "—" | "–" | "?") || (self.word(at) == ":" && !self.touches(at)) || self.word(at) == ")"
        };
        let start = (0..open).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
        let start = start + usize::from(self.word(start) == ",");
        TextSpan::new(self.tokens.get(start).map_or(self.sentence.start, |token| token.start()), self.span(open, open + 1).start)
    }
}
