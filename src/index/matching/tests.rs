//! Matching by windows finds and ranks what tantivy's own queries for each term do, put together claim by claim.

use std::collections::BTreeMap;
use std::ops::Bound;

use proptest::collection::vec;
use proptest::prelude::*;
use tantivy::query::{EnableScoring, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, IndexWriter, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::super::expression::{Expression, TextField, ValueRange};
use super::super::period::Period;
use super::super::plan::{OTHER_FIELDS, Planner, weight};
use super::super::rows::RowSet;
use super::super::schema::Fields;
use super::super::statistics::Statistics;
use super::super::tokenizer::{self, Chunk, Token};
use super::super::with_tokenizer;
use super::{WINDOW, matches};
use crate::claim::Kind;

/// A claim as the index takes it.
#[derive(Debug, Clone)]
struct Made {
    /// Words of each field.
    text: Vec<String>,
    figure: Option<(f64, f64, &'static str)>,
    days: Option<(i64, i64)>,
    kind: Kind,
    /// Whether it is deleted later.
    gone: bool,
}

/// Words: the first ones frequent, with names and figures that are kept whole beside their parts.
const WORDS: &[&str] = &["the", "the", "the", "the", "market", "market", "grew", "Node.js", "in", "2024", "$2.3M", "C++", "rare"];

fn words(range: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(prop::sample::select(WORDS), range).prop_map(|words| words.join(" "))
}

fn made() -> impl Strategy<Value = Made> {
    let figure = prop::option::of((0..50_i32, 0..20_i32, prop::sample::select(vec!["time", "ratio"])));
    let days = prop::option::of((0..400_i64, 0..100_i64));
    let kinds = prop::sample::select(vec![Kind::Benchmark, Kind::Growth]);
    let text = (words(1..14), words(1..14), words(0..3), words(0..3), words(0..2), words(0..5));
    (text, figure, days, kinds, prop::bool::weighted(0.1)).prop_map(|(text, figure, days, kind, gone)| Made {
        text: vec![text.0, text.1, text.2, text.3, text.4, text.5],
        figure: figure.map(|(low, more, dimension)| (f64::from(low) / 4.0, f64::from(low + more) / 4.0, dimension)),
        days: days.map(|(first, more)| (first, first + more)),
        kind,
        gone,
    })
}

fn expression() -> impl Strategy<Value = Expression> {
    let fields = prop::option::of(prop::sample::select(TextField::ALL.to_vec()));
    let word = (fields.clone(), prop::sample::select(WORDS)).prop_map(|(field, word)| Expression::Word(field, word.to_owned()));
    let dashed = words(2..3).prop_map(|words| Expression::Word(None, words.replace(' ', "—")));
    let phrase = (fields, words(1..4)).prop_map(|(field, words)| Expression::Phrase(field, words));
    let value = (0..50_i32, 0..40_i32, prop::option::of(prop::sample::select(vec!["time", "ratio", "none"])));
    let value = value.prop_map(|(low, more, dimension)| {
        let (low, high) = (f64::from(low) / 4.0, if more > 30 { f64::INFINITY } else { f64::from(low + more) / 4.0 });
        Expression::Value(ValueRange { low, high, dimension: dimension.map(str::to_owned) })
    });
    let leaf = prop_oneof![
        4 => word,
        1 => dashed,
        3 => phrase,
        1 => Just(Expression::Everything),
        1 => Just(Expression::Term("market".to_owned())),
        1 => Just(Expression::Word(None, "?".to_owned())),
        1 => Just(Expression::Kind(vec![Kind::Growth, Kind::Event])),
        1 => Just(Expression::Document(vec!["d1".to_owned(), "d3".to_owned(), "none".to_owned()])),
        1 => (0..400_i64, 0..300_i64).prop_map(|(first, more)| Expression::Time(Period { first, last: first + more })),
        2 => value,
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 1..4).prop_map(Expression::All),
            2 => vec(inner.clone(), 1..4).prop_map(Expression::Any),
            1 => inner.prop_map(|inner| Expression::Not(Box::new(inner))),
        ]
    })
}

/// An index of `claims`, each repeated with others between, in several segments.
fn index(fields: &Fields, claims: &[Made], copies: usize) -> tantivy::Result<Searcher> {
    let index = with_tokenizer(tantivy::Index::create_in_ram(fields.schema.clone()));
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000)?;
    let mut gone = Vec::new();
    let segments = [claims.len() * copies * 3 / 4, claims.len() * copies / 4 + 1];
    let mut each = (0..copies).flat_map(|copy| claims.iter().cycle().skip(copy % 7).take(claims.len())).enumerate();
    for claims in segments {
        for (row, claim) in each.by_ref().take(claims) {
            writer.add_document(document(fields, row as i64, claim))?;
            gone.extend(claim.gone.then_some(row as i64));
        }
        writer.commit()?;
    }
    for row in gone {
        writer.delete_term(Term::from_field_i64(fields.row, row));
    }
    writer.commit()?;
    Ok(index.reader()?.searcher())
}

fn document(fields: &Fields, row: i64, claim: &Made) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    TextField::ALL.iter().zip(&claim.text).for_each(|(field, words)| document.add_text(fields.text(*field), words));
    document.add_i64(fields.row, row);
    document.add_text(fields.kind, claim.kind.as_str());
    document.add_text(fields.document, format!("d{}", row % 5));
    if let Some((low, high, dimension)) = claim.figure {
        document.add_text(fields.dimension, dimension);
        [fields.low, fields.stated_low].into_iter().for_each(|field| document.add_f64(field, low));
        [fields.high, fields.stated_high].into_iter().for_each(|field| document.add_f64(field, high));
    }
    if let Some((first, last)) = claim.days {
        document.add_i64(fields.first_day, first);
        document.add_i64(fields.last_day, last);
    }
    document
}

type Scores = BTreeMap<DocId, f32>;

/// What matches in a segment, term by term as tantivy finds it and put together as it is defined.
struct Slow<'s> {
    searcher: &'s Searcher,
    segment: &'s SegmentReader,
    fields: &'s Fields,
    statistics: &'s Statistics<'s>,
}

impl Slow<'_> {
    fn of(&self, query: &dyn Query, boost: f32) -> Scores {
        let scoring = EnableScoring::enabled_from_statistics_provider(self.statistics, self.searcher);
        let mut scorer = query.weight(scoring).and_then(|weight| weight.scorer(self.segment, boost)).expect("a scorer");
        let mut found = Scores::new();
        while scorer.doc() != TERMINATED {
            found.insert(scorer.doc(), scorer.score());
            scorer.advance();
        }
        found
    }

    fn all(&self) -> Scores {
        (0..self.segment.max_doc()).map(|doc| (doc, 0.0)).collect()
    }

    /// Nothing for words without letters, which ask for nothing.
    fn find(&self, wanted: &Expression) -> Option<Scores> {
        Some(match wanted {
            Expression::Everything => self.all(),
            Expression::Word(field, word) => {
                let chunks = tokenizer::chunks(word);
                let each = chunks.iter().map(|chunk| self.in_fields(*field, |field, boost| self.chunk(field, chunk, boost)));
                each.reduce(both)?
            }
            Expression::Term(term) => self.in_fields(None, |field, boost| self.term(field, term, boost)),
            Expression::Phrase(field, words) => {
                let tokens: Vec<Token> = tokenizer::chunks(words).iter().flat_map(Chunk::phrase_terms).cloned().collect();
                tokens.first()?;
                self.in_fields(*field, |field, boost| self.phrase(field, &tokens, boost))
            }
            Expression::Kind(kinds) => self.exact(self.fields.kind, kinds.iter().map(|kind| kind.as_str())),
            Expression::Document(ids) => self.exact(self.fields.document, ids.iter().map(String::as_str)),
            Expression::Unit(units) => self.exact(self.fields.unit, units.iter().map(String::as_str)),
            Expression::Time(period) => {
                let term = |field, day| Bound::Included(Term::from_field_i64(field, day));
                let begins = self.of(&RangeQuery::new(Bound::Unbounded, term(self.fields.first_day, period.last)), 0.0);
                both(begins, self.of(&RangeQuery::new(term(self.fields.last_day, period.first), Bound::Unbounded), 0.0))
            }
            Expression::Value(range) => {
                let term = |field, value| Bound::Included(Term::from_field_f64(field, value));
                let begins = self.of(&RangeQuery::new(Bound::Unbounded, term(self.fields.low, range.high)), 0.0);
                let meets = both(begins, self.of(&RangeQuery::new(term(self.fields.high, range.low), Bound::Unbounded), 0.0));
                match &range.dimension {
                    Some(dimension) => both(meets, self.exact(self.fields.dimension, std::iter::once(dimension.as_str()))),
                    None => meets,
                }
            }
            Expression::All(parts) => self.find_all(parts)?,
            Expression::Any(parts) => parts.iter().filter_map(|part| self.find(part)).reduce(either)?,
            Expression::Not(_) => self.find_all(std::slice::from_ref(wanted))?,
        })
    }

    fn find_all(&self, parts: &[Expression]) -> Option<Scores> {
        let (unwanted, wanted): (Vec<_>, Vec<_>) = parts.iter().partition(|part| matches!(part, Expression::Not(_)));
        let wanted = wanted.into_iter().filter_map(|part| self.find(part)).reduce(both);
        let unwanted: Vec<Scores> = unwanted
            .into_iter()
            .filter_map(|part| match part {
                Expression::Not(part) => self.find(part),
                _ => None,
            })
            .collect();
        let mut found = if wanted.is_none() && unwanted.is_empty() { return None } else { wanted.unwrap_or_else(|| self.all()) };
        found.retain(|doc, _| unwanted.iter().all(|unwanted| !unwanted.contains_key(doc)));
        Some(found)
    }

    fn in_fields(&self, field: Option<TextField>, find: impl Fn(Field, f32) -> Scores) -> Scores {
        if let Some(field) = field {
            return find(self.fields.text(field), 1.0);
        }
        let mut each: BTreeMap<DocId, Vec<f32>> = BTreeMap::new();
        for field in TextField::ALL {
            for (doc, score) in find(self.fields.text(field), weight(field)) {
                each.entry(doc).or_default().push(score);
            }
        }
        let best = |scores: Vec<f32>| {
            let best = scores.iter().copied().fold(0.0, f32::max);
            best + (scores.iter().sum::<f32>() - best) * OTHER_FIELDS
        };
        each.into_iter().map(|(doc, scores)| (doc, best(scores))).collect()
    }

    /// As it is written or, where it has several parts, as those side by side: whichever says more.
    fn chunk(&self, field: Field, chunk: &Chunk, boost: f32) -> Scores {
        let parts = match (&chunk.whole, chunk.parts.as_slice()) {
            (Some(_), [_]) => Scores::new(),
            (_, parts) => self.phrase(field, parts, boost),
        };
        let whole = chunk.whole.iter().map(|whole| self.term(field, &whole.term, boost));
        whole.fold(parts, |mut found, whole| {
            whole.into_iter().for_each(|(doc, score)| {
                let best = found.entry(doc).or_insert(score);
                *best = best.max(score);
            });
            found
        })
    }

    fn phrase(&self, field: Field, tokens: &[Token], boost: f32) -> Scores {
        let [first, _, ..] = tokens else { return self.term(field, &tokens[0].term, boost) };
        let terms = tokens.iter().map(|token| (token.position - first.position, Term::from_field_text(field, &token.term)));
        self.of(&PhraseQuery::new_with_offset(terms.collect()), boost)
    }

    fn term(&self, field: Field, term: &str, boost: f32) -> Scores {
        self.of(&TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs), boost)
    }

    fn exact<'v>(&self, field: Field, values: impl Iterator<Item = &'v str>) -> Scores {
        values.fold(Scores::new(), |found, value| either(found, self.term(field, value, 0.0)))
    }
}

fn both(a: Scores, b: Scores) -> Scores {
    a.into_iter().filter_map(|(doc, score)| Some((doc, score + b.get(&doc)?))).collect()
}

fn either(mut a: Scores, b: Scores) -> Scores {
    b.into_iter().for_each(|(doc, score)| *a.entry(doc).or_default() += score);
    a
}

/// Segment, claim and score of every match, by definition.
fn by_definition(searcher: &Searcher, fields: &Fields, wanted: &Expression, rows: Option<&RowSet>) -> Vec<(usize, u32, f32)> {
    let statistics = Statistics::new(searcher, fields);
    let mut found = Vec::new();
    for (number, segment) in searcher.segment_readers().iter().enumerate() {
        let slow = Slow { searcher, segment, fields, statistics: &statistics };
        let row = segment.fast_fields().i64("row").expect("rows");
        let among = |doc: u32| rows.is_none_or(|rows| row.first(doc).is_some_and(|row| rows.contains(row)));
        let matches = slow.find(wanted).unwrap_or_default().into_iter();
        let matches = matches.filter(|(doc, _)| among(*doc) && !segment.is_deleted(*doc));
        found.extend(matches.map(|(doc, score)| (number, doc, score)));
    }
    found
}

/// The same by windows, the segments read in parts of `part` claims.
fn by_windows(
    searcher: &Searcher,
    fields: &Fields,
    wanted: &Expression,
    rows: Option<&RowSet>,
    (ranks, part): (bool, usize),
) -> Vec<(usize, u32, f32)> {
    let statistics = Statistics::new(searcher, fields);
    let planner = Planner { fields, statistics: ranks.then_some(&statistics) };
    let plan = planner.plan(wanted, rows).expect("a plan");
    let mut found = Vec::new();
    for (number, segment) in searcher.segment_readers().iter().enumerate() {
        for begin in (0..segment.max_doc()).step_by(part) {
            let docs = begin..begin.saturating_add(part as u32);
            matches(&plan, segment, docs, |first, bits, scores| {
                let score = |place: usize| scores.map_or(0.0, |scores| scores[place]);
                found.extend(bits.iter().map(|place| (number, first + place as u32, score(place))));
            })
            .expect("read");
        }
    }
    found
}

#[test]
fn the_only_figure_of_a_segment_is_found_by_its_own_range_alone() {
    let fields = Fields::new();
    let bare = Made { text: vec!["market".to_owned(); 6], figure: None, days: None, kind: Kind::Growth, gone: false };
    let told = Made { figure: Some((3.75, 3.75, "time")), ..bare.clone() };
    let claims: Vec<Made> = (0..20).map(|at| if at == 19 { told.clone() } else { bare.clone() }).collect();
    let searcher = index(&fields, &claims, 1).expect("an index");
    for (low, high, count) in [(0.0, 0.0, 0), (4.0, 9.0, 0), (3.0, 4.0, 1), (3.75, 3.75, 1)] {
        let wanted = Expression::Value(ValueRange { low, high, dimension: None });
        let found = by_windows(&searcher, &fields, &wanted, None, (false, WINDOW));
        assert_eq!(found.len(), count, "{low} to {high}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn windows_find_and_rank_what_each_term_does(
        claims in vec(made(), 20..40),
        copies in prop::sample::select(vec![1_usize, 3, 90]),
        wanted in vec(expression(), 8),
        rows in prop::option::weighted(0.2, vec(0..120_i64, 0..12)),
    ) {
        let fields = Fields::new();
        let searcher = index(&fields, &claims, copies).expect("an index");
        let rows: Option<RowSet> = rows.map(|rows| rows.into_iter().collect());
        for wanted in &wanted {
            for (ranks, part) in [(true, u32::MAX as usize), (true, WINDOW), (false, WINDOW)] {
                let slow = by_definition(&searcher, &fields, wanted, rows.as_ref());
                let fast = by_windows(&searcher, &fields, wanted, rows.as_ref(), (ranks, part));
                let places = |found: &[(usize, u32, f32)]| found.iter().map(|(number, doc, _)| (*number, *doc)).collect::<Vec<_>>();
                prop_assert_eq!(places(&slow), places(&fast), "{:?}", wanted);
                for (slow, fast) in slow.iter().zip(&fast).filter(|_| ranks) {
                    // Four parts and more may be added up in another order.
                    prop_assert!((slow.2 - fast.2).abs() <= 1e-5 * slow.2.max(1.0), "{:?} {:?} {:?}", wanted, slow, fast);
                }
            }
        }
    }
}
