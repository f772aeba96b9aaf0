//! The audit as a value: counts, lists and claims, all derived from events.
//!
//! Comes in: documents and claims in article order. Goes out: [`Audit`]. Statuses and error counts are folded from the reviews and
//! corrections themselves, never read from a cached column. No wording and no format is here.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::claim::{ClaimId, Kind};
use crate::document::DocumentRef;
use crate::export::ReviewedClaim;
use crate::freshness::Due;
use crate::review::{Correction, Status};
use crate::text::LineIndex;

/// A document of the audit, with what a reader needs to find and to date it.
#[derive(Debug, Clone)]
pub struct AuditedDocument<'c> {
    /// Id, title and source.
    pub reference: &'c DocumentRef,
    /// Date of publication, ISO 8601.
    pub date: Option<&'c str>,
    /// Author names.
    pub authors: &'c [String],
    /// The organisation that publishes.
    pub publisher: Option<&'c str>,
    /// Number of the stored version, from 1.
    pub version: i64,
    /// BLAKE3 of that version's bytes, in hex.
    pub hash: &'c str,
    /// Its text, which the claims' spans count bytes of.
    pub text: &'c str,
}

/// A claim of the audit.
#[derive(Debug, Clone)]
pub struct AuditedClaim<'c> {
    /// The claim with what people said of it.
    pub reviewed: ReviewedClaim<'c>,
    /// Where it stands: the fold of its reviews.
    pub status: Status,
    /// Why it is to be looked at on the day of the audit, if it is.
    pub due: Option<Due>,
    /// The line of the document on which its figure, or else its quote, stands; from 1.
    pub line: usize,
}

/// A document with its claims in article order, rejected ones left out.
#[derive(Debug, Clone)]
pub struct DocumentAudit<'c> {
    /// The document.
    pub document: AuditedDocument<'c>,
    /// Its claims.
    pub claims: Vec<AuditedClaim<'c>>,
}

/// How right the machine was, as far as people corrected it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extraction {
    /// Claims that the machine extracted, rejected ones included.
    pub claims: usize,
    /// Those of them that a person called no claim.
    pub rejected: usize,
    /// Those of them that a person changed and nobody rejected.
    pub edited: usize,
    /// Claims that the machine missed and a person added.
    pub added: usize,
}

/// Everything that an audit report says.
#[derive(Debug, Clone)]
pub struct Audit<'c> {
    /// The documents with their claims, in the order given.
    pub documents: Vec<DocumentAudit<'c>>,
    /// Claims that a person called no claim, in article order.
    pub rejected: Vec<ReviewedClaim<'c>>,
    /// How right the machine was.
    pub extraction: Extraction,
    /// Hash of the last event of the log; `None` for an empty log.
    pub log_head: Option<&'c str>,
    /// The day of the audit: what is due is due by this day.
    pub on: Date,
}

impl<'c> Audit<'c> {
    /// Audits `claims`, which stand in `documents`, on the day `on`; both in the order in which the report shall show them. Claims of other
    /// documents are left out.
    pub fn new(documents: Vec<AuditedDocument<'c>>, claims: &[ReviewedClaim<'c>], log_head: Option<&'c str>, on: Date) -> Self {
        let mut of_document: HashMap<&str, Vec<ReviewedClaim<'c>>> = HashMap::new();
        for claim in claims {
            of_document.entry(&claim.document.id).or_default().push(*claim);
        }
        let mut audit = Self { documents: Vec::new(), rejected: Vec::new(), extraction: Extraction::default(), log_head, on };
        for document in documents {
            let found = of_document.remove(document.reference.id.as_str()).unwrap_or_default();
            found.iter().for_each(|claim| audit.extraction.count(claim));
            let (rejected, standing): (Vec<_>, Vec<_>) = found.into_iter().partition(ReviewedClaim::is_rejected);
            audit.rejected.extend(rejected);
            audit.documents.push(DocumentAudit::new(document, standing, on));
        }
        audit
    }

    /// All claims, in article order.
    pub fn claims(&self) -> impl Iterator<Item = &AuditedClaim<'c>> {
        self.documents.iter().flat_map(|document| &document.claims)
    }

    /// How many claims have each status, all six in their standing order.
    pub fn statuses(&self) -> Vec<(Status, usize)> {
        tally(Status::ALL, self.claims().map(|claim| claim.status))
    }

    /// How many claims are of each kind, all nine in their standing order.
    pub fn kinds(&self) -> Vec<(Kind, usize)> {
        tally(Kind::ALL, self.claims().map(|claim| claim.reviewed.claim.kind))
    }

    /// How many claims are of each kind that occurs.
    pub fn kinds_found(&self) -> Vec<(Kind, usize)> {
        self.kinds().into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// How many of the machine's claims a person reviewed or corrected.
    pub fn looked_at(&self) -> usize {
        let seen = |claim: &ReviewedClaim<'c>| claim.deciding_review().is_some() || claim.is_edited();
        self.rejected.iter().filter(|claim| !claim.is_added()).count()
            + self.claims().filter(|claim| !claim.reviewed.is_added() && seen(&claim.reviewed)).count()
    }

    /// Claims that nobody reviewed, those that deserve it most first, then in article order.
    pub fn not_checked(&self) -> Vec<&AuditedClaim<'c>> {
        let mut open = self.with_status(&[Status::Unverified]);
        open.sort_by_key(|claim| std::cmp::Reverse(claim.reviewed.claim.check_worthiness));
        open
    }

    /// Claims that have one of `statuses`, in article order.
    pub fn with_status(&self, statuses: &[Status]) -> Vec<&AuditedClaim<'c>> {
        self.claims().filter(|claim| statuses.contains(&claim.status)).collect()
    }

    /// Forecasts by the time at which they can be judged; those without one last, otherwise in article order.
    pub fn forecasts(&self) -> Vec<&AuditedClaim<'c>> {
        let mut forecasts: Vec<_> = self.claims().filter(|claim| claim.is_forecast()).collect();
        forecasts.sort_by_key(|claim| (claim.reviewed.claim.due.is_none(), claim.reviewed.claim.due.as_deref()));
        forecasts
    }

    /// Claims that are due, those first that have been so for longest, then in article order.
    pub fn due(&self) -> Vec<&AuditedClaim<'c>> {
        let mut due: Vec<_> = self.claims().filter(|claim| claim.due.is_some()).collect();
        due.sort_by_key(|claim| claim.due.map(Due::since));
        due
    }

    /// Claims with a figure for which the article names no source, in article order.
    pub fn without_source(&self) -> Vec<&AuditedClaim<'c>> {
        self.claims().filter(|claim| claim.is_without_source()).collect()
    }

    /// Edits that stand, in article order, each with the claim that it changed.
    pub fn edits(&self) -> Vec<(&AuditedClaim<'c>, &'c Correction)> {
        self.claims().flat_map(|claim| claim.reviewed.edits().map(move |edit| (claim, edit))).collect()
    }
}

impl<'c> DocumentAudit<'c> {
    fn new(document: AuditedDocument<'c>, standing: Vec<ReviewedClaim<'c>>, on: Date) -> Self {
        let lines = LineIndex::new(document.text);
        let audited = |reviewed: ReviewedClaim<'c>| {
            let quote = reviewed.claim.quote.span.start;
            let line = lines.line(reviewed.claim.quantity.as_ref().map_or(quote, |figure| figure.span.start));
            AuditedClaim { reviewed, status: reviewed.status(), due: reviewed.due(on), line }
        };
        let claims = standing.into_iter().map(audited).collect();
        Self { document, claims }
    }

    /// The claims in runs that stand under the same headings.
    pub fn sections(&self) -> impl Iterator<Item = (&'c [String], &[AuditedClaim<'c>])> {
        let runs = self.claims.chunk_by(|a, b| a.reviewed.claim.section == b.reviewed.claim.section);
        runs.map(|run| (&*run[0].reviewed.claim.section, run))
    }
}

impl<'c> AuditedClaim<'c> {
    /// The claim's name.
    pub fn id(&self) -> &'c ClaimId {
        &self.reviewed.claim.id
    }

    fn is_forecast(&self) -> bool {
        self.reviewed.claim.modality == crate::claim::Modality::Forecast
    }

    /// Whether it states a figure for which the article names no source.
    pub fn is_without_source(&self) -> bool {
        self.reviewed.claim.quantity.is_some() && self.reviewed.claim.attribution.is_none()
    }
}

impl Extraction {
    fn count(&mut self, claim: &ReviewedClaim<'_>) {
        if claim.is_added() {
            self.added += usize::from(!claim.is_rejected());
            return;
        }
        self.claims += 1;
        match (claim.is_rejected(), claim.is_edited()) {
            (true, _) => self.rejected += 1,
            (false, true) => self.edited += 1,
            (false, false) => {}
        }
    }
}

fn tally<K: Copy + PartialEq>(all: &[K], found: impl Iterator<Item = K>) -> Vec<(K, usize)> {
    let mut counts: Vec<(K, usize)> = all.iter().map(|key| (*key, 0)).collect();
    for key in found {
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == key) {
            *count += 1;
        }
    }
    counts
}
