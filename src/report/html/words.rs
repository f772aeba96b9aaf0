//! Small pieces of markup that every part of the page uses: words from outside, badges, links to claims.
//!
//! Comes in: words of articles and reviewers. Goes out: markup in which they are text: steering characters are written out, then markup is
//! escaped by the template engine. Only plain web addresses become links.

use std::borrow::Cow;

use maud::{Markup, html as markup};

use crate::claim::Claim;
use crate::report::audit::{Audit, AuditedClaim};
use crate::report::wording;
use crate::review::{Evidence, Status};
use crate::text::{is_steering, visible};

/// A stretch of a longer text, white space at its ends kept: it parts the stretch from its neighbours.
pub(super) fn stretch(text: &str) -> Cow<'_, str> {
    if !text.contains(is_steering) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => shown.push(' '),
            c if is_steering(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// A claim's wording, its figure in bold.
pub(super) fn words(claim: &Claim) -> Markup {
    markup! {
        @match wording::figure(claim) {
            Some(figure) => {
                (stretch(&claim.text[..figure.start])) b { (visible(&claim.text[figure.clone()])) }
                (stretch(&claim.text[figure.end..]))
            }
            None => (visible(&claim.text)),
        }
    }
}

/// Facts in a row, a dot between them.
pub(super) fn dotted(facts: &[String]) -> Markup {
    markup! {
        @for (at, fact) in facts.iter().enumerate() {
            @if at > 0 { " · " }
            span { (visible(fact)) }
        }
    }
}

/// A status as a coloured word.
pub(super) fn badge(status: Status) -> Markup {
    markup! { span.badge.(status.as_str()) { (status) } }
}

/// The short facts under a claim that is listed apart from its card, with a link to it.
pub(super) fn facts(audit: &Audit<'_>, claim: &AuditedClaim<'_>) -> Markup {
    markup! { (dotted(&wording::facts_of(claim))) " · " a href=(link(claim)) { (visible(&wording::place(audit, claim))) } }
}

/// A piece of evidence: what it does, its quotation, where it is.
pub(super) fn evidence(piece: &Evidence) -> Markup {
    markup! {
        (visible(&wording::evidence(piece)))
        @for place in wording::evidence_places(piece) { br; (address(&place)) }
    }
}

/// An address or path: a link where it is a plain web address.
pub(super) fn address(place: &str) -> Markup {
    markup! {
        @if is_linkable(place) { a href=(place) target="_blank" rel="noopener noreferrer nofollow" { (visible(place)) } }
        @else { (visible(place)) }
    }
}

/// Nothing is linked that could run, or that reads other than it leads.
fn is_linkable(place: &str) -> bool {
    wording::is_web_address(place) && matches!(visible(place), Cow::Borrowed(_)) && !place.contains(char::is_whitespace)
}

/// The name of a claim's card in the page.
pub(super) fn anchor(claim: &AuditedClaim<'_>) -> String {
    format!("claim-{}", claim.id())
}

/// A link to a claim's card.
pub(super) fn link(claim: &AuditedClaim<'_>) -> String {
    format!("#claim-{}", claim.id())
}
