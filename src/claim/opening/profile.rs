//! What the beginning of a document shows about each name in it: how often it is said, and whether it acts, owns, or stands among "we" and "our".
//!
//! Comes in: the prose at the document's top. Goes out: [`Profiles`]. A short form ("Acme") and the full name ("Acme Robotics Inc.") are
//! one name, called by the form that is said most.

use std::collections::HashMap;

use crate::mention::name::{self, Evidence, NameKind, NameMention};
use crate::sentence;

use super::super::context::Sort;
use super::super::lexicon::{Form, Lexicon};
use super::super::saying;
use super::super::subject::is_account_item;
use super::around::{
    is_apposed_organisation, is_colleague, is_in_listing, is_introduced_person, is_made, is_placed, is_used_there,
};

/// Words in which a text speaks of those who write it.
const FIRST_PERSON: &[&str] = &["we", "our", "us", "ours", "we're", "we've", "we'll", "i", "my", "i'm", "i've"];

/// How many of them speak of several.
const FIRST_PLURAL: usize = 7;

/// Whether a verb tells what sources do: it does not make them what a document is about.
fn is_of_sources(base: &str) -> bool {
    saying::is_saying(base) || matches!(base, "project" | "rank" | "rate" | "put" | "add" | "poll" | "survey")
}

/// What only organisations do.
const ORGANISING: &[&str] =
    &["raise", "announce", "acquire", "hire", "appoint", "employ", "invest", "merge", "partner", "file", "fund"];

/// What people do who are quoted; who writes a text seldom says so of himself.
const TELLING: &[&str] = &["say", "tell", "argue", "reckon", "believe", "think", "recall", "warn", "add", "state", "put"];

/// Whether `last` ends the name of a survey or report, which owns and does nothing.
pub(super) fn is_publication(last: &str) -> bool {
    matches!(last, "Survey" | "Report" | "Poll" | "Index" | "Study" | "Census" | "Barometer" | "Questionnaire" | "Results")
}

/// How many paragraphs count as the opening, and how long a paragraph is at least, in bytes.
const OPENING: (usize, usize) = (3, 80);

/// How far into a paragraph a name still opens the text, is one of the opening, and leads, in bytes.
const OPENING_BYTES: usize = 400;
const EARLY_BYTES: usize = 2_500;
const LEADING_BYTES: usize = 1_200;

/// A name.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// How it is written, first said first.
    pub(super) name: String,
    pub(super) sort: Option<Sort>,
    /// Whether it is, or holds, a name of the lists.
    pub(super) known: bool,
    pub(super) count: usize,
    /// How often a verb, or the mark of possession, follows.
    pub(super) acts: usize,
    /// How often it acts in a paragraph that says "we" or "our", or in the opening.
    pub(super) speaks: usize,
    /// How often it acts in a sentence of the opening that goes on with "we" or "our": "Acme moved last year, and we …".
    pub(super) is_us: usize,
    /// How often "in" or "near" stands before it.
    pub(super) placed: usize,
    /// Whether it is the first name that the first paragraph says something of.
    pub(super) opens: bool,
    /// Whether an opening paragraph has it.
    pub(super) early: bool,
    /// Whether the first paragraph has it.
    pub(super) leads: bool,
    /// Whether the text says that its writers made or named it: a product's name.
    pub(super) made: bool,
    /// Whether a version follows: a product's name.
    pub(super) versioned: bool,
    /// How often it names a part of somebody's business: "the Acme segment".
    pub(super) part: usize,
    /// How often the text tells what it is used for: "using Acme", "our Acme bill".
    pub(super) used: usize,
}

impl Profile {
    /// Letters alone that no list knows: more often a measure or a term than somebody's name.
    pub(super) fn is_letters(&self) -> bool {
        !self.known && self.name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || "&-/.".contains(c))
    }

    /// Whether the text speaks of it as of a tool or a supplier: whoever writes, it is not this. Users of what the `title` names are told of by those
    /// who make it, unless everybody knows it.
    pub(super) fn is_tool(&self, title: Option<&str>) -> bool {
        // "Acme on Bolt": what something runs on, in a title, is a tool too.
        let titled = |title| self.link_in(title).is_some_and(|link| !matches!(link.as_str(), "on" | "with" | "using" | "via"));
        if self.is_titled_tool(title) {
            return true;
        }
        if !self.known && title.is_some_and(titled) {
            return false;
        }
        (self.known || self.count > 2) && 2 * self.used >= self.count
    }

    /// "How Using Acme Cut Bolt's Bill": whether the `title` says that it is used.
    pub(super) fn is_titled_tool(&self, title: Option<&str>) -> bool {
        let starts = title.and_then(|title| title.get(.."using".len())).is_some_and(|start| start.eq_ignore_ascii_case("using"));
        !starts && title.and_then(|title| self.link_in(title)).is_some_and(|link| link == "using")
    }

    /// The word before it in `title`, in small letters.
    fn link_in(&self, title: &str) -> Option<String> {
        let (before, _) = title.split_once(self.name.as_str())?;
        Some(before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase())
    }

    /// How much it stands out among the names of the document.
    pub(super) fn weight(&self) -> usize {
        let full = 2 * self.count + 2 * self.acts + if self.early { 3 } else { 0 } + if self.leads { 3 } else { 0 };
        if self.is_letters() && self.acts < 2 { full / 4 } else { full }
    }

    /// Whether it can be an organisation: no product, no person, no mere letters.
    pub(super) fn may_organise(&self) -> bool {
        let publication = self.name.rsplit(' ').next().is_some_and(is_publication);
        // "Acme 2026", "Acme ServerEdge R75"
        let dated = self.name.split(' ').skip(1).last().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_digit()))
            || self.name.bytes().all(|byte| byte.is_ascii_digit());
        // "its new Baking Center": where somebody works
        const SITES: &[&str] =
            &["Center", "Centre", "Plant", "Facility", "Campus", "Factory", "Warehouse", "Mill", "Mine", "Refinery"];
        let site =
            self.acts == 0 && self.name.contains(' ') && self.name.rsplit(' ').next().is_some_and(|last| SITES.contains(&last));
        // "our plant in Reno", and nothing else of it
        let place = self.placed == self.count && self.acts == 0;
        !matches!(self.sort, Some(Sort::Product | Sort::Person))
            && !self.is_letters()
            && !self.made
            && 2 * self.part < self.count
            && !publication
            && !site
            && !dated
            && !place
    }
}

/// The names of a document's beginning, in the order in which they are first said.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    all: Vec<Profile>,
    places: HashMap<String, usize>,
    /// How often the text says "we" or "our" outside quotation marks.
    pub(super) first_person: usize,
    /// How often it says "we", "our" or "us" there.
    pub(super) first_plural: usize,
}

impl Profiles {
    /// Reads the names of `texts`.
    pub(super) fn of(texts: &[&str], evidence: &Evidence) -> Self {
        let mut profiles = Self::default();
        let mut paragraphs = 0;
        for text in texts {
            paragraphs += usize::from(text.len() >= OPENING.1);
            profiles.read(text, evidence, paragraphs);
        }
        profiles.join();
        profiles
    }

    /// Every name, in the order in which they are first said.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.all.iter()
    }

    /// The name that stands out most.
    pub(super) fn first(&self) -> Option<&Profile> {
        self.all.iter().max_by_key(|profile| (profile.weight(), std::cmp::Reverse(profile.name.as_str())))
    }

    /// Whether the first paragraph has `profile` or the text says it again and again, and no other name that can be an organisation is said oftener.
    pub(super) fn dominates(&self, profile: &Profile) -> bool {
        let oftener = |other: &Profile| other.may_organise() && other.count > profile.count;
        const AGAIN: usize = 4;
        (profile.leads || profile.early && profile.count >= AGAIN) && !self.iter().any(oftener)
    }

    /// What is known of the name `name`.
    pub(super) fn named(&self, name: &str) -> Option<&Profile> {
        self.places.get(name).map(|at| &self.all[*at])
    }

    fn read(&mut self, text: &str, evidence: &Evidence, paragraphs: usize) {
        let early = paragraphs <= OPENING.0;
        let starts: Vec<usize> = sentence::segment(text).iter().map(|span| span.start).collect();
        let (own, plural) = first_person(text);
        self.first_person += own;
        self.first_plural += plural;
        let mentions = name::scan_with(text, &starts, evidence);
        for mention in mentions.iter().filter(|mention| topical(mention) && !is_in_listing(text, mention)) {
            let name = &text[mention.span.range()];
            if is_account_item(name) {
                continue;
            }
            let at = *self.places.entry(name.to_owned()).or_insert_with(|| {
                self.all.push(Profile { name: name.to_owned(), ..Profile::default() });
                self.all.len() - 1
            });
            let starts_sentence = starts.binary_search(&mention.span.start).is_ok();
            let deed = deed(&text[mention.span.end..], starts_sentence);
            // A talk may be one paragraph from end to end.
            let at_head = |bytes: usize| mention.span.start < bytes;
            let early = early && at_head(EARLY_BYTES);
            let leads = paragraphs <= 1 && at_head(LEADING_BYTES);
            let opens = deed.is_some() && leads && at_head(OPENING_BYTES) && !self.all.iter().any(|profile| profile.opens);
            // What something is says nothing of whether it can act.
            let deed = deed.filter(|verb| *verb != "be");
            let acts = deed.is_some_and(|verb| !is_of_sources(verb));
            // "Acme's servers" in a text by others: to own something is not to speak.
            let speaks = deed.is_some_and(|verb| !(TELLING.contains(&verb) || mention.known && verb.is_empty()));
            let made = is_made(&text[..mention.span.start]);
            let organises =
                deed.is_some_and(|verb| ORGANISING.contains(&verb)) || is_apposed_organisation(&text[mention.span.end..]);
            let profile = &mut self.all[at];
            if organises && !mention.known {
                profile.sort = Some(Sort::Organisation);
            }
            let person = is_introduced_person(&text[..mention.span.start]) || is_colleague(text, mention);
            let person = person.then_some(Sort::Person);
            profile.sort = person.or(profile.sort).or(Sort::of(mention.kind).filter(|sort| *sort != Sort::Place));
            profile.known |= mention.known;
            profile.count += 1;
            profile.acts += usize::from(acts);
            profile.speaks += usize::from(speaks && (own > 0 || early));
            profile.is_us +=
                usize::from(early && starts_sentence && acts && !mention.known && says_we(text, &starts, mention.span.end));
            profile.placed += usize::from(is_placed(&text[..mention.span.start]));
            profile.opens |= opens;
            profile.early |= early;
            profile.leads |= leads;
            profile.made |= made;
            profile.versioned |= mention.version.is_some();
            let next =
                text[mention.span.end..].strip_prefix(' ').and_then(|after| after.split(|c: char| !c.is_alphanumeric()).next());
            profile.part +=
                usize::from(next.is_some_and(|next| matches!(next, "segment" | "segments" | "division" | "divisions")));
            profile.used += usize::from(is_used_there(&text[..mention.span.start], &text[mention.span.end..]));
        }
    }

    /// "Acme" takes what is said of "Acme Robotics Inc.", or the other way round where the full name is said more.
    fn join(&mut self) {
        let firsts: HashMap<String, usize> =
            self.all.iter().enumerate().map(|(at, profile)| (profile.name.clone(), at)).collect();
        for at in 0..self.all.len() {
            let name = self.all[at].name.clone();
            let mut words = name.split(' ').collect::<Vec<_>>();
            while words.len() > 1 {
                words.pop();
                if let Some(short) = firsts.get(words.join(" ").trim_end_matches(',')).copied().filter(|short| *short != at) {
                    let long = self.all[at].clone();
                    let product = long.sort == Some(Sort::Product);
                    // "Acme ServerEdge R75" is what Acme supplies.
                    let model = long.name.split(' ').skip(1).any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
                    let profile = &mut self.all[short];
                    if model && profile.known {
                        profile.used += 2 * long.count;
                    }
                    if !product {
                        profile.count += long.count;
                        profile.acts += long.acts;
                        profile.speaks += long.speaks;
                        profile.is_us += long.is_us;
                        profile.used += long.used;
                        profile.opens |= long.opens;
                        profile.early |= long.early;
                        profile.leads |= long.leads;
                        profile.sort = profile.sort.or(long.sort);
                    }
                    break;
                }
            }
        }
    }
}

/// Whether a name of this kind can be a topic.
pub(super) fn topical(mention: &NameMention) -> bool {
    matches!(mention.kind, NameKind::Organisation | NameKind::Product | NameKind::Other)
}

/// Whether the sentence goes on behind `from` in the first person plural.
fn says_we(text: &str, starts: &[usize], from: usize) -> bool {
    let end = starts.get(starts.partition_point(|start| *start <= from)).copied().unwrap_or(text.len());
    first_person(&text[from..end]).1 > 0
}

/// How often `text` speaks of its writers outside quotation marks, and how often it speaks of several.
fn first_person(text: &str) -> (usize, usize) {
    let mut quoted = false;
    let (mut own, mut plural) = (0, 0);
    for word in text.split_whitespace() {
        quoted |= word.starts_with(['"', '“']);
        if let Some(place) = (!quoted).then(|| of_first_person(word.trim_matches(|c: char| !c.is_alphanumeric()))).flatten() {
            own += 1;
            plural += usize::from(place < FIRST_PLURAL);
        }
        quoted &= !word.trim_end_matches([',', '.', ';']).ends_with(['"', '”']);
    }
    (own, plural)
}

/// The place of `word` among the words of the first person, whatever its case and apostrophe.
fn of_first_person(word: &str) -> Option<usize> {
    // "we’re"
    const LONGEST: usize = 7;
    // The country.
    if word == "US" {
        return None;
    }
    let letters = || word.chars().map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() });
    FIRST_PERSON.iter().position(|own| word.len() <= LONGEST && letters().eq(own.chars()))
}

/// Verbs that a deed follows as an infinitive.
const MODALS: &[&str] = &["can", "could", "cannot", "may", "might", "must", "should", "would", "did", "does"];

/// What the name before the words `after` does, or an empty word where it owns something. Where the name starts its sentence, a word that
/// may be a noun is taken for its verb ("Acme answers …").
fn deed(after: &str, starts_sentence: bool) -> Option<&'static str> {
    if after.starts_with("'s ") || after.starts_with("’s ") {
        return Some("");
    }
    if !after.starts_with(' ') {
        return None;
    }
    let mut words = after.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let first = words.next().unwrap_or_default();
    if MODALS.contains(&first) {
        // "Acme could not process orders": the deed is the infinitive.
        let word = words.find(|word| !matches!(*word, "not" | "also" | "now" | "only" | "still" | "no" | "longer"))?;
        return Lexicon::shared().verb(word).filter(|verb| verb.form == Form::Base).map(|verb| verb.base);
    }
    let word =
        if matches!(first, "also" | "now" | "today" | "has" | "had" | "will") { words.next().unwrap_or_default() } else { first };
    let finite = |form| matches!(form, Form::Past | Form::Third);
    let verb = Lexicon::shared().verb(word).filter(|verb| finite(verb.form));
    verb.filter(|verb| !verb.noun || verb.form == Form::Past || starts_sentence).map(|verb| verb.base)
}
