//! The index and the search over it, on claims made for the purpose.

use std::fs;
use std::path::{Path, PathBuf};

use claimbase::index::{CatchUp, Facets, Index, Rebuilt, Sort};
use claimbase::review::{Judgement, Status};
use claimbase::search::{Hits, Query, SearchError, find, search, time, value};
use claimbase::store::Store;
use jiff::Timestamp;
use tempfile::TempDir;

use crate::written::{FRAMEWORKS, SURVEY, put};

struct Base {
    store: Store,
    index: Index,
    folder: TempDir,
}

fn base() -> Base {
    let mut store = Store::in_memory().expect("a store");
    put(&mut store, "Frameworks", FRAMEWORKS);
    put(&mut store, "Survey", SURVEY);
    let folder = TempDir::new().expect("a folder");
    let index = Index::open(folder.path());
    Base { store, index, folder }
}

fn asked(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 100, ..Query::default() }
}

impl Base {
    fn ask(&mut self, query: &Query) -> Hits {
        search(&self.store, &mut self.index, query).expect("an answer").0
    }

    /// Subjects of the hits, in order.
    fn subjects(&mut self, query: &Query) -> Vec<String> {
        self.ask(query).hits.into_iter().map(|hit| hit.claim.claim.subject.expect("a subject").into()).collect()
    }

    fn words(&mut self, text: &str) -> Vec<String> {
        self.subjects(&asked(text))
    }

    fn value(&mut self, written: &str, unit: Option<&str>) -> Vec<String> {
        let value = Some(value::range(written, unit).expect("a range"));
        self.subjects(&Query { value, unit: unit.map(str::to_owned), sort: Some(Sort::Document), ..asked("") })
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join("claims")
    }

    fn reopened(&mut self) -> CatchUp {
        self.index = Index::open(self.folder.path());
        self.index.catch_up(&self.store).expect("an index")
    }
}

#[test]
fn words_are_found_in_all_their_forms_and_as_written() {
    let mut base = base();
    assert_eq!(base.words("search grew quarkus"), ["Quarkus"]);
    assert_eq!(base.words("node.js"), ["Netflix"]);
    assert_eq!(base.words("c++"), ["React"]);
    assert_eq!(base.words("p99.9"), ["Oracle"]);
    assert_eq!(base.words("1.2 million"), ["Express.js"]);
    assert_eq!(base.words("\"real time\""), ["developers"]);
    assert_eq!(base.words("\"time real\""), Vec::<String>::new());
    assert_eq!(base.words("234000"), ["React"]);
}

#[test]
fn operators_and_fields_narrow() {
    let mut base = base();
    assert_eq!(base.words("subject:quarkus -native"), ["Quarkus"]);
    assert_eq!(base.words("kind:cost OR kind:migration"), ["Netflix", "Netflix"]);
    assert_eq!(base.words("attribution:gartner"), ["Quarkus"]);
    assert_eq!(base.words("attribution:\"stack overflow\""), ["developers"]);
    assert_eq!(base.words("section:survey market"), ["Oracle"]);
    assert_eq!(base.words("document:Survey.md kind:market"), ["Oracle"]);
    assert_eq!(base.words("unit:USD"), ["Deno"]);
    assert_eq!(base.words("netflix AND (bill OR absent)"), ["Netflix"]);
    assert_eq!(base.words("value:500ms.."), ["Spring Boot"]);
}

#[test]
fn any_word_is_tried_when_no_claim_has_all() {
    let mut base = base();
    let hits = base.ask(&asked("quarkus oracle"));
    assert!(hits.relaxed);
    assert_eq!(hits.total, 3);
    assert!(!base.ask(&asked("quarkus grew")).relaxed);
    let nothing = base.ask(&asked("absent words"));
    assert_eq!((nothing.total, nothing.relaxed), (0, false));
}

#[test]
fn figures_are_found_by_interval_across_units() {
    let mut base = base();
    assert_eq!(base.value("500ms..", None), ["Spring Boot"]);
    assert_eq!(base.value("500..", Some("ms")), ["Spring Boot"]);
    assert_eq!(base.value("..50ms", None), ["Quarkus"]);
    assert_eq!(base.value("100ms..3s", None), ["Spring Boot"], "under 100 ms does not meet 100 ms");
    assert_eq!(base.value("10M..100M", Some("USD")), ["Deno"]);
    assert_eq!(base.value("$50M", None), ["Deno"]);
    assert_eq!(base.value("$61M..", None), Vec::<String>::new());
    assert_eq!(base.value("40%..60%", None), ["Netflix", "developers"]);
    assert_eq!(base.value("0.5x..1x", None), ["Quarkus", "Netflix", "developers"]);
    assert_eq!(base.value("60M requests/min..", None), ["Express.js"]);
    assert_eq!(base.value("60", None), ["Quarkus", "Netflix"], "without a unit, as stated: under 100, and 60");
}

#[test]
fn times_are_found_by_interval() {
    let mut base = base();
    let mut within = |since: Option<&str>, until: Option<&str>| {
        let period = |text: &str| time("since", text).expect("a time");
        base.subjects(&Query { since: since.map(period), until: until.map(period), ..asked("") })
    };
    assert_eq!(within(Some("2026-02"), None), ["Quarkus", "Express.js", "Deno", "React"]);
    assert_eq!(within(None, Some("2023")), ["Netflix"]);
    assert_eq!(within(Some("2025-07"), Some("2025-12")), ["Quarkus", "React", "developers"]);
    assert_eq!(base.words("time:2025-H1 kind:market"), ["Oracle"]);
}

#[test]
fn statuses_come_from_the_store_without_a_commit() {
    let mut base = base();
    let row = base.ask(&asked("kind:funding")).hits[0].claim.row;
    let before = base.index.last_change();
    let judgement = Judgement { status: Status::Disputed, by: "r".to_owned(), note: Some("no".to_owned()), evidence: Vec::new() };
    base.store.record_reviews(&[row], &judgement, Timestamp::UNIX_EPOCH).expect("a review");
    let with = |statuses: &[Status]| Query { statuses: statuses.to_vec(), facets: true, ..asked("") };
    assert_eq!(base.subjects(&with(&[Status::Disputed])), ["Deno"]);
    assert_eq!(base.ask(&with(&[Status::Unverified])).total, 9);
    assert_eq!(base.ask(&with(&[Status::Unverified, Status::Disputed])).total, 10);
    let facets = base.ask(&with(&[])).facets;
    assert_eq!(facets.status.into_iter().collect::<Vec<_>>(), [(Status::Unverified, 9), (Status::Disputed, 1)]);
    assert_eq!(base.index.last_change(), before);
}

#[test]
fn facets_count_all_matches_whatever_the_limit() {
    let mut base = base();
    let Facets { kind, document, unit, .. } = base.ask(&Query { facets: true, limit: 1, ..asked("") }).facets;
    assert_eq!((kind["benchmark"], kind["growth"], kind.len()), (3, 1, 8));
    assert_eq!(document.values().copied().collect::<Vec<_>>().iter().sum::<u64>(), 10);
    assert_eq!((unit["%"], unit["ms"]), (4, 1));
    assert_eq!(unit.values().sum::<u64>(), 9, "a claim without a figure has no unit");
}

#[test]
fn orders_are_total_and_can_be_turned() {
    let mut base = base();
    let seconds = Some(value::range("0s..", None).expect("a range"));
    let mut by = |sort, reverse| base.subjects(&Query { sort: Some(sort), reverse, value: seconds.clone(), ..asked("") });
    assert_eq!(by(Sort::Value, false), ["Spring Boot", "Quarkus"]);
    assert_eq!(by(Sort::Value, true), ["Quarkus", "Spring Boot"]);
    let article = base.subjects(&asked(""));
    assert_eq!((article[0].as_str(), article[9].as_str()), ("Quarkus", "Oracle"));
    let latest = base.subjects(&Query { sort: Some(Sort::Time), ..asked("") });
    assert_eq!((latest[0].as_str(), latest[9].as_str()), ("Quarkus", "Netflix"));
    let worth: Vec<u8> = base
        .ask(&Query { sort: Some(Sort::Worthiness), ..asked("") })
        .hits
        .iter()
        .map(|hit| hit.claim.claim.check_worthiness)
        .collect();
    assert!(worth.is_sorted_by(|a, b| a >= b));
    let paged: Vec<String> = (0..10).flat_map(|offset| base.subjects(&Query { offset, limit: 1, ..asked("") })).collect();
    assert_eq!(paged, article);
}

#[test]
fn withdrawn_claims_are_found_only_when_asked_for() {
    let mut base = base();
    assert_eq!(base.words("netflix").len(), 2);
    let shorter: Vec<&str> = FRAMEWORKS.lines().filter(|line| !line.contains("bill")).collect();
    put(&mut base.store, "Frameworks", &shorter.join("\n"));
    assert_eq!(base.words("netflix").len(), 1);
    assert_eq!(base.ask(&Query { all: true, ..asked("netflix") }).total, 2);
}

#[test]
fn an_index_updated_step_by_step_equals_one_rebuilt() {
    let mut base = base();
    base.index.catch_up(&base.store).expect("an index");
    for round in 0..12 {
        let lines: Vec<String> = FRAMEWORKS
            .lines()
            .filter(|line| line.len() % 7 != round % 7)
            .map(|line| line.replace("2 s", &format!("{round} s")))
            .collect();
        put(&mut base.store, "Frameworks", &lines.join("\n"));
        put(&mut base.store, &format!("Copy {round}"), FRAMEWORKS);
        base.index.catch_up(&base.store).expect("an index");
    }
    let folder = TempDir::new().expect("a folder");
    let mut rebuilt = Index::open(folder.path());
    rebuilt.rebuild(&base.store).expect("an index");
    for text in
        ["quarkus", "netflix node.js", "\"cold start\" takes", "spring OR react -stars", "the p99.9 latency", "kind:cost", ""]
    {
        for sort in [None, Some(Sort::Value), Some(Sort::Time), Some(Sort::Worthiness)] {
            let query = Query { sort, facets: true, all: true, ..asked(text) };
            let seen = |index: &Index| {
                let hits = find(&base.store, index, &query).expect("an answer");
                let rows: Vec<i64> = hits.hits.iter().map(|hit| hit.claim.row).collect();
                (rows, hits.total, hits.facets, hits.relaxed)
            };
            assert_eq!(seen(&base.index), seen(&rebuilt), "{text} {sort:?}");
        }
    }
}

#[test]
fn a_lost_index_is_rebuilt_and_said_once() {
    let mut base = base();
    let first = base.index.catch_up(&base.store).expect("an index");
    assert_eq!((first.claims, first.rebuilt), (10, Some(Rebuilt::Missing)));
    assert_eq!(base.reopened(), CatchUp::default());
    fs::remove_dir_all(base.files()).expect("removed");
    assert_eq!(base.reopened().rebuilt, Some(Rebuilt::Missing));
    assert_eq!(base.reopened(), CatchUp::default());
    assert_eq!(base.words("node.js"), ["Netflix"]);
}

/// Every file of the index that tantivy reads, by name.
fn index_files(files: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(files).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))).collect();
    found.sort();
    found
}

#[test]
fn any_damaged_file_is_noticed_and_mended() {
    let mut base = base();
    base.reopened();
    let names: Vec<_> = index_files(&base.files()).into_iter().map(|path| path.extension().expect("one").to_owned()).collect();
    assert!(names.len() >= 6, "{names:?}");
    for extension in names {
        for damage in [
            |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2),
            |bytes: &mut Vec<u8>| bytes.iter_mut().for_each(|byte| *byte ^= 0x55),
            |bytes: &mut Vec<u8>| bytes.clear(),
        ] {
            let path =
                index_files(&base.files()).into_iter().find(|path| path.extension() == Some(&extension)).expect("the file");
            let mut bytes = fs::read(&path).expect("bytes");
            damage(&mut bytes);
            fs::remove_file(&path).expect("removed");
            fs::write(&path, bytes).expect("written");
            let caught_up = base.reopened();
            assert!(matches!(caught_up.rebuilt, Some(Rebuilt::Damaged(_) | Rebuilt::OtherVersion)), "{path:?}: {caught_up:?}");
            assert_eq!(base.words("node.js"), ["Netflix"]);
            assert_eq!(base.reopened(), CatchUp::default());
        }
    }
}

#[test]
fn a_copied_index_is_checked_once_and_kept() {
    let mut base = base();
    base.reopened();
    for path in index_files(&base.files()) {
        let bytes = fs::read(&path).expect("bytes");
        fs::remove_file(&path).expect("removed");
        fs::write(&path, bytes).expect("written");
    }
    assert_eq!(base.reopened().rebuilt, None);
    assert!(base.index.verify().expect("checksums").is_empty());
    assert_eq!(base.words("node.js"), ["Netflix"]);
}

#[test]
fn an_index_of_another_database_is_rebuilt() {
    let mut base = base();
    base.reopened();
    base.store = Store::in_memory().expect("a store");
    put(&mut base.store, "Survey", SURVEY);
    assert_eq!(base.reopened().rebuilt, Some(Rebuilt::OtherDatabase));
    assert_eq!(base.words("kind:market"), ["Oracle"]);
    put(&mut base.store, "Frameworks", FRAMEWORKS);
    assert_eq!(base.reopened(), CatchUp { claims: 8, ..CatchUp::default() });
}

#[test]
fn an_empty_store_has_no_index_and_no_hits() {
    let folder = TempDir::new().expect("a folder");
    let store = Store::in_memory().expect("a store");
    let mut index = Index::open(folder.path());
    let (hits, caught_up) = search(&store, &mut index, &asked("quarkus")).expect("an answer");
    assert_eq!((hits.total, caught_up), (0, CatchUp::default()));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn unknown_documents_are_said() {
    let mut base = base();
    let query = Query { documents: vec!["absent".to_owned()], ..asked("") };
    let error = search(&base.store, &mut base.index, &query).expect_err("no such document");
    assert!(matches!(error, SearchError::Store(_)), "{error}");
}

#[test]
fn matches_are_marked_in_the_wording() {
    let mut base = base();
    let hits = base.ask(&asked("netflix node.js"));
    let text = &hits.hits[0].claim.claim.text;
    let marked: Vec<&str> = hits.hits[0].highlights.iter().filter_map(|span| span.slice(text)).collect();
    assert_eq!(marked, ["Netflix", "Node.js"]);
}
