//! The command `extract`: formats, sources, exit statuses.

use crate::wire;
use crate::workspace::Workspace;

#[test]
fn a_bad_file_is_named_and_the_others_go_on() {
    let workspace = Workspace::empty();
    workspace.write("a.md", "Quarkus grew 73% in 2026.\n");
    workspace.write("empty.md", "");
    workspace.write("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let run = workspace.run(&["extract", "missing.md", "empty.md", "picture.md", "a.md", "--format", "jsonl"]);
    assert_eq!(run.code, Some(2));
    let errors: Vec<_> = run.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 3, "{}", run.stderr);
    assert!(errors[0].starts_with("error: cannot read missing.md"), "{}", run.stderr);
    assert_eq!(errors[1], "error: empty.md is empty");
    assert!(errors[2].starts_with("error: picture.md is not text"), "{}", run.stderr);
}

#[test]
fn no_claim_is_said() {
    let workspace = Workspace::empty();
    workspace.write("a.md", "# Nothing\n\nThis is a text in which nothing is said that could be checked.\n");
    for (format, answer) in [("text", ""), ("jsonl", ""), ("json", "[]\n")] {
        assert_eq!(workspace.run(&["extract", "a.md", "--format", format]).ends(1, "no claim found\n"), answer);
    }
    workspace.run(&["extract", "a.md", "-q"]).ends(1, "");
}

/// What any extraction must find: two figures, one under a heading.
const ARTICLE: &str = "\
# Quarkus in numbers

Quarkus grew 73% in 2026.

## Speed

Quarkus starts in under 100 milliseconds.
";

#[test]
fn people_see_wording_kind_figure_and_place() {
    let workspace = Workspace::empty();
    workspace.write("articles/a.md", ARTICLE);
    let answer = workspace.run(&["extract", "articles/a.md"]).ends(0, "");
    insta::assert_snapshot!(answer);
}

#[test]
fn programs_get_the_record_of_the_contract() {
    let workspace = Workspace::empty();
    workspace.write("a.md", ARTICLE);
    let lines = workspace.run(&["extract", "a.md", "--format", "jsonl"]).ends(0, "");
    let claims: Vec<wire::Claim> = lines.lines().map(|line| serde_json::from_str(line).expect("a claim")).collect();
    assert!(claims.len() >= 2);
    for claim in &claims {
        assert_eq!((claim.document.source.as_str(), claim.status.as_ref()), ("a.md", None));
        assert_eq!(ARTICLE[claim.quote.start..claim.quote.end], claim.quote.exact);
        let figure = claim.quantity.as_ref().expect("a figure");
        assert_eq!(ARTICLE[figure.start..figure.end], figure.surface);
    }
    let list = workspace.run(&["extract", "a.md", "--format", "json"]).ends(0, "");
    let list: Vec<wire::Claim> = serde_json::from_str(&list).expect("a list of claims");
    assert_eq!(list.len(), claims.len());
    let table = workspace.run(&["extract", "a.md", "--format", "csv"]).ends(0, "");
    assert_eq!(table.matches("\r\n").count(), claims.len() + 1);
    assert!(table.contains(",unverified,") && table.contains(",73,73,%,"), "{table}");
}

#[test]
fn folders_standard_input_limits_and_files() {
    let workspace = Workspace::empty();
    for name in ["articles/a.md", "articles/deep/b.md", "articles/.hidden/c.md"] {
        workspace.write(name, ARTICLE);
    }
    let sources = |lines: &str| -> Vec<String> {
        let source = |line: &str| serde_json::from_str::<wire::Claim>(line).expect("a claim").document.source;
        let mut sources: Vec<_> = lines.lines().map(source).collect();
        sources.dedup();
        sources
    };
    let folder = workspace.run(&["extract", "articles", "--format", "jsonl"]).ends(0, "");
    assert_eq!(sources(&folder), ["articles/a.md", "articles/deep/b.md"]);
    let piped = workspace.run_with(&["extract", "-", "--format", "jsonl"], ARTICLE).ends(0, "");
    assert_eq!(sources(&piped), ["-"]);
    for format in ["text", "json", "jsonl", "csv"] {
        let args = ["extract", "articles", "-n", "1", "--format", format, "-o", "answer"];
        assert_eq!(workspace.run(&args).ends(0, ""), "");
        assert!(workspace.read("answer").contains("73"), "{format}");
    }
    assert_eq!(workspace.read("answer").matches("\r\n").count(), 2);
}

#[test]
fn the_same_text_gives_the_same_ids_wherever_it_is_piped_from() {
    let workspace = Workspace::empty();
    let piped = || workspace.run_with(&["extract", "-", "--format", "jsonl"], ARTICLE).ends(0, "");
    assert_eq!(piped(), piped());
}

#[test]
fn a_hostile_article_is_only_shown() {
    let workspace = Workspace::empty();
    workspace.write("a.md", "# \u{202e}Title\u{1b}[2J\n\nQuarkus\u{1b}[31m grew 73%\u{7} in \u{2066}2026.\n");
    let answer = workspace.run(&["extract", "a.md", "--color", "never"]).ends(0, "");
    assert!(!answer.contains(|c: char| c != '\n' && claimbase::text::is_steering(c)), "{answer}");
    assert!(answer.contains("\\u{202e}Title\\u{1b}[2J"), "{answer}");
}

#[test]
fn articles_come_as_lines_of_a_pipeline() {
    let workspace = Workspace::empty();
    let lines =
        "{\"id\": \"one\", \"text\": \"Quarkus grew 73% in 2026.\"}\nnonsense\n\n{\"id\": 2, \"text\": \"FastAPI grew 67%.\"}\n";
    let run = workspace.run_with(&["extract", "-", "--format", "jsonl"], lines);
    assert_eq!((run.code, run.stderr.as_str()), (Some(2), ""));
    let answer: Vec<serde_json::Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&answer[0]["document"]["id"], &answer[0]["quantity"]["low"]), (&"one".into(), &73.into()));
    assert_eq!((&answer[1]["source"], &answer[1]["line"]), (&"-".into(), &2.into()));
    assert!(answer[1]["error"].as_str().expect("a message").starts_with("not an article"));
    assert_eq!((&answer[2]["document"]["id"], &answer[2]["quantity"]["low"]), (&"2".into(), &67.into()));
    workspace.write("articles.jsonl", lines);
    let file = workspace.run(&["extract", "articles.jsonl"]);
    assert_eq!(file.code, Some(2));
    assert!(file.stderr.starts_with("error: articles.jsonl:2: not an article"), "{}", file.stderr);
    assert!(file.stdout.contains("FastAPI grew 67%."), "{}", file.stdout);
}

#[test]
fn reasons_can_be_asked_for() {
    let workspace = Workspace::empty();
    workspace.write("a.md", ARTICLE);
    let answer = workspace.run(&["extract", "a.md", "--explain"]).ends(0, "");
    assert!(answer.contains("why: subject by ") && answer.contains("kind growth"), "{answer}");
    assert!(answer.contains("mentions: figures “73%” · dates “2026” · names “Quarkus”"), "{answer}");
    let lines = workspace.run(&["extract", "a.md", "--explain", "--format", "jsonl"]).ends(0, "");
    let records: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(records.iter().all(|record| record["why"].as_array().is_some_and(|why| !why.is_empty())), "{lines}");
    assert_eq!(records[0]["mentions"]["figures"], serde_json::json!(["73%"]));
    let plain = workspace.run(&["extract", "a.md", "--format", "jsonl"]).ends(0, "");
    assert!(!plain.contains("\"why\""), "{plain}");
    workspace
        .run(&["extract", "a.md", "--explain", "--format", "csv"])
        .ends(2, "error: a table has no room for reasons\nhelp: add --format text or jsonl\n");
}

#[test]
fn every_mentioned_quantity_can_be_asked_for() {
    let workspace = Workspace::empty();
    let lines =
        "{\"id\": \"a\", \"text\": \"There is one solution, and it cost $40m.\"}\n{\"id\": \"b\", \"text\": \"Nothing here.\"}\n";
    let answer = workspace.run_with(&["extract", "-", "--mentions", "--format", "jsonl"], lines).ends(0, "");
    let found: Vec<serde_json::Value> = answer.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let low = |at: usize| (&found[at]["document"]["id"], &found[at]["quantity"]["low"], &found[at]["quantity"]["unit"]);
    assert_eq!(low(0), (&"a".into(), &1.into(), &"solution".into()));
    assert_eq!(low(1), (&"a".into(), &40_000_000.into(), &"USD".into()));
    assert_eq!(found.len(), 2);
    workspace
        .run(&["extract", "-", "--mentions"])
        .ends(2, "error: mentions are printed as JSON Lines only\nhelp: add --format jsonl\n");
}
