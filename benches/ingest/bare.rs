//! SQLite alone: every row of a filled database into an empty one of the same schema, with the same settings, in the same order and transactions.
//!
//! Comes in: the database that the store filled. Goes out: how long the inserting took; reading the rows is not counted.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, Statement, params_from_iter};

/// The tables that an ingest fills.
const TABLES: [&str; 5] = ["documents", "sources", "versions", "claims", "changes"];

/// The settings that the store opens its database with.
const SETTINGS: [&str; 4] = ["journal_mode", "synchronous", "foreign_keys", "cache_size"];

type Rows = Vec<Vec<Value>>;

/// Inserts what `filled` holds into a new database at `empty`, `batch` documents a transaction.
pub fn insert(filled: &Path, empty: &Path, batch: usize) -> Duration {
    let filled = Connection::open(filled).expect("a database");
    let bare = Connection::open(empty).expect("a database");
    let schema = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    let statements: Vec<String> = column(&filled, schema);
    bare.execute_batch(&statements.join(";\n")).expect("the schema");
    for (setting, value) in SETTINGS.iter().zip(["wal", "full", "on", claimbase::store::CACHE_SIZE]) {
        bare.pragma_update_and_check(None, setting, value, |_| Ok(())).or_else(ignore_silence).expect("a setting");
    }
    let documents: Vec<Vec<(usize, Vec<Value>)>> = documents(&filled);
    let mut inserts: Vec<Statement> = TABLES.iter().map(|table| insert_into(&bare, table)).collect();
    super::timed(|| {
        for batch in documents.chunks(batch) {
            bare.execute_batch("BEGIN IMMEDIATE").expect("begun");
            for (table, row) in batch.iter().flatten() {
                inserts[*table].execute(params_from_iter(row)).expect("inserted");
            }
            bare.execute_batch("COMMIT").expect("committed");
        }
    })
}

/// Settings that answer nothing are set too.
fn ignore_silence(error: rusqlite::Error) -> rusqlite::Result<()> {
    if matches!(error, rusqlite::Error::QueryReturnedNoRows) { Ok(()) } else { Err(error) }
}

fn column(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).expect("SQL");
    statement.query_map([], |row| row.get(0)).expect("rows").map(|word| word.expect("a word")).collect()
}

fn insert_into<'c>(connection: &'c Connection, table: &str) -> Statement<'c> {
    let columns = column(connection, &format!("SELECT name FROM pragma_table_info('{table}')"));
    let places = vec!["?"; columns.len()].join(", ");
    connection.prepare(&format!("INSERT INTO {table} ({}) VALUES ({places})", columns.join(", "))).expect("SQL")
}

/// The rows of each document, in the order in which the store inserts them, each with the number of its table.
fn documents(filled: &Connection) -> Vec<Vec<(usize, Vec<Value>)>> {
    let rows = |table: &str, by: &str| -> Rows {
        let mut statement = filled.prepare(&format!("SELECT * FROM {table} ORDER BY {by}")).expect("SQL");
        let columns = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
        statement.query_map([], read).expect("rows").map(|row| row.expect("a row")).collect()
    };
    let [heads, sources, versions] = ["documents", "sources", "versions"].map(|table| rows(table, "1"));
    let (mut claims, mut changes) = (rows("claims", "1").into_iter().peekable(), rows("changes", "1").into_iter());
    let document_of = filled.prepare("SELECT * FROM claims").expect("SQL").column_index("document_row").expect("a column");
    let heads = heads.into_iter().zip(sources).zip(versions);
    heads
        .map(|((head, source), version)| {
            let document = head[0].clone();
            let mut found = vec![(0, head), (1, source), (2, version)];
            while let Some(claim) = claims.next_if(|claim| claim[document_of] == document) {
                found.extend([(3, claim), (4, changes.next().expect("every claim is a change"))]);
            }
            found
        })
        .collect()
}
