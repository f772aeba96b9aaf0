//! What a text shows about its words: which it writes in small letters, which it capitalises where nothing asks for it.
//!
//! Comes in: texts with their sentence starts. Goes out: an [`Evidence`] that tells names from ordinary words at sentence starts and in
//! headings. Best fed with a whole document's running text.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::page::Page;
use super::vocabulary::{class, is_ordinary, is_ordinary_word};
use crate::mention::look::Look;
use crate::mention::words::{Shape, Words};
use crate::text::{Seeded, WordFilter};

/// The words of one document by the way they are written.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    small: HashSet<Box<str>, Seeded>,
    /// Words that were seen as names, and how often alone: between words in small letters, behind no article.
    named: HashMap<Box<str>, u8, Seeded>,
    /// Words that began a sentence, and whether they did so more than once.
    began: HashMap<Box<str>, bool, Seeded>,
    /// Words in small letters that the document treats as names: "simdjson".
    spelled_small: HashSet<Box<str>, Seeded>,
}

/// Words of at most so many letters are brought to small letters without room of their own.
const SHORT: usize = 24;

impl Evidence {
    /// Evidence of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same for a document with this text: its words are kept under a seed of their own.
    pub fn seeded(text: &str) -> Self {
        let hash = blake3::hash(text.as_bytes());
        let seed = hash.as_bytes()[..8].iter().fold(0, |seed, byte| seed << 8 | u64::from(*byte));
        let seeded = Seeded(seed);
        Self {
            small: HashSet::with_hasher(seeded),
            named: HashMap::with_hasher(seeded),
            began: HashMap::with_hasher(seeded),
            spelled_small: HashSet::with_hasher(seeded),
        }
    }

    /// Adds the words of `text`, whose sentences begin at `sentence_starts`.
    pub fn learn(&mut self, text: &str, sentence_starts: &[usize]) {
        self.learn_page(&Page::of_words(&Words::of(text), sentence_starts));
    }

    /// The same for a text that was cut before and whose sentences are not known.
    pub fn learn_words(&mut self, words: &Words<'_>) {
        self.learn_page(&Page::of_words(words, &[]));
    }

    pub(super) fn learn_page(&mut self, page: &Page) {
        for (index, token) in page.tokens.iter().enumerate() {
            let known = token.shape == Shape::Lower && !token.look.may(Look::FRESH);
            if known || token.shape == Shape::Mark || page.is_address(index) {
                continue;
            }
            if token.shape == Shape::Capital && page.is_start(index) && !page.is_title(index) {
                match self.began.get_mut(token.of(page.text)) {
                    Some(again) => *again = true,
                    None => drop(self.began.insert(token.of(page.text).into(), false)),
                }
            }
            let word = token.of(page.text);
            match token.shape {
                Shape::Lower if token.look.may(Look::FRESH) && !self.small.contains(word) => {
                    self.small.insert(word.into());
                }
                Shape::Capital | Shape::Mixed if !page.is_title(index) && page.shows_name(index) => {
                    let alone = u8::from(page.is_alone(index));
                    match self.named.get_mut(word) {
                        Some(times) => *times = times.saturating_add(alone),
                        None => {
                            self.named.insert(word.into(), alone);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Of the words `candidates`, written in small letters where things are named (in tables, between "vs" in a title, as links), those become names that the
    /// `texts` use like names: they stand there, never behind an article, and are no ordinary words nor plurals.
    pub fn admit_small(&mut self, candidates: &[&str], texts: &[&Words<'_>]) {
        const ARTICLES: &[&str] =
            &["the", "a", "an", "this", "that", "its", "our", "their", "your", "my", "each", "every", "no", "The", "A", "An"];
        let ordinary = |candidate: &str| {
            let plural = candidate.strip_suffix('s').is_some_and(|stem| is_ordinary_word(stem) || self.small.contains(stem));
            plural || is_ordinary_word(candidate) || !self.small.contains(candidate)
        };
        let mut admitted: HashSet<&str> = candidates.iter().copied().filter(|candidate| !ordinary(candidate)).collect();
        let sought: WordFilter = admitted.iter().copied().collect();
        // Few words are candidates: the texts are read for these, not for what stands behind every article.
        let texts = if admitted.is_empty() { &[] } else { texts };
        for words in texts {
            for pair in words.tokens.windows(2) {
                let word = pair[1].of(words.text);
                if sought.may_hold(word) && ARTICLES.contains(&pair[0].of(words.text)) {
                    admitted.remove(word);
                }
            }
        }
        self.spelled_small.extend(admitted.into_iter().map(Box::from));
    }

    /// Whether the document has names in small letters.
    pub fn has_small_names(&self) -> bool {
        !self.spelled_small.is_empty()
    }

    /// Whether the document treats `word`, in small letters, as a name.
    pub fn is_spelled_small(&self, word: &str) -> bool {
        self.spelled_small.contains(word)
    }

    /// Whether `word` was seen in small letters.
    pub(super) fn is_small(&self, word: &str) -> bool {
        let mut buffer = [0u8; SHORT];
        match buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
            Some(small) => {
                small.copy_from_slice(word.as_bytes());
                small.make_ascii_lowercase();
                std::str::from_utf8(small).is_ok_and(|small| self.small.contains(small))
            }
            None => self.small.contains(word.to_lowercase().as_str()),
        }
    }

    /// Whether `word` was seen in small letters and never as a name: a command or an address may spell a name small.
    pub(super) fn is_mostly_small(&self, word: &str) -> bool {
        self.is_small(word) && !self.is_named(word)
    }

    /// Whether `word` begins sentences again and again and is never seen in small letters.
    pub(super) fn begins_often(&self, word: &str) -> bool {
        self.began.get(word).copied().unwrap_or_default() && !self.is_small(word)
    }

    /// Whether `word` was seen with a capital that neither a sentence's start nor a heading explains.
    pub(super) fn is_named(&self, word: &str) -> bool {
        self.named.contains_key(word)
    }

    /// Whether `word` was seen so more than once, alone, is not one of those that only begin names, and never in small letters: "Linear" and "Render" are then names.
    pub(super) fn is_named_again(&self, word: &str) -> bool {
        const PARTS: &[&str] = &[
            "New",
            "United",
            "Federal",
            "State",
            "National",
            "International",
            "Central",
            "General",
            "Great",
            "North",
            "South",
            "East",
            "West",
            "Northern",
            "Southern",
            "Eastern",
            "Western",
            "First",
            "Second",
            "Big",
            "Internet",
            "Web",
            "Chief",
            "Senior",
        ];
        self.named.get(word).is_some_and(|times| *times > 1) && !self.is_small(word) && !PARTS.contains(&word)
    }
}

impl Page<'_> {
    /// Whether the capital at `at` shows a name: no sentence begins there, or one begins with "Voltara said".
    fn shows_name(&self, at: usize) -> bool {
        !self.is_start(at) || (class(self.word(at + 1)).verb && !is_ordinary(self.text, &self.tokens[at]))
    }

    /// Whether the word at `at` stands between words in small letters or marks, behind no article or possessive: "the Company" and "Chief
    /// Executive" are titles.
    fn is_alone(&self, at: usize) -> bool {
        const ARTICLES: &[&str] =
            &["the", "a", "an", "this", "that", "its", "our", "their", "your", "my", "his", "her", "each", "every", "no"];
        let capital = |at: usize| !matches!(self.shape(at), Some(Shape::Lower | Shape::Mark) | None);
        let before = at.checked_sub(1);
        !capital(at + 1) && !before.is_some_and(|before| capital(before) || ARTICLES.contains(&self.word(before)))
    }
}

/// Evidence that is given, or gathered from the page itself when it is first asked for.
pub(super) enum Gathered<'p> {
    Given(&'p Evidence),
    Own(OnceCell<Evidence>),
}

impl Gathered<'_> {
    pub(super) fn of(&self, page: &Page) -> &Evidence {
        match self {
            Self::Given(evidence) => evidence,
            Self::Own(cell) => cell.get_or_init(|| {
                let mut evidence = Evidence::new();
                evidence.learn_page(page);
                evidence
            }),
        }
    }
}
