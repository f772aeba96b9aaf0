//! A file that is written aside and then put in its place whole, or not at all.
//!
//! Comes in: a folder to write in, the bytes, and a place on the same disk. Goes out: the file there, flushed to the disk. What the file is
//! for is decided elsewhere.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The ending of files that are being written.
pub const ENDING: &str = ".part";

/// A file of another process that nobody has written to for so long was left by one that was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// A file that is not in its place yet; it is removed when dropped before.
#[derive(Debug)]
pub struct Staged {
    /// The file, while it is written.
    file: Option<File>,
    path: PathBuf,
}

impl Staged {
    /// An empty file in `folder`, which is made if it does not exist.
    pub fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".{}-{number}{ENDING}", std::process::id()));
            match File::options().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { file: Some(file), path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// A file in `folder` with these bytes.
    pub fn holding(folder: &Path, bytes: &[u8]) -> io::Result<Self> {
        let mut staged = Self::new(folder)?;
        staged.file()?.write_all(bytes)?;
        Ok(staged)
    }

    /// The file, to be written.
    pub fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(|| io::Error::other("the file is closed"))
    }

    /// Closes the file: a process may have many that wait for their place, and few that are open.
    pub fn close(&mut self) {
        self.file = None;
    }

    /// Where it is written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it at `place`, over whatever is there, when it is safe on the disk.
    pub fn replace(self, place: &Path) -> io::Result<()> {
        self.sync()?;
        self.put_over(place)
    }

    /// Puts it at `place`, where nothing may be yet, when it is safe on the disk. Errors as with [`Staged::put_new`].
    pub fn place_new(&self, place: &Path) -> io::Result<()> {
        self.sync()?;
        self.put_new(place)
    }

    /// Waits until it is safe on the disk.
    pub fn sync(&self) -> io::Result<()> {
        match &self.file {
            Some(file) => file.sync_all(),
            None => File::options().append(true).open(&self.path)?.sync_all(),
        }
    }

    /// Puts it at `place`, over whatever is there. It may not be on the disk yet.
    pub fn put_over(self, place: &Path) -> io::Result<()> {
        fs::rename(&self.path, place)
    }

    /// Puts it at `place`, where nothing may be yet: gives an error of the kind `AlreadyExists` otherwise, and leaves what is there. It may not be on the disk yet.
    pub fn put_new(&self, place: &Path) -> io::Result<()> {
        match fs::hard_link(&self.path, place) {
            // A disk that knows no second names: the name is taken first, then the file put over it.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                File::create_new(place)?;
                fs::rename(&self.path, place)
            }
            done => done,
        }
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // It is in its place already, or nobody wants it; one that cannot be removed is found by `remove_left_behind`.
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes what processes that were killed left in `folder`. Nobody waits for that and nobody fails by it.
pub fn remove_left_behind(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_part = entry.file_name().as_encoded_bytes().ends_with(ENDING.as_bytes());
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        let age = changed.ok().and_then(|changed| changed.elapsed().ok());
        if is_part && age.is_some_and(|age| age > LEFT_BEHIND) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_placed_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("a.txt");
        Staged::holding(folder.path(), b"one").expect("written").put_new(&place).expect("placed");
        let refused = Staged::holding(folder.path(), b"two").expect("written").put_new(&place).expect_err("refused");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&place).expect("read"), b"one");
        drop(Staged::holding(folder.path(), b"three").expect("written"));
        Staged::holding(folder.path(), b"four").expect("written").replace(&place).expect("placed");
        assert_eq!(fs::read(&place).expect("read"), b"four");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_was_left_behind_goes_when_it_is_old() {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, young) = (folder.path().join(".1-0.part"), folder.path().join(".2-0.part"));
        for path in [&old, &young] {
            fs::write(path, "half").expect("written");
        }
        let long_ago = fs::metadata(&old).and_then(|metadata| metadata.modified()).expect("a time") - 2 * LEFT_BEHIND;
        File::options().write(true).open(&old).and_then(|file| file.set_modified(long_ago)).expect("set");
        remove_left_behind(folder.path());
        assert!(!old.exists() && young.exists());
    }
}
