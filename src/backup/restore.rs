//! A base out of an archive.
//!
//! Comes in: an archive, which may be damaged or hostile, and a folder. Goes out: the base in it. Everything is unpacked beside its place and held
//! against the manifest first; where anything is wrong, the folder is left as it was.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use super::manifest::{self, FORMAT, Listed, Manifest, Measured};
use super::{BackupError, CORPUS, DATABASE, EVIDENCE, cannot};
use crate::base::{Base, BaseError, CONFIG_FILE};
use crate::store::{Store, StoreError};

/// Where everything is unpacked first, in the folder that becomes the base.
const STAGING: &str = ".restoring";

/// A manifest is a line or two for each file; a longer one is none.
const MANIFEST_MAX: u64 = 1 << 30;

/// What is removed again unless the base is whole.
struct Unpacked {
    staging: PathBuf,
    /// The folder, if this call made it.
    made: Option<PathBuf>,
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        // The error that is reported is why nothing was restored.
        let _ = fs::remove_dir_all(&self.staging);
        if let Some(made) = &self.made {
            let _ = fs::remove_dir(made);
        }
    }
}

/// Makes a base in `folder`, which must be empty or not exist, from the backup `archive`.
pub fn restore(archive: &Path, folder: &Path) -> Result<Base, BackupError> {
    let file = File::open(archive).map_err(cannot("read", archive))?;
    let mut unpacked = prepare(folder)?;
    unpack(archive, BufReader::new(file), &unpacked.staging)?;
    match Store::open_read_only(&unpacked.staging.join(DATABASE)) {
        Ok(_) | Err(StoreError::Older { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    // The settings make the folder a base for who looks for one: they go last.
    for name in ["corpus", "claims", CONFIG_FILE] {
        let (from, to) = (unpacked.staging.join(name), folder.join(name));
        if from.exists() {
            fs::rename(&from, &to).map_err(cannot("write", to))?;
        }
    }
    unpacked.made = None;
    Base::create(folder).map_err(|error| match error {
        BaseError::Make { path, source } => BackupError::Io { doing: "make", path, source },
        other => BackupError::Damaged { path: archive.to_owned(), reason: other.to_string() },
    })
}

/// Makes the folder, if there is none, and the one in it to unpack into.
fn prepare(folder: &Path) -> Result<Unpacked, BackupError> {
    let made = (!folder.exists()).then(|| folder.to_owned());
    fs::create_dir_all(folder).map_err(cannot("make", folder))?;
    if let Some(entry) = fs::read_dir(folder).map_err(cannot("read", folder))?.next() {
        let entry = entry.map_err(cannot("read", folder))?.file_name().to_string_lossy().into_owned();
        return Err(BackupError::NotEmpty { path: folder.to_owned(), entry });
    }
    let unpacked = Unpacked { staging: folder.join(STAGING), made };
    fs::create_dir(&unpacked.staging).map_err(cannot("make", &unpacked.staging))?;
    Ok(unpacked)
}

/// Unpacks the archive into `staging` and holds what came out of it against its manifest.
fn unpack(archive: &Path, from: impl Read, staging: &Path) -> Result<(), BackupError> {
    let damaged = |reason: String| BackupError::Damaged { path: archive.to_owned(), reason };
    let unreadable = |error: io::Error| damaged(error.to_string());
    let (mut files, mut manifest) = (Vec::new(), None);
    let mut tar = tar::Archive::new(from);
    for entry in tar.entries().map_err(unreadable)? {
        let mut entry = entry.map_err(unreadable)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if name == manifest::NAME {
            let mut json = Vec::new();
            (&mut entry).take(MANIFEST_MAX).read_to_end(&mut json).map_err(unreadable)?;
            let read: Manifest = serde_json::from_slice(&json).map_err(|error| damaged(format!("its manifest: {error}")))?;
            if read.format > FORMAT {
                return Err(BackupError::Newer { path: archive.to_owned(), found: read.format, known: FORMAT });
            }
            manifest = Some(read);
            break;
        }
        if !belongs(&name) || !entry.header().entry_type().is_file() {
            return Err(BackupError::Stranger { path: archive.to_owned(), entry: name });
        }
        files.push(unpack_file(&mut entry, &name, staging).map_err(|error| match error {
            // What cannot be written is the folder's fault, what cannot be read the archive's.
            Fault::Read(error) => unreadable(error),
            Fault::Write(path, source) => BackupError::Io { doing: "write", path, source },
        })?);
    }
    let manifest = manifest.ok_or_else(|| damaged("it ends before its manifest".to_owned()))?;
    compare(&files, &manifest.files).map_err(damaged)
}

enum Fault {
    Read(io::Error),
    Write(PathBuf, io::Error),
}

/// Writes one file; gives its length and hash as it came out of the archive.
fn unpack_file(entry: &mut impl Read, name: &str, staging: &Path) -> Result<Listed, Fault> {
    let path = staging.join(name);
    let write = |error| Fault::Write(path.clone(), error);
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(write)?;
    let mut file = File::create_new(&path).map_err(write)?;
    let mut measured = Measured::new(entry);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = measured.read(&mut buffer).map_err(Fault::Read)?;
        if read == 0 {
            break;
        }
        io::Write::write_all(&mut file, &buffer[..read]).map_err(write)?;
    }
    file.sync_all().map_err(write)?;
    Ok(measured.listed(name))
}

/// Whether a base has a file of this name: without a way out of it, and only where backups have files.
fn belongs(name: &str) -> bool {
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    // A name that means another file on another system, or is spelled as no backup spells it, has no place anywhere.
    let portable = !name.contains(['\\', '\0']) && !name.split('/').any(|part| matches!(part, "" | "." | ".."));
    plain && portable && (name == CONFIG_FILE || name == DATABASE || name.starts_with(CORPUS) || name.starts_with(EVIDENCE))
}

/// Says what does not fit between what was unpacked and what the manifest lists.
fn compare(found: &[Listed], listed: &[Listed]) -> Result<(), String> {
    for (found, listed) in found.iter().zip(listed) {
        if found.path != listed.path {
            return Err(format!("it holds {} where {} should be", found.path, listed.path));
        }
        if found != listed {
            return Err(format!("{} is not what was backed up", found.path));
        }
    }
    match found.len().cmp(&listed.len()) {
        std::cmp::Ordering::Equal if found.iter().any(|file| file.path == DATABASE) => Ok(()),
        std::cmp::Ordering::Equal => Err("it holds no database".to_owned()),
        std::cmp::Ordering::Less => Err(format!("{} is missing", listed[found.len()].path)),
        std::cmp::Ordering::Greater => Err(format!("{} is not in its manifest", found[listed.len()].path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_base_belong() {
        for good in ["claimbase.toml", "claims/claims.db", "corpus/a.md", "corpus/deep/er/ä b.html", "claims/evidence/a.html"] {
            assert!(belongs(good), "{good}");
        }
        for bad in [
            "",
            "corpus/",
            "corpus//a",
            "corpus/../a",
            "../corpus/a",
            "/corpus/a",
            "corpus/./a",
            "corpus\\..\\a",
            "claims/claims.db-wal",
            "claims/other.db",
            "index/claims/meta.json",
            "a.md",
            "corpus",
        ] {
            assert!(!belongs(bad), "{bad}");
        }
    }
}
