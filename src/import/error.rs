//! What can go wrong with a file that is imported, each with what to do about it.

use std::path::PathBuf;

use crate::ingest::IngestError;
use crate::source::SourceError;
use crate::store::StoreError;

/// Why a file could not be imported. Nothing of it is stored then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A line is not what it should be.
    #[error("{name}:{line}: {message}")]
    Line {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The file as a whole is not what it should be.
    #[error("{name}: {message}")]
    File {
        /// The file.
        name: String,
        /// What is wrong with it.
        message: String,
        /// What to do about it.
        help: &'static str,
    },
    /// A file of the corpus stands where one of the import's would be written.
    #[error("{name}:{line}: {} is there already and holds something else", path.display())]
    InTheWay {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// The file of the corpus.
        path: PathBuf,
    },
    /// The file could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The corpus could not be written.
    #[error(transparent)]
    Ingest(#[from] IngestError),
}

impl ImportError {
    /// What to do next, where there is something.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Line { .. } => Some("nothing was stored; export the base again, or mend the line"),
            Self::File { help, .. } => Some(help),
            Self::InTheWay { .. } => Some("import into a base of its own ('claimbase init DIR'), or move that file away"),
            Self::Source(error) => Some(error.help()),
            Self::Store(error) => error.help(),
            Self::Ingest(error) => error.help(),
        }
    }
}
