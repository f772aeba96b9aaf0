//! `verify`: record that evidence supports claims.

use std::process::ExitCode;

use claimbase::review::Status;

use crate::context::Context;
use crate::judging::{self, JudgingArgs};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = judging::RULES)]
pub struct VerifyArgs {
    #[command(flatten)]
    judging: JudgingArgs,
}

/// Runs `verify`.
pub fn run(context: &Context, args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    judging::judge(context, &args.judging, Some(Status::Verified))
}
