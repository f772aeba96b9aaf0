//! Corrections and retractions: edits, additions, rejections, removals, and taking one's last event back.
//!
//! Comes in: what somebody corrects, with who and when. Goes out: the event, recorded in one transaction with its effect. Whether a field
//! may have a value is decided in [`review::field`](crate::review::field).

use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind};
use super::error::Doing;
use super::events::{self, Place, append, of_claim, place_of_claim, refresh_status, seconds};
use super::standing::{insert_claim, update_claim, withdraw};
use super::{Act, Store, StoreError, rows};
use crate::claim::{Claim, EXTRACTOR_VERSION};
use crate::review::field::{self, Assignment, Field};
use crate::review::{Action, Correction, Deed, Event, FieldChange};

/// What a retraction may take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retractable {
    /// A review.
    Review,
    /// A correction of this kind.
    Correction(Action),
}

impl Store {
    /// Corrects fields of the claim at `row`.
    pub fn edit(&mut self, row: i64, assignments: &[Assignment], act: Act<'_>) -> Result<Correction, StoreError> {
        let transaction = self.begin()?;
        let claim = claim_at(&transaction, row)?;
        let (amended, changes) = field::amend(&claim, assignments)?;
        update_claim(&transaction, row, &amended)?;
        changes::log(&transaction, row, ChangeKind::Changed)?;
        let correction = record(&transaction, place_of_claim(&transaction, row)?, act, Action::Edit, changes)?;
        transaction.commit().doing("record a correction")?;
        Ok(correction)
    }

    /// Adds a claim that the machine missed to the document at `document_row`; gives its row.
    pub fn add(&mut self, document_row: i64, claim: &Claim, act: Act<'_>) -> Result<(i64, Correction), StoreError> {
        let transaction = self.begin()?;
        if let Some(id) = events::optional_id(&transaction, &claim.id)? {
            return Err(StoreError::Duplicate { id });
        }
        let version_row = latest_version(&transaction, document_row)?;
        let row = insert_claim(&transaction, claim, document_row, version_row, EXTRACTOR_VERSION, &seconds(act.now))?;
        let sql = "UPDATE claims SET origin = 'person' WHERE claim_row = ?1";
        transaction.execute(sql, [row]).doing("store a claim")?;
        changes::log(&transaction, row, ChangeKind::Added)?;
        let correction = record(&transaction, place_of_claim(&transaction, row)?, act, Action::Add, stated(claim))?;
        transaction.commit().doing("record a correction")?;
        Ok((row, correction))
    }

    /// Says of each of the claims at `rows` that it is none, all or none of them.
    pub fn reject(&mut self, rows: &[i64], act: Act<'_>) -> Result<Vec<Correction>, StoreError> {
        let transaction = self.begin()?;
        let mut corrections = Vec::with_capacity(rows.len());
        for row in rows {
            set_rejected(&transaction, *row, true)?;
            let place = place_of_claim(&transaction, *row)?;
            corrections.push(record(&transaction, place, act, Action::Reject, Vec::new())?);
        }
        transaction.commit().doing("record a correction")?;
        Ok(corrections)
    }

    /// Removes the document at `row`: its claims are withdrawn, its history stays. Gives how many claims that were.
    pub fn remove(&mut self, row: i64, act: Act<'_>) -> Result<(Correction, usize), StoreError> {
        let doing = "remove a document";
        let now = seconds(act.now);
        let transaction = self.begin()?;
        let sql = "SELECT claim_row FROM claims WHERE document_row = ?1 AND withdrawn_at IS NULL ORDER BY claim_row";
        let standing = rows_of(&transaction, sql, row)?;
        for claim in &standing {
            withdraw(&transaction, *claim, &now)?;
        }
        let sql = "UPDATE documents SET removed_at = ?2 WHERE document_row = ?1 RETURNING id";
        let document = transaction.query_row(sql, params![row, now], |found| found.get(0)).doing(doing)?;
        let place = Place { claim_row: None, claim: None, document_row: row, document };
        let correction = record(&transaction, place, act, Action::Remove, Vec::new())?;
        transaction.commit().doing(doing)?;
        Ok((correction, standing.len()))
    }

    /// Takes back the removal of the document at `row`, if `act.by` removed it: its latest version's claims stand again. Gives how many.
    pub fn restore(&mut self, row: i64, act: Act<'_>) -> Result<usize, StoreError> {
        let doing = "restore a document";
        let transaction = self.begin()?;
        let removals = events::removals(&transaction, row)?;
        let nothing = || StoreError::NothingToRetract { claim: "this document".to_owned(), by: act.by.to_owned() };
        let last = removals.into_iter().rev().find(|event| !event.retracted && event.by == act.by).ok_or_else(nothing)?;
        let place = Place { claim_row: None, claim: None, document_row: row, document: last.document.clone() };
        append(&transaction, place, act, Deed::Retraction { of: last.id })?;
        let restored = restore_claims(&transaction, row)?;
        transaction.execute("UPDATE documents SET removed_at = NULL WHERE document_row = ?1", [row]).doing(doing)?;
        transaction.commit().doing(doing)?;
        Ok(restored)
    }

    /// Takes back the last event of this sort that `act.by` made on each of the claims at `rows`, all or none of them. Gives the events
    /// taken back.
    pub fn retract(&mut self, rows: &[i64], what: Retractable, act: Act<'_>) -> Result<Vec<Event>, StoreError> {
        let transaction = self.begin()?;
        let mut taken = Vec::with_capacity(rows.len());
        for row in rows {
            let place = place_of_claim(&transaction, *row)?;
            let events = of_claim(&transaction, *row)?;
            let last = events.into_iter().rev().find(|event| !event.retracted && event.by == act.by && is(event, what));
            let nothing =
                || StoreError::NothingToRetract { claim: place.claim.clone().unwrap_or_default(), by: act.by.to_owned() };
            let event = last.ok_or_else(nothing)?;
            append(&transaction, place.clone(), act, Deed::Retraction { of: event.id.clone() })?;
            undo(&transaction, *row, &event)?;
            taken.push(event);
        }
        transaction.commit().doing("record a retraction")?;
        Ok(taken)
    }
}

/// The claims that the removal of a document withdrew stand again.
fn restore_claims(connection: &Connection, document_row: i64) -> Result<usize, StoreError> {
    let sql = "SELECT claim_row FROM claims JOIN documents USING (document_row) WHERE document_row = ?1 \
               AND withdrawn_at = removed_at AND version_row = \
               (SELECT max(version_row) FROM versions WHERE document_row = ?1) ORDER BY claim_row";
    let gone = rows_of(connection, sql, document_row)?;
    for row in &gone {
        let sql = "UPDATE claims SET withdrawn_at = NULL WHERE claim_row = ?1";
        connection.prepare_cached(sql).and_then(|mut statement| statement.execute([row])).doing("restore a claim")?;
        changes::log(connection, *row, ChangeKind::Restored)?;
    }
    Ok(gone.len())
}

fn rows_of(connection: &Connection, sql: &str, value: i64) -> Result<Vec<i64>, StoreError> {
    let doing = "read claims";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let rows = statement.query_map([value], |row| row.get(0)).doing(doing)?;
    rows.collect::<Result<_, _>>().doing(doing)
}

fn is(event: &Event, what: Retractable) -> bool {
    match (&event.deed, what) {
        (Deed::Review { .. }, Retractable::Review) => true,
        (Deed::Correction { action, .. }, Retractable::Correction(wanted)) => *action == wanted,
        _ => false,
    }
}

/// Undoes what `event` did to the claim at `row`, its retraction being recorded.
fn undo(connection: &Connection, row: i64, event: &Event) -> Result<(), StoreError> {
    match &event.deed {
        Deed::Correction { action: Action::Edit, changes } => {
            let mut claim = claim_at(connection, row)?;
            field::revert(&mut claim, changes);
            update_claim(connection, row, &claim)?;
            changes::log(connection, row, ChangeKind::Changed)
        }
        Deed::Correction { action: Action::Reject, .. } => {
            let rejections = of_claim(connection, row)?;
            let stands = |event: &Event| !event.retracted && is(event, Retractable::Correction(Action::Reject));
            set_rejected(connection, row, rejections.iter().any(stands))
        }
        Deed::Review { .. } => refresh_status(connection, row),
        Deed::Correction { .. } | Deed::Retraction { .. } => Ok(()),
    }
}

fn set_rejected(connection: &Connection, row: i64, rejected: bool) -> Result<(), StoreError> {
    let doing = "reject a claim";
    let sql = "UPDATE claims SET rejected = ?2 WHERE claim_row = ?1 AND rejected <> ?2";
    let changed = connection.prepare_cached(sql).doing(doing)?.execute(params![row, rejected]).doing(doing)?;
    if changed == 0 {
        return Ok(());
    }
    changes::log(connection, row, if rejected { ChangeKind::Rejected } else { ChangeKind::Restored })
}

fn record(
    connection: &Connection,
    place: Place,
    act: Act<'_>,
    action: Action,
    changes: Vec<FieldChange>,
) -> Result<Correction, StoreError> {
    let event = append(connection, place, act, Deed::Correction { action, changes })?;
    Ok(event.correction().expect("the event was made from a correction"))
}

/// The fields of an added claim, as its event keeps them.
fn stated(claim: &Claim) -> Vec<FieldChange> {
    let quote = FieldChange { field: "quote".to_owned(), before: None, after: Some(claim.quote.exact().to_owned()) };
    let fields =
        Field::ALL.iter().map(|field| FieldChange { field: field.to_string(), before: None, after: field::read(claim, *field) });
    std::iter::once(quote).chain(fields).filter(|change| change.after.is_some()).collect()
}

fn claim_at(connection: &Connection, row: i64) -> Result<Claim, StoreError> {
    let doing = "read a claim";
    let sql = format!("SELECT {} FROM claims WHERE claim_row = ?1", rows::CLAIM_COLUMNS.join(", "));
    let mut statement = connection.prepare_cached(&sql).doing(doing)?;
    let mut found = statement.query([row]).doing(doing)?;
    let unknown = || StoreError::UnknownClaim { prefix: format!("row {row}") };
    rows::claim(&mut rows::Columns::new(found.next().doing(doing)?.ok_or_else(unknown)?))
}

fn latest_version(connection: &Connection, document_row: i64) -> Result<i64, StoreError> {
    let sql = "SELECT version_row FROM versions WHERE document_row = ?1 ORDER BY number DESC LIMIT 1";
    connection.query_row(sql, [document_row], |row| row.get(0)).doing("read a document")
}
