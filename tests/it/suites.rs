//! The public suites of peers: Recognizers-Text's English specifications and quantulum3's own test file, scored on our quantity grammar.
//!
//! The suites are not part of the repository: without `CLAIMBASE_SHARED` (default `../shared`) the tests say that they skip. A case passes where every
//! expected result has a mention of ours with the same words, value and unit, and no mention of that sort is left over. `suites/passed.txt` lists
//! the cases that pass: one that stops passing fails the test, so the list may only grow (`CLAIMBASE_BLESS=1` adds to it). `suites/excluded.tsv` names
//! the cases that our conventions do not want, by category; the raw rate is over all cases all the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use claimbase::mention::quantity::{Comparator, Options, QuantityMention, Shape, numbers, scan_with};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

const PASSED: &str = "tests/it/suites/passed.txt";
const EXCLUDED: &str = include_str!("suites/excluded.tsv");
const UNITS: &str = include_str!("suites/units.tsv");
const EVERY: Options = Options { every_number: true, named_numbers: false };
const NAMED: Options = Options { every_number: true, named_numbers: true };

/// What a suite expects, or what we give, in one form.
#[derive(Debug, Clone, PartialEq)]
struct Reading {
    /// The ways to write the span that count as the same: with and without bounds, with and without the rate.
    spans: Vec<String>,
    low: Option<f64>,
    high: Option<f64>,
    unit: String,
}

/// Where what is not part of the repository lies.
pub fn shared() -> PathBuf {
    std::env::var_os("CLAIMBASE_SHARED").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from)
}

fn suites() -> Option<PathBuf> {
    let folder = shared().join("evaluation/quantities");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the public suites are not here ({})", folder.display());
    None
}

fn cases(folder: &Path, file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(folder.join(file)).expect("the suite's file is there");
    serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("the suite is JSON")
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9),
        (a, b) => a.is_none() && b.is_none(),
    }
}

fn same(wanted: &Reading, got: &Reading) -> bool {
    let span = wanted.spans.iter().any(|span| {
        got.spans.iter().any(|other| span.eq_ignore_ascii_case(other) || span.to_lowercase() == other.to_lowercase())
    });
    let unit = wanted.unit.split('|').any(|unit| unit == got.unit);
    span && unit && close(wanted.low, got.low) && close(wanted.high, got.high)
}

/// Whether every wanted reading has its own mention and nothing is left over.
fn agree(wanted: &[Reading], got: &[Reading]) -> bool {
    let mut left: Vec<&Reading> = got.iter().collect();
    wanted.iter().all(|wanted| left.iter().position(|got| same(wanted, got)).map(|at| left.remove(at)).is_some())
        && left.is_empty()
}

/// Our name for a suite's unit; several that are one to us stand behind bars.
fn unit_of(suite: &str, name: &str) -> String {
    let found = UNITS.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut cells = line.split('\t');
        (cells.next() == Some(suite) && cells.next() == Some(name)).then(|| cells.next().unwrap_or("").to_owned())
    });
    found.unwrap_or_else(|| format!("unmapped {name}"))
}

fn number(value: &Value) -> Option<f64> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.trim_end_matches('%').parse().ok()
}

fn decimal(value: Option<Decimal>) -> Option<f64> {
    value.and_then(|value| value.to_f64())
}

/// The ways in which our span may be compared: whole; the number with its unit; from there to the whole's end; the number alone.
fn spans(text: &str, mention: &QuantityMention) -> Vec<String> {
    let core = mention
        .unit_span
        .map_or(mention.number, |unit| if mention.counted { mention.number } else { mention.number.cover(unit) });
    let signed =
        |from: usize| text[..from].char_indices().next_back().filter(|(_, mark)| "-−+".contains(*mark)).map(|(at, _)| at);
    let mut places = vec![
        mention.span.range(),
        core.range(),
        core.start..mention.span.end,
        mention.number.range(),
        mention.span.start..core.end,
        mention.span.start..mention.number.end,
    ];
    if let Some(start) = signed(core.start) {
        places.extend([start..core.end, start..mention.span.end]);
    }
    places.into_iter().filter(|place| place.start <= place.end).map(|place| text[place].trim().to_owned()).collect()
}

fn reading(text: &str, mention: &QuantityMention) -> Reading {
    let quantity = &mention.quantity;
    Reading {
        spans: spans(text, mention),
        low: decimal(quantity.low),
        high: decimal(quantity.high),
        unit: quantity.unit.to_string(),
    }
}

/// What a suite leaves out of its values: bounds. Both ends are the number that stands there.
fn unbounded(text: &str, mention: &QuantityMention) -> Reading {
    let mut reading = reading(text, mention);
    let only = reading.low.or(reading.high);
    if mention.quantity.comparator != Comparator::Range {
        (reading.low, reading.high) = (only, only);
    }
    reading
}

fn expected(case: &Value, suite: &str) -> Vec<Reading> {
    let results = case["Results"].as_array().cloned().unwrap_or_default();
    let readings = results.iter().map(|result| {
        let resolution = &result["Resolution"];
        let coin = matches!(resolution["unit"].as_str(), Some("Cent" | "Pence" | "Penny"));
        let value = number(&resolution["value"]).map(|value| if coin { value / 100.0 } else { value });
        let unit = resolution["unit"].as_str().map_or_else(String::new, |unit| unit_of(suite, unit));
        Reading { spans: vec![result["Text"].as_str().unwrap_or("").to_owned()], low: value, high: value, unit }
    });
    readings.collect()
}

fn number_readings(text: &str) -> Vec<Reading> {
    let found = numbers(text).into_iter().map(|mention| {
        let value = mention.value.to_f64();
        Reading { spans: vec![text[mention.span.range()].to_owned()], low: value, high: value, unit: String::new() }
    });
    found.collect()
}

fn of_units(text: &str, wanted: impl Fn(&QuantityMention) -> bool) -> Vec<Reading> {
    scan_with(text, EVERY).iter().filter(|mention| wanted(mention)).map(|mention| unbounded(text, mention)).collect()
}

fn is_money(mention: &QuantityMention) -> bool {
    let unit = mention.quantity.unit.split('/').next().unwrap_or("");
    (unit.len() >= 3
        && unit.chars().all(|letter| letter.is_ascii_uppercase())
        && mention.unit_span.is_some()
        && !mention.counted
        && claimbase::mention::unit::find(unit).is_none())
        || matches!(unit, "sen" | "satoshi" | "mao" | "dime" | "nickel")
}

fn is_dimension(mention: &QuantityMention) -> bool {
    let unit = mention.quantity.unit.split('/').next().unwrap_or("");
    let measure = claimbase::mention::unit::find(&mention.quantity.unit).or_else(|| claimbase::mention::unit::find(unit));
    !mention.counted && measure.is_some_and(|unit| !matches!(unit.dimension, "time" | "share" | "points" | "ratio"))
}

/// Money and rates without the rate: the suite has none.
fn without_rate(mut readings: Vec<Reading>) -> Vec<Reading> {
    for reading in &mut readings {
        reading.unit = reading.unit.split('/').next().unwrap_or("").to_owned();
    }
    readings
}

/// Both ends of "(20,35]" and "[3,)".
fn interval(value: &str) -> (Option<f64>, Option<f64>) {
    let mut ends = value.trim_matches(['(', ')', '[', ']']).split(',').map(|end| end.parse().ok());
    (ends.next().flatten(), ends.next().flatten())
}

fn expected_ranges(case: &Value) -> Vec<Reading> {
    let results = case["Results"].as_array().cloned().unwrap_or_default();
    let readings = results.iter().map(|result| {
        let (low, high) = interval(result["Resolution"]["value"].as_str().unwrap_or(""));
        let text = result["Text"].as_str().unwrap_or("").to_owned();
        let without = ["from ", "equal to ", "equals ", "equaling to ", "equals to "]
            .iter()
            .filter_map(|word| text.strip_prefix(word))
            .map(str::to_owned)
            .next();
        Reading { spans: [Some(text), without].into_iter().flatten().collect(), low, high, unit: String::new() }
    });
    readings.collect()
}

/// Bounded figures and ranges; a figure that equals something is one to the suite, and to us none.
fn range_readings(text: &str) -> Vec<Reading> {
    let found = scan_with(text, EVERY);
    let equals = |mention: &QuantityMention| {
        ["equal to ", "equals ", "equaling to ", "equals to "]
            .iter()
            .any(|word| text[..mention.span.start].to_lowercase().ends_with(word))
    };
    let bounded = found
        .iter()
        .filter(|mention| mention.quantity.comparator != Comparator::Equal && mention.shape != Shape::Vague || equals(mention));
    let readings = bounded.map(|mention| {
        let share = if mention.shape == Shape::Fraction { 0.01 } else { 1.0 };
        let mut reading = reading(text, mention);
        reading.unit.clear();
        (reading.low, reading.high) = (reading.low.map(|low| low * share), reading.high.map(|high| high * share));
        reading
    });
    readings.collect()
}

/// One suite: its name and, case by case, whether it passes and what was wanted and given.
struct Outcome {
    name: &'static str,
    cases: Vec<(bool, String)>,
}

fn run(folder: &Path, name: &'static str, read: impl Fn(&Value) -> (Vec<Reading>, Vec<Reading>)) -> Outcome {
    let cases = cases(folder, &format!("recognizers-text/{name}.json"));
    let cases = cases.iter().map(|case| {
        let (wanted, got) = read(case);
        (agree(&wanted, &got), format!("{:?}\n    wanted {wanted:?}\n    got    {got:?}", case["Input"].as_str().unwrap_or("")))
    });
    Outcome { name, cases: cases.collect() }
}

fn input(case: &Value) -> &str {
    case["Input"].as_str().unwrap_or("")
}

fn recognizers(folder: &Path) -> Vec<Outcome> {
    vec![
        run(folder, "NumberModel", |case| (expected(case, "number"), number_readings(input(case)))),
        run(folder, "PercentModel", |case| {
            let mut wanted = expected(case, "percent");
            wanted.iter_mut().for_each(|wanted| wanted.unit = "%".to_owned());
            (wanted, of_units(input(case), |mention| mention.quantity.unit == "%" && mention.shape != Shape::Fraction))
        }),
        run(folder, "NumberRangeModel", |case| (expected_ranges(case), range_readings(input(case)))),
        run(folder, "CurrencyModel", |case| (expected(case, "currency"), without_rate(of_units(input(case), is_money)))),
        run(folder, "DimensionModel", |case| (expected(case, "dimension"), of_units(input(case), is_dimension))),
    ]
}

/// The suite's results of one quantulum3 case: ranges are a middle and an uncertainty there.
fn quantulum_expected(case: &Value) -> Vec<Reading> {
    let results = case["res"].as_array().cloned().unwrap_or_default();
    let readings = results.iter().map(|result| {
        let value = number(&result["value"]);
        let factor = match result["unit"].as_str() {
            Some("dozen") => 12.0,
            Some("baker's dozen") => 13.0,
            Some("gross") => 144.0,
            Some("cent" | "penny") => 0.01,
            _ => 1.0,
        };
        let value = value.map(|value| value * factor);
        let spread = result["uncertainty"].as_f64().unwrap_or(0.0);
        let unit = unit_of("quantulum3", result["unit"].as_str().unwrap_or(""));
        let surface = result["surface"].as_str().unwrap_or("").to_owned();
        Reading { spans: vec![surface], low: value.map(|value| value - spread), high: value.map(|value| value + spread), unit }
    });
    readings.collect()
}

/// Ours for quantulum3: a counted noun is no unit there, a fraction is a share of one, and a bare number (a year too) is a quantity.
fn quantulum_readings(text: &str) -> Vec<Reading> {
    let mentions = scan_with(text, NAMED);
    let quantities = mentions.iter().filter(|mention| mention.shape != Shape::Vague).map(|mention| {
        let mut reading = unbounded(text, mention);
        let share = if mention.shape == Shape::Fraction { 0.01 } else { 1.0 };
        (reading.low, reading.high) = (reading.low.map(|low| low * share), reading.high.map(|high| high * share));
        if mention.counted || mention.shape == Shape::Fraction {
            reading.unit.clear();
        }
        reading
    });
    quantities.collect()
}

/// True positives of value and surface, of value, surface and unit; how many were given and wanted.
fn quantulum(folder: &Path, report: &mut String) -> (f64, f64) {
    let (mut right, mut typed, mut given, mut asked) = (0, 0, 0, 0);
    for case in cases(folder, "quantulum3/quantities.json") {
        let text = case["req"].as_str().unwrap_or("");
        let (wanted, got) = (quantulum_expected(&case), quantulum_readings(text));
        let mut left: Vec<&Reading> = got.iter().collect();
        let before = right;
        for wanted in &wanted {
            let any_unit = |got: &Reading| Reading { unit: got.unit.clone(), ..wanted.clone() };
            if let Some(at) = left.iter().position(|got| same(&any_unit(got), got)) {
                right += 1;
                typed += usize::from(same(wanted, left.remove(at)));
            }
        }
        if right - before < wanted.len() || !left.is_empty() {
            let _ = writeln!(report, "quantulum3 {text:?}\n    wanted {wanted:?}\n    got    {got:?}");
        }
        given += got.len();
        asked += wanted.len();
    }
    let f1 = |right: usize| 200.0 * right as f64 / (given + asked).max(1) as f64;
    (f1(right), f1(typed))
}

fn excluded(name: &str) -> BTreeSet<usize> {
    let rows = EXCLUDED.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.first() == Some(&name)).filter_map(|row| row.get(1)?.parse().ok()).collect()
}

/// How one suite went: cases that pass of all, and of those that are not excluded.
pub struct Rate {
    pub name: String,
    pub all: (usize, usize),
    pub kept: (usize, usize),
}

/// How each suite of Recognizers-Text went, and F1 in percent on quantulum3's file: value and surface, and with the unit.
pub fn rates() -> Option<(Vec<Rate>, (f64, f64))> {
    let folder = suites()?;
    let rate = |outcome: Outcome| {
        let left_out = excluded(outcome.name);
        let passes = |kept: bool| {
            let cases = outcome.cases.iter().enumerate().filter(|(at, _)| !kept || !left_out.contains(at));
            cases.fold((0, 0), |(right, all), (_, (passes, _))| (right + usize::from(*passes), all + 1))
        };
        Rate { name: outcome.name.to_owned(), all: passes(false), kept: passes(true) }
    };
    Some((recognizers(&folder).into_iter().map(rate).collect(), quantulum(&folder, &mut String::new())))
}

/// Scores every suite, prints the table, and holds the pass-list.
#[test]
fn recognizers_text_cases_that_passed_still_pass() {
    let Some(folder) = suites() else { return };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PASSED);
    let listed: BTreeSet<String> = std::fs::read_to_string(&path).unwrap_or_default().lines().map(str::to_owned).collect();
    let (mut passing, mut table, mut failures) = (BTreeSet::new(), String::new(), String::new());
    let (mut all, mut all_right, mut kept, mut kept_right) = (0, 0, 0, 0);
    for outcome in recognizers(&folder) {
        let left_out = excluded(outcome.name);
        let right = outcome.cases.iter().filter(|(passes, _)| *passes).count();
        let inside: Vec<_> = outcome.cases.iter().enumerate().filter(|(at, _)| !left_out.contains(at)).collect();
        let inside_right = inside.iter().filter(|(_, (passes, _))| *passes).count();
        let rate = |right: usize, of: usize| 100.0 * right as f64 / of.max(1) as f64;
        let _ = writeln!(
            table,
            "{:<18} {right:>3} of {:>3} {:>5.1} %, without exclusions {inside_right:>3} of {:>3} {:>5.1} %",
            outcome.name,
            outcome.cases.len(),
            rate(right, outcome.cases.len()),
            inside.len(),
            rate(inside_right, inside.len())
        );
        (all, all_right) = (all + outcome.cases.len(), all_right + right);
        (kept, kept_right) = (kept + inside.len(), kept_right + inside_right);
        for (at, (passes, story)) in outcome.cases.iter().enumerate() {
            let id = format!("{} {at:03}", outcome.name);
            if *passes {
                passing.insert(id);
            } else {
                let _ = writeln!(failures, "{id} {}{story}", if left_out.contains(&at) { "(excluded) " } else { "" });
            }
        }
    }
    let _ = writeln!(
        table,
        "all                {all_right:>3} of {all:>3} {:>5.1} %, without exclusions {kept_right:>3} of {kept:>3} {:>5.1} %",
        100.0 * all_right as f64 / all as f64,
        100.0 * kept_right as f64 / kept as f64
    );
    println!("{table}");
    if std::env::var_os("CLAIMBASE_SUITE_FAILURES").is_some() {
        println!("{failures}");
    }
    assert!((all - kept) * 10 <= all, "at most one case in ten may be excluded");
    if std::env::var_os("CLAIMBASE_BLESS").is_some() {
        let grown: Vec<String> = listed.union(&passing).cloned().collect();
        std::fs::write(&path, grown.join("\n") + "\n").expect("the pass-list can be written");
    }
    let lost: Vec<&String> = listed.difference(&passing).filter(|line| !line.is_empty()).collect();
    assert!(lost.is_empty(), "cases that passed before: {lost:?}");
}

#[test]
fn quantulum3_file_is_read_as_well_as_its_own_tool_reads_news() {
    let Some(folder) = suites() else { return };
    let mut report = String::new();
    let (value, typed) = quantulum(&folder, &mut report);
    println!("quantulum3 file: value and surface F1 {value:.1}, with unit {typed:.1}");
    if std::env::var_os("CLAIMBASE_SUITE_FAILURES").is_some() {
        println!("{report}");
    }
    assert!(value >= QUANTULUM_FLOOR, "value and surface F1 {value:.1}");
}

/// The least F1 that the grammar must hold on quantulum3's file.
const QUANTULUM_FLOOR: f64 = 88.0;
