//! Words from outside made safe to show: characters that would steer a terminal, reorder a line or hide are written out.
//!
//! Comes in: any text of an article, a reviewer or a file name. Goes out: one line of it in which every control and bidirectional
//! character stands as `\u{…}`. Escaping for a format (HTML, Markdown, CSV) is that format's, on top of this.

use std::borrow::Cow;

/// `text` on one line: white space folded to single spaces, ends trimmed, steering characters written as `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(spell_out(text)) }
}

/// Whether `c` moves the cursor, changes the direction of writing or cannot be seen at all.
pub fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Directional marks, embeddings, overrides and isolates (Unicode Standard Annex 9, table 4).
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // What takes no room: zero-width space, word joiner, invisible operators. Joiners stay: scripts and emoji need them.
            | '\u{200b}' | '\u{2060}'..='\u{2064}'
            // Separators that break a line, deprecated format characters, the byte order mark, interlinear marks and tags.
            | '\u{2028}' | '\u{2029}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether nothing has to change: no steering character, no white space but single inner spaces.
fn is_plain(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        if is_steering(c) || (c.is_whitespace() && (after_space || c != ' ')) {
            return false;
        }
        after_space = c == ' ';
    }
    !after_space || text.is_empty()
}

fn spell_out(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') {
            gap = !shown.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            shown.push(' ');
        }
        if is_steering(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn leaves_ordinary_text_alone() {
        for text in ["", "a b", "Größe: 40–60 %", "naïve “quotes”", "👩‍💻 und می‌خواهم"] {
            assert!(matches!(visible(text), std::borrow::Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn folds_white_space_to_one_line() {
        assert_eq!(visible(" a\n\t b\r\nc\u{a0}d "), "a b c d");
        assert_eq!(visible(" \n "), "");
    }

    #[test]
    fn writes_out_what_steers_a_terminal_or_a_line() {
        assert_eq!(visible("\u{1b}[31mred\u{7}\u{0}"), "\\u{1b}[31mred\\u{7}\\u{0}");
        assert_eq!(
            visible("a\u{202e}b\u{2066}c\u{200f}\u{2028}\u{feff}\u{9b}d"),
            "a\\u{202e}b\\u{2066}c\\u{200f}\\u{2028}\\u{feff}\\u{9b}d"
        );
    }
}
