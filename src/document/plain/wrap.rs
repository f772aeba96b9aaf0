//! Lines broken at the margin, joined again.
//!
//! Comes in: lines. Goes out: whether a line goes on in the next, and the joined text with its map to the source. A word cut by a
//! hyphen at the line's end is put together, unless the hyphen is its own.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::lines::Line;
use super::{shape, transcript};
use crate::text::{MappedText, MappedTextBuilder, SourceSpan};

static COMPOUND_STARTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("compounds.txt").lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// A line narrower than this is never taken for one that was broken at a margin.
const MARGIN_MIN: usize = 40;
/// A text with wider lines than this was not broken at a margin.
const MARGIN_MAX: usize = 180;
/// How full a line must be, in percent of the margin, for its break to come from the margin.
const FULL_PERCENT: usize = 88;

/// The margin at which a text's lines are broken, if they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margin(Option<usize>);

impl Margin {
    /// Measures the lines that have a line right below: broken at a margin, most of them are of about the same width.
    pub(super) fn measure(lines: &[Line<'_>]) -> Self {
        let mut widths: Vec<usize> = lines
            .windows(2)
            .filter(|pair| !pair.iter().any(|line| line.text.contains("   ")))
            .filter(|pair| !pair[1].gap && pair[0].text.len() <= 4 * MARGIN_MAX && !is_set_alone(pair[0].text, pair[1].text))
            .map(|pair| pair[0].width() + pair[0].indent)
            .collect();
        widths.sort_unstable();
        let Some(&wide) = widths.get(widths.len() * 9 / 10) else { return Self(None) };
        let full = widths.iter().filter(|width| **width * 100 >= wide * 75).count();
        let broken = widths.len() >= 2 && (MARGIN_MIN..=MARGIN_MAX).contains(&wide) && full * 10 >= widths.len() * 6;
        let prose = lines.windows(2).filter(|pair| !pair[1].gap && continues_in_lower_case(&pair[0], &pair[1])).count();
        Self((broken && prose * 4 >= widths.len()).then_some(wide))
    }

    /// Whether `next`, the line below, continues the sentence or paragraph of `line`.
    pub(super) fn continues(self, line: &Line<'_>, next: &Line<'_>) -> bool {
        if next.indent >= line.indent + 2 && next.indent < line.indent + 9 && shape::ends_sentence(line.text) {
            return false;
        }
        if continues_in_lower_case(line, next) || breaks_off(line, next) && !next.text.contains("   ") {
            return true;
        }
        self.0.is_some_and(|margin| {
            let needed = line.indent + line.width() + 1 + next.first_word().chars().count();
            needed * 100 > margin * FULL_PERCENT && !line.text.ends_with(':')
        })
    }

    /// Whether `line`, last on its page, goes on in `next`, first on the following page.
    pub(super) fn continues_over_page(self, line: &Line<'_>, next: &Line<'_>) -> bool {
        self.0.is_some() && !shape::ends_sentence(line.text) && line.width() >= MARGIN_MIN / 2 && {
            next.text.starts_with(char::is_lowercase) || self.continues(line, next)
        }
    }
}

/// Whether a line ends where its writer ended it: one of the two that present a speaker.
fn is_set_alone(line: &str, next: &str) -> bool {
    transcript::is_speaker(line, true) || transcript::is_presented(line, next) || transcript::company(line).is_some()
}

/// Whether `line` breaks off in the middle of a sentence that `next`, the line below, goes on with in small letters.
pub(super) fn continues_in_lower_case(line: &Line<'_>, next: &Line<'_>) -> bool {
    let cut_word = line.text.ends_with('-') && line.text[..line.text.len() - 1].ends_with(char::is_alphabetic);
    let long = line.text.len() >= 30;
    (long || cut_word) && next.text.starts_with(char::is_lowercase) && !line.text.ends_with(['.', '!', '?', ':', ';'])
}

/// Whether a full line ends with a comma, or with a word that no sentence and no title ends with: "fell to" above "398 tons".
fn breaks_off(line: &Line<'_>, next: &Line<'_>) -> bool {
    const OPEN: &[&str] = &[
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "to",
        "with",
        "from",
        "for",
        "by",
        "at",
        "than",
        "approximately",
        "about",
        "nearly",
        "roughly",
        "more",
        "its",
        "their",
        "our",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "which",
        "that",
    ];
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    // "Net income doubled", "to", "$5 million": the word stands alone between two tags of the page that it was taken from.
    if matches!(line.text, "to" | "of" | "from" | "with" | "by" | "at" | "and") {
        return true;
    }
    let figure = next.text.starts_with(|c: char| c.is_ascii_digit() || "$€£".contains(c));
    let asks = ["Where", "Who", "What", "How", "Why", "When", "Which"].contains(&line.first_word());
    if figure
        && !asks
        && line.width() >= MARGIN_MIN / 2
        && matches!(last, "was" | "were" | "is" | "are" | "to" | "of")
        && !line.text.contains("   ")
    {
        return true;
    }
    line.width() >= MARGIN_MIN && !line.text.contains("   ") && (line.text.ends_with(',') || OPEN.contains(&last))
}

/// Words of the text that hold a hyphen, and words that hold none: they tell what a hyphen at a line's end is.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    hyphenated: HashSet<String>,
    plain: HashSet<String>,
}

impl Hyphens {
    /// Reads the words that could stand for those cut at line ends.
    pub(super) fn read(lines: &[Line<'_>]) -> Self {
        let mut known = Self::default();
        let wanted: HashSet<String> =
            lines.windows(2).filter_map(|pair| cut_word(&pair[0], &pair[1])).map(|(a, b)| a + &b).collect();
        if wanted.is_empty() {
            return known;
        }
        for word in lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric() && c != '-')) {
            let lower = word.to_lowercase();
            let bare = lower.replace('-', "");
            if wanted.contains(&bare) {
                if bare == lower {
                    known.plain.insert(bare)
                } else {
                    known.hyphenated.insert(bare)
                };
            }
        }
        known
    }

    /// Whether the hyphen between `line` and `next` only cuts a word.
    fn cuts(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let Some((head, tail)) = cut_word(line, next) else { return false };
        if !next.text.starts_with(char::is_lowercase) {
            return false;
        }
        let whole = format!("{head}{tail}");
        self.plain.contains(&whole)
            || !(self.hyphenated.contains(&whole) || head.contains('-') || COMPOUND_STARTS.contains(head.as_str()))
    }
}

/// The two halves of a word cut by a hyphen at the end of `line`, in lower case.
fn cut_word(line: &Line<'_>, next: &Line<'_>) -> Option<(String, String)> {
    let body =
        line.text.strip_suffix('-').or_else(|| line.text.strip_suffix('\u{ad}')).or_else(|| line.text.strip_suffix('‐'))?;
    let head =
        body.rsplit(|c: char| !c.is_alphabetic() && c != '-').next().filter(|head| !head.is_empty() && head.len() <= 64)?;
    let tail = next.text.split(|c: char| !c.is_alphabetic()).next().filter(|tail| !tail.is_empty() && tail.len() <= 64)?;
    Some((head.to_lowercase(), tail.to_lowercase()))
}

/// Joins `lines` to one text; `skip` bytes at the beginning of the first, a list marker, are left out.
pub(super) fn join(lines: &[Line<'_>], skip: usize, hyphens: &Hyphens) -> MappedText {
    let mut builder = MappedTextBuilder::new();
    for (index, line) in lines.iter().enumerate() {
        let from = if index == 0 { skip.min(line.text.len()) } else { 0 };
        let words = &line.text[from..];
        let start = line.start + from;
        let Some(next) = lines.get(index + 1) else {
            builder.push(words, SourceSpan::new(start, start + words.len()));
            break;
        };
        let cut_by_hyphen = words.ends_with(['-', '\u{ad}', '‐']) && words.len() > 1;
        let kept = if cut_by_hyphen && hyphens.cuts(line, next) { words.trim_end_matches(['-', '\u{ad}', '‐']) } else { words };
        builder.push(kept, SourceSpan::new(start, start + kept.len()));
        if !cut_by_hyphen {
            builder.push(" ", SourceSpan::new(start + words.len(), next.start));
        }
    }
    builder.finish_folded()
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    fn joined(text: &str) -> String {
        let lines = split(text);
        join(&lines, 0, &Hyphens::read(&lines)).as_str().to_owned()
    }

    #[test]
    fn words_cut_at_the_line_end_are_put_together() {
        assert_eq!(
            joined("Annual recurring reve-\nnue passed $1.5 bil-\nlion."),
            "Annual recurring revenue passed $1.5 billion."
        );
        assert_eq!(joined("The remaining part. Non-\nGAAP margin rose."), "The remaining part. Non-GAAP margin rose.");
        assert_eq!(joined("It is cloud-\nnative. All of it is cloud-native."), "It is cloud-native. All of it is cloud-native.");
        assert_eq!(joined("A long-\nterm plan"), "A long-term plan");
    }

    #[test]
    fn a_sentence_that_breaks_off_goes_on_with_a_figure() {
        let goes_on = |text: &str| {
            let lines = split(text);
            Margin(None).continues(&lines[0], &lines[1])
        };
        assert!(goes_on("Energy use was highest of all in winter, and fell to\n398 tons in spring."));
        assert!(goes_on("The division, which operates 118 locomotives and\n2,300 wagons, grew."));
        assert!(goes_on("The median oven used 412 tons of coal a day,\n18% less than before."));
        assert!(!goes_on("The median oven used 412 tons of coal a day\n18 ovens were old"));
        assert!(!goes_on("Roses are red,\n18 of them blue"));
    }

    #[test]
    fn a_put_together_word_maps_to_both_lines() {
        let text = "reve-\nnue rose";
        let lines = split(text);
        let mapped = join(&lines, 0, &Hyphens::read(&lines));
        let span = mapped.source_span(crate::text::TextSpan::new(0, 7));
        assert_eq!(span.slice(text), Some("reve-\nnue"));
    }
}
