//! Queries within one process: the program's search beside FTS5.
//!
//! Comes in: a base and the queries. Goes out: a time for each, and the tables that say how they are spread.

use std::time::Duration;

use claimbase::index::Index;
use claimbase::search;
use claimbase::store::Store;

use super::bases::Measured;
use super::fts::Fts;
use super::page::Page;
use super::queries::{BAND_MAX, Query, Shape, band_name};
use super::times::{Times, median_of, ms};

/// Bands whose words stand in fewer than 10,000 claims.
const RARE: u32 = 4;

/// What one query took.
pub struct Answer<'q> {
    query: &'q Query,
    ours: Duration,
    fts: Duration,
}

/// So many of the slowest queries are named.
const SLOWEST: usize = 16;

/// Asks both for everything, query by query in turn. Says on stderr which were the slowest.
pub fn answers<'q>(measured: &Measured, queries: &'q [Query]) -> Vec<Answer<'q>> {
    let store = Store::open_read_only(&measured.base.database()).expect("a store");
    let mut index = Index::open(&measured.base.index());
    let fts = Fts::open(&measured.fts, &measured.base.database());
    let each = queries.iter().map(|query| {
        let asked = query.asked();
        let ours = median_of(|| search::search(&store, &mut index, &asked).expect("an answer"));
        Answer { query, ours, fts: median_of(|| fts.answer(query)) }
    });
    let answers: Vec<Answer<'_>> = each.collect();
    let mut slowest: Vec<&Answer<'_>> = answers.iter().collect();
    slowest.sort_by_key(|answer| std::cmp::Reverse(answer.ours));
    for Answer { query, ours, fts } in slowest.into_iter().take(SLOWEST) {
        eprintln!("{} claims: {} ms (FTS5 {} ms) {}", measured.claims, ms(*ours), ms(*fts), query.asked_as());
    }
    answers
}

/// The times of the answers that `wanted` takes: the program's and FTS5's.
pub fn times(answers: &[Answer<'_>], wanted: impl Fn(&Query) -> bool) -> (Times, Times) {
    let of = |time: fn(&Answer<'_>) -> Duration| answers.iter().filter(|answer| wanted(answer.query)).map(time).collect();
    (of(|answer| answer.ours), of(|answer| answer.fts))
}

/// Writes what is asked of the largest base, by shape and by band.
pub fn write(page: &mut Page, answers: &[Answer<'_>]) {
    page.line("| query | queries | median | p95 | p99 | FTS5 median | FTS5 p95 | p95, times faster |");
    page.line("| --- | --: | --: | --: | --: | --: | --: | --: |");
    for shape in Shape::ALL {
        row(page, shape.name(), times(answers, |query| query.shape == shape));
    }
    for band in 1..=BAND_MAX {
        row(page, &format!("words in {} claims", band_name(band)), times(answers, |query| query.band == band));
    }
    row(page, "all", times(answers, |_| true));
    page.line("");
    let (rare, _) = times(answers, |query| query.band < RARE);
    let (plain, _) = times(answers, |query| query.shape != Shape::Facets);
    let (facets, _) = times(answers, |query| query.shape == Shape::Facets);
    let (ours, fts) = times(answers, |_| true);
    page.target("median, words in under 10,000 claims", &ms(rare.at(0.5)), "1 ms");
    page.target("p99 without facets", &ms(plain.at(0.99)), "10 ms");
    page.target("p99 with facets", &ms(facets.at(0.99)), "25 ms");
    page.target("p95 against FTS5, times faster", &format!("{:.0}", ratio(&ours, &fts)), "5 times at least");
}

fn row(page: &mut Page, name: &str, (ours, fts): (Times, Times)) {
    page.line(&format!(
        "| {name} | {} | {} | {} | {} | {} | {} | {:.0} |",
        ours.count(),
        ms(ours.at(0.5)),
        ms(ours.at(0.95)),
        ms(ours.at(0.99)),
        ms(fts.at(0.5)),
        ms(fts.at(0.95)),
        ratio(&ours, &fts),
    ));
}

fn ratio(ours: &Times, fts: &Times) -> f64 {
    fts.at(0.95).as_secs_f64() / ours.at(0.95).as_secs_f64()
}
