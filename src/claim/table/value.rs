//! The value of a cell's figure: its unit and magnitude, where headers state them, and the sign that accounts write as parentheses.
//!
//! Comes in: a figure as the grammar reads it in its cell. Goes out: the figure as the table means it, and how a sentence shows it.

use rust_decimal::Decimal;

use crate::claim::kind;
use crate::claim::nouns::{self, NounClass};
use crate::mention::quantity::QuantityMention;
use crate::text::has_word;

use super::Column;
use super::cell::Place;
use super::label::{Label, Sort};
use super::unit::Scale;

impl Place<'_> {
    /// "101Kb" below "Size": bytes.
    pub(super) fn read_as_bytes(&self, figure: &mut QuantityMention) {
        if figure.quantity.unit.ends_with("bit") {
            let around = format!("{} {}", self.column.texts.join(" "), self.side.text.as_deref().unwrap_or_default());
            super::super::figure::read_as_bytes(&mut figure.quantity, self.reading.words(figure.span), &around);
        }
    }

    /// A bare number takes its unit from what stands nearest: its column's header, the row's, the corner's, the caption or the introduction; a sum of
    /// money takes the magnitude alone. Goes out with what was taken.
    pub(super) fn with_header_unit(&self, index: usize, mention: &QuantityMention) -> (QuantityMention, Option<Scale>) {
        let mut figure = mention.clone();
        self.read_sign(&mut figure);
        let number = self.reading.words(figure.number);
        // Alone in a cell, "us" are microseconds and nobody.
        if figure.quantity.unit.is_empty()
            && self.cell.text.as_str().get(figure.span.end..).is_some_and(|rest| rest.trim() == "us")
        {
            let scale = Scale { unit: "µs".to_owned(), factor: Decimal::ONE, shown: "µs".to_owned() };
            figure.quantity.unit = scale.unit.as_str().into();
            return (figure, Some(scale));
        }
        // "21m" below "Downtime": minutes.
        if figure.quantity.unit == "m" && self.is_timed() {
            figure.quantity.unit = "minute".into();
        }
        let magnified = number.contains(char::is_alphabetic);
        if !figure.quantity.unit.is_empty() {
            let scale = self.stated().filter(|scale| {
                kind::is_currency(&figure.quantity.unit)
                    && !magnified
                    && !self.is_per_unit()
                    && (scale.unit.is_empty() || scale.unit == figure.quantity.unit)
            });
            let scale = scale.filter(|scale| scale.factor != Decimal::ONE);
            multiply(&mut figure, scale.as_ref());
            return (figure, scale.map(|scale| Scale { shown: magnitude_word(&scale.shown).to_owned(), ..scale }));
        }
        let multiple = || Scale { unit: "x".to_owned(), factor: Decimal::ONE, shown: "×".to_owned() };
        let around = self.unit_around(index, number);
        let Some(scale) = around.or_else(|| self.column.multiples.then(multiple)) else {
            // "No." beside "%", in a survey: how many gave the answer.
            let whole = figure.quantity.low.is_some_and(|low| low.fract().is_zero() && !low.is_sign_negative());
            if whole && self.extractor.context.is_survey() && self.counts_answers() {
                figure.quantity.unit = "respondent".into();
            }
            return (figure, None);
        };
        figure.quantity.unit = scale.unit.as_str().into();
        if !magnified {
            multiply(&mut figure, Some(&scale));
        }
        (figure, Some(scale))
    }

    /// Whether the header of the cell's column or row names a time.
    fn is_timed(&self) -> bool {
        const TIMES: &[&str] = &["downtime", "uptime", "duration", "time", "latency", "delay", "wait", "elapsed", "runtime"];
        let timed = |label: &Label| label.words.split_whitespace().any(|word| TIMES.contains(&word.to_lowercase().as_str()));
        timed(&self.column.label) || timed(&self.side.label)
    }

    /// "432 (+273)": by how much the figure before has changed.
    pub(super) fn is_step(&self, mention: &QuantityMention) -> bool {
        let before = self.cell.text.as_str().get(..mention.number.start).unwrap_or("").trim_end();
        before.strip_suffix("(+").is_some_and(|level| level.bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// "(1,234)" alone in a cell is negative, as accounts write it.
    fn read_sign(&self, figure: &mut QuantityMention) {
        let text = self.cell.text.as_str().trim().trim_start_matches(['$', '€', '£', ' ']);
        let inner = text.strip_prefix('(').and_then(|rest| rest.trim_end_matches('%').strip_suffix(')'));
        let figures =
            |inner: &str| inner.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '$' | '€' | '£' | '%' | ' '));
        let positive = figure.quantity.low.is_some_and(|low| low > Decimal::ZERO);
        if inner.is_some_and(figures) && positive && figure.quantity.low == figure.quantity.high {
            figure.quantity.low = figure.quantity.low.map(|end| -end);
            figure.quantity.high = figure.quantity.low;
        }
    }

    /// The unit stated nearest to the cell.
    fn stated(&self) -> Option<Scale> {
        let (row, column) = (self.side.label.stated.clone(), self.column.label.stated.clone());
        let near = if self.is_turned() { row.or(column) } else { column.or(row) };
        near.or_else(|| self.side.group.as_ref().and_then(|group| group.stated.clone()))
            .or_else(|| self.frame.about.stated.clone())
    }

    /// "Earnings per share", "EBIT margin, %", "Employees": rows whose figures a statement's magnitude does not scale.
    fn is_per_unit(&self) -> bool {
        let lower = self.side.label.words.to_lowercase();
        lower.contains("per share") || lower.contains("per unit") || lower.contains("per ton") || lower.contains("per ounce")
    }

    fn unit_around(&self, index: usize, number: &str) -> Option<Scale> {
        let (thing, measure) = self.labels();
        let whole = !number.contains('.');
        let beside_share =
            self.reading.quantities.iter().enumerate().any(|(at, other)| at != index && other.quantity.unit == "%");
        let fits = |scale: &Scale| {
            (whole || scale.unit.contains('/') || matches!(scale.unit.as_str(), "%" | "x"))
                && !(beside_share && scale.unit == "%")
        };
        let counted = |label: &Label| {
            let noun = label.words.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let money = self.column.currency.is_some() && self.column.label.sort == Sort::Period && !kind::is_countable(&noun)
                || self.is_of_money();
            label.counted.clone().filter(|scale| fits(scale) && !money)
        };
        let counts_things = matches!(measure.sort, Sort::Period | Sort::State | Sort::Value);
        let near = measure.stated.clone().or_else(|| counted(&measure)).or_else(|| thing.stated.clone());
        let near =
            near.or_else(|| counted(&thing).filter(|_| counts_things)).filter(|scale| !(beside_share && scale.unit == "%"));
        let scale = near.or_else(|| self.stated().filter(|_| !self.is_per_unit() && !beside_share && !self.is_staff()));
        let scale = match scale {
            // "Bikes sold (thousand)": the factor is stated, the unit counted, or that of the column's money.
            Some(scale) if scale.unit.is_empty() => Some(Scale { unit: self.unit_of_factor(), ..scale }),
            other => other,
        };
        let money =
            || self.column.currency.clone().filter(|_| self.column.label.sort == Sort::Period && (!whole || !self.is_staff()));
        scale
            .or_else(|| money().map(|unit| Scale { unit, factor: Decimal::ONE, shown: String::new() }))
            .or_else(|| self.frame.about.counted.clone().filter(|scale| fits(scale) && !self.counts_answers()))
    }

    /// Whether the column numbers the answers that the one beside it shares out: "No." and "%". The introduction tells what was asked.
    fn counts_answers(&self) -> bool {
        let (_, measure) = self.labels();
        let shares =
            |column: &Column| column.label.words == "%" || column.label.stated.as_ref().is_some_and(|scale| scale.unit == "%");
        measure.words != "%" && super::cell::is_untold(&measure.words) && self.frame.columns.iter().any(shares)
    }

    fn unit_of_factor(&self) -> String {
        if self.is_of_money() {
            return self.extractor.context.currency().unwrap_or_default().to_owned();
        }
        let counted =
            self.column.label.counted.as_ref().or(self.side.label.counted.as_ref().filter(|_| self.column.currency.is_none()));
        let counted = counted.map(|scale| scale.unit.clone()).filter(|unit| !matches!(unit.as_str(), "%" | "x"));
        self.column.currency.clone().or(counted).unwrap_or_default()
    }

    /// "Backlog" in a table "in thousands" of an organisation's own account, which tells its sums in one currency: whether the cells are sums.
    fn is_of_money(&self) -> bool {
        const SUMS: &[&str] = &["awards", "backlog", "bookings", "orders"];
        const COUNTED: &[&str] = &["headcount", "workforce", "staff", "customers", "subscribers", "users", "shares", "guidance"];
        let factor = self.stated().is_some_and(|scale| scale.unit.is_empty() && scale.factor >= Decimal::ONE_THOUSAND);
        if !factor || self.extractor.context.currency().is_none() {
            return false;
        }
        let (thing, measure) = self.labels();
        let sum = |label: &Label| {
            let lower = label.words.to_lowercase();
            let head = lower.rsplit(' ').next().unwrap_or_default();
            // "Unit sales", "Hotel bookings" are counted.
            const SUMMED: &[&str] =
                &["total", "net", "gross", "project", "operating", "segment", "other", "firm", "product", "service"];
            if !lower.split(' ').all(|word| word == head || SUMMED.contains(&word)) {
                return false;
            }
            SUMS.contains(&head) || nouns::is(head, NounClass::Owned) && !kind::is_countable(head) && !COUNTED.contains(&head)
        };
        sum(&measure) || measure.sort == Sort::Period && sum(&thing)
    }

    /// "Size", "Ratio" beside "Compress time" and "Decompress time": what else a run gave, where two columns tell how long it took.
    pub(super) fn stands_by_times(&self, measure: &Label) -> bool {
        const GIVEN: &[&str] = &["size", "ratio", "bytes", "requests", "memory", "ram", "cpu", "ops", "rss"];
        self.frame.times_across && !self.is_turned() && has_word(&measure.words, GIVEN)
    }

    /// Whether the row counts people or things rather than money.
    fn is_staff(&self) -> bool {
        let lower = self.side.label.words.to_lowercase();
        lower.split(' ').any(|word| kind::is_countable(word) || matches!(word, "headcount" | "personnel" | "staff"))
    }
}

/// A figure as a sentence shows it: with the unit that a header states for it.
pub(super) fn shown(surface: &str, scale: Option<&Scale>, own_unit: &str) -> String {
    let Some(scale) = scale else { return surface.to_owned() };
    if scale.shown.is_empty() {
        return if scale.unit == "%" && own_unit.is_empty() { format!("{surface}%") } else { surface.to_owned() };
    }
    let shown = scale.shown.as_str();
    let unit = match shown.strip_suffix('s') {
        Some(one) if ["thousand", "million", "billion"].iter().any(|scale| one.ends_with(scale)) => one,
        _ => shown,
    };
    let sign = unit.char_indices().find(|(_, c)| !"$€£¥₹".contains(*c)).map_or(unit.len(), |(at, _)| at);
    let (sign, rest) = unit.split_at(sign);
    if !sign.is_empty() {
        return format!("{sign}{surface}{rest}");
    }
    if matches!(unit, "%" | "x" | "×") && own_unit.is_empty() {
        return format!("{surface}{unit}");
    }
    let surface = surface.replace("$ ", "$").replace("€ ", "€");
    match unit.split_once(' ') {
        Some((code, rest)) if kind::is_currency(code) && !rest.starts_with("per") => format!("{code} {surface} {rest}"),
        None if kind::is_currency(unit) => format!("{unit} {surface}"),
        // "22,050" below "In millions", where other sums of the table have their sign.
        _ => format!(
            "{}{surface} {unit}",
            sign_of(own_unit).filter(|_| surface.starts_with(|c: char| c.is_ascii_digit())).unwrap_or_default()
        ),
    }
}

/// The sign of a currency that is written with one.
fn sign_of(unit: &str) -> Option<&'static str> {
    match unit {
        "USD" => Some("$"),
        "EUR" => Some("€"),
        "GBP" => Some("£"),
        _ => None,
    }
}

/// The word for the magnitude in a unit: "million" of "EUR million", "M" of "$M".
fn magnitude_word(shown: &str) -> &str {
    let bare = shown.trim_start_matches(['$', '€', '£', '¥', ' ']);
    match bare.split_once(' ') {
        Some((code, rest)) if kind::is_currency(code) => rest,
        Some((word, _)) => word,
        None => bare,
    }
}

pub(super) fn multiply(figure: &mut QuantityMention, scale: Option<&Scale>) {
    let Some(factor) = scale.map(|scale| scale.factor) else { return };
    let multiplied = |end: Option<Decimal>| end.map(|end| end.checked_mul(factor).unwrap_or(end));
    figure.quantity.low = multiplied(figure.quantity.low);
    figure.quantity.high = multiplied(figure.quantity.high);
}
