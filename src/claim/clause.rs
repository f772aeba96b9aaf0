//! Who does what in a sentence: its clauses, the verb of each and the phrase that is its subject.
//!
//! Comes in: a [`Sentence`] and the index of a token. Goes out: [`Governor`]. Names are not resolved here: a subject may be a pronoun. How a
//! sentence is cut into clauses is in `clause/parse.rs`.

mod marks;
mod parse;
mod phrase;
#[cfg(test)]
mod tests;
mod verbs;

use super::syntax::{Class, Sentence, Token};
pub(crate) use parse::Room;

/// A run of tokens that forms a noun phrase with what is attached to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Where the head's own phrase ends, before "of …", "in …".
    pub core_end: usize,
}

impl Phrase {
    /// Whether token `at` is part of it.
    pub(crate) fn holds(&self, at: usize) -> bool {
        (self.first..self.end).contains(&at)
    }
}

/// Whose subject a clause has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// Its own phrase, if it has one.
    Own(Option<Phrase>),
    /// That of the clause around it ("to cut costs", "and grew").
    Around,
}

/// A clause.
#[derive(Debug, Clone, Copy)]
struct Clause {
    around: Option<usize>,
    owner: Owner,
    /// The first token of its verb group.
    verb: Option<usize>,
    /// The words before a colon or dash that it stands behind.
    label: Option<Phrase>,
    /// Whether it goes on with the clause around it, so that verbs there govern here.
    goes_on: bool,
}

/// The clauses of a sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clauses {
    clauses: Vec<Clause>,
    /// Participles that only date a period ("the year ended June"), in order.
    dating: Vec<usize>,
}

/// What governs a token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Governor {
    /// The nearest verb to the left in the same clause, finite or not.
    pub verb: Option<usize>,
    /// The subject of the clause, where the token stands behind it.
    pub subject: Option<Phrase>,
    /// The subject of the clause, where the token stands in it or before it.
    pub ahead: Option<Phrase>,
    /// The words before a colon or dash that the clause stands behind.
    pub label: Option<Phrase>,
}

impl Clauses {
    /// Reads the clauses of a sentence's tokens and tells each token its clause; `room` is what reading takes.
    pub(crate) fn of(tokens: &mut [Token<'_>], room: &mut Room) -> Self {
        parse::parse(tokens, room)
    }

    fn clause(&self, tokens: &[Token<'_>], at: usize) -> Option<(usize, Clause)> {
        let index = tokens.get(at)?.clause as usize;
        Some((index, *self.clauses.get(index)?))
    }

    fn subject(&self, index: usize) -> Option<Phrase> {
        let mut at = index;
        // A clause lies in an earlier one, so that the way out is finite.
        loop {
            let clause = self.clauses.get(at)?;
            match clause.owner {
                Owner::Own(phrase) => return phrase,
                Owner::Around => at = clause.around?,
            }
        }
    }

    /// The verb, at or before `at`, of the clause `index` or of the one that it goes on with.
    fn verb_before(&self, tokens: &[Token<'_>], index: usize, at: usize) -> Option<usize> {
        let first = self.clauses[index].verb?;
        let verbal = |i: &usize| {
            let class = tokens[*i].class;
            tokens[*i].clause as usize == index
                && !self.dating.contains(i)
                && (matches!(class, Class::Verb(_)) || class.is_finite() || *i == first)
        };
        (first..at).rev().find(verbal)
    }

    fn governor(&self, tokens: &[Token<'_>], at: usize, beyond: usize) -> Governor {
        let Some((index, clause)) = self.clause(tokens, at) else { return Governor::default() };
        let mut verb = self.verb_before(tokens, index, at + beyond);
        let mut outer = clause;
        while verb.is_none()
            && outer.goes_on
            && let Some(around) = outer.around
        {
            verb = self.verb_before(tokens, around, at);
            outer = self.clauses[around];
        }
        let subject = self.subject(index).filter(|_| clause.verb.is_some() || clause.owner == Owner::Around || clause.goes_on);
        let behind = beyond > 0 || verb.is_some() || clause.verb == Some(at) || clause.owner == Owner::Around;
        let behind = behind && subject.is_none_or(|subject| !subject.holds(at));
        Governor {
            verb: verb.filter(|_| behind || subject.is_none()),
            subject: subject.filter(|_| behind),
            // What has no verb is a fragment, and no phrase of it a subject.
            ahead: subject.filter(|_| !behind && clause.verb.is_some()),
            label: clause.label,
        }
    }
}

/// Finds what governs token `at`.
pub(crate) fn governor(sentence: &Sentence<'_>, at: usize) -> Governor {
    sentence.clauses.governor(&sentence.tokens, at, 0)
}

/// Finds the subject of the verb at token `at`.
pub(crate) fn governor_of_verb(sentence: &Sentence<'_>, at: usize) -> Governor {
    sentence.clauses.governor(&sentence.tokens, at, 1)
}
