//! Units as the index compares them: the dimension that a unit belongs to, and what one of it is in the dimension's base.
//!
//! Comes in: a unit as claims or queries write it. Goes out: [`Measure`]. Currencies are not converted into each other, and
//! nothing is known of ingredients ("per 100 ml") or offsets (temperatures).

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The table: data, not code.
const UNITS: &str = include_str!("units.txt");

/// What makes values of different units comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The unit's name as claims carry it: `ms`, `USD/month`.
    pub unit: String,
    /// What is measured: `time`, `data`, `ratio`, `USD`, `request/time`; for an unknown unit the unit itself.
    pub dimension: String,
    /// How many of the dimension's base one of the unit is.
    pub factor: Decimal,
}

impl Measure {
    /// Looks `unit` up, whatever its spelling; rates are looked up side by side.
    pub fn of(unit: &str) -> Self {
        match unit.rsplit_once('/') {
            Some((count, per)) if !per.trim().is_empty() => Self::of(count).per(&Self::single(per)),
            _ => Self::single(unit),
        }
    }

    /// `value` of this unit in the dimension's base.
    pub fn base(&self, value: Decimal) -> f64 {
        match value.checked_mul(self.factor) {
            Some(product) => product.to_f64().unwrap_or(f64::NAN),
            None => value.to_f64().unwrap_or(f64::NAN) * self.factor.to_f64().unwrap_or(f64::NAN),
        }
    }

    fn single(unit: &str) -> Self {
        let unit = unit.trim();
        match entry(unit) {
            Some(entry) => Self { unit: entry.unit.to_owned(), dimension: entry.dimension.to_owned(), factor: entry.factor },
            None => Self { unit: singular(unit), dimension: singular(unit), factor: Decimal::ONE },
        }
    }

    fn per(self, per: &Self) -> Self {
        let factor = self.factor.checked_div(per.factor).unwrap_or(self.factor);
        Self { unit: format!("{}/{}", self.unit, per.unit), dimension: format!("{}/{}", self.dimension, per.dimension), factor }
    }
}

struct Entry {
    dimension: &'static str,
    factor: Decimal,
    unit: &'static str,
}

static TABLE: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| UNITS.lines().flat_map(entries).collect());

/// The spellings that one line of the table gives, each with what it stands for.
fn entries(line: &'static str) -> Vec<(&'static str, Entry)> {
    let mut words = line.split_whitespace();
    let (Some(dimension), Some(factor), Some(unit)) = (words.next(), words.next(), words.next()) else {
        return Vec::new();
    };
    let Ok(factor) = factor.parse::<Decimal>() else {
        return Vec::new();
    };
    std::iter::once(unit).chain(words).map(|spelling| (spelling, Entry { dimension, factor, unit })).collect()
}

/// Case counts first (Mb, MB); what is then unknown is looked up in lower and upper case ("usd", "Percent").
fn entry(unit: &str) -> Option<&'static Entry> {
    TABLE.get(unit).or_else(|| TABLE.get(unit.to_lowercase().as_str())).or_else(|| TABLE.get(unit.to_uppercase().as_str()))
}

/// Counted nouns are stored in the singular; people ask for them in the plural.
fn singular(noun: &str) -> String {
    let ends = |suffix: &str| noun.len() > suffix.len() + 2 && noun.ends_with(suffix);
    match noun {
        _ if ends("ies") => format!("{}y", &noun[..noun.len() - 3]),
        _ if ends("ches") || ends("shes") || ends("sses") || ends("xes") => noun[..noun.len() - 2].to_owned(),
        _ if ends("s") && !ends("ss") && !ends("us") && !ends("is") => noun[..noun.len() - 1].to_owned(),
        _ => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(value: &str, unit: &str) -> (f64, String) {
        let measure = Measure::of(unit);
        (measure.base(value.parse().expect("a decimal")), measure.dimension)
    }

    #[test]
    fn units_of_one_dimension_meet_in_its_base() {
        assert_eq!(base("500", "ms"), (0.5, "time".to_owned()));
        assert_eq!(base("2", "s"), (2.0, "time".to_owned()));
        assert_eq!(base("1.5", "GB"), (1.5e9, "data".to_owned()));
        assert_eq!(base("60", "%"), (0.6, "ratio".to_owned()));
        assert_eq!(base("1", "year").0, base("12", "month").0);
        assert_eq!(base("25", "bps"), base("0.25", "pp"));
    }

    #[test]
    fn rates_convert_on_both_sides() {
        assert_eq!(base("60", "request/min"), (1.0, "request/time".to_owned()));
        assert_eq!(base("12", "USD/year").1, base("1", "USD/month").1);
        assert_eq!(base("1", "GB/s"), (1e9, "data/time".to_owned()));
    }

    #[test]
    fn spellings_and_plurals_are_one_unit() {
        for (asked, unit) in [("usd", "USD"), ("$", "USD"), ("seconds", "s"), ("Percent", "%"), ("requests/sec", "request/s")] {
            assert_eq!(Measure::of(asked).unit, unit);
        }
        for (asked, unit) in [("companies", "company"), ("employees", "employee"), ("status", "status"), ("searches", "search")] {
            assert_eq!(Measure::of(asked).unit, unit);
        }
        assert_eq!(Measure::of("").unit, "");
        assert_eq!(Measure::of("/").unit, "/");
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = UNITS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            assert!(!entries(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn no_value_overflows() {
        assert!(Measure::of("decade").base(Decimal::MAX).is_finite());
    }
}
