//! Claims with a figure, from prose.
//!
//! Comes in: one sentence with its mentions and what the reader has in mind. Goes out: one draft a figure. Tables are read in `table.rs`.

mod asserted;
mod item;
mod memory;
mod sharing;
mod unit;

use crate::document::Prose;
use crate::mention::attribution::{AttributionMention, SourceKind};
use crate::mention::date::{DateMention, Setting};
use crate::mention::name::Evidence;
use crate::mention::quantity::{QuantityMention, Shape};
use crate::text::TextSpan;

use super::context::{Sort, Topic};
use super::draft::Draft;
use super::extract::{Extractor, Memory};
use super::kind::{self, Theme, Words};
use super::measure::{self, Measure, opinion};
use super::reading::Reading;
use super::stand::{self, Stand};
use super::subject::{Scene, Subject};
use super::syntax::{Class, Sentence, Token};
use super::{Attribution, Kind, Modality, metric, modality, timing, wording, worthiness};

pub(crate) use memory::{heading_part, heading_topic, named_source, remember};
pub(crate) use unit::read_as_bytes;

/// A sentence of a block, with the sources that it names.
pub(crate) struct Line<'l> {
    pub prose: &'l Prose,
    pub reading: &'l Reading<'l>,
    pub sentence: &'l Sentence<'l>,
    pub sources: &'l [AttributionMention],
}

/// Adds the claims of a sentence's figures.
pub(crate) fn extract(extractor: &mut Extractor<'_>, line: &Line<'_>, introduction: &Memory) {
    let Line { prose, reading, sentence, sources } = *line;
    if reading.quantities_in(sentence.span).next().is_none() {
        return;
    }
    let mut drafts: Vec<(usize, Draft)> = Vec::new();
    {
        let scene = Scene { reading, sentence, context: &extractor.context, steps: 0 };
        let figures = Figures {
            scene,
            prose,
            sources,
            introduction,
            date: extractor.date(),
            setting: &extractor.setting,
            theme: extractor.theme,
            whole: &extractor.whole,
            evidence: &extractor.evidence,
            explains: extractor.builder.keeps_reasons(),
        };
        let mut before = None;
        for (at, token) in sentence.tokens.iter().enumerate() {
            if let Class::Quantity(index) = token.class
                && let Some((mut draft, measure)) = figures.draft(at, &reading.quantities[index as usize], before.clone())
            {
                if recalls(&sentence.tokens, at)
                    && let Some(told) = draft.figure.as_ref().and_then(|(_, quantity)| extractor.builder.told(quantity))
                {
                    draft.kind = told.kind;
                    draft.subject = told.subject.as_deref().map(str::to_owned);
                    draft.metric = told.metric.as_deref().map(str::to_owned);
                    draft.why.push("a figure told before".to_owned());
                }
                if let (Some((place, earlier)), Some((_, first))) = (&before, drafts.last_mut()) {
                    figures.share_noun((*place, earlier), (at, &measure), first, &draft);
                }
                figures.share_kind(&drafts, (at, &measure), &mut draft);
                figures.share_row(&mut drafts, (at, &measure), &draft);
                drafts.push((at, draft));
                before = Some((at, measure));
            } else if matches!(token.class, Class::Quantity(_)) {
                before = None;
            }
        }
    }
    if let Some((draft, name)) = drafts.last().and_then(|(_, draft)| Some((draft, draft.subject.clone()?))) {
        extractor.context.figure(Topic { name, sort: None, plural: false }, draft.metric.clone());
    }
    for (_, draft) in drafts {
        if let Some(currency) = draft.currency() {
            extractor.context.pay(currency);
        }
        extractor.builder.push(draft, &prose.text, &prose.section);
    }
}

/// "The 35% figure is approximate": whether the figure at token `at` is spoken of as one told before.
fn recalls(tokens: &[Token<'_>], at: usize) -> bool {
    let pointing = at.checked_sub(1).is_some_and(|before| matches!(tokens[before].lower, "the" | "this" | "that"));
    pointing
        && tokens.get(at + 1).is_some_and(|next| matches!(next.lower, "figure" | "number" | "estimate" | "statistic" | "claim"))
}

/// The time at which a sentence says that the article's measurements were made.
pub(crate) fn measured(extractor: &Extractor<'_>, line: &Line<'_>) -> Option<String> {
    const MEASUREMENTS: &[&str] = &["measurements", "benchmarks", "tests", "experiments", "results", "timings"];
    const MADE: &[&str] = &["made", "run", "ran", "conducted", "collected", "taken", "performed", "measured", "carried"];
    line.reading.dates_in(line.sentence.span).next()?;
    let tokens = &line.sentence.tokens;
    let verb = tokens.iter().position(|token| MADE.contains(&token.lower))?;
    let about = tokens[..verb].iter().any(|token| MEASUREMENTS.contains(&token.lower));
    // "performed on a 2019 model" tells of a machine.
    let noun = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.class, Class::Noun | Class::Name(_)));
    let places = (verb + 1..tokens.len()).filter(|at| !noun(at - 1) && !noun(at + 1));
    let mut dates = places.filter_map(|at| date_of(line.reading, &tokens[at]));
    dates.find_map(|mention| mention.place(&extractor.setting)).filter(|_| about)
}

fn date_of<'r>(reading: &'r Reading<'_>, token: &Token<'_>) -> Option<&'r DateMention> {
    match token.class {
        Class::Date(index) => Some(&reading.dates[index as usize]),
        _ => None,
    }
}

/// The stages around the figures of one sentence.
struct Figures<'s> {
    scene: Scene<'s>,
    prose: &'s Prose,
    sources: &'s [AttributionMention],
    introduction: &'s Memory,
    date: Option<&'s str>,
    setting: &'s Setting,
    theme: Theme,
    whole: &'s timing::Whole,
    evidence: &'s Evidence,
    /// Whether somebody asks for the rules and words behind a claim.
    explains: bool,
}

impl Figures<'_> {
    /// The claim of the figure at token `at`, and what it measures; `before` is what the figure before it in the sentence measures.
    fn draft(&self, at: usize, figure: &QuantityMention, before: Option<(usize, Measure)>) -> Option<(Draft, Measure)> {
        if !self.is_claim(at, figure) {
            return None;
        }
        let scene = self.scene;
        let subject = self.titled(figure).unwrap_or_else(|| scene.subject_of(at));
        let mut measure = measure::around(scene, at, figure, &subject);
        if let Some((place, before)) = before
            && let Some(tie) = measure::tie(&scene.sentence.tokens, place, at)
        {
            let said = scene.reading.words(TextSpan::new(scene.sentence.span.start, scene.sentence.tokens[place].span.start));
            measure = measure.completed(&before, tie, self.alike(place, figure), said);
        }
        let stand = Stand::of(scene, at, figure, &measure, self.clause(at));
        let stand = Stand { of_people: stand.of_people || subject.is_people(), ..stand };
        let change = !stand.level && matches!(figure.quantity.unit.as_str(), "%" | "x" | "pp" | "bps");
        // "a significant increase (52%, up from 45%)": both ends are of what increased.
        if stand.end && measure.measured.is_some() {
            measure.attached = None;
        }
        let metric = self.metric(figure, &measure, change);
        let mut words = self.kind_words(at, figure, &measure, stand);
        words.of_product = subject.is_product();
        // "A reached 38,200 per second, B 34,900": what the figure leaves out tells its kind as well.
        let mut whole = figure.clone();
        if whole.quantity.unit.is_empty() {
            whole.quantity.unit = self.unit_untold(at, figure, &subject, metric.as_deref()).into();
        }
        let unit = whole.quantity.unit.as_str();
        let telling = unit.contains('/') || kind::is_currency(unit) || crate::mention::unit::is_time(unit);
        let kind = kind::of_figure(if telling { &whole } else { figure }, &words);
        let source = self.source_of(figure.span);
        let time = self.time_of(at, source.is_some(), kind);
        let clause = self.clause(at);
        let future = time
            .as_deref()
            .zip(self.date)
            .is_some_and(|(time, today)| timing::is_after(time, today) && !self.setting.has_reported(time));
        let modality = self.modality(at, future);
        let why = if self.explains { self.reasons(&subject, metric.as_deref(), kind) } else { Vec::new() };
        let name = subject.topic.as_ref().map(|topic| topic.name.clone());
        let text = self.wording(name.as_deref());
        let mut quantity = self.quantity(at, figure, &subject, metric.as_deref(), kind);
        quantity.approximate |= source.is_some_and(|source| source.estimate);
        let attribution = source.map(|source| self.linked(source)).or_else(|| self.introduction.attribution.clone());
        let basis = scene.reading.bases_in(clause).next().map(|basis| basis.name.clone());
        let draft = Draft {
            kind,
            modality,
            text,
            subject: name,
            metric,
            figure: Some((figure.span, quantity)),
            basis,
            compared_to: self.compared_to(at),
            scope: self.scope(at),
            migration: None,
            due: time.clone().filter(|_| modality == Modality::Forecast),
            time,
            check_worthiness: worthiness::of_figure(figure, kind, modality, attribution.is_some()),
            attribution,
            quote: scene.sentence.span,
            cell: None,
            why,
        };
        Some((draft, measure))
    }

    /// What the figure measures, by name; `change` is whether it tells how much something changed.
    fn metric(&self, figure: &QuantityMention, measure: &Measure, change: bool) -> Option<String> {
        // "Ann Reed, 51, of Acme"
        if figure.quantity.unit == "year" && figure.unit_span.is_none() {
            return Some("age".to_owned());
        }
        let named = metric::name(measure, metric::Sort::of(figure, change));
        metric::of_unit(figure, named.as_deref()).or(named).or_else(|| self.counted(figure))
    }

    /// Whether the figure at token `at` is fact, plan or advice; `future` is whether its time lies ahead.
    fn modality(&self, at: usize, future: bool) -> Modality {
        match modality::of_token(&self.scene.sentence.tokens, at, future) {
            // "Capital expenditures should be about $35 million", in the results of a company: nobody is advised.
            Modality::Advice if self.whole.is_of_results() => Modality::Forecast,
            modality => modality,
        }
    }

    /// The sentence as a claim about `subject`.
    fn wording(&self, subject: Option<&str>) -> String {
        let scene = self.scene;
        let opener = scene.opener().map(|topic| topic.name);
        let words = scene.reading.words(scene.sentence.span);
        // Whoever "we" is taken for in the figure's subject is told of in its words.
        let author = scene.context.author.as_ref().filter(|author| author.sort != Some(Sort::Person));
        let author =
            author.map(|author| author.name.as_str()).filter(|author| Some(*author) == subject && *author != "the author");
        let speaker = scene.context.speaker().or(author);
        let text = wording::of_sentence(words, subject, speaker, opener.as_deref());
        match subject {
            Some(name) if self.evidence.is_spelled_small(name) => wording::of_small_name(text, name),
            _ => text,
        }
    }

    /// The things that a figure counts, where nothing else says what it measures.
    fn counted(&self, figure: &QuantityMention) -> Option<String> {
        figure.unit_span.filter(|_| figure.counted).map(|noun| self.scene.reading.words(noun).to_owned())
    }

    /// Whether the figure at token `place` has the unit of `figure`.
    fn alike(&self, place: usize, figure: &QuantityMention) -> bool {
        let Some(before) = self.mention(&self.scene.sentence.tokens[place]).map(|before| &before.quantity) else { return false };
        before.unit == figure.quantity.unit || figure.quantity.unit.is_empty() && before.unit != "%"
    }

    /// The rules and words behind a draft.
    fn reasons(&self, subject: &Subject, metric: Option<&str>, kind: Kind) -> Vec<String> {
        let word = |at: usize| self.scene.sentence.tokens[at].word;
        let mut why = vec![format!("subject by {}", subject.rule)];
        why.extend(subject.verb.map(|verb| format!("governed by '{}'", word(verb))));
        why.extend(metric.map(|metric| format!("measures '{metric}'")));
        why.push(format!("kind {kind}"));
        why
    }

    /// The words that tell the kind of the figure at token `at`.
    fn kind_words(&self, at: usize, figure: &QuantityMention, measure: &Measure, stand: Stand) -> Words {
        let scene = self.scene;
        let mut words = Words::default();
        words.beside(scene.reading.words(figure.span).trim_start_matches(|c: char| !c.is_alphabetic()));
        words.part = measure.own.as_ref().is_some_and(|own| own.starts_with("of "));
        let surface = scene.reading.lower(figure.span);
        words.multiplies = figure.shape == Shape::Multiple && (surface.ends_with("ed") || surface.ends_with("ing"));
        // "the price is a hurdle, with 54% naming it": what the sentence measures is not what they do.
        let aside = measure.predicate.is_some() && measure.own.is_none();
        let object = measure.object.as_ref().filter(|_| !words.part && !aside);
        let phrases = [
            measure.own.as_ref(),
            measure.compared.as_ref(),
            measure.attached.as_ref(),
            measure.measured.as_ref().filter(|_| !aside),
            measure.label.as_ref(),
            object,
        ];
        if let Some(doer) = &measure.doer {
            words.done_by(doer);
        }
        phrases.into_iter().flatten().for_each(|phrase| words.beside(phrase));
        words.verb = measure.verb.as_ref().map(|(_, base)| *base);
        words.lifted =
            measure.verb.as_ref().is_some_and(|(word, base)| *base == "increase" && word.to_lowercase().starts_with("rais"));
        words.deed = measure.deed;
        words.acts = measure.predicate.is_some();
        let beside = at.checked_sub(1).is_some_and(|before| scene.sentence.tokens[before].class == Class::Open);
        words.answers = (beside || measure.label.is_some()) && scene.context.is_survey();
        let by =
            at > 1 && scene.sentence.tokens[at - 1].lower == "by" && opinion::is_opinion(scene.sentence.tokens[at - 2].lower);
        words.opines = by || measure.predicate.as_deref().is_some_and(opinion::is_opinion);
        words.of_sum = measure.own.as_deref().is_some_and(kind::is_sum_of_accounts);
        words.of_distance = stand::is_distance(&scene.sentence.tokens, at);
        words.adopts = measure.predicate.as_deref().is_some_and(opinion::is_of_use)
            || figure.counted && stand::takes_up(&scene.sentence.tokens, at);
        if let Some(aim) = measure.aim.as_deref().filter(|aim| aim.starts_with("for ")) {
            words.spent_on(aim);
        }
        if let Some(predicate) = &measure.predicate {
            words.around(predicate);
        }
        words.around(scene.reading.words(self.clause(at)));
        self.prose.section.iter().rev().take(1).for_each(|heading| words.under(heading));
        let tokens = &scene.sentence.tokens;
        words.has_price = at > 0 && tokens[at - 1].lower == "for";
        words.exists = measure.measured.as_deref().is_some_and(|measured| measured.to_lowercase().starts_with("number of"))
            || (at.saturating_sub(4)..at).any(|i| tokens[i].lower == "there");
        words.level = stand.level;
        words.amount = stand.amount;
        words.stepped = stand::is_step(tokens, at);
        words.increment = stand::is_increment(tokens, at);
        words.since = stand::is_since(tokens, at);
        words.every = at > 0 && matches!(tokens[at - 1].lower, "every" | "each");
        words.end = stand.end;
        words.ratio = figure.quantity.unit == "x" && surface.contains(':');
        words.comparison = stand.comparison;
        words.of_people = stand.of_people || by;
        words.owns = stand.owns;
        words.has = stand.has;
        words.theme = self.theme;
        words
    }

    /// The part of the sentence between the marks around token `at`.
    fn clause(&self, at: usize) -> TextSpan {
        let tokens = &self.scene.sentence.tokens;
        let depth = tokens[at].depth;
        let bounds = |i: &usize| {
            tokens[*i].depth < depth
                || (tokens[*i].depth == depth && matches!(tokens[*i].class, Class::Stop | Class::Dash | Class::Subordinator))
        };
        let first = (0..at).rev().find(bounds).map_or(0, |i| i + 1);
        let end = (at + 1..tokens.len()).find(bounds).unwrap_or(tokens.len());
        TextSpan::new(tokens[first].span.start, tokens[end - 1].span.end)
    }

    /// The narrowest attribution whose scope holds the figure.
    fn source_of(&self, span: TextSpan) -> Option<&AttributionMention> {
        let covering = self.sources.iter().filter(|source| source.scope.overlaps(span) && !source.name.overlaps(span));
        let covering = covering.filter(|source| source.source != SourceKind::Pronoun);
        covering.min_by_key(|source| (source.scope.len(), source.span))
    }

    fn linked(&self, source: &AttributionMention) -> Attribution {
        let url = self.prose.links.iter().find(|link| link.span.overlaps(source.name)).map(|link| link.url.to_string());
        Attribution { url, ..named_source(self.scene.reading, source) }
    }

    /// The time of the figure at token `at`: its own, else the introduction's, else the document's.
    fn time_of(&self, at: usize, cited: bool, kind: Kind) -> Option<String> {
        let Scene { reading, sentence, .. } = self.scene;
        let undated = timing::Undated { reading, sentence, at, section: &self.prose.section, cited };
        // What is expected is not of a time that a report has behind it.
        let over =
            |time: &String| self.setting.is_behind(time) && modality::of_token(&sentence.tokens, at, false) == Modality::Forecast;
        let introduced = || {
            let paired = sentence.tokens.get(at + 1).is_some_and(|next| next.class == Class::To);
            let apart = timing::is_other_end(&sentence.tokens, at) && !paired;
            let time = self.introduction.time.clone().filter(|time| !apart && !over(time))?;
            Some(timing::taken_up(sentence, at, time))
        };
        timing::of_figure(reading, sentence, at, self.setting)
            .or_else(|| self.whole.time_before(&undated))
            .or_else(introduced)
            .or_else(|| self.whole.time_of(&undated))
            .or_else(|| self.whole.time_of_funding(&undated).filter(|_| kind == Kind::Funding))
    }

    /// "than X", "compared with X", "versus X": the other side, where a comparison follows.
    fn compared_to(&self, at: usize) -> Option<String> {
        let tokens = &self.scene.sentence.tokens;
        let than = (at + 1..tokens.len()).take(10).find(|i| {
            matches!(tokens[*i].lower, "than" | "versus" | "vs" | "vs.")
                || tokens[*i].lower == "with" && tokens[*i - 1].lower == "compared"
        })?;
        let end = (than + 1..tokens.len()).find(|i| !tokens[*i].class.is_nominal()).unwrap_or(tokens.len());
        (end > than + 1).then(|| self.scene.phrase_words(than + 1, end))
    }

    /// "in banking APIs", "on Kubernetes": the place or condition named right after the figure's noun.
    fn scope(&self, at: usize) -> Option<String> {
        let tokens = &self.scene.sentence.tokens;
        let link = (at + 1..tokens.len()).take(6).find(|i| {
            tokens[*i].depth == tokens[at].depth
                && matches!(tokens[*i].lower, "in" | "on" | "for" | "among" | "across" | "within")
        })?;
        let end = (link + 1..tokens.len()).find(|i| !tokens[*i].class.is_nominal()).unwrap_or(tokens.len());
        let dated = (link + 1..end).any(|i| matches!(tokens[i].class, Class::Date(_) | Class::Quantity(_)));
        (end > link + 1 && !dated).then(|| self.scene.phrase_words(link + 1, end))
    }
}
