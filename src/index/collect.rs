//! Matches to rows: filter, order, count.
//!
//! Comes in: the matches of a query, segment by segment. Goes out: the best rows in a total order, how many matched, and counts
//! by kind, document, unit and status. The order of segments and of claims in them never shows.

use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use tantivy::columnar::{Cardinality, Column, StrColumn};
use tantivy::{DocId, Score, SegmentReader};

use super::matching::{Bits, WINDOW};
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

/// The columns by which matches are counted, besides the status.
const COUNTED: [&str; 3] = [column::KIND, column::DOCUMENT, column::UNIT];

/// Up to so many rows, a filter by row is made a part of the query.
const FEW_ROWS: usize = 256;

/// Matches are looked at in blocks of so many: a column gives many values at once for little more than one.
const BLOCK: usize = 512;

/// Scores are compared in steps of this size: the order in which a segment adds up the parts of a score must not show.
const SCORE_STEP: f32 = 1e-4;

impl Collecting {
    /// Begins with a part of the segment that has this number.
    pub(super) fn begin(&self, number: usize, segment: &SegmentReader) -> tantivy::Result<Matches<'_>> {
        let fast = segment.fast_fields();
        let counts = |name: &str| -> tantivy::Result<Option<Counts>> {
            let column = self.facets.as_ref().map(|_| fast.str(name)).transpose()?.flatten();
            Ok(column.map(|column| Counts { counts: vec![0; column.num_terms()], column }))
        };
        let live = if self.hidden { None } else { Some(fast.bool(column::LIVE)?) };
        Ok(Matches {
            collecting: self,
            row: fast.i64(column::ROW)?,
            // Where every claim stands, none needs to be asked.
            live: live.filter(|live| !live.min_value() || live.get_cardinality() != Cardinality::Full),
            keys: Keys::open(self.sort, segment)?,
            docs: Vec::with_capacity(BLOCK),
            scores: Vec::with_capacity(BLOCK),
            rows: Vec::new(),
            least: f32::NEG_INFINITY,
            part: Part {
                segment: number,
                best: BinaryHeap::new(),
                total: 0,
                counts: [counts(COUNTED[0])?, counts(COUNTED[1])?, counts(COUNTED[2])?],
                status: [0; Status::ALL.len()],
            },
        })
    }

    /// The rows that may match, if they are few enough to be made a part of the query.
    pub(super) fn few_rows(&self) -> Option<&RowSet> {
        match &self.rows {
            RowFilter::Only(rows) if rows.len() <= FEW_ROWS => Some(rows),
            _ => None,
        }
    }

    /// Whether matches are ranked by their words.
    pub(super) fn ranks(&self) -> bool {
        self.sort == Sort::Relevance
    }

    /// Puts the parts together, which come in the order of their segments.
    pub(super) fn end(&self, parts: Vec<Part>) -> tantivy::Result<Found> {
        let mut best = Vec::new();
        let mut found = Found::default();
        let mut status = [0; Status::ALL.len()];
        let mut names = [const { Vec::new() }; COUNTED.len()];
        for of_segment in parts.chunk_by(|a, b| a.segment == b.segment) {
            for part in of_segment {
                best.extend(part.best.iter().copied());
                found.total += part.total;
                status.iter_mut().zip(part.status).for_each(|(sum, count)| *sum += count);
            }
            for (which, names) in names.iter_mut().enumerate() {
                name(&of_segment.iter().filter_map(|part| part.counts[which].as_ref()).collect::<Vec<_>>(), names)?;
            }
        }
        let [kind, document, unit] = names.map(summed);
        let status = Status::ALL.iter().copied().zip(status).filter(|(_, count)| *count > 0).collect();
        found.facets = Facets { kind, status, document, unit };
        best.sort_unstable_by_key(|(key, _)| *key);
        best.truncate(self.limit);
        found.rows = best.into_iter().map(|(key, score)| (key.3, f32::from_bits(score))).collect();
        Ok(found)
    }
}

/// One count for each name. Names come in ascending runs, which are faster to sort than to look up one by one.
fn summed(mut names: Vec<(String, u64)>) -> BTreeMap<String, u64> {
    names.sort();
    names.dedup_by(|(later, count), (name, sum)| {
        let same = later == name;
        *sum += if same { *count } else { 0 };
        same
    });
    names.into_iter().collect()
}

/// What a part of a segment yields.
pub(super) struct Part {
    /// The segment's number.
    segment: usize,
    best: BinaryHeap<(Key, u32)>,
    total: u64,
    /// By kind, document and unit.
    counts: [Option<Counts>; COUNTED.len()],
    /// By the place of the status in [`Status::ALL`].
    status: [u64; Status::ALL.len()],
}

/// Collects the matches of a part of a segment.
pub(super) struct Matches<'c> {
    collecting: &'c Collecting,
    row: Column<i64>,
    /// Whether claims stand, if it has to be asked.
    live: Option<Column<bool>>,
    keys: Keys,
    /// The block of matches that is being gathered, with their scores.
    docs: Vec<DocId>,
    scores: Vec<Score>,
    /// Rows of the block, where they are needed for all of it.
    rows: Vec<Option<i64>>,
    /// What scores less is not among the best.
    least: Score,
    part: Part,
}

impl Matches<'_> {
    /// Takes the matches of the window that begins with the claim `first`; without scores, words do not rank.
    pub fn take(&mut self, first: DocId, found: &Bits, scores: Option<&[Score; WINDOW]>) {
        let score = |place: usize| scores.map_or(0.0, |scores| scores[place]);
        // Where nothing is filtered and nothing counted by value, only what scores well enough is looked at.
        if self.live.is_none() && self.collecting.facets.is_none() && matches!(self.collecting.rows, RowFilter::All) {
            self.part.total += found.len() as u64;
            for place in found.iter().filter(|place| scores.is_none() || score(*place) >= self.least).collect::<Vec<_>>() {
                self.offer(first + place as DocId, score(place), None);
            }
            return;
        }
        for place in found.iter() {
            self.docs.push(first + place as DocId);
            self.scores.push(score(place));
            if self.docs.len() == BLOCK {
                self.take_block();
            }
        }
    }

    /// What was taken.
    pub fn end(mut self) -> Part {
        self.take_block();
        self.part
    }

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
        self.part.total += self.docs.len() as u64;
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
            self.part.status[statuses.of(row.unwrap_or_default()) as usize] += 1;
        }
        for counts in self.part.counts.iter_mut().flatten() {
            counts.count(&self.docs);
        }
    }

    fn rank(&mut self) {
        for at in 0..self.docs.len() {
            if self.scores[at] >= self.least {
                self.offer(self.docs[at], self.scores[at], self.rows.get(at).copied().flatten());
            }
        }
    }

    /// Keeps a match if it is among the best. Its row is read only where it can matter: most matches are worse than the worst that is kept.
    fn offer(&mut self, doc: DocId, score: Score, row: Option<i64>) {
        let (limit, reverse) = (self.collecting.limit, self.collecting.reverse);
        let (lacking, first, second) = self.keys.of(doc, score, reverse);
        let best = &mut self.part.best;
        let full = best.len() >= limit;
        if full && best.peek().is_none_or(|(worst, _)| (lacking, first, second) > (worst.0, worst.1, worst.2)) {
            return;
        }
        let key = (lacking, first, second, row.or_else(|| self.row.first(doc)).unwrap_or_default());
        if full && best.peek().is_none_or(|(worst, _)| key >= *worst) {
            return;
        }
        if full {
            best.pop();
        }
        best.push((key, score.to_bits()));
        if matches!(self.keys, Keys::Score) && !reverse && best.len() >= limit {
            self.least = best.peek().map_or(f32::INFINITY, |(worst, _)| least_score(!worst.1));
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

/// Puts the counts of one field, from the parts of one segment, by the names of its values into `found`.
fn name(parts: &[&Counts], found: &mut Vec<(String, u64)>) -> tantivy::Result<()> {
    let Some(first) = parts.first() else { return Ok(()) };
    // The names in their order: to seek each by its number would read the same blocks again and again.
    let mut names = first.column.dictionary().stream()?;
    for at in 0..first.counts.len() {
        if !names.advance() {
            break;
        }
        let count = parts.iter().map(|part| part.counts[at]).sum();
        if count > 0 {
            found.push((String::from_utf8_lossy(names.key()).into_owned(), count));
        }
    }
    Ok(())
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

/// A score that lies just below all that have so many steps.
fn least_score(steps: u64) -> Score {
    (steps as f32 - 1.0) * SCORE_STEP
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

    proptest::proptest! {
        #[test]
        fn no_score_of_so_many_steps_is_passed_over(score in 0.0_f32..400.0, other in 0.0_f32..400.0) {
            proptest::prop_assert!(steps(other) < steps(score) || other >= least_score(steps(score)));
        }
    }
}
