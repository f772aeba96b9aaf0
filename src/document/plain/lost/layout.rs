//! Which columns a table that lost them has.
//!
//! Comes in: a header line, rows, and their figures lined up. Goes out: the arrangement of name, text and figure columns that header
//! and rows agree on best, with the words of every cell.

use std::collections::BTreeMap;
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
        let score = distribution.merit + borders / 2;
        if best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, gaps, distribution));
        }
    }
    let (_, gaps, distribution) = best?;
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
                () if at == 0 => 1 + (gap.words / 2).min(3),
                () if at == last => 1 + (gap.words.saturating_sub(1) / 2).min(2),
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

    /// Where the words before the first figure leave the name and lead over to the figure: "Cloud Fit | Sub-second start, <100MB". Names
    /// are `usual` words long.
    fn lead_in(&self, usual: Option<usize>) -> Option<usize> {
        let usual = usual?;
        let free = self.free_words(0);
        let word = self.row.words[free.clone()].get(usual)?;
        let opens = free.len() >= usual + 2
            && word.text.starts_with(char::is_uppercase)
            && !self.row.words[usual - 1].text.ends_with(',');
        (opens && self.figures.first().is_some_and(Option::is_some)).then_some(usual)
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
    let hints: Vec<Hints<'_>> = (0..gaps.len()).map(|at| hints(body, at, gaps, cohesion, stretches)).collect();
    let (mut total, mut judged) = (0, 0);
    let rows = body
        .iter()
        .map(|row| {
            if row.figures.iter().all(Option::is_none) {
                return row_without_figures(row, gaps, &hints[0]);
            }
            let lead_in = if gaps[0] == 1 { row.lead_in(hints[0].first_len) } else { None };
            let mut cells = Vec::new();
            for (at, parts) in gaps.iter().enumerate() {
                let free = row.free_words(at);
                let absent = at > 0 && row.figures[at - 1].is_none();
                if at > 0 {
                    let span = row.figures[at - 1];
                    let end = if *parts == 0 { free.end } else { free.start };
                    let from = if at == 1 { lead_in } else { None };
                    cells.push(span.map_or(free.start..free.start, |span| from.unwrap_or(span.from)..end.max(span.to)));
                }
                if *parts == 0 {
                    continue;
                }
                let free = if at == 0 { free.start..lead_in.unwrap_or(free.end) } else { free };
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

fn hints<'h>(body: &'h [Aligned<'_, '_>], at: usize, gaps: &Gaps, cohesion: &'h Cohesion, stretches: &Stretches) -> Hints<'h> {
    let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for row in body {
        let words = &row.row.words[row.free_words(at)];
        for (place, word) in words.iter().enumerate().filter(|(_, word)| word.text.starts_with(char::is_uppercase)) {
            *counts.entry((place, word.text)).or_default() += 1;
        }
    }
    let often: Vec<(usize, &str)> = counts.into_iter().filter(|(_, count)| *count > 1).map(|(word, _)| word).collect();
    let openers = often.iter().filter(|(place, _)| *place == 0 && at > 0).map(|(_, word)| *word).collect();
    let repeated = often.iter().filter(|(place, _)| *place > 0).copied().collect();
    let gap = &stretches.gaps[at];
    let first_len = (at == 0 && gaps[0] == 1 && gap.usual > 0 && gap.usual <= 4).then_some(gap.usual);
    Hints { cohesion, openers, repeated, first_len }
}
