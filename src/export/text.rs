//! Claims for a terminal: a list with wording, figure and place, under the headings of the article.
//!
//! Comes in: the claims of one document and its text. Goes out: lines that fit the terminal and do not steer it. Statuses are
//! deliberately not shown: the list is of claims as read, before anybody judged them.

use anstyle::{AnsiColor, Effects, Style};

use super::explanation::Explanation;
use super::figure;
use super::layout::{Page, TextStyle};
use super::record::DocumentRef;
use crate::claim::{Claim, Explained, Modality};
use crate::text::LineIndex;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
const KIND: Style = AnsiColor::Cyan.on_default();

/// Where the claims' words begin beside their kind.
const CLAIM_COLUMN: usize = 13;

/// The list of `claims`, some or all of those that stand in `document`, whose text is `text`; with the reasons for each where they are `explained`.
pub fn list(document: &DocumentRef, text: &str, claims: &[Explained], style: TextStyle, explained: bool) -> String {
    let mut page = Page::new(style);
    let lines = LineIndex::new(text);
    page.paragraph(0, BOLD, document.title.as_deref().unwrap_or(&document.source));
    for run in claims.chunk_by(|a, b| a.claim.section == b.claim.section) {
        let section = match &*run[0].claim.section {
            [title, rest @ ..] if Some(title) == document.title.as_ref() => rest,
            all => all,
        };
        page.gap();
        if !section.is_empty() {
            page.paragraph(2, BOLD, &section.join(" › "));
        }
        for entry in run {
            let claim = &entry.claim;
            page.item(2, (claim.kind.as_str(), KIND), CLAIM_COLUMN, &claim.text, None);
            page.paragraph(CLAIM_COLUMN, DIM, &facts(document, &lines, claim).join(" · "));
            let reasons = if explained { Explanation::new(entry).lines() } else { Vec::new() };
            reasons.iter().for_each(|line| page.paragraph(CLAIM_COLUMN, DIM, line));
        }
    }
    page.finish()
}

/// The figure as written and as read, what limits the claim, and where it stands.
fn facts(document: &DocumentRef, lines: &LineIndex, claim: &Claim) -> Vec<String> {
    let quantity = claim.quantity.as_ref();
    let place = quantity.map_or(claim.quote.span.start, |figure| figure.span.start);
    let facts = [
        quantity.map(figure::written_and_read),
        (claim.modality != Modality::Fact).then(|| claim.modality.to_string()),
        claim.time.as_ref().map(ToString::to_string),
        claim.due.as_ref().map(|due| format!("due {due}")),
        claim.attribution.as_ref().map(|source| format!("according to {}", source.name)),
        Some(format!("{}:{}", document.source, lines.line(place))),
    ];
    facts.into_iter().flatten().collect()
}
