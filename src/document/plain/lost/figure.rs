//! One word of a table's line as a figure.
//!
//! Comes in: a word. Goes out: what kind of figure it is, if it is one. The value is of no matter here: kinds line columns up.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What kind of thing a figure counts. Figures of one column mostly agree in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A bare number.
    Bare,
    /// A share or change in percent.
    Percent,
    /// Percentage or basis points.
    Points,
    /// Times as much.
    Multiple,
    /// Money.
    Money,
    /// A span of time.
    Duration,
    /// An amount of data.
    Data,
    /// Something per time.
    Rate,
    /// Another unit, by its place in the list of units.
    Unit(u8),
    /// A year.
    Year,
    /// A day or time of day.
    Date,
    /// "12:1", "4.5/5", "1920x1080".
    Ratio,
    /// "—", "N/A": a cell without a value.
    Missing,
    /// "Yes", "✓".
    Flag,
}

/// A figure's kind, and whether a sign stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) kind: Kind,
    pub(super) signed: bool,
}

static UNITS: LazyLock<HashMap<&str, Kind>> = LazyLock::new(|| {
    let mut units = HashMap::new();
    let (mut kind, mut other) = (Kind::Bare, 0);
    for line in include_str!("../units.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            other += 1;
            kind = match name {
                "percent" => Kind::Percent,
                "points" => Kind::Points,
                "multiple" => Kind::Multiple,
                "magnitude" | "change" => Kind::Bare,
                "duration" => Kind::Duration,
                "data" => Kind::Data,
                "rate" => Kind::Rate,
                "money" => Kind::Money,
                _ => Kind::Unit(other),
            };
        } else {
            for unit in line.split_whitespace() {
                units.entry(unit).or_insert(kind);
            }
        }
    }
    units
});

const CURRENCIES: &[&str] = &[
    "US$", "A$", "C$", "CA$", "AU$", "NZ$", "HK$", "S$", "R$", "$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₪", "₫", "฿", "Rs.",
    "Rs", "CHF", "RM", "kr", "zł",
];
const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "INR", "CHF", "AUD", "CAD", "SEK", "NOK", "DKK", "Rs", "Rs.", "US$", "$", "€", "£", "¥",
    "₹", "A$", "C$", "HK$",
];

/// What a unit word makes of a bare figure before it; `None` for a word that is no unit.
pub(super) fn unit(word: &str) -> Option<Kind> {
    let word = word.trim_end_matches([',', ';', '*', '†', '.']);
    UNITS.get(word).copied()
}

/// Whether `word` is a currency that stands before its figure: "$", "EUR".
pub(super) fn is_currency(word: &str) -> bool {
    CODES.contains(&word)
}

/// Reads one word as a figure.
pub(super) fn read(word: &str) -> Option<Figure> {
    let bare = word.trim_end_matches([',', ';', '*', '†', '‡', '"', '”', '¹', '²', '³']).trim_start_matches(['"', '“']);
    if word.len() > 40 {
        return None;
    }
    match bare {
        "—" | "–" | "-" | "--" | "---" | "N/A" | "n/a" | "NA" | "TBD" | "TBA" | "nil" | "…" | "―" | "N.A." | "n.a." | "n.m."
        | "NM" => {
            return Some(Figure { kind: Kind::Missing, signed: false });
        }
        "Yes" | "No" | "✓" | "✔" | "✗" | "✘" | "✅" | "❌" | "×" => {
            return Some(Figure { kind: Kind::Flag, signed: false });
        }
        _ => {}
    }
    let (rest, signed, money) = prefix(bare);
    if !rest.strip_prefix('.').unwrap_or(rest).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (number, suffix) = rest.split_at(number_len(rest));
    let kind = number_kind(number, suffix, money)?;
    Some(Figure { kind, signed })
}

/// Cuts signs, comparators and currencies off; goes out the rest, whether it was signed, whether it is money.
fn prefix(word: &str) -> (&str, bool, bool) {
    let (mut rest, mut signed, mut money) = (word, false, false);
    loop {
        if let Some(after) = rest.strip_prefix(['+', '-', '−', '–', '±', '▲', '▼', '↑', '↓']) {
            (rest, signed) = (after, true);
        } else if let Some(after) = rest.strip_prefix(['~', '≈', '<', '>', '≤', '≥', '=', '(', '#']) {
            rest = after;
        } else if let Some(after) = CURRENCIES.iter().find_map(|currency| rest.strip_prefix(currency)) {
            (rest, money) = (after, true);
        } else {
            return (rest, signed, money);
        }
    }
}

/// Length of digits with grouping, decimals, a range, ratio or date between them.
fn number_len(text: &str) -> usize {
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '.' | ',' | '\'' | '’' | '-' | '–' | '—' | '/' | ':' | 'x' | '×' | '~');
        let opens =
            |next: Option<&(usize, char)>| next.is_some_and(|(_, c)| c.is_ascii_digit() || (matches!(*c, '$' | '€' | '£')));
        if !(c.is_ascii_digit() || (inner && opens(chars.peek())) || (matches!(c, '$' | '€' | '£') && len > 0)) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

fn number_kind(number: &str, suffix: &str, money: bool) -> Option<Kind> {
    let closed = suffix.trim_end_matches(['+', ')', '.', ',']);
    if money {
        return money_suffix(closed).then_some(Kind::Money);
    }
    if number.matches('/').count() == 2 || (number.len() == 10 && number.matches('-').count() == 2) {
        return closed.is_empty().then_some(Kind::Date);
    }
    if closed.is_empty() {
        let year =
            number.len() == 4 && number.parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year)) && suffix.is_empty();
        let ratio = number.contains(['/', ':', 'x', '×']);
        return Some(if year {
            Kind::Year
        } else if ratio {
            Kind::Ratio
        } else {
            Kind::Bare
        });
    }
    if number.contains(['/', ':', 'x', '×']) { None } else { suffix_kind(closed) }
}

fn money_suffix(suffix: &str) -> bool {
    let (amount, per) = suffix.split_once('/').unwrap_or((suffix, ""));
    (amount.is_empty() || matches!(unit(amount), Some(Kind::Bare))) && per.len() <= 12
}

fn suffix_kind(suffix: &str) -> Option<Kind> {
    if let Some(kind) = unit(suffix) {
        return Some(kind);
    }
    let (amount, per) = suffix.split_once('/')?;
    let known = amount.is_empty() || unit(amount).is_some();
    (known && !per.is_empty() && per.len() <= 12).then_some(if amount == "%" { Kind::Percent } else { Kind::Rate })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(word: &str) -> Option<Kind> {
        read(word).map(|figure| figure.kind)
    }

    #[test]
    fn words_are_read_as_figures() {
        for (word, expected) in [
            ("+73%", Kind::Percent),
            ("$12K/month", Kind::Money),
            ("~$1.2B", Kind::Money),
            ("40-60%", Kind::Percent),
            ("$40-60", Kind::Money),
            ("3-5x", Kind::Multiple),
            ("180MB", Kind::Data),
            ("12ms", Kind::Duration),
            ("1.8M", Kind::Bare),
            ("30,000+", Kind::Bare),
            ("1.8M/s", Kind::Rate),
            ("2024", Kind::Year),
            ("4.5/5", Kind::Ratio),
            ("2024-05-01", Kind::Date),
            ("—", Kind::Missing),
            ("✓", Kind::Flag),
            ("(3.1)", Kind::Bare),
            ("−0.4pp", Kind::Points),
        ] {
            assert_eq!(kind(word), Some(expected), "{word}");
        }
    }

    #[test]
    fn names_with_digits_are_none() {
        for word in [
            "P50",
            "Q1",
            "1st",
            "2nd",
            "18-month",
            "4x4s",
            "10-K",
            "S3",
            "R23",
            "3D",
            "5G",
            "i7",
            "I/O",
            "(AWS",
            "vs",
            "Graviton3",
            ".NET",
            ".",
        ] {
            assert_eq!(kind(word), None, "{word}");
        }
    }
}
