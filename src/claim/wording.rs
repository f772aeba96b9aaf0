//! A claim in words that stand alone.
//!
//! Comes in: the sentence that states it, the resolved subject and who "we" is. Goes out: a sentence that names the subject, holds the figure,
//! opens with no pronoun and says nothing that the source does not say.

mod ending;
mod first_person;
mod lead;
mod participle;
mod whose;

use std::borrow::Cow;

use crate::document::is_month;

use super::context::definite_sorts;
use super::lexicon::{Form, Function, Lexicon, third_person};
use super::nouns::{self, is_metric};
use super::subject::genitive;
use super::syntax::spelling::is_plural_noun;
use ending::closed;
use lead::{without_connective, without_dateline, without_finding, without_joy, without_label, without_lead};
use whose::possessed;

/// Words that cannot open a claim, for they point at something said before.
const POINTING: &[&str] = &[
    "it", "its", "they", "their", "this", "that", "these", "those", "he", "she", "his", "her", "we", "our", "such", "both",
    "which", "who", "i", "my", "it's", "we've", "they've",
];
const POSSESSIVE: &[&str] = &["its", "their", "his", "her", "our", "my"];
const PERSONAL: &[&str] = &["it", "they", "he", "she", "we", "i"];
/// The wording of a claim read from the sentence `words` about `subject`. `author` is the organisation that says "we", `opener` what a pronoun
/// that opens the sentence stands for.
pub(crate) fn of_sentence(words: &str, subject: Option<&str>, author: Option<&str>, opener: Option<&str>) -> String {
    let written = words.trim().trim_start_matches(['•', '·', '–', '—', '*', '|']).trim_start();
    let words = without_connective(without_dateline(written));
    let words = without_finding(without_joy(without_label(without_lead(words))), author.is_some());
    let said = author.map(|author| first_person::told_of(words, author));
    let words = said.as_deref().unwrap_or(words);
    let Some(subject) = subject.filter(|subject| !subject.is_empty()) else { return closed(words) };
    // "They pay more than a family spends", about the family: who "they" are is named as well.
    let told = opener.filter(|opener| *opener != subject && names(words, subject)).and_then(|opener| opened(words, opener));
    let words = told.as_deref().unwrap_or(words);
    let whole = in_full(words.split(' ').next().unwrap_or_default());
    let spelled = whole.map(|(pronoun, verb)| {
        let behind = words.split_once(' ').map_or("", |(_, behind)| behind);
        format!("{pronoun} {verb} {behind}")
    });
    let words = spelled.as_deref().unwrap_or(words);
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let lower = first.trim_end_matches(',').to_lowercase();
    // "Our test consisted of a query": whose nobody says, so that it is not the query's.
    if author.is_none() && matches!(lower.as_str(), "our" | "my") && names(rest, subject) {
        return closed(&format!("The {rest}"));
    }
    if POSSESSIVE.contains(&lower.as_str()) && !rest.is_empty() {
        return closed(&format!("{} {rest}", genitive(&determined(subject))));
    }
    let expletive = lower == "it" && stands_for_nothing(rest);
    if !expletive && PERSONAL.contains(&lower.as_str()) && !rest.is_empty() && !names(rest, subject) {
        return closed(&format!("{} {}", determined(subject), third(&lower, &agreeing(rest, subject))));
    }
    if let Some(taken) = taken(words, subject) {
        return closed(&taken);
    }
    // "a rival that secured $5 million", but "And that was in May"
    let relative = written.starts_with("that ") && first == "that" && rest.split(' ').next().is_some_and(is_finite);
    if (relative || matches!(lower.as_str(), "which" | "who")) && !rest.is_empty() && !awaits(rest) {
        return closed(&format!("{subject} {}", agreeing(rest, subject)));
    }
    if matches!(lower.as_str(), "that" | "this" | "these" | "those")
        && rest.starts_with(subject)
        && subject.starts_with(char::is_lowercase)
    {
        return closed(&format!("The {rest}"));
    }
    // "This year, we …" points at nothing.
    let timed = lower == "this" && ["year", "month", "week", "quarter"].iter().any(|time| rest.starts_with(time));
    if names(words, subject) && (timed || !POINTING.contains(&lower.as_str())) || says_who(words, subject) {
        let told = if timed { pronoun_inside(words, subject) } else { None };
        let speaks = || words.split(' ').any(|word| matches!(word, "we" | "we've" | "we’ve" | "we're" | "we’re" | "our"));
        if told.is_some() || !timed || !speaks() {
            return closed(told.as_deref().unwrap_or(words));
        }
    }
    if let Some(done) = shared(words, subject).or_else(|| done_by(words, subject)) {
        return closed(&done);
    }
    if let Some(told) = told_again(words, subject) {
        return closed(&told);
    }
    match described(words, subject).or_else(|| pronoun_inside(words, subject)) {
        Some(named) if timed || !POINTING.contains(&lower.as_str()) => closed(&named),
        _ => closed(
            &possessed(words, subject)
                .or_else(|| introduced(words, subject))
                .or_else(|| labelled(words, subject))
                .unwrap_or_else(|| format!("{subject}: {words}")),
        ),
    }
}

/// "Those without a car earn …": whether what only points elsewhere says here who is meant.
fn says_who(words: &str, subject: &str) -> bool {
    let opening = words.get(..subject.len()).filter(|_| subject.contains(' '));
    opening.is_some_and(|opening| opening.eq_ignore_ascii_case(subject))
}

/// "Gross margin: 33%, down a point" → "Acme's gross margin: 33%, down a point".
fn labelled(words: &str, subject: &str) -> Option<String> {
    let (label, rest) = words.split_once(": ")?;
    let last = label.rsplit(' ').next()?;
    let measure = is_metric(&last.to_lowercase()) && label.split(' ').count() <= 3 && !label.contains(',');
    let lower = label.get(1..)?.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
    let named = subject.starts_with(char::is_uppercase);
    let figure = rest.starts_with(|c: char| c.is_ascii_digit() || "$€£¥-−+~".contains(c));
    (measure && lower && named && figure).then(|| format!("{} {}: {rest}", genitive(subject), label.to_lowercase()))
}

/// The wording of an event that the clause `words` tells of `subject`; `author` is the organisation that says "we".
pub(crate) fn of_event(words: &str, subject: &str, author: Option<&str>) -> String {
    let told = participle::told(words, subject);
    of_sentence(told.as_deref().unwrap_or(words), Some(subject), author, None)
}

/// The wording `text` about `name`, which is a name though it has no capital: without the article that a thing would have.
pub(crate) fn of_small_name(text: String, name: &str) -> String {
    let mended = ["The ", "For the "].iter().zip(["", "For "]).find_map(|(article, bare)| {
        let behind = text.strip_prefix(article)?.strip_prefix(name)?;
        Some(format!("{bare}{name}{behind}"))
    });
    mended.unwrap_or(text)
}

/// `words` with `opener` in the place of the pronoun that opens them.
fn opened(words: &str, opener: &str) -> Option<String> {
    let (first, rest) = words.split_once(' ')?;
    let lower = first.to_lowercase();
    let clear = !names(rest, opener);
    match lower.as_str() {
        "it" | "they" | "he" | "she" if clear => Some(format!("{} {}", determined(opener), agreeing(rest, opener))),
        "i" | "we" if clear => Some(format!("{} {}", determined(opener), third(&lower, &agreeing(rest, opener)))),
        "its" | "their" | "his" | "her" if clear => Some(format!("{} {rest}", genitive(&determined(opener)))),
        _ => None,
    }
}

/// "It took Acme 9 months to …" → "Acme took 9 months to …".
fn taken(words: &str, subject: &str) -> Option<String> {
    let verbs = [("It took ", "took"), ("it took ", "took"), ("It takes ", "takes"), ("it takes ", "takes")];
    let (rest, verb) = verbs.iter().find_map(|(opening, verb)| Some((words.strip_prefix(opening)?, verb)))?;
    let spender = if rest.starts_with("us ") { "us" } else { subject };
    let behind = rest.strip_prefix(spender)?.strip_prefix(' ')?;
    Some(format!("{subject} {verb} {behind}"))
}

/// "moved 40 services to Go": an item of a list that goes on where its introduction named who acts.
fn done_by(words: &str, subject: &str) -> Option<String> {
    const FURTHER: &[&str] =
        &["that", "which", "who", "where", "when", "because", "and", "after", "before", "as", "while", "than"];
    let lexicon = Lexicon::shared();
    let (first, rest) = words.split_once(' ')?;
    let lower = first.to_lowercase();
    let past = lexicon.verb(&lower).is_some_and(|verb| verb.form == Form::Past || verb.also_past);
    let next = rest.split(' ').next()?.to_lowercase();
    // "based on 40 interviews", "used by 5%": a participle, which says nothing of who acts; "Increased demand pushed prices": an adjective.
    let led = matches!(
        lexicon.function(&next),
        Some(Function::Preposition | Function::To | Function::Conjunction | Function::Auxiliary)
    );
    let mut clause = rest.split([',', ';', '(']).next()?.split(' ').take_while(|word| !FURTHER.contains(word));
    let named = subject.starts_with(char::is_uppercase) || subject.split(' ').next_back().is_some_and(is_plural_noun);
    (past && !led && named && !clause.any(is_finite)).then(|| format!("{subject} {lower} {rest}"))
}

/// "European bank", which is no name, wants its article where it stands for a pronoun or a shorter description.
fn determined(subject: &str) -> String {
    // "The post shows …": one thing without a name.
    let last = subject.split(' ').next_back().unwrap_or_default();
    let common = subject.starts_with(char::is_lowercase) && !is_plural_noun(last) && !super::nouns::is_people(last);
    let sort = |(_, head): (&str, &str)| !definite_sorts(head).is_empty();
    let owned = subject.contains("'s ") || subject.contains("’s ");
    let first = subject.split(' ').next().unwrap_or_default().to_lowercase();
    let told =
        matches!(Lexicon::shared().function(&first), Some(Function::Determiner | Function::Possessive | Function::Pronoun));
    // "The Coatings segment"
    let part = matches!(last, "segment" | "division" | "unit") && subject.contains(' ') && !common;
    if (part || subject.rsplit_once(' ').is_some_and(sort) || common && !subject.contains(' ')) && !owned && !told {
        format!("The {subject}")
    } else {
        subject.to_owned()
    }
}

/// "37% of companies have replaced a tool": a share that opens the sentence without its group, which is several.
fn shared(words: &str, subject: &str) -> Option<String> {
    const BEFORE: &[&str] = &[
        "some", "about", "nearly", "almost", "over", "only", "roughly", "around", "just", "more", "fewer", "less", "than",
        "another",
    ];
    // "This year 47% let …"
    const OPENINGS: &[&str] =
        &["this", "last", "year", "month", "quarter", "in", "overall,", "today,", "today", "globally,", "year,"];
    let group = subject.starts_with(char::is_lowercase) && subject.split(' ').next_back().is_some_and(is_plural_noun);
    let mut end = 0;
    let mut figure = false;
    for word in words.split_inclusive(' ') {
        let bare = lowered(word.trim_end());
        let share = bare.strip_suffix('%').unwrap_or(&bare);
        let number =
            share.starts_with(|c: char| c.is_ascii_digit()) && share.chars().all(|c| c.is_ascii_digit() || ".,-–".contains(c));
        if figure && !matches!(&*bare, "percent" | "per" | "cent") {
            let verb = Lexicon::shared().verb(&bare).is_some() || Lexicon::shared().function(&bare) == Some(Function::Auxiliary);
            let told = words[..end].trim_end();
            let share = told.ends_with('%') || told.ends_with("cent");
            return (group && share && verb).then(|| format!("{told} of {subject} {}", &words[end..]));
        }
        figure |= number;
        if !figure && !BEFORE.contains(&&*bare) && !OPENINGS.contains(&&*bare) {
            return None;
        }
        end += word.len();
    }
    None
}

/// "For Acme, orders rose by 5%": a sentence that does not hold its subject says first for whom it speaks. Fragments and speech do not take it, nor
/// does a sentence whose first word may be a name.
fn introduced(words: &str, subject: &str) -> Option<String> {
    let lexicon = Lexicon::shared();
    let first = words.split([' ', ',']).next()?;
    let lower = first.to_lowercase();
    let rest = first.get(1..)?;
    let shouted = rest.chars().any(char::is_uppercase);
    let ordinary = lexicon.function(&lower).is_some()
        || lexicon.verb(&lower).is_some()
        || lexicon.is_adjective(&lower)
        || is_metric(&lower)
        || lower.ends_with("ly");
    let sentence = words.split(' ').any(is_finite) && !words.split(' ').take(4).any(|word| word.ends_with(':'));
    // One unnamed thing wants its article.
    let one = subject.starts_with(char::is_lowercase) && !subject.split(' ').next_back().is_some_and(is_plural_noun);
    let article = if one && !subject.starts_with("the ") { "the " } else { "" };
    let fits = ordinary && !shouted && sentence && !matches!(lower.split(['\'', '’']).next(), Some("i" | "for"));
    fits.then(|| format!("For {article}{subject}, {lower}{}", &words[first.len()..]))
}

/// Whether a word is a verb that makes a sentence.
fn is_finite(word: &str) -> bool {
    Lexicon::shared().is_finite(&lowered(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// `word` in lower case.
fn lowered(word: &str) -> Cow<'_, str> {
    let small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// "The report found 10", about the new report: its own noun stands for it.
fn told_again(words: &str, subject: &str) -> Option<String> {
    let (before, head) = subject.rsplit_once(' ')?;
    let plain = subject.chars().all(|c| c.is_lowercase() || c == ' ') && !before.contains(' ');
    let rest = words.strip_prefix("The ")?.strip_prefix(head)?;
    (plain && rest.starts_with(' ')).then(|| format!("The {subject}{rest}"))
}

/// "will", "can", "should".
fn is_auxiliary(word: &str) -> bool {
    Lexicon::shared().function(word) == Some(Function::Auxiliary)
}

/// "The company grew 40%": a description that opens the sentence gives way to the name that it stands for.
fn described(words: &str, subject: &str) -> Option<String> {
    let mut parts = words.splitn(3, ' ');
    let (article, noun, rest) = (parts.next()?, parts.next()?, parts.next()?);
    // "The company, which has 400 staff, said …"
    let aside = noun
        .strip_suffix(',')
        .filter(|_| ["which ", "whose ", "based ", "founded ", "headquartered "].iter().any(|next| rest.starts_with(next)));
    let (noun, comma) = aside.map_or((noun, ""), |noun| (noun, ","));
    let (bare, possessive) = match noun.strip_suffix("'s").or_else(|| noun.strip_suffix("’s")) {
        Some(bare) => (bare, true),
        None => (noun, false),
    };
    let stands = matches!(article, "The" | "This" | "the" | "this") && !definite_sorts(bare).is_empty();
    // "The company founded in 2010 grew", "the platform team": what describes the noun further, or another noun, would stay behind the name.
    let acts = rest.split(' ').next().is_some_and(|next| {
        is_finite(next) || is_auxiliary(next) || next.ends_with("ly") || matches!(next, "also" | "now" | "still")
    });
    let subject = determined(subject);
    (stands && (acts || possessive || aside.is_some()))
        .then(|| if possessive { format!("{}{comma} {rest}", genitive(&subject)) } else { format!("{subject}{comma} {rest}") })
}

/// "Since then it has grown": the first pronoun behind an opening phrase gives way to the name. Words in quotation marks stay.
fn pronoun_inside(words: &str, subject: &str) -> Option<String> {
    let quoted = words.find(['"', '“']).unwrap_or(words.len());
    let mut start = 0;
    for word in words[..quoted].split_inclusive(' ') {
        let (bare, end) = (word.trim_end(), start + word.len());
        if start > 0 && bare.starts_with(char::is_uppercase) && !is_calendar(bare) && bare != "I" {
            // Another name stands before the pronoun, and may be what it means.
            return None;
        }
        let lower = lowered(bare);
        let short = in_full(bare);
        let pronoun = short.map_or(&*lower, |(pronoun, _)| pronoun);
        // "83% said that they would": whoever acts already.
        let acts = || pronoun == "they" && words[..start].split(' ').any(is_finite) || pronoun == "it" && awaits(&words[end..]);
        // "Working with Acme we were able": the pronoun is somebody else.
        let behind_name = || words[..start].trim_end().ends_with(subject);
        if matches!(pronoun, "it" | "they" | "he" | "she" | "we")
            && !behind_name()
            && opens_clause(&words[..start])
            && end < words.len()
            && !acts()
        {
            let behind = match short {
                Some((_, verb)) => agreeing(&format!("{verb} {}", &words[end..]), subject),
                None => agreeing(&words[end..], subject),
            };
            return Some(format!("{}{subject} {}", &words[..start], third(pronoun, &behind)));
        }
        // "In May the project will join"
        if start > 0
            && &*lower == "the"
            && opens_clause(&words[..start])
            && !words[..start].split(' ').any(|word| is_finite(word) && word != "May")
            && let Some(named) = described(&words[start..], subject)
        {
            return Some(format!("{}{named}", &words[..start]));
        }
        if matches!(&*lower, "its" | "their" | "our") && start > 0 {
            if &*lower != "our" && is_of_another(&lower, &words[..start], &words[end..]) {
                return None;
            }
            return Some(format!("{}{} {}", &words[..start], genitive(subject), &words[end..]));
        }
        start = end;
    }
    None
}

/// "Customers choose their own six", "a lender's purchase of its rival": whether a possessive is of those who are named in `before`.
fn is_of_another(possessive: &str, before: &str, behind: &str) -> bool {
    let mut words = before.split(' ');
    let theirs = possessive == "their" && words.clone().any(|word| nouns::is_people(&word.to_lowercase()));
    let own = behind.starts_with("own ") && words.clone().any(is_finite);
    let holds = |word: &str| {
        let holder = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        holder.is_some_and(|holder| !matches!(holder, "it" | "that" | "there" | "what" | "here" | "let" | "who"))
    };
    theirs || own || words.any(holds)
}

/// "It is good to see 20 of them", "It surprised me that 20 left": what "it" means comes behind `rest`'s first words.
fn awaits(rest: &str) -> bool {
    const MODALS: &[&str] = &["may", "might", "would", "will", "could", "can", "should", "must"];
    const STATES: &[&str] = &["is", "was", "be", "seems", "seemed", "becomes", "became"];
    const FEELING: &[&str] = &["surprise", "strike", "amaze", "annoy", "bother", "please", "hurt", "shock", "sadden"];
    let lexicon = Lexicon::shared();
    let degree = |word: &&str| {
        matches!(*word, "also" | "very" | "so" | "too" | "not" | "really" | "now" | "still" | "always" | "often" | "never")
            || word.ends_with("ly")
    };
    let mut words = rest.split(' ').filter(|word| !degree(word)).skip_while(|word| MODALS.contains(word));
    let Some(verb) = words.next() else { return false };
    if FEELING.iter().any(|base| verb.starts_with(base.trim_end_matches('e'))) {
        return matches!(words.next(), Some("me" | "us" | "him" | "her" | "them" | "you" | "many"));
    }
    let quality = |word: &str| (lexicon.is_adjective(word) || word.ends_with("able")) && lexicon.verb(word).is_none();
    STATES.contains(&verb) && words.next().is_some_and(quality) && matches!(words.next(), Some("to" | "that"))
}

/// "It took her 25 minutes", "it took three engineers nine months", "it is good to see": whether nobody stands for the pronoun before `rest`.
fn stands_for_nothing(rest: &str) -> bool {
    let mut words = rest.split(' ');
    let verb = words.next();
    let spent = matches!(verb, Some("took" | "takes" | "cost" | "costs"))
        && matches!(words.next(), Some("her" | "him" | "them" | "me" | "us" | "you"));
    // "It should take 7 months to reach a million"
    let takes = || {
        let mut words = rest.split(' ');
        let may = words.next().is_some_and(|word| matches!(word, "should" | "would" | "will" | "could" | "may" | "might"));
        let time = |word: &str| nouns::is(word, nouns::NounClass::Time);
        may && words.next() == Some("take") && words.nth(1).is_some_and(time) && words.next() == Some("to")
    };
    spent || matches!(verb, Some("took" | "takes")) && is_spent_by_people(rest) || awaits(rest) || takes()
}

/// "took three engineers nine months": whether so many people spend what follows.
fn is_spent_by_people(rest: &str) -> bool {
    let people = rest.split(' ').take(5).position(nouns::is_people);
    people.is_some_and(|people| {
        let time = |word: &str| nouns::is(word.trim_end_matches([',', '.', ';']), nouns::NounClass::Time);
        people >= 2 && rest.split(' ').skip(people + 2).take(2).any(time)
    })
}

/// "we've", "they’re": the pronoun and the verb.
fn in_full(word: &str) -> Option<(&'static str, &'static str)> {
    if !word.starts_with(['w', 'W', 't', 'T']) {
        return None;
    }
    let (pronoun, verb) = word.split_once(['\'', '’'])?;
    let pronoun = ["we", "they"].into_iter().find(|known| pronoun.eq_ignore_ascii_case(known))?;
    let verb = [("ve", "have"), ("re", "are"), ("ll", "will")].into_iter().find(|(short, _)| *short == verb)?.1;
    Some((pronoun, verb))
}

/// Whether a word with a capital is a month, a day of the week or a quarter.
fn is_calendar(word: &str) -> bool {
    let lower = word.trim_end_matches([',', '.']).to_lowercase();
    is_month(&lower) || lower.ends_with("day") || matches!(lower.as_str(), "q1" | "q2" | "q3" | "q4")
}

/// Whether a subject may follow `before`: an opening phrase with its comma, or a word that begins a clause.
fn opens_clause(before: &str) -> bool {
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    // "In May it grew", "by 2024 it had 5 shops"
    let year = last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit());
    let dated = (year || is_calendar(&last)) && before.trim_end().split(' ').count() <= 3;
    last.ends_with(',')
        || dated
        || matches!(last.as_str(), "then" | "when" | "while" | "because" | "that" | "if" | "once" | "today" | "now")
}

/// Behind a name in the place of "we", what was "our" is "its".
fn third(pronoun: &str, rest: &str) -> String {
    if pronoun == "we" { rest.replace(" our ", " its ") } else { rest.to_owned() }
}

/// What the verb of "we" or "I" is behind one name, where spelling does not tell.
fn irregular(verb: &str) -> Option<&'static str> {
    Some(match verb {
        "are" | "am" => "is",
        "were" => "was",
        "have" => "has",
        "do" => "does",
        "aren't" | "aren’t" => "isn't",
        "weren't" | "weren’t" => "wasn't",
        "haven't" | "haven’t" => "hasn't",
        "don't" | "don’t" => "doesn't",
        _ => return None,
    })
}

/// The words behind a pronoun as they follow `subject`: "are" becomes "is" behind one name.
fn agreeing(rest: &str, subject: &str) -> String {
    let (verb, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    // "Commercial buyers": only the first word may have a capital.
    let common = subject.chars().skip(1).all(|c| c.is_lowercase() || !c.is_alphabetic());
    let last = subject.rsplit(' ').next().unwrap_or_default();
    let lower = subject.starts_with(char::is_lowercase) || subject.contains(' ') && is_plural_noun(last);
    let plural = subject.ends_with('s') && common && lower || subject.contains(" and ");
    let singular = match irregular(verb) {
        _ if plural => return rest.to_owned(),
        Some(irregular) => irregular.to_owned(),
        None => match Lexicon::shared().verb(verb).filter(|known| known.form == Form::Base && !known.also_past) {
            Some(_) => third_person(verb),
            None => return rest.to_owned(),
        },
    };
    if behind.is_empty() { singular } else { format!("{singular} {behind}") }
}

/// Whether `words` hold most words of `name`.
fn names(words: &str, name: &str) -> bool {
    // Most names stand as they are written; what the small letters of ASCII are hangs on no letter beside them.
    if name.is_ascii() && words.contains(name) && !name.trim().is_empty() {
        return true;
    }
    let lower = words.to_lowercase();
    // What a firm is in law is said once.
    const LEGAL: &[&str] =
        &["inc.", "inc", "corporation", "corp.", "corp", "plc", "ltd", "ltd.", "limited", "llc", "ag", "co.", "ab"];
    let wanted: Vec<String> = name
        .split_whitespace()
        .map(str::to_lowercase)
        .enumerate()
        .filter(|(at, word)| *at == 0 || !LEGAL.contains(&word.as_str()))
        .map(|(_, word)| word)
        .collect();
    let held = wanted.iter().filter(|word| lower.contains(word.as_str())).count();
    !wanted.is_empty() && 4 * held >= 3 * wanted.len()
}

#[cfg(test)]
mod tests {
    use super::{of_sentence as worded, of_small_name};

    fn of_sentence(words: &str, subject: Option<&str>) -> String {
        worded(words, subject, None, None)
    }

    #[test]
    fn a_pronoun_that_is_not_the_subject_is_named_as_well() {
        let told = worded("They pay twice what a family spends.", Some("family"), None, Some("couriers"));
        assert_eq!(told, "Couriers pay twice what a family spends.");
        let own = worded("Its fleet is larger than that of Bolt.", Some("Bolt"), None, Some("Acme"));
        assert_eq!(own, "Acme's fleet is larger than that of Bolt.");
    }

    #[test]
    fn points_of_a_talk_are_told_without_their_number() {
        assert_eq!(of_sentence("First, revenue rose 5%", Some("Acme")), of_sentence("Revenue rose 5%", Some("Acme")));
        let places = "Second, third and fourth places earned $40,000 each.";
        assert_eq!(of_sentence(places, Some("fourth places")), places);
        let shops = "Next, the retailer, sold 40 shops.";
        assert_eq!(of_sentence(shops, Some("Next")), shops);
    }

    #[test]
    fn what_the_writer_did_to_know_it_is_left_out() {
        assert_eq!(of_sentence("We found that anti-lock gear rose 5%.", Some("gear")), "Anti-lock gear rose 5%.");
        assert_eq!(of_sentence("I should add that Bolt opened 3 shops.", Some("Bolt")), "Bolt opened 3 shops.");
        // Whose name is known found it; and what was agreed is no way to know.
        let told = worded("We found that Bolt opened 3 shops.", Some("Bolt"), Some("Acme"), None);
        assert_eq!(told, "Acme found that Bolt opened 3 shops.");
        assert_eq!(
            of_sentence("We agreed that Bolt opens 3 shops.", Some("Bolt")),
            "For Bolt, we agreed that Bolt opens 3 shops."
        );
        for (said, kept) in [
            ("We saw that coming: 40% of users left.", " saw that coming: 40% of users left."),
            ("We know that guy who is 40.", " knows that guy who is 40."),
            ("We see that as a sign that 40% left.", " sees that as a sign that 40% left."),
            ("It means a lot to those who pay 40% more.", " means a lot to those who pay 40% more."),
        ] {
            assert_eq!(of_sentence(said, Some("Acme")), format!("Acme{kept}"));
        }
    }

    #[test]
    fn a_relative_clause_and_a_description_within_are_told_of_the_subject() {
        assert_eq!(of_sentence("that secured $5 million in May", Some("Bolt")), "Bolt secured $5 million in May.");
        assert_eq!(
            of_sentence("And that was 2019, when it had 40 shops", Some("Bolt")),
            "For Bolt, that was 2019, when it had 40 shops."
        );
        assert_eq!(of_sentence("In May the project will join 3 others", Some("Corvid")), "In May Corvid will join 3 others.");
        let told = of_sentence("The 35% were measured on machines that the author has at hand", Some("Corvid"));
        assert_eq!(told, "For Corvid, the 35% were measured on machines that the author has at hand.");
        let told = of_sentence("It took three engineers nine months", Some("Acme"));
        assert_eq!(told, "For Acme, it took three engineers nine months.");
        assert_eq!(of_sentence("It took three months", Some("Acme")), "Acme took three months.");
    }

    #[test]
    fn joy_labels_and_meanings_before_a_sentence_are_left_out() {
        assert_eq!(of_sentence("I'm so happy to announce that Acme has 40 shops", Some("Acme")), "Acme has 40 shops.");
        assert_eq!(
            of_sentence("Acme said that Bolt is happy with 40 shops", Some("Bolt")),
            "Acme said that Bolt is happy with 40 shops."
        );
        assert_eq!(of_sentence("Debt – Debt was $5 million", Some("Acme")), "Acme's debt was $5 million.");
        assert_eq!(of_sentence("Acme – Bolt's rival – has 40 shops", Some("Acme")), "Acme – Bolt's rival – has 40 shops.");
        assert_eq!(worded("That means we need 40 shops", Some("Acme"), Some("Acme"), None), "Acme needs 40 shops.");
        assert_eq!(of_sentence("This means 40 shops for Acme", Some("Acme")), "For Acme, this means 40 shops for Acme.");
        assert_eq!(of_sentence("The report found 10 errors", Some("new report")), "The new report found 10 errors.");
    }

    #[test]
    fn a_measure_before_a_colon_is_the_subjects() {
        assert_eq!(of_sentence("Gross margin: 33%, down a point", Some("Acme")), "Acme's gross margin: 33%, down a point.");
        assert_eq!(of_sentence("Offices abroad: 33", Some("Acme")), "Acme: Offices abroad: 33.");
    }

    #[test]
    fn a_name_in_small_letters_has_no_article() {
        assert_eq!(of_small_name("The kaskade takes 4 ms.".to_owned(), "kaskade"), "kaskade takes 4 ms.");
        assert_eq!(of_small_name("For the kaskade: 4 ms.".to_owned(), "kaskade"), "For kaskade: 4 ms.");
        assert_eq!(of_small_name("The test takes 4 ms.".to_owned(), "kaskade"), "The test takes 4 ms.");
    }

    #[test]
    fn a_pronoun_at_the_start_becomes_the_subject() {
        assert_eq!(of_sentence("It grew 40% in 2025.", Some("Zed")), "Zed grew 40% in 2025.");
        assert_eq!(of_sentence("But their revenue rose 5%", Some("Acme Labs")), "Acme Labs' revenue rose 5%.");
        assert_eq!(of_sentence("Startup time: 5 ms", Some("Bun")), "Bun's startup time: 5 ms.");
        assert_eq!(of_sentence("We run 14 servers", Some("Veltra")), "Veltra runs 14 servers.");
        assert_eq!(of_sentence("They have 3 offices", Some("engineers")), "Engineers have 3 offices.");
        assert_eq!(of_sentence("It is good to see 12%", Some("Bun")), "For Bun, it is good to see 12%.");
        assert_eq!(of_sentence("It is good for 12 years", Some("Bun")), "Bun is good for 12 years.");
        let told = of_sentence("It really surprised me that 20% left", Some("Bun"));
        assert_eq!(told, "For Bun, it really surprised me that 20% left.");
        let told = of_sentence("In general, it might be advisable to buy 16 cores", Some("Bun"));
        assert_eq!(told, "For Bun, in general, it might be advisable to buy 16 cores.");
    }

    #[test]
    fn what_is_of_those_who_act_is_not_given_to_another() {
        for own in [
            "customers create their own six-pack for $10",
            "clients who left their homes 19 times",
            "a lender's deal for its rival cost $3 billion",
        ] {
            let told = of_sentence(own, Some("Acme"));
            assert!(!told.contains("Acme's"), "{told}");
        }
        assert_eq!(of_sentence("last year its revenue rose 5%", Some("Acme")), "Last year Acme's revenue rose 5%.");
    }

    #[test]
    fn short_verbs_are_told_of_the_subject() {
        assert_eq!(of_sentence("This year, we've added 14 rules", Some("Acme")), "This year, Acme has added 14 rules.");
        assert_eq!(of_sentence("We’re serving 90 firms", Some("Acme")), "Acme is serving 90 firms.");
        assert_eq!(of_sentence("They'll open 3 shops", Some("Acme")), "Acme will open 3 shops.");
        assert_eq!(of_sentence("I'm sure it was 3x faster", Some("Acme")), "Acme: I'm sure it was 3x faster.");
    }

    #[test]
    fn a_share_at_the_start_takes_its_group() {
        assert_eq!(of_sentence("37% have replaced a tool", Some("companies")), "37% of companies have replaced a tool.");
        assert_eq!(of_sentence("Some 55 percent use it", Some("respondents")), "Some 55 percent of respondents use it.");
        assert_eq!(of_sentence("This year 55% use it", Some("respondents")), "This year 55% of respondents use it.");
        assert_eq!(of_sentence("wrote 40 tests; and", Some("Acme")), "Acme wrote 40 tests.");
        assert_eq!(of_sentence("Cut 40 jobs, which saved $5 million", Some("Acme")), "Acme cut 40 jobs, which saved $5 million.");
        assert_eq!(of_sentence("Rated by 40 firms", Some("Acme")), "For Acme, rated by 40 firms.");
        assert_eq!(of_sentence("It took Acme 9 months to grow.", Some("Acme")), "Acme took 9 months to grow.");
        assert_eq!(of_sentence("Sales of Acme grew 9%.", Some("Acme Inc.")), "Sales of Acme grew 9%.");
        assert_eq!(of_sentence("37% growth is rare", Some("companies")), "companies: 37% growth is rare.");
        assert_eq!(of_sentence("37% use it", Some("Acme")), "Acme: 37% use it.");
    }

    #[test]
    fn a_pronoun_or_description_within_becomes_the_subject() {
        assert_eq!(of_sentence("Since then it has grown 40%", Some("Zed")), "Since then Zed has grown 40%.");
        assert_eq!(of_sentence("In 2024, we cut our bill by 30%", Some("Acme")), "In 2024, Acme cut its bill by 30%.");
        assert_eq!(of_sentence("The company employs 300 people", Some("Acme")), "Acme employs 300 people.");
        assert_eq!(of_sentence("The bank has 300 branches", Some("Dutch bank")), "The Dutch bank has 300 branches.");
        assert_eq!(of_sentence("It has 300 branches", Some("a Dutch bank")), "A Dutch bank has 300 branches.");
        assert_eq!(of_sentence("The company's revenue rose 5%", Some("Acme")), "Acme's revenue rose 5%.");
        assert_eq!(of_sentence("The company of 300 rose 5%", Some("Acme")), "For Acme, the company of 300 rose 5%.");
        assert_eq!(
            of_sentence("In March, Bolt said it had 5 offices", Some("Acme")),
            "For Acme, in March, Bolt said it had 5 offices."
        );
        assert_eq!(of_sentence("which adopted Corvid in 2024", Some("Ghent")), "Ghent adopted Corvid in 2024.");
        assert_eq!(of_sentence("Orders received rose by 31%", Some("Acme")), "Acme's orders received rose by 31%.");
        assert_eq!(of_sentence("The margin was 3%", Some("survey")), "For the survey, the margin was 3%.");
        assert_eq!(of_sentence("• Revenue was $5 million", Some("Acme")), "Acme's revenue was $5 million.");
        // A first word that may be a name, and what has no verb, stay as they are.
        assert_eq!(of_sentence("Zyx sold 5 mills", Some("Acme")), "Acme: Zyx sold 5 mills.");
        assert_eq!(of_sentence("Two networks", Some("Acme")), "Acme: Two networks.");
        assert_eq!(of_sentence("“We saved 5%,” it said", Some("Acme")), "Acme: “We saved 5%,” it said.");
    }
}
