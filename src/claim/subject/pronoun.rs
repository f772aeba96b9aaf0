//! What pronouns stand for: the author, the subject of a clause or sentence before, or the nearest fitting name.
//!
//! Comes in: a pronoun's token. Goes out: a name or a thing.

use crate::mention::name::NameKind;

use super::super::clause::Phrase;
use super::super::context::{Sort, Topic, definite_sorts};
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::saying;
use super::super::syntax::Class;
use super::super::syntax::spelling::is_plural_noun;
use super::Scene;
use super::resolve::is_vague;

/// Whether `name` is of a part that every product has, of which little is told.
fn is_part_of_product(name: &str, comparing: bool) -> bool {
    /// What has pages, screens and times of its own, but is not compared with other products.
    const OWN: &[&str] = &["documentation", "docs", "dashboard"];
    const PARTS: &[&str] = &["installation", "setup", "syntax", "community", "interface", "ecosystem", "tooling", "api", "sdk"];
    name.rsplit(' ').next().is_some_and(|last| PARTS.contains(&last) || comparing && OWN.contains(&last))
}

impl Scene<'_> {
    /// What the pronoun that opens the sentence stands for.
    pub(crate) fn opener(&self) -> Option<Topic> {
        let at = usize::from(self.sentence.tokens.first()?.class == Class::Conjunction);
        let pronoun = self.sentence.tokens.get(at)?;
        matches!(pronoun.lower, "it" | "they" | "he" | "she" | "its" | "their" | "his" | "her" | "we" | "i")
            .then(|| self.antecedent(at))?
    }

    /// What the pronoun at token `at` stands for.
    pub(crate) fn antecedent(&self, at: usize) -> Option<Topic> {
        match self.token(at).lower {
            "we" | "our" | "us" | "ours" | "i" | "my" | "me" | "we've" | "we're" | "we'll" | "i'm" | "i've" => {
                // Inside quotation marks the speaker's side speaks, not the author.
                if self.is_quoted(at) {
                    // In an organisation's own account, whoever says "we" and is said to be of no other side speaks for it.
                    let ours = !matches!(self.token(at).lower, "i" | "my" | "me" | "i'm" | "i've");
                    let own = self.context.own_organisation().filter(|_| ours).cloned();
                    if own.is_some()
                        && let Some(outsider) = self.outsider_quoted()
                    {
                        return self.speaker_side().or_else(|| self.speaker_named()).or(Some(outsider));
                    }
                    let side = self.speaker_side().or(own);
                    side.or_else(|| self.speaker_named()).or_else(|| self.context.owner().cloned())
                } else {
                    self.context.author.clone()
                }
            }
            "he" | "she" | "his" | "her" | "him" => self.antecedent_of(at, &[Sort::Person]),
            "they" | "their" | "them" => self.taken_up(at, true, &[Sort::Organisation, Sort::Product, Sort::Place]),
            "it" | "its" => self.taken_up(at, false, &[Sort::Product, Sort::Organisation, Sort::Place]),
            "who" | "whom" | "which" => self.nominal_ending(at).map(|phrase| self.phrase_topic(phrase)),
            "one" | "ones" => self.other_one(at),
            "you" | "your" | "there" | "others" | "everyone" => None,
            "this" | "that" if self.is_measured_again(at) => self.context.figured().cloned(),
            "this" | "that" => self.taken_up(at, false, &[Sort::Product, Sort::Organisation, Sort::Place]),
            _ => self.context.topic().cloned(),
        }
    }

    /// "This is slightly higher than in 2022", "that is up from 4%": whether the pronoun at token `at` takes up the figure told last.
    fn is_measured_again(&self, at: usize) -> bool {
        const COMPARED: &[&str] = &[
            "higher",
            "lower",
            "up",
            "down",
            "more",
            "less",
            "fewer",
            "better",
            "worse",
            "above",
            "below",
            "similar",
            "unchanged",
        ];
        let be =
            self.sentence.tokens.get(at + 1).is_some_and(|be| matches!(be.lower, "is" | "was" | "'s" | "represents" | "remains"));
        let told = |i: &usize| !matches!(self.class(*i), Class::Adverb | Class::Determiner | Class::Quantity(_));
        // "That is 52% less than in January", "it is up 4%"
        let less = (at + 2..self.sentence.tokens.len())
            .take(3)
            .find(|i| matches!(self.token(*i).lower, "more" | "less" | "fewer" | "higher" | "lower" | "up" | "down"));
        let next = (at + 2..self.sentence.tokens.len()).find(told).or(less);
        be && self.context.figured().is_some() && next.is_some_and(|i| COMPARED.contains(&self.token(i).lower))
    }

    /// "27 percent of growers plan to sell half of their land": the people that the sentence tells of before the pronoun at token `at`.
    fn people_acting(&self, at: usize) -> Option<Topic> {
        let verb = (0..at).rev().find(|i| self.class(*i).is_finite() && self.token(*i).depth == self.token(at).depth)?;
        let named = (verb..at).any(|i| matches!(self.class(i), Class::Name(_) | Class::Stop | Class::Conjunction));
        if named { None } else { self.people_of(verb) }
    }

    /// "Half of the farmers said that they plan …": the people who say what the clause at token `at` begins.
    fn who_says_it(&self, at: usize) -> Option<Topic> {
        let link = at.checked_sub(1)?;
        let verb = if self.token(link).lower == "that" { link.checked_sub(1)? } else { link };
        let says = self.class(verb).is_finite() && self.base(verb).is_some_and(saying::is_saying);
        if says { self.people_of(verb) } else { None }
    }

    /// The people that are the subject of the verb at token `verb`, or of whom its subject is a part: "half of the farmers".
    fn people_of(&self, verb: usize) -> Option<Topic> {
        let subject = self.subject_before(verb)?;
        let several = |i: usize| {
            self.class(i) == Class::Noun && nouns::is_people(self.token(i).lower) && is_plural_noun(self.token(i).lower)
        };
        let shared = |i: &usize| {
            let of = (subject.first..*i).rev().find(|of| self.token(*of).lower == "of");
            of.and_then(|of| of.checked_sub(1))
                .is_some_and(|share| self.is_share(share) || matches!(self.token(share).lower, "most" | "many" | "half"))
        };
        let head = Some(subject.core_end - 1).filter(|head| several(*head));
        let people = head.or_else(|| (subject.first..subject.end).find(|i| several(*i)).filter(shared))?;
        // "Acme's engineers say that they …": Acme speaks.
        let owned =
            (subject.first..people).any(|i| matches!(self.class(i), Class::Name(_) | Class::Genitive | Class::Possessive));
        (!owned).then(|| Topic { name: self.token(people).word.to_owned(), sort: None, plural: true })
    }

    /// The subject of the sentence before for a pronoun that opens a sentence, else the nearest name before.
    pub(super) fn taken_up(&self, at: usize, plural: bool, sorts: &[Sort]) -> Option<Topic> {
        let before = |i: &usize| matches!(self.class(*i), Class::Name(_) | Class::Noun);
        let opens = !(0..at).any(|i| before(&i));
        if plural && let Some(people) = self.who_says_it(at) {
            return Some(people);
        }
        if let Some(coming) = self.coming(at, sorts) {
            return Some(coming);
        }
        // "I rewrote the parser, and it got faster"
        if !opens
            && !plural
            && self.token(at).class == Class::Pronoun
            && !self.stands_for_nothing(at)
            && let Some(thing) = self.object_before(at)
        {
            return Some(thing);
        }
        // "We moved to Acme. It handles …"
        if opens
            && !plural
            && sorts.contains(&Sort::Product)
            && let Some(object) = self.context.object()
        {
            return Some(object.clone());
        }
        // "It employs 240 people": not the thing that was spoken of, but who may employ.
        let agent = || {
            self.does_business(at)
                .then(|| self.context.said_last(&[Sort::Organisation]).filter(|said| said.sort.is_some()))
                .flatten()
        };
        // "On canada.json, its lead shrinks": where, and not whose.
        let opens = opens || self.is_behind_place(at);
        // "One in eight passengers has to wait. On average they wait seven minutes."
        if plural
            && opens
            && let Some(people) = self.context.figured().filter(|figured| {
                figured.name.starts_with(char::is_lowercase) && figured.name.rsplit(' ').next().is_some_and(nouns::is_people)
            })
        {
            return Some(people.clone());
        }
        let subject = self.context.taken_up(plural).filter(|_| opens);
        let subject = match subject {
            // "# Acme … The documentation is clear. It is fast."
            Some(topic) if self.context.headed().is_some() && is_part_of_product(&topic.name, self.is_comparing()) => {
                self.context.headed()
            }
            Some(topic) if topic.sort.is_none() && topic.name.starts_with(char::is_lowercase) => agent().or(Some(topic)),
            subject => subject,
        };
        let acting = || self.set_before(at).or_else(|| self.acting_before(at, sorts)).or_else(|| self.thing_before(at, plural));
        let people = || if plural { self.people_acting(at) } else { None };
        subject.cloned().or_else(acting).or_else(people).or_else(|| self.antecedent_of(at, sorts))
    }

    /// "It is 3 times faster than Bolt": whether the sentence compares one thing with another.
    fn is_comparing(&self) -> bool {
        self.sentence.tokens.iter().any(|token| matches!(token.lower, "than" | "faster" | "slower"))
    }

    /// "it took 40 minutes to restore service", "it rained": whether the pronoun at token `at` stands for nothing.
    fn stands_for_nothing(&self, at: usize) -> bool {
        const FAR: usize = 6;
        let Some(base) = self.base(at + 1).filter(|_| self.token(at).lower == "it") else { return false };
        let behind = (at + 2..self.sentence.tokens.len()).take(FAR).skip_while(|i| self.class(*i) != Class::To);
        // "we wrote the importer, and it took 40 minutes to load the file": what machines do is done by something.
        const RUNNING: &[&str] =
            &["load", "run", "boot", "start", "parse", "process", "import", "render", "index", "respond", "execute"];
        let infinitive = behind.take(2).any(|i| {
            matches!(self.class(i), Class::Verb(Form::Base)) && !self.base(i).is_some_and(|base| RUNNING.contains(&base))
        });
        matches!(base, "rain" | "snow" | "hail") || matches!(base, "take" | "cost") && infinitive
    }

    /// "I rewrote the parser, and it got faster", "we use a cache because it is cheap": the thing that the author of the clause before token `at` does something with.
    fn object_before(&self, at: usize) -> Option<Topic> {
        let verb = (0..at).find(|i| self.class(*i).is_finite() && self.token(*i).depth == 0)?;
        let subject = self.subject_before(verb)?;
        let author = subject.end == subject.first + 1
            && matches!(self.token(subject.first).lower, "we" | "i")
            && !self.is_quoted(subject.first);
        let first = (verb + 1..at).find(|i| !matches!(self.class(*i), Class::Verb(_) | Class::Adverb | Class::Auxiliary))?;
        let owned = matches!(self.class(first), Class::Determiner | Class::Possessive);
        let end = self.nominal_end(first + 1, at);
        let head = self.token(end - 1);
        // "We wrote the pipeline in Acme": what is made is a thing.
        let made =
            self.base(verb).is_some_and(|base| matches!(base, "write" | "rewrite" | "build" | "rebuild" | "create" | "replace"));
        // A name that is not told where or with what may be what is meant.
        let named = (end..at).any(|i| matches!(self.class(i), Class::Name(_)) && self.class(i - 1) != Class::Preposition);
        let thing = end > first + 1
            && head.class == Class::Noun
            && !is_plural_noun(head.lower)
            && (made || !nouns::is_metric(head.lower))
            && !nouns::is_people(head.lower)
            && !is_vague(head.lower)
            && !nouns::is(head.lower, NounClass::Time);
        (author && !named && owned && thing).then(|| self.phrase_topic(Phrase { first: first + 1, end, core_end: end }))
    }

    /// Whether the possessive at token `at` opens the clause behind "On NAME, …", which only tells where.
    fn is_behind_place(&self, at: usize) -> bool {
        let comma = at.checked_sub(1).filter(|comma| self.class(*comma) == Class::Comma);
        let first = self.token(0);
        let places = first.class == Class::Preposition && matches!(first.lower, "on" | "in" | "at" | "under");
        places && self.class(at) == Class::Possessive && comma.is_some_and(|comma| !self.class(comma - 1).is_finite())
    }

    /// "We moved our queue to Veltro", "I use a cache": the last name that the author does something with, else the thing that comes up.
    pub(crate) fn object_of_author(&self) -> Option<Topic> {
        let finite = |i: &usize| self.class(*i).is_finite() && self.token(*i).depth == 0;
        let verb = (0..self.sentence.tokens.len()).find(finite)?;
        let subject = self.subject_before(verb)?;
        let first = self.token(subject.first);
        let author = subject.end == subject.first + 1 && matches!(first.lower, "we" | "i") && !self.is_quoted(subject.first);
        // "we sold our bakery to Acme. It had …"
        const LEAVING: &[&str] = &["sell", "complete", "pay", "give", "donate", "lease", "lend", "transfer", "close", "agree"];
        if !author || self.base(verb).is_some_and(|base| LEAVING.contains(&base)) {
            return None;
        }
        let thing = |at: &usize| {
            self.token(*at).depth == 0
                && matches!(self.kind(*at), Some(NameKind::Product | NameKind::Organisation | NameKind::Other))
        };
        let end = (verb..self.sentence.tokens.len()).find(|i| *i > verb && self.class(*i) == Class::Colon);
        let end = end.unwrap_or(self.sentence.tokens.len());
        // "runs on Acme", "an algorithm by Bolt": what only tells where, from where or whose.
        let aside = |at: usize| {
            at.checked_sub(1).is_some_and(|link| {
                self.class(link) == Class::Preposition
                    && !matches!(self.token(link).lower, "to" | "with" | "into" | "onto" | "like")
            })
        };
        let modifies = |at: usize| self.sentence.tokens.get(at + 1).is_some_and(|next| next.class.is_nominal());
        let named = (verb + 1..end).rev().filter(thing).find(|at| !aside(*at) && !modifies(*at)).map(|at| self.named(at));
        named.or_else(|| self.thing_brought_up(verb))
    }

    /// "use a cache in front of it": the thing without a name that is the object of the verb at token `verb`.
    fn thing_brought_up(&self, verb: usize) -> Option<Topic> {
        let first = (verb + 1..self.sentence.tokens.len()).take(4).find(|i| matches!(self.token(*i).lower, "a" | "an"))?;
        let plain =
            (verb + 1..first).all(|i| matches!(self.class(i), Class::Adverb | Class::Verb(_) | Class::Auxiliary | Class::To));
        let end = self.nominal_end(first + 1, self.sentence.tokens.len());
        let head = self.token(end - 1);
        let thing = end > first + 1
            && head.class == Class::Noun
            && !nouns::is_metric(head.lower)
            && !nouns::is_people(head.lower)
            && !is_vague(head.lower)
            && ![NounClass::Time, NounClass::Deal, NounClass::Owned].into_iter().any(|class| nouns::is(head.lower, class));
        (plain && thing).then(|| self.phrase_topic(Phrase { first: first + 1, end, core_end: end }))
    }

    /// Whether the verb right behind the pronoun at token `at` tells what only people and organisations do.
    fn does_business(&self, at: usize) -> bool {
        const DEEDS: &[&str] = &[
            "employ", "hire", "announce", "acquire", "operate", "own", "invest", "report", "plan", "expect", "raise", "say",
            "recruit", "appoint",
        ];
        let verb = (at + 1..self.sentence.tokens.len()).take(3).find(|i| matches!(self.class(*i), Class::Verb(_)));
        verb.and_then(|verb| self.base(verb)).is_some_and(|base| DEEDS.contains(&base))
    }

    /// "Despite its losses, Acme grew": the name behind the introductory phrase that the pronoun at token `at` stands in.
    fn coming(&self, at: usize, sorts: &[Sort]) -> Option<Topic> {
        let opening =
            matches!(self.class(0), Class::Preposition | Class::Subordinator) && self.token(at).class == Class::Possessive;
        let plain = (0..at).all(|i| !matches!(self.class(i), Class::Name(_) | Class::Comma) && !self.class(i).is_finite());
        let comma = (at..self.sentence.tokens.len()).find(|i| self.class(*i) == Class::Comma).filter(|_| opening && plain)?;
        let clear = (at..comma).all(|i| !self.class(i).is_finite());
        let name =
            (comma + 1..self.sentence.tokens.len()).find(|i| !matches!(self.class(*i), Class::Determiner)).filter(|_| clear)?;
        let acts = (name + 1..self.sentence.tokens.len()).take(3).any(|i| self.class(i).is_finite());
        (self.is_of(name, sorts) && acts).then(|| self.named(name))
    }

    /// "On the new platform, it takes …": the thing that an introductory phrase right before the pronoun at token `at` names.
    fn set_before(&self, at: usize) -> Option<Topic> {
        let comma = at.checked_sub(1).filter(|comma| self.class(*comma) == Class::Comma)?;
        let phrase = self.noun_phrase_ending(comma).filter(|phrase| self.class(phrase.first) == Class::Determiner)?;
        let link = phrase.first.checked_sub(1)?;
        let opens = link == 0 || matches!(self.class(link - 1), Class::Stop | Class::Colon);
        let head = self.token(phrase.end - 1);
        let thing = head.class == Class::Noun && definite_sorts(head.lower).contains(&Sort::Product);
        let fits = opens && thing && matches!(self.token(link).lower, "on" | "with" | "in" | "under" | "for");
        fits.then(|| self.phrase_topic(phrase))
    }

    /// The first name before token `at` that is the subject of a verb: "Joining Acme and others, Bolt said it …".
    pub(super) fn acting_before(&self, at: usize, sorts: &[Sort]) -> Option<Topic> {
        let depth = self.token(at).depth;
        let acts = |i: &usize| self.class(*i).is_finite() && self.token(*i).depth <= depth;
        // "Acme expects them to grow": who expects is not whom it expects of.
        let object =
            self.token(at).lower == "them" || self.sentence.tokens.get(at + 1).is_some_and(|next| next.class == Class::To);
        let heads = (0..at).filter(acts).filter(|verb| !object || verb + 1 != at).filter_map(|verb| {
            let subject = self.subject_before(verb)?;
            Some(subject.core_end - 1)
        });
        heads.filter(|head| self.is_of(*head, sorts)).map(|head| self.named(head)).next()
    }

    /// The same without those who only tell of others: "Acme found that …".
    pub(super) fn acting_untold(&self, at: usize) -> Option<Topic> {
        let sorts = &[Sort::Product, Sort::Organisation, Sort::Place];
        let depth = self.token(at).depth;
        let mut verbs = (0..at).filter(|i| self.class(*i).is_finite() && self.token(*i).depth <= depth);
        let tells = verbs.any(|verb| {
            let that = self.sentence.tokens.get(verb + 1).is_some_and(|that| that.lower == "that");
            let named = self.subject_before(verb).is_some_and(|subject| self.is_of(subject.core_end - 1, sorts));
            that && named
                && self.base(verb).is_some_and(|base| saying::is_saying(base) || matches!(base, "discover" | "calculate"))
        });
        if tells { None } else { self.acting_before(at, sorts) }
    }

    /// The unnamed subject of the first clause before token `at`: "After the system had run for a year, its tables …".
    fn thing_before(&self, at: usize, plural: bool) -> Option<Topic> {
        let depth = self.token(at).depth;
        let verb = (0..at).find(|i| self.class(*i).is_finite() && self.token(*i).depth <= depth)?;
        let subject = self.subject_before(verb)?;
        let phrase = Phrase { end: subject.core_end, ..self.trimmed(subject) };
        let head = self.token(phrase.core_end - 1);
        const DOINGS: &[&str] =
            &["migration", "rollout", "upgrade", "rewrite", "deployment", "test", "benchmark", "query", "search", "release"];
        let people = nouns::is_people(head.lower) && plural || DOINGS.contains(&head.lower);
        let plain = head.class == Class::Noun
            && (people || !nouns::is_metric(head.lower))
            && !nouns::is(head.lower, NounClass::Time)
            && !is_vague(head.lower)
            && !definite_sorts(head.lower).contains(&Sort::Person);
        let agrees = is_plural_noun(head.lower) == plural;
        let possessed = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Genitive | Class::Possessive));
        // "our invoice came to $2; in May it was $1": still the owner's.
        if plain && agrees && self.class(subject.first) == Class::Possessive && self.token(subject.first).lower == "our" {
            return self.antecedent(subject.first);
        }
        if !plain || !agrees || possessed {
            return None;
        }
        self.definite(phrase).or_else(|| Some(self.phrase_topic(phrase)))
    }

    /// Whether the token at `at` is a name that may be of one of `sorts`.
    pub(super) fn is_of(&self, at: usize, sorts: &[Sort]) -> bool {
        let Some(kind) = self.kind(at) else { return false };
        kind.is_measured() && Sort::of(kind).is_none_or(|sort| sorts.contains(&sort))
    }

    /// Whether token `at` stands between quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.sentence.tokens[..at].iter().filter(|token| token.class == Class::Quotation).count() % 2 == 1
    }

    /// The first fitting name of the sentence before token `at`, else the last fitting one said before.
    pub(super) fn antecedent_of(&self, at: usize, sorts: &[Sort]) -> Option<Topic> {
        (0..at).find(|i| self.is_of(*i, sorts)).map(|i| self.named(i)).or_else(|| self.context.last(sorts).cloned())
    }
}
