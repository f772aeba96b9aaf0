//! Tables as they stand in articles, with the claims that a careful reader takes from them.
//!
//! A case is a line "### what it shows (md|html|txt)", the document, a line "===", and a line for each claim:
//! subject | metric | value unit | time, the time left out where there is none.

use ecow::EcoString;

use super::super::Claim;
use crate::source::{Media, Source};

fn read(text: &str, media: &str) -> Vec<Claim> {
    let media = match media {
        "md" => Media::Markdown,
        "html" => Media::Html,
        _ => Media::Plain,
    };
    let source = Source::from_bytes("case", text.as_bytes(), Some(media)).expect("text");
    super::super::extract(&crate::document::read(&source), "case")
}

fn shown(claim: &Claim) -> String {
    let end = |end: Option<rust_decimal::Decimal>| end.map_or("_".to_owned(), |value| value.normalize().to_string());
    let figure = claim.quantity.as_ref().map(|figure| &figure.quantity);
    let value = figure.map_or(String::new(), |quantity| {
        let (low, high) = (end(quantity.low), end(quantity.high));
        let about = if quantity.approximate { "~" } else { "" };
        let value = if low == high { low } else { format!("{low}..{high}") };
        format!("{about}{value} {}", quantity.unit).trim_end().to_owned()
    });
    let named = |words: &Option<EcoString>| words.clone().unwrap_or_else(|| "-".into());
    let time = claim.time.as_ref().map_or(String::new(), |time| format!(" | {time}"));
    format!("{} | {} | {value}{time}", named(&claim.subject), named(&claim.metric))
}

/// Every case of a file.
fn check(cases: &str) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in cases.split("\n### ").map(|case| case.trim_start_matches("### ")) {
        let (title, rest) = case.split_once(")\n").expect("a title with a format");
        let (name, media) = title.rsplit_once(" (").expect("a format");
        let (document, wanted) = rest.split_once("\n===\n").expect("claims");
        let got: Vec<String> = read(document, media).iter().filter(|claim| claim.quantity.is_some()).map(shown).collect();
        let wanted: Vec<&str> = wanted.lines().filter(|line| !line.is_empty()).collect();
        count += 1;
        if got != wanted {
            let missing =
                wanted.iter().filter(|line| !got.iter().any(|other| other == *line)).map(|line| format!("\n    - {line}"));
            let extra = got.iter().filter(|line| !wanted.contains(&line.as_str())).map(|line| format!("\n    + {line}"));
            wrong.push(format!("{name}{}{}", missing.collect::<String>(), extra.collect::<String>()));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tables_of_benchmarks() {
    check(include_str!("cases/benchmarks.txt"));
}

#[test]
fn tables_of_surveys() {
    check(include_str!("cases/surveys.txt"));
}

#[test]
fn tables_of_companies_and_prices() {
    check(include_str!("cases/reports.txt"));
}

#[test]
fn tables_of_plain_text_and_lists() {
    check(include_str!("cases/plain.txt"));
}

#[test]
fn a_header_that_tells_this_month_is_worded_as_a_time() {
    let table = "---\ndate: 2024-05-31\n---\n# Acme\n\n| Measure | Value This Month | Change |\n|---|---|---|\n| New users | 7,872 | +4% |\n";
    let told: Vec<String> = read(table, "md").iter().map(|claim| claim.text.to_string()).collect();
    assert_eq!(told.first().map(String::as_str), Some("This month, new users were 7,872."), "{told:?}");
}
