//! `extract`: read articles and print their claims; no base is touched.
//!
//! Several paths: an article that cannot be read is named, the claims of the others are printed, and the exit status is 2.

mod answer;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use claimbase::claim::{Explained, identity};
use claimbase::document::jsonl::{self, Article, Articles, BadLine};
use claimbase::document::{self, Document, Metadata};
use claimbase::export::record::DocumentRef;
use claimbase::ingest;
use claimbase::source::{BYTES_MAX, SourceError};

use crate::args::Format;
use crate::context::Context;
use crate::terminal::{self, escape};
use answer::Answer;

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct ExtractArgs {
    /// Articles: files, folders, or - for standard input. Standard input and files named *.jsonl may hold an article a line: {"id": …, "text": …}
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
    /// Print every quantity that is mentioned, claim or not, as JSON Lines
    #[arg(long)]
    mentions: bool,
    /// Say for each claim which rules and words made it, and what its sentence mentions
    #[arg(long, conflicts_with = "mentions")]
    explain: bool,
}

/// An article, read.
struct Read {
    reference: DocumentRef,
    document: Document,
    claims: Vec<Explained>,
}

/// Runs `extract`.
pub fn run(context: &Context, args: &ExtractArgs) -> anyhow::Result<ExitCode> {
    if args.mentions && args.format != Format::Jsonl {
        bail!("mentions are printed as JSON Lines only\nhelp: add --format jsonl");
    }
    if args.explain && args.format == Format::Csv {
        bail!("a table has no room for reasons\nhelp: add --format text or jsonl");
    }
    let mut answer = Answer::begin(context, args)?;
    let mut failed = false;
    for path in &args.paths {
        for article in articles(context, path) {
            match article {
                Ok(_) if answer.is_full() => {}
                Ok(article) if args.mentions => answer.print_mentions(&read_only(context, &article))?,
                Ok(article) => answer.print(&read(context, &article))?,
                Err(error) => {
                    failed = true;
                    match error.downcast_ref::<BadLine>() {
                        Some(bad) if args.format == Format::Jsonl => answer.print_bad_line(bad)?,
                        _ => terminal::report(&error),
                    }
                }
            }
        }
    }
    let found = answer.end()?;
    Ok(match (failed, found) {
        (true, _) => ExitCode::from(2),
        (false, 0) => {
            context.say(if args.mentions { "no quantity found" } else { "no claim found" });
            ExitCode::from(1)
        }
        _ => ExitCode::SUCCESS,
    })
}

/// The articles at `path`: one of a file, those of a folder, or those of JSON Lines.
fn articles(context: &Context, path: &Path) -> Box<dyn Iterator<Item = anyhow::Result<Article>>> {
    let name = path.display().to_string();
    if path == Path::new("-") {
        let mut input = io::stdin().lock();
        if input.fill_buf().is_ok_and(jsonl::is_jsonl) {
            return Box::new(Articles::new(&name, input, BYTES_MAX).map(|article| Ok(article?)));
        }
    } else if path.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson") {
        return match File::open(path) {
            Ok(file) => Box::new(Articles::new(&name, BufReader::new(file), BYTES_MAX).map(|article| Ok(article?))),
            Err(source) => Box::new(std::iter::once(Err(SourceError::Read { path: path.to_owned(), source }.into()))),
        };
    }
    let alone = |source| Article { id: None, source, metadata: Metadata::default() };
    Box::new(context.sources(path, BYTES_MAX).map(move |source| source.map(alone)))
}

/// Reads an article and extracts its claims.
fn read(context: &Context, article: &Article) -> Read {
    let (key, document, claims) = ingest::preview_explained(&article.source, &article.metadata);
    say_diagnostics(context, article, &document);
    Read { reference: reference(article, &key, &document), document, claims }
}

/// Reads an article without extracting anything.
fn read_only(context: &Context, article: &Article) -> Read {
    let document = document::read(&article.source);
    say_diagnostics(context, article, &document);
    Read { reference: reference(article, &article.source.name, &document), document, claims: Vec::new() }
}

fn reference(article: &Article, key: &str, document: &Document) -> DocumentRef {
    let id = article.id.clone().unwrap_or_else(|| identity::document_id(key));
    DocumentRef { id, title: document.metadata.title.clone(), source: article.source.name.clone() }
}

fn say_diagnostics(context: &Context, article: &Article, document: &Document) {
    for diagnostic in &document.diagnostics {
        context.say(&format!("note: {}: {}", escape(&article.source.name), escape(&diagnostic.message)));
    }
}
