//! The audit as one self-contained HTML page: no script, nothing loaded, readable on a phone, in the dark and on paper.
//!
//! Comes in: an [`Audit`]. Goes out: a page whose content security policy forbids everything but its own style sheet. Words of articles
//! and reviewers are escaped twice over: steering characters are written out, then markup is.

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::audit::{Audit, AuditedClaim, DocumentAudit};
use super::json::GENERATED_BY;
use super::wording;
use crate::claim::Claim;
use crate::review::{Correction, Evidence, Review, Status};
use crate::text::visible;

/// Nothing is loaded, run, framed or sent; the page's own style sheet is the only exception.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("report.css");

/// `audit` as an HTML page.
pub fn html(audit: &Audit<'_>) -> String {
    let title = wording::title(audit);
    let page = markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(GENERATED_BY);
                title { (visible(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#report" { "Skip to the report" }
                header { h1 { (visible(&title)) } (origins(audit)) }
                (contents(audit))
                main id="report" { (sections(audit)) }
                footer { p { (visible(&wording::foot(audit, GENERATED_BY))) } }
            }
        }
    };
    let mut page = page.into_string();
    page.push('\n');
    page
}

fn origins(audit: &Audit<'_>) -> Markup {
    markup! {
        @for document in &audit.documents {
            p.origin {
                @if audit.documents.len() > 1 { strong { (visible(wording::name(&document.document))) } br; }
                (dotted(&wording::origin(&document.document)))
            }
        }
    }
}

/// Facts in a row, a dot between them.
fn dotted(facts: &[String]) -> Markup {
    markup! {
        @for (at, fact) in facts.iter().enumerate() {
            @if at > 0 { " · " }
            span { (visible(fact)) }
        }
    }
}

fn contents(audit: &Audit<'_>) -> Markup {
    let against = audit.with_status(wording::AGAINST).len();
    markup! {
        nav aria-label="Contents" {
            ul {
                li { a href="#not-checked" { "Not checked (" (audit.not_checked().len()) ")" } }
                li { a href="#counts" { "Counts" } }
                li { a href="#extraction" { "Extraction" } }
                li { a href="#against" { "Disputed and refuted (" (against) ")" } }
                li { a href="#forecasts" { "Forecasts (" (audit.forecasts().len()) ")" } }
                li { a href="#without-source" { "Figures without a source (" (audit.without_source().len()) ")" } }
                li { a href="#claims" { "All claims (" (audit.claims().count()) ")" } }
            }
        }
    }
}

fn sections(audit: &Audit<'_>) -> Markup {
    markup! {
        section id="not-checked" { (not_checked(audit)) }
        section id="counts" { (counts(audit)) }
        section id="extraction" { (extraction(audit)) }
        section id="against" { (against(audit)) }
        section id="forecasts" { (forecasts(audit)) }
        section id="without-source" { (without_source(audit)) }
        section id="claims" {
            h2 { "All claims" }
            @for document in &audit.documents { (all_claims(audit, document)) }
        }
    }
}

fn not_checked(audit: &Audit<'_>) -> Markup {
    let sentences = wording::not_checked(audit);
    let open = audit.not_checked();
    markup! {
        h2 { "Not checked" }
        div.notice {
            @for (at, sentence) in sentences.iter().enumerate() {
                p.lead[at == 0] { (visible(sentence)) }
            }
        }
        @if !open.is_empty() {
            h3 { "Most worth a check first" }
            (shortlist(audit, &open, Status::Unverified.as_str()))
        }
    }
}

/// The first claims of a list, each linked to its place in the list of all, and where the others are.
fn shortlist(audit: &Audit<'_>, claims: &[&AuditedClaim<'_>], mark: &str) -> Markup {
    markup! {
        ul.short {
            @for claim in claims.iter().take(wording::LISTED) {
                li {
                    p { (words(claim.reviewed.claim)) }
                    p.facts { (facts(audit, claim, true)) }
                }
            }
        }
        @if let Some(further) = wording::further(claims.len(), mark) { p { (visible(&further)) } }
    }
}

fn counts(audit: &Audit<'_>) -> Markup {
    let all = audit.claims().count();
    let (statuses, kinds) = (audit.statuses(), audit.kinds_found());
    markup! {
        h2 { "Counts" }
        div.tallies {
            (tally("Claims by status", "Status", statuses.iter().map(|(status, n)| (badge(*status), *n)), all))
            (tally("Claims by kind", "Kind", kinds.iter().map(|(kind, n)| (markup! { (kind) }, *n)), all))
        }
        p.facts { (wording::RECOUNTED) }
    }
}

fn tally(caption: &str, head: &str, counts: impl Iterator<Item = (Markup, usize)>, all: usize) -> Markup {
    markup! {
        table {
            caption { (caption) }
            thead { tr { th scope="col" { (head) } th.number scope="col" { "Claims" } th.number scope="col" { "Share" } } }
            tbody {
                @for (word, count) in counts {
                    tr { th scope="row" { (word) } td.number { (count) } td.number { (wording::percent(count, all)) } }
                }
            }
        }
    }
}

fn extraction(audit: &Audit<'_>) -> Markup {
    markup! {
        h2 { "Extraction" }
        p { (visible(&wording::extraction(audit))) }
        @let edits = audit.edits();
        @if !audit.rejected.is_empty() || !edits.is_empty() {
            ul.short {
                @for rejected in &audit.rejected {
                    li {
                        s { (visible(&rejected.claim.text)) }
                        @for made in rejected.standing_corrections() { (correction(made)) }
                    }
                }
                @for (claim, edit) in edits {
                    li { p { (words(claim.reviewed.claim)) } p.facts { (facts(audit, claim, true)) } (correction(edit)) }
                }
            }
        }
    }
}

fn correction(made: &Correction) -> Markup {
    markup! {
        p.facts { (visible(&wording::correction(made))) }
        @for change in &made.changes { p.facts { (visible(&wording::change(change))) } }
    }
}

fn against(audit: &Audit<'_>) -> Markup {
    let claims = audit.with_status(wording::AGAINST);
    markup! {
        h2 { "Disputed and refuted" }
        @if claims.is_empty() { p { "None." } }
        @for claim in claims {
            article.claim.(claim.status.as_str()) { (claim_body(audit, claim, true)) }
        }
    }
}

fn forecasts(audit: &Audit<'_>) -> Markup {
    let forecasts = audit.forecasts();
    markup! {
        h2 { "Forecasts" }
        @if forecasts.is_empty() { p { "None." } } @else {
            div.wide {
                table {
                    caption { "By the time at which they can be judged" }
                    thead { tr { th scope="col" { "Due" } th scope="col" { "Forecast" } th scope="col" { "Status" } } }
                    tbody {
                        @for claim in forecasts {
                            tr {
                                th scope="row" { (visible(claim.reviewed.claim.due.as_deref().unwrap_or("no due date"))) }
                                td { (words(claim.reviewed.claim)) p.facts { (facts(audit, claim, true)) } }
                                td { (badge(claim.status)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn without_source(audit: &Audit<'_>) -> Markup {
    let claims = audit.without_source();
    markup! {
        h2 { "Figures without a source" }
        p { (wording::without_source(audit)) }
        @if !claims.is_empty() { (shortlist(audit, &claims, wording::NO_SOURCE)) }
    }
}

fn all_claims(audit: &Audit<'_>, document: &DocumentAudit<'_>) -> Markup {
    markup! {
        @let several = audit.documents.len() > 1;
        @if several { h3.document { (visible(wording::name(&document.document))) } }
        @for (section, claims) in document.sections() {
            @let heading = wording::section(&document.document, section);
            @if several { h4.section { (visible(&heading)) } } @else { h3.section { (visible(&heading)) } }
            @for claim in claims {
                article.claim.(claim.status.as_str()) id=(anchor(claim)) { (claim_body(audit, claim, false)) }
            }
        }
    }
}

/// A claim's wording, its figure in bold.
fn words(claim: &Claim) -> Markup {
    // White space at the seams is not folded away: it parts the figure from its neighbours.
    let part = |part: &str| part.split(' ').map(|word| visible(word).into_owned()).collect::<Vec<_>>().join(" ");
    markup! {
        @match wording::figure(claim) {
            Some(figure) => {
                (part(&claim.text[..figure.start])) b { (visible(&claim.text[figure.clone()])) } (part(&claim.text[figure.end..]))
            }
            None => (visible(&claim.text)),
        }
    }
}

/// The short facts under a claim; its place leads to it in the list of all claims where it does not stand there.
fn facts(audit: &Audit<'_>, claim: &AuditedClaim<'_>, linked: bool) -> Markup {
    let place = wording::place(audit, claim);
    markup! {
        (dotted(&wording::facts_of(claim))) " · "
        @if linked { a href=(link(claim)) { (visible(&place)) } } @else { span { (visible(&place)) } }
        " · " code { (visible(&claim.id().0)) }
    }
}

/// What stands in a claim's box: wording, status, facts, its quote where that says more, reviews with evidence. `linked` where the
/// box stands above the list of all claims.
fn claim_body(audit: &Audit<'_>, claim: &AuditedClaim<'_>, linked: bool) -> Markup {
    let stated = claim.reviewed.claim;
    markup! {
        p.text { (badge(claim.status)) " " (words(stated)) }
        @if wording::quote_says_more(stated) { blockquote { p { "“" (visible(&stated.quote.words)) "”" } } }
        p.facts { (facts(audit, claim, linked)) }
        @for made in claim.reviewed.reviews.iter().filter(|review| !review.retracted) { (review(made)) }
        @for changed in wording::changes_since_review(claim) { p.facts { (visible(&changed)) } }
    }
}

fn review(made: &Review) -> Markup {
    markup! {
        div.review {
            p { (visible(&wording::review(made))) }
            @if !made.evidence.is_empty() { ul { @for piece in &made.evidence { li { (evidence(piece)) } } } }
        }
    }
}

fn evidence(piece: &Evidence) -> Markup {
    markup! {
        (visible(&wording::evidence(piece)))
        @for place in wording::evidence_places(piece) {
            br;
            @if is_linkable(&place) { a href=(place) rel="noopener noreferrer nofollow" { (visible(&place)) } }
            @else { (visible(&place)) }
        }
    }
}

/// Only plain web addresses are linked: nothing that could run, nothing that reads other than it leads.
fn is_linkable(place: &str) -> bool {
    wording::is_web_address(place) && matches!(visible(place), Cow::Borrowed(_)) && !place.contains(char::is_whitespace)
}

fn badge(status: Status) -> Markup {
    markup! { span.badge.(status.as_str()) { (status) } }
}

fn anchor(claim: &AuditedClaim<'_>) -> String {
    format!("claim-{}", claim.id())
}

fn link(claim: &AuditedClaim<'_>) -> String {
    format!("#claim-{}", claim.id())
}
