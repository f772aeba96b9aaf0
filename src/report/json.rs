//! The audit as JSON: the shape that the contract promises to programs.
//!
//! Comes in: an [`Audit`]. Goes out: one pretty-printed object that ends in a line feed. Words from outside stand as they are: JSON
//! itself escapes control characters.

use serde::{Serialize, Serializer};

use super::audit::{Audit, DocumentAudit};
use crate::claim::Kind;
use crate::export::record::StoredClaimRecord;
use crate::freshness::Due;
use crate::review::{Correction, Status};

/// What makes reports, with its version.
pub(super) const GENERATED_BY: &str = concat!("claimbase ", env!("CARGO_PKG_VERSION"));

#[derive(Serialize)]
struct AuditRecord<'c> {
    counts: Counts,
    extraction: ExtractionRecord,
    /// Ids of the claims that nobody reviewed, those that deserve it most first.
    not_checked: Vec<&'c str>,
    /// Names of the consistency checks that were run: none, so that empty findings cannot be taken for a clean text.
    checks_run: [&'static str; 0],
    findings: [(); 0],
    /// The day by which claims are due, ISO 8601.
    on: String,
    /// The claims that are due, those first that have been so for longest.
    due: Vec<DueRecord<'c>>,
    /// Ids of the forecasts, by due date.
    forecasts: Vec<&'c str>,
    /// Ids of the claims with a figure for which the article names no source.
    without_source: Vec<&'c str>,
    claims: Vec<StoredClaimRecord<'c>>,
    /// What people corrected in the machine's reading: edits and rejections that stand.
    corrections: Vec<&'c Correction>,
    documents: Vec<DocumentRecord<'c>>,
    log_head: Option<&'c str>,
    generated_by: &'static str,
}

/// A claim that is due.
#[derive(Serialize)]
struct DueRecord<'c> {
    id: &'c str,
    /// `review` where its shelf life has passed, `forecast` where its time has come.
    what: &'static str,
    /// ISO 8601.
    since: String,
}

#[derive(Serialize)]
struct Counts {
    #[serde(serialize_with = "in_standing_order")]
    status: Vec<(Status, usize)>,
    #[serde(serialize_with = "in_standing_order")]
    kind: Vec<(Kind, usize)>,
}

#[derive(Serialize)]
struct ExtractionRecord {
    claims: usize,
    rejected: usize,
    edited: usize,
    added: usize,
}

#[derive(Serialize)]
struct DocumentRecord<'c> {
    id: &'c str,
    title: Option<&'c str>,
    source: &'c str,
    date: Option<&'c str>,
    authors: &'c [String],
    publisher: Option<&'c str>,
    version: i64,
    hash: &'c str,
    claims: usize,
}

/// `audit` as a JSON object.
pub fn json(audit: &Audit<'_>) -> String {
    let mut text = serde_json::to_string_pretty(&record(audit)).expect("every key is a string and every number finite");
    text.push('\n');
    text
}

fn record<'a>(audit: &'a Audit<'_>) -> AuditRecord<'a> {
    let ids = |claims: Vec<&'a super::AuditedClaim<'_>>| claims.iter().map(|claim| claim.id().0.as_str()).collect();
    let rejections = audit.rejected.iter().flat_map(|claim| claim.standing_corrections());
    AuditRecord {
        counts: Counts { status: audit.statuses(), kind: audit.kinds() },
        extraction: ExtractionRecord {
            claims: audit.extraction.claims,
            rejected: audit.extraction.rejected,
            edited: audit.extraction.edited,
            added: audit.extraction.added,
        },
        not_checked: ids(audit.not_checked()),
        checks_run: [],
        findings: [],
        on: audit.on.to_string(),
        due: audit.due().into_iter().filter_map(due).collect(),
        forecasts: ids(audit.forecasts()),
        without_source: ids(audit.without_source()),
        claims: audit.claims().map(|claim| StoredClaimRecord::from_reviewed(&claim.reviewed)).collect(),
        corrections: audit.claims().flat_map(|claim| claim.reviewed.standing_corrections()).chain(rejections).collect(),
        documents: audit.documents.iter().map(document).collect(),
        log_head: audit.log_head,
        generated_by: GENERATED_BY,
    }
}

fn due<'a>(claim: &'a super::AuditedClaim<'_>) -> Option<DueRecord<'a>> {
    let due = claim.due?;
    let what = match due {
        Due::Review { .. } => "review",
        Due::Forecast { .. } => "forecast",
    };
    Some(DueRecord { id: &claim.id().0, what, since: due.since().to_string() })
}

fn document<'a>(audited: &'a DocumentAudit<'_>) -> DocumentRecord<'a> {
    let document = &audited.document;
    DocumentRecord {
        id: &document.reference.id,
        title: document.reference.title.as_deref(),
        source: &document.reference.source,
        date: document.date,
        authors: document.authors,
        publisher: document.publisher,
        version: document.version,
        hash: document.hash,
        claims: audited.claims.len(),
    }
}

fn in_standing_order<K: Serialize, S: Serializer>(counts: &[(K, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(counts.iter().map(|(key, count)| (key, count)))
}
