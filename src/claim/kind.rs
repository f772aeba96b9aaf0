//! What sort of fact a figure states.
//!
//! Comes in: the figure and the words that belong to it, nearest first. Goes out: a [`Kind`]. The order of preference is the guidelines':
//! funding, growth, benchmark, market, cost, adoption, statistic.

use std::sync::OnceLock;

use crate::mention::quantity::{Direction, QuantityMention, Shape};
use crate::text::WordMap;

use super::Kind;
use super::lexicon::{Lexicon, data_lines};

/// A class of cue words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Cue {
    Funding,
    Change,
    Technical,
    Speed,
    Fall,
    Survey,
    Revenue,
    Market,
    Share,
    Cost,
    Adoption,
}

/// The words around a figure, in the order in which they count.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Its own noun phrase, label or column header.
    pub near: Vec<String>,
    /// The rest of its clause.
    pub clause: Vec<String>,
    /// Whether the figure is a level that something stands at or moved to, rather than the amount of a change.
    pub level: bool,
    /// Whether two things are compared ("20% less space than …").
    pub comparison: bool,
    /// Whether the figure is part of its clause's subject ("60% of teams use …").
    pub of_people: bool,
}

impl Words {
    /// Adds the words of `text` that stand beside the figure.
    pub(crate) fn beside(&mut self, text: &str) {
        self.near.extend(words_of(text));
    }

    /// Adds the words of `text` that stand in the figure's clause.
    pub(crate) fn around(&mut self, text: &str) {
        self.clause.extend(words_of(text));
    }
}

/// The words of `text`, folded to singular nouns and base verbs.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let separators = |c: char| !(c.is_alphanumeric() || "-'/&+%".contains(c));
    text.split(separators)
        .filter(|word| !word.is_empty() && *word != "times")
        .map(|word| if word.bytes().all(|byte| byte.is_ascii_lowercase()) { fold(word) } else { fold(&word.to_lowercase()) })
}

/// A word without its plural or verb ending.
pub(crate) fn fold(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_matches('-');
    if let Some(verb) = Lexicon::shared().verb(word) {
        return verb.base.to_owned();
    }
    singular(word)
}

/// The singular of an English noun, by the rules of spelling.
pub(crate) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending)) {
        return word[..word.len() - 2].to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether a plural noun counts things, rather than sums money or names a result.
pub(crate) fn is_countable(word: &str) -> bool {
    let singular = singular(word);
    let adopted = cues().get(singular.as_str()).is_some_and(|cues| cues.contains(&Cue::Adoption));
    word != singular
        && (adopted
            || matches!(
                singular.as_str(),
                "employee" | "order" | "request" | "query" | "error" | "core" | "node" | "transaction" | "engineer"
            ))
}

fn cues() -> &'static WordMap<&'static str, Vec<Cue>> {
    static CUES: OnceLock<WordMap<&'static str, Vec<Cue>>> = OnceLock::new();
    CUES.get_or_init(|| {
        let mut cues: WordMap<&'static str, Vec<Cue>> = WordMap::default();
        for line in data_lines(include_str!("data/kind-cues.txt")) {
            let mut words = line.split_whitespace();
            let Some(cue) = words.next().and_then(cue_class) else { continue };
            words.for_each(|word| cues.entry(word).or_default().push(cue));
        }
        cues
    })
}

fn cue_class(name: &str) -> Option<Cue> {
    Some(match name {
        "funding" => Cue::Funding,
        "change" => Cue::Change,
        "technical" => Cue::Technical,
        "speed" => Cue::Speed,
        "fall" => Cue::Fall,
        "survey" => Cue::Survey,
        "revenue" => Cue::Revenue,
        "market" => Cue::Market,
        "share" => Cue::Share,
        "cost" => Cue::Cost,
        "adoption" => Cue::Adoption,
        _ => return None,
    })
}

struct Signals {
    // Lists, not sets: a clause has few cues.
    near: Vec<Cue>,
    clause: Vec<Cue>,
    level: bool,
    comparison: bool,
    used: bool,
}

impl Signals {
    fn of(words: &Words) -> Self {
        let collect = |words: &[String]| words.iter().filter_map(|word| cues().get(word.as_str())).flatten().copied().collect();
        Self {
            near: collect(&words.near),
            clause: collect(&words.clause),
            level: words.level,
            comparison: words.comparison,
            used: words.of_people && words.clause.iter().any(|word| is_use(word)),
        }
    }

    /// Whether a change is told, by the figure's own words.
    fn changes(&self, figure: &QuantityMention) -> bool {
        !self.level && !self.comparison && (self.near(Cue::Change) || figure.quantity.direction.is_some())
    }

    fn near(&self, cue: Cue) -> bool {
        self.near.contains(&cue)
    }

    fn any(&self, cue: Cue) -> bool {
        self.near.contains(&cue) || self.clause.contains(&cue)
    }
}

/// The kind of a figure with `words` around it.
pub(crate) fn of_figure(figure: &QuantityMention, words: &Words) -> Kind {
    let signals = Signals::of(words);
    let unit = figure.quantity.unit.as_str();
    let (numerator, rate) = unit.split_once('/').unwrap_or((unit, ""));
    if is_currency(numerator) {
        return money(&signals, rate);
    }
    match numerator {
        "%" => share(figure, &signals),
        "pp" | "bps" => Kind::Growth,
        "x" | "time" => multiple(figure, &signals),
        "ms" | "us" | "µs" | "ns" => Kind::Benchmark,
        "s" => Kind::Benchmark,
        "minute" | "hour" if signals.near(Cue::Technical) => Kind::Benchmark,
        "KB" | "MB" | "GB" | "TB" | "PB" | "KiB" | "MiB" | "GiB" | "TiB" | "B" | "byte" => size(&signals),
        "GHz" | "MHz" | "core" => Kind::Statistic,
        _ if rate == "s" => Kind::Benchmark,
        "point" | "score" if signals.any(Cue::Technical) => Kind::Benchmark,
        _ => count(numerator, &signals),
    }
}

/// Whether `unit` is an ISO 4217 code or one of its fractions.
pub(crate) fn is_currency(unit: &str) -> bool {
    unit.len() == 3
        && unit.bytes().all(|b| b.is_ascii_uppercase())
        && !matches!(unit, "CVE" | "RPM" | "MPH" | "KPH" | "DPI" | "FPS" | "BPM" | "QPS" | "TPS" | "RPS")
}

fn money(signals: &Signals, rate: &str) -> Kind {
    if signals.near(Cue::Funding) {
        return Kind::Funding;
    }
    if signals.near(Cue::Revenue) {
        return Kind::Market;
    }
    if signals.near(Cue::Cost) {
        return Kind::Cost;
    }
    if signals.near(Cue::Market) || signals.near(Cue::Share) {
        return Kind::Market;
    }
    if signals.any(Cue::Funding) {
        return Kind::Funding;
    }
    if !rate.is_empty() || signals.any(Cue::Cost) {
        return Kind::Cost;
    }
    Kind::Market
}

fn share(figure: &QuantityMention, signals: &Signals) -> Kind {
    let down = figure.quantity.direction == Some(Direction::Down);
    let changed = signals.changes(figure);
    let cut = down && !signals.near(Cue::Fall);
    if signals.near(Cue::Cost) && (cut || !changed) && !signals.near(Cue::Revenue) {
        return Kind::Cost;
    }
    if changed && (signals.near(Cue::Revenue) || signals.near(Cue::Funding)) {
        return Kind::Growth;
    }
    if signals.near(Cue::Speed) {
        return Kind::Benchmark;
    }
    if changed {
        return change(signals);
    }
    if signals.near(Cue::Technical) && !signals.near(Cue::Revenue) {
        return Kind::Benchmark;
    }
    if signals.any(Cue::Survey) && !signals.near(Cue::Market) && !signals.near(Cue::Revenue) {
        return Kind::Adoption;
    }
    if signals.near(Cue::Share) || signals.near(Cue::Market) || signals.near(Cue::Revenue) {
        return Kind::Market;
    }
    if signals.near(Cue::Adoption) || signals.used {
        return Kind::Adoption;
    }
    share_by_clause(signals)
}

/// The kind of a share whose own words say nothing.
fn share_by_clause(signals: &Signals) -> Kind {
    if signals.comparison && signals.any(Cue::Technical) {
        return Kind::Benchmark;
    }
    if signals.any(Cue::Change) && !signals.level && !signals.comparison {
        return Kind::Growth;
    }
    if signals.any(Cue::Cost) {
        return Kind::Cost;
    }
    if signals.any(Cue::Speed) {
        return Kind::Benchmark;
    }
    if signals.any(Cue::Share) || signals.any(Cue::Market) || signals.any(Cue::Revenue) {
        return Kind::Market;
    }
    if signals.any(Cue::Adoption) { Kind::Adoption } else { Kind::Statistic }
}

/// A change is growth, unless what changes is technical performance, or a cost that goes down.
fn change(signals: &Signals) -> Kind {
    if signals.any(Cue::Speed) {
        return Kind::Benchmark;
    }
    Kind::Growth
}

fn multiple(figure: &QuantityMention, signals: &Signals) -> Kind {
    if signals.near(Cue::Cost) {
        return Kind::Cost;
    }
    if (signals.near(Cue::Market) || signals.near(Cue::Revenue)) && !signals.near(Cue::Change) {
        return Kind::Market;
    }
    if signals.any(Cue::Speed) || signals.near(Cue::Technical) {
        return Kind::Benchmark;
    }
    if figure.shape == Shape::Multiple || signals.any(Cue::Change) {
        return Kind::Growth;
    }
    if signals.any(Cue::Technical) { Kind::Benchmark } else { Kind::Statistic }
}

fn size(signals: &Signals) -> Kind {
    if signals.near(Cue::Technical) { Kind::Benchmark } else { Kind::Statistic }
}

/// Whether `word`, in its base form, says that something is used.
fn is_use(word: &str) -> bool {
    matches!(word, "use" | "run" | "prefer" | "choose" | "rely" | "adopt" | "deploy" | "pick")
}

fn count(noun: &str, signals: &Signals) -> Kind {
    let head = noun.rsplit(' ').next().unwrap_or(noun);
    let is = |cue: Cue| cues().get(head).is_some_and(|cues| cues.contains(&cue));
    if is(Cue::Adoption) {
        return Kind::Adoption;
    }
    if signals.near(Cue::Technical) && !matches!(noun, "" | "employee" | "engineer" | "person") && is(Cue::Technical) {
        return Kind::Benchmark;
    }
    if noun.is_empty() {
        if signals.near(Cue::Adoption) {
            return Kind::Adoption;
        }
        if signals.near(Cue::Technical) {
            return Kind::Benchmark;
        }
    }
    Kind::Statistic
}
