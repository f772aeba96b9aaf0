//! The part of speech of each word, from its spelling and the words on either side.
//!
//! Comes in: tokens whose mentions and marks are known. Goes out: the same with every word classed, left to right.

use super::super::lexicon::{Form, Function, Lexicon, Verb};
use super::super::nouns::{self, NounClass};
use super::{Class, Token};

/// Gives each word its class, left to right: what stands before is known, what follows is looked up.
pub(super) fn classify(tokens: &mut [Token<'_>]) {
    let lexicon = Lexicon::shared();
    let mut finite_seen = false;
    for at in 0..tokens.len() {
        let token = tokens[at];
        if token.class == Class::Genitive && at > 0 && tokens[at - 1].class == Class::Pronoun {
            tokens[at].class = Class::Auxiliary;
            finite_seen = true;
            continue;
        }
        if token.class != Class::Other {
            finite_seen &=
                !matches!(token.class, Class::Stop | Class::Colon | Class::Comma | Class::Dash | Class::Open | Class::Close);
            continue;
        }
        let class = classify_word(lexicon, tokens, at, finite_seen);
        finite_seen |= class.is_finite();
        finite_seen &= !matches!(class, Class::Subordinator | Class::Relative | Class::Conjunction);
        tokens[at].class = class;
    }
}

fn classify_word(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, finite_seen: bool) -> Class {
    let lower = tokens[at].lower;
    if let Some(function) = lexicon.function(lower) {
        return function_class(function, tokens, at);
    }
    if lower.starts_with(|c: char| c.is_ascii_digit()) && lower.chars().all(|c| c.is_ascii_digit() || ".,-:/".contains(c)) {
        return Class::Number;
    }
    if let Some(verb) = lexicon.verb(lower)
        && let Some(form) = verb_here(lexicon, tokens, at, verb, finite_seen)
    {
        return form;
    }
    if lexicon.is_adjective(lower) || adjective_by_ending(lower) {
        return Class::Adjective;
    }
    if lower.len() > 4 && lower.ends_with("ly") && !lower.ends_with("pply") {
        return Class::Adverb;
    }
    if lower.starts_with(char::is_alphanumeric) { Class::Noun } else { Class::Other }
}

fn function_class(function: Function, tokens: &[Token<'_>], at: usize) -> Class {
    match function {
        Function::Determiner => match tokens[at].lower {
            // "this" before a verb is a pronoun; "that" after a noun opens a relative clause.
            "that" if at > 0 && tokens[at - 1].class.is_head() => Class::Relative,
            "this" | "that" | "these" | "those" if next_is_verbal(tokens, at) => Class::Pronoun,
            _ => Class::Determiner,
        },
        Function::Possessive => Class::Possessive,
        Function::Pronoun => Class::Pronoun,
        Function::Preposition => Class::Preposition,
        Function::To => Class::To,
        Function::Conjunction => Class::Conjunction,
        // "has since moved", "until recently".
        Function::Subordinator if is_adverbial(tokens, at) => Class::Adverb,
        Function::Subordinator => Class::Subordinator,
        Function::Relative => Class::Relative,
        Function::Auxiliary => Class::Auxiliary,
        Function::Negation => Class::Negation,
        Function::Adverb => Class::Adverb,
    }
}

fn is_adverbial(tokens: &[Token<'_>], at: usize) -> bool {
    let between = at > 0 && tokens[at - 1].class == Class::Auxiliary && tokens[at].lower == "since";
    let next = tokens.get(at + 1).and_then(|next| Lexicon::shared().function(next.lower));
    between && next != Some(Function::Pronoun) || tokens[at].lower == "until" && next == Some(Function::Adverb)
}

fn next_is_verbal(tokens: &[Token<'_>], at: usize) -> bool {
    let lexicon = Lexicon::shared();
    tokens.get(at + 1).is_none_or(|next| {
        lexicon.function(next.lower) == Some(Function::Auxiliary)
            || lexicon.verb(next.lower).is_some_and(|verb| !verb.noun && verb.form != Form::Gerund)
            || next.class != Class::Other && !next.class.is_nominal()
    })
}

/// The class of a word that is spelled like a verb form, or `None` where it is read as noun or adjective by its spelling.
fn verb_here(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, verb: &Verb, finite_seen: bool) -> Option<Class> {
    let (form, noun) = (verb.form, verb.noun);
    let before = at.checked_sub(1).map(|b| tokens[b].class);
    let modified = matches!(
        before,
        Some(
            Class::Determiner
                | Class::Possessive
                | Class::Genitive
                | Class::Adjective
                | Class::Preposition
                | Class::Quantity(_)
                | Class::Number
        )
    );
    let carried = matches!(before, Some(Class::Auxiliary | Class::To | Class::Pronoun | Class::Negation | Class::Relative));
    match form {
        Form::Gerund => {
            let adjectival = matches!(before, Some(Class::Determiner | Class::Possessive | Class::Genitive | Class::Adjective));
            if matches!(before, Some(Class::Noun))
                && nouns::is(tokens[at].lower, NounClass::Trade)
                && !opens_object(lexicon, tokens, at, true)
            {
                return Some(Class::Noun);
            }
            Some(if adjectival && next_is_nominal(lexicon, tokens, at) {
                Class::Adjective
            } else if adjectival {
                Class::Noun
            } else {
                Class::Verb(form)
            })
        }
        Form::Past | Form::Participle => {
            let adjectival = (modified && !matches!(before, Some(Class::Quantity(_))))
                || (before.is_none() && next_is_nominal(lexicon, tokens, at));
            Some(if adjectival && !carried { Class::Adjective } else { Class::Verb(form) })
        }
        Form::Base | Form::Third => {
            if carried {
                return Some(Class::Verb(form));
            }
            if verb.also_past && form == Form::Base && !modified && !finite_seen && opens_object(lexicon, tokens, at, true) {
                return Some(Class::Verb(Form::Past));
            }
            // An infinitive after a noun or at the start is an order or a plural's verb; "n" words need a reason.
            let after_head = matches!(before, Some(Class::Noun | Class::Name(_) | Class::Close | Class::Adverb | Class::Date(_)));
            let object_follows = opens_object(lexicon, tokens, at, noun);
            let number_fits = match form {
                Form::Base => {
                    before.is_none()
                        || at > 0 && is_plural(tokens[at - 1])
                        || matches!(before, Some(Class::Adverb | Class::Conjunction))
                }
                _ => after_head || matches!(before, Some(Class::Conjunction)),
            };
            let verb = !modified && number_fits && (!noun || (object_follows && !finite_seen));
            if verb { Some(Class::Verb(form)) } else { Some(Class::Noun) }
        }
    }
}

/// Whether the word after `at` opens an object or adverbial, as after a verb.
fn opens_object(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, noun: bool) -> bool {
    let Some(next) = tokens.get(at + 1) else { return !noun };
    match next.class {
        Class::Quantity(_) | Class::Name(_) => true,
        Class::Other => match lexicon.function(next.lower) {
            Some(Function::Determiner | Function::Possessive | Function::Pronoun) => true,
            Some(Function::To) => true,
            Some(Function::Preposition) if noun => {
                matches!(next.lower, "by" | "from")
                    || next.lower != "of" && !finite_later(lexicon, tokens, at)
                    || (next.lower == "for" && tokens[at].lower.starts_with("account"))
            }
            Some(Function::Preposition | Function::Adverb | Function::Relative | Function::Subordinator) => {
                !noun || next.lower == "that"
            }
            Some(_) => false,
            None => !noun || lexicon.is_adjective(next.lower) || adjective_by_ending(next.lower),
        },
        _ => false,
    }
}

/// Whether a verb stands later in the clause that can carry it, so that the word at `at` need not.
fn finite_later(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> bool {
    let rest = tokens[at + 1..].iter().take_while(|token| !matches!(token.class, Class::Stop | Class::Colon | Class::Dash));
    rest.filter(|token| token.class == Class::Other).any(|token| {
        lexicon.function(token.lower) == Some(Function::Auxiliary)
            || lexicon.verb(token.lower).is_some_and(|verb| matches!(verb.form, Form::Third | Form::Past) && !verb.noun)
    })
}

fn next_is_nominal(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| match next.class {
        Class::Name(_) | Class::Quantity(_) => true,
        Class::Other => lexicon.function(next.lower).is_none() && next.lower.starts_with(char::is_alphanumeric),
        _ => false,
    })
}

fn is_plural(token: Token<'_>) -> bool {
    match token.class {
        Class::Noun => {
            token.lower.ends_with('s') && !token.lower.ends_with("ss")
                || matches!(token.lower, "people" | "men" | "women" | "children")
        }
        Class::Name(_) => token.lower.ends_with('s'),
        Class::Quantity(_) | Class::Close => true,
        _ => false,
    }
}

fn adjective_by_ending(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["able", "ible", "ful", "less", "ous", "ive", "ic", "ical", "ary", "ese", "ish", "-based", "-native", "-first", "-wide"];
    const NOUNS: &[&str] = &[
        "traffic",
        "music",
        "metric",
        "topic",
        "public",
        "logic",
        "clinic",
        "fabric",
        "electric",
        "archive",
        "drive",
        "executive",
        "initiative",
        "objective",
        "alternative",
        "native",
        "table",
        "cable",
        "vegetable",
        "library",
        "salary",
        "summary",
        "secretary",
        "january",
        "february",
        "subsidiary",
        "directive",
        "incentive",
        "perspective",
        "republic",
        "graphic",
        "statistic",
        "english",
        "variable",
        "binary",
        "boundary",
    ];
    word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending)) && !NOUNS.contains(&word)
        || word.len() > 5
            && word.ends_with("al")
            && !matches!(
                word,
                "proposal"
                    | "approval"
                    | "capital"
                    | "terminal"
                    | "journal"
                    | "signal"
                    | "material"
                    | "portal"
                    | "hospital"
                    | "festival"
                    | "rental"
                    | "arrival"
                    | "referral"
                    | "renewal"
                    | "removal"
                    | "withdrawal"
                    | "individual"
                    | "professional"
                    | "animal"
                    | "metal"
                    | "total"
            )
}
