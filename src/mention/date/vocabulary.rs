//! What the words of dates mean, read once from `data/date_words.txt`.
//!
//! Comes in: a token. Goes out: its [`Class`], and what a word says about a four-digit number beside it. No grammar here.

use std::sync::OnceLock;

use super::{basis, reader};
use crate::mention::words::{Shape, Token};
use crate::text::{WordFilter, WordMap};

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

/// What part a word plays in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Other,
    Month(u8),
    Weekday(u8),
    /// The season's last month in the north.
    Season(u8),
    Unit(Unit),
    /// A feast with a fixed day: month and day.
    Feast(u8, u8),
    /// Today, yesterday, tomorrow.
    Day(i32),
    /// Last, this, next.
    Step(i32),
    /// "The past …", "the following …".
    Window(i32),
    Ordinal(u8),
    Number(i32),
    Fiscal,
    Calendar,
    Ago,
    Of,
    In,
    The,
    To,
    And,
    Between,
    From,
    Since,
    Until,
    By,
    Before,
    After,
    /// Early, late, mid.
    Qualifier,
    /// "The end of".
    Edge,
    Present,
}

impl Class {
    /// Whether a time may begin with such a word, prepositions and articles aside.
    pub(super) fn opens(self) -> bool {
        match self {
            Class::Month(_) | Class::Weekday(_) | Class::Season(_) | Class::Unit(_) | Class::Feast(..) | Class::Day(_) => true,
            Class::Step(_) | Class::Window(_) | Class::Ordinal(_) | Class::Number(_) | Class::Fiscal | Class::Calendar => true,
            Class::Other | Class::Ago | Class::Of | Class::In | Class::The | Class::To | Class::And | Class::Between => false,
            Class::From | Class::Since | Class::Until | Class::By | Class::Before | Class::After => false,
            Class::Qualifier | Class::Edge | Class::Present => false,
        }
    }
}

/// What a word says about the four-digit number beside it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside {
    pub(super) measure: bool,
    pub(super) counted: bool,
    pub(super) amount: bool,
    pub(super) numbered: bool,
}

/// What a word is to the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) class: Class,
    /// Whether it opens a time though its class does not say so, if it is written as in [`reader::OPENERS`].
    pub(super) opens_time: bool,
    /// Whether it may open a basis.
    pub(super) opens_basis: bool,
}

impl Meaning {
    /// The same for a word whose class does not count.
    fn without_class(self) -> Self {
        Self { class: Class::Other, ..self }
    }
}

impl Default for Meaning {
    fn default() -> Self {
        Self { class: Class::Other, opens_time: false, opens_basis: false }
    }
}

#[derive(Default)]
struct Vocabulary {
    meanings: WordMap<&'static str, Meaning>,
    beside: WordMap<&'static str, Beside>,
    /// A first look at the words of `meanings`.
    may_mean: WordFilter,
    /// Every meaning that a word can have, once; first that of most words.
    all: Vec<Meaning>,
}

/// The number of no meaning.
pub(in crate::mention) const UNKNOWN: u8 = u8::MAX;

const LONGEST: usize = 12;

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| read(include_str!("../data/date_words.txt")))
}

fn read(data: &'static str) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let Some((head, words)) = line.split_once(':') else { continue };
        words.split_whitespace().for_each(|word| vocabulary.add(head, word));
    }
    reader::OPENERS.iter().for_each(|word| vocabulary.meanings.entry(word).or_default().opens_time = true);
    basis::OPENERS.iter().for_each(|word| vocabulary.meanings.entry(word).or_default().opens_basis = true);
    let units = vocabulary.meanings.values_mut().filter(|meaning| matches!(meaning.class, Class::Unit(_)));
    units.for_each(|meaning| meaning.opens_basis = true);
    vocabulary.may_mean = vocabulary.meanings.keys().copied().collect();
    vocabulary.all.push(Meaning::default());
    for meaning in vocabulary.meanings.values().flat_map(|meaning| [*meaning, meaning.without_class()]) {
        if !vocabulary.all.contains(&meaning) {
            vocabulary.all.push(meaning);
        }
    }
    vocabulary
}

impl Vocabulary {
    fn add(&mut self, head: &str, word: &'static str) {
        let beside = self.beside.entry(word).or_default();
        match head {
            "measure" => beside.measure = true,
            "counted" => beside.counted = true,
            "amount" => beside.amount = true,
            "numbered" => beside.numbered = true,
            _ => self.meanings.entry(word).or_default().class = class_of(head),
        }
    }
}

/// The class that a line of the data file names, "month 3" for instance.
fn class_of(head: &str) -> Class {
    let (name, value) = head.split_once(' ').unwrap_or((head, ""));
    let number: i32 = value.parse().unwrap_or_default();
    let small = u8::try_from(number).unwrap_or_default();
    match name {
        "month" => Class::Month(small),
        "weekday" => Class::Weekday(small),
        "season" => Class::Season(small),
        "unit" => Class::Unit(unit_of(value)),
        "feast" => Class::Feast(u8::try_from(number / 100).unwrap_or_default(), u8::try_from(number % 100).unwrap_or_default()),
        "day" => Class::Day(number),
        "step" => Class::Step(number),
        "window" => Class::Window(number),
        "ordinal" => Class::Ordinal(small),
        "number" => Class::Number(number),
        "fiscal" => Class::Fiscal,
        "calendar" => Class::Calendar,
        "ago" => Class::Ago,
        "of" => Class::Of,
        "in" => Class::In,
        "the" => Class::The,
        "to" => Class::To,
        "and" => Class::And,
        "between" => Class::Between,
        "from" => Class::From,
        "since" => Class::Since,
        "until" => Class::Until,
        "by" => Class::By,
        "before" => Class::Before,
        "after" => Class::After,
        "qualifier" => Class::Qualifier,
        "edge" => Class::Edge,
        "present" => Class::Present,
        _ => Class::Other,
    }
}

fn unit_of(value: &str) -> Unit {
    match value {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "decade" => Unit::Decade,
        _ => Unit::Year,
    }
}

/// Calls `look` with `word` in small letters; words longer than any in the file are not looked up.
fn lowered<T>(word: &str, look: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let mut buffer = [0u8; LONGEST];
    let small = buffer.get_mut(..word.len())?;
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    look(std::str::from_utf8(small).ok()?)
}

/// What `token` of `text` means in a date. Months and weekdays need their capital: "march" and "may" are verbs.
pub(super) fn meaning(text: &str, token: &Token) -> Meaning {
    let vocabulary = vocabulary();
    let word = token.of(text);
    if matches!(token.shape, Shape::Mark | Shape::Number) || !vocabulary.may_mean.may_hold(word) {
        return Meaning::default();
    }
    let meaning = match token.shape {
        Shape::Lower => vocabulary.meanings.get(word).copied(),
        _ => lowered(word, |word| vocabulary.meanings.get(word).copied()),
    };
    let meaning = meaning.unwrap_or_default();
    let capital = matches!(meaning.class, Class::Month(_) | Class::Weekday(_) | Class::Feast(..)) && token.shape == Shape::Lower;
    if capital || token.shape == Shape::Mixed { meaning.without_class() } else { meaning }
}

/// The number of `meaning`, which a word has; there are far fewer than a byte tells apart.
pub(super) fn number(meaning: Meaning) -> u8 {
    let place = vocabulary().all.iter().position(|known| *known == meaning);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(UNKNOWN)
}

/// The meaning with this number.
#[inline]
pub(super) fn numbered(number: u8) -> Option<Meaning> {
    match number {
        0 => Some(Meaning::default()),
        UNKNOWN => None,
        _ => vocabulary().all.get(usize::from(number)).copied(),
    }
}

/// Whether `word` is a day of the week by its full name, with its capital.
pub fn is_weekday(word: &str) -> bool {
    let class = |word: &str| vocabulary().meanings.get(word).map(|meaning| meaning.class);
    let full = word.len() > 5 && word.starts_with(|c: char| c.is_ascii_uppercase());
    full && matches!(lowered(word, class), Some(Class::Weekday(_)))
}

/// What `word` says about a four-digit number beside it.
pub(super) fn beside(word: &str) -> Beside {
    lowered(word, |word| vocabulary().beside.get(word).copied()).unwrap_or_default()
}
