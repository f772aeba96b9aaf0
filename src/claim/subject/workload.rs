//! Runs that have no name: "the query completes in 45 ms" tells of the system that runs it, "we bring this down to 0.9 s" of what was spoken of.
//!
//! Comes in: the grammatical subject of a measured time, size or rate. Goes out: the product named last. Runs that their words tell from others
//! ("the first query", "the nightly import") keep their own names.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase};
use super::super::context::{Sort, Topic};
use super::super::kind;
use super::super::nouns;
use super::super::syntax::Class;
use super::{Scene, Subject};

/// What a system is given to do.
const WORKLOADS: &[&str] = &[
    "query",
    "request",
    "call",
    "run",
    "job",
    "script",
    "operation",
    "test",
    "benchmark",
    "statement",
    "scan",
    "aggregation",
    "computation",
    "calculation",
    "lookup",
    "transaction",
    "command",
    "snippet",
    "code",
    "workload",
];

/// What is done with a system as well, or the pronoun for it, but has a length of its own where the sentence names none.
const WORKS: &[&str] = &[
    "build",
    "import",
    "export",
    "load",
    "install",
    "installation",
    "upload",
    "download",
    "search",
    "sort",
    "compilation",
    "compile",
    "deploy",
    "deployment",
    "startup",
    "start-up",
    "index",
    "indexing",
    "training",
    "inference",
    "migration",
    "backup",
    "restore",
    "process",
    "task",
    "step",
    "page",
    "it",
    "this",
];

/// Words before them that tell no run from another.
const PLAIN: &[&str] = &[
    "same",
    "entire",
    "whole",
    "simple",
    "single",
    "average",
    "typical",
    "naive",
    "above",
    "following",
    "previous",
    "full",
    "complete",
    "resulting",
];

/// Verbs by which the author brings a figure about, with "this" or "it" as the object, and those by which it is found.
const BRINGING: &[&str] = &["bring", "get", "cut", "reduce", "lower", "drive", "push", "take"];
const FINDING: &[&str] = &["end", "get", "see", "measure", "observe", "clock", "record"];

impl Scene<'_> {
    /// The system that runs the workload without a name that is the subject `phrase` of the figure at token `at`.
    pub(super) fn running(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let head = phrase.core_end.checked_sub(1)?;
        let word = self.token(head).lower;
        let pointing = matches!(self.token(phrase.first).lower, "the" | "this" | "that" | "a" | "an" | "each" | "every" | "it");
        let plain = (phrase.first + 1..head).all(|i| PLAIN.contains(&self.token(i).lower));
        let named = (phrase.core_end..phrase.end).any(|i| matches!(self.class(i), Class::Name(_)));
        if !pointing || !plain || named || !self.is_performance(at) {
            return None;
        }
        let runs = WORKLOADS.contains(&word);
        let here = (runs || WORKS.contains(&word)).then(|| self.system_around(at, phrase.first)).flatten();
        let spoken_of = || self.acting_before(at, &[Sort::Product]).or_else(|| self.context.last(&[Sort::Product]).cloned());
        let system = here.or_else(|| spoken_of().filter(|_| runs))?;
        Some(Subject::found(system, governor, "system that runs it"))
    }

    /// "with Acme it took 4 s", "took 4 s on Acme": the system that stands before the subject at token `first`, or behind the figure.
    fn system_around(&self, at: usize, first: usize) -> Option<Topic> {
        let system = |name: usize| self.is_of(name, &[Sort::Product]).then(|| self.named(name));
        let links = |link: usize| matches!(self.token(link).lower, "with" | "on" | "in" | "using" | "under");
        let before = (0..first).rev().take(3).find(|i| matches!(self.class(*i), Class::Name(_)));
        let before = before.filter(|name| name.checked_sub(1).is_some_and(links));
        let behind = Some(at + 2).filter(|name| *name < self.sentence.tokens.len() && links(at + 1));
        before.and_then(system).or_else(|| behind.and_then(system))
    }

    /// "we can bring this down to 0.9 s", "we end up with 70 ms": the product of this section that was named last.
    pub(super) fn brought(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let verb = governor.verb?;
        let base = self.base(verb)?;
        let we = phrase.end == phrase.first + 1 && matches!(self.token(phrase.first).lower, "we" | "you" | "i" | "one");
        let object = self.sentence.tokens.get(verb + 1).is_some_and(|next| matches!(next.lower, "this" | "that" | "it"));
        let direct = (verb + 1..at).all(|i| !matches!(self.class(i), Class::Noun | Class::Name(_)));
        let told = BRINGING.contains(&base) && object || FINDING.contains(&base) && direct;
        if !we || !told || !self.is_performance(at) {
            return None;
        }
        let author = self.context.author.as_ref();
        let system =
            self.context.said_last(&[Sort::Product]).filter(|topic| author.is_none_or(|author| author.name != topic.name))?;
        Some(Subject::found(system.clone(), governor, "system that was spoken of"))
    }

    /// "5 ms, compared to 8 ms for Acme", "12 MB, against 15 MB in Acme": what the figure that another is set beside belongs to.
    pub(super) fn set_against(&self, at: usize) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        let link = (at.saturating_sub(3)..at)
            .rev()
            .find(|i| !matches!(self.class(*i), Class::Adverb | Class::Adjective | Class::Determiner))?;
        let against = matches!(self.token(link).lower, "versus" | "vs" | "vs." | "against")
            || matches!(self.token(link).lower, "to" | "with") && link > 0 && self.token(link - 1).lower == "compared";
        let figure = (0..link).any(|i| matches!(self.class(i), Class::Quantity(_)));
        let name = at + 2;
        let of =
            tokens.get(at + 1).is_some_and(|token| matches!(token.lower, "for" | "in" | "on" | "with" | "by" | "using" | "at"));
        let fits = against && figure && of && self.kind(name).is_some_and(|kind| kind.is_measured() && kind != NameKind::Person);
        let told = || self.group_behind(at).filter(|_| against && figure);
        let topic = if fits { Some(self.named(name)) } else { told() };
        topic.map(|topic| Subject::found(topic, Governor::default(), "other side of a comparison"))
    }

    /// "compared with 26 for those who ate", "against 44% among women", "versus 5 in Chile": the group or place that the figure at token `at` is of.
    fn group_behind(&self, at: usize) -> Option<Topic> {
        const LONGEST: usize = 9;
        let link = self.sentence.tokens.get(at + 1).filter(|link| matches!(link.lower, "for" | "among" | "amongst" | "in"))?;
        let first = at + 2;
        let ends = |i: &usize| matches!(self.class(*i), Class::Comma | Class::Stop | Class::Close | Class::Dash | Class::Colon);
        let last = self.sentence.tokens.len().min(first + LONGEST);
        if self.sentence.tokens.get(first)?.lower == "those" && link.lower != "in" {
            let end = (first..last).find(ends).unwrap_or(last);
            return (end > first + 1).then(|| Topic { name: self.phrase_words(first, end), sort: None, plural: true });
        }
        if link.lower == "in" {
            return (self.kind(first) == Some(NameKind::Place)).then(|| self.named(first));
        }
        let end = self.nominal_end(first, last);
        let people = end > first && nouns::is_people(self.token(end - 1).lower);
        people.then(|| self.phrase_topic(Phrase { first, end, core_end: end }))
    }

    /// "6% of summaries contained errors, versus 11% last year": whose the share before it is.
    pub(super) fn against(&self, at: usize) -> Option<Subject> {
        let link = (at.saturating_sub(3)..at)
            .rev()
            .find(|i| !matches!(self.class(*i), Class::Adverb | Class::Adjective | Class::Determiner))?;
        let against = matches!(self.token(link).lower, "versus" | "vs" | "vs." | "against")
            || matches!(self.token(link).lower, "to" | "with") && link > 0 && self.token(link - 1).lower == "compared";
        let own = self.sentence.tokens.get(at + 1).is_some_and(|next| {
            matches!(next.lower, "of" | "for" | "among") || next.class.is_nominal() && !matches!(next.class, Class::Date(_))
        });
        if !against || own || !self.is_share(at) {
            return None;
        }
        let first = (0..link).rev().find(|i| self.is_share(*i))?;
        // A chain of comparisons is followed back one step.
        if (first.saturating_sub(3)..first)
            .any(|i| matches!(self.token(i).lower, "versus" | "vs" | "vs." | "against" | "compared"))
        {
            return None;
        }
        let subject = self.subject_of(first);
        subject.topic.is_some().then_some(Subject { metric: None, ..subject })
    }

    /// "3.5 GB, a saving of 10%", "$1.3 million a year, a 54% reduction": whose the figure is that a change is told beside.
    pub(super) fn change_beside(&self, at: usize) -> Option<Subject> {
        let change = |i: usize| {
            self.sentence
                .tokens
                .get(i)
                .is_some_and(|token| kind::is_change(token.lower) || matches!(token.lower, "saving" | "savings"))
        };
        let of = at
            .checked_sub(2)
            .filter(|noun| self.token(at - 1).lower == "of" && change(*noun))
            .and_then(|noun| noun.checked_sub(1));
        let article = of.or_else(|| at.checked_sub(1).filter(|_| change(at + 1)))?;
        let comma = article
            .checked_sub(1)
            .filter(|comma| matches!(self.token(article).lower, "a" | "an") && self.class(*comma) == Class::Comma)?;
        // "2,493 responses, an increase of 15%"
        let counted = comma.checked_sub(1).filter(|noun| self.class(*noun) == Class::Noun).and_then(|noun| noun.checked_sub(1));
        let counts = |figure: &usize| match self.class(*figure) {
            Class::Quantity(index) => self.reading.quantities[index as usize].counted,
            _ => false,
        };
        let before = counted.filter(counts).or_else(|| comma.checked_sub(1))?;
        let before = Some(before).filter(|before| matches!(self.class(*before), Class::Quantity(_)))?;
        // A chain of changes as well.
        if before.checked_sub(2).is_some_and(change) || change(before + 1) {
            return None;
        }
        let subject = self.subject_of(before);
        subject.topic.is_some().then_some(Subject { metric: None, ..subject })
    }

    /// "sales of Acme's shops were $27 million compared to $29 million", "a 5% rise and a 25% rise": the figure of the same unit before it in the clause
    /// has the subject that nothing tells for this one.
    pub(super) fn like_before(&self, at: usize) -> Option<Subject> {
        const FAR: usize = 16;
        let unit = self.unit_of(at).filter(|unit| !unit.is_empty())?;
        let first = (at.saturating_sub(FAR)..at).rev().find(|i| matches!(self.class(*i), Class::Quantity(_)))?;
        let ends = |i: usize| {
            self.class(i).is_finite()
                || matches!(self.class(i), Class::Stop | Class::Name(_) | Class::Relative | Class::Subordinator)
        };
        let alike = self.unit_of(first) == Some(unit) && self.token(first).depth == 0 && self.token(at).depth == 0;
        let links = (first + 1..at).any(|i| {
            matches!(self.token(i).lower, "compared" | "versus" | "vs" | "against" | "from")
                || self.class(i) == Class::Conjunction
        });
        if !alike || !links || (first + 1..at).any(ends) {
            return None;
        }
        let subject = self.subject_of(first);
        (subject.topic.is_some() && subject.rule != "context").then_some(Subject { metric: None, ..subject })
    }

    /// "Acme outperforms Bolt", "a speedup over Bolt": whether the word at token `at` stands before what is left behind.
    fn is_beating(&self, at: usize) -> bool {
        const BEATING: &[&str] = &["outperform", "beat", "surpass", "exceed", "outpace", "outstrip", "edge"];
        const GAINS: &[&str] = &["speedup", "speed-up", "gain", "gains", "improvement", "improvements", "advantage", "lead"];
        let gains = || at.checked_sub(1).is_some_and(|gain| GAINS.contains(&self.token(gain).lower));
        self.base(at).is_some_and(|base| BEATING.contains(&base)) || self.token(at).lower == "over" && gains()
    }

    /// "Men skip it more often than women: 51% against 44%": whose each of two figures behind a comparison is.
    pub(super) fn compared_beside(&self, at: usize) -> Option<Subject> {
        const LINKS: &[&str] = &["against", "versus", "vs", "vs.", "to"];
        let tokens = &self.sentence.tokens;
        let figure = |i: usize| tokens.get(i).is_some_and(|token| matches!(token.class, Class::Quantity(_)));
        let link = |i: usize| tokens.get(i).is_some_and(|token| LINKS.contains(&token.lower));
        let first =
            if link(at + 1) && figure(at + 2) { at } else { at.checked_sub(2).filter(|first| figure(*first) && link(at - 1))? };
        let mark = first
            .checked_sub(1)
            .filter(|mark| matches!(self.class(*mark), Class::Colon | Class::Open | Class::Comma | Class::Dash))?;
        let than = (mark.saturating_sub(8)..mark).rev().find(|i| self.token(*i).lower == "than" || self.is_beating(*i))?;
        let end = self.nominal_end(than + 1, mark);
        if end != mark || end == than + 1 {
            return None;
        }
        if at == first {
            let winner = self.subject_before(than).filter(|_| self.is_beating(than) && self.class(than).is_finite())?;
            return Some(self.resolve(winner, Governor { verb: Some(than), ..Governor::default() }));
        }
        let other = Phrase { first: than + 1, end, core_end: end };
        Some(Subject::found(self.phrase_topic(other), Governor::default(), "other side of a comparison"))
    }

    /// Whether the figure at token `at` is a short time or a rate of a machine.
    fn is_performance(&self, at: usize) -> bool {
        let Class::Quantity(index) = self.class(at) else { return false };
        let unit = self.reading.quantities[index as usize].quantity.unit.as_str();
        matches!(unit, "ns" | "us" | "µs" | "ms" | "s" | "minute") || unit.ends_with("/s")
    }
}
