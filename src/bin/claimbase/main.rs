//! The command: resolves arguments, makes one library call a command, and renders the answer.
//!
//! Exit status: 0 done, 1 nothing found or findings, 2 could not do it. A closed pipe ends quietly.

mod args;
mod articles;
mod commands;
mod context;
mod discovery;
mod history;
mod hyperlink;
mod judging;
mod named;
mod pager;
mod progress;
mod shielded;
mod terminal;
mod waiting;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(args) {
        Ok(code) => code,
        Err(error) if terminal::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::report(&error);
            ExitCode::from(2)
        }
    }
}
