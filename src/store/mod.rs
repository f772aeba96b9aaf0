//! The database, `claims/claims.db`: the only source of truth of a base.
//!
//! Comes in: documents with their claims, reviews, corrections. Goes out: the same, with the status that follows from the
//! reviews. Every change is one transaction. What a change may say is decided in [`review`](crate::review) and
//! [`ingest`](crate::ingest), not here; searching words is the index's.
//!
//! # Locking
//! SQLite in WAL mode: any number of readers beside one writer. Writers begin with `BEGIN IMMEDIATE`, wait for one another up
//! to ten seconds, or as long as is said, and then say that the database is busy. Readers never wait.
//!
//! # Compatibility
//! The file carries an application id and a schema version. Migrations are append-only and run on opening for writing; a
//! database with a later schema is refused untouched. `docs/data-model.md` describes every table and column for readers with other tools.
//!
//! # Performance
//! Opening reads the header only. `synchronous=FULL`: a transaction costs one flush of the disk, so many documents or reviews of
//! one call go into as few transactions as their meaning allows. The status of a claim is kept beside it (it is the fold of its
//! reviews, and `doctor` recomputes it), so that filtering by status reads an index.

mod added;
mod alterations;
mod batch;
mod chain;
mod changes;
mod claims;
mod connection;
mod copy;
mod corrections;
mod damage;
mod documents;
mod entries;
mod error;
mod events;
mod figures;
mod filling;
mod integrity;
mod lookups;
mod ratings;
mod rows;
mod standing;
mod versions;

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use alterations::Alteration;
pub use changes::{Change, ChangeKind};
pub use claims::ClaimFilter;
#[doc(hidden)]
pub use connection::CACHE_SIZE;
pub use corrections::Retractable;
pub use damage::Readable;
pub use documents::StoredDocument;
pub use entries::{AlterationEntry, ClaimEntry, DocumentEntry, Entry, RatingEntry, SourceEntry, VersionEntry};
pub use error::StoreError;
pub use events::{Act, Moment};
pub use figures::Figures;
pub use filling::Filled;
pub use rows::StoredClaim;
pub use standing::Counts;
pub use versions::{Known, SourceKey, SourceKind, Stored, Version};

use crate::freshness::ShelfLives;
use error::Doing;

/// A correction, as the store returns it.
pub use crate::review::Correction;

/// How long a writer waits for another one where nothing else is said.
const WAIT: Duration = Duration::from_secs(10);

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    shelf_lives: ShelfLives,
    /// What was reviewed, as it was when the last event had this number.
    reviewed: RefCell<lookups::Reviewed>,
}

impl Store {
    /// Opens the database at `path` for reading and writing; makes it if there is none, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_waiting(path, WAIT)
    }

    /// As [`open`](Self::open), but other writers are waited for as long as `wait`.
    pub fn open_waiting(path: &Path, wait: Duration) -> Result<Self, StoreError> {
        Ok(Self::of(connection::open(path, wait)?))
    }

    /// Opens the database at `path` for reading. Works in a folder that may not be written.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::of(connection::open_read_only(path, WAIT)?))
    }

    /// An empty database that is gone when dropped, for dry runs and tests.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self::of(connection::in_memory()?))
    }

    fn of(connection: Connection) -> Self {
        Self { connection, shelf_lives: ShelfLives::default(), reviewed: RefCell::default() }
    }

    /// The same store, by whose claims verdicts last as long as `lives` says.
    pub fn with_shelf_lives(self, lives: ShelfLives) -> Self {
        Self { shelf_lives: lives, ..self }
    }

    /// Begins a writing transaction; it is rolled back unless committed.
    fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        self.connection.transaction_with_behavior(TransactionBehavior::Immediate).doing("begin a change")
    }
}
