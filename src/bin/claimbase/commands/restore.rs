//! `restore`: a base out of a backup, in a folder of its own.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::backup;

use super::ingest::index;
use crate::context::Context;
use crate::terminal::escape;

/// Arguments of `restore`.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// A file that 'claimbase backup' made
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder that becomes the base: empty, or not there yet [default: --base, else this one]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs `restore`.
pub fn run(context: &Context, args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    let folder = args.dir.clone().or_else(|| context.global.base.clone()).unwrap_or_else(|| PathBuf::from("."));
    let base = backup::restore(&args.file, &folder)?;
    let store = context.store_read_only(&base)?;
    let documents = store.documents_with_removed()?.len();
    index(context, &base, &store, true, None);
    let mut out = context.output(None)?;
    let shown = folder.display().to_string();
    writeln!(out, "restored {documents} {} in {}", if documents == 1 { "document" } else { "documents" }, escape(&shown))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
