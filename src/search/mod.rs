//! A query to hits: the index ranks, the store tells.
//!
//! Comes in: a [`Query`] of words and filters. Goes out: [`Hits`], claims as stored with scores, marks and counts. Statuses are
//! the store's: they filter and count by row. Rendering is not here.

mod error;
mod highlight;
mod language;
pub mod record;
mod spelling;
pub mod value;

use std::collections::HashMap;
use std::sync::Arc;

pub use error::{QueryError, SearchError};
pub use highlight::Highlighter;
pub use language::{Parsed, parse, time};
pub use spelling::{Suggestion, suggest};

use jiff::civil::Date;

use crate::claim::Kind;
use crate::index::expression::{Expression, TextField, ValueRange};
use crate::index::period::Period;
use crate::index::{CatchUp, Collecting, Facets, Found, Index, IndexError, Rebuilt, RowFilter, RowSet, Sort};
use crate::review::Status;
use crate::store::{Store, StoreError, StoredClaim};
use crate::text::TextSpan;

/// What is asked. Empty lists and `None` ask for everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Words in the query language; blank for none.
    pub text: String,
    /// Kinds, one of which the claim has.
    pub kinds: Vec<Kind>,
    /// Statuses, one of which the claim has.
    pub statuses: Vec<Status>,
    /// Only what is due on this day: reviews whose shelf life has passed, and forecasts whose time has come.
    pub due: Option<Date>,
    /// Documents, each by id prefix, path, URL or title.
    pub documents: Vec<String>,
    /// Words that stand side by side in the subject.
    pub subject: Option<String>,
    /// The figure's unit; left out where `value` has a dimension.
    pub unit: Option<String>,
    /// The claim's time does not end before this begins.
    pub since: Option<Period>,
    /// The claim's time does not begin after this ends.
    pub until: Option<Period>,
    /// The claim's figure meets this.
    pub value: Option<ValueRange>,
    /// Order; by relevance if there are words, else in article order.
    pub sort: Option<Sort>,
    /// The order turned round.
    pub reverse: bool,
    /// How many hits at most.
    pub limit: usize,
    /// How many hits are passed over first.
    pub offset: usize,
    /// Whether counts are wanted.
    pub facets: bool,
    /// Whether withdrawn and rejected claims are found too.
    pub all: bool,
}

/// One claim that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The claim as stored.
    pub claim: StoredClaim,
    /// How well the words fit; 0 where hits are not ranked. Comparable within one answer only.
    pub score: f32,
    /// Where the query's words stand in the claim's wording.
    pub highlights: Vec<TextSpan>,
    /// Where they stand in the words of its quote.
    pub quote_highlights: Vec<TextSpan>,
}

/// The answer.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// The claims asked for, in order.
    pub hits: Vec<Hit>,
    /// How many claims match in all.
    pub total: u64,
    /// Counts over all matches, if they were asked for.
    pub facets: Facets,
    /// Whether no claim has all the words, and those with any of them are given.
    pub relaxed: bool,
}

/// Brings `index` up to date with `store` and answers `query`. An index that turns out to be damaged while it is read is rebuilt.
pub fn search(store: &Store, index: &mut Index, query: &Query) -> Result<(Hits, CatchUp), SearchError> {
    let caught_up = index.catch_up_or_leave(store)?;
    match find(store, index, query) {
        Err(SearchError::Index(IndexError::Damaged { reason })) => {
            let caught_up = index.rebuild_because(store, Rebuilt::Damaged(reason))?;
            Ok((find(store, index, query)?, caught_up))
        }
        found => Ok((found?, caught_up)),
    }
}

/// Answers `query` from `index` as it is.
pub fn find(store: &Store, index: &Index, query: &Query) -> Result<Hits, SearchError> {
    let parsed = language::parse(&query.text)?;
    let conditions = conditions(query);
    let collecting = collecting(store, query, parsed.ranks)?;
    let mut wanted = parsed.expression;
    let mut found = select(store, index, &wanted, &conditions, &collecting)?;
    let relaxed = match parsed.relaxed {
        Some(relaxed) if found.total == 0 => {
            wanted = relaxed;
            found = select(store, index, &wanted, &conditions, &collecting)?;
            found.total > 0
        }
        _ => false,
    };
    let hits = told(store, &found, query.offset, &Highlighter::new(&wanted))?;
    Ok(Hits { hits, total: found.total, facets: found.facets, relaxed })
}

fn select(
    store: &Store,
    index: &Index,
    wanted: &Expression,
    conditions: &[Expression],
    collecting: &Collecting,
) -> Result<Found, SearchError> {
    let all = std::iter::once(wanted).chain(conditions).cloned().map(|part| with_documents(store, part));
    let expression = Expression::All(all.collect::<Result<_, _>>()?);
    Ok(index.find(&expression, collecting)?)
}

/// The filters of `query` that the index knows.
fn conditions(query: &Query) -> Vec<Expression> {
    let mut found = Vec::new();
    if !query.kinds.is_empty() {
        found.push(Expression::Kind(query.kinds.clone()));
    }
    if !query.documents.is_empty() {
        found.push(Expression::Document(query.documents.clone()));
    }
    found.extend(query.subject.iter().map(|words| Expression::Phrase(Some(TextField::Subject), words.clone())));
    if query.since.is_some() || query.until.is_some() {
        let first = query.since.map_or(i64::MIN, |period| period.first);
        let last = query.until.map_or(i64::MAX, |period| period.last);
        found.push(Expression::Time(Period { first, last }));
    }
    // A value with a dimension says which units can be meant: 2 s lies above 500 ms.
    let measured = query.value.as_ref().is_some_and(|value| value.dimension.is_some());
    found.extend(query.unit.iter().filter(|_| !measured).map(|unit| language::unit(unit)));
    found.extend(query.value.clone().map(Expression::Value));
    found
}

/// `expression` with documents by their ids.
fn with_documents(store: &Store, expression: Expression) -> Result<Expression, SearchError> {
    let each = |parts: Vec<Expression>| parts.into_iter().map(|part| with_documents(store, part)).collect::<Result<_, _>>();
    Ok(match expression {
        Expression::Document(names) => {
            let find = |name: &String| match store.find_document(name) {
                Err(StoreError::UnknownDocument { .. }) => store.find_document_roughly(name),
                found => found,
            };
            let ids = names.iter().map(|name| find(name).map(|document| document.id));
            Expression::Document(ids.collect::<Result<_, _>>()?)
        }
        Expression::All(parts) => Expression::All(each(parts)?),
        Expression::Any(parts) => Expression::Any(each(parts)?),
        Expression::Not(part) => Expression::Not(Box::new(with_documents(store, *part)?)),
        other => other,
    })
}

fn collecting(store: &Store, query: &Query, ranks: bool) -> Result<Collecting, SearchError> {
    let statuses = if query.facets || !query.statuses.is_empty() { store.reviewed_rows()? } else { Arc::default() };
    let due = query.due.map(|on| store.due_rows(on)).transpose()?;
    let usual = if ranks { Sort::Relevance } else { Sort::Document };
    Ok(Collecting {
        sort: query.sort.filter(|sort| ranks || *sort != Sort::Relevance).unwrap_or(usual),
        reverse: query.reverse,
        limit: query.offset.saturating_add(query.limit),
        hidden: query.all,
        rows: due_among(row_filter(&query.statuses, &statuses), due),
        facets: query.facets.then(|| Arc::new(statuses.iter().copied().collect())),
    })
}

/// The first claim in article order, and how many there are; those that are `hidden` too if they are wanted.
fn collecting_all(hidden: bool) -> Collecting {
    Collecting { sort: Sort::Document, reverse: false, limit: 1, hidden, rows: RowFilter::All, facets: None }
}

/// `reviewed` holds every claim whose status is not `unverified`.
fn row_filter(wanted: &[Status], reviewed: &[(i64, Status)]) -> RowFilter {
    let rows = |keep: bool| -> Arc<RowSet> {
        Arc::new(reviewed.iter().filter(|(_, status)| wanted.contains(status) == keep).map(|(row, _)| *row).collect())
    };
    match wanted {
        [] => RowFilter::All,
        _ if wanted.contains(&Status::Unverified) => RowFilter::Except(rows(false)),
        _ => RowFilter::Only(rows(true)),
    }
}

/// `filter` narrowed to the rows `due`, if they are asked for.
fn due_among(filter: RowFilter, due: Option<Vec<i64>>) -> RowFilter {
    let Some(due) = due else { return filter };
    let kept: RowSet = match &filter {
        RowFilter::All => due.into_iter().collect(),
        RowFilter::Only(rows) => due.into_iter().filter(|row| rows.contains(*row)).collect(),
        RowFilter::Except(rows) => due.into_iter().filter(|row| !rows.contains(*row)).collect(),
    };
    RowFilter::Only(Arc::new(kept))
}

/// The found rows from `offset` on as the store tells them.
fn told(store: &Store, found: &Found, offset: usize, highlighter: &Highlighter) -> Result<Vec<Hit>, SearchError> {
    let wanted = found.rows.get(offset..).unwrap_or_default();
    let rows: Vec<i64> = wanted.iter().map(|(row, _)| *row).collect();
    let scores: HashMap<i64, f32> = wanted.iter().copied().collect();
    let hits = store.claims_by_row(&rows)?.into_iter().map(|claim| Hit {
        score: scores.get(&claim.row).copied().unwrap_or_default(),
        highlights: highlighter.mark(&claim.claim.text),
        quote_highlights: highlighter.mark(claim.claim.quote.words()),
        claim,
    });
    Ok(hits.collect())
}
