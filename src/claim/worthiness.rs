//! How much a claim deserves a check, in hundredths.
//!
//! Comes in: what the claim says. Goes out: 0 to 100. The scale orders a reviewer's queue; it is no probability. Money, market figures and
//! growth mislead most when wrong, so they come first; advice and vague magnitudes last.

use crate::mention::quantity::{QuantityMention, Shape};

use super::{Kind, Modality};

/// Where each kind starts.
fn base(kind: Kind) -> u8 {
    match kind {
        Kind::Funding | Kind::Market => 80,
        Kind::Growth | Kind::Adoption => 75,
        Kind::Benchmark | Kind::Cost => 70,
        Kind::Migration => 60,
        Kind::Statistic | Kind::Event => 50,
    }
}

/// The check-worthiness of a claim with a figure.
pub(crate) fn of_figure(figure: &QuantityMention, kind: Kind, modality: Modality, attributed: bool) -> u8 {
    let mut score = i16::from(base(kind));
    if matches!(figure.shape, Shape::Vague) {
        score -= 30;
    }
    if figure.quantity.approximate {
        score -= 5;
    }
    if !attributed {
        score += 10;
    }
    score += match modality {
        Modality::Fact => 5,
        Modality::Forecast => -10,
        Modality::Advice => -40,
    };
    u8::try_from(score.clamp(0, 100)).unwrap_or(100)
}

/// The check-worthiness of a claim without a figure.
pub(crate) fn of_event(kind: Kind, attributed: bool) -> u8 {
    base(kind) + if attributed { 0 } else { 10 }
}
