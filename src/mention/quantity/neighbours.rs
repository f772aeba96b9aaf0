//! Neighbouring figures: units shared along a list, and bounds that belong together.
//!
//! Comes in: the mentions of a text in order. Goes out: the same, with units that only the last of a list names, and pairs of bounds as one range.

use rust_decimal::Decimal;

use super::Scan;
use super::value::{Comparator, Direction, Quantity, QuantityMention, Shape};
use crate::mention::unit::currency_of;
use crate::text::TextSpan;

/// Words between two counts of the same things, of which the second is less sure.
const PERHAPS: &[&str] = &["and possibly", "and perhaps", "or possibly", "or perhaps", "or even", "if not"];

impl Scan<'_> {
    /// Gives figures of one list the unit of its last: "2 billion, 5 billion, and 10 billion rows".
    pub(super) fn share_units(&self, mentions: &mut [QuantityMention]) {
        let mut listed = false;
        for at in (1..mentions.len()).rev() {
            let (before, after) = mentions.split_at_mut(at);
            let (Some(left), Some(right)) = (before.last_mut(), after.first()) else { continue };
            let bare = left.quantity.unit.is_empty()
                && !right.quantity.unit.is_empty()
                && left.shape == Shape::Figure
                && right.shape == Shape::Figure;
            let link = self.tokens.link(left.span.end, right.span.start);
            let perhaps = PERHAPS.contains(&link);
            let numbers_only =
                bare && (perhaps || left.quantity.comparator == Comparator::Equal) && right.quantity.unit.len() < 40;
            let joined = match link {
                _ if perhaps => right.counted,
                "and" | "or" | ", and" | ", or" | "&" | "/" => true,
                "," => listed,
                "to" | "down to" | "up to" => left.quantity.comparator == Comparator::Equal,
                "of" | "of the" | "of its" | "of their" | "of our" | "out of" | "out of the" => right.counted,
                _ => false,
            };
            // "from $3.12 to $2.60 per gallon"
            if link == "to"
                && right.quantity.unit.strip_prefix(left.quantity.unit.as_str()).is_some_and(|rate| rate.starts_with('/'))
                && !left.quantity.unit.is_empty()
            {
                left.quantity.unit.clone_from(&right.quantity.unit);
            }
            // "net income of 11 million, or $0.11 per share"
            // and "140 million, or 88% of revenue"
            let restated = link == ", or" && (currency_of(&right.quantity.unit).is_some() || right.quantity.unit == "%");
            listed = joined && numbers_only && !restated;
            if listed {
                left.quantity.unit.clone_from(&right.quantity.unit);
                left.unit_span = right.unit_span;
                left.counted = right.counted;
            }
        }
    }

    /// Gives parts of a number of things its unit: "1.1 million cars, including 680,000 in Norland and 64,000 in Sudland".
    pub(super) fn share_whole(&self, mentions: &mut [QuantityMention]) {
        const FAR: usize = 48;
        let mut whole: Option<usize> = None;
        for at in 1..mentions.len() {
            let link = self.tokens.link(mentions[at - 1].span.end, mentions[at].span.start);
            let told = link.split([',', ';']).next_back().unwrap_or_default().trim();
            let begins = mentions[at - 1].counted && matches!(told, "including" | "of which" | "of whom" | "among them");
            let placed = link.starts_with("in ") && (link.ends_with(',') || link.ends_with(" and")) && link.len() < FAR;
            whole = if begins { Some(at - 1) } else { whole.filter(|_| placed) };
            let (Some(whole), bare) = (whole, mentions[at].quantity.unit.is_empty() && mentions[at].shape == Shape::Figure)
            else {
                continue;
            };
            let behind = self.tokens.behind(mentions[at].span.end);
            let alone = ["in ", "who ", "that ", "from ", "at "].iter().any(|word| behind.starts_with(word));
            let part = mentions[at].quantity.low.zip(mentions[whole].quantity.low).is_some_and(|(part, whole)| part <= whole);
            if bare && alone && part {
                mentions[at].quantity.unit = mentions[whole].quantity.unit.clone();
            }
        }
    }

    /// "killed 3 people and injured 12 others": others are people where people are counted right before or came to harm; else nothing says what they are.
    pub(super) fn name_others(&self, mentions: &mut [QuantityMention]) {
        const HARM: &[&str] = &[
            "killed",
            "died",
            "injured",
            "wounded",
            "hurt",
            "hospitalized",
            "hospitalised",
            "arrested",
            "detained",
            "convicted",
            "sentenced",
            "rescued",
            "evacuated",
            "escaped",
            "fled",
            "dead",
        ];
        const PEOPLE: &[&str] =
            &["person", "man", "woman", "child", "worker", "passenger", "officer", "soldier", "civilian", "student"];
        let ends = ['.', ';', '!', '?', '\n'];
        let harm = |words: &str| words.split([' ', ',']).any(|word| HARM.iter().any(|harm| harm.eq_ignore_ascii_case(word)));
        for at in 0..mentions.len() {
            if mentions[at].quantity.unit != "other" {
                continue;
            }
            let before = at.checked_sub(1).map(|before| &mentions[before]);
            let from = before.map_or(0, |before| before.span.end);
            let between = self.tokens.link(from, mentions[at].span.start);
            let sentence = between.rsplit(ends).next().unwrap_or_default();
            let beside = before.filter(|_| sentence.len() == between.len()).map_or("", |before| before.quantity.unit.as_str());
            // No further than the next figure, which has its own words.
            let until = mentions.get(at + 1).map(|next| next.span.start);
            let behind = self.tokens.rest(mentions[at].span.end);
            let behind = until.map_or(behind, |until| self.tokens.link(mentions[at].span.end, until));
            let behind = behind.split(ends).next().unwrap_or_default();
            let people = PEOPLE.contains(&beside) || currency_of(beside).is_none() && harm(sentence) || harm(behind);
            let unit = if people { "person" } else { "" };
            mentions[at].quantity.unit = unit.to_owned().into();
        }
    }

    /// "a 3.2 point impact from the outage": points of percent, where a change or what brings one about stands behind.
    pub(super) fn count_points(&self, mentions: &mut [QuantityMention]) {
        const EFFECTS: &[&str] = &[
            "impact",
            "headwind",
            "tailwind",
            "drag",
            "improvement",
            "benefit",
            "contribution",
            "increase",
            "decrease",
            "decline",
            "gain",
            "reduction",
            "rise",
            "drop",
            "expansion",
            "contraction",
        ];
        /// What is told in points of its own.
        const INDEXES: &[&str] = &["index", "NPS", "Dow", "Nasdaq", "NASDAQ", "Nikkei", "FTSE", "DAX", "PMI"];
        const NEAR: usize = 48;
        for mention in mentions.iter_mut().filter(|mention| matches!(mention.quantity.unit.as_str(), "" | "%")) {
            let surface = self.tokens.link(mention.span.start, mention.span.end);
            let behind = self.tokens.rest(mention.span.end);
            let Some(rest) = behind.strip_prefix(" point ").or_else(|| behind.strip_prefix("-point ")) else { continue };
            let effect = rest.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| EFFECTS.contains(&word));
            // "a 300 point drop" is of an index.
            let large = mention.quantity.low.is_none_or(|low| low > Decimal::ONE_HUNDRED);
            let before = self.tokens.before(mention.span.start);
            let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
            let before = before.rsplit([',', ';', '.']).next().unwrap_or_default();
            let indexed = before.split(|c: char| !c.is_alphanumeric()).any(|word| INDEXES.contains(&word));
            if !effect || surface.ends_with('%') || large || indexed {
                continue;
            }
            // "a half point" is told as a part.
            let part = mention.quantity.unit == "%";
            let scaled = |end: Option<Decimal>| end.map(|end| if part { end / Decimal::ONE_HUNDRED } else { end });
            mention.quantity.low = scaled(mention.quantity.low);
            mention.quantity.high = scaled(mention.quantity.high);
            mention.quantity.unit = "pp".into();
            mention.span = TextSpan::new(mention.span.start, mention.span.end + " point".len());
        }
    }

    /// "a x3.04 speedup", "by a 5.75 factor": so many times.
    pub(super) fn mark_factors(&self, mentions: &mut [QuantityMention]) {
        for mention in mentions.iter_mut().filter(|mention| mention.quantity.unit.is_empty() && mention.shape == Shape::Figure) {
            let before = self.tokens.before(mention.span.start);
            // "x>10" says something else.
            let digits = self.tokens.rest(mention.span.start).starts_with(|c: char| c.is_ascii_digit());
            let sign = before.strip_suffix(['x', '×']).filter(|rest| digits && !rest.ends_with(char::is_alphanumeric));
            if let Some(rest) = sign {
                mention.span = TextSpan::new(rest.len(), mention.span.end);
                mention.quantity.unit = "x".into();
            } else if self.tokens.rest(mention.span.end).starts_with(" factor") && before.ends_with(" by a ") {
                mention.span = TextSpan::new(mention.span.start, mention.span.end + " factor".len());
                mention.quantity.unit = "x".into();
            }
        }
    }

    /// "closed at 72-5/8": a whole number and the part behind its hyphen are one.
    pub(super) fn join_parts(&self, mentions: Vec<QuantityMention>) -> Vec<QuantityMention> {
        let digits = |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit());
        let part = |mention: &QuantityMention| {
            let written = self.tokens.link(mention.number.start, mention.number.end);
            let proper = |above: &str, below: &str| {
                matches!(below, "2" | "3" | "4" | "5" | "6" | "8" | "10" | "12" | "16" | "32" | "64")
                    && above.len() <= below.len()
            };
            written.split_once('/').is_some_and(|(above, below)| digits(above) && proper(above, below))
        };
        let mut joined: Vec<QuantityMention> = Vec::with_capacity(mentions.len());
        for half in mentions {
            let before = joined.last_mut().filter(|whole| {
                let whole_number = whole.quantity.unit.is_empty() && whole.quantity.low.is_some_and(|low| low.fract().is_zero());
                whole_number && self.tokens.link(whole.span.end, half.span.start) == "-" && part(&half)
            });
            let below = if half.quantity.unit == "%" { Decimal::ONE_HUNDRED } else { Decimal::ONE };
            let sum = |whole: &QuantityMention| half.quantity.low?.checked_div(below)?.checked_add(whole.quantity.low?);
            let Some((whole, sum)) = before.and_then(|whole| sum(whole).map(|sum| (whole, sum))) else {
                joined.push(half);
                continue;
            };
            // "a 5-1/4% rate"
            let share = ["%", " percent", " per cent"].iter().find(|sign| self.tokens.rest(half.number.end).starts_with(**sign));
            whole.span = TextSpan::new(whole.span.start, half.span.end.max(half.number.end + share.map_or(0, |sign| sign.len())));
            whole.number = TextSpan::new(whole.number.start, half.number.end);
            (whole.quantity.low, whole.quantity.high) = (Some(sum), Some(sum));
            if half.quantity.unit != "%" || share.is_some() {
                whole.quantity.unit = half.quantity.unit;
            }
        }
        joined
    }

    /// "a 12pc set of pans" has twelve pieces, and "rose 12pc" is a share.
    pub(super) fn count_pieces(&self, mentions: &mut [QuantityMention]) {
        const SETS: &[&str] = &["set", "kit", "pack", "box", "bundle"];
        let one = |before: &str| {
            before
                .rsplit([' ', '\n', '('])
                .next()
                .is_some_and(|word| matches!(word, "a" | "A" | "the" | "The" | "this" | "This" | ""))
        };
        for mention in mentions.iter_mut().filter(|mention| mention.quantity.unit == "%") {
            let surface = self.tokens.link(mention.span.start, mention.span.end);
            let mut behind = self.tokens.behind(mention.span.end).trim_start().splitn(3, ' ');
            let (next, then) = (behind.next().unwrap_or_default(), behind.next().unwrap_or_default());
            // "a 12pc set of pans", not "a rise of 10pc set a record" nor "a 30pc box office fall"
            let set = SETS.contains(&next.trim_end_matches([',', '.', ';', ':'])) && then != "office";
            let before = self.tokens.before(mention.span.start).trim_end();
            let told = then == "of" || one(before);
            if surface.ends_with("pc") && set && told {
                mention.quantity.unit = "piece".into();
            }
        }
    }

    /// Gives sums of accounts the currency that others around them name: "earnings of $14 million, compared with earnings of 23.2 million".
    pub(super) fn share_currency(&self, mentions: &mut [QuantityMention]) {
        const NEAR: usize = 4;
        for at in 0..mentions.len() {
            let sum = &mentions[at];
            let surface = self.tokens.link(sum.span.start, sum.span.end);
            let large = ["million", "billion", "trillion"].iter().any(|size| surface.ends_with(size));
            let from = at.checked_sub(1).map_or(0, |before| mentions[before].span.end);
            if !sum.quantity.unit.is_empty() || !large || !self.measures_money(from, sum.span.start) {
                continue;
            }
            let again = self.tokens.link(from, sum.span.start).ends_with("from");
            let (before, behind) = (&mentions[at.saturating_sub(NEAR)..at], &mentions[at + 1..mentions.len().min(at + 1 + NEAR)]);
            // "up from 3 million": of the figure before, if that is money.
            if again && before.last().is_none_or(|last| currency_of(&last.quantity.unit).is_none()) {
                continue;
            }
            let mut around = before.iter().rev().chain(behind);
            let currency = around.find_map(|other| currency_of(&other.quantity.unit));
            if let Some(currency) = currency.map(str::to_owned) {
                mentions[at].quantity.unit = currency.into();
            }
        }
    }

    /// Whether the words between the places `from` and `to` end in a sum's name: "segment earnings of".
    fn measures_money(&self, from: usize, to: usize) -> bool {
        const SUMS: &[&str] = &[
            "earnings", "sales", "revenue", "revenues", "profit", "profits", "income", "loss", "flow", "ebitda", "debt", "cost",
            "costs",
        ];
        let between = self.tokens.link(from, to).to_lowercase();
        let mut words = between.rsplit(' ');
        let link = words.next().unwrap_or_default();
        // "net income of 11 million, or $0.11 per share, up from 3 million"
        if link == "from" && matches!(words.next(), Some("up" | "down")) {
            return true;
        }
        matches!(link, "of" | "was" | "were" | "totaled" | "totalled")
            && between.rsplit(' ').nth(1).is_some_and(|sum| SUMS.contains(&sum))
    }

    /// "down 2% to up 2%": the ends of one range on both sides of none.
    fn across_none(&self, first: &QuantityMention, second: &QuantityMention) -> Option<QuantityMention> {
        let (one, two) = (&first.quantity, &second.quantity);
        let ways = one.direction == Some(Direction::Down) && two.direction == Some(Direction::Up);
        let exact = one.comparator == Comparator::Equal && two.comparator == Comparator::Equal && one.unit == two.unit;
        let down = first.span.start.checked_sub("down ".len()).filter(|at| self.tokens.link(*at, first.span.start) == "down");
        let linked = matches!(self.tokens.link(first.span.end, second.span.start), "to up" | "to plus");
        if !ways && down.is_none() || !exact || !linked || !matches!(one.unit.as_str(), "%" | "pp" | "bps") {
            return None;
        }
        let start = down.unwrap_or(first.span.start);
        let low = one.low?.checked_mul(Decimal::NEGATIVE_ONE)?;
        let quantity = Quantity { low: Some(low), comparator: Comparator::Range, direction: None, ..two.clone() };
        Some(QuantityMention {
            span: TextSpan::new(start, second.span.end),
            number: first.number.cover(second.number),
            quantity,
            ..second.clone()
        })
    }

    /// Joins a lower and an upper bound of one thing: "more than 20 but fewer than 50".
    pub(super) fn pair_bounds(&self, mentions: Vec<QuantityMention>) -> Vec<QuantityMention> {
        let mut paired: Vec<QuantityMention> = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let mention = self.and_a_half(&mention).unwrap_or(mention);
            match paired.last_mut().and_then(|last| Some((self.paired(last, &mention)?, last))) {
                Some((pair, last)) => *last = pair,
                None => paired.push(mention),
            }
        }
        paired
    }

    /// "a year and a half": one and a part of the unit that stands before the part.
    fn and_a_half(&self, part: &QuantityMention) -> Option<QuantityMention> {
        const UNITS: &[(&str, &str)] = &[
            ("a year and", "year"),
            ("a month and", "month"),
            ("a week and", "week"),
            ("a day and", "day"),
            ("an hour and", "hour"),
            ("a minute and", "minute"),
            ("a mile and", "mile"),
            ("a decade and", "decade"),
        ];
        let share = part.quantity.low.filter(|_| part.shape == Shape::Fraction && part.quantity.unit == "%")?;
        let (words, unit) = UNITS.iter().find(|(words, _)| {
            let from = part.span.start.checked_sub(words.len() + 1);
            let begins = |from: usize| from == 0 || !self.tokens.link(from - 1, from).ends_with(char::is_alphanumeric);
            from.is_some_and(|from| self.tokens.link(from, part.span.start) == *words && begins(from))
        })?;
        let value = share.checked_div(Decimal::ONE_HUNDRED)?.checked_add(Decimal::ONE)?.normalize();
        let start = part.span.start - words.len() - 1;
        let quantity = Quantity { low: Some(value), high: Some(value), unit: (*unit).to_owned().into(), ..part.quantity.clone() };
        let (span, number) = (TextSpan::new(start, part.span.end), TextSpan::new(start, part.number.end));
        Some(QuantityMention { span, number, quantity, shape: Shape::Figure, ..part.clone() })
    }

    /// "5h 52m", "3 hours and 4 minutes", "2m 30s": one time told in two units, as the smaller of them.
    fn compound_time(&self, first: &QuantityMention, second: &QuantityMention) -> Option<QuantityMention> {
        let link = self.tokens.link(first.span.end, second.span.start);
        let (left, right) = (self.short_minute(first), self.short_minute(second));
        // "2 hours and 40 minutes, respectively", "3 hours and 2 minutes of it"
        let apart = self.tokens.behind(second.span.end);
        if link == "and" && ["respectively", "of", "were", "was"].iter().any(|word| apart.starts_with(word)) {
            return None;
        }
        let factor = match (left, right) {
            ("day", "hour") => 24,
            ("hour", "minute") | ("minute", "s") => 60,
            _ => return None,
        };
        let exact = |quantity: &Quantity| quantity.comparator == Comparator::Equal && quantity.low == quantity.high;
        let (large, small) = (first.quantity.low?, second.quantity.low?);
        let fits = large.fract().is_zero() && small < factor.into() && !large.is_sign_negative();
        if !exact(&first.quantity) || !exact(&second.quantity) || !fits || !matches!(link, "" | "and") {
            return None;
        }
        let value = large.checked_mul(factor.into())?.checked_add(small)?;
        let quantity = Quantity {
            low: Some(value),
            high: Some(value),
            unit: right.to_owned().into(),
            approximate: first.quantity.approximate || second.quantity.approximate,
            ..first.quantity.clone()
        };
        Some(QuantityMention {
            span: first.span.cover(second.span),
            number: first.number.cover(second.number),
            quantity,
            ..second.clone()
        })
    }

    /// The unit of a mention, where "m" right behind digits beside hours or seconds is minutes.
    fn short_minute<'m>(&self, mention: &'m QuantityMention) -> &'m str {
        let short = mention.quantity.unit == "m" && self.tokens.link(mention.number.end, mention.span.end) == "m";
        if short { "minute" } else { &mention.quantity.unit }
    }

    fn paired(&self, first: &QuantityMention, second: &QuantityMention) -> Option<QuantityMention> {
        if let Some(pair) = self.across_none(first, second).or_else(|| self.compound_time(first, second)) {
            return Some(pair);
        }
        let (one, two) = (&first.quantity, &second.quantity);
        let (low, high) = match (one.low, one.high, two.low, two.high) {
            (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) if low < high => (low, high),
            _ => return None,
        };
        let sorts = first.shape == second.shape && first.shape != Shape::Vague;
        let units = one.unit == two.unit || one.unit.is_empty();
        if !sorts
            || !units
            || !matches!(self.tokens.link(first.span.end, second.span.start), "and" | "but" | ", but" | ", and" | "," | "yet")
        {
            return None;
        }
        let quantity = Quantity { low: Some(low), high: Some(high), comparator: Comparator::Range, ..two.clone() };
        let (span, number) = (first.span.cover(second.span), first.number.cover(second.number));
        Some(QuantityMention { span, number, quantity, ..second.clone() })
    }
}
