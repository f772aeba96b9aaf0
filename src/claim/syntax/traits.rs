//! What the costs of readings ask of a word, answered once for each word instead of once for each reading.
//!
//! Comes in: a word in lower case, or a figure. Goes out: its [`Traits`]. What they cost is told in `path.rs`.

use super::super::lexicon::{Form, Lexicon};
use super::spelling::is_plural_noun;
use super::tag::Tag;
use super::{Class, Token};
use crate::text::is_among;

/// One trait of a word, as a bit.
pub(super) struct Trait;

impl Trait {
    /// An auxiliary that asks for a participle or an object: "has". Without this and [`Trait::MODAL`] it is one like "is".
    pub(super) const HAVE: u32 = 1;
    /// An auxiliary that asks for an infinitive: "will", "did".
    pub(super) const MODAL: u32 = 1 << 1;
    /// An auxiliary that carries a clause; "be", "been" and "having" do not.
    pub(super) const CARRIES: u32 = 1 << 2;
    pub(super) const THAT: u32 = 1 << 3;
    pub(super) const SINCE: u32 = 1 << 4;
    pub(super) const OF: u32 = 1 << 5;
    pub(super) const BY: u32 = 1 << 6;
    pub(super) const IT: u32 = 1 << 7;
    pub(super) const YOU: u32 = 1 << 8;
    pub(super) const ONE: u32 = 1 << 9;
    pub(super) const THERE: u32 = 1 << 10;
    pub(super) const WHOSE: u32 = 1 << 11;
    /// A pronoun that is no subject: "them".
    pub(super) const OBJECT: u32 = 1 << 12;
    /// A pronoun for one.
    pub(super) const SINGULAR: u32 = 1 << 13;
    /// A pronoun for several.
    pub(super) const PLURAL: u32 = 1 << 14;
    /// A verb's third person.
    pub(super) const THIRD: u32 = 1 << 15;
    /// A verb's base form.
    pub(super) const BASE: u32 = 1 << 16;
    /// A determiner that tells how much: "more".
    pub(super) const MEASURING: u32 = 1 << 17;
    /// Spelled like a plural noun.
    pub(super) const PLURAL_NOUN: u32 = 1 << 18;
    /// A figure of per cent.
    pub(super) const PERCENTAGE: u32 = 1 << 19;
    /// A bare number of more than one, so that what it counts is plural.
    pub(super) const COUNTS: u32 = 1 << 20;
    /// A figure that is the verb of its clause.
    pub(super) const VERBAL: u32 = 1 << 21;
    /// People, or groups of them, in the plural: they do things, and describe none.
    pub(super) const PEOPLE: u32 = 1 << 22;
    /// A base form that is a noun of which there are percentages: "increase", "share".
    pub(super) const PROPORTION: u32 = 1 << 23;
    /// A verb of saying or thinking, behind which a clause stands without "that".
    pub(super) const SAYING: u32 = 1 << 24;
    /// Spelled like a gerund.
    pub(super) const ING: u32 = 1 << 26;
    /// A gerund that opens its sentence.
    pub(super) const OPENER: u32 = 1 << 25;
}

/// Verbs whose object is what somebody says or thinks, in a clause of its own.
const SAYING: &[&str] = &[
    "say", "think", "believe", "argue", "hope", "warn", "admit", "insist", "reckon", "suggest", "know", "feel", "claim",
    "predict", "estimate",
];

/// Plurals that stand before other nouns: "sales increase", "systems design".
const ATTRIBUTIVE: &[&str] = &[
    "sales",
    "earnings",
    "savings",
    "systems",
    "operations",
    "services",
    "results",
    "goods",
    "sports",
    "arms",
    "customs",
    "securities",
    "communications",
    "economics",
    "news",
    "headquarters",
    "data",
    "media",
    "staff",
    "police",
    "women",
    "men",
    "children",
    "analytics",
    "metrics",
    "logistics",
    "electronics",
    "physics",
    "mathematics",
    "politics",
    "statistics",
    "graphics",
    "robotics",
    "ethics",
    "tactics",
    "genomics",
    "semiconductors",
    "utilities",
    "commodities",
    "equities",
    "bonds",
    "futures",
    "options",
    "jobs",
    "rights",
    "facilities",
    "materials",
    "products",
    "parts",
    "rates",
    "costs",
    "payments",
    "revenues",
    "expenses",
    "profits",
    "returns",
    "benefits",
    "claims",
    "accounts",
    "awards",
    "admissions",
    "applications",
    "works",
    "contents",
    "needs",
    "means",
    "news",
    "clothes",
    "times",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "terms",
    "series",
    "species",
    "express",
    "business",
    "process",
    "access",
    "success",
    "progress",
];

/// Nouns spelled like verbs of which there are percentages: "a 5% cut".
const PROPORTIONS: &[&str] = &[
    "increase", "decrease", "rise", "fall", "drop", "cut", "gain", "jump", "surge", "decline", "slide", "boost", "hike",
    "discount", "share", "stake", "interest", "return", "yield", "profit", "rebate", "raise", "plunge", "slump", "climb", "dip",
    "swing", "spike", "change", "lift", "rally", "bounce", "charge", "tax", "average", "target", "chance", "risk", "match",
    "lead", "cost", "price", "rate", "advance", "retreat", "tumble", "uptick", "markup", "turnout", "vote", "control", "test",
    "load", "overlap", "approval",
];

/// The traits of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Traits(u32);

impl Traits {
    /// The traits as bits.
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    /// What the cost of the next word asks of this one, read as `class`.
    pub(super) fn before_next(self, class: Tag) -> Self {
        let asked = match class {
            Tag::Auxiliary => Trait::HAVE | Trait::MODAL,
            Tag::Quantity => Trait::PERCENTAGE,
            Tag::Pronoun => Trait::OBJECT | Trait::SINGULAR | Trait::ONE | Trait::THERE,
            Tag::Relative => Trait::THAT | Trait::WHOSE,
            Tag::Noun => Trait::PEOPLE,
            Tag::Verb(_) => Trait::SAYING,
            _ => 0,
        };
        Self(self.0 & asked)
    }

    /// Whether the word has the trait `bit`.
    pub(super) fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }

    /// What a gerund that opens its sentence is to the next word.
    pub(super) fn of_opener() -> Self {
        Self(Trait::OPENER)
    }

    /// The traits of a word of the lists.
    pub(super) fn of_listed(word: &str) -> Self {
        let verb = Lexicon::shared().verb(word);
        let form = match verb.map(|verb| verb.form) {
            Some(Form::Third) => Trait::THIRD,
            Some(Form::Base) => Trait::BASE,
            _ => 0,
        };
        let says = verb.is_some_and(|verb| SAYING.contains(&verb.base));
        let form = form | if says { Trait::SAYING } else { 0 } | if is_among(word, PROPORTIONS) { Trait::PROPORTION } else { 0 };
        Self(form | auxiliary(word) | pronoun(word) | special(word) | Self::of_noun(word).0)
    }

    /// The traits of a word of no list.
    pub(super) fn of_noun(word: &str) -> Self {
        let plural = is_plural_noun(word);
        let people = plural && !is_among(word, ATTRIBUTIVE) || word == "people";
        let bit = |holds: bool, bit: u32| if holds { bit } else { 0 };
        Self(bit(plural, Trait::PLURAL_NOUN) | bit(people, Trait::PEOPLE) | bit(word.ends_with("ing"), Trait::ING))
    }

    /// The traits of a token that was classed before its sentence is read.
    pub(super) fn of_classed(token: &Token<'_>) -> Self {
        match token.class {
            Class::Quantity(_) => Self::of_figure(token),
            Class::Auxiliary | Class::Genitive => Self(auxiliary(token.lower)),
            Class::Noun => Self::of_noun(token.lower),
            _ => Self::default(),
        }
    }

    fn of_figure(token: &Token<'_>) -> Self {
        let figure = token.lower;
        const PARTS: &[&str] = &["third", "thirds", "half", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"];
        const WHOLES: &[&str] = &["two", "three", "four", "five"];
        let share = figure.ends_with('%') || figure.ends_with("percent") || figure.ends_with("per cent");
        // "two thirds use it", "one in five say so"
        let last = figure.rsplit([' ', '-']).next().unwrap_or_default();
        let part = PARTS.contains(&last) || WHOLES.contains(&last) && figure.contains(" in ");
        let share = share || part;
        let number = figure.trim_end_matches(['k', 'm', 'b', 'n']);
        let number = number.strip_suffix(" millio").or(number.strip_suffix(" billio")).unwrap_or(number);
        let bare = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
        let bit = |holds: bool, bit: u32| if holds { bit } else { 0 };
        Self(
            bit(share, Trait::PERCENTAGE)
                | bit(bare && figure != "1", Trait::COUNTS)
                | bit(token.is_verbal_figure(), Trait::VERBAL),
        )
    }
}

fn auxiliary(word: &str) -> u32 {
    let asks = match word {
        "have" | "has" | "had" | "having" | "haven't" | "hasn't" | "hadn't" | "'ve" | "’ve" | "we've" | "they've" | "i've"
        | "you've" => Trait::HAVE,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "shall" | "should" | "do" | "does" | "did" | "won't"
        | "wouldn't" | "can't" | "couldn't" | "don't" | "doesn't" | "didn't" | "shouldn't" | "cannot" | "'ll" | "’ll"
        | "we'll" | "they'll" | "it'll" | "'d" | "’d" | "i'd" | "they'd" | "we'd" => Trait::MODAL,
        _ => 0,
    };
    asks | if matches!(word, "be" | "been" | "being" | "having") { 0 } else { Trait::CARRIES }
}

fn pronoun(word: &str) -> u32 {
    let object = matches!(word, "us" | "them" | "him" | "me" | "himself" | "itself" | "themselves" | "ourselves" | "her");
    let number = match word {
        "he" | "she" | "it" | "this" | "that" | "someone" | "everyone" | "nobody" => Trait::SINGULAR,
        "they" | "we" | "i" | "you" | "these" | "those" => Trait::PLURAL,
        _ => 0,
    };
    number | if object { Trait::OBJECT } else { 0 }
}

fn special(word: &str) -> u32 {
    match word {
        "that" => Trait::THAT,
        "since" => Trait::SINCE,
        "of" => Trait::OF,
        "by" => Trait::BY,
        "it" => Trait::IT,
        "you" => Trait::YOU,
        "one" => Trait::ONE,
        "there" => Trait::THERE,
        "whose" => Trait::WHOSE,
        "more" | "less" | "each" | "all" | "both" | "enough" | "much" => Trait::MEASURING,
        _ => 0,
    }
}
