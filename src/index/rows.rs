//! Sets of claims, and their statuses, by row.
//!
//! Comes in: rows of the store. Goes out: an answer for each row at the cost of one look. Rows are numbered from 1 without large gaps, so a bit or a byte for each takes
//! less than a table of those that are meant.

use crate::review::Status;

/// A set of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowSet {
    bits: Vec<u64>,
    len: usize,
}

impl RowSet {
    /// Whether the set has `row`.
    pub fn contains(&self, row: i64) -> bool {
        place(row).is_some_and(|at| self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1))
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Its rows, ascending.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        let words = self.bits.iter().enumerate().filter(|(_, bits)| **bits != 0);
        words.flat_map(|(word, bits)| (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| (word * 64 + bit) as i64))
    }
}

impl FromIterator<i64> for RowSet {
    fn from_iter<I: IntoIterator<Item = i64>>(rows: I) -> Self {
        let mut set = Self::default();
        for at in rows.into_iter().filter_map(place) {
            if set.bits.len() <= at / 64 {
                set.bits.resize(at / 64 + 1, 0);
            }
            let (word, bit) = (&mut set.bits[at / 64], 1 << (at % 64));
            set.len += usize::from(*word & bit == 0);
            *word |= bit;
        }
        set
    }
}

/// The status of every claim; `unverified` where nothing else is said.
#[derive(Debug, Clone, Default)]
pub struct RowStatuses {
    by_row: Vec<Status>,
}

impl RowStatuses {
    /// The status of the claim at `row`.
    pub fn of(&self, row: i64) -> Status {
        place(row).and_then(|at| self.by_row.get(at).copied()).unwrap_or(Status::Unverified)
    }
}

impl FromIterator<(i64, Status)> for RowStatuses {
    fn from_iter<I: IntoIterator<Item = (i64, Status)>>(rows: I) -> Self {
        let mut statuses = Self::default();
        for (row, status) in rows {
            let Some(at) = place(row) else { continue };
            if statuses.by_row.len() <= at {
                statuses.by_row.resize(at + 1, Status::Unverified);
            }
            statuses.by_row[at] = status;
        }
        statuses
    }
}

/// The place of a row in a table; `None` for one that cannot be.
fn place(row: i64) -> Option<usize> {
    usize::try_from(row).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_was_put_in_and_nothing_else() {
        let set: RowSet = [130, 1, 64, 64, 63, -5].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [1, 63, 64, 130]);
        assert_eq!((set.len(), set.is_empty(), RowSet::default().is_empty()), (4, false, true));
        assert!(set.contains(63) && !set.contains(62) && !set.contains(-5) && !set.contains(10_000));
    }

    #[test]
    fn claims_that_nobody_reviewed_are_unverified() {
        let statuses: RowStatuses = [(7, Status::Disputed), (3, Status::Verified)].into_iter().collect();
        let each = [3, 4, 7, 8, -1].map(|row| statuses.of(row));
        let unverified = Status::Unverified;
        assert_eq!(each, [Status::Verified, unverified, Status::Disputed, unverified, unverified]);
    }
}
