//! A copy of the database while others write to it, and a moment in which nobody does.
//!
//! Comes in: where the copy goes. Goes out: a database as it was at one moment. What else belongs into a backup is decided in
//! [`backup`](crate::backup).

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::Doing;
use super::{Store, StoreError};

/// How long is waited before asking again for a lock that another process has.
const PAUSE: Duration = Duration::from_millis(20);

impl Store {
    /// Copies the database to `path`, as it is at one moment; writers do not wait. The file there is overwritten.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        let doing = "copy itself";
        let mut copy = Connection::open(path).doing(doing)?;
        // Flushed once by who wanted the copy; a copy that is half done is of no use to anybody.
        copy.pragma_update(None, "synchronous", "OFF").doing(doing)?;
        // One step: all pages are of one moment, and a writer cannot make it begin again.
        let backup = Backup::new(&self.connection, &mut copy).doing(doing)?;
        while backup.step(-1).doing(doing)? != StepResult::Done {
            std::thread::sleep(PAUSE);
        }
        drop(backup);
        // One file and nothing beside it; the first who writes to it has a write-ahead log again.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).doing(doing)
    }

    /// What `look` sees while no other process is in the middle of storing something. The store must be open for writing.
    pub fn while_nobody_writes<T>(&self, look: impl FnOnce(&Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let doing = "wait for other writers";
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate).doing(doing)?;
        let seen = look(self);
        transaction.rollback().doing(doing)?;
        seen
    }
}
