//! Which side of a table names the things compared, and which the measures.
//!
//! Comes in: the labels of rows and columns. Goes out: [`Sides`], decided for the table as a whole.

use super::cell;
use super::label::{Label, Sort};

/// Headers of a first column that lists measures or features rather than things.
const FEATURE_HEADERS: &[&str] = &[
    "metric",
    "measure",
    "feature",
    "capability",
    "criteri",
    "parameter",
    "attribute",
    "spec",
    "kpi",
    "indicator",
    "property",
    "characteristic",
    "test",
    "benchmark",
    "workload",
    "operation",
    "aspect",
    "dimension",
    "key figure",
    "item",
    "category",
    "statement",
];

/// Those of them that announce measures and nothing else.
const MEASURE_HEADERS: &[&str] = &["metric", "measure", "kpi", "indicator", "statistic"];

/// Headers of a first column that numbers repetitions.
const RUNS: &[&str] = &["run", "runs", "trial", "iteration", "attempt", "round", "pass", "repetition", "run #", "sample"];

/// Where the things stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sides {
    /// Things across the top, measures, times or settings down the side.
    pub transposed: bool,
    /// In a header of several rows: the row that names the things, where the rows below name workloads and the other headers measures.
    pub things: Option<usize>,
}

impl Sides {
    /// `composite` tells that most rows name a thing and a measure. Decides by the labels of rows, of columns that hold figures, and the words in the corner.
    pub(super) fn of(rows: &[Label], columns: &[(Vec<Label>, Label)], corner: &str, composite: bool) -> Self {
        if columns.is_empty() || rows.is_empty() {
            return Self::default();
        }
        let of_rows = |test: &dyn Fn(&Label) -> bool| rows.iter().filter(|label| test(label)).count();
        let of_columns = |test: &dyn Fn(&Label) -> bool| columns.iter().filter(|(_, label)| test(label)).count();
        let most_columns = |test: &dyn Fn(&Label) -> bool| 2 * of_columns(test) > columns.len();
        let most_rows = |test: &dyn Fn(&Label) -> bool| 2 * of_rows(test) > rows.len();
        let things = level_of_things(columns).filter(|_| !most_rows(&|label| label.named));
        // "v1.8", "v1.9" over what has no name: versions that are compared.
        let versions = |label: &Label| label.is_version() || label.sort == Sort::Change;
        let across = of_columns(&Label::is_version) > 1 && of_columns(&versions) == columns.len();
        if across && corner.is_empty() && !composite && of_rows(&|label| label.named) == 0 {
            return Self { transposed: true, things: None };
        }
        let timed = |label: &Label| matches!(label.sort, Sort::Period | Sort::Change | Sort::State);
        if most_columns(&|label| timed(label) || label.is_setting()) {
            // "512 MB", "1 GB" over "Response time": a measure has no figures of its own, what it was measured with has.
            let told = MEASURE_HEADERS.iter().any(|header| corner.to_lowercase().starts_with(header));
            let dated = of_columns(&|label| label.sort == Sort::Period || label.sort == Sort::State && !told) > 0;
            let several = of_columns(&|label| !matches!(label.sort, Sort::Period | Sort::Change)) > 1;
            let measured = told && of_rows(&Label::is_measure) > 0 || of_rows(&Label::is_measure) == rows.len();
            let transposed = several && !dated && !composite && measured;
            return Self { transposed, things: None };
        }
        // "Run | Acme | Bolt": the rows only number what was measured again.
        let runs = RUNS.contains(&corner.trim().to_lowercase().as_str()) && of_columns(&Label::is_measure) == 0;
        if runs && columns.len() > 1 && most_rows(&|label| label.sort == Sort::Parameter) {
            return Self { transposed: true, things };
        }
        let transposed = if most_rows(&|label| label.sort == Sort::Period) {
            // Times head the rows that they date where the columns count or measure: "Count", "Uptime". Else they leave the things to the columns.
            let counts = most_columns(&|label| cell::is_untold(&label.words));
            !counts && !most_columns(&Label::is_measure)
        } else if most_rows(&|label| label.sort == Sort::Parameter) {
            // "Acme (jobs/s)", "Bolt (jobs/s)": things in one unit.
            let unit = columns[0].1.stated.as_ref();
            let differences = of_columns(&|label| label.sort == Sort::Change);
            let alike = unit.is_some()
                && of_columns(&|label| label.named && label.stated.as_ref() == unit) == columns.len() - differences
                && columns.len() > differences + 1;
            most_columns(&|label| label.named && !label.is_measure()) || alike && columns.len() > 1
        } else if composite {
            // The rows name things and measures: the columns can only name things if they bear names.
            most_columns(&|label| label.named) && !most_columns(&Label::is_measure) && !most_rows(&|label| label.named)
        } else {
            let corner = corner.to_lowercase();
            let announced = FEATURE_HEADERS.iter().any(|header| corner.starts_with(header));
            let across = of_columns(&Label::is_measure);
            let measured = most_rows(&Label::is_measure) && 2 * across < columns.len();
            let named = 2 * of_columns(&|label| label.named) > columns.len() && 4 * of_rows(&|label| label.named) < rows.len();
            // "Acme v3 (seconds)": a header that states a unit says what the cells measure.
            let stated = of_columns(&|label| label.stated.is_some());
            let things_across = named && 2 * across <= columns.len() && 2 * stated <= columns.len();
            let single = columns.len() == 1;
            !single && (announced && 2 * across < columns.len() || measured || things_across)
        };
        Self { transposed, things }
    }
}

/// The row of a header of several rows that names things where another names measures.
fn level_of_things(columns: &[(Vec<Label>, Label)]) -> Option<usize> {
    let depth = columns.iter().map(|(levels, _)| levels.len()).min()?;
    let level = |at: usize| columns.iter().map(move |(levels, _)| &levels[at]);
    let measures = |at: &usize| 2 * level(*at).filter(|label| label.is_measure()).count() > columns.len();
    let things = |at: &usize| {
        2 * level(*at).filter(|label| label.named).count() > columns.len()
            && level(*at).all(|label| matches!(label.sort, Sort::Thing | Sort::Parameter) && !compares(label))
    };
    let found = (0..depth).find(things)?;
    (0..depth).any(|at| at != found && measures(&at)).then_some(found)
}

/// "Acme v4 vs. v3": two things set against each other, not one.
fn compares(label: &Label) -> bool {
    label.words.split_whitespace().any(|word| matches!(word, "vs" | "vs." | "versus" | "over"))
}
