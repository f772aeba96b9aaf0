//! How fast articles get into a base, and what of that time is SQLite's and tantivy's own.
//!
//! `cargo bench --bench ingest` prints, for claim-dense articles: what storing and indexing cost together, the same rows put into a bare SQLite of the same schema with the same
//! settings and batches, the same documents added to a bare tantivy, and the ratio. Then the program itself ingests them, and after that what `CLAIMBASE_TEXTS` names
//! (folders, separated by `:`), as a process: MB/s, claims/s, peak memory; and once more, when everything is known.

mod article;
#[path = "ingest/bare.rs"]
mod bare;
#[path = "ingest/process.rs"]
mod process;

use std::path::Path;
use std::time::{Duration, Instant};

use article::{Sort, numbered};
use claimbase::claim::{self, Claim};
use claimbase::document::{self, Document};
use claimbase::index::Index;
use claimbase::index::bare::Bare;
use claimbase::source::Source;
use claimbase::store::{ClaimFilter, SourceKey, SourceKind, Store, Version};
use jiff::Timestamp;
use tempfile::TempDir;

/// How many articles of about how many bytes.
const ARTICLES: usize = 600;
const BYTES: usize = 12_000;

/// How many articles go into one transaction and one commit, as `ingest` does it.
const BATCH: usize = 40;

/// An article, read and extracted.
struct Extracted {
    key: SourceKey,
    hash: String,
    document: Document,
    claims: Vec<Claim>,
}

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let count = if measuring { ARTICLES } else { 2 * BATCH };
    let articles: Vec<Extracted> = (0..count).map(extracted).collect();
    // The least of several runs of each, in turn: what else the machine does shall not fall on one of them.
    let runs = if measuring { 3 } else { 1 };
    let mut least: Option<Costs> = None;
    for _ in 0..runs {
        let costs = measured(&articles);
        least = Some(least.map_or(costs, |least| least.least(costs)));
    }
    least.expect("at least one run").print();
    if measuring {
        process::summarise();
    }
}

fn extracted(number: usize) -> Extracted {
    let name = format!("articles/{number:05}.md");
    let source = Source::from_bytes(&name, numbered(Sort::Dense, BYTES, number as u64).as_bytes(), None).expect("it is text");
    let document = document::read(&source);
    let claims = claim::extract(&document, &name);
    Extracted {
        key: SourceKey { key: name.clone(), kind: SourceKind::Path, location: name },
        hash: source.hash,
        document,
        claims,
    }
}

/// What the parts cost.
#[derive(Clone, Copy)]
struct Costs {
    claims: usize,
    bytes: usize,
    store: Duration,
    index: Duration,
    sqlite: Duration,
    tantivy: Duration,
    /// Bytes on the disk: database and index, each with the bare one beside it.
    disk: [u64; 4],
}

/// Stores and indexes `articles`, and does the same with SQLite and tantivy alone.
fn measured(articles: &[Extracted]) -> Costs {
    let folder = TempDir::new().expect("a folder");
    let (database, index) = (folder.path().join("claims.db"), folder.path().join("index"));
    let mut store = Store::open(&database).expect("a store");
    let (mut storing, mut indexing) = (Duration::ZERO, Duration::ZERO);
    let mut rows = Vec::new();
    for batch in articles.chunks(BATCH) {
        storing += timed(|| put(&mut store, batch));
        indexing += timed(|| {
            Index::open(&index).catch_up(&store).expect("indexed");
        });
        rows.push(store.last_change().expect("a number"));
    }
    let claims = store.claims(&ClaimFilter::default()).expect("claims");
    drop(store);
    let bare_database = folder.path().join("bare.db");
    let sqlite = bare::insert(&database, &bare_database, BATCH);
    let bare_index = folder.path().join("bare");
    std::fs::create_dir(&bare_index).expect("made");
    let mut bare = Bare::create(&bare_index).expect("an index");
    let mut batches = Vec::new();
    let mut from = 0;
    for to in rows {
        let to = usize::try_from(to).expect("a count");
        batches.push(bare.documents(&claims[from..to]));
        from = to;
    }
    let tantivy = timed(|| {
        for batch in batches {
            bare.add(batch).expect("added");
        }
        bare.end().expect("ended");
    });
    Costs {
        claims: claims.len(),
        bytes: articles.iter().map(|article| article.document.text.len()).sum(),
        store: storing,
        index: indexing,
        sqlite,
        tantivy,
        disk: [&database, &bare_database, &index, &bare_index].map(|path| size(path)),
    }
}

fn put(store: &mut Store, batch: &[Extracted]) {
    store.begin_batch().expect("begun");
    for Extracted { key, hash, document, claims } in batch {
        let version = Version {
            of: None,
            source: key,
            document,
            bytes_hash: hash,
            encoding: "UTF-8",
            corpus_file: Some(&key.key),
            claims,
            extractor: claim::EXTRACTOR_VERSION,
            now: Timestamp::UNIX_EPOCH,
        };
        store.put(&version, false).expect("stored");
    }
    store.commit_batch().expect("committed");
}

fn timed(run: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    run();
    begun.elapsed()
}

/// The size of a file, or of all below a folder.
fn size(path: &Path) -> u64 {
    let files = walkdir::WalkDir::new(path).into_iter().flatten();
    files.filter(|file| file.file_type().is_file()).map(|file| file.metadata().map_or(0, |metadata| metadata.len())).sum()
}

impl Costs {
    fn least(self, other: Self) -> Self {
        Self {
            store: self.store.min(other.store),
            index: self.index.min(other.index),
            sqlite: self.sqlite.min(other.sqlite),
            tantivy: self.tantivy.min(other.tantivy),
            ..self
        }
    }

    fn print(&self) {
        let each = |time: Duration| time.as_secs_f64() * 1e6 / self.claims as f64;
        let (ours, bare) = (self.store + self.index, self.sqlite + self.tantivy);
        println!("{} claims in {:.1} MB of claim-dense articles, microseconds a claim:", self.claims, self.bytes as f64 / 1e6);
        println!(
            "  storing {:5.1}    bare SQLite  {:5.1}    ratio {:.2}",
            each(self.store),
            each(self.sqlite),
            ratio(self.store, self.sqlite)
        );
        println!(
            "  indexing {:4.1}    bare tantivy {:5.1}    ratio {:.2}",
            each(self.index),
            each(self.tantivy),
            ratio(self.index, self.tantivy)
        );
        println!(
            "  together {:4.1}    bare         {:5.1}    ratio {:.2} (wanted: at most 1.6)",
            each(ours),
            each(bare),
            ratio(ours, bare)
        );
        let [database, bare_database, index, bare_index] = self.disk.map(|bytes| bytes as f64 / self.claims as f64);
        println!(
            "  bytes a claim on the disk: database {database:.0} (bare {bare_database:.0}), index {index:.0} (bare {bare_index:.0})"
        );
    }
}

fn ratio(ours: Duration, bare: Duration) -> f64 {
    ours.as_secs_f64() / bare.as_secs_f64()
}
