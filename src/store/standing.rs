//! Which claims of a document stand after another reading of it.
//!
//! Comes in: the claims that the machine found in a version. Goes out: claims added, kept and withdrawn. Which of them are claims that were
//! stored before is decided in [`settle`]; here it is carried out: a claim that stands keeps its row, its reviews and its corrections, and
//! its edits are made again on what the machine says. A claim that a person added stands while its quote stands in the text. Nothing is
//! deleted.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, params, params_from_iter};

use super::added;
use super::alterations;
use super::changes::{self, ChangeKind};
use super::error::Doing;
use super::events::{self, seconds};
use super::rows::{self, CLAIM_COLUMNS, Columns};
use super::{StoreError, Version};
use crate::claim::identity::{self, Earlier, Fate, settle};
use crate::claim::{Claim, ClaimId};
use crate::review::{Action, Deed, FieldChange};
use crate::review::{field, reads_otherwise};

/// What became of the claims of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Claims stored for the first time.
    pub added: usize,
    /// Those of them that took the place of a claim with another figure.
    pub changed: usize,
    /// Claims that stood before and stand still.
    pub kept: usize,
    /// Those of them that stand in other words or under other headings.
    pub moved: usize,
    /// Claims that the article does not state any more, those with another figure included.
    pub withdrawn: usize,
}

/// A claim of the document as it was stored before.
#[derive(Debug)]
struct Before {
    row: i64,
    /// As it is shown.
    claim: Claim,
    /// As the machine read it, where people corrected it since.
    read: Option<Claim>,
    /// The edits that nobody took back, oldest first.
    edits: Vec<Vec<FieldChange>>,
    withdrawn: bool,
    added_by_person: bool,
}

/// One reading being stored.
struct Reading<'r> {
    connection: &'r Connection,
    version: &'r Version<'r>,
    document_row: i64,
    version_row: i64,
    now: String,
    /// Number of the last event.
    last_event: i64,
    counts: Counts,
    /// Rows of the claims of before that are withdrawn now or read otherwise, in the order of settling.
    altered: Vec<i64>,
}

/// Stores the claims of `version` and settles what becomes of those stored before; gives the counts and the rows of [`Stored`](super::Stored).
pub(super) fn put(
    connection: &Connection,
    version: &Version<'_>,
    document_row: i64,
    version_row: i64,
) -> Result<(Counts, Vec<i64>), StoreError> {
    let last_event = events::last_seq(connection)?;
    let (now, counts) = (seconds(version.now), Counts::default());
    let mut reading = Reading { connection, version, document_row, version_row, now, last_event, counts, altered: Vec::new() };
    if version.of.is_none() {
        // Nothing of a new document was there before.
        reading.add(&[], version.claims.iter().map(|claim| (claim, Fate::New)))?;
        return Ok((reading.counts, reading.altered));
    }
    let mut before = claims_before(connection, document_row)?;
    let found = reading.keep_added(&mut before)?;
    reading.settle(&before, &found)?;
    Ok((reading.counts, reading.altered))
}

impl Reading<'_> {
    /// Keeps the claims that people added and whose words stand in the text, and takes them out of `before`; gives what the machine found besides.
    fn keep_added(&mut self, before: &mut Vec<Before>) -> Result<Vec<Claim>, StoreError> {
        let mut ids = HashSet::new();
        let mut rest = Vec::with_capacity(before.len());
        for old in before.drain(..) {
            let again =
                Some(&old).filter(|old| old.added_by_person).and_then(|old| added::relocate(&old.claim, self.version.document));
            match again {
                Some(claim) => {
                    ids.insert(old.claim.id.clone());
                    let moved = claim.section != old.claim.section;
                    self.keep(&old, claim, moved)?;
                }
                None => rest.push(old),
            }
        }
        *before = rest;
        let known = |claim: &&Claim| !ids.contains(&claim.id);
        Ok(self.version.claims.iter().filter(known).cloned().collect())
    }

    /// Stores what the machine found, and withdraws what it did not find again.
    fn settle(&mut self, before: &[Before], found: &[Claim]) -> Result<(), StoreError> {
        let mut fates = settle(&before.iter().map(Before::as_earlier).collect::<Vec<_>>(), found);
        let mut gone: Vec<bool> = before.iter().map(|old| !old.withdrawn).collect();
        for (claim, fate) in found.iter().zip(&mut fates) {
            let Fate::Stays { earlier, moved } = *fate else { continue };
            let old = &before[earlier];
            let edited = old.edited(claim);
            if identity::same_figure(&edited, &old.claim) {
                self.keep(old, edited, moved)?;
                gone[earlier] = false;
            } else {
                // An edit that fits the words no more would leave the reviews on another figure.
                *fate = Fate::Replaces { earlier };
            }
        }
        for old in before.iter().zip(&gone).filter(|(_, gone)| **gone).map(|(old, _)| old) {
            withdraw(self.connection, old.row, &self.now)?;
            self.counts.withdrawn += 1;
            self.altered.push(old.row);
        }
        self.add(before, found.iter().zip(fates))
    }

    /// Stores the claims that no claim of before is.
    fn add<'c>(&mut self, before: &[Before], found: impl Iterator<Item = (&'c Claim, Fate)>) -> Result<(), StoreError> {
        let version = self.version;
        let key = version.of.map_or(&version.source.key, |known| &known.key);
        let mut ids = FreeIds::new(self.connection, self.document_row, key)?;
        for (claim, fate) in found.filter(|(_, fate)| !matches!(fate, Fate::Stays { .. })) {
            let id = ids.take(claim);
            let renamed = (id != claim.id).then(|| Claim { id, ..claim.clone() });
            let claim = renamed.as_ref().unwrap_or(claim);
            let row = insert_claim(self.connection, claim, self.document_row, self.version_row, version.extractor, &self.now)?;
            changes::log(self.connection, row, ChangeKind::Added)?;
            self.counts.added += 1;
            if let Fate::Replaces { earlier } = fate {
                self.counts.changed += 1;
                let sql = "UPDATE claims SET superseded_by = ?2 WHERE claim_row = ?1";
                let doing = "link a claim to its successor";
                self.connection.prepare_cached(sql).doing(doing)?.execute(params![before[earlier].row, row]).doing(doing)?;
            }
        }
        Ok(())
    }

    /// Stores what a standing claim is in this version. The index hears of it only if something changed.
    fn keep(&mut self, old: &Before, claim: Claim, moved: bool) -> Result<(), StoreError> {
        let doing = "store a claim";
        let claim = Claim { id: old.claim.id.clone(), ..claim };
        if claim != old.claim {
            update_claim(self.connection, old.row, &claim)?;
        }
        let extractor = Some(self.version.extractor).filter(|_| !old.added_by_person);
        let sql = "UPDATE claims SET version_row = ?2, extractor = coalesce(?3, extractor), withdrawn_at = NULL, superseded_by = NULL \
                   WHERE claim_row = ?1";
        let values = params![old.row, self.version_row, extractor];
        self.connection.prepare_cached(sql).doing(doing)?.execute(values).doing(doing)?;
        let mut changes = field::differences(&old.claim, &claim);
        // Another title stands above every claim and says nothing about the place of one.
        changes.retain(|change| moved || change.field != "section");
        if !changes.is_empty() {
            let reading = (self.version_row, self.version.extractor, self.now.as_str());
            alterations::record(self.connection, old.row, reading, self.last_event, &changes)?;
            if reads_otherwise(&changes, &[]) {
                self.altered.push(old.row);
            }
        }
        self.counts.kept += 1;
        self.counts.moved += usize::from(moved);
        match (old.withdrawn, claim != old.claim) {
            (true, _) => changes::log(self.connection, old.row, ChangeKind::Restored),
            (false, true) => changes::log(self.connection, old.row, ChangeKind::Changed),
            (false, false) => Ok(()),
        }
    }
}

impl Before {
    fn as_earlier(&self) -> Earlier<'_> {
        match &self.read {
            Some(read) => Earlier { read, corrected: Some(&self.claim), stands: !self.withdrawn },
            None => Earlier { read: &self.claim, corrected: None, stands: !self.withdrawn },
        }
    }

    /// What the machine says now, with the edits that nobody took back made again. A claim that a person added says what that person said.
    fn edited(&self, claim: &Claim) -> Claim {
        if self.added_by_person {
            let Claim { quote, section, cell, .. } = claim.clone();
            let place = claim.quantity.as_ref().map(|figure| (figure.surface.clone(), figure.span));
            let mut said = Claim { quote, section, cell, ..self.claim.clone() };
            if let (Some(figure), Some((surface, span))) = (&mut said.quantity, place) {
                (figure.surface, figure.span) = (surface, span);
            }
            return said;
        }
        let mut edited = claim.clone();
        self.edits.iter().for_each(|changes| field::apply(&mut edited, changes));
        edited
    }
}

/// Every claim of a document as stored before, in article order.
fn claims_before(connection: &Connection, document_row: i64) -> Result<Vec<Before>, StoreError> {
    let doing = "read a document's claims";
    let corrected = events::corrected_claims(connection, document_row)?;
    let columns = CLAIM_COLUMNS.join(", ");
    let sql = format!(
        "SELECT {columns}, claim_row, withdrawn_at IS NOT NULL, origin = 'person' FROM claims WHERE document_row = ?1 \
         ORDER BY quote_start, figure_start, claim_row"
    );
    let mut statement = connection.prepare_cached(&sql).doing(doing)?;
    let mut found = statement.query([document_row]).doing(doing)?;
    let mut before = Vec::new();
    while let Some(row) = found.next().doing(doing)? {
        let mut columns = Columns::new(row);
        let claim = rows::claim(&mut columns)?;
        let (row, withdrawn, added_by_person): (i64, bool, bool) = (columns.take()?, columns.take()?, columns.take()?);
        let edits = if corrected.contains(&row) { edits_of(connection, row)? } else { Vec::new() };
        let read = (!edits.is_empty() && !added_by_person).then(|| {
            let mut read = claim.clone();
            edits.iter().rev().for_each(|changes| field::revert(&mut read, changes));
            read
        });
        before.push(Before { row, claim, read, edits, withdrawn, added_by_person });
    }
    Ok(before)
}

/// The edits of a claim that nobody took back, oldest first.
fn edits_of(connection: &Connection, row: i64) -> Result<Vec<Vec<FieldChange>>, StoreError> {
    let standing = events::of_claim(connection, row)?.into_iter().filter(|event| !event.retracted);
    let edits = standing.filter_map(|event| match event.deed {
        Deed::Correction { action: Action::Edit, changes } => Some(changes),
        _ => None,
    });
    Ok(edits.collect())
}

/// Ids that no claim of the document has: where the words and the place of another claim were the same once, the number among equals goes on.
struct FreeIds<'k> {
    key: &'k str,
    used: HashSet<ClaimId>,
    next: HashMap<ClaimId, usize>,
}

impl<'k> FreeIds<'k> {
    fn new(connection: &Connection, document_row: i64, key: &'k str) -> Result<Self, StoreError> {
        let doing = "read a document's claims";
        let mut statement = connection.prepare_cached("SELECT id FROM claims WHERE document_row = ?1").doing(doing)?;
        let ids = statement.query_map([document_row], |row| Ok(ClaimId(row.get::<_, String>(0)?.into()))).doing(doing)?;
        Ok(Self { key, used: ids.collect::<Result<_, _>>().doing(doing)?, next: HashMap::new() })
    }

    fn take(&mut self, claim: &Claim) -> ClaimId {
        let figure = claim.quantity.as_ref().map(|figure| figure.surface.as_str());
        let nth = |nth: usize| identity::claim_id(self.key, &claim.section, claim.quote.words(), figure, nth);
        let mut id = claim.id.clone();
        while self.used.contains(&id) {
            let next = self.next.entry(nth(0)).or_insert(0);
            id = nth(*next);
            *next += 1;
        }
        self.used.insert(id.clone());
        id
    }
}

/// The columns of [`CLAIM_COLUMNS`] and four more.
static INSERT_CLAIM: LazyLock<String> = LazyLock::new(|| {
    let columns = CLAIM_COLUMNS.join(", ");
    let places = vec!["?"; CLAIM_COLUMNS.len() + 4].join(", ");
    format!("INSERT INTO claims ({columns}, document_row, version_row, extractor, added_at) VALUES ({places})")
});

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
    values.extend([document_row, version_row].map(|row| ToSqlOutput::Owned(Value::Integer(row))));
    values.extend([extractor, now].map(ToSqlOutput::from));
    connection.prepare_cached(&INSERT_CLAIM).doing(doing)?.execute(params_from_iter(values)).doing(doing)?;
    Ok(connection.last_insert_rowid())
}

/// Writes the fields of the claim at `row`.
pub(super) fn update_claim(connection: &Connection, row: i64, claim: &Claim) -> Result<(), StoreError> {
    let doing = "store a claim";
    let mut values = rows::values(claim);
    values.push(ToSqlOutput::Owned(Value::Integer(row)));
    let sql = format!("UPDATE claims SET {} = ? WHERE claim_row = ?", CLAIM_COLUMNS.join(" = ?, "));
    connection.prepare_cached(&sql).doing(doing)?.execute(params_from_iter(values)).doing(doing)?;
    Ok(())
}

/// Withdraws the claim at `row`.
pub(super) fn withdraw(connection: &Connection, row: i64, now: &str) -> Result<(), StoreError> {
    let doing = "withdraw a claim";
    let sql = "UPDATE claims SET withdrawn_at = ?2 WHERE claim_row = ?1";
    connection.prepare_cached(sql).doing(doing)?.execute(params![row, now]).doing(doing)?;
    changes::log(connection, row, ChangeKind::Withdrawn)
}
