//! `audit`: the audit report of all or some documents.
//!
//! With `--fail-on-status` the exit status is 1 where claims have such a status. A base without documents cannot be audited: 2.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::document::{self, Document};
use claimbase::export::ReviewedClaim;
use claimbase::export::record::DocumentRef;
use claimbase::report::{self, Audit, AuditedDocument};
use claimbase::review::Status;
use claimbase::source::Source;
use claimbase::store::{ClaimFilter, StoredDocument};
use clap::ValueEnum;
use jiff::civil::Date;

use crate::args::one_of;
use crate::context::Context;

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// Documents, by the beginning of their id, path, URL or title [default: all]
    #[arg(value_name = "DOC")]
    documents: Vec<String>,
    /// Judge what is due by this day, as YYYY-MM-DD [default: today, by UTC]
    #[arg(long, value_name = "DATE", value_parser = crate::args::day)]
    on: Option<Date>,
    /// Format of the report
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
    /// Where the report goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// End with status 1 when a claim has one of these statuses, for example refuted,disputed
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = one_of(Status::ALL, Status::as_str))]
    fail_on_status: Vec<Status>,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For a terminal
    #[default]
    Text,
    /// For pull requests, wikis and editors
    Markdown,
    /// For programs
    Json,
    /// One self-contained page for a browser
    Html,
}

/// Runs `audit`.
pub fn run(context: &Context, args: &AuditArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    let documents = context.documents(&base, &store, &args.documents)?;
    let references: Vec<DocumentRef> = documents.iter().map(StoredDocument::reference).collect();
    let texts = documents.iter().map(|document| store.text(document.row)).collect::<Result<Vec<_>, _>>()?;
    let rows = documents.iter().map(|document| document.row).collect();
    let waiting = context.waiting("reading claims and their reviews", None);
    let claims = store.claims(&ClaimFilter { documents: rows, rejected: true, ..ClaimFilter::default() })?;
    let claims: Vec<_> = claims.iter().map(ReviewedClaim::from).collect();
    let last = store.last_event()?;
    let audited = documents.iter().zip(&references).zip(&texts);
    let audited = audited.map(|((document, reference), text)| audited_document(document, reference, text)).collect();
    let audit = Audit::new(audited, &claims, last.as_ref().map(|event| event.hash.as_str()), context.day(args.on));
    let report = match args.format {
        ReportFormat::Text => report::text(&audit, context.text_style(args.output.is_some())),
        ReportFormat::Markdown => report::markdown(&audit),
        ReportFormat::Json => report::json(&audit),
        ReportFormat::Html => report::html(&audit, &articles(&documents, &texts)),
    };
    drop(waiting);
    let mut out = context.paged_output(args.output.as_deref())?;
    out.write_all(report.as_bytes())?;
    out.flush()?;
    Ok(verdict(context, &audit, &args.fail_on_status))
}

/// The documents' texts as blocks, read again as they were when they were stored.
fn articles(documents: &[StoredDocument], texts: &[String]) -> Vec<Document> {
    let source = |(document, text): (&StoredDocument, &String)| {
        let (hash, encoding) = (document.bytes_hash.clone(), "UTF-8");
        Source { name: document.key.clone(), text: text.clone().into(), media: document.media, hash, encoding }
    };
    documents.iter().zip(texts).map(|pair| document::read(&source(pair))).collect()
}

fn audited_document<'c>(document: &'c StoredDocument, reference: &'c DocumentRef, text: &'c str) -> AuditedDocument<'c> {
    AuditedDocument {
        reference,
        date: document.metadata.date.as_deref(),
        authors: &document.metadata.authors,
        publisher: document.metadata.publisher.as_deref(),
        version: document.version,
        hash: &document.bytes_hash,
        text,
    }
}

/// Status 1 where claims have one of the statuses that `fail_on` names; says which and how many.
fn verdict(context: &Context, audit: &Audit<'_>, fail_on: &[Status]) -> ExitCode {
    let failing: Vec<String> = audit
        .statuses()
        .into_iter()
        .filter(|(status, count)| *count > 0 && fail_on.contains(status))
        .map(|(status, count)| format!("{count} {status}"))
        .collect();
    if failing.is_empty() {
        return ExitCode::SUCCESS;
    }
    context.say(&format!("failed on status: {}", failing.join(", ")));
    ExitCode::from(1)
}
