//! Tags of the templates that pages are made from: `{% include … %}` and `{{ … }}` of Liquid (Jekyll) and Jinja, `{{< … >}}` of Hugo ("Shortcodes" in its
//! documentation), `<% … %>` of ERB and EJS. A reader of the page never sees them.
//!
//! Comes in: Markdown. Goes out: the same text, byte for byte as long, with blanks for such tags, so that the places of all other words stay what
//! they are. What a tag says as a caption is kept. A tag that does not end in its paragraph is text, and one inside code is code.

use std::borrow::Cow;
use std::ops::Range;

use super::listing::{closes, opened};

/// How tags begin and end.
const TAGS: &[(&str, &str)] = &[("{%", "%}"), ("{{", "}}"), ("<%", "%>")];

/// A tag is at most so long, in bytes.
const LONGEST: usize = 1_000;

/// `text` without its tags.
pub(super) fn blanked(text: &str) -> Cow<'_, str> {
    if !TAGS.iter().any(|(opens, _)| text.contains(opens)) {
        return Cow::Borrowed(text);
    }
    let mut blanked: Option<Vec<u8>> = None;
    let mut fence = None;
    // Where what is not yet read begins.
    let mut read = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (from, end) = (start, start + line.len());
        start = end;
        let words = line.trim_start_matches([' ', '\t', '>']);
        match fence {
            Some(open) if closes(words, open) => fence = None,
            Some(_) => {}
            None => {
                fence = opened(words);
                let mut at = from.max(read);
                while let Some(tag) = text.get(at..end).filter(|_| fence.is_none()).and_then(|rest| tag(text, at, rest)) {
                    let bytes = blanked.get_or_insert_with(|| text.as_bytes().to_vec());
                    blank(text, bytes, &tag);
                    at = tag.end;
                }
                read = at;
            }
        }
    }
    match blanked {
        Some(bytes) => String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned),
        None => Cow::Borrowed(text),
    }
}

/// The first tag that begins in `rest` of a line, which stands at `at` of `text`.
fn tag(text: &str, at: usize, rest: &str) -> Option<Range<usize>> {
    let mut from = 0;
    loop {
        let found = TAGS.iter().filter_map(|(opens, ends)| Some((from + rest[from..].find(opens)?, *ends)));
        let (place, ends) = found.min_by_key(|(place, _)| *place)?;
        let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let in_code = text[line..at + place].bytes().filter(|byte| *byte == b'`').count() % 2 == 1;
        let window = &text[at + place..text.floor_char_boundary((at + place + LONGEST).min(text.len()))];
        let paragraph = window.split("\n\n").next().unwrap_or_default();
        match paragraph.find(ends).filter(|_| !in_code) {
            Some(close) => return Some(at + place..at + place + close + ends.len()),
            None => from = place + 2,
        }
    }
}

/// Writes blanks for `tag`, but for its caption.
fn blank(text: &str, bytes: &mut [u8], tag: &Range<usize>) {
    let kept = caption(&text[tag.clone()]).map(|kept| tag.start + kept.start..tag.start + kept.end);
    for (place, byte) in bytes.iter_mut().enumerate().take(tag.end).skip(tag.start) {
        if *byte != b'\n' && !kept.as_ref().is_some_and(|kept| kept.contains(&place)) {
            *byte = b' ';
        }
    }
}

/// The words between the quotation marks of `caption="…"`.
fn caption(tag: &str) -> Option<Range<usize>> {
    let start = tag.find("caption=\"")? + "caption=\"".len();
    let end = start + tag[start..].find('"')?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::blanked;

    /// What is left of `text`, its blanks counted once.
    fn left(text: &str) -> String {
        let blanked = blanked(text);
        assert_eq!(blanked.len(), text.len(), "{text}");
        blanked.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_are_blanked() {
        assert_eq!(
            left("One.\n\n{% include figure.html num=300 %}\n\nTwo {{ page.é }} three <%= link 5 %>."),
            "One. Two three ."
        );
        assert_eq!(left("{{< figure src=\"x\" width=\"300\" caption=\"Sold 40 hats\" >}}"), "Sold 40 hats");
        assert_eq!(left("{% if 3 > 2 %}\nSold 30 hats.\n{% endif %}\n{% include a.html\n  n=3 %} End."), "Sold 30 hats. End.");
    }

    #[test]
    fn code_and_open_tags_stay() {
        for text in [
            "Use `{{ x }}` here.",
            "```\n{% raw %} 3\n```",
            "A set {{1, 2}\n\nof 3 }} sets.",
            "It fell {% by 3.",
            "Sold <3% of {it}.",
        ] {
            assert_eq!(blanked(text), text);
        }
    }
}
