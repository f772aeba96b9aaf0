//! The noun phrase that a figure counts or measures by itself: "1.45 million *monthly searches*", "73% *growth in search volume*".
//!
//! Comes in: a sentence and a figure's token. Goes out: the words of the phrase.

use super::super::kind;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::subject::Scene;
use super::super::syntax::{Class, Token};
use super::{REACH, is_link, keeps_link};
use crate::mention::quantity::QuantityMention;

/// The noun phrase that goes on after the figure at token `at`.
pub(crate) fn noun_after(scene: Scene<'_>, at: usize) -> Option<String> {
    let phrase = Following { scene, tokens: &scene.sentence.tokens, at, start: at + 1 };
    phrase.read()
}

/// The noun phrase of the figure at token `at`: inside it ("3 million active users per month"), or behind it and the parenthesis that says the same
/// ("833,992 bytes (814 KB) of traffic").
pub(super) fn own(scene: Scene<'_>, at: usize, figure: &QuantityMention) -> Option<String> {
    let tokens = &scene.sentence.tokens;
    let start = behind_equal(tokens, at).or_else(|| behind_base(scene, at)).unwrap_or(at + 1);
    let phrase = Following { scene, tokens, at, start };
    rated(scene, figure)
        .or_else(|| phrase.spent(figure))
        .or_else(|| phrase.sum(figure))
        .or_else(|| phrase.read())
        .filter(|own| !is_time(own))
}

/// "active users per month", where the rate belongs to the figure.
fn rated(scene: Scene<'_>, figure: &QuantityMention) -> Option<String> {
    // "512 MB of RAM per instance": the rate ends the phrase and the figure.
    let surface = scene.reading.words(figure.span);
    if !figure.counted
        && figure.quantity.unit.contains('/')
        && let Some((_, noun)) = surface.split_once(" of ")
    {
        return Some(noun.to_owned());
    }
    let noun = figure.unit_span.filter(|span| span.end < figure.span.end)?;
    let (_, per) = figure.quantity.unit.split_once('/')?;
    let spelled = |unit| match unit {
        "s" => "second",
        "ms" => "millisecond",
        other => other,
    };
    let rates = per.split('/').map(spelled).collect::<Vec<_>>().join(" per ");
    // "three times a day" is how often something else happens.
    let counts = figure.counted && !figure.quantity.unit.starts_with("time/");
    counts.then(|| format!("{} per {rates}", scene.reading.words(noun)))
}

/// Where the words go on behind "(814 KB)", which holds nothing but a figure.
fn behind_equal(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let class = |i: usize| tokens.get(i).map(|token| token.class);
    let equal = class(at + 1) == Some(Class::Open)
        && matches!(class(at + 2), Some(Class::Quantity(_)))
        && class(at + 3) == Some(Class::Close);
    equal.then_some(at + 4)
}

/// Where the words go on behind "year over year" in "a 30% year over year increase".
fn behind_base(scene: Scene<'_>, at: usize) -> Option<usize> {
    let tokens = &scene.sentence.tokens;
    let next = tokens.get(at + 1)?.span;
    let base = scene.reading.bases_in(next).map(|base| base.span).find(|base| base.start == next.start)?;
    let start = (at + 2..tokens.len()).find(|i| tokens[*i].span.start >= base.end)?;
    kind::is_change(tokens[start].lower).then_some(start)
}

/// Whether a phrase is a stretch of time and nothing else ("5% year over year").
fn is_time(phrase: &str) -> bool {
    phrase.split(' ').all(|word| nouns::is(word, NounClass::Time) || matches!(word, "over" | "on" | "per"))
}

struct Following<'f, 't> {
    scene: Scene<'f>,
    tokens: &'f [Token<'t>],
    /// The figure.
    at: usize,
    /// Where the phrase may begin.
    start: usize,
}

impl Following<'_, '_> {
    fn class(&self, at: usize) -> Option<Class> {
        let depth = self.tokens[self.at].depth;
        self.tokens.get(at).filter(|token| token.depth == depth).map(|token| token.class)
    }

    fn read(&self) -> Option<String> {
        let mut words: Vec<&str> = Vec::new();
        let (mut nouns, mut links) = (0, 0);
        let mut last = self.start;
        for place in (self.start..self.tokens.len()).take(REACH) {
            let Some(class) = self.class(place) else { break };
            let token = self.tokens[place];
            match class {
                Class::Verb(form) if self.closes(place, form, words.is_empty()) => {
                    nouns += 1;
                    words.push(token.word);
                    break;
                }
                Class::Verb(form) if nouns == 0 && (self.modifies(place, form) || self.is_changed(place)) => {
                    words.push(token.word)
                }
                Class::Adverb if words.is_empty() && self.is_degree(place) => words.push(token.word),
                Class::Noun => {
                    nouns += 1;
                    words.push(token.word);
                }
                Class::Name(_) if !words.is_empty() => {
                    nouns += 1;
                    words.push(token.word);
                }
                Class::Adjective | Class::Name(_) => words.push(token.word),
                // "year over year" tells when, not what.
                Class::Preposition if self.is_repeated_time(place) => {
                    words.pop();
                    nouns -= 1;
                    break;
                }
                Class::Preposition if nouns > 0 && links == 0 && keeps_link(self.tokens[place - 1].lower, token.lower) => {
                    if !self.continues(place + 1) {
                        break;
                    }
                    links += 1;
                    words.push(token.word);
                }
                Class::Preposition if words.is_empty() && token.lower == "of" => words.push(token.word),
                // "of the company's turnover"
                Class::Genitive if nouns > 0 && words.first() == Some(&"of") => {
                    words.truncate(1);
                    nouns = 0;
                }
                Class::Determiner | Class::Possessive if words.last().is_some_and(|word| is_link(word)) => {}
                _ => break,
            }
            last = place + 1;
        }
        while words.last().is_some_and(|word| is_link(word)) {
            words.pop();
        }
        let named = nouns == 0 && self.is_fragment() && self.counts() && last == self.tokens.len();
        (nouns > 0 || named && !words.is_empty()).then(|| words.join(" "))
    }

    /// Whether the form of a verb at token `place` is the noun that ends the phrase: behind an adjective ("net adds"), and where the verb would not
    /// agree with the many that are counted ("412 Redis hits").
    fn closes(&self, place: usize, form: Form, first: bool) -> bool {
        let behind_adjective = self.class(place - 1) == Some(Class::Adjective) && place > self.start;
        let disagrees = form == Form::Third && self.counts() && (!first || self.is_fragment());
        matches!(form, Form::Third | Form::Base) && behind_adjective || disagrees && self.is_many()
    }

    /// "contributing companies", "linked frameworks", "Load balancers": a form that belongs to the noun right behind it.
    fn modifies(&self, place: usize, form: Form) -> bool {
        let noun = self.class(place + 1) == Some(Class::Noun);
        let verbal = matches!(form, Form::Gerund | Form::Participle) && self.counts();
        noun && place <= self.start + 1 && (verbal || form == Form::Base && self.is_fragment() && self.counts())
    }

    /// "40% cost reduction", "a 12% price increase": a noun that is spelled like a verb, before the change of what it names.
    fn is_changed(&self, place: usize) -> bool {
        let next = self.tokens.get(place + 1).filter(|next| next.class == Class::Noun);
        place == self.start && kind::is_sum(self.tokens[place].lower) && next.is_some_and(|next| kind::needs_more(next.lower))
    }

    /// "dynamically linked frameworks": an adverb before a modifier.
    fn is_degree(&self, place: usize) -> bool {
        self.tokens[place].lower.ends_with("ly")
            && matches!(self.class(place + 1), Some(Class::Adjective | Class::Verb(Form::Participle)))
            && self.class(place + 2) == Some(Class::Noun)
    }

    fn is_repeated_time(&self, place: usize) -> bool {
        let time = |at: usize| self.tokens.get(at).is_some_and(|token| nouns::is(token.lower, NounClass::Time));
        matches!(self.tokens[place].lower, "over" | "on") && place > self.start + 1 && time(place - 1) && time(place + 1)
    }

    fn continues(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            matches!(token.class, Class::Noun | Class::Adjective | Class::Determiner | Class::Possessive | Class::Name(_))
        })
    }

    fn figure(&self) -> Option<&QuantityMention> {
        match self.tokens[self.at].class {
            Class::Quantity(index) => Some(&self.scene.reading.quantities[index as usize]),
            _ => None,
        }
    }

    /// Whether the figure is a number of things.
    fn counts(&self) -> bool {
        self.figure().is_some_and(|figure| figure.counted || figure.quantity.unit.is_empty())
    }

    fn is_many(&self) -> bool {
        let one = rust_decimal::Decimal::ONE;
        self.figure().is_some_and(|figure| figure.quantity.low.is_some_and(|low| low > one) || figure.quantity.low.is_none())
    }

    /// "2 load balancers (new)": words that begin with the figure and tell nothing of it.
    fn is_fragment(&self) -> bool {
        const LONGEST: usize = 14;
        let tells =
            |token: &Token<'_>| matches!(token.class, Class::Auxiliary | Class::Pronoun | Class::Stop | Class::Verb(Form::Past));
        self.at == 0 && self.tokens.len() <= LONGEST && !self.tokens.iter().any(tells)
    }

    /// "558 ms (half a second) spent running queries": time that something took.
    fn spent(&self, figure: &QuantityMention) -> Option<String> {
        let noun = match figure.quantity.unit.as_str() {
            "ms" | "s" | "us" | "minute" | "hour" | "day" | "week" | "month" | "year" => "time",
            unit if kind::is_currency(unit) => "money",
            _ => return None,
        };
        self.tokens.get(self.start).filter(|token| token.lower == "spent")?;
        let goes_on = |i: &usize| {
            matches!(
                self.class(*i),
                Some(
                    Class::Noun
                        | Class::Adjective
                        | Class::Name(_)
                        | Class::Preposition
                        | Class::Verb(Form::Gerund)
                        | Class::Determiner
                )
            )
        };
        let part = |i: &usize| !matches!(self.tokens[*i].class, Class::Determiner);
        let mut words = vec![noun, "spent"];
        words.extend((self.start + 1..self.tokens.len()).take_while(goes_on).filter(part).take(5).map(|i| self.tokens[i].word));
        while words.last().is_some_and(|word| is_link(word)) {
            words.pop();
        }
        Some(words.join(" "))
    }

    /// "$2.3 billion in revenue": what a sum of money is.
    fn sum(&self, figure: &QuantityMention) -> Option<String> {
        let money = kind::is_currency(&figure.quantity.unit);
        self.tokens.get(self.start).filter(|token| money && token.lower == "in")?;
        let part = |i: &usize| matches!(self.class(*i), Some(Class::Noun | Class::Adjective | Class::Verb(Form::Gerund)));
        let words: Vec<Token<'_>> =
            (self.start + 1..self.tokens.len()).take_while(part).take(5).map(|i| self.tokens[i]).collect();
        let head = words.iter().rfind(|token| token.class != Class::Adjective)?;
        // "bought it for $5 million in cash": how it was paid.
        let paid = self.at.checked_sub(1).is_some_and(|before| matches!(self.tokens[before].lower, "for" | "of"))
            && matches!(head.lower, "cash" | "stock" | "shares" | "equity");
        (!paid && kind::is_sum(head.lower)).then(|| words.iter().map(|token| token.word).collect::<Vec<_>>().join(" "))
    }
}
