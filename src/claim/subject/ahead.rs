//! Figures that stand in the subject of their clause, or before it: "37% have replaced …", "Some 260 agencies use …", "With 5% growth, X …".
//!
//! Comes in: the figure's token and the phrase that is the subject. Goes out: whom the figure is about.

use crate::mention::name::NameKind;
use crate::mention::unit;

use super::super::clause::{Governor, Phrase, governor};
use super::super::context::{Sort, Topic};
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::saying;
use super::super::syntax::Class;
use super::{Scene, Subject};

/// What takes up a measure that was told before.
const FIGURES: &[&str] =
    &["figure", "share", "proportion", "number", "rate", "percentage", "average", "median", "total", "ratio", "answer"];

/// Changes that are told of a place: "In Oslo, the fall was 3%".
const MOVES: &[&str] = &["fall", "rise", "drop", "decline", "increase", "decrease"];

impl Scene<'_> {
    /// The subject of a figure that stands in the subject `ahead` or before it.
    pub(super) fn ahead(&self, at: usize, ahead: Phrase, governor: Governor) -> Subject {
        let ahead = if ahead.first == at + 1 { Phrase { first: at, ..ahead } } else { ahead };
        if !ahead.holds(at) {
            // "Out of the 502 requests, most are unique": what is counted, where the clause names nothing else.
            let headless = !(ahead.first..ahead.core_end).any(|i| self.class(i).is_head() || self.class(i) == Class::Pronoun);
            let end = self.nominal_end(at + 1, self.sentence.tokens.len()).min(ahead.first);
            let counted = headless && end > at + 1 && self.class(end - 1) == Class::Noun;
            let phrase = if counted { Phrase { first: at + 1, end, core_end: end } } else { ahead };
            return self.resolve(phrase, governor);
        }
        if let Some(thing) = self.counted(at, ahead) {
            // A number of people or firms that do something tells of what they do it with; a share of them tells of them.
            let people = nouns::is_people(self.token(thing.core_end - 1).lower);
            let answering = people && self.context.is_survey() && self.is_answering(thing.end);
            let asked = matches!(self.token(thing.core_end - 1).lower, "respondents" | "participants");
            return match (people && !self.is_share(at) && (answering || !asked), answering) {
                (true, true) => Subject::found(self.context.survey().cloned(), governor, "survey"),
                (true, false) if self.context.has_topic() && !self.tells_apart(thing) && self.is_done_with_topic(thing.end) => {
                    self.fallback(governor)
                }
                // "9 releases in total", as an item of an organisation's own account
                _ if (governor.verb.is_none() || !self.is_clause())
                    && !people
                    && self.context.own_organisation().is_some()
                    && !self.is_share(at) =>
                {
                    self.fallback(governor)
                }
                _ => self.resolve(thing, governor),
            };
        }
        let figure = ahead.core_end == at + 1 || (at + 1..ahead.core_end).all(|i| !self.class(i).is_head());
        if figure && self.is_share(at) && ahead.first + 3 > at {
            let used = self.used_by(at).filter(|_| self.context.is_survey());
            return used.map_or_else(|| self.crowd(at, governor), |used| Subject { verb: governor.verb, ..used });
        }
        if figure
            && !self.is_share(at)
            && let Some(subject) = self.passed(ahead, governor)
        {
            return subject;
        }
        // "Files older than 90 days are deleted": what the figure only describes.
        if figure && ahead.core_end == at + 1 && at > ahead.first && self.class(at - 1) == Class::Noun && !self.is_share(at) {
            return self.resolve(Phrase { first: ahead.first, end: at, core_end: at }, governor);
        }
        // "$900 billion in interest payments will be due", in a text that is nobody's own: what the sum is in.
        let link = ahead.core_end;
        let sum = figure && link < ahead.end && self.token(link).lower == "in" && self.context.own_organisation().is_none();
        let end = self.nominal_end(link + 1, ahead.end);
        let things = end > link + 1 && self.class(end - 1) == Class::Noun && self.token(end - 1).lower.ends_with('s');
        if sum && things && !self.is_share(at) {
            let inner = Phrase { first: link + 1, end, core_end: end };
            return Subject::found(self.phrase_topic(inner), governor, "what a sum is in");
        }
        self.resolve(ahead, governor)
    }

    /// "$3 million was donated by Acme", "$200 million was stolen from Bolt": whose the sum is, which is all that the subject `ahead` tells.
    fn passed(&self, ahead: Phrase, governor: Governor) -> Option<Subject> {
        const FAR: usize = 5;
        const TAKING: &[&str] = &[
            "steal", "withdraw", "seize", "drain", "siphon", "transfer", "take", "borrow", "come", "deduct", "embezzle",
            "recover",
        ];
        const GIVING: &[&str] = &["send", "pay", "give", "donate", "award", "allocate", "go", "transfer", "lend", "grant"];
        let tokens = &self.sentence.tokens;
        let verb = (ahead.end..tokens.len()).take(3).find(|i| self.class(*i).is_finite())?;
        let deed = (verb..tokens.len()).take(3).rev().find(|i| matches!(self.class(*i), Class::Verb(_)))?;
        let base = self.base(deed)?;
        let passive = deed > verb && self.class(verb) == Class::Auxiliary;
        let link = (deed + 1..tokens.len()).take(FAR).find(|i| match self.token(*i).lower {
            "by" => passive,
            "from" => TAKING.contains(&base),
            "to" => GIVING.contains(&base),
            _ => false,
        })?;
        let first = link + 1;
        let end = self.nominal_end(first, tokens.len());
        let head = end.checked_sub(1).filter(|head| *head >= first && self.class(*head).is_head())?;
        let told = !nouns::is(self.token(head).lower, NounClass::Time) && !nouns::is_metric(self.token(head).lower);
        let own = (first..end).any(|i| matches!(self.class(i), Class::Quantity(_) | Class::Date(_) | Class::Possessive));
        (told && !own).then(|| {
            let topic = self.phrase_topic(Phrase { first, end, core_end: end });
            Subject::found(topic, Governor { verb: Some(deed), ..governor }, "who gave or got it")
        })
    }

    /// Whether the sentence has a verb that says more than "3.9 million files published" does.
    pub(super) fn is_clause(&self) -> bool {
        self.sentence
            .tokens
            .iter()
            .any(|token| matches!(token.class, Class::Auxiliary | Class::Verb(Form::Base | Form::Third)) && token.depth == 0)
    }

    /// Whether what people of the clause do or suffer may be with what the text is about: "50 people were wounded" tells of them alone, unless the text is an
    /// organisation's own account.
    fn is_done_with_topic(&self, from: usize) -> bool {
        const ALONE: &[&str] = &[
            "die", "kill", "wound", "injure", "hurt", "arrest", "evacuate", "flee", "starve", "suffer", "travel", "drown",
            "survive", "vote", "strike", "protest", "displace", "infect", "want", "seek", "look", "earn", "live", "lack",
            "retire", "emigrate", "commute", "smoke", "drink",
        ];
        const GROUP: usize = 3;
        let tokens = &self.sentence.tokens;
        let verb = (from..tokens.len()).find(|i| self.class(*i).is_finite());
        let alone = |verb: usize| (verb..tokens.len()).take(GROUP).filter_map(|i| self.base(i)).any(|base| ALONE.contains(&base));
        // Nobody does anything with a person.
        let person = self.context.topic().is_some_and(|topic| topic.sort == Some(Sort::Person));
        self.context.own_organisation().is_some() || !person && !verb.is_some_and(alone)
    }

    /// Whether words of `phrase` tell which people are meant: "85 Fortune 500 companies", not "some 30 companies".
    fn tells_apart(&self, phrase: Phrase) -> bool {
        (phrase.first..phrase.core_end - 1).any(|i| matches!(self.class(i), Class::Name(_) | Class::Noun))
            && self.context.own_organisation().is_none()
    }

    /// "completed the questionnaire", "responded": whether the verb right behind token `from` tells that people took part.
    pub(super) fn is_answering(&self, from: usize) -> bool {
        const ANSWERING: &[&str] = &["complete", "answer", "participate", "fill", "respond", "reply", "submit"];
        let verb = (from..self.sentence.tokens.len()).take(4).find(|i| matches!(self.class(*i), Class::Verb(_)));
        verb.and_then(|verb| self.base(verb)).is_some_and(|base| ANSWERING.contains(&base))
    }

    /// "Some 260 transit agencies in eleven countries": what the figure counts, without the figure.
    fn counted(&self, at: usize, ahead: Phrase) -> Option<Phrase> {
        let first = at + 1;
        // "18 nurses and 2 doctors": each figure counts its own.
        let figure = |i: &usize| matches!(self.class(*i), Class::Quantity(_));
        let next = (first..ahead.core_end).find(figure);
        let core_end = next
            .and_then(|next| (first..next).rev().find(|i| !matches!(self.class(*i), Class::Conjunction | Class::Comma)))
            .map_or(ahead.core_end, |last| last + 1);
        let ahead = if core_end < ahead.core_end { Phrase { end: core_end, core_end, ..ahead } } else { ahead };
        let head = ahead.core_end.checked_sub(1).filter(|head| *head >= first)?;
        let part = |i: usize| matches!(self.class(i), Class::Quantity(_)) || self.token(i).lower == "of";
        let opens =
            (ahead.first..at).all(|i| matches!(self.class(i), Class::Determiner | Class::Adverb | Class::Adjective) || part(i));
        (opens && self.class(head).is_head() && !nouns::is_metric(self.token(head).lower)).then_some(Phrase { first, ..ahead })
    }

    /// The people whom the sentence counts or speaks of without a name: "1,248 developers", "of the respondents".
    pub(crate) fn crowd_named(&self) -> Option<Topic> {
        let tokens = &self.sentence.tokens;
        let respondents = tokens.iter().position(|token| token.lower == "respondents");
        // People whom the clause is about, not those that it mentions on the way.
        let leads = |at: usize| !(0..at).any(|i| self.class(i).is_finite()) || self.token(at - 1).lower == "of";
        let figures = self.reading.quantities_in(self.sentence.span).next().is_some();
        let counted = (1..tokens.len()).take_while(|_| figures).find(|at| {
            let figure = (at.saturating_sub(3)..*at).any(|i| self.is_share(i));
            figure && nouns::is_people(self.token(*at).lower) && leads(*at)
        });
        let at = respondents.or(counted)?;
        Some(Topic { name: self.token(at).word.to_owned(), sort: None, plural: true })
    }

    /// "Of the 23 companies that run trains, only four …", "Among nurses, it is 40%": the group whose part the sentence tells of.
    pub(super) fn fronted_group(&self) -> Option<Topic> {
        let of = self.sentence.tokens.first().is_some_and(|token| matches!(token.lower, "of" | "among" | "amongst"));
        let end = (1..self.sentence.tokens.len()).find(|i| !self.class(*i).is_nominal())?;
        // "Among those who use a calendar, 63% …"
        let comma = || (2..self.sentence.tokens.len()).find(|i| self.class(*i) == Class::Comma);
        if of
            && end <= 2
            && self.token(1).lower == "those"
            && let Some(comma) = comma().filter(|comma| (3..12).contains(comma))
        {
            return Some(Topic { name: self.phrase_words(1, comma), sort: None, plural: true });
        }
        let first = (1..end).find(|i| !matches!(self.class(*i), Class::Determiner | Class::Quantity(_)))?;
        let several = self.token(end - 1).lower.ends_with('s') || nouns::is_people(self.token(end - 1).lower);
        (of && several && self.class(end - 1) == Class::Noun).then(|| self.phrase_topic(Phrase { first, end, core_end: end }))
    }

    /// "Among those under 35 the figure is 68%", "in London it is 2.1 days": the group or place that a clause begins with, whose subject only
    /// takes up a measure.
    pub(super) fn told_apart_in_front(&self, at: usize) -> Option<Subject> {
        const LONGEST: usize = 9;
        let governor = governor(self.sentence, at);
        let phrase = governor.subject.filter(|phrase| phrase.first > 1 && phrase.end <= at)?;
        let first = self.token(phrase.first);
        let takes_up = match phrase.end - phrase.first {
            1 => matches!(first.lower, "it" | "this" | "that"),
            2 => {
                let noun = self.token(phrase.first + 1).lower;
                let is = self.sentence.tokens.get(phrase.end).is_some_and(|is| matches!(is.lower, "is" | "was"));
                let moves = MOVES.contains(&noun) && is && at <= phrase.end + 2;
                matches!(first.lower, "the" | "that" | "this") && (FIGURES.contains(&noun) || moves)
            }
            _ => false,
        };
        let end = phrase.first - usize::from(self.class(phrase.first - 1) == Class::Comma);
        let begins = |i: usize| {
            i == 0
                || matches!(
                    self.class(i - 1),
                    Class::Stop | Class::Colon | Class::Conjunction | Class::Subordinator | Class::Comma
                )
        };
        let link = (end.saturating_sub(LONGEST)..end)
            .rev()
            .find(|i| begins(*i) && self.class(*i) == Class::Preposition)
            .filter(|_| takes_up)?;
        let plain = (link + 1..end).all(|i| !self.class(i).is_finite() && !matches!(self.class(i), Class::Comma | Class::Stop));
        // "For 22% of respondents it takes an hour"
        let of = (link + 1..end.saturating_sub(1)).find(|i| self.is_share(*i) && self.token(i + 1).lower == "of");
        let first = of.map_or(link + 1, |share| share + 2);
        let inner = Phrase { first, end, core_end: end };
        let place = || end == link + 2 && self.kind(link + 1) == Some(NameKind::Place);
        let people = || nouns::is_people(self.token(end - 1).lower) || self.token(link + 1).lower == "those";
        let told = match self.token(link).lower {
            "among" | "amongst" => true,
            "in" | "at" => {
                // "in the north the share is 43%"
                let region = self.token(link).lower == "in"
                    && self.token(link + 1).lower == "the"
                    && end == link + 3
                    && self.class(link + 2) == Class::Noun
                    && !nouns::is(self.token(link + 2).lower, NounClass::Time);
                region
                    || self.token(link).lower == "in" && place()
                    || self.token(link + 1).class == Class::Noun && nouns::is_people(self.token(link + 1).lower)
            }
            "for" => place() || people(),
            _ => false,
        };
        (plain && told && end > first).then(|| {
            let metric = (phrase.end > phrase.first + 1).then_some(phrase);
            let those = Topic { name: self.phrase_words(link + 1, end), sort: None, plural: true };
            let topic = if self.token(link + 1).lower == "those" { those } else { self.phrase_topic(inner) };
            Subject { metric, ..Subject::found(topic, governor, "group told apart") }
        })
    }

    /// "63% of respondents", "67% among those aged 18 to 29": whom the share at token `at` is of.
    pub(super) fn shared_by(&self, at: usize) -> Option<Topic> {
        let first = at + 2;
        let of = self.sentence.tokens.get(at + 1).is_some_and(|token| matches!(token.lower, "of" | "among" | "amongst"));
        if of && self.sentence.tokens.get(first).is_some_and(|those| those.lower == "those") {
            let end = self.told_apart(first + 1);
            return (end > first + 1).then(|| Topic { name: self.phrase_words(first, end), sort: None, plural: true });
        }
        let end = self.nominal_end(first, self.sentence.tokens.len());
        let last = end.checked_sub(1).filter(|last| of && *last >= first)?;
        // "22% of Norlanders"
        let several = matches!(self.class(last), Class::Name(_)) && self.token(last).word.ends_with('s');
        if !several && self.class(last) != Class::Noun {
            return None;
        }
        let who = self.sentence.tokens.get(end).is_some_and(|who| who.class == Class::Relative);
        let told = nouns::is_people(self.token(last).lower) && self.is_share(at) && !who;
        let end = if told { self.told_apart(end) } else { end };
        Some(self.phrase_topic(Phrase { first, end, core_end: end }))
    }

    /// Whether the figure at token `at` is a share: "45%", "four out of five".
    pub(super) fn is_share(&self, at: usize) -> bool {
        self.unit_of(at) == Some("%")
    }

    /// Whether the figure at token `at` is a sum of money, or one that is paid per something.
    pub(super) fn is_sum(&self, at: usize) -> bool {
        self.unit_of(at).is_some_and(|unit| unit::currency_of(unit).is_some())
    }

    /// A share or number of people who are not named again: those that were spoken of last.
    pub(super) fn crowd(&self, at: usize, governor: Governor) -> Subject {
        // "73% of them": of whom the sentence before told.
        let of_them = self.sentence.tokens.get(at + 1..at + 3).is_some_and(|two| two[0].lower == "of" && two[1].lower == "them");
        let group = if of_them { self.taken_up(at + 2, true, &[]) } else { None };
        let several = |group: &Topic| group.plural && group.name.rsplit(' ').next().is_some_and(nouns::is_people);
        if let Some(group) = group.filter(several) {
            return Subject::found(group, governor, "pronoun");
        }
        let here = (0..at).rev().filter(|i| self.is_share(*i)).find_map(|share| self.shared_by(share));
        let here = here.or_else(|| self.fronted_group()).or_else(|| self.polled(at));
        match here.as_ref().or(self.context.crowd()) {
            Some(crowd) => Subject::found(crowd.clone(), governor, "those counted before"),
            None => self.fallback(governor),
        }
    }

    /// "In a poll of 2,050 adults, 58% said …": those whom the sentence says were asked.
    pub(super) fn polled(&self, at: usize) -> Option<Topic> {
        const ASKED: &[&str] = &["poll", "survey", "study", "questionnaire", "interviews", "sample"];
        let asked = (0..at).find(|i| ASKED.contains(&self.token(*i).lower))?;
        let people = (asked + 1..at).find(|i| nouns::is_people(self.token(*i).lower))?;
        let counted = (asked + 1..people).any(|i| matches!(self.class(i), Class::Quantity(_)));
        counted.then(|| Topic { name: self.token(people).word.to_owned(), sort: None, plural: true })
    }

    /// "There are 38 of us", "there were 60 members in the club": whose the figure behind an expletive is.
    pub(super) fn existing(&self, at: usize, governor: Governor) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        let ahead = (at + 1..tokens.len()).take(6);
        let us = ahead.clone().find(|i| matches!(self.token(*i).lower, "us" | "our"));
        if let Some(author) = us.and_then(|us| self.antecedent(us)) {
            return Some(Subject::found(author, governor, "those who exist"));
        }
        let told = self.complement(at, governor);
        told.or_else(|| self.there(at, governor))
    }

    /// "There are 900 small breweries", in a text that is nobody's own: what there is.
    fn there(&self, at: usize, governor: Governor) -> Option<Subject> {
        let end = (at + 1..self.sentence.tokens.len())
            .find(|i| !matches!(self.class(*i), Class::Noun | Class::Adjective | Class::Adverb))
            .unwrap_or(self.sentence.tokens.len());
        // "31 satellites right now"
        let last = (at + 1..end).rev().find(|i| self.class(*i) != Class::Adverb && self.token(*i).lower != "right");
        let end = last.map_or(end, |last| last + 1);
        let plain = end > at + 1 && self.class(end - 1) == Class::Noun && !nouns::is_metric(self.token(end - 1).lower);
        let first = (at + 1..end).find(|i| self.class(*i) != Class::Adverb)?;
        let ours = self.context.own_organisation().is_some() && !self.is_told_by_others(at);
        (plain && !ours && !self.context.is_survey())
            .then(|| Subject::found(self.phrase_topic(Phrase { first, end, core_end: end }), governor, "what there is"))
    }

    /// "The regulator says that there are …": whether the clause of the figure at token `at` is what others say.
    fn is_told_by_others(&self, at: usize) -> bool {
        let that = (1..at).rev().find(|i| self.token(*i).lower == "that" && self.class(*i) != Class::Determiner);
        let verb = that.and_then(|that| (0..that).rev().find(|i| self.class(*i).is_finite()));
        let says = verb
            .and_then(|verb| self.base(verb))
            .is_some_and(|base| matches!(base, "say" | "estimate" | "report" | "find" | "believe" | "reckon"));
        let subject = verb.and_then(|verb| self.subject_before(verb));
        says && subject.is_some_and(|subject| !matches!(self.token(subject.first).lower, "we" | "i" | "our"))
    }

    /// "It took us 14 months", "the move cost Acme $2 million": who spent what the figure tells.
    pub(super) fn spender(&self, at: usize, governor: Governor) -> Option<Subject> {
        let verb = governor.verb?;
        let base = self.base(verb)?;
        // "It took three engineers nine months": in an organisation's own account, its own.
        let opens = governor.subject.is_some_and(|subject| subject.first == 0 && self.token(0).lower == "it");
        let named = (verb + 1..at).any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun));
        if let Some(own) = self.context.own_organisation().filter(|_| base == "take" && opens && !named) {
            return Some(Subject::found(own.clone(), governor, "who spent"));
        }
        // "It took us 324 days to reach $400": whose the infinitive's figure is.
        if base != "take"
            && let Some(spender) = self.takes_time_to(verb)
        {
            return Some(Subject::found(spender, governor, "who spent"));
        }
        // "cost us another $12,000"
        let near = (verb + 2..at).all(|i| matches!(self.class(i), Class::Determiner | Class::Adverb | Class::Adjective));
        if !matches!(base, "take" | "cost" | "save" | "give" | "earn") || at < verb + 2 || at > verb + 4 || !near {
            return None;
        }
        let spender = verb + 1;
        let topic: Topic = match self.class(spender) {
            Class::Pronoun => self.antecedent(spender)?,
            Class::Name(_) => self.named(spender),
            _ => return None,
        };
        let subject = governor.subject.map(|subject| self.token(subject.first).lower);
        let expletive = subject.is_some_and(|word| matches!(word, "it" | "this" | "that"));
        // "A small message takes Acme 210 ns"
        let runs = base == "take" && self.kind(spender) == Some(NameKind::Product) && spender + 1 == at;
        if runs {
            return Some(Subject::found(topic, governor, "who spent"));
        }
        // "the change saved us $2 million"
        let head = governor.subject.and_then(|subject| subject.core_end.checked_sub(1));
        let ours = self.token(spender).lower == "us" && head.is_some_and(|head| !matches!(self.class(head), Class::Name(_)));
        (expletive || ours).then(|| Subject::found(topic, governor, "who spent"))
    }

    /// "It took Acme two years to sell …": who needs the time to do what the infinitive at token `verb` says.
    fn takes_time_to(&self, verb: usize) -> Option<Topic> {
        let to = verb.checked_sub(1).filter(|to| self.class(*to) == Class::To)?;
        let first = (0..to).rev().find(|i| self.token(*i).lower == "it" && self.class(*i) == Class::Pronoun)?;
        let took = (first + 1..to).take(3).find(|i| self.base(*i) == Some("take"))?;
        let spender = took + 1;
        let timed = (spender + 1..to).any(|i| matches!(self.class(i), Class::Quantity(_)));
        match self.class(spender) {
            Class::Pronoun if timed => self.antecedent(spender),
            Class::Name(_) if timed => Some(self.named(spender)),
            _ => None,
        }
    }

    /// "Northgate estimated Veltro now holds 60%": the subject of a clause that follows a verb of saying without "that".
    pub(super) fn said_of(&self, governor: Governor) -> Option<Subject> {
        let known = |base: &str| saying::is_saying(base) || matches!(base, "mean" | "know" | "see");
        let verb = governor.verb.filter(|verb| self.class(*verb).is_finite())?;
        let end = (0..verb).rev().find(|i| !matches!(self.class(*i), Class::Adverb | Class::Auxiliary))? + 1;
        let head = end.checked_sub(1).filter(|head| self.class(*head).is_head())?;
        let phrase = self.noun_phrase_ending(head + 1)?;
        let said = phrase.first.checked_sub(1)?;
        let says = matches!(self.class(said), Class::Verb(Form::Past | Form::Third | Form::Base | Form::Participle));
        let who = said.checked_sub(1).is_some_and(|i| self.class(i).is_head());
        (says && who && self.base(said).is_some_and(known)).then(|| self.resolve(phrase, governor))
    }

    /// Whether a phrase counts people without naming them: "1,248 developers from 61 countries".
    pub(super) fn counts_people(&self, phrase: Phrase) -> bool {
        let people = nouns::is_people(self.token(phrase.core_end - 1).lower);
        let counted = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Quantity(_)) && !self.is_share(i));
        let told = self.sentence.tokens.get(phrase.end).is_some_and(|next| next.class == Class::Relative);
        people && counted && !told
    }
}
