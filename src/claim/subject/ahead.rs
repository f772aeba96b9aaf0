//! Figures that stand in the subject of their clause, or before it: "37% have replaced …", "Some 260 agencies use …", "With 5% growth, X …".
//!
//! Comes in: the figure's token and the phrase that is the subject. Goes out: whom the figure is about.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase, governor};
use super::super::context::Topic;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::{Scene, Subject};

impl Scene<'_> {
    /// The subject of a figure that stands in the subject `ahead` or before it.
    pub(super) fn ahead(&self, at: usize, ahead: Phrase, governor: Governor) -> Subject {
        let ahead = if ahead.first == at + 1 { Phrase { first: at, ..ahead } } else { ahead };
        if !ahead.holds(at) {
            return self.resolve(ahead, governor);
        }
        if let Some(thing) = self.counted(at, ahead) {
            // A number of people or firms that do something tells of what they do it with; a share of them tells of them.
            let people = nouns::is_people(self.token(thing.core_end - 1).lower);
            let answering = people && self.context.is_survey() && self.is_answering(thing.end);
            let asked = matches!(self.token(thing.core_end - 1).lower, "respondents" | "participants");
            return match (people && !self.is_share(at) && (answering || !asked), answering) {
                (true, true) => Subject::found(self.context.survey().cloned(), governor, "survey"),
                (true, false) if self.context.has_topic() && !self.tells_apart(thing) => self.fallback(governor),
                // "9 releases in total", as an item of an organisation's own account
                _ if (governor.verb.is_none() || !self.is_clause())
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

    /// Whether the sentence has a verb that says more than "3.9 million files published" does.
    pub(super) fn is_clause(&self) -> bool {
        self.sentence
            .tokens
            .iter()
            .any(|token| matches!(token.class, Class::Auxiliary | Class::Verb(Form::Base | Form::Third)) && token.depth == 0)
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
        let comma = || (end..self.sentence.tokens.len()).find(|i| self.class(*i) == Class::Comma);
        if of
            && end == 2
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
        const FIGURES: &[&str] =
            &["figure", "share", "proportion", "number", "rate", "percentage", "average", "median", "total", "ratio", "answer"];
        const LONGEST: usize = 9;
        let governor = governor(self.sentence, at);
        let phrase = governor.subject.filter(|phrase| phrase.first > 1 && phrase.end <= at)?;
        let first = self.token(phrase.first);
        let takes_up = match phrase.end - phrase.first {
            1 => matches!(first.lower, "it" | "this" | "that"),
            2 => matches!(first.lower, "the" | "that" | "this") && FIGURES.contains(&self.token(phrase.first + 1).lower),
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

    /// "63% of respondents": whom the share at token `at` is of.
    pub(super) fn shared_by(&self, at: usize) -> Option<Topic> {
        let first = at + 2;
        let of = self.sentence.tokens.get(at + 1).is_some_and(|token| token.lower == "of");
        let end = self.nominal_end(first, self.sentence.tokens.len());
        (of && end > first && self.class(end - 1) == Class::Noun).then(|| self.phrase_topic(Phrase { first, end, core_end: end }))
    }

    /// Whether the figure at token `at` is a share: "45%", "four out of five".
    pub(super) fn is_share(&self, at: usize) -> bool {
        self.unit_of(at) == Some("%")
    }

    /// A share or number of people who are not named again: those that were spoken of last.
    pub(super) fn crowd(&self, at: usize, governor: Governor) -> Subject {
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
        (plain && self.context.own_organisation().is_none() && !self.context.is_survey())
            .then(|| Subject::found(self.phrase_topic(Phrase { first, end, core_end: end }), governor, "what there is"))
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

    /// "brought us to $500,000 a year", "pushed Acme to 3 million users", "helped us grow to 50 people": who is at the figure, where the verb's
    /// object says it, and a possessor in it: "led to an increase in our pipeline to $150 million".
    pub(super) fn moved(&self, at: usize, governor: Governor) -> Option<Subject> {
        const MOVING: &[&str] = &[
            "bring", "take", "push", "lead", "carry", "propel", "lift", "catapult", "drive", "send", "get", "help", "let",
            "allow", "enable",
        ];
        let verb = governor.verb?;
        let link = at
            .checked_sub(1)
            .filter(|link| matches!(self.token(*link).lower, "to" | "from" | "by" | "at" | "past" | "beyond"))?;
        let who = |at: usize| match self.class(at) {
            Class::Pronoun if matches!(self.token(at).lower, "us" | "them" | "it" | "him" | "her") => self.antecedent(at),
            Class::Name(_) => Some(self.named(at)),
            _ => None,
        };
        let moving = |verb: usize| self.base(verb).is_some_and(|base| MOVING.contains(&base));
        // "helped us grow to"
        let helped = verb
            .checked_sub(1)
            .filter(|object| *object > 0 && moving(*object - 1) && self.class(verb) == Class::Verb(Form::Base));
        let object = helped.or_else(|| (moving(verb) && verb + 1 < link).then_some(verb + 1));
        if let Some(topic) = object.filter(|object| helped.is_some() || object + 1 == link).and_then(who) {
            return Some(Subject::found(topic, governor, "who is moved"));
        }
        self.owned_object(at, link, governor)
    }

    /// "Northgate estimated Veltro now holds 60%": the subject of a clause that follows a verb of saying without "that".
    pub(super) fn said_of(&self, governor: Governor) -> Option<Subject> {
        const SAYING: &[&str] = &[
            "estimate", "say", "believe", "think", "expect", "report", "claim", "note", "predict", "find", "reckon", "show",
            "mean", "suggest", "know", "see",
        ];
        let verb = governor.verb.filter(|verb| self.class(*verb).is_finite())?;
        let end = (0..verb).rev().find(|i| !matches!(self.class(*i), Class::Adverb | Class::Auxiliary))? + 1;
        let head = end.checked_sub(1).filter(|head| self.class(*head).is_head())?;
        let phrase = self.noun_phrase_ending(head + 1)?;
        let said = phrase.first.checked_sub(1)?;
        let says = matches!(self.class(said), Class::Verb(Form::Past | Form::Third | Form::Base | Form::Participle));
        let who = said.checked_sub(1).is_some_and(|i| self.class(i).is_head());
        (says && who && self.base(said).is_some_and(|base| SAYING.contains(&base))).then(|| self.resolve(phrase, governor))
    }

    /// "The heat pushed demand for power to 160 gigawatts", "storms sent the price of gas to $4": what is driven there, by nobody with a name.
    pub(super) fn driven(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        const DRIVING: &[&str] = &["push", "send", "drive", "lift", "propel", "drag", "pull", "knock", "bring"];
        let verb = governor.verb.filter(|verb| *verb < at)?;
        let driving = self.base(verb).is_some_and(|base| DRIVING.contains(&base));
        let unnamed = !(phrase.first..phrase.core_end)
            .any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun | Class::Possessive | Class::Genitive));
        let first = verb + 1;
        let core_end = self.nominal_end(first, at);
        let head = core_end.checked_sub(1).filter(|head| *head >= first)?;
        let measure = nouns::is_metric(self.token(head).lower) || nouns::is(self.token(head).lower, NounClass::Owned);
        let ends = |i: &usize| matches!(self.token(*i).lower, "to" | "up" | "down" | "above" | "below" | "past" | "by");
        let end = (core_end..at).find(ends).filter(|_| driving && unnamed && measure)?;
        let object = Phrase { first, end, core_end };
        let subject = self.resolve(object, governor);
        let topic = subject.topic.filter(|_| subject.rule != "context").unwrap_or_else(|| self.phrase_topic(object));
        Some(Subject { metric: Some(object), ..Subject::found(topic, governor, "what is driven") })
    }

    /// "Adding indexes cut the database load by 10%": what the object of a deed measures.
    pub(super) fn deed_object(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let verb = governor.verb?;
        let deed = self.class(phrase.first) == Class::Verb(Form::Gerund)
            && !(phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_)));
        let end = self.nominal_end(verb + 1, at);
        let measure = end > verb + 1 && nouns::is_metric(self.token(end - 1).lower);
        (deed && measure).then(|| self.resolve(Phrase { first: verb + 1, end, core_end: end }, governor))
    }

    /// "Mix reduced freight revenue 75 basis points", in an organisation's own account: whose the money is that the verb's object measures.
    pub(super) fn own_measure(&self, at: usize, governor: Governor) -> Option<Subject> {
        let own = self.context.own_organisation()?;
        let verb = governor.verb?;
        let object = self.nominal_end(verb + 1, at);
        let by = object + usize::from(object < at && self.token(object).lower == "by");
        let plain = object > verb + 1
            && by == at
            && !(verb + 1..object).any(|i| matches!(self.class(i), Class::Name(_) | Class::Genitive));
        let measure = plain && nouns::is(self.token(object - 1).lower, NounClass::Owned);
        let unnamed = governor.subject.is_some_and(|subject| {
            // "a typical household reduced its spending by $17"
            let other = self.class(verb + 1) == Class::Possessive;
            !other && !(subject.first..subject.end).any(|i| matches!(self.class(i), Class::Name(_) | Class::Pronoun))
        });
        let metric = Some(Phrase { first: verb + 1, end: object, core_end: object });
        (measure && unnamed).then(|| Subject { metric, ..Subject::found(own.clone(), governor, "own measure") })
    }

    /// "This dropped our load from 2 to 1", "led to an increase in our pipeline to $150 million", "raised the score of Acme to 40%": whose
    /// the object of the verb is, where nobody does it.
    fn owned_object(&self, at: usize, link: usize, governor: Governor) -> Option<Subject> {
        let verb = governor.verb?;
        let subject = governor.subject?;
        let named = (subject.first..subject.core_end).any(|i| matches!(self.class(i), Class::Name(_)))
            || matches!(self.token(subject.first).lower, "it" | "they" | "we" | "i" | "he" | "she");
        if named || !matches!(self.token(link).lower, "to" | "from") {
            return None;
        }
        let ours = |i: &usize| self.class(*i) == Class::Possessive && matches!(self.token(*i).lower, "our" | "my");
        let owner = (verb + 1..at).find(ours);
        if let Some(owner) = owner {
            let end = self.nominal_end(owner + 1, at);
            let phrase = Phrase { first: owner + 1, end, core_end: end };
            return Some(Subject {
                metric: Some(phrase),
                ..Subject::found(self.antecedent(owner)?, governor, "possessor of object")
            });
        }
        // "the score of Acme"
        let of = (verb + 1..link).find(|i| self.token(*i).lower == "of")?;
        let measure = nouns::is_metric(self.token(of - 1).lower);
        let name = (of + 1..link).find(|i| matches!(self.class(*i), Class::Name(_))).filter(|_| measure)?;
        let phrase = Phrase { first: verb + 1, end: of, core_end: of };
        Some(Subject { metric: Some(phrase), ..Subject::found(self.named(name), governor, "possessor of object") })
    }

    /// "puts the market at $8 billion", "values the group at £410m": what is assessed, not who assesses it.
    pub(super) fn assessed(&self, at: usize, governor: Governor) -> Option<Subject> {
        const ASSESSING: &[&str] =
            &["put", "place", "value", "estimate", "peg", "price", "assess", "rate", "expect", "forecast", "project", "see"];
        let verb = governor.verb?;
        let base = self.base(verb)?;
        let link = at.checked_sub(1)?;
        if !ASSESSING.contains(&base) || self.token(link).lower != "at" {
            return None;
        }
        let first = verb + 1;
        if first == link {
            return self.assessed_before(governor);
        }
        let core_end = self.nominal_end(first, link);
        let object = (first < core_end).then_some(Phrase { first, end: link, core_end })?;
        let subject = self.resolve(object, governor);
        subject.topic.is_some().then_some(Subject { rule: "thing assessed", ..subject })
    }

    /// "analysts had expected $9.9 billion", "economists forecast growth of 2%": what is expected of, not who expects it.
    pub(super) fn expected(&self, at: usize, phrase: Phrase, governor: Governor) -> Option<Subject> {
        const EXPECTING: &[&str] = &["expect", "forecast", "predict", "project", "anticipate", "estimate"];
        const EXPERTS: &[&str] =
            &["analysts", "analyst", "economists", "economist", "forecasters", "consensus", "strategists", "brokers"];
        let verb = governor.verb?;
        let expecting = self.base(verb).is_some_and(|base| EXPECTING.contains(&base));
        let head = phrase.core_end.checked_sub(1)?;
        if !expecting || !(EXPERTS.contains(&self.token(head).lower) || self.researches(head)) {
            return None;
        }
        let core_end = self.nominal_end(verb + 1, at);
        let object = (verb + 1 < core_end).then_some(Phrase { first: verb + 1, end: at, core_end });
        let subject = object
            .filter(|object| object.core_end < at || self.class(core_end - 1).is_head())
            .map(|object| self.resolve(object, governor));
        // "analysts at Acme expected a loss": not Acme's.
        let experts = self.phrase_words(phrase.first, phrase.end);
        let theirs = |topic: &Topic| experts.contains(topic.name.as_str());
        let subject = subject.filter(|subject| subject.topic.as_ref().is_some_and(|topic| !theirs(topic)));
        subject.map(|subject| Subject { rule: "thing expected", ..subject }).or_else(|| {
            let owner = self.context.subject().or_else(|| self.context.owner()).filter(|owner| !theirs(owner))?;
            Some(Subject::found(owner.clone(), governor, "thing expected"))
        })
    }

    /// Whether the name at token `head` is of those who publish figures of others: "Acme Research", "the Northern Institute".
    fn researches(&self, head: usize) -> bool {
        const RESEARCHERS: &[&str] = &[
            "Research",
            "Institute",
            "Analytics",
            "Intelligence",
            "Insights",
            "Association",
            "Bureau",
            "Consulting",
            "Advisors",
            "Ratings",
        ];
        let named = matches!(self.class(head), Class::Name(_));
        let last = self.token(head).word.rsplit(' ').next().unwrap_or_default();
        let own = self.context.own_organisation().is_some_and(|own| own.name.contains(self.token(head).word));
        named && !own && (self.kind(head) == Some(NameKind::Publication) || RESEARCHERS.contains(&last))
    }

    /// "a market that Brightwater puts at $8 billion": what the relative pronoun before the verb's subject stands for.
    fn assessed_before(&self, governor: Governor) -> Option<Subject> {
        let pronoun = governor.subject?.first.checked_sub(1).filter(|at| self.class(*at) == Class::Relative)?;
        let subject = self.resolve(self.noun_phrase_ending(pronoun)?, governor);
        subject.topic.is_some().then_some(Subject { rule: "thing assessed", ..subject })
    }

    /// Whether a phrase counts people without naming them: "1,248 developers from 61 countries".
    pub(super) fn counts_people(&self, phrase: Phrase) -> bool {
        let people = nouns::is_people(self.token(phrase.core_end - 1).lower);
        let counted = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Quantity(_)) && !self.is_share(i));
        let told = self.sentence.tokens.get(phrase.end).is_some_and(|next| next.class == Class::Relative);
        people && counted && !told
    }
}
