//! What a deed brought about, whoever did it: "This cut costs by 5%", "We moved, which halved the bill"; phrases that open with a gerund, and what they
//! name; and the rest of the world.
//!
//! Comes in: a clause's verb or its pronoun. Goes out: whose the figure is, or whether the verb tells of a deed.

use super::super::clause::{Governor, Phrase};
use super::super::context::Topic;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::{Scene, Subject};

impl Scene<'_> {
    /// "…, which is 1.5 times what Acme manages": whether the figure at token `at` only says how large one told before is.
    pub(super) fn is_equation(&self, at: usize, governor: Governor) -> bool {
        let be = governor.verb.is_some_and(|verb| matches!(self.token(verb).lower, "is" | "was"));
        be && self.unit_of(at) == Some("x")
    }

    /// The subject of the clause that "which" behind a comma at token `which` takes up.
    pub(super) fn told_before_which(&self, which: usize) -> Option<Subject> {
        which.checked_sub(1).filter(|comma| self.class(*comma) == Class::Comma)?;
        let verb = (0..which).find(|i| self.class(*i).is_finite() && self.token(*i).depth == self.token(which).depth)?;
        let subject = self.subject_before(verb)?;
        let figured = (verb..which).any(|i| matches!(self.class(i), Class::Quantity(_)));
        if self.class(subject.first) != Class::Pronoun && !figured {
            return None;
        }
        let found = self.resolve(subject, Governor { verb: Some(verb), ..Governor::default() });
        (found.topic.is_some()).then_some(found)
    }

    /// Whether the verb tells what a deed brought about.
    pub(super) fn is_doing(&self, governor: Governor) -> bool {
        const DOING: &[&str] = &[
            "reduce",
            "cut",
            "bring",
            "save",
            "shave",
            "speed",
            "improve",
            "drop",
            "lower",
            "decrease",
            "increase",
            "raise",
            "double",
            "free",
            "unify",
            "eliminate",
            "shrink",
            "boost",
            "halve",
            "trim",
            "slash",
            "lead",
            "result",
            "translate",
            "allow",
            "enable",
        ];
        governor.verb.and_then(|verb| self.base(verb)).is_some_and(|base| DOING.contains(&base))
    }

    /// "Gross profit percentage", "cash balance": whether the noun at token `head` measures a sum of accounts.
    pub(super) fn is_of_accounts(&self, head: usize) -> bool {
        let before = head.checked_sub(1).map_or("", |before| self.token(before).lower);
        match self.token(head).lower {
            "percentage" => matches!(before, "profit" | "margin"),
            "balance" | "balances" => matches!(before, "cash" | "debt" | "loan" | "deposit"),
            _ => false,
        }
    }

    /// "Rest of the world segment sales": what an organisation calls the countries that it does not name.
    pub(super) fn rest_of_world(&self, phrase: Phrase) -> Option<Topic> {
        let word = |at: usize| self.sentence.tokens.get(at).map_or("", |token| token.lower);
        let first = phrase.first + usize::from(word(phrase.first) == "the");
        let the = usize::from(word(first + 2) == "the");
        if word(first) != "rest" || word(first + 1) != "of" || word(first + 2 + the) != "world" {
            return None;
        }
        let world = first + 2 + the;
        let end = world + 1 + usize::from(nouns::is(word(world + 1), NounClass::Part));
        Some(Topic { name: self.phrase_words(first, end), sort: None, plural: false })
    }

    /// "Using Veltro, …", "Citing costs, …", "Beginning Monday, …": whether the gerund at token `at` tells how, why or when others do what follows its comma.
    pub(super) fn only_tells_how(&self, at: usize) -> bool {
        const HOW: &[&str] = &["use", "cite", "follow", "begin", "start", "include", "exclude", "combine", "assume", "consider"];
        self.base(at).is_some_and(|base| HOW.contains(&base))
    }

    /// The comma behind a phrase with a gerund, which has no other: "hiring cooks, waiters and drivers" lists what is hired.
    pub(super) fn only_comma(&self, phrase: Phrase) -> Option<usize> {
        let mut commas = (phrase.first..phrase.end).filter(|i| self.class(*i) == Class::Comma);
        let comma = commas.next().filter(|_| commas.next().is_none())?;
        let listed = (comma + 1..phrase.end).any(|i| self.class(i) == Class::Conjunction);
        (!listed || self.only_tells_how(phrase.first)).then_some(comma)
    }

    /// The whole deed that opens the sentence, where `phrase` is no more than the end of the list of what is done: "adding indexes, caches and queues".
    pub(super) fn deed_with_list(&self, phrase: Phrase) -> Option<Phrase> {
        let listed = self.class(phrase.first.checked_sub(1)?) == Class::Comma
            && (phrase.first..phrase.end).any(|i| self.class(i) == Class::Conjunction)
            || self.class(phrase.first - 1) == Class::Conjunction;
        // "Using Veltro, Acme and Bison process …": who acts follows the comma; and days are no list.
        let opens = self.class(0) == Class::Verb(Form::Gerund) && !self.only_tells_how(0);
        let acts = |i: usize| matches!(self.class(i), Class::Name(_) | Class::Pronoun | Class::Determiner | Class::Possessive);
        let plain = |i: usize| self.class(i).is_nominal() || matches!(self.class(i), Class::Comma | Class::Conjunction);
        let list = listed
            && opens
            && phrase.first > 1
            && (1..phrase.first).all(plain)
            && (1..phrase.first).any(|i| self.class(i) == Class::Comma)
            && !acts(phrase.first);
        list.then_some(Phrase { first: 0, ..phrase })
    }

    /// The noun phrase or pronoun between the comma behind a phrase with a gerund and token `end`.
    pub(super) fn behind_gerund(&self, comma: usize, end: usize) -> Option<Phrase> {
        let last = end.checked_sub(1).filter(|last| *last > comma)?;
        if self.class(last) == Class::Pronoun {
            return Some(Phrase { first: last, end, core_end: end });
        }
        self.noun_phrase_ending(end).filter(|phrase| phrase.first > comma && self.class(last).is_head())
    }

    /// "would prevent us from replacing 300 ovens": who is kept from the deed at the verb of `governor`.
    pub(super) fn prevented(&self, governor: Governor) -> Option<Subject> {
        const KEEPING: &[&str] = &["prevent", "stop", "keep", "block", "discourage", "prohibit", "ban", "save", "deter"];
        let verb = governor.verb.filter(|verb| self.class(*verb) == Class::Verb(Form::Gerund))?;
        let from = verb.checked_sub(1).filter(|from| self.token(*from).lower == "from")?;
        let whom = from.checked_sub(1)?;
        let phrase = match self.class(whom) {
            Class::Pronoun => Phrase { first: whom, end: from, core_end: from },
            _ => self.noun_phrase_ending(from)?,
        };
        let keeps = phrase.first.checked_sub(1).and_then(|keeps| self.base(keeps))?;
        KEEPING.contains(&keeps).then(|| Subject { rule: "who is kept from it", ..self.resolve(phrase, governor) })
    }

    /// "Marketing expense as a percent of net sales": whether the gerund that opens the phrase tells what sort of expense is measured.
    pub(super) fn names_expense(&self, phrase: Phrase) -> bool {
        const FUNCTIONS: &[&str] = &[
            "marketing",
            "advertising",
            "selling",
            "operating",
            "manufacturing",
            "engineering",
            "hosting",
            "shipping",
            "staffing",
            "financing",
            "processing",
            "consulting",
            "licensing",
            "purchasing",
        ];
        let sum = phrase.first + 1 < phrase.core_end
            && matches!(
                self.token(phrase.first + 1).lower,
                "expense" | "expenses" | "cost" | "costs" | "income" | "revenue" | "revenues"
            );
        sum && self.class(phrase.first) == Class::Verb(Form::Gerund) && FUNCTIONS.contains(&self.token(phrase.first).lower)
    }
}
