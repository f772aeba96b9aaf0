//! The article's own copy in `corpus/`: under a name that a person finds, written whole or not at all.
//!
//! Comes in: a document. Goes out: a file. An article that lies in `corpus/` already stays where it is. A name is free where neither the disk nor the
//! database has it: a file that somebody deleted keeps its name for the document that it belongs to.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::IngestError;
use crate::base::Base;
use crate::document::{Document, Media, Metadata};
use crate::source::Source;
use crate::staged::{self, Staged};
use crate::store::{Store, StoredDocument};

/// A file name has at most so many characters before its extension.
const NAME_CHARS: usize = 60;

/// The folder in `corpus/` where its files are written before they are put in their place.
pub const STAGING: &str = ".parts";

/// The copies that one batch makes: at once under names that nothing has; where an earlier version is, when all else is done.
pub(super) struct Copies<'b> {
    pub base: &'b Base,
    dry_run: bool,
    /// Files that were made under a name that nothing had.
    made: Vec<PathBuf>,
    /// Files that were written and are perhaps not on the disk yet.
    written: Vec<PathBuf>,
    /// Newer texts of files that are there.
    newer: Vec<(PathBuf, Staged)>,
    /// Files that were put over others, with those that they replaced.
    replaced: Vec<(PathBuf, PathBuf)>,
    /// Files of earlier versions that have others now, with the hashes of what may have been written into them.
    superseded: Vec<(PathBuf, [String; 2])>,
    /// Files of documents that have capitals in their names, in small letters; `None` until they are asked for.
    capitals: Option<HashSet<String>>,
}

impl<'b> Copies<'b> {
    /// Copies into the corpus of `base`. With `dry_run` nothing is written.
    pub fn new(base: &'b Base, dry_run: bool) -> Self {
        if !dry_run {
            staged::remove_left_behind(&base.corpus().join(STAGING));
        }
        let (made, written, newer, replaced, superseded, capitals) = Default::default();
        Self { base, dry_run, made, written, newer, replaced, superseded, capitals }
    }

    /// Keeps the article's `bytes` in `corpus/`; gives its path relative to that folder, which is no other document's in `store`. Where an earlier version
    /// has that file, they are there after [`Copies::place`]; they are safe on the disk after it.
    pub fn keep(
        &mut self,
        store: &Store,
        source: &Source,
        document: &Document,
        bytes: &[u8],
        stored: Option<&StoredDocument>,
    ) -> Result<String, IngestError> {
        let file = self.file(store, source, (document, bytes), stored)?;
        if let Some(stored) = stored {
            self.supersede(stored, &file);
        }
        let path = self.base.corpus().join(&file);
        self.superseded.retain(|(old, _)| *old != path);
        Ok(file)
    }

    /// Writes a file again that somebody deleted; one that was changed is left alone.
    pub fn replace_missing(&mut self, bytes: &[u8], stored: &StoredDocument) -> Result<(), IngestError> {
        let missing = |path: &PathBuf| !self.dry_run && !path.exists();
        let Some(path) = stored.corpus_file.as_ref().map(|file| self.base.corpus().join(file)).filter(missing) else {
            return Ok(());
        };
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let placed = made.and_then(|()| self.stage(bytes)?.put_over(&path));
        placed.map_err(|source| IngestError::Corpus { path: path.clone(), source })?;
        self.written.push(path);
        Ok(())
    }

    /// Waits until what was written is on the disk, and puts newer texts in the place of earlier ones. To be called just before the documents are stored for
    /// good: what is there is the article as the database has it.
    pub fn place(&mut self) -> Result<(), IngestError> {
        for path in self.written.drain(..) {
            sync(&path).map_err(|source| IngestError::Corpus { path, source })?;
        }
        for (path, staged) in &self.newer {
            staged.sync().map_err(|source| IngestError::Corpus { path: path.clone(), source })?;
        }
        for (path, staged) in self.newer.drain(..) {
            let before = staged.path().with_extension(format!("before{}", staged::ENDING));
            // A disk without second names cannot put the file back; ingesting the article again then does.
            if fs::hard_link(&path, &before).is_ok() {
                self.replaced.push((path.clone(), before));
            }
            staged.put_over(&path).map_err(|source| IngestError::Corpus { path, source })?;
        }
        Ok(())
    }

    /// Takes back what was done for documents that were not stored after all.
    pub fn discard(self) {
        // What cannot be taken back is a copy that nothing refers to, or a text that is newer than the one that is stored; the error that is reported is
        // why the documents were not stored.
        for (path, before) in self.replaced.into_iter().rev() {
            // Where both are names of one file still, renaming does nothing.
            let _ = fs::rename(&before, &path);
            let _ = fs::remove_file(before);
        }
        let corpus = self.base.corpus();
        for path in self.made {
            let _ = fs::remove_file(&path);
            // A folder that holds something stays.
            let folders = path.ancestors().skip(1).take_while(|folder| *folder != corpus && folder.starts_with(&corpus));
            folders.for_each(|folder| drop(fs::remove_dir(folder)));
        }
    }

    /// Leaves the files as they are: the documents are stored.
    pub fn finish(mut self) {
        self.replaced.drain(..).for_each(|(_, before)| drop(fs::remove_file(before)));
        self.drop_superseded();
    }

    /// Takes away the copies of earlier versions that have other files now, unless somebody changed them.
    fn drop_superseded(self) {
        for (path, hashes) in self.superseded {
            if fs::read(&path).is_ok_and(|bytes| hashes.contains(&blake3::hash(&bytes).to_hex().to_string())) {
                // A copy that stays is ingested as another document at worst, and the database has its text.
                let _ = fs::remove_file(path);
            }
        }
    }

    /// The article's file: the one it has, or one with a free name.
    fn file(
        &mut self,
        store: &Store,
        source: &Source,
        (document, bytes): (&Document, &[u8]),
        stored: Option<&StoredDocument>,
    ) -> Result<String, IngestError> {
        if let Some(file) = inside_corpus(self.base, source) {
            let holder = store.holder_of_file(&file)?;
            // Another document's file stays that document's: a page may state another address than before.
            if holder.is_none_or(|holder| stored.is_some_and(|stored| stored.row == holder)) {
                return Ok(file);
            }
        }
        // A file is named by what is in it: an article that came as Markdown and comes as HTML gets another one.
        let same_media = |stored: &&StoredDocument| stored.media == document.media;
        let corpus = self.base.corpus();
        let failed = |source| IngestError::Corpus { path: corpus, source };
        match stored.filter(same_media).and_then(|stored| stored.corpus_file.clone()) {
            Some(file) if self.dry_run => Ok(file),
            Some(file) => self.replace_later(file, bytes).map_err(failed),
            None => {
                let staged = if self.dry_run { None } else { Some(self.stage(bytes).map_err(failed)?) };
                for name in names(source, document) {
                    if !self.belongs_to_a_document(store, &name)? && self.place_new(&name, bytes, staged.as_ref())? {
                        return Ok(name);
                    }
                }
                unreachable!("there are always further names")
            }
        }
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

    /// Whether a document has the file of this name, be it there or not; one that differs by capitals counts, because some disks do not tell them apart.
    fn belongs_to_a_document(&mut self, store: &Store, name: &str) -> Result<bool, IngestError> {
        let lower = name.to_lowercase();
        let capitals = match &mut self.capitals {
            Some(capitals) => capitals,
            none => none.insert(store.files_with_capitals()?.iter().map(|file| file.to_lowercase()).collect()),
        };
        Ok(capitals.contains(&lower) || store.holder_of_file(name)?.is_some() || store.holder_of_file(&lower)?.is_some())
    }

    /// Puts the article under `name`, which no document has. Gives whether nothing was there, or what was made for it.
    fn place_new(&mut self, name: &str, bytes: &[u8], staged: Option<&Staged>) -> Result<bool, IngestError> {
        let path = self.base.corpus().join(name);
        let Some(staged) = staged else { return Ok(!path.exists()) };
        match staged.put_new(&path) {
            Ok(()) => {
                self.made.push(path.clone());
                self.written.push(path);
            }
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(IngestError::Corpus { path, source: error });
            }
            Err(_) if self.was_left(&path, bytes) => {}
            Err(_) => return Ok(false),
        }
        if let (Some(capitals), lower) = (&mut self.capitals, name.to_lowercase())
            && lower != name
        {
            capitals.insert(lower);
        }
        Ok(true)
    }

    /// Whether the file is the copy that a process made which was killed before it stored the document.
    fn was_left(&self, path: &PathBuf, bytes: &[u8]) -> bool {
        !self.made.contains(path) && fs::read(path).is_ok_and(|there| there == bytes)
    }

    fn replace_later(&mut self, file: String, bytes: &[u8]) -> io::Result<String> {
        let path = self.base.corpus().join(&file);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        let staged = self.stage(bytes)?;
        self.newer.push((path, staged));
        Ok(file)
    }

    fn stage(&self, bytes: &[u8]) -> io::Result<Staged> {
        let mut staged = Staged::holding(&self.base.corpus().join(STAGING), bytes)?;
        staged.close();
        Ok(staged)
    }
}

/// Waits until the file is on the disk.
fn sync(path: &Path) -> io::Result<()> {
    File::options().append(true).open(path).and_then(|file| file.sync_all())
}

/// Whether `bytes`, read from `file`, are the article as it is stored.
pub fn is_as_stored(stored: &StoredDocument, file: &str, bytes: &[u8]) -> bool {
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex();
    let same_text = || {
        Source::from_bytes(file, bytes, Some(stored.media))
            .is_ok_and(|source| hash(source.text.as_bytes()).as_str() == stored.text_hash)
    };
    hash(bytes).as_str() == stored.bytes_hash || same_text()
}

/// Ends the batch that is open: writes the files of standing documents that are missing in `corpus/`, from the text in the database, and keeps what was
/// stored. Files that are there are left alone. An error means that neither was done; the batch is to be abandoned then.
pub fn commit_with_files(base: &Base, store: &mut Store) -> Result<(), IngestError> {
    base.make_folders()?;
    let mut copies = Copies::new(base, false);
    let mut commit = || -> Result<(), IngestError> {
        for stored in store.documents()? {
            let path = stored.corpus_file.as_ref().map(|file| base.corpus().join(file));
            let Some(path) = path.filter(|path| !path.is_file()) else { continue };
            if path.exists() {
                let source = io::Error::from(io::ErrorKind::AlreadyExists);
                return Err(IngestError::Corpus { path, source });
            }
            copies.made.push(path);
            copies.replace_missing(store.text(stored.row)?.as_bytes(), &stored)?;
        }
        copies.place()?;
        Ok(store.commit_batch()?)
    };
    match commit() {
        Ok(()) => copies.finish(),
        Err(error) => {
            copies.discard();
            return Err(error);
        }
    }
    Ok(())
}

/// Writes a file whole or not at all, at first in the folder `staging`; it is safe on the disk.
pub(super) fn write_whole(staging: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    Staged::holding(staging, bytes)?.replace(path)
}

/// The names that the article may have: from its title, the same with the beginning of the content's hash, and with a number behind. There is no end to them.
fn names(source: &Source, document: &Document) -> impl Iterator<Item = String> {
    let (name, extension) = (slug(&document.metadata, source), extension(source, document.media));
    let hash = source.hash.clone();
    let plain = format!("{name}.{extension}");
    let hashed = [6, 16, hash.len()].map(|digits| format!("{name}-{}.{extension}", &hash[..digits]));
    let numbered = (2u64..).map(move |number| format!("{name}-{hash}-{number}.{extension}"));
    [plain].into_iter().chain(hashed).chain(numbered)
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
