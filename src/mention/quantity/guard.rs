//! What looks like a number and counts nothing: versions, identifiers, addresses, results, list marks.
//!
//! Comes in: a token that may start a figure. Goes out: the token behind what is to be left out. Dates and times are passed over in `calendar`; whether a
//! bare number is a label or part of a name is judged in `label`.

use super::Scan;

/// Words that touch a number with a hyphen before it and bound or place it ("sub-50ms", "mid-40s").
const HYPHEN_BOUNDS: &[&str] = &["sub", "under", "over", "plus", "minus", "to", "about", "approximately", "nearly", "near", "or"];

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
    "panel",
    "panels",
    "signal",
    "stream",
    "streams",
    "television",
    "televisions",
    "gaming",
    "rendering",
    "upscaling",
    "camera",
    "cameras",
    "recording",
    "projector",
    "projectors",
    "broadcast",
    "broadcasts",
];

impl Scan<'_> {
    /// The token behind something that is no figure, where `at` starts or is part of it.
    pub(super) fn passed_over(&self, at: usize) -> Option<usize> {
        // "a zero-downtime migration"
        if self.tokens.is(at, "zero")
            && self.tokens.hyphen(at + 1)
            && self.tokens.is_word(at + 2)
            && !self.tokens.is_any(at + 2, &["to", "point", "percent", "or"])
            && self.number_word(at + 2).is_none()
        {
            return Some(at + 3);
        }
        if let Some(past) = self.key(at).or_else(|| self.name(at)) {
            return Some(past);
        }
        if !self.tokens.is_digits(at) {
            return None;
        }
        // "our 8K, which we filed", "Form 10Q"
        if matches!(self.tokens.text(at), "8" | "10" | "20" | "6")
            && self.tokens.glued(at + 1)
            && matches!(self.tokens.text(at + 1), "K" | "Q" | "F")
            && self.preceded_by(at, &["our", "form", "its", "their"])
            && (!self.tokens.is_word(at + 2) || self.tokens.is_any(at + 2, &["filing", "filings", "which", "with", "for"]))
        {
            return Some(at + 2);
        }
        if self.touches_before(at) || self.touches_after(at) || self.in_address(at) || self.is_assigned(at) {
            return Some(self.chunk_end(at));
        }
        if self.is_postal(at) {
            return Some(at + 1);
        }
        if let Some(past) = self.hexadecimal(at) {
            return Some(past);
        }
        if let Some(past) = self.machine_text(at) {
            return Some(past);
        }
        self.chain(at)
            .or_else(|| self.ordinal(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.day(at))
            .or_else(|| self.list_mark(at))
            .or_else(|| self.score(at))
            .or_else(|| self.split_of_shares(at))
            .or_else(|| self.city_block(at))
            .or_else(|| self.reference(at))
    }

    /// A name with a number in it that covers `at`.
    fn name(&self, at: usize) -> Option<usize> {
        // "one day" is some time, "in just one day" how long it took.
        if self.tokens.is(at, "one") && self.preceded_by(at, &["just", "only", "under", "than", "within"]) {
            return None;
        }
        (0..=4).find_map(|back| {
            let (_, past) = self.lexicon.names.ahead(&self.tokens, at.checked_sub(back)?)?;
            let unit_follows = self.tokens.is_mark(past, &['%', '.']) && self.tokens.glued(past) && self.tokens.glued(past + 1);
            (past > at && !unit_follows).then_some(past)
        })
    }

    /// "id = 42", "{order: 1}": what program text gives a name, where no unit follows. "n = 580" tells of a sample.
    fn is_assigned(&self, at: usize) -> bool {
        let negative = at.checked_sub(1).is_some_and(|mark| self.tokens.is_mark(mark, &['-']) && self.tokens.glued(at));
        let Some(mark) = at.checked_sub(1 + usize::from(negative)) else { return false };
        let Some(name) = mark.checked_sub(1).filter(|name| self.tokens.is_word(*name)) else { return false };
        let key = self.tokens.is_mark(mark, &[':']) && name.checked_sub(1).is_some_and(|open| self.tokens.is_mark(open, &['{']));
        if !key && !self.tokens.is_mark(mark, &['=']) {
            return false;
        }
        let ends = self.ends_clause(at + 1)
            || self.tokens.is_mark(at + 1, &['}', '`', '\''])
            || self.tokens.is_word(at + 1)
                && !self.tokens.glued(at + 1)
                && self.unit_after(at + 1, true).is_none()
                && !self.is_plural(at + 1);
        let small = self.tokens.text(name).len() > 1 && self.tokens.text(name).starts_with(|c: char| c.is_ascii_lowercase());
        ends && (small || self.is_variable(name, mark, at))
    }

    /// "export WORKERS=0 and LIMIT=20": whether `name` is that of a variable that the digits at `at` are put into; "AUC=0.93", "EBITDA=40 million" are figures.
    fn is_variable(&self, name: usize, mark: usize, at: usize) -> bool {
        const SETTING: &[&str] = &[
            "set",
            "setting",
            "export",
            "exporting",
            "env",
            "run",
            "ran",
            "running",
            "pass",
            "passing",
            "default",
            "start",
            "started",
        ];
        // "The run gave WER=12": names of measures are set by nobody.
        const MEASURES: &[&str] = &[
            "wer", "cer", "eps", "auc", "bleu", "rmse", "mae", "mse", "map", "mrr", "arr", "roi", "gdp", "ebitda", "ebit", "nps",
            "arpu", "churn", "fps", "qps", "rps",
        ];
        const FAR: usize = 6;
        let word = self.tokens.text(name);
        let spelled = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let put = self.tokens.glued(mark) && self.tokens.glued(at) && self.tokens.is_digits(at) && !self.magnitude_word(at + 1);
        let set = || {
            (name.saturating_sub(FAR)..name).any(|before| self.tokens.is_any(before, SETTING))
                || name
                    .checked_sub(1)
                    .is_some_and(|before| self.tokens.is(before, "with") || self.tokens.is_mark(before, &['$', '_']))
        };
        spelled && put && !self.tokens.is_any(name, MEASURES) && set()
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
            // "by m^2"
            '^' if inner => before.checked_sub(1).is_some_and(|word| self.tokens.is_word(word)),
            // "C++26"
            '+' if inner => {
                before.checked_sub(1).is_some_and(|plus| self.tokens.is_mark(plus, &['+']) && self.tokens.glued(plus))
            }
            '[' => self.tokens.is_mark(at + 1, &[']', ',']) || (inner && self.tokens.is_mark(at + 1, &['-', '–'])),
            '-' | '‑' | '−' if inner => {
                before.checked_sub(1).is_some_and(|word| self.tokens.is_word(word) && !self.bounds_by_hyphen(word))
            }
            '/' if inner => before.checked_sub(1).is_some_and(|word| {
                // "1.9 ms/5.7 ms" are two figures.
                let again = || {
                    self.numeral(at, false, false).is_some_and(|number| self.tokens.text(number.past) == self.tokens.text(word))
                };
                self.tokens.is_word(word) && self.money_before(at, 0).is_none() && self.unit_code(word) && !again()
            }),
            '.' if inner => before.checked_sub(1).is_some_and(|word| {
                self.tokens.is_word(word) && !self.tokens.is_any(word, &["approx", "ca", "rs", "est", "max", "min"])
            }),
            '\'' | '’' => {
                self.tokens.text(at).len() == 2
                    && (!self.tokens.glued(at + 1)
                        || self.tokens.is(at + 1, "s")
                        || self.tokens.is_mark(at + 1, &[',', '.', ';', ':', '!', '?', ')']))
            }
            // "cols={3}", "{createdAt: 1}"
            '{' => before.checked_sub(1).is_some_and(|equals| self.tokens.is_mark(equals, &['='])),
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
        // "1.servername.example.org"
        let dot = |at: usize| self.tokens.is_mark(at, &['.']) && self.tokens.glued(at) && self.tokens.glued(at + 1);
        if dot(next) && self.tokens.is_word(next + 1) && dot(next + 2) && self.tokens.is_word(next + 3) {
            return true;
        }
        if !self.tokens.is_word(next) {
            return false;
        }
        let word = self.tokens.text(next);
        let screen = matches!(word, "K" | "k")
            && matches!(self.tokens.text(at), "4" | "8" | "5")
            && (self.tokens.is_any(next + 1, SCREENS)
                || self.tokens.is_mark(next + 1, &['/']) && self.tokens.glued(next + 1)
                || at > 0 && self.tokens.is_any(at - 1, &["native", "true", "full", "ultra"]) && word == "K");
        screen || self.is_model_size(at, next) || self.is_model_of_four(at, next) || !self.known_suffix(at, next)
    }

    /// "Ryzen 9 7950X": four digits with a capital letter right behind them are a model, where nothing is so many times larger.
    fn is_model_of_four(&self, at: usize, letter: usize) -> bool {
        let compared = self.tokens.is_any(letter + 1, &["as", "the", "than"])
            || self.tokens.word(letter + 1).ends_with("er")
            || self.tokens.is_any(letter + 1, &["more", "less", "improvement", "speedup", "increase", "growth"]);
        let named = at.checked_sub(1).is_some_and(|before| self.tokens.capital(before) || self.tokens.is_digits(before));
        self.tokens.word(letter) == "X" && self.tokens.text(at).len() == 4 && named && self.tokens.spaced(at) && !compared
    }

    /// "Llama 3.3 70B", "Mistral 7B", "a 7B model": the number of a model's parameters is part of its name.
    fn is_model_size(&self, at: usize, letter: usize) -> bool {
        const ABOUT: &[&str] = &[
            "a",
            "the",
            "over",
            "nearly",
            "about",
            "roughly",
            "only",
            "almost",
            "some",
            "around",
            "just",
            "under",
            "more",
            "than",
            "up",
            "to",
            "at",
            "least",
            "approximately",
            "another",
            "all",
            "with",
            "of",
            "in",
            "and",
            "or",
            "from",
            "between",
        ];
        const MODELS: &[&str] =
            &["model", "models", "llm", "llms", "variant", "variants", "checkpoint", "checkpoints", "version"];
        if self.tokens.word(letter) != "B" {
            return false;
        }
        let named = at.checked_sub(1).is_some_and(|before| {
            let version = self.tokens.is_digits(before)
                && before > 1
                && self.tokens.is_mark(before - 1, &['.'])
                && self.tokens.glued(before);
            self.tokens.spaced(at)
                && (version || self.tokens.capital(before) && !self.title_case(at) && !self.tokens.is_any(before, ABOUT))
        });
        self.tokens.is_any(letter + 1, MODELS) || named
    }

    /// "7-Eleven", "737-MAX": a capitalised word that is no unit behind a hyphen.
    fn is_hyphened_name(&self, word: usize) -> bool {
        let short = self.tokens.word(word).len() <= 2 && self.tokens.capital(word);
        // "5525-X": the letter of a model, of which nothing is a multiple.
        if self.tokens.word(word) == "X" && word.checked_sub(2).is_some_and(|number| self.tokens.text(number).len() > 2) {
            return true;
        }
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
            || self.magnitude_word(next)
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
                // "kernel 4.4.0-24-generic"
                if marks == ['.'] && self.tokens.hyphen(past) && self.tokens.is_digits(past + 1) {
                    return Some(self.chunk_end(at));
                }
                // "17:34:11.89"
                return Some(past + if marks == [':'] { self.linked(past - 1, &['.']).0 - past } else { 0 });
            }
        }
        self.years(at)
            .or_else(|| self.telephone(at))
            .or_else(|| self.slashed_years(at))
            .or_else(|| self.result(at))
            .or_else(|| self.house(at))
    }

    pub(super) fn linked(&self, at: usize, marks: &[char]) -> (usize, usize) {
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

    /// "4-1": a small number after a smaller one is a result, not a figure.
    fn result(&self, at: usize) -> Option<usize> {
        let (past, parts) = self.linked(at, &['-', '–']);
        let number = |at: usize| self.tokens.text(at).parse::<u8>().ok().filter(|number| *number < 20);
        let (left, right) = (number(at)?, number(at + 2)?);
        // "1-1.5 GB": a range.
        if self.tokens.is_mark(past, &['.'])
            && self.tokens.glued(past)
            && self.tokens.glued(past + 1)
            && self.tokens.is_digits(past + 1)
        {
            return None;
        }
        let free = !self.tokens.glued(past) || self.tokens.is_mark(past, &['.', ',', ')', ';', ':', '!', '?', '"', '”']);
        (parts == 2 && left >= right && free && self.unit_after(past, true).is_none()).then_some(past)
    }

    /// "won 121-118": two bare numbers behind words of a game, of which the second is smaller, are a result.
    fn score(&self, at: usize) -> Option<usize> {
        const FAR: usize = 8;
        const PLAYING: &[&str] = &[
            "won", "win", "beat", "lost", "loss", "defeat", "defeated", "victory", "led", "lead", "rallied", "edged", "topped",
            "game",
        ];
        let (past, parts) = self.linked(at, &['-', '–']);
        let number = |at: usize| self.tokens.text(at).parse::<u16>().ok().filter(|number| (20..300).contains(number));
        let (left, right) = (number(at)?, number(at + 2)?);
        let mut near = (at.saturating_sub(FAR)..at).rev().take_while(|i| self.tokens.joined(i + 1));
        let plays = near.any(|i| self.tokens.is_any(i, PLAYING)) || self.tokens.is_any(past, PLAYING);
        (parts == 2 && left > right && plays && self.unit_after(past, true).is_none()).then_some(past)
    }

    /// "a 3-for-2 stock split": how many shares come for how many.
    fn split_of_shares(&self, at: usize) -> Option<usize> {
        let joined = self.tokens.hyphen(at + 1) && self.tokens.is(at + 2, "for") && self.tokens.hyphen(at + 3);
        (joined && self.tokens.is_digits(at + 4)).then_some(at + 5)
    }

    /// "1." or "2)" or "1.2" before a heading, at the start of a line that goes on.
    fn list_mark(&self, at: usize) -> Option<usize> {
        let bracketed = at.checked_sub(1).is_some_and(|open| self.tokens.is_mark(open, &['(']) && self.tokens.glued(at))
            && self.tokens.is_mark(at + 1, &[')']);
        let short = self.tokens.text(at).len() <= 2;
        // "$(12) million"
        let coined = at > 1 && self.tokens.is_mark(at - 2, &['$', '€', '£', '¥']) && self.magnitude_word(at + 2);
        if bracketed && short && !coined && self.tokens.is_word(at + 2) && self.tokens.spaced(at + 2) {
            return Some(at + 2);
        }
        if !self.tokens.opens_line(at) || !short {
            return None;
        }
        let (dotted, parts) = self.linked(at, &['.']);
        if parts > 1 && self.tokens.is_mark(dotted, &['.']) && self.tokens.glued(dotted) && self.tokens.spaced(dotted + 1) {
            return Some(dotted + 1);
        }
        // "1.“Start-up time”": a second number, written by hand.
        let quoted = self.tokens.is_mark(at + 2, &['"', '“', '‘', '*', '_', '`']);
        let apart = self.tokens.spaced(at + 2) || quoted;
        let marked = self.tokens.is_mark(at + 1, &['.', ')']) && self.tokens.glued(at + 1) && apart;
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
}
