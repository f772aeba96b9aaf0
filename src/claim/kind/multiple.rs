//! Multiples, ratios, and how often something happens.
//!
//! Comes in: the figure and its signals. Goes out: its kind.

use crate::mention::quantity::{Direction, QuantityMention, Shape};

use super::super::Kind;
use super::cue::Cue;
use super::signals::{Equated, Signals};

/// The kind of a multiple or ratio.
pub(super) fn of(figure: &QuantityMention, signals: &Signals) -> Kind {
    let measure = signals.measure();
    if signals.ratio {
        let technical = signals.technical() || signals.verb(Cue::Technical);
        return if technical { Kind::Benchmark } else { Kind::Statistic };
    }
    // "men were twice as likely as women"
    if signals.likens {
        return Kind::Statistic;
    }
    // "rents rose twice as fast as wages"
    if signals.near(Cue::Faster) && signals.verb(Cue::Change) && !signals.theme.technical && measure != Some(Cue::Technical) {
        return Kind::Growth;
    }
    if signals.near(Cue::Faster) || signals.theme.technical && signals.improves() && !signals.surveys() && !signals.of_money() {
        return Kind::Benchmark;
    }
    if signals.near(Cue::Dearer) {
        return Kind::Cost;
    }
    // "50 times more than 2016"
    if signals.than_year {
        return Kind::Growth;
    }
    if let Some(kind) = equated(measure, signals) {
        return kind;
    }
    match measure {
        Some(Cue::Technical) => return Kind::Benchmark,
        Some(Cue::Cost) if !signals.changes || figure.quantity.direction == Some(Direction::Down) || signals.saves => {
            return Kind::Cost;
        }
        Some(Cue::Harm) if !signals.changes => return Kind::Statistic,
        Some(Cue::Person | Cue::Labour) if !signals.changes && figure.shape != Shape::Multiple => return Kind::Statistic,
        Some(Cue::Capacity | Cue::Workload) if signals.theme.technical => return Kind::Benchmark,
        // "down to 1.4 times EBITDA"
        Some(Cue::Market) if figure.shape != Shape::Multiple && signals.of_sum => {
            return Kind::Market;
        }
        Some(Cue::Funding) => return if signals.changes { Kind::Growth } else { Kind::Funding },
        Some(Cue::Market) if !signals.changes && figure.shape != Shape::Multiple => return Kind::Market,
        _ => {}
    }
    if measure.is_none() && (signals.verb(Cue::Technical) || signals.verb(Cue::Faster)) {
        return Kind::Benchmark;
    }
    if signals.verb(Cue::Cost) && !signals.changes {
        return Kind::Cost;
    }
    if signals.changes || figure.shape == Shape::Multiple || signals.verb(Cue::Change) {
        return Kind::Growth;
    }
    let said = |cue: Cue, kind: Kind| (signals.verb(cue) || signals.clause(cue)).then_some(kind);
    said(Cue::Funding, Kind::Funding)
        .or_else(|| said(Cue::Technical, Kind::Benchmark))
        .or_else(|| signals.clause(Cue::Faster).then_some(Kind::Benchmark))
        .or_else(|| signals.theme.technical.then_some(Kind::Benchmark))
        .or_else(|| said(Cue::Market, Kind::Market))
        .unwrap_or(Kind::Statistic)
}

/// "twice as many users as its rival", "three times as much as a year ago": what is compared with another thing keeps its kind, what is compared with
/// before grows.
fn equated(measure: Option<Cue>, signals: &Signals) -> Option<Kind> {
    let technical =
        measure == Some(Cue::Technical) || signals.near(Cue::Faster) || signals.verb(Cue::Technical) && signals.theme.technical;
    match signals.equated? {
        _ if technical => None,
        Equated::Before => Some(Kind::Growth),
        Equated::Other => match measure {
            Some(Cue::Adoption) => Some(Kind::Adoption),
            Some(Cue::Market) => Some(Kind::Market),
            Some(Cue::Person | Cue::Population | Cue::Labour) => Some(Kind::Statistic),
            None if signals.verb.is_empty() && !signals.theme.technical => Some(Kind::Statistic),
            _ => None,
        },
    }
}

/// How often something happened: adoption where that is a use, performance where a machine repeats it within seconds.
pub(super) fn of_occurrences(signals: &Signals, rate: &str) -> Kind {
    match () {
        () if rate == "s" => Kind::Benchmark,
        () if signals.base == Some("deploy") => Kind::Benchmark,
        // "we ran each test ten times", "it repeats a failed call", "we paid three times"
        () if signals.base.is_some_and(|base| matches!(base, "run" | "repeat" | "replicate" | "try")) => Kind::Statistic,
        () if signals.verb(Cue::Cost) => Kind::Statistic,
        // "A is three times as fast, and B four times"
        () if signals.verb.is_empty() && signals.clause(Cue::Faster) => Kind::Benchmark,
        () if signals.verb(Cue::Use) || signals.near(Cue::Adoption) => Kind::Adoption,
        () if signals.technical() => Kind::Benchmark,
        // "15 times forward earnings"
        () if signals.near(Cue::Market) => Kind::Market,
        () => Kind::Statistic,
    }
}
