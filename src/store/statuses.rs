//! Statuses by row, for those who filter and count claims that the index found.
//!
//! Comes in: nothing. Goes out: rows with their status. Which rows stand is not asked here.

use super::error::Doing;
use super::rows::word;
use super::{Store, StoreError};
use crate::review::Status;

impl Store {
    /// Every claim that has another status than `unverified`, withdrawn and rejected ones included, by row.
    pub fn reviewed_rows(&self) -> Result<Vec<(i64, Status)>, StoreError> {
        let doing = "read statuses";
        let sql = "SELECT claim_row, status FROM claims WHERE status <> 'unverified' ORDER BY claim_row";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let mut rows = statement.query([]).doing(doing)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().doing(doing)? {
            let status: String = row.get(1).doing(doing)?;
            found.push((row.get(0).doing(doing)?, word("status", &status)?));
        }
        Ok(found)
    }
}
