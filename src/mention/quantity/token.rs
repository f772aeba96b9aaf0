//! Text to tokens: words, runs of digits and single marks, each with the gap before it.
//!
//! Comes in: one block's text. Goes out: [`Tokens`], indexed from both sides so that a figure's neighbours can be read in either direction. Nothing
//! here knows numbers: a token is only a place and a sort.

use crate::mention::look::Look;
use crate::mention::words::{Shape, Words};
use crate::text::TextSpan;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of letters.
    Word,
    /// A run of the digits 0 to 9.
    Digits,
    /// One other character that is not white space.
    Mark(char),
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: the two touch.
    None,
    /// Blanks.
    Space,
    /// One line end, with or without blanks.
    Line,
    /// A blank line, or the start of the text.
    Break,
}

/// A token's place and sort.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: Kind,
    pub(super) gap: Gap,
    /// Whether a figure may begin with it, or with an article before it; sure only where it says no.
    pub(super) opens: bool,
}

/// The tokens of one text.
pub(super) struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
}

/// The longest word that any table holds; longer words are looked up as nothing.
const WORD_MAX: usize = 24;

/// A short word in lower case: as it stands where it has no capital, else on the stack.
pub(super) struct Lower<'t> {
    word: &'t str,
    bytes: [u8; WORD_MAX],
    /// How many of the bytes are the word; none where it stands as it is.
    length: usize,
}

impl<'t> Lower<'t> {
    #[inline]
    fn of(word: &'t str) -> Self {
        let word = if word.len() <= WORD_MAX { word } else { "" };
        let mut lower = Self { word, bytes: [0; WORD_MAX], length: 0 };
        if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            lower.length = word.len();
            lower.bytes[..word.len()].copy_from_slice(word.as_bytes());
            lower.bytes.make_ascii_lowercase();
        }
        lower
    }

    /// The word; empty for a word longer than any table's.
    #[inline]
    pub(super) fn as_str(&self) -> &str {
        if self.length == 0 { self.word } else { std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("") }
    }
}

impl<'t> Tokens<'t> {
    /// Cuts `text`; a text of four gigabytes or more gives no tokens.
    pub(super) fn read(text: &'t str) -> Self {
        let mut reader = Reader { text, at: 0, list: Vec::with_capacity(text.len() / 5 + 1) };
        if u32::try_from(text.len()).is_ok() {
            while reader.step() {}
        }
        Self { text, list: reader.list }
    }

    /// The same for a text that was cut into words: only their gaps, and words with digits or letters that are not ASCII, are looked at again.
    pub(super) fn of_words(words: &Words<'t>) -> Self {
        let text = words.text;
        let mut reader = Reader { text, at: 0, list: Vec::with_capacity(words.tokens().len()) };
        let ascii = text.is_ascii();
        for token in words.tokens() {
            let (start, end) = (token.start(), token.end());
            let first = text.as_bytes()[start];
            let kind = match token.shape {
                Shape::Number => Some(Kind::Digits),
                Shape::Code => None,
                Shape::Mark if first.is_ascii_graphic() => Some(Kind::Mark(char::from(first))),
                Shape::Mark => None,
                _ => (ascii || token.of(text).is_ascii()).then_some(Kind::Word),
            };
            match kind {
                Some(kind) => {
                    let gap = match start - reader.at {
                        0 if start > 0 => Gap::None,
                        1 if reader.at > 0 && text.as_bytes()[reader.at] == b' ' => Gap::Space,
                        _ => reader.gap(),
                    };
                    reader.at = end;
                    let opens = token.look.may(Look::FIGURE);
                    reader.list.push(Token { start: start as u32, end: end as u32, kind, gap, opens });
                }
                // What is blank here may be a mark there.
                None => while reader.at < end && reader.step_before(end) {},
            }
        }
        Self { text, list: reader.list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<Token> {
        self.list.get(at).copied()
    }

    /// The token's characters; empty past either end.
    #[inline]
    pub(super) fn text(&self, at: usize) -> &'t str {
        self.get(at).and_then(|token| self.text.get(token.start as usize..token.end as usize)).unwrap_or("")
    }

    /// The word at `at`; empty where there is none.
    #[inline]
    pub(super) fn word(&self, at: usize) -> &'t str {
        if self.is_word(at) { self.text(at) } else { "" }
    }

    /// The word at `at` in lower case; empty where there is none.
    pub(super) fn lower(&self, at: usize) -> Lower<'t> {
        Lower::of(self.word(at))
    }

    /// Whatever the token is, in lower case.
    pub(super) fn key(&self, at: usize) -> Lower<'t> {
        Lower::of(self.text(at))
    }

    #[inline]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    /// Whether a figure may begin with the token, or with an article before it; sure only where it says no.
    #[inline]
    pub(super) fn opens(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.opens)
    }

    #[inline]
    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Digits)
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(&mark))
    }

    /// Whether the token is this word, whatever its case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        let here = self.word(at);
        here.len() == word.len() && !word.is_empty() && here.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let here = self.word(at);
        !here.is_empty() && words.iter().any(|word| here.len() == word.len() && here.eq_ignore_ascii_case(word))
    }

    /// Whether the token touches the one before it.
    #[inline]
    pub(super) fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether the token stands after blanks or one line end.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Line))
    }

    /// Whether the token continues the line or paragraph of the one before it.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.gap != Gap::Break)
    }

    /// Whether the token opens a line.
    pub(super) fn opens_line(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| matches!(token.gap, Gap::Line | Gap::Break))
    }

    /// Whether a hyphen or dash touches both of its neighbours at `at`.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.is_mark(at, &['-', '‐', '‑']) && self.glued(at) && self.glued(at + 1)
    }

    /// Whether the word starts with a capital, or is a name like "iPhone" with one inside.
    pub(super) fn capital(&self, at: usize) -> bool {
        let word = self.word(at);
        word.chars().next().is_some_and(char::is_uppercase)
            || word.len() > 2 && word.bytes().skip(1).any(|letter| letter.is_ascii_uppercase())
    }

    /// The text from one token's start to the end of the last of `first..past`.
    pub(super) fn span(&self, first: usize, past: usize) -> TextSpan {
        let start = self.get(first).map_or(0, |token| token.start as usize);
        let end = past.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |token| token.end as usize);
        TextSpan::new(start, end)
    }

    /// What stands in the text between two places, without blanks around it.
    pub(super) fn link(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("").trim()
    }

    /// The text before the byte `to`.
    pub(super) fn before(&self, to: usize) -> &'t str {
        self.text.get(..to).unwrap_or("")
    }

    /// The text behind the byte `from`.
    pub(super) fn rest(&self, from: usize) -> &'t str {
        self.text.get(from..).unwrap_or("")
    }

    /// The words behind the byte `from`, marks and blanks before them left out.
    pub(super) fn behind(&self, from: usize) -> &'t str {
        self.text.get(from..).unwrap_or("").trim_start_matches([',', ' '])
    }

    /// Whether a mark, and no word, stands at `at`.
    pub(super) fn stops_phrase(&self, at: usize) -> bool {
        !self.is_word(at) || !self.joined(at)
    }

    /// The blanks before a token.
    pub(super) fn blank_before(&self, at: usize) -> &'t str {
        let end = self.get(at).map_or(0, |token| token.start as usize);
        let start = at.checked_sub(1).and_then(|before| self.get(before)).map_or(0, |token| token.end as usize);
        self.text.get(start..end).unwrap_or("")
    }
}

/// Which bytes are ASCII letters.
static LETTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphabetic();
        byte += 1;
    }
    table
};

struct Reader<'t> {
    text: &'t str,
    at: usize,
    list: Vec<Token>,
}

impl Reader<'_> {
    /// Reads one gap and one token; false at the end.
    #[inline]
    fn step(&mut self) -> bool {
        self.step_before(self.text.len())
    }

    /// The same; false where no token begins before `end`, whose gap is left to be read.
    #[inline]
    fn step_before(&mut self, end: usize) -> bool {
        let from = self.at;
        let gap = self.gap();
        let start = self.at;
        if start >= end {
            self.at = from;
            return false;
        }
        let bytes = self.text.as_bytes();
        let Some(&byte) = bytes.get(start) else { return false };
        let kind = if byte.is_ascii_digit() {
            self.at += bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            Kind::Digits
        } else if byte.is_ascii_alphabetic() {
            self.word();
            Kind::Word
        } else {
            let first = self.text[start..].chars().next().unwrap_or(' ');
            if is_letter(first) {
                self.word();
                Kind::Word
            } else {
                self.at += first.len_utf8();
                Kind::Mark(first)
            }
        };
        self.list.push(Token { start: start as u32, end: self.at as u32, kind, gap, opens: true });
        true
    }

    #[inline]
    fn word(&mut self) {
        let bytes = self.text.as_bytes();
        loop {
            self.at += bytes[self.at..].iter().position(|byte| !LETTERS[usize::from(*byte)]).unwrap_or(bytes.len() - self.at);
            if bytes.get(self.at).is_none_or(u8::is_ascii) {
                return;
            }
            match self.text[self.at..].chars().next() {
                Some(next) if is_letter(next) => self.at += next.len_utf8(),
                _ => return,
            }
        }
    }

    #[inline]
    fn gap(&mut self) -> Gap {
        let mut lines = if self.at == 0 { 2 } else { 0 };
        let start = self.at;
        let bytes = self.text.as_bytes();
        // Most words stand behind one blank.
        if start > 0 && bytes.get(start) == Some(&b' ') && bytes.get(start + 1).is_some_and(u8::is_ascii_graphic) {
            self.at += 1;
            return Gap::Space;
        }
        while let Some(&byte) = bytes.get(self.at) {
            if byte == b' ' || byte == b'\t' || byte == b'\r' {
                self.at += 1;
            } else if byte == b'\n' {
                lines += 1;
                self.at += 1;
            } else if !(0x20..0x80).contains(&byte) {
                match self.text[self.at..].chars().next() {
                    Some(next) if is_blank(next) => self.at += next.len_utf8(),
                    _ => break,
                }
            } else {
                break;
            }
        }
        match lines {
            0 if self.at == start => Gap::None,
            0 => Gap::Space,
            1 => Gap::Line,
            _ => Gap::Break,
        }
    }
}

/// Letters, and no superscripts or roman-numeral signs, which count as marks.
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && !matches!(letter, 'ª' | 'º' | 'ⁿ')
}

/// White space, and the invisible characters that typesetters put between digits and units.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}
