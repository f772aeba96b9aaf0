//! The audit as one self-contained HTML page that can be forwarded: the article with its claims marked, and beside it what is known of each.
//!
//! Comes in: an [`Audit`] and its articles as blocks. Goes out: a page that needs nothing but itself. Its content security policy allows its own
//! style sheet and script and nothing else; without the script everything is there, unfolded. Words of articles and reviewers are escaped
//! twice over: steering characters are written out, then markup is.

mod article;
mod card;
mod chart;
mod filters;
mod lists;
mod marks;
mod policy;
mod related;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::audit::{Audit, AuditedClaim, DocumentAudit};
use super::json::GENERATED_BY;
use super::wording;
use crate::document::Document;
use crate::review::Status;
use crate::text::visible;
use article::Article;
use card::Cards;
use marks::Marks;
use related::Related;
use words::{dotted, link};

/// A document of the page: its audit, its text, where its claims stand.
struct Told<'a> {
    audited: &'a DocumentAudit<'a>,
    /// Its text as blocks; `None` where the caller has none.
    document: Option<&'a Document>,
    marks: Marks,
    /// How many claims stand before its first one in the page.
    before: usize,
}

/// `audit` as an HTML page. `articles` are its documents' texts as [`crate::document::read`] gives them, in the order of the audit; a document
/// without one is shown by its claims alone.
pub fn html(audit: &Audit<'_>, articles: &[Document]) -> String {
    let mut before = 0;
    let documents = audit.documents.iter().enumerate().map(|(at, audited)| {
        let document = articles.get(at);
        let claims = audited.claims.iter().map(|claim| claim.reviewed.claim);
        let marks = document.map(|document| Marks::new(document, claims)).unwrap_or_default();
        let told = Told { audited, document, marks, before };
        before += audited.claims.len();
        told
    });
    let mut page = page(audit, &documents.collect::<Vec<_>>()).into_string();
    page.push('\n');
    page
}

fn page(audit: &Audit<'_>, documents: &[Told<'_>]) -> Markup {
    let title = wording::title(audit);
    markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy::policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(GENERATED_BY);
                title { (visible(&title)) }
                style { (PreEscaped(policy::STYLE)) }
            }
            body {
                a.skip href="#article" { "Skip to the article" }
                header { h1 { (visible(&title)) } (origins(audit)) (contents(audit)) }
                main {
                    div.first {
                        div { (lists::not_checked(audit)) (lists::against(audit)) (lists::due(audit)) (lists::first_to_check(audit)) }
                        section id="counts" aria-labelledby="counts-heading" {
                            h2 id="counts-heading" { "Counts" }
                            (chart::charts(audit))
                            p.soft { (wording::RECOUNTED) }
                        }
                    }
                    (desk(audit, documents))
                    div.last {
                        (lists::forecasts(audit))
                        (lists::without_source(audit))
                        (lists::extraction(audit))
                    }
                }
                footer { p { (visible(&wording::foot(audit, GENERATED_BY))) } }
                (meanings())
                script { (PreEscaped(policy::SCRIPT)) }
            }
        }
    }
}

fn origins(audit: &Audit<'_>) -> Markup {
    markup! {
        @for (at, document) in audit.documents.iter().enumerate() {
            p.soft {
                @if audit.documents.len() > 1 {
                    a href={ "#document-" (at + 1) } { strong { (visible(wording::name(&document.document))) } } br;
                }
                (dotted(&wording::origin(&document.document)))
            }
        }
    }
}

fn contents(audit: &Audit<'_>) -> Markup {
    let against = audit.with_status(wording::AGAINST).len();
    markup! {
        nav aria-label="Contents" {
            ul {
                li { a href="#not-checked" { "Not checked (" (audit.not_checked().len()) ")" } }
                li { a href="#against" { "Disputed and refuted (" (against) ")" } }
                li { a href="#due" { "Due (" (audit.due().len()) ")" } }
                li { a href="#article" { "The text with its claims (" (audit.claims().count()) ")" } }
                li { a href="#forecasts" { "Forecasts (" (audit.forecasts().len()) ")" } }
                li { a href="#without-source" { "Figures without a source (" (audit.without_source().len()) ")" } }
                li { a href="#extraction" { "Extraction" } }
            }
        }
    }
}

/// The text and beside it the panel with the claims.
fn desk(audit: &Audit<'_>, documents: &[Told<'_>]) -> Markup {
    let claims: Vec<&AuditedClaim<'_>> = audit.claims().collect();
    let related = Related::new(&claims);
    let cards = Cards { audit, claims: &claims, related: &related };
    markup! {
        section.desk id="article" aria-labelledby="article-heading" tabindex="-1" {
            h2 id="article-heading" { "The text with its claims" }
            p.soft.how {
                "Marked words lead to their claim. "
                span id="keys" hidden { "Keys: ← → from mark to mark, Enter for the claim, ↑ ↓ from claim to claim, Esc back to the text." }
            }
            (filters::filters(audit))
            div.articles {
                @for (at, told) in documents.iter().enumerate() { (told.markup((documents.len() > 1).then_some(at + 1))) }
             }
            aside.panel id="panel" aria-labelledby="panel-heading" {
                h3.heard id="panel-heading" { "Claims" }
                (filters::walk(audit))
                @for told in documents {
                    @for at in 0..told.audited.claims.len() {
                        (cards.card(told.audited, told.before + at, told.is_placed(at)))
                    }
                }
                p id="nothing" hidden { "No claim fits." }
            }
        }
    }
}

impl Told<'_> {
    /// The article; `number` where there are several.
    fn markup(&self, number: Option<usize>) -> Markup {
        let claims = &self.audited.claims;
        markup! {
            article id=[number.map(|number| format!("document-{number}"))] {
                @if number.is_some() { h3.document { (visible(wording::name(&self.audited.document))) } }
                @match self.document {
                    None => p.soft { "The text is not at hand; the claims stand in the list." },
                    Some(document) => {
                        (chart::along(claims, &self.marks.along, self.marks.length))
                        (Article { document, claims, marks: &self.marks, number: self.before + 1 }.markup())
                    }
                }
                @if self.document.is_some() && !self.marks.unplaced.is_empty() {
                    p.soft {
                        "Not found in the text as it is read: claims "
                        @for (at, claim) in self.marks.unplaced.iter().enumerate() {
                            @if at > 0 { ", " }
                            a href=(link(&claims[*claim])) { (self.before + claim + 1) }
                        }
                        "."
                    }
                }
            }
        }
    }

    fn is_placed(&self, at: usize) -> bool {
        self.document.is_some() && self.marks.unplaced.binary_search(&at).is_err()
    }
}

/// What a screen reader says of marked words.
fn meanings() -> Markup {
    markup! {
        div hidden { @for status in Status::ALL { span id={ "is-" (status) } { "claim, " (status) } } }
    }
}
