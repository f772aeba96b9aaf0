//! "the company", "this framework", "the agency": the name that a definite description points back to.
//!
//! Comes in: a noun phrase. Goes out: a name that the sentence or the text before it gave.

use crate::mention::name::{self, NameKind};

use super::super::clause::Phrase;
use super::super::context::{Sort, Topic, definite_sorts, holds};
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::Scene;

impl Scene<'_> {
    /// "the company", "this framework": the name that it points back to.
    pub(super) fn definite(&self, phrase: Phrase) -> Option<Topic> {
        let first = self.token(phrase.first);
        let pointing = first.class == Class::Determiner && matches!(first.lower, "the" | "this" | "that" | "these" | "those");
        let head = self.token(phrase.core_end - 1);
        let named = (phrase.first..phrase.core_end).any(|i| matches!(self.class(i), Class::Name(_)));
        let this = matches!(first.lower, "this" | "these") && is_generic(head.lower);
        let whole = phrase.core_end - phrase.first == 3
            && matches!(self.token(phrase.first + 1).lower, "whole" | "entire" | "new" | "full");
        let short = phrase.core_end - phrase.first <= 2 || whole || first.lower == "the" && self.describes_organisation(phrase);
        if !pointing || !this && (named || !short) {
            return None;
        }
        if matches!(head.lower, "country" | "nation")
            && let Some(country) = self.country_before(phrase.first)
        {
            return Some(country);
        }
        let sorts = definite_sorts(head.lower);
        if let Some(topic) = self.titled_with(head.lower, phrase.first).filter(|_| first.lower == "the") {
            return Some(topic);
        }
        // "These lands", behind "the lands of the tribe's people"
        if phrase.core_end == phrase.first + 2
            && matches!(first.lower, "this" | "these" | "that" | "those")
            && let Some(topic) = self.context.said_ending(head.lower)
        {
            return Some(topic.clone());
        }
        if !is_generic(head.lower)
            && let Some(topic) = self.context.described(head.lower)
        {
            return Some(topic.clone());
        }
        if (is_organisation(head.lower) || first.lower == "the" && is_ours(head.lower))
            && let Some(own) = self.context.own_organisation()
        {
            return Some(own.clone());
        }
        let here = (0..phrase.first).any(|i| self.is_of(i, &[Sort::Organisation]));
        let told = || self.context.told_of().or_else(|| self.context.named_here()).filter(|_| is_organisation(head.lower));
        if definite_sorts(head.lower).first() == Some(&Sort::Organisation)
            && first.lower == "the"
            && !here
            && let Some(told) = told().or_else(|| self.context.spoken_of())
        {
            return Some(told.clone());
        }
        if let Some(topic) = self.named_of_field(head.lower, phrase.first) {
            return Some(topic);
        }
        // "While Acme grew, this framework …": what "this" shows is not what its own sentence sets against it.
        let shown = || self.context.last(sorts).filter(|_| this && phrase.first > 0).cloned();
        if sorts.is_empty() { None } else { shown().or_else(|| self.antecedent_of(phrase.first, sorts)) }
    }

    /// "the Swedish company", "the Leeds-based firm": whether what describes an organisation adds nothing to whom it stands for.
    fn describes_organisation(&self, phrase: Phrase) -> bool {
        let head = self.token(phrase.core_end - 1).lower;
        // "the cloud business" is a part, "the rival bank" another.
        let part = nouns::is(head, NounClass::Part) && phrase.core_end - phrase.first > 2;
        let other = |i: usize| matches!(self.token(i).lower, "rival" | "other" | "average" | "typical" | "same");
        !part
            && (is_organisation(head) || definite_sorts(head).first() == Some(&Sort::Organisation))
            && !(phrase.first + 1..phrase.core_end).any(other)
            && (phrase.first + 1..phrase.core_end - 1)
                .all(|i| matches!(self.class(i), Class::Adjective | Class::Noun) || self.token(i).lower.ends_with("-based"))
    }

    /// "the database", where a framework was named last: the product of the noun's field before token `at`, else the one said last.
    fn named_of_field(&self, noun: &str, at: usize) -> Option<Topic> {
        let field = name::field_of_noun(noun)?;
        let of_field = |word: &str| name::field_of(word) == Some(field);
        let named = (0..at).rev().find(|i| self.kind(*i) == Some(NameKind::Product) && of_field(self.token(*i).word));
        let said = || self.context.last_where(|topic| of_field(&topic.name)).cloned();
        named.map(|at| self.named(at)).or_else(said)
    }

    /// "the agency" behind "Acme Housing Agency": the name that holds the noun, or a body's that holds another word for it.
    fn titled_with(&self, noun: &str, at: usize) -> Option<Topic> {
        const BODIES: &[&str] = &["agency", "department", "authority", "bureau", "commission", "office", "ministry", "board"];
        const TITLES: &[&str] = &[
            "city",
            "district",
            "bank",
            "university",
            "council",
            "institute",
            "museum",
            "hospital",
            "foundation",
            "committee",
            "court",
            "college",
            "school",
            "union",
            "association",
            "federation",
            "survey",
            "index",
            "airport",
            "railway",
            "fund",
            "trust",
            "society",
            "exchange",
            "alliance",
            "coalition",
            "consortium",
            "club",
            "league",
            "clinic",
            "center",
            "centre",
            "academy",
            "laboratory",
            "library",
            "observatory",
            "cooperative",
            "church",
            "parliament",
        ];
        let body = BODIES.contains(&noun);
        if !body && !TITLES.contains(&noun) {
            return None;
        }
        let here = (0..at).rev().find(|i| self.kind(*i).is_some() && holds(self.token(*i).word, noun)).map(|i| self.named(i));
        let said = || self.context.titled(noun).cloned();
        let alike = || BODIES.iter().find_map(|body| self.context.titled(body)).filter(|_| noun == "agency").cloned();
        here.or_else(said).or_else(alike)
    }

    /// The country that the sentence names before token `at`, else the one named last.
    fn country_before(&self, at: usize) -> Option<Topic> {
        let named = (0..at).rev().find(|i| self.kind(*i) == Some(NameKind::Place) && name::is_country(self.token(*i).word));
        named.map(|i| self.named(i)).or_else(|| self.context.country().cloned())
    }
}

/// Nouns for an organisation of any sort.
fn is_organisation(noun: &str) -> bool {
    matches!(noun, "company" | "firm" | "group" | "organisation" | "organization" | "corporation")
}

/// "The project merged 40 requests", on its own pages: nouns for what an organisation that writes of itself is, or did.
fn is_ours(noun: &str) -> bool {
    const DEEDS: &[&str] = &["migration", "rewrite", "switch", "rollout", "upgrade"];
    const BODIES: &[&str] =
        &["project", "foundation", "community", "association", "society", "charity", "startup", "board", "management"];
    DEEDS.contains(&noun) || BODIES.contains(&noun)
}

/// Whether "the `noun`" may stand for any name of its sort, so that an earlier "a … `noun`" says little about it.
fn is_generic(noun: &str) -> bool {
    const GENERIC: &[&str] = &[
        "company",
        "firm",
        "organisation",
        "organization",
        "business",
        "group",
        "team",
        "product",
        "framework",
        "language",
        "library",
        "database",
        "engine",
        "tool",
        "service",
        "platform",
        "system",
        "app",
        "application",
        "project",
        "software",
        "model",
        "technology",
        "startup",
        "start-up",
        "founder",
        "executive",
        "analyst",
        "author",
    ];
    GENERIC.contains(&noun)
}
