//! Start tags, end tags and text to a tree, with the end tags that HTML lets authors leave out.
//!
//! Comes in: what a tokenizer or the Markdown parser meets, in order. Goes out: a [`Tree`]. Every step costs constant time
//! whatever the nesting: what is open is looked up by tag, never searched for.

use super::attribute::{Attribute, AttributeName};
use super::tag::Tag;
use super::{NONE, Node, NodeKind, Tree, entity};
use crate::text::SourceSpan;

/// An element whose end has not come.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Its node; [`NONE`] for one that says nothing and got none.
    node: u32,
    tag: Tag,
    /// Opened by Markdown: no HTML tag closes it.
    fixed: bool,
}

/// Builds a [`Tree`].
#[derive(Debug)]
pub struct TreeBuilder {
    tree: Tree,
    open: Vec<Open>,
    /// For each tag, where it stands in `open`, innermost last.
    places: Vec<Vec<u32>>,
    /// Where the block elements stand in `open`.
    blocks: Vec<u32>,
    /// Where the elements stand in `open` that end tags inside cannot reach beyond.
    boundaries: Vec<u32>,
    /// Where the fixed elements stand in `open`.
    fixed: Vec<u32>,
}

impl Default for TreeBuilder {
    fn default() -> Self {
        Self {
            tree: Tree::default(),
            open: Vec::new(),
            places: vec![Vec::new(); Tag::COUNT],
            blocks: Vec::new(),
            boundaries: Vec::new(),
            fixed: Vec::new(),
        }
    }
}

impl TreeBuilder {
    /// The finished tree: what is still open ends here.
    pub fn finish(mut self) -> Tree {
        self.close_down_to(0);
        self.tree
    }

    /// The innermost open element.
    pub fn innermost(&self) -> Option<Tag> {
        self.open.last().map(|open| open.tag)
    }

    /// Opens an element that only [`close_fixed`](Self::close_fixed) closes.
    pub fn open_fixed(&mut self, tag: Tag, attributes: Vec<Attribute>, source: SourceSpan) {
        self.close_stray_table(tag);
        let node = self.push_element(tag, attributes, source);
        self.open_last(node, tag, true);
    }

    /// Closes the innermost fixed element and all that is open in it.
    pub fn close_fixed(&mut self) {
        if let Some(at) = self.fixed.last().copied() {
            self.close_down_to(at as usize);
        }
    }

    /// Adds an element without content.
    pub fn leaf(&mut self, tag: Tag, attributes: Vec<Attribute>, source: SourceSpan) {
        self.push_element(tag, attributes, source);
    }

    /// Opens the root that every page has, whether its markup says so or not.
    pub fn open_root(&mut self) {
        self.start_tag(Tag::Html, Vec::new(), SourceSpan::new(0, 0));
    }

    /// An HTML start tag. A page has one root and one body, whatever its markup repeats.
    pub fn start_tag(&mut self, tag: Tag, attributes: Vec<Attribute>, source: SourceSpan) {
        if matches!(tag, Tag::Html | Tag::Body) && self.innermost_place(tag).is_some() {
            return;
        }
        self.close_implied(tag);
        if tag == Tag::Img {
            return self.picture(attributes, source);
        }
        if matches!(tag, Tag::Span | Tag::Other) && attributes.is_empty() {
            return self.open_last(NONE, tag, false);
        }
        let node = self.push_element(tag, attributes, source);
        if !tag.is_void() {
            self.open_last(node, tag, false);
        }
    }

    /// A picture of an HTML page: its alternative text becomes its content, as in Markdown.
    fn picture(&mut self, attributes: Vec<Attribute>, source: SourceSpan) {
        let alternative = attributes.iter().position(|attribute| attribute.name == AttributeName::Alt);
        let alternative = alternative.map(|at| attributes[at].clone());
        let node = self.push_element(Tag::Img, attributes, source);
        if let Some(alternative) = alternative {
            self.atom(&alternative.value, alternative.source);
            self.tree.nodes[node as usize].end = narrow(self.tree.nodes.len());
        }
    }

    /// An HTML end tag. The root and the body end with the text.
    pub fn end_tag(&mut self, tag: Tag) {
        if matches!(tag, Tag::Html | Tag::Body) {
            return;
        }
        let Some(at) = self.closed_by(tag).filter(|at| !self.open[*at as usize].fixed) else { return };
        let floor =
            if tag.is_table_part() || tag == Tag::Table { self.table_floor(tag) } else { self.boundaries.last().copied() };
        let hidden = !tag.is_block() && self.blocks.last().is_some_and(|block| *block > at);
        if hidden || floor.is_some_and(|floor| floor > at) {
            return;
        }
        self.close_down_to(at as usize);
    }

    /// Text that stands in the source as it is read.
    pub fn text(&mut self, source: SourceSpan) {
        if !source.is_empty() {
            self.push_node(NodeKind::Text, source, NONE);
        }
    }

    /// Text that stands for something else in the source.
    pub fn atom(&mut self, text: &str, source: SourceSpan) {
        let at = self.tree.atom_ends.len();
        self.tree.atoms.push_str(text);
        self.tree.atom_ends.push(narrow(self.tree.atoms.len()));
        self.push_node(NodeKind::Atom, source, narrow(at));
    }

    /// Text of an HTML page, whose references are resolved. `at` is where it stands in the source.
    pub fn html_text(&mut self, text: &str, at: usize) {
        if !text.contains('&') {
            return self.text(SourceSpan::new(at, at + text.len()));
        }
        for piece in entity::pieces(text) {
            let source = SourceSpan::new(at + piece.range.start, at + piece.range.end);
            match piece.stands_for {
                Some(stands_for) => self.atom(&stands_for, source),
                None => self.text(source),
            }
        }
    }

    fn push_node(&mut self, kind: NodeKind, source: SourceSpan, extra: u32) {
        let end = narrow(self.tree.nodes.len() + 1);
        self.tree.nodes.push(Node { kind, end, start: narrow(source.start), stop: narrow(source.end), extra });
    }

    fn push_element(&mut self, tag: Tag, attributes: Vec<Attribute>, source: SourceSpan) -> u32 {
        let extra = if attributes.is_empty() {
            NONE
        } else {
            self.tree.attribute_starts.push(narrow(self.tree.attributes.len()));
            self.tree.attributes.extend(attributes);
            narrow(self.tree.attribute_starts.len() - 1)
        };
        self.push_node(NodeKind::Element(tag), source, extra);
        narrow(self.tree.nodes.len() - 1)
    }

    fn open_last(&mut self, node: u32, tag: Tag, fixed: bool) {
        let place = narrow(self.open.len());
        self.open.push(Open { node, tag, fixed });
        if fixed {
            self.fixed.push(place);
        }
        self.places[tag as usize].push(place);
        if tag.is_block() {
            self.blocks.push(place);
        }
        if fixed || tag.is_boundary() {
            self.boundaries.push(place);
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        let end = narrow(self.tree.nodes.len());
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            if let Some(node) = self.tree.nodes.get_mut(open.node as usize) {
                node.end = end;
            }
            if open.fixed {
                self.fixed.pop();
            }
            self.places[open.tag as usize].pop();
            if open.tag.is_block() {
                self.blocks.pop();
            }
            if open.fixed || open.tag.is_boundary() {
                self.boundaries.pop();
            }
        }
    }

    /// The place of the open element that the end tag closes: one of its name, or for a heading any heading.
    fn closed_by(&self, tag: Tag) -> Option<u32> {
        let is_heading = |at: &u32| self.open[*at as usize].tag.heading_level().is_some();
        self.innermost_place(tag)
            .or_else(|| self.blocks.last().copied().filter(|at| tag.heading_level().is_some() && is_heading(at)))
    }

    fn innermost_place(&self, tag: Tag) -> Option<u32> {
        self.places[tag as usize].last().copied()
    }

    /// The innermost of several tags.
    fn innermost_of(&self, tags: &[Tag]) -> Option<u32> {
        tags.iter().filter_map(|tag| self.innermost_place(*tag)).max()
    }

    /// Closes what the start of `tag` ends without an end tag of its own.
    fn close_implied(&mut self, tag: Tag) {
        if tag.is_table_part() {
            return self.close_implied_in_table(tag);
        }
        let ended = match tag {
            Tag::Li => self.innermost_of(&[Tag::Li]).filter(|at| self.is_inside(*at, &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Dir])),
            Tag::Dt | Tag::Dd => self.innermost_of(&[Tag::Dt, Tag::Dd]).filter(|at| self.is_inside(*at, &[Tag::Dl])),
            Tag::Option | Tag::Optgroup => self.innermost_place(Tag::Option),
            Tag::A => self.innermost_place(Tag::A).filter(|at| self.blocks.last().is_none_or(|block| block < at)),
            Tag::Body => self.innermost_place(Tag::Head),
            _ => None,
        };
        if let Some(at) = ended.filter(|at| self.is_reachable(*at)) {
            self.close_down_to(at as usize);
        }
        if tag.is_block() {
            self.close_paragraph();
        }
    }

    /// A block ends an open paragraph; a heading ends an open heading.
    fn close_paragraph(&mut self) {
        let Some(innermost) = self.blocks.last().copied().filter(|at| self.is_reachable(*at)) else { return };
        let tag = self.open[innermost as usize].tag;
        if tag == Tag::P || tag.heading_level().is_some() {
            self.close_down_to(innermost as usize);
        }
    }

    /// Whether no element of `outer` was opened after place `at`.
    fn is_inside(&self, at: u32, outer: &[Tag]) -> bool {
        self.innermost_of(outer).is_none_or(|list| list < at)
    }

    /// Whether an HTML tag may close what stands at place `at`.
    fn is_reachable(&self, at: u32) -> bool {
        self.boundaries.last().is_none_or(|boundary| *boundary < at)
    }

    fn close_implied_in_table(&mut self, tag: Tag) {
        let Some(floor) = self.table_floor(tag) else { return };
        let ended = match tag {
            Tag::Td | Tag::Th => [Tag::Td, Tag::Th, Tag::Caption].as_slice(),
            Tag::Tr => &[Tag::Tr, Tag::Td, Tag::Th, Tag::Caption],
            _ => &[Tag::Tr, Tag::Td, Tag::Th, Tag::Caption, Tag::Thead, Tag::Tbody, Tag::Tfoot, Tag::Colgroup],
        };
        let outermost = ended.iter().filter_map(|tag| self.outermost_above(*tag, floor)).min();
        if let Some(at) = outermost {
            self.close_down_to(at as usize);
        }
    }

    /// The place of the innermost table, or of the fixed element that stands inside it: table tags reach no further out.
    fn table_floor(&self, tag: Tag) -> Option<u32> {
        if tag == Tag::Table {
            return self.innermost_fixed();
        }
        self.innermost_place(Tag::Table).max(self.innermost_fixed())
    }

    fn innermost_fixed(&self) -> Option<u32> {
        self.fixed.last().copied()
    }

    /// The place of `tag` above `floor`. In one table at most one of each part is open, so the innermost is the outermost.
    fn outermost_above(&self, tag: Tag, floor: u32) -> Option<u32> {
        self.innermost_place(tag).filter(|at| *at > floor)
    }

    /// Markdown structure ends an HTML table that was left open outside of any cell.
    fn close_stray_table(&mut self, tag: Tag) {
        let table = self.innermost_place(Tag::Table).filter(|at| !self.open[*at as usize].fixed);
        if let Some(at) =
            table.filter(|at| tag.heading_level().is_some() && self.innermost_fixed().is_none_or(|fixed| fixed < *at))
        {
            self.close_down_to(at as usize);
        }
    }
}

/// An offset or index in four bytes. Sources are limited, so nothing is cut off.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(NONE)
}
