//! Tables whose columns can still be seen: parted by pipes, tabs or wide gaps.
//!
//! Comes in: lines. Goes out: a table that begins with the first of them, or nothing.

mod spaces;

use super::assemble::{Draft, DraftCell};
use super::lines::Line;
use super::lost;
use crate::text::SourceSpan;

const PIPES: &[char] = &['|', '│', '┃', '║', '¦'];

/// A stretch of a line that is one cell, and where it stands in the line.
#[derive(Debug, Clone, Copy)]
struct Field<'t> {
    text: &'t str,
    start: usize,
}

impl Field<'_> {
    fn span(&self, line: &Line<'_>) -> SourceSpan {
        SourceSpan::new(line.start + self.start, line.start + self.start + self.text.len())
    }
}

/// The table at the beginning of `lines` with the number of its lines; otherwise the number of lines that hold none. `text` is the
/// whole text.
pub(super) fn find(lines: &[Line<'_>], text: &str) -> Result<(usize, Draft), usize> {
    let Some(first) = lines.first() else { return Err(1) };
    if first.text.contains(PIPES) || is_rule(first.text) {
        return pipes(lines);
    }
    if first.text.contains('\t') {
        return tabs(lines, text);
    }
    spaces::find(lines)
}

fn is_rule(text: &str) -> bool {
    text.chars().count() >= 3
        && text.chars().all(|c| {
            matches!(
                c,
                '-' | '='
                    | '+'
                    | '|'
                    | ':'
                    | ' '
                    | '─'
                    | '━'
                    | '═'
                    | '┼'
                    | '├'
                    | '┤'
                    | '┌'
                    | '┐'
                    | '└'
                    | '┘'
                    | '┬'
                    | '┴'
                    | '│'
                    | '╪'
                    | '╞'
                    | '╡'
                    | '_'
                    | '╔'
                    | '╗'
                    | '╚'
                    | '╝'
                    | '╠'
                    | '╣'
                    | '╬'
                    | '╦'
                    | '╩'
                    | '║'
            )
        })
}

/// The stretches of `text` between the characters that `parts` accepts, trimmed, empty ones kept.
fn fields(text: &str, parts: impl Fn(char) -> bool) -> Vec<Field<'_>> {
    let mut start = 0;
    let mut fields = Vec::new();
    for piece in text.split(parts) {
        let words = piece.trim();
        fields.push(Field { text: words, start: start + piece.len() - piece.trim_start().len() });
        start += piece.len() + text[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
    }
    fields
}

fn pipes(lines: &[Line<'_>]) -> Result<(usize, Draft), usize> {
    let count = lines
        .iter()
        .enumerate()
        .take_while(|(at, line)| (*at == 0 || !line.gap) && (line.text.contains(PIPES) || is_rule(line.text)))
        .count();
    let mut rows: Vec<(&Line<'_>, Vec<Field<'_>>)> =
        lines[..count].iter().filter(|line| !is_rule(line.text)).map(|line| (line, pipe_fields(line.text))).collect();
    let anew = again(&rows);
    // Where the columns are headed anew, another table begins.
    let count = anew.and_then(|row| lines.iter().position(|line| line.start == rows[row].0.start)).unwrap_or(count);
    rows.truncate(anew.unwrap_or(rows.len()));
    let lines = &lines[..count];
    let width = rows.iter().map(|(_, fields)| fields.len()).max().unwrap_or(0);
    let short =
        rows.iter().take_while(|(_, fields)| fields.len() < width && fields.iter().all(|field| !counts(field.text))).count();
    let even = rows.iter().filter(|(_, fields)| fields.len() == width).count();
    if rows.len() < 2 || width < 2 || even < 2 && short > 0 || even * 3 < (rows.len() - short) * 2 {
        return Err(count.max(1));
    }
    let top = lines.iter().position(|line| !is_rule(line.text)).unwrap_or(0);
    let header_rows = lines[top..].iter().position(|line| is_rule(line.text)).filter(|at| *at < rows.len());
    if header_rows.is_none() && short > 0 && short + 1 < rows.len() {
        let mut draft = draft(&rows, short, |_| 0);
        draft.rows[..short].iter_mut().for_each(|row| spread(row, width));
        return Ok((count, draft));
    }
    let header_rows = header_rows.unwrap_or_else(|| usize::from(heads(&rows)));
    Ok((count, draft(&rows, header_rows, |_| 0)))
}

/// The row that heads the columns anew, as the first did: "Q1 2026 | Print | Brand | Total" below "Q2 2026 | Print | Brand | Total".
fn again(rows: &[(&Line<'_>, Vec<Field<'_>>)]) -> Option<usize> {
    let (_, first) = rows.first()?;
    let heads: Vec<&str> = first.iter().skip(1).map(|field| field.text).collect();
    let words = heads.len() > 1 && !heads.iter().any(|head| head.is_empty() || counts(head));
    let same = |fields: &[Field<'_>]| {
        // What stands before the heads tells another period, or nothing else.
        let named = fields[0].text == first[0].text || fields[0].text.contains(|c: char| c.is_ascii_digit());
        named && fields.len() == first.len() && fields.iter().skip(1).map(|field| field.text).eq(heads.iter().copied())
    };
    (2..rows.len()).find(|at| words && same(&rows[*at].1))
}

/// Whether a field is a figure other than a year.
fn counts(text: &str) -> bool {
    lost::is_figure(text) && !lost::is_year(text)
}

/// Lays a short header row over the columns below: as many cells as columns of figures stand above these, fewer ones that divide them span.
fn spread(row: &mut [DraftCell], width: usize) {
    let columns = width - 1;
    let (first, headers) = if row.len() == columns { (0, columns) } else { (1, row.len().saturating_sub(1)) };
    if headers == 0 || !columns.is_multiple_of(headers) {
        return;
    }
    let span = columns / headers;
    for (at, cell) in row.iter_mut().skip(first).enumerate() {
        (cell.column, cell.column_span) = (1 + at * span, span);
    }
}

fn pipe_fields(text: &str) -> Vec<Field<'_>> {
    let mut fields = fields(text, |c| PIPES.contains(&c));
    if text.starts_with(PIPES) {
        fields.remove(0);
    }
    if text.ends_with(PIPES) && fields.len() > 1 {
        fields.pop();
    }
    fields
}

fn tabs(lines: &[Line<'_>], text: &str) -> Result<(usize, Draft), usize> {
    let count = lines.iter().enumerate().take_while(|(at, line)| (*at == 0 || !line.gap) && line.text.contains('\t')).count();
    let rows: Vec<(&Line<'_>, Vec<Field<'_>>)> =
        lines[..count].iter().map(|line| (line, fields(line.text, |c| c == '\t'))).collect();
    let width = rows.iter().map(|(_, fields)| fields.len()).max().unwrap_or(0);
    let even = rows.iter().filter(|(_, fields)| fields.len() + 1 >= width).count();
    if rows.len() < 2 || even * 3 < rows.len() * 2 {
        return Err(count.max(1));
    }
    let header_rows = usize::from(heads(&rows));
    let shift = |line: &Line<'_>| usize::from(text[..line.start].ends_with('\t'));
    let shifts = rows.iter().all(|(line, fields)| fields.len() + shift(line) <= width);
    Ok((count, draft(&rows, header_rows, |line| if shifts { shift(line) } else { 0 })))
}

/// Whether the first row holds no figure but years where the rows below do.
fn heads(rows: &[(&Line<'_>, Vec<Field<'_>>)]) -> bool {
    let figures = |row: &(&Line<'_>, Vec<Field<'_>>)| row.1.iter().filter(|field| lost::is_figure(field.text)).count();
    let below = rows.iter().skip(1).filter(|row| figures(row) > 0).count();
    let first = &rows[0].1;
    // Years over figures head them: "Region | 2024 | 2025".
    let counting = rows[1..].iter().any(|row| row.1.iter().any(|field| counts(field.text)));
    let none = figures(&rows[0]) == 0 || counting && !first.iter().any(|field| counts(field.text));
    rows.len() > 1 && none && first.iter().any(|field| !field.text.is_empty()) && (below > 0 || rows.len() > 2)
}

fn draft(rows: &[(&Line<'_>, Vec<Field<'_>>)], header_rows: usize, shift: impl Fn(&Line<'_>) -> usize) -> Draft {
    let rows = rows
        .iter()
        .enumerate()
        .map(|(at, (line, fields))| {
            let cells = fields.iter().enumerate().filter(|(_, field)| !field.text.is_empty());
            cells
                .map(|(column, field)| DraftCell {
                    span: field.span(line),
                    column: column + shift(line),
                    column_span: 1,
                    header: at < header_rows || column + shift(line) == 0,
                })
                .collect()
        })
        .collect();
    Draft { header_rows, rows }
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    pub(super) fn read(text: &str) -> Option<Vec<Vec<String>>> {
        let lines = split(text);
        let (_, draft) = find(&lines, text).ok()?;
        let words = |cell: &DraftCell| format!("{}:{}", cell.column, cell.span.slice(text).unwrap_or_default());
        Some(draft.rows.iter().map(|row| row.iter().map(words).collect()).collect())
    }

    #[test]
    fn pipes_part_cells() {
        let drawn = "+------+-----+\n| City | km  |\n+------+-----+\n| Oslo | 454 |\n| Bern |  52 |\n+------+-----+";
        let plain = "City | km\nOslo | 454\nBern | 52";
        for text in [drawn, plain] {
            assert_eq!(read(text).expect("a table"), [["0:City", "1:km"], ["0:Oslo", "1:454"], ["0:Bern", "1:52"]]);
        }
        assert!(read("Home | About | Contact").is_none());
        let (_, years) = find(&split("City | 2024 | 2025\nOslo | 454 | 460"), "").expect("a table");
        assert_eq!(years.header_rows, 1);
    }

    #[test]
    fn tabs_part_cells() {
        assert_eq!(read("\t2023\t2024\nOslo\t1\t2").expect("a table"), [vec!["1:2023", "2:2024"], vec!["0:Oslo", "1:1", "2:2"]]);
    }
}
