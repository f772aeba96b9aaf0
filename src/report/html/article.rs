//! The article's own text, with every claim marked where it stands.
//!
//! Comes in: a document's blocks and where its claims are. Goes out: headings, paragraphs, lists and tables whose words are the article's
//! and whose markup is ours: nothing of the article's own markup, links and pictures comes along.

use maud::{Markup, html as markup};

use super::marks::{Mark, Marks, Part, Place, segments, told_by_tables};
use super::words::{link, stretch};
use crate::document::{Block, Document, Prose, Role, Table};
use crate::report::audit::AuditedClaim;
use crate::text::MappedText;

/// How deep lists are indented at most.
const DEPTH_MAX: usize = 3;
/// The most rows and columns that a cell may cover in the page, as HTML has it for columns.
const SPAN_MAX: usize = 1000;

/// An article with its claims.
pub(super) struct Article<'a> {
    /// The text as blocks.
    pub document: &'a Document,
    /// Its claims, in the order that `marks` count them in.
    pub claims: &'a [AuditedClaim<'a>],
    /// Where they stand.
    pub marks: &'a Marks,
    /// The number of the first claim in the page.
    pub number: usize,
}

impl Article<'_> {
    /// The text with its claims.
    pub fn markup(&self) -> Markup {
        let depths = depths(&self.document.blocks);
        let told = told_by_tables(self.document);
        let runs: Vec<usize> = (0..self.document.blocks.len()).filter(|at| !told.contains(at)).collect();
        let is_item = |at: &usize| depths[*at].is_some();
        markup! {
            @for run in runs.chunk_by(|a, b| is_item(a) && is_item(b)) {
                @if is_item(&run[0]) {
                    ul {
                        @for at in run { li.{ "deep-" (depths[*at].unwrap_or(0)) } dir="auto" { (self.block_words(*at)) } }
                    }
                } @else {
                    @for at in run { (self.block(*at)) }
                }
            }
        }
    }

    fn block(&self, at: usize) -> Markup {
        match &self.document.blocks[at] {
            Block::Prose(prose) => self.prose(at, prose),
            Block::Table(table) => self.table(at, table),
        }
    }

    fn prose(&self, at: usize, prose: &Prose) -> Markup {
        let words = self.block_words(at);
        markup! {
            @match prose.role {
                Role::Heading(1) => h3 dir="auto" { (words) },
                Role::Heading(2) => h4 dir="auto" { (words) },
                Role::Heading(3) => h5 dir="auto" { (words) },
                Role::Heading(_) => h6 dir="auto" { (words) },
                Role::Paragraph | Role::ListItem => p dir="auto" { (words) },
                Role::Quotation => blockquote dir="auto" { p { (words) } },
                Role::Caption | Role::SourceLine | Role::Footnote => p.small dir="auto" { (words) },
                Role::Furniture => p.furniture dir="auto" { (words) },
            }
        }
    }

    fn block_words(&self, at: usize) -> Markup {
        match &self.document.blocks[at] {
            Block::Prose(prose) => self.words(Place { block: at, part: Part::Words }, &prose.text),
            Block::Table(_) => markup! {},
        }
    }

    fn table(&self, at: usize, table: &Table) -> Markup {
        let place = |part| Place { block: at, part };
        markup! {
            div.wide {
                table {
                    @if let Some(caption) = &table.caption { caption { (self.words(place(Part::Caption), caption)) } }
                    @if table.header_rows > 0 { thead { (self.rows(at, table, 0..table.header_rows)) } }
                    tbody { (self.rows(at, table, table.header_rows..table.rows.len())) }
                }
            }
            @if let Some(line) = &table.source_line { p.small { (self.words(place(Part::SourceLine), line)) } }
        }
    }

    fn rows(&self, at: usize, table: &Table, rows: std::ops::Range<usize>) -> Markup {
        let span = |wanted: usize| (wanted > 1).then_some(wanted.min(SPAN_MAX));
        markup! {
            @for row in rows {
                tr {
                    @for (cell_at, cell) in table.rows[row].cells.iter().enumerate() {
                        @let words = self.words(Place { block: at, part: Part::Cell(row, cell_at) }, &cell.text);
                        @let (columns, down) = (span(cell.column_span), span(cell.row_span));
                        @if row < table.header_rows {
                            th scope="col" colspan=[columns] rowspan=[down] { (words) }
                        } @else if table.is_row_header_column(cell.column) {
                            th scope="row" colspan=[columns] rowspan=[down] { (words) }
                        } @else { td colspan=[columns] rowspan=[down] { (words) } }
                    }
                }
            }
        }
    }

    /// A piece of text with its claims.
    fn words(&self, place: Place, text: &MappedText) -> Markup {
        let marks: &[Mark] = self.marks.at(place);
        if marks.is_empty() {
            return markup! { (stretch(text.as_str())) };
        }
        markup! {
            @for segment in segments(text.as_str().len(), marks) {
                @let words = stretch(segment.span.slice(text.as_str()).unwrap_or_default());
                @let quote = segment.quote.map(|claim| self.number + claim);
                @match segment.claim {
                    Some(claim) => (self.marked(claim, &words, segment.first, quote)),
                    None => @if quote.is_some() { span data-quote=[quote] { (words) } } @else { (words) },
                }
                @for claim in &segment.also { (self.beside(*claim)) }
            }
        }
    }

    /// Words that belong to a claim. The first ones lead to its card; a screen reader says its status.
    fn marked(&self, at: usize, words: &str, first: bool, quote: Option<usize>) -> Markup {
        let claim = &self.claims[at];
        let (status, number) = (claim.status.as_str(), self.number + at);
        markup! {
            mark.(status) data-claim=(claim.id()) data-quote=[quote] {
                @if first {
                    a id={ "text-" (claim.id()) } href=(link(claim)) aria-describedby={ "is-" (status) } data-number=(number) { (words) }
                } @else { (words) }
            }
        }
    }

    /// A claim on words that are marked for another one already.
    fn beside(&self, at: usize) -> Markup {
        let claim = &self.claims[at];
        let (status, number) = (claim.status.as_str(), self.number + at);
        markup! {
            mark.beside.(status) data-claim=(claim.id()) {
                a id={ "text-" (claim.id()) } href=(link(claim)) aria-label={ "claim " (number) " on the same words" }
                    aria-describedby={ "is-" (status) } { (number) }
            }
        }
    }
}

/// For each block that is a list item, how deep it is nested.
fn depths(blocks: &[Block]) -> Vec<Option<usize>> {
    let mut depths: Vec<Option<usize>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let depth = match block {
            Block::Prose(Prose { role: Role::ListItem, introduction, .. }) => {
                let above = introduction.and_then(|at| depths.get(at).copied().flatten());
                Some(above.map_or(0, |above| (above + 1).min(DEPTH_MAX)))
            }
            _ => None,
        };
        depths.push(depth);
    }
    depths
}
