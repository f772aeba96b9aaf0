//! What it costs to read a word in a certain way right behind another.
//!
//! Comes in: the class of the word before, and a class for the next with its traits. Goes out: a cost; only the order of costs matters.

use super::super::lexicon::Form;
use super::tag::Tag;
use super::traits::{Trait, Traits};

/// What opens a clause: no verb in its base form, and no relative pronoun.
pub(super) fn opening(class: Tag, word: Traits) -> u32 {
    match class {
        Tag::Verb(Form::Base) => 6,
        // "That values the group at …": nothing is there that a relative pronoun could stand for.
        Tag::Relative if word.has(Trait::THAT) => 12,
        _ => 0,
    }
}

/// What stands behind a conjunction, a comma, a relative pronoun or another mark.
pub(super) fn after_link(before: Tag, last: Traits, class: Tag, word: Traits) -> u32 {
    match (before, class) {
        (Tag::Conjunction | Tag::Comma, Tag::Verb(Form::Participle)) => 3,
        (Tag::Conjunction | Tag::Comma, Tag::Relative) if word.has(Trait::THAT) => 6,
        (Tag::Relative, Tag::Noun) if last.has(Trait::THAT) => 9,
        (Tag::Relative, Tag::Noun) if !last.has(Trait::WHOSE) => 12,
        (Tag::Conjunction | Tag::Comma | Tag::Relative, _) => 0,
        (_, Tag::Relative) if word.has(Trait::THAT) => 8,
        _ => 0,
    }
}

pub(super) fn after_auxiliary(auxiliary: Traits, class: Tag) -> u32 {
    let (have, modal) = (auxiliary.has(Trait::HAVE), auxiliary.has(Trait::MODAL));
    let be = !have && !modal;
    match class {
        Tag::Verb(Form::Participle) if be || have => 0,
        Tag::Verb(Form::Gerund) if be => 0,
        Tag::Adjective if be => 3,
        Tag::Verb(Form::Base) if modal => 0,
        Tag::Verb(_) => 50,
        Tag::Noun if be => 8,
        Tag::Noun | Tag::Adjective if have => 6,
        Tag::Noun | Tag::Adjective if modal => 30,
        _ => 0,
    }
}

pub(super) fn after_to(class: Tag) -> u32 {
    match class {
        Tag::Verb(Form::Base) => 0,
        Tag::Verb(Form::Gerund) => 4,
        Tag::Verb(_) => 50,
        Tag::Noun => 8,
        Tag::Adjective => 3,
        _ => 0,
    }
}

pub(super) fn after_determiner(class: Tag) -> u32 {
    match class {
        Tag::Verb(Form::Gerund) => 30,
        Tag::Verb(Form::Participle) => 20,
        Tag::Verb(_) => 45,
        Tag::Adjective | Tag::Noun | Tag::Name | Tag::Quantity | Tag::Date | Tag::Number | Tag::Adverb => 0,
        Tag::Quotation | Tag::Open | Tag::Negation | Tag::Determiner => 2,
        Tag::Preposition => 6,
        _ => 15,
    }
}

pub(super) fn after_possessive(class: Tag) -> u32 {
    match class {
        Tag::Verb(Form::Gerund) => 25,
        Tag::Verb(_) => 45,
        Tag::Auxiliary | Tag::Preposition | Tag::To | Tag::Conjunction => 15,
        _ => 0,
    }
}

pub(super) fn after_adjective(class: Tag) -> u32 {
    match class {
        Tag::Verb(Form::Base | Form::Third) => 22,
        Tag::Verb(Form::Past) => 18,
        Tag::Verb(Form::Participle) => 8,
        Tag::Verb(Form::Gerund) => 8,
        // "opened an office, raised a round": no adjective stands before an article.
        Tag::Determiner | Tag::Possessive => 8,
        Tag::Noun | Tag::Name | Tag::Adjective | Tag::Conjunction | Tag::Comma => 0,
        _ => 3,
    }
}

pub(super) fn after_preposition(class: Tag, word: Traits) -> u32 {
    match class {
        Tag::Verb(Form::Gerund) => 0,
        Tag::Verb(Form::Participle) => 18,
        Tag::Verb(_) => 50,
        Tag::Relative if word.has(Trait::THAT) => 20,
        // "before having children"
        Tag::Auxiliary if word.has(Trait::HAVE) && !word.has(Trait::CARRIES) => 0,
        Tag::Subordinator | Tag::Auxiliary => 12,
        _ => 0,
    }
}

pub(super) fn after_figure(class: Tag) -> u32 {
    match class {
        Tag::Verb(Form::Base | Form::Third) => 6,
        Tag::Verb(Form::Gerund) => 4,
        Tag::Verb(Form::Past | Form::Participle) => 2,
        _ => 0,
    }
}

/// "60% write services": a share of people does things more often than it is one of a thing's.
pub(super) fn after_share(class: Tag, word: Traits) -> u32 {
    match class {
        Tag::Verb(Form::Base) => 0,
        Tag::Noun if word.has(Trait::PROPORTION) => 3,
        Tag::Noun if word.has(Trait::BASE) => 9,
        Tag::Noun => 0,
        _ => after_figure(class),
    }
}

pub(super) fn after_pronoun(word: Traits, class: Tag) -> u32 {
    let subject = !word.has(Trait::OBJECT);
    let singular = word.has(Trait::SINGULAR);
    match class {
        Tag::Verb(Form::Base) if subject && singular => 25,
        Tag::Verb(Form::Third) if subject && !singular && !word.has(Trait::ONE) => 25,
        Tag::Verb(Form::Base) if !subject => 4,
        Tag::Verb(Form::Participle) if subject => 15,
        Tag::Noun | Tag::Adjective if subject => 30,
        Tag::Preposition if word.has(Trait::THERE) => 15,
        _ => 0,
    }
}

pub(super) fn after_noun(class: Tag, word: Traits, behind_adverb: bool) -> u32 {
    match class {
        Tag::Determiner if word.has(Trait::MEASURING) => 6,
        Tag::Determiner => 22,
        Tag::Possessive => 22,
        Tag::Pronoun if word.has(Trait::IT) => 14,
        Tag::Pronoun if !word.has(Trait::OBJECT) => 8,
        Tag::Pronoun => 22,
        Tag::Quantity => 7,
        Tag::Name => 2,
        Tag::Adjective => 8,
        Tag::Noun if behind_adverb => 15,
        Tag::Verb(Form::Gerund | Form::Participle) => 3,
        Tag::Relative => 0,
        Tag::Subordinator if word.has(Trait::THAT) => 4,
        _ => 0,
    }
}

pub(super) fn after_verb(form: Form, class: Tag, word: Traits) -> u32 {
    match class {
        // "Orders received rose": the participle belongs to the subject.
        Tag::Verb(Form::Third | Form::Past | Form::Base) | Tag::Auxiliary if form == Form::Participle => 4,
        Tag::Verb(Form::Participle) if form != Form::Participle => 12,
        Tag::Verb(Form::Gerund) => 6,
        Tag::Verb(Form::Base) if form == Form::Base => 20,
        Tag::Verb(_) | Tag::Auxiliary => 25,
        Tag::Determiner | Tag::Possessive | Tag::Quantity if form == Form::Participle => 8,
        // "31 million scanned pages": such a word before a noun describes it.
        Tag::Noun if form == Form::Participle => 4,
        Tag::Preposition if word.has(Trait::OF) => 12,
        Tag::Preposition if word.has(Trait::BY) && form == Form::Past => 2,
        Tag::Stop | Tag::Comma | Tag::Conjunction if form != Form::Participle => 3,
        Tag::Relative if word.has(Trait::THAT) => 20,
        _ => 0,
    }
}
