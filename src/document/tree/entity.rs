//! Character references: `&amp;`, `&#8217;`, `&hellip;`.
//!
//! Comes in: text of an HTML page. Goes out: its pieces, those as written and those that stand for something else. The
//! common names are known here, the rest are asked of the tokenizer, which holds the standard's whole list.

use std::ops::Range;

/// The references that make up nearly all of real pages.
const COMMON: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("times", "×"),
    ("euro", "€"),
    ("pound", "£"),
    ("sup1", "¹"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("deg", "°"),
    ("shy", "\u{ad}"),
    ("raquo", "»"),
    ("laquo", "«"),
    ("rarr", "→"),
    ("plusmn", "±"),
];

/// The longest name of the standard's list with its `&` and `;`.
const LENGTH_MAX: usize = 33;

/// A piece of text: bytes `range` of the whole, and what they stand for where that differs.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it stands for; `None` for text as written.
    pub stands_for: Option<String>,
}

/// Cuts `text` into pieces, in order and without gaps.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut at = 0;
    let mut queued: Option<Piece> = None;
    std::iter::from_fn(move || {
        if let Some(piece) = queued.take() {
            return Some(piece);
        }
        let written = at;
        loop {
            let Some(ampersand) = text[at..].find('&').map(|found| at + found) else {
                at = text.len();
                return (written < at).then_some(Piece { range: written..at, stands_for: None });
            };
            let Some((length, stands_for)) = reference(&text[ampersand..]) else {
                at = ampersand + 1;
                continue;
            };
            at = ampersand + length;
            let piece = Piece { range: ampersand..at, stands_for: Some(stands_for) };
            if written == ampersand {
                return Some(piece);
            }
            queued = Some(piece);
            return Some(Piece { range: written..ampersand, stands_for: None });
        }
    })
}

/// The reference that `text` begins with: its length and what it stands for.
fn reference(text: &str) -> Option<(usize, String)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(length, c)| (length + 2, c.to_string()));
    }
    let name_end =
        body.bytes().take(LENGTH_MAX).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(body.len().min(LENGTH_MAX));
    let name = &body[..name_end];
    if name.len() < 2 {
        return None;
    }
    let closed = body.as_bytes().get(name_end) == Some(&b';');
    if let Some((_, stands_for)) = COMMON.iter().find(|(known, _)| closed && *known == name) {
        return Some((name_end + 2, (*stands_for).to_owned()));
    }
    ask_tokenizer(&text[..1 + name_end + usize::from(closed)])
}

/// The number after `&#`: how long it is, `;` included, and its character.
fn numeric(number: &str) -> Option<(usize, char)> {
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (16, hex),
        None => (10, number),
    };
    let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let value = digits[..length].bytes().try_fold(0_u32, |value, byte| {
        let digit = char::from(byte).to_digit(radix)?;
        Some(value.saturating_mul(radix).saturating_add(digit))
    })?;
    let closed = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    let whole = number.len() - digits.len() + length + closed;
    (length > 0).then(|| (whole, character(value)))
}

/// The character of a number; 128 to 159 mean Windows-1252, as the HTML standard has it.
fn character(value: u32) -> char {
    match u8::try_from(value) {
        Ok(byte @ 0x80..=0x9f) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next().unwrap_or('\u{fffd}'),
        Ok(0) => '\u{fffd}',
        _ => char::from_u32(value).unwrap_or('\u{fffd}'),
    }
}

/// Reads one named reference with the tokenizer. What the reference and its reading end in alike was not part of it.
fn ask_tokenizer(text: &str) -> Option<(usize, String)> {
    let mut read = String::new();
    for token in html5gum::Tokenizer::new(text).flatten() {
        if let html5gum::Token::String(piece) = token {
            read.push_str(&String::from_utf8_lossy(&piece.value));
        }
    }
    let alike = text.bytes().rev().zip(read.bytes().rev()).take_while(|(one, other)| one == other).count();
    let (length, rest) = (text.len() - alike, read.len() - alike);
    (length > 0 && read.is_char_boundary(rest)).then(|| (length, read[..rest].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut at = 0;
        let mut read = String::new();
        for piece in pieces(text) {
            assert_eq!(piece.range.start, at, "a gap in {text:?}");
            at = piece.range.end;
            match piece.stands_for {
                Some(stands_for) => read.push_str(&stands_for),
                None => read.push_str(&text[piece.range]),
            }
        }
        assert_eq!(at, text.len());
        read
    }

    #[test]
    fn references_are_read() {
        for (text, wanted) in [
            ("a &amp; b", "a & b"),
            ("&lt;5%&gt;", "<5%>"),
            ("it&#8217;s &#x2014; &#150;", "it’s — –"),
            ("R&D, AT&T; fish & chips", "R&D, AT&T; fish & chips"),
            ("&notit; &frac12;&Aacute;&copy 2026&hearts;", "¬it; ½Á© 2026♥"),
            ("&unknown; &; &# &#x; &#99999999999;", "&unknown; &; &# &#x; \u{fffd}"),
            ("", ""),
            ("&amp", "&"),
        ] {
            assert_eq!(read(text), wanted, "{text:?}");
        }
    }
}
