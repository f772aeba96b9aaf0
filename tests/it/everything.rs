//! `export --everything` and `import`: a base, written down whole, makes an equal base, or leaves an empty one untouched.

use std::collections::BTreeMap;
use std::fs;

use claimbase::store::StoredClaim;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::desk::{Desk, Run, snapshot};

/// The lines as `docs/formats.md` promises them, declared once more.
#[derive(Debug, Deserialize)]
#[serde(tag = "record", rename_all = "lowercase")]
#[allow(dead_code, reason = "declared to be parsed")]
enum Line {
    Base(Base),
    Document(Document),
    Version(Version),
    Claim(Box<Claim>),
    Alteration(Alteration),
    Event(Event),
    Rating(Rating),
    End(End),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Base {
    format: String,
    version: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Document {
    id: String,
    key: String,
    title: Value,
    date: Value,
    authors: Vec<String>,
    publisher: Value,
    url: Value,
    file: Value,
    version: u64,
    added_at: String,
    changed_at: String,
    removed_at: Value,
    sources: Vec<Source>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Source {
    key: String,
    kind: String,
    location: String,
    first_seen_at: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Version {
    document: String,
    number: u64,
    bytes_hash: String,
    text_hash: String,
    media: String,
    encoding: String,
    extractor: String,
    read_at: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Claim {
    id: String,
    document: String,
    version: u64,
    kind: String,
    modality: String,
    text: String,
    subject: Value,
    metric: Value,
    quantity: Value,
    basis: Value,
    compared_to: Value,
    scope: Value,
    migration: Value,
    time: Value,
    due: Value,
    attribution: Value,
    quote: Value,
    section: Vec<String>,
    cell: Value,
    check_worthiness: u8,
    extractor: String,
    added: bool,
    added_at: String,
    status: String,
    rejected: bool,
    withdrawn_at: Option<String>,
    superseded_by: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Alteration {
    claim: String,
    version: u64,
    extractor: String,
    at: String,
    after_seq: u64,
    changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Change {
    field: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Event {
    seq: u64,
    id: String,
    claim: Option<String>,
    document: String,
    by: String,
    at: String,
    note: Option<String>,
    deed: Deed,
    previous_hash: String,
    hash: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
enum Deed {
    Review { status: String, evidence: Vec<Evidence> },
    Correction { action: String, changes: Vec<Change> },
    Retraction { of: String },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Evidence {
    stance: String,
    url: Option<String>,
    file: Option<String>,
    file_hash: Option<String>,
    quote: Option<String>,
    quote_checked: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct Rating {
    claim: String,
    rating: PublishedRating,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct PublishedRating {
    rating: String,
    value: Option<String>,
    best: Option<String>,
    worst: Option<String>,
    publisher: Option<String>,
    site: Option<String>,
    url: Option<String>,
    title: Option<String>,
    reviewed_at: Option<String>,
    language: Option<String>,
    format: String,
    imported_at: String,
    imported_by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "declared to be parsed")]
struct End {
    documents: usize,
    versions: usize,
    claims: usize,
    alterations: usize,
    events: usize,
    ratings: usize,
    log_head: Option<String>,
}

const FIRST: &str = "# Runtimes\n\nQuarkus grew 73% in 2026. Deno raised $12.5 million in 2025.\n\nGo served 1,200,000 requests per second in the test.\n\n## Memory\n\nThe native image needs 50 MB of memory.\n";

/// A figure changed, a paragraph moved, a sentence gone.
const SECOND: &str = "# Runtimes\n\nGo served 1,200,000 requests per second in the test.\n\nQuarkus grew 71% in 2026. Deno raised $12.5 million in 2025.\n";

const OTHER: &str = "<html><head><title>Costs &amp; prices</title></head><body><article><h1>Costs</h1><p>The migration cost 4&nbsp;million euros in 2024 and saved 31.25% a year, the report of the ministry says in its long second chapter.</p></article></body></html>";

/// A base with everything in it that a base can hold.
fn lived_in() -> Desk {
    let desk = Desk::empty();
    let done = |args: &[&str]| {
        let run = desk.run(args);
        assert_eq!(run.code, Some(0), "{args:?}: {run:?}");
    };
    desk.write("runtimes.md", FIRST);
    desk.write("costs.html", OTHER);
    desk.write("proof.txt", "Our survey: Quarkus grew by 73% in the year 2026.\n");
    done(&["ingest", "runtimes.md", "costs.html", "--author", "Mara Lindqvist", "--publisher", "Northgate “Review”"]);
    let (grew, raised, served) = (of_figure(&desk, "73%"), of_figure(&desk, "$12.5 million"), of_figure(&desk, "1,200,000"));
    done(&["verify", &grew, "--file", "proof.txt", "--quote", "Quarkus grew by 73%"]);
    done(&["dispute", &raised, "--url", "https://example.org/filing?a=b&c=d", "--quote", "raised $9 million", "--by", "Ben"]);
    done(&["mark", &served, "--as", "unverifiable", "--note", "no data\nat all"]);
    done(&["mark", &served, "--undo"]);
    done(&["edit", &raised, "--subject", "Deno Land", "--note", "the company"]);
    done(&["reject", &of_figure(&desk, "50 MB"), "--note", "an example"]);
    done(&["add", "runtimes.md", "--quote", "Go served 1,200,000 requests", "--kind", "benchmark"]);
    desk.write("runtimes.md", SECOND);
    done(&["ingest", "runtimes.md"]);
    done(&["edit", &served, "--scope", "one machine of ours"]);
    done(&["edit", &served, "--undo"]);
    desk.write("gone.txt", "Rust grew 12% in 2023, the survey says.\n");
    done(&["ingest", "gone.txt"]);
    done(&["remove", "gone.txt", "--note", "a duplicate"]);
    desk.write("checks.csv", "claimReviewed,reviewRating.alternateName,author.name,url\nGo grew 5% in 2024.,Half “true”,Checkers,https://c.example/1\n");
    done(&["import", "checks.csv"]);
    desk
}

/// The id of the one claim whose figure is written so.
fn of_figure(desk: &Desk, surface: &str) -> String {
    let stated = |claim: &StoredClaim| claim.claim.quantity.as_ref().is_some_and(|figure| figure.surface.starts_with(surface));
    let claim = desk.claims().into_iter().find(stated).unwrap_or_else(|| panic!("no claim of {surface}"));
    claim.claim.id.0.to_string()
}

/// Everything in the base, as lines.
fn everything(desk: &Desk) -> String {
    let run = desk.run(&["export", "--everything"]);
    assert_eq!((run.err.as_str(), run.code), ("", Some(0)));
    run.out
}

/// Imports `lines` into an empty base.
fn imported(lines: &str) -> (Desk, Run) {
    let desk = Desk::empty();
    desk.write("base.jsonl", lines);
    let run = desk.run(&["import", "base.jsonl"]);
    (desk, run)
}

/// Every row of every table, without the numbers that are this database's own.
fn tables(desk: &Desk) -> BTreeMap<String, Vec<String>> {
    let database = Connection::open(desk.base().database()).expect("a database");
    let sql = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' \
               AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'changes' AND c.name NOT LIKE '%\\_row' ESCAPE '\\' \
               AND c.name <> 'superseded_by'";
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut statement = database.prepare(sql).expect("valid SQL");
    let mut rows = statement.query([]).expect("columns");
    while let Some(row) = rows.next().expect("a column") {
        columns.entry(row.get(0).expect("a table")).or_default().push(row.get(1).expect("a column"));
    }
    let contents = |(table, columns): (String, Vec<String>)| {
        let sql = format!("SELECT {} FROM {table}", columns.join(", "));
        let mut statement = database.prepare(&sql).expect("valid SQL");
        let rows = statement.query_map([], |row| {
            let cells: Vec<Cell> = (0..columns.len()).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            Ok(format!("{cells:?}"))
        });
        let mut rows: Vec<String> = rows.and_then(Iterator::collect).expect("rows");
        rows.sort();
        (table, rows)
    };
    columns.into_iter().map(contents).collect()
}

#[test]
fn everything_makes_an_equal_base() {
    let desk = lived_in();
    let lines = everything(&desk);
    let (other, run) = imported(&lines);
    assert_eq!((run.err.as_str(), run.code), ("", Some(0)));
    assert!(run.out.starts_with("imported 4 documents, 5 versions, "), "{}", run.out);
    assert_eq!(everything(&other), lines);
    let (one, another) = (tables(&desk), tables(&other));
    assert!(one.values().filter(|rows| !rows.is_empty()).count() >= 10, "the base holds something of every sort: {one:?}");
    assert_eq!(one, another);
    assert_eq!(other.run(&["doctor"]).code, Some(0));
    for command in [vec!["export"], vec!["log"], vec!["audit", "--format", "json"], vec!["search", "quarkus", "--format", "json"]]
    {
        assert_eq!(other.run(&command).out, desk.run(&command).out, "{command:?}");
    }
    assert_eq!(other.read("corpus/runtimes.md"), SECOND);
    assert!(!other.path("corpus/rust-grew.txt").exists() && !other.path("corpus/gone.txt").exists(), "a removed one has no file");
}

#[test]
fn the_lines_are_the_documented_ones() {
    let lines = everything(&lived_in());
    let parsed: Vec<Line> = lines.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let [Line::Base(base), .., Line::End(end)] = parsed.as_slice() else { panic!("the first and the last line") };
    assert_eq!((base.format.as_str(), base.version), ("claimbase", 1));
    let count = |wanted: fn(&Line) -> bool| parsed.iter().filter(|line| wanted(line)).count();
    assert_eq!(end.events, count(|line| matches!(line, Line::Event(_))));
    assert_eq!(end.claims, count(|line| matches!(line, Line::Claim(_))));
    let decimal = |line: &Line| matches!(line, Line::Claim(claim) if claim.quantity["low"] == json!("12500000"));
    assert!(parsed.iter().any(decimal), "ends of figures are decimals in strings");
    let withdrawn = |line: &Line| matches!(line, Line::Claim(claim) if claim.superseded_by.is_some());
    assert!(parsed.iter().any(withdrawn), "what was superseded is in it");
}

#[test]
fn an_empty_base_goes_round_too() {
    let lines = everything(&Desk::empty());
    assert_eq!(lines.lines().count(), 2);
    let (other, run) = imported(&lines);
    assert_eq!((run.out.as_str(), run.code), ("imported 0 documents, 0 versions, 0 claims, 0 events\n", Some(0)));
    assert_eq!(everything(&other), lines);
}

#[test]
fn a_dry_run_keeps_nothing() {
    let lines = everything(&lived_in());
    let desk = Desk::empty();
    let run = desk.run_with(&["import", "-", "--format", "jsonl", "--dry-run"], &lines);
    assert!(run.out.starts_with("would import 4 documents"), "{run:?}");
    assert_eq!(everything(&desk).lines().count(), 2);
    assert!(!desk.path("corpus/runtimes.md").exists());
}

#[test]
fn a_base_that_holds_anything_is_refused() {
    let desk = lived_in();
    let lines = everything(&desk);
    desk.write("base.jsonl", &lines);
    desk.run(&["import", "base.jsonl"]).refuses(&["not empty", "4 documents", "claimbase init DIR"]);
    assert_eq!(everything(&desk), lines);
}

/// The lines with the one that `wanted` means changed.
fn with_line(lines: &str, wanted: &str, change: impl Fn(&str) -> String) -> (String, usize) {
    let at = lines.lines().position(|line| line.contains(wanted)).unwrap_or_else(|| panic!("{wanted}"));
    let changed: Vec<String> =
        lines.lines().enumerate().map(|(index, line)| if index == at { change(line) } else { line.to_owned() }).collect();
    (changed.join("\n") + "\n", at + 1)
}

#[test]
fn what_cannot_be_true_is_refused_with_its_line_and_nothing_is_stored() {
    let lines = everything(&lived_in());
    let replaced = |from: &'static str, to: &'static str| move |line: &str| line.replacen(from, to, 1);
    let cases: Vec<((String, usize), &str)> = vec![
        (with_line(&lines, "\"record\":\"version\"", |line| line[..40].to_owned()), "EOF"),
        (with_line(&lines, "\"record\":\"document\"", replaced("\"title\"", "\"titel\"")), "unknown field `titel`"),
        (with_line(&lines, "\"record\":\"document\"", replaced("\"id\":\"", "\"id\":\"a")), "does not follow from the key"),
        (with_line(&lines, "\"record\":\"version\"", replaced("Quarkus", "Quarkos")), "is not what its hash says"),
        (with_line(&lines, "\"record\":\"claim\"", replaced("\"exact\":\"", "\"exact\":\"x")), "does not stand at"),
        (with_line(&lines, "\"record\":\"claim\"", replaced("\"kind\":\"", "\"kind\":\"x")), "unknown variant"),
        (with_line(&lines, "\"record\":\"claim\"", replaced("\"id\":\"", "\"id\":\"\\u001b")), "is no id of a claim"),
        (with_line(&lines, "\"record\":\"claim\"", replaced("\"added_at\":\"", "\"added_at\":\"x")), "for a time"),
        (with_line(&lines, "\"record\":\"document\"", replaced("\"changed_at\":\"2", "\"changed_at\":\"x")), "for a time"),
        (with_line(&lines, "\"record\":\"version\"", replaced("\"read_at\":\"", "\"read_at\":\"x")), "for a time"),
        (with_line(&lines, "\"record\":\"event\"", replaced("\"at\":\"", "\"at\":\"\\u001b")), "for a time"),
        (with_line(&lines, "\"record\":\"rating\"", replaced("\"imported_at\":\"", "\"imported_at\":\"x")), "for a time"),
        (with_line(&lines, "\"file\":\"", replaced("\"file\":\"", "\"file\":\"../")), "not a path inside corpus/"),
        (with_line(&lines, "\"file\":\"", replaced("\"file\":\"", "\"file\":\"/")), "not a path inside corpus/"),
        (with_line(&lines, "\"record\":\"claim\"", |_| "[]".to_owned()), "missing field `record`"),
        (with_line(&lines, "\"record\":\"claim\"", |_| "{\"record\":\"opinion\"}".to_owned()), "unknown variant `opinion`"),
    ];
    for ((changed, line), words) in cases {
        let (desk, run) = imported(&changed);
        run.refuses(&[&format!("base.jsonl:{line}: "), words, "help: "]);
        assert_eq!(everything(&desk).lines().count(), 2, "{words}");
        assert!(!desk.path("corpus/runtimes.md").exists() && !desk.path("runtimes.md").exists());
    }
}

#[test]
fn a_history_that_was_changed_is_refused() {
    let lines = everything(&lived_in());
    let review = "\"deed\":{\"kind\":\"review\",\"status\":\"disputed\"";
    let cases = [
        with_line(&lines, review, |line| line.replace("\"status\":\"disputed\"", "\"status\":\"verified\"")).0,
        with_line(&lines, review, |line| line.replace("\"by\":\"Ben\"", "\"by\":\"Bea\"")).0,
        with_line(&lines, review, |line| line.replace("$9 million", "$8 million")).0,
        with_line(&lines, "\"status\":\"disputed\",\"rejected\"", |line| {
            line.replace("\"status\":\"disputed\"", "\"status\":\"verified\"")
        })
        .0,
        with_line(&lines, "\"rejected\":true", |line| line.replace("\"rejected\":true", "\"rejected\":false")).0,
    ];
    for changed in cases {
        assert_ne!(changed, lines);
        let (desk, run) = imported(&changed);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(
            ["was changed: its hash", "but its reviews say", "does not follow from its corrections"]
                .iter()
                .any(|words| run.err.contains(words)),
            "{run:?}"
        );
        assert_eq!(everything(&desk).lines().count(), 2);
    }
}

#[test]
fn missing_and_surplus_lines_are_noticed() {
    let lines = everything(&lived_in());
    let all: Vec<&str> = lines.lines().collect();
    let cut = all[..all.len() - 1].join("\n");
    imported(&cut).1.refuses(&["ends before its last line", "cut off"]);
    let without_event: Vec<&str> = all.iter().copied().filter(|line| !line.contains("\"seq\":2,")).collect();
    imported(&without_event.join("\n")).1.refuses(&["the numbers of the last line"]);
    imported(&format!("{lines}{{}}\n")).1.refuses(&["something stands behind the last line"]);
    imported("{\"id\":\"k7f3q2m9xd4t\"}\n").1.refuses(&["no export of a whole base", "export --everything"]);
    imported("").1.refuses(&["no export of a whole base"]);
    imported(&lines.replacen("\"version\":1", "\"version\":9", 1)).1.refuses(&["version 9 of the format", "later one"]);
}

/// A file that cannot be written is found when everything else is done: then, too, nothing is stored.
#[test]
fn an_import_whose_files_cannot_be_written_leaves_nothing() {
    let lines = everything(&lived_in());
    let other = lines.split("\"file\":\"").find_map(|rest| rest.split('"').next().filter(|file| file.ends_with(".html")));
    let other = other.expect("the file of the other document");
    for folder in ["x".repeat(300), other.to_owned()] {
        let changed = lines.replace("\"file\":\"runtimes", &format!("\"file\":\"{folder}/runtimes"));
        assert_ne!(changed, lines);
        let (desk, run) = imported(&changed);
        run.refuses(&["cannot write", "help: "]);
        assert_eq!(everything(&desk).lines().count(), 2, "{folder}");
        let left: Vec<_> = snapshot(&desk.path("corpus"));
        assert!(left.is_empty(), "{left:?}");
        desk.write("base.jsonl", &lines);
        let right = desk.run(&["import", "base.jsonl"]);
        assert_eq!(right.code, Some(0), "what is right is taken afterwards: {right:?}");
    }
}

#[test]
fn a_file_of_the_corpus_is_never_overwritten() {
    let lines = everything(&lived_in());
    let desk = Desk::empty();
    desk.write("base.jsonl", &lines);
    desk.write("corpus/runtimes.md", "my own notes");
    desk.run(&["import", "base.jsonl"]).refuses(&["is there already and holds something else", "claimbase init DIR"]);
    assert_eq!(desk.read("corpus/runtimes.md"), "my own notes");
    fs::write(desk.path("corpus/runtimes.md"), SECOND).expect("written");
    assert_eq!(desk.run(&["import", "base.jsonl"]).code, Some(0), "the same text may lie there");
}
