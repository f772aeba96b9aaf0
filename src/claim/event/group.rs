//! The verb group: what stands around a verb and makes it a statement, a plan, a denial or a mere participle.
//!
//! Comes in: a verb's token. Goes out: [`Group`], or nothing where the words deny the deed, suppose it or only wish for it.

use crate::text::is_among;

use super::super::lexicon::{Form, Lexicon};
use super::super::syntax::Class;
use super::Events;

/// How a verb stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// It carries the clause, by itself or with its auxiliaries.
    Finite,
    /// A participle that hangs on another clause ("switching to Go, they …").
    Adjunct,
    /// A passive participle behind its noun ("a start-up acquired by Acme").
    Reduced,
}

/// A verb with its auxiliaries and adverbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// The first token.
    pub first: usize,
    pub passive: bool,
    pub mood: Mood,
}

const BE: &[&str] =
    &["is", "are", "was", "were", "be", "been", "being", "'re", "’re", "'m", "’m", "am", "i'm", "we're", "they're"];
const GET: &[&str] = &["got", "gets", "get"];
const HAVE: &[&str] = &["has", "have", "had", "having", "'ve", "’ve", "i've", "we've", "they've"];
const WILL: &[&str] = &["will", "'ll", "’ll", "we'll", "they'll", "i'll", "it'll"];
/// Words that leave open whether it happened.
const OPEN: &[&str] =
    &["could", "would", "should", "may", "might", "can", "must", "shall", "almost", "nearly", "maybe", "perhaps"];
/// Before a clause that supposes.
const SUPPOSING: &[&str] = &["if", "unless", "whether", "suppose", "imagine", "would", "lest"];
/// Verbs whose infinitive is done once they are done ("decided to switch").
const CARRYING: &[&str] =
    &["decide", "agree", "choose", "opt", "elect", "vote", "begin", "start", "proceed", "manage", "set", "go", "rush", "move"];
/// What announces: "proud to launch".
const FEELING: &[&str] = &[
    "pleased",
    "proud",
    "happy",
    "excited",
    "thrilled",
    "delighted",
    "stoked",
    "glad",
    "honored",
    "honoured",
    "ready",
    "ecstatic",
    "humbled",
];
/// What is done by saying so.
const ANNOUNCING: &[&str] = &["announce", "launch", "introduce", "unveil", "release", "open", "welcome", "debut", "publish"];
/// How far before a verb a clause that supposes is looked for, in tokens.
const REACH: usize = 40;

impl Events<'_> {
    /// The group of the verb at token `at`, if it states that something was, is being or will be done.
    pub(super) fn group(&self, at: usize, form: Form) -> Option<Group> {
        let first = self.group_first(at);
        let has = |words: &[&str]| (first..at).any(|i| words.contains(&self.lower(i)));
        if (first..at).any(|i| self.class(i) == Class::Negation || self.denies(i)) || has(OPEN) {
            return None;
        }
        let (be, have) = (has(BE) || has(GET), has(HAVE));
        let finite = |passive| Some(Group { first, passive, mood: Mood::Finite });
        let group = match form {
            Form::Past | Form::Participle if be => {
                let state = has(&["is", "are", "am", "'re", "’re"]) && !has(&["been", "being"]) || has(&["be"]) && !has(WILL);
                if state { None } else { finite(true) }
            }
            Form::Past | Form::Participle if has(&["having"]) => Some(Group { first, passive: false, mood: Mood::Adjunct }),
            Form::Past | Form::Participle if have => finite(false),
            Form::Past if !self.is_reduced(at, first) => finite(false),
            Form::Past | Form::Participle => Some(Group { first, passive: true, mood: Mood::Reduced }),
            Form::Base if has(WILL) || has(&["did"]) => finite(false),
            Form::Base => self.carried(first, at).or_else(|| finite(false).filter(|_| self.is_past_by_form(at, first))),
            // The plain present states habits and opinions more often than happenings; "now supports" is one.
            Form::Third => has(&["now", "today", "officially"]).then_some(finite(false)).flatten(),
            Form::Gerund if be => finite(false),
            Form::Gerund if self.begun(first).is_some() => self.begun(first),
            Form::Gerund => self.is_adjunct(first).then_some(Group { first, passive: false, mood: Mood::Adjunct }),
        };
        group.filter(|_| !self.is_supposed(first))
    }

    fn group_first(&self, at: usize) -> usize {
        let mut first = at;
        while let Some(before) = first.checked_sub(1) {
            let carries = matches!(self.class(before), Class::Auxiliary | Class::Adverb | Class::Negation)
                || GET.contains(&self.lower(before));
            if !carries {
                break;
            }
            first = before;
        }
        first
    }

    fn denies(&self, at: usize) -> bool {
        self.class(at) == Class::Auxiliary && (self.lower(at).ends_with("n't") || self.lower(at).ends_with("n’t"))
            || self.lower(at) == "cannot"
    }

    /// Whether a condition stands before token `at` in its part of the sentence.
    fn is_supposed(&self, at: usize) -> bool {
        let before = (at.saturating_sub(REACH)..at).rev().take_while(|i| self.class(*i) != Class::Stop);
        before.into_iter().any(|i| is_among(self.lower(i), SUPPOSING))
    }

    /// A past form that is the participle of a passive: "acquired by Acme", ", founded in 2010,".
    fn is_reduced(&self, at: usize, first: usize) -> bool {
        let next = self.class_at(at + 1);
        let by = self.lower_at(at + 1) == "by";
        let before = first.checked_sub(1).map(|before| self.class(before));
        by || matches!(before, Some(Class::Comma | Class::Open)) && next == Some(Class::Preposition) && self.closes_later(at)
    }

    /// Whether a comma or bracket closes the words from token `at` before another verb comes.
    fn closes_later(&self, at: usize) -> bool {
        let ahead = (at + 1..self.len()).take(12);
        ahead.take_while(|i| !self.class(*i).is_finite()).any(|i| matches!(self.class(i), Class::Comma | Class::Close))
    }

    /// "we set up", "it cut": a past tense spelled like the infinitive, right after its subject.
    fn is_past_by_form(&self, at: usize, first: usize) -> bool {
        let also_past = Lexicon::shared().verb(self.lower(at)).is_some_and(|verb| verb.also_past);
        let subject = first.checked_sub(1).map(|before| self.class(before));
        also_past && first == at && matches!(subject, Some(Class::Pronoun | Class::Name(_) | Class::Relative))
    }

    /// The infinitive that "decided to", "set out to" or "proud to" carries; its group begins with theirs.
    fn carried(&self, first: usize, at: usize) -> Option<Group> {
        let to = first.checked_sub(1).filter(|to| self.class(*to) == Class::To)?;
        let mut carrier = to.checked_sub(1)?;
        if matches!(self.lower(carrier), "out" | "on") {
            carrier = carrier.checked_sub(1)?;
        }
        if FEELING.contains(&self.lower(carrier)) && ANNOUNCING.contains(&self.lower(at)) {
            return Some(Group { first: self.group_first(carrier), passive: false, mood: Mood::Finite });
        }
        let verb = Lexicon::shared().verb(self.lower(carrier)).filter(|verb| CARRYING.contains(&verb.base))?;
        let done = matches!(verb.form, Form::Past | Form::Participle) || verb.also_past;
        let inner = self.group_first(carrier);
        let denied = (inner..carrier).any(|i| self.class(i) == Class::Negation || self.denies(i));
        (done && !denied).then_some(Group { first: inner, passive: false, mood: Mood::Finite })
    }

    /// "began rolling out", "have started using": the gerund is done with the verb that it hangs on.
    fn begun(&self, first: usize) -> Option<Group> {
        let before = first.checked_sub(1).filter(|i| matches!(self.class(*i), Class::Verb(_)))?;
        let verb = Lexicon::shared().verb(self.lower(before))?;
        let begins = matches!(verb.base, "start" | "begin" | "finish" | "complete" | "stop" | "cease" | "resume");
        let inner = self.group_first(before);
        let past = matches!(verb.form, Form::Past | Form::Participle);
        let open = (inner..before).any(|i| self.class(i) == Class::Negation || self.denies(i) || OPEN.contains(&self.lower(i)));
        (begins && past && !open).then_some(Group { first: inner, passive: false, mood: Mood::Finite })
    }

    /// Whether a gerund whose group begins at `first` tells what the sentence's subject did: after a comma or bracket, "after", "by".
    fn is_adjunct(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else {
            // "Moving away from it costs more" is about moving; "Moving off it, Acme …" is Acme's deed.
            let ahead = (first + 1..self.len()).take(REACH).take_while(|i| !self.class(*i).is_finite());
            return ahead.into_iter().any(|i| self.class(i) == Class::Comma);
        };
        match self.class(before) {
            Class::Comma | Class::Open => true,
            _ => matches!(self.lower(before), "after" | "by" | "since" | "upon" | "following"),
        }
    }
}
