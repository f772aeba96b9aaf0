//! Units as the index compares them: the dimension that a unit belongs to, and what one of it is in the dimension's base.
//!
//! Comes in: a unit as claims carry it, or as a person writes it. Goes out: [`Measure`]. What units there are is
//! [`mention::unit`](crate::mention::unit)'s; here rates are taken apart, and units that claims use side by side for one thing
//! are brought together. Currencies and temperatures are not converted.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::mention::{quantity, unit};

/// What makes values of different units comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The unit as claims carry it: `ms`, `USD/month`, `user`.
    pub unit: String,
    /// What is measured: `time`, `data`, `ratio`, `USD`, `request/time`; for a counted noun the noun itself.
    pub dimension: String,
    /// How many of the dimension's base one of the unit is.
    pub factor: Decimal,
}

impl Measure {
    /// The measure of a unit as claims carry it.
    pub fn of(code: &str) -> Self {
        match unit::find(code).filter(|unit| unit.dimension != "rate") {
            Some(unit) => Self::known(unit),
            None => match code.rsplit_once('/') {
                Some((count, per)) if !per.is_empty() => Self::of(count).per(code, &Self::of(per)),
                _ => Self { unit: code.to_owned(), dimension: code.to_owned(), factor: Decimal::ONE },
            },
        }
    }

    /// The measure of a unit in a person's spelling: "seconds", "$", "requests/min", "active users". The grammar that reads figures in
    /// articles reads it; what it does not know is taken as written.
    pub fn asked(written: &str) -> Self {
        let written = written.trim();
        if written.is_empty() || unit::find(written).is_some() {
            return Self::of(written);
        }
        let figures = [format!("2{written}"), format!("2 {written}"), format!("{written} 2"), format!("{written}2")];
        Self::of(&figures.iter().find_map(|figure| unit_of(figure)).unwrap_or_else(|| written.to_owned()))
    }

    /// `value` of this unit in the dimension's base.
    pub fn base(&self, value: Decimal) -> f64 {
        match value.checked_mul(self.factor) {
            Some(product) => product.to_f64().unwrap_or(f64::NAN),
            None => value.to_f64().unwrap_or(f64::NAN) * self.factor.to_f64().unwrap_or(f64::NAN),
        }
    }

    fn known(unit: &unit::Unit) -> Self {
        let dimension = match unit.dimension {
            // "Half", 50 % and 0.5x say the same.
            "share" | "ratio" => "ratio",
            "data rate" => "data/time",
            "speed" => "length/time",
            // Degrees begin at different zeros.
            "temperature" => return Self { unit: unit.code.to_owned(), dimension: unit.code.to_owned(), factor: Decimal::ONE },
            other => other,
        };
        Self { unit: unit.code.to_owned(), dimension: dimension.to_owned(), factor: unit.factor }
    }

    fn per(self, code: &str, per: &Self) -> Self {
        let factor = self.factor.checked_div(per.factor).unwrap_or(self.factor);
        Self { unit: code.to_owned(), dimension: format!("{}/{}", self.dimension, per.dimension), factor }
    }
}

/// The unit of a text that is one figure from its beginning to its end.
fn unit_of(figure: &str) -> Option<String> {
    let mentions = quantity::scan(figure);
    let [only] = mentions.as_slice() else { return None };
    let covered = only.unit_span.map_or(only.span, |unit| unit.cover(only.span));
    (covered.len() == figure.len() && !only.quantity.unit.is_empty()).then(|| only.quantity.unit.to_string())
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
        assert_eq!(base("0.6", "x"), (0.6, "ratio".to_owned()));
        assert_eq!(base("1", "year").0, base("12", "month").0);
        assert_eq!(base("25", "bps"), base("0.25", "pp"));
        assert_ne!(base("1", "°C").1, base("1", "°F").1);
    }

    #[test]
    fn rates_convert_on_both_sides() {
        assert_eq!(base("60", "request/minute"), base("1", "request/s"));
        assert_eq!(base("12", "USD/year").1, base("1", "USD/month").1);
        assert_eq!(base("8", "Gbps"), base("1", "GB/s"));
        assert_eq!(base("3.6", "km/h").1, base("1", "m/s").1);
    }

    #[test]
    fn people_spell_units_as_articles_do() {
        let cases = [
            ("usd", "USD"),
            ("$", "USD"),
            ("dollars", "USD"),
            ("seconds", "s"),
            ("min", "minute"),
            ("h", "hour"),
            ("Percent", "%"),
            ("requests/sec", "request/s"),
            ("$/month", "USD/month"),
            ("companies", "company"),
            ("active users", "user"),
            ("people", "person"),
            ("request/s", "request/s"),
        ];
        for (written, unit) in cases {
            assert_eq!(Measure::asked(written).unit, unit, "{written}");
        }
        for written in ["", "/", "status", "x y z?", "2", "-"] {
            assert_eq!(Measure::asked(written).unit, written, "{written}");
        }
    }

    #[test]
    fn no_value_overflows() {
        assert!(Measure::of("decade").base(Decimal::MAX).is_finite());
        assert!(Measure::of("USD/ns").base(Decimal::MAX).is_finite());
    }
}
