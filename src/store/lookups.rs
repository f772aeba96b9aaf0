//! What filtering and counting over found claims needs of the store: statuses by row, names of documents.
//!
//! Comes in: nothing, or an id. Goes out: one column's worth, by an index. Which claims stand is not asked here.

use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::OptionalExtension;

use super::error::Doing;
use super::events::last_seq;
use super::rows::{Columns, word};
use super::{Store, StoreError};
use crate::freshness::{self, Facts};
use crate::review::Status;

/// Rows with their statuses, and the number of the last event when they were read.
pub(super) type Reviewed = Option<(i64, Arc<Vec<(i64, Status)>>)>;

impl Store {
    /// Every claim that has another status than `unverified`, withdrawn and rejected ones included, by row. Read again only after something was reviewed.
    pub fn reviewed_rows(&self) -> Result<Arc<Vec<(i64, Status)>>, StoreError> {
        // Asked before the rows are read: what comes in between is read again the next time.
        let last = last_seq(&self.connection)?;
        let mut kept = self.reviewed.borrow_mut();
        match kept.as_ref() {
            Some((seq, rows)) if *seq == last => Ok(Arc::clone(rows)),
            _ => {
                let rows = Arc::new(self.read_reviewed_rows()?);
                *kept = Some((last, Arc::clone(&rows)));
                Ok(rows)
            }
        }
    }

    fn read_reviewed_rows(&self) -> Result<Vec<(i64, Status)>, StoreError> {
        let doing = "read statuses";
        // Sorted here: asked for an order, SQLite would read the whole table instead of the small index of statuses.
        let sql = "SELECT claim_row, status FROM claims WHERE status <> 'unverified'";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mut rows = statement.query([]).doing(doing)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().doing(doing)? {
            let status = row.get_ref(1).doing(doing)?.as_str().unwrap_or_default();
            found.push((row.get(0).doing(doing)?, word("status", status)?));
        }
        found.sort_unstable_by_key(|(row, _)| *row);
        Ok(found)
    }

    /// Every claim that is due on the day `on`, withdrawn and rejected ones included, by row.
    pub fn due_rows(&self, on: Date) -> Result<Vec<i64>, StoreError> {
        let doing = "read what is due";
        // Two indexes, one after the other: of statuses for what was reviewed, of due times for forecasts that nobody judged.
        let sql = "SELECT c.claim_row, c.kind, c.modality, c.due, \
             (SELECT e.at FROM events e JOIN reviews r ON r.seq = e.seq WHERE e.claim_row = c.claim_row \
              AND NOT EXISTS (SELECT 1 FROM retractions t WHERE t.retracted_seq = e.seq) ORDER BY e.seq DESC LIMIT 1) \
             FROM claims c WHERE c.status <> 'unverified' \
             UNION ALL \
             SELECT c.claim_row, c.kind, c.modality, c.due, NULL \
             FROM claims c WHERE c.due IS NOT NULL AND c.status = 'unverified'";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mut rows = statement.query([]).doing(doing)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().doing(doing)? {
            let mut columns = Columns::new(row);
            let (row, kind, modality) = (columns.take()?, columns.word("kind")?, columns.word("modality")?);
            let due: Option<String> = columns.take()?;
            let reviewed = columns.take::<Option<String>>()?.as_deref().and_then(freshness::day);
            let facts = Facts { kind, modality, due: due.as_deref(), reviewed };
            if freshness::due(facts, self.shelf_lives.fresh_until(facts), on).is_some() {
                found.push(row);
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    /// The title of the document with this id, else its key; `None` where there is no such document.
    pub fn document_name(&self, id: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT coalesce(title, key) FROM documents WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql).doing("read a document's name")?;
        statement.query_row([id], |row| row.get(0)).optional().doing("read a document's name")
    }
}
