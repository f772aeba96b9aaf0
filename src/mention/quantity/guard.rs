//! What looks like a number and counts nothing: dates, times, versions, identifiers, ordinals, list marks, labels and names.
//!
//! Comes in: a token that may start a figure. Goes out: the token behind what is to be left out, or a verdict on a bare whole number. Dates are only
//! recognised here to be passed over; reading them is another scanner's work.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::Class;
use super::numeral::Numeral;

/// Words that touch a number with a hyphen before it and bound or place it ("sub-50ms", "mid-40s").
const HYPHEN_BOUNDS: &[&str] = &["sub", "under", "over", "plus", "minus", "to", "about", "approximately", "nearly", "near", "or"];

/// Words before a year.
const BEFORE_YEAR: &[&str] = &[
    "in", "since", "by", "from", "until", "till", "during", "of", "the", "its", "their", "our", "early", "mid", "late", "fiscal",
    "fy", "circa", "before", "after", "through", "calendar", "year", "to", "and", "vs", "versus", "for", "his", "this", "summer",
    "winter", "spring", "autumn", "fall",
];

/// Words behind "4K" and "8K" that make them screens.
const SCREENS: &[&str] = &[
    "video",
    "videos",
    "resolution",
    "display",
    "displays",
    "tv",
    "tvs",
    "monitor",
    "monitors",
    "screen",
    "screens",
    "streaming",
    "uhd",
    "hdr",
    "footage",
    "content",
    "content",
];

impl Scan<'_> {
    /// The token behind something that is no figure, where `at` starts or is part of it.
    pub(super) fn passed_over(&self, at: usize) -> Option<usize> {
        if let Some(past) = self.name(at) {
            return Some(past);
        }
        if !self.tokens.is_digits(at) {
            return None;
        }
        if self.touches_before(at) || self.touches_after(at) || self.in_address(at) {
            return Some(self.chunk_end(at));
        }
        self.chain(at)
            .or_else(|| self.ordinal(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.day(at))
            .or_else(|| self.list_mark(at))
    }

    /// A name with a number in it that covers `at`.
    fn name(&self, at: usize) -> Option<usize> {
        (0..=4).find_map(|back| {
            let (_, past) = self.lexicon.names.ahead(&self.tokens, at.checked_sub(back)?)?;
            let unit_follows = self.tokens.is_mark(past, &['%', '.']) && self.tokens.glued(past) && self.tokens.glued(past + 1);
            (past > at && !unit_follows).then_some(past)
        })
    }

    /// Letters or marks touch the number from the left: "S3", "UTF-8", "#2", "[12".
    fn touches_before(&self, at: usize) -> bool {
        if at > 0 && self.tokens.is_mark(at - 1, &['§', '№']) {
            return true;
        }
        let Some(before) = at.checked_sub(1).filter(|_| self.tokens.glued(at)) else { return false };
        if self.tokens.is_word(before) {
            return self.money_before(at, 0).is_none() && (self.tokens.glued(before) || !self.tokens.is(before, "x"));
        }
        let Some(mark) = self.tokens.mark(before) else { return false };
        let inner = self.tokens.glued(before);
        match mark {
            '#' | '_' | '@' | '\\' | '&' => true,
            '[' => self.tokens.is_mark(at + 1, &[']', ',']) || (inner && self.tokens.is_mark(at + 1, &['-', '–'])),
            '-' | '‑' | '−' if inner => {
                before.checked_sub(1).is_some_and(|word| self.tokens.is_word(word) && !self.bounds_by_hyphen(word))
            }
            '/' if inner => before
                .checked_sub(1)
                .is_some_and(|word| self.tokens.is_word(word) && self.money_before(at, 0).is_none() && self.unit_code(word)),
            '.' if inner => before.checked_sub(1).is_some_and(|word| {
                self.tokens.is_word(word) && !self.tokens.is_any(word, &["approx", "ca", "rs", "est", "max", "min"])
            }),
            '\'' | '’' => self.tokens.text(at).len() == 2 && (!self.tokens.glued(at + 1) || self.tokens.is(at + 1, "s")),
            ':' if inner => before
                .checked_sub(1)
                .is_some_and(|word| self.tokens.is_digits(word) || (self.tokens.is_word(word) && self.tokens.text(at).len() > 1)),
            _ => false,
        }
    }

    /// Whether the word before a hyphen leaves the number a figure.
    fn bounds_by_hyphen(&self, word: usize) -> bool {
        self.tokens.is_any(word, HYPHEN_BOUNDS)
            || self.number_word(word).is_some()
            || self.lexicon.unit_words.ahead(&self.tokens, word).is_some_and(|_| word > 0 && self.tokens.is_digits(word - 1))
    }

    /// Whether the word before a slash is no unit, so that a number behind the slash is a version ("HTTP/2").
    fn unit_code(&self, word: usize) -> bool {
        !self.tokens.is_any(word, &["and", "or", "per"])
    }

    /// Letters that are no unit and no magnitude touch the number from the right: "3D", "2FA", "5G", "1080p".
    fn touches_after(&self, at: usize) -> bool {
        let next = at + 1;
        if !self.tokens.glued(next) {
            return false;
        }
        if self.tokens.is_mark(next, &['_', '@', '\\']) && self.tokens.glued(next + 1) {
            return true;
        }
        if self.tokens.hyphen(next) && self.tokens.is_word(next + 1) {
            return self.is_hyphened_name(next + 1);
        }
        if !self.tokens.is_word(next) {
            return false;
        }
        let word = self.tokens.text(next);
        let screen = matches!(word, "K" | "k")
            && matches!(self.tokens.text(at), "4" | "8" | "5")
            && (self.tokens.is_any(next + 1, SCREENS) || self.tokens.is_mark(next + 1, &['/']) && self.tokens.glued(next + 1));
        screen || !self.known_suffix(at, next)
    }

    /// "7-Eleven", "737-MAX": a capitalised word that is no unit behind a hyphen.
    fn is_hyphened_name(&self, word: usize) -> bool {
        let short = self.tokens.word(word).len() <= 2 && self.tokens.capital(word);
        let unit = self.unit_after(word - 1, true).is_some()
            || self.lexicon.magnitudes.contains_key(self.tokens.word(word))
            || self.number_word(word).is_some();
        self.tokens.capital(word) && !unit && (short || !self.title_case(word))
    }

    /// Whether the text around writes every word with a capital, as headings do.
    fn title_case(&self, at: usize) -> bool {
        let around = [at.wrapping_sub(4), at.wrapping_sub(3), at + 1, at + 2, at + 3];
        around.iter().filter(|&&word| self.tokens.word(word).len() > 3).any(|&word| self.tokens.capital(word))
    }

    /// Whether the letters behind digits are a unit, magnitude, multiple, ordinal, exponent or currency.
    fn known_suffix(&self, at: usize, next: usize) -> bool {
        let word = self.tokens.text(next);
        let dimension = word == "x"
            && self.tokens.glued(next + 1)
            && self.tokens.is_digits(next + 1)
            && !matches!(self.tokens.text(next + 1), "10" | "2");
        let powers = word == "x" && self.tokens.is_mark(next + 2, &['^', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁻']);
        let exponent = word.eq_ignore_ascii_case("e") && self.tokens.glued(next + 1) || powers;
        let ordinary = matches!(word, "st" | "nd" | "rd" | "th" | "am" | "pm" | "AM" | "PM" | "fold" | "times" | "ish")
            || (word == "s" && self.decade(at));
        let known = ordinary
            || exponent
            || self.lexicon.magnitudes.contains_key(word)
            || self.unit_after(next, true).is_some()
            || self.money_after(next).is_some();
        known && !dimension
    }

    /// Part of an address or a file name: the characters around without blanks hold "://", "@" or "www.".
    fn in_address(&self, at: usize) -> bool {
        let mut first = at;
        while first > 0 && at - first < 60 && self.tokens.glued(first) {
            first -= 1;
        }
        let mut last = at;
        while last - at < 30 && self.tokens.glued(last + 1) {
            last += 1;
        }
        (first..=last).any(|here| {
            self.tokens.is_mark(here, &['@'])
                || self.tokens.is(here, "www")
                || (self.tokens.is_mark(here, &['/']) && self.tokens.is_mark(here + 1, &['/']) && self.tokens.glued(here + 1))
        })
    }

    /// The end of what touches `at` from the right: letters, digits and the marks inside names.
    fn chunk_end(&self, at: usize) -> usize {
        let mut past = at + 1;
        while self.tokens.glued(past) {
            let mark = self.tokens.mark(past).is_some();
            let inside = self.tokens.is_mark(past, &['-', '_', '.', '/', ':', '\\', '@', '&', '=', '?', '%', '#', '+', '~'])
                && self.tokens.glued(past + 1)
                && self.tokens.mark(past + 1).is_none_or(|mark| mark == '/');
            if mark && !inside {
                break;
            }
            past += 1;
        }
        past
    }

    /// Digits chained by points, hyphens, slashes or colons: addresses, versions, dates, phone numbers, times, spans of years.
    fn chain(&self, at: usize) -> Option<usize> {
        for (marks, least) in [(&['.'] as &[char], 3), (&['-', '‑'], 3), (&['/'], 3), (&[':'], 3)] {
            let (past, parts) = self.linked(at, marks);
            if parts >= least && !(marks == ['.'] && self.grouped_by_points(at, past)) {
                return Some(past);
            }
        }
        self.years(at).or_else(|| self.telephone(at)).or_else(|| self.slashed_years(at))
    }

    fn linked(&self, at: usize, marks: &[char]) -> (usize, usize) {
        let mut past = at + 1;
        let mut parts = 1;
        while self.tokens.is_mark(past, marks)
            && self.tokens.glued(past)
            && self.tokens.is_digits(past + 1)
            && self.tokens.glued(past + 1)
        {
            past += 2;
            parts += 1;
        }
        (past, parts)
    }

    fn grouped_by_points(&self, at: usize, past: usize) -> bool {
        (at + 2..past).step_by(2).all(|group| self.tokens.text(group).len() == 3)
            && self.tokens.text(at).len() <= 3
            && self.tokens.text(at) != "0"
    }

    /// "2019-2021", "2012–13", "2017-06".
    fn years(&self, at: usize) -> Option<usize> {
        let dash = self.tokens.is_mark(at + 1, &['-', '–', '/', '‑', '—']);
        let second = self.tokens.text(at + 2);
        let year = self.year_shaped(at) && dash && self.tokens.is_digits(at + 2);
        let tail = second.len() == 2 || self.year_shaped(at + 2);
        let unit = self.tokens.glued(at + 3) && (self.tokens.is_word(at + 3) || self.tokens.is_mark(at + 3, &['%']));
        (year && tail && !unit).then_some(at + 3)
    }

    fn slashed_years(&self, at: usize) -> Option<usize> {
        let slash = self.tokens.is_mark(at + 1, &['/'])
            && self.tokens.glued(at + 1)
            && self.tokens.is_digits(at + 2)
            && self.tokens.glued(at + 2);
        let dated = self.preceded_by(at, &["on", "since", "until", "dated"])
            && self.tokens.text(at).len() <= 2
            && self.tokens.text(at + 2).len() <= 2;
        let ends = !(self.tokens.glued(at + 3) && self.tokens.is_word(at + 3));
        let improper = slash && ends && super::literal::slashed(&self.tokens, at).is_none();
        ((slash && dated) || improper).then_some(at + 3)
    }

    /// "555-1234".
    fn telephone(&self, at: usize) -> Option<usize> {
        let dash = self.tokens.is_mark(at + 1, &['-'])
            && self.tokens.glued(at + 1)
            && self.tokens.is_digits(at + 2)
            && self.tokens.glued(at + 2);
        (dash && self.tokens.text(at).len() == 3 && self.tokens.text(at + 2).len() == 4 && self.money_before(at, 0).is_none())
            .then_some(at + 3)
    }

    /// "3rd", "the 1990s", "21st-century".
    fn ordinal(&self, at: usize) -> Option<usize> {
        let suffix = at + 1;
        let ordinal = self.tokens.glued(suffix)
            && matches!(self.tokens.word(suffix), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
        let decade = self.tokens.glued(suffix) && self.tokens.word(suffix) == "s" && self.decade(at);
        if ordinal && self.tokens.hyphen(suffix + 1) {
            return Some(suffix + 3);
        }
        (ordinal || decade).then_some(suffix + 1)
    }

    /// "1990s", "the 90s", "in their 40s".
    fn decade(&self, at: usize) -> bool {
        let digits = self.tokens.text(at);
        let before = at.checked_sub(1).map(|before| if self.tokens.hyphen(before) { before.saturating_sub(1) } else { before });
        let placed = before.is_some_and(|before| {
            self.tokens.is_any(before, &["the", "mid", "late", "early", "his", "her", "their", "my", "our"])
                || self.tokens.is_mark(before, &['\'', '’'])
        });
        digits.ends_with('0') && (self.year_shaped(at) || (digits.len() == 2 && placed))
    }

    /// "10:30", "5 pm", "9 a.m.".
    fn clock(&self, at: usize) -> Option<usize> {
        let digits = self.tokens.text(at);
        let colon = self.tokens.is_mark(at + 1, &[':'])
            && self.tokens.glued(at + 1)
            && self.tokens.is_digits(at + 2)
            && self.tokens.glued(at + 2)
            && self.tokens.text(at + 2).len() == 2;
        let mut past = if colon && digits.len() <= 2 { at + 3 } else { at + 1 };
        let pointed = self.tokens.is_mark(past, &['.'])
            && self.tokens.glued(past)
            && self.tokens.is_digits(past + 1)
            && self.tokens.text(past + 1).len() == 2;
        if !colon && pointed && self.half_day(past + 2).is_some() && self.tokens.text(past + 1) < "60" && digits.len() <= 2 {
            past += 2;
        }
        let half = self.half_day(past).filter(|_| digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|hour| hour <= 24));
        let ratio = colon && digits.parse::<u8>().is_ok_and(|hour| hour > 24) && half.is_none();
        if ratio {
            return None;
        }
        let hour = self.tokens.is(past, "o") && self.tokens.is_mark(past + 1, &['\'', '’']);
        half.or(hour.then_some(past + 3)).or((colon && digits.len() <= 2).then_some(past))
    }

    /// "am", "p.m.".
    fn half_day(&self, at: usize) -> Option<usize> {
        let near = self.tokens.glued(at) || self.tokens.spaced(at);
        if near && self.tokens.is_any(at, &["am", "pm"]) && !self.tokens.is(at.wrapping_sub(1), "i") {
            return Some(at + 1);
        }
        let dotted = near
            && self.tokens.is_any(at, &["a", "p"])
            && self.tokens.is_mark(at + 1, &['.'])
            && self.tokens.is(at + 2, "m")
            && self.tokens.glued(at + 2);
        dotted.then(|| at + 3 + usize::from(self.tokens.is_mark(at + 3, &['.'])))
    }

    /// "June 5", "5 June", "5th of June".
    fn day(&self, at: usize) -> Option<usize> {
        let small =
            self.tokens.text(at).len() <= 2 && self.tokens.text(at).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        let alone = !self.tokens.glued(at + 1)
            || self.tokens.is_mark(at + 1, &[',', '.', ')', ';', ':', '–', '-', '/'])
                && !(self.tokens.is_mark(at + 1, &['.']) && self.tokens.glued(at + 2) && self.tokens.is_digits(at + 2));
        if !small || !alone {
            return None;
        }
        let dotted = at
            .checked_sub(2)
            .is_some_and(|month| self.is_month(month) && self.tokens.is_mark(at - 1, &['.']) && self.tokens.glued(at - 1));
        let after_month = at.checked_sub(1).is_some_and(|month| self.is_month(month)) || dotted;
        let range = usize::from(
            self.tokens.is_mark(at + 1, &['-', '–']) && self.tokens.is_digits(at + 2) && self.tokens.text(at + 2).len() <= 2,
        ) * 2;
        if after_month && self.tokens.joined(at) {
            return Some(at + 1 + range);
        }
        let of = at + 1 + range + usize::from(self.tokens.is(at + 1 + range, "of"));
        (self.is_month(of) && self.tokens.joined(of)).then_some(of + 1)
    }

    /// "1." or "2)" or "1.2" before a heading, at the start of a line that goes on.
    fn list_mark(&self, at: usize) -> Option<usize> {
        let bracketed = at.checked_sub(1).is_some_and(|open| self.tokens.is_mark(open, &['(']) && self.tokens.glued(at))
            && self.tokens.is_mark(at + 1, &[')']);
        let short = self.tokens.text(at).len() <= 2;
        if bracketed && short && self.tokens.is_word(at + 2) && self.tokens.spaced(at + 2) {
            return Some(at + 2);
        }
        if !self.tokens.opens_line(at) || !short {
            return None;
        }
        let (dotted, parts) = self.linked(at, &['.']);
        if parts > 1 && self.tokens.is_mark(dotted, &['.']) && self.tokens.glued(dotted) && self.tokens.spaced(dotted + 1) {
            return Some(dotted + 1);
        }
        let marked = self.tokens.is_mark(at + 1, &['.', ')']) && self.tokens.glued(at + 1) && self.tokens.spaced(at + 2);
        let heading = self.tokens.is_mark(at + 1, &['.'])
            && self.tokens.is_digits(at + 2)
            && self.tokens.glued(at + 2)
            && self.tokens.text(at + 2).len() == 1
            && self.tokens.capital(at + 3)
            && self.tokens.spaced(at + 3)
            && self.number_word(at + 3).is_none()
            && self.unit_after(at + 3, true).is_none()
            && self.tokens.word(at + 3).len() > 2;
        if heading { Some(at + 3) } else { marked.then_some(at + 2) }
    }

    /// Four digits between 1800 and 2099.
    pub(super) fn year_shaped(&self, at: usize) -> bool {
        self.tokens.is_digits(at) && self.tokens.text(at).len() == 4 && ("1800".."2100").contains(&self.tokens.text(at))
    }

    /// Whether a bare whole number is a year, label, part of a name or an index, rather than a figure. `counted` says that a plural follows.
    pub(super) fn names_something(&self, number: &Numeral, counted: bool) -> bool {
        let at = number.first;
        if number.padded && number.whole {
            return true;
        }
        if number.words {
            return self.number_word(at).is_some_and(|(class, _)| class != Class::Scale)
                && self.tokens.capital(at)
                && at.checked_sub(1).is_some_and(|before| self.tokens.capital(before) && self.tokens.spaced(at))
                && !counted;
        }
        (number.whole && self.is_year(number, counted)) || self.labelled(at, number, counted) || self.named(at, number, counted)
    }

    fn is_year(&self, number: &Numeral, counted: bool) -> bool {
        let at = number.first;
        if !self.year_shaped(at) {
            let early = self.tokens.text(at).len() == 4 && self.preceded_by(at, &["in", "since", "until", "circa"]);
            return early && !counted;
        }
        let round = self.tokens.text(at).ends_with("00") && !self.preceded_by(at, BEFORE_YEAR);
        let modern = ("1900".."2060").contains(&self.tokens.text(at));
        !(counted && (round || !modern))
    }

    /// A label before the number: "step 3", "version 3.4".
    fn labelled(&self, at: usize, number: &Numeral, counted: bool) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.tokens.spaced(at)) else { return false };
        let pointed = self.tokens.is_mark(before, &['.']).then(|| before.checked_sub(1)).flatten();
        let label = self.tokens.lower(pointed.unwrap_or(before));
        let version = matches!(
            label.as_str(),
            "version"
                | "versions"
                | "v"
                | "release"
                | "section"
                | "chapter"
                | "figure"
                | "table"
                | "appendix"
                | "fig"
                | "tls"
                | "bluetooth"
        );
        let article = !counted || version;
        self.lexicon.labels.contains(label.as_str())
            && article
            && (number.whole || version)
            && (pointed.is_none() || self.tokens.glued(before))
    }

    /// A capitalised name before the number: "Java 17", "Spring Boot 3.4", "Windows 10 users".
    fn named(&self, at: usize, number: &Numeral, counted: bool) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| self.tokens.spaced(at) && self.tokens.capital(before)) else {
            return false;
        };
        let word = self.tokens.lower(before);
        let opens = before.checked_sub(1).is_none_or(|earlier| {
            !self.tokens.joined(before)
                || self.tokens.opens_line(before)
                || self.tokens.is_mark(earlier, &['.', '!', '?', ':', '"', '“', '—', '–', '•', '|', '*', '-', '('])
        });
        let verb = word.as_str().ends_with("ing") || word.as_str().ends_with("ed");
        let common = verb
            || self.lexicon.stops.contains(word.as_str())
            || self.lexicon.way_before.contains_key(word.as_str())
            || self.is_month(before);
        let small = number.value < Decimal::from(100);
        let versioned = number.whole && number.value < Decimal::from(10_000)
            || (!number.whole
                && small
                && number.scale == Decimal::ONE
                && number.value >= Decimal::ONE
                && self.tokens.text(at + 1) == "."
                && number.past == at + 3);
        !common && versioned && !(opens && counted && !small) && !(counted && number.value >= Decimal::from(30))
    }
}
