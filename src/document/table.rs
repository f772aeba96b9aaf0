//! Tables: rows, cells and headers, whatever markup they came from.
//!
//! Comes in: cells with their places, from a reader. Goes out: which rows are headers, what stands above and beside a cell.
//! What a cell's figure means is not decided here.

use super::Section;
use crate::text::MappedText;

/// A table of any origin: pipes, HTML, or plain text whose columns were lost.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its caption, if it has one.
    pub caption: Option<MappedText>,
    /// The line below it that names its source ("Source: …"), if there is one.
    pub source_line: Option<MappedText>,
    /// All rows, header rows first.
    pub rows: Vec<Row>,
    /// How many of the first rows are headers.
    pub header_rows: usize,
    /// The headings above it.
    pub section: Section,
    /// The index in [`Document::blocks`] of the prose that introduces it, if a sentence or title stands right above.
    pub introduction: Option<usize>,
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

impl Table {
    /// The cell that covers `row` and `column`, spans counted. Costs the rows above it only where spans reach down.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        (0..=row).rev().find_map(|above| {
            self.rows
                .get(above)?
                .cells
                .iter()
                .find(|cell| (cell.column..cell.column + cell.column_span).contains(&column) && above + cell.row_span > row)
        })
    }
}
