//! What a sentence mentions: quantities, dates, names and sources, each as a value with its place.
//!
//! Comes in: one block's plain text. Goes out: mentions with [`TextSpan`](crate::text::TextSpan)s. Nothing here decides what is a claim.

pub mod attribution;
pub mod date;
mod look;
pub mod name;
pub mod quantity;
pub mod unit;
mod words;

pub use look::Looks;
pub use words::Words;
