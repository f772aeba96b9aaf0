//! The audit report: what was checked in an article, what was not, and what came of it.
//!
//! Comes in: documents, their claims with reviews and corrections, the head of the event log, the day. Goes out: [`Audit`], and from it one
//! report in any of four formats. Reports are pure and have no clock: the same base on the same day gives the same bytes. Reading the base is
//! the caller's.

mod audit;
mod html;
mod json;
mod markdown;
mod passage;
mod text;
mod wording;

pub use audit::{Audit, AuditedClaim, AuditedDocument, DocumentAudit, Extraction};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use passage::{Passage, Passages};
pub use text::text;
