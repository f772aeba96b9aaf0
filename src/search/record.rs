//! Hits as JSON: the answer of `search` for programs.
//!
//! Comes in: [`Hits`]. Goes out: the wire structs. A hit is a claim record with status and reviews, and what the search adds to it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Hit, Hits};
use crate::export::record::StoredClaimRecord;
use crate::index::Facets;

/// The whole answer.
#[derive(Debug, Clone, Serialize)]
pub struct HitsRecord<'h> {
    /// How many claims match in all.
    pub total: u64,
    /// Whether no claim has all the words, and those with any of them are given.
    pub relaxed: bool,
    /// The claims asked for, in order.
    pub hits: Vec<HitRecord<'h>>,
    /// Counts over all matches; null if they were not asked for.
    pub facets: Option<FacetsRecord<'h>>,
}

/// One hit.
#[derive(Debug, Clone, Serialize)]
pub struct HitRecord<'h> {
    /// The claim with its status and reviews.
    #[serde(flatten)]
    pub claim: StoredClaimRecord<'h>,
    /// How well the words fit, comparable within one answer; null where hits are not ranked.
    pub score: Option<f64>,
    /// Where the query's words stand in `text`, in bytes.
    pub highlights: Vec<MarkRecord>,
}

/// A stretch of a text.
#[derive(Debug, Clone, Serialize)]
pub struct MarkRecord {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Counts by kind, status, document id and unit.
#[derive(Debug, Clone, Serialize)]
pub struct FacetsRecord<'h> {
    /// By kind.
    pub kind: &'h BTreeMap<String, u64>,
    /// By status.
    pub status: BTreeMap<&'static str, u64>,
    /// By document id.
    pub document: &'h BTreeMap<String, u64>,
    /// By unit; the empty one stands for bare numbers.
    pub unit: &'h BTreeMap<String, u64>,
}

impl<'h> HitsRecord<'h> {
    /// The record of `hits`; with counts if they were asked for.
    pub fn new(hits: &'h Hits, facets: bool) -> Self {
        Self {
            total: hits.total,
            relaxed: hits.relaxed,
            hits: hits.hits.iter().map(HitRecord::new).collect(),
            facets: facets.then(|| FacetsRecord::new(&hits.facets)),
        }
    }
}

impl<'h> HitRecord<'h> {
    /// The record of `hit`.
    pub fn new(hit: &'h Hit) -> Self {
        // Four decimals: what lies below differs with the order of adding up.
        let score = (hit.score > 0.0).then(|| (f64::from(hit.score) * 1e4).round() / 1e4);
        let highlights = hit.highlights.iter().map(|span| MarkRecord { start: span.start, end: span.end }).collect();
        Self { claim: StoredClaimRecord::new(&hit.claim), score, highlights }
    }
}

impl<'h> FacetsRecord<'h> {
    fn new(facets: &'h Facets) -> Self {
        let status = facets.status.iter().map(|(status, count)| (status.as_str(), *count)).collect();
        Self { kind: &facets.kind, status, document: &facets.document, unit: &facets.unit }
    }
}
