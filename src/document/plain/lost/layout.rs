//! Which columns a table that lost them has.
//!
//! Comes in: a header line, rows, and their figures lined up. Goes out: the arrangement of name, text and figure columns that header
//! and rows agree on best, with the words of every cell.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::align::Template;
use super::cohesion::Cohesion;
use super::header::{Content, Distribution, Header};
use super::row::{Row, Span};
use super::split::{Hints, split};

/// A body row: its words, and which figure fills which column.
pub(super) struct Aligned<'r, 't> {
    pub(super) row: &'r Row<'t>,
    pub(super) figures: Vec<Option<Span>>,
}

/// One way to arrange the columns, with every cell's words.
pub(super) struct Arrangement {
    /// What fills each column.
    pub(super) columns: Vec<Content>,
    /// The header's words by column.
    pub(super) header: Option<Distribution>,
    /// For each body row the words of each column; a row that only names a group has one cell.
    pub(super) rows: Vec<Vec<Range<usize>>>,
}

/// How many columns of words stand in each gap between the figures; the first gap's include the name.
type Gaps = Vec<usize>;

/// The best arrangement; `None` where the header has too few words for the columns.
pub(super) fn arrange(
    header: Option<&Header<'_, '_>>,
    body: &[Aligned<'_, '_>],
    template: &Template,
    transposed: bool,
    cohesion: &Cohesion,
) -> Option<Arrangement> {
    let stretches = Stretches::measure(body, template.columns.len());
    let contents: Vec<Content> =
        template.columns.iter().map(|column| if transposed { Content::Mixed } else { Content::Figures(column.kind) }).collect();
    let Some(header) = header else {
        let gaps: Gaps = stretches.gaps.iter().map(|gap| usize::from(gap.filled)).collect();
        return Some(Arrangement {
            columns: columns(&gaps, &contents),
            header: None,
            rows: cells(body, &gaps, cohesion, &stretches).0,
        });
    };
    let mut best: Option<(i32, Gaps, Distribution)> = None;
    for gaps in stretches.candidates() {
        let columns = columns(&gaps, &contents);
        let Some(distribution) = header.distribute(&columns) else { continue };
        let borders = if gaps.iter().any(|parts| *parts > 1) { cells(body, &gaps, cohesion, &stretches).1 } else { 0 };
        let score = distribution.score + borders / 2;
        if best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, gaps, distribution));
        }
    }
    let (score, gaps, mut distribution) = best?;
    distribution.score = score;
    Some(Arrangement {
        columns: columns(&gaps, &contents),
        header: Some(distribution),
        rows: cells(body, &gaps, cohesion, &stretches).0,
    })
}

fn columns(gaps: &Gaps, contents: &[Content]) -> Vec<Content> {
    let mut columns = Vec::new();
    for (at, parts) in gaps.iter().enumerate() {
        for part in 0..*parts {
            columns.push(if at == 0 && part == 0 { Content::Name } else { Content::Text });
        }
        columns.extend(contents.get(at));
    }
    columns
}

/// The words between the figures, over all rows.
struct Stretches {
    gaps: Vec<Stretch>,
}

struct Stretch {
    /// Whether most rows have words here that belong to no figure.
    filled: bool,
    /// Mean number of words where there are any.
    words: usize,
    /// The commonest number of words.
    usual: usize,
}

impl Stretches {
    fn measure(body: &[Aligned<'_, '_>], figures: usize) -> Self {
        let complete: Vec<&Aligned<'_, '_>> = body.iter().filter(|row| row.figures.iter().all(Option::is_some)).collect();
        let gaps = (0..=figures)
            .map(|at| {
                let stretches: Vec<Range<usize>> = complete.iter().map(|row| row.free_words(at)).collect();
                let filled: Vec<&Range<usize>> = stretches.iter().filter(|range| !range.is_empty()).collect();
                let lower = complete.iter().zip(&stretches).filter(|(row, range)| row.continues_figure(at, range)).count();
                let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
                for range in &filled {
                    *counts.entry(range.len()).or_default() += 1;
                }
                let most = counts.values().copied().max().unwrap_or(0);
                Stretch {
                    filled: filled.len() * 2 >= stretches.len().max(1) && (at == 0 || lower * 3 < filled.len().max(1)),
                    words: (filled.iter().map(|range| range.len()).sum::<usize>()).checked_div(filled.len()).unwrap_or(0),
                    usual: counts.into_iter().find(|(_, count)| *count == most).map_or(0, |(len, _)| len),
                }
            })
            .collect();
        Self { gaps }
    }

    /// All numbers of word columns worth trying.
    fn candidates(&self) -> Vec<Gaps> {
        let last = self.gaps.len() - 1;
        let mut all: Vec<Gaps> = vec![Vec::new()];
        for (at, gap) in self.gaps.iter().enumerate() {
            let most = match () {
                () if !gap.filled => 0,
                () if at == 0 || at == last => 1 + (gap.words.saturating_sub(1) / 2).min(if at == 0 { 3 } else { 2 }),
                () => 1 + (gap.words / 3).min(1),
            };
            let least = usize::from(gap.filled);
            all = all
                .into_iter()
                .flat_map(|gaps| {
                    (least..=most).map(move |parts| {
                        let mut longer = gaps.clone();
                        longer.push(parts);
                        longer
                    })
                })
                .take(64)
                .collect();
        }
        all
    }
}

impl Aligned<'_, '_> {
    /// The words of the gap before figure `at` (behind the last for the last gap).
    fn gap(&self, at: usize) -> Range<usize> {
        let from = self.figures[..at].iter().rev().find_map(|span| span.map(|span| span.to)).unwrap_or(0);
        let to = self.figures[at..].iter().find_map(|span| span.map(|span| span.from)).unwrap_or(self.row.words.len());
        from..to.max(from)
    }

    /// The same without the bracketed words that explain the figure before.
    fn free_words(&self, at: usize) -> Range<usize> {
        let gap = self.gap(at);
        if at == 0 {
            return gap;
        }
        let explained = self.row.words[gap.clone()].iter().take_while(|word| word.bracketed).count();
        gap.start + explained..gap.end
    }

    /// Whether the words behind a figure go on with it: "60% fewer errors".
    fn continues_figure(&self, at: usize, range: &Range<usize>) -> bool {
        at > 0
            && self.row.words[range.clone()]
                .first()
                .is_some_and(|word| word.text.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';')))
    }
}

/// The words of every cell, and how clear the borders between words are, in hundredths.
fn cells(body: &[Aligned<'_, '_>], gaps: &Gaps, cohesion: &Cohesion, stretches: &Stretches) -> (Vec<Vec<Range<usize>>>, i32) {
    let hints: Vec<Hints<'_>> = (0..gaps.len()).map(|at| hints(body, at, cohesion, stretches)).collect();
    let (mut total, mut judged) = (0, 0);
    let rows = body
        .iter()
        .map(|row| {
            if row.figures.iter().all(Option::is_none) {
                return row_without_figures(row, gaps, &hints[0]);
            }
            let mut cells = Vec::new();
            for (at, parts) in gaps.iter().enumerate() {
                let free = row.free_words(at);
                let absent = at > 0 && row.figures[at - 1].is_none();
                if at > 0 {
                    let span = row.figures[at - 1];
                    let end = if *parts == 0 { free.end } else { free.start };
                    cells.push(span.map_or(free.start..free.start, |span| span.from..end.max(span.to)));
                }
                if *parts == 0 {
                    continue;
                }
                let (mut ranges, score) =
                    if absent { (Vec::new(), 0) } else { split(&row.row.words, free.clone(), *parts, &hints[at]) };
                if *parts > 1 && !absent {
                    total += score.clamp(-200, 200);
                    judged += 1;
                }
                ranges.resize(*parts, free.end..free.end);
                cells.extend(ranges);
            }
            cells
        })
        .collect();
    (rows, total / judged.max(1))
}

/// A row of words alone: the name of a group, or words in every column.
fn row_without_figures(row: &Aligned<'_, '_>, gaps: &Gaps, hints: &Hints<'_>) -> Vec<Range<usize>> {
    let count = gaps.iter().sum::<usize>() + row.figures.len();
    let words = row.row.words.len();
    if words <= 3 || words < count {
        return std::iter::once(0..words).collect();
    }
    let (mut ranges, _) = split(&row.row.words, 0..words, count, hints);
    ranges.resize(count, words..words);
    ranges
}

fn hints<'h>(body: &'h [Aligned<'_, '_>], at: usize, cohesion: &'h Cohesion, stretches: &Stretches) -> Hints<'h> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut inner: BTreeMap<&str, usize> = BTreeMap::new();
    for row in body {
        let words = &row.row.words[row.free_words(at)];
        for (place, word) in words.iter().enumerate() {
            let counts = if place == 0 { &mut first } else { &mut inner };
            *counts.entry(word.text).or_default() += usize::from(word.text.starts_with(char::is_uppercase));
        }
    }
    let often = |counts: BTreeMap<&'h str, usize>| -> HashSet<&'h str> {
        counts.into_iter().filter(|(_, count)| *count > 1).map(|(word, _)| word).collect()
    };
    let gap = &stretches.gaps[at];
    let first_len = (at == 0 && gap.usual > 0 && gap.usual <= 4).then_some(gap.usual);
    Hints { cohesion, openers: if at == 0 { HashSet::new() } else { often(first) }, repeated: often(inner), first_len }
}
