//! What is written in fields of words, ranked.
//!
//! Comes in: a term or a phrase for each field. Goes out: the claims of a window that have it in any of them. A claim's score is that of the field where it says most,
//! with a share of what the others say.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader, Term};

use super::super::plan::{Ranking, Written};
use super::pair::Pair;
use super::phrase::Phrase;
use super::postings::Cursor;
use super::window::{Bits, Scores, WINDOW, Window, no_scores};

/// From so many matches in a window on, the scores of all places are computed at once.
const MANY: usize = WINDOW / 16;

/// What is wanted in any of several fields of a segment.
pub(super) struct Words<'p> {
    /// For each field that has it, the ways in which it may be written there.
    fields: Vec<Vec<Occurrence<'p>>>,
    /// The share of the fields that do not say most.
    others: f32,
    ranks: bool,
    best: Scores,
    sum: Scores,
    /// The best of several ways to write it in one field.
    ways: Scores,
}

/// One way to write it in one field.
struct Occurrence<'p> {
    what: What,
    norms: FieldNormReader,
    ranking: Option<&'p Ranking>,
}

/// Two terms are read from one end to the other where one stands in no more than so many times as many claims as the other.
const ALIKE: u32 = 16;

#[expect(clippy::large_enum_variant, reason = "a query has a handful, and nearly all are terms")]
enum What {
    Term(Cursor),
    Phrase(Box<Phrase>),
    Pair(Box<Pair>),
}

impl<'p> Words<'p> {
    /// The words in a segment; `None` where no field has them.
    pub fn open(segment: &SegmentReader, fields: &'p [Vec<Written>], others: f32, ranks: bool) -> tantivy::Result<Option<Self>> {
        let mut found = Vec::with_capacity(fields.len());
        for ways in fields {
            let mut of_field = Vec::with_capacity(ways.len());
            for written in ways {
                of_field.extend(Occurrence::open(segment, written)?);
            }
            if !of_field.is_empty() {
                found.push(of_field);
            }
        }
        let words = Self { fields: found, others, ranks, best: no_scores(), sum: no_scores(), ways: no_scores() };
        Ok((!words.fields.is_empty()).then_some(words))
    }

    /// Whether claims get a score.
    pub fn ranks(&self) -> bool {
        self.ranks
    }

    /// How many postings have to be read, in words that occur; a phrase weighs more.
    pub fn cost(&self, docs: DocId) -> u64 {
        self.fields.iter().flatten().map(|occurrence| occurrence.cost(docs)).sum()
    }

    /// A claim that is not after the first match from `from` on.
    pub fn next(&mut self, from: DocId) -> DocId {
        let each = self.fields.iter_mut().flatten().map(|occurrence| occurrence.next(from));
        each.min().unwrap_or(tantivy::TERMINATED)
    }

    /// Finds its claims in the window that begins at `first`, those in `among` alone if it is given.
    pub fn fill(&mut self, first: DocId, among: Option<&Bits>, found: &mut Window) {
        found.bits = Bits::EMPTY;
        match self.fields.as_mut_slice() {
            _ if !self.ranks => self.mark(first, among, &mut found.bits),
            [only] if only.len() == 1 => {
                let Window { bits, scores } = found;
                only[0].score(first, among, |place, score| {
                    bits.insert(place);
                    scores[place] = score;
                });
            }
            _ => self.rank(first, among, found),
        }
    }

    fn mark(&mut self, first: DocId, among: Option<&Bits>, found: &mut Bits) {
        for occurrence in self.fields.iter_mut().flatten() {
            match &mut occurrence.what {
                What::Term(cursor) => cursor.mark(first, among, found),
                What::Phrase(phrase) => phrase.count(first, among, |place, _| found.insert(place)),
                What::Pair(pair) => pair.count(first, among, |place, _| found.insert(place)),
            }
        }
    }

    fn rank(&mut self, first: DocId, among: Option<&Bits>, found: &mut Window) {
        let Self { fields, best, sum, ways, .. } = self;
        let bits = &mut found.bits;
        let mut take = |place: usize, score: f32| {
            bits.insert(place);
            best[place] = best[place].max(score);
            sum[place] += score;
        };
        for field in fields {
            if let [only] = field.as_mut_slice() {
                only.score(first, among, &mut take);
                continue;
            }
            let mut written = Bits::EMPTY;
            for way in field {
                way.score(first, among, |place, score| {
                    written.insert(place);
                    ways[place] = ways[place].max(score);
                });
            }
            for place in written.iter() {
                take(place, std::mem::take(&mut ways[place]));
            }
        }
        let (others, scores) = (self.others, found.scores.as_mut_slice());
        if found.bits.len() < MANY {
            for place in found.bits.iter() {
                let (best, sum) = (std::mem::take(&mut self.best[place]), std::mem::take(&mut self.sum[place]));
                scores[place] = best + (sum - best) * others;
            }
            return;
        }
        for (score, (best, sum)) in scores.iter_mut().zip(self.best.iter_mut().zip(self.sum.iter_mut())) {
            *score = *best + (*sum - *best) * others;
            (*best, *sum) = (0.0, 0.0);
        }
    }
}

impl<'p> Occurrence<'p> {
    fn open(segment: &SegmentReader, written: &'p Written) -> tantivy::Result<Option<Self>> {
        let (what, field, ranking) = match written {
            Written::Term { term, ranking } => {
                let cursor = Cursor::open(segment.inverted_index(term.field())?.as_ref(), term, ranking.is_some())?;
                (cursor.map(What::Term), term.field(), ranking)
            }
            Written::Phrase { terms, ranking } => {
                let Some((_, term)) = terms.first() else { return Ok(None) };
                (side_by_side(segment, terms)?, term.field(), ranking)
            }
        };
        let Some(what) = what else { return Ok(None) };
        Ok(Some(Self { what, norms: norms(segment, field)?, ranking: ranking.as_ref() }))
    }

    fn cost(&self, docs: DocId) -> u64 {
        match &self.what {
            What::Term(cursor) => u64::from(cursor.claims()),
            What::Phrase(phrase) => {
                let terms = phrase.claims().count() as u64;
                together(phrase.claims(), docs) * 10 * terms
            }
            What::Pair(pair) => together(pair.claims().into_iter(), docs) * 20,
        }
    }

    fn next(&mut self, from: DocId) -> DocId {
        match &mut self.what {
            What::Term(cursor) => cursor.next(from),
            What::Phrase(phrase) => phrase.next(from),
            What::Pair(pair) => pair.next(from),
        }
    }

    /// Tells `take` of its claims in the window that begins at `first`, with their scores.
    fn score(&mut self, first: DocId, among: Option<&Bits>, mut take: impl FnMut(usize, f32)) {
        let Self { what, norms, ranking: Some(ranking) } = self else { return };
        let scoring = ranking.scoring();
        let scored = |place: usize, count: u32| {
            let norm = norms.fieldnorm_id(first + place as DocId);
            take(place, scoring.score(norm, count));
        };
        match what {
            What::Term(cursor) => cursor.count(first, among, scored),
            What::Phrase(phrase) => phrase.count(first, among, scored),
            What::Pair(pair) => pair.count(first, among, scored),
        }
    }
}

/// The terms of a phrase in a segment: where two are about as frequent, read from one end to the other.
fn side_by_side(segment: &SegmentReader, terms: &[(u32, Term)]) -> tantivy::Result<Option<What>> {
    if let [left, right] = terms {
        let inverted = segment.inverted_index(left.1.field())?;
        let (left_claims, right_claims) = (inverted.doc_freq(&left.1)?, inverted.doc_freq(&right.1)?);
        if left_claims.max(right_claims) / ALIKE <= left_claims.min(right_claims) {
            return Ok(Pair::open(segment, [left, right])?.map(|pair| What::Pair(Box::new(pair))));
        }
    }
    Ok(Phrase::open(segment, terms)?.map(|phrase| What::Phrase(Box::new(phrase))))
}

/// How long the field is in each claim.
fn norms(segment: &SegmentReader, field: Field) -> tantivy::Result<FieldNormReader> {
    let found = segment.fieldnorms_readers().get_field(field)?;
    Ok(found.unwrap_or_else(|| FieldNormReader::constant(segment.max_doc(), 1)))
}

/// About how many of `docs` claims have all of several terms, that have so many each: terms of a query occur together more often than chance has it.
fn together(claims: impl Iterator<Item = u32>, docs: DocId) -> u64 {
    let (mut all, mut least, mut factor) = (f64::NAN, f64::INFINITY, 1.3_f64);
    for claims in claims.map(f64::from) {
        if all.is_nan() {
            all = claims;
        } else {
            factor = (factor - 0.1).max(1.0);
            all *= claims / f64::from(docs.max(1)) * factor;
        }
        least = least.min(claims);
    }
    all.round().min(least) as u64
}
