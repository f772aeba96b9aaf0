//! The table as a spreadsheet saved it.
//!
//! Comes in: text with commas, semicolons, tabs or bars between cells, with or without a byte order mark and a line `sep=;`, columns in any order,
//! more columns than were exported. Goes out: the rows by the names of their columns. What cells mean is decided elsewhere.

use std::collections::HashMap;

use ::csv::{ReaderBuilder, StringRecord};

use crate::export::csv::state::EDITABLE;
use crate::import::ImportError;
use crate::source::Source;

/// What may stand between cells, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The columns without which nothing can be told.
const NEEDED: [&str; 7] = ["id", "state", EDITABLE[0], EDITABLE[1], EDITABLE[2], EDITABLE[3], EDITABLE[4]];

const EXPORT_AGAIN: &str = "'claimbase export --format csv' writes the table; keep its header line when you save it";

/// A table that was exported.
#[derive(Debug)]
pub struct Table {
    columns: HashMap<String, usize>,
    /// Its rows, blank ones left out.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// As a spreadsheet counts it.
    pub number: usize,
    /// The cell `id`.
    pub id: String,
    /// The cell `state`.
    pub state: String,
    /// The cells that a person may change.
    pub editable: [String; EDITABLE.len()],
    cells: StringRecord,
}

impl Table {
    /// Reads the table.
    pub fn parse(source: &Source) -> Result<Self, ImportError> {
        let text = source.text.trim_start_matches('\u{feff}');
        let (named, text) = match text.split_once('\n').map(|(first, rest)| (first.trim().trim_matches('"'), rest)) {
            Some((first, rest)) if first.len() == 5 && first.starts_with("sep=") => (first.bytes().last(), rest),
            _ => (None, text),
        };
        let headers = |separator: &u8| header(text, *separator);
        let likeliest = SEPARATORS.into_iter().max_by_key(|separator| {
            let known = headers(separator);
            (NEEDED.iter().filter(|name| known.contains_key(**name)).count(), std::cmp::Reverse(*separator))
        });
        let separator = named.or(likeliest).unwrap_or(b',');
        let columns = header(text, separator);
        let missing: Vec<&str> = NEEDED.into_iter().filter(|name| !columns.contains_key(*name)).collect();
        if !missing.is_empty() {
            let message = format!("the table has no column {}", missing.join(", no column "));
            return Err(ImportError::File { name: source.name.clone(), message, help: EXPORT_AGAIN });
        }
        let mut rows = Vec::new();
        for (at, record) in reader(text, separator).records().enumerate() {
            let cells = record.map_err(|error| ImportError::File {
                name: source.name.clone(),
                message: format!("row {}: {error}", at + 2),
                help: EXPORT_AGAIN,
            })?;
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push(Row::new(at + 2, cells, &columns));
            }
        }
        Ok(Self { columns, rows })
    }

    /// The cell of `row` in the column `name`, if the table has it.
    pub fn cell<'r>(&self, row: &'r Row, name: &str) -> Option<&'r str> {
        row.cells.get(*self.columns.get(name)?)
    }
}

impl Row {
    fn new(number: usize, cells: StringRecord, columns: &HashMap<String, usize>) -> Self {
        let cell = |name: &str| columns.get(name).and_then(|at| cells.get(*at)).unwrap_or_default().to_owned();
        let (id, state) = (cell("id").trim().to_owned(), cell("state").trim().to_owned());
        Self { number, id, state, editable: EDITABLE.map(cell), cells }
    }
}

fn reader(text: &str, separator: u8) -> ::csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes())
}

/// The names in the first line with their places; of two equal ones the first counts.
fn header(text: &str, separator: u8) -> HashMap<String, usize> {
    let mut reader = reader(text, separator);
    let mut columns = HashMap::new();
    for (at, name) in reader.headers().into_iter().flatten().enumerate() {
        columns.entry(name.trim().to_lowercase().replace(' ', "_")).or_insert(at);
    }
    columns
}
