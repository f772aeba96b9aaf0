//! Where claims stand in the words of an article as they are shown.
//!
//! Comes in: a document's blocks and its claims. Goes out: for each piece of text (a paragraph, a cell, a caption) the claims in it with
//! their places, and that text cut into segments of which each belongs to one claim at most. Nothing is rendered here.

use std::collections::{BTreeSet, HashMap};

use crate::claim::Claim;
use crate::document::{Block, Document};
use crate::text::{MappedText, SourceSpan, TextSpan};

/// A piece of text of a document: which block, and which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Place {
    /// Index in [`Document::blocks`].
    pub block: usize,
    /// The part of that block.
    pub part: Part,
}

/// A part of a block that has words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The words of running text.
    Words,
    /// A table's caption.
    Caption,
    /// The line below a table that names its source.
    SourceLine,
    /// A cell: its row, and its number in the row.
    Cell(usize, usize),
}

/// A claim in a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which claim, as an index into the claims given.
    pub claim: usize,
    /// The words that are marked: its figure, or else its quote.
    pub anchor: TextSpan,
    /// The words that state it.
    pub quote: TextSpan,
}

/// A stretch of a text that belongs to the same claim and quote throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// The stretch.
    pub span: TextSpan,
    /// The claim that is marked here: of several the one with the fewest words.
    pub claim: Option<usize>,
    /// Whether the claim was not met before in this text.
    pub first: bool,
    /// The quote that the stretch stands in, as the first claim that has it.
    pub quote: Option<usize>,
    /// Claims that end here and have no words of their own, as others took them all.
    pub also: Vec<usize>,
}

/// The claims of a document by the piece of text that they stand in.
#[derive(Debug, Default)]
pub(super) struct Marks {
    by_place: HashMap<Place, Vec<Mark>>,
    /// Claims that stand in no text of the document, in the order given.
    pub unplaced: Vec<usize>,
    /// Claims in reading order with the number of bytes of shown text before each.
    pub along: Vec<(usize, usize)>,
    /// Bytes of shown text in all.
    pub length: usize,
}

/// A piece of text with where it was read from and how much text stands before it.
struct Piece<'d> {
    place: Place,
    text: &'d MappedText,
    source: SourceSpan,
    before: usize,
}

/// How many pieces that begin before a claim are looked at: a list item's own words may surround those of the items inside it.
const PIECES_BACK: usize = 16;

/// How far from a table its caption or source line may stand as a block of its own.
const BLOCKS_NEAR: usize = 2;

impl Marks {
    /// Finds `claims` in `document`.
    pub fn new<'c>(document: &Document, claims: impl Iterator<Item = &'c Claim>) -> Self {
        let mut pieces = pieces(document);
        let mut marks =
            Self { length: pieces.last().map_or(0, |piece| piece.before + piece.text.as_str().len()), ..Self::default() };
        pieces.sort_by_key(|piece| (piece.source.start, piece.before));
        for (at, claim) in claims.enumerate() {
            match find(&pieces, at, claim) {
                Some((piece, mark)) => {
                    marks.along.push((at, piece.before + mark.anchor.start));
                    marks.by_place.entry(piece.place).or_default().push(mark);
                }
                None => marks.unplaced.push(at),
            }
        }
        marks.along.sort_by_key(|(claim, before)| (*before, *claim));
        marks
    }

    /// The claims that stand in the piece of text at `place`.
    pub fn at(&self, place: Place) -> &[Mark] {
        self.by_place.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// Blocks whose words are also the caption or the source line of a table that stands close by, where they are shown.
pub(super) fn told_by_tables(document: &Document) -> BTreeSet<usize> {
    let mut told = BTreeSet::new();
    for (at, block) in document.blocks.iter().enumerate() {
        let Block::Table(table) = block else { continue };
        let lines: Vec<SourceSpan> = table.caption.iter().chain(&table.source_line).map(MappedText::whole_source_span).collect();
        for near in at.saturating_sub(BLOCKS_NEAR)..(at + 1 + BLOCKS_NEAR).min(document.blocks.len()) {
            if let Block::Prose(prose) = &document.blocks[near]
                && lines.contains(&prose.text.whole_source_span())
            {
                told.insert(near);
            }
        }
    }
    told
}

/// Every piece of text of a document, in reading order.
fn pieces(document: &Document) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut before = 0;
    let mut push = |block, part, text| {
        let piece = Piece { place: Place { block, part }, text, source: MappedText::whole_source_span(text), before };
        before += text.as_str().len();
        pieces.push(piece);
    };
    let told = told_by_tables(document);
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Prose(_) if told.contains(&at) => {}
            Block::Prose(prose) => push(at, Part::Words, &prose.text),
            Block::Table(table) => {
                table.caption.iter().for_each(|caption| push(at, Part::Caption, caption));
                for (row, cells) in table.rows.iter().enumerate() {
                    cells.cells.iter().enumerate().for_each(|(cell, words)| push(at, Part::Cell(row, cell), &words.text));
                }
                table.source_line.iter().for_each(|line| push(at, Part::SourceLine, line));
            }
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The piece that `claim` stands in, and where in it.
fn find<'p, 'd>(pieces: &'p [Piece<'d>], at: usize, claim: &Claim) -> Option<(&'p Piece<'d>, Mark)> {
    let quote = claim.quote.span;
    let figure = claim.quantity.as_ref().map(|figure| figure.span);
    let place = figure.unwrap_or(quote);
    let after = pieces.partition_point(|piece| piece.source.start < place.end.max(place.start + 1));
    pieces[..after].iter().rev().take(PIECES_BACK).find_map(|piece| {
        let anchor = piece.text.text_span(place).filter(|_| piece.source.overlaps(place))?;
        let quote = piece.text.text_span(quote).unwrap_or(anchor).cover(anchor);
        Some((piece, Mark { claim: at, anchor, quote }))
    })
}

/// Cuts a text of `length` bytes at the ends of everything that `marks` hold.
pub(super) fn segments(length: usize, marks: &[Mark]) -> Vec<Segment> {
    let mut edges: BTreeSet<usize> = [0, length].into();
    for mark in marks {
        edges.extend([mark.anchor.start, mark.anchor.end, mark.quote.start, mark.quote.end].map(|edge| edge.min(length)));
    }
    let anchors = innermost(marks, &edges, |mark| mark.anchor);
    let quotes = innermost(marks, &edges, |mark| mark.quote);
    let same_quote: HashMap<TextSpan, usize> = marks.iter().rev().map(|mark| (mark.quote, mark.claim)).collect();
    let mut met = BTreeSet::new();
    let spans = edges.iter().zip(edges.iter().skip(1)).map(|(start, end)| TextSpan::new(*start, *end));
    let mut segments: Vec<Segment> = spans
        .zip(anchors.into_iter().zip(quotes))
        .map(|(span, (anchor, quote))| {
            let claim = anchor.map(|at| marks[at].claim);
            let first = claim.is_some_and(|claim| met.insert(claim));
            Segment { span, claim, first, quote: quote.and_then(|at| same_quote.get(&marks[at].quote).copied()), also: vec![] }
        })
        .collect();
    for mark in marks.iter().filter(|mark| !met.contains(&mark.claim)) {
        let at = segments.partition_point(|segment| segment.span.end < mark.anchor.end);
        if let Some(segment) = segments.get_mut(at) {
            segment.also.push(mark.claim);
        }
    }
    segments
}

/// For each stretch between two of `edges`, which mark has the shortest span over it; of equal ones the first.
fn innermost(marks: &[Mark], edges: &BTreeSet<usize>, span: impl Fn(&Mark) -> TextSpan) -> Vec<Option<usize>> {
    let mut starts: Vec<usize> = (0..marks.len()).collect();
    starts.sort_by_key(|at| span(&marks[*at]).start);
    let mut starts = starts.into_iter().peekable();
    let mut open: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut ends: BTreeSet<(usize, usize)> = BTreeSet::new();
    let last = edges.last().copied().unwrap_or(0);
    let mut found = Vec::with_capacity(edges.len());
    for edge in edges.iter().take_while(|edge| **edge < last) {
        while let Some((end, at)) = ends.first().copied().filter(|(end, _)| end <= edge) {
            ends.remove(&(end, at));
            open.remove(&(span(&marks[at]).len(), at));
        }
        while let Some(at) = starts.next_if(|at| span(&marks[*at]).start <= *edge) {
            let span = span(&marks[at]);
            if span.end > *edge {
                open.insert((span.len(), at));
                ends.insert((span.end, at));
            }
        }
        found.push(open.first().map(|(_, at)| *at));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(claim: usize, anchor: (usize, usize), quote: (usize, usize)) -> Mark {
        Mark { claim, anchor: TextSpan::new(anchor.0, anchor.1), quote: TextSpan::new(quote.0, quote.1) }
    }

    /// Segments as "start-end claim quote +also", a claim that was met before with a dot.
    fn cut(length: usize, marks: &[Mark]) -> Vec<String> {
        let shown = |segment: Segment| {
            let word = |claim: Option<usize>| claim.map_or("-".to_owned(), |claim| claim.to_string());
            let dot = if segment.claim.is_some() && !segment.first { "." } else { "" };
            let also: String = segment.also.iter().map(|claim| format!(" +{claim}")).collect();
            let (start, end) = (segment.span.start, segment.span.end);
            format!("{start}-{end} {}{dot} {}{also}", word(segment.claim), word(segment.quote))
        };
        segments(length, marks).into_iter().map(shown).collect()
    }

    #[test]
    fn text_without_claims_is_one_segment() {
        assert_eq!(cut(10, &[]), ["0-10 - -"]);
        assert_eq!(cut(0, &[]), Vec::<String>::new());
    }

    #[test]
    fn two_figures_of_one_sentence_are_marked_apart() {
        let marks = [mark(0, (4, 6), (2, 12)), mark(1, (8, 10), (2, 12))];
        assert_eq!(cut(14, &marks), ["0-2 - -", "2-4 - 0", "4-6 0 0", "6-8 - 0", "8-10 1 0", "10-12 - 0", "12-14 - -"]);
    }

    #[test]
    fn a_claim_without_a_figure_has_what_the_figures_leave() {
        let marks = [mark(0, (0, 10), (0, 10)), mark(1, (4, 6), (0, 10))];
        assert_eq!(cut(10, &marks), ["0-4 0 0", "4-6 1 0", "6-10 0. 0"]);
    }

    #[test]
    fn claims_on_the_same_words_are_all_reachable() {
        let marks = [mark(0, (4, 6), (0, 10)), mark(1, (4, 6), (0, 10)), mark(2, (4, 8), (0, 10)), mark(3, (6, 8), (0, 10))];
        assert_eq!(cut(10, &marks), ["0-4 - 0", "4-6 0 0 +1", "6-8 3 0 +2", "8-10 - 0"]);
    }

    #[test]
    fn a_sentence_of_many_figures_takes_no_square_of_time() {
        let marks: Vec<_> = (0..20_000).map(|at| mark(at, (at * 2, at * 2 + 1), (0, 40_000))).collect();
        assert_eq!(segments(40_000, &marks).len(), 40_000);
    }
}
