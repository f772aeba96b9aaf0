//! Every flag and command, once: the parser, the help, the manual and the completions are made from this.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::commands;

/// A claim fact-checking knowledge base: articles in, audited claims out.
#[derive(Debug, Parser)]
#[command(name = "claimbase", version, about, disable_help_subcommand = true)]
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
    /// The base to work on [default: CLAIMBASE_DIR, else the nearest folder upwards with a claimbase.toml, else your own base]
    #[arg(long, global = true, value_name = "DIR")]
    pub base: Option<PathBuf>,
    /// When to colour the answer
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: When,
    /// Say nothing but the answer and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to do something that depends on where the answer goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// When the answer goes to a terminal and NO_COLOR is not set
    #[default]
    Auto,
    /// In any case
    Always,
    /// In no case
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
    /// Report what was checked, what was not, and what came of it
    Audit(commands::audit::AuditArgs),
    /// Print claims with their status and reviews, for other programs and spreadsheets
    Export(commands::export::ExportArgs),
    /// Find claims by words, figures, times, kinds and statuses
    Search(commands::search::SearchArgs),
    /// Build the search index from nothing; a lost or damaged one is rebuilt without this
    Reindex,
}
