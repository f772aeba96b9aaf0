//! How fast articles become claims: bytes per second on one core, with pulldown-cmark's bare parse of the same bytes beside it.
//!
//! `cargo bench --bench extract` prints what is asked of extraction as one table (claims per MB, MB/s, the ratio to the bare parse, how the time grows
//! from 1 MB to 10 MB, peak memory) and then divan's timings. Words after `--` choose among these, as divan understands them.

mod article;

use std::time::{Duration, Instant};

use article::{Sort, article};
use claimbase::source::Source;
use claimbase::{claim, document};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const MB: usize = 1_000_000;
/// Asks the program for the peak of one sort of article alone.
const PEAK_OF: &str = "--peak-of";

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != PEAK_OF);
    if let Some(sort) = arguments.nth(1) {
        return tell_peak(&sort);
    }
    if std::env::args().any(|argument| argument == "--bench") {
        summarise();
    }
    divan::main();
}

/// The article of `sort` with about `megabytes`, as read from a file.
fn source(sort: Sort, megabytes: usize) -> Source {
    Source::from_bytes("article.md", article(sort, megabytes * MB).as_bytes(), None).expect("the article is text")
}

/// Reads the article and extracts its claims; gives their number.
fn claims(source: &Source) -> usize {
    claim::extract(&document::read(source), "article.md").len()
}

/// Walks over all that pulldown-cmark finds, with tables, and keeps nothing.
fn bare_parse(text: &str) -> usize {
    pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES).count()
}

/// The least time of `runs` runs.
fn least(runs: usize, mut run: impl FnMut() -> usize) -> Duration {
    let time = |_| {
        let begun = Instant::now();
        black_box(run());
        begun.elapsed()
    };
    (0..runs).map(time).min().unwrap_or_default()
}

/// Prints the figures that are asked of extraction.
fn summarise() {
    println!("article  claims/MB   read+extract   extract   bare parse   ratio   10 MB / 1 MB   peak / article");
    for sort in [Sort::Prose, Sort::Dense] {
        let (small, large) = (source(sort, 1), source(sort, 10));
        let one = least(5, || claims(&small));
        let ten = least(2, || claims(&large));
        let peak = peak_alone(sort).map_or("unknown".to_owned(), |peak| format!("{:.1}", peak as f64 / large.text.len() as f64));
        let read = document::read(&small);
        let alone = least(5, || claim::extract(&read, "article.md").len());
        let bare = least(20, || bare_parse(&small.text));
        let speed = |time: Duration| small.text.len() as f64 / MB as f64 / time.as_secs_f64();
        println!(
            "{:8} {:9} {:9.1} MB/s {:4.1} MB/s {:7.0} MB/s {:7.1} {:14.1} {:>16}",
            format!("{sort:?}").to_lowercase(),
            claims(&small),
            speed(one),
            speed(alone),
            speed(bare),
            one.as_secs_f64() / bare.as_secs_f64(),
            ten.as_secs_f64() / one.as_secs_f64(),
            peak,
        );
    }
}

/// The most memory that a process holds which does nothing but read an article of 10 MB and extract its claims once. A process of its own, since what
/// earlier rows leave behind is no part of it.
fn peak_alone(sort: Sort) -> Option<u64> {
    let own = std::env::current_exe().ok()?;
    let output = std::process::Command::new(own).args([PEAK_OF, &format!("{sort:?}")]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Prints the peak of this process, once it has done that.
fn tell_peak(sort: &str) {
    let sort = if sort == format!("{:?}", Sort::Dense) { Sort::Dense } else { Sort::Prose };
    let large = source(sort, 10);
    black_box(claims(&large));
    if let Some(peak) = peak_memory() {
        println!("{peak}");
    }
}

/// The most memory that this process ever held, in bytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[divan::bench(args = [1, 10], sample_count = 5, sample_size = 1)]
fn read_and_extract_prose(bencher: Bencher, megabytes: usize) {
    whole(bencher, Sort::Prose, megabytes);
}

#[divan::bench(args = [1, 10], sample_count = 5, sample_size = 1)]
fn read_and_extract_dense(bencher: Bencher, megabytes: usize) {
    whole(bencher, Sort::Dense, megabytes);
}

fn whole(bencher: Bencher, sort: Sort, megabytes: usize) {
    let source = source(sort, megabytes);
    bencher.counter(BytesCount::new(source.text.len())).bench_local(|| claims(black_box(&source)));
}

#[divan::bench(args = [1, 10], sample_count = 5, sample_size = 1)]
fn bare_parse_prose(bencher: Bencher, megabytes: usize) {
    bare(bencher, Sort::Prose, megabytes);
}

#[divan::bench(args = [1, 10], sample_count = 5, sample_size = 1)]
fn bare_parse_dense(bencher: Bencher, megabytes: usize) {
    bare(bencher, Sort::Dense, megabytes);
}

fn bare(bencher: Bencher, sort: Sort, megabytes: usize) {
    let source = source(sort, megabytes);
    bencher.counter(BytesCount::new(source.text.len())).bench_local(|| bare_parse(black_box(&source.text)));
}
