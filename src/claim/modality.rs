//! Whether a statement is fact, forecast or advice.
//!
//! Comes in: a sentence's tokens and the figure or verb in question. Goes out: a [`Modality`]. Facts are the default: the other two need a cue that governs
//! the figure, not one that merely stands in its sentence.

use super::Modality;
use super::lexicon::{Form, Lexicon};
use super::syntax::{Class, Token};

/// Verbs after which something is about the future.
const EXPECTING: &[&str] = &[
    "expect",
    "project",
    "forecast",
    "predict",
    "anticipate",
    "foresee",
    "plan",
    "aim",
    "intend",
    "hope",
    "target",
    "guide",
    "want",
];
/// Words before "to" that make what follows future.
const DUE: &[&str] = &["set", "poised", "likely", "slated", "due", "going", "track", "scheduled", "bound", "about"];
/// Nouns of what is expected, where the figure is attached to one.
const EXPECTATIONS: &[&str] =
    &["guidance", "outlook", "forecast", "forecasts", "projection", "projections", "target", "goal", "prediction"];
/// Auxiliaries of the future.
const FUTURE: &[&str] = &["will", "won't", "shall", "they'll", "we'll", "it'll", "'ll"];
/// Auxiliaries of advice.
const ADVISING: &[&str] = &["should", "shouldn't"];
/// Words by which a writer tells that a figure holds at the time of writing.
const CURRENT: &[&str] = &["current", "currently", "now", "today", "today's", "present", "existing", "already"];
/// Openings of a case that is only supposed.
const SUPPOSING: &[&str] = &["suppose", "imagine", "assume", "assuming", "if"];
/// Verbs that order the reader, where one opens a sentence.
const ORDERS: &[&str] = &[
    "enter",
    "buy",
    "sell",
    "hold",
    "keep",
    "avoid",
    "consider",
    "budget",
    "plan",
    "choose",
    "use",
    "start",
    "invest",
    "set",
    "target",
    "limit",
    "try",
    "run",
    "make",
    "ensure",
    "adjust",
    "rebalance",
    "allocate",
    "aim",
    "take",
    "reduce",
    "increase",
    "add",
    "allow",
    "expect",
    "migrate",
    "switch",
    "pick",
    "deploy",
    "monitor",
    "wait",
    "spend",
    "reserve",
    "give",
    "exit",
    "accumulate",
];
/// How many tokens away the governing verb is looked for.
const REACH: usize = 40;

/// The modality of what token `at` is part of; `future` says whether its time lies after the document's day.
pub(crate) fn of_token(tokens: &[Token<'_>], at: usize, future: bool) -> Modality {
    if is_given(tokens, at) {
        return Modality::Fact;
    }
    if is_ordered(tokens, at) {
        return Modality::Advice;
    }
    let group = governing_group(tokens, at);
    let words = || group.clone().map(|place| tokens[place].lower);
    if words().any(|word| ADVISING.contains(&word)) {
        return Modality::Advice;
    }
    if clause_opening(tokens, at).is_some_and(|word| SUPPOSING.contains(&word)) {
        return Modality::Advice;
    }
    if future
        || tokens[at].lower.contains("expected")
        || words().any(|word| FUTURE.contains(&word))
        || words().any(is_expecting)
        || is_due(tokens, &group)
        || awaits(tokens, at)
    {
        return Modality::Forecast;
    }
    Modality::Fact
}

/// The modality of an event told by `clause` of `sentence` (both in lower case).
pub(crate) fn of_clause(clause: &str, sentence: &str, future: bool) -> Modality {
    let words = |text: &str, test: &dyn Fn(&str) -> bool| text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(test);
    if words(clause, &|word| ADVISING.contains(&word)) || sentence.split(' ').next().is_some_and(|first| ORDERS.contains(&first))
    {
        return Modality::Advice;
    }
    // "The project merged 2,914 requests": a noun behind its article.
    let mut before = "";
    let expects = clause.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).any(|word| {
        let noun = matches!(before, "the" | "a" | "an" | "this" | "that" | "our" | "its" | "their" | "each" | "every" | "new");
        // "the crop planning app": a gerund that nothing carries describes.
        let carried = matches!(
            before,
            "is" | "are" | "was" | "were" | "been" | "be" | "we're" | "it's" | "they're" | "now" | "also" | "still" | "not"
        ) || before.ends_with("ly");
        let noun = noun || word.ends_with("ing") && !carried;
        before = word;
        FUTURE.contains(&word) || is_expecting(word) && !noun
    });
    if future || expects { Modality::Forecast } else { Modality::Fact }
}

fn is_expecting(word: &str) -> bool {
    Lexicon::shared().verb(word).is_some_and(|verb| EXPECTING.contains(&verb.base))
}

/// Whether the figure is something that is there already: "its 2,600 jobs", "(current ~$412)".
fn is_given(tokens: &[Token<'_>], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(3)..at];
    let owned = before.last().is_some_and(|token| matches!(token.class, Class::Possessive | Class::Genitive));
    let inside = before.iter().rev().take_while(|token| token.depth == tokens[at].depth && token.class != Class::Open);
    owned || inside.into_iter().any(|token| CURRENT.contains(&token.lower))
}

/// Whether an order to the reader governs the figure: a bare verb opens its clause, and no other verb stands between.
fn is_ordered(tokens: &[Token<'_>], at: usize) -> bool {
    let ends = |token: &Token<'_>| matches!(token.class, Class::Stop | Class::Colon | Class::Dash) && token.depth == 0;
    let first = (0..at).rev().take(REACH).find(|place| ends(&tokens[*place])).map_or(at.saturating_sub(REACH), |place| place + 1);
    let first = first
        + usize::from(
            tokens.get(first).is_some_and(|token| matches!(token.lower, "so" | "then" | "always" | "please" | "never")),
        );
    let orders = first < at
        && ORDERS.contains(&tokens[first].lower)
        && !matches!(tokens[first].class, Class::Verb(Form::Past | Form::Gerund));
    orders && !tokens[first + 1..at].iter().any(|token| token.class.is_finite() || token.class == Class::Colon) && {
        let behind = tokens.iter().skip(at + 1).take_while(|token| !ends(token) && token.class != Class::Comma);
        // "Use cases that grew 5% are …": what looks like an order is the subject of a verb.
        !behind.take(REACH).any(|token| token.class == Class::Auxiliary)
    }
}

/// The verb group that governs the figure: the nearest finite verb before it in its clause, with its auxiliaries, else the one behind it.
fn governing_group(tokens: &[Token<'_>], at: usize) -> std::ops::Range<usize> {
    let part = |token: &Token<'_>| {
        matches!(token.class, Class::Auxiliary | Class::Verb(_) | Class::Adverb | Class::Negation | Class::To)
    };
    let stops = |token: &Token<'_>| matches!(token.class, Class::Stop | Class::Subordinator | Class::Relative | Class::Dash);
    let depth = tokens[at].depth;
    let verb = (0..at)
        .rev()
        .take(REACH)
        .filter(|place| tokens[*place].depth <= depth)
        .take_while(|place| !stops(&tokens[*place]))
        .find(|place| matches!(tokens[*place].class, Class::Auxiliary | Class::Verb(_)) && !is_modifier(tokens, *place));
    let verb = verb.or_else(|| {
        let behind = at + 1..tokens.len().min(at + REACH);
        behind
            .take_while(|place| !stops(&tokens[*place]) && tokens[*place].class != Class::Comma)
            .find(|place| tokens[*place].class.is_finite())
    });
    let Some(verb) = verb else { return at..at };
    let mut first = verb;
    // Through infinitives to the verb that they hang on: "is expected to reach", "expects sales to reach".
    while first > 0 {
        let before = first - 1;
        let object = tokens[first].class == Class::To && verb - first <= 2;
        if part(&tokens[before])
            || object && tokens[before].class.is_nominal() && first + 6 > verb
            || object_of_expecting(tokens, before, verb)
        {
            first = before;
        } else {
            break;
        }
    }
    let end = (verb + 1..tokens.len()).find(|place| !part(&tokens[*place])).unwrap_or(tokens.len());
    first..end
}

/// Whether `place` stands between a verb of expecting and the infinitive of `verb`: "expects *Acme's sales* to reach".
fn object_of_expecting(tokens: &[Token<'_>], place: usize, verb: usize) -> bool {
    let infinitive = verb.checked_sub(1).is_some_and(|to| tokens[to].class == Class::To);
    infinitive && place + 8 > verb && (tokens[place].class.is_nominal() || tokens[place].class == Class::Pronoun)
}

/// Whether the verb form at `place` modifies a noun ("expected returns", "a growing market").
fn is_modifier(tokens: &[Token<'_>], place: usize) -> bool {
    let form = matches!(tokens[place].class, Class::Verb(Form::Gerund));
    form && tokens.get(place + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Adjective))
}

/// "is set to reach", "is likely to": a word before the infinitive that hangs on it.
fn is_due(tokens: &[Token<'_>], group: &std::ops::Range<usize>) -> bool {
    let first = group.start.saturating_sub(2);
    let between = &tokens[first..group.end];
    let marks = between.iter().any(|token| matches!(token.class, Class::Stop | Class::Comma));
    // "twice as likely to use it", "more likely to": a comparison.
    let compared = |at: usize| {
        let before = (first + at).checked_sub(1).map_or("", |before| tokens[before].lower);
        between[at].lower == "likely" && matches!(before, "as" | "more" | "less" | "equally" | "most" | "least")
    };
    !marks
        && between
            .windows(2)
            .enumerate()
            .any(|(at, pair)| DUE.contains(&pair[0].lower) && pair[1].class == Class::To && !compared(at))
}

/// "a target of 30%", "in the next two years", "guidance: $4bn": what the figure is attached to lies ahead.
fn awaits(tokens: &[Token<'_>], at: usize) -> bool {
    let lead = tokens[at.saturating_sub(5)..at].iter().rev();
    let mut lead = lead.skip_while(|token| {
        matches!(token.class, Class::Preposition | Class::To | Class::Adverb | Class::Determiner | Class::Colon)
    });
    let attached =
        at > 0 && matches!(tokens[at - 1].class, Class::Preposition | Class::Adverb | Class::Colon | Class::Determiner);
    if attached && lead.next().is_some_and(|token| EXPECTATIONS.contains(&token.lower)) {
        return true;
    }
    if is_guided(tokens, at) {
        return true;
    }
    let stretch = |three: &[Token<'_>]| {
        matches!(three[0].lower, "in" | "over" | "within") && three[1].lower == "the" && three[2].lower == "next"
    };
    let span = &tokens[at.saturating_sub(REACH)..tokens.len().min(at + 8)];
    span.windows(4).any(|four| stretch(four) && matches!(four[3].class, Class::Quantity(_) | Class::Date(_) | Class::Number))
}

/// "We are raising our guidance to $675 million", "…, which is $24 million": the figure that guidance is set to.
fn is_guided(tokens: &[Token<'_>], at: usize) -> bool {
    const SETTING: &[&str] = &[
        "raise",
        "lower",
        "narrow",
        "update",
        "set",
        "provide",
        "reaffirm",
        "reiterate",
        "increase",
        "maintain",
        "cut",
        "tighten",
        "revise",
    ];
    const FAR: usize = 14;
    // What is guided is money or a share; "guidance to 3,000 families" is advice.
    let sum = tokens[at].word.contains(['$', '€', '£', '¥', '%'])
        || ["percent", "million", "billion", "points"].iter().any(|unit| tokens[at].lower.contains(unit));
    if !sum {
        return false;
    }
    // "$675 million revenues and $110 million of EBITDA"
    let mut first = at;
    while let Some(before) = (first.saturating_sub(5)..first).rev().find(|i| matches!(tokens[*i].class, Class::Quantity(_)))
        && tokens[before + 1..first]
            .iter()
            .all(|token| token.class.is_nominal() || matches!(token.class, Class::Conjunction | Class::Comma))
    {
        first = before;
    }
    let link = first.checked_sub(1).map_or("", |link| tokens[link].lower);
    let noun = (first.saturating_sub(FAR)..first).rev().find(|i| matches!(tokens[*i].lower, "guidance" | "outlook" | "forecast"));
    let Some(noun) = noun.filter(|_| matches!(link, "to" | "at" | "of" | "is" | "between" | "from")) else { return false };
    // "raised its guidance after sales of $5 million": nothing but what ranges stands between.
    let between = &tokens[noun + 1..first];
    let plain = between.iter().all(|token| {
        token.class.is_nominal()
            || matches!(token.class, Class::Comma | Class::Relative | Class::Date(_))
            || matches!(
                token.lower,
                "to" | "a" | "the" | "of" | "for" | "is" | "which" | "at" | "in" | "now" | "between" | "from"
            )
    });
    let noun_of_sum = between.iter().any(|token| matches!(token.lower, "sales" | "revenue" | "revenues" | "income" | "profit"));
    let sets =
        tokens[..noun].iter().any(|token| Lexicon::shared().verb(token.lower).is_some_and(|verb| SETTING.contains(&verb.base)));
    plain && !noun_of_sum && sets
}

/// The word that opens the clause of token `at`.
fn clause_opening<'t>(tokens: &[Token<'t>], at: usize) -> Option<&'t str> {
    let opens = |place: &usize| {
        place
            .checked_sub(1)
            .is_none_or(|before| matches!(tokens[before].class, Class::Stop | Class::Comma | Class::Dash | Class::Colon))
    };
    (0..=at).rev().take(REACH).find(opens).map(|place| tokens[place].lower)
}

#[cfg(test)]
mod tests;
