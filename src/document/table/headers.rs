//! Which rows and columns of a table are headers, where the markup does not say.
//!
//! Comes in: a table's cells. Goes out: the number of header rows, the columns that name the rows, the rows that name
//! groups. The rules look at which cells hold figures, never at what the figures mean.

use super::{Row, Table};
use crate::document::MONTHS;

/// Only so many rows are looked at to learn what a column holds.
const ROWS_LOOKED_AT: usize = 200;

/// A text-only table's first row counts as a header only if its cells are shorter than this.
const HEADER_BYTES_MAX: usize = 40;

/// Behind the first column, one whose cells are longer than this on average tells about the rows rather than naming them.
const NAME_BYTES_MAX: usize = 36;

/// Headers of columns that number the rows.
const RANK_HEADERS: &[&str] = &["#", "rank", "ranking", "no", "no.", "nr", "nr.", "pos", "pos.", "position", "place", "id", "№"];

/// What a cell holds, as far as headers are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Empty,
    /// A year, quarter or the like, which heads columns and names rows.
    Period,
    Figure,
    Words,
}

/// How many of the first rows are headers.
pub fn header_rows(table: &Table) -> usize {
    let marked = table.rows.iter().take_while(|row| row.cells.iter().all(|cell| cell.header || cell.text.is_empty()));
    let marked = marked.take_while(|row| is_filled(row)).count();
    if marked > 0 && marked < table.rows.len() {
        return marked;
    }
    if !heads_columns(table, 0) {
        return 0;
    }
    let grouped = table.rows[0].cells.iter().any(|cell| cell.column_span > 1);
    1 + usize::from(grouped && heads_columns(table, 1))
}

/// How many header rows there are where the markup knows of `known`: a row below that leaves its first cell empty and holds no figure goes on
/// with them, as markup that can mark one header row only makes authors do.
pub fn continued(table: &Table, known: usize) -> usize {
    let goes_on = known == 1
        && table.rows.len() > 2
        && table.rows.get(1).is_some_and(|row| {
            let empty_first = row.cells.first().is_none_or(|cell| cell.column > 0 || cell.text.is_empty());
            let words =
                |cell: &super::Cell| matches!(content(cell.text.as_str()), Content::Words | Content::Period | Content::Empty);
            let opens =
                |cell: &super::Cell| !cell.text.as_str().starts_with(|c: char| c.is_ascii_digit() || "+-−$€£".contains(c));
            empty_first && is_filled(row) && row.cells.iter().all(|cell| words(cell) || opens(cell))
        });
    known + usize::from(goes_on)
}

fn is_filled(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.text.is_empty())
}

/// Whether `row` reads as a header of the rows below: it holds no figure where they hold figures, or is far shorter than they.
fn heads_columns(table: &Table, row: usize) -> bool {
    let Some(cells) = table.rows.get(row).map(|row| &row.cells) else { return false };
    let contents: Vec<Content> = cells.iter().map(|cell| content(cell.text.as_str())).collect();
    if table.rows.len() < row + 2
        || contents.contains(&Content::Figure)
        || !contents.contains(&Content::Words) && contents.len() < 3
    {
        return false;
    }
    let below = || table.rows[row + 1..].iter().take(ROWS_LOOKED_AT);
    let columns = cells.iter().zip(&contents).filter(|(_, content)| **content != Content::Empty);
    let heads_figures = columns.clone().any(|(cell, content)| {
        let held = column_contents(below(), cell.column, cell.column + cell.column_span);
        held.figures * 2 > held.filled && (*content != Content::Period || held.periods * 2 <= held.filled)
    });
    heads_figures || heads_words(cells.iter().map(|cell| cell.text.as_str()), below())
}

/// Whether short words stand above longer ones.
fn heads_words<'t>(header: impl Iterator<Item = &'t str>, below: impl Iterator<Item = &'t Row>) -> bool {
    let header: Vec<&str> = header.collect();
    let (count, bytes) =
        below.flat_map(|row| &row.cells).fold((0, 0), |(count, bytes), cell| (count + 1, bytes + cell.text.as_str().len()));
    let header_bytes: usize = header.iter().map(|words| words.len()).sum();
    header.iter().all(|words| words.len() <= HEADER_BYTES_MAX && !words.is_empty())
        && count > 0
        && bytes * header.len() * 2 > header_bytes * count * 3
}

/// What a column holds.
#[derive(Debug, Default)]
struct Held {
    filled: usize,
    figures: usize,
    periods: usize,
    bytes: usize,
    /// Periods that name a year: "Q4" alone may be a level.
    dated: usize,
}

fn column_contents<'t>(rows: impl Iterator<Item = &'t Row>, start: usize, end: usize) -> Held {
    let mut held = Held::default();
    for row in rows {
        let first = row.cells.partition_point(|cell| cell.column < start);
        for cell in row.cells[first..].iter().take_while(|cell| cell.column < end) {
            match content(cell.text.as_str()) {
                Content::Empty => continue,
                Content::Figure => held.figures += 1,
                Content::Period => {
                    held.periods += 1;
                    held.dated += usize::from(cell.text.as_str().bytes().filter(u8::is_ascii_digit).count() > 1);
                }
                Content::Words => {}
            }
            held.filled += 1;
            held.bytes += cell.text.as_str().len();
        }
    }
    held
}

/// The columns that say what a row is about: the first one that does not number the rows, and those of words that follow
/// before the first figures.
pub fn row_header_columns(table: &Table) -> Vec<usize> {
    let columns = table.columns();
    let body = || table.rows[table.header_rows..].iter().take(ROWS_LOOKED_AT);
    let first = usize::from(columns > 2 && numbers_rows(table));
    if columns < 2 {
        return Vec::new();
    }
    let words = |column: &usize| {
        let held = column_contents(body(), *column, *column + 1);
        (held.figures + held.dated) * 2 <= held.filled && held.bytes <= held.filled * NAME_BYTES_MAX
    };
    let following: Vec<usize> = (first + 1..columns.min(first + 8)).take_while(words).collect();
    let figures_follow = first + following.len() + 1 < columns;
    std::iter::once(first).chain(following.into_iter().filter(|_| figures_follow)).collect()
}

/// Whether the first column only counts: its header says so, or it holds 1, 2, 3 beside words.
fn numbers_rows(table: &Table) -> bool {
    let header = table.header_texts(0).last().map(|words| words.to_lowercase());
    if header.as_deref().is_some_and(|words| RANK_HEADERS.contains(&words)) {
        return true;
    }
    let numbers = table.rows[table.header_rows..].iter().take(ROWS_LOOKED_AT).filter_map(|row| row.cells.first());
    let mut numbers = numbers.map(|cell| cell.text.as_str().trim_matches(['#', '.', ')']).parse::<usize>().ok());
    let counted = numbers.clone().count() >= 3 && numbers.all_in_sequence();
    counted && column_contents(table.rows[table.header_rows..].iter().take(ROWS_LOOKED_AT), 1, 2).figures == 0
}

/// Whether numbers are 1, 2, 3 and so on.
trait InSequence: Iterator<Item = Option<usize>> {
    fn all_in_sequence(&mut self) -> bool;
}

impl<I: Iterator<Item = Option<usize>>> InSequence for I {
    fn all_in_sequence(&mut self) -> bool {
        self.enumerate().all(|(at, number)| number == Some(at + 1))
    }
}

/// The body rows that hold one cell of words alone, with rows of several cells below.
pub fn group_rows(table: &Table) -> Vec<usize> {
    let filled = |row: usize| table.rows.get(row).map_or(0, |row| row.cells.iter().filter(|cell| !cell.text.is_empty()).count());
    let alone = |row: &usize| {
        let Some(first) = table.rows[*row].cells.first() else { return false };
        filled(*row) == 1 && content(first.text.as_str()) == Content::Words && first.column == 0 && first.row_span == 1
    };
    let wide = table.columns() > 1;
    (table.header_rows..table.rows.len()).filter(|row| wide && alone(row) && filled(row + 1) > 1).collect()
}

fn content(words: &str) -> Content {
    let words = words.trim();
    if !words.contains(char::is_alphanumeric) {
        return Content::Empty;
    }
    if is_period(words) {
        return Content::Period;
    }
    let mut rest =
        words.trim_start_matches(['+', '-', '−', '–', '~', '≈', '<', '>', '≤', '≥', '$', '€', '£', '¥', '(', '±', ' ']);
    for code in ["US$", "USD", "EUR", "GBP"] {
        rest = rest.strip_prefix(code).unwrap_or(rest).trim_start();
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) { Content::Figure } else { Content::Words }
}

/// Whether the words are a year, half, quarter or month of a year and nothing else: "2024", "FY24", "Q3 2024", "Jan 2026", "2024/25".
fn is_period(words: &str) -> bool {
    let year = |token: &str| {
        let digits = token
            .trim_start_matches("FY")
            .trim_start_matches("HY")
            .trim_start_matches(['\'', '’'])
            .trim_end_matches(['E', 'F', 'e', 'f', '*']);
        let shortened = digits.len() == 2 && digits.len() < token.len();
        let plausible = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (shortened || plausible)
    };
    let part = |token: &str| {
        let part = token.strip_prefix(['Q', 'H']).is_some_and(|rest| matches!(rest, "1" | "2" | "3" | "4"));
        part || matches!(token, "FY" | "HY")
            || MONTHS.iter().any(|month| token.len() >= 3 && month.starts_with(&token.to_lowercase()))
    };
    let tokens = || words.split([' ', '/', '-', '–', ',', '.']).filter(|token| !token.is_empty());
    let has_year = tokens().any(year);
    let alone = tokens().count() == 1;
    tokens().all(|token| year(token) || part(token) || has_year && token.len() == 2 && token.parse::<u8>().is_ok())
        && (has_year || alone && tokens().all(part))
}
