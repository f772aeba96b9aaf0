//! The words of one block as they are gathered: folded, mapped, with their links.
//!
//! Comes in: text piece by piece, starts and ends of links. Goes out: mapped text and links. Marks of footnotes are left
//! out on the way, since "faster¹" is the word "faster".

use std::sync::Arc;

use crate::document::Link;
use crate::text::{MappedText, MappedTextBuilder, SourceSpan, TextSpan};

/// Words on their way to a block.
#[derive(Debug, Default)]
pub struct Inline {
    words: MappedTextBuilder,
    links: Vec<Link>,
    /// Where the open link begins, and where it goes.
    link: Option<(usize, Arc<str>)>,
    /// Whether a line break came after the last word.
    broken: bool,
    /// Whether the block began with the mark of a footnote.
    footnote: bool,
    /// Whether some of its words are not bold.
    plain: bool,
}

/// What a block was gathered into.
pub struct Gathered {
    /// Its words.
    pub text: MappedText,
    /// Its links.
    pub links: Vec<Link>,
    /// Whether it began with the mark of a footnote.
    pub footnote: bool,
}

impl Inline {
    /// Whether no word has come.
    pub fn is_empty(&self) -> bool {
        self.words.as_str().is_empty()
    }

    /// The words so far.
    pub fn as_str(&self) -> &str {
        self.words.as_str()
    }

    /// Whether the next word would stand right behind the last, without white space.
    fn is_attached(&self) -> bool {
        !self.is_empty() && !self.words.ends_in_gap()
    }

    /// Notes that words come that are not bold.
    pub fn note_plain_words(&mut self) {
        self.plain = true;
    }

    /// Whether there are words and all of them are bold.
    pub fn is_bold(&self) -> bool {
        !self.is_empty() && !self.plain
    }

    /// Appends text that stands in the source as it is read.
    pub fn push(&mut self, text: &str, source: SourceSpan) {
        let before = self.as_str().len();
        if text.is_ascii() {
            self.words.push_folded(text, source);
        } else {
            self.push_marked(text, source);
        }
        self.broken &= self.as_str().len() == before;
    }

    /// Appends text that stands for something else in the source.
    pub fn push_atom(&mut self, text: &str, source: SourceSpan) {
        let before = self.as_str().len();
        if !text.chars().all(is_superscript_digit) || self.raised_number(text) != Raised::Mark {
            self.words.push_folded_atom(text, source);
        }
        self.broken &= self.as_str().len() == before;
    }

    /// Appends text that may hold superscript digits.
    fn push_marked(&mut self, text: &str, source: SourceSpan) {
        let place = |start: usize, end: usize| SourceSpan::new(source.start + start, source.start + end);
        let mut written = 0;
        let mut at = 0;
        while let Some(found) = text[at..].find(is_superscript_digit) {
            let start = at + found;
            at = text[start..].find(|c| !is_superscript_digit(c)).map_or(text.len(), |more| start + more);
            self.words.push_folded(&text[written..start], place(written, start));
            written = if self.raised_number(&text[start..at]) == Raised::Mark { at } else { start };
        }
        self.words.push_folded(&text[written..], place(written, text.len()));
    }

    /// What a raised number at this place is. At the start of a block, after a word or after the end of a clause it marks a
    /// footnote; after 10 or 2 it is an exponent; after a short unit 2 and 3 belong to the unit ("km²"); after a space it
    /// stands by itself.
    fn raised_number(&mut self, digits: &str) -> Raised {
        if self.is_empty() {
            self.footnote = true;
            return Raised::Mark;
        }
        let before = self.as_str();
        let letters = before.chars().rev().take(3).take_while(|c| c.is_alphabetic()).count();
        let base = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        match () {
            () if !self.is_attached() => Raised::Plain,
            () if matches!(base, "10" | "2") => Raised::Exponent,
            () if matches!(letters, 1 | 2) && matches!(digits, "2" | "3" | "²" | "³") => Raised::Plain,
            () => Raised::Mark,
        }
    }

    /// Notes white space.
    pub fn space(&mut self, source: SourceSpan) {
        self.words.widen_gap(source);
    }

    /// Notes a line break; true if it is the second without a word between, which ends the paragraph.
    pub fn line_break(&mut self, source: SourceSpan) -> bool {
        self.space(source);
        std::mem::replace(&mut self.broken, true) && !self.is_empty()
    }

    /// Begins a link.
    pub fn open_link(&mut self, url: Arc<str>) {
        let start = self.as_str().len();
        self.link = Some((start, url));
    }

    /// Whether a link to a place in the page is open.
    pub fn is_in_page_link(&self) -> bool {
        self.link.as_ref().is_some_and(|(_, url)| url.contains('#'))
    }

    /// Ends the open link.
    pub fn close_link(&mut self) {
        if let Some((start, url)) = self.link.take() {
            self.write_link(start, url);
        }
    }

    fn write_link(&mut self, start: usize, url: Arc<str>) {
        let words = &self.as_str()[start..];
        let start = start + (words.len() - words.trim_start().len());
        if start < self.as_str().len() && !url.is_empty() {
            let span = TextSpan::new(start, self.as_str().len());
            self.links.push(Link { span, url });
        }
    }

    /// Ends the block. A link that is open goes on in the next.
    pub fn take(&mut self) -> Gathered {
        if let Some((start, url)) = self.link.take() {
            self.write_link(start, url.clone());
            self.link = Some((0, url));
        }
        self.broken = false;
        self.plain = false;
        Gathered {
            text: std::mem::take(&mut self.words).finish(),
            links: std::mem::take(&mut self.links),
            footnote: std::mem::take(&mut self.footnote),
        }
    }
}

fn is_superscript_digit(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// What becomes of a raised piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raised {
    /// It marks a footnote and is left out.
    Mark,
    /// It is an exponent of a number: `10^6`.
    Exponent,
    /// It is read as written.
    Plain,
}

impl Raised {
    /// Decides about `words`, which stand raised behind `before`; `linked` if they lead to a place in the page.
    pub fn of(words: &str, inline: &mut Inline, linked: bool) -> Self {
        let bare = words.trim_matches(['[', ']', '(', ')', ' ', ',']);
        let bracketed = words.starts_with(['[', '(']);
        let number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_digit());
        let symbol = !bare.is_empty() && bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '™' | '®' | '©'));
        if linked || symbol || bracketed || matches!(bare, "TM" | "SM" | "note") {
            inline.footnote |= inline.is_empty();
            return Self::Mark;
        }
        if number { inline.raised_number(bare) } else { Self::Plain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut inline = Inline::default();
        inline.push(text, SourceSpan::new(0, text.len()));
        inline.take().text.as_str().to_owned()
    }

    #[test]
    fn footnote_marks_are_left_out_and_exponents_kept() {
        assert_eq!(read("35% faster¹ than files.²³ Next"), "35% faster than files. Next");
        assert_eq!(read("5 km² of 10⁶ m³"), "5 km² of 10⁶ m³");
        assert_eq!(read("¹The figure"), "The figure");
    }

    #[test]
    fn raised_pieces() {
        for (before, words, linked, wanted) in [
            ("grew 40%", "1", false, Raised::Mark),
            ("in 2023", "4", false, Raised::Mark),
            ("10", "6", false, Raised::Exponent),
            ("5 km", "2", false, Raised::Plain),
            ("46 cm", "1", false, Raised::Mark),
            ("the 21", "st", false, Raised::Plain),
            ("JD", "[1]", false, Raised::Mark),
            ("JD", "b", true, Raised::Mark),
            ("", "1", false, Raised::Mark),
        ] {
            let mut inline = Inline::default();
            inline.push(before, SourceSpan::new(0, before.len()));
            assert_eq!(Raised::of(words, &mut inline, linked), wanted, "{before}^{words}");
        }
    }
}
