//! A claim together with what people said of it: what exports and reports are made from.
//!
//! Comes in: borrowed parts of what the store gives. Goes out: the same as one value, with what follows from the events alone. A cached
//! status is deliberately not among them.

use jiff::civil::Date;

use super::record::DocumentRef;
use crate::claim::Claim;
use crate::freshness::{self, Due, Facts};
use crate::review::{self, Action, Correction, FieldChange, Review, Status};
use crate::store::StoredClaim;

/// A claim with its document, its reviews and its corrections.
#[derive(Debug, Clone, Copy)]
pub struct ReviewedClaim<'c> {
    /// The claim, corrections applied.
    pub claim: &'c Claim,
    /// The document.
    pub document: &'c DocumentRef,
    /// Version of the program that extracted it.
    pub extractor: &'c str,
    /// Judgements, oldest first, retracted ones included.
    pub reviews: &'c [Review],
    /// Corrections, oldest first, retracted ones included.
    pub corrections: &'c [Correction],
    /// What changed in it since the review that decides on it.
    pub changed_since_review: &'c [FieldChange],
    /// The day from which on its verdict is due again; `None` without a verdict or where it lasts.
    pub fresh_until: Option<Date>,
}

impl<'c> From<&'c StoredClaim> for ReviewedClaim<'c> {
    fn from(stored: &'c StoredClaim) -> Self {
        let StoredClaim { claim, document, extractor, reviews, corrections, changed_since_review, fresh_until, .. } = stored;
        Self { claim, document, extractor, reviews, corrections, changed_since_review, fresh_until: *fresh_until }
    }
}

impl<'c> ReviewedClaim<'c> {
    /// Where it stands: the fold of its reviews.
    pub fn status(&self) -> Status {
        review::status(self.reviews)
    }

    /// The review that set the status, if one did.
    pub fn deciding_review(&self) -> Option<&'c Review> {
        self.reviews.iter().rev().find(|review| !review.retracted)
    }

    /// What is due of it on the day `on`.
    pub fn due(&self, on: Date) -> Option<Due> {
        freshness::due(Facts::of(self.claim, self.reviews), self.fresh_until, on)
    }

    /// Whether a person said that it is no claim.
    pub fn is_rejected(&self) -> bool {
        self.standing_corrections().any(|correction| correction.action == Action::Reject)
    }

    /// Whether a person changed a field of it.
    pub fn is_edited(&self) -> bool {
        self.edits().next().is_some()
    }

    /// The edits that nobody took back, oldest first.
    pub fn edits(&self) -> impl Iterator<Item = &'c Correction> + use<'c> {
        self.standing_corrections().filter(|correction| correction.action == Action::Edit)
    }

    /// Whether a person added it and no machine found it.
    pub fn is_added(&self) -> bool {
        self.corrections.iter().any(|correction| correction.action == Action::Add)
    }

    /// Corrections that nobody took back, oldest first.
    pub fn standing_corrections(&self) -> impl Iterator<Item = &'c Correction> + use<'c> {
        self.corrections.iter().filter(|correction| !correction.retracted)
    }
}
