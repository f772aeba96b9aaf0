//! The program as a process: from its start to its end.
//!
//! Comes in: bases and queries. Goes out: how long `search`, `show`, `verify` and `ingest` of one article take. What changes a base is done to a copy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use claimbase::base::{Base, CONFIG_FILE};
use claimbase::store::Store;
use tempfile::TempDir;

use super::article::news::news;
use super::bases::Measured;
use super::page::Page;
use super::queries::Query;
use super::times::{Times, median_of, ms};

/// How often the small things are done.
const SMALL_THINGS: i64 = 40;

/// Every so many-th query is asked by a process.
const QUERIES_STEP: usize = 5;

/// Articles of this number and above are in no base.
const UNKNOWN: u64 = 10_000_000;

/// The program, to be run in the base at `root`.
pub fn claimbase(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimbase"));
    command.arg("--base").arg(root);
    command
}

/// What the small things took in one base.
pub struct SmallThings {
    pub claims: i64,
    pub search: Times,
    show: Times,
    verify: Times,
    ingest: Times,
}

/// Does the small things in a copy of `measured`.
pub fn small_things(measured: &Measured, queries: &[Query]) -> SmallThings {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let base = copy(&measured.base, folder.path());
    let queries: Vec<&Query> = queries.iter().step_by(QUERIES_STEP).collect();
    // The first search after copying computes the checksums of the index once, and seals it.
    run(&base, &queries[0].arguments());
    let search = queries.iter().map(|query| median_of(|| run(&base, &query.arguments()))).collect();
    let store = Store::open_read_only(&base.database()).expect("a store");
    let step = measured.claims / SMALL_THINGS;
    let rows: Vec<i64> = (0..SMALL_THINGS).map(|number| 1 + number * step).collect();
    let ids: Vec<String> =
        store.claims_by_row(&rows).expect("claims").into_iter().map(|claim| claim.claim.id.to_string()).collect();
    drop(store);
    let show = ids.iter().map(|id| median_of(|| run(&base, &["show", id]))).collect();
    let verify = ids
        .iter()
        .map(|id| timed(&base, &["verify", id, "--url", "https://evidence.example/", "--note", "measured", "--by", "bench"]))
        .collect();
    let ingest = (0..SMALL_THINGS as u64).map(|number| ingest(&base, number)).collect();
    SmallThings { claims: measured.claims, search, show, verify, ingest }
}

fn ingest(base: &Base, number: u64) -> Duration {
    let path = base.root.join("one.md");
    // A title of its own: the copy of the base lacks the articles' files, by which taken names are known.
    let text = news(UNKNOWN + number);
    let (_, body) = text.split_once('\n').expect("a title and more");
    fs::write(&path, format!("# Measured article {number}\n{body}")).expect("written");
    let url = format!("https://news.example/{number}");
    timed(base, &["ingest", &path.to_string_lossy(), "--url", &url])
}

fn timed(base: &Base, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    run(base, arguments);
    begun.elapsed()
}

fn run<A: AsRef<std::ffi::OsStr>>(base: &Base, arguments: &[A]) {
    let mut command = claimbase(&base.root);
    let done = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).output().expect("the program runs");
    // Status 1: nothing found, as a query by status or range may have it.
    assert!(done.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A copy of `base` without its articles' files.
fn copy(base: &Base, root: &Path) -> Base {
    let copy = Base::create(root).expect("a base");
    fs::copy(base.root.join(CONFIG_FILE), root.join(CONFIG_FILE)).expect("copied");
    for folder in [PathBuf::from("claims"), Path::new("index").join("claims")] {
        fs::create_dir_all(root.join(&folder)).expect("made");
        for entry in fs::read_dir(base.root.join(&folder)).expect("a folder").flatten() {
            fs::copy(entry.path(), root.join(&folder).join(entry.file_name())).expect("copied");
        }
    }
    copy
}

/// Writes what the small things took in the smallest and in the largest base.
pub fn write(page: &mut Page, small: &SmallThings, large: &SmallThings) {
    page.line("| as a process | claims | runs | median | p95 | p99 | longest |");
    page.line("| --- | --: | --: | --: | --: | --: | --: |");
    for things in [small, large] {
        let each = [("search", &things.search), ("show", &things.show), ("verify", &things.verify), ("ingest", &things.ingest)];
        for (name, times) in each {
            let (claims, count) = (things.claims, times.count());
            let figures = [times.at(0.5), times.at(0.95), times.at(0.99), times.max()].map(ms).join(" | ");
            page.line(&format!("| `{name}` | {claims} | {count} | {figures} |"));
        }
    }
    page.line("");
    page.target("`search` at a million claims, p99", &ms(large.search.at(0.99)), "40 ms");
    page.target("`search` in the small base, median", &ms(small.search.at(0.5)), "15 ms");
    page.target("`show` in the small base, median", &ms(small.show.at(0.5)), "15 ms");
    page.target("`verify` in the small base, median", &ms(small.verify.at(0.5)), "15 ms");
    page.target("`verify` at a million claims, median", &ms(large.verify.at(0.5)), "20 ms");
    page.target("`ingest` of one article at a million claims, median", &ms(large.ingest.at(0.5)), "300 ms");
    page.target("the same, longest", &ms(large.ingest.max()), "300 ms");
    let longer = large.show.at(0.5).as_secs_f64() / small.show.at(0.5).as_secs_f64();
    page.target("`show` at a million claims against the small base, times longer", &format!("{longer:.2}"), "about as long");
}
