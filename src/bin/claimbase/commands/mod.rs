//! One file per command: its arguments and `run`, which makes one library call and renders the answer.

pub mod audit;
pub mod export;
pub mod extract;
pub mod ingest;
pub mod init;
pub mod reindex;
pub mod search;

use std::process::ExitCode;

use crate::args::{Args, Command};
use crate::context::Context;

/// Runs the command that `args` names.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let context = Context::new(args.global);
    match args.command {
        Command::Init(args) => init::run(&context, &args),
        Command::Ingest(args) => ingest::run(&context, &args),
        Command::Audit(args) => audit::run(&context, &args),
        Command::Export(args) => export::run(&context, &args),
        Command::Extract(args) => extract::run(&context, &args),
        Command::Search(args) => search::run(&context, &args),
        Command::Reindex => reindex::run(&context),
    }
}
