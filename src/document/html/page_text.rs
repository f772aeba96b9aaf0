//! The text of a page as other programs count it: tags removed, character references replaced, nothing else changed.
//!
//! Comes in: a page. Goes out: its text and, for every byte of the page, the place in it. This is the text content of the whole page, menus
//! and scripts included, not the article.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::document::tree::entity;

/// Elements whose text holds no character references.
const VERBATIM: [&[u8]; 6] = [b"script", b"style", b"noscript", b"iframe", b"xmp", b"noframes"];

/// A text that was made from another one, with the way from places there to places here.
#[derive(Debug, Clone, Default)]
pub struct PageText {
    /// The text.
    pub text: String,
    /// Stretches, in order: where each begins and ends in the source, where it begins in the text, and whether its bytes are the same.
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    text: usize,
    same: bool,
}

impl PageText {
    /// The text of the page `source`.
    pub fn of_page(source: &str) -> Self {
        let mut page = Self::default();
        let calls = Calls { source, page: &mut page, verbatim: false };
        let mut emitter = CallbackEmitter::<_, (), usize>::new(calls);
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(source, emitter).for_each(drop);
        page
    }

    /// A source that is its own text, but for a byte order mark, which is no character of it.
    pub fn of_text(source: &str) -> Self {
        let text = source.trim_start_matches('\u{feff}').to_owned();
        let start = source.len() - text.len();
        Self { runs: vec![Run { start, end: source.len(), text: 0, same: true }], text }
    }

    /// The place in the text of byte `at` of the source: inside a tag, where the text goes on behind it.
    pub fn place(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.end <= at);
        match self.runs.get(next) {
            Some(run) if run.start < at && run.same => run.text + (at - run.start),
            Some(run) => run.text,
            None => self.text.len(),
        }
    }

    /// The place in the text where what stands before byte `at` of the source ends.
    pub fn end_place(&self, at: usize) -> usize {
        let Some(before) = self.runs.partition_point(|run| run.start < at).checked_sub(1) else { return 0 };
        let run = self.runs[before];
        let whole = self.runs.get(before + 1).map_or(self.text.len(), |next| next.text);
        if run.same { (run.text + (at - run.start)).min(whole) } else { whole }
    }

    fn push(&mut self, start: usize, end: usize, words: &str, same: bool) {
        if start < end {
            self.runs.push(Run { start, end, text: self.text.len(), same });
            self.text.push_str(words);
        }
    }

    /// Words as written; the line ends of a page are line feeds.
    fn push_same(&mut self, mut start: usize, words: &str) {
        for line in words.split_inclusive("\r\n") {
            let (kept, ended) = line.strip_suffix("\r\n").map_or((line, false), |kept| (kept, true));
            self.push(start, start + kept.len(), kept, true);
            if ended {
                self.push(start + kept.len(), start + line.len(), "\n", false);
            }
            start += line.len();
        }
    }
}

/// Gathers the text of a page.
struct Calls<'s> {
    source: &'s str,
    page: &'s mut PageText,
    verbatim: bool,
}

impl Callback<(), usize> for Calls<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.verbatim = VERBATIM.contains(&name),
            CallbackEvent::EndTag { .. } => self.verbatim = false,
            CallbackEvent::String { .. } => {
                let words = self.source.get(span.start..span.end)?;
                if self.verbatim {
                    self.page.push_same(span.start, words);
                    return None;
                }
                for piece in entity::pieces(words) {
                    let (start, end) = (span.start + piece.range.start, span.start + piece.range.end);
                    match piece.stands_for {
                        Some(character) => self.page.push(start, end, &character, false),
                        None => self.page.push_same(start, &words[piece.range]),
                    }
                }
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_references_are_replaced() {
        let source =
            "<!doctype html>\r\n<p class=\"a>b\">A &amp; <b>4&nbsp;m</b>illion<!-- no --> euros</p><script>a &amp; b</script>";
        let page = PageText::of_page(source);
        assert_eq!(page.text, "\nA & 4\u{a0}million eurosa &amp; b");
        let quoted = "4&nbsp;m</b>illion";
        let start = source.find(quoted).expect("it stands there");
        assert_eq!(&page.text[page.place(start)..page.end_place(start + quoted.len())], "4\u{a0}million");
        let tagged = source.find("<b>").expect("it stands there");
        assert_eq!(page.place(tagged), page.place(start));
    }

    #[test]
    fn a_byte_order_mark_is_no_character() {
        let page = PageText::of_text("\u{feff}Grew 5%");
        assert_eq!((page.place(3), page.end_place(7), page.place(10)), (0, 4, 7));
    }
}
