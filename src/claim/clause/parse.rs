//! How a sentence is cut into clauses: one pass from left to right with a stack of the clauses that are open.
//!
//! Comes in: classed tokens. Goes out: [`Clauses`]. A noun phrase before the verb may be its subject; a finite verb belongs to the nearest clause
//! that waits for one; conjunctions, relative pronouns, subordinators, participles and infinitives open clauses, and marks close them.

use super::super::nouns::{self, NounClass};
use super::super::syntax::{Class, Token};
use super::phrase::Stream;
use super::{Clause, Clauses, Owner, Phrase};

/// Room that reading a sentence takes, kept for the next one.
#[derive(Debug, Default)]
pub(crate) struct Room {
    stream: Vec<usize>,
    stack: Vec<Open>,
    found: Found,
}

/// What was read of a sentence.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The clause of each token.
    pub(super) of: Vec<u32>,
    pub(super) clauses: Vec<Clause>,
    pub(super) dating: Vec<usize>,
}

impl Found {
    /// Forgets all, for a sentence of so many tokens.
    fn begin(&mut self, tokens: usize) {
        self.of.clear();
        self.of.resize(tokens, 0);
        self.clauses.clear();
        self.dating.clear();
    }
}

/// Cuts a sentence into clauses, and tells each token its clause.
pub(super) fn parse(tokens: &mut [Token<'_>], room: &mut Room) -> Clauses {
    let Room { stream, stack, found } = room;
    found.begin(tokens.len());
    read(tokens, stream, stack, found);
    for (token, clause) in tokens.iter_mut().zip(&found.of) {
        token.clause = *clause;
    }
    // Many sentences are kept at once, each with as much room as it has clauses.
    Clauses { clauses: found.clauses.clone(), dating: found.dating.clone() }
}

/// Reads what stands in parentheses by itself, and the rest around it.
fn read(tokens: &[Token<'_>], room: &mut Vec<usize>, stack: &mut Vec<Open>, found: &mut Found) {
    let mut stream = std::mem::take(room);
    stream.clear();
    let mut around: Vec<Vec<usize>> = Vec::new();
    let words = quoted_words(tokens);
    for (at, token) in tokens.iter().enumerate() {
        match token.class {
            Class::Dot => {}
            Class::Quotation if words.binary_search(&at).is_ok() => {}
            Class::Open => around.push(std::mem::take(&mut stream)),
            Class::Close if !around.is_empty() => {
                let inner = std::mem::replace(&mut stream, around.pop().unwrap_or_default());
                Parser::new(tokens, &inner, found, stack).run();
            }
            _ => stream.push(at),
        }
    }
    for stream in std::iter::once(&stream).chain(around.iter().rev()) {
        Parser::new(tokens, stream, found, stack).run();
    }
    *room = stream;
}

/// How many words between quotation marks are words spoken of rather than speech.
const QUOTED_WORDS: usize = 6;

/// The marks around a few words without a comma or stop: a term, not speech.
fn quoted_words(tokens: &[Token<'_>]) -> Vec<usize> {
    let marks: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].class == Class::Quotation).collect();
    if marks.len() < 2 {
        return Vec::new();
    }
    let term = |pair: &[usize]| {
        let inside = &tokens[pair[0] + 1..pair[1]];
        let divided = inside.iter().any(|token| matches!(token.class, Class::Comma | Class::Stop | Class::Colon));
        inside.len() <= QUOTED_WORDS && !divided
    };
    marks.chunks(2).filter(|pair| pair.len() == 2 && term(pair)).flatten().copied().collect()
}

/// What the last piece was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Start,
    Nominal,
    Adjunct,
    Verb,
    Preposition,
    Comma,
    Dash,
    Conjunction,
    Link,
}

/// What opened a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    Main,
    Joint,
    /// "…, he says, …".
    Said,
    Subordinate,
    Relative,
    Gerund,
    Participle,
    Infinitive,
    Aside,
}

/// A clause that is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) index: usize,
    pub(super) opened: Opened,
    /// The phrase before the verb that may be its subject.
    pub(super) candidate: Option<Phrase>,
    /// The phrase that a relative pronoun stands for.
    pub(super) antecedent: Option<Phrase>,
    pub(super) has_verb: bool,
    /// The first noun phrase since the last comma or conjunction behind the verb.
    pub(super) joint: Option<Phrase>,
    /// Whether the candidate may only go on with a list at the end of a clause before this one.
    pub(super) listed: bool,
    /// Whether its sentence begins with a preposition.
    pub(super) fronted: bool,
}

impl Open {
    /// A clause of which nothing was read yet.
    fn new(index: usize, opened: Opened) -> Self {
        Self { index, opened, candidate: None, antecedent: None, has_verb: false, joint: None, listed: false, fronted: false }
    }
}

pub(super) struct Parser<'s, 't> {
    pub(super) stream: Stream<'s, 't>,
    pub(super) found: &'s mut Found,
    pub(super) stack: &'s mut Vec<Open>,
    pub(super) before: Before,
    /// The last noun phrase with what is attached to it, and the last one by itself.
    pub(super) chain: Option<Phrase>,
    pub(super) nominal: Option<Phrase>,
    /// Whether the chain began behind a preposition, as part of no other phrase.
    pub(super) adrift: bool,
    /// The last word that opened a subordinate clause.
    pub(super) last_link: Option<&'s str>,
}

impl<'s, 't> Parser<'s, 't> {
    fn new(tokens: &'s [Token<'t>], places: &'s [usize], found: &'s mut Found, stack: &'s mut Vec<Open>) -> Self {
        let stream = Stream { tokens, places };
        Self { stream, found, stack, before: Before::Start, chain: None, nominal: None, adrift: false, last_link: None }
    }

    fn run(mut self) {
        self.restart(None);
        let mut place = 0;
        while let Some(class) = self.stream.class(place) {
            let from = place;
            place = self.step(place, class);
            self.assign(from, place);
        }
        while self.stack.pop().is_some_and(|open| self.settle(open)) {}
    }

    /// Gives the tokens of places `from..to` to the innermost open clause.
    fn assign(&mut self, from: usize, to: usize) {
        let index = self.stack.last().map_or(0, |open| open.index);
        self.stream.places[from..to.min(self.stream.places.len())].iter().for_each(|at| self.found.of[*at] = index as u32);
    }

    /// Reads the piece at `place`; goes to the next one.
    fn step(&mut self, place: usize, class: Class) -> usize {
        match class {
            Class::Stop => self.restart(None),
            Class::Colon => self.colon(),
            Class::Quotation => self.quotation(),
            Class::Comma => self.comma(place),
            // "--" is one dash.
            Class::Dash if place > 0 && self.stream.class(place - 1) == Some(Class::Dash) => {}
            Class::Dash => self.dash(place),
            Class::Conjunction => {
                self.close_before_comparison(place);
                self.divide(Before::Conjunction);
            }
            Class::Subordinator => self.subordinate(place),
            Class::Relative => self.relative(place),
            Class::Preposition if self.opens_clause(place) => self.said(),
            // "Profit of $77 million, including $2 million from Acme, rose": what a comma sets off is no part of the phrase before.
            Class::Preposition if self.before == Before::Comma => {
                self.chain = None;
                self.before = Before::Preposition;
            }
            Class::Preposition => self.before = Before::Preposition,
            Class::To => match self.stream.infinitive(place) {
                Some(verb) => return self.infinitive(verb),
                None => self.before = Before::Preposition,
            },
            Class::Auxiliary | Class::Verb(_) => return self.verb(place),
            Class::Quantity(_) if self.stream.is_verbal_figure(place) => return self.verb(place),
            class if class.is_nominal() || class == Class::Pronoun => return self.nominal(place),
            _ => {}
        }
        place + 1
    }

    /// "the highest since the war began and 12 points higher than in May": what is higher is told of in the clause around the one that has its verb.
    fn close_before_comparison(&mut self, place: usize) {
        let compared = matches!(self.stream.class(place + 1), Some(Class::Quantity(_)))
            && matches!(self.stream.lower(place + 2), "higher" | "lower" | "above" | "below");
        let around = self.stack.len().checked_sub(2).map(|around| self.stack[around]);
        let top = self.top();
        if compared && top.opened == Opened::Subordinate && top.has_verb && around.is_some_and(|around| around.has_verb) {
            self.pop();
        }
    }

    pub(super) fn top(&self) -> Open {
        self.stack.last().copied().unwrap_or(Open::new(0, Opened::Main))
    }

    pub(super) fn top_mut(&mut self) -> Option<&mut Open> {
        self.stack.last_mut()
    }

    pub(super) fn push(&mut self, opened: Opened, owner: Owner) {
        let around = self.stack.last().map(|open| open.index);
        let goes_on = matches!(opened, Opened::Aside);
        let index = self.found.clauses.len();
        self.found.clauses.push(Clause { around, owner, verb: None, label: None, goes_on });
        self.stack.push(Open::new(index, opened));
    }

    /// Writes down what a clause that ends has for a subject.
    pub(super) fn settle(&mut self, open: Open) -> bool {
        let clause = &mut self.found.clauses[open.index];
        if let Owner::Own(subject) = &mut clause.owner {
            *subject = subject.or(open.candidate).or(open.antecedent);
        }
        true
    }

    pub(super) fn pop(&mut self) {
        if let Some(open) = self.stack.pop() {
            self.settle(open);
        }
    }

    /// A part of the sentence ends, and another begins.
    pub(super) fn restart(&mut self, label: Option<Phrase>) {
        while !self.stack.is_empty() {
            self.pop();
        }
        self.before = Before::Start;
        self.push(Opened::Main, Owner::Own(None));
        if let (Some(label), Some(clause)) = (label, self.found.clauses.last_mut()) {
            clause.label = Some(label);
        }
        self.chain = None;
        self.nominal = None;
    }

    pub(super) fn phrase(&self, from: usize, to: usize) -> Phrase {
        let (first, last) = (self.stream.places[from], self.stream.places[to - 1]);
        Phrase { first, end: last + 1, core_end: last + 1 }
    }

    /// A noun phrase: a subject to be, an object, a member of a list, or attached to the one before.
    fn nominal(&mut self, place: usize) -> usize {
        let mut end = self.stream.nominal_end(place);
        let waits = self.stack.last().is_none_or(|top| !top.has_verb && top.candidate.is_none());
        if self.before == Before::Preposition && waits {
            end = self.stream.name_inside(place, end).unwrap_or(end);
        }
        let phrase = self.phrase(place, end);
        // "Pre-trained with 4M images, Acme achieves …"
        let described = self.before == Before::Start && matches!(self.stream.class(end), Some(Class::Preposition | Class::To));
        if (described || self.stream.class(end) == Some(Class::Comma)) && !self.stream.is_headed(place, end) {
            self.before = Before::Adjunct;
            return end;
        }
        let dated = (place..end).all(|p| matches!(self.stream.class(p), Some(Class::Date(_))));
        let temporal = dated || self.is_moment(place, end);
        if temporal && self.before != Before::Nominal {
            self.before = Before::Adjunct;
            return end;
        }
        if self.before == Before::Preposition && self.is_nominative(place, end) {
            // "until recently we did": no object of a preposition, but the subject of a clause.
            self.push(Opened::Subordinate, Owner::Own(None));
            self.before = Before::Link;
        }
        if self.before == Before::Preposition || self.lists_objects(end) {
            self.attach(phrase);
        } else if !temporal {
            self.stand(phrase, end);
        }
        self.nominal = if temporal { self.nominal } else { Some(phrase) };
        self.before = if temporal { Before::Adjunct } else { Before::Nominal };
        end
    }

    /// Whether the phrase is a pronoun that can only be a subject.
    fn is_nominative(&self, place: usize, end: usize) -> bool {
        end == place + 1 && matches!(self.stream.lower(place), "we" | "they" | "he" | "she" | "i")
    }

    /// "Earlier this morning, we …": a time that no date names, set off before its clause.
    fn is_moment(&self, place: usize, end: usize) -> bool {
        let pointing = || matches!(self.stream.lower(place), "this" | "that" | "last" | "next" | "one" | "the" | "every");
        let set_off = self.stream.class(end) == Some(Class::Comma)
            && self.stack.last().is_none_or(|top| !top.has_verb && top.candidate.is_none());
        set_off && pointing() && nouns::is(self.stream.lower(end - 1), NounClass::Time)
    }

    /// "With a compiler and a queue, …": behind the conjunction stands another object of the preposition before the clause.
    fn lists_objects(&self, end: usize) -> bool {
        if self.before != Before::Conjunction || !self.adrift || self.chain.is_none() {
            return false;
        }
        let fronted = self.stack.last().is_none_or(|top| !top.has_verb && top.candidate.is_none());
        let inside = |p: &usize| {
            self.stream.class(*p).is_some_and(|class| class.is_nominal() || matches!(class, Class::Preposition | Class::Adverb))
        };
        let stop = (end..self.stream.places.len()).find(|p| !inside(p)).unwrap_or(end);
        fronted && self.stream.class(stop) == Some(Class::Comma)
    }

    /// A phrase behind a preposition goes with the one before, or stands alone.
    fn attach(&mut self, phrase: Phrase) {
        let Some(chain) = self.chain.filter(|_| !self.adrift) else {
            self.chain = Some(phrase);
            self.adrift = true;
            if let Some(top) = self.stack.last_mut().filter(|top| !top.has_verb && top.candidate.is_none()) {
                top.fronted = true;
            }
            return;
        };
        let longer = Phrase { end: phrase.end, ..chain };
        self.chain = Some(longer);
        if let Some(top) = self.stack.last_mut() {
            for slot in [&mut top.candidate, &mut top.joint] {
                if let Some(held) = slot.as_mut().filter(|held| held.first == chain.first) {
                    held.end = phrase.end;
                }
            }
        }
    }

    fn stand(&mut self, phrase: Phrase, end: usize) {
        let before = self.before;
        let top = self.top();
        self.chain = Some(phrase);
        self.adrift = false;
        if top.has_verb {
            if matches!(before, Before::Comma | Before::Conjunction | Before::Dash | Before::Adjunct)
                && let Some(top) = self.stack.last_mut()
            {
                top.joint.get_or_insert(phrase);
            }
            return;
        }
        let verb_ahead = top.candidate.is_some() && self.stream.is_verb_ahead(end);
        match (top.candidate, before) {
            (None, _) => self.propose(phrase),
            // "adults between ages 18 and 64 have", "the price of bread and milk rose": a member of what is attached.
            (Some(candidate), Before::Conjunction)
                if candidate.core_end < candidate.end && self.goes_on_attached(candidate, phrase) =>
            {
                let longer = Phrase { end: phrase.end, ..candidate };
                self.chain = Some(longer);
                self.propose(longer);
            }
            // "A, B and C hold": one phrase; "X, a maker of Y, raised": X alone.
            (Some(candidate), Before::Conjunction) => {
                let list = Phrase { first: candidate.first, end: phrase.end, core_end: phrase.end };
                self.chain = Some(list);
                self.propose(list);
            }
            (Some(_), Before::Nominal) if verb_ahead && top.opened != Opened::Relative => {
                self.push(Opened::Relative, Owner::Own(None));
                self.propose(phrase);
            }
            // "When it runs on A, B, or C, these figures mean": what stands before the comma was no subject.
            (Some(_), Before::Comma) if verb_ahead && top.listed => self.propose(phrase),
            // "With 4,000 pods, 200 nodes and 800 builds, Acme runs": figures in a row behind a preposition are no subject either.
            (Some(candidate), Before::Comma) if verb_ahead && top.fronted && self.is_figures(candidate) => self.propose(phrase),
            // "In Tallinn, Estonia, the company has": a name behind another that tells where.
            (Some(candidate), Before::Comma)
                if verb_ahead
                    && top.fronted
                    && self.stream.tokens[phrase.first].class == Class::Determiner
                    && self.is_name_behind_name(candidate) =>
            {
                self.propose(phrase);
            }
            // "In Paris, London, and Oslo, Acme has": names in a list behind a preposition are no subject either.
            (Some(candidate), Before::Comma) if verb_ahead && top.fronted && self.is_listed_names(candidate) => {
                self.propose(phrase);
            }
            // "Once the largest grocer, Acme has 40 shops": what is set before the subject says what it is.
            (Some(candidate), Before::Comma)
                if top.opened == Opened::Main && self.is_set_before(candidate) && self.is_subject_ahead(end) =>
            {
                self.propose(phrase);
            }
            _ => {}
        }
    }

    /// "the cost of interest is": whether the phrase that ends at place `end`, with what is attached to it, stands right before a verb.
    fn is_subject_ahead(&self, end: usize) -> bool {
        let mut end = end;
        for _ in 0..3 {
            if self.stream.class(end) != Some(Class::Preposition)
                || !self.stream.class(end + 1).is_some_and(|class| class.is_nominal())
            {
                break;
            }
            end = self.stream.nominal_end(end + 1);
        }
        self.stream.is_verb_ahead(end)
    }

    /// Whether the sentence opens with the phrase, or an adverb before it, and it names nobody.
    fn is_set_before(&self, phrase: Phrase) -> bool {
        let tokens = &self.stream.tokens;
        let described = matches!(tokens[phrase.first].class, Class::Determiner | Class::Possessive);
        let opens = (0..phrase.first).all(|at| tokens[at].class == Class::Adverb);
        let names = (phrase.first..phrase.end).any(|at| matches!(tokens[at].class, Class::Name(_)));
        described && opens && !names
    }

    /// Whether `phrase`, behind a conjunction, goes on with what is attached to `candidate`: a number behind a number, a bare noun behind another.
    fn goes_on_attached(&self, candidate: Phrase, phrase: Phrase) -> bool {
        let class = |at: usize| self.stream.tokens[at].class;
        let number = |at: usize| matches!(class(at), Class::Number | Class::Quantity(_) | Class::Date(_));
        let definite = class(candidate.first) == Class::Determiner && class(candidate.end - 1) == Class::Noun;
        let bare = (phrase.first..phrase.end).all(|at| class(at) == Class::Noun) && phrase.end == phrase.first + 1;
        let numbers = number(phrase.first) && phrase.end == phrase.first + 1 && number(candidate.end - 1);
        numbers || definite && bare
    }

    /// Whether the phrase is a name that stands behind another name and a comma.
    fn is_name_behind_name(&self, phrase: Phrase) -> bool {
        let class = |at: usize| self.stream.tokens[at].class;
        let name = |at: usize| matches!(class(at), Class::Name(_));
        let alone = phrase.end == phrase.first + 1 && name(phrase.first);
        alone && phrase.first > 1 && class(phrase.first - 1) == Class::Comma && name(phrase.first - 2)
    }

    /// Whether the phrase is the end of a list of names, "A, B, and C", behind a preposition.
    fn is_listed_names(&self, phrase: Phrase) -> bool {
        let class = |at: usize| self.stream.tokens[at].class;
        let names = (phrase.first..phrase.end).all(|at| matches!(class(at), Class::Name(_) | Class::Conjunction | Class::Comma));
        let joined = (phrase.first..phrase.end).any(|at| class(at) == Class::Conjunction);
        let behind_name =
            phrase.first > 2 && class(phrase.first - 1) == Class::Comma && matches!(class(phrase.first - 2), Class::Name(_));
        names && joined && behind_name
    }

    /// Whether the phrase begins with a figure.
    fn is_figures(&self, phrase: Phrase) -> bool {
        matches!(self.stream.tokens[phrase.first].class, Class::Quantity(_))
    }

    pub(super) fn propose(&mut self, phrase: Phrase) {
        if let Some(top) = self.stack.last_mut() {
            top.candidate = Some(phrase);
        }
    }
}
