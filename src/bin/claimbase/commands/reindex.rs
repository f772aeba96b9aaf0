//! `reindex`: build the search index from nothing.
//!
//! Never needed for correctness: a lost, damaged or outdated index is rebuilt unasked.

use std::io::Write;
use std::process::ExitCode;

use crate::context::Context;

/// Runs `reindex`.
pub fn run(context: &Context) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    let waiting = context.waiting("indexing claims", None);
    let built = context.index(&base).rebuild(&store)?;
    drop(waiting);
    anyhow::ensure!(!built.in_memory, "the index {} may not be written", base.index().display());
    let mut out = context.output(None)?;
    writeln!(out, "indexed {} claims", built.claims)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
