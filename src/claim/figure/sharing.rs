//! What figures of one sentence share: the noun that both count, the kind of what is compared.
//!
//! Comes in: a figure's draft and those before it in its sentence. Goes out: the draft with what it takes from them.

use crate::text::TextSpan;

use super::super::Kind;
use super::super::draft::Draft;
use super::super::kind::is_currency;
use super::super::measure::{self, Measure, Tie};
use super::super::nouns::{self, NounClass};
use super::super::syntax::{Class, Token};
use super::Figures;

/// The unit of a draft's figure.
fn unit(draft: &Draft) -> &str {
    draft.figure.as_ref().map_or("", |(_, quantity)| quantity.unit.as_str())
}

/// "up 6% year over year, or 4% organically", "$5.2 million or $0.32 per share": what a figure behind "or" has of the one before it, `last`.
fn told_otherwise(last: &Draft, measure: &Measure, draft: &mut Draft) {
    let (of_share, of_sum, grows) = (unit(last) == "%", last.currency().is_some(), last.kind == Kind::Growth);
    let same = match unit(draft) {
        "%" => grows && (of_share || of_sum),
        // "up 1.1 per cent, or 23p"
        sum if is_currency(sum) => grows && of_share,
        // "down 1.3 per cent, or 76 points"
        "point" => grows && of_share,
        // "charge-offs totaled $1.1 million, or 9 basis points"
        "bps" => of_sum && !grows,
        _ => false,
    };
    if same {
        draft.kind = last.kind;
    }
    // The same sum, for each share.
    if of_sum && unit(draft).ends_with("/share") && measure.attached.is_none() {
        draft.metric.clone_from(&last.metric);
    }
}

impl Figures<'_> {
    /// "grew from 8 to more than 400 contributors": the noun behind the second figure is what both count.
    pub(super) fn share_noun(&self, before: (usize, &Measure), here: (usize, &Measure), first: &mut Draft, second: &Draft) {
        let pair = measure::tie(&self.scene.sentence.tokens, before.0, here.0) == Some(measure::Tie::Pair);
        if pair && before.1.own.is_none() && here.1.own.is_some() && unit(first) == unit(second) {
            first.metric.clone_from(&second.metric);
            first.kind = second.kind;
        }
    }

    /// The kind of a figure that is compared with one before it, of which it is told again, or of the same row; `drafts` are those before it, each with its token.
    pub(super) fn share_kind(&self, drafts: &[(usize, Draft)], here: (usize, &Measure), draft: &mut Draft) {
        let Some((place, last)) = drafts.last() else { return };
        let tie = |place: usize| measure::tie(&self.scene.sentence.tokens, place, here.0);
        let close = tie(*place);
        // "39 billion crowns ($3.7 billion)"
        let money = draft.currency().is_some() && last.currency().is_some();
        if close == Some(Tie::Equal) && (money || unit(draft) == unit(last)) {
            draft.kind = last.kind;
            self.share_account(last, draft);
            return;
        }
        let shares = unit(draft) == "%" && unit(last) == "%";
        if shares && last.kind == Kind::Growth && self.grows_on(*place, here) {
            draft.kind = last.kind;
        }
        // "Acme leads in use (81%), followed by Bolt (33%)"
        let row = shares && self.is_enclosed(*place) && self.is_enclosed(here.0);
        if row && draft.kind == Kind::Statistic && last.kind == Kind::Adoption && close == Some(Tie::Along) {
            draft.kind = last.kind;
        }
        // "$2.50 per million input tokens and $10 per million output tokens"
        let rates = unit(draft).contains('/') && unit(last).contains('/') && draft.currency() == last.currency();
        // "SG&A was $148 million, or 13.7% of sales"
        let or = here.0.checked_sub(1).is_some_and(|before| self.scene.sentence.tokens[before].lower == "or");
        let of_sum = or && last.currency().is_some();
        if or {
            told_otherwise(last, here.1, draft);
        }
        let part = of_sum && draft.kind == Kind::Market && unit(draft) == "%";
        if close == Some(Tie::Along) && last.kind == Kind::Cost && (money && rates || part) {
            draft.kind = Kind::Cost;
        }
        // "used 1.8 times its memory, Bolt 1.7 times"
        if unit(draft) == "time" && unit(last) == "x" && here.1.own.is_none() {
            draft.kind = last.kind;
        }
        // "6% of summaries contained at least one error, versus 11% last year"
        let share = drafts.iter().rev().find(|(_, first)| unit(first) == "%").filter(|_| unit(draft) == "%");
        if let Some((place, first)) = share {
            let tie = tie(*place);
            let compared = match tie {
                Some(Tie::From) => true,
                Some(Tie::Along) => self.is_based(*place) && self.is_based(here.0),
                Some(Tie::Compared) => here.1.own.is_none() && here.1.predicate.is_none(),
                _ => false,
            };
            let bare = tie == Some(Tie::Compared) && here.1.attached.is_none();
            if compared && (first.kind == Kind::Growth || bare) {
                draft.kind = first.kind;
                draft.metric.clone_from(&first.metric);
            }
        }
    }

    /// Whether the share at the token of `here` goes on with the change that the one at token `place` tells.
    fn grows_on(&self, place: usize, here: (usize, &Measure)) -> bool {
        let tokens = &self.scene.sentence.tokens;
        let (link, behind) = (tokens[here.0 - 1].class, &tokens[here.0 + 1..]);
        let next = here.0 == place + 2;
        // "were down 5% and 8%, respectively"
        if next && link == Class::Conjunction {
            return here.1.attached.is_none();
        }
        // "up 22 percent (28 percent in local currencies)"
        let words = || behind.iter().take(3).map(|token| token.lower);
        let currencies =
            || words().any(|word| matches!(word, "constant" | "local")) && words().any(|word| word.starts_with("currenc"));
        if next && link == Class::Open {
            return currencies();
        }
        let apart = |token: &Token<'_>| token.class.is_finite() || token.class == Class::Stop;
        let between = &tokens[place + 1..here.0];
        if link != Class::Conjunction || between.iter().any(apart) {
            return false;
        }
        // "up 16% year-over-year and 7% on a sequential basis"
        let based = behind.iter().take(4).any(|token| matches!(token.lower, "basis" | "sequentially"));
        let based = based && self.is_based(place) && !between.iter().any(|token| token.class == Class::Comma);
        // "is up 69% since July, and 40% across the year"
        let spans = behind.first().is_some_and(|over| matches!(over.lower, "across" | "over" | "since"))
            && behind.iter().take(5).any(|token| {
                matches!(token.class, Class::Date(_)) || nouns::is(token.lower.trim_end_matches('s'), NounClass::Time)
            });
        // "…, and 12% over a month are poor" is another clause.
        based || spans && !behind.iter().take(6).any(|token| token.class.is_finite())
    }

    /// Whether the figure at token `at` stands in parentheses by itself.
    pub(super) fn is_enclosed(&self, at: usize) -> bool {
        let class = |at: Option<usize>| at.and_then(|at| self.scene.sentence.tokens.get(at)).map(|token| token.class);
        class(at.checked_sub(1)) == Some(Class::Open) && class(Some(at + 1)) == Some(Class::Close)
    }

    /// "3%, 2%, and 1% of answers": what the last share of a row is of, the others are of as well.
    pub(super) fn share_row(&self, drafts: &mut [(usize, Draft)], here: (usize, &Measure), last: &Draft) {
        let alone = here.1.predicate.is_none() && here.1.measured.is_none();
        let of = alone && here.1.own.as_ref().is_some_and(|own| own.starts_with("of ")) && unit(last) == "%";
        let tokens = &self.scene.sentence.tokens;
        let mut next = here.0;
        let joined = |place: usize, next: usize| {
            tokens[place + 1..next].iter().all(|token| matches!(token.class, Class::Comma | Class::Conjunction))
        };
        let row = drafts.iter().rev().take_while(|(place, draft)| {
            let beside = unit(draft) == "%" && joined(*place, next);
            next = *place;
            beside
        });
        let row = row.count();
        if of && row > 1 {
            let first = drafts.len() - row;
            for (_, draft) in &mut drafts[first..] {
                draft.metric.clone_from(&last.metric);
                draft.kind = last.kind;
            }
        }
    }

    /// "9% year over year": whether what it is compared with stands right behind the figure at token `at`.
    fn is_based(&self, at: usize) -> bool {
        let Class::Quantity(index) = self.scene.sentence.tokens[at].class else { return false };
        let end = self.scene.reading.quantities[index as usize].span.end;
        let behind = TextSpan::new(end, (end + 3).min(self.scene.reading.text.len()));
        self.scene.reading.bases_in(behind).next().is_some()
    }

    /// "sales of SEK 20,850m (16,122)", in the results of a company: the bare figure is that of the same period a year before.
    fn share_account(&self, first: &Draft, draft: &mut Draft) {
        let surface = |draft: &Draft| draft.figure.as_ref().map_or("", |(span, _)| self.scene.reading.words(*span));
        let bare = surface(draft).bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b' ' | b'-'));
        let measured =
            surface(first).bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii() || matches!(byte, b'$' | b'%'));
        let year = first.time.as_deref().and_then(|time| time.get(..4)?.parse::<u16>().ok().zip(time.get(4..)));
        if let Some((year, part)) = year.filter(|(_, part)| bare && measured && self.whole.is_of_results() && !part.contains('/'))
        {
            draft.time = Some(format!("{:04}{part}", year.saturating_sub(1)));
        }
    }
}
