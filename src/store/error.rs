//! What can go wrong with the database, each with what to do about it.

use std::path::PathBuf;

use crate::review::field::FieldError;

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no database where one was expected.
    #[error("there is no database at {path}")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The database could not be opened.
    #[error("cannot open the database {path}")]
    Open {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// Changes wait in the write-ahead log, and the folder may not be written.
    #[error("changes beside {path} wait to be merged into it, and its folder may not be written")]
    Unmerged {
        /// The database.
        path: PathBuf,
    },
    /// The file is not a claimbase database.
    #[error("{path} is not a claimbase database")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program made the database.
    #[error("the database {path} has schema {found}; this program knows schemas up to {known}")]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The latest schema known here.
        known: i64,
    },
    /// The database has an older schema and may not be written.
    #[error("the database {path} has the older schema {found} and is open for reading only")]
    Older {
        /// The database.
        path: PathBuf,
        /// Its schema version.
        found: i64,
    },
    /// Another process holds the database for longer than this one waits.
    #[error("the database is busy: another process is writing to it")]
    Busy,
    /// The file or its folder may not be written.
    #[error("cannot {doing}: the database may not be written")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
    },
    /// There is no room for it.
    #[error("the disk is full: cannot {doing}")]
    Full {
        /// What was being done.
        doing: &'static str,
    },
    /// Pages of the file do not hold what they should.
    #[error("the database is damaged: cannot {doing}")]
    Corrupt {
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// A statement failed.
    #[error("the database refused to {doing}")]
    Sqlite {
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// A stored value cannot be read.
    #[error("the database holds a damaged {what}: {value}")]
    Damaged {
        /// What it should be.
        what: &'static str,
        /// What stands there.
        value: String,
    },
    /// No claim has an id that begins so.
    #[error("no claim has an id that begins with '{prefix}'")]
    UnknownClaim {
        /// The prefix asked for.
        prefix: String,
    },
    /// Several claims have an id that begins so.
    #[error("'{prefix}' is the beginning of several claim ids: {}", .ids.join(", "))]
    AmbiguousClaim {
        /// The prefix asked for.
        prefix: String,
        /// The first ids that begin with it.
        ids: Vec<String>,
    },
    /// No document answers to this name.
    #[error("no document has the id, path, URL or title '{name}'")]
    UnknownDocument {
        /// The name asked for.
        name: String,
    },
    /// Several documents answer to this name.
    #[error("'{name}' names several documents: {}", .ids.join(", "))]
    AmbiguousDocument {
        /// The name asked for.
        name: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// A claim's span does not slice its document; nothing was written.
    #[error("the claim '{text}' does not stand at {start}..{end} of its document; nothing was stored")]
    Misplaced {
        /// The claim's wording.
        text: String,
        /// First byte of the quote.
        start: usize,
        /// One past its last byte.
        end: usize,
    },
    /// Another process stored the same article, or changed what was looked at, meanwhile; nothing was written.
    #[error("another process changed the base at the same moment")]
    Overtaken,
    /// The database is to be filled and holds something.
    #[error("the base is not empty: it holds {documents} documents, removed ones counted")]
    NotEmpty {
        /// How many.
        documents: i64,
    },
    /// What is to be stored cannot be true; nothing was written.
    #[error("{what}")]
    Unfit {
        /// What does not fit.
        what: String,
    },
    /// The claim that is to be added is stored already.
    #[error("this is claim {id} already")]
    Duplicate {
        /// The claim.
        id: String,
    },
    /// A field cannot be corrected so.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// There is nothing of this person to take back.
    #[error("{by} has nothing to take back on {claim}")]
    NothingToRetract {
        /// The claim or document.
        claim: String,
        /// The person.
        by: String,
    },
}

impl StoreError {
    /// Whether a value broke a rule of the schema, and not the database or the disk failed.
    pub fn is_of_one_value(&self) -> bool {
        let Self::Sqlite { source, .. } = self else { return false };
        source.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
    }

    /// The message with that of its cause.
    pub(super) fn with_cause(&self) -> String {
        match std::error::Error::source(self) {
            Some(cause) => format!("{self}: {cause}"),
            None => self.to_string(),
        }
    }

    /// What to do next, where there is something.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Missing { .. } => Some("'claimbase ingest PATH' stores a first article"),
            Self::Foreign { .. } => Some(
                "if it was one, 'claimbase doctor' says what can be saved; 'claimbase init DIR' makes a base in a folder of its own",
            ),
            Self::Newer { .. } => Some("install the program version that made it, or a later one; the database was not touched"),
            Self::Unmerged { .. } => {
                Some("run any command once where the folder may be written, or copy claims/ to such a place")
            }
            Self::Older { .. } => Some("run the command where the folder may be written, once, to bring it up to date"),
            Self::ReadOnly { .. } => Some("check the permissions of claims/ and of what is in it"),
            Self::NotEmpty { .. } => {
                Some("'claimbase init DIR' makes an empty base, and 'claimbase --base DIR import FILE' fills it")
            }
            Self::Unfit { .. } => Some("the file was changed or damaged since it was exported; nothing was stored"),
            Self::Overtaken => Some("run the command again"),
            Self::Busy => Some("wait for the other process to end, then run the command again"),
            Self::Open { .. } => {
                Some("check that the folder exists, may be read and written, and has room; 'claimbase doctor' looks closer")
            }
            Self::Damaged { .. } | Self::Misplaced { .. } => Some("'claimbase doctor' says what else is wrong"),
            Self::Corrupt { .. } => {
                Some("'claimbase doctor' says what is damaged and what can be saved; 'claimbase restore' brings a backup back")
            }
            Self::Full { .. } => Some("make room, then run the command again; nothing that was stored is lost"),
            Self::UnknownClaim { .. } => Some("'claimbase search' lists claims with their ids"),
            Self::AmbiguousClaim { .. } => Some("give more characters of the id"),
            Self::UnknownDocument { .. } => Some("'claimbase documents' lists what is stored"),
            Self::AmbiguousDocument { .. } => Some("give the document's id"),
            Self::NothingToRetract { .. } => Some("'claimbase show ID' tells who reviewed it; --by names another reviewer"),
            Self::Duplicate { .. } => {
                Some("'claimbase edit ID' corrects it, 'claimbase reject ID --undo' brings a rejected one back")
            }
            Self::Field(error) => Some(error.help()),
            Self::Sqlite { source, .. } if source.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure) => {
                Some("check the disk and its room; nothing that was stored is lost")
            }
            Self::Sqlite { .. } => None,
        }
    }
}

/// Names what was being done when SQLite failed.
pub(super) trait Doing<T> {
    /// Turns an SQLite error into one that says what was being done.
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for Result<T, rusqlite::Error> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => StoreError::Busy,
            Some(rusqlite::ErrorCode::ReadOnly) => StoreError::ReadOnly { doing },
            Some(rusqlite::ErrorCode::DiskFull) => StoreError::Full { doing },
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                StoreError::Corrupt { doing, source }
            }
            _ => StoreError::Sqlite { doing, source },
        })
    }
}
