//! Quotations in a block: where they begin and end, and which of them a speaker's words reach.
//!
//! Comes in: a block's text, once. Goes out: spans of quoted speech. A quotation may run over several sentences, and those that follow one
//! another in a block belong to one speaker.

use super::page::Page;
use crate::text::TextSpan;

/// The quotations of a block, in order, marks included.
pub(super) struct Quotations {
    spans: Vec<TextSpan>,
}

/// Words that are quoted without being said are shorter than this, in bytes.
const SHORTEST: usize = 20;

impl Quotations {
    pub(super) fn new(text: &str) -> Self {
        let mut spans = Vec::new();
        let mut open: Option<usize> = None;
        for (at, mark) in text.char_indices().filter(|(_, mark)| matches!(mark, '“' | '”' | '"' | '„' | '«' | '»')) {
            let opens = matches!(mark, '“' | '„' | '«') || (mark == '"' && open.is_none());
            match (opens, open) {
                (true, _) => open = Some(at),
                (false, Some(start)) => {
                    spans.push(TextSpan::new(start, at + mark.len_utf8()));
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open {
            spans.push(TextSpan::new(start, text.len()));
        }
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

impl Page<'_> {
    /// Whether no full sentence stands between one quotation and the next.
    fn goes_on(&self, end: usize, start: usize) -> bool {
        let between = TextSpan::new(end, start).slice(self.text).unwrap_or("");
        between.len() < 200 && !between.trim_end().trim_end_matches(['.', ',', ':']).contains(". ")
    }
}
