//! What a reader knows before the first sentence: who writes, and what the article is about.
//!
//! Comes in: the document's metadata and the names in its text. Goes out: the [`Context`] that reading starts with.

use std::collections::HashMap;

use crate::document::{Block, Document, Role};
use crate::mention::name::{self, NameKind, NameMention};

use super::context::{Context, Sort, Topic};

/// How much of a document's text is read for its topic, in bytes. Later text repeats what the beginning named.
const READ_MAX: usize = 40_000;

/// Words between an organisation's name and its announcement ("Acme is pleased to announce").
const ANNOUNCING: &[&str] =
    &[" is pleased to", " is excited to", " is proud to", " is thrilled to", " is delighted to", " is happy to"];

/// Words before the name of an organisation that the author is of ("when I started Acme").
const FOUNDING: &[&str] =
    &["i started", "i founded", "i co-founded", "we started", "we founded", "i work at", "i work for", "here at", "we run"];

/// The longest of the words before a name, in bytes.
const CUE_BYTES: usize = 16;

/// The context that `document` is read with.
pub(crate) fn context(document: &Document) -> Context {
    let texts = opening_texts(document);
    let counted = count_names(&texts);
    let title = title_names(document);
    let main = topic(&title, &counted, |_| true);
    let organisation = topic(&title, &counted, |sort| sort != Some(Sort::Product));
    let author = author(document, &texts, organisation.as_ref());
    Context::opening(author, main, organisation)
}

/// The prose of the document's beginning.
fn opening_texts(document: &Document) -> Vec<&str> {
    let mut budget = READ_MAX;
    let mut texts = Vec::new();
    for block in &document.blocks {
        let Block::Prose(prose) = block else { continue };
        let text = prose.text.as_str();
        if matches!(prose.role, Role::Furniture | Role::SourceLine) || text.is_empty() {
            continue;
        }
        let text = &text[..text.floor_char_boundary(budget)];
        texts.push(text);
        budget -= text.len();
        if budget == 0 {
            break;
        }
    }
    texts
}

/// Each name with how often it is said and its sort.
fn count_names(texts: &[&str]) -> HashMap<String, (usize, Option<Sort>)> {
    let mut counted: HashMap<String, (usize, Option<Sort>)> = HashMap::new();
    for text in texts {
        for mention in name::scan(text, &[0]) {
            if topical(&mention) {
                let entry = counted.entry(text[mention.span.range()].to_owned()).or_insert((0, Sort::of(mention.kind)));
                entry.0 += 1;
            }
        }
    }
    counted
}

fn topical(mention: &NameMention) -> bool {
    matches!(mention.kind, NameKind::Organisation | NameKind::Product | NameKind::Other)
}

/// Who "we" is: the organisation that announces or that "we" are at, the publisher, the one that the document is about, or the author by name.
fn author(document: &Document, texts: &[&str], organisation: Option<&Topic>) -> Option<Topic> {
    let metadata = &document.metadata;
    let named = |name: String| Topic { name, sort: Some(Sort::Organisation), plural: false };
    let person = |name: String| Topic { name, sort: Some(Sort::Person), plural: false };
    let announced = texts.iter().find_map(|text| announcing(text)).map(named);
    let published = || metadata.publisher.clone().map(named);
    let introduced = || introduced(texts, &metadata.authors).map(named);
    let signed = || metadata.authors.first().cloned().map(person);
    announced
        .or_else(published)
        .or_else(|| organisation.filter(|_| metadata.authors.is_empty()).cloned())
        .or_else(introduced)
        .or_else(|| organisation.cloned())
        .or_else(signed)
        .or_else(|| Some(person("the author".to_owned())))
}

/// How many paragraphs introduce the organisation that writes.
const INTRODUCING: usize = 4;

/// The first organisation that the opening paragraphs of a first-person text name.
fn introduced(texts: &[&str], authors: &[String]) -> Option<String> {
    let own = |text: &&str| text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "We" | "we" | "our" | "Our"));
    texts.iter().find(|text| own(text))?;
    let paragraphs = texts.iter().filter(|text| text.len() > 80).take(INTRODUCING);
    paragraphs.flat_map(|text| name::scan(text, &[0]).into_iter().map(|mention| (*text, mention))).find_map(|(text, mention)| {
        let name = &text[mention.span.range()];
        let fits = mention.kind == NameKind::Organisation || (mention.kind == NameKind::Other && !mention.known);
        (fits && !authors.iter().any(|author| author.contains(name))).then(|| name.to_owned())
    })
}

/// "Acme is pleased to announce that we …", "At Acme, we …", "we at Acme".
fn announcing(text: &str) -> Option<String> {
    let names = name::scan(text, &[0]);
    let named = |mention: &NameMention| text[mention.span.range()].to_owned();
    for mention in
        names.iter().filter(|mention| matches!(mention.kind, NameKind::Organisation | NameKind::Product | NameKind::Other))
    {
        let after = &text[mention.span.end..];
        let before = text[..mention.span.start].trim_end();
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(CUE_BYTES))..];
        let at = before.ends_with("At") || before.ends_with("Here at") || before.ends_with("we at") || before.ends_with("We at");
        let founded = FOUNDING.iter().any(|words| before.to_lowercase().ends_with(words));
        let announces = founded || ANNOUNCING.iter().any(|words| after.starts_with(words));
        if announces || (at && (after.starts_with(", we") || before.to_lowercase().ends_with("we at"))) {
            return Some(named(mention));
        }
    }
    None
}

/// The names in the document's title.
fn title_names(document: &Document) -> Vec<String> {
    let title = document.metadata.title.as_deref().unwrap_or_default();
    name::scan(title, &[0]).into_iter().filter(topical).map(|mention| title[mention.span.range()].to_owned()).collect()
}

/// What the article is about, of the sorts that `fits` admits: a name of its title that the text repeats, else the name said most.
fn topic(
    title: &[String],
    counted: &HashMap<String, (usize, Option<Sort>)>,
    fits: impl Fn(Option<Sort>) -> bool,
) -> Option<Topic> {
    let count = |name: &str| counted.get(name).filter(|entry| fits(entry.1)).map_or(0, |entry| entry.0);
    let titled = title.iter().filter(|name| count(name) > 0).max_by_key(|name| (count(name), std::cmp::Reverse((*name).clone())));
    let most = || {
        let often = counted.keys().filter(|name| count(name) >= 2);
        often.max_by_key(|name| (count(name), std::cmp::Reverse((*name).clone())))
    };
    let name = titled.or_else(most)?.clone();
    let sort = counted.get(&name).and_then(|entry| entry.1);
    Some(Topic { name, sort, plural: false })
}
