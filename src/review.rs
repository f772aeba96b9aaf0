//! Human judgements: status, review, evidence and corrections, as append-only events; the status is their fold.
//!
//! Comes in: what a person decided, with who, when and on what evidence. Goes out: events whose rules hold, and the status that
//! follows from them. Storing and chaining them is the store's; no program sets a status.

mod correction;
mod event;
pub mod evidence;
pub mod field;
mod rating;

use serde::{Deserialize, Serialize};

use crate::claim::{ClaimId, words};

pub use correction::{Action, Correction, FieldChange, reads_otherwise};
pub use event::{Deed, Event};
pub use rating::{Rating, RatingFormat};

words! {
    /// Where a claim stands. Only reviews change it.
    Status {
        /// No review yet.
        Unverified = "unverified",
        /// Evidence supports it.
        Verified = "verified",
        /// Right, but context changes its meaning.
        NeedsContext = "needs-context",
        /// Credible evidence against it.
        Disputed = "disputed",
        /// Shown false.
        Refuted = "refuted",
        /// Looked for, cannot be settled.
        Unverifiable = "unverifiable",
    }
}

words! {
    /// What a piece of evidence does to a claim.
    Stance {
        /// Speaks for it.
        Supports = "supports",
        /// Speaks against it.
        Refutes = "refutes",
        /// Changes what it means.
        Context = "context",
    }
}

/// What a review rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it does to the claim.
    pub stance: Stance,
    /// Address of the evidence.
    pub url: Option<String>,
    /// Path of an evidence file, as given.
    pub file: Option<String>,
    /// BLAKE3 of the file's bytes, in hex, taken when the review was made.
    pub file_hash: Option<String>,
    /// Words quoted from it.
    pub quote: Option<String>,
    /// Whether the quote was found in the evidence by the program. A quote from an address that was not fetched is unchecked.
    pub quote_checked: bool,
}

/// Where the base keeps the pages that were fetched as evidence, relative to it.
pub const SNAPSHOTS: &str = "claims/evidence/";

impl Evidence {
    /// The snapshot of a page that was fetched: its file, relative to the base, and its hash.
    pub fn snapshot(self) -> Option<(String, String)> {
        let fetched = self.url.is_some() && self.file.as_ref().is_some_and(|file| file.starts_with(SNAPSHOTS));
        self.file.zip(self.file_hash).filter(|_| fetched)
    }
}

/// One person's dated judgement of one claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// UUID version 7.
    pub id: String,
    /// The claim judged.
    pub claim: String,
    /// The judgement.
    pub status: Status,
    /// Who judged.
    pub by: String,
    /// When, RFC 3339 in UTC with seconds.
    pub at: String,
    /// Why, in the reviewer's words.
    pub note: Option<String>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Whether a later event took it back.
    pub retracted: bool,
    /// Hash of this event over its content and the event before it, in hex.
    pub hash: String,
}

impl Review {
    /// The claim judged, as an id.
    pub fn claim_id(&self) -> ClaimId {
        ClaimId(self.claim.clone().into())
    }
}

/// A judgement that is not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The judgement.
    pub status: Status,
    /// Who judges.
    pub by: String,
    /// Why, in the reviewer's words.
    pub note: Option<String>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// Where a claim stands after `reviews`, oldest first: the last one not retracted decides.
pub fn status(reviews: &[Review]) -> Status {
    reviews.iter().rev().find(|review| !review.retracted).map_or(Status::Unverified, |review| review.status)
}

#[cfg(test)]
mod tests;
