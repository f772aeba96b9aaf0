//! Events: what people did, in one chain in which each hash covers the event and the hash before it.
//!
//! Comes in: an event's content and the hash before it. Goes out: its hash and its id, the same on every machine.
//! The hash is BLAKE3 over RFC 8785 canonical JSON. Storing events is the store's.

use serde::Serialize;

use super::{Action, Correction, Evidence, FieldChange, Review, Status};

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Deed {
    /// Judged a claim.
    Review {
        /// The judgement.
        status: Status,
        /// What it rests on.
        evidence: Vec<Evidence>,
    },
    /// Corrected the machine.
    Correction {
        /// What was done.
        action: Action,
        /// The fields of an edit or an addition.
        changes: Vec<FieldChange>,
    },
    /// Took an earlier event back.
    Retraction {
        /// Id of the event taken back.
        of: String,
    },
}

/// One event of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Its number, from 1.
    pub seq: i64,
    /// UUID version 7, made from its time and its hash.
    pub id: String,
    /// Id of the claim; `None` where a document was removed.
    pub claim: Option<String>,
    /// Id of the document.
    pub document: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339 in UTC with seconds.
    pub at: String,
    /// Why.
    pub note: Option<String>,
    /// What was done.
    #[serde(flatten)]
    pub deed: Deed,
    /// Whether a later event took it back.
    pub retracted: bool,
    /// Hash of the event before it; empty for the first.
    pub previous_hash: String,
    /// Hash of this one, in hex.
    pub hash: String,
}

/// What an event's hash covers.
#[derive(Serialize)]
struct Hashed<'e> {
    seq: String,
    claim: Option<&'e str>,
    document: &'e str,
    by: &'e str,
    at: &'e str,
    note: Option<&'e str>,
    deed: &'e Deed,
    previous_hash: &'e str,
}

impl Event {
    /// The event with its hash and its id made from the rest.
    pub fn sealed(mut self) -> Self {
        self.hash = self.expected_hash().to_hex().to_string();
        self.id = self.expected_id();
        self
    }

    /// Whether hash and id are what the rest makes them.
    pub fn is_intact(&self) -> bool {
        self.hash == self.expected_hash().to_hex().as_str() && self.id == self.expected_id()
    }

    fn expected_hash(&self) -> blake3::Hash {
        let hashed = Hashed {
            seq: self.seq.to_string(),
            claim: self.claim.as_deref(),
            document: &self.document,
            by: &self.by,
            at: &self.at,
            note: self.note.as_deref(),
            deed: &self.deed,
            previous_hash: &self.previous_hash,
        };
        let canonical = serde_jcs::to_vec(&hashed).expect("strings, flags and lists of them are always JSON");
        blake3::hash(&canonical)
    }

    /// UUID version 7 whose random part is the event's hash: as unique as the hash, and the same wherever it is made.
    fn expected_id(&self) -> String {
        let millis = self.at.parse::<jiff::Timestamp>().map_or(0, |at| u64::try_from(at.as_millisecond()).unwrap_or(0));
        let hash = self.expected_hash();
        let mut random = [0; 10];
        random.copy_from_slice(&hash.as_bytes()[..10]);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }

    /// The event as a review, if it is one.
    pub fn review(&self) -> Option<Review> {
        let Deed::Review { status, evidence } = &self.deed else { return None };
        Some(Review {
            id: self.id.clone(),
            claim: self.claim.clone().unwrap_or_default(),
            status: *status,
            by: self.by.clone(),
            at: self.at.clone(),
            note: self.note.clone(),
            evidence: evidence.clone(),
            retracted: self.retracted,
            hash: self.hash.clone(),
        })
    }

    /// The event as a correction, if it is one.
    pub fn correction(&self) -> Option<Correction> {
        let Deed::Correction { action, changes } = &self.deed else { return None };
        Some(Correction {
            id: self.id.clone(),
            claim: self.claim.clone(),
            document: self.document.clone(),
            action: *action,
            by: self.by.clone(),
            at: self.at.clone(),
            note: self.note.clone(),
            changes: changes.clone(),
            retracted: self.retracted,
            hash: self.hash.clone(),
        })
    }
}
