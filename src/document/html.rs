//! HTML pages to blocks.
//!
//! Comes in: a page of any age and size, also one with the front matter of a site generator above it. Goes out: the blocks of its article, and
//! what it says of itself. Nothing is fetched and no script is run.

mod content;
mod head;
pub(crate) mod hints;
mod page_text;
pub(crate) mod tokens;

pub use page_text::PageText;

use super::tree::Tree;
use super::tree::builder::TreeBuilder;
use super::{Block, Metadata, Reading, Role, flow, front_matter, heading_title};

/// Reads the page `text`.
pub(crate) fn read(text: &str) -> Reading {
    let (front, from) = front_matter::fenced(text);
    let tree = tree(text, from);
    let mut metadata = over(front, head::Head::gather(&tree, text).metadata());
    let article = content::find(&tree, text, metadata.title.as_deref());
    let mut blocks = flow::blocks(&tree, text, &article.marks, &article.ranges);
    metadata.title = metadata.title.or_else(|| heading_title(&blocks));
    if let Some(title) = &metadata.title {
        name_title(&mut blocks, title);
    }
    Reading { metadata, blocks, diagnostics: Vec::new() }
}

fn tree(text: &str, from: usize) -> Tree {
    let mut builder = TreeBuilder::default();
    builder.open_root();
    tokens::read_page(text, from, &mut builder);
    builder.finish()
}

/// What the front matter says, and what it leaves out from the page's head.
fn over(front: Metadata, head: Metadata) -> Metadata {
    Metadata {
        title: front.title.or(head.title),
        date: front.date.or(head.date),
        authors: if front.authors.is_empty() { head.authors } else { front.authors },
        publisher: front.publisher.or(head.publisher),
        url: front.url.or(head.url),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_above_a_page_is_no_part_of_it() {
        let text = "---\nID: 29\npost_title: >\n  Ferries carry more\n  than ever\npost_date: 2016-01-10 19:42:16\n---\n<p>Ferries carried 9 million people in <b>2015</b>, more than in any year before.</p>";
        let reading = read(text);
        assert_eq!(reading.metadata.title.as_deref(), Some("Ferries carry more than ever"));
        assert_eq!(reading.metadata.date.as_deref(), Some("2016-01-10"));
        let [Block::Prose(prose)] = &reading.blocks[..] else { panic!("{:?}", reading.blocks) };
        assert!(prose.text.as_str().starts_with("Ferries carried 9"));
        assert!(prose.text.whole_source_span().slice(text).is_some_and(|source| source.starts_with("Ferries carried 9")));
    }
}
