//! JSON Lines of everything that a base knows, from which an equal base can be made.
//!
//! Comes in: a store. Goes out: UTF-8 lines, each an object with `record`: first `base`, then each document with its versions, claims,
//! alterations, events and ratings in the order in which they were stored, at last `end` with how many there were. The same base gives the
//! same bytes; no time and no place of the export is in them. Settings and evidence files are not in it.

pub mod record;

use std::io::{self, Write};

use crate::store::{Entry, Filled, Store, StoreError};
use record::{BaseRecord, EndRecord, Record};

/// The version of the format that is written, and the only one that is read.
pub const FORMAT_VERSION: u32 = 1;

/// Why not everything could be written.
#[derive(Debug, thiserror::Error)]
pub enum EverythingError {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The lines could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Writes everything in `store` to `out`. Gives how many records of each sort there were.
pub fn write(store: &Store, out: &mut dyn Write) -> Result<Filled, EverythingError> {
    let mut count = Filled::default();
    let mut log_head = None;
    line(out, &Record::Base(BaseRecord { format: record::FORMAT.to_owned(), version: FORMAT_VERSION }))?;
    store.entries(&mut |entry| {
        let sort = match &entry {
            Entry::Document(_) => &mut count.documents,
            Entry::Version(_) => &mut count.versions,
            Entry::Claim(_) => &mut count.claims,
            Entry::Alteration(_) => &mut count.alterations,
            Entry::Event(event) => {
                log_head = Some(event.hash.clone());
                &mut count.events
            }
            Entry::Rating(_) => &mut count.ratings,
        };
        *sort += 1;
        line(out, &Record::from(entry)).map_err(EverythingError::Write)
    })?;
    line(out, &Record::End(EndRecord::new(count, log_head)))?;
    Ok(count)
}

fn line(out: &mut dyn Write, record: &Record) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
