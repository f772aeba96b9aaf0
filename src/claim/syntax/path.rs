//! What it costs to read one word after another in a certain way, and what a clause still waits for.
//!
//! Comes in: a reading of the words so far ([`Path`]) and a class for the next. Goes out: the longer reading and its cost. The costs say what
//! English forbids (a finite verb after "the") and dislikes (two finite verbs in one clause); only their order matters.

use std::hash::{Hash, Hasher};

use super::super::lexicon::Form;
use super::adjacent::{
    after_adjective, after_auxiliary, after_determiner, after_figure, after_link, after_noun, after_possessive,
    after_preposition, after_pronoun, after_share, after_to, after_verb, opening,
};
use super::tag::Tag;
use super::traits::{Trait, Traits};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) cost: u32,
    /// The class of the last word.
    pub(super) class: Tag,
    /// The last word that is no adverb.
    core: Option<Tag>,
    /// Its traits, as far as the cost of the next word asks for them.
    last: Traits,
    /// Which of the mentions it is, where it is one; the newest has [`NEWEST`].
    pub(super) mention: u8,
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
    pub(super) back: u8,
}

impl Hash for Path {
    /// Most of the path in one step: states are looked up whole.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let class = self.class.number() << 8 | self.core.map_or(63, Tag::number);
        let clause =
            (self.clause as u64) << 8 | u64::from(self.waiting) << 4 | u64::from(self.fronted) << 1 | u64::from(self.under);
        let number = u64::from(self.counted) << 3 | u64::from(self.headed) << 2 | self.plural.map_or(2, u64::from);
        state.write_u64(u64::from(self.cost) << 48 ^ u64::from(self.last.bits()) << 33 ^ class << 18 ^ clause << 7 ^ number);
    }
}

/// The mention that was read last, as long as no state has a number for it.
const NEWEST: u8 = u8::MAX;

impl Path {
    pub(super) fn start() -> Self {
        Self {
            cost: 0,
            class: Tag::Stop,
            core: None,
            last: Traits::default(),
            mention: 0,
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
            && self.core == other.core
            // One name is not like another.
            && (self.mention == other.mention || !self.names_mention())
            && (self.clause, self.waiting, self.fronted, self.under) == (other.clause, other.waiting, other.fronted, other.under)
    }

    /// Whether the last word that is no adverb is a name, figure or date.
    pub(super) fn names_mention(&self) -> bool {
        self.core.is_some_and(Tag::is_mention)
    }

    /// The path with a word of the traits `word` read as `class`, which costs `own` by itself.
    pub(super) fn then(&self, word: Traits, class: Tag, own: u32) -> Path {
        let mut next = *self;
        next.cost += own + self.adjacent(class, word);
        next.class = class;
        match class {
            _ if self.is_carrying(class, word) || self.is_carrying_figure(word) => next.take_verb(self),
            Tag::Verb(Form::Gerund) if self.is_opened_by(class) => next.clause = Clause::Subject,
            Tag::Auxiliary | Tag::Verb(_) | Tag::Adverb | Tag::Negation | Tag::Quotation | Tag::Dot => {}
            Tag::Stop => next.end(20),
            Tag::Colon => next.end(3),
            Tag::Comma | Tag::Dash | Tag::Conjunction => next.divide(class),
            Tag::Relative | Tag::Subordinator => next.open(class),
            Tag::Preposition | Tag::To => {
                next.fronted |= matches!(self.clause, Clause::Empty);
                next.headed = true;
            }
            _ => next.take_nominal(word, self),
        }
        if !matches!(class, Tag::Adverb | Tag::Negation | Tag::Quotation | Tag::Dot) {
            next.core = Some(class);
            next.last = if self.is_opened_by(class) { Traits::of_opener() } else { word.before_next(class) };
            next.mention = if class.is_mention() { NEWEST } else { 0 };
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
    fn is_carrying(&self, class: Tag, word: Traits) -> bool {
        let completes = matches!(self.core, Some(Tag::Auxiliary | Tag::To));
        match class {
            Tag::Auxiliary => !completes && word.has(Trait::CARRIES),
            Tag::Verb(Form::Base | Form::Third | Form::Past) => !completes,
            _ => false,
        }
    }

    /// "Commuting costs £1,460": whether a gerund opens the sentence, and may be its subject.
    fn is_opened_by(&self, class: Tag) -> bool {
        class == Tag::Verb(Form::Gerund) && self.core.is_none() && self.clause == Clause::Empty
    }

    /// "prices doubled": a figure that is its clause's verb. In "have doubled" the auxiliary carries the clause.
    fn is_carrying_figure(&self, word: Traits) -> bool {
        word.has(Trait::VERBAL) && self.core != Some(Tag::Auxiliary)
    }

    fn take_verb(&mut self, before: &Path) {
        let behind = before.core;
        let after_noun = matches!(behind, Some(Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Quantity | Tag::Determiner));
        self.cost += match self.clause {
            Clause::Subject => 0,
            // "…," says Jane Doe.
            _ if before.class == Tag::Quotation => 3,
            Clause::Verb | Clause::Joint | Clause::Perhaps if self.waiting > 0 => 2,
            Clause::Perhaps => 2,
            Clause::Joint if behind == Some(Tag::Conjunction) => 3,
            Clause::Joint => 8,
            Clause::Empty if self.fronted && matches!(behind, Some(Tag::Name)) => 4,
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

    fn divide(&mut self, class: Tag) {
        self.cost += if class == Tag::Comma && self.under && self.clause == Clause::Subject { 12 } else { 0 };
        match self.clause {
            Clause::Verb | Clause::Perhaps => self.clause = Clause::Joint,
            Clause::Empty if class != Tag::Conjunction => self.fronted = false,
            _ => {}
        }
        if class == Tag::Conjunction && self.clause == Clause::Subject {
            self.plural = None;
            self.headed = true;
        }
    }

    /// A relative clause or one under a subordinator begins inside the one that was being read.
    fn open(&mut self, class: Tag) {
        if self.clause == Clause::Subject {
            self.waiting = (self.waiting + 1).min(3);
        }
        self.clause = if class == Tag::Relative { Clause::Subject } else { Clause::Empty };
        self.fronted = false;
        self.under = class == Tag::Subordinator;
        self.plural = None;
        self.headed = class == Tag::Relative;
    }

    fn take_nominal(&mut self, word: Traits, before: &Path) {
        let class = self.class;
        let begins = matches!(class, Tag::Determiner | Tag::Possessive | Tag::Pronoun)
            && matches!(before.core, Some(Tag::Noun | Tag::Name | Tag::Date | Tag::Quantity | Tag::Pronoun));
        if begins && self.clause == Clause::Empty {
            self.fronted = false;
        }
        let pronoun = class == Tag::Pronoun && !word.has(Trait::OBJECT);
        if pronoun && matches!(self.clause, Clause::Subject) && matches!(before.core, Some(Tag::Noun | Tag::Name)) {
            // "the tool we use": a relative clause without its pronoun.
            self.waiting = (self.waiting + 1).min(3);
            self.headed = false;
        }
        let saying = matches!(before.core, Some(Tag::Verb(_) | Tag::Date));
        if pronoun && saying && self.clause == Clause::Verb && !word.has(Trait::YOU) {
            // "said they work", "said on Tuesday it had raised": what is said needs no "that".
            self.clause = Clause::Perhaps;
        }
        let said = matches!(before.core, Some(Tag::Verb(_))) && before.last.has(Trait::SAYING);
        if said && self.clause == Clause::Verb && class != Tag::Pronoun {
            // "said the figure rose"
            self.clause = Clause::Perhaps;
        }
        let head = pronoun || matches!(class, Tag::Noun | Tag::Name | Tag::Quantity | Tag::Determiner);
        if head && !self.fronted {
            self.clause = match self.clause {
                Clause::Empty => Clause::Subject,
                Clause::Joint => Clause::Perhaps,
                other => other,
            };
        }
        // "5,000 HTTP requests": the name behind a number stands before the noun that is counted.
        let behind = matches!(before.core, Some(Tag::Quantity | Tag::Noun | Tag::Name | Tag::Adjective));
        self.counted = word.has(Trait::COUNTS) || self.counted && behind;
        if head && !self.headed && !(self.counted && behind) {
            self.plural = number(word, class);
        }
    }

    /// What it costs to put `class` behind the words so far.
    fn adjacent(&self, class: Tag, word: Traits) -> u32 {
        let Some(before) = self.core else {
            return opening(class, word);
        };
        let last = self.last;
        let behind_adverb = matches!(self.class, Tag::Adverb | Tag::Negation);
        match before {
            // "has since moved"
            Tag::Auxiliary if word.has(Trait::SINCE) && class != Tag::Adverb => 20,
            Tag::Auxiliary => after_auxiliary(last, class),
            Tag::To => after_to(class),
            Tag::Determiner => after_determiner(class),
            Tag::Possessive | Tag::Genitive => after_possessive(class),
            Tag::Adjective => after_adjective(class),
            Tag::Preposition => after_preposition(class, word),
            Tag::Quantity if last.has(Trait::PERCENTAGE) => after_share(class, word),
            // "Veltro 3.7 just works"
            Tag::Number if class == Tag::Noun && behind_adverb => 10,
            Tag::Quantity | Tag::Number => after_figure(class),
            Tag::Pronoun => after_pronoun(last, class),
            // "teams report", "respondents rank": people in the plural describe nothing.
            Tag::Noun
                if class == Tag::Noun
                    && last.has(Trait::PEOPLE)
                    && word.has(Trait::BASE | Trait::THIRD)
                    && matches!(self.clause, Clause::Subject | Clause::Perhaps) =>
            {
                16 + self.disagreement(class)
            }
            // "respondents planning to upgrade"
            Tag::Noun if class == Tag::Noun && last.has(Trait::PEOPLE) && word.has(Trait::ING) => 6,
            // "Acme reports", "Acme shares": a name is followed by its verb more often than by such a noun.
            Tag::Name if class == Tag::Noun && word.has(Trait::THIRD) => {
                if behind_adverb {
                    15
                } else {
                    6
                }
            }
            // "voters in Ohio support it"
            Tag::Name
                if class == Tag::Noun && word.has(Trait::BASE) && self.clause == Clause::Subject && self.plural == Some(true) =>
            {
                6
            }
            // "and a restart after a failure takes …"
            Tag::Noun if class == Tag::Subordinator && self.clause == Clause::Perhaps => 2,
            Tag::Noun | Tag::Name | Tag::Date | Tag::Close => after_noun(class, word, behind_adverb) + self.disagreement(class),
            Tag::Verb(Form::Gerund)
                if last.has(Trait::OPENER) && matches!(class, Tag::Verb(Form::Third | Form::Past) | Tag::Auxiliary) =>
            {
                2
            }
            // "users who upgrade fell": the clause around takes its verb.
            Tag::Verb(form) if self.waiting > 0 && form != Form::Participle && class == Tag::Verb(Form::Past) => 8,
            Tag::Verb(form) => after_verb(form, class, word),
            _ => after_link(before, last, class, word),
        }
    }

    /// "costs rises": a verb that does not agree with its subject in number.
    fn disagreement(&self, class: Tag) -> u32 {
        match (class, self.plural) {
            (Tag::Verb(Form::Third), Some(true)) if self.clause != Clause::Verb => 25,
            (Tag::Verb(Form::Base), Some(false)) if self.clause != Clause::Verb => 25,
            _ => 0,
        }
    }
}

/// Whether the head of a noun phrase is plural, where its form tells.
fn number(word: Traits, class: Tag) -> Option<bool> {
    match class {
        Tag::Noun => Some(word.has(Trait::PLURAL_NOUN)),
        Tag::Quantity => word.has(Trait::COUNTS).then_some(true),
        Tag::Pronoun if word.has(Trait::SINGULAR) => Some(false),
        Tag::Pronoun if word.has(Trait::PLURAL) => Some(true),
        _ => None,
    }
}
