//! Statements of accounts that lost their columns: periods above, then rows of a name and one figure for each period.
//!
//! Comes in: consecutive lines. Goes out: the table that begins with the first of them, or nothing. Whatever a text taken from a PDF
//! prints above the rows is a header here if it is nothing but periods ("Three Months Ended June 30,", "2026 2025"), changes
//! ("% Change") and what the amounts are in ("In millions, except per share data"), in any order. Rows end in as many figures as
//! there are columns, or as there are periods.

use std::sync::LazyLock;

use regex::Regex;

use super::super::assemble::{Draft, DraftCell};
use super::super::lines::Line;
use super::super::shape;
use super::row::{Word, words};
use crate::text::SourceSpan;

/// A header has at most so many lines.
const HEADER_LINES: usize = 8;
/// No line of a statement is longer than this, in bytes.
const LINE_MAX: usize = 240;
/// The name of a row has at most so many words.
const NAME_WORDS: usize = 14;
/// At most so many lines without figures follow each other: "Assets", "Current assets:".
const GROUPS_MAX: usize = 2;
/// No statement has more lines than this; it bounds what is read for a table that is then refused.
const ROWS_MAX: usize = 400;
/// Words that no name of a row has: the line is a sentence.
const TELLING: &[&str] = &["was", "were", "is", "are", "has", "have", "had", "We", "we", "will"];
/// Words that no name ends in.
const LINKS: &[&str] = &["of", "to", "and", "with", "in", "for", "at", "by", "from", "the", "a", "on", "or"];

const MONTH: &str = r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)";

/// One part of a header at the beginning of what is left of its line. What is tried first is the longer reading.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    let span = r"(?:for\s+the\s+)?(?:(?:three|six|nine|twelve|thirteen|twenty-six|thirty-nine|fifty-two|3|6|9|12|13|26|39|52)[\s-]+(?:months?|weeks?)|(?:fiscal\s+)?(?:years?|quarters?))\s+end(?:ed|ing)";
    let date = format!(r"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})");
    let column = [
        &format!(r"(?:{span}\s+|as\s+of\s+)?{date},?\s+(?:19|20)\d\d"),
        r"(?:q[1-4]|[1-4]q|h[12]|[12]h)\s*[/'’-]?\s*(?:fy\s*['’]?|fiscal\s+)?(?:(?:19|20)\d\d|\d\d)",
        r"(?:first|second|third|fourth)[\s-]+quarter(?:\s+of)?(?:\s+fiscal)?\s+(?:19|20)\d\d",
        r"(?:fy\s*['’]?|fiscal(?:\s+year)?\s+)(?:(?:19|20)\d\d|\d\d)",
        r"(?:19|20)\d\d",
    ]
    .join("|");
    let change = r"(?:(?:%|\$|€|£|percent(?:age)?|y/y|q/q|yoy|qoq|year[\s-](?:over|on)[\s-]year)\s*)*(?:change|variance|chg\.?|increase(?:\s*/?\s*\(decrease\))?)(?:\s*\(?[%$]\)?)?|y/y|q/q|yoy|qoq|b\(w\)";
    let note = r"\(?(?:all\s+)?(?:amounts?\s+|dollars?\s+|figures?\s+|[$€£]\s*|usd\s+|eur\s+|unaudited,?\s+)?in\s+(?:[a-z$€£]+\s+){0,2}(?:thousands|millions|billions)(?:[^)\d]*?\)|,?\s+except(?:\s+(?:for|per|shares?|percentages?|earnings|data|amounts?|and|number|of|figures?|percentage)\b)*)?";
    let noise = r"\(?unaudited\)?|\(?restated\)?";
    let pattern = format!(
        r"(?ix)\A[\s,]*(?:(?P<note>{note})|(?P<column>{column})|(?P<span>{span}(?:\s+{date},?)?|as\s+of(?:\s+{date},?)?)|(?P<day>{date},?)|(?P<change>{change})|(?P<noise>{noise}))(?:[\s,]+|\z)",
    );
    Regex::new(&pattern).expect("the pattern is sound")
});

/// What a part of a header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A period that has a year: it heads one column.
    Column,
    /// A span of time that years below complete: it heads one column or several.
    Span,
    /// A day without its year, which stands below a span.
    Day,
    /// A change from one period to the other.
    Change,
    /// What the amounts are in.
    Note,
}

/// A part of a header and where it stands.
#[derive(Debug, Clone, Copy)]
struct Piece {
    part: Part,
    span: SourceSpan,
}

/// The table that begins at the first of `lines` with the number of its lines; `None` where none does.
pub(in crate::document::plain) fn find(lines: &[Line<'_>]) -> Option<(usize, Draft)> {
    let (height, header) = Header::read(lines)?;
    let head = header.cells()?;
    let (body, rows) = header.rows(lines, height);
    let with_figures = rows.iter().filter(|row| !row.figures.is_empty()).count();
    // Rows that go on with another number of figures: the columns are not understood.
    let goes_on = lines.get(height + body).is_some_and(|next| !next.gap && trailing_figures(&words(next.text)).len() > 1);
    if with_figures < 2 || goes_on {
        return None;
    }
    let mut draft = Draft { header_rows: head.len(), rows: head };
    draft.rows.extend(rows.iter().map(|row| row.cells(header.columns.len())));
    Some((height + body, draft))
}

/// What stands above the rows.
struct Header {
    /// What heads each column of figures, from left to right.
    columns: Vec<Piece>,
    /// Spans of time over the columns, and days below them.
    spans: Vec<Piece>,
    days: Vec<Piece>,
    /// What stands above the names: what the amounts are in.
    corner: Option<SourceSpan>,
    /// How many of the last columns are changes that stand on a line of their own.
    apart: usize,
}

impl Header {
    /// Reads the lines of the header; goes out their number too.
    fn read(lines: &[Line<'_>]) -> Option<(usize, Self)> {
        let mut header = Self { columns: Vec::new(), spans: Vec::new(), days: Vec::new(), corner: None, apart: 0 };
        let mut changes = Vec::new();
        let mut height = 0;
        for (at, line) in lines.iter().take(HEADER_LINES).enumerate() {
            // Dates that stand apart from each other head nothing together.
            if at > 0 && line.gap {
                break;
            }
            let Some(pieces) = parts(line) else { break };
            height += 1;
            let of = |part: Part| pieces.iter().filter(move |piece| piece.part == part).copied();
            if let Some(note) = of(Part::Note).next() {
                header.corner = Some(note.span);
            }
            if of(Part::Column).count() > 0 {
                header.columns.extend(pieces.iter().filter(|piece| matches!(piece.part, Part::Column | Part::Change)));
            } else {
                changes.extend(of(Part::Change));
            }
            header.spans.extend(of(Part::Span));
            header.days.extend(of(Part::Day));
        }
        let periods = header.columns.iter().filter(|piece| piece.part == Part::Column).count();
        if periods < 2 || header.columns.len() + changes.len() > 12 {
            return None;
        }
        // Two years in a line of their own are no header of accounts unless something else says so.
        let told = !header.spans.is_empty() || header.corner.is_some() || header.columns.len() + changes.len() > periods;
        header.apart = changes.len();
        header.columns.extend(changes);
        told.then_some((height, header))
    }

    /// The header's rows of cells; `None` where its parts cannot be laid over the columns.
    fn cells(&self) -> Option<Vec<Vec<DraftCell>>> {
        let below = self.columns.len() - self.apart;
        let over = |pieces: &[Piece]| -> Option<Vec<DraftCell>> {
            (!pieces.is_empty() && below.is_multiple_of(pieces.len())).then(|| {
                let width = below / pieces.len();
                let cells = pieces.iter().enumerate();
                cells
                    .map(|(at, piece)| DraftCell { span: piece.span, column: 1 + at * width, column_span: width, header: true })
                    .collect()
            })
        };
        let mut rows = Vec::new();
        for pieces in [&self.spans, &self.days] {
            if !pieces.is_empty() {
                rows.push(over(pieces)?);
            }
        }
        // What stands on a line of its own beside a span heads its column alone.
        let apart = self.columns.len() - if rows.is_empty() { 0 } else { self.apart };
        let head = |at: usize| DraftCell { span: self.columns[at].span, column: at + 1, column_span: 1, header: true };
        if let Some(first) = rows.first_mut() {
            first.extend((apart..self.columns.len()).map(head));
        }
        let corner = self.corner.map(|span| DraftCell { span, column: 0, column_span: 1, header: true });
        rows.push(corner.into_iter().chain((0..apart).map(head)).collect());
        Some(rows)
    }

    /// The rows from line `from` on, and the number of their lines.
    fn rows(&self, lines: &[Line<'_>], from: usize) -> (usize, Vec<Row>) {
        let mut rows: Vec<Row> = Vec::new();
        // Names without figures are groups, or the last is the beginning of the name below, if a row follows.
        let mut open: Vec<Row> = Vec::new();
        let mut used = 0;
        for (at, line) in lines[from..].iter().take(ROWS_MAX).enumerate() {
            if line.gap && at > 0 && !self.goes_on(&lines[from + at..]) {
                break;
            }
            let Some(row) = self.row(line) else { break };
            if row.figures.is_empty() {
                open.push(row);
                if open.len() > GROUPS_MAX {
                    break;
                }
                continue;
            }
            // "Products:" is a group, whatever stands below it.
            let group = open.last().is_some_and(|last| last.group);
            let begun = if line.text.starts_with(char::is_lowercase) && !group { open.pop() } else { None };
            rows.append(&mut open);
            rows.push(match begun {
                Some(above) => row.below(&above),
                None => row,
            });
            used = at + 1;
        }
        (used, rows)
    }

    /// Whether the statement goes on behind an empty line: groups, if any, and then a row whose every column holds an amount.
    fn goes_on(&self, lines: &[Line<'_>]) -> bool {
        for (at, line) in lines.iter().take(GROUPS_MAX + 1).enumerate() {
            if at > 0 && line.gap || parts(line).is_some() {
                return false;
            }
            let Some(row) = self.row(line) else { return false };
            if !row.figures.is_empty() {
                return row.full;
            }
        }
        false
    }

    /// A line as a row: its name and as many figures as there are columns or periods, or none; `None` where it is no row.
    fn row(&self, line: &Line<'_>) -> Option<Row> {
        if line.text.len() > LINE_MAX {
            return None;
        }
        let words = words(line.text);
        let figures = trailing_figures(&words);
        let periods = self.columns.iter().take_while(|piece| piece.part == Part::Column).count();
        let count = match figures.len() {
            0 => 0,
            found if found >= self.columns.len() => self.columns.len(),
            found if found == periods => periods,
            _ => return None,
        };
        let (more, figures) = figures.split_at(figures.len() - count);
        let name = figures.first().map_or(words.len(), |range| range.start);
        let sentence = count == 0 && shape::ends_statement(line.text);
        // More amounts than columns, or a line that tells something.
        let told = more.iter().any(|range| words[range.clone()].iter().any(|word| is_amount(word.text)))
            || words[..name].iter().any(|word| TELLING.contains(&word.text))
            || count > 0 && name > 0 && LINKS.contains(&words[name - 1].text);
        let lettered = words.first().is_some_and(|word| word.text.starts_with(|c: char| c.is_alphabetic() || c == '('));
        if name == 0 || name > NAME_WORDS || !lettered || sentence || told {
            return None;
        }
        let span = |range: &std::ops::Range<usize>| {
            let (first, last) = (words[range.start], words[range.end - 1]);
            SourceSpan::new(line.start + first.start, line.start + last.start + last.text.len())
        };
        let holds = |range: &std::ops::Range<usize>| {
            words[range.clone()].iter().any(|word| is_amount(word.text) || is_nothing(word.text))
        };
        Some(Row {
            name: span(&(0..name)),
            figures: figures.iter().map(span).collect(),
            group: line.text.ends_with(':'),
            full: count == self.columns.len() && figures.iter().all(holds),
        })
    }
}

/// A row of a statement.
struct Row {
    name: SourceSpan,
    figures: Vec<SourceSpan>,
    /// Whether it announces rows: "Products:".
    group: bool,
    /// Whether every column holds an amount, or a mark for none.
    full: bool,
}

impl Row {
    /// The row with a name that begins in `above`.
    fn below(mut self, above: &Self) -> Self {
        self.name.start = above.name.start;
        self
    }

    fn cells(&self, columns: usize) -> Vec<DraftCell> {
        let width = if self.figures.is_empty() { columns + 1 } else { 1 };
        let name = DraftCell { span: self.name, column: 0, column_span: width, header: true };
        let figures = self.figures.iter().enumerate();
        let figures = figures.map(|(at, span)| DraftCell { span: *span, column: at + 1, column_span: 1, header: false });
        std::iter::once(name).chain(figures).collect()
    }
}

/// The parts of a line of a header; `None` where anything else stands in it.
fn parts(line: &Line<'_>) -> Option<Vec<Piece>> {
    if line.text.len() > LINE_MAX {
        return None;
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < line.text.len() {
        let found = PART.captures(&line.text[at..])?;
        let named =
            [("column", Part::Column), ("span", Part::Span), ("day", Part::Day), ("change", Part::Change), ("note", Part::Note)];
        let piece = named.into_iter().find_map(|(name, part)| Some((part, found.name(name)?)));
        pieces.extend(piece.map(|(part, words)| Piece {
            part,
            span: SourceSpan::new(line.start + at + words.start(), line.start + at + words.end()),
        }));
        at += found.get(0)?.end();
    }
    Some(pieces)
}

/// The figures that end a row, as ranges of its words: "$ 27,714", "(4) %", "Up 22%", "—".
fn trailing_figures(words: &[Word<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut figures = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let behind = matches!(words[end - 1].text, "%" | ")" | ")%" | "%)" | "pts" | "pts." | "pp" | "bps" | "x");
        let Some(core) = (end - usize::from(behind)).checked_sub(1) else { break };
        if !is_figure(words[core].text) {
            break;
        }
        let before = words[..core].iter().rev().take_while(|word| opens_figure(word.text)).count();
        let start = core - before;
        figures.push(start..end);
        end = start;
    }
    figures.reverse();
    figures
}

/// What stands before an amount, parted from it.
fn opens_figure(word: &str) -> bool {
    matches!(word, "$" | "€" | "£" | "¥" | "US$" | "(" | "$(" | "+" | "-" | "−" | "Up" | "Down" | "up" | "down")
}

fn is_figure(word: &str) -> bool {
    let digits = word.chars().any(|c| c.is_ascii_digit());
    let bare = word.trim_start_matches("US").trim_end_matches(['x', 'X']);
    is_nothing(word) || digits && bare.chars().all(|c| c.is_ascii_digit() || "$€£¥().,%+-−–".contains(c))
}

/// What stands for no figure.
fn is_nothing(word: &str) -> bool {
    matches!(word, "—" | "–" | "-" | "--" | "N/M" | "n/m" | "NM" | "N/A" | "n/a" | "*")
}

/// Whether a word of a name is an amount after all, so that the row has more columns than the header.
fn is_amount(word: &str) -> bool {
    is_figure(word)
        && (word.contains(['$', '€', '£', '%']) || word.split_once([',', '.']).is_some_and(|(_, rest)| !rest.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::split;
    use super::*;

    fn drawn(text: &str) -> Option<Vec<String>> {
        let lines = split(text);
        let (_, draft) = find(&lines)?;
        let cell = |cell: &DraftCell| format!("{}:{}", cell.column, cell.span.slice(text).unwrap_or_default());
        Some(draft.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect())
    }

    #[test]
    fn periods_and_changes_head_the_columns_in_whatever_order_they_were_printed() {
        let text = "Three Months Ended September 30,\n% Change\nIn millions, except percentages and per share amounts 2022 2021\n\
            Revenue $ 714 $ 690 (4)%\nCosts and expenses  550  487 19%\nOperating margin  20 %  36 %\nNet income of partners,\nless taxes (12) 4 n/m\nIt went on.";
        let expected = [
            "1:Three Months Ended September 30, | 3:% Change",
            "0:In millions, except percentages and per share amounts | 1:2022 | 2:2021",
            "0:Revenue | 1:$ 714 | 2:$ 690 | 3:(4)%",
            "0:Costs and expenses | 1:550 | 2:487 | 3:19%",
            "0:Operating margin | 1:20 % | 2:36 %",
            "0:Net income of partners,\nless taxes | 1:(12) | 2:4 | 3:n/m",
        ];
        assert_eq!(drawn(text).expect("a statement"), expected);
    }

    #[test]
    fn spans_share_out_the_columns() {
        let text = "Three Months Ended Six Months Ended\nJune 30, June 30,\n2026 2025 2026 2025\n(In thousands)\nRevenues:\nSubscription $ 80,100 $ 71,000 $ 158,400 $ 140,000\nServices 2,400 — 4,100 1,250";
        let expected = [
            "1:Three Months Ended | 3:Six Months Ended",
            "1:June 30, | 3:June 30,",
            "0:(In thousands) | 1:2026 | 2:2025 | 3:2026 | 4:2025",
            "0:Revenues:",
            "0:Subscription | 1:$ 80,100 | 2:$ 71,000 | 3:$ 158,400 | 4:$ 140,000",
            "0:Services | 1:2,400 | 2:— | 3:4,100 | 4:1,250",
        ];
        assert_eq!(drawn(text).expect("a statement"), expected);
    }

    #[test]
    fn an_empty_line_ends_a_statement_unless_amounts_go_on() {
        let text = "(In millions) 2026 2025\nProducts:\ne-readers 40 30\nSales 120 110\n\nTotal assets $ 1,220 $ 1,110\n\nCall us on +1 555 0100\nOslo 12 14";
        let expected = [
            "0:(In millions) | 1:2026 | 2:2025",
            "0:Products:",
            "0:e-readers | 1:40 | 2:30",
            "0:Sales | 1:120 | 2:110",
            "0:Total assets | 1:$ 1,220 | 2:$ 1,110",
        ];
        assert_eq!(drawn(text).expect("a statement"), expected);
    }

    #[test]
    fn many_headers_are_read_in_linear_time() {
        let refused = "Three Months Ended Six Months Ended Nine Months Ended 2026 2025\n\nRevenue 1 2\n\n".repeat(3000);
        let long = format!("{}Revenue 1 2\nTotal $1 2 3", "(In millions) 2026 2025\n\nRevenue 1 2\n\n".repeat(3000));
        for text in [refused, long] {
            let lines = split(&text);
            // Each start looks at no more than a statement's length.
            let looked: usize = (0..lines.len())
                .map(|at| Header::read(&lines[at..]).map_or(0, |(height, header)| header.rows(&lines[at..], height).0))
                .sum();
            assert!(looked < lines.len() * 4, "{looked} of {}", lines.len());
        }
    }

    #[test]
    fn prose_and_other_tables_are_none() {
        for text in [
            "2025 2026\nOslo 12 14\nBergen 8 9",
            "Three months ended June 30, 2026\nRevenue was $ 714 million.\nCosts were lower.",
            "In millions\nRevenue 12 14\nCosts 3 4",
            "June 30, 2026 December 31, 2025\nThe balance sheet follows.\nIt is long.",
            "(In millions) 2026 2025\nRevenue 12 14 16 18\nCosts $3 $4 $5 $6",
            "March 3, 2025\n\nJune 30, 2025\n\nChange\n\nThe log of 12 14\nThe build of 15 16",
            "(In millions) 2026 2025\nWe have offices in\nOslo since 1999 2004 that\nare large",
        ] {
            assert_eq!(drawn(text), None, "{text}");
        }
    }
}
