//! For which time a figure holds.
//!
//! Comes in: a sentence with its dates and a figure's token. Goes out: the time of the nearest date that belongs to the figure's own clause, or nothing. The
//! paragraph's or list's time is the caller's matter. Which dates belong to something else is told in [`owner`].

mod owner;
#[cfg(test)]
mod tests;
mod whole;

use crate::mention::date::{DateMention, Part, Relation, Relative, Setting, TimeValue, Unit, is_weekday};
use crate::text::is_among;

pub(crate) use whole::{Undated, Whole, announcements, is_other_end};

use super::lexicon::Form;
use super::reading::Reading;
use super::syntax::{Class, Sentence, Token};

/// How many tokens from a sentence's start a date may stand to hold for all of it.
const FRONTED: usize = 4;

/// The time of the figure at token `at`.
pub(crate) fn of_figure(reading: &Reading<'_>, sentence: &Sentence<'_>, at: usize, setting: &Setting) -> Option<String> {
    let tokens = &sentence.tokens;
    let clauses = clauses(tokens);
    let depth = tokens[at].depth;
    let distance = |place: usize| if place > at { 2 * (place - at) } else { 2 * (at - place) + 1 };
    let level_before = owner::is_level_before(tokens, at);
    let mut ranked: Vec<_> = dates(reading, tokens)
        .filter(|(place, _)| !level_before || owner::is_own(tokens, *place, at))
        .filter(|(place, _)| !is_day_of_saying(tokens, *place))
        .filter(|(place, _)| {
            // The figures of the comparison itself have its date.
            let inside = !tokens[*place..].iter().take(at.saturating_sub(*place)).any(|token| token.class == Class::Comma);
            !is_set_against(tokens, *place)
                || inside
                || at > 0 && tokens[at - 1].lower == "from"
                || owner::tells_when(tokens, *place, at)
        })
        // What a change is measured against is not when it happened.
        .filter(|(place, mention)| {
            // "double the year before"
            let behind = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|next| next.class == Class::Determiner));
            let doubled = *place == behind && is_multiple(reading, &tokens[at]);
            let base = (reading.bases_in(mention.span).next().is_some() && !owner::is_own(tokens, *place, at)) || doubled;
            !base && owner::holds(tokens, *place, mention.relation, at)
        })
        .filter(|(place, _)| {
            clauses[*place] == clauses[at]
                || *place < FRONTED && clauses[*place] == 0
                || reports(tokens, &clauses, *place, at)
                || owner::tells_when(tokens, *place, at)
        })
        .collect();
    ranked.sort_by_key(|(place, _)| {
        (!owner::is_own(tokens, *place, at), tokens[*place].depth < depth, clauses[*place] != clauses[at], distance(*place))
    });
    let time = ranked.into_iter().find_map(|(place, mention)| placed(tokens, place, mention, setting))?;
    Some(end_of(tokens, at, time))
}

/// "it said on Thursday": the day of the words, which is not when what they tell of is so.
fn is_day_of_saying(tokens: &[Token<'_>], place: usize) -> bool {
    let first = tokens[place].word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let day = is_weekday(first) || matches!(first, "yesterday" | "today");
    let verb = place.checked_sub(1 + usize::from(place > 0 && tokens[place - 1].lower == "on"));
    day && verb.is_some_and(|verb| matches!(tokens[verb].lower, "said" | "says" | "told" | "announced" | "reported"))
}

/// "Compared to results from 2018, use rose from 15% to 24%": whether the date at `place` is that of what a sentence sets its own figures against.
fn is_set_against(tokens: &[Token<'_>], place: usize) -> bool {
    let compares = tokens.first().is_some_and(|first| matches!(first.lower, "compared" | "relative"))
        && tokens.get(1).is_some_and(|with| matches!(with.lower, "to" | "with"));
    compares && !tokens[..place].iter().any(|token| matches!(token.class, Class::Comma | Class::Stop) || token.class.is_finite())
}

/// Whether a token is so many times something.
fn is_multiple(reading: &Reading<'_>, token: &Token<'_>) -> bool {
    matches!(token.class, Class::Quantity(index) if reading.quantities[index as usize].quantity.unit == "x")
}

/// The date at token `place` in its setting. One without its year lies ahead where its clause tells of what is to come ("will be paid on 9 October"), and behind
/// where it tells of what was ("by the end of February it accounted for half").
pub(crate) fn placed(tokens: &[Token<'_>], place: usize, mention: &DateMention, setting: &Setting) -> Option<String> {
    const COMING: &[&str] = &[
        "will",
        "shall",
        "'ll",
        "’ll",
        "expects",
        "expect",
        "expected",
        "scheduled",
        "plan",
        "plans",
        "planned",
        "planning",
        "due",
        "roadmap",
        "aims",
        "aim",
        "intends",
        "upcoming",
        "promises",
        "wants",
        "hopes",
    ];
    // Of two clauses side by side the second tells its own: "two were delivered in August and a third will follow".
    let bounds = |i: &usize| match tokens[*i].class {
        Class::Stop | Class::Dash => true,
        Class::Conjunction => *i > place && opens_clause(tokens, *i),
        Class::Relative => *i > place && tokens[*i].lower != "that",
        _ => false,
    };
    let first = (0..place).rev().find(bounds).map_or(0, |i| i + 1);
    let end = (place..tokens.len()).find(bounds).unwrap_or(tokens.len());
    let coming = tokens[first..end].iter().any(|token| is_among(token.lower, COMING));
    let limit = matches!(mention.relation, Relation::By | Relation::Until);
    let past = is_told_in_the_past(tokens, first, place, end);
    let ahead = coming || limit && !past;
    if past && !ahead { mention.value.place_over(setting) } else { mention.value.place(setting, ahead) }
}

/// Whether the verb that the date at `place` goes with is in the past tense: the first behind a date that opens its sentence, else the last before it.
fn is_told_in_the_past(tokens: &[Token<'_>], first: usize, place: usize, end: usize) -> bool {
    let verb = |i: &usize| matches!(tokens[*i].class, Class::Auxiliary | Class::Verb(_));
    let verb = if place < first + FRONTED { (place..end).find(verb) } else { (first..place).rev().find(verb) };
    verb.is_some_and(|i| match tokens[i].class {
        Class::Auxiliary => matches!(tokens[i].lower, "was" | "were" | "had" | "did"),
        class => class == Class::Verb(Form::Past),
    })
}

/// The time that a sentence is of: the last date that is not compared with, nor belongs to a figure of another time.
pub(crate) fn of_sentence(reading: &Reading<'_>, sentence: &Sentence<'_>, setting: &Setting) -> Option<String> {
    let tokens = &sentence.tokens;
    let last = tokens.len().checked_sub(1)?;
    let clauses = clauses(tokens);
    let main = tokens.iter().rposition(|token| token.class != Class::Stop).map_or(0, |end| clauses[end]);
    let dates = dates(reading, tokens).filter(|(place, mention)| {
        let aside = clauses[*place] != main && main == 0;
        !aside && reading.bases_in(mention.span).next().is_none() && owner::holds(tokens, *place, mention.relation, last)
    });
    dates.last().and_then(|(place, mention)| placed(tokens, place, mention, setting))
}

/// Every time that a sentence names.
pub(crate) fn all(reading: &Reading<'_>, sentence: &Sentence<'_>, setting: &Setting) -> Vec<String> {
    let tokens = &sentence.tokens;
    dates(reading, tokens).filter_map(|(place, mention)| placed(tokens, place, mention, setting)).collect()
}

/// The time that a sentence sets for those after it in its paragraph: one that opens it ("In early 2026, …"), or the one period of a sentence without figures
/// that tells of a period's results ("Axel achieved record results in 2011.").
///
/// In a document that compares what it is of with what was before, "last year, …" holds for its own sentence alone: it is `looking_back`.
pub(crate) fn frame(reading: &Reading<'_>, sentence: &Sentence<'_>, setting: &Setting, looking_back: bool) -> Option<String> {
    let tokens = &sentence.tokens;
    let fronted = dates(reading, tokens).take_while(|(place, _)| *place < FRONTED);
    let fronted = fronted.filter(|(place, mention)| may_frame(tokens, *place, mention) && !(looking_back && is_before(mention)));
    let fronted = fronted.filter_map(|(place, mention)| placed(tokens, place, mention, setting)).next();
    fronted.or_else(|| {
        const RESULTS: &[&str] = &["results", "performance", "figures", "earnings", "trading", "quarter", "half"];
        let figures =
            reading.quantities_in(sentence.span).next().is_some() || !tokens.iter().any(|token| RESULTS.contains(&token.lower));
        let mut told = dates(reading, tokens);
        let (place, mention) = told.next().filter(|_| !figures)?;
        let period = mention.value.period().filter(|period| !matches!(period.part, Part::Day(..) | Part::Month(_)));
        let last = tokens.len() - 1;
        let own = mention.relation == Relation::Plain && owner::holds(tokens, place, mention.relation, last);
        (period.is_some() && own && told.next().is_none()).then(|| placed(tokens, place, mention, setting))?
    })
}

/// Whether the date at `place`, near the start of a sentence, may hold for the sentences behind it.
fn may_frame(tokens: &[Token<'_>], place: usize, mention: &DateMention) -> bool {
    // "Oslo, 24 October 2019." and "today" tell when the text was written.
    let day = mention.value.period().is_some_and(|period| matches!(period.part, Part::Day(..)));
    let dateline = place > 0 && tokens[..place].iter().all(|token| token.class.is_head() || token.class == Class::Comma);
    let today = matches!(mention.value, TimeValue::Relative(Relative::Offset(Unit::Day, _)));
    // "Since its 2011 founding, it has grown to 900 members."
    let written = day && dateline || today;
    !written && !owner::is_of_an_event(tokens, place) && !is_set_against(tokens, place)
}

/// Whether the date lies one or more units before the day of writing: "last year".
fn is_before(mention: &DateMention) -> bool {
    matches!(mention.value, TimeValue::Relative(Relative::Offset(_, ..0)))
}

/// The period that a line sets for what follows it: a date of a year, quarter or half among words that name and count nothing
/// ("Which brings us to 2015.", "Q3 2024", "Second Quarter 2024 Highlights").
pub(crate) fn stage(reading: &Reading<'_>, setting: &Setting) -> Option<String> {
    let [span] = reading.sentences[..] else { return None };
    // Most lines have no date, and need not be read again.
    reading.dates_in(span).next()?;
    let sentence = reading.sentence(span);
    let tokens = &sentence.tokens;
    const GENERIC: &[&str] = &[
        "highlights",
        "results",
        "performance",
        "financial",
        "operating",
        "operational",
        "business",
        "key",
        "figures",
        "summary",
        "overview",
        "review",
        "and",
        "metrics",
        "facts",
        "numbers",
        "glance",
        "at",
        "a",
    ];
    let generic = |token: &Token<'_>| GENERIC.contains(&token.lower);
    let told =
        tokens.iter().any(|token| !generic(token) && matches!(token.class, Class::Quantity(_) | Class::Name(_) | Class::Number));
    let mut dates = dates(reading, tokens);
    let (place, mention) = dates.next().filter(|_| !told && dates.next().is_none())?;
    let period = mention.value.period().filter(|period| !matches!(period.part, Part::Day(..)))?;
    let ends = tokens[place + 1..].iter().all(|token| generic(token) || matches!(token.class, Class::Stop | Class::Colon));
    let plain = ends && period.year.is_some() && mention.relation == Relation::Plain;
    plain.then(|| placed(tokens, place, mention, setting))?
}

/// The dates among `tokens`, each with its place.
fn dates<'s>(reading: &'s Reading<'_>, tokens: &'s [Token<'_>]) -> impl Iterator<Item = (usize, &'s DateMention)> {
    tokens.iter().enumerate().filter_map(|(place, token)| match token.class {
        Class::Date(index) => Some((place, &reading.dates[index as usize])),
        _ => None,
    })
}

/// Whether the words of a sentence take up the time of the one before: "over the same period", "in that time", "analysts had expected $20 million".
pub(crate) fn takes_up_time(sentence: &Sentence<'_>) -> bool {
    const THOUGHT: &[&str] = &["expected", "forecast", "estimated", "predicted", "projected", "anticipated", "expecting"];
    let thought = |pair: &[Token<'_>]| pair[0].lower == "had" && THOUGHT.contains(&pair[1].lower);
    sentence.tokens.windows(2).any(thought)
        || sentence.tokens.windows(2).any(|pair| {
            matches!(pair[0].lower, "that" | "same" | "this") && matches!(pair[1].lower, "period" | "timeframe" | "timespan")
                || matches!(pair[0].lower, "that" | "same") && pair[1].lower == "time"
        }) && sentence.tokens.windows(3).any(|words| {
            matches!(words[0].lower, "in" | "over" | "during" | "within")
                && (matches!(words[1].lower, "that" | "this") || words[1].lower == "the" && words[2].lower == "same")
        })
}

/// The time `time` of the text before as that of the figure at token `at`: of the ends of a change each has its own.
pub(crate) fn taken_up(sentence: &Sentence<'_>, at: usize, time: String) -> String {
    end_of(&sentence.tokens, at, time)
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
            // "since we opened in 2019": when something began.
            _ if token.lower == "since" && place > 0 && begins_clause(tokens, place) => {
                last += 1;
                outer = Some(current);
                current = last;
            }
            Class::Conjunction if after_comma && opens_clause(tokens, place) => {
                last += 1;
                (current, outer) = (last, None);
            }
            _ if matches!(token.lower, "while" | "whereas" | "because" | "although" | "though")
                && token.class == Class::Subordinator
                || token.lower == "where" && after_comma && token.class != Class::Relative =>
            {
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

/// Whether a pronoun and its verb stand behind the word at `place`.
fn begins_clause(tokens: &[Token<'_>], place: usize) -> bool {
    tokens.get(place + 1).is_some_and(|next| next.class == Class::Pronoun)
        && tokens[place + 2..tokens.len().min(place + 5)].iter().any(|token| token.class.is_finite())
}

/// Whether a subject and a finite verb of its own stand behind the conjunction at `place`.
fn opens_clause(tokens: &[Token<'_>], place: usize) -> bool {
    let behind = &tokens[place + 1..tokens.len().min(place + 12)];
    let verb = behind.iter().position(|token| token.class.is_finite() || token.is_verbal_figure());
    let ends = behind.iter().position(|token| matches!(token.class, Class::Comma | Class::Stop));
    verb.is_some_and(|verb| verb > 0 && ends.is_none_or(|end| verb < end))
}

/// Whether the time `time` begins after the day `today`; both in ISO 8601 or the forms of a claim's time.
pub(crate) fn is_after(time: &str, today: &str) -> bool {
    let last = time.rsplit('/').next().unwrap_or(time);
    let (Some(year), Some(this)) = (last.get(..4), today.get(..4)) else { return false };
    if year != this {
        return year > this;
    }
    let month = |text: &str| match text.get(4..7) {
        Some(part) if part.starts_with("-Q") => part[2..].parse::<u8>().ok().map(|quarter| quarter * 3),
        Some(part) => part[1..].parse::<u8>().ok(),
        None => None,
    };
    match (month(last), month(today)) {
        (Some(month), Some(this)) => month > this,
        _ => false,
    }
}
