//! A claim that the machine missed, made from words that a person quotes.
//!
//! Comes in: a document, a quote from it, and what the person says of it. Goes out: the claim, anchored like any other, or a refusal.
//! Storing it is the store's.

use super::{IngestError, kept_source};
use crate::claim::{Claim, ClaimQuantity, Kind, Modality, identity};
use crate::document::{self, Block, Document};
use crate::mention::quantity;
use crate::review::field::{self, Assignment, Field, FieldError};
use crate::store::{Act, Store, StoredDocument};
use crate::text::{MappedText, Quote, SourceSpan, TextSpan};

/// How much a claim that a person added deserves a check: as much as any.
const WORTHINESS: u8 = 100;

/// Why a claim cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdditionError {
    /// The words are not in the document.
    #[error("the quote does not stand in {document}")]
    NotThere {
        /// The document's key.
        document: String,
    },
    /// A field cannot have a value.
    #[error(transparent)]
    Field(#[from] FieldError),
}

impl AdditionError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotThere { .. } => "copy a sentence, or part of one, from the article; line breaks do not matter",
            Self::Field(FieldError::NoFigure { .. }) => {
                "no figure was found in the quote; --figure WORDS says which words are it"
            }
            Self::Field(error) => error.help(),
        }
    }
}

/// Adds the claim that `quote` states to `document`; gives its row.
pub fn add(
    store: &mut Store,
    document: &StoredDocument,
    quote: &str,
    fields: &[Assignment],
    act: Act<'_>,
) -> Result<i64, IngestError> {
    let source = kept_source(store, document)?;
    let claim = compose(&document::read(&source), &document.key, quote, fields)?;
    let (row, _) = store.add(document.row, &claim, act)?;
    Ok(row)
}

/// The claim that `quote` states in `document`.
pub fn compose(document: &Document, key: &str, quote: &str, fields: &[Assignment]) -> Result<Claim, AdditionError> {
    let folded: String = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = in_blocks(document, &folded).or_else(|| in_source(document, quote.trim()));
    let found = found.filter(|_| !folded.is_empty()).ok_or_else(|| AdditionError::NotThere { document: key.to_owned() })?;
    let has_figure = found.figure.is_some();
    let mut claim = Claim {
        id: identity::claim_id(key, &[], "", None, 0),
        kind: if has_figure { Kind::Statistic } else { Kind::Event },
        modality: Modality::Fact,
        text: found.quote.words().into(),
        subject: None,
        metric: None,
        quantity: found.figure,
        basis: None,
        compared_to: None,
        scope: None,
        migration: None,
        time: None,
        due: None,
        attribution: None,
        quote: found.quote,
        section: found.section.into(),
        cell: None,
        check_worthiness: WORTHINESS,
    };
    claim = match field::amend(&claim, fields) {
        Ok((amended, _)) => amended,
        Err(FieldError::Nothing) => claim,
        Err(error) => return Err(error.into()),
    };
    if !has_figure && claim.quantity.is_some() && !fields.iter().any(|(field, _)| *field == Field::Kind) {
        claim.kind = Kind::Statistic;
    }
    let figure = claim.quantity.as_ref().map(|figure| figure.surface.as_str());
    claim.id = identity::claim_id(key, &claim.section, claim.quote.words(), figure, 0);
    Ok(claim)
}

/// A quote where it stands, with the first figure in it.
struct Found {
    quote: Quote,
    section: Vec<String>,
    figure: Option<ClaimQuantity>,
}

/// The quote in the words of a paragraph or cell.
fn in_blocks(document: &Document, words: &str) -> Option<Found> {
    document.blocks.iter().find_map(|block| match block {
        Block::Prose(prose) => in_text(document, &prose.text, &prose.section, words),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.into_iter().find_map(|cell| in_text(document, &cell.text, &table.section, words))
        }
    })
}

fn in_text(document: &Document, text: &MappedText, section: &[String], words: &str) -> Option<Found> {
    let start = text.as_str().find(words)?;
    let span = TextSpan::new(start, start + words.len());
    let quote = Quote::cut(&document.text, text.source_span(span), words)?;
    let figure = quantity::scan(words).into_iter().next().and_then(|mention| {
        let place = TextSpan::new(start + mention.span.start, start + mention.span.end);
        let span = text.source_span(place);
        let surface = span.slice(&document.text)?.into();
        Some(ClaimQuantity { quantity: mention.quantity, surface, span })
    });
    Some(Found { quote, section: section.to_vec(), figure })
}

/// The quote as it stands in the source, markup and all.
fn in_source(document: &Document, quote: &str) -> Option<Found> {
    let start = document.text.find(quote)?;
    let span = SourceSpan::new(start, start + quote.len());
    let section = document.blocks.iter().find_map(|block| match block {
        Block::Prose(prose) if prose.text.whole_source_span().overlaps(span) => Some(prose.section.to_vec()),
        _ => None,
    });
    let words: String = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Found { quote: Quote::cut(&document.text, span, &words)?, section: section.unwrap_or_default(), figure: None })
}
