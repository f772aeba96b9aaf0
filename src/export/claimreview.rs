//! ClaimReview as JSON-LD: what search engines and fact-check collections read (schema.org, type `ClaimReview`).
//!
//! Comes in: claims with their documents. Goes out: a JSON array with one self-contained object per reviewed claim, in order, fit for a
//! `script` element. A claim that nobody reviewed is not in it. Ratings are 5 to 1; what cannot be settled has words for a rating and no number.

use std::io::{self, Write};

use serde::Serialize;

use super::{ReviewedClaim, write_safe_json};
use crate::review::{Review, Status, reads_otherwise};
use crate::store::StoredDocument;

const CONTEXT: &str = "https://schema.org";

/// How reviews are published.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The address below which each review has a page with the claim's id for a name.
    pub address: Option<String>,
}

/// What a status is on the scale of ratings: a number from 1 to 5 where there is one, and words. `None` where there is no review.
pub fn rating(status: Status) -> Option<(Option<u8>, &'static str)> {
    match status {
        Status::Unverified => None,
        Status::Verified => Some((Some(5), "True")),
        Status::NeedsContext => Some((Some(3), "Missing context")),
        Status::Disputed => Some((Some(2), "Disputed")),
        Status::Refuted => Some((Some(1), "False")),
        Status::Unverifiable => Some((None, "Unverifiable")),
    }
}

#[derive(Serialize)]
struct ClaimReview<'c> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "claimReviewed")]
    claim_reviewed: &'c str,
    #[serde(rename = "datePublished")]
    date_published: &'c str,
    author: Named<'c>,
    #[serde(rename = "reviewRating")]
    review_rating: Rating,
    #[serde(rename = "reviewBody", skip_serializing_if = "Option::is_none")]
    review_body: Option<&'c str>,
    #[serde(rename = "itemReviewed")]
    item_reviewed: Claim<'c>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Citation<'c>>,
    /// The day from which on the review is due again.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

#[derive(Serialize)]
struct Named<'c> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'c str,
}

#[derive(Serialize)]
struct Rating {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "ratingValue", skip_serializing_if = "Option::is_none")]
    value: Option<u8>,
    #[serde(rename = "bestRating", skip_serializing_if = "Option::is_none")]
    best: Option<u8>,
    #[serde(rename = "worstRating", skip_serializing_if = "Option::is_none")]
    worst: Option<u8>,
    #[serde(rename = "alternateName")]
    alternate_name: &'static str,
}

#[derive(Serialize)]
struct Claim<'c> {
    #[serde(rename = "@type")]
    kind: &'static str,
    /// The words of the article.
    text: &'c str,
    /// Whom the article names as its source: a person or an organisation, which is not known.
    #[serde(rename = "creditText", skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'c>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    date_published: Option<&'c str>,
    appearance: Appearance<'c>,
}

#[derive(Serialize)]
struct Appearance<'c> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'c str>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    date_published: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'c>>,
}

#[derive(Serialize)]
struct Citation<'c> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'c str>,
}

/// How many reviews were written, and how many were not because their claims read otherwise now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Reviews in the array.
    pub reviews: usize,
    /// Claims that make another statement than the one that was reviewed.
    pub changed: usize,
}

/// Writes the reviewed ones of `claims`, which stand in `documents`, to `out`: none whose claim makes another statement since, for a verdict on one sentence
/// is none on another.
pub fn write(
    claims: &[ReviewedClaim<'_>],
    documents: &[StoredDocument],
    site: &Site,
    out: &mut dyn Write,
) -> io::Result<Written> {
    let (mut count, mut changed) = (0, 0);
    for claim in claims {
        if claim.deciding_review().is_some() && reads_otherwise(claim.changed_since_review, claim.corrections) {
            changed += 1;
            continue;
        }
        let document = documents.iter().find(|document| document.id == claim.document.id);
        let Some(review) = document.and_then(|document| review_of(claim, document, site)) else { continue };
        out.write_all(if count == 0 { b"[\n" } else { b",\n" })?;
        write_safe_json(&review, out)?;
        count += 1;
    }
    out.write_all(if count == 0 { b"[]\n" } else { b"\n]\n" })?;
    Ok(Written { reviews: count, changed })
}

fn review_of<'c>(reviewed: &ReviewedClaim<'c>, document: &'c StoredDocument, site: &Site) -> Option<ClaimReview<'c>> {
    let review = reviewed.deciding_review()?;
    let (value, words) = rating(review.status)?;
    let claim = reviewed.claim;
    Some(ClaimReview {
        context: CONTEXT,
        kind: "ClaimReview",
        id: format!("urn:uuid:{}", review.id),
        url: site.address.as_ref().map(|address| format!("{}/{}", address.trim_end_matches('/'), claim.id)),
        claim_reviewed: &claim.text,
        date_published: &review.at,
        author: Named { kind: "Person", name: &review.by },
        review_rating: Rating { kind: "Rating", value, best: value.map(|_| 5), worst: value.map(|_| 1), alternate_name: words },
        review_body: review.note.as_deref(),
        item_reviewed: Claim {
            kind: "Claim",
            text: claim.quote.words(),
            credit_text: claim.attribution.as_ref().map(|source| source.name.as_str()),
            author: stated_by(document),
            date_published: document.metadata.date.as_deref(),
            appearance: appearance(document),
        },
        citation: citations(review),
        expires: reviewed.fresh_until.map(|day| day.to_string()),
    })
}

/// Who states what stands in an article: its authors, else its publisher.
fn stated_by(document: &StoredDocument) -> Vec<Named<'_>> {
    let publisher = document.metadata.publisher.as_deref().map(organisation);
    let authors = persons(document);
    if authors.is_empty() { publisher.into_iter().collect() } else { authors }
}

fn persons(document: &StoredDocument) -> Vec<Named<'_>> {
    document.metadata.authors.iter().map(|name| Named { kind: "Person", name }).collect()
}

fn organisation(name: &str) -> Named<'_> {
    Named { kind: "Organization", name }
}

fn appearance(document: &StoredDocument) -> Appearance<'_> {
    let metadata = &document.metadata;
    Appearance {
        kind: "Article",
        url: web_address(metadata.url.as_deref()),
        headline: metadata.title.as_deref(),
        date_published: metadata.date.as_deref(),
        author: persons(document),
        publisher: metadata.publisher.as_deref().map(organisation),
    }
}

fn citations(review: &Review) -> Vec<Citation<'_>> {
    let cited = review.evidence.iter().map(|piece| Citation {
        kind: "CreativeWork",
        url: web_address(piece.url.as_deref()),
        name: piece.file.as_deref().map(file_name),
        text: piece.quote.as_deref(),
    });
    cited.filter(|citation| citation.url.is_some() || citation.name.is_some() || citation.text.is_some()).collect()
}

/// Where a file lies on a reviewer's machine is nobody's business.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Addresses of other schemes would run, or mean nothing elsewhere.
fn web_address(address: Option<&str>) -> Option<&str> {
    address.filter(|address| address.starts_with("https://") || address.starts_with("http://"))
}
