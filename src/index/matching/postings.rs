//! The claims of one term, block by block.
//!
//! Comes in: postings as tantivy decodes them, 128 at a time. Goes out: those that lie in a window. A block without a candidate is passed over unread.

use std::io;

use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, TERMINATED, Term};

use super::window::{Bits, WINDOW};

/// Walks forward through the postings of a term.
pub(super) struct Cursor {
    postings: BlockSegmentPostings,
    /// The place in the block that was decoded last.
    at: usize,
}

impl Cursor {
    /// The postings of `term` in a segment, with how often it occurs if `counted`; `None` where it does not occur.
    pub fn open(inverted: &InvertedIndexReader, term: &Term, counted: bool) -> io::Result<Option<Self>> {
        let option = if counted { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        Ok(inverted.read_block_postings(term, option)?.map(|postings| Self { postings, at: 0 }))
    }

    /// How many claims it has in the segment.
    pub fn claims(&self) -> u32 {
        self.postings.doc_freq()
    }

    /// The first claim that is not before `from`.
    pub fn next(&mut self, from: DocId) -> DocId {
        match self.postings.docs() {
            [.., last] if *last < from => self.at = self.postings.seek(from),
            docs => self.at += docs.get(self.at..).unwrap_or_default().partition_point(|doc| *doc < from),
        }
        self.postings.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// Tells `take` of the claims in the window that begins at `first`, those in `among` alone if it is given: place in the window, and how often the term occurs as a place
    /// in a list.
    fn each(&mut self, first: DocId, among: Option<&Bits>, mut take: impl FnMut(usize, usize, &[u32])) {
        let end = first.saturating_add(WINDOW as DocId);
        let mut next = self.next(first);
        while next < end {
            if let Some(among) = among {
                let Some(candidate) = among.next((next - first) as usize) else { return };
                let wanted = first + candidate as DocId;
                if wanted > next {
                    next = self.next(wanted);
                    continue;
                }
            }
            let (docs, counts) = (self.postings.docs(), self.postings.freqs());
            let here = docs.get(self.at..).unwrap_or_default();
            let inside =
                if here.last().is_some_and(|last| *last < end) { here.len() } else { here.partition_point(|doc| *doc < end) };
            let counts = counts.get(self.at..).unwrap_or_default();
            match among {
                None => here[..inside].iter().enumerate().for_each(|(at, doc)| take((doc - first) as usize, at, counts)),
                Some(among) => {
                    for (at, doc) in here[..inside].iter().enumerate() {
                        let place = (doc - first) as usize;
                        if among.has(place) {
                            take(place, at, counts);
                        }
                    }
                }
            }
            self.at += inside;
            if self.at == docs.len() {
                self.postings.advance();
                self.at = 0;
            }
            next = self.postings.docs().get(self.at).copied().unwrap_or(TERMINATED);
        }
    }

    /// Puts its claims in the window that begins at `first` into `found`.
    pub fn mark(&mut self, first: DocId, among: Option<&Bits>, found: &mut Bits) {
        self.each(first, among, |place, _, _| found.insert(place));
    }

    /// Tells `take` of its claims in the window that begins at `first`: the place, and how often the term occurs.
    pub fn count(&mut self, first: DocId, among: Option<&Bits>, mut take: impl FnMut(usize, u32)) {
        self.each(first, among, |place, at, counts| take(place, counts.get(at).copied().unwrap_or(1)));
    }
}
