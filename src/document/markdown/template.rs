//! Tags of the templates that pages are made from: `{% include … %}` and `{{ … }}` of Liquid (Jekyll) and Jinja, `{{< … >}}` of Hugo ("Shortcodes" in its
//! documentation), `<% … %>` of ERB and EJS. A reader of the page never sees them.
//!
//! Comes in: Markdown. Goes out: the same text, byte for byte as long, with what shows nothing in the place of such tags, so that the places of all other
//! words stay what they are. What a tag says as a caption is kept. A tag that does not end in its paragraph is text, and one inside code is code.

use std::borrow::Cow;
use std::ops::Range;

use super::listing::Fence;

/// How tags begin and end.
const TAGS: &[(&str, &str)] = &[("{%", "%}"), ("{{", "}}"), ("<%", "%>")];

/// A tag, and a span of code, is at most so long, in bytes.
const LONGEST: usize = 1_000;

/// The shortest tag that is taken out: as long as `<wbr>`.
const SHORTEST: usize = 5;

/// `text` without its tags.
pub(super) fn blanked(text: &str) -> Cow<'_, str> {
    if !TAGS.iter().any(|(opens, _)| text.contains(opens)) {
        return Cow::Borrowed(text);
    }
    let mut bytes: Option<Vec<u8>> = None;
    let mut fence = Fence::default();
    // Where what is not yet read begins.
    let (mut read, mut start) = (0, 0);
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        fence.read(line);
        if !fence.is_open() {
            let mut at = start.max(read);
            while let Some(tag) = next_tag(text, at..end) {
                let bytes = bytes.get_or_insert_with(|| text.as_bytes().to_vec());
                take_out(text, bytes, &tag, start..end, before);
                at = tag.end;
            }
            read = at;
        }
        before = line;
        start = end;
    }
    let written = |bytes| String::from_utf8(bytes).expect("whole characters gave way to ASCII");
    bytes.map_or(Cow::Borrowed(text), |bytes| Cow::Owned(written(bytes)))
}

/// The first tag that begins within `line`, outside code.
fn next_tag(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = line.start;
    while at < line.end {
        match bytes[at] {
            b'`' => at = behind_code(text, at),
            b'{' | b'<' => match tag_at(text, at) {
                Some(end) => return Some(at..end),
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    None
}

/// Behind the span of code that begins at `at`, or behind its marks where it never ends.
fn behind_code(text: &str, at: usize) -> usize {
    let run = |at: usize| text[at..].bytes().take_while(|byte| *byte == b'`').count();
    let ticks = run(at);
    let window = paragraph(text, at + ticks);
    let mut from = at + ticks;
    while let Some(next) = text[from..window.end].find('`').map(|place| from + place) {
        let closing = run(next);
        if closing == ticks {
            return next + closing;
        }
        from = next + closing;
        if from >= window.end {
            break;
        }
    }
    at + ticks
}

/// What follows `at` up to the end of its paragraph, no further than [`LONGEST`].
fn paragraph(text: &str, at: usize) -> Range<usize> {
    let last = text.floor_char_boundary((at + LONGEST).min(text.len()));
    let window = &text[at..last];
    let mut end = 0;
    for line in window.split_inclusive('\n') {
        if end > 0 && line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    at..at + end
}

/// Where the tag ends that begins at `at`, if one does.
fn tag_at(text: &str, at: usize) -> Option<usize> {
    let (opens, ends) = *TAGS.iter().find(|(opens, _)| text[at..].starts_with(opens))?;
    let inner = at + opens.len();
    let next = text[inner..].chars().next()?;
    let begins = match opens {
        "<%" => next.is_whitespace() || matches!(next, '=' | '-' | '#'),
        _ => {
            next.is_whitespace()
                || next.is_alphabetic()
                || matches!(next, '<' | '%' | '-' | '"' | '\'' | '.' | '#' | '/' | '$' | '_')
        }
    };
    let window = paragraph(text, inner);
    let close = inner + text[window.clone()].find(ends).filter(|_| begins)?;
    // What holds code or a comment is no tag.
    let held = &text[inner..close];
    let plain = !["```", "~~~", "<!--", "-->"].iter().any(|mark| held.contains(mark));
    let end = close + ends.len();
    (plain && end - at >= SHORTEST).then_some(end)
}

/// Writes over `tag`, which begins on the line `line` behind the line `before`, but for its caption.
fn take_out(text: &str, bytes: &mut [u8], tag: &Range<usize>, line: Range<usize>, before: &str) {
    let kept = caption(&text[tag.clone()]).map(|kept| tag.start + kept.start..tag.start + kept.end);
    let opening = tag.start..kept.as_ref().map_or(tag.end, |kept| kept.start);
    let lead = text[line.start..tag.start].chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || ">*+-.)".contains(c));
    let rest = text.get(tag.end..line.end).unwrap_or_default().trim();
    // Blanks before words would make them code, and an empty line would end a paragraph or a table.
    let inside = !before.trim().is_empty() && !before.trim_start().starts_with(['#', '>', '-', '*', '+', '<', '`', '~']);
    let marked = lead && (kept.is_some() || !rest.is_empty() || inside);
    fill(bytes, opening, marked);
    if let Some(kept) = kept {
        fill(bytes, kept.end..tag.end, false);
    }
}

/// Fills `range` with blanks, or with an element that shows nothing.
fn fill(bytes: &mut [u8], range: Range<usize>, marked: bool) {
    let line_end = range.clone().find(|at| bytes[*at] == b'\n').unwrap_or(range.end);
    for at in range.clone() {
        if bytes[at] != b'\n' {
            bytes[at] = b' ';
        }
    }
    if marked && line_end - range.start >= SHORTEST {
        bytes[range.start..range.start + 4].copy_from_slice(b"<wbr");
        bytes[line_end - 1] = b'>';
    }
}

/// The words between the quotation marks of `caption="…"`.
fn caption(tag: &str) -> Option<Range<usize>> {
    let sign = tag.find("caption=")? + "caption=".len();
    let quote = tag[sign..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let start = sign + 1;
    let end = start + tag[start..].find(quote)?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::blanked;

    /// What is left of `text`, its blanks counted once and what shows nothing left out.
    fn left(text: &str) -> String {
        let blanked = blanked(text);
        assert_eq!(blanked.len(), text.len(), "{text}");
        let mut shown = String::new();
        let mut rest = &*blanked;
        while let Some((before, behind)) = rest.split_once("<wbr") {
            shown.push_str(before);
            rest = behind.split_once('>').expect("an element that ends").1;
        }
        shown.push_str(rest);
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_are_taken_out() {
        assert_eq!(
            left("One.\n\n{% include figure.html num=300 %}\n\nTwo {{ page.é }} three <%= link 5 %>."),
            "One. Two three ."
        );
        assert_eq!(left("{{< figure src=\"x\" width=\"300\" caption=\"Sold 40 hats\" >}}"), "Sold 40 hats");
        assert_eq!(left("{{< figure caption='Sold 40 hats' >}}"), "Sold 40 hats");
        assert_eq!(left("{% if 3 > 2 %}\nSold 30 hats.\n{% endif %}\n{% include a.html\n  n=3 %} End."), "Sold 30 hats. End.");
    }

    #[test]
    fn words_behind_a_tag_are_no_code() {
        for text in ["{{ icon }} Sold 40 hats.", "- {% include nav.html %} Sold 40 hats.", "1. {{< icon >}} Sold 40 hats."] {
            assert!(blanked(text).contains("<wbr"), "{text}");
            assert!(left(text).ends_with("Sold 40 hats."), "{text}");
        }
        // A line of its own between others is not empty.
        assert!(blanked("Sold in 2023\n{{ x }}\n40 hats.").contains("\n<wbr"));
    }

    #[test]
    fn code_and_open_tags_stay() {
        for text in [
            "Use `{{ x }}` here.",
            "Use ``a ` {{ x }}`` here.",
            "```\n{% raw %} 3\n```",
            "A set {{1, 2}, {3}} of 3 sets.",
            "A {{ x\r\n\r\nSold 40 hats.\r\n\r\nB }} c",
            "<!-- {{ --> Sold 40 hats. <!-- }} -->",
            "It fell {% by 3.",
            "Sold <3% of {it}.",
            "It was <%5 in 2023 and 7%> then.",
        ] {
            assert_eq!(blanked(text), text);
        }
    }
}
