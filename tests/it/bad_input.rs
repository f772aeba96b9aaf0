//! Input that is wrong: every refusal is clear, names its cause, and leaves everything as it was.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::desk::{Desk, snapshot};

const ARTICLE: &str = "# Sales of chairs\n\nAcme sold 1.2 million chairs in 2025.\n";

#[test]
fn unknown_and_ambiguous_ids_are_refused() {
    let desk = Desk::filled();
    for command in [["show", "zzzz"], ["edit", "zzzz"], ["reject", "zzzz"]] {
        desk.run(&command).refuses(&["no claim has an id that begins with 'zzzz'", "help: 'claimbase search'"]);
    }
    desk.run(&["show", "a%b"]).refuses(&["no claim has an id"]);
    desk.run(&["show", ""]).refuses(&["no claim has an id"]);
    desk.tamper("UPDATE claims SET id = 'aaaa' || claim_row WHERE claim_row < 4");
    desk.run(&["show", "aaaa"]).refuses(&["beginning of several claim ids: aaaa1, aaaa2, aaaa3", "more characters"]);
    desk.run_with(&["dispute", "-", "--note", "x"], "").refuses(&["no ids are given"]);
    desk.run_with(&["dispute", "-", "--note", "x"], "{\"text\": \"no id\"}\n").refuses(&["has no id"]);
    desk.run(&["audit", "nothing.md"]).refuses(&["no document has the id, path, URL or title 'nothing.md'"]);
    desk.run(&["remove", "nothing.md"]).refuses(&["help: 'claimbase documents'"]);
}

#[test]
fn a_database_of_a_later_version_is_refused_untouched() {
    let desk = Desk::filled();
    desk.tamper("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)");
    let before = fs::read(desk.base().database()).expect("a database");
    for command in [vec!["documents"], vec!["ingest", "claimbase.toml"], vec!["doctor"]] {
        desk.run(&command).refuses(&["has schema 99; this program knows schemas up to 4", "the database was not touched"]);
    }
    assert!(before == fs::read(desk.base().database()).expect("a database"));
}

#[test]
fn a_file_that_is_no_database_is_refused_untouched() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    let database = desk.base().database();
    fs::write(&database, "These are notes, not a database. ".repeat(100)).expect("written");
    for command in [vec!["documents"], vec!["ingest", "a.md"]] {
        desk.run(&command).refuses(&["claims.db is not a claimbase database", "help:"]);
    }
    fs::remove_file(&database).expect("removed");
    rusqlite::Connection::open(&database).and_then(|other| other.execute_batch("CREATE TABLE notes (a)")).expect("made");
    desk.run(&["ingest", "a.md"]).refuses(&["is not a claimbase database"]);
}

#[test]
fn a_base_without_a_database_is_refused_by_those_who_read() {
    let desk = Desk::empty();
    fs::remove_file(desk.base().database()).expect("removed");
    for command in [vec!["documents"], vec!["show", "a"], vec!["dispute", "a", "--note", "x"], vec!["stats"]] {
        desk.run(&command).refuses(&["there is no database at", "help: 'claimbase ingest PATH'"]);
    }
    assert!(!desk.base().database().exists());
}

#[test]
fn a_base_that_cannot_be_written_says_so() {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    fs::remove_dir_all(desk.path("corpus")).expect("removed");
    desk.write("corpus", "a file where the folder should be");
    desk.run(&["ingest", "a.md"]).refuses(&["cannot make", "corpus"]);
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    fs::remove_dir_all(desk.path("claims")).expect("removed");
    fs::create_dir_all(desk.path("claims/claims.db")).expect("made");
    desk.run(&["ingest", "a.md"]).refuses(&["cannot open the database", "claims.db", "help:"]);
    desk.run(&["init", "a.md"]).refuses(&["cannot make a.md"]);
}

#[test]
fn a_folder_that_may_not_be_written_is_read() {
    let desk = Desk::filled();
    let claims = desk.path("claims");
    let set = |readonly: bool| {
        let mut permissions = fs::metadata(&claims).expect("a folder").permissions();
        permissions.set_readonly(readonly);
        fs::set_permissions(&claims, permissions).expect("set");
    };
    set(true);
    if fs::write(claims.join("probe"), "").is_ok() {
        set(false);
        eprintln!("skipped: permissions do not bind this user");
        return;
    }
    let read = desk.run(&["documents"]);
    let refused = desk.run(&["dispute", &desk.id("Deno raised"), "--note", "x"]);
    set(false);
    assert_eq!(read.code, Some(0), "{read:?}");
    refused.refuses(&["database"]);
}

#[test]
fn settings_that_cannot_be_read_are_named() {
    let desk = Desk::empty();
    desk.write("claimbase.toml", "reviewer = \n");
    desk.run(&["documents"]).refuses(&["claimbase.toml", "help: the settings are"]);
    desk.write("claimbase.toml", "max-file-mib = 0\n");
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]).refuses(&["a.md is too large"]);
}

#[test]
fn articles_that_are_no_text_are_refused_and_leave_nothing() {
    let desk = Desk::empty();
    desk.write("empty.txt", " \n");
    desk.write("binary.txt", [0, 159, 146, 150, 0, 1, 2, 3]);
    desk.write("paper.pdf", "%PDF-1.7\n");
    let before = (snapshot(&desk.path("corpus")), desk.store().last_change().expect("a change"));
    for (file, words) in
        [("empty.txt", "is empty"), ("binary.txt", "is not text"), ("paper.pdf", "it is a PDF"), ("claims", "no articles")]
    {
        desk.run(&["ingest", file]).refuses(&[file, words, "help:"]);
    }
    assert_eq!(before, (snapshot(&desk.path("corpus")), desk.store().last_change().expect("a change")));
}

#[test]
fn json_is_read_as_articles_or_refused() {
    let desk = Desk::empty();
    desk.write("broken.json", "{\"text\": ");
    desk.write("other.json", "{\"name\": \"Acme\"}");
    desk.write("whole.json", "{\n  \"text\": \"Acme has 40 shops.\"\n}\n");
    desk.write("lines.json", "{\"text\": \"Acme has 40 shops.\"}\n{\"text\": \"Acme has 50 cars.\"}\n");
    desk.run(&["extract", "broken.json"]).refuses(&["broken.json:1: not an article"]);
    desk.run(&["extract", "other.json"]).refuses(&["other.json:1: not an article: 'text', 'html' or 'markdown' is missing"]);
    assert!(desk.run(&["extract", "whole.json"]).out.contains("Acme has 40 shops."));
    assert!(desk.run(&["extract", "lines.json"]).out.contains("Acme has 50 cars."));
}

#[test]
fn a_day_that_is_none_is_told_how_to_write_it() {
    let desk = Desk::empty();
    for command in [["audit", "--on", "tomorrow"], ["search", "shops", "--due=soon"]] {
        desk.run(&command).refuses(&["give a day as year, month and day, such as 2026-11-28"]);
    }
}

#[test]
fn what_articles_say_is_shown_and_not_obeyed() {
    let desk = Desk::empty();
    desk.write("a.md", "# Red \u{1b}[31m \u{202e}title\u{200b}\n\nAcme \u{7}sold 5 chairs \u{9b}2J in 2025.\n");
    desk.run(&["ingest", "a.md"]);
    let document = desk.json(&["documents", "--format", "json"])[0]["id"].as_str().expect("an id").to_owned();
    desk.run(&["add", &document, "--quote", "sold 5 chairs"]);
    let id = desk.added("sold 5 chairs").claim.id.0;
    for command in
        [vec!["documents"], vec!["show", &id], vec!["ingest", "a.md"], vec!["audit"], vec!["search", "chairs"], vec!["log"]]
    {
        let run = desk.run(&command);
        let shown = run.out.clone() + &run.err;
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{200b}']), "{command:?} {run:?}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::filled();
    let id = desk.id("Deno raised");
    for arguments in
        [vec!["documents"], vec!["show", &id], vec!["stats"], vec!["completions", "bash"], vec!["log", "--format", "json"]]
    {
        let mut command = desk.command(&arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        let ended = child.wait().expect("the program ends");
        assert!(!said.contains("panicked") && !said.contains("error"), "{arguments:?}: {said}");
        assert!(ended.code().is_some_and(|code| code < 2), "{arguments:?}: {ended:?}");
    }
}

#[test]
fn completions_know_every_command() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish"] {
        let script = desk.run(&["completions", shell]).out;
        assert!(["ingest", "verify", "doctor"].iter().all(|command| script.contains(command)), "{shell}");
    }
}
