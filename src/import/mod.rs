//! What others wrote down, read into a base: one small file per format.
//!
//! Comes in: a file in an open format. Goes out: what it did to the base. What a judgement must rest on is decided in
//! [`review`](crate::review); writing the same formats is [`export`](crate::export)'s.

mod error;
pub mod everything;
pub mod ratings;
pub mod reviews;

pub use error::ImportError;
