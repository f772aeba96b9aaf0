//! Rows of the table `claims` to [`Claim`]s and back.
//!
//! Comes in: a row, or a claim. Goes out: the claim, or the values of its columns. One list of columns serves both ways.
//! No query is decided here.

use std::str::FromStr;
use std::sync::Arc;

use ecow::EcoVec;
use jiff::civil::Date;
use rusqlite::types::{FromSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Row, ToSql};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::error::Doing;
use crate::claim::sign;
use crate::claim::{Attribution, CellPlace, Claim, ClaimId, ClaimQuantity, Kind, Migration};
use crate::document::DocumentRef;
use crate::freshness::{self, Due, Facts};
use crate::mention::quantity::Quantity;
use crate::review::{Correction, FieldChange, Review, Status};
use crate::text::{Quote, SourceSpan};

/// The columns that hold a claim's own fields, in the order in which [`values`] gives and [`claim`] reads them.
pub(super) const CLAIM_COLUMNS: &[&str] = &[
    "id",
    "kind",
    "modality",
    "text",
    "subject",
    "metric",
    "figure_surface",
    "figure_start",
    "figure_end",
    "figure_low",
    "figure_high",
    "figure_low_number",
    "figure_high_number",
    "figure_unit",
    "figure_comparator",
    "figure_approximate",
    "figure_direction",
    "basis",
    "compared_to",
    "scope",
    "migration_from",
    "migration_to",
    "time",
    "due",
    "attribution_name",
    "attribution_url",
    "quote_exact",
    "quote_words",
    "quote_prefix",
    "quote_suffix",
    "quote_start",
    "quote_end",
    "section",
    "cell_table",
    "cell_row",
    "cell_column",
    "cell_row_header",
    "cell_column_headers",
    "check_worthiness",
];

/// A claim as stored: with its document, its status and what people said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredClaim {
    /// Its row in the database: small, lasting, and what the index keeps.
    pub row: i64,
    /// The claim, corrections applied.
    pub claim: Claim,
    /// The document, as records name it.
    pub document: DocumentRef,
    /// The document's row.
    pub document_row: i64,
    /// Version of the program that extracted it.
    pub extractor: String,
    /// Where it stands: the fold of `reviews`.
    pub status: Status,
    /// Judgements, oldest first, retracted ones included.
    pub reviews: Vec<Review>,
    /// Corrections, oldest first, retracted ones included.
    pub corrections: Vec<Correction>,
    /// What changed in it since the review that decides on it, by a later reading of the article or by an edit.
    pub changed_since_review: Vec<FieldChange>,
    /// The day from which on its verdict is due again, by the shelf lives of the store; `None` without a verdict or where it lasts.
    pub fresh_until: Option<Date>,
    /// Whether its document does not state it any more, or was removed.
    pub withdrawn: bool,
    /// When that was, RFC 3339.
    pub withdrawn_at: Option<String>,
    /// Row of the claim that took its place, where one is known.
    pub superseded_by: Option<i64>,
    /// Whether a person said that it is no claim.
    pub rejected: bool,
    /// Whether a person added it and no machine found it.
    pub added: bool,
    /// When it was stored for the first time, RFC 3339.
    pub added_at: String,
}

impl StoredClaim {
    /// What is due of it on the day `on`.
    pub fn due(&self, on: Date) -> Option<Due> {
        freshness::due(Facts::of(&self.claim, &self.reviews), self.fresh_until, on)
    }
}

/// Reads the columns of a row one after the other.
pub(super) struct Columns<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl<'r, 's> Columns<'r, 's> {
    pub(super) fn new(row: &'r Row<'s>) -> Self {
        Self { row, next: 0 }
    }

    /// The value of the next column.
    pub(super) fn take<T: FromSql>(&mut self) -> Result<T, StoreError> {
        self.next += 1;
        self.row.get(self.next - 1).doing("read a row")
    }

    /// The next column, a word of a closed set.
    pub(super) fn word<T: FromStr>(&mut self, what: &'static str) -> Result<T, StoreError> {
        word(what, &self.take::<String>()?)
    }

    /// The next column, words or nothing.
    fn words<T: From<String>>(&mut self) -> Result<Option<T>, StoreError> {
        Ok(self.take::<Option<String>>()?.map(Into::into))
    }

    /// The next column, 0 or 1 and nothing else that would read as true.
    pub(super) fn flag(&mut self, what: &'static str) -> Result<bool, StoreError> {
        match self.take::<i64>()? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(StoreError::Damaged { what, value: other.to_string() }),
        }
    }

    /// The next column, an offset.
    fn offset(&mut self) -> Result<usize, StoreError> {
        offset(self.take()?)
    }

    /// The next column, a JSON list of words.
    pub(super) fn list(&mut self, what: &'static str) -> Result<Vec<String>, StoreError> {
        list(what, &self.take::<String>()?)
    }
}

/// Reads a word of a closed set.
pub(super) fn word<T: FromStr>(what: &'static str, value: &str) -> Result<T, StoreError> {
    value.parse().map_err(|_| StoreError::Damaged { what, value: value.to_owned() })
}

/// Reads a JSON list of words.
pub(super) fn list<L: DeserializeOwned>(what: &'static str, value: &str) -> Result<L, StoreError> {
    serde_json::from_str(value).map_err(|_| StoreError::Damaged { what, value: value.to_owned() })
}

/// Writes a JSON list of words.
pub(super) fn list_json(words: &[impl Serialize]) -> String {
    serde_json::to_string(words).expect("a list of words is always JSON")
}

fn offset(value: i64) -> Result<usize, StoreError> {
    usize::try_from(value).map_err(|_| StoreError::Damaged { what: "offset", value: value.to_string() })
}

fn signed<T>(what: &'static str, value: &str, read: fn(&str) -> Option<T>) -> Result<T, StoreError> {
    read(value).ok_or_else(|| StoreError::Damaged { what, value: value.to_owned() })
}

fn decimal(value: &str) -> Result<Decimal, StoreError> {
    word("figure", value)
}

/// The claim in the next columns of `columns`, which must be [`CLAIM_COLUMNS`].
pub(super) fn claim(columns: &mut Columns<'_, '_>) -> Result<Claim, StoreError> {
    let id = ClaimId(columns.take::<String>()?.into());
    let kind = columns.word("kind")?;
    let modality = columns.word("modality")?;
    let (text, subject, metric) = (columns.take::<String>()?.into(), columns.words()?, columns.words()?);
    let quantity = figure(columns)?;
    let (basis, compared_to, scope) = (columns.words()?, columns.words()?, columns.words()?);
    let migration = Some(Migration { from: columns.take()?, to: columns.take()? })
        .filter(|migration| kind == Kind::Migration || migration.from.is_some() || migration.to.is_some());
    let (time, due) = (columns.words()?, columns.words()?);
    let (name, url) = (columns.take::<Option<String>>()?, columns.take()?);
    let attribution = name.map(|name| Attribution { name, url });
    let quote = quote(columns)?;
    let section = columns.list("section")?.into();
    let cell = cell(columns)?;
    let check_worthiness = columns.take()?;
    Ok(Claim {
        id,
        kind,
        modality,
        text,
        subject,
        metric,
        quantity,
        basis,
        compared_to,
        scope,
        migration: migration.map(Box::new),
        time,
        due,
        attribution: attribution.map(Arc::new),
        quote,
        section,
        cell: cell.map(Box::new),
        check_worthiness,
    })
}

fn quote(columns: &mut Columns<'_, '_>) -> Result<Quote, StoreError> {
    let (exact, words): (String, String) = (columns.take()?, columns.take()?);
    let (prefix, suffix): (String, String) = (columns.take()?, columns.take()?);
    Ok(Quote::kept(&exact, &words, [&prefix, &suffix], SourceSpan::new(columns.offset()?, columns.offset()?)))
}

fn figure(columns: &mut Columns<'_, '_>) -> Result<Option<ClaimQuantity>, StoreError> {
    let surface: Option<String> = columns.take()?;
    let (start, end): (Option<i64>, Option<i64>) = (columns.take()?, columns.take()?);
    let (low, high): (Option<String>, Option<String>) = (columns.take()?, columns.take()?);
    let (_, _): (Option<f64>, Option<f64>) = (columns.take()?, columns.take()?);
    let (unit, comparator): (Option<String>, Option<String>) = (columns.take()?, columns.take()?);
    let (approximate, direction): (Option<bool>, Option<String>) = (columns.take()?, columns.take()?);
    let Some(surface) = surface else { return Ok(None) };
    let quantity = Quantity {
        low: low.as_deref().map(decimal).transpose()?,
        high: high.as_deref().map(decimal).transpose()?,
        unit: unit.unwrap_or_default().into(),
        comparator: signed("comparator", comparator.as_deref().unwrap_or("="), sign::comparator)?,
        approximate: approximate.unwrap_or(false),
        direction: direction.map(|word| signed("direction", &word, sign::direction)).transpose()?,
    };
    let span = SourceSpan::new(offset(start.unwrap_or(0))?, offset(end.unwrap_or(0))?);
    Ok(Some(ClaimQuantity { quantity, surface: surface.into(), span }))
}

fn cell(columns: &mut Columns<'_, '_>) -> Result<Option<CellPlace>, StoreError> {
    let table: Option<i64> = columns.take()?;
    let (row, column): (Option<i64>, Option<i64>) = (columns.take()?, columns.take()?);
    let (row_header, headers): (_, Option<String>) = (columns.words()?, columns.take()?);
    let Some(table) = table else { return Ok(None) };
    Ok(Some(CellPlace {
        table: offset(table)?,
        row: offset(row.unwrap_or(0))?,
        column: offset(column.unwrap_or(0))?,
        row_header,
        column_headers: headers.map_or(Ok(EcoVec::new()), |headers| list("column headers", &headers))?,
    }))
}

/// The values of [`CLAIM_COLUMNS`] for `claim`.
pub(super) fn values(claim: &Claim) -> Vec<ToSqlOutput<'_>> {
    // What follows the claim's own columns in a statement has room too.
    let mut values = Vec::with_capacity(CLAIM_COLUMNS.len() + 4);
    let migration = claim.migration.as_ref();
    let attribution = claim.attribution.as_ref();
    values.push(text(&claim.id.0));
    values.push(text(claim.kind.as_str()));
    values.push(text(claim.modality.as_str()));
    values.push(text(&claim.text));
    values.push(maybe(claim.subject.as_deref()));
    values.push(maybe(claim.metric.as_deref()));
    values.extend(figure_values(claim.quantity.as_ref()));
    values.extend([&claim.basis, &claim.compared_to, &claim.scope].map(|field| maybe(field.as_deref())));
    values.push(maybe(migration.and_then(|migration| migration.from.as_deref())));
    values.push(maybe(migration.and_then(|migration| migration.to.as_deref())));
    values.extend([claim.time.as_deref(), claim.due.as_deref()].map(maybe));
    values.push(maybe(attribution.map(|attribution| attribution.name.as_str())));
    values.push(maybe(attribution.and_then(|attribution| attribution.url.as_deref())));
    let quote = &claim.quote;
    values.extend([quote.exact(), quote.words(), quote.prefix(), quote.suffix()].map(|words| text(words)));
    values.extend([quote.span.start, quote.span.end].map(number));
    values.push(owned(list_json(&claim.section)));
    values.extend(cell_values(claim.cell.as_deref()));
    values.push(ToSqlOutput::Owned(Value::Integer(i64::from(claim.check_worthiness))));
    values
}

fn figure_values(figure: Option<&ClaimQuantity>) -> [ToSqlOutput<'_>; 11] {
    let Some(ClaimQuantity { quantity, surface, span }) = figure else { return [const { ToSqlOutput::Owned(Value::Null) }; 11] };
    let real = |end: Option<Decimal>| ToSqlOutput::Owned(end.and_then(|end| end.to_f64()).map_or(Value::Null, Value::Real));
    let plain = |end: Option<Decimal>| end.map_or(ToSqlOutput::Owned(Value::Null), |end| owned(end.normalize().to_string()));
    [
        text(surface),
        number(span.start),
        number(span.end),
        plain(quantity.low),
        plain(quantity.high),
        real(quantity.low),
        real(quantity.high),
        text(&quantity.unit),
        text(sign::of_comparator(quantity.comparator)),
        ToSqlOutput::Owned(Value::Integer(i64::from(quantity.approximate))),
        maybe(quantity.direction.map(sign::of_direction)),
    ]
}

fn cell_values(cell: Option<&CellPlace>) -> [ToSqlOutput<'_>; 5] {
    let Some(cell) = cell else { return [const { ToSqlOutput::Owned(Value::Null) }; 5] };
    [
        number(cell.table),
        number(cell.row),
        number(cell.column),
        maybe(cell.row_header.as_deref()),
        owned(list_json(&cell.column_headers)),
    ]
}

fn text(words: &str) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(ValueRef::Text(words.as_bytes()))
}

fn owned(words: String) -> ToSqlOutput<'static> {
    ToSqlOutput::Owned(Value::Text(words))
}

fn maybe(words: Option<&str>) -> ToSqlOutput<'_> {
    words.map_or(ToSqlOutput::Owned(Value::Null), text)
}

fn number(offset: usize) -> ToSqlOutput<'static> {
    ToSqlOutput::Owned(Value::Integer(i64::try_from(offset).unwrap_or(i64::MAX)))
}

/// The values as parameters of a statement.
pub(super) fn parameters(values: &[Value]) -> Vec<&dyn ToSql> {
    values.iter().map(|value| value as &dyn ToSql).collect()
}
