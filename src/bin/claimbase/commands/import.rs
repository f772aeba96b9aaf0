//! `import`: what `export` and others wrote, read into the base.

mod ratings;
mod reviews;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use claimbase::base::Base;
use claimbase::document::Media;
use claimbase::import::ratings::is_feed;
use claimbase::import::{ImportError, everything};
use claimbase::review::RatingFormat;
use claimbase::source::{Source, SourceError};
use claimbase::store::{Filled, Store};
use clap::ValueEnum;

use super::ingest;
use crate::context::Context;

/// What the long help says about tables.
const TABLES: &str = "\
A table goes out, is worked on in a spreadsheet, and comes back:
  claimbase export --format csv -o claims.csv
  claimbase import claims.csv --by 'Ann Lee' --dry-run
  claimbase import claims.csv --by 'Ann Lee'
Changed cells of status, note, evidence_url, evidence_file and evidence_quote become a review, by the rules of
'claimbase verify --help'. Rows that were not changed do nothing. A row whose claim was reviewed or changed meanwhile,
or that breaks a rule, is refused with the reason; the others are recorded, and the exit status is 2.
Order of rows and columns, further columns, semicolons and the look of numbers do not matter; the columns id and
state must stay as they are.

Fact checks of others become claims with the published rating beside them, in its own words. A rating sets no status:
every such claim is unverified until somebody here judges it, for which the fact check may be evidence.";

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = TABLES)]
pub struct ImportArgs {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the file is [default: by the end of its name]
    #[arg(long, value_enum)]
    format: Option<ImportFormat>,
    /// Who made the reviews of a table, or imports fact checks [default: CLAIMBASE_REVIEWER, else claimbase.toml, else git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// A whole base, as 'export --everything' writes it, into an empty one
    Jsonl,
    /// A table that 'export --format csv' wrote: changed status, note and evidence become reviews
    Csv,
    /// Fact checks: answers of Google's Fact Check Tools API (claims:search)
    Google,
    /// Fact checks: a table of ClaimReview, as from Duke's Fact-Check Insights
    Claimreview,
}

/// Runs `import`.
pub fn run(context: &Context, args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let format = args.format.or_else(|| format_of(&args.file)).context(UNKNOWN)?;
    if format == ImportFormat::Jsonl {
        return fill(context, args);
    }
    let source = read(&args.file, context.base()?.max_file_bytes())?;
    match format {
        ImportFormat::Google => ratings::run(context, args, &source, RatingFormat::Google),
        ImportFormat::Claimreview => ratings::run(context, args, &source, RatingFormat::ClaimReview),
        _ if args.format.is_none() && is_feed(&source) => ratings::run(context, args, &source, RatingFormat::ClaimReview),
        _ => reviews::run(context, args, &source),
    }
}

const UNKNOWN: &str =
    "the end of the file's name does not say what it is\nhelp: --format says it: jsonl, csv, google or claimreview";

fn format_of(file: &Path) -> Option<ImportFormat> {
    match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "jsonl" | "ndjson" => Some(ImportFormat::Jsonl),
        "csv" | "tsv" => Some(ImportFormat::Csv),
        "json" => Some(ImportFormat::Google),
        _ => None,
    }
}

fn read(path: &Path, bytes_max: u64) -> anyhow::Result<Source> {
    if path == Path::new("-") {
        return Ok(Source::from_reader("-", io::stdin().lock(), Some(Media::Plain), bytes_max)?);
    }
    Ok(Source::open_within(path, bytes_max)?)
}

/// An empty base is filled.
fn fill(context: &Context, args: &ImportArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = store(context, &base, args.dry_run)?;
    let name = args.file.display().to_string();
    let mut input = open(&args.file)?;
    let filled = everything::read(&base, &mut store, (&name, &mut *input), args.dry_run)?;
    let mut out = context.output(None)?;
    writeln!(out, "{}", sentence(filled, args.dry_run))?;
    out.flush()?;
    if !args.dry_run {
        ingest::index(context, &base, &store, true, None);
    }
    Ok(ExitCode::SUCCESS)
}

/// The database; in a dry run one that is gone afterwards where there is none.
fn store(context: &Context, base: &Base, dry_run: bool) -> anyhow::Result<Store> {
    if dry_run && !base.database().exists() { Ok(Store::in_memory()?) } else { context.store(base) }
}

fn open(path: &Path) -> anyhow::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let unreadable = |source| SourceError::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(|source| ImportError::Source(unreadable(source)))?;
    Ok(Box::new(BufReader::new(file)))
}

fn sentence(filled: Filled, dry_run: bool) -> String {
    let Filled { documents, versions, claims, events, .. } = filled;
    let done = if dry_run { "would import" } else { "imported" };
    let parts = [(documents, "document"), (versions, "version"), (claims, "claim"), (events, "event")];
    let parts = parts.map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }));
    format!("{done} {}", parts.join(", "))
}
