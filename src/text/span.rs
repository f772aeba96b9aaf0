//! Half-open byte ranges that cannot be mixed up: one type for the stored source, one for a block's plain text.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Marker: offsets count bytes of the document's stored UTF-8 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {}

/// Marker: offsets count bytes of one block's plain text, markup removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Text {}

/// A half-open byte range `start..end` of the text that `Space` names.
pub struct Span<Space> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    space: PhantomData<fn() -> Space>,
}

/// Bytes of the stored source.
pub type SourceSpan = Span<Source>;
/// Bytes of a block's plain text.
pub type TextSpan = Span<Text>;

impl<Space> Span<Space> {
    /// The range `start..end`; an end before its start is moved up to it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start), space: PhantomData }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The plain range, for slicing.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The words of `text` in this range, or `None` where the range does not fit it.
    pub fn slice<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.range())
    }

    /// Whether `other` lies inside this range.
    pub fn contains(&self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share a byte.
    pub fn overlaps(&self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    pub fn cover(&self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl<Space> Clone for Span<Space> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Space> Copy for Span<Space> {}
impl<Space> PartialEq for Span<Space> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<Space> Eq for Span<Space> {}
impl<Space> PartialOrd for Span<Space> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<Space> Ord for Span<Space> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<Space> Hash for Span<Space> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<Space> fmt::Debug for Span<Space> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
