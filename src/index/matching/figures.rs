//! Intervals that meet an interval: figures and times.
//!
//! Comes in: the columns of their first and last ends. Goes out: the claims of a window whose interval meets the one that is asked for. Where there are
//! candidates, each is asked; else whole stretches of a column are compared.

use tantivy::columnar::{Column, ColumnType};
use tantivy::{DocId, SegmentReader};

use super::super::plan::Interval;
use super::window::{Bits, WINDOW};

/// The columns of a segment with what is asked of them. Numbers are compared as the column holds them, in an order of whole numbers.
pub(super) struct Meeting {
    first: Column<u64>,
    last: Column<u64>,
    begins_until: u64,
    ends_from: u64,
    docs: DocId,
    found: Vec<DocId>,
}

impl Meeting {
    /// The interval in a segment; `None` where no claim has one.
    pub fn open(segment: &SegmentReader, interval: &Interval) -> tantivy::Result<Option<Self>> {
        let kinds = [ColumnType::F64, ColumnType::I64];
        let column = |name: &str| segment.fast_fields().u64_lenient_for_type(Some(&kinds), name);
        let (Some((first, _)), Some((last, _))) = (column(interval.first)?, column(interval.last)?) else { return Ok(None) };
        let (begins_until, ends_from, docs) = (interval.begins_until, interval.ends_from, segment.max_doc());
        Ok(Some(Self { first, last, begins_until, ends_from, docs, found: Vec::new() }))
    }

    /// Puts its claims in the window that begins at `first` into `found`.
    pub fn mark(&mut self, first: DocId, among: Option<&Bits>, found: &mut Bits) {
        if let Some(among) = among {
            for place in among.iter() {
                if self.holds(first + place as DocId) {
                    found.insert(place);
                }
            }
            return;
        }
        *found = within(&self.first, 0, self.begins_until, first..self.docs, &mut self.found);
        found.meet(&within(&self.last, self.ends_from, u64::MAX, first..self.docs, &mut self.found));
    }

    /// Whether the claim's interval meets the one that is asked for. A claim that has one end has the other; an end that all claims meet is not looked at.
    fn holds(&self, doc: DocId) -> bool {
        let begins = || self.first.first(doc).is_some_and(|begin| begin <= self.begins_until);
        let ends = || self.last.first(doc).is_some_and(|end| end >= self.ends_from);
        match (self.begins_until >= self.first.max_value(), self.ends_from <= self.last.min_value()) {
            (true, _) => ends(),
            (_, true) => begins(),
            _ => begins() && ends(),
        }
    }
}

/// The claims of the window at the beginning of `docs` whose value in `column` lies between `low` and `high`.
fn within(column: &Column<u64>, low: u64, high: u64, docs: std::ops::Range<DocId>, found: &mut Vec<DocId>) -> Bits {
    let mut bits = Bits::EMPTY;
    found.clear();
    // A column with one value only takes every range for its own (tantivy 0.27, `get_docids_for_value_range`).
    if high < column.min_value() || low > column.max_value() {
        return bits;
    }
    let end = docs.end.min(docs.start.saturating_add(WINDOW as DocId));
    column.get_docids_for_value_range(low..=high, docs.start..end, found);
    found.iter().for_each(|doc| bits.insert((doc - docs.start) as usize));
    bits
}
