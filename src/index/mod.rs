//! The search index: the claims' words and figures, made to be found.
//!
//! Comes in: the store's change log, and expressions. Goes out: rows of claims with scores and counts; what the claims say is the
//! store's to tell. Status, reviews and notes are not in the index. The only place that names tantivy.
//!
//! # Derived
//! A commit carries the number of the last change in it. [`Index::catch_up`] brings in what came later, and builds the whole
//! again where the index is missing, damaged, of another version or of another database. Opening reads no claim.
//!
//! # Locking
//! One writer at a time, by a lock in `index/`; others wait up to ten seconds, or as long as is said. Who only reads leaves an index
//! that is being written as it is. Who finds the index current waits for nobody. Where
//! nothing may be written, an index that is behind is built in memory.

#[doc(hidden)]
pub mod bare;
mod collect;
mod directory;
mod error;
pub mod expression;
mod folder;
mod matching;
pub mod measure;
mod plan;
mod rows;
mod schema;
pub mod spelling;
mod statistics;
pub mod tokenizer;
mod write;

use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{DocId, Executor, IndexReader, IndexSettings, ReloadPolicy};

pub use crate::claim::period;
pub use collect::{Collecting, Facets, Found, RowFilter, Sort};
pub use error::IndexError;
pub use rows::{RowSet, RowStatuses};

use crate::store::{Change, Store};
use directory::IndexDirectory;
use expression::Expression;
use folder::{Folder, Locked, PATIENCE};
use plan::Planner;
use schema::Fields;
use statistics::Statistics;
use write::Mark;

/// How long a reader waits for a writer: most write for less.
const GRACE: Duration = Duration::from_millis(300);

/// From so many postings on, parts of the index are read side by side.
const MANY_POSTINGS: u64 = 50_000;

/// How many claims such a part holds: a whole number of windows.
const PART: DocId = 1 << 17;

/// More threads than that hardly help: there are few large segments.
const READERS_MAX: usize = 4;

/// Why an index was built anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rebuilt {
    /// There was none.
    Missing,
    /// It could not be read.
    Damaged(String),
    /// Another version of the program wrote it.
    OtherVersion,
    /// It was made from another database than this one, or from a later state of it.
    OtherDatabase,
    /// It was asked for.
    Asked,
}

impl fmt::Display for Rebuilt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the search index was missing"),
            Self::Damaged(_) => f.write_str("the search index was damaged"),
            Self::OtherVersion => f.write_str("the search index was written by another version of the program"),
            Self::OtherDatabase => f.write_str("the search index belonged to another state of the database"),
            Self::Asked => f.write_str("the search index was to be rebuilt"),
        }
    }
}

/// What catching up did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CatchUp {
    /// How many claims were indexed.
    pub claims: usize,
    /// Why the index was built from nothing, if it was.
    pub rebuilt: Option<Rebuilt>,
    /// Whether the index is in memory only, because nothing may be written.
    pub in_memory: bool,
    /// Why it could not be written, where it may be; the index is in memory only then.
    pub unwritten: Option<String>,
    /// How many changes are not in it, because another process is writing to it.
    pub behind: usize,
}

/// A search index.
pub struct Index {
    folder: Folder,
    wait: Duration,
    fields: Fields,
    state: State,
}

enum State {
    /// None that could be used, and why.
    Absent(Rebuilt),
    Ready(Ready),
}

struct Ready {
    index: tantivy::Index,
    reader: IndexReader,
    mark: Mark,
    sealed: bool,
    executor: OnceLock<Executor>,
}

impl Ready {
    fn new(index: tantivy::Index, mark: Mark, sealed: bool) -> tantivy::Result<Self> {
        Ok(Self { reader: reader(&index)?, index, mark, sealed, executor: OnceLock::new() })
    }

    /// Threads for reading segments side by side, made when they are first needed; where none can be had, this one.
    fn executor(&self) -> &Executor {
        self.executor.get_or_init(|| {
            let cores = thread::available_parallelism().map_or(1, usize::from).min(READERS_MAX);
            match cores {
                1 => Executor::single_thread(),
                _ => Executor::multi_thread(cores, "claimbase-search-").unwrap_or_else(|_| Executor::single_thread()),
            }
        })
    }
}

/// How an index stands to the store.
enum Gap {
    None,
    Behind(Vec<Change>),
    Rebuild(Rebuilt),
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seq = match &self.state {
            State::Ready(ready) => Some(ready.mark.seq),
            State::Absent(_) => None,
        };
        f.debug_struct("Index").field("folder", &self.folder).field("seq", &seq).finish()
    }
}

impl Index {
    /// Opens the index in the folder `dir`. Loss and damage are no errors: [`Index::catch_up`] mends them.
    pub fn open(dir: &Path) -> Self {
        Self::open_waiting(dir, PATIENCE)
    }

    /// As [`open`](Self::open), but other writers are waited for as long as `wait`.
    pub fn open_waiting(dir: &Path, wait: Duration) -> Self {
        let (folder, fields) = (Folder::new(dir), Fields::new());
        let state = open_state(&folder, &fields);
        Self { folder, wait, fields, state }
    }

    /// Brings in what changed in `store`, or builds the index where there is none that can be used. Does nothing if nothing changed.
    pub fn catch_up(&mut self, store: &Store) -> Result<CatchUp, IndexError> {
        self.catch_up_waiting(store, self.wait)
    }

    /// As [`catch_up`](Self::catch_up), for who wants to read: where another process is writing to an index that can be read, it is left as it is, and
    /// where there is no room for one, it is built in memory.
    pub fn catch_up_or_leave(&mut self, store: &Store) -> Result<CatchUp, IndexError> {
        let done = match self.catch_up_waiting(store, GRACE.min(self.wait)) {
            Err(IndexError::Busy { .. }) => match self.gap(store)? {
                Gap::Behind(changes) => Ok(CatchUp { behind: changes.len(), ..CatchUp::default() }),
                _ => self.catch_up(store),
            },
            done => done,
        };
        self.or_in_memory(store, done)
    }

    fn or_in_memory(&mut self, store: &Store, done: Result<CatchUp, IndexError>) -> Result<CatchUp, IndexError> {
        match done {
            Err(error @ (IndexError::Write(_) | IndexError::Io { .. })) => {
                let unwritten = Some(error.with_cause());
                Ok(CatchUp { unwritten, ..self.build_in_memory(store)? })
            }
            done => done,
        }
    }

    fn catch_up_waiting(&mut self, store: &Store, wait: Duration) -> Result<CatchUp, IndexError> {
        if matches!(self.gap(store)?, Gap::None) {
            self.seal_again();
            return Ok(CatchUp::default());
        }
        let _lock = match self.folder.lock(wait)? {
            Locked::Held(lock) => lock,
            Locked::ReadOnly => return self.build_in_memory(store),
        };
        // Another process may have caught up while this one waited.
        self.state = open_state(&self.folder, &self.fields);
        match self.gap(store)? {
            Gap::None => Ok(CatchUp::default()),
            Gap::Behind(changes) => self.follow(store, &changes),
            Gap::Rebuild(reason) => self.build(store, reason),
        }
    }

    /// Builds the index from nothing.
    pub fn rebuild(&mut self, store: &Store) -> Result<CatchUp, IndexError> {
        self.build_locked(store, Rebuilt::Asked)
    }

    /// Builds the index from nothing after reading it failed for `reason`; in memory where there is no room for it.
    pub fn rebuild_because(&mut self, store: &Store, reason: Rebuilt) -> Result<CatchUp, IndexError> {
        let done = self.build_locked(store, reason);
        self.or_in_memory(store, done)
    }

    fn build_locked(&mut self, store: &Store, reason: Rebuilt) -> Result<CatchUp, IndexError> {
        match self.folder.lock(self.wait)? {
            Locked::Held(_lock) => self.build(store, reason),
            Locked::ReadOnly => self.build_in_memory(store),
        }
    }

    /// Reads every byte of the index and compares checksums: the names of damaged files.
    pub fn verify(&self) -> Result<Vec<String>, IndexError> {
        let ready = match &self.state {
            State::Ready(ready) => ready,
            State::Absent(Rebuilt::Damaged(reason)) => return Err(IndexError::Damaged { reason: reason.clone() }),
            State::Absent(_) => return Ok(Vec::new()),
        };
        let damaged = guarded(|| ready.index.validate_checksum().map_err(damage))?;
        let mut names: Vec<String> = damaged.into_iter().map(|path| path.display().to_string()).collect();
        names.sort_unstable();
        Ok(names)
    }

    /// The number of the last change of the store that is in the index; `None` without an index.
    pub fn last_change(&self) -> Option<i64> {
        match &self.state {
            State::Ready(ready) => Some(ready.mark.seq),
            State::Absent(_) => None,
        }
    }

    /// The claims that `expression` finds, collected as `collecting` says. An index of no claims finds nothing.
    pub fn find(&self, expression: &Expression, collecting: &Collecting) -> Result<Found, IndexError> {
        let State::Ready(ready) = &self.state else { return Ok(Found::default()) };
        guarded(|| collected(ready, &self.fields, expression, collecting).map_err(damage))
    }

    /// The terms of claims' words whose spelling is nearest to `term`, nearest first; claims that are gone may have left some.
    pub fn near(&self, term: &str) -> Result<Vec<spelling::Near>, IndexError> {
        let State::Ready(ready) = &self.state else { return Ok(Vec::new()) };
        guarded(|| {
            let searcher = ready.reader.searcher();
            spelling::nearest(&searcher, &self.fields, term).map_err(|error| IndexError::Damaged { reason: error.to_string() })
        })
    }

    /// Seals files that were checked on opening, so that the next opening need not. Nobody waits for that: whoever is writing will
    /// seal them.
    fn seal_again(&mut self) {
        let State::Ready(ready) = &mut self.state else { return };
        if ready.sealed {
            return;
        }
        // Checked again under the lock: only what was checked is sealed.
        if let Ok(Locked::Held(_lock)) = self.folder.lock(Duration::ZERO)
            && let State::Ready(checked) = open_state(&self.folder, &self.fields)
        {
            self.folder.write_seal();
            *ready = checked;
        }
    }

    fn gap(&self, store: &Store) -> Result<Gap, IndexError> {
        let ready = match &self.state {
            State::Ready(ready) => ready,
            State::Absent(_) if store.last_change()? == 0 => return Ok(Gap::None),
            State::Absent(reason) => return Ok(Gap::Rebuild(reason.clone())),
        };
        let mut changes = store.changes_since(ready.mark.seq - 1)?;
        let same = match changes.first() {
            Some(first) => Mark::at(store, *first)? == ready.mark,
            None => false,
        };
        Ok(match changes.len() {
            _ if !same => Gap::Rebuild(Rebuilt::OtherDatabase),
            1 => Gap::None,
            _ => {
                changes.remove(0);
                Gap::Behind(changes)
            }
        })
    }

    fn follow(&mut self, store: &Store, changes: &[Change]) -> Result<CatchUp, IndexError> {
        let State::Ready(ready) = &self.state else { return Ok(CatchUp::default()) };
        let claims = write::apply(&ready.index, &self.fields, store, changes, false)?;
        self.finish()?;
        Ok(CatchUp { claims, ..CatchUp::default() })
    }

    fn build(&mut self, store: &Store, reason: Rebuilt) -> Result<CatchUp, IndexError> {
        self.state = State::Absent(Rebuilt::Missing);
        self.folder.clear()?;
        let changes = store.changes_since(0)?;
        if changes.is_empty() {
            return Ok(CatchUp { rebuilt: Some(reason), ..CatchUp::default() });
        }
        let directory = IndexDirectory::open(&self.folder.files()).map_err(tantivy::TantivyError::from)?;
        let index = with_tokenizer(tantivy::Index::create(directory, self.fields.schema.clone(), IndexSettings::default())?);
        let claims = write::apply(&index, &self.fields, store, &changes, true)?;
        self.finish()?;
        Ok(CatchUp { claims, rebuilt: Some(reason), ..CatchUp::default() })
    }

    /// Seals what was written and opens it.
    fn finish(&mut self) -> Result<(), IndexError> {
        self.folder.write_seal();
        self.state = open_state(&self.folder, &self.fields);
        match &self.state {
            State::Ready(_) => Ok(()),
            State::Absent(reason) => Err(IndexError::Damaged { reason: reason.to_string() }),
        }
    }

    fn build_in_memory(&mut self, store: &Store) -> Result<CatchUp, IndexError> {
        let index = with_tokenizer(tantivy::Index::create_in_ram(self.fields.schema.clone()));
        let changes = store.changes_since(0)?;
        let claims = write::apply(&index, &self.fields, store, &changes, true)?;
        if let Some(last) = changes.last() {
            self.state = State::Ready(Ready::new(index, Mark::at(store, *last)?, true)?);
        }
        Ok(CatchUp { claims, in_memory: true, ..CatchUp::default() })
    }
}

/// Opens what lies in `folder`; whatever cannot be used is said to be absent, with the reason.
fn open_state(folder: &Folder, fields: &Fields) -> State {
    if !folder.files().exists() {
        return State::Absent(Rebuilt::Missing);
    }
    match guarded(|| open_ready(folder, fields)) {
        Ok(Ok(ready)) => State::Ready(ready),
        Ok(Err(reason)) => State::Absent(reason),
        Err(error) => State::Absent(Rebuilt::Damaged(error.to_string())),
    }
}

fn open_ready(folder: &Folder, fields: &Fields) -> Result<Result<Ready, Rebuilt>, IndexError> {
    let directory = IndexDirectory::open(&folder.files()).map_err(|error| damage(error.into()))?;
    if !tantivy::Index::exists(&directory).map_err(|error| damage(error.into()))? {
        return Ok(Err(Rebuilt::Missing));
    }
    let index = with_tokenizer(tantivy::Index::open(directory).map_err(damage)?);
    let meta = index.load_metas().map_err(damage)?;
    let mark = meta.payload.as_deref().map(serde_json::from_str::<Mark>);
    let mark = match mark {
        Some(Ok(mark)) if mark.version == schema::VERSION && meta.schema == fields.schema => mark,
        _ => return Ok(Err(Rebuilt::OtherVersion)),
    };
    let sealed = folder.seal_holds();
    if !sealed && !index.validate_checksum().map_err(damage)?.is_empty() {
        return Ok(Err(Rebuilt::Damaged("a file's checksum is wrong".to_owned())));
    }
    Ok(Ok(Ready::new(index, mark, sealed).map_err(damage)?))
}

/// What `expression` finds. Where much is to be read, all cores read; else the words of more than one core would cost more than the reading.
fn collected(ready: &Ready, fields: &Fields, expression: &Expression, collecting: &Collecting) -> tantivy::Result<Found> {
    let searcher = ready.reader.searcher();
    let statistics = Statistics::new(&searcher, fields);
    let planner = Planner { fields, statistics: collecting.ranks().then_some(&statistics) };
    let plan = planner.plan(expression, collecting.few_rows())?;
    let postings = if collecting.ranks() { statistics.postings() } else { searcher.num_docs() };
    let alone = Executor::single_thread();
    let (executor, claims) = match postings >= MANY_POSTINGS {
        true => (ready.executor(), PART),
        false => (&alone, DocId::MAX),
    };
    let segments = searcher.segment_readers();
    let parts = segments.iter().enumerate().flat_map(|(number, segment)| {
        let begins = (0..segment.max_doc()).step_by(claims as usize);
        begins.map(move |begin| (number, segment, begin..begin.saturating_add(claims)))
    });
    let read = |(number, segment, docs)| {
        let mut taken = collecting.begin(number, segment)?;
        matching::matches(&plan, segment, docs, |first, found, scores| taken.take(first, found, scores))?;
        Ok(taken.end())
    };
    collecting.end(executor.map(read, parts)?)
}

/// A reader without threads of its own: what is committed later is seen when the index is opened again.
fn reader(index: &tantivy::Index) -> tantivy::Result<IndexReader> {
    index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
}

fn with_tokenizer(mut index: tantivy::Index) -> tantivy::Index {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(tokenizer::NAME, TextAnalyzer::from(tokenizer::ClaimTokenizer));
    index.set_tokenizers(tokenizers);
    index
}

fn damage(error: tantivy::TantivyError) -> IndexError {
    IndexError::Damaged { reason: error.to_string() }
}

/// Runs what reads index files: bytes that lie make tantivy panic in places, which is damage like any other.
fn guarded<T>(read: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
    panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(IndexError::Damaged { reason: "its files contradict each other".to_owned() }))
}
