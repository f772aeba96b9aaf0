//! Small charts, drawn as inline SVG by whole numbers: shares, bars, and where in an article its claims stand.
//!
//! Comes in: counts and places. Goes out: markup whose every colour is a class of the style sheet. Each chart stands beside the numbers
//! that it draws, so that nothing is said by a picture alone.

use maud::{Markup, html as markup};

use crate::report::audit::{Audit, AuditedClaim};
use crate::report::wording;
use crate::text::visible;

use super::words::{badge, link};

/// How many sources the chart names; the others are one bar.
const SOURCES: usize = 8;
/// Width of the drawings, in their own units.
const WIDTH: usize = 1000;

/// A row of a bar chart.
struct Bar {
    label: Markup,
    class: &'static str,
    count: usize,
}

/// How many claims have each status, are of each kind, name which source.
pub(super) fn charts(audit: &Audit<'_>) -> Markup {
    let all = audit.claims().count();
    let statuses = audit.statuses();
    let kinds = audit.kinds_found().into_iter().map(|(kind, count)| Bar { label: markup! { (kind) }, class: "plain", count });
    let found = statuses.iter().filter(|(_, count)| *count > 0);
    let by_status = found.map(|(status, count)| Bar { label: badge(*status), class: status.as_str(), count: *count }).collect();
    markup! {
        (share(&statuses.iter().map(|(status, count)| (status.as_str(), *count)).collect::<Vec<_>>(), all))
        div.charts {
            (bars("Status", by_status, all))
            (bars("Kind", kinds.collect(), all))
            (bars("Source that the text names", sources(audit), all))
        }
    }
}

/// One bar of parts side by side.
fn share(parts: &[(&'static str, usize)], all: usize) -> Markup {
    let mut from = 0;
    let mut drawn = Vec::new();
    for (class, count) in parts {
        let to = from + count;
        drawn.push((*class, scaled(from, all), scaled(to, all)));
        from = to;
    }
    markup! {
        svg.share viewBox={ "0 0 " (WIDTH) " 10" } preserveAspectRatio="none" aria-hidden="true" {
            @for (class, from, to) in drawn { @if to > from { rect.(class) x=(from) width=(to - from) height="10" {} } }
        }
    }
}

fn bars(caption: &str, rows: Vec<Bar>, all: usize) -> Markup {
    let most = rows.iter().map(|row| row.count).max().unwrap_or(0);
    markup! {
        table.bars {
            caption { (caption) }
            thead.heard { tr { th scope="col" { (caption) } th scope="col" { "Claims" } th scope="col" { "Share" } } }
            tbody {
                @for row in rows {
                    tr {
                        th scope="row" { (row.label) }
                        td.number { (row.count) }
                        td {
                            svg.bar viewBox={ "0 0 " (WIDTH) " 10" } preserveAspectRatio="none" aria-hidden="true" {
                                rect.(row.class) width=(scaled(row.count, most)) height="10" {}
                            }
                            span.heard { (wording::percent(row.count, all)) }
                        }
                    }
                }
            }
        }
    }
}

/// The sources that the text names, by how often; the rest and the figures without one at the end.
fn sources(audit: &Audit<'_>) -> Vec<Bar> {
    let named = named_sources(audit);
    let bar = |(name, count): &(&str, usize)| Bar { label: markup! { (visible(name)) }, class: "plain", count: *count };
    let mut rows: Vec<Bar> = named.iter().take(SOURCES).map(bar).collect();
    let others: usize = named.iter().skip(SOURCES).map(|(_, count)| count).sum();
    if others > 0 {
        rows.push(Bar { label: markup! { (wording::count(named.len() - SOURCES, "other")) }, class: "plain", count: others });
    }
    let none = audit.without_source().len();
    if none > 0 {
        rows.push(Bar { label: markup! { em { (wording::NO_SOURCE) } }, class: "missing", count: none });
    }
    rows
}

/// The sources that the text names with the number of claims that name each, most first, then by name.
pub(super) fn named_sources<'c>(audit: &Audit<'c>) -> Vec<(&'c str, usize)> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for source in audit.claims().filter_map(|claim| claim.reviewed.claim.attribution.as_ref()) {
        *counts.entry(source.name.as_str()).or_default() += 1;
    }
    let mut named: Vec<_> = counts.into_iter().collect();
    named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    named
}

/// The claims of an article along its text: a stroke for each, in the colour of its status.
pub(super) fn along(claims: &[AuditedClaim<'_>], places: &[(usize, usize)], length: usize) -> Markup {
    markup! {
        @if !places.is_empty() {
            p.small.along-label aria-hidden="true" { "Claims from the beginning of the text to its end" }
            svg.along viewBox={ "0 0 " (WIDTH) " 24" } preserveAspectRatio="none" aria-hidden="true" {
                @for (at, before) in places {
                    @let claim = &claims[*at];
                    a href=(link(claim)) tabindex="-1" data-claim=(claim.id()) {
                        rect.(claim.status.as_str()) x=(scaled(*before, length).min(WIDTH - 3)) width="3" height="24" {
                            title { (claim.status) ": " (visible(&claim.reviewed.claim.text)) }
                        }
                    }
                }
            }
        }
    }
}

/// `part` of `whole` in units of the drawing.
fn scaled(part: usize, whole: usize) -> usize {
    (part * WIDTH + whole / 2).checked_div(whole).unwrap_or(0)
}
