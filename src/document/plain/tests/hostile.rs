//! Texts made to break a reader: any characters, huge lines, deep lists, wide tables. Every span slices its source.

use proptest::prelude::*;

use super::super::read;
use crate::document::Block;
use crate::text::MappedText;

fn texts(block: &Block) -> Vec<&MappedText> {
    match block {
        Block::Prose(prose) => vec![&prose.text],
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| &cell.text))
            .chain(&table.caption)
            .chain(&table.source_line)
            .collect(),
    }
}

fn lines() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Quarkus"),
        Just("+73%"),
        Just("$12K/month"),
        Just("(AWS,"),
        Just("50M"),
        Just("reqs)"),
        Just("12"),
        Just("ms"),
        Just("Red Hat,"),
        Just("growth"),
        Just("2024"),
        Just("—"),
        Just("|"),
        Just("\t"),
        Just("   "),
        Just("•"),
        Just("1."),
        Just("(a)"),
        Just("reve-"),
        Just("Source:"),
        Just("Table 1:"),
        Just("Operator"),
        Just("Page 3 of 4"),
        Just(">"),
        Just("ünï"),
        Just("。"),
        Just("...."),
        Just("By Jane Doe"),
        Just("end."),
        Just("5"),
    ];
    let line = proptest::collection::vec(word, 0..9).prop_map(|words| words.join(" "));
    let end = prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just("\x0c")];
    proptest::collection::vec((line, end), 0..30).prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text);
    let count = reading.blocks.len();
    for (index, block) in reading.blocks.iter().enumerate() {
        for mapped in texts(block) {
            let source = mapped.whole_source_span().slice(text);
            prop_assert!(source.is_some(), "{mapped:?}");
            prop_assert_eq!(mapped.as_str().trim(), mapped.as_str());
        }
        let introduction = match block {
            Block::Prose(prose) => prose.introduction,
            Block::Table(table) => table.introduction,
        };
        prop_assert!(introduction.is_none_or(|at| at < index && at < count));
        if let Block::Table(table) = block {
            prop_assert!(table.header_rows <= table.rows.len());
            for row in &table.rows {
                prop_assert!(row.cells.windows(2).all(|pair| pair[0].column + pair[0].column_span <= pair[1].column));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn dense_lines_are_read(text in lines()) {
        check(&text)?;
    }

    #[test]
    fn any_text_is_read(text in "\\PC*") {
        check(&text)?;
    }
}

/// How many blocks `text` gives; a reader that took a square of its length would not come back.
fn count(text: &str) -> usize {
    read(text).blocks.len()
}

#[test]
fn long_texts_take_linear_time() {
    let long = |unit: &str| unit.repeat(200_000 / unit.len());
    for unit in [
        "word ",
        "1 ",
        "( ",
        "a\n",
        "a\n\n",
        "Quarkus +73%\n",
        "Quarkus +73% Red Hat\n\n",
        "12\n",
        "•\n",
        "• item\n",
        "1. item\n\n",
        "Contents\n",
        "Operator\n\n",
        "|a|b\n",
        "a\tb\n",
        "a   1\n",
        "Title Case Line\n",
        "| ",
        "a  b  ",
        "+---+\n",
        "> ",
        ">\n",
        "x-\n",
        "x-\ny",
        "\x0c",
        "Page 1\n",
        "5\n\n",
        "Source: a\n",
        "Name Words More 5% Then Text\n",
        "........ 3\n",
        "(\n",
        "By Jane Doe\n",
    ] {
        count(&long(unit));
    }
}

#[test]
fn one_huge_line_is_one_paragraph() {
    assert_eq!(count(&"It grew by 4% in 2024. ".repeat(100_000)), 1);
}

#[test]
fn deep_lists_and_wide_tables_are_read() {
    let deep: String = (0..2_000).map(|level| format!("{}- item\n", " ".repeat(level * 2))).collect();
    assert_eq!(count(&deep), 2_000);
    let flat = "- item\n".repeat(100_000);
    assert_eq!(count(&flat), 100_000);
    for mark in ["\t", " | ", "   "] {
        let row = |word: &str| vec![word; 10_000].join(mark);
        let text = format!("{}\n{}\n{}\n", row("head"), row("1"), row("2"));
        count(&text);
    }
}
