//! The element tree that Markdown and HTML are both read into, flat and in document order.
//!
//! Comes in: the calls of a [`TreeBuilder`](builder::TreeBuilder). Goes out: [`Tree`], one list of nodes where a subtree is a range, so
//! that no walk needs recursion. What is an article and what is a block is not decided here.

pub(crate) mod attribute;
pub(crate) mod builder;
pub(crate) mod entity;
pub(crate) mod tag;

use attribute::{Attribute, AttributeName};
use tag::Tag;

use crate::text::SourceSpan;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// An element; its subtree follows it.
    Element(Tag),
    /// Text that stands in the source as it is read.
    Text,
    /// Text that is written differently in the source: an entity or an escape.
    Atom,
}

/// Marks a node without attributes.
const NONE: u32 = u32::MAX;

/// A node of the tree. Offsets are kept in four bytes: at most [`Tree::SOURCE_MAX`] bytes are read.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// One past the last node of its subtree.
    pub end: u32,
    start: u32,
    stop: u32,
    extra: u32,
}

impl Node {
    /// The tag of an element.
    pub fn tag(&self) -> Option<Tag> {
        match self.kind {
            NodeKind::Element(tag) => Some(tag),
            NodeKind::Text | NodeKind::Atom => None,
        }
    }

    /// For text, the source bytes that it was read from; for an element, its start tag where the source has one.
    pub fn source(&self) -> SourceSpan {
        SourceSpan::new(self.start as usize, self.stop as usize)
    }
}

/// A document's elements and text, in document order.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    /// For each element with attributes, where they begin in `attributes`; a last entry closes the list.
    attribute_starts: Vec<u32>,
    atoms: String,
    /// Where each atom ends in `atoms`.
    atom_ends: Vec<u32>,
}

impl Tree {
    /// The largest source, in bytes, that can be read into a tree.
    pub const SOURCE_MAX: usize = u32::MAX as usize - 1;

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at `index`.
    pub fn node(&self, index: usize) -> Node {
        self.nodes[index]
    }

    /// The nodes, in document order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Whether any element has attributes.
    pub fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// The attributes of a node.
    pub fn attributes(&self, node: &Node) -> &[Attribute] {
        if node.tag().is_none() || node.extra == NONE {
            return &[];
        }
        let at = node.extra as usize;
        let start = self.attribute_starts[at] as usize;
        let end = self.attribute_starts.get(at + 1).map_or(self.attributes.len(), |end| *end as usize);
        &self.attributes[start..end]
    }

    /// The value of an attribute of a node, entities resolved.
    pub fn attribute(&self, node: &Node, name: AttributeName) -> Option<&str> {
        self.attributes(node).iter().find(|attribute| attribute.name == name).map(|attribute| &*attribute.value)
    }

    /// The words of a text node; `source` is the text that the tree was built from.
    pub fn text<'t>(&'t self, node: &Node, source: &'t str) -> &'t str {
        match node.kind {
            NodeKind::Text => node.source().slice(source).unwrap_or_default(),
            NodeKind::Atom => {
                let at = node.extra as usize;
                let start = at.checked_sub(1).map_or(0, |before| self.atom_ends[before] as usize);
                &self.atoms[start..self.atom_ends[at] as usize]
            }
            NodeKind::Element(_) => "",
        }
    }

    /// The words inside the element at `index`, white space folded, at most about `bytes_max` of them.
    pub fn words(&self, index: usize, source: &str, bytes_max: usize) -> String {
        let mut words = String::new();
        for node in &self.nodes[index..self.nodes[index].end as usize] {
            if words.len() >= bytes_max {
                break;
            }
            if node.tag().is_some_and(|tag| tag.is_block() || tag == Tag::Br) {
                words.push(' ');
            }
            let text = self.text(node, source);
            let mut cut = text.len().min(bytes_max);
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            words.push_str(&text[..cut]);
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
