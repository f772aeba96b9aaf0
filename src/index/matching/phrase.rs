//! Terms side by side in one field.
//!
//! Comes in: the postings of the terms with their positions. Goes out: the claims of a window that have them side by side, and how often.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, Term};

use super::window::{Bits, WINDOW};

/// The postings of the terms of a phrase, the rarest first.
pub(super) struct Phrase {
    terms: Vec<Placed>,
    /// Where the phrase may end in the claim at hand, and where the term at hand lets it end.
    ends: Vec<u32>,
    others: Vec<u32>,
}

/// A term of a phrase.
struct Placed {
    postings: SegmentPostings,
    /// How far it stands before the phrase's last term.
    before_end: u32,
}

impl Placed {
    /// The first claim that is not before `from`.
    fn next(&mut self, from: DocId) -> DocId {
        if self.postings.doc() < from { self.postings.seek(from) } else { self.postings.doc() }
    }
}

impl Phrase {
    /// The phrase in a segment; `None` where one of its terms does not occur. Each term comes with its distance from the first.
    pub fn open(segment: &SegmentReader, terms: &[(u32, Term)]) -> tantivy::Result<Option<Self>> {
        let length = terms.iter().map(|(offset, _)| *offset).max().unwrap_or_default();
        let mut placed = Vec::with_capacity(terms.len());
        for (offset, term) in terms {
            let inverted = segment.inverted_index(term.field())?;
            let Some(postings) = inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? else { return Ok(None) };
            placed.push(Placed { postings, before_end: length - offset });
        }
        placed.sort_by_key(|term| term.postings.doc_freq());
        Ok(Some(Self { terms: placed, ends: Vec::new(), others: Vec::new() }))
    }

    /// How many claims each of its terms has in the segment, ascending.
    pub fn claims(&self) -> impl Iterator<Item = u32> + '_ {
        self.terms.iter().map(|term| term.postings.doc_freq())
    }

    /// A claim that is not after the first match from `from` on.
    pub fn next(&mut self, from: DocId) -> DocId {
        self.terms.iter_mut().fold(from, |from, term| term.next(from))
    }

    /// Tells `take` of its claims in the window that begins at `first`: the place, and how often the phrase occurs.
    pub fn count(&mut self, first: DocId, among: Option<&Bits>, mut take: impl FnMut(usize, u32)) {
        let end = first.saturating_add(WINDOW as DocId);
        let mut doc = first;
        loop {
            doc = self.next(doc);
            if doc >= end {
                return;
            }
            let place = (doc - first) as usize;
            let candidate = among.map_or(Some(place), |among| among.next(place));
            match candidate {
                None => return,
                Some(candidate) if candidate > place => doc = first + candidate as DocId,
                Some(_) if self.terms.iter().any(|term| term.postings.doc() != doc) => {}
                Some(_) => {
                    let count = self.count_in_claim();
                    if count > 0 {
                        take(place, count);
                    }
                    doc += 1;
                }
            }
        }
    }

    /// How often the phrase occurs in the claim that all terms have come to.
    fn count_in_claim(&mut self) -> u32 {
        let Some((rarest, others)) = self.terms.split_first_mut() else { return 0 };
        rarest.postings.positions_with_offset(rarest.before_end, &mut self.ends);
        for other in others {
            if self.ends.is_empty() {
                return 0;
            }
            other.postings.positions_with_offset(other.before_end, &mut self.others);
            keep_common(&mut self.ends, &self.others);
        }
        self.ends.len() as u32
    }
}

/// Keeps those of `left` that are in `right` too; both ascend.
fn keep_common(left: &mut Vec<u32>, right: &[u32]) {
    let mut right = right.iter().peekable();
    left.retain(|wanted| {
        while right.next_if(|other| *other < wanted).is_some() {}
        right.next_if_eq(&wanted).is_some()
    });
}

#[cfg(test)]
mod tests {
    use super::keep_common;

    #[test]
    fn what_both_have_is_kept() {
        let common = |left: &[u32], right: &[u32]| {
            let mut left = left.to_vec();
            keep_common(&mut left, right);
            left
        };
        assert_eq!(common(&[1, 4, 6, 9], &[0, 4, 5, 9, 12]), [4, 9]);
        assert_eq!(common(&[1, 4], &[]), [0; 0]);
        assert_eq!(common(&[], &[3]), [0; 0]);
    }
}
