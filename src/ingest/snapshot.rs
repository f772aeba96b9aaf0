//! A page that is evidence, as the base keeps it: its bytes in `claims/evidence/`, under a name that a person finds.
//!
//! Comes in: a fetched page. Goes out: the evidence file to be weighed, and, once a judgement rests on it, the copy. Weighing is the review's.

use std::fs;
use std::path::PathBuf;

use super::IngestError;
use super::corpus::{extension_of, hyphenated, write_whole};
use crate::base::Base;
use crate::document;
use crate::fetch::Page;
use crate::review::SNAPSHOTS;
use crate::review::evidence::EvidenceFile;

/// So many characters of the hash stand in a name: enough that no two pages of a base share one.
const HASH_CHARS: usize = 12;

/// A page that may become evidence.
#[derive(Debug)]
pub struct Snapshot<'p> {
    /// The evidence; its path is relative to the base.
    pub file: EvidenceFile,
    /// The same path from where the program runs.
    path: PathBuf,
    page: &'p Page,
}

impl<'p> Snapshot<'p> {
    /// Reads `page`. What is not text has no words, and no quote can be found in it. Nothing is written.
    pub fn of(base: &Base, page: &'p Page) -> Self {
        let source = page.source().ok();
        let title = source.as_ref().and_then(|source| document::read(source).metadata.title);
        let place = page.address.split_once("://").map_or(page.address.as_str(), |(_, place)| place);
        let names = [title.as_deref().unwrap_or_default(), place].map(hyphenated);
        let name = names.iter().find(|name| !name.is_empty()).map_or("page", String::as_str);
        let extension = source.as_ref().map_or(page.extension(), |source| extension_of(source.media));
        let hash = blake3::hash(&page.bytes).to_hex();
        let name = format!("{name}-{}.{extension}", &hash[..HASH_CHARS]);
        let file = EvidenceFile::new(&format!("{SNAPSHOTS}{name}"), &page.bytes, source.as_ref());
        Self { path: base.root.join(&file.path), file, page }
    }

    /// Writes the copy, unless it is there.
    pub fn keep(&self) -> Result<(), IngestError> {
        if fs::read(&self.path).is_ok_and(|there| there == self.page.bytes) {
            return Ok(());
        }
        let folder = self.path.parent().unwrap_or(self.path.as_path());
        let written = write_whole(folder, &self.path, &self.page.bytes);
        written.map_err(|source| IngestError::Snapshot { path: self.path.clone(), source })
    }
}
