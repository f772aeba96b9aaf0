//! The words of a text as the word lists have them.
//!
//! Comes in: any text. Goes out: its words in lower case, without marks and marks of possession. What they mean is told in `cue.rs`.

/// The words of a text in lower case, without marks and marks of possession, one behind the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bare {
    letters: String,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Bare {
    /// The words of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.add(text);
        words
    }

    /// Adds the words of `text`.
    pub(super) fn add(&mut self, text: &str) {
        self.letters.reserve(text.len());
        self.ends.reserve(text.len() / 6 + 1);
        each_word(text, |word, _| {
            self.letters.push_str(word);
            self.ends.push(self.letters.len());
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The words, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.letters[start..*end])
    }
}

/// What a byte is to a word, as bits.
mod byte {
    pub const SMALL: u8 = 1;
    pub const CAPITAL: u8 = 2;
    /// A mark inside words.
    pub const MARK: u8 = 4;
    /// Not ASCII: the character must be looked at.
    pub const WIDE: u8 = 8;
}

/// The bits of every byte; what separates words has none.
static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'a'..=b'z' | b'0'..=b'9' => byte::SMALL,
            b'A'..=b'Z' => byte::CAPITAL,
            b'-' | b'\'' | b'/' | b'&' | b'%' | b'.' => byte::MARK,
            128.. => byte::WIDE,
            _ => 0,
        };
        at += 1;
    }
    table
};

/// Gives the words of `text` to `take`, in lower case, without marks and marks of possession, and whether a mark may be left in them.
#[inline]
pub(super) fn each_word(text: &str, mut take: impl FnMut(&str, bool)) {
    let separates = |c: char| !(c.is_alphanumeric() || "-'’/&%.".contains(c));
    let mut small = String::new();
    let mut at = 0;
    while at < text.len() {
        let (start, mut seen, mut next) = (at, 0, 0);
        for byte in &text.as_bytes()[start..] {
            next = BYTES[usize::from(*byte)];
            if next & (byte::SMALL | byte::CAPITAL | byte::MARK) == 0 {
                break;
            }
            seen |= next;
            at += 1;
        }
        if next == byte::WIDE {
            let wide = text[at..].find(separates).unwrap_or(text.len() - at);
            if wide > 0 {
                at += wide;
                let lower = text[start..at].to_lowercase();
                lower.split(separates).map(bare).filter(|word| !word.is_empty()).for_each(|word| take(word, true));
                continue;
            }
        }
        let mut word = &text[start..at];
        if seen & byte::CAPITAL != 0 {
            small.clear();
            // Most words have room in this.
            small.reserve(word.len().max(32));
            small.push_str(word);
            small.make_ascii_lowercase();
            word = &small;
        }
        if seen & byte::MARK != 0 {
            word = bare(word);
        }
        if !word.is_empty() {
            take(word, seen & byte::MARK != 0);
        }
        // What separates words may be wide as well.
        at += if next == byte::WIDE { text[at..].chars().next().map_or(1, char::len_utf8) } else { 1 };
    }
}

/// A word without the marks around it and the mark of possession.
fn bare(word: &str) -> &str {
    let mut word = word;
    let marked = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii_alphanumeric());
    if marked(word.as_bytes().first()) || marked(word.as_bytes().last()) {
        word = word.trim_matches(|c: char| "-'’/.".contains(c));
    }
    for mark in ["'s", "’s"] {
        while let Some(owner) = word.strip_suffix(mark) {
            word = owner;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::Bare;

    fn words_of(text: &str) -> Vec<String> {
        Bare::of(text).iter().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_bare_and_small_whatever_their_letters() {
        assert_eq!(
            words_of("Acme's P99. and “T/S” — naïve—ÜNITS’ cost’s"),
            ["acme", "p99", "and", "t/s", "naïve", "ünits", "cost"]
        );
        assert_eq!(words_of(" -- '…' 5% R&D's 'quoted'"), ["5%", "r&d", "quoted"]);
        assert_eq!(words_of(""), [""; 0]);
    }
}
