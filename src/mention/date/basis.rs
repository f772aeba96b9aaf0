//! What a change is measured against: "year over year", "QoQ", "from a year earlier", "compared with 2023".
//!
//! Comes in: one block's plain text. Goes out: [`BasisMention`]s in order. Whether a figure beside one is a change is not decided here.

use super::reader::Reader;
use super::value::TimeValue;
use super::vocabulary::{Class, Unit};
use crate::mention::words::Words;
use crate::text::TextSpan;

/// A basis of comparison where it stands in a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasisMention {
    /// Its words, preposition included ("from a year earlier", "compared with 2023").
    pub span: TextSpan,
    /// Its normal name ("YoY", "QoQ", "MoM", "WoW", "DoD", "CAGR"), or the ISO style of the time compared with.
    pub name: String,
    /// The time compared with, where it is a time of its own.
    pub time: Option<TimeValue>,
}

/// The bases of `text`, in order.
pub fn basis_scan(text: &str) -> Vec<BasisMention> {
    bases(&Reader::of_words(&Words::of(text)))
}

pub(super) fn bases(reader: &Reader) -> Vec<BasisMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(opening) = reader.next_basis(at) {
        at = opening + 1;
        if let Some((mention, next)) = reader.basis(opening) {
            found.push(mention);
            at = next.max(at);
        }
    }
    found
}

fn short_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "DoD",
        Unit::Week => "WoW",
        Unit::Month => "MoM",
        Unit::Quarter => "QoQ",
        Unit::Half => "HoH",
        Unit::Year | Unit::Decade => "YoY",
    }
}

/// The words that a basis may begin with, units of time aside, in small letters.
pub(super) const OPENERS: &[&str] = &[
    "y",
    "q",
    "m",
    "from",
    "than",
    "versus",
    "over",
    "vs",
    "against",
    "on",
    "compared",
    "relative",
    "above",
    "below",
    "ahead",
    "behind",
    "compound",
    "compounded",
    "sequentially",
    "cagr",
    "yoy",
    "qoq",
    "mom",
    "wow",
];

impl Reader<'_> {
    fn basis(&self, at: usize) -> Option<(BasisMention, usize)> {
        let named = self.abbreviated(at).or_else(|| self.unit_over_unit(at)).or_else(|| self.earlier_period(at));
        match named {
            Some((name, last)) => Some((self.basis_mention(at, last, name.to_owned(), None), last + 1)),
            None => self.compared_date(at),
        }
    }

    fn basis_mention(&self, at: usize, last: usize, name: String, time: Option<TimeValue>) -> BasisMention {
        let place =
            |at: usize| self.tokens.get(at).map_or((self.text.len(), self.text.len()), |token| (token.start(), token.end()));
        BasisMention { span: TextSpan::new(place(at).0, place(last).1), name, time }
    }

    /// "YoY", "y/y", "y-o-y", "QoQ", "CAGR".
    fn abbreviated(&self, at: usize) -> Option<(&'static str, usize)> {
        let word = self.word(at);
        let name = match word {
            "YoY" | "YOY" | "yoy" | "Yoy" => "YoY",
            "QoQ" | "QOQ" | "qoq" => "QoQ",
            "MoM" | "MOM" | "mom" => "MoM",
            "WoW" | "WOW" => "WoW",
            "CAGR" => "CAGR",
            "compound" | "compounded" if self.is_word(at + 1, "annual") || self.is_word(at + 1, "annually") => {
                let rate =
                    if self.is_word(at + 2, "growth") { at + 2 + usize::from(self.is_word(at + 3, "rate")) } else { at + 1 };
                return Some(("CAGR", rate));
            }
            "sequentially" => "QoQ",
            _ => return self.lettered(at),
        };
        (name != "MoM" || word != "mom" || self.word_before(at) == "%").then_some((name, at))
    }

    /// "y/y", "y-o-y", "q/q", "m-o-m".
    fn lettered(&self, at: usize) -> Option<(&'static str, usize)> {
        let name = match self.word(at) {
            "y" | "Y" => "YoY",
            "q" | "Q" => "QoQ",
            "m" | "M" => "MoM",
            _ => return None,
        };
        let slashed = self.word(at + 1) == "/" && self.is_word(at + 2, self.word(at)) && self.touches(at) && self.touches(at + 1);
        let dashed =
            self.is_dash(at + 1) && self.is_word(at + 2, "o") && self.is_dash(at + 3) && self.is_word(at + 4, self.word(at));
        match (slashed, dashed) {
            (true, _) => Some((name, at + 2)),
            (_, true) => Some((name, at + 4)),
            _ => None,
        }
    }

    /// "year over year", "quarter-on-quarter", "month-to-month".
    fn unit_over_unit(&self, at: usize) -> Option<(&'static str, usize)> {
        let Class::Unit(unit) = self.class(at) else { return None };
        let joint = usize::from(self.is_dash(at + 1));
        let second = at + 2 + 2 * joint;
        let over = matches!(self.word(at + 1 + joint), "over" | "on" | "to");
        (over && self.class(second) == self.class(at) && (joint == 0 || self.is_dash(second - 1)))
            .then_some((short_name(unit), second))
    }

    /// "from a year earlier", "than a year ago", "from the prior-year quarter", "compared with the same period last year".
    fn earlier_period(&self, at: usize) -> Option<(&'static str, usize)> {
        let start = self.comparing(at)?;
        let the = start + usize::from(matches!(self.class(start), Class::The));
        self.unit_earlier(start).or_else(|| self.prior_unit(the)).or_else(|| self.same_period(the))
    }

    /// After "from", "than", "compared with", "versus", "over": the place of what is compared with.
    fn comparing(&self, at: usize) -> Option<usize> {
        match self.word(at) {
            "from" | "than" | "versus" | "over" | "above" | "below" | "vs" | "against" | "on" => {
                Some(at + 1 + usize::from(self.word(at + 1) == "."))
            }
            "ahead" if self.is_word(at + 1, "of") => Some(at + 2),
            "behind" => Some(at + 1),
            "compared" | "relative" if matches!(self.word(at + 1), "with" | "to") => Some(at + 2),
            _ => None,
        }
    }

    /// "a year earlier", "one quarter ago", "year-earlier quarter".
    fn unit_earlier(&self, at: usize) -> Option<(&'static str, usize)> {
        let at = at + usize::from(self.class(at) == Class::The);
        let unit = if matches!(self.class(at), Class::Number(1)) { at + 1 } else { at };
        let Class::Unit(length) = self.class(unit) else { return None };
        let joint = usize::from(self.is_dash(unit + 1));
        let before = matches!(self.word(unit + 1 + joint), "ago" | "earlier" | "before" | "prior");
        let noun = usize::from(joint == 1 && matches!(self.word(unit + 3), "quarter" | "period" | "month" | "level" | "levels"));
        before.then_some((short_name(length), unit + 1 + joint + noun))
    }

    /// "the previous quarter", "prior-year period", "last year".
    fn prior_unit(&self, at: usize) -> Option<(&'static str, usize)> {
        let prior = matches!(self.word(at), "previous" | "prior" | "preceding") || self.class(at) == Class::Step(-1);
        let joint = usize::from(self.is_dash(at + 1));
        let unit = at + 1 + joint + usize::from(self.class(at + 1 + joint) == Class::Fiscal);
        let Class::Unit(length) = self.class(unit) else { return None };
        let noun = usize::from(matches!(self.word(unit + 1), "quarter" | "period") && joint == 1);
        prior.then_some((short_name(length), unit + noun))
    }

    /// "same period last year", "same quarter of the previous year", "same month a year earlier".
    fn same_period(&self, at: usize) -> Option<(&'static str, usize)> {
        if !matches!(self.word(at), "same" | "corresponding" | "comparable" | "equivalent") {
            return None;
        }
        let mut here = at + 2;
        here += usize::from(matches!(self.class(here), Class::Of | Class::In));
        here += usize::from(self.class(here) == Class::The);
        self.prior_unit(here).or_else(|| self.unit_earlier(here)).filter(|(name, _)| *name == "YoY")
    }

    /// "compared with 2023", "from 2023 levels", "versus Q1 2024", "than in 2019".
    fn compared_date(&self, at: usize) -> Option<(BasisMention, usize)> {
        let start = self.comparing(at).filter(|_| !matches!(self.word(at), "above" | "below" | "ahead" | "behind"))?;
        let here = start + usize::from(matches!(self.class(start), Class::In | Class::The));
        let here = here + usize::from(self.class(here) == Class::Qualifier);
        let date = self.read(here)?;
        let ranged = matches!(date.value, TimeValue::Range(..)) || matches!(self.class(date.next), Class::To | Class::Until);
        let strong = !matches!(self.word(at), "from" | "on" | "over" | "against");
        let level = matches!(self.word(date.next), "level" | "levels");
        let over = self.is_word(at, "over") && self.after_comparative(at);
        if ranged || !(strong || level || over || self.after_change(at)) {
            return None;
        }
        let last = if level { date.next } else { date.next - 1 };
        let words = || TextSpan::new(self.tokens.get(here).map_or(0, |token| token.start()), date.end);
        let name = date.value.resolve(None).unwrap_or_else(|| words().slice(self.text).unwrap_or("").to_owned());
        Some((self.basis_mention(at, last, name, Some(date.value)), last + 1))
    }

    /// Whether a comparative stands not far before: "higher satisfaction with their tools over 2016".
    fn after_comparative(&self, at: usize) -> bool {
        const FAR: usize = 10;
        (at.saturating_sub(FAR)..at).any(|before| {
            matches!(
                self.word(before),
                "higher" | "lower" | "better" | "worse" | "greater" | "more" | "fewer" | "less" | "faster"
            )
        })
    }

    /// Whether a share or "up", "down" stands in the few words before: "up 12% from 2023", "a 3-point rise over 2022".
    fn after_change(&self, at: usize) -> bool {
        let change =
            |word: &str| matches!(word, "%" | "percent" | "points" | "up" | "down" | "increase" | "decrease" | "rise" | "drop");
        let change = |word: &str| {
            change(word) || matches!(word, "decline" | "growth" | "jump" | "fall" | "gain" | "higher" | "lower" | "improvement")
        };
        (at.saturating_sub(2)..at).any(|before| change(self.word(before)))
    }
}
