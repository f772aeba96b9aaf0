//! Runs that have no name: "the query completes in 45 ms" tells of the system that runs it, "we bring this down to 0.9 s" of what was spoken of.
//!
//! Comes in: the grammatical subject of a measured time, size or rate. Goes out: the product named last. Runs that their words tell from others
//! ("the first query", "the nightly import") keep their own names.

use super::super::clause::{Governor, Phrase};
use super::super::context::Sort;
use super::super::syntax::Class;
use super::{Scene, Subject};

/// What a system is given to do.
const WORKLOADS: &[&str] = &[
    "query",
    "request",
    "call",
    "run",
    "job",
    "script",
    "operation",
    "test",
    "benchmark",
    "statement",
    "scan",
    "aggregation",
    "computation",
    "calculation",
    "lookup",
    "transaction",
    "command",
    "snippet",
    "code",
    "workload",
];

/// Words before them that tell no run from another.
const PLAIN: &[&str] = &[
    "same",
    "entire",
    "whole",
    "simple",
    "single",
    "average",
    "typical",
    "naive",
    "above",
    "following",
    "previous",
    "full",
    "complete",
    "resulting",
    "whole",
];

/// Verbs by which the author brings a figure about, with "this" or "it" as the object, and those by which it is found.
const BRINGING: &[&str] = &["bring", "get", "cut", "reduce", "lower", "drive", "push", "take"];
const FINDING: &[&str] = &["end", "get", "see", "measure", "observe", "clock", "record"];

impl Scene<'_> {
    /// The system that runs the workload without a name that is the subject `phrase` of the figure at token `at`.
    pub(super) fn running(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let head = phrase.core_end.checked_sub(1)?;
        let pointing = matches!(self.token(phrase.first).lower, "the" | "this" | "that" | "a" | "an" | "each" | "every");
        let plain = (phrase.first + 1..head).all(|i| PLAIN.contains(&self.token(i).lower));
        let named = (phrase.core_end..phrase.end).any(|i| matches!(self.class(i), Class::Name(_)));
        if !pointing || !plain || named || !WORKLOADS.contains(&self.token(head).lower) || !self.is_performance(at) {
            return None;
        }
        let here = (0..phrase.first).rev().find(|i| self.is_of(*i, &[Sort::Product])).map(|i| self.named(i));
        let system = here.or_else(|| self.context.last(&[Sort::Product]).cloned())?;
        Some(Subject::found(system, governor, "system that runs it"))
    }

    /// "we can bring this down to 0.9 s", "we end up with 70 ms": the product of this section that was named last.
    pub(super) fn brought(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let verb = governor.verb?;
        let base = self.base(verb)?;
        let we = phrase.end == phrase.first + 1 && matches!(self.token(phrase.first).lower, "we" | "you" | "i" | "one");
        let object = self.sentence.tokens.get(verb + 1).is_some_and(|next| matches!(next.lower, "this" | "that" | "it"));
        let direct = (verb + 1..at).all(|i| !matches!(self.class(i), Class::Noun | Class::Name(_)));
        let told = BRINGING.contains(&base) && object || FINDING.contains(&base) && direct;
        if !we || !told || !self.is_performance(at) {
            return None;
        }
        let author = self.context.author.as_ref();
        let system =
            self.context.said_last(&[Sort::Product]).filter(|topic| author.is_none_or(|author| author.name != topic.name))?;
        Some(Subject::found(system.clone(), governor, "system that was spoken of"))
    }

    /// Whether the figure at token `at` is a short time or a rate of a machine.
    fn is_performance(&self, at: usize) -> bool {
        let Class::Quantity(index) = self.class(at) else { return false };
        let unit = self.reading.quantities[index].quantity.unit.as_str();
        matches!(unit, "ns" | "us" | "µs" | "ms" | "s" | "minute") || unit.ends_with("/s")
    }
}
