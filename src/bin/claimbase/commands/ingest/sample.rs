//! A taste of what was stored: the claims of an article that most deserve a check.
//!
//! Comes in: an article that was ingested. Goes out: a few lines below its own, and how to see the rest.

use claimbase::export::layout::{Page, TextStyle};
use claimbase::ingest::Ingested;
use claimbase::store::{ClaimFilter, Store, StoreError, StoredClaim};

use anstyle::{AnsiColor, Effects, Style};

const DIM: Style = Style::new().effects(Effects::DIMMED);
const KIND: Style = AnsiColor::Cyan.on_default();

/// How many claims are shown.
const SHOWN: usize = 5;

/// Where kind and wording stand.
const KIND_COLUMN: usize = 2;
const WORDING_COLUMN: usize = 13;

/// A few claims of `ingested`, in article order; empty where none were stored.
pub fn of(store: &Store, ingested: &Ingested, style: TextStyle) -> Result<String, StoreError> {
    if ingested.counts.added == 0 {
        return Ok(String::new());
    }
    let row = store.find_document(&ingested.document)?.row;
    let claims = store.claims(&ClaimFilter { documents: vec![row], ..ClaimFilter::default() })?;
    let mut page = Page::new(style);
    let chosen = choose(&claims);
    for claim in &chosen {
        page.item(KIND_COLUMN, (claim.claim.kind.as_str(), KIND), WORDING_COLUMN, &claim.claim.text, None);
    }
    if claims.len() > chosen.len() {
        let rest = format!("… and {} more: claimbase search --document {}", claims.len() - chosen.len(), ingested.document);
        page.paragraph(WORDING_COLUMN, DIM, &rest);
    }
    Ok(page.finish())
}

/// The most check-worthy of `claims`, no wording twice, in article order.
fn choose(claims: &[StoredClaim]) -> Vec<&StoredClaim> {
    let mut ranked: Vec<(usize, &StoredClaim)> = claims.iter().enumerate().collect();
    ranked.sort_by_key(|(at, claim)| (std::cmp::Reverse(claim.claim.check_worthiness), *at));
    let mut chosen: Vec<(usize, &StoredClaim)> = Vec::new();
    for candidate in ranked {
        if chosen.len() < SHOWN && chosen.iter().all(|(_, claim)| claim.claim.text != candidate.1.claim.text) {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|(at, _)| *at);
    chosen.into_iter().map(|(_, claim)| claim).collect()
}
