//! What a claim is recognised by after an edit: its figure, the words of its quote, the words around it, its headings, its cell.
//!
//! Comes in: a claim. Goes out: [`Features`], in which markup, typographic marks, letter case and line breaks do not count any more, so that
//! an article reads the same in Markdown and in HTML. Deciding is done elsewhere.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use ecow::EcoString;

use super::normalise;
use crate::claim::{Claim, Kind};
use crate::mention::quantity::Direction;

/// Words beyond this many of one quote are not looked at.
const TOKENS_MAX: usize = 120;

/// Names beyond this many of one quote are not looked at: they are compared letter by letter.
const NAMES_MAX: usize = 24;

/// How many words on either side of a quote count.
const CONTEXT_TOKENS: usize = 4;

/// Two spellings that are at least so alike are one word with a slip.
const SLIP: f64 = 0.75;

/// A claim, as matching sees it.
#[derive(Debug, Clone)]
pub(super) struct Features {
    /// Value, unit and comparator; of a claim without a figure, what sort of claim it is.
    pub figure: u64,
    pub direction: Option<Direction>,
    /// The words of the quote.
    pub words: u64,
    /// Those of the quote, or of a cell's headers, without the words of the figure: sorted, each once.
    pub tokens: Vec<u64>,
    /// The quote without any number and without the words of the figure.
    pub frame: u64,
    pub before: Vec<u64>,
    pub after: Vec<u64>,
    /// All headings above it but the one above everything.
    pub section: u64,
    /// The innermost of them; 0 for none.
    pub heading: u64,
    /// Headers of its cell; 0 for prose.
    pub cell: u64,
    pub subject: Vec<String>,
    pub metric: Vec<String>,
    /// Names in the quote; for a cell every word of its headers.
    pub names: Vec<String>,
    pub time: Option<EcoString>,
    pub kind: Kind,
    pub unit: u64,
    /// Where it stands in the article, from 0 to 1.
    pub at: f64,
    /// Its number among claims with the same quote and the same figure.
    pub nth: usize,
}

impl Features {
    /// Whether the quote alone says what the claim is about: by enough words, or by the headers of a cell.
    pub fn is_weighty(&self) -> bool {
        self.tokens.len() >= 4 || self.cell != 0 && self.tokens.len() >= 2
    }

    /// Whether the quote says what the claim is about even under another heading: by enough words, or by its subject and something besides.
    pub fn speaks_for_itself(&self) -> bool {
        self.is_weighty() || self.tokens.len() >= 2 && self.names_its_subject()
    }

    /// What claims under the same key share; the same parts give the same key.
    pub fn key(&self, parts: &[u64]) -> u64 {
        hashed(&(self.figure, parts))
    }

    /// The subject as a part of a key.
    pub fn subject_key(&self) -> u64 {
        hashed(&self.subject)
    }

    /// The words just before and just after as parts of a key.
    pub fn context_keys(&self) -> [u64; 2] {
        [hashed(&self.before), hashed(&self.after)]
    }

    /// Whether the two speak of different things, however alike their words are: one rises and the other falls, they hold for different
    /// times, their subjects have nothing in common, or a name has given way to another.
    pub fn contradicts(&self, other: &Self) -> bool {
        let turned = matches!((self.direction, other.direction), (Some(one), Some(another)) if one != another);
        let retimed = matches!((&self.time, &other.time), (Some(one), Some(another)) if one != another);
        turned || retimed || self.is_about_another_thing_than(other)
    }

    /// Whether subject or names say that the two are about different things.
    pub fn is_about_another_thing_than(&self, other: &Self) -> bool {
        let strangers = !self.subject.is_empty() && !other.subject.is_empty() && !shares(&self.subject, &other.subject);
        let from_elsewhere =
            !self.names_its_subject() && !other.names_its_subject() && likeness(&self.tokens, &other.tokens) >= 0.8;
        strangers && !from_elsewhere || !contains(&other.names, &self.names) && !contains(&self.names, &other.names)
    }

    /// Whether the subject stands in the quote, rather than having been found in the words around it.
    fn names_its_subject(&self) -> bool {
        self.subject.iter().any(|word| self.tokens.binary_search(&hashed(word)).is_ok())
    }

    /// Whether what is measured has no word in common, where both say it.
    pub fn measures_another_thing_than(&self, other: &Self) -> bool {
        !self.metric.is_empty() && !other.metric.is_empty() && !shares(&self.metric, &other.metric)
    }
}

/// The features of all claims of one reading of an article, in reading order.
pub(super) fn of_all<'c>(claims: impl Iterator<Item = &'c Claim> + Clone) -> Vec<Features> {
    let root = common_root(claims.clone());
    let count = claims.clone().count().max(1) as f64;
    let mut seen: HashSet<(u64, usize, usize)> = HashSet::new();
    let features = claims.enumerate().map(|(at, claim)| {
        let mut features = of(claim, root.as_deref());
        features.at = at as f64 / count;
        let place = claim.quote.span.start;
        while !seen.insert((features.figure, place, features.nth)) {
            features.nth += 1;
        }
        features
    });
    features.collect()
}

/// The heading that everything with a heading stands under: mostly the title, which says nothing about a place.
fn common_root<'c>(mut claims: impl Iterator<Item = &'c Claim>) -> Option<String> {
    let first = claims.find_map(|claim| claim.section.first())?;
    claims.all(|claim| claim.section.first().is_none_or(|heading| heading == first)).then(|| first.clone())
}

fn of(claim: &Claim, root: Option<&str>) -> Features {
    let words = tokens(claim.quote.words());
    let surface = claim.quantity.as_ref().map(|figure| tokens(&figure.surface)).unwrap_or_default();
    let cell = claim.cell.as_ref().map(|cell| {
        let headers = cell.row_header.iter().chain(&cell.column_headers);
        headers.flat_map(|header| tokens(header)).collect::<Vec<_>>()
    });
    let told: &[String] = cell.as_deref().unwrap_or(&words);
    let mut content: Vec<u64> = told.iter().filter(|word| cell.is_some() || !surface.contains(word)).map(hashed).collect();
    content.sort_unstable();
    content.dedup();
    let frame: Vec<&String> =
        words.iter().filter(|word| !surface.contains(word) && !word.contains(|c: char| c.is_ascii_digit())).collect();
    let section: Vec<Vec<String>> = claim
        .section
        .iter()
        .skip(usize::from(claim.section.first().map(String::as_str) == root))
        .map(|heading| tokens(heading))
        .collect();
    let optional = |words: Option<&str>| words.map(tokens).unwrap_or_default();
    Features {
        figure: figure_key(claim),
        direction: claim.quantity.as_ref().and_then(|figure| figure.quantity.direction),
        words: hashed(&words),
        frame: hashed(&frame),
        tokens: content,
        before: context(claim.quote.prefix(), true),
        after: context(claim.quote.suffix(), false),
        heading: section.last().map_or(0, hashed),
        section: hashed(&section),
        names: cell.clone().unwrap_or_else(|| names(claim.quote.words())).into_iter().take(NAMES_MAX).collect(),
        cell: cell.as_ref().map_or(0, hashed),
        subject: optional(claim.subject.as_deref()),
        metric: optional(claim.metric.as_deref()),
        time: claim.time.clone(),
        kind: claim.kind,
        unit: claim.quantity.as_ref().map_or(0, |figure| hashed(&figure.quantity.unit)),
        at: 0.0,
        nth: 0,
    }
}

/// Value, unit and comparator. A claim without a figure is a migration or an event, and keeps to its own sort.
pub(super) fn figure_key(claim: &Claim) -> u64 {
    match &claim.quantity {
        Some(figure) => {
            let quantity = &figure.quantity;
            let plain = |end: Option<rust_decimal::Decimal>| end.map(|end| end.normalize().to_string());
            hashed(&(plain(quantity.low), plain(quantity.high), &quantity.unit, quantity.comparator as u8))
        }
        None => hashed(&("no figure", claim.kind == Kind::Migration)),
    }
}

/// The words of a text, compared by letters and digits alone.
fn tokens(text: &str) -> Vec<String> {
    let plain = normalise(text);
    let pieces = plain.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '\'')));
    let words = pieces.map(|piece| piece.trim_matches(|c| matches!(c, '.' | ',' | '\'')).replace(',', ""));
    words.filter(|word| !word.is_empty()).take(TOKENS_MAX).collect()
}

/// Words that begin with a capital inside the sentence, or have capitals or digits inside.
fn names(words: &str) -> Vec<String> {
    let raw = words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\''))).filter(|word| !word.is_empty());
    let is_name = |at: usize, word: &str| {
        let mut chars = word.chars();
        let first = chars.next().is_some_and(char::is_uppercase);
        let inner = chars.clone().any(char::is_uppercase) && word.chars().any(char::is_alphabetic);
        inner || first && at > 0
    };
    let names = raw.enumerate().take(TOKENS_MAX).filter(|(at, word)| is_name(*at, word)).map(|(_, word)| word);
    names.flat_map(tokens).collect()
}

/// The nearest whole words of a prefix or suffix, tags left out.
fn context(text: &str, is_prefix: bool) -> Vec<u64> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    if let Some(end) = rest.find('>').filter(|end| !rest[..*end].contains('<')) {
        rest = &rest[end + 1..];
    }
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        plain.push(' ');
        rest = rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
    }
    plain.push_str(rest);
    let words = tokens(&plain);
    // The outermost word may have been cut.
    let whole = match (is_prefix, words.len()) {
        (_, 0) => &words[..],
        (true, _) => &words[1..],
        (false, count) => &words[..count - 1],
    };
    let near =
        if is_prefix { &whole[whole.len().saturating_sub(CONTEXT_TOKENS)..] } else { &whole[..whole.len().min(CONTEXT_TOKENS)] };
    near.iter().map(hashed).collect()
}

/// How alike two sorted sets of words are, from 0 to 1. Words that are all contained in a longer text, as after a sentence was joined to
/// another, are nearly alike.
pub(super) fn likeness(one: &[u64], other: &[u64]) -> f64 {
    let (mut a, mut b, mut common) = (0, 0, 0usize);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        common += usize::from(left == right);
        a += usize::from(left <= right);
        b += usize::from(right <= left);
    }
    let (smaller, both) = (one.len().min(other.len()), one.len() + other.len());
    if smaller == 0 {
        return 0.0;
    }
    let contained = if smaller >= 3 { 0.85 * common as f64 / smaller as f64 } else { 0.0 };
    (2.0 * common as f64 / both as f64).max(contained)
}

/// How alike the words on one side are, from 0 to 1; a half where one of the two says nothing.
pub(super) fn context_likeness(one: &[u64], other: &[u64]) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.5;
    }
    let common = one.iter().filter(|word| other.contains(word)).count();
    common as f64 / one.len().min(other.len()) as f64
}

/// Whether a word of one is a word of the other, a slip of the pen allowed.
fn shares(one: &[String], other: &[String]) -> bool {
    one.iter().any(|word| has(other, word))
}

/// Whether `all` has every word of `some`.
fn contains(all: &[String], some: &[String]) -> bool {
    some.iter().all(|word| has(all, word))
}

fn has(words: &[String], wanted: &str) -> bool {
    words.iter().any(|word| word == wanted)
        || words
            .iter()
            .any(|word| word.len() > 3 && strsim::normalized_damerau_levenshtein(word, wanted) >= SLIP && !is_number(word))
}

fn is_number(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// A number that stands for a value within one run of the program.
pub(super) fn hashed(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
