//! Where a page's article lies.
//!
//! Comes in: a page's tree. Goes out: the nodes that are the article, and marks for what inside it is not. Every stretch of
//! text is weighed, running text for its element and links against it; the article is the element with the greatest weight,
//! unless the page says itself where it is and is right about it.

use std::collections::HashMap;
use std::ops::Range;

use super::hints;
use crate::document::flow::Mark;
use crate::document::tree::attribute::AttributeName;
use crate::document::tree::tag::Tag;
use crate::document::tree::{NodeKind, Tree};

/// Text shorter than this, in characters, is a label rather than running text.
const LABEL_CHARS_MAX: u32 = 40;

/// A table cell shorter than this, in characters, holds data and weighs nothing; a longer one may be part of a layout.
const CELL_CHARS_MAX: u32 = 60;

/// Elements with a linked heading and no more text than this, in characters, are teasers of other articles.
const TEASER_CHARS_MAX: u32 = 300;

/// An article that weighs less than this, where the page holds much more, was not found: its markup misled.
const ARTICLE_WEIGHT_MIN: i64 = 400;

/// The article on a page.
pub struct Article {
    /// The nodes to read, in document order.
    pub ranges: Vec<Range<usize>>,
    /// A mark for each node of the page.
    pub marks: Vec<Mark>,
}

/// What is known of an element and all inside it.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// Characters that are not white space.
    chars: u32,
    /// Those of them that are links to other pages.
    linked: u32,
    /// The weight of its running text.
    prose: i64,
    /// The weight of its running text less that of its links.
    value: i64,
}

/// Finds the article of a page. `title` is what the page calls itself, if it does.
pub fn find(tree: &Tree, source: &str, title: Option<&str>) -> Article {
    let mut marks = vec![Mark::None; tree.len()];
    let plain = weigh(tree, source, &marks);
    let total = plain.iter().map(|weight| weight.prose).max().unwrap_or(0);
    mark(tree, source, title, &plain, total, &mut marks);
    let mut weights = weigh(tree, source, &marks);
    let mut chosen = choose(tree, &weights);
    let found = weights.get(chosen).map_or(0, |weight| weight.prose);
    if found < ARTICLE_WEIGHT_MIN && found * 5 < total {
        marks.fill(Mark::None);
        weights = plain;
        chosen = choose(tree, &weights);
    }
    let article = chosen..tree.nodes().get(chosen).map_or(0, |node| node.end as usize);
    let title = title_before(tree, source, &marks, &article);
    let ranges = title.into_iter().chain(std::iter::once(article)).collect();
    Article { ranges, marks }
}

/// An element on the way down.
struct Frame {
    at: usize,
    end: usize,
    tag: Tag,
    weight: Weight,
    /// Characters whose nearest block this is, and those of them that are links.
    own: u32,
    own_linked: u32,
}

/// Weighs every element. What is marked to be skipped weighs nothing.
fn weigh(tree: &Tree, source: &str, marks: &[Mark]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); tree.len()];
    let mut frames: Vec<Frame> = Vec::new();
    let mut blocks: Vec<usize> = Vec::new();
    let mut links = 0_usize;
    let mut at = 0;
    while at < tree.len() {
        pop_ended(at, &mut frames, &mut blocks, &mut links, &mut weights);
        let node = tree.node(at);
        let NodeKind::Element(tag) = node.kind else {
            let chars = count(tree.text(&node, source));
            let linked = if links > 0 { chars } else { 0 };
            if let Some(frame) = frames.last_mut() {
                frame.weight.chars += chars;
                frame.weight.linked += linked;
            }
            if let Some(block) = blocks.last().and_then(|block| frames.get_mut(*block)) {
                block.own += chars;
                block.own_linked += linked;
            }
            at += 1;
            continue;
        };
        if marks[at] == Mark::Skip || tag.is_unread() || matches!(tag, Tag::Img | Tag::Pre) {
            at = node.end as usize;
            continue;
        }
        let leads_away = |tree: &Tree| tree.attribute(&node, AttributeName::Href).is_some_and(|url| !url.starts_with('#'));
        if tag.is_block() {
            blocks.push(frames.len());
        }
        let tag = if tag == Tag::A && !leads_away(tree) { Tag::Other } else { tag };
        links += usize::from(tag == Tag::A);
        frames.push(Frame { at, end: node.end as usize, tag, weight: Weight::default(), own: 0, own_linked: 0 });
        at += 1;
    }
    pop_ended(usize::MAX, &mut frames, &mut blocks, &mut links, &mut weights);
    weights
}

fn pop_ended(at: usize, frames: &mut Vec<Frame>, blocks: &mut Vec<usize>, links: &mut usize, weights: &mut [Weight]) {
    while let Some(frame) = frames.pop_if(|frame| frame.end <= at) {
        if frame.tag.is_block() {
            blocks.pop();
        }
        *links -= usize::from(frame.tag == Tag::A);
        let own = own_value(&frame);
        let mut weight = frame.weight;
        weight.value += own;
        weight.prose += own.max(0);
        weights[frame.at] = weight;
        if let Some(parent) = frames.last_mut() {
            parent.weight.chars += weight.chars;
            parent.weight.linked += weight.linked;
            parent.weight.prose += weight.prose;
            parent.weight.value += weight.value;
        }
    }
}

/// The value of the words that stand directly in a block.
fn own_value(frame: &Frame) -> i64 {
    let (own, linked) = (i64::from(frame.own), i64::from(frame.own_linked));
    let label = frame.own < LABEL_CHARS_MAX;
    let is_listed = frame.tag.heading_level().is_some()
        || frame.tag.is_cell()
        || matches!(frame.tag, Tag::Li | Tag::Dt | Tag::Dd | Tag::Figcaption);
    match () {
        () if own == 0 || !frame.tag.is_block() || frame.tag.is_cell() && frame.own < CELL_CHARS_MAX => 0,
        () if linked * 2 > own => -(20 + linked.min(200) / 2),
        () if label && is_listed => 0,
        () if label => -5,
        () => own - 2 * linked,
    }
}

fn count(text: &str) -> u32 {
    let count = if text.is_ascii() {
        text.bytes().filter(|byte| byte.is_ascii_graphic()).count()
    } else {
        text.chars().filter(|c| !c.is_whitespace()).count()
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Marks what is no part of the article. What holds much of the page's running text is never skipped.
fn mark(tree: &Tree, source: &str, title: Option<&str>, weights: &[Weight], total: i64, marks: &mut [Mark]) {
    let shared = prose_by_class(tree, weights);
    let much = |at: usize, prose: i64| {
        let class = tree.attribute(&tree.node(at), AttributeName::Class);
        prose.max(class.and_then(|class| shared.get(class)).copied().unwrap_or(0)) * 10 > total * 3
    };
    let mut at = 0;
    let mut articles: Vec<usize> = Vec::new();
    while at < tree.len() {
        while articles.pop_if(|end| *end <= at).is_some() {}
        let node = tree.node(at);
        let Some(tag) = node.tag() else {
            at += 1;
            continue;
        };
        if matches!(tag, Tag::Article | Tag::Main) {
            articles.push(node.end as usize);
        }
        let weight = weights[at];
        let hint = match tag {
            Tag::Html | Tag::Body | Tag::Main | Tag::Figure => Mark::None,
            Tag::Footer | Tag::Aside | Tag::Form => Mark::Skip,
            Tag::Header if articles.is_empty() => Mark::Skip,
            Tag::Figcaption | Tag::Caption => Mark::Caption,
            _ if is_teaser(tree, source, at, title, weights) => Mark::Skip,
            _ => hints::mark(tree, &node),
        };
        let believed = match hint {
            Mark::Skip => !much(at, weight.prose),
            Mark::Furniture => weight.chars <= 400 && weight.prose * 10 <= total,
            Mark::Caption => weight.chars <= 1000 && !tag.is_table_part() && !has_image(tree, at),
            Mark::Footnote => weight.prose * 2 <= total,
            Mark::None => false,
        };
        if believed {
            marks[at] = hint;
        }
        at = if marks[at] == Mark::Skip { node.end as usize } else { at + 1 };
    }
}

/// For each list of classes, the weight of the paragraphs that have it: what many paragraphs are called says nothing against them.
fn prose_by_class<'t>(tree: &'t Tree, weights: &[Weight]) -> HashMap<&'t str, i64> {
    let mut shared = HashMap::new();
    for (node, weight) in tree.nodes().iter().zip(weights).filter(|(_, weight)| weight.prose > 0) {
        if let Some(class) = tree.attribute(node, AttributeName::Class) {
            *shared.entry(class).or_default() += weight.prose;
        }
    }
    shared
}

/// Whether a picture stands inside: then the element is a figure and its caption lies further in.
fn has_image(tree: &Tree, at: usize) -> bool {
    let end = (tree.node(at).end as usize).min(at + 64);
    tree.nodes()[at..end].iter().any(|node| node.tag() == Some(Tag::Img))
}

/// Whether the element is the teaser of another article: little text under a heading that is one link.
fn is_teaser(tree: &Tree, source: &str, at: usize, title: Option<&str>, weights: &[Weight]) -> bool {
    let node = tree.node(at);
    let weight = weights[at];
    if weight.linked == 0 || weight.chars > TEASER_CHARS_MAX || !node.tag().is_some_and(Tag::is_block) {
        return false;
    }
    let end = (node.end as usize).min(at + 64);
    let heading = (at..end).find(|inner| tree.node(*inner).tag().is_some_and(|tag| tag.heading_level().is_some()));
    let Some(heading) = heading else { return false };
    let words = tree.words(heading, source, 400);
    weights[heading].chars > 0
        && weights[heading].linked * 10 >= weights[heading].chars * 9
        && title.is_none_or(|title| !title.contains(&words))
}

/// The element that holds the article.
fn choose(tree: &Tree, weights: &[Weight]) -> usize {
    let elements = || tree.nodes().iter().enumerate().filter(|(_, node)| node.tag().is_some_and(Tag::is_block)).map(|(at, _)| at);
    let heaviest = |places: &mut dyn Iterator<Item = usize>| places.max_by_key(|at| (weights[*at].value, *at));
    let Some(best) = heaviest(&mut elements()).filter(|best| weights[*best].value > 0) else { return 0 };
    let is = |at: usize, name: AttributeName, value: &str| {
        let given = tree.attribute(&tree.node(at), name);
        given.is_some_and(|given| given.split_whitespace().any(|word| word.eq_ignore_ascii_case(value)))
    };
    let tagged = |tag: Tag| move |at: &usize| tree.node(*at).tag() == Some(tag);
    let said = [
        heaviest(&mut elements().filter(|at| is(*at, AttributeName::Itemprop, "articleBody"))),
        heaviest(&mut elements().filter(tagged(Tag::Article))),
        heaviest(&mut elements().filter(tagged(Tag::Main))),
        heaviest(&mut elements().filter(|at| is(*at, AttributeName::Role, "main"))),
    ];
    let enough = |at: &usize| weights[*at].value * 2 >= weights[best].value && weights[*at].value > 0;
    let said = said.into_iter().flatten().find(enough).unwrap_or(best);
    let end = tree.node(said).end as usize;
    let inside = heaviest(&mut elements().filter(|at| (said..end).contains(at))).unwrap_or(said);
    if weights[inside].value * 5 > weights[said].value * 6 { inside } else { said }
}

/// The heading of level 1 that stands last before the article, where the article has none.
fn title_before(tree: &Tree, source: &str, marks: &[Mark], article: &Range<usize>) -> Option<Range<usize>> {
    let is_title = |at: &usize| tree.node(*at).tag() == Some(Tag::H1) && !tree.words(*at, source, 40).is_empty();
    if article.clone().any(|at| is_title(&at)) {
        return None;
    }
    let mut found = None;
    let mut at = 0;
    while at < article.start {
        let node = tree.node(at);
        let skipped = marks[at] == Mark::Skip && node.tag() != Some(Tag::Header);
        if is_title(&at) {
            found = Some(at..node.end as usize);
        }
        at = if skipped && node.end as usize <= article.start { node.end as usize } else { at + 1 };
    }
    found
}
