//! Moves to a technology: which verbs and nouns tell of one, what is adopted and what is left.
//!
//! Comes in: a verb or noun of `data/migration-verbs.txt` with its clause. Goes out: [`Sides`].

use crate::text::{WordMap, WordSet};
use std::sync::OnceLock;

use crate::mention::name::NameKind;

use super::super::Migration;
use super::super::lexicon::data_lines;
use super::super::syntax::Class;
use super::Events;
use super::group::Group;

/// How a verb of migration names its two sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Preposition before what is adopted; "-" for the direct object.
    to: &'static str,
    /// Preposition before what is left; "-" for the direct object.
    from: &'static str,
    /// Whether the verb tells of technology by itself, so that what is adopted may be any noun where both sides are given.
    technical: bool,
}

/// What is adopted and left, and one past the last token of both.
#[derive(Debug, Clone)]
pub(super) struct Sides {
    pub migration: Migration,
    pub end: usize,
}

/// A side of a move.
struct Side {
    words: String,
    end: usize,
    /// Whether it is a named technology, or a kind of technology.
    technology: bool,
    /// Whether it names a place or person: no technology.
    elsewhere: bool,
}

/// How many tokens behind a verb its sides are looked for.
const WITHIN: usize = 24;

/// The frames of the verb `base`.
pub(super) fn frames(base: &str) -> &'static [Frame] {
    all().get(base).map_or(&[], Vec::as_slice)
}

/// Every verb of the list.
pub(super) fn verbs() -> impl Iterator<Item = &'static str> {
    all().keys().copied()
}

fn all() -> &'static WordMap<&'static str, Vec<Frame>> {
    static FRAMES: OnceLock<WordMap<&'static str, Vec<Frame>>> = OnceLock::new();
    FRAMES.get_or_init(|| {
        let mut frames: WordMap<&'static str, Vec<Frame>> = WordMap::default();
        for line in data_lines(include_str!("../data/migration-verbs.txt")) {
            let mut words = line.split_whitespace();
            let (Some(verb), Some(to), Some(from)) = (words.next(), words.next(), words.next()) else { continue };
            frames.entry(verb).or_default().push(Frame { to, from, technical: words.next() == Some("technical") });
        }
        frames
    })
}

fn is_technology(word: &str) -> bool {
    static NOUNS: OnceLock<WordSet> = OnceLock::new();
    NOUNS
        .get_or_init(|| data_lines(include_str!("../data/technology-nouns.txt")).flat_map(str::split_whitespace).collect())
        .contains(word)
}

impl Events<'_> {
    /// The sides of the move that the verb at token `at` tells of.
    pub(super) fn sides_of_verb(&self, at: usize, base: &str, group: &Group) -> Option<Sides> {
        frames(base).iter().find_map(|frame| self.sides(*frame, at, group.passive))
    }

    /// What is adopted and what is left, by `frame`, in the words after token `at`.
    pub(super) fn sides(&self, frame: Frame, at: usize, passive: bool) -> Option<Sides> {
        let to = match frame.to {
            "-" if passive => return None,
            "-" => self.nominal(at + 1),
            preposition => self.side(preposition, at),
        }?;
        let from = match frame.from {
            "-" if passive => None,
            "-" => self.nominal(at + 1),
            preposition => self.side(preposition, at),
        };
        let both = frame.technical && from.is_some();
        let technology = to.technology || from.as_ref().is_some_and(|from| from.technology && !from.elsewhere);
        if to.elsewhere || !(technology || both) {
            return None;
        }
        let end = from.as_ref().map_or(to.end, |from| from.end.max(to.end));
        Some(Sides { migration: Migration { from: from.map(|from| from.words), to: Some(to.words) }, end })
    }

    /// The sides of a noun of moving at token `at`: "migration from A to B", "rewrite in Rust", "adoption of Go".
    pub(super) fn sides_of_noun(&self, at: usize) -> Option<Sides> {
        let (to, from) = match self.lower(at) {
            "migration" | "switch" | "move" | "transition" | "shift" | "port" | "upgrade" | "conversion" | "switchover"
            | "cutover" => ("to", "from"),
            "rewrite" => ("in", "from"),
            "adoption" | "rollout" => ("of", "from"),
            _ => return None,
        };
        self.sides(Frame { to, from, technical: false }, at, false)
    }

    /// "FastAPI migration", "Rust rewrite": the technology named right before a noun of moving.
    pub(super) fn target_before(&self, at: usize) -> Option<Sides> {
        let noun = matches!(self.lower(at), "migration" | "switch" | "transition" | "rewrite" | "adoption");
        let name = at.checked_sub(1).filter(|i| noun && self.is_product(*i))?;
        let owned =
            name.checked_sub(1).is_some_and(|i| matches!(self.class(i), Class::Genitive | Class::Possessive | Class::Date(_)));
        let migration = Migration { from: None, to: Some(self.scene.phrase_words(name, at)) };
        owned.then_some(Sides { migration, end: at + 1 })
    }

    fn is_product(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Name(name) => {
                matches!(
                    self.scene.reading.names[name as usize].kind,
                    NameKind::Product | NameKind::Other | NameKind::Organisation
                )
            }
            _ => false,
        }
    }

    /// The noun phrase behind `preposition` in the words after token `at`.
    fn side(&self, preposition: &str, at: usize) -> Option<Side> {
        let end = self.clause_end(at, true).min(at + WITHIN);
        let fits =
            |i: &usize| self.lower(*i) == preposition || preposition == "favor" && matches!(self.lower(*i), "favour" | "favor");
        // Of two "to" the one that a noun follows counts: "decided to move to Go".
        // "upgraded to use Go", "the switchover to using Go"
        let uses = |at: usize| usize::from(matches!(self.lower_at(at), "use" | "using" | "run" | "running" | "be" | "on"));
        (at + 1..end).filter(fits).find_map(|link| self.nominal(link + 1 + uses(link + 1)))
    }

    /// The noun phrase that begins at token `first`.
    fn nominal(&self, first: usize) -> Option<Side> {
        if matches!(self.lower_at(first), "it" | "them") {
            // What is adopted is no organisation that acts: the product said last.
            let products = [super::super::context::Sort::Product];
            let topic = self.scene.context.last(&products).cloned().or_else(|| self.scene.antecedent(first))?;
            return Some(Side { words: topic.name, end: first + 1, technology: true, elsewhere: false });
        }
        if let Some(counted) = self.counted_things(first) {
            return Some(counted);
        }
        // "two of its lines": the things, not how many.
        let mut first = first;
        while matches!(self.class_at(first), Some(Class::Quantity(_) | Class::Adverb)) || self.lower_at(first) == "of" {
            first += 1;
        }
        let mut end = self.run_end(first);
        let named = |first: usize, end: usize| (first..end).any(|i| matches!(self.class(i), Class::Name(_)));
        // "cells from the supplier Acme", "a cluster of Postgres servers": a name in what is attached.
        if end > first && !named(first, end) && matches!(self.lower_at(end), "of" | "from" | "by") {
            let wider = self.run_end(end + 1);
            let technical = self.lower(end) == "of" && (end + 1..wider).any(|i| is_technology(self.lower(i)));
            end = if technical || named(end + 1, wider) { wider } else { end };
        }
        while first < end && matches!(self.class(first), Class::Determiner | Class::Possessive) {
            first += 1;
        }
        // "our use of memcached": what was used.
        if matches!(self.lower_at(first), "use" | "usage") && self.lower_at(first + 1) == "of" {
            (first, end) = (first + 2, self.run_end(first + 2));
        }
        let headed = (first..end).any(|i| self.class(i).is_head());
        let kind = |i: usize| match self.class(i) {
            Class::Name(name) => Some(self.scene.reading.names[name as usize].kind),
            _ => None,
        };
        let foreign = |kind: NameKind| kind == NameKind::Person || !kind.is_measured();
        let technology = (first..end).any(|i| kind(i).is_some_and(|kind| !foreign(kind)) || is_technology(self.lower(i)));
        let elsewhere = !technology && (first..end).filter_map(kind).any(foreign);
        headed.then(|| Side { words: self.scene.phrase_words(first, end), end, technology, elsewhere })
    }

    /// "dozens of Postgres clusters", one figure: the things behind "of".
    fn counted_things(&self, at: usize) -> Option<Side> {
        let Class::Quantity(_) = self.class_at(at)? else { return None };
        let word = self.scene.sentence.tokens[at].word;
        let (_, things) = word.split_once(" of ")?;
        let technology = things.split_whitespace().any(|word| word.starts_with(char::is_uppercase) || is_technology(word));
        technology.then(|| Side { words: things.to_owned(), end: at + 1, technology, elsewhere: false })
    }

    fn run_end(&self, first: usize) -> usize {
        let nominal = |i: &usize| self.class(*i).is_nominal() && !matches!(self.class(*i), Class::Quantity(_) | Class::Date(_));
        (first..self.len()).find(|i| !nominal(i)).unwrap_or(self.len())
    }
}
