//! Which format a nameless text is in.
//!
//! Comes in: decoded text. Goes out: HTML if it begins like a page, Markdown if it has front matter or several marks of
//! Markdown, else plain text. Only the first part of the text is looked at.

use super::Media;

/// How much of a text is looked at.
const LOOKED_AT: usize = 64 * 1024;

/// Tags that open a page or a piece of one.
const OPENING_TAGS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "div",
    "em",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "tbody",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];

/// The format of `text`.
pub fn media(text: &str) -> Media {
    let text = text.trim_start_matches('\u{feff}');
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].trim_start();
    let marks = markdown_marks(head);
    if is_page(head) {
        Media::Html
    } else if front_matter(text) || marks >= 2 {
        Media::Markdown
    } else if opening_tag(head).is_some_and(|name| OPENING_TAGS.contains(&name.as_str())) {
        Media::Html
    } else {
        Media::Plain
    }
}

/// Whether the text begins as only a whole page does.
fn is_page(head: &str) -> bool {
    let start: String = head.chars().take(15).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<?xml")
        || matches!(opening_tag(head).as_deref(), Some("html" | "head" | "body" | "meta" | "title"))
}

/// The name of the tag that the text begins with, comments passed over.
fn opening_tag(mut head: &str) -> Option<String> {
    while let Some(comment) = head.strip_prefix("<!--") {
        head = comment.split_once("-->")?.1.trim_start();
    }
    let name: String = head.strip_prefix('<')?.chars().take_while(char::is_ascii_alphanumeric).collect();
    let after = head.as_bytes().get(name.len() + 1)?;
    (after.is_ascii_whitespace() || matches!(after, b'>' | b'/')).then(|| name.to_ascii_lowercase())
}

/// Whether the first line opens front matter that a later line closes and whose first line is a key.
fn front_matter(text: &str) -> bool {
    let mut lines = text.lines().take(200).map(str::trim_end);
    let Some(fence @ ("---" | "+++")) = lines.next() else { return false };
    let Some(first) = lines.next() else { return false };
    first.contains(if fence == "---" { ':' } else { '=' }) && lines.any(|line| line == fence)
}

/// How many different marks of Markdown stand in the text; two headings count as two.
fn markdown_marks(head: &str) -> usize {
    let headings = head.lines().filter(|line| is_heading(line)).take(2).count();
    let fence = head.lines().any(|line| line.starts_with("```"));
    let rule = head.lines().any(is_table_rule);
    let link = head.contains("](");
    let strong = head.matches("**").count() >= 2;
    headings + usize::from(fence) + 2 * usize::from(rule) + usize::from(link) + usize::from(strong)
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    (1..=6).contains(&level) && text.starts_with(' ') && !text.trim().is_empty()
}

/// The line under a pipe table's header: pipes, dashes and colons only.
fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for (text, media_wanted) in [
            ("<!DOCTYPE html><title>x</title>", Media::Html),
            ("\u{feff}  <html lang=en>", Media::Html),
            ("<!-- saved -->\n<p>Hello</p>", Media::Html),
            ("<?xml version='1.0'?><html/>", Media::Html),
            ("---\ntitle: x\n---\ntext", Media::Markdown),
            ("+++\ntitle = 'x'\n+++\ntext", Media::Markdown),
            ("# One\n\ntext\n\n## Two\n", Media::Markdown),
            ("<img src=x>\n\n# One\n\nSee [this](http://x).", Media::Markdown),
            ("| a | b |\n|---|---|\n| 1 | 2 |", Media::Markdown),
            ("Revenue rose 5%.\n\n- one\n- two\n", Media::Plain),
            ("a < b and <3", Media::Plain),
            ("<speaker> said so", Media::Plain),
            ("---\n\nRevenue", Media::Plain),
            ("", Media::Plain),
        ] {
            assert_eq!(media(text), media_wanted, "{text:?}");
        }
    }
}
