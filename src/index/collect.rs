//! Matches to rows: filter, order, count.
//!
//! Comes in: the matches of a query, segment by segment. Goes out: the best rows in a total order, how many matched, and counts
//! by kind, document, unit and status. The order of segments and of claims in them never shows.

use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::schema::column;
use crate::review::Status;

/// What hits are ordered by; the claim's row decides between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// How well the words fit, best first.
    #[default]
    Relevance,
    /// The figure in the base of its unit, largest first; claims without one last.
    Value,
    /// The time that the claim holds for, latest first; claims without one last.
    Time,
    /// Article order, documents in the order in which they were added.
    Document,
    /// How much it deserves a check, most first.
    Worthiness,
}

/// The claims that a status filter lets through, by row.
#[derive(Debug, Clone)]
pub enum RowFilter {
    /// Every claim.
    All,
    /// Only these.
    Only(Arc<HashSet<i64>>),
    /// All but these.
    Except(Arc<HashSet<i64>>),
}

impl RowFilter {
    fn takes(&self, row: i64) -> bool {
        match self {
            Self::All => true,
            Self::Only(rows) => rows.contains(&row),
            Self::Except(rows) => !rows.contains(&row),
        }
    }
}

/// How matches are collected.
#[derive(Debug, Clone)]
pub struct Collecting {
    /// Order.
    pub sort: Sort,
    /// Whether the order is turned round; claims without what it goes by stay last.
    pub reverse: bool,
    /// How many rows are wanted, from the first.
    pub limit: usize,
    /// Whether withdrawn and rejected claims count.
    pub hidden: bool,
    /// Which statuses are let through.
    pub rows: RowFilter,
    /// Counts are wanted; claims that are not in the map are unverified.
    pub facets: Option<Arc<HashMap<i64, Status>>>,
}

/// How many matches each kind, status, document and unit has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By kind.
    pub kind: BTreeMap<String, u64>,
    /// By status.
    pub status: BTreeMap<Status, u64>,
    /// By document id.
    pub document: BTreeMap<String, u64>,
    /// By unit as claims carry it; the empty one stands for bare numbers, claims without a figure are not counted.
    pub unit: BTreeMap<String, u64>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Rows with their scores, in order.
    pub rows: Vec<(i64, f32)>,
    /// How many matched.
    pub total: u64,
    /// Counts, empty if they were not asked for.
    pub facets: Facets,
}

/// Smaller comes first: claims that lack what is sorted by come last, then two keys, then the row.
type Key = (bool, u64, u64, i64);

/// Scores are compared in steps of this size: the order in which a segment adds up the parts of a score must not show.
const SCORE_STEP: f32 = 1e-4;

impl Collector for Collecting {
    type Fruit = Found;
    type Child = SegmentMatches;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentMatches> {
        let fast = segment.fast_fields();
        let counts = |name: &str| -> tantivy::Result<Option<Counts>> {
            let column = self.facets.as_ref().map(|_| fast.str(name)).transpose()?.flatten();
            Ok(column.map(|column| Counts { counts: vec![0; column.num_terms()], column }))
        };
        Ok(SegmentMatches {
            collecting: self.clone(),
            row: fast.i64(column::ROW)?,
            live: fast.bool(column::LIVE)?,
            keys: Keys::open(self.sort, segment)?,
            best: BinaryHeap::new(),
            total: 0,
            kind: counts(column::KIND)?,
            document: counts(column::DOCUMENT)?,
            unit: counts(column::UNIT)?,
            status: BTreeMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Segment>>) -> tantivy::Result<Found> {
        let mut best = Vec::new();
        let mut found = Found::default();
        for segment in segments {
            let segment = segment?;
            best.extend(segment.best);
            found.total += segment.total;
            add(&mut found.facets.kind, segment.facets.kind);
            add(&mut found.facets.document, segment.facets.document);
            add(&mut found.facets.unit, segment.facets.unit);
            add(&mut found.facets.status, segment.facets.status);
        }
        best.sort_unstable_by_key(|(key, _)| *key);
        best.truncate(self.limit);
        found.rows = best.into_iter().map(|(key, score)| (key.3, f32::from_bits(score))).collect();
        Ok(found)
    }
}

fn add<K: Ord>(into: &mut BTreeMap<K, u64>, from: BTreeMap<K, u64>) {
    for (key, count) in from {
        *into.entry(key).or_default() += count;
    }
}

/// What one segment yields.
pub struct Segment {
    best: Vec<(Key, u32)>,
    total: u64,
    facets: Facets,
}

/// Collects the matches of one segment.
pub struct SegmentMatches {
    collecting: Collecting,
    row: Column<i64>,
    live: Column<bool>,
    keys: Keys,
    best: BinaryHeap<(Key, u32)>,
    total: u64,
    kind: Option<Counts>,
    document: Option<Counts>,
    unit: Option<Counts>,
    status: BTreeMap<Status, u64>,
}

impl SegmentCollector for SegmentMatches {
    type Fruit = tantivy::Result<Segment>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if !self.collecting.hidden && self.live.first(doc) != Some(true) {
            return;
        }
        let row = self.row.first(doc).unwrap_or_default();
        if !self.collecting.rows.takes(row) {
            return;
        }
        self.total += 1;
        self.count(doc, row);
        let (lacking, first, second) = self.keys.of(doc, score, self.collecting.reverse);
        let key = (lacking, first, second, row);
        if self.best.len() < self.collecting.limit {
            self.best.push((key, score.to_bits()));
        } else if self.best.peek().is_some_and(|(worst, _)| key < *worst) {
            self.best.pop();
            self.best.push((key, score.to_bits()));
        }
    }

    fn harvest(self) -> Self::Fruit {
        let facets =
            Facets { kind: named(self.kind)?, status: self.status, document: named(self.document)?, unit: named(self.unit)? };
        Ok(Segment { best: self.best.into_vec(), total: self.total, facets })
    }
}

impl SegmentMatches {
    fn count(&mut self, doc: DocId, row: i64) {
        let Some(statuses) = &self.collecting.facets else { return };
        *self.status.entry(statuses.get(&row).copied().unwrap_or(Status::Unverified)).or_default() += 1;
        for counts in [&mut self.kind, &mut self.document, &mut self.unit].into_iter().flatten() {
            counts.count(doc);
        }
    }
}

/// Counts by the values of one exact field.
struct Counts {
    column: StrColumn,
    counts: Vec<u64>,
}

impl Counts {
    fn count(&mut self, doc: DocId) {
        for ordinal in self.column.term_ords(doc) {
            if let Some(count) = usize::try_from(ordinal).ok().and_then(|at| self.counts.get_mut(at)) {
                *count += 1;
            }
        }
    }
}

fn named(counts: Option<Counts>) -> tantivy::Result<BTreeMap<String, u64>> {
    let Some(Counts { column, counts }) = counts else { return Ok(BTreeMap::new()) };
    let mut named = BTreeMap::new();
    for (ordinal, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let mut name = String::new();
        column.ord_to_str(ordinal as u64, &mut name)?;
        named.insert(name, count);
    }
    Ok(named)
}

/// The columns that the order goes by.
enum Keys {
    Score,
    Value(Column<f64>),
    Days { first: Column<i64>, last: Column<i64> },
    Place(Column<u64>),
    Worthiness { worthiness: Column<u64>, place: Column<u64> },
}

impl Keys {
    fn open(sort: Sort, segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(match sort {
            Sort::Relevance => Self::Score,
            Sort::Value => Self::Value(fast.f64(column::VALUE)?),
            Sort::Time => Self::Days { first: fast.i64(column::FIRST_DAY)?, last: fast.i64(column::LAST_DAY)? },
            Sort::Document => Self::Place(fast.u64(column::PLACE)?),
            Sort::Worthiness => Self::Worthiness { worthiness: fast.u64(column::WORTHINESS)?, place: fast.u64(column::PLACE)? },
        })
    }

    /// Whether the claim lacks what is sorted by, and two keys of which the smaller comes first.
    fn of(&self, doc: DocId, score: Score, reverse: bool) -> (bool, u64, u64) {
        let turned = |key: u64| if reverse { !key } else { key };
        match self {
            Self::Score => (false, turned(!steps(score)), 0),
            Self::Value(value) => {
                let value = value.first(doc);
                (value.is_none(), turned(!ordered(value.unwrap_or_default())), 0)
            }
            Self::Days { first, last } => {
                let key = |day: Option<i64>| turned(!(day.unwrap_or_default() as u64 ^ (1 << 63)));
                let last = last.first(doc);
                (last.is_none(), key(last), key(first.first(doc)))
            }
            Self::Place(place) => (false, turned(place.first(doc).unwrap_or_default()), 0),
            Self::Worthiness { worthiness, place } => {
                (false, turned(!worthiness.first(doc).unwrap_or_default()), place.first(doc).unwrap_or_default())
            }
        }
    }
}

/// A score in whole steps.
fn steps(score: Score) -> u64 {
    (score / SCORE_STEP).round() as u64
}

/// A float as a number that orders as it does (IEEE 754, sign and magnitude).
fn ordered(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_keep_their_order_as_numbers() {
        let values = [f64::NEG_INFINITY, -2.5, -0.0, 0.0, 1e-9, 2.5, f64::INFINITY];
        assert!(values.map(ordered).is_sorted());
    }
}
