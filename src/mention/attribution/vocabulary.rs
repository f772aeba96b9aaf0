//! What words mean where a text names its sources, read once from `data/attribution_words.txt`.
//!
//! Comes in: a word. Goes out: its [`Classes`]. No grammar here.

use std::sync::OnceLock;

use super::citing::{CUES, LINKS};
use super::saying::VERBS;
use crate::text::{WordFilter, WordMap, is_among};

/// Declares the classes of the data file as bits.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// The classes of a word, a bit each.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub(super) struct Classes(u32);

        #[derive(Debug, Clone, Copy)]
        #[repr(u32)]
        pub(super) enum Class { $($(#[$doc])* $name,)+ }

        fn named(word: &str) -> Option<Class> {
            match word { $($word => Some(Class::$name),)+ _ => None }
        }
    };
}

classes! {
    /// Verbs of saying.
    Say = "say",
    /// Verbs of judging figures.
    Judge = "judge",
    /// Verbs of making known.
    Report = "report",
    /// Verbs that a study does.
    Show = "show",
    /// "Puts … at".
    Put = "put",
    /// Verbs that need "that" or a quotation.
    Strict = "strict",
    /// Forms that are nouns as well.
    Noun = "noun",
    /// What is published or measured.
    Published = "published",
    /// What is issued under a name.
    Issued = "issued",
    /// Guesses.
    Guess = "guess",
    /// People without a name.
    People = "people",
    /// "By", "from", "at".
    Agent = "agent",
    /// "Our".
    Own = "own",
    /// Articles and their like.
    Determiner = "determiner",
    /// Where a clause begins.
    Boundary = "boundary",
    /// Prepositions.
    Preposition = "preposition",
    /// "It", "she".
    Pronoun = "pronoun",
    /// "We", "I", "you".
    Myself = "self",
    /// Between a subject and its verb.
    Helper = "helper",
    /// Before a verb that has no source as its subject.
    Passive = "passive",
}

impl Classes {
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    pub(super) fn any(self, classes: &[Class]) -> bool {
        self.0 != 0 && classes.iter().any(|class| self.has(*class))
    }

    /// Whether the author's own sources begin so, or a verb says something.
    fn may_cite(self) -> bool {
        self.has(Class::Own) || self.any(&VERBS)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const LONGEST: usize = 14;

/// The words of the data file, with a first look at whether they hold a word.
struct Vocabulary {
    words: WordMap<&'static str, Classes>,
    may_hold: WordFilter,
    /// A first look at whether a word may be a cue of a source.
    may_cite: WordFilter,
    /// A first look at whether an attribution may be read from a word on.
    may_open: WordFilter,
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut words: WordMap<&'static str, Classes> = WordMap::default();
        for line in include_str!("../data/attribution_words.txt").lines().filter(|line| !line.starts_with('#')) {
            let Some((class, rest)) = line.split_once(':') else { continue };
            let Some(class) = named(class) else { continue };
            rest.split_whitespace().for_each(|word| words.entry(word).or_default().0 |= 1 << class as u32);
        }
        let cues = words.iter().filter(|(_, classes)| classes.may_cite()).map(|(word, _)| *word);
        let may_cite: WordFilter = cues.chain(CUES.iter().copied()).collect();
        let mut may_open = may_cite.clone();
        LINKS.iter().for_each(|word| may_open.add(word));
        Vocabulary { may_hold: words.keys().copied().collect(), may_cite, may_open, words }
    })
}

/// Whether `word` may name a source outside quotations.
pub(super) fn is_cue(word: &str) -> bool {
    vocabulary().may_cite.may_hold(word) && (classes(word).may_cite() || is_among(word, CUES))
}

/// Whether an attribution may be read from `word` on: it cites, says something, or stands before what the author or a publication says.
#[inline]
pub(super) fn may_open(word: &str) -> bool {
    vocabulary().may_open.may_hold(word)
}

/// The classes of `word`, which has no capitals.
pub(super) fn small_classes(word: &str) -> Classes {
    let vocabulary = vocabulary();
    if !vocabulary.may_hold.may_hold(word) {
        return Classes::default();
    }
    vocabulary.words.get(word).copied().unwrap_or_default()
}

/// The classes of `word`, its capitals set aside.
pub(super) fn classes(word: &str) -> Classes {
    let vocabulary = vocabulary();
    if !vocabulary.may_hold.may_hold(word) {
        return Classes::default();
    }
    let mut buffer = [0u8; LONGEST];
    let Some(small) = buffer.get_mut(..word.len()) else { return Classes::default() };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    let small = std::str::from_utf8(small).unwrap_or("");
    vocabulary.words.get(small).copied().unwrap_or_default()
}
