//! One file per command.

pub mod extract;

use std::process::ExitCode;

use crate::args::{Args, Command};

/// Runs the command that `args` names.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Extract(args) => extract::run(&args),
    }
}
