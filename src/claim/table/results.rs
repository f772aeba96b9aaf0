//! A column of scores under a name that no list knows, beside columns of results.
//!
//! Comes in: the drafts of a table's cells. Goes out: the same; what is as large as the results beside it, and as exact, is a result too.

use std::collections::HashMap;

use ecow::EcoString;
use rust_decimal::Decimal;

use crate::claim::Kind;
use crate::claim::draft::Draft;
use crate::document::Cell;

use super::Column;
use crate::text::has_word;

/// What the figures of one column have in common.
#[derive(Debug, Default)]
struct Figures {
    /// The kind that all of them have.
    kind: Option<Kind>,
    /// Whether all of them are bare numbers or per cent, and at most a hundred.
    scores: bool,
    /// Whether one of them has decimals.
    exact: bool,
    seen: usize,
}

impl Figures {
    fn take(&mut self, draft: &Draft) {
        let Some((_, quantity)) = &draft.figure else { return };
        let value = quantity.low.or(quantity.high).unwrap_or_default();
        let score = matches!(quantity.unit.as_str(), "" | "%") && value.abs() <= Decimal::ONE_HUNDRED;
        self.scores = score && (self.scores || self.seen == 0);
        self.exact |= !value.fract().is_zero();
        self.kind = if self.seen == 0 { Some(draft.kind) } else { self.kind.filter(|kind| *kind == draft.kind) };
        self.seen += 1;
    }

    fn is(&self, kind: Kind) -> bool {
        self.scores && self.kind == Some(kind)
    }
}

/// Whether the column's header tells what its figures are, or of whom: then they are no scores under a name unknown.
fn is_told(column: Option<&Column>) -> bool {
    const TELLING: &[&str] = &[
        "price",
        "cost",
        "age",
        "params",
        "parameters",
        "share",
        "size",
        "year",
        "years",
        "rank",
        "weight",
        "count",
        "people",
        "rate",
        "margin",
        "height",
        "length",
        "width",
        "version",
        "released",
    ];
    column.is_none_or(|column| {
        column.label.stated.is_some() || column.label.counted.is_some() || column.texts.iter().any(|text| has_word(text, TELLING))
    })
}

/// Whether a column tells by how much results improve.
fn is_gain(column: &Column) -> bool {
    const BETTER: &[&str] = &["improvement", "speedup", "speed-up", "faster", "slower", "speed up"];
    column.texts.iter().any(|text| BETTER.contains(&text.trim().to_lowercase().as_str()))
}

/// Makes results of the multiples by which results improve, in a table of things across the top.
pub(super) fn settle_gains(drafts: &mut [(Draft, &Cell)], headers: &[Column]) {
    let multiple = |draft: &Draft| draft.figure.as_ref().is_some_and(|(_, quantity)| quantity.unit == "x");
    let results = drafts.iter().filter(|(draft, _)| draft.kind == Kind::Benchmark).count();
    for (draft, cell) in drafts.iter_mut() {
        let gain = draft.kind == Kind::Growth && multiple(draft) && headers.get(cell.column).is_some_and(is_gain);
        if gain && results > 1 {
            draft.kind = Kind::Benchmark;
            draft.why.push("kind benchmark, as beside it".to_owned());
        }
    }
}

/// Makes results of the durations of a column of which others are results ("2 hr 39 min" above "19 s"), and of the multiples by which results improve.
fn settle_column(drafts: &mut [(Draft, &Cell)], headers: &[Column]) {
    let unit = |draft: &Draft| draft.figure.as_ref().map_or(EcoString::new(), |(_, quantity)| quantity.unit.clone());
    let result = |place: &usize, drafts: &[(Draft, &Cell)], times: bool| {
        drafts.iter().any(|(draft, cell)| {
            cell.column == *place && draft.kind == Kind::Benchmark && (!times || crate::mention::unit::is_time(&unit(draft)))
        })
    };
    let columns: std::collections::BTreeSet<usize> = drafts.iter().map(|(_, cell)| cell.column).collect();
    let measured: Vec<usize> = columns.iter().copied().filter(|place| result(place, drafts, false)).collect();
    let timed: Vec<usize> = columns.iter().copied().filter(|place| result(place, drafts, true)).collect();
    let better = |place: usize| headers.get(place).is_some_and(is_gain) && measured.iter().any(|other| *other != place);
    let mostly = |place: usize, drafts: &[(Draft, &Cell)]| {
        let cells = drafts.iter().filter(|(_, cell)| cell.column == place);
        2 * cells.clone().filter(|(draft, _)| draft.kind == Kind::Benchmark).count() > cells.count()
    };
    let timed: Vec<usize> = timed.into_iter().filter(|place| mostly(*place, drafts)).collect();
    let short = |unit: &str| crate::mention::unit::is_time(unit) && !matches!(unit, "day" | "week" | "month" | "year");
    for (draft, cell) in drafts.iter_mut() {
        let unit = unit(draft);
        let duration = draft.kind == Kind::Statistic && short(&unit) && timed.contains(&cell.column);
        let gain = draft.kind == Kind::Growth && unit == "x" && better(cell.column);
        if duration || gain {
            draft.kind = Kind::Benchmark;
            draft.why.push("kind benchmark, as beside it".to_owned());
        }
    }
}

/// Makes a column of scores a column of results, where at least twice as many columns beside it are such.
pub(super) fn settle(drafts: &mut [(Draft, &Cell)], headers: &[Column]) {
    settle_column(drafts, headers);
    let mut columns: HashMap<usize, Figures> = HashMap::new();
    for (draft, cell) in drafts.iter() {
        columns.entry(cell.column).or_default().take(draft);
    }
    let results = columns.values().filter(|column| column.is(Kind::Benchmark)).count();
    let untold = |place: &usize, column: &Figures| column.is(Kind::Statistic) && column.exact && !is_told(headers.get(*place));
    let others: Vec<usize> = columns.iter().filter(|(place, column)| untold(place, column)).map(|(place, _)| *place).collect();
    if results < 2 * others.len() || results < 2 {
        return;
    }
    for (draft, cell) in drafts.iter_mut() {
        if others.contains(&cell.column) {
            draft.kind = Kind::Benchmark;
            draft.why.push("kind benchmark, as beside it".to_owned());
        }
    }
}
