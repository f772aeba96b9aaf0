//! Units compared whatever their spelling: "req/sec" is "request/s", "percentage points" are "pp".
//!
//! Comes in: units as annotators and extractors write them. Goes out: one spelling, and whether two are the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::name::singular;

static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("unit_names.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

static RATE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\s*/\s*|\s+per\s+").expect("the pattern is sound"));

/// The one spelling of `unit`.
pub(super) fn normal(unit: &str) -> String {
    let unit = unit.trim();
    match NAMES.get(unit.to_lowercase().as_str()) {
        Some(name) => (*name).to_owned(),
        None => RATE.split(unit).map(part).collect::<Vec<_>>().join("/"),
    }
}

fn part(part: &str) -> String {
    let part = part.trim();
    // "Mb" are bits; case counts here and nowhere else.
    if matches!(part, "b" | "kb" | "Kb" | "Mb" | "Gb" | "Tb" | "Pb") {
        return part.to_lowercase().replace('b', "bit");
    }
    let part = part.to_lowercase();
    if let Some(name) = NAMES.get(part.as_str()) {
        return (*name).to_owned();
    }
    let mut words: Vec<String> = part.split_whitespace().map(singular).collect();
    if let Some(last) = words.last_mut()
        && let Some(name) = NAMES.get(last.as_str())
    {
        *last = (*name).to_owned();
    }
    words.join(" ")
}

/// Whether two normal units are equal, or have the same head noun where one of them has no modifier ("name", "domain name").
pub(super) fn same(one: &str, other: &str) -> bool {
    let (ones, others): (Vec<&str>, Vec<&str>) = (one.split('/').collect(), other.split('/').collect());
    ones.len() == others.len() && ones.iter().zip(&others).all(|(one, other)| one == other || same_head(one, other))
}

fn same_head(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split_whitespace().collect(), other.split_whitespace().collect());
    one.last().is_some() && one.last() == other.last() && (one.len() == 1 || other.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_unit_are_the_same() {
        for (one, other) in [
            ("%", "percent"),
            ("req/sec", "requests per second"),
            ("percentage points", "pp"),
            ("US$", "USD"),
            ("USD / month", "dollar/mo"),
            ("rps", "request/s"),
            ("people", "persons"),
        ] {
            assert_eq!(normal(one), normal(other), "{one} {other}");
        }
        assert_ne!(normal("Mb"), normal("MB"));
    }

    #[test]
    fn a_modifier_may_be_missing_on_one_side() {
        assert!(same("domain name", "name"));
        assert!(!same("domain name", "brand name"));
        assert!(!same("request/s", "request"));
        assert!(same("", "") && !same("", "name"));
    }
}
