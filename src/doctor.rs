//! A look at the whole base: the database, the files of the corpus, the snapshots of evidence, the search index.
//!
//! Comes in: a base and its open store. Goes out: an [`Examination`], without [`Trouble`]s if the base is sound. Nothing is mended: the index mends itself, a changed
//! article is ingested again, and a changed database is a matter for its backup.

use std::collections::BTreeSet;
use std::fs;

use crate::base::Base;
use crate::index::Index;
use crate::ingest;
use crate::review::Deed;
use crate::source::walk;
use crate::store::{Readable, Store, StoreError, StoredDocument};

/// Which part of the base a trouble is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// `claims/`.
    Database,
    /// `corpus/`.
    Corpus,
    /// `claims/evidence/`.
    Evidence,
    /// `index/`.
    Index,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Trouble {
    /// Where.
    pub part: Part,
    /// What.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// What to do about a database that was changed past the program.
const CHANGED: &str = "keep a copy of claims/ as it is, and compare it with a backup";

/// What to do about a database that was damaged.
const DAMAGED: &str = "keep a copy of claims/ as it is; 'claimbase restore' makes a base from a backup, and SQLite's own \
                       'sqlite3 claims.db .recover' saves what can be read";

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Examination {
    /// Everything that is wrong.
    pub troubles: Vec<Trouble>,
    /// Where the hash stands that was expected; `None` where none was, or none is the expected one.
    pub expected: Option<Head>,
    /// Of a damaged database: what can still be read. Empty where it is not damaged.
    pub can_be_saved: Vec<Readable>,
}

/// An event of the chain that a person noted the hash of. That it stands where it stood vouches for all events up to it, if the chain is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Head {
    /// Its number.
    pub seq: i64,
    /// How many events came after it.
    pub later: i64,
}

/// Everything that is wrong in `base`: first the database, then the corpus in document order, then snapshots by name, then the index. `expected` is the hash of an event
/// that must be in the chain, as it was when somebody noted it.
pub fn examine(base: &Base, store: &Store, expected: Option<&str>) -> Result<Examination, StoreError> {
    let damage = store.damage();
    if !damage.is_empty() {
        let troubles = damage.into_iter().map(|message| Trouble { part: Part::Database, message, help: DAMAGED }).collect();
        return Ok(Examination { troubles, expected: None, can_be_saved: [store.readable(), vec![articles(base)]].concat() });
    }
    let database = store.troubles()?;
    let mut troubles: Vec<Trouble> =
        database.into_iter().map(|message| Trouble { part: Part::Database, message, help: CHANGED }).collect();
    let head = expected.map(|hash| head(store, hash)).transpose()?.flatten();
    if let Some(hash) = expected.filter(|_| head.is_none()) {
        let message = format!("no event has the hash {hash}: events were rewritten or cut off since it was noted");
        troubles.push(Trouble { part: Part::Database, message, help: CHANGED });
    }
    for document in store.documents()? {
        troubles.extend(corpus_trouble(base, &document));
    }
    troubles.extend(evidence_troubles(base, store)?);
    troubles.extend(index_troubles(base, store)?);
    Ok(Examination { troubles, expected: head, can_be_saved: Vec::new() })
}

/// What is to be said where the database cannot even be opened, because of `error`; `None` where it is not damaged.
pub fn examine_unopened(base: &Base, error: &StoreError) -> Option<Examination> {
    matches!(error, StoreError::Foreign { .. } | StoreError::Corrupt { .. } | StoreError::Open { .. }).then(|| {
        let trouble = Trouble { part: Part::Database, message: error.to_string(), help: DAMAGED };
        Examination { troubles: vec![trouble], expected: None, can_be_saved: vec![articles(base)] }
    })
}

/// The articles of the corpus, which can be ingested again whatever became of the database.
fn articles(base: &Base) -> Readable {
    let count = walk(&base.corpus()).iter().filter(|file| file.is_ok()).count();
    Readable { what: "articles in corpus/, to be ingested again", count, all: true }
}

/// Where the event with this hash stands.
fn head(store: &Store, hash: &str) -> Result<Option<Head>, StoreError> {
    let Some(seq) = store.event_number(hash)? else { return Ok(None) };
    let last = store.last_event()?.map_or(seq, |event| event.seq);
    Ok(Some(Head { seq, later: last - seq }))
}

/// The document's file holds what was stored.
fn corpus_trouble(base: &Base, document: &StoredDocument) -> Option<Trouble> {
    let file = document.corpus_file.as_ref()?;
    let trouble = |message, help| Some(Trouble { part: Part::Corpus, message, help });
    let Ok(bytes) = fs::read(base.corpus().join(file)) else {
        return trouble(format!("corpus/{file} cannot be read"), "the database keeps its text; ingest the article again");
    };
    if ingest::is_as_stored(document, file, &bytes) {
        return None;
    }
    trouble(format!("corpus/{file} is not what was stored"), "'claimbase ingest' of that file stores it as another version")
}

/// The snapshots hold what reviews rest on.
fn evidence_troubles(base: &Base, store: &Store) -> Result<Vec<Trouble>, StoreError> {
    let deeds = store.events(None, None)?.into_iter().map(|event| event.deed);
    let pieces = deeds.flat_map(|deed| if let Deed::Review { evidence, .. } = deed { evidence } else { Vec::new() });
    let kept: BTreeSet<(String, String)> = pieces.filter_map(|piece| piece.snapshot()).collect();
    let help = "the review keeps its quote and the page's hash; restore the file from a copy of the base";
    let wrong = kept.into_iter().filter_map(|(file, taken)| match fs::read(base.root.join(&file)) {
        Ok(bytes) if hash(&bytes) == taken => None,
        Ok(_) => Some(format!("{file} is not what was fetched")),
        Err(_) => Some(format!("{file} cannot be read")),
    });
    Ok(wrong.map(|message| Trouble { part: Part::Evidence, message, help }).collect())
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The index can be read. One that is missing or behind is no trouble: the next search sees to it.
fn index_troubles(base: &Base, store: &Store) -> Result<Vec<Trouble>, StoreError> {
    let help = "'claimbase reindex' builds it anew; nothing is lost";
    let trouble = |message| Trouble { part: Part::Index, message, help };
    if !base.index().is_dir() {
        return Ok(Vec::new());
    }
    let index = Index::open(&base.index());
    let mut troubles = match index.verify() {
        Ok(damaged) => damaged.into_iter().map(|file| trouble(format!("the index file {file} is damaged"))).collect(),
        Err(error) => vec![trouble(error.to_string())],
    };
    if let Some(seq) = index.last_change().filter(|seq| store.last_change().is_ok_and(|last| *seq > last)) {
        troubles.push(trouble(format!("the index has come to change {seq}, which the database does not have")));
    }
    Ok(troubles)
}
