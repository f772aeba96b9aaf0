//! Matches to rows: filter, order, count.
//!
//! Comes in: the matches of a query, segment by segment. Goes out: the best rows in a total order, how many matched, and counts
//! by kind, document, unit and status. The order of segments and of claims in them never shows.

use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Cardinality, Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::rows::{RowSet, RowStatuses};
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
    Only(Arc<RowSet>),
    /// All but these.
    Except(Arc<RowSet>),
}

impl RowFilter {
    fn takes(&self, row: i64) -> bool {
        match self {
            Self::All => true,
            Self::Only(rows) => rows.contains(row),
            Self::Except(rows) => !rows.contains(row),
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
    /// Counts are wanted, with the status of every claim.
    pub facets: Option<Arc<RowStatuses>>,
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

/// Matches are looked at in blocks of so many: a column gives many values at once for little more than one.
const BLOCK: usize = 512;

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
        let live = if self.hidden { None } else { Some(fast.bool(column::LIVE)?) };
        Ok(SegmentMatches {
            collecting: self.clone(),
            row: fast.i64(column::ROW)?,
            // Where every claim stands, none needs to be asked.
            live: live.filter(|live| !live.min_value() || live.get_cardinality() != Cardinality::Full),
            keys: Keys::open(self.sort, segment)?,
            docs: Vec::with_capacity(BLOCK),
            scores: Vec::with_capacity(BLOCK),
            rows: Vec::new(),
            best: BinaryHeap::new(),
            total: 0,
            counts: [counts(column::KIND)?, counts(column::DOCUMENT)?, counts(column::UNIT)?],
            status: [0; Status::ALL.len()],
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
    /// Whether claims stand, if it has to be asked.
    live: Option<Column<bool>>,
    keys: Keys,
    /// The block of matches that is being gathered, with their scores.
    docs: Vec<DocId>,
    scores: Vec<Score>,
    /// Rows of the block, where they are needed for all of it.
    rows: Vec<Option<i64>>,
    best: BinaryHeap<(Key, u32)>,
    total: u64,
    /// By kind, document and unit.
    counts: [Option<Counts>; 3],
    /// By the place of the status in [`Status::ALL`].
    status: [u64; Status::ALL.len()],
}

impl SegmentCollector for SegmentMatches {
    type Fruit = tantivy::Result<Segment>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.docs.push(doc);
        self.scores.push(score);
        if self.docs.len() == BLOCK {
            self.take_block();
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.take_block();
        let [kind, document, unit] = self.counts;
        let status = Status::ALL.iter().copied().zip(self.status).filter(|(_, count)| *count > 0).collect();
        let facets = Facets { kind: named(kind)?, status, document: named(document)?, unit: named(unit)? };
        Ok(Segment { best: self.best.into_vec(), total: self.total, facets })
    }
}

impl SegmentMatches {
    /// Filters, counts and ranks the block that was gathered, and begins another.
    fn take_block(&mut self) {
        if let Some(live) = &self.live {
            let mut standing = vec![None; self.docs.len()];
            live.first_vals(&self.docs, &mut standing);
            self.keep(&standing.into_iter().map(|standing| standing == Some(true)).collect::<Vec<_>>());
        }
        self.rows.clear();
        if self.collecting.facets.is_some() || !matches!(self.collecting.rows, RowFilter::All) {
            self.rows.resize(self.docs.len(), None);
            self.row.first_vals(&self.docs, &mut self.rows);
        }
        if !matches!(self.collecting.rows, RowFilter::All) {
            let taken: Vec<bool> = self.rows.iter().map(|row| self.collecting.rows.takes(row.unwrap_or_default())).collect();
            self.keep(&taken);
        }
        self.total += self.docs.len() as u64;
        self.count();
        self.rank();
        self.docs.clear();
        self.scores.clear();
    }

    /// Takes those out of the block that are not `kept`.
    fn keep(&mut self, kept: &[bool]) {
        fn retain<T>(values: &mut Vec<T>, kept: &[bool]) {
            let mut kept = kept.iter();
            values.retain(|_| kept.next().copied().unwrap_or_default());
        }
        if kept.contains(&false) {
            retain(&mut self.docs, kept);
            retain(&mut self.scores, kept);
            retain(&mut self.rows, kept);
        }
    }

    fn count(&mut self) {
        let Some(statuses) = &self.collecting.facets else { return };
        for row in &self.rows {
            self.status[statuses.of(row.unwrap_or_default()) as usize] += 1;
        }
        for counts in self.counts.iter_mut().flatten() {
            counts.count(&self.docs);
        }
    }

    fn rank(&mut self) {
        let (limit, reverse) = (self.collecting.limit, self.collecting.reverse);
        for (at, (doc, score)) in self.docs.iter().zip(&self.scores).enumerate() {
            let (lacking, first, second) = self.keys.of(*doc, *score, reverse);
            let full = self.best.len() >= limit;
            // The row is read only where it can matter: most matches are worse than the worst that is kept.
            if full && self.best.peek().is_none_or(|(worst, _)| (lacking, first, second) > (worst.0, worst.1, worst.2)) {
                continue;
            }
            let row = self.rows.get(at).copied().unwrap_or_else(|| self.row.first(*doc)).unwrap_or_default();
            let key = (lacking, first, second, row);
            if !full {
                self.best.push((key, score.to_bits()));
            } else if self.best.peek().is_some_and(|(worst, _)| key < *worst) {
                self.best.pop();
                self.best.push((key, score.to_bits()));
            }
        }
    }
}

/// Counts by the values of one exact field.
struct Counts {
    column: StrColumn,
    counts: Vec<u64>,
}

impl Counts {
    fn count(&mut self, docs: &[DocId]) {
        let mut ordinals = [None; BLOCK];
        let ordinals = &mut ordinals[..docs.len()];
        self.column.ords().first_vals(docs, ordinals);
        for ordinal in ordinals.iter().flatten() {
            if let Some(count) = usize::try_from(*ordinal).ok().and_then(|at| self.counts.get_mut(at)) {
                *count += 1;
            }
        }
    }
}

fn named(counts: Option<Counts>) -> tantivy::Result<BTreeMap<String, u64>> {
    let Some(Counts { column, counts }) = counts else { return Ok(BTreeMap::new()) };
    let mut named = BTreeMap::new();
    // The names in their order: to seek each by its number would read the same blocks again and again.
    let mut names = column.dictionary().stream()?;
    for count in counts {
        if !names.advance() {
            break;
        }
        if count > 0 {
            named.insert(String::from_utf8_lossy(names.key()).into_owned(), count);
        }
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
    // Half a step more and cut off: rounding by the library's function takes longer than all else that is done with a match.
    (score / SCORE_STEP + 0.5) as u64
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
