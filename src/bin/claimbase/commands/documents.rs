//! `documents`: what is stored.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::store::StoredDocument;
use serde_json::{Value, json};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::{Terminal, Tone, escape};

/// Arguments of `documents`.
#[derive(Debug, clap::Args)]
pub struct DocumentsArgs {
    /// List removed documents too
    #[arg(long)]
    removed: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
    /// Where the answer goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs `documents`.
pub fn run(context: &Context, args: &DocumentsArgs) -> anyhow::Result<ExitCode> {
    let store = context.store_read_only(&context.base()?)?;
    let documents = if args.removed { store.documents_with_removed()? } else { store.documents()? };
    let mut out = context.paged_output(args.output.as_deref())?;
    match args.format {
        TextOrJson::Text => {
            for document in &documents {
                writeln!(out, "{}", line(&context.terminal, document))?;
            }
        }
        TextOrJson::Json => {
            let records: Vec<Value> = documents.iter().map(record).collect();
            serde_json::to_writer_pretty(&mut out, &records)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    if documents.is_empty() {
        context.say("the base holds no documents\nhelp: 'claimbase ingest PATH' stores a first article");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn line(terminal: &Terminal, document: &StoredDocument) -> String {
    let id = terminal.paint(Tone::Id, &document.id);
    let title = terminal.paint(Tone::Strong, document.name());
    let mut details = vec![if document.claims == 1 { "1 claim".to_owned() } else { format!("{} claims", document.claims) }];
    details.extend(document.metadata.date.clone());
    if document.version > 1 {
        details.push(format!("version {}", document.version));
    }
    if document.removed_at.is_some() {
        details.push("removed".to_owned());
    }
    let sources: Vec<_> = document.sources.iter().map(|source| escape(source)).collect();
    let details = terminal.paint(Tone::Faint, &format!("{} · {}", details.join(" · "), sources.join(" · ")));
    format!("{id}  {title}\n              {details}")
}

fn record(document: &StoredDocument) -> Value {
    json!({
        "id": document.id,
        "title": document.metadata.title,
        "source": document.reference().source,
        "sources": document.sources,
        "url": document.metadata.url,
        "date": document.metadata.date,
        "authors": document.metadata.authors,
        "publisher": document.metadata.publisher,
        "file": document.corpus_file.as_ref().map(|file| format!("corpus/{file}")),
        "version": document.version,
        "claims": document.claims,
        "hash": document.bytes_hash,
        "extractor": document.extractor,
        "added_at": document.added_at,
        "changed_at": document.changed_at,
        "removed_at": document.removed_at,
    })
}
