//! One line of a table that lost its columns, as words and figures.
//!
//! Comes in: a line. Goes out: its words with their places, and which runs of them are figures that may fill a column. Figures
//! in brackets, in names and in dates are none.

use super::figure::{self, Figure, Kind};
use crate::document::plain::shape;

/// A line longer than this, in bytes, is no row.
const ROW_MAX: usize = 400;
/// A row has no more words than this.
const WORDS_MAX: usize = 60;

/// Words before a number that make it part of a name.
const LABELS: &[&str] = &[
    "Fortune",
    "Top",
    "Windows",
    "Article",
    "Section",
    "Level",
    "ISO",
    "Phase",
    "Type",
    "Version",
    "Round",
    "Chapter",
    "Table",
    "Figure",
    "Part",
    "Tier",
    "Step",
    "Area",
    "Room",
    "Gen",
    "Mark",
    "Boeing",
    "Airbus",
    "Formula",
    "Euro",
    "Web",
    "Industry",
    "Generation",
    "S&P",
    "Nikkei",
    "FTSE",
    "Russell",
    "v",
    "version",
];
/// Words before a figure that bound it.
const COMPARATORS: &[&str] = &[
    "under",
    "over",
    "about",
    "around",
    "nearly",
    "almost",
    "roughly",
    "approx.",
    "approximately",
    "up",
    "to",
    "more",
    "less",
    "than",
    "at",
    "least",
    "most",
    "below",
    "above",
    "only",
    "~",
    "<",
    ">",
    "≈",
    "≤",
    "≥",
    "±",
    "+",
    "−",
    "est.",
    "from",
    "circa",
    "ca.",
    "some",
    "fewer",
    "increase",
    "by",
];
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// A word of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Where it starts in the line.
    pub(super) start: usize,
    /// Whether it stands inside round brackets.
    pub(super) bracketed: bool,
}

/// Words `from..to` of a row that are one figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) figure: Figure,
}

/// A line, read.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    pub(super) words: Vec<Word<'t>>,
    pub(super) figures: Vec<Span>,
}

impl<'t> Row<'t> {
    /// Reads `line`; `None` where it cannot be a row of a table: a sentence, a line that announces, too long.
    pub(super) fn read(line: &'t str) -> Option<Self> {
        if line.len() > ROW_MAX || line.ends_with([':', ';']) || shape::ends_statement(line) && !ends_like_a_cell(line) {
            return None;
        }
        let words = words(line);
        if words.is_empty() || words.len() > WORDS_MAX {
            return None;
        }
        let figures = figures(&words);
        // "Net loss of $62 million versus net income of $146 million" is told, not set in columns.
        const TELLING: &[&str] = &["of", "versus", "was", "were", "totaled", "totalled"];
        let told = |span: &&Span| span.from > 1 && TELLING.contains(&words[span.from - 1].text);
        if figures.iter().filter(told).count() > 1 {
            return None;
        }
        Some(Self { words, figures })
    }

    /// Share of the row's plain words that are written in lower case, in percent.
    pub(super) fn lower_case_percent(&self) -> usize {
        let plain = self.words.iter().enumerate().filter(|(at, _)| !self.in_figure(*at)).map(|(_, word)| word);
        let (mut lower, mut all) = (0, 0);
        for word in plain.filter(|word| word.text.starts_with(char::is_alphabetic)) {
            all += 1;
            lower += usize::from(word.text.starts_with(char::is_lowercase));
        }
        (lower * 100).checked_div(all).unwrap_or(0)
    }

    fn in_figure(&self, at: usize) -> bool {
        self.figures.iter().any(|span| (span.from..span.to).contains(&at))
    }
}

/// A last word such as "est." or "7.3L." does not make a sentence.
fn ends_like_a_cell(line: &str) -> bool {
    line.ends_with('.') && line.split_whitespace().count() <= 4 && line.rsplit(' ').next().is_some_and(|word| word.len() <= 4)
}

/// The words of `line` with their places.
pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let mut depth = 0_usize;
    let mut words = Vec::new();
    for text in line.split_whitespace() {
        let start = text.as_ptr() as usize - line.as_ptr() as usize;
        let opened = text.matches('(').count();
        let closed = text.matches(')').count();
        let whole = opened > 0 && text.starts_with('(');
        words.push(Word { text, start, bracketed: depth > 0 || whole });
        depth = (depth + opened).saturating_sub(closed);
    }
    if depth > 0 {
        // An unclosed bracket is a slip: the words behind it count as they stand.
        for word in &mut words {
            word.bracketed = word.text.starts_with('(') && word.text.ends_with(')');
        }
    }
    words
}

fn figures(words: &[Word<'_>]) -> Vec<Span> {
    let mut figures: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match figure_at(words, at, figures.last()) {
            Some(span) => {
                at = span.to;
                match figures.last_mut().filter(|last| joins_range(words, last, &span)) {
                    Some(last) => last.to = span.to,
                    None => figures.push(span),
                }
            }
            None => at += 1,
        }
    }
    widen_to_comparators(words, &mut figures);
    figures
}

/// The figure that begins at word `at`, with its currency before and its units behind.
fn figure_at(words: &[Word<'_>], at: usize, last: Option<&Span>) -> Option<Span> {
    let word = words[at];
    let beside =
        last.is_some_and(|span| span.to == at) || words.get(at + 1).is_some_and(|next| figure::read(next.text).is_some());
    let accounting = word.bracketed && beside && is_accounting(word.text);
    if word.bracketed && !accounting {
        return None;
    }
    let currency = figure::is_currency(word.text) || matches!(word.text, "+" | "-" | "−" | "~" | "<" | ">" | "±");
    let number_at = at
        + usize::from(
            currency
                && words.get(at + 1).is_some_and(|next| figure::read(next.text).is_some_and(|next| next.kind != Kind::Missing)),
        );
    let mut figure = figure::read(words[number_at].text)?;
    if number_at > at && figure::is_currency(word.text) {
        figure.kind = Kind::Money;
    }
    if is_part_of_name(words, at, figure.kind) {
        return None;
    }
    let mut to = number_at + 1;
    while let Some(kind) =
        words.get(to).filter(|word| !word.bracketed && to < number_at + 4).and_then(|word| figure::unit(word.text))
    {
        let follows_unit = to > number_at + 1 || !matches!(figure.kind, Kind::Bare | Kind::Money | Kind::Year);
        if follows_unit && kind != Kind::Bare && figure.kind != Kind::Bare {
            break;
        }
        if kind != Kind::Bare && figure.kind != Kind::Money {
            figure.kind = kind;
        }
        to += 1;
    }
    if matches!(words.get(to).map(|word| word.text), Some("per" | "/" | "a"))
        && words.get(to + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase))
    {
        to += 2;
    }
    Some(Span { from: at, to, figure })
}

/// "(310)", "($4.2)": a loss, in brackets as accountants write it.
fn is_accounting(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or("");
    let number = inside.trim_start_matches(['$', '€', '£']);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        && figure::read(inside).is_some_and(|figure| figure.kind != Kind::Year)
}

/// "Fortune 500", "Jan. 5", "Q1 2026": figures that belong to the word before them.
fn is_part_of_name(words: &[Word<'_>], at: usize, kind: Kind) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| words[before].text) else { return false };
    if !matches!(kind, Kind::Bare | Kind::Year) {
        return false;
    }
    let bare = before.trim_end_matches(['.', ',']).to_lowercase();
    let month = MONTHS.iter().any(|month| bare.starts_with(month) && bare.len() <= 9) && before.starts_with(char::is_uppercase);
    let quarter = before.len() == 2 && before.starts_with(['Q', 'H']) && before.ends_with(|c: char| c.is_ascii_digit());
    let labelled = LABELS.contains(&before) || before == "#" || before == "No.";
    let dated = kind == Kind::Year
        && at >= 2
        && MONTHS.iter().any(|month| words[at - 2].text.to_lowercase().starts_with(month))
        && before.len() <= 3;
    month || quarter || dated || (labelled && kind == Kind::Bare)
}

/// "3 to 5", "$1.61 billion – $1.62 billion".
fn joins_range(words: &[Word<'_>], last: &Span, next: &Span) -> bool {
    let between = words.get(last.to).map(|word| word.text);
    next.from == last.to + 1
        && matches!(between, Some("to" | "–" | "—" | "-"))
        && !matches!(last.figure.kind, Kind::Missing | Kind::Flag)
}

fn widen_to_comparators(words: &[Word<'_>], figures: &mut [Span]) {
    let mut floor = 0;
    for span in figures {
        while span.from > floor
            && COMPARATORS.contains(&words[span.from - 1].text.to_lowercase().as_str())
            && !words[span.from - 1].bracketed
        {
            span.from -= 1;
        }
        floor = span.to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(line: &str) -> Vec<String> {
        let row = Row::read(line).expect("a row");
        row.figures
            .iter()
            .map(|span| row.words[span.from..span.to].iter().map(|word| word.text).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn figures_are_found_with_their_units() {
        assert_eq!(figures("Quarkus +73% Red Hat, IBM, Oracle Enterprise cloud-native pivot"), ["+73%"]);
        assert_eq!(figures("Avg. Startup Cost $12K/month (AWS, 50M reqs) $18K/month (same load)"), ["$12K/month", "$18K/month"]);
        assert_eq!(figures("Time 6 weeks (FastAPI MVP) 14 weeks (Spring Boot enterprise)"), ["6 weeks", "14 weeks"]);
        assert_eq!(figures("Autonomous Database Auto-scales 52% cloud revenue growth Q1 2026"), ["52%"]);
        assert_eq!(figures("Tokyo 37.4 million 2,194 km² 0.4%"), ["37.4 million", "2,194 km²", "0.4%"]);
        assert_eq!(figures("Operating loss (310) (412) 98"), ["(310)", "(412)", "98"]);
        assert_eq!(figures("Guidance $1.61 billion to $1.62 billion 20%"), ["$1.61 billion to $1.62 billion", "20%"]);
        assert_eq!(figures("Fast path up to 5x 3 ms"), ["up to 5x", "3 ms"]);
        assert_eq!(figures("Python (FastAPI/Django) $87B $14M Databricks ($43B IPO)"), ["$87B", "$14M"]);
        assert_eq!(figures("Revenue USD 45 million EUR 12"), ["USD 45 million", "EUR 12"]);
    }

    #[test]
    fn sentences_are_no_rows() {
        assert!(Row::read("Quarkus grew by 73% last year.").is_none());
        assert!(Row::read("The results:").is_none());
    }
}
