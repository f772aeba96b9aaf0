//! `extract`: read articles and print their claims; no base is touched.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::claim;
use claimbase::document;
use claimbase::export::record::{ClaimRecord, DocumentRef};
use claimbase::source::Source;

use crate::context::Context;

/// Arguments of `extract`.
#[derive(Debug, clap::Args)]
pub struct ExtractArgs {
    /// Articles to read
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Format of the answer
    #[arg(long, default_value = "jsonl")]
    format: String,
}

/// Runs `extract`.
pub fn run(context: &Context, args: &ExtractArgs) -> anyhow::Result<ExitCode> {
    let mut out = context.output(None)?;
    for path in &args.paths {
        let source = Source::open(path)?;
        let read = document::read(&source);
        let reference = DocumentRef { id: source.hash.clone(), title: read.metadata.title.clone(), source: source.name.clone() };
        for claim in claim::extract(&read, &source.name) {
            serde_json::to_writer(&mut out, &ClaimRecord::new(&claim, &reference, claim::EXTRACTOR_VERSION))?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
