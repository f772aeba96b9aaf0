//! Who or what a figure is about.
//!
//! Comes in: a sentence, a token of it, and what the reader has in mind. Goes out: a name, never a pronoun, and the phrase that names the
//! measure where the grammatical subject was a measure ("P99 latency fell to 5 ms").

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::mention::name::NameKind;
use crate::text::TextSpan;

use super::clause::{Governor, Phrase, governor, governor_of_verb};
use super::context::{Context, Sort, Topic, definite_sorts};
use super::lexicon::{Form, data_lines};
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
    fn found(topic: Topic, governor: Governor, rule: &'static str) -> Self {
        Self { topic: Some(topic), metric: None, verb: governor.verb, label: governor.label, phrase: governor.subject, rule }
    }
}

/// Everything that a sentence's tokens are looked up with.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'s> {
    pub reading: &'s Reading<'s>,
    pub sentence: &'s Sentence<'s>,
    pub context: &'s Context,
}

/// Whether `word`, in lower case, names a measure.
pub(crate) fn is_metric_noun(word: &str) -> bool {
    static NOUNS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| data_lines(include_str!("data/metric-nouns.txt")).flat_map(str::split_whitespace).collect());
    nouns.contains(word) || word.rsplit('-').next().is_some_and(|last| last != word && nouns.contains(last))
}

/// A name with the mark of possession.
pub(crate) fn genitive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// Whether `word` names what only an organisation has: money, staff, orders.
fn is_owned_noun(word: &str) -> bool {
    const OWNED: &[&str] = &[
        "revenue",
        "revenues",
        "sales",
        "income",
        "profit",
        "profits",
        "earnings",
        "loss",
        "losses",
        "margin",
        "margins",
        "ebitda",
        "ebit",
        "cash",
        "debt",
        "employees",
        "headcount",
        "workforce",
        "staff",
        "bookings",
        "backlog",
        "orders",
        "guidance",
        "shares",
        "dividend",
        "equity",
        "customers",
        "subscribers",
        "users",
        "valuation",
        "capitalization",
        "expenses",
        "expenditures",
        "churn",
        "retention",
        "turnover",
        "funding",
    ];
    OWNED.contains(&word)
}

/// Whether `word` names a transaction: its sum is its parties', not its own.
fn is_deal_noun(word: &str) -> bool {
    const DEALS: &[&str] = &[
        "deal",
        "deals",
        "contract",
        "contracts",
        "agreement",
        "round",
        "grant",
        "loan",
        "fine",
        "penalty",
        "settlement",
        "acquisition",
        "ipo",
        "bet",
        "takeover",
        "buyout",
        "financing",
        "facility",
        "commitment",
        "order",
        "package",
        "credit",
        "bonus",
        "seed",
        "series",
        "stake",
        "offer",
    ];
    DEALS.contains(&word)
}

/// Whether `word` names a stretch of time.
fn is_time_noun(word: &str) -> bool {
    const TIMES: &[&str] = &[
        "year",
        "years",
        "quarter",
        "quarters",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "half",
        "period",
        "decade",
        "today",
        "yesterday",
        "century",
        "time",
        "summer",
        "winter",
        "spring",
        "autumn",
        "fall",
        "hour",
        "hours",
        "minute",
        "minutes",
        "moment",
    ];
    TIMES.contains(&word)
}

impl<'s> Scene<'s> {
    fn token(&self, at: usize) -> Token<'s> {
        self.sentence.tokens[at]
    }

    fn class(&self, at: usize) -> Class {
        self.sentence.tokens[at].class
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

    /// The subject of the figure or verb at token `at`.
    pub(crate) fn subject_of(&self, at: usize) -> Subject {
        if let Some(open) = self.open_before(at)
            && let Some(subject) = self.parenthesised(at, open)
        {
            return subject;
        }
        if let Some(subject) = self.entry(at).or_else(|| self.possessor(at)).or_else(|| self.apposed_name(at)) {
            return subject;
        }
        let governor = governor(self.sentence, at);
        if let Some(subject) = self.share_of(at, governor).or_else(|| self.described(at, governor)) {
            return subject;
        }
        if let Some(phrase) = governor.subject {
            if let Some(subject) = self.respective(at, phrase, governor).or_else(|| self.at_name(at, phrase, governor)) {
                return subject;
            }
            return self.resolve(phrase, governor);
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
        let figure = &self.reading.quantities[index];
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
        if is_metric_noun(word) || is_time_noun(word) || is_deal_noun(word) || definite_sorts(word).contains(&Sort::Person) {
            return None;
        }
        let phrase = Phrase { first: at + 1, end, core_end: end };
        Some(Subject::found(self.phrase_topic(phrase), governor, "thing described"))
    }

    /// "A and B hold 19 and 14 percent respectively": the name in the figure's place.
    fn respective(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        tokens.iter().find(|token| token.lower == "respectively")?;
        let after_verb = |i: &usize| *i >= phrase.end && matches!(self.class(*i), Class::Quantity(_));
        let figures: Vec<usize> = (0..tokens.len()).filter(after_verb).collect();
        let names: Vec<usize> = (phrase.first..phrase.end).filter(|i| matches!(self.class(*i), Class::Name(_))).collect();
        let place = figures.iter().position(|figure| *figure == at)?;
        let one_each = names.len() == figures.len();
        names.get(place).filter(|_| one_each).map(|name| Subject::found(self.named(*name), governor, "respectively"))
    }

    /// "saves a sixth at Acme": the name behind the figure, where the grammatical subject holds none.
    fn at_name(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let name = at + 2;
        let linked = self.sentence.tokens.get(at + 1).is_some_and(|token| token.lower == "at");
        let named =
            (phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun | Class::Possessive));
        let fits = matches!(self.sentence.tokens.get(name).map(|token| token.class), Some(Class::Name(_)));
        (linked && fits && !named).then(|| Subject::found(self.named(name), governor, "name behind the figure"))
    }

    /// The token that opens the parenthesis around `at`.
    fn open_before(&self, at: usize) -> Option<usize> {
        let depth = self.token(at).depth;
        (depth > 0).then(|| (0..at).rev().find(|i| self.token(*i).depth < depth)).flatten()
    }

    /// "Confluent ($10B market cap)", "search dominance (1.45 million monthly searches)".
    fn parenthesised(&self, at: usize, open: usize) -> Option<Subject> {
        let inner = governor(self.sentence, at);
        if let Some(phrase) = inner.subject {
            return Some(self.resolve(phrase, inner));
        }
        let before = open.checked_sub(1)?;
        let attached = before
            .checked_sub(1)
            .is_some_and(|link| matches!(self.class(link), Class::Preposition | Class::Genitive | Class::Verb(Form::Gerund)));
        if matches!(self.class(before), Class::Name(_)) && !attached {
            return Some(Subject::found(
                self.named(before),
                Governor { verb: inner.verb, ..Governor::default() },
                "name before parenthesis",
            ));
        }
        let outer = self.subject_of(before);
        let governed = outer.topic.is_some() && outer.rule != "context";
        let metric = outer.metric;
        if governed && outer.verb.is_some() {
            return Some(Subject { verb: inner.verb, ..outer });
        }
        let phrase = self.nominal_ending(open)?;
        let subject = self.resolve(phrase, Governor { verb: inner.verb, ..Governor::default() });
        Some(Subject { metric: subject.metric.or(metric), ..subject })
    }

    /// "Mac: a 2015 MacBook, 3.1 GHz, 16 GiB RAM": a name, a colon, and what it is, without a verb of its own.
    fn entry(&self, at: usize) -> Option<Subject> {
        let colon = (0..at.min(5)).find(|i| self.class(*i) == Class::Colon).filter(|colon| *colon > 0)?;
        let named = (0..colon).all(|i| self.class(i).is_nominal() || matches!(self.class(i), Class::Open | Class::Close))
            && matches!(self.class(0), Class::Name(_));
        let verb = (colon + 1..at).any(|i| self.class(i).is_finite() && !self.class_follows(i, Class::Preposition));
        (named && !verb).then(|| Subject::found(self.named(0), Governor::default(), "entry of a list"))
    }

    fn class_follows(&self, at: usize, class: Class) -> bool {
        self.sentence.tokens.get(at + 1).is_some_and(|token| token.class == class)
    }

    /// "Laravel's 456,000 monthly searches", "their 5,000 employees".
    fn possessor(&self, at: usize) -> Option<Subject> {
        let mut place = at;
        while place > 0 && self.token(place - 1).depth == self.token(at).depth {
            place -= 1;
            match self.class(place) {
                Class::Genitive => {
                    let topic = self.name_or_phrase_ending(place)?;
                    return Some(Subject::found(topic, Governor::default(), "possessor"));
                }
                Class::Possessive => {
                    let topic = self.antecedent(place)?;
                    return Some(Subject::found(topic, Governor::default(), "possessive pronoun"));
                }
                Class::Adjective | Class::Noun | Class::Number | Class::Date(_) => {}
                // "456,000 monthly searches and steady 22% growth": one possessor for both.
                Class::Conjunction if self.left_of_conjunction_is_figure(place) => {}
                Class::Quantity(_) => {}
                _ => return None,
            }
        }
        None
    }

    fn left_of_conjunction_is_figure(&self, conjunction: usize) -> bool {
        let mut place = conjunction;
        while place > 0 {
            place -= 1;
            match self.class(place) {
                Class::Quantity(_) => return true,
                Class::Noun | Class::Adjective => {}
                _ => return false,
            }
        }
        false
    }

    /// "Quarkus +73%", "ASP.NET Core searches at 345K": a name in the words right before the figure, no verb between.
    fn apposed_name(&self, at: usize) -> Option<Subject> {
        let depth = self.token(at).depth;
        let mut place = at.checked_sub(1)?;
        if self.token(place).depth == depth && matches!(self.token(place).lower, "at" | "up" | "down" | "of") {
            place = place.checked_sub(1)?;
        } else if !matches!(self.class(place), Class::Name(_)) {
            return None;
        }
        if self.token(place).depth != depth || !self.class(place).is_head() {
            return None;
        }
        let phrase = self.nominal_ending(place + 1)?;
        let verb_before = phrase.first.checked_sub(1).is_some_and(|b| self.class(b).is_finite());
        let names = (phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_)));
        (names && !verb_before).then(|| self.resolve(phrase, Governor::default()))
    }

    /// "70% of APIs will have hooks", "60% of their APIs run on X", "80% of firms use X".
    fn share_of(&self, at: usize, governor: Governor) -> Option<Subject> {
        let absolute = at.checked_sub(1).is_some_and(|before| self.token(before).lower == "with");
        if governor.verb.is_some() && !absolute {
            return None;
        }
        let of =
            (at + 1..self.sentence.tokens.len()).take(5).find(|i| !matches!(self.class(*i), Class::Noun | Class::Adjective))?;
        if self.token(of).lower != "of" {
            return self.used_by(at);
        }
        let end =
            (of + 1..self.sentence.tokens.len()).find(|i| !self.class(*i).is_nominal()).unwrap_or(self.sentence.tokens.len());
        let first = of + 1;
        if first >= end {
            return None;
        }
        if let Some(possessive) = (first..end).find(|i| self.class(*i) == Class::Possessive) {
            let topic = self.antecedent(possessive)?;
            return Some(Subject::found(topic, governor, "share of possessor"));
        }
        if let Some(user) = self.used_by(at) {
            return Some(user);
        }
        let phrase = Phrase { first, end, core_end: end };
        Some(self.resolve(phrase, governor))
    }

    /// "… use Terraform": the thing used, where users are counted.
    fn used_by(&self, at: usize) -> Option<Subject> {
        const USING: &[&str] =
            &["use", "adopt", "choose", "prefer", "deploy", "run", "pick", "favor", "rely", "trust", "embrace", "select"];
        let lexicon = super::lexicon::Lexicon::shared();
        let verb = (at + 1..self.sentence.tokens.len()).take(14).find(|i| {
            self.token(*i).depth == self.token(at).depth
                && lexicon.verb(self.token(*i).lower).is_some_and(|verb| USING.contains(&verb.base))
        })?;
        let object = (verb + 1..self.sentence.tokens.len())
            .take(4)
            .find(|i| matches!(self.class(*i), Class::Name(_) | Class::Possessive))?;
        let topic = if self.class(object) == Class::Possessive { self.antecedent(object)? } else { self.named(object) };
        Some(Subject::found(topic, Governor::default(), "thing used"))
    }

    /// "Startup time: Under 100 ms" measures; "HashiCorp (HCP): …" names.
    fn labelled(&self, label: Phrase, governor: Governor) -> Option<Subject> {
        let subject = self.resolve(label, governor);
        let named = (label.first..label.end).any(|i| matches!(self.class(i), Class::Name(_)));
        (named || subject.metric.is_some()).then_some(subject)
    }

    /// "With 67% growth, FastAPI has …": the subject of the clause that an introductory phrase stands before.
    fn fronted(&self, at: usize, governor: Governor) -> Option<Subject> {
        let depth = self.token(at).depth;
        let fronting = (0..at).find(|i| self.token(*i).depth == depth).is_some_and(|i| self.class(i) == Class::Preposition);
        let comma =
            (at + 1..self.sentence.tokens.len()).find(|i| self.token(*i).depth == depth && self.class(*i) == Class::Comma)?;
        let first = comma + 1;
        let end =
            (first..self.sentence.tokens.len()).find(|i| !self.class(*i).is_nominal()).unwrap_or(self.sentence.tokens.len());
        let carries =
            self.sentence.tokens.get(end).is_some_and(|token| token.class.is_finite() || matches!(token.class, Class::Adverb));
        if !fronting || !carries {
            return None;
        }
        if end > first {
            return Some(self.resolve(Phrase { first, end, core_end: end }, governor));
        }
        let topic = self.antecedent(first).filter(|_| self.class(first) == Class::Pronoun)?;
        Some(Subject::found(topic, governor, "subject after introduction"))
    }

    /// "The 73% growth for Quarkus", "a 5% fall in Acme shares": the name in what follows the measure.
    fn complement(&self, at: usize, governor: Governor) -> Option<Subject> {
        let depth = self.token(at).depth;
        let ahead = (at + 1..self.sentence.tokens.len())
            .take(8)
            .take_while(|i| self.token(*i).depth == depth && !self.class(*i).is_finite());
        let link = ahead.clone().find(|i| matches!(self.token(*i).lower, "for" | "of" | "in" | "at" | "from"))?;
        let name = ahead.filter(|i| *i > link).find(|i| match self.class(*i) {
            Class::Name(name) => !matches!(self.reading.names[name].kind, NameKind::Place | NameKind::Publication),
            _ => false,
        })?;
        Some(Subject::found(self.named(name), governor, "complement of measure"))
    }

    /// A fragment without verb: the phrase before the figure ("GitHub stars for X, 70K").
    fn measured_before(&self, at: usize, governor: Governor) -> Option<Subject> {
        let mut end = at;
        while end > 0 && matches!(self.class(end - 1), Class::Preposition | Class::To | Class::Comma | Class::Adverb) {
            end -= 1;
        }
        let phrase = self.nominal_ending(end)?;
        let bare = (phrase.first..phrase.end).all(|i| !self.class(i).is_head());
        (!bare).then(|| self.resolve(phrase, governor))
    }

    /// The nominal tokens, with attached phrases, just before token `end`.
    fn nominal_ending(&self, end: usize) -> Option<Phrase> {
        let depth = self.token(end.checked_sub(1)?).depth;
        let mut first = end;
        let mut core_end = end;
        while first > 0 && self.token(first - 1).depth == depth {
            match self.class(first - 1) {
                class if class.is_nominal() => first -= 1,
                Class::Preposition if first >= 2 && self.class(first - 2).is_head() => {
                    core_end = first - 1;
                    first -= 1;
                }
                _ => break,
            }
        }
        (first < end).then_some(Phrase { first, end, core_end })
    }

    /// Resolves a noun phrase to a name: by itself, by its possessor, by what it stands for, or by what it measures.
    pub(crate) fn resolve(&self, phrase: Phrase, governor: Governor) -> Subject {
        let mut phrase = self.trimmed(phrase);
        let first = self.token(phrase.first);
        if matches!(first.class, Class::Pronoun | Class::Relative)
            || (first.class == Class::Determiner && phrase.end == phrase.first + 1)
        {
            let topic = self.antecedent(phrase.first);
            return Subject {
                topic,
                metric: None,
                verb: governor.verb,
                label: governor.label,
                phrase: governor.subject,
                rule: "pronoun",
            };
        }
        if let Some(example) = self.example(phrase) {
            return Subject::found(example, governor, "named example");
        }
        let head = phrase.core_end - 1;
        let measure = is_metric_noun(self.token(head).lower) && !matches!(self.class(head), Class::Name(_));
        if first.class == Class::Possessive {
            return self.owned(phrase, governor);
        }
        if let Some(genitive) = (phrase.first..phrase.core_end).rev().find(|i| self.class(*i) == Class::Genitive) {
            if let Class::Name(_) = self.class(head) {
                return Subject::found(self.named(head), governor, "possessed name");
            }
            if let Some(topic) = self.name_or_phrase_ending(genitive) {
                let metric = Some(Phrase { first: (genitive + 1).min(head), ..phrase });
                return Subject { metric, ..Subject::found(topic, governor, "possessor of subject") };
            }
        }
        if measure {
            let topic = self.name_within(phrase).or_else(|| self.measured_thing(phrase)).or_else(|| self.unnamed_owner(phrase));
            return Subject {
                topic,
                metric: Some(phrase),
                verb: governor.verb,
                label: governor.label,
                phrase: governor.subject,
                rule: "measure of",
            };
        }
        if let Some(topic) = self.definite(phrase) {
            return Subject::found(topic, governor, "definite description");
        }
        phrase.end = phrase.core_end;
        let figure = matches!(self.class(head), Class::Quantity(_) | Class::Number | Class::Date(_))
            || is_time_noun(self.token(head).lower);
        if figure {
            return self.fallback(governor);
        }
        Subject::found(self.phrase_topic(phrase), governor, "subject of verb")
    }

    /// "our billing system" is a thing of its own, with its owner's name; "their latency" is a measure of the owner.
    fn owned(&self, phrase: Phrase, governor: Governor) -> Subject {
        let head = phrase.core_end - 1;
        let metric = Some(Phrase { first: (phrase.first + 1).min(head), ..phrase });
        let owner = self.antecedent(phrase.first);
        let word = self.token(head).lower;
        let thing =
            self.token(phrase.first).lower == "our" && definite_sorts(word).contains(&Sort::Product) && !is_metric_noun(word);
        let topic = match owner {
            Some(owner) if thing && head > phrase.first => {
                let name = format!("{} {}", genitive(&owner.name), self.phrase_words(phrase.first + 1, phrase.core_end));
                Some(Topic { name, sort: None, plural: word.ends_with('s') })
            }
            owner => owner,
        };
        Subject {
            topic,
            metric,
            verb: governor.verb,
            label: governor.label,
            phrase: governor.subject,
            rule: "possessive pronoun",
        }
    }

    /// "frameworks like Quarkus", "vendors such as Oracle": the name given as an example.
    fn example(&self, phrase: Phrase) -> Option<Topic> {
        let link = phrase.core_end;
        let like = link < phrase.end && matches!(self.token(link).lower, "like" | "as");
        let name = (link + 1..phrase.end).find(|i| matches!(self.class(*i), Class::Name(_))).filter(|_| like)?;
        Some(self.named(name))
    }

    /// The phrase without figures, dates, determiners and connectives at its start.
    fn trimmed(&self, mut phrase: Phrase) -> Phrase {
        while phrase.first + 1 < phrase.core_end
            && matches!(self.class(phrase.first), Class::Date(_) | Class::Conjunction | Class::Comma | Class::Preposition)
        {
            phrase.first += 1;
        }
        phrase
    }

    /// "the company", "this framework": the name that it points back to.
    fn definite(&self, phrase: Phrase) -> Option<Topic> {
        let first = self.token(phrase.first);
        let pointing = first.class == Class::Determiner && matches!(first.lower, "the" | "this" | "that" | "these" | "those");
        let head = self.token(phrase.core_end - 1);
        let named = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Name(_)));
        if !pointing || named || phrase.core_end - phrase.first > 2 {
            return None;
        }
        let sorts = definite_sorts(head.lower);
        if sorts.is_empty() { None } else { self.antecedent_of(phrase.first, sorts) }
    }

    /// The last name inside a phrase about a measure: modifiers first ("Azure revenue"), then what follows "of" or "for".
    fn name_within(&self, phrase: Phrase) -> Option<Topic> {
        let is_name = |i: &usize| matches!(self.class(*i), Class::Name(_));
        let owned = phrase.core_end < phrase.end && matches!(self.token(phrase.core_end).lower, "of" | "for");
        let of = (phrase.core_end..phrase.end).find(is_name).filter(|_| owned);
        let own = of.or_else(|| (phrase.first..phrase.core_end).find(is_name));
        own.or_else(|| (phrase.core_end..phrase.end).find(is_name)).map(|at| self.named(at))
    }

    /// Whose measure it is where nobody is named: money and staff are an organisation's, the rest the topic's.
    fn unnamed_owner(&self, phrase: Phrase) -> Option<Topic> {
        let owned = (phrase.first..phrase.core_end).any(|i| is_owned_noun(self.token(i).lower));
        let earlier = (0..phrase.first).rev().find(|i| match self.class(*i) {
            Class::Name(name) => {
                self.token(*i).depth == 0 && matches!(self.reading.names[name].kind, NameKind::Organisation | NameKind::Product)
            }
            _ => false,
        });
        if let Some(earlier) = earlier {
            return Some(self.named(earlier));
        }
        if owned {
            return self.context.owner().cloned();
        }
        let thing = (phrase.first..phrase.core_end - 1)
            .find(|i| self.class(*i) == Class::Noun && definite_sorts(self.token(*i).lower).contains(&Sort::Product));
        let thing = thing.map(|i| Topic { name: self.phrase_words(phrase.first.max(i), i + 1), sort: None, plural: false });
        thing.or_else(|| self.context.topic().cloned())
    }

    /// "revenue of the cloud unit" → the cloud unit; "average order value" has none.
    fn measured_thing(&self, phrase: Phrase) -> Option<Topic> {
        let link = phrase.core_end;
        if link + 1 >= phrase.end || !matches!(self.token(link).lower, "of" | "for") {
            return None;
        }
        let inner = Phrase { first: link + 1, end: phrase.end, core_end: phrase.end };
        if let Some(topic) = self.definite(inner) {
            return Some(topic);
        }
        let head = self.token(phrase.end - 1);
        let temporal = matches!(head.class, Class::Date(_) | Class::Quantity(_)) || is_time_noun(head.lower);
        (!temporal && !is_metric_noun(head.lower)).then(|| self.phrase_topic(inner))
    }

    /// The words of a phrase as a topic.
    fn phrase_topic(&self, phrase: Phrase) -> Topic {
        let mut first = phrase.first;
        while first + 1 < phrase.end && matches!(self.class(first), Class::Determiner | Class::Quantity(_) | Class::Adverb) {
            first += 1;
        }
        if phrase.end - first == 1
            && let Class::Name(_) = self.class(first)
        {
            return self.named(first);
        }
        let name = self.phrase_words(first, phrase.end);
        let last = self.token(phrase.end - 1);
        let sort = match last.class {
            Class::Name(at) => Sort::of(self.reading.names[at].kind),
            _ => None,
        };
        Topic { name, sort, plural: last.lower.ends_with('s') }
    }

    /// The name at token `at` as a topic.
    pub(crate) fn named(&self, at: usize) -> Topic {
        let token = self.token(at);
        let sort = match token.class {
            Class::Name(name) => Sort::of(self.reading.names[name].kind),
            _ => None,
        };
        Topic { name: token.word.to_owned(), sort, plural: false }
    }

    /// The name or noun phrase that ends just before token `end`.
    fn name_or_phrase_ending(&self, end: usize) -> Option<Topic> {
        let last = end.checked_sub(1)?;
        match self.class(last) {
            Class::Name(_) => Some(self.named(last)),
            Class::Noun => {
                let phrase = self.nominal_ending(end)?;
                let phrase = Phrase { first: phrase.first, end, core_end: end };
                self.definite(phrase).or_else(|| Some(self.phrase_topic(phrase)))
            }
            _ => None,
        }
    }

    /// What the pronoun at token `at` stands for.
    pub(crate) fn antecedent(&self, at: usize) -> Option<Topic> {
        match self.token(at).lower {
            "we" | "our" | "us" | "ours" | "i" | "my" | "me" | "we've" | "we're" | "we'll" | "i'm" | "i've" => {
                // Inside quotation marks the speaker's side speaks, not the author.
                if self.is_quoted(at) { self.context.owner().cloned() } else { self.context.author.clone() }
            }
            "he" | "she" | "his" | "her" | "him" => self.antecedent_of(at, &[Sort::Person]),
            "they" | "their" | "them" => self.taken_up(at, true, &[Sort::Organisation, Sort::Product]),
            "it" | "its" => self.taken_up(at, false, &[Sort::Product, Sort::Organisation]),
            "who" | "whom" | "which" => self.nominal_ending(at).map(|phrase| self.phrase_topic(phrase)),
            "you" | "your" | "there" | "one" | "others" | "everyone" => None,
            _ => self.context.topic().cloned(),
        }
    }

    /// The subject of the sentence before for a pronoun that opens a sentence, else the nearest name before.
    fn taken_up(&self, at: usize, plural: bool, sorts: &[Sort]) -> Option<Topic> {
        let before = |i: &usize| matches!(self.class(*i), Class::Name(_) | Class::Noun);
        let opens = !(0..at).any(|i| before(&i));
        let subject = self.context.taken_up(plural).filter(|_| opens);
        subject.cloned().or_else(|| self.antecedent_of(at, sorts))
    }

    /// Whether token `at` stands between quotation marks.
    fn is_quoted(&self, at: usize) -> bool {
        self.sentence.tokens[..at].iter().filter(|token| token.class == Class::Quotation).count() % 2 == 1
    }

    /// The first fitting name of the sentence before token `at`, else the last fitting one said before.
    fn antecedent_of(&self, at: usize, sorts: &[Sort]) -> Option<Topic> {
        let fits = |i: &usize| match self.class(*i) {
            Class::Name(name) => {
                let kind = self.reading.names[name].kind;
                kind != NameKind::Place
                    && kind != NameKind::Publication
                    && Sort::of(kind).is_none_or(|sort| sorts.contains(&sort))
            }
            _ => false,
        };
        (0..at).find(fits).map(|i| self.named(i)).or_else(|| self.context.last(sorts).cloned())
    }

    fn fallback(&self, governor: Governor) -> Subject {
        let topic = self.context.topic().cloned();
        Subject { topic, metric: None, verb: governor.verb, label: governor.label, phrase: governor.subject, rule: "context" }
    }
}
