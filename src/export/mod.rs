//! Claims in open formats, one small file per format.
//!
//! Comes in: [`ReviewedClaim`]s in the order in which they are wanted. Goes out: bytes. Which claims are wanted is decided elsewhere.

pub mod annotations;
pub mod claimreview;
pub mod csv;
pub mod everything;
pub mod explanation;
pub mod figure;
pub mod jsonl;
pub mod layout;
pub mod mentions;
pub mod record;
mod reviewed;
pub mod text;

pub use reviewed::ReviewedClaim;

use std::io::{self, Write};

use serde::Serialize;

/// Writes `value` as JSON that may stand in a `script` element of a page: nothing in it ends the element or a line.
fn write_safe_json<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string(value)?;
    let mut written = 0;
    for (at, c) in json.char_indices().filter(|(_, c)| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}')) {
        out.write_all(&json.as_bytes()[written..at])?;
        write!(out, "\\u{:04x}", u32::from(c))?;
        written = at + c.len_utf8();
    }
    out.write_all(&json.as_bytes()[written..])
}
