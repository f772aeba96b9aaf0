//! A verbatim quotation with its place and the words around it.

use super::SourceSpan;

/// How many characters of context a quote keeps on either side (as W3C Web Annotation clients do).
const CONTEXT_CHARS: usize = 32;

/// Words copied byte for byte from a document, with what identifies them again after an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The document's bytes `span`, markup and all.
    pub exact: String,
    /// The same without markup.
    pub words: String,
    /// The source just before.
    pub prefix: String,
    /// The source just after.
    pub suffix: String,
    /// Where it stands in the document's text.
    pub span: SourceSpan,
}

impl Quote {
    /// Cuts the quote at `span` out of `source`. `None` where the span does not fit the source.
    pub fn cut(source: &str, span: SourceSpan, words: impl Into<String>) -> Option<Self> {
        let exact = span.slice(source)?.to_owned();
        let before = &source[..span.start];
        let from = before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(span.start, |(at, _)| at);
        let after = &source[span.end..];
        let to = after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
        Some(Self { exact, words: words.into(), prefix: before[from..].to_owned(), suffix: after[..to].to_owned(), span })
    }
}
