//! Places in characters: what other programs count instead of bytes.
//!
//! Comes in: a text and a byte offset. Goes out: how many characters (Unicode code points) stand before it.

/// So many bytes of text are counted at most for one answer.
const STRIDE: usize = 1024;

/// Where in a text its characters are, for answers in constant time.
#[derive(Debug, Clone)]
pub struct CharacterIndex {
    /// Characters before each multiple of [`STRIDE`], or before the character that it lies in.
    before: Vec<usize>,
}

impl CharacterIndex {
    /// Goes through `text` once.
    pub fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        for (count, (at, _)) in text.char_indices().enumerate() {
            while before.len() * STRIDE <= at {
                before.push(count);
            }
        }
        Self { before }
    }

    /// How many characters of `text`, the one that this was made from, begin before byte `at`.
    pub fn at(&self, text: &str, at: usize) -> usize {
        let at = at.min(text.len());
        let stretch = (at / STRIDE).min(self.before.len().saturating_sub(1));
        let begins = |byte: &&u8| !matches!(**byte, 0x80..=0xbf);
        let from = (stretch * STRIDE).min(at);
        let counted = text.as_bytes()[from..at].iter().filter(begins).count();
        self.before.get(stretch).copied().unwrap_or(0) + counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_if_one_by_one() {
        let text = "aé–𝒳 ".repeat(700);
        let index = CharacterIndex::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(&text, at), count, "byte {at}");
        }
        assert_eq!(index.at(&text, text.len()), text.chars().count());
        assert_eq!(CharacterIndex::new("").at("", 0), 0);
    }
}
