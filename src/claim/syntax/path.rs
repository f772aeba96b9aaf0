//! What it costs to read one word after another in a certain way, and what a clause still waits for.
//!
//! Comes in: a reading of the words so far ([`Path`]) and a class for the next. Goes out: the longer reading and its cost. The costs say what
//! English forbids (a finite verb after "the") and dislikes (two finite verbs in one clause); only their order matters.

use super::super::lexicon::{Form, Lexicon};
use super::candidates::{Auxiliary, auxiliary, is_finite_auxiliary};
use super::{Class, Token};

/// How far a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    /// Nothing that could be its subject was read.
    Empty,
    /// Its subject was read, its verb not.
    Subject,
    /// Its finite verb was read.
    Verb,
    /// Its verb was read, and a comma or conjunction that may begin another.
    Joint,
    /// The same, and a noun phrase that may be the other's subject.
    Perhaps,
}

/// One way to read the words so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path {
    pub(super) cost: u32,
    /// The class of the last word.
    pub(super) class: Class,
    /// The last word that is no adverb, and its place.
    pub(super) core: Option<(Class, usize)>,
    pub(super) clause: Clause,
    /// Clauses around this one that wait for their verb.
    pub(super) waiting: u8,
    /// Whether the words are in a prepositional phrase before the subject.
    pub(super) fronted: bool,
    /// Whether the clause stands under a subordinator and waits for its verb.
    pub(super) under: bool,
    /// Whether the subject is plural, where its form tells.
    pub(super) plural: Option<bool>,
    /// Whether the subject's head was read, so that later nouns do not change its number.
    pub(super) headed: bool,
    /// Whether the noun phrase began with a number of more than one.
    pub(super) counted: bool,
    /// Index of the path that this one continues.
    pub(super) back: usize,
}

impl Path {
    pub(super) fn start() -> Self {
        Self {
            cost: 0,
            class: Class::Stop,
            core: None,
            clause: Clause::Empty,
            waiting: 0,
            fronted: false,
            under: false,
            plural: None,
            headed: false,
            counted: false,
            back: 0,
        }
    }

    /// Whether nothing that comes can tell this path from `other`.
    pub(super) fn is_like(&self, other: &Path) -> bool {
        self.class == other.class
            && self.core.map(|core| core.0) == other.core.map(|core| core.0)
            && (self.clause, self.waiting, self.fronted, self.under) == (other.clause, other.waiting, other.fronted, other.under)
    }

    /// The path with the word at `at` read as `class`.
    pub(super) fn then(&self, tokens: &[Token<'_>], at: usize, class: Class, own: u32) -> Path {
        let mut next = *self;
        let word = tokens[at].lower;
        next.cost += own + self.adjacent(tokens, class, word);
        next.class = class;
        match class {
            _ if self.is_carrying(class, word) || tokens[at].is_verbal_figure() => next.take_verb(self),
            Class::Auxiliary | Class::Verb(_) | Class::Adverb | Class::Negation | Class::Quotation | Class::Dot => {}
            Class::Stop => next.end(20),
            Class::Colon => next.end(3),
            Class::Comma | Class::Dash | Class::Conjunction => next.divide(class),
            Class::Relative | Class::Subordinator => next.open(class),
            Class::Preposition | Class::To => {
                next.fronted |= matches!(self.clause, Clause::Empty);
                next.headed = true;
            }
            _ => next.take_nominal(tokens, at, self),
        }
        if !matches!(class, Class::Adverb | Class::Negation | Class::Quotation | Class::Dot) {
            next.core = Some((class, at));
        }
        next
    }

    /// What the path costs where the text ends.
    pub(super) fn ended(&self) -> u32 {
        let mut last = *self;
        // What ends without a stop is an item of a list as often as a sentence.
        last.end(9);
        last.cost
    }

    /// Whether the word is the finite verb of a clause. After an auxiliary a verb only completes it.
    fn is_carrying(&self, class: Class, word: &str) -> bool {
        let completes = matches!(self.core, Some((Class::Auxiliary | Class::To, _)));
        match class {
            Class::Auxiliary => !completes && is_finite_auxiliary(word),
            Class::Verb(Form::Base | Form::Third | Form::Past) => !completes,
            _ => false,
        }
    }

    fn take_verb(&mut self, before: &Path) {
        let behind = before.core.map(|core| core.0);
        let after_noun =
            matches!(behind, Some(Class::Noun | Class::Name(_) | Class::Pronoun | Class::Quantity(_) | Class::Determiner));
        self.cost += match self.clause {
            Clause::Subject => 0,
            // "…," says Jane Doe.
            _ if before.class == Class::Quotation => 3,
            Clause::Verb | Clause::Joint | Clause::Perhaps if self.waiting > 0 => 2,
            Clause::Perhaps => 2,
            Clause::Joint if behind == Some(Class::Conjunction) => 3,
            Clause::Joint => 8,
            Clause::Empty if self.fronted && matches!(behind, Some(Class::Name(_))) => 4,
            Clause::Empty if self.fronted => 18,
            Clause::Empty => 14,
            Clause::Verb if after_noun => 16,
            Clause::Verb => 40,
        };
        if self.clause != Clause::Subject {
            self.waiting = self.waiting.saturating_sub(1);
        }
        *self = Path { clause: Clause::Verb, fronted: false, under: false, headed: false, plural: None, ..*self };
    }

    /// A mark that ends a clause; one without its verb costs `verbless`.
    fn end(&mut self, verbless: u32) {
        self.cost += if self.clause == Clause::Subject { verbless } else { 0 } + 15 * u32::from(self.waiting);
        *self = Path { cost: self.cost, class: self.class, back: self.back, ..Path::start() };
    }

    fn divide(&mut self, class: Class) {
        self.cost += if class == Class::Comma && self.under && self.clause == Clause::Subject { 12 } else { 0 };
        match self.clause {
            Clause::Verb | Clause::Perhaps => self.clause = Clause::Joint,
            Clause::Empty if class != Class::Conjunction => self.fronted = false,
            _ => {}
        }
        if class == Class::Conjunction && self.clause == Clause::Subject {
            self.plural = None;
            self.headed = true;
        }
    }

    /// A relative clause or one under a subordinator begins inside the one that was being read.
    fn open(&mut self, class: Class) {
        if self.clause == Clause::Subject {
            self.waiting = (self.waiting + 1).min(3);
        }
        self.clause = if class == Class::Relative { Clause::Subject } else { Clause::Empty };
        self.fronted = false;
        self.under = class == Class::Subordinator;
        self.plural = None;
        self.headed = class == Class::Relative;
    }

    fn take_nominal(&mut self, tokens: &[Token<'_>], at: usize, before: &Path) {
        let class = self.class;
        let begins = matches!(class, Class::Determiner | Class::Possessive | Class::Pronoun)
            && matches!(
                before.core,
                Some((Class::Noun | Class::Name(_) | Class::Date(_) | Class::Quantity(_) | Class::Pronoun, _))
            );
        if begins && self.clause == Clause::Empty {
            self.fronted = false;
        }
        let pronoun = class == Class::Pronoun && is_subject_pronoun(tokens[at].lower);
        if pronoun && matches!(self.clause, Clause::Subject) && matches!(before.core, Some((Class::Noun | Class::Name(_), _))) {
            // "the tool we use": a relative clause without its pronoun.
            self.waiting = (self.waiting + 1).min(3);
            self.headed = false;
        }
        let saying = matches!(before.core, Some((Class::Verb(_) | Class::Date(_), _)));
        if pronoun && saying && self.clause == Clause::Verb && tokens[at].lower != "you" {
            // "said they work", "said on Tuesday it had raised": what is said needs no "that".
            self.clause = Clause::Perhaps;
        }
        let head = pronoun || matches!(class, Class::Noun | Class::Name(_) | Class::Quantity(_) | Class::Determiner);
        if head && !self.fronted {
            self.clause = match self.clause {
                Clause::Empty => Clause::Subject,
                Clause::Joint => Clause::Perhaps,
                other => other,
            };
        }
        // "5,000 HTTP requests": the name behind a number stands before the noun that is counted.
        let behind = matches!(before.core, Some((Class::Quantity(_) | Class::Noun | Class::Name(_) | Class::Adjective, _)));
        self.counted = class_counts(tokens[at], class) || self.counted && behind;
        if head && !self.headed && !(self.counted && behind) {
            self.plural = number(tokens[at], class);
        }
    }

    /// What it costs to put `class` behind the words so far.
    fn adjacent(&self, tokens: &[Token<'_>], class: Class, word: &str) -> u32 {
        let Some((before, place)) = self.core else {
            return match class {
                Class::Verb(Form::Base) => 6,
                // "That values the group at …": nothing is there that a relative pronoun could stand for.
                Class::Relative if word == "that" => 12,
                _ => 0,
            };
        };
        let behind_adverb = matches!(self.class, Class::Adverb | Class::Negation);
        match before {
            // "has since moved"
            Class::Auxiliary if word == "since" && class != Class::Adverb => 20,
            Class::Auxiliary => after_auxiliary(auxiliary(tokens[place].lower), class),
            Class::To => after_to(class),
            Class::Determiner => after_determiner(class),
            Class::Possessive | Class::Genitive => after_possessive(class),
            Class::Adjective => after_adjective(class),
            Class::Preposition => after_preposition(class, word),
            Class::Quantity(_) if is_percentage(tokens[place].lower) => after_share(class, word),
            Class::Quantity(_) | Class::Number => after_figure(class),
            Class::Pronoun => after_pronoun(tokens[place].lower, class),
            // "Acme reports", "Acme shares": a name is followed by its verb more often than by such a noun.
            Class::Name(_) if class == Class::Noun && is_third_person(word) => 6,
            Class::Noun | Class::Name(_) | Class::Date(_) | Class::Close => {
                after_noun(class, word, behind_adverb) + self.disagreement(class)
            }
            Class::Verb(form) => after_verb(form, class, word),
            Class::Conjunction | Class::Comma => match class {
                Class::Verb(Form::Participle) => 3,
                Class::Relative if word == "that" => 6,
                _ => 0,
            },
            Class::Relative => match class {
                Class::Noun if tokens[place].lower == "that" => 9,
                Class::Noun if tokens[place].lower != "whose" => 12,
                _ => 0,
            },
            _ => match class {
                Class::Relative if word == "that" => 8,
                _ => 0,
            },
        }
    }

    /// "costs rises": a verb that does not agree with its subject in number.
    fn disagreement(&self, class: Class) -> u32 {
        match (class, self.plural) {
            (Class::Verb(Form::Third), Some(true)) if self.clause != Clause::Verb => 25,
            (Class::Verb(Form::Base), Some(false)) if self.clause != Clause::Verb => 25,
            _ => 0,
        }
    }
}

fn is_third_person(word: &str) -> bool {
    Lexicon::shared().verb(word).is_some_and(|verb| verb.form == Form::Third)
}

fn is_subject_pronoun(word: &str) -> bool {
    !matches!(word, "us" | "them" | "him" | "me" | "himself" | "itself" | "themselves" | "ourselves" | "her")
}

/// Whether the token is a bare number of more than one, so that what it counts is plural.
fn class_counts(token: Token<'_>, class: Class) -> bool {
    let number = token.lower.trim_end_matches(['k', 'm', 'b', 'n']);
    let number = number.strip_suffix(" millio").or(number.strip_suffix(" billio")).unwrap_or(number);
    let bare = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    matches!(class, Class::Quantity(_)) && bare && token.lower != "1"
}

/// Whether the head of a noun phrase is plural, where its form tells.
fn number(token: Token<'_>, class: Class) -> Option<bool> {
    match class {
        Class::Noun => Some(super::spelling::is_plural_noun(token.lower)),
        Class::Quantity(_) => class_counts(token, class).then_some(true),
        Class::Pronoun => match token.lower {
            "he" | "she" | "it" | "this" | "that" | "someone" | "everyone" | "nobody" => Some(false),
            "they" | "we" | "i" | "you" | "these" | "those" => Some(true),
            _ => None,
        },
        _ => None,
    }
}

fn after_auxiliary(sort: Auxiliary, class: Class) -> u32 {
    use Auxiliary::{Be, Have, Modal};
    match (sort, class) {
        (Be, Class::Verb(Form::Gerund | Form::Participle)) | (Have, Class::Verb(Form::Participle)) => 0,
        (Be, Class::Adjective) => 3,
        (Modal, Class::Verb(Form::Base)) => 0,
        (_, Class::Verb(_)) => 50,
        (Be, Class::Noun) => 8,
        (Have, Class::Noun) => 6,
        (Have, Class::Adjective) => 6,
        (Modal, Class::Noun | Class::Adjective) => 30,
        _ => 0,
    }
}

fn after_to(class: Class) -> u32 {
    match class {
        Class::Verb(Form::Base) => 0,
        Class::Verb(Form::Gerund) => 4,
        Class::Verb(_) => 50,
        Class::Noun => 8,
        Class::Adjective => 3,
        _ => 0,
    }
}

fn after_determiner(class: Class) -> u32 {
    match class {
        Class::Verb(Form::Gerund) => 30,
        Class::Verb(Form::Participle) => 20,
        Class::Verb(_) => 45,
        Class::Adjective | Class::Noun | Class::Name(_) | Class::Quantity(_) | Class::Date(_) | Class::Number | Class::Adverb => {
            0
        }
        Class::Quotation | Class::Open | Class::Negation | Class::Determiner => 2,
        Class::Preposition => 6,
        _ => 15,
    }
}

fn after_possessive(class: Class) -> u32 {
    match class {
        Class::Verb(Form::Gerund) => 25,
        Class::Verb(_) => 45,
        Class::Auxiliary | Class::Preposition | Class::To | Class::Conjunction => 15,
        _ => 0,
    }
}

fn after_adjective(class: Class) -> u32 {
    match class {
        Class::Verb(Form::Base | Form::Third) => 22,
        Class::Verb(Form::Past) => 18,
        Class::Verb(Form::Participle) => 8,
        Class::Verb(Form::Gerund) => 8,
        Class::Noun | Class::Name(_) | Class::Adjective | Class::Conjunction | Class::Comma => 0,
        _ => 3,
    }
}

fn after_preposition(class: Class, word: &str) -> u32 {
    match class {
        Class::Verb(Form::Gerund) => 0,
        Class::Verb(Form::Participle) => 18,
        Class::Verb(_) => 50,
        Class::Relative if word == "that" => 20,
        Class::Subordinator | Class::Auxiliary => 12,
        _ => 0,
    }
}

fn after_figure(class: Class) -> u32 {
    match class {
        Class::Verb(Form::Base | Form::Third) => 6,
        Class::Verb(Form::Gerund) => 4,
        Class::Verb(Form::Past | Form::Participle) => 2,
        _ => 0,
    }
}

fn is_percentage(word: &str) -> bool {
    word.ends_with('%') || word.ends_with("percent") || word.ends_with("per cent")
}

/// "60% write services": a share of people does things more often than it is one of a thing's.
fn after_share(class: Class, word: &str) -> u32 {
    match class {
        Class::Verb(Form::Base) => 0,
        Class::Noun if Lexicon::shared().verb(word).is_some_and(|verb| verb.form == Form::Base) => 3,
        Class::Noun => 0,
        _ => after_figure(class),
    }
}

fn after_pronoun(word: &str, class: Class) -> u32 {
    let subject = is_subject_pronoun(word);
    let singular = matches!(word, "he" | "she" | "it" | "this" | "that" | "someone" | "everyone" | "nobody");
    match class {
        Class::Verb(Form::Base) if subject && singular => 25,
        Class::Verb(Form::Third) if subject && !singular && word != "one" => 25,
        Class::Verb(Form::Base) if !subject => 4,
        Class::Verb(Form::Participle) if subject => 15,
        Class::Noun | Class::Adjective if subject => 30,
        Class::Preposition if word == "there" => 15,
        _ => 0,
    }
}

fn after_noun(class: Class, word: &str, behind_adverb: bool) -> u32 {
    match class {
        Class::Determiner => match word {
            "more" | "less" | "each" | "all" | "both" | "enough" | "much" => 6,
            _ => 22,
        },
        Class::Possessive => 22,
        Class::Pronoun if word == "it" => 14,
        Class::Pronoun if is_subject_pronoun(word) => 8,
        Class::Pronoun => 22,
        Class::Quantity(_) => 7,
        Class::Name(_) => 2,
        Class::Adjective => 8,
        Class::Noun if behind_adverb => 15,
        Class::Verb(Form::Gerund | Form::Participle) => 3,
        Class::Relative => 0,
        Class::Subordinator if word == "that" => 4,
        _ => 0,
    }
}

fn after_verb(form: Form, class: Class, word: &str) -> u32 {
    match class {
        // "Orders received rose": the participle belongs to the subject.
        Class::Verb(Form::Third | Form::Past) | Class::Auxiliary if form == Form::Participle => 4,
        Class::Verb(Form::Participle) if form != Form::Participle => 12,
        Class::Verb(Form::Gerund) => 6,
        Class::Verb(Form::Base) if form == Form::Base => 20,
        Class::Verb(_) | Class::Auxiliary => 25,
        Class::Determiner | Class::Possessive | Class::Quantity(_) if form == Form::Participle => 8,
        // "31 million scanned pages": such a word before a noun describes it.
        Class::Noun if form == Form::Participle => 4,
        Class::Preposition if word == "of" => 12,
        Class::Preposition if word == "by" && form == Form::Past => 2,
        Class::Stop | Class::Comma | Class::Conjunction if form != Form::Participle => 3,
        Class::Relative if word == "that" => 20,
        _ => 0,
    }
}
