//! Reading claims: by filter, by row, by the beginning of their id.
//!
//! Comes in: what is asked. Goes out: [`StoredClaim`]s with their reviews and corrections. Words are not searched here.

use std::collections::HashSet;

use rusqlite::types::Value;

use super::alterations;
use super::error::Doing;
use super::events;
use super::rows::{self, CLAIM_COLUMNS, Columns, StoredClaim};
use super::{Alteration, Store, StoreError};
use crate::claim::Kind;
use crate::document::DocumentRef;
use crate::freshness::Facts;
use crate::review::{Event, Status};

/// Which claims are wanted. Empty lists ask for all; withdrawn and rejected claims are left out unless asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Rows of documents.
    pub documents: Vec<i64>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// The subject, letter for letter, case ignored.
    pub subject: Option<String>,
    /// The metric, letter for letter, case ignored.
    pub metric: Option<String>,
    /// Whether withdrawn claims are wanted too.
    pub withdrawn: bool,
    /// Whether rejected claims are wanted too.
    pub rejected: bool,
    /// At most so many.
    pub limit: Option<usize>,
}

/// How many ids an ambiguous prefix names.
const IDS_NAMED: usize = 5;

/// Up to so many claims, events are looked up claim by claim; beyond, the claims that have any are listed first.
const FEW: usize = 500;

impl Store {
    /// The claims that `filter` asks for, in article order, documents in the order in which they were added.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<StoredClaim>, StoreError> {
        let (conditions, values) = conditions(filter);
        let mut sql =
            format!("{} WHERE {conditions} ORDER BY c.document_row, c.quote_start, c.figure_start, c.claim_row", select());
        if let Some(limit) = filter.limit {
            sql.push_str(&format!(" LIMIT {limit}"));
        }
        let doing = "read claims";
        let mut statement = self.connection.prepare(&sql).doing(doing)?;
        let mut found = statement.query(rows::parameters(&values).as_slice()).doing(doing)?;
        let mut claims = Vec::new();
        while let Some(row) = found.next().doing(doing)? {
            claims.push(stored(&mut Columns::new(row))?);
        }
        self.add_events(&mut claims)?;
        Ok(claims)
    }

    /// The claims at `rows`, in that order, withdrawn and rejected ones included; rows that do not exist are left out.
    pub fn claims_by_row(&self, rows: &[i64]) -> Result<Vec<StoredClaim>, StoreError> {
        let mut claims = self.claims_alone(rows)?;
        self.add_events(&mut claims)?;
        Ok(claims)
    }

    /// The same without reviews and corrections, which are left empty: all that the search index knows.
    pub fn claims_alone(&self, rows: &[i64]) -> Result<Vec<StoredClaim>, StoreError> {
        let doing = "read claims";
        let mut statement = self.connection.prepare_cached(&format!("{} WHERE c.claim_row = ?1", select())).doing(doing)?;
        let mut claims = Vec::with_capacity(rows.len());
        for row in rows {
            let mut found = statement.query([row]).doing(doing)?;
            if let Some(row) = found.next().doing(doing)? {
                claims.push(stored(&mut Columns::new(row))?);
            }
        }
        Ok(claims)
    }

    /// The one claim whose id begins with `prefix`, withdrawn and rejected ones included.
    pub fn find_claim(&self, prefix: &str) -> Result<StoredClaim, StoreError> {
        let row = self.find_claim_row(prefix)?;
        let claim = self.claims_by_row(&[row])?.pop();
        claim.ok_or_else(|| StoreError::UnknownClaim { prefix: prefix.to_owned() })
    }

    /// The row of the one claim whose id begins with `prefix`.
    pub fn find_claim_row(&self, prefix: &str) -> Result<i64, StoreError> {
        let doing = "look up a claim";
        let unknown = || StoreError::UnknownClaim { prefix: prefix.to_owned() };
        let wanted = prefix.trim().to_ascii_lowercase();
        if wanted.is_empty() || !wanted.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(unknown());
        }
        let sql = "SELECT claim_row, id FROM claims WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let found = statement
            .query_map((&wanted, IDS_NAMED as i64), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .doing(doing)?;
        match found.as_slice() {
            [] => Err(unknown()),
            [(row, _)] => Ok(*row),
            several => {
                let ids = several.iter().map(|(_, id)| id.clone()).collect();
                Err(StoreError::AmbiguousClaim { prefix: prefix.to_owned(), ids })
            }
        }
    }

    /// What later readings of the article changed in the claim at `row`, oldest first.
    pub fn alterations(&self, row: i64) -> Result<Vec<Alteration>, StoreError> {
        alterations::of_claim(&self.connection, row)
    }

    /// The claims whose place the claim at `row` took, their figures being others, oldest first.
    pub fn superseded_by(&self, row: i64) -> Result<Vec<StoredClaim>, StoreError> {
        let doing = "look up earlier claims";
        let sql = "SELECT claim_row FROM claims WHERE superseded_by = ?1 ORDER BY claim_row";
        let mut statement = self.connection.prepare_cached(sql).doing(doing)?;
        let rows = statement.query_map([row], |row| row.get(0)).doing(doing)?;
        let rows: Vec<i64> = rows.collect::<Result<_, _>>().doing(doing)?;
        self.claims_by_row(&rows)
    }

    /// Rows of the standing claims that have one of `statuses`, ascending.
    pub fn rows_with_status(&self, statuses: &[Status]) -> Result<Vec<i64>, StoreError> {
        let filter = ClaimFilter { statuses: statuses.to_vec(), ..ClaimFilter::default() };
        if statuses.is_empty() {
            return Ok(Vec::new());
        }
        let (conditions, values) = conditions(&filter);
        let doing = "read statuses";
        let sql = format!("SELECT c.claim_row FROM claims c WHERE {conditions} ORDER BY c.claim_row");
        let mut statement = self.connection.prepare_cached(&sql).doing(doing)?;
        let rows = statement.query_map(rows::parameters(&values).as_slice(), |row| row.get(0)).doing(doing)?;
        rows.collect::<Result<_, _>>().doing(doing)
    }

    /// Reads the reviews and corrections of those claims that have any.
    fn add_events(&self, claims: &mut [StoredClaim]) -> Result<(), StoreError> {
        let reviewed: Option<HashSet<i64>> =
            if claims.len() > FEW { Some(events::claims_with_events(&self.connection)?) } else { None };
        for claim in claims.iter_mut().filter(|claim| reviewed.as_ref().is_none_or(|rows| rows.contains(&claim.row))) {
            let events = events::of_claim(&self.connection, claim.row)?;
            claim.reviews = events.iter().filter_map(Event::review).collect();
            claim.corrections = events.iter().filter_map(Event::correction).collect();
            if !claim.reviews.is_empty() {
                claim.fresh_until = self.shelf_lives.fresh_until(Facts::of(&claim.claim, &claim.reviews));
                let alterations = alterations::of_claim(&self.connection, claim.row)?;
                claim.changed_since_review = alterations::since_review(&events, &alterations);
            }
        }
        Ok(())
    }
}

fn select() -> String {
    let columns: Vec<String> = CLAIM_COLUMNS.iter().map(|column| format!("c.{column}")).collect();
    format!(
        "SELECT {}, c.claim_row, c.document_row, d.id, d.title, d.key, c.extractor, c.status, c.rejected, c.withdrawn_at, \
         c.superseded_by, c.origin = 'person', c.added_at FROM claims c JOIN documents d USING (document_row)",
        columns.join(", ")
    )
}

fn stored(columns: &mut Columns<'_, '_>) -> Result<StoredClaim, StoreError> {
    let claim = rows::claim(columns)?;
    let (row, document_row) = (columns.take()?, columns.take()?);
    let (id, title, key) = (columns.take()?, columns.take()?, columns.take::<String>()?);
    let document = DocumentRef { id, title, source: super::documents::source_of(&key).to_owned() };
    let (extractor, status) = (columns.take()?, columns.word("status")?);
    let rejected = columns.take()?;
    let withdrawn_at: Option<String> = columns.take()?;
    let (superseded_by, added, added_at) = (columns.take()?, columns.take()?, columns.take()?);
    Ok(StoredClaim {
        row,
        claim,
        document,
        document_row,
        extractor,
        status,
        reviews: Vec::new(),
        corrections: Vec::new(),
        changed_since_review: Vec::new(),
        fresh_until: None,
        withdrawn: withdrawn_at.is_some(),
        withdrawn_at,
        superseded_by,
        rejected,
        added,
        added_at,
    })
}

/// The SQL condition of `filter` with its values.
fn conditions(filter: &ClaimFilter) -> (String, Vec<Value>) {
    let mut conditions = vec!["1".to_owned()];
    let mut values = Vec::new();
    let mut one_of = |column: &str, wanted: Vec<Value>| {
        if !wanted.is_empty() {
            conditions.push(format!("{column} IN ({})", vec!["?"; wanted.len()].join(", ")));
            values.extend(wanted);
        }
    };
    one_of("c.document_row", filter.documents.iter().map(|row| Value::Integer(*row)).collect());
    one_of("c.kind", filter.kinds.iter().map(|kind| Value::Text(kind.as_str().to_owned())).collect());
    one_of("c.status", filter.statuses.iter().map(|status| Value::Text(status.as_str().to_owned())).collect());
    for (column, wanted) in [("subject", &filter.subject), ("metric", &filter.metric)] {
        if let Some(wanted) = wanted {
            conditions.push(format!("c.{column} = ? COLLATE NOCASE"));
            values.push(Value::Text(wanted.clone()));
        }
    }
    if !filter.withdrawn {
        conditions.push("c.withdrawn_at IS NULL".to_owned());
    }
    if !filter.rejected {
        conditions.push("c.rejected = 0".to_owned());
    }
    (conditions.join(" AND "), values)
}
