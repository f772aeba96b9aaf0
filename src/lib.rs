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

pub mod text;

pub mod source;

pub mod document;

pub mod sentence;

pub mod mention;

pub mod claim;

pub mod review;

pub mod base;

pub mod store;

pub mod index;

pub mod search;

pub mod report;

pub mod export;

pub mod ingest;

pub mod doctor;
