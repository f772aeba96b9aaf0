//! A figure as the machine read it, for people: digits in full, in the unit that it was normalised to.
//!
//! Comes in: a [`Quantity`]. Goes out: "1,200,000 request/s", "< 100 ms", "40–60%", "down 60%". Made to be held against the
//! article's own words, so nothing is rounded and no magnitude is abbreviated.

use rust_decimal::Decimal;

use crate::claim::ClaimQuantity;
use crate::document::entity;
use crate::mention::quantity::{Comparator, Direction, Quantity};

/// Units that stand right behind their digits.
const ATTACHED: [&str; 2] = ["%", "x"];

/// A figure as the article writes it and, where that says more, as it was read: "1.2 million = 1,200,000".
pub fn written_and_read(figure: &ClaimQuantity) -> String {
    match (written(&figure.surface), reading(&figure.quantity)) {
        (written, reading) if written == reading => reading,
        (written, reading) => format!("{written} = {reading}"),
    }
}

/// The words of a figure's source: character references resolved, tags and emphasis inside it left out.
pub fn written(surface: &str) -> String {
    let mut words = String::with_capacity(surface.len());
    for piece in entity::pieces(surface) {
        match piece.stands_for {
            Some(character) => words.push_str(&character),
            None => words.push_str(&surface[piece.range]),
        }
    }
    without_tags(&words.replace("**", ""))
}

fn without_tags(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find('<') {
        let opens = rest[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = rest[start..].find('>').filter(|_| opens) else {
            plain.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        };
        plain.push_str(&rest[..start]);
        rest = &rest[start + end + 1..];
    }
    plain + rest
}

/// How `quantity` was read.
pub fn reading(quantity: &Quantity) -> String {
    let direction = match quantity.direction {
        Some(Direction::Up) => "up ",
        Some(Direction::Down) => "down ",
        None => "",
    };
    let about = if quantity.approximate { "about " } else { "" };
    let unit = match quantity.unit.as_str() {
        "" => String::new(),
        unit if ATTACHED.contains(&unit) => unit.to_owned(),
        unit => format!(" {unit}"),
    };
    format!("{direction}{about}{}{unit}", bounds(quantity))
}

fn bounds(quantity: &Quantity) -> String {
    let sign = match quantity.comparator {
        Comparator::Less => "< ",
        Comparator::AtMost => "≤ ",
        Comparator::Greater => "> ",
        Comparator::AtLeast => "≥ ",
        Comparator::Equal | Comparator::Range => "",
    };
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low != high => format!("{}–{}", digits(low), digits(high)),
        (Some(end), _) | (None, Some(end)) => format!("{sign}{}", digits(end)),
        (None, None) => "?".to_owned(),
    }
}

/// `value` in full, thousands parted by commas.
fn digits(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(low: Option<&str>, high: Option<&str>, comparator: Comparator, unit: &str) -> String {
        let end = |digits: Option<&str>| digits.map(|digits| digits.parse().expect("a decimal"));
        let (low, high) = (end(low), end(high));
        reading(&Quantity { low, high, unit: unit.to_owned().into(), comparator, approximate: false, direction: None })
    }

    #[test]
    fn figures_stand_in_full() {
        assert_eq!(read(Some("1200000"), Some("1200000"), Comparator::Equal, "request/s"), "1,200,000 request/s");
        assert_eq!(read(Some("73.50"), Some("73.50"), Comparator::Equal, "%"), "73.5%");
        assert_eq!(read(None, Some("100"), Comparator::Less, "ms"), "< 100 ms");
        assert_eq!(read(Some("40000000"), Some("60000000"), Comparator::Range, "USD"), "40,000,000–60,000,000 USD");
        assert_eq!(read(Some("-1234.5"), Some("-1234.5"), Comparator::Equal, ""), "−1,234.5");
    }

    #[test]
    fn the_words_of_a_figure_have_no_markup() {
        let words = ["&pound;62m", "<b>5</b> ms", "**5** s", "< 5 ms", "<5 & 6>", "5&nbsp;%", "a < b > c"].map(written);
        assert_eq!(words, ["£62m", "5 ms", "5 s", "< 5 ms", "<5 & 6>", "5\u{a0}%", "a < b > c"]);
    }

    #[test]
    fn direction_and_approximation_are_said() {
        let mut quantity = Quantity {
            low: Some(60.into()),
            high: Some(60.into()),
            unit: "%".to_owned().into(),
            comparator: Comparator::Equal,
            approximate: true,
            direction: Some(Direction::Down),
        };
        assert_eq!(reading(&quantity), "down about 60%");
        quantity.direction = Some(Direction::Up);
        quantity.approximate = false;
        assert_eq!(reading(&quantity), "up 60%");
    }
}
