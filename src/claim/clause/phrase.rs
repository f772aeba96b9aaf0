//! Noun phrases and verb groups: the pieces that clauses are made of.
//!
//! Comes in: tokens that a reader would join and a place among them. Goes out: where the piece that begins there ends.

use super::super::lexicon::Form;
use super::super::syntax::{Class, Token};

/// The tokens that a reader joins: those outside parentheses, or those inside the same one.
#[derive(Clone, Copy)]
pub(super) struct Stream<'s, 't> {
    pub(super) tokens: &'s [Token<'t>],
    pub(super) places: &'s [usize],
}

/// A verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) first: usize,
    /// One past its last token, as a place in the stream.
    pub(super) end: usize,
    pub(super) form: GroupForm,
}

/// How a verb group is bound to its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupForm {
    Finite,
    Gerund,
    Participle,
}

impl<'s, 't> Stream<'s, 't> {
    #[inline]
    pub(super) fn class(&self, place: usize) -> Option<Class> {
        self.places.get(place).map(|at| self.tokens[*at].class)
    }

    #[inline]
    pub(super) fn lower(&self, place: usize) -> &'s str
    where
        't: 's,
    {
        self.places.get(place).map_or("", |at| self.tokens[*at].lower)
    }

    #[inline]
    fn token(&self, place: usize) -> Option<&'s Token<'t>> {
        self.places.get(place).map(|at| &self.tokens[*at])
    }

    /// Whether a figure at `place` is the verb of its clause ("doubled").
    #[inline]
    pub(super) fn is_verbal_figure(&self, place: usize) -> bool {
        self.token(place).is_some_and(|token| matches!(token.class, Class::Quantity(_)) && token.is_verbal_figure())
    }

    fn is_figure_infinitive_or_verb(&self, place: usize) -> bool {
        self.token(place).is_some_and(|token| token.is_verbal_figure() || token.is_infinitive_figure())
    }

    /// Whether the pieces `from..to` hold a word that can head a phrase.
    pub(super) fn is_headed(&self, from: usize, to: usize) -> bool {
        (from..to)
            .filter_map(|place| self.class(place))
            .any(|class| !matches!(class, Class::Adjective | Class::Adverb | Class::Date(_)))
            && !self.is_idiom(from, to)
    }

    /// "Long story short, …": a phrase at the head of a sentence that only tells how it is meant.
    fn is_idiom(&self, from: usize, to: usize) -> bool {
        const IDIOMS: &[&[&str]] = &[&["long", "story", "short"], &["bottom", "line"], &["first", "things", "first"]];
        let set_off = matches!(self.class(to), Some(Class::Comma | Class::Colon | Class::Dash));
        set_off
            && IDIOMS
                .iter()
                .any(|idiom| idiom.len() == to - from && (from..to).zip(*idiom).all(|(place, word)| self.lower(place) == *word))
    }

    /// Where a name that a verb follows begins behind the first words of the phrase `from..to`: "the 2025 round | PostgreSQL 16 had …".
    pub(super) fn name_inside(&self, from: usize, to: usize) -> Option<usize> {
        let name = (from + 1..to).rev().find(|p| matches!(self.class(*p), Some(Class::Name(_))))?;
        let behind = matches!(self.class(name - 1), Some(Class::Noun | Class::Name(_) | Class::Date(_) | Class::Quantity(_)));
        if self.tells_which(from, name - 1) {
            return None;
        }
        let last = (name + 1..to).all(|p| matches!(self.class(p), Some(Class::Number)));
        (behind && last && self.is_verb_ahead(to)).then_some(name)
    }

    /// Whether the date at `date` is a year that only tells which name is meant, in a phrase that begins at `from`: "the 2025 Acme report", but
    /// "in 2025 Acme grew".
    fn tells_which(&self, from: usize, date: usize) -> bool {
        self.class(from) == Some(Class::Determiner)
            && matches!(self.class(date), Some(Class::Date(_)))
            && self.lower(date).bytes().all(|b| b.is_ascii_digit())
    }

    /// Where the noun phrase that begins at `place` ends, without what is attached to it by prepositions.
    pub(super) fn nominal_end(&self, place: usize) -> usize {
        if self.class(place) == Some(Class::Pronoun) {
            return place + 1;
        }
        let mut end = place;
        while let Some(class) = self.class(end) {
            let before = end.checked_sub(1).filter(|before| *before >= place).and_then(|before| self.class(before));
            let begins_anew = match (before, class) {
                (None, _) => false,
                (Some(Class::Determiner), Class::Determiner | Class::Possessive) => false,
                (_, Class::Determiner | Class::Possessive) => true,
                (Some(Class::Noun | Class::Name(_) | Class::Quantity(_)), Class::Date(_)) => true,
                (Some(Class::Date(_)), Class::Name(_)) => !self.tells_which(place, end - 1),
                _ => false,
            };
            let adverb = class == Class::Adverb
                && matches!(before, Some(Class::Determiner | Class::Possessive | Class::Adverb))
                && matches!(self.class(end + 1), Some(Class::Adjective | Class::Quantity(_) | Class::Noun | Class::Adverb));
            if begins_anew || self.is_verbal_figure(end) || !(class.is_nominal() || adverb) {
                break;
            }
            end += 1;
        }
        end.max(place + 1)
    }

    /// The verb group that begins at `place`.
    pub(super) fn group(&self, place: usize) -> Option<Group> {
        let first = self.class(place)?;
        let form = match first {
            Class::Auxiliary if matches!(self.lower(place), "being" | "having") => GroupForm::Gerund,
            Class::Auxiliary => GroupForm::Finite,
            Class::Verb(Form::Gerund) => GroupForm::Gerund,
            Class::Verb(Form::Participle) => GroupForm::Participle,
            Class::Verb(_) => GroupForm::Finite,
            _ if self.is_verbal_figure(place) => GroupForm::Finite,
            _ => return None,
        };
        let mut end = place + 1;
        let mut last = first;
        while let Some(class) = self.class(end) {
            match class {
                Class::Adverb | Class::Negation => {}
                Class::Auxiliary if last == Class::Auxiliary => last = class,
                Class::Verb(_) if last == Class::Auxiliary => last = class,
                Class::Quantity(_) if last == Class::Auxiliary && self.is_figure_infinitive_or_verb(end) => last = class,
                _ => break,
            }
            end += 1;
        }
        while end > place + 1 && matches!(self.class(end - 1), Some(Class::Adverb | Class::Negation)) {
            end -= 1;
        }
        Some(Group { first: self.places[place], end, form })
    }

    /// Where the infinitive that the "to" at `place` opens has its verb.
    pub(super) fn infinitive(&self, place: usize) -> Option<usize> {
        let verb =
            (place + 1..self.places.len()).take(3).find(|p| !matches!(self.class(*p), Some(Class::Adverb | Class::Negation)))?;
        let fits = match self.class(verb)? {
            Class::Verb(Form::Base) => true,
            Class::Auxiliary => matches!(self.lower(verb), "be" | "have" | "do"),
            Class::Quantity(_) => self.token(verb).is_some_and(Token::is_infinitive_figure),
            _ => false,
        };
        fits.then_some(verb)
    }

    /// Whether a finite verb group stands at `place`, adverbs aside.
    pub(super) fn is_verb_ahead(&self, place: usize) -> bool {
        let verb = (place..self.places.len()).take(3).find(|p| !matches!(self.class(*p), Some(Class::Adverb | Class::Negation)));
        verb.and_then(|verb| self.group(verb)).is_some_and(|group| group.form == GroupForm::Finite)
    }
}
