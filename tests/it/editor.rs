//! An editor that never tires: twenty-odd kinds of changes that people make to articles, made at chosen places, the same every time.
//!
//! Comes in: an article, read. Goes out: edited texts, each with the stretches of the old text whose words it touched.

use std::ops::Range;

use claimbase::claim::{self, Claim};
use claimbase::document::{self, Block, Document, Media, Prose, Role, Table};
use claimbase::source::Source;

/// An article with its claims.
pub struct Article {
    pub name: String,
    pub document: Document,
    pub claims: Vec<Claim>,
}

/// An article after an edit.
pub struct Edited {
    pub text: String,
    pub media: Media,
    /// Stretches of the old text whose words are others now.
    pub touched: Vec<Range<usize>>,
}

/// A kind of edit: gives the edited article for the place with this number, where there is one.
pub type Edit = fn(&Article, usize) -> Option<Edited>;

/// Every kind of edit with its name.
pub const EDITS: &[(&str, Edit)] = &[
    ("paragraphs moved", paragraphs_moved),
    ("section moved", section_moved),
    ("paragraph under another heading", paragraph_under_another_heading),
    ("paragraph inserted", paragraph_inserted),
    ("paragraph deleted", paragraph_deleted),
    ("sentence reworded", sentence_reworded),
    ("sentence stated twice", sentence_stated_twice),
    ("sentences joined", sentences_joined),
    ("sentence split", sentence_split),
    ("typo fixed", typo_fixed),
    ("figure changed", figure_changed),
    ("unit changed", unit_changed),
    ("table row added", table_row_added),
    ("table row removed", table_row_removed),
    ("table columns reordered", table_columns_reordered),
    ("list turned into a paragraph", list_into_paragraph),
    ("quotes and dashes set", quotes_and_dashes),
    ("white space and line breaks", white_space),
    ("emphasis added", emphasis_added),
    ("links added", links_added),
    ("title changed", title_changed),
    ("heading renamed", heading_renamed),
    ("turned into HTML", into_html),
    ("page redesigned", page_redesigned),
];

/// Reads an article as if it were stored under a name of its own.
pub fn read(name: &str, text: &str, media: Media) -> Article {
    let source = Source::from_bytes(name, text.as_bytes(), Some(media)).expect("an article");
    let document = document::read(&source);
    let claims = claim::extract(&document, name);
    Article { name: name.to_owned(), document, claims }
}

impl Article {
    fn text(&self) -> &str {
        &self.document.text
    }

    fn prose(&self, wanted: impl Fn(Role) -> bool) -> Vec<(&Prose, Range<usize>)> {
        let prose = self.document.blocks.iter().filter_map(|block| match block {
            Block::Prose(prose) if wanted(prose.role) => Some((prose, prose.text.whole_source_span().range())),
            _ => None,
        });
        prose.filter(|(_, range)| !range.is_empty()).collect()
    }

    fn paragraphs(&self) -> Vec<(&Prose, Range<usize>)> {
        self.prose(|role| role == Role::Paragraph)
    }

    fn headings(&self) -> Vec<(&Prose, Range<usize>)> {
        self.prose(|role| matches!(role, Role::Heading(level) if level > 1))
    }

    fn tables(&self) -> Vec<&Table> {
        let tables = self.document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) if table.rows.len() > table.header_rows + 1 && table.columns() > 2 => Some(&**table),
            _ => None,
        });
        tables.collect()
    }

    /// Quotes in running text, each once.
    fn sentences(&self) -> Vec<Range<usize>> {
        let mut quotes: Vec<_> =
            self.claims.iter().filter(|claim| claim.cell.is_none()).map(|claim| claim.quote.span.range()).collect();
        quotes.sort_by_key(|quote| (quote.start, quote.end));
        quotes.dedup();
        quotes
    }

    /// The text with each of `changes` made; the stretches are those whose words are touched.
    fn with(&self, mut changes: Vec<(Range<usize>, String)>, touched: Vec<Range<usize>>) -> Option<Edited> {
        changes.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut text, mut at) = (String::new(), 0);
        for (range, words) in &changes {
            if range.start < at {
                return None;
            }
            text.push_str(&self.text()[at..range.start]);
            text.push_str(words);
            at = range.end;
        }
        text.push_str(&self.text()[at..]);
        (text != self.text()).then_some(Edited { text, media: self.document.media, touched })
    }

    /// A paragraph's own lines: with its tag in HTML, whole lines otherwise.
    fn paragraph_place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let text = self.text();
        if self.document.media != Media::Html {
            let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
            return Some(start..end);
        }
        let start = text[..range.start].rfind("<p").filter(|start| !text[*start..range.start].contains("</"))?;
        let end = range.end + text[range.end..].find("</p>").filter(|end| *end < 40)? + 4;
        Some(start..end)
    }

    fn paragraph_places(&self) -> Vec<Range<usize>> {
        self.paragraphs().iter().filter_map(|(_, range)| self.paragraph_place(range)).collect()
    }

    fn new_paragraph(&self, words: &str) -> String {
        if self.document.media == Media::Html { format!("<p>{words}</p>\n") } else { format!("{words}\n\n") }
    }
}

/// The element for the place with this number, spread over the whole list.
fn nth<T>(mut list: Vec<T>, number: usize) -> Option<T> {
    if list.is_empty() {
        return None;
    }
    let at = (number * 7 + list.len() / 3) % list.len();
    Some(list.swap_remove(at))
}

fn paragraphs_moved(article: &Article, number: usize) -> Option<Edited> {
    let places = article.paragraph_places();
    let pairs: Vec<_> = places.windows(2).filter(|pair| pair[0].end <= pair[1].start).collect();
    let pair = nth(pairs, number)?;
    let words = |at: usize| article.text()[pair[at].clone()].to_owned();
    article.with(vec![(pair[0].clone(), words(1)), (pair[1].clone(), words(0))], vec![])
}

fn section_starts(article: &Article) -> Vec<usize> {
    let text = article.text();
    let start = |range: &Range<usize>| {
        if article.document.media == Media::Html {
            text[..range.start].rfind("<h")
        } else {
            Some(text[..range.start].rfind('\n').map_or(0, |at| at + 1))
        }
    };
    article.headings().iter().filter_map(|(_, range)| start(range)).collect()
}

fn section_moved(article: &Article, number: usize) -> Option<Edited> {
    let starts = section_starts(article);
    let three = nth(starts.windows(3).map(<[usize]>::to_vec).collect(), number)?;
    let sections = [three[0]..three[1], three[1]..three[2]];
    let words = |at: usize| article.text()[sections[at].clone()].to_owned();
    article.with(vec![(sections[0].clone(), words(1)), (sections[1].clone(), words(0))], vec![])
}

fn paragraph_under_another_heading(article: &Article, number: usize) -> Option<Edited> {
    let (starts, places) = (section_starts(article), article.paragraph_places());
    let first = *starts.get(1)?;
    let moved = nth(places.iter().filter(|place| place.start > first).cloned().collect(), number)?;
    let other = places.iter().find(|place| place.end < first)?;
    let words = article.text()[moved.clone()].to_owned();
    article.with(vec![(moved, String::new()), (other.start..other.start, words + "\n\n")], vec![])
}

fn paragraph_inserted(article: &Article, number: usize) -> Option<Edited> {
    let place = nth(article.paragraph_places(), number)?;
    let words = "The committee met on three days and heard 42 witnesses. It spent $310,000 on travel, 10% more than planned.";
    article.with(vec![(place.start..place.start, article.new_paragraph(words))], vec![])
}

fn paragraph_deleted(article: &Article, number: usize) -> Option<Edited> {
    let place = nth(article.paragraph_places(), number)?;
    article.with(vec![(place.clone(), String::new())], vec![place])
}

/// Words that say the same.
const SYNONYMS: &[(&str, &str)] = &[
    (" uses ", " relies on "),
    (" also ", " likewise "),
    (" about ", " roughly "),
    (" but ", " yet "),
    (" because ", " since "),
    (" which ", " that "),
    (" shows ", " indicates "),
    (" said ", " noted "),
    (" now ", " today "),
    (" while ", " whereas "),
    (" compared with ", " against "),
    (" only ", " merely "),
    (" a year ", " each year "),
    (" and ", " as well as "),
    (" the ", " that "),
    (" is ", " remains "),
    (" was ", " had been "),
];

fn sentence_reworded(article: &Article, number: usize) -> Option<Edited> {
    let reworded = |quote: &Range<usize>| {
        let words = &article.text()[quote.clone()];
        let found: Vec<_> = SYNONYMS.iter().filter(|(old, _)| words.contains(old)).take(2).collect();
        let other = found.iter().fold(words.to_owned(), |words, (old, new)| words.replacen(old, new, 1));
        (!found.is_empty()).then(|| (quote.clone(), other))
    };
    let (quote, words) = nth(article.sentences().iter().filter_map(reworded).collect(), number)?;
    article.with(vec![(quote.clone(), words)], vec![quote])
}

fn sentence_stated_twice(article: &Article, number: usize) -> Option<Edited> {
    let quote = nth(article.sentences(), number)?;
    let place = nth(
        article.paragraph_places().into_iter().filter(|place| place.end <= quote.start || place.start >= quote.end).collect(),
        number,
    )?;
    let words = article.new_paragraph(&article.text()[quote]);
    article.with(vec![(place.start..place.start, words)], vec![])
}

fn sentences_joined(article: &Article, number: usize) -> Option<Edited> {
    let sentences = article.sentences();
    let pairs = sentences.windows(2).filter_map(|pair| {
        let between = article.text().get(pair[0].end..pair[1].start)?;
        let first = &article.text()[pair[0].clone()];
        (between == " " && first.ends_with('.')).then(|| (pair[0].end - 1..pair[1].start, vec![pair[0].clone(), pair[1].clone()]))
    });
    let (gap, touched) = nth(pairs.collect(), number)?;
    article.with(vec![(gap, "; ".to_owned())], touched)
}

fn sentence_split(article: &Article, number: usize) -> Option<Edited> {
    let splits = article.sentences().into_iter().filter_map(|quote| {
        let words = &article.text()[quote.clone()];
        let (cut, long) = [", and ", ", but ", "; "].iter().find_map(|cut| Some((words.find(cut)?, cut.len())))?;
        let next = words[cut + long..].chars().next()?;
        let rest = next.to_uppercase().collect::<String>() + &words[cut + long + next.len_utf8()..];
        Some((quote.clone(), format!("{}. {rest}", &words[..cut])))
    });
    let (quote, words) = nth(splits.collect(), number)?;
    article.with(vec![(quote.clone(), words)], vec![quote])
}

fn typo_fixed(article: &Article, number: usize) -> Option<Edited> {
    let slips = article.sentences().into_iter().filter_map(|quote| {
        let words = &article.text()[quote.clone()];
        let plain = |word: &&str| word.len() > 6 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let word = words.split(' ').find(plain)?;
        let at = quote.start + words.find(word)? + 3;
        let swapped: String = article.text()[at..at + 2].chars().rev().collect();
        Some((quote, at..at + 2, swapped))
    });
    let (quote, place, letters) = nth(slips.collect(), number)?;
    article.with(vec![(place, letters)], vec![quote])
}

/// A place inside the figure of a claim, with other words for it.
fn in_figure(article: &Article, number: usize, other: impl Fn(&str) -> Option<(Range<usize>, String)>) -> Option<Edited> {
    let changes = article.claims.iter().filter_map(|claim| {
        let figure = claim.quantity.as_ref()?;
        let (place, words) = other(&figure.surface)?;
        let start = figure.span.start;
        Some((start + place.start..start + place.end, words, figure.span.range()))
    });
    let (place, words, figure) = nth(changes.collect(), number)?;
    article.with(vec![(place, words)], vec![figure])
}

fn figure_changed(article: &Article, number: usize) -> Option<Edited> {
    in_figure(article, number, |surface| {
        let at = surface.find(|c: char| c.is_ascii_digit())?;
        let digit = surface.as_bytes()[at] - b'0';
        Some((at..at + 1, ((digit % 8) + 1).to_string()))
    })
}

fn unit_changed(article: &Article, number: usize) -> Option<Edited> {
    const UNITS: &[(&str, &str)] =
        &[("million", "billion"), ("ms", "s"), ("%", " percentage points"), ("$", "€"), ("hours", "days"), ("GB", "MB")];
    in_figure(article, number, |surface| {
        let (old, new) = UNITS.iter().find(|(old, _)| surface.contains(old))?;
        let at = surface.find(old)?;
        Some((at..at + old.len(), (*new).to_owned()))
    })
}

/// The source of each row of a table, first to last byte.
fn row_places(article: &Article, table: &Table) -> Option<Vec<Range<usize>>> {
    let text = article.text();
    let place = |row: &document::Row| {
        let mut cells = row.cells.iter().map(|cell| cell.text.whole_source_span()).filter(|span| !span.is_empty());
        let first = cells.next()?;
        let (start, end) = match article.document.media {
            Media::Html => (text[..first.start].rfind("<tr")?, first.start + text[first.start..].find("</tr>")? + 5),
            _ => (text[..first.start].rfind('\n')? + 1, first.start + text[first.start..].find('\n').map_or(0, |at| at + 1)),
        };
        Some(start..end)
    };
    table.rows.iter().map(place).collect()
}

fn is_written(article: &Article) -> bool {
    article.document.media != Media::Plain
}

fn table_row_added(article: &Article, number: usize) -> Option<Edited> {
    let table = nth(article.tables(), number).filter(|_| is_written(article))?;
    let rows = row_places(article, table)?;
    let row = rows.get(table.header_rows)?;
    let cell = table.rows[table.header_rows].cells.first()?.text.as_str().to_owned();
    let other = article.text()[row.clone()].replacen(&cell, "Newcomer", 1);
    // Half of the figures stay, as a careless editor has it: equal figures under another row header.
    let mut count = 0;
    let words: String = other
        .chars()
        .map(|c| {
            count += usize::from(c.is_ascii_digit());
            if c.is_ascii_digit() && count % 2 == 0 && article.document.media == Media::Markdown { '7' } else { c }
        })
        .collect();
    article.with(vec![(row.start..row.start, words)], vec![])
}

fn table_row_removed(article: &Article, number: usize) -> Option<Edited> {
    let table = nth(article.tables(), number).filter(|_| is_written(article))?;
    let row = row_places(article, table)?.get(table.header_rows + 1)?.clone();
    article.with(vec![(row.clone(), String::new())], vec![row])
}

fn table_columns_reordered(article: &Article, number: usize) -> Option<Edited> {
    let tables = article.tables().into_iter().filter(|table| {
        let plain = |row: &document::Row| row.cells.iter().all(|cell| cell.column_span == 1 && cell.row_span == 1);
        is_written(article) && table.rows.iter().all(plain)
    });
    let table = nth(tables.collect(), number)?;
    let mut changes = Vec::new();
    for row in &table.rows {
        let [_, second, third, ..] = row.cells.as_slice() else { return None };
        let spans = [second, third].map(|cell| cell.text.whole_source_span().range());
        if spans.iter().any(Range::is_empty) {
            return None;
        }
        let words = spans.clone().map(|span| article.text()[span].to_owned());
        let [one, other] = spans;
        let [words_of_one, words_of_other] = words;
        changes.extend([(one, words_of_other), (other, words_of_one)]);
    }
    article.with(changes, vec![])
}

fn list_into_paragraph(article: &Article, number: usize) -> Option<Edited> {
    let text = article.text();
    let items: Vec<Range<usize>> = article.prose(|role| role == Role::ListItem).into_iter().map(|(_, range)| range).collect();
    let near = |pair: &&[Range<usize>]| pair[1].start > pair[0].end && pair[1].start - pair[0].end < 16;
    let pairs: Vec<_> = items.windows(2).filter(near).map(<[Range<usize>]>::to_vec).collect();
    let pair = nth(pairs, number)?;
    if article.document.media == Media::Html {
        let (start, end) = (text[..pair[0].start].rfind("<ul")?, pair[1].end + text[pair[1].end..].find("</ul>")? + 5);
        let inside: Vec<_> = items.iter().filter(|item| item.start > start && item.end < end).cloned().collect();
        let words: Vec<&str> = inside.iter().map(|item| text[item.clone()].trim_end_matches('.')).collect();
        return article.with(vec![(start..end, format!("<p>{}.</p>", words.join(". ")))], inside);
    }
    let line = text[..pair[0].start].rfind('\n').map_or(0, |at| at + 1);
    let words = format!("\n{}. {}\n\n", text[pair[0].clone()].trim_end_matches('.'), &text[pair[1].clone()]);
    article.with(vec![(line..pair[1].end, words)], pair)
}

/// Makes `change` on the words of every paragraph and list item.
fn everywhere(article: &Article, change: impl Fn(&str) -> String) -> Option<Edited> {
    let prose = article.prose(|role| matches!(role, Role::Paragraph | Role::ListItem | Role::Quotation));
    let changes = prose.into_iter().map(|(_, range)| (range.clone(), change(&article.text()[range])));
    article.with(changes.collect(), vec![])
}

fn quotes_and_dashes(article: &Article, number: usize) -> Option<Edited> {
    if number > 0 {
        return None;
    }
    everywhere(article, |words| {
        // Marks inside tags and links stay what they are.
        if words.contains(['<', '[']) {
            return words.to_owned();
        }
        let set = |words: &str| words.replace('\'', "’").replace(" - ", " – ").replace("-year", "‑year");
        let unset = |words: &str| words.replace('’', "'").replace(['“', '”'], "\"").replace(['–', '—'], "-");
        if words.contains(['’', '“', '–', '—']) { unset(words) } else { set(words) }
    })
}

fn white_space(article: &Article, number: usize) -> Option<Edited> {
    if number > 0 || article.document.media == Media::Plain {
        return None;
    }
    everywhere(article, |words| {
        let mut column = 0;
        let mut wrapped = String::new();
        for word in words.split_whitespace() {
            let fits = column > 0 && column + word.len() < 60;
            // A line that begins like a list item or a heading would become one.
            let safe = word.starts_with(|c: char| c.is_alphabetic());
            let gap = if column == 0 {
                ""
            } else if fits || !safe || words.contains('|') {
                " "
            } else {
                "\n"
            };
            column = if gap == "\n" { word.len() } else { column + 1 + word.len() };
            wrapped.push_str(gap);
            wrapped.push_str(word);
        }
        wrapped
    })
}

/// Puts marks around a word of every third sentence.
fn around_words(article: &Article, marks: impl Fn(&str) -> String, wanted: impl Fn(&str) -> bool) -> Option<Edited> {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for quote in article.sentences().into_iter().step_by(3) {
        let words = &article.text()[quote.clone()];
        if words.contains(['<', '[', '*', '_', '`', '&']) {
            continue;
        }
        let mut at = quote.start;
        for word in words.split(' ') {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if wanted(bare) && !bare.is_empty() && changes.last().is_none_or(|(last, _)| last.end <= quote.start) {
                let start = at + word.find(bare).unwrap_or(0);
                changes.push((start..start + bare.len(), marks(bare)));
            }
            at += word.len() + 1;
        }
    }
    article.with(changes, vec![])
}

fn emphasis_added(article: &Article, number: usize) -> Option<Edited> {
    let html = article.document.media == Media::Html;
    if number > 1 || !is_written(article) {
        return None;
    }
    let wanted = move |word: &str| if number == 0 { word.len() > 5 } else { word.contains(|c: char| c.is_ascii_digit()) };
    around_words(article, |word| if html { format!("<strong>{word}</strong>") } else { format!("**{word}**") }, wanted)
}

fn links_added(article: &Article, number: usize) -> Option<Edited> {
    let html = article.document.media == Media::Html;
    if number > 0 || !is_written(article) {
        return None;
    }
    let link = |word: &str| {
        let address = "https://example.org/about";
        if html { format!("<a href=\"{address}\">{word}</a>") } else { format!("[{word}]({address})") }
    };
    around_words(article, link, |word| word.len() > 3)
}

fn renamed(article: &Article, range: Range<usize>, words: &str) -> Option<Edited> {
    article.with(vec![(range.clone(), words.to_owned())], vec![range])
}

fn title_changed(article: &Article, number: usize) -> Option<Edited> {
    let titles = ["What the numbers say this time", "A closer look"];
    let first = article.prose(|role| role == Role::Heading(1)).into_iter().next()?.1;
    renamed(article, first, titles.get(number)?)
}

fn heading_renamed(article: &Article, number: usize) -> Option<Edited> {
    let (_, range) = nth(article.headings(), number)?;
    renamed(article, range, "Further details")
}

fn into_html(article: &Article, number: usize) -> Option<Edited> {
    if number > 0 || article.document.media == Media::Html {
        return None;
    }
    Some(Edited { text: page(article, false), media: Media::Html, touched: vec![] })
}

fn page_redesigned(article: &Article, number: usize) -> Option<Edited> {
    if number > 0 || article.document.media != Media::Html {
        return None;
    }
    Some(Edited { text: page(article, true), media: Media::Html, touched: vec![] })
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The article as a page: plain, or with the furniture of a magazine.
fn page(article: &Article, furniture: bool) -> String {
    let title = article.document.metadata.title.clone().unwrap_or_default();
    let mut out = format!("<!doctype html><html><head><title>{}</title>", escaped(&title));
    if let Some(date) = &article.document.metadata.date {
        out += &format!("<meta property=\"article:published_time\" content=\"{date}\">");
    }
    out += "</head><body>";
    if furniture {
        out += "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/tech\">Tech</a></li></ul></nav><div class=\"wrap\">";
    }
    out += "<main><article>\n";
    let mut listed = false;
    for block in &article.document.blocks {
        let is_item = matches!(block, Block::Prose(Prose { role: Role::ListItem, .. }));
        if is_item != listed {
            out += if is_item { "<ul>\n" } else { "</ul>\n" };
            listed = is_item;
        }
        match block {
            Block::Prose(prose) => out += &element(prose, furniture),
            Block::Table(table) => out += &rows_of(table),
        }
    }
    if listed {
        out += "</ul>\n";
    }
    out += "</article></main>";
    if furniture {
        out += "</div><footer><p>Subscribe to our newsletter</p></footer>";
    }
    out + "</body></html>\n"
}

fn element(prose: &Prose, furniture: bool) -> String {
    let words = escaped(prose.text.as_str());
    match prose.role {
        Role::Heading(level) => format!("<h{level}>{words}</h{level}>\n"),
        Role::ListItem => format!("<li>{words}</li>\n"),
        Role::Quotation => format!("<blockquote><p>{words}</p></blockquote>\n"),
        Role::Furniture => String::new(),
        _ if furniture => format!("<div class=\"par\"><p class=\"body-text\">{words}</p></div>\n"),
        _ => format!("<p>{words}</p>\n"),
    }
}

fn rows_of(table: &Table) -> String {
    let mut out = String::from("<table>\n");
    if let Some(caption) = &table.caption {
        out += &format!("<caption>{}</caption>", escaped(caption.as_str()));
    }
    for (at, row) in table.rows.iter().enumerate() {
        let tag = if at < table.header_rows { "th" } else { "td" };
        out += "<tr>";
        for cell in &row.cells {
            let (columns, rows) = (cell.column_span, cell.row_span);
            out += &format!("<{tag} colspan=\"{columns}\" rowspan=\"{rows}\">{}</{tag}>", escaped(cell.text.as_str()));
        }
        out += "</tr>\n";
    }
    out += "</table>\n";
    out + &table.source_line.as_ref().map_or(String::new(), |line| format!("<p>{}</p>\n", escaped(line.as_str())))
}
