//! Numerals: digits with magnitude words, and numbers in words.
//!
//! Comes in: a token that may start a number. Goes out: a [`Numeral`] with its value, what it was before its magnitude (a range shares that), and
//! whether only digits made it. Fractions, vague sizes and units are read elsewhere.

use rust_decimal::Decimal;

use super::Scan;
use super::lexicon::{Class, Place};
use super::literal::literal;

/// A number as it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub(super) value: Decimal,
    pub(super) first: usize,
    pub(super) past: usize,
    /// The value before the last magnitude.
    pub(super) face: Decimal,
    /// The last magnitude, one where there is none.
    pub(super) scale: Decimal,
    /// Bare digits: no grouping, point, exponent or magnitude.
    pub(super) whole: bool,
    /// Written in words.
    pub(super) words: bool,
    /// Digits with a zero before them.
    pub(super) padded: bool,
}

/// How a numeral in words has been read so far.
struct Reading {
    total: Decimal,
    group: Option<Decimal>,
    last: Option<Class>,
    /// The least scale so far: the next one must be smaller.
    least: Option<Decimal>,
    scales: u8,
    past: usize,
    /// Begun in digits.
    digits: bool,
}

impl Scan<'_> {
    /// The number that starts at `at`. `money` says that a currency stands before it; `conjoin` whether "and" may go on.
    pub(super) fn numeral(&self, at: usize, money: bool, conjoin: bool) -> Option<Numeral> {
        match literal(&self.tokens, at) {
            Some(mut literal) => {
                if self.is_bracketed_loss(at, literal.past) {
                    literal.value = -literal.value;
                    literal.past += 1;
                }
                // "300+ million units"
                if self.plus_inside(literal.past) {
                    literal.past += 1;
                }
                let start = Reading {
                    total: Decimal::ZERO,
                    group: Some(literal.value),
                    last: None,
                    least: None,
                    scales: 0,
                    past: literal.past,
                    digits: true,
                };
                let (value, past, scale) = match self.letters(literal.past, money, literal.whole) {
                    Some((scale, past)) => (literal.value.checked_mul(scale)?, past, scale),
                    None => self.scaled_words(start, conjoin)?,
                };
                let scaled = past != literal.past;
                // "$(40 million)"
                let lost = scaled && self.is_bracketed_loss(at, past);
                let (value, past) = if lost { (-value, past + 1) } else { (value, past) };
                let face = if scaled && scale != Decimal::ONE { literal.value } else { value };
                Some(Numeral {
                    value,
                    first: at,
                    past,
                    face,
                    scale,
                    whole: literal.whole && !scaled,
                    words: false,
                    padded: literal.padded,
                })
            }
            None => self.worded(at, conjoin),
        }
    }

    /// A number that starts with a word.
    fn worded(&self, at: usize, conjoin: bool) -> Option<Numeral> {
        let article = self.tokens.is_any(at, &["a", "an"]);
        if article && self.tokens.hyphen(at + 2) && self.money_after(at + 2).is_some() {
            return None;
        }
        let start = Reading {
            total: Decimal::ZERO,
            group: article.then_some(Decimal::ONE),
            last: article.then_some(Class::Ones),
            least: None,
            scales: 0,
            past: at + usize::from(article),
            digits: false,
        };
        let begun = start.past;
        let (value, past, scale) = self.scaled_words(start, conjoin)?;
        if past == begun {
            return None;
        }
        let face = value.checked_div(scale).unwrap_or(value);
        Some(Numeral { value, first: at, past, face, scale, whole: false, words: true, padded: false })
    }

    /// Goes on reading number words; the value, the token after it and its only scale.
    fn scaled_words(&self, mut reading: Reading, conjoin: bool) -> Option<(Decimal, usize, Decimal)> {
        while self.fraction_tail(&mut reading).is_some() || self.word(&mut reading, conjoin)? {}
        let scale = match (reading.scales, reading.group) {
            (1, None) => reading.least.unwrap_or(Decimal::ONE),
            (0, Some(_)) if reading.last == Some(Class::Hundred) => Decimal::ONE_HUNDRED,
            _ => Decimal::ONE,
        };
        let value = reading.total.checked_add(reading.group.unwrap_or_default())?;
        Some((value, reading.past, scale))
    }

    /// Reads one more number word into the reading; `None` where the number does not fit, false where no word follows.
    fn word(&self, reading: &mut Reading, conjoin: bool) -> Option<bool> {
        let mut at = reading.past;
        let first = reading.last.is_none() && reading.group.is_none();
        let hyphened = self.tokens.hyphen(at) || reading.last == Some(Class::Ten) && self.spaced_hyphen(at);
        let magnitude = reading.last.is_none() && self.magnitude_word(at);
        let follows = self.tokens.spaced(at) || self.comma_hundred(reading, at) || magnitude;
        if !first && hyphened {
            at += 1;
        } else if !first && !follows {
            return Some(false);
        }
        let comma = conjoin && self.comma_hundred(reading, at);
        at += usize::from(comma);
        let joined = conjoin
            && matches!(reading.last, Some(Class::Hundred | Class::Scale))
            && (self.tokens.is(at, "and") || self.tokens.is_mark(at, &['&']));
        if joined {
            at += if self.tokens.hyphen(at + 1) { 2 } else { 1 };
        }
        let Some((class, value)) = self.number_word(at) else {
            return Some(!first && self.digits_after(reading, at, joined));
        };
        let hundreds = self.number_word(at + 1).is_some_and(|(class, _)| class == Class::Hundred);
        if joined && hundreds && reading.last == Some(Class::Hundred) || !joined && self.stretch_of_time(reading, at) {
            return Some(false);
        }
        self.take(reading, class, value, at)
    }

    /// "$1.6 billion three months ago", "two million three years earlier": the word at `at` counts the time, not the sum before it.
    fn stretch_of_time(&self, reading: &Reading, at: usize) -> bool {
        let counted =
            self.tokens.is_any(at + 1, &["minutes", "hours", "days", "weeks", "months", "quarters", "year", "years", "decades"]);
        reading.last == Some(Class::Scale)
            && counted
            && (reading.digits || self.tokens.is_any(at + 2, &["ago", "earlier", "later", "before", "after"]))
    }

    /// Fits one number word to what stands before it.
    fn take(&self, reading: &mut Reading, class: Class, value: Decimal, at: usize) -> Option<bool> {
        use Class::{Dozen, Hundred, Many, Ones, Part, Scale, Teen, Ten, Zero};
        let group = reading.group.unwrap_or_default();
        let open = reading.group.is_none();
        let bare = open && reading.least.is_none();
        let fits = match class {
            Ones => open || matches!(reading.last, Some(Ten | Hundred)),
            Teen | Ten => open || reading.last == Some(Hundred),
            Zero => bare,
            Hundred => !open && (group < Decimal::ONE_HUNDRED || reading.last.is_none() && group < Decimal::ONE_THOUSAND) || bare,
            Scale => !open && reading.least.is_none_or(|least| value < least) || bare || (open && reading.last == Some(Scale)),
            Dozen => !open || bare,
            Many => !open && reading.last != Some(Scale),
            Part => false,
        };
        if !fits {
            return Some(false);
        }
        let one_or = |group: Decimal| if open { Decimal::ONE } else { group };
        match class {
            Ones | Teen | Ten | Zero => reading.group = Some(group.checked_add(value)?),
            Hundred | Dozen => reading.group = Some(one_or(group).checked_mul(value)?),
            Scale if open && !bare => reading.total = reading.total.checked_mul(value)?,
            Scale | Many => {
                reading.total = reading.total.checked_add(one_or(group).checked_mul(value)?)?;
                reading.group = None;
            }
            Part => {}
        }
        if matches!(class, Scale | Many) {
            reading.least = Some(value);
            reading.scales = reading.scales.saturating_add(1);
        }
        reading.last = Some(class);
        reading.past = at + 1;
        self.point(reading);
        Some(true)
    }

    /// "three million, two hundred": a comma inside a number written out.
    fn comma_hundred(&self, reading: &Reading, at: usize) -> bool {
        let hundred = self.number_word(at + 1).is_some_and(|(class, _)| class == Class::Ones)
            && self.number_word(at + 2).is_some_and(|(class, _)| class == Class::Hundred);
        hundred && reading.last == Some(Class::Scale) && self.tokens.is_mark(at, &[',']) && self.tokens.spaced(at + 1)
    }

    /// "fifty - two", as cut-up text has it.
    fn spaced_hyphen(&self, at: usize) -> bool {
        self.tokens.is_mark(at, &['-'])
            && self.tokens.spaced(at)
            && self.tokens.spaced(at + 1)
            && self.number_word(at + 1).is_some_and(|(class, _)| class == Class::Ones)
    }

    /// Digits that go on a number in words: "3 hundred and 21", "4 thousand 3 hundred".
    fn digits_after(&self, reading: &mut Reading, at: usize, joined: bool) -> bool {
        let Some(found) = literal(&self.tokens, at)
            .filter(|found| found.whole && reading.group.is_none_or(|_| reading.last == Some(Class::Hundred)))
        else {
            return false;
        };
        // "$1.7 billion and 9%": a second figure.
        if joined && self.tokens.is_mark(found.past, &['%']) {
            return false;
        }
        let hundred = self.number_word(found.past).is_some_and(|(class, _)| class == Class::Hundred);
        let small = found.value < Decimal::ONE_HUNDRED && !found.value.is_zero();
        let scaled = self.number_word(found.past).is_some() || self.letters(found.past, false, true).is_some();
        if !matches!(reading.last, Some(Class::Hundred | Class::Scale))
            || !(if joined { small && !scaled } else { hundred && reading.group.is_none() && small })
        {
            return false;
        }
        reading.group = Some(reading.group.unwrap_or_default() + found.value);
        reading.last = Some(Class::Ones);
        reading.past = found.past;
        true
    }

    /// "and a half", "and three quarters" behind a number; before or after its scale.
    fn fraction_tail(&self, reading: &mut Reading) -> Option<()> {
        if reading.last.is_none() && reading.group.is_none() {
            return None;
        }
        let hyphened = usize::from(self.tokens.hyphen(reading.past));
        let and = reading.past + hyphened;
        if !self.tokens.is(and, "and") || !self.tokens.joined(and) {
            return None;
        }
        let (part, past) = self.part_words(and + 1 + usize::from(self.tokens.hyphen(and + 1)))?;
        // "between 18 and 34 and a third (31%) between 35 and 49": a share of its own.
        if self.tokens.is_mark(past, &['(']) && self.tokens.is_digits(past + 1) {
            return None;
        }
        match reading.group {
            Some(group) => reading.group = Some(group.checked_add(part)?),
            None if self.number_word(past).is_some_and(|(class, _)| class == Class::Scale) => reading.group = Some(part),
            None => reading.total = reading.total.checked_add(part.checked_mul(reading.least?)?)?,
        }
        reading.last = Some(Class::Teen);
        reading.past = past;
        Some(())
    }

    /// "point five" behind a number in words.
    fn point(&self, reading: &mut Reading) {
        // "five point two", "five-point-two"
        let joined = usize::from(self.tokens.hyphen(reading.past) && self.tokens.is(reading.past + 1, "point"));
        let point = reading.past + joined;
        if !self.tokens.is(point, "point") || joined == 1 && !self.tokens.hyphen(point + 1) {
            return;
        }
        let mut digits = String::from("0.");
        let mut past = point + 1 + joined;
        while let Some((class, value)) =
            self.number_word(past).filter(|(class, _)| matches!(class, Class::Zero | Class::Ones | Class::Teen | Class::Ten))
        {
            let tens = class == Class::Ten;
            let hyphened = usize::from(tens && self.tokens.hyphen(past + 1));
            let ones = self.number_word(past + 1 + hyphened).filter(|(class, _)| tens && *class == Class::Ones);
            let value = value + ones.map_or(Decimal::ZERO, |(_, ones)| ones);
            digits.push_str(&value.to_string());
            past += 1 + if ones.is_some() { 1 + hyphened } else { 0 };
        }
        if let Ok(part) = Decimal::from_str_exact(&digits)
            && past > point + 1 + joined
        {
            reading.group = reading.group.unwrap_or_default().checked_add(part);
            reading.last = Some(Class::Teen);
            reading.past = past;
        }
    }

    /// "$(0.09)", "$(11.3) million", "(1.1)%": whether parentheses around the digits `at..past` say that they are below zero, as accounts write it.
    fn is_bracketed_loss(&self, at: usize, past: usize) -> bool {
        let open = at.checked_sub(1).filter(|open| self.tokens.is_mark(*open, &['(']) && self.tokens.glued(at));
        let Some(open) = open.filter(|_| self.tokens.is_mark(past, &[')'])) else { return false };
        let coin = self.tokens.glued(open) && open > 0 && self.tokens.is_mark(open - 1, &['$', '€', '£', '¥']);
        let before = open.checked_sub(1 + usize::from(coin));
        let says = |words: &[&str]| before.is_some_and(|before| self.tokens.is_any(before, words));
        // "ten dollars $(10)", "ten percent (10)%" say it again; "was (1.1)%" tells of a loss.
        let again = before.is_some_and(|before| self.number_word(before).is_some())
            || says(&["dollars", "dollar", "euros", "euro", "pounds", "yen", "percent", "cent"]);
        if again {
            return false;
        }
        // Statements set the mark at the end apart: "$(1,449 )".
        if coin {
            return self.tokens.glued(past) || self.tokens.spaced(past);
        }
        // "(12.0)% - (9.0)%": the other end of a range.
        let end = before.is_some_and(|dash| {
            self.tokens.is_mark(dash, &['-', '–', '—'])
                && self.tokens.spaced(dash)
                && dash > 0
                && self.tokens.is_mark(dash - 1, &['%'])
        });
        let told = end
            || before.is_none()
            || before.is_some_and(|before| self.tokens.is_mark(before, &['|', ',', ';']))
            || says(&["to", "was", "were", "of", "from", "is", "versus", "vs", "and", "by", "at"]);
        let share = self.tokens.is_mark(past + 1, &['%']) && self.tokens.glued(past + 1) && !self.tokens.glued(open);
        told && share && self.tokens.glued(past)
    }

    /// "300+ million": whether the token at `at` is a plus sign between a number and its magnitude.
    pub(super) fn plus_inside(&self, at: usize) -> bool {
        self.tokens.is_mark(at, &['+']) && self.tokens.glued(at) && self.tokens.spaced(at + 1) && self.magnitude_word(at + 1)
    }

    /// "35million": a magnitude written out.
    pub(super) fn magnitude_word(&self, at: usize) -> bool {
        self.number_word(at).is_some_and(|(class, _)| class == Class::Scale) && self.tokens.word(at).len() > 2
    }

    /// What the word at `at` does in a numeral.
    pub(super) fn number_word(&self, at: usize) -> Option<(Class, Decimal)> {
        if !self.lexicon.numbers.may_hold(self.tokens.word(at)) {
            return None;
        }
        self.lexicon.numbers.get(self.tokens.lower(at).as_str()).copied()
    }

    /// A magnitude in letters behind digits: "K", "bn", "m" of money or of counted things.
    fn letters(&self, at: usize, money: bool, whole: bool) -> Option<(Decimal, usize)> {
        let word = self.tokens.word(at);
        let (value, place) = *self.lexicon.magnitudes.get(word)?;
        let touching = self.tokens.glued(at);
        let lone = word.len() == 1 && word != "k" && whole;
        let past = at + 1;
        let money = money || self.money_after(past).is_some();
        let people = touching && word == "m" && self.noun(past, false).is_some_and(|noun| noun.plural);
        let placed = match place {
            Place::Any => touching || !lone || money,
            Place::Touching => touching || money,
            Place::Money => money || people || (touching && word == "b" && !whole),
        };
        let cut = self.tokens.glued(past) && (self.tokens.is_word(past) || self.tokens.is_digits(past));
        (placed && !cut && (touching || self.tokens.spaced(at))).then_some((value, past))
    }
}
