//! The words and marks of a text, with their shapes: what the recognisers of dates, names and sources read instead of characters.
//!
//! Comes in: any text. Goes out: one [`Token`] for every run of letters and digits and for every other character that is not white
//! space. Nothing here knows a word's meaning.

use super::look::{Look, Looks};
use crate::text::TextSpan;

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Letters, none a capital: "data".
    Lower,
    /// A capital, then small letters: "Data".
    Capital,
    /// Capitals alone, or a single capital: "AWS", "A".
    Upper,
    /// Letters with capitals inside: "iOS", "GraalVM".
    Mixed,
    /// Letters and digits: "Q3", "1990s", "EC2".
    Code,
    /// Digits alone: "2026".
    Number,
    /// Any other single character: ",", "“", "(".
    Mark,
}

/// A word, a number or a mark with its place; small, since those of a whole document are kept at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// How it is written.
    pub shape: Shape,
    /// Who may have something to say of it.
    pub(super) look: Look,
}

impl Token {
    /// First byte.
    #[inline]
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[inline]
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// Whether nothing stands between it and `next`, the token behind it.
    #[inline]
    pub fn touches(&self, next: &Self) -> bool {
        self.end == next.start
    }

    /// The same token in a text that begins so many bytes before this one's, where that is not too long for tokens.
    pub fn moved(self, by: usize) -> Option<Self> {
        let place = |at: u32| u32::try_from(at as usize + by).ok();
        Some(Self { start: place(self.start)?, end: place(self.end)?, ..self })
    }

    /// Its characters in `text`, the text that it was read from.
    #[inline]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start()..self.end()).unwrap_or("")
    }
}

/// The marks of quotations; apostrophes are none.
pub const QUOTATION_MARKS: [char; 6] = ['“', '”', '"', '„', '«', '»'];

/// A text cut into tokens once, for every recogniser that reads it.
#[derive(Debug, Clone)]
pub struct Words<'t> {
    /// The text.
    pub text: &'t str,
    pub(super) tokens: Vec<Token>,
    /// Whether a quotation mark stands anywhere.
    pub(super) quoted: bool,
    /// Whether a mark of a web or mail address stands anywhere.
    pub(super) addressed: bool,
}

impl<'t> Words<'t> {
    /// Cuts `text`.
    pub fn of(text: &'t str) -> Self {
        let mut tokens = tokens(text);
        // They may wait until the whole document is cut.
        tokens.shrink_to_fit();
        let (mut quoted, mut addressed) = (false, false);
        for token in tokens.iter().filter(|token| token.shape == Shape::Mark) {
            quoted |= token.of(text).starts_with(QUOTATION_MARKS);
            addressed |= is_of_address(text, token.start());
        }
        Self { text, quoted, addressed, tokens }
    }

    /// The same with a look at each word, for a text whose document has many.
    pub fn cut(text: &'t str, looks: &mut Looks) -> Self {
        let mut words = Self::of(text);
        // The words of an address are none of the document's.
        if words.addressed {
            return words;
        }
        for token in &mut words.tokens {
            if !matches!(token.shape, Shape::Mark | Shape::Number) {
                token.look = looks.at(text, token);
            }
        }
        words
    }

    /// Its words and marks.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether a figure may begin anywhere; `counts` says so of a mark.
    pub(super) fn may_count(&self, counts: impl Fn(char) -> bool) -> bool {
        let may = |token: &Token| match token.shape {
            Shape::Mark => token.of(self.text).chars().any(&counts),
            Shape::Number => true,
            _ => token.look.may(Look::FIGURE),
        };
        // A text that is too long for tokens has none.
        self.tokens.is_empty() || self.tokens.iter().any(may)
    }

    /// The tokens of `span`; `None` where one of its ends cuts a token.
    pub(super) fn inside(&self, span: TextSpan) -> Option<&[Token]> {
        let first = self.tokens.partition_point(|token| token.end() <= span.start);
        let past = self.tokens.partition_point(|token| token.start() < span.end);
        let inside = self.tokens.get(first..past)?;
        let whole = inside.first().is_none_or(|token| token.start() >= span.start)
            && inside.last().is_none_or(|token| token.end() <= span.end);
        whole.then_some(inside)
    }
}

impl<'t> From<&'t str> for Words<'t> {
    fn from(text: &'t str) -> Self {
        Self::of(text)
    }
}

/// Whether the mark at `at` may be that of a web or mail address: "://", "@", "www."; sure only where it is not.
fn is_of_address(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        b'@' => true,
        b':' => text.as_bytes().get(at + 1) == Some(&b'/'),
        b'.' => text[..at].ends_with("www"),
        _ => false,
    }
}

/// What a byte is to a token, as bits; what is seen in a run of letters and digits is their union.
mod seen {
    pub const LOWER: u8 = 1;
    pub const UPPER: u8 = 2;
    pub const INNER_UPPER: u8 = 4;
    pub const DIGIT: u8 = 8;
    /// White space, which makes no token.
    pub const SPACE: u8 = 16;
    /// Not ASCII: the character must be looked at.
    pub const WIDE: u8 = 32;
    pub const LETTERS: u8 = LOWER | UPPER | INNER_UPPER;
}

/// The bits of every byte; marks have none.
static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => seen::LOWER,
            b'A'..=b'Z' => seen::UPPER,
            b'0'..=b'9' => seen::DIGIT,
            b' ' | b'\t'..=b'\r' => seen::SPACE,
            128.. => seen::WIDE,
            _ => 0,
        };
        byte += 1;
    }
    table
};

fn shape(bits: u8) -> Shape {
    match bits {
        seen::LOWER => Shape::Lower,
        seen::DIGIT => Shape::Number,
        _ if bits & seen::DIGIT != 0 => Shape::Code,
        _ if bits & seen::LOWER == 0 => Shape::Upper,
        _ if bits & seen::INNER_UPPER != 0 => Shape::Mixed,
        _ => Shape::Capital,
    }
}

/// The tokens of `text`, in order; none of a text of four gigabytes or more.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let token = |start: usize, end: usize, shape| Token { start: start as u32, end: end as u32, shape, look: Look::UNKNOWN };
    let mut found = Vec::with_capacity(text.len() / 4 + 1);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let bits = BYTES[usize::from(byte)];
        if bits & seen::SPACE != 0 {
            at += 1;
            continue;
        }
        let (end, run) = if bits == 0 { (at, 0) } else { run(text, at) };
        if run & (seen::LETTERS | seen::DIGIT) != 0 {
            found.push(token(at, end, shape(run)));
            at = end;
            continue;
        }
        let mark = if bits & seen::WIDE == 0 { ' ' } else { text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ') };
        let next = at + mark.len_utf8();
        if bits == 0 || !mark.is_whitespace() {
            found.push(token(at, next, Shape::Mark));
        }
        at = next;
    }
    found
}

/// The end of the run of letters and digits that begins at `from`, and what it holds.
fn run(text: &str, from: usize) -> (usize, u8) {
    const ALPHANUMERIC: u8 = seen::LOWER | seen::UPPER | seen::DIGIT;
    let bytes = text.as_bytes();
    let first = bytes.get(from).map_or(0, |byte| BYTES[usize::from(*byte)]);
    let (mut end, mut held, mut inner) = (from, 0, 0);
    if first & ALPHANUMERIC != 0 {
        (held, end) = (first, from + 1);
    }
    loop {
        let (mut next, begun) = (0, end);
        for byte in &bytes[begun..] {
            next = BYTES[usize::from(*byte)];
            if next & ALPHANUMERIC == 0 {
                break;
            }
            inner |= next;
            end += 1;
        }
        if next != seen::WIDE {
            break;
        }
        let Some(letter) = text.get(end..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphabetic()) else { break };
        let case = if letter.is_uppercase() { seen::UPPER } else { seen::LOWER };
        *if end == from { &mut held } else { &mut inner } |= case;
        end += letter.len_utf8();
    }
    // A capital says something else inside a word than at its start.
    if inner & seen::UPPER != 0 {
        inner = inner & !seen::UPPER | seen::INNER_UPPER;
    }
    (end, held | inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(&str, Shape)> {
        tokens(text).iter().map(|token| (token.of(text), token.shape)).collect()
    }

    #[test]
    fn every_shape_is_told_apart() {
        use Shape::*;
        assert_eq!(
            shapes("The iOS A AWS 2026 1990s São-Paulo’s"),
            [
                ("The", Capital),
                ("iOS", Mixed),
                ("A", Upper),
                ("AWS", Upper),
                ("2026", Number),
                ("1990s", Code),
                ("São", Capital),
                ("-", Mark),
                ("Paulo", Capital),
                ("’", Mark),
                ("s", Lower),
            ]
        );
    }

    #[test]
    fn white_space_makes_no_token() {
        assert_eq!(shapes(" \n\u{a0}\t"), []);
    }
}
