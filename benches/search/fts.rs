//! SQLite's FTS5 over the same rows.
//!
//! Comes in: the base's database, and queries. Goes out: an FTS5 table of the same words (contentless, as the search index is: hits are rows, the store tells the rest), and
//! what it finds, ranked by `bm25()` with the same weights. It has not to count the matches, which the program always does.

use std::collections::HashMap;
use std::path::Path;

use claimbase::store::Store;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::queries::{Query, Shape};

/// Weights of wording, quote, subject, metric, attribution and section, as the search index has them.
const RANK: &str = "bm25(words, 1.0, 0.7, 1.2, 1.0, 0.8, 0.4)";

/// How many hits are told.
pub const HITS: usize = 20;

/// A base's rows in FTS5.
pub struct Fts {
    connection: Connection,
    store: Store,
}

impl Fts {
    /// Fills a new database at `path` from the claims in `database`.
    pub fn fill(path: &Path, database: &Path) {
        let connection = Connection::open(path).expect("a database");
        connection.execute("ATTACH ?1 AS base", [database.to_string_lossy()]).expect("attached");
        connection
            .execute_batch(
                "PRAGMA synchronous = OFF;
                 CREATE VIRTUAL TABLE words USING fts5
                     (wording, quote, subject, metric, attribution, section, content = '', tokenize = 'porter unicode61');
                 INSERT INTO words (rowid, wording, quote, subject, metric, attribution, section)
                     SELECT claim_row, text, quote_words, subject, metric, attribution_name,
                         (SELECT group_concat(value, ' ') FROM json_each(section)) FROM base.claims;
                 INSERT INTO words (words) VALUES ('optimize');",
            )
            .expect("filled");
    }

    pub fn open(path: &Path, database: &Path) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).expect("a database");
        connection.execute("ATTACH ?1 AS base", [database.to_string_lossy()]).expect("attached");
        connection.pragma_update(None, "cache_size", claimbase::store::CACHE_SIZE).expect("set");
        Self { connection, store: Store::open_read_only(database).expect("a store") }
    }

    /// Answers `query`; gives how many hits it has, at most [`HITS`].
    pub fn answer(&self, query: &Query) -> usize {
        let wanted = query.in_fts();
        let mut conditions = String::new();
        if let Some(status) = query.status {
            conditions.push_str(&format!(" AND c.status = '{}'", status.as_str()));
        }
        if let Some(range) = &query.range {
            let (unit, low, high) = (range.unit, range.low, range.high);
            conditions.push_str(&format!(
                " AND c.figure_unit = '{unit}' AND c.figure_low_number <= {high} AND c.figure_high_number >= {low}"
            ));
        }
        let join = if conditions.is_empty() { "" } else { "JOIN base.claims c ON c.claim_row = words.rowid" };
        let sql = format!("SELECT words.rowid FROM words {join} WHERE words MATCH ?1 {conditions} ORDER BY {RANK} LIMIT {HITS}");
        let mut statement = self.connection.prepare_cached(&sql).expect("SQL");
        let rows = statement.query_map([&wanted], |row| row.get(0)).expect("rows");
        let rows: Vec<i64> = rows.collect::<Result<_, _>>().expect("rows");
        if query.shape == Shape::Facets {
            self.count(&wanted);
        }
        self.store.claims_by_row(&rows).expect("claims").len()
    }

    /// Counts by kind, status, document and unit in one pass over the matches.
    fn count(&self, wanted: &str) {
        let sql = "SELECT c.kind, c.status, c.document_row, c.figure_unit FROM words
                   JOIN base.claims c ON c.claim_row = words.rowid WHERE words MATCH ?1";
        let mut statement = self.connection.prepare_cached(sql).expect("SQL");
        let mut rows = statement.query(params_from_iter([wanted])).expect("rows");
        let (mut words, mut documents) = ([(); 3].map(|()| HashMap::<String, u64>::new()), HashMap::<i64, u64>::new());
        while let Some(row) = rows.next().expect("a row") {
            for (counts, column) in words.iter_mut().zip([0, 1, 3]) {
                let Ok(word) = row.get_ref(column).expect("a column").as_str() else { continue };
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(word.to_owned(), 1)),
                }
            }
            *documents.entry(row.get(2).expect("a row")).or_default() += 1;
        }
        std::hint::black_box((words, documents));
    }
}
