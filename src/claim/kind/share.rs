//! Percentages and fractions: changes, shares of people, and parts of a whole.
//!
//! Comes in: the figure and its signals. Goes out: its kind.

use crate::mention::quantity::{Direction, QuantityMention};

use super::super::Kind;
use super::cue::Cue;
use super::signals::Signals;

/// The kind of a percentage or fraction.
pub(super) fn of(figure: &QuantityMention, signals: &Signals) -> Kind {
    let measure = signals.measure();
    // "27% cut their office space" is no cut of 27%.
    let directed =
        !signals.level && !signals.comparison && !signals.part && !signals.doing && figure.quantity.direction.is_some();
    let changed = signals.changes || directed || signals.of_difference();
    // "a 12 percent chance of a rate rise"
    if signals.of_chance() && !signals.level {
        return Kind::Statistic;
    }
    if is_of_opinion(measure, directed, signals) {
        return Kind::Statistic;
    }
    if let Some(kind) = compared(measure, signals) {
        return kind;
    }
    if changed {
        return change(measure, figure, signals);
    }
    // "slipped to a loss of 2%": of a price; margins and ratios are no losses.
    if signals.loses() && !signals.part {
        return Kind::Growth;
    }
    // "4 percent below its peak employment"
    if signals.of_distance && measure != Some(Cue::Technical) {
        return Kind::Growth;
    }
    if let Some(kind) = of_group(measure, signals) {
        return kind;
    }
    // "turnover among drivers is 9%": of people, not of money.
    if signals.of_turnover && !directed {
        return Kind::Statistic;
    }
    // "phishing was behind 36% of incidents", "half of all debt is caused by illness"
    let caused = signals.base == Some("cause") || signals.act == Some("cause");
    if signals.part && (caused && measure != Some(Cue::Technical) || signals.doer == Some(Cue::Harm)) {
        return Kind::Statistic;
    }
    // "a fifth of all energy use"
    if signals.of_energy && measure == Some(Cue::Technical) && !signals.theme.technical {
        return Kind::Statistic;
    }
    // "1% of the world's consumption"
    if signals.of_supply && !signals.theme.technical {
        return Kind::Market;
    }
    measured(measure, signals)
}

/// Whether it is how many think, answer or name something.
fn is_of_opinion(measure: Option<Cue>, directed: bool, signals: &Signals) -> bool {
    // "48% of teams report slower builds"
    let opines = signals.opines && !signals.mains && (signals.of_people || signals.surveys());
    // "their worries are cost (31%) and latency (20%)"
    let answers = signals.answers
        && !directed
        && matches!(measure, Some(Cue::Cost | Cue::Market | Cue::Funding | Cue::Technical | Cue::Labour));
    // "the most frequent reasons are: it is slow (30%)"
    opines || answers || signals.of_reasons
}

/// How much faster, dearer or better something is.
fn compared(measure: Option<Cue>, signals: &Signals) -> Option<Kind> {
    // "grew half as fast"
    if signals.near(Cue::Faster) && signals.verb(Cue::Change) && !signals.theme.technical && measure != Some(Cue::Technical) {
        return Some(Kind::Growth);
    }
    if signals.near(Cue::Faster) {
        return Some(Kind::Benchmark);
    }
    // "costing 13% less than the old machine"
    if signals.base == Some("cost") && signals.comparison {
        return Some(Kind::Cost);
    }
    // "laid off half of them"
    if signals.near(Cue::Dearer) && signals.base != Some("lay") {
        return Some(Kind::Cost);
    }
    // "customers save 30% on storage", where no other measure is named.
    if signals.verb(Cue::Cost)
        && signals.saves
        && !signals.of_people
        && !matches!(measure, Some(Cue::Technical | Cue::Capacity | Cue::Workload))
    {
        return Some(Kind::Cost);
    }
    // "the image was 47% smaller"
    let sized = signals.measured_words().any(|word| matches!(word, "smaller" | "larger" | "bigger"));
    let programs = signals.theme.technical || signals.theme.software;
    if sized && signals.of_output && programs && !signals.surveys() {
        return Some(Kind::Benchmark);
    }
    // "performs 20% better"
    let people = matches!(signals.doer, Some(Cue::Population | Cue::Person));
    let performs = signals.base == Some("perform") && !signals.surveys();
    performs.then_some(if people { Kind::Statistic } else { Kind::Benchmark })
}

/// The kind that what is measured gives.
fn measured(measure: Option<Cue>, signals: &Signals) -> Kind {
    match measure {
        Some(Cue::Technical) => Kind::Benchmark,
        Some(Cue::Harm) => Kind::Statistic,
        Some(Cue::Capacity) if signals.verb(Cue::Consume) || signals.comparison => Kind::Benchmark,
        Some(Cue::Workload) if signals.technical() || signals.verb(Cue::Technical) => Kind::Benchmark,
        Some(Cue::Cost) => Kind::Cost,
        Some(Cue::Funding) if signals.verb(Cue::Change) && !signals.level => Kind::Growth,
        Some(Cue::Funding) => Kind::Funding,
        Some(Cue::Market) if signals.measures().any(|cue| cue == Cue::Cost) => Kind::Cost,
        Some(Cue::Market) => Kind::Market,
        Some(Cue::Adoption) => Kind::Adoption,
        // "11% of the developers asked identify as …"
        Some(Cue::Population) if signals.surveys() && signals.of_people && !signals.uses() => Kind::Statistic,
        Some(Cue::Population) if signals.of_places && !signals.uses() => Kind::Statistic,
        Some(Cue::Population | Cue::System) if !signals.comparison => Kind::Adoption,
        Some(Cue::Person) if signals.uses() => Kind::Adoption,
        Some(Cue::Labour | Cue::Person) => Kind::Statistic,
        _ => share_by_surroundings(signals),
    }
}

/// A share of people or firms of whom it is told what they do: adoption where they use something, and nothing else that is said there counts.
fn of_group(measure: Option<Cue>, signals: &Signals) -> Option<Kind> {
    const USES: &[&str] = &[
        "use",
        "adopt",
        "run",
        "deploy",
        "own",
        "subscribe",
        "install",
        "download",
        "visit",
        "migrate",
        "switch",
        "rely",
        "host",
        "try",
        "employ",
        "follow",
        "star",
        "search",
        "sign-up",
        "target",
        "embrace",
        "standardize",
        "connect",
    ];
    const STAYS: &[&str] =
        &["leave", "stay", "return", "join", "churn", "cancel", "renew", "upgrade", "convert", "buy", "pay", "come"];
    const CHOICES: &[&str] =
        &["prefer", "choose", "pick", "plan", "want", "consider", "evaluate", "favor", "favour", "love", "enjoy"];
    if !signals.acts {
        return None;
    }
    match measure {
        Some(Cue::Harm) => Some(Kind::Statistic),
        // "one in eight passengers has to wait", but "5% of the users left"
        Some(Cue::Adoption)
            if !signals.of_people || signals.theme.software || signals.act.is_some_and(|act| STAYS.contains(&act)) =>
        {
            None
        }
        None | Some(Cue::Person | Cue::Population | Cue::Labour | Cue::Adoption) => {
            let does = |list: &[&str]| signals.act.is_some_and(|act| list.contains(&act));
            // "a third employ a nurse"
            let staffs = signals.act == Some("employ") && (signals.clause(Cue::Person) || signals.clause(Cue::Labour));
            // "are running fewer errands"
            let runs = !does(&["run"]) || signals.theme.software || signals.theme.technical;
            let adopts = does(USES) && !staffs && runs || (does(CHOICES) || signals.mains) && signals.theme.software;
            Some(if adopts || signals.adopts { Kind::Adoption } else { Kind::Statistic })
        }
        _ => None,
    }
}

/// A change of `measure`: growth, unless technical performance changes or somebody saves.
fn change(measure: Option<Cue>, figure: &QuantityMention, signals: &Signals) -> Kind {
    let down = figure.quantity.direction == Some(Direction::Down) || signals.saves;
    match measure {
        Some(Cue::Technical) => Kind::Benchmark,
        Some(Cue::Capacity) => Kind::Benchmark,
        Some(Cue::Cost) if down && !signals.priced => Kind::Cost,
        None if signals.verb(Cue::Faster) => Kind::Benchmark,
        // A text about performance needs not say again what improved, nor a table below such words.
        None if signals.theme.technical && signals.clause(Cue::Technical) => Kind::Benchmark,
        // "brought a 25% improvement", in a text about performance
        None | Some(Cue::Change)
            if signals.theme.technical && signals.improves() && !signals.surveys() && !signals.of_money() =>
        {
            Kind::Benchmark
        }
        None if signals.header && signals.theme.technical && !signals.surveys() && !signals.of_money() => Kind::Benchmark,
        _ => Kind::Growth,
    }
}

/// The kind of a share whose own words say nothing.
fn share_by_surroundings(signals: &Signals) -> Kind {
    // "CPU: 71%", "using under 30% of CPU"
    if signals.of_processor && !signals.of_people && !signals.surveys() {
        return Kind::Benchmark;
    }
    if signals.shares && (signals.clause(Cue::Market) || signals.section(Cue::Market)) && !signals.surveys() {
        return Kind::Market;
    }
    if signals.of_survey() {
        return Kind::Statistic;
    }
    if signals.of_people {
        return if signals.uses() { Kind::Adoption } else { Kind::Statistic };
    }
    // "comps were driven by carryout of 5.4%"
    if signals.doer_changes && !signals.part && !signals.comparison {
        return Kind::Growth;
    }
    if signals.verb(Cue::Cost) {
        return Kind::Cost;
    }
    // Traffic recovers, and so do servers.
    let runs = signals.theme.technical || signals.theme.software || signals.clause(Cue::Technical);
    if signals.verb(Cue::Technical) && runs || signals.verb(Cue::Faster) {
        return Kind::Benchmark;
    }
    if signals.verb(Cue::Change) && !signals.level && !signals.comparison {
        return Kind::Growth;
    }
    if signals.part {
        return if signals.theme.technical && signals.clause(Cue::Technical) { Kind::Benchmark } else { Kind::Statistic };
    }
    if let Some(Cue::Adoption | Cue::Population) = signals.doer.filter(|_| !signals.comparison) {
        return Kind::Adoption;
    }
    if signals.surveys() {
        // Answers in a list or table of a survey about software are what those asked use; what is told of them in sentences may be anything.
        let answer = signals.theme.software && signals.header && (signals.verb.is_empty() || signals.verb(Cue::Change));
        // "Veltro rose to 43%"
        let product = signals.theme.software && signals.of_product && !signals.part;
        return if signals.uses() || answer || product { Kind::Adoption } else { Kind::Statistic };
    }
    if signals.clause(Cue::Faster) {
        return Kind::Benchmark;
    }
    if signals.clause(Cue::Dearer) {
        return Kind::Cost;
    }
    let said = |cue: Cue, kind: Kind| signals.clause(cue).then_some(kind);
    said(Cue::Technical, Kind::Benchmark)
        .or_else(|| said(Cue::Cost, Kind::Cost))
        // "industries emit 80% less carbon": what the clause names besides is not what is compared.
        .or_else(|| said(Cue::Market, Kind::Market).filter(|_| !signals.comparison))
        .or_else(|| said(Cue::Adoption, Kind::Adoption))
        .or_else(|| (signals.shares && !signals.theme.technical).then_some(Kind::Market))
        .or_else(|| {
            (signals.header && signals.theme.technical && !signals.shares && !signals.of_money()).then_some(Kind::Benchmark)
        })
        // "Veltro dropped to 43%", where nothing else is told: of those who use it.
        .or_else(|| {
            (signals.of_product && signals.level && signals.verb(Cue::Change) && !signals.theme.technical)
                .then_some(Kind::Adoption)
        })
        .unwrap_or(Kind::Statistic)
}

/// Percentage and basis points are changes, unless two things are compared or a survey states its error.
pub(super) fn of_points(signals: &Signals) -> Kind {
    // "including contribution of 90 basis points from refunds"
    if signals.is_contribution() && signals.clause(Cue::Market) {
        return Kind::Market;
    }
    if signals.of_survey() || signals.comparison && !signals.changes { Kind::Statistic } else { Kind::Growth }
}
