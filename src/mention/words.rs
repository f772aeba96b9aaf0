//! The words and marks of a text, with their shapes: what the recognisers of dates, names and sources read instead of characters.
//!
//! Comes in: any text. Goes out: one [`Token`] for every run of letters and digits and for every other character that is not white
//! space. Nothing here knows a word's meaning.

use std::hash::{BuildHasherDefault, Hasher};

/// Hashing for tables of short words: FNV-1a, the same on every machine. The tables hold only the program's own words or one document's,
/// and are never iterated.
pub type Hashed = BuildHasherDefault<WordHasher>;

/// FNV-1a over the bytes of a word (Fowler, Noll, Vo).
pub struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

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

/// A word, a number or a mark with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How it is written.
    pub shape: Shape,
}

impl Token {
    /// Its characters in `text`, the text that it was read from.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// What was seen in a run of letters and digits.
#[derive(Default)]
struct Seen {
    lower: bool,
    first_upper: bool,
    inner_upper: bool,
    digit: bool,
}

impl Seen {
    fn add(&mut self, first: bool, upper: bool, digit: bool) {
        match (digit, upper) {
            (true, _) => self.digit = true,
            (_, false) => self.lower = true,
            (_, true) if first => self.first_upper = true,
            _ => self.inner_upper = true,
        }
    }

    fn shape(&self) -> Shape {
        let letters = self.lower || self.first_upper || self.inner_upper;
        match (self.digit, letters) {
            (true, true) => Shape::Code,
            (true, false) => Shape::Number,
            _ if !self.lower => Shape::Upper,
            _ if self.inner_upper => Shape::Mixed,
            _ if self.first_upper => Shape::Capital,
            _ => Shape::Lower,
        }
    }
}

/// The tokens of `text`, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while at < text.len() {
        let (end, shape) = token_at(text, at);
        if let Some(shape) = shape {
            found.push(Token { start: at, end, shape });
        }
        at = end;
    }
    found
}

/// The token that begins at `at`: its end and shape, or no shape for white space.
fn token_at(text: &str, at: usize) -> (usize, Option<Shape>) {
    let bytes = text.as_bytes();
    let mut seen = Seen::default();
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        let first = end == at;
        if byte.is_ascii_alphanumeric() {
            seen.add(first, byte.is_ascii_uppercase(), byte.is_ascii_digit());
            end += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let Some(letter) = text.get(end..).and_then(|rest| rest.chars().next()) else { break };
            if !letter.is_alphabetic() {
                break;
            }
            seen.add(first, letter.is_uppercase(), false);
            end += letter.len_utf8();
        }
    }
    if end > at { (end, Some(seen.shape())) } else { mark_at(text, at) }
}

/// The single character at `at`: a mark, or white space (no shape).
fn mark_at(text: &str, at: usize) -> (usize, Option<Shape>) {
    let mark = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let shape = (!mark.is_whitespace()).then_some(Shape::Mark);
    (at + mark.len_utf8(), shape)
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
