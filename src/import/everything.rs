//! An empty base filled from an export of everything.
//!
//! Comes in: the lines that [`export::everything`](crate::export::everything) writes. Goes out: a base that gives the same lines again, or an
//! error that names the line and an untouched base. Memory is that of one line. Names of files are held inside `corpus/`.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, Read};
use std::path::{Component, Path};

use super::ImportError;
use crate::base::Base;
use crate::export::everything::FORMAT_VERSION;
use crate::export::everything::record::{BaseRecord, EndRecord, FORMAT, Record};
use crate::ingest;
use crate::source::Source;
use crate::store::{DocumentEntry, Entry, Filled, Store, VersionEntry};

/// A byte of text takes at most so many in JSON.
const ESCAPED: u64 = 6;

/// What a line has besides a text.
const BESIDES: u64 = 1024 * 1024;

const NOT_AN_EXPORT: &str = "'claimbase export --everything' writes what can be read here";

/// Reads `input`, called `name` in messages, into the empty base. With `dry_run` nothing is kept.
pub fn read(
    base: &Base,
    store: &mut Store,
    (name, input): (&str, &mut dyn BufRead),
    dry_run: bool,
) -> Result<Filled, ImportError> {
    store.check_empty()?;
    let bytes_max = base.max_file_bytes().saturating_mul(ESCAPED).saturating_add(BESIDES);
    let mut lines = Lines {
        base,
        name,
        input,
        bytes_max,
        line: 0,
        count: Filled::default(),
        log_head: None,
        files: HashMap::new(),
        ended: false,
    };
    store.begin_batch()?;
    let filled = store.fill(&mut lines);
    let line = lines.line;
    let filled = filled.map_err(|error| match error {
        ImportError::Store(error) if !lines.ended => {
            ImportError::Line { name: name.to_owned(), line, message: with_cause(&error) }
        }
        other => other,
    });
    let kept = filled.and_then(|filled| {
        if !dry_run {
            ingest::commit_with_files(base, store)?;
        }
        Ok(filled)
    });
    if dry_run || kept.is_err() {
        // The error that is reported is the one that mattered; a transaction that is still open ends with the connection.
        let _ = store.abandon_batch();
    }
    kept
}

/// An error with what is behind it, on one line.
fn with_cause(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

/// The entries of an export, line by line.
struct Lines<'i> {
    base: &'i Base,
    name: &'i str,
    input: &'i mut dyn BufRead,
    bytes_max: u64,
    /// The line read last, from 1.
    line: usize,
    count: Filled,
    log_head: Option<String>,
    /// The files of documents whose latest version is still to come, with its number.
    files: HashMap<String, (String, i64)>,
    ended: bool,
}

impl Iterator for Lines<'_> {
    type Item = Result<Entry, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = self.entry();
        self.ended = !matches!(read, Ok(Some(_)));
        read.transpose()
    }
}

impl Lines<'_> {
    /// The next entry; `None` behind the last line.
    fn entry(&mut self) -> Result<Option<Entry>, ImportError> {
        if self.line == 0 {
            self.begin()?;
        }
        let Some(record) = self.record()? else {
            return Err(self.file(
                "it ends before its last line, the one that counts the others",
                "it was cut off: copy it again, or export again",
            ));
        };
        let entry = match record {
            Record::Base(_) => return Err(self.fault("a second first line")),
            Record::End(end) => return self.end(&end).map(|()| None),
            Record::Document(record) => {
                let document = DocumentEntry::from(record);
                self.note_file(&document)?;
                self.count.documents += 1;
                Entry::Document(document)
            }
            Record::Version(record) => {
                let version = VersionEntry::from(record);
                self.check_free(&version)?;
                self.count.versions += 1;
                Entry::Version(version)
            }
            Record::Claim(record) => {
                self.count.claims += 1;
                Entry::Claim(Box::new((*record).into()))
            }
            Record::Alteration(record) => {
                self.count.alterations += 1;
                Entry::Alteration(record.into())
            }
            Record::Event(record) => {
                let event: crate::review::Event = record.into();
                self.log_head = Some(event.hash.clone());
                self.count.events += 1;
                Entry::Event(event)
            }
            Record::Rating(record) => {
                self.count.ratings += 1;
                Entry::Rating(Box::new((*record).into()))
            }
        };
        Ok(Some(entry))
    }

    /// The first line says what the others are.
    fn begin(&mut self) -> Result<(), ImportError> {
        match self.record() {
            Ok(Some(Record::Base(BaseRecord { format, version }))) if format == FORMAT && version == FORMAT_VERSION => Ok(()),
            Ok(Some(Record::Base(BaseRecord { format, version }))) if format == FORMAT => Err(self.file(
                &format!("it is written in version {version} of the format; this program reads version {FORMAT_VERSION}"),
                "install the program version that wrote it, or a later one",
            )),
            Err(ImportError::Source(error)) => Err(error.into()),
            _ => Err(self.file("it is no export of a whole base", NOT_AN_EXPORT)),
        }
    }

    fn end(&mut self, end: &EndRecord) -> Result<(), ImportError> {
        if *end != EndRecord::new(self.count, self.log_head.take()) {
            return Err(self.fault("the numbers of the last line are not those of the lines before it"));
        }
        if self.next_line()?.is_some() {
            return Err(self.fault("something stands behind the last line"));
        }
        Ok(())
    }

    fn record(&mut self) -> Result<Option<Record>, ImportError> {
        let Some(line) = self.next_line()? else { return Ok(None) };
        let parsed = serde_json::from_slice(line.trim_ascii());
        parsed.map(Some).map_err(|error| self.fault(&error.to_string().replace(" at line 1 column ", " at column ")))
    }

    /// The next line that is not blank.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, ImportError> {
        loop {
            self.line += 1;
            let mut line = Vec::new();
            let read = (&mut *self.input).take(self.bytes_max.saturating_add(1)).read_until(b'\n', &mut line);
            if let Err(error) = read {
                return Err(self.fault(&format!("it cannot be read: {error}")));
            }
            if line.len() as u64 > self.bytes_max {
                return Err(self.fault("the line is too long for a text within 'max-file-mib' of claimbase.toml"));
            }
            match line.trim_ascii() {
                _ if line.is_empty() => return Ok(None),
                b"" => {}
                _ => return Ok(Some(line)),
            }
        }
    }

    /// Keeps the document's file in mind until its text comes. A file outside `corpus/` is refused.
    fn note_file(&mut self, document: &DocumentEntry) -> Result<(), ImportError> {
        let Some(file) = &document.corpus_file else { return Ok(()) };
        let inside = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || file.is_empty() || file.contains(['\\', '\0', ':']) {
            return Err(self.fault("the file of a document is not a path inside corpus/"));
        }
        if document.removed_at.is_none() {
            self.files.insert(document.id.clone(), (file.clone(), document.version));
        }
        Ok(())
    }

    /// Refuses where the corpus has a file of that name with another text.
    fn check_free(&self, version: &VersionEntry) -> Result<(), ImportError> {
        let latest = |(_, number): &&(String, i64)| *number == version.number;
        let Some((file, _)) = self.files.get(&version.document).filter(latest) else { return Ok(()) };
        let path = self.base.corpus().join(file);
        let Ok(bytes) = fs::read(&path) else { return Ok(()) };
        let same = Source::from_bytes(file, &bytes, Some(version.media)).is_ok_and(|source| *source.text == *version.text);
        let (name, line) = (self.name.to_owned(), self.line);
        if same { Ok(()) } else { Err(ImportError::InTheWay { name, line, path }) }
    }

    fn fault(&self, message: &str) -> ImportError {
        ImportError::Line { name: self.name.to_owned(), line: self.line, message: message.to_owned() }
    }

    fn file(&self, message: &str, help: &'static str) -> ImportError {
        ImportError::File { name: self.name.to_owned(), message: message.to_owned(), help }
    }
}
