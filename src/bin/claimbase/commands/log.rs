//! `log`: who did what and when: reviews, corrections and retractions, the latest first.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::review::{Deed, Event};
use claimbase::store::Store;

use crate::args::TextOrJson;
use crate::context::Context;
use crate::history;

/// Arguments of `log`.
#[derive(Debug, clap::Args)]
pub struct LogArgs {
    /// Only what was done to this claim
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    /// Print the number and hash of the last event: kept elsewhere, they vouch for all events up to it
    #[arg(long, conflicts_with = "claim")]
    head: bool,
    /// At most so many events
    #[arg(short, value_name = "N")]
    n: Option<usize>,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
    /// Where the answer goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs `log`.
pub fn run(context: &Context, args: &LogArgs) -> anyhow::Result<ExitCode> {
    let store = context.store_read_only(&context.base()?)?;
    let row = args.claim.as_deref().map(|id| store.find_claim_row(id)).transpose()?;
    let events = store.events(row, if args.head { Some(1) } else { args.n })?;
    let mut out = context.paged_output(args.output.as_deref())?;
    match args.format {
        TextOrJson::Json => {
            serde_json::to_writer_pretty(&mut out, &events)?;
            writeln!(out)?;
        }
        TextOrJson::Text if args.head => {
            for event in &events {
                writeln!(out, "{} {}", event.seq, event.hash)?;
            }
        }
        TextOrJson::Text => {
            let known = with_retracted(&store, &events)?;
            for event in &events {
                writeln!(out, "{}", line(context, event, &known))?;
            }
        }
    }
    out.flush()?;
    if events.is_empty() {
        context.say("nothing was reviewed or corrected");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// The events and those that they took back.
fn with_retracted(store: &Store, events: &[Event]) -> anyhow::Result<Vec<Event>> {
    let mut known = events.to_vec();
    for event in events {
        if let Deed::Retraction { of } = &event.deed {
            known.extend(store.event(of)?);
        }
    }
    Ok(known)
}

fn line(context: &Context, event: &Event, all: &[Event]) -> String {
    let about = event.claim.as_ref().unwrap_or(&event.document);
    history::lines(&context.terminal, event, Some(about), all).join("\n")
}
