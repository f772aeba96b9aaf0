//! Runs of capitalised words: what may be one name.
//!
//! Comes in: a place in the tokens. Goes out: the pieces of the run that begins there. A piece is a known name, a capitalised word, or
//! several that touch ("Node.js", "Coca-Cola", "Jupyter/PyTorch", "AT&T"). Whether a run is a name is judged in [`judge`](super::judge).

use super::lexicon::{Entry, longest, may_begin};
use super::page::Page;
use super::vocabulary::class;
use crate::mention::look::Look;
use crate::mention::words::Shape;

/// A part of a run.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    /// Its first token.
    pub(super) from: usize,
    /// The token after its last.
    pub(super) to: usize,
    /// The known name that it is, or that it begins with before a slash.
    pub(super) known: Option<&'static Entry>,
    /// Whether more than one token makes it, or capitals inside a word: not a word that a sentence start explains.
    pub(super) shaped: bool,
}

/// The longest run that is looked at; longer ones are cut.
const LONGEST: usize = 10;

/// How many tokens hang together in one piece at most; what goes on for longer is cut.
const JOINED: usize = 24;

impl Page<'_> {
    /// Whether a run can begin with the token at `at`: a cheap look before the tables are asked.
    pub(super) fn may_name(&self, at: usize) -> bool {
        match self.shape(at) {
            Some(Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Code) => true,
            Some(_) => self.tokens[at].look.may(Look::NAME) && may_begin(self.text, &self.tokens[at]),
            None => false,
        }
    }

    /// The pieces of the run that begins with the token at `at`.
    pub(super) fn run(&self, at: usize) -> Vec<Piece> {
        let Some(first) = self.piece(at) else { return Vec::new() };
        let mut pieces = vec![first];
        while pieces.len() < LONGEST {
            let last = pieces[pieces.len() - 1];
            let Some(next) = self.follows(last, &pieces) else { break };
            pieces.push(next);
        }
        pieces
    }

    /// The piece that goes on with the run after `last`.
    fn follows(&self, last: Piece, pieces: &[Piece]) -> Option<Piece> {
        if self.touches(last.to.checked_sub(1)?) || self.is_start(last.to) || self.begins_period(last.to) {
            return None;
        }
        if let Some(next) = self.piece(last.to).filter(|next| self.is_upper_piece(next)) {
            return Some(next);
        }
        let link = self.linked(last, pieces)?;
        self.piece(link).filter(|next| self.is_upper_piece(next) && !self.is_start(link) && !self.touched(link))
    }

    /// "Acme Third Quarter 2024 Earnings Conference Call": whether the words at `at` tell the period or sort of a report, not a name.
    fn begins_period(&self, at: usize) -> bool {
        match self.word(at) {
            "First" | "Second" | "Third" | "Fourth" | "Full" | "Fiscal" => {
                matches!(self.word(at + 1), "Quarter" | "Half" | "Year") || self.is_separated_quarter(at + 1)
            }
            // "Acme Q3 2024", but "Audi Q3"
            "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2" => {
                self.shape(at + 1) == Some(Shape::Number)
                    || matches!(self.word(at + 1), "Results" | "Earnings" | "Report" | "Call")
            }
            "Quarterly" | "Earnings" | "Annual" => {
                matches!(self.word(at + 1), "Results" | "Conference" | "Call" | "Report" | "Earnings")
            }
            _ => false,
        }
    }

    /// "Third-Quarter"
    fn is_separated_quarter(&self, at: usize) -> bool {
        self.word(at) == "-" && matches!(self.word(at + 1), "Quarter" | "Half" | "Year")
    }

    /// The token after a word that may stand inside a name, where one stands after `last`.
    fn linked(&self, last: Piece, pieces: &[Piece]) -> Option<usize> {
        let word = self.word(last.to);
        let headed = || pieces.iter().any(|piece| class(self.word(piece.to - 1)).head);
        let after = match word {
            word if is_particle(word) => self.inside(last.to),
            "&" if last.known.is_none() => last.to + 1,
            "of" | "for" if class(self.word(last.to - 1)).head => last.to + 1,
            "and" if headed() && pieces.len() > 1 && !class(self.word(last.to - 1)).head && last.known.is_none() => last.to + 1,
            _ => return None,
        };
        Some(after + usize::from(word == "of" && self.word(after) == "the"))
    }

    /// Skips a second particle: "van der".
    fn inside(&self, at: usize) -> usize {
        at + 1 + usize::from(matches!(self.word(at + 1), "la" | "der" | "den"))
    }

    /// Known names in small letters ("npm") stand alone.
    fn is_upper_piece(&self, piece: &Piece) -> bool {
        self.shape(piece.from) != Some(Shape::Lower)
    }

    /// The piece that begins with the token at `at`.
    pub(super) fn piece(&self, at: usize) -> Option<Piece> {
        if self.is_address(at) {
            return None;
        }
        let (mut piece, mut end) = self.single(at)?;
        while end < at + JOINED && self.word(end) == "/" && self.touched(end) && self.touches(end) {
            let Some((next, to)) =
                self.single(end + 1).filter(|(next, _)| next.known.is_some() || piece.known.is_some() || next.shaped)
            else {
                break;
            };
            piece = Piece { known: piece.known.or(next.known), shaped: true, ..piece };
            end = to;
        }
        Some(Piece { to: end, ..piece })
    }

    /// A piece without slashes, and the token after it.
    fn single(&self, at: usize) -> Option<(Piece, usize)> {
        if let Some((entry, to)) = longest(self.text, self.tokens, at).filter(|(_, to)| self.is_whole(at, *to)) {
            let shaped = to > at + 1 || self.shape(at) == Some(Shape::Mixed);
            return Some((Piece { from: at, to, known: Some(entry), shaped }, to));
        }
        if let Some(to) = self.initials(at) {
            return Some((Piece { from: at, to, known: None, shaped: true }, to));
        }
        let shape = self.shape(at)?;
        let coded =
            shape == Shape::Code && self.word(at).starts_with(|first: char| first.is_uppercase()) && self.word(at).len() > 2;
        if !coded && !matches!(shape, Shape::Capital | Shape::Upper | Shape::Mixed) {
            return None;
        }
        let to = self.joined(at);
        // "April-October": two months are no name either.
        let months = to == at + 3 && class(self.word(at + 2)).plain && !self.is_nation(at + 2);
        let day = class(self.word(at)).plain && (to == at + 1 || months) && !self.is_nation(at);
        if day || (coded && is_period(self.word(at))) {
            return None;
        }
        let whole = self.is_whole(at, to);
        whole.then_some((Piece { from: at, to, known: None, shaped: to > at + 1 || shape == Shape::Mixed || coded }, to))
    }

    /// The token after "A.C. Acme": two initials or three with a capitalised word behind them.
    fn initials(&self, at: usize) -> Option<usize> {
        let initial = |at: usize| {
            self.shape(at) == Some(Shape::Upper) && self.word(at).len() == 1 && self.word(at + 1) == "." && self.touches(at)
        };
        let mut end = at;
        while end < at + 6 && initial(end) && (end == at || self.touched(end)) {
            end += 2;
        }
        let named = self.shape(end) == Some(Shape::Capital) && !self.touched(end) && !self.is_start(end);
        (end >= at + 4 && named && !self.touched(at)).then(|| self.joined(end))
    }

    /// Adjectives of nations may belong to a name, days and months never do.
    fn is_nation(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Capital)
            && self.word(at).ends_with(['n', 'h', 'e', 'k', 'i'])
            && !self.word(at).ends_with("ie")
    }

    /// The token after the word at `at` and what hangs on it: ".js", "-Cola", "&T", "'Reilly".
    fn joined(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < at + JOINED && self.touched(end) && self.touches(end) {
            let next = end + 1;
            let capital = matches!(self.shape(next), Some(Shape::Capital | Shape::Upper | Shape::Mixed));
            let goes_on = match self.word(end) {
                "." => self.is_domain(next) || (self.shape(next) == Some(Shape::Upper) && self.word(next).len() > 1),
                "-" | "‑" => {
                    capital
                        || matches!(self.shape(next), Some(Shape::Code))
                        || (self.shape(next) == Some(Shape::Number) && end == at + 1)
                }
                "&" => capital,
                "'" | "’" => capital && matches!(self.word(end - 1), "O" | "D" | "L"),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end = next + 1;
        }
        end
    }

    /// Endings that a dot joins to a product's or a company's name.
    fn is_domain(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "js" | "io"
                | "com"
                | "ai"
                | "net"
                | "org"
                | "dev"
                | "py"
                | "rs"
                | "app"
                | "co"
                | "sh"
                | "so"
                | "ml"
                | "gg"
                | "me"
                | "NET"
        )
    }

    /// Whether no part of a longer word or path touches the tokens from `from` to `to`: "AI-native" and "pkg/Go" are no names.
    fn is_whole(&self, from: usize, to: usize) -> bool {
        let small_after = matches!(self.shape(to + 1), Some(Shape::Lower)) && self.touches(to);
        let compound = self.touched(to) && matches!(self.word(to), "-" | "‑" | "_" | "@") && small_after;
        let member = self.touched(to) && self.word(to) == "." && small_after && !self.is_domain(to + 1);
        let path = self.touched(from) && matches!(self.word(from - 1), "_" | "@" | "\\" | "#" | "$");
        let lower = self.shape(from) == Some(Shape::Lower);
        let part = lower
            && ((self.touched(from) && matches!(self.word(from - 1), "." | "-" | "/" | "'" | "’"))
                || (self.touched(to) && matches!(self.word(to), "/" | "-" | "_" | "=")));
        !(compound || member || path || part)
    }
}

/// Whether a name may go on behind `word`, which is in small letters.
pub(super) fn is_link(word: &str) -> bool {
    is_particle(word) || matches!(word, "of" | "for" | "and")
}

fn is_particle(word: &str) -> bool {
    matches!(word, "de" | "la" | "van" | "von" | "der" | "den" | "di" | "da" | "al" | "bin" | "el" | "le" | "du" | "dos")
}

/// "FY2025", "Q3FY25": codes of time.
fn is_period(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic);
    matches!(letters.collect::<Vec<_>>().as_slice(), b"FY" | b"HY" | b"CY" | b"QFY" | b"Q" | b"H" | b"HFY")
}
