//! What a server says that a page is: the header `Content-Type` (RFC 9110, section 8.3).
//!
//! Comes in: the header's value, where there is one. Goes out: its type, charset, and what these mean for reading.

use crate::source::Media;

/// A content type; empty where the server says none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentType {
    /// Type and subtype in lower case.
    essence: String,
    /// The label of an encoding.
    charset: Option<String>,
}

/// Types that are read besides `text/*`. The last one says nothing, and then the bytes decide.
const READ: &[&str] = &["application/xhtml+xml", "application/xml", "application/markdown", "application/octet-stream"];

/// Endings of files that are kept and not read.
const EXTENSIONS: &[(&str, &str)] = &[
    ("application/pdf", "pdf"),
    ("application/json", "json"),
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/svg+xml", "svg"),
    ("text/csv", "csv"),
    ("application/zip", "zip"),
];

#[cfg_attr(not(feature = "fetch"), allow(dead_code))]
impl ContentType {
    /// Reads the header's value.
    pub fn parse(header: &str) -> Self {
        let mut parts = header.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches('"').trim();
            (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
        });
        Self { essence, charset }
    }

    /// Whether it may be text.
    pub fn may_be_text(&self) -> bool {
        self.essence.is_empty() || self.essence.starts_with("text/") || READ.contains(&self.essence.as_str())
    }

    /// Type and subtype.
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// The format, where the type says it; plain text may be Markdown that a server knows no type for.
    pub fn media(&self) -> Option<Media> {
        match self.essence.as_str() {
            "text/html" | "application/xhtml+xml" => Some(Media::Html),
            "text/markdown" | "text/x-markdown" | "application/markdown" => Some(Media::Markdown),
            _ => None,
        }
    }

    /// The label of its encoding.
    pub fn charset(&self) -> Option<&str> {
        self.charset.as_deref()
    }

    /// The ending of a file of it.
    pub fn extension(&self) -> &'static str {
        EXTENSIONS.iter().find(|(essence, _)| *essence == self.essence).map_or("bin", |(_, extension)| extension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_servers_write_them() {
        for (header, essence, charset) in [
            ("text/html; charset=windows-1252", "text/html", Some("windows-1252")),
            ("Text/HTML;Charset=\"UTF-8\"; boundary=x", "text/html", Some("UTF-8")),
            ("text/plain", "text/plain", None),
            ("text/html; charset=", "text/html", None),
            ("", "", None),
        ] {
            let read = ContentType::parse(header);
            assert_eq!((read.essence(), read.charset()), (essence, charset), "{header}");
            assert!(read.may_be_text(), "{header}");
        }
        for header in ["image/png", "application/pdf", "application/json", "video/mp4"] {
            assert!(!ContentType::parse(header).may_be_text(), "{header}");
        }
    }
}
