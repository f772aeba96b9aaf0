//! Claims in open formats, one small file per format.
//!
//! Comes in: [`ReviewedClaim`]s in the order in which they are wanted. Goes out: bytes. Which claims are wanted is decided elsewhere.

pub mod csv;
pub mod explanation;
pub mod figure;
pub mod jsonl;
pub mod layout;
pub mod mentions;
pub mod record;
mod reviewed;
pub mod text;

pub use reviewed::ReviewedClaim;
