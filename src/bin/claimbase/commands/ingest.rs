//! `ingest`: read articles, extract their claims, store and index them.
//!
//! Several paths: an article that cannot be read is named, the others are stored, and the exit status is 2.

mod bulk;
mod sample;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::base::Base;
use claimbase::document::Metadata;
use claimbase::fetch;
use claimbase::index::{CatchUp, Rebuilt};
use claimbase::ingest::{self, Ingested, Outcome, Request};
use claimbase::review::{Status, reads_otherwise};
use claimbase::store::{Counts, Store};
use serde_json::{Value, json};

use crate::args::TextOrJson;
use crate::articles::{self, Item};
use crate::context::Context;
use crate::progress::Progress;
use crate::terminal::{self, Tone, escape};
use bulk::Order;

/// Claims are shown where no more articles than this are named.
const SAMPLED_MAX: usize = 3;

/// Arguments of `ingest`.
#[derive(Debug, clap::Args)]
pub struct IngestArgs {
    /// Articles: files, folders, addresses of pages, or - for standard input. Standard input and files named *.jsonl may hold an article a line: {"id": …, "text": …}
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
    /// Articles read at once [default: as many as there are cores]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// The answer, printed batch by batch.
struct Answers<'a> {
    context: &'a Context,
    args: &'a IngestArgs,
    out: Box<dyn Write>,
    /// Whether claims are shown.
    sampled: bool,
    printed: usize,
    failed: bool,
    /// How many articles have new claims, and one of them.
    with_claims: usize,
    one: Option<String>,
}

/// Runs `ingest`.
pub fn run(context: &Context, args: &IngestArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = if args.dry_run && !base.database().exists() { Store::in_memory()? } else { context.store(&base)? };
    let first = store.last_change()? == 0;
    let replaces = args.replaces.as_ref().map(|name| ingest::find_document(&base, &store, name)).transpose()?;
    let one = args.paths.len() == 1 && !args.paths[0].is_dir() && !articles::is_jsonl(&args.paths[0]);
    anyhow::ensure!(replaces.is_none() || one, "--replaces goes with one article\nhelp: ingest the others without it");
    let request = Request { metadata: metadata(args), replaces, dry_run: args.dry_run, now: context.now() };
    let order = Order { base: &base, request: &request, limits: articles::limits(args.jobs) };
    let mut answers = Answers::begin(context, args)?;
    let watched = !context.global.quiet && std::io::IsTerminal::is_terminal(&std::io::stderr());
    let mut progress = Progress::begin(watched, watched.then(|| articles::total_bytes(&args.paths)).flatten());
    let done = bulk::run(&order, items(context, &base, args), &mut store, &mut progress, &mut |store, answer| {
        answers.print(store, answer)
    });
    progress.end();
    // What was said of the batches before an error is true: the answer is whole.
    let ended = answers.end();
    let rebuilt = done?;
    ended?;
    if !args.dry_run {
        index(context, &base, &store, first, rebuilt);
        answers.hint();
    }
    Ok(if answers.failed { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// What the person named, one after the other: pages of the web are fetched as they come.
fn items(context: &Context, base: &Base, args: &IngestArgs) -> impl Iterator<Item = Item> + Send {
    let page = |address: &str| match context.page(address, base, args.allow_private, true) {
        Ok(page) => Item::Page(Box::new(page)),
        Err(error) => Item::Failed(error),
    };
    args.paths.iter().flat_map(move |path| match path.to_str().filter(|name| fetch::is_address(name)) {
        Some(address) => Box::new(std::iter::once(page(address))),
        None => articles::items_at(path, base.max_file_bytes()),
    })
}

impl<'a> Answers<'a> {
    fn begin(context: &'a Context, args: &'a IngestArgs) -> anyhow::Result<Self> {
        let sampled = !args.dry_run && args.paths.len() <= SAMPLED_MAX && args.paths.iter().all(|path| !path.is_dir());
        let out = context.output(None)?;
        Ok(Self { context, args, out, sampled, printed: 0, failed: false, with_claims: 0, one: None })
    }

    /// Prints what became of one article.
    fn print(&mut self, store: &Store, answer: bulk::Answer) -> anyhow::Result<()> {
        let ingested = match answer {
            Ok(ingested) => ingested,
            Err(error) => {
                terminal::report(&error);
                self.failed = true;
                return Ok(());
            }
        };
        match self.args.format {
            TextOrJson::Text => {
                writeln!(self.out, "{}", line(self.context, &ingested, self.args.dry_run))?;
                if self.sampled && self.printed < SAMPLED_MAX {
                    self.out.write_all(sample::of(store, &ingested, self.context.text_style(false))?.as_bytes())?;
                }
            }
            TextOrJson::Json => write_item(&mut self.out, &record(&ingested), self.printed == 0)?,
        }
        report_trouble(self.context, &ingested);
        if !self.args.dry_run {
            report_reviewed(self.context, store, &ingested)?;
        }
        self.printed += 1;
        if ingested.counts.added > 0 {
            self.with_claims += 1;
            self.one = Some(ingested.document);
        }
        // What is said is stored, and may be waited for.
        Ok(self.out.flush()?)
    }

    /// Ends the answer.
    fn end(&mut self) -> anyhow::Result<()> {
        match (self.args.format, self.printed) {
            (TextOrJson::Text, _) => {}
            (TextOrJson::Json, 0) => self.out.write_all(b"[]\n")?,
            (TextOrJson::Json, _) => self.out.write_all(b"\n]\n")?,
        }
        Ok(self.out.flush()?)
    }

    /// What a person may want to do next.
    fn hint(&self) {
        match (self.with_claims, &self.one) {
            (1, Some(one)) => {
                self.context.say(&format!("next: 'claimbase audit {one}' reports on it, 'claimbase search WORDS' finds claims"))
            }
            (2.., _) => self.context.say("next: 'claimbase audit' reports on them, 'claimbase search WORDS' finds claims"),
            _ => {}
        }
    }
}

/// Writes an item of a JSON list as `to_writer_pretty` does for the whole list.
fn write_item(out: &mut dyn Write, item: &Value, first: bool) -> anyhow::Result<()> {
    out.write_all(if first { b"[" } else { b"," })?;
    for line in serde_json::to_string_pretty(item)?.lines() {
        write!(out, "\n  {line}")?;
    }
    Ok(())
}

/// Brings the search index up to date. The claims are stored already: what fails here is made up for by the next search.
/// `rebuilt` tells how it was built anew already, if it was.
pub(super) fn index(context: &Context, base: &Base, store: &Store, first: bool, rebuilt: Option<CatchUp>) {
    match context.index(base).catch_up(store) {
        Ok(caught_up) => {
            let caught_up = rebuilt.unwrap_or(caught_up);
            // The first claims of a base make its index: that it was missing is no news.
            if !(first && caught_up.rebuilt == Some(Rebuilt::Missing)) {
                context.say_caught_up(&caught_up);
            }
        }
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

/// Says which verdicts of people this version of the article left on other words.
pub(super) fn report_reviewed(context: &Context, store: &Store, ingested: &Ingested) -> anyhow::Result<()> {
    if ingested.altered.is_empty() {
        return Ok(());
    }
    let claims = store.claims_by_row(&ingested.altered)?;
    let judged = claims.iter().filter(|claim| claim.status != Status::Unverified && !claim.rejected);
    for claim in judged {
        let what = match (claim.withdrawn, reads_otherwise(&claim.changed_since_review, &claim.corrections)) {
            (true, _) => "is not in the article any more",
            (false, true) => "reads otherwise now than when it was reviewed",
            (false, false) => continue,
        };
        let id = context.terminal.paint(Tone::Id, &claim.claim.id.0);
        context.say(&format!("note: {id}, {}, {what}: {}", claim.status, escape(&claim.claim.text)));
    }
    Ok(())
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
