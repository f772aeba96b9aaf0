//! Durations as clocks show them: "02:17:04" is two hours, 17 minutes and 4 seconds.
//!
//! Comes in: the whole text of a table's cell. Goes out: one mention in seconds, or nothing. In running text such digits tell when, not how long.

use rust_decimal::Decimal;

use super::value::{Comparator, Quantity, QuantityMention, Shape};
use crate::text::TextSpan;

/// The duration that `text` shows as hours, minutes and seconds, which may have decimals.
pub(crate) fn clocked(text: &str) -> Option<QuantityMention> {
    const SIXTY: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
    let shown = text.trim();
    let mut parts = shown.split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = seconds.split_once('.').map_or(seconds, |(whole, _)| whole);
    let decimals = seconds.split_once('.').is_none_or(|(_, decimals)| digits(decimals));
    let fits = parts.next().is_none()
        && [hours, minutes, whole].into_iter().all(digits)
        && decimals
        && (hours.len(), minutes.len(), whole.len()) <= (3, 2, 2)
        && minutes.len() == 2
        && whole.len() == 2;
    if !fits {
        return None;
    }
    let number = |part: &str| Decimal::from_str_exact(part).ok();
    let (minutes, seconds) = (number(minutes)?, number(seconds)?);
    if minutes >= SIXTY || seconds >= SIXTY {
        return None;
    }
    let value = (number(hours)? * SIXTY + minutes) * SIXTY + seconds;
    let start = text.len() - text.trim_start().len();
    let span = TextSpan::new(start, start + shown.len());
    let quantity = Quantity {
        low: Some(value),
        high: Some(value),
        unit: "s".into(),
        comparator: Comparator::Equal,
        approximate: false,
        direction: None,
    };
    Some(QuantityMention {
        span,
        number: span,
        unit_span: None,
        quantity,
        shape: Shape::Figure,
        counted: false,
        enumerator: false,
    })
}

#[cfg(test)]
mod tests {
    use super::clocked;

    #[test]
    fn clocks_show_durations_to_the_second() {
        let seconds = |text: &str| clocked(text).and_then(|mention| mention.quantity.low).map(|low| low.to_string());
        assert_eq!(seconds("02:17:04").as_deref(), Some("8224"));
        assert_eq!(seconds(" 0:00:19.5 ").as_deref(), Some("19.5"));
        for text in ["02:17", "02:77:04", "2:17:04 pm", "a:17:04", "1:02:17:04", "02:17:4"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
