//! The store: its schema is the documented one, and whatever people and articles do, statuses and history stay true.

use std::collections::BTreeMap;
use std::path::Path;

use claimbase::review::{self, Evidence, Judgement, Stance, Status, field::Field};
use claimbase::store::{Act, ClaimFilter, Retractable, Store, StoreError, StoredClaim};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::desk::Desk;
use crate::written::put;

/// Every table with its columns, in their order, as the database has them.
fn tables(database: &Path) -> BTreeMap<String, Vec<String>> {
    let database = rusqlite::Connection::open(database).expect("a database");
    let sql = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c \
               WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid";
    let mut statement = database.prepare(sql).expect("valid SQL");
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for column in columns {
        let (table, column): (String, String) = column.expect("a row");
        tables.entry(table).or_default().push(column);
    }
    tables
}

/// Every table with its columns, as the document tells them.
fn documented() -> BTreeMap<String, Vec<String>> {
    let document = include_str!("../../docs/data-model.md");
    let sections = document.split("\n## ").skip(1).map(|section| {
        let (table, rest) = section.split_once('\n').expect("a heading");
        let cells = rest.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        (table.trim().to_owned(), cells.map(|(column, _)| column.to_owned()).collect())
    });
    sections.collect()
}

#[test]
fn the_schema_is_the_documented_one() {
    let desk = Desk::empty();
    assert_eq!(tables(&desk.base().database()), documented());
    let database = rusqlite::Connection::open(desk.base().database()).expect("a database");
    let pragma = |name: &str| database.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).expect("a pragma");
    assert_eq!((pragma("application_id"), pragma("user_version")), (1_129_073_986, 4));
    let loose = "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
    assert_eq!(database.query_row(loose, [], |row| row.get::<_, i64>(0)), Ok(0), "every table is STRICT");
}

#[test]
fn examples_of_the_document_run() {
    let desk = Desk::filled();
    let document = include_str!("../../docs/data-model.md");
    let (_, rest) = document.split_once("```sql\n").expect("examples");
    desk.tamper(rest.split_once("```").expect("an end").0);
}

#[test]
fn two_openings_at_once_make_one_database() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("claims.db");
    std::thread::scope(|scope| {
        let openings: Vec<_> = (0..8).map(|_| scope.spawn(|| Store::open(&path).map(drop))).collect();
        for opening in openings {
            opening.join().expect("no panic").expect("opened");
        }
    });
    assert!(Store::open_read_only(&path).expect("opened").troubles().expect("looked at").is_empty());
}

#[test]
fn readers_read_while_a_writer_writes() {
    let desk = Desk::filled();
    let writer = rusqlite::Connection::open(desk.base().database()).expect("a database");
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE claims SET scope = 'half done'").expect("a write");
    let reader = Store::open_read_only(&desk.base().database()).expect("opened");
    let claims = reader.claims(&ClaimFilter::default()).expect("claims");
    assert!(claims.iter().all(|claim| claim.claim.scope.is_none()));
}

#[test]
fn a_claim_whose_span_is_wrong_is_not_stored() {
    use claimbase::document::{Document, Media, Metadata};
    use claimbase::store::{SourceKey, SourceKind, Version};
    let mut store = Store::in_memory().expect("a store");
    put(&mut store, "Right", "event | Bun | Bun was bought. | | 2026 |");
    let mut claim = store.claims(&ClaimFilter::default()).expect("claims").remove(0).claim;
    claim.id.0 = "wrong".to_owned().into();
    let text = "Another text.".to_owned();
    let document =
        Document { text: text.into(), media: Media::Plain, metadata: Metadata::default(), blocks: vec![], diagnostics: vec![] };
    let source = SourceKey { key: "b".to_owned(), kind: SourceKind::Path, location: "b".to_owned() };
    let version = Version {
        of: None,
        source: &source,
        document: &document,
        bytes_hash: "b",
        encoding: "UTF-8",
        corpus_file: None,
        claims: &[claim],
        extractor: "test",
        now: Timestamp::UNIX_EPOCH,
    };
    assert!(matches!(store.put(&version, false), Err(StoreError::Misplaced { .. })));
    assert_eq!(store.documents().expect("documents").len(), 1);
}

/// What somebody does.
#[derive(Debug, Clone)]
enum Deed {
    /// Ingests the article with these of its lines.
    Ingest(Vec<bool>),
    /// Judges a claim.
    Judge { claim: usize, status: usize, by: usize },
    /// Corrects a claim's subject.
    Edit { claim: usize, subject: String, by: usize },
    /// Rejects a claim.
    Reject { claim: usize, by: usize },
    /// Takes an event of the given sort back.
    Undo { claim: usize, sort: usize, by: usize },
    /// Removes the document, or brings it back.
    Remove { back: bool, by: usize },
}

const PEOPLE: [&str; 3] = ["Ann", "Bo", "Cy"];
const LINES: usize = 5;

fn deed() -> impl Strategy<Value = Deed> {
    let (claim, by) = (0..LINES, 0..PEOPLE.len());
    prop_oneof![
        2 => prop::collection::vec(any::<bool>(), LINES).prop_map(Deed::Ingest),
        4 => (claim.clone(), 1..Status::ALL.len(), by.clone()).prop_map(|(claim, status, by)| Deed::Judge { claim, status, by }),
        2 => (claim.clone(), "[A-C]", by.clone()).prop_map(|(claim, subject, by)| Deed::Edit { claim, subject, by }),
        1 => (claim.clone(), by.clone()).prop_map(|(claim, by)| Deed::Reject { claim, by }),
        4 => (claim, 0usize..3, by.clone()).prop_map(|(claim, sort, by)| Deed::Undo { claim, sort, by }),
        1 => (any::<bool>(), by).prop_map(|(back, by)| Deed::Remove { back, by }),
    ]
}

fn line(at: usize) -> String {
    format!("event | S{at} | Something of number {at} happened. | | 2026 |\n")
}

fn all(store: &Store) -> Vec<StoredClaim> {
    store.claims(&ClaimFilter { withdrawn: true, rejected: true, ..ClaimFilter::default() }).expect("claims")
}

fn act(by: usize) -> Act<'static> {
    Act { by: PEOPLE[by], note: None, now: Timestamp::UNIX_EPOCH }
}

/// Does it; a refusal is an answer too.
fn perform(store: &mut Store, deed: &Deed) {
    let row = |store: &Store, at: usize| all(store).get(at).map(|claim| claim.row);
    match deed {
        Deed::Ingest(lines) => {
            if store.documents().expect("documents").is_empty() {
                return;
            }
            let text: String = (0..LINES).filter(|at| lines[*at]).map(line).collect();
            put(store, "Article", &text);
        }
        Deed::Judge { claim, status, by } => {
            let url = Some("https://a.example".to_owned());
            let evidence =
                Evidence { stance: Stance::Context, url, file: None, file_hash: None, quote: None, quote_checked: false };
            let judgement =
                Judgement { status: Status::ALL[*status], by: PEOPLE[*by].to_owned(), note: None, evidence: vec![evidence] };
            let rows: Vec<i64> = row(store, *claim).into_iter().collect();
            store.record_reviews(&rows, &judgement, Timestamp::UNIX_EPOCH).expect("recorded");
        }
        Deed::Edit { claim, subject, by } => {
            let Some(row) = row(store, *claim) else { return };
            let done = store.edit(row, &[(Field::Subject, Some(subject.clone()))], act(*by));
            assert!(matches!(done, Ok(_) | Err(StoreError::Field(_))), "{done:?}");
        }
        Deed::Reject { claim, by } => {
            let rows: Vec<i64> = row(store, *claim).into_iter().collect();
            store.reject(&rows, act(*by)).expect("rejected");
        }
        Deed::Undo { claim, sort, by } => {
            let Some(row) = row(store, *claim) else { return };
            let actions = [review::Action::Edit, review::Action::Reject];
            let what = sort.checked_sub(1).map_or(Retractable::Review, |at| Retractable::Correction(actions[at]));
            let done = store.retract(&[row], what, act(*by));
            assert!(matches!(done, Ok(_) | Err(StoreError::NothingToRetract { .. })), "{done:?}");
        }
        Deed::Remove { back, by } => {
            let document = store.documents_with_removed().expect("documents").remove(0);
            if *back {
                let done = store.restore(document.row, act(*by));
                assert!(matches!(done, Ok(_) | Err(StoreError::NothingToRetract { .. })), "{done:?}");
            } else if document.removed_at.is_none() {
                store.remove(document.row, act(*by)).expect("removed");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens, in whatever order: the database is sound, no claim or event is ever lost, and the status is the last judgement
    /// that stands.
    #[test]
    fn history_stays_true(deeds in prop::collection::vec(deed(), 1..24)) {
        let mut store = Store::in_memory().expect("a store");
        put(&mut store, "Article", &(0..LINES).map(line).collect::<String>());
        let (mut events, mut ids) = (0, all(&store).len());
        for deed in &deeds {
            perform(&mut store, deed);
            let troubles = store.troubles().expect("looked at");
            prop_assert!(troubles.is_empty(), "{:?} after {:?}", troubles, deed);
            let log = store.events(None, None).expect("events");
            prop_assert!(log.len() >= events && all(&store).len() >= ids);
            (events, ids) = (log.len(), all(&store).len());
        }
        for claim in all(&store) {
            let last = claim.reviews.iter().rev().find(|review| !review.retracted);
            prop_assert_eq!(claim.status, last.map_or(Status::Unverified, |review| review.status));
        }
    }

    /// An article that is brought back to its first text has the claims, ids and reviews that it had.
    #[test]
    fn a_text_that_comes_back_brings_its_claims_back(lines in prop::collection::vec(any::<bool>(), LINES)) {
        let mut store = Store::in_memory().expect("a store");
        let whole: String = (0..LINES).map(line).collect();
        put(&mut store, "Article", &whole);
        let judgement = Judgement { status: Status::Disputed, by: "Ann".to_owned(), note: Some("no".to_owned()), evidence: vec![] };
        let rows: Vec<i64> = all(&store).iter().map(|claim| claim.row).collect();
        store.record_reviews(&rows, &judgement, Timestamp::UNIX_EPOCH).expect("recorded");
        let before = all(&store);
        put(&mut store, "Article", &(0..LINES).filter(|at| lines[*at]).map(line).collect::<String>());
        put(&mut store, "Article", &whole);
        prop_assert_eq!(all(&store), before);
    }
}
