//! `mark`: record a judgement of any status.

use std::process::ExitCode;

use claimbase::review::Status;

use crate::context::Context;
use crate::judging::{self, JudgingArgs};

/// Arguments of `mark`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = judging::RULES)]
pub struct MarkArgs {
    /// The judgement: verified, needs-context, disputed, refuted or unverifiable
    #[arg(long = "as", value_name = "STATUS", required_unless_present = "undo", conflicts_with = "undo")]
    status: Option<Status>,
    #[command(flatten)]
    judging: JudgingArgs,
}

/// Runs `mark`.
pub fn run(context: &Context, args: &MarkArgs) -> anyhow::Result<ExitCode> {
    judging::judge(context, &args.judging, args.status)
}
