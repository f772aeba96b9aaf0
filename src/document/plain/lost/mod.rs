//! Tables that lost their columns: rows of words and figures with a header line above.
//!
//! Comes in: consecutive lines. Goes out: a table found in them, or how many of them hold none. A run of lines is a table when its
//! figures line up, its header names what they count, and no line of it reads like prose; the evidence is counted in `evidence`.
//! When in doubt it is none: prose read as a table loses its subjects.

mod align;
mod cohesion;
pub(super) mod cycle;
mod evidence;
mod figure;
mod header;
mod layout;
mod row;
mod split;
pub(super) mod statement;

use align::{Template, agreement};
pub(super) use cohesion::Cohesion;
use evidence::{Evidence, LineEnds};
use figure::Kind;
use header::Header;
use layout::{Aligned, Arrangement, arrange};
use row::{Row, Span};

use super::assemble::{Draft, DraftCell};
use super::lines::Line;
use super::marker::{self, Marker};
use super::wrap::{self, Margin};
use crate::text::SourceSpan;

/// A table found in a run of lines.
pub(super) struct Found {
    /// How many lines stand before it.
    pub(super) before: usize,
    /// One past its last line.
    pub(super) end: usize,
    /// The table.
    pub(super) draft: Draft,
}

/// A header stands at most this many lines below the beginning of the run.
pub(super) const HEADER_DEPTH: usize = 3;

/// Which figures may fill columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Those that count something.
    Counting,
    /// Years, dates and flags as well.
    All,
    /// Those that count something, a short number behind a row's name taken for a part of it.
    AfterName,
}

/// Looks for a table that begins within the run of row-like lines at the beginning of `lines`. Otherwise goes out the run's length.
pub(super) fn find(lines: &[Line<'_>], margin: Margin, cohesion: &dyn Fn() -> std::rc::Rc<Cohesion>) -> Result<Found, usize> {
    let rows: Vec<Row<'_>> = lines
        .iter()
        .enumerate()
        .take_while(|(at, line)| {
            let ruled = is_ruled(line.text) && lines.get(at + 1).is_some_and(|next| !next.gap && is_ruled(next.text));
            (*at == 0 || !line.gap) && !is_marked(line.text) && !ruled
        })
        .map_while(|(_, line)| Row::read(line.text))
        .collect();
    let with_figures = rows.iter().filter(|row| !row.figures.is_empty()).count();
    if rows.len() < 3 || with_figures < 2 || with_figures * 5 < rows.len() * 2 {
        return Err(rows.len().max(1));
    }
    let run = Run { lines: &lines[..rows.len()], rows: &rows, margin, alone: lines.get(rows.len()).is_none_or(|next| next.gap) };
    let cohesion = cohesion();
    let best = (0..HEADER_DEPTH.min(rows.len() - 2))
        .filter_map(|depth| run.with_header(depth, &cohesion))
        .max_by_key(|(depth, points, _)| (*points, std::cmp::Reverse(*depth)))
        .or_else(|| (0..HEADER_DEPTH.min(rows.len() - 2)).find_map(|depth| run.without_header(depth, &cohesion)));
    best.map(|(before, _, draft)| Found { before, end: rows.len(), draft }).ok_or(rows.len())
}

/// Whether `text`, a cell, is or begins with a figure.
pub(super) fn is_figure(text: &str) -> bool {
    let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    text.len() <= 120 && Row::read(bare).is_some_and(|row| row.figures.first().is_some_and(|span| span.from == 0))
}

/// Whether `text` is a year.
pub(super) fn is_year(text: &str) -> bool {
    figure::read(text).is_some_and(|figure| figure.kind == Kind::Year)
}

/// "Revenue | 195 | 105": columns that can still be seen.
pub(super) fn is_ruled(text: &str) -> bool {
    text.matches(" | ").nth(1).is_some()
}

fn is_marked(text: &str) -> bool {
    let label = text.split(':').next().unwrap_or("").to_lowercase();
    matches!(label.as_str(), "source" | "sources" | "note" | "notes") && text.contains(':')
        || matches!(marker::read(text), Some((Marker::Bullet | Marker::Number(_) | Marker::Letter, _)))
            && !text.starts_with(['-', '–', '—'])
}

/// Row-like lines that stand together.
struct Run<'r, 't> {
    lines: &'r [Line<'t>],
    rows: &'r [Row<'t>],
    margin: Margin,
    alone: bool,
}

type Candidate = (usize, i32, Draft);

impl<'t> Run<'_, 't> {
    /// The table whose header is line `depth`, if the evidence carries it.
    fn with_header(&self, depth: usize, cohesion: &Cohesion) -> Option<Candidate> {
        let header_row = &self.rows[depth];
        let body = &self.rows[depth + 1..];
        [Choice::Counting, Choice::All, Choice::AfterName]
            .into_iter()
            .filter_map(|choice| {
                let (template, aligned, along) = line_up(body, choice)?;
                let counting =
                    chosen(header_row, Choice::Counting).into_iter().filter(|span| !self.is_per(header_row, span)).count();
                if counting * 2 >= template.columns.len().max(2) || (counting > 0 && template.columns.len() == 1) {
                    return None;
                }
                let header = Header::read(&header_row.words, cohesion)?;
                let arrangement = arrange(Some(&header), &aligned, &template, along, cohesion)?;
                let evidence = Evidence::of_header(header_row, self.lines[depth].text, &header, &arrangement, &template);
                let points =
                    evidence.points() + self.body_points(depth + 1, &aligned, &template) + i32::from(self.alone && depth == 0);
                let complete = aligned.iter().filter(|row| row.figures.iter().all(Option::is_some)).count() * 200 / aligned.len();
                let fit = arrangement.header.as_ref().map_or(0, |found| found.score) + i32::try_from(complete).unwrap_or(0);
                (points >= evidence::ENOUGH).then(|| (points * 1000 + fit, self.draft(depth, &arrangement)))
            })
            .max_by_key(|(points, _)| *points)
            .map(|(points, draft)| (depth, points, draft))
    }

    /// "Memory per 1K Connections": a number that belongs to a header's words.
    fn is_per(&self, row: &Row<'_>, span: &Span) -> bool {
        span.from
            .checked_sub(1)
            .is_some_and(|before| matches!(row.words[before].text.to_lowercase().as_str(), "per" | "of" | "top" | "for"))
            || row.words[span.from].text.to_lowercase() == "per"
    }

    /// A table without a header that begins at line `depth`.
    fn without_header(&self, depth: usize, cohesion: &Cohesion) -> Option<Candidate> {
        let body = &self.rows[depth..];
        let (template, aligned, along) = line_up(body, Choice::Counting)?;
        let points = self.body_points(depth, &aligned, &template) + i32::from(self.alone && depth == 0);
        let listed = template.columns.len() == 1 && evidence::is_list_of_pairs(&aligned);
        let enough =
            (template.columns.len() > 1 && points >= evidence::ENOUGH && !along) || (listed && points >= evidence::ENOUGH - 1);
        if body.len() < 3 || !enough {
            return None;
        }
        let arrangement = arrange(None, &aligned, &template, along, cohesion)?;
        let mut draft = self.draft_rows(depth, &arrangement);
        draft.header_rows = 0;
        Some((depth, points, draft))
    }

    fn body_points(&self, first: usize, aligned: &[Aligned<'_, '_>], template: &Template) -> i32 {
        let pairs = || self.lines[first..].windows(2);
        let soft = pairs().filter(|pair| self.margin.continues(&pair[0], &pair[1])).count();
        let open = pairs().filter(|pair| wrap::continues_in_lower_case(&pair[0], &pair[1])).count();
        Evidence::of_body(aligned, template, LineEnds { soft, open }).points()
    }

    fn draft(&self, depth: usize, arrangement: &Arrangement) -> Draft {
        let mut draft = self.draft_rows(depth + 1, arrangement);
        if let Some(header) = &arrangement.header {
            let cells = header
                .ranges
                .iter()
                .enumerate()
                .filter_map(|(column, range)| {
                    Some(DraftCell { span: self.span(depth, range)?, column, column_span: 1, header: true })
                })
                .collect();
            draft.rows.insert(0, cells);
            draft.header_rows = 1;
        }
        draft
    }

    fn draft_rows(&self, first: usize, arrangement: &Arrangement) -> Draft {
        let width = arrangement.columns.len();
        let name =
            arrangement.columns.iter().position(|content| matches!(content, header::Content::Name | header::Content::Text));
        let rows = arrangement.rows.iter().enumerate().map(|(at, ranges)| {
            let group = ranges.len() == 1 && width > 1;
            ranges
                .iter()
                .enumerate()
                .filter_map(|(column, range)| {
                    let span = self.span(first + at, range)?;
                    Some(DraftCell {
                        span,
                        column,
                        column_span: if group { width } else { 1 },
                        header: group || Some(column) == name,
                    })
                })
                .collect()
        });
        Draft { header_rows: 0, rows: rows.collect() }
    }

    fn span(&self, line: usize, range: &std::ops::Range<usize>) -> Option<SourceSpan> {
        let words = &self.rows[line].words[range.clone()];
        let (first, last) = (words.first()?, words.last()?);
        let start = self.lines[line].start;
        Some(SourceSpan::new(start + first.start, start + last.start + last.text.len()))
    }
}

/// The figures of each row that may fill columns, lined up; whether kinds agree along the rows rather than down the columns.
fn line_up<'r, 't>(body: &'r [Row<'t>], choice: Choice) -> Option<(Template, Vec<Aligned<'r, 't>>, bool)> {
    let figures: Vec<Vec<Span>> = body.iter().map(|row| chosen(row, choice)).collect();
    if choice == Choice::AfterName && !body.iter().any(numbers_name) {
        return None;
    }
    let template = Template::of(&figures)?;
    if template.columns.is_empty() {
        return None;
    }
    let spans: Vec<Vec<Option<Span>>> = figures.iter().map(|figures| template.align(figures)).collect();
    let (down, along) = agreement(&spans, &template);
    let aligned = body.iter().zip(spans).map(|(row, figures)| Aligned { row, figures }).collect();
    Some((template, aligned, down < 75 && along >= 75))
}

fn chosen(row: &Row<'_>, choice: Choice) -> Vec<Span> {
    let counts = |kind: Kind| choice == Choice::All || !matches!(kind, Kind::Flag | Kind::Year | Kind::Date);
    let skipped = usize::from(choice == Choice::AfterName && numbers_name(row));
    row.figures.iter().filter(|span| counts(span.figure.kind)).skip(skipped).copied().collect()
}

/// Whether the first number may belong to the row's name: "Pixel 9 Pro", "PostgreSQL 17".
fn numbers_name(row: &Row<'_>) -> bool {
    let short = |span: &Span| row.words[span.from].text.len() <= 4 && span.to == span.from + 1;
    let mut counting = row.figures.iter().filter(|span| !matches!(span.figure.kind, Kind::Flag | Kind::Year | Kind::Date));
    counting
        .next()
        .is_some_and(|span| span.figure.kind == Kind::Bare && !span.figure.signed && (1..=3).contains(&span.from) && short(span))
}
