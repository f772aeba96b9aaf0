//! Units after a number: symbols, words, powers, and what a rate is per.
//!
//! Comes in: the token after a number. Goes out: the unit's code and the token after it. Which nouns are counted is decided in `noun`; which currency, in `money`.

use rust_decimal::Decimal;

use super::Scan;

/// A unit where it stands.
#[derive(Debug, Clone)]
pub(super) struct UnitHit {
    pub(super) code: String,
    pub(super) first: usize,
    pub(super) past: usize,
    /// Written as a symbol rather than a word.
    pub(super) symbol: bool,
}

/// Times that a rate may be per, with their code.
const PER: &[(&str, &str)] = &[
    ("s", "s"),
    ("sec", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("ms", "ms"),
    ("millisecond", "ms"),
    ("min", "minute"),
    ("minute", "minute"),
    ("h", "hour"),
    ("hr", "hour"),
    ("hour", "hour"),
    ("d", "day"),
    ("day", "day"),
    ("night", "night"),
    ("week", "week"),
    ("wk", "week"),
    ("mo", "month"),
    ("month", "month"),
    ("mth", "month"),
    ("quarter", "quarter"),
    ("yr", "year"),
    ("year", "year"),
    ("y", "year"),
    ("annum", "year"),
    ("decade", "decade"),
];

/// Adverbs that say per what time.
const ADVERBS: &[(&str, &str)] = &[
    ("annually", "year"),
    ("yearly", "year"),
    ("monthly", "month"),
    ("weekly", "week"),
    ("daily", "day"),
    ("hourly", "hour"),
    ("quarterly", "quarter"),
    ("nightly", "night"),
];

/// What money may be paid for, one at a time: "$98 a share".
const PIECES: &[&str] = &[
    "share", "barrel", "head", "person", "piece", "unit", "ton", "tonne", "pound", "gallon", "ounce", "litre", "liter", "dozen",
    "seat", "user", "ticket", "bushel", "kilo", "pop", "bottle", "night", "mile",
];

impl Scan<'_> {
    /// The unit after a number that ends before `at`. `digits` allows symbols, which stand only after digits.
    pub(super) fn unit_after(&self, at: usize, digits: bool) -> Option<UnitHit> {
        let hyphened = self.tokens.hyphen(at);
        let first = at + usize::from(hyphened);
        let touching = hyphened || self.tokens.glued(at);
        if !touching && !self.tokens.spaced(at) {
            return None;
        }
        // "two million bpd": letters that are no word.
        let sure = digits || self.tokens.is_any(first, &["bpd", "kwh", "mwh", "gwh", "twh", "mph", "rpm", "fps", "rps", "qps"]);
        let symbol = if sure { self.symbol(first, touching) } else { None };
        symbol
            .or_else(|| self.degrees(first).filter(|_| digits && self.tokens.glued(at)))
            .or_else(|| self.bytes_of_rate(first).filter(|_| digits))
            .or_else(|| self.unit_word(first))
            .or_else(|| self.bracketed(at))
            .or_else(|| if digits { self.inches(first) } else { None })
    }

    /// "1.5C", "a high of 38C": degrees without their sign, where heat or cold is spoken of.
    fn degrees(&self, at: usize) -> Option<UnitHit> {
        const NEAR: usize = 14;
        const WARM: &[&str] = &[
            "temperature",
            "temperatures",
            "warming",
            "warmed",
            "warmer",
            "warm",
            "heat",
            "hot",
            "hotter",
            "cold",
            "colder",
            "cool",
            "cooler",
            "climate",
            "degrees",
            "celsius",
            "fahrenheit",
            "thermometer",
            "freezing",
            "heatwave",
            "pre-industrial",
            "preindustrial",
        ];
        let code = match self.tokens.text(at) {
            "C" => "°C",
            "F" => "°F",
            _ => return None,
        };
        let ends = !self.tokens.glued(at + 1) || !(self.tokens.is_word(at + 1) || self.tokens.is_digits(at + 1));
        let point = at.checked_sub(2).is_some_and(|point| self.tokens.is_mark(point, &['.']) && self.tokens.glued(at - 1));
        let named = self.is_numbered_thing(at, point);
        // "a rise of 1.5C", "could be 2.7C by the century's end"
        const RISING: &[&str] = &["of", "to", "by", "above", "below", "than", "be", "up", "down", "exceed", "reach", "hit"];
        let rises = at.checked_sub(4).is_some_and(|word| point && self.tokens.is_any(word, RISING)) && code == "°C";
        // Cells of batteries are charged so, too.
        const CHARGED: &[&str] = &["charge", "charged", "charging", "charges", "discharge", "discharged"];
        let charged = (at.saturating_sub(NEAR)..at).any(|i| self.tokens.is_any(i, CHARGED));
        let told = (at.saturating_sub(3 * NEAR)..at + NEAR).any(|i| self.tokens.is_any(i, WARM));
        let paid = self.tokens.is_any(at + 1, &["per", "a"]);
        let told = (rises && !paid || told) && !charged;
        (ends && !named && told).then(|| UnitHit { code: code.to_owned(), first: at, past: at + 1, symbol: true })
    }

    /// "room 4C", "seat 12F", "section 2.3C", "iPhone 5C": whether the letter at `at`, behind a number with a `point` or without, is of a place's or model's number.
    fn is_numbered_thing(&self, at: usize, point: bool) -> bool {
        const NUMBERED: &[&str] = &[
            "room",
            "seat",
            "row",
            "gate",
            "block",
            "flat",
            "apartment",
            "form",
            "class",
            "model",
            "section",
            "version",
            "figure",
            "table",
            "chapter",
            "appendix",
            "step",
            "part",
            "rated",
            "phone",
        ];
        at.checked_sub(if point { 4 } else { 2 }).is_some_and(|name| {
            let word = self.tokens.word(name);
            let model = word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            self.tokens.spaced(name + 1) && (self.tokens.is_any(name, NUMBERED) || model && self.tokens.is_word(name))
        })
    }

    /// "705 B/op": a B that is divided is bytes, not billions.
    fn bytes_of_rate(&self, at: usize) -> Option<UnitHit> {
        let rate = self.tokens.word(at) == "B" && self.tokens.is_mark(at + 1, &['/']) && self.tokens.glued(at + 1);
        (rate && self.tokens.glued(at + 2) && self.tokens.is_word(at + 2)).then(|| UnitHit {
            code: "byte".to_owned(),
            first: at,
            past: at + 1,
            symbol: true,
        })
    }

    /// "2 in thick", "is 2 in.": the preposition is an inch where nothing follows that it could govern.
    fn inches(&self, at: usize) -> Option<UnitHit> {
        let sized = self.tokens.is_any(at + 1, &["thick", "tall", "wide", "long", "deep", "high", "diameter", "across", "x"]);
        let ends = self.tokens.get(at + 1).is_none() || self.tokens.is_mark(at + 1, &['.']) && self.tokens.get(at + 2).is_none();
        (self.tokens.word(at) == "in" && (sized || ends)).then(|| UnitHit {
            code: "inch".to_owned(),
            first: at,
            past: at + 1,
            symbol: true,
        })
    }

    fn unit_word(&self, first: usize) -> Option<UnitHit> {
        if !self.tokens.is_word(first) {
            return None;
        }
        let (unit, past) = self.lexicon.unit_words.ahead(&self.tokens, first)?;
        // "up 20 million year over year", "rose 5% month-on-month"
        let next = past + usize::from(self.tokens.hyphen(past));
        let compared = self.tokens.is_any(next, &["over", "on", "to"])
            && self
                .tokens
                .word(next + 1 + usize::from(self.tokens.hyphen(next + 1)))
                .eq_ignore_ascii_case(self.tokens.word(first));
        if compared {
            return None;
        }
        let noun = self.tokens.hyphen(past) && self.tokens.is_word(past + 1) && unit.dimension != "time" && unit.code != "%";
        (!noun || unit.dimension == "data").then(|| UnitHit { code: unit.code.to_owned(), first, past, symbol: false })
    }

    /// A unit's symbol at `first`, ending where a word ends; with a power of minus one it is what a rate is per.
    fn symbol(&self, first: usize, touching: bool) -> Option<UnitHit> {
        let list = self.lexicon.unit_symbols.get(self.tokens.text(first))?;
        list.iter().find_map(|(symbol, unit)| {
            let past = self.spelled(first, symbol.text).filter(|_| symbol.text != "”" || !self.closes_quote(first))?;
            let hit = UnitHit { code: unit.code.to_owned(), first, past, symbol: true };
            // "3,000 t-shirts", "40 e-mails": a letter that belongs to a word.
            const SIZED: &[&str] = &["wide", "deep", "long", "high", "thick", "tall", "class", "rated", "sized"];
            let letter = symbol.text.len() == 1
                && self.tokens.hyphen(past)
                && self.tokens.word(past + 1).len() > 2
                && !self.tokens.is_any(past + 1, SIZED);
            if letter && !touching {
                return None;
            }
            (touching || !symbol.touching).then(|| self.inverse(hit))
        })
    }

    /// Whether the mark at `at` closes words in marks: “phase 1”.
    fn closes_quote(&self, at: usize) -> bool {
        const QUOTED: usize = 24;
        let before = (at.saturating_sub(QUOTED)..at).rev();
        before.take_while(|mark| !self.tokens.is_mark(*mark, &['”'])).any(|mark| self.tokens.is_mark(mark, &['“']))
    }

    /// "s-1", "s⁻¹".
    fn inverse(&self, hit: UnitHit) -> UnitHit {
        let minus =
            self.tokens.is_mark(hit.past, &['-', '−', '⁻']) && self.tokens.glued(hit.past) && self.tokens.glued(hit.past + 1);
        let one = matches!(self.tokens.text(hit.past + 1), "1" | "¹");
        let ends = !self.tokens.glued(hit.past + 2) || self.ends_clause(hit.past + 2);
        if minus && one && ends { UnitHit { code: format!("1/{}", hit.code), past: hit.past + 2, ..hit } } else { hit }
    }

    /// The token after `text` where it stands at `first`, without blanks and ending with a token.
    pub(super) fn spelled(&self, first: usize, text: &str) -> Option<usize> {
        let mut rest = text;
        let mut past = first;
        while !rest.is_empty() {
            let piece = self.tokens.text(past);
            let glued = past == first || self.tokens.glued(past);
            rest = rest.strip_prefix(piece).filter(|_| glued && !piece.is_empty())?;
            past += 1;
        }
        let cut =
            self.tokens.glued(past) && (self.tokens.is_word(past) || self.tokens.is_digits(past)) && !text.ends_with(['%', '°']);
        (!cut).then_some(past)
    }

    /// "20 (kg)", where the whole bracket is a unit symbol.
    fn bracketed(&self, at: usize) -> Option<UnitHit> {
        let open = self.tokens.is_mark(at, &['(', '[', '{', '<']);
        let hit = if open { self.symbol(at + 1, true) } else { None }?;
        let closed = self.tokens.is_mark(hit.past, &[')', ']', '}', '>']);
        closed.then(|| UnitHit { past: hit.past + 1, ..hit })
    }

    /// Whether a unit of measure follows `at`.
    pub(super) fn measure_after(&self, at: usize) -> bool {
        self.unit_after(at, false).is_some()
    }

    /// What a rate is per, at `at`: "/s", "per user", "a year", "monthly"; its code and the token after it. `money` allows pieces: "a share".
    pub(super) fn rate(&self, at: usize, money: bool) -> Option<(String, usize)> {
        if !self.tokens.joined(at) {
            return None;
        }
        if self.tokens.is_mark(at, &['/']) {
            // "8 ms / 31 ms" are two figures.
            let apart = self.tokens.spaced(at + 1) && self.tokens.is_digits(at + 1);
            return if apart { None } else { self.denominator(at + 1) };
        }
        let hyphened = usize::from(self.tokens.hyphen(at));
        let at = at + hyphened;
        if self.tokens.is(at, "per") {
            if self.names_source(at + 1) {
                return None;
            }
            return self.denominator(at + 1 + usize::from(self.tokens.hyphen(at + 1)));
        }
        if self.tokens.is_any(at, &["a", "an", "each", "every"]) {
            let noun = at + 1 + usize::from(self.tokens.hyphen(at + 1));
            let word = self.tokens.lower(noun);
            if self.tokens.is_any(noun + 1, &["ago", "earlier", "later", "before", "after", "old", "prior", "previously"])
                || self.tokens.is(noun + 1, "and") && self.tokens.is(noun + 2, "a")
            {
                return None;
            }
            let piece = PIECES.iter().find(|piece| money && **piece == word.as_str()).copied();
            let long = word.as_str().len() > 2;
            return time_code(word.as_str()).filter(|_| long).or(piece).map(|code| (code.to_owned(), noun + 1));
        }
        if money && self.tokens.is(at, "apiece") {
            return Some(("unit".to_owned(), at + 1));
        }
        let word = self.tokens.lower(at);
        ADVERBS.iter().find(|(adverb, _)| *adverb == word.as_str()).map(|(_, code)| ((*code).to_owned(), at + 1))
    }

    /// "45% per Linux Foundation" names a source, "5 GB per Kubernetes node" a rate: a capitalised word with another one, a number or
    /// nothing after it.
    fn names_source(&self, at: usize) -> bool {
        let word = self.tokens.text(at);
        let capital = |at: usize| self.tokens.capital(at) && self.tokens.text(at).bytes().any(|byte| byte.is_ascii_lowercase());
        let ends = !self.tokens.is_word(at + 1) || capital(at + 1);
        word.len() > 2 && capital(at) && ends
    }

    /// The unit or noun under the line of a rate.
    fn denominator(&self, at: usize) -> Option<(String, usize)> {
        if self.tokens.is_digits(at) {
            return self.counted_denominator(at);
        }
        if !self.tokens.is_word(at) || !self.tokens.joined(at) {
            return None;
        }
        let word = self.tokens.lower(at);
        if let Some(code) = time_code(word.as_str()) {
            let power = usize::from(
                self.tokens.glued(at + 1) && (self.tokens.is_mark(at + 1, &['²', '³']) || self.tokens.is_digits(at + 1)),
            );
            let exponent = if power > 0 { self.tokens.text(at + 1) } else { "" };
            return Some((format!("{code}{exponent}"), at + 1 + power));
        }
        if let Some(hit) = self.symbol(at, true).or_else(|| self.unit_word(at)) {
            return Some((hit.code, hit.past));
        }
        if self.lexicon.stops.contains(word.as_str()) {
            return None;
        }
        let noun = self.single_noun(at)?;
        Some((noun.unit, noun.past))
    }

    /// "per 100,000 people", "/1,000 users".
    fn counted_denominator(&self, at: usize) -> Option<(String, usize)> {
        let number = self.numeral(at, false, false)?;
        if let Some(hit) = self.unit_after(number.past, true) {
            return Some((format!("{} {}", number.value.normalize(), hit.code), hit.past));
        }
        let noun = self.noun(number.past, number.value == Decimal::ONE)?;
        Some((format!("{} {}", number.value.normalize(), noun.unit), noun.past))
    }
}

/// The code of a time that a rate is per.
fn time_code(word: &str) -> Option<&'static str> {
    PER.iter().find(|(name, _)| *name == word).map(|(_, code)| *code)
}
