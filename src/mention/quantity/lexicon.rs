//! The word tables of the quantity grammar, read once from the data files beside this one.
//!
//! Comes in: nothing. Goes out: one [`Lexicon`]. No rule is decided here: a table says what a word may be, the grammar says what it is.

use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::Direction;
use super::phrase::Phrases;
use super::table::{Table, Words};
use super::token::Tokens;
use crate::mention::unit::{self, Symbol, Unit};
use crate::text::WordMap;

/// What a number word does in a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Zero,
    Ones,
    Teen,
    Ten,
    Hundred,
    Scale,
    Dozen,
    /// "hundreds", "millions": no figure, only a size.
    Many,
    /// A denominator.
    Part,
}

/// Where a magnitude letter is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Any,
    Touching,
    Money,
}

/// What sort of multiple a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Verb,
    Free,
    Fold,
    Prefix,
}

/// What a bounding phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Belongs to the figure and says nothing about it ("plus or minus").
    Exact,
    About,
    Greater,
    AtLeast,
    Less,
    AtMost,
    /// A verb of reaching: greater, before large figures only.
    Reach,
}

/// A currency, and whether the word for it is money only beside other signs of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Money {
    pub(super) code: &'static str,
    pub(super) doubtful: bool,
}

/// Currency signs with their code, found by one token.
type Signs = Table<String, Vec<(&'static str, &'static str)>>;

/// Every table.
pub(super) struct Lexicon {
    pub(super) numbers: Table<&'static str, (Class, Decimal)>,
    pub(super) multiples: Table<&'static str, (Sort, Decimal)>,
    /// Units that an article may count one of ("over a decade").
    pub(super) articled: Words,
    /// Every word that may open a figure.
    pub(super) triggers: Words,
    pub(super) magnitudes: Table<&'static str, (Decimal, Place)>,
    pub(super) unit_words: Phrases<&'static Unit>,
    /// Unit symbols by their first token, longest first.
    pub(super) unit_symbols: Table<String, Vec<(Symbol, &'static Unit)>>,
    pub(super) money_words: Phrases<Money>,
    /// Currency signs by their first token, longest first.
    pub(super) signs_by_first: Signs,
    /// Currency signs by their last token, longest first.
    pub(super) signs_by_last: Signs,
    pub(super) money_codes: Words,
    pub(super) before: Phrases<Sense>,
    pub(super) after: Phrases<Sense>,
    pub(super) names: Phrases<()>,
    pub(super) compounds: Phrases<()>,
    pub(super) labels: Words,
    pub(super) months: Words,
    pub(super) stops: Words,
    pub(super) plurals: Table<&'static str, &'static str>,
    pub(super) not_plural: Words,
    pub(super) way_before: Table<&'static str, Direction>,
    /// The ways that count before shares, or with "by".
    pub(super) way_of_share: Table<&'static str, Direction>,
    pub(super) way_after: Table<&'static str, Direction>,
    pub(super) changes: Words,
}

impl Lexicon {
    /// The tables, read on first use.
    pub(super) fn shared() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::read)
    }

    fn read() -> Self {
        let ways = |place: &'static str| {
            rows(include_str!("data/directions.tsv"))
                .filter(move |row| row[1] == place)
                .map(|row| (row[2], way(row[0])))
                .collect()
        };
        let bounds = |place: &'static str| {
            Phrases::new(
                rows(include_str!("data/bounds.tsv"))
                    .filter(move |row| row[0] == place)
                    .map(|row| (row[2].to_owned(), sense(row[1]))),
            )
        };
        Self {
            numbers: rows(include_str!("data/numbers.tsv"))
                .filter_map(|row| Some((row[1], (class(row[0])?, row[2].parse().ok()?))))
                .collect(),
            multiples: rows(include_str!("data/multiples.tsv"))
                .filter_map(|row| Some((row[1], (sort(row[0]), row[2].parse().ok()?))))
                .collect(),
            triggers: triggers(),
            articled: unit::all().iter().flat_map(|unit| unit.words.iter().copied()).filter(|word| !word.contains(' ')).collect(),
            magnitudes: rows(include_str!("data/magnitudes.tsv"))
                .filter_map(|row| Some((row[0], (row[1].parse().ok()?, place(row[2])))))
                .collect(),
            unit_words: Phrases::new(
                unit::all().iter().flat_map(|unit| unit.words.iter().map(move |word| ((*word).to_owned(), unit))),
            ),
            unit_symbols: unit_symbols(),
            money_words: money_words(),
            signs_by_first: money_signs(|tokens| tokens.text(0)),
            signs_by_last: money_signs(|tokens| tokens.text(tokens.len() - 1)),
            money_codes: words(include_str!("data/codes.txt")),
            before: bounds("before"),
            after: bounds("after"),
            names: phrases(include_str!("data/names.txt")),
            compounds: phrases(include_str!("data/compounds.txt")),
            labels: words(include_str!("data/labels.txt")),
            months: words(include_str!("data/months.txt")),
            stops: words(include_str!("data/stops.txt")),
            plurals: rows(include_str!("data/plurals.tsv")).map(|row| (row[0], row[1])).collect(),
            not_plural: words(include_str!("data/not_plural.txt")),
            way_before: ways("before"),
            way_of_share: ways("share"),
            way_after: ways("after"),
            changes: words(include_str!("data/changes.txt")),
        }
    }
}

/// The lines of a table as cells; missing cells are empty, comments are left out.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or("").trim())
    })
}

/// Number words, multiples, and the words that make a vague size.
fn triggers() -> Words {
    let tables = [include_str!("data/numbers.tsv"), include_str!("data/multiples.tsv")];
    let sizes = [
        "several",
        "few",
        "many",
        "multi",
        "multimillion",
        "multibillion",
        "order",
        "petabytes",
        "terabytes",
        "gigabytes",
        "exabytes",
        "sub",
        "second",
    ];
    tables.into_iter().flat_map(rows).map(|row| row[1]).chain(sizes).collect()
}

fn words(list: &'static str) -> Words {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

fn phrases(list: &'static str) -> Phrases<()> {
    Phrases::new(list.lines().filter(|line| !line.starts_with('#')).map(|line| (line.to_owned(), ())))
}

fn unit_symbols() -> Table<String, Vec<(Symbol, &'static Unit)>> {
    let mut by_first: WordMap<String, Vec<(Symbol, &'static Unit)>> = WordMap::default();
    for unit in unit::all() {
        for symbol in &unit.symbols {
            let tokens = Tokens::read(symbol.text);
            by_first.entry(tokens.text(0).to_owned()).or_default().push((*symbol, unit));
        }
    }
    for list in by_first.values_mut() {
        list.sort_by_key(|(symbol, _)| std::cmp::Reverse(symbol.text.len()));
    }
    by_first.into()
}

fn money_words() -> Phrases<Money> {
    let table = rows(include_str!("data/currencies.tsv"));
    Phrases::new(table.flat_map(|row| {
        row[2].split('|').filter(|word| !word.is_empty()).map(move |word| {
            let bare = word.trim_end_matches('?');
            (bare.to_owned(), Money { code: row[0], doubtful: bare != word })
        })
    }))
}

/// Currency signs by one of their tokens.
fn money_signs(token: impl Fn(&Tokens<'static>) -> &'static str) -> Signs {
    let table = rows(include_str!("data/currencies.tsv"));
    let mut signs: WordMap<String, Vec<_>> = WordMap::default();
    for (sign, code) in table.flat_map(|row| row[1].split_whitespace().map(move |sign| (sign, row[0]))) {
        signs.entry(token(&Tokens::read(sign)).to_owned()).or_default().push((sign, code));
    }
    for list in signs.values_mut() {
        list.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
    }
    signs.into()
}

fn class(word: &str) -> Option<Class> {
    Some(match word {
        "zero" => Class::Zero,
        "ones" => Class::Ones,
        "teen" => Class::Teen,
        "ten" => Class::Ten,
        "hundred" => Class::Hundred,
        "scale" => Class::Scale,
        "dozen" => Class::Dozen,
        "many" => Class::Many,
        "part" => Class::Part,
        _ => return None,
    })
}

fn sort(word: &str) -> Sort {
    match word {
        "verb" => Sort::Verb,
        "fold" => Sort::Fold,
        "prefix" => Sort::Prefix,
        _ => Sort::Free,
    }
}

fn place(word: &str) -> Place {
    match word {
        "touching" => Place::Touching,
        "money" => Place::Money,
        _ => Place::Any,
    }
}

fn sense(word: &str) -> Sense {
    match word {
        "exact" => Sense::Exact,
        ">" => Sense::Greater,
        ">=" => Sense::AtLeast,
        "<" => Sense::Less,
        "<=" => Sense::AtMost,
        "reach" => Sense::Reach,
        _ => Sense::About,
    }
}

fn way(word: &str) -> Direction {
    if word == "down" { Direction::Down } else { Direction::Up }
}
