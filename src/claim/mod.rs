//! Mentions to claims: the atomic, checkable assertions of a document.
//!
//! Comes in: a [`Document`](crate::document::Document). Goes out: [`Claim`]s in reading order, each anchored to the source. Extraction is total and
//! deterministic: no clock, no randomness, no network.

use std::fmt;
use std::sync::Arc;

mod clause;
mod comparison;
mod context;
mod draft;
mod event;
mod extract;
mod figure;
pub mod identity;
mod kind;
mod lexicon;
mod measure;
mod metric;
mod modality;
mod nouns;
mod opening;
pub mod period;
mod reading;
mod recurrence;
mod saying;
pub mod sign;
mod spelled;
mod stand;
mod subject;
mod syntax;
mod table;
mod timing;
mod wording;
mod worthiness;

use ecow::{EcoString, EcoVec};
use serde::{Deserialize, Serialize};

use crate::document::Section;
use crate::mention::quantity::Quantity;
use crate::text::{Quote, SourceSpan};

pub use draft::Explained;
pub use extract::{explain, extract};

/// The version that is written into every claim as its extractor.
pub const EXTRACTOR_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What stands in the place of [`EXTRACTOR_VERSION`] where claims were not extracted but imported, each as somebody worded it.
pub const IMPORTED: &str = "imported";

/// A claim's lasting name: 12 characters of base32 (RFC 4648, lower case).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub EcoString);

impl ClaimId {
    /// Whether it looks like a name that this program gives.
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == identity::ID_CHARS && self.0.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'))
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Declares a closed set of words with their spelling in commands, JSON and the database.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in its standing order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for it in commands, JSON and the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|value| value.as_str()).collect();
                    format!("'{word}' is not one of {}", known.join(", "))
                })
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What sort of fact a claim states. The order is the order of preference where two fit.
    Kind {
        /// Money raised, invested, granted; valuations; acquisition prices.
        Funding = "funding",
        /// A change of some measure over time.
        Growth = "growth",
        /// Measured technical performance.
        Benchmark = "benchmark",
        /// Market size or share, revenue, stock price.
        Market = "market",
        /// Prices, costs, savings, salaries.
        Cost = "cost",
        /// Counts or shares of users, downloads, customers.
        Adoption = "adoption",
        /// Any other figure.
        Statistic = "statistic",
        /// Somebody moves to, adopts or rebuilds on a technology.
        Migration = "migration",
        /// A happening without a figure, other than a migration.
        Event = "event",
    }
}

words! {
    /// Whether a claim is about what is, what will be, or what should be done.
    Modality {
        /// Asserted of the world as it is or was.
        Fact = "fact",
        /// About the future as seen from the article.
        Forecast = "forecast",
        /// The author's advice, target or hypothetical.
        Advice = "advice",
    }
}

/// The figure of a claim with its place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimQuantity {
    /// The normalised value.
    pub quantity: Quantity,
    /// The source bytes of `span`.
    pub surface: EcoString,
    /// Where the figure stands.
    pub span: SourceSpan,
}

/// What is left and what is adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migration {
    /// What is left, as the article names it.
    pub from: Option<String>,
    /// What is adopted.
    pub to: Option<String>,
}

/// The source that the article itself names for a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Its name, as the article gives it.
    pub name: String,
    /// The address that the name is linked to.
    pub url: Option<String>,
}

/// The table cell that a claim was read from; rows and columns count from 0, header rows included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellPlace {
    /// Index of the table in the document, from 0.
    pub table: usize,
    /// Row.
    pub row: usize,
    /// Column.
    pub column: usize,
    /// What the row is about.
    pub row_header: Option<EcoString>,
    /// Headers of the column, outermost first.
    pub column_headers: EcoVec<EcoString>,
}

/// One atomic, checkable assertion of a document. An article may have a claim for every fifty bytes, so that claims share what they can and
/// keep short words in place; what few have is boxed.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Lasting name.
    pub id: ClaimId,
    /// Sort of fact.
    pub kind: Kind,
    /// Fact, forecast or advice.
    pub modality: Modality,
    /// The claim in words that stand alone.
    pub text: EcoString,
    /// Who or what it is about, resolved to a name.
    pub subject: Option<EcoString>,
    /// What is measured, in the article's words.
    pub metric: Option<EcoString>,
    /// The figure; `None` for migrations and events.
    pub quantity: Option<ClaimQuantity>,
    /// What a change is measured against ("YoY", "2023").
    pub basis: Option<Box<str>>,
    /// The other side of a comparison.
    pub compared_to: Option<Box<str>>,
    /// What limits the claim ("in banking APIs").
    pub scope: Option<Box<str>>,
    /// For migrations: from and to.
    pub migration: Option<Box<Migration>>,
    /// The time that it holds for: `2026`, `2026-02`, `2026-02-14`, `2026-Q1`, `2024/2026`.
    pub time: Option<EcoString>,
    /// For forecasts: when it can be judged, in the same form.
    pub due: Option<Box<str>>,
    /// The source that the article names.
    pub attribution: Option<Arc<Attribution>>,
    /// The sentence, list item or cell that states it.
    pub quote: Quote,
    /// Headings above it, outermost first; the claims of a block share them.
    pub section: Section,
    /// Its table cell, if it was read from one.
    pub cell: Option<Box<CellPlace>>,
    /// How much it deserves a check, in hundredths: 0 to 100.
    pub check_worthiness: u8,
}

impl Claim {
    /// Whether its quote and its figure stand in `text` where their spans say.
    pub fn stands_in(&self, text: &str) -> bool {
        self.quote.span.slice(text) == Some(self.quote.exact())
            && self.quantity.as_ref().is_none_or(|figure| figure.span.slice(text) == Some(&figure.surface))
    }
}
