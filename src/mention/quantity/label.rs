//! Labels and names: bare whole numbers that name a year, a step, a version or a product.
//!
//! Comes in: a number as read. Goes out: whether it names something. Numbers with a unit, a currency or a bound are never asked about.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::Class;
use super::numeral::Numeral;

/// Words before a year.
const BEFORE_YEAR: &[&str] = &[
    "in", "since", "by", "from", "until", "till", "during", "of", "the", "its", "their", "our", "early", "mid", "late", "fiscal",
    "fy", "circa", "before", "after", "through", "calendar", "year", "to", "and", "vs", "versus", "for", "his", "this", "summer",
    "winter", "spring", "autumn", "fall",
];

/// Labels of several numbers.
const LABELS_OF_SEVERAL: &[&str] =
    &["pages", "pp", "figures", "tables", "chapters", "sections", "steps", "notes", "lines", "rows"];

impl Scan<'_> {
    /// Four digits between 1800 and 2099.
    pub(super) fn year_shaped(&self, at: usize) -> bool {
        self.tokens.is_digits(at) && self.tokens.text(at).len() == 4 && ("1800".."2100").contains(&self.tokens.text(at))
    }

    /// Whether a bare whole number is a year, label, part of a name or an index, rather than a figure. `counted` says that a plural follows.
    pub(super) fn names_something(&self, number: &Numeral, counted: bool) -> bool {
        let at = number.first;
        // "3m 05s"
        let timed = self.tokens.glued(number.past) && self.tokens.is_any(number.past, &["s", "m", "min", "sec"]);
        if number.padded && number.whole && !timed {
            return true;
        }
        if number.words && self.labelled_in_words(number, counted) {
            return true;
        }
        if number.words {
            return self.number_word(at).is_some_and(|(class, _)| class != Class::Scale)
                && self.tokens.capital(at)
                && at.checked_sub(1).is_some_and(|before| self.tokens.capital(before) && self.tokens.spaced(at))
                && !counted;
        }
        // "before 1.0", "we reached 2.0": a release.
        let release = self.tokens.is_mark(at + 1, &['.'])
            && self.tokens.text(at + 2) == "0"
            && number.past == at + 3
            && self.ends_clause(number.past);
        let told =
            &["of", "is", "was", "at", "to", "from", "by", "than", "about", "only", "over", "under", "are", "were", "and", "or"];
        let said = at > 0 && self.tokens.is_word(at - 1) && self.tokens.spaced(at);
        if release && said && !counted && !self.preceded_by(at, told) && self.tokens.text(at).len() == 1 {
            return true;
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

    /// "on day two", "phase one": a small number in words behind what such numbers order.
    fn labelled_in_words(&self, number: &Numeral, counted: bool) -> bool {
        const ORDERED: &[&str] = &[
            "day", "phase", "step", "stage", "part", "chapter", "round", "week", "tier", "level", "act", "season", "volume",
            "book", "episode", "option", "plan", "number", "quarter", "year", "month",
        ];
        const SHOWN: &[&str] = &["slide", "page", "chart", "figure", "table", "exhibit", "appendix"];
        let fiscal = number.value <= Decimal::from(4) && self.preceded_by(number.first, &["quarter"]);
        let shown = fiscal || self.preceded_by(number.first, SHOWN);
        number.past == number.first + 1
            && number.value <= Decimal::from(12)
            && (shown || !counted && self.preceded_by(number.first, ORDERED) && self.ends_clause(number.past))
    }

    /// Whether a word before the number makes it a label, whatever follows: "test 4".
    pub(super) fn is_labelled(&self, number: &Numeral) -> bool {
        number.whole && self.labelled(number.first, number, false)
    }

    /// A label before the number: "step 3", "version 3.4".
    fn labelled(&self, at: usize, number: &Numeral, counted: bool) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.tokens.spaced(at)) else { return false };
        // "weight: 3" on a line of its own: what a page tells its generator.
        const SETTINGS: &[&str] =
            &["weight", "order", "position", "nav_order", "sidebar_position", "toc_depth", "priority", "index"];
        let key = before.checked_sub(1).filter(|_| self.tokens.is_mark(before, &[':']));
        if key.is_some_and(|key| self.tokens.is_any(key, SETTINGS) && self.tokens.opens_line(key)) && !counted {
            return true;
        }
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
                | "slide"
                | "slides"
        );
        let article = !counted || version;
        // "pages 6 and 7", "figures 2, 3 and 4"
        let listed = self.tokens.is_any(before, &["and", "to"]) || self.tokens.is_mark(before, &[',', '&']);
        let in_list = |at: &usize| {
            self.tokens.is_digits(*at) || self.tokens.is_any(*at, &["and", "to"]) || self.tokens.is_mark(*at, &[',', '&'])
        };
        let first = (before.saturating_sub(8)..before).rev().find(|at| !in_list(at)).filter(|_| listed);
        if first.is_some_and(|first| self.tokens.is_any(first, LABELS_OF_SEVERAL)) && !counted && number.whole {
            return true;
        }
        self.lexicon.labels.contains(label.as_str())
            && article
            && (number.whole || version)
            && (pointed.is_none() || self.tokens.glued(before))
    }

    /// A capitalised name before the number: "Java 17", "Spring Boot 3.4", "Windows 10 users".
    fn named(&self, at: usize, number: &Numeral, counted: bool) -> bool {
        // "dual EPYC 7542 CPUs", "a GeForce 3080"
        const PROCESSORS: &[&str] = &[
            "epyc",
            "xeon",
            "ryzen",
            "threadripper",
            "opteron",
            "radeon",
            "geforce",
            "rtx",
            "gtx",
            "quadro",
            "pentium",
            "celeron",
            "snapdragon",
            "exynos",
        ];
        let Some(before) = at.checked_sub(1).filter(|&before| self.tokens.spaced(at) && self.tokens.capital(before)) else {
            return false;
        };
        let word = self.tokens.lower(before);
        let processor =
            self.tokens.is_any(number.past, &["cpu", "cpus", "processor", "processors", "gpu", "gpus", "chip", "chips"])
                || self.tokens.is_any(number.past, &["card", "cards", "server", "servers"]);
        let model = number.whole && number.value >= Decimal::ONE_HUNDRED && (!counted || processor);
        if model && PROCESSORS.contains(&word.as_str()) {
            return true;
        }
        let opens = before.checked_sub(1).is_none_or(|earlier| {
            !self.tokens.joined(before)
                || self.tokens.opens_line(before)
                || self.tokens.is_mark(earlier, &['.', '!', '?', ':', '"', '“', '—', '–', '•', '|', '*', '-', '('])
        });
        let verb = counted && (word.as_str().ends_with("ing") || word.as_str().ends_with("ed"));
        let common = verb
            || (word.as_str() != "go" && self.lexicon.stops.contains(word.as_str()))
            || self.lexicon.way_before.contains_key(word.as_str())
            || self.lexicon.way_of_share.contains_key(word.as_str())
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
