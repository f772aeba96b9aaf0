//! Front matter: what stands above a Markdown article about it.
//!
//! Comes in: the article's text. Goes out: where the article begins, and the title, date, authors, publisher and address that were given.
//! YAML (`---`), TOML (`+++`) and bare `Title: …` lines are read line by line: single values and lists, nothing deeper.

use super::{Metadata, metadata};

/// Front matter is looked for in this many bytes; a rule at the start of a long text is no fence.
const BYTES_MAX: usize = 64 * 1024;

/// The front matter's keys for each thing, best first. Case, dashes and underscores do not matter.
const TITLE: &[&str] = &["title", "headline", "posttitle"];
const DATE: &[&str] = &[
    "date",
    "published",
    "publisheddate",
    "publishdate",
    "pubdate",
    "datepublished",
    "publishedat",
    "postdate",
    "created",
    "updated",
    "lastmod",
    "modified",
];
const AUTHORS: &[&str] = &["author", "authors", "byline", "by", "writer", "creator"];
const PUBLISHER: &[&str] =
    &["publisher", "publication", "site", "sitename", "organisation", "organization", "org", "company", "customer", "source"];
const ADDRESS: &[&str] = &["url", "canonical", "canonicalurl", "permalink"];

/// Reads the front matter of `text`, if it has one. The offset is where the article itself begins.
pub fn read(text: &str) -> (Metadata, usize) {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let Some((entries, length)) = entries(&text[mark..]) else { return (Metadata::default(), mark) };
    let one = |keys: &[&str], read: &dyn Fn(&str) -> Option<String>| {
        keys.iter().find_map(|key| {
            entries.iter().filter(|(known, _)| known == key).flat_map(|(_, values)| values).find_map(|value| read(value))
        })
    };
    let name = |value: &str| metadata::line(value).filter(|value| !value.contains("://"));
    let authors = AUTHORS.iter().find_map(|key| {
        let values = entries.iter().filter(|(known, _)| known == key).flat_map(|(_, values)| values);
        let names: Vec<String> = values.flat_map(|value| metadata::authors(value)).collect();
        (!names.is_empty()).then_some(names)
    });
    let metadata = Metadata {
        title: one(TITLE, &metadata::line),
        date: one(DATE, &metadata::iso_date),
        authors: authors.unwrap_or_default(),
        publisher: one(PUBLISHER, &name),
        url: one(ADDRESS, &metadata::address),
    };
    (metadata, mark + length)
}

/// Reads the front matter of `text` where fences part it from the article, as it stands above pages of HTML.
pub fn fenced(text: &str) -> (Metadata, usize) {
    let opened = text.trim_start_matches('\u{feff}').starts_with(['-', '+']);
    if opened { read(text) } else { (Metadata::default(), 0) }
}

/// A key, folded, and its values.
type Entry = (String, Vec<String>);

/// The entries and the length of front matter at the start of `text`.
fn entries(text: &str) -> Option<(Vec<Entry>, usize)> {
    let mut end = text.len().min(BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut lines = text[..end].split_inclusive('\n');
    let first = lines.next()?;
    let (fence, assign) = match first.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return bare_entries(&text[..end]),
    };
    let mut length = first.len();
    let mut body = Vec::new();
    for line in lines {
        length += line.len();
        let line = line.trim_end();
        if line == fence || fence == "---" && line == "..." {
            let entries = parse(&body, assign);
            return (!entries.is_empty() || body.is_empty()).then_some((entries, length));
        }
        body.push(line);
    }
    None
}

/// `Title: …` lines up to the first blank one, as MultiMarkdown and Pelican write them.
fn bare_entries(text: &str) -> Option<(Vec<Entry>, usize)> {
    let block: Vec<&str> = text.split_inclusive('\n').take_while(|line| !line.trim().is_empty()).collect();
    let is_entry = |line: &&str| {
        line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.len() <= 20 && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        })
    };
    let first_key = block.first()?.split_once(':')?.0.to_ascii_lowercase();
    let known = matches!(&*first_key, "title" | "date" | "author" | "layout" | "slug");
    let entries = parse(&block.iter().map(|line| line.trim_end()).collect::<Vec<_>>(), ':');
    (known && block.len() >= 2 && block.iter().all(is_entry)).then(|| (entries, block.iter().map(|line| line.len()).sum()))
}

/// Reads `key: value`, `key: [a, b]`, `key:` with `- a` below it, and `key: >` with lines below it that are one value.
fn parse(lines: &[&str], assign: char) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut folded = false;
    for line in lines {
        if folded && line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            if let Some((_, values)) = entries.last_mut() {
                let value = values.pop().map_or_else(String::new, |value| value + " ");
                values.push(value + line.trim());
            }
            continue;
        }
        let item = line.trim_start().strip_prefix("- ");
        if let Some(item) = item.or_else(|| line.strip_prefix("  ").map(str::trim_start).filter(|line| line.starts_with("name:")))
        {
            let item = item.trim_start().strip_prefix("name:").unwrap_or(item);
            if let Some((_, values)) = entries.last_mut() {
                values.push(unquoted(item).to_owned());
            }
        } else if let Some((key, value)) = line.split_once(assign).filter(|(key, _)| !key.starts_with([' ', '\t', '#'])) {
            let key = key.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
            folded = is_block_scalar(value.trim());
            entries.push((key, values(value.trim())));
        }
    }
    entries
}

fn values(value: &str) -> Vec<String> {
    let Some(list) = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) else {
        let value = unquoted(value);
        return if value.is_empty() || is_block_scalar(value) { Vec::new() } else { vec![value.to_owned()] };
    };
    let mut values = vec![String::new()];
    let mut quote = None;
    for c in list.chars() {
        match (c, quote) {
            (',', None) => values.push(String::new()),
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (c, _) => values.last_mut().expect("the list starts with one value").push(c),
        }
    }
    values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

/// The marks behind a key whose value is in the lines below (YAML 1.2, section 8.1).
fn is_block_scalar(value: &str) -> bool {
    matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+")
}

/// The value without its quotes, or without a comment behind it.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some((inside, _)) = value.strip_prefix(quote).and_then(|rest| rest.rsplit_once(quote)) {
            return inside;
        }
    }
    value.split(" #").next().unwrap_or(value).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_with_lists_quotes_and_comments() {
        let text = "---\ntitle: 'An 8x Boost: Why We Migrated'\nauthor: ['Mu Yang', \"Ann O'Dell\"]\ndate: 2021-10-26 # day\nurl: /blog/x\ncustomer: JD.com\n---\nBody";
        let (read, body) = read(text);
        assert_eq!(read.title.as_deref(), Some("An 8x Boost: Why We Migrated"));
        assert_eq!(read.authors, ["Mu Yang", "Ann O'Dell"]);
        assert_eq!((read.date.as_deref(), read.publisher.as_deref(), read.url), (Some("2021-10-26"), Some("JD.com"), None));
        assert_eq!(&text[body..], "Body");
    }

    #[test]
    fn nested_lists_and_names() {
        let (read, _) = read(
            "---\nauthors:\n  - name: Jane Doe\n    role: editor\n  - John Smith\nsource: http://a.org/b\ncanonical_url: https://a.org/c\n---\n",
        );
        assert_eq!(read.authors, ["Jane Doe", "John Smith"]);
        assert_eq!((read.publisher, read.url.as_deref()), (None, Some("https://a.org/c")));
    }

    #[test]
    fn toml_and_bare_lines() {
        let (toml, at) = read("\u{feff}+++\ntitle = \"A = B\"\ndate = 2026-01-02T03:04:05Z\nauthors = [\"X Y\"]\n+++\nText");
        assert_eq!((toml.title.as_deref(), toml.date.as_deref(), at), (Some("A = B"), Some("2026-01-02"), 73));
        let (bare, at) = read("Title: One\nDate: 2020-05-06\nAuthor: Jane Doe\n\nText");
        assert_eq!((bare.title.as_deref(), bare.date.as_deref(), at), (Some("One"), Some("2020-05-06"), 45));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in ["---\n\nText without end", "---\nJust words\n---\nText", "Note: this is a sentence.\n\nText", "# Title\n"] {
            assert_eq!(read(text), (Metadata::default(), 0), "{text:?}");
        }
    }
}
