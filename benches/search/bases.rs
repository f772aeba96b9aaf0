//! The bases that are measured: made once by the program itself, then kept below `target/`.
//!
//! Comes in: how many claims are wanted. Goes out: a base that was ingested by `claimbase ingest`, with a review for one claim in fifty, and the same rows in SQLite's
//! FTS5. What was made by another extractor or another generator is made anew.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use claimbase::base::Base;
use claimbase::claim::EXTRACTOR_VERSION;
use claimbase::review::{Judgement, Status};
use claimbase::store::Store;
use jiff::Timestamp;

use super::article::news::news;
use super::fts::Fts;

/// Raised whenever the same number of claims would give another base.
const GENERATION: u32 = 1;

/// Claims that an article holds at least, on average.
const CLAIMS_AN_ARTICLE: usize = 138;

/// One claim in so many is reviewed.
const REVIEWED: i64 = 50;

/// A base of a size.
pub struct Measured {
    /// How many claims it holds.
    pub claims: i64,
    pub base: Base,
    /// The database with the same rows in FTS5.
    pub fts: PathBuf,
}

/// The base with about `size` claims; made if there is none.
pub fn prepare(size: usize) -> Measured {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search").join(size.to_string());
    let (made, mark) = (root.join("made"), format!("{GENERATION} {EXTRACTOR_VERSION}\n"));
    if fs::read_to_string(&made).is_ok_and(|found| found == mark) {
        return open(&root);
    }
    let begun = Instant::now();
    let _ = fs::remove_dir_all(&root);
    let base = Base::create(&root).expect("a base");
    ingest_news(&base, size);
    review(&base);
    Fts::fill(&root.join("fts.db"), &base.database());
    fs::write(made, mark).expect("written");
    let measured = open(&root);
    eprintln!("made a base of {} claims in {:.0} s", measured.claims, begun.elapsed().as_secs_f64());
    measured
}

fn open(root: &Path) -> Measured {
    let base = Base::open(root).expect("a base");
    let claims = Store::open_read_only(&base.database()).expect("a store").figures().expect("counted").claims;
    Measured { claims, base, fts: root.join("fts.db") }
}

fn ingest_news(base: &Base, size: usize) {
    let path = base.root.join("news.jsonl");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).expect("a file"));
    for number in 0..size.div_ceil(CLAIMS_AN_ARTICLE) {
        let line = serde_json::json!({"id": number.to_string(), "markdown": news(number as u64)});
        writeln!(file, "{line}").expect("written");
    }
    drop(file);
    let mut command = super::process::claimbase(&base.root);
    let status = command.arg("ingest").arg(&path).args(["--format", "json", "-q"]).stdout(Stdio::null()).status();
    assert!(status.expect("the program runs").success(), "ingested");
    fs::remove_file(path).expect("removed");
}

/// Reviews one claim in [`REVIEWED`], with every status in turn.
fn review(base: &Base) {
    let mut store = Store::open(&base.database()).expect("a store");
    let last = store.last_change().expect("a number");
    let statuses = [Status::Verified, Status::NeedsContext, Status::Disputed, Status::Refuted, Status::Unverifiable];
    let judgement =
        |status| Judgement { status, by: "bench".to_owned(), note: Some("measured".to_owned()), evidence: Vec::new() };
    let judgements = statuses.map(judgement);
    let rows = (1..=last / REVIEWED).map(|number| number * REVIEWED);
    let each: Vec<_> = rows.zip(judgements.iter().cycle()).collect();
    store.record_judgements(&each, None, Timestamp::UNIX_EPOCH).expect("reviewed");
}
