//! Numbers in digits: grouping, decimals, exponents and vulgar fractions.
//!
//! Comes in: a token of digits, or a point before one. Goes out: a [`Literal`], or nothing where the number does not fit a decimal. Magnitude words, signs
//! and units are not read here.

use rust_decimal::Decimal;

use super::token::{Gap, Tokens};

/// A number in digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Literal {
    pub(super) value: Decimal,
    /// The token after it.
    pub(super) past: usize,
    /// Bare digits: no grouping, point or exponent.
    pub(super) whole: bool,
    /// Whether the first digit is a zero before other digits ("007").
    pub(super) padded: bool,
}

/// Reads the number that starts at `at`.
pub(super) fn literal(tokens: &Tokens<'_>, at: usize) -> Option<Literal> {
    if let Some(value) = tokens.mark(at).and_then(vulgar) {
        return Some(Literal { value, past: at + 1, whole: false, padded: false });
    }
    let mut digits = String::new();
    let mut past = at;
    let mut whole = true;
    if tokens.is_digits(at) {
        past = groups(tokens, at, &mut digits);
        whole = past == at + 1;
    }
    let padded = whole && digits.len() > 1 && digits.starts_with('0');
    let point = fraction_digits(tokens, past, digits.is_empty());
    if let Some(after) = point {
        digits.push('.');
        digits.push_str(tokens.text(after - 1));
        past = after;
        whole = false;
    }
    let value = parse(&digits)?;
    let (value, past, plain) = match exponent(tokens, past, value) {
        Some((value, past)) => (value?, past, false),
        None => (value, past, true),
    };
    let (value, past, mixed) = mixed(tokens, past, value, whole && plain);
    Some(Literal { value, past, whole: whole && plain && !mixed, padded })
}

/// Digits to a decimal; `None` for none or more than it holds.
fn parse(digits: &str) -> Option<Decimal> {
    if digits.is_empty() || digits.len() > 40 {
        return None;
    }
    let padded = if digits.starts_with('.') { format!("0{digits}") } else { digits.to_owned() };
    Decimal::from_str_exact(&padded).ok().map(|value| value.normalize())
}

/// The token after a decimal point and its digits.
fn fraction_digits(tokens: &Tokens<'_>, past: usize, leading: bool) -> Option<usize> {
    let touches = leading || tokens.glued(past);
    let comma = !leading
        && past > 2
        && tokens.is_mark(past - 2, &['.'])
        && tokens.text(past - 1).len() == 3
        && decimal_comma(tokens, past);
    // "218,75TB": as most of Europe writes decimals, where letters or a sign touch the digits.
    let unit = past + 2;
    let touched = !leading
        && decimal_comma(tokens, past)
        && tokens.glued(unit)
        && (tokens.is_mark(unit, &['%', '€'])
            || tokens.is_word(unit)
                && (2..4).contains(&tokens.word(unit).len())
                && !tokens.is_any(unit, &["st", "nd", "rd", "th"]));
    // "€922,50"
    let euros = !leading
        && past > 1
        && tokens.is_mark(past - 2, &['€'])
        && tokens.glued(past - 1)
        && decimal_comma(tokens, past)
        && tokens.text(past + 1).len() == 2;
    // "1 074,08"
    let spaced = !leading
        && past > 1
        && decimal_comma(tokens, past)
        && tokens.text(past + 1).len() == 2
        && tokens.text(past - 1).len() == 3
        && tokens.get(past - 1).is_some_and(|token| token.gap == Gap::Space)
        && tokens.is_digits(past - 2);
    let mark: &[char] = if comma || touched || euros || spaced { &[','] } else { &['.'] };
    (touches && tokens.is_mark(past, mark) && tokens.glued(past + 1) && tokens.is_digits(past + 1)).then_some(past + 2)
}

/// A comma before one or two digits, behind groups that points divide.
fn decimal_comma(tokens: &Tokens<'_>, at: usize) -> bool {
    let glued = tokens.glued(at) && tokens.glued(at + 1) && tokens.is_digits(at + 1);
    tokens.is_mark(at, &[',']) && glued && tokens.text(at + 1).len() < 3
}

/// Collects the digits of a whole number with its groups; the token after them.
fn groups(tokens: &Tokens<'_>, at: usize, digits: &mut String) -> usize {
    digits.push_str(tokens.text(at));
    let first = tokens.text(at).len();
    if first > 3 {
        return at + 1;
    }
    for separators in [&[','] as &[char], &['\'', '’', '\u{202f}'], &['.']] {
        if let Some(past) = marked_groups(tokens, at, separators) {
            return collect(tokens, at, past, digits);
        }
    }
    match spaced_groups(tokens, at) {
        Some(past) => collect(tokens, at, past, digits),
        None => at + 1,
    }
}

fn collect(tokens: &Tokens<'_>, at: usize, past: usize, digits: &mut String) -> usize {
    (at + 1..past).filter(|&group| tokens.is_digits(group)).for_each(|group| digits.push_str(tokens.text(group)));
    past
}

/// Groups of three, or the Indian twos before a last three, behind one kind of mark. Groups behind points need two of them or a decimal comma.
fn marked_groups(tokens: &Tokens<'_>, at: usize, separators: &[char]) -> Option<usize> {
    let mut past = at + 1;
    let mut lengths = Vec::new();
    while tokens.is_mark(past, separators)
        && tokens.glued(past)
        && tokens.is_digits(past + 1)
        && tokens.glued(past + 1)
        && lengths.len() < 12
    {
        lengths.push(tokens.text(past + 1).len());
        past += 2;
    }
    let (last, before) = lengths.split_last()?;
    let thousands = *last == 3 && before.iter().all(|&length| length == 3);
    let indian = separators == [',']
        && *last == 3
        && !before.is_empty()
        && tokens.text(at).len() <= 2
        && before.iter().all(|&length| length == 2);
    let points = separators == ['.'];
    let comma = points && decimal_comma(tokens, past);
    // "from 100.000 in 2019": nobody tells hundreds to a thousandth; before what is counted, the count decides.
    let round = points
        && before.is_empty()
        && tokens.text(at).len() > 1
        && tokens.text(past - 1) == "000"
        && tokens.spaced(past)
        && tokens.is_any(past, &["in", "early", "late", "during", "since"])
        && tokens.is_digits(past + 1)
        && tokens.text(past + 1).len() == 4;
    let grouped = !before.is_empty() || comma || round;
    (if points { thousands && grouped && tokens.text(at) != "0" } else { thousands || indian }).then_some(past)
}

/// Groups of three behind blanks. A single group behind a common space is a group only before a word or a unit: two table cells look alike.
fn spaced_groups(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let group = |here: usize| {
        tokens.get(here).is_some_and(|token| token.gap == Gap::Space) && tokens.is_digits(here) && tokens.text(here).len() == 3
    };
    let mut past = at + 1;
    while group(past) {
        past += 1;
    }
    let count = past - at - 1;
    if count == 0 || tokens.text(at).starts_with('0') || glued_number(tokens, past) {
        return None;
    }
    let narrow = tokens.blank_before(at + 1) != " ";
    let lone = at.checked_sub(1).is_none_or(|before| !tokens.is_digits(before) || !tokens.joined(at));
    let followed = tokens.is_word(past) && tokens.spaced(past) && !tokens.capital(past);
    let round = tokens.text(past - 1) == "000";
    let ends = tokens.get(past).is_none() || tokens.is_mark(past, &['.', ',', ')', ';']);
    // "27 090", "(+53 309)": all that a cell or a line says.
    let opened = at.checked_sub(1).map_or(0, |before| {
        let signed = usize::from(tokens.is_mark(before, &['+', '-', '−']));
        let open = before.checked_sub(signed).is_some_and(|open| tokens.is_mark(open, &['(']));
        signed + usize::from(open)
    });
    let starts = at == opened || opened > 0 && tokens.is_mark(at - opened, &['(']);
    let change = tokens.is_mark(past, &['(']) && tokens.is_mark(past + 1, &['+', '-', '−']);
    let closed = tokens.get(past).is_none() || tokens.is_mark(past, &[')']) || change;
    let whole = starts && closed && tokens.text(at).len() + 1 < 5 && (at > opened || tokens.text(at).len() < 4);
    let coined = at.checked_sub(1).is_some_and(|sign| tokens.is_mark(sign, &['$', '€', '£', '¥']));
    let cents = coined && decimal_comma(tokens, past) && tokens.text(past + 1).len() == 2;
    (narrow || (lone && (followed || round || whole || cents || (count > 1 && ends)))).then_some(past)
}

/// Whether what follows shows that the last group is a number of its own ("5 100ms", "12 345.6").
fn glued_number(tokens: &Tokens<'_>, past: usize) -> bool {
    tokens.glued(past) && (tokens.is_word(past) || tokens.is_mark(past, &['-', '/', ':', '–']))
}

/// A power of ten behind the number: "e6", "×10^6", "× 10⁶", or a power of the number itself: "2^32".
fn exponent(tokens: &Tokens<'_>, past: usize, value: Decimal) -> Option<(Option<Decimal>, usize)> {
    if tokens.glued(past) && tokens.is_any(past, &["e"]) && tokens.glued(past + 1) {
        let (power, past) = signed_whole(tokens, past + 1)?;
        return Some((scaled(value, power), past));
    }
    if tokens.is_mark(past, &['^']) && tokens.glued(past) {
        let (power, past) = signed_whole(tokens, past + 1)?;
        return Some((raised(value, power), past));
    }
    let base = value == Decimal::TEN || value == Decimal::TWO;
    if tokens.glued(past)
        && base
        && let Some((power, after)) = superscript(tokens, past)
    {
        return Some((raised(value, power), after));
    }
    let times =
        tokens.is_mark(past, &['×', '*', '·', '⋅']) || (tokens.is(past, "x") && (tokens.glued(past) || tokens.spaced(past)));
    let base = times.then(|| tokens.text(past + 1)).filter(|base| matches!(*base, "10" | "2"))?;
    let (power, after) = match tokens.is_mark(past + 2, &['^']) {
        true => signed_whole(tokens, past + 3)?,
        false if tokens.glued(past + 2) && tokens.is_mark(past + 2, &['−', '-']) => signed_whole(tokens, past + 2)?,
        false => superscript(tokens, past + 2)?,
    };
    let factor = raised(base.parse().ok()?, power);
    Some((factor.and_then(|factor| value.checked_mul(factor)), after))
}

fn signed_whole(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let signed = tokens.is_mark(at, &['-', '+', '−']);
    let digits = if signed { at + 1 } else { at };
    let fits = tokens.is_digits(digits) && tokens.glued(digits) && tokens.text(digits).len() <= 3;
    let power: i32 = fits.then(|| tokens.text(digits).parse().ok())??;
    Some((if tokens.is_mark(at, &['-', '−']) { -power } else { power }, digits + 1))
}

fn superscript(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let negative = tokens.is_mark(at, &['⁻']);
    let mut past = if negative { at + 1 } else { at };
    let mut power = 0;
    let mut read = false;
    while let Some(digit) = tokens.mark(past).and_then(|mark| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == mark))
    {
        power = (power * 10 + i32::try_from(digit).ok()?).min(999);
        past += 1;
        read = true;
    }
    read.then_some((if negative { -power } else { power }, past))
}

/// `value` times a power of ten.
fn scaled(value: Decimal, power: i32) -> Option<Decimal> {
    let factor = raised(Decimal::TEN, power.abs())?;
    if power < 0 { value.checked_div(factor) } else { value.checked_mul(factor) }
}

/// `base` to a whole power; `None` where it does not fit.
pub(super) fn raised(base: Decimal, power: i32) -> Option<Decimal> {
    let mut product = Decimal::ONE;
    for _ in 0..power.unsigned_abs().min(200) {
        product = product.checked_mul(base)?;
    }
    if power < 0 { Decimal::ONE.checked_div(product) } else { Some(product) }
}

/// A fraction behind a whole number: "2 1/2", "2½".
fn mixed(tokens: &Tokens<'_>, past: usize, value: Decimal, whole: bool) -> (Decimal, usize, bool) {
    let near = whole && (tokens.glued(past) || tokens.spaced(past));
    let sign = tokens.mark(past).and_then(vulgar).filter(|_| near).map(|part| (part, past + 1));
    let slash = if whole && tokens.spaced(past) { slashed(tokens, past) } else { None };
    match sign.or(slash).and_then(|(part, past)| Some((value.checked_add(part)?, past))) {
        Some((value, past)) => (value, past, true),
        None => (value, past, false),
    }
}

/// A proper fraction in digits: "3/4". Not one of a chain ("5/17/2018"), nor of something longer ("1/2b").
pub(super) fn slashed(tokens: &Tokens<'_>, at: usize) -> Option<(Decimal, usize)> {
    let shaped = tokens.is_digits(at)
        && tokens.is_mark(at + 1, &['/', '⁄'])
        && tokens.glued(at + 1)
        && tokens.is_digits(at + 2)
        && tokens.glued(at + 2);
    // "1/5th": an ordinal's ending belongs to the denominator.
    let ending = usize::from(tokens.glued(at + 3) && matches!(tokens.word(at + 3), "th" | "ths" | "rd" | "rds" | "nd"));
    let after = at + 3 + ending;
    let chained = tokens.glued(after) && (tokens.is_mark(after, &['/', '-']) || tokens.is_word(after));
    if !shaped || chained || tokens.text(at + 2).len() > 4 || tokens.text(at).len() > 4 {
        return None;
    }
    let (above, below): (Decimal, Decimal) = (tokens.text(at).parse().ok()?, tokens.text(at + 2).parse().ok()?);
    (above < below && !above.is_zero()).then(|| above.checked_div(below))?.map(|value| (value, after))
}

/// The value of a vulgar fraction's sign.
pub(super) fn vulgar(mark: char) -> Option<Decimal> {
    let (above, below) = match mark {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅒' => (1, 10),
        _ => return None,
    };
    Decimal::from(above).checked_div(Decimal::from(below))
}
