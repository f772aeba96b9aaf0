//! Every quantity that an article mentions, claim or not, for those who want the grammar alone.
//!
//! Comes in: a document. Goes out: its figures in reading order, table cells included. What is a claim is deliberately not decided.

use serde::Serialize;

use super::record::{DocumentRef, QuantityRecord};
use crate::claim::ClaimQuantity;
use crate::document::{Block, Document};
use crate::mention::quantity::{Options, scan_with};
use crate::text::MappedText;

/// A mention, as one line of JSON.
#[derive(Debug, Clone, Serialize)]
pub struct MentionRecord<'c> {
    /// The document.
    pub document: &'c DocumentRef,
    /// The figure.
    pub quantity: QuantityRecord<'c>,
}

/// Every quantity of `document`, small numbers in words ("one solution") included.
pub fn mentions(document: &Document) -> Vec<ClaimQuantity> {
    let texts = document.blocks.iter().flat_map(|block| match block {
        Block::Prose(prose) => vec![&prose.text],
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text);
            table.caption.iter().chain(cells).chain(&table.source_line).collect()
        }
    });
    texts.flat_map(|text| of_text(document, text)).collect()
}

fn of_text(document: &Document, text: &MappedText) -> Vec<ClaimQuantity> {
    let found = scan_with(text.as_str(), Options { every_number: true, ..Options::default() }).into_iter();
    let figures = found.filter_map(|mention| {
        let span = text.source_span(mention.span);
        let surface = span.slice(&document.text)?.into();
        Some(ClaimQuantity { quantity: mention.quantity, surface, span })
    });
    figures.collect()
}
