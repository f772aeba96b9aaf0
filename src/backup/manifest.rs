//! What an archive holds: the list that its last entry is.
//!
//! Comes in: bytes on their way in or out. Goes out: their length and hash, and the list of them.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};

/// Its place in the archive.
pub(super) const NAME: &str = "manifest.json";

/// The format that this program writes, and the latest that it reads.
pub(super) const FORMAT: u32 = 1;

/// The last entry of an archive.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: u32,
    /// Version of the program that made it.
    pub program: String,
    /// When, RFC 3339 in UTC.
    pub made_at: String,
    /// Hash of the last event in the database; null where there is none.
    pub log_head: Option<String>,
    /// Every other entry, in the order of the archive.
    pub files: Vec<Listed>,
}

/// A file in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    pub path: String,
    pub bytes: u64,
    /// BLAKE3, in hex.
    pub blake3: String,
}

/// Counts and hashes what is read through it.
pub(super) struct Measured<R> {
    from: R,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl<R: Read> Measured<R> {
    pub fn new(from: R) -> Self {
        Self { from, hasher: blake3::Hasher::new(), bytes: 0 }
    }

    /// What was read, as the manifest lists it.
    pub fn listed(&self, path: &str) -> Listed {
        Listed { path: path.to_owned(), bytes: self.bytes, blake3: self.hasher.finalize().to_hex().to_string() }
    }
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}
