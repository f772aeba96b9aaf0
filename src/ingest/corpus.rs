//! The article's own copy in `corpus/`: under a name that a person finds, written whole or not at all.
//!
//! Comes in: a document. Goes out: a file. An article that lies in `corpus/` already stays where it is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::IngestError;
use crate::base::Base;
use crate::claim::identity;
use crate::document::{Document, Media};
use crate::source::Source;
use crate::store::StoredDocument;

/// A file name has at most so many characters before its extension.
const NAME_CHARS: usize = 60;

/// The file of the document, relative to `corpus/`: where it lies already, where its earlier version lies, or a free name.
pub(super) fn place(base: &Base, source: &Source, document: &Document, stored: Option<&StoredDocument>, key: &str) -> String {
    if let Some(inside) = inside_corpus(base, source) {
        return inside;
    }
    if let Some(file) = stored.and_then(|stored| stored.corpus_file.clone()) {
        return file;
    }
    let extension = extension(source, document.media);
    let name = slug(document, source);
    let plain = format!("{name}.{extension}");
    let free = |file: &str| {
        let path = base.corpus().join(file);
        !path.exists() || fs::read(&path).is_ok_and(|bytes| bytes == document.text.as_bytes())
    };
    if free(&plain) { plain } else { format!("{name}-{}.{extension}", &identity::document_id(key)[..6]) }
}

/// Writes the text under a temporary name, has it on the disk, and gives it its name. A source that lies there itself stays.
pub(super) fn write(base: &Base, source: &Source, file: &str, text: &str) -> Result<(), IngestError> {
    if inside_corpus(base, source).as_deref() == Some(file) {
        return Ok(());
    }
    let path = base.corpus().join(file);
    write_whole(&path, text.as_bytes()).map_err(|source| IngestError::Corpus { path, source })
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
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
    let by_media = match media {
        Media::Markdown => "md",
        Media::Html => "html",
        Media::Plain => "txt",
    };
    let named = Path::new(&source.name)
        .extension()
        .and_then(|extension| extension.to_str())
        .filter(|_| !super::key::is_address(&source.name));
    named.filter(|named| named.chars().all(char::is_alphanumeric)).unwrap_or(by_media).to_owned()
}

/// Title or file name in lower case, words joined by hyphens.
fn slug(document: &Document, source: &Source) -> String {
    let stem = Path::new(&source.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let title = document.metadata.title.as_deref().unwrap_or_default();
    [title, stem].into_iter().map(hyphenated).find(|name| !name.is_empty()).unwrap_or_else(|| "article".to_owned())
}

fn hyphenated(words: &str) -> String {
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
