//! Plain text that remembers where in the source each byte came from.

use std::fmt;
use std::sync::Arc;

use super::{SourceSpan, TextSpan};

/// A stretch of plain text and the stretch of source that it stands for. Offsets are kept in four bytes, since every cell of a table has a run at
/// least; no more than four gigabytes of an article are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: [u32; 2],
    source: [u32; 2],
    /// Whether byte answers byte; otherwise (an entity, an escape, folded white space) the whole answers the whole.
    linear: bool,
}

impl Run {
    fn new(text: TextSpan, source: SourceSpan, linear: bool) -> Self {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { text: [text.start, text.end].map(small), source: [source.start, source.end].map(small), linear }
    }

    fn text(&self) -> TextSpan {
        TextSpan::new(self.text[0] as usize, self.text[1] as usize)
    }

    fn source(&self) -> SourceSpan {
        SourceSpan::new(self.source[0] as usize, self.source[1] as usize)
    }
}

/// Plain text with its map back to the source. Built by [`MappedTextBuilder`].
#[derive(Clone)]
pub struct MappedText(Kept);

/// How a mapped text is kept.
#[derive(Clone)]
enum Kept {
    /// As words of its own.
    Own { text: Box<str>, runs: Box<[Run]> },
    /// As a part of its article, letter for letter: most paragraphs without markup, and most cells.
    Part { article: Arc<str>, run: Run },
}

impl MappedText {
    /// The plain text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Own { text, .. } => text,
            Kept::Part { article, run } => run.source().slice(article).unwrap_or_default(),
        }
    }

    fn runs(&self) -> &[Run] {
        match &self.0 {
            Kept::Own { runs, .. } => runs,
            Kept::Part { run, .. } => std::slice::from_ref(run),
        }
    }

    /// Keeps no words of its own where they stand in `article`, the text that they were read from, in one piece.
    pub fn share(&mut self, article: &Arc<str>) {
        if let Kept::Own { text, runs } = &self.0
            && let [run] = **runs
            && run.linear
            && run.source().slice(article) == Some(&**text)
        {
            self.0 = Kept::Part { article: Arc::clone(article), run };
        }
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// The source range that the words of `span` were read from: from the first byte of its first piece to the last of its
    /// last, with whatever markup stands between. `span` must fit the text; an empty text gives `0..0`.
    pub fn source_span(&self, span: TextSpan) -> SourceSpan {
        let Some(first) = self.run_at(span.start) else { return SourceSpan::new(0, 0) };
        let (text, source) = (first.text(), first.source());
        let start =
            if first.linear { source.start + span.start.saturating_sub(text.start).min(text.len()) } else { source.start };
        if span.is_empty() {
            return SourceSpan::new(start, start);
        }
        let last = self.run_at(span.end - 1).unwrap_or(first);
        let (text, source) = (last.text(), last.source());
        let end = if last.linear { source.start + (span.end - text.start).min(text.len()) } else { source.end };
        SourceSpan::new(start, end)
    }

    /// The source range of the whole text.
    pub fn whole_source_span(&self) -> SourceSpan {
        self.source_span(TextSpan::new(0, self.as_str().len()))
    }

    /// The words that were read from somewhere in `place`, the other way round from [`source_span`](Self::source_span): `None` where none
    /// were. Looks the ends up, so it takes a few steps however long the text is.
    pub fn text_span(&self, place: SourceSpan) -> Option<TextSpan> {
        let from = self.runs().partition_point(|run| run.source().end <= place.start);
        let to = self.runs().partition_point(|run| run.source().start < place.end);
        let (first, last) = (self.runs().get(from)?, self.runs().get(to.checked_sub(1)?)?);
        let (text, source) = (first.text(), first.source());
        let start = if first.linear { text.start + place.start.saturating_sub(source.start).min(text.len()) } else { text.start };
        let (text, source) = (last.text(), last.source());
        let end = if last.linear { text.start + (place.end - source.start).min(text.len()) } else { text.end };
        let span = TextSpan::new(start, end);
        let words = self.as_str();
        (start < end && words.is_char_boundary(start) && words.is_char_boundary(end)).then_some(span)
    }

    fn run_at(&self, offset: usize) -> Option<&Run> {
        let after = self.runs().partition_point(|run| run.text().start <= offset);
        self.runs().get(after.saturating_sub(1))
    }
}

impl Default for MappedText {
    fn default() -> Self {
        Self(Kept::Own { text: Box::default(), runs: Box::default() })
    }
}

/// Texts are equal whose words and places are, however they are kept.
impl PartialEq for MappedText {
    fn eq(&self, other: &Self) -> bool {
        self.runs() == other.runs() && self.as_str() == other.as_str()
    }
}

impl Eq for MappedText {}

impl fmt::Debug for MappedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MappedText").field("text", &self.as_str()).field("runs", &self.runs()).finish()
    }
}

/// Builds a [`MappedText`], left to right.
#[derive(Debug, Clone, Default)]
pub struct MappedTextBuilder {
    text: String,
    runs: Vec<Run>,
    /// White space pushed by [`push_folded`](Self::push_folded) that no word has followed.
    gap: Option<SourceSpan>,
}

impl MappedTextBuilder {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends `text`, read from the source range `source`. Where the lengths differ the piece is atomic.
    pub fn push(&mut self, text: &str, source: SourceSpan) {
        self.push_run(text, source, text.len() == source.len());
    }

    fn push_run(&mut self, text: &str, source: SourceSpan, linear: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let run = Run::new(TextSpan::new(start, start + text.len()), source, linear);
        match self.runs.last_mut() {
            Some(last) if last.linear && linear && last.source[1] == run.source[0] => {
                last.text[1] = run.text[1];
                last.source[1] = run.source[1];
            }
            _ => self.runs.push(run),
        }
    }

    /// Appends `text` like [`push`](Self::push), with white space folded: none at the start of the whole, one space between
    /// words, however the pieces were cut. White space at the very end is never written. Characters that have no width
    /// (soft hyphens, joiners that only mark where a line may break) are left out.
    pub fn push_folded(&mut self, text: &str, source: SourceSpan) {
        if text.len() != source.len() {
            return self.push_folded_atom(text, source);
        }
        let mut at = 0;
        while at < text.len() {
            let (class, end) = stretch(text, at);
            let place = SourceSpan::new(source.start + at, source.start + end);
            match class {
                Class::Word => {
                    self.write_gap();
                    self.push(&text[at..end], place);
                }
                Class::Space => self.widen_gap(place),
                Class::Nothing => {}
            }
            at = end;
        }
    }

    /// Appends a piece that maps as a whole, such as an entity or an escape, folded like the rest.
    pub fn push_folded_atom(&mut self, text: &str, source: SourceSpan) {
        // Most pieces are line ends.
        if text == " " {
            return self.widen_gap(source);
        }
        let visible: String = text.chars().filter(|c| Class::of(*c) != Class::Nothing).collect();
        let words = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if visible.starts_with(char::is_whitespace) {
            self.widen_gap(source);
        }
        if !words.is_empty() {
            self.write_gap();
            self.push_run(&words, source, false);
        }
        if !words.is_empty() && visible.ends_with(char::is_whitespace) {
            self.widen_gap(SourceSpan::new(source.end, source.end));
        }
    }

    /// Appends a text that was folded before, after the white space that was noted.
    pub fn push_mapped(&mut self, other: &MappedText) {
        if !other.is_empty() {
            self.write_gap();
            self.push_from(other, TextSpan::new(0, other.as_str().len()));
        }
    }

    /// Notes white space at `source`: one space if words stand on both sides.
    pub fn widen_gap(&mut self, source: SourceSpan) {
        self.gap = Some(self.gap.map_or(source, |gap| gap.cover(source)));
    }

    fn write_gap(&mut self) {
        if let Some(gap) = self.gap.take().filter(|_| !self.text.is_empty()) {
            self.push(" ", gap);
        }
    }

    /// Whether white space waits for a word to follow it.
    pub fn ends_in_gap(&self) -> bool {
        self.gap.is_some()
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The finished text, exactly as pushed, in no more room than it needs: a document keeps very many.
    pub fn finish(self) -> MappedText {
        MappedText(Kept::Own { text: self.text.into_boxed_str(), runs: self.runs.into_boxed_slice() })
    }

    /// The finished text with white space at both ends cut off and every inner run of white space folded to one space.
    pub fn finish_folded(self) -> MappedText {
        let mut folded = Self::new();
        for run in &self.runs {
            folded.push_folded(run.text().slice(&self.text).unwrap_or_default(), run.source());
        }
        folded.finish()
    }

    /// Appends the part `span` of an already mapped text, with its map.
    pub fn push_from(&mut self, other: &MappedText, span: TextSpan) {
        let first = other.runs().partition_point(|run| run.text().end <= span.start);
        for run in &other.runs()[first..] {
            let text = run.text();
            if text.start >= span.end {
                break;
            }
            let piece = TextSpan::new(text.start.max(span.start), text.end.min(span.end));
            let words = piece.slice(other.as_str()).unwrap_or_default();
            let source = if run.linear { other.source_span(piece) } else { run.source() };
            self.push_run(words, source, run.linear);
        }
    }
}

/// What folding makes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Space,
    Nothing,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => Self::Nothing,
            c if c.is_whitespace() => Self::Space,
            _ => Self::Word,
        }
    }
}

/// How many bytes of running text are looked at together.
const RUN: usize = 16;

/// Whether `bytes` but the last are ASCII words with single spaces between them; the last tells whether a word follows a space before it.
fn is_running_text(bytes: &[u8; RUN + 1]) -> bool {
    let printed = bytes[..RUN].iter().fold(true, |all, byte| all & (b' '..=b'~').contains(byte));
    let before = bytes[..RUN].iter().zip(&bytes[1..]);
    printed & before.fold(true, |all, (byte, next)| all & ((*byte != b' ') | next.is_ascii_graphic()))
}

/// The stretch of one class that begins at `at`, and its end. Single spaces between ASCII words belong to the words.
fn stretch(text: &str, at: usize) -> (Class, usize) {
    let bytes = text.as_bytes();
    let class = text[at..].chars().next().map_or(Class::Space, Class::of);
    let mut end = at;
    if class == Class::Word {
        // Many bytes at a time.
        while bytes[end..].first_chunk().is_some_and(is_running_text) {
            end += RUN;
        }
    }
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_graphic() {
            if class != Class::Word {
                break;
            }
            end += bytes[end..].iter().take_while(|byte| byte.is_ascii_graphic()).count();
            continue;
        }
        if byte == b' ' && class == Class::Word && bytes.get(end + 1).is_some_and(u8::is_ascii_graphic) {
            end += 1;
            continue;
        }
        let Some(c) = text[end..].chars().next().filter(|c| Class::of(*c) == class) else { break };
        end += c.len_utf8();
    }
    (class, end)
}
