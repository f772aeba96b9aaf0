//! The wire formats as the contract promises them, declared once more: a key that goes or comes fails a test.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Number;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Claim {
    pub id: String,
    pub kind: String,
    pub modality: String,
    pub text: String,
    #[serde(deserialize_with = "present")]
    pub subject: Option<String>,
    #[serde(deserialize_with = "present")]
    pub metric: Option<String>,
    #[serde(deserialize_with = "present")]
    pub quantity: Option<Quantity>,
    #[serde(deserialize_with = "present")]
    pub basis: Option<String>,
    #[serde(deserialize_with = "present")]
    pub compared_to: Option<String>,
    #[serde(deserialize_with = "present")]
    pub scope: Option<String>,
    #[serde(deserialize_with = "present")]
    pub migration: Option<Migration>,
    #[serde(deserialize_with = "present")]
    pub time: Option<String>,
    #[serde(deserialize_with = "present")]
    pub due: Option<String>,
    #[serde(deserialize_with = "present")]
    pub attribution: Option<Attribution>,
    pub quote: Quote,
    pub section: Vec<String>,
    #[serde(deserialize_with = "present")]
    pub cell: Option<Cell>,
    pub check_worthiness: f64,
    pub document: DocumentRef,
    pub extractor: String,
    /// Only of stored claims.
    pub status: Option<String>,
    pub reviews: Option<Vec<Review>>,
    pub changed_since_review: Option<Vec<serde_json::Value>>,
    pub fresh_until: Option<String>,
}

/// Reads a value that may be null but must be there.
fn present<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Quantity {
    pub surface: String,
    pub start: usize,
    pub end: usize,
    #[serde(deserialize_with = "present")]
    pub low: Option<Number>,
    #[serde(deserialize_with = "present")]
    pub high: Option<Number>,
    pub unit: String,
    pub comparator: String,
    pub approximate: bool,
    #[serde(deserialize_with = "present")]
    pub direction: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Migration {
    #[serde(deserialize_with = "present")]
    pub from: Option<String>,
    #[serde(deserialize_with = "present")]
    pub to: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Attribution {
    pub name: String,
    #[serde(deserialize_with = "present")]
    pub url: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Quote {
    pub exact: String,
    pub words: String,
    pub prefix: String,
    pub suffix: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Cell {
    pub table: usize,
    pub row: usize,
    pub column: usize,
    #[serde(deserialize_with = "present")]
    pub row_header: Option<String>,
    pub column_headers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct DocumentRef {
    pub id: String,
    #[serde(deserialize_with = "present")]
    pub title: Option<String>,
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Review {
    pub id: String,
    pub claim: String,
    pub status: String,
    pub by: String,
    pub at: String,
    #[serde(deserialize_with = "present")]
    pub note: Option<String>,
    pub evidence: Vec<Evidence>,
    pub retracted: bool,
    pub hash: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Evidence {
    pub stance: String,
    #[serde(deserialize_with = "present")]
    pub url: Option<String>,
    #[serde(deserialize_with = "present")]
    pub file: Option<String>,
    #[serde(deserialize_with = "present")]
    pub file_hash: Option<String>,
    #[serde(deserialize_with = "present")]
    pub quote: Option<String>,
    pub quote_checked: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Audit {
    pub counts: Counts,
    pub extraction: Extraction,
    pub not_checked: Vec<String>,
    pub checks_run: Vec<String>,
    pub findings: Vec<serde_json::Value>,
    pub on: String,
    pub due: Vec<Due>,
    pub forecasts: Vec<String>,
    pub without_source: Vec<String>,
    pub claims: Vec<Claim>,
    pub corrections: Vec<Correction>,
    pub documents: Vec<Document>,
    #[serde(deserialize_with = "present")]
    pub log_head: Option<String>,
    pub generated_by: String,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Due {
    pub id: String,
    pub what: String,
    pub since: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Counts {
    pub status: BTreeMap<String, usize>,
    pub kind: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Extraction {
    pub claims: usize,
    pub rejected: usize,
    pub edited: usize,
    pub added: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Correction {
    pub id: String,
    #[serde(deserialize_with = "present")]
    pub claim: Option<String>,
    pub document: String,
    pub action: String,
    pub by: String,
    pub at: String,
    #[serde(deserialize_with = "present")]
    pub note: Option<String>,
    pub changes: Vec<serde_json::Value>,
    pub retracted: bool,
    pub hash: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
pub struct Document {
    pub id: String,
    #[serde(deserialize_with = "present")]
    pub title: Option<String>,
    pub source: String,
    #[serde(deserialize_with = "present")]
    pub date: Option<String>,
    pub authors: Vec<String>,
    #[serde(deserialize_with = "present")]
    pub publisher: Option<String>,
    pub version: i64,
    pub hash: String,
    pub claims: usize,
}
