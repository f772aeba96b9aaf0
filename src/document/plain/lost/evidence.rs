//! What speaks for a run of lines being a table, and what against.
//!
//! Comes in: a header line and rows with their figures lined up. Goes out: points. Nothing here decides how the columns run.

use super::align::{Template, agreement};
use super::figure::Kind;
use super::header::Header;
use super::layout::{Aligned, Arrangement};
use super::row::Row;
use crate::document::plain::shape;

/// So many points make a table.
pub(super) const ENOUGH: i32 = 4;

/// Verbs of sentences, as they stand in lower case behind their subject.
const VERBS: &[&str] = &[
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
    "can",
    "could",
    "may",
    "might",
    "should",
    "must",
    "do",
    "does",
    "did",
    "grew",
    "rose",
    "fell",
    "grows",
    "rises",
    "falls",
    "increased",
    "decreased",
    "declined",
    "dropped",
    "climbed",
    "jumped",
    "surged",
    "reached",
    "hit",
    "cut",
    "doubled",
    "tripled",
    "said",
    "says",
    "told",
    "reported",
    "announced",
    "raised",
    "earn",
    "earns",
    "earned",
    "use",
    "uses",
    "used",
    "expect",
    "expects",
    "expected",
    "plan",
    "plans",
    "spend",
    "spends",
    "spent",
    "paid",
    "pays",
    "pay",
    "want",
    "wants",
    "need",
    "needs",
    "remains",
    "remained",
    "became",
    "became",
    "makes",
    "made",
    "took",
    "takes",
    "gave",
    "gives",
    "won",
    "lost",
    "led",
    "leads",
    "works",
    "worked",
    "runs",
    "ran",
    "handles",
    "handled",
    "accounts",
    "accounted",
    "represents",
    "shows",
    "showed",
    "found",
    "finds",
    "believe",
    "believes",
    "think",
    "thinks",
    "prefer",
    "prefers",
    "plan",
    "switched",
    "moved",
    "adopted",
    "launched",
    "added",
    "improved",
    "saved",
    "saves",
    "that",
    "which",
    "who",
    "because",
    "although",
    "when",
    "while",
    "it",
    "they",
    "we",
    "you",
    "i",
    "he",
    "she",
];

/// How many line ends of the rows look like the breaks of running text.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineEnds {
    /// As if a margin had broken the line.
    pub(super) soft: usize,
    /// In the middle of a sentence, which goes on in small letters.
    pub(super) open: usize,
}

/// Points for and against.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    points: i32,
}

impl Evidence {
    /// The sum.
    pub(super) fn points(&self) -> i32 {
        self.points
    }

    /// What the header line says.
    pub(super) fn of_header(
        row: &Row<'_>,
        line: &str,
        header: &Header<'_, '_>,
        arrangement: &Arrangement,
        template: &Template,
    ) -> Self {
        let title = shape::is_title_case(line);
        let found = arrangement.header.as_ref();
        let matches = found.map_or(0, |found| found.matches.min(2));
        let mut points = i32::try_from(matches).unwrap_or(0);
        points += i32::from(title) + i32::from(title && header.len() >= 4);
        points -= 2 * i32::from(found.is_some_and(|found| found.score < -60));
        points -= 2 * i32::from(has_verb(row) || line.contains([';', '?', '!']) || header.len() > 30);
        let bare =
            template.columns.len() == 1 && matches!(template.columns[0].kind, Kind::Bare | Kind::Year | Kind::Date | Kind::Ratio);
        points -= 2 * i32::from(bare && matches == 0);
        Self { points }
    }

    /// What the rows and the ends of their lines say.
    pub(super) fn of_body(rows: &[Aligned<'_, '_>], template: &Template, ends: LineEnds) -> Self {
        let width = template.columns.len();
        let figures: Vec<_> = rows.iter().map(|row| row.figures.clone()).collect();
        let matched = figures.iter().filter(|row| row.iter().filter(|span| span.is_some()).count() * 2 > width).count();
        // Rows begin with names: lines that go on where the one above broke off are those of a paragraph, however well their figures line up.
        let running = ends.open * 3 > rows.len();
        if matched < 2 || matched * 2 < rows.len() || running {
            return Self { points: -100 };
        }
        let (down, along) = agreement(&figures, template);
        let agreed = down >= 75;
        let mut points = match width {
            _ if !(agreed || (along >= 75 && width > 1)) => 0,
            1 => 1,
            2 => 2,
            _ => 3,
        };
        points += i32::from(rows.len() >= 3) + i32::from(rows.len() >= 5);
        points -= against(rows, width);
        if ends.soft * 4 > rows.len() {
            points -= if width > 1 && agreed && ends.soft * 3 < rows.len() * 2 { 1 } else { 4 };
        }
        Self { points }
    }
}

/// Points against rows that read like prose.
fn against(rows: &[Aligned<'_, '_>], width: usize) -> i32 {
    let share = |count: usize, percent: usize| count * 100 > rows.len() * percent;
    let verbs = rows.iter().filter(|row| has_verb(row.row)).count();
    let lower = rows.iter().filter(|row| row.row.words[0].text.chars().all(|c| c.is_lowercase())).count();
    let prose = rows.iter().map(|row| row.row.lower_case_percent()).sum::<usize>() / rows.len().max(1);
    let labelled = rows.iter().filter(|row| row.row.words.iter().take(6).any(|word| word.text.ends_with(':'))).count();
    let mut points = 0;
    points += 4 * i32::from(share(verbs, 39));
    points += 2 * i32::from(share(lower, 49) && width == 1);
    points += 2 * i32::from(prose > 55 && width == 1);
    points += 4 * i32::from(share(labelled, 49));
    points
}

fn has_verb(row: &Row<'_>) -> bool {
    row.words.iter().filter(|word| !word.bracketed).any(|word| VERBS.contains(&word.text.trim_end_matches(',')))
}

/// Whether every row is a short name and one figure: "Employees 1,200".
pub(super) fn is_list_of_pairs(rows: &[Aligned<'_, '_>]) -> bool {
    rows.iter().all(|row| {
        let Some(Some(span)) = row.figures.first() else { return false };
        let behind = row.row.words[span.to..].iter().filter(|word| !word.bracketed).count();
        (1..=5).contains(&span.from) && behind == 0
    })
}
