//! Lines that belong to the page and not to the article: calls to subscribe, share and comment, copyright lines, crumb trails.
//!
//! Comes in: the words of a line or short paragraph. Goes out: whether no claim is to be read from it. Running heads and page
//! numbers are known by their repetition, in `pages`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::shape;

static TEXT: &str = include_str!("phrases.txt");
static WHOLE: LazyLock<HashSet<&str>> = LazyLock::new(|| section("whole").collect());
static START: LazyLock<Vec<&str>> = LazyLock::new(|| section("start").collect());
static INSIDE: LazyLock<Vec<&str>> = LazyLock::new(|| section("inside").collect());

/// No line of furniture is longer than this, in bytes.
const FURNITURE_MAX: usize = 240;
/// A line that only holds such words somewhere is shorter still.
const INSIDE_MAX: usize = 140;

fn section(name: &str) -> impl Iterator<Item = &'static str> {
    TEXT.lines()
        .skip_while(move |line| line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) != Some(name))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether `text` is furniture.
pub(super) fn is_furniture(text: &str) -> bool {
    if text.len() > FURNITURE_MAX {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    WHOLE.contains(bare)
        || START.iter().any(|start| lower.starts_with(start))
        || (text.len() <= INSIDE_MAX && INSIDE.iter().any(|phrase| lower.contains(phrase)))
        || is_crumb_trail(text)
        || is_rule(text)
        || is_bare_link(text)
        || is_row_of_buttons(text)
}

/// "Home › Research › Observability".
fn is_crumb_trail(text: &str) -> bool {
    let parts = |mark: &str| text.split(mark).filter(|part| shape::word_count(part) <= 5).count();
    ["›", "»", " > ", " / "]
        .iter()
        .any(|mark| parts(mark) >= 3 && text.split(mark).all(|part| part.len() <= 50) && text.starts_with("Home"))
        || parts("›") >= 3
}

/// A line drawn with dashes, stars or the like.
fn is_rule(text: &str) -> bool {
    !text.is_empty()
        && !text.chars().any(char::is_alphanumeric)
        && text.chars().count() >= 3
        && !text.contains(['$', '€', '£', '%'])
}

fn is_bare_link(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && !text.contains(char::is_whitespace)
}

/// "Tweet   Email   Print": two or more calls with wide gaps between.
fn is_row_of_buttons(text: &str) -> bool {
    let parts: Vec<String> =
        text.split("  ").chain(text.split('|')).map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect();
    parts.iter().filter(|part| WHOLE.contains(part.as_str())).count() >= 2
}

/// Whether the line opens a table of contents.
pub(super) fn opens_contents(text: &str) -> bool {
    let lower = text.trim_end_matches(':').to_lowercase();
    matches!(
        lower.as_str(),
        "table of contents" | "contents" | "in this article" | "on this page" | "in this post" | "what's inside" | "jump to"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_crumbs_are_furniture() {
        for text in [
            "Leave a Reply",
            "Subscribe to get the latest posts sent to your email.",
            "Discover more from Example",
            "© 2026 Example Media. All rights reserved.",
            "Home › Research › Observability",
            "Share this post   Tweet   Email   12 comments",
            "* * *",
            "----------",
            "https://example.com/articles/1",
            "9 minute read",
        ] {
            assert!(is_furniture(text), "{text}");
        }
    }

    #[test]
    fn sentences_are_not() {
        for text in [
            "Subscribers rose by 4% in May.",
            "The share of Rust grew to 12%.",
            "Contents of the box weigh 4 kg",
            "Search grew 73%",
            "It printed 4,000 pages",
        ] {
            assert!(!is_furniture(text), "{text}");
        }
    }
}
