//! From a noun phrase to a name: possessors, definite descriptions, pronouns, and whose a measure is.
//!
//! Comes in: a grammatical subject. Goes out: what it stands for.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase, governor_of_verb};
use super::super::context::{Sort, Topic, definite_sorts};
use super::super::lexicon::{Form, Lexicon};
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::super::syntax::spelling::is_plural_noun;
use super::{Scene, Subject, genitive};

impl<'s> Scene<'s> {
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
        if first.class == Class::Verb(Form::Gerund) {
            return Subject::found(self.deed(phrase), governor, "deed");
        }
        if let Some(topic) = self.described_before(phrase).or_else(|| self.named_behind(phrase)) {
            return Subject::found(topic, governor, "described name");
        }
        if let Some(example) = self.example(phrase) {
            return Subject::found(example, governor, "named example");
        }
        let head = phrase.core_end - 1;
        let measure = nouns::is_metric(self.token(head).lower) && !matches!(self.class(head), Class::Name(_));
        if first.class == Class::Possessive {
            return self.owned(phrase, governor);
        }
        if let Some(genitive) = (phrase.first..phrase.core_end).rev().find(|i| self.class(*i) == Class::Genitive) {
            if let Class::Name(_) = self.class(head) {
                return Subject::found(self.named(head), governor, "possessed name");
            }
            if let Some(part) = self.part_of(Phrase { first: genitive + 1, ..phrase }) {
                return Subject::found(part, governor, "part of an organisation");
            }
            if let Some(topic) = self.name_or_phrase_ending(genitive) {
                let metric = Some(Phrase { first: (genitive + 1).min(head), ..phrase });
                return Subject { metric, ..Subject::found(topic, governor, "possessor of subject") };
            }
        }
        if measure {
            let topic = self.name_within(phrase).or_else(|| self.measured_thing(phrase));
            let topic = topic.or_else(|| self.name_behind(phrase)).or_else(|| self.unnamed_owner(phrase));
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
        let whole = phrase.end;
        phrase.end = phrase.core_end;
        let bare = self.class(head) == Class::Number && phrase.core_end - phrase.first == 1;
        let figure = bare
            || matches!(self.class(head), Class::Quantity(_) | Class::Date(_))
            || nouns::is(self.token(head).lower, NounClass::Time);
        let headless = !(phrase.first..phrase.core_end).any(|i| self.class(i).is_head() || self.class(i) == Class::Number);
        if let Some(group) = self.fronted_group().filter(|_| figure || is_vague(self.token(head).lower)) {
            return Subject::found(group, governor, "group that a part is of");
        }
        if figure || headless || self.counts_people(phrase) || is_vague(self.token(head).lower) {
            return self.fallback(governor);
        }
        Subject::found(self.phrase_topic(self.with_complement(phrase, whole)), governor, "subject of verb")
    }

    /// "market for heat pumps", "sale of the mill": one bare noun says too little without what it is of or for.
    fn with_complement(&self, phrase: Phrase, whole: usize) -> Phrase {
        let link = phrase.core_end;
        let first = (phrase.first..link).find(|i| self.class(*i) != Class::Determiner).unwrap_or(phrase.first);
        let bare = link == first + 1 && self.class(first) == Class::Noun;
        if !bare || link >= whole || !matches!(self.token(link).lower, "of" | "for") {
            return phrase;
        }
        let end = (link + 1..whole).find(|i| !self.class(*i).is_nominal()).unwrap_or(whole);
        let plain = (link + 1..end).all(|i| !matches!(self.class(i), Class::Quantity(_) | Class::Date(_) | Class::Possessive));
        if plain && end > link + 1 { Phrase { end, ..phrase } } else { phrase }
    }

    /// "our billing system" is a thing of its own, with its owner's name; "their latency" is a measure of the owner.
    pub(super) fn owned(&self, phrase: Phrase, governor: Governor) -> Subject {
        let head = phrase.core_end - 1;
        let metric = Some(Phrase { first: (phrase.first + 1).min(head), ..phrase });
        let owner = self.antecedent(phrase.first);
        let word = self.token(head).lower;
        let thing =
            self.token(phrase.first).lower == "our" && definite_sorts(word).contains(&Sort::Product) && !nouns::is_metric(word);
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
    pub(super) fn example(&self, phrase: Phrase) -> Option<Topic> {
        let link = phrase.core_end;
        let like = link < phrase.end && matches!(self.token(link).lower, "like" | "as");
        let name = (link + 1..phrase.end).find(|i| matches!(self.class(*i), Class::Name(_))).filter(|_| like)?;
        Some(self.named(name))
    }

    /// The phrase without figures, dates, determiners and connectives at its start.
    pub(super) fn trimmed(&self, mut phrase: Phrase) -> Phrase {
        while phrase.first + 1 < phrase.core_end
            && matches!(self.class(phrase.first), Class::Date(_) | Class::Conjunction | Class::Comma | Class::Preposition)
        {
            phrase.first += 1;
        }
        phrase
    }

    /// "the company", "this framework": the name that it points back to.
    pub(super) fn definite(&self, phrase: Phrase) -> Option<Topic> {
        let first = self.token(phrase.first);
        let pointing = first.class == Class::Determiner && matches!(first.lower, "the" | "this" | "that" | "these" | "those");
        let head = self.token(phrase.core_end - 1);
        let named = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Name(_)));
        if !pointing || named || phrase.core_end - phrase.first > 2 {
            return None;
        }
        let sorts = definite_sorts(head.lower);
        if !is_generic(head.lower)
            && let Some(topic) = self.context.described(head.lower)
        {
            return Some(topic.clone());
        }
        if matches!(head.lower, "company" | "firm" | "group" | "organisation" | "organization" | "corporation")
            && let Some(own) = self.context.own_organisation()
        {
            return Some(own.clone());
        }
        if sorts.is_empty() { None } else { self.antecedent_of(phrase.first, sorts) }
    }

    /// The name inside a phrase about a measure: what "of" or "for" gives it to, else a modifier ("Azure revenue").
    pub(super) fn name_within(&self, phrase: Phrase) -> Option<Topic> {
        let is_name = |i: &usize| matches!(self.class(*i), Class::Name(_));
        let link = phrase.core_end;
        let owned = link < phrase.end && matches!(self.token(link).lower, "of" | "for");
        let next = (link + 1..phrase.end).find(|i| !self.class(*i).is_nominal()).unwrap_or(phrase.end);
        let of = next.checked_sub(1).filter(|last| owned && *last > link && is_name(last));
        of.or_else(|| (phrase.first..phrase.core_end).find(is_name)).map(|at| self.named(at))
    }

    /// The name in what is attached to a phrase about a measure.
    fn name_behind(&self, phrase: Phrase) -> Option<Topic> {
        (phrase.core_end..phrase.end).find(|i| matches!(self.class(*i), Class::Name(_))).map(|at| self.named(at))
    }

    /// "Reading content out of SQLite": the name that a deed is done with, else the deed itself.
    fn deed(&self, phrase: Phrase) -> Topic {
        let named = |i: &usize| match self.class(*i) {
            Class::Name(name) => !matches!(self.reading.names[name].kind, NameKind::Place | NameKind::Publication),
            _ => false,
        };
        let name = (phrase.first..phrase.end).rev().find(named);
        name.map_or_else(|| self.phrase_topic(phrase), |at| self.named(at))
    }

    /// "aerospace segment", "the Cloud division": a part of an organisation that has figures of its own.
    fn part_of(&self, phrase: Phrase) -> Option<Topic> {
        let part = (phrase.first..phrase.core_end).rev().find(|i| nouns::is(self.token(*i).lower, NounClass::Part))?;
        let first = (phrase.first..part).find(|i| !matches!(self.class(*i), Class::Determiner | Class::Possessive))?;
        let words = (first..part).all(|i| matches!(self.class(i), Class::Noun | Class::Adjective | Class::Name(_)));
        let telling = (first..part).any(|i| self.class(i).is_head() || self.token(i).lower.contains('-'));
        (words && telling).then(|| Topic { name: self.phrase_words(first, part + 1), sort: None, plural: false })
    }

    /// "hybrid cloud usage", "coffee prices": what is used, wanted or paid for, named before the measure.
    fn used_thing(&self, phrase: Phrase) -> Option<Topic> {
        const OF_THINGS: &[&str] =
            &["usage", "use", "adoption", "uptake", "popularity", "penetration", "demand", "prices", "price", "traffic"];
        const VAGUE: &[&str] = &[
            "average", "total", "overall", "monthly", "annual", "daily", "list", "share", "stock", "market", "median", "retail",
        ];
        let head = phrase.core_end - 1;
        let first = (phrase.first..head).find(|i| !matches!(self.class(*i), Class::Determiner | Class::Possessive))?;
        let telling = |i: usize| {
            self.class(i) == Class::Noun && !VAGUE.contains(&self.token(i).lower) && !nouns::is_metric(self.token(i).lower)
        };
        let fits = OF_THINGS.contains(&self.token(head).lower) && telling(head.checked_sub(1)?);
        fits.then(|| Topic { name: self.phrase_words(first, head), sort: None, plural: false })
    }

    /// "Segment profit" behind a sentence about the aerospace segment: the part that was spoken of last.
    fn part_before(&self, phrase: Phrase) -> Option<Topic> {
        let part = (phrase.first..phrase.core_end).find(|i| nouns::is(self.token(*i).lower, NounClass::Part))?;
        let word = self.token(part).lower;
        let subject = self.context.subject().filter(|topic| topic.name.to_lowercase().ends_with(word));
        subject.or_else(|| self.context.described(word)).cloned()
    }

    /// Whose measure it is where nobody is named: money and staff are an organisation's, the rest the topic's.
    pub(super) fn unnamed_owner(&self, phrase: Phrase) -> Option<Topic> {
        let owned = (phrase.first..phrase.core_end).any(|i| nouns::is(self.token(i).lower, NounClass::Owned));
        let part = self.part_of(phrase).or_else(|| self.part_before(phrase));
        if let Some(topic) = part.or_else(|| self.introduced(phrase.first)) {
            return Some(topic);
        }
        let earlier = (0..phrase.first).rev().find(|i| match self.class(*i) {
            Class::Name(name) => {
                self.token(*i).depth == 0 && matches!(self.reading.names[name].kind, NameKind::Organisation | NameKind::Product)
            }
            _ => false,
        });
        if let Some(earlier) = earlier {
            return Some(self.named(earlier));
        }
        if self.token(phrase.core_end - 1).lower == "margin" && self.is_of_error(phrase) {
            return Some(Topic { name: "survey".to_owned(), sort: None, plural: false });
        }
        if let Some(used) = self.used_thing(phrase) {
            return Some(used);
        }
        if owned {
            return self.context.owner().cloned();
        }
        if let Some(topic) = self.beholder(phrase).or_else(|| self.told_of_before(phrase.first)) {
            return Some(topic);
        }
        let thing = (phrase.first..phrase.core_end - 1)
            .find(|i| self.class(*i) == Class::Noun && definite_sorts(self.token(*i).lower).contains(&Sort::Product));
        let thing = thing.map(|i| Topic { name: self.phrase_words(phrase.first.max(i), i + 1), sort: None, plural: false });
        thing.or_else(|| self.context.topic().cloned())
    }

    /// "The homes website saw traffic grow": who has the measure that the verb "see" is told of.
    fn beholder(&self, phrase: Phrase) -> Option<Topic> {
        let verb = phrase.first.checked_sub(1)?;
        let base = Lexicon::shared().verb(self.token(verb).lower)?.base;
        let governor = governor_of_verb(self.sentence, verb);
        let subject =
            governor.subject.filter(|subject| subject.end <= verb && matches!(base, "see" | "watch" | "witness" | "enjoy"))?;
        self.resolve(subject, governor).topic
    }

    /// "Pipelines are getting faster: the median fell …": the subject of the sentence's clause before.
    fn told_of_before(&self, upto: usize) -> Option<Topic> {
        let verb = (0..upto).find(|i| self.class(*i).is_finite() && self.token(*i).depth == 0)?;
        let subject = governor_of_verb(self.sentence, verb).subject.filter(|subject| subject.end <= verb)?;
        let head = self.token(subject.core_end - 1);
        let plain = head.class == Class::Noun && !nouns::is_metric(head.lower) && !is_vague(head.lower);
        let divided = (verb..upto).any(|i| matches!(self.class(i), Class::Colon | Class::Stop | Class::Dash));
        (plain && divided).then(|| self.phrase_topic(Phrase { end: subject.core_end, ..subject }))
    }

    fn is_of_error(&self, phrase: Phrase) -> bool {
        (phrase.core_end..phrase.end).any(|i| self.token(i).lower == "error")
    }

    /// "revenue of the cloud unit" → the cloud unit; "average order value" has none.
    pub(super) fn measured_thing(&self, phrase: Phrase) -> Option<Topic> {
        let link = phrase.core_end;
        let access =
            matches!(self.token(link.saturating_sub(1)).lower, "reads" | "writes" | "access" | "queries" | "calls" | "requests");
        let linked = link + 1 < phrase.end
            && (matches!(self.token(link).lower, "of" | "for")
                || access && matches!(self.token(link).lower, "from" | "to" | "on"));
        if !linked {
            return None;
        }
        let core_end = (link + 1..phrase.end).find(|i| !self.class(*i).is_nominal()).unwrap_or(phrase.end).max(link + 2);
        let inner = Phrase { first: link + 1, end: core_end, core_end };
        if let Some(topic) = self.definite(inner) {
            return Some(topic);
        }
        let inner = Phrase { end: phrase.end, ..inner };
        let head = self.token(core_end - 1);
        let temporal = matches!(head.class, Class::Date(_) | Class::Quantity(_)) || nouns::is(head.lower, NounClass::Time);
        (!temporal && !nouns::is_metric(head.lower)).then(|| self.phrase_topic(inner))
    }

    /// The words of a phrase as a topic.
    pub(super) fn phrase_topic(&self, phrase: Phrase) -> Topic {
        let mut first = phrase.first;
        while first + 1 < phrase.end && matches!(self.class(first), Class::Determiner | Class::Quantity(_) | Class::Adverb) {
            first += 1;
        }
        if phrase.end - first == 1
            && let Class::Name(_) = self.class(first)
        {
            return self.named(first);
        }
        if let Some(at) = self.named_by_sort(first, phrase.end) {
            return self.named(at);
        }
        let name = self.phrase_words(first, phrase.end);
        let last = self.token(phrase.end - 1);
        let sort = match last.class {
            Class::Name(at) => Sort::of(self.reading.names[at].kind),
            _ => None,
        };
        Topic { name, sort, plural: last.lower.ends_with('s') }
    }

    /// "packaged-goods company Marico", "private-equity group KKR": the name behind words that only tell its sort.
    fn named_by_sort(&self, first: usize, end: usize) -> Option<usize> {
        let name = end - 1;
        let sort = name.checked_sub(1).filter(|sort| *sort >= first && self.class(*sort) == Class::Noun)?;
        let telling = !definite_sorts(self.token(sort).lower).is_empty();
        let bare = (first..name).all(|i| matches!(self.class(i), Class::Noun | Class::Adjective));
        (matches!(self.class(name), Class::Name(_)) && telling && bare).then_some(name)
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
    pub(super) fn name_or_phrase_ending(&self, end: usize) -> Option<Topic> {
        let last = end.checked_sub(1)?;
        match self.class(last) {
            Class::Name(_) => Some(self.named(last)),
            // "Kafka 3.7's": the version is part of what has it.
            Class::Number if last > 0 && matches!(self.class(last - 1), Class::Name(_)) => {
                Some(self.phrase_topic(Phrase { first: last - 1, end, core_end: end }))
            }
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
                if self.is_quoted(at) {
                    self.speaker_side().or_else(|| self.context.owner().cloned())
                } else {
                    self.context.author.clone()
                }
            }
            "he" | "she" | "his" | "her" | "him" => self.antecedent_of(at, &[Sort::Person]),
            "they" | "their" | "them" => self.taken_up(at, true, &[Sort::Organisation, Sort::Product]),
            "it" | "its" => self.taken_up(at, false, &[Sort::Product, Sort::Organisation]),
            "who" | "whom" | "which" => self.nominal_ending(at).map(|phrase| self.phrase_topic(phrase)),
            "you" | "your" | "there" | "one" | "others" | "everyone" => None,
            "this" | "that" => self.taken_up(at, false, &[Sort::Product, Sort::Organisation]),
            _ => self.context.topic().cloned(),
        }
    }

    /// The subject of the sentence before for a pronoun that opens a sentence, else the nearest name before.
    pub(super) fn taken_up(&self, at: usize, plural: bool, sorts: &[Sort]) -> Option<Topic> {
        let before = |i: &usize| matches!(self.class(*i), Class::Name(_) | Class::Noun);
        let opens = !(0..at).any(|i| before(&i));
        let subject = self.context.taken_up(plural).filter(|_| opens);
        let acting = || self.set_before(at).or_else(|| self.acting_before(at, sorts)).or_else(|| self.thing_before(at, plural));
        subject.cloned().or_else(acting).or_else(|| self.antecedent_of(at, sorts))
    }

    /// "On the new platform, it takes …": the thing that an introductory phrase right before the pronoun at token `at` names.
    fn set_before(&self, at: usize) -> Option<Topic> {
        let comma = at.checked_sub(1).filter(|comma| self.class(*comma) == Class::Comma)?;
        let phrase = self.noun_phrase_ending(comma).filter(|phrase| self.class(phrase.first) == Class::Determiner)?;
        let link = phrase.first.checked_sub(1)?;
        let opens = link == 0 || matches!(self.class(link - 1), Class::Stop | Class::Colon);
        let head = self.token(phrase.end - 1);
        let thing = head.class == Class::Noun && definite_sorts(head.lower).contains(&Sort::Product);
        let fits = opens && thing && matches!(self.token(link).lower, "on" | "with" | "in" | "under" | "for");
        fits.then(|| self.phrase_topic(phrase))
    }

    /// The first name before token `at` that is the subject of a verb: "Joining Acme and others, Bolt said it …".
    pub(super) fn acting_before(&self, at: usize, sorts: &[Sort]) -> Option<Topic> {
        let depth = self.token(at).depth;
        let acts = |i: &usize| self.class(*i).is_finite() && self.token(*i).depth <= depth;
        let heads = (0..at).filter(acts).filter_map(|verb| {
            let subject = governor_of_verb(self.sentence, verb).subject.filter(|subject| subject.end <= verb)?;
            Some(subject.core_end - 1)
        });
        heads.filter(|head| self.is_of(*head, sorts)).map(|head| self.named(head)).next()
    }

    /// The unnamed subject of the first clause before token `at`: "After the system had run for a year, its tables …".
    fn thing_before(&self, at: usize, plural: bool) -> Option<Topic> {
        let depth = self.token(at).depth;
        let verb = (0..at).find(|i| self.class(*i).is_finite() && self.token(*i).depth <= depth)?;
        let subject = governor_of_verb(self.sentence, verb).subject.filter(|subject| subject.end <= verb)?;
        let phrase = Phrase { end: subject.core_end, ..self.trimmed(subject) };
        let head = self.token(phrase.core_end - 1);
        let plain = head.class == Class::Noun
            && !nouns::is_metric(head.lower)
            && !nouns::is(head.lower, NounClass::Time)
            && !is_vague(head.lower)
            && !definite_sorts(head.lower).contains(&Sort::Person);
        let agrees = is_plural_noun(head.lower) == plural;
        let possessed = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Genitive | Class::Possessive));
        if !plain || !agrees || possessed {
            return None;
        }
        self.definite(phrase).or_else(|| Some(self.phrase_topic(phrase)))
    }

    /// Whether the token at `at` is a name that may be of one of `sorts`.
    fn is_of(&self, at: usize, sorts: &[Sort]) -> bool {
        let Class::Name(name) = self.class(at) else { return false };
        let kind = self.reading.names[name].kind;
        kind != NameKind::Place && kind != NameKind::Publication && Sort::of(kind).is_none_or(|sort| sorts.contains(&sort))
    }

    /// Whether token `at` stands between quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.sentence.tokens[..at].iter().filter(|token| token.class == Class::Quotation).count() % 2 == 1
    }

    /// The first fitting name of the sentence before token `at`, else the last fitting one said before.
    pub(super) fn antecedent_of(&self, at: usize, sorts: &[Sort]) -> Option<Topic> {
        (0..at).find(|i| self.is_of(*i, sorts)).map(|i| self.named(i)).or_else(|| self.context.last(sorts).cloned())
    }
}

/// Words that stand for something without saying what: "the last of them", "only four".
fn is_vague(word: &str) -> bool {
    const VAGUE: &[&str] = &[
        "last",
        "first",
        "latter",
        "former",
        "none",
        "all",
        "some",
        "most",
        "rest",
        "everything",
        "something",
        "nothing",
        "anything",
        "somebody",
        "someone",
        "nobody",
        "anybody",
        "everybody",
        "thing",
        "things",
        "lot",
        "bit",
        "one",
        "ones",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "current",
        "huge",
    ];
    VAGUE.contains(&word)
}

/// Whether "the `noun`" may stand for any name of its sort, so that an earlier "a … `noun`" says little about it.
fn is_generic(noun: &str) -> bool {
    const GENERIC: &[&str] = &[
        "company",
        "firm",
        "organisation",
        "organization",
        "business",
        "group",
        "team",
        "product",
        "framework",
        "language",
        "library",
        "database",
        "engine",
        "tool",
        "service",
        "platform",
        "system",
        "app",
        "application",
        "project",
        "software",
        "model",
        "technology",
        "startup",
        "start-up",
        "founder",
        "executive",
        "analyst",
        "author",
    ];
    GENERIC.contains(&noun)
}
