//! Batches: many documents stored in one transaction.
//!
//! Comes in: the beginning and the end of a batch. Goes out: all of it or nothing. How large a batch is decides who stores; while one is open no other
//! process can write, so it is opened when everything that shall go in is at hand.

use super::error::Doing;
use super::{Store, StoreError};

impl Store {
    /// Begins a batch: what is stored until [`Store::commit_batch`] is kept together or not at all.
    pub fn begin_batch(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("BEGIN IMMEDIATE").doing("begin a change")
    }

    /// Keeps what was stored since [`Store::begin_batch`].
    pub fn commit_batch(&mut self) -> Result<(), StoreError> {
        self.connection.execute_batch("COMMIT").doing("store documents")
    }

    /// Takes back what was stored since [`Store::begin_batch`]. Does nothing where SQLite did so already.
    pub fn abandon_batch(&mut self) -> Result<(), StoreError> {
        if self.in_batch() { self.connection.execute_batch("ROLLBACK").doing("take back a change") } else { Ok(()) }
    }

    /// Whether a batch is open.
    pub(super) fn in_batch(&self) -> bool {
        !self.connection.is_autocommit()
    }
}
