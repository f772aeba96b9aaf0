//! `export`: claims with their status and reviews, for other programs and for spreadsheets.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::export::{ReviewedClaim, csv, jsonl};
use claimbase::store::ClaimFilter;
use clap::ValueEnum;

use crate::context::Context;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// Documents, by the beginning of their id, path, URL or title [default: all]
    #[arg(value_name = "DOC")]
    documents: Vec<String>,
    /// Format of the export
    #[arg(long, value_enum, default_value_t)]
    format: ExportFormat,
    /// Where the export goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How claims are exported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// One JSON object a line, with status and every review
    #[default]
    Jsonl,
    /// A table for a spreadsheet, with the review that decided
    Csv,
}

/// Runs `export`.
pub fn run(context: &Context, args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    let documents = context.documents(&base, &store, &args.documents)?;
    let rows = documents.iter().map(|document| document.row).collect();
    let claims = store.claims(&ClaimFilter { documents: rows, ..ClaimFilter::default() })?;
    let claims: Vec<_> = claims.iter().map(ReviewedClaim::from).collect();
    let mut out = context.output(args.output.as_deref())?;
    match args.format {
        ExportFormat::Jsonl => jsonl::write(&claims, &mut out)?,
        ExportFormat::Csv => {
            csv::write_header(&mut out)?;
            csv::write_rows(&claims, &mut out)?;
        }
    }
    out.flush()?;
    if claims.is_empty() {
        context.say("there are no claims to export");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}
