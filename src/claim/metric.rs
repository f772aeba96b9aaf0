//! What a figure's measure is called, in the article's words.
//!
//! Comes in: the phrases around the figure ([`Measure`]). Goes out: a few content words, the measure's noun with its nearest modifiers.

use super::kind;
use super::measure::{Measure, noun_of_verb};

pub(crate) use super::measure::noun_after;

/// How many words a metric may have before it is cut.
const WORDS_MAX: usize = 9;

/// The words that say what a figure measures; `change` tells that it is the amount of a change, `shared` that it is a share of people.
pub(crate) fn name(measure: &Measure, change: bool, shared: bool) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if shared && let Some(predicate) = &measure.predicate {
        return Some(cut(predicate));
    }
    if let Some(attached) = &measure.attached {
        let vague = attached.split(' ').next_back().is_some_and(|head| kind::needs_more(&head.to_lowercase()));
        let whole = if vague { measure.measured.as_ref().or(measure.object.as_ref()) } else { None };
        parts.extend(whole.cloned());
        parts.push(attached.clone());
    } else {
        parts.extend(measure.measured.as_ref().or(measure.label.as_ref()).cloned());
    }
    if measure.attached.is_none() || measure.own.as_ref().is_some_and(|own| own.starts_with("of ")) {
        parts.extend(measure.own.clone().filter(|own| !parts.iter().any(|part| part.ends_with(own.as_str()))));
    }
    parts.extend(measure.compared.clone());
    if parts.is_empty()
        || measure.own.is_none() && measure.measured.is_none() && measure.label.is_none() && measure.attached.is_none()
    {
        parts.splice(0..0, action(measure));
    } else if change && measure.own.is_none() && measure.compared.is_none() && measure.attached.is_none() {
        parts.extend(measure.verb.as_ref().and_then(|(_, base)| noun_of_verb(base)).map(str::to_owned));
    }
    let joined = parts.join(" ");
    (!joined.is_empty()).then(|| cut(&joined))
}

/// What the verb and its object measure: "funding raised", "time to start", "report done".
fn action(measure: &Measure) -> Vec<String> {
    let Some((word, base)) = &measure.verb else { return measure.doer.iter().cloned().collect() };
    let noun = noun_of_verb(base);
    if let Some(purpose) = &measure.purpose {
        return vec![noun.unwrap_or("time").to_owned(), purpose.clone()];
    }
    match (&measure.object, noun, &measure.doer) {
        (Some(object), _, _) => vec![object.clone(), word.clone()],
        (None, Some(noun), Some(doer)) if measure.compared.is_none() => vec![doer.clone(), noun.to_owned()],
        (None, Some(noun), None) => vec![noun.to_owned()],
        (None, None, Some(doer)) => vec![doer.clone(), word.clone()],
        (None, _, _) => vec![word.clone()],
    }
}

fn cut(words: &str) -> String {
    words.split_whitespace().take(WORDS_MAX).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
