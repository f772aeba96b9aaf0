//! Names that a document spells in small letters: "simdjson", "uvloop".
//!
//! Comes in: a document. Goes out: words that stand where things are named: in its tables, between "vs" in its title and as the words of links. Whether its
//! text uses them like names is judged with the evidence of its words.

use crate::document::{Block, Document, Table};

use super::lexicon::Lexicon;
use super::{kind, nouns};

/// No name in small letters is shorter, in bytes.
const SHORTEST: usize = 3;

/// Words that a table may have in small letters for what is no thing.
const LABELS: &[&str] = &[
    "min", "max", "avg", "mean", "median", "stddev", "stdev", "std", "sum", "total", "count", "rank", "name", "type", "notes",
    "note", "none", "other", "others", "yes", "no", "n/a", "ops", "req", "reqs", "rps", "qps", "tps", "baseline", "control",
    "default", "before", "after", "old", "new", "mode", "test", "file", "size", "time", "year", "month", "day", "host", "row",
    "rows", "col", "cpu", "gpu", "ram", "mem", "disk", "cold", "warm", "backend", "frontend", "desktop", "mobile", "web",
    "server", "client", "cloud", "overall", "average",
];

/// The words of `document` that may be names though no capital says so.
pub(crate) fn candidates(document: &Document) -> Vec<&str> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(&**table),
        Block::Prose(_) => None,
    });
    let links = document.blocks.iter().filter_map(|block| match block {
        Block::Prose(prose) => Some(prose),
        Block::Table(_) => None,
    });
    // What a link names, its address spells; "upstream" and "here" are none.
    let links = links.flat_map(|prose| {
        let words = prose.links.iter().filter_map(|link| Some((link.span.slice(prose.text.as_str())?, &*link.url)));
        words.filter(|(word, url)| url.contains(word)).map(|(word, _)| word)
    });
    let title = document.metadata.title.as_deref().map(compared).unwrap_or_default();
    let mut found: Vec<&str> = tables.flat_map(labels).chain(links).chain(title).filter(|word| may_name(word)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The labels of a table's rows and columns that are one word, a version left out: "yyjson 0.8".
fn labels(table: &Table) -> Vec<&str> {
    let rows = (table.header_rows..table.rows.len()).filter_map(|row| table.row_header(row));
    let columns = (0..table.columns()).flat_map(|column| table.header_texts(column));
    rows.chain(columns).filter_map(single).collect()
}

/// The word of a label that is one word, perhaps with a version; where one stands in parentheses at its end, that: "Control (veltro)".
fn single(label: &str) -> Option<&str> {
    let label = label.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')).map_or(label, |(_, inner)| inner);
    let mut words = label.split_whitespace();
    let word = words.next()?;
    let version = words.next().is_none_or(|version| version.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit()));
    (version && words.next().is_none()).then_some(word)
}

/// The words on both sides of "vs" in a title.
fn compared(title: &str) -> Vec<&str> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let versus = |at: usize| words.get(at).is_some_and(|word| matches!(*word, "vs" | "vs." | "versus" | "VS"));
    let beside = |at: usize| versus(at + 1) || at.checked_sub(1).is_some_and(versus);
    (0..words.len()).filter(|at| beside(*at)).map(|at| words[at].trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

fn may_name(word: &str) -> bool {
    let letters = word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
    letters
        && !LABELS.contains(&word)
        && Lexicon::shared().is_unknown(word)
        && !nouns::is_people(word)
        && !kind::is_countable(word)
        && !kind::is_sum(word)
}
