//! Figures of a verb's object: "pushed demand to …", "reduced revenue by …", "values the group at …", "brought us to …".
//!
//! Comes in: the figure's token and what governs it. Goes out: whom the figure is about, where that is not the verb's subject.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase};
use super::super::context::Topic;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::{Scene, Subject};

impl Scene<'_> {
    /// "The heat pushed demand for power to 160 gigawatts", "storms sent the price of gas to $4": what is driven there, by nobody with a name.
    pub(super) fn driven(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        const DRIVING: &[&str] = &["push", "send", "drive", "lift", "propel", "drag", "pull", "knock", "bring"];
        let verb = governor.verb.filter(|verb| *verb < at)?;
        let driving = self.base(verb).is_some_and(|base| DRIVING.contains(&base));
        let unnamed = !(phrase.first..phrase.core_end)
            .any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun | Class::Possessive | Class::Genitive));
        let first = verb + 1;
        let core_end = self.nominal_end(first, at);
        let head = core_end.checked_sub(1).filter(|head| *head >= first)?;
        let gauge = matches!(self.token(head).lower, "index" | "average" | "shares" | "stock" | "stocks" | "currency");
        let measure = gauge || nouns::is_metric(self.token(head).lower) || nouns::is(self.token(head).lower, NounClass::Owned);
        let ends = |i: &usize| matches!(self.token(*i).lower, "to" | "up" | "down" | "above" | "below" | "past" | "by");
        let end = (core_end..at).find(ends).filter(|_| driving && unnamed && measure)?;
        let object = Phrase { first, end, core_end };
        let subject = self.resolve(object, governor);
        let topic = subject.topic.filter(|_| subject.rule != "context").unwrap_or_else(|| self.phrase_topic(object));
        Some(Subject { metric: Some(object), ..Subject::found(topic, governor, "what is driven") })
    }

    /// "Adding indexes cut the database load by 10%": what the object of a deed measures.
    pub(super) fn deed_object(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let verb = governor.verb?;
        let deed = self.class(phrase.first) == Class::Verb(Form::Gerund)
            && !(phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_)));
        let end = self.nominal_end(verb + 1, at);
        let measure = end > verb + 1 && nouns::is_metric(self.token(end - 1).lower);
        (deed && measure).then(|| self.resolve(Phrase { first: verb + 1, end, core_end: end }, governor))
    }

    /// "Mix reduced freight revenue 75 basis points", in an organisation's own account: whose the money is that the verb's object measures.
    pub(super) fn own_measure(&self, at: usize, governor: Governor) -> Option<Subject> {
        let own = self.context.own_organisation()?;
        let verb = governor.verb?;
        let object = self.nominal_end(verb + 1, at);
        // "Strong cash generation has supported debt repayment of $2.4 billion"
        const HELPING: &[&str] = &["support", "fund", "enable", "finance", "permit", "allow", "drive", "help", "cover"];
        let helps = self.base(verb).is_some_and(|base| HELPING.contains(&base));
        let link = object < at && (self.token(object).lower == "by" || helps && self.token(object).lower == "of");
        let by = object + usize::from(link);
        let plain = object > verb + 1
            && by == at
            && !(verb + 1..object).any(|i| matches!(self.class(i), Class::Name(_) | Class::Genitive));
        let measure = plain && nouns::is(self.token(object - 1).lower, NounClass::Owned);
        let unnamed = governor.subject.is_some_and(|subject| {
            // "a typical household reduced its spending by $17"
            let other = self.class(verb + 1) == Class::Possessive;
            !other && !(subject.first..subject.end).any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun))
        });
        let metric = Some(Phrase { first: verb + 1, end: object, core_end: object });
        (measure && unnamed).then(|| Subject { metric, ..Subject::found(own.clone(), governor, "own measure") })
    }

    /// "This dropped our load from 2 to 1", "led to an increase in our pipeline to $150 million", "raised the score of Acme to 40%": whose
    /// the object of the verb is, where nobody does it.
    fn owned_object(&self, at: usize, link: usize, governor: Governor) -> Option<Subject> {
        let verb = governor.verb?;
        let subject = governor.subject?;
        let named = (subject.first..subject.core_end).any(|i| matches!(self.class(i), Class::Name(_)))
            || matches!(self.token(subject.first).lower, "it" | "they" | "we" | "i" | "he" | "she");
        if named || !matches!(self.token(link).lower, "to" | "from") {
            return None;
        }
        let ours = |i: &usize| self.class(*i) == Class::Possessive && matches!(self.token(*i).lower, "our" | "my");
        let owner = (verb + 1..at).find(ours);
        if let Some(owner) = owner {
            let end = self.nominal_end(owner + 1, at);
            let phrase = Phrase { first: owner + 1, end, core_end: end };
            return Some(Subject {
                metric: Some(phrase),
                ..Subject::found(self.antecedent(owner)?, governor, "possessor of object")
            });
        }
        // "the score of Acme"
        let of = (verb + 1..link).find(|i| self.token(*i).lower == "of")?;
        let measure = nouns::is_metric(self.token(of - 1).lower);
        let name = (of + 1..link).find(|i| matches!(self.class(*i), Class::Name(_))).filter(|_| measure)?;
        let phrase = Phrase { first: verb + 1, end: of, core_end: of };
        Some(Subject { metric: Some(phrase), ..Subject::found(self.named(name), governor, "possessor of object") })
    }

    /// "A shortage of crew forced it to cancel 1,150 trips", "the tool allowed Acme to cut 40 jobs": who does what the infinitive says.
    pub(super) fn made_to(&self, at: usize, governor: Governor) -> Option<Subject> {
        const MAKING: &[&str] =
            &["force", "cause", "require", "prompt", "oblige", "permit", "allow", "enable", "help", "lead", "push"];
        let verb = governor.verb.filter(|verb| *verb < at)?;
        let to = verb.checked_sub(1).filter(|to| self.class(*to) == Class::To)?;
        let object = to.checked_sub(1)?;
        let making = object.checked_sub(1).and_then(|verb| self.base(verb)).is_some_and(|base| MAKING.contains(&base));
        let topic = making.then(|| self.object_told(object))??;
        Some(Subject::found(topic, governor, "who is moved"))
    }

    /// Whom a verb's object at token `at` means, if it is a pronoun or a name.
    fn object_told(&self, at: usize) -> Option<Topic> {
        match self.class(at) {
            Class::Pronoun if matches!(self.token(at).lower, "us" | "them" | "it" | "him" | "her") => self.antecedent(at),
            Class::Name(_) => Some(self.named(at)),
            _ => None,
        }
    }

    /// "a bad index caused a 25-minute outage", in an organisation's own account: its own, whatever brought it about.
    pub(super) fn suffered(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        const HARM: &[&str] = &["outage", "downtime", "incident", "interruption", "delay", "disruption", "pause"];
        let own = self.context.own_organisation()?;
        let base = self.base(governor.verb?)?;
        let end = self.nominal_end(at + 1, self.sentence.tokens.len());
        let harm = end > at + 1 && HARM.contains(&self.token(end - 1).lower);
        let named = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Name(_)));
        // "an outage at Acme"
        let elsewhere = self.sentence.tokens.get(end).is_some_and(|link| link.class == Class::Preposition)
            && (end + 1..self.nominal_end(end + 1, self.sentence.tokens.len())).any(|i| matches!(self.class(i), Class::Name(_)));
        (matches!(base, "cause" | "trigger") && harm && !named && !elsewhere)
            .then(|| Subject::found(own.clone(), governor, "own measure"))
    }

    /// "puts the market at $8 billion", "values the group at £410m": what is assessed, not who assesses it.
    pub(super) fn assessed(&self, at: usize, governor: Governor) -> Option<Subject> {
        const ASSESSING: &[&str] =
            &["put", "place", "value", "estimate", "peg", "price", "assess", "rate", "expect", "forecast", "project", "see"];
        let link = at.checked_sub(1).filter(|link| self.token(*link).lower == "at")?;
        let assesses = |verb: &usize| self.base(*verb).is_some_and(|base| ASSESSING.contains(&base));
        // "puts the cost of laying a pipe at £1m"
        let around = governor.verb.filter(|verb| self.class(*verb) == Class::Verb(Form::Gerund));
        let around = around.and_then(|gerund| (0..gerund).rev().find(|i| self.class(*i).is_finite()));
        let verb = governor.verb.filter(assesses).or_else(|| around.filter(assesses))?;
        let first = verb + 1;
        if first == link {
            return self.assessed_before(governor);
        }
        let core_end = self.nominal_end(first, link);
        let object = (first < core_end).then_some(Phrase { first, end: link, core_end })?;
        let subject = self.resolve(object, governor);
        subject.topic.is_some().then_some(Subject { rule: "thing assessed", ..subject })
    }

    /// "analysts had expected $9.9 billion", "economists forecast growth of 2%": what is expected of, not who expects it.
    pub(super) fn expected(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        const EXPECTING: &[&str] = &["expect", "forecast", "predict", "project", "anticipate", "estimate"];
        const EXPERTS: &[&str] =
            &["analysts", "analyst", "economists", "economist", "forecasters", "consensus", "strategists", "brokers"];
        let verb = governor.verb?;
        let expecting = self.base(verb).is_some_and(|base| EXPECTING.contains(&base));
        let head = phrase.core_end.checked_sub(1)?;
        if !expecting || !(EXPERTS.contains(&self.token(head).lower) || self.researches(head)) {
            return None;
        }
        let core_end = self.nominal_end(verb + 1, at);
        // "a profit of", "sales to": the word that leads to the figure is no part of what is expected.
        let led = |end: usize| matches!(self.class(end - 1), Class::Preposition | Class::To);
        let end = if led(at) && at - 1 > verb { at - 1 } else { at };
        let object = (verb + 1 < core_end).then_some(Phrase { first: verb + 1, end, core_end: core_end.min(end) });
        let subject = object
            .filter(|object| object.core_end < at || self.class(object.core_end - 1).is_head())
            .map(|object| self.resolve(object, governor));
        // "analysts at Acme expected a loss": not Acme's.
        let experts = self.phrase_words(phrase.first, phrase.end);
        let theirs = |topic: &Topic| experts.contains(topic.name.as_str());
        let subject = subject.filter(|subject| subject.topic.as_ref().is_some_and(|topic| !theirs(topic)));
        subject.map(|subject| Subject { rule: "thing expected", ..subject }).or_else(|| {
            let owner = self.context.subject().or_else(|| self.context.owner()).filter(|owner| !theirs(owner))?;
            Some(Subject::found(owner.clone(), governor, "thing expected"))
        })
    }

    /// Whether the name at token `head` is of those who publish figures of others: "Acme Research", "the Northern Institute".
    fn researches(&self, head: usize) -> bool {
        const RESEARCHERS: &[&str] = &[
            "Research",
            "Institute",
            "Analytics",
            "Intelligence",
            "Insights",
            "Association",
            "Bureau",
            "Consulting",
            "Advisors",
            "Ratings",
        ];
        let named = matches!(self.class(head), Class::Name(_));
        let last = self.token(head).word.rsplit(' ').next().unwrap_or_default();
        let own = self.context.own_organisation().is_some_and(|own| own.name.contains(self.token(head).word));
        named && !own && (self.kind(head) == Some(NameKind::Publication) || RESEARCHERS.contains(&last))
    }

    /// "a market that Brightwater puts at $8 billion": what the relative pronoun before the verb's subject stands for.
    fn assessed_before(&self, governor: Governor) -> Option<Subject> {
        let pronoun = governor.subject?.first.checked_sub(1).filter(|at| self.class(*at) == Class::Relative)?;
        let subject = self.resolve(self.noun_phrase_ending(pronoun)?, governor);
        subject.topic.is_some().then_some(Subject { rule: "thing assessed", ..subject })
    }

    /// "brought us to $500,000 a year", "pushed Acme to 3 million users", "helped us grow to 50 people": who is at the figure, where the verb's
    /// object says it, and a possessor in it: "led to an increase in our pipeline to $150 million".
    pub(super) fn moved(&self, at: usize, governor: Governor) -> Option<Subject> {
        const MOVING: &[&str] = &[
            "bring", "take", "push", "lead", "carry", "propel", "lift", "catapult", "drive", "send", "get", "help", "let",
            "allow", "enable",
        ];
        let verb = governor.verb?;
        let link = at
            .checked_sub(1)
            .filter(|link| matches!(self.token(*link).lower, "to" | "from" | "by" | "at" | "past" | "beyond"))?;
        let moving = |verb: usize| self.base(verb).is_some_and(|base| MOVING.contains(&base));
        // "helped us grow to"
        let helped = verb
            .checked_sub(1)
            .filter(|object| *object > 0 && moving(*object - 1) && self.class(verb) == Class::Verb(Form::Base));
        let object = helped.or_else(|| (moving(verb) && verb + 1 < link).then_some(verb + 1));
        if let Some(topic) = object.filter(|object| helped.is_some() || object + 1 == link).and_then(|at| self.object_told(at)) {
            return Some(Subject::found(topic, governor, "who is moved"));
        }
        self.owned_object(at, link, governor)
    }
}
