//! Which words stand side by side elsewhere in the document: they are one name, and no column parts them.
//!
//! Comes in: the document's text. Goes out: how often two words follow each other. Only the first part of a long document is read.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How much of a document is read, in bytes.
const READ_MAX: usize = 1 << 20;

/// Counts of word pairs.
#[derive(Debug, Default)]
pub(in crate::document::plain) struct Cohesion {
    pairs: HashMap<u64, u32>,
}

impl Cohesion {
    /// Counts the pairs of `text`.
    pub(in crate::document::plain) fn read(text: &str) -> Self {
        let mut pairs = HashMap::new();
        let text = &text[..text.floor_char_boundary(text.len().min(READ_MAX))];
        for line in text.lines() {
            let mut before = None;
            for word in line.split_whitespace() {
                if let Some(before) = before {
                    *pairs.entry(key(before, word)).or_insert(0) += 1;
                }
                before = Some(word);
            }
        }
        Self { pairs }
    }

    /// Whether the two words follow each other more than once.
    pub(super) fn binds(&self, left: &str, right: &str) -> bool {
        self.pairs.get(&key(left, right)).is_some_and(|count| *count > 1)
    }
}

fn key(left: &str, right: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in [left, right] {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        for c in word.chars().flat_map(char::to_lowercase) {
            c.hash(&mut hasher);
        }
        0_u8.hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Cohesion;

    #[test]
    fn names_bind_and_neighbours_do_not() {
        let cohesion = Cohesion::read("Red Hat sells Linux.\nRed Hat, IBM and others buy.\nOracle Enterprise");
        assert!(cohesion.binds("Red", "Hat,"));
        assert!(!cohesion.binds("Oracle", "Enterprise"));
    }
}
