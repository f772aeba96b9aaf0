//! A damaged database: `doctor` says what is damaged and what can be saved, and every other command gives its whole answer or none.

use std::collections::BTreeMap;
use std::fs;

use crate::FULL;
use crate::desk::{Desk, Run};

const READERS: [&[&str]; 8] = [
    &["documents"],
    &["export"],
    &["audit"],
    &["log"],
    &["stats", "--format", "json"],
    &["search", "acme", "--all", "--format", "jsonl"],
    &["documents", "--format", "json"],
    &["export", "--format", "csv"],
];

/// A base whose tables and indices have many pages, all of them in one file.
fn desk() -> Desk {
    let desk = Desk::empty();
    for name in ["chairs", "tables", "lamps"] {
        let mut text = format!("# Sales of {name}\n");
        for year in 1990..2020 {
            text += &format!(
                "\nIn {year} the revenue of Acme from {name} grew by {}% to ${} million.\n",
                year % 7 + 2,
                year % 90 + 7
            );
        }
        desk.write(&format!("{name}.md"), text);
        assert_eq!(desk.run(&["ingest", &format!("{name}.md")]).code, Some(0));
    }
    let claims = desk.claims();
    for claim in claims.iter().take(3) {
        desk.run(&["dispute", &claim.claim.id.0, "--note", "no"]);
    }
    desk.tamper("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
    desk
}

/// Bytes that look like nothing, the same in every run.
fn noise(length: usize, mut seed: u64) -> Vec<u8> {
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn a_page_that_was_overwritten_is_found_and_nothing_pretends_to_work() {
    let desk = desk();
    let path = desk.base().database();
    let whole = fs::read(&path).expect("a database");
    let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let (pages, step) = (whole.len() / size, if FULL { 1 } else { 9 });
    assert!(pages > 60, "{pages} pages");
    let answers: BTreeMap<_, Run> = READERS.iter().map(|command| (*command, desk.run(command))).collect();
    let (mut refused, mut saved) = (0, 0);
    for page in (0..pages).step_by(step) {
        for filling in [vec![0; size], noise(size, page as u64 + 1)] {
            let mut bytes = whole.clone();
            bytes[page * size..(page + 1) * size].copy_from_slice(&filling);
            for side in ["-wal", "-shm", "-journal"] {
                let _ = fs::remove_file(desk.path(&format!("claims/claims.db{side}")));
            }
            fs::write(&path, bytes).expect("written");
            let found = desk.run(&["doctor"]);
            assert_eq!(found.code, Some(1), "page {page}: {found:?}");
            let said = found.out.starts_with("database: ") && found.out.contains("can be saved: 3 articles in corpus/");
            assert!(said, "page {page}: {found:?}");
            saved += usize::from(found.out.contains("can be saved: 3 documents\n") && found.out.contains(" 3 events\n"));
            for (command, answer) in &answers {
                let run = desk.run(command);
                if run.code == Some(2) {
                    let clear = run.err.contains("is damaged") || run.err.contains("is not a claimbase database");
                    assert!(
                        clear && run.err.contains("doctor") && run.err.matches("error: ").count() == 1,
                        "page {page}: {run:?}"
                    );
                    refused += 1;
                } else {
                    assert_eq!((&run.out, run.code), (&answer.out, answer.code), "page {page}, {command:?}: {}", run.err);
                }
            }
        }
    }
    assert!(refused > 20 && saved > 0, "{refused} refusals, {saved} times everything important could be saved");
}

#[test]
fn what_can_be_saved_is_counted_around_the_damage() {
    let desk = desk();
    let path = desk.base().database();
    let whole = fs::read(&path).expect("a database");
    let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let claims = desk.claims().len();
    // A leaf in the middle of the table of claims: the id of the middle claim lies on it.
    let middle = desk.claims()[claims / 2].claim.id.0.clone();
    let places: Vec<usize> = (0..whole.len() - middle.len()).filter(|at| whole[*at..].starts_with(middle.as_bytes())).collect();
    let mut bytes = whole.clone();
    for at in places {
        let page = at / size;
        // Only leaves of tables: their first byte says so.
        if whole[page * size] == 13 {
            bytes[page * size..(page + 1) * size].fill(0xAA);
        }
    }
    fs::write(&path, bytes).expect("written");
    let found = desk.json(&["doctor", "--format", "json"]);
    let saved: BTreeMap<String, (u64, bool)> = found["can_be_saved"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            (one["what"].as_str().expect("a name").to_owned(), (one["count"].as_u64().expect("a count"), one["all"] == true))
        })
        .collect();
    let (read, all) = saved["claims"];
    assert!(!all && read as usize >= claims - 12 && (read as usize) < claims, "{read} of {claims}: {found}");
    assert_eq!((saved["documents"], saved["events"], saved["reviews"]), ((3, true), (3, true), (3, true)));
    assert!(found["troubles"].to_string().contains("(in table claims)"), "{found}");
}

#[test]
fn a_corpus_that_changed_is_found_and_quotes_come_from_the_store() {
    let desk = desk();
    let id = desk.claims()[0].claim.id.0.clone();
    let (shown, audit) = (desk.run(&["show", &id]), desk.run(&["audit"]));
    desk.write("corpus/sales-of-chairs.md", "# Something else\n");
    fs::remove_file(desk.path("corpus/sales-of-lamps.md")).expect("removed");
    let found = desk.run(&["doctor"]);
    assert_eq!(found.code, Some(1));
    for words in ["corpus: corpus/sales-of-chairs.md is not what was stored", "corpus: corpus/sales-of-lamps.md cannot be read"] {
        assert!(found.out.contains(words), "{found:?}");
    }
    assert_eq!((desk.run(&["show", &id]).out, desk.run(&["audit"]).out), (shown.out, audit.out));
}
