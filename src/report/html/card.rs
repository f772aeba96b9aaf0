//! A claim's card in the panel: what it says, what it rests on, what became of it, what else the audit says of the matter.
//!
//! Comes in: a claim with its number. Goes out: one `<details>`, open in the page as it is written, so that everything can be read without a
//! script and on paper; the script closes all but the one in focus.

use maud::{Markup, html as markup};

use super::related::{Related, Relation};
use super::words::{address, anchor, badge, evidence, link, stretch, words};
use crate::claim::{CellPlace, Claim, Migration, Modality};
use crate::export::figure;
use crate::report::audit::{Audit, AuditedClaim, DocumentAudit};
use crate::report::wording;
use crate::review::{Correction, Review, Status};
use crate::text::visible;

/// What the cards of a page have in common.
pub(super) struct Cards<'a> {
    /// The whole audit.
    pub audit: &'a Audit<'a>,
    /// Every claim of the audit, in the order of their numbers.
    pub claims: &'a [&'a AuditedClaim<'a>],
    /// Which claims belong together.
    pub related: &'a Related,
}

/// Something that happened to a claim.
enum Happening<'a> {
    Review(&'a Review),
    Correction(&'a Correction),
}

impl Cards<'_> {
    /// The card of claim number `at`, counted from 0. `placed` where the claim stands in the article's text as it is shown.
    pub fn card(&self, document: &DocumentAudit<'_>, at: usize, placed: bool) -> Markup {
        let audited = self.claims[at];
        let claim = audited.reviewed.claim;
        let source = claim.attribution.as_ref().map(|source| visible(&source.name));
        markup! {
            details.card.(audited.status.as_str()) id=(anchor(audited)) open data-status=(audited.status) data-kind=(claim.kind)
                data-modality=(claim.modality) data-source=[source] data-unsourced[audited.is_without_source()]
                data-due[audited.due.is_some()] {
                summary { span.number { (at + 1) } " " (badge(audited.status)) " " span.text { (words(claim)) } }
                @if claim.cell.is_none() && wording::quote_says_more(claim) { blockquote { p { "“" (visible(claim.quote.words())) "”" } } }
                (self.fields(document, audited))
                (judged(audited))
                (history(audited))
                (self.related_claims(at))
                p.small {
                    @if placed { a href={ "#text-" (audited.id()) } { "Show in the text" } }
                    @else { "Its words were not found in the text as it is read." }
                }
            }
        }
    }

    /// What the machine, or a person, read.
    fn fields(&self, document: &DocumentAudit<'_>, audited: &AuditedClaim<'_>) -> Markup {
        let claim = audited.reviewed.claim;
        let plain = |name: &'static str, value: Option<&str>| value.map(|value| (name, visible(value).into_owned()));
        let fields = [
            claim.quantity.as_ref().map(|figure| ("Figure", visible(&figure::written_and_read(figure)).into_owned())),
            plain("About", claim.subject.as_deref()),
            plain("Measures", claim.metric.as_deref()),
            plain("Against", claim.basis.as_deref()),
            plain("Compared to", claim.compared_to.as_deref()),
            plain("Limited to", claim.scope.as_deref()),
            claim.migration.as_ref().map(|moved| ("Move", move_of(moved))),
            plain("Time", claim.time.as_deref()),
            plain("Due", claim.due.as_deref()),
            Some(("Kind", kind(claim))),
            claim.cell.as_ref().map(|cell| ("Cell", cell_of(cell))),
        ];
        let place = wording::place(self.audit, audited);
        markup! {
            dl {
                @for (name, value) in fields.into_iter().flatten() { div { dt { (name) } dd { (value) } } }
                (source(claim))
                div {
                    dt { "Place" }
                    dd { (visible(&wording::section(&document.document, &claim.section))) ", " (visible(&place)) }
                }
                @if audited.status == Status::Unverified {
                    div { dt { "Worth a check" } dd { (claim.check_worthiness) " of 100" } }
                }
                div { dt { "Id" } dd { code { (visible(&audited.id().0)) } } }
            }
        }
    }

    fn related_claims(&self, at: usize) -> Markup {
        let related = self.related.of(at);
        markup! {
            @if !related.is_empty() {
                h4.related { "Related claims" }
                ul.plain.related {
                    @for (relation, other) in &related {
                        @let other = self.claims[*other];
                        li {
                            (badge(other.status)) " "
                            a href=(link(other)) {
                                @match (relation, &other.reviewed.claim.quantity) {
                                    (Relation::Sentence, Some(figure)) => (visible(&figure::written(&figure.surface))),
                                    _ => (words(other.reviewed.claim)),
                                }
                            }
                            " " span.soft { (match relation { Relation::Matter => "same matter", Relation::Sentence => "same sentence" }) }
                        }
                    }
                }
            }
        }
    }
}

fn kind(claim: &Claim) -> String {
    if claim.modality == Modality::Fact { claim.kind.to_string() } else { format!("{}, {}", claim.kind, claim.modality) }
}

/// What stands beside and above a cell.
fn cell_of(cell: &CellPlace) -> String {
    let above = cell.column_headers.join(" › ");
    let beside = cell.row_header.as_deref().into_iter().chain((!above.is_empty()).then_some(above.as_str()));
    let words = beside.map(|words| visible(words).into_owned()).collect::<Vec<_>>().join(" × ");
    if words.is_empty() { format!("row {}, column {}", cell.row + 1, cell.column + 1) } else { words }
}

fn move_of(moved: &Migration) -> String {
    let end = |name: &Option<String>| name.as_deref().map_or("?".to_owned(), |name| visible(name).into_owned());
    format!("{} → {}", end(&moved.from), end(&moved.to))
}

/// Whom the article names for the claim.
fn source(claim: &Claim) -> Markup {
    markup! {
        @if let Some(source) = &claim.attribution {
            div { dt { "According to" } dd { (visible(&source.name)) @if let Some(url) = &source.url { br; (address(url)) } } }
        } @else if claim.quantity.is_some() {
            div { dt { "According to" } dd.missing { (wording::NO_SOURCE) } }
        }
    }
}

/// The review that set the status, with its evidence.
fn judged(audited: &AuditedClaim<'_>) -> Markup {
    markup! {
        @match audited.reviewed.deciding_review() {
            None => {
                p.open { "Nobody has checked this claim." }
                (freshness(audited))
            }
            Some(review) => {
                h4 { "Evidence" }
                div.review {
                    p { (visible(&wording::review(review))) }
                    @if review.evidence.is_empty() { p.soft { "No evidence was recorded." } }
                    @else { ul { @for piece in &review.evidence { li { (evidence(piece)) } } } }
                    (freshness(audited))
                    @for changed in wording::changes_since_review(audited) { p.changed { (visible(&changed)) } }
                }
            }
        }
    }
}

fn freshness(audited: &AuditedClaim<'_>) -> Markup {
    markup! {
        @if let Some(freshness) = wording::freshness(audited) { p class=(if audited.due.is_some() { "changed" } else { "soft" }) { (freshness) } }
    }
}

/// Everything that happened to the claim, oldest first, where that is more than the review that set the status.
fn history(audited: &AuditedClaim<'_>) -> Markup {
    let reviews = audited.reviewed.reviews.iter().map(|review| (review.at.as_str(), Happening::Review(review)));
    let corrections = audited.reviewed.corrections.iter().map(|made| (made.at.as_str(), Happening::Correction(made)));
    let mut happened: Vec<_> = reviews.chain(corrections).collect();
    happened.sort_by_key(|(at, _)| *at);
    let told_above = usize::from(audited.reviewed.deciding_review().is_some());
    markup! {
        @if happened.len() > told_above {
            h4 { "History" }
            ol.plain { @for (_, happening) in &happened { li { (event(happening)) } } }
        }
    }
}

fn event(happening: &Happening<'_>) -> Markup {
    markup! {
        @match happening {
            Happening::Review(review) => {
                (taken_back(&wording::review(review), review.retracted))
            }
            Happening::Correction(made) => {
                (taken_back(&wording::correction(made), made.retracted))
                @for change in &made.changes { br; (stretch(&wording::change(change))) }
            }
        }
    }
}

fn taken_back(said: &str, retracted: bool) -> Markup {
    markup! { @if retracted { s { (visible(said)) } " (taken back)" } @else { (visible(said)) } }
}
