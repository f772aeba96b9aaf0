//! Reviews that were made in a spreadsheet.
//!
//! Comes in: a table that [`export::csv`](crate::export::csv) wrote and a spreadsheet saved again, and who made the changes. Goes out: for each row
//! what became of it. Changed status, note and evidence become one review by the rules that hold for every review; a row that was
//! not changed does nothing; a row whose claim changed meanwhile is refused. Fields of a claim are not corrected from here.

mod others;
mod table;

use std::collections::HashMap;
use std::path::PathBuf;

use jiff::Timestamp;

use super::ImportError;
use crate::base::Base;
use crate::export::ReviewedClaim;
use crate::export::csv::{BETWEEN_EVIDENCE, state};
use crate::review::evidence::{self, Offer, Refusal};
use crate::review::{Judgement, Review, Status};
use crate::source::Source;
use crate::store::{Store, StoreError, StoredClaim};

use table::{Row, Table};

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The row as a spreadsheet counts it: the header is row 1.
    pub row: usize,
    /// The id in it.
    pub claim: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What was changed in it that is not read from here, with the way to do it.
    pub notes: Vec<String>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was changed in it.
    Unchanged,
    /// It is a review.
    Judged {
        /// Where the claim stood.
        before: Status,
        /// Where it stands.
        after: Status,
        /// Its wording.
        text: String,
    },
    /// It was refused.
    Refused {
        /// Why.
        reason: String,
        /// The way out.
        help: String,
    },
}

/// A row that cannot be a review: why, and the way out.
type Refused = (String, String);

/// Reads the table `source`, whose changes `by` made. With `dry_run` nothing is recorded; otherwise what is not refused is recorded in one
/// transaction.
pub fn read(
    base: &Base,
    store: &mut Store,
    source: &Source,
    (by, now): (&str, Timestamp),
    dry_run: bool,
) -> Result<Vec<Answer>, ImportError> {
    let table = Table::parse(source)?;
    let moment = store.moment()?;
    let mut seen = HashMap::new();
    let (mut answers, mut judgements) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let (outcome, notes) = match judge((base, store), &table, row, by, &mut seen)? {
            Ok(Judged { claim: None, notes, .. }) => (Outcome::Unchanged, notes),
            Ok(Judged { claim: Some((stored, judgement)), notes }) => {
                let outcome =
                    Outcome::Judged { before: stored.status, after: judgement.status, text: stored.claim.text.to_string() };
                judgements.push((stored.row, judgement));
                (outcome, notes)
            }
            Err((reason, help)) => (Outcome::Refused { reason, help }, Vec::new()),
        };
        answers.push(Answer { row: row.number, claim: row.id.clone(), outcome, notes });
    }
    if !dry_run && !judgements.is_empty() {
        let judgements: Vec<_> = judgements.iter().map(|(row, judgement)| (*row, judgement)).collect();
        store.record_judgements(&judgements, Some(moment), now)?;
    }
    Ok(answers)
}

/// A row that may stand: a judgement, if it holds one.
struct Judged {
    claim: Option<(StoredClaim, Judgement)>,
    notes: Vec<String>,
}

fn judge(
    (base, store): (&Base, &Store),
    table: &Table,
    row: &Row,
    by: &str,
    seen: &mut HashMap<String, usize>,
) -> Result<Result<Judged, Refused>, StoreError> {
    if row.id.is_empty() {
        return Ok(refuse("the row has no id", "copy the id from an export, or delete the row"));
    }
    let Some((of_claim, of_cells)) = state::halves(&row.state) else {
        let help = "copy the column 'state' from the table as it was exported; it says what was changed";
        return Ok(refuse("the cell 'state' is damaged", help));
    };
    let stored = match store.find_claim(&row.id) {
        Ok(stored) if stored.claim.id.0 == row.id => Some(stored),
        Ok(_) | Err(StoreError::UnknownClaim { .. } | StoreError::AmbiguousClaim { .. }) => None,
        Err(error) => return Err(error),
    };
    let current = stored.as_ref().is_some_and(|stored| state::of_claim(&ReviewedClaim::from(stored)) == of_claim);
    let notes = || stored.as_ref().filter(|_| current).map_or_else(Vec::new, |stored| others::changed(table, row, stored));
    if state::of_cells(&row.id, row.editable.each_ref().map(String::as_str)) == of_cells {
        return Ok(Ok(Judged { claim: None, notes: notes() }));
    }
    let Some(stored) = &stored else {
        return Ok(refuse(&format!("no claim has the id {}", row.id), "'claimbase search' lists claims with their ids"));
    };
    if let Some(first) = seen.insert(row.id.clone(), row.number) {
        seen.insert(row.id.clone(), first);
        return Ok(refuse(&format!("the claim was changed in row {first} already"), "leave one of the two rows"));
    }
    if let Some(conflict) = conflict(store, stored, current)? {
        return Ok(Err(conflict));
    }
    let judged = judgement((base, store), row, stored, by)?;
    Ok(judged.map(|judgement| Judged { claim: Some((stored.clone(), judgement)), notes: notes() }))
}

fn refuse(reason: &str, help: &str) -> Result<Judged, Refused> {
    Err((reason.to_owned(), help.to_owned()))
}

/// Why the claim is not any more what the person judged.
fn conflict(store: &Store, stored: &StoredClaim, current: bool) -> Result<Option<Refused>, StoreError> {
    let id = &stored.claim.id;
    let show = format!("'claimbase show {id}' shows what happened; export again and judge it as it is now");
    if stored.withdrawn {
        let successor = stored.superseded_by.map(|row| store.claims_by_row(&[row])).transpose()?;
        let instead = successor.and_then(|mut claims| claims.pop());
        let instead = instead.map(|claim| format!(", in its place: {}", claim.claim.id)).unwrap_or_default();
        return Ok(Some((format!("conflict: the article does not state claim {id} any more{instead}"), show)));
    }
    if stored.rejected {
        return Ok(Some((format!("conflict: claim {id} was rejected meanwhile"), show)));
    }
    if current {
        return Ok(None);
    }
    let deciding = stored.reviews.iter().rev().find(|review| !review.retracted);
    let how = match deciding {
        Some(review) => format!("it is {} now, by {} at {}", review.status, review.by, review.at),
        None => format!("it is {} now", stored.status),
    };
    Ok(Some((format!("conflict: claim {id} was reviewed, or its wording or figure changed, since the export; {how}"), show)))
}

/// The judgement that a changed row holds.
fn judgement(
    (base, store): (&Base, &Store),
    row: &Row,
    stored: &StoredClaim,
    by: &str,
) -> Result<Result<Judgement, Refused>, StoreError> {
    let [status, note, url, file, quote] = row.editable.each_ref().map(|cell| worded(cell));
    let offered = (|| {
        let status = status_of(status.as_deref().unwrap_or_default(), &stored.claim.id.0)?;
        check_reason(row, stored, status)?;
        if [&url, &file].into_iter().flatten().any(|cell| cell.contains(BETWEEN_EVIDENCE)) {
            let help = "leave one piece of evidence in the row; 'claimbase verify' records others";
            return Err(("the row names several pieces of evidence".to_owned(), help.to_owned()));
        }
        let read = file.as_deref().map(|file| evidence::read_file(&located(base, file))).transpose();
        let file = read.map_err(|error| {
            (
                error.to_string(),
                "evidence_file is a path from the folder where the program runs; empty the cell or give evidence_url".to_owned(),
            )
        })?;
        Ok((status, Offer { url: url.clone(), asked: None, file, quote: quote.clone(), note: note.clone() }))
    })();
    let (status, offer) = match offered {
        Ok(offered) => offered,
        Err(refused) => return Ok(Err(refused)),
    };
    let weighed = evidence::weigh(&stored.claim, &store.article(stored.document_row)?, status, &offer);
    Ok(match weighed {
        Ok(evidence) => Ok(Judgement { status, by: by.to_owned(), note, evidence }),
        Err(refusal) => Err((refusal.to_string(), in_columns(&refusal).to_owned())),
    })
}

/// An evidence file as given, or else inside the base, where snapshots of fetched pages are.
fn located(base: &Base, file: &str) -> PathBuf {
    let given = PathBuf::from(file);
    let kept = base.root.join(&given);
    if given.exists() || !kept.exists() { given } else { kept }
}

fn worded(cell: &str) -> Option<String> {
    Some(state::plain(cell)).filter(|words| !words.is_empty())
}

/// The status that a cell means; people write it their way.
fn status_of(cell: &str, id: &str) -> Result<Status, Refused> {
    let word = cell.to_lowercase().replace([' ', '_'], "-");
    match word.parse() {
        Ok(Status::Unverified) => {
            Err(("unverified is not a judgement".to_owned(), format!("'claimbase mark {id} --undo' takes your last review back")))
        }
        Ok(status) => Ok(status),
        Err(_) => {
            let known: Vec<_> = Status::ALL.iter().filter(|status| **status != Status::Unverified).map(|s| s.as_str()).collect();
            Err((format!("'{cell}' is no status"), format!("write one of {}", known.join(", "))))
        }
    }
}

/// Another status on the same note and evidence was hardly meant: what spoke for a claim does not speak against it.
fn check_reason(row: &Row, stored: &StoredClaim, status: Status) -> Result<(), Refused> {
    let Some(review) = stored.reviews.iter().rev().find(|review| !review.retracted) else { return Ok(()) };
    let [_, note, url, file, quote] = row.editable.each_ref().map(|cell| worded(cell));
    let given = [note, url, file, quote];
    let same = status != review.status && given.iter().any(Option::is_some) && given == reasons(review);
    if !same {
        return Ok(());
    }
    let reason = format!("note and evidence are those of the review before, which says {}", review.status);
    Err((reason, "say in the note why it is another status, or give other evidence".to_owned()))
}

/// Note and evidence of a review of one piece, as cells say them.
fn reasons(review: &Review) -> [Option<String>; 4] {
    let said = |words: Option<&String>| words.and_then(|words| worded(&crate::export::csv::cell(words)));
    let piece = review.evidence.first();
    [
        said(review.note.as_ref()),
        said(piece.and_then(|piece| piece.url.as_ref())),
        said(piece.and_then(|piece| piece.file.as_ref())),
        said(piece.and_then(|piece| piece.quote.as_ref())),
    ]
}

/// What to do about a refusal, in the words of the table.
fn in_columns(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoJudgement { .. } => "'claimbase mark ID --undo' takes your last review back",
        Refusal::NoEvidence { .. } => "fill in evidence_url or evidence_file, with an evidence_quote that holds the figure",
        Refusal::NoQuote { .. } => "fill in evidence_quote with words from the evidence, or note with why there are none",
        Refusal::NoReason { .. } => "fill in evidence_quote with words that speak against it, or note with why",
        Refusal::NoFigure { .. } => "quote the words that hold it, or say in note why they do not",
        Refusal::NotInFile { .. } => "copy the words of evidence_quote from the file",
        Refusal::NotOnPage { .. } => "copy the words of evidence_quote from the page",
        Refusal::NoText { .. } => "say in note what the file shows, and empty evidence_quote",
        Refusal::OwnArticle { .. } => "give the source that the article draws on, or another one",
        Refusal::NoAddress { .. } => "an evidence_url begins with https:// or http://; a file goes into evidence_file",
    }
}
