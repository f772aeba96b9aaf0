//! The command `doctor`, and the database's own refusals: what was tampered with is found.

use std::fs;

use crate::desk::Desk;

/// A base with a chain of four events.
fn reviewed() -> Desk {
    let desk = Desk::filled();
    let id = desk.id("Searches for Quarkus");
    desk.run(&["dispute", &id, "--note", "no"]);
    desk.run(&["verify", &id, "--url", "https://a.example", "--quote", "73%"]);
    desk.run(&["edit", &id, "--subject", "X"]);
    desk.run(&["mark", &id, "--undo"]);
    desk.run(&["doctor"]).answers("sound: database, chain of events, spans, corpus and index\n");
    desk
}

fn finds(desk: &Desk, words: &str) {
    let found = desk.run(&["doctor"]);
    assert!(found.out.contains(words) && found.code == Some(1), "'{words}' is not in {found:?}");
    assert_eq!(desk.json(&["doctor", "--format", "json"])["sound"], false);
}

#[test]
fn the_database_refuses_to_change_history() {
    let desk = reviewed();
    let database = rusqlite::Connection::open(desk.base().database()).expect("a database");
    for table in ["events", "reviews", "evidence", "corrections", "retractions"] {
        for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET seq = seq")] {
            let refusal = database.execute_batch(&sql).expect_err("a refusal").to_string();
            assert!(refusal.contains("append-only"), "{sql}: {refusal}");
        }
    }
}

#[test]
fn changed_events_are_found() {
    for (table, sql, found) in [
        ("reviews", "UPDATE reviews SET status = 'refuted' WHERE seq = 1", "event 1 "),
        ("events", "UPDATE events SET by = 'Eve' WHERE seq = 2", "was changed: its hash"),
        ("evidence", "UPDATE evidence SET quote = '74%'", "event 2 "),
        ("corrections", "UPDATE corrections SET changes = '[]'", "event 3 "),
        ("events", "UPDATE events SET at = '2020-01-01T00:00:00Z' WHERE seq = 4", "event 4 "),
    ] {
        let desk = reviewed();
        desk.tamper(&drop_triggers(table));
        desk.tamper(sql);
        finds(&desk, found);
    }
}

#[test]
fn missing_events_are_found() {
    let delete = |seq: i64| {
        format!(
            "DELETE FROM evidence WHERE seq = {seq}; DELETE FROM reviews WHERE seq = {seq}; \
        DELETE FROM corrections WHERE seq = {seq}; DELETE FROM retractions WHERE seq = {seq}; DELETE FROM events WHERE seq = {seq};"
        )
    };
    for (seq, found) in [(3, "an event is missing before event 4"), (4, "an event is missing at the end of the log")] {
        let desk = reviewed();
        for table in ["events", "reviews", "evidence", "corrections", "retractions"] {
            desk.tamper(&drop_triggers(table));
        }
        desk.tamper(&delete(seq));
        finds(&desk, found);
    }
}

fn drop_triggers(table: &str) -> String {
    let (keep, stay) = if table == "evidence" { ("keeps", "stays") } else { ("keep", "stay") };
    format!("DROP TRIGGER {table}_{keep}; DROP TRIGGER {table}_{stay};")
}

#[test]
fn statuses_spans_and_texts_are_recomputed() {
    for (sql, found) in [
        ("UPDATE claims SET status = 'verified' WHERE claim_row = 2", "is kept as verified, but its reviews say unverified"),
        ("UPDATE claims SET rejected = 1 WHERE claim_row = 2", "whether claim"),
        ("UPDATE claims SET quote_start = quote_start + 1 WHERE claim_row = 3", "does not stand where it says"),
        ("UPDATE versions SET text = text || 'x' WHERE version_row = 1", "the text of version row 1 was changed"),
        ("UPDATE claims SET kind = 'gossip' WHERE claim_row = 1", "damaged kind: gossip"),
    ] {
        let desk = reviewed();
        desk.tamper(sql);
        finds(&desk, found);
    }
}

#[test]
fn files_of_the_corpus_are_compared() {
    let desk = Desk::empty();
    desk.write("a.md", "# Sales\n\nSales grew by 12% in 2025.\n");
    desk.run(&["ingest", "a.md"]);
    desk.write("corpus/sales.md", "# Sales\n\nSales grew by 13% in 2025.\n");
    finds(&desk, "corpus/sales.md is not what was stored");
    fs::remove_file(desk.path("corpus/sales.md")).expect("removed");
    finds(&desk, "corpus/sales.md cannot be read");
    let again = desk.run(&["ingest", "a.md"]);
    assert!(again.out.contains("unchanged"), "{again:?}");
    desk.run(&["doctor"]).answers("sound: database, chain of events, spans, corpus and index\n");
}

#[test]
fn a_damaged_database_is_a_clear_error() {
    let desk = reviewed();
    let database = desk.base().database();
    let mut bytes = fs::read(&database).expect("a database");
    let end = bytes.len();
    bytes[5000..end].fill(0xAA);
    fs::write(&database, bytes).expect("written");
    let found = desk.run(&["doctor"]);
    assert!(found.code == Some(1) || found.code == Some(2), "{found:?}");
    assert!(found.out.contains("SQLite finds") || found.err.starts_with("error: "), "{found:?}");
}
