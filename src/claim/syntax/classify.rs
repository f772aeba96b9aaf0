//! The class of every word of a sentence.
//!
//! Comes in: tokens whose mentions and marks are classed. Goes out: the same with every word classed: of all ways to read the words together,
//! the one that costs least. What stands in parentheses is read on its own.

use super::super::kind;
use super::super::lexicon::{Form, Lexicon};
use super::candidates::Word;
use super::spelling::is_plural_noun;
use super::tag::Tag;
use super::traits::Traits;
use super::ways::{Step, Ways};
use super::{Class, Token};

/// Gives each word its class.
pub(super) fn classify(tokens: &mut [Token<'_>], ways: &mut Ways) {
    seat(tokens);
    for at in 0..tokens.len() {
        if may_set(tokens, at) {
            set_phrase(tokens, at);
        }
    }
    let trail = ways.lend();
    let mut reader = Reader { ways, trail };
    let mut stream = Vec::with_capacity(tokens.len());
    let mut around: Vec<Vec<usize>> = Vec::new();
    for at in 0..tokens.len() {
        match tokens[at].class {
            Class::Open => around.push(std::mem::take(&mut stream)),
            Class::Close => {
                if let Some(outer) = around.pop() {
                    reader.read(tokens, &std::mem::replace(&mut stream, outer));
                }
            }
            _ => stream.push(at),
        }
    }
    around.iter().chain([&stream]).for_each(|stream| reader.read(tokens, stream));
    reader.ways.give_back(reader.trail);
}

/// "Waltham, MA-based Acme": the place before the comma describes, like the word behind it, and neither names nor divides anything.
fn seat(tokens: &mut [Token<'_>]) {
    for at in 2..tokens.len() {
        if tokens[at - 1].class != Class::Comma || !matches!(tokens[at - 2].class, Class::Name(_)) {
            continue;
        }
        if tokens[at].lower.ends_with("-based") && tokens[at].word.starts_with(char::is_uppercase) {
            tokens[at - 2..at].iter_mut().for_each(|token| token.class = Class::Adjective);
        }
    }
}

/// Whether a set phrase may begin or end with the token at `at`: a cheap look at every token.
fn may_set(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let figure = || tokens.get(at + 2).is_some_and(|token| matches!(token.class, Class::Quantity(_)));
    opens(tokens, at)
        || matches!(
            token.lower,
            "to" | "due" | "net" | "all" | "both" | "each" | "sold" | "amounts" | "operating" | "diluted" | "pull" | "merge"
        )
        || matches!(token.word.as_bytes(), [b'0'..=b'9', ..] | [.., b'-', b'w' | b'W', b'i' | b'I', b's' | b'S', b'e' | b'E'])
        || figure()
}

/// Whether a clause may begin with the token at `at`.
fn opens(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| matches!(tokens[before].class, Class::Stop | Class::Comma | Class::Colon))
}

/// "Yes, we …", "Every month Acme adds …", "In other words it …": phrases at a clause's start that are adverbs together.
fn set_phrase(tokens: &mut [Token<'_>], at: usize) {
    const TIMES: &[&str] = &[
        "day", "week", "month", "year", "quarter", "hour", "minute", "second", "night", "morning", "evening", "weekend",
        "summer", "winter",
    ];
    const PHRASES: &[&[&str]] = &[
        &["in", "other", "words"],
        &["as", "a", "result"],
        &["in", "practice"],
        &["in", "fact"],
        &["in", "addition"],
        &["of", "course"],
        &["for", "example"],
    ];
    if set_adverb(tokens, at) {
        return;
    }
    if leads_to_cause(tokens, at) || set_item(tokens, at) || set_modifier(tokens, at) {
        return;
    }
    if is_time_to(tokens, at) {
        (tokens[at].class, tokens[at + 1].class) = (Class::Preposition, Class::Noun);
        return;
    }
    if at == 0 && assumes(tokens) {
        tokens[0].class = Class::Subordinator;
        return;
    }
    if at == 0
        && let Some(verb) = verb_behind_as(tokens)
    {
        (tokens[0].class, tokens[verb].class) = (Class::Subordinator, Class::Verb(Form::Base));
        return;
    }
    if moves(tokens, at) {
        tokens[at].class = Class::Verb(Form::Third);
        return;
    }
    if !opens(tokens, at) || tokens[at].class != Class::Other {
        return;
    }
    const ANSWERS: &[&str] = &["yes", "no", "yeah", "sure", "well", "okay", "thanks", "right", "look", "hello", "hi", "sorry"];
    let answers = tokens.get(at + 1).is_some_and(|next| next.class == Class::Comma) && ANSWERS.contains(&tokens[at].lower);
    if answers {
        tokens[at].class = Class::Adverb;
        return;
    }
    let begins = |token: &Token<'_>| {
        matches!(token.class, Class::Name(_))
            || token.class == Class::Other && Lexicon::shared().verb(token.lower).is_none() && token.lower != "of"
    };
    let every = matches!(tokens[at].lower, "every" | "each")
        && tokens.get(at + 1).is_some_and(|time| TIMES.contains(&time.lower) && time.class == Class::Other)
        && tokens.get(at + 2).is_some_and(begins);
    let spelled = |phrase: &&&[&str]| {
        phrase
            .iter()
            .enumerate()
            .all(|(place, word)| tokens.get(at + place).is_some_and(|token| token.lower == *word && token.class == Class::Other))
    };
    let length = if every { 2 } else { PHRASES.iter().find(spelled).map_or(0, |phrase| phrase.len()) };
    tokens[at..at + length].iter_mut().for_each(|token| token.class = Class::Adverb);
}

/// "17:00 UTC", "Region-wise", "Acme and Bolt both rose": words that are adverbs where they stand.
fn set_adverb(tokens: &mut [Token<'_>], at: usize) -> bool {
    // "17:00 UTC"
    if is_time_of_day(tokens[at].word) && !matches!(tokens[at].class, Class::Quantity(_)) {
        tokens[at].class = Class::Adverb;
        let zone = |token: &Token<'_>| {
            matches!(token.word, "UTC" | "GMT" | "CET" | "CEST" | "BST" | "EST" | "EDT" | "PST" | "PDT" | "AM" | "PM")
        };
        if let Some(zone) = tokens.get_mut(at + 1).filter(|token| zone(token)) {
            zone.class = Class::Adverb;
        }
        return true;
    }
    // "Acme, Bolt and Corvid all had …": the word goes with the verb, not with a noun.
    let floats = matches!(tokens[at].lower, "all" | "both" | "each")
        && at > 0
        && matches!(tokens[at - 1].class, Class::Name(_))
        && tokens
            .get(at + 1)
            .is_some_and(|next| Lexicon::shared().is_finite(next.lower) || matches!(next.lower, "have" | "use" | "at" | "with"));
    if floats {
        tokens[at].class = Class::Adverb;
        return true;
    }
    // "Region-wise, America was up 8%"
    if tokens[at].class == Class::Other && matches!(tokens[at].lower.as_bytes(), [.., b'-', b'w', b'i', b's', b'e']) {
        tokens[at].class = Class::Adverb;
        return true;
    }
    false
}

/// "costs due to demand", but "is due to begin": a word at token `at` becomes a preposition where it is one with "to".
fn leads_to_cause(tokens: &mut [Token<'_>], at: usize) -> bool {
    let no_verb = |token: &Token<'_>| Lexicon::shared().verb(token.lower).is_none_or(|verb| verb.form != Form::Base || verb.noun);
    let leads = tokens[at].lower == "due"
        && tokens.get(at + 1).is_some_and(|to| to.lower == "to")
        && tokens.get(at + 2).is_some_and(no_verb);
    // "Relative to 2019, Acme sold more", "Prior to the merger it had 40 shops"
    let opens = at == 0
        && matches!(tokens[at].lower, "relative" | "prior" | "subsequent" | "contrary")
        && tokens[at].class == Class::Other
        && tokens.get(1).is_some_and(|to| to.lower == "to");
    if leads || opens {
        tokens[at].class = Class::Preposition;
    }
    leads || opens
}

/// "cost of goods sold", "other income, net": items of accounts whose last word has a class of its own there.
fn set_item(tokens: &mut [Token<'_>], at: usize) -> bool {
    const NET: &[&str] = &["income", "expense", "expenses", "interest", "loss", "losses", "gain", "gains"];
    let before = |back: usize, words: &[&str]| at.checked_sub(back).is_some_and(|at| words.contains(&tokens[at].lower));
    let sold =
        tokens[at].lower == "sold" && before(1, &["goods", "products"]) && before(2, &["of"]) && before(3, &["cost", "costs"]);
    let net = tokens[at].lower == "net" && at > 1 && tokens[at - 1].class == Class::Comma && before(2, NET);
    // "Net income, net of tax, was …"
    // and "Despite lower interest, net income rose".
    let net = net && tokens.get(at + 1).is_none_or(|next| next.lower != "of" && !next.class.is_nominal());
    if sold || net {
        tokens[at].class = Class::Noun;
    }
    if net {
        tokens[at - 1].class = Class::Dot;
    }
    sold || net
}

/// "GAAP operating margins were 23%", "average diluted shares": words of accounts that describe the item behind them and do nothing.
fn set_modifier(tokens: &mut [Token<'_>], at: usize) -> bool {
    const OPERATED: &[&str] = &[
        "margin", "margins", "income", "expense", "expenses", "loss", "losses", "profit", "profits", "cost", "costs", "cash",
        "result", "results", "earnings", "leverage", "revenue", "revenues",
    ];
    const DILUTED: &[&str] =
        &["share", "shares", "earnings", "eps", "loss", "income", "net", "weighted", "average", "common", "ffo"];
    let items = match tokens[at].lower {
        // "builds and pull requests"
        "pull" | "merge"
            if tokens.get(at + 1).is_some_and(|next| matches!(next.lower, "request" | "requests"))
                // "Consumers pull requests off the queue"
                && !at.checked_sub(1).is_some_and(|before| {
                    is_plural_noun(tokens[before].lower) || matches!(tokens[before].lower, "we" | "they" | "you" | "i" | "to" | "can" | "will")
                }) =>
        {
            (tokens[at].class, tokens[at + 1].class) = (Class::Adjective, Class::Noun);
            return true;
        }
        "operating" => OPERATED,
        "diluted" => DILUTED,
        _ => return false,
    };
    // "The issue diluted shares by 12%" does something.
    let verb = tokens[at].lower == "diluted"
        && at.checked_sub(1).is_some_and(|before| {
            !matches!(
                tokens[before].lower,
                "average"
                    | "per"
                    | "fully"
                    | "basic"
                    | "gaap"
                    | "non-gaap"
                    | "adjusted"
                    | "of"
                    | "and"
                    | "total"
                    | "weighted"
                    | "our"
                    | "the"
            )
        });
    let describes = !verb && tokens.get(at + 1).is_some_and(|next| items.contains(&next.lower) || next.word == "EPS");
    if describes {
        tokens[at].class = Class::Adjective;
    }
    describes
}

/// "Mean time to repair fell by 20%": whether "to" at token `at` belongs to the name of a measure of time.
fn is_time_to(tokens: &[Token<'_>], at: usize) -> bool {
    if tokens[at].lower != "to" || at < 2 || tokens[at - 1].lower != "time" {
        return false;
    }
    let lexicon = Lexicon::shared();
    let ends =
        |token: &Token<'_>| token.class == Class::Open || matches!(token.lower, "by" | "from") || lexicon.is_finite(token.lower);
    tokens.get(at + 1).is_some_and(|deed| deed.class == Class::Other) && tokens.get(at + 2).is_some_and(ends)
}

/// "The plan drops from $15 to $12": a word that figures follow as they follow a verb of change.
fn moves(tokens: &[Token<'_>], at: usize) -> bool {
    // "The loan amounts to a total of …"
    if at > 0 && tokens[at].lower == "amounts" && tokens.get(at + 1).is_some_and(|to| to.lower == "to") {
        let before = &tokens[at - 1];
        let pronoun = matches!(before.lower, "it" | "this" | "that" | "which");
        let thing = at > 1
            && matches!(tokens[at - 2].lower, "the" | "a" | "an" | "this" | "that" | "its" | "their" | "our" | "his" | "her")
            && !Lexicon::shared().is_adjective(before.lower)
            && !is_plural_noun(before.lower);
        return pronoun || thing || matches!(before.class, Class::Name(_));
    }
    let figure = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.class, Class::Quantity(_)));
    if tokens[at].class != Class::Other || !figure(at + 2) || !matches!(tokens[at + 1].lower, "from" | "to" | "by" | "at") {
        return false;
    }
    let third = Lexicon::shared().verb(tokens[at].lower).filter(|verb| {
        // "The rate starts at 10 and stands at 4"
        let stands = matches!(verb.base, "start" | "begin" | "stand" | "peak" | "sit" | "open" | "close" | "end");
        verb.form == Form::Third && (kind::is_changing(verb.base) || stands && tokens[at + 1].lower == "at")
    });
    let noun = at.checked_sub(1).filter(|before| {
        let before = &tokens[*before];
        matches!(before.class, Class::Name(_))
            || before.class == Class::Other && Lexicon::shared().function(before.lower).is_none() && !before.lower.ends_with('s')
    });
    third.is_some() && noun.is_some()
}

/// "Assuming the rate remains constant, …": whether the sentence opens with a clause that is only supposed.
fn assumes(tokens: &[Token<'_>]) -> bool {
    let clause = || tokens.iter().skip(1).take_while(|token| token.class != Class::Comma);
    tokens[0].lower == "assuming"
        && tokens.iter().any(|token| token.class == Class::Comma)
        && clause().any(|token| {
            token.class == Class::Other
                && Lexicon::shared().verb(token.lower).is_some_and(|verb| verb.form == Form::Third && !verb.noun)
        })
}

/// "As companies move from servers into clouds, they …": the verb of the clause that a sentence opens with, where the word is a noun elsewhere.
fn verb_behind_as(tokens: &[Token<'_>]) -> Option<usize> {
    if tokens.first().is_none_or(|token| token.lower != "as") {
        return None;
    }
    let plain = |at: usize| tokens.get(at).is_some_and(|token| token.class == Class::Other);
    let subject = (1..4).find(|at| plain(*at) && is_plural_noun(tokens[*at].lower))?;
    let verb = subject + 1;
    let base = plain(verb) && Lexicon::shared().verb(tokens[verb].lower).is_some_and(|verb| verb.form == Form::Base);
    let onward = tokens
        .get(verb + 1)
        .is_some_and(|next| matches!(next.lower, "from" | "to" | "into" | "toward" | "towards" | "their" | "its" | "the" | "a"));
    let comma = tokens.iter().position(|token| token.class == Class::Comma).filter(|comma| *comma > verb)?;
    let goes_on =
        tokens.get(comma + 1).is_some_and(|next| matches!(next.lower, "they" | "it" | "we" | "the" | "their" | "our" | "you"));
    (base && onward && goes_on).then_some(verb)
}

/// "17:04"
fn is_time_of_day(word: &str) -> bool {
    let digits = |first: &u8, second: &u8| first.is_ascii_digit() && second.is_ascii_digit();
    match word.as_bytes() {
        [hour, b':', tens, ones] => *hour != b':' && digits(tens, ones),
        [first, second, b':', tens, ones] => digits(first, second) && digits(tens, ones),
        _ => false,
    }
}

/// Reads a sentence part by part.
struct Reader<'w> {
    ways: &'w mut Ways,
    /// The steps over the words of the part that is being read; kept for its room.
    trail: Vec<Step>,
}

impl Reader<'_> {
    /// Reads the tokens at `places`, which a reader would join.
    fn read(&mut self, tokens: &mut [Token<'_>], places: &[usize]) {
        self.trail.clear();
        let mut state = self.ways.begin();
        for &at in places {
            let step = self.step(tokens, at, state);
            state = step.to();
            self.trail.push(step);
        }
        for (&at, class) in places.iter().rev().zip(self.ways.classes(&self.trail)) {
            tokens[at].class = class.class(tokens[at].class);
        }
        places.iter().for_each(|at| settle(tokens, *at));
        (2..places.len()).for_each(|place| resume(tokens, places, place));
    }

    /// The step over the word at `at`.
    fn step(&mut self, tokens: &[Token<'_>], at: usize, state: u32) -> Step {
        match Tag::of(classed(tokens, at)) {
            Tag::Other => {
                let word = self.ways.word(tokens[at].lower);
                self.ways.step(state, &word)
            }
            marked => self.ways.step(state, &Word::new(&[(marked, 0)], Traits::of_classed(&tokens[at]))),
        }
    }
}

/// "Acme, compiled to native code, runs in 50 MB": a form behind the second comma that goes on like a verb is the verb, and the first a participle.
fn resume(tokens: &mut [Token<'_>], places: &[usize], place: usize) {
    const LONGEST: usize = 12;
    let class = |place: usize| places.get(place).map(|at| tokens[*at].class);
    if class(place) != Some(Class::Noun) || class(place - 1) != Some(Class::Comma) {
        return;
    }
    let lexicon = Lexicon::shared();
    let third = |place: usize| lexicon.verb(tokens[places[place]].lower).is_some_and(|verb| verb.form == Form::Third);
    let goes_on = matches!(class(place + 1), Some(Class::Preposition | Class::Quantity(_) | Class::Determiner | Class::To));
    if !goes_on || !third(place) {
        return;
    }
    let inside = |place: &usize| {
        class(*place).is_some_and(|class| {
            class.is_nominal() || matches!(class, Class::Preposition | Class::To | Class::Adverb | Class::Conjunction)
        })
    };
    let first = (2..place - 1).rev().take(LONGEST).find(|place| !inside(place));
    // "Another firm, Acme Veltro, offers up to 26 weeks"
    let named = place > 3
        && class(place - 2).is_some_and(|class| matches!(class, Class::Name(_)))
        && class(place - 3) == Some(Class::Comma)
        && class(place - 4).is_some_and(Class::is_head)
        && !(0..place).any(|before| class(before).is_some_and(Class::is_finite));
    if named {
        tokens[places[place]].class = Class::Verb(Form::Third);
        return;
    }
    let set_off = first.filter(|first| {
        let head = class(*first - 2).is_some_and(Class::is_head);
        let either = lexicon.verb(tokens[places[*first]].lower).is_none_or(|verb| verb.past_is_participle);
        class(*first) == Some(Class::Verb(Form::Past)) && class(*first - 1) == Some(Class::Comma) && head && either
    });
    if let Some(first) = set_off {
        tokens[places[first]].class = Class::Verb(Form::Participle);
        tokens[places[place]].class = Class::Verb(Form::Third);
    }
}

/// The class of a token that is classed already; what is left to the words around it is [`Class::Other`].
fn classed(tokens: &[Token<'_>], at: usize) -> Class {
    match tokens[at].class {
        // "it's": the mark is a verb after a pronoun.
        Class::Genitive if at > 0 && is_pronoun(tokens[at - 1].lower) => Class::Auxiliary,
        // "our IT costs": information technology, unless a verb has it for a subject.
        Class::Other if tokens[at].word == "IT" && !tokens.get(at + 1).is_some_and(is_shouted) => Class::Noun,
        class => class,
    }
}

/// Whether a word is written in capitals.
fn is_shouted(token: &Token<'_>) -> bool {
    token.word.len() > 1 && token.word.bytes().all(|b| b.is_ascii_uppercase())
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
