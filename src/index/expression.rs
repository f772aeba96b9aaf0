//! What is looked for, as a tree: the language between the query's words and the index.
//!
//! Comes in: what `search` read from a person's query, or what claim matching made of a claim. Goes out: [`Expression`], which
//! the index turns into a query. Nothing here is parsed, and statuses do not occur: the index knows none.

use super::period::Period;
use crate::claim::Kind;

/// A field that holds words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextField {
    /// The claim's own wording.
    Wording,
    /// The words of its quote.
    Quote,
    /// Who or what it is about.
    Subject,
    /// What is measured.
    Metric,
    /// The source that the article names.
    Attribution,
    /// The headings above it.
    Section,
}

impl TextField {
    /// Every field, in the schema's order.
    pub const ALL: [Self; 6] = [Self::Wording, Self::Quote, Self::Subject, Self::Metric, Self::Attribution, Self::Section];
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// Every claim.
    Everything,
    /// One written word, in one field or in any.
    Word(Option<TextField>, String),
    /// One term as the index holds it, in any field of words.
    Term(String),
    /// Words that stand side by side in one field.
    Phrase(Option<TextField>, String),
    /// Claims of one of these kinds.
    Kind(Vec<Kind>),
    /// Claims of one of these documents, by id.
    Document(Vec<String>),
    /// Claims whose figure has one of these units, as written in the claim.
    Unit(Vec<String>),
    /// Claims whose time meets this interval.
    Time(Period),
    /// Claims whose figure meets this interval.
    Value(ValueRange),
    /// All of these.
    All(Vec<Expression>),
    /// At least one of these; more rank higher.
    Any(Vec<Expression>),
    /// None of this.
    Not(Box<Expression>),
}

/// An interval of figures, ends included.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueRange {
    /// Lower end; minus infinity if it is open.
    pub low: f64,
    /// Upper end; plus infinity if it is open.
    pub high: f64,
    /// The dimension whose base the ends count. `None`: the ends are compared with the figures as claims state them, whatever their unit.
    pub dimension: Option<String>,
}
