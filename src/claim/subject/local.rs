//! Subjects that stand right beside their figure: possessors, appositions, shares, labels.
//!
//! Comes in: a figure's token. Goes out: a subject, where the words around the figure name one without its verb.

use crate::mention::name::NameKind;

use super::super::clause::{Governor, Phrase};
use super::super::context::Topic;
use super::super::lexicon::{Form, Lexicon};
use super::super::nouns;
use super::super::syntax::Class;
use super::{Scene, Subject};

/// Words that only tell a place in a row: "Next in line is Acme".
const ROWS: &[&str] = &["next", "close", "second", "third", "fourth", "fifth", "behind", "following", "last"];

impl Scene<'_> {
    pub(super) fn class_follows(&self, at: usize, class: Class) -> bool {
        self.sentence.tokens.get(at + 1).is_some_and(|token| token.class == class)
    }

    /// "Laravel's 456,000 monthly searches", "their 5,000 employees".
    pub(super) fn possessor(&self, at: usize) -> Option<Subject> {
        let mut place = at;
        while place > 0 && self.token(place - 1).depth == self.token(at).depth {
            place -= 1;
            match self.class(place) {
                Class::Genitive => {
                    let topic = self.name_or_phrase_ending(place)?;
                    return Some(Subject::found(topic, Governor::default(), "possessor"));
                }
                Class::Possessive => {
                    let topic = self.antecedent(place)?;
                    return Some(Subject::found(topic, Governor::default(), "possessive pronoun"));
                }
                Class::Adjective | Class::Noun | Class::Number | Class::Date(_) => {}
                // "our guidance of down 20%"
                Class::Adverb if place + 1 == at && matches!(self.token(place).lower, "up" | "down" | "about" | "around") => {}
                // "its network of 28 million developers"
                Class::Preposition if self.token(place).lower == "of" && place > 0 && self.class(place - 1) == Class::Noun => {}
                // "456,000 monthly searches and steady 22% growth": one possessor for both.
                Class::Conjunction if self.left_of_conjunction_is_figure(place) => {}
                Class::Quantity(_) => {}
                _ => return None,
            }
        }
        None
    }

    pub(super) fn left_of_conjunction_is_figure(&self, conjunction: usize) -> bool {
        let mut place = conjunction;
        while place > 0 {
            place -= 1;
            match self.class(place) {
                Class::Quantity(_) => return true,
                Class::Noun | Class::Adjective => {}
                _ => return false,
            }
        }
        false
    }

    /// "Next in line is Acme", "Close behind is Acme": whether what stands before the verb at token `verb` only tells a place in a row.
    fn is_turned_round(&self, verb: usize) -> bool {
        const LONGEST: usize = 6;
        let is = matches!(self.token(verb).lower, "is" | "was" | "comes" | "came" | "are" | "were");
        let opens = (verb.saturating_sub(LONGEST)..verb).rev().find(|i| {
            ROWS.contains(&self.token(*i).lower) && (*i == 0 || matches!(self.class(i - 1), Class::Stop | Class::Comma))
        });
        let plain = |first: usize| (first..verb).all(|i| !matches!(self.class(i), Class::Name(_) | Class::Verb(_)));
        is && opens.is_some_and(plain)
    }

    /// "Close behind, at 50.2% is Acme": the name behind the verb of a sentence that only begins with a place in a row.
    pub(super) fn ranked_behind(&self, at: usize) -> Option<Subject> {
        let verb = at + 1;
        let name = self.kind(verb + 1).filter(|kind| kind.is_measured()).map(|_| verb + 1)?;
        let at_figure = at.checked_sub(1).is_some_and(|link| matches!(self.token(link).lower, "at" | "with"));
        let comma = usize::from(at > 1 && self.class(at - 2) == Class::Comma);
        let row = at_figure && at > 1 + comma && {
            let first = (0..at - 1 - comma).rev().find(|i| *i == 0 || matches!(self.class(i - 1), Class::Stop)).unwrap_or(0);
            ROWS.contains(&self.token(first).lower)
        };
        let is = matches!(self.token(verb).lower, "is" | "was" | "comes" | "came");
        (row && is).then(|| Subject::found(self.named(name), Governor::default(), "name turned round"))
    }

    /// "Quarkus +73%", "ASP.NET Core searches at 345K": a name in the words right before the figure, no verb between.
    pub(super) fn apposed_name(&self, at: usize) -> Option<Subject> {
        let depth = self.token(at).depth;
        let mut place = at.checked_sub(1)?;
        if self.token(place).depth == depth && matches!(self.token(place).lower, "at" | "up" | "down" | "of" | "@") {
            place = place.checked_sub(1)?;
        } else if !matches!(self.class(place), Class::Name(_)) {
            return None;
        }
        if self.token(place).depth != depth || !self.class(place).is_head() {
            return None;
        }
        // "likelier than young drivers at 76 percent"
        let people = self.token(at - 1).lower == "at" && self.is_share(at) && nouns::is_people(self.token(place).lower);
        if let Some(phrase) = self.noun_phrase_ending(place + 1).filter(|_| people) {
            return Some(Subject::found(self.phrase_topic(phrase), Governor::default(), "share of a group"));
        }
        let phrase = self.nominal_ending(place + 1)?;
        // "as is Acme at 8.5%", "Next in line is Acme at 24%"
        let turned = |verb: usize| {
            verb > 0 && matches!(self.token(verb - 1).lower, "as" | "so" | "nor" | "than") || self.is_turned_round(verb)
        };
        let verb_before = phrase.first.checked_sub(1).is_some_and(|b| self.class(b).is_finite() && !turned(b));
        let names = (phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_)));
        // "Acme closed on the Oslo exchange at $72": where, not whose.
        let placed = phrase.first.checked_sub(2).is_some_and(|verb| {
            const TRADING: &[&str] = &["close", "trade", "open", "list", "end", "settle"];
            let link = self.token(verb + 1).lower;
            let trades = self.base(verb).is_some_and(|base| TRADING.contains(&base));
            trades && self.class(verb).is_finite() && matches!(link, "on" | "in" | "at") && self.subject_before(verb).is_some()
        });
        let verb_before = verb_before || placed;
        (names && !verb_before).then(|| self.resolve(phrase, Governor::default()))
    }

    /// "Parents are wary, with 70% saying so": the people whom the clause before tells of.
    fn people_before(&self, at: usize) -> Option<Topic> {
        // "Engineers were 43% of respondents, with another 36% holding …": of all who answered.
        let whole = (0..at).rev().filter(|i| self.is_share(*i)).find_map(|share| self.shared_by(share));
        if whole.is_some() {
            return whole;
        }
        let verb = (0..at).find(|i| self.class(*i).is_finite() && self.token(*i).depth == self.token(at).depth)?;
        let phrase = self.subject_before(verb)?;
        let people = nouns::is_people(self.token(phrase.core_end - 1).lower);
        people.then(|| self.phrase_topic(Phrase { core_end: phrase.end, ..phrase }))
    }

    /// "70% of APIs will have hooks", "60% of their APIs run on X", "80% of firms use X".
    pub(super) fn share_of(&self, at: usize, governor: Governor) -> Option<Subject> {
        // "overlap with 40% of them": the verb's own preposition.
        let own = at.checked_sub(2).is_some_and(|before| matches!(self.class(before), Class::Verb(_)));
        let with = at.checked_sub(1).map(|before| before - usize::from(before > 0 && self.token(before).lower == "another"));
        let absolute = self.is_share(at) && !own && with.is_some_and(|with| self.token(with).lower == "with");
        let does =
            || self.class_is_gerund(at + 1) || self.sentence.tokens.get(at + 1).is_some_and(|having| having.lower == "having");
        if absolute
            && does()
            && let Some(people) = self.people_before(at)
        {
            return Some(Subject::found(people, governor, "share of people"));
        }
        if absolute && does() && self.context.crowd().is_some() {
            return Some(self.crowd(at, governor));
        }
        if let Some(group) = self.shared_beside(at) {
            return Some(Subject::found(group, governor, "share of a group"));
        }
        if governor.verb.is_some() && !absolute {
            return None;
        }
        // "1.92 exabytes of data transferred", as an item of an organisation's own account
        if !self.is_share(at) && self.context.own_organisation().is_some() && !self.is_clause() {
            return None;
        }
        let of =
            (at + 1..self.sentence.tokens.len()).take(5).find(|i| !matches!(self.class(*i), Class::Noun | Class::Adjective))?;
        if self.token(of).lower != "of" {
            return self.used_by(at);
        }
        let end = self.nominal_end(of + 1, self.sentence.tokens.len());
        let first = of + 1;
        if first >= end {
            return None;
        }
        if let Some(possessive) = (first..end).find(|i| self.class(*i) == Class::Possessive) {
            let topic = self.antecedent(possessive)?;
            return Some(Subject::found(topic, governor, "share of possessor"));
        }
        // "80% of Fortune 500 use X" counts firms; "100% of the Acme site runs on X" does not.
        let ranked = |i: usize| self.token(i).lower.ends_with(|c: char| c.is_ascii_digit());
        let named = (first..end).any(|i| matches!(self.class(i), Class::Name(_)) && !ranked(i));
        if let Some(user) = self.used_by(at).filter(|_| !named) {
            return Some(user);
        }
        let phrase = Phrase { first, end, core_end: end };
        if self.is_acted_on(end) && !named && self.is_share(at) {
            return Some(Subject::found(self.phrase_topic(phrase), governor, "things of which a part is told"));
        }
        Some(self.resolve(phrase, governor))
    }

    /// "44% of installations have been updated": whether the things before token `end` are countable and something is done to them; of such a part is told.
    fn is_acted_on(&self, end: usize) -> bool {
        const COUNTED: &[&str] = &[
            "installations",
            "installs",
            "downloads",
            "requests",
            "responses",
            "failures",
            "errors",
            "tests",
            "builds",
            "queries",
            "searches",
            "visits",
            "deployments",
            "upgrades",
            "incidents",
            "crashes",
        ];
        let acted = self.sentence.tokens.get(end).is_some_and(|verb| verb.class == Class::Auxiliary);
        acted && COUNTED.contains(&self.token(end - 1).lower)
    }

    fn class_is_gerund(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| token.class == Class::Verb(Form::Gerund))
    }

    /// "compared to 39 percent of back end developers", "among 34 percent of leaders": the group that a share set beside another is of.
    fn shared_beside(&self, at: usize) -> Option<Topic> {
        let link = (at.saturating_sub(2)..at).rev().find(|i| self.class(*i) != Class::Adverb)?;
        let beside = matches!(self.token(link).lower, "than" | "versus" | "vs" | "against" | "among")
            || self.token(link).lower == "to" && link > 0 && self.token(link - 1).lower == "compared";
        if beside && self.is_share(at) { self.shared_by(at) } else { None }
    }

    /// "64% chose Acme, 41% Bolt": what the share that stands right before a name, in a row of such clauses, tells of.
    pub(super) fn chosen_next(&self, at: usize) -> Option<Subject> {
        let joined = at.checked_sub(1).filter(|i| matches!(self.class(*i), Class::Comma | Class::Conjunction))?;
        // "68% use Acme, 70% are on Bolt and 38% using Corvid"
        let link = self.sentence.tokens.get(at + 1).is_some_and(|link| matches!(link.lower, "on" | "using" | "running"));
        let start = at + 1 + usize::from(link);
        let end = self.nominal_end(start, self.sentence.tokens.len());
        let alone = end > start
            && self
                .sentence
                .tokens
                .get(end)
                .is_none_or(|next| matches!(next.class, Class::Comma | Class::Conjunction | Class::Stop));
        let first = (0..joined).find(|i| self.is_share(*i) && self.token(*i).depth == self.token(at).depth)?;
        let named = matches!(self.class(end - 1), Class::Name(_));
        if !alone || !named || !self.is_share(at) || !self.sentence.tokens[first..at].iter().any(|token| token.class.is_finite())
        {
            return None;
        }
        if (!link || !self.context.is_survey()) && self.answered_with(first).is_none() {
            self.used_by(first)?;
        }
        let topic = self.phrase_topic(Phrase { first: start, end, core_end: end });
        Some(Subject::found(topic, Governor::default(), "thing used"))
    }

    /// "the winner was Acme with 68% usage", "Acme came second, with 8% of users wanting to use it": in a survey, whose share stands behind "with".
    pub(super) fn with_share(&self, at: usize) -> Option<Subject> {
        const FAR: usize = 10;
        if !self.context.is_survey() || !self.is_share(at) {
            return None;
        }
        let with = at.checked_sub(1).filter(|with| self.token(*with).lower == "with")?;
        let name = with.checked_sub(1)?;
        // "is Acme with 68%", "and Bolt with 12%"; an object or a place before "with" has no share.
        let thing = self.kind(name).is_some_and(|kind| !matches!(kind, NameKind::Person | NameKind::Place));
        let before = (0..name).rev().find(|i| self.class(*i) != Class::Adverb);
        let is = before.is_some_and(|be| matches!(self.token(be).lower, "is" | "are" | "was" | "were"));
        let earlier = |link: usize| {
            // "Go (30%) and Python with 20%"
            let closed = link > 1 && self.class(link - 1) == Class::Close && self.is_share(link - 2);
            closed || (0..name).any(|i| self.token(i).lower == "with" && i + 1 < name && self.is_share(i + 1))
        };
        let listed = before.is_some_and(|link| matches!(self.class(link), Class::Conjunction | Class::Comma) && earlier(link));
        if thing && (is || listed) {
            return Some(Subject::found(self.named(name), Governor::default(), "name with a share"));
        }
        let bound = |i: &usize| matches!(self.class(*i), Class::Comma | Class::Stop | Class::Dash | Class::Colon);
        let mut behind = (at + 1..self.sentence.tokens.len()).take(FAR).take_while(|i| !bound(i));
        let doing = behind.find(|i| self.class(*i) == Class::Verb(Form::Gerund))?;
        let takes_up = behind
            .any(|i| matches!(self.token(i).lower, "it" | "them") && i > doing && matches!(self.class(i - 1), Class::Verb(_)));
        let verb = (0..with).rev().find(|i| self.class(*i).is_finite() && self.token(*i).depth == self.token(at).depth)?;
        let subject = self.subject_before(verb).filter(|_| takes_up)?;
        let named = matches!(self.class(subject.core_end - 1), Class::Name(_));
        named.then(|| Subject {
            rule: "what a share does it to",
            ..self.resolve(subject, Governor { verb: Some(verb), ..Governor::default() })
        })
    }

    /// "40% said Vim, 30% Emacs": in a survey, the name that is all that those answered whose share the token `at` is.
    pub(super) fn answered_with(&self, at: usize) -> Option<Subject> {
        const ANSWERING: &[&str] = &["say", "answer", "name", "pick", "mention"];
        if !self.context.is_survey() || !self.is_share(at) {
            return None;
        }
        let verb = at + 1;
        let answers = self.sentence.tokens.get(verb).is_some_and(|token| token.class.is_finite());
        let name = Some(verb + 1).filter(|_| answers && self.base(verb).is_some_and(|base| ANSWERING.contains(&base)))?;
        let next = self.sentence.tokens.get(name)?;
        let ends = self
            .sentence
            .tokens
            .get(name + 1)
            .is_none_or(|next| matches!(next.class, Class::Comma | Class::Conjunction | Class::Stop));
        let thing = matches!(next.class, Class::Name(_)) && self.kind(name).is_some_and(|kind| kind.is_measured());
        (thing && ends).then(|| Subject::found(self.named(name), Governor::default(), "thing used"))
    }

    /// "reported using Acme", "reported having used it": whether the verb behind token `behind` only reports the use that is told next.
    pub(super) fn reports_use(&self, behind: usize) -> bool {
        let Some(verb) = (behind..self.sentence.tokens.len()).find(|i| self.class(*i).is_finite()) else { return false };
        let next = self.sentence.tokens.get(verb + 1).map_or("", |next| next.lower);
        let used = self.sentence.tokens.get(verb + 2).map_or("", |next| next.lower);
        self.base(verb) == Some("report") && (next == "using" || next == "having" && used == "used")
    }

    /// "45% reported Acme being one of their tools", "17% of respondents said that Acme was their favorite": what they say so of.
    pub(super) fn reported_thing(&self, at: usize) -> Option<Subject> {
        const FAR: usize = 6;
        let verb = (at + 1..self.sentence.tokens.len()).take(FAR).find(|i| self.class(*i).is_finite())?;
        let says = self.base(verb).is_some_and(|base| matches!(base, "report" | "say" | "answer"));
        let that = usize::from(self.sentence.tokens.get(verb + 1).is_some_and(|that| that.lower == "that"));
        let name = verb + 1 + that;
        let named = self.kind(name).is_some_and(NameKind::is_measured) && says && self.context.is_survey();
        let is = self.sentence.tokens.get(name + 1).map_or("", |is| is.lower);
        let whose = self.sentence.tokens.get(name + 2).map_or("", |whose| whose.lower);
        let told = is == "being" && matches!(whose, "their" | "one" | "the") || matches!(is, "is" | "was") && whose == "their";
        (named && told).then(|| Subject::found(self.named(name), Governor::default(), "thing used"))
    }

    /// "… use Terraform": the thing used, where users are counted.
    pub(super) fn used_by(&self, at: usize) -> Option<Subject> {
        const USING: &[&str] =
            &["use", "adopt", "choose", "prefer", "deploy", "run", "pick", "favor", "rely", "trust", "embrace", "select"];
        const NAMING: &[&str] = &["name", "cite", "list", "rank", "mention"];
        let Class::Quantity(index) = self.class(at) else { return None };
        if !self.is_share(at) && !self.reading.quantities[index as usize].counted {
            return None;
        }
        let lexicon = Lexicon::shared();
        // "20 deploy units": what stands before the noun that is counted is no verb.
        let noun = self.reading.quantities[index as usize].unit_span.filter(|_| self.reading.quantities[index as usize].counted);
        let counted = |i: &usize| noun.is_some_and(|noun| self.token(*i).span.start < noun.end);
        let bound = |i: &usize| matches!(self.class(*i), Class::Comma | Class::Stop | Class::Dash | Class::Colon);
        // "45% reported Acme being one of their tools"
        if let Some(thing) = self.reported_thing(at) {
            return Some(thing);
        }
        let clause = (at + 1..self.sentence.tokens.len()).take(14).take_while(|i| !bound(i));
        if clause.clone().any(|i| self.class(i) == Class::Negation) {
            return None;
        }
        let verb = clause.into_iter().find(|i| {
            self.token(*i).depth == self.token(at).depth
                && !counted(i)
                && lexicon
                    .verb(self.token(*i).lower)
                    .is_some_and(|verb| USING.contains(&verb.base) || NAMING.contains(&verb.base))
        })?;
        let object = (verb + 1..self.sentence.tokens.len())
            .take(4)
            .find(|i| matches!(self.class(*i), Class::Name(_) | Class::Possessive))?;
        // "rely on tools like Acme": an example is not all that they use.
        if matches!(self.token(object - 1).lower, "like" | "as") {
            return None;
        }
        // "named Acme as their main tool", but "named Acme, a newspaper, …"
        if NAMING.contains(&self.base(verb)?) && self.sentence.tokens.get(object + 1).is_none_or(|next| next.lower != "as") {
            return None;
        }
        let topic = if self.class(object) == Class::Possessive { self.antecedent(object)? } else { self.named(object) };
        Some(Subject::found(topic, Governor::default(), "thing used"))
    }

    /// "Startup time: Under 100 ms" measures; "HashiCorp (HCP): …" names.
    pub(super) fn labelled(&self, label: Phrase, governor: Governor) -> Option<Subject> {
        let subject = self.resolve(label, governor);
        let named = (label.first..label.end).any(|i| matches!(self.class(i), Class::Name(_)));
        let priced = self.is_item(label).then(|| Subject::found(self.phrase_topic(label), governor, "item of a list"));
        if named || subject.metric.is_some() { Some(subject) } else { priced }
    }

    /// "With 67% growth, FastAPI has …": the subject of the clause that an introductory phrase stands before.
    pub(super) fn fronted(&self, at: usize, governor: Governor) -> Option<Subject> {
        let depth = self.token(at).depth;
        let fronting = (0..at).find(|i| self.token(*i).depth == depth).is_some_and(|i| {
            matches!(self.class(i), Class::Preposition | Class::Adjective | Class::Adverb | Class::Verb(Form::Participle))
        });
        let comma =
            (at + 1..self.sentence.tokens.len()).find(|i| self.token(*i).depth == depth && self.class(*i) == Class::Comma)?;
        let first = comma + 1;
        let end = self.nominal_end(first, self.sentence.tokens.len());
        let carries =
            self.sentence.tokens.get(end).is_some_and(|token| token.class.is_finite() || matches!(token.class, Class::Adverb));
        if !fronting || !carries {
            return None;
        }
        if end > first {
            return Some(self.resolve(Phrase { first, end, core_end: end }, governor));
        }
        let topic = self.antecedent(first).filter(|_| self.class(first) == Class::Pronoun)?;
        Some(Subject::found(topic, governor, "subject after introduction"))
    }

    /// "The 73% growth for Quarkus", "a 5% fall in Acme shares": the name in what follows the measure.
    pub(super) fn complement(&self, at: usize, governor: Governor) -> Option<Subject> {
        let depth = self.token(at).depth;
        let ahead = (at + 1..self.sentence.tokens.len())
            .take(8)
            .take_while(|i| self.token(*i).depth == depth && !self.class(*i).is_finite());
        // "30x as fast as Acme in Bolt": names of the other side.
        if ahead.clone().any(|i| matches!(self.token(i).lower, "as" | "than")) {
            return None;
        }
        let link = ahead.clone().find(|i| matches!(self.token(*i).lower, "for" | "of" | "in" | "at" | "from"))?;
        let name = ahead.filter(|i| *i > link).find(|i| match self.class(*i) {
            Class::Name(name) => self.reading.names[name as usize].kind.is_measured(),
            _ => false,
        })?;
        Some(Subject::found(self.named(name), governor, "complement of measure"))
    }

    /// A fragment without verb: the phrase before the figure ("GitHub stars for X, 70K").
    pub(super) fn measured_before(&self, at: usize, governor: Governor) -> Option<Subject> {
        let mut end = at;
        while end > 0 && matches!(self.class(end - 1), Class::Preposition | Class::To | Class::Comma | Class::Adverb) {
            end -= 1;
        }
        let phrase = self.nominal_ending(end)?;
        let bare = (phrase.first..phrase.end).all(|i| !self.class(i).is_head());
        (!bare).then(|| self.resolve(phrase, governor))
    }

    /// The nominal tokens, with attached phrases, just before token `end`.
    pub(super) fn nominal_ending(&self, end: usize) -> Option<Phrase> {
        let depth = self.token(end.checked_sub(1)?).depth;
        let mut first = end;
        let mut core_end = end;
        while first > 0 && self.token(first - 1).depth == depth {
            match self.class(first - 1) {
                class if class.is_nominal() => first -= 1,
                Class::Preposition if first >= 2 && self.class(first - 2).is_head() => {
                    core_end = first - 1;
                    first -= 1;
                }
                _ => break,
            }
        }
        (first < end).then_some(Phrase { first, end, core_end })
    }
}
