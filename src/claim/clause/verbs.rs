//! Whose verb a verb group is: of the clause that is read, of one that waits for its verb, or of a further one.
//!
//! Comes in: a verb group while a sentence is being read. Goes out: the clause that it carries, with its subject.

use super::super::lexicon::{Form, Lexicon};
use super::super::nouns::{self, NounClass};
use super::super::saying;
use super::super::syntax::Class;
use super::parse::{Before, Open, Opened, Parser};
use super::phrase::{Group, GroupForm, Stream};
use super::{Owner, Phrase};

/// Verbs whose object does what an infinitive behind it says ("expects sales to rise").
const RAISING: &[&str] = &[
    "expect",
    "predict",
    "forecast",
    "project",
    "estimate",
    "allow",
    "enable",
    "cause",
    "help",
    "want",
    "anticipate",
    "believe",
    "ask",
    "tell",
    "force",
    "let",
    "permit",
    "push",
    "drive",
    "lead",
    "require",
    "urge",
    "encourage",
    "invite",
    "push",
    "get",
];

/// Whether the verb whose base form is `base` leads to what somebody says or asks.
fn is_saying(base: &str) -> bool {
    saying::is_saying(base) || matches!(base, "add" | "ask")
}

impl Parser<'_, '_> {
    pub(super) fn infinitive(&mut self, verb: usize) -> usize {
        let raised = self.chain.filter(|chain| {
            let verb = chain.first.checked_sub(1).map(|at| self.stream.tokens[at].lower);
            let base = verb.and_then(|word| Lexicon::shared().verb(word)).map(|verb| verb.base);
            self.before == Before::Nominal && base.is_some_and(|base| RAISING.contains(&base))
        });
        self.push(Opened::Infinitive, raised.map_or(Owner::Around, |phrase| Owner::Own(Some(phrase))));
        self.carry(self.stream.places[verb]);
        self.stream.group(verb).map_or(verb + 1, |group| group.end)
    }

    /// The innermost clause has its verb, at token `at`.
    pub(super) fn carry(&mut self, at: usize) {
        if let Some(top) = self.stack.last_mut() {
            top.has_verb = true;
            top.joint = None;
            let index = top.index;
            self.found.clauses[index].verb.get_or_insert(at);
        }
        self.before = Before::Verb;
        self.chain = None;
    }

    pub(super) fn verb(&mut self, place: usize) -> usize {
        let Some(group) = self.stream.group(place) else { return place + 1 };
        if self.stream.lower(place) == "according" {
            self.before = Before::Preposition;
            return place + 2;
        }
        // "the year ended 31 December": the participle dates the period and has nothing to say.
        let dating = matches!(self.stream.lower(place), "ended" | "ending" | "beginning" | "starting")
            && self.nominal.is_some_and(|nominal| nouns::is(self.stream.tokens[nominal.core_end - 1].lower, NounClass::Time));
        if dating && group.form != GroupForm::Finite {
            self.found.dating.push(group.first);
            self.before = Before::Adjunct;
            return group.end;
        }
        if group.form == GroupForm::Gerund && self.is_process(group) {
            self.before = Before::Nominal;
            return group.end;
        }
        match group.form {
            GroupForm::Finite => self.finite(group),
            GroupForm::Gerund => self.dependent(group, Opened::Gerund),
            GroupForm::Participle => self.dependent(group, Opened::Participle),
        }
        group.end
    }

    /// "leads in JSON parsing at 4 GB/s": a gerund that names, with the name behind a preposition before it, what is done, and has no subject.
    fn is_process(&self, group: Group) -> bool {
        const PROCESSES: &[&str] = &[
            "parsing",
            "processing",
            "encoding",
            "decoding",
            "rendering",
            "training",
            "testing",
            "indexing",
            "querying",
            "computing",
            "streaming",
            "hosting",
            "caching",
            "benchmarking",
            "compiling",
            "logging",
            "routing",
        ];
        let named = self.nominal.filter(|nominal| self.before == Before::Nominal && nominal.end == nominal.first + 1);
        let tokens = &self.stream.tokens;
        let behind = named.is_some_and(|name| {
            matches!(tokens[name.first].class, Class::Name(_))
                && name.first.checked_sub(1).is_some_and(|link| matches!(tokens[link].lower, "in" | "for" | "at" | "of" | "on"))
        });
        let ends = matches!(self.stream.class(group.end), None | Some(Class::Preposition | Class::Stop | Class::Comma));
        behind && ends && PROCESSES.contains(&tokens[group.first].lower)
    }

    /// "companies processing …", "built in Oslo, …": a participle's subject is the noun before it, else that of the clause around.
    pub(super) fn dependent(&mut self, group: Group, opened: Opened) {
        if self.before == Before::Verb {
            return self.carry(group.first);
        }
        // "while improving latency": whoever acts in the clause around.
        let elliptic = self
            .last_link
            .is_some_and(|link| matches!(link, "while" | "when" | "whilst" | "if" | "though" | "although" | "once"));
        if elliptic && self.before == Before::Link && self.top().opened == Opened::Subordinate && self.stack.len() > 1 {
            let index = self.top().index;
            if let Some(clause) = self.found.clauses.get_mut(index) {
                clause.owner = Owner::Around;
            }
            return self.carry(group.first);
        }
        let noun = self.nominal.filter(|_| self.before == Before::Nominal);
        self.push(opened, noun.map_or(Owner::Around, |noun| Owner::Own(Some(noun))));
        self.carry(group.first);
    }

    pub(super) fn finite(&mut self, group: Group) {
        let top = self.top();
        if !top.has_verb {
            // "Acme, backed by two banks, grew": a participle between commas, when the verb comes behind the second.
            if self.before == Before::Comma && top.candidate.is_some() && self.is_set_off(group) {
                return self.dependent(group, Opened::Participle);
            }
            return self.first_verb(group);
        }
        if let Some(antecedent) = self.told_of(top) {
            self.close_told(top);
            self.push(Opened::Subordinate, Owner::Own(Some(antecedent)));
            return self.carry(group.first);
        }
        if let Some(deed) = self.gerund_subject(group) {
            self.pop();
            self.propose(deed);
            return self.first_verb(group);
        }
        if let Some(said) = self.said_with_apposition(group) {
            self.push(Opened::Subordinate, Owner::Own(Some(said)));
            self.claim(Some(said));
            return self.carry(group.first);
        }
        let waiting =
            self.stack.iter().rposition(|open| !open.has_verb && (open.candidate.is_some() || open.antecedent.is_some()));
        match self.before {
            Before::Conjunction => self.join(group, None),
            Before::Comma
            | Before::Dash
            | Before::Verb
            | Before::Preposition
            | Before::Link
            | Before::Adjunct
            | Before::Start => match waiting {
                Some(waiting) => self.resume(waiting, group),
                None if top.joint.is_some() && self.before == Before::Adjunct => self.join(group, top.joint),
                None if matches!(self.before, Before::Comma | Before::Dash) => self.join(group, None),
                None => self.carry(group.first),
            },
            Before::Nominal => match (top.joint.and(self.chain), waiting) {
                (Some(chain), None) => self.join(group, Some(chain)),
                (_, Some(waiting)) => self.resume(waiting, group),
                // A figure does nothing: the verb behind it goes on with the clause.
                (None, None) if self.is_figure() => self.carry(group.first),
                (None, None) if self.is_on_the_way(group) => self.join(group, None),
                (None, None) => self.complement(group),
            },
        }
    }

    /// "Ann Lee said the buyer, Acme Inc, is paying …": the phrase right behind the verb of saying, whose verb stands behind an apposition.
    fn said_with_apposition(&self, group: Group) -> Option<Phrase> {
        let tokens = self.stream.tokens;
        let verb = self.verb_of_saying(self.top())?;
        let close = group.first.checked_sub(1).filter(|close| tokens[*close].class == Class::Comma)?;
        let plain = |at: &usize| {
            tokens[*at].class.is_nominal()
                || matches!(tokens[*at].class, Class::Determiner | Class::Adjective | Class::Verb(Form::Gerund))
        };
        let open =
            (verb + 1..close).find(|at| !plain(at)).filter(|open| tokens[*open].class == Class::Comma && *open > verb + 1)?;
        let apposed = open + 1 < close && (open + 1..close).all(|at| plain(&at));
        let head = matches!(tokens[open - 1].class, Class::Noun | Class::Name(_)) && !nouns::is_metric(tokens[open - 1].lower);
        let named = open + 2 == close && matches!(tokens[open + 1].class, Class::Name(_));
        let first = if named { open + 1 } else { verb + 1 };
        (apposed && head).then_some(Phrase { first, end: close, core_end: if named { close } else { open } })
    }

    /// The verb of the clause, where it is one of saying.
    fn verb_of_saying(&self, open: Open) -> Option<usize> {
        let verb = self.found.clauses.get(open.index).and_then(|clause| clause.verb)?;
        let said = Lexicon::shared().verb(self.stream.tokens[verb].lower)?;
        is_saying(said.base).then_some(verb)
    }

    /// "Norland, which sources said last year had grown": what the relative pronoun stands for does what stands behind the verb of saying.
    fn told_of(&self, top: Open) -> Option<Phrase> {
        self.verb_of_saying(top)?;
        // Before another verb "said" is read as a participle first.
        let around = self.stack.len().checked_sub(2).map(|around| self.stack[around]);
        let relative = if top.opened == Opened::Participle { around? } else { top };
        let beside = matches!(self.before, Before::Verb | Before::Adjunct);
        let told = relative.opened == Opened::Relative && relative.candidate.is_some();
        relative.antecedent.filter(|_| told && beside)
    }

    /// The verb of saying is that of the relative clause, which waits for no other.
    fn close_told(&mut self, top: Open) {
        let verb = self.found.clauses.get(top.index).and_then(|clause| clause.verb);
        if top.opened == Opened::Participle {
            self.pop();
        }
        if let Some(relative) = self.stack.last_mut() {
            relative.has_verb = true;
            let (index, speaker) = (relative.index, relative.candidate);
            if let Some(clause) = self.found.clauses.get_mut(index) {
                clause.verb = clause.verb.or(verb);
                clause.owner = speaker.map_or(Owner::Around, |speaker| Owner::Own(Some(speaker)));
            }
        }
    }

    /// Whether the verb group is one word that can be a participle, and its clause ends at a comma with a finite verb right behind it.
    fn is_set_off(&self, group: Group) -> bool {
        const LONGEST: usize = 14;
        let token = self.stream.tokens[group.first];
        let single = self.stream.places.get(group.end - 1) == Some(&group.first);
        let either = token.class == Class::Verb(Form::Past)
            && Lexicon::shared().verb(token.lower).is_none_or(|verb| verb.past_is_participle);
        let goes_on = |p: &usize| {
            self.stream.class(*p).is_some_and(|class| {
                class.is_nominal() || matches!(class, Class::Preposition | Class::To | Class::Adverb | Class::Conjunction)
            })
        };
        let end = (group.end..self.stream.places.len()).take(LONGEST).find(|p| !goes_on(p));
        let comma = end.filter(|end| self.stream.class(*end) == Some(Class::Comma));
        single
            && either
            && comma.is_some_and(|comma| self.stream.group(comma + 1).is_some_and(|group| group.form == GroupForm::Finite))
    }

    /// "Reading content out of a database can be …": the deed is the subject of the verb behind it.
    fn gerund_subject(&self, group: Group) -> Option<Phrase> {
        let around = self.stack.len().checked_sub(2).map(|around| self.stack[around])?;
        let top = self.top();
        let first = self.found.clauses.get(top.index).and_then(|clause| clause.verb)?;
        let alone =
            matches!(self.found.clauses[top.index].owner, Owner::Around) && !around.has_verb && around.candidate.is_none();
        let deed = top.opened == Opened::Gerund && alone && around.antecedent.is_none();
        // "Commuting costs £1,460"
        if deed && first + 1 == group.first {
            return Some(Phrase { first, end: first + 1, core_end: first + 1 });
        }
        let fits = deed && self.before == Before::Nominal;
        let end = self.chain.or(self.nominal).map(|phrase| phrase.end).filter(|_| fits)?;
        (end > first).then_some(Phrase { first, end, core_end: end })
    }

    /// The verb of the clause that is being read.
    pub(super) fn first_verb(&mut self, group: Group) {
        let top = self.top();
        let subject = top.candidate.or(top.antecedent);
        if subject.is_none() && top.opened == Opened::Aside {
            let waiting = self.stack.iter().rposition(|open| !open.has_verb && open.candidate.is_some());
            if let Some(waiting) = waiting {
                return self.resume(waiting, group);
            }
        }
        let inverted = subject.is_none() && top.opened == Opened::Main && self.before == Before::Start;
        let behind = inverted.then(|| self.phrase_at(group.end)).flatten();
        let own = behind.or(subject);
        if let (Some(own), Some(clause)) = (own, self.found.clauses.get_mut(top.index)) {
            clause.owner = if matches!(clause.owner, Owner::Around) && top.candidate.is_none() {
                Owner::Around
            } else {
                Owner::Own(Some(own))
            };
        }
        self.carry(group.first);
    }

    /// The noun phrase at `place`, where a verb of saying stands before its subject.
    pub(super) fn phrase_at(&self, place: usize) -> Option<Phrase> {
        let verb = place.checked_sub(1)?;
        let base = Lexicon::shared().verb(self.stream.lower(verb))?.base;
        let class = self.stream.class(place)?;
        (is_saying(base) && (class.is_nominal() || class == Class::Pronoun))
            .then(|| self.phrase(place, self.stream.nominal_end(place)))
    }

    /// A clause that waited goes on behind those inside it.
    pub(super) fn resume(&mut self, waiting: usize, group: Group) {
        while self.stack.len() > waiting + 1 {
            self.pop();
        }
        let top = self.top();
        if let Some(clause) = self.found.clauses.get_mut(top.index)
            && let Owner::Own(subject) = &mut clause.owner
        {
            *subject = top.candidate.or(top.antecedent);
        }
        self.carry(group.first);
    }

    /// Another clause beside the one before: with a subject of its own, or with the same.
    pub(super) fn join(&mut self, group: Group, subject: Option<Phrase>) {
        let said = subject.is_some() && self.top().is_saying(self.stream, group);
        if subject.is_none() {
            while self.stack.len() > 1 && matches!(self.top().opened, Opened::Gerund | Opened::Participle | Opened::Infinitive) {
                self.pop();
            }
            self.push(Opened::Joint, Owner::Around);
        } else {
            let opened = if said { Opened::Said } else { Opened::Joint };
            self.push(opened, Owner::Own(subject));
            self.claim(subject);
        }
        self.carry(group.first);
    }

    /// Whether the last noun phrase is a figure alone.
    fn is_figure(&self) -> bool {
        self.nominal.is_some_and(|nominal| matches!(self.stream.tokens[nominal.core_end - 1].class, Class::Quantity(_)))
    }

    /// "…, but for some reasons was slow": whether what stands right before the verb group is only behind a preposition, which follows a conjunction, so
    /// that the verb has the subject of the clause before.
    fn is_on_the_way(&self, group: Group) -> bool {
        let tokens = self.stream.tokens;
        let link = self.chain.filter(|_| self.adrift).and_then(|chain| chain.first.checked_sub(1));
        let joined = link.filter(|link| tokens[*link].class == Class::Preposition).and_then(|link| link.checked_sub(1));
        let sure = tokens[group.first].class == Class::Auxiliary
            || Lexicon::shared().verb(tokens[group.first].lower).is_some_and(|verb| !verb.past_is_participle);
        sure && joined.is_some_and(|joined| tokens[joined].class == Class::Conjunction)
    }

    /// "says revenue rose": the noun phrase behind one verb is the subject of the next.
    pub(super) fn complement(&mut self, group: Group) {
        let subject = self.chain;
        self.push(Opened::Subordinate, Owner::Own(subject));
        self.claim(subject);
        self.carry(group.first);
    }

    /// Gives the tokens of a phrase that was read before its clause began to that clause.
    pub(super) fn claim(&mut self, phrase: Option<Phrase>) {
        let Some(phrase) = phrase else { return };
        let index = self.top().index;
        let (first, end) = (phrase.first, phrase.end);
        let from = self.stream.places.partition_point(|at| *at < first);
        self.stream.places[from..].iter().take_while(|at| **at < end).for_each(|at| self.found.of[*at] = index as u32);
    }
}

impl Open {
    /// Whether the verb group of a clause behind a comma tells what somebody says.
    fn is_saying(&self, stream: Stream<'_, '_>, group: Group) -> bool {
        let base = group.end.checked_sub(1).and_then(|verb| Lexicon::shared().verb(stream.lower(verb))).map(|verb| verb.base);
        base.is_some_and(is_saying)
    }
}
