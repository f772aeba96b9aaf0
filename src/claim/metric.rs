//! What a figure measures, in the article's words.
//!
//! Comes in: the figure's token and its resolved subject. Goes out: a few content words from the noun phrase, comparison or verb that the
//! figure belongs to.

use super::clause::Phrase;
use super::lexicon::Form;
use super::subject::{Scene, Subject};
use super::syntax::Class;

/// How many words a metric may have before it is cut.
const WORDS_MAX: usize = 12;

/// The words that say what the figure at token `at` measures.
pub(crate) fn of_figure(scene: Scene<'_>, at: usize, subject: &Subject) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if let Some(label) = subject.label.filter(|label| subject.metric == Some(*label)) {
        parts.extend(phrase(scene, label));
    }
    let own = noun_after(scene, at);
    let measured = subject.metric.and_then(|metric| phrase(scene, metric));
    match (&own, &measured) {
        (Some(own), Some(measured)) if !parts.contains(measured) => parts.extend([measured.clone(), own.clone()]),
        (Some(own), _) => parts.push(own.clone()),
        (None, Some(measured)) if !parts.contains(measured) => parts.push(measured.clone()),
        _ => {}
    }
    if own.is_none() {
        parts.extend(comparison_after(scene, at));
        if let Some(verb) = subject.verb {
            parts.extend(object_between(scene, verb, at));
        }
    }
    if parts.is_empty() {
        parts.extend(before_preposition(scene, at));
    }
    if parts.is_empty()
        && let Some(verb) = subject.verb.filter(|verb| scene.sentence.tokens[*verb].class != Class::Auxiliary)
    {
        parts.push(scene.sentence.tokens[verb].word.to_owned());
    }
    let joined = parts.join(" ");
    let cut: Vec<&str> = joined.split_whitespace().take(WORDS_MAX).collect();
    (!cut.is_empty()).then(|| cut.join(" "))
}

/// The words of a phrase without determiners, names that are the subject, and dates.
fn phrase(scene: Scene<'_>, phrase: Phrase) -> Option<String> {
    let tokens = &scene.sentence.tokens[phrase.first..phrase.end];
    let words: Vec<&str> = tokens
        .iter()
        .filter(|token| {
            !matches!(
                token.class,
                Class::Determiner
                    | Class::Possessive
                    | Class::Genitive
                    | Class::Date(_)
                    | Class::Quantity(_)
                    | Class::Open
                    | Class::Close
            )
        })
        .map(|token| token.word)
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// "73% year-over-year growth in search volume", "1.45 million monthly searches": the noun phrase that goes on after the figure.
pub(crate) fn noun_after(scene: Scene<'_>, at: usize) -> Option<String> {
    let tokens = &scene.sentence.tokens;
    let depth = tokens[at].depth;
    let mut words: Vec<&str> = Vec::new();
    let mut nouns = 0;
    let mut place = at + 1;
    while let Some(token) = tokens.get(place).filter(|token| token.depth == depth) {
        match token.class {
            Class::Noun => {
                nouns += 1;
                words.push(token.word);
            }
            Class::Name(_) if !words.is_empty() => {
                nouns += 1;
                words.push(token.word);
            }
            Class::Adjective | Class::Name(_) => words.push(token.word),
            Class::Preposition
                if nouns > 0
                    && matches!(token.lower, "in" | "of" | "for" | "per" | "among" | "on")
                    && continues(scene, place + 1) =>
            {
                words.push(token.word);
            }
            Class::Preposition if words.is_empty() && token.lower == "of" => words.push(token.word),
            Class::Determiner | Class::Possessive
                if words.last().is_some_and(|word| matches!(*word, "in" | "of" | "for" | "among" | "on")) => {}
            _ => break,
        }
        place += 1;
    }
    while words.last().is_some_and(|word| matches!(*word, "in" | "of" | "for" | "per" | "among" | "on")) {
        words.pop();
    }
    (nouns > 0).then(|| words.join(" "))
}

fn continues(scene: Scene<'_>, at: usize) -> bool {
    scene.sentence.tokens.get(at).is_some_and(|token| {
        matches!(token.class, Class::Noun | Class::Adjective | Class::Determiner | Class::Possessive | Class::Name(_))
    })
}

/// "35% faster than …", "60% fewer errors".
fn comparison_after(scene: Scene<'_>, at: usize) -> Option<String> {
    let tokens = &scene.sentence.tokens;
    let first = tokens.get(at + 1)?;
    let comparative =
        first.lower.ends_with("er") || matches!(first.lower, "more" | "less" | "as" | "better" | "worse" | "higher" | "lower");
    if !comparative {
        return None;
    }
    let mut end = at + 1;
    while let Some(token) = tokens.get(end) {
        let goes_on = token.class.is_nominal()
            || matches!(token.class, Class::Adverb | Class::Preposition | Class::Verb(Form::Gerund))
            || matches!(token.lower, "as" | "than");
        if !goes_on || end > at + 10 {
            break;
        }
        end += 1;
    }
    Some(tokens[at + 1..end].iter().map(|token| token.word).collect::<Vec<_>>().join(" "))
}

/// "cut API integration time by 70%": the verb and its object, up to the figure.
fn object_between(scene: Scene<'_>, verb: usize, at: usize) -> Option<String> {
    let tokens = &scene.sentence.tokens;
    let depth = tokens[at].depth;
    let mut words: Vec<&str> = tokens[verb + 1..at.max(verb + 1)]
        .iter()
        .filter(|token| token.depth == depth)
        .take_while(|token| !matches!(token.class, Class::Comma | Class::Stop | Class::Colon | Class::Quantity(_)))
        .filter(|token| {
            !matches!(token.class, Class::Determiner | Class::Possessive | Class::Pronoun | Class::Adverb | Class::Auxiliary)
        })
        .map(|token| token.word)
        .collect();
    while words.last().is_some_and(|word| {
        matches!(*word, "by" | "to" | "at" | "of" | "from" | "in" | "for" | "with" | "than" | "as" | "on" | "a" | "an")
    }) {
        words.pop();
    }
    let nouns = words.iter().any(|word| word.len() > 2);
    nouns.then(|| {
        words.push(tokens[verb].word);
        words.join(" ")
    })
}

/// "searches at 345K", "valuation of $2B": the phrase before the preposition before the figure.
fn before_preposition(scene: Scene<'_>, at: usize) -> Option<String> {
    let tokens = &scene.sentence.tokens;
    let mut end = at;
    while end > 0 && matches!(tokens[end - 1].class, Class::Preposition | Class::To | Class::Colon | Class::Adverb | Class::Comma)
    {
        end -= 1;
    }
    let mut first = end;
    while first > 0
        && matches!(tokens[first - 1].class, Class::Noun | Class::Adjective)
        && tokens[first - 1].depth == tokens[at].depth
    {
        first -= 1;
    }
    (first < end).then(|| tokens[first..end].iter().map(|token| token.word).collect::<Vec<_>>().join(" "))
}
