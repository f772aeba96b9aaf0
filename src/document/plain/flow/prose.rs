//! Running text: titles, headings, paragraphs, items of lists without markers, and the lines that say what the text is.
//!
//! Comes in: a place that is no quotation, table or marked item. Goes out: one block. Lines that a margin broke are one text.

use super::super::heading::{self, Style};
use super::super::{classify, front, furniture, marker, shape, transcript, wrap};
use super::Flow;
use crate::document::plain::contents::{self, Contents};
use crate::document::{Block, Role};
use crate::text::MappedText;

/// No title is longer than this, in bytes.
const TITLE_MAX: usize = 220;
/// A title runs over at most this many lines.
const TITLE_LINES: usize = 3;
/// The body has begun with the first paragraph of this length, in bytes.
const BODY_MIN: usize = 160;

impl Flow<'_> {
    /// Reads the text at line `at`, no further than `limit`; goes out the line after it.
    pub(super) fn running_text(&mut self, at: usize, limit: usize) -> usize {
        if self.presented(at, limit) {
            return at + 2;
        }
        if self.lines[at].gap {
            self.loose = self.loose_list(at);
        }
        let mut end = at + 1;
        while end < limit && !self.lines[end].gap && self.goes_on(end) {
            end += 1;
        }
        let alone = self.lines[at].gap && self.lines.get(end).is_none_or(|next| next.gap);
        if self.wants_title(at) && self.title(at, end, limit) {
            return self.title_end(at, end, limit);
        }
        let text = wrap::join(&self.lines[at..end], 0, &self.hyphens);
        if text.is_empty() {
            return end;
        }
        self.place(text, at, end, alone);
        end
    }

    /// Takes the two lines from `at` as the name and office of a speaker, if they are: above a speech a heading, in a list of those present no
    /// part of the article.
    fn presented(&mut self, at: usize, limit: usize) -> bool {
        let (name, Some(office)) = (self.lines[at], self.lines.get(at + 1).copied().filter(|_| at + 1 < limit)) else {
            return false;
        };
        // In a list of people, a line each, the line above is its heading.
        let listed = |place: Option<usize>| {
            let line = place.and_then(|place| self.lines.get(place));
            line.is_some_and(|line| transcript::is_speaker(line.text, true) && transcript::company(line.text).is_none())
        };
        let below = Some(at + 2).filter(|place| self.lines.get(*place).is_some_and(|line| !line.gap));
        if office.gap || !transcript::is_presented(name.text, office.text) || listed(below) {
            return false;
        }
        let speaks = self.lines.get(at + 2).is_some_and(|next| {
            let full = next.text.len() >= 40 || shape::ends_sentence(next.text);
            full && !shape::is_all_capitals(next.text) && !transcript::is_speaker(next.text, true)
        });
        let [name, office_line] = [name, office].map(|line| wrap::join(&[line], 0, &self.hyphens));
        if let Some(company) = transcript::company(office.text).filter(|company| self.speaks_often(company)) {
            self.metadata.publisher.get_or_insert_with(|| company.to_owned());
        }
        if speaks {
            self.speakers += 1;
            self.push_heading(Style::Speaker, name);
        } else {
            self.push_prose(Role::Furniture, name);
        }
        self.push_prose(Role::Furniture, office_line);
        true
    }

    /// Whether several people are presented as speaking for `company`.
    fn speaks_often(&self, company: &str) -> bool {
        let mut offices = self.lines.iter().take(400).filter(|line| transcript::company(line.text) == Some(company));
        offices.nth(1).is_some()
    }

    /// Whether line `end` continues the line before it.
    fn goes_on(&self, end: usize) -> bool {
        let (line, next) = (&self.lines[end - 1], &self.lines[end]);
        if next.joined {
            return true;
        }
        let item = marker::read(next.text).is_some_and(|(marker, _)| !matches!(marker, marker::Marker::Section { .. }))
            && !line.text.ends_with(['-', ',']);
        !item && !next.text.starts_with('>') && self.margin.continues(line, next)
    }

    fn wants_title(&self, at: usize) -> bool {
        self.metadata.title.is_none() && !self.body_begun && at < 12 && self.outline.section().is_empty()
    }

    /// Takes the line as the document's title, if it can be one.
    fn title(&mut self, at: usize, end: usize, limit: usize) -> bool {
        let line = &self.lines[at];
        let words = line.text;
        let fits = end <= at + TITLE_LINES
            && words.len() <= TITLE_MAX
            && !shape::ends_statement(words)
            && !words.ends_with([':', ',', ';']);
        let opens = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '$'));
        let mut probe = self.metadata.clone();
        if !fits
            || !opens
            || furniture::is_furniture(words)
            || front::read_line(words, &mut probe)
            || transcript::is_speaker(words, false)
            || transcript::is_part(words)
        {
            return false;
        }
        if marker::read(words).is_some_and(|(marker, _)| !matches!(marker, marker::Marker::Number(_))) {
            return false;
        }
        let end = self.title_end(at, end, limit);
        let text = wrap::join(&self.lines[at..end], 0, &self.hyphens);
        self.metadata.title = Some(text.as_str().to_owned());
        self.metadata.publisher = self.metadata.publisher.take().or_else(|| front::listed_company(words));
        self.push_heading(Style::Title, text);
        true
    }

    /// A title goes on in lines right below it that are written alike.
    fn title_end(&self, at: usize, end: usize, limit: usize) -> usize {
        let alike = |text: &str| {
            let first = self.lines[at].text;
            let capitals = shape::is_all_capitals(first);
            let mut probe = self.metadata.clone();
            capitals == shape::is_all_capitals(text)
                && (capitals || shape::is_title_case(text))
                && !shape::ends_sentence(text)
                && !front::read_line(text, &mut probe)
                && !furniture::is_furniture(text)
                && !transcript::is_speaker(text, false)
                && text.len() <= TITLE_MAX
                && marker::read(text).is_none()
        };
        let last = limit.min(at + TITLE_LINES);
        (end..last).find(|place| self.lines[*place].gap || !alike(self.lines[*place].text)).unwrap_or(last.max(end))
    }

    fn place(&mut self, text: MappedText, at: usize, end: usize, alone: bool) {
        let words = text.as_str();
        let below_table = self.follows_table();
        if !self.body_begun && end == at + 1 && front::read_line(words, &mut self.metadata) {
            return self.push_prose(Role::Furniture, text);
        }
        if contents::has_leader(words) && self.lines.get(end).is_some_and(|next| contents::has_leader(next.text))
            || furniture::is_furniture(words)
        {
            if furniture::opens_contents(words) && !self.contents_met {
                self.contents_met = true;
                self.contents = Some(Contents::begin(&self.lines));
            }
            return self.push_prose(Role::Furniture, text);
        }
        if let Some(role) = classify::role(words, below_table) {
            return self.place_beside_table(role, text);
        }
        if let Some(style) = self.heading_style(words, at, end, alone) {
            self.speakers += usize::from(style == Style::Speaker);
            return self.push_heading(style, text);
        }
        self.place_paragraph(text, at);
    }

    fn place_beside_table(&mut self, role: Role, text: MappedText) {
        if let (Role::SourceLine, Some(table)) = (role, self.table_above())
            && let Block::Table(table) = &mut self.blocks[table]
        {
            table.source_line.get_or_insert_with(|| text.clone());
        }
        self.push_prose(role, text);
    }

    fn heading_style(&self, words: &str, at: usize, end: usize, alone: bool) -> Option<Style> {
        let next_is_speech = self.lines.get(end).is_some_and(|next| {
            !transcript::is_speaker(next.text, true) && (next.text.len() >= 40 || shape::ends_sentence(next.text))
        });
        let speaker = || transcript::is_speaker(words, self.speakers > 0) && self.may_be_speaker(words) || self.is_listed(words);
        if end == at + 1 && next_is_speech && speaker() {
            return Some(Style::Speaker);
        }
        if end == at + 1 && shape::is_all_capitals(words) && transcript::is_part(words) {
            return Some(Style::Capitals);
        }
        if end > at + 1 && !(alone && end <= at + 2 && shape::is_title_case(words)) {
            return None;
        }
        let following = self.following(end, None);
        let style = heading::style(words, following)?;
        let heads_text = !alone && self.lines[at].gap && self.heads_running_text(words, end);
        (alone || heads_text).then_some(style)
    }

    /// Whether `name` alone was presented with an office in the list of those present.
    fn is_listed(&self, name: &str) -> bool {
        let presents = |text: &str| {
            text.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', ','])) && transcript::is_speaker(text, false)
        };
        transcript::is_person(name) && self.lines.iter().take(80).any(|line| presents(line.text))
    }

    /// "Google, Uber" is no speaker unless the text is a transcript; "Operator" and the like are.
    fn may_be_speaker(&self, words: &str) -> bool {
        self.speakers > 0
            || !words.contains(", ")
            || self.lines.iter().take(400).any(|line| matches!(line.text, "Operator" | "Operator:" | "OPERATOR"))
    }

    /// Whether a line with text right below heads it: in capitals or numbered, or a title above a full line.
    fn heads_running_text(&self, words: &str, end: usize) -> bool {
        let Some(next) = self.lines.get(end) else { return false };
        let full = next.text.len() >= 60 && next.text.len() > words.len() + 15;
        (shape::is_all_capitals(words)
            && !shape::is_all_capitals(next.text)
            && (next.text.len() >= 30 || next.text.starts_with('(')))
            || (full && shape::is_title_case(words) && shape::word_count(words) <= 12)
    }

    fn push_heading(&mut self, style: Style, text: MappedText) {
        let repeated = style != Style::Title && self.blocks.len() < 12 && self.metadata.title.as_deref() == Some(text.as_str());
        if repeated {
            return self.push_prose(Role::Furniture, text);
        }
        let start = text.whole_source_span().start;
        self.flush_page_furniture(start);
        self.lists.close();
        let (level, section) = self.outline.enter(style, text.as_str());
        self.push(Role::Heading(level), text, None);
        if let Some(Block::Prose(heading)) = self.blocks.last_mut() {
            heading.section = section;
        }
    }

    fn place_paragraph(&mut self, text: MappedText, at: usize) {
        let line = self.lines[at];
        if let Some((_, introduction)) = self.loose.filter(|(until, _)| at < *until) {
            self.flush_page_furniture(line.start);
            self.lists.open(introduction.or_else(|| self.introduction()));
            let introduction = self.lists.item(marker::Marker::Bullet, line.indent, 0, self.blocks.len());
            return self.push(Role::ListItem, text, introduction);
        }
        if let Some(item) = self.lists.holds(line.indent).filter(|_| line.gap) {
            self.flush_page_furniture(line.start);
            return self.push(Role::ListItem, text, Some(item));
        }
        if !self.body_begun && text.as_str().len() >= BODY_MIN {
            self.body_begun = true;
            self.metadata.publisher = self.metadata.publisher.take().or_else(|| front::listed_company(text.as_str()));
            if let Some(date) = front::dateline(text.as_str()) {
                self.metadata.date.get_or_insert(date);
            }
        }
        self.push_prose(Role::Paragraph, text);
    }

    /// Whether the lines from `at` to the next empty line are items of a list without markers: short lines below an announcement, or
    /// lines that each begin with a label.
    fn loose_list(&self, at: usize) -> Option<(usize, Option<usize>)> {
        if self.lines.get(at + 1).is_none_or(|next| next.gap) {
            return None;
        }
        let end = self.chunk_end(at);
        let hard: Vec<usize> = (at + 1..end).filter(|place| !self.goes_on(*place)).collect();
        if hard.is_empty() || self.lines[at..end].iter().any(|line| marker::read(line.text).is_some()) {
            return None;
        }
        let announced = self
            .introduction()
            .filter(|block| matches!(&self.blocks[*block], Block::Prose(prose) if prose.text.as_str().ends_with(':')));
        if announced.is_some() {
            return Some((end, announced));
        }
        let items = std::iter::once(at).chain(hard.iter().copied());
        let labelled = items.filter(|place| has_label(self.lines[*place].text)).count();
        (labelled * 3 >= (hard.len() + 1) * 2).then_some((end, None))
    }
}

/// "Startup time: under 100 ms".
fn has_label(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(label, _)| shape::word_count(label) <= 6 && !label.contains(['.', ',']))
}
