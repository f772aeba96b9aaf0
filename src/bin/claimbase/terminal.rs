//! Writing to people: colour, width, and the escaping of everything that comes from articles.
//!
//! Comes in: words, perhaps hostile ones. Goes out: words that a terminal shows and does not obey. Machine formats are not escaped
//! here: JSON has its own rules.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use claimbase::backup::BackupError;
use claimbase::base::BaseError;
use claimbase::export::layout::TextStyle;
use claimbase::fetch::FetchError;
use claimbase::import::ImportError;
use claimbase::index::IndexError;
use claimbase::ingest::IngestError;
use claimbase::review::Status;
use claimbase::review::evidence::Refusal;
use claimbase::search::{QueryError, SearchError};
use claimbase::source::SourceError;
use claimbase::store::StoreError;

use unicode_width::UnicodeWidthStr;

use crate::args::When;
use crate::hyperlink::{self, Scheme};

/// Words from outside on one line, with what would steer a terminal written out.
pub use claimbase::text::visible as escape;

/// Width where none is known.
const WIDTH: usize = 100;

/// How to write to standard output.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Whether to colour.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// How files are linked, where the terminal knows links.
    pub links: Option<Scheme>,
    /// Lines of the terminal; `None` where standard output is none.
    pub lines: Option<usize>,
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
        let size = terminal_size::terminal_size().filter(|_| terminal);
        let width = size.map_or(WIDTH, |(width, _)| usize::from(width.0));
        let links = hyperlink::detect().filter(|_| terminal && !refused && when != When::Never);
        Self { colour, width: width.max(40), links, lines: size.map(|(_, lines)| usize::from(lines.0)) }
    }

    /// How the library lays text out for it. Wider lines than [`WIDTH`] are hard to read.
    pub fn text_style(&self) -> TextStyle {
        TextStyle { width: self.width.min(WIDTH), colour: self.colour }
    }

    /// This, for an answer that goes to a file if `to_file`.
    pub fn towards(&self, to_file: bool) -> Self {
        if to_file { Self { colour: false, links: None, ..*self } } else { *self }
    }

    /// The address of a line of a file, where places are linked.
    pub fn address(&self, file: &Path, line: usize) -> Option<String> {
        hyperlink::address(self.links?, file, line)
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

    /// As [`paint`](Self::paint), filled up with spaces to `width` columns.
    pub fn padded(&self, tone: Tone, words: &str, width: usize) -> String {
        let taken = UnicodeWidthStr::width(escape(words).as_ref());
        self.paint(tone, words) + &" ".repeat(width.saturating_sub(taken))
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

/// Prints an error with its causes, and what to do next.
pub fn report(error: &anyhow::Error) {
    let mut message = String::new();
    let mut last = String::new();
    for cause in error.chain().map(ToString::to_string).filter(|cause| !cause.is_empty()) {
        // Some errors repeat the words of their cause, or their cause theirs.
        if message.is_empty() {
            message.push_str(&cause);
        } else if !message.contains(cause.as_str()) && !cause.contains(last.as_str()) {
            message = format!("{message}: {cause}");
        }
        last = cause;
    }
    let mut lines: Vec<String> = message.lines().map(|line| escape(line).into_owned()).collect();
    lines.extend(help(error).map(|help| format!("help: {help}")));
    // Where even standard error is closed, nobody listens.
    let _ = writeln!(io::stderr(), "error: {}", lines.join("\n"));
}

/// What to do next, where the error knows it.
fn help(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<StoreError>() {
            return error.help().map(str::to_owned);
        }
        if let Some(error) = cause.downcast_ref::<IngestError>() {
            return error.help().map(str::to_owned);
        }
        if let Some(error) = cause.downcast_ref::<ImportError>() {
            return error.help().map(str::to_owned);
        }
        if let Some(error) = cause.downcast_ref::<BackupError>() {
            return error.help().map(str::to_owned);
        }
        let base = cause.downcast_ref::<BaseError>().map(BaseError::help);
        let fetch = || cause.downcast_ref::<FetchError>().map(FetchError::help);
        let source = || cause.downcast_ref::<SourceError>().map(SourceError::help);
        let refusal = || cause.downcast_ref::<Refusal>().map(Refusal::help);
        let index = || cause.downcast_ref::<IndexError>().and_then(IndexError::help);
        let search = || cause.downcast_ref::<SearchError>().and_then(SearchError::help);
        let query = || cause.downcast_ref::<QueryError>().map(QueryError::help);
        base.or_else(source).or_else(fetch).or_else(refusal).or_else(index).map(str::to_owned).or_else(search).or_else(query)
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
