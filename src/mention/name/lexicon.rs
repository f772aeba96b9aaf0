//! The names that are known, read once from the lists in `data/`.
//!
//! Comes in: a place in the tokens. Goes out: the longest known name that begins there. Names are compared token by token, so that
//! "Go" is not found in "Google" and "Node.js" is found before "Node". Matching is exact in case: "Rust" is a language, "rust" is not.

use std::sync::OnceLock;

use super::NameKind;
use crate::mention::words::{Shape, Token, tokens};
use crate::text::{WordFilter, WordMap};

/// A known name.
pub(super) struct Entry {
    /// Its tokens, and for each whether the next one touches it.
    tokens: Vec<(&'static str, bool)>,
    pub(super) kind: NameKind,
    /// Whether it is also an ordinary word: "Slack", "Go".
    pub(super) ordinary: bool,
}

/// Entries by their first token, the longest first.
#[derive(Default)]
struct Table {
    entries: WordMap<&'static str, Vec<Entry>>,
    /// A first look at the keys.
    may_begin: WordFilter,
    /// The first tokens of entries that begin with no capital: most words of a text need no further look.
    small: WordFilter,
}

const LISTS: [(NameKind, &str); 5] = [
    (NameKind::Organisation, include_str!("../data/organisations.txt")),
    (NameKind::Product, include_str!("../data/products.txt")),
    (NameKind::Publication, include_str!("../data/publications.txt")),
    (NameKind::Benchmark, include_str!("../data/benchmarks.txt")),
    (NameKind::Place, include_str!("../data/places.txt")),
];

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (kind, list) in LISTS {
            list.lines()
                .filter(|line| !line.starts_with('#'))
                .flat_map(|line| line.split(';'))
                .for_each(|name| add(&mut table, kind, name.trim()));
        }
        table.entries.values_mut().for_each(|entries| entries.sort_by_key(|entry| std::cmp::Reverse(entry.tokens.len())));
        table
    })
}

/// The field of products that the list of them has `name` in, by the first word of its section.
pub(super) fn field_of(name: &str) -> Option<&'static str> {
    static FIELDS: OnceLock<WordMap<&'static str, &'static str>> = OnceLock::new();
    let fields = FIELDS.get_or_init(|| {
        let mut fields = WordMap::default();
        let mut field = "";
        for line in include_str!("../data/products.txt").lines() {
            match line.strip_prefix("# ") {
                Some(title) => field = title.split([' ', ',']).next().unwrap_or_default(),
                None => line.split(';').for_each(|name| {
                    fields.insert(name.trim().trim_start_matches('~'), field);
                }),
            }
        }
        fields
    });
    fields.get(name).copied()
}

/// Whether the list of places has `name`, in whatever case.
pub(super) fn is_place(name: &str) -> bool {
    static PLACES: OnceLock<WordMap<String, ()>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let lines =
            include_str!("../data/places.txt").lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(';'));
        lines.map(|name| (name.trim().trim_start_matches('~').to_lowercase(), ())).collect()
    });
    places.contains_key(name.to_lowercase().as_str())
}

/// Whether `name` is a country's.
pub(super) fn is_country(name: &str) -> bool {
    static COUNTRIES: OnceLock<WordMap<&'static str, ()>> = OnceLock::new();
    let countries = COUNTRIES.get_or_init(|| {
        let section = include_str!("../data/places.txt").split("\n\n").find(|section| section.starts_with("# Countries"));
        let lines = section.unwrap_or_default().lines().skip(1).flat_map(|line| line.split(';'));
        lines.map(|name| (name.trim().trim_start_matches('~'), ())).collect()
    });
    countries.contains_key(name)
}

fn add(table: &mut Table, kind: NameKind, name: &'static str) {
    let ordinary = name.starts_with('~');
    let name = name.trim_start_matches('~');
    let read = tokens(name);
    let Some(first) = read.first() else { return };
    let touching = |index: usize| read.get(index + 1).is_some_and(|next: &Token| read[index].touches(next));
    let parts = read.iter().enumerate().map(|(index, token)| (token.of(name), touching(index))).collect();
    if is_small(first) {
        table.small.add(first.of(name));
    }
    table.may_begin.add(first.of(name));
    table.entries.entry(first.of(name)).or_default().push(Entry { tokens: parts, kind, ordinary });
}

/// Whether a token is no capitalised word and no code: a word in small letters, a number or a mark.
fn is_small(token: &Token) -> bool {
    matches!(token.shape, Shape::Lower | Shape::Number | Shape::Mark)
}

/// Whether a known name may begin with `first`; sure only where it says no.
pub(super) fn may_begin(text: &str, first: &Token) -> bool {
    !is_small(first) || table().small.may_hold(first.of(text))
}

/// The longest known name whose first token is `tokens[at]`, with the index after its last token.
pub(super) fn longest(text: &str, tokens: &[Token], at: usize) -> Option<(&'static Entry, usize)> {
    let first = tokens.get(at)?;
    let table = table();
    if !may_begin(text, first) || !table.may_begin.may_hold(first.of(text)) {
        return None;
    }
    let entries = table.entries.get(first.of(text))?;
    // Many names begin with "The" or "New": their second words tell most of them apart.
    let second = tokens.get(at + 1).map_or("", |token| token.of(text));
    let goes_on = |entry: &Entry| entry.tokens.get(1).is_none_or(|(word, _)| same(word, second));
    entries.iter().find(|entry| goes_on(entry) && matches(entry, text, tokens, at)).map(|entry| (entry, at + entry.tokens.len()))
}

fn matches(entry: &Entry, text: &str, tokens: &[Token], at: usize) -> bool {
    let last = entry.tokens.len() - 1;
    entry.tokens.iter().enumerate().all(|(index, (word, touches))| {
        let Some(token) = tokens.get(at + index) else { return false };
        let joined = tokens.get(at + index + 1).is_some_and(|next| token.touches(next));
        same(word, token.of(text)) && (index == last || joined == *touches)
    })
}

/// Equal words; the two apostrophes are one, and "&" is spelled "and" as often.
fn same(known: &str, word: &str) -> bool {
    known == word || (known == "'" && word == "’") || (known == "&" && word == "and")
}
