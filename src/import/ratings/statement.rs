//! Claims as somebody worded them, made into a text that they stand in.
//!
//! Comes in: statements. Goes out: a plain text with a paragraph for each, and the claims in it. Where extraction finds exactly one claim in a
//! statement, its subject, figure and the like are taken over, so that it is found by them; the wording stays the publisher's.

use std::collections::BTreeMap;
use std::sync::Arc;

use ecow::EcoString;

use crate::claim::identity::ClaimIds;
use crate::claim::{self, Attribution, Claim, ClaimId, Kind, Modality};
use crate::document::{self, Media};
use crate::mention::quantity;
use crate::source::Source;
use crate::text::{Quote, SourceSpan};

/// How much an imported claim deserves a check: somebody thought that it does.
const WORTHINESS: u8 = 100;

/// The text called `title` with `statements` and who made them, and their claims; `key` is that of the document.
pub fn write(title: &str, key: &str, statements: &[(&str, Option<&str>)]) -> (Arc<str>, Vec<Claim>) {
    let mut text = format!("{title}\n");
    let mut places = Vec::with_capacity(statements.len());
    for (words, _) in statements {
        text.push('\n');
        places.push(SourceSpan::new(text.len(), text.len() + words.len()));
        text.push_str(words);
        text.push('\n');
    }
    let text: Arc<str> = text.into();
    let section: Arc<[String]> = Arc::new([title.to_owned()]);
    let found = extracted(key, &text);
    let mut ids = ClaimIds::new(key);
    let mut claims = Vec::with_capacity(statements.len());
    for ((words, claimant), place) in statements.iter().zip(places) {
        let within: Vec<Claim> = found.range(place.start..place.end).flat_map(|(_, claims)| claims.clone()).collect();
        let Some(quote) = Quote::cut(&text, place, words) else { continue };
        let figure = |claim: &Claim| claim.quantity.as_ref().is_none_or(|figure| place.contains(figure.span));
        let read = <[Claim; 1]>::try_from(within).ok().map(|[claim]| claim).filter(figure);
        let mut claim = read.unwrap_or_else(|| bare(words, quote.clone()));
        claim.text = (*words).into();
        claim.quote = quote;
        claim.section = Arc::clone(&section);
        claim.cell = None;
        claim.check_worthiness = WORTHINESS;
        claim.attribution = claimant.map(|name| Arc::new(Attribution { name: name.to_owned(), url: None }));
        let surface = claim.quantity.as_ref().map(|figure| figure.surface.clone());
        claim.id = ids.next(&section, words, surface.as_deref());
        claims.push(claim);
    }
    (text, claims)
}

/// What extraction finds in `text`, by where it begins.
fn extracted(key: &str, text: &str) -> BTreeMap<usize, Vec<Claim>> {
    let mut found: BTreeMap<usize, Vec<Claim>> = BTreeMap::new();
    if let Ok(source) = Source::from_bytes(key, text.as_bytes(), Some(Media::Plain)) {
        for claim in claim::extract(&document::read(&source), key) {
            found.entry(claim.quote.span.start).or_default().push(claim);
        }
    }
    found
}

/// A claim of which only the words are known.
fn bare(words: &str, quote: Quote) -> Claim {
    Claim {
        id: ClaimId(EcoString::new()),
        kind: if quantity::scan(words).is_empty() { Kind::Event } else { Kind::Statistic },
        modality: Modality::Fact,
        text: words.into(),
        subject: None,
        metric: None,
        quantity: None,
        basis: None,
        compared_to: None,
        scope: None,
        migration: None,
        time: None,
        due: None,
        attribution: None,
        quote,
        section: [].into(),
        cell: None,
        check_worthiness: WORTHINESS,
    }
}
