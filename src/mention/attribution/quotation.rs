//! Quotations in a block: where they begin and end, and which of them a speaker's words reach.
//!
//! Comes in: a block's text, once. Goes out: spans of quoted speech. A quotation may run over several sentences, and those that follow one
//! another in a block belong to one speaker.

use super::AttributionMention;
use super::page::{Page, tokens_in};
use crate::mention::words::QUOTATION_MARKS as MARKS;
use crate::text::TextSpan;

/// The quotations around a sentence, in order, marks included.
pub(super) struct Quotations {
    spans: Vec<TextSpan>,
}

/// Words that are quoted without being said are shorter than this, in bytes.
const SHORTEST: usize = 20;

/// How far around a sentence quotations are looked for, in bytes: what keeps the work linear.
const WINDOW: usize = 2000;

impl Quotations {
    /// Those of a block without quotation marks.
    pub(super) fn none() -> Self {
        Self { spans: Vec::new() }
    }

    /// Whether there is no quotation.
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The quotations around `sentence`; none where it neither holds a quotation mark nor stands inside a quotation.
    pub(super) fn around(text: &str, sentence: TextSpan) -> Self {
        let window = cut(text, TextSpan::new(sentence.start.saturating_sub(WINDOW), (sentence.end + WINDOW).min(text.len())));
        let marked = sentence.slice(text).is_some_and(|words| words.contains(MARKS));
        let inside = || text.get(window.start..sentence.start)?.rfind(MARKS).map(|at| opens(text, window.start + at));
        if marked || inside() == Some(true) { Self::read(text, window) } else { Self { spans: Vec::new() } }
    }

    fn read(text: &str, window: TextSpan) -> Self {
        let mut spans = Vec::new();
        let mut open: Option<usize> = None;
        let words = window.slice(text).unwrap_or("");
        for (at, mark) in
            words.char_indices().filter(|(_, mark)| MARKS.contains(mark)).map(|(at, mark)| (window.start + at, mark))
        {
            match (opens(text, at), open) {
                (true, _) => open = open.or(Some(at)),
                (false, Some(start)) => {
                    spans.push(TextSpan::new(start, at + mark.len_utf8()));
                    open = None;
                }
                _ => {}
            }
        }
        spans.extend(open.map(|start| TextSpan::new(start, window.end)));
        spans.retain(|span| span.len() >= SHORTEST);
        Self { spans }
    }

    /// The quoted speech that the cue from token `from` to `to` introduces or follows, with the quotations that go on after it.
    pub(super) fn spoken(&self, page: &Page, from: usize, to: usize) -> Option<TextSpan> {
        let cue = page.span(from, to);
        let first = self.spans.iter().position(|span| span.end > page.sentence.start && span.start < page.sentence.end)?;
        let near = self.spans[first];
        if near.contains(cue) {
            return None;
        }
        let next = self.spans.partition_point(|span| span.start < cue.end).max(first);
        let mut scope = near;
        for span in &self.spans[next.min(self.spans.len())..] {
            if !page.goes_on(scope.end.max(cue.end), span.start) {
                break;
            }
            scope = scope.cover(*span);
        }
        Some(scope)
    }
}

impl Quotations {
    /// The attribution of the quotation that `page`'s sentence stands in, where another sentence makes it.
    pub(super) fn speaker(&self, page: &Page) -> Option<AttributionMention> {
        let place = self.spans.iter().position(|span| span.overlaps(page.sentence))?;
        let quotation = self.spans[place];
        let earlier = place.checked_sub(1).map_or(0, |before| self.spans[before].end);
        let introduction = cut(page.text, TextSpan::new(earlier.max(quotation.start.saturating_sub(REACH)), quotation.start));
        let from = sentence_before(page.text, introduction);
        let outside = from.end <= page.sentence.start;
        let covers = |mention: &AttributionMention| mention.scope.contains(quotation);
        let whole = TextSpan::new(from.start, (quotation.start + SHORTEST).min(quotation.end));
        let announced = introduction.slice(page.text).is_some_and(|words| words.trim_end().ends_with([':', ',']));
        let covering = |span: TextSpan| {
            let tokens = tokens_in(page.text, span);
            Page::new(page.text, &tokens, span, page.names).attributions(self).into_iter().find(covers)
        };
        let introduced = || covering(cut(page.text, whole));
        let followed = || {
            let before = place.checked_sub(1).map(|before| self.spans[before])?;
            let between = TextSpan::new(before.start, quotation.start);
            let near = between.len() < 2 * REACH && before.end <= page.sentence.start;
            near.then(|| covering(between))?
        };
        let introduced = || if announced { introduced() } else { None };
        if outside { introduced().or_else(followed) } else { None }
    }
}

/// How far from a quotation its speaker is looked for, in bytes.
const REACH: usize = 200;

/// The last sentence of `span`, roughly: from after its last full stop.
fn sentence_before(text: &str, span: TextSpan) -> TextSpan {
    let span = cut(text, span);
    let words = span.slice(text).unwrap_or("");
    let start = words.trim_end().rfind(". ").map_or(0, |stop| stop + 2);
    TextSpan::new(span.start + start, span.end)
}

/// The span moved outward to the bounds of characters.
fn cut(text: &str, span: TextSpan) -> TextSpan {
    let mut span = span;
    while !text.is_char_boundary(span.start) {
        span.start -= 1;
    }
    while !text.is_char_boundary(span.end) {
        span.end += 1;
    }
    span
}

impl Page<'_> {
    /// Whether no full sentence stands between one quotation and the next.
    fn goes_on(&self, end: usize, start: usize) -> bool {
        let between = TextSpan::new(end, start).slice(self.text).unwrap_or("");
        between.len() < 200 && !between.trim_end().trim_end_matches(['.', ',', ':']).contains(". ")
    }
}

/// Whether the quotation mark at `at` opens: by its own shape, or where a straight one stands before a word and after none.
fn opens(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|words| words.chars().next_back());
    let after = text.get(at..).and_then(|words| words.chars().nth(1));
    match text.get(at..).and_then(|words| words.chars().next()) {
        Some('“' | '„' | '«') => true,
        Some('"') => {
            before.is_none_or(|before| before.is_whitespace() || "([—–-:".contains(before))
                && after.is_some_and(|after| !after.is_whitespace())
        }
        _ => false,
    }
}
