//! How a figure stands in its clause: whether something is at it, moved by it, or had it.
//!
//! Comes in: a sentence, a figure's token and its phrases. Goes out: a [`Stand`], from which the kind follows (`kind.rs`).

use super::kind;
use super::lexicon::{Form, Lexicon};
use super::measure::Measure;
use super::nouns::{self, NounClass};
use super::reading::Reading;
use super::subject::Scene;
use super::syntax::{Class, Token};
use crate::mention::quantity::QuantityMention;
use crate::text::TextSpan;

/// How a figure stands in its clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    /// Something is at it or moved to it.
    pub level: bool,
    /// It is by how much something changed.
    pub amount: bool,
    /// It is the state before or after a change that is told beside it.
    pub end: bool,
    /// It tells how far two things are apart, rather than two times.
    pub comparison: bool,
    /// It is the part of a group that does something.
    pub of_people: bool,
    /// It is what a thing has.
    pub owns: bool,
    /// A word of having stands right before it.
    pub has: bool,
}

impl Stand {
    /// How the figure at token `at` stands in the clause at `clause`.
    pub(super) fn of(scene: Scene<'_>, at: usize, figure: &QuantityMention, measure: &Measure, clause: TextSpan) -> Self {
        const LEVELS: &[&str] =
            &["to", "at", "from", "is", "was", "are", "were", "reached", "hit", "reach", "stands", "stood", "be"];
        const OWNERS: &[&str] = &["with", "has", "have", "had", "having", "and"];
        let tokens = &scene.sentence.tokens;
        let before = at.checked_sub(1).map(|b| tokens[b].lower);
        let is_before = |words: &[&str]| before.is_some_and(|word| words.contains(&word));
        let compared = measure.compared.as_deref().or(measure.own.as_deref()).unwrap_or_default();
        let than = compared.split(' ').any(|word| matches!(word, "than" | "fewer" | "less" | "more"));
        let over_time = scene.reading.bases_in(clause).next().is_some() || is_dated(tokens, at);
        let ratio = matches!(figure.quantity.unit.as_str(), "%") && !figure.counted;
        let surface = scene.reading.lower(figure.span);
        let bounded = ["below ", "above ", "under ", "past "].iter().any(|bound| surface.starts_with(bound));
        let sized = before == Some("of") && measure.attached.is_some() && !is_by(tokens, at);
        Self {
            level: (is_before(LEVELS) || sized || bounded) && !is_pace(tokens, at),
            amount: ratio && (restates(scene.reading, tokens, at) || beats(tokens, at)),
            end: is_end(tokens, at),
            comparison: (than || compared.contains("er in ")) && !over_time,
            of_people: ratio && measure.predicate.is_some(),
            has: is_before(OWNERS),
            owns: is_before(OWNERS) || measure.own.is_some() && measure.verb.is_none(),
        }
    }
}

/// "by an average of 5%": the amount of a change, where "a margin of 5%" is a level.
fn is_by(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at.saturating_sub(4)..at].iter().any(|token| token.lower == "by")
}

/// Verbs behind which a sum is by how much something changed.
const MOVING: &[&str] = &["increase", "decrease", "rise", "fall", "decline", "climb", "jump", "improve", "grow"];

/// "fell by 40,000", "fell 8 per cent, or 3p": whether the figure at token `at` tells by how much something changed.
pub(super) fn is_step(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |at: usize| at.checked_sub(1);
    let link = before(at).map_or("", |link| tokens[link].lower);
    if link == "by" {
        return true;
    }
    // "revenues increased $38.8 million": the amount right behind a verb that nothing else is the object of.
    let moves = before(at).filter(|verb| matches!(tokens[*verb].class, Class::Verb(_)));
    let subject = moves.and_then(before).is_some_and(|head| {
        matches!(tokens[head].class, Class::Noun | Class::Quantity(_) | Class::Date(_)) || tokens[head].lower == "it"
    });
    // "profit was $5 million, increasing $1 million on the year"
    let gerund = moves.is_some_and(|verb| {
        let comma = before(verb).is_some_and(|comma| tokens[comma].class == Class::Comma);
        comma && tokens[verb].class == Class::Verb(Form::Gerund)
    });
    let added = gerund && tokens.get(at + 1).is_none_or(|next| next.class != Class::Noun);
    if (subject || added)
        && moves.and_then(|verb| Lexicon::shared().verb(tokens[verb].lower)).is_some_and(|verb| MOVING.contains(&verb.base))
    {
        return true;
    }
    let told = before(at).filter(|_| link == "or").and_then(before);
    let told = told.and_then(|told| told.checked_sub(usize::from(tokens[told].class == Class::Comma)));
    let share = told.filter(|share| {
        matches!(tokens[*share].class, Class::Quantity(_))
            && (tokens[*share].lower.ends_with('%') || tokens[*share].lower.ends_with("cent"))
    });
    let level = share.and_then(before).is_some_and(|before| matches!(tokens[before].lower, "to" | "at" | "from" | "of"));
    share.is_some() && !level
}

/// "a decline of 40,000", "an increase in fares of just 5%": whether the figure at token `at` is what a noun of change is of.
pub(super) fn is_increment(tokens: &[Token<'_>], at: usize) -> bool {
    const WITHIN: usize = 8;
    // "was $52 million, up $1.4 million from last quarter"
    let told = at.checked_sub(1).is_some_and(|way| matches!(tokens[way].lower, "up" | "down"));
    if told
        && at.checked_sub(2).is_some_and(|before| {
            // "profit of $98 million was up $21 million"
            matches!(tokens[before].class, Class::Comma | Class::Auxiliary | Class::Date(_)) || tokens[before].lower == "quarter"
        })
        && (0..at).any(|i| matches!(tokens[i].class, Class::Quantity(_)))
    {
        return true;
    }
    if moves_to(tokens, at) || is_change_of(tokens, at) || slips_by(tokens, at) {
        return true;
    }
    let lead = |i: &usize| matches!(tokens[*i].class, Class::Adverb | Class::Determiner | Class::Adjective);
    let Some(of) = (0..at).rev().find(|i| !lead(i)).filter(|of| tokens[*of].lower == "of") else { return false };
    let named = |i: &usize| {
        matches!(
            tokens[*i].class,
            Class::Noun | Class::Adjective | Class::Name(_) | Class::Genitive | Class::Possessive | Class::Determiner
        )
    };
    let changes = |i: usize| kind::is_change(tokens[i].lower);
    if of.checked_sub(1).is_some_and(changes) {
        return true;
    }
    let link = (of.saturating_sub(WITHIN)..of).rev().find(|i| !named(i));
    link.filter(|link| tokens[*link].lower == "in").and_then(|link| link.checked_sub(1)).is_some_and(changes)
}

/// "was up $26 million to $228 million": whether the figure at token `at` is the way to the next one.
fn moves_to(tokens: &[Token<'_>], at: usize) -> bool {
    let way = at > 0 && matches!(tokens[at - 1].lower, "up" | "down");
    let to = tokens.get(at + 1).is_some_and(|to| to.lower == "to");
    way && to && tokens.get(at + 2).is_some_and(|end| matches!(end.class, Class::Quantity(_)))
}

/// "a $28 million decrease since June": whether a noun of change is right behind the figure at token `at`.
fn is_change_of(tokens: &[Token<'_>], at: usize) -> bool {
    const CHANGES: &[&str] = &["increase", "decrease", "decline", "drop", "rise", "fall", "improvement", "reduction"];
    const LINKS: &[&str] = &["since", "from", "over", "compared", "year-over-year", "on"];
    let article = at > 0 && matches!(tokens[at - 1].lower, "a" | "an");
    let change = tokens.get(at + 1).is_some_and(|change| CHANGES.contains(&change.lower));
    article && change && tokens.get(at + 2).is_some_and(|link| LINKS.contains(&link.lower))
}

/// "saw sales slip by 10 per cent": whether the figure at token `at` is by how much something was seen to change.
fn slips_by(tokens: &[Token<'_>], at: usize) -> bool {
    let verb = at.checked_sub(2).filter(|_| tokens[at - 1].lower == "by");
    let changes = verb
        .and_then(|verb| Lexicon::shared().verb(tokens[verb].lower))
        .is_some_and(|verb| verb.form == Form::Base && kind::is_changing(verb.base));
    let seen = |verb: usize| {
        (verb.saturating_sub(6)..verb).any(|i| matches!(tokens[i].lower, "saw" | "see" | "seen" | "sees" | "watched" | "seeing"))
    };
    changes && verb.is_some_and(seen)
}

/// "$170 million more than last year", "up $300 million from the prior year", "$0.20 higher year-over-year": whether the figure at token `at` is how far
/// something has moved since another time.
pub(super) fn is_since(tokens: &[Token<'_>], at: usize) -> bool {
    const FARTHER: &[&str] = &["more", "higher", "lower", "fewer", "less", "above", "below"];
    const WITHIN: usize = 5;
    let word = |i: usize| tokens.get(i).map_or("", |token| token.lower);
    // "in July", "the first half of last year", but "the prior model", "his previous boss", "closing the plant last year"
    let timely = |from: usize| {
        let time = |token: &Token<'_>| {
            matches!(token.class, Class::Date(_))
                || nouns::is(token.lower, NounClass::Time)
                || matches!(token.lower, "half" | "earlier" | "ago")
        };
        let leads = |token: &Token<'_>| {
            matches!(token.class, Class::Determiner | Class::Preposition)
                || matches!(
                    token.lower,
                    "first" | "second" | "third" | "fourth" | "same" | "prior" | "previous" | "last" | "comparable"
                )
        };
        tokens.iter().skip(from).take(WITHIN).find(|token| !leads(token)).is_some_and(time)
    };
    if FARTHER.contains(&word(at + 1)) {
        let than = (at + 2..tokens.len()).take(WITHIN).find(|i| word(*i) == "than");
        let based = ["year-over-year", "year-on-year", "quarter-over-quarter"].contains(&word(at + 2));
        return based || than.is_some_and(|than| timely(than + 1));
    }
    let moved = at > 0 && matches!(word(at - 1), "up" | "down");
    moved
        && word(at + 1) == "from"
        && timely(at + 2)
        && !matches!(tokens.get(at + 2).map(|next| next.class), Some(Class::Quantity(_)))
}

/// "up $4 million or 4%", "up $0.45, a strong 5%": what the figure before says is told once more.
fn restates(reading: &Reading<'_>, tokens: &[Token<'_>], at: usize) -> bool {
    let joins = |i: &usize| matches!(tokens[*i].class, Class::Conjunction | Class::Comma | Class::Determiner | Class::Adjective);
    let Some(first) = (0..at).rev().take(4).take_while(joins).last() else { return false };
    let apposed = tokens[first].class == Class::Comma && tokens[at - 1].class != Class::Comma;
    let before = first.checked_sub(1).map(|i| tokens[i].class);
    let (true, Some(Class::Quantity(index))) = (tokens[first].lower == "or" || apposed, before) else { return false };
    let directed = |word: &str| matches!(word, "up" | "down");
    let surface = reading.lower(reading.quantities[index as usize].span);
    first >= 2 && directed(tokens[first - 2].lower) || surface.split(' ').next().is_some_and(directed)
}

/// "beat last year's sales by 8%": by how much a time before is surpassed.
fn beats(tokens: &[Token<'_>], at: usize) -> bool {
    let surpasses =
        |i: &usize| matches!(tokens[*i].lower, "beat" | "beats" | "beating" | "exceeded" | "exceeds" | "topped" | "missed");
    let timely = |token: &Token<'_>| matches!(token.class, Class::Date(_)) || nouns::is(token.lower, NounClass::Time);
    let by = at > 0 && tokens[at - 1].lower == "by";
    let verb = (0..at).rev().find(surpasses).filter(|_| by);
    verb.is_some_and(|verb| tokens[verb..at].iter().any(timely))
}

/// "(52%, up from 45%)", "(65%, up 5%)": in parentheses beside a change, the state before or after it.
fn is_end(tokens: &[Token<'_>], at: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |token| token.lower);
    let from = |i: usize| matches!(word(i), "up" | "down") && word(i + 1) == "from";
    let behind = from(at + 1) || word(at + 1) == "," && (from(at + 2) || is_directed(tokens, at + 2));
    // "(84% → 87%)"
    let arrow = |i: usize| matches!(word(i), "→" | "->" | "=>" | "⇒");
    let arrowed = arrow(at + 1) || at > 0 && arrow(at - 1) || word(at + 1) == "-" && word(at + 2) == ">";
    tokens[at].depth > 0 && (arrowed || behind || at >= 2 && from(at - 2))
}

/// Whether "up 5%" begins at token `at`.
fn is_directed(tokens: &[Token<'_>], at: usize) -> bool {
    let quantity = |i: usize| tokens.get(i).is_some_and(|token| matches!(token.class, Class::Quantity(_)));
    let word = tokens.get(at).map_or("", |token| token.lower);
    matches!(word, "up" | "down") && quantity(at + 1) || quantity(at) && (word.starts_with("up ") || word.starts_with("down "))
}

/// "growing at 25%": the pace of a change, not a level.
fn is_pace(tokens: &[Token<'_>], at: usize) -> bool {
    // "expanded at an annual rate of 4%"
    let of = at.checked_sub(1).filter(|of| tokens[*of].lower == "of");
    let rate = of.and_then(|of| of.checked_sub(1)).filter(|rate| matches!(tokens[*rate].lower, "rate" | "pace" | "clip"));
    let link = rate.and_then(|rate| (rate.saturating_sub(4)..rate).find(|i| tokens[*i].lower == "at"));
    let moves = |base: &str| {
        matches!(base, "grow" | "expand" | "rise" | "increase" | "climb" | "shrink" | "contract" | "fall" | "decline")
    };
    let verb = link.and_then(|link| link.checked_sub(1)).and_then(|verb| Lexicon::shared().verb(tokens[verb].lower));
    if verb.is_some_and(|verb| moves(verb.base)) {
        return true;
    }
    at >= 2 && tokens[at - 1].lower == "at" && matches!(tokens[at - 2].class, Class::Verb(_))
}

/// "4 percent below its peak", "12% above pre-crisis levels": whether the figure at token `at` tells how far something is from where it was.
pub(super) fn is_distance(tokens: &[Token<'_>], at: usize) -> bool {
    const MARKS: &[&str] = &["peak", "peaks", "high", "low", "highs", "lows"];
    let beside = tokens.get(at + 1).is_some_and(|link| matches!(link.lower, "below" | "above"));
    let before = |word: &str| word.starts_with("pre-") || word.starts_with("prewar") || MARKS.contains(&word);
    let word = |i: usize| tokens.get(i).map_or("", |token| token.lower);
    // "translation was favorable by 1%"
    let favours = ["favorable", "unfavorable", "favourable", "unfavourable"];
    let favoured = at >= 2 && word(at - 1) == "by" && favours.contains(&word(at - 2));
    favoured || beside && tokens.iter().skip(at + 2).take(4).any(|token| before(token.lower))
}

/// "50,000 projects are now using trusted publishing": whether those whom the figure at token `at` counts use something.
pub(super) fn takes_up(tokens: &[Token<'_>], at: usize) -> bool {
    const FAR: usize = 6;
    const USING: &[&str] = &["use", "adopt", "rely", "embrace"];
    let lexicon = Lexicon::shared();
    let goes_on = |token: &&Token<'_>| {
        matches!(token.class, Class::Noun | Class::Adjective | Class::Adverb | Class::Auxiliary | Class::Verb(_))
    };
    let behind = tokens.iter().skip(at + 1).take(FAR).take_while(goes_on).position(|token| {
        matches!(token.class, Class::Verb(_)) && lexicon.verb(token.lower).is_some_and(|verb| USING.contains(&verb.base))
    });
    // "12 servers use 4 GB": how much, not what.
    behind.is_some_and(|far| far > 0 && tokens.get(at + far + 2).is_some_and(|next| !matches!(next.class, Class::Quantity(_))))
}

/// Whether a comparison behind the figure at token `at` is with another time ("than a year ago").
fn is_dated(tokens: &[Token<'_>], at: usize) -> bool {
    let behind = tokens.iter().skip(at + 1).take(9).skip_while(|token| token.lower != "than");
    behind.skip(1).take(6).any(|token| {
        matches!(token.class, Class::Date(_))
            || matches!(
                token.lower,
                "ago" | "before" | "earlier" | "previous" | "previously" | "prior" | "last" | "start" | "year" | "quarter"
            )
    })
}
