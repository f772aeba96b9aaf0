//! Hits as people read them: a claim each with its figure, its place and, where it says more, the sentence that states it.
//!
//! Comes in: hits and the base that they lie in. Goes out: lines that fit the terminal. Everything from articles is escaped.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use claimbase::base::Base;
use claimbase::claim::{Claim, ClaimQuantity, Modality};
use claimbase::index::Facets;
use claimbase::mention::quantity::{Comparator, Direction};
use claimbase::review::reads_otherwise;
use claimbase::search::{Hit, Hits};
use claimbase::store::{Store, StoreError};
use claimbase::text::{LineIndex, TextSpan};
use rust_decimal::Decimal;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::page;
use crate::terminal::{Terminal, Tone};

/// How far everything but the first line of a hit is indented.
const INDENT: usize = 2;

/// How many values of a facet are named.
const NAMED: usize = 10;

/// Between a place and a title, and the fewest columns in which a part of a title is worth showing.
const TITLE_GAP: &str = " · ";
const TITLE_LEAST: usize = 16;

/// An excerpt is about so many bytes long, of which about so many come before the first mark.
const EXCERPT: usize = 280;
const EXCERPT_BEFORE: usize = 80;

/// Writes `hits`, then their counts.
pub fn write(out: &mut dyn Write, terminal: &Terminal, base: &Base, store: &Store, hits: &Hits) -> anyhow::Result<()> {
    let mut places = Places { base, store, documents: HashMap::new() };
    for (number, hit) in hits.hits.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let place = places.of(terminal, hit, terminal.width.saturating_sub(INDENT))?;
        write_hit(out, terminal, hit, &place)?;
    }
    write_facets(out, terminal, store, &hits.facets, !hits.hits.is_empty())
}

fn write_hit(out: &mut dyn Write, terminal: &Terminal, hit: &Hit, place: &Place) -> io::Result<()> {
    let claim = &hit.claim.claim;
    writeln!(out, "{}", heading(terminal, hit))?;
    let width = terminal.width.saturating_sub(INDENT);
    let mut set = |text: &str, marks: &[TextSpan], tone| -> io::Result<()> {
        page::lines(terminal, text, marks, tone, width).iter().try_for_each(|line| writeln!(out, "{:INDENT$}{line}", ""))
    };
    set(&claim.text, &hit.highlights, Some(Tone::Strong).filter(|_| hit.highlights.is_empty()))?;
    let facts = facts(claim).join(" · ");
    if !facts.is_empty() {
        set(&facts, &[], None)?;
    }
    if !within(claim.quote.words(), &claim.text) {
        let (excerpt, marks) = excerpt(claim.quote.words(), &hit.quote_highlights);
        set(&excerpt, &marks, Some(Tone::Faint))?;
    }
    let link = place.address.as_deref().map(|address| (place.file_and_line, address));
    let lines = page::linked_lines(terminal, &place.words, link, Some(Tone::Faint), width);
    lines.iter().try_for_each(|line| writeln!(out, "{:INDENT$}{line}", ""))
}

/// Id, status, kind and time; what is unusual about the claim.
fn heading(terminal: &Terminal, hit: &Hit) -> String {
    let stored = &hit.claim;
    let mut words = vec![terminal.paint(Tone::Id, &stored.claim.id.0), terminal.status(stored.status)];
    words.push(terminal.paint(Tone::Faint, stored.claim.kind.as_str()));
    words.extend(stored.claim.time.iter().map(|time| terminal.paint(Tone::Faint, time)));
    let unusual = [
        (stored.withdrawn, "withdrawn"),
        (stored.rejected, "rejected"),
        (reads_otherwise(&stored.changed_since_review, &stored.corrections), "reads otherwise than reviewed"),
        (stored.claim.modality == Modality::Forecast, "forecast"),
        (stored.claim.modality == Modality::Advice, "advice"),
    ];
    words.extend(unusual.iter().filter(|(is, _)| *is).map(|(_, word)| terminal.paint(Tone::Warn, word)));
    words.join("  ")
}

/// The figure as understood, and whom the article names for it.
fn facts(claim: &Claim) -> Vec<String> {
    let moved = |migration: &claimbase::claim::Migration| {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "?".to_owned());
        format!("{} → {}", side(&migration.from), side(&migration.to))
    };
    let facts = [
        claim.quantity.as_ref().map(|stated| format!("= {}", figure(stated))),
        claim.migration.as_deref().map(moved),
        claim.due.as_ref().map(|due| format!("due {due}")),
        claim.attribution.as_ref().map(|source| format!("according to {}", source.name)),
    ];
    facts.into_iter().flatten().collect()
}

/// A figure in full: "about 1,200,000 request/s", "40,000,000–60,000,000 USD", "under 100 ms", "60 % down".
fn figure(figure: &ClaimQuantity) -> String {
    let quantity = &figure.quantity;
    let ends = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => grouped(low),
        (Some(low), Some(high)) => format!("{}–{}", grouped(low), grouped(high)),
        (Some(end), None) | (None, Some(end)) => grouped(end),
        (None, None) => figure.surface.to_string(),
    };
    let about = if quantity.approximate { "about " } else { "" };
    let bound = match quantity.comparator {
        Comparator::Less => "under ",
        Comparator::AtMost => "up to ",
        Comparator::Greater => "over ",
        Comparator::AtLeast => "at least ",
        Comparator::Equal | Comparator::Range => "",
    };
    let way = match quantity.direction {
        Some(Direction::Up) => " up",
        Some(Direction::Down) => " down",
        None => "",
    };
    let gap = if quantity.unit.is_empty() { "" } else { " " };
    format!("{about}{bound}{ends}{gap}{}{way}", quantity.unit)
}

/// A number with its thousands apart.
fn grouped(value: Decimal) -> String {
    let written = value.normalize().to_string();
    let (sign, digits) = written.strip_prefix('-').map_or(("", written.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    format!("{sign}{shown}{fraction}")
}

/// Whether the quote says no more than the wording: punctuation and case do not count.
fn within(quote: &str, text: &str) -> bool {
    let bare = |words: &str| {
        let words = words.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        words.filter(|word| !word.is_empty()).fold(String::from(" "), |bare, word| bare + &word + " ")
    };
    bare(text).contains(&bare(quote))
}

/// The part of a long quote that holds the first mark, with the marks in it.
fn excerpt(words: &str, marks: &[TextSpan]) -> (String, Vec<TextSpan>) {
    let first = marks.first().map_or(0, |mark| mark.start);
    let boundary = |at: usize| words[..words.floor_char_boundary(at)].rfind(' ').map_or(0, |space| space + 1);
    let from = if first <= EXCERPT_BEFORE { 0 } else { boundary(first - EXCERPT_BEFORE) };
    let to = if words.len() - from <= EXCERPT { words.len() } else { boundary(from + EXCERPT).max(from) };
    let to = if to <= from { words.len() } else { to };
    let opening = if from > 0 { "“… " } else { "“" };
    let closing = if to < words.len() { "…”" } else { "”" };
    let shown = format!("{opening}{}{closing}", &words[from..to]);
    let inside = marks.iter().filter(|mark| mark.start >= from && mark.end <= to);
    let moved = |at: usize| at - from + opening.len();
    (shown, inside.map(|mark| TextSpan::new(moved(mark.start), moved(mark.end))).collect())
}

/// Where hits stand; each document is read once.
struct Places<'b> {
    base: &'b Base,
    store: &'b Store,
    documents: HashMap<i64, Option<Placed>>,
}

/// Where a hit stands, in words.
struct Place {
    words: String,
    /// How many bytes of the words name file and line.
    file_and_line: usize,
    /// What those lead to, where places are linked.
    address: Option<String>,
}

impl Place {
    fn plain(words: String) -> Self {
        Self { words, file_and_line: 0, address: None }
    }
}

struct Placed {
    file: Option<PathBuf>,
    text: String,
    lines: LineIndex,
}

impl Places<'_> {
    /// The file and line in the corpus, and as much of the document's title as fits beside it into `width`.
    fn of(&mut self, terminal: &Terminal, hit: &Hit, width: usize) -> Result<Place, StoreError> {
        let stored = &hit.claim;
        if !self.documents.contains_key(&stored.document_row) {
            let placed = self.read(stored.document_row)?;
            self.documents.insert(stored.document_row, placed);
        }
        let title = stored.document.title.as_deref();
        let name = title.unwrap_or(&stored.document.source);
        let Some(Some(placed)) = self.documents.get(&stored.document_row).filter(|_| !stored.withdrawn) else {
            return Ok(Place::plain(name.to_owned()));
        };
        let line = placed.lines.locate(&placed.text, stored.claim.quote.span.start).line;
        Ok(match (&placed.file, title) {
            (Some(file), _) => {
                let place = format!("{}:{line}", from_here(file));
                let file_and_line = place.len();
                let room = width.saturating_sub(place.width() + TITLE_GAP.width());
                let title = title.and_then(|title| shortened(title, room)).map(|title| format!("{TITLE_GAP}{title}"));
                let words = place + &title.unwrap_or_default();
                Place { words, file_and_line, address: terminal.address(file, line) }
            }
            (None, _) => Place::plain(format!("{name}, line {line}")),
        })
    }

    fn read(&self, row: i64) -> Result<Option<Placed>, StoreError> {
        let Some(document) = self.store.document(row)? else { return Ok(None) };
        let text = self.store.text(row)?;
        let file = document.corpus_file.map(|file| self.base.corpus().join(file));
        Ok(Some(Placed { file, lines: LineIndex::new(&text), text }))
    }
}

/// The beginning of `title` in at most `room` columns; nothing where that would say nothing.
fn shortened(title: &str, room: usize) -> Option<String> {
    if title.width() <= room {
        return Some(title.to_owned());
    }
    let cut: String = title
        .chars()
        .scan(0, |used, c| {
            *used += c.width().unwrap_or(0);
            (*used < room).then_some(c)
        })
        .collect();
    (room >= TITLE_LEAST).then(|| format!("{}…", cut.trim_end()))
}

/// A path as seen from the working folder, where it lies below it.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    below.unwrap_or(path).display().to_string()
}

fn write_facets(
    out: &mut dyn Write,
    terminal: &Terminal,
    store: &Store,
    facets: &Facets,
    after_hits: bool,
) -> anyhow::Result<()> {
    let named = |counts: &std::collections::BTreeMap<String, u64>, none: &str| -> Vec<(String, u64)> {
        let name = |name: &String| if name.is_empty() { none.to_owned() } else { name.clone() };
        counts.iter().map(|(value, count)| (name(value), *count)).collect()
    };
    let mut documents = most(named(&facets.document, ""));
    for (id, _) in documents.iter_mut().take(NAMED) {
        if let Some(name) = store.document_name(id)? {
            *id = format!("{id} {name}");
        }
    }
    let rows = [
        ("kind", most(named(&facets.kind, ""))),
        ("status", most(facets.status.iter().map(|(status, count)| (status.to_string(), *count)).collect())),
        ("unit", most(named(&facets.unit, "(bare number)"))),
        ("document", documents),
    ];
    for (number, (title, counts)) in rows.into_iter().filter(|(_, counts)| !counts.is_empty()).enumerate() {
        if number > 0 || after_hits {
            writeln!(out)?;
        }
        writeln!(out, "{}", terminal.paint(Tone::Strong, title))?;
        let digits = counts.first().map_or(0, |(_, count)| count.to_string().len());
        for (name, count) in counts.iter().take(NAMED) {
            let lines = page::lines(terminal, name, &[], None, terminal.width.saturating_sub(INDENT + digits + 2));
            writeln!(out, "{:INDENT$}{count:>digits$}  {}", "", lines.first().map_or("", String::as_str))?;
        }
        if counts.len() > NAMED {
            writeln!(out, "{:INDENT$}{} more", "", counts.len() - NAMED)?;
        }
    }
    Ok(())
}

/// The largest counts first, equal ones by name.
fn most(mut counts: Vec<(String, u64)>) -> Vec<(String, u64)> {
    counts.sort_by(|(a, some), (b, other)| other.cmp(some).then_with(|| a.cmp(b)));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let shown = |written: &str| grouped(written.parse().expect("a decimal"));
        assert_eq!(["1200000", "-1234.50", "999", "0.001"].map(shown), ["1,200,000", "-1,234.5", "999", "0.001"]);
    }

    #[test]
    fn a_quote_that_the_wording_holds_is_not_shown_again() {
        assert!(within("It cut cost by 60%.", "Netflix: it cut cost by 60%"));
        assert!(!within("It cut cost by 60% in 2024.", "Netflix cut cost by 60%."));
        assert!(within("—", "any"));
    }

    #[test]
    fn a_title_is_cut_to_the_room_that_it_has() {
        assert_eq!(shortened("Frameworks", 10).as_deref(), Some("Frameworks"));
        assert_eq!(shortened("A title that is too long", 16).as_deref(), Some("A title that is…"));
        assert_eq!(shortened("A title that is too long", 15), None);
    }

    #[test]
    fn an_excerpt_holds_the_first_mark() {
        let words = "word ".repeat(100) + "needle" + &" word".repeat(100);
        let at = words.find("needle").expect("it is there");
        let (shown, marks) = excerpt(&words, &[TextSpan::new(at, at + 6)]);
        assert_eq!(marks[0].slice(&shown), Some("needle"));
        assert!(shown.starts_with("“… word") && shown.ends_with("…”") && shown.len() < 320, "{shown}");
        assert_eq!(excerpt("short", &[]).0, "“short”");
        assert_eq!(excerpt(&"é".repeat(400), &[]).0.chars().count(), 402);
    }
}
