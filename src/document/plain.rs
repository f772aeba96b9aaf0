//! Plain text to blocks.
//!
//! Comes in: text without markup. Goes out: one paragraph for each chunk between blank lines.

use std::sync::Arc;

use super::{Block, Prose, Reading, Role};
use crate::text::{MappedTextBuilder, SourceSpan};

/// Reads `text`.
pub(crate) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut chunk = MappedTextBuilder::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            flush(&mut chunk, &mut reading.blocks);
        } else {
            chunk.push(line, SourceSpan::new(at, at + line.len()));
        }
        at += line.len();
    }
    flush(&mut chunk, &mut reading.blocks);
    reading
}

fn flush(chunk: &mut MappedTextBuilder, blocks: &mut Vec<Block>) {
    let text = std::mem::take(chunk).finish_folded();
    if !text.is_empty() {
        let section = Arc::from([]);
        blocks.push(Block::Prose(Prose { role: Role::Paragraph, text, section, introduction: None, links: Vec::new() }));
    }
}
