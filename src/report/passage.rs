//! What stands around a claim in its article, for people who judge it: the sentence with its neighbours, or the table row under its header.
//!
//! Comes in: a document and a claim of it. Goes out: [`Passage`], with the figure's place in it. Looking is total: a claim that
//! stands in no block of the document has its quote with the words around it.

use std::ops::Range;

use crate::claim::Claim;
use crate::document::{Block, Document, Prose, Role, Row, Table};
use crate::sentence;
use crate::text::{MappedText, SourceSpan, TextSpan};

/// The most characters that a neighbour is shown with.
const NEIGHBOUR_CHARS: usize = 300;
/// The most characters that are shown on either side of a figure.
const SIDE_CHARS: usize = 600;
/// Between the cells of a row.
const BETWEEN_CELLS: &str = " | ";

/// A claim's surroundings, without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The sentence before, the words that introduce the list, or the table's header.
    pub before: Option<String>,
    /// The sentence or row.
    pub words: String,
    /// Where the figure stands in `words`.
    pub figure: Option<Range<usize>>,
    /// The sentence after.
    pub after: Option<String>,
}

/// The sentences and rows of a document, ready to be looked up.
#[derive(Debug)]
pub struct Passages<'d> {
    document: &'d Document,
    lines: Vec<Line>,
}

/// A sentence or a row.
#[derive(Debug, Clone, Copy)]
struct Line {
    place: SourceSpan,
    block: usize,
    part: Part,
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Sentence(TextSpan),
    Row(usize),
}

impl<'d> Passages<'d> {
    /// Splits `document` into sentences and rows.
    pub fn new(document: &'d Document) -> Self {
        let mut lines = Vec::new();
        for (block, content) in document.blocks.iter().enumerate() {
            match content {
                Block::Prose(prose) => lines.extend(sentence::segment(prose.text.as_str()).into_iter().map(|span| Line {
                    place: prose.text.source_span(span),
                    block,
                    part: Part::Sentence(span),
                })),
                Block::Table(table) => lines.extend(table.rows.iter().enumerate().filter_map(|(at, row)| {
                    let place = row.cells.iter().map(|cell| cell.text.whole_source_span()).reduce(|a, b| a.cover(b))?;
                    Some(Line { place, block, part: Part::Row(at) })
                })),
            }
        }
        Self { document, lines }
    }

    /// What stands around `claim`.
    pub fn around(&self, claim: &Claim) -> Passage {
        let place = claim.quantity.as_ref().map_or(claim.quote.span, |figure| figure.span);
        let Some(at) = self.lines.iter().position(|line| line.place.overlaps(place)) else { return quoted(claim) };
        let line = self.lines[at];
        match (&self.document.blocks[line.block], line.part) {
            (Block::Prose(prose), Part::Sentence(span)) => self.sentence(at, prose, span, claim),
            (Block::Table(table), Part::Row(row)) => in_table(table, row, claim),
            _ => quoted(claim),
        }
    }

    fn sentence(&self, at: usize, prose: &Prose, span: TextSpan, claim: &Claim) -> Passage {
        let words = span.slice(prose.text.as_str()).unwrap_or_default();
        let figure = figure_in(&prose.text, claim)
            .filter(|figure| span.contains(*figure))
            .map(|figure| figure.start - span.start..figure.end - span.start);
        let introduction = prose.introduction.and_then(|block| self.lines.iter().rfind(|line| line.block == block));
        let before = introduction.or_else(|| at.checked_sub(1).and_then(|before| self.lines.get(before)));
        let (words, figure) = clipped(words, figure);
        Passage {
            before: before.and_then(|line| self.running(*line)),
            words,
            figure,
            after: self.lines.get(at + 1).and_then(|line| self.running(*line)),
        }
    }

    /// The words of a neighbour, if it is running text.
    fn running(&self, line: Line) -> Option<String> {
        match (&self.document.blocks[line.block], line.part) {
            (Block::Prose(prose), Part::Sentence(span)) if !matches!(prose.role, Role::Heading(_) | Role::Furniture) => {
                Some(shortened(span.slice(prose.text.as_str())?, NEIGHBOUR_CHARS))
            }
            _ => None,
        }
    }
}

/// The claim's own quote, where its document does not tell more.
fn quoted(claim: &Claim) -> Passage {
    let (words, figure) = clipped(claim.quote.words(), None);
    Passage { before: None, words, figure, after: None }
}

fn in_table(table: &Table, row: usize, claim: &Claim) -> Passage {
    let mut words = String::new();
    let mut figure = None;
    for cell in &table.rows[row].cells {
        if !words.is_empty() {
            words.push_str(BETWEEN_CELLS);
        }
        let here = words.len();
        figure = figure.or_else(|| figure_in(&cell.text, claim).map(|span| here + span.start..here + span.end));
        words.push_str(cell.text.as_str());
    }
    let header = table.header_rows.checked_sub(1).filter(|header| *header < row).and_then(|header| table.rows.get(header));
    let caption = table.caption.as_ref().map(|caption| caption.as_str().to_owned());
    let before = header.map(joined).or(caption).map(|words| shortened(&words, NEIGHBOUR_CHARS));
    let (words, figure) = clipped(&words, figure);
    Passage { before, words, figure, after: None }
}

fn joined(row: &Row) -> String {
    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
    cells.join(BETWEEN_CELLS)
}

/// Where the claim's figure stands in `text`.
fn figure_in(text: &MappedText, claim: &Claim) -> Option<TextSpan> {
    let place = claim.quantity.as_ref()?.span;
    text.text_span(place).filter(|span| text.source_span(*span) == place)
}

/// `words` with at most [`SIDE_CHARS`] on either side of the figure, or from the start where there is none.
fn clipped(words: &str, figure: Option<Range<usize>>) -> (String, Option<Range<usize>>) {
    let Some(figure) = figure else { return (shortened(words, 2 * SIDE_CHARS), None) };
    let before: String = tail(&words[..figure.start], SIDE_CHARS);
    let after = shortened(&words[figure.end..], SIDE_CHARS);
    let place = before.len()..before.len() + figure.len();
    (format!("{before}{}{after}", &words[figure]), Some(place))
}

fn shortened(words: &str, chars: usize) -> String {
    match words.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

fn tail(words: &str, chars: usize) -> String {
    match words.char_indices().rev().nth(chars) {
        Some((at, c)) => format!("…{}", &words[at + c.len_utf8()..]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_are_cut_around_the_figure() {
        let words = format!("{}42{}", "a".repeat(1000), "b".repeat(1000));
        let (shown, figure) = clipped(&words, Some(1000..1002));
        assert_eq!(&shown[figure.expect("a figure")], "42");
        assert_eq!(shown.chars().count(), 1 + SIDE_CHARS + 2 + SIDE_CHARS + 1);
    }
}
