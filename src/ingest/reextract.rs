//! A stored article, read again by this version of the program.
//!
//! Comes in: a document of the base. Goes out: what became of its claims: those that stand keep id, reviews and corrections, as with another version
//! of the article. The text is the one in the database; its file is not looked at. Claims that were imported are as their authors worded them, and stay.

use jiff::Timestamp;

use super::{Ingested, Outcome, kept_source, merged};
use crate::claim::{self, EXTRACTOR_VERSION, IMPORTED};
use crate::document;
use crate::store::{Known, SourceKey, SourceKind, Store, StoreError, StoredDocument, Version};

/// Extracts the claims of `stored` again. With `dry_run` nothing is kept.
pub fn reextract(store: &mut Store, stored: &StoredDocument, dry_run: bool, now: Timestamp) -> Result<Ingested, StoreError> {
    if stored.extractor == IMPORTED {
        let known = known(stored);
        return Ok(super::unchanged(&known, stored, Vec::new()));
    }
    let source = kept_source(store, stored)?;
    let mut document = document::read(&source);
    // What a person said of the article cannot be told from what was read: what is known stays.
    document.metadata = merged(&stored.metadata, &document.metadata, None);
    let claims = claim::extract(&document, &stored.key);
    let known = known(stored);
    let key = SourceKey { key: stored.key.clone(), kind: SourceKind::Path, location: stored.key.clone() };
    let version = Version {
        of: Some(&known),
        source: &key,
        document: &document,
        bytes_hash: &stored.bytes_hash,
        encoding: source.encoding,
        corpus_file: None,
        claims: &claims,
        extractor: EXTRACTOR_VERSION,
        now,
    };
    let put = store.put(&version, dry_run)?;
    Ok(Ingested {
        document: put.id,
        title: document.metadata.title.clone(),
        key: stored.key.clone(),
        outcome: Outcome::ReadAgain,
        counts: put.counts,
        altered: put.altered,
        corpus_file: stored.corpus_file.as_ref().map(|file| format!("corpus/{file}")),
        diagnostics: document.diagnostics,
    })
}

fn known(stored: &StoredDocument) -> Known {
    Known { row: stored.row, key: stored.key.clone(), version: stored.version, by_key: true, same_content: true, removed: false }
}
