//! Whether the database is sound: SQLite's own checks, its schema, the chain of events, spans, and what is kept beside the events.
//!
//! Comes in: nothing. Goes out: what is wrong, in words. Nothing is mended here; files outside the database are looked at by
//! [`doctor`](crate::doctor).

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::error::Doing;
use super::rows::{self, CLAIM_COLUMNS, Columns};
use super::{Store, StoreError, chain, connection, events};
use crate::review::{self, Action, Deed, Event, Review};

impl Store {
    /// Everything that is wrong inside an undamaged database; empty if it is sound.
    pub fn troubles(&self) -> Result<Vec<String>, StoreError> {
        let mut troubles = self.check_schema()?;
        troubles.extend(self.check_foreign_keys()?);
        troubles.extend(chain::check(&self.connection)?);
        troubles.extend(self.check_spans()?);
        troubles.extend(folds(&self.connection)?);
        Ok(troubles)
    }

    /// Pages of the database that are damaged, and what SQLite itself finds wrong with it, as far as it comes: it stops where it can go no further.
    /// Empty if there is nothing.
    pub fn damage(&self) -> Vec<String> {
        let mut answers = Vec::new();
        let mut ask = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                answers.push(row.get::<_, String>(0)?);
            }
            Ok(())
        };
        let ended = ask();
        answers.extend(ended.err().map(|error| error.to_string()));
        let lines = answers.iter().flat_map(|answer| answer.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
        lines.map(|line| format!("SQLite finds: {}", self.with_names(line))).collect()
    }

    fn check_foreign_keys(&self) -> Result<Vec<String>, StoreError> {
        let doing = "check its references";
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check").doing(doing)?;
        let broken = statement
            .query_map([], |row| {
                let (table, target): (String, String) = (row.get(0)?, row.get(2)?);
                let row: Option<i64> = row.get(1)?;
                Ok(format!("a row of {table} ({}) refers to nothing in {target}", row.unwrap_or(0)))
            })
            .doing(doing)?;
        broken.collect::<Result<_, _>>().doing(doing)
    }

    /// Tables, indices and triggers are those that this program makes: without its triggers, history can be changed.
    fn check_schema(&self) -> Result<Vec<String>, StoreError> {
        let (made, found) = (schema(&connection::in_memory()?)?, schema(&self.connection)?);
        let mut troubles = Vec::new();
        for (object, sql) in &made {
            match found.get(object) {
                None => troubles.push(format!("the {object} is missing")),
                Some(other) if other != sql => troubles.push(format!("the {object} was changed")),
                Some(_) => {}
            }
        }
        let strange = found.keys().filter(|object| object.starts_with("trigger ") && !made.contains_key(*object));
        troubles.extend(strange.map(|object| format!("the {object} is not this program's")));
        Ok(troubles)
    }

    /// Every span slices the text that its claim was last found in, and every text is the one that was stored.
    fn check_spans(&self) -> Result<Vec<String>, StoreError> {
        let doing = "check its spans";
        let mut troubles = Vec::new();
        let mut versions =
            self.connection.prepare("SELECT version_row, text_hash, text, document_row FROM versions ORDER BY 1").doing(doing)?;
        let sql = format!(
            "SELECT {} FROM claims WHERE document_row = ?2 AND version_row = ?1 ORDER BY claim_row",
            CLAIM_COLUMNS.join(", ")
        );
        let mut claims = self.connection.prepare(&sql).doing(doing)?;
        let mut found = versions.query([]).doing(doing)?;
        while let Some(version) = found.next().doing(doing)? {
            let (row, hash): (i64, String) = (version.get(0).doing(doing)?, version.get(1).doing(doing)?);
            let text = match version.get_ref(2).doing(doing)? {
                ValueRef::Text(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
                _ => "",
            };
            if blake3::hash(text.as_bytes()).to_hex().as_str() != hash {
                troubles.push(format!("the text of version row {row} was changed"));
            }
            let mut rows = claims.query([row, version.get(3).doing(doing)?]).doing(doing)?;
            while let Some(claim) = rows.next().doing(doing)? {
                match rows::claim(&mut Columns::new(claim)) {
                    Ok(claim) if claim.stands_in(text) => {}
                    Ok(claim) => troubles.push(format!("claim {} does not stand where it says", claim.id)),
                    Err(error) => troubles.push(error.to_string()),
                }
            }
        }
        Ok(troubles)
    }
}

/// Status and rejection, kept beside the claim, are what its events say.
pub(super) fn folds(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let doing = "check its statuses";
    let sql = "SELECT claim_row, id, status, rejected FROM claims c WHERE status <> 'unverified' OR rejected = 1 \
               OR EXISTS (SELECT 1 FROM events e WHERE e.claim_row = c.claim_row) ORDER BY claim_row";
    let mut statement = connection.prepare(sql).doing(doing)?;
    let mut rows = statement.query([]).doing(doing)?;
    let mut troubles = Vec::new();
    while let Some(row) = rows.next().doing(doing)? {
        let mut columns = Columns::new(row);
        let (row, id, status): (i64, String, String) = (columns.take()?, columns.take()?, columns.take()?);
        let rejected: bool = columns.take()?;
        let events = match events::of_claim(connection, row) {
            Ok(events) => events,
            Err(error) => {
                troubles.push(format!("the events of claim {id} cannot be read: {}", error.with_cause()));
                continue;
            }
        };
        let reviews: Vec<Review> = events.iter().filter_map(Event::review).collect();
        if review::status(&reviews).as_str() != status {
            troubles.push(format!("claim {id} is kept as {status}, but its reviews say {}", review::status(&reviews)));
        }
        if events.iter().any(is_rejection) != rejected {
            troubles.push(format!("whether claim {id} is rejected does not follow from its corrections"));
        }
    }
    Ok(troubles)
}

fn is_rejection(event: &Event) -> bool {
    !event.retracted && matches!(event.deed, Deed::Correction { action: Action::Reject, .. })
}

/// Kind and name of every table, index, view and trigger with the SQL that made it; what SQLite makes by itself is left out.
fn schema(connection: &Connection) -> Result<BTreeMap<String, String>, StoreError> {
    let doing = "read its schema";
    let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql).doing(doing)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(doing)?;
    rows.collect::<Result<_, _>>().doing(doing)
}
