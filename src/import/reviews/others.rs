//! Cells that were changed and are not read from a table: said, so that nobody believes that they were.
//!
//! Comes in: a row and its claim. Goes out: a note for each such cell, with the command that changes the field. Looks that a spreadsheet changes
//! by itself are no changes: numbers in another spelling, and dates, which are not looked at.

use rust_decimal::Decimal;

use super::table::{Row, Table};
use crate::export::ReviewedClaim;
use crate::export::csv::{COLUMNS, row as cells_of, state};
use crate::store::StoredClaim;

/// Columns with words that `edit` changes, and its flag.
const WORDS: [(&str, &str); 7] = [
    ("claim", "text"),
    ("subject", "subject"),
    ("metric", "metric"),
    ("unit", "unit"),
    ("attribution", "attribution"),
    ("kind", "kind"),
    ("modality", "modality"),
];

/// Columns with numbers, and the flag.
const NUMBERS: [(&str, &str); 2] = [("value_low", "low"), ("value_high", "high")];

/// Columns that nothing changes from outside.
const FIXED: [&str; 4] = ["quote", "document", "source", "section"];

/// A spreadsheet shows so many digits of a large number.
const SHOWN_DIGITS: i64 = 100_000;

/// The notes on `row`, which is of the claim `stored`.
pub fn changed(table: &Table, row: &Row, stored: &StoredClaim) -> Vec<String> {
    let reviewed = ReviewedClaim::from(stored);
    let now = cells_of(&reviewed);
    let current = |name: &str| COLUMNS.iter().position(|column| *column == name).map_or("", |at| now[at].as_ref());
    let differs = |name: &str| table.cell(row, name).is_some_and(|cell| state::folded(cell) != state::folded(current(name)));
    let mut notes = Vec::new();
    for (name, flag) in WORDS {
        if differs(name) {
            notes.push(edit_note(name, flag, &row.id));
        }
    }
    for (name, flag) in NUMBERS {
        if table.cell(row, name).is_some_and(|cell| !same_number(cell, current(name))) {
            notes.push(edit_note(name, flag, &row.id));
        }
    }
    let fixed = FIXED.into_iter().filter(|name| differs(name));
    notes.extend(fixed.map(|name| format!("the change in column '{name}' is not read")));
    notes
}

fn edit_note(column: &str, flag: &str, id: &str) -> String {
    format!("the change in column '{column}' is not read; 'claimbase edit {id} --{flag} …' makes it")
}

/// Whether a cell shows the number `exported`, in whatever spelling: `1200000`, `1.200.000`, `1,200,000`, `1,2E+06`.
fn same_number(cell: &str, exported: &str) -> bool {
    let cell: String = state::plain(cell).chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
    let exported = state::plain(exported);
    if cell == exported {
        return true;
    }
    let Ok(wanted) = exported.parse::<Decimal>() else { return false };
    let spellings = [cell.clone(), cell.replace(',', ""), cell.replace('.', "").replace(',', "."), cell.replace(',', ".")];
    spellings.iter().any(|spelling| {
        if spelling.contains(['e', 'E']) {
            let shown = Decimal::from_scientific(&spelling.to_lowercase().replace("e+", "e"));
            return shown.is_ok_and(|value| (value - wanted).abs() * Decimal::from(SHOWN_DIGITS) <= wanted.abs());
        }
        spelling.parse::<Decimal>().is_ok_and(|value| value == wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::same_number;

    #[test]
    fn a_number_stays_itself_in_other_spellings() {
        for cell in [
            "1200000",
            "1200000.0",
            "1,200,000",
            "1.200.000",
            "1 200 000",
            "1\u{a0}200\u{a0}000",
            "1,2E+06",
            "1.2E+6",
            "1'200'000",
        ] {
            assert!(same_number(cell, "1200000"), "{cell}");
        }
        assert!(
            same_number("12,5", "12.5")
                && same_number("-3", "'-3")
                && same_number("", "")
                && same_number("1.23457E+08", "123456789")
        );
        assert!(!same_number("1300000", "1200000") && !same_number("", "5") && !same_number("many", "5"));
    }
}
