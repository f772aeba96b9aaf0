//! HTML pages to blocks.
//!
//! Comes in: a page of any age and size. Goes out: the blocks of its article, and what it says of itself. Nothing is fetched and no script is run.

pub(crate) mod tokens;

use super::tree::Tree;
use super::tree::builder::TreeBuilder;
use super::{Reading, flow};

/// Reads the page `text`.
pub(crate) fn read(text: &str) -> Reading {
    let tree = tree(text);
    let blocks = flow::blocks(&tree, text, &[], &[0..tree.len()]);
    Reading { blocks, ..Reading::default() }
}

fn tree(text: &str) -> Tree {
    let mut builder = TreeBuilder::default();
    tokens::read_page(text, &mut builder);
    builder.finish()
}
