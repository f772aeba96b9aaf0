//! `backup`: the whole base in one file, while others may go on writing to it.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::backup;

use crate::context::Context;
use crate::terminal::escape;

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The file to make: a tar archive of the database, corpus/ and the settings
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace a file that is there, once the backup is whole
    #[arg(long)]
    overwrite: bool,
}

/// Runs `backup`.
pub fn run(context: &Context, args: &BackupArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    let made = backup::back_up(&base, &store, &args.file, args.overwrite, context.now())?;
    let mut out = context.output(None)?;
    let file = args.file.display().to_string();
    writeln!(
        out,
        "backed up {} and {} of the corpus to {} ({} bytes)",
        counted(made.documents, "document"),
        counted(made.files, "file"),
        escape(&file),
        made.bytes
    )?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
