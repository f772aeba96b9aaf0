//! Claims without a figure: migrations and other happenings.
//!
//! Comes in: one sentence. Goes out: a draft for each clause in which a named organisation, product or person did something checkable.
//! Opinions, questions, conditions and negations are left out. Who did it is found in [`agent`], what makes a verb a deed in [`deed`] and
//! [`object`], how it is stated in [`group`], what a migration moves to in [`migration`], and where its clause ends in [`extent`].

mod agent;
pub(crate) mod deed;
mod extent;
mod group;
mod migration;
mod object;

use crate::mention::attribution::AttributionMention;
use crate::mention::date::Setting;
use crate::text::TextSpan;

use super::context::{Sort, Topic};
use super::draft::Draft;
use super::extract::Extractor;
use super::figure::{Line, named_source};
use super::lexicon::{Form, Lexicon};
use super::subject::Scene;
use super::syntax::Class;
use super::{Attribution, Kind, Migration, Modality, modality, wording, worthiness};
use agent::Agent;
use group::{Group, Mood};

/// Adds the claims of a sentence that state a happening.
pub(crate) fn extract(extractor: &mut Extractor<'_>, line: &Line<'_>) {
    let Line { prose, reading, sentence, sources } = *line;
    let words = reading.words(sentence.span);
    if words.ends_with('?') || sentence.tokens.len() < 3 {
        return;
    }
    let mut drafts: Vec<Draft> = Vec::new();
    {
        let scene = Scene { reading, sentence, context: &extractor.context, steps: 0 };
        let named = sentence.tokens.iter().any(|token| matches!(token.class, Class::Name(_)) || token.lower == "we");
        let events = Events { scene, sources, date: extractor.date(), setting: &extractor.setting, named };
        let now = sentence.tokens.iter().any(|token| token.lower == "now");
        for at in 0..sentence.tokens.len() {
            let deal = || if events.is_deal(at) { events.deal_noun(at) } else { None };
            let told = match sentence.tokens[at].class {
                Class::Noun => events.migration_noun(at).or_else(deal),
                Class::Verb(form) => deal().or_else(|| events.clause_at(at, form)),
                _ if events.is_deal(at) => events.deal_noun(at),
                _ if now => None,
                _ => continue,
            };
            if let Some(draft) = told.or_else(|| if now { events.entered_state(at) } else { None }).map(without_itself)
                && !drafts.iter().any(|earlier| repeats(earlier, &draft))
                && !is_of_itself(&draft)
            {
                drafts.push(draft);
            }
        }
    }
    for draft in drafts {
        extractor.builder.push(draft, &prose.text, &prose.section);
    }
}

/// "a move from Acme to Acme": what is left cannot be what is moved to.
fn without_itself(mut draft: Draft) -> Draft {
    if let Some(migration) = draft.migration.as_mut().filter(|migration| migration.to.is_some() && migration.from == migration.to)
    {
        migration.from = None;
    }
    draft
}

/// "Acme joined Acme", "Acme moved to Acme": what nobody does, so that the subject or the other side was misread.
fn is_of_itself(draft: &Draft) -> bool {
    let subject = draft.subject.as_deref().unwrap_or_default();
    let same = draft.migration.as_ref().is_some_and(|migration| migration.to.as_deref() == Some(subject));
    // One word, the verb, between who does it and whom it is done with.
    let doer = |before: &str| {
        let named = before.strip_suffix(subject).is_some_and(|lead| lead.is_empty() || lead.ends_with(' '));
        named || matches!(before.rsplit(' ').next(), Some("it" | "they"))
    };
    let done = |at: usize| {
        let rest = &draft.text[at + subject.len()..];
        let whole = !rest.starts_with(['\'', '’', '-']) && !rest.starts_with(char::is_alphanumeric);
        whole && draft.text[..at].trim_end().rsplit_once(' ').is_some_and(|(before, _)| doer(before))
    };
    same || !subject.is_empty() && draft.text.match_indices(subject).any(|(at, _)| done(at))
}

/// Whether `draft` tells the happening of `earlier` again: of one kind, in the same words.
fn repeats(earlier: &Draft, draft: &Draft) -> bool {
    earlier.kind == draft.kind && earlier.quote.overlaps(draft.quote)
}

struct Events<'s> {
    scene: Scene<'s>,
    sources: &'s [AttributionMention],
    date: Option<&'s str>,
    setting: &'s Setting,
    /// Whether the sentence names anybody, or says "we".
    named: bool,
}

impl Events<'_> {
    fn class(&self, at: usize) -> Class {
        self.scene.sentence.tokens[at].class
    }

    fn class_at(&self, at: usize) -> Option<Class> {
        self.scene.sentence.tokens.get(at).map(|token| token.class)
    }

    fn lower(&self, at: usize) -> &str {
        self.scene.sentence.tokens[at].lower
    }

    /// The word at token `at`, empty behind the last.
    fn lower_at(&self, at: usize) -> &str {
        self.scene.sentence.tokens.get(at).map_or("", |token| token.lower)
    }

    fn depth(&self, at: usize) -> u8 {
        self.scene.sentence.tokens[at].depth
    }

    fn len(&self) -> usize {
        self.scene.sentence.tokens.len()
    }

    /// The happening that the verb at token `at` states.
    fn clause_at(&self, at: usize, form: Form) -> Option<Draft> {
        let base = Lexicon::shared().verb(self.lower(at))?.base;
        // "Open sourced Shipper", without its hyphen.
        let open = base == "source" && at.checked_sub(1).is_some_and(|before| self.lower(before) == "open");
        let base = if open { "open-source" } else { base };
        // A verb of no list tells only of what somebody did who is named.
        if !deed::may_be(base, self.named) {
            return None;
        }
        if self.is_staged(at, base) {
            return None;
        }
        let group = self.group(at, form)?;
        self.migration_of(at, base, &group).or_else(|| self.event_of(at, base, form, &group))
    }

    /// What is said rather than done: "I'll turn it over to Ann", "I'm joined by our finance chief", "…, added Ann Lee" behind a quotation.
    fn is_staged(&self, at: usize, base: &str) -> bool {
        let tokens = &self.scene.sentence.tokens;
        match base {
            "turn" | "hand" | "pass" => {
                (at + 1..self.len()).take(5).any(|i| matches!(self.lower(i), "over" | "back"))
                    && (0..at).any(|i| matches!(self.lower(i), "i" | "i'll" | "we" | "let" | "me"))
            }
            "join" => (at.saturating_sub(3)..at).any(|i| matches!(self.lower(i), "i'm" | "i’m" | "i" | "am")),
            "add" => at
                .checked_sub(1)
                .is_some_and(|before| self.class(before) == Class::Quotation || tokens[before].word.ends_with(['”', '"'])),
            _ => false,
        }
    }

    /// "Search is now generally available": the state that a product or service has entered.
    fn entered_state(&self, at: usize) -> Option<Draft> {
        const STATES: &[&str] =
            &["available", "stable", "live", "open-source", "supported", "deprecated", "public", "free", "online", "operational"];
        let now = at.checked_sub(1)?;
        let now = (now.saturating_sub(1)..=now).rev().find(|i| self.lower(*i) == "now")?;
        let state = STATES.contains(&self.lower(at)) || self.lower(at) == "open" && self.lower_at(at + 1) == "source";
        if !state {
            return None;
        }
        let be = now.checked_sub(1).filter(|be| matches!(self.lower(*be), "is" | "are"))?;
        let group = Group { first: be, passive: false, mood: Mood::Finite };
        let agent = self.agent(be, &group)?;
        let quote = self.clause(at, &group, agent.phrase, at + 1);
        Some(self.finish(Kind::Event, agent.topic, None, quote))
    }

    fn migration_of(&self, at: usize, base: &str, group: &Group) -> Option<Draft> {
        let sides = self.sides_of_verb(at, base, group)?;
        let agent =
            if group.passive { self.mover(at, base, group) } else { self.agent(at, group).or_else(|| self.unsaid(group)) }?;
        // A person who leaves one company for another changes jobs, not technology.
        if agent.topic.sort == Some(Sort::Person) && matches!(base, "leave" | "move" | "go" | "turn") {
            return None;
        }
        let quote = self.clause(at, group, agent.phrase, sides.end);
        Some(self.finish(Kind::Migration, agent.topic, Some(sides.migration), quote))
    }

    /// Who moved, where the passive names what was moved: who stands behind "by", whose it is, or whose article this is.
    fn mover(&self, at: usize, base: &str, group: &Group) -> Option<Agent> {
        let subject = self.scene.subject_of_verb(at);
        let phrase = subject.phrase;
        if base != "replace"
            && let Some(agent) = self.doer(at)
        {
            return Some(Agent { phrase, ..agent });
        }
        let owned = self.agent(at, group).filter(|_| base != "replace");
        owned.or_else(|| self.narrator().map(|topic| Agent { topic, phrase }))
    }

    fn event_of(&self, at: usize, base: &str, form: Form, group: &Group) -> Option<Draft> {
        if !self.may_be_deed(at, base, group) {
            return None;
        }
        let agent = match self.agent(at, group) {
            Some(agent) => agent,
            None if group.passive => self.doer(at).or_else(|| self.undergone(at, base, group))?,
            None => return None,
        };
        let adjunct = group.mood == Mood::Adjunct || form == Form::Gerund && group.mood != Mood::Finite;
        let named_doer = || self.doer(at).is_some();
        if adjunct && !group.passive && !self.acts_on_something(at) {
            return None;
        }
        if adjunct && !self.is_strong(base) || group.mood == Mood::Reduced && !(self.is_strong(base) && named_doer()) {
            return None;
        }
        let subject = agent.phrase.or_else(|| self.scene.subject_of_verb(at).phrase);
        if !self.is_deed(at, base, group, subject) {
            return None;
        }
        let least = if base == "announce" { self.announced_end(at)? } else { at + 1 };
        let quote = self.clause(at, group, subject, least);
        // "the principles that we were founded on": what it is about stands before.
        let last = self.scene.sentence.tokens.iter().rfind(|token| token.span.end <= quote.end);
        if group.passive && last.is_some_and(|last| last.class == Class::Preposition) {
            return None;
        }
        Some(self.finish(Kind::Event, agent.topic, None, quote))
    }

    /// "Migrated our builds to Go", at the start of an item: what the author's organisation did.
    fn unsaid(&self, group: &Group) -> Option<Agent> {
        let opens = group.first == 0 && group.mood == Mood::Finite;
        let own = self.speaks_of_us() || self.scene.context.own_organisation().is_some();
        let topic = self.narrator().filter(|_| opens && own)?;
        Some(Agent { topic, phrase: None })
    }

    /// One past what the verb of announcing at token `at` announces at least: to the end of its clause with "that". Nothing where that tells figures,
    /// which are claims of their own.
    fn announced_end(&self, at: usize) -> Option<usize> {
        if self.lower_at(at + 1) != "that" {
            return Some(at + 1);
        }
        let verb = (at + 2..self.len()).find(|i| self.class(*i).is_finite())?;
        let end = self.clause_end(verb, false);
        (!(at..end).any(|i| matches!(self.class(i), Class::Quantity(_)))).then_some(end)
    }

    /// "The old data centre was shut down", in a text that says "we": what the author's organisation did.
    fn undergone(&self, at: usize, base: &str, group: &Group) -> Option<Agent> {
        let phrase = self.scene.subject_of_verb(at).phrase?;
        let definite = matches!(self.lower(phrase.first), "the" | "our") && phrase.end == group.first;
        let topic = self.narrator().filter(|_| definite && self.is_strong(base) && self.speaks_of_us())?;
        Some(Agent { topic, phrase: Some(phrase) })
    }

    fn is_strong(&self, base: &str) -> bool {
        deed::deeds(base).iter().any(|deed| deed.need == deed::Need::Any)
    }

    /// "Uber's 2026 migration to Go", "their switch from A to B", "OpenAI's FastAPI migration".
    fn migration_noun(&self, at: usize) -> Option<Draft> {
        let sides = self.sides_of_noun(at).or_else(|| self.target_before(at))?;
        let (topic, first) = self.whose(at)?;
        let end = self.clause_end(at, true).max(sides.end);
        let tokens = &self.scene.sentence.tokens;
        let quote = TextSpan::new(tokens[first].span.start, tokens[end - 1].span.end);
        Some(self.finish(Kind::Migration, topic, Some(sides.migration), quote))
    }

    /// Whether the words at token `at` are "acquisition of" or alike.
    #[inline]
    fn is_deal(&self, at: usize) -> bool {
        matches!(self.lower(at), "acquisition" | "purchase" | "takeover" | "buyout") && self.lower_at(at + 1) == "of"
    }

    /// "its 2016 acquisition of LinkedIn", "Oracle's takeover of Lakeview": a deal told as a noun.
    fn deal_noun(&self, at: usize) -> Option<Draft> {
        let (topic, first) = self.whose(at)?;
        let end = (at + 2..self.len()).find(|i| !self.class(*i).is_nominal()).unwrap_or(self.len());
        let named = (at + 2..end).rev().find(|i| matches!(self.class(*i), Class::Name(_)))?;
        let tokens = &self.scene.sentence.tokens;
        let quote = TextSpan::new(tokens[first].span.start, tokens[named].span.end);
        Some(self.finish(Kind::Event, topic, None, quote))
    }

    /// Whose the noun at token `at` is, by the genitive or possessive before it, and where its phrase begins.
    fn whose(&self, at: usize) -> Option<(Topic, usize)> {
        let first = (0..at).rev().take_while(|i| self.class(*i).is_nominal()).last()?;
        let mark = (first..at).rev().find(|i| matches!(self.class(*i), Class::Genitive | Class::Possessive))?;
        Some(match self.class(mark) {
            Class::Possessive => (self.scene.antecedent(mark)?, mark),
            _ => {
                let name = mark.checked_sub(1).filter(|i| matches!(self.class(*i), Class::Name(_)))?;
                (self.scene.named(name), name)
            }
        })
    }

    fn finish(&self, kind: Kind, topic: Topic, migration: Option<Migration>, quote: TextSpan) -> Draft {
        let scene = self.scene;
        let dates = scene.reading.dates_in(quote).chain(scene.reading.dates_in(scene.sentence.span));
        let time = dates.map(|(_, mention)| mention).find_map(|mention| mention.place(self.setting));
        let attribution = self.attribution(quote);
        let clause = scene.reading.lower(quote);
        let future = time
            .as_deref()
            .zip(self.date)
            .is_some_and(|(time, today)| super::timing::is_after(time, today) && !self.setting.has_reported(time));
        let modality = modality::of_clause(clause, clause, future);
        let text = wording::of_event(scene.reading.words(quote), &topic.name, scene.context.speaker());
        Draft {
            kind,
            modality,
            text,
            subject: Some(topic.name),
            metric: None,
            figure: None,
            basis: None,
            compared_to: None,
            scope: None,
            migration,
            due: time.clone().filter(|_| modality == Modality::Forecast),
            time,
            check_worthiness: worthiness::of_event(kind, attribution.is_some()),
            attribution,
            quote,
            cell: None,
            why: vec![format!("{kind} by its verb")],
        }
    }

    fn attribution(&self, quote: TextSpan) -> Option<Attribution> {
        let covering = self.sources.iter().filter(|source| source.scope.overlaps(quote));
        covering.min_by_key(|source| (source.scope.len(), source.span)).map(|source| named_source(self.scene.reading, source))
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::{Claim, Kind, extract};
    use crate::document;
    use crate::source::Source;

    fn happenings(text: &str) -> Vec<Claim> {
        let source = Source::from_bytes("a.md", text.as_bytes(), None).expect("UTF-8");
        let claims = extract(&document::read(&source), "a");
        claims.into_iter().filter(|claim| claim.quantity.is_none()).collect()
    }

    /// The subject and clause of each event, and of each migration with what it moves to.
    fn told(text: &str) -> Vec<String> {
        let tell = |claim: Claim| {
            let to = claim.migration.and_then(|migration| migration.to).map_or_else(String::new, |to| format!(" > {to}"));
            let kind = if claim.kind == Kind::Migration { "migration" } else { "event" };
            format!("{kind} {}: {}{to}", claim.subject.unwrap_or_default(), claim.quote.words())
        };
        happenings(text).into_iter().map(tell).collect()
    }

    #[test]
    fn deeds_of_named_actors_are_events() {
        for (text, expected) in [
            ("Orla Tech joined as a gold member.", "event Orla Tech: Orla Tech joined as a gold member"),
            (
                "Oracle announced that it would postpone the sale.",
                "event Oracle: Oracle announced that it would postpone the sale",
            ),
            ("Oracle acquired the start-up Lakeview last week.", "event Oracle: Oracle acquired the start-up Lakeview last week"),
            ("Lakeview, which went public in 2021, is growing.", "event Lakeview: which went public in 2021"),
            (
                "Siemens, a maker of trains, has since opened an office in Riga.",
                "event Siemens: Siemens, a maker of trains, has since opened an office in Riga",
            ),
            ("The report that Gartner published on Monday is long.", "event Gartner: Gartner published on Monday"),
            ("GitHub was bought by Microsoft.", "event GitHub: GitHub was bought by Microsoft"),
            (
                "The acquisition of Lakeview by Oracle was announced.",
                "event Oracle: The acquisition of Lakeview by Oracle was announced",
            ),
            ("Oracle Search is now generally available.", "event Oracle Search: Oracle Search is now generally available"),
            ("Mozilla decided to shut down Pocket.", "event Mozilla: Mozilla decided to shut down Pocket"),
            ("Norvik lowered its margin target to 10 percent.", "event Norvik: Norvik lowered its margin target to 10 percent"),
            ("Norvik issued $2 billion in debt.", "event Norvik: Norvik issued $2 billion in debt"),
            ("Analysts praise Oracle's 2016 purchase of Lakeview.", "event Oracle: Oracle's 2016 purchase of Lakeview"),
            ("Siemens will take over the operator Railix.", "event Siemens: Siemens will take over the operator Railix"),
        ] {
            assert_eq!(told(text), [expected]);
        }
    }

    #[test]
    fn a_verb_of_no_list_tells_of_a_deed_unless_it_is_a_state_a_measure_or_speech() {
        assert_eq!(told("Siemens reviewed the design."), ["event Siemens: Siemens reviewed the design"]);
        for text in [
            "Siemens mentioned the design.",
            "Siemens needed a design.",
            "The design pleased everyone.",
            "Siemens improved its margin.",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_quoted_we_speaks_for_the_speakers_side() {
        let text = "\"We moved all our builds from Jenkins to Buildkite,\" wrote an engineer at the insurer Alminko.";
        assert_eq!(told(text), ["migration Alminko: We moved all our builds from Jenkins to Buildkite > Buildkite"]);
    }

    #[test]
    fn what_is_denied_supposed_or_nobodys_is_no_event() {
        for text in [
            "Oracle did not acquire Lakeview.",
            "If Oracle acquired Lakeview, prices would rise.",
            "Oracle might acquire Lakeview.",
            "Many companies acquired start-ups.",
            "Oracle runs on Linux servers.",
            "Oracle plans to acquire Lakeview.",
            "Moving away from Oracle is hard.",
            "Siemens has installed more than 61,000 robots.",
            "Oracle grew, introducing new concepts like ownership.",
            "Joining other firms, Oracle grew.",
            "Oracle was pleasantly surprised by the answers.",
            "Its dividend target is 40 percent.",
            "These are the principles that Oracle was founded on.",
            "The purchase of bread is easy for Oracle.",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn moves_to_a_technology_are_migrations() {
        for (text, expected) in [
            (
                "Shopify moved its search from Elasticsearch to ClickHouse last year.",
                "migration Shopify: Shopify moved its search from Elasticsearch to ClickHouse last year > ClickHouse",
            ),
            (
                "Shopify replaced cron scripts with Airflow.",
                "migration Shopify: Shopify replaced cron scripts with Airflow > Airflow",
            ),
            (
                "After switching from Oracle to PostgreSQL, Shopify reduced its costs.",
                "migration Shopify: switching from Oracle to PostgreSQL > PostgreSQL",
            ),
            ("Shopify's migration to PostgreSQL went well.", "migration Shopify: Shopify's migration to PostgreSQL > PostgreSQL"),
            (
                "Shopify dropped Oracle in favor of PostgreSQL.",
                "migration Shopify: Shopify dropped Oracle in favor of PostgreSQL > PostgreSQL",
            ),
        ] {
            assert_eq!(told(text), [expected]);
        }
    }

    #[test]
    fn a_link_at_the_end_of_a_clause_is_quoted_whole() {
        let claims = happenings("Oracle acquired [Lakeview](https://example.org/lakeview), and all was well.");
        let quoted: Vec<&str> = claims.iter().map(|claim| claim.quote.exact()).collect();
        assert_eq!(quoted, ["Oracle acquired [Lakeview](https://example.org/lakeview)"]);
        assert_eq!(claims[0].quote.words(), "Oracle acquired Lakeview");
    }

    #[test]
    fn every_verb_of_the_lists_is_a_known_verb() {
        let unknown: Vec<&str> = super::deed::verbs()
            .chain(super::migration::verbs())
            // "Found" is the past of "find" first; "founded" is known.
            .filter(|verb| *verb != "found")
            .filter(|verb| super::Lexicon::shared().verb(verb).is_none_or(|known| known.base != *verb))
            .collect();
        assert_eq!(unknown, [""; 0]);
    }

    #[test]
    fn an_item_without_a_subject_tells_of_the_author() {
        let own = "# How Orla Tech moved\n\nAt Orla Tech, we run our own servers. We like our work, and we share it.\n\n";
        let told =
            told(&format!("{own}- Migrated our builds from Jenkins to Go.\n- The servers were upgraded to use Ruby 3.4.\n"));
        assert_eq!(
            told,
            [
                "migration Orla Tech: Migrated our builds from Jenkins to Go > Go",
                "migration Orla Tech: The servers were upgraded to use Ruby 3.4 > Ruby 3.4"
            ]
        );
        // What is announced with figures is told by them.
        assert!(super::tests::told("Oracle announced that sales rose by 5%.").is_empty());
    }

    #[test]
    fn what_is_only_said_is_no_event() {
        for text in [
            "I'll now turn it over to Ann Lee.",
            "I'm joined by our finance chief, Ann Lee.",
            "“It is early,” added Ann Lee, a lawyer at Veltro.",
            // Nobody joins, or moves to, itself.
            "Veltro said that it joined Veltro in 2016.",
        ] {
            assert!(told(text).is_empty(), "{text} {:?}", told(text));
        }
    }
}
