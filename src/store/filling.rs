//! An empty database filled with the entries of another one, in one batch.
//!
//! Comes in: [`Entry`]s in the order in which [`Store::entries`] gives them. Goes out: a database that gives the same entries again, or an
//! error, after which the batch is to be abandoned. Nothing is believed that can be computed: ids, hashes, spans, the chain of events, statuses; times
//! and ids must look like ones of this program. A database that holds anything is refused: two chains of events cannot be joined.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind};
use super::documents::media_word;
use super::entries::{AlterationEntry, ClaimEntry, DocumentEntry, Entry, SourceEntry, VersionEntry};
use super::error::Doing;
use super::rows::{self, list_json};
use super::standing::insert_claim;
use super::{Store, StoreError, chain, events, integrity, ratings};
use crate::claim::identity;
use crate::review::Event;

/// How many entries of each sort were stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// Documents.
    pub documents: usize,
    /// Versions of them.
    pub versions: usize,
    /// Claims.
    pub claims: usize,
    /// Alterations of claims.
    pub alterations: usize,
    /// Events.
    pub events: usize,
    /// Ratings that others published.
    pub ratings: usize,
}

/// A version that claims are being stored of, with its text.
struct Held {
    document: String,
    number: i64,
    row: i64,
    text: String,
}

/// The state of a filling.
struct Filling<'c> {
    connection: &'c Connection,
    filled: Filled,
    documents: HashMap<String, i64>,
    held: Option<Held>,
    /// Claims with the id of the claim that took their place.
    successors: Vec<(i64, String)>,
}

impl Store {
    /// Fills this empty database with `entries`, within the batch that is open. Gives how many there were.
    ///
    /// Fails with [`StoreError::NotEmpty`] where it holds anything, with [`StoreError::Unfit`] where an entry cannot be
    /// true, and with the first error that `entries` gives; the batch must be abandoned then.
    pub fn fill<E: From<StoreError>>(&mut self, entries: &mut dyn Iterator<Item = Result<Entry, E>>) -> Result<Filled, E> {
        self.check_empty()?;
        let mut filling = Filling {
            connection: &self.connection,
            filled: Filled::default(),
            documents: HashMap::new(),
            held: None,
            successors: Vec::new(),
        };
        for entry in entries {
            filling.put(&entry?)?;
        }
        Ok(filling.finish()?)
    }

    /// Refuses where the database holds any document.
    pub fn check_empty(&self) -> Result<(), StoreError> {
        check_empty(&self.connection)
    }
}

fn check_empty(connection: &Connection) -> Result<(), StoreError> {
    let sql = "SELECT count(*) FROM documents";
    match connection.query_row(sql, [], |row| row.get(0)).doing("count the documents")? {
        0 => Ok(()),
        documents => Err(StoreError::NotEmpty { documents }),
    }
}

/// The time as this program writes it, or a refusal.
fn check_time(what: &str, time: &str) -> Result<(), StoreError> {
    match time.parse::<Timestamp>() {
        Ok(read) if read.to_string() == time => Ok(()),
        _ => Err(unfit(format!("{what} says '{time}' for a time, which is none as 2026-11-01T12:00:00Z is one"))),
    }
}

fn unfit(what: impl Into<String>) -> StoreError {
    StoreError::Unfit { what: what.into() }
}

impl Filling<'_> {
    fn put(&mut self, entry: &Entry) -> Result<(), StoreError> {
        match entry {
            Entry::Document(document) => self.document(document),
            Entry::Version(version) => self.version(version),
            Entry::Claim(claim) => self.claim(claim),
            Entry::Alteration(alteration) => self.alteration(alteration),
            Entry::Event(event) => self.event(event),
            Entry::Rating(entry) => {
                let (claim_row, _) = self.claim_row(&entry.claim)?;
                check_time("a rating", &entry.rating.imported_at)?;
                self.filled.ratings += 1;
                ratings::insert(self.connection, claim_row, &entry.rating)
            }
        }
    }

    fn document(&mut self, entry: &DocumentEntry) -> Result<(), StoreError> {
        let doing = "store a document";
        if entry.id != identity::document_id(&entry.key) {
            return Err(unfit(format!("the id {} does not follow from the key {}", entry.id, entry.key)));
        }
        for time in [&entry.added_at, &entry.changed_at].into_iter().chain(&entry.removed_at) {
            check_time(&format!("document {}", entry.id), time)?;
        }
        let metadata = &entry.metadata;
        let sql = "INSERT INTO documents (id, key, title, published, authors, publisher, url, corpus_file, version, added_at, \
                   changed_at, removed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let values = params![
            entry.id,
            entry.key,
            metadata.title,
            metadata.date,
            list_json(&metadata.authors),
            metadata.publisher,
            metadata.url,
            entry.corpus_file,
            entry.version,
            entry.added_at,
            entry.changed_at,
            entry.removed_at,
        ];
        self.connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
        let row = self.connection.last_insert_rowid();
        self.documents.insert(entry.id.clone(), row);
        self.filled.documents += 1;
        entry.sources.iter().try_for_each(|source| self.source(row, source))
    }

    fn source(&self, document_row: i64, entry: &SourceEntry) -> Result<(), StoreError> {
        let doing = "store a source";
        check_time("a source", &entry.first_seen_at)?;
        let sql = "INSERT INTO sources (document_row, key, kind, location, first_seen_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = params![document_row, entry.key, entry.kind.as_str(), entry.location, entry.first_seen_at];
        self.connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
        Ok(())
    }

    fn version(&mut self, entry: &VersionEntry) -> Result<(), StoreError> {
        let doing = "store a version";
        if blake3::hash(entry.text.as_bytes()).to_hex().as_str() != entry.text_hash {
            return Err(unfit(format!("the text of version {} of {} is not what its hash says", entry.number, entry.document)));
        }
        check_time("a version", &entry.read_at)?;
        let sql = "INSERT INTO versions (document_row, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let values = params![
            self.document_row(&entry.document)?,
            entry.number,
            entry.bytes_hash,
            entry.text_hash,
            media_word(entry.media),
            entry.encoding,
            entry.extractor,
            entry.read_at,
            entry.text,
        ];
        self.connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
        self.filled.versions += 1;
        Ok(())
    }

    fn claim(&mut self, entry: &ClaimEntry) -> Result<(), StoreError> {
        let doing = "store a claim";
        if !entry.claim.id.is_well_formed() {
            return Err(unfit(format!("'{}' is no id of a claim", entry.claim.id)));
        }
        for time in std::iter::once(&entry.added_at).chain(&entry.withdrawn_at) {
            check_time(&format!("claim {}", entry.claim.id), time)?;
        }
        let document_row = self.document_row(&entry.document)?;
        let held = self.hold(document_row, &entry.document, entry.version)?;
        if !entry.claim.stands_in(&held.text) {
            let span = entry.claim.quote.span;
            return Err(StoreError::Misplaced { text: entry.claim.text.to_string(), start: span.start, end: span.end });
        }
        let version_row = held.row;
        let row = insert_claim(self.connection, &entry.claim, document_row, version_row, &entry.extractor, &entry.added_at)?;
        let sql = "UPDATE claims SET origin = ?2, status = ?3, rejected = ?4, withdrawn_at = ?5 WHERE claim_row = ?1";
        let origin = if entry.added { "person" } else { "machine" };
        let values = params![row, origin, entry.status.as_str(), entry.rejected, entry.withdrawn_at];
        self.connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
        changes::log(self.connection, row, ChangeKind::Added)?;
        self.successors.extend(entry.superseded_by.iter().map(|heir| (row, heir.clone())));
        self.filled.claims += 1;
        Ok(())
    }

    fn alteration(&mut self, entry: &AlterationEntry) -> Result<(), StoreError> {
        check_time("an alteration", &entry.at)?;
        let (claim_row, document_row) = self.claim_row(&entry.claim)?;
        let version_row = self.version_row(document_row, &entry.claim, entry.version)?;
        let reading = (version_row, entry.extractor.as_str(), entry.at.as_str());
        super::alterations::record(self.connection, claim_row, reading, entry.after_seq, &entry.changes)?;
        self.filled.alterations += 1;
        Ok(())
    }

    fn event(&mut self, event: &Event) -> Result<(), StoreError> {
        check_time(&format!("event {}", event.seq), &event.at)?;
        let document_row = self.document_row(&event.document)?;
        let claim_row = event.claim.as_deref().map(|id| self.claim_row(id)).transpose()?;
        if claim_row.is_some_and(|(_, row)| row != document_row) {
            return Err(unfit(format!("event {} names a claim of another document", event.seq)));
        }
        events::insert_whole(self.connection, event, claim_row.map(|(row, _)| row), document_row)?;
        self.filled.events += 1;
        Ok(())
    }

    /// What can only be seen at the end: successors, latest versions, the chain, and what is kept beside the events.
    fn finish(self) -> Result<Filled, StoreError> {
        for (row, heir) in &self.successors {
            let (heir, _) = self.claim_row(heir)?;
            let sql = "UPDATE claims SET superseded_by = ?2 WHERE claim_row = ?1";
            let doing = "link a claim to its successor";
            self.connection.prepare_cached(sql).doing(doing)?.execute(params![row, heir]).doing(doing)?;
        }
        let sql = "SELECT id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.document_row = d.document_row \
                   AND v.number = d.version) ORDER BY document_row LIMIT 1";
        if let Some(id) = self.one::<String>(sql, &[])? {
            return Err(unfit(format!("the latest version of document {id} is missing")));
        }
        let troubles = chain::check(self.connection)?;
        let troubles = if troubles.is_empty() { integrity::folds(self.connection)? } else { troubles };
        troubles.into_iter().next().map_or(Ok(self.filled), |first| Err(unfit(first)))
    }

    fn document_row(&self, id: &str) -> Result<i64, StoreError> {
        self.documents.get(id).copied().ok_or_else(|| unfit(format!("no document with the id {id} stands before this")))
    }

    fn claim_row(&self, id: &str) -> Result<(i64, i64), StoreError> {
        let sql = "SELECT claim_row, document_row FROM claims WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql).doing("look up a claim")?;
        let mut rows = statement.query([id]).doing("look up a claim")?;
        let found = rows.next().doing("look up a claim")?;
        let found = found.ok_or_else(|| unfit(format!("no claim with the id {id} stands before this")))?;
        let columns = &mut rows::Columns::new(found);
        Ok((columns.take()?, columns.take()?))
    }

    fn version_row(&self, document_row: i64, whose: &str, number: i64) -> Result<i64, StoreError> {
        let sql = "SELECT version_row FROM versions WHERE document_row = ?1 AND number = ?2";
        let found = self.one(sql, &[Value::Integer(document_row), Value::Integer(number)])?;
        found.ok_or_else(|| unfit(format!("no version {number} of {whose} stands before this")))
    }

    /// The version with its text; the one asked for last is at hand.
    fn hold(&mut self, document_row: i64, document: &str, number: i64) -> Result<&Held, StoreError> {
        let at_hand = |held: &Held| held.document == document && held.number == number;
        if !self.held.as_ref().is_some_and(at_hand) {
            let row = self.version_row(document_row, document, number)?;
            let text = self.one("SELECT text FROM versions WHERE version_row = ?1", &[Value::Integer(row)])?;
            let text: String = text.unwrap_or_default();
            self.held = Some(Held { document: document.to_owned(), number, row, text });
        }
        Ok(self.held.as_ref().expect("it was put there"))
    }

    /// The first column of the first row.
    fn one<T: rusqlite::types::FromSql>(&self, sql: &str, values: &[Value]) -> Result<Option<T>, StoreError> {
        let doing = "look something up";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mut rows = statement.query(rows::parameters(values).as_slice()).doing(doing)?;
        rows.next().doing(doing)?.map(|row| row.get(0).doing(doing)).transpose()
    }
}
