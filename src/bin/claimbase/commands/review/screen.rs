//! What the reviewer sees: the claim in its surroundings, what the machine made of it, and the keys.

use anstyle::{AnsiColor, Effects, Style};
use claimbase::export::figure;
use claimbase::export::layout::{Page, TextStyle};
use claimbase::report::Passage;
use claimbase::review::Review;
use claimbase::store::StoredClaim;
use claimbase::text::LineIndex;

use crate::terminal::escape;

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
const FIGURE: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);

/// The keys, in one line.
const KEYS: &str = "v verified · c needs context · d disputed · r refuted · u unverifiable · x no claim · e edit · s skip · b back · ? help · q quit";

/// What is said first.
pub fn welcome(reviewer: &str) -> String {
    format!("reviewing as {}", escape(reviewer))
}

/// What each key does.
const HELP: [(&str, &str); 10] = [
    ("v", "verified: evidence supports it. Asks for an address or a file, then for words quoted from it or a note."),
    ("c", "needs context: it is right, but something changes its meaning. Asks for the same."),
    (
        "d",
        "disputed: there is credible evidence against it. Asks for evidence, a quote and a note; one of the last two is needed.",
    ),
    ("r", "refuted: it is shown false. Asks for the same."),
    ("u", "unverifiable: you looked, and it cannot be settled. Asks for a note."),
    ("x", "no claim: the machine took something for a claim that is none. Asks for a note."),
    ("e", "edit: correct what the machine read, one field=value at a time."),
    ("s", "skip: leave it open. It comes again in the next sitting."),
    ("b", "back: go to the claim before and take back what you recorded there."),
    ("q", "quit: everything recorded is stored already."),
];

/// What the keys do, a line or two each.
pub fn help(style: TextStyle) -> String {
    let mut page = Page::new(style);
    for (key, meaning) in HELP {
        page.item(0, (key, BOLD), 3, meaning, None);
    }
    page.paragraph(0, PLAIN, "A single dot as an answer takes the key back.");
    page.finish().trim_end().to_owned()
}

/// The claim with what stands around it in its article, whose text is `text`.
pub fn claim(stored: &StoredClaim, text: &str, passage: &Passage, progress: &str, style: TextStyle) -> String {
    let mut page = Page::new(style);
    let claim = &stored.claim;
    let place = claim.quantity.as_ref().map_or(claim.quote.span.start, |figure| figure.span.start);
    let line = LineIndex::new(text).line(place);
    page.paragraph(0, BOLD, &format!("{progress} · {} · {}:{line}", claim.id, stored.document.source));
    match &*claim.section {
        [] => {}
        [title] if Some(title) == stored.document.title.as_ref() => {}
        [title, rest @ ..] if Some(title) == stored.document.title.as_ref() => page.paragraph(0, DIM, &rest.join(" › ")),
        all => page.paragraph(0, DIM, &all.join(" › ")),
    }
    page.gap();
    surroundings(&mut page, passage);
    page.gap();
    page.item(0, ("claim", DIM), COLUMN, &claim.text, Some(0..claim.text.len()));
    for (label, value) in facts(stored) {
        page.item(0, (label, DIM), COLUMN, &value, None);
    }
    page.gap();
    page.paragraph(0, DIM, KEYS);
    page.finish()
}

/// Where values begin beside their labels.
const COLUMN: usize = 13;

fn surroundings(page: &mut Page, passage: &Passage) {
    if let Some(before) = &passage.before {
        page.paragraph(2, DIM, before);
    }
    match &passage.figure {
        Some(figure) => page.marked(2, &passage.words, figure.clone(), FIGURE),
        None => page.paragraph(2, PLAIN, &passage.words),
    }
    if let Some(after) = &passage.after {
        page.paragraph(2, DIM, after);
    }
}

/// What somebody found before.
fn judged(review: &Review) -> String {
    let note = review.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
    format!("{} by {}, {}{note}", review.status, review.by, review.at.get(..10).unwrap_or(&review.at))
}

/// What the machine read, field by field.
fn facts(stored: &StoredClaim) -> Vec<(&'static str, String)> {
    let claim = &stored.claim;
    let figure = claim.quantity.as_ref();
    let migration = claim.migration.as_ref().map(|migration| {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "?".to_owned());
        format!("{} → {}", side(&migration.from), side(&migration.to))
    });
    let said = |words: Option<&str>| words.map(str::to_owned);
    let facts = [
        ("kind", Some(format!("{}, {}", claim.kind, claim.modality))),
        ("figure", figure.map(figure::written_and_read)),
        ("subject", said(claim.subject.as_deref())),
        ("metric", said(claim.metric.as_deref())),
        ("migration", migration),
        ("against", said(claim.basis.as_deref())),
        ("compared to", said(claim.compared_to.as_deref())),
        ("scope", said(claim.scope.as_deref())),
        ("time", said(claim.time.as_deref())),
        ("due", said(claim.due.as_deref())),
        ("stands", stored.reviews.iter().rev().find(|review| !review.retracted).map(judged)),
        ("source", Some(claim.attribution.as_ref().map_or("none named".to_owned(), |source| source.name.clone()))),
    ];
    facts.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}
