//! The words of a header line, shared out among the columns.
//!
//! Comes in: the header's words and what is known of each column. Goes out: which words head which column, and how well they fit:
//! heads of money over money, of percentages over percentages, no phrase ending in a modifier, repeated nouns at the same place.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::cohesion::Cohesion;
use super::figure::Kind;
use super::row::Word;

/// What fills a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// What the row is about.
    Name,
    /// Other words.
    Text,
    /// Figures, mostly of one kind.
    Figures(Kind),
    /// Figures of kinds that differ from row to row: the table is transposed.
    Mixed,
}

static HEADS: LazyLock<Vec<(&str, HashSet<&str>)>> = LazyLock::new(|| {
    let mut sections: Vec<(&str, HashSet<&str>)> = Vec::new();
    for line in include_str!("headers.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push((name, HashSet::new()));
        } else if let Some((_, words)) = sections.last_mut() {
            words.extend(line.split_whitespace());
        }
    }
    sections
});

fn listed(section: &str, word: &str) -> bool {
    let words = HEADS.iter().find(|(name, _)| *name == section).map(|(_, words)| words);
    words.is_some_and(|words| words.contains(word) || word.strip_suffix('s').is_some_and(|singular| words.contains(singular)))
}

/// Which section of head words suits figures of `kind`.
fn section_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Percent | Kind::Points => &["percent"],
        Kind::Money => &["money"],
        Kind::Duration => &["duration"],
        Kind::Data => &["data"],
        Kind::Rate => &["rate", "data", "duration"],
        Kind::Multiple => &["percent", "rate"],
        Kind::Year | Kind::Date => &["year"],
        Kind::Bare | Kind::Unit(_) | Kind::Ratio => &["count", "rate"],
        Kind::Missing | Kind::Flag => &["text"],
    }
}

const MEASURES: &[&str] = &["percent", "money", "duration", "data", "rate", "count", "year"];
const FORBIDDEN: i32 = -10_000;
/// What a further column has to bring, in hundredths.
const COLUMN_COST: i32 = 80;
/// A header of more words than this is no header.
const HEADER_WORDS_MAX: usize = 48;

/// One word of a header, with what bears on the borders beside it.
struct HeadWord {
    lower: String,
    year: bool,
    measure: bool,
    modifier: bool,
    small: bool,
    repeated: bool,
}

/// A header line's words with the borders between them judged.
pub(super) struct Header<'w, 't> {
    words: &'w [Word<'t>],
    read: Vec<HeadWord>,
    borders: Vec<i32>,
    years: usize,
}

/// How a header's words are shared out.
#[derive(Debug, Clone)]
pub(super) struct Distribution {
    /// For each column its words, empty for an empty corner.
    pub(super) ranges: Vec<Range<usize>>,
    /// How well they fit, in hundredths for each column.
    pub(super) score: i32,
    /// The same in all, less what a column has to bring: for choosing between more and fewer columns.
    pub(super) merit: i32,
    /// How many columns of figures have a head of their own kind.
    pub(super) matches: usize,
}

impl<'w, 't> Header<'w, 't> {
    /// Judges the borders between `words`.
    pub(super) fn read(words: &'w [Word<'t>], cohesion: &Cohesion) -> Option<Self> {
        if words.is_empty() || words.len() > HEADER_WORDS_MAX {
            return None;
        }
        let mut read: Vec<HeadWord> = words.iter().map(|word| head_word(word.text)).collect();
        bind_periods(&mut read);
        mark_repeated(&mut read);
        let borders = (0..words.len()).map(|at| border(words, &read, at, cohesion)).collect();
        let years = read.iter().filter(|word| word.year).count();
        Some(Self { words, read, borders, years })
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Shares the words out among `columns`; `None` where there are too few words.
    pub(super) fn distribute(&self, columns: &[Content]) -> Option<Distribution> {
        let (count, len) = (columns.len(), self.words.len());
        let may_lack_corner = columns.first() == Some(&Content::Name);
        if len + usize::from(may_lack_corner) < count {
            return None;
        }
        // best[c][i]: the best sum for the first c columns with the first i words.
        let mut best = vec![vec![(FORBIDDEN * 100, 0_usize); len + 1]; count + 1];
        best[0][0] = (0, 0);
        for column in 0..count {
            for end in 0..=len {
                let from = usize::from(column > 0 || !may_lack_corner);
                for start in 0..=end.saturating_sub(from) {
                    if (start == end && from == 1) || best[column][start].0 <= FORBIDDEN * 50 {
                        continue;
                    }
                    let score = best[column][start].0
                        + self.phrase(start..end, columns[column], columns)
                        + self.borders.get(start).map_or(0, |b| if start == 0 { 0 } else { *b });
                    if score > best[column + 1][end].0 {
                        best[column + 1][end] = (score, start);
                    }
                }
            }
        }
        let total = best[count][len].0;
        if total <= FORBIDDEN {
            return None;
        }
        let mut ranges = Vec::with_capacity(count);
        let mut end = len;
        for column in (0..count).rev() {
            let start = best[column + 1][end].1;
            ranges.push(start..end);
            end = start;
        }
        ranges.reverse();
        let matches = ranges.iter().zip(columns).filter(|(range, content)| self.suits((*range).clone(), **content)).count();
        let columns = i32::try_from(count).unwrap_or(1);
        Some(Distribution { ranges, score: total / columns, merit: total - COLUMN_COST * columns, matches })
    }

    /// Whether a column of figures is headed by a word of its kind.
    fn suits(&self, range: Range<usize>, content: Content) -> bool {
        let Content::Figures(kind) = content else { return false };
        self.read[range.clone()].iter().any(|word| section_of(kind).iter().any(|section| listed(section, &word.lower)))
            || self.unit_in_brackets(range).is_some_and(|unit| unit == kind)
    }

    /// The kind of the unit that a phrase names in brackets: "Latency (ms)", "Share (%)", "Revenue ($M)".
    fn unit_in_brackets(&self, range: Range<usize>) -> Option<Kind> {
        self.words[range].iter().filter(|word| word.bracketed).find_map(|word| {
            let bare = word.text.trim_matches(['(', ')', ',']);
            if bare.starts_with(['$', '€', '£', '¥', '₹']) { Some(Kind::Money) } else { super::figure::unit(bare) }
        })
    }

    fn phrase(&self, range: Range<usize>, content: Content, columns: &[Content]) -> i32 {
        if range.is_empty() {
            // An empty corner: usual before years, unusual otherwise.
            return if self.read[0].year { -20 } else { -160 };
        }
        let plain = self.words[range.clone()].iter().filter(|word| !word.bracketed).count();
        let mut score = match plain {
            0 => -300,
            1 => 0,
            2 => 30,
            3 => 20,
            4 => -20,
            more => -60 * i32::try_from(more.min(30) - 3).unwrap_or(30),
        };
        score += self.inner_heads(range.clone()) + self.years_within(range.clone(), content, columns);
        score + self.fit(range, content)
    }

    /// A head word inside a phrase, with other words behind it, belongs to a column of its own.
    fn inner_heads(&self, range: Range<usize>) -> i32 {
        let inner = range.start..range.end.saturating_sub(1);
        let stray = inner.filter(|at| {
            let (word, next) = (&self.read[*at], &self.read[at + 1]);
            let heads = (word.measure && !next.measure) || listed("alone", &word.lower);
            heads && !word.modifier && !next.small && !next.year && !self.words[at + 1].bracketed
        });
        -60 * i32::try_from(stray.count()).unwrap_or(1)
    }

    /// Where every column of figures has its own year, a year is a header: by itself, if years stand side by side.
    fn years_within(&self, range: Range<usize>, content: Content, columns: &[Content]) -> i32 {
        let years = self.read[range.clone()].iter().filter(|word| word.year).count();
        let figures = columns.iter().filter(|content| matches!(content, Content::Figures(_) | Content::Mixed)).count();
        if self.years < 2 || self.years != figures {
            return if years > 1 { -80 } else { 0 };
        }
        let side_by_side = self.read.windows(2).any(|pair| pair[0].year && pair[1].year);
        let alone = range.len() == 1 || self.read[range.start + 1].small;
        match (content, years) {
            (Content::Figures(_) | Content::Mixed, 1) if alone => 120,
            (Content::Figures(_) | Content::Mixed, 1) if !side_by_side && !self.read[range.start].year => 120,
            (Content::Name | Content::Text, 0) => 40,
            _ => -150,
        }
    }

    fn fit(&self, range: Range<usize>, content: Content) -> i32 {
        let last =
            self.read[range.clone()].iter().rev().zip(self.words[range.clone()].iter().rev()).find(|(_, word)| !word.bracketed);
        let Some((last, _)) = last else { return 0 };
        let mut score = if last.modifier && !last.measure && range.len() > 1 { -80 } else { 0 };
        let any_measure = self.read[range.clone()].iter().any(|word| word.measure);
        score += match content {
            Content::Name => {
                let entity = listed("entity", &last.lower);
                i32::from(entity) * 150 - i32::from(any_measure && !entity && self.years < 2) * 100
            }
            Content::Text => i32::from(listed("text", &last.lower)) * 70 + i32::from(last.lower.ends_with('s')) * 20,
            Content::Mixed => 0,
            Content::Figures(kind) => {
                let suited = section_of(kind).iter().any(|section| listed(section, &last.lower));
                let bracketed = self.unit_in_brackets(range.clone());
                let other = !suited && listed("entity", &last.lower);
                i32::from(suited) * 150
                    + i32::from(!suited && self.suits(range.clone(), content)) * 100
                    + i32::from(bracketed == Some(kind)) * 150
                    - i32::from(bracketed.is_some_and(|unit| unit != kind && unit != Kind::Bare && kind != Kind::Bare)) * 100
                    - i32::from(other) * 60
                    + i32::from(last.measure) * 40
            }
        };
        score
    }
}

fn head_word(text: &str) -> HeadWord {
    let lower = text.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | '*' | '"' | '“' | '”' | ':')).to_lowercase();
    let digits = lower.trim_start_matches("fy").trim_end_matches(['e', 'f', 'a', '*']);
    let year = (digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year)))
        || is_quarter(&lower)
        || is_month(&lower);
    let measure = MEASURES.iter().any(|section| listed(section, &lower));
    let modifier = listed("modifier", &lower);
    let small = text != "A"
        && matches!(
            lower.as_str(),
            "of" | "per"
                | "in"
                | "by"
                | "to"
                | "for"
                | "with"
                | "the"
                | "and"
                | "&"
                | "vs"
                | "vs."
                | "since"
                | "from"
                | "on"
                | "at"
                | "+"
                | "/"
                | "or"
                | "a"
                | "-"
                | "–"
        );
    HeadWord { lower, year, measure, modifier, small, repeated: false }
}

fn is_quarter(word: &str) -> bool {
    let mut chars = word.chars();
    matches!(chars.next(), Some('q' | 'h'))
        && chars.next().is_some_and(|c| matches!(c, '1'..='4'))
        && word[2..].chars().all(|c| c.is_ascii_digit() || matches!(c, '\'' | '’' | '/'))
        || (word.len() == 4 && word.starts_with("fy") && word[2..].bytes().all(|b| b.is_ascii_digit()))
}

fn is_month(word: &str) -> bool {
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].contains(&word.trim_end_matches('.'))
}

/// "Q1 2026" is one period: its year belongs to its quarter.
fn bind_periods(read: &mut [HeadWord]) {
    for at in 1..read.len() {
        let period = read[at - 1].year && !read[at - 1].lower.bytes().all(|b| b.is_ascii_digit());
        if (period || read[at - 1].lower == "fy") && read[at].year && read[at].lower.bytes().all(|b| b.is_ascii_digit()) {
            (read[at].year, read[at].small) = (false, true);
            read[at - 1].year = true;
        }
    }
}

/// Marks words that stand in the header more than once at the end of what they belong to: "P50 Latency P99 Latency".
fn mark_repeated(read: &mut [HeadWord]) {
    for at in 0..read.len() {
        let twin = (0..read.len()).any(|other| other != at && read[other].lower == read[at].lower);
        let followed_by_same = read.get(at + 1).is_some_and(|next| {
            (0..read.len().saturating_sub(1))
                .any(|other| other != at && read[other].lower == read[at].lower && read[other + 1].lower == next.lower)
        });
        let before_years = read.get(at + 1).is_some_and(|next| next.year);
        read[at].repeated = twin && !followed_by_same && !before_years && !read[at].small && !read[at].year && !read[at].modifier;
    }
}

/// How well a border fits before word `at`, in hundredths.
fn border(words: &[Word<'_>], read: &[HeadWord], at: usize, cohesion: &Cohesion) -> i32 {
    if at == 0 {
        return 0;
    }
    let (before, word) = (&read[at - 1], &read[at]);
    let inside =
        words[at].bracketed && (words[at].text.starts_with('(') || words[at - 1].bracketed && !words[at - 1].text.ends_with(')'));
    if word.small && word.lower.bytes().all(|b| b.is_ascii_digit()) {
        return -400;
    }
    let bound = before.small && !before.lower.bytes().all(|b| b.is_ascii_digit());
    if inside || bound || word.small {
        return if inside { FORBIDDEN } else { -300 };
    }
    let capitals = words.iter().filter(|word| word.text.starts_with(char::is_uppercase)).count();
    let label = words[at].text.len() == 1 && words[at].text.starts_with(char::is_alphabetic);
    let number = !word.year && word.lower.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let mut score = if label || number { -100 } else { 0 };
    if words[at - 1].bracketed && words[at - 1].text.ends_with(')') {
        score += 150;
    }
    if words[at].text.starts_with(char::is_lowercase)
        && capitals * 3 > words.len()
        && !words[at].text.chars().any(char::is_uppercase)
    {
        score -= 200;
    }
    if words[at - 1].text.starts_with(char::is_lowercase) && words[at].text.starts_with(char::is_uppercase) {
        score += 80;
    }
    if words[at - 1].text.ends_with(',') {
        score -= 100;
    }
    if cohesion.binds(words[at - 1].text, words[at].text) {
        score -= 70;
    }
    if before.repeated {
        score += 100;
    }
    if listed("trailing", &word.lower) {
        score -= 60;
    }
    if before.modifier {
        score -= if before.measure { 35 } else { 70 };
    }
    if word.modifier && !word.measure {
        score += 30;
    }
    if before.measure && !before.modifier && !word.year {
        score += 30;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::super::row::words;
    use super::*;

    fn shared(line: &str, columns: &[Content]) -> Vec<String> {
        let words = words(line);
        let header = Header::read(&words, &Cohesion::default()).expect("a header");
        let found = header.distribute(columns).expect("enough words");
        found.ranges.into_iter().map(|range| words[range].iter().map(|word| word.text).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn headers_are_shared_out_by_what_fills_the_columns() {
        use Content::{Figures, Mixed, Name, Text};
        use Kind::{Bare, Data, Duration, Money, Percent, Unit};
        let cases: &[(&str, &[Content], &[&str])] = &[
            (
                "City Population Area Density",
                &[Name, Figures(Bare), Figures(Unit(1)), Figures(Bare)],
                &["City", "Population", "Area", "Density"],
            ),
            (
                "Phone Battery Capacity Screen Size Price",
                &[Name, Figures(Unit(2)), Figures(Unit(3)), Figures(Money)],
                &["Phone", "Battery Capacity", "Screen Size", "Price"],
            ),
            (
                "Database P50 Latency P99 Latency Memory per 1K Connections",
                &[Name, Figures(Duration), Figures(Duration), Figures(Data)],
                &["Database", "P50 Latency", "P99 Latency", "Memory per 1K Connections"],
            ),
            (
                "Median Retention 2024 2025 2026",
                &[Name, Figures(Duration), Figures(Duration), Figures(Duration)],
                &["Median Retention", "2024", "2025", "2026"],
            ),
            ("2024 2025", &[Name, Figures(Percent), Figures(Percent)], &["", "2024", "2025"]),
            (
                "Segment Q1 2026 Q1 2025 Change",
                &[Name, Figures(Money), Figures(Money), Figures(Percent)],
                &["Segment", "Q1 2026", "Q1 2025", "Change"],
            ),
            (
                "Segment Revenue 2024 Profit 2024",
                &[Name, Figures(Money), Figures(Money)],
                &["Segment", "Revenue 2024", "Profit 2024"],
            ),
            (
                "Metric Postgres Clusters Mongo Clusters",
                &[Name, Mixed, Mixed],
                &["Metric", "Postgres Clusters", "Mongo Clusters"],
            ),
            (
                "Tool Category Share of Companies Change Since 2025 Median Annual Spend",
                &[Name, Figures(Percent), Figures(Kind::Points), Figures(Money)],
                &["Tool Category", "Share of Companies", "Change Since 2025", "Median Annual Spend"],
            ),
            (
                "Investment Allocation Risk Profile Thesis Summary",
                &[Name, Figures(Percent), Text, Text],
                &["Investment", "Allocation", "Risk Profile", "Thesis Summary"],
            ),
            (
                "Query engine Latency (ms) Cost ($/TB)",
                &[Name, Figures(Bare), Figures(Bare)],
                &["Query engine", "Latency (ms)", "Cost ($/TB)"],
            ),
        ];
        for (line, columns, expected) in cases {
            assert_eq!(&shared(line, columns), expected, "{line}");
        }
    }
}
