//! The words of a phrase as a topic: without figures and determiners, a name without what only tells its sort.
//!
//! Comes in: a noun phrase. Goes out: a [`Topic`].

use super::super::clause::Phrase;
use super::super::context::{Sort, Topic, definite_sorts};
use super::super::nouns;
use super::super::syntax::Class;
use super::Scene;

impl Scene<'_> {
    /// The phrase without figures, dates, determiners and connectives at its start.
    pub(super) fn trimmed(&self, mut phrase: Phrase) -> Phrase {
        while phrase.first + 1 < phrase.core_end
            && matches!(
                self.class(phrase.first),
                Class::Date(_) | Class::Conjunction | Class::Comma | Class::Preposition | Class::Genitive
            )
        {
            phrase.first += 1;
        }
        phrase
    }

    /// The words of a phrase as a topic.
    pub(super) fn phrase_topic(&self, phrase: Phrase) -> Topic {
        let mut first = phrase.first;
        while first + 1 < phrase.end && matches!(self.class(first), Class::Determiner | Class::Quantity(_) | Class::Adverb) {
            first += 1;
        }
        // "Two of the schools": the schools.
        if first > phrase.first && first + 1 < phrase.end && self.token(first).lower == "of" {
            first += 1;
            while first + 1 < phrase.end && matches!(self.class(first), Class::Determiner | Class::Quantity(_)) {
                first += 1;
            }
        }
        // "a record 61,529 people"
        if first + 2 < phrase.end
            && matches!(self.class(first), Class::Adjective | Class::Noun)
            && matches!(self.class(first + 1), Class::Quantity(_))
        {
            let record = matches!(
                self.token(first).lower,
                "record" | "total" | "combined" | "estimated" | "additional" | "further" | "net" | "mere" | "full"
            );
            first += if record { 2 } else { 0 };
        }
        let apposed = self.apposed_at(first, phrase.end);
        let mut phrase = apposed.map_or(phrase, |comma| Phrase { end: comma, core_end: phrase.core_end.min(comma), ..phrase });
        // "Oslo and Bergen both", "the two firms each"
        while phrase.end > first + 1
            && (matches!(self.token(phrase.end - 1).lower, "both" | "each" | "all" | "alone")
                || nouns::is_everywhere(self.token(phrase.end - 1).lower))
        {
            phrase.end -= 1;
        }
        // "people 18 to 34 years old"
        if phrase.end == first + 2
            && nouns::is_people(self.token(first).lower)
            && self.token(first + 1).lower.bytes().all(|byte| byte.is_ascii_digit())
        {
            phrase.end -= 1;
        }
        // "Waltham, MA-based Acme" is Acme.
        let based = (first..phrase.end - 1).rev().find(|i| self.token(*i).lower.ends_with("-based"));
        if let Some(based) = based.filter(|_| matches!(self.class(phrase.end - 1), Class::Name(_))) {
            first = based + 1;
        }
        if phrase.end - first == 1
            && let Class::Name(_) = self.class(first)
        {
            return self.named(first);
        }
        if let Some(at) = self.named_by_sort(first, phrase.end) {
            return self.named(at);
        }
        let name = self.phrase_words(first, phrase.end);
        let last = self.token(phrase.end - 1);
        let sort = match last.class {
            Class::Name(at) => Sort::of(self.reading.names[at as usize].kind),
            _ => None,
        };
        Topic { name, sort, plural: last.lower.ends_with('s') }
    }

    /// "Norland, the only member that grew,": the comma behind a name, where what follows is only said of it.
    fn apposed_at(&self, first: usize, end: usize) -> Option<usize> {
        (first + 1..end.saturating_sub(2)).find(|comma| {
            // "Acme Corporation (NYSE: ACM), a maker of pumps"
            let close = self.class(comma - 1) == Class::Close;
            let open = (first..*comma).rev().find(|i| close && self.class(*i) == Class::Open);
            let named = open.unwrap_or(*comma).checked_sub(1).is_some_and(|name| matches!(self.class(name), Class::Name(_)));
            self.class(*comma) == Class::Comma
                && named
                && matches!(self.token(comma + 1).lower, "a" | "an" | "the")
                && !matches!(self.class(comma + 2), Class::Name(_))
                // "Oslo, the capital, and Bergen", "Germany, a few states and France"
                && !(comma + 1..end - 1).any(|and| {
                    let others = matches!(self.class(and + 1), Class::Name(_)) || self.class(and - 1) == Class::Comma;
                    self.class(and) == Class::Conjunction && others
                })
        })
    }

    /// "packaged-goods company Veltro", "private-equity group Acme": the name behind words that only tell its sort.
    fn named_by_sort(&self, first: usize, end: usize) -> Option<usize> {
        let name = end - 1;
        let sort =
            name.checked_sub(1).filter(|sort| *sort >= first && matches!(self.class(*sort), Class::Noun | Class::Adjective))?;
        // "grocery chain Veltro", "rival Bison"
        const TRADES: &[&str] = &[
            "seller",
            "retailer",
            "maker",
            "rival",
            "chain",
            "giant",
            "operator",
            "builder",
            "lender",
            "insurer",
            "carmaker",
            "automaker",
            "airline",
            "supplier",
            "developer",
            "publisher",
            "broker",
            "consultancy",
            "charity",
            "union",
            "regulator",
            "watchdog",
            "agency",
            "newspaper",
            "broadcaster",
            "brewer",
            "grocer",
            "supermarket",
            "manufacturer",
            "producer",
            "miner",
            "utility",
            "carrier",
            "unicorn",
            "parent",
            "owner",
            "chipmaker",
            "drugmaker",
            "steelmaker",
            "homebuilder",
            "housebuilder",
            "landlord",
            "fund",
            "investor",
            "exchange",
        ];
        let word = self.token(sort).lower;
        let telling = !definite_sorts(word).is_empty() || TRADES.contains(&word);
        let bare = (first..name).all(|i| matches!(self.class(i), Class::Noun | Class::Adjective));
        (matches!(self.class(name), Class::Name(_)) && telling && bare).then_some(name)
    }

    /// The name at token `at` as a topic.
    pub(crate) fn named(&self, at: usize) -> Topic {
        let token = self.token(at);
        let sort = match token.class {
            Class::Name(name) => Sort::of(self.reading.names[name as usize].kind),
            _ => None,
        };
        Topic { name: token.word.to_owned(), sort, plural: false }
    }
}
