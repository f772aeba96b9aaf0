//! A cell in words that stand alone: who had what measure, of which figure, when.
//!
//! Comes in: the parts of a claim from a cell. Goes out: a sentence made of the table's own words.

use std::borrow::Cow;

use crate::claim::lexicon::{Function, Lexicon};
use crate::claim::subject::genitive;
use crate::claim::{kind, nouns};
use crate::document::{MONTHS, is_month};
use crate::mention::name;

/// The parts of a cell's sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts<'p> {
    pub subject: Option<&'p str>,
    pub metric: Option<&'p str>,
    /// The figure with its unit, as the article writes them.
    pub figure: &'p str,
    /// The time as the table writes it ("Q2 2025"), else in ISO style.
    pub time: Option<&'p str>,
    /// The setting ("64 connections").
    pub setting: Option<&'p str>,
    /// Whether the metric is a measure, so that it can be had.
    pub measured: bool,
    /// Whether the subject is itself a setting.
    pub is_setting: bool,
    /// Whether the metric is the question that a survey's table answers.
    pub asked: bool,
}

/// The longest subject, in words, that a mark of possession can follow.
const POSSESSOR_WORDS_MAX: usize = 4;

/// The sentence.
pub(super) fn sentence(parts: Parts<'_>) -> String {
    let subject = parts.subject.unwrap_or_default();
    let metric = parts.metric.unwrap_or_default();
    let changes = [" % change", " % Change"].iter().find(|change| metric.contains(**change));
    let metric = &*changes.map_or(Cow::Borrowed(metric), |change| Cow::Owned(metric.replace(change, " change")));
    let core = core(parts, subject, metric);
    let setting =
        parts.setting.filter(|setting| !core.contains(*setting)).map_or(String::new(), |setting| format!(" at {setting}"));
    let text = match parts.time.filter(|time| !core.contains(*time)) {
        None => format!("{core}{setting}"),
        Some(time) if is_spoken(time) => {
            let core = if begins_with_measure(parts) { running(&core) } else { core };
            match relative(time) {
                Some(when) => format!("{when}, {core}{setting}"),
                None => format!("{} {time}, {core}{setting}", if is_day(time) { "On" } else { "In" }),
            }
        }
        Some(time) => match period(time) {
            Some(when) => format!("{core}{setting} {when}"),
            None => format!("{core}{setting} ({time})"),
        },
    };
    closed(&text)
}

/// "Three Months Ended June 30, 2026" → "in the three months ended June 30, 2026", "2026-Q2" → "in Q2 2026", "2026-06" → "in June 2026".
fn period(time: &str) -> Option<String> {
    const ENDED: &[&str] = &[" months ended ", " weeks ended ", "quarter ended ", "year ended "];
    let lower = time.to_lowercase();
    if let Some(ended) = ENDED.iter().find_map(|ended| lower.find(ended).map(|at| at + ended.len()))
        && time.ends_with(|c: char| c.is_ascii_digit())
        && lower.len() == time.len()
    {
        return Some(format!("in the {}{}", &lower[..ended], &time[ended..]));
    }
    let (year, part) = time.split_once('-').filter(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    match part.as_bytes() {
        [b'Q' | b'H', b'1'..=b'4'] => Some(format!("in {part} {year}")),
        [b'0' | b'1', b'0'..=b'9'] => {
            let month = part.parse::<usize>().ok()?.checked_sub(1)?;
            let month = MONTHS.get(month)?;
            Some(format!("in {}{} {year}", month[..1].to_uppercase(), &month[1..]))
        }
        _ => None,
    }
}

/// "Value This Month" → "this month": a header that tells the time from where the text stands.
fn relative(time: &str) -> Option<String> {
    const VALUES: &[&str] = &["value ", "amount ", "total ", "count ", "result "];
    let lower = time.to_lowercase();
    let when = VALUES.iter().find_map(|value| lower.strip_prefix(value)).unwrap_or(&lower);
    ["this ", "last "].iter().any(|word| when.starts_with(word)).then(|| when.to_owned())
}

/// Whether the sentence begins with a measure, which needs no capital within a sentence; a subject may be a name, and keeps it.
fn begins_with_measure(parts: Parts<'_>) -> bool {
    let (subject, metric) = (parts.subject.unwrap_or_default(), parts.metric.unwrap_or_default());
    parts.is_setting || parts.measured && (subject.is_empty() || metric.starts_with(subject))
}

fn core(parts: Parts<'_>, subject: &str, metric: &str) -> String {
    let Parts { figure, .. } = parts;
    if metric.is_empty() || metric == subject {
        let verb = be(subject);
        return if parts.measured && !subject.is_empty() {
            format!("{subject} {verb} {figure}")
        } else {
            format!("{subject}: {figure}")
        };
    }
    if parts.asked {
        return format!("{subject}: {figure} ({metric})");
    }
    if metric == "n" {
        return format!("{subject}: n = {figure}");
    }
    if subject.is_empty() {
        return format!("{metric} {} {figure}", be(metric));
    }
    // "1.32× vs Acme"
    if ["vs ", "vs. ", "versus ", "Vs ", "VS "].iter().any(|versus| metric.starts_with(versus)) {
        return format!("{subject}: {figure} {}", running(metric));
    }
    if let Some(group) = metric.strip_suffix(subject).map(str::trim).filter(|group| !group.is_empty()) {
        return format!("{group} for {subject} {} {figure}", be(group));
    }
    if parts.measured && metric.starts_with(subject) {
        return format!("{metric} {} {figure}", be(metric));
    }
    if parts.is_setting {
        return format!("at {}, {} {} {figure}", running(subject), with_article(metric), be(metric));
    }
    // "Total" heads the sum of a column.
    if parts.measured && matches!(subject, "Total" | "total" | "All" | "Overall") {
        return format!("in total, {} {} {figure}", with_article(metric), be(metric));
    }
    let short = subject.split(' ').count() <= POSSESSOR_WORDS_MAX
        && (subject.ends_with(|c: char| c.is_alphanumeric()) || is_company(subject))
        && is_had_by(subject);
    // "Simple: Init" is no word that follows an owner.
    if parts.measured && short && metric.contains(':') {
        return format!("For {subject}, {metric} {} {figure}", be(metric));
    }
    if parts.measured && short {
        return format!("{} {} {} {figure}", genitive(subject), running(metric), be(metric));
    }
    format!("{subject}, {}: {figure}", running(metric))
}

/// Whether `subject` ends as companies' names do: "Acme, Inc.".
fn is_company(subject: &str) -> bool {
    [" Inc.", " Ltd.", " Corp.", " Co.", " N.V.", " S.A.", " plc."].iter().any(|form| subject.ends_with(form))
}

/// Whether a row's words are a name or a thing; answers ("Don't know", "Not applicable") have no measures.
fn is_had_by(subject: &str) -> bool {
    let first = subject.split(' ').next().unwrap_or_default().to_lowercase().replace('’', "'");
    let function = Lexicon::shared().function(&first);
    !first.ends_with("n't")
        && !matches!(function, Some(Function::Auxiliary | Function::Negation | Function::Pronoun | Function::Preposition))
}

/// "was" or "were".
fn be(metric: &str) -> &'static str {
    let lower = metric.to_lowercase();
    let head = lower
        .split(" of ")
        .next()
        .and_then(|phrase| phrase.split(" per ").next())
        .and_then(|phrase| phrase.split(" from ").next())
        .and_then(|phrase| phrase.split([' ', '/']).next_back())
        .unwrap_or("");
    let plural = head.len() > 3 && head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us") && !head.ends_with("is");
    if plural { "were" } else { "was" }
}

/// "the p99 latency"; nothing before a plural.
fn with_article(metric: &str) -> String {
    let running = running(metric);
    if be(metric) == "were" { running } else { format!("the {running}") }
}

/// Whether a time can follow "in": a year, a quarter, a month in words, not an ISO code of more than a year.
fn is_spoken(time: &str) -> bool {
    let year = time.len() == 4 && time.bytes().all(|b| b.is_ascii_digit());
    let coded = time.len() > 4 && time.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    year || !coded && time.len() <= 20 && !time.contains(['/', '(']) && !time.starts_with(|c: char| c.is_lowercase())
}

/// "June 30, 2026", "30 June 2026": a day, which things happen on.
fn is_day(time: &str) -> bool {
    let mut words = time.split(' ').map(|word| word.trim_end_matches(','));
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let day = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let month = |word: &str| is_month(&word.to_lowercase());
    month(first) && day(second) || day(first) && month(second)
}

/// A header as it stands in running text: its first word without a capital, unless it is a name or an abbreviation, and so the words of measures
/// behind it, which headings in title case give capitals.
pub(super) fn running(header: &str) -> String {
    let named = name::scan(header, &[]).first().is_some_and(|mention| mention.span.start == 0);
    let words = header.split(' ').enumerate().map(|(at, word)| {
        let bare = word.trim_end_matches([',', ';', ')']).split('/').next().unwrap_or(word);
        let ordinary = bare.chars().skip(1).all(|c| c.is_lowercase() || c == '-') && bare.chars().count() > 1;
        let lower = word.to_lowercase();
        let lowers = ordinary && if at == 0 { !named || is_common(&lower) } else { is_common(&lower) };
        if lowers { lower } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a word of a header is no name: a measure, what is counted, or an adjective of measures.
fn is_common(lower: &str) -> bool {
    const ADJECTIVES: &[&str] = &[
        "annual",
        "monthly",
        "weekly",
        "daily",
        "yearly",
        "quarterly",
        "median",
        "average",
        "total",
        "net",
        "gross",
        "mean",
        "since",
        "of",
        "per",
        "in",
        "by",
        "companies",
        "change",
        "share",
        "growth",
        "maximum",
        "minimum",
        "peak",
        "overall",
        "active",
        "paid",
        "free",
        "new",
    ];
    let bare = lower.trim_end_matches([',', ';', ')']);
    nouns::is_metric(bare)
        || is_noun(bare)
        || bare.strip_suffix('s').is_some_and(|one| Lexicon::shared().verb(one).is_some_and(|verb| verb.noun))
        || kind::is_countable(bare)
        || ADJECTIVES.contains(&bare)
        || Lexicon::shared().verb(bare).is_some()
        || Lexicon::shared().is_adjective(bare)
}

/// Whether a header that names no known measure is a noun by its ending ("Write amplification"), so that it can be had.
pub(super) fn is_noun(header: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "tion", "sion", "ment", "ness", "ity", "age", "ance", "ence", "ency", "ancy", "ure", "ship", "ism", "dth", "gth", "ery",
        "ics",
    ];
    let words: Vec<&str> = header.split(' ').collect();
    let last = words.last().map(|last| last.to_lowercase()).unwrap_or_default();
    words.len() <= 4 && last.len() > 5 && ENDINGS.iter().any(|ending| last.trim_end_matches('s').ends_with(ending))
}

fn closed(words: &str) -> String {
    let trimmed = words.trim();
    let ordinary =
        trimmed.split_whitespace().next().is_some_and(|word| word.len() > 1 && word.chars().skip(1).all(|c| c.is_lowercase()));
    let mut text = match trimmed.chars().next().filter(|c| ordinary && c.is_lowercase()) {
        Some(first) => first.to_uppercase().chain(trimmed[first.len_utf8()..].chars()).collect(),
        None => trimmed.to_owned(),
    };
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Parts, sentence};

    #[test]
    fn a_cell_is_told_with_its_period() {
        let told = |time: &str| {
            let parts = Parts {
                subject: Some("Acme, Inc."),
                metric: Some("Revenue"),
                figure: "$4",
                time: Some(time),
                measured: true,
                ..Parts::default()
            };
            sentence(parts)
        };
        assert_eq!(
            told("Three Months Ended June 30, 2026"),
            "Acme, Inc.'s revenue was $4 in the three months ended June 30, 2026."
        );
        assert_eq!(told("2026-Q2"), "Acme, Inc.'s revenue was $4 in Q2 2026.");
        assert_eq!(told("2026-06"), "Acme, Inc.'s revenue was $4 in June 2026.");
        assert_eq!(told("June 30, 2026"), "On June 30, 2026, Acme, Inc.'s revenue was $4.");
        assert_eq!(told("June 2026"), "In June 2026, Acme, Inc.'s revenue was $4.");
        assert_eq!(told("2026-06-30"), "Acme, Inc.'s revenue was $4 (2026-06-30).");
    }
}
