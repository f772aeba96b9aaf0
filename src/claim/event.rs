//! Claims without a figure: migrations and other happenings.
//!
//! Comes in: one sentence. Goes out: a draft for each clause in which a named organisation, product or person did something checkable.
//! Opinions, questions, conditions and negations are left out.

use std::sync::OnceLock;

use crate::mention::attribution::AttributionMention;
use crate::mention::date::Setting;
use crate::mention::name::{NameKind, NameMention};
use crate::text::{TextSpan, WordSet};

use super::clause::Phrase;
use super::context::Topic;
use super::draft::Draft;
use super::extract::Extractor;
use super::figure::{Line, named_source};
use super::lexicon::{Form, Lexicon, data_lines};
use super::subject::Scene;
use super::syntax::Class;
use super::{Attribution, Kind, Migration, Modality, modality, wording, worthiness};

/// How a verb of migration names its two sides.
struct Frame {
    verb: &'static str,
    /// Preposition before what is adopted; `None` for the direct object.
    to: Option<&'static str>,
    /// Preposition before what is left.
    from: Option<&'static str>,
}

fn frames() -> &'static [Frame] {
    static FRAMES: OnceLock<Vec<Frame>> = OnceLock::new();
    FRAMES.get_or_init(|| {
        let word = |word: &'static str| (word != "-").then_some(word);
        let frame = |line: &'static str| {
            let mut words = line.split_whitespace();
            Some(Frame { verb: words.next()?, to: word(words.next()?), from: word(words.next()?) })
        };
        data_lines(include_str!("data/migration-verbs.txt")).filter_map(frame).collect()
    })
}

fn is_event_verb(base: &str) -> bool {
    static VERBS: OnceLock<WordSet> = OnceLock::new();
    VERBS
        .get_or_init(|| data_lines(include_str!("data/event-verbs.txt")).flat_map(str::split_whitespace).collect())
        .contains(base)
}

/// Adds the claims of a sentence that state a happening.
pub(crate) fn extract(extractor: &mut Extractor<'_>, line: &Line<'_>) {
    let Line { prose, reading, sentence, sources } = *line;
    let words = reading.words(sentence.span);
    if words.ends_with('?') || sentence.tokens.len() < 3 {
        return;
    }
    let mut drafts: Vec<Draft> = Vec::new();
    {
        let scene = Scene { reading, sentence, context: &extractor.context };
        let events = Events { scene, sources, date: extractor.date(), setting: &extractor.setting };
        for at in 0..sentence.tokens.len() {
            let draft = events.migration_noun(at).or_else(|| events.clause_at(at));
            if let Some(draft) = draft.filter(|draft| {
                !drafts.iter().any(|earlier| {
                    earlier.quote.contains(draft.quote) || earlier.kind == draft.kind && earlier.quote.overlaps(draft.quote)
                })
            }) {
                drafts.push(draft);
            }
        }
    }
    for draft in drafts {
        extractor.builder.push(draft, &prose.text, &prose.section);
    }
}

struct Events<'s> {
    scene: Scene<'s>,
    sources: &'s [AttributionMention],
    date: Option<&'s str>,
    setting: &'s Setting,
}

impl Events<'_> {
    fn class(&self, at: usize) -> Class {
        self.scene.sentence.tokens[at].class
    }

    fn class_at(&self, at: usize) -> Option<Class> {
        self.scene.sentence.tokens.get(at).map(|token| token.class)
    }

    fn lower(&self, at: usize) -> &str {
        self.scene.sentence.tokens[at].lower
    }

    fn len(&self) -> usize {
        self.scene.sentence.tokens.len()
    }

    /// The happening that the verb at token `at` states.
    fn clause_at(&self, at: usize) -> Option<Draft> {
        let Class::Verb(form) = self.class(at) else { return None };
        let base = Lexicon::shared().verb(self.lower(at))?.base;
        let frame = frames().iter().find(|frame| frame.verb == base && self.fits(frame, at));
        if frame.is_none() && !is_event_verb(base) {
            return None;
        }
        if !self.is_asserted(at, form) {
            return None;
        }
        let subject = self.scene.subject_of_verb(at);
        let topic = subject.topic.filter(|_| subject.rule != "context")?;
        if !self.is_named(&topic) {
            return None;
        }
        let quote = self.clause(at, subject.phrase);
        match frame {
            Some(frame) => {
                let migration = self.sides(frame, at)?;
                Some(self.finish(Kind::Migration, topic, Some(migration), quote))
            }
            None if self.has_object(at) => Some(self.finish(Kind::Event, topic, None, quote)),
            None => None,
        }
    }

    /// "Uber's 2026 migration to Go", "their switch from A to B".
    fn migration_noun(&self, at: usize) -> Option<Draft> {
        if self.class(at) != Class::Noun
            || !matches!(self.lower(at), "migration" | "switch" | "move" | "transition" | "rewrite" | "port")
        {
            return None;
        }
        let first = (0..at).rev().take_while(|i| self.class(*i).is_nominal()).last()?;
        let mark = (first..at).rev().find(|i| matches!(self.class(*i), Class::Genitive | Class::Possessive))?;
        let (topic, first) = match self.class(mark) {
            Class::Possessive => (self.scene.antecedent(mark)?, mark),
            _ => {
                let name = mark.checked_sub(1).filter(|i| matches!(self.class(*i), Class::Name(_)))?;
                (self.scene.named(name), name)
            }
        };
        let frame =
            Frame { verb: "migrate", to: Some(if self.lower(at) == "rewrite" { "in" } else { "to" }), from: Some("from") };
        let migration = self.sides(&frame, at)?;
        let end = self.clause_end(at, true);
        let tokens = &self.scene.sentence.tokens;
        let quote = TextSpan::new(tokens[first].span.start, tokens[end - 1].span.end);
        Some(self.finish(Kind::Migration, topic, Some(migration), quote))
    }

    /// Past, perfect, or future with "will"; not negated, not under "if", no order.
    fn is_asserted(&self, at: usize, form: Form) -> bool {
        let group: Vec<usize> = (0..at)
            .rev()
            .take_while(|i| matches!(self.class(*i), Class::Auxiliary | Class::Adverb | Class::Negation | Class::Verb(_)))
            .collect();
        let carried = |words: &[&str]| group.iter().any(|i| words.contains(&self.lower(*i)));
        if carried(&[
            "not", "never", "didn't", "don't", "doesn't", "won't", "can't", "couldn't", "could", "would", "should", "may",
            "might", "can", "must",
        ]) {
            return false;
        }
        let passive = carried(&["is", "are", "was", "were", "be", "been", "being"]);
        let conditional = (0..at).any(|i| matches!(self.lower(i), "if" | "unless"));
        if conditional {
            return false;
        }
        match form {
            Form::Past | Form::Participle => !passive || self.lower(at) == "founded" || self.lower(at) == "acquired",
            Form::Base => carried(&["will"]),
            // The plain present states opinions more often than happenings; "now supports" is one.
            Form::Third => (at.saturating_sub(2)..at).any(|i| matches!(self.lower(i), "now" | "today" | "officially")),
            Form::Gerund => carried(&["be", "is", "are", "'re", "’re", "am"]),
        }
    }

    fn fits(&self, frame: &Frame, at: usize) -> bool {
        match frame.to {
            None => true,
            Some(preposition) => self.side(preposition, at).is_some(),
        }
    }

    /// What is adopted and what is left, by the verb's frame.
    fn sides(&self, frame: &Frame, at: usize) -> Option<Migration> {
        let to = match frame.to {
            Some(preposition) => self.side(preposition, at),
            None => self.nominal(at + 1),
        }?;
        let from = frame.from.and_then(|preposition| self.side(preposition, at));
        Some(Migration { from, to: Some(to) })
    }

    /// The noun phrase with a name behind `preposition` in the words after token `at`.
    fn side(&self, preposition: &str, at: usize) -> Option<String> {
        let end = self.clause_end(at, true);
        let link = (at + 1..end).find(|i| self.lower(*i) == preposition)?;
        self.nominal(link + 1)
    }

    /// The noun phrase that begins at token `first`, if it holds a name.
    fn nominal(&self, first: usize) -> Option<String> {
        let mut first = first;
        // "dozens of clusters": the things, not how many.
        while matches!(self.class_at(first), Some(Class::Quantity(_)))
            || (self.class_at(first) == Some(Class::Preposition) && self.lower(first) == "of")
        {
            first += 1;
        }
        let mut end = first;
        while end < self.len() && self.class(end).is_nominal() && !matches!(self.class(end), Class::Quantity(_) | Class::Date(_))
        {
            end += 1;
        }
        while first < end && matches!(self.class(first), Class::Determiner | Class::Possessive) {
            first += 1;
        }
        let named = (first..end).any(|i| matches!(self.class(i), Class::Name(_)));
        (named && end > first).then(|| self.scene.phrase_words(first, end))
    }

    /// Whether the verb has an object or complement of its own: a thing, not a figure alone.
    fn has_object(&self, at: usize) -> bool {
        let end = self.clause_end(at, false);
        let timed =
            (at + 1..end).next().is_some_and(|i| matches!(self.class(i), Class::Quantity(_)) && self.lower(at) != "raised");
        !timed && (at + 1..end).any(|i| self.class(i).is_head())
    }

    /// Whether a topic is a name, or a short phrase around one.
    fn is_named(&self, topic: &Topic) -> bool {
        let short = topic.name.split_whitespace().count() <= 3;
        let around =
            |name: &NameMention| name.kind != NameKind::Place && topic.name.contains(self.scene.reading.words(name.span));
        topic.sort.is_some() || (short && self.scene.reading.names.iter().any(around))
    }

    /// The clause around the verb at token `at`; where its subject is known it begins with that, or with the date before it.
    fn clause(&self, at: usize, subject: Option<Phrase>) -> TextSpan {
        let tokens = &self.scene.sentence.tokens;
        let depth = tokens[at].depth;
        let opens = |i: &usize| {
            tokens[*i].depth < depth
                || tokens[*i].depth == depth
                    && (matches!(
                        tokens[*i].class,
                        Class::Stop | Class::Dash | Class::Colon | Class::Subordinator | Class::Quotation
                    ) || (matches!(tokens[*i].class, Class::Comma) && self.verb_between(*i, at)))
        };
        let mut first = (0..at).rev().find(opens).map_or(0, |i| i + 1);
        while first < at && matches!(tokens[first].class, Class::Conjunction | Class::Comma | Class::Close) {
            first += 1;
        }
        let dated = (first..at).any(|i| matches!(tokens[i].class, Class::Date(_)));
        if let Some(subject) = subject.filter(|subject| subject.first > first && subject.first < at && !dated) {
            first = subject.first;
        }
        let end = self.clause_end(at, false);
        TextSpan::new(tokens[first].span.start, tokens[end - 1].span.end)
    }

    /// Whether a comma at `comma` divides two clauses: a finite verb stands before it.
    fn verb_between(&self, comma: usize, at: usize) -> bool {
        let _ = at;
        (0..comma).any(|i| self.class(i).is_finite())
    }

    /// One past the last token of the clause that goes on after token `at`.
    fn clause_end(&self, at: usize, tight: bool) -> usize {
        let tokens = &self.scene.sentence.tokens;
        let depth = tokens[at].depth;
        for (i, token) in tokens.iter().enumerate().skip(at + 1) {
            if token.depth > depth {
                continue;
            }
            if token.depth < depth {
                return i;
            }
            let divides = match token.class {
                Class::Stop | Class::Dash | Class::Colon | Class::Quotation => true,
                Class::Comma => tight || self.begins_clause(i + 1),
                Class::Subordinator => true,
                Class::Conjunction => self.begins_clause(i),
                Class::Close => depth > 0,
                _ => tight && token.class.is_finite(),
            };
            if divides {
                return i;
            }
        }
        let last = tokens.len();
        if last > at + 1 && tokens[last - 1].class == Class::Stop { last - 1 } else { last }
    }

    /// Whether the words from token `at` begin a clause of their own.
    fn begins_clause(&self, at: usize) -> bool {
        let ahead = (at..self.len()).take(9).take_while(|i| !matches!(self.class(*i), Class::Comma | Class::Stop));
        let classes: Vec<Class> = ahead.map(|i| self.class(i)).collect();
        matches!(classes.first(), Some(Class::Relative | Class::Subordinator | Class::Verb(Form::Gerund)))
            || classes.iter().any(|class| class.is_finite())
    }

    fn finish(&self, kind: Kind, topic: Topic, migration: Option<Migration>, quote: TextSpan) -> Draft {
        let scene = self.scene;
        let dates = scene.reading.dates_in(quote).chain(scene.reading.dates_in(scene.sentence.span));
        let time = dates.map(|(_, mention)| mention).find_map(|mention| mention.place(self.setting));
        let attribution = self.attribution(quote);
        let clause = scene.reading.lower(quote);
        let future = time
            .as_deref()
            .zip(self.date)
            .is_some_and(|(time, today)| super::figure::is_after(time, today) && !self.setting.has_reported(time));
        let modality = modality::of_clause(clause, clause, future);
        let text = wording::of_sentence(scene.reading.words(quote), Some(&topic.name));
        Draft {
            kind,
            modality,
            text,
            subject: Some(topic.name),
            metric: None,
            figure: None,
            basis: None,
            compared_to: None,
            scope: None,
            migration,
            due: time.clone().filter(|_| modality == Modality::Forecast),
            time,
            check_worthiness: worthiness::of_event(kind, attribution.is_some()),
            attribution,
            quote,
            cell: None,
            why: vec![format!("{kind} by its verb")],
        }
    }

    fn attribution(&self, quote: TextSpan) -> Option<Attribution> {
        let covering = self.sources.iter().filter(|source| source.scope.overlaps(quote));
        covering.min_by_key(|source| (source.scope.len(), source.span)).map(|source| named_source(self.scene.reading, source))
    }
}
