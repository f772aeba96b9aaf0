//! Reading documents: all, one by any of its names, its text.
//!
//! Comes in: a name or a row. Goes out: [`StoredDocument`]s. Writing them is in `versions`.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::error::Doing;
use super::rows::{self, Columns};
use super::{Store, StoreError};
use crate::claim::identity;
use crate::document::{DocumentRef, Media, Metadata};
use crate::review::evidence::Article;

/// A document as stored, in its latest version, without its text (which [`Store::text`] gives).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its row in the database.
    pub row: i64,
    /// Lasting id, from its key.
    pub id: String,
    /// Its key: address, path, or hash.
    pub key: String,
    /// Title, date, authors, publisher and address, as the text or the person said.
    pub metadata: Metadata,
    /// Its file in `corpus/`, relative to that folder.
    pub corpus_file: Option<String>,
    /// Number of the latest version, from 1.
    pub version: i64,
    /// When it was first stored, RFC 3339.
    pub added_at: String,
    /// When its latest version was stored, RFC 3339.
    pub changed_at: String,
    /// When it was removed, RFC 3339.
    pub removed_at: Option<String>,
    /// BLAKE3 of the latest version's bytes, in hex.
    pub bytes_hash: String,
    /// BLAKE3 of the latest version's decoded text, in hex.
    pub text_hash: String,
    /// The format that it was read as.
    pub media: Media,
    /// Version of the program that extracted its claims.
    pub extractor: String,
    /// Every key under which it was met, oldest first.
    pub sources: Vec<String>,
    /// How many claims stand in it, rejected ones left out.
    pub claims: i64,
}

impl StoredDocument {
    /// What people call it: its title, else its source.
    pub fn name(&self) -> &str {
        self.metadata.title.as_deref().unwrap_or_else(|| source_of(&self.key))
    }

    /// The document as claim records name it.
    pub fn reference(&self) -> DocumentRef {
        DocumentRef { id: self.id.clone(), title: self.metadata.title.clone(), source: source_of(&self.key).to_owned() }
    }
}

/// What records call the source of a document with this key: its address or path, `-` for standard input.
pub(super) fn source_of(key: &str) -> &str {
    if key.starts_with(identity::HASH_KEY_PREFIX) { "-" } else { key }
}

const SELECT: &str = "SELECT d.document_row, d.id, d.key, d.title, d.published, d.authors, d.publisher, d.url, d.corpus_file, \
     d.version, d.added_at, d.changed_at, d.removed_at, v.bytes_hash, v.text_hash, v.media, v.extractor, \
     (SELECT json_group_array(s.key ORDER BY s.source_row) FROM sources s WHERE s.document_row = d.document_row), \
     (SELECT count(*) FROM claims c WHERE c.document_row = d.document_row AND c.withdrawn_at IS NULL AND c.rejected = 0) \
     FROM documents d JOIN versions v ON v.document_row = d.document_row AND v.number = d.version";

impl Store {
    /// Every document, removed ones left out, in the order in which they were added.
    pub fn documents(&self) -> Result<Vec<StoredDocument>, StoreError> {
        self.select_documents("d.removed_at IS NULL", &[])
    }

    /// Every document, removed ones included, in the order in which they were added.
    pub fn documents_with_removed(&self) -> Result<Vec<StoredDocument>, StoreError> {
        self.select_documents("1", &[])
    }

    /// The document at `row`, if there is one.
    pub fn document(&self, row: i64) -> Result<Option<StoredDocument>, StoreError> {
        Ok(self.select_documents("d.document_row = ?1", &[Value::Integer(row)])?.pop())
    }

    /// The row of the document, removed or not, whose file in `corpus/` this is, whether it is there or not.
    pub fn holder_of_file(&self, file: &str) -> Result<Option<i64>, StoreError> {
        let doing = "look up a document";
        let sql = "SELECT document_row FROM documents WHERE corpus_file = ?1";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        statement.query_row([file], |row| row.get(0)).optional().doing(doing)
    }

    /// The files in `corpus/` of all documents whose names are not in small letters.
    pub fn files_with_capitals(&self) -> Result<Vec<String>, StoreError> {
        let sql =
            "SELECT corpus_file FROM documents WHERE corpus_file <> lower(corpus_file) OR corpus_file GLOB '*[^ -~]*' ORDER BY 1";
        let doing = "look up documents";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let files = statement.query_map([], |row| row.get(0)).doing(doing)?;
        files.collect::<Result<_, _>>().doing(doing)
    }

    /// The one document that `name` means: its id or the beginning of it, a path or address under which it was met, its file in
    /// `corpus/`, or its title (case ignored). An exact name goes before the beginning of an id, a standing document before a removed one.
    pub fn find_document(&self, name: &str) -> Result<StoredDocument, StoreError> {
        let exact = "d.id = ?1 OR d.title = ?1 COLLATE NOCASE OR d.corpus_file = ?1 OR 'corpus/' || d.corpus_file = ?1 \
                     OR d.document_row IN (SELECT document_row FROM sources WHERE key = ?1 OR location = ?1)";
        let beginning = "d.id >= ?1 AND d.id < ?1 || '~'";
        self.find_document_by(name, &[exact, beginning])
    }

    /// The one document that `name` means less strictly: its file's name alone, or the beginning of its title (case ignored).
    pub fn find_document_roughly(&self, name: &str) -> Result<StoredDocument, StoreError> {
        let file = "d.document_row IN (SELECT document_row FROM sources WHERE substr(location, -length(?1) - 1) = '/' || ?1)";
        let title = "substr(d.title, 1, length(?1)) = ?1 COLLATE NOCASE";
        self.find_document_by(name, &[file, title])
    }

    /// The one document that fulfils the first of `conditions` that any does.
    fn find_document_by(&self, name: &str, conditions: &[&str]) -> Result<StoredDocument, StoreError> {
        let value = [Value::Text(name.to_owned())];
        for condition in conditions.iter().filter(|_| !name.is_empty()) {
            let (standing, removed): (Vec<_>, Vec<_>) =
                self.select_documents(condition, &value)?.into_iter().partition(|document| document.removed_at.is_none());
            let mut found = if standing.is_empty() { removed } else { standing };
            match found.len() {
                0 => {}
                1 => return Ok(found.remove(0)),
                _ => {
                    let ids = found.into_iter().map(|document| document.id).collect();
                    return Err(StoreError::AmbiguousDocument { name: name.to_owned(), ids });
                }
            }
        }
        Err(StoreError::UnknownDocument { name: name.to_owned() })
    }

    /// The text of the latest version of the document at `row`: what every span counts bytes of.
    pub fn text(&self, row: i64) -> Result<String, StoreError> {
        let sql = "SELECT v.text FROM documents d JOIN versions v ON v.document_row = d.document_row AND v.number = d.version \
                   WHERE d.document_row = ?1";
        self.connection.query_row(sql, [row], |row| row.get(0)).doing("read a document's text")
    }

    /// The text that the claim at `row` was last found in: its spans count bytes of this, also where a later version exists.
    pub fn text_of_claim(&self, row: i64) -> Result<String, StoreError> {
        let sql = "SELECT v.text FROM claims c JOIN versions v USING (version_row) WHERE c.claim_row = ?1";
        self.connection.query_row(sql, [row], |row| row.get(0)).doing("read a document's text")
    }

    /// What counts as the document at `row` itself, and so never as evidence for its claims: its addresses, and the content of each
    /// version.
    pub fn article(&self, row: i64) -> Result<Article, StoreError> {
        let addresses = "SELECT key FROM sources WHERE document_row = ?1 AND kind = 'url' \
                         UNION SELECT url FROM documents WHERE document_row = ?1 AND url IS NOT NULL ORDER BY 1";
        let hashes = "SELECT bytes_hash FROM versions WHERE document_row = ?1 \
                      UNION SELECT text_hash FROM versions WHERE document_row = ?1 ORDER BY 1";
        Ok(Article { addresses: self.words(addresses, row)?, hashes: self.words(hashes, row)? })
    }

    fn words(&self, sql: &str, row: i64) -> Result<Vec<String>, StoreError> {
        let doing = "read a document";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let words = statement.query_map([row], |row| row.get(0)).doing(doing)?;
        words.collect::<Result<_, _>>().doing(doing)
    }

    fn select_documents(&self, condition: &str, values: &[Value]) -> Result<Vec<StoredDocument>, StoreError> {
        let doing = "read documents";
        let sql = format!("{SELECT} WHERE {condition} ORDER BY d.document_row");
        let mut statement = self.connection.prepare_cached(&sql).doing(doing)?;
        let mut found = statement.query(rows::parameters(values).as_slice()).doing(doing)?;
        let mut documents = Vec::new();
        while let Some(row) = found.next().doing(doing)? {
            documents.push(stored(&mut Columns::new(row))?);
        }
        Ok(documents)
    }
}

fn stored(columns: &mut Columns<'_, '_>) -> Result<StoredDocument, StoreError> {
    let (row, id, key) = (columns.take()?, columns.take()?, columns.take()?);
    let (title, date) = (columns.take()?, columns.take()?);
    let authors = columns.list("list of authors")?;
    let (publisher, url) = (columns.take()?, columns.take()?);
    Ok(StoredDocument {
        row,
        id,
        key,
        metadata: Metadata { title, date, authors, publisher, url },
        corpus_file: columns.take()?,
        version: columns.take()?,
        added_at: columns.take()?,
        changed_at: columns.take()?,
        removed_at: columns.take()?,
        bytes_hash: columns.take()?,
        text_hash: columns.take()?,
        media: media_of(&columns.take::<String>()?)?,
        extractor: columns.take()?,
        sources: columns.list("list of sources")?,
        claims: columns.take()?,
    })
}

/// The word for a format, in the database.
pub(super) fn media_word(media: Media) -> &'static str {
    match media {
        Media::Markdown => "markdown",
        Media::Html => "html",
        Media::Plain => "plain",
    }
}

/// The format that a word of the database stands for.
pub(super) fn media_of(word: &str) -> Result<Media, StoreError> {
    [Media::Markdown, Media::Html, Media::Plain]
        .into_iter()
        .find(|media| media_word(*media) == word)
        .ok_or_else(|| StoreError::Damaged { what: "format", value: word.to_owned() })
}
