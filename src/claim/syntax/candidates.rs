//! Which classes a word can have before its neighbours are looked at.
//!
//! Comes in: a lower-case word. Goes out: its classes with what each costs: nothing for the usual one, more the rarer it is. The costs are
//! orders of preference, not measurements.

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

/// The classes that `word` can have.
pub(super) fn of(word: &str) -> Vec<Candidate> {
    let lexicon = Lexicon::shared();
    if let Some(special) = special(word) {
        return special.to_vec();
    }
    if let Some(function) = lexicon.function(word) {
        return vec![(closed(function), 0)];
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || ".,-:/".contains(c)) {
        return vec![(Class::Number, 0)];
    }
    if !word.starts_with(char::is_alphanumeric) {
        return vec![(Class::Other, 0)];
    }
    if prefixed_adjective(word) {
        return vec![(Class::Adjective, 0), (Class::Noun, 4)];
    }
    let adjective = lexicon.is_adjective(word) || adjective_by_ending(word);
    match lexicon.verb(word) {
        Some(verb) => of_verb(word, verb, adjective),
        None => of_unknown(word, adjective),
    }
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
fn special(word: &str) -> Option<&'static [Candidate]> {
    use Class::{Adjective, Adverb, Determiner, Noun, Preposition, Pronoun, Relative, Subordinator};
    Some(match word {
        "that" => &[(Relative, 0), (Subordinator, 3), (Determiner, 4), (Pronoun, 6)],
        "this" | "these" | "those" => &[(Determiner, 0), (Pronoun, 4)],
        "since" => &[(Preposition, 0), (Subordinator, 2), (Adverb, 6)],
        "before" | "after" | "until" | "as" | "than" => &[(Preposition, 0), (Subordinator, 2)],
        "may" => &[(Class::Auxiliary, 0), (Noun, 10)],
        "one" => &[(Pronoun, 1), (Determiner, 0), (Noun, 4)],
        "there" => &[(Pronoun, 0), (Adverb, 2)],
        "her" => &[(Class::Possessive, 0), (Pronoun, 5)],
        "first" | "back" | "alone" | "early" | "late" => &[(Adjective, 0), (Adverb, 2)],
        "more" | "less" | "most" | "much" | "enough" => &[(Determiner, 0), (Adverb, 3)],
        "once" => &[(Adverb, 0), (Subordinator, 2)],
        "so" => &[(Subordinator, 0), (Adverb, 4)],
        "something" | "anything" | "nothing" | "everything" | "people" | "hundred" | "seed" | "speed" => &[(Noun, 0)],
        // "up 5% compared with last year": nobody compares.
        "compared" | "based" | "located" | "headquartered" | "driven" => {
            &[(Class::Verb(Form::Participle), 0), (Class::Verb(Form::Past), 12), (Adjective, 12)]
        }
        "write" => &[(Class::Verb(Form::Base), 0), (Noun, 3)],
        "spend" => &[(Class::Verb(Form::Base), 0), (Noun, 7)],
        "mean" => &[(Class::Verb(Form::Base), 0), (Adjective, 3), (Noun, 8)],
        "following" => &[(Adjective, 0), (Preposition, 3), (Class::Verb(Form::Gerund), 4)],
        "done" => &[(Class::Verb(Form::Participle), 0), (Adjective, 8)],
        "doing" => &[(Class::Verb(Form::Gerund), 0)],
        _ => return None,
    })
}

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
        Form::Past => past(word),
        Form::Participle => vec![(Class::Verb(Form::Participle), 0), (Class::Adjective, 6)],
        Form::Gerund => gerund(word, adjective),
    };
    // "lower", "clear", "open": adjectives that are spelled like a verb.
    if adjective && !found.iter().any(|(class, _)| *class == Class::Adjective) {
        found.push((Class::Adjective, 0));
        found.retain(|(class, _)| *class != Class::Noun || verb.noun);
    }
    found
}

/// "planned" carries a clause, belongs to an auxiliary or describes a noun; "grew" does only the first.
fn past(word: &str) -> Vec<Candidate> {
    let participle = Lexicon::shared().verb(word).is_none_or(|verb| verb.past_is_participle);
    let mut found = vec![(Class::Verb(Form::Past), 0)];
    if participle {
        let adjective = if word.ends_with("ed") { 5 } else { 10 };
        found.extend([(Class::Verb(Form::Participle), 2), (Class::Adjective, adjective)]);
    }
    found
}

fn gerund(word: &str, adjective: bool) -> Vec<Candidate> {
    if adjective {
        return vec![(Class::Adjective, 0), (Class::Verb(Form::Gerund), 2)];
    }
    let noun = if nouns::is(word, NounClass::Trade) { 2 } else { 8 };
    vec![(Class::Verb(Form::Gerund), 0), (Class::Adjective, 6), (Class::Noun, noun)]
}

fn of_unknown(word: &str, adjective: bool) -> Vec<Candidate> {
    let joined = word.rsplit_once('-').and_then(|(_, last)| Lexicon::shared().verb(last));
    if joined.is_some_and(|verb| verb.form == Form::Third) {
        return vec![(Class::Noun, 0), (Class::Verb(Form::Third), 3)];
    }
    if adjective {
        return vec![(Class::Adjective, 0), (Class::Noun, if Lexicon::shared().is_noun_too(word) { 2 } else { 15 })];
    }
    if adverb_by_ending(word) {
        return vec![(Class::Adverb, 0), (Class::Adjective, 12)];
    }
    if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") {
        return past(word);
    }
    if word.len() > 5 && word.ends_with("ing") {
        return gerund(word, adjective);
    }
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        return vec![(Class::Noun, 0), (Class::Verb(Form::Third), 18)];
    }
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return vec![(Class::Noun, 0)];
    }
    vec![(Class::Noun, 0), (Class::Verb(Form::Base), 28)]
}
