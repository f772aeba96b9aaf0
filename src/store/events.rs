//! Reviews, corrections and retractions: appended to one chain, read back from it.
//!
//! Comes in: what somebody did. Goes out: the events, and the status of a claim kept beside it. Whether a review's evidence is
//! enough is decided in [`review`](crate::review).

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::error::Doing;
use super::rows::{Columns, word};
use super::{Store, StoreError};
use crate::claim::ClaimId;
use crate::review::{self, Deed, Event, Evidence, FieldChange, Judgement, Review};

/// Where an event belongs.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub claim_row: Option<i64>,
    pub claim: Option<String>,
    pub document_row: i64,
    pub document: String,
}

/// How far a base has come: numbers of its last event and its last change of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    event: i64,
    change: i64,
}

fn at(connection: &Connection) -> Result<Moment, StoreError> {
    let sql = "SELECT coalesce((SELECT max(seq) FROM events), 0), coalesce((SELECT max(seq) FROM changes), 0)";
    let moment = connection.query_row(sql, [], |row| Ok(Moment { event: row.get(0)?, change: row.get(1)? }));
    moment.doing("read how far the base has come")
}

/// Who does something, when, and why.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// Who.
    pub by: &'a str,
    /// Why, in that person's words.
    pub note: Option<&'a str>,
    /// When.
    pub now: Timestamp,
}

impl Store {
    /// Records `judgement` for each of the claims at `rows`, all or none.
    pub fn record_reviews(&mut self, rows: &[i64], judgement: &Judgement, now: Timestamp) -> Result<Vec<Review>, StoreError> {
        let judgements: Vec<_> = rows.iter().map(|row| (*row, judgement)).collect();
        self.record_judgements(&judgements, None, now)
    }

    /// Records each judgement for the claim at its row, all or none, in this order. None where anything was changed since `moment`.
    pub fn record_judgements(
        &mut self,
        judgements: &[(i64, &Judgement)],
        moment: Option<Moment>,
        now: Timestamp,
    ) -> Result<Vec<Review>, StoreError> {
        let transaction = self.begin()?;
        match moment {
            Some(moment) if at(&transaction)? != moment => return Err(StoreError::Overtaken),
            _ => {}
        }
        let mut reviews = Vec::with_capacity(judgements.len());
        for (row, judgement) in judgements {
            let act = Act { by: &judgement.by, note: judgement.note.as_deref(), now };
            let deed = Deed::Review { status: judgement.status, evidence: judgement.evidence.clone() };
            let event = append(&transaction, place_of_claim(&transaction, *row)?, act, deed)?;
            refresh_status(&transaction, *row)?;
            reviews.extend(event.review());
        }
        transaction.commit().doing("record a review")?;
        Ok(reviews)
    }

    /// How far the base has come.
    pub fn moment(&self) -> Result<Moment, StoreError> {
        at(&self.connection)
    }

    /// The events, newest first: of one claim or of all, at most `limit`.
    pub fn events(&self, claim_row: Option<i64>, limit: Option<usize>) -> Result<Vec<Event>, StoreError> {
        read(&self.connection, &newest_first(claim_row.is_some(), limit), claim_row)
    }

    /// The event with this id.
    pub fn event(&self, id: &str) -> Result<Option<Event>, StoreError> {
        let sql = "SELECT seq FROM events WHERE id = ?1";
        let seq = self.connection.query_row(sql, [id], |row| row.get(0)).optional().doing("look up an event")?;
        Ok(read(&self.connection, "e.seq = ?1", seq)?.pop())
    }

    /// The last event: its hash vouches for all before it.
    pub fn last_event(&self) -> Result<Option<Event>, StoreError> {
        Ok(self.events(None, Some(1))?.pop())
    }
}

/// The claims that any event is about.
pub(super) fn claims_with_events(connection: &Connection) -> Result<HashSet<i64>, StoreError> {
    let doing = "read reviews";
    let sql = "SELECT DISTINCT claim_row FROM events WHERE claim_row IS NOT NULL";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let rows = statement.query_map([], |row| row.get(0)).doing(doing)?;
    rows.collect::<Result<_, _>>().doing(doing)
}

/// The claims of a document that people corrected.
pub(super) fn corrected_claims(connection: &Connection, document_row: i64) -> Result<HashSet<i64>, StoreError> {
    let doing = "read corrections";
    let sql = "SELECT DISTINCT claim_row FROM events WHERE document_row = ?1 AND kind = 'correction' AND claim_row IS NOT NULL";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let rows = statement.query_map([document_row], |row| row.get(0)).doing(doing)?;
    rows.collect::<Result<_, _>>().doing(doing)
}

/// The number of the last event, 0 where there is none.
pub(super) fn last_seq(connection: &Connection) -> Result<i64, StoreError> {
    connection.query_row("SELECT coalesce(max(seq), 0) FROM events", [], |row| row.get(0)).doing("read the chain of events")
}

/// The events of one claim, oldest first.
pub(super) fn of_claim(connection: &Connection, claim_row: i64) -> Result<Vec<Event>, StoreError> {
    read(connection, "e.claim_row = ?1 ORDER BY e.seq", Some(claim_row))
}

/// Every event, oldest first.
pub(super) fn all(connection: &Connection) -> Result<Vec<Event>, StoreError> {
    read(connection, "?1 IS NULL ORDER BY e.seq", None)
}

/// The event with this number.
pub(super) fn one(connection: &Connection, seq: i64) -> Result<Option<Event>, StoreError> {
    Ok(read(connection, "e.seq = ?1", Some(seq))?.pop())
}

/// The removals of a document, oldest first.
pub(super) fn removals(connection: &Connection, document_row: i64) -> Result<Vec<Event>, StoreError> {
    let condition = "e.document_row = ?1 AND e.claim_row IS NULL AND k.action = 'remove' ORDER BY e.seq";
    read(connection, condition, Some(document_row))
}

/// The condition for the newest events of one claim, or of all. Each has one of its own: a plan for "all, or those of one" reads all.
fn newest_first(of_claim: bool, limit: Option<usize>) -> String {
    let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
    let condition = if of_claim { "e.claim_row = ?1" } else { "?1 IS NULL" };
    format!("{condition} ORDER BY e.seq DESC LIMIT {limit}")
}

fn read(connection: &Connection, condition: &str, value: Option<i64>) -> Result<Vec<Event>, StoreError> {
    let doing = "read events";
    let mut statement = connection.prepare_cached(&select(condition)).doing(doing)?;
    let mut rows = statement.query([value]).doing(doing)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next().doing(doing)? {
        events.push(event(connection, &mut Columns::new(row))?);
    }
    Ok(events)
}

fn select(condition: &str) -> String {
    format!(
        "SELECT e.seq, e.id, c.id, d.id, e.by, e.at, e.note, e.previous_hash, e.hash, \
         EXISTS (SELECT 1 FROM retractions t WHERE t.retracted_seq = e.seq), \
         r.status, k.action, k.changes, (SELECT o.id FROM events o WHERE o.seq = x.retracted_seq) \
         FROM events e LEFT JOIN claims c ON c.claim_row = e.claim_row JOIN documents d ON d.document_row = e.document_row \
         LEFT JOIN reviews r ON r.seq = e.seq LEFT JOIN corrections k ON k.seq = e.seq LEFT JOIN retractions x ON x.seq = e.seq \
         WHERE {condition}"
    )
}

fn event(connection: &Connection, columns: &mut Columns<'_, '_>) -> Result<Event, StoreError> {
    let seq = columns.take()?;
    let (id, claim, document) = (columns.take()?, columns.take()?, columns.take()?);
    let (by, at, note) = (columns.take()?, columns.take()?, columns.take()?);
    let (previous_hash, hash, retracted) = (columns.take()?, columns.take()?, columns.take()?);
    let (status, action): (Option<String>, Option<String>) = (columns.take()?, columns.take()?);
    let (changes, of): (Option<String>, Option<String>) = (columns.take()?, columns.take()?);
    let deed = match (status, action) {
        (Some(status), _) => Deed::Review { status: word("status", &status)?, evidence: evidence(connection, seq)? },
        (None, Some(action)) => {
            Deed::Correction { action: word("correction", &action)?, changes: changes_of(&changes.unwrap_or_default())? }
        }
        (None, None) => Deed::Retraction { of: of.unwrap_or_default() },
    };
    Ok(Event { seq, id, claim, document, by, at, note, deed, retracted, previous_hash, hash })
}

fn evidence(connection: &Connection, seq: i64) -> Result<Vec<Evidence>, StoreError> {
    let doing = "read evidence";
    let sql = "SELECT stance, url, file, file_hash, quote, quote_checked FROM evidence WHERE seq = ?1 ORDER BY evidence_row";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let mut rows = statement.query([seq]).doing(doing)?;
    let mut evidence = Vec::new();
    while let Some(row) = rows.next().doing(doing)? {
        let columns = &mut Columns::new(row);
        evidence.push(Evidence {
            stance: columns.word("stance")?,
            url: columns.take()?,
            file: columns.take()?,
            file_hash: columns.take()?,
            quote: columns.take()?,
            quote_checked: columns.flag("flag of a checked quote")?,
        });
    }
    Ok(evidence)
}

pub(super) fn changes_of(json: &str) -> Result<Vec<FieldChange>, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::Damaged { what: "correction", value: json.to_owned() })
}

/// Where events about the claim at `row` belong.
pub(super) fn place_of_claim(connection: &Connection, row: i64) -> Result<Place, StoreError> {
    let sql = "SELECT c.id, d.document_row, d.id FROM claims c JOIN documents d USING (document_row) WHERE c.claim_row = ?1";
    let found = connection.query_row(sql, [row], |found| {
        Ok(Place { claim_row: Some(row), claim: found.get(0)?, document_row: found.get(1)?, document: found.get(2)? })
    });
    found.optional().doing("look up a claim")?.ok_or_else(|| StoreError::UnknownClaim { prefix: format!("row {row}") })
}

/// The id of a stored claim with this id, if there is one.
pub(super) fn optional_id(connection: &Connection, id: &ClaimId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT id FROM claims WHERE id = ?1";
    connection.query_row(sql, [id.0.as_str()], |row| row.get(0)).optional().doing("look up a claim")
}

/// Appends an event to the chain.
pub(super) fn append(connection: &Connection, place: Place, act: Act<'_>, deed: Deed) -> Result<Event, StoreError> {
    let last = connection
        .query_row("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .doing("read the chain of events")?;
    let (seq, previous_hash): (i64, String) = last.unwrap_or_default();
    let event = Event {
        seq: seq + 1,
        id: String::new(),
        claim: place.claim,
        document: place.document,
        by: act.by.to_owned(),
        at: seconds(act.now),
        note: act.note.map(str::to_owned),
        deed,
        retracted: false,
        previous_hash,
        hash: String::new(),
    }
    .sealed();
    insert_whole(connection, &event, place.claim_row, place.document_row)?;
    Ok(event)
}

/// Inserts an event with what was done. Whether it continues the chain is not looked at.
pub(super) fn insert_whole(
    connection: &Connection,
    event: &Event,
    claim_row: Option<i64>,
    document_row: i64,
) -> Result<(), StoreError> {
    insert(connection, event, claim_row, document_row)?;
    insert_deed(connection, event)
}

/// A time as events and rows spell it: RFC 3339 in UTC with seconds.
pub(super) fn seconds(now: Timestamp) -> String {
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

fn insert(connection: &Connection, event: &Event, claim_row: Option<i64>, document_row: i64) -> Result<(), StoreError> {
    let doing = "record an event";
    let kind = match event.deed {
        Deed::Review { .. } => "review",
        Deed::Correction { .. } => "correction",
        Deed::Retraction { .. } => "retraction",
    };
    let sql = "INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let values = params![
        event.seq,
        event.id,
        kind,
        claim_row,
        document_row,
        event.by,
        event.at,
        event.note,
        event.previous_hash,
        event.hash
    ];
    connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
    Ok(())
}

fn insert_deed(connection: &Connection, event: &Event) -> Result<(), StoreError> {
    let doing = "record an event";
    match &event.deed {
        Deed::Review { status, evidence } => {
            let sql = "INSERT INTO reviews (seq, status) VALUES (?1, ?2)";
            connection.prepare_cached(sql).doing(doing)?.execute(params![event.seq, status.as_str()]).doing(doing)?;
            evidence.iter().try_for_each(|piece| insert_evidence(connection, event.seq, piece))
        }
        Deed::Correction { action, changes } => {
            let json = serde_json::to_string(changes).expect("names and words are always JSON");
            let sql = "INSERT INTO corrections (seq, action, changes) VALUES (?1, ?2, ?3)";
            connection.prepare_cached(sql).doing(doing)?.execute(params![event.seq, action.as_str(), json]).doing(doing)?;
            Ok(())
        }
        Deed::Retraction { of } => {
            let sql = "INSERT INTO retractions (seq, retracted_seq) SELECT ?1, seq FROM events WHERE id = ?2";
            connection.prepare_cached(sql).doing(doing)?.execute(params![event.seq, of]).doing(doing)?;
            Ok(())
        }
    }
}

fn insert_evidence(connection: &Connection, seq: i64, piece: &Evidence) -> Result<(), StoreError> {
    let doing = "record evidence";
    let sql =
        "INSERT INTO evidence (seq, stance, url, file, file_hash, quote, quote_checked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let values = params![seq, piece.stance.as_str(), piece.url, piece.file, piece.file_hash, piece.quote, piece.quote_checked];
    connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
    Ok(())
}

/// Folds the reviews of the claim at `row` into the status kept beside it.
pub(super) fn refresh_status(connection: &Connection, row: i64) -> Result<(), StoreError> {
    let reviews: Vec<Review> = of_claim(connection, row)?.iter().filter_map(Event::review).collect();
    let sql = "UPDATE claims SET status = ?2 WHERE claim_row = ?1";
    let status = review::status(&reviews).as_str();
    connection.prepare_cached(sql).doing("keep a status")?.execute(params![row, status]).doing("keep a status")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::connection;

    #[test]
    fn the_events_of_a_claim_are_looked_up_and_no_others_are_read() {
        let connection = connection::in_memory().expect("a database");
        let sql = format!("EXPLAIN QUERY PLAN {}", select(&newest_first(true, None)));
        let mut statement = connection.prepare(&sql).expect("SQL");
        let steps = statement.query_map([1], |row| row.get::<_, String>(3)).expect("a plan");
        let steps: Vec<String> = steps.collect::<Result<_, _>>().expect("steps");
        assert!(steps.iter().all(|step| !step.starts_with("SCAN")), "{steps:?}");
    }
}
