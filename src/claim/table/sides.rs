//! Which side of a table names the things compared, and which the measures.
//!
//! Comes in: the labels of rows and columns. Goes out: [`Sides`], decided for the table as a whole.

use super::cell;
use super::label::{Label, Sort};
use super::small_number;

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

/// Corners over tasks that things were tried with.
const TASK_HEADERS: &[&str] = &[
    "task",
    "test",
    "test case",
    "workload",
    "operation",
    "scenario",
    "case",
    "file",
    "dataset",
    "data set",
    "input",
    "query",
    "benchmark",
];

/// What is done several times and numbered.
const REPEATED: &[&str] = &[
    "backup",
    "build",
    "upload",
    "download",
    "import",
    "test",
    "query",
    "step",
    "request",
    "launch",
    "start",
    "compile",
    "measurement",
    "experiment",
];

/// Where the things stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sides {
    /// Things across the top, measures, times or settings down the side.
    pub transposed: bool,
    /// In a header of several rows: the row that names the things, where the rows below name workloads and the other headers measures.
    pub things: Option<usize>,
}

impl Sides {
    /// `composite` tells that most rows name a thing and a measure, `announced` what the prose above says of the table. Decides by the labels of rows, of
    /// columns that hold figures, and the words in the corner.
    pub(super) fn of(rows: &[Label], columns: &[(Vec<Label>, Label)], corner: &str, composite: bool, announced: &str) -> Self {
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
        let unmeasured = columns.len() > 1 && of_columns(&Label::is_measure) == 0 && !composite;
        let task = corner.is_empty() || TASK_HEADERS.contains(&corner.trim().to_lowercase().as_str());
        let counted =
            task && columns.len() != rows.len() && !most_rows(&|label| label.named) && counts_things(announced, columns.len());
        // "Build 101" over "Modules", "Files": counted things are no things that are compared.
        let counts = |label: &Label| !label.named && label.words.ends_with('s') && !label.words.ends_with("ss");
        if unmeasured && (counted || repeats(rows) && of_columns(&counts) == 0) {
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

/// "1st upload", "2nd upload"; "Round 1", "Round 2": whether most rows only number what was done again.
fn repeats(rows: &[Label]) -> bool {
    let numbered = |label: &Label| -> Option<String> {
        let words: Vec<&str> = label.words.split_whitespace().collect();
        let number = |word: &str| {
            let digits = word.trim_start_matches('#').trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let end = word.trim_start_matches('#').get(digits.len()..).unwrap_or_default();
            !digits.is_empty()
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && matches!(end, "" | "st" | "nd" | "rd" | "th")
        };
        match words.as_slice() {
            [first, rest @ ..] if rest.len() == 1 && number(first) && !first.ends_with(|c: char| c.is_ascii_digit()) => {
                Some(rest[0].to_lowercase())
            }
            [noun, last] if number(last) && noun.chars().all(char::is_alphabetic) => Some(noun.to_lowercase()),
            _ => None,
        }
    };
    let nouns: Vec<String> = rows.iter().filter_map(numbered).collect();
    nouns.first().is_some_and(|first| {
        nouns.len() > 1
            && 2 * nouns.len() > rows.len()
            && nouns.iter().all(|noun| noun == first)
            && (RUNS.contains(&first.as_str()) || REPEATED.contains(&first.as_str()))
            && !rows.iter().any(Label::is_measure)
    })
}

/// Whether the prose above a table says that so many things are compared as it has columns: "the times of 4 archivers".
fn counts_things(announced: &str, columns: usize) -> bool {
    /// What is done or set so often, and times: not what is compared.
    const NO_THINGS: &[&str] = &[
        "runs",
        "times",
        "iterations",
        "rounds",
        "trials",
        "tests",
        "columns",
        "rows",
        "tables",
        "seconds",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "cores",
        "threads",
        "nodes",
        "machines",
        "servers",
        "workloads",
        "scenarios",
        "metrics",
        "datasets",
        "queries",
        "samples",
        "requests",
        "connections",
        "users",
        "respondents",
        "categories",
        "groups",
        "benchmarks",
        "tasks",
        "settings",
        "phases",
        "stages",
        "levels",
        "sizes",
        "quarters",
        "regions",
        "countries",
        "features",
        "aspects",
        "measures",
    ];
    let words: Vec<&str> = announced.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    // "sales in two regions"
    let place =
        |at: usize| matches!(words[at].to_lowercase().as_str(), "in" | "across" | "over" | "on" | "at" | "during" | "between");
    words.iter().enumerate().any(|(at, word)| {
        let head = words.iter().skip(at + 1).take(3).find(|word| word.ends_with('s') && word.len() > 3);
        small_number(&word.to_lowercase()) == Some(columns)
            && columns > 1
            && !at.checked_sub(1).is_some_and(place)
            && head.is_some_and(|head| !NO_THINGS.contains(&head.to_lowercase().as_str()))
    })
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
