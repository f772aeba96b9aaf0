//! First looks: which recognisers have anything to say of a word, asked of all of them once for each word of a document.
//!
//! Comes in: the words of a document, one after the other. Goes out: a [`Look`] for each. What a recogniser says of a word is not here:
//! where a look says that it may say something, it is asked.

use super::words::Token;
use super::{attribution, date, name, quantity};
use crate::text::Lately;

/// Which recognisers may have something to say of a word, as bits; sure only where a bit is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    bits: u16,
    /// What it means in a date, as [`date`] numbers meanings.
    time: u8,
}

impl Look {
    /// Of a word that nobody was asked about.
    pub const UNKNOWN: Self = Self { bits: u16::MAX, time: date::UNKNOWN };
    /// A known name may begin with it.
    pub const NAME: u16 = 1;
    /// It may name a source outside quotations.
    pub const CUE: u16 = 1 << 1;
    /// An attribution may be read from it on.
    pub const ATTRIBUTION: u16 = 1 << 2;
    /// It is of a class where sources are named.
    pub const SOURCE: u16 = 1 << 3;
    /// The document may not have had it before.
    pub const FRESH: u16 = 1 << 4;
    /// A time may begin with it.
    pub const OPENS_TIME: u16 = 1 << 5;
    /// A basis may begin with it.
    pub const OPENS_BASIS: u16 = 1 << 6;
    /// A figure may begin with it, or it counts one of something behind an article.
    pub const FIGURE: u16 = 1 << 7;

    /// Whether the recogniser of `bit` may have something to say.
    #[inline]
    pub fn may(self, bit: u16) -> bool {
        self.bits & bit != 0
    }

    /// The number of its meaning in a date, or [`date::UNKNOWN`].
    #[inline]
    pub(super) fn time(self) -> u8 {
        self.time
    }

    /// Asks every recogniser about `token` of `text`.
    fn at(text: &str, token: &Token) -> Self {
        let bit = |may: bool, bit: u16| if may { bit } else { 0 };
        let word = token.of(text);
        let (time, opens_time, opens_basis) = date::means(text, token);
        let bits = bit(opens_time, Self::OPENS_TIME)
            | bit(opens_basis, Self::OPENS_BASIS)
            | bit(name::may_begin(text, token), Self::NAME)
            | bit(attribution::is_cue(word), Self::CUE)
            | bit(attribution::may_open(word), Self::ATTRIBUTION)
            | bit(attribution::is_classed(token.shape, word), Self::SOURCE)
            | bit(quantity::may_open(word), Self::FIGURE);
        Self { bits, time }
    }
}

/// The looks at short words that were met lately: most of a text is the same few words.
#[derive(Debug, Clone)]
pub struct Looks(Lately<Look>);

impl Looks {
    /// How many are kept of a short text, and at most.
    const WORDS: (usize, usize) = (1 << 10, 1 << 13);

    /// Room for the words of so many bytes.
    pub fn of(bytes: usize) -> Self {
        Self(Lately::of((bytes / 8).clamp(Self::WORDS.0, Self::WORDS.1)))
    }

    /// The look at `token` of `text`, a word.
    #[inline]
    pub(super) fn at(&mut self, text: &str, token: &Token) -> Look {
        let word = &text.as_bytes()[token.start()..token.end()];
        let (look, known) = self.0.find(word, || Look::at(text, token));
        if known { look } else { Look { bits: look.bits | Look::FRESH, ..look } }
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Looks};
    use crate::mention::Words;

    #[test]
    fn a_look_says_no_only_where_there_is_nothing() {
        let mut looks = Looks::of(0);
        let words = Words::cut("last year the garden said otherwise", &mut looks);
        let may = |bit: u16| -> Vec<&str> {
            words.tokens.iter().filter(|token| token.look.may(bit)).map(|token| token.of(words.text)).collect()
        };
        assert_eq!(may(Look::OPENS_TIME), ["last", "year"]);
        assert!(may(Look::CUE).contains(&"said") && !may(Look::CUE).contains(&"garden"));
        assert!(Words::of("garden").tokens.iter().all(|token| token.look == Look::UNKNOWN));
    }
}
