//! Figures in queries: `500ms..`, `10M..100M`, `$1B..`, `40%..60%`, `2s`.
//!
//! Comes in: an interval as a person types it, and the unit that `--unit` names. Goes out: a [`ValueRange`] in the base of the unit's
//! dimension. A letter right after a number is a magnitude first: `10m` and `10M` are ten million; minutes are `min`.

use rust_decimal::Decimal;

use super::QueryError;
use crate::index::expression::ValueRange;
use crate::index::measure::Measure;

/// Magnitudes with their power of ten.
const MAGNITUDES: &[(&str, u32)] = &[
    ("k", 3),
    ("thousand", 3),
    ("m", 6),
    ("mn", 6),
    ("mio", 6),
    ("million", 6),
    ("b", 9),
    ("bn", 9),
    ("billion", 9),
    ("t", 12),
    ("tn", 12),
    ("trillion", 12),
];

const HELP: &str = "write A..B, A.. or ..B with figures such as 10M, 500ms, $1B, 40%: --value 10M..100M --unit USD";

/// Reads `written`. A unit at one end holds for the other end too; `unit` holds where neither end has one.
pub fn range(written: &str, unit: Option<&str>) -> Result<ValueRange, QueryError> {
    let (low, high) = match written.split_once("..") {
        Some((low, high)) => (end(low, written)?, end(high, written)?),
        None => {
            let exact = end(written, written)?;
            (exact.clone(), exact)
        }
    };
    let (low_unit, high_unit) = (unit_of(&low), unit_of(&high));
    let given = unit.filter(|unit| !unit.trim().is_empty());
    let low_unit = low_unit.or(high_unit).or(given).map(Measure::asked);
    let high_unit = high_unit.or(unit_of(&low)).or(given).map(Measure::asked);
    let dimension = same_dimension(low_unit.as_ref(), high_unit.as_ref(), given.map(Measure::asked).as_ref(), written)?;
    let base = |figure: &Option<Figure>, unit: Option<Measure>, open: f64| {
        figure.as_ref().map_or(open, |figure| unit.unwrap_or_else(|| Measure::of("")).base(figure.number))
    };
    let range =
        ValueRange { low: base(&low, low_unit, f64::NEG_INFINITY), high: base(&high, high_unit, f64::INFINITY), dimension };
    match range {
        ValueRange { low, high, .. } if low > high => {
            Err(error(format!("'{written}' begins above its end"), "write the smaller figure first"))
        }
        ValueRange { low: f64::NEG_INFINITY, high: f64::INFINITY, .. } => {
            Err(error(format!("'{written}' names no figure"), HELP))
        }
        range => Ok(range),
    }
}

/// A figure: its number with the magnitude in it, and its unit if one is written.
#[derive(Debug, Clone, PartialEq)]
struct Figure {
    number: Decimal,
    unit: Option<String>,
}

fn unit_of(figure: &Option<Figure>) -> Option<&str> {
    figure.as_ref().and_then(|figure| figure.unit.as_deref())
}

/// The dimension of both ends and of the unit asked for; they must agree.
fn same_dimension(
    low: Option<&Measure>,
    high: Option<&Measure>,
    given: Option<&Measure>,
    written: &str,
) -> Result<Option<String>, QueryError> {
    let mut all = [low, high, given].into_iter().flatten();
    let Some(first) = all.next() else { return Ok(None) };
    match all.find(|other| other.dimension != first.dimension) {
        None => Ok(Some(first.dimension.clone())),
        Some(other) => {
            let message = format!("'{written}' cannot be in {} and in {} at once", named(first), named(other));
            Err(error(message, "give both ends and --unit units that can be compared"))
        }
    }
}

fn named(measure: &Measure) -> &str {
    if measure.unit.is_empty() { "no unit" } else { &measure.unit }
}

/// One end of the interval; `None` if it is open.
fn end(written: &str, whole: &str) -> Result<Option<Figure>, QueryError> {
    let text = written.trim();
    if text.is_empty() {
        return Ok(None);
    }
    figure(text).map(Some).ok_or_else(|| error(not_a_figure(text, whole), HELP))
}

fn not_a_figure(text: &str, whole: &str) -> String {
    if text == whole.trim() { format!("'{text}' is no figure") } else { format!("'{text}' in '{whole}' is no figure") }
}

fn figure(text: &str) -> Option<Figure> {
    let digits = text.find(|c: char| c.is_ascii_digit() || c == '.')?;
    let (before, from) = text.split_at(digits);
    let length = from.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_'))).unwrap_or(from.len());
    let (number, after) = from.split_at(length);
    let mut before = before.trim();
    let negative = before.starts_with(['-', '−']) || before.ends_with(['-', '−']);
    before = before.trim_matches(|c: char| matches!(c, '-' | '−' | '+') || c.is_whitespace());
    let number: Decimal = number.replace([',', '_'], "").parse().ok()?;
    let (power, after) = magnitude(after.trim());
    let number = number.checked_mul(Decimal::from(10_u64.pow(power)))?;
    let unit = match (before, after) {
        ("", "") => None,
        ("", unit) | (unit, "") => Some(unit.to_owned()),
        (unit, rate) if rate.starts_with('/') => Some(format!("{unit}{rate}")),
        _ => return None,
    };
    Some(Figure { number: if negative { -number } else { number }, unit })
}

/// Takes a magnitude off the beginning of what follows a number: its power of ten, and the unit that is left.
fn magnitude(after: &str) -> (u32, &str) {
    let word_end = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
    let (word, rest) = after.split_at(word_end);
    let power = MAGNITUDES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, power)| *power);
    power.map_or((0, after), |power| (power, rest.trim_start()))
}

fn error(message: String, help: &'static str) -> QueryError {
    QueryError::Value { field: "value", message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str, unit: Option<&str>) -> (f64, f64, Option<String>) {
        let range = range(written, unit).expect(written);
        (range.low, range.high, range.dimension)
    }

    const ABOVE: f64 = f64::INFINITY;
    const BELOW: f64 = f64::NEG_INFINITY;

    #[test]
    fn ends_are_converted_to_the_base() {
        let time = Some("time".to_owned());
        assert_eq!(read("500ms..", None), (0.5, ABOVE, time.clone()));
        assert_eq!(read("..2 s", None), (BELOW, 2.0, time.clone()));
        assert_eq!(read("500..900ms", None), (0.5, 0.9, time.clone()));
        assert_eq!(read("500ms..2s", None), (0.5, 2.0, time.clone()));
        assert_eq!(read("500..2000", Some("ms")), (0.5, 2.0, time));
        assert_eq!(read("40%..60%", None), (0.4, 0.6, Some("ratio".to_owned())));
        assert_eq!(read("1.5GB", None), (1.5e9, 1.5e9, Some("data".to_owned())));
    }

    #[test]
    fn magnitudes_and_currencies() {
        let dollars = Some("USD".to_owned());
        assert_eq!(read("$1B..", None), (1e9, ABOVE, dollars.clone()));
        assert_eq!(read("10M..100M", Some("USD")), (1e7, 1e8, dollars.clone()));
        assert_eq!(read("USD 2.5 million..", None), (2.5e6, ABOVE, dollars));
        assert_eq!(read("10m..", None), (1e7, ABOVE, None));
        assert_eq!(read("$10/month..", None), (10.0 / 2_629_746.0, ABOVE, Some("USD/time".to_owned())));
        assert_eq!(read("5k users..", None), (5e3, ABOVE, Some("user".to_owned())));
        assert_eq!(read("1,200,000", None), (1.2e6, 1.2e6, None));
        assert_eq!(read("-5%..5%", None), (-0.05, 0.05, Some("ratio".to_owned())));
        assert_eq!(read("-$5..", None).0, -5.0);
    }

    #[test]
    fn what_is_no_interval_is_refused_with_help() {
        for written in ["", "..", "abc", "..abc", "5ms..2MB", "100..10", "1..2..3", "99999999999999999999999999999T"] {
            let error = range(written, None).expect_err(written);
            assert!(!error.help().is_empty(), "{written}");
        }
        let error = range("5ms..", Some("USD")).expect_err("two dimensions");
        assert_eq!(error.to_string(), "value: '5ms..' cannot be in ms and in USD at once");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(written in "\\PC{0,30}", unit in proptest::option::of("[a-zA-Z/%$]{0,8}")) {
            let _ = range(&written, unit.as_deref());
        }
    }
}
