//! The program killed at any moment: what it said it did is there, what it was doing is there whole or not at all, and the next command goes on
//! without being told anything.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use claimbase::index::Index;
use claimbase::search::{Query, search};
use claimbase::store::{ClaimFilter, Store};

use crate::FULL;
use crate::desk::{Desk, Run, run};

/// How many times a running process is killed.
const KILLS: usize = if FULL { 200 } else { 4 };

/// The same numbers in every run: which command is killed, and after what part of its time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("a small number")
    }
}

fn article(name: &str, version: usize) -> String {
    let mut text = format!("# Sales of {name}\n\nAcme sold {version} million {name} in 2025.\n");
    for year in 2000..2020 {
        text += &format!("\nIn {year} the revenue of Acme grew by {}% to ${} million.\n", year % 7 + version, year % 90 + 7);
    }
    text
}

/// Everything that the database in `folder` holds, but for times and what is made from them.
fn state(folder: &Path) -> String {
    let store = Store::open_read_only(&folder.join("claims/claims.db")).expect("a database");
    assert_eq!([store.damage(), store.troubles().expect("a look")].concat(), Vec::<String>::new());
    let mut told = String::new();
    for mut document in store.documents_with_removed().expect("documents") {
        (document.added_at, document.changed_at) = (String::new(), String::new());
        document.removed_at = document.removed_at.map(|_| String::new());
        told += &format!("{document:?}\n");
    }
    let all = ClaimFilter { withdrawn: true, rejected: true, ..ClaimFilter::default() };
    for mut claim in store.claims(&all).expect("claims") {
        claim.added_at = String::new();
        claim.withdrawn_at = claim.withdrawn_at.map(|_| String::new());
        for review in &mut claim.reviews {
            (review.id, review.at, review.hash) = (String::new(), String::new(), String::new());
        }
        for correction in &mut claim.corrections {
            (correction.id, correction.at, correction.hash) = (String::new(), String::new(), String::new());
        }
        told += &format!("{claim:?}\n");
    }
    told + &format!("{} events, {:?} changes", store.events(None, None).expect("events").len(), store.last_change())
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let place = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("made");
        } else {
            fs::copy(entry.path(), place).expect("copied");
        }
    }
}

/// The hits for a few queries, ids in their order.
fn hits(store: &Store, index: &mut Index) -> Vec<Vec<String>> {
    let ask = |text: &str| {
        let query = Query { text: text.to_owned(), limit: usize::MAX, all: true, ..Query::default() };
        let (hits, _) = search(store, index, &query).expect("an answer");
        hits.hits.into_iter().map(|hit| hit.claim.claim.id.to_string()).collect()
    };
    ["", "revenue grew", "million -chairs", "subject:acme"].map(ask).to_vec()
}

/// Expects that a search finds what it finds in an index that is built from nothing.
fn index_agrees(desk: &Desk) {
    let found = desk.run(&["search", "revenue", "grew", "--all", "--format", "jsonl"]);
    let may_say = ["", "the search index was missing"];
    assert!(may_say.contains(&found.err.split(": ").next().unwrap_or_default()), "{found:?}");
    let store = Store::open_read_only(&desk.base().database()).expect("a database");
    let fresh = tempfile::TempDir::new().expect("a folder");
    let (mut here, mut anew) = (Index::open(&desk.base().index()), Index::open(fresh.path()));
    assert_eq!(here.last_change().unwrap_or(0), store.last_change().expect("a number"), "the search brought it up to date");
    assert_eq!(hits(&store, &mut here), hits(&store, &mut anew));
    assert!(here.verify().expect("a look").is_empty());
}

/// Files of the corpus are whole; each document has its text, or the one that was on its way.
fn corpus_is_whole(desk: &Desk, written: &BTreeSet<String>) {
    for entry in fs::read_dir(desk.path("corpus")).expect("a folder").map(|entry| entry.expect("an entry")) {
        if entry.file_type().expect("a type").is_file() {
            let text = fs::read_to_string(entry.path()).expect("a text");
            assert!(written.contains(&text), "{} is half done", entry.path().display());
        }
    }
}

/// A command as steps: done one after the other they are the command, and each is done whole or not at all.
struct Deed {
    command: Vec<String>,
    steps: Vec<Vec<String>>,
}

impl Deed {
    fn one(command: &[&str]) -> Self {
        let command: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
        Self { steps: vec![command.clone()], command }
    }
}

/// Something to do in the base as it is; articles that it needs are written.
fn deed(desk: &Desk, dice: &mut Dice, round: usize, written: &mut BTreeSet<String>) -> Deed {
    let mut write = |name: &str, version: usize| {
        let text = article(name, version);
        desk.write(&format!("{name}.md"), &text);
        written.insert(text);
        format!("{name}.md")
    };
    let claims: Vec<String> = desk
        .claims()
        .into_iter()
        .filter(|claim| !claim.withdrawn && !claim.rejected)
        .map(|claim| claim.claim.id.to_string())
        .collect();
    let any = |dice: &mut Dice| claims[dice.below(claims.len())].clone();
    match dice.below(8) {
        0 | 1 => {
            let files: Vec<String> = (0..2).map(|at| write(&format!("goods-{round}-{at}"), at)).collect();
            let ingest = |file: &String| vec!["ingest".to_owned(), file.clone()];
            let steps = files.iter().map(ingest).collect();
            Deed { command: [vec!["ingest".to_owned()], files].concat(), steps }
        }
        2 | 3 => Deed::one(&["ingest", &write("chairs", round + 10)]),
        4 | 5 => {
            let some: BTreeSet<String> = (0..4).map(|_| any(dice)).collect();
            let ids: Vec<&str> = some.iter().map(String::as_str).collect();
            Deed::one(&[&["dispute"], ids.as_slice(), &["--note", "no"]].concat())
        }
        6 => Deed::one(&["edit", &any(dice), "--subject", &format!("Acme of {round}")]),
        _ => Deed::one(&["reject", &any(dice), "--note", "no claim"]),
    }
}

fn in_folder(desk: &Desk, folder: &Path, command: &[String]) -> Run {
    let words: Vec<&str> = command.iter().map(String::as_str).collect();
    run(desk.command(&words).current_dir(folder))
}

#[test]
fn a_killed_program_loses_nothing_that_it_said_was_done() {
    let desk = Desk::empty();
    let mut written = BTreeSet::from([article("chairs", 1)]);
    desk.write("chairs.md", article("chairs", 1));
    assert_eq!(desk.run(&["ingest", "chairs.md"]).code, Some(0));
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let shadow = tempfile::TempDir::new().expect("a folder");
    let (mut kills, mut ends) = (0, [0; 3]);
    for round in 0.. {
        if kills == KILLS {
            break;
        }
        let deed = deed(&desk, &mut dice, round, &mut written);
        let here = desk.folder.path();
        // What may be found afterwards: the state before, and the one after each step.
        copy(here, shadow.path());
        let mut states = vec![state(here)];
        let mut time = Duration::ZERO;
        for step in &deed.steps {
            let begun = Instant::now();
            let done = in_folder(&desk, shadow.path(), step);
            time += begun.elapsed();
            assert_eq!(done.code, Some(0), "{done:?}");
            states.push(state(shadow.path()));
        }
        // One command that does two steps is sooner done than two commands.
        let time = time.mul_f64(if deed.steps.len() > 1 { 0.6 } else { 1.0 });
        let words: Vec<&str> = deed.command.iter().map(String::as_str).collect();
        let mut child = desk.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        thread::sleep(time.mul_f64(dice.below(1000) as f64 / 1000.0));
        let running = child.try_wait().expect("a look").is_none();
        child.kill().expect("killed, or ended already");
        let output = child.wait_with_output().expect("ended");
        kills += usize::from(running);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let told = said.lines().filter(|line| !line.starts_with(' ') && line.ends_with(" claims")).count();
        let done = if deed.steps.len() > 1 { told } else { usize::from(!said.is_empty()) };
        let found = state(here);
        let at = states.iter().rposition(|state| *state == found);
        let at = at.unwrap_or_else(|| panic!("round {round}, {words:?}: half done\n{found}\nbefore\n{}", states[0]));
        assert!(at >= done, "round {round}, {words:?}: said {said}, but only {at} of {} steps are there", deed.steps.len());
        corpus_is_whole(&desk, &written);
        index_agrees(&desk);
        ends[if at == 0 {
            0
        } else if at + 1 < states.len() {
            1
        } else {
            2
        }] += usize::from(running);
        // The same command again finishes what was begun.
        if at + 1 < states.len() {
            let again = in_folder(&desk, here, &deed.command);
            assert_eq!(again.code, Some(0), "{again:?}");
            assert_eq!(state(here), *states.last().expect("a state"), "round {round}, {words:?}");
        }
        desk.run(&["doctor"]).answers("sound: database, chain of events, spans, corpus and index\n");
    }
    let [nothing, part, all] = ends;
    println!("{kills} kills: {nothing} left nothing of the command, {part} whole steps of it, {all} all of it");
    assert!(!FULL || nothing > 0 && all > 0, "kills came at one moment only: {ends:?}");
}

#[test]
fn a_kill_between_the_database_and_the_index_is_made_up_for() {
    for round in 0..if FULL { 20 } else { 2 } {
        let desk = Desk::empty();
        desk.write("chairs.md", article("chairs", 1));
        assert_eq!(desk.run(&["ingest", "chairs.md"]).code, Some(0));
        let seen = Index::open(&desk.base().index()).last_change();
        desk.write("chairs.md", article("chairs", 2));
        desk.write("tables.md", article("tables", 1));
        // Who holds this lock keeps the program from the index, but not from the database.
        let lock = File::options().write(true).open(desk.path("index/.lock")).expect("a lock");
        lock.lock().expect("locked");
        let mut child = desk.command(&["ingest", "chairs.md", "tables.md"]).stdout(Stdio::null()).spawn().expect("started");
        let reader = Store::open_read_only(&desk.base().database()).expect("a database");
        let begun = Instant::now();
        while reader.documents().expect("documents").len() < 2 {
            assert!(begun.elapsed() < Duration::from_secs(60), "it never stored the articles");
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(10 * round));
        assert!(child.try_wait().expect("a look").is_none(), "it waits for the index");
        child.kill().expect("killed");
        child.wait().expect("ended");
        drop(lock);
        assert_eq!(Index::open(&desk.base().index()).last_change(), seen, "the index is behind");
        index_agrees(&desk);
        desk.run(&["doctor"]).answers("sound: database, chain of events, spans, corpus and index\n");
    }
}

/// A writer that is killed after it wrote down which claims are gone, and before its commit, leaves a file under the name that the next writer gives.
#[test]
fn what_a_killed_writer_left_keeps_no_other_from_writing() {
    let desk = Desk::empty();
    desk.write("chairs.md", article("chairs", 1));
    desk.write("tables.md", article("tables", 1));
    assert_eq!(desk.run(&["ingest", "chairs.md", "tables.md"]).code, Some(0));
    let before = tempfile::TempDir::new().expect("a folder");
    copy(&desk.files(), before.path());
    desk.write("chairs.md", article("chairs", 2));
    assert_eq!(desk.run(&["ingest", "chairs.md"]).code, Some(0));
    let names = fs::read_dir(desk.files()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().ends_with(".del") || name == ".managed.json").collect();
    assert_eq!(left.len(), 2, "{left:?}");
    for name in left {
        fs::copy(desk.files().join(&name), before.path().join(&name)).expect("copied");
    }
    copy(before.path(), &desk.files());
    let found = desk.run(&["search", "revenue", "grew", "--format", "jsonl"]);
    assert_eq!((found.err.as_str(), found.code), ("", Some(0)));
    index_agrees(&desk);
}
