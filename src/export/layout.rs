//! Lines of a given width with indents, labels and colour: the page that text for terminals is set on.
//!
//! Comes in: words of any origin. Goes out: wrapped lines in which every steering character is written out, so that the only escape
//! sequences are those of the colours. What is written where is decided elsewhere.

use std::ops::Range;

use anstyle::{Effects, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::visible;

/// The narrowest text column that lines are wrapped to, however far they are indented.
const NARROWEST: usize = 20;

/// Stand for the beginning and the end of a marked stretch while lines are broken.
const MARK: char = '\u{e000}';
const UNMARK: char = '\u{e001}';

/// How text for people is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStyle {
    /// Columns of a line.
    pub width: usize,
    /// Whether colours are wanted.
    pub colour: bool,
}

/// A page of text that grows downwards.
#[derive(Debug)]
pub struct Page {
    out: String,
    style: TextStyle,
}

impl Page {
    /// An empty page.
    pub fn new(style: TextStyle) -> Self {
        Self { out: String::new(), style }
    }

    /// What was set so far.
    pub fn finish(self) -> String {
        self.out
    }

    /// Leaves a line empty.
    pub fn gap(&mut self) {
        self.out.push('\n');
    }

    /// Sets `text` in lines that begin at column `indent`.
    pub fn paragraph(&mut self, indent: usize, style: Style, text: &str) {
        for line in wrap(&visible(text), self.room(indent)) {
            self.spaces(indent);
            self.styled(style, &line);
            self.out.push('\n');
        }
    }

    /// Sets `text` as a paragraph with the part `marked` set off: in the style `mark`, or in brackets where there is no colour.
    pub fn marked(&mut self, indent: usize, text: &str, marked: Range<usize>, mark: Style) {
        let signs = if self.style.colour { [mark.to_string(), format!("{mark:#}")] } else { ["[".to_owned(), "]".to_owned()] };
        for line in wrap(&visible(&with_marks(text, Some(marked))), self.room(indent)) {
            self.spaces(indent);
            self.out.push_str(&line.replace(MARK, &signs[0]).replace(UNMARK, &signs[1]));
            self.out.push('\n');
        }
    }

    /// Sets `label` at column `at` and `text` beside it from column `indent` on; below it where the label is too long. The part `bold`
    /// is set in bold where there is colour.
    pub fn item(&mut self, at: usize, (label, style): (&str, Style), indent: usize, text: &str, bold: Option<Range<usize>>) {
        let label = visible(label);
        self.spaces(at);
        self.styled(style, &label);
        let used = at + label.width();
        let text = if self.style.colour { with_marks(text, bold) } else { text.to_owned() };
        let weight = Style::new().effects(Effects::BOLD);
        for (number, line) in wrap(&visible(&text), self.room(indent)).into_iter().enumerate() {
            match number {
                0 if used < indent => self.spaces(indent - used),
                0 => {
                    self.out.push('\n');
                    self.spaces(indent);
                }
                _ => self.spaces(indent),
            }
            self.out.push_str(&line.replace(MARK, &weight.to_string()).replace(UNMARK, &format!("{weight:#}")));
            self.out.push('\n');
        }
    }

    fn room(&self, indent: usize) -> usize {
        self.style.width.saturating_sub(indent)
    }

    fn spaces(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }

    fn styled(&mut self, style: Style, text: &str) {
        if self.style.colour && style != Style::new() {
            self.out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            self.out.push_str(text);
        }
    }
}

/// `text` with private-use characters around the part `marked`; none of the text's own can pass for them.
fn with_marks(text: &str, marked: Option<Range<usize>>) -> String {
    let plain = |part: &str| part.replace([MARK, UNMARK], "\u{fffd}");
    let parts = marked.and_then(|marked| Some((text.get(..marked.start)?, text.get(marked.clone())?, text.get(marked.end..)?)));
    match parts {
        Some((before, words, after)) => format!("{}{MARK}{}{UNMARK}{}", plain(before), plain(words), plain(after)),
        None => plain(text),
    }
}

/// `text` in lines of at most `width` columns, broken at spaces. Longer words are cut, addresses never.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(NARROWEST);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let needed = word.width();
        if used > 0 && used + 1 + needed > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if used + needed <= width || word.contains("://") {
            line.push_str(word);
            used += needed;
            continue;
        }
        for c in word.chars() {
            let columns = c.width().unwrap_or(0);
            if used + columns > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += columns;
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::{Page, TextStyle, wrap};
    use anstyle::{AnsiColor, Style};

    #[test]
    fn wraps_at_spaces_and_cuts_only_what_cannot_fit() {
        assert_eq!(wrap("one two three four five six", 20), ["one two three four", "five six"]);
        assert_eq!(wrap("1234567890123456789012345", 20), ["12345678901234567890", "12345"]);
        assert_eq!(
            wrap("see https://example.org/a/long/address here", 20),
            ["see", "https://example.org/a/long/address", "here"]
        );
        assert_eq!(wrap("世界世界世界世界世界世界", 20), ["世界世界世界世界世界", "世界"]);
        assert_eq!(wrap("", 20), [""]);
    }

    #[test]
    fn a_stretch_is_set_off_wherever_lines_break() {
        let mut page = Page::new(TextStyle { width: 24, colour: false });
        page.marked(2, "it needs 200 MB of memory", 9..15, Style::new());
        assert_eq!(page.finish(), "  it needs [200 MB] of\n  memory\n");
        let mut page = Page::new(TextStyle { width: 80, colour: true });
        page.marked(0, "\u{e000}a 5% b\u{e001}", 5..7, AnsiColor::Red.on_default());
        assert_eq!(page.finish(), "\u{fffd}a \u{1b}[31m5%\u{1b}[0m b\u{fffd}\n");
    }

    #[test]
    fn a_label_stands_beside_its_text_or_above_it() {
        let mut page = Page::new(TextStyle { width: 40, colour: false });
        page.item(2, ("open", Style::new()), 10, "a claim", None);
        page.item(2, ("needs-context", Style::new()), 10, "a claim", None);
        assert_eq!(page.finish(), "  open    a claim\n  needs-context\n          a claim\n");
    }

    #[test]
    fn the_only_escape_sequences_are_colours() {
        let mut page = Page::new(TextStyle { width: 40, colour: true });
        page.paragraph(0, AnsiColor::Red.on_default(), "\u{1b}[2Jx");
        assert_eq!(page.finish(), "\u{1b}[31m\\u{1b}[2Jx\u{1b}[0m\n");
    }
}
