//! Neighbouring figures: units shared along a list, and bounds that belong together.
//!
//! Comes in: the mentions of a text in order. Goes out: the same, with units that only the last of a list names, and pairs of bounds as one range.

use super::Scan;
use super::value::{Comparator, Quantity, QuantityMention, Shape};

impl Scan<'_> {
    /// Gives figures of one list the unit of its last: "2 billion, 5 billion, and 10 billion rows".
    pub(super) fn share_units(&self, mentions: &mut [QuantityMention]) {
        let mut listed = false;
        for at in (1..mentions.len()).rev() {
            let (before, after) = mentions.split_at_mut(at);
            let (Some(left), Some(right)) = (before.last_mut(), after.first()) else { continue };
            let bare = left.quantity.unit.is_empty()
                && !right.quantity.unit.is_empty()
                && left.shape == Shape::Figure
                && right.shape == Shape::Figure;
            let numbers_only = bare && left.quantity.comparator == Comparator::Equal && right.quantity.unit.len() < 40;
            let link = self.tokens.link(left.span.end, right.span.start);
            let joined = match link {
                "and" | "or" | ", and" | ", or" | "&" | "/" => true,
                "," => listed,
                "to" => left.quantity.comparator == Comparator::Equal,
                "of" | "of the" | "of its" | "of their" | "of our" | "out of" | "out of the" => right.counted,
                _ => false,
            };
            // "from $3.12 to $2.60 per gallon"
            if link == "to"
                && right.quantity.unit.strip_prefix(left.quantity.unit.as_str()).is_some_and(|rate| rate.starts_with('/'))
                && !left.quantity.unit.is_empty()
            {
                left.quantity.unit.clone_from(&right.quantity.unit);
            }
            listed = joined && numbers_only;
            if listed {
                left.quantity.unit.clone_from(&right.quantity.unit);
                left.unit_span = right.unit_span;
                left.counted = right.counted;
            }
        }
    }

    /// Joins a lower and an upper bound of one thing: "more than 20 but fewer than 50".
    pub(super) fn pair_bounds(&self, mentions: Vec<QuantityMention>) -> Vec<QuantityMention> {
        let mut paired: Vec<QuantityMention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            match paired.last_mut().and_then(|last| Some((self.paired(last, &mention)?, last))) {
                Some((pair, last)) => *last = pair,
                None => paired.push(mention),
            }
        }
        paired
    }

    fn paired(&self, first: &QuantityMention, second: &QuantityMention) -> Option<QuantityMention> {
        let (one, two) = (&first.quantity, &second.quantity);
        let (low, high) = match (one.low, one.high, two.low, two.high) {
            (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) if low < high => (low, high),
            _ => return None,
        };
        let sorts = first.shape == second.shape && first.shape != Shape::Vague;
        let units = one.unit == two.unit || one.unit.is_empty();
        if !sorts
            || !units
            || !matches!(self.tokens.link(first.span.end, second.span.start), "and" | "but" | ", but" | ", and" | "," | "yet")
        {
            return None;
        }
        let quantity = Quantity { low: Some(low), high: Some(high), comparator: Comparator::Range, ..two.clone() };
        let (span, number) = (first.span.cover(second.span), first.number.cover(second.number));
        Some(QuantityMention { span, number, quantity, ..second.clone() })
    }
}
