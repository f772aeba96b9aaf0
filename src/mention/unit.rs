//! Units of measure: how they are written, and what one of each is worth in the base of its dimension.
//!
//! Comes in: the table `units.tsv`. Goes out: [`Unit`]s by code, and figures brought to their base so that "500 ms" and "0.5 s" compare. Currencies
//! and counted nouns are no units of measure and have no base here.

use std::sync::OnceLock;

use rust_decimal::Decimal;

use crate::text::{WordMap, WordSet};

/// One unit of measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The code that quantities carry: `ms`, `GB`, `%`.
    pub code: &'static str,
    /// What it measures: `time`, `data`, `share`.
    pub dimension: &'static str,
    /// What one of it is worth in the base of its dimension (seconds, bytes, a whole).
    pub factor: Decimal,
    /// Symbols, whose case counts.
    pub(crate) symbols: Vec<Symbol>,
    /// Words, whose case does not count.
    pub(crate) words: Vec<&'static str>,
}

/// One way to write a unit as a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub(crate) text: &'static str,
    /// Whether it is a unit only where it touches the number.
    pub(crate) touching: bool,
}

/// Every unit, in the order of the table.
pub fn all() -> &'static [Unit] {
    static UNITS: OnceLock<Vec<Unit>> = OnceLock::new();
    UNITS.get_or_init(|| include_str!("units.tsv").lines().filter_map(row).collect())
}

/// The unit with this code.
pub fn find(code: &str) -> Option<&'static Unit> {
    static CODES: OnceLock<WordMap<&'static str, &'static Unit>> = OnceLock::new();
    let codes = CODES.get_or_init(|| all().iter().rev().map(|unit| (unit.code, unit)).collect());
    codes.get(code).copied()
}

/// Whether the unit with this code measures time.
pub(crate) fn is_time(code: &str) -> bool {
    find(code).is_some_and(|unit| unit.dimension == "time")
}

/// Whether `unit` is the code of a currency that quantities are read in.
pub(crate) fn is_currency(unit: &str) -> bool {
    static CODES: OnceLock<WordSet> = OnceLock::new();
    let codes = || {
        let named = include_str!("quantity/data/currencies.tsv").lines().filter_map(|line| line.split('\t').next());
        let bare = include_str!("quantity/data/codes.txt").lines().filter(|line| !line.starts_with('#'));
        named.chain(bare.flat_map(str::split_whitespace)).filter(|code| code.len() == 3).collect()
    };
    // "GPU" and "SSD" have the shape of a code, too.
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) && CODES.get_or_init(codes).contains(unit)
}

/// The currency of `unit`, with or without what it is paid per: "USD/month".
pub(crate) fn currency_of(unit: &str) -> Option<&str> {
    unit.split('/').next().filter(|unit| is_currency(unit))
}

/// A figure in the base of its unit's dimension, with the dimension; `None` for an unknown unit or a figure too large.
pub fn to_base(value: Decimal, code: &str) -> Option<(Decimal, &'static str)> {
    let unit = find(code)?;
    Some((value.checked_mul(unit.factor)?, unit.dimension))
}

/// A figure in another unit of the same dimension; `None` where the two do not measure the same.
pub fn convert(value: Decimal, from: &str, to: &str) -> Option<Decimal> {
    if from == to {
        return Some(value);
    }
    let (from, to) = (find(from)?, find(to)?);
    let convertible = from.dimension == to.dimension && from.dimension != "temperature" && !to.factor.is_zero();
    let base = value.checked_mul(from.factor).filter(|_| convertible)?;
    Some(base.checked_div(to.factor)?.normalize())
}

fn row(line: &'static str) -> Option<Unit> {
    let mut cells = line.split('\t');
    let code = cells.next().filter(|code| !code.starts_with('#'))?;
    let (dimension, factor) = (cells.next()?, cells.next()?);
    let symbols = cells.next().unwrap_or("").split_whitespace().map(symbol).collect();
    let words = cells.next().unwrap_or("").split('|').filter(|word| !word.is_empty()).collect();
    Some(Unit { code, dimension, factor: factor.parse().ok()?, symbols, words })
}

fn symbol(text: &'static str) -> Symbol {
    match text.strip_suffix('!') {
        Some(bare) => Symbol { text: bare, touching: true },
        None => Symbol { text, touching: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().len(), rows);
    }

    #[test]
    fn figures_come_to_one_base() {
        let half = Decimal::new(5, 1);
        assert_eq!(to_base(Decimal::from(500), "ms"), Some((half, "time")));
        assert_eq!(convert(Decimal::ONE, "MiB", "KiB"), Some(Decimal::from(1024)));
        assert_eq!(convert(Decimal::ONE, "MiB", "ms"), None);
    }
}
