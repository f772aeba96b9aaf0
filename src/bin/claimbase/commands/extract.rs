//! `extract`: read articles and print their claims; no base is touched.
//!
//! Several paths: an article that cannot be read is named, the claims of the others are printed, and the exit status is 2.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::claim::{Claim, EXTRACTOR_VERSION, identity};
use claimbase::document::{Document, Metadata};
use claimbase::export::ReviewedClaim;
use claimbase::export::layout::TextStyle;
use claimbase::export::record::{ClaimRecord, DocumentRef};
use claimbase::export::{csv, text};
use claimbase::ingest;
use claimbase::source::{BYTES_MAX, Source};

use crate::args::Format;
use crate::context::Context;
use crate::terminal::{self, escape};

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct ExtractArgs {
    /// Articles: files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH|-")]
    paths: Vec<PathBuf>,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Where the answer goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print at most so many claims
    #[arg(short = 'n', long = "limit", value_name = "N")]
    limit: Option<usize>,
}

/// An article, read.
struct Read {
    reference: DocumentRef,
    document: Document,
    claims: Vec<Claim>,
}

/// Runs `extract`.
pub fn run(context: &Context, args: &ExtractArgs) -> anyhow::Result<ExitCode> {
    let mut answer = Answer::begin(context, args)?;
    let style = context.text_style(args.output.is_some());
    let mut failed = false;
    for path in &args.paths {
        for source in context.sources(path, BYTES_MAX) {
            match source {
                Ok(_) if answer.printed == answer.limit => {}
                Ok(source) => answer.print(style, &read(context, &source))?,
                Err(error) => {
                    terminal::report(&error);
                    failed = true;
                }
            }
        }
    }
    let found = answer.end()?;
    Ok(match (failed, found) {
        (true, _) => ExitCode::from(2),
        (false, 0) => {
            context.say("no claim found");
            ExitCode::from(1)
        }
        _ => ExitCode::SUCCESS,
    })
}

fn read(context: &Context, source: &Source) -> Read {
    let (key, document, claims) = ingest::preview(source, &Metadata::default());
    for diagnostic in &document.diagnostics {
        context.say(&format!("note: {}: {}", escape(&source.name), escape(&diagnostic.message)));
    }
    let title = document.metadata.title.clone();
    let reference = DocumentRef { id: identity::document_id(&key), title, source: source.name.clone() };
    Read { reference, document, claims }
}

/// The answer as far as it is printed.
struct Answer {
    out: Box<dyn Write>,
    format: Format,
    limit: usize,
    printed: usize,
}

impl Answer {
    fn begin(context: &Context, args: &ExtractArgs) -> anyhow::Result<Self> {
        let mut out = context.output(args.output.as_deref())?;
        match args.format {
            Format::Json => out.write_all(b"[")?,
            Format::Csv => csv::write_header(&mut out)?,
            Format::Text | Format::Jsonl => {}
        }
        Ok(Self { out, format: args.format, limit: args.limit.unwrap_or(usize::MAX), printed: 0 })
    }

    /// Prints the claims of one article, as far as the limit lets it.
    fn print(&mut self, style: TextStyle, read: &Read) -> anyhow::Result<()> {
        let claims = &read.claims[..read.claims.len().min(self.limit - self.printed)];
        match self.format {
            Format::Text => self.text(style, read, claims)?,
            Format::Csv => {
                let rows: Vec<_> = claims.iter().map(|claim| unreviewed(claim, &read.reference)).collect();
                csv::write_rows(&rows, &mut self.out)?;
            }
            Format::Json | Format::Jsonl => self.records(read, claims)?,
        }
        self.printed += claims.len();
        Ok(())
    }

    fn text(&mut self, style: TextStyle, read: &Read, claims: &[Claim]) -> anyhow::Result<()> {
        if claims.is_empty() {
            return Ok(());
        }
        if self.printed > 0 {
            self.out.write_all(b"\n")?;
        }
        Ok(self.out.write_all(text::list(&read.reference, &read.document.text, claims, style).as_bytes())?)
    }

    fn records(&mut self, read: &Read, claims: &[Claim]) -> anyhow::Result<()> {
        for (at, claim) in claims.iter().enumerate() {
            let first = self.printed + at == 0;
            if self.format == Format::Json {
                self.out.write_all(if first { b"\n" } else { b",\n" })?;
            }
            serde_json::to_writer(&mut self.out, &ClaimRecord::new(claim, &read.reference, EXTRACTOR_VERSION))?;
            if self.format == Format::Jsonl {
                self.out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    /// Ends the answer; says how many claims it has.
    fn end(mut self) -> anyhow::Result<usize> {
        match self.format {
            Format::Json if self.printed == 0 => self.out.write_all(b"]\n")?,
            Format::Json => self.out.write_all(b"\n]\n")?,
            Format::Text | Format::Jsonl | Format::Csv => {}
        }
        self.out.flush()?;
        Ok(self.printed)
    }
}

/// A claim that nobody has said anything of.
fn unreviewed<'c>(claim: &'c Claim, document: &'c DocumentRef) -> ReviewedClaim<'c> {
    ReviewedClaim { claim, document, extractor: EXTRACTOR_VERSION, reviews: &[], corrections: &[] }
}
