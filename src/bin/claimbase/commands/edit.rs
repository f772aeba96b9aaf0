//! `edit`: correct fields of a claim that the machine got wrong.

use std::io::Write;
use std::process::ExitCode;

use claimbase::review::field::{Assignment, Field};
use claimbase::review::{Action, FieldChange};
use claimbase::store::{Act, Retractable};

use crate::args::TextOrJson;
use crate::context::Context;
use crate::judging::{self, worded};
use crate::terminal::{Terminal, Tone, escape};

/// Arguments of `edit`.
#[derive(Debug, clap::Args)]
pub struct EditArgs {
    /// The claim, by the beginning of its id
    id: String,
    /// Why, in your own words
    #[arg(long, value_name = "WHY")]
    note: Option<String>,
    /// Who corrects [default: CLAIMBASE_REVIEWER, else claimbase.toml, else git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Take your last edit of the claim back
    #[arg(long)]
    undo: bool,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t)]
    format: TextOrJson,
    #[command(flatten)]
    fields: FieldArgs,
}

/// The fields that a person may set; 'none' empties one.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Fields ('none' empties one)")]
pub struct FieldArgs {
    /// funding, growth, benchmark, market, cost, adoption, statistic, migration or event
    #[arg(long)]
    kind: Option<String>,
    /// fact, forecast or advice
    #[arg(long)]
    modality: Option<String>,
    /// The claim in words that stand alone
    #[arg(long)]
    text: Option<String>,
    /// Who or what it is about
    #[arg(long)]
    subject: Option<String>,
    /// What is measured
    #[arg(long)]
    metric: Option<String>,
    /// Which words of the quote are the figure
    #[arg(long, value_name = "WORDS")]
    figure: Option<String>,
    /// The value, where both ends are the same: 73, 1.2M
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["low", "high"])]
    value: Option<String>,
    /// Lower end
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    low: Option<String>,
    /// Upper end
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    high: Option<String>,
    /// %, x, USD, ms, request/s, employee …
    #[arg(long)]
    unit: Option<String>,
    /// =, <, <=, >, >= or range
    #[arg(long, value_name = "SIGN")]
    comparator: Option<String>,
    /// Whether the text says "about": true or false
    #[arg(long, value_name = "BOOL")]
    approximate: Option<String>,
    /// Which way a change goes: up or down
    #[arg(long)]
    direction: Option<String>,
    /// What a change is measured against
    #[arg(long)]
    basis: Option<String>,
    /// The other side of a comparison
    #[arg(long)]
    compared_to: Option<String>,
    /// What limits the claim
    #[arg(long)]
    scope: Option<String>,
    /// What a migration leaves
    #[arg(long)]
    from: Option<String>,
    /// What a migration adopts
    #[arg(long)]
    to: Option<String>,
    /// The time that it holds for: 2026, 2026-02, 2026-Q1, 2024/2026
    #[arg(long)]
    time: Option<String>,
    /// When a forecast can be judged
    #[arg(long, value_name = "TIME")]
    due: Option<String>,
    /// The source that the article names
    #[arg(long, value_name = "NAME")]
    attribution: Option<String>,
    /// Its address
    #[arg(long, value_name = "ADDRESS")]
    attribution_url: Option<String>,
}

impl FieldArgs {
    /// The fields that were given, with their values.
    pub fn assignments(&self) -> Vec<Assignment> {
        let given = [
            (Field::Kind, &self.kind),
            (Field::Modality, &self.modality),
            (Field::Text, &self.text),
            (Field::Subject, &self.subject),
            (Field::Metric, &self.metric),
            (Field::Figure, &self.figure),
            (Field::Low, &self.value),
            (Field::High, &self.value),
            (Field::Low, &self.low),
            (Field::High, &self.high),
            (Field::Unit, &self.unit),
            (Field::Comparator, &self.comparator),
            (Field::Approximate, &self.approximate),
            (Field::Direction, &self.direction),
            (Field::Basis, &self.basis),
            (Field::ComparedTo, &self.compared_to),
            (Field::Scope, &self.scope),
            (Field::From, &self.from),
            (Field::To, &self.to),
            (Field::Time, &self.time),
            (Field::Due, &self.due),
            (Field::Attribution, &self.attribution),
            (Field::AttributionUrl, &self.attribution_url),
        ];
        let value = |words: &String| worded(Some(words)).filter(|words| words != "none");
        given.into_iter().filter_map(|(field, words)| Some((field, value(words.as_ref()?)))).collect()
    }
}

/// Runs `edit`.
pub fn run(context: &Context, args: &EditArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let mut store = context.store_of(&base)?;
    let row = store.find_claim_row(&args.id)?;
    let (by, note) = (context.reviewer(args.by.as_deref(), &base)?, worded(args.note.as_deref()));
    let act = Act { by: &by, note: note.as_deref(), now: context.now() };
    let assignments = args.fields.assignments();
    let changes = if args.undo {
        store.retract(&[row], Retractable::Correction(Action::Edit), act)?;
        Vec::new()
    } else if assignments.is_empty() {
        anyhow::bail!(
            "no field is given\nhelp: --subject WORDS, --value NUMBER, --kind KIND …; 'claimbase edit --help' lists them"
        );
    } else {
        store.edit(row, &assignments, act)?.changes
    };
    judging::print(context, &store.claims_by_row(&[row])?, args.format)?;
    if args.format == TextOrJson::Text {
        let mut out = context.output(None)?;
        for change in &changes {
            writeln!(out, "  {}", change_line(&context.terminal, change))?;
        }
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A change on one line: field, before, after.
pub fn change_line(terminal: &Terminal, change: &FieldChange) -> String {
    let shown = |value: &Option<String>| value.as_deref().map_or("none".into(), |value| format!("'{}'", escape(value)));
    format!("{} {} → {}", terminal.paint(Tone::Faint, &change.field), shown(&change.before), shown(&change.after))
}
