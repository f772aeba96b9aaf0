//! What a figure's measure is called, in the article's words.
//!
//! Comes in: the phrases around the figure ([`Measure`]). Goes out: a few content words, the measure's noun with its nearest modifiers.

use super::kind;
use super::measure::{Measure, noun_of_verb};
use crate::mention::quantity::QuantityMention;

pub(crate) use super::measure::noun_after;

/// How many words a metric may have before it is cut.
const WORDS_MAX: usize = 9;

/// What the name of a measure depends on besides its phrases.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sort {
    /// It is the amount of a change.
    change: bool,
    /// It is a part of a whole: a percentage, a fraction, a multiple.
    part: bool,
    /// It is a part of a group.
    share: bool,
}

impl Sort {
    /// The sort of `figure`; `change` tells that it is the amount of a change.
    pub(crate) fn of(figure: &QuantityMention, change: bool) -> Self {
        let unit = figure.quantity.unit.as_str();
        let share = unit == "%" && !figure.counted;
        Self { change, part: share || matches!(unit, "x" | "pp" | "bps"), share }
    }
}

/// The words that say what a figure measures.
pub(crate) fn name(measure: &Measure, sort: Sort) -> Option<String> {
    let own = measure.own.as_ref().map(|own| if sort.part { own.as_str() } else { own.trim_start_matches("of ") });
    let whole = measure.own.as_ref().is_some_and(|own| own.starts_with("of "));
    // "31 were ported": a number of things without a noun of its own.
    let bare = [&measure.own, &measure.attached, &measure.measured, &measure.label].iter().all(|part| part.is_none());
    if (sort.share || bare)
        && let Some(predicate) = &measure.predicate
    {
        return Some(cut(predicate));
    }
    let mut parts: Vec<String> = Vec::new();
    if let Some(attached) = &measure.attached {
        let vague = is_vague(attached);
        let whole = if vague { measure.measured.as_ref().or(measure.object.as_ref()) } else { None };
        parts.extend(whole.cloned());
        parts.push(attached.clone());
    } else if own.is_none_or(|own| sort.part && whole || is_vague(own) || measure.measured.is_none()) {
        parts.extend(measure.measured.as_ref().or(measure.label.as_ref()).cloned());
    }
    if measure.attached.is_none() || whole {
        parts.extend(own.map(str::to_owned).filter(|own| !parts.iter().any(|part| part.ends_with(own.as_str()))));
    }
    parts.extend(measure.compared.clone());
    if parts.is_empty()
        || measure.own.is_none() && measure.measured.is_none() && measure.label.is_none() && measure.attached.is_none()
    {
        parts.splice(0..0, action(measure));
    } else if sort.change && measure.own.is_none() && measure.compared.is_none() && measure.attached.is_none() {
        parts.extend(measure.verb.as_ref().and_then(|(_, base)| noun_of_verb(base)).map(str::to_owned));
    }
    let joined = parts.join(" ");
    (!joined.is_empty()).then(|| cut(&joined))
}

/// Whether the head of a phrase says too little alone.
fn is_vague(phrase: &str) -> bool {
    phrase.split(' ').next_back().is_some_and(|head| kind::needs_more(&head.to_lowercase()))
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
        // Who spends, raises or sells is not what is measured.
        (None, Some(noun), _) if is_agent(base) => vec![noun.to_owned()],
        (None, Some(noun), Some(doer)) if measure.compared.is_none() => vec![doer.clone(), noun.to_owned()],
        (None, Some(noun), None) => vec![noun.to_owned()],
        (None, None, Some(doer)) => vec![doer.clone(), word.clone()],
        (None, _, _) => vec![word.clone()],
    }
}

/// Whether the subject of a verb acts, rather than has what is measured.
fn is_agent(base: &str) -> bool {
    const AGENTS: &[&str] = &[
        "acquire",
        "buy",
        "purchase",
        "take-over",
        "raise",
        "secure",
        "invest",
        "fund",
        "finance",
        "charge",
        "spend",
        "earn",
        "sell",
        "fine",
        "employ",
        "hire",
    ];
    AGENTS.contains(&base)
}

fn cut(words: &str) -> String {
    words.split_whitespace().take(WORDS_MAX).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
