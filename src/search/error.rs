//! What is wrong with a query, said so that it can be put right.

use crate::index::IndexError;
use crate::store::StoreError;

/// Why a search could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query cannot be read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The index could not be read or brought up to date.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The store could not be read, or knows no such document.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SearchError {
    /// What to do next, where there is something.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Query(error) => Some(error.help()),
            Self::Index(error) => error.help().map(str::to_owned),
            Self::Store(error) => error.help().map(str::to_owned),
        }
    }
}

/// A query that says nothing searchable. Columns count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A quotation mark without its partner.
    #[error("the quotation mark at column {column} of the query is not closed")]
    OpenQuote {
        /// Where it stands.
        column: usize,
    },
    /// A parenthesis without its partner.
    #[error("the parenthesis at column {column} of the query has no partner")]
    Parenthesis {
        /// Where it stands.
        column: usize,
    },
    /// An operator or field that is followed or preceded by nothing.
    #[error("'{operator}' at column {column} of the query has nothing to work on")]
    Dangling {
        /// The operator or field.
        operator: String,
        /// Where it stands.
        column: usize,
    },
    /// A field that does not exist, though the word looks like one that does.
    #[error("there is no field '{field}'")]
    Field {
        /// What was asked for.
        field: String,
        /// What may have been meant.
        meant: &'static str,
    },
    /// A field's value that is none of those it can have.
    #[error("{field}: {message}")]
    Value {
        /// The field or option.
        field: &'static str,
        /// What is wrong.
        message: String,
        /// What would be right.
        help: &'static str,
    },
    /// Parentheses inside parentheses beyond reason.
    #[error("the query nests deeper than {max} levels")]
    Deep {
        /// How deep a query may nest.
        max: usize,
    },
    /// A text rather than a query.
    #[error("the query has {length} characters; up to {max} are read")]
    Long {
        /// Its length.
        length: usize,
        /// How long a query may be.
        max: usize,
    },
    /// No letter and no digit.
    #[error("the query '{text}' holds no word to search for")]
    Empty {
        /// The query.
        text: String,
    },
}

impl QueryError {
    /// How to write it instead.
    pub fn help(&self) -> String {
        match self {
            Self::OpenQuote { .. } => "write \"words side by side\" with a quotation mark at either end".to_owned(),
            Self::Parenthesis { .. } => {
                "close every parenthesis, or put the words in quotation marks to search for them as they are".to_owned()
            }
            Self::Dangling { .. } => "write words on both sides of AND and OR, and one after NOT, - and field:".to_owned(),
            Self::Field { meant: "status", .. } => "statuses are a filter: --status verified".to_owned(),
            Self::Field { meant, field } => {
                format!("did you mean {meant}:? To search for the words, write \"{field}: …\" in quotation marks")
            }
            Self::Value { help, .. } => (*help).to_owned(),
            Self::Deep { .. } => "take parentheses away".to_owned(),
            Self::Long { .. } => {
                "search for a few words; 'claimbase match' looks for claims that say what a text says".to_owned()
            }
            Self::Empty { .. } => "write a word, a \"phrase\", field:word, or leave the query away and use filters".to_owned(),
        }
    }
}
