//! Tables whose cells stand one below the other, as a browser's copy gives them: header cells first, then the cells of each row in
//! turn.
//!
//! Comes in: short lines. Goes out: a table, if the lines repeat a pattern of words and figures with a fixed period.

use super::super::assemble::{Draft, DraftCell};
use super::super::lines::Line;
use super::super::marker::{self, Marker};
use super::super::shape;
use super::Found;
use super::figure::Kind;
use super::row::Row;

/// No cell is longer than this, in bytes.
const CELL_MAX: usize = 80;
/// No cell has more words than this.
const CELL_WORDS: usize = 9;
/// Tables of more columns than this are not looked for.
const PERIOD_MAX: usize = 12;
/// The header's first cell stands at most this many lines below the beginning of the run.
const OFFSET_MAX: usize = 6;
/// At most so many lines are taken for one table.
const RUN_MAX: usize = 50_000;

/// What a line is as a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Words,
    Year,
    Figure(Kind),
}

/// Looks for a table in the run of short lines at the beginning of `lines`. Otherwise goes out the run's length.
pub(in crate::document::plain) fn find(lines: &[Line<'_>]) -> Result<Found, usize> {
    let cells: Vec<Cell> = lines.iter().take(RUN_MAX).map_while(|line| cell(line.text)).collect();
    if cells.len() < 6 || !cells.iter().any(|cell| matches!(cell, Cell::Figure(_))) {
        return Err(cells.len().max(1));
    }
    let run = &lines[..cells.len()];
    let starts = (0..OFFSET_MAX.min(cells.len())).filter(|at| *at == 0 || run[*at].gap);
    starts
        .flat_map(|offset| (2..=PERIOD_MAX).map(move |period| (offset, period)))
        .find_map(|(offset, period)| with_header(run, &cells, offset, period))
        .or_else(|| pairs(run, &cells))
        .ok_or(cells.len())
}

fn cell(text: &str) -> Option<Cell> {
    let sentence = shape::ends_statement(text) && shape::word_count(text) > 3;
    if text.len() > CELL_MAX
        || shape::word_count(text) > CELL_WORDS
        || sentence
        || text.ends_with([':', ';', ','])
        || text.contains("  ")
    {
        return None;
    }
    if marker::read(text).is_some_and(|(marker, _)| !matches!(marker, Marker::Section { .. }))
        && !text.starts_with(['-', '–', '—', '+'])
    {
        return None;
    }
    let row = Row::read(text)?;
    let Some(first) = row.figures.first().filter(|span| span.from == 0) else { return Some(Cell::Words) };
    if first.figure.kind == Kind::Year && first.to == row.words.len() {
        return Some(Cell::Year);
    }
    let behind = &row.words[first.to..];
    let explained = behind.iter().all(|word| word.bracketed || word.text.starts_with(char::is_lowercase)) && behind.len() <= 4;
    Some(if explained || row.figures.len() > 1 { Cell::Figure(first.figure.kind) } else { Cell::Words })
}

/// The table with `period` columns whose header begins at `offset`.
fn with_header(run: &[Line<'_>], cells: &[Cell], offset: usize, period: usize) -> Option<Found> {
    let body = cells.get(offset + period..)?;
    let header = &cells[offset..offset + period];
    if header.iter().any(|cell| matches!(cell, Cell::Figure(_))) || header[0] != Cell::Words {
        return None;
    }
    let pattern = body.get(..period)?;
    if matches!(pattern[0], Cell::Figure(_)) || !pattern.iter().any(|cell| matches!(cell, Cell::Figure(_))) {
        return None;
    }
    let rows =
        body.chunks_exact(period).take_while(|row| row.iter().zip(pattern).all(|(cell, like)| alike(*cell, *like))).count();
    let end = offset + period * (rows + 1);
    let closed = run.get(end).is_none_or(|next| next.gap);
    let enough = if period == 2 { rows >= 3 } else { rows >= 2 };
    (enough && closed && rows_agree_with_gaps(run, offset, end, period)).then(|| Found {
        before: offset,
        end,
        draft: draft(run, offset, end, period, 1, 0),
    })
}

/// Where empty lines part some cells and not others, they part rows.
fn rows_agree_with_gaps(run: &[Line<'_>], offset: usize, end: usize, period: usize) -> bool {
    let inner = (offset + 1..end).filter(|at| run[*at].gap).count();
    inner == 0 || inner + 1 == end - offset || (offset + 1..end).all(|at| !run[at].gap || (at - offset).is_multiple_of(period))
}

fn alike(cell: Cell, like: Cell) -> bool {
    match (cell, like) {
        (Cell::Figure(Kind::Missing), Cell::Figure(_)) | (Cell::Figure(_), Cell::Figure(Kind::Missing)) => true,
        (Cell::Figure(Kind::Missing), Cell::Words) | (Cell::Words, Cell::Figure(Kind::Missing)) => true,
        (Cell::Figure(_), Cell::Figure(_)) => true,
        (Cell::Year, Cell::Figure(Kind::Bare)) | (Cell::Figure(Kind::Bare), Cell::Year) => true,
        _ => cell == like,
    }
}

/// Names and figures in turn without a header: "Employees / 1,200 / Offices / 14", or the figure first.
fn pairs(run: &[Line<'_>], cells: &[Cell]) -> Option<Found> {
    let first = (0..OFFSET_MAX).find(|at| {
        let turn = |step: usize| cells.get(at + step);
        let (even, odd) = (matches!(turn(0), Some(Cell::Figure(_))), matches!(turn(1), Some(Cell::Figure(_))));
        (*at == 0 || run.get(*at).is_some_and(|line| line.gap))
            && even != odd
            && turn(2).is_some_and(|cell| matches!(cell, Cell::Figure(_)) == even)
    })?;
    let figures_first = matches!(cells[first], Cell::Figure(_));
    let rows = cells[first..]
        .chunks_exact(2)
        .take_while(|pair| {
            matches!(pair[0], Cell::Figure(_)) == figures_first && matches!(pair[1], Cell::Figure(_)) != figures_first
        })
        .count();
    let end = first + rows * 2;
    let closed = run.get(end).is_none_or(|next| next.gap);
    (rows >= 3 && closed).then(|| Found { before: first, end, draft: draft(run, first, end, 2, 0, usize::from(figures_first)) })
}

fn draft(run: &[Line<'_>], offset: usize, end: usize, period: usize, header_rows: usize, name: usize) -> Draft {
    let rows = run[offset..end]
        .chunks(period)
        .enumerate()
        .map(|(at, lines)| {
            lines
                .iter()
                .enumerate()
                .map(|(column, line)| DraftCell {
                    span: line.span(),
                    column,
                    column_span: 1,
                    header: at < header_rows || column == name,
                })
                .collect()
        })
        .collect();
    Draft { header_rows, rows }
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::split;
    use super::*;

    #[test]
    fn cells_below_each_other_make_rows() {
        let text = "Vendor\nRevenue 2025\nGrowth\nDatapeak\n$2.9B\n+24%\nSignalform\n$1.1B\n—\nOpenlumen\n$240M\n+58%";
        let found = find(&split(text)).expect("a table");
        assert_eq!((found.draft.rows.len(), found.draft.rows[0].len(), found.end), (4, 3, 12));
    }

    #[test]
    fn cells_parted_by_empty_lines_too() {
        let text = "City\n\nPopulation\n\nOslo\n\n709,000\n\nBergen\n\n291,000\n\nTromsø\n\n77,000\n\nMore people live by the sea than ever before.";
        let found = find(&split(text)).expect("a table");
        assert_eq!((found.draft.rows.len(), found.end), (4, 8));
    }

    #[test]
    fn short_lines_without_a_pattern_are_none() {
        assert!(find(&split("Apples\nPears\nPlums\n12 of them\nCherries\nQuinces\nFigs")).is_err());
    }
}
