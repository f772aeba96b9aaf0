//! Versions of living articles: which claims keep their id through edits. `cargo test --test it versions -- --nocapture` prints the measure.
//!
//! The editor edits the practice articles, those of the corpus, and the articles of `CLAIMBASE_SHARED` (default `../shared`) where they are. A claim
//! is untouched where no word of its quote was touched; it is kept where its id stands on the same words, figure and cell again.

use std::collections::HashMap;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use claimbase::claim::{Claim, identity};
use claimbase::document::Media;
use claimbase::review::{Judgement, Status};
use claimbase::store::{ClaimFilter, SourceKey, SourceKind, Store, StoredClaim, Version};
use jiff::Timestamp;

use crate::editor::{self, Article, EDITS, Edited};

/// At how many places of an article each kind of edit is made; more with `CLAIMBASE_EDITS`.
const PLACES: usize = 1;

/// The least share of untouched claims that keep their id.
const KEPT_MIN: f64 = 0.98;

/// What became of claims.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    edits: usize,
    untouched: usize,
    kept: usize,
    /// Untouched claims that the extraction did not give again.
    unread: usize,
    touched: usize,
    touched_kept: usize,
    replaced: usize,
    /// Ids that stand on another figure.
    wrong_figure: usize,
    /// Untouched claims whose id stands on other words.
    wrong_words: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.edits += other.edits;
        self.untouched += other.untouched;
        self.kept += other.kept;
        self.unread += other.unread;
        self.touched += other.touched;
        self.touched_kept += other.touched_kept;
        self.replaced += other.replaced;
        self.wrong_figure += other.wrong_figure;
        self.wrong_words += other.wrong_words;
    }
}

fn articles() -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = Vec::new();
    let shared = std::env::var_os("CLAIMBASE_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    for folder in [root.join("tests/cases/practice"), root.join("corpus"), shared.join("evaluation/articles")] {
        if !folder.is_dir() {
            eprintln!("skipped: the articles are not here ({})", folder.display());
        }
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let is_article = |path: &Path| {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            ["md", "html", "txt"].contains(&ending) && !path.ends_with("README.md")
        };
        paths.extend(files.map(|entry| entry.into_path()).filter(|path| is_article(path)));
    }
    paths.iter().map(|path| article(path)).collect()
}

fn article(path: &Path) -> Article {
    let text = std::fs::read_to_string(path).expect("an article in UTF-8");
    let media = match path.extension().and_then(|ending| ending.to_str()) {
        Some("md") => Media::Markdown,
        Some("html") => Media::Html,
        _ => Media::Plain,
    };
    let name = path.components().rev().take(2).map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>();
    editor::read(&name.join(" "), &text, media)
}

/// Stores what was read as the next version of the article `key`.
fn put(store: &mut Store, key: &str, article: &Article) {
    let source = SourceKey { key: key.to_owned(), kind: SourceKind::Path, location: key.to_owned() };
    let hash = blake3::hash(article.document.text.as_bytes()).to_hex().to_string();
    let known = store.recognise(&source, &hash).expect("a readable store");
    let version = Version {
        of: known.as_ref(),
        source: &source,
        document: &article.document,
        bytes_hash: &hash,
        encoding: "UTF-8",
        corpus_file: None,
        claims: &article.claims,
        extractor: "test",
        now: Timestamp::UNIX_EPOCH,
    };
    store.put(&version, false).expect("claims that can be stored");
}

fn all(store: &Store) -> Vec<StoredClaim> {
    store.claims(&ClaimFilter { withdrawn: true, rejected: true, ..ClaimFilter::default() }).expect("claims")
}

/// The words and headers that an untouched claim must have again.
fn statement(claim: &Claim) -> (Vec<String>, Vec<String>) {
    let words = |text: &str| {
        let plain = identity::normalise(text);
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let headers = claim.cell.as_ref().map(|cell| cell.row_header.iter().chain(&cell.column_headers).cloned().collect::<Vec<_>>());
    (words(claim.quote.words()), headers.iter().flatten().flat_map(|header| words(header)).collect())
}

fn same_statement(one: &Claim, other: &Claim) -> bool {
    identity::same_figure(one, other) && statement(one) == statement(other)
}

fn measure(article: &Article, edited: &Edited, kind: &str) -> Tally {
    let mut store = Store::in_memory().expect("a store");
    put(&mut store, &article.name, article);
    let before = all(&store);
    let judgement = Judgement { status: Status::Disputed, by: "Ann".to_owned(), note: Some("no".to_owned()), evidence: vec![] };
    let rows: Vec<i64> = before.iter().map(|claim| claim.row).collect();
    store.record_reviews(&rows, &judgement, Timestamp::UNIX_EPOCH).expect("recorded");
    let again = editor::read(&article.name, &edited.text, edited.media);
    put(&mut store, &article.name, &again);
    let after: HashMap<String, StoredClaim> = all(&store).into_iter().map(|claim| (claim.claim.id.to_string(), claim)).collect();
    assert!(store.troubles().expect("looked at").is_empty());
    let mut tally = Tally { edits: 1, ..Tally::default() };
    for StoredClaim { claim: old, .. } in &before {
        let now = &after[old.id.0.as_str()];
        let stands = !now.withdrawn;
        tally.wrong_figure += usize::from(stands && !identity::same_figure(old, &now.claim));
        let span = old.quote.span.range();
        if edited.touched.iter().any(|touched| touched.start < span.end && span.start < touched.end) {
            tally.touched += 1;
            tally.touched_kept += usize::from(stands);
            tally.replaced += usize::from(now.superseded_by.is_some());
            if stands && std::env::var_os("CLAIMBASE_SHOW_TOUCHED").is_some() && !same_statement(old, &now.claim) {
                println!(
                    "  {kind}, {}: {} [{}]\n     now {}",
                    article.name,
                    old.quote.words(),
                    old.text,
                    now.claim.quote.words()
                );
            }
            continue;
        }
        tally.untouched += 1;
        let is_same = stands && same_statement(old, &now.claim);
        tally.kept += usize::from(is_same);
        tally.wrong_words += usize::from(stands && !is_same);
        let unread = !again.claims.iter().any(|claim| same_statement(old, claim));
        tally.unread += usize::from(!is_same && unread);
        if !is_same && std::env::var_os("CLAIMBASE_SHOW_LOST").is_some() {
            let state = if stands {
                "elsewhere"
            } else if unread {
                "unread"
            } else {
                "lost"
            };
            println!("  {kind}, {}: {state}: {} [{:?} {:?}]", article.name, old.quote.words(), old.subject, old.section.last());
        }
    }
    tally
}

#[test]
fn untouched_claims_keep_their_id_and_no_review_lands_on_another_figure() {
    let places = std::env::var("CLAIMBASE_EDITS").ok().and_then(|places| places.parse().ok()).unwrap_or(PLACES);
    let articles = articles();
    let mut total = Tally::default();
    println!(
        "{:32} {:>5} {:>9} {:>7} {:>7} {:>6} {:>5} {:>8} {:>5} {:>8} {:>6}",
        "edit", "edits", "untouched", "kept", "%", "unread", "other", "touched", "kept", "replaced", "wrong"
    );
    for (kind, edit) in EDITS {
        let made = articles.iter().flat_map(|article| (0..places).filter_map(move |at| Some((article, edit(article, at)?))));
        let made: Vec<(&Article, Edited)> = made.collect();
        let mut tally = Tally::default();
        std::thread::scope(|scope| {
            let halves = made.chunks(made.len().div_ceil(2).max(1));
            let halves: Vec<_> = halves
                .map(|half| {
                    scope.spawn(|| half.iter().map(|(article, edited)| measure(article, edited, kind)).collect::<Vec<_>>())
                })
                .collect();
            halves.into_iter().flat_map(|half| half.join().expect("no panic")).for_each(|one| tally += one);
        });
        print_row(kind, tally);
        total += tally;
    }
    print_row("all", total);
    assert_eq!(total.wrong_figure, 0);
    assert!(total.kept as f64 >= KEPT_MIN * total.untouched as f64, "{total:?}");
}

fn print_row(kind: &str, tally: Tally) {
    let share = 100.0 * tally.kept as f64 / tally.untouched.max(1) as f64;
    println!(
        "{kind:32} {:>5} {:>9} {:>7} {share:>7.2} {:>6} {:>5} {:>8} {:>5} {:>8} {:>6}",
        tally.edits,
        tally.untouched,
        tally.kept,
        tally.unread,
        tally.wrong_words,
        tally.touched,
        tally.touched_kept,
        tally.replaced,
        tally.wrong_figure
    );
}
