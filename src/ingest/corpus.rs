//! The article's own copy in `corpus/`: under a name that a person finds, written whole or not at all.
//!
//! Comes in: a document. Goes out: a file. An article that lies in `corpus/` already stays where it is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::IngestError;
use crate::base::Base;
use crate::document::{Document, Media, Metadata};
use crate::source::Source;
use crate::store::{Store, StoredDocument};

/// A file name has at most so many characters before its extension.
const NAME_CHARS: usize = 60;

/// An article's file in `corpus/`.
pub(super) struct Kept {
    /// Its path, relative to that folder.
    pub file: String,
    /// Whether it was made by this call, under a name that nothing had.
    made: bool,
}

/// Keeps the article's `bytes` in `corpus/`. With `dry_run` nothing is written.
pub(super) fn keep(
    base: &Base,
    source: &Source,
    (document, bytes): (&Document, &[u8]),
    stored: Option<&StoredDocument>,
    dry_run: bool,
) -> Result<Kept, IngestError> {
    if let Some(file) = inside_corpus(base, source) {
        return Ok(Kept { file, made: false });
    }
    // A file is named by what is in it: an article that came as Markdown and comes as HTML gets another one.
    let same_media = |stored: &&StoredDocument| stored.media == document.media;
    let earlier = stored.filter(same_media).and_then(|stored| stored.corpus_file.clone());
    let kept = match earlier {
        Some(file) => Kept { file, made: false },
        None => free_name(base, source, (document, bytes), dry_run),
    };
    if !dry_run {
        let path = base.corpus().join(&kept.file);
        write_whole(&path, bytes).map_err(|source| IngestError::Corpus { path, source })?;
    }
    Ok(kept)
}

/// Takes away a file that this call made for a document that was not stored after all.
pub(super) fn discard(base: &Base, kept: &Kept) {
    if kept.made {
        // What remains is a copy that nothing refers to; the error that is reported is why the document was not stored.
        let _ = fs::remove_file(base.corpus().join(&kept.file));
    }
}

/// Takes away the copy of an earlier version that has another file now, unless somebody changed it or put it there.
pub(super) fn drop_superseded(base: &Base, stored: &StoredDocument, kept: &Kept) {
    let Some(file) = stored.corpus_file.as_ref().filter(|file| **file != kept.file) else { return };
    let path = base.corpus().join(file);
    let own = !stored.sources.contains(&format!("corpus/{file}"));
    let own_hashes = [&stored.text_hash, &stored.bytes_hash];
    let unchanged = fs::read(&path).is_ok_and(|bytes| own_hashes.contains(&&blake3::hash(&bytes).to_hex().to_string()));
    if own && unchanged {
        // A copy that stays is ingested as another document at worst, and the database has its text.
        let _ = fs::remove_file(path);
    }
}

/// Writes a file again that somebody deleted; one that was changed is left alone.
pub(super) fn replace_missing(base: &Base, bytes: &[u8], stored: &StoredDocument) -> Result<(), IngestError> {
    let Some(path) = stored.corpus_file.as_ref().map(|file| base.corpus().join(file)).filter(|path| !path.exists()) else {
        return Ok(());
    };
    write_whole(&path, bytes).map_err(|source| IngestError::Corpus { path, source })
}

/// Writes the files of standing documents that are missing in `corpus/`, from the text in the database. Files that are there are left alone.
pub fn write_missing(base: &Base, store: &Store) -> Result<(), IngestError> {
    base.make_folders()?;
    for stored in store.documents()? {
        let Some(path) = stored.corpus_file.as_ref().map(|file| base.corpus().join(file)).filter(|path| !path.exists()) else {
            continue;
        };
        let text = store.text(stored.row)?;
        let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| write_whole(&path, text.as_bytes()));
        made.map_err(|source| IngestError::Corpus { path, source })?;
    }
    Ok(())
}

/// A name that no other article has: from the title, with the beginning of the content's hash where that is taken. Unless this is a
/// dry run the name is reserved at once, so that two processes cannot choose the same.
fn free_name(base: &Base, source: &Source, (document, bytes): (&Document, &[u8]), dry_run: bool) -> Kept {
    let (name, extension) = (slug(&document.metadata, source), extension(source, document.media));
    let reserve = |file: &str| {
        let path = base.corpus().join(file);
        if dry_run { !path.exists() } else { File::create_new(path).is_ok() }
    };
    let plain = format!("{name}.{extension}");
    if reserve(&plain) {
        return Kept { file: plain, made: true };
    }
    let same = fs::read(base.corpus().join(&plain)).is_ok_and(|there| there == bytes);
    let other = format!("{name}-{}.{extension}", &source.hash[..6]);
    if same { Kept { file: plain, made: false } } else { Kept { made: reserve(&other), file: other } }
}

/// Writes a file whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_extension(format!("{}.part", std::process::id()));
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| fs::rename(&temporary, path));
    if renamed.is_err() {
        // The error that is reported is the one that mattered; a left-over part is harmless.
        let _ = fs::remove_file(&temporary);
    }
    renamed
}

/// The source's path relative to `corpus/`, if it lies there.
fn inside_corpus(base: &Base, source: &Source) -> Option<String> {
    let corpus = base.corpus().canonicalize().ok()?;
    let path = Path::new(&source.name).canonicalize().ok()?;
    let inside = path.strip_prefix(&corpus).ok()?;
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Some(parts.join("/"))
}

fn extension(source: &Source, media: Media) -> String {
    let by_media = extension_of(media);
    let named = Path::new(&source.name)
        .extension()
        .and_then(|extension| extension.to_str())
        .filter(|_| !super::key::is_address(&source.name));
    named.filter(|named| named.chars().all(char::is_alphanumeric)).unwrap_or(by_media).to_owned()
}

/// The ending of a file of this format.
pub(super) fn extension_of(media: Media) -> &'static str {
    match media {
        Media::Markdown => "md",
        Media::Html => "html",
        Media::Plain => "txt",
    }
}

/// Title or file name in lower case, words joined by hyphens.
fn slug(metadata: &Metadata, source: &Source) -> String {
    let stem = Path::new(&source.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let title = metadata.title.as_deref().unwrap_or_default();
    [title, stem].into_iter().map(hyphenated).find(|name| !name.is_empty()).unwrap_or_else(|| "article".to_owned())
}

/// Words in lower case, joined by hyphens, as many as a file name may have.
pub(super) fn hyphenated(words: &str) -> String {
    let mut name = String::new();
    let mut chars = 0;
    for word in words.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let length = word.chars().count() + usize::from(!name.is_empty());
        if chars + length > NAME_CHARS && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(NAME_CHARS));
        chars += length;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_readable_and_short() {
        assert_eq!(hyphenated("Decoding the 73% Anomaly: What?"), "decoding-the-73-anomaly-what");
        assert_eq!(hyphenated(&"word ".repeat(40)).chars().count(), 59);
        assert_eq!(hyphenated(&"x".repeat(400)).chars().count(), NAME_CHARS);
        assert_eq!(hyphenated("../../etc"), "etc");
    }
}
