//! The phrases that say what a figure measures.
//!
//! Comes in: a sentence, a figure's token, its subject and governing verb. Goes out: [`Measure`], the phrases by their part in the sentence. What the
//! metric is called (`metric.rs`) and what kind it is of (`kind.rs`) is decided from them. Subjects are not looked for here (`subject.rs`).

mod noun;
pub(crate) mod opinion;
mod reader;
mod share;

use std::collections::HashMap;
use std::sync::OnceLock;

use super::clause::{Phrase, governor};
use super::kind;
use super::lexicon::{Lexicon, data_lines};
use super::saying;
use super::subject::{Scene, Subject};
use super::syntax::{Class, Token};
use crate::mention::quantity::QuantityMention;
use reader::Reader;

pub(crate) use noun::noun_after;

/// The phrases around one figure, each where it is there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measure {
    /// Whether the figure is a percentage, a fraction or a multiple.
    pub part: bool,
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
    /// The base form of that predicate's verb.
    pub deed: Option<&'static str>,
    /// The grammatical subject, where it is a common noun.
    pub doer: Option<String>,
    /// The governing verb's word and base form.
    pub verb: Option<(String, &'static str)>,
    /// "on hosting", behind a sum that somebody spends.
    pub aim: Option<String>,
    /// "to start", behind a figure that something takes.
    pub purpose: Option<String>,
}

/// The longest phrase that is read, in tokens.
const REACH: usize = 12;
/// The words that a phrase keeps.
const WORDS_MAX: usize = 6;

/// Reads the phrases around the figure at token `at`.
pub(crate) fn around(scene: Scene<'_>, at: usize, figure: &QuantityMention, subject: &Subject) -> Measure {
    let tokens = &scene.sentence.tokens;
    let reader = Reader { tokens, at };
    let before = |phrase: &Phrase| phrase.end <= at || phrase.first <= at && at < phrase.end;
    let governor = governor(scene.sentence, at);
    let label = subject.label.or(governor.label).filter(|label| label.end <= at && !is_speaker(scene, *label));
    let measured = subject.metric.filter(before);
    let verb = subject.verb.or(governor.verb).filter(|verb| *verb < at);
    let doer = subject.phrase.or(governor.subject).filter(|phrase| phrase.end <= at && Some(*phrase) != subject.metric);
    let common = |phrase: &Phrase| tokens[phrase.core_end - 1].class == Class::Noun;
    let own = noun::own(scene, at, figure).or_else(|| reader.whole(scene));
    let compared = if own.is_none() { reader.comparison() } else { None };
    let predicate = share::predicate(scene, at, verb);
    Measure {
        part: matches!(figure.quantity.unit.as_str(), "%" | "x"),
        attached: reader.attached(verb).or_else(|| if own.is_none() { reader.beside(verb) } else { None }),
        measured: measured.and_then(|phrase| reader.phrase(phrase)).or_else(|| reader.moved(verb?)),
        label: label.filter(|label| Some(*label) != measured).and_then(|phrase| reader.phrase(phrase)),
        object: verb.and_then(|verb| reader.object(verb)),
        deed: predicate.as_ref().and_then(|predicate| share::deed(predicate)),
        predicate,
        doer: doer.filter(common).and_then(|phrase| reader.phrase(phrase)),
        verb: verb.and_then(|verb| governing(tokens, verb)).map(|verb| lifted(tokens, at, verb)),
        purpose: reader.purpose(),
        aim: reader.aim(),
        own,
        compared,
    }
}

/// "Jane Doe: We have 400 employees": whether a label tells who speaks.
fn is_speaker(scene: Scene<'_>, label: Phrase) -> bool {
    let tokens = &scene.sentence.tokens;
    let named = tokens[label.first..label.end].iter().any(|token| matches!(token.class, Class::Name(_)));
    let speaks =
        tokens[label.end..].iter().take(3).any(|token| matches!(token.lower, "we" | "our" | "i" | "my" | "we've" | "i've"));
    named && speaks
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

/// "The fare was raised from $2 to $4": what is lifted from, to or by the figure at token `at` raises no money.
fn lifted(tokens: &[Token<'_>], at: usize, (word, base): (String, &'static str)) -> (String, &'static str) {
    let lower = |at: Option<usize>| at.map_or("", |at| tokens[at].lower);
    let link = at.checked_sub(1);
    let place = tokens[..at].iter().rposition(|token| token.word == word);
    // "has raised from $5 million to $10 million from investors": nothing is lifted.
    let passive =
        place.is_some_and(|verb| matches!(lower(verb.checked_sub(1)), "was" | "were" | "is" | "are" | "been" | "be" | "being"));
    let object = place.is_some_and(|verb| link.is_some_and(|link| link > verb + 1));
    let lifts =
        base == "raise" && matches!(lower(link), "from" | "to" | "by") && lower(at.checked_sub(2)) != "up" && (passive || object);
    (word, if lifts { "increase" } else { base })
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

fn is_link(word: &str) -> bool {
    matches!(word, "in" | "of" | "for" | "per" | "among" | "on" | "from" | "to")
}

/// Whether a phrase keeps what the preposition `link` attaches to its head: "of" always, others where the head alone says too little.
fn keeps_link(head: &str, link: &str) -> bool {
    match link {
        "of" | "per" => true,
        // "time to first byte"
        "to" => head == "time",
        // "loss from operations"
        "from" if matches!(head, "loss" | "income" | "cash" | "earnings" | "profit" | "losses") => true,
        // "return on assets"
        "on" if matches!(head, "return" | "returns" | "yield" | "yields" | "interest" | "tax" | "taxes") => true,
        "in" | "for" | "on" | "among" => kind::needs_more(head),
        _ => false,
    }
}

/// Whether `word` is a form of a verb that reports what others do.
pub(crate) fn is_report(word: &str) -> bool {
    Lexicon::shared().verb(word).is_some_and(|verb| saying::is_saying(verb.base))
}

impl Measure {
    /// Whether nothing but its place in the sentence says what the figure measures.
    fn is_bare(&self) -> bool {
        [&self.own, &self.compared, &self.attached, &self.label, &self.predicate].iter().all(|part| part.is_none())
    }

    /// What a figure that leaves its measure out takes from the one before it, by how it is tied to that; `alike` tells whether both have the same unit, and
    /// `said` is the sentence up to the earlier figure.
    pub(crate) fn completed(mut self, before: &Measure, tie: Tie, alike: bool, said: &str) -> Self {
        match tie {
            Tie::Equal => return before.clone(),
            Tie::From if alike => return before.clone(),
            Tie::Pair if alike && self.own.is_none() && self.compared.is_none() => return before.clone(),
            Tie::Parallel => return self.filled(before, alike),
            _ => {}
        }
        if self.label == before.label && self.own.is_some() {
            self.label = None;
        }
        self = self.summed(before, alike);
        if tie == Tie::Along && !alike && self.is_bare() && before.part && !self.part {
            self.led_to(before);
        }
        if tie == Tie::Along && !alike && self.part {
            self.related(before, said);
        }
        // "58% do, compared with 39% of others"
        let share = self.own.as_ref().is_some_and(|own| own.starts_with("of ")) && self.predicate.is_none();
        if tie == Tie::Compared && share && alike {
            self.predicate.clone_from(&before.predicate);
        }
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

    /// "A has 32 nodes while B has 14": a clause that repeats the verb of the one before leaves out what is counted.
    fn filled(mut self, before: &Measure, alike: bool) -> Self {
        let base = |measure: &Measure| measure.verb.as_ref().map(|(_, base)| *base);
        if alike && self.is_bare() && self.object.is_none() && base(&self) == base(before) {
            self.own.clone_from(&before.own);
            self.attached.clone_from(&before.attached);
            self.object.clone_from(&before.object);
        }
        self
    }

    /// "512 cores, half of Acme's": a part of what was counted before, as another has it.
    fn related(&mut self, before: &Measure, said: &str) {
        let other = self
            .own
            .as_deref()
            .and_then(|own| own.strip_prefix("of "))
            .filter(|other| other.starts_with(char::is_uppercase) && said.contains(*other));
        if let (Some(other), Some(own)) = (other, before.own.as_deref()) {
            self.own = Some(format!("{} relative to {other}", own.trim_start_matches("of ")));
        }
    }

    /// "a 26% jump in profits to $5 million": what a change is of, for the state that it leads to.
    fn led_to(&mut self, before: &Measure) {
        let change = before.own.as_deref().and_then(|own| own.split_once(" in ").or_else(|| own.split_once(" of ")));
        if let Some((change, measured)) = change
            && change.rsplit(' ').next().is_some_and(|head| kind::needs_more(&head.to_lowercase()))
        {
            self.own = Some(measured.to_owned());
        }
    }

    /// "added 4 million customers, for a total of 57 million": a total is of what was counted before.
    fn summed(mut self, before: &Measure, alike: bool) -> Self {
        let total = |attached: &&String| matches!(attached.rsplit(' ').next(), Some("total" | "sum" | "base" | "totals"));
        if let Some(own) = before.own.as_ref().filter(|_| alike && self.own.is_none())
            && let Some(total) = self.attached.as_ref().filter(total)
        {
            let own =
                ["new ", "additional ", "net ", "extra "].iter().fold(own.as_str(), |own, word| own.trim_start_matches(word));
            self.attached = Some(format!("{total} {own}"));
        }
        self
    }
}

/// How a figure is tied to the one before it in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tie {
    /// It says the same: "833,992 bytes (814 KB)".
    Equal,
    /// Both are ends of one change: "from 5 to 7", "to 7 from 5".
    Pair,
    /// It is what the other is compared with: "compared with 39%", "up from 3%".
    Compared,
    /// It goes on with the same clause.
    Along,
    /// It stands in a clause beside the other's.
    Parallel,
    /// "70%, up from just 15%".
    From,
}

/// How the figure at token `at` is tied to the one at token `before`, if it is.
pub(crate) fn tie(tokens: &[Token<'_>], before: usize, at: usize) -> Option<Tie> {
    let class = |i: usize| tokens.get(i).map(|token| token.class);
    if at == before + 2 && class(at - 1) == Some(Class::Open) && class(at + 1) == Some(Class::Close) {
        return Some(Tie::Equal);
    }
    // "540bn yen ($5.2bn; £2.8bn)": each says it again.
    let mark = |i: usize| tokens.get(i).is_some_and(|token| matches!(token.lower, ";" | "," | "/" | "or"));
    let opened = at == before + 2 && (class(at - 1) == Some(Class::Open) && mark(at + 1) && class(at + 3) == Some(Class::Close));
    let closed = at == before + 2
        && mark(at - 1)
        && before > 1
        && class(before - 1) == Some(Class::Open)
        && class(at + 1) == Some(Class::Close);
    let sums = |i: usize| matches!(class(i), Some(Class::Quantity(_)));
    if opened && sums(at + 2) || closed && before.checked_sub(2).is_some_and(sums) {
        return Some(Tie::Equal);
    }
    let lead = |at: usize| tokens[..at].iter().rev().take(3).find(|token| matches!(token.class, Class::Preposition | Class::To));
    let (first, second) = (lead(before).map_or("", |token| token.lower), lead(at).map_or("", |token| token.lower));
    let between = &tokens[before + 1..at];
    let words = || between.iter().rev().skip_while(|token| matches!(token.class, Class::Adverb | Class::Adjective));
    let moved = words().nth(1).is_some_and(|token| matches!(token.lower, "up" | "down"));
    if moved && words().next().is_some_and(|token| token.lower == "from") {
        return Some(Tie::From);
    }
    // An infinitive stands in its clause: "added 4 million to reach 72 million".
    let governs = |i: &usize| {
        tokens[*i].class.is_finite() && tokens[*i - 1].class != Class::To
            || matches!(tokens[*i].class, Class::Stop | Class::Subordinator)
    };
    let along = !(before + 1..at).any(|i| governs(&i));
    if along && matches!((first, second), ("from", "to") | ("to", "from")) {
        return Some(Tie::Pair);
    }
    let compares = between
        .iter()
        .rev()
        .take(6)
        .any(|token| matches!(token.lower, "compared" | "versus" | "vs" | "vs." | "against" | "previously"));
    if compares {
        return Some(Tie::Compared);
    }
    let parallel = !between.iter().any(|token| matches!(token.class, Class::Stop | Class::Relative))
        && between.iter().any(|token| matches!(token.class, Class::Conjunction | Class::Subordinator));
    if along { Some(Tie::Along) } else { parallel.then_some(Tie::Parallel) }
}
