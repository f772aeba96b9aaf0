//! Which fields of a prediction are right, beside the annotator's claim at the same place.
//!
//! Comes in: two [`Item`]s and the names of the whole gold file. Goes out: a [`Verdict`].

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::item::{Item, Readings};
use super::name::{STOP, same_name, share_in, words};
use super::unit;

/// What is right; `text` is judged for claims that were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    pub value: bool,
    pub unit: bool,
    pub kind: bool,
    pub subject: bool,
    pub metric: bool,
    pub approximate: bool,
    pub time: bool,
    pub attribution: bool,
    pub modality: bool,
    pub from: bool,
    pub to: bool,
    pub text: bool,
}

/// The names that the gold file gives, against which a wrong name may be nearer.
pub(super) struct Names {
    subjects: BTreeSet<String>,
    metrics: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Names {
    pub(super) fn of(gold: &[Item]) -> Self {
        let names = |field: fn(&Item) -> &Readings| {
            gold.iter().flat_map(field).flatten().filter(|name| !name.is_empty()).cloned().collect()
        };
        Self { subjects: names(|item| &item.subject), metrics: names(|item| &item.metric), targets: names(|item| &item.to) }
    }
}

/// Whether the prediction stands where the gold claim stands: over half of it, itself not much longer.
pub(super) fn fits(gold: &Item, got: &Item) -> bool {
    let length = gold.end - gold.start;
    let common = gold.end.min(got.end).saturating_sub(gold.start.max(got.start));
    let widest = if gold.event { 4 * length + 80 } else { 3 * length + 24 };
    gold.event == got.event && 2 * common >= length && got.end - got.start <= widest
}

pub(super) fn judge(gold: &Item, got: &Item, names: &Names) -> Verdict {
    Verdict {
        value: close(gold.ends.0, got.ends.0) && close(gold.ends.1, got.ends.1),
        unit: any(&gold.unit, &got.unit, |gold, got| unit::same(gold.unwrap_or_default(), got.unwrap_or_default())),
        kind: any(&gold.kind, &got.kind, |gold, got| gold == got),
        subject: named(&gold.subject, &got.subject, &names.subjects),
        metric: named(&gold.metric, &got.metric, &names.metrics),
        approximate: gold.approximate == got.approximate,
        time: any(&gold.time, &got.time, same_time),
        attribution: any(&gold.attribution, &got.attribution, |gold, got| same_name(gold, got, &[])),
        modality: any(&gold.modality, &got.modality, |gold, got| gold == got),
        from: any(&gold.from, &got.from, |gold, got| same_name(gold, got, &[])),
        to: named(&gold.to, &got.to, &names.targets),
        text: false,
    }
}

/// Whether one of the readings of the gold field is the predicted one.
fn any(gold: &Readings, got: &Readings, same: impl Fn(Option<&str>, Option<&str>) -> bool) -> bool {
    let got = got.first().and_then(Option::as_deref);
    gold.iter().any(|gold| same(gold.as_deref(), got))
}

fn named(gold: &Readings, got: &Readings, all: &BTreeSet<String>) -> bool {
    let own = |name: &&String| gold.iter().flatten().any(|own| own == *name);
    let others: Vec<&str> = all.iter().filter(|name| !own(name)).map(String::as_str).collect();
    any(gold, got, |gold, got| same_name(gold, got, &others))
}

/// Equal numbers; thirds and the like may be rounded.
fn close(gold: Option<f64>, got: Option<f64>) -> bool {
    let (Some(gold), Some(got)) = (gold, got) else { return gold.is_none() && got.is_none() };
    let difference = (gold - got).abs();
    let rounded = || format!("{gold:.4}").parse::<f64>().is_ok_and(|rounded| rounded != gold);
    difference <= 1e-9 * gold.abs().max(got.abs()) || difference <= 0.005 && rounded()
}

static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d{4}").expect("the pattern is sound"));
static PART: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"-(?:Q\d|\d\d)").expect("the pattern is sound"));
static DIGITS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+").expect("the pattern is sound"));

/// The same years, and the same month or quarter where both name one.
fn same_time(gold: Option<&str>, got: Option<&str>) -> bool {
    let (gold, got) = (gold.unwrap_or_default(), got.unwrap_or_default());
    let part = |time| PART.find(time).map(|found| found.as_str());
    let years = YEAR.find_iter(gold).map(|year| year.as_str()).eq(YEAR.find_iter(got).map(|year| year.as_str()));
    years && part(gold).zip(part(got)).is_none_or(|(gold, got)| gold == got)
}

/// Words that cannot open a wording, for they point at something said before.
const POINTING: &[&str] = &[
    "it", "its", "they", "their", "this", "that", "these", "those", "he", "she", "his", "her", "we", "our", "such", "both",
    "which", "who",
];

/// Words that any wording may take from anywhere.
const SMALL: &[&str] = &[
    "a",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "will",
    "would",
    "as",
    "from",
    "than",
    "that",
    "which",
    "who",
    "it",
    "not",
    "no",
    "or",
    "about",
    "over",
    "under",
    "up",
    "down",
    "more",
    "less",
    "most",
    "least",
    "between",
    "around",
    "nearly",
    "approximately",
    "according",
    "said",
    "says",
    "reported",
    "did",
    "does",
    "do",
    "when",
    "where",
];

/// Whether a wording stands alone: names the subject, holds the figure, opens with no pronoun, takes nine in ten of its words from the article.
pub(super) fn stands_alone(got: &Item, article: &HashSet<String>) -> bool {
    let Some(text) = &got.text else { return true };
    let mine = words(text);
    let small = |word: &str| SMALL.contains(&word) || STOP.contains(&word);
    let content: Vec<&String> = mine.iter().filter(|word| !small(word) && !word.starts_with(|c: char| c.is_numeric())).collect();
    let known = content.iter().filter(|word| article.contains(word.as_str())).count();
    let opening: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>().to_lowercase();
    let figure = got.event || DIGITS.find_iter(&got.quote).all(|digits| text.contains(digits.as_str()));
    !mine.is_empty()
        && !POINTING.contains(&opening.as_str())
        && share_in(got.subject.first().and_then(Option::as_deref), text) >= 0.5
        && figure
        && known as f64 >= 0.9 * content.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_or_rounded_thirds() {
        assert!(close(Some(33.333_333), Some(33.33)) && !close(Some(33.33), Some(33.333)));
        assert!(close(None, None) && !close(None, Some(1.0)));
        assert!(close(Some(15.7e9), Some(15_700_000_000.0)));
    }

    #[test]
    fn times_agree_where_both_are_as_exact() {
        let same = |gold, got| same_time(Some(gold), Some(got));
        assert!(same("2026", "2026-02") && same("2026-Q1", "2026-Q1") && same_time(None, None));
        assert!(!same("2026-Q1", "2026-Q2") && !same("2024/2026", "2026") && !same_time(None, Some("2026")));
    }
}
