//! The value types of quantities: a figure with its ends, unit, comparator and approximation, and the place where it stands.
//!
//! Comes in: nothing. Goes out: what the scanner fills and every later stage reads. How figures are recognised stands in the files beside this one.

use ecow::EcoString;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::text::TextSpan;

/// How a figure bounds the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// Exactly, or about, this value.
    #[serde(rename = "=")]
    Equal,
    /// Below ("under 100 ms").
    #[serde(rename = "<")]
    Less,
    /// At most ("up to 5%").
    #[serde(rename = "<=")]
    AtMost,
    /// Above ("over 2 billion").
    #[serde(rename = ">")]
    Greater,
    /// At least ("200+").
    #[serde(rename = ">=")]
    AtLeast,
    /// Between two ends.
    #[serde(rename = "range")]
    Range,
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Rose, grew, more.
    Up,
    /// Fell, cut, fewer.
    Down,
}

/// A figure, normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Lower end in base magnitude; `None` for a bound that is open below.
    pub low: Option<Decimal>,
    /// Upper end in base magnitude; `None` for a bound that is open above.
    pub high: Option<Decimal>,
    /// Normalised unit: `%`, `x`, `pp`, `bps`, `USD`, `ms`, `MB`, `employee`, `request/s`, `USD/month`; empty for none.
    pub unit: EcoString,
    /// How the figure bounds the truth.
    pub comparator: Comparator,
    /// Whether the text says that it is not exact ("about", "nearly", "~").
    pub approximate: bool,
    /// The way of a change, where the words beside the figure say it.
    pub direction: Option<Direction>,
}

/// What shape a figure was written in; extraction treats the shapes differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// An ordinary figure ("1.2 million", "$40m", "twelve engineers").
    Figure,
    /// A vague magnitude ("millions of requests", "dozens").
    Vague,
    /// A multiple in words ("doubled", "twice", "an order of magnitude").
    Multiple,
    /// A fraction in words ("half", "two thirds", "one in five").
    Fraction,
}

/// A quantity where it stands in a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityMention {
    /// The whole figure: comparator, approximation, currency, number, magnitude, attached unit and rate. A counted noun stays outside.
    pub span: TextSpan,
    /// The number words alone, without comparator or unit.
    pub number: TextSpan,
    /// The unit's words, where they follow or precede the number: for a counted noun, the noun phrase ("active users").
    pub unit_span: Option<TextSpan>,
    /// Its value.
    pub quantity: Quantity,
    /// How it was written.
    pub shape: Shape,
    /// Whether `unit` is a counted noun rather than a unit of measure, currency, ratio or share.
    pub counted: bool,
    /// Whether it only announces a list ("three reasons:").
    pub enumerator: bool,
}
