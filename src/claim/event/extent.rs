//! Where the clause of a deed begins and ends.
//!
//! Comes in: a verb, its group and its subject. Goes out: the span that is quoted: subject to object or complement.

use crate::text::TextSpan;

use super::super::clause::Phrase;
use super::super::lexicon::Form;
use super::super::syntax::Class;
use super::Events;
use super::group::{Group, Mood};

/// How many tokens of apposition may stand between a subject and its verb inside the quote.
const APPOSED: usize = 10;

/// How many tokens behind a verb its clause goes on at most.
const LONGEST: usize = 45;

/// How many tokens a date before the subject takes at most.
const DATED: usize = 6;

impl Events<'_> {
    /// The clause around the verb at token `at`, reaching at least to token `least`.
    pub(super) fn clause(&self, at: usize, group: &Group, subject: Option<Phrase>, least: usize) -> TextSpan {
        let first = self.clause_first(group, subject);
        let relative = |first: usize| first.checked_sub(1).is_some_and(|i| self.class(i) == Class::Relative);
        let inner = relative(group.first) || subject.is_some_and(|subject| relative(subject.first));
        let end = self.clause_end(at, false);
        // The verb behind a relative clause is that of the clause around it.
        let outer = (at + 1..end)
            .take_while(|i| self.class(*i) != Class::Quotation)
            .find(|i| inner && self.class(*i) == Class::Auxiliary && self.depth(*i) == self.depth(at));
        let end = outer.unwrap_or(end).max(least);
        let tokens = &self.scene.sentence.tokens;
        let bracketed = self.class_at(end) == Some(Class::Close) && self.depth(first) < self.depth(at);
        if bracketed {
            return TextSpan::new(tokens[first].span.start, tokens[end].span.end);
        }
        let end = if self.class(end - 1) == Class::Close { self.without_aside(at, end, least) } else { end };
        let trailing = |i: &usize| matches!(self.class(*i), Class::Comma | Class::Conjunction | Class::Dash | Class::Colon);
        let end = (least.min(end)..end).rev().take_while(trailing).last().unwrap_or(end);
        TextSpan::new(tokens[first].span.start, tokens[end - 1].span.end)
    }

    fn clause_first(&self, group: &Group, subject: Option<Phrase>) -> usize {
        let before = group.first.checked_sub(1);
        if let Some(relative) = before.filter(|i| self.class(*i) == Class::Relative) {
            return relative;
        }
        let Some(subject) = subject.filter(|subject| subject.first < group.first) else { return group.first };
        // A bracket that tells how the clause around it was done is quoted with that clause.
        if before.is_some_and(|i| self.class(i) == Class::Open) && group.mood == Mood::Adjunct {
            return subject.first;
        }
        let between = (subject.end..group.first).len();
        let apposed = between > 0
            && between <= APPOSED
            && matches!(self.class(subject.end), Class::Comma | Class::Open | Class::Dash)
            && !(subject.end..group.first).any(|i| self.class(i).is_finite() && self.class(i) != Class::Verb(Form::Past));
        if between == 0 || apposed { self.dated_from(subject.first) } else { group.first }
    }

    /// The date that opens the clause whose subject begins at `first` ("In February 2026, Netflix …").
    fn dated_from(&self, first: usize) -> usize {
        let fronted = |i: &usize| {
            matches!(self.class(*i), Class::Date(_) | Class::Preposition | Class::Comma | Class::Determiner | Class::Adverb)
        };
        let start = (first.saturating_sub(DATED)..first).rev().take_while(fronted).last().unwrap_or(first);
        let dated = (start..first).any(|i| matches!(self.class(i), Class::Date(_)));
        let opens =
            start == 0 || matches!(self.class(start - 1), Class::Conjunction | Class::Stop | Class::Quotation | Class::Dash);
        let start = (start..first).find(|i| self.class(*i) != Class::Comma).unwrap_or(first);
        if dated && opens { start } else { first }
    }

    /// The end without the bracket that closes just before `end`, if nothing needed stands in it.
    fn without_aside(&self, at: usize, end: usize, least: usize) -> usize {
        let open = (at + 1..end).rev().find(|i| self.class(*i) == Class::Open && self.depth(*i) == self.depth(at));
        open.filter(|open| *open >= least && *open > at + 1).unwrap_or(end)
    }

    /// One past the last token of the clause that goes on after token `at`; `tight` ends it at any comma or verb.
    pub(super) fn clause_end(&self, at: usize, tight: bool) -> usize {
        let tokens = &self.scene.sentence.tokens;
        let depth = tokens[at].depth;
        for (i, token) in tokens.iter().enumerate().skip(at + 1) {
            if token.depth > depth {
                continue;
            }
            if token.depth < depth || i > at + LONGEST {
                return i;
            }
            let divides = match token.class {
                Class::Stop | Class::Dash | Class::Colon => true,
                Class::Subordinator => !self.is_role(i),
                Class::Quotation => self.ends_speech(i),
                Class::Relative => i > at + 1,
                Class::Comma => tight || self.begins_clause(i + 1),
                Class::Conjunction => self.begins_clause(i),
                Class::Close => depth > 0,
                _ => tight && token.class.is_finite(),
            };
            if divides {
                return i;
            }
        }
        let last = tokens.len();
        if last > at + 1 && tokens[last - 1].class == Class::Stop { last - 1 } else { last }
    }

    /// "named her as chief executive", "Veltro as the message bus": "as" before what somebody or something becomes.
    fn is_role(&self, at: usize) -> bool {
        let ahead = (at + 1..self.len()).take(6);
        let phrase = ahead.take_while(|i| !matches!(self.class(*i), Class::Comma | Class::Stop | Class::Preposition));
        self.lower(at) == "as" && !phrase.into_iter().any(|i| self.class(i).is_finite() || self.class(i) == Class::Pronoun)
    }

    /// Whether the quotation mark at token `at` ends speech that began before the clause, rather than opening a title.
    fn ends_speech(&self, at: usize) -> bool {
        self.scene.sentence.tokens[..at].iter().filter(|token| token.class == Class::Quotation).count() % 2 == 1
            || self.class_at(at + 1).is_none()
    }

    /// Whether the words from token `at` begin a clause or an aside of their own.
    fn begins_clause(&self, at: usize) -> bool {
        let added = matches!(self.class_at(at), Some(Class::Conjunction));
        if added && matches!(self.class_at(at + 1), Some(Class::Preposition | Class::Verb(_))) {
            return true;
        }
        let ahead = (at..self.len()).take(9).take_while(|i| !matches!(self.class(*i), Class::Comma | Class::Stop));
        let classes: Vec<Class> = ahead.map(|i| self.class(i)).collect();
        matches!(
            classes.first(),
            Some(Class::Relative | Class::Subordinator | Class::Verb(Form::Gerund | Form::Past | Form::Participle))
        ) || matches!(self.lower_at(at), "a" | "an" | "according" | "including" | "with" | "up" | "down")
            || classes.iter().any(|class| class.is_finite())
    }
}
