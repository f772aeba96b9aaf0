//! What a verb acts on, and whether that makes its clause a deed.
//!
//! Comes in: a verb's token, its group and its subject. Goes out: whether it tells of a deed.

use crate::mention::name::NameKind;

use super::super::clause::Phrase;
use super::super::lexicon::Form;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::Events;
use super::deed::{Deed, Need, deeds, is_idle, is_object};
use super::group::{Group, Mood};
use super::migration::frames;

/// A noun phrase behind a verb or preposition.
#[derive(Debug, Clone, Copy, Default)]
struct Thing {
    /// Its last noun or name.
    head: Option<usize>,
    named: bool,
    /// Whether one of its nouns is of what organisations make, win or open.
    made: bool,
    /// Whether it holds a sum of money.
    money: bool,
    /// Whether a figure counts it.
    counted: bool,
}

/// How many tokens behind a verb its prepositions and particles are looked for.
const WITHIN: usize = 10;

/// How many tokens a noun phrase is followed over.
const LONG: usize = 16;

/// Weak verbs that make a deed of a sum of money alone.
const MONEYED: &[&str] =
    &["raise", "secure", "win", "receive", "invest", "pledge", "commit", "borrow", "land", "bag", "obtain", "issue"];

/// Weak verbs that tell of a figure's change where one follows ("cut cold starts to 200 ms").
const CHANGING: &[&str] =
    &["cut", "drop", "lower", "raise", "expand", "extend", "move", "bring", "end", "close", "open", "update"];

/// What a company promises its owners: that it sets these anew is a deed, whatever the figure ("raised its dividend to 13 pence").
const PROMISED: &[&str] =
    &["dividend", "dividends", "payout", "guidance", "outlook", "forecast", "forecasts", "target", "targets"];

/// Verbs of what is made and handed over again and again.
const OUTPUT: &[&str] = &["install", "ship", "deploy", "publish", "release", "launch", "host", "release", "introduce"];

/// Habits: what is done each time did not happen once.
const EACH: &[&str] = &["each", "every", "any", "always"];

impl Events<'_> {
    /// Whether the verb at token `at`, with base form `base`, tells of a deed.
    pub(super) fn is_deed(&self, at: usize, base: &str, group: &Group, subject: Option<Phrase>) -> bool {
        deeds(base).iter().any(|deed| self.fits(deed, at, base, group, subject))
            || deeds(base).is_empty() && frames(base).is_empty() && !is_idle(base) && self.is_plain_deed(at, group, subject)
    }

    /// Whether [`Self::is_deed`] may hold for some subject: a look at the words behind the verb, before anybody asks who did it.
    pub(super) fn may_be_deed(&self, at: usize, base: &str, group: &Group) -> bool {
        let listed = deeds(base);
        if listed.is_empty() {
            return frames(base).is_empty();
        }
        let may_fit = |deed: &Deed| match deed.need {
            Need::Any => true,
            Need::Weak if group.passive => true,
            _ => self.fits(deed, at, base, group, None),
        };
        listed.iter().any(may_fit)
    }

    /// Whether a verb of no list tells of a deed: a name of its own sentence did it, in the past, to one thing that no figure counts.
    fn is_plain_deed(&self, at: usize, group: &Group, subject: Option<Phrase>) -> bool {
        let past = matches!(self.class(at), Class::Verb(Form::Past | Form::Participle));
        let we = |subject: Phrase| self.lower(subject.first) == "we" && subject.end == group.first;
        let named = subject.is_some_and(|subject| we(subject) || (subject.first..subject.core_end).any(|i| self.is_body(i)));
        if !past || !named || group.mood != Mood::Finite {
            return false;
        }
        let thing = self.thing(self.behind(at));
        let figures = (at + 1..self.len()).take(LONG).take_while(|i| !self.divides(*i));
        let counted = figures.into_iter().any(|i| matches!(self.class(i), Class::Quantity(_)));
        (group.passive || thing.head.is_some_and(|head| self.is_lasting(head))) && !counted
    }

    fn fits(&self, deed: &Deed, at: usize, base: &str, group: &Group, subject: Option<Phrase>) -> bool {
        let after = self.behind(at);
        if EACH.contains(&self.lower_at(after)) {
            return false;
        }
        match deed.need {
            Need::Alone => !matches!(self.class_at(after), Some(Class::Quantity(_))),
            Need::Any if group.passive => true,
            Need::Any => {
                let thing = self.thing(after);
                thing.head.is_some_and(|head| {
                    self.is_lasting(head) && !(OUTPUT.contains(&base) && self.is_tally(after, head, group, at))
                }) || self.class_at(after) == Some(Class::Pronoun)
                    || base == "announce"
                        && (self.lower_at(after) == "that" || self.class_at(after).is_some_and(Class::is_nominal))
                    || self.is_gap(after, subject)
            }
            Need::Weak if group.passive => self.doer(at).is_some() || subject.is_some_and(|subject| self.is_made(subject)),
            Need::Weak => {
                let thing = self.thing(after);
                let changed = CHANGING.contains(&base) && self.is_measured(at);
                let owned = matches!(self.class_at(after), Some(Class::Possessive | Class::Determiner));
                let promised = owned && thing.head.is_some_and(|head| PROMISED.contains(&self.lower(head)));
                if promised && CHANGING.contains(&base) && matches!(self.class(at), Class::Verb(Form::Past | Form::Participle)) {
                    return true;
                }
                let whole = thing.named && thing.head.is_some() || thing.made;
                whole && !thing.counted && !changed || thing.money && MONEYED.contains(&base)
            }
            Need::After(preposition) => self.links(at, preposition),
            Need::Particle(particle) => self.particle(at, particle, group.passive),
            Need::Light => (after..self.len()).take(6).take_while(|i| !self.divides(*i)).any(|i| {
                let near = i == after || deed.words.contains(&"available");
                near && deed.words.contains(&self.lower(i))
            }),
        }
    }

    /// Whether token `at` names somebody who can act of their own accord: no product.
    fn is_body(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Name(name) => self.scene.reading.names[name as usize].kind != NameKind::Product,
            _ => false,
        }
    }

    /// The first token behind the verb at `at` that is no adverb.
    fn behind(&self, at: usize) -> usize {
        (at + 1..self.len()).find(|i| self.class(*i) != Class::Adverb).unwrap_or(self.len())
    }

    /// "opening a plant", "buying Lakeview": whether what the verb at `at` acts on is named, or is what organisations make, win or open.
    pub(super) fn acts_on_something(&self, at: usize) -> bool {
        let after = self.behind(at);
        let thing = self.thing(after);
        (thing.named || thing.made || thing.money) && !matches!(self.lower_at(after), "other" | "others" | "another")
    }

    /// Whether the head noun at `head` is a thing and no stretch of time.
    fn is_lasting(&self, head: usize) -> bool {
        matches!(self.class(head), Class::Name(_)) || !nouns::is(self.lower(head), NounClass::Time)
    }

    /// "has installed more than 61,000 robots": how many there have been by now, which is a figure and no happening.
    fn is_tally(&self, first: usize, head: usize, group: &Group, at: usize) -> bool {
        let counted = (first..head).any(|i| matches!(self.class(i), Class::Quantity(_)));
        counted && (group.first..at).any(|i| matches!(self.lower(i), "has" | "have" | "'ve" | "’ve" | "we've"))
    }

    /// Whether "to", "by" or "from" with a figure follows the verb at `at` in its clause.
    fn is_measured(&self, at: usize) -> bool {
        let ahead = (at + 1..self.len()).take(LONG).take_while(|i| !self.divides(*i));
        ahead.into_iter().any(|i| {
            matches!(self.lower(i), "to" | "by" | "from" | "at") && matches!(self.class_at(i + 1), Some(Class::Quantity(_)))
        })
    }

    /// "the figures that Acme published on Monday": the object stands before the subject.
    fn is_gap(&self, after: usize, subject: Option<Phrase>) -> bool {
        let relative = subject.and_then(|subject| subject.first.checked_sub(1));
        let open = !self.class_at(after).is_some_and(Class::is_nominal) || matches!(self.class_at(after), Some(Class::Date(_)));
        open && relative.is_some_and(|i| self.class(i) == Class::Relative)
    }

    fn is_made(&self, phrase: Phrase) -> bool {
        is_object(self.lower(phrase.core_end.saturating_sub(1).max(phrase.first)))
    }

    /// The noun phrase that begins at token `from`, with what "of" adds to it and what "and" joins.
    fn thing(&self, from: usize) -> Thing {
        let mut thing = Thing::default();
        for i in (from..self.len()).take(LONG) {
            let last = !self.class_at(i + 1).is_some_and(|next| next.is_head() || matches!(next, Class::Adjective));
            match self.class(i) {
                Class::Name(_) => thing = Thing { head: Some(i), named: true, ..thing },
                Class::Noun => {
                    let made = last && is_object(self.lower(i)) && !self.is_scale(i);
                    thing = Thing { head: Some(i), made: thing.made || made, ..thing };
                }
                // "a technical deep-dive": what ends the phrase is its head, whatever it is spelled like.
                Class::Adjective if last && i > from => thing.head = thing.head.or(Some(i)),
                Class::Adjective => {}
                Class::Quantity(at) => {
                    thing.money |= self.is_money(at as usize);
                    thing.counted |= !self.is_money(at as usize);
                }
                Class::Quotation | Class::Open | Class::Adverb => {}
                Class::Preposition if self.lower(i) == "of" && thing.head.is_some() => {}
                Class::Conjunction if thing.head.is_some() => {}
                class if class.is_nominal() => {}
                _ => break,
            }
        }
        thing
    }

    /// Whether the noun at `at` is a measure whose change a figure tells.
    fn is_scale(&self, at: usize) -> bool {
        nouns::is(self.lower(at), NounClass::Owned)
    }

    fn is_money(&self, quantity: usize) -> bool {
        let unit = self.scene.reading.quantities[quantity].quantity.unit.as_str();
        unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase())
    }

    /// Whether `preposition` stands behind the verb at `at` in its clause, before something named or made.
    fn links(&self, at: usize, preposition: &str) -> bool {
        let (word, second) = preposition.split_once('-').map_or((preposition, None), |(word, second)| (word, Some(second)));
        let link = (at + 1..self.len()).take(WITHIN).take_while(|i| !self.divides(*i)).find(|i| self.lower(*i) == word);
        let Some(link) = link.filter(|link| second.is_none_or(|second| self.lower_at(link + 1) == second)) else { return false };
        if self.lower_at(link + 1).is_empty() || matches!(preposition, "down" | "by") {
            return true;
        }
        let thing = self.thing(link + 1 + usize::from(second.is_some()));
        thing.named || thing.made
    }

    /// Whether the verb at `at` has `particle`, right behind it or behind its object, and an object.
    fn particle(&self, at: usize, particle: &str, passive: bool) -> bool {
        if self.lower_at(at + 1) == particle {
            return passive || self.thing(at + 2).head.is_some_and(|head| self.is_lasting(head)) || self.is_over(at + 2);
        }
        let thing = self.thing(at + 1);
        thing.head.is_some_and(|head| self.lower_at(head + 1) == particle)
    }

    /// Whether the clause is over at token `at`.
    fn is_over(&self, at: usize) -> bool {
        at >= self.len() || self.divides(at)
    }

    fn divides(&self, at: usize) -> bool {
        matches!(self.class(at), Class::Stop | Class::Colon | Class::Dash | Class::Relative | Class::Subordinator | Class::Comma)
    }
}
