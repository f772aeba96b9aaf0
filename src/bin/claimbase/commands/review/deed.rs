//! What the keys do to a claim: judge, reject, edit, and take back. The rules of evidence are the library's.

use std::io::Write;
use std::path::Path;

use claimbase::review::evidence::{self, Offer};
use claimbase::review::field::{Assignment, Field};
use claimbase::review::{Action, Judgement, Status};
use claimbase::store::{Act, Retractable, StoreError, StoredClaim};

use super::input::Input;
use super::{Session, What};
use crate::terminal::escape;

/// What became of a key.
pub enum Outcome {
    /// The claim is done with; what was done, and what to say.
    Passed(What, String),
    /// The claim stays; what to say.
    Stays(String),
    /// There are no more answers.
    Ended,
}

/// What the person answered.
enum Answer {
    Given(Option<String>),
    TakenBack,
    Ended,
}

/// The status that a key stands for.
pub fn status_of(key: char) -> Option<Status> {
    Some(match key {
        'v' => Status::Verified,
        'c' => Status::NeedsContext,
        'd' => Status::Disputed,
        'r' => Status::Refuted,
        'u' => Status::Unverifiable,
        _ => return None,
    })
}

/// Asks; the answer of a key that is not taken back, or what becomes of the key.
macro_rules! ask {
    ($input:expr, $question:expr, $out:expr) => {
        match ask($input, $question, $out)? {
            Answer::Given(answer) => answer,
            Answer::TakenBack => return Ok(Outcome::Stays("taken back: nothing is recorded".to_owned())),
            Answer::Ended => return Ok(Outcome::Ended),
        }
    };
}

fn ask(input: &mut Input, question: &str, out: &mut dyn Write) -> anyhow::Result<Answer> {
    Ok(match input.answer(question, out)? {
        None => Answer::Ended,
        Some(answer) if answer == "." => Answer::TakenBack,
        Some(answer) => Answer::Given(Some(answer).filter(|answer| !answer.is_empty())),
    })
}

impl Session<'_> {
    /// Asks for what a judgement rests on and records it, if the rules allow.
    pub fn judge(
        &mut self,
        status: Status,
        claim: &StoredClaim,
        input: &mut Input,
        out: &mut dyn Write,
    ) -> anyhow::Result<Outcome> {
        writeln!(out, "{status}. A single dot takes it back.")?;
        let mut offer = Offer::default();
        if status != Status::Unverifiable {
            let place = ask!(input, "evidence, an address or a file", out);
            if let Err(refused) = place_evidence(&mut offer, place) {
                return Ok(Outcome::Stays(refused));
            }
            offer.quote = ask!(input, "words quoted from it", out);
        }
        offer.note = ask!(input, "note", out);
        let article = self.store.article(claim.document_row)?;
        let evidence = match evidence::weigh(&claim.claim, &article, status, &offer) {
            Ok(evidence) => evidence,
            Err(refusal) => return Ok(Outcome::Stays(format!("not recorded: {}\n{KEY_AGAIN}", escape(&refusal.to_string())))),
        };
        let judgement = Judgement { status, by: self.reviewer.clone(), note: offer.note, evidence };
        self.store.record_reviews(&[claim.row], &judgement, self.context.now())?;
        Ok(Outcome::Passed(What::Judged, format!("{} is {status}; b takes it back", claim.claim.id)))
    }

    /// Asks why and records that the claim is none.
    pub fn reject(&mut self, claim: &StoredClaim, input: &mut Input, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        writeln!(out, "no claim. A single dot takes it back.")?;
        let note = ask!(input, "note", out);
        let act = Act { by: &self.reviewer, note: note.as_deref(), now: self.context.now() };
        self.store.reject(&[claim.row], act)?;
        Ok(Outcome::Passed(What::Rejected, format!("{} is rejected; b takes it back", claim.claim.id)))
    }

    /// Asks for fields and corrects them; the claim stays to be judged.
    pub fn edit(&mut self, claim: &StoredClaim, input: &mut Input, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let fields: Vec<_> = Field::ALL.iter().map(|field| field.as_str()).collect();
        writeln!(out, "edit. Fields: {}. A single dot takes it back.", fields.join(", "))?;
        let Some(given) = ask!(input, "field=value", out) else {
            return Ok(Outcome::Stays("nothing is changed".to_owned()));
        };
        let assignment = match assignment(&given) {
            Ok(assignment) => assignment,
            Err(refused) => return Ok(Outcome::Stays(refused)),
        };
        let act = Act { by: &self.reviewer, note: None, now: self.context.now() };
        match self.store.edit(claim.row, &[assignment], act) {
            Ok(_) => Ok(Outcome::Stays(format!("{} is corrected", claim.claim.id))),
            Err(StoreError::Field(refused)) => Ok(Outcome::Stays(format!("not changed: {}", escape(&refused.to_string())))),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes back what was recorded on the claim at `row`.
    pub fn take_back(&mut self, row: i64, what: What) -> anyhow::Result<()> {
        let retractable = match what {
            What::Skipped => return Ok(()),
            What::Judged => Retractable::Review,
            What::Rejected => Retractable::Correction(Action::Reject),
        };
        let act = Act { by: &self.reviewer, note: None, now: self.context.now() };
        self.store.retract(&[row], retractable, act)?;
        Ok(())
    }
}

/// After a refusal: the claim is still there.
const KEY_AGAIN: &str = "the claim stays open: press its key again with what is missing";

/// Puts an address, or a file that can be read, into the offer.
fn place_evidence(offer: &mut Offer, place: Option<String>) -> Result<(), String> {
    match place {
        Some(address) if address.contains("://") => offer.url = Some(address),
        Some(path) => match evidence::read_file(Path::new(&path)) {
            Ok(file) => offer.file = Some(file),
            Err(error) => return Err(format!("not recorded: {}\n{KEY_AGAIN}", escape(&error.to_string()))),
        },
        None => {}
    }
    Ok(())
}

/// Reads `field=value`; `none` empties a field.
fn assignment(given: &str) -> Result<Assignment, String> {
    let (field, value) = given.split_once('=').ok_or("not changed: write field=value, for example subject=Quarkus")?;
    let field: Field = field.trim().parse().map_err(|error: String| format!("not changed: {}", escape(&error)))?;
    let value = value.trim();
    Ok((field, Some(value.to_owned()).filter(|value| value != "none" && !value.is_empty())))
}
