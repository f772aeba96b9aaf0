//! Names of organisations, products, persons, places and publications.
//!
//! Comes in: one block's plain text and where its sentences begin. Goes out: [`NameMention`]s in order, not overlapping. Names are found by
//! the lists of known ones in `data/`, and by capitals and shape. Which name a sentence is about is not decided here.

mod evidence;
mod judge;
mod lexicon;
mod page;
mod sequence;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use evidence::Evidence;

use std::cell::OnceCell;

use crate::mention::words::{Shape, Token, Words};
use crate::text::TextSpan;
use evidence::Gathered;
use judge::{Judge, Judged};
use page::Page;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A company, a public body, a university.
    Organisation,
    /// A product, a technology, a service.
    Product,
    /// A person.
    Person,
    /// A country, a region, a city.
    Place,
    /// A newspaper, a research house, a survey, a report.
    Publication,
    /// A suite of tests that others are measured by ("TPC-C", "Sysbench").
    Benchmark,
    /// Any other name.
    Other,
}

impl NameKind {
    /// Whether what is named so has measures of its own; places, publications and benchmarks say where, by whom and by what others were measured.
    pub fn is_measured(self) -> bool {
        !matches!(self, NameKind::Place | NameKind::Publication | NameKind::Benchmark)
    }
}

/// A name where it stands in a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// The name, without article, possessive and version.
    pub span: TextSpan,
    /// What it names, as far as its words tell.
    pub kind: NameKind,
    /// Whether it is, or holds, a name of the lists.
    pub known: bool,
    /// The version after a product's name ("3.4" after "Spring Boot").
    pub version: Option<TextSpan>,
}

/// The field of products that the listed name `name` is of, as [`field_of_noun`] calls it.
pub(crate) fn field_of(name: &str) -> Option<&'static str> {
    lexicon::field_of(name)
}

/// The field of products that `noun` is a general word for.
pub(crate) fn field_of_noun(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "database" => "Databases",
        "language" => "Languages",
        "framework" => "Frameworks",
        "browser" => "Operating",
        "chip" | "processor" | "accelerator" | "gpu" => "Chips",
        "assistant" => "Models",
        _ => return None,
    })
}

/// Whether `word` is a first name that is known.
pub(crate) fn is_first_name(word: &str) -> bool {
    vocabulary::class(word).first_name
}

/// Whether `name` is a country's.
pub(crate) fn is_country(name: &str) -> bool {
    lexicon::is_country(name)
}

/// Whether a known name may begin with `token` of `text`; sure only where it says no.
pub(super) fn may_begin(text: &str, token: &Token) -> bool {
    lexicon::may_begin(text, token)
}

/// The names of `text`, whose sentences begin at the bytes `sentence_starts` (in order).
pub fn scan(text: &str, sentence_starts: &[usize]) -> Vec<NameMention> {
    names(&Page::of_words(&Words::of(text), sentence_starts), Gathered::Own(OnceCell::new()))
}

/// The same with what the whole document shows about its words, rather than what this text shows.
pub fn scan_with(text: &str, sentence_starts: &[usize], evidence: &Evidence) -> Vec<NameMention> {
    scan_words(&Words::of(text), sentence_starts, evidence)
}

/// The same for a text that was cut before.
pub fn scan_words(words: &Words<'_>, sentence_starts: &[usize], evidence: &Evidence) -> Vec<NameMention> {
    names(&Page::of_words(words, sentence_starts), Gathered::Given(evidence))
}

/// The same for several texts, each with where its sentences begin: all are looked over before the names of any are judged.
pub fn scan_each<'w>(texts: impl Iterator<Item = (&'w Words<'w>, Vec<usize>)>, evidence: &Evidence) -> Vec<Vec<NameMention>> {
    let pages: Vec<Page> = texts.map(|(words, starts)| Page::of_words(words, &starts)).collect();
    pages.iter().map(|page| names(page, Gathered::Given(evidence))).collect()
}

fn names(page: &Page, evidence: Gathered) -> Vec<NameMention> {
    let judge = Judge { page, evidence };
    let spelled_small = match &judge.evidence {
        Gathered::Given(evidence) => Some(*evidence).filter(|evidence| evidence.has_small_names()),
        Gathered::Own(_) => None,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        if !page.may_name(at) {
            if let Some(evidence) = spelled_small {
                found.extend(small(page, evidence, at));
            }
            at += 1;
            continue;
        }
        if judge.only_opens(at) {
            at += 1;
            continue;
        }
        let pieces = page.run(at);
        if pieces.is_empty() {
            at += 1;
            continue;
        }
        let judged = judge.names(&pieces);
        let next = pieces.last().map_or(at + 1, |last| last.to);
        at = judged.last().map_or(next, |last| last.to.max(next)).max(at + 1);
        found.extend(judged.iter().filter_map(|name| mention(page, name)));
    }
    let placed = dateline(page.text);
    found
        .iter_mut()
        .filter(|name| name.span.end <= placed && name.kind != NameKind::Publication)
        .for_each(|name| name.kind = NameKind::Place);
    found
}

/// The word in small letters at `at`, where the document treats it as a name.
fn small(page: &Page, evidence: &Evidence, at: usize) -> Option<NameMention> {
    if page.shape(at) != Some(Shape::Lower) || !evidence.is_spelled_small(page.word(at)) {
        return None;
    }
    let joined = |touches: bool, mark: usize| touches && matches!(page.word(mark), "-" | "_" | "/" | "." | "@" | "=" | ":" | "#");
    let before = at.checked_sub(1).is_some_and(|mark| joined(page.touched(at), mark));
    // A stop ends its sentence, and is no part of an address.
    let behind = joined(page.touches(at), at + 1) && (page.word(at + 1) != "." || page.touches(at + 1));
    let token = page.tokens.get(at).filter(|_| !before && !behind)?;
    let name = Judged { from: at, to: at + 1, kind: NameKind::Product, known: false };
    Some(NameMention {
        span: TextSpan::new(token.start(), token.end()),
        kind: NameKind::Product,
        known: false,
        version: version(page, &name),
    })
}

/// Where the place and date end that stand before the first words of a report: "STOCKHOLM, Feb. 7, 2025 /PRNewswire/ -- Saab …"; zero where there are none.
fn dateline(text: &str) -> usize {
    const LONGEST: usize = 160;
    const MONTHS: &[&str] = &[
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const ENDS: &[&str] = &[" -- ", "-- ", " – ", " — ", " - ", " -", "/ "];
    let begun = text.find(char::is_alphanumeric).filter(|begun| *begun < 4).unwrap_or_default();
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let first = head[begun..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if first.len() < 3 || !first.chars().all(char::is_uppercase) {
        return 0;
    }
    // "OSLO--(ACME WIRE)--Acme Corp."
    if let Some(open) = head.find("--(")
        && let Some(close) = head[open..].find(")--")
    {
        return open + close + ")--".len();
    }
    // "BUDAPEST — Solar panels"
    let alone = begun + first.len();
    if lexicon::is_place(first) && [" -- ", " – ", " — "].iter().any(|mark| head[alone..].starts_with(mark)) {
        return alone;
    }
    let end = |from: usize| ENDS.iter().filter_map(|mark| head[from..].find(mark).map(|at| from + at)).min();
    let mut start = begun;
    for word in head[begun..].split_inclusive([' ', '/']) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if MONTHS.contains(&bare) && start > begun {
            return end(start).unwrap_or(start);
        }
        // "LONDON (Reuters) - "
        if word.starts_with('(') && word.trim_end().ends_with(')') && start > begun {
            return end(start).filter(|end| *end <= start + word.len()).unwrap_or(0);
        }
        // "[ACCESS Newswire](https://…)"
        let linked = word.contains("http") || word.contains("www.") || word.starts_with(['[', '(']);
        if bare.starts_with(char::is_lowercase) && !linked {
            return 0;
        }
        start += word.len();
    }
    0
}

fn mention(page: &Page, name: &Judged) -> Option<NameMention> {
    let (first, last) = (page.tokens.get(name.from)?, page.tokens.get(name.to.checked_sub(1)?)?);
    Some(NameMention {
        span: TextSpan::new(first.start(), last.end()),
        kind: name.kind,
        known: name.known,
        version: version(page, name),
    })
}

/// "3.4" after "Spring Boot": a dotted number after a name, or a small one after a product, that counts nothing.
fn version(page: &Page, name: &Judged) -> Option<TextSpan> {
    let at = name.to + usize::from(page.word(name.to) == "v" && page.touches(name.to));
    let start = page.tokens.get(at).filter(|token| token.shape == Shape::Number)?.start();
    let mut last = at;
    while page.word(last + 1) == "."
        && page.touches(last)
        && page.touches(last + 1)
        && page.shape(last + 2) == Some(Shape::Number)
    {
        last += 2;
    }
    let dotted = last > at;
    let small = page.word(at).len() < 3 && name.known && name.kind == NameKind::Product;
    let next = page.word(last + 1);
    let counts = matches!(
        next,
        "%" | "x" | "×" | "percent" | "million" | "billion" | "thousand" | "trillion" | "times" | "-" | "/" | "–" | "+"
    );
    // "Python 3.14+": that version or a later one.
    let onward = dotted && next == "+" && page.touches(last) && name.known && name.kind == NameKind::Product;
    let counts = counts && !(onward && page.shape(last + 2) != Some(Shape::Number));
    // "9,000" is no version, and in "9, 10 and 11" the first is.
    let counts = counts || next == "," && page.touches(last + 1);
    let noun = !dotted
        && page.shape(last + 1) == Some(Shape::Lower)
        && next.ends_with('s')
        && !matches!(next, "is" | "was" | "has" | "runs" | "adds" | "as");
    ((dotted || small) && !counts && !noun && !page.touched(at)).then(|| TextSpan::new(start, page.tokens[last].end()))
}
