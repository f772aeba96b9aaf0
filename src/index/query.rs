//! Expressions to tantivy queries.
//!
//! Comes in: an [`Expression`]. Goes out: a query whose words are ranked and whose conditions only filter. A word counts once,
//! in the field where it says most. What a query means to a person was decided before.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::expression::{Expression, TextField, ValueRange};
use super::period::Period;
use super::rows::RowSet;
use super::schema::Fields;
use super::tokenizer::{self, Chunk, Token};

/// How much a word found in a second field adds to the score of the field where it says most.
const OTHER_FIELDS: f32 = 0.1;

/// How much a word in this field says, against one in the wording.
fn weight(field: TextField) -> f32 {
    match field {
        TextField::Wording => 1.0,
        TextField::Subject => 1.2,
        TextField::Metric => 1.0,
        TextField::Attribution => 0.8,
        TextField::Quote => 0.7,
        TextField::Section => 0.4,
    }
}

/// The query for `expression`. A word without letters or digits asks for nothing and is left out of its surroundings.
pub(super) fn build(fields: &Fields, expression: &Expression) -> Box<dyn Query> {
    lower(fields, expression).unwrap_or_else(|| Box::new(EmptyQuery))
}

/// `query` among these claims alone: with a few rows, reading their postings is far cheaper than asking for each match.
pub(super) fn among(fields: &Fields, query: Box<dyn Query>, rows: &RowSet) -> Box<dyn Query> {
    let terms = rows.iter().map(|row| Term::from_field_i64(fields.row, row));
    Box::new(BooleanQuery::intersection(vec![query, unscored(Box::new(TermSetQuery::new(terms)))]))
}

fn lower(fields: &Fields, expression: &Expression) -> Option<Box<dyn Query>> {
    match expression {
        Expression::Everything => Some(unscored(Box::new(AllQuery))),
        Expression::Word(field, word) => words(fields, *field, word),
        Expression::Term(term) => in_fields(fields, None, |field| Some(of_term(field, term))),
        Expression::Phrase(field, words) => in_fields(fields, *field, |field| phrase(field, &tokenizer::chunks(words))),
        Expression::Kind(kinds) => one_of(fields.kind, kinds.iter().map(|kind| kind.as_str())),
        Expression::Document(ids) => one_of(fields.document, ids.iter().map(String::as_str)),
        Expression::Unit(units) => one_of(fields.unit, units.iter().map(String::as_str)),
        Expression::Time(period) => Some(unscored(during(fields, *period))),
        Expression::Value(range) => Some(unscored(within(fields, range))),
        Expression::All(inner) => all(fields, inner),
        Expression::Any(inner) => {
            let inner: Vec<_> = inner.iter().filter_map(|inner| lower(fields, inner)).collect();
            (!inner.is_empty()).then(|| Box::new(BooleanQuery::union(inner)) as Box<dyn Query>)
        }
        Expression::Not(_) => all(fields, std::slice::from_ref(expression)),
    }
}

/// All of `inner`; with nothing but exclusions, everything but those.
fn all(fields: &Fields, inner: &[Expression]) -> Option<Box<dyn Query>> {
    let mut clauses = Vec::with_capacity(inner.len() + 1);
    let mut wanted = false;
    for part in inner {
        let (occur, part) = match part {
            Expression::Not(unwanted) => (Occur::MustNot, unwanted.as_ref()),
            part => (Occur::Must, part),
        };
        if let Some(query) = lower(fields, part) {
            wanted |= occur == Occur::Must;
            clauses.push((occur, query));
        }
    }
    if clauses.is_empty() {
        return None;
    }
    if !wanted {
        clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    Some(Box::new(BooleanQuery::new(clauses)))
}

/// One written word. Where dashes make it several chunks, all of them are wanted.
fn words(fields: &Fields, field: Option<TextField>, word: &str) -> Option<Box<dyn Query>> {
    let mut found: Vec<_> =
        tokenizer::chunks(word).iter().filter_map(|part| in_fields(fields, field, |field| chunk(field, part))).collect();
    match found.len() {
        0 | 1 => found.pop(),
        _ => Some(Box::new(BooleanQuery::intersection(found))),
    }
}

/// What `query` finds in one field, or in the field of all where it says most.
fn in_fields(
    fields: &Fields,
    field: Option<TextField>,
    query: impl Fn(Field) -> Option<Box<dyn Query>>,
) -> Option<Box<dyn Query>> {
    if let Some(field) = field {
        return query(fields.text(field));
    }
    let each = TextField::ALL.into_iter().filter_map(|field| {
        let found = query(fields.text(field))?;
        Some(Box::new(BoostQuery::new(found, weight(field))) as Box<dyn Query>)
    });
    let each: Vec<_> = each.collect();
    (!each.is_empty()).then(|| Box::new(DisjunctionMaxQuery::with_tie_breaker(each, OTHER_FIELDS)) as Box<dyn Query>)
}

/// A chunk in one field: as it is written or, where it has several parts, as those parts side by side.
fn chunk(field: Field, chunk: &Chunk) -> Option<Box<dyn Query>> {
    match (&chunk.whole, chunk.parts.as_slice()) {
        (None, [part]) | (Some(part), [_]) => Some(term(field, part)),
        (None, _) => phrase(field, std::slice::from_ref(chunk)),
        (Some(whole), _) => {
            let parts = phrase(field, std::slice::from_ref(chunk))?;
            Some(Box::new(DisjunctionMaxQuery::new(vec![term(field, whole), parts])))
        }
    }
}

/// The terms of `chunks` side by side.
fn phrase(field: Field, chunks: &[Chunk]) -> Option<Box<dyn Query>> {
    let tokens: Vec<&Token> = chunks.iter().flat_map(Chunk::phrase_terms).collect();
    let first = tokens.first()?;
    if tokens.len() == 1 {
        return Some(term(field, first));
    }
    let terms = tokens.iter().map(|token| (token.position - first.position, Term::from_field_text(field, &token.term)));
    Some(Box::new(PhraseQuery::new_with_offset(terms.collect())))
}

fn term(field: Field, token: &Token) -> Box<dyn Query> {
    of_term(field, &token.term)
}

fn of_term(field: Field, term: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs))
}

/// A condition: it filters and does not rank.
fn unscored(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn one_of<'v>(field: Field, values: impl Iterator<Item = &'v str>) -> Option<Box<dyn Query>> {
    let each = values.map(|value| {
        let term = Term::from_field_text(field, value);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as Box<dyn Query>
    });
    Some(unscored(Box::new(BooleanQuery::union(each.collect()))))
}

/// Claims whose time meets `period`: it begins before the end and ends after the beginning.
fn during(fields: &Fields, period: Period) -> Box<dyn Query> {
    let begins = RangeQuery::new(Bound::Unbounded, Bound::Included(Term::from_field_i64(fields.first_day, period.last)));
    let ends = RangeQuery::new(Bound::Included(Term::from_field_i64(fields.last_day, period.first)), Bound::Unbounded);
    Box::new(BooleanQuery::intersection(vec![Box::new(begins), Box::new(ends)]))
}

/// Claims whose figure meets `range`.
fn within(fields: &Fields, range: &ValueRange) -> Box<dyn Query> {
    let (low, high) = match range.dimension {
        Some(_) => (fields.low, fields.high),
        None => (fields.stated_low, fields.stated_high),
    };
    let begins = RangeQuery::new(Bound::Unbounded, Bound::Included(Term::from_field_f64(low, range.high)));
    let ends = RangeQuery::new(Bound::Included(Term::from_field_f64(high, range.low)), Bound::Unbounded);
    let mut wanted: Vec<Box<dyn Query>> = vec![Box::new(begins), Box::new(ends)];
    if let Some(dimension) = &range.dimension {
        let term = Term::from_field_text(fields.dimension, dimension);
        wanted.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
    }
    Box::new(BooleanQuery::intersection(wanted))
}
