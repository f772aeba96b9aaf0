//! Page furniture of extracted PDFs: page numbers, running heads and feet.
//!
//! Comes in: all lines. Goes out: for each, whether it belongs to the page. A number alone is a page number where it counts on
//! from another or stands at a page's edge; a line is a running head or foot where it is repeated at the edges of pages.

use std::collections::HashMap;

use super::lines::Line;
use super::{shape, transcript};

/// No running head is longer than this, in bytes.
const HEAD_MAX: usize = 160;
/// A lone number this far to the right is a page number.
const FAR_INDENT: usize = 24;
/// A running head beside a page number has as many words at least, that no row of a table is taken for one.
const HEAD_WORDS: usize = 3;
/// Running heads stand at most this many lines from a page's edge.
const EDGE_DEPTH: usize = 2;

/// Marks the lines that belong to the page.
pub(super) fn furniture(lines: &[Line<'_>]) -> Vec<bool> {
    let mut marked: Vec<bool> = lines.iter().map(|line| is_page_label(line.text)).collect();
    mark_lone_numbers(lines, &mut marked);
    mark_numbered_heads(lines, &mut marked);
    for _ in 0..EDGE_DEPTH {
        mark_repeated_edges(lines, &mut marked);
    }
    marked
}

/// "Page 3 of 12", "- 3 -", "3 | Page", with or without more behind a wide gap.
fn is_page_label(text: &str) -> bool {
    if text.len() > HEAD_MAX {
        return false;
    }
    let first = text.split("  ").next().unwrap_or(text).trim();
    let last = text.rsplit("  ").next().unwrap_or(text).trim();
    [first, last].iter().any(|part| is_label(part))
}

fn is_label(part: &str) -> bool {
    if part.len() > 24 || !part.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let lower = part.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || matches!(c, '|' | '/')).filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        ["page" | "p." | "pg.", n] | [n, "page"] | ["-" | "–" | "—", n, "-" | "–" | "—"] => number(n),
        ["page", n, "of", m] | ["page", n, m] => number(n) && number(m),
        _ => false,
    }
}

/// The number of a line that holds nothing else: "3", or "3 / 12" with the number of all pages.
fn lone_number(line: &Line<'_>) -> Option<u32> {
    let number = |text: &str| (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten();
    match line.text.split_once('/') {
        Some((page, pages)) => {
            number(page.trim_end()).filter(|page: &u32| number(pages.trim_start()).is_some_and(|all| *page <= all))
        }
        None => number(line.text),
    }
}

/// Whether the lines "1 / 3", "2 / 3", … of a text are pages: of the same number of pages, in rising order from the first on, and one alone at the far right.
fn is_paged(lines: &[Line<'_>]) -> bool {
    let page = |line: &Line<'_>| {
        let (_, pages) = line.text.split_once('/')?;
        Some((lone_number(line)?, pages.trim().to_owned(), line.indent))
    };
    let pages: Vec<_> = lines.iter().filter_map(page).collect();
    let alike = pages.iter().all(|(_, all, _)| *all == pages[0].1);
    let rising = pages.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let first = pages.first().is_some_and(|(page, ..)| *page == 1);
    alike && rising && first && (pages.len() > 2 || pages.iter().all(|(.., indent)| *indent >= FAR_INDENT))
}

fn mark_lone_numbers(lines: &[Line<'_>], marked: &mut [bool]) {
    let alone = |at: usize| lines[at].gap && lines.get(at + 1).is_none_or(|next| next.gap);
    let paged = is_paged(lines);
    let numbers: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| alone(*at) && (paged || !line.text.contains('/')))
        .filter_map(|(at, line)| Some((at, lone_number(line)?)))
        .collect();
    for (index, &(at, value)) in numbers.iter().enumerate() {
        let spaced = |other: Option<&(usize, u32)>, step: i64| {
            other.is_some_and(|&(place, number)| i64::from(number) == i64::from(value) + step && place.abs_diff(at) > 4)
        };
        let counts_on = spaced(numbers.get(index + 1), 1) || (index > 0 && spaced(numbers.get(index - 1), -1));
        let at_edge = lines[at].page_top || lines.get(at + 1).is_none_or(|next| next.page_top);
        if counts_on || lines[at].indent >= FAR_INDENT || (at_edge && lines.len() > 20) {
            marked[at] = true;
        }
    }
}

/// Marks lines of the same words with page numbers behind or before a wide gap that count on: "Journal of Ovens      113", "Journal of Ovens      114".
fn mark_numbered_heads(lines: &[Line<'_>], marked: &mut [bool]) {
    let mut heads: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.text.len() <= 2 * HEAD_MAX) {
        let Some((words, number)) = numbered_head(line.text) else { continue };
        let words = shape::skeleton(words);
        if shape::word_count(&words) >= HEAD_WORDS {
            heads.entry(words).or_default().push((at, number));
        }
    }
    heads.values().flat_map(|places| counting(places)).for_each(|at| marked[at] = true);
}

/// The words and the page number of a running head with a wide gap between.
fn numbered_head(text: &str) -> Option<(&str, u32)> {
    let number = |part: &str| (part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten();
    let behind = text.rsplit_once("   ").and_then(|(words, part)| Some((words, number(part.trim())?)));
    behind.or_else(|| text.split_once("   ").and_then(|(part, words)| Some((words, number(part.trim())?))))
}

/// Those of `places` whose numbers count on from the place before or to the next, a page's length apart.
fn counting(places: &[(usize, u32)]) -> impl Iterator<Item = usize> {
    let follows = |one: &(usize, u32), two: &(usize, u32)| two.1 > one.1 && two.1 - one.1 <= 3 && two.0 - one.0 > 4;
    places.iter().enumerate().filter_map(move |(index, place)| {
        let before = index.checked_sub(1).is_some_and(|before| follows(&places[before], place));
        let after = places.get(index + 1).is_some_and(|next| follows(place, next));
        (before || after).then_some(place.0)
    })
}

/// Marks lines next to a page's edge whose words stand at another edge, too.
fn mark_repeated_edges(lines: &[Line<'_>], marked: &mut [bool]) {
    let edges: Vec<(usize, String)> = (0..lines.len())
        .filter(|at| !marked[*at] && lines[*at].text.len() <= HEAD_MAX && is_edge(lines, marked, *at))
        // A head that dates what it heads is nobody who speaks.
        .filter(|at| lines[*at].text.bytes().any(|b| b.is_ascii_digit()) || !transcript::is_speaker(lines[*at].text, true))
        .map(|at| (at, shape::skeleton(lines[at].text)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let opening: Vec<String> =
        lines.iter().take(EDGE_DEPTH).filter(|line| line.text.len() <= HEAD_MAX).map(|line| shape::skeleton(line.text)).collect();
    for words in edges.iter().map(|(_, words)| words).chain(&opening) {
        *counts.entry(words.as_str()).or_default() += 1;
    }
    for (at, words) in &edges {
        if counts[words.as_str()] >= 2 {
            marked[*at] = true;
        }
    }
}

fn is_edge(lines: &[Line<'_>], marked: &[bool], at: usize) -> bool {
    let after = at > 0 && (marked[at - 1] || lines[at].page_top);
    let before = lines.get(at + 1).is_some_and(|next| marked[at + 1] || next.page_top);
    after || before
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        let lines = split(text);
        let marked = furniture(&lines);
        lines.iter().zip(marked).filter(|(_, marked)| !marked).map(|(line, _)| line.text).collect()
    }

    #[test]
    fn heads_feet_and_numbers_go() {
        let page = |n: usize| {
            format!(
                "Acme Corp.     Q3 Call     May 5, 2025\n\nText of page {n} goes on\nand on, longer,\nand longer,\nand longer.\n\n   {n}\n\n"
            )
        };
        let text = format!("Acme Corp.\n\n{}{}{}Page 4 of 4       Transcript by Scribe", page(1), page(2), page(3));
        let lines = kept(&text);
        assert!(lines.iter().all(|line| !line.contains("Q3 Call") || *line == lines[1]), "{lines:?}");
        assert!(!lines.iter().any(|line| line.len() < 3 || line.starts_with("Page")), "{lines:?}");
        assert_eq!(lines[0], "Acme Corp.");
    }

    #[test]
    fn heads_that_look_like_speakers_go() {
        let body = "Speech goes on\nand on\nand on\nand on\n";
        let text = format!(
            "Acme Ovens, Inc. (AOV)        Third Quarter 2024 Call\n\n{body}\n      Page 1 of 2\n\nAcme Ovens, Inc. (AOV)        Third Quarter 2024 Call\n\n{body}\n      Page 2 of 2\n\nAcme Ovens, Inc. (AOV)        Third Quarter 2024 Call\n\n{body}"
        );
        assert_eq!(kept(&text).iter().filter(|line| line.starts_with("Acme")).count(), 1);
    }

    #[test]
    fn heads_with_numbers_that_count_on_go() {
        let body = "one\ntwo\nthree\nfour\nfive\n";
        let text = format!(
            "Journal of Applied Ovens, 2021      113\n{body}Journal of Applied Ovens, 2021      114\n{body}Cost of old ovens      9\n{body}Cost of old ovens      40"
        );
        let lines = kept(&text);
        assert!(!lines.iter().any(|line| line.starts_with("Journal")), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| line.starts_with("Cost")).count(), 2);
    }

    #[test]
    fn figures_that_stand_alone_stay() {
        assert_eq!(kept("Employees\n\n120\n\nOffices\n\n4"), ["Employees", "120", "Offices", "4"]);
    }
}
