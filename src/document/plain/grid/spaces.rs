//! Tables whose columns are parted by wide gaps, as they come out of PDFs and terminals.
//!
//! Comes in: lines. Goes out: a table that begins with the first of them. The columns are the bands that the fullest rows share; a
//! field belongs to the band that it lies under, so that empty cells stay empty and wide headers span.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::assemble::{Draft, DraftCell};
use super::super::lines::Line;
use super::super::{lost, shape};
use super::{Field, is_rule};

/// A line longer than this, in bytes, is no row.
const ROW_MAX: usize = 4000;
/// At most so many rows are one table.
const ROWS_MAX: usize = 100_000;

/// A row's fields with their columns of characters.
type Placed<'l, 't> = (&'l Line<'t>, Vec<(Field<'t>, Range<usize>)>);

/// The table at the beginning of `lines` with the number of its lines; otherwise the number of lines that hold none.
pub(super) fn find(lines: &[Line<'_>]) -> Result<(usize, Draft), usize> {
    let (rows, count) = collect(lines);
    read(&rows).map(|draft| (count, draft)).ok_or(count.max(1))
}

fn read(rows: &[Placed<'_, '_>]) -> Option<Draft> {
    // "-  95% agreed": the wide gap behind a bullet parts no columns.
    let bulleted =
        |row: &&Placed<'_, '_>| row.1.first().is_some_and(|(field, _)| matches!(field.text, "-" | "*" | "+" | "•" | "–"));
    if 2 * rows.iter().filter(bulleted).count() > rows.len() {
        return None;
    }
    let full: Vec<&Placed<'_, '_>> = rows
        .iter()
        .filter(|(_, fields)| fields.iter().skip(1).any(|(field, _)| lost::is_figure(field.text) && !lost::is_year(field.text)))
        .collect();
    let width = usual_width(if full.len() >= 2 { &full } else { &[] }).or_else(|| text_width(rows))?;
    let bands = bands(rows, width);
    let header_rows = rows
        .iter()
        .take_while(|(_, fields)| !fields.iter().any(|(field, _)| lost::is_figure(field.text) && !lost::is_year(field.text)))
        .count();
    let header_rows = if header_rows >= rows.len() { 1 } else { header_rows };
    // A line of one field at the left edge below the header names the first group of rows.
    let names_group = |row: &Placed<'_, '_>| row.1.len() == 1 && bands.first().is_some_and(|band| row.1[0].1.start < band.end);
    let groups = rows[1..header_rows.max(1)].iter().rev().take_while(|row| names_group(row)).count();
    let header_rows = header_rows - groups;
    let cells = rows.iter().enumerate().map(|(at, row)| place(row, &bands, at < header_rows)).collect();
    Some(Draft { header_rows, rows: cells })
}

/// The rows at the beginning of `lines`: fields parted by gaps; a line of one field stands between two rows or heads the next.
fn collect<'l, 't>(lines: &'l [Line<'t>]) -> (Vec<Placed<'l, 't>>, usize) {
    let mut rows: Vec<Placed<'l, 't>> = Vec::new();
    let mut count = 0;
    for (at, line) in lines.iter().enumerate().take(ROWS_MAX) {
        if line.text.len() > ROW_MAX || at > 0 && line.gap && !goes_on(&rows, &place_fields(line)) {
            break;
        }
        if is_rule(line.text) && at > 0 {
            count += usize::from(count == at);
            continue;
        }
        let fields = place_fields(line);
        if fields.len() < 2 {
            let more =
                lines.get(at + 1).is_some_and(|next| !next.gap && next.text.len() <= ROW_MAX && place_fields(next).len() > 1);
            let spans = at == 0 && line.indent >= 8;
            if (at == 0 && !spans) || !more || shape::ends_sentence(line.text) || line.text.len() > 60 {
                break;
            }
        }
        rows.push((line, fields));
        count = at + 1;
    }
    (rows, count)
}

/// Whether `fields`, behind an empty line, are a further row: three at least, each but the first under a field of the row before.
fn goes_on(rows: &[Placed<'_, '_>], fields: &[(Field<'_>, Range<usize>)]) -> bool {
    let Some((_, above)) = rows.last().filter(|_| fields.len() > 2) else { return false };
    let head = fields.len().checked_sub(above.len()).filter(|head| *head < 2);
    head.is_some_and(|head| {
        let columns = above[1 - head..].iter().zip(&fields[1..]);
        columns.clone().count() + 1 == fields.len()
            && columns.clone().all(|((_, above), (_, here))| above.start < here.end + 2 && here.start < above.end + 2)
    })
}

/// Fields between gaps of two or more spaces or leading dots; a currency sign joins its figure.
fn place_fields<'t>(line: &Line<'t>) -> Vec<(Field<'t>, Range<usize>)> {
    let mut fields: Vec<(Field<'t>, Range<usize>)> = Vec::new();
    for (start, end) in pieces(line.text) {
        let text = &line.text[start..end];
        let column = line.indent + line.text[..start].chars().count();
        let place = column..column + text.chars().count();
        match fields.last_mut() {
            Some((last, range)) if joins(last.text, text) => {
                *last = Field { text: &line.text[last.start..end], start: last.start };
                range.end = place.end;
            }
            _ => fields.push((Field { text, start }, place)),
        }
    }
    fields
}

/// Whether a currency sign before a figure, or a mark behind one, is parted from it by the gap: but not the units that head columns ("£m  %").
fn joins(last: &str, text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    matches!(last, "$" | "€" | "£" | "¥" | "(") && text.contains(|c: char| digit(c) || matches!(c, '-' | '–' | '—'))
        || matches!(text, "%" | ")" | "x") && last.contains(digit)
}

fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut start, mut end, mut blanks, mut dots) = (0, 0, 0, 0);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || c == '.' && (dots > 0 || text[at..].starts_with("...") || text[at..].starts_with(". . .")) {
            blanks += 1;
            dots += usize::from(c == '.');
            continue;
        }
        let sentence = blanks == 2 && dots == 0 && text[..end].ends_with(['.', '!', '?', ':']);
        if (blanks > 1 && !sentence && (dots == 0 || dots > 2)) && end > start {
            pieces.push((start, end));
            start = at;
        }
        (blanks, dots) = (0, 0);
        end = at + c.len_utf8();
    }
    pieces.push((start, end.max(start)));
    pieces
}

/// The commonest number of fields of rows with figures: at least two, in at least two rows.
fn usual_width(rows: &[&Placed<'_, '_>]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, fields) in rows {
        *counts.entry(fields.len()).or_default() += 1;
    }
    let (width, count) = counts.into_iter().max_by_key(|(width, count)| (*count, *width))?;
    (width >= 2 && count >= 2).then_some(width)
}

/// The width of a table of words: three columns and three rows at least, its fields short.
fn text_width(rows: &[Placed<'_, '_>]) -> Option<usize> {
    let width = rows.iter().map(|(_, fields)| fields.len()).max()?;
    let even = rows.iter().filter(|(_, fields)| fields.len() == width).count();
    let long = rows.iter().flat_map(|(_, fields)| fields).filter(|(field, _)| shape::word_count(field.text) > 6).count();
    (width >= 3 && even >= 3 && even * 3 >= rows.len() * 2 && long == 0).then_some(width)
}

/// Where each column stands, by the rows that have all of them.
fn bands(rows: &[Placed<'_, '_>], width: usize) -> Vec<Range<usize>> {
    let mut bands: Vec<Range<usize>> = Vec::new();
    for (_, fields) in rows.iter().filter(|(_, fields)| fields.len() == width) {
        for (at, (_, range)) in fields.iter().enumerate() {
            match bands.get_mut(at) {
                Some(band) => *band = band.start.min(range.start)..band.end.max(range.end),
                None => bands.push(range.clone()),
            }
        }
    }
    bands
}

fn place((line, fields): &Placed<'_, '_>, bands: &[Range<usize>], header: bool) -> Vec<DraftCell> {
    let complete = fields.len() == bands.len();
    let mut next = 0;
    let mut cells = Vec::with_capacity(fields.len());
    for (at, (field, range)) in fields.iter().enumerate() {
        let (first, last) = if complete { (at, at) } else { covered(range, bands, next) };
        let first = first.max(next);
        let column_span = if header { last.max(first) - first + 1 } else { 1 };
        next = first + column_span;
        cells.push(DraftCell { span: field.span(line), column: first, column_span, header: header || first == 0 });
    }
    cells
}

/// The bands that a field lies under, from band `from` on: those it overlaps, or else the nearest.
fn covered(range: &Range<usize>, bands: &[Range<usize>], from: usize) -> (usize, usize) {
    let start = bands.partition_point(|band| band.end <= range.start).max(from);
    let overlapping = bands.iter().enumerate().skip(start).take_while(|(_, band)| band.start < range.end).map(|(at, _)| at);
    let (first, last) = overlapping.fold((None, None), |(first, _), at| (first.or(Some(at)), Some(at)));
    if let (Some(first), Some(last)) = (first, last) {
        return (first, last);
    }
    let near = start.min(bands.len().saturating_sub(1));
    let before = near
        .checked_sub(1)
        .filter(|at| *at >= from && range.start.saturating_sub(bands[*at].end) < bands[near].start.saturating_sub(range.end));
    let nearest = before.unwrap_or(near);
    (nearest, nearest)
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn wide_gaps_part_cells_and_empty_cells_stay_empty() {
        let text = "                      2024      2023\nRevenue            $ 412.6   $ 335.1\nOther                            4.0\nNet loss              (3.1)     (9.9)";
        assert_eq!(
            read(text).expect("a table"),
            [
                vec!["1:2024", "2:2023"],
                vec!["0:Revenue", "1:$ 412.6", "2:$ 335.1"],
                vec!["0:Other", "2:4.0"],
                vec!["0:Net loss", "1:(3.1)", "2:(9.9)"]
            ]
        );
    }

    #[test]
    fn units_below_the_headers_stay_in_their_columns() {
        let text = "                   2024      2023    Change\n                     £m        £m         %\nRevenue           412.6     335.1      23.1\nLoss (net)          3.1       9.9     -68.7";
        assert_eq!(read(text).expect("a table")[1], ["1:£m", "2:£m", "3:%"]);
    }

    #[test]
    fn prose_with_two_spaces_between_sentences_is_none() {
        assert!(read("It grew by 4%.  Then it fell by 3%.\nIt rose again.  By 2024 it was 5%.").is_none());
    }
}
