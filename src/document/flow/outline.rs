//! The outline part of the walk: headings and the sections below them, lists and their items, and what introduces what.
//!
//! Comes in: starts and ends of headings, lists and items. Goes out: the section and the introduction of each block. The
//! blocks' words are gathered elsewhere.

use super::{Close, Flow};
use crate::document::Role;
use crate::document::tree::Node;
use crate::document::tree::tag::Tag;

/// How much of a heading goes into the sections below it, in bytes.
const SECTION_BYTES_MAX: usize = 400;

/// A list that is open.
#[derive(Debug, Clone, Copy)]
pub struct List {
    introduction: Option<usize>,
    /// The last term of a definition list.
    term: Option<usize>,
}

/// A list item that is open.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    introduction: Option<usize>,
    /// Its first block.
    first: Option<usize>,
}

impl Flow<'_> {
    pub(super) fn close_heading(&mut self, level: u8) {
        let words = self.inline.as_str();
        let mut cut = words.len().min(SECTION_BYTES_MAX);
        while !words.is_char_boundary(cut) {
            cut -= 1;
        }
        let words = words[..cut].to_owned();
        let is_empty = words.is_empty();
        while !is_empty && self.headings.pop_if(|(above, _)| *above >= level).is_some() {}
        self.section = self.headings.iter().map(|(_, words)| words.clone()).collect();
        self.flush_as(Role::Heading(level));
        if !is_empty {
            self.headings.push((level, words));
            self.section = self.headings.iter().map(|(_, words)| words.clone()).collect();
        }
    }

    pub(super) fn open_list(&mut self, node: &Node) {
        let introduction = self.above.or_else(|| self.items.last().and_then(|item| item.introduction));
        self.lists.push(List { introduction, term: None });
        self.open(node, Close::List, self.role());
    }

    pub(super) fn open_item(&mut self, node: &Node, tag: Tag) {
        let list = self.lists.last().copied();
        let term = list.and_then(|list| list.term).filter(|_| tag == Tag::Dd);
        let introduction = term.or_else(|| list.and_then(|list| list.introduction)).filter(|_| self.role() != Role::Footnote);
        self.items.push(Item { introduction, first: None });
        self.above = None;
        let role = if self.role() == Role::Footnote || self.role() == Role::Furniture { self.role() } else { Role::ListItem };
        self.open(node, if tag == Tag::Dt { Close::Term } else { Close::Item }, role);
    }

    /// Ends a list item; gives its first block.
    pub(super) fn close_item(&mut self, role: Role) -> Option<usize> {
        self.flush_as(role);
        self.above = None;
        self.items.pop()?.first
    }

    /// Ends the term of a definition list, which introduces the definitions that follow.
    pub(super) fn close_term(&mut self, role: Role) {
        let term = self.close_item(role);
        if let Some(list) = self.lists.last_mut() {
            list.term = term;
        }
    }

    /// What introduces the block that is being emitted: for the first of a list item what introduces the list, for a
    /// further one the item's first.
    pub(super) fn introduction(&mut self) -> Option<usize> {
        let number = self.next_number;
        let item = self.items.last_mut()?;
        match item.first {
            Some(first) => Some(first),
            None => {
                item.first = Some(number);
                item.introduction
            }
        }
    }
}
