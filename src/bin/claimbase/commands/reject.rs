//! `reject`: say that something the machine found is no claim.

use std::process::ExitCode;

use claimbase::review::Action;
use claimbase::store::{Act, Retractable};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::judging::{self, worded};

/// Arguments of `reject`.
#[derive(Debug, clap::Args)]
pub struct RejectArgs {
    /// Claims, by the beginning of their ids; - reads ids from standard input
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Why, in your own words
    #[arg(long, value_name = "WHY")]
    note: Option<String>,
    /// Who corrects [default: CLAIMBASE_REVIEWER, else claimbase.toml, else git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Take your last rejection of the claim back
    #[arg(long)]
    undo: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// Runs `reject`.
pub fn run(context: &Context, args: &RejectArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = context.store_of(&base)?;
    let rows: Vec<i64> = context.claims(&store, &args.ids)?.iter().map(|claim| claim.row).collect();
    let (by, note) = (context.reviewer(args.by.as_deref(), &base)?, worded(args.note.as_deref()));
    let act = Act { by: &by, note: note.as_deref(), now: context.now() };
    if args.undo {
        store.retract(&rows, Retractable::Correction(Action::Reject), act)?;
    } else {
        store.reject(&rows, act)?;
    }
    judging::print(context, &store.claims_by_row(&rows)?, args.format)?;
    Ok(ExitCode::SUCCESS)
}
