//! A text as lines: trimmed, with their indent and whether an empty line stands above.
//!
//! Comes in: the text. Goes out: its lines that hold words. Line ends of every kind and form feeds are known; what a line means
//! is not decided here.

use crate::text::SourceSpan;

/// One line that holds words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its words, white space at both ends cut off.
    pub(super) text: &'t str,
    /// Where they start in the source.
    pub(super) start: usize,
    /// Columns of white space before them, a tab counting up to the next multiple of four.
    pub(super) indent: usize,
    /// Whether an empty line, or nothing, stands above.
    pub(super) gap: bool,
    /// Whether a form feed stands above.
    pub(super) page_top: bool,
    /// Whether it goes on where the page before broke off.
    pub(super) joined: bool,
}

impl Line<'_> {
    /// Its place in the source.
    pub(super) fn span(&self) -> SourceSpan {
        SourceSpan::new(self.start, self.start + self.text.len())
    }

    /// Its width in characters, without the indent.
    pub(super) fn width(&self) -> usize {
        self.text.chars().count()
    }

    /// Its first word.
    pub(super) fn first_word(&self) -> &str {
        self.text.split_whitespace().next().unwrap_or("")
    }
}

/// Splits `text` into its lines.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut start, mut gap, mut page_top) = (0, true, false);
    let mut bytes = text.as_bytes();
    while start < text.len() {
        let end =
            bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'\x0c' | b'\x0b')).map_or(text.len(), |at| start + at);
        let line = &text[start..end];
        let words = line.trim();
        if words.is_empty() {
            gap = true;
        } else {
            let blank = line.len() - line.trim_start().len();
            lines.push(Line { text: words, start: start + blank, indent: indent(&line[..blank]), gap, page_top, joined: false });
            (gap, page_top) = (false, false);
        }
        let stop = text.as_bytes().get(end).copied();
        if stop == Some(b'\x0c') {
            (gap, page_top) = (true, true);
        }
        let crlf = stop == Some(b'\r') && text.as_bytes().get(end + 1) == Some(&b'\n');
        start = end + 1 + usize::from(crlf);
        bytes = text.as_bytes().get(start..).unwrap_or_default();
    }
    lines
}

fn indent(blank: &str) -> usize {
    blank.chars().fold(0, |column, c| if c == '\t' { (column / 4 + 1) * 4 } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn every_kind_of_line_end_is_known() {
        let text = "one\r\n  two\r\rthree\n \n\tfour\x0cfive";
        let lines = split(text);
        let seen: Vec<_> = lines.iter().map(|line| (line.text, line.indent, line.gap, line.page_top)).collect();
        assert_eq!(
            seen,
            [
                ("one", 0, true, false),
                ("two", 2, false, false),
                ("three", 0, true, false),
                ("four", 4, true, false),
                ("five", 0, true, true),
            ]
        );
        assert!(lines.iter().all(|line| line.span().slice(text) == Some(line.text)));
    }
}
