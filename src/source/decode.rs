//! Bytes to text.
//!
//! Comes in: bytes. Goes out: UTF-8 with the encoding that they were in, found in this order: byte order mark, valid UTF-8,
//! UTF-16 by its zero bytes, the charset that a server says, the one that a page declares, detection by what the bytes would spell. What is
//! not text is refused.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::SourceError;

/// How far into a page a charset may be declared; the HTML standard says 1024, pages in the wild say more.
const DECLARATION_WITHIN: usize = 4096;

/// First bytes of files that are no text, and what they are.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "it is a PDF"),
    (b"PK\x03\x04", "it is a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "it is an old office document"),
    (b"\x89PNG", "it is a picture"),
    (b"GIF8", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"\x1f\x8b", "it is compressed"),
    (b"BZh", "it is compressed"),
    (b"\xfd7zXZ", "it is compressed"),
    (b"\x28\xb5\x2f\xfd", "it is compressed"),
    (b"\x7fELF", "it is a program"),
    (b"SQLite format 3", "it is a database"),
    (b"{\\rtf", "it is an RTF document"),
];

/// Decodes `bytes`; `name` is for the error, `charset` the label that a server gave them.
pub fn decode(name: &str, bytes: &[u8], charset: Option<&str>) -> Result<(String, &'static Encoding), SourceError> {
    if let Some((_, found)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(SourceError::Binary { name: name.to_owned(), found });
    }
    let told = charset.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    let (text, encoding) = to_utf8(name, bytes, told)?;
    if let Some(found) = not_text(&text) {
        return Err(SourceError::Binary { name: name.to_owned(), found });
    }
    let visible = |c: char| !c.is_whitespace() && c != '\u{feff}';
    if text.contains(visible) { Ok((text, encoding)) } else { Err(SourceError::Empty { name: name.to_owned() }) }
}

fn to_utf8(name: &str, bytes: &[u8], told: Option<&'static Encoding>) -> Result<(String, &'static Encoding), SourceError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // What is UTF-8 throughout is UTF-8, whatever its label, unless the label means the encoding that spells everything in ASCII.
        if let Some(decoded) = told.filter(|told| *told == ISO_2022_JP).and_then(|told| lossless(told, bytes)) {
            return Ok(decoded);
        }
        if let Some(encoding) = zero_bytes_pattern(bytes) {
            return lossless(encoding, bytes).ok_or_else(|| undecodable(name, encoding));
        }
        return Ok((text.to_owned(), UTF_8));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return lossless(encoding, &bytes[mark..]).ok_or_else(|| undecodable(name, encoding));
    }
    let zeros = bytes.contains(&0);
    let told_wide = told.filter(|told| zeros && [UTF_16LE, UTF_16BE].contains(told));
    let detected = zero_bytes_pattern(bytes).or(told_wide);
    if detected.is_none() && zeros {
        return Err(SourceError::Binary { name: name.to_owned(), found: "it holds zero bytes" });
    }
    if detected.is_none() && is_damaged_utf8(bytes) {
        return Ok((String::from_utf8_lossy(bytes).into_owned(), UTF_8));
    }
    let declared = declared(bytes);
    let guessed = guess(bytes);
    let candidates = [detected, told, declared, Some(guessed)].into_iter().flatten();
    candidates
        .clone()
        .find_map(|encoding| lossless(encoding, bytes))
        .ok_or_else(|| undecodable(name, told.or(declared).unwrap_or(guessed)))
}

fn undecodable(name: &str, encoding: &'static Encoding) -> SourceError {
    SourceError::Undecodable { name: name.to_owned(), encoding: encoding.name() }
}

/// The text, if every byte means something in `encoding`.
fn lossless(encoding: &'static Encoding, bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some((text.into_owned(), encoding))
}

/// UTF-16 without a mark: Western text has a zero in every second byte.
fn zero_bytes_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if pairs < 4 => None,
        () if odd * 10 > pairs * 7 && even * 10 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 7 && odd * 10 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// Whether the bytes are UTF-8 but for a few damaged places, such as a text cut off inside a character.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    whole > damaged * 10
}

/// The charset that a page or an XML declaration names. A declaration that can be read as ASCII cannot mean UTF-16.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_WITHIN)].to_ascii_lowercase();
    let label = ["charset", "encoding"].into_iter().find_map(|word| label_after(&head, word.as_bytes()))?;
    Encoding::for_label(label).filter(|encoding| encoding.is_ascii_compatible())
}

fn label_after<'b>(head: &'b [u8], word: &[u8]) -> Option<&'b [u8]> {
    let at = head.windows(word.len()).position(|window| window == word)? + word.len();
    let rest = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))?;
    Some(&rest[..end])
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// What the decoded bytes are, if they are no text: zero bytes, or many control characters.
fn not_text(text: &str) -> Option<&'static str> {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    let (mut zero, mut controls) = (false, 0_usize);
    for byte in text.bytes().filter(control) {
        zero |= byte == 0;
        controls += 1;
    }
    match () {
        () if zero => Some("it holds zero bytes"),
        () if controls * 20 > text.len() => Some("it holds too many control characters"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        decode("x", bytes, None).map(|(text, encoding)| (text, encoding.name())).expect("decodes")
    }

    #[test]
    fn utf_8_is_kept_byte_for_byte() {
        assert_eq!(decoded("\u{feff}café".as_bytes()), ("\u{feff}café".into(), "UTF-8"));
        assert_eq!(decoded(b"plain"), ("plain".into(), "UTF-8"));
    }

    #[test]
    fn utf_16_with_and_without_a_mark() {
        let little: Vec<u8> = "Revenue rose 5%".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}Größe: 5 m²".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&little), ("Revenue rose 5%".into(), "UTF-16LE"));
        assert_eq!(decoded(&big), ("Größe: 5 m²".into(), "UTF-16BE"));
    }

    #[test]
    fn windows_1252_declared_and_detected() {
        assert_eq!(decoded(b"<meta charset=windows-1252><p>\x93Caf\xe9\x94").0, "<meta charset=windows-1252><p>“Café”");
        assert_eq!(decoded(b"The \x93caf\xe9\x94 cost \x80500 \x96 a lot.").0, "The “café” cost €500 – a lot.");
    }

    #[test]
    fn a_label_goes_before_what_the_page_declares() {
        let labelled = |bytes: &[u8], label| decode("x", bytes, Some(label)).map(|(text, encoding)| (text, encoding.name()));
        let page = b"<meta charset=windows-1252><p>caf\xc3\xa9";
        assert_eq!(labelled(page, "iso-8859-5").expect("decodes").0, "<meta charset=windows-1252><p>café");
        let cyrillic = b"<meta charset=windows-1252><p>\xc7\xe5\xe5";
        assert_eq!(
            labelled(cyrillic, "windows-1251").expect("decodes"),
            ("<meta charset=windows-1252><p>Зее".into(), "windows-1251")
        );
        assert_eq!(labelled(b"\x1b$B$\"\x1b(B", "iso-2022-jp").expect("decodes"), ("あ".into(), "ISO-2022-JP"));
        assert_eq!(labelled(b"caf\xe9", "no such").expect("decodes").0, "café");
    }

    #[test]
    fn a_damaged_place_does_not_change_the_encoding() {
        let mut bytes = "“Größe” – naïve café, 5 m², €500, “ümläüte”".as_bytes().to_vec();
        bytes.push(0xe2);
        let (text, encoding) = decoded(&bytes);
        assert_eq!(encoding, "UTF-8");
        assert!(text.starts_with("“Größe”") && text.ends_with('\u{fffd}'));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, message) in [
            (&b""[..], "x is empty"),
            (b" \n\t ", "x is empty"),
            (b"\xef\xbb\xbf\n", "x is empty"),
            (b"%PDF-1.7 ...", "x is not text: it is a PDF"),
            (b"text with a \0 in it", "x is not text: it holds zero bytes"),
            (b"\xff\x00\x01\x02\x81 \0\0", "x is not text: it holds zero bytes"),
            (b"\x01\x02\x03\x04abc", "x is not text: it holds too many control characters"),
        ] {
            assert_eq!(decode("x", bytes, None).expect_err("refused").to_string(), message, "{bytes:?}");
        }
    }
}
