//! A base into an archive, while others read and write it.
//!
//! Comes in: a base and its open store. Goes out: an archive in its place, whole. First the database is copied as it is at one moment; then the
//! files of the corpus are put beside it as that moment's documents have them.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use jiff::Timestamp;

use super::manifest::{self, FORMAT, Listed, Manifest, Measured};
use super::{BackupError, CORPUS, DATABASE, EVIDENCE, cannot};
use crate::base::{Base, CONFIG_FILE};
use crate::ingest::{STAGING, is_as_stored};
use crate::staged::{ENDING, Staged};
use crate::store::{Store, StoreError, StoredDocument};

/// What was backed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// How many documents, removed ones included.
    pub documents: usize,
    /// How many files of the corpus.
    pub files: usize,
    /// Length of the archive in bytes.
    pub bytes: u64,
}

/// An archive that is being written.
struct Archive<W: Write> {
    tar: tar::Builder<W>,
    files: Vec<Listed>,
    now: Timestamp,
}

/// Writes a backup of `base` to `archive`. Whatever is there is replaced only with `overwrite`, and only when the new one is whole.
pub fn back_up(base: &Base, store: &Store, archive: &Path, overwrite: bool, now: Timestamp) -> Result<BackedUp, BackupError> {
    if !overwrite && archive.exists() {
        return Err(BackupError::Exists { path: archive.to_owned() });
    }
    let folder = archive.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut staged = Staged::new(folder).map_err(cannot("write into", folder))?;
    let copy = Staged::new(folder).map_err(cannot("write into", folder))?;
    store.copy_to(copy.path())?;
    let path = staged.path().to_owned();
    let file = staged.file().map_err(cannot("write", archive))?;
    let mut backed_up = write(base, copy.path(), BufWriter::new(file), now).map_err(|error| match error {
        // The name of the file that is to be is what people know.
        BackupError::Io { doing, path: at, source } if at == path => BackupError::Io { doing, path: archive.to_owned(), source },
        other => other,
    })?;
    backed_up.bytes = fs::metadata(staged.path()).map_err(cannot("write", archive))?.len();
    if overwrite {
        staged.replace(archive).map_err(cannot("write", archive))?;
    } else {
        staged.place_new(archive).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => BackupError::Exists { path: archive.to_owned() },
            _ => cannot("write", archive)(source),
        })?;
    }
    Ok(backed_up)
}

fn write<W: Write>(base: &Base, database: &Path, to: W, now: Timestamp) -> Result<BackedUp, BackupError> {
    let copy = Store::open_read_only(database)?;
    let documents = copy.documents_with_removed()?;
    let log_head = copy.last_event()?.map(|event| event.hash);
    let mut archive = Archive { tar: tar::Builder::new(to), files: Vec::new(), now };
    let config = base.root.join(CONFIG_FILE);
    if config.is_file() {
        let text = fs::read(&config).map_err(cannot("read", &config))?;
        archive.add_bytes(CONFIG_FILE, &text).map_err(cannot("write", &config))?;
    }
    let file = File::open(database).map_err(cannot("read", database))?;
    let length = file.metadata().map_err(cannot("read", database))?.len();
    archive.add(DATABASE, length, file).map_err(cannot("back up", base.database()))?;
    // Named by their content and written once: whatever the copied database refers to is there.
    for name in files(&base.evidence())? {
        let path = base.evidence().join(&name);
        let bytes = fs::read(&path).map_err(cannot("read", &path))?;
        archive.add_bytes(&format!("{EVIDENCE}{name}"), &bytes).map_err(cannot("back up", &path))?;
    }
    let files = add_corpus(base, &copy, &documents, &mut archive)?;
    archive.finish(log_head).map_err(cannot("finish the backup of", &base.root))?;
    Ok(BackedUp { documents: documents.len(), files, bytes: 0 })
}

/// Adds every file of the corpus, in the order of their names; gives how many.
fn add_corpus<W: Write>(
    base: &Base,
    copy: &Store,
    documents: &[StoredDocument],
    archive: &mut Archive<W>,
) -> Result<usize, BackupError> {
    let mut of_file: HashMap<&str, &StoredDocument> = HashMap::new();
    for document in documents {
        of_file.extend(document.corpus_file.as_deref().map(|file| (file, document)));
    }
    let mut names = files(&base.corpus())?;
    // A document's file that is not there comes from the database's copy.
    names.extend(of_file.keys().map(|name| (*name).to_owned()));
    names.sort_unstable();
    names.dedup();
    let mut count = 0;
    for name in names {
        if let Some(bytes) = bytes_of(base, copy, &name, of_file.get(name.as_str()).copied())? {
            archive.add_bytes(&format!("{CORPUS}{name}"), &bytes).map_err(cannot("back up", base.corpus().join(&name)))?;
            count += 1;
        }
    }
    Ok(count)
}

/// The file as it belongs to the moment of the copy; `None` where it is gone and no document has it.
fn bytes_of(base: &Base, copy: &Store, name: &str, document: Option<&StoredDocument>) -> Result<Option<Vec<u8>>, BackupError> {
    let path = base.corpus().join(name);
    let read = || match fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(cannot("read", &path)(source)),
    };
    let Some(document) = document else { return read() };
    let stored = || copy.text(document.row).map(String::into_bytes);
    match read()? {
        Some(bytes) if is_as_stored(document, name, &bytes) => Ok(Some(bytes)),
        None => Ok(Some(stored()?)),
        Some(bytes) => match overtaken(base, document, name)? {
            true => Ok(Some(stored()?)),
            // A person changed it, and may want to ingest it yet.
            false => Ok(Some(read()?.unwrap_or(bytes))),
        },
    }
}

/// Whether the document's file is another one since the copy was made because another version of the article was stored.
fn overtaken(base: &Base, document: &StoredDocument, name: &str) -> Result<bool, BackupError> {
    let look = |store: &Store| {
        let present = store.document(document.row)?.filter(|present| present.version > document.version);
        let bytes = fs::read(base.corpus().join(name)).unwrap_or_default();
        Ok(present.is_some_and(|present| present.corpus_file.as_deref() != Some(name) || is_as_stored(&present, name, &bytes)))
    };
    match Store::open(&base.database()).and_then(|store| store.while_nobody_writes(look)) {
        // Nobody stores anything in a base that cannot be written.
        Err(StoreError::ReadOnly { .. } | StoreError::Open { .. }) => Ok(false),
        done => Ok(done?),
    }
}

/// The names of all files below `folder`, with `/` between them; what is being written to it at the moment is left out.
fn files(folder: &Path) -> Result<Vec<String>, BackupError> {
    let mut names = Vec::new();
    if !folder.exists() {
        return Ok(names);
    }
    let wanted = |entry: &walkdir::DirEntry| {
        let name = entry.file_name();
        entry.depth() == 0 || name != STAGING && !name.as_encoded_bytes().ends_with(ENDING.as_bytes())
    };
    for entry in walkdir::WalkDir::new(folder).follow_links(true).into_iter().filter_entry(wanted) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.loop_ancestor().is_some() => continue,
            Err(error) if error.io_error().is_some_and(|io| io.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                return Err(cannot("read", path)(error.into()));
            }
        };
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Option<Vec<_>> = below.components().map(|part| part.as_os_str().to_str()).collect();
            names.push(parts.ok_or_else(|| BackupError::Name { path: entry.path().to_owned() })?.join("/"));
        }
    }
    names.sort_unstable();
    Ok(names)
}

impl<W: Write> Archive<W> {
    fn add_bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add(name, bytes.len() as u64, bytes)
    }

    /// Adds `length` bytes of `from` under `name`.
    fn add(&mut self, name: &str, length: u64, from: impl Read) -> io::Result<()> {
        let mut measured = Measured::new(from);
        self.append(name, length, &mut measured)?;
        self.files.push(measured.listed(name));
        Ok(())
    }

    fn append(&mut self, name: &str, length: u64, from: impl Read) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(length);
        header.set_mode(0o644);
        header.set_mtime(u64::try_from(self.now.as_second()).unwrap_or(0));
        self.tar.append_data(&mut header, name, from)
    }

    fn finish(mut self, log_head: Option<String>) -> io::Result<()> {
        let manifest = Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: Timestamp::from_second(self.now.as_second()).unwrap_or(self.now).to_string(),
            log_head,
            files: std::mem::take(&mut self.files),
        };
        let json = serde_json::to_vec_pretty(&manifest)?;
        self.append(manifest::NAME, json.len() as u64, json.as_slice())?;
        self.tar.into_inner()?.flush()
    }
}
