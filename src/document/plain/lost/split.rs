//! Words of a row that fill several columns without a figure between them, parted.
//!
//! Comes in: the words, and how many columns they fill. Goes out: where each begins. Capitals after small letters, closing brackets,
//! the ends of lists and names known from elsewhere in the document tell.

use std::collections::HashSet;
use std::ops::Range;

use super::cohesion::Cohesion;
use super::row::Word;

const SMALL: &[&str] = &[
    "and", "or", "of", "for", "with", "in", "on", "at", "by", "to", "from", "the", "a", "an", "via", "per", "&", "+", "/", "vs",
    "vs.", "as", "is", "than", "into", "→", "=",
];
/// Verbs that open a cell: "Ensures longevity".
const VERBS: &[&str] = &[
    "powers",
    "ensures",
    "enables",
    "drives",
    "provides",
    "supports",
    "offers",
    "reduces",
    "improves",
    "handles",
    "dominates",
    "requires",
    "needs",
    "uses",
    "runs",
    "allows",
    "delivers",
    "lowers",
    "cuts",
    "boosts",
    "saves",
    "scales",
    "auto-scales",
    "accelerates",
    "simplifies",
    "adds",
    "creates",
    "replaces",
    "protects",
    "prevents",
    "includes",
    "covers",
    "keeps",
    "makes",
    "helps",
    "leads",
    "owns",
    "builds",
    "works",
    "lacks",
    "limits",
    "increases",
    "decreases",
    "integrates",
    "optimizes",
    "captures",
    "generates",
    "automates",
    "eliminates",
    "speeds",
    "shows",
    "gives",
    "takes",
    "brings",
    "connects",
    "manages",
    "tracks",
    "stores",
];
const FORBIDDEN: i32 = -10_000;

/// What is known of the columns besides the row's own words.
pub(super) struct Hints<'h> {
    /// Words that stand side by side elsewhere.
    pub(super) cohesion: &'h Cohesion,
    /// Words that open this stretch in several rows.
    pub(super) openers: HashSet<&'h str>,
    /// Words that several rows hold at the same place within this stretch.
    pub(super) repeated: HashSet<(usize, &'h str)>,
    /// How many words the first part has in most rows.
    pub(super) first_len: Option<usize>,
}

/// Parts `words[range]` in `parts`; fewer where there are too few words. With the parts, how clear their borders are.
pub(super) fn split(words: &[Word<'_>], range: Range<usize>, parts: usize, hints: &Hints<'_>) -> (Vec<Range<usize>>, i32) {
    let parts = parts.min(range.len());
    if parts <= 1 {
        return (vec![range], 0);
    }
    let borders: Vec<i32> =
        range.clone().map(|at| if at == range.start { 0 } else { border(words, range.start, at, hints) }).collect();
    let len = borders.len();
    // best[p][i]: the best sum with the p-th border at word i.
    let mut best = vec![vec![(FORBIDDEN * 10, 0_usize); len]; parts];
    best[0][0] = (0, 0);
    for part in 1..parts {
        let mut above = (FORBIDDEN * 10, 0);
        for at in part..len {
            let previous = best[part - 1][at - 1].0;
            if previous > above.0 {
                above = (previous, at - 1);
            }
            let first = if part == 1 { first_part(at, hints.first_len) } else { 0 };
            best[part][at] = (above.0 + borders[at] + first, above.1);
        }
    }
    // Of equals the leftmost border: the first columns are the short ones.
    let last = (parts - 1..len).rev().max_by_key(|at| best[parts - 1][*at].0).unwrap_or(len - 1);
    let score = best[parts - 1][last].0 / i32::try_from(parts - 1).unwrap_or(1);
    let mut starts = vec![last];
    for part in (1..parts).rev() {
        let at = starts[starts.len() - 1];
        starts.push(best[part][at].1);
    }
    starts.reverse();
    let ends = starts.iter().skip(1).copied().chain([len]);
    let ranges = starts.iter().zip(ends).map(|(start, end)| range.start + start..range.start + end).collect();
    (ranges, score)
}

fn first_part(len: usize, wanted: Option<usize>) -> i32 {
    let off = wanted.map_or_else(|| len.saturating_sub(3), |wanted| len.abs_diff(wanted));
    -50 * i32::try_from(off.min(10)).unwrap_or(10)
}

/// How well a border fits before word `at`, in hundredths.
fn border(words: &[Word<'_>], start: usize, at: usize, hints: &Hints<'_>) -> i32 {
    let (before, word) = (words[at - 1].text, words[at].text);
    if word.starts_with('(') || (words[at].bracketed && words[at - 1].bracketed && !before.ends_with(')')) {
        return FORBIDDEN;
    }
    if before.ends_with([',', '&', '/', '+', '-', ';']) || is_small(before) || is_small(word) {
        return -500;
    }
    if word.starts_with(char::is_lowercase) && !word.chars().any(char::is_uppercase) {
        return -500;
    }
    let label = word.len() == 1 && word.starts_with(char::is_alphabetic);
    let mut score = if label { -200 } else { 0 };
    if before.ends_with(')') {
        score += 150;
    } else if before.starts_with(char::is_lowercase) {
        // A figure behind a word in lower case mostly goes on with its phrase: "workloads surge 45%".
        score += if word.starts_with(|c: char| c.is_ascii_digit()) { -100 } else { 100 };
    }
    if before.len() == 1 && before.starts_with(char::is_alphabetic) {
        score += 60;
    }
    if hints.cohesion.binds(before, word) {
        score -= 120;
    }
    if words.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase) && !next.bracketed) {
        score += 50;
    }
    if words[start..at - 1].iter().rev().take(2).any(|earlier| earlier.text.ends_with(',')) {
        score += 40;
    }
    let verb = |word: &str| word.ends_with('s') && VERBS.contains(&word.to_lowercase().as_str());
    score += 60 * (i32::from(verb(word)) - i32::from(verb(before)));
    if at == start + 1 && hints.openers.contains(before) {
        score += 150;
    }
    if hints.repeated.contains(&(at - start, word)) {
        score += 80;
    }
    score
}

fn is_small(word: &str) -> bool {
    SMALL.contains(&word) || SMALL.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain::lost::row::words;

    fn parted(line: &str, parts: usize) -> Vec<String> {
        let cohesion = Cohesion::read("Red Hat\nRed Hat\nAWS Lambda\nAWS Lambda");
        let hints = Hints { cohesion: &cohesion, openers: HashSet::new(), repeated: HashSet::new(), first_len: None };
        let words = words(line);
        let ranges = split(&words, 0..words.len(), parts, &hints).0;
        ranges.into_iter().map(|range| words[range].iter().map(|word| word.text).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn lists_brackets_and_capitals_part_the_words() {
        assert_eq!(
            parted("Red Hat, IBM, Oracle Enterprise cloud-native pivot", 2),
            ["Red Hat, IBM, Oracle", "Enterprise cloud-native pivot"]
        );
        assert_eq!(parted("Azure storage Manual setup in regions", 2), ["Azure storage", "Manual setup in regions"]);
        assert_eq!(
            parted("Driver (2026) API velocity Transaction throughput", 3),
            ["Driver (2026)", "API velocity", "Transaction throughput"]
        );
        assert_eq!(parted("One", 3), ["One"]);
    }
}
