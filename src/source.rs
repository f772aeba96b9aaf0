//! Where bytes come from: files, folders, standard input; media type, encoding and content hash.
//!
//! Comes in: a path or bytes. Goes out: [`Source`], decoded to UTF-8, or a clear error that names it. Nothing here reads markup.

use std::path::{Path, PathBuf};

use crate::document::Media;

/// Decoded text with where it came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as given, a URL, or `-` for standard input.
    pub name: String,
    /// The decoded text: UTF-8, without byte order mark. Offsets everywhere count bytes of this.
    pub text: String,
    /// The format.
    pub media: Media,
    /// BLAKE3 of the original bytes, in hex.
    pub hash: String,
    /// Name of the encoding that the bytes were decoded from, as WHATWG names it.
    pub encoding: &'static str,
}

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file could not be opened or read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl Source {
    /// Reads the file at `path`.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let bytes = std::fs::read(path).map_err(|source| SourceError::Read { path: path.to_owned(), source })?;
        let media = match path.extension().and_then(|e| e.to_str()) {
            Some("md" | "markdown") => Media::Markdown,
            Some("html" | "htm") => Media::Html,
            _ => Media::Plain,
        };
        Ok(Self {
            name: path.display().to_string(),
            hash: blake3::hash(&bytes).to_hex().to_string(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            media,
            encoding: "UTF-8",
        })
    }
}
