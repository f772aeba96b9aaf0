//! What a judgement must rest on: the rules of evidence, as pure functions, and the reading of evidence files.
//!
//! Comes in: a claim, the article that it stands in, a status and what the reviewer offers. Goes out: the evidence to be recorded, or a refusal
//! that says what is missing. Nothing is fetched here: a quote from an address stays unchecked unless the page comes in as a file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rust_decimal::Decimal;

use super::{Evidence, Stance, Status};
use crate::claim::identity::{normalise, same_address};
use crate::claim::{Claim, ClaimQuantity};
use crate::document::{self, Block};
use crate::mention::quantity;
use crate::source::{BYTES_MAX, Source, SourceError};

/// What a reviewer offers for a judgement.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// Address of the evidence.
    pub url: Option<String>,
    /// The address asked for, where the evidence was fetched: its redirects led to `url`. The page is the file.
    pub asked: Option<String>,
    /// A file that is evidence.
    pub file: Option<EvidenceFile>,
    /// Words quoted from it.
    pub quote: Option<String>,
    /// Why, in the reviewer's words.
    pub note: Option<String>,
}

/// An evidence file, read.
#[derive(Debug, Clone)]
pub struct EvidenceFile {
    /// Its path, as given.
    pub path: String,
    /// BLAKE3 of its bytes, in hex.
    pub hash: String,
    /// BLAKE3 of its decoded text, in hex, where it is text.
    pub text_hash: Option<String>,
    /// Its words, where it is text.
    pub words: Option<String>,
}

/// What counts as the article itself, and so never as evidence for it.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// Its addresses.
    pub addresses: Vec<String>,
    /// BLAKE3 of its bytes and of its decoded text, in hex, for each version.
    pub hashes: Vec<String>,
}

/// Why a judgement is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// `unverified` is what a claim is before any judgement.
    #[error("claim {claim}: unverified is not a judgement")]
    NoJudgement {
        /// The claim.
        claim: String,
    },
    /// The status needs evidence.
    #[error("claim {claim}: {status} needs evidence, an address or a file")]
    NoEvidence {
        /// The claim.
        claim: String,
        /// The status.
        status: Status,
    },
    /// The evidence needs a quote or a note.
    #[error("claim {claim}: {status} needs a quote from the evidence, or a note that says why there is none")]
    NoQuote {
        /// The claim.
        claim: String,
        /// The status.
        status: Status,
    },
    /// The judgement needs a reason.
    #[error("claim {claim}: {status} needs a quote or a note")]
    NoReason {
        /// The claim.
        claim: String,
        /// The status.
        status: Status,
    },
    /// The quote does not hold the figure.
    #[error("claim {claim}: the quote does not hold the claim's figure {figure}")]
    NoFigure {
        /// The claim.
        claim: String,
        /// The figure.
        figure: String,
    },
    /// The quote is not in the file.
    #[error("the quote does not stand in {path}")]
    NotInFile {
        /// The file.
        path: String,
    },
    /// The quote is not on the page.
    #[error("the quote does not stand on the page {address}")]
    NotOnPage {
        /// Its address.
        address: String,
    },
    /// The file is no text, so that no quote can be looked for in it.
    #[error("{path} is not text, so the quote cannot be looked for in it")]
    NoText {
        /// The file.
        path: String,
    },
    /// The evidence is the article that is to be judged.
    #[error("claim {claim}: {evidence} is the article itself, which cannot be its own evidence")]
    OwnArticle {
        /// The claim.
        claim: String,
        /// The address or file.
        evidence: String,
    },
    /// What is offered as an address is none.
    #[error("'{address}' is not a web address")]
    NoAddress {
        /// What was offered.
        address: String,
    },
}

impl Refusal {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoJudgement { .. } => "--undo takes your last judgement back",
            Self::NoEvidence { .. } => "--url ADDRESS or --file FILE, with --quote WORDS that hold the figure",
            Self::NoQuote { .. } => "--quote WORDS copied from the evidence, or --note WHY",
            Self::NoReason { .. } => "--quote WORDS from what speaks against it, or --note WHY",
            Self::NoFigure { .. } => "quote the words that hold it, or say with --note why they do not",
            Self::NotInFile { .. } => "copy the words from the file; line breaks and typographic quotes do not matter",
            Self::NotOnPage { .. } => {
                "copy the words from the page as it is without scripts; line breaks and typographic quotes do not matter"
            }
            Self::NoText { .. } => "say with --note what the file shows, without --quote, or give its text as a file",
            Self::OwnArticle { .. } => "give the source that the article draws on, or another one",
            Self::NoAddress { .. } => "an address begins with https:// or http://; a file is given with --file",
        }
    }
}

/// Reads an evidence file. A file that is not text, or longer than [`BYTES_MAX`], has a hash and no words. Only a regular file is read: a pipe would
/// keep everybody waiting, and a device has no end.
pub fn read_file(path: &Path) -> Result<EvidenceFile, SourceError> {
    let unreadable = |source| SourceError::Read { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(unreadable(io::Error::other("it is not a regular file")));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.by_ref().take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let name = path.display().to_string();
    if bytes.len() as u64 <= BYTES_MAX {
        let source = Source::from_bytes(&name, &bytes, None).ok();
        return Ok(EvidenceFile::new(&name, &bytes, source.as_ref()));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(&bytes).update_reader(file).map_err(unreadable)?;
    Ok(EvidenceFile { path: name, hash: hasher.finalize().to_hex().to_string(), text_hash: None, words: None })
}

impl EvidenceFile {
    /// The file at `path` with these bytes, and what they are as text, where they are.
    pub fn new(path: &str, bytes: &[u8], source: Option<&Source>) -> Self {
        let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
        let text_hash = source.map(|source| hash(source.text.as_bytes()));
        Self { path: path.to_owned(), hash: hash(bytes), text_hash, words: source.map(words_of) }
    }
}

/// The source as it stands and, behind it, its words without markup: a quote may be copied from either.
fn words_of(source: &Source) -> String {
    let mut words = source.text.to_string();
    for block in document::read(source).blocks {
        words.push('\n');
        match block {
            Block::Prose(prose) => words.push_str(prose.text.as_str()),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    words.push_str(cell.text.as_str());
                    words.push(' ');
                }
            }
        }
    }
    words.to_string()
}

/// The evidence to be recorded for judging `claim` of `article` as `status` on what is offered.
pub fn weigh(claim: &Claim, article: &Article, status: Status, offer: &Offer) -> Result<Vec<Evidence>, Refusal> {
    let id = || claim.id.to_string();
    if status == Status::Unverified {
        return Err(Refusal::NoJudgement { claim: id() });
    }
    check_origin(claim, article, offer)?;
    let quote_checked = check_quote(offer)?;
    let (given, noted) = (offer.url.is_some() || offer.file.is_some(), offer.note.is_some());
    match status {
        Status::Verified | Status::NeedsContext => {
            if !given {
                return Err(Refusal::NoEvidence { claim: id(), status });
            }
            check_support(claim, status, offer.quote.as_deref().filter(|_| !noted), noted)?;
        }
        Status::Disputed | Status::Refuted if offer.quote.is_none() && !noted => {
            return Err(Refusal::NoReason { claim: id(), status });
        }
        _ => {}
    }
    Ok(evidence(status, offer, quote_checked))
}

/// A quote that holds the figure, or a note.
fn check_support(claim: &Claim, status: Status, quote: Option<&str>, noted: bool) -> Result<(), Refusal> {
    match (quote, &claim.quantity) {
        _ if noted => Ok(()),
        (None, _) => Err(Refusal::NoQuote { claim: claim.id.to_string(), status }),
        (Some(quote), Some(figure)) if !holds(quote, figure) => {
            Err(Refusal::NoFigure { claim: claim.id.to_string(), figure: figure.surface.to_string() })
        }
        _ => Ok(()),
    }
}

fn check_origin(claim: &Claim, article: &Article, offer: &Offer) -> Result<(), Refusal> {
    let own = |evidence: &str| Refusal::OwnArticle { claim: claim.id.to_string(), evidence: evidence.to_owned() };
    for url in offer.url.iter().chain(&offer.asked) {
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err(Refusal::NoAddress { address: url.clone() });
        }
        if article.addresses.iter().any(|address| same_address(address, url)) {
            return Err(own(url));
        }
    }
    match &offer.file {
        Some(file) if std::iter::once(&file.hash).chain(&file.text_hash).any(|hash| article.hashes.contains(hash)) => {
            Err(own(offer.asked.as_ref().and(offer.url.as_ref()).unwrap_or(&file.path)))
        }
        _ => Ok(()),
    }
}

/// Whether the quote was found in the evidence; a quote that cannot stand in its file is refused.
fn check_quote(offer: &Offer) -> Result<bool, Refusal> {
    let (Some(quote), Some(file)) = (&offer.quote, &offer.file) else { return Ok(false) };
    let page = offer.asked.as_ref().and(offer.url.clone());
    let Some(words) = &file.words else { return Err(Refusal::NoText { path: page.unwrap_or_else(|| file.path.clone()) }) };
    let quote = normalise(quote);
    if quote.is_empty() || !normalise(words).contains(&quote) {
        return Err(match page {
            Some(address) => Refusal::NotOnPage { address },
            None => Refusal::NotInFile { path: file.path.clone() },
        });
    }
    Ok(true)
}

fn evidence(status: Status, offer: &Offer, quote_checked: bool) -> Vec<Evidence> {
    if offer.url.is_none() && offer.file.is_none() && offer.quote.is_none() {
        return Vec::new();
    }
    let stance = match status {
        Status::Verified => Stance::Supports,
        Status::Disputed | Status::Refuted => Stance::Refutes,
        _ => Stance::Context,
    };
    vec![Evidence {
        stance,
        url: offer.url.clone(),
        file: offer.file.as_ref().map(|file| file.path.clone()),
        file_hash: offer.file.as_ref().map(|file| file.hash.clone()),
        quote: offer.quote.clone(),
        quote_checked,
    }]
}

/// Whether `quote` holds the figure: its words letter for letter, or every end of its value.
fn holds(quote: &str, figure: &ClaimQuantity) -> bool {
    if holds_words(&normalise(quote), &normalise(&figure.surface)) {
        return true;
    }
    let quoted = ends(quote);
    let wanted: Vec<Decimal> = [figure.quantity.low, figure.quantity.high].into_iter().flatten().collect();
    !wanted.is_empty() && wanted.iter().all(|end| quoted.contains(end))
}

/// Whether `words` stand in `quote` and are not part of a longer number.
fn holds_words(quote: &str, words: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',');
    quote.match_indices(words).any(|(at, found)| {
        let before = quote[..at].chars().next_back().is_none_or(|c| !joins(c));
        let mut after = quote[at + found.len()..].chars();
        let ends = match after.next() {
            Some('.' | ',') => after.next().is_none_or(|c| !c.is_ascii_digit()),
            Some(c) => !c.is_alphanumeric(),
            None => true,
        };
        before && ends && !words.is_empty()
    })
}

/// The ends of every figure in `quote`, in base magnitude.
fn ends(quote: &str) -> Vec<Decimal> {
    let mentions = quantity::scan(quote).into_iter();
    mentions.flat_map(|mention| [mention.quantity.low, mention.quantity.high]).flatten().collect()
}
