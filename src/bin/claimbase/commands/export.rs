//! `export`: claims with their status and reviews, for other programs and for spreadsheets.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use claimbase::export::claimreview::{self, Site};
use claimbase::export::everything::EverythingError;
use claimbase::export::{ReviewedClaim, annotations, csv, everything, jsonl};
use claimbase::store::{ClaimFilter, StoredDocument};
use clap::ValueEnum;

use crate::context::Context;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// Documents, by the beginning of their id, path, URL or title [default: all]
    #[arg(value_name = "DOC")]
    documents: Vec<String>,
    /// Format of the export [default: csv into a file that ends in .csv, else jsonl]
    #[arg(long, value_enum)]
    format: Option<ExportFormat>,
    /// The whole base instead, for 'import': documents with every version's text, claims, reviews and corrections, as JSON Lines
    #[arg(long, conflicts_with_all = ["documents", "format", "site"])]
    everything: bool,
    /// For claimreview: the address below which each review is published, under its claim's id
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    site: Option<String>,
    /// Where the export goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How claims are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// One JSON object a line, with status and every review
    Jsonl,
    /// A table for a spreadsheet, with the review that decided; 'import' reads it back
    Csv,
    /// schema.org ClaimReview as JSON-LD, one object a reviewed claim
    Claimreview,
    /// W3C Web Annotations on the articles' texts
    Annotations,
}

/// Runs `export`.
pub fn run(context: &Context, args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    if args.everything {
        let mut out = context.output(args.output.as_deref())?;
        // The error of the pipe itself tells that its reader has gone.
        everything::write(&store, &mut out).map_err(|error| match error {
            EverythingError::Write(error) => anyhow::Error::from(error),
            EverythingError::Store(error) => error.into(),
        })?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let documents = context.documents(&base, &store, &args.documents)?;
    let rows = documents.iter().map(|document| document.row).collect();
    let stored = store.claims(&ClaimFilter { documents: rows, ..ClaimFilter::default() })?;
    let claims: Vec<_> = stored.iter().map(ReviewedClaim::from).collect();
    let mut out = context.output(args.output.as_deref())?;
    let mut count = claims.len();
    let table = args.output.as_deref().and_then(Path::extension).is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let format = args.format.unwrap_or(if table { ExportFormat::Csv } else { ExportFormat::Jsonl });
    match format {
        ExportFormat::Jsonl => jsonl::write(&claims, &mut out)?,
        ExportFormat::Csv => {
            csv::write_header(&mut out)?;
            csv::write_rows(&claims, &mut out)?;
        }
        ExportFormat::Claimreview => {
            let written = claimreview::write(&claims, &documents, &Site { address: args.site.clone() }, &mut out)?;
            count = written.reviews;
            say_changed(context, written.changed);
        }
        ExportFormat::Annotations => {
            let mut text_of = |document: &StoredDocument| -> anyhow::Result<String> { Ok(store.text(document.row)?) };
            annotations::write(&claims, &documents, &mut text_of, &mut out)?;
        }
    }
    out.flush()?;
    if format == ExportFormat::Claimreview && count > 0 && args.site.is_none() {
        context.say("note: the reviews have no url, which search engines ask for; --site ADDRESS gives them one");
    }
    if count == 0 {
        let reviewed = if format == ExportFormat::Claimreview { "reviewed " } else { "" };
        context.say(&format!("there are no {reviewed}claims to export"));
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// Says which reviews are left out.
fn say_changed(context: &Context, changed: usize) {
    let left_out = match changed {
        0 => return,
        1 => "note: 1 review is left out: its claim reads otherwise than when it was reviewed".to_owned(),
        many => format!("note: {many} reviews are left out: their claims read otherwise than when they were reviewed"),
    };
    context.say(&format!(
        "{left_out}\nhelp: 'claimbase search --status …' marks such claims; review them again, and they come back"
    ));
}

fn address(given: &str) -> Result<String, String> {
    let web = given.starts_with("https://") || given.starts_with("http://");
    if web { Ok(given.to_owned()) } else { Err("an address begins with https:// or http://".to_owned()) }
}
