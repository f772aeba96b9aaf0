//! Dates and times of day, recognised only to be passed over.
//!
//! Comes in: a token of digits. Goes out: the token behind the date, time, ordinal or decade that starts there. What they mean is another scanner's work.

use super::Scan;

impl Scan<'_> {
    /// "2019-2021", "2012–13", "2017-06".
    pub(super) fn years(&self, at: usize) -> Option<usize> {
        let dash = self.tokens.is_mark(at + 1, &['-', '–', '/', '‑', '—']);
        let second = self.tokens.text(at + 2);
        let year = self.year_shaped(at) && dash && self.tokens.is_digits(at + 2);
        let tail = second.len() == 2 || self.year_shaped(at + 2);
        let unit = self.tokens.glued(at + 3) && (self.tokens.is_word(at + 3) || self.tokens.is_mark(at + 3, &['%']));
        (year && tail && !unit).then_some(at + 3)
    }

    pub(super) fn slashed_years(&self, at: usize) -> Option<usize> {
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

    /// "3rd", "the 1990s", "21st-century".
    pub(super) fn ordinal(&self, at: usize) -> Option<usize> {
        let suffix = super::literal::literal(&self.tokens, at).map_or(at + 1, |literal| literal.past);
        // "over-55s", "under 30s": people of an age.
        let aged = self.tokens.glued(suffix)
            && self.tokens.word(suffix) == "s"
            && self.tokens.text(at).len() == 2
            && (self.preceded_by(at, &["over", "under"])
                && at > 1
                && self.tokens.is_any(at - 2, &["the", "among", "amongst", "for", "of"])
                || at > 1 && self.tokens.hyphen(at - 1) && self.tokens.is_any(at - 2, &["over", "under"]));
        if aged {
            return Some(suffix + 1);
        }
        let ordinal = self.tokens.glued(suffix)
            && matches!(self.tokens.word(suffix), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
        let decade = self.tokens.glued(suffix) && self.tokens.word(suffix) == "s" && self.decade(at);
        if ordinal && self.tokens.hyphen(suffix + 1) {
            return Some(suffix + 3);
        }
        (ordinal || decade).then_some(suffix + 1)
    }

    /// "1990s", "the 90s", "in their 40s".
    pub(super) fn decade(&self, at: usize) -> bool {
        let digits = self.tokens.text(at);
        let before = at.checked_sub(1).map(|before| if self.tokens.hyphen(before) { before.saturating_sub(1) } else { before });
        let placed = before.is_some_and(|before| {
            self.tokens.is_any(before, &["the", "mid", "late", "early", "his", "her", "their", "my", "our"])
                || self.tokens.is_mark(before, &['\'', '’'])
        });
        digits.ends_with('0') && (self.year_shaped(at) || (digits.len() == 2 && placed))
    }

    /// "10:30", "5 pm", "9 a.m.".
    pub(super) fn clock(&self, at: usize) -> Option<usize> {
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
        // "1632 GMT"
        let zone = digits.len() == 4 && !colon && digits[..2] < *"25" && digits[2..] < *"60" && self.tokens.spaced(at + 1);
        let zone = zone && !self.tokens.is_word(at + 2);
        if zone && matches!(self.tokens.text(at + 1), "GMT" | "UTC" | "EST" | "EDT" | "CET" | "CEST" | "BST" | "PST" | "PDT") {
            return Some(at + 2);
        }
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
    pub(super) fn day(&self, at: usize) -> Option<usize> {
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
        // "April, 12 –": a comma that does not belong there.
        let comma = at.checked_sub(2).is_some_and(|month| {
            let ends = self.tokens.is_mark(at + 1, &['–', '—']) && !self.tokens.glued(at + 1)
                || self.year_shaped(at + 1)
                || self.tokens.is_mark(at + 1, &[',']) && self.year_shaped(at + 2);
            self.is_month(month) && self.tokens.is_mark(at - 1, &[',']) && self.tokens.glued(at - 1) && ends
        });
        let after_month = at.checked_sub(1).is_some_and(|month| self.is_month(month)) || dotted || comma;
        let second = self.tokens.is_digits(at + 2) && self.tokens.text(at + 2).len() <= 2;
        // "between 3 and 14 June"
        let spelled = self.tokens.is_any(at + 1, &["and", "to", "until", "through"]) && self.is_month(at + 3);
        let range = usize::from(second && (self.tokens.is_mark(at + 1, &['-', '–']) || spelled)) * 2;
        if after_month && self.tokens.joined(at) {
            return Some(at + 1 + range);
        }
        let of = at + 1 + range + usize::from(self.tokens.is(at + 1 + range, "of"));
        (self.is_month(of) && self.tokens.joined(of)).then_some(of + 1)
    }
}
