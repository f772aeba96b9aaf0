//! `extract`: read articles and print their claims; no base is touched.
//!
//! Several paths: an article that cannot be read is named, the claims of the others are printed, and the exit status is 2.

mod answer;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::bail;
use claimbase::claim::{Explained, identity};
use claimbase::document::jsonl::{Article, BadLine};
use claimbase::document::{self, Document};
use claimbase::export::record::DocumentRef;
use claimbase::source::BYTES_MAX;
use claimbase::{ingest, parallel};

use crate::args::Format;
use crate::articles::{self, Item};
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
    /// Articles read at once; the answer is the same with any number [default: as many as there are cores]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
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
    let full = AtomicBool::new(answer.is_full());
    let read = |item: Item| {
        let article = item.read(BYTES_MAX)?;
        // What cannot be printed any more need not be looked at.
        let wanted = !full.load(Ordering::Relaxed);
        Ok(wanted.then(|| if args.mentions { read_only(&article) } else { read(&article) }))
    };
    let items = articles::items(&args.paths, BYTES_MAX);
    parallel::ordered(
        articles::limits(args.jobs),
        items,
        Item::bytes,
        || read,
        |done| {
            match done {
                Ok(Some(read)) if !answer.is_full() => {
                    say_diagnostics(context, &read);
                    if args.mentions {
                        answer.print_mentions(&read)?
                    } else {
                        answer.print(&read)?
                    }
                    full.store(answer.is_full(), Ordering::Relaxed);
                }
                Ok(_) => {}
                Err(error) => {
                    failed = true;
                    print_error(&mut answer, args, &error)?;
                }
            }
            anyhow::Ok(())
        },
    )?;
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

/// Says that an article could not be read: in JSON Lines a bad line has a record in its place.
fn print_error(answer: &mut Answer, args: &ExtractArgs, error: &anyhow::Error) -> anyhow::Result<()> {
    match error.downcast_ref::<BadLine>() {
        Some(bad) if args.format == Format::Jsonl => answer.print_bad_line(bad),
        _ => {
            terminal::report(error);
            Ok(())
        }
    }
}

/// Reads an article and extracts its claims.
fn read(article: &Article) -> Read {
    let (key, document, claims) = ingest::preview_explained(&article.source, &article.metadata);
    Read { reference: reference(article, &key, &document), document, claims }
}

/// Reads an article without extracting anything.
fn read_only(article: &Article) -> Read {
    let document = document::read(&article.source);
    Read { reference: reference(article, &article.source.name, &document), document, claims: Vec::new() }
}

fn reference(article: &Article, key: &str, document: &Document) -> DocumentRef {
    let id = article.id.clone().unwrap_or_else(|| identity::document_id(key));
    DocumentRef { id, title: document.metadata.title.clone(), source: article.source.name.clone() }
}

fn say_diagnostics(context: &Context, read: &Read) {
    for diagnostic in &read.document.diagnostics {
        context.say(&format!("note: {}: {}", escape(&read.reference.source), escape(&diagnostic.message)));
    }
}
