//! Headings by their shape.
//!
//! Comes in: a line that stands alone, and what follows it. Goes out: whether it is a heading, and of what style. Levels come from
//! the order in which the styles are met, in `outline`.

use super::marker::{self, Marker};
use super::shape;

/// How a heading is written; headings written alike are taken for the same level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// The document's title.
    Title,
    /// In capitals.
    Capitals,
    /// Numbered, by the number's parts.
    Numbered(usize),
    /// Any other.
    Plain,
    /// Who speaks in a transcript.
    Speaker,
}

/// No heading is longer than this, in bytes.
const HEADING_MAX: usize = 160;
/// A heading that is not in title case has no more words than this.
const SENTENCE_CASE_WORDS: usize = 9;

/// What stands after the line in question.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Following {
    /// Whether a paragraph, a list or a table follows rather than another short line or nothing.
    pub(super) body: bool,
    /// Whether the line below begins with the next number of a list.
    pub(super) numbered: bool,
}

/// The style of the heading that `text`, a line standing alone, is; `None` where it is none.
pub(super) fn style(text: &str, following: Following) -> Option<Style> {
    if text.len() > HEADING_MAX
        || text.contains(['→', '|'])
        || text.ends_with([',', ';', ':', '→', '|', '='])
        || shape::ends_statement(text)
    {
        return None;
    }
    let (words, number) = match marker::read(text) {
        Some((Marker::Bullet | Marker::Letter, _)) => return None,
        Some((Marker::Number(_), len)) if following.numbered || !following.body => {
            return shape::is_all_capitals(&text[len..]).then_some(Style::Numbered(1));
        }
        Some((Marker::Number(_), len)) => (&text[len..], Some(1)),
        Some((Marker::Section { depth }, len)) => (&text[len..], Some(depth)),
        None => (text, undotted_number(text)),
    };
    if !words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '#' | '$'))
        && !begins_with_lower_case_name(words)
    {
        return None;
    }
    if !words.chars().any(char::is_alphabetic) {
        return None;
    }
    let count = shape::word_count(words);
    let shaped =
        shape::is_all_capitals(words) || (shape::is_title_case(words) && count <= 22) || is_short_phrase(words, count, following);
    shaped.then_some(match number {
        Some(depth) => Style::Numbered(depth),
        None if shape::is_all_capitals(words) => Style::Capitals,
        None => Style::Plain,
    })
}

/// A phrase or question in sentence case, with text below it.
fn is_short_phrase(words: &str, count: usize, following: Following) -> bool {
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count() > 2;
    let years = |word: &str| word.split(['-', '–', '/', ',']).all(|part| part.is_empty() || shape::is_year(part));
    let has_figure = words.contains(['%', '$', '€', '£']) || words.split_whitespace().any(|word| digits(word) && !years(word));
    following.body
        && count <= SENTENCE_CASE_WORDS
        && (!has_figure || words.ends_with('?'))
        && !words.contains('=')
        && !words.contains(". ")
}

/// "3 Results": a number without a stop before a title.
fn undotted_number(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once(' ')?;
    let parts = number.split('.').count();
    let numeric = number.len() <= 6
        && number.split('.').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    (numeric && rest.starts_with(char::is_uppercase) && parts > 1).then_some(parts)
}

fn begins_with_lower_case_name(words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|word| word.chars().skip(1).any(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Style> {
        style(text, Following { body: true, numbered: false })
    }

    #[test]
    fn headings_are_known_by_their_shape() {
        for text in [
            "The Vendors",
            "Outlook to 2030",
            "What did we learn?",
            "Why it matters",
            "iOS Comes First",
            "2024 in Review",
            "“Good Enough” Wins",
        ] {
            assert_eq!(found(text), Some(Style::Plain), "{text}");
        }
        assert_eq!(found("QUESTIONS AND ANSWERS"), Some(Style::Capitals));
        assert_eq!(found("3. Results"), Some(Style::Numbered(1)));
        assert_eq!(found("3.1 Results in Detail"), Some(Style::Numbered(2)));
    }

    #[test]
    fn other_lines_are_none() {
        for text in [
            "It grew by 45%.",
            "The results:",
            "• Growth",
            "a) Growth",
            "37% of the teams use Rust",
            "and so on",
            "Deploy → Measure → Learn",
            "Revenue in the third quarter was higher than in any quarter before it",
            "1,204",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(style("1. Ship it", Following { body: true, numbered: true }), None);
    }
}
