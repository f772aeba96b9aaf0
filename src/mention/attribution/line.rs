//! Source lines: "Source: Gartner, IDC" under a table or a chart.
//!
//! Comes in: a block's text. Goes out: the sources as given, without label, dates and remarks.

use super::page::{Page, tokens_in};
use crate::text::TextSpan;

/// The sources that a source line names, as it gives them; `None` where `text` is no source line.
pub fn source_line(text: &str) -> Option<TextSpan> {
    let label = text.find(|letter: char| letter.is_alphanumeric())?;
    let rest = text.get(label..)?;
    let colon = rest.find([':', '–', '—']).filter(|colon| *colon < 24)?;
    let is_label = matches!(
        rest.get(..colon)?.trim().to_ascii_lowercase().as_str(),
        "source"
            | "sources"
            | "data source"
            | "data sources"
            | "source of data"
            | "data"
            | "table source"
            | "chart source"
            | "image source"
            | "source(s)"
    );
    let after = rest[colon..].chars().next()?.len_utf8() + label + colon;
    let address = text.get(after..).is_some_and(|rest| rest.trim_start().starts_with("http"));
    (is_label && !address).then(|| trimmed(text, after)).filter(|span| !span.is_empty())
}

/// The line from `from` to its first semicolon or sentence end, without marks and a date at its end.
fn trimmed(text: &str, from: usize) -> TextSpan {
    let line = text.get(from..).unwrap_or("");
    let end = line.find([';', '|', '\n']).or_else(|| line.find(". ")).unwrap_or(line.len());
    let line = TextSpan::new(from, from + end);
    let tokens = tokens_in(text, line);
    let page = Page::new(text, &tokens, line, &[]);
    let mut to = page.len();
    while to > 0 && (page.is_mark(to - 1) || dated_tail(&page, to)) {
        to -= 1;
    }
    let start = (0..to).find(|at| !page.is_mark(*at)).unwrap_or(to);
    page.span(start, to)
}

/// Whether the token before `to` belongs to a date that a comma or a parenthesis sets off.
fn dated_tail(page: &Page, to: usize) -> bool {
    let first = (0..to).rev().take_while(|at| page.is_dating(*at)).last();
    first.is_some_and(|first| first > 0 && matches!(page.word(first - 1), "," | "("))
}
