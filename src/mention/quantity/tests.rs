//! Table-driven cases of the quantity grammar, and properties that hold for every text.

use proptest::prelude::{any, prop, proptest};

use super::{Direction, Options, QuantityMention, scan, scan_with};

/// One mention as the tables write it: the span's words, then the way of a change, the ends and the unit.
fn shown(text: &str, mention: &QuantityMention) -> String {
    let end = |end: Option<rust_decimal::Decimal>| end.map_or("_".to_owned(), |value| value.to_string());
    let (low, high) = (end(mention.quantity.low), end(mention.quantity.high));
    let value = if low == high { low } else { format!("{low}..{high}") };
    let about = if mention.quantity.approximate { "~" } else { "" };
    let way = match mention.quantity.direction {
        Some(Direction::Up) => "up ",
        Some(Direction::Down) => "down ",
        None => "",
    };
    format!("{} = {way}{about}{value} {}", &text[mention.span.range()], mention.quantity.unit).trim_end().to_owned()
}

/// Every case of a table file: a line of text, then its mentions on lines that start with a bar.
fn check(table: &str) {
    let mut wrong = Vec::new();
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match (line.strip_prefix("  | "), cases.last_mut()) {
            (Some(mention), Some((_, mentions))) => mentions.push(mention),
            _ => cases.push((line, Vec::new())),
        }
    }
    for (text, wanted) in &cases {
        let got: Vec<String> = scan(text).iter().map(|mention| shown(text, mention)).collect();
        if got != *wanted {
            wrong.push(format!("{text}\n    wanted {wanted:?}\n    got    {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn figures_in_news() {
    check(include_str!("cases/news.txt"));
}

#[test]
fn figures_in_engineering_posts() {
    check(include_str!("cases/engineering.txt"));
}

#[test]
fn figures_of_companies_surveys_and_science() {
    check(include_str!("cases/reports.txt"));
}

#[test]
fn figures_in_cells_and_what_is_no_figure() {
    check(include_str!("cases/traps.txt"));
}

#[test]
fn ways_to_write_a_figure() {
    check(include_str!("cases/forms.txt"));
}

fn holds(text: &str) {
    for options in [Options::default(), Options { every_number: true, named_numbers: true }] {
        let mut last = 0;
        for mention in scan_with(text, options) {
            assert!(mention.span.slice(text).is_some() && mention.number.slice(text).is_some(), "{mention:?}");
            assert!(mention.unit_span.is_none_or(|span| span.slice(text).is_some()), "{mention:?}");
            assert!(mention.span.start >= last && !mention.span.is_empty(), "{mention:?}");
            assert!(mention.quantity.low.is_some() || mention.quantity.high.is_some(), "{mention:?}");
            last = mention.span.end;
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn any_chain_of_number_pieces_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24), glue in prop::collection::vec(prop::sample::select(vec![" ", "", "-", "\n", ", "]), 24)) {
        let text: String = pieces.iter().zip(glue).flat_map(|(piece, glue)| [*piece, glue]).collect();
        holds(&text);
    }
}

const PIECES: &[&str] = &[
    "1",
    "12",
    "345",
    "2024",
    "0",
    "000",
    "99999999999999999999999999999",
    ".",
    ",",
    "5.5",
    "$",
    "€",
    "US",
    "%",
    "K",
    "M",
    "bn",
    "million",
    "hundred",
    "two",
    "a",
    "an",
    "half",
    "third",
    "quarter",
    "and",
    "or",
    "to",
    "between",
    "from",
    "±",
    "+",
    "−",
    "-",
    "/",
    "^",
    "e",
    "x",
    "×",
    "10",
    "of",
    "per",
    "second",
    "ms",
    "MB",
    "users",
    "daily",
    "about",
    "over",
    "more than",
    "up to",
    "at most",
    "or more",
    "times",
    "fold",
    "order of magnitude",
    "dozens",
    "tens",
    "millions",
    "doubled",
    "twice",
    "as",
    "dollar",
    "cents",
    "pounds",
    "June",
    "Q3",
    "version",
    "(",
    ")",
    "[",
    "]",
    "½",
    "²",
    "point",
    "five",
    "zero",
    "in",
    "out of",
    "é",
    "日",
    "\u{200b}",
    "'s",
    "th",
    "am",
    ":",
    "several",
    "multi",
    "feet",
    "inches",
    "sub",
    "~",
    "<",
    "decade",
];

#[test]
fn huge_numbers_give_no_mention_and_no_panic() {
    holds("99999999999999999999999999999999999999 users");
    holds("9999999999999999999999999 trillion trillion trillion dollars and 10^999 or 1e400 or 9.9e-400");
    holds("half a trillion trillion trillion trillion trillion trillion");
}

#[test]
fn long_chains_take_linear_time() {
    for piece in ["1,", "one and ", "1-", "a ", "of the ", "two thirds of a ", "$", "(1) ", "and a half ", "hundred and "] {
        holds(&piece.repeat(20_000));
    }
}
