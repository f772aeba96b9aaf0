//! Cells found in a text, made a table.
//!
//! Comes in: for each row the source ranges of its cells and their columns. Goes out: a [`Table`]. Where the cells come from is
//! known by those who found them.

use crate::document::table::HeaderRows;
use crate::document::{Cell, Row, Section, Table};
use crate::text::{MappedText, MappedTextBuilder, SourceSpan};

/// A cell as it was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct DraftCell {
    /// Its words in the source.
    pub(super) span: SourceSpan,
    /// Its first column.
    pub(super) column: usize,
    /// How many columns it covers.
    pub(super) column_span: usize,
    /// Whether it heads its row or column.
    pub(super) header: bool,
}

/// A table as it was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// How many of the first rows are headers.
    pub(super) header_rows: usize,
    /// Cells by row.
    pub(super) rows: Vec<Vec<DraftCell>>,
}

impl Draft {
    /// Reads the cells' words out of `text`.
    pub(super) fn into_table(
        self,
        text: &str,
        section: Section,
        introduction: Option<usize>,
        caption: Option<MappedText>,
    ) -> Table {
        let rows: Vec<Row> = self
            .rows
            .into_iter()
            .map(|cells| Row { cells: cells.into_iter().map(|cell| into_cell(text, cell)).collect() })
            .collect();
        let mut table = Table::new(rows, HeaderRows::Known(self.header_rows), section);
        (table.introduction, table.caption) = (introduction, caption);
        table
    }
}

fn into_cell(text: &str, cell: DraftCell) -> Cell {
    let mut builder = MappedTextBuilder::new();
    builder.push(cell.span.slice(text).unwrap_or_default(), cell.span);
    Cell {
        text: builder.finish_folded(),
        column: cell.column,
        column_span: cell.column_span.max(1),
        row_span: 1,
        header: cell.header,
    }
}
