//! A look at the whole base: the database, the files of the corpus, the search index.
//!
//! Comes in: a base and its open store. Goes out: [`Trouble`]s, none if the base is sound. Nothing is mended: the index mends itself, a changed
//! article is ingested again, and a changed database is a matter for its backup.

use std::fs;

use crate::base::Base;
use crate::index::Index;
use crate::source::Source;
use crate::store::{Store, StoreError, StoredDocument};

/// Which part of the base a trouble is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// `claims/`.
    Database,
    /// `corpus/`.
    Corpus,
    /// `index/`.
    Index,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Trouble {
    /// Where.
    pub part: Part,
    /// What.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// Everything that is wrong in `base`: first the database, then the corpus in document order, then the index.
pub fn examine(base: &Base, store: &Store) -> Result<Vec<Trouble>, StoreError> {
    let database = store.troubles()?;
    let help = "keep a copy of claims/ as it is, and compare it with a backup";
    let mut troubles: Vec<Trouble> =
        database.into_iter().map(|message| Trouble { part: Part::Database, message, help }).collect();
    for document in store.documents()? {
        troubles.extend(corpus_trouble(base, &document));
    }
    troubles.extend(index_troubles(base, store)?);
    Ok(troubles)
}

/// The document's file holds what was stored.
fn corpus_trouble(base: &Base, document: &StoredDocument) -> Option<Trouble> {
    let file = document.corpus_file.as_ref()?;
    let trouble = |message, help| Some(Trouble { part: Part::Corpus, message, help });
    let Ok(bytes) = fs::read(base.corpus().join(file)) else {
        return trouble(format!("corpus/{file} cannot be read"), "the database keeps its text; ingest the article again");
    };
    let same_text = || {
        Source::from_bytes(file, &bytes, Some(document.media))
            .is_ok_and(|source| hash(source.text.as_bytes()) == document.text_hash)
    };
    if hash(&bytes) == document.bytes_hash || same_text() {
        return None;
    }
    trouble(format!("corpus/{file} is not what was stored"), "'claimbase ingest' of that file stores it as another version")
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The index can be read. One that is missing or behind is no trouble: the next search sees to it.
fn index_troubles(base: &Base, store: &Store) -> Result<Vec<Trouble>, StoreError> {
    let help = "'claimbase reindex' builds it anew; nothing is lost";
    let trouble = |message| Trouble { part: Part::Index, message, help };
    if !base.index().is_dir() {
        return Ok(Vec::new());
    }
    let index = Index::open(&base.index());
    let mut troubles = match index.verify() {
        Ok(damaged) => damaged.into_iter().map(|file| trouble(format!("the index file {file} is damaged"))).collect(),
        Err(error) => vec![trouble(error.to_string())],
    };
    if let Some(seq) = index.last_change().filter(|seq| store.last_change().is_ok_and(|last| *seq > last)) {
        troubles.push(trouble(format!("the index has come to change {seq}, which the database does not have")));
    }
    Ok(troubles)
}
