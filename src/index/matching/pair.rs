//! Two frequent terms side by side in one field.
//!
//! Comes in: the postings of both. Goes out: the claims of a window that have them side by side, and how often. Where both terms stand in many of the same claims, seeking
//! each claim takes longer than reading all postings and positions of both from one end to the other, block by block.

use tantivy::directory::CompositeFile;
use tantivy::index::SegmentComponent;
use tantivy::positions::PositionReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader, TantivyError, Term};

use super::window::{Bits, WINDOW};

/// Postings and positions of two terms.
pub(super) struct Pair {
    left: Stream,
    right: Stream,
    /// Claims that have both, with their places in the blocks at hand.
    common: Vec<(DocId, usize, usize)>,
}

/// Postings and positions of a term, block by block.
struct Stream {
    postings: BlockSegmentPostings,
    /// The place in the block.
    at: usize,
    reader: PositionReader,
    /// How many positions all blocks before have.
    before: u64,
    /// The steps from position to position in the block's claims, one claim after the other; empty until they are needed.
    steps: Vec<u32>,
    /// Where the steps of each claim begin, and where the last ones end.
    begins: Vec<usize>,
    /// How far the term stands before the end of the pair.
    before_end: u32,
}

impl Pair {
    /// Both terms in a segment; `None` where one does not occur. Each comes with its distance from the first.
    pub fn open(segment: &SegmentReader, [left, right]: [&(u32, Term); 2]) -> tantivy::Result<Option<Self>> {
        let positions = CompositeFile::open(&segment.open_read(SegmentComponent::Positions)?)?;
        let end = left.0.max(right.0);
        let (Some(left), Some(right)) =
            (Stream::open(segment, &positions, left, end)?, Stream::open(segment, &positions, right, end)?)
        else {
            return Ok(None);
        };
        Ok(Some(Self { left, right, common: Vec::new() }))
    }

    /// How many claims each term has in the segment, ascending.
    pub fn claims(&self) -> [u32; 2] {
        let (left, right) = (self.left.postings.doc_freq(), self.right.postings.doc_freq());
        [left.min(right), left.max(right)]
    }

    /// A claim that is not after the first match from `from` on.
    pub fn next(&mut self, from: DocId) -> DocId {
        self.left.next(from).max(self.right.next(from))
    }

    /// Tells `take` of its claims in the window that begins at `first`: the place, and how often the terms occur side by side.
    pub fn count(&mut self, first: DocId, among: Option<&Bits>, mut take: impl FnMut(usize, u32)) {
        let end = first.saturating_add(WINDOW as DocId);
        let Self { left, right, common } = self;
        loop {
            if left.next(first).max(right.next(first)) >= end {
                return;
            }
            meet(left, right, end, common);
            for (doc, in_left, in_right) in common.drain(..) {
                let place = (doc - first) as usize;
                if among.is_none_or(|among| among.has(place)) {
                    let count = count_common(left.ends(in_left), right.ends(in_right));
                    if count > 0 {
                        take(place, count);
                    }
                }
            }
        }
    }
}

/// Walks through the blocks at hand until one ends, or the window does, and notes the claims that are in both.
fn meet(left: &mut Stream, right: &mut Stream, end: DocId, common: &mut Vec<(DocId, usize, usize)>) {
    let (left_docs, right_docs) = (left.postings.docs(), right.postings.docs());
    let (mut in_left, mut in_right) = (left.at, right.at);
    while let (Some(a), Some(b)) = (left_docs.get(in_left), right_docs.get(in_right)) {
        if *a.max(b) >= end {
            break;
        }
        if a == b {
            common.push((*a, in_left, in_right));
        }
        (in_left, in_right) = (in_left + usize::from(a <= b), in_right + usize::from(b <= a));
    }
    (left.at, right.at) = (in_left, in_right);
}

/// How many numbers both have, which ascend.
fn count_common(left: impl Iterator<Item = u32>, mut right: impl Iterator<Item = u32>) -> u32 {
    let mut count = 0;
    let mut other = right.next();
    for wanted in left {
        while other.is_some_and(|other| other < wanted) {
            other = right.next();
        }
        count += u32::from(other == Some(wanted));
    }
    count
}

impl Stream {
    fn open(
        segment: &SegmentReader,
        positions: &CompositeFile,
        (offset, term): &(u32, Term),
        end: u32,
    ) -> tantivy::Result<Option<Self>> {
        let inverted = segment.inverted_index(term.field())?;
        let Some(info) = inverted.get_term_info(term)? else { return Ok(None) };
        let postings = inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
        let of_field = positions.open_read(term.field());
        let of_field = of_field.ok_or_else(|| TantivyError::InternalError("a field of words has no positions".to_owned()))?;
        let reader = PositionReader::open(of_field.slice(info.positions_range).read_bytes()?)?;
        let (steps, begins) = (Vec::new(), Vec::new());
        Ok(Some(Self { postings, at: 0, reader, before: 0, steps, begins, before_end: end - offset }))
    }

    /// The first claim that is not before `from`.
    fn next(&mut self, from: DocId) -> DocId {
        loop {
            match self.postings.docs() {
                [] => return tantivy::TERMINATED,
                docs if docs.last().is_some_and(|last| *last >= from) && self.at < docs.len() => {
                    self.at += docs[self.at..].partition_point(|doc| *doc < from);
                    return docs[self.at];
                }
                _ => {
                    self.before += self.postings.freqs().iter().map(|count| u64::from(*count)).sum::<u64>();
                    self.postings.advance();
                    self.steps.clear();
                    self.at = 0;
                }
            }
        }
    }

    /// Where the pair would end in the claim at this place of the block.
    fn ends(&mut self, at: usize) -> impl Iterator<Item = u32> + '_ {
        if self.steps.is_empty() {
            self.begins.clear();
            let mut sum = 0;
            self.begins.push(sum);
            self.begins.extend(self.postings.freqs().iter().map(|count| {
                sum += *count as usize;
                sum
            }));
            self.steps.resize(sum, 0);
            self.reader.read(self.before, &mut self.steps);
        }
        self.steps[self.begins[at]..self.begins[at + 1]].iter().scan(self.before_end, |position, step| {
            *position += step;
            Some(*position)
        })
    }
}
