//! What the header of a row or column says: its words without unit and footnote marks, and what sort of thing it names.
//!
//! Comes in: a header's text, or those of a header of several rows. Goes out: a [`Label`]. Which side of a table it stands on does not matter here.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::first_time;
use super::unit::{self, Scale};
use super::wording;
use crate::claim::extract::Extractor;
use crate::claim::lexicon::data_lines;
use crate::claim::nouns;
use crate::mention::{date, name};

/// What a header names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A time ("2025", "Q1 2026").
    Period,
    /// A difference between two others ("YoY", "Change (%)").
    Change,
    /// A state in which something was measured ("before", "baseline").
    State,
    /// A statistic that wants a measure ("p99", "mean").
    Statistic,
    /// A measure ("Startup time", or anything with a unit).
    Measure,
    /// A figure ("64", "18-24"): a setting, not a name.
    Parameter,
    /// A column that only says that values follow ("Value", "Result").
    Value,
    /// Numbers that only identify ("Rank", "Version").
    Identifier,
    /// Anything else: mostly the thing.
    Thing,
}

/// A header.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Its words without unit and footnote marks.
    pub words: String,
    pub sort: Sort,
    /// The unit that it states.
    pub stated: Option<Scale>,
    /// The things that it counts.
    pub counted: Option<Scale>,
    /// The time that it names, and whether it marks it as a projection ("2030F").
    pub time: Option<String>,
    /// The words of that time, where the header is nothing else.
    pub time_words: Option<String>,
    pub projected: bool,
    /// Whether it begins with a name.
    pub named: bool,
}

/// Whether the whole header `lower` is of `class`, as `data/header-words.txt` has it.
fn is(lower: &str, class: &str) -> bool {
    static HEADERS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let headers = HEADERS.get_or_init(|| {
        let lines = data_lines(include_str!("../data/header-words.txt")).filter_map(|line| line.split_once(": "));
        lines.flat_map(|(class, headers)| headers.split(", ").map(move |header| (header, class))).collect()
    });
    headers.get(lower).is_some_and(|found| *found == class)
}

impl Label {
    /// Reads one header.
    pub(super) fn read(header: &str, extractor: &Extractor<'_>) -> Self {
        // "`, size`": marks that stand before a header's words are none of them.
        let raw = bare(header).trim_start_matches([',', ';', ' ']).trim_end_matches(['|', ' ']);
        let (words, stated) = unit::split(raw);
        let (dated, projected) = time_of(words, extractor);
        let sort = sort_of(words, &words.to_lowercase(), stated.is_some(), projected);
        // "Salary 2026": the time is told apart from the measure, unless the header is nothing but a time or compares with one.
        let undated = dated
            .as_ref()
            .filter(|_| !matches!(sort, Sort::Period | Sort::Change | Sort::Parameter))
            .map(|_| without_date(words));
        let (words, sort) = match undated.filter(|undated| !undated.is_empty() && *undated != words) {
            Some(undated) => (undated, sort_of(undated, &undated.to_lowercase(), stated.is_some(), false)),
            None => (words, sort),
        };
        let counted = unit::counted(raw).filter(|_| sort != Sort::Parameter);
        let stated = stated.filter(|_| sort != Sort::Parameter);
        let time = dated.filter(|_| sort != Sort::Change);
        let time_words = time.as_ref().filter(|_| sort == Sort::Period).map(|_| words.to_owned());
        let named = name::scan_with(words, &[0], &extractor.evidence).first().is_some_and(|mention| mention.span.start == 0);
        Self { words: words.to_owned(), sort, stated, counted, time, time_words, projected, named }
    }

    /// Whether it is nothing but digits.
    pub(super) fn is_whole_number(&self) -> bool {
        !self.words.is_empty() && self.words.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it is a whole number that may be a year of the last or this century.
    pub(super) fn is_year_shaped(&self) -> bool {
        self.is_whole_number() && self.words.len() == 4 && (self.words.starts_with("19") || self.words.starts_with("20"))
    }

    /// Makes a number of it, of the sort that the numbers beside it are.
    pub(super) fn number(&mut self, sort: Sort) {
        (self.sort, self.time, self.time_words) = (sort, None, None);
    }

    /// Whether it is written like a quarter of a year: "Q1". A table that also has a "Q5" numbers something else.
    pub(super) fn is_numbered_q(&self) -> bool {
        self.words.strip_prefix('Q').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// Whether it is written so and no year has so many quarters: "Q5".
    pub(super) fn exceeds_quarters(&self) -> bool {
        self.is_numbered_q() && self.words[1..].parse::<u32>().is_ok_and(|number| number > 4)
    }

    /// The label of a row whose unit stands in a column of its own.
    pub(super) fn measured_in(self, unit: Scale, shown: &str) -> Self {
        let sort = if self.sort == Sort::Thing { Sort::Measure } else { self.sort };
        let words = self.words.strip_suffix(shown).map_or(self.words.as_str(), str::trim_end).to_owned();
        Self { sort, stated: Some(unit), words, ..self }
    }

    /// A label that names a question or query and no quarter.
    pub(super) fn without_quarter(self) -> Self {
        if self.is_numbered_q() { Self { sort: Sort::Thing, time: None, time_words: None, ..self } } else { self }
    }

    /// One label of headers that stand above or beside each other, outermost first. Periods say when, statistics what of a measure.
    pub(super) fn join(parts: &[Label]) -> Self {
        let spoken = |part: &&Label| part.sort != Sort::Period && !part.words.is_empty();
        let count = parts.iter().filter(spoken).count();
        if let ([only], _) | ([only, ..], 0) = (parts, count) {
            // "2025" above or below "£m": the period and the unit are told by different rows.
            let period = parts.iter().find(|part| part.sort == Sort::Period).unwrap_or(only);
            let stated = parts.iter().rev().find_map(|part| part.stated.clone());
            return Self { stated, ..period.clone() };
        }
        let spoken: Vec<&Label> = parts.iter().filter(spoken).collect();
        let words = spoken.iter().enumerate().map(|(at, part)| if at == 0 { part.words.clone() } else { part.running() });
        let words = words.collect::<Vec<_>>().join(" ");
        let sort = match spoken.iter().find(|part| part.sort == Sort::Measure).or(spoken.last()) {
            Some(part) => part.sort,
            None => Sort::Thing,
        };
        Self {
            sort,
            stated: parts.iter().rev().find_map(|part| part.stated.clone()),
            counted: match spoken.last() {
                // A header that goes on in the next line: "Requests" above "per second".
                Some(part) if part.words.starts_with("per ") => unit::counted(&words),
                last => last.and_then(|part| part.counted.clone()),
            },
            words,
            time: parts.iter().rev().find_map(|part| part.time.clone()),
            time_words: parts.iter().rev().find_map(|part| part.time_words.clone()),
            projected: parts.iter().any(|part| part.projected),
            named: spoken.first().is_some_and(|part| part.named),
        }
    }

    /// Its words behind others: a measure, a statistic or a change goes without a capital.
    pub(super) fn running(&self) -> String {
        let ordinary = matches!(self.sort, Sort::Measure | Sort::Statistic | Sort::Change | Sort::State) && !self.named;
        if ordinary { wording::running(&self.words) } else { self.words.clone() }
    }

    /// Whether it is a setting or a bare version ("128 MB", "v2", "3.8 LTS"), which tells states of things apart rather than things.
    pub(super) fn is_setting(&self) -> bool {
        let bare_version = || self.sort == Sort::Thing && !self.named && self.words.bytes().any(|b| b.is_ascii_digit());
        self.sort == Sort::Parameter || bare_version()
    }

    /// Whether it is a bare version ("v2", "3.8 LTS").
    pub(super) fn is_version(&self) -> bool {
        let number = self.words.trim_start_matches(['v', 'V']);
        let dotted = number.split('.').count() > 1 || number.len() < self.words.len();
        let plain = self.words.split(' ').count() <= 2 && self.stated.is_none() && self.sort == Sort::Thing;
        plain && dotted && number.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it measures something by itself.
    pub(super) fn is_measure(&self) -> bool {
        matches!(self.sort, Sort::Measure | Sort::Statistic)
    }
}

/// A header without footnote marks, arrows and remarks on which way is better.
pub(super) fn bare(header: &str) -> &str {
    let mut bare = header.trim();
    loop {
        let shorter = bare.trim_end_matches(['*', '†', '‡', '¹', '²', '³', '⁴', '↑', '↓', '▲', '▼', ':', ' ', '\u{a0}']);
        let remark = shorter.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')).filter(|(_, remark)| {
            let lower = remark.to_ascii_lowercase();
            lower.contains("is better")
                || lower.contains("are better")
                || lower.trim_start_matches("base:").trim_start().starts_with("n=")
                    | lower.starts_with("n =")
                    | lower.starts_with("base")
                || lower == "a"
                || lower == "b"
                || remark.parse::<u8>().is_ok_and(|mark| mark < 10)
        });
        let next = remark.map_or(shorter, |(before, _)| before);
        if next.len() == bare.len() {
            return bare;
        }
        bare = next;
    }
}

fn sort_of(words: &str, lower: &str, has_unit: bool, projected: bool) -> Sort {
    if matches!(lower, "n" | "%" | "no." | "#" | "count" | "percent" | "per cent" | "pct" | "% of total") {
        return Sort::Measure;
    }
    if words.is_empty() {
        return if has_unit { Sort::Value } else { Sort::Thing };
    }
    if is(lower, "change")
        || lower.starts_with("vs ")
        || lower.starts_with("vs. ")
        || lower.starts_with("change ") && lower.len() < 30
    {
        return Sort::Change;
    }
    let state = |lower: &str| ["before ", "after ", "with ", "without "].iter().any(|opening| lower.starts_with(opening));
    if projected || is_period(words) {
        return Sort::Period;
    }
    // A budget with a unit is a sum of money, without one it may be what a result is held against.
    if is(lower, "state") && !(has_unit && lower == "budget") || state(lower) {
        return Sort::State;
    }
    if is(lower, "identifier") {
        return Sort::Identifier;
    }
    if is(lower, "value") {
        return if words == "Number" || has_unit { Sort::Measure } else { Sort::Value };
    }
    if is(lower, "statistic") || is_percentile(lower) {
        return Sort::Statistic;
    }
    if is_figure(words) {
        return Sort::Parameter;
    }
    if has_unit || names_measure(lower) { Sort::Measure } else { Sort::Thing }
}

/// "p99", "p99.9", "99th percentile", "TP90".
fn is_percentile(lower: &str) -> bool {
    nouns::is_percentile(lower)
        || lower.ends_with(" percentile") && lower.starts_with(|c: char| c.is_ascii_digit())
        || lower.ends_with(" %ile")
}

/// Whether a header is a figure and nothing that is a name: "64", "18-24", "1 KB", "45+".
fn is_figure(words: &str) -> bool {
    // "Under 5 minutes", "More than 60"
    let lower = words.to_lowercase();
    let bracket =
        super::list::BRACKETS.iter().find_map(|opening| lower.strip_prefix(opening)).map_or(0, |rest| lower.len() - rest.len());
    let words = words.get(bracket..).unwrap_or(words);
    let opens = words.trim_start_matches(['<', '>', '≤', '≥', '~', '$', '€', '£', '+', '-']);
    let letters = || words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    opens.starts_with(|c: char| c.is_ascii_digit())
        && letters().count() <= 2
        && letters().all(|word| word.len() <= 2 || unit::is_unit(word) || matches!(word, "to" | "and"))
        && !letters().any(|word| matches!(word, "D" | "G" | "st" | "nd" | "rd" | "th"))
}

/// The longest mark in parentheses that only tells headers apart, in bytes.
const MARK_BYTES: usize = 3;

/// Whether a header's words name a measure ("Memory per 1K connections", "Avg. startup cost").
pub(super) fn names_measure(lower: &str) -> bool {
    // "(A) Response time": a mark in front says nothing.
    let marked = lower.strip_prefix('(').and_then(|rest| rest.split_once(") ")).filter(|(mark, _)| mark.len() <= MARK_BYTES);
    let lower = marked.map_or(lower, |(_, behind)| behind);
    let bare = lower.split(['(', ',', ':']).next().unwrap_or(lower);
    let words: Vec<&str> = bare.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let head = words.iter().rev().find(|word| !matches!(**word, "ms" | "s" | "mb" | "gb" | "yoy" | "usd"));
    let before =
        words.iter().position(|word| matches!(*word, "of" | "for" | "from" | "in" | "by" | "at" | "on" | "with" | "to" | "vs"));
    head.is_some_and(|word| nouns::is_metric(word))
        || before.filter(|at| *at > 0).is_some_and(|at| nouns::is_metric(words[at - 1]))
        || words
            .iter()
            .any(|word| matches!(*word, "per" | "avg" | "average" | "median" | "mean" | "total" | "yoy") || is_percentile(word))
        || bare.contains('/')
            && words
                .last()
                .is_some_and(|word| matches!(*word, "s" | "sec" | "second" | "min" | "month" | "mo" | "hour" | "hr" | "op"))
        || words.last().is_some_and(|word| {
            matches!(
                *word,
                "rps"
                    | "qps"
                    | "tps"
                    | "fps"
                    | "iops"
                    | "loc"
                    | "ttft"
                    | "tpot"
                    | "mmlu"
                    | "flops"
                    | "kloc"
                    | "speedup"
                    | "speed-up"
            )
        })
}

/// Words without the date before or behind them.
fn without_date(words: &str) -> &str {
    let dates = date::scan(words);
    let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return words };
    let trimmed = |words: &'_ str| -> usize { words.trim_end_matches([' ', ',', '(', ':', '-', '–']).len() };
    if last.phrase.start > 0 && words[last.span.end..].trim_matches([' ', ')']).is_empty() {
        return &words[..trimmed(&words[..last.phrase.start])];
    }
    if first.phrase.start == 0 { words[first.span.end..].trim_start_matches([' ', ',', ':', '-', '–']) } else { words }
}

/// Whether the words are a time and little else.
fn is_period(words: &str) -> bool {
    let dates = date::scan(words);
    let covered: usize = dates.iter().map(|date| date.span.len()).sum();
    !dates.is_empty() && 2 * covered >= words.len() || reporting_period(&words.to_lowercase()).is_some()
}

/// The time that a header names, and whether it marks it as a projection: a year with E, F or P behind it.
fn time_of(words: &str, extractor: &Extractor<'_>) -> (Option<String>, bool) {
    let last = words.rsplit(' ').next().unwrap_or(words);
    let year = last.trim_start_matches("FY").trim_end_matches(['E', 'e', 'F', 'f', 'P', 'p']);
    let marked = year.len() == 4
        && last.ends_with(['E', 'e', 'F', 'f', 'P', 'p'])
        && year.starts_with("20")
        && year.parse::<u16>().is_ok();
    if marked {
        return (Some(year.to_owned()), true);
    }
    (reporting_time(words, extractor).or_else(|| first_time(extractor, words)), false)
}

/// "Three months ended March 31, 2026": the quarter that ends there; of other lengths the year.
fn reporting_time(words: &str, extractor: &Extractor<'_>) -> Option<String> {
    let months = reporting_period(&words.to_lowercase())?;
    let end = first_time(extractor, words)?;
    let year = end.get(..4)?;
    match end.get(5..7).and_then(|month| month.parse::<u8>().ok()) {
        Some(month) if months == 3 && month % 3 == 0 => Some(format!("{year}-Q{}", month / 3)),
        Some(month) if months == 6 && month == 6 => Some(format!("{year}-H1")),
        Some(_) if months == 12 => Some(year.to_owned()),
        _ => Some(end),
    }
}

/// How many months the period of a statement's header has.
fn reporting_period(lower: &str) -> Option<u8> {
    let ended = lower.find(" ended").or_else(|| lower.find(" ending"))?;
    let before = &lower[..ended];
    let length = |words: &str| before.ends_with(words);
    match () {
        () if length("three months") || length("quarter") || length("quarters") || length("3 months") || length("13 weeks") => {
            Some(3)
        }
        () if length("six months") || length("6 months") || length("half year") || length("half-year") || length("26 weeks") => {
            Some(6)
        }
        () if length("nine months") || length("9 months") || length("39 weeks") => Some(9),
        () if length("year") || length("years") || length("twelve months") || length("12 months") || length("52 weeks") => {
            Some(12)
        }
        () => None,
    }
}
