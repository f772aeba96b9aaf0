//! What later readings of an article changed in claims that they found again.
//!
//! Comes in: a claim's fields that differ. Goes out: [`Alteration`]s, and what changed in a claim since the review that decides on it.
//! Claims with another figure are other claims, and not here.

use rusqlite::{Connection, params};

use super::StoreError;
use super::error::Doing;
use super::rows::Columns;
use crate::review::{Action, Deed, Event, FieldChange};

/// What one reading changed in a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alteration {
    /// Number of the version that was read.
    pub version: i64,
    /// Version of the program that read it.
    pub extractor: String,
    /// When, RFC 3339 in UTC with seconds.
    pub at: String,
    /// Number of the last event before it.
    pub after_seq: i64,
    /// The fields, and `quote` and `section`, before and after.
    pub changes: Vec<FieldChange>,
}

/// Writes down what a reading changed in the claim at `row`.
pub(super) fn record(
    connection: &Connection,
    row: i64,
    (version_row, extractor, at): (i64, &str, &str),
    after_seq: i64,
    changes: &[FieldChange],
) -> Result<(), StoreError> {
    let doing = "write down what changed in a claim";
    let changes = serde_json::to_string(changes).expect("a list of strings is always JSON");
    let sql =
        "INSERT INTO alterations (claim_row, version_row, extractor, at, after_seq, changes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = params![row, version_row, extractor, at, after_seq, changes];
    connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
    Ok(())
}

/// The alterations of the claim at `row`, oldest first.
pub(super) fn of_claim(connection: &Connection, row: i64) -> Result<Vec<Alteration>, StoreError> {
    let doing = "read what changed in a claim";
    let sql = "SELECT v.number, a.extractor, a.at, a.after_seq, a.changes FROM alterations a JOIN versions v USING (version_row) \
               WHERE a.claim_row = ?1 ORDER BY a.alteration_row";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let mut rows = statement.query([row]).doing(doing)?;
    let mut alterations = Vec::new();
    while let Some(row) = rows.next().doing(doing)? {
        let columns = &mut Columns::new(row);
        let (version, extractor, at, after_seq) = (columns.take()?, columns.take()?, columns.take()?, columns.take()?);
        let changes = super::events::changes_of(&columns.take::<String>()?)?;
        alterations.push(Alteration { version, extractor, at, after_seq, changes });
    }
    Ok(alterations)
}

/// What readings and edits changed in a claim since the review that decides on it: each field with its value then and its value after. Empty where
/// nothing did, or nobody reviewed it.
pub(super) fn since_review(events: &[Event], alterations: &[Alteration]) -> Vec<FieldChange> {
    let is_review = |event: &&Event| matches!(event.deed, Deed::Review { .. }) && !event.retracted;
    let Some(review) = events.iter().rev().find(is_review) else { return Vec::new() };
    let mut steps: Vec<(i64, &FieldChange)> = Vec::new();
    for alteration in alterations.iter().filter(|alteration| alteration.after_seq >= review.seq) {
        steps.extend(alteration.changes.iter().map(|change| (alteration.after_seq, change)));
    }
    for event in events.iter().filter(|event| event.seq > review.seq && !event.retracted) {
        if let Deed::Correction { action: Action::Edit, changes } = &event.deed {
            steps.extend(changes.iter().map(|change| (event.seq, change)));
        }
    }
    // An alteration after event 7 comes after that event; the sort keeps the order of equal numbers, events first.
    steps.sort_by_key(|(seq, _)| *seq);
    let mut changed: Vec<FieldChange> = Vec::new();
    for (_, step) in steps {
        match changed.iter_mut().find(|change| change.field == step.field) {
            Some(change) => change.after.clone_from(&step.after),
            None => changed.push(step.clone()),
        }
    }
    changed.retain(|change| change.before != change.after);
    changed
}
