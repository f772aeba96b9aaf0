//! Claims from table cells.
//!
//! Comes in: a table with its headers, caption and source line. Goes out: one draft for each figure of a body cell. Which side names the things and
//! which the measures is decided for the table as a whole.

use crate::document::{Cell, Table};
use crate::mention::quantity::{self, QuantityMention};
use crate::text::TextSpan;

use super::draft::Draft;
use super::extract::{Extractor, Memory};
use super::kind::{self, Words};
use super::nouns;
use super::reading::Reading;
use super::subject::Scene;
use super::syntax::Class;
use super::{Attribution, CellPlace, Modality, metric, modality, wording, worthiness};

/// Adds the claims of `table`, the document's table number `number` from 0.
pub(crate) fn extract(extractor: &mut Extractor<'_>, table: &Table, number: usize, introduction: &Memory) {
    let sides = Sides::of(table);
    let frame =
        Frame { table, number, sides, source: source(table, introduction), time: table_time(extractor, table, introduction) };
    for row in table.header_rows..table.rows.len() {
        for cell in &table.rows[row].cells {
            if (cell.column == 0 && sides.first_column_names) || table.is_row_header_column(cell.column) {
                continue;
            }
            let drafts = frame.drafts(extractor, row, cell);
            for draft in drafts {
                extractor.builder.push(draft, &cell.text, &table.section);
            }
        }
    }
}

/// Which side of a table names the things compared.
#[derive(Debug, Clone, Copy)]
struct Sides {
    /// Whether the first column holds row headers.
    first_column_names: bool,
    /// Metrics down the side, things across the top.
    transposed: bool,
}

/// Headers of a first column that lists measures or features rather than things.
const FEATURE_HEADERS: &[&str] = &[
    "metric",
    "measure",
    "feature",
    "capability",
    "criteri",
    "parameter",
    "attribute",
    "spec",
    "kpi",
    "indicator",
    "property",
    "characteristic",
    "test",
    "benchmark",
    "workload",
    "operation",
    "aspect",
    "dimension",
    "key figure",
    "item",
];

impl Sides {
    fn of(table: &Table) -> Self {
        let body = table.header_rows..table.rows.len();
        let first: Vec<&str> = body
            .filter_map(|row| table.rows[row].cells.iter().find(|cell| cell.column == 0))
            .map(|cell| cell.text.as_str())
            .collect();
        let numeric = first.iter().filter(|text| is_bare_figure(text)).count();
        let first_column_names =
            table.rows.iter().any(|row| row.cells.len() > 1) && (2 * numeric <= first.len() || !first.is_empty());
        let down = first.iter().filter(|text| is_measure(text)).count();
        let headers: Vec<String> =
            (1..width(table)).flat_map(|column| table.header_texts(column).into_iter().map(str::to_owned)).collect();
        let across = headers.iter().filter(|text| is_measure(text)).count();
        let corner = table.header_texts(0).last().map(|text| text.to_lowercase()).unwrap_or_default();
        let announced = FEATURE_HEADERS.iter().any(|header| corner.starts_with(header));
        let named = |texts: &[&str]| texts.iter().filter(|text| !crate::mention::name::scan(text, &[0]).is_empty()).count();
        let across_names: Vec<&str> = headers.iter().map(String::as_str).collect();
        let things_across = 2 * named(&across_names) > headers.len() && 4 * named(&first) < first.len();
        let measured = !first.is_empty() && 2 * down > first.len() && 2 * across < headers.len().max(1);
        let periods = headers.iter().filter(|text| is_period(text)).count();
        let transposed = headers.len() > 1
            && 2 * periods <= headers.len()
            && (announced && 2 * across < headers.len() || measured || things_across);
        Self { first_column_names, transposed }
    }
}

fn width(table: &Table) -> usize {
    table.rows.iter().flat_map(|row| row.cells.last()).map(|cell| cell.column + cell.column_span).max().unwrap_or(0)
}

/// Whether a cell holds a figure and nothing else.
fn is_bare_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && !text.chars().any(|c| c.is_alphabetic() && c.is_lowercase())
}

/// Whether a header names a measure ("Memory per 1K Connections", "Avg. Startup Cost").
fn is_measure(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.split(['(', ',', ':']).next().unwrap_or(&lower);
    let words: Vec<&str> = bare.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
    let head = words.iter().rev().find(|word| !matches!(**word, "ms" | "s" | "mb" | "gb" | "yoy" | "usd"));
    head.is_some_and(|word| nouns::is_metric(word))
        || words
            .iter()
            .any(|word| matches!(*word, "per" | "avg" | "average" | "median" | "total" | "p50" | "p95" | "p99" | "yoy"))
}

/// Whether a column header names a period, or a change between two.
fn is_period(header: &str) -> bool {
    let lower = header.trim().to_lowercase();
    let dates = crate::mention::date::scan(header);
    let covered: usize = dates.iter().map(|date| date.span.len()).sum();
    const CHANGES: &[&str] = &[
        "change",
        "yoy",
        "y/y",
        "growth",
        "%",
        "variance",
        "delta",
        "cagr",
        "% change",
        "yoy change",
        "change (%)",
        "change, %",
        "yoy growth",
    ];
    2 * covered >= lower.len().max(1) || CHANGES.contains(&lower.as_str())
}

/// What holds for a whole table.
struct Frame<'t> {
    table: &'t Table,
    number: usize,
    sides: Sides,
    source: Option<Attribution>,
    time: Option<String>,
}

/// The source line below a table, else what introduces it.
fn source(table: &Table, introduction: &Memory) -> Option<Attribution> {
    let line = table.source_line.as_ref().map(|line| line.as_str());
    let named = line.and_then(|line| crate::mention::attribution::source_line(line).map(|span| line[span.range()].to_owned()));
    named.map(|name| Attribution { name, url: None }).or_else(|| introduction.attribution.clone())
}

/// The time that a table's caption or introduction names.
fn table_time(extractor: &Extractor<'_>, table: &Table, introduction: &Memory) -> Option<String> {
    let caption = table.caption.as_ref().and_then(|caption| first_time(extractor, caption.as_str()));
    caption.or_else(|| introduction.time.clone())
}

fn first_time(extractor: &Extractor<'_>, text: &str) -> Option<String> {
    crate::mention::date::scan(text).iter().find_map(|mention| mention.place(&extractor.setting))
}

impl Frame<'_> {
    fn drafts(&self, extractor: &Extractor<'_>, row: usize, cell: &Cell) -> Vec<Draft> {
        let text = cell.text.as_str();
        let reading = Reading::of_fragment(text, &extractor.evidence);
        let headers: Vec<String> = self.table.header_texts(cell.column).into_iter().map(str::to_owned).collect();
        let row_header = Some(self.table.row_headers(row).join(" ")).filter(|header| !header.is_empty());
        let mut drafts = Vec::new();
        for (index, figure) in reading.quantities_in(TextSpan::new(0, text.len())) {
            let place = Place { frame: self, row, cell, reading: &reading, headers: &headers, row_header: row_header.as_deref() };
            drafts.push(place.draft(extractor, index, figure));
        }
        drafts
    }
}

/// One figure of one cell.
struct Place<'p> {
    frame: &'p Frame<'p>,
    row: usize,
    cell: &'p Cell,
    reading: &'p Reading<'p>,
    headers: &'p [String],
    row_header: Option<&'p str>,
}

impl Place<'_> {
    fn draft(&self, extractor: &Extractor<'_>, index: usize, figure: &QuantityMention) -> Draft {
        let frame = self.frame;
        let column = self.headers.join(" ");
        let (thing, measure) = if frame.sides.transposed {
            (Some(column.as_str()), self.row_header)
        } else {
            (self.row_header, Some(column.as_str()))
        };
        let own = self.own_words(extractor, index);
        let named = own.subject.is_some();
        let subject = own.subject.or_else(|| thing.map(bare_header)).filter(|subject| !subject.is_empty());
        let stated = measure.filter(|measure| !is_period(measure)).map(str::to_owned);
        let stated = stated.or_else(|| self.period_metric(extractor));
        let metric = join(stated, own.metric);
        let figure = self.with_header_unit(figure, extractor);
        let mut words = Words::default();
        words.beside(measure.unwrap_or_default());
        if is_period(&column) {
            words.beside(self.row_header.unwrap_or_default());
        }
        words.beside(self.cell.text.as_str());
        words.around(self.row_header.unwrap_or_default());
        words.around(&column);
        words.around(frame.table.caption.as_ref().map_or("", |caption| caption.as_str()));
        words.around(frame.table.section.last().map_or("", String::as_str));
        words.around(introduction_words(extractor, frame.table));
        let kind = kind::of_figure(&figure, &words);
        let time = self.time(extractor, named);
        let modality = modality::of_clause(&column.to_lowercase(), &self.cell.text.as_str().to_lowercase(), false);
        let surface = self.reading.words(figure.span);
        let text = wording::of_cell(subject.as_deref().unwrap_or("The table"), metric.as_deref(), surface, time.as_deref());
        Draft {
            kind,
            modality,
            text,
            subject,
            metric,
            figure: Some((figure.span, figure.quantity.clone())),
            basis: crate::mention::date::basis_scan(&column).into_iter().next().map(|basis| basis.name),
            compared_to: None,
            scope: None,
            migration: None,
            due: time.clone().filter(|_| modality == Modality::Forecast),
            time,
            check_worthiness: worthiness::of_figure(&figure, kind, modality, frame.source.is_some()),
            attribution: self.own_source().or_else(|| frame.source.clone()),
            quote: TextSpan::new(0, self.cell.text.as_str().len()),
            cell: Some(CellPlace {
                table: frame.number,
                row: self.row,
                column: self.cell.column,
                row_header: self.row_header.map(str::to_owned),
                column_headers: self.headers.to_vec(),
            }),
            why: vec![
                if frame.sides.transposed { "table with measures down the side" } else { "table with things down the side" }
                    .to_owned(),
                format!("kind {kind}"),
            ],
        }
    }

    /// What the cell's own words say of the figure: "AWS Lambda (48% share)" names a subject, "340% in AI startups" a measure.
    fn own_words(&self, extractor: &Extractor<'_>, index: usize) -> Own {
        let span = TextSpan::new(0, self.cell.text.as_str().len());
        let sentence = self.reading.sentence(span);
        let Some(at) = sentence.tokens.iter().position(|token| token.class == Class::Quantity(index)) else {
            return Own::default();
        };
        let scene = Scene { reading: self.reading, sentence: &sentence, context: &extractor.context };
        let named = sentence.tokens[at].depth > 0
            && at >= 2
            && matches!(sentence.tokens[at - 2].class, Class::Name(_))
            && sentence.tokens[at - 1].class == Class::Open;
        let subject = named.then(|| scene.named(at - 2).name);
        Own { subject, metric: metric::noun_after(scene, at) }
    }

    /// A source in the cell's own parenthesis.
    fn own_source(&self) -> Option<Attribution> {
        let span = TextSpan::new(0, self.cell.text.as_str().len());
        let sources = crate::mention::attribution::scan(self.cell.text.as_str(), span, &self.reading.names);
        sources.first().map(|source| super::figure::named_source(self.reading, source))
    }

    /// The time of the cell: its own date, a year in its headers, else the table's, unless the cell is about something that it names itself.
    fn time(&self, extractor: &Extractor<'_>, named: bool) -> Option<String> {
        let own = first_time(extractor, self.cell.text.as_str());
        let headers = || self.headers.iter().rev().find_map(|header| first_time(extractor, header));
        let row = || self.row_header.and_then(|header| first_time(extractor, header));
        own.or_else(headers).or_else(row).or_else(|| self.frame.time.clone().filter(|_| !named))
    }

    /// What a period column's figures measure: the row header where that is a measure, else what the caption or the introduction says.
    fn period_metric(&self, extractor: &Extractor<'_>) -> Option<String> {
        let row = self.row_header.filter(|header| is_measure(header)).map(str::to_owned);
        let caption = || self.frame.table.caption.as_ref().map(|caption| caption.as_str().to_owned());
        let introduction = || {
            Some(introduction_words(extractor, self.frame.table).to_owned())
                .filter(|words| !words.is_empty() && words.len() < 120)
        };
        row.or_else(caption).or_else(introduction).or_else(|| self.row_header.map(str::to_owned))
    }

    /// A bare number takes its unit from what stands nearest: "Latency (ms)", "Share, %", "Revenue ($M)", "Developers", in the column's header, the
    /// row's, the corner's, the caption or the introduction.
    fn with_header_unit(&self, figure: &QuantityMention, extractor: &Extractor<'_>) -> QuantityMention {
        let mut figure = figure.clone();
        if !figure.quantity.unit.is_empty() {
            return figure;
        }
        let column = self.headers.iter().rev().filter(|header| !is_period(header)).find_map(|header| header_unit(header));
        let row = || self.row_header.and_then(stated_in);
        let things = || {
            self.row_header
                .filter(|_| self.frame.sides.transposed || self.headers.iter().all(|header| is_period(header)))
                .and_then(counted_in)
        };
        let corner = || self.frame.table.header_texts(0).into_iter().rev().find_map(stated_in);
        let caption = || self.frame.table.caption.as_ref().and_then(|caption| stated_in(caption.as_str()));
        let introduced = || counted_by(introduction_words(extractor, self.frame.table));
        let found =
            if self.frame.sides.transposed { row().or_else(things).or(column) } else { column.or_else(row).or_else(things) };
        if let Some((unit, factor)) = found.or_else(corner).or_else(caption).or_else(introduced) {
            figure.quantity.unit = unit;
            let scale = |end: Option<rust_decimal::Decimal>| end.map(|end| end.checked_mul(factor).unwrap_or(end));
            figure.quantity.low = scale(figure.quantity.low);
            figure.quantity.high = scale(figure.quantity.high);
        }
        figure
    }
}

/// The words of the prose that introduces a table.
fn introduction_words<'d>(extractor: &Extractor<'d>, table: &Table) -> &'d str {
    let block = table.introduction.and_then(|at| extractor.document.blocks.get(at));
    match block {
        Some(crate::document::Block::Prose(prose)) => prose.text.as_str(),
        _ => "",
    }
}

/// "Number of respondents": what bare numbers count.
fn counted_by(words: &str) -> Option<(String, rust_decimal::Decimal)> {
    let lower = words.to_lowercase();
    let after = lower.split("number of ").nth(1)?;
    let noun = after.split(|c: char| !c.is_alphanumeric()).next().filter(|noun| noun.ends_with('s'))?;
    Some((kind::singular(noun), rust_decimal::Decimal::ONE))
}

#[derive(Debug, Default)]
struct Own {
    subject: Option<String>,
    metric: Option<String>,
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first.filter(|first| !first.is_empty()), second) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.or(second),
    }
}

/// A header without footnote marks.
fn bare_header(header: &str) -> String {
    header.trim_end_matches(['*', '†', '‡', '¹', '²', '³']).trim().to_owned()
}

/// The unit of a header, stated or counted, and the factor that it multiplies figures with ("$M" is a million dollars).
fn header_unit(header: &str) -> Option<(String, rust_decimal::Decimal)> {
    let counted = || counted_in(header);
    match stated_in(header) {
        // "Bikes sold (thousand)": the factor is stated, the unit counted.
        Some((unit, factor)) if unit.is_empty() => Some((counted().map(|found| found.0).unwrap_or_default(), factor)),
        stated => stated.or_else(counted),
    }
}

/// The unit that a header states in parentheses or behind a comma.
fn stated_in(header: &str) -> Option<(String, rust_decimal::Decimal)> {
    let inner = header.rfind('(').and_then(|open| header[open + 1..].split(')').next());
    let candidates = [
        inner,
        header.rsplit(", ").next().filter(|last| *last != header),
        header.rsplit(" in ").next().filter(|last| *last != header),
    ];
    candidates.into_iter().flatten().flat_map(|words| [Some(words), words.split(',').next()]).flatten().find_map(stated_unit)
}

/// The unit of "1 ms", "$1M", where `words` is "ms", "$M".
fn stated_unit(words: &str) -> Option<(String, rust_decimal::Decimal)> {
    let words = words.trim();
    let sign_end =
        words.char_indices().take_while(|(_, c)| "$€£¥".contains(*c)).map(|(at, c)| at + c.len_utf8()).last().unwrap_or(0);
    let probe = if sign_end > 0 { format!("{}1{}", &words[..sign_end], &words[sign_end..]) } else { format!("1 {words}") };
    let mention = quantity::scan(&probe).into_iter().next()?;
    let factor = mention.quantity.low?;
    if mention.quantity.unit.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let scales = factor != rust_decimal::Decimal::ONE;
    (scales || !mention.quantity.unit.is_empty() && !mention.counted).then_some((mention.quantity.unit, factor))
}

/// "Developers" counts developers; "Ratio" and "Speedup" are multiples; "QPS" is a rate.
fn counted_in(header: &str) -> Option<(String, rust_decimal::Decimal)> {
    let bare = header.split('(').next().unwrap_or(header).trim();
    let bare = bare.split(" per ").next().unwrap_or(bare);
    let last = bare.rsplit(' ').next()?;
    let lower = last.to_lowercase();
    let one = rust_decimal::Decimal::ONE;
    match lower.as_str() {
        "ratio" | "speedup" | "speed-up" | "multiple" => return Some(("x".to_owned(), one)),
        "%" | "share" | "percent" | "percentage" | "pct" => return Some(("%".to_owned(), one)),
        _ => {}
    }
    if let Some(found) = stated_unit(last) {
        return Some(found);
    }
    let plural = lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss");
    (plural && !is_sum(&lower)).then(|| (kind::singular(&lower), one))
}

/// Plural headers that sum money or time rather than count things.
fn is_sum(word: &str) -> bool {
    matches!(
        word,
        "sales"
            | "earnings"
            | "revenues"
            | "savings"
            | "costs"
            | "results"
            | "prices"
            | "fees"
            | "times"
            | "scores"
            | "status"
            | "losses"
            | "profits"
    )
}
