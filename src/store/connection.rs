//! Opening the database: pragmas, the check that it is ours and of a known schema, and migrations.
//!
//! Comes in: a path. Goes out: a connection whose schema is the latest, or a clear refusal that left the file untouched.
//! Nothing is scanned on opening.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::StoreError;
use super::error::Doing;

/// "CLMB": marks the file as a claimbase database, in SQLite's header.
const APPLICATION_ID: i64 = 0x434C_4D42;

/// Pages that a writing connection keeps in memory, as SQLite writes it: negative for KiB. Ids are spread evenly over their index, so that storing touches all of it.
pub const CACHE_SIZE: &str = "-32768";

/// Pages that a reading connection keeps, so that hits of one search after the other find the upper pages of every index in memory.
const READING_CACHE_SIZE: &str = "-16384";

/// Append-only: a published migration is never edited. Its place in the list is the schema version that it leads to.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/001-base.sql"),
    include_str!("schema/002-alterations.sql"),
    include_str!("schema/003-due.sql"),
    include_str!("schema/004-ratings.sql"),
];

/// The schema version that this program writes.
pub(super) const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Opens for reading and writing; makes the database and brings its schema up to date.
pub(super) fn open(path: &Path, wait: Duration) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|source| open_error(path, source))?;
    prepare(connection, path, wait)
}

/// A database that lives as long as the connection.
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let path = Path::new(":memory:");
    let connection = Connection::open_in_memory().map_err(|source| open_error(path, source))?;
    prepare(connection, path, Duration::ZERO)
}

/// Opens for reading. Where the folder may not be written and SQLite can make no shared memory beside the file, the file is
/// read as one that nobody changes; not so where changes wait in the write-ahead log beside it, which would be passed over.
pub(super) fn open_read_only(path: &Path, wait: Duration) -> Result<Connection, StoreError> {
    if !path.exists() {
        return Err(StoreError::Missing { path: path.to_owned() });
    }
    let first = try_read_only(path, OpenFlags::empty(), path.as_os_str(), wait);
    match first {
        Err(StoreError::Open { .. }) if has_waiting_changes(path) => Err(StoreError::Unmerged { path: path.to_owned() }),
        Err(StoreError::Open { .. }) => {
            try_read_only(path, OpenFlags::SQLITE_OPEN_URI, immutable_uri(path).as_ref(), wait).or(first)
        }
        other => other,
    }
}

/// Whether the write-ahead log beside the database holds anything.
fn has_waiting_changes(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

fn try_read_only(path: &Path, extra: OpenFlags, name: &std::ffi::OsStr, wait: Duration) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let connection = Connection::open_with_flags(name, flags).map_err(|source| open_error(path, source))?;
    let refused = |source| open_error(path, source);
    connection.busy_timeout(wait).map_err(refused)?;
    keep_plans(&connection).map_err(refused)?;
    match check_header(&connection, path)? {
        SCHEMA_VERSION => {
            // It reads the schema: where that is damaged, whoever reads next says so, and `doctor` still finds what there is to save.
            connection.pragma_update(None, "cache_size", READING_CACHE_SIZE).ok();
            Ok(connection)
        }
        0 => Err(StoreError::Missing { path: path.to_owned() }),
        found => Err(StoreError::Older { path: path.to_owned(), found }),
    }
}

/// The file as a URI that tells SQLite that nobody changes it.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri + "?immutable=1"
}

fn prepare(mut connection: Connection, path: &Path, wait: Duration) -> Result<Connection, StoreError> {
    let refused = |source| open_error(path, source);
    connection.busy_timeout(wait).map_err(refused)?;
    keep_plans(&connection).map_err(refused)?;
    let found = check_header(&connection, path)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(refused)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(refused)?;
    connection.pragma_update(None, "cache_size", CACHE_SIZE).map_err(refused)?;
    if found < SCHEMA_VERSION {
        migrate(&mut connection)?;
    }
    use_write_ahead_log(&connection, path)?;
    Ok(connection)
}

/// A prepared statement keeps its plan. SQLite would otherwise prepare many of them anew for each value that is bound, to look it up in statistics that this
/// database has none of; that costs more than running them.
fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(|_| ())
}

/// The mode is kept in the file. Where another process uses the file at this moment, that one or the next opening sets it.
fn use_write_ahead_log(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let set = connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()));
    match set.map_err(|source| open_error(path, source)) {
        Err(StoreError::Busy) => Ok(()),
        done => done,
    }
}

/// The schema version of a database that is ours, or empty and so 0. Read in one transaction: another process may be making it.
fn check_header(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let refused = |source| open_error(path, source);
    let transaction = connection.unchecked_transaction().map_err(refused)?;
    let pragma = |name| transaction.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(refused);
    let (application, found) = (pragma("application_id")?, pragma("user_version")?);
    let empty = application == 0 && found == 0 && pragma("schema_version")? == 0;
    match found {
        _ if application != APPLICATION_ID && !empty => Err(StoreError::Foreign { path: path.to_owned() }),
        _ if found > SCHEMA_VERSION => Err(StoreError::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION }),
        _ => Ok(found),
    }
}

/// Applies the migrations that the database lacks, in one transaction. Two processes may come here at once: the version is
/// read again under the lock.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let doing = "bring its schema up to date";
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(doing)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).doing(doing)?;
    let done = usize::try_from(found).unwrap_or(0).min(MIGRATIONS.len());
    for migration in &MIGRATIONS[done..] {
        transaction.execute_batch(migration).doing(doing)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).doing(doing)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION).doing(doing)?;
    transaction.commit().doing(doing)
}

fn open_error(path: &Path, source: rusqlite::Error) -> StoreError {
    match source.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign { path: path.to_owned() },
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => StoreError::Corrupt { doing: "open it", source },
        Some(rusqlite::ErrorCode::DiskFull) => StoreError::Full { doing: "open the database" },
        _ => StoreError::Open { path: path.to_owned(), source },
    }
}
