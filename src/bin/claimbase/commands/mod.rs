//! One file per command: its arguments and `run`, which makes one library call and renders the answer.

pub mod add;
pub mod audit;
pub mod backup;
pub mod completions;
pub mod dispute;
pub mod doctor;
pub mod documents;
pub mod edit;
pub mod evaluate;
pub mod export;
pub mod extract;
pub mod import;
pub mod ingest;
pub mod init;
pub mod log;
pub mod man;
pub mod mark;
pub mod reextract;
pub mod reindex;
pub mod reject;
pub mod remove;
pub mod restore;
pub mod review;
pub mod search;
pub mod show;
pub mod stats;
pub mod verify;

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
        Command::Review(args) => review::run(&context, &args),
        Command::Export(args) => export::run(&context, &args),
        Command::Import(args) => import::run(&context, &args),
        Command::Evaluate(args) => evaluate::run(&context, &args),
        Command::Extract(args) => extract::run(&context, &args),
        Command::Search(args) => search::run(&context, &args),
        Command::Reextract(args) => reextract::run(&context, &args),
        Command::Reindex => reindex::run(&context),
        Command::Show(args) => show::run(&context, &args),
        Command::Verify(args) => verify::run(&context, &args),
        Command::Dispute(args) => dispute::run(&context, &args),
        Command::Mark(args) => mark::run(&context, &args),
        Command::Edit(args) => edit::run(&context, &args),
        Command::Add(args) => add::run(&context, &args),
        Command::Reject(args) => reject::run(&context, &args),
        Command::Remove(args) => remove::run(&context, &args),
        Command::Log(args) => log::run(&context, &args),
        Command::Documents(args) => documents::run(&context, &args),
        Command::Stats(args) => stats::run(&context, &args),
        Command::Doctor(args) => doctor::run(&context, &args),
        Command::Backup(args) => backup::run(&context, &args),
        Command::Restore(args) => restore::run(&context, &args),
        Command::Man(args) => man::run(&context, &args),
        Command::Completions(args) => completions::run(&context, &args),
    }
}
