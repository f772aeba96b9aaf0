//! HTML pages to blocks.
//!
//! Comes in: a page of any age and size. Goes out: the blocks of its article, and what it says of itself. Nothing is fetched and no script is run.

mod content;
mod head;
pub(crate) mod hints;
mod page_text;
pub(crate) mod tokens;

pub use page_text::PageText;

use super::tree::Tree;
use super::tree::builder::TreeBuilder;
use super::{Block, Reading, Role, flow, heading_title};

/// Reads the page `text`.
pub(crate) fn read(text: &str) -> Reading {
    let tree = tree(text);
    let mut metadata = head::Head::gather(&tree, text).metadata();
    let article = content::find(&tree, text, metadata.title.as_deref());
    let mut blocks = flow::blocks(&tree, text, &article.marks, &article.ranges);
    metadata.title = metadata.title.or_else(|| heading_title(&blocks));
    if let Some(title) = &metadata.title {
        name_title(&mut blocks, title);
    }
    Reading { metadata, blocks, diagnostics: Vec::new() }
}

fn tree(text: &str) -> Tree {
    let mut builder = TreeBuilder::default();
    builder.open_root();
    tokens::read_page(text, &mut builder);
    builder.finish()
}

/// The page's title is a heading even where the markup makes it a paragraph.
fn name_title(blocks: &mut [Block], title: &str) {
    for block in blocks.iter_mut().take(8) {
        let Block::Prose(prose) = block else { return };
        match prose.role {
            Role::Heading(_) => return,
            Role::Paragraph if head::same(prose.text.as_str(), title) => {
                prose.role = Role::Heading(1);
                return;
            }
            _ => {}
        }
    }
}
