//! What class names, ids, roles and styles say of an element.
//!
//! Comes in: an element's attributes. Goes out: a [`Mark`], to be believed or not by who knows how much text the element holds. The words
//! stand in `hints.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::flow::Mark;
use crate::document::tree::attribute::AttributeName;
use crate::document::tree::{Node, Tree};

/// The words of a hint after its first, and what it means.
type Hint = (Vec<&'static str>, Mark);

/// The hints by their first word.
static HINTS: LazyLock<HashMap<&'static str, Vec<Hint>>> = LazyLock::new(|| {
    let mut hints: HashMap<&str, Vec<Hint>> = HashMap::new();
    let mut mark = Mark::None;
    for line in include_str!("hints.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line {
            "[skip]" => mark = Mark::Skip,
            "[furniture]" => mark = Mark::Furniture,
            "[caption]" => mark = Mark::Caption,
            "[footnote]" => mark = Mark::Footnote,
            entry => {
                let mut words = entry.split(' ');
                hints.entry(words.next().unwrap_or_default()).or_default().push((words.collect(), mark));
            }
        }
    }
    hints
});

/// Values of `role` that are no part of an article.
const SKIPPED_ROLES: &[&str] = &[
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "form",
    "menu",
    "menubar",
    "navigation",
    "search",
    "tablist",
    "toolbar",
    "tooltip",
];

/// What the attributes of `node` say of it.
pub fn mark(tree: &Tree, node: &Node) -> Mark {
    let mut best = Mark::None;
    let is_heading = node.tag().is_some_and(|tag| tag.heading_level().is_some());
    for attribute in tree.attributes(node) {
        let said = match attribute.name {
            AttributeName::Class => names(&attribute.value),
            AttributeName::Id if best == Mark::None => whole_name(&attribute.value),
            AttributeName::Role if SKIPPED_ROLES.contains(&&*attribute.value.to_ascii_lowercase()) => Mark::Skip,
            AttributeName::Hidden => Mark::Skip,
            AttributeName::AriaHidden if &*attribute.value == "true" => Mark::Skip,
            AttributeName::Style if is_invisible(&attribute.value) => Mark::Skip,
            _ => Mark::None,
        };
        best = stronger(best, said);
    }
    // A heading is named after its words, not after its purpose.
    if is_heading && !is_hidden(tree, node) { Mark::None } else { best }
}

/// Whether the attributes hide the element from everybody.
pub fn is_hidden(tree: &Tree, node: &Node) -> bool {
    tree.attributes(node).iter().any(|attribute| match attribute.name {
        AttributeName::Hidden => true,
        AttributeName::Style => is_invisible(&attribute.value),
        _ => false,
    })
}

fn stronger(one: Mark, other: Mark) -> Mark {
    if one == Mark::Skip || other == Mark::None { one } else { other }
}

fn is_invisible(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What a list of class names says.
pub fn names(names: &str) -> Mark {
    names.split_whitespace().take(40).map(name).fold(Mark::None, stronger)
}

/// What an id says. Ids are often made of a heading's words, so only one that is a hint as a whole is believed.
fn whole_name(id: &str) -> Mark {
    let words = words(id);
    let hints = words.first().and_then(|first| HINTS.get(first.as_str()));
    let whole = hints.and_then(|hints| hints.iter().find(|(rest, _)| words[1..] == **rest));
    whole.map_or(Mark::None, |(_, mark)| *mark)
}

fn name(name: &str) -> Mark {
    let words = words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let said = |at: usize| {
        let hints = HINTS.get(words[at])?;
        hints.iter().find(|(rest, _)| words[at + 1..].starts_with(rest)).map(|(_, mark)| *mark)
    };
    (0..words.len()).filter_map(said).fold(Mark::None, stronger)
}

/// The words of a class name, lower case: `PostMeta__author-name` is post, meta, author, name.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut lower_before = false;
    for c in name.chars().take(120) {
        let boundary = !c.is_alphanumeric();
        if boundary || lower_before && c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !boundary) {
            word.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names() {
        for (given, wanted) in [
            ("caption-center", Mark::Caption),
            ("PostMeta__author-name", Mark::Furniture),
            ("c-related-stories", Mark::Skip),
            ("content has-sidebar", Mark::Skip),
            ("skip-to-content", Mark::Skip),
            ("relatedness readable shared-memory", Mark::None),
            ("article-body entry-content", Mark::None),
            ("footnotes", Mark::Footnote),
        ] {
            assert_eq!(names(given), wanted, "{given}");
        }
    }
}
