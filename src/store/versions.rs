//! Storing documents: a version of an article with its claims, in one transaction.
//!
//! Comes in: a document, read and extracted. Goes out: what was stored: which claims are added, stand, or are withdrawn. Nothing
//! is deleted. Which key an article has is decided in
//! [`ingest`](crate::ingest).

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::documents::media_word;
use super::error::Doing;
use super::events::seconds;
use super::rows::list_json;
use super::standing::{self, Counts};
use super::{Store, StoreError};
use crate::claim::{Claim, identity, words};
use crate::document::{Document, Media};

words! {
    /// What a document's key is.
    SourceKind {
        /// An address.
        Url = "url",
        /// A path: relative to the base inside it, else absolute.
        Path = "path",
        /// The hash of the bytes, where nothing else is known.
        Hash = "hash",
    }
}

/// What an article is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceKey {
    /// The key.
    pub key: String,
    /// What it is.
    pub kind: SourceKind,
    /// Where it was read from, as the person gave it.
    pub location: String,
}

/// A document of the base that an article turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The document's row.
    pub row: i64,
    /// The document's key, from which the ids of its claims are made.
    pub key: String,
    /// Number of its latest version.
    pub version: i64,
    /// Whether the key asked for is one of the document's.
    pub by_key: bool,
    /// Whether its latest version has the same content.
    pub same_content: bool,
    /// Whether it was removed.
    pub removed: bool,
}

/// A version of an article, ready to be stored.
#[derive(Debug)]
pub struct Version<'a> {
    /// The document that it is a version of; `None` for a first one.
    pub of: Option<&'a Known>,
    /// Its source.
    pub source: &'a SourceKey,
    /// The article, with its metadata as it shall be stored.
    pub document: &'a Document,
    /// BLAKE3 of its bytes, in hex.
    pub bytes_hash: &'a str,
    /// Encoding of its bytes.
    pub encoding: &'a str,
    /// Its file in `corpus/`, relative to that folder.
    pub corpus_file: Option<&'a str>,
    /// Its claims, in reading order.
    pub claims: &'a [Claim],
    /// Version of the program that extracted them.
    pub extractor: &'a str,
    /// The time.
    pub now: Timestamp,
}

/// What storing a version did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The document's row.
    pub row: i64,
    /// The document's id.
    pub id: String,
    /// Number of the version, from 1.
    pub version: i64,
    /// What became of the claims.
    pub counts: Counts,
    /// Rows of the claims that stood before and are withdrawn now or read otherwise.
    pub altered: Vec<i64>,
}

impl Store {
    /// The document that has this key, or else one with this content.
    pub fn recognise(&self, source: &SourceKey, bytes_hash: &str) -> Result<Option<Known>, StoreError> {
        recognise(&self.connection, source, bytes_hash)
    }

    /// The document that was met under this key before, or under an address at this location, and whose latest version has these very bytes, read as `media`:
    /// what an article says of itself need not be read to know that it is the same.
    pub fn met(&self, source: &SourceKey, bytes_hash: &str, media: Media) -> Result<Option<Known>, StoreError> {
        let doing = "look up a document";
        let sql = "SELECT d.document_row, d.key, d.version, d.removed_at IS NOT NULL FROM versions v JOIN documents d \
                   ON d.document_row = v.document_row AND d.version = v.number \
                   WHERE (v.bytes_hash = ?3 OR v.text_hash = ?3) AND v.media = ?4 AND ('corpus/' || d.corpus_file = ?1 OR EXISTS \
                   (SELECT 1 FROM sources s WHERE s.document_row = d.document_row AND (s.key = ?1 OR s.kind = 'url' AND s.location = ?2))) \
                   ORDER BY d.document_row LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let found = statement.query_row(params![source.key, source.location, bytes_hash, media_word(media)], |row| {
            let (row, key, version, removed) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Known { row, key, version, removed, same_content: true, by_key: true })
        });
        found.optional().doing(doing)
    }

    /// Writes down that the document at `row` was met under another key.
    pub fn add_source(&mut self, row: i64, source: &SourceKey, now: Timestamp) -> Result<(), StoreError> {
        insert_source(&self.connection, row, source, &seconds(now))
    }

    /// Stores a version with its claims, all or nothing. With `dry_run` nothing is kept, and the answer is what would have been. In a batch an error
    /// after which the batch goes on has stored nothing: [`StoreError::Misplaced`] and [`StoreError::Overtaken`]; after another one it must be abandoned.
    pub fn put(&mut self, version: &Version<'_>, dry_run: bool) -> Result<Stored, StoreError> {
        check_spans(version)?;
        if self.in_batch() {
            return put_checked(&self.connection, version);
        }
        let transaction = self.begin()?;
        let stored = put_checked(&transaction, version)?;
        if dry_run {
            transaction.rollback().doing("take back a dry run")?;
        } else {
            transaction.commit().doing("store a document")?;
        }
        Ok(stored)
    }
}

/// Every span slices the document that it is stored with.
pub(super) fn check_spans(version: &Version<'_>) -> Result<(), StoreError> {
    let text = &version.document.text;
    version.claims.iter().find(|claim| !claim.stands_in(text)).map_or(Ok(()), |claim| {
        let span = claim.quote.span;
        Err(StoreError::Misplaced { text: claim.text.to_string(), start: span.start, end: span.end })
    })
}

/// Stores a version whose spans were checked, unless another process was faster.
pub(super) fn put_checked(connection: &Connection, version: &Version<'_>) -> Result<Stored, StoreError> {
    check_not_overtaken(connection, version)?;
    let now = seconds(version.now);
    let key = version.of.map_or(&version.source.key, |known| &known.key);
    let (row, number) = put_document(connection, version, key, &now)?;
    if version.of.is_none_or(|known| !known.by_key) {
        insert_source(connection, row, version.source, &now)?;
    }
    let version_row = put_version(connection, version, row, number, &now)?;
    let (counts, altered) = standing::put(connection, version, row, version_row)?;
    Ok(Stored { row, id: identity::document_id(key), version: number, counts, altered })
}

/// Inserts the document, or brings its metadata up to date; gives its row and the number of the version.
fn put_document(connection: &Connection, version: &Version<'_>, key: &str, now: &str) -> Result<(i64, i64), StoreError> {
    let doing = "store a document";
    let metadata = &version.document.metadata;
    let sql = if version.of.is_some() {
        "UPDATE documents SET title = ?3, published = ?4, authors = ?5, publisher = ?6, url = ?7, \
         corpus_file = coalesce(?8, corpus_file), version = version + ?10, changed_at = ?9 \
         WHERE key = ?2 AND id = ?1 RETURNING document_row, version"
    } else {
        "INSERT INTO documents (id, key, title, published, authors, publisher, url, corpus_file, version, added_at, changed_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?10, ?9, ?9) RETURNING document_row, version"
    };
    let step = i64::from(version.of.is_none_or(|known| !known.same_content));
    let values = params![
        identity::document_id(key),
        key,
        metadata.title,
        metadata.date,
        list_json(&metadata.authors),
        metadata.publisher,
        metadata.url,
        version.corpus_file,
        now,
        step
    ];
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    statement.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).doing(doing)
}

/// Refuses where another process has stored the article, or another version of it, since it was looked up.
fn check_not_overtaken(connection: &Connection, version: &Version<'_>) -> Result<(), StoreError> {
    let found = recognise(connection, version.source, version.bytes_hash)?;
    let overtaken = match version.of {
        None => found.is_some(),
        Some(known) => {
            let sql = "SELECT version FROM documents WHERE document_row = ?1";
            let number: i64 = connection.query_row(sql, [known.row], |row| row.get(0)).doing("look up a document")?;
            number != known.version
        }
    };
    if overtaken { Err(StoreError::Overtaken) } else { Ok(()) }
}

/// The document that has this key, or else one with this content.
fn recognise(connection: &Connection, source: &SourceKey, bytes_hash: &str) -> Result<Option<Known>, StoreError> {
    let columns = "d.document_row, d.key, d.version, d.removed_at IS NOT NULL, v.bytes_hash = ?2 OR v.text_hash = ?2 \
         FROM documents d JOIN versions v ON v.document_row = d.document_row AND v.number = d.version";
    // Written so that indexes serve both halves: a comparison with 'corpus/' || corpus_file would look at every document.
    let by_key = "d.document_row IN (SELECT document_row FROM sources WHERE key = ?1 UNION ALL SELECT document_row FROM documents \
         WHERE corpus_file = substr(?1, 8) AND substr(?1, 1, 7) = 'corpus/')";
    let by_content = "?1 IS NOT NULL AND (v.bytes_hash = ?2 OR v.text_hash = ?2)";
    for (condition, is_key) in [(by_key, true), (by_content, false)] {
        let sql = format!("SELECT {columns} WHERE {condition} ORDER BY d.document_row LIMIT 1");
        let mut statement = connection.prepare_cached(&sql).doing("look up a document")?;
        let found = statement.query_row(params![source.key, bytes_hash], |row| {
            Ok(Known {
                row: row.get(0)?,
                key: row.get(1)?,
                version: row.get(2)?,
                removed: row.get(3)?,
                same_content: row.get(4)?,
                by_key: is_key,
            })
        });
        if let Some(known) = found.optional().doing("look up a document")? {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

/// The key of a document that was removed may go over to another one.
fn insert_source(connection: &Connection, row: i64, source: &SourceKey, now: &str) -> Result<(), StoreError> {
    let doing = "store a source";
    let sql = "INSERT INTO sources (document_row, key, kind, location, first_seen_at) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (key) DO UPDATE SET document_row = excluded.document_row \
               WHERE document_row IN (SELECT document_row FROM documents WHERE removed_at IS NOT NULL)";
    let values = params![row, source.key, source.kind.as_str(), source.location, now];
    connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
    Ok(())
}

fn put_version(connection: &Connection, version: &Version<'_>, row: i64, number: i64, now: &str) -> Result<i64, StoreError> {
    let doing = "store a version";
    let sql = "INSERT INTO versions (document_row, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
        ON CONFLICT (document_row, number) DO UPDATE SET extractor = ?7, read_at = ?8 RETURNING version_row";
    let text = &version.document.text;
    let text_hash = blake3::hash(text.as_bytes()).to_hex();
    let values = params![
        row,
        number,
        version.bytes_hash,
        text_hash.as_str(),
        media_word(version.document.media),
        version.encoding,
        version.extractor,
        now,
        text
    ];
    connection.prepare_cached(sql).doing(doing)?.query_row(values, |row| row.get(0)).doing(doing)
}
