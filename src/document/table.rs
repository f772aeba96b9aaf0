//! Tables: rows, cells and headers, whatever markup they came from.
//!
//! Comes in: cells with their places, from a reader. Goes out: which rows are headers, what stands above and beside a cell.
//! What a cell's figure means is not decided here.

mod headers;

use super::Section;
use crate::text::MappedText;

/// A table of any origin: pipes, HTML, or plain text whose columns were lost. Made by [`Table::new`], which finds what the
/// cells' places say.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its caption, if it has one.
    pub caption: Option<MappedText>,
    /// The line below it that names its source ("Source: …"), if there is one.
    pub source_line: Option<MappedText>,
    /// All rows, header rows first. In each row the cells stand in the order of their columns.
    pub rows: Vec<Row>,
    /// How many of the first rows are headers.
    pub header_rows: usize,
    /// The headings above it.
    pub section: Section,
    /// The index in [`Document::blocks`](super::Document::blocks) of the prose that introduces it: a sentence, title or caption right above.
    pub introduction: Option<usize>,
    /// The columns that say what a row is about, outermost first.
    row_header_columns: Vec<usize>,
    /// The rows that only name the group of rows below them.
    group_rows: Vec<usize>,
    /// The largest number of rows that a cell covers.
    row_span_max: usize,
}

/// One row of a table.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The cells that begin in this row, left to right.
    pub cells: Vec<Cell>,
}

/// One cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its words, white space folded.
    pub text: MappedText,
    /// Index of its first column, spans of cells above and before counted.
    pub column: usize,
    /// Columns that it covers, at least 1.
    pub column_span: usize,
    /// Rows that it covers, at least 1.
    pub row_span: usize,
    /// Whether the markup calls it a header.
    pub header: bool,
}

/// What a reader knows of a table's header rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderRows {
    /// The markup says how many there are.
    Known(usize),
    /// The cells have to tell.
    Unknown,
}

/// How many empty cells upwards a row header is looked for, where a table leaves repeated ones out.
const REPEATED_ROWS_MAX: usize = 64;

impl Table {
    /// A table of `rows`. Cells of a row must be sorted by column.
    pub fn new(rows: Vec<Row>, header_rows: HeaderRows, section: Section) -> Self {
        let row_span_max = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.row_span).max().unwrap_or(1);
        let mut table = Self {
            caption: None,
            source_line: None,
            rows,
            header_rows: 0,
            section,
            introduction: None,
            row_header_columns: Vec::new(),
            group_rows: Vec::new(),
            row_span_max,
        };
        table.header_rows = match header_rows {
            HeaderRows::Known(known) => headers::continued(&table, known.min(table.rows.len())),
            HeaderRows::Unknown => headers::header_rows(&table),
        };
        table.row_header_columns = headers::row_header_columns(&table);
        table.group_rows = headers::group_rows(&table);
        table
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        let ends = self.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column + cell.column_span);
        ends.max().unwrap_or(0)
    }

    /// The cell that covers `row` and `column`, spans counted. Costs a few steps for each row that a cell reaches down.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let highest = (row + 1).saturating_sub(self.row_span_max);
        (highest..=row).rev().find_map(|above| {
            let cells = &self.rows.get(above)?.cells;
            let cell = &cells[..cells.partition_point(|cell| cell.column <= column)].last()?;
            (cell.column + cell.column_span > column && above + cell.row_span > row).then_some(*cell)
        })
    }

    /// The words of the cell that covers `row` and `column`, unless it is empty.
    pub fn words(&self, row: usize, column: usize) -> Option<&str> {
        self.cell(row, column).map(|cell| cell.text.as_str()).filter(|words| !words.is_empty())
    }

    /// The headers above `column`, outermost first: what the header rows say of it, each once.
    pub fn header_texts(&self, column: usize) -> Vec<&str> {
        // Above a lower header row, an empty cell goes on with the header to its left: pipe tables cannot span columns.
        let header = |row: usize| {
            let spread =
                || (0..column).rev().find_map(|left| self.words(row, left)).filter(|_| row + 1 < self.header_rows && row == 0);
            self.words(row, column).or_else(spread)
        };
        let mut texts: Vec<&str> = (0..self.header_rows).filter_map(header).collect();
        texts.dedup();
        texts
    }

    /// What `row` is about: the words of its first header cell, or of the one above that it repeats. `None` for header rows.
    pub fn row_header(&self, row: usize) -> Option<&str> {
        self.row_headers(row).into_iter().next()
    }

    /// What `row` is about, outermost first: the words of the columns that stand left of the figures.
    pub fn row_headers(&self, row: usize) -> Vec<&str> {
        if row < self.header_rows {
            return Vec::new();
        }
        let from =
            self.header_rows.max(self.group_row(row).map_or(0, |group| group + 1)).max(row.saturating_sub(REPEATED_ROWS_MAX));
        let words = |(place, column): (usize, &usize)| {
            let own = self.words(row, *column);
            let repeated = || (from..row).rev().find_map(|above| self.words(above, *column));
            if place == 0 { own.or_else(repeated) } else { own }
        };
        let mut headers: Vec<&str> = self.row_header_columns.iter().enumerate().filter_map(words).collect();
        headers.dedup();
        headers
    }

    /// Whether `column` says what rows are about rather than something of them.
    pub fn is_row_header_column(&self, column: usize) -> bool {
        self.row_header_columns.contains(&column)
    }

    /// The row above `row` that names the group it belongs to, if rows are grouped.
    pub fn group_row(&self, row: usize) -> Option<usize> {
        let above = self.group_rows.partition_point(|group| *group < row);
        above.checked_sub(1).map(|at| self.group_rows[at])
    }

    /// The name of the group that `row` belongs to: the words of a row above that is one cell wide.
    pub fn row_group(&self, row: usize) -> Option<&str> {
        let cells = &self.rows.get(self.group_row(row)?)?.cells;
        cells.iter().map(|cell| cell.text.as_str()).find(|words| !words.is_empty())
    }

    /// Whether `row` only names the group of rows below it.
    pub fn is_group_row(&self, row: usize) -> bool {
        self.group_rows.binary_search(&row).is_ok()
    }
}
