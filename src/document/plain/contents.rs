//! A table of contents inside the text.
//!
//! Comes in: all lines, and the lines below the heading "Contents". Goes out: whether a line is one of its entries: an entry is told
//! again as a heading, or stands in the same run of lines.

use std::collections::{HashMap, HashSet};

use super::lines::Line;
use super::shape;

/// No entry is longer than this, in bytes.
const ENTRY_MAX: usize = 200;

/// A table of contents that is being read.
#[derive(Debug)]
pub(super) struct Contents {
    told: HashMap<String, usize>,
    seen: HashSet<String>,
    run: bool,
}

impl Contents {
    /// Begins below the heading; `lines` are all lines of the text.
    pub(super) fn begin(lines: &[Line<'_>]) -> Self {
        let mut told = HashMap::new();
        for line in lines.iter().filter(|line| line.text.len() <= ENTRY_MAX) {
            *told.entry(shape::skeleton(line.text)).or_insert(0) += 1;
        }
        Self { told, seen: HashSet::new(), run: true }
    }

    /// Whether `line`, the next after those taken before, is an entry.
    pub(super) fn takes(&mut self, line: &Line<'_>) -> bool {
        if line.text.len() > ENTRY_MAX || shape::ends_statement(line.text) {
            return false;
        }
        let words = shape::skeleton(line.text);
        self.run &= !line.gap;
        let told_again = self.told.get(&words).is_some_and(|count| *count > 1) && !self.seen.contains(&words);
        let taken = self.run || told_again || has_leader(line.text);
        self.seen.insert(words);
        taken
    }
}

/// "Introduction ........ 3".
pub(super) fn has_leader(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let dotted = bare.trim_end_matches(['.', ' ', '…']);
    bare.len() < text.len()
        && (bare[dotted.len()..].matches('.').count() >= 4 || bare[dotted.len()..].contains('…'))
        && !dotted.is_empty()
}
