//! Many articles at once: `ingest` and `extract` over folders and JSON Lines, with any number of jobs, stopped and started again.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use claimbase::ingest::{self, Article, Request};
use claimbase::source::Source;
use claimbase::store::{StoredClaim, StoredDocument};
use serde_json::{Value, json};

use crate::desk::{Desk, run, snapshot};

/// The text of article `number`: every tenth has the title of another, every fifteenth its content too.
fn article(number: usize) -> String {
    let number = if number.is_multiple_of(15) { number / 15 } else { number };
    let title = number % 10;
    format!("# Chairs of year {title}\n\nAcme sold {number} million chairs in 2025, and Bolt grew {number}.5%.\n")
}

/// A desk with `count` articles in the folder `in`, and one file that is none.
fn desk_with(count: usize) -> Desk {
    let desk = Desk::empty();
    for number in 0..count {
        desk.write(&format!("in/{number:05}.md"), article(number));
    }
    desk.write("in/00007b.md", "");
    desk
}

/// All that a base knows of its articles, but for when it came to know it.
#[derive(PartialEq)]
struct Held {
    documents: Vec<StoredDocument>,
    claims: Vec<StoredClaim>,
    last_change: i64,
    corpus: Vec<(String, Vec<u8>)>,
}

fn known(desk: &Desk) -> Held {
    let mut claims = desk.claims();
    claims.iter_mut().for_each(|claim| claim.added_at.clear());
    let store = desk.store();
    let mut documents = store.documents_with_removed().expect("documents");
    for document in &mut documents {
        document.added_at.clear();
        document.changed_at.clear();
    }
    let corpus = snapshot(&desk.path("corpus")).into_iter();
    let corpus = corpus.map(|(path, bytes)| (path.file_name().expect("a name").to_string_lossy().into_owned(), bytes));
    Held { documents, claims, last_change: store.last_change().expect("a number"), corpus: corpus.collect() }
}

#[test]
fn the_base_is_the_same_whatever_the_number_of_jobs() {
    let one_by_one = desk_with(40);
    let mut said = String::new();
    for number in 0..40 {
        let done = one_by_one.run(&["ingest", &format!("in/{number:05}.md"), "--jobs", "1", "--format", "json"]);
        said.push_str(&serde_json::from_str::<Value>(&done.out).expect("JSON")[0].to_string());
    }
    for jobs in ["1", "2", "7"] {
        let together = desk_with(40);
        let done = together.run(&["ingest", "in", "--jobs", jobs, "--format", "json"]);
        assert_eq!(done.code, Some(2), "{done:?}");
        assert!(done.err.starts_with("error: in/00007b.md is empty\n"), "{done:?}");
        let answers: Vec<Value> = serde_json::from_str(&done.out).expect("JSON");
        assert_eq!(answers.iter().map(Value::to_string).collect::<String>(), said, "{jobs} jobs");
        assert!(known(&together) == known(&one_by_one), "{jobs} jobs");
        assert_eq!(together.run(&["doctor"]).code, Some(0));
        assert_eq!(together.run(&["search", "chairs", "-n", "500"]).out, one_by_one.run(&["search", "chairs", "-n", "500"]).out);
    }
}

#[test]
fn a_pipe_hears_nothing_of_the_progress() {
    let desk = desk_with(1_200);
    std::fs::remove_file(desk.path("in/00007b.md")).expect("removed");
    let done = desk.run(&["ingest", "in"]);
    assert_eq!((done.out.lines().count(), done.code), (1_200, Some(0)));
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert!(done.err.starts_with("next: "), "{}", done.err);
}

#[test]
fn a_run_that_was_killed_goes_on_where_it_was() {
    let whole = desk_with(1_300);
    assert_eq!(whole.run(&["ingest", "in"]).code, Some(2));
    let desk = desk_with(1_300);
    let mut child = desk.command(&["ingest", "in"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let first = lines.next().expect("a line").expect("UTF-8");
    child.kill().expect("killed");
    child.wait().expect("ended");
    let told: Vec<String> = [first].into_iter().chain(lines.map_while(Result::ok)).collect();
    let stored = desk.store().documents().expect("documents").len();
    // What was told is stored, and not much else.
    let told_new = told.iter().filter(|line| !line.contains("the same content")).count();
    assert!(stored + 1 >= told_new && stored > 0, "{stored} stored, {told_new} told");
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
    let again = desk.run(&["ingest", "in"]);
    assert!(again.out.lines().filter(|line| line.contains(": unchanged, ")).count() >= stored, "{stored} stored");
    assert!(known(&desk) == known(&whole));
    let third = desk.run(&["ingest", "in", "-q"]);
    assert!(third.out.lines().all(|line| line.contains(": unchanged, ")), "{}", third.out);
}

#[test]
fn what_is_stored_already_is_not_read_again() {
    let desk = Desk::empty();
    desk.write(
        "a.html",
        "<html><head><link rel=canonical href=https://e.org/a></head><body><p>Acme sold 7 chairs in 2025.</body>",
    );
    desk.run(&["ingest", "a.html"]);
    let (base, store) = (desk.base(), desk.store());
    let request = Request { metadata: Default::default(), replaces: None, dry_run: false, now: jiff::Timestamp::UNIX_EPOCH };
    // The weight of an article that was extracted counts its claims.
    let weighed = |name: &str| {
        let path = desk.path(name);
        let mut source = Source::open(&path).expect("a file");
        source.name = name.to_owned();
        let length = source.text.len();
        ingest::prepare(&base, Some(&store), Article::from(source), &request).weight() - length
    };
    assert_eq!(weighed("a.html"), 0);
    desk.write("a.html", desk.read("a.html").replace('7', "8"));
    assert!(weighed("a.html") > 0);
}

#[test]
fn lines_are_articles_known_by_address_or_file_and_id_or_content() {
    let desk = Desk::empty();
    let lines = [
        json!({"id": "a", "text": "Acme sold 1 million chairs in 2025.", "title": "One", "date": "2026-01-02"}),
        json!({"id": 2, "html": "<h1>Two</h1><p>Acme sold <b>2 million</b> chairs in 2025.", "text": null}),
        json!({"markdown": "# Three\n\nAcme sold *3 million* chairs in 2025.", "url": "https://e.org/three", "id": "c"}),
        json!({"text": "Acme sold 4 million chairs in 2025."}),
        json!({"id": "bad"}),
        json!({"id": "a", "text": "Acme sold 5 million chairs in 2025.", "title": "One", "date": "2026-01-02"}),
    ];
    let written: String = lines.iter().map(|line| format!("{line}\n")).collect();
    desk.write("in/lines.jsonl", &written);
    let done = desk.run(&["ingest", "in/lines.jsonl", "--format", "json"]);
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.err.contains("in/lines.jsonl:5: not an article: 'text', 'html' or 'markdown' is missing"), "{done:?}");
    let answers: Vec<Value> = serde_json::from_str(&done.out).expect("JSON");
    let said: Vec<_> =
        answers.iter().map(|answer| (answer["key"].as_str().expect("a key"), answer["outcome"].as_str())).collect();
    assert_eq!(said[0], ("in/lines.jsonl#a", Some("stored")));
    assert_eq!(said[1], ("in/lines.jsonl#2", Some("stored")));
    assert_eq!(said[2], ("https://e.org/three", Some("stored")));
    assert!(said[3].0.starts_with("blake3:") && said[3].1 == Some("stored"), "{said:?}");
    assert_eq!(said[4], ("in/lines.jsonl#a", Some("updated")));
    let document = &desk.json(&["documents", "--format", "json"])[0];
    assert_eq!((&document["title"], &document["date"], &document["version"]), (&"One".into(), &"2026-01-02".into(), &2.into()));
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
    // By another stream the same content and addresses are known again, and ids of it mean nothing.
    let piped =
        desk.run_with(&["ingest", "-", "--format", "json"], written.lines().skip(1).take(3).collect::<Vec<_>>().join("\n"));
    let again: Vec<Value> = serde_json::from_str(&piped.out).expect("JSON");
    let outcomes: Vec<_> = again.iter().map(|answer| answer["outcome"].as_str().expect("an outcome")).collect();
    assert_eq!(outcomes, ["same-content", "unchanged", "unchanged"]);
}

#[test]
fn an_upgrade_of_one_line_leaves_the_others_alone() {
    let desk = Desk::empty();
    let write = |figure: u32| {
        let mut lines = String::new();
        for id in 0..20 {
            let figure = if id == 11 { figure } else { 3 };
            writeln!(
                lines,
                "{}",
                json!({"id": id, "text": format!("Branch {id} of Acme sold {figure} million chairs in 2025.")})
            )
            .expect("written");
        }
        desk.write("lines.jsonl", lines);
    };
    write(3);
    desk.run(&["ingest", "lines.jsonl"]);
    write(4);
    let again = desk.run(&["ingest", "lines.jsonl"]);
    assert_eq!(again.out.lines().filter(|line| line.contains(": unchanged, ")).count(), 19, "{again:?}");
    assert_eq!(again.out.lines().filter(|line| line.contains("as another version")).count(), 1, "{again:?}");
}

#[test]
fn extraction_of_a_stream_is_the_same_whatever_the_number_of_jobs() {
    let desk = Desk::empty();
    let mut lines = String::new();
    for number in 0..60 {
        match number {
            13 => lines.push_str("{\"text\": nonsense}\n"),
            _ => writeln!(lines, "{}", json!({"id": number, "markdown": article(number)})).expect("written"),
        }
    }
    let extract = |jobs: &str, more: &[&str]| {
        desk.run_with(&[&["extract", "-", "--format", "jsonl", "--jobs", jobs], more].concat(), &lines)
    };
    let alone = extract("1", &[]);
    assert_eq!((alone.code, alone.err.as_str()), (Some(2), ""));
    let records: Vec<Value> = alone.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let errors: Vec<usize> =
        records.iter().enumerate().filter(|(_, record)| record.get("error").is_some()).map(|(at, _)| at).collect();
    assert_eq!(errors.len(), 1, "{}", alone.out);
    assert_eq!((&records[errors[0]]["source"], &records[errors[0]]["line"]), (&"-".into(), &14.into()));
    let ids = records.iter().filter_map(|record| record["document"]["id"].as_str()?.parse::<usize>().ok());
    assert!(ids.clone().is_sorted() && ids.max() == Some(59), "claims come in the order of the lines");
    for more in [&[][..], &["-n", "37"], &["--explain"], &["--mentions"]] {
        let alone = extract("1", more);
        for jobs in ["2", "5"] {
            let several = extract(jobs, more);
            assert_eq!(
                (several.out, several.err, several.code),
                (alone.out.clone(), alone.err.clone(), alone.code),
                "{jobs} {more:?}"
            );
        }
    }
}

#[test]
fn no_number_of_jobs_is_refused() {
    let desk = Desk::empty();
    for command in ["ingest", "extract"] {
        run(&mut desk.command(&[command, "-", "--jobs", "0"])).refuses(&["--jobs"]);
    }
}
