//! Whether a figure is asserted of the world.
//!
//! Comes in: a figure's token. Goes out: yes, or no for what only numbers a list, announces points or tells which machines are meant.

use crate::document::Role;
use crate::mention::quantity::{QuantityMention, Shape};

use super::super::nouns::{self, NounClass};
use super::Figures;

impl Figures<'_> {
    /// Whether a figure is asserted of the world, not an enumerator or part of an instruction.
    pub(super) fn is_claim(&self, at: usize, figure: &QuantityMention) -> bool {
        let tokens = &self.scene.sentence.tokens;
        let bare = figure.quantity.unit.is_empty() && figure.shape == Shape::Figure;
        let alone = tokens.len() <= 2 && bare;
        let heading_number = bare && at == 0 && matches!(self.prose.role, Role::Heading(_));
        !alone && !heading_number && !is_enumerator(figure) && !is_word_size(figure)
    }
}

/// "64-bit": which machines, not how much.
fn is_word_size(figure: &QuantityMention) -> bool {
    const SIZES: &[u32] = &[8, 16, 32, 64, 128, 256];
    figure.quantity.unit == "bit" && figure.quantity.low.is_some_and(|low| SIZES.iter().any(|size| low == (*size).into()))
}

/// Whether a figure counts the points that the author is about to make ("three reasons"), rather than things of the world.
fn is_enumerator(figure: &QuantityMention) -> bool {
    let small = figure.quantity.low.is_some_and(|low| low <= rust_decimal::Decimal::from(12)) && figure.shape == Shape::Figure;
    // "a headwind of about 1 point" is measured.
    let small = small && !figure.quantity.approximate;
    let head = figure.quantity.unit.rsplit(' ').next().unwrap_or_default();
    // "rose 7 points" is a change of an index.
    small && figure.counted && figure.quantity.direction.is_none() && nouns::is(head, NounClass::Point)
}
