//! The report on a table of reviews: what was recorded, what was refused and why.

use std::io::Write;
use std::process::ExitCode;

use claimbase::import::reviews::{self, Answer, Outcome};
use claimbase::source::Source;

use super::ImportArgs;
use crate::context::Context;
use crate::terminal::{Terminal, Tone, escape};

/// Reads the table and reports on every row that is not simply unchanged.
pub fn run(context: &Context, args: &ImportArgs, source: &Source) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = context.store_of(&base)?;
    let by = context.reviewer(args.by.as_deref(), &base)?;
    let answers = reviews::read(&base, &mut store, source, (&by, context.now()), args.dry_run)?;
    let mut out = context.output(None)?;
    for answer in &answers {
        for line in lines(&context.terminal, answer) {
            writeln!(out, "{line}")?;
        }
    }
    let count = |wanted: fn(&Outcome) -> bool| answers.iter().filter(|answer| wanted(&answer.outcome)).count();
    let judged = count(|outcome| matches!(outcome, Outcome::Judged { .. }));
    let refused = count(|outcome| matches!(outcome, Outcome::Refused { .. }));
    let recorded = if args.dry_run { "would be recorded" } else { "recorded" };
    let unchanged = answers.len() - judged - refused;
    let by = escape(&by);
    writeln!(out, "{} by {by} {recorded}, {unchanged} rows unchanged, {refused} refused", reviews_of(judged))?;
    out.flush()?;
    Ok(if refused > 0 { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn reviews_of(count: usize) -> String {
    if count == 1 { "1 review".to_owned() } else { format!("{count} reviews") }
}

/// The lines on one row; none where nothing was changed in it.
fn lines(terminal: &Terminal, answer: &Answer) -> Vec<String> {
    let id = if answer.claim.is_empty() { "(no id)" } else { &answer.claim };
    let head = format!("row {}  {}", answer.row, terminal.paint(Tone::Id, id));
    let mut lines = match &answer.outcome {
        Outcome::Unchanged if answer.notes.is_empty() => Vec::new(),
        Outcome::Unchanged => vec![format!("{head}  unchanged")],
        Outcome::Judged { before, after, text } if before == after => {
            vec![format!("{head}  {} as before, with another note or evidence: {}", terminal.status(*after), escape(text))]
        }
        Outcome::Judged { before, after, text } => {
            vec![format!("{head}  {} → {}  {}", terminal.status(*before), terminal.status(*after), escape(text))]
        }
        Outcome::Refused { reason, help } => vec![
            format!("{head}  {} {}", terminal.paint(Tone::Bad, "refused:"), escape(reason)),
            format!("  help: {}", escape(help)),
        ],
    };
    lines.extend(answer.notes.iter().map(|note| format!("  note: {}", escape(note))));
    lines
}
