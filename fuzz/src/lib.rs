//! What fuzz targets check that are more than one call: articles here, imports in [`import`].
//!
//! Comes in: bytes that claim to be of some format. Goes out: nothing, or a panic that names what does not hold.

pub mod import;

use claimbase::claim;
use claimbase::document::{self, Media};
use claimbase::source::Source;

/// Reads `data` as `media`, extracts its claims, and checks that every claim stands where it says and that reading is repeatable.
pub fn article(data: &[u8], media: Media) {
    let Ok(source) = Source::from_bytes("fuzzed", data, Some(media)) else { return };
    let document = document::read(&source);
    let claims = claim::extract(&document, "fuzzed");
    for claim in &claims {
        assert!(claim.stands_in(&document.text), "a claim does not slice its document: {claim:?}");
        assert!(!claim.text.trim().is_empty(), "a claim without words: {claim:?}");
    }
    assert_eq!(claims, claim::extract(&document, "fuzzed"), "the same article gave other claims");
}
