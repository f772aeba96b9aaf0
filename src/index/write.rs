//! Changes of the store into the index.
//!
//! Comes in: the store's change log. Goes out: one commit that carries the number of the last change in it. A claim that changed is
//! taken out and put in again.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, Term};

use super::IndexError;
use super::schema::{Fields, VERSION};
use crate::store::{Change, ChangeKind, Store};

/// Claims read from the store at a time.
const BATCH: usize = 2_000;

/// Up to so many claims, the smallest writer that tantivy allows is enough.
const SMALL: usize = 5_000;

/// Memory of the small and of the large writer, in bytes.
const SMALL_MEMORY: usize = 15_000_000;
pub(super) const LARGE_MEMORY: usize = 80_000_000;

/// What a commit carries: how far the index has come, and of which database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// Version of the schema.
    pub version: u32,
    /// Number of the last change in the index.
    pub seq: i64,
    /// That change's row and kind, and the id of its claim: another database says otherwise at this number.
    row: i64,
    what: ChangeKind,
    claim: Option<String>,
}

impl Mark {
    /// The mark of an index that has come as far as `change`.
    pub fn at(store: &Store, change: Change) -> Result<Self, IndexError> {
        let claim = store.claims_alone(&[change.row])?.pop().map(|stored| stored.claim.id.0.into());
        Ok(Self { version: VERSION, seq: change.seq, row: change.row, what: change.what, claim })
    }
}

/// Brings `changes` into `index`, which holds none of their claims if it is `empty`. Returns how many claims were indexed.
pub(super) fn apply(
    index: &tantivy::Index,
    fields: &Fields,
    store: &Store,
    changes: &[Change],
    empty: bool,
) -> Result<usize, IndexError> {
    let Some(last) = changes.last() else { return Ok(0) };
    let mark = Mark::at(store, *last)?;
    let mut rows: Vec<i64> = changes.iter().map(|change| change.row).collect();
    rows.sort_unstable();
    rows.dedup();
    // A claim that was added after the last commit cannot be in it. Looking for what to take out costs more than putting in.
    let added: HashSet<i64> = changes.iter().filter(|change| change.what == ChangeKind::Added).map(|change| change.row).collect();
    let writer = writer(index, rows.len())?;
    // A writer that was killed may have left files that no commit knows, under names that this one would give.
    writer.garbage_collect_files().wait()?;
    for batch in rows.chunks(BATCH) {
        for row in batch.iter().filter(|row| !empty && !added.contains(row)) {
            writer.delete_term(Term::from_field_i64(fields.row, *row));
        }
        for stored in store.claims_alone(batch)? {
            writer.add_document(fields.document(&stored))?;
        }
    }
    commit(writer, &mark)?;
    Ok(rows.len())
}

/// One thread writes and one merges: bases are small, and the order of claims never shows.
fn writer(index: &tantivy::Index, claims: usize) -> tantivy::Result<IndexWriter> {
    let memory = if claims <= SMALL { SMALL_MEMORY } else { LARGE_MEMORY };
    index.writer_with_options(
        IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1).memory_budget_per_thread(memory).build(),
    )
}

fn commit(mut writer: IndexWriter, mark: &Mark) -> tantivy::Result<()> {
    let payload = serde_json::to_string(mark).map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&payload);
    prepared.commit()?;
    writer.wait_merging_threads()
}
