//! Figures that others than the clause's subject have: the other end of a change, what somebody asks for or makes, what something is worth.
//!
//! Comes in: a figure's token. Goes out: a subject, where the words right around the figure name one.

use crate::mention::name::NameKind;
use crate::mention::unit;

use super::super::clause::Governor;
use super::super::comparison;
use super::super::context::{Sort, Topic, definite_sorts};
use super::super::kind;
use super::super::lexicon::Lexicon;
use super::super::nouns;
use super::super::syntax::Class;
use super::{Scene, Subject};

impl Scene<'_> {
    /// "grew from 40 servers in May to 70 servers in June": whose the figure at the other end of the change is.
    pub(super) fn other_end(&self, at: usize) -> Option<Subject> {
        const FAR: usize = 12;
        let to = at.checked_sub(1).filter(|to| self.token(*to).lower == "to")?;
        let unit = self.unit_of(at)?;
        let from = (to.saturating_sub(FAR)..to).rev().find(|i| self.unit_of(*i) == Some(unit))?;
        let led = from.checked_sub(1).is_some_and(|link| self.token(link).lower == "from");
        let plain = (from + 1..to).all(|i| self.class(i).is_nominal() || self.class(i) == Class::Preposition);
        // "from 12 MB in Acme to 3 MB in Bolt": each has its own.
        let own = self.own_phrase(at).is_some_and(|(_, named)| named);
        if !led || !plain || own || from + 1 == to {
            return None;
        }
        let subject = self.subject_of(from);
        subject.topic.is_some().then_some(subject)
    }

    /// "sales were $5.8 million, or 21%, in the first quarter compared with $3.8 million, or 19%": whose the figure is that it is set beside, or told again of.
    pub(super) fn set_beside_before(&self, at: usize) -> Option<Subject> {
        let article = usize::from(at > 0 && self.class(at - 1) == Class::Determiner);
        let link = at.checked_sub(1 + article)?;
        let word = |back: usize| link.checked_sub(back).map_or("", |i| self.token(i).lower);
        let unit = self.unit_of(at)?;
        let compared = comparison::opening_before(&self.sentence.tokens, at);
        let before = if word(0) == "or" {
            let comma = usize::from(link > 0 && self.class(link - 1) == Class::Comma);
            link.checked_sub(1 + comma).filter(|before| self.unit_of(*before).is_some())
        } else {
            (0..compared?).rev().find(|i| self.unit_of(*i) == Some(unit))
        };
        let subject = self.subject_of(before?);
        (subject.topic.is_some() && subject.rule != "context").then_some(subject)
    }

    /// "throw away 90 terawatt hours of heat, of which less than 2% is used": the part has the subject of the whole.
    pub(super) fn part_of_which(&self, at: usize) -> Option<Subject> {
        let which = (at.saturating_sub(2)..at).rev().find(|i| matches!(self.token(*i).lower, "which" | "whom"))?;
        let of = which.checked_sub(1).filter(|of| self.token(*of).lower == "of")?;
        let whole = (0..of).rev().find(|i| matches!(self.class(*i), Class::Quantity(_)))?;
        let subject = self.subject_of(whole);
        (subject.topic.is_some() && subject.rule != "context").then_some(subject)
    }

    /// "two of the 14 shops have closed": the whole has the subject of the part.
    pub(super) fn whole_of(&self, at: usize) -> Option<Subject> {
        let mut of = at.checked_sub(1)?;
        if self.class(of) == Class::Determiner {
            of = of.checked_sub(1)?;
        }
        let part = of.checked_sub(1).filter(|_| self.token(of).lower == "of")?;
        let counts = |at: usize| match self.class(at) {
            Class::Quantity(index) => self.reading.quantities[index as usize].counted || self.unit_of(at) != Some("%"),
            _ => false,
        };
        let sum = self.unit_of(at).is_some_and(|unit| unit.is_empty() || kind::is_currency(unit));
        let counted = counts(part) && counts(at) && !sum && self.unit_of(part) == self.unit_of(at);
        let subject = counted.then(|| self.subject_of(part))?;
        subject.topic.is_some().then_some(subject)
    }

    /// "far less than the $9 billion that Acme asked for": who does something with the figure, in a clause of its own.
    pub(super) fn wanted_by(&self, at: usize) -> Option<Subject> {
        let that = self.nominal_end(at + 1, self.sentence.tokens.len());
        let name = that + 1;
        let relative = self.sentence.tokens.get(that).is_some_and(|that| that.lower == "that");
        let verb = (name + 1..self.sentence.tokens.len()).find(|i| self.class(*i) != Class::Adverb).filter(|_| relative)?;
        let measured = self.kind(name).is_some_and(NameKind::is_measured);
        let tells = self.base(verb).is_some_and(|base| {
            matches!(base, "say" | "estimate" | "predict" | "forecast" | "report" | "expect" | "project" | "cite" | "put")
        });
        let before = at.checked_sub(1).map(|before| self.token(before).lower);
        let definite = (at.saturating_sub(3)..at).any(|i| self.token(i).lower == "the") || before == Some("than");
        (measured && definite && self.class(verb).is_finite() && !tells)
            .then(|| Subject::found(self.named(name), Governor { verb: Some(verb), ..Governor::default() }, "who acts on it"))
    }

    /// "We re-ran the script on Veltro and got a time of 2 hours", "That makes a x3 speedup on Veltro": what the measured thing ran on.
    pub(super) fn run_on(&self, at: usize, subject: &Subject) -> Option<Topic> {
        const RUNNING: &[&str] = &["run", "re-run", "rerun", "test", "benchmark", "execute", "train", "repeat", "try"];
        const GETTING: &[&str] = &["get", "see", "measure", "observe", "obtain", "achieve", "record", "reach", "take"];
        const GAINS: &[&str] = &["speedup", "speed-up", "gain", "improvement", "slowdown"];
        let on = |link: usize| {
            let linked = self.sentence.tokens.get(link).is_some_and(|link| link.lower == "on");
            (linked && self.kind(link + 1).is_some_and(NameKind::is_measured)).then(|| self.named(link + 1))
        };
        let nobody = subject.topic.is_none() || subject.rule == "context" || subject.rule == "pronoun";
        if self.unit_of(at) == Some("x") && nobody {
            let gain = (at + 1..self.sentence.tokens.len()).take(3).find(|i| GAINS.contains(&self.token(*i).lower));
            return gain.and_then(|gain| on(gain + 1));
        }
        // "ran a campaign on Veltro and got 300 users": who is won is not measured of a machine.
        let technical = self
            .reading
            .quantities_in(self.token(at).span)
            .all(|(_, figure)| !figure.counted && unit::currency_of(&figure.quantity.unit).is_none());
        let verb = subject.verb.filter(|verb| *verb < at && technical)?;
        let gets = self.base(verb).is_some_and(|base| GETTING.contains(&base));
        let we = (0..verb).find(|i| matches!(self.token(*i).lower, "we" | "i")).filter(|_| gets && subject.rule == "pronoun")?;
        let runs = (we + 1..verb).find(|i| {
            let word = self.token(*i).lower;
            let verb = Lexicon::shared().verb(word.strip_prefix("re-").unwrap_or(word));
            verb.is_some_and(|verb| RUNNING.contains(&verb.base))
        })?;
        (runs + 1..verb).find_map(on)
    }

    /// "Cases in Norland rose by 60%", "the positivity rate has risen to 26% in Norland": where what nobody owns was counted.
    pub(super) fn placed(&self, at: usize, subject: &Subject) -> Option<Topic> {
        let phrase = subject.phrase.filter(|phrase| phrase.core_end > phrase.first)?;
        let topic = subject.topic.as_ref().filter(|topic| topic.sort.is_none())?;
        let head = self.token(phrase.core_end - 1).lower;
        let owned = (phrase.first..phrase.core_end)
            .any(|i| matches!(self.class(i), Class::Name(_) | Class::Possessive | Class::Genitive | Class::Pronoun));
        let measure = nouns::is_metric(head) || matches!(head, "cases" | "deaths" | "infections" | "hospitalizations" | "births");
        // "The company said revenue rose 12% in China"
        let said = (0..phrase.first).any(|i| definite_sorts(self.token(i).lower).contains(&Sort::Organisation));
        if owned
            || said
            || !measure
            || self.context.own_organisation().is_some()
            || self.context.is_survey()
            || !topic.name.to_lowercase().contains(head)
        {
            return None;
        }
        let place = |link: usize| {
            let name = link + 1;
            let is_in = self.sentence.tokens.get(link).is_some_and(|link| matches!(link.lower, "in" | "for"));
            let ends = self.sentence.tokens.get(name + 1).is_none_or(|next| !next.class.is_nominal());
            (is_in && ends && self.kind(name) == Some(NameKind::Place)).then(|| self.named(name))
        };
        place(phrase.core_end).or_else(|| place(at + 1))
    }

    /// "The largest item is the archive: 2.2 PB": what stands behind the verb and before the colon.
    pub(super) fn told_behind_colon(&self, at: usize) -> Option<Subject> {
        let colon = at.checked_sub(1).filter(|colon| self.class(*colon) == Class::Colon)?;
        let is = |i: usize| matches!(self.token(i).lower, "is" | "was" | "are" | "were");
        let phrase = self.noun_phrase_ending(colon)?;
        let told = phrase.first.checked_sub(1).is_some_and(is) && self.class(colon - 1).is_head();
        let subject = told.then(|| self.resolve(phrase, Governor::default()))?;
        subject.topic.is_some().then_some(Subject { rule: "thing told of", ..subject })
    }

    /// "a rival is Acme, worth over $2 billion", "a house worth $1 million": what is worth the sum.
    pub(super) fn worth(&self, at: usize) -> Option<Subject> {
        let worth =
            (at.saturating_sub(3)..at).rev().find(|i| self.class(*i) != Class::Adverb && self.token(*i).lower != "now")?;
        let comma = worth.checked_sub(1).filter(|_| self.token(worth).lower == "worth")?;
        let end = if self.class(comma) == Class::Comma { comma } else { worth };
        let is = |i: usize| matches!(self.token(i).lower, "is" | "was" | "are" | "were" | "be");
        let phrase = self.noun_phrase_ending(end)?;
        // "A house worth $1 million burned", "Assets worth $40 million were seized"
        let opens =
            phrase.first == 0 && matches!(self.class(0), Class::Determiner | Class::Noun | Class::Adjective) && end == worth;
        let told = phrase.first.checked_sub(1).is_some_and(is) || opens;
        let subject = told.then(|| self.resolve(phrase, Governor::default()))?;
        subject.topic.is_some().then_some(Subject { rule: "thing worth it", metric: None, ..subject })
    }

    /// "purchases of €80 billion by the central bank Acme": who makes them.
    pub(super) fn made_by(&self, at: usize) -> Option<Subject> {
        const NEAR: usize = 5;
        let of = at.checked_sub(1).filter(|of| self.token(*of).lower == "of")?;
        let deed = of.checked_sub(1).is_some_and(|deed| {
            matches!(
                self.token(deed).lower,
                "purchases"
                    | "purchase"
                    | "investment"
                    | "investments"
                    | "donation"
                    | "donations"
                    | "loan"
                    | "loans"
                    | "spending"
            )
        });
        let by = (at + 1..self.sentence.tokens.len()).take(NEAR).find(|i| self.token(*i).lower == "by").filter(|_| deed)?;
        let plain = (at + 1..by).all(|i| matches!(self.class(i), Class::Open | Class::Close | Class::Quantity(_)));
        let name = by + 1 + usize::from(self.sentence.tokens.get(by + 1)?.class == Class::Determiner);
        let measured = self.kind(name).is_some_and(NameKind::is_measured);
        (plain && measured).then(|| Subject::found(self.named(name), Governor::default(), "who acts on it"))
    }
}
