//! What the page may do: its own style sheet and its own script, both known by their hash, and nothing else.
//!
//! Comes in: the style sheet and the script as they are compiled in. Goes out: the content security policy that names them. A browser runs
//! no other script, however it came into the page, and loads, frames and sends nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The page's style sheet.
pub(super) const STYLE: &str = include_str!("report.css");

/// The page's script. The page can be read without it.
pub(super) const SCRIPT: &str = include_str!("report.js");

/// The policy, by Content Security Policy Level 3: nothing at all but what has these hashes.
pub(super) fn policy() -> String {
    let (script, style) = (source(SCRIPT), source(STYLE));
    format!("default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'")
}

/// A hash source for an inline element with this content.
fn source(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_source_is_what_the_standard_says() {
        // The example of the standard, section 6.7.2.3 of Content Security Policy Level 3 and its predecessors.
        assert_eq!(source("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn neither_script_nor_style_can_end_its_element() {
        for content in [STYLE, SCRIPT] {
            assert!(!content.contains("</") && !content.contains("<!--"));
        }
    }
}
