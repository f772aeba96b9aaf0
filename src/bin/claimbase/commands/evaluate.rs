//! `evaluate`: extraction measured on articles that a person has annotated.
//!
//! Files that cannot be read end the command before anything is printed, with status 2: a figure over some of the articles would look like one over all.

use std::collections::VecDeque;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use claimbase::document::Metadata;
use claimbase::evaluate::{self, Error, Evaluation, Item, Level, Scores, macro_f1, micro};
use claimbase::ingest;
use claimbase::source::{BYTES_MAX, Source};
use serde_json::{Map, Value, json};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::terminal::escape;

/// Arguments of `evaluate`.
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    /// Articles, each with its gold file behind it: the claims that a person found, one a line, as docs/quality.md describes them
    #[arg(required = true, num_args = 2.., value_names = ["ARTICLE", "GOLD"])]
    files: Vec<PathBuf>,
    /// Claims of another extractor for the article, in its place in the list, as 'extract --format jsonl' prints them; or another person's gold file
    #[arg(long, value_name = "FILE")]
    predicted: Vec<PathBuf>,
    /// Print up to N errors of each sort: missed, spurious, wrong fields
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
    /// Where the answer goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// An article, evaluated.
struct Article {
    name: String,
    evaluation: Evaluation,
}

/// Runs `evaluate`.
pub fn run(context: &Context, args: &EvaluateArgs) -> anyhow::Result<ExitCode> {
    if !args.files.len().is_multiple_of(2) {
        bail!("an article lacks its gold file\nhelp: give ARTICLE GOLD, two by two");
    }
    if !args.predicted.is_empty() && args.predicted.len() * 2 != args.files.len() {
        bail!("--predicted must be given once for each article, in their order");
    }
    let mut predicted: VecDeque<&PathBuf> = args.predicted.iter().collect();
    let pairs = args.files.chunks_exact(2);
    let articles: Vec<Article> =
        pairs.map(|pair| article(&pair[0], &pair[1], predicted.pop_front())).collect::<anyhow::Result<_>>()?;
    let mut out = context.paged_output(args.output.as_deref())?;
    match args.format {
        TextOrJson::Text => out.write_all(text(&articles, args.errors).as_bytes())?,
        TextOrJson::Json => {
            serde_json::to_writer_pretty(&mut out, &record(&articles))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn article(path: &Path, gold: &Path, predicted: Option<&PathBuf>) -> anyhow::Result<Article> {
    let source = Source::open_within(path, BYTES_MAX)?;
    let read = |file: &Path| std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
    let items = |file: &Path, parse: fn(&str, &str) -> Result<Vec<Item>, evaluate::BadItem>| {
        parse(&read(file)?, &source.text).with_context(|| format!("cannot read {}", file.display()))
    };
    let wanted = items(gold, evaluate::gold)?;
    let given = match predicted {
        Some(file) => items(file, evaluate::predicted)?,
        None => ingest::preview(&source, &Metadata::default()).2.iter().map(Item::from).collect(),
    };
    Ok(Article { name: path.display().to_string(), evaluation: evaluate::evaluate(&source.text, &wanted, &given) })
}

fn text(articles: &[Article], errors: usize) -> String {
    let width = articles.iter().map(|article| escape(&article.name).chars().count()).max().unwrap_or(0).max(5);
    let mut text = String::new();
    for article in articles {
        text += &format!("{:width$}  {}\n", escape(&article.name), row(&article.evaluation.scores));
        text += &error_lines(&article.evaluation.errors, errors);
    }
    let scores = || articles.iter().map(|article| &article.evaluation.scores);
    let together = micro(scores());
    let means: Vec<_> =
        Level::ALL.iter().map(|level| format!("{level} {:.3}", macro_f1(scores(), *level), level = level.as_str())).collect();
    text += &format!("{:width$}  {}\n", "micro", row(&together));
    text += &format!("{:width$}  {}\n", "macro", means.join("  "));
    let fields: Vec<_> = together.accuracies().map(|(field, share)| format!("{field} {share:.2}")).collect();
    text += &format!("{:width$}  {}\n", "fields", fields.join("  "));
    text
}

fn row(scores: &Scores) -> String {
    let cell = |level: &Level| {
        let f1 = scores.level(*level).f1().map_or_else(|| "  -  ".to_owned(), |f1| format!("{f1:.3}"));
        format!("{} {f1}", level.as_str())
    };
    let found = scores.level(Level::Found);
    let cells: Vec<_> = Level::ALL.iter().map(cell).collect();
    format!("{}   ({} of {} given, {} wanted)", cells.join("  "), found.hits, found.given, found.wanted)
}

fn error_lines(errors: &[Error], limit: usize) -> String {
    let sort = |error: &Error| match error {
        Error::Missed(_) => 0,
        Error::Spurious(_) => 1,
        Error::Fields { .. } => 2,
    };
    let shown = |wanted: usize| errors.iter().filter(move |error| sort(error) == wanted).take(limit);
    (0..3).flat_map(shown).map(|error| format!("  {}\n", escape(&error_line(error)))).collect()
}

fn error_line(error: &Error) -> String {
    let item = |name: &str, item: &Item| format!("{name} {} '{}' of {}", item.shown("kind"), item.quote(), item.shown("subject"));
    match error {
        Error::Missed(missed) => item("missed", missed),
        Error::Spurious(spurious) => item("spurious", spurious),
        Error::Fields { quote, wrong } => {
            let wrong: Vec<_> = wrong.iter().map(|(field, gold, got)| format!("{field}: {got}, not {gold}")).collect();
            format!("wrong '{quote}' {}", wrong.join("; "))
        }
    }
}

fn record(articles: &[Article]) -> Value {
    let levels = |scores: &Scores| -> Map<String, Value> {
        Level::ALL.iter().map(|level| (level.as_str().to_owned(), json!(scores.level(*level).f1()))).collect()
    };
    let scores = || articles.iter().map(|article| &article.evaluation.scores);
    let together = micro(scores());
    let means: Map<String, Value> =
        Level::ALL.iter().map(|level| (level.as_str().to_owned(), json!(macro_f1(scores(), *level)))).collect();
    let fields: Map<String, Value> = together.accuracies().map(|(field, share)| (field.to_owned(), json!(share))).collect();
    let each: Vec<Value> =
        articles.iter().map(|article| json!({"article": article.name, "levels": levels(&article.evaluation.scores)})).collect();
    json!({"articles": each, "micro": levels(&together), "macro": means, "fields": fields})
}
