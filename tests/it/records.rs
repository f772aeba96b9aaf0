//! `docs/records.md` names every field that the commands print, and the columns of CSV.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::readme::{fresh_base, output};

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join("records.md")).expect("docs/records.md")
}

/// Every key in `value`. Counts have words of the article or of a closed set for keys: those are passed over.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, inside) in fields {
                found.insert(key.clone());
                let counts = inside.as_object().is_some_and(|fields| fields.values().all(Value::is_number));
                if !(counts && matches!(&**key, "kind" | "status" | "document" | "unit")) {
                    keys(inside, found);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

/// The commands whose answers are gone through; `ID` is a claim's.
const COMMANDS: &[&str] = &[
    "ingest corpus --format json",
    "ingest corpus/framework-search-trends.md --format json",
    "verify ID --url https://example.org/a --note checked --format json",
    "edit ID --scope 'in Europe' --format json",
    "reject ID --note no --format json",
    "reject ID --undo --format json",
    "show ID --format json",
    "search frameworks growth --facets --format json",
    "audit --format json",
    "documents --format json",
    "log --format json",
    "stats --format json",
    "doctor --format json",
    "extract corpus/fastapi-economics.html --mentions --format jsonl | head -n 1",
    "(echo '{\"id\": 1}' | claimbase extract - --format jsonl) || true",
];

#[test]
fn every_field_is_on_the_page() {
    let (folder, page) = (fresh_base(), page());
    let mut id = String::new();
    let mut faults = Vec::new();
    for command in COMMANDS {
        let whole = if command.starts_with('(') { (*command).to_owned() } else { format!("claimbase -q {command}") };
        let (lines, succeeded) = output(&whole.replace("ID", &id), folder.path());
        assert!(succeeded, "{whole}: {lines:?}");
        let value: Value = serde_json::from_str(&lines.join("\n")).unwrap_or_else(|error| panic!("{whole}: {error}: {lines:?}"));
        let mut found = BTreeSet::new();
        keys(&value, &mut found);
        let missing = found.into_iter().filter(|key| !page.contains(&format!("`{key}`")));
        faults.extend(missing.map(|key| format!("{command}: {key}")));
        if id.is_empty() {
            let (first, _) = output("claimbase search -n 1 --format jsonl", folder.path());
            let claim: Value = serde_json::from_str(&first[0]).expect("a claim");
            id = claim["id"].as_str().expect("an id").to_owned();
        }
    }
    assert!(faults.is_empty(), "docs/records.md does not name:\n  {}", faults.join("\n  "));
}

#[test]
fn the_columns_of_csv_are_on_the_page() {
    let (lines, _) = output("claimbase extract corpus/framework-search-trends.md --format csv", fresh_base().path());
    let columns =
        page().split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("a block").replace('\n', "");
    assert_eq!(lines[0], columns);
}
