//! Shares told of a part, not of the whole that they are a share of: "projects in Torv, now making up 16% of respondents".
//!
//! Comes in: a share. Goes out: whose part of the whole it is, where its verb says that it is one.

use super::super::clause::{Governor, Phrase};
use super::super::context::Topic;
use super::super::lexicon::Form;
use super::super::syntax::Class;
use super::{Scene, Subject};

impl Scene<'_> {
    /// Whether the words before the share at token `at` say that something is, or is at, that part of the whole.
    pub(super) fn is_told_of_part(&self, at: usize) -> bool {
        self.part_verb(at).is_some()
    }

    /// "Torv has won many, now making up 16% of respondents", "…, putting it at 31% of respondents": what the share is told of.
    pub(super) fn part_of_whole(&self, at: usize) -> Option<Subject> {
        let of = self.sentence.tokens.get(at + 1).is_some_and(|of| of.lower == "of");
        let verb = self.part_verb(at).filter(|_| of && self.is_share(at))?;
        if self.class(verb) != Class::Verb(Form::Gerund) {
            return None;
        }
        let governor = Governor { verb: Some(verb), ..Governor::default() };
        let it = verb + 1;
        let topic = if matches!(self.token(it).lower, "it" | "them") {
            self.used_before(verb).or_else(|| self.antecedent(it))?
        } else {
            let before = (0..verb).rev().find(|i| self.class(*i) != Class::Adverb)?;
            if self.class(before) == Class::Comma {
                let main = (0..before).rev().find(|i| self.class(*i).is_finite())?;
                return Some(self.resolve(self.subject_before(main)?, governor));
            }
            let first = (0..=before).rev().find(|i| self.class(*i).is_finite() || self.token(*i).lower == "with")? + 1;
            (first <= before).then(|| self.phrase_topic(Phrase { first, end: before + 1, core_end: before + 1 }))?
        };
        Some(Subject::found(topic, governor, "part of a whole"))
    }

    /// The verb before the share at token `at` that makes it the part that something is: "makes up", "represents", "putting it at".
    fn part_verb(&self, at: usize) -> Option<usize> {
        let last = (0..at).rev().find(|i| self.class(*i) != Class::Adverb)?;
        let verb = match self.token(last).lower {
            "up" => last.checked_sub(1).filter(|verb| self.base(*verb) == Some("make")),
            "for" => last.checked_sub(1).filter(|verb| self.base(*verb) == Some("account")),
            "at" => last
                .checked_sub(2)
                .filter(|verb| matches!(self.token(*verb).lower, "putting" | "bringing" | "placing"))
                .filter(|verb| matches!(self.token(verb + 1).lower, "it" | "them")),
            _ => self.base(last).filter(|base| matches!(*base, "represent" | "constitute" | "comprise")).map(|_| last),
        };
        verb.filter(|verb| matches!(self.class(*verb), Class::Verb(_)))
    }

    /// "a rise in the use of Torv, putting it at 31%": the thing whose use is told of before token `verb`.
    fn used_before(&self, verb: usize) -> Option<Topic> {
        const USING: &[&str] = &["use", "usage", "adoption", "popularity", "share"];
        let of = (1..verb).rev().find(|i| self.token(*i).lower == "of" && USING.contains(&self.token(i - 1).lower))?;
        let end = self.nominal_end(of + 1, verb);
        (end > of + 1).then(|| self.phrase_topic(Phrase { first: of + 1, end, core_end: end }))
    }
}
