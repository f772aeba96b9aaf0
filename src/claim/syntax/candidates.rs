//! Which classes a word can have before its neighbours are looked at.
//!
//! Comes in: a lower-case word. Goes out: its classes with what each costs: nothing for the usual one, more the rarer it is. The costs are
//! orders of preference, not measurements.

use std::sync::OnceLock;

use crate::text::{WordFilter, WordMap};

use super::super::lexicon::{Form, Function, Lexicon, Verb};
use super::super::nouns::{self, NounClass};
use super::Class;
use super::spelling::{adjective_by_ending, adverb_by_ending, prefixed_adjective};

/// A class and what it costs to read the word so.
pub(super) type Candidate = (Class, u32);

/// What an auxiliary asks of the verb after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Auxiliary {
    /// "is": a participle, an adjective, or nothing verbal.
    Be,
    /// "has": a participle or an object.
    Have,
    /// "will", "did": an infinitive.
    Modal,
}

/// The sort of the auxiliary `word`.
pub(super) fn auxiliary(word: &str) -> Auxiliary {
    match word {
        "have" | "has" | "had" | "having" | "haven't" | "hasn't" | "hadn't" | "'ve" | "’ve" | "we've" | "they've" | "i've"
        | "you've" => Auxiliary::Have,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "shall" | "should" | "do" | "does" | "did" | "won't"
        | "wouldn't" | "can't" | "couldn't" | "don't" | "doesn't" | "didn't" | "shouldn't" | "cannot" | "'ll" | "’ll"
        | "we'll" | "they'll" | "it'll" | "'d" | "’d" | "i'd" | "they'd" | "we'd" => Auxiliary::Modal,
        _ => Auxiliary::Be,
    }
}

/// Whether the auxiliary `word` carries a clause: "be", "been" and "having" do not.
pub(super) fn is_finite_auxiliary(word: &str) -> bool {
    !matches!(word, "be" | "been" | "being" | "having")
}

/// The words of the lists with their classes, so that a text's words are looked up once.
struct Known {
    words: WordMap<&'static str, Vec<Candidate>>,
    /// A first look at the words.
    may_be: WordFilter,
}

impl Known {
    fn shared() -> &'static Self {
        static KNOWN: OnceLock<Known> = OnceLock::new();
        KNOWN.get_or_init(|| {
            let mut words: WordMap<_, _> = Lexicon::shared().words().map(|word| (word, of_listed(word))).collect();
            for (special, classes) in SPECIAL {
                words.extend(special.split(' ').map(|word| (word, classes.to_vec())));
            }
            Self { may_be: words.keys().copied().collect(), words }
        })
    }

    fn word(&self, word: &str) -> Option<&[Candidate]> {
        if self.may_be.may_hold(word) { self.words.get(word).map(Vec::as_slice) } else { None }
    }
}

/// The classes that `word` can have.
pub(super) fn of(word: &str) -> &'static [Candidate] {
    Known::shared().word(word).unwrap_or_else(|| of_shape(word).unwrap_or_else(|| of_ending(word, adjective_by_ending(word))))
}

/// The classes of `word`, which is on a list.
fn of_listed(word: &str) -> Vec<Candidate> {
    let lexicon = Lexicon::shared();
    if let Some(function) = lexicon.function(word) {
        return vec![(closed(function), 0)];
    }
    if let Some(classes) = of_shape(word) {
        return classes.to_vec();
    }
    let adjective = lexicon.is_adjective(word) || adjective_by_ending(word);
    match lexicon.verb(word) {
        Some(verb) => of_verb(word, verb, adjective),
        None if adjective && lexicon.is_noun_too(word) && of_joined(word).is_none() => {
            vec![(Class::Adjective, 0), (Class::Noun, 2)]
        }
        None => of_ending(word, adjective).to_vec(),
    }
}

/// The classes of a number, a mark, or a word with a prefix.
fn of_shape(word: &str) -> Option<&'static [Candidate]> {
    if word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || ".,-:/".contains(c)) {
        return Some(&[(Class::Number, 0)]);
    }
    if !word.starts_with(char::is_alphanumeric) {
        return Some(&[(Class::Other, 0)]);
    }
    prefixed_adjective(word).then_some(&[(Class::Adjective, 0), (Class::Noun, 4)])
}

fn closed(function: Function) -> Class {
    match function {
        Function::Determiner => Class::Determiner,
        Function::Possessive => Class::Possessive,
        Function::Pronoun => Class::Pronoun,
        Function::Preposition => Class::Preposition,
        Function::To => Class::To,
        Function::Conjunction => Class::Conjunction,
        Function::Subordinator => Class::Subordinator,
        Function::Relative => Class::Relative,
        Function::Auxiliary => Class::Auxiliary,
        Function::Negation => Class::Negation,
        Function::Adverb => Class::Adverb,
    }
}

/// Function words that are read by what follows.
const SPECIAL: &[(&str, &[Candidate])] = &[
    ("that", &[(Class::Relative, 0), (Class::Subordinator, 3), (Class::Determiner, 4), (Class::Pronoun, 6)]),
    ("this these those", &[(Class::Determiner, 0), (Class::Pronoun, 4)]),
    ("since", &[(Class::Preposition, 0), (Class::Subordinator, 2), (Class::Adverb, 6)]),
    ("before after until as than", &[(Class::Preposition, 0), (Class::Subordinator, 2)]),
    ("may", &[(Class::Auxiliary, 0), (Class::Noun, 10)]),
    ("one", &[(Class::Pronoun, 1), (Class::Determiner, 0), (Class::Noun, 4)]),
    ("there", &[(Class::Pronoun, 0), (Class::Adverb, 2)]),
    ("her", &[(Class::Possessive, 0), (Class::Pronoun, 5)]),
    ("first back alone early late", &[(Class::Adjective, 0), (Class::Adverb, 2)]),
    ("more less most much enough", &[(Class::Determiner, 0), (Class::Adverb, 3)]),
    ("once", &[(Class::Adverb, 0), (Class::Subordinator, 2)]),
    ("so", &[(Class::Subordinator, 0), (Class::Adverb, 4)]),
    ("something anything nothing everything people hundred seed speed", &[(Class::Noun, 0)]),
    // "up 5% compared with last year": nobody compares.
    (
        "compared based located headquartered driven",
        &[(Class::Verb(Form::Participle), 0), (Class::Verb(Form::Past), 12), (Class::Adjective, 12)],
    ),
    ("write", &[(Class::Verb(Form::Base), 0), (Class::Noun, 3)]),
    ("spend", &[(Class::Verb(Form::Base), 0), (Class::Noun, 7)]),
    ("mean", &[(Class::Verb(Form::Base), 0), (Class::Adjective, 3), (Class::Noun, 8)]),
    ("following", &[(Class::Adjective, 0), (Class::Preposition, 3), (Class::Verb(Form::Gerund), 4)]),
    ("done", &[(Class::Verb(Form::Participle), 0), (Class::Adjective, 8)]),
    ("doing", &[(Class::Verb(Form::Gerund), 0)]),
];

fn of_verb(word: &str, verb: &Verb, adjective: bool) -> Vec<Candidate> {
    let noun = if verb.noun { 0 } else { 25 };
    let mut found = match verb.form {
        Form::Base if verb.base_is_participle => {
            vec![(Class::Verb(Form::Base), 0), (Class::Verb(Form::Participle), 2), (Class::Noun, if verb.noun { 0 } else { 25 })]
        }
        Form::Base if verb.also_past => {
            vec![
                (Class::Verb(Form::Base), 4),
                (Class::Verb(Form::Past), 2),
                (Class::Verb(Form::Participle), 4),
                (Class::Noun, if verb.noun { 7 } else { 25 }),
            ]
        }
        Form::Base => vec![(Class::Verb(Form::Base), if verb.noun { 4 } else { 0 }), (Class::Noun, noun)],
        Form::Third => vec![(Class::Verb(Form::Third), if verb.noun { 4 } else { 0 }), (Class::Noun, noun)],
        Form::Past => past(word).to_vec(),
        Form::Participle => vec![(Class::Verb(Form::Participle), 0), (Class::Adjective, 6)],
        Form::Gerund => gerund(word, adjective).to_vec(),
    };
    // "lower", "clear", "open": adjectives that are spelled like a verb.
    if adjective && !found.iter().any(|(class, _)| *class == Class::Adjective) {
        found.push((Class::Adjective, 0));
        found.retain(|(class, _)| *class != Class::Noun || verb.noun);
    }
    found
}

/// "planned" carries a clause, belongs to an auxiliary or describes a noun; "grew" does only the first.
fn past(word: &str) -> &'static [Candidate] {
    const PAST: Candidate = (Class::Verb(Form::Past), 0);
    const PARTICIPLE: Candidate = (Class::Verb(Form::Participle), 2);
    match Lexicon::shared().verb(word).is_none_or(|verb| verb.past_is_participle) {
        true if word.ends_with("ed") => &[PAST, PARTICIPLE, (Class::Adjective, 5)],
        true => &[PAST, PARTICIPLE, (Class::Adjective, 10)],
        false => &[PAST],
    }
}

fn gerund(word: &str, adjective: bool) -> &'static [Candidate] {
    const GERUND: Candidate = (Class::Verb(Form::Gerund), 0);
    match adjective {
        true => &[(Class::Adjective, 0), (Class::Verb(Form::Gerund), 2)],
        false if nouns::is(word, NounClass::Trade) => &[GERUND, (Class::Adjective, 6), (Class::Noun, 2)],
        false => &[GERUND, (Class::Adjective, 6), (Class::Noun, 8)],
    }
}

/// The classes of a word whose last part, behind a hyphen, is a verb in the third person.
fn of_joined(word: &str) -> Option<&'static [Candidate]> {
    let (_, last) = word.rsplit_once('-')?;
    let third = Lexicon::shared().verb(last).is_some_and(|verb| verb.form == Form::Third);
    third.then_some(&[(Class::Noun, 0), (Class::Verb(Form::Third), 3)])
}

/// The classes of a word that its ending tells.
fn of_ending(word: &str, adjective: bool) -> &'static [Candidate] {
    if let Some(joined) = of_joined(word) {
        return joined;
    }
    if adjective {
        return &[(Class::Adjective, 0), (Class::Noun, 15)];
    }
    if adverb_by_ending(word) {
        return &[(Class::Adverb, 0), (Class::Adjective, 12)];
    }
    if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") {
        return past(word);
    }
    if word.len() > 5 && word.ends_with("ing") {
        return gerund(word, adjective);
    }
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        return &[(Class::Noun, 0), (Class::Verb(Form::Third), 18)];
    }
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return &[(Class::Noun, 0)];
    }
    &[(Class::Noun, 0), (Class::Verb(Form::Base), 28)]
}
