//! The claim record: the JSON shape in which every command prints a claim.
//!
//! The wire format has its own structs, so that the library's types can change without the promise to others changing.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

pub use crate::document::DocumentRef;

use super::ReviewedClaim;
use crate::claim::{Attribution, CellPlace, Claim, ClaimQuantity, Kind, Migration, Modality};
use crate::mention::quantity::{Comparator, Direction};
use crate::review::{FieldChange, Review, Status};
use crate::store::StoredClaim;

/// A claim as `extract`, `search`, `show` and `export` print it. Keys are always present; unknown is null.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRecord<'c> {
    /// Lasting name.
    pub id: &'c str,
    /// Sort of fact.
    pub kind: Kind,
    /// Fact, forecast or advice.
    pub modality: Modality,
    /// Wording that stands alone.
    pub text: &'c str,
    /// Who or what it is about.
    pub subject: Option<&'c str>,
    /// What is measured.
    pub metric: Option<&'c str>,
    /// The figure.
    pub quantity: Option<QuantityRecord<'c>>,
    /// What a change is measured against.
    pub basis: Option<&'c str>,
    /// The other side of a comparison.
    pub compared_to: Option<&'c str>,
    /// What limits the claim.
    pub scope: Option<&'c str>,
    /// From and to of a migration.
    pub migration: Option<&'c Migration>,
    /// The time that it holds for.
    pub time: Option<&'c str>,
    /// When a forecast can be judged.
    pub due: Option<&'c str>,
    /// The source that the article names.
    pub attribution: Option<&'c Attribution>,
    /// The sentence or cell that states it.
    pub quote: QuoteRecord<'c>,
    /// Headings above, outermost first.
    pub section: &'c [String],
    /// Table cell.
    pub cell: Option<&'c CellPlace>,
    /// How much it deserves a check, 0 to 1.
    pub check_worthiness: f64,
    /// The document.
    pub document: &'c DocumentRef,
    /// Version of the program that extracted it.
    pub extractor: &'c str,
}

/// A stored claim, as every command prints it: the record, its status and its reviews.
#[derive(Debug, Clone, Serialize)]
pub struct StoredClaimRecord<'c> {
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRecord<'c>,
    /// Where it stands.
    pub status: Status,
    /// Judgements, oldest first.
    pub reviews: &'c [Review],
    /// What changed in the claim since the review that decides on it.
    pub changed_since_review: &'c [FieldChange],
    /// The day from which on the verdict is due again, ISO 8601; null without a verdict or where it lasts.
    pub fresh_until: Option<String>,
}

impl<'c> StoredClaimRecord<'c> {
    /// The record of `stored`.
    pub fn new(stored: &'c StoredClaim) -> Self {
        let claim = ClaimRecord::new(&stored.claim, &stored.document, &stored.extractor);
        let fresh_until = stored.fresh_until.map(|day| day.to_string());
        let StoredClaim { reviews, changed_since_review, .. } = stored;
        Self { claim, status: stored.status, reviews, changed_since_review, fresh_until }
    }

    /// The record of a claim with what people said of it; its status is folded from the reviews.
    pub fn from_reviewed(reviewed: &ReviewedClaim<'c>) -> Self {
        let claim = ClaimRecord::new(reviewed.claim, reviewed.document, reviewed.extractor);
        let ReviewedClaim { reviews, changed_since_review, fresh_until, .. } = *reviewed;
        let fresh_until = fresh_until.map(|day| day.to_string());
        Self { claim, status: reviewed.status(), reviews, changed_since_review, fresh_until }
    }
}

/// The figure of a claim record.
#[derive(Debug, Clone, Serialize)]
pub struct QuantityRecord<'c> {
    /// The document's bytes `start..end`.
    pub surface: &'c str,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Lower end in base magnitude.
    pub low: Option<serde_json::Number>,
    /// Upper end in base magnitude.
    pub high: Option<serde_json::Number>,
    /// Unit.
    pub unit: &'c str,
    /// How the figure bounds the truth.
    pub comparator: Comparator,
    /// Whether the text says "about".
    pub approximate: bool,
    /// Which way a change goes.
    pub direction: Option<Direction>,
}

/// The quotation of a claim record.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteRecord<'c> {
    /// The document's bytes `start..end`.
    pub exact: &'c str,
    /// The same without markup.
    pub words: &'c str,
    /// Source just before.
    pub prefix: &'c str,
    /// Source just after.
    pub suffix: &'c str,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl<'c> ClaimRecord<'c> {
    /// The record of `claim`, which stands in `document` and was extracted by version `extractor`.
    pub fn new(claim: &'c Claim, document: &'c DocumentRef, extractor: &'c str) -> Self {
        Self {
            id: &claim.id.0,
            kind: claim.kind,
            modality: claim.modality,
            text: &claim.text,
            subject: claim.subject.as_deref(),
            metric: claim.metric.as_deref(),
            quantity: claim.quantity.as_ref().map(QuantityRecord::new),
            basis: claim.basis.as_deref(),
            compared_to: claim.compared_to.as_deref(),
            scope: claim.scope.as_deref(),
            migration: claim.migration.as_deref(),
            time: claim.time.as_deref(),
            due: claim.due.as_deref(),
            attribution: claim.attribution.as_deref(),
            quote: QuoteRecord {
                exact: claim.quote.exact(),
                words: claim.quote.words(),
                prefix: claim.quote.prefix(),
                suffix: claim.quote.suffix(),
                start: claim.quote.span.start,
                end: claim.quote.span.end,
            },
            section: &claim.section,
            cell: claim.cell.as_deref(),
            check_worthiness: f64::from(claim.check_worthiness) / 100.0,
            document,
            extractor,
        }
    }
}

impl<'c> QuantityRecord<'c> {
    /// The record of `figure`.
    pub fn new(figure: &'c ClaimQuantity) -> Self {
        let quantity = &figure.quantity;
        Self {
            surface: &figure.surface,
            start: figure.span.start,
            end: figure.span.end,
            low: quantity.low.and_then(number),
            high: quantity.high.and_then(number),
            unit: &quantity.unit,
            comparator: quantity.comparator,
            approximate: quantity.approximate,
            direction: quantity.direction,
        }
    }
}

/// A decimal as a JSON number: whole numbers without a point, others as the nearest double.
pub fn number(value: Decimal) -> Option<serde_json::Number> {
    let value = value.normalize();
    match value.to_i64().filter(|_| value.is_integer()) {
        Some(whole) => Some(whole.into()),
        None => value.to_f64().and_then(serde_json::Number::from_f64),
    }
}
