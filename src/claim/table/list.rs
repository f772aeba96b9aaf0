//! Lists that are tables in disguise: "Startup time by runtime:" above "Bun: 8 ms", "Deno: 24 ms".
//!
//! Comes in: a list item with the prose or heading that introduces it. Goes out: a draft for each figure, its subject the item's label and its
//! metric what the introduction measures. Items whose label is itself a measure, and all that say more than a value, are read as prose.

use crate::claim::draft::Draft;
use crate::claim::extract::{Extractor, Memory};
use crate::claim::kind::{self, Words};
use crate::claim::reading::Reading;
use crate::claim::{Modality, modality, timing, worthiness};
use crate::document::{Block, Prose, Role};
use crate::mention::quantity::QuantityMention;
use crate::text::TextSpan;

use super::about::{announcement, measure_phrase, question, unit_within};
use super::first_time;
use super::label::{Label, Sort};
use super::wording::{self, Parts};

/// Marks between a label and its value.
const MARKS: &[&str] = &[": ", " – ", " — ", " - ", " = ", " … ", " -> ", " → "];

/// The longest label in bytes, and the most words behind the last figure.
const LABEL_MAX: usize = 60;
const WORDS_BEHIND_MAX: usize = 4;

/// How labels of brackets begin ("more than 500 employees"), as do those that begin with a digit.
pub(super) const BRACKETS: &[&str] =
    &["more than ", "less than ", "fewer than ", "under ", "over ", "at least ", "up to ", "between "];

/// An item that is a label and its value.
struct Item<'i> {
    label: &'i str,
    figures: &'i [QuantityMention],
}

impl<'i> Item<'i> {
    fn read(reading: &'i Reading<'_>) -> Option<Self> {
        let text = reading.text;
        let marked = MARKS.iter().filter_map(|mark| Some((text.find(mark)?, *mark))).min();
        let (at, mark) = marked.or_else(|| Some((parenthesised_share(text)?, " (")))?;
        let value = at + mark.len();
        let figures = &reading.quantities[reading.quantities.partition_point(|figure| figure.span.start < value)..];
        let (first, last) = (figures.first()?, figures.last()?);
        let before = text.get(value..first.span.start)?.trim().trim_start_matches(['~', '≈', '*']);
        let behind = text.get(last.span.end..)?;
        let fits = (1..=LABEL_MAX).contains(&at)
            && before.is_empty()
            && figures.len() <= 2
            && behind.split_whitespace().count() <= WORDS_BEHIND_MAX
            && !behind.trim_end_matches('.').contains(['.', ';', ':']);
        fits.then_some(Self { label: &text[..at], figures })
    }
}

/// "a) Load time", "2. Load time" without the mark that numbers it.
fn without_letter(line: &str) -> &str {
    match line.split_once([')', '.']) {
        Some((mark, rest)) if mark.trim_start_matches('(').len() == 1 && rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

/// Where the label of "Friends or family (13.95%)" ends: a share alone in parentheses at the end of an item.
fn parenthesised_share(text: &str) -> Option<usize> {
    let at = text.trim_end_matches(['.', ';']).strip_suffix("%)")?.rfind(" (")?;
    let share = text.get(at + 2..)?.trim_end_matches(['.', ';', ')', '%']);
    share.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.').then_some(at)
}

/// What the answers of a list are to, where its introduction names no measure: "Here are the most common ways to learn:".
fn asked(announced: &str) -> Option<String> {
    const WORDS: (usize, usize) = (2, 12);
    let words = announced.trim().strip_suffix(':')?;
    let openings = ["Here are ", "Below are ", "These are ", "The following are ", "The following ", "Here’s ", "Here's "];
    let words = openings.iter().find_map(|opening| words.strip_prefix(opening)).unwrap_or(words);
    let words = words.strip_prefix("the ").or(words.strip_prefix("The ")).unwrap_or(words);
    let count = words.split(' ').count();
    ((WORDS.0..=WORDS.1).contains(&count) && !words.contains(['.', ';'])).then(|| words.to_owned())
}

/// Adds the claims of a list item that is a row of a table in disguise; false if it is none.
pub(crate) fn item(extractor: &mut Extractor<'_>, prose: &Prose, reading: &Reading<'_>, introduction: &Memory) -> bool {
    if prose.role != Role::ListItem {
        return false;
    }
    let Some(item) = Item::read(reading) else { return false };
    let introduced = match prose.introduction.and_then(|at| extractor.document.blocks.get(at)) {
        Some(Block::Prose(above)) => above.text.as_str(),
        _ => prose.section.last().map_or("", String::as_str),
    };
    let announced = without_letter(announcement(introduced));
    let label = Label::read(item.label, extractor);
    let lower = item.label.to_lowercase();
    let bracket = lower.starts_with(|c: char| c.is_ascii_digit()) || BRACKETS.iter().any(|opening| lower.starts_with(opening));
    let names = bracket || matches!(label.sort, Sort::Thing | Sort::Parameter | Sort::Period);
    let shares = item.figures.iter().all(|figure| figure.quantity.unit == "%");
    // Options under a question: "What are you building?", "Dashboards: 70%".
    let questioned = || prose.section.last().and_then(|heading| question(heading)).filter(|_| shares);
    let measure = measure_phrase(announced).or_else(|| asked(announced).filter(|_| shares)).or_else(questioned);
    let Some(metric) = measure.filter(|_| names) else {
        return false;
    };
    let drafts: Vec<Draft> =
        item.figures.iter().map(|figure| draft(extractor, reading, figure, &label, &metric, (announced, introduction))).collect();
    for draft in drafts {
        extractor.builder.push(draft, &prose.text, &prose.section);
    }
    true
}

fn draft(
    extractor: &Extractor<'_>,
    reading: &Reading<'_>,
    mention: &QuantityMention,
    label: &Label,
    metric: &str,
    (announced, introduction): (&str, &Memory),
) -> Draft {
    let mut figure = mention.clone();
    let scale = unit_within(announced).filter(|_| figure.quantity.unit.is_empty());
    if let Some(scale) = &scale {
        figure.quantity.unit = scale.unit.as_str().into();
        super::value::multiply(&mut figure, Some(scale));
    }
    let dated = label.sort == Sort::Period;
    let subject = if dated {
        introduction.topic.as_ref().or(extractor.context.topic()).map(|topic| topic.name.clone())
    } else {
        Some(label.words.clone())
    };
    let mut words = Words::default();
    words.beside(metric);
    words.beside(reading.text);
    words.around(announced);
    words.header = true;
    words.theme = extractor.theme;
    let kind = kind::of_figure(&figure, &words);
    let time = label.time.clone().or_else(|| first_time(extractor, announced)).or_else(|| introduction.time.clone());
    let future = label.time.as_deref().zip(extractor.date()).is_some_and(|(time, today)| timing::is_after(time, today));
    let modality = modality::of_clause(&announced.to_lowercase(), &reading.text.to_lowercase(), future || label.projected);
    let shown = super::value::shown(reading.words(mention.span), scale.as_ref(), &mention.quantity.unit);
    let time_words = label.time_words.as_deref().or(time.as_deref());
    let text = wording::sentence(Parts {
        subject: subject.as_deref(),
        metric: Some(metric),
        figure: &shown,
        time: time_words,
        measured: true,
        ..Parts::default()
    });
    Draft {
        kind,
        modality,
        text,
        subject,
        metric: Some(metric.to_owned()),
        figure: Some((figure.span, figure.quantity.clone())),
        basis: None,
        compared_to: None,
        scope: None,
        migration: None,
        due: time.clone().filter(|_| modality == Modality::Forecast),
        time,
        check_worthiness: worthiness::of_figure(&figure, kind, modality, introduction.attribution.is_some()),
        attribution: introduction.attribution.clone(),
        quote: TextSpan::new(0, reading.text.len()),
        cell: None,
        why: vec!["entry of a list whose introduction names the measure".to_owned(), format!("kind {kind}")],
    }
}
