//! What a page says of itself: title, date, authors, site and address.
//!
//! Comes in: a page's tree. Goes out: [`Metadata`], from meta tags, JSON-LD, microdata and bylines, the most reliable first. Where
//! the article lies is not asked here.

use serde_json::Value;

use super::hints;
use crate::document::flow::Mark;
use crate::document::tree::attribute::AttributeName;
use crate::document::tree::tag::Tag;
use crate::document::tree::{Node, Tree};
use crate::document::{Metadata, metadata};

/// Names of meta tags for each thing, most reliable first.
const TITLES: &[&str] =
    &["og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "date",
    "article:modified_time",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "twitter:creator",
];
const SITES: &[&str] =
    &["og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name"];

/// Types of JSON-LD that describe an article.
const ARTICLE_TYPES: &[&str] = &["Article", "BlogPosting", "Report", "Posting", "NewsArticle", "TechArticle", "ScholarlyArticle"];

/// Everything that a page says of itself, as found.
#[derive(Debug, Default)]
pub struct Head {
    meta: Vec<(String, String)>,
    json: Vec<Value>,
    canonical: Option<String>,
    page_title: Option<String>,
    headings: Vec<String>,
    byline: Vec<String>,
    times: Vec<String>,
    /// Dates in words below the first heading, in elements that are called so.
    dates: Vec<String>,
}

impl Head {
    /// Gathers what the page says.
    pub fn gather(tree: &Tree, source: &str) -> Self {
        let mut head = Self::default();
        for (at, node) in tree.nodes().iter().enumerate() {
            match node.tag() {
                Some(Tag::Meta) => head.meta_tag(tree, node),
                Some(Tag::Link) => head.link_tag(tree, node),
                Some(Tag::Script) => head.script(tree, at, node, source),
                Some(Tag::Title) if head.page_title.is_none() => head.page_title = metadata::line(&tree.words(at, source, 1000)),
                Some(Tag::H1) if head.headings.len() < 8 => head.headings.extend(metadata::line(&tree.words(at, source, 1000))),
                Some(tag) => head.visible(tree, at, node, tag, source),
                None => {}
            }
        }
        head
    }

    fn meta_tag(&mut self, tree: &Tree, node: &Node) {
        let names = [AttributeName::Property, AttributeName::Name, AttributeName::Itemprop];
        let name = names.iter().find_map(|name| tree.attribute(node, *name));
        if let (Some(name), Some(content)) = (name, tree.attribute(node, AttributeName::Content)) {
            self.meta.push((name.to_ascii_lowercase(), content.to_owned()));
        }
    }

    fn link_tag(&mut self, tree: &Tree, node: &Node) {
        let canonical = tree.attribute(node, AttributeName::Rel).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if canonical && self.canonical.is_none() {
            self.canonical = tree.attribute(node, AttributeName::Href).and_then(metadata::address);
        }
    }

    fn script(&mut self, tree: &Tree, at: usize, node: &Node, source: &str) {
        if tree.attribute(node, AttributeName::Type).is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) {
            let text: String = tree.nodes()[at..node.end as usize].iter().map(|inner| tree.text(inner, source)).collect();
            if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
                flatten(value, &mut self.json);
            }
        }
    }

    /// A byline or time that readers of the page see.
    fn visible(&mut self, tree: &Tree, at: usize, node: &Node, tag: Tag, source: &str) {
        if tag == Tag::Time {
            self.times.extend(tree.attribute(node, AttributeName::Datetime).map(str::to_owned));
        }
        let says = |name: AttributeName, value: &str| {
            tree.attribute(node, name).is_some_and(|given| given.split_whitespace().any(|word| word == value))
        };
        if says(AttributeName::Itemprop, "datePublished") {
            let date = tree.attribute(node, AttributeName::Datetime).or_else(|| tree.attribute(node, AttributeName::Content));
            self.times.insert(0, date.map_or_else(|| tree.words(at, source, 80), str::to_owned));
        }
        let small = (node.end as usize - at) < 40;
        let class = || tree.attribute(node, AttributeName::Class).is_some_and(is_date);
        if small && !self.headings.is_empty() && self.dates.len() < 8 && class() {
            let words = tree.nodes()[at..node.end as usize].iter().map(|inner| tree.text(inner, source));
            self.dates.extend(words.filter(|words| words.len() <= 80).map(str::to_owned));
        }
        let named = || tree.attribute(node, AttributeName::Class).is_some_and(is_byline);
        if small
            && self.byline.len() < 8
            && (says(AttributeName::Rel, "author") || says(AttributeName::Itemprop, "author") || named())
        {
            self.byline.push(tree.words(at, source, 200));
        }
    }

    fn meta(&self, names: &[&str]) -> impl Iterator<Item = &str> {
        names
            .iter()
            .flat_map(|name| self.meta.iter().filter(move |(known, _)| known == name))
            .map(|(_, content)| content.as_str())
    }

    /// The values of JSON-LD articles under `key`.
    fn json(&self, key: &'static str) -> impl Iterator<Item = &Value> {
        self.json.iter().filter(|value| is_article(value)).filter_map(move |value| value.get(key))
    }

    /// What it all comes to.
    pub fn metadata(&self) -> Metadata {
        let publisher = self.publisher();
        let (title, site) = self.title(publisher.as_deref());
        Metadata { title, date: self.date(), authors: self.authors(), publisher: publisher.or(site), url: self.address() }
    }

    fn publisher(&self) -> Option<String> {
        let named = self.json("publisher").find_map(|publisher| names(publisher).into_iter().next());
        self.meta(&SITES[..1]).find_map(metadata::line).or(named).or_else(|| self.meta(&SITES[1..]).find_map(metadata::line))
    }

    fn date(&self) -> Option<String> {
        let json = self.json("datePublished").filter_map(Value::as_str).find_map(metadata::iso_date);
        let meta = || self.meta(DATES).find_map(metadata::iso_date);
        let shown = || self.times.iter().find_map(|time| metadata::iso_date(time));
        let byline = || self.byline.iter().find_map(|words| metadata::iso_date(words));
        let dated = || self.dates.iter().find_map(|words| metadata::iso_date(words));
        json.or_else(meta).or_else(shown).or_else(byline).or_else(dated)
    }

    fn authors(&self) -> Vec<String> {
        let json: Vec<String> = self.json("author").flat_map(names).collect();
        let meta = || self.meta(AUTHORS).map(metadata::authors).find(|names| !names.is_empty());
        let byline = || self.byline.iter().map(|words| byline_names(words)).find(|names| !names.is_empty());
        let mut authors = if json.is_empty() { meta().or_else(byline).unwrap_or_default() } else { json };
        let mut seen = std::collections::HashSet::new();
        authors.retain(|name| seen.insert(name.to_lowercase()));
        authors
    }

    fn address(&self) -> Option<String> {
        let json = || {
            self.json("url")
                .chain(self.json("mainEntityOfPage"))
                .filter_map(|value| value.as_str().or_else(|| value.get("@id")?.as_str()))
        };
        self.canonical
            .clone()
            .or_else(|| self.meta(&["og:url"]).find_map(metadata::address))
            .or_else(|| json().find_map(metadata::address))
    }

    /// The title without the site's name, and the site's name if the title told it.
    fn title(&self, publisher: Option<&str>) -> (Option<String>, Option<String>) {
        let json = self.json("headline").filter_map(Value::as_str).find_map(metadata::line);
        let given = self.meta(TITLES).find_map(metadata::line).or(json);
        let heading = |title: &str| self.headings.iter().find(|heading| same(heading, title)).cloned();
        let whole = given.clone().or_else(|| self.page_title.clone());
        let Some(whole) = whole else { return (self.headings.first().cloned(), None) };
        if let Some(heading) = heading(&whole) {
            return (Some(heading), None);
        }
        for (title, site) in cuts(&whole) {
            let known = publisher.is_some_and(|publisher| same(publisher, site) || site.starts_with(publisher))
                || heading(title).is_some();
            let likely = given.is_none() && title.split(' ').count() >= 4 && site.split(' ').count() <= 4;
            if known || likely {
                return (Some(heading(title).unwrap_or_else(|| title.to_owned())), Some(site.to_owned()));
            }
        }
        (Some(whole), None)
    }
}

fn is_byline(class: &str) -> bool {
    hints::names(class) == Mark::Furniture
        && class
            .to_ascii_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .any(|word| matches!(word, "byline" | "author" | "byl" | "authors"))
}

/// Whether a class says that the element holds the date of something.
fn is_date(class: &str) -> bool {
    const WORDS: &[&str] = &["date", "dateline", "datetime", "meta", "posted", "pubdate", "published", "timestamp"];
    class.to_ascii_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| WORDS.contains(&word))
}

/// The names in a visible byline, which may say more than names.
fn byline_names(words: &str) -> Vec<String> {
    let names = metadata::authors(words);
    let is_person = |name: &String| {
        name.split(' ').count() <= 4 && name.chars().all(|c| !c.is_ascii_digit()) && name.starts_with(char::is_uppercase)
    };
    names.into_iter().take_while(is_person).collect()
}

/// Whether two titles are the same but for case, quotes and spacing.
pub fn same(one: &str, other: &str) -> bool {
    let folded = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    folded(one) == folded(other) && one.contains(char::is_alphanumeric)
}

/// The ways to cut "Title | Site", the shortest site first; then "Site: Title" read the other way round.
fn cuts(whole: &str) -> impl Iterator<Item = (&str, &str)> {
    const SEPARATORS: [&str; 7] = [" | ", " – ", " — ", " - ", " :: ", " · ", " » "];
    let after = SEPARATORS.iter().filter_map(|separator| whole.rsplit_once(separator));
    let before = SEPARATORS.iter().filter_map(|separator| whole.split_once(separator)).map(|(site, title)| (title, site));
    let mut cuts: Vec<(&str, &str)> = after.collect();
    cuts.sort_by_key(|(_, site)| site.len());
    cuts.into_iter().chain(before).map(|(title, site)| (title.trim(), site.trim()))
}

/// JSON-LD comes as one thing, a list of things, or a graph.
fn flatten(value: Value, things: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| flatten(value, things)),
        Value::Object(mut map) => {
            let graph = map.remove("@graph");
            things.push(Value::Object(map));
            if let Some(graph) = graph {
                flatten(graph, things);
            }
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let known = |kind: &Value| kind.as_str().is_some_and(|kind| ARTICLE_TYPES.iter().any(|known| kind.ends_with(known)));
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(known),
        Some(kind) => known(kind),
        None => false,
    }
}

/// The names in a JSON-LD value: a string, a thing with a name, or a list of either.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => metadata::authors(name),
        Value::Array(values) => values.iter().filter(|value| !value.is_array()).flat_map(names).collect(),
        Value::Object(map) => map.get("name").and_then(Value::as_str).and_then(metadata::line).into_iter().collect(),
        _ => Vec::new(),
    }
}
