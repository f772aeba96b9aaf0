//! A text as the name recogniser sees it: tokens, sentence starts, headings in title case, addresses to leave out.
//!
//! Comes in: a text and where its sentences begin. Goes out: answers about places in the tokens. Nothing here judges names.

use crate::mention::words::{Shape, Token, Words};

/// A text with what stands where.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    /// What each token is, as bits.
    marks: Vec<u8>,
}

const START: u8 = 1;
const TITLE: u8 = 2;
const ADDRESS: u8 = 4;

impl<'t> Page<'t> {
    pub(super) fn of_words(words: &'t Words<'_>, sentence_starts: &[usize]) -> Self {
        let marks = vec![0; words.tokens.len()];
        let mut page = Self { text: words.text, tokens: &words.tokens, marks };
        page.mark_starts(sentence_starts);
        page.mark_titles();
        if words.addressed {
            page.mark_addresses();
        }
        page
    }

    /// The characters of the token at `at`; empty beyond either end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether nothing stands between the tokens `at` and `at + 1`.
    pub(super) fn touches(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at.saturating_add(1))) {
            (Some(left), Some(right)) => left.touches(right),
            _ => false,
        }
    }

    /// Whether the token before `at` touches it.
    pub(super) fn touched(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.touches(before))
    }

    /// Whether a sentence begins at the token, so that its capital says nothing.
    pub(super) fn is_start(&self, at: usize) -> bool {
        self.marks.get(at).is_some_and(|marks| marks & START != 0)
    }

    /// Whether the token stands in a heading whose words all have capitals.
    pub(super) fn is_title(&self, at: usize) -> bool {
        self.marks.get(at).is_some_and(|marks| marks & TITLE != 0)
    }

    /// Whether the token is part of a web or mail address.
    pub(super) fn is_address(&self, at: usize) -> bool {
        self.marks.get(at).is_some_and(|marks| marks & ADDRESS != 0)
    }

    /// Whether an apostrophe stands at `at`.
    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.word(at), "'" | "’")
    }

    /// Whether "'s" or an apostrophe after s stands at `at`, touching what is before it.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let with_s = self.touches(at) && matches!(self.word(at + 1), "s" | "S");
        let after_s = self.word(at.saturating_sub(1)).ends_with('s') && !self.touches(at);
        self.is_apostrophe(at) && self.touched(at) && (with_s || after_s)
    }

    fn mark_starts(&mut self, sentence_starts: &[usize]) {
        let mut starts = sentence_starts;
        let mut after_mark = true;
        for index in 0..self.tokens.len() {
            let token = self.tokens[index];
            // Most tokens are words in the middle of a sentence; no mark is what they have already.
            let begins = after_mark || starts.first().is_some_and(|first| *first <= token.start());
            if !begins && token.shape != Shape::Mark {
                continue;
            }
            let mut start = after_mark;
            while let [first, later @ ..] = starts
                && *first <= token.start()
            {
                starts = later;
                start = true;
            }
            self.marks[index] = u8::from(start);
            if token.shape != Shape::Mark && !(start && token.shape == Shape::Number) {
                after_mark = false;
                continue;
            }
            // A mark is a single character.
            let mark = token.of(self.text).chars().next().unwrap_or(' ');
            // A straight quotation mark right behind a word closes: ("Acme" or "the Company").
            let closes = mark == '"'
                && self.touched(index)
                && (self.shape(index - 1) != Some(Shape::Mark) || matches!(self.word(index - 1), "." | "," | "!" | "?"));
            let opens =
                !closes && matches!(mark, '“' | '"' | '•' | ':' | '?' | '!' | '…' | '*' | '#' | '|' | '·' | '›' | '→' | '▪');
            let initial = || {
                let before = index.checked_sub(1);
                before.is_some_and(|before| self.shape(before) == Some(Shape::Upper) && self.word(before).len() == 1)
            };
            let ends = mark == '.' && sentence_starts.is_empty() && !self.touches(index) && !initial();
            after_mark = opens || ends || (start && token.shape == Shape::Mark) || self.is_enumerator(index, start);
        }
    }

    /// "1." and "2)" at a start: the word after them starts too.
    fn is_enumerator(&self, at: usize, start: bool) -> bool {
        let numbered = |at: usize| self.shape(at) == Some(Shape::Number) && self.word(at).len() < 3;
        let closing = matches!(self.word(at), "." | ")")
            && at.checked_sub(1).is_some_and(|before| numbered(before) && self.is_start(before));
        (start && numbered(at) && matches!(self.word(at + 1), "." | ")")) || closing
    }

    fn mark_titles(&mut self) {
        let mut from = 0;
        while from < self.tokens.len() {
            let mut next = from + 1;
            while let Some(ahead) = self.marks[next..].iter().position(|marks| marks & START != 0) {
                next += ahead;
                if self.begins_part(next) {
                    break;
                }
                next += 1;
            }
            if self.marks[next..].first().is_none_or(|marks| marks & START == 0) {
                next = self.tokens.len();
            }
            if self.all_capitals(from, next) {
                self.marks[from..next].iter_mut().for_each(|marks| *marks |= TITLE);
            }
            from = next;
        }
    }

    /// Whether a sentence begins here, rather than a word after a colon or a quotation mark.
    fn begins_part(&self, at: usize) -> bool {
        !matches!(self.word(at.saturating_sub(1)), "“" | "\"" | ":" | "*" | "#")
    }

    /// Whether the words from `from` to `to` have capitals, but for the small words of titles and one more in nine.
    fn all_capitals(&self, from: usize, to: usize) -> bool {
        let (mut capital, mut small) = (0, 0);
        let most = (to - from) / 8;
        if self.tokens[from..to].iter().find(|token| token.shape != Shape::Mark).is_some_and(|first| first.shape == Shape::Lower)
        {
            return false;
        }
        for token in &self.tokens[from..to] {
            if small > most {
                return false;
            }
            match token.shape {
                Shape::Capital | Shape::Upper if token.end() - token.start() > 2 => capital += 1,
                Shape::Lower if !is_small_in_titles(token.of(self.text)) => small += 1,
                _ => {}
            }
        }
        capital > 1 && small * 8 <= capital
    }

    /// Whether every word from `from` to `to` is written in capitals.
    pub(super) fn is_shouted(&self, from: usize, to: usize) -> bool {
        let words = self.tokens.get(from..to).unwrap_or_default();
        words.iter().all(|token| token.shape != Shape::Lower && token.shape != Shape::Capital) && words.len() > 1
    }

    fn mark_addresses(&mut self) {
        let bytes = self.text.as_bytes();
        for index in 0..self.tokens.len() {
            // The marks of addresses, by their only byte.
            let token = self.tokens[index];
            if token.shape != Shape::Mark || !matches!(bytes.get(token.start()), Some(b':' | b'@' | b'.')) {
                continue;
            }
            let scheme =
                self.word(index) == ":" && self.word(index + 1) == "/" && self.word(index + 2) == "/" && self.touches(index);
            let mail = self.word(index) == "@" && self.touches(index) && self.touched(index);
            if scheme || mail || (self.word(index) == "." && self.touched(index) && self.word(index - 1) == "www") {
                self.mark_address(index);
            }
        }
    }

    /// Marks everything that hangs together with the token at `at`, once.
    fn mark_address(&mut self, at: usize) {
        let mut first = at;
        while self.touched(first) && !self.is_address(first) {
            first -= 1;
        }
        let mut last = at;
        while self.touches(last) && !self.is_address(last) {
            last += 1;
        }
        self.marks[first..=last].iter_mut().for_each(|marks| *marks |= ADDRESS);
    }
}

/// Words that headings in title case leave small; single letters and what follows an apostrophe are among them.
fn is_small_in_titles(word: &str) -> bool {
    // Most words are longer.
    if word.len() > 4 {
        return false;
    }
    let function = matches!(
        word,
        "the" | "of" | "and" | "or" | "in" | "on" | "to" | "for" | "with" | "by" | "at" | "from" | "as" | "an" | "vs"
    );
    function
        || word.len() < 2
        || matches!(word, "via" | "per" | "but" | "nor" | "into" | "than" | "over" | "re" | "ll" | "ve" | "js" | "io" | "com")
}
