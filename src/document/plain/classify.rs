//! What a paragraph's words say it is: source line, caption, footnote.
//!
//! Comes in: words. Goes out: a role, or nothing for an ordinary paragraph. Headings and list items are known by what stands around them,
//! elsewhere.

use super::shape;
use crate::document::Role;

/// No caption or source line is longer than this, in bytes.
const LINE_MAX: usize = 600;

/// The role that the words alone give away.
pub(super) fn role(words: &str, below_table: bool) -> Option<Role> {
    if words.len() > LINE_MAX {
        return None;
    }
    if names_source(words) {
        return Some(Role::SourceLine);
    }
    if is_caption(words) || names_unit(words) {
        return Some(Role::Caption);
    }
    is_footnote(words, below_table).then_some(Role::Footnote)
}

/// "Source: …", "Sources: …", "Data source: …", "Source – …".
fn names_source(words: &str) -> bool {
    let lower = words[..words.floor_char_boundary(words.len().min(40))].to_lowercase();
    let rest = ["sources", "source", "data sources", "data source", "data from", "figures from", "chart source", "table source"]
        .iter()
        .find_map(|label| lower.strip_prefix(label));
    rest.is_some_and(|rest| rest.trim_start().starts_with([':', '–', '—']))
}

/// "Table 3: …", "Figure 2. …", "Chart — …".
fn is_caption(words: &str) -> bool {
    let (label, rest) = words.split_once(' ').unwrap_or((words, ""));
    let bare = label.trim_end_matches(['.', ':']);
    if !matches!(
        bare,
        "Table" | "Figure" | "Fig" | "Chart" | "Exhibit" | "Graph" | "TABLE" | "FIGURE" | "CHART" | "EXHIBIT" | "Graphic"
    ) {
        return false;
    }
    if label.ends_with(':') {
        return !rest.is_empty();
    }
    let number = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let numbered = rest[..number].bytes().any(|b| b.is_ascii_digit()) && number <= 6;
    numbered && (number == rest.len() || rest[number..].trim_start().starts_with([':', '.', '–', '—', '-', '|']))
}

/// "(EUR million, unless otherwise stated)", "In thousands": what the figures of the table below are counted in.
fn names_unit(words: &str) -> bool {
    let lower = words.to_lowercase();
    let bracketed = words.starts_with('(') && words.ends_with(')') && words.matches('(').count() == 1;
    let opened = lower.starts_with("in ") || lower.starts_with("amounts in ") || lower.starts_with("figures in ");
    let unit = ["million", "thousand", "billion", "percent", "per cent", "€m", "$m", "£m", "unaudited"]
        .iter()
        .any(|unit| lower.contains(unit));
    words.len() <= 110
        && unit
        && (bracketed || opened)
        && !words.contains(|c: char| c.is_ascii_digit())
        && !shape::ends_sentence(words)
}

fn is_footnote(words: &str, below_table: bool) -> bool {
    let note = ["Note:", "Notes:", "NOTE:", "Note –", "Notes –"].iter().any(|label| words.starts_with(label));
    let marked =
        words.starts_with(['†', '‡', '¹', '²', '³']) || (below_table && words.starts_with('*') && !words.starts_with("**"));
    let bracketed = words.strip_prefix('[').and_then(|rest| rest.split_once(']')).is_some_and(|(number, rest)| {
        (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with(' ')
    });
    (below_table && note) || marked || bracketed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_tables_are_known() {
        assert_eq!(role("Source: Example Survey 2026", true), Some(Role::SourceLine));
        assert_eq!(role("Sources say that it grew", false), None);
        assert_eq!(role("Table 3: Latency by engine", false), Some(Role::Caption));
        assert_eq!(role("Figure 2. Revenue", false), Some(Role::Caption));
        assert_eq!(role("(EUR million, unless otherwise stated)", false), Some(Role::Caption));
        assert_eq!(role("In thousands, except per share data", false), Some(Role::Caption));
        assert_eq!(role("In millions of homes it is cold.", false), None);
        assert_eq!(role("Table 3 shows that it grew.", false), None);
        assert_eq!(role("* Estimated", true), Some(Role::Footnote));
        assert_eq!(role("[2] Example, 2024.", false), Some(Role::Footnote));
    }
}
