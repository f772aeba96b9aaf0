//! The article's own copy in `corpus/`: under a name that a person finds, written whole or not at all.
//!
//! Comes in: a document. Goes out: a file. An article that lies in `corpus/` already stays where it is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::IngestError;
use crate::base::Base;
use crate::document::{Document, Media, Metadata};
use crate::source::Source;
use crate::store::{Store, StoredDocument};

/// A file name has at most so many characters before its extension.
const NAME_CHARS: usize = 60;

/// A file before it has its name. There is one writer at a time, which holds the lock of the database; hidden files are passed over in folders.
const PART: &str = ".part";

/// The copies that one batch makes.
pub(super) struct Copies<'b> {
    pub base: &'b Base,
    dry_run: bool,
    /// Files that were made under a name that nothing had.
    made: Vec<PathBuf>,
    /// Files that were written and are perhaps not on the disk yet.
    written: Vec<PathBuf>,
    /// Files of earlier versions that have others now, with the hashes of what may have been written into them.
    superseded: Vec<(PathBuf, [String; 2])>,
}

impl<'b> Copies<'b> {
    /// Copies into the corpus of `base`. With `dry_run` nothing is written.
    pub fn new(base: &'b Base, dry_run: bool) -> Self {
        Self { base, dry_run, made: Vec::new(), written: Vec::new(), superseded: Vec::new() }
    }

    /// Keeps the article's `bytes` in `corpus/`; gives its path relative to that folder. It is safe on the disk after [`Copies::sync`].
    pub fn keep(
        &mut self,
        source: &Source,
        document: &Document,
        bytes: &[u8],
        stored: Option<&StoredDocument>,
    ) -> Result<String, IngestError> {
        let file = self.file(source, (document, bytes), stored);
        if let Some(stored) = stored {
            self.supersede(stored, &file);
        }
        if self.dry_run || inside_corpus(self.base, source).is_some() {
            return Ok(file);
        }
        self.write(&file, bytes)?;
        Ok(file)
    }

    /// Writes a file again that somebody deleted; one that was changed is left alone.
    pub fn replace_missing(&mut self, bytes: &[u8], stored: &StoredDocument) -> Result<(), IngestError> {
        match &stored.corpus_file {
            Some(file) if !self.dry_run && !self.base.corpus().join(file).exists() => self.write(file, bytes),
            _ => Ok(()),
        }
    }

    /// Waits until what was written is on the disk.
    pub fn sync(&mut self) -> Result<(), IngestError> {
        for path in self.written.drain(..) {
            let synced = File::options().append(true).open(&path).and_then(|file| file.sync_all());
            synced.map_err(|source| IngestError::Corpus { path, source })?;
        }
        Ok(())
    }

    /// Takes away the files that were made for documents that were not stored after all.
    pub fn discard(self) {
        for path in self.made {
            // What remains is a copy that nothing refers to; the error that is reported is why the documents were not stored.
            let _ = fs::remove_file(path);
        }
    }

    /// Takes away the copies of earlier versions that have other files now, unless somebody changed them.
    pub fn drop_superseded(self) {
        for (path, hashes) in self.superseded {
            if fs::read(&path).is_ok_and(|bytes| hashes.contains(&blake3::hash(&bytes).to_hex().to_string())) {
                // A copy that stays is ingested as another document at worst, and the database has its text.
                let _ = fs::remove_file(path);
            }
        }
    }

    /// The article's file: the one it has, or one with a free name.
    fn file(&mut self, source: &Source, (document, bytes): (&Document, &[u8]), stored: Option<&StoredDocument>) -> String {
        if let Some(file) = inside_corpus(self.base, source) {
            return file;
        }
        // A file is named by what is in it: an article that came as Markdown and comes as HTML gets another one.
        let same_media = |stored: &&StoredDocument| stored.media == document.media;
        let earlier = stored.filter(same_media).and_then(|stored| stored.corpus_file.clone());
        earlier.unwrap_or_else(|| self.free_name(source, (document, bytes)))
    }

    /// Notes the copy of an earlier version that has another file now, unless somebody put it there.
    fn supersede(&mut self, stored: &StoredDocument, file: &str) {
        if let Some(old) = stored.corpus_file.as_ref().filter(|old| *old != file)
            && !stored.sources.contains(&format!("corpus/{old}"))
        {
            let hashes = [stored.text_hash.clone(), stored.bytes_hash.clone()];
            self.superseded.push((self.base.corpus().join(old), hashes));
        }
    }

    /// A name that no other article has: from the title, with the beginning of the content's hash where that is taken. Unless this is a
    /// dry run the name is reserved at once, so that two processes cannot choose the same.
    fn free_name(&mut self, source: &Source, (document, bytes): (&Document, &[u8])) -> String {
        let (name, extension) = (slug(&document.metadata, source), extension(source, document.media));
        let plain = format!("{name}.{extension}");
        let hash = |digits: usize| format!("{name}-{}.{extension}", &source.hash[..digits]);
        let mut names = [plain, hash(6), hash(16)].into_iter();
        names.find(|name| self.reserve(name) || self.was_left(name, bytes)).unwrap_or_else(|| hash(source.hash.len()))
    }

    /// Whether the file is the copy that a process made which was killed before it stored the document.
    fn was_left(&self, file: &str, bytes: &[u8]) -> bool {
        let path = self.base.corpus().join(file);
        !self.made.contains(&path) && fs::read(&path).is_ok_and(|there| there == bytes)
    }

    fn reserve(&mut self, file: &str) -> bool {
        let path = self.base.corpus().join(file);
        if self.dry_run {
            return !path.exists();
        }
        let reserved = File::create_new(&path).is_ok();
        if reserved {
            self.made.push(path);
        }
        reserved
    }

    fn write(&mut self, file: &str, bytes: &[u8]) -> Result<(), IngestError> {
        let path = self.base.corpus().join(file);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| put_whole(&self.base.corpus().join(PART), &path, bytes, false))
            .map_err(|source| IngestError::Corpus { path: path.clone(), source })?;
        self.written.push(path);
        Ok(())
    }
}

/// Writes the files of standing documents that are missing in `corpus/`, from the text in the database. Files that are there are left alone.
pub fn write_missing(base: &Base, store: &Store) -> Result<(), IngestError> {
    base.make_folders()?;
    let mut copies = Copies::new(base, false);
    for stored in store.documents()? {
        if stored.corpus_file.as_ref().is_some_and(|file| !base.corpus().join(file).exists()) {
            copies.replace_missing(store.text(stored.row)?.as_bytes(), &stored)?;
        }
    }
    copies.sync()
}

/// Writes a file whole or not at all; it is safe on the disk.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put_whole(&path.with_extension(format!("{}.part", std::process::id())), path, bytes, true)
}

fn put_whole(part: &Path, path: &Path, bytes: &[u8], sync: bool) -> io::Result<()> {
    let written = File::create(part).and_then(|mut file| {
        file.write_all(bytes)?;
        if sync { file.sync_all() } else { Ok(()) }
    });
    let renamed = written.and_then(|()| fs::rename(part, path));
    if renamed.is_err() {
        // The error that is reported is the one that mattered; a left-over part is harmless.
        let _ = fs::remove_file(part);
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

/// Title or file name (of a line in a file, its id) in lower case, words joined by hyphens.
fn slug(metadata: &Metadata, source: &Source) -> String {
    let name = source.name.rsplit_once('#').map_or(source.name.as_str(), |(_, id)| id);
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
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
