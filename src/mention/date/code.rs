//! Periods written as one code: "Q3", "3Q24", "H1", "FY2025", "2026Q1", "1990s".
//!
//! Comes in: one token of letters and digits. Goes out: a period, or nothing where any of it is something else.

use super::value::{Part, Period, TimeValue};
use super::year::century;

/// The period that `word` writes.
pub(super) fn read(word: &str) -> Option<Period> {
    let mut period = Period::part(Part::Year);
    let mut rest = word;
    while !rest.is_empty() {
        rest = part(rest, &mut period).or_else(|| year(rest, &mut period))?;
    }
    (period.part != Part::Year || period.year.is_some()).then_some(period)
}

/// "Q3", "3Q", "H1", "1H", "HY" (the half year that reports are of) at the start of `text`; the letter is a capital where a digit leads, for "2h" is two hours.
fn part<'t>(text: &'t str, period: &mut Period) -> Option<&'t str> {
    let bytes = text.as_bytes();
    if text.starts_with("HY") && period.part == Part::Year {
        period.part = Part::Half(1);
        return text.get(2..);
    }
    let (letter, digit) = match (*bytes.first()?, *bytes.get(1)?) {
        (letter @ (b'Q' | b'q' | b'H' | b'h'), digit) => (letter.to_ascii_uppercase(), digit),
        (digit, letter @ (b'Q' | b'H')) => (letter, digit),
        _ => return None,
    };
    let number = digit.checked_sub(b'0')?;
    let found = match letter {
        b'Q' if (1..=4).contains(&number) => Part::Quarter(number),
        b'H' if (1..=2).contains(&number) => Part::Half(number),
        _ => return None,
    };
    if period.part != Part::Year {
        return None;
    }
    period.part = found;
    text.get(2..)
}

/// "FY25", "FY2025", "CY24", "2026" at the start of `text`, or two digits after a part ("3Q24").
fn year<'t>(text: &'t str, period: &mut Period) -> Option<&'t str> {
    let prefix = text.get(..2).unwrap_or("").to_ascii_uppercase();
    let (digits, named) = if prefix == "FY" || prefix == "CY" { (text.get(2..)?, true) } else { (text, false) };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let length = if length > 4 || (length == 3 && digits.as_bytes().get(3) == Some(&b'Q')) { length - 1 } else { length };
    let number: i16 = digits.get(..length)?.parse().ok()?;
    let year = match length {
        4 if (1900..=2100).contains(&number) => number,
        2 if named || period.part != Part::Year => century(number),
        _ => return None,
    };
    if period.year.replace(year).is_some() {
        return None;
    }
    period.fiscal |= prefix == "FY";
    digits.get(length..)
}

/// "1990s" and, with `short`, "90s": ten years.
pub(super) fn decade(word: &str, short: bool) -> Option<TimeValue> {
    let digits = word.strip_suffix('s')?;
    let number: i16 = digits.parse().ok().filter(|number| number % 10 == 0)?;
    let first = match digits.len() {
        4 if (1500..=2090).contains(&number) => number,
        2 if short => century(number) - if (40..=60).contains(&number) { 100 } else { 0 },
        _ => return None,
    };
    Some(TimeValue::range(Period::year(first).into(), Period::year(first + 9).into()))
}
