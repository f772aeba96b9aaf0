//! The units that headers, captions and introductions state for bare figures, and the factors that they scale them with.
//!
//! Comes in: words such as "Latency (ms)", "Revenue, $M", "in thousands". Goes out: the words without the unit, and a [`Scale`].

use rust_decimal::Decimal;

use crate::claim::kind;
use crate::mention::quantity;

/// A unit and what figures under it are multiplied with ("$M" is a million dollars). Either may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    pub unit: String,
    pub factor: Decimal,
    /// As the header writes it; empty for things that are only counted.
    pub shown: String,
}

impl Scale {
    fn of(unit: &str) -> Self {
        Self { unit: unit.to_owned(), factor: Decimal::ONE, shown: String::new() }
    }
}

/// A header's words without the unit that it states in parentheses, behind a comma or "in", and that unit.
pub(super) fn split(header: &str) -> (&str, Option<Scale>) {
    let whole = header.trim();
    // "$/hr" is all that tells what is measured.
    if let Some(scale) = whole.split_once('/').filter(|(sign, _)| is_sign(sign)).and_then(|_| of_words(whole)) {
        return (whole, Some(scale));
    }
    let inner = whole.rfind('(').and_then(|open| Some((open, whole[open + 1..].split_once(')')?)));
    if let Some((open, (inner, behind))) = inner
        && let Some(scale) = of_words(inner).or_else(|| inner.split([',', ';']).find_map(of_words))
    {
        return if behind.trim().is_empty() { (whole[..open].trim(), Some(scale)) } else { (whole, Some(scale)) };
    }
    let bracketed = whole.rfind('[').and_then(|open| Some((open, whole[open + 1..].strip_suffix(']')?)));
    if let Some((open, inner)) = bracketed
        && let Some(scale) = of_words(inner)
    {
        return (whole[..open].trim(), Some(scale));
    }
    if let Some(scale) = counted_time(whole) {
        return (whole, Some(scale));
    }
    // "Weeks to productivity", "Days until release"
    if let Some((unit, rest)) = whole.split_once(' ')
        && matches!(
            unit.to_lowercase().as_str(),
            "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "years" | "ms" | "kb" | "mb" | "gb" | "tb"
        )
        && ["to ", "until ", "of ", "spent ", "for "].iter().any(|link| rest.starts_with(link))
        && let Some(scale) = of_words(unit)
    {
        return (whole, Some(scale));
    }
    for mark in [", ", " in ", " – ", " - "] {
        if let Some((before, last)) = whole.rsplit_once(mark)
            && let Some(scale) = of_words(last)
        {
            // "$ in millions": the money stands before its magnitude.
            let money = measured(before.trim()).filter(|money| kind::is_currency(&money.unit) && scale.unit.is_empty());
            return match money {
                Some(money) => ("", Some(Scale { unit: money.unit, ..scale })),
                None => (before.trim(), Some(scale)),
            };
        }
    }
    // "Size in bytes when gzipped": the unit stands inside the measure.
    if let Some((_, behind)) = whole.rsplit_once(" in ")
        && let Some((unit, _)) = [" when ", " after ", " before ", " with ", " without ", " for ", " at ", " per "]
            .iter()
            .find_map(|link| behind.split_once(link))
        && let Some(scale) = of_words(unit)
    {
        return (whole, Some(scale));
    }
    match whole.strip_prefix("in ").or(whole.strip_prefix("In ")).unwrap_or(whole) {
        words
            if words.len() < whole.len()
                || !whole.contains(' ')
                || whole.starts_with(['$', '€', '£'])
                || whole.split(' ').next().is_some_and(is_currency_code) =>
        {
            match of_words(words) {
                Some(scale) if is_bare_unit(words, &scale) => ("", Some(scale)),
                _ => (whole, None),
            }
        }
        _ => (whole, None),
    }
}

/// "EUR", "US$", "CHF": the code that a header of sums begins with.
fn is_currency_code(word: &str) -> bool {
    word.ends_with('$') || measured(word).is_some_and(|scale| kind::is_currency(&scale.unit))
}

/// Whether a header is its unit and nothing else that could name a measure: "$M", "in thousands", "ms".
fn is_bare_unit(words: &str, scale: &Scale) -> bool {
    scale.factor != Decimal::ONE || words.starts_with(['$', '€', '£', '¥'])
}

/// Whether `word` is a unit of measure or a magnitude.
pub(super) fn is_unit(word: &str) -> bool {
    of_words(word).is_some()
}

/// "Average # of seconds": the time whose units are counted.
fn counted_time(header: &str) -> Option<Scale> {
    let lower = header.to_ascii_lowercase();
    let at = ["# of ", "number of ", "no. of "].iter().find_map(|count| lower.find(count).map(|at| at + count.len()))?;
    of_words(&header[at..]).filter(|scale| crate::mention::unit::is_time(&scale.unit))
}

/// The unit that `words` are, as in "1 ms" and "$1M" where they are "ms" and "$M". A counted noun is none.
pub(super) fn of_words(words: &str) -> Option<Scale> {
    let shown = words.split([',', ';']).next().unwrap_or(words).trim().trim_start_matches("in ").trim_start_matches("In ");
    // "$ in thousands"
    let shown = match shown.split_once(" in ") {
        Some((money, scale)) if ["thousand", "million", "billion"].iter().any(|word| scale.starts_with(word)) => {
            format!("{money} {scale}")
        }
        _ => shown.to_owned(),
    };
    unit_of(words).map(|scale| Scale { shown, ..scale })
}

/// Whether `words` are the sign of a currency alone.
fn is_sign(words: &str) -> bool {
    matches!(words, "$" | "€" | "£")
}

fn unit_of(words: &str) -> Option<Scale> {
    let words = words.trim().trim_end_matches(['.', ':']);
    let words = words.strip_prefix("in ").or(words.strip_prefix("In ")).unwrap_or(words).trim_start_matches("the ");
    if words.is_empty() || words.len() > 60 {
        return None;
    }
    let lower = words.to_lowercase();
    match lower.as_str() {
        "%" | "percent" | "per cent" | "pct" | "percentage" | "% of total" => return Some(Scale::of("%")),
        "x" | "×" | "times" => return Some(Scale::of("x")),
        "pp" | "pts" | "p.p." | "percentage points" | "pct. pts" => return Some(Scale::of("pp")),
        _ => {}
    }
    if let Some(scale) = magnitude(&lower) {
        return Some(scale);
    }
    // "$/hr"
    if let Some((sign, time)) = words.split_once('/')
        && is_sign(sign)
        && let Some(scale) = read(&format!("{sign}1/{time}"))
    {
        return Some(scale);
    }
    let counts_by_time = || {
        lower
            .split_once('/')
            .or_else(|| lower.split_once(" per "))
            .and_then(|(noun, time)| rate(noun, time))
            .filter(|scale| scale.unit.contains('/'))
    };
    per_count(words).or_else(|| measured(words)).or_else(counts_by_time)
}

/// "thousands", "millions of dollars", "thousands, except per share data", "EUR million".
fn magnitude(lower: &str) -> Option<Scale> {
    let first = lower.split([',', ';']).next().unwrap_or(lower).trim();
    // "$ in millions", "USD in thousands": the currency stands first.
    if let Some((money, scale)) = first.split_once(" in ") {
        let unit = measured(&money.to_uppercase()).or_else(|| read(&format!("{money}1"))).map(|scale| scale.unit);
        let scale = magnitude(scale).filter(|scale| scale.unit.is_empty());
        return scale.zip(unit.filter(|unit| kind::is_currency(unit))).map(|(scale, unit)| Scale { unit, ..scale });
    }
    let word = first.split(' ').next()?;
    let factor = match word.trim_end_matches('s') {
        "thousand" | "000" | "'000" | "’000" | "k" if word.len() > 1 => 1_000,
        "million" | "mn" | "mln" => 1_000_000,
        "billion" | "bn" => 1_000_000_000,
        _ => return None,
    };
    let unit = first.strip_prefix(word)?.trim().trim_start_matches("of ").trim_start_matches("u.s. ").trim_start_matches("us ");
    let unit = if unit.is_empty() { String::new() } else { measured(unit).map(|scale| scale.unit).unwrap_or_default() };
    Some(Scale { factor: Decimal::from(factor), ..Scale::of(&unit) })
}

/// "$/1M tokens", "USD per million tokens": money for so many of something. The count belongs to the measure, not to the figure.
fn per_count(words: &str) -> Option<Scale> {
    let (money, count) = words.split_once('/').or_else(|| words.split_once(" per "))?;
    let counts = count.trim().starts_with(|c: char| c.is_ascii_digit())
        || count.trim().starts_with("million")
        || count.trim().starts_with("thousand");
    let scale = measured(money.trim()).filter(|scale| kind::is_currency(&scale.unit) && counts)?;
    Some(scale)
}

fn measured(words: &str) -> Option<Scale> {
    let sign =
        words.char_indices().take_while(|(_, c)| "$€£¥₹".contains(*c)).map(|(at, c)| at + c.len_utf8()).last().unwrap_or(0);
    let (open, rest) = words.split_at(sign);
    // "250" below "Files" is a size: "1 250" would be a number.
    if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // "$ billion" and "$M" are read as "$1 billion" and "$1M".
    let gap = if rest.starts_with(' ') || sign == 0 { " " } else { "" };
    let probe = if sign > 0 { format!("{open}1{gap}{}", rest.trim_start()) } else { format!("1 {words}") };
    let found = read(&probe).or_else(|| {
        // "US$ m", "EUR million": the code stands before its figure.
        let (code, rest) = words.split_once([' ', '\u{a0}']).unwrap_or((words, ""));
        let coded = code.len() <= 4 && code.chars().any(|c| c.is_ascii_uppercase());
        coded.then(|| read(&format!("{code} 1 {rest}"))).flatten()
    });
    let code_first = words.split_once(' ').is_some_and(|(code, _)| kind::is_currency(code));
    if code_first
        && let Some((code, rest)) = words.split_once(' ')
        && let Some(scale) =
            read(&format!("{code} 1 {rest}")).filter(|scale| kind::is_currency(&scale.unit) || scale.unit.contains('/'))
    {
        return Some(scale);
    }
    found
}

fn read(probe: &str) -> Option<Scale> {
    let mention = quantity::scan(probe).into_iter().next().filter(|mention| mention.span.end >= probe.trim_end().len())?;
    let factor = mention.quantity.low?;
    if mention.quantity.unit.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let scales = factor != Decimal::ONE;
    (scales || !mention.quantity.unit.is_empty() && !mention.counted)
        .then_some(Scale { factor, ..Scale::of(&mention.quantity.unit) })
}

/// What the bare figures under a header count: "Developers" developers, "Ratio" and "Speedup" multiples, "QPS" a rate.
pub(super) fn counted(header: &str) -> Option<Scale> {
    let bare = header.split('(').next().unwrap_or(header).trim();
    let whole = bare.to_lowercase();
    if let Some((noun, time)) = whole.split_once(" per ") {
        return rate(noun, time);
    }
    let by_time = || whole.split_once('/').filter(|(_, time)| is_time(time)).and_then(|(noun, time)| rate(noun, time));
    if let Some(scale) = by_time().or_else(|| per_operation(bare)) {
        return Some(scale);
    }
    let first = bare.split([',', ';']).next().unwrap_or(bare);
    let number = whole.split_once("number of ").and_then(|(_, rest)| rest.split(|c: char| !c.is_alphanumeric()).next());
    // "Messages posted"
    const DONE: &[&str] = &[
        "posted",
        "sent",
        "created",
        "published",
        "opened",
        "merged",
        "closed",
        "sold",
        "shipped",
        "delivered",
        "received",
        "processed",
    ];
    let mut words = first.rsplit(' ');
    let last = words.next()?;
    let last = words.next().filter(|_| DONE.contains(&last.to_lowercase().as_str())).unwrap_or(last);
    let lower = last.to_lowercase();
    match lower.as_str() {
        "ratio" | "speedup" | "speed-up" | "multiple" | "p/e" => return Some(Scale::of("x")),
        "%" | "share" | "percent" | "percentage" | "pct" => return Some(Scale::of("%")),
        "qps" | "rps" | "tps" | "iops" | "fps" => return of_words(last),
        _ => {}
    }
    if whole.starts_with("share of ")
        || whole.starts_with("percentage of ")
        || whole.starts_with("percent of ")
        || whole.starts_with("proportion of ")
        || whole.starts_with("% ")
    {
        return Some(Scale::of("%"));
    }
    // "Value this month": when, not in what.
    let before = first.rsplit(' ').nth(1).unwrap_or_default().to_lowercase();
    if is_time(&lower) && matches!(before.as_str(), "this" | "last" | "next" | "previous" | "prior" | "current" | "past") {
        return None;
    }
    if let Some(scale) =
        Some(last).filter(|last| *last != "second" && !last.bytes().any(|b| b.is_ascii_digit())).and_then(of_words)
    {
        return Some(scale);
    }
    let noun = number.unwrap_or(&lower);
    is_counted_noun(noun).then(|| Scale::of(&kind::singular(noun)))
}

/// "ns/op", "allocs/op": what one operation takes.
fn per_operation(header: &str) -> Option<Scale> {
    let alone = !header.contains(' ') && header.split_once('/').is_some_and(|(_, per)| matches!(per, "op" | "request" | "req"));
    let probe = format!("2 {header}");
    let mention = quantity::scan(&probe).into_iter().next().filter(|mention| alone && mention.span.end == probe.len())?;
    Some(Scale::of(&mention.quantity.unit)).filter(|scale| scale.unit.contains('/'))
}

fn is_time(words: &str) -> bool {
    matches!(words.trim(), "s" | "sec" | "second" | "min" | "minute" | "h" | "hr" | "hour" | "day" | "week" | "month" | "year")
}

/// "Requests per second", "tokens/s": things by time.
fn rate(noun: &str, time: &str) -> Option<Scale> {
    let noun = noun.trim().rsplit(' ').next()?;
    let time = time.trim().split(|c: char| !c.is_alphabetic()).next()?;
    let time = match time {
        "s" | "sec" | "second" => "s",
        "min" | "minute" => "minute",
        "h" | "hr" | "hour" => "hour",
        "day" | "week" | "month" | "year" => time,
        _ => return Some(()).filter(|()| is_counted_noun(noun)).map(|()| Scale::of(&kind::singular(noun))),
    };
    (is_counted_noun(noun) || matches!(noun, "op" | "ops" | "req" | "msg" | "txn"))
        .then(|| Scale::of(&format!("{}/{time}", rated(noun))))
}

fn rated(noun: &str) -> String {
    match &*kind::singular(noun) {
        "op" | "ops" => "operation".to_owned(),
        "req" | "reqs" => "request".to_owned(),
        "msg" => "message".to_owned(),
        "txn" => "transaction".to_owned(),
        singular => singular.to_owned(),
    }
}

fn is_counted_noun(lower: &str) -> bool {
    lower.len() > 2
        && lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !is_sum(lower)
        && lower.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// See [`is_sum`].
const SUMS: &[&str] = &[
    "sales",
    "earnings",
    "revenues",
    "savings",
    "costs",
    "results",
    "prices",
    "fees",
    "times",
    "scores",
    "status",
    "losses",
    "profits",
    "expenses",
    "benefits",
    "taxes",
    "receivables",
    "payables",
    "liabilities",
    "equities",
    "securities",
    "bonuses",
    "salaries",
    "wages",
    "dividends",
    "proceeds",
    "operations",
    "activities",
    "services",
    "products",
    "margins",
    "returns",
    "series",
    "business",
    "analytics",
    "yes",
    "basis",
    "details",
    "values",
    "others",
    "rates",
    "shares",
    "assets",
    "borrowings",
    "deposits",
    "loans",
    "investments",
    "acquisitions",
    "ratings",
    "always",
    "sometimes",
    "does",
    "has",
    "was",
    "less",
    "plus",
    "gas",
    "news",
    "sports",
    "economics",
    "physics",
    "mathematics",
    "hours",
    "axis",
    "analysis",
    "this",
    "previous",
    "ops",
];

/// Plural headers that sum money or time, or name a result or a class, rather than count things.
fn is_sum(word: &str) -> bool {
    SUMS.contains(&word)
}
