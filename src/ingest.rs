//! From an article to stored claims: source, document, claims, corpus file, and one transaction of the store.
//!
//! Comes in: articles, pages of the web among them, and what the person says of them. Goes out: what was stored. [`prepare`] reads and extracts one article and may run on many threads; [`store`]
//! puts a batch of them into the base, in their order: what comes of it depends neither on the threads nor on the batches. The search index follows the
//! store's change log and is brought up to date by the caller.

mod addition;
mod corpus;
mod key;
mod prepare;
mod reextract;
mod snapshot;
mod storing;
mod web;

use jiff::Timestamp;

use crate::base::{Base, BaseError};
use crate::claim::{self, Claim, EXTRACTOR_VERSION, Explained, IMPORTED};
use crate::document::{self, Diagnostic, Document, Metadata};
use crate::source::Source;
use crate::store::{Counts, Known, Store, StoreError, StoredDocument};

pub use addition::{AdditionError, add, compose};
pub use corpus::{STAGING, commit_with_files, is_as_stored};
pub use prepare::{Article, Prepared, prepare};
pub use reextract::reextract;
pub use snapshot::Snapshot;
pub use storing::{Refused, store};

/// What the person says of an article, beside the article itself.
#[derive(Debug, Clone)]
pub struct Request {
    /// Title, date, authors, publisher and address: they go before what the text says.
    pub metadata: Metadata,
    /// The document that the article is a version of, whatever its key.
    pub replaces: Option<StoredDocument>,
    /// Whether nothing is to be kept.
    pub dry_run: bool,
    /// The time.
    pub now: Timestamp,
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was not known.
    Stored,
    /// It was known, and its text, or what the person says of it, has changed.
    Updated,
    /// It was known and has not changed, and its claims were extracted again.
    ReadAgain,
    /// It was known and has not changed.
    Unchanged {
        /// The version of the program that extracted its claims, where that is not this one.
        extracted_by: Option<String>,
    },
    /// A person removed it; nothing was stored.
    Removed,
    /// The same content is stored under another key; this one was added to it.
    SameAs {
        /// The key of the stored document.
        key: String,
    },
}

/// One article, ingested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ingested {
    /// The document's id.
    pub document: String,
    /// Its title.
    pub title: Option<String>,
    /// Its key.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What became of its claims.
    pub counts: Counts,
    /// Rows of its claims of before that are withdrawn now or read otherwise.
    pub altered: Vec<i64>,
    /// Its file, relative to the base.
    pub corpus_file: Option<String>,
    /// Trouble met while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why an article could not be ingested.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A claim cannot be added.
    #[error(transparent)]
    Addition(#[from] AdditionError),
    /// The article cannot replace another: it is stored as a document of its own.
    #[error("the article is a document of its own already, {document}")]
    OwnDocument {
        /// The id of its document.
        document: String,
    },
    /// The base lacks a folder that could not be made.
    #[error(transparent)]
    Base(#[from] BaseError),
    /// The snapshot of a page that is evidence could not be written.
    #[error("cannot write {path}")]
    Snapshot {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The article could not be copied into the corpus.
    #[error("cannot write {path}")]
    Corpus {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl IngestError {
    /// What to do next, where there is something.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Store(error) => error.help(),
            Self::Base(error) => Some(error.help()),
            Self::Addition(error) => Some(error.help()),
            Self::OwnDocument { .. } => {
                Some("'claimbase remove' that document first, then ingest the article again with --replaces")
            }
            Self::Corpus { .. } | Self::Snapshot { .. } => Some("check that the base's folder may be written and has room"),
        }
    }

    /// Whether what the database refuses is one article and not the next one too.
    fn is_of_one_article(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_of_one_value())
    }
}

/// Whether `source` is the file that says what the corpus folder is, and so no article.
pub fn describes_corpus(base: &Base, source: &Source) -> bool {
    let described = base.corpus().join("README.md");
    std::path::Path::new(&source.name).canonicalize().is_ok_and(|path| described.canonicalize().is_ok_and(|own| own == path))
}

/// The one stored document that `name` means: its id or the beginning of it, its title, an address or a path, as the person spells them;
/// failing these, its file's name or the beginning of its title.
pub fn find_document(base: &Base, store: &Store, name: &str) -> Result<StoredDocument, StoreError> {
    let unknown = |found: &Result<_, StoreError>| matches!(found, Err(StoreError::UnknownDocument { .. }));
    let exact = Some(store.find_document(name)).filter(|found| !unknown(found));
    let by_path = || Some(store.find_document(&key::of_name(base, name))).filter(|found| !unknown(found));
    exact.or_else(by_path).unwrap_or_else(|| store.find_document_roughly(name))
}

/// The claims of `source` without any base, and the key that their ids are made from; `metadata` goes before what the text says. Without a
/// base no path is relative to anything: the key is the path as given.
pub fn preview(source: &Source, metadata: &Metadata) -> (String, Document, Vec<Claim>) {
    let (key, document) = previewed(source, metadata);
    let claims = claim::extract(&document, &key);
    (key, document, claims)
}

/// The same with the reasons for each claim.
pub fn preview_explained(source: &Source, metadata: &Metadata) -> (String, Document, Vec<Explained>) {
    let (key, document) = previewed(source, metadata);
    let claims = claim::explain(&document, &key);
    (key, document, claims)
}

fn previewed(source: &Source, metadata: &Metadata) -> (String, Document) {
    let mut document = document::read(source);
    document.metadata = merged(metadata, &document.metadata, None);
    let key = key::without_base(source, document.metadata.url.as_deref());
    (key, document)
}

/// The stored document that `article` is a version of, or has the content of. An article whose address came to be known after it was
/// stored under its path is still that document, and so is a page under any of its addresses.
fn recognise(base: &Base, store: &Store, article: &Article, key: &crate::store::SourceKey) -> Result<Option<Known>, StoreError> {
    let hash = &article.source.hash;
    let found = store.recognise(key, hash)?;
    if found.as_ref().is_some_and(|known| known.by_key) {
        return Ok(found);
    }
    for other in web::addresses(article.page.as_ref()) {
        if let Some(known) = store.recognise(&other, hash)?.filter(|known| known.by_key) {
            return Ok(Some(Known { by_key: false, ..known }));
        }
    }
    let by_path = store.recognise(&key::of(base, article, None), hash)?.filter(|known| known.by_key);
    let Some(mut known) = by_path else { return Ok(found) };
    let addressless = store.document(known.row)?.is_some_and(|document| document.metadata.url.is_none());
    known.by_key = false;
    Ok(if addressless { Some(known) } else { found })
}

/// The document that the person says the article is a version of. Another document that is known by the article's key must have been removed.
fn joined(
    store: &Store,
    source: &Source,
    key: &crate::store::SourceKey,
    replaced: &StoredDocument,
) -> Result<Known, IngestError> {
    let other = store.recognise(key, &source.hash)?.filter(|known| known.by_key);
    if let Some(other) = other.as_ref().filter(|other| other.row != replaced.row && !other.removed) {
        let document = crate::claim::identity::document_id(&other.key);
        return Err(IngestError::OwnDocument { document });
    }
    Ok(Known {
        row: replaced.row,
        key: replaced.key.clone(),
        version: replaced.version,
        by_key: other.is_some_and(|other| other.row == replaced.row),
        same_content: [&replaced.bytes_hash, &replaced.text_hash].contains(&&source.hash),
        removed: replaced.removed_at.is_some(),
    })
}

/// The text that the store keeps of `document`, to be read again as it was read.
fn kept_source(store: &Store, document: &StoredDocument) -> Result<Source, StoreError> {
    Ok(Source {
        name: document.key.clone(),
        text: store.text(document.row)?.into(),
        media: document.media,
        hash: document.bytes_hash.clone(),
        encoding: "UTF-8",
    })
}

/// Whether nothing is to be stored but perhaps another source.
fn is_unchanged(known: &Known, stored: &StoredDocument, said: &Metadata) -> bool {
    fn says_other(said: Option<&String>, stored: Option<&String>) -> bool {
        said.is_some() && said != stored
    }
    let held = &stored.metadata;
    known.same_content
        && !says_other(said.title.as_ref(), held.title.as_ref())
        && !says_other(said.date.as_ref(), held.date.as_ref())
        && !says_other(said.publisher.as_ref(), held.publisher.as_ref())
        && (said.authors.is_empty() || said.authors == held.authors)
        && (said.url.is_none() || held.url.is_some())
}

fn unchanged(known: &Known, stored: &StoredDocument, diagnostics: Vec<Diagnostic>) -> Ingested {
    let extracted_by = Some(stored.extractor.clone()).filter(|version| version != EXTRACTOR_VERSION && version != IMPORTED);
    Ingested {
        document: stored.id.clone(),
        title: stored.metadata.title.clone(),
        key: stored.key.clone(),
        outcome: match known {
            Known { removed: true, .. } => Outcome::Removed,
            Known { by_key: true, .. } => Outcome::Unchanged { extracted_by },
            _ => Outcome::SameAs { key: stored.key.clone() },
        },
        counts: Counts { kept: usize::try_from(stored.claims).unwrap_or(0), ..Counts::default() },
        altered: Vec::new(),
        corpus_file: stored.corpus_file.as_ref().map(|file| format!("corpus/{file}")),
        diagnostics,
    }
}

/// What the person says, else what the text says, else what was known before. An address once known stays.
fn merged(said: &Metadata, read: &Metadata, held: Option<&Metadata>) -> Metadata {
    let before = held.cloned().unwrap_or_default();
    let first = |said: &Option<String>, read: &Option<String>, held: Option<String>| said.clone().or(read.clone()).or(held);
    Metadata {
        title: first(&said.title, &read.title, before.title),
        date: first(&said.date, &read.date, before.date),
        authors: [&said.authors, &read.authors, &before.authors]
            .into_iter()
            .find(|names| !names.is_empty())
            .cloned()
            .unwrap_or_default(),
        publisher: first(&said.publisher, &read.publisher, before.publisher),
        url: before.url.or(said.url.clone()).or(read.url.clone()),
    }
}
