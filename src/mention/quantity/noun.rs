//! Counted nouns: what a number counts, as one singular noun.
//!
//! Comes in: the token after a number. Goes out: the head of the noun phrase that follows, in the singular, with the phrase's place. There is no tagger:
//! after a number above one the head is the first plural, and what ends a noun phrase is a closed list of words.

use super::Scan;

/// A counted noun.
#[derive(Debug, Clone)]
pub(super) struct Noun {
    /// The head in the singular; a fixed compound keeps both words.
    pub(super) unit: String,
    pub(super) first: usize,
    pub(super) past: usize,
    pub(super) plural: bool,
    /// The time that an adjective says it is counted per: "daily", "monthly".
    pub(super) per: Option<&'static str>,
}

/// Plurals that modify the noun behind them: "two sales teams".
const PLURAL_MODIFIERS: &[&str] = &[
    "sales",
    "ops",
    "services",
    "sports",
    "systems",
    "operations",
    "goods",
    "communications",
    "savings",
    "earnings",
    "arms",
    "jobs",
    "customs",
    "materials",
    "logistics",
    "electronics",
    "analytics",
    "graphics",
    "series",
    "resources",
    "data",
    "news",
    "people",
    "species",
    "awards",
    "antitrust",
    "futures",
    "options",
    "securities",
    "returns",
    "works",
    "games",
    "media",
    "solutions",
    "crew",
    "staff",
    "police",
    "personnel",
    "cattle",
    "jobless",
    "unemployed",
    "homeless",
    "uninsured",
];

/// How many words a noun phrase may have before its head.
const LONGEST: usize = 6;

const PER_ADJECTIVES: &[(&str, &str)] = &[
    ("daily", "day"),
    ("weekly", "week"),
    ("monthly", "month"),
    ("annual", "year"),
    ("yearly", "year"),
    ("hourly", "hour"),
    ("quarterly", "quarter"),
];

/// People counted over a time are people, not a rate.
const PER_EXCEPT: &[&str] = &[
    "user",
    "customer",
    "subscriber",
    "viewer",
    "visitor",
    "listener",
    "reader",
    "player",
    "member",
    "active",
    "people",
    "person",
    "report",
    "newsletter",
    "meeting",
    "payment",
    "installment",
];

/// Units of what things hold, draw or do, as they describe what is counted.
const SIZES: &[&str] = &["KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "W", "kW", "MW", "GW", "GHz", "MHz", "inch"];

/// Determiners that "of" may bring before the noun: "60 of its employees".
const DETERMINERS: &[&str] = &["the", "its", "their", "our", "his", "her", "these", "those", "all", "my", "your"];

impl Scan<'_> {
    /// The noun that a number before `at` counts; `one` for exactly one.
    pub(super) fn noun(&self, at: usize, one: bool) -> Option<Noun> {
        if self.tokens.is(at, "of") && self.tokens.spaced(at) {
            let after = at + 1 + usize::from(self.tokens.is_any(at + 1, DETERMINERS));
            let after = super::literal::literal(&self.tokens, after).map_or(after, |number| number.past);
            let after = after + usize::from(self.number_word(after).is_some());
            return self.phrase(after, false).filter(|noun| noun.plural);
        }
        self.phrase(at, one)
    }

    /// One noun without plural: what stands behind "per".
    pub(super) fn single_noun(&self, at: usize) -> Option<Noun> {
        let mut past = at + 1;
        while past < at + 3
            && self.modifies(past)
            && self.tokens.spaced(past)
            && !self.tokens.is_any(past, &["per", "a", "an"])
            && self.known_modifier(past - 1)
        {
            past += 1;
        }
        // "per browser tab": a compound, or what an adjective of the trade stands before ("per diluted share").
        let trade = self.tokens.is_any(past - 1, &["diluted", "basic", "ordinary", "common", "outstanding"]);
        let joint = self.tokens.spaced(past) && self.modifies(past);
        if joint && (trade || self.is_compound(past - 1, &self.singular(past))) {
            let singular = self.singular(past);
            let unit = if trade { singular } else { format!("{} {singular}", self.singular(past - 1)) };
            return Some(Noun { unit, first: at, past: past + 1, plural: false, per: None });
        }
        let unit = self.singular(past - 1);
        (!unit.is_empty()).then_some(Noun { unit, first: at, past, plural: false, per: None })
    }

    fn known_modifier(&self, at: usize) -> bool {
        self.tokens.is_any(
            at,
            &[
                "active",
                "monthly",
                "daily",
                "additional",
                "new",
                "paid",
                "virtual",
                "unique",
                "million",
                "thousand",
                "billion",
                "registered",
            ],
        )
    }

    fn phrase(&self, at: usize, one: bool) -> Option<Noun> {
        let heading = self.tokens.opens_line(at) && self.tokens.capital(at);
        let at = if one { at } else { self.behind_measure(at) };
        if !self.tokens.spaced(at) || heading || !self.modifies(at) {
            return None;
        }
        let mut here = at;
        let mut last = at;
        while here < at + 2 * LONGEST && last < at + LONGEST + 2 {
            if !self.modifies(here) {
                break;
            }
            last = here;
            if !one && self.is_plural(here) {
                return Some(self.headed(at, self.last_plural(here)));
            }
            here = match self.next_name(here).or_else(|| self.next_word(here)) {
                Some(next) => next,
                None => break,
            };
        }
        one.then(|| self.singular_head(at, last))?
    }

    /// Behind a measure that describes what is counted: "two 1,100-MW reactors", "12 two-bedroom apartments", "24 3.8TB SSDs".
    fn behind_measure(&self, at: usize) -> usize {
        let number = match super::literal::literal(&self.tokens, at) {
            Some(number) => number.past,
            None if self.number_word(at).is_some() => at + 1,
            None => return at,
        };
        let measured = self.tokens.hyphen(number) && self.tokens.is_word(number + 1) && self.tokens.spaced(number + 2);
        if measured {
            return number + 2;
        }
        let sized = self.unit_after(number, true).filter(|unit| SIZES.contains(&unit.code.as_str()));
        sized.map(|unit| unit.past).filter(|past| self.tokens.spaced(at) && self.tokens.spaced(*past)).unwrap_or(at)
    }

    /// The word after `here` in the same noun phrase.
    fn next_word(&self, here: usize) -> Option<usize> {
        // "PlayStation 5 consoles": the number of a product is part of its name.
        let digits = self.tokens.is_digits(here + 1).then(|| self.tokens.text(here + 1).len());
        let model = self.tokens.capital(here) && digits.is_some_and(|digits| digits <= 2 || digits <= 4 && self.models(here + 2));
        let next = here + 1 + usize::from((self.tokens.glued(here + 1) || model) && self.tokens.is_digits(here + 1));
        // "240,000 active (unexpired) certificates"
        let aside = self.tokens.is_mark(next, &['('])
            && self.tokens.is_word(next + 1)
            && self.tokens.is_mark(next + 2, &[')'])
            && self.tokens.spaced(next + 3)
            && self.tokens.is_word(next + 3);
        if aside {
            return Some(next + 3);
        }
        let linked = self.tokens.hyphen(next) || (self.tokens.is_mark(next, &['/', '&', '\'', '’']) && self.tokens.glued(next));
        if linked && self.tokens.is_word(next + 1) {
            return Some(next + 1);
        }
        (self.tokens.spaced(next) && self.tokens.is_word(next)).then_some(next)
    }

    /// "1.1 million Veltro and Bison vehicles": the name behind "and" in a row of names that stands before what is counted.
    fn next_name(&self, here: usize) -> Option<usize> {
        let link = here + 1;
        let next = link + 1;
        let linked = self.tokens.is_any(link, &["and", "or"]) && self.tokens.spaced(next);
        let named = self.tokens.capital(here) && self.tokens.capital(next) && self.tokens.is_word(next);
        let noun = next + 1;
        let counted = self.tokens.spaced(noun) && self.is_plural(noun) && !self.tokens.capital(noun);
        (linked && named && counted).then_some(next)
    }

    /// Whether the digits before `at` are a model's: "3945 Routers", "5525-X ASAs".
    fn models(&self, at: usize) -> bool {
        let lettered = self.tokens.hyphen(at) && self.tokens.word(at + 1).len() <= 2 && self.tokens.capital(at + 1);
        let noun = if lettered { at + 2 } else { at };
        self.tokens.spaced(noun) && self.tokens.capital(noun) && self.is_plural(noun)
    }

    /// Two plurals in a row are one phrase: "two sales teams".
    fn last_plural(&self, here: usize) -> usize {
        match self.next_word(here) {
            Some(next)
                if self.tokens.spaced(next)
                    // "7 Mavericks nodes": a name that looks like a plural.
                    && (self.tokens.is_any(here, PLURAL_MODIFIERS) || self.tokens.capital(here))
                    && self.is_plural(next)
                    && self.modifies(next)
                    && !self.tokens.capital(next) =>
            {
                next
            }
            // "30,000 sports utility vehicles"
            Some(next) if self.tokens.is(here, "sports") && !self.is_plural(next) && self.modifies(next) => {
                self.next_word(next).filter(|head| self.is_plural(*head)).unwrap_or(here)
            }
            _ => here,
        }
    }

    fn headed(&self, first: usize, head: usize) -> Noun {
        let unit = self.compound(first, head);
        let slashed = self.tokens.is_mark(head + 1, &['/']) && self.tokens.glued(head + 1) && self.is_plural(head + 2);
        // "five operations/sysadmin staff": what stands on both sides of the slash describes.
        let staff = head + 3;
        if self.tokens.is_mark(head + 1, &['/'])
            && self.tokens.glued(head + 1)
            && self.tokens.is_word(head + 2)
            && self.tokens.spaced(staff)
            && (self.is_plural(staff) || self.tokens.is_any(staff, &["staff", "personnel", "crew"]))
            && self.modifies(staff)
        {
            return Noun { unit: self.singular(staff), first, past: staff + 1, plural: true, per: None };
        }
        let (unit, past) = if slashed { (format!("{unit}/{}", self.singular(head + 2)), head + 3) } else { (unit, head + 1) };
        let per = if PER_EXCEPT.iter().any(|except| unit.ends_with(except)) { None } else { self.per_adjective(first, head) };
        Noun { unit, first, past, plural: true, per }
    }

    /// After one: the last word of the phrase, which has no plural.
    fn singular_head(&self, first: usize, last: usize) -> Option<Noun> {
        // "at least one visualization clicked": what is done to it is no part of its name.
        const NO_DEEDS: &[&str] = &[
            "bed",
            "biped",
            "breed",
            "deed",
            "feed",
            "hatred",
            "hundred",
            "infrared",
            "kindred",
            "moped",
            "need",
            "quadruped",
            "reed",
            "seed",
            "shed",
            "speed",
            "steed",
            "thoroughbred",
            "wed",
            "weed",
        ];
        let done = last > first && self.tokens.word(last).ends_with("ed") && !self.tokens.is_any(last, NO_DEEDS);
        let last = last - usize::from(done);
        let short = last - first <= 2;
        (short && !self.tokens.capital(last)).then(|| Noun {
            unit: self.compound(first, last),
            first,
            past: last + 1,
            plural: false,
            per: None,
        })
    }

    fn compound(&self, first: usize, head: usize) -> String {
        let singular = self.singular(head);
        // "sign-ups", "check-ins", "drop-outs"; "t-shirts", "e-bikes"
        let particle = matches!(singular.as_str(), "up" | "in" | "out" | "on" | "off" | "down");
        let hyphened = head.checked_sub(2).filter(|word| *word >= first && self.tokens.hyphen(head - 1));
        if let Some(word) = hyphened.map(|word| self.tokens.word(word)).filter(|word| particle || word.len() == 1) {
            return format!("{}-{singular}", word.to_lowercase());
        }
        let before = head.checked_sub(1).filter(|&before| before >= first && self.tokens.is_word(before));
        match before {
            Some(before) if self.is_compound(before, &singular) => format!("{} {singular}", self.singular(before)),
            _ => singular,
        }
    }

    fn is_compound(&self, before: usize, singular: &str) -> bool {
        let phrase = format!("{} {singular}", self.tokens.word(before));
        let tokens = super::token::Tokens::read(&phrase);
        self.lexicon.compounds.ahead(&tokens, 0).is_some_and(|(_, past)| past == tokens.len())
    }

    fn per_adjective(&self, first: usize, head: usize) -> Option<&'static str> {
        (first..head).find_map(|at| {
            let word = self.tokens.lower(at);
            PER_ADJECTIVES.iter().find(|(adjective, _)| *adjective == word.as_str()).map(|(_, per)| *per)
        })
    }

    /// Whether the word can stand in a noun phrase after a number.
    fn modifies(&self, at: usize) -> bool {
        let word = self.tokens.lower(at);
        let coded = self.tokens.glued(at + 1) && self.tokens.is_digits(at + 1) && self.tokens.capital(at);
        // "3,588 total respondents", but "$5 million total"
        let total = word.as_str() == "total" && self.tokens.spaced(at + 1) && self.is_plural(at + 1);
        let skipped = total || matches!(word.as_str(), "more" | "fewer") && !self.tokens.is(at + 1, "than");
        // "300 one-to-one calls"
        let compound = self.tokens.hyphen(at + 1) && self.tokens.is_word(at + 2);
        self.tokens.is_word(at)
            && (skipped
                || coded
                || compound
                || !self.lexicon.stops.contains(word.as_str())
                || self.is_abbreviation(at)
                || self.is_counted_run(at)
                || self.ends_compound(at))
            && (self.number_word(at).is_none()
                || compound
                || self.tokens.glued(at)
                || self.tokens.is_any(at, &["quarters", "quarter"]))
            && !self.is_month(at)
    }

    /// "38,000 runs, into a table": what ends its clause is counted, and nobody runs.
    fn is_counted_run(&self, at: usize) -> bool {
        self.tokens.is(at, "runs") && (self.ends_clause(at + 1) || self.tokens.is_any(at + 1, &["of", "per", "each"]))
    }

    /// "high-paying", "full-time": behind a hyphen no word ends the phrase.
    fn ends_compound(&self, at: usize) -> bool {
        at > 1 && self.tokens.hyphen(at - 1) && self.tokens.glued(at) && self.tokens.is_word(at - 2) && self.tokens.joined(at - 2)
    }

    /// "IT managers", "US adults": capitals that are no little word, where not everything is in capitals.
    fn is_abbreviation(&self, at: usize) -> bool {
        let capitals = |at: usize| self.tokens.word(at).len() > 1 && self.tokens.word(at).bytes().all(|b| b.is_ascii_uppercase());
        capitals(at) && self.tokens.is_word(at + 1) && !capitals(at + 1)
    }

    pub(super) fn is_month(&self, at: usize) -> bool {
        self.tokens.capital(at) && self.lexicon.months.contains(self.tokens.lower(at).as_str())
    }

    /// Whether the word looks like a plural.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let lower = self.tokens.lower(at);
        let word = lower.as_str();
        if self.lexicon.plurals.contains_key(word) || self.is_counted_run(at) {
            return true;
        }
        let possessive = self.tokens.is_mark(at + 1, &['\'', '’']) && self.tokens.glued(at + 1) && self.tokens.is(at + 2, "s");
        let shape =
            word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
        let text = self.tokens.word(at);
        let abbreviated =
            text.len() > 2 && text.strip_suffix('s').is_some_and(|stem| stem.bytes().all(|b| b.is_ascii_uppercase()));
        // "AWS instances": letters are no plural.
        let letters = (2..=4).contains(&text.len()) && self.is_capitals(at) && !self.is_shouted(at);
        (shape || abbreviated) && !letters && !possessive && !self.lexicon.not_plural.contains(word)
    }

    fn is_capitals(&self, at: usize) -> bool {
        self.tokens.is_word(at) && self.tokens.word(at).bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// "ACME CUTS 300 JOBS": whether the word behind a number stands among words all in capitals.
    fn is_shouted(&self, at: usize) -> bool {
        let shouts = |before: &usize| self.is_capitals(*before) && self.tokens.word(*before).len() > 2;
        let before = (at.saturating_sub(2)..at).any(|before| shouts(&before));
        let ends = !self.tokens.is_word(at + 1) || !self.tokens.spaced(at + 1);
        // "40 ACME ZONES": what is counted ends the run.
        let name = self.is_capitals(at + 1) && self.tokens.word(at).len() < 4 && self.tokens.word(at + 1).ends_with('S');
        self.is_capitals(at) && before && (ends || self.is_capitals(at + 1) && !name)
    }

    /// The word in the singular, in small letters unless it is an abbreviation ("CVEs", "APIs").
    pub(super) fn singular(&self, at: usize) -> String {
        let word = self.tokens.word(at);
        let lower = word.to_lowercase();
        if let Some(singular) = self.lexicon.plurals.get(lower.as_str()) {
            return (*singular).to_owned();
        }
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        if capitals > 1 && !self.is_shouted(at) {
            return word.strip_suffix('s').unwrap_or(word).to_owned();
        }
        singular_of(&lower)
    }
}

/// The singular of a regular plural; other words stay.
fn singular_of(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let sibilant = ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = word.strip_suffix("es").filter(|_| sibilant) {
        return stem.to_owned();
    }
    let plural = word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    if plural { word[..word.len() - 1].to_owned() } else { word.to_owned() }
}
