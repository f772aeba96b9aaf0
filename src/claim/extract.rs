//! The way from a document to its claims, block by block.
//!
//! Comes in: a document. Goes out: its claims in reading order. The reader's mind ([`Context`]) is kept here; the stages are elsewhere.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::{Block, Document, Prose, Role, Table};
use crate::mention::attribution::AttributionMention;
use crate::mention::date;
use crate::mention::date::Setting;
use crate::mention::name::{Evidence, NameKind, NameMention, is_country};
use crate::mention::{Looks, Words};
use crate::text::TextSpan;

use super::context::{Context, Sort, Topic};
use super::draft::{Builder, Explained};
use super::figure::Line;
use super::kind::Theme;
use super::reading::Reading;
use super::subject::{Scene, Turn};
use super::syntax::{Sentence, Ways};
use super::timing::Whole;
use super::{Claim, Kind, event, figure, opening, spelled, table, timing};

/// What a block leaves behind for the list or table that it introduces.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    /// What its last sentence was about.
    pub topic: Option<Topic>,
    /// The subject of its last sentence, named or not.
    pub subject: Option<Topic>,
    /// The time that its last sentence named.
    pub time: Option<String>,
    /// The time that an introductory phrase of it sets for the sentences after.
    pub frame: Option<String>,
    /// What the author of its last sentence did something with.
    pub object: Option<Topic>,
    /// The source that its last sentence named.
    pub attribution: Option<super::Attribution>,
}

/// A sentence with the sources that it names.
struct Told<'r> {
    sentence: Sentence<'r>,
    sources: Vec<AttributionMention>,
}

/// The state of reading one document.
pub(crate) struct Extractor<'d> {
    pub document: &'d Document,
    pub context: Context,
    pub builder: Builder<'d>,
    /// What the whole document shows about its words.
    pub evidence: Evidence,
    /// The words of each block of prose that is still to be read.
    words: Vec<Option<Words<'d>>>,
    /// The document's own date: told about it, or read from a line near its top.
    date: Option<String>,
    /// In which the document's times are placed.
    pub setting: Setting,
    /// What the whole document is about.
    pub theme: Theme,
    /// The ways to read sentences that were met.
    pub ways: RefCell<Ways>,
    /// What the blocks left behind that introduce others.
    memories: HashMap<usize, Memory>,
    /// Which blocks introduce others.
    introducing: HashSet<usize>,
    tables: usize,
    /// Whether the block before was a label ("Vue:").
    labelled: bool,
    /// When the article says that its measurements were made.
    measured: Option<String>,
    /// The time that the last sentence of the block before named.
    told: Option<String>,
    /// What the document as a whole is of.
    pub whole: Whole,
    /// Whether its pounds are a weight: it speaks of dollars and of no sterling.
    weighs: bool,
    /// The period that a line of its own, or the heading, sets for what follows it: "Which brings us to 2015.", "Q3 2024".
    stage: Option<String>,
}

/// Whether a text speaks of dollars, of no sterling, and of what pounds weigh.
fn weighs(text: &str) -> bool {
    const STERLING: &[&str] = &["£", "&pound;", "sterling", "GBP", "pence", "Britain", "British", "London"];
    const WEIGHED: &[&str] =
        &["weigh", "a pound", "per pound", "meat", "fish", "beef", "cattle", "crop", "harvest", "catch", "freight", "cargo"];
    static TELLING: OnceLock<[AhoCorasick; 2]> = OnceLock::new();
    // Leftmost matches are looked for many bytes at a time.
    let searcher = |words: &[&str]| {
        AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words).expect("the words are few and short")
    };
    let [sterling, weighed] = TELLING.get_or_init(|| [searcher(STERLING), searcher(WEIGHED)]);
    text.contains('$') && !sterling.is_match(text) && weighed.is_match(text)
}

/// Every claim of `document`, in reading order. `key` is the document's key, from which the claims' ids are made.
pub fn extract(document: &Document, key: &str) -> Vec<Claim> {
    read(document, Builder::new(document, key)).0
}

/// Every claim of `document` as [`extract`] gives it, with the rules and words that made it.
pub fn explain(document: &Document, key: &str) -> Vec<Explained> {
    let (claims, why) = read(document, Builder::new(document, key).keeping_reasons());
    claims.into_iter().zip(why).map(|(claim, why)| Explained { claim, why }).collect()
}

/// The claims of `document`, and the reasons for each where `builder` keeps them.
fn read(document: &Document, builder: Builder<'_>) -> (Vec<Claim>, Vec<Vec<String>>) {
    let date = document.metadata.date.clone().or_else(|| dateline(document));
    let (evidence, words) = evidence(document);
    let setting = Setting::new(date.as_deref(), opening_lines(document), first_paragraphs(document))
        .reporting(timing::announcements(document))
        .surveying(document.metadata.title.as_deref().filter(|_| opening::is_titled_survey(document)));
    let context = opening::context(document, &evidence);
    // A text that tells of a survey from its opening on is one, whatever its words.
    let mut theme = Theme::of(document);
    theme.survey |= context.is_survey();
    let extractor = Extractor {
        document,
        context,
        builder,
        evidence,
        words,
        whole: Whole::of(document, &setting),
        weighs: weighs(&document.text),
        setting,
        date,
        theme,
        ways: RefCell::default(),
        memories: HashMap::new(),
        introducing: introducing(document),
        tables: 0,
        labelled: false,
        measured: None,
        told: None,
        stage: None,
    };
    let (builder, measured) = extractor.read();
    let (mut claims, why) = builder.finish();
    if let Some(time) = measured {
        let undated = |claim: &&mut Claim| claim.kind == Kind::Benchmark && claim.time.is_none();
        claims.iter_mut().filter(undated).for_each(|claim| claim.time = Some(time.as_str().into()));
    }
    (claims, why)
}

/// So many bytes of prose are read together, each stage over all of them before the next: a stage has many rules, which are quicker to go through
/// while the processor has them at hand, and whose words are then laid out one behind the other. Twice as much would gain little more and take more
/// memory, some twenty times its own size.
const TOGETHER: usize = 1 << 19;

/// How many of `blocks`, of which there are any, are read together.
fn together(blocks: &[Block]) -> usize {
    let mut bytes = 0;
    let fits = |block: &&Block| {
        let before = bytes;
        bytes += match block {
            Block::Prose(prose) => prose.text.as_str().len(),
            Block::Table(_) => 0,
        };
        before < TOGETHER
    };
    blocks.iter().take_while(fits).count()
}

/// More figures than this in one sentence are a dump of data, of which no claim can be read.
const FIGURES_MAX: usize = 250;

/// How many blocks from its top a document tells its own date in.
const DATELINE_WITHIN: usize = 24;

/// The longest line that only says in which time the text has arrived, in bytes.
const STAGE_BYTES: usize = 48;

/// How many bullets below its introduction one is looked for.
const BULLETS_MAX: usize = 24;

/// The date that a line near the top gives for the document.
fn dateline(document: &Document) -> Option<String> {
    document.blocks.iter().take(DATELINE_WITHIN).find_map(|block| match block {
        Block::Prose(prose) => date::dateline(prose.text.as_str()),
        Block::Table(_) => None,
    })
}

/// How many blocks from its top a document tells in which period it reports on, and how long they are at most, in bytes.
const OPENING: (usize, usize) = (8, 120);

/// The document's title and the short lines at its top.
fn opening_lines(document: &Document) -> impl Iterator<Item = &str> {
    let lines = document.blocks.iter().take(OPENING.0).filter_map(|block| match block {
        Block::Prose(prose) => Some(prose.text.as_str()).filter(|text| text.len() <= OPENING.1),
        Block::Table(_) => None,
    });
    document.metadata.title.as_deref().into_iter().chain(lines)
}

/// The running text at the document's top.
fn first_paragraphs(document: &Document) -> impl Iterator<Item = &str> {
    document.blocks.iter().take(OPENING.0).filter_map(|block| match block {
        Block::Prose(prose) => Some(prose.text.as_str()).filter(|_| !matches!(prose.role, Role::Furniture | Role::SourceLine)),
        Block::Table(_) => None,
    })
}

/// What the document's running text shows about its words, and the words of each block of prose.
fn evidence(document: &Document) -> (Evidence, Vec<Option<Words<'_>>>) {
    let mut evidence = Evidence::seeded(&document.text);
    let mut looks = Looks::of(document.text.len());
    let mut words = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let cut = match block {
            Block::Prose(prose) => Some(Words::cut(prose.text.as_str(), &mut looks)),
            Block::Table(_) => None,
        };
        words.push(cut);
    }
    words.iter().flatten().for_each(|words| evidence.learn_words(words));
    let small = spelled::candidates(document);
    if !small.is_empty() {
        let texts: Vec<&Words<'_>> = words.iter().flatten().collect();
        evidence.admit_small(&small, &texts);
    }
    (evidence, words)
}

/// A few words that end in a colon name what the next block is about.
fn is_label(text: &str) -> bool {
    const LONGEST: usize = 60;
    text.len() <= LONGEST && text.ends_with(':')
}

/// Whether what stands at `span` is too dense with figures to be a sentence.
fn is_data(reading: &Reading<'_>, span: TextSpan) -> bool {
    reading.quantities_in(span).nth(FIGURES_MAX).is_some()
}

/// The paragraph that introduces one that is set off by bullets though the markup makes no list of it.
fn bullets_introduced(document: &Document, at: usize, prose: &Prose) -> Option<usize> {
    let bulleted = |prose: &Prose| prose.text.as_str().starts_with(['•', '·', '‣', '▪']);
    let above = document.blocks[..at].iter().enumerate().rev().take(BULLETS_MAX).filter(|_| bulleted(prose));
    let mut above = above.map_while(|(at, block)| match block {
        Block::Prose(prose) => Some((at, prose)),
        Block::Table(_) => None,
    });
    above.find(|(_, prose)| !bulleted(prose)).filter(|(_, prose)| prose.text.as_str().ends_with(':')).map(|(at, _)| at)
}

/// The blocks that introduce others: what they leave behind is kept.
fn introducing(document: &Document) -> HashSet<usize> {
    let introduced = document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Prose(prose) => prose.introduction.or_else(|| bullets_introduced(document, at, prose)),
        Block::Table(table) => table.introduction,
    });
    introduced.collect()
}

impl<'d> Extractor<'d> {
    /// The words of the block at `at`, whose text is `prose`'s; they are needed once.
    fn words_of(&mut self, at: usize, prose: &'d Prose) -> Words<'d> {
        self.words[at].take().unwrap_or_else(|| Words::of(prose.text.as_str()))
    }

    /// The document's own date.
    pub(crate) fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// Reads the whole document. What is known of it is gone afterwards: the claims alone need room enough.
    fn read(mut self) -> (Builder<'d>, Option<String>) {
        let mut first = 0;
        while first < self.document.blocks.len() {
            let rest = &self.document.blocks[first..];
            let blocks = &rest[..together(rest)];
            self.stretch(first, blocks);
            if first == 0 {
                self.builder.expect(self.document.blocks.len() / blocks.len());
            }
            first += blocks.len();
        }
        (self.builder, self.measured)
    }

    /// Reads the blocks from `first` on.
    fn stretch(&mut self, first: usize, blocks: &'d [Block]) {
        let mut texts = Vec::with_capacity(blocks.len());
        let mut heads = Vec::with_capacity(blocks.len());
        for (at, block) in (first..).zip(blocks) {
            if let Block::Prose(prose) = block
                && !matches!(prose.role, Role::Furniture | Role::SourceLine)
            {
                let head = matches!(prose.role, Role::Heading(_));
                texts.push((self.words_of(at, prose), !head));
                heads.push(head);
            }
        }
        let mut readings = Reading::of_all(texts, &self.evidence);
        for (reading, _) in readings.iter_mut().zip(heads).filter(|(_, head)| self.weighs && !head) {
            reading.weigh();
        }
        let read = self.sentences(&readings);
        let mut next = readings.iter().zip(&read);
        for (at, block) in (first..).zip(blocks) {
            match block {
                Block::Table(table) => self.table(table),
                Block::Prose(prose) if matches!(prose.role, Role::Furniture | Role::SourceLine) => {}
                Block::Prose(prose) => {
                    if let Some((reading, sentences)) = next.next() {
                        self.prose(at, prose, reading, sentences);
                    }
                }
            }
        }
    }

    /// The sentences of each text with the sources that they name.
    fn sentences<'r>(&self, readings: &'r [Reading<'d>]) -> Vec<Vec<Told<'r>>> {
        let cut = |reading: &'r Reading<'d>| -> Vec<Told<'r>> {
            let spans = reading.sentences.iter().filter(|span| !is_data(reading, **span));
            spans.map(|span| Told { sentence: reading.cut(*span), sources: Vec::new() }).collect()
        };
        let mut read: Vec<Vec<Told<'r>>> = readings.iter().map(cut).collect();
        let mut ways = self.ways.borrow_mut();
        read.iter_mut().flatten().for_each(|told| told.sentence.class(&mut ways));
        read.iter_mut().flatten().for_each(|told| told.sentence.join(&mut ways));
        for (reading, sentences) in readings.iter().zip(&mut read) {
            sentences.iter_mut().for_each(|told| told.sources = reading.sources(told.sentence.span));
        }
        read
    }

    fn prose(&mut self, at: usize, prose: &'d Prose, reading: &Reading<'d>, sentences: &[Told<'_>]) {
        if let Role::Heading(level) = prose.role {
            return self.heading(level, prose, reading, sentences);
        }
        self.context.begin_paragraph(std::mem::replace(&mut self.labelled, is_label(prose.text.as_str())));
        let introduction = self.remembered(prose.introduction.or_else(|| bullets_introduced(self.document, at, prose)));
        if let Some(topic) = &introduction.topic {
            self.context.say(topic.clone());
        }
        if table::list::item(self, prose, reading, &introduction) {
            return;
        }
        let mut memory = Memory::default();
        for Told { sentence, sources } in sentences {
            let span = sentence.span;
            let line = Line { prose, reading, sentence, sources };
            if reading.quantities_in(span).next().is_some() {
                let told =
                    || memory.time.as_ref().or(self.told.as_ref()).filter(|time| time.len() < 10 || time.contains('/')).cloned();
                let before = if timing::takes_up_time(sentence) { told() } else { None };
                // "Five years ago … Some 290,000 now have": what is so now is of no time told before.
                let now = sentence.tokens.iter().any(|token| matches!(token.lower, "now" | "today" | "currently"));
                let since = reading.dates_in(span).any(|(_, mention)| mention.relation == date::Relation::Since);
                let now = now || since;
                let framed = before.or_else(|| memory.frame.clone()).filter(|_| !now).or_else(|| self.stage.clone());
                let setting = Memory { time: introduction.time.clone().or(framed), ..introduction.clone() };
                figure::extract(self, &line, &setting);
            }
            event::extract(self, &line);
            let before = std::mem::take(&mut memory);
            memory = figure::remember(self, &line);
            (memory.time, memory.frame) = (before.time, before.frame);
            if reading.dates_in(span).next().is_some() {
                memory.time = timing::of_sentence(reading, sentence, &self.setting).or(memory.time);
                timing::all(reading, sentence, &self.setting).iter().for_each(|time| self.setting.speak(time));
                let frame = timing::frame(reading, sentence, &self.setting, self.whole.looks_back());
                memory.frame = frame.or(memory.frame);
            }
            self.measured = self.measured.take().or_else(|| figure::measured(self, &line));
            if let Some(topic) = &memory.topic {
                self.context.say(topic.clone());
            }
            self.notice(reading, span);
            self.keep(reading, sentence);
            self.context.end_sentence(memory.subject.clone(), memory.object.take());
        }
        if prose.role == Role::Paragraph && prose.text.as_str().len() <= STAGE_BYTES {
            self.stage = timing::stage(reading, &self.setting).or_else(|| self.stage.take());
        }
        memory.topic = memory.topic.or(introduction.topic);
        self.told.clone_from(&memory.time);
        if self.introducing.contains(&at) {
            self.memories.insert(at, memory);
        }
    }

    /// Keeps in mind what `sentence` describes, whom it counts and which part of an organisation it turns to.
    fn keep(&mut self, reading: &Reading<'_>, sentence: &Sentence<'_>) {
        let scene = Scene { reading, sentence, context: &self.context, steps: 0 };
        let (descriptions, crowd, turn) = (scene.descriptions(), scene.crowd_named(), scene.turn());
        match turn {
            Turn::Part(part) => self.context.turn(Some(part)),
            Turn::Whole => self.context.turn(None),
            Turn::None => {}
        }
        self.context.describe(descriptions);
        if let Some(crowd) = crowd {
            self.context.count(crowd);
        }
    }

    /// Keeps in mind whom "he" and "the country" mean in the sentences behind the one at `span`.
    fn notice(&mut self, reading: &Reading<'_>, span: TextSpan) {
        if reading.names_in(span).next().is_none() {
            return;
        }
        let topic =
            |name: &NameMention| Topic { name: reading.words(name.span).to_owned(), sort: Sort::of(name.kind), plural: false };
        let named = |kind| reading.names_in(span).filter(move |name| name.kind == kind);
        // Who says something and has two names is a person, though no list has the first of them.
        let speaks = |name: &&NameMention| {
            let before = reading.text[..name.span.start].trim_end();
            ["said", "says", "added", "adds"].iter().any(|verb| before.ends_with(verb)) && reading.words(name.span).contains(' ')
        };
        let speaker = named(NameKind::Other).find(speaks);
        if let Some(person) = named(NameKind::Person).next().or(speaker) {
            self.context.say(Topic { sort: Some(Sort::Person), ..topic(person) });
        }
        named(NameKind::Product).for_each(|product| self.context.pass(topic(product)));
        let titled = |name: &&NameMention| {
            matches!(name.kind, NameKind::Organisation | NameKind::Place | NameKind::Other)
                && reading.words(name.span).contains(' ')
        };
        reading.names_in(span).filter(titled).for_each(|name| self.context.title(topic(name)));
        if let Some(country) = named(NameKind::Place).find(|name| is_country(reading.words(name.span))) {
            self.context.place(topic(country));
        }
    }

    /// What the block at `introduced` left behind; nothing where there is no such block.
    fn remembered(&self, introduced: Option<usize>) -> Memory {
        introduced.and_then(|block| self.memories.get(&block)).cloned().unwrap_or_default()
    }

    fn heading(&mut self, level: u8, prose: &'d Prose, reading: &Reading<'d>, sentences: &[Told<'_>]) {
        let topic = figure::heading_topic(reading);
        self.context.enter(level, topic);
        let own = |part: &Topic| self.context.own_organisation().is_some_and(|own| part.name.starts_with(own.name.as_str()));
        let part = figure::heading_part(reading.text).filter(|part| !own(part));
        self.context.report_on(part);
        self.stage = timing::stage(reading, &self.setting);
        for Told { sentence, .. } in sentences {
            let line = Line { prose, reading, sentence, sources: &[] };
            figure::extract(self, &line, &Memory::default());
        }
    }

    fn table(&mut self, table: &Table) {
        let introduction = self.remembered(table.introduction);
        table::extract(self, table, self.tables, &introduction);
        self.tables += 1;
    }
}
