//! Figures of rows lined up in columns.
//!
//! Comes in: the figures of each row. Goes out: the columns that most rows share, and for each row which figure fills which. What
//! a row has beyond that is part of its text.

use std::collections::BTreeMap;

use super::figure::{Figure, Kind};
use super::row::Span;

/// At most this many rows are looked at to find the columns.
const SAMPLE: usize = 400;

/// The columns of figures that rows share.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pub(super) columns: Vec<Figure>,
}

impl Template {
    /// The columns that most of `rows` have; `None` where too few have any.
    pub(super) fn of(rows: &[Vec<Span>]) -> Option<Self> {
        let rows = &rows[..rows.len().min(SAMPLE)];
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            *counts.entry(row.len()).or_default() += 1;
        }
        let most = *counts.values().max()?;
        let width = *counts.iter().find(|(_, count)| **count == most)?.0;
        let columns = (0..width).map(|column| majority(rows, width, column)).collect();
        Some(Self { columns })
    }

    /// Which of the row's figures fills which column: the assignment in order whose kinds agree best.
    pub(super) fn align(&self, row: &[Span]) -> Vec<Option<Span>> {
        let (height, width) = (row.len(), self.columns.len());
        if height == width {
            return row.iter().copied().map(Some).collect();
        }
        let stride = width + 1;
        let mut best = vec![0_u32; (height + 1) * stride];
        for i in (0..height).rev() {
            for j in (0..width).rev() {
                let both = best[(i + 1) * stride + j + 1] + likeness(row[i].figure, self.columns[j]);
                best[i * stride + j] = both.max(best[(i + 1) * stride + j]).max(best[i * stride + j + 1]);
            }
        }
        let mut aligned = vec![None; width];
        let (mut i, mut j) = (0, 0);
        while i < height && j < width {
            let here = best[i * stride + j];
            // Of equals the later figure: a number too many mostly belongs to the row's name.
            if here == best[(i + 1) * stride + j] {
                i += 1;
            } else if here == best[(i + 1) * stride + j + 1] + likeness(row[i].figure, self.columns[j]) {
                aligned[j] = Some(row[i]);
                (i, j) = (i + 1, j + 1);
            } else {
                j += 1;
            }
        }
        aligned
    }
}

/// The commonest kind at `column` of the rows that have `width` figures; a missing value tells nothing.
fn majority(rows: &[Vec<Span>], width: usize, column: usize) -> Figure {
    let mut counts: BTreeMap<(Kind, bool), usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.len() == width) {
        let figure = row[column].figure;
        *counts.entry((figure.kind, figure.signed)).or_default() += usize::from(figure.kind != Kind::Missing);
    }
    let ((kind, signed), _) = counts.into_iter().max_by_key(|(_, count)| *count).unwrap_or(((Kind::Bare, false), 0));
    Figure { kind, signed }
}

fn likeness(figure: Figure, column: Figure) -> u32 {
    if figure.kind == column.kind {
        return 8 + u32::from(figure.signed == column.signed) * 2;
    }
    match (figure.kind, column.kind) {
        (Kind::Missing, _) => 7,
        (Kind::Bare, Kind::Year | Kind::Date) | (Kind::Year | Kind::Date, Kind::Bare) => 2,
        (Kind::Bare, _) | (_, Kind::Bare) => 4,
        _ => 3,
    }
}

/// How well the kinds agree, in percent: down the columns, or along the rows where the table is transposed.
pub(super) fn agreement(rows: &[Vec<Option<Span>>], template: &Template) -> (usize, usize) {
    let (mut filled, mut down, mut wide, mut along) = (0, 0, 0, 0);
    for row in rows {
        let kinds: Vec<Kind> = row.iter().flatten().map(|span| span.figure.kind).filter(|kind| *kind != Kind::Missing).collect();
        filled += kinds.len();
        down += row
            .iter()
            .zip(&template.columns)
            .filter(|(span, column)| {
                span.is_some_and(|span| span.figure.kind == column.kind && span.figure.kind != Kind::Missing)
            })
            .count();
        if kinds.len() > 1 {
            wide += 1;
            along += usize::from(kinds.iter().all(|kind| *kind == kinds[0]));
        }
    }
    ((down * 100).checked_div(filled).unwrap_or(0), (along * 100).checked_div(wide).unwrap_or(0))
}
