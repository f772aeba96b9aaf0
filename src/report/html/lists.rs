//! The parts of the page around the article: what was not checked, what speaks against claims, forecasts, figures without a source, and
//! how right the machine was.
//!
//! Comes in: the audit. Goes out: sections whose sentences are those of the other formats, and whose claims are linked to their cards.

use maud::{Markup, html as markup};

use super::words::{badge, dotted, facts, link, words};
use crate::report::audit::{Audit, AuditedClaim};
use crate::report::wording;
use crate::review::{Correction, Status};
use crate::text::visible;

/// What was not checked, in sentences.
pub(super) fn not_checked(audit: &Audit<'_>) -> Markup {
    let sentences = wording::not_checked(audit);
    markup! {
        section id="not-checked" aria-labelledby="not-checked-heading" {
            h2 id="not-checked-heading" { "Not checked" }
            div.notice {
                @for (at, sentence) in sentences.iter().enumerate() { p.lead[at == 0] { (visible(sentence)) } }
                p { (wording::without_source(audit)) }
            }
        }
    }
}

/// The claims that deserve a check most and had none.
pub(super) fn first_to_check(audit: &Audit<'_>) -> Markup {
    let open = audit.not_checked();
    markup! {
        @if !open.is_empty() {
            details.fold.wide-open open {
                summary { h2 { "Most worth a check first" } }
                (shortlist(audit, &open, Status::Unverified.as_str()))
            }
        }
    }
}

/// The first claims of a list, each linked to its card, and where the others are.
fn shortlist(audit: &Audit<'_>, claims: &[&AuditedClaim<'_>], mark: &str) -> Markup {
    markup! {
        ol.short {
            @for claim in claims.iter().take(wording::LISTED) {
                li { p { a href=(link(claim)) { (words(claim.reviewed.claim)) } } p.soft { (facts(audit, claim)) } }
            }
        }
        @if let Some(further) = wording::further(claims.len(), mark) { p.soft { (visible(&further)) } }
    }
}

/// Disputed and refuted claims with what was said against them.
pub(super) fn against(audit: &Audit<'_>) -> Markup {
    let claims = audit.with_status(wording::AGAINST);
    markup! {
        section id="against" aria-labelledby="against-heading" {
            h2 id="against-heading" { "Disputed and refuted" }
            @if claims.is_empty() { p { "None." } }
            @else {
                ul.short {
                    @for claim in claims {
                        li {
                            p { (badge(claim.status)) " " a href=(link(claim)) { (words(claim.reviewed.claim)) } }
                            @if let Some(review) = claim.reviewed.deciding_review() { p.soft { (visible(&wording::review(review))) } }
                        }
                    }
                }
            }
        }
    }
}

/// Reviews that are past their shelf life, and forecasts whose time has come.
pub(super) fn due(audit: &Audit<'_>) -> Markup {
    let due = audit.due();
    markup! {
        section id="due" aria-labelledby="due-heading" {
            h2 id="due-heading" { "Due" }
            p { (visible(&wording::due(audit))) }
            @if !due.is_empty() {
                ul.short {
                    @for claim in due {
                        li {
                            p { (badge(claim.status)) " " a href=(link(claim)) { (words(claim.reviewed.claim)) } }
                            p.soft {
                                @if let Some(due) = claim.due { span { "since " (due.since()) } " · " }
                                (dotted(&wording::due_facts_of(claim)))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Forecasts by the time at which they can be judged.
pub(super) fn forecasts(audit: &Audit<'_>) -> Markup {
    let forecasts = audit.forecasts();
    markup! {
        section id="forecasts" aria-labelledby="forecasts-heading" {
            h2 id="forecasts-heading" { "Forecasts" }
            @if forecasts.is_empty() { p { "None." } } @else {
                div.wide {
                    table {
                        caption { "By the time at which they can be judged" }
                        thead { tr { th scope="col" { "Due" } th scope="col" { "Forecast" } th scope="col" { "Status" } } }
                        tbody {
                            @for claim in forecasts {
                                tr {
                                    th scope="row" { (visible(claim.reviewed.claim.due.as_deref().unwrap_or("no due date"))) }
                                    td { a href=(link(claim)) { (words(claim.reviewed.claim)) } }
                                    td { (badge(claim.status)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Figures for which the article names no source.
pub(super) fn without_source(audit: &Audit<'_>) -> Markup {
    let claims = audit.without_source();
    markup! {
        section id="without-source" aria-labelledby="without-source-heading" {
            h2 id="without-source-heading" { "Figures without a source" }
            p { (wording::without_source(audit)) }
            @if !claims.is_empty() {
                details.fold open { summary { "The first of them" } (shortlist(audit, &claims, wording::NO_SOURCE)) }
            }
        }
    }
}

/// How right the machine's reading was, and what people corrected.
pub(super) fn extraction(audit: &Audit<'_>) -> Markup {
    let edits = audit.edits();
    markup! {
        section id="extraction" aria-labelledby="extraction-heading" {
            h2 id="extraction-heading" { "Extraction" }
            p { (visible(&wording::extraction(audit))) }
            @if !audit.rejected.is_empty() || !edits.is_empty() {
                ul.short {
                    @for rejected in &audit.rejected {
                        li {
                            p { s { (visible(&rejected.claim.text)) } }
                            @for made in rejected.standing_corrections() { (correction(made)) }
                        }
                    }
                    @for (claim, edit) in edits {
                        li { p { a href=(link(claim)) { (words(claim.reviewed.claim)) } } (correction(edit)) }
                    }
                }
            }
        }
    }
}

fn correction(made: &Correction) -> Markup {
    markup! {
        p.soft { (visible(&wording::correction(made))) }
        @for change in &made.changes { p.soft { (visible(&wording::change(change))) } }
    }
}
