//! The fields of the index and what a claim puts into them.
//!
//! Comes in: a stored claim. Goes out: a tantivy document. Nothing is stored for showing: hits are row ids, the store tells the rest.

use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};

use super::expression::TextField;
use super::measure::Measure;
use super::period::Period;
use super::tokenizer;
use crate::claim::ClaimQuantity;
use crate::mention::quantity::Comparator;
use crate::store::StoredClaim;

/// Raised whenever the same claims would be indexed otherwise: tokens, fields, units. An index of another version is rebuilt.
pub(super) const VERSION: u32 = 2;

/// Names of the columns that collecting reads.
pub(super) mod column {
    pub const ROW: &str = "row";
    pub const LIVE: &str = "live";
    pub const KIND: &str = "kind";
    pub const DOCUMENT: &str = "document";
    pub const UNIT: &str = "unit";
    pub const PLACE: &str = "place";
    pub const VALUE: &str = "value";
    pub const FIRST_DAY: &str = "first_day";
    pub const LAST_DAY: &str = "last_day";
    pub const WORTHINESS: &str = "worthiness";
    pub const LOW: &str = "low";
    pub const HIGH: &str = "high";
    pub const STATED_LOW: &str = "stated_low";
    pub const STATED_HIGH: &str = "stated_high";
}

/// The schema with its fields at hand.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub schema: Schema,
    /// Fields of words, in the order of [`TextField::ALL`].
    text: [Field; TextField::ALL.len()],
    /// The claim's row in the store.
    pub row: Field,
    /// Whether the claim is neither withdrawn nor rejected.
    pub live: Field,
    /// Kind's word.
    pub kind: Field,
    /// Document id.
    pub document: Field,
    /// Unit as the claim carries it; empty for a bare number, absent without a figure.
    pub unit: Field,
    /// What the unit measures.
    pub dimension: Field,
    /// Ends of the figure in the base of its dimension; infinite where they are open.
    pub low: Field,
    pub high: Field,
    /// The same as stated, in the claim's own unit.
    pub stated_low: Field,
    pub stated_high: Field,
    /// What sorting by value goes by.
    value: Field,
    /// First and last day of the claim's time.
    pub first_day: Field,
    pub last_day: Field,
    /// Where the claim stands: document and place in it.
    place: Field,
    /// Check-worthiness in hundredths.
    worthiness: Field,
}

impl Fields {
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer::NAME)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(indexing);
        let text = ["wording", "quote", "subject", "metric", "attribution", "section"]
            .map(|name| schema.add_text_field(name, words.clone()));
        let exact = STRING | FAST;
        Self {
            text,
            row: schema.add_i64_field(column::ROW, INDEXED | FAST),
            live: schema.add_bool_field(column::LIVE, FAST),
            kind: schema.add_text_field(column::KIND, exact.clone()),
            document: schema.add_text_field(column::DOCUMENT, exact.clone()),
            unit: schema.add_text_field(column::UNIT, exact),
            dimension: schema.add_text_field("dimension", STRING),
            low: schema.add_f64_field(column::LOW, FAST),
            high: schema.add_f64_field(column::HIGH, FAST),
            stated_low: schema.add_f64_field(column::STATED_LOW, FAST),
            stated_high: schema.add_f64_field(column::STATED_HIGH, FAST),
            value: schema.add_f64_field(column::VALUE, FAST),
            first_day: schema.add_i64_field(column::FIRST_DAY, FAST),
            last_day: schema.add_i64_field(column::LAST_DAY, FAST),
            place: schema.add_u64_field(column::PLACE, FAST),
            worthiness: schema.add_u64_field(column::WORTHINESS, FAST),
            schema: schema.build(),
        }
    }

    /// The field of words that `field` names.
    pub fn text(&self, field: TextField) -> Field {
        self.text[field as usize]
    }

    /// What the index keeps of `stored`.
    pub fn document(&self, stored: &StoredClaim) -> TantivyDocument {
        let claim = &stored.claim;
        let mut document = TantivyDocument::new();
        document.add_i64(self.row, stored.row);
        document.add_bool(self.live, !stored.withdrawn && !stored.rejected);
        document.add_text(self.text(TextField::Wording), &claim.text);
        document.add_text(self.text(TextField::Quote), claim.quote.words());
        let names = [
            (TextField::Subject, claim.subject.as_deref()),
            (TextField::Metric, claim.metric.as_deref()),
            (TextField::Attribution, claim.attribution.as_ref().map(|source| source.name.as_str())),
        ];
        for (field, words) in names {
            document.add_text(self.text(field), words.unwrap_or_default());
        }
        for heading in claim.section.iter() {
            document.add_text(self.text(TextField::Section), heading);
        }
        document.add_text(self.kind, claim.kind.as_str());
        document.add_text(self.document, &stored.document.id);
        document.add_u64(self.worthiness, u64::from(claim.check_worthiness));
        document.add_u64(self.place, place(stored));
        claim.quantity.iter().for_each(|figure| self.add_figure(&mut document, figure));
        if let Some(period) = claim.time.as_deref().and_then(Period::parse) {
            document.add_i64(self.first_day, period.first);
            document.add_i64(self.last_day, period.last);
        }
        document
    }

    fn add_figure(&self, document: &mut TantivyDocument, figure: &ClaimQuantity) {
        let quantity = &figure.quantity;
        let measure = Measure::of(&quantity.unit);
        let stated = Measure::of("");
        document.add_text(self.unit, &quantity.unit);
        document.add_text(self.dimension, &measure.dimension);
        for (low, high, measure) in [(self.low, self.high, &measure), (self.stated_low, self.stated_high, &stated)] {
            let end = |value: Option<rust_decimal::Decimal>, open: f64| value.map_or(open, |value| measure.base(value));
            let (from, to) = strict(end(quantity.low, f64::NEG_INFINITY), end(quantity.high, f64::INFINITY), quantity.comparator);
            document.add_f64(low, from);
            document.add_f64(high, to);
        }
        if let Some(value) = quantity.low.or(quantity.high) {
            document.add_f64(self.value, measure.base(value));
        }
    }
}

/// "Under 100" does not meet "100 and more": a strict bound ends one step before its number.
fn strict(low: f64, high: f64, comparator: Comparator) -> (f64, f64) {
    match comparator {
        Comparator::Less => (low, high.next_down()),
        Comparator::Greater => (low.next_up(), high),
        _ => (low, high),
    }
}

/// Article order as one number: the document in order of its adding, then the quote, then the figure in it. Positions that do not
/// fit are cut off at the largest that does; the row then decides.
fn place(stored: &StoredClaim) -> u64 {
    const QUOTE_BITS: u32 = 27;
    const FIGURE_BITS: u32 = 13;
    let packed = |value: usize, bits: u32| (value as u64).min((1 << bits) - 1);
    let quote = stored.claim.quote.span;
    let figure = stored.claim.quantity.as_ref().map_or(0, |figure| figure.span.start.saturating_sub(quote.start) + 1);
    let document = usize::try_from(stored.document_row).unwrap_or(0);
    packed(document, 64 - QUOTE_BITS - FIGURE_BITS) << (QUOTE_BITS + FIGURE_BITS)
        | packed(quote.start, QUOTE_BITS) << FIGURE_BITS
        | packed(figure, FIGURE_BITS)
}
