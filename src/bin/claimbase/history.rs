//! Events as people read them: who did what to which claim, on what evidence, and why.
//!
//! Comes in: an event. Goes out: lines for a terminal. Events are neither chosen nor ordered here.

use claimbase::review::{Action, Deed, Event, Evidence, FieldChange};

use crate::commands::edit::change_line;
use crate::terminal::{Terminal, Tone, escape};

/// The lines of one event; `about` is the claim or document, where it is not said elsewhere, and `all` are the events among which one
/// that was taken back is looked for.
pub fn lines(terminal: &Terminal, event: &Event, about: Option<&str>, all: &[Event]) -> Vec<String> {
    let mut first = vec![terminal.paint(Tone::Faint, &event.at)];
    first.extend(about.map(|about| terminal.paint(Tone::Id, about)));
    first.push(deed(terminal, &event.deed, all));
    first.push(format!("by {}", escape(&event.by)));
    if event.retracted {
        first.push(terminal.paint(Tone::Warn, "(taken back)"));
    }
    let mut lines = vec![first.join("  ")];
    lines.extend(event.note.iter().map(|note| format!("    {}", escape(note))));
    match &event.deed {
        Deed::Review { evidence, .. } => lines.extend(evidence.iter().map(|piece| evidence_line(terminal, piece))),
        Deed::Correction { action: Action::Edit, changes } => {
            lines.extend(changes.iter().map(|change| line_of(terminal, change)))
        }
        _ => {}
    }
    lines
}

fn line_of(terminal: &Terminal, change: &FieldChange) -> String {
    format!("    {}", change_line(terminal, change))
}

fn deed(terminal: &Terminal, done: &Deed, all: &[Event]) -> String {
    match done {
        Deed::Review { status, .. } => terminal.status(*status),
        Deed::Correction { action, .. } => match action {
            Action::Edit => "edited".to_owned(),
            Action::Add => "added".to_owned(),
            Action::Reject => "rejected".to_owned(),
            Action::Remove => "document removed".to_owned(),
        },
        Deed::Retraction { of } => match all.iter().find(|event| event.id == *of) {
            Some(event) => format!("took back: {}", deed(terminal, &event.deed, &[])),
            None => "took an event back".to_owned(),
        },
    }
}

fn evidence_line(terminal: &Terminal, piece: &Evidence) -> String {
    let mut parts = Vec::new();
    parts.extend(piece.url.iter().map(|url| escape(url).into_owned()));
    if let (Some(file), Some(hash)) = (&piece.file, &piece.file_hash) {
        parts.push(format!("{} ({})", escape(file), hash.get(..12).unwrap_or(hash)));
    }
    if let Some(quote) = &piece.quote {
        let checked = if piece.quote_checked { "found there" } else { "unchecked" };
        parts.push(format!("“{}” {}", escape(quote), terminal.paint(Tone::Faint, &format!("({checked})"))));
    }
    format!("    {}: {}", terminal.paint(Tone::Faint, piece.stance.as_str()), parts.join(", "))
}
