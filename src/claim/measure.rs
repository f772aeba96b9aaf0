//! The phrases that say what a figure measures.
//!
//! Comes in: a sentence, a figure's token, its subject and governing verb. Goes out: [`Measure`], the phrases by their part in the sentence. What the
//! metric is called (`metric.rs`) and what kind it is of (`kind.rs`) is decided from them.

mod share;

use std::collections::HashMap;
use std::sync::OnceLock;

use super::clause::{Phrase, governor};
use super::kind;
use super::lexicon::{Form, Lexicon, data_lines};
use super::subject::{Scene, Subject};
use super::syntax::{Class, Token};

/// The phrases around one figure, each where it is there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measure {
    /// The noun phrase behind the figure ("monthly searches", "of net sales").
    pub own: Option<String>,
    /// The comparative behind it ("faster than …", "fewer errors").
    pub compared: Option<String>,
    /// The noun phrase that "of" ties it to ("a margin *of* 5%").
    pub attached: Option<String>,
    /// The grammatical subject, where that names a measure, or a label.
    pub measured: Option<String>,
    /// The words before the colon that the figure stands behind.
    pub label: Option<String>,
    /// The object between verb and figure ("cut *integration time* by 70%").
    pub object: Option<String>,
    /// What the people of a share do ("60% of teams *use Docker*").
    pub predicate: Option<String>,
    /// The grammatical subject, where it is a common noun.
    pub doer: Option<String>,
    /// The governing verb's word and base form.
    pub verb: Option<(String, &'static str)>,
    /// "to start", behind a figure that something takes.
    pub purpose: Option<String>,
}

/// The longest phrase that is read, in tokens.
const REACH: usize = 12;
/// The words that a phrase keeps.
const WORDS_MAX: usize = 6;

/// Reads the phrases around the figure at token `at`.
pub(crate) fn around(scene: Scene<'_>, at: usize, subject: &Subject) -> Measure {
    let tokens = &scene.sentence.tokens;
    let reader = Reader { tokens, at };
    let before = |phrase: &Phrase| phrase.end <= at || phrase.first <= at && at < phrase.end;
    let governor = governor(scene.sentence, at);
    let label = subject.label.or(governor.label).filter(|label| label.end <= at);
    let measured = subject.metric.filter(before);
    let verb = subject.verb.or(governor.verb).filter(|verb| *verb < at);
    let doer = subject.phrase.or(governor.subject).filter(|phrase| phrase.end <= at && Some(*phrase) != subject.metric);
    let common = |phrase: &Phrase| tokens[phrase.core_end - 1].class == Class::Noun;
    let own = noun_after(scene, at).or_else(|| reader.whole(scene));
    let compared = if own.is_none() { reader.comparison() } else { None };
    Measure {
        attached: reader.attached().or_else(|| if own.is_none() { reader.before_parenthesis() } else { None }),
        measured: measured.and_then(|phrase| reader.phrase(phrase)),
        label: label.filter(|label| Some(*label) != measured).and_then(|phrase| reader.phrase(phrase)),
        object: verb.and_then(|verb| reader.object(verb)),
        predicate: share::predicate(scene, at, verb),
        doer: doer.filter(common).and_then(|phrase| reader.phrase(phrase)),
        verb: verb.and_then(|verb| governing(tokens, verb)),
        purpose: reader.purpose(),
        own,
        compared,
    }
}

/// Verbs that mean something else with their particle.
const PHRASAL: &[(&str, &str, &str)] = &[
    ("take", "over", "take-over"),
    ("put", "into", "put-into"),
    ("bring", "in", "bring-in"),
    ("sign", "up", "sign-up"),
    ("come", "down", "come-down"),
    ("go", "up", "go-up"),
    ("go", "down", "go-down"),
    ("make", "up", "make-up"),
];

/// A verb's word and base form; auxiliaries say nothing.
fn governing(tokens: &[Token<'_>], at: usize) -> Option<(String, &'static str)> {
    let token = &tokens[at];
    let verb = Lexicon::shared().verb(token.lower).filter(|_| token.class != Class::Auxiliary)?;
    let next = tokens.get(at + 1).map_or("", |next| next.lower);
    let phrasal = PHRASAL.iter().find(|(base, particle, _)| *base == verb.base && *particle == next);
    Some((token.word.to_owned(), phrasal.map_or(verb.base, |(_, _, base)| base)))
}

/// The noun that stands for the verb with base form `base`, where it implies a measure.
pub(crate) fn noun_of_verb(base: &str) -> Option<&'static str> {
    static NOUNS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| {
        let lines = data_lines(include_str!("data/measure-nouns.txt")).filter_map(|line| line.split_once(": "));
        lines.flat_map(|(verbs, noun)| verbs.split(' ').map(move |verb| (verb, noun))).collect()
    });
    nouns.get(base).copied()
}

/// "73% year-over-year growth in search volume", "1.45 million monthly searches": the noun phrase that goes on after the figure.
pub(crate) fn noun_after(scene: Scene<'_>, at: usize) -> Option<String> {
    let tokens = &scene.sentence.tokens;
    let depth = tokens[at].depth;
    let mut words: Vec<&str> = Vec::new();
    let (mut nouns, mut links) = (0, 0);
    for (place, token) in tokens.iter().enumerate().skip(at + 1).take(REACH).take_while(|(_, token)| token.depth == depth) {
        // What ends a phrase behind an adjective is its noun, also where the form is a verb's ("net adds").
        let closes = matches!(token.class, Class::Verb(Form::Third | Form::Base))
            && tokens[place - 1].class == Class::Adjective
            && place > at + 1;
        match token.class {
            Class::Verb(_) if closes => {
                nouns += 1;
                words.push(token.word);
                break;
            }
            Class::Noun => {
                nouns += 1;
                words.push(token.word);
            }
            Class::Name(_) if !words.is_empty() => {
                nouns += 1;
                words.push(token.word);
            }
            Class::Adjective | Class::Name(_) => words.push(token.word),
            Class::Preposition if nouns > 0 && links == 0 && keeps_link(tokens[place - 1].lower, token.lower) => {
                if !continues(scene, place + 1) {
                    break;
                }
                links += 1;
                words.push(token.word);
            }
            Class::Preposition if words.is_empty() && token.lower == "of" => words.push(token.word),
            Class::Determiner | Class::Possessive if words.last().is_some_and(|word| is_link(word)) => {}
            _ => break,
        }
    }
    while words.last().is_some_and(|word| is_link(word)) {
        words.pop();
    }
    (nouns > 0).then(|| words.join(" "))
}

fn is_link(word: &str) -> bool {
    matches!(word, "in" | "of" | "for" | "per" | "among" | "on" | "from" | "to")
}

/// Whether a phrase keeps what the preposition `link` attaches to its head: "of" always, others where the head alone says too little.
fn keeps_link(head: &str, link: &str) -> bool {
    match link {
        "of" | "per" => true,
        "in" | "for" | "on" | "among" => kind::needs_more(head),
        _ => false,
    }
}

fn continues(scene: Scene<'_>, at: usize) -> bool {
    scene.sentence.tokens.get(at).is_some_and(|token| {
        matches!(token.class, Class::Noun | Class::Adjective | Class::Determiner | Class::Possessive | Class::Name(_))
    })
}

struct Reader<'r, 't> {
    tokens: &'r [Token<'t>],
    at: usize,
}

impl Reader<'_, '_> {
    /// "twelve times its annual revenue", "halved its latency": what a multiple or fraction is of.
    fn whole(&self, scene: Scene<'_>) -> Option<String> {
        let Class::Quantity(index) = self.tokens[self.at].class else { return None };
        let ratio = matches!(scene.reading.quantities[index].quantity.unit.as_str(), "%" | "x");
        let next = self.tokens.get(self.at + 1)?;
        (ratio && matches!(next.class, Class::Determiner | Class::Possessive)).then(|| noun_after(scene, self.at + 1)).flatten()
    }

    /// "pulls on Docker Hub (850M in 2026)": the noun phrase before the parenthesis.
    fn before_parenthesis(&self) -> Option<String> {
        let depth = self.tokens[self.at].depth;
        let open = (0..self.at).rev().take(REACH).find(|i| self.tokens[*i].depth < depth)?;
        if open + 1 < self.at && !matches!(self.tokens[self.at - 1].class, Class::Open | Class::Adverb | Class::Preposition) {
            return None;
        }
        let part = |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth < depth;
        let end = (0..=open).rev().find(|i| part(i))? + 1;
        if end + 2 < open {
            return None;
        }
        let first = (0..end).rev().take_while(part).last()?;
        self.words(first, end)
    }

    /// The words of a phrase: its core and, where the head needs it, what is attached; no determiners, dates or figures.
    fn phrase(&self, phrase: Phrase) -> Option<String> {
        let mut end = phrase.core_end;
        let head = self.tokens[end - 1].lower;
        if self.tokens.get(end).is_some_and(|link| end < phrase.end && keeps_link(head, link.lower)) {
            let next = (end + 1..phrase.end).find(|i| self.tokens[*i].class == Class::Preposition).unwrap_or(phrase.end);
            end = next;
        }
        self.words(phrase.first, end)
    }

    /// The content words of tokens `first..end`.
    fn words(&self, first: usize, end: usize) -> Option<String> {
        let kept = |token: &&Token<'_>| {
            matches!(token.class, Class::Noun | Class::Adjective | Class::Name(_) | Class::Preposition | Class::Conjunction)
                || matches!(token.class, Class::Verb(_) | Class::Number)
        };
        let mut words: Vec<&str> = self.tokens[first..end].iter().filter(kept).map(|token| token.word).collect();
        let skip = words.len().saturating_sub(WORDS_MAX);
        if words.iter().any(|word| is_link(word)) {
            words.truncate(WORDS_MAX);
        } else {
            words.drain(..skip);
        }
        while words.last().is_some_and(|word| is_link(word)) {
            words.pop();
        }
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// "35% faster than …", "60% fewer errors".
    fn comparison(&self) -> Option<String> {
        let first = self.tokens.get(self.at + 1)?;
        let comparative = first.lower.ends_with("er") && first.lower.len() > 3 && first.class != Class::Noun
            || matches!(first.lower, "more" | "less" | "as" | "better" | "worse" | "higher" | "lower" | "off");
        if !comparative {
            return None;
        }
        let goes_on = |token: &&Token<'_>| {
            token.class.is_nominal() && !matches!(token.class, Class::Quantity(_))
                || matches!(token.class, Class::Adverb | Class::Preposition | Class::Verb(Form::Gerund))
                || matches!(token.lower, "as" | "than")
        };
        let words = self.tokens[self.at + 1..].iter().take_while(goes_on).take(WORDS_MAX).map(|token| token.word);
        let mut words: Vec<&str> = words.collect();
        while words.len() > 1
            && words.last().is_some_and(|word| is_link(word) || matches!(*word, "than" | "the" | "a" | "its" | "with" | "by"))
        {
            words.pop();
        }
        Some(words.join(" "))
    }

    /// Where the words that lead up to the figure begin: "up to", "about" and the preposition before them.
    fn lead(&self) -> (usize, Option<&str>) {
        let mut first = self.at;
        let mut link = None;
        while first > 0 && first + 4 > self.at {
            let token = self.tokens[first - 1];
            match token.class {
                Class::Preposition | Class::To => link = Some(token.lower),
                Class::Adverb | Class::Determiner | Class::Adjective if self.at - first < 3 => {}
                _ => break,
            }
            first -= 1;
        }
        (first, link)
    }

    /// "a discount of up to 30%", "searches at 345K": the phrase whose size the figure gives.
    fn attached(&self) -> Option<String> {
        let (end, link) = self.lead();
        link.filter(|link| matches!(*link, "of" | "at"))?;
        let depth = self.tokens[self.at].depth;
        let nominal =
            |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth == depth;
        let first = (0..end).rev().take_while(nominal).last()?;
        self.words(first, end)
    }

    /// "cut API integration time by 70%": the noun phrase behind the verb.
    fn object(&self, verb: usize) -> Option<String> {
        let depth = self.tokens[self.at].depth;
        let mut end = verb + 1;
        let mut linked = false;
        while end < self.at {
            let token = self.tokens[end];
            let inside =
                token.depth == depth && (token.class.is_nominal() && !matches!(token.class, Class::Quantity(_) | Class::Date(_)));
            let link = end > verb + 1
                && !linked
                && token.class == Class::Preposition
                && keeps_link(self.tokens[end - 1].lower, token.lower);
            if !inside && !link {
                break;
            }
            linked |= link;
            end += 1;
        }
        let nouns = (verb + 1..end).any(|i| self.tokens[i].class == Class::Noun);
        if nouns { self.words(verb + 1, end) } else { None }
    }

    /// "10 seconds to start": what the time is needed for.
    fn purpose(&self) -> Option<String> {
        let to = self.tokens.get(self.at + 1).filter(|token| token.class == Class::To)?;
        let verb = self.tokens.get(self.at + 2).filter(|token| matches!(token.class, Class::Verb(_)))?;
        let object = self.tokens[self.at + 3..].iter().take(4);
        let nouns = object
            .filter(|token| token.class != Class::Determiner)
            .take_while(|token| matches!(token.class, Class::Noun | Class::Adjective));
        let mut words = vec![to.word, verb.word];
        words.extend(nouns.map(|token| token.word));
        Some(words.join(" "))
    }
}

/// Whether `word` is a form of a verb that reports what others do.
pub(crate) fn is_report(word: &str) -> bool {
    const SAYING: &[&str] = &[
        "report", "say", "find", "show", "reveal", "estimate", "claim", "note", "tell", "suggest", "indicate", "confirm",
        "announce", "believe", "think", "expect", "predict", "forecast",
    ];
    Lexicon::shared().verb(word).is_some_and(|verb| SAYING.contains(&verb.base))
}

impl Measure {
    /// Whether nothing but its place in the sentence says what the figure measures.
    fn is_bare(&self) -> bool {
        [&self.own, &self.compared, &self.attached, &self.label, &self.predicate].iter().all(|part| part.is_none())
    }

    /// What a figure that leaves its measure out takes from the one before ("…, up from 29%", "(previously $3 million)"); `alike` tells whether both have
    /// the same unit.
    pub(crate) fn completed(mut self, before: &Measure, alike: bool) -> Self {
        if !self.is_bare() || self.measured.is_some() {
            return self;
        }
        self.measured.clone_from(&before.measured);
        if alike {
            self.own.clone_from(&before.own);
            self.attached.clone_from(&before.attached);
            self.predicate.clone_from(&before.predicate);
            self.object.clone_from(&before.object);
            self.doer.clone_from(&before.doer);
            self.verb.clone_from(&before.verb);
        }
        self
    }
}
