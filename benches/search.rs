//! How fast claims are found among ten thousand, a hundred thousand and a million, what the small things take, and how large a base is.
//!
//! `cargo bench --bench search` makes the bases once (about five minutes; they are kept below `target/tmp/`) and prints, in Markdown: times of the queries of
//! `benches/search/queries.tsv` within one process beside SQLite's FTS5 over the same rows, how they grow, times of whole processes, bytes a claim. With `UPDATE_DOCS=1` it
//! writes them into `docs/`. `DRAW_QUERIES=1` draws the queries anew instead. `CLAIMS_MAX=100000` leaves larger bases out, for trying.

mod article;
#[path = "search/bases.rs"]
mod bases;
#[path = "search/disk.rs"]
mod disk;
#[path = "search/fts.rs"]
mod fts;
#[path = "search/page.rs"]
mod page;
#[path = "search/plot.rs"]
mod plot;
#[path = "search/process.rs"]
mod process;
#[path = "search/queries.rs"]
mod queries;
#[path = "search/times.rs"]
mod times;
#[path = "search/within.rs"]
mod within;

use bases::Measured;
use page::Page;
use plot::Line;
use queries::{Query, Shape};
use times::{Times, ms};
use within::Answer;

/// About how many claims the bases hold.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    if !std::env::args().any(|argument| argument == "--bench") {
        return assert!(!queries::read().is_empty());
    }
    let max = std::env::var("CLAIMS_MAX").ok().and_then(|max| max.parse().ok()).unwrap_or(usize::MAX);
    let least = if std::env::var_os("PROFILE").is_some() { 1_000_000 } else { 0 };
    let bases: Vec<Measured> =
        SIZES.into_iter().filter(|size| *size >= least).filter(|size| *size <= max).map(bases::prepare).collect();
    let (smallest, largest) = (bases.first().expect("a base"), bases.last().expect("a base"));
    if std::env::var_os("DRAW_QUERIES").is_some() {
        return queries::draw(largest);
    }
    let queries = queries::read();
    let mut page = Page::default();
    page.line(&format!(
        "{}. Milliseconds; a query's time is the median of three runs after one that is not counted.",
        page::surroundings()
    ));
    page.line(&format!("\n### Search in one process at {} claims\n", largest.claims));
    let answers: Vec<Vec<Answer<'_>>> = bases.iter().map(|base| within::answers(base, &queries)).collect();
    within::write(&mut page, answers.last().expect("a base"));
    page.write_targets();
    page.line("### Growth\n");
    grow(&mut page, &bases, &answers);
    page.line("### Whole processes\n");
    let small = process::small_things(smallest, &queries);
    let large = process::small_things(largest, &queries);
    process::write(&mut page, &small, &large);
    page.write_targets();
    page.line(&format!("### Size on disk at {} claims\n", largest.claims));
    disk::write(&mut page, largest);
    page.end();
}

/// How the times of the same queries grow, as a table and a plot.
fn grow(page: &mut Page, bases: &[Measured], answers: &[Vec<Answer<'_>>]) {
    let plain = |query: &Query| query.shape != Shape::Facets;
    let facets = |query: &Query| query.shape == Shape::Facets;
    let rows: Vec<(i64, [Times; 3])> = bases
        .iter()
        .zip(answers)
        .map(|(base, answers)| {
            let (ours, fts) = within::times(answers, plain);
            (base.claims, [ours, within::times(answers, facets).0, fts])
        })
        .collect();
    page.line("| claims | median | p99 | with facets, median | p99 | FTS5 without facets, median | p99 |");
    page.line("| --: | --: | --: | --: | --: | --: | --: |");
    for (claims, times) in &rows {
        let figures: Vec<String> = times.iter().flat_map(|times| [ms(times.at(0.5)), ms(times.at(0.99))]).collect();
        page.line(&format!("| {claims} | {} |", figures.join(" | ")));
    }
    page.line("\n![Times of queries by the number of claims, both axes by powers of ten](search-growth.svg)\n");
    let line = |name: &str, which: usize, share: f64| Line {
        name: name.to_owned(),
        points: rows.iter().map(|(claims, times)| (*claims as f64, times[which].at(share).as_secs_f64() * 1e3)).collect(),
    };
    let lines = [
        line("median", 0, 0.5),
        line("p99", 0, 0.99),
        line("p99 with facets", 1, 0.99),
        line("FTS5, median", 2, 0.5),
        line("FTS5, p99", 2, 0.99),
    ];
    if page::updates_docs() {
        let svg = plot::draw("Times of queries by the number of claims", &lines);
        std::fs::write(page::docs("search-growth.svg"), svg).expect("written");
    }
}
