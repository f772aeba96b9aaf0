//! `remove`: withdraw a document with its claims. Its history and its file in the corpus stay.

use std::io::Write;
use std::process::ExitCode;

use claimbase::store::Act;

use crate::context::Context;
use crate::judging::worded;
use crate::terminal::{Tone, escape};

/// Arguments of `remove`.
#[derive(Debug, clap::Args)]
pub struct RemoveArgs {
    /// The document, by the beginning of its id, path, URL or title
    #[arg(value_name = "DOC")]
    document: String,
    /// Why, in your own words
    #[arg(long, value_name = "WHY")]
    note: Option<String>,
    /// Who corrects [default: CLAIMBASE_REVIEWER, else claimbase.toml, else git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Bring back a document that you removed
    #[arg(long)]
    undo: bool,
}

/// Runs `remove`.
pub fn run(context: &Context, args: &RemoveArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = context.store_of(&base)?;
    let document = context.document(&base, &store, &args.document)?;
    let (by, note) = (context.reviewer(args.by.as_deref(), &base)?, worded(args.note.as_deref()));
    let act = Act { by: &by, note: note.as_deref(), now: context.now() };
    let answer = if args.undo {
        format!("{} claims stand again", store.restore(document.row, act)?)
    } else if document.removed_at.is_some() {
        anyhow::bail!("{} is removed already\nhelp: 'claimbase remove {} --undo' brings it back", document.key, document.id);
    } else {
        let (_, withdrawn) = store.remove(document.row, act)?;
        if let Some(file) = &document.corpus_file {
            context.say(&format!("its file corpus/{} was left where it is", escape(file)));
        }
        format!("removed, {withdrawn} claims withdrawn; 'claimbase remove {} --undo' brings it back", document.id)
    };
    let mut out = context.output(None)?;
    writeln!(out, "{}  {}: {answer}", context.terminal.paint(Tone::Id, &document.id), escape(document.name()))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
