//! A verbatim quotation with its place and the words around it.

use std::fmt;
use std::sync::Arc;

use super::SourceSpan;

/// How many characters of context a quote keeps on either side (as W3C Web Annotation clients do).
const CONTEXT_CHARS: usize = 32;

/// Words of a document, byte for byte, with what identifies them again after an edit. It points into a text that many quotes share: an article
/// has more quotes than it has room for copies of them.
#[derive(Clone)]
pub struct Quote {
    /// The article, or as much of it as is kept.
    around: Arc<str>,
    /// Where in it the source just before begins, the quoted bytes begin and end, and the source just after ends.
    edges: [u32; 4],
    /// The quote without markup, where it has any.
    plain: Option<Box<str>>,
    /// Where it stands in the document's text.
    pub span: SourceSpan,
}

impl Quote {
    /// Cuts the quote at `span` out of `source`; `words` is the same without markup. `None` where the span does not fit the source, or ends behind
    /// the four gigabytes of an article that are read.
    pub fn cut(source: &Arc<str>, span: SourceSpan, words: &str) -> Option<Self> {
        let exact = span.slice(source)?;
        let before = &source[..span.start];
        let from = before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(span.start, |(at, _)| at);
        let after = &source[span.end..];
        let to = span.end + after.char_indices().nth(CONTEXT_CHARS).map_or(after.len(), |(at, _)| at);
        let edge = |at: usize| u32::try_from(at).ok();
        let edges = [edge(from)?, edge(span.start)?, edge(span.end)?, edge(to)?];
        Some(Self { around: Arc::clone(source), edges, plain: plain(exact, words), span })
    }

    /// The quote of a document that is not at hand, from its parts: the bytes at `span`, the same without markup, and what stands around them.
    pub fn kept(exact: &str, words: &str, [prefix, suffix]: [&str; 2], span: SourceSpan) -> Self {
        let edge = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (prefix.len(), prefix.len() + exact.len());
        let edges = [0, edge(start), edge(end), edge(end + suffix.len())];
        Self { around: [prefix, exact, suffix].concat().into(), edges, plain: plain(exact, words), span }
    }

    /// The document's bytes at its span, markup and all.
    pub fn exact(&self) -> &str {
        self.between(1)
    }

    /// The same without markup.
    pub fn words(&self) -> &str {
        self.plain.as_deref().unwrap_or_else(|| self.exact())
    }

    /// The source just before.
    pub fn prefix(&self) -> &str {
        self.between(0)
    }

    /// The source just after.
    pub fn suffix(&self) -> &str {
        self.between(2)
    }

    /// What stands between an edge and the next.
    fn between(&self, edge: usize) -> &str {
        self.around.get(self.edges[edge] as usize..self.edges[edge + 1] as usize).unwrap_or_default()
    }
}

/// `words`, where they are others than `exact`.
fn plain(exact: &str, words: &str) -> Option<Box<str>> {
    (words != exact).then(|| words.into())
}

/// Quotes are equal that say the same in the same place, whatever text they point into.
impl PartialEq for Quote {
    fn eq(&self, other: &Self) -> bool {
        fn parts(quote: &Quote) -> [&str; 4] {
            [quote.exact(), quote.words(), quote.prefix(), quote.suffix()]
        }
        self.span == other.span && parts(self) == parts(other)
    }
}

impl Eq for Quote {}

impl fmt::Debug for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Quote")
            .field("exact", &self.exact())
            .field("words", &self.words())
            .field("prefix", &self.prefix())
            .field("suffix", &self.suffix())
            .field("span", &self.span)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_the_same_whether_its_document_is_at_hand_or_not() {
        let source: Arc<str> = "Acme **grew** 5 % in é2024.".into();
        let cut = Quote::cut(&source, SourceSpan::new(5, 17), "grew 5 %").expect("the span fits");
        assert_eq!([cut.prefix(), cut.exact(), cut.words(), cut.suffix()], ["Acme ", "**grew** 5 %", "grew 5 %", " in é2024."]);
        assert_eq!(cut, Quote::kept(cut.exact(), cut.words(), [cut.prefix(), cut.suffix()], cut.span));
    }

    #[test]
    fn a_span_that_does_not_fit_gives_none() {
        let source: Arc<str> = "é".into();
        assert_eq!(Quote::cut(&source, SourceSpan::new(1, 2), ""), None);
        assert_eq!(Quote::cut(&source, SourceSpan::new(0, 3), ""), None);
    }
}
