//! What can go wrong with the index, each with what to do about it. Loss and damage are not here: they are mended unasked.

use std::io;
use std::path::PathBuf;

use crate::store::StoreError;

/// Why the index could not do it.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another process writes to the index for longer than this one waits.
    #[error("the index {path} is busy: another process is writing to it")]
    Busy {
        /// The index's folder.
        path: PathBuf,
    },
    /// The folder or a file of it cannot be read or written.
    #[error("cannot {doing} the index {path}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The index turned out to be damaged while it was read.
    #[error("the index is damaged: {reason}")]
    Damaged {
        /// What was met.
        reason: String,
    },
    /// Writing failed.
    #[error("the index could not be written")]
    Write(#[from] tantivy::TantivyError),
    /// The store could not tell what to index.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl IndexError {
    /// The error with what is behind it, on one line.
    pub(super) fn with_cause(&self) -> String {
        match std::error::Error::source(self) {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }

    /// What to do next, where there is something.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Busy { .. } => Some("wait for the other process to end, then run the command again"),
            Self::Io { .. } | Self::Write(_) => {
                Some("check that the folder may be written and the disk has room; 'claimbase reindex' rebuilds the index")
            }
            Self::Damaged { .. } => Some("'claimbase reindex' rebuilds the index"),
            Self::Store(error) => error.help(),
        }
    }
}
