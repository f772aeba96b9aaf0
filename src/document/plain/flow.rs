//! Lines to blocks, from the first to the last.
//!
//! Comes in: the lines of a text. Goes out: the [`Reading`]. At each place the forms are tried in order: quotation, table, list item,
//! and else running text, which `prose` looks at closer. What kind of thing a line is, the other modules know.

mod prose;

use std::cell::OnceCell;
use std::rc::Rc;

use super::assemble::Draft;
use super::contents::Contents;
use super::heading::{self, Following};
use super::lines::Line;
use super::lists::Lists;
use super::lost::{self, Cohesion};
use super::marker::{self, Marker};
use super::outline::Outline;
use super::wrap::{self, Hyphens, Margin};
use super::{grid, pages, shape};
use crate::document::{Block, Metadata, Prose, Reading, Role};
use crate::text::MappedText;

/// The state of a reading.
pub(super) struct Flow<'t> {
    text: &'t str,
    lines: Vec<Line<'t>>,
    page_furniture: std::iter::Peekable<std::vec::IntoIter<Line<'t>>>,
    margin: Margin,
    hyphens: Hyphens,
    blocks: Vec<Block>,
    metadata: Metadata,
    outline: Outline,
    lists: Lists,
    contents: Option<Contents>,
    contents_met: bool,
    cohesion: OnceCell<Rc<Cohesion>>,
    tried: Tried,
    /// Lines up to here are items of a list without markers, introduced by this block.
    loose: Option<(usize, Option<usize>)>,
    speakers: usize,
    body_begun: bool,
}

/// Up to which line each kind of table has been looked for in vain.
#[derive(Debug, Default)]
struct Tried {
    statement: usize,
    grid: usize,
    cycle: usize,
    lost: usize,
}

impl<'t> Flow<'t> {
    /// Sorts page furniture out and measures the margin.
    pub(super) fn new(text: &'t str, all: &[Line<'t>]) -> Self {
        let margin = Margin::measure(all);
        let marked = pages::furniture(all);
        let (mut lines, mut page_furniture): (Vec<Line<'t>>, Vec<Line<'t>>) = (Vec::new(), Vec::new());
        let mut turned = false;
        for (line, marked) in all.iter().zip(marked) {
            if marked {
                page_furniture.push(*line);
                turned = true;
                continue;
            }
            let mut line = *line;
            if turned || line.page_top {
                line.joined = lines.last().is_some_and(|last| margin.continues_over_page(last, &line));
                line.gap = !line.joined;
            }
            turned = false;
            lines.push(line);
        }
        let hyphens = Hyphens::read(&lines);
        Self {
            text,
            lines,
            page_furniture: page_furniture.into_iter().peekable(),
            margin,
            hyphens,
            blocks: Vec::new(),
            metadata: Metadata::default(),
            outline: Outline::new(),
            lists: Lists::default(),
            contents: None,
            contents_met: false,
            cohesion: OnceCell::new(),
            tried: Tried::default(),
            loose: None,
            speakers: 0,
            body_begun: false,
        }
    }

    /// Reads all lines.
    pub(super) fn read(mut self) -> Reading {
        let mut at = 0;
        while at < self.lines.len() {
            at = self.step(at);
        }
        self.flush_page_furniture(usize::MAX);
        Reading { metadata: self.metadata, blocks: self.blocks, diagnostics: Vec::new() }
    }

    /// Reads the block that begins with line `at`; goes out the line after it.
    fn step(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        if line.text.starts_with('>') {
            return self.quotation(at);
        }
        if self.contents.as_mut().is_some_and(|contents| contents.takes(&line)) {
            self.push_prose(Role::Furniture, wrap::join(&[line], 0, &self.hyphens));
            return at + 1;
        }
        self.contents = None;
        if let Some((before, end, draft)) = self.table_at(at) {
            let mut place = at;
            while place < at + before {
                place = self.running_text(place, at + before);
            }
            self.push_table(draft, self.lines[place].start);
            return at + end;
        }
        match self.item_marker(at) {
            Some((marker, len)) => self.item(at, marker, len),
            None => self.running_text(at, self.lines.len()),
        }
    }

    /// The line after the run of lines without an empty line that `at` stands in.
    fn chunk_end(&self, at: usize) -> usize {
        self.lines[at + 1..].iter().position(|line| line.gap).map_or(self.lines.len(), |offset| at + 1 + offset)
    }

    fn quotation(&mut self, at: usize) -> usize {
        let count = self.lines[at..]
            .iter()
            .enumerate()
            .take_while(|(place, line)| line.text.starts_with('>') && (*place == 0 || !line.gap))
            .count();
        let stripped: Vec<Line<'t>> = self.lines[at..at + count]
            .iter()
            .map(|line| {
                let text = line.text.trim_start_matches(['>', ' ']);
                Line { text, start: line.start + line.text.len() - text.len(), ..*line }
            })
            .filter(|line| !line.text.is_empty())
            .collect();
        let text = wrap::join(&stripped, 0, &self.hyphens);
        if !text.is_empty() {
            self.push_prose(Role::Quotation, text);
        }
        at + count
    }

    /// A table at line `at`: the lines before it, one past its last line, the table.
    fn table_at(&mut self, at: usize) -> Option<(usize, usize, Draft)> {
        for before in 0..=self.plain_above(at) {
            let found = self.statement_at(at + before).or_else(|| if before > 0 { self.ruled_at(at + before) } else { None });
            if let Some((count, draft)) = found {
                return Some((before, before + count, draft));
            }
        }
        let line = &self.lines[at];
        let visible = line.text.contains(['\t', '|', '│', '┃', '║', '+', '-', '='])
            || line.text.contains("  ")
            || line.text.contains("....")
            || line.indent > 8;
        if visible && at >= self.tried.grid {
            match grid::find(&self.lines[at..], self.text) {
                Ok((count, draft)) => return Some((0, count, draft)),
                Err(count) => self.tried.grid = at + count,
            }
        }
        if self.lines[at].gap && at >= self.tried.cycle {
            match lost::cycle::find(&self.lines[at..]) {
                Ok(found) => return Some((found.before, found.end, found.draft)),
                Err(count) => self.tried.cycle = at + count,
            }
        }
        if at >= self.tried.lost {
            let cohesion = || Rc::clone(self.cohesion.get_or_init(|| Rc::new(Cohesion::read(self.text))));
            match lost::find(&self.lines[at..], self.margin, &cohesion) {
                Ok(found) => return Some((found.before, found.end, found.draft)),
                Err(count) => self.tried.lost = at + count,
            }
        }
        None
    }

    /// The statement of accounts that begins with line `at`; each line is looked at once.
    fn statement_at(&mut self, at: usize) -> Option<(usize, Draft)> {
        if at < self.tried.statement {
            return None;
        }
        self.tried.statement = at + 1;
        lost::statement::find(&self.lines[at..])
    }

    /// The table ruled by bars that begins with line `at`.
    fn ruled_at(&self, at: usize) -> Option<(usize, Draft)> {
        let rest = &self.lines[at..];
        let ruled = rest.len() > 1 && rest[..2].iter().all(|line| lost::is_ruled(line.text));
        if ruled { grid::find(rest, self.text).ok() } else { None }
    }

    /// How many lines from `at` on may stand above a table of their run: plain ones, without a mark of their own.
    fn plain_above(&self, at: usize) -> usize {
        let plain = |line: &&Line<'t>| {
            !line.text.starts_with('>') && !line.text.contains(['|', '\t']) && marker::read(line.text).is_none()
        };
        let run = self.lines[at..].iter().take(lost::HEADER_DEPTH + 1).enumerate();
        run.take_while(|(place, line)| *place == 0 || !line.gap)
            .skip(1)
            .zip(self.lines[at..].iter())
            .take_while(|(_, above)| plain(above))
            .count()
    }

    /// The marker of line `at`, where it is a list item and no heading.
    fn item_marker(&self, at: usize) -> Option<(Marker, usize)> {
        let line = &self.lines[at];
        let (marker, len) = marker::read(line.text)?;
        match marker {
            Marker::Section { .. } => None,
            Marker::Number(number) => {
                let in_sequence = self.lists.is_open() && self.lists.last_number().is_some_and(|last| last + 1 == number);
                let heading =
                    line.gap && !in_sequence && heading::style(line.text, self.following(at + 1, Some(number))).is_some();
                (!heading).then_some((marker, len))
            }
            Marker::Bullet if self.follows_table() && line.text.starts_with('*') => None,
            Marker::Bullet | Marker::Letter => Some((marker, len)),
        }
    }

    fn item(&mut self, at: usize, marker: Marker, len: usize) -> usize {
        let line = self.lines[at];
        let content = line.indent + line.text[..len].chars().count();
        let mut end = at + 1;
        while let Some(next) = self.lines.get(end).filter(|next| {
            !next.gap && marker::read(next.text).is_none_or(|(marker, _)| matches!(marker, Marker::Section { .. }))
        }) {
            let inside = next.indent >= content && content > 1;
            if !(inside || next.joined || self.margin.continues(&self.lines[end - 1], next)) {
                break;
            }
            end += 1;
        }
        let text = wrap::join(&self.lines[at..end], len, &self.hyphens);
        self.flush_page_furniture(line.start);
        self.lists.open(self.introduction());
        let introduction = self.lists.item(marker, line.indent, content - line.indent, self.blocks.len());
        self.push(Role::ListItem, text, introduction);
        end
    }

    /// The block above that may introduce a list or table.
    fn introduction(&self) -> Option<usize> {
        let last = self.blocks.len().checked_sub(1)?;
        match &self.blocks[last] {
            Block::Prose(prose) if matches!(prose.role, Role::Paragraph | Role::Heading(_) | Role::Caption | Role::Quotation) => {
                Some(last)
            }
            _ => None,
        }
    }

    /// What stands from line `at` on; `number` is the list number of the line before.
    fn following(&self, at: usize, number: Option<u32>) -> Following {
        let Some(next) = self.lines.get(at) else { return Following::default() };
        let marker = marker::read(next.text).map(|(marker, _)| marker);
        let numbered = number.is_some_and(|number| marker == Some(Marker::Number(number + 1)));
        let several = self.lines.get(at + 1).is_some_and(|below| !below.gap);
        let body =
            several || next.text.len() >= 80 || shape::ends_sentence(next.text) || next.text.ends_with(':') || marker.is_some();
        Following { body, numbered }
    }

    /// Whether the last block is a table, or a line below one.
    fn follows_table(&self) -> bool {
        self.table_above().is_some()
    }

    fn table_above(&self) -> Option<usize> {
        let below = |block: &Block| matches!(block, Block::Prose(prose) if matches!(prose.role, Role::SourceLine | Role::Footnote | Role::Caption));
        let from = self.blocks.len().saturating_sub(4);
        let at = from + self.blocks[from..].iter().rposition(|block| !below(block))?;
        matches!(self.blocks[at], Block::Table(_)).then_some(at)
    }

    fn push_table(&mut self, draft: Draft, start: usize) {
        self.flush_page_furniture(start);
        self.lists.close();
        let introduction = self.introduction();
        let caption = introduction.and_then(|at| match &self.blocks[at] {
            Block::Prose(prose) if prose.role == Role::Caption => Some(prose.text.clone()),
            _ => None,
        });
        let table = draft.into_table(self.text, self.outline.section(), introduction, caption);
        self.blocks.push(Block::Table(Box::new(table)));
        self.body_begun = true;
    }

    fn push_prose(&mut self, role: Role, text: MappedText) {
        self.flush_page_furniture(text.whole_source_span().start);
        if role != Role::ListItem && role != Role::Furniture {
            self.lists.close();
        }
        self.push(role, text, None);
    }

    fn push(&mut self, role: Role, text: MappedText, introduction: Option<usize>) {
        let section = self.outline.section();
        self.blocks.push(Block::Prose(Prose { role, text, section, introduction, links: Vec::new() }));
    }

    /// Page furniture that stands before `start` comes first.
    fn flush_page_furniture(&mut self, start: usize) {
        while let Some(line) = self.page_furniture.next_if(|line| line.start < start) {
            let text = wrap::join(&[line], 0, &Hyphens::default());
            self.push(Role::Furniture, text, None);
        }
    }
}
