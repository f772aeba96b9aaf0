//! W3C Web Annotations: each claim as an annotation on the article's text (Web Annotation Data Model, 2017, with its JSON-LD context).
//!
//! Comes in: claims with their documents and texts. Goes out: one `AnnotationCollection` with its one page in it. Selectors count characters
//! (code points) from 0, as sections 4.2.4 and 4.2.5 of the standard have it; in a page, of its text without tags and with character
//! references replaced. A byte order mark is no character.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{ReviewedClaim, write_safe_json};
use crate::claim::EXTRACTOR_VERSION;
use crate::document::{Media, PageText};
use crate::store::StoredDocument;
use crate::text::{CharacterIndex, SourceSpan};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many characters of context a quote has on either side.
const CONTEXT_CHARS: usize = 32;

#[derive(Serialize)]
struct Collection<'c> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    total: usize,
    first: Page<'c>,
}

#[derive(Serialize)]
struct Page<'c> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation<'c>>,
}

#[derive(Serialize)]
struct Annotation<'c> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Agent<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<&'c str>,
    generator: Agent<'static>,
    body: Vec<Body<'c>>,
    target: Target,
}

#[derive(Serialize)]
struct Agent<'c> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'c str,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Body<'c> {
    TextualBody { value: &'c str, format: &'static str, purpose: &'static str },
    SpecificResource { source: &'c str, purpose: &'static str },
}

#[derive(Serialize)]
struct Target {
    #[serde(rename = "type")]
    kind: &'static str,
    source: Source,
    selector: [Selector; 2],
}

#[derive(Clone, Serialize)]
struct Source {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    TextQuoteSelector { exact: String, prefix: String, suffix: String },
    TextPositionSelector { start: usize, end: usize },
}

/// A document's text as its annotations count it.
struct Text {
    page: PageText,
    characters: CharacterIndex,
    source: Source,
}

/// Writes `claims`, which stand in `documents`, to `out`; `text_of` gives the text of a document's latest version.
///
/// Fails where `text_of` or the writing does.
pub fn write<E: From<io::Error>>(
    claims: &[ReviewedClaim<'_>],
    documents: &[StoredDocument],
    text_of: &mut dyn FnMut(&StoredDocument) -> Result<String, E>,
    out: &mut dyn Write,
) -> Result<(), E> {
    let mut items = Vec::new();
    for of_one in claims.chunk_by(|one, other| one.document.id == other.document.id) {
        let Some(document) = documents.iter().find(|document| document.id == of_one[0].document.id) else { continue };
        let text = Text::new(document, &text_of(document)?);
        items.extend(of_one.iter().map(|claim| annotation(claim, &text)));
    }
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    let (collection, page) = (urn(&["collection", &ids.concat()]), urn(&["page", &ids.concat()]));
    let total = items.len();
    let collection = Collection {
        context: CONTEXT,
        id: collection,
        kind: "AnnotationCollection",
        label: format!("claims by claimbase {EXTRACTOR_VERSION}"),
        total,
        first: Page { id: page, kind: "AnnotationPage", start_index: 0, items },
    };
    write_safe_json(&collection, out)?;
    out.write_all(b"\n")?;
    Ok(())
}

impl Text {
    fn new(document: &StoredDocument, source: &str) -> Self {
        let (page, format) = match document.media {
            Media::Html => (PageText::of_page(source), "text/html"),
            Media::Markdown => (PageText::of_text(source), "text/markdown"),
            Media::Plain => (PageText::of_text(source), "text/plain"),
        };
        let address = document.metadata.url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        // Named Information (RFC 6920): a name that everybody who has the text can check.
        let name = || format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(Sha256::digest(source.as_bytes())));
        let id = address.cloned().unwrap_or_else(name);
        Self { characters: CharacterIndex::new(&page.text), page, source: Source { id, kind: "Text", format } }
    }

    fn selectors(&self, span: SourceSpan) -> [Selector; 2] {
        let text = self.page.text.as_str();
        let start = self.page.place(span.start);
        let end = self.page.end_place(span.end).max(start);
        let before = &text[..start];
        let from = before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(start, |(at, _)| at);
        let quote = Selector::TextQuoteSelector {
            exact: text[start..end].to_owned(),
            prefix: before[from..].to_owned(),
            suffix: text[end..].chars().take(CONTEXT_CHARS).collect(),
        };
        let position =
            Selector::TextPositionSelector { start: self.characters.at(text, start), end: self.characters.at(text, end) };
        [quote, position]
    }
}

fn annotation<'c>(reviewed: &ReviewedClaim<'c>, text: &Text) -> Annotation<'c> {
    let claim = reviewed.claim;
    let review = reviewed.deciding_review();
    let words = |value, purpose| Body::TextualBody { value, format: "text/plain", purpose };
    let mut body = vec![words(claim.kind.as_str(), "classifying"), words(claim.text.as_str(), "describing")];
    if let Some(review) = review {
        body.push(words(review.status.as_str(), "assessing"));
        body.extend(review.note.as_deref().map(|note| words(note, "commenting")));
        let addresses = review.evidence.iter().filter_map(|piece| piece.url.as_deref());
        let addresses = addresses.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        body.extend(addresses.map(|source| Body::SpecificResource { source, purpose: "linking" }));
    }
    Annotation {
        id: urn(&["annotation", &claim.id.0]),
        kind: "Annotation",
        motivation: if review.is_some() { "assessing" } else { "classifying" },
        creator: review.map(|review| Agent { kind: "Person", name: &review.by }),
        created: review.map(|review| review.at.as_str()),
        generator: Agent { kind: "Software", name: "claimbase" },
        body,
        target: Target { kind: "SpecificResource", source: text.source.clone(), selector: text.selectors(claim.quote.span) },
    }
}

/// A lasting name made from `parts`: a UUID of version 8.
fn urn(parts: &[&str]) -> String {
    let hash = blake3::hash(parts.join(" ").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    format!("urn:uuid:{}", uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
