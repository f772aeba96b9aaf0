//! Databases of every schema that there was: brought up to date with everything that is in them. One of a later schema is refused and not touched.
//!
//! `schemas/N.sql` is a base as schema N kept it, `schemas/expected.jsonl` what is exported from each of them.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::Value;

use crate::desk::{Desk, snapshot};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/schemas")
}

/// The schema that the program writes.
fn present() -> i64 {
    let desk = Desk::empty();
    let database = Connection::open(desk.base().database()).expect("a database");
    database.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a number")
}

/// A base whose database is the one of the schema `version`.
fn of_schema(version: i64) -> Desk {
    let desk = Desk::empty();
    for file in ["claims.db", "claims.db-wal", "claims.db-shm"] {
        let _ = fs::remove_file(desk.path("claims").join(file));
    }
    let sql = fs::read_to_string(folder().join(format!("{version}.sql"))).expect("a fixture for each schema that there was");
    desk.tamper(&format!("PRAGMA foreign_keys = OFF; {sql}"));
    desk
}

fn records(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

#[test]
fn a_database_of_every_schema_is_brought_up_to_date() {
    let expected = records(&fs::read_to_string(folder().join("expected.jsonl")).expect("a file"));
    assert!(expected.len() == 6 && present() > 1);
    for version in 1..=present() {
        for first in [vec!["documents"], vec!["search", "workers"], vec!["doctor"], vec!["show", "miok"], vec!["reindex"]] {
            let desk = of_schema(version);
            assert_ne!(desk.run(&first).code, Some(2), "{first:?} on schema {version}");
            let exported = records(&desk.run(&["export"]).out);
            assert_eq!(exported.len(), expected.len());
            for (record, expected) in exported.iter().zip(&expected) {
                for (key, value) in expected.as_object().expect("a record") {
                    // Schema 1 kept no record of what an edit of the article changed.
                    if key != "changed_since_review" || version > 1 {
                        assert_eq!(record[key], *value, "{key} in schema {version}");
                    }
                }
            }
            let store = desk.store();
            assert_eq!([store.damage(), store.troubles().expect("a look")].concat(), Vec::<String>::new());
            assert_eq!(store.events(None, None).expect("events").len(), 9);
        }
        let desk = of_schema(version);
        assert_eq!(desk.run(&["dispute", "xl2c", "--note", "no"]).code, Some(0), "schema {version}");
        assert_eq!(desk.run(&["remove", "survey.md", "--undo", "--by", "Ada"]).code, Some(0), "schema {version}");
        assert_eq!(records(&desk.run(&["export"]).out).len(), 8);
    }
}

#[test]
fn a_backup_of_an_earlier_schema_comes_back() {
    let desk = of_schema(1);
    fs::remove_file(desk.path("claimbase.toml")).expect("removed");
    let made = desk.run(&["--base", ".", "backup", "old.tar"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    assert_eq!(desk.run(&["restore", "old.tar", "new"]).code, Some(0));
    assert_eq!(records(&desk.run(&["--base", "new", "export"]).out).len(), 6);
}

#[test]
fn a_later_schema_is_refused_and_nothing_is_touched() {
    let desk = of_schema(present());
    let later = present() + 1;
    desk.tamper(&format!("PRAGMA user_version = {later}; PRAGMA wal_checkpoint(TRUNCATE)"));
    desk.write("a.md", "# Sales\n\nSales grew by 12% in 2025.\n");
    let before = snapshot(desk.folder.path());
    for command in [
        vec!["documents"],
        vec!["search", "workers"],
        vec!["show", "miok"],
        vec!["doctor"],
        vec!["export"],
        vec!["audit"],
        vec!["log"],
        vec!["stats"],
        vec!["ingest", "a.md"],
        vec!["verify", "miok", "--note", "x", "--url", "https://a.example"],
        vec!["edit", "miok", "--subject", "X"],
        vec!["reject", "miok"],
        vec!["remove", "a.md"],
        vec!["reextract"],
        vec!["reindex"],
        vec!["backup", "b.tar"],
    ] {
        desk.run(&command)
            .refuses(&[&format!("has schema {later}; this program knows schemas up to {}", present()), "not touched"]);
        assert!(snapshot(desk.folder.path()) == before, "{command:?}");
    }
}
