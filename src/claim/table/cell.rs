//! One figure of one cell: its subject, measure, unit, kind and time.
//!
//! Comes in: a cell with the labels of its row and column and what the table says. Goes out: drafts. What the cell's own words say comes first, then
//! its headers, then the table.

use std::borrow::Cow;

use ecow::EcoString;

use crate::claim::draft::Draft;
use crate::claim::extract::Extractor;
use crate::claim::kind::{self, Words};
use crate::claim::reading::Reading;
use crate::claim::subject::Scene;
use crate::claim::syntax::Class;
use crate::claim::{Attribution, CellPlace, Kind, Modality, figure, metric, modality, recurrence, timing, worthiness};
use crate::document::Cell;
use crate::mention::name::{self, NameKind};
use crate::mention::quantity::{self, QuantityMention};
use crate::mention::{attribution, date};
use crate::text::TextSpan;

use super::label::{Label, Sort};
use super::unit::Scale;
use super::value::shown;
use super::wording::{self, Parts};
use super::{Column, Frame, Side, described, first_time, machines, timed};

/// A cell longer than this, in bytes, without a digit holds no figure in words that would matter.
pub(super) const WORDS_MAX: usize = 400;

/// The drafts of a cell's figures.
pub(super) fn drafts(
    extractor: &Extractor<'_>,
    frame: &Frame<'_>,
    side: &Side,
    column: &Column,
    cell: &Cell,
    row: usize,
) -> Vec<Draft> {
    let text = cell.text.as_str();
    let mut reading = Reading::of_fragment(text, &extractor.evidence);
    if let Some(took) = quantity::clocked(text)
        .filter(|_| reading.quantities.is_empty() && timed::is_of_durations(extractor, frame, side, column))
    {
        reading.quantities.push(took);
    }
    let whole = TextSpan::new(0, text.len());
    let figures: Vec<(usize, &QuantityMention)> = reading.quantities_in(whole).collect();
    let figures =
        figures.iter().filter(|(index, figure)| !is_deviation(text, &reading.quantities, *index) && !is_mark(text, figure.span));
    let place = Place { extractor, frame, side, column, cell, row, reading: &reading };
    figures.map(|(index, figure)| place.draft(*index, figure)).collect()
}

/// A reference to a note: "34.0 [2]".
fn is_mark(text: &str, span: TextSpan) -> bool {
    let before = text.get(..span.start).unwrap_or("").trim_end_matches('^');
    before.ends_with('[') && before.len() > 1 && text.get(span.end..).is_some_and(|behind| behind.starts_with(']'))
}

/// "120 ± 8": the second figure tells how sure the first is.
fn is_deviation(text: &str, quantities: &[QuantityMention], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| quantities.get(before));
    before.is_some_and(|before| {
        let between = text.get(before.span.end..quantities[index].number.start).unwrap_or("");
        between.trim().trim_start_matches(|c: char| c.is_alphabetic()).trim_start() == "±" || between.contains("+/-")
    })
}

/// A cell with everything that stands around it.
pub(super) struct Place<'p> {
    pub(super) extractor: &'p Extractor<'p>,
    pub(super) frame: &'p Frame<'p>,
    pub(super) side: &'p Side,
    pub(super) column: &'p Column,
    pub(super) cell: &'p Cell,
    pub(super) row: usize,
    pub(super) reading: &'p Reading<'p>,
}

/// What a cell's own words say of a figure.
#[derive(Debug, Default)]
struct Own {
    subject: Option<String>,
    metric: Option<String>,
}

impl Place<'_> {
    fn draft(&self, index: usize, mention: &QuantityMention) -> Draft {
        let frame = self.frame;
        let own = self.own_words(index);
        let named = own.subject.is_some();
        let subject = own.subject.clone().or_else(|| self.subject()).filter(|subject| !subject.is_empty());
        let (mut figure, scale) = self.with_header_unit(index, mention);
        self.read_as_bytes(&mut figure);
        let metric = self.told(&figure, own.metric);
        let kind = if self.is_step(mention) { Kind::Growth } else { kind::of_figure(&figure, &self.words()) };
        let recurs =
            || metric.as_deref().and_then(recurrence::of_header).or_else(|| recurrence::of_header(&self.labels().0.words));
        recurrence::put(&mut figure.quantity.unit, kind, recurs);
        let time = self.time(named);
        let modality = self.modality(time.as_deref());
        let text = self.text(mention, scale.as_ref(), subject.as_deref(), metric.as_deref(), time.as_deref());
        let heads = self.column.texts.join(" ");
        Draft {
            kind,
            modality,
            text,
            subject,
            metric,
            figure: Some((figure.span, figure.quantity.clone())),
            basis: date::basis_scan(&heads).into_iter().next().map(|basis| basis.name),
            compared_to: None,
            scope: self.scope(),
            migration: None,
            due: time.clone().filter(|_| modality == Modality::Forecast),
            time,
            check_worthiness: worthiness::of_figure(&figure, kind, modality, frame.about.source.is_some()),
            attribution: self.own_source().or_else(|| frame.about.source.clone()),
            quote: TextSpan::new(0, self.cell.text.as_str().len()),
            cell: Some(CellPlace {
                table: frame.number,
                row: self.row,
                column: self.cell.column,
                row_header: self.side.text.as_deref().map(EcoString::from),
                column_headers: self.column.texts.clone(),
            }),
            why: vec![self.reason().to_owned(), format!("kind {kind}")],
        }
    }

    /// The measure by the headers with what the cell's own words add; a measure that the cell names itself stands alone where no header names one.
    fn told(&self, figure: &QuantityMention, own: Option<String>) -> Option<String> {
        let (thing, measure) = self.labels();
        let headed = [&thing, &measure].iter().any(|label| label.is_measure()) || measure.stated.is_some();
        let sum = |own: &str| own.split(' ').next_back().is_some_and(|head| kind::is_sum(&head.to_lowercase()));
        let named = own.as_deref().is_some_and(|own| metric::is_measure(own) || sum(own))
            && !headed
            && self.frame.about.measure.is_none();
        if named { own } else { joined(self.metric(figure), own) }
    }

    fn reason(&self) -> &'static str {
        match (self.frame.sides.things, self.frame.sides.transposed) {
            (Some(_), _) => "table with things across the top and measures under them",
            (None, true) => "table with measures down the side",
            (None, false) => "table with things down the side",
        }
    }

    /// The label that names the thing, and the one that names the measure.
    pub(super) fn labels(&self) -> (Label, Label) {
        let (side, column) = (&self.side.label, self.column);
        if let Some(level) = self
            .frame
            .sides
            .things
            .filter(|_| self.is_turned())
            .and_then(|level| column.levels.get(level).map(|thing| (level, thing)))
        {
            let others = column.levels.iter().enumerate().filter(|(at, _)| *at != level.0).map(|(_, label)| label.clone());
            let parts: Vec<Label> = std::iter::once(side.clone()).chain(others).collect();
            return (level.1.clone(), Label::join(&parts));
        }
        if let Some((thing, measure)) = self.side.parts.as_ref().filter(|_| !self.is_turned() && !column.label.is_measure()) {
            let measure = if column.label.sort == Sort::Value {
                measure.clone()
            } else {
                Label::join(&[measure.clone(), column.label.clone()])
            };
            return (thing.clone(), measure);
        }
        let (thing, mut measure) =
            if self.is_turned() { (column.label.clone(), side.clone()) } else { (side.clone(), column.label.clone()) };
        if measure.words.is_empty() && measure.stated.is_none() {
            measure.sort = Sort::Value;
        }
        (thing, measure)
    }

    pub(super) fn is_turned(&self) -> bool {
        // A column of differences between the things across the top names no thing itself.
        let differs = self.column.label.sort == Sort::Change;
        (self.frame.sides.transposed || self.frame.sides.things.is_some()) && !differs
    }

    /// Who or what the cell is about, by the table.
    fn subject(&self) -> Option<String> {
        let (thing, measure) = self.labels();
        if measure.sort == Sort::Value && self.frame.lists_measures && self.frame.about.topic.is_some() {
            return self.frame.about.topic.clone();
        }
        if thing.words.is_empty() {
            return self.frame.about.topic.clone();
        }
        if let Some(reporter) = self.frame.reporter.as_ref().filter(|_| !thing.named) {
            return Some(reporter.clone());
        }
        if self.is_turned() {
            return Some(thing.words);
        }
        if let Some(compared) = self.compared() {
            return Some(compared);
        }
        // A year that heads a row dates it: what is measured then is whose the table is, else the measure itself.
        if thing.sort == Sort::Period && measure.is_measure() {
            let bare = matches!(measure.words.to_lowercase().as_str(), "%" | "percent" | "share" | "count" | "number" | "total");
            let named = self.frame.about.topic.clone();
            return named.or(Some(if bare { thing.words } else { measure.words }));
        }
        if thing.sort == Sort::Parameter {
            return Some(described(&thing.words, &self.frame.corner.words));
        }
        let grouped = self
            .side
            .group
            .as_ref()
            .filter(|group| !group.is_measure() || is_condition(&group.words))
            .filter(|_| self.side.text.as_deref().is_some_and(|text| self.frame.is_repeated(text)));
        Some(grouped.map_or(thing.words.clone(), |group| format!("{} {}", group.words, thing.words)))
    }

    /// Of a difference between things across the top: the last of them before its column, which is what differs.
    fn compared(&self) -> Option<String> {
        let differs = self.frame.sides.transposed && self.column.label.sort == Sort::Change && !self.is_turned();
        if !differs {
            return None;
        }
        let left = (self.frame.first..self.cell.column).rev().filter(|at| !self.frame.table.is_row_header_column(*at));
        let mut things = left.filter_map(|at| self.frame.columns.get(at)).filter(|column| column.label.sort != Sort::Change);
        let last = things.next()?;
        let several = things.next().is_some();
        (several && last.label.sort != Sort::Period).then(|| last.label.words.clone()).filter(|words| !words.is_empty())
    }

    /// What the figure measures, by its headers and the table.
    fn metric(&self, figure: &QuantityMention) -> Option<String> {
        let (thing, measure) = self.labels();
        let about = self.frame.about.measure.clone();
        // What is counted is a measure by itself.
        let counts =
            |label: &Label| label.counted.as_ref().is_some_and(|scale| scale.unit == figure.quantity.unit && scale.unit != "%");
        let of_thing = || Some(thing.words.clone()).filter(|words| !words.is_empty());
        let metric = match measure.sort {
            Sort::Measure if is_untold(&measure.words) => Some(self.untold(&measure.words)),
            Sort::Value => of_thing(),
            Sort::Period => self
                .grouped(&thing)
                .filter(|_| thing.sort == Sort::Measure && (self.frame.measures || about.is_none()))
                .or(about)
                .or_else(|| self.frame.about.question.clone())
                .or_else(|| self.grouped(&thing)),
            Sort::Change | Sort::State => {
                let base = of_thing().filter(|_| thing.is_measure()).or_else(|| self.neighbour()).or(about);
                let behind = if base.is_some() { measure.running() } else { measure.words.clone() };
                joined(base, Some(behind))
            }
            _ if measure.is_setting() && !self.is_turned() && thing.is_measure() => {
                joined(of_thing(), Some(measure.words.clone()))
            }
            Sort::Parameter if self.is_turned() => about
                .or_else(|| of_thing().filter(|_| thing.is_measure()))
                .or_else(|| Some(described(&measure.words, &self.frame.corner.words))),
            Sort::Statistic | Sort::Thing | Sort::Parameter if measure.stated.is_none() && !counts(&measure) => {
                // Beside columns that name measures, a header that names none is one that is not known.
                let about = about.filter(|_| measure.sort == Sort::Statistic || !self.frame.measures_across);
                joined(Some(measure.words.clone()).filter(|words| !words.is_empty()), about)
            }
            _ if measure.words.is_empty() => about.or_else(of_thing),
            _ => Some(measure.words.clone()),
        };
        self.as_share(metric, figure)
    }

    /// What a column of shares or counts measures that says no more than "%" or "n": the table's measure, else the question it answers.
    fn untold(&self, words: &str) -> String {
        let about = &self.frame.about;
        let told = about.measure.clone().or_else(|| about.question.clone()).filter(|_| words != "n");
        told.unwrap_or_else(|| if words == "%" { "share".to_owned() } else { words.to_owned() })
    }

    /// A share beside a count: "45% (123)" under "Respondents" is the share of respondents.
    fn as_share(&self, metric: Option<String>, figure: &QuantityMention) -> Option<String> {
        let count = || self.column.label.counted.as_ref().filter(|_| !self.is_turned()).or(self.frame.about.counted.as_ref());
        let beside = self.reading.quantities.len() == 2 && figure.quantity.unit == "%";
        match count().filter(|scale| beside && !scale.unit.is_empty() && !matches!(scale.unit.as_str(), "%" | "x")) {
            Some(scale) => Some(format!("Share of {}", plural(&scale.unit))),
            None => metric,
        }
    }

    /// A row's words, those of its group before them where that names a measure and the row none.
    fn grouped(&self, thing: &Label) -> Option<String> {
        let group = self.side.group.as_ref().filter(|group| group.is_measure() && !thing.is_measure() && !self.is_turned());
        let words = Some(thing.words.clone()).filter(|words| !words.is_empty());
        match group {
            Some(group) => joined(Some(group.words.clone()), words),
            None => words,
        }
    }

    /// The measure in the column left of a column of changes: not a share where a measure stands before that.
    fn neighbour(&self) -> Option<String> {
        let left = (0..self.cell.column).rev().filter(|_| !self.is_turned());
        let columns = left.map_while(|at| self.frame.columns.get(at).filter(|_| !self.frame.table.is_row_header_column(at)));
        let measures: Vec<&Column> = columns.take_while(|column| column.label.sort == Sort::Measure).collect();
        let share = |column: &Column| column.label.counted.as_ref().is_some_and(|scale| scale.unit == "%");
        let told = measures.iter().find(|column| !share(column)).or(measures.first());
        told.map(|column| column.label.words.clone())
    }

    fn scope(&self) -> Option<String> {
        let group = || self.side.group.as_ref().map(|group| group.words.clone()).filter(|words| !words.is_empty());
        self.side.setting.clone().filter(|_| self.is_turned() || self.side.label.sort != Sort::Parameter).or_else(group)
    }

    /// The words by which the figure's kind is told, nearest first.
    fn words(&self) -> Words {
        let (thing, measure) = self.labels();
        let mut words = Words::default();
        // Of headers over each other, the lowest tells what is measured; the ones above may only class the columns.
        match self.column.levels.last().filter(|_| !self.is_turned() && self.column.levels.len() > 1) {
            Some(lowest) => words.beside(&lowest.words),
            None => words.beside(&measure.words),
        }
        if matches!(measure.sort, Sort::Period | Sort::Change | Sort::State | Sort::Value) {
            words.beside(&thing.words);
        }
        if matches!(measure.sort, Sort::Parameter | Sort::Statistic) {
            words.beside(self.frame.about.measure.as_deref().unwrap_or_default());
        }
        words.beside(self.cell.text.as_str());
        words.around(self.side.text.as_deref().unwrap_or_default());
        words.around(&self.column.texts.join(" "));
        words.around(self.side.group.as_ref().map_or("", |group| &group.words));
        words.around(&self.frame.about.caption);
        words.under(self.frame.table.section.last().map_or("", String::as_str));
        words.around(&self.frame.about.introduction);
        words.header = true;
        if self.frame.about.rated {
            words.beside("benchmark score");
        }
        if name::scan(&measure.words, &[0]).first().is_some_and(|mention| mention.kind == NameKind::Benchmark) {
            words.beside("benchmark score");
        }
        // "16 cores, 64 GB, 3 TB": what a machine has.
        words.owns = self.reading.quantities.len() > 2 || self.frame.lists_machines && machines::is_room(&measure.words);
        // "1KB | 4KB | 16KB" over figures without a unit, in a text about programs: what came out for each.
        let settings = measure.sort == Sort::Parameter && self.frame.about.measure.is_none() && !self.is_turned();
        if settings && self.extractor.theme.software && self.cell.text.as_str().contains('.') {
            words.beside("benchmark score");
        }
        // "9.2s" below "1,000 pages", in a text that its title calls a benchmark.
        if self.extractor.theme.benchmark && !self.extractor.theme.survey && self.holds_measurement() {
            words.beside("benchmark score");
        }
        if self.stands_by_times(&measure) {
            words.beside("benchmark score");
        }
        words.theme = self.extractor.theme;
        words
    }

    /// Whether the cell holds a time, a size or a number with a point, and nothing that is counted or paid.
    fn holds_measurement(&self) -> bool {
        const UNITS: &[&str] =
            &["ns", "µs", "us", "ms", "s", "minute", "B", "KB", "MB", "KiB", "MiB", "byte", "MB/s", "GB/s", "KB/s"];
        let [figure] = &self.reading.quantities[..] else { return false };
        let unit = figure.quantity.unit.as_str();
        UNITS.contains(&unit) || unit.is_empty() && self.reading.words(figure.number).contains('.')
    }

    /// What the cell's own words say of the figure: "AWS Lambda (48% share)" names a subject, "340% in AI startups" a measure.
    fn own_words(&self, index: usize) -> Own {
        let span = TextSpan::new(0, self.cell.text.as_str().len());
        let sentence = self.reading.sentence_after(span, &mut self.extractor.ways.borrow_mut());
        let Some(at) = sentence.tokens.iter().position(|token| token.class == Class::Quantity(index as u32)) else {
            return Own::default();
        };
        let scene = Scene { reading: self.reading, sentence: &sentence, context: &self.extractor.context, steps: 0 };
        let named = sentence.tokens[at].depth > 0
            && at >= 2
            && matches!(sentence.tokens[at - 2].class, Class::Name(_))
            && sentence.tokens[at - 1].class == Class::Open;
        let subject = named.then(|| scene.named(at - 2).name);
        // A counted noun behind the figure is its unit, which tells no more where a header names the measure.
        let headed = self.labels().1;
        let told = |noun: &String| {
            let counted = self.reading.quantities[index].counted && !noun.contains(' ');
            counted && (headed.is_measure() || headed.words.to_lowercase().contains(&noun.to_lowercase()))
        };
        Own { subject, metric: metric::noun_after(scene, at).filter(|noun| !told(noun)) }
    }

    /// A source in the cell's own parenthesis.
    fn own_source(&self) -> Option<Attribution> {
        let span = TextSpan::new(0, self.cell.text.as_str().len());
        let sources = attribution::scan(self.cell.text.as_str(), span, &self.reading.names);
        sources.first().map(|source| figure::named_source(self.reading, source))
    }

    /// The time of the cell: its own date, one in its headers or its row, else the table's, unless the cell is about something that it names itself.
    fn time(&self, named: bool) -> Option<String> {
        let own = first_time(self.extractor, self.cell.text.as_str());
        let headers =
            || self.column.label.time.clone().or_else(|| self.side.label.time.clone()).or_else(|| self.side.time.clone());
        // "% change" beside 2025 and 2024 is the change that 2025 brought.
        let changed = || {
            let later = self.frame.columns.iter().filter(|column| column.label.sort == Sort::Period);
            later.filter_map(|column| column.label.time.clone()).max().filter(|_| self.column.label.sort == Sort::Change)
        };
        own.or_else(headers).or_else(changed).or_else(|| self.frame.about.time.clone().filter(|_| !named))
    }

    /// Forecasts are columns that say so and times after the document's.
    fn modality(&self, time: Option<&str>) -> Modality {
        let column = self.column.texts.join(" ").to_lowercase();
        let headed = self.column.label.time.as_deref().or(self.side.label.time.as_deref());
        let future = time
            .filter(|time| Some(*time) == headed)
            .zip(self.extractor.date())
            .is_some_and(|(time, today)| timing::is_after(time, today));
        if self.column.label.projected || self.side.label.projected {
            return Modality::Forecast;
        }
        modality::of_clause(&column, &self.cell.text.as_str().to_lowercase(), future)
    }

    fn text(
        &self,
        mention: &QuantityMention,
        scale: Option<&Scale>,
        subject: Option<&str>,
        metric: Option<&str>,
        time: Option<&str>,
    ) -> String {
        let (thing, measure) = self.labels();
        let surface = self.reading.words(mention.span);
        // "(11,271)"
        let below = mention.quantity.low.is_some_and(|low| low.is_sign_negative()) && !surface.contains(['-', '−', '–', '(']);
        let bracketed = if below { Cow::Owned(format!("({surface})")) } else { Cow::Borrowed(surface) };
        // "(4)%" is an accountant's way to write "-4%".
        let share = bracketed.strip_prefix('(').and_then(|rest| rest.strip_suffix(")%").or_else(|| rest.strip_suffix("%)")));
        let negative = share.map(|share| format!("-{share}%"));
        let bracketed = negative.map_or(bracketed, Cow::Owned);
        let shown = shown(&bracketed, scale, &mention.quantity.unit);
        let words = measure
            .time_words
            .as_deref()
            .or(thing.time_words.as_deref())
            .filter(|_| time == measure.time.as_deref().or(thing.time.as_deref()));
        let words = words.or(self.side.label.time_words.as_deref().filter(|_| time == self.side.label.time.as_deref()));
        let is_setting = thing.sort == Sort::Parameter && !self.is_turned();
        let measured = measure.is_measure()
            || measure.sort == Sort::Change
            || (thing.is_measure() || self.frame.measures) && matches!(measure.sort, Sort::Period | Sort::State | Sort::Value)
            || wording::is_noun(&measure.words) && !self.is_turned()
            || self.frame.about.measure.is_some()
            || metric.is_some_and(|metric| metric.starts_with("Share of "));
        wording::sentence(Parts {
            subject,
            metric,
            figure: &shown,
            time: words.or(time),
            setting: self.side.setting.as_deref().filter(|_| !is_setting),
            measured,
            is_setting,
            asked: self.frame.about.question.is_some() && metric == self.frame.about.question.as_deref(),
        })
    }
}

/// Whether a header says that shares or counts follow, and not of what.
pub(super) fn is_untold(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "n" | "%" | "no." | "#" | "count" | "percent" | "per cent" | "pct" | "% of total")
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with('s') || noun == "people" => noun.to_owned(),
        _ if noun == "person" => "people".to_owned(),
        _ => format!("{noun}s"),
    }
}

fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first.filter(|first| !first.is_empty()), second.filter(|second| !second.is_empty())) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.or(second),
    }
}

/// "In memory", "With cache": words of a group that tell under what condition its rows were measured, not what.
fn is_condition(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default().to_lowercase();
    matches!(first.as_str(), "in" | "on" | "with" | "without" | "at" | "under" | "after" | "before" | "during")
}
