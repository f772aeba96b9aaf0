//! Who or what a figure is about.
//!
//! Comes in: a sentence, a token of it, and what the reader has in mind. Goes out: a name, never a pronoun, and the phrase that names the
//! measure where the grammatical subject was a measure ("P99 latency fell to 5 ms").

mod ahead;
mod asked;
mod beside;
mod deeds;
mod definite;
mod described;
mod listed;
mod local;
mod object;
mod owner;
mod parenthesis;
mod part;
mod pronoun;
mod public;
mod resolve;
mod respective;
mod speech;
mod survey;
#[cfg(test)]
mod tests;
mod topic;
mod turn;
mod turned;
mod workload;

use crate::mention::name::NameKind;
use crate::text::TextSpan;

pub(crate) use asked::survey_named;
pub(crate) use owner::is_account_item;

pub(crate) use turn::Turn;

use super::clause::{Governor, Phrase, governor, governor_of_verb};
use super::context::{Context, Sort, Topic, definite_sorts};
use super::lexicon::{Form, Lexicon};
use super::nouns::{self, NounClass};
use super::reading::Reading;
use super::syntax::{Class, Sentence, Token};

/// A resolved subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The name, as the article gives it.
    pub topic: Option<Topic>,
    /// The tokens that name the measure, where the grammatical subject did.
    pub metric: Option<Phrase>,
    /// The verb that governs the figure.
    pub verb: Option<usize>,
    /// The words before a colon that label the figure.
    pub label: Option<Phrase>,
    /// The tokens of the grammatical subject, where there is one.
    pub phrase: Option<Phrase>,
    /// Which rule found it.
    pub rule: &'static str,
}

impl Subject {
    /// Whether the figure is a share of people who are asked or counted.
    pub(crate) fn is_people(&self) -> bool {
        matches!(self.rule, "share of people" | "those counted before")
    }

    /// Whether a product with a name is the grammatical subject.
    pub(crate) fn is_product(&self) -> bool {
        let told =
            matches!(self.rule, "subject of verb" | "name before parenthesis" | "label in parentheses" | "name turned round");
        told && self.topic.as_ref().is_some_and(|topic| topic.sort == Some(Sort::Product))
    }

    pub(crate) fn found(topic: impl Into<Option<Topic>>, governor: Governor, rule: &'static str) -> Self {
        Self { topic: topic.into(), metric: None, verb: governor.verb, label: governor.label, phrase: governor.subject, rule }
    }
}

/// Everything that a sentence's tokens are looked up with.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'s> {
    pub reading: &'s Reading<'s>,
    pub sentence: &'s Sentence<'s>,
    pub context: &'s Context,
    /// How many figures the one that is asked about was reached over.
    pub steps: u8,
}

/// A name with the mark of possession.
pub(crate) fn genitive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// Whether `name` is what people answer, and none of them.
fn is_bare_answer(name: &str) -> bool {
    const ANSWERS: &[&str] = &[
        "yes",
        "no",
        "maybe",
        "not sure",
        "unsure",
        "other",
        "others",
        "none",
        "n/a",
        "not applicable",
        "don't know",
        "don’t know",
        "no answer",
    ];
    let lower = name.to_lowercase();
    ANSWERS.contains(&lower.as_str()) || ["yes,", "no,", "yes ", "no ", "not "].iter().any(|opening| lower.starts_with(opening))
}

impl<'s> Scene<'s> {
    fn token(&self, at: usize) -> Token<'s> {
        self.sentence.tokens[at]
    }

    fn class(&self, at: usize) -> Class {
        self.sentence.tokens[at].class
    }

    /// The base form of the verb that token `at` may be.
    fn base(&self, at: usize) -> Option<&'static str> {
        Lexicon::shared().verb(self.token(at).lower).map(|verb| verb.base)
    }

    /// The unit of the figure at token `at`.
    pub(crate) fn unit_of(&self, at: usize) -> Option<&'s str> {
        match self.class(at) {
            Class::Quantity(index) => Some(self.reading.quantities[index as usize].quantity.unit.as_str()),
            _ => None,
        }
    }

    /// The kind of the name at token `at`.
    fn kind(&self, at: usize) -> Option<NameKind> {
        match self.sentence.tokens.get(at)?.class {
            Class::Name(name) => Some(self.reading.names[name as usize].kind),
            _ => None,
        }
    }

    /// Where the nominal tokens from `first` on end, at `limit` at most.
    pub(crate) fn nominal_end(&self, first: usize, limit: usize) -> usize {
        (first..limit).find(|i| !self.class(*i).is_nominal()).unwrap_or(limit)
    }

    /// The subject of the verb at token `verb`, where it stands before it.
    fn subject_before(&self, verb: usize) -> Option<Phrase> {
        governor_of_verb(self.sentence, verb).subject.filter(|subject| subject.end <= verb)
    }

    /// The words of tokens `first..end` on the depth of the first, without leading determiners.
    pub(crate) fn phrase_words(&self, first: usize, end: usize) -> String {
        let span = TextSpan::new(self.token(first).span.start, self.token(end - 1).span.end);
        let depth = self.token(first).depth;
        let tokens = &self.sentence.tokens[first..end];
        if tokens.iter().all(|token| token.depth == depth) {
            return self.reading.words(span).to_owned();
        }
        let kept = tokens.iter().filter(|t| t.depth == depth && !matches!(t.class, Class::Open | Class::Close));
        kept.map(|token| token.word).collect::<Vec<_>>().join(" ")
    }

    /// "the chief of Acme, which has 215 clinics": the organisation right before "which", where a person was taken for it.
    fn which_before(&self, at: usize, subject: &Subject) -> Option<Topic> {
        let verb = subject.verb.filter(|verb| *verb <= at)?;
        let which = (verb.saturating_sub(3)..verb).rev().find(|i| self.token(*i).lower == "which")?;
        let name = which.checked_sub(2).filter(|_| self.class(which - 1) == Class::Comma)?;
        let thing = self.kind(name).is_some_and(|kind| kind != NameKind::Person && kind.is_measured());
        let person = subject.topic.as_ref().is_some_and(|topic| {
            topic.sort == Some(Sort::Person) || definite_sorts(&topic.name).contains(&Sort::Person) || topic.name == "chief"
        });
        (thing && person).then(|| self.named(name))
    }

    /// The subject of the figure or verb at token `at`: what the sentence names first where nothing else tells, else what was spoken of before.
    pub(crate) fn subject_of(&self, at: usize) -> Subject {
        // Each figure may ask about others; of rows and nests of them only the nearest are followed.
        const FAR: u8 = 4;
        if self.steps > FAR {
            return self.fallback(Governor::default());
        }
        let further = Scene { steps: self.steps + 1, ..*self };
        let subject = further.told_subject(at);
        let subject = match self.which_before(at, &subject) {
            Some(thing) => Subject { topic: Some(thing), ..subject },
            None => subject,
        };
        // "47% Yes, I use it", "Not sure 22%": nobody is called "Yes".
        let answered = self.context.is_survey()
            && self.is_share(at)
            && subject.topic.as_ref().is_some_and(|topic| is_bare_answer(&topic.name));
        if answered || self.context.is_survey() && self.is_share(at) && self.is_answer(at, &subject) {
            return self.crowd(at, Governor { verb: subject.verb, label: subject.label, ..Governor::default() });
        }
        if let Some(machine) = self.run_on(at, &subject) {
            return Subject { topic: Some(machine), rule: "thing run on", ..subject };
        }
        if let Some(place) = self.placed(at, &subject) {
            return Subject { topic: Some(place), rule: "place of measure", ..subject };
        }
        if subject.rule != "context" {
            return subject;
        }
        if let Some(before) = further.set_beside_before(at) {
            return Subject { verb: subject.verb, ..before };
        }
        if let Some(beside) = further.like_before(at) {
            return Subject { verb: subject.verb, ..beside };
        }
        if let Some(whole) = further.part_of_which(at) {
            return Subject { verb: subject.verb, ..whole };
        }
        // "Doing so took five people": whoever did it.
        let so = self.token(0).lower == "doing"
            && matches!(self.sentence.tokens.get(1).map(|token| token.lower), Some("so" | "this" | "that"));
        if let Some(doer) = self.context.subject().filter(|_| so) {
            return Subject { topic: Some(doer.clone()), rule: "who did so", ..subject };
        }
        // "Yes, from 10.9 TB to 347 GB!"
        let tokens = &self.sentence.tokens;
        let verbless = !tokens.iter().any(|token| token.class.is_finite())
            && !tokens[..at].iter().any(|token| matches!(token.class, Class::Name(_)));
        if let Some(topic) = self.context.figured().filter(|_| verbless) {
            return Subject { topic: Some(topic.clone()), rule: "figure taken up", ..subject };
        }
        if let Some(changing) = self.changing(at).filter(|_| self.context.own_organisation().is_none()) {
            return Subject { topic: Some(changing), rule: "what changes", ..subject };
        }
        let foreign = self.context.own_organisation().is_none();
        let shared = self.is_share(at)
            && (self.context.is_survey() || foreign && (self.context.crowd().is_some() || self.polled(at).is_some()));
        if shared || subject.topic.is_none() && self.context.is_survey() && foreign {
            return self.crowd(at, Governor { verb: subject.verb, label: subject.label, ..Governor::default() });
        }
        match self.acting_untold(at) {
            Some(topic) => Subject { topic: Some(topic), rule: "who acts before", ..subject },
            None => subject,
        }
    }

    fn told_subject(&self, at: usize) -> Subject {
        if let Some(subject) = self.told_around(at) {
            return subject;
        }
        let governor = governor(self.sentence, at);
        // "compared with an increase in wages of 15 percent"
        let compared = governor.verb.is_some_and(|verb| self.token(verb).lower == "compared" && verb < at);
        if let Some(changing) = self.changing(at).filter(|_| compared && self.context.own_organisation().is_none()) {
            return Subject::found(changing, governor, "what changes");
        }
        // "The report found a 67% increase in AI investment"
        if let Some(changing) = self.changing(at).filter(|_| self.is_finding(governor)) {
            return Subject::found(changing, governor, "what changes");
        }
        if let Some(subject) = self.share_of(at, governor).or_else(|| self.described(at, governor)) {
            return subject;
        }
        if let Some(phrase) = governor.subject {
            return self.of_clause(at, phrase, governor);
        }
        if let Some(ahead) = governor.ahead {
            return self.ahead(at, ahead, governor);
        }
        if let Some(label) = governor.label
            && let Some(subject) = self.labelled(label, governor)
        {
            return subject;
        }
        if governor.verb.is_none() {
            let found = self
                .fronted(at, governor)
                .or_else(|| self.complement(at, governor))
                .or_else(|| self.measured_before(at, governor));
            if let Some(subject) = found {
                return subject;
            }
        }
        self.fallback(governor)
    }

    /// What the words right around the figure name, whatever its clause is about.
    fn told_around(&self, at: usize) -> Option<Subject> {
        self.compared_from(at)
            .or_else(|| self.other_end(at))
            .or_else(|| self.whole_of(at))
            .or_else(|| self.with_share(at))
            .or_else(|| self.answered_with(at))
            .or_else(|| self.wanted_by(at))
            .or_else(|| self.worth(at))
            .or_else(|| self.told_behind_colon(at))
            .or_else(|| self.made_by(at))
            .or_else(|| self.led_to(at))
            .or_else(|| self.asked(at))
            .or_else(|| self.set_against(at))
            .or_else(|| self.compared_beside(at))
            .or_else(|| self.change_beside(at))
            .or_else(|| self.against(at))
            .or_else(|| self.told_apart_in_front(at))
            .or_else(|| self.done_by_us(at))
            .or_else(|| self.parenthesised(at, self.open_before(at)?))
            .or_else(|| self.part_listed(at))
            .or_else(|| self.named_in_brackets(at))
            .or_else(|| self.share_listed(at))
            .or_else(|| self.entry(at))
            .or_else(|| self.item_of_one_word(at))
            .or_else(|| self.told_behind(at))
            .or_else(|| self.with_their_respective(at))
            .or_else(|| self.possessor(at))
            .or_else(|| self.ranked_behind(at))
            .or_else(|| self.apposed_name(at))
            .or_else(|| self.gapped(at))
            .or_else(|| self.distributed(at))
            .or_else(|| self.having(at))
    }

    /// The subject of a clause whose grammatical subject is `phrase`: that, or whom its verb and its other words name.
    fn of_clause(&self, at: usize, phrase: Phrase, governor: Governor) -> Subject {
        let special = self
            .respective(at, phrase, governor)
            .or_else(|| self.prevented(governor))
            .or_else(|| self.done_with(at, phrase, governor))
            .or_else(|| self.running(at, phrase, governor))
            .or_else(|| self.brought(at, phrase, governor))
            .or_else(|| self.spender(at, governor))
            .or_else(|| self.moved(at, governor))
            .or_else(|| self.made_to(at, governor))
            .or_else(|| self.own_measure(at, governor))
            .or_else(|| self.suffered(at, phrase, governor))
            .or_else(|| self.said_of(governor))
            .or_else(|| self.driven(at, phrase, governor))
            .or_else(|| self.deed_object(at, phrase, governor))
            .or_else(|| self.assessed(at, governor))
            .or_else(|| self.expected(at, phrase, governor))
            .or_else(|| self.at_name(at, phrase, governor));
        special.unwrap_or_else(|| self.behind(at, phrase, governor))
    }

    /// "The report found", "data showed": whether who studies something tells of it.
    fn is_finding(&self, governor: Governor) -> bool {
        const STUDIES: &[&str] =
            &["report", "survey", "study", "poll", "data", "analysis", "research", "researchers", "findings"];
        let finds = governor.verb.and_then(|verb| self.base(verb));
        let finds = finds.is_some_and(|base| matches!(base, "find" | "show" | "reveal" | "report" | "see" | "record" | "note"));
        let head = governor.subject.and_then(|subject| subject.core_end.checked_sub(1));
        finds && head.is_some_and(|head| STUDIES.contains(&self.token(head).lower))
    }

    /// "70% of adults say so, up from 15% in August": whose the figure before it is.
    fn compared_from(&self, at: usize) -> Option<Subject> {
        // "up from last year's 9%"
        let passed = |i: &usize| matches!(self.class(*i), Class::Adverb | Class::Adjective | Class::Date(_) | Class::Genitive);
        let from = (at.saturating_sub(4)..at).rev().find(|i| !passed(i))?;
        let moved = from.checked_sub(1).is_some_and(|i| matches!(self.token(i).lower, "up" | "down"));
        if self.token(from).lower != "from" || !moved {
            return None;
        }
        let unit = self.unit_of(at);
        let before = (0..from).rev().find(|i| self.unit_of(*i).is_some_and(|before| Some(before) == unit))?;
        // "9%, up from 7%, up from 5%": a chain is followed back one step.
        let chained = (before.saturating_sub(3)..before).any(|i| self.token(i).lower == "from");
        if chained && (before.saturating_sub(4)..before).any(|i| matches!(self.token(i).lower, "up" | "down")) {
            return None;
        }
        let subject = self.subject_of(before);
        subject.topic.is_some().then_some(Subject { metric: None, ..subject })
    }

    /// The subject of a figure behind its verb. An expletive says nothing, and a pronoun that points nowhere leaves what the text is about.
    fn behind(&self, at: usize, phrase: Phrase, governor: Governor) -> Subject {
        if self.token(phrase.first).lower == "there" {
            let own = || Some(Subject::found(self.context.own_organisation()?.clone(), governor, "what we have"));
            return self.existing(at, governor).or_else(own).unwrap_or_else(|| self.fallback(governor));
        }
        // "We turned off 31 machines, which cut costs by 58%"
        let which = governor.verb.and_then(|verb| {
            (phrase.end..verb).rev().take(3).find(|i| self.token(*i).lower == "which" && self.class(*i) == Class::Relative)
        });
        if let Some(which) = which
            && (self.is_doing(governor) || self.is_equation(at, governor))
            && let Some(told) = self.told_before_which(which)
        {
            return Subject { verb: governor.verb, metric: None, ..told };
        }
        if let Some(subject) = self.related(phrase, governor) {
            return subject;
        }
        let subject = self.resolve(phrase, governor);
        if subject.topic.is_some() { subject } else { self.fallback(governor) }
    }

    /// The subject of the verb at token `at`.
    pub(crate) fn subject_of_verb(&self, at: usize) -> Subject {
        let governor = governor_of_verb(self.sentence, at);
        match governor.subject {
            Some(phrase) => self.resolve(phrase, governor),
            None => self.fallback(governor),
        }
    }

    /// "the 1 GB database file", "a $150B infrastructure market": the thing that a figure of measure describes.
    fn described(&self, at: usize, governor: Governor) -> Option<Subject> {
        let Class::Quantity(index) = self.class(at) else { return None };
        let figure = &self.reading.quantities[index as usize];
        if figure.counted || matches!(figure.quantity.unit.as_str(), "" | "%" | "x" | "pp" | "bps") {
            return None;
        }
        let depth = self.token(at).depth;
        let end = (at + 1..self.sentence.tokens.len())
            .find(|i| self.token(*i).depth != depth || !matches!(self.class(*i), Class::Noun | Class::Adjective | Class::Name(_)))
            .unwrap_or(self.sentence.tokens.len());
        let head = end.checked_sub(1).filter(|head| *head > at && self.class(*head).is_head())?;
        let word = self.token(head).lower;
        if !(at + 1..head).any(|i| self.class(i).is_head()) {
            return None;
        }
        // "a $2 million favourable pricing comparison", in an organisation's own account: what a sum explains is no thing.
        const EFFECTS: &[&str] = &[
            "comparison",
            "impact",
            "effect",
            "effects",
            "benefit",
            "benefits",
            "headwind",
            "tailwind",
            "variance",
            "offset",
            "contribution",
            "adjustment",
            "increase",
            "decrease",
            "expense",
            "expenses",
            "fees",
            "item",
            "items",
        ];
        let effect = EFFECTS.contains(&word) && self.context.own_organisation().is_some();
        if effect
            || nouns::is_metric(word)
            || (at + 1..head).any(|i| nouns::is(self.token(i).lower, NounClass::Deal))
            || matches!(word, "milestone" | "mark" | "threshold" | "level" | "barrier")
            || nouns::is(word, NounClass::Time)
            || nouns::is(word, NounClass::Deal)
            || definite_sorts(word).contains(&Sort::Person)
        {
            return None;
        }
        // "Acme Sound, a $199 portable speaker, …": the name that it describes.
        let article = at.checked_sub(1).filter(|article| matches!(self.token(*article).lower, "a" | "an"));
        let comma = article.and_then(|article| article.checked_sub(1)).filter(|comma| self.class(*comma) == Class::Comma);
        let named = comma.and_then(|comma| comma.checked_sub(1)).filter(|name| {
            matches!(self.class(*name), Class::Name(_))
                && matches!(self.kind(*name), Some(NameKind::Product | NameKind::Organisation | NameKind::Other))
        });
        if let Some(name) = named {
            return Some(Subject::found(self.named(name), governor, "described name"));
        }
        let phrase = Phrase { first: at + 1, end, core_end: end };
        Some(Subject::found(self.phrase_topic(phrase), governor, "thing described"))
    }

    /// "saves a sixth at Acme": the name behind the figure, where the grammatical subject holds none.
    fn at_name(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let name = at + 2;
        let linked = self
            .sentence
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.lower == "at" || token.lower == "in" && self.kind(name) == Some(NameKind::Product));
        let named =
            (phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun | Class::Possessive));
        // "18% at ACME studios": no name stands alone there.
        let alone = self.sentence.tokens.get(name + 1).is_none_or(|next| next.class != Class::Noun);
        let fits = alone && matches!(self.sentence.tokens.get(name).map(|token| token.class), Some(Class::Name(_)));
        (linked && fits && !named).then(|| Subject::found(self.named(name), governor, "name behind the figure"))
    }

    /// "Received a $30 million payment", in an organisation's own account: what it did, in a line without its subject.
    fn done_by_us(&self, at: usize) -> Option<Subject> {
        let own = self.context.own_organisation().filter(|own| own.sort != Some(Sort::Person))?;
        let verb = Lexicon::shared().verb(self.token(0).lower).filter(|verb| matches!(verb.form, Form::Past))?;
        let object = self.sentence.tokens.get(1).filter(|next| {
            matches!(
                next.class,
                Class::Determiner | Class::Possessive | Class::Quantity(_) | Class::Name(_) | Class::Adjective | Class::Noun
            )
        })?;
        let governs = !(1..at).any(|i| self.class(i).is_finite() || self.class(i) == Class::Relative);
        let acts = !verb.noun && matches!(self.class(0), Class::Verb(Form::Past | Form::Participle) | Class::Adjective);
        // "Adjusted EBITDA was …" describes.
        let carried = (at..self.sentence.tokens.len()).any(|i| self.class(i).is_finite() && self.token(i).depth == 0);
        let describes = carried && object.class != Class::Determiner;
        (governs && acts && !describes)
            .then(|| Subject::found(own.clone(), Governor { verb: Some(0), ..Governor::default() }, "who writes"))
    }

    fn fallback(&self, governor: Governor) -> Subject {
        Subject::found(self.context.topic().cloned(), governor, "context")
    }
}
