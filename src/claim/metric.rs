//! What a figure's measure is called, in the article's words.
//!
//! Comes in: the phrases around the figure ([`Measure`]). Goes out: a few content words, the measure's noun with its nearest modifiers.

use super::event::deed;
use super::kind;
use super::measure::{Measure, noun_of_verb};
use super::nouns::{self, NounClass};
use crate::mention::quantity::{QuantityMention, Shape};

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
    /// It is a sum of money.
    money: bool,
    /// It is so many times something.
    multiple: bool,
    /// It is a fraction in words, which counts people or things ("one in four users").
    group: bool,
}

impl Sort {
    /// The sort of `figure`; `change` tells that it is the amount of a change.
    pub(crate) fn of(figure: &QuantityMention, change: bool) -> Self {
        let unit = figure.quantity.unit.as_str();
        let share = unit == "%" && !figure.counted;
        let part = share || matches!(unit, "x" | "pp" | "bps");
        let group = figure.shape == Shape::Fraction;
        Self { change, part, share, group, money: kind::is_currency(unit), multiple: unit == "x" }
    }
}

/// The words that say what a figure measures.
pub(crate) fn name(measure: &Measure, sort: Sort) -> Option<String> {
    let own = measure.own.as_ref().map(|own| if sort.part { own.as_str() } else { own.trim_start_matches("of ") });
    let whole = measure.own.as_ref().is_some_and(|own| own.starts_with("of "));
    // "31 were ported": a number of things without a noun of its own.
    let bare = [&measure.own, &measure.attached, &measure.measured, &measure.label].iter().all(|part| part.is_none());
    // "67% search growth isn't random": what has a measure's name is no group.
    let named = measure.own.as_ref().is_some_and(|own| !whole && is_measure(own) && !sort.group);
    if (sort.share && !named || bare)
        && let Some(predicate) = &measure.predicate
    {
        return Some(done(own.filter(|_| whole && sort.share), predicate));
    }
    // "the round values the company at $1 billion"
    let deal = [&measure.measured, &measure.doer].into_iter().flatten().any(|phrase| {
        phrase.rsplit(' ').next().is_some_and(|head| nouns::is(&head.to_lowercase(), NounClass::Deal) && head != "contract")
    });
    if sort.money
        && measure.own.is_none()
        && (deal || measure.object.is_some())
        && measure.verb.as_ref().is_some_and(|(_, base)| *base == "value")
    {
        return noun_of_verb("value").map(str::to_owned);
    }
    let mut parts: Vec<String> = Vec::new();
    if let Some(attached) = &measure.attached {
        let vague = is_vague(attached);
        let whole = if vague { measure.measured.as_ref().or(measure.object.as_ref()) } else { None };
        parts.extend(whole.filter(|whole| !attached.contains(whole.as_str())).cloned());
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
        parts.splice(0..0, action(measure, sort));
    } else if sort.change && measure.own.is_none() && measure.compared.is_none() && measure.attached.is_none() {
        parts.extend(measure.verb.as_ref().and_then(|(_, base)| noun_of_verb(base)).map(str::to_owned));
    }
    let joined = parts.join(" ");
    (!joined.is_empty()).then(|| format!("{}{}", cut(&joined), sized(&joined, sort)))
}

/// What those do whom a share counts; who they are goes before a few words that say little ("80% of banks use it").
fn done(group: Option<&str>, predicate: &str) -> String {
    let words = |phrase: &str| phrase.split(' ').count();
    match group.map(|group| group.trim_start_matches("of ")).filter(|group| words(predicate) <= 2 && words(group) <= 3) {
        Some(group) => format!("{group} {predicate}"),
        None => cut(predicate),
    }
}

/// What a sum of money or a multiple is of something, where only that is named: "$150B AI infrastructure market" is the market's size.
fn sized(words: &str, sort: Sort) -> &'static str {
    let head = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
    match head.as_str() {
        "market" | "industry" | "ecosystem" if sort.money => " size",
        "earnings" | "ebitda" | "revenue" | "revenues" | "sales" if sort.multiple && !sort.change => " multiple",
        _ => "",
    }
}

/// Whether the head of a phrase names a measure or a change.
pub(crate) fn is_measure(phrase: &str) -> bool {
    const LINKS: &[&str] = &["of", "in", "for", "on", "per", "among"];
    let head = phrase.split(' ').take_while(|word| !LINKS.contains(word)).last().unwrap_or_default().to_lowercase();
    nouns::is_metric(&head) || kind::needs_more(&head)
}

/// What a unit measures by itself: gigahertz are of a clock, whatever stands beside it.
pub(crate) fn of_unit(figure: &QuantityMention, named: Option<&str>) -> Option<String> {
    let (unit, says): (_, fn(&str) -> bool) = match figure.quantity.unit.as_str() {
        "GHz" | "MHz" => ("clock speed", |word| matches!(word, "clock" | "speed" | "frequency" | "rate" | "bandwidth" | "band")),
        "core" | "vCPU" => ("cores", |word| matches!(word, "core" | "cores" | "vcpus" | "vcpu" | "threads")),
        _ => return None,
    };
    let told = named.is_some_and(|named| named.to_lowercase().split(' ').any(says));
    (!told).then(|| unit.to_owned())
}

/// Whether the head of a phrase says too little alone.
fn is_vague(phrase: &str) -> bool {
    phrase.split(' ').next_back().is_some_and(|head| kind::needs_more(&head.to_lowercase()))
}

/// What the verb and its object measure: "funding raised", "time to start", "report done".
fn action(measure: &Measure, sort: Sort) -> Vec<String> {
    let Some((word, base)) = &measure.verb else { return measure.doer.iter().cloned().collect() };
    // "raise its capacity by a fifth" brings in no money.
    let noun = if *base == "raise" && !sort.money { Some("increase") } else { noun_of_verb(base) };
    if let Some(purpose) = measure.purpose.as_ref().filter(|_| !sort.money || kind::is_cost(base)) {
        return vec![noun.unwrap_or("time").to_owned(), purpose.clone()];
    }
    let idle = deed::is_idle(base);
    match (&measure.object, noun, &measure.doer) {
        (Some(_), Some(noun), _) if matches!(*base, "value" | "price") => vec![noun.to_owned()],
        (Some(object), Some(noun), _) if sort.change => vec![object.clone(), noun.to_owned()],
        // "took the team eleven weeks"
        (Some(_), Some(noun), _) if *base == "take" => vec![noun.to_owned()],
        (Some(object), _, _) if idle => vec![object.clone()],
        (Some(object), _, _) => vec![object.clone(), word.clone()],
        // Who spends, raises or sells is not what is measured.
        (None, Some(noun), _) if is_agent(base) || sort.money && matches!(*base, "pay" | "save") => {
            let aim = measure.aim.as_ref().filter(|_| matches!(*base, "pay" | "spend" | "invest" | "save" | "score"));
            std::iter::once(noun.to_owned()).chain(aim.cloned()).collect()
        }
        (None, Some(noun), Some(doer)) if measure.compared.is_none() => vec![doer.clone(), noun.to_owned()],
        (None, Some(noun), None) => vec![noun.to_owned()],
        // "compared to $16.9 million" names no measure.
        (None, None, doer) if matches!(*base, "compare" | "base" | "bring") => doer.iter().cloned().collect(),
        (None, None, Some(doer)) if stands_at(base) => vec![doer.clone()],
        (None, None, Some(doer)) => vec![doer.clone(), word.clone()],
        (None, _, _) => vec![word.clone()],
    }
}

/// Whether a verb says no more than that its subject is at a figure.
fn stands_at(base: &str) -> bool {
    matches!(
        base,
        "hit" | "reach" | "stand" | "go" | "come" | "total" | "amount" | "approach" | "exceed" | "top" | "need" | "require"
    )
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
        "score",
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
