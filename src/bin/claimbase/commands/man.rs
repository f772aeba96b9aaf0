//! `man`: the manual pages, made from the same table of flags as the help.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::Args;
use crate::context::Context;
use crate::terminal::escape;

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// The command whose page is printed [default: the overview of all]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write every page into this folder, as claimbase.1, claimbase-ingest.1 …; it is made if it is not there
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    into: Option<PathBuf>,
}

/// Runs `man`.
pub fn run(context: &Context, args: &ManArgs) -> anyhow::Result<ExitCode> {
    let mut overview = Args::command();
    overview.build();
    if let Some(folder) = &args.into {
        return write_all(context, &overview, folder);
    }
    let page = match &args.command {
        None => overview,
        Some(name) => overview
            .find_subcommand(name)
            .cloned()
            .with_context(|| format!("no command is called '{}'\nhelp: 'claimbase --help' lists them", escape(name)))?,
    };
    let mut out = context.paged_output(None)?;
    out.write_all(&roff(page)?)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn write_all(context: &Context, overview: &clap::Command, folder: &Path) -> anyhow::Result<ExitCode> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let pages = std::iter::once(overview).chain(overview.get_subcommands());
    let mut written = 0;
    for page in pages {
        let file = folder.join(format!("{}.1", page.get_display_name().unwrap_or("claimbase")));
        fs::write(&file, roff(page.clone())?).with_context(|| format!("cannot write {}", file.display()))?;
        written += 1;
    }
    context.say(&format!("wrote {written} pages into {}", folder.display()));
    Ok(ExitCode::SUCCESS)
}

fn roff(page: clap::Command) -> anyhow::Result<Vec<u8>> {
    let mut roff = Vec::new();
    Man::new(page).manual("claimbase manual").render(&mut roff)?;
    Ok(roff)
}
