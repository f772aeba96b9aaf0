//! Numbers of addresses and the names of revisions.
//!
//! Comes in: a token of digits. Goes out: whether it is no figure but a house, a postal code or part of a name in hexadecimal digits.

use super::Scan;

impl Scan<'_> {
    /// "git show 586b6e": the short name of a revision, six to forty hexadecimal digits in small letters, two letters or more among them.
    pub(super) fn hexadecimal(&self, at: usize) -> Option<usize> {
        let mut past = at + 1;
        while past < at + 12 && self.tokens.glued(past) && self.tokens.mark(past).is_none() {
            past += 1;
        }
        let parts: Vec<&str> = (at..past).map(|part| self.tokens.text(part)).collect();
        let letters = parts.iter().filter(|part| part.starts_with(|c: char| c.is_ascii_alphabetic())).count();
        let text: String = parts.concat();
        let shaped = (6..=40).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        (shaped && letters > 0 && text.bytes().filter(|b| b.is_ascii_alphabetic()).count() > 1).then_some(past)
    }

    /// "Batavia, NY 14020": the postal code behind a state of the United States, where a street is told.
    pub(super) fn is_postal(&self, at: usize) -> bool {
        const STATES: &[&str] = &[
            "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME",
            "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
            "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC",
        ];
        let state = at.checked_sub(1).filter(|_| self.tokens.text(at).len() == 5 && self.tokens.spaced(at));
        let named = |state: usize| {
            let comma = usize::from(state > 0 && self.tokens.is_mark(state - 1, &[',']));
            state.checked_sub(1 + comma).is_some_and(|town| self.tokens.capital(town))
        };
        const STREETS: &[&str] = &[
            "avenue",
            "ave",
            "street",
            "st",
            "road",
            "rd",
            "boulevard",
            "blvd",
            "drive",
            "lane",
            "way",
            "suite",
            "floor",
            "parkway",
            "plaza",
            "court",
            "box",
            "highway",
            "circle",
        ];
        const FAR: usize = 10;
        let street = (at.saturating_sub(FAR)..at).any(|word| self.tokens.capital(word) && self.tokens.is_any(word, STREETS));
        street && state.is_some_and(|state| STATES.contains(&self.tokens.text(state)) && named(state)) && !self.is_plural(at + 1)
    }

    /// "1600 Pennsylvania Avenue": a house number.
    pub(super) fn house(&self, at: usize) -> Option<usize> {
        const STREETS: &[&str] = &[
            "avenue",
            "street",
            "road",
            "boulevard",
            "lane",
            "drive",
            "blvd",
            "ave",
            "st",
            "rd",
            "square",
            "parkway",
            "highway",
        ];
        let street = (at + 2..at + 5).find(|&word| self.tokens.capital(word) && self.tokens.is_any(word, STREETS))?;
        let named = (at + 1..street).all(|word| self.tokens.capital(word) && self.tokens.spaced(word));
        (named && self.money_before(at, 0).is_none()).then_some(street + 1)
    }
}
