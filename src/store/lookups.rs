//! What filtering and counting over found claims needs of the store: statuses by row, names of documents.
//!
//! Comes in: nothing, or an id. Goes out: one column's worth, by an index. Which claims stand is not asked here.

use rusqlite::OptionalExtension;

use super::error::Doing;
use super::rows::word;
use super::{Store, StoreError};
use crate::review::Status;

impl Store {
    /// Every claim that has another status than `unverified`, withdrawn and rejected ones included, by row.
    pub fn reviewed_rows(&self) -> Result<Vec<(i64, Status)>, StoreError> {
        let doing = "read statuses";
        // Sorted here: asked for an order, SQLite would read the whole table instead of the small index of statuses.
        let sql = "SELECT claim_row, status FROM claims WHERE status <> 'unverified'";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mut rows = statement.query([]).doing(doing)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().doing(doing)? {
            let status: String = row.get(1).doing(doing)?;
            found.push((row.get(0).doing(doing)?, word("status", &status)?));
        }
        found.sort_unstable_by_key(|(row, _)| *row);
        Ok(found)
    }

    /// The title of the document with this id, else its key; `None` where there is no such document.
    pub fn document_name(&self, id: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT coalesce(title, key) FROM documents WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql).doing("read a document's name")?;
        statement.query_row([id], |row| row.get(0)).optional().doing("read a document's name")
    }
}
