//! Counts over the whole base.
//!
//! Comes in: nothing. Goes out: [`Figures`]: documents, claims by kind and status, events, and the size of the database.

use super::error::Doing;
use super::rows::word;
use super::{Store, StoreError};
use crate::claim::Kind;
use crate::review::Status;

/// What a base holds, counted. Claims by kind and status are those that stand and are not rejected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Documents, removed ones left out.
    pub documents: i64,
    /// Their versions.
    pub versions: i64,
    /// Claims that stand.
    pub claims: i64,
    /// Claims by kind, every kind in its standing order.
    pub kinds: Vec<(Kind, i64)>,
    /// Claims by status, every status in its standing order.
    pub statuses: Vec<(Status, i64)>,
    /// Claims that their documents do not state any more.
    pub withdrawn: i64,
    /// Claims that a person rejected.
    pub rejected: i64,
    /// Claims that a person added.
    pub added: i64,
    /// Reviews, retracted ones left out.
    pub reviews: i64,
    /// Corrections, retracted ones left out.
    pub corrections: i64,
    /// Size of the database in bytes.
    pub database_bytes: i64,
}

impl Store {
    /// Counts what the base holds.
    pub fn figures(&self) -> Result<Figures, StoreError> {
        let standing = "withdrawn_at IS NULL AND rejected = 0";
        let events = |kind: &str| {
            let retracted = "SELECT 1 FROM retractions t WHERE t.retracted_seq = e.seq";
            self.count(&format!("SELECT count(*) FROM events e WHERE kind = '{kind}' AND NOT EXISTS ({retracted})"))
        };
        Ok(Figures {
            documents: self.count("SELECT count(*) FROM documents WHERE removed_at IS NULL")?,
            versions: self.count("SELECT count(*) FROM versions JOIN documents USING (document_row) WHERE removed_at IS NULL")?,
            claims: self.count(&format!("SELECT count(*) FROM claims WHERE {standing}"))?,
            kinds: self.counts("kind", Kind::ALL)?,
            statuses: self.counts("status", Status::ALL)?,
            withdrawn: self.count("SELECT count(*) FROM claims WHERE withdrawn_at IS NOT NULL")?,
            rejected: self.count("SELECT count(*) FROM claims WHERE withdrawn_at IS NULL AND rejected = 1")?,
            added: self.count(&format!("SELECT count(*) FROM claims WHERE {standing} AND origin = 'person'"))?,
            reviews: events("review")?,
            corrections: events("correction")?,
            database_bytes: self.count("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")?,
        })
    }

    fn count(&self, sql: &str) -> Result<i64, StoreError> {
        self.connection.query_row(sql, [], |row| row.get(0)).doing("count")
    }

    /// Standing claims by the words of a column, words that no claim has included.
    fn counts<T>(&self, column: &'static str, all: &[T]) -> Result<Vec<(T, i64)>, StoreError>
    where
        T: Copy + PartialEq + std::str::FromStr,
    {
        let doing = "count claims";
        let sql = format!("SELECT {column}, count(*) FROM claims WHERE withdrawn_at IS NULL AND rejected = 0 GROUP BY {column}");
        let mut statement = self.connection.prepare_cached(&sql).doing(doing)?;
        let mut rows = statement.query([]).doing(doing)?;
        let mut counts: Vec<(T, i64)> = all.iter().map(|value| (*value, 0)).collect();
        while let Some(row) = rows.next().doing(doing)? {
            let value: T = word(column, &row.get::<_, String>(0).doing(doing)?)?;
            let count = row.get(1).doing(doing)?;
            counts.iter_mut().filter(|(known, _)| *known == value).for_each(|(_, total)| *total = count);
        }
        Ok(counts)
    }
}
