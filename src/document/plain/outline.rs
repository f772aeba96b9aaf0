//! The headings above a block.
//!
//! Comes in: headings with their style, in reading order. Goes out: a level for each and the path of headings at any place. A style
//! met for the first time below a heading of another style is one level deeper; a style met again goes back to its level.

use std::sync::Arc;

use super::heading::Style;
use crate::document::Section;

const LEVEL_MAX: u8 = 6;

/// The headings that are open at a place of the document.
#[derive(Debug)]
pub(super) struct Outline {
    open: Vec<(Style, u8, String)>,
    levels: Vec<(Style, u8)>,
    section: Section,
}

impl Outline {
    /// No heading yet.
    pub(super) fn new() -> Self {
        Self { open: Vec::new(), levels: Vec::new(), section: Arc::from([]) }
    }

    /// The path of headings here.
    pub(super) fn section(&self) -> Section {
        Arc::clone(&self.section)
    }

    /// Opens a heading; goes out its level and the path above it.
    pub(super) fn enter(&mut self, style: Style, words: &str) -> (u8, Section) {
        let level = self.level(style);
        self.open.retain(|(_, open, _)| *open < level);
        let above = self.path();
        self.open.push((style, level, words.to_owned()));
        self.section = self.path();
        (level, above)
    }

    fn level(&mut self, style: Style) -> u8 {
        if let Some((_, level)) = self.levels.iter().find(|(known, _)| *known == style) {
            return *level;
        }
        let level = match style {
            Style::Title => 1,
            Style::Speaker => LEVEL_MAX,
            _ => self
                .open
                .iter()
                .rev()
                .find(|(open, ..)| *open != Style::Speaker)
                .map_or(2, |(_, level, _)| (level + 1).clamp(2, LEVEL_MAX - 1)),
        };
        self.levels.push((style, level));
        level
    }

    fn path(&self) -> Section {
        self.open.iter().map(|(_, _, words)| words.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_nest_in_the_order_in_which_they_are_met() {
        let mut outline = Outline::new();
        let levels: Vec<u8> = [
            (Style::Title, "Title"),
            (Style::Plain, "Part"),
            (Style::Numbered(1), "1. First"),
            (Style::Numbered(1), "2. Second"),
            (Style::Plain, "Next part"),
        ]
        .map(|(style, words)| outline.enter(style, words).0)
        .into();
        assert_eq!(levels, [1, 2, 3, 3, 2]);
        assert_eq!(&*outline.section(), ["Title", "Next part"]);
    }
}
