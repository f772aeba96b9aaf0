//! What sort of fact a figure states.
//!
//! Comes in: the figure and the phrases that belong to it, nearest first. Goes out: a [`Kind`]. What is measured decides first, then the verb, then the
//! unit, then what is said around it. The order of preference is the guidelines': funding, growth, benchmark, market, cost, adoption, statistic.

mod bare;
mod change;
mod cue;
mod multiple;
mod named;
mod share;
mod signals;
mod theme;

use std::borrow::Cow;

use crate::mention::quantity::QuantityMention;
pub(crate) use crate::mention::unit::is_currency;

use super::Kind;
use cue::Cue;
use signals::Signals;

pub(crate) use signals::Words;
pub(crate) use theme::Theme;

/// The singular of an English noun, by the rules of spelling.
pub(crate) fn singular(word: &str) -> Cow<'_, str> {
    match word {
        "men" => return Cow::Borrowed("man"),
        "women" => return Cow::Borrowed("woman"),
        "children" => return Cow::Borrowed("child"),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    if word.ends_with("es") && ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending)) {
        return Cow::Borrowed(&word[..word.len() - 2]);
    }
    // Abbreviations and loans whose singular ends in a vowel that other words in "s" have.
    const VOWELS: &[&str] =
        &["api", "cpu", "vcpu", "gpu", "tpu", "cli", "gui", "ui", "sku", "kpi", "wiki", "taxi", "emoji", "menu"];
    Cow::Borrowed(match word.strip_suffix('s') {
        Some(stem) if VOWELS.contains(&stem) => stem,
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    })
}

/// Whether the noun `head` says too little of what is measured without what is attached to it ("growth in …", "number of …").
pub(crate) fn needs_more(head: &str) -> bool {
    let vague = |cue: &Cue| matches!(cue, Cue::Change | Cue::Plain | Cue::Share);
    let classes = cue::of_noun(head);
    classes.iter().any(vague) && !classes.iter().any(|cue| matches!(cue, Cue::Market | Cue::Cost))
}

/// Whether a plural noun counts things, rather than sums money or names a result.
pub(crate) fn is_countable(word: &str) -> bool {
    let singular = singular(word);
    let counts = |cue: &Cue| matches!(cue, Cue::Adoption | Cue::Population | Cue::Person | Cue::Workload);
    let classes = cue::of_noun(&singular);
    word != singular
        && (classes.iter().any(counts)
            || matches!(&*singular, "employee" | "order" | "error" | "core" | "node" | "closing" | "admission" | "surgery"))
}

/// Whether the noun `word` names a sum of money: sales, costs or funds.
pub(crate) fn is_sum(word: &str) -> bool {
    cue::of_noun(word).iter().any(|cue| matches!(cue, Cue::Market | Cue::Cost | Cue::Funding))
}

/// Whether `phrase` ends in a sum that accounts name, of which a price or a debt is so many times: "EBITDA".
pub(crate) fn is_sum_of_accounts(phrase: &str) -> bool {
    let head = phrase.rsplit(' ').next().unwrap_or_default().to_lowercase();
    matches!(head.as_str(), "ebitda" | "ebit" | "earnings" | "revenue" | "revenues" | "sales" | "profit" | "income")
}

/// Whether the noun `word` names a change.
pub(crate) fn is_change(word: &str) -> bool {
    cue::of_noun(word).contains(&Cue::Change)
}

/// Whether the verb with the base form `base` tells of a change.
pub(crate) fn is_changing(base: &str) -> bool {
    cue::of_verb(base).contains(&Cue::Change)
}

/// Whether the noun `word` names a cost and no income.
pub(crate) fn is_cost(word: &str) -> bool {
    let classes = cue::of_noun(word);
    classes.contains(&Cue::Cost) && !classes.iter().any(|cue| matches!(cue, Cue::Market | Cue::Funding))
}

/// The kind of a figure with `words` around it.
pub(crate) fn of_figure(figure: &QuantityMention, words: &Words) -> Kind {
    let signals = Signals::of(words);
    let unit = figure.quantity.unit.as_str();
    let (numerator, rate) = unit.split_once('/').unwrap_or((unit, ""));
    // Crowns are money, whoever's, where they are many or paid.
    let sum = figure.quantity.low.or(figure.quantity.high).is_some_and(|value| value >= 1000.into());
    if is_currency(numerator) || numerator == "crown" && (sum || signals.verb(Cue::Cost)) {
        return money(&signals, rate);
    }
    match numerator {
        "%" => share::of(figure, &signals),
        "pp" | "bps" => share::of_points(&signals),
        "x" => multiple::of(figure, &signals),
        "time" => multiple::of_occurrences(&signals, rate),
        "ms" | "us" | "µs" | "ns" => Kind::Benchmark,
        "s" | "minute" | "hour" | "day" | "week" => duration(&signals, numerator),
        "month" | "year" | "quarter" | "decade" => Kind::Statistic,
        _ if is_operation(rate) && numerator != "point" => Kind::Benchmark,
        "Gbps" | "Mbps" | "Kbps" | "Tbps" if !signals.setting && !signals.owns && !signals.has => Kind::Benchmark,
        "KB" | "MB" | "GB" | "TB" | "PB" | "KiB" | "MiB" | "GiB" | "TiB" | "B" | "byte" => size(&signals, rate),
        "mCPU" => Kind::Benchmark,
        "W" | "kW" | "Wh" if signals.technical() => Kind::Benchmark,
        "GHz" | "MHz" | "core" | "vCPU" | "node" => Kind::Statistic,
        _ if rate == "s" || rate.starts_with("s/") || rate.ends_with("/s") => Kind::Benchmark,
        _ if is_volume(numerator, rate) => Kind::Adoption,
        "point" if figure.quantity.direction.is_some() && !signals.technical() => Kind::Growth,
        "point" | "score" if signals.technical() || signals.clause(Cue::Technical) => Kind::Benchmark,
        _ => count(numerator, figure, &signals),
    }
}

/// Whether deals or uses are counted over days or longer: how much business there is, not how fast a machine is.
fn is_volume(noun: &str, rate: &str) -> bool {
    const BUSINESS: &[&str] = &[
        "transaction",
        "reservation",
        "booking",
        "order",
        "ride",
        "trip",
        "delivery",
        "payment",
        "purchase",
        "rental",
        "appointment",
        "visit",
        "search",
        "download",
    ];
    let head = noun.rsplit(' ').next().unwrap_or_default();
    matches!(rate, "hour" | "day" | "week" | "month" | "quarter" | "year") && BUSINESS.contains(&head)
}

/// Whether a figure is what one operation of a machine takes ("B/op").
fn is_operation(rate: &str) -> bool {
    matches!(
        rate,
        "op" | "operation" | "request" | "query" | "call" | "iteration" | "transaction" | "message" | "event" | "frame"
    )
}

fn money(signals: &Signals, rate: &str) -> Kind {
    let known = |cue: Cue| match cue {
        Cue::Funding => Some(Kind::Funding),
        Cue::Market => Some(Kind::Market),
        Cue::Cost | Cue::Labour => Some(Kind::Cost),
        _ => None,
    };
    let measured = signals.measures().find_map(known);
    // "$170 million more than last year"
    if signals.since && !signals.technical() {
        return Kind::Growth;
    }
    // "an increase of $8.5 million"
    if signals.increment && !signals.technical() && measured != Some(Kind::Cost) {
        return Kind::Growth;
    }
    // "increased profits by $20,000"
    if signals.stepped && signals.verb(Cue::Change) && !signals.verb(Cue::Cost) && measured != Some(Kind::Cost) {
        return Kind::Growth;
    }
    // "families earning less than $60,000 a year": what people are paid.
    if signals.base == Some("earn") && matches!(signals.doer, Some(Cue::Person | Cue::Labour)) {
        return Kind::Cost;
    }
    // "Gross profit, including contribution of $5 million from refunds": a part of a result is given by nobody.
    if measured == Some(Kind::Funding) && signals.is_contribution() && signals.clause(Cue::Market) {
        return Kind::Market;
    }
    // "received a payment of $30 million": what comes in is no cost.
    if measured == Some(Kind::Cost) && signals.base == Some("receive") && signals.is_income() {
        return Kind::Market;
    }
    if let Some(kind) = measured {
        return kind;
    }
    dealt(signals, rate)
        .or_else(|| signals.verb.iter().copied().find_map(known))
        .or_else(|| signals.doer.and_then(known))
        .or_else(|| (rate == "share").then_some(Kind::Market))
        .unwrap_or_else(|| {
            recurring(signals, rate).or_else(|| surrounding(signals).and_then(known)).unwrap_or(signals.theme.money())
        })
}

/// A sum that a deal, an exchange or a decision names, whatever its measure.
fn dealt(signals: &Signals, rate: &str) -> Option<Kind> {
    // "paid $960 million for the chemicals unit": a price for a business.
    if signals.of_business && signals.verb(Cue::Cost) {
        return Some(Kind::Funding);
    }
    // "the shares jumped 40p", "the stock closed at $20"
    if signals.of_stock && !signals.verb(Cue::Funding) {
        let changed = signals.verb(Cue::Change) && !signals.level;
        return Some(if changed { Kind::Growth } else { Kind::Market });
    }
    // "Lawmakers set aside $1.3 billion", but "the court set aside a verdict of $1.3 billion"
    let judged =
        |word: &str| matches!(word, "verdict" | "ruling" | "judgment" | "judgement" | "sentence" | "conviction" | "award");
    if signals.base == Some("set")
        && signals.measured_words().any(|word| word == "aside")
        && !signals.measured_words().any(judged)
    {
        return Some(Kind::Funding);
    }
    // "sells for $20 a kilo"
    let sells_for = (signals.trades || matches!(signals.base, Some("go" | "retail"))) && signals.has_price;
    // "sell power at a rate of $70 per megawatt hour": a price.
    let at_rate = signals.trades && !matches!(rate, "" | "year" | "quarter" | "month" | "week" | "day" | "hour" | "share");
    (sells_for || at_rate).then_some(Kind::Cost)
}

/// A sum that recurs is a cost, unless a market is so large each year.
fn recurring(signals: &Signals, rate: &str) -> Option<Kind> {
    // "a market of $60 billion a year"
    let market = signals.clause(Cue::Market) && !signals.clause(Cue::Cost) && matches!(rate, "year" | "month");
    (!rate.is_empty() && rate != "quarter" && !market).then_some(Kind::Cost)
}

/// What the clause or else the section tells of sums.
fn surrounding(signals: &Signals) -> Option<Cue> {
    let said =
        |list: fn(&Signals, Cue) -> bool| [Cue::Funding, Cue::Cost, Cue::Market].into_iter().find(|cue| list(signals, *cue));
    said(|signals, cue| signals.clause(cue)).or_else(|| said(|signals, cue| signals.section(cue)))
}

/// How long something took is performance where a machine did it; seconds and minutes more surely than longer times.
fn duration(signals: &Signals, unit: &str) -> Kind {
    let short = matches!(unit, "s" | "minute");
    if signals.labours() || signals.every || signals.setting && !signals.verb(Cue::Change) {
        return Kind::Statistic;
    }
    // "took one engineer three weeks to build": people's work.
    let works =
        |base: &str| matches!(base, "build" | "develop" | "write" | "implement" | "migrate" | "rewrite" | "learn" | "train");
    if matches!(unit, "week" | "day") && signals.measured_words().any(works) && !signals.theme.technical {
        return Kind::Statistic;
    }
    // What people tell of their days in a survey.
    if !short && signals.theme.survey && !signals.theme.technical {
        return Kind::Statistic;
    }
    // "the default machines took two hours to build it"
    const MACHINES: &[&str] =
        &["vm", "vms", "server", "servers", "runner", "runners", "pipeline", "pipelines", "ci", "machine", "machines", "cluster"];
    let machine = matches!(signals.base, Some("take" | "need")) && signals.doer_words().any(|word| MACHINES.contains(&word));
    let virtual_one = || signals.doer_words().any(|word| matches!(word, "vm" | "vms" | "ci"));
    if machine && unit != "week" && (signals.theme.technical || signals.theme.software || virtual_one()) {
        return Kind::Benchmark;
    }
    // People wait and finish too.
    let runs =
        signals.verb(Cue::Technical) && (signals.theme.technical || signals.theme.software || signals.clause(Cue::Technical));
    if signals.technical() || runs || signals.verb(Cue::Consume) && (short || signals.theme.technical) {
        return Kind::Benchmark;
    }
    let said = signals.clause(Cue::State)
        || signals.clause(Cue::Technical)
        || signals.clause(Cue::Faster)
        || signals.clause(Cue::Workload)
        || signals.theme.technical;
    // "Time (s)" over a column.
    let tabled = signals.header && unit == "s";
    if short && said || tabled { Kind::Benchmark } else { Kind::Statistic }
}

/// A size is performance where it is what something uses; the size of a data set or a machine's memory is not.
fn size(signals: &Signals, rate: &str) -> Kind {
    // "is allowed 4 MB of cache", "with 12 GB of DDR3 memory": how something is set up, not what came out.
    let given =
        signals.base.is_some_and(|base| matches!(base, "allow" | "equip" | "set" | "limit" | "configure" | "give" | "cap"));
    let equipped = signals.has && signals.measure() == Some(Cue::Capacity) && !signals.verb(Cue::Consume) && !signals.header;
    if rate.is_empty() && (given || equipped || signals.hardware || signals.header && signals.owns) {
        return Kind::Statistic;
    }
    if matches!(rate, "s" | "minute" | "hour") || signals.technical() {
        return Kind::Benchmark;
    }
    // "servers have 384 GB of memory"
    if signals.has && !signals.verb(Cue::Consume) && !signals.header {
        return Kind::Statistic;
    }
    if signals.of_output && (signals.theme.technical || signals.base == Some("weigh")) && !signals.of_memory {
        return Kind::Benchmark;
    }
    // A table of sizes in a text about performance, under headers that name no measure of their own.
    if signals.header && signals.theme.technical && signals.measure().is_none() && !signals.owns {
        return Kind::Benchmark;
    }
    let runs = signals.of_memory && (signals.verb(Cue::Use) || signals.verb(Cue::Technical));
    let uses = runs || signals.verb(Cue::Consume) || signals.of_memory && (signals.header || signals.verb.is_empty());
    let room = signals.near(Cue::Capacity) && !signals.owns || signals.of_memory && signals.theme.technical && !signals.has;
    if uses && (room || !signals.header && signals.theme.technical) { Kind::Benchmark } else { Kind::Statistic }
}

/// So many pieces and more that are shipped or sold tell of a market.
const MASS_MARKET: u32 = 10_000;

fn count(noun: &str, figure: &QuantityMention, signals: &Signals) -> Kind {
    // "a decline of 40,000", "20,000 more than a year earlier"
    if (signals.increment || signals.since) && !signals.technical() {
        return Kind::Growth;
    }
    let lower = noun.to_lowercase();
    // "rated 4.7 stars"
    let rated = signals.base == Some("rate") || figure.quantity.low.is_some_and(|low| !low.fract().is_zero() && low < 6.into());
    if noun == "star" && rated {
        return Kind::Statistic;
    }
    if let Some(kind) = counted(noun, cue::sense(&lower.split(' ').collect::<Vec<_>>()).measure, signals) {
        return kind;
    }
    // "bought back 400,000 shares"
    if matches!(noun.rsplit(' ').next(), Some("share" | "stock")) && !signals.technical() {
        return Kind::Market;
    }
    // Bare results below "Benchmarks"
    if noun.is_empty() && signals.header && signals.benches {
        return Kind::Benchmark;
    }
    // "Median", "Std deviation" over a column of a text about performance.
    if noun.is_empty() && signals.header && signals.theme.technical && signals.summarizes() {
        return Kind::Benchmark;
    }
    // Work that a table of a text about performance counts.
    if noun.is_empty() && signals.header && signals.theme.technical && signals.near(Cue::Workload) {
        return Kind::Benchmark;
    }
    // "shipped 82 million phones", "sold 200,000 cars"
    if signals.trades && figure.quantity.low.or(figure.quantity.high).is_some_and(|value| value >= MASS_MARKET.into()) {
        return Kind::Market;
    }
    // "dropped by 40,000"
    if signals.stepped && signals.verb(Cue::Change) {
        return Kind::Growth;
    }
    if noun == "job" {
        return if signals.clause(Cue::Posting) && !signals.labours() { Kind::Adoption } else { Kind::Statistic };
    }
    // "Qwen scored 87"
    if noun.is_empty()
        && signals.base == Some("score")
        && (signals.theme.technical || signals.theme.software || signals.of_product)
    {
        return Kind::Benchmark;
    }
    // "The Nikkei rose 0.5% to 28,970", but "the dollar fell and 3 funds closed"
    let quoted = figure.quantity.low.is_some_and(|low| low >= 100.into() || !low.fract().is_zero());
    if matches!(noun, "" | "point")
        && quoted
        && signals.of_quotation()
        && !signals.technical()
        && signals.base.is_none_or(is_quoted_in)
    {
        return Kind::Market;
    }
    if noun.is_empty() || matches!(noun, "unit" | "point" | "piece" | "copy") {
        return match signals.measure() {
            Some(Cue::Adoption) => Kind::Adoption,
            Some(Cue::Population) => population(signals),
            Some(Cue::Technical) => Kind::Benchmark,
            Some(Cue::Market) if !signals.of_tickets() => Kind::Market,
            _ => Kind::Statistic,
        };
    }
    Kind::Statistic
}

/// Whether markets are told of with a verb whose base form is `base`.
fn is_quoted_in(base: &str) -> bool {
    is_changing(base)
        || matches!(
            base,
            "end" | "close" | "open" | "trade" | "stand" | "settle" | "finish" | "edge" | "tick" | "be" | "add" | "hit"
        )
}

/// The kind that the class of what is counted gives.
fn counted(noun: &str, class: Option<Cue>, signals: &Signals) -> Option<Kind> {
    Some(match class {
        // "a coach holds 80 passengers"
        Some(Cue::Adoption) if signals.base.is_some_and(|base| matches!(base, "hold" | "seat" | "accommodate" | "sleep")) => {
            if is_seated(noun) {
                Kind::Statistic
            } else {
                Kind::Adoption
            }
        }
        // "a survey of 1,900 members"
        Some(Cue::Adoption) if signals.of_survey() => Kind::Statistic,
        // "The team grew to 90 members"
        Some(Cue::Adoption) if noun == "member" && matches!(signals.doer, Some(Cue::Person | Cue::Labour)) => Kind::Statistic,
        Some(Cue::Adoption) => Kind::Adoption,
        // Homes are built, let and sold.
        Some(Cue::Population) if is_home(noun) && (!signals.uses() || signals.base == Some("own")) => Kind::Statistic,
        // "a survey of 1,100 households"
        Some(Cue::Population | Cue::Person) if signals.of_survey() => Kind::Statistic,
        // "The survey reached 5,816 nurses"
        Some(Cue::Population | Cue::Person) if signals.theme.survey && signals.base == Some("reach") => Kind::Statistic,
        Some(Cue::Population) if is_place(noun) => place(signals),
        Some(Cue::Population) => population(signals),
        Some(Cue::Labour) => Kind::Statistic,
        // "migrated 5 clusters": what is moved is not what uses something.
        Some(Cue::Person) if matches!(signals.base, Some("migrate" | "switch")) => Kind::Statistic,
        Some(Cue::Person) if signals.verb(Cue::Use) && !signals.labours() => Kind::Adoption,
        Some(Cue::Person) => Kind::Statistic,
        Some(Cue::Technical) => Kind::Benchmark,
        // Losses that are no money are of customers.
        Some(Cue::Market) if noun.ends_with("loss") => Kind::Adoption,
        _ if signals.adopts && !signals.labours() => Kind::Adoption,
        _ => return None,
    })
}

/// Whether those whom `noun` counts take up room.
fn is_seated(noun: &str) -> bool {
    matches!(noun.rsplit(' ').next(), Some("passenger" | "guest" | "visitor" | "rider" | "viewer" | "player" | "attendee"))
}

fn is_place(noun: &str) -> bool {
    matches!(noun.rsplit(' ').next(), Some("country" | "city" | "store" | "shop" | "restaurant" | "outlet" | "branch"))
}

fn is_home(noun: &str) -> bool {
    matches!(noun.rsplit(' ').next(), Some("home" | "house" | "flat" | "apartment" | "building"))
}

/// Countries, cities and shops are where things are; adoption where something is used or to be had there.
fn place(signals: &Signals) -> Kind {
    let used = signals.verb(Cue::Use) || signals.clause(Cue::Use) || signals.clause(Cue::Adoption);
    if used && !signals.labours() && !signals.clause(Cue::Survey) { Kind::Adoption } else { Kind::Statistic }
}

/// Companies, countries, homes: adoption, unless their work or a look at them is told of.
fn population(signals: &Signals) -> Kind {
    let labours = signals.near(Cue::Labour) || signals.verb(Cue::Labour);
    // "controls 12,400 companies": had, built or run, and used by none.
    let had = signals.base.is_some_and(|base| {
        matches!(
            base,
            "control"
                | "own"
                | "award"
                | "donate"
                | "grant"
                | "sponsor"
                | "hold"
                | "include"
                | "comprise"
                | "cover"
                | "contain"
                | "employ"
                | "list"
                | "represent"
                | "surround"
                | "damage"
                | "destroy"
                | "close"
                | "open"
                | "inspect"
                | "examine"
                | "analyse"
                | "analyze"
                | "study"
        )
    });
    let exists = (signals.exists || signals.theme.survey || had) && !signals.uses();
    if (labours || exists) && !signals.verb(Cue::Use) { Kind::Statistic } else { Kind::Adoption }
}

#[cfg(test)]
mod tests;
