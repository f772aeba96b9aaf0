//! `show`: one claim: where it stands, what it says, what people made of it, and what else the base says of the matter.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use claimbase::base::Base;
use claimbase::claim::Claim;
use claimbase::export::record::StoredClaimRecord;
use claimbase::freshness::Due;
use claimbase::review::field::{self, Field};
use claimbase::review::{Correction, Event, FieldChange, Rating};
use claimbase::store::{Alteration, ClaimFilter, Store, StoredClaim, StoredDocument};
use claimbase::text::{LineColumn, LineIndex};
use jiff::civil::Date;
use serde::Serialize;

use crate::args::TextOrJson;
use crate::commands::edit::change_line;
use crate::context::Context;
use crate::hyperlink::link;
use crate::terminal::{Terminal, Tone, escape};
use crate::{history, judging};

/// How many related claims are listed.
const RELATED: usize = 10;

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The claim, by the beginning of its id
    id: String,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
    /// Where the answer goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A claim with everything around it.
struct Shown {
    stored: StoredClaim,
    document: StoredDocument,
    /// The article's file and the place in it; no place where the text was changed since.
    file: String,
    /// The file itself, where the base has one.
    path: Option<PathBuf>,
    place: LineColumn,
    events: Vec<Event>,
    related: Vec<StoredClaim>,
    successor: Option<String>,
    predecessors: Vec<StoredClaim>,
    alterations: Vec<Alteration>,
    ratings: Vec<Rating>,
}

/// The answer for programs.
#[derive(Serialize)]
struct ShownRecord<'s> {
    #[serde(flatten)]
    claim: StoredClaimRecord<'s>,
    place: PlaceRecord<'s>,
    corrections: &'s [Correction],
    rejected: bool,
    withdrawn_at: Option<&'s str>,
    superseded_by: Option<&'s str>,
    supersedes: Vec<&'s str>,
    alterations: Vec<AlterationRecord<'s>>,
    added_at: &'s str,
    ratings: &'s [Rating],
    events: &'s [Event],
    related: Vec<&'s str>,
}

/// What one reading of the article changed in the claim.
#[derive(Serialize)]
struct AlterationRecord<'s> {
    version: i64,
    extractor: &'s str,
    at: &'s str,
    changes: &'s [FieldChange],
}

#[derive(Serialize)]
struct PlaceRecord<'s> {
    file: &'s str,
    line: usize,
    column: usize,
}

/// Runs `show`.
pub fn run(context: &Context, args: &ShowArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    let shown = gather(&base, &store, store.find_claim(&args.id)?)?;
    let mut out = context.paged_output(args.output.as_deref())?;
    match args.format {
        TextOrJson::Text => {
            let terminal = context.terminal.towards(args.output.is_some());
            out.write_all(text(&terminal, &shown, context.day(None)).as_bytes())?;
        }
        TextOrJson::Json => {
            serde_json::to_writer_pretty(&mut out, &record(&shown))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn gather(base: &Base, store: &Store, stored: StoredClaim) -> anyhow::Result<Shown> {
    let source = store.text_of_claim(stored.row)?;
    let claim = &stored.claim;
    let start = claim.quantity.as_ref().map_or(claim.quote.span.start, |figure| figure.span.start);
    let place = LineIndex::new(&source).locate(&source, start);
    let document = store.document(stored.document_row)?.expect("a claim's document is stored, by the foreign key");
    let path = document.corpus_file.as_ref().map(|file| base.corpus().join(file));
    let file = path.as_deref().map_or(document.reference().source, shown_path);
    let mut events = store.events(Some(stored.row), None)?;
    events.reverse();
    let related = related(store, &stored)?;
    let successor = stored.superseded_by.map(|row| store.claims_by_row(&[row])).transpose()?;
    let successor = successor.and_then(|mut claims| claims.pop()).map(|claim| claim.claim.id.to_string());
    let predecessors = store.superseded_by(stored.row)?;
    let alterations = store.alterations(stored.row)?;
    let ratings = store.ratings(stored.row)?;
    Ok(Shown { document, file, path, place, events, related, successor, predecessors, alterations, ratings, stored })
}

/// A path as a person standing in the working folder would type it.
fn shown_path(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.as_ref().and_then(|here| path.strip_prefix(here).ok());
    let shown = inside.unwrap_or(path).display().to_string();
    shown.strip_prefix("./").map_or(shown.clone(), str::to_owned)
}

/// Other claims of the base about the same subject and metric.
fn related(store: &Store, stored: &StoredClaim) -> anyhow::Result<Vec<StoredClaim>> {
    let Claim { subject: Some(subject), metric: Some(metric), .. } = &stored.claim else { return Ok(Vec::new()) };
    let filter = ClaimFilter {
        subject: Some(subject.to_string()),
        metric: Some(metric.to_string()),
        limit: Some(RELATED + 1),
        ..ClaimFilter::default()
    };
    let mut claims = store.claims(&filter)?;
    claims.retain(|other| other.row != stored.row);
    claims.truncate(RELATED);
    Ok(claims)
}

fn record(shown: &Shown) -> ShownRecord<'_> {
    let stored = &shown.stored;
    ShownRecord {
        claim: StoredClaimRecord::new(stored),
        place: PlaceRecord { file: &shown.file, line: shown.place.line, column: shown.place.column },
        corrections: &stored.corrections,
        rejected: stored.rejected,
        withdrawn_at: stored.withdrawn_at.as_deref(),
        superseded_by: shown.successor.as_deref(),
        supersedes: shown.predecessors.iter().map(|claim| claim.claim.id.0.as_str()).collect(),
        alterations: shown.alterations.iter().map(alteration_record).collect(),
        added_at: &stored.added_at,
        ratings: &shown.ratings,
        events: &shown.events,
        related: shown.related.iter().map(|claim| claim.claim.id.0.as_str()).collect(),
    }
}

fn alteration_record(alteration: &Alteration) -> AlterationRecord<'_> {
    let Alteration { version, extractor, at, changes, .. } = alteration;
    AlterationRecord { version: *version, extractor, at, changes }
}

fn text(terminal: &Terminal, shown: &Shown, today: Date) -> String {
    let mut lines = head(terminal, shown);
    lines.extend(fields(terminal, shown));
    lines.extend(freshness(terminal, shown, today));
    lines.extend(since(terminal, shown));
    lines.extend(rated(terminal, &shown.ratings));
    let title = |words: &str| format!("\n{}", terminal.paint(Tone::Strong, words));
    lines.push(title("history"));
    if !shown.stored.added {
        lines.push(format!("  {}  stored", terminal.paint(Tone::Faint, &shown.stored.added_at)));
    }
    lines.extend(happenings(terminal, shown));
    lines.extend(withdrawal(terminal, shown));
    if !shown.related.is_empty() {
        lines.push(title("other claims on this"));
        lines.extend(shown.related.iter().map(|claim| format!("  {}", judging::line(terminal, claim))));
    }
    lines.join("\n") + "\n"
}

/// Id, status, wording, place and quote.
fn head(terminal: &Terminal, shown: &Shown) -> Vec<String> {
    let claim = &shown.stored.claim;
    let LineColumn { line, column } = shown.place;
    let section: Vec<_> = claim.section.iter().map(|heading| escape(heading)).collect();
    let place = format!("{}:{line}:{column}", escape(&shown.file));
    let address = shown.path.as_deref().and_then(|path| terminal.address(path, line));
    let place = address.map_or(place.clone(), |address| link(&address, &place));
    let mut lines = vec![judging::line(terminal, &shown.stored), String::new(), place];
    if !section.is_empty() {
        lines.push(terminal.paint(Tone::Faint, &section.join(" › ")));
    }
    lines.push(format!("  “{}”", quote(terminal, claim)));
    lines.push(String::new());
    lines
}

/// The quote's words with the figure marked, where it stands there letter for letter.
fn quote(terminal: &Terminal, claim: &Claim) -> String {
    let words = claim.quote.words();
    let surface = claim.quantity.as_ref().map_or("", |figure| figure.surface.as_str());
    match words.split_once(surface).filter(|_| terminal.colour && !surface.is_empty()) {
        Some((before, after)) => format!("{}{}{}", spaced(before), terminal.paint(Tone::Mark, surface), spaced(after)),
        None => escape(words).into_owned(),
    }
}

/// Escaped words that keep the space at their ends.
fn spaced(words: &str) -> String {
    let space = |has: bool| if has { " " } else { "" };
    let (before, after) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
    format!("{}{}{}", space(before), escape(words), space(after && !words.trim().is_empty()))
}

/// The fields that are set, a line each.
fn fields(terminal: &Terminal, shown: &Shown) -> Vec<String> {
    let claim = &shown.stored.claim;
    let quantity = claim.quantity.as_ref().map(|figure| &figure.quantity);
    let one_value = quantity.is_some_and(|quantity| quantity.low == quantity.high);
    let mut fields: Vec<(String, String)> = Vec::new();
    for field in Field::ALL {
        let implied = match field {
            Field::Text => true,
            Field::Approximate => quantity.is_none_or(|quantity| !quantity.approximate),
            Field::High | Field::Comparator => one_value,
            _ => false,
        };
        if let Some(value) = field::read(claim, *field).filter(|_| !implied) {
            let name = if *field == Field::Low && one_value { "value".to_owned() } else { field.to_string().replace('_', " ") };
            fields.push((name, value));
        }
    }
    if let Some(cell) = &claim.cell {
        let headers = cell.row_header.iter().chain(&cell.column_headers).map(|header| header.as_str());
        fields.push(("table cell".to_owned(), headers.collect::<Vec<_>>().join(" › ")));
    }
    fields.push(("worthiness".to_owned(), format!("{}.{:02}", claim.check_worthiness / 100, claim.check_worthiness % 100)));
    fields.push(("document".to_owned(), format!("{} {}", shown.document.id, shown.document.name())));
    fields.push((
        "extracted by".to_owned(),
        if shown.stored.added { "a person".to_owned() } else { shown.stored.extractor.clone() },
    ));
    fields.iter().map(|(name, value)| format!("  {}  {}", terminal.padded(Tone::Faint, name, 15), escape(value))).collect()
}

/// Until when the verdict is fresh, or since when the claim is due.
fn freshness(terminal: &Terminal, shown: &Shown, today: Date) -> Option<String> {
    let (words, tone) = match (shown.stored.due(today), shown.stored.fresh_until) {
        (Some(Due::Review { since }), _) => (format!("since {since}: the review is past its shelf life"), Tone::Warn),
        (Some(Due::Forecast { since }), _) => (format!("since {since}: the forecast's time has come"), Tone::Warn),
        (None, until) => (until?.to_string(), Tone::Faint),
    };
    let name = if tone == Tone::Warn { "review due" } else { "fresh until" };
    Some(format!("  {}  {words}", terminal.padded(tone, name, 15)))
}

/// What people did and what later readings changed, in the order in which it happened.
fn happenings(terminal: &Terminal, shown: &Shown) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut altered = shown.alterations.iter().peekable();
    for event in &shown.events {
        while let Some(alteration) = altered.next_if(|alteration| alteration.after_seq < event.seq) {
            lines.extend(alteration_lines(terminal, alteration));
        }
        lines.extend(history::lines(terminal, event, None, &shown.events));
    }
    lines.extend(altered.flat_map(|alteration| alteration_lines(terminal, alteration)));
    lines.into_iter().map(|line| format!("  {line}")).collect()
}

fn alteration_lines(terminal: &Terminal, alteration: &Alteration) -> Vec<String> {
    let Alteration { version, extractor, at, changes, .. } = alteration;
    let head = format!(
        "{}  found again in version {version} of the article, read by {}",
        terminal.paint(Tone::Faint, at),
        escape(extractor)
    );
    let changes = changes.iter().map(|change| format!("    {}", change_line(terminal, change)));
    std::iter::once(head).chain(changes).collect()
}

/// What changed since the review that decides, and which claims this one took the place of.
fn since(terminal: &Terminal, shown: &Shown) -> Vec<String> {
    let mut lines = Vec::new();
    if !shown.stored.changed_since_review.is_empty() {
        lines.push(format!("\n{}", terminal.paint(Tone::Warn, "changed since the review")));
        lines.extend(shown.stored.changed_since_review.iter().map(|change| format!("  {}", change_line(terminal, change))));
    }
    if !shown.predecessors.is_empty() {
        lines.push(format!("\n{}", terminal.paint(Tone::Strong, "took the place of")));
        lines.extend(shown.predecessors.iter().map(|claim| format!("  {}", judging::line(terminal, claim))));
    }
    lines
}

/// What others published about the claim, in their words.
fn rated(terminal: &Terminal, ratings: &[Rating]) -> Vec<String> {
    let title = format!("\n{}", terminal.paint(Tone::Strong, "rated elsewhere (no status follows from it)"));
    let line = |rating: &Rating| {
        let date = rating.reviewed_at.as_deref().map(|at| at.get(..10).unwrap_or(at));
        let publisher = rating.publisher.as_ref().or(rating.site.as_ref()).map(|name| format!("by {}", escape(name)));
        let parts = [
            date.map(|date| terminal.paint(Tone::Faint, date)),
            Some(format!("“{}”", escape(&rating.rating))),
            publisher,
            rating.url.as_deref().map(|url| escape(url).into_owned()),
        ];
        format!("  {}", parts.into_iter().flatten().collect::<Vec<_>>().join("  "))
    };
    if ratings.is_empty() { Vec::new() } else { std::iter::once(title).chain(ratings.iter().map(line)).collect() }
}

fn withdrawal(terminal: &Terminal, shown: &Shown) -> Option<String> {
    let at = terminal.paint(Tone::Faint, shown.stored.withdrawn_at.as_deref()?);
    let successor = shown.successor.as_ref().map(|id| format!(", in its place: {id}"));
    Some(format!("  {at}  withdrawn: the article does not state it any more{}", successor.unwrap_or_default()))
}
