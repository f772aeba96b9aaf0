//! Whole texts read to blocks: tables that lost their columns, prose that holds none, pages, lists, and texts made to break a reader.

use super::read;
use crate::document::{Block, Role, Table};

mod hostile;
mod structure;

const FLATTENED: &str = include_str!("tests/flattened.txt");
const PROSE: &str = include_str!("tests/prose.txt");

fn tables(text: &str) -> Vec<Table> {
    let blocks = read(text).blocks;
    blocks.into_iter().filter_map(|block| if let Block::Table(table) = block { Some(*table) } else { None }).collect()
}

fn drawn(table: &Table) -> String {
    let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | "));
    rows.collect::<Vec<_>>().join("\n")
}

/// The cases of a file: name and body, each begun by `== name`.
fn cases(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.split("\n== ").skip(1).map(|case| case.split_once('\n').expect("a name and a text"))
}

#[test]
fn flattened_tables_get_their_columns_back() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, body) in cases(FLATTENED) {
        let (text, expected) = body.split_once("\n--\n").expect("text and cells");
        let found: Vec<String> = tables(text).iter().map(drawn).collect();
        let expected = expected.lines().map(|line| line.replace("$  ", "$ ")).collect::<Vec<_>>().join("\n");
        count += 1;
        if found.len() != 1 || found[0] != expected.trim() {
            wrong.push(format!("== {name}\nexpected\n{}\nfound\n{}\n", expected.trim(), found.join("\n--\n")));
        }
    }
    assert!(count > 20, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn prose_lists_and_headings_hold_no_table() {
    let wrong: Vec<String> = cases(PROSE)
        .filter_map(|(name, text)| {
            let found: Vec<String> = tables(text).iter().map(drawn).collect();
            (!found.is_empty()).then(|| format!("== {name}\n{}", found.join("\n--\n")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn roles(text: &str) -> Vec<(Option<Role>, String)> {
    let role = |block: &Block| match block {
        Block::Prose(prose) => (Some(prose.role), prose.text.as_str().to_owned()),
        Block::Table(table) => (None, drawn(table)),
    };
    read(text).blocks.iter().map(role).collect()
}
