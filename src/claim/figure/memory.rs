//! What a sentence leaves in the reader's mind: its subject, what it is about, its source.
//!
//! Comes in: a sentence with its sources. Goes out: a [`Memory`]. Those who only publish figures of others are no topic.

use crate::mention::attribution::AttributionMention;
use crate::text::TextSpan;

use super::super::Attribution;
use super::super::context::{Sort, Topic};
use super::super::extract::{Extractor, Memory};
use super::super::lexicon::Lexicon;
use super::super::reading::Reading;
use super::super::subject::{Scene, Subject};
use super::super::syntax::{Class, Token};
use super::Line;

/// What a sentence leaves behind: its subject and source.
pub(crate) fn remember(extractor: &Extractor<'_>, line: &Line<'_>) -> Memory {
    let Line { reading, sentence, sources, .. } = *line;
    let scene = Scene { reading, sentence, context: &extractor.context, steps: 0 };
    let attribution = sources.last().map(|source| named_source(reading, source));
    let subject = sentence_subject(scene, sources);
    let topic = sentence_topic(scene, sources, subject.as_ref());
    let object = scene.object_of_author();
    Memory { topic, subject: subject.and_then(|subject| subject.topic), object, attribution, ..Memory::default() }
}

/// The subject of a sentence's first finite verb.
fn sentence_subject(scene: Scene<'_>, sources: &[AttributionMention]) -> Option<Subject> {
    let tokens = &scene.sentence.tokens;
    let cited = |span: TextSpan| sources.iter().any(|source| source.span.overlaps(span));
    let finite = |token: &&Token<'_>| token.class.is_finite() && token.depth == 0;
    // "the result of my testing: Acme still wins"
    let named = |colon: usize| tokens.get(colon + 1).is_some_and(|next| matches!(next.class, Class::Name(_)));
    let colon = tokens.iter().enumerate().find(|(at, token)| token.class == Class::Colon && token.depth == 0 && named(*at));
    let told = colon.and_then(|(colon, _)| tokens[colon..].iter().take(5).find(finite));
    let apart = told.or_else(|| tokens.iter().find(|token| finite(token) && !cited(token.span)));
    let verb = apart.or_else(|| tokens.iter().find(finite))?;
    let verb = tokens.iter().position(|token| token.span == verb.span)?;
    let subject = scene.subject_of_verb(verb);
    (subject.rule != "context" && subject.topic.is_some()).then_some(subject)
}

/// What a sentence is about: its subject where that is a name or stands for one, else its first name. A sentence about the author is about
/// what the author names.
fn sentence_topic(scene: Scene<'_>, sources: &[AttributionMention], subject: Option<&Subject>) -> Option<Topic> {
    let named = subject.and_then(|subject| subject.topic.as_ref()).filter(|topic| holds_name(scene, topic));
    // "The Labor Department said 12 million get benefits": who counts a nation is not what the text goes on about.
    let named = named.filter(|topic| sources.is_empty() || !counts_nations(&topic.name));
    if let Some(most) = identified(scene) {
        return Some(most);
    }
    let author = scene.context.author.as_ref();
    if let Some(topic) = named.filter(|topic| author.is_none_or(|author| author.name != topic.name)) {
        return Some(topic.clone());
    }
    let cited = |span: TextSpan| sources.iter().any(|source| source.span.overlaps(span));
    let told = scene.context.own_organisation().is_some();
    let first = scene.sentence.tokens.iter().enumerate().find(|(at, token)| match token.class {
        // "our AWS bill" is not about AWS.
        Class::Name(name) => {
            scene.reading.names[name as usize].kind.is_measured()
                && !cited(token.span)
                && (sources.is_empty() || !counts_nations(token.word))
                && (!told || !modifies(&scene.sentence.tokens, *at))
                && !is_near(&scene.sentence.tokens, *at)
        }
        _ => false,
    });
    first.map(|(at, _)| scene.named(at)).or_else(|| named.cloned())
}

/// "The stock with the largest gain was Acme Corp": the name that a sentence finds for the most or the least of something.
fn identified(scene: Scene<'_>) -> Option<Topic> {
    const MOST: &[&str] = &["most", "best", "worst", "top", "latest", "leader", "gainer", "loser", "decliner"];
    let tokens = &scene.sentence.tokens;
    let verb = tokens.iter().position(|token| token.depth == 0 && token.class.is_finite())?;
    let is = matches!(tokens[verb].lower, "is" | "was" | "were" | "are");
    let opens = tokens.first().is_some_and(|first| first.class == Class::Determiner);
    let most = |token: &Token<'_>| match token.class {
        Class::Adjective => MOST.contains(&token.lower) || token.lower.len() > 5 && token.lower.ends_with("est"),
        Class::Noun => MOST.contains(&token.lower),
        _ => false,
    };
    let ranked = tokens[..verb].iter().any(most);
    let name = (verb + 1..tokens.len()).take(2).find(|i| tokens[*i].class != Class::Determiner)?;
    let measured = matches!(tokens[name].class, Class::Name(at) if scene.reading.names[at as usize].kind.is_measured());
    (is && opens && ranked && measured).then(|| scene.named(name))
}

/// Whether `name` is of a body that publishes figures of a whole country: "Labor Department", "Bureau of Labor Statistics".
fn counts_nations(name: &str) -> bool {
    const FIELDS: &[&str] = &[
        "Labor",
        "Labour",
        "Commerce",
        "Treasury",
        "Agriculture",
        "Energy",
        "Finance",
        "Economy",
        "Trade",
        "Industry",
        "Health",
    ];
    const BODIES: &[&str] = &["Statistics", "Census", "Eurostat", "Insee", "Destatis", "Treasury"];
    let of_field = name.strip_suffix(" Department").or_else(|| name.strip_suffix(" Ministry"));
    let named = ["Department of ", "Ministry of ", "Department for "].iter().find_map(|body| name.strip_prefix(body));
    of_field.or_else(|| named?.split([' ', ',']).next()).is_some_and(|field| FIELDS.contains(&field))
        || name.split(' ').any(|word| BODIES.contains(&word))
}

/// Whether the name at token `at` only describes the noun behind it, which is somebody's own: "our AWS bill".
fn modifies(tokens: &[Token<'_>], at: usize) -> bool {
    let owned = at.checked_sub(1).is_some_and(|before| tokens[before].class == Class::Possessive);
    owned && tokens.get(at + 1).is_some_and(|next| next.class == Class::Noun)
}

/// "the park near Veltburg": whether the name at token `at` only tells where.
fn is_near(tokens: &[Token<'_>], at: usize) -> bool {
    const SITES: &[&str] = &[
        "plant",
        "plants",
        "factory",
        "town",
        "city",
        "village",
        "site",
        "port",
        "warehouse",
        "office",
        "offices",
        "based",
        "headquarters",
        "mine",
        "campus",
        "suburb",
        "district",
        "airport",
        "refinery",
        "mill",
    ];
    let word = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].lower);
    matches!(word(1), "near" | "outside" | "around") || matches!(word(1), "in" | "at" | "of") && SITES.contains(&word(2))
}

fn holds_name(scene: Scene<'_>, topic: &Topic) -> bool {
    // "schools on the list, Alder and Pine Grove" is a description, which later sentences do not take up.
    if topic.sort.is_none() && topic.name.contains(", ") && topic.name.starts_with(char::is_lowercase) {
        return false;
    }
    topic.sort.is_some() || scene.reading.names.iter().any(|name| topic.name.contains(scene.reading.words(name.span)))
}

/// How many words a heading has at most that is one name.
const HEADING_WORDS: usize = 5;

/// What a heading is about: its first name, or all of it where it is names alone.
pub(crate) fn heading_topic(reading: &Reading<'_>) -> Option<Topic> {
    if is_part_of_article(reading.text.trim()) {
        return None;
    }
    let name = reading.names.iter().find(|name| name.kind.is_measured())?;
    // "Veltro Rack R20 (2024)": a heading of names alone is one name.
    let whole = reading.text.split(" (").next().unwrap_or_default().trim();
    let at = |word: &str| word.as_ptr().addr() - reading.text.as_ptr().addr();
    let named = |word: &str| reading.names.iter().any(|name| name.span.range().contains(&at(word)));
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let numbered = |word: &str| word.bytes().any(|b| b.is_ascii_digit()) && capital(word);
    // With a model's number, words that no list knows are parts of the name.
    let model = whole.split(' ').any(numbered);
    let unknown = |word: &str| model && capital(word) && Lexicon::shared().is_unknown(&word.to_lowercase());
    if whole.split(' ').count() <= HEADING_WORDS && whole.split(' ').all(|word| named(word) || numbered(word) || unknown(word)) {
        return Some(Topic { name: whole.to_owned(), sort: Sort::of(name.kind), plural: false });
    }
    Some(Topic { name: reading.words(name.span).to_owned(), sort: Sort::of(name.kind), plural: false })
}

/// "Analysis", "Results": whether `heading` only tells which part of an article follows.
fn is_part_of_article(heading: &str) -> bool {
    const PARTS: &[&str] = &[
        "analysis",
        "appendix",
        "approach",
        "background",
        "conclusion",
        "conclusions",
        "discussion",
        "evaluation",
        "findings",
        "implementation",
        "introduction",
        "limitations",
        "methodology",
        "methods",
        "motivation",
        "overview",
        "results",
        "setup",
        "summary",
        "takeaways",
        "validation",
    ];
    PARTS.iter().any(|part| heading.eq_ignore_ascii_case(part))
}

/// "Coatings Segment Results": the part of an organisation that a section of its report is about.
pub(crate) fn heading_part(heading: &str) -> Option<Topic> {
    const LONGEST: usize = 5;
    const PARTS: &[&str] = &["segment", "division"];
    const TOLD: &[&str] =
        &["results", "highlights", "performance", "review", "overview", "update", "summary", "commentary", "discussion"];
    // "Our Segment Results" is about all of them.
    const ALL: &[&str] = &[
        "our",
        "by",
        "the",
        "all",
        "each",
        "operating",
        "business",
        "reportable",
        "financial",
        "other",
        "total",
        "new",
        "per",
        "of",
        "quarter",
        "quarterly",
        "annual",
        "full-year",
        "year",
        "year-end",
        "half",
        "fiscal",
        "key",
        "main",
        "geographic",
        "summary",
        "first",
        "second",
        "third",
        "fourth",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
    ];
    let words: Vec<&str> = heading.trim().split([' ', '\u{a0}']).collect();
    let is = |word: &str, list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let part = words.iter().position(|word| is(word, PARTS)).filter(|part| (1..=LONGEST).contains(part))?;
    let (named, behind) = (&words[..part], &words[part + 1..]);
    let titled = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "and" | "&");
    let told =
        behind.len() <= 2 && behind.iter().all(|word| is(word, TOLD) || is(word, &["financial", "operating", "quarterly"]));
    let whole = named.iter().any(|word| is(word, ALL));
    (told && !whole && named.iter().all(titled)).then(|| {
        let name = format!("{} {}", named.join(" "), words[part].to_lowercase());
        Topic { name, sort: None, plural: false }
    })
}

/// The source that a mention names, as a claim keeps it.
pub(crate) fn named_source(reading: &Reading<'_>, source: &AttributionMention) -> Attribution {
    Attribution { name: reading.words(source.name).to_owned(), url: None }
}
