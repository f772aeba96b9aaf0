//! A tree to blocks: paragraphs, headings, list items, tables, in reading order.
//!
//! Comes in: the part of a [`Tree`] that is the article, with what of it is to be passed over. Goes out: blocks whose text is
//! mapped to the source. The walk is one loop over the nodes; what is open is kept on a stack of its own, so that no
//! nesting overflows. What the page is about and where its article lies was decided before.

mod bullets;
pub(crate) mod finish;
pub(crate) mod furniture;
mod inline;
mod outline;
mod shape;
mod tables;

use std::sync::Arc;

use inline::{Inline, Raised};
use outline::{Item, List};
use tables::TableDraft;

use super::tree::attribute::AttributeName;
use super::tree::tag::Tag;
use super::tree::{Node, NodeKind, Tree};
use super::{Block, Prose, Role, Section};

/// The longest address of a link that is kept, in bytes.
const URL_BYTES_MAX: usize = 2048;

/// What the page's markup says about a node besides its tag.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// It is no part of the article.
    Skip,
    /// It is furniture inside the article: a byline, a share bar, a table of contents.
    Furniture,
    /// It is the caption of something.
    Caption,
    /// It is a footnote or a list of them.
    Footnote,
}

/// A block with a number that stays while blocks move: `introduction` holds such numbers until the end.
pub(crate) type Draft = (usize, Block);

/// What is done when an element ends.
#[derive(Debug, Clone, Copy)]
enum Close {
    Block,
    Heading(u8),
    List,
    Item,
    Term,
    Link,
    Bold,
    Picture,
    Table,
    TableHead,
    Cell,
    TableCaption,
}

/// An element that is open.
#[derive(Debug, Clone, Copy)]
struct Frame {
    end: usize,
    close: Close,
    role: Role,
}

/// The walk's state.
pub(crate) struct Flow<'t> {
    tree: &'t Tree,
    source: &'t str,
    marks: &'t [Mark],
    frames: Vec<Frame>,
    inline: Inline,
    /// The words of the picture that is open, and pictures met in the open block.
    picture: Option<Inline>,
    pictures: Vec<Inline>,
    /// Where blocks go: the document, then the table cells that are open.
    outs: Vec<Vec<Draft>>,
    tables: Vec<TableDraft>,
    lists: Vec<List>,
    items: Vec<Item>,
    headings: Vec<(u8, String)>,
    section: Section,
    /// The prose right above, if it can introduce a list or table.
    above: Option<usize>,
    bold: usize,
    next_number: usize,
}

/// The level of a heading that is only bold: below all others.
const BOLD_TITLE: u8 = 6;

/// Reads the nodes of `range` to blocks. `marks` has an entry for each node, or none at all.
pub(crate) fn blocks(tree: &Tree, source: &str, marks: &[Mark], ranges: &[std::ops::Range<usize>]) -> Vec<Block> {
    let mut flow = Flow {
        tree,
        source,
        marks,
        frames: Vec::new(),
        inline: Inline::default(),
        picture: None,
        pictures: Vec::new(),
        outs: vec![Vec::new()],
        tables: Vec::new(),
        lists: Vec::new(),
        items: Vec::new(),
        headings: Vec::new(),
        section: Arc::from([]),
        above: None,
        bold: 0,
        next_number: 0,
    };
    for range in ranges {
        flow.walk(range.start, range.end);
    }
    finish::finish(flow.outs.pop().unwrap_or_default())
}

impl Flow<'_> {
    fn walk(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            self.close_ended(at);
            let node = self.tree.node(at);
            at = match node.kind {
                NodeKind::Element(tag) => self.element(at, &node, tag),
                NodeKind::Text | NodeKind::Atom => {
                    self.words(&node);
                    at + 1
                }
            };
        }
        self.close_ended(usize::MAX);
        self.flush();
    }

    fn close_ended(&mut self, at: usize) {
        while let Some(frame) = self.frames.pop_if(|frame| frame.end <= at) {
            self.close(frame);
        }
    }

    fn words(&mut self, node: &Node) {
        let text = self.tree.text(node, self.source);
        let atom = node.kind == NodeKind::Atom;
        if let Some(picture) = &mut self.picture {
            return if atom { picture.push_atom(text, node.source()) } else { picture.push(text, node.source()) };
        }
        if self.bold == 0 && text.contains(|c: char| !c.is_whitespace()) {
            self.inline.note_plain_words();
            self.note_plain_words();
        }
        if atom {
            self.inline.push_atom(text, node.source());
        } else {
            self.inline.push(text, node.source());
        }
    }

    fn mark(&self, at: usize) -> Mark {
        self.marks.get(at).copied().unwrap_or_default()
    }

    fn role(&self) -> Role {
        self.frames.last().map_or(Role::Paragraph, |frame| frame.role)
    }

    fn open(&mut self, node: &Node, close: Close, role: Role) {
        self.frames.push(Frame { end: node.end as usize, close, role });
    }

    /// Meets the element at `at`; gives the node to go on with.
    fn element(&mut self, at: usize, node: &Node, tag: Tag) -> usize {
        let mark = self.mark(at);
        if mark == Mark::Skip || tag.is_unread() || self.is_permalink(at, node, tag) {
            if tag.is_block() {
                self.flush();
            }
            return node.end as usize;
        }
        if tag == Tag::Pre {
            self.flush();
            self.above = None;
            return node.end as usize;
        }
        if tag.is_block() || mark != Mark::None {
            self.block(node, tag, mark);
        } else if !self.inline_element(at, node, tag) {
            return node.end as usize;
        }
        at + 1
    }

    /// Begins a block element.
    fn block(&mut self, node: &Node, tag: Tag, mark: Mark) {
        self.flush();
        let role = match mark {
            Mark::Furniture => Role::Furniture,
            Mark::Caption => Role::Caption,
            Mark::Footnote => Role::Footnote,
            Mark::None | Mark::Skip => self.role(),
        };
        if role == Role::Furniture && !tag.is_list() && !matches!(tag, Tag::Li | Tag::Dt | Tag::Dd) && !tag.is_table_part() {
            return self.open(node, Close::Block, role);
        }
        match tag {
            _ if tag.heading_level().is_some() => {
                let level = tag.heading_level().unwrap_or(1);
                self.open(node, Close::Heading(level), Role::Heading(level));
            }
            _ if tag.is_list() => self.open_list(node),
            Tag::Li | Tag::Dt | Tag::Dd => self.open_item(node, tag),
            Tag::Blockquote => self.open(node, Close::Block, Role::Quotation),
            Tag::Figcaption => self.open(node, Close::Block, Role::Caption),
            Tag::Footnote => self.open(node, Close::Block, Role::Footnote),
            Tag::Hr => self.above = None,
            Tag::Table if self.tables.len() < tables::NESTED_MAX => self.open_table(node),
            _ if tag.is_table_part() && !self.tables.is_empty() => self.open_table_part(node, tag),
            _ => self.open(node, Close::Block, role),
        }
    }

    /// Begins an inline element; false if it is to be passed over.
    fn inline_element(&mut self, at: usize, node: &Node, tag: Tag) -> bool {
        let role = self.role();
        match tag {
            Tag::Br => {
                let is_second = self.inline.line_break(node.source());
                let ends_line = is_second || self.inline.is_bold();
                if ends_line && !matches!(role, Role::Heading(_)) {
                    self.flush();
                }
            }
            Tag::A => {
                let url = self.tree.attribute(node, AttributeName::Href).filter(|url| url.len() <= URL_BYTES_MAX);
                if let Some(url) = url {
                    self.inline.open_link(Arc::from(url.trim()));
                    self.open(node, Close::Link, role);
                }
            }
            Tag::B | Tag::Strong => {
                self.bold += 1;
                self.open(node, Close::Bold, role);
            }
            Tag::Img => {
                self.picture = Some(Inline::default());
                self.open(node, Close::Picture, role);
            }
            Tag::Sup => return self.raised(at, node),
            _ => {}
        }
        true
    }

    /// Decides about raised text; false if it is left out.
    fn raised(&mut self, at: usize, node: &Node) -> bool {
        let words = self.tree.words(at, self.source, 24);
        let linked = self.tree.nodes()[at..node.end as usize].iter().take(8).any(|inner| {
            inner.tag() == Some(Tag::A) && self.tree.attribute(inner, AttributeName::Href).is_some_and(|url| url.contains('#'))
        });
        let linked = linked || self.inline.is_in_page_link();
        let raised = Raised::of(&words, &mut self.inline, linked);
        if raised == Raised::Exponent {
            self.inline.push_atom("^", node.source());
        }
        raised != Raised::Mark
    }

    /// Whether the element is the small link beside a heading or footnote that leads to itself.
    fn is_permalink(&self, at: usize, node: &Node, tag: Tag) -> bool {
        let in_page = || self.tree.attribute(node, AttributeName::Href).is_some_and(|url| url.contains('#'));
        let sign = |words: &str| words.chars().all(|c| !c.is_alphanumeric()) && words.chars().count() <= 3;
        tag == Tag::A && node.end as usize - at <= 6 && in_page() && sign(&self.tree.words(at, self.source, 16))
    }

    fn close(&mut self, frame: Frame) {
        match frame.close {
            Close::Block => self.flush_as(frame.role),
            Close::Heading(level) => self.close_heading(level),
            Close::List => {
                self.flush_as(frame.role);
                self.lists.pop();
                self.above = None;
            }
            Close::Item => drop(self.close_item(frame.role)),
            Close::Term => self.close_term(frame.role),
            Close::Link => self.inline.close_link(),
            Close::Bold => self.bold -= 1,
            Close::Picture => self.pictures.extend(self.picture.take()),
            Close::Table => self.close_table(),
            Close::TableHead => self.close_table_head(),
            Close::Cell => self.close_cell(frame.role),
            Close::TableCaption => self.close_table_caption(frame.role),
        }
    }

    fn flush(&mut self) {
        self.flush_as(self.role());
    }

    /// Ends the block that is being gathered, if it has words, and the captions of pictures in it.
    fn flush_as(&mut self, role: Role) {
        if role == Role::Paragraph && self.is_bold_title() {
            return self.close_heading(BOLD_TITLE);
        }
        let gathered = self.inline.take();
        if !gathered.text.is_empty() {
            let role = if gathered.footnote && role == Role::Paragraph { Role::Footnote } else { role };
            let introduction = self.introduction();
            let section = self.section.clone();
            let prose = Prose { role, text: gathered.text, section, introduction, links: gathered.links };
            let number = self.emit(Block::Prose(prose));
            match role {
                Role::Heading(_) | Role::Furniture => self.above = None,
                Role::Caption | Role::SourceLine => {}
                _ => self.above = Some(number),
            }
        }
        for mut picture in std::mem::take(&mut self.pictures) {
            let text = picture.take().text;
            if text.as_str().contains(' ') {
                let section = self.section.clone();
                self.emit(Block::Prose(Prose { role: Role::Caption, text, section, introduction: None, links: Vec::new() }));
            }
        }
    }

    /// "**Managed Veltro**": whether the paragraph is a few bold words that end like a title, which authors write for headings.
    fn is_bold_title(&self) -> bool {
        const WORDS_MAX: usize = 8;
        let text = self.inline.as_str().trim();
        let within = !self.items.is_empty() || !self.tables.is_empty() || self.outs.len() > 1;
        let titled = text.starts_with(char::is_uppercase)
            && text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
            && text.split_whitespace().count() <= WORDS_MAX
            && !text.bytes().any(|byte| byte.is_ascii_digit());
        !within && titled && self.inline.is_bold() && is_title(text)
    }

    fn emit(&mut self, block: Block) -> usize {
        let number = self.next_number;
        self.next_number += 1;
        if let Some(out) = self.outs.last_mut() {
            out.push((number, block));
        }
        number
    }
}

/// Whether words without a stop are a title rather than a sentence or a byline: one or two words, or capitals for all but little ones.
fn is_title(text: &str) -> bool {
    const LITTLE: usize = 3;
    let capital = |word: &str| word.len() <= LITTLE || word.starts_with(|c: char| !c.is_lowercase());
    let words = || text.split_whitespace();
    let by = words().next().is_some_and(|first| first.eq_ignore_ascii_case("by"));
    !by && (words().count() <= 2 || words().all(capital))
}
