//! `doctor`: whether the base is sound. Status 0 if it is, 1 if something is wrong.

use std::io::Write;
use std::process::ExitCode;

use claimbase::doctor::{self, Part, Trouble};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::{Tone, escape};

/// Arguments of `doctor`.
#[derive(Debug, clap::Args)]
pub struct DoctorArgs {
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// Runs `doctor`.
pub fn run(context: &Context, args: &DoctorArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    let troubles = doctor::examine(&base, &store)?;
    let mut out = context.output(None)?;
    match args.format {
        TextOrJson::Text if troubles.is_empty() => {
            writeln!(out, "{}: database, chain of events, spans, corpus and index", context.terminal.paint(Tone::Good, "sound"))?;
        }
        TextOrJson::Text => {
            for trouble in &troubles {
                writeln!(out, "{}", lines(context, trouble))?;
            }
        }
        TextOrJson::Json => {
            serde_json::to_writer_pretty(&mut out, &serde_json::json!({ "sound": troubles.is_empty(), "troubles": troubles }))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(if troubles.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn lines(context: &Context, trouble: &Trouble) -> String {
    let part = match trouble.part {
        Part::Database => "database",
        Part::Corpus => "corpus",
        Part::Index => "index",
    };
    format!("{}: {}\n  help: {}", context.terminal.paint(Tone::Bad, part), escape(&trouble.message), trouble.help)
}
