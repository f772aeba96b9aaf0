//! The sentences of the audit report, once for all formats that people read.
//!
//! Comes in: the audit or a part of it. Goes out: plain sentences. Words of articles and reviewers are in them as they came: the format
//! escapes them.

use std::ops::Range;

use super::audit::{Audit, AuditedClaim, AuditedDocument};
use crate::claim::{Claim, Modality};
use crate::export::figure::written;
use crate::freshness::Due;
use crate::review::{Correction, Evidence, FieldChange, Review, Status, reads_otherwise};
use crate::text::visible;

/// How many claims a list at the top of the report names; the list of all claims marks the others.
pub(super) const LISTED: usize = 10;

/// Statuses that speak against a claim.
pub(super) const AGAINST: &[Status] = &[Status::Disputed, Status::Refuted];

/// That no consistency check was run.
pub(super) const NO_SELF_CHECK: &str = "The text was not checked against itself: no consistency check was run.";

/// Under the counts: where they come from.
pub(super) const RECOUNTED: &str = "Counted from the reviews themselves. Only a person's review changes a status.";

/// The heading of the whole report.
pub(super) fn title(audit: &Audit<'_>) -> String {
    match audit.documents.as_slice() {
        [only] => format!("Audit of “{}”", name(&only.document)),
        several => format!("Audit of {}", count(several.len(), "document")),
    }
}

/// A document's title, else the name of its file.
pub(super) fn name<'c>(document: &AuditedDocument<'c>) -> &'c str {
    document.reference.title.as_deref().unwrap_or_else(|| file(&document.reference.source))
}

/// The last part of a path; an address stays whole.
fn file(source: &str) -> &str {
    if is_web_address(source) { source } else { source.rsplit(['/', '\\']).next().unwrap_or(source) }
}

/// Where a document came from, who wrote it and when.
pub(super) fn origin(document: &AuditedDocument<'_>) -> Vec<String> {
    let authors = (!document.authors.is_empty()).then(|| format!("by {}", document.authors.join(", ")));
    let facts = [
        Some(document.reference.source.clone()),
        document.publisher.map(str::to_owned),
        authors,
        document.date.map(str::to_owned),
        Some(format!("version {}", document.version)),
        Some(format!("document {}", document.reference.id)),
    ];
    facts.into_iter().flatten().collect()
}

/// What was not checked, in a few sentences, the gravest first.
pub(super) fn not_checked(audit: &Audit<'_>) -> Vec<String> {
    let (open, all) = (audit.not_checked().len(), audit.claims().count());
    let claims = match (open, all) {
        (_, 0) => "No claim was found: there is nothing that could have been checked.".to_owned(),
        (0, _) => format!("Every claim was reviewed ({all} of {all})."),
        (1, _) => format!("1 of {} ({}) was not checked by anyone.", count(all, "claim"), percent(open, all)),
        _ => format!("{open} of {} ({}) were not checked by anyone.", count(all, "claim"), percent(open, all)),
    };
    let mut sentences = vec![claims, NO_SELF_CHECK.to_owned()];
    sentences.extend(changed_since_review(audit));
    let unseen = audit.claims().filter_map(|claim| claim.reviewed.deciding_review());
    match unseen.flat_map(|review| &review.evidence).filter(|evidence| is_unseen(evidence)).count() {
        0 => {}
        1 => sentences.push("1 quotation given as evidence was not looked up: it stands as the reviewer gave it.".to_owned()),
        many => sentences
            .push(format!("{many} quotations given as evidence were not looked up: they stand as the reviewers gave them.")),
    }
    sentences
}

/// How many judgements were made on other words than the article has.
fn changed_since_review(audit: &Audit<'_>) -> Option<String> {
    match audit.claims().filter(|claim| reads_otherwise(claim.reviewed.changed_since_review, claim.reviewed.corrections)).count()
    {
        0 => None,
        1 => Some("1 claim reads otherwise than when it was reviewed; its figure is the same unless that was edited.".to_owned()),
        many => Some(format!(
            "{many} claims read otherwise than when they were reviewed; their figures are the same unless those were edited."
        )),
    }
}

/// What is due on the day of the audit, in a sentence or two.
pub(super) fn due(audit: &Audit<'_>) -> String {
    let due = audit.due();
    let reviews = due.iter().filter(|claim| matches!(claim.due, Some(Due::Review { .. }))).count();
    let passed = format!("{} past {} shelf life", are(reviews, "review"), if reviews == 1 { "its" } else { "their" });
    let forecasts = due.len() - reviews;
    let come = format!("the time of {} has come", count(forecasts, "forecast"));
    let what = match (reviews, forecasts) {
        (0, 0) => {
            return format!("Nothing is due on {}: no review is past its shelf life, no forecast's time has come.", audit.on);
        }
        (_, 0) => passed,
        (0, _) => come,
        (_, _) => format!("{passed}, and {come}"),
    };
    format!("On {}, {what}. What was found before stands until somebody reviews it again.", audit.on)
}

fn are(n: usize, thing: &str) -> String {
    format!("{} {}", count(n, thing), if n == 1 { "is" } else { "are" })
}

/// Why a claim is due, the review that stands, its place and its id.
pub(super) fn due_facts(audit: &Audit<'_>, claim: &AuditedClaim<'_>) -> Vec<String> {
    let mut facts = due_facts_of(claim);
    facts.extend([place(audit, claim), claim.id().to_string()]);
    facts
}

/// Why a claim is due, and the review that stands.
pub(super) fn due_facts_of(claim: &AuditedClaim<'_>) -> Vec<String> {
    let why = match claim.due {
        Some(Due::Forecast { .. }) => Some("the forecast's time has come".to_owned()),
        Some(Due::Review { .. }) => Some("the review is past its shelf life".to_owned()),
        None => None,
    };
    let stands = claim.reviewed.deciding_review().map_or(claim.status.to_string(), judged);
    why.into_iter().chain([stands]).collect()
}

/// Until when the verdict on a claim holds, or since when it is due again.
pub(super) fn freshness(claim: &AuditedClaim<'_>) -> Option<String> {
    match (claim.due, claim.reviewed.fresh_until) {
        (Some(Due::Review { since }), _) => Some(format!("due again since {since}")),
        (Some(Due::Forecast { since }), _) => Some(format!("the forecast can be judged since {since}")),
        (None, Some(until)) => Some(format!("fresh until {until}")),
        (None, None) => None,
    }
}

/// What changed in a claim since the review that decides on it, a sentence for each field.
pub(super) fn changes_since_review(claim: &AuditedClaim<'_>) -> Vec<String> {
    let changed = claim.reviewed.changed_since_review.iter();
    changed.map(|field| format!("since that review, {}", change(field))).collect()
}

/// What follows a list of the first [`LISTED`] claims.
pub(super) fn further(all: usize, mark: &str) -> Option<String> {
    let more = all.saturating_sub(LISTED);
    let verb = if more == 1 { "is" } else { "are" };
    (more > 0).then(|| format!("{more} more {verb} marked “{mark}” in the list of all claims."))
}

/// How right the machine's reading was, as far as people looked.
pub(super) fn extraction(audit: &Audit<'_>) -> String {
    let extraction = &audit.extraction;
    let wrong = extraction.rejected + extraction.edited;
    let read = count(extraction.claims, "claim");
    let mut sentences = if wrong == 0 {
        format!("The machine read {read}. Nobody corrected any: that does not mean that they were read right.")
    } else {
        let rate = percent(wrong, extraction.claims);
        let looked = audit.looked_at();
        let (rejected, edited, were) = (extraction.rejected, extraction.edited, if wrong == 1 { "was" } else { "were" });
        format!(
            "Of {read} that the machine read, {wrong} {were} corrected ({rate}): {rejected} rejected, {edited} edited. \
             People reviewed or corrected {looked} of them; errors in the others are not known."
        )
    };
    match extraction.added {
        0 => {}
        1 => sentences.push_str(" 1 claim that it missed was added."),
        added => sentences.push_str(&format!(" {added} claims that it missed were added.")),
    }
    sentences
}

/// For how many figures the article names no source.
pub(super) fn without_source(audit: &Audit<'_>) -> String {
    let figures = audit.claims().filter(|claim| claim.reviewed.claim.quantity.is_some()).count();
    match (audit.without_source().len(), figures) {
        (_, 0) => "No claim states a figure.".to_owned(),
        (0, _) => format!("The text names a source for each of its {}.", count(figures, "figure")),
        (none, _) => {
            format!("The text names no source for {none} of its {} ({}).", count(figures, "figure"), percent(none, figures))
        }
    }
}

/// The short facts under a claim: figure, kind, source, place and id.
pub(super) fn facts(audit: &Audit<'_>, audited: &AuditedClaim<'_>) -> Vec<String> {
    let mut facts = facts_of(audited);
    facts.extend([place(audit, audited), audited.id().to_string()]);
    facts
}

/// The facts without place and id.
pub(super) fn facts_of(audited: &AuditedClaim<'_>) -> Vec<String> {
    let claim = audited.reviewed.claim;
    let modality = (claim.modality != Modality::Fact).then(|| claim.modality.to_string());
    let source = match &claim.attribution {
        Some(source) => Some(format!("according to {}", source.name)),
        None => claim.quantity.as_ref().map(|_| NO_SOURCE.to_owned()),
    };
    let facts = [
        claim.quantity.as_ref().map(|figure| written(&figure.surface)),
        Some(claim.kind.to_string()),
        modality,
        claim.due.as_ref().map(|due| format!("due {due}")),
        source,
    ];
    facts.into_iter().flatten().collect()
}

/// Whether the quote says more than the wording does.
pub(super) fn quote_says_more(claim: &Claim) -> bool {
    let bare = |words: &str| visible(words).trim_end_matches('.').to_owned();
    bare(claim.quote.words()) != bare(&claim.text)
}

/// Where the figure stands in a claim's wording, if it stands there once.
pub(super) fn figure(claim: &Claim) -> Option<Range<usize>> {
    let words = written(&claim.quantity.as_ref()?.surface);
    let mut found = claim.text.match_indices(&words);
    let (at, words) = found.next().filter(|(_, words)| !words.is_empty())?;
    found.next().is_none().then(|| at..at + words.len())
}

/// The mark of a figure without a source.
pub(super) const NO_SOURCE: &str = "no source named";

/// Where a claim stands: its line, after its file's name where there are several documents.
pub(super) fn place(audit: &Audit<'_>, audited: &AuditedClaim<'_>) -> String {
    let line = audited.line;
    if audit.documents.len() == 1 {
        format!("line {line}")
    } else {
        format!("{}:{line}", file(&audited.reviewed.document.source))
    }
}

/// A review in one sentence, without its evidence.
pub(super) fn review(review: &Review) -> String {
    let note = review.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
    format!("{}{note}", judged(review))
}

/// A review without its note.
fn judged(review: &Review) -> String {
    let day = review.at.get(..10).unwrap_or(&review.at);
    format!("{} by {}, {day}", review.status, review.by)
}

/// What evidence does to the claim, and its quotation.
pub(super) fn evidence(evidence: &Evidence) -> String {
    let quote = evidence.quote.as_ref().map(|quote| format!(": “{quote}”")).unwrap_or_default();
    let unseen = if is_unseen(evidence) { " (quotation not looked up)" } else { "" };
    format!("{}{quote}{unseen}", evidence.stance)
}

fn is_unseen(evidence: &Evidence) -> bool {
    evidence.quote.is_some() && !evidence.quote_checked
}

/// A correction in one sentence, without the fields that it changed.
pub(super) fn correction(correction: &Correction) -> String {
    let day = correction.at.get(..10).unwrap_or(&correction.at);
    let note = correction.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
    format!("{} by {}, {day}{note}", past(correction), correction.by)
}

fn past(correction: &Correction) -> &'static str {
    use crate::review::Action;
    match correction.action {
        Action::Edit => "edited",
        Action::Add => "added",
        Action::Reject => "rejected",
        Action::Remove => "removed",
    }
}

/// A field before and after an edit.
pub(super) fn change(change: &FieldChange) -> String {
    let word = |value: &Option<String>| value.as_ref().map_or("nothing".to_owned(), |value| format!("“{value}”"));
    format!("{}: {} became {}", change.field, word(&change.before), word(&change.after))
}

/// Where a piece of evidence is: its address, its file with the hash of its bytes.
pub(super) fn evidence_places(evidence: &Evidence) -> Vec<String> {
    let hash =
        evidence.file_hash.as_ref().map(|hash| format!(" (BLAKE3 {})", hash.get(..16).unwrap_or(hash))).unwrap_or_default();
    evidence.url.iter().cloned().chain(evidence.file.iter().map(|file| format!("{file}{hash}"))).collect()
}

/// Whether `place` is an address that may be linked: the web's, not a script's.
pub(super) fn is_web_address(place: &str) -> bool {
    let lower = place.get(..8).unwrap_or(place).to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// The headings above a run of claims, the document's own title left out where others follow it.
pub(super) fn section(document: &AuditedDocument<'_>, section: &[String]) -> String {
    let shown = match section {
        [title, rest @ ..] if !rest.is_empty() && document.reference.title.as_ref() == Some(title) => rest,
        all => all,
    };
    if shown.is_empty() { "Before the first heading".to_owned() } else { shown.join(" › ") }
}

/// The last line: how far the log had come, and what made the report.
pub(super) fn foot(audit: &Audit<'_>, generated_by: &str) -> String {
    let log = audit.log_head.map_or("Nothing is logged yet.".to_owned(), |head| format!("The log ends with event {head}."));
    format!("{log} Made by {generated_by}.")
}

/// A count with its share of all.
pub(super) fn share(part: usize, all: usize) -> String {
    if part == 0 { "0".to_owned() } else { format!("{part} ({})", percent(part, all)) }
}

/// `n` things, in the plural where there is not exactly one.
pub(super) fn count(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

/// `part` of `whole` in percent with one decimal; what is not all or nothing is never shown as such.
pub(super) fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0);
    match tenths {
        0 if part > 0 => "under 0.1%".to_owned(),
        1000 if part < whole => "over 99.9%".to_owned(),
        _ if tenths.is_multiple_of(10) => format!("{}%", tenths / 10),
        _ => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_is_never_rounded_to_all_or_nothing() {
        let shown =
            [(0, 9), (1, 3), (7, 9), (9, 9), (1, 99_999), (99_998, 99_999), (0, 0)].map(|(part, whole)| percent(part, whole));
        assert_eq!(shown, ["0%", "33.3%", "77.8%", "100%", "under 0.1%", "over 99.9%", "0%"]);
    }
}
