//! Everything that the database knows, an entry at a time, in an order in which it can be stored again.
//!
//! Comes in: nothing. Goes out: [`Entry`]s: documents each with its versions, then claims, alterations, events and ratings, as of one moment. Row
//! numbers and the change log are deliberately not among them: they are this database's own. Storing them again is in `filling`.

use rusqlite::Connection;

use super::documents::media_of;
use super::error::Doing;
use super::rows::{self, CLAIM_COLUMNS, Columns};
use super::{SourceKind, Store, StoreError, events, ratings};
use crate::claim::Claim;
use crate::document::{Media, Metadata};
use crate::review::{Event, FieldChange, Rating, Status};

/// One thing that a base knows.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A document, without its text.
    Document(DocumentEntry),
    /// One version of a document, with its text.
    Version(VersionEntry),
    /// A claim, corrections applied.
    Claim(Box<ClaimEntry>),
    /// What a later reading changed in a claim.
    Alteration(AlterationEntry),
    /// What a person did.
    Event(Event),
    /// What somebody else published about a claim.
    Rating(Box<RatingEntry>),
}

/// A document with every key under which it was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Lasting id, from the key.
    pub id: String,
    /// Its key: address, path, or hash.
    pub key: String,
    /// Title, date, authors, publisher and address.
    pub metadata: Metadata,
    /// Its file, relative to `corpus/`.
    pub corpus_file: Option<String>,
    /// Number of the latest version.
    pub version: i64,
    /// When it was first stored, RFC 3339.
    pub added_at: String,
    /// When its latest version was stored, RFC 3339.
    pub changed_at: String,
    /// When it was removed, RFC 3339.
    pub removed_at: Option<String>,
    /// Where it was met, in that order.
    pub sources: Vec<SourceEntry>,
}

/// A key under which a document was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceEntry {
    /// The key.
    pub key: String,
    /// What it is.
    pub kind: SourceKind,
    /// Where it was read from, as the person gave it.
    pub location: String,
    /// When, RFC 3339.
    pub first_seen_at: String,
}

/// The text of a document at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionEntry {
    /// Id of the document.
    pub document: String,
    /// Its number, from 1.
    pub number: i64,
    /// BLAKE3 of the bytes as read, in hex.
    pub bytes_hash: String,
    /// BLAKE3 of the text, in hex.
    pub text_hash: String,
    /// The format.
    pub media: Media,
    /// Encoding of the bytes.
    pub encoding: String,
    /// Version of the program that extracted its claims.
    pub extractor: String,
    /// When it was read, RFC 3339.
    pub read_at: String,
    /// The decoded text.
    pub text: String,
}

/// A claim with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimEntry {
    /// The claim.
    pub claim: Claim,
    /// Id of the document.
    pub document: String,
    /// Number of the version in which it was last found: what its spans count bytes of.
    pub version: i64,
    /// Version of the program that extracted it.
    pub extractor: String,
    /// Whether a person added it.
    pub added: bool,
    /// When it was first stored, RFC 3339.
    pub added_at: String,
    /// The fold of its reviews.
    pub status: Status,
    /// Whether a person said that it is no claim.
    pub rejected: bool,
    /// When it was withdrawn, RFC 3339.
    pub withdrawn_at: Option<String>,
    /// Id of the claim that took its place.
    pub superseded_by: Option<String>,
}

/// What one reading changed in a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlterationEntry {
    /// Id of the claim.
    pub claim: String,
    /// Number of the version that was read, of the claim's document.
    pub version: i64,
    /// Version of the program that read it.
    pub extractor: String,
    /// When, RFC 3339.
    pub at: String,
    /// Number of the last event before it.
    pub after_seq: i64,
    /// The fields before and after.
    pub changes: Vec<FieldChange>,
}

/// A published rating of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingEntry {
    /// Id of the claim.
    pub claim: String,
    /// The rating.
    pub rating: Rating,
}

impl Store {
    /// Hands every entry to `visit`, as of one moment: what others write meanwhile is not seen. Ends with the first error of `visit`.
    pub fn entries<E: From<StoreError>>(&self, visit: &mut dyn FnMut(Entry) -> Result<(), E>) -> Result<(), E> {
        let doing = "read the whole database";
        let moment = self.connection.unchecked_transaction().doing(doing)?;
        for document in self.documents_with_removed()? {
            let sources = sources(&moment, document.row)?;
            let row = document.row;
            let id = document.id.clone();
            visit(Entry::Document(DocumentEntry {
                id: document.id,
                key: document.key,
                metadata: document.metadata,
                corpus_file: document.corpus_file,
                version: document.version,
                added_at: document.added_at,
                changed_at: document.changed_at,
                removed_at: document.removed_at,
                sources,
            }))?;
            versions(&moment, row, &id, visit)?;
        }
        claims(&moment, visit)?;
        alterations(&moment, visit)?;
        events::all(&moment)?.into_iter().try_for_each(|event| visit(Entry::Event(event)))?;
        published(&moment, visit)
    }
}

fn sources(connection: &Connection, document_row: i64) -> Result<Vec<SourceEntry>, StoreError> {
    let doing = "read the sources of a document";
    let sql = "SELECT key, kind, location, first_seen_at FROM sources WHERE document_row = ?1 ORDER BY source_row";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let mut rows = statement.query([document_row]).doing(doing)?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next().doing(doing)? {
        let columns = &mut Columns::new(row);
        let (key, kind) = (columns.take()?, columns.word("kind of source")?);
        sources.push(SourceEntry { key, kind, location: columns.take()?, first_seen_at: columns.take()? });
    }
    Ok(sources)
}

fn versions<E: From<StoreError>>(
    connection: &Connection,
    document_row: i64,
    document: &str,
    visit: &mut dyn FnMut(Entry) -> Result<(), E>,
) -> Result<(), E> {
    let doing = "read the versions of a document";
    let sql = "SELECT number, bytes_hash, text_hash, media, encoding, extractor, read_at, text FROM versions \
               WHERE document_row = ?1 ORDER BY number";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let mut rows = statement.query([document_row]).doing(doing)?;
    while let Some(row) = rows.next().doing(doing)? {
        let columns = &mut Columns::new(row);
        visit(Entry::Version(VersionEntry {
            document: document.to_owned(),
            number: columns.take()?,
            bytes_hash: columns.take()?,
            text_hash: columns.take()?,
            media: media_of(&columns.take::<String>()?)?,
            encoding: columns.take()?,
            extractor: columns.take()?,
            read_at: columns.take()?,
            text: columns.take()?,
        }))?;
    }
    Ok(())
}

/// Every claim, in the order in which they were stored.
fn claims<E: From<StoreError>>(connection: &Connection, visit: &mut dyn FnMut(Entry) -> Result<(), E>) -> Result<(), E> {
    let doing = "read claims";
    let columns: Vec<String> = CLAIM_COLUMNS.iter().map(|column| format!("c.{column}")).collect();
    let sql = format!(
        "SELECT {}, d.id, v.number, c.extractor, c.origin = 'person', c.added_at, c.status, c.rejected, c.withdrawn_at, s.id \
         FROM claims c JOIN documents d USING (document_row) JOIN versions v USING (version_row) \
         LEFT JOIN claims s ON s.claim_row = c.superseded_by ORDER BY c.claim_row",
        columns.join(", ")
    );
    let mut statement = connection.prepare_cached(&sql).doing(doing)?;
    let mut rows = statement.query([]).doing(doing)?;
    while let Some(row) = rows.next().doing(doing)? {
        let columns = &mut Columns::new(row);
        visit(Entry::Claim(Box::new(ClaimEntry {
            claim: rows::claim(columns)?,
            document: columns.take()?,
            version: columns.take()?,
            extractor: columns.take()?,
            added: columns.take()?,
            added_at: columns.take()?,
            status: columns.word("status")?,
            rejected: columns.take()?,
            withdrawn_at: columns.take()?,
            superseded_by: columns.take()?,
        })))?;
    }
    Ok(())
}

fn alterations<E: From<StoreError>>(connection: &Connection, visit: &mut dyn FnMut(Entry) -> Result<(), E>) -> Result<(), E> {
    let doing = "read what changed in claims";
    let sql = "SELECT c.id, v.number, a.extractor, a.at, a.after_seq, a.changes FROM alterations a JOIN claims c USING (claim_row) \
               JOIN versions v ON v.version_row = a.version_row ORDER BY a.alteration_row";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let mut rows = statement.query([]).doing(doing)?;
    while let Some(row) = rows.next().doing(doing)? {
        let columns = &mut Columns::new(row);
        let (claim, version, extractor) = (columns.take()?, columns.take()?, columns.take()?);
        let (at, after_seq) = (columns.take()?, columns.take()?);
        let changes = events::changes_of(&columns.take::<String>()?)?;
        visit(Entry::Alteration(AlterationEntry { claim, version, extractor, at, after_seq, changes }))?;
    }
    Ok(())
}

fn published<E: From<StoreError>>(connection: &Connection, visit: &mut dyn FnMut(Entry) -> Result<(), E>) -> Result<(), E> {
    let doing = "read ratings";
    let sql = format!(
        "SELECT {}, (SELECT id FROM claims c WHERE c.claim_row = r.claim_row) FROM ratings r ORDER BY rating_row",
        ratings::COLUMNS
    );
    let mut statement = connection.prepare_cached(&sql).doing(doing)?;
    let mut rows = statement.query([]).doing(doing)?;
    while let Some(row) = rows.next().doing(doing)? {
        let columns = &mut Columns::new(row);
        let rating = ratings::rating(columns)?;
        visit(Entry::Rating(Box::new(RatingEntry { rating, claim: columns.take()? })))?;
    }
    Ok(())
}
