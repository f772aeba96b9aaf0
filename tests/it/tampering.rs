//! History changed past the program, with plain SQL and every trigger out of the way: `doctor` finds it, and a head that somebody noted finds even a
//! chain that was written anew as a whole.

use std::fs;
use std::path::{Path, PathBuf};

use claimbase::review::{Deed, Event};
use claimbase::store::Store;
use rusqlite::Connection;

use crate::FULL;
use crate::desk::Desk;

const TABLES: [&str; 5] = ["events", "reviews", "evidence", "corrections", "retractions"];

/// A base with a chain of six events, in which each kind is, with the database in one file.
fn reviewed() -> Desk {
    let desk = Desk::filled();
    let (quarkus, oracle) = (desk.id("Searches for Quarkus"), desk.id("Oracle holds"));
    desk.write("study.txt", "Searches rose by 73% over the year.\n");
    for command in [
        vec!["dispute", &quarkus, "--note", "no"],
        vec!["verify", &quarkus, "--file", "study.txt", "--quote", "rose by 73%"],
        vec!["edit", &quarkus, "--subject", "X", "--note", "why"],
        vec!["mark", &quarkus, "--undo"],
        vec!["mark", &oracle, "--as", "unverifiable"],
        vec!["dispute", &oracle, "--url", "https://a.example", "--quote", "11%"],
    ] {
        assert_eq!(desk.run(&command).code, Some(0), "{command:?}");
    }
    desk.tamper("PRAGMA wal_checkpoint(TRUNCATE)");
    assert_eq!(troubles(&desk.base().database()), Vec::<String>::new());
    desk
}

/// What is wrong in the database at `path`.
fn troubles(path: &Path) -> Vec<String> {
    Store::open_read_only(path).and_then(|store| Ok([store.damage(), store.troubles()?].concat())).expect("a look")
}

/// Opens the database with nothing that would hinder a change.
fn unhindered(path: &Path) -> Connection {
    let database = Connection::open(path).expect("a database");
    let off = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF";
    database.execute_batch(off).expect("switched off");
    database
}

/// Runs `sql` without the triggers, and puts them back. Gives how many rows it changed; `None` where the database has no such row or refuses.
fn slip_in(path: &Path, sql: &str) -> Option<usize> {
    let database = unhindered(path);
    let triggers: Vec<(String, String)> = {
        let mut statement = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").expect("valid SQL");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.collect::<Result<_, _>>().expect("triggers")
    };
    assert!(triggers.len() >= 10, "{triggers:?}");
    database.execute_batch("BEGIN").expect("begun");
    triggers.iter().for_each(|(name, _)| database.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped"));
    let changed = database.execute(sql, []).ok().filter(|changed| *changed > 0);
    triggers.iter().for_each(|(_, sql)| database.execute_batch(sql).expect("put back"));
    database.execute_batch(if changed.is_some() { "COMMIT" } else { "ROLLBACK" }).expect("ended");
    changed
}

/// A copy of the desk's database, for one change each.
fn copied(desk: &Desk) -> PathBuf {
    let copy = desk.path("copy.db");
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(desk.path(&format!("copy.db{end}")));
    }
    fs::copy(desk.base().database(), &copy).expect("copied");
    copy
}

/// Table, column and key of everything that the tables of history hold.
fn cells(desk: &Desk) -> Vec<(&'static str, String, i64)> {
    let database = Connection::open(desk.base().database()).expect("a database");
    let mut cells = Vec::new();
    for table in TABLES {
        let mut statement = database.prepare(&format!("SELECT rowid, * FROM {table}")).expect("valid SQL");
        let columns: Vec<String> = statement.column_names().skip(1).map(str::to_owned).collect();
        let rows: Vec<i64> = statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a row")).collect();
        for column in columns {
            cells.extend(rows.iter().map(|row| (table, column.clone(), *row)));
        }
    }
    cells
}

#[test]
fn every_edit_of_every_field_is_found() {
    let desk = reviewed();
    let mut edits = 0;
    let mut copy = copied(&desk);
    for (table, column, row) in cells(&desk) {
        // The number of a row of evidence says nothing; that the order stays is checked below.
        if (table, column.as_str()) == ("evidence", "evidence_row") {
            continue;
        }
        let values = [
            format!("{column} || 'x'"),
            format!("{column} + 1"),
            format!("(SELECT {column} FROM {table} WHERE rowid <> {row} AND {column} <> t.{column})"),
            "NULL".to_owned(),
            format!("substr({column}, 2)"),
            format!("1 - {column}"),
            "'x'".to_owned(),
            "'correction'".to_owned(),
            "'disputed'".to_owned(),
            "'2020-01-01T00:00:00Z'".to_owned(),
        ];
        for value in &values[..if FULL { values.len() } else { 4 }] {
            let sql = format!("UPDATE {table} AS t SET {column} = {value} WHERE rowid = {row} AND {column} IS NOT ({value})");
            if slip_in(&copy, &sql).is_some() {
                assert_ne!(troubles(&copy), Vec::<String>::new(), "{sql}");
                edits += 1;
                copy = copied(&desk);
            }
        }
    }
    assert!(edits > if FULL { 200 } else { 80 }, "{edits} edits were possible");
}

#[test]
fn rows_that_are_added_or_taken_away_are_found() {
    let desk = reviewed();
    for sql in [
        // Takes a review back without an event that says so.
        "INSERT INTO retractions VALUES (6, 5)",
        "INSERT INTO retractions VALUES (1, 6)",
        "INSERT INTO corrections VALUES (6, 'reject', '[]')",
        "INSERT INTO reviews VALUES (3, 'verified')",
        "INSERT INTO evidence (seq, stance, url, quote_checked) VALUES (5, 'supports', 'https://b.example', 1)",
        "INSERT INTO evidence (seq, stance, url, quote_checked) VALUES (3, 'supports', 'https://b.example', 1)",
        "DELETE FROM evidence WHERE seq = 2",
        "DELETE FROM reviews WHERE seq = 5",
        "DELETE FROM corrections",
        "DELETE FROM retractions",
        "DELETE FROM events WHERE seq = 1",
        "DELETE FROM events WHERE seq = 6",
        "UPDATE sqlite_sequence SET seq = 5 WHERE name = 'events'",
        "UPDATE sqlite_sequence SET seq = 7 WHERE name = 'events'",
        "UPDATE claims SET id = 'aaaaaaaaaaaa' WHERE claim_row = (SELECT claim_row FROM events WHERE seq = 1)",
    ] {
        let copy = copied(&desk);
        assert!(slip_in(&copy, sql).is_some(), "{sql}");
        assert_ne!(troubles(&copy), Vec::<String>::new(), "{sql}");
    }
}

#[test]
fn triggers_that_are_gone_or_strange_are_found() {
    let desk = reviewed();
    for (sql, words) in [
        ("DROP TRIGGER reviews_keep", "the trigger reviews_keep is missing"),
        (
            "DROP TRIGGER events_stay; CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT 1; END",
            "the trigger events_stay was changed",
        ),
        (
            "CREATE TRIGGER quiet AFTER INSERT ON reviews BEGIN UPDATE claims SET status = 'verified'; END",
            "the trigger quiet is not this program's",
        ),
        ("DROP INDEX claims_by_status", "the index claims_by_status is missing"),
    ] {
        let copy = copied(&desk);
        unhindered(&copy).execute_batch(sql).expect("valid SQL");
        assert_eq!(troubles(&copy), [words]);
    }
    let copy = copied(&desk);
    unhindered(&copy).execute_batch("CREATE VIEW mine AS SELECT * FROM claims; CREATE TABLE notes (a)").expect("valid SQL");
    assert_eq!(troubles(&copy), Vec::<String>::new(), "a person's own views and tables are no trouble");
}

/// Writes another reviewer into event `seq` and makes its hash and id follow, and those of every later one if `onwards`.
fn reforge(path: &Path, seq: usize, onwards: bool) {
    let mut events: Vec<Event> = Store::open_read_only(path).and_then(|store| store.events(None, None)).expect("events");
    events.reverse();
    let before = events.clone();
    events[seq - 1].by = "Eve".to_owned();
    let last = if onwards { events.len() } else { seq };
    for at in seq - 1..last {
        if at > 0 {
            events[at].previous_hash = events[at - 1].hash.clone();
        }
        if let Deed::Retraction { of } = &mut events[at].deed.clone() {
            let taken = before.iter().position(|event| event.id == *of).expect("an event");
            events[at].deed = Deed::Retraction { of: events[taken].id.clone() };
        }
        events[at] = events[at].clone().sealed();
        let Event { seq, by, id, previous_hash, hash, .. } = &events[at];
        let sql = format!(
            "UPDATE events SET by = '{by}', id = '{id}', previous_hash = '{previous_hash}', hash = '{hash}' WHERE seq = {seq}"
        );
        assert_eq!(slip_in(path, &sql), Some(1));
    }
}

#[test]
fn one_event_with_a_hash_made_to_follow_is_found() {
    let desk = reviewed();
    for seq in 1..=5 {
        let copy = copied(&desk);
        reforge(&copy, seq, false);
        let found = troubles(&copy);
        assert!(found.iter().any(|trouble| trouble.contains("does not follow from the event before it")), "{seq}: {found:?}");
    }
}

/// The hash that `log --head` prints.
fn head(desk: &Desk) -> String {
    let printed = desk.run(&["log", "--head"]).out;
    printed.trim_end().split_once(' ').expect("a number and a hash").1.to_owned()
}

#[test]
fn a_noted_head_finds_a_chain_that_was_rewritten_or_cut() {
    let cut = "DELETE FROM evidence WHERE seq = 6; DELETE FROM reviews WHERE seq = 6; DELETE FROM events WHERE seq = 6; \
               UPDATE sqlite_sequence SET seq = 5 WHERE name = 'events'; \
               UPDATE claims SET status = 'unverifiable' WHERE id = (SELECT c.id FROM claims c JOIN events e USING (claim_row) WHERE e.seq = 5)";
    for rewrite in [
        &|desk: &Desk| reforge(&desk.base().database(), 1, true) as (),
        &|desk: &Desk| reforge(&desk.base().database(), 6, true),
        &|desk: &Desk| cut.split(';').for_each(|sql| assert!(slip_in(&desk.base().database(), sql).is_some(), "{sql}")),
    ] as [&dyn Fn(&Desk); 3]
    {
        let desk = reviewed();
        let noted = head(&desk);
        rewrite(&desk);
        assert_eq!(desk.run(&["doctor"]).out, "sound: database, chain of events, spans, corpus and index\n", "whole in itself");
        let found = desk.run(&["doctor", "--expect", &noted]);
        let words = format!("database: no event has the hash {noted}: events were rewritten or cut off since it was noted\n");
        assert!(found.code == Some(1) && found.out.starts_with(&words), "{found:?}");
        let json = desk.json(&["doctor", "--expect", &noted, "--format", "json"]);
        assert_eq!((&json["sound"], &json["expected"]), (&false.into(), &serde_json::Value::Null));
    }
}

#[test]
fn a_noted_head_vouches_for_what_came_before_it() {
    let desk = reviewed();
    let noted = desk.run(&["log", "--head"]).out;
    let sound = "sound: database, chain of events, spans, corpus and index\nthe expected hash is that of event 6";
    let is_last = format!("{sound}, the last one: nothing was added since\n");
    desk.run(&["doctor", "--expect", noted.trim_end()]).answers(&is_last);
    desk.run(&["doctor", "--expect", &head(&desk).to_uppercase()]).answers(&is_last);
    let id = desk.id("Oracle holds");
    desk.run(&["mark", &id, "--as", "unverifiable"]);
    desk.run(&["doctor", "--expect", noted.trim_end()])
        .answers(&format!("{sound}: nothing up to it was changed, 1 event was added since\n"));
    let json = desk.json(&["doctor", "--expect", noted.trim_end(), "--format", "json"]);
    assert_eq!(json["expected"], serde_json::json!({"seq": 6, "later": 1}));
    let refused = desk.run(&["doctor", "--expect", "abc"]);
    assert!(refused.code == Some(2) && refused.err.contains("64 hexadecimal digits"), "{refused:?}");
}

#[test]
fn an_audit_names_the_head_that_doctor_can_be_asked_for() {
    let desk = reviewed();
    let named = desk.json(&["audit", "--format", "json"])["log_head"].as_str().expect("a hash").to_owned();
    assert_eq!(named, head(&desk));
}
