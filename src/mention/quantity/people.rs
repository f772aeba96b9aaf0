//! People whom bare numbers tell of: how many were harmed, and how old they are.
//!
//! Comes in: a figure that has no unit. Goes out: the same counting people or years of age, where the words beside it say so.

use rust_decimal::Decimal;

use super::Scan;
use super::figure::Draft;

impl Scan<'_> {
    /// "killed 14", "18 and older": people who were harmed, and years of age.
    pub(super) fn harmed_or_aged(&self, draft: &mut Draft) {
        const HARMING: &[&str] =
            &["killing", "killed", "injuring", "injured", "wounding", "wounded", "hospitalizing", "hospitalising"];
        let alone = self.ends_clause(draft.past)
            || self.tokens.is_any(draft.past, &["and", "of", "in", "on"]) && !self.tokens.is_any(draft.past + 1, &["the", "all"]);
        if alone && self.preceded_by(draft.first, HARMING) {
            draft.unit = "person".into();
            return;
        }
        // "Patients were 18 and older", "over the age of 25"
        let older = self.tokens.is_any(draft.past, &["and", "or"])
            && self.tokens.is_any(draft.past + 1, &["older", "younger"])
            && self.ends_clause(draft.past + 2);
        let age = self.preceded_by(draft.first, &["of"])
            && draft.first.checked_sub(1).is_some_and(|of| self.preceded_by(of, &["age", "ages"]));
        // "said Ann Reed, 51, co-owner of Acme"
        const LIVING: std::ops::RangeInclusive<i64> = 16..=105;
        let comma = |at: usize| self.tokens.is_mark(at, &[',']);
        let name = draft.first.checked_sub(3).filter(|_| comma(draft.first - 1) && comma(draft.past));
        let named = name.is_some_and(|first| {
            let two = self.tokens.capital(first) && self.tokens.capital(first + 1) && self.tokens.spaced(first + 1);
            two && self.tokens.is_word(first) && self.tokens.is_word(first + 1)
        });
        const TELLING: &[&str] = &[
            "a",
            "an",
            "who",
            "whose",
            "of",
            "from",
            "co",
            "said",
            "says",
            "told",
            "chief",
            "founder",
            "owner",
            "president",
            "director",
            "executive",
        ];
        let named = named && name.is_some_and(|first| crate::mention::name::is_first_name(self.tokens.text(first)));
        let told = self.tokens.is_any(draft.past + 1, TELLING) && !self.tokens.capital(draft.past + 1);
        let living = i64::try_from(draft.low).is_ok_and(|low| LIVING.contains(&low)) && draft.low == draft.high;
        let age = age || named && told && living && draft.past == draft.number.1;
        if (older || age) && draft.low <= Decimal::from(120) {
            draft.unit = "year".into();
        }
    }
}
