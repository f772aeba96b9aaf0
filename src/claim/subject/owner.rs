//! Whose a measure is: what "of" gives it to, a part of an organisation, a thing that is used, or whoever the sentence or the text is about.
//!
//! Comes in: a noun phrase that names a measure. Goes out: a name.

use crate::mention::name::NameKind;
use crate::text::is_among;

use super::super::clause::{Governor, Phrase, governor_of_verb};
use super::super::context::{Sort, Topic, definite_sorts};
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::Scene;
use super::resolve::is_vague;

/// Measures of what they are "on": "the yield on the ten-year note".
const YIELDING: &[&str] =
    &["yield", "yields", "interest", "tariff", "tariffs", "tax", "taxes", "duty", "duties", "premium", "spread", "return"];

/// Nouns of change, whose measure stands behind "in".
pub(super) const CHANGES: &[&str] = &[
    "growth",
    "increase",
    "rise",
    "surge",
    "jump",
    "gain",
    "decline",
    "decrease",
    "drop",
    "fall",
    "reduction",
    "improvement",
    "dip",
    "slump",
    "contraction",
    "expansion",
    "downturn",
    "uptick",
    "slowdown",
    "plunge",
    "spike",
    "hike",
];

/// What pages of a platform are given.
const HOSTED: &[&str] =
    &["stars", "downloads", "followers", "installs", "pulls", "subscribers", "views", "likes", "forks", "reviews", "members"];

/// What accounts call their items; none of them owns anything.
const ACCOUNT_ITEMS: &[&str] = &[
    "SG&A", "R&D", "G&A", "S&M", "COGS", "GAAP", "Non-GAAP", "CAPEX", "CapEx", "OPEX", "OpEx", "EBITDA", "EBIT", "EBITA", "EPS",
    "FFO", "NOI", "OI", "NII", "NIM", "OIBDA", "EBITDAR", "PBT", "PAT", "NOPAT", "ARPU", "ARR", "MRR", "ACV", "TCV", "GMV",
    "AUM", "DSO", "ROE", "ROCE", "ROIC", "OPEB",
];

/// Whether `word` is an item of accounts, which owns and does nothing.
pub(crate) fn is_account_item(word: &str) -> bool {
    // Such words have capitals.
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    // "Adjusted EBITDA1", with the number of its footnote.
    let last = word.rsplit(' ').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    // "Segment Profit", "Net Sales"
    const WHICH: &[&str] = &["Segment", "Operating", "Gross", "Net", "Adjusted", "Total"];
    const SUMS: &[&str] = &["Profit", "Income", "Margin", "Revenue", "Revenues", "Sales", "Earnings"];
    let titled =
        word == "Segment" || word.split_once(' ').is_some_and(|(which, _)| WHICH.contains(&which)) && SUMS.contains(&last);
    is_among(word, ACCOUNT_ITEMS) || last.len() < word.len() && is_among(last, ACCOUNT_ITEMS) || titled
}

impl Scene<'_> {
    /// The name inside a phrase about a measure: what "of" or "for" gives it to, else a modifier ("Azure revenue").
    pub(super) fn name_within(&self, phrase: Phrase) -> Option<Topic> {
        let depth = self.token(phrase.first).depth;
        let is_name = |i: &usize| {
            self.token(*i).depth == depth
                && self.kind(*i).is_some_and(|kind| kind != NameKind::Benchmark)
                && !is_account_item(self.token(*i).word)
        };
        let link = phrase.core_end;
        let owned = link < phrase.end && matches!(self.token(link).lower, "of" | "for");
        let next = self.nominal_end(link + 1, phrase.end);
        let of = next.checked_sub(1).filter(|last| owned && *last > link && is_name(last));
        // "GitHub stars for web frameworks": counted at the one, of the other.
        if of.is_none() && owned && self.token(link).lower == "for" && self.measured_thing(phrase).is_some() {
            return None;
        }
        // "GitHub stars on Acme": where they are given, and to what.
        if let Some(hosted) = self.hosted(phrase) {
            return Some(hosted);
        }
        of.or_else(|| (phrase.first..phrase.core_end).find(is_name)).map(|at| self.named(at))
    }

    /// What a platform's stars, downloads or followers are of: "GitHub stars on Acme reached 14,000".
    fn hosted(&self, phrase: Phrase) -> Option<Topic> {
        const PLATFORMS: &[&str] = &[
            "github",
            "gitlab",
            "npm",
            "pypi",
            "docker hub",
            "twitter",
            "youtube",
            "linkedin",
            "reddit",
            "slack",
            "discord",
            "facebook",
        ];
        let head = phrase.core_end.checked_sub(1)?;
        let platform = head.checked_sub(1).filter(|at| *at >= phrase.first && PLATFORMS.contains(&self.token(*at).lower))?;
        let link = self.sentence.tokens.get(phrase.core_end).filter(|_| HOSTED.contains(&self.token(head).lower))?;
        let given = matches!(link.lower, "on" | "for" | "of" | "to");
        let name = (platform + 2..phrase.end).find(|i| self.kind(*i).is_some_and(NameKind::is_measured)).filter(|_| given)?;
        Some(self.named(name))
    }

    /// The name in what is attached to a phrase about a measure.
    pub(super) fn name_behind(&self, phrase: Phrase) -> Option<Topic> {
        // "stars on GitHub": where they are counted, not whose they are.
        let link = self.sentence.tokens.get(phrase.core_end).map_or("", |link| link.lower);
        if matches!(link, "on" | "from") && HOSTED.contains(&self.token(phrase.core_end - 1).lower) {
            return None;
        }
        let names = || (phrase.core_end..phrase.end).filter(|i| matches!(self.class(*i), Class::Name(_)));
        // "at US media giant Acme": of Acme, not of the US.
        let told = names().find(|i| self.kind(*i) != Some(NameKind::Place)).or_else(|| names().next());
        // "Private rents in Britain": measures of an economy name themselves, with their place.
        let public = matches!(
            self.token(phrase.core_end - 1).lower,
            "rents" | "wages" | "exports" | "imports" | "inflation" | "unemployment"
        );
        if public
            && link == "in"
            && self.context.own_organisation().is_none()
            && told.is_some_and(|at| self.kind(at) == Some(NameKind::Place))
        {
            return None;
        }
        // "the rate on VA loans"
        let whole = told.map(|at| (at, self.nominal_end(at + 1, phrase.end)));
        whole.map(|(at, end)| {
            if end > at + 1 && self.class(end - 1) == Class::Noun {
                self.phrase_topic(Phrase { first: at, end, core_end: end })
            } else {
                self.named(at)
            }
        })
    }

    /// "Reading content out of SQLite": the name that a deed is done with, else the deed itself.
    pub(super) fn deed(&self, phrase: Phrase) -> Topic {
        let named = |i: &usize| self.kind(*i).is_some_and(NameKind::is_measured);
        // "Running Postgres on two servers": what is run, not where.
        let object = (phrase.first + 1..phrase.end).take(2).find(|i| self.class(*i) != Class::Determiner).filter(named);
        let name = object.or_else(|| (phrase.first..phrase.end).rev().find(named));
        // "Adding indexes cut the load": in an organisation's own account, what it did.
        let doer =
            || self.context.own_organisation().filter(|own| own.sort != Some(Sort::Person) && !self.context.is_survey()).cloned();
        name.map(|at| self.named(at)).or_else(doer).unwrap_or_else(|| self.phrase_topic(phrase))
    }

    /// "aerospace segment", "the Cloud division": a part of an organisation that has figures of its own.
    pub(super) fn part_of(&self, phrase: Phrase) -> Option<Topic> {
        let part = (phrase.first..phrase.core_end).rev().find(|i| nouns::is(self.token(*i).lower, NounClass::Part))?;
        let first = (phrase.first..part).find(|i| !matches!(self.class(*i), Class::Determiner | Class::Possessive))?;
        let titled = |i: usize| self.token(i).word.starts_with(char::is_uppercase);
        let words = (first..part).all(|i| {
            matches!(self.class(i), Class::Noun | Class::Adjective | Class::Name(_) | Class::Verb(Form::Participle))
                // "Pipes and Pumps segment"
                || self.class(i) == Class::Conjunction && i > first && titled(i - 1) && titled(i + 1)
        });
        let telling = (first..part).any(|i| self.class(i).is_head() || i > 0 && titled(i) || self.token(i).lower.contains('-'));
        (words && telling).then(|| Topic { name: self.phrase_words(first, part + 1), sort: None, plural: false })
    }

    /// "Revenues from our Norland segment", "Adjusted EBITDA in Norland": in an organisation's own account, the part that it earned so much in.
    pub(super) fn earned_in(&self, phrase: Phrase) -> Option<Topic> {
        self.context.own_organisation()?;
        let link = phrase.core_end;
        let inside = link + 1 < phrase.end && matches!(self.token(link).lower, "from" | "in" | "at" | "within");
        let behind = Phrase { first: link + 1, end: phrase.end, core_end: phrase.end };
        if let Some(part) = self.part_of(behind).filter(|_| inside) {
            return Some(part);
        }
        let head = self.token(phrase.core_end - 1);
        let earned = nouns::is(head.lower, NounClass::Owned) || is_account_item(head.word);
        let place = inside && link + 2 == phrase.end && self.kind(link + 1) == Some(NameKind::Place);
        (earned && place).then(|| self.named(link + 1))
    }

    /// "Pipes and Pumps segment revenue": a part whose name two names make.
    pub(super) fn joined_part(&self, phrase: Phrase) -> Option<Topic> {
        self.part_of(phrase).filter(|part| part.name.contains(" and "))
    }

    /// "Segment profit" behind a sentence about the aerospace segment: the part that was spoken of last.
    fn part_before(&self, phrase: Phrase) -> Option<Topic> {
        let part = (phrase.first..phrase.core_end).find(|i| nouns::is(self.token(*i).lower, NounClass::Part))?;
        let word = self.token(part).lower;
        let subject = self.context.subject().filter(|topic| topic.name.to_lowercase().ends_with(word));
        let reported = || self.context.reported().filter(|topic| topic.name.ends_with(word));
        subject.or_else(|| self.context.described(word)).or_else(reported).cloned()
    }

    /// Whose measure it is where nobody is named: money and staff are an organisation's, the rest the topic's.
    pub(super) fn unnamed_owner(&self, phrase: Phrase) -> Option<Topic> {
        let owned = (phrase.first..phrase.core_end).any(|i| nouns::is(self.token(i).lower, NounClass::Owned));
        // "The Labor Department said that the unemployment rate …": nobody's.
        if let Some(rate) = self.public_rate(phrase) {
            return Some(rate);
        }
        let part = self.part_of(phrase).or_else(|| self.part_before(phrase)).or_else(|| self.fronted_group());
        if let Some(topic) = part.or_else(|| self.introduced(phrase.first)).or_else(|| self.reported_part(phrase, owned)) {
            return Some(topic);
        }
        let earlier = (0..phrase.first).rev().find(|i| {
            // "our AWS invoice" is not AWS's.
            let modifies = self.sentence.tokens.get(i + 1).is_some_and(|next| next.class == Class::Noun);
            let own = modifies && self.context.own_organisation().is_some();
            self.token(*i).depth == 0 && !own && matches!(self.kind(*i), Some(NameKind::Organisation | NameKind::Product))
        });
        if let Some(earlier) = earlier {
            return Some(self.named(earlier));
        }
        if self.token(phrase.core_end - 1).lower == "margin" && self.is_of_error(phrase) {
            return Some(Topic { name: "survey".to_owned(), sort: None, plural: false });
        }
        if let Some(used) = self.used_thing(phrase) {
            return Some(used);
        }
        if let Some(market) = self.of_market(phrase) {
            return Some(market);
        }
        if let Some(field) = self.field(phrase).filter(|_| !self.context.has_topic() && !self.context.is_survey()) {
            return Some(field);
        }
        if owned && let Some(owner) = self.context.owner() {
            return Some(owner.clone());
        }
        if let Some(topic) = self.beholder(phrase).or_else(|| self.told_of_before(phrase.first)) {
            return Some(topic);
        }
        let thing = self.product_in(phrase).filter(|_| !self.context.is_survey());
        // "the cost of interest", in a text that is nobody's own: what is measured names itself.
        let link = self.sentence.tokens.get(phrase.core_end).filter(|_| phrase.core_end < phrase.end);
        let counts =
            (phrase.core_end..phrase.end).any(|i| matches!(self.class(i), Class::Quantity(_) | Class::Date(_) | Class::Number));
        let complete =
            !counts && link.is_some_and(|link| matches!(link.lower, "of" | "on")) && self.context.own_organisation().is_none();
        let whole = || complete.then(|| self.phrase_topic(Phrase { core_end: phrase.end, ..phrase }));
        let itself = || self.phrase_topic(Phrase { end: phrase.core_end, ..phrase });
        thing
            .or_else(whole)
            // In a survey, what was named last has not the measures that nobody is named for.
            .or_else(|| self.context.is_survey().then(|| self.context.headed().cloned().unwrap_or_else(itself)))
            // What nobody is named for is no person's, whomever the text is about.
            .or_else(|| {
                self.context.topic().filter(|topic| topic.sort != Some(Sort::Person)).or_else(|| self.context.country()).cloned()
            })
            .or_else(|| Some(itself()))
    }

    /// "Rents rose", "House prices rose", in a text that is nobody's own: what nobody owns names itself.
    fn of_market(&self, phrase: Phrase) -> Option<Topic> {
        let head = phrase.core_end - 1;
        if self.context.own_organisation().is_some() {
            return None;
        }
        let housing = |i: usize| matches!(self.token(i).lower, "house" | "home" | "property" | "housing");
        let homes = matches!(self.token(head).lower, "prices" | "sales") && (phrase.first..head).any(housing);
        let bare = matches!(self.token(head).lower, "rents" | "wages" | "exports" | "imports" | "inflation" | "unemployment");
        // "the average global temperature", "sea levels", "carbon emissions"
        let before = |words: &[&str]| (phrase.first..head).any(|i| words.contains(&self.token(i).lower));
        let worldly = match self.token(head).lower {
            "temperature" | "temperatures" => before(&["global", "surface", "ocean", "world"]),
            "level" | "levels" => before(&["sea", "water"]),
            "emissions" => before(&["global", "carbon", "greenhouse", "gas", "methane", "dioxide"]),
            _ => false,
        };
        if worldly {
            return Some(self.phrase_topic(Phrase { end: phrase.core_end, ..phrase }));
        }
        let end = if homes { Some(phrase.core_end) } else { bare.then(|| self.placed_end(phrase)) };
        end.map(|end| self.phrase_topic(Phrase { end, ..phrase }))
    }

    /// "browser memory": the sort of product that a measure's words name; "product costs" are of whoever sells the products.
    fn product_in(&self, phrase: Phrase) -> Option<Topic> {
        let named = |i: &usize| self.class(*i) == Class::Noun && definite_sorts(self.token(*i).lower).contains(&Sort::Product);
        let own = self.context.own_organisation().is_some();
        let sold = |i: usize| own && matches!(self.token(i).lower, "product" | "products" | "service" | "services");
        let thing = (phrase.first..phrase.core_end - 1).find(named).filter(|i| !sold(*i))?;
        Some(Topic { name: self.phrase_words(thing, thing + 1), sort: None, plural: false })
    }

    /// "The homes website saw traffic grow": who has the measure that the verb "see" is told of.
    fn beholder(&self, phrase: Phrase) -> Option<Topic> {
        let verb = phrase.first.checked_sub(1)?;
        let base = self.base(verb)?;
        let governor = governor_of_verb(self.sentence, verb);
        let subject =
            governor.subject.filter(|subject| subject.end <= verb && matches!(base, "see" | "watch" | "witness" | "enjoy"))?;
        self.resolve(subject, governor).topic
    }

    /// "Pipelines are getting faster: the median fell …": the subject of the sentence's clause before.
    fn told_of_before(&self, upto: usize) -> Option<Topic> {
        let verb = (0..upto).find(|i| self.class(*i).is_finite() && self.token(*i).depth == 0)?;
        let subject = self.subject_before(verb)?;
        let head = self.token(subject.core_end - 1);
        let plain = head.class == Class::Noun && !nouns::is_metric(head.lower) && !is_vague(head.lower);
        let divided = (verb..upto).any(|i| matches!(self.class(i), Class::Colon | Class::Stop | Class::Dash));
        (plain && divided).then(|| self.phrase_topic(Phrase { end: subject.core_end, ..subject }))
    }

    /// "an increase in wages of 15 percent", "a 4 percent dip in exports": what changes by the figure at token `at`.
    pub(super) fn changing(&self, at: usize) -> Option<Topic> {
        const FAR: usize = 8;
        let change = |i: &usize| CHANGES.contains(&self.token(*i).lower) && self.class(*i) == Class::Noun;
        let of = at.checked_sub(1).filter(|of| self.token(*of).lower == "of");
        let before = || (of?.saturating_sub(FAR)..of?).rev().find(change);
        let behind = || (at + 1..self.sentence.tokens.len()).take(2).find(change);
        let link = behind().or_else(before)? + 1;
        let inside =
            self.sentence.tokens.get(link).is_some_and(|token| token.lower == "in" && token.depth == self.token(at).depth);
        let end = self.nominal_end(link + 1, self.sentence.tokens.len());
        // "investment last year"
        let end = (link + 1..end).find(|i| matches!(self.class(*i), Class::Date(_))).unwrap_or(end);
        let head = end.checked_sub(1).filter(|head| inside && *head > link && self.class(*head) == Class::Noun)?;
        let phrase = Phrase { first: link + 1, end, core_end: end };
        let told = !nouns::is(self.token(head).lower, NounClass::Time) && !is_vague(self.token(head).lower);
        told.then(|| self.used_thing(phrase).or_else(|| self.field(phrase)).unwrap_or_else(|| self.phrase_topic(phrase)))
    }

    /// "income from the ferry line", but "income from operations", which is a measure by itself in an organisation's own account.
    fn is_named_source(&self, link: usize, phrase: Phrase) -> bool {
        const ACCOUNTS: &[&str] = &["operations", "operating", "investing", "financing", "continuing", "ordinary", "activities"];
        let named = (link + 1..phrase.end).any(|i| matches!(self.class(i), Class::Name(_)));
        named
            || self.context.own_organisation().is_none()
                && !(link + 1..phrase.end).any(|i| ACCOUNTS.contains(&self.token(i).lower))
    }

    fn is_of_error(&self, phrase: Phrase) -> bool {
        (phrase.core_end..phrase.end).any(|i| self.token(i).lower == "error")
    }

    /// Whether the word at token `link` behind a measure leads to what is measured: "of", "for", "reads from", "the dip in".
    fn tells_of_what(&self, link: usize, phrase: Phrase) -> bool {
        let access =
            matches!(self.token(link.saturating_sub(1)).lower, "reads" | "writes" | "access" | "queries" | "calls" | "requests");
        matches!(self.token(link).lower, "of" | "for")
            || self.token(link).lower == "among" && self.class(link + 1).is_nominal() && self.token(link + 1).lower != "those"
            || access && matches!(self.token(link).lower, "from" | "to" | "on")
            || self.token(link).lower == "from"
                && nouns::is(self.token(link - 1).lower, NounClass::Owned)
                && self.is_named_source(link, phrase)
            || self.token(link).lower == "in" && CHANGES.contains(&self.token(link - 1).lower)
            || self.token(link).lower == "on"
                && YIELDING.contains(&self.token(link - 1).lower)
                && !matches!(
                    self.token(link + 1).lower,
                    "equity" | "assets" | "capital" | "sales" | "average" | "invested" | "tangible"
                )
    }

    /// "cost of goods sold", "cost of revenue": whether the words around token `link` name an item of accounts.
    fn is_account_cost(&self, link: usize, core_end: usize) -> bool {
        let sold = matches!(
            self.token(link + 1).lower,
            "goods" | "sales" | "revenue" | "revenues" | "services" | "products" | "merchandise"
        );
        sold && matches!(self.token(link - 1).lower, "cost" | "costs")
            && (core_end == link + 2 || self.token(link + 2).lower == "sold")
    }

    /// "revenue of the cloud unit" → the cloud unit; "average order value" has none.
    pub(super) fn measured_thing(&self, phrase: Phrase) -> Option<Topic> {
        let link = phrase.core_end;
        let linked = link + 1 < phrase.end && self.tells_of_what(link, phrase);
        if !linked {
            return None;
        }
        // "shipments of engineering goods": a gerund describes what stands behind it.
        let gerund =
            self.class(link + 1) == Class::Verb(Form::Gerund) && link + 2 < phrase.end && self.class(link + 2).is_nominal();
        let core_end = self.nominal_end(link + 1 + usize::from(gerund), phrase.end).max(link + 2);
        let inner = Phrase { first: link + 1, end: core_end, core_end };
        // "operating profit for the segment"
        let part = core_end == link + 3 && self.class(link + 1) == Class::Determiner || core_end == link + 2;
        if part && nouns::is(self.token(core_end - 1).lower, NounClass::Part) {
            let told = self.context.turned().or_else(|| self.context.reported()).filter(|part| part.name.contains(' '));
            if let Some(told) = told.filter(|told| told.name.ends_with(self.token(core_end - 1).lower)) {
                return Some(told.clone());
            }
        }
        // "the dip in exports", "the rise in our revenue": whose what changes is.
        if CHANGES.contains(&self.token(link - 1).lower) && nouns::is_metric(self.token(core_end - 1).lower) {
            return self.resolve(Phrase { end: phrase.end, ..inner }, Governor::default()).topic;
        }
        // "the yield of our investments"
        if let Some(part) = self.part_of(inner) {
            return Some(part);
        }
        if self.class(inner.first) == Class::Possessive {
            return self.owned(inner, Governor::default()).topic;
        }
        if let Some(topic) = self.definite(inner) {
            return Some(topic);
        }
        if self.is_account_cost(link, core_end) {
            return None;
        }
        // "exports in the first months of the year": what stands behind what changes only says when.
        let when =
            |i: &usize| self.token(link).lower == "in" && self.token(*i).lower == "in" && self.class(*i) == Class::Preposition;
        let inner = Phrase { end: (link + 1..phrase.end).find(when).unwrap_or(phrase.end), ..inner };
        let head = self.token(core_end - 1);
        let temporal = matches!(head.class, Class::Date(_) | Class::Quantity(_)) || nouns::is(head.lower, NounClass::Time);
        // "the number of users who upgrade": of them, where a survey counts them or a clause tells which.
        let told_which = self.sentence.tokens.get(core_end).is_some_and(|who| who.lower == "who");
        let asked = told_which || self.context.is_survey();
        if nouns::is_people(head.lower) {
            match self.token(link - 1).lower {
                "number" | "share" | "proportion" | "percentage" | "count" if asked => {
                    return Some(self.phrase_topic(Phrase { end: core_end, ..inner }));
                }
                // "Number of contributors", in an organisation's own account: its own.
                "number" | "count" if self.context.own_organisation().is_some() => return None,
                _ => {}
            }
        }
        (!temporal && !nouns::is_metric(head.lower)).then(|| self.phrase_topic(inner))
    }

    /// "thermal power", "wind and solar power": what energy is made from, and no measure.
    pub(super) fn is_energy(&self, head: usize, first: usize) -> bool {
        const SOURCES: &[&str] = &[
            "thermal",
            "wind",
            "solar",
            "nuclear",
            "tidal",
            "wave",
            "coal",
            "gas",
            "geothermal",
            "hydro",
            "hydroelectric",
            "renewable",
        ];
        let of = self.sentence.tokens.get(head + 1).is_some_and(|of| of.lower == "of");
        self.token(head).lower == "power" && head > first && !of && SOURCES.contains(&self.token(head - 1).lower)
    }
}
