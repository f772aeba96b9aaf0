//! `reextract`: extract the claims of stored articles again, after the program was upgraded.
//!
//! Claims that stand keep id, reviews and corrections; nothing is deleted.

use std::io::Write;
use std::process::ExitCode;

use claimbase::claim::{EXTRACTOR_VERSION, IMPORTED};
use claimbase::ingest;
use serde_json::Value;

use super::ingest::{index, line, record, report_reviewed, report_trouble};
use crate::args::TextOrJson;
use crate::context::Context;

/// Arguments of `reextract`.
#[derive(Debug, clap::Args)]
pub struct ReextractArgs {
    /// Documents, by the beginning of their id, path, URL or title [default: all that another version of the program read]
    #[arg(value_name = "DOC")]
    documents: Vec<String>,
    /// Say what would change and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// Runs `reextract`.
pub fn run(context: &Context, args: &ReextractArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = context.store_of(&base)?;
    let mut documents = context.documents(&base, &store, &args.documents)?;
    documents.retain(|document| !args.documents.is_empty() || ![EXTRACTOR_VERSION, IMPORTED].contains(&&*document.extractor));
    let mut out = context.output(None)?;
    let mut records: Vec<Value> = Vec::new();
    let waiting = context.waiting("articles read again", Some(documents.len()));
    for document in &documents {
        let done = ingest::reextract(&mut store, document, args.dry_run, context.now())?;
        waiting.aside(|| {
            match args.format {
                TextOrJson::Text => writeln!(out, "{}", line(context, &done, args.dry_run))?,
                TextOrJson::Json => records.push(record(&done)),
            }
            report_trouble(context, &done);
            if !args.dry_run {
                report_reviewed(context, &store, &done)?;
            }
            anyhow::Ok(out.flush()?)
        })?;
        waiting.step();
    }
    drop(waiting);
    if args.format == TextOrJson::Json {
        serde_json::to_writer_pretty(&mut out, &records)?;
        writeln!(out)?;
    }
    out.flush()?;
    if documents.is_empty() {
        context.say(&format!("every document was read by version {EXTRACTOR_VERSION} already; name one to read it again"));
    }
    if !args.dry_run && !documents.is_empty() {
        index(context, &base, &store, false, None);
    }
    Ok(ExitCode::SUCCESS)
}
