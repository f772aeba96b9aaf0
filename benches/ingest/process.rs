//! The program as people run it: how fast whole folders become a base, first and once more, and what memory that takes.
//!
//! Comes in: generated articles as a file of JSON Lines, and the folders that `CLAIMBASE_TEXTS` names. Goes out: a line for each.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use claimbase::base::Base;
use claimbase::store::Store;
use tempfile::TempDir;

use super::article::{Sort, numbered};

/// How many generated articles of about how many bytes.
const ARTICLES: usize = 2_500;
const BYTES: usize = 12_000;

/// Prints the rates of everything that there is.
pub fn summarise() {
    println!("\ntexts                      articles      MB   claims   first run     MB/s   claims/s   peak MB   again");
    let folder = TempDir::new().expect("a folder");
    let dense = folder.path().join("dense.jsonl");
    write(&dense);
    let mut texts = vec![dense];
    texts.extend(std::env::var_os("CLAIMBASE_TEXTS").iter().flat_map(std::env::split_paths));
    for path in &texts {
        measure(path);
    }
    let base = Base::create(&folder.path().join("one")).expect("a base");
    let _ = ingest(&base, &texts[0]);
    std::fs::write(folder.path().join("one.md"), numbered(Sort::Dense, BYTES, u64::MAX)).expect("written");
    let (one, _) = ingest(&base, &folder.path().join("one.md"));
    println!("one article more, of {BYTES} bytes: {:.0} ms as a process", one.as_secs_f64() * 1e3);
}

fn write(path: &Path) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).expect("a file"));
    for number in 0..ARTICLES {
        let line = serde_json::json!({"id": number, "markdown": numbered(Sort::Dense, BYTES, number as u64)});
        writeln!(file, "{line}").expect("written");
    }
    file.flush().expect("written");
}

fn measure(path: &Path) {
    let folder = TempDir::new().expect("a folder");
    let base = Base::create(folder.path()).expect("a base");
    let (first, peak) = ingest(&base, path);
    let (again, _) = ingest(&base, path);
    let store = Store::open_read_only(&base.database()).expect("a store");
    let documents = store.documents().expect("documents");
    let claims: i64 = documents.iter().map(|document| document.claims).sum();
    let megabytes = super::size(path) as f64 / 1e6;
    let seconds = first.as_secs_f64();
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    println!(
        "{name:24} {:10} {megabytes:7.1} {claims:8} {seconds:9.1} s {:8.2} {:10.0} {:>9} {:5.1} s",
        documents.len(),
        megabytes / seconds,
        claims as f64 / seconds,
        peak.map_or("unknown".to_owned(), |peak| format!("{:.0}", peak as f64 / 1e6)),
        again.as_secs_f64(),
    );
}

/// Runs `ingest`; how long it took and the most memory that it held, in bytes, where the system tells.
fn ingest(base: &Base, path: &Path) -> (Duration, Option<u64>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimbase"));
    command.arg("--base").arg(&base.root).arg("ingest").arg(path).args(["--format", "json", "-q"]);
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = None;
    while child.try_wait().expect("a child").is_none() {
        peak = peak_memory(&status).or(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    (begun.elapsed(), peak)
}

fn peak_memory(status: &Path) -> Option<u64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
