//! Text to blocks: what a document is once its markup has been read.
//!
//! Comes in: decoded text with its media type. Goes out: [`Document`], prose and tables in reading order, each mapped back to
//! the source, with metadata and diagnostics. Reading is total: malformed markup is read as far as it goes. No sentence is
//! split and no figure is understood here.

use std::sync::Arc;

use crate::text::MappedText;

/// The format that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// HTML of any age.
    Html,
    /// Plain text.
    Plain,
}

/// What a document says of itself. Unknown is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title, markup removed.
    pub title: Option<String>,
    /// Date of publication in ISO 8601, as exact as it is known: `2026`, `2026-02` or `2026-02-14`.
    pub date: Option<String>,
    /// Author names, in the document's order.
    pub authors: Vec<String>,
    /// The organisation that publishes: site name, publisher, or the organisation that the front matter names.
    pub publisher: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
}

/// Trouble met while reading; the reading went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What was met and what was done about it, in lower case.
    pub message: String,
}

/// One article, read.
#[derive(Debug, Clone)]
pub struct Document {
    /// The decoded text. Every source span counts bytes of this.
    pub text: String,
    /// The format that it was read as.
    pub media: Media,
    /// What the document says of itself.
    pub metadata: Metadata,
    /// Prose and tables in reading order.
    pub blocks: Vec<Block>,
    /// Trouble met while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// The headings above a block, outermost first.
pub type Section = Arc<[String]>;

/// A piece of a document.
#[derive(Debug, Clone)]
pub enum Block {
    /// Running text.
    Prose(Prose),
    /// Rows and columns.
    Table(Table),
}

/// What a piece of running text is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A heading of this level, from 1. The document's title is a heading of level 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, or a paragraph inside one.
    ListItem,
    /// A quotation set apart.
    Quotation,
    /// The caption of a figure, chart or table; alternative text of a picture.
    Caption,
    /// A line that names the source of the table or figure above it ("Source: …").
    SourceLine,
    /// A footnote's text.
    Footnote,
    /// A table of contents, menu, running head, byline or other page furniture inside the article: no claims are read from it.
    Furniture,
}

/// A paragraph, heading, list item or the like.
#[derive(Debug, Clone)]
pub struct Prose {
    /// What it is.
    pub role: Role,
    /// Its words, white space folded, list markers left out.
    pub text: MappedText,
    /// The headings above it; for a heading, those above itself.
    pub section: Section,
    /// For a list item: the index in [`Document::blocks`] of the block that introduces its list, or of the item it is nested under.
    pub introduction: Option<usize>,
}

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

/// Reads `source` as the format that it names.
pub fn read(source: &crate::source::Source) -> Document {
    Document {
        text: source.text.clone(),
        media: source.media,
        metadata: Metadata::default(),
        blocks: Vec::new(),
        diagnostics: Vec::new(),
    }
}
