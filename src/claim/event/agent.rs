//! Who did it: the named organisation, product or person that a verb belongs to.
//!
//! Comes in: a verb and its group. Goes out: [`Agent`], or nothing where nobody is named.

use crate::mention::name::{NameKind, NameMention};

use super::super::clause::{Governor, Phrase};
use super::super::context::{Sort, Topic};
use super::super::lexicon::Form;
use super::super::nouns;
use super::super::subject::genitive;
use super::super::syntax::Class;
use super::Events;
use super::group::{Group, Mood};

/// Who did something, or to whom it was done.
#[derive(Debug, Clone)]
pub(super) struct Agent {
    pub topic: Topic,
    /// The tokens that name it in the verb's own clause.
    pub phrase: Option<Phrase>,
}

/// Nouns for bodies that act as one without a name of their own.
const INSTITUTIONS: &[&str] = &[
    "consortium",
    "association",
    "ministry",
    "government",
    "parliament",
    "senate",
    "court",
    "commission",
    "council",
    "committee",
    "regulator",
    "regulators",
    "authority",
    "agency",
    "university",
    "hospital",
    "foundation",
    "federation",
    "union",
    "institute",
    "alliance",
    "coalition",
    "railway",
    "bank",
    "army",
    "navy",
    "police",
    "city",
    "watchdog",
    "syndicate",
];

/// Nouns for transactions and doings that somebody else does.
const DEALS: &[&str] = &["sale", "acquisition", "purchase", "takeover", "merger", "launch", "release", "spin-off", "divestment"];

/// How many words of a block are looked at for "we".
const US_WITHIN: usize = 200;

/// How far behind a speaker's name the words for the speaker's side are looked for, in bytes.
const SIDE: usize = 80;

/// How many tokens an aside between subject and verb may take.
const ASIDE: usize = 16;

/// Crowds: what they do is a statistic, whatever name stands before them.
const CROWDS: &[&str] = &[
    "users",
    "customers",
    "companies",
    "developers",
    "teams",
    "people",
    "investors",
    "shares",
    "stocks",
    "buyers",
    "consumers",
    "clients",
    "businesses",
    "firms",
    "organizations",
    "organisations",
    "enterprises",
    "startups",
    "vendors",
    "projects",
    "competitors",
    "rivals",
    "critics",
    "respondents",
    "readers",
    "visitors",
    "many",
    "some",
    "others",
    "most",
];

impl Events<'_> {
    /// Who stands as subject of the verb at token `at`.
    pub(super) fn agent(&self, at: usize, group: &Group) -> Option<Agent> {
        if let Some(agent) = self.founded(at) {
            return Some(agent);
        }
        if group.mood == Mood::Reduced {
            return self.described_by(group.first);
        }
        let subject = self.scene.subject_of_verb(at);
        let phrase = subject.phrase;
        // "it was announced that Acme had …": nobody is told to have announced it.
        let it = phrase.is_some_and(|phrase| phrase.end == phrase.first + 1 && self.lower(phrase.first) == "it");
        if it && group.passive && self.lower_at(at + 1) == "that" {
            return None;
        }
        if let Some(agent) = phrase.and_then(|phrase| self.possessor_before(phrase).or_else(|| self.apposed_to(phrase, group))) {
            return Some(agent);
        }
        if let Some(topic) = phrase.and_then(|phrase| self.speakers_side(phrase)) {
            return Some(Agent { topic, phrase });
        }
        if let Some(agent) = phrase.and_then(|phrase| self.dealt(phrase)) {
            return Some(agent);
        }
        let pointed = subject.rule == "definite description";
        if let Some(agent) =
            phrase.filter(|_| !pointed).and_then(|phrase| self.institution(phrase).or_else(|| self.own_team(phrase)))
        {
            return Some(agent);
        }
        let Some(topic) = subject.topic.filter(|_| subject.rule != "context") else {
            let aside = self.beyond_aside(group).or_else(|| self.outside_bracket(group));
            return aside.or_else(|| self.behind_introduction(at, group));
        };
        if subject.metric.is_some() && phrase.is_some_and(|phrase| self.measures(phrase)) {
            return None;
        }
        self.is_named(&topic, phrase).then_some(Agent { topic, phrase })
    }

    /// "Founded in 2020 by Ann Lee, Acme helps growers": the subject of the clause that a participle at the sentence's start belongs to.
    fn founded(&self, at: usize) -> Option<Agent> {
        const LONGEST: usize = 24;
        let opens = at == 0 && matches!(self.class(at), Class::Verb(Form::Participle | Form::Past));
        if !opens || !matches!(self.lower_at(1), "in" | "by" | "at" | "from" | "on" | "as") {
            return None;
        }
        let marks = (1..self.len()).take(LONGEST).filter(|i| self.class(*i) == Class::Comma && self.depth(*i) == 0);
        let name = marks.map(|comma| comma + 1).find(|name| {
            let acts = self.class_at(name + 1).is_some_and(Class::is_finite);
            self.class_at(*name).is_some_and(|class| matches!(class, Class::Name(_))) && acts
        })?;
        Some(Agent { topic: self.scene.named(name), phrase: None })
    }

    /// "“We …,” says an engineer at the insurer Nordvig": the side that a quoted "we" speaks for.
    fn speakers_side(&self, phrase: Phrase) -> Option<Topic> {
        let we = matches!(self.lower(phrase.first), "we" | "our") && phrase.end == phrase.first + 1;
        let place = self.scene.sentence.tokens[phrase.first].span;
        let source = self.sources.iter().find(|source| we && source.scope.contains(place))?;
        let reading = self.scene.reading;
        // The source itself may be the side: "wrote an engineer at the insurer Nordvig".
        let staffed = |name: &NameMention| {
            let before = reading.text.get(source.span.start..name.span.start).unwrap_or_default().trim_end();
            [" at", " of", " from", " for"].iter().any(|link| before.ends_with(link)) || before.contains(" at ")
        };
        let side = |name: &&NameMention| name.kind == NameKind::Organisation || name.kind != NameKind::Person && staffed(name);
        if let Some(name) = reading.names.iter().filter(|name| source.name.contains(name.span)).rfind(side) {
            let name = reading.words(name.span).to_owned();
            return Some(Topic { name, sort: Some(Sort::Organisation), plural: false });
        }
        let after = reading.text.get(source.name.end..)?;
        let after = after.get(..after.floor_char_boundary(SIDE)).unwrap_or(after).trim_start_matches([' ', ',']);
        let links = ["of the ", "at the ", "from the ", "of ", "at ", "from "];
        let side = links.into_iter().find_map(|link| after.strip_prefix(link))?;
        let name = side.split([',', '.', '”', '"', ';', ':', '(']).next()?.trim();
        let short = name.split(' ').count() <= 6 && name.contains(char::is_uppercase);
        short.then(|| Topic { name: name.to_owned(), sort: Some(Sort::Organisation), plural: false })
    }

    /// "A consortium of six railways", "the manufacturers' association": a body that has no name but is one.
    fn institution(&self, phrase: Phrase) -> Option<Agent> {
        let head = phrase.core_end.checked_sub(1).filter(|head| *head > phrase.first)?;
        let of = self.lower_at(phrase.core_end) == "of";
        let named = (phrase.first..phrase.core_end).any(|i| self.is_actor(i));
        let fits = !named && self.class(phrase.first) == Class::Determiner && INSTITUTIONS.contains(&self.lower(head));
        let end = if of { phrase.end } else { phrase.core_end };
        let name = fits.then(|| self.scene.phrase_words(phrase.first + 1, end))?;
        Some(Agent { topic: Topic { name, sort: Some(Sort::Organisation), plural: false }, phrase: Some(phrase) })
    }

    /// "The sale of the unit to Acme was completed", "the acquisition of A by B was announced": whose deal it is.
    fn dealt(&self, phrase: Phrase) -> Option<Agent> {
        let joins = |i: &usize| self.class(*i).is_nominal() || matches!(self.class(*i), Class::Preposition | Class::To);
        let first = (phrase.end.saturating_sub(ASIDE)..phrase.end).rev().take_while(joins).last()?;
        let deal = (first..phrase.end).take(4).find(|i| DEALS.contains(&self.lower(*i)))?;
        if self.lower_at(deal + 1) != "of" || (first..deal).any(|i| self.class(i) == Class::Genitive) {
            return None;
        }
        let by = (deal..phrase.end).find(|i| self.lower(*i) == "by").and_then(|by| (by..phrase.end).find(|i| self.is_actor(*i)));
        let topic = by.map(|name| self.scene.named(name)).or_else(|| self.narrator())?;
        Some(Agent { topic, phrase: Some(Phrase { first, end: phrase.end, core_end: deal + 1 }) })
    }

    /// "The payments team", in a text that says "we": a part of the author's organisation.
    fn own_team(&self, phrase: Phrase) -> Option<Agent> {
        let head = phrase.core_end.checked_sub(1).filter(|head| *head > phrase.first)?;
        let team = matches!(self.lower(head), "team" | "teams" | "squad" | "department" | "engineers" | "group")
            && matches!(self.lower(phrase.first), "the" | "our");
        let named = (phrase.first..phrase.core_end).any(|i| self.is_actor(i));
        let owner = self.narrator().filter(|_| team && !named && self.speaks_of_us())?;
        let name = format!("{} {}", genitive(&owner.name), self.scene.phrase_words(phrase.first + 1, phrase.core_end));
        Some(Agent { topic: Topic { name, sort: Some(Sort::Organisation), plural: false }, phrase: Some(phrase) })
    }

    /// Whether the block speaks in the first person plural.
    pub(super) fn speaks_of_us(&self) -> bool {
        let words = self.scene.reading.text.split(|c: char| !c.is_alphanumeric()).take(US_WITHIN);
        words.into_iter().any(|word| matches!(word, "we" | "We" | "our" | "Our" | "us"))
    }

    /// "Bakfolk, whose owners sold": whose they are.
    fn possessor_before(&self, phrase: Phrase) -> Option<Agent> {
        let whose = phrase.first.checked_sub(1)?;
        let whose = if self.lower(phrase.first) == "whose" { phrase.first } else { whose };
        let agent = (self.lower(whose) == "whose").then(|| self.described_by(whose)).flatten()?;
        Some(Agent { phrase: Some(Phrase { first: whose, ..phrase }), ..agent })
    }

    /// "Thermion, a Danish rival that secured": the name that the head of the relative clause describes.
    fn apposed_to(&self, phrase: Phrase, group: &Group) -> Option<Agent> {
        let relative = group.first.checked_sub(1).is_some_and(|i| self.class(i) == Class::Relative);
        let bare = !(phrase.first..phrase.end).any(|i| self.is_actor(i));
        let comma = phrase.first.checked_sub(1).filter(|i| relative && bare && self.class(*i) == Class::Comma)?;
        let name = comma.checked_sub(1).filter(|i| self.is_actor(*i))?;
        Some(Agent { topic: self.scene.named(name), phrase: None })
    }

    /// "Kumo, owned by Fjordnett since 2024, moved": the subject before an aside that holds a participle.
    fn beyond_aside(&self, group: &Group) -> Option<Agent> {
        let closing = group.first.checked_sub(1).filter(|i| self.class(*i) == Class::Comma)?;
        let opening = (closing.saturating_sub(ASIDE)..closing).rev().find(|i| self.class(*i) == Class::Comma)?;
        let participle = matches!(self.class(opening + 1), Class::Verb(_));
        participle.then(|| self.described_by(opening)).flatten()
    }

    /// "Acme rebuilt its stack (switching to Go)": the subject of the clause that the bracket belongs to.
    fn outside_bracket(&self, group: &Group) -> Option<Agent> {
        let open = group.first.checked_sub(1).filter(|i| self.class(*i) == Class::Open && group.mood == Mood::Adjunct)?;
        let verb = (open.saturating_sub(ASIDE)..open)
            .rev()
            .find(|i| self.class(*i).is_finite() && self.depth(*i) == self.depth(open))?;
        let subject = self.scene.subject_of_verb(verb);
        let topic = subject.topic.filter(|_| subject.rule != "context")?;
        self.is_named(&topic, subject.phrase).then_some(Agent { topic, phrase: subject.phrase })
    }

    /// "After switching to Go, Acme …": the subject of the clause that the participle introduces.
    fn behind_introduction(&self, at: usize, group: &Group) -> Option<Agent> {
        let comma = (at + 1..self.len()).take(ASIDE).find(|i| self.class(*i) == Class::Comma)?;
        let verb = (comma + 1..self.len()).take(ASIDE).find(|i| self.class(*i).is_finite() && group.mood == Mood::Adjunct)?;
        let subject = self.scene.subject_of_verb(verb);
        let phrase = subject.phrase.filter(|phrase| phrase.first > comma)?;
        let topic = subject.topic.filter(|topic| self.is_named(topic, Some(phrase)))?;
        Some(Agent { topic, phrase: None })
    }

    /// Whose deed a passive tells where its grammatical subject has no name: who stands behind "by".
    pub(super) fn doer(&self, at: usize) -> Option<Agent> {
        let by = (at + 1..self.len()).take(8).take_while(|i| self.class(*i) != Class::Stop).find(|i| self.lower(*i) == "by")?;
        let end = (by + 1..self.len()).find(|i| !self.class(*i).is_nominal()).unwrap_or(self.len());
        let named = (by + 1..end).any(|i| self.is_actor(i));
        let phrase = Phrase { first: by + 1, end, core_end: end };
        let topic = named.then(|| self.scene.resolve(phrase, Governor::default()).topic).flatten()?;
        Some(Agent { topic, phrase: None })
    }

    /// The noun phrase that a participle whose group begins at `first` describes.
    fn described_by(&self, first: usize) -> Option<Agent> {
        let end = first.checked_sub(usize::from(matches!(self.class(first.checked_sub(1)?), Class::Comma | Class::Open)))?;
        let start = (0..end).rev().take_while(|i| self.class(*i).is_nominal()).last()?;
        let phrase = Phrase { first: start, end, core_end: end };
        let topic = (start..end).any(|i| self.is_actor(i)).then(|| self.scene.resolve(phrase, Governor::default()).topic)??;
        self.is_named(&topic, Some(phrase)).then_some(Agent { topic, phrase: Some(phrase) })
    }

    /// Whether the phrase's own head is a measure, which does nothing.
    fn measures(&self, phrase: Phrase) -> bool {
        let head = phrase.core_end.saturating_sub(1).max(phrase.first);
        nouns::is_metric(self.lower(head)) && !matches!(self.lower(head), "staff" | "workforce" | "members")
    }

    fn is_actor(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Name(_))
    }

    /// Whether a topic is a name, or a phrase around one, and no crowd.
    fn is_named(&self, topic: &Topic, phrase: Option<Phrase>) -> bool {
        let head = phrase.map(|phrase| phrase.core_end.saturating_sub(1).max(phrase.first));
        if head.is_some_and(|head| CROWDS.contains(&self.lower(head))) {
            return false;
        }
        if topic.sort.is_some() {
            return true;
        }
        if let Some(phrase) = phrase.filter(|phrase| (phrase.first..phrase.end).any(|i| self.is_actor(i))) {
            let core = (phrase.first..phrase.core_end).find(|i| self.is_actor(*i));
            let kind = |i: usize| match self.class(i) {
                Class::Name(name) => Some(self.scene.reading.names[name as usize].kind),
                _ => None,
            };
            // "the post office of Ghent" is one body; "in Ghent" only tells where.
            let of = self.lower_at(phrase.core_end) == "of";
            return core.is_some_and(|i| kind(i) != Some(NameKind::Place) || phrase.core_end - phrase.first <= 2) || of;
        }
        // "Charging has become a business": only its place gives the word a capital.
        let placed = phrase.is_some_and(|phrase| phrase.first == 0 && topic.name.starts_with(self.scene.sentence.tokens[0].word));
        !placed && topic.name.split_whitespace().count() <= 3 && topic.name.starts_with(char::is_uppercase)
    }

    /// Whose doings the article tells where a passive names nobody: the author's organisation.
    pub(super) fn narrator(&self) -> Option<Topic> {
        self.scene.context.author.clone().filter(|author| author.sort != Some(Sort::Person))
    }
}
