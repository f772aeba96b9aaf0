//! From a noun phrase to a name: possessors, definite descriptions, examples, descriptions of names. Pronouns are in `pronoun.rs`, whose a measure is in `owner.rs`.
//!
//! Comes in: a grammatical subject. Goes out: what it stands for.

use crate::text::is_among;

use super::super::clause::{Governor, Phrase};
use super::super::context::{Sort, Topic, definite_sorts};
use super::super::lexicon::{Form, Lexicon};
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::owner::CHANGES;
use super::{Scene, Subject, genitive, is_account_item};

impl<'s> Scene<'s> {
    /// "Most of our drivers have worked for 11 years": those that some are of.
    fn some_of(&self, phrase: Phrase) -> Option<Phrase> {
        let first = phrase.first + 2;
        let some = self.class(phrase.first) == Class::Determiner
            && phrase.core_end == phrase.first + 1
            && first < phrase.end
            && self.token(phrase.first + 1).lower == "of"
            && self.class(first) != Class::Pronoun;
        some.then(|| Phrase { first, end: phrase.end, core_end: self.nominal_end(first, phrase.end).max(first + 1) })
    }

    /// What a phrase stands for whose first word decides: a pronoun, "those with …", a gerund.
    fn by_first_word(&self, phrase: Phrase, governor: Governor) -> Option<Subject> {
        let first = self.token(phrase.first);
        // "One of them, the bakery chain Acme, closed"
        if matches!(first.lower, "one" | "another")
            && let Some(named) = self.named_behind(phrase)
        {
            return Some(Subject::found(named, governor, "described name"));
        }
        if let Some(inner) = self.some_of(phrase) {
            return Some(self.resolve(inner, governor));
        }
        // "those with experience rated themselves"
        let told = phrase.first + 1 < phrase.end && matches!(self.class(phrase.first + 1), Class::Preposition | Class::Relative);
        if first.lower == "those" && told && self.token(phrase.first + 1).lower != "of" {
            let topic = self.phrase_topic(Phrase { core_end: phrase.end, ..phrase });
            return Some(Subject::found(topic, governor, "those told apart"));
        }
        // "Fares cover 41% of costs; before the war it was 56%"
        // "the vacancy rate is 1.6%; it peaked in 2010 at 2.7%"
        const MOVING: &[&str] = &["peak", "bottom", "stand", "rise", "fall", "drop", "climb", "hit", "reach"];
        let moves = |verb: &usize| {
            matches!(self.token(*verb).lower, "was" | "is") || self.base(*verb).is_some_and(|base| MOVING.contains(&base))
        };
        let told = governor.verb.filter(|verb| first.lower == "it" && moves(verb));
        let again = told.and_then(|verb| {
            let figure = (verb + 1..self.sentence.tokens.len()).take(5).find(|i| self.unit_of(*i).is_some())?;
            (0..phrase.first).rev().find(|i| self.unit_of(*i).is_some_and(|unit| Some(unit) == self.unit_of(figure)))
        });
        if let Some(before) = again.filter(|before| self.is_share(*before)) {
            return Some(Subject { verb: governor.verb, ..self.subject_of(before) });
        }
        // "This reduced deploy times to 22 minutes", in an organisation's own account: its own doing.
        if matches!(first.lower, "this" | "that")
            && phrase.end == phrase.first + 1
            && self.is_doing(governor)
            && let Some(own) = self.context.own_organisation()
        {
            return Some(Subject::found(own.clone(), governor, "own doing"));
        }
        // "We turned off 31 machines, which cut costs by 58%": what is told before, not the machines.
        if first.lower == "which"
            && self.is_doing(governor)
            && let Some(subject) = self.told_before_which(phrase.first)
        {
            return Some(Subject { verb: governor.verb, ..subject });
        }
        if matches!(first.class, Class::Pronoun | Class::Relative)
            || (first.class == Class::Determiner && phrase.end == phrase.first + 1)
        {
            return Some(Subject::found(self.antecedent(phrase.first), governor, "pronoun"));
        }
        // "Taking into account that most are optional, questions were answered": what stands behind the comma does it.
        if first.class == Class::Verb(Form::Gerund)
            && let Some(comma) = self.only_comma(phrase)
            && let Some(subject) = self.behind_gerund(comma, phrase.end)
        {
            return Some(self.resolve(subject, governor));
        }
        // "Hiring cooks, waiters and drivers took 12 weeks"
        if let Some(deed) = self.deed_with_list(phrase) {
            return Some(Subject::found(self.deed(deed), governor, "deed"));
        }
        // "Trading volume", "operating margin": the gerund describes.
        let head = phrase.core_end - 1;
        if self.names_expense(phrase) {
            return Some(self.measured_in(Phrase { core_end: phrase.first + 2, ..phrase }, governor));
        }
        let describes = head == phrase.first + 1 && nouns::is_metric(self.token(head).lower) && self.class(head) == Class::Noun;
        (first.class == Class::Verb(Form::Gerund) && !describes).then(|| Subject::found(self.deed(phrase), governor, "deed"))
    }

    /// Resolves a noun phrase to a name: by itself, by its possessor, by what it stands for, or by what it measures.
    pub(crate) fn resolve(&self, phrase: Phrase, governor: Governor) -> Subject {
        let phrase = self.trimmed(phrase);
        let phrase = self.without_appositions(phrase).unwrap_or(phrase);
        let first = self.token(phrase.first);
        if let Some(subject) = self.by_first_word(phrase, governor) {
            return subject;
        }
        if let Some(topic) = self.described_before(phrase).or_else(|| self.named_behind(phrase)) {
            return Subject::found(topic, governor, "described name");
        }
        if let Some(example) = self.example(phrase) {
            return Subject::found(example, governor, "named example");
        }
        if let Some(rest) = self.rest_of_world(phrase) {
            return Subject { metric: Some(phrase), ..Subject::found(rest, governor, "part of an organisation") };
        }
        let head = phrase.core_end - 1;
        // "The 40-year-old earns $2 million": who was told of last.
        let aged = self.token(head).lower == "old" && (phrase.first..head).any(|i| self.unit_of(i) == Some("year"));
        if let Some(person) = self.context.last(&[Sort::Person]).filter(|_| aged) {
            return Subject::found(person.clone(), governor, "definite description");
        }
        if let Some(survey) = self.sampled(phrase) {
            return Subject::found(survey, governor, "subject of verb");
        }
        let measure = !self.makes_up(head, governor)
            && !self.is_energy(head, phrase.first)
            && (nouns::is_metric(self.token(head).lower) || is_tail(self.token(head).lower) || self.is_of_accounts(head))
            && !matches!(self.class(head), Class::Name(_))
            && !self.act(head, governor);
        if first.class == Class::Possessive {
            // "Our Frozen segment"
            let part = self.part_of(phrase).filter(|_| first.lower == "our");
            return part
                .map_or_else(|| self.owned(phrase, governor), |part| Subject::found(part, governor, "part of an organisation"));
        }
        // "Our December Acme bill": the date parts the owner from what is owned.
        let dated = phrase.first > 1
            && matches!(self.class(phrase.first - 1), Class::Date(_))
            && self.class(phrase.first - 2) == Class::Possessive;
        if measure && dated {
            return self.owned(Phrase { first: phrase.first - 2, ..phrase }, governor);
        }
        if (measure || is_account_item(self.token(head).word))
            && let Some(part) = self.earned_in(phrase)
        {
            let metric = Some(Phrase { end: phrase.core_end, ..phrase });
            return Subject { metric, ..Subject::found(part, governor, "part of an organisation") };
        }
        // "SG&A was $148 million", but "the north unit's EBITDA"
        if is_account_item(self.token(head).word)
            && !(phrase.first..head).any(|i| self.class(i) == Class::Genitive)
            && let Some(whole) = self.context.own_organisation().or_else(|| self.context.owner())
        {
            let whose = self.turned_part(phrase).unwrap_or_else(|| whole.clone());
            return Subject { metric: Some(phrase), ..Subject::found(whose, governor, "measure of") };
        }
        if let Some(possessed) = self.possessed(phrase, measure, governor) {
            return possessed;
        }
        if measure {
            return self.measured_in(phrase, governor);
        }
        if let Some(topic) = self.definite(phrase) {
            return Subject::found(topic, governor, "definite description");
        }
        self.unnamed(phrase, governor)
    }

    /// "Norland's blue-chip NX20 index", "MSCI's broadest index of Asian shares": an index of shares is itself what a figure is about, whoever makes it.
    fn share_index(&self, phrase: Phrase, genitive: usize) -> Option<Topic> {
        let head = phrase.core_end - 1;
        let told = |i: usize| {
            matches!(self.token(i).lower, "shares" | "stocks" | "stock" | "share" | "equities" | "blue-chip" | "blue" | "bourse")
        };
        let of_shares = (genitive + 1..head).chain(head + 1..phrase.end).any(told);
        if self.token(head).lower != "index" || !of_shares {
            return None;
        }
        let named = (genitive + 1..head).find(|i| matches!(self.class(*i), Class::Name(_)));
        let words =
            named.map_or(Phrase { core_end: phrase.end, ..phrase }, |first| Phrase { first, end: phrase.core_end, ..phrase });
        Some(self.phrase_topic(words))
    }

    /// "Logs made up 31% of it": whether what the noun at token `head` names is a part of a whole, and no measure.
    fn makes_up(&self, head: usize, governor: Governor) -> bool {
        const MAKING_UP: &[&str] = &["account", "represent", "comprise", "constitute"];
        let makes_up = governor.verb.filter(|verb| *verb > head).is_some_and(|verb| {
            let base = self.base(verb);
            let up = base == Some("make") && self.sentence.tokens.get(verb + 1).is_some_and(|next| next.lower == "up");
            up || base.is_some_and(|base| MAKING_UP.contains(&base))
        });
        makes_up && self.token(head).lower.ends_with('s') && !nouns::is(self.token(head).lower, NounClass::Owned)
    }

    /// "Acme's revenue", "Acme's Model Y": whose, or what, a phrase with a genitive tells of.
    fn possessed(&self, phrase: Phrase, measure: bool, governor: Governor) -> Option<Subject> {
        let head = phrase.core_end - 1;
        let genitive = (phrase.first..phrase.core_end).rev().find(|i| self.class(*i) == Class::Genitive)?;
        if let Class::Name(_) = self.class(head) {
            return Some(Subject::found(self.named(head), governor, "possessed name"));
        }
        // "Tesla's Model Y"
        let titled =
            genitive < head && (genitive + 1..phrase.core_end).all(|i| self.token(i).word.starts_with(char::is_uppercase));
        // "Norway's GDP", "Acme's CFO": letters are no name.
        let deal = (genitive + 1..phrase.core_end).any(|i| nouns::is(self.token(i).lower, NounClass::Deal));
        if titled && !measure && !deal && self.token(genitive + 1).word.contains(char::is_lowercase) {
            let topic = Topic { name: self.phrase_words(genitive + 1, phrase.core_end), sort: None, plural: false };
            return Some(Subject::found(topic, governor, "possessed name"));
        }
        if let Some(part) = self.part_of(Phrase { first: genitive + 1, ..phrase }) {
            return Some(Subject::found(part, governor, "part of an organisation"));
        }
        // "the world's forests" are the forests.
        let worldly =
            genitive.checked_sub(1).is_some_and(|of| matches!(self.token(of).lower, "world" | "planet" | "earth" | "globe"));
        if worldly && !measure && genitive < head {
            let things = Phrase { first: genitive + 1, ..phrase };
            return Some(Subject::found(
                self.phrase_topic(Phrase { end: phrase.core_end, ..things }),
                governor,
                "subject of verb",
            ));
        }
        if let Some(index) = self.share_index(phrase, genitive) {
            return Some(Subject::found(index, governor, "index of shares"));
        }
        if let Some(topic) = self.name_or_phrase_ending(genitive) {
            let metric = Some(Phrase { first: (genitive + 1).min(head), ..phrase });
            return Some(Subject { metric, ..Subject::found(topic, governor, "possessor of subject") });
        }
        None
    }

    /// Whose or what a measure is of.
    fn measured_in(&self, phrase: Phrase, governor: Governor) -> Subject {
        if let Some(topic) = self.told_by_figure(phrase) {
            return Subject::found(topic, governor, "figure taken up");
        }
        let own = self.context.own_organisation().is_some() && is_account_item(self.token(phrase.core_end - 1).word);
        if !own && self.is_absolute(phrase, governor) {
            return Subject::found(self.phrase_topic(Phrase { end: phrase.core_end, ..phrase }), governor, "with … changing");
        }
        let topic = self.joined_part(phrase).or_else(|| self.name_within(phrase)).or_else(|| self.measured_thing(phrase));
        let topic = topic.or_else(|| self.name_behind(phrase)).or_else(|| self.unnamed_owner(phrase));
        Subject { metric: Some(phrase), ..Subject::found(topic, governor, "measure of") }
    }

    /// "Other increases included …", "the increases reflect …": whether the phrase, which ends at token `whole` with what is attached to it, is a change
    /// whose parts are told.
    fn is_change(&self, phrase: Phrase, whole: usize) -> bool {
        let head = phrase.core_end - 1;
        let verb = self.sentence.tokens.get(phrase.core_end).map_or("", |verb| verb.lower);
        let relates = matches!(
            verb,
            "include" | "included" | "reflect" | "reflected" | "relate" | "related" | "comprise" | "comprised" | "were" | "are"
        );
        let plain = (phrase.first..head).all(|i| !self.class(i).is_head()) && whole == phrase.core_end;
        plain && relates && self.token(head).lower.strip_suffix('s').is_some_and(|word| CHANGES.contains(&word))
    }

    /// A phrase that stands for nothing but itself, or for those who are counted.
    fn unnamed(&self, mut phrase: Phrase, governor: Governor) -> Subject {
        let head = phrase.core_end - 1;
        let whole = phrase.end;
        phrase.end = phrase.core_end;
        let bare = self.class(head) == Class::Number && phrase.core_end - phrase.first == 1;
        // "the average work week" is a thing; "the last year", "the last trading day" only dates.
        let spent = matches!(self.token(head).lower, "week" | "day" | "hours" | "season" | "shift")
            && head > phrase.first
            && self.class(head - 1) == Class::Noun
            && !nouns::is(self.token(head - 1).lower, NounClass::Time);
        // "August decreased 0.8%": months that are words and names elsewhere.
        let changes = || {
            self.sentence.tokens.get(phrase.core_end).is_some_and(|verb| {
                const OF_MONTHS: &[&str] = &[
                    "rise", "fall", "grow", "increase", "decrease", "decline", "drop", "jump", "climb", "see", "be", "bring",
                    "mark", "post", "set",
                ];
                Lexicon::shared().verb(verb.lower).map_or(verb.class == Class::Auxiliary, |verb| OF_MONTHS.contains(&verb.base))
            })
        };
        let month =
            head == phrase.first && matches!(self.token(head).word, "March" | "April" | "May" | "June" | "August") && changes();
        let figure = bare
            || month
            || matches!(self.class(head), Class::Quantity(_) | Class::Date(_))
            || nouns::is(self.token(head).lower, NounClass::Time) && !spent;
        let headless = !(phrase.first..phrase.core_end).any(|i| self.class(i).is_head() || self.class(i) == Class::Number);
        // "A team of four engineers spent five months", in an organisation's own account: its own.
        let team = matches!(self.token(head).lower, "team" | "crew" | "squad")
            && matches!(self.token(phrase.first).lower, "a" | "the")
            && self.sentence.tokens.get(head + 1).is_some_and(|of| of.lower == "of")
            // "A team of engineers at Acme"
            && !(head + 1..whole).any(|i| matches!(self.class(i), Class::Name(_)));
        if team && let Some(own) = self.context.own_organisation() {
            return Subject::found(own.clone(), governor, "own doing");
        }
        // "Other increases included …", in an organisation's own account: its own.
        if self.is_change(phrase, whole)
            && let Some(own) = self.context.own_organisation()
        {
            return Subject { metric: Some(phrase), ..Subject::found(own.clone(), governor, "own measure") };
        }
        // "A total of 12 of its stores closed"
        let total = self.token(head).lower == "total" && self.sentence.tokens.get(head + 1).is_some_and(|of| of.lower == "of");
        let part = figure || total || is_vague(self.token(head).lower);
        // "A third of owners pay for more than one tool"
        if whole > head + 1
            && self.is_share(head)
            && let Some(group) = self.shared_by(head)
        {
            return Subject::found(group, governor, "share of people");
        }
        if part && let Some(group) = self.fronted_group() {
            return Subject::found(group, governor, "group that a part is of");
        }
        if part || headless || self.counts_people(phrase) {
            let told = self.fallback(governor);
            let counted = || Subject::found(self.phrase_topic(phrase), governor, "people counted");
            // In a text that is nobody's own, people who are counted are who is told of.
            let of_others = self.context.own_organisation().is_none() && self.counts_people(phrase);
            return if (told.topic.is_none() || of_others) && !part && !headless { counted() } else { told };
        }
        Subject::found(
            self.phrase_topic(self.restricted(self.with_complement(phrase, whole), whole, governor.verb)),
            governor,
            "subject of verb",
        )
    }

    /// "… and that number will rise to 9%", "That share is …": what the figure is about that the words take up.
    fn told_by_figure(&self, phrase: Phrase) -> Option<Topic> {
        const FIGURES: &[&str] = &["figure", "number", "share", "proportion", "percentage", "total", "ratio", "rate", "count"];
        let head = phrase.core_end - 1;
        let pointing = |at: usize| matches!(self.token(at).lower, "that" | "this");
        let points = match head - phrase.first {
            0 => head.checked_sub(1).is_some_and(pointing),
            1 => pointing(phrase.first) || self.token(phrase.first).lower == "the" && self.token(head).lower != "rate",
            _ => false,
        };
        // "The yield on the note rose to 3%. The yield will climb to 4%."
        let again = head == phrase.first + 1 && self.token(phrase.first).lower == "the" && phrase.end == phrase.core_end;
        if again
            && self.context.own_organisation().is_none()
            && let Some(measured) = self.context.measured(self.token(head).lower)
        {
            return Some(measured.clone());
        }
        if !points || phrase.end > phrase.core_end || !FIGURES.contains(&self.token(head).lower) {
            return None;
        }
        let before = (0..phrase.first).rev().find(|i| matches!(self.class(*i), Class::Quantity(_)));
        match before {
            Some(before) => self.subject_of(before).topic,
            None => self.context.figured().cloned(),
        }
    }

    /// "…, with late trains rising from 5% to 9%": what changes in a phrase behind "with" names itself, if it is nobody's.
    fn is_absolute(&self, phrase: Phrase, governor: Governor) -> bool {
        let gerund = governor.verb.is_some_and(|verb| self.class(verb) == Class::Verb(Form::Gerund));
        let joined = |at: usize| {
            matches!(self.token(at).lower, "with" | "and" | ",") && (0..=at).rev().take(24).any(|i| self.token(i).lower == "with")
        };
        let told = phrase.core_end - phrase.first > 1
            && !(phrase.first..phrase.end).any(|i| matches!(self.class(i), Class::Name(_) | Class::Possessive | Class::Genitive));
        gerund && told && phrase.first.checked_sub(1).is_some_and(joined) && self.context.own_organisation().is_none()
    }

    /// "Customers of our shop get 20% off": whether people named by the token `head` do something, rather than being counted.
    fn act(&self, head: usize, governor: Governor) -> bool {
        const DEEDS: &[&str] =
            &["get", "pay", "save", "receive", "spend", "earn", "wait", "choose", "prefer", "say", "report", "want"];
        let deed = governor.verb.and_then(|verb| self.base(verb)).is_some_and(|base| DEEDS.contains(&base));
        deed && nouns::is_people(self.token(head).lower) && self.introduced(head).is_none()
    }

    /// "market for heat pumps", "sale of the mill": one bare noun says too little without what it is of or for.
    fn with_complement(&self, phrase: Phrase, whole: usize) -> Phrase {
        let link = phrase.core_end;
        let first = (phrase.first..link).find(|i| self.class(*i) != Class::Determiner).unwrap_or(phrase.first);
        let bare = link == first + 1 && self.class(first) == Class::Noun;
        if !bare || link >= whole || !matches!(self.token(link).lower, "of" | "for" | "on") {
            return phrase;
        }
        let end = self.nominal_end(link + 1, whole);
        let plain = (link + 1..end).all(|i| !matches!(self.class(i), Class::Quantity(_) | Class::Date(_) | Class::Possessive));
        if plain && end > link + 1 { Phrase { end, ..phrase } } else { phrase }
    }

    /// "our billing system" is a thing of its own, with its owner's name; "their latency" is a measure of the owner.
    pub(super) fn owned(&self, phrase: Phrase, governor: Governor) -> Subject {
        let head = phrase.core_end - 1;
        let metric = Some(Phrase { first: (phrase.first + 1).min(head), ..phrase });
        let owner = self.antecedent(phrase.first);
        let word = self.token(head).lower;
        let thing =
            self.token(phrase.first).lower == "our" && definite_sorts(word).contains(&Sort::Product) && !nouns::is_metric(word);
        // "my prototype script", of somebody without a name: the script.
        let unnamed = owner.as_ref().is_some_and(|owner| owner.sort == Some(Sort::Person) && owner.name == "the author");
        if unnamed && head > phrase.first && !nouns::is_metric(word) && !nouns::is_people(word) && self.class(head) == Class::Noun
        {
            let things = Phrase { first: phrase.first + 1, end: phrase.core_end, ..phrase };
            return Subject { metric, ..Subject::found(self.phrase_topic(things), governor, "possessive pronoun") };
        }
        let topic = match owner {
            Some(owner) if thing && head > phrase.first => {
                let name = format!("{} {}", genitive(&owner.name), self.phrase_words(phrase.first + 1, phrase.core_end));
                Some(Topic { name, sort: None, plural: word.ends_with('s') })
            }
            owner => owner,
        };
        Subject { metric, ..Subject::found(topic, governor, "possessive pronoun") }
    }

    /// "frameworks like Quarkus", "vendors such as Oracle": the name given as an example.
    pub(super) fn example(&self, phrase: Phrase) -> Option<Topic> {
        let link = phrase.core_end;
        let like = link < phrase.end && matches!(self.token(link).lower, "like" | "as");
        let name = (link + 1..phrase.end).find(|i| matches!(self.class(*i), Class::Name(_))).filter(|_| like)?;
        Some(self.named(name))
    }

    /// The name or noun phrase that ends just before token `end`.
    pub(super) fn name_or_phrase_ending(&self, end: usize) -> Option<Topic> {
        let last = end.checked_sub(1)?;
        match self.class(last) {
            // "March's weak gain" tells when.
            Class::Name(_) if self.token(last).lower != "may" && crate::document::is_month(self.token(last).lower) => None,
            Class::Name(_) => Some(self.named(last)),
            // "Veltro 3.7's": the version is part of what has it.
            Class::Number if last > 0 && matches!(self.class(last - 1), Class::Name(_)) => {
                Some(self.phrase_topic(Phrase { first: last - 1, end, core_end: end }))
            }
            Class::Noun => {
                let phrase = self.nominal_ending(end)?;
                // "In towns with few people the taproom's": another phrase begins with the article.
                let anew = (phrase.first + 1..end).rev().find(|i| {
                    self.class(*i) == Class::Determiner && !matches!(self.class(i - 1), Class::Preposition | Class::Determiner)
                });
                let phrase = Phrase { first: anew.unwrap_or(phrase.first), end, core_end: end };
                self.definite(phrase).or_else(|| Some(self.phrase_topic(phrase)))
            }
            _ => None,
        }
    }
}

/// "p99", "p99.9": a measure of whatever is meant. "t10" and "p5" are names as often.
fn is_tail(word: &str) -> bool {
    word.len() > "p9".len() && word.starts_with('p') && nouns::is_percentile(word)
}

/// Words that stand for something without saying what: "the last of them", "only four".
pub(super) fn is_vague(word: &str) -> bool {
    const VAGUE: &[&str] = &[
        "last",
        "first",
        "latter",
        "former",
        "none",
        "all",
        "some",
        "most",
        "rest",
        "everything",
        "something",
        "nothing",
        "anything",
        "somebody",
        "someone",
        "nobody",
        "anybody",
        "everybody",
        "thing",
        "things",
        "lot",
        "bit",
        "ones",
        "current",
        "huge",
        "plurality",
        "highlights",
        "majority",
        "minority",
    ];
    is_among(word, VAGUE) || nouns::is_number_word(word)
}
