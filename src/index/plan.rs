//! Expressions to plans: which terms and columns are read, and what they weigh.
//!
//! Comes in: an [`Expression`] and the statistics of the index. Goes out: a [`Plan`], the same for every segment, whose words are ranked and whose conditions only filter. A
//! word counts once, in the field where it says most. What a query means to a person was decided before.

use std::sync::OnceLock;

use tantivy::query::Bm25Weight;
use tantivy::schema::Field;
use tantivy::{Score, Term};

use super::expression::{Expression, TextField, ValueRange};
use super::period::Period;
use super::rows::RowSet;
use super::schema::{Fields, column};
use super::statistics::Statistics;
use super::tokenizer::{self, Chunk, Token};

/// How much a word found in a second field adds to the score of the field where it says most.
pub(super) const OTHER_FIELDS: f32 = 0.1;

/// How much a word in this field says, against one in the wording.
pub(super) fn weight(field: TextField) -> f32 {
    match field {
        TextField::Wording => 1.0,
        TextField::Subject => 1.2,
        TextField::Metric => 1.0,
        TextField::Attribution => 0.8,
        TextField::Quote => 0.7,
        TextField::Section => 0.4,
    }
}

/// What is to be read.
pub(super) enum Plan {
    /// No claim.
    Nothing,
    /// Every claim.
    Everything,
    /// What is written in fields of words: for each field the ways to write it, and what a second field adds.
    Words { fields: Vec<Vec<Written>>, others: f32, ranks: bool },
    /// Claims with one of these terms of exact fields.
    Exact(Vec<Term>),
    /// The claims of a few rows.
    Rows(Vec<Term>),
    /// Claims whose interval meets this one.
    Meets(Interval),
    /// Claims that match all that is wanted and nothing that is unwanted.
    All { wanted: Vec<Plan>, unwanted: Vec<Plan> },
    /// Claims that match any of these.
    Any(Vec<Plan>),
}

/// One way to write something in one field.
pub(super) enum Written {
    /// As a term.
    Term { term: Term, ranking: Option<Ranking> },
    /// As terms side by side, each with its distance from the first.
    Phrase { terms: Vec<(u32, Term)>, ranking: Option<Ranking> },
}

/// An interval that is asked for, in numbers as columns hold them, and the columns of the ends that are held against it.
pub(super) struct Interval {
    /// The column of the first ends, which lie at this or before it.
    pub first: &'static str,
    pub begins_until: u64,
    /// The column of the last ends, which lie at this or after it.
    pub last: &'static str,
    pub ends_from: u64,
}

/// BM25 of a term or a phrase in a field.
pub(super) struct Ranking {
    bm25: Bm25Weight,
    /// Scores by count, from 1, and length: most claims have a word once or twice.
    table: OnceLock<Box<[[Score; 256]; COUNTS]>>,
}

/// So many counts are in the table of scores.
const COUNTS: usize = 4;

impl Ranking {
    fn new(bm25: Bm25Weight) -> Self {
        Self { bm25, table: OnceLock::new() }
    }

    /// What gives the scores of claims.
    pub fn scoring(&self) -> Scoring<'_> {
        let table = self.table.get_or_init(|| {
            let of = |count: usize| std::array::from_fn(|norm| self.bm25.score(norm as u8, count as u32 + 1));
            Box::new(std::array::from_fn(of))
        });
        Scoring { bm25: &self.bm25, table }
    }
}

/// BM25 with a table at hand.
#[derive(Clone, Copy)]
pub(super) struct Scoring<'r> {
    bm25: &'r Bm25Weight,
    table: &'r [[Score; 256]; COUNTS],
}

impl Scoring<'_> {
    /// The score of a claim whose field has this length, as tantivy encodes it, and has it so often.
    #[inline]
    pub fn score(self, norm: u8, count: u32) -> Score {
        match self.table.get((count as usize).wrapping_sub(1)) {
            Some(by_length) => by_length[usize::from(norm)],
            None => self.bm25.score(norm, count),
        }
    }
}

/// Makes the plan of an expression.
pub(super) struct Planner<'s> {
    pub fields: &'s Fields,
    /// What words are ranked by; `None` where they are not.
    pub statistics: Option<&'s Statistics<'s>>,
}

type Planned = tantivy::Result<Option<Plan>>;

impl Planner<'_> {
    /// The plan for `expression`, among `rows` alone if they are given: with a few rows, reading their postings is far cheaper than asking for each match.
    pub fn plan(&self, expression: &Expression, rows: Option<&RowSet>) -> tantivy::Result<Plan> {
        let plan = self.lower(expression)?.unwrap_or(Plan::Nothing);
        let Some(rows) = rows else { return Ok(plan) };
        let rows = Plan::Rows(rows.iter().map(|row| Term::from_field_i64(self.fields.row, row)).collect());
        Ok(Plan::All { wanted: vec![plan, rows], unwanted: Vec::new() })
    }

    /// A word without letters or digits asks for nothing and is left out of its surroundings.
    fn lower(&self, expression: &Expression) -> Planned {
        Ok(match expression {
            Expression::Everything => Some(Plan::Everything),
            Expression::Word(field, word) => self.words(*field, word)?,
            Expression::Term(term) => self.in_fields(None, |field| Ok(vec![self.term(field, term)?]))?,
            Expression::Phrase(field, words) => {
                let chunks = tokenizer::chunks(words);
                self.in_fields(*field, |field| Ok(self.phrase(field, &chunks)?.into_iter().collect()))?
            }
            Expression::Kind(kinds) => Some(one_of(self.fields.kind, kinds.iter().map(|kind| kind.as_str()))),
            Expression::Document(ids) => Some(one_of(self.fields.document, ids.iter().map(String::as_str))),
            Expression::Unit(units) => Some(one_of(self.fields.unit, units.iter().map(String::as_str))),
            Expression::Time(period) => Some(Plan::Meets(during(*period))),
            Expression::Value(range) => Some(self.within(range)),
            Expression::All(inner) => self.all(inner)?,
            Expression::Any(inner) => {
                let inner: Vec<_> = inner.iter().filter_map(|inner| self.lower(inner).transpose()).collect::<Result<_, _>>()?;
                (!inner.is_empty()).then_some(Plan::Any(inner))
            }
            Expression::Not(_) => self.all(std::slice::from_ref(expression))?,
        })
    }

    /// All of `inner`; with nothing but exclusions, everything but those.
    fn all(&self, inner: &[Expression]) -> Planned {
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for part in inner {
            match part {
                Expression::Not(part) => unwanted.extend(self.lower(part)?),
                part => wanted.extend(self.lower(part)?),
            }
        }
        if wanted.is_empty() {
            if unwanted.is_empty() {
                return Ok(None);
            }
            wanted.push(Plan::Everything);
        }
        Ok(Some(Plan::All { wanted, unwanted }))
    }

    /// One written word. Where dashes make it several chunks, all of them are wanted.
    fn words(&self, field: Option<TextField>, word: &str) -> Planned {
        let chunks = tokenizer::chunks(word);
        let found = chunks.iter().filter_map(|part| self.in_fields(field, |field| self.chunk(field, part)).transpose());
        let mut found: Vec<_> = found.collect::<Result<_, _>>()?;
        Ok(match found.len() {
            0 | 1 => found.pop(),
            _ => Some(Plan::All { wanted: found, unwanted: Vec::new() }),
        })
    }

    /// What is `written` in one field, or in the field of all where it says most.
    fn in_fields(&self, field: Option<TextField>, written: impl Fn(Field) -> tantivy::Result<Vec<Written>>) -> Planned {
        let ranks = self.statistics.is_some();
        let mut fields = Vec::with_capacity(TextField::ALL.len());
        match field {
            Some(field) => fields.push(written(self.fields.text(field))?),
            None => {
                for field in TextField::ALL {
                    let ways = written(self.fields.text(field))?;
                    fields.push(ways.into_iter().map(|way| way.weighed(weight(field))).collect());
                }
            }
        }
        fields.retain(|ways| !ways.is_empty());
        Ok((!fields.is_empty()).then_some(Plan::Words { fields, others: OTHER_FIELDS, ranks }))
    }

    /// A chunk in one field: as it is written or, where it has several parts, as those parts side by side.
    fn chunk(&self, field: Field, chunk: &Chunk) -> tantivy::Result<Vec<Written>> {
        let phrase = || self.phrase(field, std::slice::from_ref(chunk));
        Ok(match (&chunk.whole, chunk.parts.as_slice()) {
            (None, [part]) | (Some(part), [_]) => vec![self.term(field, &part.term)?],
            (None, _) => phrase()?.into_iter().collect(),
            (Some(whole), _) => {
                let whole = self.term(field, &whole.term)?;
                phrase()?.map(|parts| vec![whole, parts]).unwrap_or_default()
            }
        })
    }

    /// The terms of `chunks` side by side.
    fn phrase(&self, field: Field, chunks: &[Chunk]) -> tantivy::Result<Option<Written>> {
        let tokens: Vec<&Token> = chunks.iter().flat_map(Chunk::phrase_terms).collect();
        let Some(first) = tokens.first() else { return Ok(None) };
        if tokens.len() == 1 {
            return Ok(Some(self.term(field, &first.term)?));
        }
        let term = |token: &&Token| Term::from_field_text(field, &token.term);
        let ranking = self.ranking(&tokens.iter().map(term).collect::<Vec<_>>())?;
        let terms = tokens.iter().map(|token| ((token.position - first.position) as u32, term(token)));
        Ok(Some(Written::Phrase { terms: terms.collect(), ranking }))
    }

    fn term(&self, field: Field, term: &str) -> tantivy::Result<Written> {
        let term = Term::from_field_text(field, term);
        let ranking = self.ranking(std::slice::from_ref(&term))?;
        Ok(Written::Term { term, ranking })
    }

    fn ranking(&self, terms: &[Term]) -> tantivy::Result<Option<Ranking>> {
        let bm25 = self.statistics.map(|statistics| Bm25Weight::for_terms(statistics, terms)).transpose()?;
        Ok(bm25.map(Ranking::new))
    }

    /// Claims whose figure meets `range`.
    fn within(&self, range: &ValueRange) -> Plan {
        let (first, last) = match range.dimension {
            Some(_) => (column::LOW, column::HIGH),
            None => (column::STATED_LOW, column::STATED_HIGH),
        };
        let (begins_until, ends_from) = (tantivy::f64_to_u64(range.high), tantivy::f64_to_u64(range.low));
        let interval = Plan::Meets(Interval { first, begins_until, last, ends_from });
        let Some(dimension) = &range.dimension else { return interval };
        let dimension = one_of(self.fields.dimension, std::iter::once(dimension.as_str()));
        Plan::All { wanted: vec![dimension, interval], unwanted: Vec::new() }
    }
}

impl Written {
    /// The same in a field that says more or less.
    fn weighed(mut self, weight: f32) -> Self {
        let (Self::Term { ranking, .. } | Self::Phrase { ranking, .. }) = &mut self;
        *ranking = ranking.take().map(|ranking| Ranking::new(ranking.bm25.boost_by(weight)));
        self
    }
}

fn one_of<'v>(field: Field, values: impl Iterator<Item = &'v str>) -> Plan {
    Plan::Exact(values.map(|value| Term::from_field_text(field, value)).collect())
}

/// Claims whose time meets `period`: it begins before the end and ends after the beginning.
fn during(period: Period) -> Interval {
    let (begins_until, ends_from) = (tantivy::i64_to_u64(period.last), tantivy::i64_to_u64(period.first));
    Interval { first: column::FIRST_DAY, begins_until, last: column::LAST_DAY, ends_from }
}
