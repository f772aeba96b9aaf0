//! Whether the chain of events is whole, and where a hash that somebody noted stands in it.
//!
//! Comes in: nothing, or a noted hash. Goes out: what is wrong, in words, or the number of the event. A chain that was written anew from some event
//! on, hashes and all, is whole in itself: only a hash that was noted before tells. How a hash is made is decided in
//! [`review`](crate::review).

use rusqlite::{Connection, OptionalExtension};

use super::error::Doing;
use super::{Store, StoreError, events};
use crate::review::Deed;

impl Store {
    /// The number of the event with this hash; `None` where there is none.
    pub fn event_number(&self, hash: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT seq FROM events WHERE hash = ?1";
        self.connection.query_row(sql, [hash], |row| row.get(0)).optional().doing("look up an event")
    }
}

/// Each event's hash follows from its content and the hash before it, each did exactly one thing, numbers have no gap, and none is missing at
/// the end.
pub(super) fn check(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut troubles = Vec::new();
    let (mut seq, mut previous) = (0, String::new());
    for (number, kind) in numbered_kinds(connection)? {
        if number != seq + 1 {
            troubles.push(format!("{} missing before event {number}", count(number - seq - 1)));
        }
        let follows = number == seq + 1;
        seq = number;
        let event = match events::one(connection, number) {
            Ok(Some(event)) => event,
            Ok(None) => {
                troubles.push(format!("event {number} is about a document that is not stored"));
                continue;
            }
            Err(error) => {
                troubles.push(format!("event {number} cannot be read: {}", error.with_cause()));
                continue;
            }
        };
        let who = format!("event {number} ({} by {})", event.at, event.by);
        if follows && event.previous_hash != previous {
            troubles.push(format!("{who} does not follow from the event before it"));
        }
        if !event.is_intact() {
            troubles.push(format!("{who} was changed: its hash does not follow from its content"));
        }
        if deeds(connection, number)? != [kind_of(&event.deed)] || kind != kind_of(&event.deed) {
            troubles.push(format!("{who} was changed: it is to be one {kind} and nothing else"));
        }
        previous = event.hash;
    }
    let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0)";
    let last: i64 = connection.query_row(sql, [], |row| row.get(0)).doing("check its events")?;
    match last - seq {
        0 => {}
        missing @ 1.. => troubles.push(format!("{} missing at the end of the log", count(missing))),
        _ => troubles.push("the number of the last event was changed".to_owned()),
    }
    Ok(troubles)
}

fn numbered_kinds(connection: &Connection) -> Result<Vec<(i64, String)>, StoreError> {
    let doing = "check its events";
    let mut statement = connection.prepare("SELECT seq, kind FROM events ORDER BY seq").doing(doing)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).doing(doing)?;
    rows.collect::<Result<_, _>>().doing(doing)
}

/// What the tables of deeds hold for the event: a row in one of them goes with each event.
fn deeds(connection: &Connection, seq: i64) -> Result<Vec<String>, StoreError> {
    let doing = "check its events";
    let sql = "SELECT 'review' FROM reviews WHERE seq = ?1 UNION ALL SELECT 'correction' FROM corrections WHERE seq = ?1 \
               UNION ALL SELECT 'retraction' FROM retractions WHERE seq = ?1";
    let mut statement = connection.prepare_cached(sql).doing(doing)?;
    let rows = statement.query_map([seq], |row| row.get(0)).doing(doing)?;
    rows.collect::<Result<_, _>>().doing(doing)
}

fn kind_of(deed: &Deed) -> &'static str {
    match deed {
        Deed::Review { .. } => "review",
        Deed::Correction { .. } => "correction",
        Deed::Retraction { .. } => "retraction",
    }
}

fn count(missing: i64) -> String {
    if missing == 1 { "an event is".to_owned() } else { format!("{missing} events are") }
}
