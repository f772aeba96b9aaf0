//! Which classes a word can have before its neighbours are looked at.
//!
//! Comes in: a lower-case word. Goes out: its classes with what each costs: nothing for the usual one, more the rarer it is. The costs are
//! orders of preference, not measurements.

use std::sync::OnceLock;

use crate::text::WordMap;

use super::super::lexicon::{Form, Function, Lexicon, Verb};
use super::super::nouns::{self, NounClass};
use super::spelling::{adjective_by_ending, adverb_by_ending, prefixed_adjective};
use super::tag::Tag;
use super::traits::Traits;

/// A class and what it costs to read the word so.
pub(super) type Candidate = (Tag, u8);

/// So many classes a word has at most.
const MOST: usize = 5;

/// What a word can be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    classes: [Candidate; MOST],
    count: u8,
    /// The classes as a number, no two lists alike.
    pub(super) code: u64,
    pub(super) traits: Traits,
}

impl Word {
    pub(super) fn new(classes: &[Candidate], traits: Traits) -> Self {
        let mut list = [(Tag::Other, 0); MOST];
        list[..classes.len()].copy_from_slice(classes);
        Self { classes: list, count: classes.len() as u8, code: code(classes), traits }
    }

    /// Its classes.
    pub(super) fn classes(&self) -> &[Candidate] {
        &self.classes[..usize::from(self.count)]
    }
}

/// A list of classes as a number: a tag has six bits and a cost five.
fn code(classes: &[Candidate]) -> u64 {
    debug_assert!(classes.iter().all(|(_, own)| *own < 32));
    // The one in front tells lists of other lengths apart.
    classes.iter().fold(1, |code, (tag, own)| code << 11 | tag.number() << 5 | u64::from(*own))
}

/// The classes of a function word that is read by what follows.
fn special(word: &str) -> Option<&'static [Candidate]> {
    static WORDS: OnceLock<WordMap<&'static str, &'static [Candidate]>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let listed = SPECIAL.iter().flat_map(|(words, classes)| words.split(' ').map(|word| (word, *classes)));
        listed.collect()
    });
    words.get(word).copied()
}

/// The classes that `word` can have, and its traits.
pub(super) fn of(word: &str) -> Word {
    if let Some(classes) = special(word) {
        return Word::new(classes, Traits::of_listed(word));
    }
    if Lexicon::shared().lists(word) {
        return Word::new(&of_listed(word), Traits::of_listed(word));
    }
    let classes = of_shape(word).unwrap_or_else(|| of_ending(word, adjective_by_ending(word)));
    Word::new(classes, Traits::of_noun(word))
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
            vec![(Tag::Adjective, 0), (Tag::Noun, 2)]
        }
        None => of_ending(word, adjective).to_vec(),
    }
}

/// The classes of a number, a mark, or a word with a prefix.
fn of_shape(word: &str) -> Option<&'static [Candidate]> {
    if word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || ".,-:/".contains(c)) {
        return Some(&[(Tag::Number, 0)]);
    }
    if !word.starts_with(char::is_alphanumeric) {
        return Some(&[(Tag::Other, 0)]);
    }
    prefixed_adjective(word).then_some(&[(Tag::Adjective, 0), (Tag::Noun, 4)])
}

fn closed(function: Function) -> Tag {
    match function {
        Function::Determiner => Tag::Determiner,
        Function::Possessive => Tag::Possessive,
        Function::Pronoun => Tag::Pronoun,
        Function::Preposition => Tag::Preposition,
        Function::To => Tag::To,
        Function::Conjunction => Tag::Conjunction,
        Function::Subordinator => Tag::Subordinator,
        Function::Relative => Tag::Relative,
        Function::Auxiliary => Tag::Auxiliary,
        Function::Negation => Tag::Negation,
        Function::Adverb => Tag::Adverb,
    }
}

/// Function words that are read by what follows.
const SPECIAL: &[(&str, &[Candidate])] = &[
    ("that", &[(Tag::Relative, 0), (Tag::Subordinator, 3), (Tag::Determiner, 4), (Tag::Pronoun, 6)]),
    ("this these those", &[(Tag::Determiner, 0), (Tag::Pronoun, 4)]),
    ("since", &[(Tag::Preposition, 0), (Tag::Subordinator, 1), (Tag::Adverb, 6)]),
    ("before after until", &[(Tag::Preposition, 0), (Tag::Subordinator, 1)]),
    ("as than", &[(Tag::Preposition, 0), (Tag::Subordinator, 2)]),
    // "half of the firms surveyed plan to grow"
    (
        "surveyed polled interviewed questioned",
        &[(Tag::Verb(Form::Participle), 0), (Tag::Verb(Form::Past), 14), (Tag::Adjective, 14)],
    ),
    ("may", &[(Tag::Auxiliary, 0), (Tag::Noun, 10)]),
    ("one", &[(Tag::Pronoun, 1), (Tag::Determiner, 0), (Tag::Noun, 4)]),
    ("there", &[(Tag::Pronoun, 0), (Tag::Adverb, 2)]),
    ("her", &[(Tag::Possessive, 0), (Tag::Pronoun, 5)]),
    ("first back early late", &[(Tag::Adjective, 0), (Tag::Adverb, 2)]),
    ("alone", &[(Tag::Adverb, 0), (Tag::Adjective, 3)]),
    ("more less most much enough", &[(Tag::Determiner, 0), (Tag::Adverb, 3)]),
    ("once", &[(Tag::Adverb, 0), (Tag::Subordinator, 2)]),
    ("so", &[(Tag::Subordinator, 0), (Tag::Adverb, 4)]),
    ("something anything nothing everything people hundred seed speed", &[(Tag::Noun, 0)]),
    // "up 5% compared with last year": nobody compares.
    (
        "compared based located headquartered driven",
        &[(Tag::Verb(Form::Participle), 0), (Tag::Verb(Form::Past), 12), (Tag::Adjective, 12)],
    ),
    ("adjusted", &[(Tag::Adjective, 0), (Tag::Verb(Form::Past), 6), (Tag::Verb(Form::Participle), 4)]),
    ("combined", &[(Tag::Adjective, 0), (Tag::Verb(Form::Past), 4), (Tag::Verb(Form::Participle), 3)]),
    // "Labour Department figures show …"
    ("figures", &[(Tag::Noun, 0), (Tag::Verb(Form::Third), 9)]),
    ("write", &[(Tag::Verb(Form::Base), 0), (Tag::Noun, 3)]),
    ("spend", &[(Tag::Verb(Form::Base), 0), (Tag::Noun, 7)]),
    ("mean", &[(Tag::Verb(Form::Base), 0), (Tag::Adjective, 3), (Tag::Noun, 8)]),
    ("firm", &[(Tag::Noun, 0), (Tag::Adjective, 2)]),
    ("other", &[(Tag::Adjective, 0)]),
    // "was little changed"
    ("little", &[(Tag::Adjective, 0), (Tag::Adverb, 1), (Tag::Pronoun, 4)]),
    ("likely unlikely", &[(Tag::Adjective, 0), (Tag::Adverb, 1)]),
    // "according to": nobody accords.
    ("according", &[(Tag::Preposition, 0)]),
    ("operating", &[(Tag::Adjective, 0), (Tag::Verb(Form::Gerund), 3)]),
    ("following", &[(Tag::Adjective, 0), (Tag::Preposition, 3), (Tag::Verb(Form::Gerund), 4)]),
    ("done", &[(Tag::Verb(Form::Participle), 0), (Tag::Adjective, 8)]),
    ("doing", &[(Tag::Verb(Form::Gerund), 0)]),
];

fn of_verb(word: &str, verb: &Verb, adjective: bool) -> Vec<Candidate> {
    let noun = match () {
        () if verb.noun => 0,
        () if verb.seldom_noun => 7,
        () => 25,
    };
    let mut found = match verb.form {
        Form::Base if verb.base_is_participle => {
            vec![(Tag::Verb(Form::Base), 0), (Tag::Verb(Form::Participle), 2), (Tag::Noun, noun)]
        }
        Form::Base if verb.also_past => {
            vec![
                (Tag::Verb(Form::Base), 4),
                (Tag::Verb(Form::Past), 2),
                (Tag::Verb(Form::Participle), 4),
                (Tag::Noun, noun.max(7)),
            ]
        }
        Form::Base => vec![(Tag::Verb(Form::Base), if verb.noun { 4 } else { 0 }), (Tag::Noun, noun)],
        Form::Third => vec![(Tag::Verb(Form::Third), if verb.noun { 4 } else { 0 }), (Tag::Noun, noun)],
        Form::Past => past(word).to_vec(),
        Form::Participle => vec![(Tag::Verb(Form::Participle), 0), (Tag::Adjective, 6)],
        Form::Gerund => gerund(word, adjective).to_vec(),
    };
    // "lower", "clear", "open": adjectives that are spelled like a verb.
    if adjective && !found.iter().any(|(class, _)| *class == Tag::Adjective) {
        found.push((Tag::Adjective, 0));
        found.retain(|(class, _)| *class != Tag::Noun || verb.noun);
    }
    found
}

/// "planned" carries a clause, belongs to an auxiliary or describes a noun; "grew" does only the first.
fn past(word: &str) -> &'static [Candidate] {
    const PAST: Candidate = (Tag::Verb(Form::Past), 0);
    const PARTICIPLE: Candidate = (Tag::Verb(Form::Participle), 2);
    match Lexicon::shared().verb(word).is_none_or(|verb| verb.past_is_participle) {
        true if word.ends_with("ed") => &[PAST, PARTICIPLE, (Tag::Adjective, 5)],
        true => &[PAST, PARTICIPLE, (Tag::Adjective, 10)],
        false => &[PAST],
    }
}

fn gerund(word: &str, adjective: bool) -> &'static [Candidate] {
    const GERUND: Candidate = (Tag::Verb(Form::Gerund), 0);
    match adjective {
        true => &[(Tag::Adjective, 0), (Tag::Verb(Form::Gerund), 2)],
        false if nouns::is(word, NounClass::Trade) => &[GERUND, (Tag::Adjective, 6), (Tag::Noun, 1)],
        false => &[GERUND, (Tag::Adjective, 6), (Tag::Noun, 8)],
    }
}

/// The classes of a word whose last part, behind a hyphen, is a verb in the third person.
fn of_joined(word: &str) -> Option<&'static [Candidate]> {
    let hyphen = word.bytes().rposition(|byte| byte == b'-')?;
    let third = Lexicon::shared().verb(&word[hyphen + 1..]).is_some_and(|verb| verb.form == Form::Third);
    third.then_some(&[(Tag::Noun, 0), (Tag::Verb(Form::Third), 3)])
}

/// The classes of a word that its ending tells.
fn of_ending(word: &str, adjective: bool) -> &'static [Candidate] {
    if let Some(joined) = of_joined(word) {
        return joined;
    }
    if adjective {
        return &[(Tag::Adjective, 0), (Tag::Noun, 15)];
    }
    if adverb_by_ending(word) {
        return &[(Tag::Adverb, 0), (Tag::Adjective, 12)];
    }
    if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") {
        return past(word);
    }
    if word.len() > 5 && word.ends_with("ing") {
        return gerund(word, adjective);
    }
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        return &[(Tag::Noun, 0), (Tag::Verb(Form::Third), 18)];
    }
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return &[(Tag::Noun, 0)];
    }
    &[(Tag::Noun, 0), (Tag::Verb(Form::Base), 28)]
}
