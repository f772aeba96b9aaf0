//! What the fuzz target of imports checks.
//!
//! Comes in: bytes that claim to be an export of everything, a table of reviews or published fact checks; each is tried as all of them. Goes out: nothing, or a
//! panic that names what does not hold: what is refused leaves the base as it was, and what is taken is sound, can be told in every format, and
//! makes an equal base again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;

use claimbase::base::Base;
use claimbase::document::{self, Document, Media};
use claimbase::export::claimreview::Site;
use claimbase::export::everything::record::{EndRecord, Record};
use claimbase::export::layout::TextStyle;
use claimbase::export::{self, ReviewedClaim};
use claimbase::import::reviews::Outcome;
use claimbase::import::{everything, ratings, reviews};
use claimbase::report::{self, Audit, AuditedDocument};
use claimbase::review::{Event, RatingFormat};
use claimbase::source::Source;
use claimbase::store::{
    ClaimEntry, ClaimFilter, Entry, Filled, SourceKey, SourceKind, Store, StoreError, StoredDocument, Version, VersionEntry,
};
use jiff::Timestamp;

/// The article whose claims the tables of reviews in `fuzz/seeds` are about, and what it is called.
const NAME: &str = "runtimes.md";

const ARTICLE: &str = "# Runtimes\n\nQuarkus grew 73% in 2026. Deno raised $12.5 million in 2025.\n\nGo served 1,200,000 requests per second.\n";

thread_local! {
    /// An empty base; taken away where something was read into it.
    static EMPTY: RefCell<Option<(Scratch, Store)>> = const { RefCell::new(None) };
}

/// Tries `data` as everything that is imported.
pub fn any(data: &[u8]) {
    let (base, mut store) = EMPTY.take().unwrap_or_else(|| (Scratch::new(), Store::in_memory().expect("a database")));
    if taken(&base.0, &mut store, data) {
        return;
    }
    if let Some(mended) = mended(data)
        && taken(&base.0, &mut store, &mended)
    {
        return;
    }
    let read = |name| Source::from_bytes(name, data, Some(Media::Plain));
    if let (Ok(of_google), Ok(feed)) = (read("fuzzed.json"), read("fuzzed.csv")) {
        fact_checks(&mut store, &of_google, RatingFormat::Google);
        fact_checks(&mut store, &feed, RatingFormat::ClaimReview);
        table(&base.0, &feed);
    }
    EMPTY.set(Some((base, store)));
}

/// The base of this process alone, gone when dropped.
struct Scratch(Base);

impl Scratch {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("claimbase-fuzz-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(Base::create(&folder).expect("a folder for the base"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0.root);
    }
}

fn noon() -> Timestamp {
    "2026-11-01T12:00:00Z".parse().expect("a time")
}

/// An export of everything, read into the empty base. Gives whether it was taken.
fn taken(base: &Base, store: &mut Store, lines: &[u8]) -> bool {
    if let Err(error) = everything::read(base, store, ("fuzzed", &mut &*lines), false) {
        assert!(!error.to_string().is_empty());
        store.check_empty().expect("an import that is refused leaves nothing");
        let left = fs::read_dir(base.corpus()).expect("a folder").filter_map(Result::ok).find(|entry| entry.file_name() != ".parts");
        assert!(left.is_none(), "an import that is refused left {left:?}: {error}");
        return false;
    }
    sound(store);
    let told = told(store);
    // The files that the import wrote are those of the same base.
    let mut again = Store::in_memory().expect("a database");
    everything::read(base, &mut again, ("told", &mut told.as_slice()), false).expect("what was told is taken");
    assert_eq!(String::from_utf8(self::told(&again)), String::from_utf8(told), "the same base tells the same");
    true
}

fn told(store: &Store) -> Vec<u8> {
    let mut lines = Vec::new();
    export::everything::write(store, &mut lines).expect("a base that was imported can be exported");
    lines
}

/// Nothing is wrong with the database, and every format can tell what is in it.
fn sound(store: &Store) {
    assert_eq!([store.damage(), store.troubles().expect("a look")].concat(), Vec::<String>::new());
    let everything = ClaimFilter { withdrawn: true, rejected: true, ..ClaimFilter::default() };
    let claims = store.claims(&everything).expect("claims can be read");
    let claims: Vec<ReviewedClaim<'_>> = claims.iter().map(ReviewedClaim::from).collect();
    let documents = store.documents().expect("documents can be read");
    let text = |document: &StoredDocument| store.text(document.row);
    let mut out = Vec::new();
    export::jsonl::write(&claims, &mut out).expect("written");
    export::csv::write_rows(&claims, &mut out).expect("written");
    export::claimreview::write(&claims, &documents, &Site::default(), &mut out).expect("written");
    export::annotations::write(&claims, &documents, &mut |document| text(document).map_err(std::io::Error::other), &mut out).expect("written");
    store.figures().expect("figures can be counted");
    store.events(None, None).expect("events can be read");
    let references: Vec<_> = documents.iter().map(StoredDocument::reference).collect();
    let texts: Vec<String> = documents.iter().map(text).collect::<Result<_, StoreError>>().expect("texts can be read");
    let audited = documents.iter().zip(&references).zip(&texts).map(|((document, reference), text)| AuditedDocument {
        reference,
        date: document.metadata.date.as_deref(),
        authors: &document.metadata.authors,
        publisher: document.metadata.publisher.as_deref(),
        version: document.version,
        hash: &document.bytes_hash,
        text,
    });
    let day = noon().to_zoned(jiff::tz::TimeZone::UTC).date();
    let audit = Audit::new(audited.collect(), &claims, None, day);
    let articles: Vec<Document> = documents.iter().zip(&texts).map(|(document, text)| article(document, text)).collect();
    let plain = report::text(&audit, TextStyle { width: 80, colour: false });
    assert!(!plain.contains(|c: char| c != '\n' && claimbase::text::is_steering(c)), "the report steers a terminal: {plain:?}");
    let _ = (report::markdown(&audit), report::json(&audit), report::html(&audit, &articles));
}

fn article(document: &StoredDocument, text: &str) -> Document {
    let (hash, encoding) = (document.bytes_hash.clone(), "UTF-8");
    document::read(&Source { name: document.key.clone(), text: text.into(), media: document.media, hash, encoding })
}

/// The lines with ids, hashes, spans and counts as they follow from the rest, so that not every change is refused for one of those; `None`
/// where they are no records.
fn mended(data: &[u8]) -> Option<Vec<u8>> {
    let mut mending = Mending::default();
    let mut lines = Vec::new();
    for line in data.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
        let record = mending.record(serde_json::from_slice(line).ok()?);
        serde_json::to_writer(&mut lines, &record).expect("a record is JSON");
        lines.push(b'\n');
    }
    Some(lines)
}

#[derive(Default)]
struct Mending {
    count: Filled,
    texts: HashMap<(String, i64), String>,
    previous_hash: String,
    seq: i64,
}

impl Mending {
    fn record(&mut self, record: Record) -> Record {
        match record {
            Record::Document(_) => {
                self.count.documents += 1;
                record
            }
            Record::Version(version) => {
                let mut version = VersionEntry::from(version);
                version.text_hash = blake3::hash(version.text.as_bytes()).to_hex().to_string();
                self.texts.insert((version.document.clone(), version.number), version.text.clone());
                self.count.versions += 1;
                Record::from(Entry::Version(version))
            }
            Record::Claim(claim) => {
                self.count.claims += 1;
                Record::from(Entry::Claim(Box::new(self.claim((*claim).into()))))
            }
            Record::Event(event) => {
                let event = self.event(event.into());
                self.count.events += 1;
                Record::from(Entry::Event(event))
            }
            Record::Alteration(_) => {
                self.count.alterations += 1;
                record
            }
            Record::Rating(_) => {
                self.count.ratings += 1;
                record
            }
            Record::End(_) => {
                let head = Some(self.previous_hash.clone()).filter(|hash| !hash.is_empty());
                Record::End(EndRecord::new(self.count, head))
            }
            Record::Base(_) => record,
        }
    }

    /// The claim with the words that stand where it says.
    fn claim(&self, mut entry: ClaimEntry) -> ClaimEntry {
        let Some(text) = self.texts.get(&(entry.document.clone(), entry.version)) else { return entry };
        if let Some(exact) = entry.claim.quote.span.slice(text) {
            entry.claim.quote.exact = exact.to_owned();
        }
        if let Some(figure) = &mut entry.claim.quantity
            && let Some(surface) = figure.span.slice(text)
        {
            figure.surface = surface.to_owned();
        }
        entry
    }

    fn event(&mut self, event: Event) -> Event {
        self.seq += 1;
        let event = Event { seq: self.seq, previous_hash: std::mem::take(&mut self.previous_hash), ..event }.sealed();
        self.previous_hash.clone_from(&event.hash);
        event
    }
}

/// A table of reviews, read into a base with [`ARTICLE`].
fn table(base: &Base, source: &Source) {
    if !source.text.to_lowercase().contains("evidence_quote") {
        return;
    }
    let mut store = reviewed_store();
    let before = told(&store);
    let ask = |store: &mut Store, dry_run| reviews::read(base, store, source, ("Ann", noon()), dry_run);
    let Ok(answers) = ask(&mut store, true) else { return };
    assert!(told(&store) == before, "a dry run changes nothing");
    let judged = answers.iter().filter(|answer| matches!(answer.outcome, Outcome::Judged { .. })).count();
    let done = ask(&mut store, false).expect("what a dry run takes is taken");
    assert_eq!(done, answers, "a dry run says what is done");
    assert_eq!(store.events(None, None).expect("events").len(), judged);
    if judged > 0 {
        sound(&store);
    }
}

/// A base with [`ARTICLE`] that nobody has judged.
fn reviewed_store() -> Store {
    let mut store = Store::in_memory().expect("a database");
    let source = Source::from_bytes(NAME, ARTICLE.as_bytes(), Some(Media::Markdown)).expect("a text");
    let document = document::read(&source);
    let claims = claimbase::claim::extract(&document, NAME);
    let key = SourceKey { key: NAME.to_owned(), kind: SourceKind::Path, location: NAME.to_owned() };
    let version = Version {
        of: None,
        source: &key,
        document: &document,
        bytes_hash: &source.hash,
        encoding: source.encoding,
        corpus_file: None,
        claims: &claims,
        extractor: "fuzzed",
        now: noon(),
    };
    store.put(&version, false).expect("stored");
    store
}

/// Published fact checks, read into the empty base, which stays empty.
fn fact_checks(empty: &mut Store, source: &Source, format: RatingFormat) {
    let importer = ratings::Importer { by: "Ann", now: noon() };
    let Ok(expected) = ratings::read(empty, source, format, importer, true) else { return };
    empty.check_empty().expect("a dry run keeps nothing");
    if expected.ratings == 0 {
        return;
    }
    let mut store = Store::in_memory().expect("a database");
    let imported = ratings::read(&mut store, source, format, importer, false).expect("what a dry run takes is taken");
    assert_eq!((imported.claims, imported.ratings, &imported.bad), (expected.claims, expected.ratings, &expected.bad));
    sound(&store);
    let again = ratings::read(&mut store, source, format, importer, false).expect("it is taken again");
    assert_eq!((again.claims, again.ratings), (0, 0), "what is known is not stored again");
}
