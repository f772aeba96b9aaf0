//! What ranking counts: claims that are there, not claims that were.
//!
//! Comes in: the segments of the index. Goes out: the numbers that BM25 asks for, the same for an index updated step by step
//! as for one rebuilt from the same claims. Tantivy's own numbers count deleted claims until their segment is merged.

use std::cell::Cell;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::expression::TextField;
use super::schema::Fields;

/// How many words a field of a claim usually has. A constant instead of a mean: the length of other claims says nothing of this one,
/// and a sum over claims that are there would cost a scan.
fn usual_words(field: TextField) -> u64 {
    match field {
        TextField::Wording => 18,
        TextField::Quote => 22,
        TextField::Subject | TextField::Attribution => 2,
        TextField::Metric => 3,
        TextField::Section => 12,
    }
}

/// Statistics of the claims that are there.
pub(super) struct Statistics<'s> {
    searcher: &'s Searcher,
    fields: &'s Fields,
    postings: Cell<u64>,
}

impl<'s> Statistics<'s> {
    pub fn new(searcher: &'s Searcher, fields: &'s Fields) -> Self {
        Self { searcher, fields, postings: Cell::new(0) }
    }

    /// How many claims the terms have that were asked about, one that has several counted for each.
    pub fn postings(&self) -> u64 {
        self.postings.get()
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let named = TextField::ALL.into_iter().find(|text| self.fields.text(*text) == field);
        Ok(named.map_or(1, usual_words) * self.total_num_docs()?)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs().max(1))
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut total = 0;
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(term.field())?;
            total += match segment.alive_bitset() {
                None => u64::from(inverted.doc_freq(term)?),
                Some(alive) => match inverted.read_postings(term, IndexRecordOption::Basic)? {
                    None => 0,
                    Some(mut postings) => {
                        let mut count = 0;
                        while postings.doc() != TERMINATED {
                            count += u64::from(alive.is_alive(postings.doc()));
                            postings.advance();
                        }
                        count
                    }
                },
            };
        }
        self.postings.set(self.postings.get() + total);
        Ok(total)
    }
}
