//! `dispute`: record that there is credible evidence against claims.

use std::process::ExitCode;

use claimbase::review::Status;

use crate::context::Context;
use crate::judging::{self, JudgingArgs};

/// Arguments of `dispute`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = judging::RULES)]
pub struct DisputeArgs {
    #[command(flatten)]
    judging: JudgingArgs,
}

/// Runs `dispute`.
pub fn run(context: &Context, args: &DisputeArgs) -> anyhow::Result<ExitCode> {
    judging::judge(context, &args.judging, Some(Status::Disputed))
}
