//! The command `search`: what it prints, in every format, and how it ends.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use claimbase::review::{Judgement, Status};
use jiff::Timestamp;
use serde_json::Value;

use crate::desk::Desk;
use crate::workspace::Workspace;
use crate::written::{FRAMEWORKS, put};

#[test]
fn hits_are_readable_and_plain_in_a_pipe() {
    let run = Desk::filled().run(&["search", "deno"]);
    let (id, rest) = run.out.split_at(12);
    assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{id}");
    assert_eq!(
        rest,
        "  unverified  funding  2026-Q1\n  Deno raised $40-60 million in a new round.\n  \
         = 40,000,000–60,000,000 USD · according to TechCrunch\n  Frameworks, line 5\n"
    );
    assert_eq!((run.err.as_str(), run.code), ("", Some(0)));
}

#[test]
fn colour_marks_the_words_and_is_refused_by_no_color() {
    let desk = Desk::filled();
    let coloured = desk.run(&["search", "deno", "--color", "always"]).out;
    assert!(coloured.contains("\u{1b}[1m\u{1b}[33mDeno\u{1b}[0m raised"), "{coloured:?}");
    let piped = desk.command(&["search", "deno"]).env("NO_COLOR", "1").output().expect("the program runs");
    assert!(!piped.stdout.contains(&0x1b));
}

#[test]
fn long_hits_are_told_in_part_and_the_rest_is_offered() {
    let run = Desk::filled().run(&["search", "-n", "3"]);
    assert_eq!(run.out.matches("unverified").count(), 3);
    assert_eq!(run.err, "1 to 3 of 10 claims; --offset 3 shows the next, -n more at a time\n");
    assert_eq!(run.code, Some(0));
}

#[test]
fn json_has_hits_counts_and_records() {
    let answer = Desk::filled().search_json(&["kind:benchmark", "--facets", "--sort", "value", "-n", "2"]);
    assert_eq!((&answer["total"], &answer["relaxed"]), (&Value::from(3), &Value::from(false)));
    assert_eq!(answer["facets"]["kind"]["benchmark"], 3);
    assert_eq!(answer["facets"]["status"]["unverified"], 3);
    assert_eq!(answer["facets"]["unit"]["ms"], 1);
    let hits = answer["hits"].as_array().expect("hits");
    assert_eq!(hits.iter().map(|hit| &hit["subject"]).collect::<Vec<_>>(), ["Express.js", "Spring Boot"]);
    assert_eq!(
        (&hits[0]["status"], &hits[0]["reviews"], &hits[0]["score"]),
        (&Value::from("unverified"), &Value::Array(vec![]), &Value::Null)
    );
    assert_eq!(hits[0]["quantity"]["low"], 1_200_000);
}

#[test]
fn json_lines_and_csv_give_one_record_each() {
    let desk = Desk::filled();
    let lines = desk.run(&["search", "netflix", "--format", "jsonl"]).out;
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).expect("a record");
        let mark = &record["highlights"][0];
        let (start, end) = (mark["start"].as_u64().expect("a start") as usize, mark["end"].as_u64().expect("an end") as usize);
        assert_eq!(&record["text"].as_str().expect("words")[start..end], "Netflix");
    }
    assert_eq!(lines.lines().count(), 2);
    let rows = desk.run(&["search", "netflix", "--format", "csv"]).out;
    assert!(rows.starts_with("id,status,claim,"), "{rows}");
    assert_eq!(rows.lines().count(), 3);
}

#[test]
fn filters_are_words_of_the_command_line() {
    let desk = Desk::filled();
    let subjects = |args: &[&str]| -> Vec<String> {
        let answer = desk.search_json(args);
        let hits = answer["hits"].as_array().expect("hits").iter();
        hits.map(|hit| hit["subject"].as_str().expect("a subject").to_owned()).collect()
    };
    assert_eq!(subjects(&["--value", "500ms.."]), ["Spring Boot"]);
    assert_eq!(subjects(&["--value", "10M..100M", "--unit", "USD"]), ["Deno"]);
    assert_eq!(subjects(&["--kind", "cost,migration"]), ["Netflix", "Netflix"]);
    assert_eq!(subjects(&["--document", "Survey", "--since", "2025"]), ["developers", "Oracle"]);
    assert_eq!(subjects(&["--until", "2023"]), ["Netflix"]);
    assert_eq!(subjects(&["--subject", "spring boot"]), ["Spring Boot"]);
    assert_eq!(subjects(&["quarkus", "grew"]), ["Quarkus"]);
}

#[test]
fn a_status_is_searched_as_soon_as_it_is_given() {
    let desk = Desk::filled();
    let id = desk.search_json(&["deno"])["hits"][0]["id"].as_str().expect("an id").to_owned();
    let mut store = desk.store();
    let row = store.find_claim_row(&id).expect("the claim");
    let judgement = Judgement { status: Status::Disputed, by: "r".to_owned(), note: Some("no".to_owned()), evidence: Vec::new() };
    store.record_reviews(&[row], &judgement, Timestamp::UNIX_EPOCH).expect("a review");
    let answer = desk.search_json(&["--status", "disputed"]);
    assert_eq!(
        (&answer["total"], &answer["hits"][0]["status"], &answer["hits"][0]["reviews"][0]["note"]),
        (&1.into(), &"disputed".into(), &"no".into())
    );
}

#[test]
fn facets_are_counted_for_people() {
    let run = Desk::filled().run(&["search", "--facets", "-n", "0"]);
    assert!(run.out.starts_with("kind\n  3  benchmark\n  1  adoption\n"), "{}", run.out);
    assert!(run.out.contains("\nunit\n  4  %\n"), "{}", run.out);
    assert!(run.out.contains(" Frameworks\n"), "{}", run.out);
    assert_eq!(run.code, Some(0));
}

#[test]
fn nothing_found_says_how_to_find_something() {
    let desk = Desk::filled();
    let said = |args: &[&str]| {
        let run = desk.run(args);
        assert_eq!((run.out.as_str(), run.code), ("", Some(1)), "{args:?}");
        run.err
    };
    assert_eq!(said(&["search", "deno", "--kind", "growth"]), "no claim matches\nhelp: without the filters, 1 match\n");
    assert_eq!(
        said(&["search", "absent"]),
        "no claim matches\nhelp: try fewer or other words; 'claimbase search --facets' counts what there is\n"
    );
    assert_eq!(said(&["search", "deno", "--offset", "5"]), "--offset 5 passes over every match\nhelp: there are 1\n");
    let empty = Desk::empty().run(&["search", "absent"]);
    assert_eq!(
        (empty.err.as_str(), empty.code),
        ("no claim matches\nhelp: the base holds no claims; 'claimbase ingest PATH' stores an article\n", Some(1))
    );
}

#[test]
fn some_of_the_words_are_enough_and_that_is_said() {
    let run = Desk::filled().run(&["search", "quarkus", "oracle"]);
    assert_eq!((run.err.as_str(), run.code), ("no claim has all the words; these have some of them\n", Some(0)));
}

#[test]
fn a_malformed_query_is_refused_with_help() {
    let desk = Desk::filled();
    let cases = [
        ("\"cold start", "error: the quotation mark at column 1 of the query is not closed\nhelp: write"),
        ("(a1 OR", "error: 'OR' at column 5 of the query has nothing to work on\nhelp: write"),
        ("subjct:x", "error: there is no field 'subjct'\nhelp: did you mean subject:?"),
        ("\u{1b}[2J(", "error: the parenthesis at column 5 of the query has no partner\nhelp: close"),
        ("document:absent", "error: no document has the id, path, URL or title 'absent'\nhelp: "),
    ];
    for (query, message) in cases {
        let run = desk.run(&["search", query]);
        assert!(run.err.starts_with(message), "{query}: {}", run.err);
        assert_eq!((run.out.as_str(), run.code), ("", Some(2)), "{query}");
    }
    for option in [["--value", "many"], ["--since", "lately"], ["--kind", "grwth"], ["--sort", "size"]] {
        let run = desk.run(&["search", option[0], option[1]]);
        assert_eq!((run.out.as_str(), run.code), ("", Some(2)), "{option:?}");
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
}

#[test]
fn a_lost_or_damaged_index_is_rebuilt_and_said_once() {
    let desk = Desk::filled();
    let search = || {
        let run = desk.run(&["search", "node.js", "--format", "jsonl"]);
        assert_eq!((run.out.lines().count(), run.code), (1, Some(0)), "{run:?}");
        run.err
    };
    assert_eq!(search(), "");
    fs::remove_dir_all(desk.folder.path().join("index")).expect("removed");
    assert_eq!(search(), "the search index was missing: rebuilt it from 10 claims\n");
    assert_eq!(search(), "");
    for entry in fs::read_dir(desk.files()).expect("files").map(|entry| entry.expect("an entry").path()) {
        if entry.extension().is_some_and(|extension| extension == "term") {
            fs::write(entry, "not an index").expect("written");
        }
    }
    assert_eq!(search(), "the search index was damaged: rebuilt it from 10 claims\n");
    assert_eq!(search(), "");
    fs::write(desk.files().join("meta.json"), "{").expect("written");
    assert_eq!(search(), "the search index was damaged: rebuilt it from 10 claims\n");
    assert_eq!(search(), "");
}

/// Whether files can be made in `folder`: the administrator may write anywhere.
fn writable(folder: &Path) -> bool {
    fs::write(folder.join("probe"), "").is_ok()
}

#[cfg(unix)]
#[test]
fn a_base_that_may_not_be_written_is_searched_with_and_without_an_index() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::filled();
    let index = desk.folder.path().join("index");
    let permit = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    let found = || desk.run(&["search", "node.js", "--format", "jsonl"]);
    for file in fs::read_dir(desk.files()).expect("files").map(|entry| entry.expect("an entry").path()) {
        permit(&file, 0o444);
    }
    permit(&desk.files(), 0o555);
    permit(&index, 0o555);
    let skipped = writable(&index);
    let current = found();
    permit(&index, 0o755);
    permit(&desk.files(), 0o755);
    fs::remove_dir_all(&index).expect("removed");
    fs::create_dir(&index).expect("a folder");
    permit(&index, 0o555);
    let lost = found();
    permit(&index, 0o755);
    for run in [current, lost].iter().filter(|_| !skipped) {
        assert_eq!((run.out.lines().count(), run.err.as_str(), run.code), (1, "", Some(0)), "{run:?}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::filled();
    let mut store = desk.store();
    for copy in 0..40 {
        put(&mut store, &format!("Copy {copy}"), FRAMEWORKS);
    }
    let mut child =
        desk.command(&["search", "-n", "1000"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut first = [0; 12];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut first).expect("a first hit");
    drop(out);
    let done = child.wait_with_output().expect("it ends");
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn words_of_articles_never_steer_the_terminal() {
    let workspace = Workspace::open_claims();
    for format in ["text", "csv"] {
        let shown = workspace.run(&["search", "--format", format, "--facets"]).stdout;
        assert!(shown.contains("\\u{1b}[2J") && shown.contains("\\u{202e}"), "{shown}");
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{2066}']), "{shown}");
    }
    let coloured = workspace.run(&["search", "desrever", "--color", "always"]).stdout;
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("\u{1b}[2J"), "{coloured:?}");
}

#[test]
fn a_query_may_come_from_standard_input_and_an_answer_go_to_a_file() {
    let desk = Desk::filled();
    let run = desk.run_with(&["search", "-", "--format", "jsonl", "-o", "found.jsonl"], "\"node.js\" netflix\n");
    run.answers("");
    assert_eq!(desk.read("found.jsonl").lines().count(), 1);
}
