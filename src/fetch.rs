//! Pages from the web: the one part that may reach a network, and only for an address that a person gave.
//!
//! Comes in: an address, and limits. Goes out: a [`Page`], its bytes as the server gave them, or a clear error. No proxy is used, no cookie is
//! kept, and nothing that a page refers to is loaded. Without the feature `fetch` no client is compiled in, and every address is refused.

#[cfg(feature = "fetch")]
mod client;
mod content;
mod error;
#[cfg(feature = "fetch")]
mod public;

use std::time::Duration;

use crate::source::{Source, SourceError};
use content::ContentType;

pub use error::FetchError;

/// So many redirects are followed.
pub const REDIRECTS_MAX: usize = 5;

/// What a page may be and cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The largest page that is read, in bytes, once decompressed.
    pub bytes_max: u64,
    /// How long it may take, redirects included.
    pub time_max: Duration,
    /// Whether addresses on this machine or its network may be asked.
    pub allow_private: bool,
    /// Whether what is not text is refused.
    pub only_text: bool,
}

/// A page, fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The address that was asked for, as given, without a fragment.
    pub asked: String,
    /// Where it was found: the address asked for, or the one that its redirects led to.
    pub address: String,
    /// What the server gave, decompressed.
    pub bytes: Vec<u8>,
    content: ContentType,
}

impl Page {
    /// Whether redirects led away from the address asked for.
    pub fn is_redirected(&self) -> bool {
        self.address != self.asked
    }

    /// The page as an article: decoded by what the server and the page say of it, named by where it was found.
    pub fn source(&self) -> Result<Source, SourceError> {
        Source::from_labelled_bytes(&self.address, &self.bytes, self.content.media(), self.content.charset())
    }

    /// The ending of a file that holds what is not read as text.
    pub fn extension(&self) -> &str {
        self.content.extension()
    }
}

/// Whether `name` is an address rather than a path: it begins with a scheme, `://` behind it.
pub fn is_address(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme))
}

fn is_scheme(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Fetches the page at `address`.
#[cfg(feature = "fetch")]
pub fn page(address: &str, rules: &Rules) -> Result<Page, FetchError> {
    client::page(address.trim(), rules)
}

/// Refuses: no client is compiled in.
#[cfg(not(feature = "fetch"))]
pub fn page(address: &str, _: &Rules) -> Result<Page, FetchError> {
    Err(FetchError::NotBuilt { address: address.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_told_from_paths() {
        for address in ["https://a.example", "HTTP://a", "ftp://a/b", "file:///etc/hosts", "x-y.z+1://a"] {
            assert!(is_address(address), "{address}");
        }
        for path in ["a.md", "-", "c:\\a", "a/b://c", "://a", "1a://b", "mailto:a", "//a/b"] {
            assert!(!is_address(path), "{path}");
        }
    }
}
