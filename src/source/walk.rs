//! Folders to files.
//!
//! Comes in: a path. Goes out: the files to read, in an order that is the same on every machine. Nothing is opened.

use std::path::{Path, PathBuf};

use super::Media;
use super::SourceError;

/// The files to read at `path`: the path itself unless it is a folder; in a folder and the folders below it every file whose
/// extension names a known format, sorted by path. Hidden files and folders are passed over. What cannot be read, and a
/// folder without any such file, is an error in its place.
pub fn walk(path: &Path) -> Vec<Result<PathBuf, SourceError>> {
    files(path).collect()
}

/// The same one after the other: a folder is read as far as is asked for.
pub fn files(path: &Path) -> Box<dyn Iterator<Item = Result<PathBuf, SourceError>> + Send> {
    if !path.is_dir() {
        return Box::new(std::iter::once(Ok(path.to_owned())));
    }
    let root = path.to_owned();
    let entries = walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let mut files = entries
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        .filter_map(move |entry| match entry {
            Ok(entry) => {
                let wanted = entry.file_type().is_file() && Media::of_path(entry.path()).is_some();
                wanted.then(|| Ok(entry.into_path()))
            }
            Err(error) => (error.loop_ancestor().is_none()).then(|| Err(unreadable(error, &root))),
        })
        .peekable();
    match files.peek() {
        Some(_) => Box::new(files),
        None => Box::new(std::iter::once(Err(SourceError::NoArticles { path: path.to_owned() }))),
    }
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn unreadable(error: walkdir::Error, root: &Path) -> SourceError {
    let path = error.path().unwrap_or(root).to_owned();
    let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder could not be listed"));
    SourceError::Read { path, source }
}
