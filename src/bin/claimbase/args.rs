//! Every flag and command, once: the parser, the help, the manual and the completions are made from this.

use clap::{Parser, Subcommand};

use crate::commands;

/// A claim fact-checking knowledge base: articles in, audited claims out.
#[derive(Debug, Parser)]
#[command(name = "claimbase", version, about)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and print their claims; no base is touched
    Extract(commands::extract::ExtractArgs),
}
