//! What a claim takes on the disk: database and index, with a bare tantivy index and FTS5 of the same rows beside it.

use std::path::Path;

use claimbase::index::bare::Bare;
use claimbase::store::Store;
use tempfile::TempDir;

use super::bases::Measured;
use super::page::Page;

/// Claims that go into one commit of the bare index.
const COMMIT: i64 = 60_000;

/// Writes the table.
pub fn write(page: &mut Page, measured: &Measured) {
    let each = |bytes: u64| format!("{:.0}", bytes as f64 / measured.claims as f64);
    let base = &measured.base;
    let database = size(&base.root.join("claims"));
    page.line("| bytes a claim | |");
    page.line("| --- | --: |");
    page.line(&format!("| database (the articles' text {} of it) | {} |", each(text(measured)), each(database)));
    page.line(&format!("| search index | {} |", each(size(&base.index()))));
    page.line(&format!("| bare tantivy index, same schema and tokenizer | {} |", each(bare(measured))));
    page.line(&format!("| FTS5, same words, contentless, optimized | {} |", each(size(&measured.fts))));
    page.line("");
}

/// Bytes of the articles as the database holds them.
fn text(measured: &Measured) -> u64 {
    let store = Store::open_read_only(&measured.base.database()).expect("a store");
    let documents = store.documents().expect("documents");
    documents.iter().map(|document| store.text(document.row).expect("a text").len() as u64).sum()
}

/// The size of an index that tantivy alone makes of the same claims.
fn bare(measured: &Measured) -> u64 {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let store = Store::open_read_only(&measured.base.database()).expect("a store");
    let mut bare = Bare::create(folder.path()).expect("an index");
    for first in (1..=measured.claims).step_by(COMMIT as usize) {
        let rows: Vec<i64> = (first..(first + COMMIT).min(measured.claims + 1)).collect();
        let documents = bare.documents(&store.claims_alone(&rows).expect("claims"));
        bare.add(documents).expect("added");
    }
    bare.end().expect("ended");
    size(folder.path())
}

/// The size of a file, or of all below a folder.
fn size(path: &Path) -> u64 {
    let files = walkdir::WalkDir::new(path).into_iter().flatten();
    files.filter(|file| file.file_type().is_file()).map(|file| file.metadata().map_or(0, |metadata| metadata.len())).sum()
}
