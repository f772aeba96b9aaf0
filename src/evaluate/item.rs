//! A claim as it is compared: an annotator's line, or what an extractor gives.
//!
//! Comes in: lines of a gold file or of `extract --format jsonl`, and claims. Goes out: [`Item`]s in one form. A gold field may list every reading that
//! careful annotators gave; a prediction has one.

use ecow::EcoString;
use serde::Deserialize;
use serde_json::Value;

use super::unit;
use crate::claim::Claim;

/// Every reading of a field that is right; `None` is the reading that the field is empty.
pub(super) type Readings = Vec<Option<String>>;

/// A claim with what is compared of it. Offsets are bytes of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The words there.
    pub(super) quote: String,
    /// Whether it may be left out.
    pub(super) optional: bool,
    /// Both ends; none for events.
    pub(super) ends: (Option<f64>, Option<f64>),
    /// Whether it has no figure.
    pub(super) event: bool,
    pub(super) unit: Readings,
    pub(super) kind: Readings,
    pub(super) subject: Readings,
    pub(super) metric: Readings,
    pub(super) approximate: bool,
    pub(super) time: Readings,
    pub(super) attribution: Readings,
    pub(super) modality: Readings,
    pub(super) from: Readings,
    pub(super) to: Readings,
    /// The wording, where an extractor gives one.
    pub(super) text: Option<String>,
}

/// Why a line cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line} {message}")]
pub struct BadItem {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// A line of a gold file.
#[derive(Deserialize)]
struct GoldLine {
    quote: String,
    nth: Option<usize>,
    level: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    approx: Option<bool>,
    #[serde(flatten)]
    fields: serde_json::Map<String, Value>,
}

/// A line of `extract --format jsonl`, as far as it is compared.
#[derive(Deserialize)]
struct ClaimLine {
    kind: String,
    modality: Option<String>,
    text: Option<String>,
    subject: Option<String>,
    metric: Option<String>,
    time: Option<String>,
    quantity: Option<QuantityLine>,
    attribution: Option<NameLine>,
    migration: Option<MigrationLine>,
    quote: QuoteLine,
}

#[derive(Deserialize)]
struct QuantityLine {
    surface: String,
    start: usize,
    end: usize,
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
    approximate: bool,
}

#[derive(Deserialize)]
struct NameLine {
    name: String,
}

#[derive(Deserialize)]
struct MigrationLine {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct QuoteLine {
    exact: String,
    start: usize,
    end: usize,
}

/// The claims of a gold file about `article`.
pub fn gold(file: &str, article: &str) -> Result<Vec<Item>, BadItem> {
    lines(file, |line| serde_json::from_str(line).map_err(|error| error.to_string()).and_then(|line| of_gold(line, article)))
}

/// The claims that an extractor gave for `article`, as `extract --format jsonl` prints them; another annotator's gold file will do as well.
pub fn predicted(file: &str, article: &str) -> Result<Vec<Item>, BadItem> {
    lines(file, |line| {
        let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if value["quote"].is_string() {
            let gold = serde_json::from_value(value).map_err(|error| error.to_string())?;
            return Ok(of_gold(gold, article)?.first_readings());
        }
        of_claim_line(serde_json::from_value(value).map_err(|error| error.to_string())?, article)
    })
}

fn lines(file: &str, read: impl Fn(&str) -> Result<Item, String>) -> Result<Vec<Item>, BadItem> {
    let full = file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    full.map(|(at, line)| read(line).map_err(|message| BadItem { line: at + 1, message })).collect()
}

fn of_gold(line: GoldLine, article: &str) -> Result<Item, String> {
    let nth = line.nth.unwrap_or(0);
    let start = find_nth(article, &line.quote, nth)
        .ok_or_else(|| format!("quotes what is not in the article: '{}' ({nth})", line.quote))?;
    let field = |name: &str| readings(line.fields.get(name));
    Ok(Item {
        start,
        end: start + line.quote.len(),
        optional: line.level.as_deref() == Some("optional"),
        ends: (line.low, line.high),
        event: line.low.is_none() && line.high.is_none(),
        unit: field("unit").into_iter().map(|unit| Some(unit::normal(&unit.unwrap_or_default()))).collect(),
        kind: field("kind"),
        subject: field("subject"),
        metric: field("metric"),
        approximate: line.approx.unwrap_or(false),
        time: field("time"),
        attribution: field("attribution"),
        modality: field("modality"),
        from: field("from"),
        to: field("to"),
        text: None,
        quote: line.quote,
    })
}

fn readings(value: Option<&Value>) -> Readings {
    let one = |value: &Value| value.as_str().map(str::to_owned);
    match value {
        Some(Value::Array(several)) => several.iter().map(one).collect(),
        Some(value) => vec![one(value)],
        None => vec![None],
    }
}

/// Where `needle` stands for the time `nth`, from 0; overlapping places count.
fn find_nth(hay: &str, needle: &str, nth: usize) -> Option<usize> {
    let mut from = 0;
    for _ in 0..nth {
        from += hay.get(from..)?.find(needle)?;
        from += hay[from..].chars().next().map_or(1, char::len_utf8);
    }
    Some(from + hay.get(from..)?.find(needle)?)
}

fn of_claim_line(line: ClaimLine, article: &str) -> Result<Item, String> {
    let (start, end, quote) = match &line.quantity {
        Some(quantity) => (quantity.start, quantity.end, &quantity.surface),
        None => (line.quote.start, line.quote.end, &line.quote.exact),
    };
    if article.get(start..end) != Some(quote) {
        return Err(format!("says that the bytes {start}..{end} are '{quote}', and they are not"));
    }
    let quantity = line.quantity.as_ref();
    let migration = line.migration.unwrap_or(MigrationLine { from: None, to: None });
    Ok(Item {
        start,
        end,
        quote: quote.clone(),
        optional: false,
        ends: quantity.map_or((None, None), |quantity| (quantity.low, quantity.high)),
        event: quantity.is_none(),
        unit: vec![Some(quantity.map_or_else(String::new, |quantity| unit::normal(&quantity.unit)))],
        kind: vec![Some(line.kind)],
        subject: vec![line.subject],
        metric: vec![line.metric],
        approximate: quantity.is_some_and(|quantity| quantity.approximate),
        time: vec![line.time],
        attribution: vec![line.attribution.map(|source| source.name)],
        modality: vec![line.modality],
        from: vec![migration.from],
        to: vec![migration.to],
        text: line.text,
    })
}

impl Item {
    /// A prediction has one reading of each field: the first.
    fn first_readings(mut self) -> Self {
        let fields = [&mut self.unit, &mut self.kind, &mut self.subject, &mut self.metric, &mut self.time];
        let more = [&mut self.attribution, &mut self.modality, &mut self.from, &mut self.to];
        fields.into_iter().chain(more).for_each(|readings| readings.truncate(1));
        self
    }
}

impl From<&Claim> for Item {
    fn from(claim: &Claim) -> Self {
        let figure = claim.quantity.as_ref();
        let number = |end: Option<rust_decimal::Decimal>| end.and_then(|end| end.to_string().parse().ok());
        let (span, quote) = match figure {
            Some(figure) => (figure.span, figure.surface.as_str()),
            None => (claim.quote.span, claim.quote.exact()),
        };
        let migration = claim.migration.as_ref();
        let owned = |words: &Option<EcoString>| words.as_deref().map(str::to_owned);
        Self {
            start: span.start,
            end: span.end,
            quote: quote.to_owned(),
            optional: false,
            ends: figure.map_or((None, None), |figure| (number(figure.quantity.low), number(figure.quantity.high))),
            event: figure.is_none(),
            unit: vec![Some(figure.map_or_else(String::new, |figure| unit::normal(&figure.quantity.unit)))],
            kind: vec![Some(claim.kind.to_string())],
            subject: vec![owned(&claim.subject)],
            metric: vec![owned(&claim.metric)],
            approximate: figure.is_some_and(|figure| figure.quantity.approximate),
            time: vec![owned(&claim.time)],
            attribution: vec![claim.attribution.as_ref().map(|source| source.name.clone())],
            modality: vec![Some(claim.modality.to_string())],
            from: vec![migration.and_then(|migration| migration.from.clone())],
            to: vec![migration.and_then(|migration| migration.to.clone())],
            text: Some(claim.text.to_string()),
        }
    }
}
