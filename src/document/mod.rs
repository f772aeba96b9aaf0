//! Text to blocks: what a document is once its markup has been read.
//!
//! Comes in: decoded text with its media type. Goes out: [`Document`], prose and tables in reading order, each mapped back to
//! the source, with metadata and diagnostics. Reading is total: malformed markup is read as far as it goes. No sentence is
//! split and no figure is understood here.

mod flow;
mod front_matter;
mod html;
pub mod jsonl;
mod markdown;
mod metadata;
pub mod plain;
pub mod table;
mod tree;

use std::sync::Arc;

use serde::Serialize;

use crate::text::{MappedText, TextSpan};

pub use crate::source::Media;
pub use html::PageText;
pub(crate) use metadata::{MONTHS, is_month};
pub use table::{Cell, Row, Table};
pub(crate) use tree::entity;

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

/// A document as claims and reports name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRef {
    /// Document id.
    pub id: String,
    /// Title, where one is known.
    pub title: Option<String>,
    /// Where it came from: address, path, or `-`.
    pub source: String,
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
    /// The decoded text, which the claims' quotes point into. Every source span counts bytes of this.
    pub text: Arc<str>,
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

/// A piece of a document. Most are prose, which a table in its place would double in size.
#[derive(Debug, Clone)]
pub enum Block {
    /// Running text.
    Prose(Prose),
    /// Rows and columns.
    Table(Box<Table>),
}

impl Block {
    /// Keeps no words of its own that stand in `article`, the text that it was read from.
    fn share(&mut self, article: &Arc<str>) {
        match self {
            Self::Prose(prose) => prose.text.share(article),
            Self::Table(table) => {
                let lines = table.caption.iter_mut().chain(&mut table.source_line);
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells).map(|cell| &mut cell.text);
                lines.chain(cells).for_each(|text| text.share(article));
            }
        }
    }
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
    /// The links in it, in reading order.
    pub links: Vec<Link>,
}

/// A link in a piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The linked words.
    pub span: TextSpan,
    /// Where the link goes, as the article writes it.
    pub url: Arc<str>,
}

/// What one of the readers makes of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub metadata: Metadata,
    pub blocks: Vec<Block>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `source` as the format that it names.
pub fn read(source: &crate::source::Source) -> Document {
    let (text, diagnostics) = readable(&source.text);
    let mut reading = match source.media {
        Media::Plain => plain::read(text),
        Media::Markdown => markdown::read(text),
        Media::Html => html::read(text),
    };
    reading.diagnostics.extend(diagnostics);
    reading.blocks.iter_mut().for_each(|block| block.share(&source.text));
    let (authors, date) = flow::furniture::byline_and_date(&reading.blocks);
    let metadata = &mut reading.metadata;
    if metadata.authors.is_empty() {
        metadata.authors = authors;
    }
    metadata.date = metadata.date.take().or(date).or_else(|| date_in_name(&source.name));
    Document {
        text: source.text.clone(),
        media: source.media,
        metadata: reading.metadata,
        blocks: reading.blocks,
        diagnostics: reading.diagnostics,
    }
}

/// The part of a text that is read, and what to say if that is not all of it.
fn readable(text: &str) -> (&str, Option<Diagnostic>) {
    if text.len() <= tree::Tree::SOURCE_MAX {
        return (text, None);
    }
    let mut end = tree::Tree::SOURCE_MAX;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (&text[..end], Some(Diagnostic { message: "the text is larger than 4 GiB: only its beginning was read".to_owned() }))
}

/// The date that static site generators put before a file's name: `2015-01-20-announcement.md`.
fn date_in_name(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next()?;
    let day = file.get(..10).filter(|day| {
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
    })?;
    metadata::iso_date(day)
}

/// The title that the headings give: the first of level 1, else a heading that everything else stands below.
pub(crate) fn heading_title(blocks: &[Block]) -> Option<String> {
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Prose(Prose { role: Role::Heading(level), text, .. }) => Some((*level, text.as_str())),
        Block::Prose(_) | Block::Table(_) => None,
    });
    let opening = match blocks.first() {
        Some(Block::Prose(Prose { role: Role::Heading(_), text, .. })) => Some(text.as_str()),
        _ => None,
    };
    let title = headings.clone().find(|(level, _)| *level == 1).map(|(_, words)| words).or(opening)?;
    metadata::line(title)
}
