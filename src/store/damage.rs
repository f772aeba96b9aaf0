//! What of a damaged database can still be read.
//!
//! Comes in: nothing. Goes out: for each table how many rows can be read, and whether that is all. Reading steps over pages that cannot be read. Nothing is
//! mended or copied here.

use rusqlite::{Connection, OptionalExtension};

use super::Store;

/// The tables that hold what people and articles said, and how their rows are called.
const TABLES: [(&str, &str); 8] = [
    ("documents", "documents"),
    ("versions", "texts of articles"),
    ("claims", "claims"),
    ("events", "events"),
    ("reviews", "reviews"),
    ("evidence", "pieces of evidence"),
    ("corrections", "corrections"),
    ("retractions", "retractions"),
];

/// So many damaged places of one table are stepped over.
const GAPS_MAX: usize = 256;

/// What can be read of one kind of thing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Readable {
    /// What: `documents`, `claims`, `events` …
    pub what: &'static str,
    /// How many can be read.
    pub count: usize,
    /// Whether these are all that there are.
    pub all: bool,
}

impl Store {
    /// What can be read of each table.
    pub fn readable(&self) -> Vec<Readable> {
        TABLES.into_iter().map(|(table, what)| readable(&self.connection, table, what)).collect()
    }

    /// `message` of SQLite with the names of the tables and indices that it gives by the number of their first page.
    pub(super) fn with_names(&self, message: &str) -> String {
        let number = message.split_once("Tree ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<i64>().ok());
        let sql = "SELECT type || ' ' || name FROM sqlite_schema WHERE rootpage = ?1";
        let name = |number| self.connection.query_row(sql, [number], |row| row.get::<_, String>(0)).optional();
        match number.and_then(|number| name(number).ok().flatten()) {
            Some(name) => format!("{message} (in {name})"),
            None => message.to_owned(),
        }
    }
}

fn readable(connection: &Connection, table: &str, what: &'static str) -> Readable {
    let (mut count, mut last) = (0, i64::MIN);
    for gap in 0..=GAPS_MAX {
        match rows_after(connection, table, last, &mut count) {
            Ok(()) => return Readable { what, count, all: gap == 0 },
            Err(read) => last = read,
        }
        match next_readable(connection, table, last) {
            Some(before) => last = before,
            None => break,
        }
    }
    Readable { what, count, all: false }
}

/// Counts the rows after `last`; where one cannot be read, gives the number of the last one that could.
fn rows_after(connection: &Connection, table: &str, last: i64, count: &mut usize) -> Result<(), i64> {
    let sql = format!("SELECT rowid, * FROM {table} WHERE rowid > ?1 ORDER BY rowid");
    let mut reached = last;
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(&sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([last])?;
        while let Some(row) = rows.next()? {
            // Long values lie on pages of their own.
            (0..columns).try_for_each(|column| row.get_ref(column).map(drop))?;
            reached = row.get(0)?;
            *count += 1;
        }
        Ok(())
    };
    read().map_err(|_| reached)
}

/// The number of a row before which nothing more can be read, and after which something can; `None` where nothing can.
fn next_readable(connection: &Connection, table: &str, last: i64) -> Option<i64> {
    let sql = format!("SELECT rowid FROM {table} WHERE rowid > ?1 ORDER BY rowid LIMIT 1");
    let found = |after: i64| connection.query_row(&sql, [after], |row| row.get::<_, i64>(0)).optional();
    let base = last.max(0);
    let (mut bad, mut good) = (base, None);
    for power in 0..40 {
        match found(base + (1 << power)) {
            Err(_) => bad = base + (1 << power),
            Ok(None) => break,
            Ok(Some(_)) => {
                good = Some(base + (1 << power));
                break;
            }
        }
    }
    // Between a number after which nothing can be read and one after which something can.
    let mut good = good?;
    while good - bad > 1 {
        let middle = bad + (good - bad) / 2;
        if matches!(found(middle), Ok(Some(_))) { good = middle } else { bad = middle }
    }
    Some(good)
}
