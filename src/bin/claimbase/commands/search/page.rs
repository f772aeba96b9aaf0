//! Marked words set in lines: what a search result looks like on a terminal.
//!
//! Comes in: text from articles with the spans to mark. Goes out: lines of a width, broken at spaces, every word escaped and the
//! marked ones in the tone of marks. Which lines there are is decided elsewhere.

use claimbase::text::TextSpan;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::hyperlink::link;
use crate::terminal::{Terminal, Tone, escape};

/// A piece of a word in one tone, escaped.
struct Piece {
    text: String,
    tone: Option<Tone>,
    /// Whether it leads somewhere.
    linked: bool,
}

/// Lines of at most `width` columns of `text`, with `marks` in the tone of marks and the rest in `tone`. Words that do not fit
/// are cut, addresses never.
pub fn lines(terminal: &Terminal, text: &str, marks: &[TextSpan], tone: Option<Tone>, width: usize) -> Vec<String> {
    set(Setter::new(terminal, width, None), text, marks, tone, 0)
}

/// As [`lines`], without marks; the words up to the byte that `link` names lead to its address.
pub fn linked_lines(
    terminal: &Terminal,
    text: &str,
    link: Option<(usize, &str)>,
    tone: Option<Tone>,
    width: usize,
) -> Vec<String> {
    let (end, address) = link.unzip();
    set(Setter::new(terminal, width, address), text, &[], tone, end.unwrap_or(0))
}

fn set(mut setter: Setter<'_>, text: &str, marks: &[TextSpan], tone: Option<Tone>, linked: usize) -> Vec<String> {
    let width = setter.width;
    for (start, word) in words(text) {
        let mut pieces = pieces(word, start, marks, tone);
        pieces.iter_mut().for_each(|piece| piece.linked = start < linked);
        let needed = pieces.iter().map(|piece| piece.text.width()).sum();
        setter.begin_word(needed);
        for piece in &pieces {
            setter.set(piece, needed <= width || word.contains("://"));
        }
    }
    setter.lines.push(setter.line);
    setter.lines
}

struct Setter<'t> {
    terminal: &'t Terminal,
    width: usize,
    address: Option<&'t str>,
    lines: Vec<String>,
    line: String,
    used: usize,
}

impl<'t> Setter<'t> {
    fn new(terminal: &'t Terminal, width: usize, address: Option<&'t str>) -> Self {
        Self { terminal, width, address, lines: Vec::new(), line: String::new(), used: 0 }
    }

    /// Makes room for a word: a space, or the next line.
    fn begin_word(&mut self, needed: usize) {
        if self.used > 0 && self.used + 1 + needed > self.width {
            self.end_line();
        }
        if self.used > 0 {
            self.line.push(' ');
            self.used += 1;
        }
    }

    /// Sets `piece`, across lines unless it is to stay `whole`.
    fn set(&mut self, piece: &Piece, whole: bool) {
        let mut rest = piece.text.as_str();
        while !whole && rest.width() > self.width - self.used.min(self.width) {
            let end =
                fitting(rest, self.width - self.used.min(self.width)).max(if self.used == 0 { first_char(rest) } else { 0 });
            self.put(&rest[..end], piece);
            self.end_line();
            rest = &rest[end..];
        }
        self.put(rest, piece);
    }

    /// Sets `text`, a part of `piece` that fits into the line.
    fn put(&mut self, text: &str, piece: &Piece) {
        if text.is_empty() {
            return;
        }
        self.used += text.width();
        let painted = piece.tone.map_or_else(|| text.to_owned(), |tone| self.terminal.paint(tone, text));
        match self.address.filter(|_| piece.linked) {
            Some(address) => self.line.push_str(&link(address, &painted)),
            None => self.line.push_str(&painted),
        }
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
    }
}

fn first_char(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// How many bytes of `text` fit into `columns`.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let beyond = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    beyond.map_or(text.len(), |(at, _)| at)
}

/// The words of `text` with the bytes at which they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = text[at..].find(word).map_or(at, |skipped| at + skipped);
        at = start + word.len();
        (!word.is_empty()).then_some((start, word))
    })
}

/// A word that begins at `start` of its text, cut where marks begin and end.
fn pieces(word: &str, start: usize, marks: &[TextSpan], tone: Option<Tone>) -> Vec<Piece> {
    let span = TextSpan::new(start, start + word.len());
    let mut pieces = Vec::new();
    let mut at = start;
    let mut push = |from: usize, to: usize, tone| {
        if let Some(text) = word.get(from - start..to - start).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: escape(text).into_owned(), tone, linked: false });
        }
    };
    for mark in marks.iter().filter(|mark| mark.overlaps(span)) {
        let (from, to) = (mark.start.max(at), mark.end.min(span.end));
        push(at, from, tone);
        push(from, to, Some(Tone::Mark));
        at = to;
    }
    push(at, span.end, tone);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Terminal = Terminal { colour: false, width: 80, links: None, lines: None };
    const COLOURED: Terminal = Terminal { colour: true, ..PLAIN };

    #[test]
    fn lines_break_at_spaces_and_cut_what_cannot_fit() {
        let set = |text: &str| lines(&PLAIN, text, &[], None, 10);
        assert_eq!(set("one two three  four"), ["one two", "three four"]);
        assert_eq!(set("1234567890123 x"), ["1234567890", "123 x"]);
        assert_eq!(set("ab 世界世界世界"), ["ab", "世界世界世", "界"]);
        assert_eq!(set("see https://example.org/x y"), ["see", "https://example.org/x", "y"]);
        assert_eq!(set(""), [""]);
        assert_eq!(lines(&PLAIN, "世", &[], None, 1), ["世", ""]);
    }

    #[test]
    fn a_place_is_linked_as_far_as_it_is_one_on_every_line() {
        let set = |width| linked_lines(&PLAIN, "corpus/a\u{7}.md:7 · A title", Some((14, "file:///a.md")), None, width);
        let linked = |words: &str| format!("\u{1b}]8;;file:///a.md\u{1b}\\{words}\u{1b}]8;;\u{1b}\\");
        assert_eq!(set(80), [linked("corpus/a\\u{7}.md:7") + " · A title"]);
        assert_eq!(set(10), [linked("corpus/a\\u"), linked("{7}.md:7") + " ·", "A title".to_owned()]);
    }

    #[test]
    fn marks_are_painted_and_hostile_words_escaped() {
        let text = "a Node.js\u{1b}[2J b";
        let shown = lines(&COLOURED, text, &[TextSpan::new(2, 9)], None, 80).concat();
        assert!(shown.starts_with("a \u{1b}["), "{shown:?}");
        assert!(shown.contains("Node.js"), "{shown:?}");
        assert!(shown.ends_with("\\u{1b}[2J b"), "{shown:?}");
    }
}
