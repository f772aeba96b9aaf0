//! What a table says as a whole: in its caption, the prose that introduces it, the corner of its headers and the heading above.
//!
//! Comes in: a table and what its introduction left behind. Goes out: [`About`]: measure, unit, time and source that hold where a cell's own headers
//! say nothing.

use super::label::{self, Label};
use super::unit::{self, Scale};
use super::{first_time, small_number};
use crate::claim::Attribution;
use crate::claim::extract::{Extractor, Memory};
use crate::document::{Block, Table};
use crate::mention::{attribution, date};

/// What holds for a whole table.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    /// What its figures measure ("Startup time").
    pub measure: Option<String>,
    /// The unit that its caption, corner, introduction or heading states.
    pub stated: Option<Scale>,
    /// The things that its introduction says are counted.
    pub counted: Option<Scale>,
    pub time: Option<String>,
    pub source: Option<Attribution>,
    /// The caption and the introduction, for what they say of the kind of the figures.
    pub caption: String,
    pub introduction: String,
    /// Whether it is said which figures are better, so that they are results, whatever their name.
    pub rated: bool,
    /// The question that a survey's table answers, without its question word.
    pub question: Option<String>,
    /// What one-column tables are about.
    pub topic: Option<String>,
}

impl About {
    pub(super) fn read(extractor: &Extractor<'_>, table: &Table, introduction: &Memory) -> Self {
        let caption = table.caption.as_ref().map_or("", |caption| caption.as_str());
        let introduced = introduction_words(extractor, table);
        let heading = table.section.last().map_or("", String::as_str);
        let announcing = announcement(introduced);
        let above = announced_above(extractor, table);
        let lines = [caption, announcing, heading, above];
        let corner = || table.header_texts(0).into_iter().rev().find_map(|header| unit::split(header).1);
        let stated = corner().or_else(|| units_row(table)).or_else(|| lines.into_iter().find_map(unit_within));
        let measure = lines.into_iter().find_map(measure_phrase);
        let rate = || measure.as_deref().and_then(unit::counted).filter(|scale| scale.unit.contains('/'));
        let headed = || Some(Label::read(heading, extractor)).filter(|label| label.named && label.words.split(' ').count() <= 4);
        let document = || extractor.context.document.as_ref().map(|topic| topic.name.clone());
        let titled = || extractor.document.metadata.title.clone().filter(|title| is_name(title));
        let topic = headed().map(|label| label.words).or_else(document).or_else(titled);
        Self {
            stated,
            counted: lines.into_iter().find_map(counted_by).or_else(rate),
            measure,
            time: first_time(extractor, caption).or_else(|| introduction.time.clone()),
            source: source(table, introduction),
            caption: caption.to_owned(),
            rated: [above, introduced, caption].into_iter().any(is_rated),
            introduction: format!("{above} {introduced}"),
            question: lines.into_iter().find_map(question),
            topic,
        }
    }
}

/// "Lower is better"
fn is_rated(line: &str) -> bool {
    let line = line.to_lowercase();
    ["lower", "higher", "less", "more", "fewer", "smaller", "bigger"]
        .iter()
        .any(|word| line.match_indices(&format!("{word} is better")).any(|(at, _)| !line[..at].ends_with(char::is_alphanumeric)))
}

/// The unit that stands alone in a row above the figures: "(USD millions)" below the years, as financial statements print it.
fn units_row(table: &Table) -> Option<Scale> {
    let above = table.rows.iter().take(table.header_rows + 1);
    above
        .filter_map(|row| {
            let mut words = row.cells.iter().map(|cell| cell.text.as_str().trim()).filter(|words| !words.is_empty());
            words.next().filter(|_| words.next().is_none())
        })
        .find_map(|words| unit::of_words(words.trim_start_matches('(').trim_end_matches(')')))
}

/// Whether a title is a name: a few words, each with a capital or a number.
fn is_name(title: &str) -> bool {
    title.split(' ').count() <= 3
        && title.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// The words of the prose that introduces a table.
fn introduction_words<'d>(extractor: &Extractor<'d>, table: &Table) -> &'d str {
    match table.introduction.and_then(|at| extractor.document.blocks.get(at)) {
        Some(Block::Prose(prose)) => prose.text.as_str(),
        _ => "",
    }
}

/// The sentence that announces the table where no more than a title or a label stands between them.
fn announced_above<'d>(extractor: &Extractor<'d>, table: &Table) -> &'d str {
    let prose = |at: usize| match extractor.document.blocks.get(at) {
        Some(Block::Prose(prose)) if prose.section == table.section => Some(prose),
        _ => None,
    };
    let is_title = |text: &str| text.split(' ').count() <= TITLE_WORDS_MAX && !text.ends_with(['.', ':', '!', '?']);
    let Some(at) = table.introduction.filter(|at| prose(*at).is_some_and(|prose| is_title(prose.text.as_str()))) else {
        return "";
    };
    let above = at.checked_sub(1).and_then(prose).map_or("", |prose| prose.text.as_str());
    let line = announcement(above);
    // "measured in ms", "measured in thousands of requests", "measured in milliseconds(ms)"
    let words = |text: &str| {
        text.split(|c: char| !(c.is_alphanumeric() || c == '/')).filter(|word| !word.is_empty()).take(3).any(unit::is_unit)
    };
    let measured = line.to_lowercase().split_once("measured in ").is_some_and(|(_, behind)| words(behind));
    if line.ends_with(':') || names_table(line) || measured { line } else { "" }
}

/// Whether a sentence speaks of a table.
fn names_table(sentence: &str) -> bool {
    sentence.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "table" | "Table"))
}

/// The source line below a table, else what introduces it.
fn source(table: &Table, introduction: &Memory) -> Option<Attribution> {
    let line = table.source_line.as_ref().map(|line| line.as_str());
    let named = line.and_then(|line| attribution::source_line(line).map(|span| line[span.range()].to_owned()));
    named.map(|name| Attribution { name, url: None }).or_else(|| introduction.attribution.clone())
}

/// A text longer than this, in bytes, introduces a table by its last sentence.
const ANNOUNCEMENT_MAX: usize = 160;

/// A line of so many words that ends without a mark is a title.
const TITLE_WORDS_MAX: usize = 6;

/// The part of an introduction that announces the table: all of it if it is short, else the sentence that speaks of a table, or the last one.
pub(super) fn announcement(text: &str) -> &str {
    if text.len() <= ANNOUNCEMENT_MAX {
        return text;
    }
    if let Some(sentence) = text.split_inclusive(". ").filter(|sentence| names_table(sentence)).last() {
        return if sentence.len() <= 2 * ANNOUNCEMENT_MAX { sentence.trim_end() } else { "" };
    }
    let body = text.trim_end_matches(['.', ':', ' ']);
    let start = body.rfind(". ").map_or(0, |stop| stop + 2);
    if body.len() - start <= ANNOUNCEMENT_MAX { &text[start..] } else { "" }
}

/// "Table 2. Binary size" without its number.
fn without_number(text: &str) -> &str {
    let trimmed = text.trim();
    let Some((word, rest)) = trimmed.split_once([' ', '\u{a0}']) else { return trimmed };
    if !matches!(word.to_ascii_lowercase().as_str(), "table" | "tab." | "figure" | "fig." | "chart" | "exhibit" | "graph") {
        return trimmed;
    }
    let number = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    number.trim_start_matches([':', '.', '-', '–', '—', ' ', ')'])
}

/// The unit that a line states for the table below: "(EUR million, unless otherwise stated)", "in milliseconds".
pub(super) fn unit_within(line: &str) -> Option<Scale> {
    let line = label::bare(without_number(line).trim_end_matches([':', '.', ' ']));
    if line.len() > 2 * ANNOUNCEMENT_MAX {
        return None;
    }
    let in_parentheses = line.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    let found = in_parentheses.flat_map(|inner| inner.split([',', ';'])).find_map(unit::of_words);
    let behind = || {
        line.match_indices(" in ").chain(line.match_indices("In ").filter(|(at, _)| *at == 0)).find_map(|(at, mark)| {
            let words = line[at + mark.len()..].split([',', ';', '(', ')', '.', ':']).next()?;
            // "in msecs on 8 GPUs": the unit is the first word, and the rest says where.
            let first = words
                .split(' ')
                .next()
                .filter(|word| word.len() > 1 && word.chars().all(|c| c.is_lowercase()) || is_symbol(word));
            unit::of_words(words)
                .or_else(|| words.split_once(" and ").and_then(|(first, _)| unit::of_words(first)))
                .or_else(|| first.filter(|word| word.len() < words.len()).and_then(unit::of_words))
        })
    };
    found.or_else(behind).or_else(|| unit::split(line).1)
}

/// "Number of respondents": what bare numbers count.
fn counted_by(line: &str) -> Option<Scale> {
    let lower = line.to_lowercase();
    let (before, after) = lower.split_once("number of ")?;
    // "by number of connections" says how the rows differ, not what the cells count.
    if matches!(before.trim_end().rsplit(' ').next(), Some("by" | "with" | "per" | "given" | "and")) {
        return None;
    }
    unit::counted(after.split(|c: char| !c.is_alphanumeric()).next()?)
}

/// "Which language is your main one at work?": the question without its mark and first word.
pub(super) fn question(line: &str) -> Option<String> {
    let line = without_number(line);
    let asked = line.split('(').next()?.trim().strip_suffix('?')?;
    let start = asked.rfind([':', '.']).map_or(0, |stop| stop + 1);
    let asked = asked[start..].trim();
    let (first, rest) = asked.split_once(' ')?;
    // "What is the number of ovens …": what it is.
    let rest = ["is the ", "are the ", "is your ", "are your "].iter().find_map(|be| rest.strip_prefix(be)).unwrap_or(rest);
    (asked.len() <= ANNOUNCEMENT_MAX && ASKS.contains(&first.to_lowercase().as_str())).then(|| rest.to_owned())
}

/// Verbs between "the table" and what it shows.
const SHOWS: &[&str] = &[
    " shows ",
    " show ",
    " lists ",
    " list ",
    " gives ",
    " give ",
    " compares ",
    " summarizes ",
    " summarises ",
    " presents ",
    " reports ",
    " contains ",
];

/// Words that begin a question, or a heading that reads like one ("What it costs").
const ASKS: &[&str] = &["what", "how", "why", "who", "where", "when", "which", "whose", "does", "is", "are", "do", "can"];

/// Heads of phrases that say no more than that a table follows.
const EMPTY_HEADS: &[&str] = &[
    "result",
    "results",
    "test",
    "tests",
    "benchmark",
    "benchmarks",
    "number",
    "numbers",
    "figures",
    "figure",
    "metrics",
    "metric",
    "performance",
    "comparison",
    "changes",
    "change",
    "improvement",
    "improvements",
    "overview",
    "summary",
    "total",
    "levels",
    "level",
    "workload",
    "workloads",
    "pricing",
    "growth",
    "deployment",
    "migration",
    "upgrade",
    "score",
    "members",
    "users",
    "customers",
    "employees",
    "staff",
];

/// Verbs that make a clause of the words around them.
const CLAUSE_VERBS: &[&str] = &["is", "are", "was", "were", "has", "have", "had", "did", "do", "does", "will", "can", "would"];

/// What a line says is measured: a noun phrase whose head is a measure, or to which a unit is stated.
pub(super) fn measure_phrase(line: &str) -> Option<String> {
    let line = without_number(line);
    let first = line.split(' ').next().unwrap_or_default().to_lowercase();
    // "In our benchmark, …" only tells where.
    let asks = ASKS.contains(&first.as_str()) || matches!(first.as_str(), "by" | "per" | "across");
    let placed =
        ["In our ", "In the ", "In this ", "In these ", "On our ", "On the "].iter().any(|place| line.starts_with(place));
    let asks = asks || placed && line.contains(", ");
    if line.len() > 2 * ANNOUNCEMENT_MAX || line.ends_with('?') || asks {
        return None;
    }
    let last = line.trim_end_matches(['.', ':', ' ']).rfind(". ").map_or(0, |stop| stop + 2);
    let line = &line[last..];
    // "the averages across the day, using Acme's tool": with what something is measured is not what.
    let line = line.split_once(", using ").map_or(line, |(before, _)| before);
    let line = ["’s ", "'s ", "s’ ", "s' "].iter().find_map(|mark| line.split_once(mark)).map_or(line, |(_, owned)| owned);
    let shown = SHOWS.iter().find_map(|verb| line.split_once(verb)).map_or(line, |(_, rest)| rest);
    let shown = shown.trim_start_matches("us ").trim_start_matches("the ").trim_start_matches("The ");
    let clause = shown.split([';', ':']).next()?;
    let clause = clause.split_once(" (").map_or(clause, |(before, _)| before);
    let clause = clause.split_once(", ").map_or(clause, |(before, _)| before).trim_end_matches(['.', ' ']);
    let (words, within) = unit::split(clause);
    let words = before_date(words);
    let words = ["by ", "per "].iter().fold(words, |words, mark| match words.split_once(&format!(" {mark}")) {
        Some((before, _)) if *mark == "by " => before,
        _ => words,
    });
    let words = unit::split(without_number_of_things(goal(unit::split(words.trim()).0))).0;
    // "All values in the table are in ms": what they measure is told elsewhere.
    if words.starts_with("All ") || [" is", " are", " was", " were"].iter().any(|verb| words.ends_with(verb)) {
        return None;
    }
    // "Share of households that have a dog": what tells them apart is no sentence.
    let main =
        [" that ", " who ", " which "].iter().find_map(|relative| words.split_once(relative)).map_or(words, |(main, _)| main);
    // "It was 85 users last year": a sentence of its own names no measure.
    if main.split(' ').any(|word| CLAUSE_VERBS.contains(&word)) {
        return None;
    }
    let count = words.split(' ').filter(|word| !word.is_empty()).count();
    let behind = shown.get(clause.len()..).and_then(|rest| rest.trim_start().strip_prefix('('));
    let stated =
        within.is_some() || behind.is_some_and(|inner| inner.split([')', ',', ';']).next().and_then(unit::of_words).is_some());
    let head = head_of(words);
    let fits = (1..=10).contains(&count)
        && !EMPTY_HEADS.contains(&head.as_str()) | words.to_lowercase().starts_with("number of ")
        && words.chars().next().is_some_and(char::is_alphabetic)
        && (label::names_measure(&words.to_lowercase()) && count > usize::from(head.is_empty()) || stated && count <= 6);
    fits.then(|| without_unit(words))
}

/// "Time in seconds to load a page": the phrase without the unit inside it.
fn without_unit(words: &str) -> String {
    let found = words.split_once(" in ").and_then(|(before, rest)| {
        let (unit, behind) = rest.split_once(' ')?;
        (is_symbol(unit) || unit.chars().all(char::is_lowercase) && unit::is_unit(unit)).then(|| format!("{before} {behind}"))
    });
    found.unwrap_or_else(|| words.to_owned())
}

/// Whether a word with capitals is the symbol of a unit rather than the name of a place.
fn is_symbol(word: &str) -> bool {
    let data = word.trim_end_matches("/s").trim_end_matches("ps");
    matches!(data, "B" | "KB" | "MB" | "GB" | "TB" | "PB" | "KiB" | "MiB" | "GiB" | "TiB" | "Kb" | "Mb" | "Gb")
        || matches!(word, "USD" | "EUR" | "GBP" | "MHz" | "GHz")
}

/// "To achieve a good compression ratio": what is to be achieved.
fn goal(words: &str) -> &str {
    const PRAISE: &[&str] = &["good", "better", "best", "high", "higher", "low", "lower", "great", "reasonable", "acceptable"];
    let aim = words.strip_prefix("To ").and_then(|rest| rest.split_once(' ')).map(|(_, aim)| aim);
    let Some(aim) = aim.and_then(|aim| ["a ", "an ", "the "].iter().find_map(|article| aim.strip_prefix(article))) else {
        return words;
    };
    aim.split_once(' ').filter(|(first, _)| PRAISE.contains(first)).map_or(aim, |(_, behind)| behind)
}

/// "Running times of four archivers": what is measured, without how many are compared.
fn without_number_of_things(words: &str) -> &str {
    // "two bedroom flats" are flats of a sort.
    let counted = |behind: &str| {
        let mut words = behind.split(' ');
        words.next().and_then(small_number).is_some() && words.next().is_some_and(|things| things.ends_with('s'))
    };
    words.split_once(" of ").filter(|(_, behind)| counted(behind)).map_or(words, |(before, _)| before)
}

/// The last word before the first preposition, in lower case.
fn head_of(words: &str) -> String {
    let lower = words.to_lowercase();
    let mut head = "";
    for word in lower.split(' ') {
        if matches!(
            word,
            "of" | "for" | "in" | "by" | "at" | "on" | "with" | "to" | "per" | "across" | "among" | "that" | "who" | "from"
        ) {
            break;
        }
        head = word;
    }
    head.to_owned()
}

/// Words without the date at their end: "Binary size in March 2026".
fn before_date(words: &str) -> &str {
    match date::scan(words).last() {
        Some(date) if date.phrase.start > 0 => {
            let before = words[..date.phrase.start].trim_end_matches([' ', ',', '(']);
            before.strip_suffix(" in").or(before.strip_suffix(" since")).unwrap_or(before)
        }
        _ => words,
    }
}
