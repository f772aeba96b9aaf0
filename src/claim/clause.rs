//! Who does what in a sentence: the verb that governs a token and the phrase that is its subject.
//!
//! Comes in: a [`Sentence`] and the index of a token. Goes out: [`Governor`]. Names are not resolved here: a subject may be a pronoun.

use super::lexicon::{Form, Lexicon};
use super::syntax::{Class, Sentence, Token};

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

/// What governs a token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Governor {
    /// The nearest verb to the left in the same clause, finite or not.
    pub verb: Option<usize>,
    /// The subject of the clause.
    pub subject: Option<Phrase>,
    /// The words before a colon or dash that the clause stands behind.
    pub label: Option<Phrase>,
}

/// The tokens that a reader would join with token `at`: those outside parentheses, or those inside the same one.
pub(crate) fn stream(sentence: &Sentence<'_>, at: usize) -> Vec<usize> {
    let tokens = &sentence.tokens;
    let depth = tokens[at].depth;
    let same_level = |i: &usize| tokens[*i].depth == depth && !(matches!(tokens[*i].class, Class::Open | Class::Close));
    let start = (0..at).rev().find(|i| tokens[*i].depth < depth).map_or(0, |i| i + 1);
    let end = (at..tokens.len()).find(|i| tokens[*i].depth < depth).unwrap_or(tokens.len());
    (start..end).filter(same_level).collect()
}

/// Finds what governs token `at`.
pub(crate) fn governor(sentence: &Sentence<'_>, at: usize) -> Governor {
    govern(sentence, at, 0)
}

/// Finds the subject of the verb at token `at`.
pub(crate) fn governor_of_verb(sentence: &Sentence<'_>, at: usize) -> Governor {
    govern(sentence, at, 1)
}

fn govern(sentence: &Sentence<'_>, at: usize, beyond: usize) -> Governor {
    let stream = stream(sentence, at);
    let Some(place) = stream.iter().position(|i| *i == at) else { return Governor::default() };
    Search { tokens: &sentence.tokens, stream: &stream }.run(place + beyond)
}

struct Search<'s, 't> {
    tokens: &'s [Token<'t>],
    stream: &'s [usize],
}

impl Search<'_, '_> {
    fn class(&self, place: usize) -> Class {
        self.tokens[self.stream[place]].class
    }

    fn lower(&self, place: usize) -> &str {
        self.tokens[self.stream[place]].lower
    }

    fn run(&self, from: usize) -> Governor {
        let mut found = Governor::default();
        let mut place = from;
        while place > 0 {
            place -= 1;
            match self.class(place) {
                Class::Stop => break,
                // A colon behind a whole clause goes on with it; behind a bare phrase it labels what follows.
                Class::Colon if self.clause_before(place) => {}
                Class::Colon => {
                    found.label = self.phrase_ending(place);
                    break;
                }
                // What stands behind a dash goes on with the clause before it.
                Class::Dash if found.verb.is_none() && found.label.is_none() => found.label = self.phrase_ending(place),
                Class::Dash => {}
                Class::Verb(Form::Gerund) if !self.is_carried(place) => {
                    found.verb.get_or_insert(self.stream[place]);
                    if let Some(phrase) = self.phrase_ending(place).filter(|_| self.reduced_relative(place)) {
                        found.subject = Some(phrase);
                        break;
                    }
                }
                class if class.is_finite() || matches!(class, Class::Verb(_)) => {
                    found.verb.get_or_insert(self.stream[place]);
                    let start = self.group_start(place);
                    if start > 0 && self.class(start - 1) == Class::To {
                        if let Some(phrase) = self.raised_subject(start - 1) {
                            found.subject = Some(phrase);
                            break;
                        }
                        place = start - 1;
                        continue;
                    }
                    match self.subject_before(start) {
                        Before::Subject(phrase) => {
                            found.subject = Some(phrase);
                            break;
                        }
                        Before::Continue => place = start,
                        Before::Nothing => break,
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// "expects sales to reach": the phrase between a verb of expecting or causing and the infinitive marker at `to`.
    fn raised_subject(&self, to: usize) -> Option<Phrase> {
        const RAISING: &[&str] = &[
            "expect",
            "predict",
            "forecast",
            "project",
            "estimate",
            "allow",
            "enable",
            "cause",
            "help",
            "want",
            "anticipate",
            "believe",
        ];
        let last = to.checked_sub(1)?;
        let first = if self.class(last) == Class::Pronoun { last } else { self.core_start(last)? };
        let verb = first.checked_sub(1)?;
        let base = Lexicon::shared().verb(self.lower(verb))?.base;
        (matches!(self.class(verb), Class::Verb(_)) && RAISING.contains(&base)).then(|| self.phrase_ending(to)).flatten()
    }

    /// Whether a clause with a finite verb stands before `place` in the same sentence part.
    fn clause_before(&self, place: usize) -> bool {
        (0..place).rev().take_while(|p| !matches!(self.class(*p), Class::Stop | Class::Colon)).any(|p| self.class(p).is_finite())
    }

    /// Whether the gerund at `place` follows its noun directly ("companies processing …").
    fn reduced_relative(&self, place: usize) -> bool {
        place > 0 && matches!(self.class(place - 1), Class::Noun | Class::Name(_))
    }

    /// Whether the verb form at `place` belongs to an auxiliary.
    fn is_carried(&self, place: usize) -> bool {
        (self.group_start(place)..place).any(|p| self.class(p) == Class::Auxiliary)
    }

    /// The first token of the verb group that holds `place`: auxiliaries, verbs, and the adverbs among and before them.
    fn group_start(&self, place: usize) -> usize {
        let in_group = |class| matches!(class, Class::Auxiliary | Class::Verb(_) | Class::Adverb | Class::Negation);
        (0..place).rev().take_while(|p| in_group(self.class(*p))).last().unwrap_or(place)
    }

    fn subject_before(&self, start: usize) -> Before {
        let Some(before) = start.checked_sub(1) else { return Before::Nothing };
        match self.class(before) {
            Class::Relative => {
                let mut end = before;
                if end > 0 && matches!(self.class(end - 1), Class::Comma | Class::Preposition) {
                    end -= 1;
                }
                self.phrase_ending(end).map_or(Before::Nothing, Before::Subject)
            }
            Class::Comma => self.before_apposition(before),
            Class::Conjunction => Before::Continue,
            Class::Dash => self.before_dashes(before),
            Class::Subordinator | Class::Stop | Class::Colon | Class::Quotation => Before::Nothing,
            _ => self.phrase_ending(start).map_or(Before::Continue, Before::Subject),
        }
    }

    /// "X, a maker of Y, raised …": the phrase before the first of the two commas.
    fn before_apposition(&self, comma: usize) -> Before {
        for place in (0..comma).rev() {
            match self.class(place) {
                Class::Comma => {
                    return self.phrase_ending(place).map_or(Before::Continue, Before::Subject);
                }
                Class::Stop | Class::Colon => return Before::Continue,
                class if class.is_finite() => return Before::Continue,
                _ => {}
            }
        }
        Before::Continue
    }

    /// "X — a maker of Y — raised …": the phrase before the first of the two dashes.
    fn before_dashes(&self, dash: usize) -> Before {
        let earlier = (0..dash).rev().take_while(|p| self.class(*p) != Class::Stop).find(|p| self.class(*p) == Class::Dash);
        earlier.and_then(|place| self.phrase_ending(place)).map_or(Before::Nothing, Before::Subject)
    }

    /// The noun phrase, with attached phrases, whose last token stands just before `end`.
    fn phrase_ending(&self, end: usize) -> Option<Phrase> {
        let last = end.checked_sub(1)?;
        if matches!(self.class(last), Class::Pronoun) || (self.class(last) == Class::Determiner && end == last + 1) {
            let at = self.stream[last];
            return Some(Phrase { first: at, end: at + 1, core_end: at + 1 });
        }
        let mut first = self.core_start(last)?;
        let mut core_last = last;
        while first > 1 {
            let link = first - 1;
            let joined = match self.class(link) {
                Class::Preposition => true,
                // "a database holding blobs uses …": the database does.
                Class::Verb(Form::Gerund) => self.reduced_relative(link) && !self.is_carried(link),
                Class::Conjunction | Class::Comma => !self.holds_verb_left(link),
                _ => false,
            };
            let Some(earlier) = joined.then(|| self.core_start(link - 1)).flatten() else { break };
            if matches!(self.class(link), Class::Preposition | Class::Verb(_)) {
                core_last = link - 1;
            }
            first = earlier;
        }
        Some(Phrase { first: self.stream[first], end: self.stream[last] + 1, core_end: self.stream[core_last] + 1 })
    }

    /// Whether a comma or conjunction at `link` stands behind an introductory phrase rather than a member of a list.
    fn holds_verb_left(&self, link: usize) -> bool {
        let mut place = link;
        while place > 0 {
            place -= 1;
            match self.class(place) {
                Class::Comma | Class::Stop | Class::Colon => return false,
                Class::Preposition | Class::Subordinator | Class::Date(_) | Class::Adverb => return true,
                class if class.is_finite() || matches!(class, Class::Verb(_)) => return true,
                _ => {}
            }
        }
        false
    }

    /// Where the noun phrase that ends with token `last` begins, if one ends there.
    fn core_start(&self, last: usize) -> Option<usize> {
        if !self.class(last).is_nominal() || matches!(self.class(last), Class::Determiner | Class::Possessive) {
            return None;
        }
        let mut first = last;
        while first > 0 {
            let class = self.class(first - 1);
            if !class.is_nominal() {
                break;
            }
            let adjunct = matches!(class, Class::Date(_)) && matches!(self.class(first), Class::Name(_) | Class::Determiner);
            if adjunct {
                break;
            }
            first -= 1;
            if matches!(class, Class::Determiner | Class::Possessive) && self.lower(first) != "all" {
                break;
            }
        }
        Some(first)
    }
}

enum Before {
    Subject(Phrase),
    Continue,
    Nothing,
}
