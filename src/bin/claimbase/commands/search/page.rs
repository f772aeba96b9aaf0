//! Marked words set in lines: what a search result looks like on a terminal.
//!
//! Comes in: text from articles with the spans to mark. Goes out: lines of a width, broken at spaces, every word escaped and the
//! marked ones in the tone of marks. Which lines there are is decided elsewhere.

use claimbase::text::TextSpan;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::terminal::{Terminal, Tone, escape};

/// A piece of a word in one tone, escaped.
struct Piece {
    text: String,
    tone: Option<Tone>,
}

/// Lines of at most `width` columns of `text`, with `marks` in the tone of marks and the rest in `tone`. Words that do not fit
/// are cut, addresses never.
pub fn lines(terminal: &Terminal, text: &str, marks: &[TextSpan], tone: Option<Tone>, width: usize) -> Vec<String> {
    let mut setter = Setter { terminal, width, lines: Vec::new(), line: String::new(), used: 0 };
    for (start, word) in words(text) {
        let pieces = pieces(word, start, marks, tone);
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
    lines: Vec<String>,
    line: String,
    used: usize,
}

impl Setter<'_> {
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
            self.put(&rest[..end], piece.tone);
            self.end_line();
            rest = &rest[end..];
        }
        self.put(rest, piece.tone);
    }

    fn put(&mut self, text: &str, tone: Option<Tone>) {
        self.used += text.width();
        match tone {
            Some(tone) if !text.is_empty() => self.line.push_str(&self.terminal.paint(tone, text)),
            _ => self.line.push_str(text),
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
            pieces.push(Piece { text: escape(text).into_owned(), tone });
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

    const PLAIN: Terminal = Terminal { colour: false, width: 80 };
    const COLOURED: Terminal = Terminal { colour: true, width: 80 };

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
    fn marks_are_painted_and_hostile_words_escaped() {
        let text = "a Node.js\u{1b}[2J b";
        let shown = lines(&COLOURED, text, &[TextSpan::new(2, 9)], None, 80).concat();
        assert!(shown.starts_with("a \u{1b}["), "{shown:?}");
        assert!(shown.contains("Node.js"), "{shown:?}");
        assert!(shown.ends_with("\\u{1b}[2J b"), "{shown:?}");
    }
}
