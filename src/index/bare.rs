//! Tantivy alone: the same schema, tokenizers and documents, without a store to follow and without a seal, so that a bench can say what of the time is tantivy's.
//!
//! Comes in: claims as the store gives them. Goes out: an index that nobody opens.

use std::path::Path;

use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexSettings, IndexWriter, TantivyDocument};

use super::IndexError;
use super::directory::IndexDirectory;
use super::schema::Fields;
use super::write::LARGE_MEMORY;
use crate::store::StoredClaim;

/// An index that is written by tantivy alone.
pub struct Bare {
    fields: Fields,
    writer: IndexWriter,
}

/// Claims as tantivy takes them.
pub struct Documents(Vec<TantivyDocument>);

impl Bare {
    /// An empty one in the empty folder `folder`.
    pub fn create(folder: &Path) -> Result<Self, IndexError> {
        let fields = Fields::new();
        let directory = IndexDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let index = super::with_tokenizer(tantivy::Index::create(directory, fields.schema.clone(), IndexSettings::default())?);
        let options = IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1);
        let writer = index.writer_with_options(options.memory_budget_per_thread(LARGE_MEMORY).build())?;
        Ok(Self { fields, writer })
    }

    /// What [`Bare::add`] takes, made beforehand.
    pub fn documents(&self, claims: &[StoredClaim]) -> Documents {
        Documents(claims.iter().map(|claim| self.fields.document(claim)).collect())
    }

    /// Adds a batch and commits it.
    pub fn add(&mut self, documents: Documents) -> Result<(), IndexError> {
        for document in documents.0 {
            self.writer.add_document(document)?;
        }
        self.writer.commit()?;
        Ok(())
    }

    /// Waits until tantivy is done.
    pub fn end(self) -> Result<(), IndexError> {
        Ok(self.writer.wait_merging_threads()?)
    }
}
