//! The signs of comparators and directions, as records, commands and the database spell them.
//!
//! Comes in: a value or its sign. Goes out: the other. What the signs mean is [`quantity`](crate::mention::quantity)'s.

use crate::mention::quantity::{Comparator, Direction};

/// Every comparator with its sign.
const COMPARATORS: [(Comparator, &str); 6] = [
    (Comparator::Equal, "="),
    (Comparator::Less, "<"),
    (Comparator::AtMost, "<="),
    (Comparator::Greater, ">"),
    (Comparator::AtLeast, ">="),
    (Comparator::Range, "range"),
];

/// Every direction with its word.
const DIRECTIONS: [(Direction, &str); 2] = [(Direction::Up, "up"), (Direction::Down, "down")];

/// The sign of a comparator.
pub fn of_comparator(comparator: Comparator) -> &'static str {
    sign_of(&COMPARATORS, comparator)
}

/// The comparator with this sign.
pub fn comparator(sign: &str) -> Option<Comparator> {
    value_of(&COMPARATORS, sign)
}

/// The word of a direction.
pub fn of_direction(direction: Direction) -> &'static str {
    sign_of(&DIRECTIONS, direction)
}

/// The direction with this word.
pub fn direction(word: &str) -> Option<Direction> {
    value_of(&DIRECTIONS, word)
}

fn sign_of<T: Copy + PartialEq>(signs: &[(T, &'static str)], value: T) -> &'static str {
    signs.iter().find(|(known, _)| *known == value).map_or("", |(_, sign)| sign)
}

fn value_of<T: Copy>(signs: &[(T, &'static str)], sign: &str) -> Option<T> {
    signs.iter().find(|(_, known)| *known == sign).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_of_the_record() {
        for (value, sign) in COMPARATORS {
            assert_eq!(serde_json::to_string(&value).expect("JSON"), format!("{sign:?}"));
            assert_eq!(comparator(sign), Some(value));
        }
        for (value, word) in DIRECTIONS {
            assert_eq!(serde_json::to_string(&value).expect("JSON"), format!("{word:?}"));
            assert_eq!(direction(word), Some(value));
        }
    }
}
