//! Plain text that remembers where in the source each byte came from.

use super::{SourceSpan, TextSpan};

/// A stretch of plain text and the stretch of source that it stands for. Of equal length, byte answers byte;
/// of different length (an entity, an escape, folded white space), the whole answers the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: TextSpan,
    source: SourceSpan,
}

impl Run {
    fn is_linear(&self) -> bool {
        self.text.len() == self.source.len()
    }
}

/// Plain text with its map back to the source. Built by [`MappedTextBuilder`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappedText {
    text: String,
    runs: Vec<Run>,
}

impl MappedText {
    /// The plain text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The source range that the words of `span` were read from: from the first byte of its first piece to the last of its
    /// last, with whatever markup stands between. `span` must fit the text; an empty text gives `0..0`.
    pub fn source_span(&self, span: TextSpan) -> SourceSpan {
        let Some(first) = self.run_at(span.start) else { return SourceSpan::new(0, 0) };
        let start = if first.is_linear() {
            first.source.start + span.start.saturating_sub(first.text.start).min(first.text.len())
        } else {
            first.source.start
        };
        if span.is_empty() {
            return SourceSpan::new(start, start);
        }
        let last = self.run_at(span.end - 1).unwrap_or(first);
        let end = if last.is_linear() {
            last.source.start + (span.end - last.text.start).min(last.text.len())
        } else {
            last.source.end
        };
        SourceSpan::new(start, end)
    }

    /// The source range of the whole text.
    pub fn whole_source_span(&self) -> SourceSpan {
        self.source_span(TextSpan::new(0, self.text.len()))
    }

    fn run_at(&self, offset: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.text.start <= offset);
        self.runs.get(after.saturating_sub(1))
    }
}

/// Builds a [`MappedText`], left to right.
#[derive(Debug, Clone, Default)]
pub struct MappedTextBuilder {
    built: MappedText,
}

impl MappedTextBuilder {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends `text`, read from the source range `source`. Where the lengths differ the piece is atomic.
    pub fn push(&mut self, text: &str, source: SourceSpan) {
        if text.is_empty() {
            return;
        }
        let start = self.built.text.len();
        self.built.text.push_str(text);
        let run = Run { text: TextSpan::new(start, start + text.len()), source };
        match self.built.runs.last_mut() {
            Some(last) if last.is_linear() && run.is_linear() && last.source.end == source.start => {
                last.text.end = run.text.end;
                last.source.end = source.end;
            }
            _ => self.built.runs.push(run),
        }
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        self.built.as_str()
    }

    /// The finished text, exactly as pushed.
    pub fn finish(self) -> MappedText {
        self.built
    }

    /// The finished text with white space at both ends cut off and every inner run of white space folded to one space.
    pub fn finish_folded(self) -> MappedText {
        let whole = self.built;
        let mut folded = Self::new();
        let mut pending: Option<TextSpan> = None;
        let mut word_start: Option<usize> = None;
        for (at, c) in whole.text.char_indices() {
            if c.is_whitespace() {
                if let Some(start) = word_start.take() {
                    folded.push_from(&whole, TextSpan::new(start, at));
                }
                let from = pending.map_or(at, |gap| gap.start);
                pending = Some(TextSpan::new(from, at + c.len_utf8()));
            } else if word_start.is_none() {
                if let Some(gap) = pending.take().filter(|_| !folded.as_str().is_empty()) {
                    folded.push(" ", whole.source_span(gap));
                }
                word_start = Some(at);
            }
        }
        if let Some(start) = word_start {
            folded.push_from(&whole, TextSpan::new(start, whole.text.len()));
        }
        folded.finish()
    }

    /// Appends the part `span` of an already mapped text, with its map.
    pub fn push_from(&mut self, other: &MappedText, span: TextSpan) {
        let first = other.runs.partition_point(|run| run.text.end <= span.start);
        for run in &other.runs[first..] {
            if run.text.start >= span.end {
                break;
            }
            let piece = TextSpan::new(run.text.start.max(span.start), run.text.end.min(span.end));
            let words = piece.slice(&other.text).unwrap_or_default();
            let source = if run.is_linear() { other.source_span(piece) } else { run.source };
            self.push(words, source);
        }
    }
}
