//! The class of every word of a sentence.
//!
//! Comes in: tokens whose mentions and marks are classed. Goes out: the same with every word classed: of all ways to read the words together,
//! the one that costs least. What stands in parentheses is read on its own.

use super::super::lexicon::{Form, Lexicon};
use super::candidates::{self, Candidate};
use super::path::Path;
use super::{Class, Token};

/// How many ways to read the words so far are kept: enough for every real doubt, and a bound on the work for each word.
const PATHS: usize = 10;

/// Gives each word its class.
pub(super) fn classify(tokens: &mut [Token<'_>]) {
    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    for at in 0..tokens.len() {
        match tokens[at].class {
            Class::Open => open.push(Vec::new()),
            Class::Close => {
                if open.len() > 1
                    && let Some(inner) = open.pop()
                {
                    read(tokens, &inner);
                }
            }
            _ => {
                if let Some(stream) = open.last_mut() {
                    stream.push(at);
                }
            }
        }
    }
    open.iter().for_each(|stream| read(tokens, stream));
}

/// Reads the tokens at `places`, which a reader would join.
fn read(tokens: &mut [Token<'_>], places: &[usize]) {
    let mut steps: Vec<Vec<Path>> = Vec::with_capacity(places.len());
    let mut last = vec![Path::start()];
    for &at in places {
        let next = extend(tokens, at, &last);
        steps.push(std::mem::replace(&mut last, next));
    }
    let Some(mut best) = (0..last.len()).min_by_key(|index| last[*index].ended()) else { return };
    for (&at, before) in places.iter().zip(steps).rev() {
        let path = last[best];
        tokens[at].class = path.class;
        best = path.back;
        last = before;
    }
    places.iter().for_each(|at| settle(tokens, *at));
}

/// Every path of `last` with every class of the word at `at`, the best ones first.
fn extend(tokens: &[Token<'_>], at: usize, last: &[Path]) -> Vec<Path> {
    let classes = classes_of(tokens, at);
    let mut next: Vec<Path> = Vec::with_capacity(last.len() * classes.len());
    for (index, path) in last.iter().enumerate() {
        for &(class, own) in &classes {
            let longer = Path { back: index, ..path.then(tokens, at, class, own) };
            match next.iter_mut().find(|other| other.is_like(&longer)) {
                Some(other) if other.cost > longer.cost => *other = longer,
                Some(_) => {}
                None => next.push(longer),
            }
        }
    }
    next.sort_by_key(|path| path.cost);
    next.truncate(PATHS);
    next
}

fn classes_of(tokens: &[Token<'_>], at: usize) -> Vec<Candidate> {
    match tokens[at].class {
        Class::Other => candidates::of(tokens[at].lower),
        // "it's": the mark is a verb after a pronoun.
        Class::Genitive if at > 0 && is_pronoun(tokens[at - 1].lower) => vec![(Class::Auxiliary, 0)],
        class => vec![(class, 0)],
    }
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "this" | "where" | "let")
}

/// Regular verbs spell past tense and participle alike; behind an auxiliary the form is called past, as the lexicon calls it.
fn settle(tokens: &mut [Token<'_>], at: usize) {
    if tokens[at].class != Class::Verb(Form::Participle) {
        return;
    }
    let carried = (0..at)
        .rev()
        .find(|i| !matches!(tokens[*i].class, Class::Adverb | Class::Negation))
        .is_some_and(|i| tokens[i].class == Class::Auxiliary);
    let alike = Lexicon::shared().verb(tokens[at].lower).is_some_and(|verb| verb.form == Form::Past);
    if carried && alike {
        tokens[at].class = Class::Verb(Form::Past);
    }
}
