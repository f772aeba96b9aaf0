//! What `verify`, `dispute` and `mark` share: their arguments, and recording a judgement for several claims at once.
//!
//! Every claim and every rule of evidence is checked before anything is written; all judgements of a call are one transaction.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use claimbase::base::Base;
use claimbase::export::record::StoredClaimRecord;
use claimbase::ingest::Snapshot;
use claimbase::review::evidence::{self, Offer};
use claimbase::review::{Judgement, Status};
use claimbase::store::{Act, Retractable, Store, StoredClaim};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::{Terminal, Tone, escape};

/// What the long help of `verify`, `dispute` and `mark` says about evidence.
pub const RULES: &str = "\
What a judgement rests on:
  verified, needs-context  --url or --file, and a --quote that holds the claim's figure;
                           without such a quote a --note that says why
  disputed, refuted        a --quote or a --note
  unverifiable             nothing, though a --note helps the next reader
The article itself is never its own evidence. A quote from --file must stand in the file. One from
--url is kept as unchecked, unless --fetch reads the page: then it must stand there, and a snapshot of
the page is kept in claims/evidence/. The last judgement holds, earlier ones stay on record.

  claimbase verify k7f3 --file report.html --quote 'rose 73 percent'
  claimbase dispute k7f3 --url https://example.org/study --fetch --quote 'grew by 51%'
  claimbase search salary --format jsonl | claimbase mark - --as unverifiable --note 'no data'";

/// Arguments of a judgement.
#[derive(Debug, clap::Args)]
pub struct JudgingArgs {
    /// Claims, by the beginning of their ids; - reads ids from standard input
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Address of the evidence; it is fetched only with --fetch
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// Fetch the page at --url, look for the quote in it, and keep a snapshot
    #[arg(long, requires = "url", conflicts_with = "file")]
    fetch: bool,
    /// Let --fetch ask addresses on this machine and its network too
    #[arg(long, requires = "fetch")]
    allow_private: bool,
    /// A file that is the evidence; a hash of it is kept
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Words copied from the evidence; with --file or --fetch they must stand in it
    #[arg(long, value_name = "WORDS")]
    quote: Option<String>,
    /// Why, in your own words
    #[arg(long, value_name = "WHY")]
    note: Option<String>,
    /// Who reviews [default: CLAIMBASE_REVIEWER, else claimbase.toml, else git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Take back your last review of the claim
    #[arg(long, conflicts_with_all = ["url", "file", "quote"])]
    undo: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
}

/// Records a judgement, or takes one back.
pub fn judge(context: &Context, args: &JudgingArgs, status: Option<Status>) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = context.store_of(&base)?;
    let claims = context.claims(&store, &args.ids)?;
    let rows: Vec<i64> = claims.iter().map(|claim| claim.row).collect();
    let by = context.reviewer(args.by.as_deref(), &base)?;
    let note = worded(args.note.as_deref());
    let act = Act { by: &by, note: note.as_deref(), now: context.now() };
    match status {
        _ if args.undo => {
            store.retract(&rows, Retractable::Review, act)?;
        }
        Some(status) => record(context, (&base, &mut store), &claims, args, (status, act))?,
        None => anyhow::bail!("no status is named\nhelp: --as STATUS, or --undo to take your last review back"),
    }
    let judged = store.claims_by_row(&rows)?;
    for claim in judged.iter().filter(|claim| claim.withdrawn) {
        context.say(&format!("note: the article does not state claim {} any more", claim.claim.id));
    }
    print(context, &judged, args.format)?;
    Ok(ExitCode::SUCCESS)
}

fn record(
    context: &Context,
    (base, store): (&Base, &mut Store),
    claims: &[StoredClaim],
    args: &JudgingArgs,
    (status, act): (Status, Act<'_>),
) -> anyhow::Result<()> {
    let note = act.note.map(str::to_owned);
    let mut offer =
        Offer { url: worded(args.url.as_deref()), quote: worded(args.quote.as_deref()), note: note.clone(), ..Offer::default() };
    offer.file = args.file.as_deref().map(evidence::read_file).transpose()?;
    let page =
        offer.url.as_ref().filter(|_| args.fetch).map(|url| context.page(url, base, args.allow_private, false)).transpose()?;
    let snapshot = page.as_ref().map(|page| Snapshot::of(base, page));
    if let (Some(page), Some(snapshot)) = (&page, &snapshot) {
        offer.asked = offer.url.replace(page.address.clone());
        offer.file = Some(snapshot.file.clone());
    }
    let mut evidence = Vec::new();
    for claim in claims {
        evidence = evidence::weigh(&claim.claim, &store.article(claim.document_row)?, status, &offer)?;
    }
    snapshot.as_ref().map(Snapshot::keep).transpose()?;
    let rows: Vec<i64> = claims.iter().map(|claim| claim.row).collect();
    store.record_reviews(&rows, &Judgement { status, by: act.by.to_owned(), note, evidence }, act.now)?;
    Ok(())
}

/// Words that say something; white space alone is as good as nothing.
pub fn worded(words: Option<&str>) -> Option<String> {
    words.map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned)
}

/// Prints claims with their status, a line each, or their records.
pub fn print(context: &Context, claims: &[StoredClaim], format: TextOrJson) -> anyhow::Result<()> {
    let mut out = context.output(None)?;
    match format {
        TextOrJson::Text => {
            for claim in claims {
                writeln!(out, "{}", line(&context.terminal, claim))?;
            }
        }
        TextOrJson::Json => {
            let records: Vec<_> = claims.iter().map(StoredClaimRecord::new).collect();
            serde_json::to_writer_pretty(&mut out, &records)?;
            writeln!(out)?;
        }
    }
    Ok(out.flush()?)
}

/// A claim on one line: id, status, wording.
pub fn line(terminal: &Terminal, claim: &StoredClaim) -> String {
    let id = terminal.paint(Tone::Id, &claim.claim.id.0);
    let mut status = terminal.status(claim.status);
    for (holds, word) in [(claim.rejected, "rejected"), (claim.withdrawn, "withdrawn")] {
        if holds {
            status.push_str(", ");
            status.push_str(&terminal.paint(Tone::Warn, word));
        }
    }
    format!("{id}  {status}  {}", escape(&claim.claim.text))
}
