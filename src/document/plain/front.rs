//! What a plain text says of itself: byline, date line, labelled lines, stock symbol.
//!
//! Comes in: the first short lines of a text. Goes out: [`Metadata`] filled in, and whether the line holds nothing else.

use super::shape;
use crate::document::{MONTHS, Metadata};

/// Words that stand beside a date without saying more.
const DATE_COMPANIONS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "last",
    "modified",
    "date",
    "on",
    "at",
    "by",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "et",
    "est",
    "edt",
    "pt",
    "pst",
    "pdt",
    "ct",
    "gmt",
    "utc",
    "bst",
    "cet",
    "eastern",
    "pacific",
    "central",
    "time",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "min",
    "minute",
    "minutes",
    "read",
    "release",
    "released",
    "for",
    "immediate",
    "first",
    "of",
];

/// No line about the text is longer than this, in bytes.
const FRONT_MAX: usize = 200;

/// Reads a short line near the top. Whether it says nothing but who wrote the text and when.
pub(super) fn read_line(text: &str, metadata: &mut Metadata) -> bool {
    if text.len() > FRONT_MAX {
        return false;
    }
    if let Some(known) = labelled(text, metadata) {
        return known;
    }
    let parts = text.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty());
    let mut known = true;
    let mut found = false;
    if metadata.date.is_none() && is_dated_label(text) {
        metadata.date = find_date(text);
    }
    for part in parts {
        if let Some(names) = byline(part) {
            add_authors(metadata, &names);
            found = true;
        } else if let Some(date) = bare_date(part) {
            metadata.date.get_or_insert(date);
            found = true;
        } else {
            known &= is_companion(part);
        }
    }
    known && found
}

/// A short line that gives a day and hardly more: "Stock exchange release, 24 July 2025 at 8:00 EEST".
fn is_dated_label(text: &str) -> bool {
    let exact = find_date(text).is_some_and(|date| date.len() > 7);
    exact && !shape::ends_sentence(text) && shape::word_count(text) <= 12 && !text.contains(['%', '$', '€', '£'])
}

/// "Author: …", "Date: …", "Title: …", "URL: …".
fn labelled(text: &str, metadata: &mut Metadata) -> Option<bool> {
    let (label, value) = text.split_once(':')?;
    let value = value.trim();
    match label.trim().to_lowercase().as_str() {
        "author" | "authors" | "written by" | "byline" => add_authors(metadata, &names(value)),
        "date" | "published" | "publication date" | "posted" | "updated" | "last updated" => {
            metadata.date.get_or_insert(find_date(value)?);
        }
        "publisher" | "site" | "publication" => drop(metadata.publisher.get_or_insert(value.to_owned())),
        "url" | "link" | "canonical" if value.starts_with("http") => drop(metadata.url.get_or_insert(value.to_owned())),
        _ => return None,
    }
    Some(true)
}

/// The names of "By Jane Doe and John Smith, Staff Writers".
fn byline(part: &str) -> Option<Vec<String>> {
    let rest = ["By ", "by ", "BY ", "Written by ", "Words by "].iter().find_map(|by| part.strip_prefix(by))?;
    let found = names(rest);
    (!found.is_empty() && !shape::ends_sentence(part)).then_some(found)
}

fn names(text: &str) -> Vec<String> {
    text.split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim().trim_start_matches("and ").trim())
        .filter(|name| is_name(name))
        .map(str::to_owned)
        .collect()
}

fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let titles =
        ["Writer", "Writers", "Editor", "Correspondent", "Reporter", "Staff", "Analyst", "Officer", "President", "Director"];
    (1..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase) || matches!(*word, "de" | "van" | "von" | "der" | "da" | "di" | "la")
        })
        && !name.contains(|c: char| c.is_ascii_digit() || c == '@')
        && !words.iter().any(|word| titles.contains(word))
        && (words.len() > 1 || name.len() > 2)
}

fn add_authors(metadata: &mut Metadata, names: &[String]) {
    for name in names {
        if !metadata.authors.contains(name) {
            metadata.authors.push(name.clone());
        }
    }
}

fn is_companion(part: &str) -> bool {
    part.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| DATE_COMPANIONS.contains(&word.to_lowercase().as_str()))
}

/// The date of a text that holds nothing but a date and the words that go with one.
fn bare_date(part: &str) -> Option<String> {
    let date = find_date(part)?;
    let other = part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let plain = other.filter(|word| month(word).is_none()).all(|word| {
        let lower = word.to_lowercase();
        DATE_COMPANIONS.contains(&lower.as_str()) || matches!(lower.as_str(), "st" | "nd" | "rd" | "th" | "t" | "z")
    });
    let exact = date.len() > 4;
    (plain && exact).then_some(date)
}

/// The date of a paragraph that begins with place and date: "SAN FRANCISCO, March 3, 2026 — Acme today …".
pub(super) fn dateline(paragraph: &str) -> Option<String> {
    let head = &paragraph[..paragraph.floor_char_boundary(paragraph.len().min(120))];
    let end =
        [" -- ", " – ", " — ", "—", " (GLOBE", " /PR", " (BUSINESS", " - "].iter().filter_map(|mark| head.find(mark)).min()?;
    let place = head[..end].split(',').next()?;
    let capitals = place.len() <= 40 && place.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\''));
    capitals.then(|| find_date(head)).flatten().filter(|date| date.len() > 7)
}

/// The company that stands before a stock symbol: "Acme, Inc. (NASDAQ: ACME)".
pub(super) fn listed_company(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(text.len().min(600))];
    let (at, _) = head.match_indices('(').find(|(at, _)| is_symbol(&head[at + 1..]))?;
    let before = head[..at].trim_end();
    // "OSLO--(ACME WIRE)--Acme Corp."
    let before = before.rsplit_once("--").map_or(before, |(_, name)| name);
    let named = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(word, "&" | "of" | "and" | "de")
    };
    let words: Vec<&str> =
        before.split_whitespace().rev().take(6).take_while(|word| named(word) && !word.ends_with([':', ';', '—'])).collect();
    let name = words
        .into_iter()
        .rev()
        .skip_while(|word| matches!(*word, "&" | "of" | "and" | "The" | "Today"))
        .collect::<Vec<_>>()
        .join(" ");
    let name = name.trim_end_matches(',').to_owned();
    (!name.is_empty()).then_some(name)
}

/// "NASDAQ: ACME)".
fn is_symbol(text: &str) -> bool {
    let Some((symbol, _)) = text.split_once(')') else { return false };
    let Some((exchange, ticker)) = symbol.split_once(':') else { return false };
    let ticker = ticker.trim();
    let capitals = |word: &str, most: usize| {
        (1..=most).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.')
    };
    (capitals(exchange.trim(), 8) || matches!(exchange.trim(), "Nasdaq" | "Euronext" | "NYSE American" | "OTC Markets"))
        && capitals(ticker.split(',').next().unwrap_or(""), 8)
}

/// The first date in `text`, as exact as it is written.
pub(super) fn find_date(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';'))
        .filter(|word| !word.is_empty())
        .take(40)
        .collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let after = |step: usize| words.get(at + step).copied().unwrap_or("");
        let before = || at.checked_sub(1).map_or("", |previous| words[previous]);
        if let Some(date) = iso_date(word) {
            return Some(date);
        }
        let month = month(word.trim_end_matches('.'))?;
        if let (Some(day), Some(year)) = (day(after(1)), year(after(2))) {
            return Some(format!("{year}-{month:02}-{day:02}"));
        }
        let year = year(after(1))?;
        Some(day(before()).map_or_else(|| format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}")))
    })
}

fn iso_date(word: &str) -> Option<String> {
    let date = word.get(..10)?;
    let bytes = date.as_bytes();
    let shaped = bytes.iter().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
    let ended = word[10..].is_empty() || word[10..].starts_with('T');
    let month: u32 = date.get(5..7)?.parse().ok()?;
    let day: u32 = date.get(8..10)?.parse().ok()?;
    (shaped && ended && (1..=12).contains(&month) && (1..=31).contains(&day)).then(|| date.to_owned())
}

fn month(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    (lower.len() >= 3)
        .then(|| {
            MONTHS.iter().position(|month| *month == lower || (month[..3] == lower) || (lower == "sept" && *month == "september"))
        })?
        .map(|at| at + 1)
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
    (word.len() <= 5).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

fn year(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(['.', ':']);
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|year| (1900..=2099).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_exact_as_they_are_written() {
        for (text, date) in [
            ("November 5, 2024, 4:30 p.m.", "2024-11-05"),
            ("5 Nov 2024", "2024-11-05"),
            ("Sept. 9th, 2025", "2025-09-09"),
            ("March 2026", "2026-03"),
            ("2026-02-14T10:00:00Z", "2026-02-14"),
        ] {
            assert_eq!(find_date(text).as_deref(), Some(date), "{text}");
        }
        assert_eq!(find_date("In 2024 we may see 31 of them"), None);
    }

    #[test]
    fn bylines_and_date_lines_fill_the_metadata() {
        let mut metadata = Metadata::default();
        assert!(read_line("By Imani Castell | Updated February 18, 2026 | 9 minute read", &mut metadata));
        assert_eq!(
            (metadata.date.as_deref(), metadata.authors.as_slice()),
            (Some("2026-02-18"), &["Imani Castell".to_owned()][..])
        );
        assert!(!read_line("By 2030 the market will double", &mut metadata));
        assert!(!read_line("Growth since March 2024 was 8%", &mut metadata));
        let mut other = Metadata::default();
        assert!(read_line("By Jane Doe and Ana de Souza, Staff Writers", &mut other));
        assert_eq!(other.authors, ["Jane Doe", "Ana de Souza"]);
    }

    #[test]
    fn datelines_and_symbols_are_read() {
        assert_eq!(dateline("SAN FRANCISCO, March 3, 2026 (GLOBE NEWSWIRE) -- Acme today").as_deref(), Some("2026-03-03"));
        assert_eq!(dateline("The firm – founded March 3, 2026 – is new"), None);
        assert_eq!(listed_company("ACME, INC. (NASDAQ: ACME)").as_deref(), Some("ACME, INC."));
        assert_eq!(listed_company("LEEDS, Va.--(WIRE)--Acme Corp. (NYSE: ACM)").as_deref(), Some("Acme Corp."));
        assert_eq!(listed_company("OSLO -- Nordic Robots Oyj (HEL: NORO), a maker").as_deref(), Some("Nordic Robots Oyj"));
        assert_eq!(listed_company("The firm (ratio: 4) grew"), None);
    }
}
