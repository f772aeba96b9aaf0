//! Words as the index knows them, for claims and for queries alike.
//!
//! Comes in: text. Goes out: parts (stemmed English words, numbers without grouping) with counted positions, and, at the
//! position of its first part, the whole of a written token that parts alone would lose: `node.js`, `p99.9`, `$2.3m`, `c++`.
//! No stop word is left out here: phrases need them.

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{Token as IndexToken, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer runs of letters are cut off here: they are no words, and the index refuses terms above 64 KiB.
const WORD_CHARS_MAX: usize = 64;

/// A term with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term, folded: lower case, no accents, stemmed if it is an English word.
    pub term: String,
    /// First byte of the words that it stands for.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How many parts come before it in the text.
    pub position: usize,
}

/// What stands between two white spaces: its parts, and the whole where the parts alone would lose something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// The token as written, folded but not stemmed.
    pub whole: Option<Token>,
    /// Its words and numbers.
    pub parts: Vec<Token>,
}

impl Chunk {
    /// The terms that a phrase with this chunk holds: its parts, or the whole where a symbol makes the meaning ("c++").
    pub fn phrase_terms(&self) -> &[Token] {
        match &self.whole {
            Some(whole) if self.parts.len() == 1 => std::slice::from_ref(whole),
            _ => &self.parts,
        }
    }
}

/// The chunks of `text`, in order. A chunk without any letter or digit is left out.
pub fn chunks(text: &str) -> Vec<Chunk> {
    let stemmer = Stemmer::new(Algorithm::English);
    let mut found = Vec::new();
    let mut position = 0;
    for (start, end) in ranges(text, |c| !separates(c)) {
        let (start, end) = trim(text, start, end);
        let parts = parts(text, start, end, position, &stemmer);
        if parts.is_empty() {
            continue;
        }
        let whole = whole(&text[start..end], &parts).map(|term| Token { term, start, end, position });
        position += parts.len();
        found.push(Chunk { whole, parts });
    }
    found
}

/// Characters that never belong to a token.
fn separates(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '|' | ';' | '`' | '*')
        || matches!(c, '—' | '–' | '…' | '=' | '\\' | '!' | '?' | '^' | '•' | '·' | '×' | '→' | '←' | '、' | '。')
}

/// The runs of characters of `text` that `keep` takes, as byte ranges.
fn ranges(text: &str, keep: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (keep(c), open) {
            (true, None) => open = Some(at),
            (false, Some(start)) => {
                found.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| (start, text.len())));
    found
}

/// Takes punctuation off both ends: what a sentence adds goes, what a name or a figure needs stays.
fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let chunk = &text[start..end];
    let tail = chunk.trim_end_matches(|c: char| !(c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '+' | '#' | '%')));
    let head = tail.trim_start_matches(|c: char| !(c.is_alphanumeric() || is_currency(c) || c == '+'));
    let from = start + (tail.len() - head.len());
    match dot_name(text, start, from) {
        true => (from - 1, start + tail.len()),
        false => (from, start + tail.len()),
    }
}

/// Whether the chunk is a name that begins with a dot, as ".NET" does.
fn dot_name(text: &str, start: usize, from: usize) -> bool {
    from == start + 1 && text[start..].starts_with('.') && text[from..].starts_with(char::is_alphabetic)
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹')
}

/// Splits `text[start..end]` into words and numbers.
fn parts(text: &str, start: usize, end: usize, position: usize, stemmer: &Stemmer) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        let (length, term) = part(rest, stemmer);
        if !term.is_empty() {
            found.push(Token { term, start: at, end: at + length, position: position + found.len() });
        }
        at += length;
    }
    found
}

/// The first part of `rest`: its length in bytes and its term, which is empty for a connecting character.
fn part(rest: &str, stemmer: &Stemmer) -> (usize, String) {
    let first = rest.chars().next().unwrap_or(' ');
    if first == '%' {
        return (1, stemmer.stem("percent").into_owned());
    }
    if is_ideograph(first) {
        return (first.len_utf8(), first.to_string());
    }
    if first.is_ascii_digit() {
        let length = number_length(rest);
        return (length, rest[..length].replace(',', ""));
    }
    let length = word_length(rest);
    match length {
        0 => (first.len_utf8(), String::new()),
        _ => (length, word(&rest[..length], stemmer)),
    }
}

/// Digits with grouping commas and one decimal point inside: `1,200,000`, `99.9`.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    let mut point = false;
    loop {
        match bytes.get(at) {
            Some(b) if b.is_ascii_digit() => at += 1,
            Some(b',') if !point && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4) => at += 4,
            Some(b'.') if !point && digit(at + 1) => {
                point = true;
                at += 1;
            }
            _ => return at,
        }
    }
}

/// Letters, marks and digits after letters, with an apostrophe between letters: `graviton3`, `don't`.
fn word_length(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’') && at > 0 && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let belongs = joins || c.is_alphanumeric() || is_combining_mark(c);
        if !belongs || is_ideograph(c) {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// Han, kana and hangul are written without spaces: each character is a part, and a run of them is found as a phrase.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{2FA1F}')
}

fn word(written: &str, stemmer: &Stemmer) -> String {
    let folded = fold(written);
    let plain = folded.strip_suffix("'s").unwrap_or(&folded).replace('\'', "");
    let cut: String = plain.chars().take(WORD_CHARS_MAX).collect();
    match cut.bytes().all(|b| b.is_ascii_lowercase()) {
        true => stemmer.stem(&cut).into_owned(),
        false => cut,
    }
}

/// Lower case, compatibility forms and accents folded, one kind of apostrophe.
fn fold(written: &str) -> String {
    if written.is_ascii() {
        return written.to_ascii_lowercase();
    }
    let lower = written.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    lower.map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// The folded chunk, where it is more than its one part and short enough to be a token.
fn whole(chunk: &str, parts: &[Token]) -> Option<String> {
    let folded = fold(chunk);
    let possessive = folded.strip_suffix("'s").unwrap_or(&folded);
    let bare = |c: char| c.is_alphanumeric() || c == '\'' || c == ',';
    let worth = parts.len() > 1 || !possessive.chars().all(bare);
    let number = parts.len() == 1 && parts[0].term == possessive;
    let ideographs = chunk.chars().any(is_ideograph);
    (worth && !number && !ideographs && folded.chars().count() <= WORD_CHARS_MAX).then(|| possessive.to_owned())
}

/// The tokenizer that the index calls for every text field.
#[derive(Debug, Clone, Default)]
pub(super) struct ClaimTokenizer;

/// The name under which the schema knows [`ClaimTokenizer`].
pub(super) const NAME: &str = "claim";

/// Tokens of one text, handed out one by one.
pub(super) struct ClaimTokens {
    tokens: Vec<IndexToken>,
    next: usize,
}

impl Tokenizer for ClaimTokenizer {
    type TokenStream<'a> = ClaimTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ClaimTokens {
        let tokens = chunks(text).into_iter().flat_map(|chunk| {
            let length = chunk.parts.len();
            let whole = chunk.whole.map(|token| index_token(token, length));
            whole.into_iter().chain(chunk.parts.into_iter().map(|token| index_token(token, 1)))
        });
        ClaimTokens { tokens: tokens.collect(), next: 0 }
    }
}

fn index_token(token: Token, position_length: usize) -> IndexToken {
    IndexToken { offset_from: token.start, offset_to: token.end, position: token.position, text: token.term, position_length }
}

impl TokenStream for ClaimTokens {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &IndexToken {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut IndexToken {
        &mut self.tokens[self.next - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Terms with their positions; wholes in brackets.
    fn drawn(text: &str) -> String {
        let shown = chunks(text).into_iter().flat_map(|chunk| {
            let whole = chunk.whole.map(|token| format!("[{}]@{}", token.term, token.position));
            whole.into_iter().chain(chunk.parts.into_iter().map(|token| format!("{}@{}", token.term, token.position)))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_and_figures_are_kept_whole_beside_their_parts() {
        assert_eq!(drawn("Node.js"), "[node.js]@0 node@0 js@1");
        assert_eq!(drawn("p99.9 latency"), "[p99.9]@0 p99@0 9@1 latenc@2");
        assert_eq!(drawn("$2.3M,"), "[$2.3m]@0 2.3@0 m@1");
        assert_eq!(drawn("C++ and C#."), "[c++]@0 c@0 and@1 [c#]@2 c@2");
        assert_eq!(drawn(".NET"), "[.net]@0 net@0");
        assert_eq!(drawn("40ms"), "[40ms]@0 40@0 ms@1");
        assert_eq!(drawn("real-time"), "[real-time]@0 real@0 time@1");
        assert_eq!(drawn("TCP/IP"), "[tcp/ip]@0 tcp@0 ip@1");
    }

    #[test]
    fn percent_sign_is_a_word() {
        assert_eq!(drawn("+73%"), "[+73%]@0 73@0 percent@1");
        assert_eq!(drawn("73 percent"), "73@0 percent@1");
    }

    #[test]
    fn numbers_lose_their_grouping() {
        assert_eq!(drawn("1,200,000 requests"), "1200000@0 request@1");
        assert_eq!(drawn("in 2024,2025"), "in@0 [2024,2025]@1 2024@1 2025@2");
        assert_eq!(drawn("99.9"), "99.9@0");
    }

    #[test]
    fn punctuation_of_the_sentence_is_no_part() {
        assert_eq!(drawn("“Gartner’s” (2026): growth—fast."), "gartner@0 2026@1 growth@2 fast@3");
        assert_eq!(drawn("40–60 … ,"), "40@0 60@1");
        assert_eq!(drawn(""), "");
        assert_eq!(drawn("-- & —"), "");
    }

    #[test]
    fn accents_and_forms_are_folded() {
        assert_eq!(drawn("Café ﬁrst"), "cafe@0 first@1");
        assert_eq!(drawn("東京 Tokyo"), "東@0 京@1 tokyo@2");
    }

    #[test]
    fn offsets_slice_the_text() {
        let text = "Café: Node.js’s p99 — $2.3M (東京)";
        for token in chunks(text).into_iter().flat_map(|chunk| chunk.whole.into_iter().chain(chunk.parts)) {
            assert!(text.get(token.start..token.end).is_some_and(|slice| !slice.is_empty()), "{token:?}");
        }
    }

    #[test]
    fn a_chunk_without_spaces_is_cut_in_linear_time() {
        let long = "x".repeat(1 << 20);
        assert_eq!(chunks(&long)[0].parts[0].term.len(), WORD_CHARS_MAX);
        assert_eq!(chunks(&"1,".repeat(100_000))[0].whole, None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_ordered_tokens_on_character_bounds(text in "\\PC{0,60}") {
            for (position, token) in chunks(&text).iter().flat_map(|chunk| &chunk.parts).enumerate() {
                proptest::prop_assert_eq!(token.position, position);
                proptest::prop_assert!(text.get(token.start..token.end).is_some());
            }
        }
    }
}
