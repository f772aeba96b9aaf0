//! Where bytes come from: files, folders, standard input; media type, encoding and content hash.
//!
//! Comes in: a path, bytes or a reader. Goes out: [`Source`], decoded to UTF-8, or a clear error that names it. Markup is
//! looked at only as far as the format and the encoding need it. Pages from the web are fetched elsewhere.

mod decode;
mod sniff;
mod walk;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use walk::{files, walk};

/// The largest source that is read unless the caller says otherwise.
pub const BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The format that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// HTML of any age.
    Html,
    /// Plain text; reStructuredText is read as such.
    Plain,
}

/// Decoded text with where it came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as given, a URL, or `-` for standard input.
    pub name: String,
    /// The decoded text: UTF-8. Offsets everywhere count bytes of this. For a source in UTF-8 it is the source byte for byte,
    /// a byte order mark included, so that offsets into it are offsets into the file.
    pub text: Arc<str>,
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
    /// The file or folder could not be opened or read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A folder holds no file of a known format.
    #[error("no articles in {}", path.display())]
    NoArticles {
        /// The folder.
        path: PathBuf,
    },
    /// There is no text in it.
    #[error("{} is empty", shown(name))]
    Empty {
        /// Its name.
        name: String,
    },
    /// It is not text.
    #[error("{} is not text: {found}", shown(name))]
    Binary {
        /// Its name.
        name: String,
        /// What it is instead.
        found: &'static str,
    },
    /// It is larger than the limit.
    #[error("{} is too large: {} where at most {} are read", shown(name), megabytes(*bytes), megabytes(*bytes_max))]
    TooLarge {
        /// Its name.
        name: String,
        /// Its size, or how much of it was seen.
        bytes: u64,
        /// The limit.
        bytes_max: u64,
    },
    /// Its bytes are of no encoding that is known.
    #[error("{} cannot be decoded: {encoding} was tried", shown(name))]
    Undecodable {
        /// Its name.
        name: String,
        /// The encoding that it says or that fits it best.
        encoding: &'static str,
    },
}

impl SourceError {
    /// What the reader of the message can do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Read { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                "check the spelling; a text on standard input is `-`"
            }
            Self::Read { .. } => "check that it is a file or folder that you may read",
            Self::NoArticles { .. } => {
                "folders are searched for .md, .markdown, .html, .htm, .xhtml, .txt, .text and .rst; name other files one by one"
            }
            Self::Empty { .. } => "give a file with text in it",
            Self::Binary { found, .. } if *found == "it is a PDF" => {
                "extract its text first, for example with `pdftotext -layout`"
            }
            Self::Binary { .. } => "save it as plain text, Markdown or HTML first",
            Self::TooLarge { .. } => "split it into articles, or raise the limit in claimbase.toml",
            Self::Undecodable { .. } => "save it as UTF-8 first",
        }
    }
}

/// A source's name as messages say it.
fn shown(name: &str) -> &str {
    if name == "-" { "standard input" } else { name }
}

fn megabytes(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes < MIB { format!("{bytes} bytes") } else { format!("{}.{} MiB", bytes / MIB, bytes % MIB * 10 / MIB) }
}

impl Source {
    /// Reads the file at `path`, up to [`BYTES_MAX`].
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        Self::open_within(path, BYTES_MAX)
    }

    /// Reads the file at `path`, which may have at most `bytes_max` bytes.
    pub fn open_within(path: &Path, bytes_max: u64) -> Result<Self, SourceError> {
        let unreadable = |source| SourceError::Read { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        let name = path.display().to_string();
        if bytes > bytes_max {
            return Err(SourceError::TooLarge { name, bytes, bytes_max });
        }
        Self::from_reader(&name, file, None, bytes_max)
    }

    /// Reads all of `reader`, which may give at most `bytes_max` bytes. `media` as for [`Source::from_bytes`].
    pub fn from_reader(name: &str, reader: impl Read, media: Option<Media>, bytes_max: u64) -> Result<Self, SourceError> {
        let mut bytes = Vec::new();
        let read = reader.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|source| SourceError::Read { path: PathBuf::from(name), source })?;
        if bytes.len() as u64 > bytes_max {
            return Err(SourceError::TooLarge { name: name.to_owned(), bytes: bytes.len() as u64, bytes_max });
        }
        Self::from_bytes(name, &bytes, media)
    }

    /// Decodes `bytes`. Without `media` the format follows from the name's extension, and without a known one from the text.
    pub fn from_bytes(name: &str, bytes: &[u8], media: Option<Media>) -> Result<Self, SourceError> {
        Self::from_labelled_bytes(name, bytes, media, None)
    }

    /// The same, where whoever gave the bytes said by a label (of WHATWG's) which encoding they are in.
    pub fn from_labelled_bytes(
        name: &str,
        bytes: &[u8],
        media: Option<Media>,
        charset: Option<&str>,
    ) -> Result<Self, SourceError> {
        let media = media.or_else(|| Media::of_path(Path::new(name)));
        let (text, encoding) = decode::decode(name, bytes, charset)?;
        let media = media.unwrap_or_else(|| sniff::media(&text));
        Ok(Self {
            name: name.to_owned(),
            media,
            hash: blake3::hash(bytes).to_hex().to_string(),
            encoding: encoding.name(),
            text: text.into(),
        })
    }
}

impl Media {
    /// The format that the extension of `path` names; `None` where it names none that is read.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "txt" | "text" | "rst" => Some(Self::Plain),
            _ => None,
        }
    }
}
