//! Lists that are open at a place of the text.
//!
//! Comes in: items with their marker and indent. Goes out: for each the block that introduces it: what stands above the list, or the
//! item that it is nested under.

use super::marker::Marker;

/// An item whose subordinate items may follow.
#[derive(Debug, Clone, Copy)]
struct OpenItem {
    indent: usize,
    marker: Marker,
    block: usize,
}

/// The list that the reader is in.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: bool,
    introduction: Option<usize>,
    items: Vec<OpenItem>,
    content_indent: usize,
}

impl Lists {
    /// Whether a list is open.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Whether the open list's last item is numbered `number`.
    pub(super) fn last_number(&self) -> Option<u32> {
        self.items.iter().rev().find_map(|item| if let Marker::Number(number) = item.marker { Some(number) } else { None })
    }

    /// Opens a list below block `introduction`, unless one is open.
    pub(super) fn open(&mut self, introduction: Option<usize>) {
        if !self.open {
            *self = Self { open: true, introduction, items: Vec::new(), content_indent: 0 };
        }
    }

    /// Any other block ends the list.
    pub(super) fn close(&mut self) {
        self.open = false;
        self.items.clear();
    }

    /// Adds an item that will be block `block`; goes out what introduces it.
    pub(super) fn item(&mut self, marker: Marker, indent: usize, marker_len: usize, block: usize) -> Option<usize> {
        let sibling = self.items.iter().rposition(|item| same_kind(item.marker, marker) && item.indent.abs_diff(indent) <= 1);
        match sibling {
            Some(at) => self.items.truncate(at),
            None => {
                while self.items.last().is_some_and(|item| {
                    item.indent > indent || (item.indent == indent && !nests_at_same_indent(item.marker, marker))
                }) {
                    self.items.pop();
                }
            }
        }
        let introduction = self.items.last().map(|item| item.block).or(self.introduction);
        self.items.push(OpenItem { indent, marker, block });
        self.content_indent = indent + marker_len;
        introduction
    }

    /// The item that a paragraph at `indent` below the list belongs to.
    pub(super) fn holds(&self, indent: usize) -> Option<usize> {
        let last = self.items.last()?;
        (self.open && indent >= self.content_indent.min(last.indent + 2).max(2)).then_some(last.block)
    }
}

fn same_kind(a: Marker, b: Marker) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// Letters below numbers, bullets below either, though not indented.
fn nests_at_same_indent(above: Marker, marker: Marker) -> bool {
    matches!((above, marker), (Marker::Number(_), Marker::Letter | Marker::Bullet) | (Marker::Letter, Marker::Bullet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_introduced_by_what_they_stand_under() {
        let mut lists = Lists::default();
        lists.open(Some(7));
        assert_eq!(lists.item(Marker::Bullet, 2, 2, 8), Some(7));
        assert_eq!(lists.item(Marker::Bullet, 6, 2, 9), Some(8));
        assert_eq!(lists.item(Marker::Bullet, 2, 2, 10), Some(7));
        assert_eq!(lists.item(Marker::Number(1), 2, 2, 11), Some(7));
        assert_eq!(lists.item(Marker::Letter, 2, 2, 12), Some(11));
        assert_eq!(lists.holds(6), Some(12));
        assert_eq!(lists.holds(0), None);
    }
}
