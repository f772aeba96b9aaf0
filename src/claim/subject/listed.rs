//! Rows without verbs: shares before their things, names in brackets, parts of machines, items with their prices.
//!
//! Comes in: a figure's token. Goes out: the thing of its row that the figure is of.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase};
use super::super::lexicon::Form;
use super::super::nouns;
use super::super::syntax::Class;
use super::{Scene, Subject};

impl Scene<'_> {
    /// "14 W (Acme), 11 W (Bolt)": the name in brackets behind each figure of a row.
    pub(super) fn named_in_brackets(&self, at: usize) -> Option<Subject> {
        let class = |i: usize| self.sentence.tokens.get(i).map(|token| token.class);
        let bracketed = |at: usize| {
            matches!(class(at), Some(Class::Quantity(_)))
                && class(at + 1) == Some(Class::Open)
                && matches!(class(at + 2), Some(Class::Name(_)))
                && class(at + 3) == Some(Class::Close)
        };
        let others = || (0..self.sentence.tokens.len()).filter(|i| *i != at && bracketed(*i)).count();
        let measured = || {
            self.kind(at + 2).is_some_and(|kind| {
                matches!(kind, NameKind::Product | NameKind::Organisation | NameKind::Other | NameKind::Place)
            })
        };
        (bracketed(at) && measured() && others() > 0)
            .then(|| Subject::found(self.named(at + 2), Governor::default(), "name in brackets"))
    }

    /// "Chart: 80% vim, 30% emacs, 5% nano": the thing right behind a share, where shares and things are listed without a verb.
    pub(super) fn share_listed(&self, at: usize) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        let ends =
            |i: usize| tokens.get(i).is_none_or(|token| matches!(token.class, Class::Comma | Class::Stop | Class::Conjunction));
        let item = |at: usize| -> Option<Phrase> {
            let end = self.nominal_end(at + 1, tokens.len());
            let plain = (at + 1..end).all(|i| matches!(self.class(i), Class::Name(_) | Class::Noun | Class::Adjective));
            (self.is_share(at) && plain && end > at + 1 && end <= at + 5 && ends(end)).then_some(Phrase {
                first: at + 1,
                end,
                core_end: end,
            })
        };
        let begins = at
            .checked_sub(1)
            .is_none_or(|before| matches!(self.class(before), Class::Comma | Class::Colon | Class::Conjunction | Class::Stop));
        let own = item(at).filter(|_| begins && !tokens.iter().any(|token| token.class.is_finite()))?;
        let others = (0..tokens.len()).filter(|i| *i != at && item(*i).is_some()).count();
        (others > 1).then(|| Subject::found(self.phrase_topic(own), Governor::default(), "share in a list"))
    }

    /// "Scheduler: $2", "Large oven: 3 kW": whether a label at the start of its line is an item whose figure follows.
    pub(super) fn is_item(&self, label: Phrase) -> bool {
        const REMARKS: &[&str] = &[
            "note",
            "update",
            "example",
            "summary",
            "tip",
            "conclusion",
            "source",
            "figure",
            "table",
            "chart",
            "step",
            "question",
            "answer",
            "reason",
            "data",
            "highlights",
            "caption",
            "photo",
            "image",
            "headline",
            "verdict",
            "problem",
            "solution",
            "fact",
            "bottom",
            "line",
            "edit",
            "warning",
            "q",
            "a",
        ];
        let colon = (label.end..self.sentence.tokens.len()).find(|i| self.class(*i) == Class::Colon);
        let figure = colon.is_some_and(|colon| {
            (colon + 1..self.sentence.tokens.len()).take(2).any(|i| matches!(self.class(i), Class::Quantity(_)))
        });
        let head = self.token(label.core_end - 1).lower;
        let dated =
            (label.first..label.end).any(|i| matches!(self.class(i), Class::Date(_) | Class::Number | Class::Quantity(_)));
        label.first == 0
            && figure
            && !dated
            && label.end - label.first <= 4
            && !nouns::is_metric(head)
            && !REMARKS.contains(&head)
    }

    /// "Python (18%), C (11%)": whether another figure in parentheses stands behind a name near the one that opens at token `open`.
    pub(super) fn lists_in_parentheses(&self, at: usize, open: usize) -> bool {
        const NEAR: usize = 12;
        let unit = self.unit_of(at);
        let last = self.sentence.tokens.len().saturating_sub(1).min(open + NEAR);
        (open.saturating_sub(NEAR).max(1)..last).any(|i| {
            i != open
                && self.class(i) == Class::Open
                && matches!(self.class(i - 1), Class::Name(_))
                && self.unit_of(i + 1).is_some_and(|other| Some(other) == unit)
        })
    }

    /// "16GB RAM, DDR5 4800 MHz" below the name of a machine: parts listed without a verb are the heading's.
    pub(super) fn part_listed(&self, at: usize) -> Option<Subject> {
        const TOKENS_MAX: usize = 14;
        const PARTS: &[&str] =
            &["B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "MHz", "GHz", "core", "thread", "W", "mAh"];
        let part = PARTS.contains(&self.unit_of(at)?);
        let tokens = &self.sentence.tokens;
        let said = tokens.iter().any(|token| token.class.is_finite() || matches!(token.class, Class::Colon | Class::Dash));
        if !part || said || tokens.len() > TOKENS_MAX {
            return None;
        }
        Some(Subject::found(self.context.headed()?.clone(), Governor::default(), "part listed below a heading"))
    }

    /// "400 ms: pickling the array", "12%: Java": what stands behind the figure that opens an item.
    pub(super) fn told_behind(&self, at: usize) -> Option<Subject> {
        const WORDS_MAX: usize = 8;
        let tokens = &self.sentence.tokens;
        let colon = tokens.get(1).filter(|colon| at == 0 && colon.class == Class::Colon)?;
        let end = (2..tokens.len())
            .find(|i| matches!(self.class(*i), Class::Stop | Class::Comma | Class::Open))
            .unwrap_or(tokens.len());
        let plain = (2..end)
            .all(|i| self.class(i).is_nominal() || matches!(self.class(i), Class::Preposition | Class::Verb(Form::Gerund)));
        let phrase = Phrase { first: 2, end, core_end: end };
        (colon.depth == 0 && plain && end > 2 && end <= 2 + WORDS_MAX)
            .then(|| Subject::found(self.phrase_topic(phrase), Governor::default(), "item of a list"))
    }

    /// "Compute (Bolt): $75K": an item whose one word could be a verb, and is none before a colon.
    pub(super) fn item_of_one_word(&self, at: usize) -> Option<Subject> {
        let colon = (1..at.min(5)).find(|i| self.class(*i) == Class::Colon).filter(|colon| colon + 2 >= at)?;
        let aside = colon == 1 || self.class(1) == Class::Open && self.class(colon - 1) == Class::Close;
        let label = Phrase { first: 0, end: 1, core_end: 1 };
        let verb = matches!(self.class(0), Class::Verb(Form::Base)) && self.token(0).word.starts_with(char::is_uppercase);
        (aside && verb && self.is_item(Phrase { end: colon, ..label }) && self.sentence.tokens.len() < at + 4)
            .then(|| Subject::found(self.phrase_topic(label), Governor::default(), "item of a list"))
    }

    /// "Mac: a 2015 MacBook, 3.1 GHz, 16 GiB RAM": a name, a colon, and what it is, without a verb of its own.
    pub(super) fn entry(&self, at: usize) -> Option<Subject> {
        let colon = (0..at.min(5)).find(|i| self.class(*i) == Class::Colon).filter(|colon| *colon > 0)?;
        let named = (0..colon).all(|i| self.class(i).is_nominal() || matches!(self.class(i), Class::Open | Class::Close))
            && matches!(self.class(0), Class::Name(_));
        let verb = (colon + 1..at).any(|i| self.class(i).is_finite() && !self.class_follows(i, Class::Preposition));
        (named && !verb).then(|| Subject::found(self.named(0), Governor::default(), "entry of a list"))
    }
}
