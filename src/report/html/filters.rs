//! The controls: search and filters above the article, and at the head of the panel going from claim to claim.
//!
//! Comes in: what kinds, statuses and sources occur. Goes out: controls that are hidden until the script that serves them runs.

use maud::{Markup, html as markup};

use super::chart::named_sources;
use crate::report::audit::Audit;
use crate::report::wording;
use crate::text::visible;

/// How many sources can be chosen from.
const SOURCES: usize = 200;

/// The controls.
pub(super) fn filters(audit: &Audit<'_>) -> Markup {
    markup! {
        div.filters id="filters" role="search" aria-label="Claims" hidden {
            input id="query" type="search" placeholder="Search claims" aria-label="Search claims" autocomplete="off" spellcheck="false";
            fieldset.chips {
                legend.heard { "Only claims with the status" }
                @for (status, count) in audit.statuses().into_iter().filter(|(_, count)| *count > 0) {
                    label.chip.(status.as_str()) { input type="checkbox" value=(status); " " (status) " " span.count { (count) } }
                }
            }
            (choices(audit))
        }
    }
}

/// The head of the panel: how many claims there are, and going from one to the next.
pub(super) fn walk(audit: &Audit<'_>) -> Markup {
    markup! {
        div.walk id="walk" hidden {
            button id="previous" type="button" aria-label="Previous claim" { "‹" }
            output id="found" aria-live="polite" { (wording::count(audit.claims().count(), "claim")) }
            button id="next" type="button" aria-label="Next claim" { "›" }
            button id="reset" type="button" hidden { "Show all" }
            button id="close" type="button" { "Close" }
        }
    }
}

fn choices(audit: &Audit<'_>) -> Markup {
    let none = audit.without_source().len();
    let (forecasts, due) = (audit.forecasts().len(), audit.due().len());
    markup! {
        select id="kind" aria-label="Kind" {
            option value="" { "Any kind" }
            @for (kind, count) in audit.kinds_found() { option value=(kind) { (kind) " (" (count) ")" } }
            @if forecasts > 0 { option value="forecast" { "forecast (" (forecasts) ")" } }
            @if due > 0 { option value="due" { "due (" (due) ")" } }
        }
        select id="source" aria-label="Source that the text names" {
            option value="" { "Any source" }
            @if none > 0 { option value="unsourced" { (wording::NO_SOURCE) " (" (none) ")" } }
            @for (name, count) in named_sources(audit).into_iter().take(SOURCES) {
                option value={ "=" (visible(name)) } { (visible(name)) " (" (count) ")" }
            }
        }
    }
}
