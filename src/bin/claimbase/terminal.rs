//! Writing to people: colour, width, and the escaping of everything that comes from articles.
//!
//! Comes in: words, perhaps hostile ones. Goes out: words that a terminal shows and does not obey. Machine formats are not escaped
//! here: JSON has its own rules.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use claimbase::base::BaseError;
use claimbase::ingest::IngestError;
use claimbase::review::Status;
use claimbase::store::StoreError;

use crate::args::When;

/// Width where none is known.
const WIDTH: usize = 100;

/// How to write to standard output.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Whether to colour.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// What a stretch of the answer is; each has one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Titles and names.
    Strong,
    /// What may be passed over.
    Faint,
    /// The words that were looked for, and figures.
    Mark,
    /// Good.
    Good,
    /// To be looked at.
    Warn,
    /// Bad.
    Bad,
    /// Ids.
    Id,
}

impl Terminal {
    /// How standard output wants it.
    pub fn detect(when: When) -> Self {
        let terminal = io::stdout().is_terminal();
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = match when {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !refused,
        };
        let width = terminal_size::terminal_size().filter(|_| terminal).map_or(WIDTH, |(width, _)| usize::from(width.0));
        Self { colour, width: width.max(40) }
    }

    /// `words`, escaped, in the look of `tone`.
    pub fn paint(&self, tone: Tone, words: &str) -> String {
        let words = escape(words);
        if !self.colour {
            return words.into_owned();
        }
        let style = style(tone);
        format!("{style}{words}{style:#}")
    }

    /// A status in its colour.
    pub fn status(&self, status: Status) -> String {
        let tone = match status {
            Status::Verified => Tone::Good,
            Status::NeedsContext | Status::Unverifiable => Tone::Warn,
            Status::Disputed | Status::Refuted => Tone::Bad,
            Status::Unverified => Tone::Faint,
        };
        self.paint(tone, status.as_str())
    }
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
        Tone::Mark => AnsiColor::Yellow.on_default().bold(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Warn => AnsiColor::Yellow.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Id => AnsiColor::Cyan.on_default(),
    }
}

/// `words` with every character that would steer a terminal or hide or turn text shown as `\u{…}`; line ends and tabs become spaces.
pub fn escape(words: &str) -> Cow<'_, str> {
    if !words.chars().any(|c| c == '\n' || c == '\t' || c == '\r' || is_hostile(c)) {
        return Cow::Borrowed(words);
    }
    let mut shown = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\n' | '\t' | '\r' => shown.push(' '),
            c if is_hostile(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Control characters, marks of direction, invisible characters, and the tag characters that hide text.
fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Prints an error with its causes, and what to do next.
pub fn report(error: &anyhow::Error) {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let mut message = String::new();
    for cause in causes.iter().filter(|cause| !cause.is_empty()) {
        // Some errors repeat the words of their cause.
        if !message.contains(cause.as_str()) {
            message = if message.is_empty() { cause.clone() } else { format!("{message}: {cause}") };
        }
    }
    let mut lines: Vec<String> = message.lines().map(|line| escape(line).into_owned()).collect();
    lines.extend(help(error).map(|help| format!("help: {help}")));
    // Where even standard error is closed, nobody listens.
    let _ = writeln!(io::stderr(), "error: {}", lines.join("\n"));
}

/// What to do next, where the error knows it.
fn help(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        let store = cause.downcast_ref::<StoreError>().and_then(StoreError::help).map(str::to_owned);
        let base = || cause.downcast_ref::<BaseError>().map(|error| error.help().to_owned());
        let ingest = || match cause.downcast_ref::<IngestError>() {
            Some(IngestError::Store(error)) => error.help().map(str::to_owned),
            Some(IngestError::Base(error)) => Some(error.help().to_owned()),
            _ => None,
        };
        store.or_else(base).or_else(ingest)
    })
}

/// Whether the reader of the answer has gone away.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_shown_and_not_obeyed() {
        assert_eq!(escape("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(escape("\u{202E}abc\u{2069}\u{200B}\u{9b}"), "\\u{202e}abc\\u{2069}\\u{200b}\\u{9b}");
        assert_eq!(escape("two\r\nlines"), "two  lines");
        assert!(matches!(escape("plain – “text”"), Cow::Borrowed(_)));
    }
}
