//! Names that stand beside a description: "Acme, a maker of …", "our largest customer, Acme, …", and things that a figure is "with".
//!
//! Comes in: a noun phrase or a figure's token. Goes out: the name that the words beside it give.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase, governor, governor_of_verb};
use super::super::context::{Sort, Topic, definite_sorts};
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::owner::is_account_item;
use super::{Scene, Subject};

impl Scene<'_> {
    /// Whom the phrase describes that stands between commas behind a name: "Thermion, a Danish rival that secured …".
    pub(super) fn described_before(&self, phrase: Phrase) -> Option<Topic> {
        let article = self.token(phrase.first);
        if article.class != Class::Determiner || !matches!(article.lower, "a" | "an" | "the" | "one") {
            return None;
        }
        let mark = phrase.first.checked_sub(1).filter(|mark| matches!(self.class(*mark), Class::Comma | Class::Dash))?;
        let name = self.name_up_to(mark)?;
        // "In Tallinn, Estonia, the company …"
        let firm = definite_sorts(self.token(phrase.core_end - 1).lower).contains(&Sort::Organisation);
        if firm && self.kind(name) == Some(NameKind::Place) {
            return None;
        }
        let definite = article.lower == "the" && self.class(mark) == Class::Comma;
        let named = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Name(_)) && i + 1 == phrase.core_end);
        let parenthesis = definite && self.class(name + 1) != Class::Comma;
        (!named && !parenthesis && !self.is_fronted(name)).then(|| self.named(name))
    }

    /// The name that ends right before the mark at `mark`, a parenthesis behind it left out.
    fn name_up_to(&self, mark: usize) -> Option<usize> {
        let depth = self.token(mark).depth;
        let last =
            (0..mark).rev().find(|i| self.token(*i).depth == depth && !matches!(self.class(*i), Class::Open | Class::Close))?;
        matches!(self.class(last), Class::Name(_)).then_some(last)
    }

    /// Whether the name at token `name` opens its part of the sentence, or is listed behind "by": "followed by Acme, with a 16% stake".
    fn stands_alone(&self, name: usize) -> bool {
        let Some(before) = name.checked_sub(1) else { return true };
        matches!(self.class(before), Class::Comma | Class::Conjunction | Class::Stop | Class::Colon)
            || self.token(before).lower == "by"
    }

    /// Whether the name at token `name` stands in a phrase that opens its clause: "In Oslo, a court …", "Compared to Acme and Bolt, the price …".
    fn is_fronted(&self, name: usize) -> bool {
        let divides = |class: Class| matches!(class, Class::Comma | Class::Stop | Class::Dash | Class::Colon);
        let first = (0..name).rev().find(|i| divides(self.class(*i))).map_or(0, |mark| mark + 1);
        let opening = |i: usize| {
            matches!(
                self.class(i),
                Class::Preposition | Class::Subordinator | Class::Verb(Form::Gerund | Form::Participle | Form::Past)
            )
        };
        let opens = opening(first) || self.class(first) == Class::Conjunction && opening(first + 1);
        let near = (name.saturating_sub(3)..name).rev().find(|i| self.class(*i) == Class::Preposition);
        let clear = !(first..name).any(|i| self.class(i).is_finite() && i > first);
        opens && clear && first < name
            || near.is_some_and(|link| {
                link == 0
                    || divides(self.class(link - 1))
                    || matches!(self.class(link - 1), Class::Conjunction | Class::Subordinator)
            })
    }

    /// "a stake in Acme, which has …" is of Acme; "a plant in Ohio, which will create …" of whoever builds it, for a place does nothing.
    pub(super) fn related(&self, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let relative = phrase.end + 1;
        let set_off =
            self.class_follows(phrase.end.checked_sub(1)?, Class::Comma) && self.class_follows(phrase.end, Class::Relative);
        if !set_off || self.token(relative).lower != "which" {
            return None;
        }
        let last = phrase.end - 1;
        let kind = self.kind(last)?;
        let attached = (phrase.first..last).any(|i| self.class(i) == Class::Preposition)
            || phrase
                .first
                .checked_sub(1)
                .is_some_and(|before| matches!(self.class(before), Class::Preposition | Class::Conjunction));
        if kind != NameKind::Place && !is_account_item(self.token(last).word) {
            let named = is_subject(kind) && phrase.core_end < phrase.end;
            return named.then(|| Subject::found(self.named(last), governor, "name before which"));
        }
        let verb = (0..phrase.first).find(|i| self.class(*i).is_finite() && self.token(*i).depth == 0).filter(|_| attached)?;
        let doer = governor_of_verb(self.sentence, verb);
        let subject = doer.subject.filter(|subject| subject.end <= verb)?;
        let doer = self.resolve(subject, doer);
        doer.topic.is_some().then_some(Subject { verb: governor.verb, metric: None, rule: "who does it", ..doer })
    }

    /// The name between commas behind a phrase that names nobody: "our largest customer, Acme, pays".
    pub(super) fn named_behind(&self, phrase: Phrase) -> Option<Topic> {
        let named = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Name(_)));
        let mut name = phrase.end + 1;
        // "One of them, the bakery chain Acme, closed"
        let described = self.sentence.tokens.get(name).is_some_and(|token| token.class == Class::Determiner);
        if described {
            let end = self.nominal_end(name, self.sentence.tokens.len());
            name = (name + 1..end).next_back()?;
        }
        let set_off = self.class_follows(phrase.end.checked_sub(1)?, Class::Comma) && self.class_follows(name, Class::Comma);
        let one = matches!(self.token(phrase.first).lower, "one" | "another");
        let plural = !one && (described || self.token(phrase.core_end - 1).lower.ends_with('s'));
        let fits = matches!(self.sentence.tokens.get(name).map(|token| token.class), Some(Class::Name(_)));
        (!named && set_off && fits && !plural).then(|| self.named(name))
    }

    /// "two server farms with a combined capacity of 48 MW": what has the figure.
    pub(super) fn having(&self, at: usize) -> Option<Subject> {
        const FAR: usize = 24;
        let depth = self.token(at).depth;
        let with = (at.saturating_sub(FAR)..at).rev().find(|i| self.token(*i).lower == "with")?;
        if self.is_share(at) && !self.is_holding(with, at) {
            return None;
        }
        // "As an app with 55 million downloads, we …": who writes.
        let described = with.checked_sub(1).is_some_and(|head| self.class(head) == Class::Noun) && self.token(0).lower == "as";
        if described
            && with < 6
            && let Some(own) = self.context.own_organisation()
        {
            return Some(Subject::found(own.clone(), Governor::default(), "thing that has it"));
        }
        if let Some(name) =
            self.name_up_to(with.checked_sub(1)?).filter(|name| self.class(with - 1) == Class::Comma && self.stands_alone(*name))
        {
            return Some(Subject::found(self.named(name), Governor::default(), "thing that has it"));
        }
        let between = |i: usize| {
            self.token(i).depth == depth
                && (self.class(i).is_nominal() || self.class(i) == Class::Adverb || self.token(i).lower == "of")
        };
        let listed = self.goes_on_listing(with, at);
        let alone =
            (with + 1..at).all(between) && !(with + 1..at).any(|i| matches!(self.class(i), Class::Quantity(_) | Class::Genitive));
        if !alone && !listed {
            return None;
        }
        let head = with.checked_sub(1).filter(|head| self.class(*head).is_head() && self.token(*head).depth == depth)?;
        let word = self.token(head).lower;
        // "a healthy balance sheet with a leverage ratio of 2": a state of whoever has it.
        let state = matches!(word, "sheet" | "position" | "portfolio" | "footing" | "book" | "data" | "information" | "traffic");
        // "will secure much of the web with a budget of $3 million": whoever does it has the money.
        let part =
            matches!(self.class(head), Class::Name(_)) && (head.saturating_sub(2)..head).any(|of| self.token(of).lower == "of");
        let budget = part && (with + 1..at).any(|i| self.token(i).lower == "budget");
        let done = || (0..head).any(|i| self.class(i).is_finite()) && self.context.own_organisation().is_some();
        if nouns::is_metric(word)
            || state
            || budget && done()
            || nouns::is(word, NounClass::Time)
            || nouns::is(word, NounClass::Deal)
        {
            return None;
        }
        let phrase = self.noun_phrase_ending(with)?;
        let verb = phrase.first.checked_sub(1).and_then(|i| self.base(i));
        if verb.is_some_and(|base| COMBINING.contains(&base)) {
            return None;
        }
        // "X is a company with 85 employees": whoever is one.
        let outer = governor(self.sentence, phrase.first);
        let copula = outer.verb.filter(|verb| matches!(self.token(*verb).lower, "is" | "was" | "are" | "were"));
        let owner = outer.subject.filter(|_| copula.is_some_and(|verb| verb < phrase.first));
        let subject = self.resolve(owner.unwrap_or(phrase), Governor::default());
        subject.topic.is_some().then_some(Subject { rule: "thing that has it", ..subject })
    }

    /// "with a 16% stake": whether the share at token `at` right behind "with" is somebody's part of something.
    fn is_holding(&self, with: usize, at: usize) -> bool {
        let beside = with + 1 == at || with + 2 == at && self.class(with + 1) == Class::Determiner;
        let held = self.sentence.tokens.get(at + 1).map_or("", |next| next.lower);
        beside && matches!(held, "stake" | "interest" | "share" | "shareholding" | "holding")
    }

    /// "1.6 s for ripgrep and 9.4 s for GNU grep": the name in each figure's own phrase, where figures with such names are listed.
    pub(super) fn distributed(&self, at: usize) -> Option<Subject> {
        let (own, named) = self.own_phrase(at)?;
        let link = self.token(own.first - 1).lower;
        let depth = self.token(at).depth;
        let figure = |i: &usize| *i != at && self.token(*i).depth == depth && matches!(self.class(*i), Class::Quantity(_));
        let others = (0..self.sentence.tokens.len()).filter(figure);
        let mut near = others.filter(|i| i.abs_diff(at) <= DISTRIBUTED_WITHIN);
        let alike = near.any(|other| {
            let other = self.own_phrase(other);
            other.is_some_and(|(phrase, other)| self.token(phrase.first - 1).lower == link && (named || other))
        });
        alike.then(|| Subject::found(self.phrase_topic(own), Governor::default(), "name of each figure"))
    }

    /// "with a 32-core processor, 256 GB of memory and two drives": whether the figure at `at` is a further member of what is behind "with".
    fn goes_on_listing(&self, with: usize, at: usize) -> bool {
        let before = (with + 1..at).rev().find(|i| !matches!(self.class(*i), Class::Determiner | Class::Adverb));
        let joined = before.is_some_and(|i| matches!(self.class(i), Class::Comma | Class::Conjunction));
        let figure = (with + 1..at).any(|i| matches!(self.class(i), Class::Quantity(_)));
        let verb = (with + 1..at).any(|i| self.class(i).is_finite() || matches!(self.class(i), Class::Stop | Class::Relative));
        joined && figure && !verb
    }

    /// "PlainCloud was down for 112 minutes and Kumo for nine": whose the figure is behind a clause whose verb it shares.
    pub(super) fn gapped(&self, at: usize) -> Option<Subject> {
        const LONGEST_ROW: usize = 6;
        self.gapped_behind(at, LONGEST_ROW)
    }

    /// The same in a row of at most `more` such clauses before.
    fn gapped_behind(&self, at: usize, more: usize) -> Option<Subject> {
        // "and the Samsung only 27,400"
        let lead = (0..at).rev().take_while(|i| self.class(*i) == Class::Adverb).last().unwrap_or(at);
        let link = lead.checked_sub(1).filter(|i| matches!(self.class(*i), Class::Preposition | Class::To));
        let end = link.unwrap_or(lead);
        let depth = self.token(at).depth;
        // "…, the new one 38 ms"
        if link.is_none()
            && end > 3
            && matches!(self.class(end - 4), Class::Comma | Class::Conjunction)
            && let Some(other) = self.other_one(end - 1)
        {
            return Some(Subject::found(other, Governor::default(), "clause without its verb"));
        }
        let phrase = self.noun_phrase_ending(end).filter(|_| end > 0)?;
        let head = phrase.end - 1;
        let named = matches!(self.class(head), Class::Name(_));
        // "Pubs take 52%, shops 29%"
        let several = phrase.end == phrase.first + 1
            && self.token(head).lower.ends_with('s')
            && self.is_share(at)
            && self.base(head).is_none();
        let told =
            named || self.class(head) == Class::Noun && (several || matches!(self.token(phrase.first).lower, "a" | "an" | "the"));
        let joined = phrase.first.checked_sub(1).filter(|i| matches!(self.class(*i), Class::Conjunction | Class::Comma))?;
        let figure = (0..joined).rev().find(|i| self.token(*i).depth == depth && matches!(self.class(*i), Class::Quantity(_)))?;
        let lead = figure.checked_sub(1).map(|i| self.token(i).lower);
        let alike = match link {
            Some(link) => lead == Some(self.token(link).lower),
            // "A reached 9, B 8 and C 7"
            None => figure.checked_sub(1).is_some_and(|i| {
                self.class(i).is_finite()
                    || more > 0 && matches!(self.class(i), Class::Name(_)) && self.gapped_behind(figure, more - 1).is_some()
            }),
        };
        // "needs 38 minutes to start, Acme 14"
        let finite = |i: usize| self.class(i).is_finite() && (i == 0 || self.class(i - 1) != Class::To);
        let verb = (0..figure).any(|i| self.class(i).is_finite()) && !(figure..at).any(finite);
        let subject = governor(self.sentence, figure).subject.is_some();
        (told && alike && verb && subject)
            .then(|| Subject { rule: "clause without its verb", ..self.resolve(phrase, Governor::default()) })
    }

    /// "the new one", behind "the old service": the other thing of the same sort.
    pub(super) fn other_one(&self, at: usize) -> Option<Topic> {
        let told = at > 1
            && matches!(self.token(at).lower, "one" | "ones")
            && matches!(self.token(at - 2).lower, "the" | "our" | "a" | "an" | "its" | "their")
            && !matches!(self.class(at - 1), Class::Quantity(_) | Class::Number);
        let verb = (0..at).find(|i| self.class(*i).is_finite()).filter(|_| told);
        let here = verb.and_then(|verb| self.subject_before(verb)).map(|subject| self.token(subject.core_end - 1));
        let here = here.filter(|head| head.class == Class::Noun).map(|head| head.word);
        let said = || self.context.subject().map(|topic| topic.name.rsplit(' ').next().unwrap_or_default());
        let noun = here.or_else(|| said().filter(|_| told)).filter(|noun| noun.starts_with(char::is_lowercase))?;
        Some(Topic { name: format!("{} {noun}", self.token(at - 1).word), sort: None, plural: self.token(at).lower == "ones" })
    }

    /// The phrase behind "for" or "on" that stands behind the figure at token `at`, with at most "of NOUN" between, and whether it is a name.
    pub(super) fn own_phrase(&self, at: usize) -> Option<(Phrase, bool)> {
        let tokens = &self.sentence.tokens;
        let depth = self.token(at).depth;
        let link = (at + 1..tokens.len()).take(4).find(|i| {
            let links = self.class(*i) == Class::Preposition && self.token(*i).lower != "of";
            self.token(*i).depth == depth && (links || self.token(*i).lower == "using")
        })?;
        let between =
            (at + 1..link).all(|i| self.token(i).depth == depth && matches!(self.class(i), Class::Noun | Class::Preposition));
        // What figures are "in" is a place or a time as often as a thing.
        let inside = matches!(self.token(link).lower, "in" | "under" | "using");
        if !between || !inside && !matches!(self.token(link).lower, "for" | "on" | "with" | "at" | "from") {
            return None;
        }
        let first = link + 1;
        let end = self.nominal_end(first, tokens.len());
        let last = end.checked_sub(1).filter(|last| *last >= first && self.class(*last).is_head())?;
        let kind = self.kind(last);
        // "16 KB in JSON and 14 KB in MessagePack"
        let letters =
            end == first + 1 && self.token(last).word.len() > 2 && self.token(last).word.bytes().all(|b| b.is_ascii_uppercase());
        if kind.is_some_and(|kind| !is_subject(kind)) || inside && kind.is_none() && !letters {
            return None;
        }
        let dated = nouns::is(self.token(last).lower, NounClass::Time);
        (!dated).then_some((Phrase { first, end, core_end: end }, kind.is_some()))
    }

    /// "content can be read from SQLite 5 times faster": the product that something is done with, where how much faster is told of it.
    pub(super) fn done_with(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        let compared = tokens.get(at + 1).is_some_and(|next| {
            next.lower.ends_with("er") && next.class != Class::Noun || matches!(next.lower, "more" | "less" | "as")
        });
        let named =
            (phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun | Class::Possessive));
        let verb = governor.verb?;
        let passive = matches!(self.class(verb), Class::Verb(Form::Participle | Form::Past))
            && verb.checked_sub(1).is_some_and(|before| self.class(before) == Class::Auxiliary);
        if !compared || named || !passive {
            return None;
        }
        let product = |i: &usize| matches!(self.kind(*i), Some(NameKind::Product | NameKind::Other));
        let name = (verb + 1..at).find(product)?;
        let link = (verb + 1..name).find(|i| self.class(*i) == Class::Preposition)?;
        matches!(self.token(link).lower, "from" | "with" | "in" | "by" | "on" | "through" | "using")
            .then(|| Subject::found(self.named(name), governor, "thing that it is done with"))
    }

    /// The noun phrase that ends before token `end`, without phrases attached to it.
    pub(super) fn noun_phrase_ending(&self, end: usize) -> Option<Phrase> {
        let depth = self.token(end.checked_sub(1)?).depth;
        let mut first = end;
        while first > 0 && self.token(first - 1).depth == depth && self.class(first - 1).is_nominal() {
            first -= 1;
            if matches!(self.class(first), Class::Determiner | Class::Possessive) {
                break;
            }
        }
        (first < end).then_some(Phrase { first, end, core_end: end })
    }

    /// What an introductory phrase sets as the topic of a clause that names none: "On Acme, customers pay …", "For the old cluster, …".
    pub(super) fn introduced(&self, upto: usize) -> Option<Topic> {
        let starts = |i: usize| {
            i == 0 || matches!(self.class(i - 1), Class::Stop | Class::Colon) || (i == 1 && self.class(0) == Class::Conjunction)
        };
        let link = (0..upto).rev().find(|i| self.token(*i).depth == 0 && self.class(*i) == Class::Preposition && starts(*i))?;
        if !matches!(self.token(link).lower, "for" | "on" | "at" | "with" | "in" | "under" | "to") {
            return None;
        }
        let comma = (link + 1..upto).find(|i| self.token(*i).depth == 0 && self.class(*i) == Class::Comma)?;
        let (name, kind) = (link + 1..comma).find_map(|i| self.kind(i).map(|kind| (i, kind)))?;
        (self.nominal_end(link + 1, comma) == comma && is_subject(kind)).then(|| self.named(name))
    }

    /// "Acme, the nation's largest bank and a lender": the name that such descriptions stand behind, which make no list with it.
    pub(super) fn without_appositions(&self, phrase: Phrase) -> Option<Phrase> {
        let name = phrase.first;
        let comma = name + 1;
        let listed =
            comma + 1 < phrase.core_end && self.class(comma) == Class::Comma && matches!(self.class(name), Class::Name(_));
        let parts = |i: &usize| matches!(self.class(*i), Class::Comma | Class::Conjunction);
        // "the Netherlands" is one more of a list.
        let described = |mark: usize| {
            let next = (mark + 1..phrase.core_end).find(parts).unwrap_or(phrase.core_end);
            let head = self.token(next - 1);
            let common = head.class == Class::Noun && head.word.starts_with(char::is_lowercase);
            common && matches!(self.token(mark + 1).lower, "a" | "an" | "the")
        };
        let all = listed && (comma..phrase.core_end - 1).filter(parts).all(described);
        all.then_some(Phrase { first: name, end: comma, core_end: comma })
    }
}

/// Whether a name of this kind can have figures that stand beside it: places, publications and persons are mentioned on the way.
fn is_subject(kind: NameKind) -> bool {
    kind.is_measured() && kind != NameKind::Person
}

/// How many tokens apart two figures of one list stand at most.
const DISTRIBUTED_WITHIN: usize = 14;

/// Verbs that put their object together with what stands behind "with".
const COMBINING: &[&str] = &[
    "replace",
    "fill",
    "load",
    "populate",
    "provide",
    "supply",
    "combine",
    "compare",
    "test",
    "run",
    "start",
    "end",
    "begin",
    "supplement",
    "equip",
    "leave",
    "present",
    "help",
    "do",
    "serve",
    "cover",
    "share",
    "agree",
    "reach",
    "sign",
];
