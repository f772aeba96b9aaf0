//! Whether the database is sound: SQLite's own checks, the chain of events, spans, and what is kept beside the events.
//!
//! Comes in: nothing. Goes out: what is wrong, in words. Nothing is mended here; files outside the database are looked at by
//! [`doctor`](crate::doctor).

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::error::Doing;
use super::rows::{self, CLAIM_COLUMNS, Columns};
use super::{Store, StoreError, events};
use crate::review::{self, Action, Deed, Event, Review};

impl Store {
    /// Everything that is wrong inside the database; empty if it is sound.
    pub fn troubles(&self) -> Result<Vec<String>, StoreError> {
        let mut troubles = self.check_sqlite()?;
        if !troubles.is_empty() {
            return Ok(troubles);
        }
        troubles.extend(self.check_foreign_keys()?);
        troubles.extend(chain(&self.connection)?);
        troubles.extend(self.check_spans()?);
        troubles.extend(folds(&self.connection)?);
        Ok(troubles)
    }

    fn check_sqlite(&self) -> Result<Vec<String>, StoreError> {
        let doing = "check itself";
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)").doing(doing)?;
        let answers = statement.query_map([], |row| row.get::<_, String>(0)).doing(doing)?;
        let answers: Vec<String> = answers.collect::<Result<_, _>>().doing(doing)?;
        Ok(answers.into_iter().filter(|answer| answer != "ok").map(|answer| format!("SQLite finds: {answer}")).collect())
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

/// Each event's hash follows from its content and the hash before it, numbers have no gap, and none is missing at the end.
pub(super) fn chain(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut troubles = Vec::new();
    let (mut seq, mut previous) = (0, String::new());
    for event in events::all(connection)? {
        let who = format!("event {} ({} by {})", event.seq, event.at, event.by);
        if event.seq != seq + 1 {
            troubles.push(format!("{} missing before {who}", count(event.seq - seq - 1)));
        } else if event.previous_hash != previous {
            troubles.push(format!("{who} does not follow from the event before it"));
        }
        if !event.is_intact() {
            troubles.push(format!("{who} was changed: its hash does not follow from its content"));
        }
        (seq, previous) = (event.seq, event.hash);
    }
    let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0)";
    let last: i64 = connection.query_row(sql, [], |row| row.get(0)).doing("check its events")?;
    if last > seq {
        troubles.push(format!("{} missing at the end of the log", count(last - seq)));
    }
    Ok(troubles)
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
        let events = events::of_claim(connection, row)?;
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

fn count(missing: i64) -> String {
    if missing == 1 { "an event is".to_owned() } else { format!("{missing} events are") }
}
