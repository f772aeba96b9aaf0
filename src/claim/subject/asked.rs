//! Those whom a survey asked: shares of people who do or say something.
//!
//! Comes in: a figure's token. Goes out: the people it is a share of, the survey (`survey.rs`), or nothing.

use super::super::clause::{Governor, Phrase, governor, governor_of_verb};
use super::super::context::Topic;
use super::super::kind;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::{Scene, Subject};

/// Inquiries among people, whose answers shares are of.
const SURVEYS: &[&str] = &["survey", "poll", "study", "sample", "questionnaire", "report"];

impl Scene<'_> {
    /// The people or the survey that the figure at token `at` tells of, where its own words show it.
    pub(super) fn asked(&self, at: usize) -> Option<Subject> {
        self.surveyed(at)
            .or_else(|| self.told_again(at))
            .or_else(|| self.as_many(at))
            .or_else(|| self.part_of_whole(at))
            .or_else(|| self.shared_people(at))
            .or_else(|| self.elliptic_share(at))
            .or_else(|| self.chosen_next(at))
            .or_else(|| self.answered_by(at))
    }

    /// "Three times as many people took part": those whose number is told.
    fn as_many(&self, at: usize) -> Option<Subject> {
        let words = [self.sentence.tokens.get(at + 1)?.lower, self.sentence.tokens.get(at + 2)?.lower];
        let first = at + 3;
        let end = self.nominal_end(first, self.sentence.tokens.len());
        let people = end > first && nouns::is_people(self.token(end - 1).lower);
        let named = (first..end).any(|i| matches!(self.class(i), Class::Name(_) | Class::Possessive | Class::Genitive));
        let acts =
            self.sentence.tokens.get(end).is_some_and(|next| next.class.is_finite() || matches!(next.class, Class::Verb(_)));
        (words == ["as", "many"] && people && acts && !named).then(|| {
            Subject::found(self.phrase_topic(Phrase { first, end, core_end: end }), Governor::default(), "people counted")
        })
    }

    /// "40% of respondents say …", "according to 70% of teams", "one in four users": the people whom the share is of.
    fn shared_people(&self, at: usize) -> Option<Subject> {
        if !self.is_share(at) {
            return None;
        }
        let at = self.behind_aside(at);
        let of = matches!(self.sentence.tokens.get(at + 1)?.lower, "of" | "among" | "amongst");
        let first = at + 1 + usize::from(of);
        let end = self.nominal_end(first, self.sentence.tokens.len());
        // "6% fewer users this year said"
        let when = |i: &usize| matches!(self.class(*i), Class::Date(_) | Class::Determiner) && self.class(*i - 1) == Class::Noun;
        let end = (first + 1..end).find(when).unwrap_or(end);
        let head = end.checked_sub(1).filter(|head| *head >= first && nouns::is_people(self.token(*head).lower));
        // "New Mexico still had 4 percent fewer workers": what it had.
        let fewer = self.sentence.tokens.get(first).is_some_and(|token| matches!(token.lower, "fewer" | "more" | "less"));
        if !of && fewer && at.checked_sub(1).is_some_and(|verb| matches!(self.class(verb), Class::Verb(_) | Class::Auxiliary)) {
            return None;
        }
        // "56% of those who use it daily"
        let those = self.sentence.tokens.get(first).filter(|token| of && token.lower == "those").map(|_| first);
        let head = head.or(those)?;
        let end = self.told_apart(head + 1);
        if let Some(liked) = self.done_by(at) {
            return Some(liked);
        }
        // "Torv makes up 16% of respondents": its share, not theirs.
        if self.is_told_of_part(at) {
            return None;
        }
        if of && self.is_covered(at, head) {
            let topic = self.phrase_topic(Phrase { first: head, end: head + 1, core_end: head + 1 });
            return Some(Subject::found(topic, Governor::default(), "share of people"));
        }
        let behind = self.behind_dashes(end);
        let (by, acts) = (self.is_of_others(at), self.group_acts(behind));
        let says = self.group_says(behind);
        if let Some(thing) = self.reported_thing(at) {
            return Some(thing);
        }
        // "58% of those that build devices use it": of them more is told than of it.
        let apart = self.context.is_survey()
            && self.sentence.tokens.get(head + 1).is_some_and(|that| that.class == Class::Relative)
            && end > head + 2;
        let used = self.used_by(at).filter(|_| !apart && (!says || self.reports_use(behind)));
        // "it pays off — 51% of firms use it": a clause of its own.
        let dashed = at.checked_sub(1).is_some_and(|before| self.class(before) == Class::Dash);
        if !by && !acts || used.is_some() {
            return used.filter(|_| dashed && acts);
        }
        let first = (first..head)
            .find(|i| !matches!(self.class(*i), Class::Determiner) && !matches!(self.token(*i).lower, "fewer" | "more" | "less"))
            .unwrap_or(head);
        let named = (first..head).any(|i| matches!(self.class(i), Class::Name(_) | Class::Possessive | Class::Genitive));
        // "75% of all Torv users say so": its users, in a survey, not the thing.
        let of_users = first + 1 == head && matches!(self.class(first), Class::Name(_)) && self.context.is_survey() && says;
        let named = named && !of_users;
        let verb = (end..self.sentence.tokens.len()).find(|i| self.class(*i).is_finite());
        (!named).then(|| {
            let governor = Governor { verb: verb.filter(|_| acts), ..Governor::default() };
            // "readers who answered" are readers; "those who answered" need the clause.
            let topic = if self.token(head).lower == "those" || apart && self.are_some(head, end) {
                Topic { name: self.phrase_words(head, end), sort: None, plural: true }
            } else {
                let who = self.sentence.tokens.get(head + 1).is_some_and(|who| who.class == Class::Relative);
                let end = if who { head + 1 } else { end };
                self.phrase_topic(Phrase { first, end, core_end: end })
            };
            Subject::found(topic, governor, "share of people")
        })
    }

    /// "57% of respondents said they use it": whether the people whose words end at token `behind` say something.
    fn group_says(&self, behind: usize) -> bool {
        let verb = (behind..self.sentence.tokens.len()).find(|i| self.class(*i).is_finite());
        verb.and_then(|verb| self.base(verb))
            .is_some_and(|base| matches!(base, "say" | "report" | "tell" | "answer" | "indicate"))
    }

    /// "We cover over 75% of respondents": whether the share at token `at` of those at token `head` is something that the writers say of themselves.
    fn is_covered(&self, at: usize, head: usize) -> bool {
        let ours = governor(self.sentence, at).subject.is_some_and(|we| matches!(self.token(we.first).lower, "we" | "i"));
        ours && self.context.is_survey() && matches!(self.token(head).lower, "respondents" | "participants")
    }

    /// "respondents that build devices", "people who use Torv": whether those who are told apart up to token `end` are fewer than all who answered.
    fn are_some(&self, head: usize, end: usize) -> bool {
        let asked = matches!(self.token(head).lower, "respondents" | "participants")
            || (head..end).any(|i| matches!(self.class(i), Class::Name(_)));
        asked && !(head..end).any(|i| SURVEYS.contains(&self.token(i).lower))
    }

    /// "…, nor are 17% of workers", "according to 17% of workers": whether the words before the share at token `at` make it no subject.
    fn is_of_others(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let to = self.class(before) == Class::To && before.checked_sub(1).is_some_and(|i| self.token(i).lower == "according");
            to || matches!(self.class(before), Class::Preposition | Class::Auxiliary) && self.token(before).lower != "to"
        })
    }

    /// "half of people--49 percent--said": where the verb may stand behind a group that ends before token `end`, past an aside.
    fn behind_dashes(&self, end: usize) -> usize {
        let mark = |i: usize| self.sentence.tokens.get(i).is_some_and(|token| matches!(token.class, Class::Dash | Class::Comma));
        let aside = (end + 1..self.sentence.tokens.len()).take(6).find(|i| mark(*i)).filter(|_| mark(end));
        aside.map_or(end, |close| close + 1)
    }

    /// Whether the words at token `behind`, where the verb of a group may stand, tell of something that it does.
    fn group_acts(&self, behind: usize) -> bool {
        // "6% fewer users this year said"
        let when = |i: &usize| {
            matches!(self.class(*i), Class::Adverb | Class::Date(_) | Class::Determiner)
                || nouns::is(self.token(*i).lower, NounClass::Time)
        };
        let acts = (behind..self.sentence.tokens.len()).take(3).find(|i| !when(i));
        acts.is_some_and(|i| {
            // "59% of A and 57% of B say so"
            let row = self.class(i) == Class::Conjunction && i + 1 < self.sentence.tokens.len() && self.is_share(i + 1);
            self.class(i).is_finite() || self.class(i) == Class::Verb(Form::Gerund) || row
        })
    }

    /// "17 percent--or one in six--of workers": the mark before "of" that ends the aside behind the share at token `at`, else `at`.
    fn behind_aside(&self, at: usize) -> usize {
        const LONGEST: usize = 8;
        let tokens = &self.sentence.tokens;
        let divides = |i: usize| {
            tokens.get(i).is_some_and(|token| matches!(token.class, Class::Dash | Class::Open | Class::Close | Class::Comma))
        };
        if !divides(at + 1) {
            return at;
        }
        let ends = |i: &usize| divides(*i) && tokens.get(i + 1).is_some_and(|next| next.lower == "of");
        (at + 2..tokens.len().min(at + LONGEST)).find(ends).unwrap_or(at)
    }

    /// "almost half of people--49 percent--said", "17 percent, or one in six, of workers": the subject of the share that this one tells again.
    fn told_again(&self, at: usize) -> Option<Subject> {
        const NEAR: usize = 8;
        let before = at.checked_sub(1)?;
        let again = self.token(before).lower == "or";
        let mark = if again { before.checked_sub(1)? } else { before };
        let aside = self.class(mark) == Class::Dash || again && self.class(mark) == Class::Comma;
        let closed = self.sentence.tokens.get(at + 1).is_some_and(|next| matches!(next.class, Class::Dash | Class::Comma));
        if !aside || !closed || !self.is_share(at) {
            return None;
        }
        let first = (mark.saturating_sub(NEAR)..mark).rev().find(|i| self.is_share(*i))?;
        // Of a chain of shares only the second tells the first again.
        if first.checked_sub(1).is_some_and(|i| self.class(i) == Class::Dash || self.token(i).lower == "or") {
            return None;
        }
        let plain = (first + 1..mark).all(|i| self.class(i).is_nominal() || self.token(i).lower == "of");
        let subject = plain.then(|| self.subject_of(first))?;
        subject.topic.is_some().then_some(subject)
    }

    /// "A new survey of 135 leaders shows": the survey.
    pub(super) fn sampled(&self, phrase: Phrase) -> Option<Topic> {
        let head = phrase.core_end - 1;
        let sampled = matches!(self.token(head).lower, "survey" | "poll" | "study" | "sample" | "questionnaire")
            && self.sentence.tokens.get(head + 1).is_some_and(|of| of.lower == "of")
            && (head + 2..phrase.end).take(3).any(|i| matches!(self.class(i), Class::Quantity(_)));
        sampled.then(|| self.phrase_topic(Phrase { end: phrase.core_end, ..phrase }))
    }

    /// One past what tells apart the people whose words end before token `from`: "respondents with C++ experience", "those who use it daily".
    pub(super) fn told_apart(&self, from: usize) -> usize {
        const LONGEST: usize = 10;
        let tokens = &self.sentence.tokens;
        let Some(link) = tokens.get(from) else { return from };
        // "people 18 to 34 years old", "those 65 and older"
        let aged = link.word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let old = (from + 1..tokens.len()).take(6).find(|i| matches!(tokens[*i].lower, "old" | "older" | "over"));
        if let Some(old) = old.filter(|_| aged) {
            return old + 1;
        }
        let relative = link.class == Class::Relative
            && matches!(link.lower, "who" | "that")
            && (self.token(from - 1).lower == "those" || nouns::is_people(self.token(from - 1).lower));
        // "developers taking the survey say so": a clause of their own, where they do something else.
        let says = || {
            (from + 1..tokens.len())
                .take(LONGEST)
                .find(|i| self.is_verb(*i) || self.class(*i) == Class::Comma)
                .is_some_and(|i| self.is_verb(i) && self.class(i).is_finite())
        };
        let those = self.token(from - 1).lower == "those";
        let several = || nouns::is_people(self.token(from - 1).lower) && says();
        let doing = link.class == Class::Verb(Form::Gerund) && (those || several());
        // "adults in poor health", "those from ages 50 to 64", but "teams in the survey", "people in general"
        // "in fact" tells nobody apart either.
        const ADVERBIAL: &[&str] =
            &["general", "fact", "turn", "total", "effect", "particular", "addition", "practice", "short", "contrast", "return"];
        // But "in total isolation" and "in particular industries" do.
        let adverbial = tokens.get(from + 1).is_some_and(|next| ADVERBIAL.contains(&next.lower))
            && tokens.get(from + 2).is_none_or(|next| !matches!(next.class, Class::Noun | Class::Adjective));
        let placed = matches!(link.lower, "in" | "from" | "between")
            && tokens.get(from + 1).is_some_and(|next| !matches!(next.class, Class::Date(_)))
            && !adverbial
            && !tokens[from..].iter().take(4).any(|token| SURVEYS.contains(&token.lower));
        let attached = doing
            || placed
            || matches!(link.lower, "with" | "without" | "aged" | "under" | "over")
            || self.token(from - 1).lower == "those" && link.lower == "at";
        if !relative && !attached {
            return from;
        }
        // "users who know the projects they use took part"
        // "those who want to leave"
        let inner = |i: usize| matches!(self.class(i - 1), Class::Pronoun | Class::To);
        let own = |i: usize| relative && (inner(i) || (from + 1..i).all(|before| !self.is_verb(before)));
        let last = tokens.len().min(from + LONGEST);
        let end = (from + 1..last)
            .find(|i| self.is_verb(*i) && !own(*i) || matches!(self.class(*i), Class::Comma | Class::Stop | Class::Close));
        // "17% of those who work in an office": to the end of the clause.
        let ends = end.map_or(last == tokens.len(), |end| matches!(tokens[end].class, Class::Stop | Class::Comma));
        if relative && ends {
            return end.unwrap_or(last);
        }
        match end {
            Some(end) if self.is_verb(end) && tokens[end].depth == link.depth => end,
            _ => from,
        }
    }

    fn is_verb(&self, at: usize) -> bool {
        self.class(at).is_finite() || self.class(at) == Class::Verb(Form::Gerund)
    }

    /// "Veltro being used by 80% of teams", "Acme is liked by 55% of developers": the name that something is done to.
    fn done_by(&self, at: usize) -> Option<Subject> {
        let by = at.checked_sub(1).filter(|by| self.token(*by).lower == "by")?;
        let verb =
            (by.saturating_sub(2)..by).rev().find(|i| matches!(self.class(*i), Class::Verb(Form::Participle | Form::Past)))?;
        let subject = governor_of_verb(self.sentence, verb).subject.filter(|subject| subject.end <= verb)?;
        let named = matches!(self.class(subject.core_end - 1), Class::Name(_));
        named.then(|| Subject {
            rule: "what is done to",
            ..self.resolve(subject, Governor { verb: Some(verb), ..Governor::default() })
        })
    }

    /// "64% of respondents use Linux, 49% use MacOS": what those use, or they, whom a share right before its verb is of.
    fn elliptic_share(&self, at: usize) -> Option<Subject> {
        // "Europe has 24 million small firms, and fewer than 15% use it"
        let counted = (0..at).rev().find(|i| self.counts_people_at(*i) && self.token(*i).depth == self.token(at).depth);
        if !self.is_share(at) || !self.context.is_survey() && counted.is_none() {
            return None;
        }
        let verb = (at + 1..self.sentence.tokens.len()).take(2).find(|i| self.class(*i) != Class::Adverb)?;
        // "88% use Acme, 80% uses Bolt"
        let plural = matches!(self.class(verb), Class::Verb(Form::Base)) || self.token(verb).lower == "uses";
        let begins = at.checked_sub(1).is_none_or(|before| {
            matches!(
                self.class(before),
                Class::Comma | Class::Conjunction | Class::Colon | Class::Stop | Class::Determiner | Class::Subordinator
            )
        });
        if !plural || !begins {
            return None;
        }
        let governor = Governor { verb: Some(verb), ..Governor::default() };
        if let Some(counted) = counted.filter(|_| !self.context.is_survey()) {
            let end = self.nominal_end(counted + 1, at);
            let people = Phrase { first: counted + 1, end, core_end: end };
            return Some(Subject::found(self.phrase_topic(people), governor, "those counted before"));
        }
        let used = self.used_by(at).map(|used| Subject { verb: Some(verb), ..used });
        Some(used.unwrap_or_else(|| self.crowd(at, governor)))
    }

    /// Whether the token at `at` is a number of people or firms: "24 million small firms".
    fn counts_people_at(&self, at: usize) -> bool {
        let end = self.nominal_end(at + 1, self.sentence.tokens.len());
        let counted = matches!(self.class(at), Class::Quantity(_)) && !self.is_share(at);
        counted && end > at + 1 && nouns::is_people(self.token(end - 1).lower)
    }

    /// Whether a share's subject is only what those asked answered: "the top choice was a farm shop (43%)".
    pub(super) fn is_answer(&self, at: usize, subject: &Subject) -> bool {
        const ANSWERED: &[&str] = &[
            "choice",
            "answer",
            "reason",
            "reasons",
            "concern",
            "concerns",
            "preference",
            "motivation",
            "barrier",
            "barriers",
            "obstacle",
            "priority",
            "worry",
            "complaint",
            "request",
            "favorite",
            "favourite",
        ];
        // "The top barrier fell 5%" tells of the barrier.
        let given = self.token(at).depth > 0 || at.checked_sub(1).is_some_and(|before| self.token(before).lower == "at");
        let head = subject
            .phrase
            .and_then(|phrase| phrase.core_end.checked_sub(1))
            .filter(|_| given && subject.rule == "subject of verb");
        head.is_some_and(|head| ANSWERED.contains(&self.token(head).lower))
    }

    /// "(mentioned by 34% as a factor)": those asked, whose share stands behind "by" without them.
    fn answered_by(&self, at: usize) -> Option<Subject> {
        let by = at.checked_sub(1).filter(|by| self.token(*by).lower == "by" && *by > 0)?;
        // "rose by 6%" is answered by nobody.
        let changing = self.base(by - 1).is_some_and(kind::is_changing);
        let passive = matches!(self.class(by - 1), Class::Verb(Form::Participle | Form::Past)) && !changing;
        if passive && let Some(done) = self.done_by(at) {
            return Some(done);
        }
        let alone = self.sentence.tokens.get(at + 1).is_none_or(|next| next.lower != "of" && !next.class.is_nominal());
        (passive && alone && self.is_share(at) && self.context.is_survey()).then(|| self.crowd(at, Governor::default()))
    }

    /// "84% → 87%": the subject of the figure that an arrow leads away from.
    pub(super) fn led_to(&self, at: usize) -> Option<Subject> {
        // The figure on the other side of an arrow right before token `at`.
        let across = |at: usize| {
            at.checked_sub(2)
                .filter(|before| matches!(self.token(before + 1).lower, "→" | "->" | "=>" | "➔" | "➡"))
                .filter(|before| matches!(self.class(*before), Class::Quantity(_)))
        };
        // "1 → 2 → 3": the first of them.
        let before = std::iter::successors(across(at), |before| across(*before)).last()?;
        Some(self.subject_of(before))
    }

    /// The phrase with the clause or participle that tells which are meant: "people who identified as women", "tools dedicated to security".
    pub(super) fn restricted(&self, phrase: Phrase, whole: usize, verb: Option<usize>) -> Phrase {
        const LONGEST: usize = 10;
        let head = phrase.end - 1;
        let plural =
            self.class(head) == Class::Noun && self.token(head).lower.ends_with('s') || nouns::is_people(self.token(head).lower);
        let begins = match self.sentence.tokens.get(phrase.end).map(|token| token.class) {
            Some(Class::Relative) => matches!(self.token(phrase.end).lower, "who" | "that"),
            Some(Class::Verb(Form::Participle | Form::Past)) => {
                self.class_follows(phrase.end, Class::Preposition) || self.class_follows(phrase.end, Class::To)
            }
            _ => false,
        };
        let Some(verb) = verb.filter(|verb| plural && begins && *verb > whole.max(phrase.end)) else { return phrase };
        let depth = self.token(head).depth;
        let mut end = verb;
        while end > phrase.end && matches!(self.class(end - 1), Class::Auxiliary | Class::Adverb | Class::Negation | Class::Comma)
        {
            end -= 1;
        }
        // A verb inside the clause ends nothing: "people who want to | leave say".
        let broken = end > phrase.end && matches!(self.class(end - 1), Class::To | Class::Preposition);
        let plain = !broken
            && (phrase.end..end).all(|i| {
                self.token(i).depth == depth
                    && !matches!(self.class(i), Class::Comma | Class::Colon | Class::Dash | Class::Quantity(_))
            });
        if plain && end > phrase.end + 1 && end - phrase.end <= LONGEST { Phrase { end, ..phrase } } else { phrase }
    }

    /// "Nearly as many (71%) ask for …": the share in parentheses behind words that name nobody.
    pub(super) fn shared_without_noun(&self, at: usize, open: usize) -> Option<Subject> {
        let before = open.checked_sub(1)?;
        let quantifies = matches!(
            self.token(before).lower,
            "many" | "most" | "few" | "some" | "all" | "majority" | "half" | "fewer" | "others"
        );
        let of = self.sentence.tokens[open..].iter().take(4).any(|token| token.lower == "of");
        let fits = quantifies && !of && self.is_share(at) && self.context.crowd().is_some();
        fits.then(|| self.crowd(at, Governor::default()))
    }
}

/// The survey that a title names: "Go 2026 Survey Results" → "Go 2026 Survey".
pub(crate) fn survey_named(title: &str) -> Option<Topic> {
    const KINDS: &[&str] = &["survey", "poll", "questionnaire", "census"];
    const WORDS_MAX: usize = 8;
    let part = title.split([':', '|', '–', '—', '(']).find(|part| KINDS.iter().any(|kind| part.to_lowercase().contains(kind)))?;
    let words: Vec<&str> = part.split_whitespace().collect();
    let folded = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let last = words.iter().position(|word| KINDS.contains(&folded(word).as_str()))?;
    let capital = |word: &&&str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(**word, "of" | "the" | "and" | "for" | "in")
    };
    let first = last + 1 - words[..=last].iter().rev().take_while(capital).count().max(1);
    let first = (first..last)
        .find(|at| {
            !matches!(words[*at].to_lowercase().as_str(), "the" | "of" | "and" | "for" | "in" | "results" | "our" | "announcing")
        })
        .unwrap_or(last);
    let year = words.get(last + 1).filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).is_some();
    let name = words[first..=last + usize::from(year)].join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    (last - first < WORDS_MAX).then_some(Topic { name, sort: None, plural: false })
}
