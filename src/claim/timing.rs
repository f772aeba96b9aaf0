//! For which time a figure holds.
//!
//! Comes in: a sentence with its dates and a figure's token. Goes out: the time of the nearest date that belongs to the figure's own clause, or nothing. The
//! paragraph's or list's time is the caller's matter.

use crate::mention::date::Setting;

use super::reading::Reading;
use super::syntax::{Class, Sentence, Token};

/// How many tokens from a sentence's start a date may stand to hold for all of it.
const FRONTED: usize = 4;
/// How far before a date a word of comparison may stand.
const BESIDE: usize = 3;

/// The time of the figure at token `at`.
pub(crate) fn of_figure(reading: &Reading<'_>, sentence: &Sentence<'_>, at: usize, setting: &Setting) -> Option<String> {
    let tokens = &sentence.tokens;
    let clauses = clauses(tokens);
    let depth = tokens[at].depth;
    let distance = |place: usize| if place > at { 2 * (place - at) } else { 2 * (at - place) + 1 };
    let mut ranked: Vec<_> = (0..tokens.len())
        .filter_map(|place| match tokens[place].class {
            Class::Date(index) => Some((place, &reading.dates[index])),
            _ => None,
        })
        // What a change is measured against is not when it happened.
        .filter(|(place, mention)| {
            reading.bases_in(mention.span).next().is_none() && !is_compared(tokens, *place) && !is_model_year(tokens, *place)
        })
        .filter(|(place, _)| {
            clauses[*place] == clauses[at] || *place < FRONTED && clauses[*place] == 0 || reports(tokens, &clauses, *place, at)
        })
        .collect();
    ranked.sort_by_key(|(place, _)| (tokens[*place].depth < depth, clauses[*place] != clauses[at], distance(*place)));
    let time = ranked.into_iter().find_map(|(_, mention)| mention.place(setting))?;
    Some(end_of(tokens, at, time))
}

/// "between 2023 and 2025, from 9 to 29": the first figure is of the first year, the second of the last.
fn end_of(tokens: &[Token<'_>], at: usize, time: String) -> String {
    let Some((first, last)) = time.split_once('/') else { return time };
    let before = at.checked_sub(1).map_or("", |before| tokens[before].lower);
    let figure = |place: Option<&Token<'_>>| place.is_some_and(|token| matches!(token.class, Class::Quantity(_)));
    if before == "from" && tokens.get(at + 1).is_some_and(|token| token.class == Class::To) && figure(tokens.get(at + 2)) {
        return first.to_owned();
    }
    let paired = before == "to" && at >= 3 && figure(tokens.get(at - 2)) && tokens[at - 3].lower == "from";
    if paired { last.to_owned() } else { time }
}

/// "than in 2024", "compared with last year": the other side of a comparison.
fn is_compared(tokens: &[Token<'_>], place: usize) -> bool {
    (place.saturating_sub(BESIDE)..place).any(|i| matches!(tokens[i].lower, "than" | "against" | "compared" | "versus"))
}

/// "a 2016 Lenovo laptop": the year of a model.
fn is_model_year(tokens: &[Token<'_>], place: usize) -> bool {
    let article = place.checked_sub(1).is_some_and(|before| matches!(tokens[before].lower, "a" | "an"));
    article && tokens.get(place + 1).is_some_and(|next| matches!(next.class, Class::Name(_)))
}

/// "said in March that sales …": the time of a report holds for what is reported, where nothing else dates it.
fn reports(tokens: &[Token<'_>], clauses: &[usize], place: usize, at: usize) -> bool {
    place < at && clauses[place] == 0 && tokens[place..at].iter().take(6).any(|token| token.lower == "that")
}

/// The number of the clause that each token is of: 0 for the main clause, and one for each clause beside or inside it.
fn clauses(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut numbers = Vec::with_capacity(tokens.len());
    let (mut current, mut outer, mut last) = (0, None, 0);
    for (place, token) in tokens.iter().enumerate() {
        let after_comma = place.checked_sub(1).is_some_and(|before| tokens[before].class == Class::Comma);
        match token.class {
            Class::Stop | Class::Dash => {
                last += 1;
                (current, outer) = (last, None);
            }
            Class::Relative if token.lower != "that" => {
                last += 1;
                outer = Some(if after_comma { current } else { outer.unwrap_or(current) });
                current = last;
            }
            Class::Comma => {
                if let Some(back) = outer.take() {
                    current = back;
                }
            }
            Class::Conjunction if after_comma && opens_clause(tokens, place) => {
                last += 1;
                (current, outer) = (last, None);
            }
            Class::Subordinator if matches!(token.lower, "while" | "whereas" | "because" | "although" | "though") => {
                last += 1;
                outer = Some(current);
                current = last;
            }
            _ => {}
        }
        numbers.push(current);
    }
    numbers
}

/// Whether a subject and a finite verb of its own stand behind the conjunction at `place`.
fn opens_clause(tokens: &[Token<'_>], place: usize) -> bool {
    let behind = &tokens[place + 1..tokens.len().min(place + 12)];
    let verb = behind.iter().position(|token| token.class.is_finite());
    let ends = behind.iter().position(|token| matches!(token.class, Class::Comma | Class::Stop));
    verb.is_some_and(|verb| verb > 0 && ends.is_none_or(|end| verb < end))
}
