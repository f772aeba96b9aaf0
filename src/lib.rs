//! claimbase reads an article, breaks it into atomic claims, anchors each to the exact bytes of the
//! stored article, keeps it with its source and verification status, and makes it searchable.
//!
//! The modules stand in the order in which the data flows:
//!
//! ```text
//! bytes ─ source ─▶ document ─ sentence ─▶ mention ─▶ claim ─┬▶ store (SQLite, the truth) ─▶ index (tantivy, derived)
//!                                                           │          ▲                        │
//!                                                           ▼        review                   search
//!                                                     report / export
//! ```
//!
//! From bytes to a claim:
//!
//! ```
//! use claimbase::source::Source;
//! use claimbase::{claim, document};
//!
//! let source = Source::from_bytes("note.md", b"Deno raised $40-60 million in March 2026.", None)?;
//! let document = document::read(&source);
//! let claims = claim::extract(&document, "note.md");
//!
//! // The deed is a claim of its own beside its figure.
//! let claim = claims.iter().find(|claim| claim.quantity.is_some()).expect("a claim with a figure");
//! let figure = claim.quantity.as_ref().expect("a figure");
//! assert_eq!(claim.subject.as_deref(), Some("Deno"));
//! assert_eq!(&document.text[figure.span.range()], "$40-60 million");
//! assert_eq!((figure.quantity.low, figure.quantity.high), (Some(40_000_000.into()), Some(60_000_000.into())));
//! assert_eq!(claim.time.as_deref(), Some("2026-03"));
//! # Ok::<(), claimbase::source::SourceError>(())
//! ```
//!
//! The library prints nothing, reads no environment and no clock: what depends on those comes in as a parameter. ARCHITECTURE.md
//! has the map and what holds everywhere.

pub mod parallel;

pub mod text;

pub mod source;

pub mod fetch;

pub mod document;

pub mod sentence;

pub mod mention;

pub mod claim;

pub mod evaluate;

pub mod review;

pub mod freshness;

pub mod base;

pub mod staged;

pub mod store;

pub mod index;

pub mod search;

pub mod report;

pub mod export;

pub mod ingest;

pub mod import;

pub mod backup;

pub mod doctor;
