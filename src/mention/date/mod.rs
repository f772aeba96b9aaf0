//! Dates and times: "2026", "Q3 2024", "from 2024 to 2026", "last year", and what a change is measured against ("YoY").
//!
//! Comes in: one block's plain text. Goes out: [`DateMention`]s in order, not overlapping. A relative time stays relative until
//! [`TimeValue::resolve`] is given the document's date: no clock is read here. Times of day and durations are not dates.

mod basis;
mod calendar;
mod code;
mod earlier;
mod ended;
mod frame;
mod reader;
mod relative;
mod setting;
mod spoken;
#[cfg(test)]
mod tests;
mod value;
mod vocabulary;
mod year;

pub use basis::{BasisMention, basis_scan};
pub use relative::Relative;
pub use setting::Setting;
pub use value::{Part, Period, TimeValue};
pub(super) use vocabulary::UNKNOWN;
pub use vocabulary::{Unit, is_weekday};

use crate::mention::words::{Token, Words};
use crate::text::TextSpan;
use reader::{Atom, Reader};

/// What the preposition before a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// "In 2026", "2026", "on Monday", "as of April 2026".
    Plain,
    /// "Since 2019", "starting in 2019".
    Since,
    /// "Until 2030", "through 2030".
    Until,
    /// "By 2030".
    By,
    /// "Before 2020", "prior to 2020", "pre-2020".
    Before,
    /// "After 2020", "post-2020".
    After,
}

/// A time where it stands in a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The date with its qualifier ("late 2025", "end of 2021"), without article and preposition.
    pub span: TextSpan,
    /// The same with article and preposition ("by the end of 2021").
    pub phrase: TextSpan,
    /// The time; the qualifier is dropped.
    pub value: TimeValue,
    /// What the preposition says.
    pub relation: Relation,
}

impl DateMention {
    /// Its ISO style in a document's `setting`: what a limit ("by September", "until Q3") is set to lies ahead, all else behind.
    pub fn place(&self, setting: &Setting) -> Option<String> {
        self.value.place(setting, matches!(self.relation, Relation::By | Relation::Until))
    }

    /// The same where no more than the document's date is known.
    pub fn resolve(&self, document_date: Option<&str>) -> Option<String> {
        self.place(&Setting::of_date(document_date))
    }
}

impl Reader<'_> {
    /// The time that begins with the token at `at`, range ends not joined.
    fn read(&self, at: usize) -> Option<Atom> {
        let calendar = || self.ended_atom(at).or_else(|| self.calendar_atom(at));
        calendar().or_else(|| self.bare_year(at)).or_else(|| self.earlier_atom(at)).or_else(|| self.spoken_atom(at))
    }
}

/// The number of what `token` of `text` means in a date or a basis, and whether a time and a basis may begin with it.
pub(super) fn means(text: &str, token: &Token) -> (u8, bool, bool) {
    let meaning = vocabulary::meaning(text, token);
    (vocabulary::number(meaning), reader::opens_time(text, token, meaning), meaning.opens_basis)
}

/// The dates of `text`, in order.
pub fn scan(text: &str) -> Vec<DateMention> {
    dates(&Reader::of_words(&Words::of(text)))
}

/// The dates and the bases of a text that was cut before, each in order: what [`scan`] and [`basis_scan`] give.
pub fn scan_words(words: &Words<'_>) -> (Vec<DateMention>, Vec<BasisMention>) {
    let reader = Reader::of_words(words);
    (dates(&reader), basis::bases(&reader))
}

fn dates(reader: &Reader) -> Vec<DateMention> {
    let mut mentions = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while let Some(opening) = reader.next_time(at) {
        at = opening;
        let Some(atom) = reader.read(at) else {
            at += 1;
            continue;
        };
        let (mention, next) = reader.mention(at, atom, floor);
        mentions.push(mention);
        at = next.max(at + 1);
        floor = at;
    }
    share_years(reader.text, &mut mentions);
    earlier::anchor(reader.text, &mut mentions);
    mentions
}

/// The longest dateline, in bytes.
const DATELINE: usize = 160;
/// The longest one with which a paragraph begins as with a sentence of its own, in bytes ("Oslo, 24 October 2019. The group …").
const DATELINE_HEAD: usize = 48;

/// The day, month or year that a line near the top of a document gives for the document itself ("Published 12 May 2026, 18:04",
/// "HELSINKI, July 17, 2025 —", "By Imani Castell | Updated February 18, 2026"): a short text with a full date and no sentence.
pub fn dateline(text: &str) -> Option<String> {
    let head = text.find('—').or_else(|| text.find(". ").filter(|stop| *stop <= DATELINE_HEAD));
    let line = text.get(..head.unwrap_or(text.len()))?.trim();
    let dates = if line.len() <= DATELINE { scan(line) } else { Vec::new() };
    let date = dates.iter().find(|date| date.value.period().is_some_and(|period| period.year.is_some() && !period.fiscal))?;
    let day = matches!(date.value.period()?.part, Part::Day(..));
    let month = matches!(date.value.period()?.part, Part::Month(_));
    let before = line.get(..date.span.start)?.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let label = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
    let labelled =
        matches!(label.as_str(), "published" | "updated" | "posted" | "date" | "dated" | "modified" | "reviewed" | "written");
    let words = line.split_whitespace().count();
    let measured = line.contains(['$', '€', '£', '%']);
    // "The plant opened on 5 January 2019. Then …" is a sentence: before a dateline's date stand places and a month only.
    let placed = head.is_none_or(|head| text[head..].starts_with('—'))
        || before.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let alone = day && placed && !measured && words <= 12 && !line.ends_with(['.', '!', '?', ':']) && before.len() <= 40;
    ((labelled && (day || month) && before.split_whitespace().count() <= 8) || alone).then(|| date.value.resolve(None))?
}

/// "Q1 and Q2 2025": a part without a year takes the year of the one that it is listed with.
fn share_years(text: &str, mentions: &mut [DateMention]) {
    for index in (1..mentions.len()).rev() {
        let (left, right) = mentions.split_at_mut(index);
        let (Some(left), Some(right)) = (left.last_mut(), right.first()) else { continue };
        let between = TextSpan::new(left.span.end, right.span.start).slice(text).unwrap_or("");
        let listed = matches!(between.trim(), "and" | "," | "or" | "&" | ", and" | "/" | "vs" | "vs." | "versus" | "to");
        let (Some(one), Some(two)) = (left.value.period(), right.value.period()) else { continue };
        // "the fourth quarter and full year 2022".
        let part_and_year = between.trim() == "and"
            && matches!(one.part, Part::Quarter(_) | Part::Half(_))
            && two.part == Part::Year
            && right.span.slice(text).is_some_and(|words| words.starts_with(|letter: char| letter.is_alphabetic()));
        if (listed && one.part.same_sort(two.part) || part_and_year) && one.year.is_none() && two.year.is_some() {
            left.value = one.in_year(two.year).into();
        }
    }
}
