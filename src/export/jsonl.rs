//! JSON Lines: one claim record with status and reviews on each line.
//!
//! Comes in: claims. Goes out: UTF-8 lines that end in a line feed, keys always present, unknown as null.

use std::io::{self, Write};

use super::ReviewedClaim;
use super::record::StoredClaimRecord;

/// Writes each of `claims` as one line to `out`.
pub fn write(claims: &[ReviewedClaim<'_>], out: &mut dyn Write) -> io::Result<()> {
    for claim in claims {
        serde_json::to_writer(&mut *out, &StoredClaimRecord::from_reviewed(claim))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
