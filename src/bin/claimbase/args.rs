//! Every flag and command, once: the parser, the help, the manual and the completions are made from this.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::commands;

/// What the overview says after the commands, in the short and in the long form.
const AFTER_OVERVIEW: &str = "\
Exit status: 0 done, 1 nothing found or what --fail-on-status names was found, 2 could not do it.
'claimbase COMMAND --help' explains a command; 'claimbase ingest corpus/*.md' is a good first one.";

/// The heading of the flags that every command has.
const EVERYWHERE: &str = "Everywhere";

/// A claim fact-checking knowledge base: articles in, audited claims out.
#[derive(Debug, Parser)]
#[command(name = "claimbase", version, about = "Articles in, audited claims out", long_about = None)]
#[command(disable_help_subcommand = true, after_help = AFTER_OVERVIEW, max_term_width = 100)]
pub struct Args {
    /// Flags of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// The base to work on [default: CLAIMBASE_DIR, else the nearest folder upwards with a claimbase.toml, else your own]
    #[arg(long, global = true, value_name = "DIR", help_heading = EVERYWHERE)]
    pub base: Option<PathBuf>,
    /// When to colour the answer: auto is on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = EVERYWHERE)]
    pub color: When,
    /// Print long answers as they are; on a terminal they are shown by CLAIMBASE_PAGER, else PAGER, else less -FRX
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub no_pager: bool,
    /// Say nothing but the answer and errors
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    pub quiet: bool,
}

/// When to do something that depends on where the answer goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    // These explain themselves in help: comments here would make every command's help five lines longer.
    #[default]
    Auto,
    Always,
    Never,
}

/// How an answer is printed by commands that know no other format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// How claims are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON document
    Json,
    /// One JSON object a line
    Jsonl,
    /// A table for a spreadsheet
    Csv,
}

/// A day on the command line.
pub fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "give a day as year, month and day, such as 2026-11-28".to_owned())
}

/// Parses one of a closed set of words; help and completions list them.
pub fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let chosen = move |chosen: String| all.iter().copied().find(|value| word(*value) == chosen);
    PossibleValuesParser::new(all.iter().map(|value| word(*value)))
        .map(move |word| chosen(word).expect("only the words of the set come through"))
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a base: a folder with corpus/, claims/ and index/
    Init(commands::init::InitArgs),
    /// Read articles, extract their claims, store and index them
    Ingest(commands::ingest::IngestArgs),
    /// Read articles and print their claims; no base is touched
    Extract(commands::extract::ExtractArgs),
    /// Measure extraction on articles that a person has annotated; no base is touched
    Evaluate(commands::evaluate::EvaluateArgs),
    /// Find claims by words, figures, times, kinds and statuses
    Search(commands::search::SearchArgs),
    /// Show one claim: its place, figure, status, evidence, history and related claims
    Show(commands::show::ShowArgs),
    /// Your judgement: evidence supports these claims
    Verify(commands::verify::VerifyArgs),
    /// Your judgement: credible evidence speaks against these claims
    Dispute(commands::dispute::DisputeArgs),
    /// Your judgement, any: needs-context, refuted, unverifiable …
    Mark(commands::mark::MarkArgs),
    /// Go through open claims one by one: context shown, one key one judgement, undo
    Review(commands::review::ReviewArgs),
    /// Correct what the machine got wrong in a claim
    Edit(commands::edit::EditArgs),
    /// Add a claim that the machine missed, by quoting it
    Add(commands::add::AddArgs),
    /// Say that something the machine found is no claim
    Reject(commands::reject::RejectArgs),
    /// Withdraw a document with its claims; its history stays
    Remove(commands::remove::RemoveArgs),
    /// The report: what was checked, what was not, and what came of it
    Audit(commands::audit::AuditArgs),
    /// Print claims with their status and reviews, for other programs and spreadsheets
    Export(commands::export::ExportArgs),
    /// Read what 'export' or a fact-checking feed wrote: a whole base, or reviews made in a spreadsheet
    Import(commands::import::ImportArgs),
    /// List the documents
    Documents(commands::documents::DocumentsArgs),
    /// Count what the base holds
    Stats(commands::stats::StatsArgs),
    /// List who reviewed and corrected what, the latest first
    Log(commands::log::LogArgs),
    /// Look whether the database is sound, with its history, spans, corpus and index
    Doctor(commands::doctor::DoctorArgs),
    /// Put the whole base into one file, while others may go on writing to it
    Backup(commands::backup::BackupArgs),
    /// Make a base from a backup, in an empty folder
    Restore(commands::restore::RestoreArgs),
    /// Read stored articles again after the program was upgraded; claims that stand keep id and reviews
    Reextract(commands::reextract::ReextractArgs),
    /// Build the search index from nothing; a lost or damaged one is rebuilt without this
    Reindex,
    /// Print the manual page of the program or of one command, or write all of them
    Man(commands::man::ManArgs),
    /// Print a completion script for a shell
    Completions(commands::completions::CompletionsArgs),
}
