//! The noun phrase that names a source: before a verb of saying, or after "according to", "by", "per".
//!
//! Comes in: a place in a sentence. Goes out: the source's name as the text gives it ("Gartner's 2026 Magic Quadrant for API Management",
//! "Statista" of "data from Statista"), or the words that describe one without a name ("two people familiar with the matter").

use super::SourceKind;
use super::page::Page;
use super::vocabulary::Class;
use crate::mention::name::NameKind;
use crate::mention::words::Shape;
use crate::text::TextSpan;

/// A source as a range of tokens, with the whole phrase that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    /// First token of the cue.
    pub(super) from: usize,
    /// First token of the whole phrase, descriptions and articles included.
    pub(super) phrase: usize,
    /// The token after the phrase.
    pub(super) to: usize,
    /// The name, as a range of tokens.
    pub(super) name: (usize, usize),
    pub(super) kind: SourceKind,
}

/// The longest phrase that is read, in tokens.
const LONGEST: usize = 24;

impl Page<'_> {
    /// The source named by the phrase that begins at `from`: "a survey by the Linux Foundation", "BuiltWith 2026 statistics".
    pub(super) fn source_from(&self, from: usize) -> Option<Source> {
        let to = self.phrase_end(from);
        let (phrase_from, phrase_to) = self.published_by(from, to).unwrap_or((from, to));
        let name = self.best_name(phrase_from, phrase_to)?;
        Some(Source { from, to: to.max(phrase_to), name: (name.0, name.1), kind: name.2, phrase: from })
    }

    /// Where the phrase that begins at `from` ends: at a mark, a clause, or a number that belongs to no date.
    fn phrase_end(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.len() && at < from + LONGEST {
            let inside = self.name(at).is_some();
            let number = matches!(self.shape(at), Some(Shape::Number | Shape::Code))
                && !self.is_dating(at)
                && !self.is_dating(at.saturating_sub(1));
            let mark = self.is_mark(at) && !self.is_inner_mark(at);
            let verb = self.classes(at).any(&[Class::Boundary, Class::Pronoun, Class::Myself]) && at > from;
            if !inside && (mark || verb || (number && at > from)) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Hyphens and apostrophes inside words.
    fn is_inner_mark(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "‑" | "'" | "’" | "&" | "/") && at > 0 && (self.touches(at - 1) || self.word(at) == "&")
    }

    /// "figures that the manufacturers' association published": the phrase of who published.
    fn published_by(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        if !matches!(self.word(to), "that" | "which") || !(from..to).any(|at| self.has(at, Class::Published)) {
            return None;
        }
        let end = self.phrase_end(to + 1);
        let verb = (to + 2..end).find(|at| {
            matches!(self.word(*at), "published" | "released" | "issued" | "compiled" | "conducted" | "commissioned")
        })?;
        Some((to + 1, verb))
    }

    /// The name in the phrase, or what describes the source.
    fn best_name(&self, from: usize, to: usize) -> Option<(usize, usize, SourceKind)> {
        let start = from;
        let from = (from..to).find(|at| !self.has(*at, Class::Determiner) || self.name(*at).is_some())?;
        if let Some(first) = (from..to).find(|at| self.name(*at).is_some()) {
            let agent = (from..first).rev().find(|at| self.has(*at, Class::Agent));
            let plain = agent.is_some() || (from..first).all(|at| self.shape(at) == Some(Shape::Lower));
            if plain || first == from {
                return Some((first, self.name_end(first, to), SourceKind::Named));
            }
        }
        let described = self.describes(from, to);
        let from = if described { (start..from).find(|at| !self.is_article(*at)).unwrap_or(from) } else { from };
        let capital = matches!(self.shape(from), Some(Shape::Capital | Shape::Upper | Shape::Mixed)) && from > 0;
        (described || capital)
            .then(|| (from, self.trimmed(from, to), if described { SourceKind::Described } else { SourceKind::Named }))
    }

    /// Whether the phrase is about people or about what is published: "company filings", "accounts filed in May", not "the data growth rate".
    fn describes(&self, from: usize, to: usize) -> bool {
        let head_end =
            (from + 1..to).find(|at| self.has(*at, Class::Preposition) || self.word(*at).ends_with("ed")).unwrap_or(to);
        let people = (from..to).any(|at| self.has(at, Class::People));
        people || self.has(head_end - 1, Class::Published)
    }

    /// The end of a source's name that begins with a name at `first`: with the words of its title, without what follows a publication's name.
    fn name_end(&self, first: usize, to: usize) -> usize {
        let mut end = first;
        while end < to && self.name(end).is_some_and(|name| self.name(first).is_some_and(|own| own.span == name.span)) {
            end += 1;
        }
        let complete =
            self.name(first).is_some_and(|name| self.ends_published(name.span)) && self.shape(end) == Some(Shape::Lower);
        if complete {
            return end;
        }
        if self.name(first).is_some_and(|name| name.kind == NameKind::Person) {
            return end;
        }
        let joins = |at: usize| {
            matches!(self.word(at), "of" | "for")
                && matches!(self.shape(at + 1), Some(Shape::Capital | Shape::Upper | Shape::Mixed))
        };
        let inside = |at: &usize| !self.has(*at, Class::Preposition) || self.name(*at).is_some() || joins(*at);
        let rest = (end..to).take_while(inside).last().map_or(end, |last| last + 1);
        let titled = (end..rest).any(|at| self.has(at, Class::Published) || self.is_dating(at) || self.name(at).is_some());
        if titled { self.trimmed(first, rest) } else { self.bare_end(end, rest) }
    }

    /// "Gartner analysts" is Gartner; "Hugging Face's engineering team" stays whole.
    fn bare_end(&self, end: usize, to: usize) -> usize {
        let people = self.is_possessive(end) && (end..to).any(|at| self.has(at, Class::People) || self.is(at, "study"));
        if people { self.trimmed(end, to) } else { end }
    }

    /// Whether the name's own last word is that of a publication: "Netflix Tech Blog".
    fn ends_published(&self, name: TextSpan) -> bool {
        let words = name.slice(self.text).unwrap_or("");
        words.rsplit(' ').next().is_some_and(|last| words.contains(' ') && super::vocabulary::classes(last).has(Class::Published))
    }

    /// The end without marks and guesses at the right: "Goldman Sachs estimates" is Goldman Sachs.
    pub(super) fn trimmed(&self, from: usize, to: usize) -> usize {
        let mut end = to;
        while end > from + 1 && (self.is_mark(end - 1) || (self.has(end - 1, Class::Guess) && self.name(end - 1).is_none())) {
            end -= 1;
        }
        end
    }

    /// The source that is the subject of the verb at `verb`.
    pub(super) fn subject_of(&self, verb: usize) -> Option<Source> {
        let mut to = verb;
        while to > 0 && (self.has(to - 1, Class::Helper) || (self.word(to - 1).ends_with("ly") && self.name(to - 1).is_none())) {
            to -= 1;
        }
        let last = to.checked_sub(1)?;
        if matches!(self.word(last), "which" | "who") {
            return self.antecedent(last);
        }
        if self.is(last, "and") && (self.is(verb + 1, "that") || self.has(verb, Class::Put)) {
            return self.first_name(verb);
        }
        if self.classes(last).any(&[Class::Passive, Class::Determiner, Class::Agent]) {
            return None;
        }
        let to = self.before_parenthesis(self.before_apposition(to)?);
        let phrase = self.phrase_start(to);
        if phrase == to || self.has(phrase, Class::Myself) {
            return None;
        }
        let name = self.subject_name(phrase, to)?;
        Some(Source { from: name.0, to, name: (name.0, name.1), kind: name.2, phrase })
    }

    /// "Hugging Face (which reported": the name before the relative pronoun at `at`.
    fn antecedent(&self, at: usize) -> Option<Source> {
        let mark = at.checked_sub(1).filter(|before| matches!(self.word(*before), "," | "("))?;
        let last = mark.checked_sub(1)?;
        let last = match self.is(at, "who") {
            true => (0..=last)
                .rev()
                .take(LONGEST)
                .find(|index| self.name(*index).is_some_and(|name| name.kind == NameKind::Person))
                .unwrap_or(last),
            false => last,
        };
        let name = self.name(last)?;
        let first = (0..=last).rev().take_while(|index| self.name(*index).is_some_and(|own| own.span == name.span)).last()?;
        Some(Source { from: at, to: at + 1, name: (first, last + 1), kind: SourceKind::Named, phrase: at })
    }

    /// "Heatgrid has moved to Azure, and says that": the name that begins the sentence.
    fn first_name(&self, verb: usize) -> Option<Source> {
        let name = self.name(0)?;
        let end = (0..verb).take_while(|at| self.name(*at).is_some_and(|own| own.span == name.span)).count();
        Some(Source { from: verb, to: verb, name: (0, end), kind: SourceKind::Named, phrase: 0 })
    }

    /// Steps over "(January 2026)" between a subject and its verb.
    fn before_parenthesis(&self, to: usize) -> usize {
        if to == 0 || self.word(to - 1) != ")" {
            return to;
        }
        (to.saturating_sub(LONGEST)..to - 1).rev().find(|at| self.word(*at) == "(").unwrap_or(to)
    }

    /// Steps over ", an analyst at Brightwater," between a subject and its verb; `None` where a comma ends something else.
    fn before_apposition(&self, to: usize) -> Option<usize> {
        if self.word(to - 1) != "," {
            return Some(to);
        }
        let open = (to.saturating_sub(LONGEST)..to - 1).rev().find(|at| self.word(*at) == ",")?;
        let named = open.checked_sub(1).is_some_and(|before| self.name(before).is_some() || self.has(before, Class::People));
        let descriptive = self.has(open + 1, Class::Determiner)
            || self.has(open + 1, Class::People)
            || matches!(self.word(open + 1), "who" | "which" | "head")
            || (open + 1..to - 1).any(|at| self.is_possessive(at)) && (open + 1..to - 1).any(|at| self.has(at, Class::People));
        (named && descriptive).then_some(open)
    }

    /// Where the phrase that ends before `to` begins.
    fn phrase_start(&self, to: usize) -> usize {
        let mut from = to;
        while from > 0 && to - from < LONGEST {
            let before = from - 1;
            let mark = self.is_mark(before) && !self.is_inner_mark(before);
            let listed = self.is(before, "and") && self.name(from).is_some() && before > 0 && self.name(before - 1).is_some();
            if self.name(before).is_none() && !listed && (mark || self.has(before, Class::Boundary)) {
                break;
            }
            from = before;
        }
        from
    }

    /// The name of the subject from `from` to `to`: the name that ends it or that its words belong to, else what describes it.
    fn subject_name(&self, from: usize, to: usize) -> Option<(usize, usize, SourceKind)> {
        if to == from + 1 && self.has(from, Class::Pronoun) {
            return Some((from, to, SourceKind::Pronoun));
        }
        let named = self.name(to - 1).is_some();
        let mut start = to;
        while start > from
            && !self.classes(start - 1).any(&[Class::Determiner, Class::Preposition]) | self.name(start - 1).is_some()
        {
            start -= 1;
        }
        let first = (start..to).find(|at| self.name(*at).is_some());
        if let Some(first) =
            first.filter(|_| named || (start..to).any(|at| self.classes(at).any(&[Class::Published, Class::People])))
        {
            let first = if named { self.last_title(first, to) } else { first };
            return Some((first, self.trimmed(first, to), SourceKind::Named));
        }
        self.described(from, to)
    }

    /// Of "analyst Tom Akande" the person; of "Stack Overflow's 2025 Developer Survey" all of it.
    fn last_title(&self, first: usize, to: usize) -> usize {
        let possessive = (first..to).any(|at| self.is_possessive(at) || self.is_dating(at) || self.is(at, "and"));
        if possessive {
            return first;
        }
        (first..to).rev().find(|at| self.name(*at).is_none()).map_or(first, |gap| gap + 1)
    }

    /// "two people familiar with the matter", "our own data", "the company": words for people or for what is published.
    fn described(&self, from: usize, to: usize) -> Option<(usize, usize, SourceKind)> {
        let head = self.classes(to - 1).any(&[Class::Published, Class::People]);
        let familiar = (from..to).any(|at| self.is(at, "familiar"));
        let agent = (from..to).find(|at| self.has(*at, Class::Agent));
        let people = agent.is_some_and(|agent| (from..agent).any(|at| self.classes(at).any(&[Class::People, Class::Published])));
        if !head && !familiar && !people {
            return None;
        }
        let pointing = matches!(self.word(from), "this" | "This") || matches!(self.word(to - 1), "chart" | "table" | "figure");
        if pointing {
            return None;
        }
        let determiner = || (from..to).rev().find(|at| self.has(*at, Class::Determiner)).unwrap_or(from + 1);
        let start = if self.has(from, Class::Preposition) { determiner() } else { from };
        let start = (start..to)
            .find(|at| !matches!(self.word(*at), "a" | "A" | "an" | "An" | "the" | "The" | "its" | "Its" | "their"))?;
        Some((start, to, SourceKind::Described))
    }

    fn is_article(&self, at: usize) -> bool {
        matches!(self.word(at), "a" | "A" | "an" | "An" | "the" | "The" | "its" | "Its" | "their" | "Their" | "his" | "her")
    }
}
