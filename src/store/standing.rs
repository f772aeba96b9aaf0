//! Which claims of a document stand after another reading of it.
//!
//! Comes in: the claims that the machine found in a version. Goes out: claims added, kept and withdrawn. A claim stands when its id comes
//! again; its row, reviews and corrections stay, and its edits are made again on what the machine says. A claim that a person added stands
//! while its quote stands in the text. Nothing is deleted.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind};
use super::error::Doing;
use super::events::{self, seconds};
use super::rows::{self, CLAIM_COLUMNS, Columns};
use super::{StoreError, Version};
use crate::claim::{Claim, ClaimQuantity, Kind};
use crate::review::field;
use crate::review::{Action, Deed};
use crate::text::{Quote, SourceSpan};

/// How many claims a version added, kept and withdrew.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub added: usize,
    pub kept: usize,
    pub withdrawn: usize,
}

/// A claim of the document as it was stored before.
#[derive(Debug)]
struct Before {
    row: i64,
    claim: Claim,
    withdrawn: bool,
    added_by_person: bool,
}

/// Stores the claims of `version` and settles what becomes of those stored before.
pub(super) fn put(
    connection: &Connection,
    version: &Version<'_>,
    document_row: i64,
    version_row: i64,
) -> Result<Counts, StoreError> {
    let now = seconds(version.now);
    let mut before = claims_before(connection, document_row)?;
    let mut counts = Counts::default();
    let mut added = Vec::new();
    for claim in version.claims {
        match before.remove(&claim.id.0) {
            Some(old) => {
                keep(connection, &old, edited(connection, &old, claim.clone())?, version_row, Some(version.extractor))?;
                counts.kept += 1;
            }
            None => {
                let row = insert_claim(connection, claim, document_row, version_row, version.extractor, &now)?;
                changes::log(connection, row, ChangeKind::Added)?;
                added.push((row, claim));
            }
        }
    }
    counts.added = added.len();
    let mut rest: Vec<Before> = before.into_values().collect();
    rest.sort_unstable_by_key(|old| old.row);
    let mut gone = Vec::new();
    for old in rest {
        match relocated(&old, &version.document.text) {
            Some(claim) => {
                keep(connection, &old, claim, version_row, None)?;
                counts.kept += 1;
            }
            None if old.withdrawn => {}
            None => {
                withdraw(connection, old.row, &now)?;
                gone.push(old);
            }
        }
    }
    counts.withdrawn = gone.len();
    link_successors(connection, &gone, &added)?;
    Ok(counts)
}

/// Every claim of a document as stored before, by id.
fn claims_before(connection: &Connection, document_row: i64) -> Result<HashMap<String, Before>, StoreError> {
    let doing = "read a document's claims";
    let columns = CLAIM_COLUMNS.join(", ");
    let sql =
        format!("SELECT {columns}, claim_row, withdrawn_at IS NOT NULL, origin = 'person' FROM claims WHERE document_row = ?1");
    let mut statement = connection.prepare_cached(&sql).doing(doing)?;
    let mut found = statement.query([document_row]).doing(doing)?;
    let mut before = HashMap::new();
    while let Some(row) = found.next().doing(doing)? {
        let mut columns = Columns::new(row);
        let claim = rows::claim(&mut columns)?;
        let (row, withdrawn, added_by_person) = (columns.take()?, columns.take()?, columns.take()?);
        before.insert(claim.id.0.clone(), Before { row, claim, withdrawn, added_by_person });
    }
    Ok(before)
}

/// What the machine says, with the edits of `old` that nobody took back made again.
fn edited(connection: &Connection, old: &Before, mut claim: Claim) -> Result<Claim, StoreError> {
    for event in events::of_claim(connection, old.row)?.iter().filter(|event| !event.retracted) {
        if let Deed::Correction { action: Action::Edit, changes } = &event.deed {
            field::apply(&mut claim, changes);
        }
    }
    Ok(claim)
}

/// A person's claim where its quote stands in `text`: at the occurrence nearest to where it stood. `None` for a machine's claim.
fn relocated(old: &Before, text: &str) -> Option<Claim> {
    if !old.added_by_person {
        return None;
    }
    let quote = &old.claim.quote;
    let at = text.match_indices(&quote.exact).map(|(at, _)| at).min_by_key(|at| at.abs_diff(quote.span.start))?;
    let mut claim = old.claim.clone();
    claim.quote = Quote::cut(text, SourceSpan::new(at, at + quote.exact.len()), quote.words.clone())?;
    if let Some(ClaimQuantity { span, .. }) = &mut claim.quantity {
        let start = at + span.start.saturating_sub(quote.span.start);
        *span = SourceSpan::new(start, start + span.len());
    }
    Some(claim)
}

/// Stores what a standing claim is in this version. The index hears of it only if something changed.
fn keep(
    connection: &Connection,
    old: &Before,
    claim: Claim,
    version_row: i64,
    extractor: Option<&str>,
) -> Result<(), StoreError> {
    let doing = "store a claim";
    if claim != old.claim {
        update_claim(connection, old.row, &claim)?;
    }
    let sql = "UPDATE claims SET version_row = ?2, extractor = coalesce(?3, extractor), withdrawn_at = NULL, superseded_by = NULL \
               WHERE claim_row = ?1";
    connection.prepare_cached(sql).doing(doing)?.execute(params![old.row, version_row, extractor]).doing(doing)?;
    match (old.withdrawn, claim != old.claim) {
        (true, _) => changes::log(connection, old.row, ChangeKind::Restored),
        (false, true) => changes::log(connection, old.row, ChangeKind::Changed),
        (false, false) => Ok(()),
    }
}

/// What a claim is about, its figure's value left out.
type Matter<'c> = (Kind, &'c str, Option<&'c str>, Option<&'c str>, Option<&'c str>, &'c [String]);

fn matter(claim: &Claim) -> Option<Matter<'_>> {
    let unit = claim.quantity.as_ref().map(|figure| figure.quantity.unit.as_str());
    let subject = claim.subject.as_deref()?;
    Some((claim.kind, subject, claim.metric.as_deref(), claim.time.as_deref(), unit, &claim.section))
}

/// Notes which claim took the place of which: where one added claim alone is about what one withdrawn claim alone was about.
fn link_successors(connection: &Connection, gone: &[Before], added: &[(i64, &Claim)]) -> Result<(), StoreError> {
    let doing = "link a claim to its successor";
    let mut matters: HashMap<Matter<'_>, (Vec<i64>, Vec<i64>)> = HashMap::new();
    for (matter, row) in gone.iter().filter_map(|old| Some((matter(&old.claim)?, old.row))) {
        matters.entry(matter).or_default().0.push(row);
    }
    for (matter, row) in added.iter().filter_map(|(row, claim)| Some((matter(claim)?, *row))) {
        matters.entry(matter).or_default().1.push(row);
    }
    let mut pairs: Vec<(i64, i64)> = Vec::new();
    for (old_rows, added_rows) in matters.values() {
        if let ([old], [heir]) = (old_rows.as_slice(), added_rows.as_slice()) {
            pairs.push((*old, *heir));
        }
    }
    pairs.sort_unstable();
    for (old, heir) in pairs {
        let sql = "UPDATE claims SET superseded_by = ?2 WHERE claim_row = ?1";
        connection.prepare_cached(sql).doing(doing)?.execute(params![old, heir]).doing(doing)?;
    }
    Ok(())
}

/// Inserts a claim; gives its row.
pub(super) fn insert_claim(
    connection: &Connection,
    claim: &Claim,
    document_row: i64,
    version_row: i64,
    extractor: &str,
    now: &str,
) -> Result<i64, StoreError> {
    let doing = "store a claim";
    let mut values = rows::values(claim);
    values.extend([Value::Integer(document_row), Value::Integer(version_row)]);
    values.extend([extractor, now].map(|word| Value::Text(word.to_owned())));
    let sql = format!(
        "INSERT INTO claims ({}, document_row, version_row, extractor, added_at) VALUES ({})",
        CLAIM_COLUMNS.join(", "),
        vec!["?"; values.len()].join(", ")
    );
    connection.prepare_cached(&sql).doing(doing)?.execute(rows::parameters(&values).as_slice()).doing(doing)?;
    Ok(connection.last_insert_rowid())
}

/// Writes the fields of the claim at `row`.
pub(super) fn update_claim(connection: &Connection, row: i64, claim: &Claim) -> Result<(), StoreError> {
    let doing = "store a claim";
    let mut values = rows::values(claim);
    values.push(Value::Integer(row));
    let sql = format!("UPDATE claims SET {} = ? WHERE claim_row = ?", CLAIM_COLUMNS.join(" = ?, "));
    connection.prepare_cached(&sql).doing(doing)?.execute(rows::parameters(&values).as_slice()).doing(doing)?;
    Ok(())
}

/// Withdraws the claim at `row`.
pub(super) fn withdraw(connection: &Connection, row: i64, now: &str) -> Result<(), StoreError> {
    let doing = "withdraw a claim";
    let sql = "UPDATE claims SET withdrawn_at = ?2 WHERE claim_row = ?1";
    connection.prepare_cached(sql).doing(doing)?.execute(params![row, now]).doing(doing)?;
    changes::log(connection, row, ChangeKind::Withdrawn)
}
