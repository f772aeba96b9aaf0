//! One block's text with everything that it mentions: what the later stages look things up in.
//!
//! Comes in: a block's plain text, what the document shows about its words. Goes out: [`Reading`]: sentences, quantities, dates, names. Nothing is decided here.

use rust_decimal::Decimal;

use crate::mention::attribution::AttributionMention;
use crate::mention::date::{self, BasisMention, DateMention};
use crate::mention::name::{self, Evidence, NameMention};
use crate::mention::quantity::{self, QuantityMention, Shape};
use crate::mention::{Words, attribution};
use crate::sentence;
use crate::text::TextSpan;

use super::kind;
use super::nouns;
use super::syntax::{self, Mentions, Sentence, Ways, slice_in};

/// A block's text, read for mentions.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'t> {
    pub text: &'t str,
    /// The text cut into words.
    words: Words<'t>,
    /// The text in ASCII lower case; offsets agree with `text`.
    lower: String,
    pub sentences: Vec<TextSpan>,
    pub quantities: Vec<QuantityMention>,
    pub dates: Vec<DateMention>,
    /// What changes are measured against.
    bases: Vec<BasisMention>,
    pub names: Vec<NameMention>,
}

impl<'t> Reading<'t> {
    /// Takes pounds for a weight.
    pub(crate) fn weigh(&mut self) {
        for figure in &mut self.quantities {
            let pounds =
                figure.quantity.unit == "GBP" && figure.span.slice(self.text).is_some_and(|words| words.contains("pound"));
            // "200 million pounds ($262 million)"
            let behind = self.text[figure.span.end..].trim_start();
            let paid = ["($", "(€", "(US$", "(about $"].iter().any(|sum| behind.starts_with(sum));
            if pounds && !paid {
                figure.quantity.unit = "pound".into();
            }
        }
    }

    /// Reads prose.
    #[cfg(test)]
    pub(crate) fn of_prose(words: impl Into<Words<'t>>, evidence: &Evidence) -> Self {
        let words = words.into();
        let text = words.text;
        let mut reading = Self::with_sentences(words, begun_small(text, sentence::segment(text), evidence), evidence);
        bracketed(text, &mut reading.quantities);
        reading
    }

    /// Reads a table cell, heading or other text that is one sentence whatever its stops.
    pub(crate) fn of_fragment(words: impl Into<Words<'t>>, evidence: &Evidence) -> Self {
        let words = words.into();
        let whole = TextSpan::new(0, words.text.len());
        Self::with_sentences(words, vec![whole], evidence)
    }

    fn with_sentences(words: Words<'t>, sentences: Vec<TextSpan>, evidence: &Evidence) -> Self {
        let names = name::scan_words(&words, &starts(&sentences), evidence);
        let dates = date::scan_words(&words);
        let quantities = quantity::scan_words(&words);
        Self::with(words, sentences, names, dates, quantities)
    }

    /// Reads several texts, each prose or not: all for one sort of mention before the next, since the rules for each are many.
    pub(crate) fn of_all(texts: Vec<(Words<'t>, bool)>, evidence: &Evidence) -> Vec<Self> {
        let sentences = |(words, prose): &(Words<'t>, bool)| match prose {
            true => begun_small(words.text, sentence::segment(words.text), evidence),
            false => vec![TextSpan::new(0, words.text.len())],
        };
        let sentences: Vec<Vec<TextSpan>> = texts.iter().map(sentences).collect();
        let words = || texts.iter().map(|(words, _)| words);
        let names = name::scan_each(words().zip(sentences.iter().map(|sentences| starts(sentences))), evidence);
        let dates: Vec<_> = words().map(date::scan_words).collect();
        let quantities = quantity::scan_each(words());
        let mentions = names.into_iter().zip(dates).zip(quantities);
        let read = texts.into_iter().zip(sentences).zip(mentions);
        read.map(|(((words, prose), sentences), ((names, dates), quantities))| {
            let mut reading = Self::with(words, sentences, names, dates, quantities);
            if prose {
                bracketed(reading.text, &mut reading.quantities);
            }
            reading
        })
        .collect()
    }

    /// The text with its mentions.
    fn with(
        words: Words<'t>,
        sentences: Vec<TextSpan>,
        mut names: Vec<NameMention>,
        (dates, bases): (Vec<DateMention>, Vec<BasisMention>),
        mut quantities: Vec<QuantityMention>,
    ) -> Self {
        let text = words.text;
        // "p99", "TP90": a label of a measure, not a name.
        names.retain(|name| !nouns::is_percentile(&text[name.span.range()]));
        // A figure inside a name ("Fortune 500", "7-Eleven") or a date is part of it.
        quantities.retain(|quantity| {
            let inside_name =
                slice_near(&names, quantity.span, |m| m.span).any(|m| m.span.contains(quantity.span) && m.span != quantity.span);
            let inside_date = slice_near(&dates, quantity.span, |m| m.span).any(|m| m.span.contains(quantity.number));
            !inside_name && !inside_date
        });
        Self { text, words, lower: text.to_ascii_lowercase(), sentences, quantities, dates, bases, names }
    }

    /// The sentence at `span`, as tokens.
    pub(crate) fn sentence(&self, span: TextSpan) -> Sentence<'_> {
        self.sentence_after(span, &mut Ways::default())
    }

    /// The same; `ways` are what the sentences before it have shown.
    pub(crate) fn sentence_after(&self, span: TextSpan, ways: &mut Ways) -> Sentence<'_> {
        let mentions = Mentions { quantities: &self.quantities, dates: &self.dates, names: &self.names };
        syntax::read(self.text, &self.lower, span, mentions, ways)
    }

    /// The tokens of the sentence at `span`, of which only mentions and marks are classed.
    pub(crate) fn cut(&self, span: TextSpan) -> Sentence<'_> {
        let mentions = Mentions { quantities: &self.quantities, dates: &self.dates, names: &self.names };
        syntax::cut(self.text, &self.lower, span, mentions)
    }

    /// The sources that the sentence at `span` names.
    pub(crate) fn sources(&self, span: TextSpan) -> Vec<AttributionMention> {
        attribution::scan_words(&self.words, span, &self.names)
    }

    /// Indices and values of the quantities in `span`.
    pub(crate) fn quantities_in(&self, span: TextSpan) -> impl Iterator<Item = (usize, &QuantityMention)> {
        slice_in(&self.quantities, span, |m| m.span)
    }

    /// Indices and values of the dates in `span`.
    pub(crate) fn dates_in(&self, span: TextSpan) -> impl Iterator<Item = (usize, &DateMention)> {
        slice_in(&self.dates, span, |m| m.span)
    }

    /// The names in `span`.
    pub(crate) fn names_in(&self, span: TextSpan) -> impl Iterator<Item = &NameMention> {
        slice_in(&self.names, span, |m| m.span).map(|(_, name)| name)
    }

    /// The bases of comparison that touch `span`.
    pub(crate) fn bases_in(&self, span: TextSpan) -> impl Iterator<Item = &BasisMention> {
        slice_near(&self.bases, span, |basis| basis.span).filter(move |basis| basis.span.overlaps(span))
    }

    /// The words at `span`.
    pub(crate) fn words(&self, span: TextSpan) -> &'t str {
        &self.text[span.range()]
    }

    /// The words at `span` in ASCII lower case.
    pub(crate) fn lower(&self, span: TextSpan) -> &str {
        &self.lower[span.range()]
    }
}

/// Where each of `sentences` begins.
fn starts(sentences: &[TextSpan]) -> Vec<usize> {
    sentences.iter().map(|span| span.start).collect()
}

/// The sentences of `text` cut where a stop stands before a name in small letters: "A is fast. veltro is slower."
fn begun_small(text: &str, sentences: Vec<TextSpan>, evidence: &Evidence) -> Vec<TextSpan> {
    const ABBREVIATIONS: &[&str] = &["vs", "e.g", "i.e", "etc", "cf", "no", "approx", "incl", "resp"];
    if !evidence.has_small_names() {
        return sentences;
    }
    let begins = |at: &usize| {
        let name = text[*at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let before = text[..*at].trim_end().trim_end_matches('.').rsplit(' ').next().unwrap_or_default().to_lowercase();
        evidence.is_spelled_small(name) && !ABBREVIATIONS.contains(&before.as_str())
    };
    let mut cut = Vec::with_capacity(sentences.len());
    for mut span in sentences {
        let inside = &text[span.range()];
        let stops = inside.match_indices(". ").map(|(at, stop)| span.start + at + stop.len());
        for start in stops.filter(begins).collect::<Vec<_>>() {
            cut.push(TextSpan::new(span.start, start - 1));
            span = TextSpan::new(start, span.end);
        }
        cut.push(span);
    }
    cut
}

/// "SEK 1,270 million (1,056)", "5.8% (7.2)": a bare number in brackets right behind a sum or a share has its unit and magnitude. Small whole
/// numbers are notes, and years are years.
fn bracketed(text: &str, quantities: &mut [QuantityMention]) {
    const NOTE_MAX: u32 = 10;
    for index in 1..quantities.len() {
        let (before, rest) = quantities.split_at_mut(index);
        let (Some(before), Some(here)) = (before.last(), rest.first_mut()) else { continue };
        let unit = before.quantity.unit.as_str();
        let between = text.get(before.span.end..here.span.start).unwrap_or_default();
        let set = matches!(between, " (" | "\u{a0}(") && text[here.span.end..].starts_with(')');
        let Some(value) = here.quantity.low.filter(|low| here.quantity.high == Some(*low)) else { continue };
        let bare = here.quantity.unit.is_empty() && here.shape == Shape::Figure;
        if !set || !bare || !(unit == "%" || kind::is_currency(unit)) || before.counted {
            continue;
        }
        // "2.7 billion (1.0)" is told as exactly as what stands before it.
        let pointed = text[here.span.range()].contains('.');
        let whole = value.fract().is_zero() && !pointed;
        // "41% (123)" counts those who make up the share.
        if unit == "%" && whole {
            continue;
        }
        let year = whole && value >= 1900.into() && value <= 2100.into() && !text[here.span.range()].contains(',');
        if year || whole && value < NOTE_MAX.into() {
            continue;
        }
        let digits: String = text[before.number.range()]
            .chars()
            .take_while(|c| c.is_ascii_digit() || ",.".contains(*c))
            .filter(|c| *c != ',')
            .collect();
        let literal = digits.trim_end_matches('.').parse::<Decimal>().ok().filter(|literal| !literal.is_zero());
        let Some((literal, low)) = literal.zip(before.quantity.low.or(before.quantity.high)) else { continue };
        let scale = low / literal;
        if [1u64, 1_000, 1_000_000, 1_000_000_000].iter().any(|power| scale == Decimal::from(*power)) {
            here.quantity.unit = before.quantity.unit.clone();
            here.quantity.low = Some(value * scale);
            here.quantity.high = Some(value * scale);
        }
    }
}

/// The items of a sorted list that may overlap `span`: those that begin in it and the one before.
fn slice_near<T>(items: &[T], span: TextSpan, place: impl Fn(&T) -> TextSpan) -> impl Iterator<Item = &T> {
    let first = items.partition_point(|item| place(item).start < span.start).saturating_sub(1);
    let last = items.partition_point(|item| place(item).start < span.end);
    items[first.min(last)..last].iter()
}

#[cfg(test)]
mod tests {
    use super::Reading;
    use crate::mention::name::Evidence;
    use crate::mention::{Looks, Words};

    /// The figures of `text` with their units.
    fn figures(text: &str) -> Vec<String> {
        let reading = Reading::of_prose(text, &Evidence::new());
        reading
            .quantities
            .iter()
            .map(|figure| format!("{} {}", figure.quantity.low.unwrap_or_default(), figure.quantity.unit))
            .collect()
    }

    #[test]
    fn a_number_in_brackets_behind_a_sum_has_its_unit_and_magnitude() {
        assert_eq!(figures("Sales rose to SEK 120 million (110)."), ["120000000 SEK", "110000000 SEK"]);
        assert_eq!(figures("The margin was 5.8% (7.2)."), ["5.8 %", "7.2 %"]);
    }

    #[test]
    fn texts_that_are_read_together_are_read_as_each_alone() {
        const TEXTS: [&str; 4] =
            ["Sales rose to SEK 120 million (110).", "Acme sold it. Veltro grew 5% in May.", "", "One in 5 left."];
        let evidence = Evidence::new();
        let mut looks = Looks::of(100);
        let texts = TEXTS.map(|text| (Words::cut(text, &mut looks), true)).to_vec();
        for (together, text) in Reading::of_all(texts, &evidence).iter().zip(TEXTS) {
            let alone = Reading::of_prose(text, &evidence);
            assert_eq!(together.sentences, alone.sentences);
            assert_eq!(together.quantities, alone.quantities);
            assert_eq!((&together.names, &together.dates, &together.bases), (&alone.names, &alone.dates, &alone.bases));
        }
    }

    #[test]
    fn notes_and_years_in_brackets_have_none() {
        assert_eq!(figures("Sales rose to $5 million (2)."), ["5000000 USD", "2 "]);
        assert_eq!(figures("Yes said 41% (123)."), ["41 %", "123 "]);
        assert!(!figures("The fund grew 12% (2024).").contains(&"2024 %".to_owned()));
    }
}
