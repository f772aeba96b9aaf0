//! Sentences of news, benchmarks and finance, ` | ` marking where one ends and the next begins.

use proptest::prelude::*;

use super::segment;

const CASES: &str = include_str!("cases.txt");

fn marked(text: &str) -> String {
    segment(text).iter().map(|span| &text[span.range()]).collect::<Vec<_>>().join(" | ")
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    let cases: Vec<&str> = CASES.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
    assert!(cases.len() >= 80, "{}", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let found = marked(&case.replace(" | ", " "));
            (found != **case).then(|| format!("expected {case}\n   found {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn empty_lines_end_a_sentence() {
    assert_eq!(marked("A title\n\nThe text. It goes on"), "A title | The text. | It goes on");
}

#[test]
fn full_width_stops_need_no_space() {
    assert_eq!(marked("これは文です。次の文です。"), "これは文です。 | 次の文です。");
}

#[test]
fn nothing_gives_nothing() {
    assert!(segment("").is_empty());
    assert!(segment(" \n\t ").is_empty());
}

/// Text that is dense in everything the rules look at.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(". ".to_owned()),
        Just("? ".to_owned()),
        Just("… ".to_owned()),
        Just("\n\n".to_owned()),
        Just("。".to_owned()),
        Just("(".to_owned()),
        Just(".) ".to_owned()),
        Just("\" ".to_owned()),
        Just("’".to_owned()),
        Just("[1] ".to_owned()),
        Just("S".to_owned()),
        Just(" U.S. ".to_owned()),
        Just(" No. 5".to_owned()),
        Just("Ünï".to_owned()),
        Just("Brx. X".to_owned()),
        "[a-zA-Z .,!?()\"'0-9]{0,6}",
        "\\PC{0,4}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_are_trimmed_ordered_and_cover_all_words(text in hostile()) {
        let spans = segment(&text);
        let mut end = 0;
        for span in &spans {
            prop_assert!(text[end..span.start].trim().is_empty());
            let words = span.slice(&text).expect("on character boundaries");
            prop_assert!(!words.is_empty());
            prop_assert_eq!(words, words.trim());
            end = span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn any_text_is_split(text in "\\PC*") {
        segment(&text);
    }
}

/// Ten times the text may take at most thirty times as long: a square would take a hundred.
#[test]
fn long_lines_are_split_in_linear_time() {
    for unit in ["a. ", "(", "( A. ", "Brx. X ", "\"", ". ", "。a", "?) ", "J. ", "- ", "\n", "Mr. X [1] ", "word "] {
        let time = |bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            let start = std::time::Instant::now();
            segment(&text);
            start.elapsed().as_micros().max(2000)
        };
        // Another program may take the processor away from a run: the least of several counts.
        let least = |bytes: usize| (0..5).map(|_| time(bytes)).min();
        assert!(least(400_000) < least(40_000).map(|small| 30 * small), "{unit:?}");
    }
}

#[test]
fn what_has_no_stop_is_cut() {
    for text in ["a word ".repeat(5_000), "word".repeat(5_000), "ü".repeat(5_000)] {
        let sentences = segment(&text);
        assert!(sentences.len() > 1 && sentences.iter().all(|span| span.range().len() <= 2000));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(sentences.iter().map(|span| letters(&text[span.range()])).sum::<usize>(), letters(&text));
    }
}
