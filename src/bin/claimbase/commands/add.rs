//! `add`: add a claim that the machine missed, by quoting it.

use std::process::ExitCode;

use claimbase::ingest;
use claimbase::store::{Act, ClaimFilter, Store, StoredClaim};

use super::edit::FieldArgs;
use crate::args::TextOrJson;
use crate::context::Context;
use crate::judging::{self, worded};

/// Arguments of `add`.
#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The document, by the beginning of its id, path, URL or title
    #[arg(value_name = "DOC")]
    document: String,
    /// The words of the article that state the claim
    #[arg(long, value_name = "WORDS")]
    quote: String,
    /// Why, in your own words
    #[arg(long, value_name = "WHY")]
    note: Option<String>,
    /// Who corrects [default: CLAIMBASE_REVIEWER, else claimbase.toml, else git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
    #[command(flatten)]
    fields: FieldArgs,
}

/// Runs `add`.
pub fn run(context: &Context, args: &AddArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = context.store_of(&base)?;
    let document = context.documents(&base, &store, std::slice::from_ref(&args.document))?.remove(0);
    let (by, note) = (context.reviewer(args.by.as_deref(), &base)?, worded(args.note.as_deref()));
    let act = Act { by: &by, note: note.as_deref(), now: context.now() };
    let row = ingest::add(&mut store, &document, &args.quote, &args.fields.assignments(), act)?;
    let added = store.claims_by_row(&[row])?;
    for other in same_figure(&store, &added[0])? {
        context.say(&format!("note: claim {other} states the same figure; 'claimbase reject {other}' if that one is wrong"));
    }
    judging::print(context, &added, args.format)?;
    Ok(ExitCode::SUCCESS)
}

/// Ids of the document's other claims whose figure is the same words at the same place.
fn same_figure(store: &Store, added: &StoredClaim) -> anyhow::Result<Vec<String>> {
    let Some(figure) = &added.claim.quantity else { return Ok(Vec::new()) };
    let claims = store.claims(&ClaimFilter { documents: vec![added.document_row], ..ClaimFilter::default() })?;
    let same = |other: &StoredClaim| {
        other.row != added.row && other.claim.quantity.as_ref().is_some_and(|other| other.span == figure.span)
    };
    Ok(claims.into_iter().filter(same).map(|other| other.claim.id.to_string()).collect())
}
