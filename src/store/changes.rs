//! The change log that the search index follows.
//!
//! Comes in: which claim changed and how, written inside the transaction of the change. Goes out: the changes since a number.
//! Reviews are not in it: the index knows no status.

use rusqlite::{Connection, params};

use super::error::Doing;
use super::rows::word;
use super::{Store, StoreError};
use crate::claim::words;

words! {
    /// What happened to a claim.
    ChangeKind {
        /// It was stored for the first time.
        Added = "added",
        /// Its fields or its place changed.
        Changed = "changed",
        /// Its document does not state it any more, or was removed.
        Withdrawn = "withdrawn",
        /// It stands again after it was withdrawn, or its rejection was taken back.
        Restored = "restored",
        /// A person said that it is no claim.
        Rejected = "rejected",
    }
}

/// One change of one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its number; numbers only grow.
    pub seq: i64,
    /// The claim's row. What it holds is read with [`Store::claims_by_row`].
    pub row: i64,
    /// What happened.
    pub what: ChangeKind,
}

impl Store {
    /// The number of the last change, 0 where there is none.
    pub fn last_change(&self) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(seq), 0) FROM changes";
        self.connection.query_row(sql, [], |row| row.get(0)).doing("read the change log")
    }

    /// The changes after number `seq`, oldest first.
    pub fn changes_since(&self, seq: i64) -> Result<Vec<Change>, StoreError> {
        let doing = "read the change log";
        let sql = "SELECT seq, claim_row, what FROM changes WHERE seq > ?1 ORDER BY seq";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mut rows = statement.query([seq]).doing(doing)?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next().doing(doing)? {
            let what: String = row.get(2).doing(doing)?;
            let (seq, row) = (row.get(0).doing(doing)?, row.get(1).doing(doing)?);
            changes.push(Change { seq, row, what: word("change", &what)? });
        }
        Ok(changes)
    }
}

/// Writes a change down.
pub(super) fn log(connection: &Connection, row: i64, what: ChangeKind) -> Result<(), StoreError> {
    let doing = "write the change log";
    let mut statement = connection.prepare_cached("INSERT INTO changes (claim_row, what) VALUES (?1, ?2)").doing(doing)?;
    statement.execute(params![row, what.as_str()]).doing(doing)?;
    Ok(())
}
