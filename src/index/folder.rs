//! The index on disk: its folder, its lock and its seal.
//!
//! Comes in: the base's `index/` folder. Goes out: a lock that one writer at a time holds, and whether the files are those that
//! the last writer left. What the files hold is tantivy's.
//!
//! The files lie in `index/claims/`; whatever else is in `index/` is never touched. The seal lists name, length and time of every
//! file: opening compares them and reads none. Only where they differ (a copied base, a writer that was killed, a damaged
//! file) are the files' checksums computed.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use super::IndexError;
use super::directory::forbids_writing;

/// How long a writer waits for another one where nothing else is said.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// How often it looks whether the other is done.
const LOOK: Duration = Duration::from_millis(20);

/// Where an index lies.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

/// Held while the index is written; others wait. Released when dropped, and by the system when the process dies.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

/// What asking for the lock gave.
pub(super) enum Locked {
    /// It is ours.
    Held(WriterLock),
    /// Nothing may be written here.
    ReadOnly,
}

impl Folder {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder of tantivy's files.
    pub fn files(&self) -> PathBuf {
        self.root.join("claims")
    }

    fn seal(&self) -> PathBuf {
        self.files().join(".seal")
    }

    /// Asks for the lock, as long as `patience` while another has it.
    pub fn lock(&self, patience: Duration) -> Result<Locked, IndexError> {
        let path = self.root.join(".lock");
        let open =
            fs::create_dir_all(&self.root).and_then(|()| File::options().write(true).create(true).truncate(false).open(&path));
        let file = match open {
            Ok(file) => file,
            Err(error) if forbids_writing(&error) => return Ok(Locked::ReadOnly),
            Err(source) => return Err(IndexError::Io { doing: "lock", path, source }),
        };
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Locked::Held(WriterLock { _file: file })),
                Err(TryLockError::WouldBlock) if begun.elapsed() < patience => thread::sleep(LOOK),
                Err(TryLockError::WouldBlock) => return Err(IndexError::Busy { path: self.root.clone() }),
                Err(TryLockError::Error(source)) => return Err(IndexError::Io { doing: "lock", path, source }),
            }
        }
    }

    /// Removes every index file and makes the empty folder. The lock must be held.
    pub fn clear(&self) -> Result<(), IndexError> {
        let path = self.files();
        let cleared = match fs::remove_dir_all(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => fs::remove_file(&path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        };
        cleared.and_then(|()| fs::create_dir_all(&path)).map_err(|source| IndexError::Io { doing: "rebuild", path, source })
    }

    /// Writes down what the files look like. The lock must be held. A seal that cannot be written costs the next opening the
    /// computing of checksums and nothing else, so that is no error.
    pub fn write_seal(&self) {
        if let Ok(listing) = self.listing() {
            let _ = fs::write(self.seal(), listing);
        }
    }

    /// Whether the files look as the last writer left them.
    pub fn seal_holds(&self) -> bool {
        let sealed = fs::read_to_string(self.seal());
        matches!((sealed, self.listing()), (Ok(sealed), Ok(listing)) if sealed == listing)
    }

    /// One line per file: name, length, time of its last change in nanoseconds. Hidden files are locks, lists and the seal itself.
    fn listing(&self) -> io::Result<String> {
        let mut lines = Vec::new();
        for entry in fs::read_dir(self.files())? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let metadata = entry.metadata()?;
            let changed = metadata.modified()?.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
            lines.push(format!("{name} {} {changed}\n", metadata.len()));
        }
        lines.sort_unstable();
        Ok(lines.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_at_a_time() {
        let root = tempfile::TempDir::new().expect("a folder");
        let folder = Folder::new(root.path());
        let first = folder.lock(Duration::ZERO).expect("the lock");
        assert!(matches!(folder.lock(Duration::ZERO), Err(IndexError::Busy { .. })));
        drop(first);
        assert!(matches!(folder.lock(Duration::ZERO), Ok(Locked::Held(_))));
    }

    #[test]
    fn what_is_not_the_index_stays_when_it_is_cleared() {
        let root = tempfile::TempDir::new().expect("a folder");
        let folder = Folder::new(root.path());
        fs::write(root.path().join("README.md"), "kept").expect("written");
        fs::write(folder.files(), "a file in the way").expect("written");
        folder.clear().expect("an empty folder");
        assert!(folder.files().is_dir() && root.path().join("README.md").exists());
        fs::write(folder.files().join("x.idx"), "words").expect("written");
        folder.write_seal();
        assert!(folder.seal_holds());
        fs::write(folder.files().join("x.idx"), "word").expect("written");
        assert!(!folder.seal_holds());
    }
}
