//! What a capitalised word belongs to: titles, company suffixes, words that are no names, first names.
//!
//! Comes in: a word. Goes out: its classes, from `data/name_words.txt`, `data/ordinary_words.txt` and `data/first_names.txt`.

use std::sync::OnceLock;

use crate::mention::words::{Shape, Token};
use crate::text::{WordFilter, WordMap, WordSet};

/// What a word says about the name that it stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Class {
    /// Ends an organisation's name.
    pub(super) organisation: bool,
    /// May follow a comma at the end of a company's name.
    pub(super) incorporated: bool,
    /// Ends a publication's or a report's name.
    pub(super) publication: bool,
    /// Lets the name go on after "of", "for" and "and".
    pub(super) head: bool,
    /// Stands before a person's name.
    pub(super) title: bool,
    /// Capitalised, yet no name: days, months, nations' adjectives.
    pub(super) plain: bool,
    /// Letters that stand for ordinary words.
    pub(super) acronym: bool,
    /// Follows a name at a sentence's start, hardly ever another word.
    pub(super) verb: bool,
    /// Begins a person's name.
    pub(super) first_name: bool,
}

#[derive(Default)]
struct Vocabulary {
    classes: WordMap<&'static str, Class>,
    ordinary: WordSet,
    /// A first look at the words of `classes`.
    may_class: WordFilter,
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        for line in lines(include_str!("../data/name_words.txt")) {
            let Some((class, words)) = line.split_once(':') else { continue };
            words.split_whitespace().for_each(|word| mark(vocabulary.classes.entry(word).or_default(), class));
        }
        let first_names = lines(include_str!("../data/first_names.txt")).flat_map(|line| line.split(';'));
        first_names.for_each(|name| vocabulary.classes.entry(name.trim()).or_default().first_name = true);
        vocabulary.ordinary.extend(lines(include_str!("../data/ordinary_words.txt")).flat_map(str::split_whitespace));
        vocabulary.may_class = vocabulary.classes.keys().copied().collect();
        vocabulary
    })
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#'))
}

fn mark(word: &mut Class, class: &str) {
    match class {
        "organisation" => word.organisation = true,
        "incorporated" => word.incorporated = true,
        "publication" => word.publication = true,
        "head" => word.head = true,
        "title" => word.title = true,
        "plain" => word.plain = true,
        "acronym" => word.acronym = true,
        "verb" => word.verb = true,
        _ => {}
    }
}

/// What `word`, as it is written, says about a name.
pub(super) fn class(word: &str) -> Class {
    let vocabulary = vocabulary();
    if !vocabulary.may_class.may_hold(word) {
        return Class::default();
    }
    vocabulary.classes.get(word).copied().unwrap_or_default()
}

/// Whether `word` is ordinary by its ending, without standing in a list.
fn is_ordinary_by_ending(word: &str) -> bool {
    let endings: &[&str] = match word.as_bytes().last() {
        Some(b'g') => &["ing"],
        Some(b'y') => &["ly", "ity"],
        Some(b'n') => &["tion", "sion"],
        Some(b's') => &["tions", "sions", "ments", "ness", "ities", "less", "ous", "isms", "ists", "ences", "wards"],
        Some(b't') => &["ment"],
        Some(b'e') => &["able", "ible", "ive", "ize", "ise", "ance", "ence"],
        Some(b'l') => &["ful", "ical", "cial", "tial", "onal"],
        Some(b'd') => &["ized", "ised", "ward"],
        Some(b'm') => &["ism"],
        Some(b'p') => &["ship"],
        _ => &[],
    };
    word.len() > 5 && endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether `small`, in small letters, is an ordinary word.
pub(super) fn is_ordinary_word(small: &str) -> bool {
    vocabulary().ordinary.contains(small) || is_ordinary_by_ending(small)
}

/// No ordinary word in the list is longer; words of more letters are ordinary, if at all, by their ending or their length.
const LONGEST: usize = 20;

/// Whether `token` would be an ordinary word if sentences did not begin with capitals.
pub(super) fn is_ordinary(text: &str, token: &Token) -> bool {
    if !matches!(token.shape, Shape::Capital | Shape::Lower) && token.end() - token.start() > 1 {
        return false;
    }
    let word = token.of(text);
    let mut buffer = [0u8; LONGEST];
    let Some(small) = buffer.get_mut(..word.len()) else { return word.is_ascii() };
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    let small = std::str::from_utf8(small).unwrap_or("");
    vocabulary().ordinary.contains(small) || is_ordinary_by_ending(small)
}
