//! Text that remembers where it came from, asked the other way round: which words were read from a place of the source.

use claimbase::text::{MappedText, MappedTextBuilder, SourceSpan, TextSpan};

/// "about 5 ms & more", as an article writes it with tags and an entity.
fn mapped() -> MappedText {
    let mut text = MappedTextBuilder::new();
    text.push_folded("about ", SourceSpan::new(3, 9));
    text.push_folded("5 ms", SourceSpan::new(12, 16));
    text.push_folded_atom(" ", SourceSpan::new(20, 21));
    text.push_folded_atom("&", SourceSpan::new(21, 26));
    text.push_folded(" more", SourceSpan::new(26, 31));
    text.finish()
}

fn words(start: usize, end: usize) -> Option<String> {
    let text = mapped();
    text.text_span(SourceSpan::new(start, end)).map(|span| text.as_str()[span.range()].to_owned())
}

#[test]
fn words_are_found_by_where_they_came_from() {
    assert_eq!(mapped().as_str(), "about 5 ms & more");
    assert_eq!(words(12, 16).as_deref(), Some("5 ms"));
    assert_eq!(words(3, 31).as_deref(), Some("about 5 ms & more"));
    assert_eq!(words(9, 18).as_deref(), Some("5 ms"), "markup around the words");
    assert_eq!(words(22, 24).as_deref(), Some("&"), "an entity answers as a whole");
}

#[test]
fn places_without_words_have_none() {
    for (start, end) in [(0, 3), (17, 19), (31, 40), (12, 12)] {
        assert_eq!(words(start, end), None, "{start}..{end}");
    }
}

#[test]
fn both_directions_agree() {
    let text = mapped();
    for start in 0..text.as_str().len() {
        for end in start + 1..=text.as_str().len() {
            let span = TextSpan::new(start, end);
            let there = text.source_span(span);
            let back = text.text_span(there).expect("these words came from somewhere");
            assert!(back.contains(span) && text.source_span(back) == there, "{span:?}");
        }
    }
}
