//! The report on fact checks that others published: what was stored, what was known, what was refused.

use std::io::Write;
use std::process::ExitCode;

use claimbase::import::ratings::{self, Imported, Importer};
use claimbase::review::RatingFormat;
use claimbase::source::Source;

use super::{ImportArgs, ingest};
use crate::context::Context;
use crate::terminal::{Tone, escape};

/// Reads the fact checks of `source` and reports on them.
pub fn run(context: &Context, args: &ImportArgs, source: &Source, format: RatingFormat) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = super::store(context, &base, args.dry_run)?;
    let first = store.last_change()? == 0;
    let by = context.reviewer(args.by.as_deref(), &base)?;
    let importer = Importer { by: &by, now: context.now() };
    let imported = ratings::read(&mut store, source, format, importer, args.dry_run)?;
    let mut out = context.output(None)?;
    let place = if format == RatingFormat::Google { "claim" } else { "row" };
    for bad in &imported.bad {
        let refused = context.terminal.paint(Tone::Bad, "refused:");
        writeln!(out, "{place} {}  {refused} {}", bad.number, escape(&bad.message))?;
    }
    writeln!(out, "{}", sentence(context, &imported, args.dry_run))?;
    out.flush()?;
    if !args.dry_run && imported.claims > 0 {
        ingest::index(context, &base, &store, first, None);
        context.say("note: a rating sets no status; 'claimbase show ID' prints it beside yours");
    }
    Ok(if imported.bad.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn sentence(context: &Context, imported: &Imported, dry_run: bool) -> String {
    let Imported { document, claims, ratings, known, bad } = imported;
    let done = if dry_run { "would import" } else { "imported" };
    let of = |count: usize, name: &str| format!("{count} {name}{}", if count == 1 { "" } else { "s" });
    let place =
        document.as_ref().map(|id| format!(" into document {}", context.terminal.paint(Tone::Id, id))).unwrap_or_default();
    let new = format!("{done} {} and {}{place}", of(*claims, "claim"), of(*ratings, "rating"));
    format!("{new}, {known} known already, {} refused", bad.len())
}
