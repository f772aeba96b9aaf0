//! Claims from table cells.
//!
//! Comes in: a table with its headers, caption and source line. Goes out: one draft for each figure of a body cell. Here the labels of columns and
//! rows are read, each once; what the whole table says is in `about`, which side names the things in `sides`, what a figure means in `cell`, and its
//! unit in `value`.

mod about;
mod cell;
mod label;
pub(crate) mod list;
mod machines;
mod results;
mod sides;
#[cfg(test)]
mod tests;
mod timed;
mod unit;
mod value;
mod wording;

use std::collections::HashMap;

use ecow::{EcoString, EcoVec};

use crate::document::{Cell, Table};
use crate::mention::quantity;

use super::draft::Draft;
use super::extract::{Extractor, Memory};
use super::kind;
use about::About;
use label::{Label, Sort};
use sides::Sides;

/// Only so many rows are looked at to learn what a table's sides hold.
const ROWS_LOOKED_AT: usize = 200;

/// Adds the claims of `table`, the document's table number `number` from 0.
pub(crate) fn extract(extractor: &mut Extractor<'_>, table: &Table, number: usize, introduction: &Memory) {
    let frame = Frame::read(extractor, table, number, introduction);
    let mut drafts: Vec<(Draft, &Cell)> = Vec::new();
    for row in table.header_rows..table.rows.len() {
        if table.is_group_row(row) {
            continue;
        }
        let side = frame.row(extractor, row);
        for cell in &table.rows[row].cells {
            let heads_row = !frame.alone && (cell.column < frame.first || table.is_row_header_column(cell.column));
            let Some(column) = frame.columns.get(cell.column).filter(|_| !heads_row) else { continue };
            let identifies = frame.units == Some(cell.column)
                || if frame.sides.transposed { side.label.sort } else { column.label.sort } == Sort::Identifier;
            if identifies || !cell.text.as_str().bytes().any(|b| b.is_ascii_digit()) && cell.text.as_str().len() > cell::WORDS_MAX
            {
                continue;
            }
            drafts.extend(cell::drafts(extractor, &frame, &side, column, cell, row).into_iter().map(|draft| (draft, cell)));
        }
    }
    if !frame.sides.transposed && frame.sides.things.is_none() {
        results::settle(&mut drafts, &frame.columns);
    } else {
        results::settle_gains(&mut drafts, &frame.columns);
    }
    for (draft, cell) in drafts {
        extractor.builder.push(draft, &cell.text, &table.section);
    }
}

/// The number that `word`, in small letters, says: "three", "12"; in words from two to ten.
fn small_number(word: &str) -> Option<usize> {
    const NUMBERS: &[&str] = &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let digits = || if word.bytes().all(|byte| byte.is_ascii_digit()) { word.parse().ok() } else { None };
    NUMBERS.iter().position(|number| *number == word).map(|place| place + 2).or_else(digits)
}

fn first_time(extractor: &Extractor<'_>, text: &str) -> Option<String> {
    crate::mention::date::scan(text).iter().find_map(|mention| mention.place(&extractor.setting))
}

/// What is known of a table before its cells are read.
struct Frame<'t> {
    table: &'t Table,
    number: usize,
    about: About,
    columns: Vec<Column>,
    /// The first column that names the rows; what stands before it only numbers them.
    first: usize,
    /// The words above the row headers.
    corner: Label,
    sides: Sides,
    /// Whether "Q1" numbers a row and is no quarter.
    numbered: bool,
    /// Whether one column of values stands beside a list of measures: then the table is about one thing, which it need not name.
    lists_measures: bool,
    /// Whose measures the rows name over the times across the top: the organisation that reports them.
    reporter: Option<String>,
    /// Whether its columns tell what machines have, and nothing of how they ran.
    lists_machines: bool,
    /// Whether its one row is of figures alone, so that none of them names the row.
    alone: bool,
    /// Whether a column names a measure.
    measures_across: bool,
    /// Whether two columns tell how long or how fast something ran.
    times_across: bool,
    /// Whether most rows name measures.
    measures: bool,
    /// Row headers that stand in several groups: they need the group's name to tell the thing.
    repeated: HashMap<String, usize>,
    /// How many rows have each first header.
    firsts: HashMap<String, usize>,
    /// The column that dates the rows.
    dates: Option<usize>,
    /// The column that tells each row's unit.
    units: Option<usize>,
}

/// A column's headers.
struct Column {
    /// Each header above it, outermost first.
    levels: Vec<Label>,
    label: Label,
    /// The same as the article has them.
    texts: EcoVec<EcoString>,
    /// The currency that some of its cells carry, which accounts print in the first and last row only.
    currency: Option<String>,
    /// Whether most of its cells are multiples, so that the bare "1.00" of what the others are compared with is one too.
    multiples: bool,
}

/// What stands beside a row.
struct Side {
    label: Label,
    /// The thing and the measure, where they stand in columns of their own.
    parts: Option<(Label, Label)>,
    /// The row header as the article has it.
    text: Option<String>,
    /// The name of the row's group.
    group: Option<Label>,
    /// Settings that stand beside the name ("64 connections").
    setting: Option<String>,
    /// The time of a date column.
    time: Option<String>,
}

/// "250 | 500 | 1000 | 2000 | 4000" over columns: among numbers that are no years, one that looks like a year is none either.
fn read_as_numbers(columns: &mut [Column]) {
    let heads = columns.iter().filter(|column| column.label.is_whole_number());
    let other = heads.clone().find(|column| !column.label.is_year_shaped()).map(|column| column.label.sort);
    let Some(sort) = other.filter(|_| heads.count() > 2) else { return };
    for column in columns {
        let labels = column.levels.iter_mut().chain(std::iter::once(&mut column.label));
        labels.filter(|label| label.is_year_shaped()).for_each(|label| label.number(sort));
    }
}

impl<'t> Frame<'t> {
    fn read(extractor: &Extractor<'_>, table: &'t Table, number: usize, introduction: &Memory) -> Self {
        let mut columns: Vec<Column> = (0..table.columns()).map(|column| Column::read(table, column, extractor)).collect();
        read_as_numbers(&mut columns);
        let names = (0..columns.len()).find(|column| table.is_row_header_column(*column)).unwrap_or(0);
        let corner = columns
            .get(names)
            .map_or_else(|| Label::read("", extractor), |column| column.levels.last().unwrap_or(&column.label).clone());
        let holds_figures = holding_figures(table, columns.len());
        let data: Vec<(Vec<Label>, Label)> = columns
            .iter()
            .enumerate()
            .filter(|(at, _)| holds_figures[*at] && *at >= names && !table.is_row_header_column(*at))
            .map(|(_, column)| (column.levels.clone(), column.label.clone()))
            .collect();
        let body = table.header_rows..table.rows.len().min(table.header_rows + ROWS_LOOKED_AT);
        let labels: Vec<RowLabels> = body
            .filter(|row| !table.is_group_row(*row))
            .map(|row| RowLabels::read(table, row, usize::MAX, extractor))
            .filter(|labels| !labels.whole.words.is_empty())
            .collect();
        let composite = 2 * labels.iter().filter(|labels| labels.parts.is_some()).count() > labels.len();
        let numbered = labels.iter().any(|labels| labels.whole.exceeds_quarters());
        let rows = labels.into_iter().map(|labels| labels.whole);
        let rows: Vec<Label> = rows.map(|label| if numbered { label.without_quarter() } else { label }).collect();
        let listed = rows.iter().filter(|label| label.is_measure() || label.counted.is_some()).count();
        let lists_measures = data.len() == 1 && 2 * listed > rows.len();
        let measures_across = data.iter().any(|(_, label)| label.sort == Sort::Measure);
        let measures = 2 * rows.iter().filter(|label| label.is_measure()).count() > rows.len();
        let times = data.iter().filter(|(_, label)| matches!(label.sort, Sort::Period | Sort::Change)).count();
        let timed = times == data.len() && data.iter().any(|(_, label)| label.sort == Sort::Period);
        let organisation = extractor.context.own_organisation().filter(|_| measures && timed);
        // "Messages posted | Number of members", each at several times: of what the document is about.
        let counts = corner.sort != Sort::Measure && !rows.is_empty() && listed == rows.len();
        let topic = extractor.context.document.as_ref().filter(|_| counts && timed);
        let reporter = organisation.or(topic).map(|topic| topic.name.clone());
        let alone = is_of_figures_alone(table, &columns, extractor.context.is_survey());
        let lists_machines = machines::lists_machines(&columns);
        let times_across = timed::tells_times(&columns);
        let mut about = About::read(extractor, table, introduction);
        let announced = format!("{} {}", about.caption, about::announcement(&about.introduction));
        let sides = Sides::of(&rows, &data, &corner.words, composite, &announced);
        let (dates, units) = (date_column(table, &columns), unit_column(&columns));
        // "Median retention" above the row headers, beside years: what the figures measure.
        let things = 2 * rows.iter().filter(|label| label.sort == Sort::Thing).count() > rows.len();
        let dated = things && about.measure.is_none() && data.iter().all(|(_, label)| label.sort == Sort::Period);
        if corner.sort == Sort::Measure && (corner.stated.is_some() || dated && !data.is_empty()) {
            about.measure = Some(corner.words.clone());
        }
        Self {
            table,
            number,
            about,
            columns,
            first: names,
            corner,
            sides,
            numbered,
            lists_measures,
            reporter,
            measures_across,
            times_across,
            measures,
            alone,
            lists_machines,
            repeated: repeated(table),
            firsts: firsts(table),
            dates,
            units,
        }
    }

    /// What stands beside `row`.
    fn row(&self, extractor: &Extractor<'_>, row: usize) -> Side {
        let RowLabels { whole: label, parts, setting: settings } = RowLabels::read(self.table, row, self.telling(row), extractor);
        let label = if self.numbered { label.without_quarter() } else { label };
        let label = if self.alone { Label::read("", extractor) } else { label };
        let told = self.units.and_then(|column| self.table.words(row, column));
        let label = match told.and_then(|words| Some((unit::of_words(words)?, words))) {
            Some((unit, words)) if label.stated.is_none() => label.measured_in(unit, words),
            _ => label,
        };
        let text = Some(self.table.row_headers(row).join(" ")).filter(|text| !text.is_empty() && !self.alone);
        let group = self.table.row_group(row).map(|group| Label::read(group, extractor));
        let setting = settings.map(|setting| described(&setting, &self.corner.words));
        let time =
            self.dates.and_then(|column| self.table.words(row, column)).and_then(|words| Label::read(words, extractor).time);
        Side { label, parts, text, group, setting, time }
    }

    /// How many of a row's headers tell it from the others: the first, where no other row has it, else all.
    fn telling(&self, row: usize) -> usize {
        let first = self.table.row_headers(row).first().map(|first| (*first).to_owned());
        let alone = first.is_some_and(|first| self.firsts.get(&first) == Some(&1));
        if alone { 1 } else { usize::MAX }
    }

    /// Whether a row header stands in several groups.
    fn is_repeated(&self, words: &str) -> bool {
        self.repeated.get(words).is_some_and(|count| *count > 1)
    }
}

impl Column {
    fn read(table: &Table, column: usize, extractor: &Extractor<'_>) -> Self {
        let texts: EcoVec<EcoString> = table.header_texts(column).into_iter().map(EcoString::from).collect();
        let mut levels: Vec<Label> = texts.iter().map(|text| Label::read(text, extractor)).collect();
        // "MPa" in a row below "Strength" is the unit, not a part of the name.
        if let ([_, .., last], Some(text)) = (&mut levels[..], texts.last())
            && !cell::is_untold(text)
            && !label::names_measure(&text.to_lowercase())
            && let Some(stated) = unit::of_words(text.trim_matches(['(', ')', '[', ']']))
        {
            last.words.clear();
            last.stated = Some(stated);
        }
        let label = match &levels[..] {
            [] => Label::read("", extractor),
            // "Three months ended March 31," above "2026" is one time.
            [.., _] if levels.len() > 1 && levels.iter().all(|level| level.sort == Sort::Period) => {
                Label::read(&texts.join(" "), extractor)
            }
            levels => Label::join(levels),
        };
        Self { currency: currency(table, column), multiples: holds_multiples(table, column), levels, label, texts }
    }
}

/// What the headers of a row say.
struct RowLabels {
    /// All of them, but for settings beside names.
    whole: Label,
    /// "PostgreSQL | p99 latency": the thing and the measure, where they stand in columns of their own.
    parts: Option<(Label, Label)>,
    setting: Option<String>,
}

impl RowLabels {
    fn read(table: &Table, row: usize, telling: usize, extractor: &Extractor<'_>) -> Self {
        let mut parts: Vec<Label> = table.row_headers(row).into_iter().map(|header| Label::read(header, extractor)).collect();
        let things = |part: &Label| matches!(part.sort, Sort::Thing);
        if parts.len() > telling && parts.iter().all(things) && !parts.iter().any(Label::is_measure) {
            parts.truncate(telling);
        }
        let setting = parts.iter().find(|part| part.sort == Sort::Parameter).map(|part| part.words.clone());
        if !parts.iter().any(|part| !matches!(part.sort, Sort::Parameter | Sort::Period)) {
            let whole = if parts.is_empty() { Label::read("", extractor) } else { Label::join(&parts) };
            let setting = setting.filter(|_| whole.sort == Sort::Parameter);
            return Self { whole, parts: None, setting };
        }
        // "Q4" beside a name may be a level or a quarter: without a year it stays a word.
        let unsure = |part: &&mut Label| part.sort == Sort::Period && part.words.bytes().filter(u8::is_ascii_digit).count() < 2;
        parts.iter_mut().filter(unsure).for_each(|part| (part.sort, part.time) = (Sort::Thing, None));
        parts.retain(|part| part.sort != Sort::Parameter);
        let first =
            parts.iter().position(Label::is_measure).filter(|first| *first > 0 && parts[*first..].iter().all(Label::is_measure));
        let parts_of = first.map(|first| (Label::join(&parts[..first]), Label::join(&parts[first..])));
        Self { whole: Label::join(&parts), parts: parts_of, setting }
    }
}

/// "64" under "Connections" is "64 connections", "32" under "Batch size" is "Batch size 32"; a figure with a unit tells enough.
fn described(figure: &str, corner: &str) -> String {
    let bare = figure.chars().all(|c| !c.is_alphabetic() && c != '%' && c != '$');
    let count = figure.chars().all(|c| c.is_ascii_digit() || c == ',');
    let lower = corner.to_lowercase();
    match unit::counted(corner).filter(|scale| !scale.unit.is_empty() && count && !corner.contains(' ')) {
        _ if corner.is_empty() || !bare => figure.to_owned(),
        Some(scale) if figure == "1" && lower.ends_with('s') => format!("1 {}", scale.unit),
        Some(_) => format!("{figure} {lower}"),
        None => format!("{corner} {figure}"),
    }
}

/// The column that dates its rows.
fn date_column(table: &Table, columns: &[Column]) -> Option<usize> {
    const DATES: &[&str] = &["date", "year", "quarter", "month", "period", "announced", "when", "released"];
    let dates = |at: &usize| DATES.contains(&columns[*at].label.words.to_lowercase().as_str());
    (0..columns.len().min(ROWS_LOOKED_AT)).find(|at| !table.is_row_header_column(*at) && dates(at))
}

/// The column that names the unit of its rows.
fn unit_column(columns: &[Column]) -> Option<usize> {
    (0..columns.len().min(ROWS_LOOKED_AT)).find(|at| {
        let lower = columns[*at].texts.last().map(|text| text.trim().to_lowercase()).unwrap_or_default();
        matches!(lower.as_str(), "unit" | "units" | "uom" | "unit of measure" | "measured in")
    })
}

/// "10,166 | 5,634 | 7.18%" below "Total | Annotated | Rate": whether the table has one row, and each of its cells begins with a figure.
fn is_of_figures_alone(table: &Table, columns: &[Column], survey: bool) -> bool {
    let body = &table.rows[table.header_rows.min(table.rows.len())..];
    let figure =
        |cell: &Cell| cell.text.as_str().trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£'));
    // "Concurrency | req/s": the first tells for what the others were measured.
    let total = columns.first().is_some_and(|first| first.label.words.to_lowercase().starts_with("total"));
    let counted = |column: &Column| {
        let first = column.label.words.split(' ').next().unwrap_or_default().to_lowercase();
        column.label.counted.is_some() || kind::is_countable(&first)
    };
    table.header_rows > 0
        && body.len() == 1
        && body[0].cells.len() > 1
        && body[0].cells.iter().all(figure)
        && (total || survey || columns.iter().all(counted))
}

/// For each column, whether the rows looked at hold figures in it.
fn holding_figures(table: &Table, columns: usize) -> Vec<bool> {
    let mut holds = vec![false; columns];
    for row in table.rows.iter().skip(table.header_rows).take(ROWS_LOOKED_AT) {
        for cell in &row.cells {
            let figure = cell.text.as_str().bytes().any(|b| b.is_ascii_digit());
            let end = (cell.column + cell.column_span).min(columns);
            holds[cell.column.min(end)..end].iter_mut().for_each(|held| *held |= figure);
        }
    }
    holds
}

/// "1.09×", "1.32×" below "vs Acme": whether most cells of a column are multiples.
fn holds_multiples(table: &Table, column: usize) -> bool {
    let body = (table.header_rows..table.rows.len()).take(ROWS_LOOKED_AT);
    let (mut cells, mut multiples) = (0, 0);
    for text in body.filter_map(|row| table.words(row, column)) {
        let digits = text.trim().trim_end_matches(['x', '×']);
        let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        cells += 1;
        let marked = digits.len() < text.trim().len();
        multiples += usize::from(number && marked);
        // What the others are compared with is one; another bare number is another measure.
        if number && !marked && digits.trim_end_matches('0').trim_end_matches('.') != "1" {
            return false;
        }
    }
    2 * multiples > cells
}

/// The currency that a column's first figure carries and others below leave out.
fn currency(table: &Table, column: usize) -> Option<String> {
    let rows = table.header_rows..table.rows.len().min(table.header_rows + ROWS_LOOKED_AT);
    let signed = rows.filter_map(|row| table.words(row, column)).find(|words| words.contains(['$', '€', '£', '¥']))?;
    let figure = quantity::scan(signed).into_iter().next()?;
    Some(figure.quantity.unit.to_string()).filter(|unit| kind::is_currency(unit))
}

/// How often each row header stands in a table whose rows are grouped.
fn repeated(table: &Table) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let body = table.header_rows..table.rows.len();
    if body.clone().any(|row| table.is_group_row(row)) {
        for row in body.filter(|row| !table.is_group_row(*row)) {
            *counts.entry(table.row_headers(row).join(" ")).or_insert(0) += 1;
        }
    }
    counts
}

/// How many rows have each first header.
fn firsts(table: &Table) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for row in table.header_rows..table.rows.len() {
        if let Some(first) = table.row_headers(row).first() {
            *counts.entry((*first).to_owned()).or_insert(0) += 1;
        }
    }
    counts
}
