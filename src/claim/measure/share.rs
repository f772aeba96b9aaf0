//! What those do whom a figure counts: "60% of teams *use Docker*", "with 39% *using it at home*", "of 38 alerts, 31 *were ported*".
//!
//! Comes in: a sentence and a figure's token. Goes out: the words of the predicate. Whether it names the metric is decided in `metric.rs`.

use super::super::clause::governor_of_verb;
use super::super::lexicon::{Form, Lexicon};
use super::super::nouns;
use super::super::subject::Scene;
use super::super::syntax::{Class, Token};
use super::{REACH, is_link, is_report};
use crate::mention::quantity::Shape;

/// The words that a predicate keeps.
const WORDS_MAX: usize = 7;
/// How far behind a figure its verb may stand, in tokens.
const VERB_WITHIN: usize = 30;

/// What those do whom the figure at token `at` counts, where it is no part of what the verb at `verb` governs.
pub(super) fn predicate(scene: Scene<'_>, at: usize, verb: Option<usize>) -> Option<String> {
    let tokens = &scene.sentence.tokens;
    let Class::Quantity(index) = tokens[at].class else { return None };
    // "A margin of 6% was half a point higher": the margin was.
    let measure = |word: &str| nouns::is_metric(word) && word != "range";
    let value = at > 1 && tokens[at - 1].lower == "of" && measure(tokens[at - 2].lower);
    if value && tokens.get(at + 1).is_some_and(|next| next.class.is_finite()) {
        return None;
    }
    let figure = &scene.reading.quantities[index as usize];
    let direct = tokens.get(at + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Adjective));
    // "a 24% interest" is no group, "one in four users" is.
    let group = figure.quantity.unit == "%" && !figure.counted && (!direct || figure.shape == Shape::Fraction);
    let crowd = Crowd { tokens, scene, at, group, unit: &figure.quantity.unit };
    let governed = verb.is_some_and(|verb| !is_report(tokens[verb].lower));
    let verb = if governed { crowd.modifier().filter(|_| crowd.is_aside()) } else { crowd.verb() }?;
    crowd.words(verb)
}

/// The base form of the verb that a predicate begins with.
pub(super) fn deed(predicate: &str) -> Option<&'static str> {
    let mut words = predicate.split(' ').filter(|word| *word != "not");
    let base = |word: &str| Lexicon::shared().verb(&word.to_lowercase()).map(|verb| verb.base);
    let first = base(words.next()?)?;
    // "sign up"
    if first == "sign" && words.clone().next() == Some("up") {
        return Some("sign-up");
    }
    // "reported using AI tools": they use them.
    let done = words.next().filter(|word| super::opinion::only_tells(first) && word.ends_with("ing")).and_then(base);
    Some(done.unwrap_or(first))
}

/// A figure with those whom it counts.
struct Crowd<'c, 't> {
    tokens: &'c [Token<'t>],
    scene: Scene<'c>,
    at: usize,
    /// Whether the figure is the part of a group.
    group: bool,
    unit: &'c str,
}

impl Crowd<'_, '_> {
    /// One past the phrase that says whom the figure counts.
    fn end(&self) -> usize {
        let depth = self.tokens[self.at].depth;
        let carried = |i: &usize| {
            let token = self.tokens[*i];
            // "fourteen of the 41 factories"
            let whole = matches!(token.class, Class::Quantity(_)) && self.tokens[*i - 1].class == Class::Determiner;
            let nominal = token.class.is_nominal() && (whole || !matches!(token.class, Class::Quantity(_)));
            token.depth == depth && (nominal || matches!(token.class, Class::Preposition | Class::Pronoun | Class::Adverb))
        };
        (self.at + 1..self.tokens.len()).take(REACH).find(|i| !carried(i)).unwrap_or(self.tokens.len())
    }

    /// The verb that tells what they do.
    fn verb(&self) -> Option<usize> {
        if let Some(behind) = self.parenthesised() {
            return Some(behind);
        }
        let end = self.end();
        let next = self.tokens.get(end)?;
        let here = next.depth == self.tokens[self.at].depth;
        if here && next.class.is_finite() {
            return Some(end);
        }
        if !self.group {
            return None;
        }
        // "the 30% of users who asked", "the 51% of answers naming one": which ones, not what they do.
        let defined = self.at > 0 && self.tokens[self.at - 1].lower == "the";
        let modifier = self.modifier();
        if defined && modifier.is_some() {
            return modifier;
        }
        let main = self.main_verb(end);
        // "45% already using a release geared towards …"
        let object = |main: usize| {
            self.tokens
                .get(main + 1)
                .is_some_and(|next| matches!(next.class, Class::Determiner | Class::Possessive | Class::Quantity(_)))
        };
        let doubtful = main.is_some_and(|main| self.tokens[main].class == Class::Verb(Form::Past) && !object(main));
        if doubtful { modifier.or(main) } else { main.or(modifier).or_else(|| self.past(end)) }
    }

    /// The first verb behind token `end` whose subject holds the figure.
    fn main_verb(&self, end: usize) -> Option<usize> {
        let last = self.tokens.len().min(self.at + VERB_WITHIN);
        let depth = self.tokens[self.at].depth;
        let divides = |i: &usize| match self.tokens[*i].class {
            Class::Comma | Class::Stop | Class::Dash => true,
            // "hosting data or workloads": nouns side by side.
            Class::Conjunction => !self.tokens.get(*i + 1).is_some_and(|next| next.class == Class::Noun),
            _ => false,
        };
        (end..last).take_while(|i| !divides(i)).find(|verb| {
            self.tokens[*verb].class.is_finite()
                && self.tokens[*verb].depth == depth
                && governor_of_verb(self.scene.sentence, *verb).subject.is_some_and(|subject| subject.holds(self.at))
        })
    }

    /// "89% said", where the form could be a participle's.
    fn past(&self, end: usize) -> Option<usize> {
        let token = self.tokens.get(end).filter(|token| token.class == Class::Verb(Form::Participle))?;
        let both = Lexicon::shared().verb(token.lower).is_some_and(|verb| verb.past_is_participle || verb.form == Form::Past);
        (both && token.depth == self.tokens[self.at].depth).then_some(end)
    }

    /// The verb of "using …", "who use …", right behind the phrase.
    fn modifier(&self) -> Option<usize> {
        let end = self.end();
        let headed = matches!(
            self.tokens[end - 1].class,
            Class::Noun | Class::Name(_) | Class::Quantity(_) | Class::Adverb | Class::Pronoun
        );
        if !self.group || !headed {
            return None;
        }
        let depth = self.tokens[self.at].depth;
        let class = |i: usize| self.tokens.get(i).filter(|token| token.depth == depth).map(|token| token.class);
        // "developers surveyed having …"
        let end = if class(end) == Some(Class::Verb(Form::Participle)) && class(end + 1) == Some(Class::Verb(Form::Gerund)) {
            end + 1
        } else {
            end
        };
        match class(end)? {
            Class::Verb(Form::Gerund) => Some(end),
            Class::Relative => {
                (end + 1..self.tokens.len()).take(3).find(|i| class(*i).is_some_and(|class| matches!(class, Class::Verb(_))))
            }
            _ => None,
        }
    }

    /// ", with 39% using …", ", and 23% using …": a figure that stands beside its sentence.
    fn is_aside(&self) -> bool {
        let lead = |i: &usize| matches!(self.tokens[*i].class, Class::Adverb | Class::Determiner);
        let before = (0..self.at).rev().find(|i| !lead(i)).map(|i| self.tokens[i]);
        before
            .is_some_and(|token| matches!(token.class, Class::Comma | Class::Conjunction | Class::Stop) || token.lower == "with")
    }

    /// "many developers (58%) use …": the verb behind the parenthesis that a figure alone fills.
    fn parenthesised(&self) -> Option<usize> {
        let depth = self.tokens[self.at].depth;
        let open = self.at.checked_sub(1).filter(|open| *open > 0 && self.tokens[*open].class == Class::Open)?;
        let filled = |i: &usize| {
            matches!(self.tokens[*i].class, Class::Quantity(_) | Class::Date(_) | Class::Comma | Class::Colon | Class::Number)
                && self.tokens[*i].depth == depth
        };
        let close = (self.at..self.tokens.len()).find(|i| !filled(i))?;
        let noun = matches!(self.tokens[open - 1].class, Class::Noun);
        let verb = self.tokens.get(close + 1).filter(|verb| verb.class.is_finite() && verb.depth < depth)?;
        let closes = self.tokens[close].class == Class::Close && verb.class.is_finite();
        (noun && closes).then_some(close + 1)
    }

    /// The words from the verb group at `start` on; who only says what they do is looked through.
    fn words(&self, start: usize) -> Option<String> {
        let modifies = self.modifier() == Some(start);
        let start = self.said_to_do(start).unwrap_or(start);
        let verbal = |i: &usize| !matches!(self.tokens[*i].class, Class::Auxiliary | Class::Adverb | Class::Negation);
        let first = (start..self.tokens.len()).find(verbal)?;
        // "the 51% of voters naming one party | were older"
        let over = |i: &usize| {
            modifies
                && *i > first
                && self.tokens[*i].class == Class::Auxiliary
                && (self.tokens[*i - 1].class == Class::Adverb || self.tokens[*i - 1].class.is_head())
                || self.ends(first, *i)
        };
        let end = (first..self.tokens.len()).find(over).unwrap_or(self.tokens.len()).min(first + 11);
        let negated =
            |token: &Token<'_>| token.class == Class::Negation || token.lower.ends_with("n't") || token.lower.ends_with("n’t");
        let left_out = |class: Class| {
            matches!(
                class,
                Class::Determiner
                    | Class::Possessive
                    | Class::Pronoun
                    | Class::Date(_)
                    | Class::Auxiliary
                    | Class::Genitive
                    | Class::Negation
            )
        };
        // "believe they drive well"
        let acts = |i: usize| {
            let next = self.tokens.get(i + 1).map(|next| next.class);
            self.tokens[i].class == Class::Pronoun && next.is_some_and(|class| class.is_finite() || class == Class::Adverb)
        };
        let content = (first..end).filter(|i| acts(*i) || !left_out(self.tokens[*i].class)).map(|i| self.tokens[i].word);
        let mut words: Vec<&str> =
            self.tokens[start..first].iter().filter(|token| negated(token)).map(|_| "not").take(1).collect();
        words.extend(content.take(WORDS_MAX));
        while words.last().is_some_and(|word| is_link(word)) {
            words.pop();
        }
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// Whether the predicate that begins at `first` ends before token `at`.
    fn ends(&self, first: usize, at: usize) -> bool {
        let token = self.tokens[at];
        let next = self.tokens.get(at + 1);
        let compares = token.lower == "compared" && at > first;
        // "name A as their goal and 22% B"
        let same = |token: &&Token<'_>| match token.class {
            Class::Quantity(index) => self.scene.reading.quantities[index as usize].quantity.unit == self.unit,
            _ => false,
        };
        let listed = token.class == Class::Conjunction && next.filter(same).is_some();
        let because = token.class == Class::Subordinator && next.is_none_or(|next| next.lower != "of");
        compares
            || listed
            || because
            || matches!(token.class, Class::Comma | Class::Stop | Class::Colon | Class::Dash | Class::Open | Class::Close)
    }

    /// "said they use …", "told us in a survey that they would …": where what they do begins.
    fn said_to_do(&self, start: usize) -> Option<usize> {
        const SPEECH: &[&str] = &[
            "say", "tell", "report", "respond", "answer", "indicate", "state", "mention", "admit", "confirm", "declare",
            "assert", "claim",
        ];
        const OTHERS: usize = 6;
        let verb = (start..self.tokens.len()).take(3).find(|i| matches!(self.tokens[*i].class, Class::Verb(_)))?;
        Lexicon::shared().verb(self.tokens[verb].lower).filter(|verb| SPEECH.contains(&verb.base))?;
        let between = |i: &usize| {
            matches!(
                self.tokens[*i].class,
                Class::Pronoun | Class::Preposition | Class::Determiner | Class::Noun | Class::Subordinator | Class::Relative
            )
        };
        let they =
            (verb + 1..self.tokens.len()).take(OTHERS).take_while(|i| between(i) || self.is_they(*i)).find(|i| self.is_they(*i));
        // "said that a discount would change their mind"
        let that = || Some(verb + 2).filter(|first| *first < self.tokens.len() && self.tokens[verb + 1].lower == "that");
        let Some(they) = they else { return that() };
        Some(if self.tokens[they].class == Class::Pronoun { they + 1 } else { they })
    }

    /// "they", "they've".
    fn is_they(&self, at: usize) -> bool {
        self.tokens[at].lower == "they"
            || self.tokens[at].lower.starts_with("they'")
            || self.tokens[at].lower.starts_with("they’")
    }
}
