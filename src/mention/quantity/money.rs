//! Money: currency signs, codes and words on either side of a number.
//!
//! Comes in: a place next to a number. Goes out: the currency's code and how far it reaches. Words that are money only in company ("pounds") are decided
//! by what stands around them.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::Money;

/// Verbs and nouns of paying: a doubtful currency word near one of them is money.
const PAYING: &[&str] = &[
    "pay", "paid", "pays", "paying", "cost", "costs", "costing", "price", "priced", "prices", "worth", "spend", "spent",
    "spending", "earn", "earned", "earning", "fine", "fined", "raise", "raised", "save", "saved", "bill", "fee", "salary",
    "wage", "wages", "sold", "sell", "buy", "bought", "charge", "charged", "debt", "owed", "profit", "loss", "revenue", "sales",
    "donated", "bid", "budget", "valued", "fund", "funding", "grant", "tax",
];

/// Letters that make a dollar another country's when they stand apart before its sign, as in cut-up text ("hk $ 10").
const APART: &[(&str, &str)] = &[
    ("us", "USD"),
    ("hk", "HKD"),
    ("c", "CAD"),
    ("nz", "NZD"),
    ("s", "USD"),
    ("usd", "USD"),
    ("cad", "CAD"),
    ("aud", "AUD"),
    ("mxn", "MXN"),
];

impl Scan<'_> {
    /// The currency before the number that starts at `at`, and its first token.
    pub(super) fn money_before(&self, at: usize, floor: usize) -> Option<(&'static str, usize)> {
        let last = at.checked_sub(1).filter(|&last| last >= floor && (self.tokens.glued(at) || self.tokens.spaced(at)))?;
        self.sign_before(last, at, floor).or_else(|| self.code_before(last, at))
    }

    fn sign_before(&self, last: usize, at: usize, floor: usize) -> Option<(&'static str, usize)> {
        for (sign, code) in self.lexicon.signs_by_last.get(self.tokens.text(last))? {
            let Some(first) = self.spelled_before(at, sign, floor) else { continue };
            let letters = sign.starts_with(char::is_alphabetic);
            let inside =
                letters && self.tokens.glued(first) && first.checked_sub(1).is_some_and(|before| self.tokens.is_word(before));
            if inside {
                continue;
            }
            let apart = self.tokens.spaced(at) && self.tokens.is_mark(last, &['$']) && self.tokens.spaced(last);
            let word =
                first.checked_sub(1).filter(|&word| apart && first == last && word >= floor).map(|word| self.tokens.lower(word));
            let country = word.and_then(|word| {
                APART.iter().find(|(letters, _)| *letters == word.as_str() && word.as_str() != "s").map(|(_, code)| *code)
            });
            return Some(country.map_or((code, first), |code| (code, first - 1)));
        }
        None
    }

    /// The first token of `sign` where it ends before `past`, without blanks.
    fn spelled_before(&self, past: usize, sign: &str, floor: usize) -> Option<usize> {
        let mut rest = sign;
        let mut first = past;
        while !rest.is_empty() {
            let touches = first == past || self.tokens.glued(first);
            first = first.checked_sub(1).filter(|&first| first >= floor && touches)?;
            rest = rest.strip_suffix(self.tokens.text(first)).filter(|_| !self.tokens.text(first).is_empty())?;
        }
        Some(first)
    }

    /// An ISO code before the number: "CHF 3m", "USD115".
    fn code_before(&self, last: usize, at: usize) -> Option<(&'static str, usize)> {
        let word = self.tokens.word(last);
        let code = self.iso(word)?;
        let lower = word.chars().all(char::is_lowercase);
        (!lower || self.tokens.spaced(at)).then_some((code, last))
    }

    /// The ISO code that a word spells, in capitals or small letters; the dollar codes also as a word of their own.
    pub(super) fn iso(&self, word: &str) -> Option<&'static str> {
        if !(3..=4).contains(&word.len())
            || !(word.chars().all(|letter| letter.is_ascii_uppercase())
                || matches!(word, "usd" | "eur" | "gbp" | "rmb" | "btc" | "inr" | "chf" | "cad" | "aud" | "jpy" | "cny"))
        {
            return None;
        }
        let code = self.lexicon.money_codes.get(word.to_ascii_uppercase().as_str())?;
        Some(if code == "RMB" { "CNY" } else { code })
    }

    /// The currency after a number that ends before `at`, and the token after it.
    pub(super) fn money_after(&self, at: usize) -> Option<(Money, usize)> {
        let at = at + usize::from(self.tokens.hyphen(at));
        if !self.tokens.glued(at) && !self.tokens.spaced(at) {
            return None;
        }
        if let Some(found) = self.lexicon.money_words.ahead(&self.tokens, at) {
            return Some(found);
        }
        if let Some(code) = self.iso(self.tokens.word(at)) {
            return Some((Money { code, doubtful: false }, at + 1));
        }
        if self.tokens.word(at) == "p"
            && self.tokens.glued(at)
            && !(self.tokens.glued(at + 1) && self.tokens.mark(at + 1).is_none())
            && self.is_pence(at)
        {
            return Some((Money { code: "pence", doubtful: false }, at + 1));
        }
        let follows = self.tokens.glued(at) || !self.before_number(at + 1);
        let signs = self.lexicon.signs_by_first.get(self.tokens.text(at))?;
        let sign = signs.iter().find_map(|(sign, code)| Some((*code, self.spelled(at, sign)?)));
        sign.filter(|(_, past)| follows && !(self.tokens.glued(*past) && self.tokens.is_digits(*past)))
            .map(|(code, past)| (Money { code, doubtful: false }, past))
    }

    /// "99p", and no screen height ("1080p").
    fn is_pence(&self, at: usize) -> bool {
        let digits = self.tokens.text(at.wrapping_sub(1));
        digits.len() < 4 && !matches!(digits, "144" | "240" | "360" | "480" | "576" | "720")
    }

    fn before_number(&self, at: usize) -> bool {
        self.tokens.is_digits(at)
    }

    /// "11 million pounds of groceries": whether what stands behind the word that ends before `at` is weighed.
    pub(super) fn weighs(&self, at: usize) -> bool {
        const GOODS: &[&str] = &[
            "groceries",
            "food",
            "meat",
            "beef",
            "pork",
            "chicken",
            "turkey",
            "fish",
            "seafood",
            "salmon",
            "shrimp",
            "produce",
            "vegetables",
            "fruit",
            "flour",
            "sugar",
            "coffee",
            "cocoa",
            "tea",
            "rice",
            "wheat",
            "corn",
            "soybeans",
            "grain",
            "butter",
            "cheese",
            "milk",
            "potatoes",
            "cotton",
            "wool",
            "steel",
            "iron",
            "copper",
            "aluminium",
            "aluminum",
            "lead",
            "uranium",
            "coal",
            "waste",
            "trash",
            "garbage",
            "plastic",
            "paper",
            "clothing",
            "clothes",
            "pressure",
            "thrust",
            "cargo",
            "freight",
            "fuel",
            "cocaine",
            "heroin",
            "marijuana",
            "cannabis",
            "explosives",
            "fertilizer",
            "fertiliser",
            "honey",
            "nuts",
            "almonds",
        ];
        self.tokens.is(at, "of") && self.tokens.is_any(at + 1, GOODS)
    }

    /// Whether a doubtful currency word is money here: a large sum, or paying within a few words before `first`.
    pub(super) fn is_paid(&self, first: usize, value: Decimal) -> bool {
        value >= Decimal::from(100_000) || (first.saturating_sub(6)..first).any(|before| self.tokens.is_any(before, PAYING))
    }
}
