//! `init`: make a base.

use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::base::Base;

use crate::context::Context;
use crate::terminal::escape;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder; it is made if it does not exist
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// Runs `init`.
pub fn run(context: &Context, args: &InitArgs) -> anyhow::Result<ExitCode> {
    let base = Base::create(&args.dir)?;
    context.store(&base)?;
    let shown = base.root.display().to_string();
    context.say(&format!("made a base in {}\n'claimbase ingest PATH' stores a first article", escape(&shown)));
    Ok(ExitCode::SUCCESS)
}
