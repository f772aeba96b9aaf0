//! `stats`: what the base holds, counted.

use std::io::Write;
use std::process::ExitCode;

use claimbase::store::Figures;
use serde_json::{Map, Value, json};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::{Terminal, Tone};

/// Arguments of `stats`.
#[derive(Debug, clap::Args)]
pub struct StatsArgs {
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// Runs `stats`.
pub fn run(context: &Context, args: &StatsArgs) -> anyhow::Result<ExitCode> {
    let store = context.store_read_only(&context.base()?)?;
    let figures = store.figures()?;
    let mut out = context.output(None)?;
    match args.format {
        TextOrJson::Text => out.write_all(text(&context.terminal, &figures).as_bytes())?,
        TextOrJson::Json => {
            serde_json::to_writer_pretty(&mut out, &record(&figures))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn text(terminal: &Terminal, figures: &Figures) -> String {
    let mut lines = Vec::new();
    let mut line = |name: &str, count: i64| lines.push(format!("{name:<16} {count:>9}"));
    line("documents", figures.documents);
    line("claims", figures.claims);
    line("  added", figures.added);
    line("rejected", figures.rejected);
    line("withdrawn", figures.withdrawn);
    line("reviews", figures.reviews);
    line("corrections", figures.corrections);
    let mut text = lines.join("\n");
    text.push_str(&format!("\n{:<16} {:>9}\n", "database", size(figures.database_bytes)));
    let kinds: Vec<_> = figures.kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    let statuses: Vec<_> = figures.statuses.iter().map(|(status, count)| (status.as_str(), *count)).collect();
    for (title, counts) in [("claims by status", statuses), ("claims by kind", kinds)] {
        text.push_str(&format!("\n{}\n", terminal.paint(Tone::Strong, title)));
        for (name, count) in counts {
            text.push_str(&format!("{name:<16} {count:>9}\n"));
        }
    }
    text
}

fn size(bytes: i64) -> String {
    if bytes < 1024 * 1024 { format!("{} KiB", bytes / 1024) } else { format!("{} MiB", bytes / (1024 * 1024)) }
}

fn record(figures: &Figures) -> Value {
    let kinds: Map<String, Value> = figures.kinds.iter().map(|(kind, count)| (kind.to_string(), json!(count))).collect();
    let statuses: Map<String, Value> =
        figures.statuses.iter().map(|(status, count)| (status.to_string(), json!(count))).collect();
    json!({
        "documents": figures.documents,
        "versions": figures.versions,
        "claims": figures.claims,
        "kind": kinds,
        "status": statuses,
        "added": figures.added,
        "rejected": figures.rejected,
        "withdrawn": figures.withdrawn,
        "reviews": figures.reviews,
        "corrections": figures.corrections,
        "database_bytes": figures.database_bytes,
    })
}
