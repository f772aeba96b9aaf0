//! The fields of a claim that a person may correct: read as words, assigned from words.
//!
//! Comes in: a claim, fields and their values as commands spell them. Goes out: the corrected claim with what changed, or a
//! refusal. The quote and the id are deliberately not among the fields: another quote is another claim.

use std::sync::Arc;

use ecow::EcoString;
use rust_decimal::Decimal;

use super::FieldChange;
use crate::claim::identity::normalise;
use crate::claim::{Attribution, Claim, ClaimQuantity, Migration, sign, words};
use crate::mention::quantity::{Comparator, Quantity};
use crate::text::SourceSpan;

words! {
    /// A field of a claim, as the record names it. The standing order is the order of assignment.
    Field {
        /// Sort of fact.
        Kind = "kind",
        /// Fact, forecast or advice.
        Modality = "modality",
        /// Wording.
        Text = "text",
        /// Who or what it is about.
        Subject = "subject",
        /// What is measured.
        Metric = "metric",
        /// The figure as the quote writes it.
        Figure = "figure",
        /// Lower end.
        Low = "low",
        /// Upper end.
        High = "high",
        /// Unit.
        Unit = "unit",
        /// How the figure bounds the truth.
        Comparator = "comparator",
        /// Whether the text says "about".
        Approximate = "approximate",
        /// Which way a change goes.
        Direction = "direction",
        /// What a change is measured against.
        Basis = "basis",
        /// The other side of a comparison.
        ComparedTo = "compared_to",
        /// What limits the claim.
        Scope = "scope",
        /// What a migration leaves.
        From = "from",
        /// What a migration adopts.
        To = "to",
        /// The time that it holds for.
        Time = "time",
        /// When a forecast can be judged.
        Due = "due",
        /// Name of the source that the article names.
        Attribution = "attribution",
        /// Its address.
        AttributionUrl = "attribution_url",
    }
}

/// A field and the value that it shall have; `None` empties it.
pub type Assignment = (Field, Option<String>);

/// Why a field cannot have a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// The value is not of the right sort.
    #[error("{field} cannot be '{value}': {wanted}")]
    Value {
        /// The field.
        field: Field,
        /// The value.
        value: String,
        /// What it may be.
        wanted: String,
    },
    /// The field cannot be empty.
    #[error("{field} cannot be empty")]
    Needed {
        /// The field.
        field: Field,
    },
    /// The claim has no figure that the field could belong to.
    #[error("the claim has no figure, so it has no {field}")]
    NoFigure {
        /// The field.
        field: Field,
    },
    /// The words do not stand in the claim's quote.
    #[error("the figure '{surface}' does not stand in the quote '{quote}'")]
    NotInQuote {
        /// The words.
        surface: String,
        /// The quote.
        quote: String,
    },
    /// The upper end is below the lower one.
    #[error("a figure cannot reach from {low} up to {high}")]
    Reversed {
        /// Lower end.
        low: Decimal,
        /// Upper end.
        high: Decimal,
    },
    /// Every field has the wanted value already.
    #[error("nothing changes: the claim says so already")]
    Nothing,
}

impl FieldError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoFigure { .. } => "--figure WORDS says which words of the quote are the figure",
            Self::NotInQuote { .. } => "copy the figure from the quote letter for letter, as 'claimbase show ID' prints it",
            Self::Reversed { .. } => "--low is the smaller end, --high the larger one",
            _ => "'claimbase show ID' prints the claim's fields; 'none' empties one",
        }
    }
}

/// The value of `field`, as commands spell it.
pub fn read(claim: &Claim, field: Field) -> Option<String> {
    let figure = claim.quantity.as_ref();
    let quantity = figure.map(|figure| &figure.quantity);
    let end = |end: Option<Decimal>| end.map(|end| end.normalize().to_string());
    let owned = |words: Option<&str>| words.map(str::to_owned);
    match field {
        Field::Kind => Some(claim.kind.to_string()),
        Field::Modality => Some(claim.modality.to_string()),
        Field::Text => Some(claim.text.to_string()),
        Field::Subject => owned(claim.subject.as_deref()),
        Field::Metric => owned(claim.metric.as_deref()),
        Field::Figure => figure.map(|figure| figure.surface.to_string()),
        Field::Low => quantity.and_then(|quantity| end(quantity.low)),
        Field::High => quantity.and_then(|quantity| end(quantity.high)),
        Field::Unit => quantity.map(|quantity| quantity.unit.to_string()).filter(|unit| !unit.is_empty()),
        Field::Comparator => quantity.map(|quantity| sign::of_comparator(quantity.comparator).to_owned()),
        Field::Approximate => quantity.map(|quantity| quantity.approximate.to_string()),
        Field::Direction => quantity.and_then(|quantity| quantity.direction).map(|way| sign::of_direction(way).to_owned()),
        Field::Basis => owned(claim.basis.as_deref()),
        Field::ComparedTo => owned(claim.compared_to.as_deref()),
        Field::Scope => owned(claim.scope.as_deref()),
        Field::From => claim.migration.as_ref().and_then(|migration| migration.from.clone()),
        Field::To => claim.migration.as_ref().and_then(|migration| migration.to.clone()),
        Field::Time => owned(claim.time.as_deref()),
        Field::Due => owned(claim.due.as_deref()),
        Field::Attribution => claim.attribution.as_ref().map(|source| source.name.clone()),
        Field::AttributionUrl => claim.attribution.as_ref().and_then(|source| source.url.clone()),
    }
}

/// The claim with every assignment made, and what changed. An end of a figure that is assigned without a comparator brings its own.
pub fn amend(claim: &Claim, assignments: &[Assignment]) -> Result<(Claim, Vec<FieldChange>), FieldError> {
    let mut amended = claim.clone();
    let mut ordered: Vec<&Assignment> = assignments.iter().collect();
    ordered.sort_by_key(|(field, _)| *field);
    for (field, value) in ordered {
        assign(&mut amended, *field, value.as_deref())?;
    }
    let assigned = |wanted: Field| assignments.iter().any(|(field, _)| *field == wanted);
    if let Some(figure) = amended.quantity.as_mut().filter(|_| assigned(Field::Low) || assigned(Field::High)) {
        if !assigned(Field::Comparator) {
            figure.quantity.comparator = comparator_of(&figure.quantity);
        }
        if let (Some(low), Some(high)) = (figure.quantity.low, figure.quantity.high)
            && low > high
        {
            return Err(FieldError::Reversed { low, high });
        }
    }
    let changes = changes(claim, &amended);
    if changes.is_empty() { Err(FieldError::Nothing) } else { Ok((amended, changes)) }
}

/// The fields in which two claims differ.
fn changes(before: &Claim, after: &Claim) -> Vec<FieldChange> {
    let fields = Field::ALL.iter().map(|field| FieldChange {
        field: field.to_string(),
        before: read(before, *field),
        after: read(after, *field),
    });
    fields.filter(|change| change.before != change.after).collect()
}

/// What a reader of two readings of one claim would call different: fields, quote and headings; not how quotation marks, dashes, letter case and
/// white space are written.
pub fn differences(before: &Claim, after: &Claim) -> Vec<FieldChange> {
    let headings = |claim: &Claim| Some(claim.section.join(" › ")).filter(|headings| !headings.is_empty());
    let mut found = changes(before, after);
    let mut add = |field: &str, before, after| found.push(FieldChange { field: field.to_owned(), before, after });
    add("quote", Some(before.quote.words().to_owned()), Some(after.quote.words().to_owned()));
    add("section", headings(before), headings(after));
    let plain = |words: &Option<String>| words.as_deref().map(normalise);
    found.retain(|change| plain(&change.before) != plain(&change.after));
    found
}

/// Makes an earlier edit's changes again on a claim that the machine has read anew; a change that fits no more is passed over.
pub fn apply(claim: &mut Claim, changes: &[FieldChange]) {
    for change in changes {
        if let Ok(field) = change.field.parse() {
            // The text may have lost the words that a figure was moved to.
            let _ = assign(claim, field, change.after.as_deref());
        }
    }
}

/// Takes an edit's changes back wherever nobody has changed the field since.
pub fn revert(claim: &mut Claim, changes: &[FieldChange]) {
    for change in changes {
        let Ok(field) = change.field.parse() else { continue };
        if read(claim, field) == change.after {
            // As in `apply`: what fits no more stays.
            let _ = assign(claim, field, change.before.as_deref());
        }
    }
}

fn assign(claim: &mut Claim, field: Field, value: Option<&str>) -> Result<(), FieldError> {
    let owned = || value.map(str::to_owned);
    let short = || value.map(EcoString::from);
    match field {
        Field::Kind => claim.kind = word(field, value)?,
        Field::Modality => claim.modality = word(field, value)?,
        Field::Text => claim.text = short().ok_or(FieldError::Needed { field })?,
        Field::Subject => claim.subject = short(),
        Field::Metric => claim.metric = short(),
        Field::Basis => claim.basis = value.map(Into::into),
        Field::ComparedTo => claim.compared_to = value.map(Into::into),
        Field::Scope => claim.scope = value.map(Into::into),
        Field::Time => claim.time = time(field, value)?.map(Into::into),
        Field::Due => claim.due = time(field, value)?.map(Into::into),
        Field::From => migration(claim).from = owned(),
        Field::To => migration(claim).to = owned(),
        Field::Attribution => assign_attribution(claim, value),
        Field::AttributionUrl => match &mut claim.attribution {
            Some(source) => Arc::make_mut(source).url = owned(),
            None if value.is_none() => {}
            None => return Err(FieldError::Needed { field: Field::Attribution }),
        },
        Field::Figure => return assign_figure(claim, value),
        _ => return assign_quantity(claim, field, value),
    }
    if claim.migration.as_ref().is_some_and(|migration| migration.from.is_none() && migration.to.is_none()) {
        claim.migration = None;
    }
    Ok(())
}

fn migration(claim: &mut Claim) -> &mut Migration {
    claim.migration.get_or_insert_with(|| Box::new(Migration { from: None, to: None }))
}

fn assign_attribution(claim: &mut Claim, name: Option<&str>) {
    let url = claim.attribution.take().and_then(|source| Arc::unwrap_or_clone(source).url);
    claim.attribution = name.map(|name| Arc::new(Attribution { name: name.to_owned(), url }));
}

/// Moves the figure to other words of the quote, or takes it away.
fn assign_figure(claim: &mut Claim, value: Option<&str>) -> Result<(), FieldError> {
    let Some(surface) = value else {
        claim.quantity = None;
        return Ok(());
    };
    let absent = || FieldError::NotInQuote { surface: surface.to_owned(), quote: claim.quote.words().to_owned() };
    let at = claim.quote.exact().find(surface).filter(|_| !surface.is_empty()).ok_or_else(absent)?;
    let start = claim.quote.span.start + at;
    let span = SourceSpan::new(start, start + surface.len());
    let quantity = claim.quantity.take().map_or_else(unread, |figure| figure.quantity);
    claim.quantity = Some(ClaimQuantity { quantity, surface: surface.into(), span });
    Ok(())
}

/// A figure whose value nobody has said yet.
fn unread() -> Quantity {
    Quantity { low: None, high: None, unit: EcoString::new(), comparator: Comparator::Equal, approximate: false, direction: None }
}

fn assign_quantity(claim: &mut Claim, field: Field, value: Option<&str>) -> Result<(), FieldError> {
    let Some(figure) = &mut claim.quantity else {
        return if value.is_none() { Ok(()) } else { Err(FieldError::NoFigure { field }) };
    };
    let quantity = &mut figure.quantity;
    let wrong = |wanted: &str| FieldError::Value { field, value: value.unwrap_or("none").to_owned(), wanted: wanted.to_owned() };
    match field {
        Field::Low => quantity.low = value.map(|value| number(field, value)).transpose()?,
        Field::High => quantity.high = value.map(|value| number(field, value)).transpose()?,
        Field::Unit => quantity.unit = value.unwrap_or_default().into(),
        Field::Comparator => {
            let comparator = sign::comparator(value.unwrap_or("="));
            quantity.comparator = comparator.ok_or_else(|| wrong("it is one of =, <, <=, >, >=, range"))?;
        }
        Field::Approximate => {
            quantity.approximate = value.unwrap_or("false").parse().map_err(|_| wrong("it is true or false"))?;
        }
        _ => {
            let direction = value.map(|word| sign::direction(word).ok_or_else(|| wrong("it is up, down or none")));
            quantity.direction = direction.transpose()?;
        }
    }
    Ok(())
}

fn comparator_of(quantity: &Quantity) -> Comparator {
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low != high => Comparator::Range,
        (Some(_), None) if quantity.comparator == Comparator::Greater => Comparator::Greater,
        (Some(_), None) => Comparator::AtLeast,
        (None, Some(_)) if quantity.comparator == Comparator::Less => Comparator::Less,
        (None, Some(_)) => Comparator::AtMost,
        _ => Comparator::Equal,
    }
}

fn word<T: std::str::FromStr<Err = String>>(field: Field, value: Option<&str>) -> Result<T, FieldError> {
    let value = value.ok_or(FieldError::Needed { field })?;
    value.parse().map_err(|wanted| FieldError::Value { field, value: value.to_owned(), wanted })
}

/// A figure as people type it: digits with separators, or a magnitude letter behind ("1.2M", "40k").
fn number(field: Field, value: &str) -> Result<Decimal, FieldError> {
    let plain: String = value.chars().filter(|c| !matches!(c, ',' | '_' | ' ')).collect();
    let (digits, power) = match plain.chars().last() {
        Some('k' | 'K') => (&plain[..plain.len() - 1], 3),
        Some('m' | 'M') => (&plain[..plain.len() - 1], 6),
        Some('b' | 'B') => (&plain[..plain.len() - 1], 9),
        Some('t' | 'T') => (&plain[..plain.len() - 1], 12),
        _ => (plain.as_str(), 0),
    };
    let magnitude = Decimal::from(10u64.pow(power));
    digits.parse::<Decimal>().ok().and_then(|digits| digits.checked_mul(magnitude)).ok_or_else(|| FieldError::Value {
        field,
        value: value.to_owned(),
        wanted: "it is a number such as 1200000, 1.2M or 0.5".to_owned(),
    })
}

/// A time as the record spells it, checked for its form.
fn time(field: Field, value: Option<&str>) -> Result<Option<String>, FieldError> {
    let Some(value) = value else { return Ok(None) };
    let ends: Vec<&str> = value.split('/').collect();
    if ends.len() <= 2 && ends.iter().all(|end| is_time(end)) {
        return Ok(Some(value.to_owned()));
    }
    let wanted = "it is written 2026, 2026-02, 2026-02-14, 2026-Q1, 2026-H1 or 2024/2026".to_owned();
    Err(FieldError::Value { field, value: value.to_owned(), wanted })
}

fn is_time(end: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    match end.split('-').collect::<Vec<_>>().as_slice() {
        [year] => digits(year, 4),
        [year, part] => digits(year, 4) && (digits(part, 2) || matches!(*part, "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2")),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    }
}
