//! What stands inside an article without belonging to it: lists of links, related stories, bylines, share lines.
//!
//! Comes in: the blocks of a document. Goes out: the same blocks, with [`Role::Furniture`] where no claim is to be read. The words are in
//! `furniture.txt`; only short lines are compared with them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::document::{Block, Prose, Role, metadata};

/// Longer paragraphs are the article's own, whatever they begin with.
const LINE_BYTES_MAX: usize = 240;

/// Bylines and dates are looked for in this many blocks from the top.
const BYLINE_WITHIN: usize = 12;

/// The lists of `furniture.txt`.
#[derive(Default)]
struct Words {
    endings: HashSet<&'static str>,
    insets: HashSet<&'static str>,
    lines: HashSet<&'static str>,
    leads: Vec<&'static str>,
    openings: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut section = "";
    for line in include_str!("furniture.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (section, line.starts_with('[')) {
            (_, true) => section = line,
            ("[endings]", _) => drop(words.endings.insert(line)),
            ("[insets]", _) => drop(words.insets.insert(line)),
            ("[lines]", _) => drop(words.lines.insert(line)),
            ("[leads]", _) => words.leads.push(line),
            _ => words.openings.push(line),
        }
    }
    words
});

/// Marks the furniture among `blocks`.
pub fn mark(blocks: &mut [Block]) {
    mark_link_lists(blocks);
    mark_lines(blocks);
    mark_repeated(blocks);
    mark_parts(blocks);
    mark_teasers(blocks);
}

fn prose(block: &Block) -> Option<&Prose> {
    match block {
        Block::Prose(prose) => Some(prose),
        Block::Table(_) => None,
    }
}

/// A line in lower case, without quotes, bullets and punctuation around it.
fn folded(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// What a block's links make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linked {
    /// It is more than links.
    No,
    /// It is all links, to places in this page.
    Here,
    /// It is all links, elsewhere.
    Elsewhere,
}

/// How many letters and digits stand inside links, and how many outside.
fn link_share(prose: &Prose) -> (usize, usize) {
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let inside: usize = prose.links.iter().filter_map(|link| link.span.slice(prose.text.as_str())).map(words).sum();
    (inside, words(prose.text.as_str()).saturating_sub(inside))
}

fn linked(prose: &Prose) -> Linked {
    if prose.links.is_empty() {
        return Linked::No;
    }
    let (inside, outside) = link_share(prose);
    match () {
        () if outside * 8 > inside => Linked::No,
        () if prose.links.iter().all(|link| link.url.starts_with('#')) => Linked::Here,
        () => Linked::Elsewhere,
    }
}

/// Lists that only link are tables of contents or other stories; a paragraph that is one link invites to read something else.
fn mark_link_lists(blocks: &mut [Block]) {
    let mut start = 0;
    while start < blocks.len() {
        let is_item = |block: &&Block| prose(block).is_some_and(|prose| prose.role == Role::ListItem);
        let items = blocks[start..].iter().take_while(is_item).count();
        if items == 0 {
            if let Block::Prose(prose) = &mut blocks[start]
                && prose.role == Role::Paragraph
                && linked(prose) != Linked::No
            {
                prose.role = Role::Furniture;
            }
        } else {
            mark_items(&mut blocks[start..start + items]);
        }
        start += items.max(1);
    }
}

fn mark_items(items: &mut [Block]) {
    let kinds: Vec<Linked> = items.iter().filter_map(prose).map(linked).collect();
    let all = kinds.len() >= 2 && !kinds.contains(&Linked::No);
    for (at, item) in items.iter_mut().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|near| kinds.get(near) == Some(&Linked::Here));
        if let Block::Prose(prose) = item
            && (all || kinds[at] == Linked::Here && beside)
        {
            prose.role = Role::Furniture;
        }
    }
}

/// Marks paragraphs whose words say that they are furniture.
fn mark_lines(blocks: &mut [Block]) {
    for (at, block) in blocks.iter_mut().enumerate() {
        let Block::Prose(prose) = block else { continue };
        let words = prose.text.as_str();
        let (inside, outside) = if words.len() <= LINE_BYTES_MAX { link_share(prose) } else { (0, 0) };
        let on_top = at < BYLINE_WITHIN && (byline(words).is_some() || is_dated_byline(words) || is_dateline(words));
        if matches!(prose.role, Role::Paragraph | Role::ListItem | Role::Caption)
            && words.len() <= LINE_BYTES_MAX
            && (on_top || is_furniture(words) || inside > outside && invites(words))
        {
            prose.role = Role::Furniture;
        }
    }
}

/// Whether a line that is mostly a link invites to read something else: "Read more: …".
fn invites(words: &str) -> bool {
    let line = folded(words);
    WORDS.leads.iter().any(|lead| begins(&line, lead))
}

fn begins(line: &str, lead: &str) -> bool {
    line.strip_prefix(lead).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn is_furniture(words: &str) -> bool {
    let line = folded(words);
    let is_label = || words.contains(':') || line.split(' ').count() <= 8;
    WORDS.lines.contains(line.as_str())
        || words.starts_with('©')
        || line.ends_with("all rights reserved")
        || WORDS.openings.iter().any(|opening| begins(&line, opening)) && !words.ends_with('.') && is_label()
        || is_reading_time(&line)
}

/// "5 min read", "4 minute read".
fn is_reading_time(line: &str) -> bool {
    let words: Vec<&str> = line.split([' ', '-']).collect();
    words.len() <= 5 && words.contains(&"read") && words.iter().any(|word| matches!(*word, "min" | "mins" | "minute" | "minutes"))
}

/// The names of a byline: "By Jane Doe and John Smith", names alone behind the word.
fn byline(words: &str) -> Option<&str> {
    let names = ["By ", "By: ", "BY ", "by ", "Written by ", "Posted by ", "Published by "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead))?;
    let names = names.split(['|', '•', '·']).next().unwrap_or_default().trim();
    let names = names.strip_prefix("the ").unwrap_or(names);
    let capital = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase()) || matches!(word, "and" | "&" | "de" | "la" | "van" | "von" | "for" | "of")
    };
    let count = names.split_whitespace().count();
    ((1..=10).contains(&count) && names.split_whitespace().all(capital) && !names.ends_with('.')).then_some(names)
}

/// "By Jane Doe, 14 March 2025": names and a date, and nothing else.
fn is_dated_byline(words: &str) -> bool {
    let names = before_details(words);
    let rest = words[names.len()..].trim_start_matches([',', ' ', '–', '—']);
    byline(names).is_some() && is_dateline(rest)
}

/// What bylines and datelines among the first blocks say: names and a date.
pub fn byline_and_date(blocks: &[Block]) -> (Vec<String>, Option<String>) {
    let lines = || {
        blocks
            .iter()
            .take(BYLINE_WITHIN)
            .filter_map(prose)
            .filter(|prose| prose.role == Role::Furniture)
            .map(|prose| prose.text.as_str())
    };
    let names =
        lines().find_map(|line| byline(line).or_else(|| byline(before_details(line)))).map(metadata::authors).unwrap_or_default();
    (names, lines().filter(|line| is_dateline(line)).find_map(metadata::iso_date))
}

/// A byline without where and when: "Posted by Jane Doe on 12 May 2024" is "Posted by Jane Doe".
fn before_details(line: &str) -> &str {
    let ends = [" on ", " in ", ", ", " – ", " — "].iter().filter_map(|separator| line.find(separator));
    ends.min().map_or(line, |end| &line[..end])
}

/// A date with at most the words that go with one: "Published on 12 May 2024 at 9:30 a.m.".
fn is_dateline(words: &str) -> bool {
    const BESIDE_DATES: &[&str] = &[
        "a",
        "am",
        "at",
        "by",
        "cet",
        "date",
        "edt",
        "est",
        "et",
        "first",
        "gmt",
        "hkt",
        "ist",
        "last",
        "m",
        "modified",
        "on",
        "p",
        "pdt",
        "pm",
        "posted",
        "pst",
        "pt",
        "published",
        "time",
        "updated",
        "utc",
        "fri",
        "friday",
        "mon",
        "monday",
        "sat",
        "saturday",
        "sun",
        "sunday",
        "thu",
        "thursday",
        "tue",
        "tuesday",
        "wed",
        "wednesday",
        "min",
        "minute",
        "minutes",
        "read",
    ];
    let line = words.to_lowercase();
    let known =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || BESIDE_DATES.contains(&word) || metadata::is_month(word);
    let mut tokens = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    tokens.clone().count() >= 3 && tokens.all(known) && metadata::iso_date(words).is_some()
}

/// Short lines that are no sentences and stand there three times or more are labels of the page.
fn mark_repeated(blocks: &mut [Block]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let is_label = |prose: &Prose| {
        let words = prose.text.as_str();
        matches!(prose.role, Role::Paragraph | Role::Caption) && words.len() <= 80 && !words.ends_with(['.', ':', '!', '?'])
    };
    for prose in blocks.iter().filter_map(prose).filter(|prose| is_label(prose)) {
        *seen.entry(prose.text.as_str().to_owned()).or_default() += 1;
    }
    for block in blocks {
        if let Block::Prose(prose) = block
            && is_label(prose)
            && seen.get(prose.text.as_str()).is_some_and(|times| *times >= 3)
        {
            prose.role = Role::Furniture;
        }
    }
}

/// Marks the parts below headings such as "References", up to the next heading of the same level or above, and those below
/// headings such as "Related stories", which a long paragraph ends as well.
fn mark_parts(blocks: &mut [Block]) {
    let mut within: Option<(u8, bool)> = None;
    for block in blocks {
        let Block::Prose(prose) = block else { continue };
        let words = prose.text.as_str();
        if let Role::Heading(level) = prose.role {
            within = within.filter(|(outer, _)| level > *outer).or_else(|| part(words).map(|is_ending| (level, is_ending)));
        }
        within = within.filter(|(_, is_ending)| *is_ending || words.len() <= LINE_BYTES_MAX);
        if within.is_some() && !matches!(prose.role, Role::Footnote | Role::SourceLine) {
            prose.role = Role::Furniture;
        }
    }
}

/// Whether a heading names a part that does not belong to the article, and if so, whether all of the part is meant.
fn part(heading: &str) -> Option<bool> {
    let line = folded(heading);
    let unnumbered = line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    match () {
        () if WORDS.endings.contains(unnumbered) => Some(true),
        () if WORDS.insets.contains(unnumbered) => Some(false),
        () => None,
    }
}

/// Marks rows of teasers at the end: links with a date or a short text below each, and no running text after them.
fn mark_teasers(blocks: &mut [Block]) {
    let is_link =
        |block: &Block| prose(block).is_some_and(|prose| prose.role == Role::Furniture && linked(prose) == Linked::Elsewhere);
    let is_short = |block: &Block| {
        prose(block).is_some_and(|prose| prose.text.as_str().len() <= LINE_BYTES_MAX && !matches!(prose.role, Role::Heading(_)))
    };
    let tail = blocks.iter().rev().take_while(|block| is_short(block)).count();
    let from = blocks.len() - tail;
    let Some(first) = blocks[from..].iter().position(is_link).map(|at| from + at) else { return };
    let row = &blocks[first..];
    let links = row.iter().filter(|block| is_link(block)).count();
    if links >= 3 && row.len() <= links * 4 {
        for block in &mut blocks[first..] {
            if let Block::Prose(prose) = block {
                prose.role = Role::Furniture;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_page() {
        for line in
            ["ADVERTISEMENT", "5 min read", "© 2026 Example Media", "Photo by Jane Doe / Getty Images", "Share this article"]
        {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "Images load 40% faster with the format.",
            "Read replicas cost $40 a month.",
            "Copyright suits rose 12% in 2025, the office said.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
        assert!(invites("Read more: How we cut costs by 40%") && invites("RELATED: Inside the merger"));
        assert!(!invites("Moreover, costs fell") && !invites("Relatedly"));
    }

    #[test]
    fn bylines_and_datelines() {
        for line in ["By Jane Doe", "By Jane Doe and John van Dyke", "BY LYNNE O'DONNELL", "Written by Mu Yang | PingCAP"] {
            assert!(byline(line).is_some(), "{line}");
        }
        assert_eq!(byline("By the Freight Association"), Some("Freight Association"));
        assert!(is_dated_byline("By Jane Doe, 14 March 2025") && !is_dated_byline("By Jane Doe, who fell by 4% in March 2025"));
        for line in ["By 2027 the market will double", "By using Rust they saved 40%", "By contrast, Go is fast."] {
            assert!(byline(line).is_none(), "{line}");
        }
        for line in [
            "November 28, 2013 -- Updated 0203 GMT (1003 HKT)",
            "Published on 12 May 2024 at 9:30 a.m.",
            "Feb. 14, 2026 | 5 min read",
        ] {
            assert!(is_dateline(line), "{line}");
        }
        for line in ["In May 2024 revenue rose 5%", "2026", "By March 2026, 40% had moved"] {
            assert!(!is_dateline(line), "{line}");
        }
    }
}
