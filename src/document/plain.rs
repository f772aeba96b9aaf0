//! Plain text to blocks.
//!
//! Comes in: text without markup: an article copied from a page, an extracted PDF, a mail. Goes out: paragraphs with the lines that a
//! margin broke joined again, headings by their shape, list items with what introduces them, tables with or without visible
//! columns, and what the text says of itself. Each block is mapped to the source. No sentence is split and no figure is understood here;
//! figures are only looked at to line columns up.

mod assemble;
mod classify;
mod contents;
mod flow;
mod front;
mod furniture;
mod grid;
mod heading;
mod lines;
mod lists;
mod lost;
mod marker;
mod outline;
mod pages;
mod shape;
mod transcript;
mod wrap;

use super::Reading;

/// Reads `text`.
pub(crate) fn read(text: &str) -> Reading {
    let lines = lines::split(text);
    flow::Flow::new(text, &lines).read()
}

#[cfg(test)]
mod tests;
