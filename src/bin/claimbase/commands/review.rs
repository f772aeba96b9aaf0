//! `review`: go through open claims one by one: one key, one claim.
//!
//! Every judgement is stored at once, by the same rules as `verify`, so that quitting loses nothing and the next call goes on with what is
//! open. Where standard input is no terminal, keys and answers are read from its lines.

mod deed;
mod input;
mod screen;

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Context as _;
use claimbase::base::Base;
use claimbase::document::{self, Document};
use claimbase::report::Passages;
use claimbase::review::Status;
use claimbase::source::Source;
use claimbase::store::{ClaimFilter, Store, StoredClaim};
use clap::ValueEnum;
use jiff::civil::Date;

use crate::context::Context;
use deed::Outcome;
use input::Input;

/// Arguments of `review`.
#[derive(Debug, clap::Args)]
pub struct ReviewArgs {
    /// Documents, by the beginning of their id, path, URL or title [default: all]
    #[arg(value_name = "DOC")]
    documents: Vec<String>,
    /// Instead of open claims, those that are due today, or on DATE: reviews past their shelf life, forecasts whose time has come
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true, value_parser = crate::args::day)]
    due: Option<Option<Date>>,
    /// Which open claim comes first
    #[arg(long, value_enum, default_value_t)]
    order: Order,
    /// Who reviews [default: CLAIMBASE_REVIEWER, else claimbase.toml, else git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

/// The order in which open claims come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Order {
    /// As the articles state them
    #[default]
    Article,
    /// Those that deserve a check most
    Worth,
}

/// Runs `review`.
pub fn run(context: &Context, args: &ReviewArgs) -> anyhow::Result<ExitCode> {
    let base = context.base()?;
    let store = context.store_of(&base)?;
    let due = args.due.map(|given| context.day(given));
    let open = open_claims(context, (&base, &store), args, due)?;
    if open.is_empty() {
        match due {
            None => context.say("no claim is open: every one is reviewed"),
            Some(on) => context.say(&format!("no claim is due on {on}")),
        }
        return Ok(ExitCode::from(1));
    }
    let reviewer = context.reviewer(args.by.as_deref(), &base)?;
    let interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    let input = if interactive { Input::Terminal } else { Input::lines() };
    let mut session = Session { context, store, reviewer, due, open, at: 0, steps: Vec::new(), documents: HashMap::new() };
    session.run(input, &mut io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// Rows of the claims that nobody reviewed, or of those that are due, in the order asked for.
fn open_claims(
    context: &Context,
    (base, store): (&Base, &Store),
    args: &ReviewArgs,
    due: Option<Date>,
) -> anyhow::Result<Vec<i64>> {
    let documents = context.documents(base, store, &args.documents)?.iter().map(|document| document.row).collect();
    let statuses = if due.is_some() { Vec::new() } else { vec![Status::Unverified] };
    let mut claims = store.claims(&ClaimFilter { documents, statuses, ..ClaimFilter::default() })?;
    if let Some(on) = due {
        claims.retain(|claim| claim.due(on).is_some());
    }
    if args.order == Order::Worth {
        claims.sort_by_key(|claim| std::cmp::Reverse(claim.claim.check_worthiness));
    }
    Ok(claims.iter().map(|claim| claim.row).collect())
}

/// Something that can be gone back over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    /// The claim's place in the list of open ones.
    at: usize,
    /// What was done there.
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Skipped,
    Judged,
    Rejected,
}

/// One sitting.
struct Session<'c> {
    context: &'c Context,
    store: Store,
    reviewer: String,
    /// The day on which claims are due, where those are gone through.
    due: Option<Date>,
    /// Rows of the claims that were open when it began.
    open: Vec<i64>,
    /// Which of them is shown.
    at: usize,
    /// What was done, oldest first.
    steps: Vec<Step>,
    /// Documents that were shown, by row.
    documents: HashMap<i64, Document>,
}

impl Session<'_> {
    fn run(&mut self, mut input: Input, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut message = screen::welcome(&self.reviewer);
        while let Some(claim) = self.next_open()? {
            input.clear(out)?;
            writeln!(out, "{message}\n")?;
            self.show(&claim, out)?;
            let Some(key) = input.key(out)? else { break };
            match self.press(key, &claim, &mut input, out)? {
                Some(answer) => message = answer,
                None => break,
            }
        }
        writeln!(out, "{}", self.summary())?;
        Ok(out.flush()?)
    }

    /// The claim to be shown; those that somebody else settled meanwhile are passed over.
    fn next_open(&mut self) -> anyhow::Result<Option<StoredClaim>> {
        while let Some(row) = self.open.get(self.at) {
            let claim = self.store.claims_by_row(&[*row])?.pop();
            let wanted = |claim: &StoredClaim| match self.due {
                Some(on) => claim.due(on).is_some(),
                None => claim.status == Status::Unverified,
            };
            match claim.filter(|claim| wanted(claim) && !claim.withdrawn && !claim.rejected) {
                Some(claim) => return Ok(Some(claim)),
                None => self.at += 1,
            }
        }
        Ok(None)
    }

    fn show(&mut self, claim: &StoredClaim, out: &mut dyn Write) -> anyhow::Result<()> {
        if !self.documents.contains_key(&claim.document_row) {
            let read = read_again(&self.store, claim.document_row)?;
            self.documents.insert(claim.document_row, read);
        }
        let document = &self.documents[&claim.document_row];
        let passage = Passages::new(document).around(&claim.claim);
        let progress = format!("claim {} of {}", self.at + 1, self.open.len());
        let shown = screen::claim(claim, &document.text, &passage, &progress, self.context.text_style(false));
        Ok(out.write_all(shown.as_bytes())?)
    }

    /// Does what `key` asks for. Gives what to say about it; `None` ends the sitting.
    fn press(
        &mut self,
        key: char,
        claim: &StoredClaim,
        input: &mut Input,
        out: &mut dyn Write,
    ) -> anyhow::Result<Option<String>> {
        let outcome = match key {
            'q' => return Ok(None),
            's' => Outcome::Passed(What::Skipped, "skipped: it comes again in the next sitting".to_owned()),
            'b' => Outcome::Stays(self.back()?),
            'x' => self.reject(claim, input, out)?,
            'e' => self.edit(claim, input, out)?,
            key => match deed::status_of(key) {
                Some(status) => self.judge(status, claim, input, out)?,
                None => Outcome::Stays(screen::help(self.context.text_style(false))),
            },
        };
        Ok(match outcome {
            Outcome::Passed(what, message) => {
                self.steps.push(Step { at: self.at, what });
                self.at += 1;
                Some(message)
            }
            Outcome::Stays(message) => Some(message),
            Outcome::Ended => None,
        })
    }

    /// Goes back over the last step and takes back what was recorded there.
    fn back(&mut self) -> anyhow::Result<String> {
        let Some(step) = self.steps.pop() else { return Ok("there is nothing to go back to".to_owned()) };
        self.take_back(self.open[step.at], step.what)?;
        self.at = step.at;
        Ok(match step.what {
            What::Skipped => "back".to_owned(),
            What::Judged => "back: the review is taken back".to_owned(),
            What::Rejected => "back: the rejection is taken back".to_owned(),
        })
    }

    fn summary(&self) -> String {
        let count = |what| self.steps.iter().filter(|step| step.what == what).count();
        let settled = count(What::Judged) + count(What::Rejected);
        let left = self.open.len() - settled;
        let mut summary = format!(
            "{} reviewed, {} rejected, {} skipped; {left} of {} still {}",
            count(What::Judged),
            count(What::Rejected),
            count(What::Skipped),
            self.open.len(),
            if self.due.is_some() { "due" } else { "open" }
        );
        if left > 0 {
            let again = if self.due.is_some() { "review --due" } else { "review" };
            summary.push_str(&format!("\n'claimbase {again}' goes on with them"));
        }
        summary
    }
}

/// A stored document, read again from its stored text.
fn read_again(store: &Store, row: i64) -> anyhow::Result<Document> {
    let stored = store.document(row)?.context("the claim's document is not in the base")?;
    let (text, encoding) = (store.text(row)?, "UTF-8");
    Ok(document::read(&Source { name: stored.key, text: text.into(), media: stored.media, hash: stored.bytes_hash, encoding }))
}
