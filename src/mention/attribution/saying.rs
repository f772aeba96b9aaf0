//! Verbs of saying: "Gartner estimates that …", "…, says Jorge Almeida", "the survey found", "a market that Brightwater puts at $8 billion".
//!
//! Comes in: a place in a sentence. Goes out: the attribution whose verb stands there. "We found" is the author's own and no attribution.

use super::page::Page;
use super::quotation::Quotations;
use super::source::Source;
use super::vocabulary::Class;
use super::{AttributionMention, SourceKind};
use crate::mention::name::NameKind;
use crate::mention::words::Shape;

pub(super) const VERBS: [Class; 5] = [Class::Say, Class::Judge, Class::Report, Class::Show, Class::Put];

impl Page<'_> {
    /// The attribution made by the verb at `at`.
    pub(super) fn saying(&self, at: usize, quotations: &Quotations) -> Option<AttributionMention> {
        if !self.classes(at).any(&VERBS) || self.shape(at) != Some(Shape::Lower) || self.name(at).is_some() {
            return None;
        }
        let inverted = self.inverted(at);
        let source = match inverted {
            Some(source) => source,
            None => self.subject_of(at).filter(|source| self.says(at, source))?,
        };
        let (from, to) = (source.from.min(at), source.to.max(at + 1));
        let speaks = self.classes(at).any(&[Class::Say, Class::Judge]) && !self.has(at, Class::Put);
        let spoken = if speaks { quotations.spoken(self, from, to) } else { None };
        let scope = spoken.unwrap_or_else(|| self.said_scope((source.phrase.min(from), to), at, inverted.is_some()));
        Some(self.mention(from, to, &source, scope))
    }

    /// "…,” said its chief financial officer, Hanneke Brandsma": the source after the verb.
    fn inverted(&self, at: usize) -> Option<Source> {
        let after_speech = at.checked_sub(1).is_some_and(|before| self.is_quote(before) || self.word(before) == ",");
        if !after_speech || !self.classes(at).any(&[Class::Say, Class::Judge]) || !self.begins_source(at + 1) {
            return None;
        }
        let source = self.source_from(at + 1)?;
        // "the chief of Acme, said the results were good": what is said, not who says it.
        let said = !self.is_quote(at - 1)
            && matches!(self.word(source.to), "was" | "were" | "is" | "are" | "had" | "has" | "have" | "will" | "would");
        if said && source.kind == SourceKind::Described {
            return None;
        }
        if source.kind == SourceKind::Named || self.word(source.to) != "," {
            return Some(source);
        }
        let named = self.name(source.to + 1).filter(|name| name.kind == NameKind::Person || name.kind == NameKind::Other);
        let person = named.and_then(|_| self.source_from(source.to + 1)).map(|person| Source { from: source.from, ..person });
        Some(person.unwrap_or(source))
    }

    fn begins_source(&self, at: usize) -> bool {
        self.name(at).is_some()
            || self.classes(at).any(&[Class::Determiner, Class::People])
            || self.shape(at) == Some(Shape::Capital)
    }

    /// Whether the verb at `at` with `source` before it attributes what follows.
    fn says(&self, at: usize, source: &Source) -> bool {
        let next = at + 1;
        if self.is(next, "to") && !self.has(at, Class::Say) || self.is(next, "by") {
            return false;
        }
        let postposed = self.is_postposed(source, next);
        let that = self.has_clause(next);
        if (self.has(at, Class::Noun) && !postposed && !self.completes(next))
            || (self.has(at, Class::Strict) && !that && !self.quotes(at, source))
        {
            return false;
        }
        let published = self.is_published(source);
        let classes = self.classes(at);
        let told = !matches!(self.word(at), "told" | "tells" | "tell") || self.told(next);
        (classes.has(Class::Say) && told && (postposed || self.speaks(next, at)))
            || classes.any(&[Class::Judge, Class::Report]) && (self.completes(next) || that || published || postposed)
            || (classes.has(Class::Show) && (published || that))
            || (classes.has(Class::Put) && (next..next + 10).any(|at| self.is(at, "at")))
    }

    /// "…, the insurer Aldona reported, and": set off after what is said.
    fn is_postposed(&self, source: &Source, next: usize) -> bool {
        let comma = source.phrase.checked_sub(1).is_some_and(|before| self.word(before) == "," || self.is_quote(before));
        comma && matches!(self.word(next), "," | "." | "" | ";" | "!")
    }

    /// Whether "that" begins a clause at `at`, or after "in a report last month".
    fn has_clause(&self, at: usize) -> bool {
        let later = matches!(self.word(at), "in" | "on" | "last" | "at" | "this" | "to");
        self.is(at, "that") || later && (at..at + 9).take_while(|at| !self.is_mark(*at)).any(|at| self.is(at, "that"))
    }

    /// Whether a quotation stands beside the verb at `verb` with its subject `source`.
    fn quotes(&self, verb: usize, source: &Source) -> bool {
        let after = (verb + 1..verb + 4).any(|at| self.is_quote(at));
        after || source.phrase.checked_sub(1).is_some_and(|before| self.is_quote(before))
    }

    /// What may follow a verb of saying: a clause, a quotation, a mark, a time ("said on Monday that").
    fn speaks(&self, next: usize, verb: usize) -> bool {
        let past = matches!(
            self.word(verb),
            "said" | "says" | "told" | "wrote" | "writes" | "tells" | "argues" | "reckons" | "warns" | "warned"
        );
        past || self.completes(next)
            || self.is_mark(next)
            || next >= self.len()
            || matches!(self.word(next), "in" | "on" | "last" | "this")
    }

    /// "Told" needs a hearer, and a clause or a quotation after: "told us that".
    fn told(&self, next: usize) -> bool {
        (next..next + 8).any(|at| matches!(self.word(at), "that" | ":" | "," | ".") || self.is_quote(at))
            || next + 2 >= self.len()
    }

    /// Whether what begins at `at` can be what is said: "that", a figure, an article, a pronoun, a name, a quotation.
    fn completes(&self, at: usize) -> bool {
        let classes = self.classes(at);
        let figure = matches!(self.shape(at), Some(Shape::Number | Shape::Code))
            || matches!(self.word(at), "$" | "€" | "£" | "¥" | "+" | "~" | "-");
        let open = classes.any(&[Class::Determiner, Class::Pronoun, Class::Own, Class::Myself])
            || matches!(self.word(at), "that" | "there" | "how" | "what");
        let word = matches!(
            self.word(at),
            "more"
                | "fewer"
                | "less"
                | "about"
                | "around"
                | "nearly"
                | "almost"
                | "over"
                | "under"
                | "up"
                | "at"
                | "only"
                | "just"
                | "roughly"
        );
        let figure_later = self.shape(at) == Some(Shape::Lower)
            && !classes.any(&[Class::Boundary, Class::Preposition])
            && !is_past(self.word(at));
        figure || open || word || figure_later || self.name(at).is_some() || self.is_quote(at) || self.word(at) == ":"
    }

    /// Whether the source is a survey, a report, data, or the name of one.
    fn is_published(&self, source: &Source) -> bool {
        let words = (source.from..source.to).any(|at| self.has(at, Class::Published));
        let kind = (source.from..source.to).filter_map(|at| self.name(at)).any(|name| name.kind == NameKind::Publication);
        let by = (source.from.saturating_sub(6)..source.from).any(|at| self.has(at, Class::Published));
        words || kind || by
    }
}

/// Past forms after a plural noun: "insurance claims rose".
fn is_past(word: &str) -> bool {
    word.ends_with("ed")
        || matches!(
            word,
            "rose"
                | "fell"
                | "grew"
                | "were"
                | "was"
                | "are"
                | "is"
                | "came"
                | "went"
                | "made"
                | "hit"
                | "began"
                | "became"
                | "run"
                | "ran"
        )
}
