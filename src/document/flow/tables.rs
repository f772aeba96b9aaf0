//! The table part of the walk: cells are gathered as blocks, and at the table's end it shows whether it is one.
//!
//! Comes in: starts and ends of tables, rows and cells. Goes out: a [`Table`], or, where the markup only places things on a
//! page, the blocks inside its cells.

use super::{Close, Draft, Flow, shape};
use crate::document::table::HeaderRows;
use crate::document::tree::Node;
use crate::document::tree::attribute::AttributeName;
use crate::document::tree::tag::Tag;
use crate::document::{Block, Cell, Prose, Role, Row, Section, Table};
use crate::text::{MappedText, MappedTextBuilder, SourceSpan};

/// Tables nested deeper than this are read as running text.
pub const NESTED_MAX: usize = 8;

/// The largest spans that are believed; the HTML standard's limit for columns.
const SPAN_MAX: usize = 1000;

/// Columns beyond this are read as if they stood in the last one.
const COLUMNS_MAX: usize = 1 << 16;

/// In tables without any header, cells longer than this on average hold a layout, not data.
const DATA_CELL_BYTES_MAX: usize = 150;

/// A table on its way.
#[derive(Debug, Default)]
pub struct TableDraft {
    introduction: Option<usize>,
    caption: Option<MappedText>,
    rows: Vec<Vec<CellDraft>>,
    /// For each column, the row up to which a cell from above covers it.
    covered: Vec<usize>,
    /// The next free column of the last row.
    column: usize,
    in_head: bool,
    /// How many rows a `thead` holds.
    head_rows: usize,
    /// Whether the page says that the table only places things.
    presentation: bool,
    /// Whether a cell is open.
    in_cell: bool,
    /// Frames of items and lists that were open around it.
    items: Vec<super::Item>,
    lists: Vec<super::List>,
}

/// A cell on its way.
#[derive(Debug)]
struct CellDraft {
    blocks: Vec<Draft>,
    column: usize,
    column_span: usize,
    row_span: usize,
    header: bool,
    /// Whether all its words are bold.
    bold: bool,
}

impl TableDraft {
    fn open_row(&mut self) {
        self.rows.push(Vec::new());
        self.column = 0;
        if self.in_head {
            self.head_rows = self.rows.len();
        }
    }

    fn open_cell(&mut self, column_span: usize, row_span: usize, header: bool) {
        if self.rows.is_empty() {
            self.open_row();
        }
        let row = self.rows.len() - 1;
        while self.covered.get(self.column).is_some_and(|until| *until > row) {
            self.column += 1;
        }
        let column = self.column.min(COLUMNS_MAX);
        self.column = column + column_span;
        if row_span > 1 {
            self.covered.resize(self.covered.len().max(self.column), 0);
            self.covered[column..self.column].fill(row + row_span);
        }
        let cell = CellDraft { blocks: Vec::new(), column, column_span, row_span, header, bold: true };
        self.rows[row].push(cell);
    }

    fn last_cell(&mut self) -> Option<&mut CellDraft> {
        self.rows.last_mut()?.last_mut()
    }

    /// Whether rows and columns mean something.
    fn is_data(&self) -> bool {
        let cells = || self.rows.iter().flatten();
        let filled = cells().filter(|cell| !cell.blocks.is_empty());
        let (count, bytes) = filled.fold((0, 0), |(count, bytes), cell| (count + 1, bytes + cell.bytes()));
        let nested = cells().flat_map(|cell| &cell.blocks).any(|(_, block)| match block {
            Block::Table(_) => true,
            Block::Prose(prose) => matches!(prose.role, Role::Heading(_)) && prose.text.as_str().len() > 60,
        });
        let columns = self.rows.iter().map(|row| row.iter().filter(|cell| !cell.blocks.is_empty()).count()).max().unwrap_or(0);
        let headed = self.head_rows > 0 || self.caption.is_some() || cells().any(|cell| cell.header);
        let regular = self.rows.iter().filter(|row| !row.is_empty()).count() >= 2 && columns >= 2;
        !self.presentation && !nested && regular && (headed || bytes <= count * DATA_CELL_BYTES_MAX)
    }

    /// Takes the last rows away that are one long cell or name a source: they are notes below the table.
    fn pop_notes(&mut self) -> Vec<MappedText> {
        let mut notes = Vec::new();
        while self.rows.len() > self.head_rows + 1 {
            let Some(row) = self.rows.pop_if(|row| is_note(row)) else { break };
            notes.extend(row.into_iter().map(|cell| cell.into_cell().text).filter(|text| !text.is_empty()));
        }
        notes.reverse();
        notes
    }

    /// The finished table.
    fn into_table(mut self, section: Section) -> Table {
        let spans_rows = self.rows.iter().flatten().any(|cell| cell.row_span > 1);
        let head = self.rows.drain(..self.head_rows.min(self.rows.len())).filter(|row| is_filled(row)).collect::<Vec<_>>();
        self.rows.retain(|row| spans_rows || !row.is_empty());
        let headers = match head.len() {
            0 => self.bold_rows().map_or(HeaderRows::Unknown, HeaderRows::Known),
            rows => HeaderRows::Known(rows),
        };
        let rows = head.into_iter().chain(self.rows);
        let rows = rows.map(|cells| Row { cells: cells.into_iter().map(CellDraft::into_cell).collect() }).collect();
        let mut table = Table::new(rows, headers, section);
        table.caption = self.caption;
        table.introduction = self.introduction;
        table
    }

    /// How many of the first rows are bold throughout, where the rows below are not.
    fn bold_rows(&self) -> Option<usize> {
        let bold = |row: &&Vec<CellDraft>| is_filled(row) && row.iter().all(|cell| cell.bold);
        let rows = self.rows.iter().take_while(bold).count();
        (rows > 0 && rows <= 3 && rows < self.rows.len()).then_some(rows)
    }
}

fn is_filled(row: &[CellDraft]) -> bool {
    row.iter().any(|cell| !cell.blocks.is_empty())
}

/// Whether a row is a note: one filled cell, long or naming a source.
fn is_note(row: &[CellDraft]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.blocks.is_empty());
    let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
    let names_source = matches!(&cell.blocks[0].1, Block::Prose(prose) if shape::is_source_line(prose.text.as_str()));
    names_source || cell.bytes() > 80
}

impl CellDraft {
    fn bytes(&self) -> usize {
        let words = |block: &Draft| match &block.1 {
            Block::Prose(prose) => prose.text.as_str().len(),
            Block::Table(_) => 0,
        };
        self.blocks.iter().map(words).sum()
    }

    fn into_cell(self) -> Cell {
        let (column, column_span, row_span) = (self.column, self.column_span, self.row_span);
        Cell { text: joined(self.blocks), column, column_span, row_span, header: self.header }
    }
}

/// The words of several blocks as one text, in the order of the source.
fn joined(blocks: Vec<Draft>) -> MappedText {
    let texts = blocks.into_iter().filter_map(|(_, block)| match block {
        Block::Prose(prose) if prose.role != Role::Caption => Some(prose.text),
        Block::Prose(_) | Block::Table(_) => None,
    });
    let mut texts: Vec<MappedText> = texts.collect();
    if texts.len() < 2 {
        return texts.pop().unwrap_or_default();
    }
    texts.sort_by_key(|text| text.whole_source_span().start);
    let mut whole = MappedTextBuilder::new();
    for text in &texts {
        let start = text.whole_source_span().start;
        whole.widen_gap(SourceSpan::new(start, start));
        whole.push_mapped(text);
    }
    whole.finish()
}

impl Flow<'_> {
    pub(super) fn open_table(&mut self, node: &Node) {
        let caption_above = self.outs.last().and_then(|out| match out.last() {
            Some((number, Block::Prose(prose))) if prose.role == Role::Caption => Some(*number),
            _ => None,
        });
        let role = self.tree.attribute(node, AttributeName::Role);
        self.tables.push(TableDraft {
            introduction: caption_above.or(self.above),
            presentation: matches!(role, Some("presentation" | "none")),
            items: std::mem::take(&mut self.items),
            lists: std::mem::take(&mut self.lists),
            ..TableDraft::default()
        });
        self.above = None;
        self.open(node, Close::Table, Role::Paragraph);
    }

    pub(super) fn open_table_part(&mut self, node: &Node, tag: Tag) {
        let (column_span, row_span) = (self.span(node, AttributeName::Colspan), self.span(node, AttributeName::Rowspan));
        let Some(table) = self.tables.last_mut().filter(|table| !table.in_cell) else {
            return self.open(node, Close::Block, self.role());
        };
        match tag {
            Tag::Thead if table.rows.len() == table.head_rows => {
                table.in_head = true;
                self.open(node, Close::TableHead, Role::Paragraph);
            }
            Tag::Tr => table.open_row(),
            Tag::Td | Tag::Th => {
                table.open_cell(column_span, row_span, tag == Tag::Th);
                table.in_cell = true;
                self.outs.push(Vec::new());
                self.open(node, Close::Cell, Role::Paragraph);
            }
            Tag::Caption => {
                table.in_cell = true;
                self.outs.push(Vec::new());
                self.open(node, Close::TableCaption, Role::Paragraph);
            }
            _ => {}
        }
    }

    fn span(&self, node: &Node, name: AttributeName) -> usize {
        let span = self.tree.attribute(node, name).and_then(|value| value.trim().parse::<usize>().ok());
        span.unwrap_or(1).clamp(1, SPAN_MAX)
    }

    /// Notes that the open cell holds words that are not bold.
    pub(super) fn note_plain_words(&mut self) {
        if let Some(cell) = self.tables.last_mut().and_then(TableDraft::last_cell) {
            cell.bold = false;
        }
    }

    pub(super) fn close_table_head(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.in_head = false;
        }
    }

    pub(super) fn close_cell(&mut self, role: Role) {
        self.flush_as(role);
        self.above = None;
        let blocks = self.outs.pop().unwrap_or_default();
        let Some(table) = self.tables.last_mut() else { return };
        table.in_cell = false;
        if let Some(cell) = table.last_cell() {
            cell.blocks = blocks;
        }
    }

    pub(super) fn close_table_caption(&mut self, role: Role) {
        self.flush_as(role);
        let caption = joined(self.outs.pop().unwrap_or_default());
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = false;
            table.caption = Some(caption).filter(|caption| !caption.is_empty());
        }
    }

    pub(super) fn close_table(&mut self) {
        self.flush();
        let Some(mut draft) = self.tables.pop() else { return };
        self.items = std::mem::take(&mut draft.items);
        self.lists = std::mem::take(&mut draft.lists);
        self.above = None;
        if !draft.is_data() {
            let blocks = draft.rows.into_iter().flatten().flat_map(|cell| cell.blocks);
            if let Some(out) = self.outs.last_mut() {
                out.extend(blocks);
            }
            return;
        }
        let notes = draft.pop_notes();
        self.emit(Block::Table(Box::new(draft.into_table(self.section.clone()))));
        for text in notes {
            let role = if shape::is_source_line(text.as_str()) { Role::SourceLine } else { Role::Footnote };
            let section = self.section.clone();
            self.emit(Block::Prose(Prose { role, text, section, introduction: None, links: Vec::new() }));
        }
    }
}
