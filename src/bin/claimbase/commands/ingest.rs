//! `ingest`: read articles, extract their claims, store and index them.
//!
//! Several paths: an article that cannot be read is named, the others are stored, and the exit status is 2.

mod sample;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use claimbase::base::Base;
use claimbase::document::Metadata;
use claimbase::fetch::{self, Page};
use claimbase::index::{Index, Rebuilt};
use claimbase::ingest::{self, IngestError, Ingested, Outcome, Request};
use claimbase::source::Source;
use claimbase::store::{Counts, Store};
use serde_json::{Value, json};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::{self, Tone, escape};

/// Claims are shown where no more articles than this are named.
const SAMPLED_MAX: usize = 3;

/// Arguments of `ingest`.
#[derive(Debug, clap::Args)]
pub struct IngestArgs {
    /// Articles: files, folders, addresses of pages, or - for standard input
    #[arg(required = true, value_name = "PATH|URL|-")]
    paths: Vec<PathBuf>,
    /// Title, where the article does not say it
    #[arg(long)]
    title: Option<String>,
    /// Address that the article was published under
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// Date of publication: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_parser = date)]
    date: Option<String>,
    /// Author; may be given several times
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// Organisation that publishes
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// The document that this article is another version of, where its path or address does not say so
    #[arg(long, value_name = "DOC")]
    replaces: Option<String>,
    /// Fetch from addresses on this machine and its network too
    #[arg(long)]
    allow_private: bool,
    /// Say what would be stored and store nothing
    #[arg(long)]
    dry_run: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// What became of the articles of one call.
#[derive(Default)]
struct Tally {
    done: Vec<Ingested>,
    failed: bool,
}

/// Runs `ingest`.
pub fn run(context: &Context, args: &IngestArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = if args.dry_run && !base.database().exists() { Store::in_memory()? } else { context.store(&base)? };
    let first = store.last_change()? == 0;
    let mut out = context.output(None)?;
    let tally = ingest_all(context, args, (&base, &mut store), &mut out)?;
    if args.format == TextOrJson::Json {
        let records: Vec<Value> = tally.done.iter().map(record).collect();
        serde_json::to_writer_pretty(&mut out, &records)?;
        writeln!(out)?;
    }
    out.flush()?;
    if !args.dry_run {
        index(context, &base, &store, first);
        hint(context, &tally);
    }
    Ok(if tally.failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// Stores article after article. In text, each is reported when it is done.
fn ingest_all(
    context: &Context,
    args: &IngestArgs,
    (base, store): (&Base, &mut Store),
    out: &mut dyn Write,
) -> anyhow::Result<Tally> {
    let replaces = args.replaces.as_ref().map(|name| ingest::find_document(base, store, name)).transpose()?;
    let one = args.paths.len() == 1 && !args.paths[0].is_dir();
    anyhow::ensure!(replaces.is_none() || one, "--replaces goes with one article\nhelp: ingest the others without it");
    let request = Request { metadata: metadata(args), replaces, dry_run: args.dry_run, now: context.now() };
    let mut tally = Tally::default();
    let few = args.paths.len() <= SAMPLED_MAX && args.paths.iter().all(|path| !path.is_dir());
    for path in &args.paths {
        for article in articles(context, base, args, path) {
            if matches!(&article, Ok(Article::Source(source)) if ingest::describes_corpus(base, source)) {
                continue;
            }
            let done = article.and_then(|article| article.ingest(base, store, &request));
            match done {
                Ok(ingested) => {
                    if args.format == TextOrJson::Text {
                        writeln!(out, "{}", line(context, &ingested, args.dry_run))?;
                        if few && !args.dry_run {
                            out.write_all(sample::of(store, &ingested, context.text_style(false))?.as_bytes())?;
                        }
                    }
                    report_trouble(context, &ingested);
                    tally.done.push(ingested);
                }
                Err(error) => {
                    terminal::report(&error);
                    tally.failed = true;
                }
            }
        }
    }
    Ok(tally)
}

/// What is to be ingested.
enum Article {
    Source(Source),
    Page(Page),
}

/// The articles at `path`, one after the other: a page of the web, a file, the files of a folder, or standard input.
fn articles(context: &Context, base: &Base, args: &IngestArgs, path: &Path) -> Box<dyn Iterator<Item = anyhow::Result<Article>>> {
    match path.to_str().filter(|name| fetch::is_address(name)) {
        Some(address) => {
            let page = context.page(address, base, args.allow_private, true);
            Box::new(std::iter::once(page.map(Article::Page)))
        }
        None => Box::new(context.sources(path, base.max_file_bytes()).map(|source| source.map(Article::Source))),
    }
}

impl Article {
    fn ingest(&self, base: &Base, store: &mut Store, request: &Request) -> anyhow::Result<Ingested> {
        let (name, done) = match self {
            Self::Source(source) => (&source.name, ingest::ingest(base, store, source, request)),
            Self::Page(page) => (&page.address, ingest::ingest_page(base, store, page, request)),
        };
        // An error about the text of a page names it already.
        done.map_err(|error| match error {
            IngestError::Source(error) => error.into(),
            error => anyhow::Error::from(error).context(escape(name).into_owned()),
        })
    }
}

/// Brings the search index up to date. The claims are stored already: what fails here is made up for by the next search.
pub(super) fn index(context: &Context, base: &Base, store: &Store, first: bool) {
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

/// A date in ISO 8601, as exact as it is known.
fn date(given: &str) -> Result<String, String> {
    let digits: Vec<usize> = given.split('-').map(|part| part.bytes().filter(u8::is_ascii_digit).count()).collect();
    let plain = given.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let filled = format!("{given}{}", ["", "-01-01", "-01", ""].get(digits.len()).copied().unwrap_or(""));
    let valid = plain && matches!(digits.as_slice(), [4] | [4, 2] | [4, 2, 2]) && filled.parse::<jiff::civil::Date>().is_ok();
    if valid { Ok(given.to_owned()) } else { Err("a date is written YYYY, YYYY-MM or YYYY-MM-DD".to_owned()) }
}

/// What became of one article, in a line.
pub(super) fn line(context: &Context, ingested: &Ingested, dry_run: bool) -> String {
    let id = context.terminal.paint(Tone::Id, &ingested.document);
    let name = context.terminal.paint(Tone::Strong, ingested.title.as_deref().unwrap_or(&ingested.key));
    let Counts { added, kept, .. } = ingested.counts;
    let would = if dry_run { "would store " } else { "" };
    let what = match &ingested.outcome {
        Outcome::Stored => format!("{would}{}", claims(added)),
        Outcome::Updated => format!("{would}{} as another version: {}", claims(added + kept), became(ingested.counts)),
        Outcome::ReadAgain => format!("{would}{}, read again: {}", claims(added + kept), became(ingested.counts)),
        Outcome::Unchanged { .. } => format!("unchanged, {}", claims(kept)),
        Outcome::SameAs { key } => format!("the same content as {}, {}", escape(key), claims(kept)),
        Outcome::Removed => "was removed; nothing stored".to_owned(),
    };
    format!("{id}  {name}: {what}")
}

/// What became of the claims that were there, and what came, each claim in one number only.
fn became(counts: Counts) -> String {
    let Counts { added, changed, kept, moved, withdrawn } = counts;
    let (kept, added, withdrawn) = (kept - moved, added - changed, withdrawn.saturating_sub(changed));
    format!("{kept} kept, {moved} moved, {changed} with another figure, {added} new, {withdrawn} withdrawn")
}

fn claims(count: usize) -> String {
    if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") }
}

/// Says beside the answer what was odd.
pub(super) fn report_trouble(context: &Context, ingested: &Ingested) {
    for diagnostic in &ingested.diagnostics {
        context.say(&format!("note: {}: {}", escape(&ingested.key), escape(&diagnostic.message)));
    }
    match &ingested.outcome {
        Outcome::Unchanged { extracted_by: Some(version) } => context.say(&format!(
            "note: {}: its claims were extracted by version {version}; this is {}\nhelp: 'claimbase reextract {}' reads it again",
            escape(&ingested.key),
            claimbase::claim::EXTRACTOR_VERSION,
            ingested.document
        )),
        Outcome::Removed => context.say(&format!("help: 'claimbase remove {} --undo' brings it back", ingested.document)),
        _ => {}
    }
}

/// What a person may want to do next.
fn hint(context: &Context, tally: &Tally) {
    let stored: Vec<&Ingested> = tally.done.iter().filter(|ingested| ingested.counts.added > 0).collect();
    match stored.as_slice() {
        [] => {}
        [one] => {
            context.say(&format!("next: 'claimbase audit {}' reports on it, 'claimbase search WORDS' finds claims", one.document))
        }
        _ => context.say("next: 'claimbase audit' reports on them, 'claimbase search WORDS' finds claims"),
    }
}

/// What became of one article, for programs.
pub(super) fn record(ingested: &Ingested) -> Value {
    let (outcome, extracted_by, same_as) = match &ingested.outcome {
        Outcome::Stored => ("stored", None, None),
        Outcome::Updated => ("updated", None, None),
        Outcome::ReadAgain => ("read-again", None, None),
        Outcome::Unchanged { extracted_by } => ("unchanged", extracted_by.as_deref(), None),
        Outcome::SameAs { key } => ("same-content", None, Some(key)),
        Outcome::Removed => ("removed", None, None),
    };
    let diagnostics: Vec<&str> = ingested.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    json!({
        "document": ingested.document,
        "title": ingested.title,
        "key": ingested.key,
        "outcome": outcome,
        "same_as": same_as,
        "extracted_by": extracted_by,
        "added": ingested.counts.added,
        "changed": ingested.counts.changed,
        "kept": ingested.counts.kept,
        "moved": ingested.counts.moved,
        "withdrawn": ingested.counts.withdrawn,
        "file": ingested.corpus_file,
        "diagnostics": diagnostics,
    })
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_as_exact_as_known() {
        for good in ["2026", "2026-02", "2026-02-14"] {
            assert_eq!(date(good).as_deref(), Ok(good));
        }
        for bad in ["26", "2026-13", "2026-02-30", "14.2.2026", "2026-", "soon", "-2026-02"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
