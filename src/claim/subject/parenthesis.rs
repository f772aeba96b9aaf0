//! Subjects of the figures in parentheses.
//!
//! Comes in: a figure's token and the token that opens its parenthesis. Goes out: a subject, from the words inside the
//! parenthesis or right before it.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase, governor};
use super::super::context::Topic;
use super::super::kind;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::{Scene, Subject};

/// Words that announce a row of answers.
const ANSWERS: &[&str] = &[
    "response",
    "responses",
    "answer",
    "answers",
    "reason",
    "reasons",
    "challenge",
    "challenges",
    "area",
    "areas",
    "concern",
    "concerns",
    "barrier",
    "barriers",
    "priority",
    "priorities",
    "factor",
    "factors",
    "obstacle",
    "obstacles",
    "topic",
    "topics",
    "issue",
    "issues",
    "benefit",
    "benefits",
    "problem",
    "problems",
    "motivation",
    "motivations",
    "cited",
    "pointed",
    "named",
    "mentioned",
    "listed",
];

impl Scene<'_> {
    /// The token that opens the parenthesis around `at`.
    pub(super) fn open_before(&self, at: usize) -> Option<usize> {
        let depth = self.token(at).depth;
        (depth > 0).then(|| (0..at).rev().find(|i| self.token(*i).depth < depth)).flatten()
    }

    /// "Acme ($10B market cap)", "search dominance (1.45 million monthly searches)".
    pub(super) fn parenthesised(&self, at: usize, open: usize) -> Option<Subject> {
        let inner = governor(self.sentence, at);
        if let Some(phrase) = inner.subject {
            return Some(self.resolve(phrase, inner));
        }
        let before = open.checked_sub(1)?;
        self.share_in_parentheses(at, open)
            .or_else(|| self.retold(at, open))
            .or_else(|| self.answer_in_row(at, open, inner))
            .or_else(|| self.labelled_inside(at, open, inner))
            .or_else(|| self.share_beside_group(at, open, inner))
            .or_else(|| self.name_before(at, open, inner))
            .or_else(|| {
                let outer = self.subject_of(before);
                let metric = outer.metric;
                if outer.topic.is_some() && outer.rule != "context" && outer.verb.is_some() {
                    return Some(Subject { verb: inner.verb, ..outer });
                }
                // "on a daily basis (77%)": how often is not who.
                let phrase = self.nominal_ending(open).filter(|_| self.token(before).lower != "basis")?;
                let subject = self.resolve(phrase, Governor { verb: inner.verb, ..Governor::default() });
                Some(Subject { metric: subject.metric.or(metric), ..subject })
            })
    }

    /// The subject of the figure before the parenthesis, which the figure inside tells more of: its change, its own share.
    fn retold(&self, at: usize, open: usize) -> Option<Subject> {
        let before = open - 1;
        // "204 responses (up 175% from last year)": of what the figure before counts.
        let changes = self.sentence.tokens.get(open + 1).is_some_and(|first| matches!(first.lower, "up" | "down"));
        let figure = (open.saturating_sub(4)..open).rev().find(|i| matches!(self.class(*i), Class::Quantity(_)));
        if let Some(figure) = figure.filter(|figure| changes && self.token(*figure).depth == self.token(open).depth) {
            return Some(self.subject_of(figure));
        }
        // "The second run: 2 minutes 41 seconds (-16%)": of what the figure right before it is.
        let told = self.unit_of(before).is_some_and(|unit| Some(unit) != self.unit_of(at)) && self.token(before).depth == 0;
        let share = self.reading.quantities_in(self.token(at).span).any(|(_, figure)| figure.quantity.unit == "%");
        (told && share).then(|| self.subject_of(before))
    }

    /// "(Acme: 12 ms)", "the last release (Acme, 41%)", and in an organisation's own account "June ($90 ARR)".
    fn labelled_inside(&self, at: usize, open: usize, inner: Governor) -> Option<Subject> {
        let money = self.sentence.tokens.get(at + 1).is_some_and(|next| nouns::is(next.lower, NounClass::Owned));
        if let Some(own) = self.context.own_organisation().filter(|_| money) {
            return Some(Subject::found(own.clone(), inner, "own measure"));
        }
        let colon = (open + 2..at).find(|i| self.class(*i) == Class::Colon && at <= i + 2).map(|colon| colon - 1);
        let comma = (at == open + 3 && self.class(open + 2) == Class::Comma && self.is_share(at)).then_some(open + 1);
        let name = |name: &usize| matches!(self.class(*name), Class::Name(_));
        let label = colon.filter(name).or_else(|| comma.filter(name))?;
        Some(Subject::found(self.named(label), inner, "label in parentheses"))
    }

    /// "the answers were timing (27%) and the ability to choose topics (21%), followed by the quality of talks (16%)": in a survey, the answer that stands
    /// right before the parenthesis, where several do.
    fn answer_in_row(&self, at: usize, open: usize, inner: Governor) -> Option<Subject> {
        let tokens = &self.sentence.tokens;
        let share = |open: usize| self.class(open) == Class::Open && open + 1 < tokens.len() && self.is_share(open + 1);
        let row = self.context.is_survey() && at == open + 1 && share(open);
        if !row || matches!(self.class(open - 1), Class::Name(_)) {
            return None;
        }
        let mut shares = (0..tokens.len()).filter(|i| share(*i));
        // One share is no row.
        let first = shares.next()?;
        shares.next()?;
        let follows = (first..open).any(|i| self.token(i).lower == "followed");
        // "the answers were", "reasons include": what is listed are answers; "of 200 answers, benefits go to the office" tells of something else.
        let listed = |answers: usize| {
            if matches!(self.class(answers), Class::Verb(_)) {
                return true;
            }
            let verb = (answers + 1..first).find(|i| self.class(*i).is_finite() || self.class(*i) == Class::Colon);
            verb.is_some_and(|verb| {
                self.class(verb) == Class::Colon
                    || matches!(self.token(verb).lower, "is" | "are" | "was" | "were" | "include" | "includes" | "included")
            })
        };
        if !follows && !(0..first).any(|i| ANSWERS.contains(&self.token(i).lower) && listed(i)) {
            return None;
        }
        let first = self.item_before(open)?;
        // "closed a shop (1%)", "moving (2%)" are deeds.
        let deed = self.class(first + 1) == Class::Determiner || first + 1 == open && self.token(first).lower.ends_with("ing");
        if deed || !matches!(self.class(first), Class::Noun | Class::Name(_) | Class::Adjective) {
            return None;
        }
        let head = self.class(open - 1);
        let people = (first..open).any(|i| nouns::is_people(self.token(i).lower));
        let told = head.is_head() && !people && !(first..open).any(|i| self.token(i).depth != self.token(open).depth);
        told.then(|| {
            Subject::found(Topic { name: self.phrase_words(first, open), sort: None, plural: false }, inner, "answer in a row")
        })
    }

    /// Where the item of a row begins that the parenthesis at token `open` follows.
    fn item_before(&self, open: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let depth = self.token(open).depth;
        let begins = |i: usize| match self.class(i) {
            Class::Comma | Class::Conjunction => i > 0 && matches!(self.class(i - 1), Class::Close | Class::Comma),
            Class::Preposition | Class::To => {
                i > 0 && matches!(self.class(i - 1), Class::Verb(_)) && !matches!(self.class(i + 1), Class::Verb(_))
            }
            Class::Colon | Class::Stop | Class::Dash | Class::Auxiliary => true,
            class => class.is_finite() && self.class(i.saturating_sub(1)) != Class::To,
        };
        let from = open.saturating_sub(LONGEST);
        let link = (from..open).rev().find(|i| self.token(*i).depth == depth && begins(*i))?;
        let aside = |i: &usize| {
            matches!(self.class(*i), Class::Adverb | Class::Determiner | Class::Conjunction | Class::Comma)
                && self.token(*i).lower != "no"
        };
        (link + 1..open).find(|i| !aside(i))
    }

    /// "Veltro is used by a large part of the community (80%)": what is used, by so many.
    fn used_by_part(&self, at: usize, open: usize) -> Option<Subject> {
        const FAR: usize = 10;
        const PARTS: &[&str] = &["part", "majority", "minority", "share", "portion", "number", "proportion"];
        let by = (open.saturating_sub(FAR)..open).rev().find(|i| self.token(*i).lower == "by")?;
        let part =
            (by + 1..open).any(|i| PARTS.contains(&self.token(i).lower)) && (by + 1..open).any(|i| self.token(i).lower == "of");
        let verb = by
            .checked_sub(1)
            .filter(|verb| matches!(self.base(*verb), Some("use" | "run" | "prefer" | "choose" | "adopt" | "like")))?;
        let subject = self.subject_before(verb).filter(|_| part && at == open + 1 && self.is_share(at))?;
        let subject = self.resolve(subject, Governor { verb: Some(verb), ..Governor::default() });
        subject.topic.is_some().then_some(subject)
    }

    /// The group that a share in parentheses is of, where the words before it tell of groups or of another share.
    fn share_beside_group(&self, at: usize, open: usize, inner: Governor) -> Option<Subject> {
        let before = open - 1;
        if let Some(used) = self.used_by_part(at, open) {
            return Some(used);
        }
        // "The largest group (35%) said …": of those who answered.
        let group = matches!(self.token(before).lower, "group" | "majority" | "plurality" | "minority" | "segment" | "cohort");
        let told = self.sentence.tokens.get(at + 2).is_some_and(|next| next.lower == "of");
        if group && !told && at == open + 1 && self.is_share(at) && self.context.is_survey() {
            return Some(self.crowd(at, inner));
        }
        // "60% identifying as developers (43% backend, 9% frontend)"
        let share = (0..open).rev().find(|i| self.token(*i).depth == self.token(open).depth && self.is_share(*i));
        let share = share.filter(|_| self.is_share(at) && !matches!(self.class(before), Class::Name(_)));
        if let Some(share) = share.filter(|_| self.context.is_survey()) {
            return Some(self.subject_of(share));
        }
        // "38% of requests failed (61% at the peak)"
        let next = self.sentence.tokens.get(at + 1).map_or("", |next| next.lower);
        if let Some(share) = share.filter(|_| at == open + 1 && matches!(next, "at" | "during" | "last" | "in")) {
            return Some(self.subject_of(share));
        }
        // "Men (51%) are likelier than women (46%)"
        let other = self.class(before) == Class::Noun && nouns::is_people(self.token(before).lower);
        if other && self.is_share(at) && before.checked_sub(1).is_some_and(|than| self.token(than).lower == "than") {
            let those = Phrase { first: before, end: before + 1, core_end: before + 1 };
            return Some(Subject::found(self.phrase_topic(those), inner, "share of a group"));
        }
        if let Some(group) = self.group_before(at, open) {
            return Some(Subject::found(group, inner, "share of a group"));
        }
        if let Some(subject) = self.shared_without_noun(at, open) {
            return Some(subject);
        }
        let others = self.compared_group(at, open).map(|others| self.phrase_topic(others));
        let group = others.or_else(|| self.shared_around(at, before))?;
        Some(Subject::found(group, inner, "share of a group"))
    }

    /// "highest among workers earning under $20 an hour (87%), those laid off last year (88%), and people under 45 (86%)": the group that the words
    /// right before the parenthesis tell apart.
    fn group_before(&self, at: usize, open: usize) -> Option<Topic> {
        const LONGEST: usize = 14;
        if !self.is_share(at) || open < 3 {
            return None;
        }
        let depth = self.token(open).depth;
        let from = open.saturating_sub(LONGEST);
        let begins = |i: usize| match self.class(i) {
            Class::Preposition => matches!(self.token(i).lower, "among" | "amongst" | "for" | "by" | "than" | "of"),
            Class::Conjunction | Class::Comma => i == 0 || matches!(self.class(i - 1), Class::Close | Class::Comma),
            Class::Stop | Class::Colon => true,
            _ => self.token(i).lower == "than",
        };
        let link = (from..open).rev().find(|i| self.token(*i).depth == depth && begins(*i) && self.opens_group(*i + 1))?;
        let first = link + 1 + usize::from(self.class(link + 1) == Class::Conjunction);
        let clause = self.class(first + 1) == Class::Relative || self.token(first + 1).lower.starts_with("who");
        let within =
            |i: usize| self.token(i).depth == depth && self.class(i) != Class::Comma && (clause || !self.class(i).is_finite());
        let told = open > first + 2 && (first..open).all(within);
        // "respondents who use it do so every day (77%)": a second verb tells what they do.
        let verb = |i: &usize| {
            let goes_on = *i > first && matches!(self.class(i - 1), Class::Auxiliary | Class::Verb(_) | Class::Adverb);
            clause && self.class(*i).is_finite() && !goes_on
        };
        let end = (first..open).filter(verb).nth(1).unwrap_or(open);
        told.then(|| Topic { name: self.phrase_words(first, end), sort: None, plural: true })
    }

    /// Whether people begin at token `at` of whom more is told: "workers earning …", "those who …", "people younger than …".
    fn opens_group(&self, at: usize) -> bool {
        let at = at + usize::from(self.sentence.tokens.get(at).is_some_and(|token| token.class == Class::Conjunction));
        let (Some(who), Some(next)) = (self.sentence.tokens.get(at), self.sentence.tokens.get(at + 1)) else { return false };
        let told = matches!(next.class, Class::Relative | Class::Preposition | Class::Verb(Form::Gerund | Form::Participle))
            || matches!(next.lower, "who" | "who'd" | "younger" | "older" | "under" | "over" | "aged");
        (who.lower == "those" || nouns::is_people(who.lower)) && told
    }

    /// "Acme (48%)", "ahead of Acme (41%)", "behind the economy (29%)": the name or phrase right before the parenthesis.
    fn name_before(&self, at: usize, open: usize, inner: Governor) -> Option<Subject> {
        let before = open - 1;
        let attached = before
            .checked_sub(1)
            .is_some_and(|link| matches!(self.class(link), Class::Preposition | Class::Genitive | Class::Verb(Form::Gerund)));
        let close = (at..self.sentence.tokens.len()).find(|i| self.class(*i) == Class::Close).unwrap_or(at);
        // "Users look for it on Acme (48%)": in a survey the answer.
        let answer = self.context.is_survey() && self.is_share(at) && self.kind(before).is_some_and(NameKind::is_measured);
        let exampled = before.checked_sub(1).is_some_and(|link| matches!(self.token(link).lower, "like" | "including" | "as"))
            || answer
            || self.is_ranked(before);
        // Products have a share of a market, not those who use them.
        let shared = self.is_share(at)
            && (at + 1..close.saturating_sub(1)).any(|i| self.token(i).lower == "market" && self.token(i + 1).lower == "share");
        let rule = "name before parenthesis";
        // "Deaths have risen the most in Norland (89%), Sudland (250%) and …": each of its own, and how much they rose.
        // "The US led at 24%, followed by Norland (12%)"
        let followed = self.kind(before) == Some(NameKind::Place) && self.is_ranked(before) && self.is_share(at);
        if followed || self.kind(before) == Some(NameKind::Place) && (self.goes_on(close) || self.went_on(before)) {
            // "bought land in Oslo ($40 million), Bergen ($30 million)": sums are of who paid them.
            const PAYING: &[&str] = &["buy", "pay", "spend", "invest", "acquire", "purchase", "sell", "build", "open", "raise"];
            let verb = (0..open).find(|i| self.class(*i).is_finite() && self.token(*i).depth == self.token(open).depth);
            let pays = |verb: &usize| self.base(*verb).is_some_and(|base| PAYING.contains(&base));
            if let Some(verb) = verb.filter(|verb| self.is_sum(at) && pays(verb)) {
                let payer = self.subject_before(verb)?;
                return Some(self.resolve(payer, Governor { verb: Some(verb), ..Governor::default() }));
            }
            let changes = |verb: &usize| self.base(*verb).is_some_and(kind::is_changing);
            let risen = (0..open).rev().filter(|i| matches!(self.class(*i), Class::Verb(_))).find(changes);
            return Some(Subject::found(
                self.named(before),
                Governor { verb: inner.verb.or(risen), ..Governor::default() },
                rule,
            ));
        }
        if matches!(self.class(before), Class::Name(_)) && (!attached || shared || exampled) {
            return Some(Subject::found(self.named(before), Governor { verb: inner.verb, ..Governor::default() }, rule));
        }
        let listed = self.noun_phrase_ending(open).filter(|_| self.class(before) == Class::Noun);
        if let Some(phrase) = listed.filter(|phrase| phrase.first > 0 && self.is_share(at) && self.is_ranked(phrase.first)) {
            return Some(Subject::found(self.phrase_topic(phrase), Governor::default(), rule));
        }
        let item = self.lists_in_parentheses(at, open) && self.class(before).is_head() && !attached;
        item.then(|| Subject::found(self.named(before), Governor::default(), rule))
    }

    /// Whether the name at token `name` goes on with a list: "…), NAME".
    fn went_on(&self, name: usize) -> bool {
        let links = (0..name).rev().take_while(|i| matches!(self.class(*i), Class::Comma | Class::Conjunction)).count();
        let close = name.checked_sub(links + 1).filter(|_| links > 0);
        close.is_some_and(|close| self.class(close) == Class::Close)
    }

    /// Whether a list goes on behind the parenthesis that closes at token `close`: ", NAME (…".
    fn goes_on(&self, close: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let mut next = close + 1;
        while tokens.get(next).is_some_and(|link| matches!(link.class, Class::Comma | Class::Conjunction)) {
            next += 1;
        }
        let named = next > close + 1 && tokens.get(next).is_some_and(|name| matches!(name.class, Class::Name(_)));
        named && tokens.get(next + 1).is_some_and(|open| open.class == Class::Open)
    }

    /// "Women were likelier to do so than men (47% vs. 35%)": the others, whom the second share is of.
    fn compared_group(&self, at: usize, open: usize) -> Option<Phrase> {
        let link = (open + 1..at).rev().find(|i| self.class(*i) != Class::Dot)?;
        let versus = matches!(self.token(link).lower, "vs" | "vs." | "versus" | "compared" | "against" | "to");
        if !versus || !self.is_share(at) || !(open + 1..at).any(|i| self.is_share(i)) {
            return None;
        }
        let than = (0..open).rev().find(|i| self.token(*i).lower == "than" && self.token(*i).depth == self.token(open).depth)?;
        let end = self.nominal_end(than + 1, open);
        let told = end > than + 1 && self.class(end - 1).is_head();
        told.then_some(Phrase { first: than + 1, end, core_end: end })
    }

    /// "ahead of Java (41%)", "followed by Oslo (9%)", "highest in Poland (71%)": whether the name at token `at` is ranked among others.
    fn is_ranked(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).map_or("", |i| self.token(i).lower);
        let extreme = matches!(
            word(2),
            "highest"
                | "lowest"
                | "largest"
                | "smallest"
                | "strongest"
                | "weakest"
                | "greatest"
                | "biggest"
                | "best"
                | "worst"
                | "common"
                | "popular"
        );
        word(1) == "behind"
            || matches!((word(2), word(1)), ("ahead", "of") | ("followed", "by") | ("trailed", "by"))
            || extreme && matches!(word(1), "in" | "at")
    }

    /// "only a third (34%) have budgets", "half of those with dogs (49%)": the share that the one in parentheses tells again.
    fn share_in_parentheses(&self, at: usize, open: usize) -> Option<Subject> {
        const NEAR: usize = 8;
        // Only parentheses that stand in no others, so that nobody goes back and back.
        let depth = self.token(open).depth;
        // "24% in Norland, followed by Sudland (12%)" tells of another.
        let other = (open.saturating_sub(NEAR)..open).any(|i| matches!(self.token(i).lower, "followed" | "trailed"));
        if !self.is_share(at) || depth > 0 || other {
            return None;
        }
        let earlier = (open.saturating_sub(NEAR)..open).rev().find(|i| self.is_share(*i) && self.token(*i).depth == depth)?;
        let plain = (earlier + 1..open)
            .all(|i| !self.class(i).is_finite() && !matches!(self.class(i), Class::Comma | Class::Close | Class::Stop));
        let first = earlier + 2;
        let head = self.nominal_end(first, open).checked_sub(1).filter(|head| *head >= first);
        let people = head.is_some_and(|head| nouns::is_people(self.token(head).lower) || self.token(first).lower == "those");
        if plain && people && self.token(earlier + 1).lower == "of" {
            let group = Phrase { first, end: open, core_end: open };
            return Some(Subject::found(self.phrase_topic(group), Governor::default(), "share of people"));
        }
        let subject = plain.then(|| self.subject_of(earlier))?;
        subject.topic.is_some().then_some(subject)
    }

    /// "a slight majority (53%) of adults": the group behind the parenthesis whose part the word at token `part` before it names.
    fn shared_around(&self, at: usize, part: usize) -> Option<Topic> {
        const PARTS: &[&str] = &[
            "majority",
            "minority",
            "third",
            "thirds",
            "half",
            "quarter",
            "quarters",
            "share",
            "proportion",
            "fraction",
            "most",
        ];
        let close = (at..self.sentence.tokens.len()).find(|i| self.class(*i) == Class::Close)?;
        let parts = PARTS.contains(&self.token(part).lower) || self.is_share(part);
        (parts && self.is_share(at)).then(|| self.shared_by(close)).flatten()
    }
}
