//! `ingest`: read articles, extract their claims, store and index them.
//!
//! Several paths: an article that cannot be read is named, the others are stored, and the exit status is 2.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::base::Base;
use claimbase::document::Metadata;
use claimbase::index::{Index, Rebuilt};
use claimbase::ingest::{self, Ingested, Outcome, Request};
use claimbase::store::Store;

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::{self, Tone, escape};

/// Arguments of `ingest`.
#[derive(Debug, clap::Args)]
pub struct IngestArgs {
    /// Articles: files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH|-")]
    paths: Vec<PathBuf>,
    /// Title, where the article does not say it
    #[arg(long)]
    title: Option<String>,
    /// Address that the article was published under
    #[arg(long)]
    url: Option<String>,
    /// Date of publication: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long)]
    date: Option<String>,
    /// Author; may be given several times
    #[arg(long)]
    author: Vec<String>,
    /// Organisation that publishes
    #[arg(long)]
    publisher: Option<String>,
    /// Say what would be stored and store nothing
    #[arg(long)]
    dry_run: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// Runs `ingest`.
pub fn run(context: &Context, args: &IngestArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = if args.dry_run && !base.database().exists() { Store::in_memory()? } else { context.store(&base)? };
    let first = store.last_change()? == 0;
    let request = Request { metadata: metadata(args), dry_run: args.dry_run, now: context.now() };
    let mut out = context.output(None)?;
    let mut failed = false;
    for path in &args.paths {
        for source in context.sources(path, base.max_file_bytes()) {
            let done = source.and_then(|source| Ok(ingest::ingest(&base, &mut store, &source, &request)?));
            match done {
                Ok(ingested) => writeln!(out, "{}", line(context, &ingested))?,
                Err(error) => {
                    terminal::report(&error);
                    failed = true;
                }
            }
        }
    }
    out.flush()?;
    if !args.dry_run {
        index(context, &base, &store, first);
    }
    Ok(if failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// Brings the search index up to date. The claims are stored already: what fails here is made up for by the next search.
fn index(context: &Context, base: &Base, store: &Store, first: bool) {
    match Index::open(&base.index()).catch_up(store) {
        // The first claims of a base make its index: that it was missing is no news.
        Ok(caught_up) if first && caught_up.rebuilt == Some(Rebuilt::Missing) => {}
        Ok(caught_up) => context.say_caught_up(&caught_up),
        Err(error) => context.say(&format!("{error}; the next search will bring it up to date")),
    }
}

fn metadata(args: &IngestArgs) -> Metadata {
    Metadata {
        title: args.title.clone(),
        date: args.date.clone(),
        authors: args.author.clone(),
        publisher: args.publisher.clone(),
        url: args.url.clone(),
    }
}

fn line(context: &Context, ingested: &Ingested) -> String {
    let id = context.terminal.paint(Tone::Id, &ingested.document);
    let title = escape(ingested.title.as_deref().unwrap_or(&ingested.key)).into_owned();
    let what = match &ingested.outcome {
        Outcome::Stored => format!("{} claims", ingested.added),
        Outcome::Updated => {
            format!("{} claims added, {} kept, {} withdrawn", ingested.added, ingested.kept, ingested.withdrawn)
        }
        Outcome::Unchanged { .. } => format!("unchanged, {} claims", ingested.kept),
        Outcome::Removed => "was removed, nothing stored".to_owned(),
        Outcome::SameAs { key } => format!("same content as {}", escape(key)),
    };
    format!("{id}  {title}: {what}")
}
