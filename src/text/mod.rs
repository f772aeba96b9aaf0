//! Positions in text: spans of the stored source, spans of a block's plain text, and the map between them.
//!
//! Comes in: plain text built piece by piece with the source range of each piece. Goes out: exact source ranges for
//! any range of the plain text. Line and column are computed last, by [`LineIndex`]. Nothing here knows documents.

mod characters;
mod lines;
mod mapped;
mod quote;
mod span;
mod visible;
mod word_table;

pub use characters::CharacterIndex;
pub use lines::{LineColumn, LineIndex};
pub use mapped::{MappedText, MappedTextBuilder};
pub use quote::Quote;
pub use span::{Source, SourceSpan, Span, Text, TextSpan};
pub use visible::{is_steering, visible};
pub use word_table::{Lately, Seeded, WordFilter, WordHasher, WordMap, WordSet, has_word, is_among};
