//! The command `evaluate`: figures, errors, and what it says when files do not fit together.

use crate::workspace::Workspace;

const ARTICLE: &str = "Quarkus grew 73% in 2026. Deno raised $40 million.\n";
const GOLD: &str = r#"{"quote": "73%", "kind": "growth", "subject": "Quarkus", "metric": "growth", "low": 73, "high": 73, "unit": "%", "time": "2026", "modality": "fact"}
{"quote": "$40 million", "kind": "funding", "subject": "Node.js", "metric": "funding", "low": 40000000, "high": 40000000, "unit": "USD", "modality": "fact"}
"#;

fn workspace() -> Workspace {
    let workspace = Workspace::empty();
    workspace.write("a.md", ARTICLE);
    workspace.write("a.gold.jsonl", GOLD);
    workspace
}

#[test]
fn an_annotated_article_is_scored_with_its_errors() {
    let answer = workspace().run(&["evaluate", "a.md", "a.gold.jsonl", "--errors", "5"]).ends(0, "");
    assert!(answer.starts_with("a.md   found 1.000  value 1.000  typed 1.000  tuple 0.500"), "{answer}");
    assert!(answer.contains("\n  wrong '$40 million' subject: Deno, not Node.js"), "{answer}");
    assert!(answer.contains("\nmicro  found 1.000") && answer.contains("\nmacro  found 1.000"), "{answer}");
    assert!(answer.contains("(2 of 2 given, 2 wanted)"), "{answer}");
}

#[test]
fn programs_get_every_level_of_every_article() {
    let answer = workspace().run(&["evaluate", "a.md", "a.gold.jsonl", "a.md", "a.gold.jsonl", "--format", "json"]).ends(0, "");
    let record: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(record["articles"].as_array().map(Vec::len), Some(2));
    assert_eq!(record["articles"][0]["levels"]["tuple"], 0.5);
    assert_eq!((&record["micro"]["found"], &record["macro"]["tuple"]), (&1.0.into(), &0.5.into()));
    assert_eq!(record["fields"]["unit"], 1.0);
    assert!(record["fields"].get("from").is_none(), "no migration was judged: {record}");
}

#[test]
fn another_extractor_is_scored_by_what_it_printed() {
    let workspace = workspace();
    let claims = workspace.run(&["extract", "a.md", "--format", "jsonl"]).ends(0, "");
    workspace.write("first.jsonl", claims.lines().next().expect("a claim"));
    let answer = workspace.run(&["evaluate", "a.md", "a.gold.jsonl", "--predicted", "first.jsonl"]).ends(0, "");
    assert!(answer.starts_with("a.md   found 0.667") && answer.contains("(1 of 1 given, 2 wanted)"), "{answer}");
}

#[test]
fn files_that_do_not_fit_are_named() {
    let workspace = workspace();
    workspace.write("other.md", "Nothing of this is quoted there.\n");
    let run = workspace.run(&["evaluate", "other.md", "a.gold.jsonl"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(
        run.stderr.contains("cannot read a.gold.jsonl") && run.stderr.contains("line 1 quotes what is not in the article"),
        "{}",
        run.stderr
    );
    let run = workspace.run(&["evaluate", "a.md", "a.gold.jsonl", "other.md"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("lacks its gold file"), "{}", run.stderr);
    let run = workspace.run(&["evaluate", "missing.md", "a.gold.jsonl"]);
    assert_eq!(run.code, Some(2));
}
