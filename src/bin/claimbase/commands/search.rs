//! `search`: find claims by words, figures, times, kinds and statuses.
//!
//! Exit status 1 where nothing is found, with what would find something.

mod page;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use claimbase::claim::Kind;
use claimbase::export::{self, ReviewedClaim};
use claimbase::index::{Index, Sort};
use claimbase::review::Status;
use claimbase::search::record::{HitRecord, HitsRecord};
use claimbase::search::{self, Hits, Query, Suggestion, value};
use claimbase::store::Store;
use clap::ValueEnum;
use jiff::civil::Date;

use crate::args::{Format, one_of};
use crate::context::Context;
use crate::terminal::{Terminal, escape};

/// How many hits a person is shown if they do not say.
const SHOWN: usize = 20;

/// The query language in a few lines.
const AFTER_HELP: &str = "\
The query:
  quarkus memory             claims with both words, in any of their forms; failing that, with any
  '\"cold start\"'             words side by side (the inner quotation marks are part of the query)
  subject:quarkus            in one field: subject, metric, attribution, section, kind, document,
                             unit, time or value
  quarkus OR spring -native  either word, without a third; AND, NOT and parentheses work too
  (none)                     everything that the filters let through, in article order

Figures: --value 500ms..   --value 10M..100M --unit USD   --value 40%..60%   --value '$1B..'
  A claim matches when its figure meets the interval, whatever its unit: 500ms.. finds \"2 s\".";

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct SearchArgs {
    /// Words, "phrases", field:word, AND, OR, NOT; - reads the query from standard input
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Only claims of this kind; may be given several times
    #[arg(long, value_delimiter = ',', value_parser = one_of(Kind::ALL, Kind::as_str))]
    kind: Vec<Kind>,
    /// Only claims with this status; may be given several times
    #[arg(long, value_delimiter = ',', value_parser = one_of(Status::ALL, Status::as_str))]
    status: Vec<Status>,
    /// Only claims of this document, by id, path, URL or title; may be given several times
    #[arg(long, value_name = "DOC")]
    document: Vec<String>,
    /// Only claims whose subject has these words side by side
    #[arg(long, value_name = "WORDS")]
    subject: Option<String>,
    /// Only figures in this unit; with --value, the unit of its figures
    #[arg(long)]
    unit: Option<String>,
    /// Only claims whose time does not end before this: 2026, 2026-02, 2026-02-14, 2026-Q1
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Only claims whose time does not begin after this
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// Only figures that meet this interval: A..B, A.., ..B or A, each with magnitude and unit
    #[arg(long, value_name = "RANGE", allow_hyphen_values = true)]
    value: Option<String>,
    /// Only what is due today, or on DATE: reviews past their shelf life, forecasts whose time has come
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true, value_parser = crate::args::day)]
    due: Option<Option<Date>>,
    /// Order [default: relevance, or document without words]
    #[arg(long, value_enum)]
    sort: Option<SortBy>,
    /// Turn the order round
    #[arg(long)]
    reverse: bool,
    /// Show at most so many [default: 20 as text, all in other formats]
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
    /// Pass over the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Count matches by kind, status, document and unit
    #[arg(long)]
    facets: bool,
    /// Find withdrawn and rejected claims too
    #[arg(long)]
    all: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the answer to this file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What hits are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SortBy {
    /// How well the words fit
    Relevance,
    /// The figure in the base of its unit, largest first
    Value,
    /// The time that the claim holds for, latest first
    Time,
    /// Article order
    Document,
    /// How much a claim deserves a check, most first
    Worthiness,
}

/// Runs `search`.
pub fn run(context: &Context, args: &SearchArgs) -> anyhow::Result<ExitCode> {
    let query = query(context, args)?;
    let base = context.base()?;
    let store = context.store_read_only(&base)?;
    let mut index = context.index(&base);
    let waiting = context.waiting("bringing the search index up to date", None);
    let (hits, caught_up) = search::search(&store, &mut index, &query)?;
    drop(waiting);
    context.say_caught_up(&caught_up);
    let mut out = context.paged_output(args.output.as_deref())?;
    match args.format {
        Format::Text => {
            let terminal = context.terminal.towards(args.output.is_some());
            let terminal = Terminal { width: terminal.text_style().width, ..terminal };
            text::write(&mut out, &terminal, &base, &store, &hits)?;
        }
        Format::Json => {
            serde_json::to_writer(&mut out, &HitsRecord::new(&hits, args.facets))?;
            out.write_all(b"\n")?;
        }
        Format::Jsonl => {
            for hit in &hits.hits {
                serde_json::to_writer(&mut out, &HitRecord::new(hit))?;
                out.write_all(b"\n")?;
            }
        }
        Format::Csv => {
            let claims: Vec<ReviewedClaim<'_>> = hits.hits.iter().map(|hit| ReviewedClaim::from(&hit.claim)).collect();
            export::csv::write_header(&mut out)?;
            export::csv::write_rows(&claims, &mut out)?;
        }
    }
    out.flush()?;
    if hits.hits.is_empty() && query.limit > 0 {
        context.say(&nothing(&store, &index, &query, &hits)?);
        return Ok(ExitCode::from(1));
    }
    say_rest(context, &query, &hits, args.format);
    if hits.relaxed
        && let Some(suggestion) = search::suggest(&store, &index, &query)?
    {
        context.say(&did_you_mean(&suggestion));
    }
    Ok(ExitCode::SUCCESS)
}

/// The arguments as a query of the library.
fn query(context: &Context, args: &SearchArgs) -> anyhow::Result<Query> {
    let text = match args.query.as_slice() {
        [only] if only == "-" => io::read_to_string(io::stdin()).context("cannot read the query from standard input")?,
        words => words.join(" "),
    };
    let time = |field, written: &Option<String>| written.as_deref().map(|written| search::time(field, written)).transpose();
    Ok(Query {
        text,
        kinds: args.kind.clone(),
        statuses: args.status.clone(),
        due: args.due.map(|given| context.day(given)),
        documents: args.document.clone(),
        subject: args.subject.clone(),
        unit: args.unit.clone(),
        since: time("since", &args.since)?,
        until: time("until", &args.until)?,
        value: args.value.as_deref().map(|written| value::range(written, args.unit.as_deref())).transpose()?,
        sort: args.sort.map(sort),
        reverse: args.reverse,
        limit: args.limit.unwrap_or(if args.format == Format::Text { SHOWN } else { usize::MAX }),
        offset: args.offset,
        facets: args.facets,
        all: args.all,
    })
}

fn sort(by: SortBy) -> Sort {
    match by {
        SortBy::Relevance => Sort::Relevance,
        SortBy::Value => Sort::Value,
        SortBy::Time => Sort::Time,
        SortBy::Document => Sort::Document,
        SortBy::Worthiness => Sort::Worthiness,
    }
}

/// What to say beside hits: that they have not all the words, and how many are left.
fn say_rest(context: &Context, query: &Query, hits: &Hits, format: Format) {
    if hits.relaxed {
        context.say("no claim has all the words; these have some of them");
    }
    let (from, to) = (query.offset + 1, query.offset + hits.hits.len());
    if query.limit == 0 {
        context.say(&format!("{} claims match", hits.total));
    } else if format == Format::Text && (to as u64) < hits.total {
        context.say(&format!("{from} to {to} of {} claims; --offset {to} shows the next, -n more at a time", hits.total));
    }
}

fn did_you_mean(Suggestion { text, total }: &Suggestion) -> String {
    let (text, claims) = (escape(text), if *total == 1 { "claim matches" } else { "claims match" });
    format!("help: did you mean '{text}'? {total} {claims}")
}

/// Why nothing is found, and what would find something.
fn nothing(store: &Store, index: &Index, query: &Query, hits: &Hits) -> anyhow::Result<String> {
    if hits.total > 0 {
        return Ok(format!("--offset {} passes over every match\nhelp: there are {}", query.offset, hits.total));
    }
    if let Some(suggestion) = search::suggest(store, index, query)? {
        return Ok(format!("no claim matches\n{}", did_you_mean(&suggestion)));
    }
    let count = |query: &Query| search::find(store, index, query).map(|hits| hits.total);
    let bare = Query { text: query.text.clone(), all: query.all, ..Query::default() };
    let filtered = *query
        != Query {
            limit: query.limit,
            offset: query.offset,
            sort: query.sort,
            reverse: query.reverse,
            facets: query.facets,
            ..bare.clone()
        };
    let without_filters = if filtered { count(&bare)? } else { 0 };
    let hidden = if query.all { 0 } else { count(&Query { all: true, limit: 0, ..query.clone() })? };
    let help = match (without_filters, hidden) {
        _ if count(&Query { all: true, ..Query::default() })? == 0 => {
            "the base holds no claims; 'claimbase ingest PATH' stores an article".to_owned()
        }
        (0, 0) => "try fewer or other words; 'claimbase search --facets' counts what there is".to_owned(),
        (0, hidden) => format!("--all finds {hidden} among withdrawn and rejected claims"),
        (found, _) => format!("without the filters, {found} match"),
    };
    Ok(format!("no claim matches\nhelp: {help}"))
}
