//! Numbers that point at something and measure nothing: notes, links, telephones and their keys, blocks of a city, answers of servers, options of
//! commands, sizes of pictures.
//!
//! Comes in: a token of digits. Goes out: the token behind what it is part of, or nothing.

use super::Scan;

impl Scan<'_> {
    /// `[^1]`, `[its site][5]`: a footnote's or a link's number whose note is not there.
    pub(super) fn reference(&self, at: usize) -> Option<usize> {
        let closes = self.tokens.is_mark(at + 1, &[']']) && self.tokens.glued(at + 1);
        let open = at.checked_sub(1).filter(|_| closes && self.tokens.glued(at))?;
        let before = open.checked_sub(1).filter(|_| self.tokens.glued(open))?;
        let note = self.tokens.is_mark(open, &['^']) && self.tokens.is_mark(before, &['[']);
        let link = self.tokens.is_mark(open, &['[']) && self.tokens.is_mark(before, &[']']);
        (note || link).then_some(at + 2)
    }

    /// "press star 1-1 again", "press 2 to speak": a key of a telephone.
    pub(super) fn key(&self, at: usize) -> Option<usize> {
        if !self.tokens.is_digits(at) {
            return None;
        }
        let star = self.preceded_by(at, &["star"]) && at > 1 && self.tokens.is_any(at - 2, &["press", "dial"]);
        let digit = self.preceded_by(at, &["press", "dial"]) && self.tokens.text(at).len() == 1;
        let (past, _) = self.linked(at, &['-']);
        // A command: it opens its clause, and what the key does follows, not another number.
        let verb = at.checked_sub(1 + usize::from(star));
        let opens = verb.is_some_and(|verb| {
            verb == 0
                || !self.tokens.spaced(verb)
                || !self.tokens.is_word(verb - 1)
                || self.tokens.opens_line(verb)
                || self.tokens.word(verb - 1).ends_with("ly")
                || self.tokens.is_any(verb - 1, &["please", "to", "or", "and", "then", "just", "must", "you", "callers"])
        });
        let then = self.tokens.is_any(past, &["again", "now", "on", "to", "then", "and", "or", "if"]);
        let counts = self.tokens.is_any(past, &["to", "and", "or"]) && self.tokens.is_digits(past + 1)
            || self.number_word(past + 1).is_some();
        let ends = !self.tokens.is_word(past) || then && !counts;
        ((star || digit) && opens && ends).then_some(past)
    }

    /// "in the 9200 block of Main Street": where it happened.
    pub(super) fn city_block(&self, at: usize) -> Option<usize> {
        (self.preceded_by(at, &["the"]) && self.tokens.is(at + 1, "block") && self.tokens.is(at + 2, "of")).then_some(at + 2)
    }

    /// The token behind a number that means something to a machine, or makes up a sign.
    pub(super) fn machine_text(&self, at: usize) -> Option<usize> {
        // "thank you all <3"
        let heart = self.tokens.text(at) == "3"
            && self.tokens.get(at + 1).is_none()
            && at
                .checked_sub(1)
                .is_some_and(|sign| self.tokens.is_mark(sign, &['<']) && self.tokens.glued(at) && !self.tokens.glued(sign));
        if heart {
            return Some(at + 1);
        }
        if self.is_status(at) || self.is_flag_value(at) || self.is_level(at) || self.is_house_number(at) {
            return Some(at + 1);
        }
        self.resolution(at)
    }

    /// "HTTP 500", "status 503", "started returning 403": an answer of a server (RFC 9110), not how many.
    fn is_status(&self, at: usize) -> bool {
        let code = self.tokens.text(at).len() == 3 && self.tokens.text(at).starts_with(['2', '3', '4', '5']);
        if !code {
            return false;
        }
        // "HTTP 500 errors" are answers, "HTTP 500 requests" are 500.
        let counts =
            || self.is_plural(at + 1) && !self.tokens.is_any(at + 1, &["errors", "responses", "replies", "codes", "pages"]);
        // "404 not found"
        let spelled =
            self.tokens.is(at + 1, "not") && self.tokens.is_any(at + 2, &["found", "implemented", "modified", "acceptable"]);
        if spelled && matches!(self.tokens.text(at), "404" | "501" | "304" | "406") {
            return true;
        }
        let named = self.preceded_by(at, &["http", "status", "https"]);
        named && !counts() && self.unit_after(at + 1, true).is_none() || self.is_returned(at)
    }

    /// "started returning 403", "with a 404", where a server is spoken of.
    fn is_returned(&self, at: usize) -> bool {
        const CODES: &[&str] = &[
            "301", "302", "304", "400", "401", "403", "404", "405", "408", "409", "410", "418", "422", "429", "500", "502",
            "503", "504",
        ];
        const ANSWERING: &[&str] = &["return", "returns", "returned", "returning", "respond", "responds", "responding"];
        const SERVING: &[&str] = &[
            "server", "servers", "request", "requests", "api", "endpoint", "page", "pages", "url", "http", "client", "clients",
            "bot", "agent", "crawler", "website", "site", "proxy", "error", "errors",
        ];
        const NEAR: usize = 12;
        if !CODES.contains(&self.tokens.text(at)) {
            return false;
        }
        let article = at.checked_sub(1).is_some_and(|article| self.tokens.is_any(article, &["a", "an"]));
        let stands = if article { self.ends_clause(at + 1) } else { self.preceded_by(at, ANSWERING) };
        let counted = || self.is_plural(at + 1) || self.unit_after(at + 1, true).is_some() || self.tokens.hyphen(at + 1);
        let served = || (at.saturating_sub(NEAR)..at + NEAR).any(|i| self.tokens.is_any(i, SERVING));
        stands && !self.magnitude_word(at + 1) && !counted() && served()
    }

    /// "`zstd -9`": how hard a program shall work, right behind its name.
    fn is_level(&self, at: usize) -> bool {
        const PACKERS: &[&str] = &[
            "7z", "brotli", "bz2", "bzip2", "gz", "gzip", "lz4", "lzip", "lzma", "lzop", "pbzip2", "pigz", "pzstd", "snappy",
            "xz", "zip", "zopfli", "zstd",
        ];
        let Some(dash) = at.checked_sub(1).filter(|dash| self.tokens.is_mark(*dash, &['-']) && self.tokens.glued(at)) else {
            return false;
        };
        let program = dash.checked_sub(1).filter(|name| self.tokens.spaced(dash) && self.tokens.is_any(*name, PACKERS));
        program.is_some() && self.tokens.text(at).len() < 3 && !self.tokens.glued(at + 1)
    }

    /// "`ab -n 50`", "--runs 10": the value of an option of a command.
    fn is_flag_value(&self, at: usize) -> bool {
        let Some(name) = at.checked_sub(1).filter(|name| self.tokens.is_word(*name) && self.tokens.spaced(at)) else {
            return false;
        };
        let dash = name.checked_sub(1).filter(|dash| self.tokens.is_mark(*dash, &['-']) && self.tokens.glued(name));
        let dash = dash.filter(|_| self.tokens.text(name).bytes().all(|byte| byte.is_ascii_lowercase()));
        dash.is_some_and(|dash| {
            let double = dash > 0 && self.tokens.is_mark(dash - 1, &['-']) && self.tokens.glued(dash);
            let first = dash - usize::from(double);
            let free = first == 0 || !self.tokens.glued(first);
            // "--about 40 of them--", "-a 40 year old chain-": words between dashes.
            const SPOKEN: &[&str] = &[
                "a", "i", "about", "almost", "around", "at", "just", "less", "more", "nearly", "of", "only", "over", "some",
                "the", "up",
            ];
            let option = double || self.tokens.text(name).len() == 1;
            free && option && !self.tokens.is_any(name, SPOKEN)
        })
    }

    /// "a 4264 x 3282 image": how many points a picture has each way.
    fn resolution(&self, at: usize) -> Option<usize> {
        let points = |at: usize| self.tokens.is_digits(at) && (3..=5).contains(&self.tokens.text(at).len());
        let by = self.tokens.is(at + 1, "x") || self.tokens.is_mark(at + 1, &['×']);
        const PICTURES: &[&str] = &[
            "image",
            "images",
            "jpeg",
            "jpg",
            "png",
            "tif",
            "tiff",
            "webp",
            "pixel",
            "pixels",
            "resolution",
            "screen",
            "display",
            "picture",
            "photo",
            "video",
        ];
        let shows = |at: usize| self.tokens.is_any(at, PICTURES) && !(self.is_plural(at + 1) && self.tokens.joined(at + 1));
        let pictured = || shows(at + 3) || shows(at + 4);
        (points(at) && by && self.tokens.spaced(at + 1) && points(at + 2) && pictured()).then_some(at + 3)
    }

    /// "4214 N. Mississippi Ave.", "12 Baker Street": where a house stands.
    fn is_house_number(&self, at: usize) -> bool {
        const STREETS: &[&str] =
            &["street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "drive", "highway"];
        const NAMED: usize = 4;
        let capital = |i: &usize| self.tokens.capital(*i) || self.tokens.is_mark(*i, &['.']);
        let street = (at + 1..=at + NAMED).take_while(capital).find(|i| self.tokens.is_any(*i, STREETS));
        // "300 Wall Street jobs" are jobs.
        street.is_some_and(|street| street > at + 1)
            && at
                .checked_sub(1)
                .is_some_and(|before| self.tokens.is_any(before, &["at", "of", "on"]) || self.tokens.is_mark(before, &[',', '(']))
    }

    /// "555-1234", "+99 555 01 02 03".
    pub(super) fn telephone(&self, at: usize) -> Option<usize> {
        if at > 0 && self.tokens.is_mark(at - 1, &['+']) && self.tokens.glued(at) {
            return self.international(at);
        }
        // "(555) 010-1234", but "in the north (120) 300-4000 units"
        let called = !self.is_plural(at + 5) && self.unit_after(at + 5, true).is_none();
        let area = called
            && self.tokens.text(at).len() == 3
            && at > 0
            && self.tokens.is_mark(at - 1, &['('])
            && self.tokens.is_mark(at + 1, &[')'])
            && self.tokens.text(at + 2).len() == 3
            && self.tokens.is_digits(at + 2)
            && self.tokens.is_mark(at + 3, &['-'])
            && self.tokens.is_digits(at + 4)
            && self.tokens.text(at + 4).len() == 4;
        if area {
            return Some(at + 5);
        }
        let dash = self.tokens.is_mark(at + 1, &['-'])
            && self.tokens.glued(at + 1)
            && self.tokens.is_digits(at + 2)
            && self.tokens.glued(at + 2);
        (dash && self.tokens.text(at).len() == 3 && self.tokens.text(at + 2).len() == 4 && self.money_before(at, 0).is_none())
            .then_some(at + 3)
    }

    /// A number with its country's code: groups of digits apart by blanks, the second perhaps in parentheses; 8 to 15 digits in all (ITU E.164).
    fn international(&self, at: usize) -> Option<usize> {
        const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
        let mut digits = self.tokens.text(at).len();
        let mut past = at + 1;
        let mut groups = 1;
        while digits < *DIGITS.end() {
            let open = usize::from(groups == 1 && self.tokens.is_mark(past, &['(']));
            let group = past + open;
            let plain = self.tokens.is_digits(group)
                && !(self.tokens.is_mark(group + 1, &['.', ','])
                    && self.tokens.glued(group + 2)
                    && self.tokens.is_digits(group + 2))
                && self.tokens.text(group).len() < 6;
            if !plain {
                break;
            }
            digits += self.tokens.text(group).len();
            past = group + 1 + open;
            past += usize::from(self.tokens.is_mark(past, &['-']) && self.tokens.is_digits(past + 1));
            groups += 1;
        }
        let free = self.unit_after(past, true).is_none() && !self.tokens.is_mark(past, &['%']);
        (groups > 2 && DIGITS.contains(&digits) && self.tokens.text(at).len() < 4 && free).then_some(past)
    }
}
