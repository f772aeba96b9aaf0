//! A base in one file, and a base out of it: the database, the corpus, the pages that are evidence, and the settings. The index is not in it: it is made of the database.
//!
//! Comes in: a base, or an archive. Goes out: an archive, or a base. Both appear whole or not at all.
//!
//! The archive is a tar file: `claimbase.toml`, `claims/claims.db`, `claims/evidence/…`, `corpus/…`, and as the last entry `manifest.json`, which has the length and the hash
//! of each file before it. An archive that was cut short has none, and one that was damaged does not fit it. An archive is input like any other: it
//! may put files where a base has them and nowhere else.

mod manifest;
mod restore;
mod write;

use std::io;
use std::path::PathBuf;

use crate::store::StoreError;

pub use restore::restore;
pub use write::{BackedUp, back_up};

/// The database's place in the archive.
const DATABASE: &str = "claims/claims.db";

/// The folder of the corpus in the archive, with the stroke behind it.
const CORPUS: &str = "corpus/";

/// The folder of pages that are evidence.
const EVIDENCE: &str = "claims/evidence/";

/// Why there is no backup, or no base out of it.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Something is there already.
    #[error("{path} exists already")]
    Exists {
        /// The archive that was to be made.
        path: PathBuf,
    },
    /// The folder has something in it.
    #[error("{path} is not empty: it holds {entry}")]
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// What is in it.
        entry: String,
    },
    /// A file cannot be kept in an archive.
    #[error("the name of {path} is not UTF-8 and cannot be kept in a backup")]
    Name {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot {doing} {path}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file is no backup, or not all of one.
    #[error("{path} is not a whole backup: {reason}")]
    Damaged {
        /// The archive.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The archive wants to write where no file of a base is.
    #[error("{path} holds '{entry}', which has no place in a base; nothing was restored")]
    Stranger {
        /// The archive.
        path: PathBuf,
        /// The entry.
        entry: String,
    },
    /// A later version of the program made it.
    #[error("{path} has format {found}; this program knows formats up to {known}")]
    Newer {
        /// The archive.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The latest known one.
        known: u32,
    },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// What to do next, where there is something.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Exists { .. } => Some("choose another name, or --overwrite"),
            Self::NotEmpty { .. } => Some("name a folder that is empty or does not exist"),
            Self::Name { .. } => Some("rename the file, or move it out of corpus/"),
            Self::Io { .. } => Some("check that the folder may be written and the disk has room"),
            Self::Damaged { .. } => Some("take another copy of the backup, or an earlier one; nothing was restored"),
            Self::Stranger { .. } => Some("this program did not make the archive; look at it with 'tar -t'"),
            Self::Newer { .. } => Some("install the program version that made it, or a later one"),
            Self::Store(error) => error.help(),
        }
    }
}

fn cannot(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.into();
    move |source| BackupError::Io { doing, path, source }
}
