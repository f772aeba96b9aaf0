//! A block's text to sentences.
//!
//! Comes in: the plain text of one block. Goes out: the spans of its sentences, trimmed, in order, not overlapping, covering every
//! character that is not white space. Every run of stops with white space after it is a candidate; `rules` decides the clear
//! cases from the words on both sides, and `sentencex` those that hang on an abbreviation the lists do not know. No sentence is
//! understood here, and a heading or table cell is for the caller to pass as it is.

mod rules;
mod words;

use crate::text::TextSpan;
use rules::{Stop, Verdict};

/// No sentence that people write is longer, in bytes. What is (a table or a list without any stop) is cut, so that whoever looks at a
/// sentence as a whole takes bounded time over it.
const BYTES_MAX: usize = 2000;

/// Splits the text of one block into sentences. Linear in the length of `text`.
pub fn segment(text: &str) -> Vec<TextSpan> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut nesting = Nesting::default();
    for candidate in Candidates::new(text) {
        nesting.advance(text, start, candidate.run_start);
        let stop = Stop {
            sentence: &text[start..candidate.run_start],
            run: &text[candidate.run_start..candidate.run_end],
            closers: &text[candidate.run_end..candidate.end],
            after: &text[candidate.next..],
            inside_parentheses: nesting.inside_parentheses(candidate.run_start),
            parenthesis_opens_sentence: nesting.opened_sentence,
        };
        let ends = match rules::judge(&stop) {
            Verdict::Ends => true,
            Verdict::Continues => false,
            Verdict::Unclear => sentencex_ends(text, start, candidate),
        };
        if ends || candidate.paragraph_break {
            push_trimmed(&mut sentences, text, start, candidate.end);
            start = candidate.next;
            nesting = Nesting { scanned: start, ..Nesting::default() };
        }
    }
    push_trimmed(&mut sentences, text, start, text.len());
    sentences
}

fn push_trimmed(sentences: &mut Vec<TextSpan>, text: &str, mut start: usize, end: usize) {
    loop {
        let words = text[start..end].trim_start();
        let from = end - words.len();
        let kept = words.trim_end().len();
        if kept <= BYTES_MAX {
            sentences.extend((kept > 0).then(|| TextSpan::new(from, from + kept)));
            return;
        }
        start = from + cut(&words[..kept]);
        sentences.push(TextSpan::new(from, from + text[from..start].trim_end().len()));
    }
}

/// Where a sentence that is too long is cut: at the last space that leaves a piece short enough, or inside a word that is longer still.
fn cut(words: &str) -> usize {
    let most = words.floor_char_boundary(BYTES_MAX);
    words[..most].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(most)
}

/// How much of the text around a stop `sentencex` is shown, in bytes: more than any abbreviation with its neighbours.
const WINDOW: usize = 64;

/// Whether `sentencex` ends a sentence at `candidate`, asked about the words around it.
fn sentencex_ends(text: &str, start: usize, candidate: Candidate) -> bool {
    let from = text.ceil_char_boundary(start.max(candidate.run_start.saturating_sub(WINDOW)));
    let to = text.floor_char_boundary((candidate.next + WINDOW).min(text.len()));
    sentencex::get_sentence_boundaries("en", &text[from..to])
        .iter()
        .any(|boundary| (candidate.run_end..=candidate.next).contains(&(from + boundary.end_byte)))
}

/// A place where a sentence may end.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// First byte of the run of stops.
    run_start: usize,
    /// One past the run of stops.
    run_end: usize,
    /// One past the closing quotes, brackets and footnote marks after it.
    end: usize,
    /// First byte after the white space.
    next: usize,
    /// Whether an empty line stands between.
    paragraph_break: bool,
}

/// All places where a sentence may end, left to right.
struct Candidates<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Candidates<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Candidates<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        loop {
            let run_start = next_break(self.text, self.at)?;
            let run_end = run_start + prefix_len(&self.text[run_start..], is_stop);
            let end = run_end + closers_len(&self.text[run_end..]);
            let space = prefix_len(&self.text[end..], char::is_whitespace);
            let next = end + space;
            self.at = next.max(run_start + 1);
            if next >= self.text.len() {
                return None;
            }
            let paragraph_break = space > 1 && self.text[end..next].matches('\n').count() > 1;
            let full_width = self.text[run_start..run_end].ends_with(['。', '！', '？']);
            if (run_end > run_start && (space > 0 || full_width)) || paragraph_break {
                return Some(Candidate { run_start, run_end, end, next, paragraph_break });
            }
        }
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？')
}

/// The bytes that stops and line ends begin with.
static MAY_BREAK: [bool; 256] = {
    let (mut table, bytes) = ([false; 256], [b'.', b'!', b'?', b'\n', 0xe2, 0xe3, 0xef]);
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// Whether any of `bytes` may be a break; looks at all of them, which is quick for a few at once.
fn may_break(bytes: &[u8]) -> bool {
    let wide = |byte: u8| byte == 0xe2 || byte == 0xe3 || byte == 0xef;
    bytes.iter().fold(false, |found, &byte| found | matches!(byte, b'.' | b'!' | b'?' | b'\n') | wide(byte))
}

/// The first stop or line end from `at`.
fn next_break(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    loop {
        let (pieces, _) = text.as_bytes()[from..].as_chunks::<32>();
        from += 32 * pieces.iter().take_while(|piece| !may_break(*piece)).count();
        let found = from + text.as_bytes()[from..].iter().position(|byte| MAY_BREAK[usize::from(*byte)])?;
        let c = text[found..].chars().next()?;
        if c == '\n' || is_stop(c) {
            return Some(found);
        }
        from = found + c.len_utf8();
    }
}

fn prefix_len(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accept(c)).unwrap_or(text.len())
}

/// Length of the closing quotes, brackets, emphasis marks, raised figures and bracketed footnote numbers that `text` begins with.
fn closers_len(text: &str) -> usize {
    let mut len = 0;
    loop {
        let rest = &text[len..];
        let marks = prefix_len(rest, |c| {
            matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '*' | '_' | '¹' | '²' | '³' | '†' | '‡')
        });
        let note = footnote_len(&rest[marks..]);
        if marks + note == 0 {
            return len;
        }
        len += marks + note;
    }
}

/// Length of a footnote number such as `[12]` at the beginning of `text`.
fn footnote_len(text: &str) -> usize {
    let Some(inside) = text.strip_prefix('[') else { return 0 };
    let digits = prefix_len(inside, |c| c.is_ascii_digit());
    if (1..=3).contains(&digits) && inside[digits..].starts_with(']') { digits + 2 } else { 0 }
}

/// The round bracket that is open at a place of the sentence being read.
#[derive(Debug, Default)]
struct Nesting {
    scanned: usize,
    open: Vec<usize>,
    opened_sentence: bool,
}

/// An opening bracket that is not closed within this many bytes is taken for a slip.
const PARENTHESIS_REACH: usize = 400;
/// Brackets nested deeper than this are not followed.
const PARENTHESIS_DEPTH: usize = 8;

impl Nesting {
    fn advance(&mut self, text: &str, sentence_start: usize, to: usize) {
        let unread = &text.as_bytes()[self.scanned..to.max(self.scanned)];
        // Most sentences have no brackets, which is quick to see.
        let bracketed = unread.iter().fold(false, |found, byte| found | matches!(byte, b'(' | b')'));
        let unread = if bracketed { unread } else { &[] };
        for (at, byte) in unread.iter().enumerate() {
            let at = self.scanned + at;
            match byte {
                b'(' if self.open.len() < PARENTHESIS_DEPTH => {
                    if self.open.is_empty() {
                        self.opened_sentence = at == sentence_start;
                    }
                    self.open.push(at);
                }
                b')' => drop(self.open.pop()),
                _ => {}
            }
        }
        self.scanned = to.max(self.scanned);
    }

    fn inside_parentheses(&self, at: usize) -> bool {
        self.open.last().is_some_and(|open| at - open < PARENTHESIS_REACH)
    }
}

#[cfg(test)]
mod tests;
