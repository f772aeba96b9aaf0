//! What a deed brought about, whoever did it: "This cut costs by 5%", "We moved, which halved the bill"; and the rest of the world.
//!
//! Comes in: a clause's verb or its pronoun. Goes out: whose the figure is, or whether the verb tells of a deed.

use super::super::clause::{Governor, Phrase};
use super::super::context::Topic;
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
}
