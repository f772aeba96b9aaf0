//! Many processes at one base: writers wait for one another and say so when it takes too long, readers wait for nobody, nothing is lost.

use std::fs::File;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use claimbase::index::Index;
use claimbase::search::{Query, search};

use crate::FULL;
use crate::desk::{Desk, Run};

const WRITERS: usize = if FULL { 10 } else { 4 };
const READERS: usize = if FULL { 10 } else { 4 };
const TIME: Duration = Duration::from_secs(if FULL { 30 } else { 3 });

fn article(name: &str, version: usize) -> String {
    format!("# Sales of {name}\n\nAcme sold {version} million {name} in 2025.\n\nIts costs fell by {version}% in 2026.\n")
}

/// Whether the run did it; the only other end that is allowed is a clear word that another process is writing.
fn done(run: &Run) -> bool {
    let busy =
        run.code == Some(2) && run.err.contains(" is busy: another process is writing to it") && run.err.contains("help: ");
    assert!(run.code == Some(0) || busy, "{run:?}");
    run.code == Some(0)
}

#[test]
fn many_processes_lose_nothing() {
    let desk = Desk::empty();
    let names: Vec<String> = (0..WRITERS).map(|at| format!("goods-{at}")).collect();
    for name in &names {
        desk.write(&format!("{name}.md"), article(name, 1));
        assert_eq!(desk.run(&["ingest", &format!("{name}.md")]).code, Some(0));
    }
    let ids: Vec<String> = names.iter().map(|name| desk.id(&format!("million {name} "))).collect();
    let (over, busy, reads) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    let slowest = thread::scope(|scope| {
        let (desk, over, busy, reads, ids) = (&desk, &over, &busy, &reads, &ids);
        let writers: Vec<_> = names
            .iter()
            .zip(ids)
            .map(|(name, id)| {
                scope.spawn(move || {
                    let (mut version, mut reviews) = (1, 0);
                    while !over.load(Ordering::Relaxed) {
                        desk.write(&format!("{name}.md"), article(name, version + 1));
                        let stored = done(&desk.run(&["ingest", &format!("{name}.md")]));
                        version += usize::from(stored);
                        let reviewed = done(&desk.run(&["dispute", id, "--note", "no"]));
                        reviews += usize::from(reviewed);
                        busy.fetch_add(usize::from(!stored) + usize::from(!reviewed), Ordering::Relaxed);
                    }
                    (version, reviews)
                })
            })
            .collect();
        let readers: Vec<_> = (0..READERS)
            .map(|at| {
                scope.spawn(move || {
                    let mut slowest = Duration::ZERO;
                    for turn in at.. {
                        if over.load(Ordering::Relaxed) {
                            break;
                        }
                        let command: &[&str] = match turn % 4 {
                            0 => &["search", "million"],
                            1 => &["show", &ids[at % ids.len()]],
                            2 => &["export"],
                            _ => &["documents"],
                        };
                        let begun = Instant::now();
                        let run = desk.run(command);
                        assert_eq!(run.code, Some(0), "{command:?}: {run:?}");
                        slowest = slowest.max(begun.elapsed());
                        reads.fetch_add(1, Ordering::Relaxed);
                    }
                    slowest
                })
            })
            .collect();
        thread::sleep(TIME);
        over.store(true, Ordering::Relaxed);
        let slowest = readers.into_iter().map(|reader| reader.join().expect("a reader")).max().unwrap_or_default();
        let written: Vec<(usize, usize)> = writers.into_iter().map(|writer| writer.join().expect("a writer")).collect();
        let store = desk.store();
        for ((version, _), name) in written.iter().zip(&names) {
            let document = store.find_document(&format!("{name}.md")).expect("a document");
            assert_eq!(document.version, i64::try_from(*version).expect("a small number"), "{name}");
        }
        let reviews: usize = written.iter().map(|(_, reviews)| reviews).sum();
        assert_eq!(store.events(None, None).expect("events").len(), reviews);
        let versions: usize = written.iter().map(|(version, _)| version - 1).sum();
        println!(
            "{versions} versions and {reviews} reviews stored, {} times busy, {} answers to readers",
            busy.load(Ordering::Relaxed),
            reads.load(Ordering::Relaxed)
        );
        assert!(versions >= WRITERS && reads.load(Ordering::Relaxed) >= READERS);
        slowest
    });
    println!("slowest answer to a reader: {slowest:?}");
    assert_eq!(desk.run(&["search", "million"]).err, "");
    desk.run(&["doctor"]).answers("sound: database, chain of events, spans, corpus and index\n");
    let (store, fresh) = (desk.store(), tempfile::TempDir::new().expect("a folder"));
    let hits = |mut index: Index| {
        let query = Query { text: "million".to_owned(), limit: usize::MAX, ..Query::default() };
        let (hits, _) = search(&store, &mut index, &query).expect("an answer");
        hits.hits.into_iter().map(|hit| hit.claim.claim.id.0).collect::<Vec<_>>()
    };
    assert_eq!(hits(Index::open(&desk.base().index())), hits(Index::open(fresh.path())));
}

#[test]
fn a_writer_says_busy_after_the_configured_wait() {
    let desk = Desk::filled();
    desk.write("claimbase.toml", "wait-seconds = 1\n");
    let id = desk.id("Deno raised");
    desk.write("a.md", article("chairs", 1));
    let other = rusqlite::Connection::open(desk.base().database()).expect("a database");
    other.execute_batch("BEGIN IMMEDIATE").expect("begun");
    for command in [vec!["dispute", &id, "--note", "x"], vec!["ingest", "a.md"], vec!["edit", &id, "--subject", "X"]] {
        let begun = Instant::now();
        desk.run(&command).refuses(&["the database is busy: another process is writing to it", "help: wait"]);
        assert!(begun.elapsed() >= Duration::from_secs(1) && begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    }
    other.execute_batch("ROLLBACK").expect("ended");
    assert_eq!(desk.run(&["dispute", &id, "--note", "x"]).code, Some(0));
    assert_eq!(desk.run(&["ingest", "a.md"]).code, Some(0));
    assert_eq!(desk.store().events(None, None).expect("events").len(), 1);
}

#[test]
fn readers_wait_for_no_writer() {
    let desk = Desk::filled();
    desk.write("claimbase.toml", "wait-seconds = 60\n");
    let id = desk.id("Deno raised");
    desk.write("a.md", article("chairs", 1));
    // The index is behind, and another process is writing to it and to the database.
    let index = File::options().write(true).open(desk.path("index/.lock")).expect("a lock");
    index.lock().expect("locked");
    let mut store = desk.store();
    crate::written::put(&mut store, "Later", "event | Bun | Bun was bought. | | 2026 |");
    let other = rusqlite::Connection::open(desk.base().database()).expect("a database");
    other.execute_batch("BEGIN IMMEDIATE; UPDATE claims SET scope = 'half done'").expect("a write");
    for command in [
        vec!["documents"],
        vec!["show", &id],
        vec!["export"],
        vec!["audit"],
        vec!["stats"],
        vec!["doctor"],
        vec!["search", "deno"],
        vec!["backup", "base.tar"],
    ] {
        let begun = Instant::now();
        let run = desk.run(&command);
        assert_eq!(run.code, Some(0), "{command:?}: {run:?}");
        assert!(!run.out.contains("half done"), "{command:?}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{command:?} took {:?}", begun.elapsed());
        let said = if command[0] == "search" {
            "another process is writing to the search index: the last change is not in this answer\n"
        } else {
            ""
        };
        assert_eq!(run.err, said, "{command:?}");
    }
    other.execute_batch("ROLLBACK").expect("ended");
    drop(index);
    assert!(desk.run(&["search", "bun"]).out.contains("Bun was bought"));
}
