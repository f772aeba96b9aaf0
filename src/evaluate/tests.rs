//! One small article compared as a whole. What `score.py`, the scorer that comes with the annotation guidelines, says of the same files is written down here.

use super::*;

const ARTICLE: &str = "\
Acme grew 40% in 2025, and Globex about a third. Revenue of Acme Cloud reached $15.7 billion.
Globex moved from MySQL to PostgreSQL. Its p99 latency fell to 12 ms; see page 7.
";

const GOLD: &str = r#"
{"quote": "40%", "level": "required", "kind": "growth", "subject": "Acme", "metric": "growth", "low": 40, "high": 40, "unit": "%", "time": "2025", "modality": "fact"}
{"quote": "about a third", "level": "required", "kind": "growth", "subject": "Globex", "metric": "growth", "low": 33.333333, "high": 33.333333, "unit": "percent", "approx": true, "time": ["2025", null], "modality": "fact"}
{"quote": "$15.7 billion", "level": "required", "kind": "market", "subject": ["Acme Cloud", "Acme"], "metric": "revenue", "low": 15700000000, "high": 15700000000, "unit": "USD", "modality": "fact"}
{"quote": "Globex moved from MySQL to PostgreSQL", "level": "required", "kind": "migration", "subject": "Globex", "from": "MySQL", "to": "PostgreSQL", "low": null, "high": null, "modality": "fact"}
{"quote": "12 ms", "level": "required", "kind": "benchmark", "subject": "Globex", "metric": "p99 latency", "low": 12, "high": 12, "unit": "ms", "modality": "fact"}
{"quote": "7", "level": "optional", "kind": "statistic", "subject": "page", "low": 7, "high": 7, "unit": "", "modality": "fact"}
"#;

/// An extractor's line: where it stands, kind, subject, metric, value, unit, time, and its wording.
fn line(quote: &str, (kind, subject, metric): (&str, &str, &str), (low, unit): (f64, &str), time: Option<&str>) -> String {
    let start = ARTICLE.find(quote).expect("a quote of the article");
    let text = format!("{subject}: {metric} {quote}.");
    serde_json::json!({
        "kind": kind, "modality": "fact", "text": text, "subject": subject, "metric": metric, "time": time, "attribution": null, "migration": null,
        "quantity": {"surface": quote, "start": start, "end": start + quote.len(), "low": low, "high": low, "unit": unit, "approximate": false},
        "quote": {"exact": quote, "start": start, "end": start + quote.len()},
    })
    .to_string()
}

fn predictions() -> String {
    let clause = "Globex moved from MySQL to PostgreSQL";
    let start = ARTICLE.find(clause).expect("a clause of the article");
    let event = serde_json::json!({
        "kind": "migration", "modality": "fact", "text": "Globex moved from MySQL to PostgreSQL.", "subject": "Globex", "metric": null, "time": null,
        "attribution": null, "migration": {"from": null, "to": "PostgreSQL"}, "quantity": null,
        "quote": {"exact": clause, "start": start, "end": start + clause.len()},
    });
    [
        line("40%", ("growth", "Acme", "growth"), (40.0, "%"), Some("2025")),
        line("about a third", ("growth", "Globex", "growth"), (33.33, "%"), None),
        line("$15.7 billion", ("market", "Acme", "revenue"), (15.7, "USD"), None),
        line("12 ms", ("benchmark", "PostgreSQL", "p99 latency"), (12.0, "millisecond"), None),
        line("7", ("statistic", "page", "page"), (7.0, ""), None),
        line("2025", ("statistic", "Acme", "year"), (2025.0, ""), None),
        event.to_string(),
    ]
    .join("\n")
}

fn evaluated() -> Evaluation {
    let gold = gold(GOLD, ARTICLE).expect("gold");
    let got = predicted(&predictions(), ARTICLE).expect("predictions");
    evaluate(ARTICLE, &gold, &got)
}

#[test]
fn the_figures_are_those_of_the_guidelines_scorer() {
    let scores = evaluated().scores;
    let f1 = |level| scores.level(level).f1().map(|f1| (f1 * 1000.0).round() as u32);
    assert_eq!(Level::ALL.map(f1), SCORED.map(Some));
    let accuracy: Vec<_> = scores.accuracies().map(|(field, share)| format!("{field} {share:.2}")).collect();
    assert_eq!(accuracy.join("  "), FIELDS_SCORED);
}

#[test]
fn every_error_is_named() {
    let errors = evaluated().errors;
    let spurious = errors.iter().filter(|error| matches!(error, Error::Spurious(item) if item.quote() == "2025")).count();
    assert_eq!(spurious, 1);
    let wrong: Vec<_> = errors
        .iter()
        .filter_map(|error| match error {
            Error::Fields { quote, wrong } => Some((quote.as_str(), wrong.iter().map(|field| field.0).collect::<Vec<_>>())),
            _ => None,
        })
        .collect();
    assert!(wrong.contains(&("$15.7 billion", vec!["value"])), "{wrong:?}");
    assert!(wrong.contains(&("12 ms", vec!["subject"])), "{wrong:?}");
}

#[test]
fn two_annotators_can_be_compared() {
    let gold = gold(GOLD, ARTICLE).expect("gold");
    let other = predicted(GOLD, ARTICLE).expect("another annotator's gold");
    let scores = evaluate(ARTICLE, &gold, &other).scores;
    assert!(Level::ALL.iter().all(|level| scores.level(*level).f1() == Some(1.0)), "{scores:?}");
}

#[test]
fn bad_lines_are_named() {
    let message = |file: &str| predicted(file, ARTICLE).expect_err("a bad line").to_string();
    assert!(message("\n{\"quote\": \"nowhere\"}").starts_with("line 2 quotes what is not in the article"));
    assert!(message("nonsense").starts_with("line 1 "));
    let moved = predictions().replace("\"start\":10", "\"start\":11");
    assert!(message(&moved).contains("and they are not"), "{}", message(&moved));
}

#[test]
fn a_quote_is_found_for_the_nth_time() {
    let gold = gold(r#"{"quote": "Acme", "nth": 1, "low": 1, "high": 1}"#, ARTICLE).expect("gold");
    assert_eq!(gold[0].start, ARTICLE.rfind("Acme").expect("it stands there"));
}

/// What `score.py` says of the article above.
const SCORED: [u32; 6] = [889, 667, 667, 444, 222, 1000];
const FIELDS_SCORED: &str = "value 0.75  unit 1.00  kind 1.00  subject 0.75  metric 1.00  approx 0.75  time 1.00  attribution 1.00  modality 1.00  \
                             text 0.50  from 0.00  to 1.00";
