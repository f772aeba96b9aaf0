//! Articles as JSON Lines, for pipelines: one object a line with its text and what is known of it.
//!
//! Comes in: a reader. Goes out: one [`Article`] or [`BadLine`] a line, in order, in memory of one line. Keys: one of `text`, `html` and `markdown` is
//! needed; `id`, `url`, `title`, `date`, `authors` (a list, or one name), `publisher` and, beside `text`, `media` (`markdown`, `html`, `plain`)
//! may be there; others are passed over. [`Lines`] only cuts the lines, so that several threads can read what stands in them.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use serde::Deserialize;

use super::{Media, Metadata};
use crate::source::Source;

/// An article of a line.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its id, where the line gives one.
    pub id: Option<String>,
    /// Its text; the name is its address, else its id, else that of the reader.
    pub source: Source,
    /// What the line says of it.
    pub metadata: Metadata,
}

/// A line that holds no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}: {message}")]
pub struct BadLine {
    /// What is read.
    pub name: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// A line that is not blank, not looked at yet.
#[derive(Debug, Clone)]
pub struct Line {
    /// What is read.
    pub name: Arc<str>,
    /// The line, from 1.
    pub number: usize,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Cuts a reader into lines.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    name: Arc<str>,
    number: usize,
    bytes_max: u64,
    ended: bool,
}

/// Reads articles line by line.
#[derive(Debug)]
pub struct Articles<R>(Lines<R>);

#[derive(Deserialize)]
struct Written {
    text: Option<String>,
    html: Option<String>,
    markdown: Option<String>,
    id: Option<Id>,
    url: Option<String>,
    title: Option<String>,
    date: Option<String>,
    #[serde(default)]
    authors: Names,
    publisher: Option<String>,
    media: Option<MediaWord>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Word(String),
    Number(serde_json::Number),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    Several(Vec<String>),
    One(String),
    None(()),
}

impl Default for Names {
    fn default() -> Self {
        Self::None(())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum MediaWord {
    Markdown,
    Html,
    Plain,
}

/// Whether what begins with `start` is meant as JSON Lines: an object's brace with a key or its end behind it.
pub fn is_jsonl(start: &[u8]) -> bool {
    let mut solid = start.iter().copied().skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf));
    solid.next() == Some(b'{') && matches!(solid.find(|byte| !byte.is_ascii_whitespace()), Some(b'"' | b'}'))
}

impl<R: BufRead> Articles<R> {
    /// Reads `reader`, called `name` in messages; lines may have at most `bytes_max` bytes.
    pub fn new(name: &str, reader: R, bytes_max: u64) -> Self {
        Self(Lines::new(name, reader, bytes_max))
    }
}

impl<R: BufRead> Iterator for Articles<R> {
    type Item = Result<Article, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.and_then(|line| line.article()))
    }
}

impl<R: BufRead> Lines<R> {
    /// Reads `reader`, called `name` in messages; lines may have at most `bytes_max` bytes.
    pub fn new(name: &str, reader: R, bytes_max: u64) -> Self {
        Self { reader, name: name.into(), number: 0, bytes_max, ended: false }
    }

    /// The next line that is not blank; `None` at the end.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, String> {
        loop {
            self.number += 1;
            let mut line = Vec::new();
            let read = self.reader.by_ref().take(self.bytes_max.saturating_add(1)).read_until(b'\n', &mut line);
            if let Err(error) = read {
                self.ended = true;
                return Err(error.to_string());
            }
            if line.len() as u64 > self.bytes_max && !line.ends_with(b"\n") {
                self.skip_line().map_err(|error| error.to_string())?;
                return Err(format!("the line is longer than {} bytes", self.bytes_max));
            }
            match line.trim_ascii() {
                _ if line.is_empty() => return Ok(None),
                b"" => {}
                _ => return Ok(Some(line)),
            }
        }
    }

    /// Reads on to the end of a line without keeping it.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let (used, done) = end.map_or((buffer.len(), buffer.is_empty()), |end| (end + 1, true));
            self.reader.consume(used);
            if done {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.next_line() {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(Some(bytes)) => Some(Ok(Line { name: self.name.clone(), number: self.number, bytes })),
            Err(message) => Some(Err(BadLine { name: self.name.to_string(), line: self.number, message })),
        }
    }
}

impl Line {
    /// The article that stands in it.
    pub fn article(&self) -> Result<Article, BadLine> {
        self.read().map_err(|message| BadLine { name: self.name.to_string(), line: self.number, message })
    }

    fn read(&self) -> Result<Article, String> {
        let bytes = self.bytes.trim_ascii_end();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let line: Written =
            serde_json::from_slice(bytes).map_err(|error| format!("not an article: {}", without_place(&error)))?;
        let (text, media) = line.text()?;
        let id = line.id.as_ref().map(|id| match id {
            Id::Word(word) => word.clone(),
            Id::Number(number) => number.to_string(),
        });
        let name = line.url.clone().or_else(|| id.clone()).unwrap_or_else(|| self.name.to_string());
        let source = Source::from_bytes(&name, text.as_bytes(), media).map_err(|error| error.to_string())?;
        let authors = match line.authors {
            Names::Several(names) => names,
            Names::One(name) => vec![name],
            Names::None(()) => Vec::new(),
        };
        let metadata = Metadata { title: line.title, date: line.date, authors, publisher: line.publisher, url: line.url };
        Ok(Article { id, source, metadata })
    }
}

impl Written {
    /// The one text of the line, and the format that the line says it has.
    fn text(&self) -> Result<(&str, Option<Media>), String> {
        let said = self.media.as_ref().map(|word| match word {
            MediaWord::Markdown => Media::Markdown,
            MediaWord::Html => Media::Html,
            MediaWord::Plain => Media::Plain,
        });
        match (&self.text, &self.html, &self.markdown) {
            (Some(text), None, None) => Ok((text, said)),
            (None, Some(html), None) => Ok((html, Some(Media::Html))),
            (None, None, Some(markdown)) => Ok((markdown, Some(Media::Markdown))),
            (None, None, None) => Err("not an article: 'text', 'html' or 'markdown' is missing".to_owned()),
            _ => Err("not an article: more than one of 'text', 'html' and 'markdown'".to_owned()),
        }
    }
}

/// The error without serde's place: the line is always the first one for it.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(message.clone(), |(what, _)| format!("{what} at column {}", error.column()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Vec<Result<Article, BadLine>> {
        Articles::new("-", lines.as_bytes(), 200).collect()
    }

    #[test]
    fn articles_stand_one_a_line() {
        let found = read(
            "{\"id\": 7, \"text\": \"A\\nB\", \"other\": []}\n\n{\"text\": \"C\", \"url\": \"https://e.org\", \"authors\": \"X\"}",
        );
        let articles: Vec<_> = found.into_iter().map(|article| article.expect("an article")).collect();
        assert_eq!(articles[0].id.as_deref(), Some("7"));
        assert_eq!((articles[0].source.name.as_str(), &*articles[0].source.text), ("7", "A\nB"));
        assert_eq!(articles[1].source.name, "https://e.org");
        assert_eq!(articles[1].metadata.authors, ["X"]);
    }

    #[test]
    fn the_text_says_its_format_by_its_key() {
        let found = read(
            "{\"html\": \"<p>A\", \"text\": null}\n{\"markdown\": \"A\"}\n{\"text\": \"A\", \"media\": \"html\"}\n{\"html\": \"A\", \"text\": \"A\"}\n{}",
        );
        let media: Vec<_> = found.iter().map(|found| found.as_ref().map(|article| article.source.media)).collect();
        let (two, none) = (found[3].as_ref().expect_err("two texts"), found[4].as_ref().expect_err("no text"));
        assert_eq!(media[..3], [Ok(Media::Html), Ok(Media::Markdown), Ok(Media::Html)]);
        assert!(two.message.contains("more than one of") && none.message.contains("is missing"), "{two} {none}");
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_goes_on() {
        let long = "x".repeat(500);
        let found =
            read(&format!("{{\"text\": 1}}\nnonsense\n{{\"text\": \"{long}\"}}\n{{\"text\": \"\"}}\n{{\"text\": \"A\"}}\n"));
        let lines: Vec<_> = found.iter().map(|found| found.as_ref().map_err(|bad| bad.line).map(|_| ())).collect();
        assert_eq!(lines, [Err(1), Err(2), Err(3), Err(4), Ok(())]);
        let message = found[1].as_ref().expect_err("a bad line").to_string();
        assert!(message.starts_with("-:2: not an article: expected ident"), "{message}");
    }

    #[test]
    fn prose_is_not_taken_for_json() {
        for prose in ["", "Text", "{{short description}}", "{ not a key }", "# Title"] {
            assert!(!is_jsonl(prose.as_bytes()), "{prose}");
        }
        for json in ["{\"text\": \"\"}", " \u{feff}{ \"id\"", "{}"] {
            assert!(is_jsonl(json.as_bytes()), "{json}");
        }
    }
}
