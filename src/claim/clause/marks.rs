//! What opens and closes clauses besides verbs: marks, subordinators and relative pronouns.
//!
//! Comes in: such a word while a sentence is being read. Goes out: the clauses that are open behind it.

use super::super::lexicon::{Form, Lexicon};
use super::super::syntax::Class;
use super::super::syntax::spelling::is_plural_noun;
use super::parse::{Before, Open, Opened, Parser};
use super::{Owner, Phrase};

/// Verbs after ", which" that take up the whole clause before, not its last noun.
const SUMMING: &[&str] =
    &["mean", "represent", "correspond", "translate", "amount", "imply", "suggest", "equal", "add", "save", "bring", "leave"];

impl Parser<'_, '_> {
    /// A colon behind a whole clause goes on with it; behind a bare phrase it labels what follows.
    pub(super) fn colon(&mut self) {
        if !self.stack.iter().any(|open| open.has_verb) {
            return self.restart(self.chain);
        }
        while self.stack.len() > 1 {
            self.pop();
        }
        self.aside(None);
    }

    pub(super) fn aside(&mut self, label: Option<Phrase>) {
        self.push(Opened::Aside, Owner::Around);
        if let Some(clause) = self.found.clauses.last_mut() {
            clause.label = label;
        }
        self.before = Before::Start;
        self.chain = None;
    }

    /// The second of two dashes closes what the first opened. What stands before the dash of a dateline is no part of the sentence.
    pub(super) fn dash(&mut self, place: usize) {
        if self.is_dateline(place) {
            return self.restart(None);
        }
        if let Some(open) = self.stack.iter().rposition(|open| open.opened == Opened::Aside) {
            while self.stack.len() > open {
                self.pop();
            }
            self.before = Before::Dash;
            return;
        }
        let label = self.chain.filter(|_| !self.top().has_verb);
        self.aside(label);
    }

    /// "HELSINKI, 16 July –": a place in capitals or with the dash close behind it, or a name and a date, at the start of a text.
    fn is_dateline(&self, place: usize) -> bool {
        const LONGEST: usize = 8;
        let opening = &self.stream.places[..place];
        if opening.is_empty() || opening.len() > LONGEST || opening[0] != 0 {
            return false;
        }
        let class = |at: &usize| self.stream.tokens[*at].class;
        let letters = |at: &usize| self.stream.tokens[*at].word.chars().filter(|c| c.is_alphabetic()).count();
        let shouted = |at: &usize| letters(at) > 3 && !self.stream.tokens[*at].word.chars().any(char::is_lowercase);
        let bare = opening.iter().all(|at| {
            // "Calif."
            self.stream.tokens[*at].word.starts_with(char::is_uppercase)
                || matches!(class(at), Class::Name(_) | Class::Comma | Class::Date(_) | Class::Number | Class::Stop | Class::Dot)
        });
        let dated = opening.iter().any(|at| matches!(class(at), Class::Date(_)));
        // "Frankfurt— Acme said": set close behind the place and apart from the text.
        let span = |at: usize| self.stream.tokens.get(at).map(|token| token.span);
        let glued = span(place - 1).map(|before| before.end) == span(place).map(|dash| dash.start)
            && span(place).zip(span(place + 1)).is_some_and(|(dash, next)| dash.end < next.start);
        let opened = matches!(class(&opening[0]), Class::Name(_)) || dated && shouted(&opening[0]);
        bare && opened && (dated || glued || shouted(&opening[0]))
    }

    /// Quoted speech and the words around it are parts of their own; a quoted word inside a phrase is not.
    pub(super) fn quotation(&mut self) {
        if !matches!(self.before, Before::Nominal | Before::Preposition | Before::Verb | Before::Adjunct) {
            self.restart(None);
        }
    }

    pub(super) fn comma(&mut self, place: usize) {
        let top = self.top();
        let figure_at = |p: usize| matches!(self.stream.class(p), Some(Class::Quantity(_)));
        let sums = self.stream.lower(place + 1) == "which" && self.verb_is(place + 2, SUMMING);
        let figure = sums
            || figure_at(place + 1)
            || (self.stream.class(place + 1) == Some(Class::To) && figure_at(place + 2))
            || (self.stream.class(place + 1) == Some(Class::Conjunction)
                && matches!(self.stream.class(place + 2), Some(Class::Quantity(_))));
        let around = self.stack.len().checked_sub(2).map(|around| self.stack[around]);
        let dependent = matches!(
            top.opened,
            Opened::Subordinate | Opened::Relative | Opened::Gerund | Opened::Participle | Opened::Infinitive | Opened::Said
        );
        let done =
            dependent && (top.has_verb || top.opened == Opened::Relative && top.candidate.is_none() && top.antecedent.is_none());
        if let Some(around) = around.filter(|_| done) {
            let fronted = !around.has_verb && around.candidate.is_none();
            let behind =
                around.has_verb && !figure && matches!(top.opened, Opened::Relative | Opened::Participle | Opened::Gerund);
            if fronted && let Some(around) = self.stack.len().checked_sub(2).and_then(|around| self.stack.get_mut(around)) {
                around.listed = self.stream.class(place - 1).is_some_and(|class| matches!(class, Class::Name(_)))
                    && matches!(self.stream.class(place + 1), Some(Class::Name(_)));
            }
            if fronted || behind || top.opened == Opened::Said || (around.has_verb && top.opened == Opened::Infinitive && !figure)
            {
                self.pop();
            } else if self.is_row_of_gerunds() {
                // "By caching results and reusing values, we …"
                self.pop();
                self.pop();
            }
        }
        self.divide(Before::Comma);
    }

    /// Whether two gerunds with their verbs stand before a clause of which nothing was read yet.
    fn is_row_of_gerunds(&self) -> bool {
        let [.., around, one, two] = self.stack.as_slice() else { return false };
        let gerund = |open: &Open| open.opened == Opened::Gerund && open.has_verb;
        gerund(one) && gerund(two) && !around.has_verb && around.candidate.is_none()
    }

    pub(super) fn divide(&mut self, before: Before) {
        self.before = before;
        if let Some(top) = self.top_mut() {
            top.joint = None;
        }
    }

    pub(super) fn subordinate(&mut self, place: usize) {
        if self.is_prepositional(place) {
            self.before = Before::Preposition;
            return;
        }
        // "as fast as", "so far": no clause follows.
        let bare = matches!(self.stream.class(place + 1), Some(Class::Adjective | Class::Adverb))
            && !self.stream.class(place + 2).is_some_and(Class::is_nominal);
        if bare && !self.stream.is_verb_ahead(place + 2) {
            self.before = Before::Preposition;
            return;
        }
        self.push(Opened::Subordinate, Owner::Own(None));
        self.last_link = Some(self.stream.lower(place));
        self.before = Before::Link;
        self.chain = None;
    }

    /// A clause between commas that tells who says the rest.
    pub(super) fn said(&mut self) {
        self.push(Opened::Said, Owner::Own(None));
        self.before = Before::Link;
        self.chain = None;
    }

    /// ", as its manager told us,": a clause behind a word that is a preposition elsewhere.
    pub(super) fn opens_clause(&self, place: usize) -> bool {
        let first = place + 1;
        let begins = self.stream.class(first).is_some_and(|class| class.is_nominal() || class == Class::Pronoun);
        self.stream.lower(place) == "as"
            && self.before == Before::Comma
            && begins
            && self.stream.is_verb_ahead(self.stream.nominal_end(first))
    }

    /// "stops after 500 MB and goes on": a noun phrase and no clause behind a word that may open either.
    fn is_prepositional(&self, place: usize) -> bool {
        let first = place + 1;
        // "used the size as a measure instead and created one"
        if self.stream.lower(place) == "as" && matches!(self.stream.lower(first), "a" | "an" | "the") {
            let end = self.stream.nominal_end(first);
            let end = end + usize::from(self.stream.class(end) == Some(Class::Adverb));
            let verb = end + 1 + usize::from(self.stream.class(end + 1) == Some(Class::Adverb));
            return self.stream.class(end) == Some(Class::Conjunction) && self.stream.class(verb).is_some_and(Class::is_finite);
        }
        if !matches!(self.stream.lower(place), "after" | "before" | "since" | "until" | "till" | "than") {
            return false;
        }
        if !self.stream.class(first).is_some_and(Class::is_nominal) {
            return false;
        }
        let end = self.stream.nominal_end(first);
        matches!(
            self.stream.class(end),
            None | Some(Class::Comma | Class::Conjunction | Class::Stop | Class::Dash | Class::Colon)
        )
    }

    pub(super) fn relative(&mut self, place: usize) {
        let comma = self.before == Before::Comma;
        let prepositional = self.before == Before::Preposition;
        let joined = self.before == Before::Conjunction;
        let earlier = self.stack.iter().rev().find(|open| open.opened == Opened::Relative).and_then(|open| open.antecedent);
        let antecedent = earlier.filter(|_| joined).or_else(|| self.antecedent(place));
        let summing = comma && self.stream.lower(place) == "which" && self.verb_is(place + 1, SUMMING);
        let owner = if summing || comma && antecedent.is_none() { Owner::Around } else { Owner::Own(None) };
        self.push(Opened::Relative, owner);
        let whose = self.stream.lower(place) == "whose";
        if let Some(top) = self.stack.last_mut() {
            top.antecedent = antecedent;
            // The antecedent owns what "whose …" names, and what "of which …" counts.
            top.candidate = antecedent.filter(|_| whose || prepositional);
        }
        self.before = Before::Link;
        self.chain = None;
    }

    /// Whether the next verb from `place` on, auxiliaries aside, is a form of one of `bases`.
    pub(super) fn verb_is(&self, place: usize, bases: &[&str]) -> bool {
        let verb = (place..place + 4).find(|p| matches!(self.stream.class(*p), Some(Class::Verb(_))));
        let base = verb.and_then(|verb| Lexicon::shared().verb(self.stream.lower(verb))).map(|verb| verb.base);
        base.is_some_and(|base| bases.contains(&base))
    }

    /// What the relative pronoun at `place` stands for: the noun before, or the head of its phrase where only that agrees with the verb;
    /// nothing where neither does.
    pub(super) fn antecedent(&self, place: usize) -> Option<Phrase> {
        let (near, far) = (self.nominal?, self.chain.or(self.nominal)?);
        let singular = match self.stream.class(place + 1)? {
            Class::Auxiliary => matches!(self.stream.lower(place + 1), "is" | "was" | "has" | "does"),
            Class::Verb(Form::Third) => true,
            _ => return Some(near),
        };
        let core = Phrase { end: far.core_end, ..far };
        let fits = |phrase: &Phrase| {
            let head = self.stream.tokens[phrase.core_end - 1];
            !singular || !matches!(head.class, Class::Quantity(_)) && !is_plural_noun(head.lower)
        };
        Some(near).filter(fits).or(Some(core).filter(fits))
    }
}
