//! `doctor`: whether the base is sound. Status 0 if it is, 1 if something is wrong.

use std::io::Write;
use std::process::ExitCode;

use claimbase::doctor::{self, Head, Part, Trouble};
use claimbase::store::Readable;
use serde_json::json;

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::{Tone, escape};

/// Arguments of `doctor`.
#[derive(Debug, clap::Args)]
pub struct DoctorArgs {
    /// A hash that 'claimbase log --head' printed some day: whether all events up to it are still what they were
    #[arg(long, value_name = "HASH", value_parser = hash)]
    expect: Option<String>,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// Runs `doctor`.
pub fn run(context: &Context, args: &DoctorArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let waiting = context.waiting("examining database, corpus and index", None);
    let found = match context.store_read_only(&base) {
        Ok(store) => doctor::examine(&base, &store, args.expect.as_deref())?,
        // What cannot be opened is what a doctor is for, unless nothing is the matter with it.
        Err(error) => match error.downcast_ref().and_then(|error| doctor::examine_unopened(&base, error)) {
            Some(found) => found,
            None => return Err(error),
        },
    };
    drop(waiting);
    let troubles = &found.troubles;
    let mut out = context.output(None)?;
    match args.format {
        TextOrJson::Text if troubles.is_empty() => {
            writeln!(out, "{}: database, chain of events, spans, corpus and index", context.terminal.paint(Tone::Good, "sound"))?;
            if let Some(head) = found.expected {
                writeln!(out, "{}", vouched(head))?;
            }
        }
        TextOrJson::Text => {
            for trouble in troubles {
                writeln!(out, "{}", lines(context, trouble))?;
            }
            for Readable { what, count, all } in &found.can_be_saved {
                let rest = if *all { "" } else { "; there are more, which cannot be read" };
                writeln!(out, "can be saved: {count} {what}{rest}")?;
            }
        }
        TextOrJson::Json => {
            let answer = json!({
                "sound": troubles.is_empty(),
                "troubles": troubles,
                "expected": found.expected,
                "can_be_saved": found.can_be_saved,
            });
            serde_json::to_writer_pretty(&mut out, &answer)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(if troubles.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A hash as `log --head` prints it, with or without the number before it.
fn hash(given: &str) -> Result<String, String> {
    let hash = given.split_whitespace().last().unwrap_or_default().to_ascii_lowercase();
    let whole = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if whole { Ok(hash) } else { Err("a hash has 64 hexadecimal digits, as 'claimbase log --head' prints it".to_owned()) }
}

/// What an expected hash that is in the chain says.
fn vouched(Head { seq, later }: Head) -> String {
    match later {
        0 => format!("the expected hash is that of event {seq}, the last one: nothing was added since"),
        1 => format!("the expected hash is that of event {seq}: nothing up to it was changed, 1 event was added since"),
        _ => format!("the expected hash is that of event {seq}: nothing up to it was changed, {later} events were added since"),
    }
}

fn lines(context: &Context, trouble: &Trouble) -> String {
    let part = match trouble.part {
        Part::Database => "database",
        Part::Corpus => "corpus",
        Part::Evidence => "evidence",
        Part::Index => "index",
    };
    format!("{}: {}\n  help: {}", context.terminal.paint(Tone::Bad, part), escape(&trouble.message), trouble.help)
}
