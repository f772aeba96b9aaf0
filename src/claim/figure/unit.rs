//! The unit that a bare number leaves out: of the figure before it, or the things that its measure or its subject counts.
//!
//! Comes in: a figure's token and what is known of its subject. Goes out: the counted noun in the singular, or the unit.

use rust_decimal::Decimal;

use ecow::eco_format;

use crate::mention::quantity::{Quantity, QuantityMention, Shape};
use crate::text::has_word;

use super::super::clause::Phrase;
use super::super::kind;
use super::super::lexicon::{Form, Lexicon};
use super::super::nouns::{self, NounClass};
use super::super::subject::{Subject, is_account_item};
use super::super::syntax::{Class, Token};
use super::super::{Kind, recurrence};
use super::Figures;

/// Plurals that are measured rather than counted.
const UNCOUNTED: &[&str] = &[
    "prices",
    "rates",
    "margins",
    "scores",
    "levels",
    "costs",
    "shares",
    "stocks",
    "temperatures",
    "yields",
    "figures",
    "results",
    "numbers",
    "odds",
    "points",
    "totals",
    "averages",
    "indexes",
    "indices",
    "futures",
    "benchmarks",
    "values",
    "ratings",
    "series",
    "sales",
    "losses",
];

/// "a page of 300 Kb", "Size: 101Kb": many write bytes so; where words `around` the figure, which reads `surface`, tell of a size, its unit are bytes.
pub(crate) fn read_as_bytes(quantity: &mut Quantity, surface: &str, around: &str) {
    const SIZES: &[&str] = &[
        "size",
        "sizes",
        "file",
        "files",
        "image",
        "images",
        "page",
        "pages",
        "bundle",
        "bundles",
        "binary",
        "binaries",
        "weighs",
        "weigh",
        "compressed",
        "asset",
        "assets",
    ];
    const LINES: &[&str] = &[
        "link",
        "network",
        "bandwidth",
        "line",
        "connection",
        "ethernet",
        "broadband",
        "rate",
        "bitrate",
        "speed",
        "speeds",
        "internet",
        "chip",
        "chips",
        "dram",
        "density",
        "upload",
        "plan",
        "module",
        "modules",
    ];
    let written =
        surface.ends_with('b') && surface.bytes().rev().nth(1).is_some_and(|scale| matches!(scale, b'K' | b'M' | b'G' | b'k'));
    let bytes = match quantity.unit.as_str() {
        "Kbit" => "KB",
        "Mbit" => "MB",
        "Gbit" => "GB",
        _ => return,
    };
    let small = around.to_lowercase();
    if written && has_word(&small, SIZES) && !has_word(&small, LINES) {
        quantity.unit = bytes.into();
    }
}

impl Figures<'_> {
    /// The value of the figure at token `at` with the unit that it leaves out, and the time that a cost recurs with.
    pub(super) fn quantity(
        &self,
        at: usize,
        figure: &QuantityMention,
        subject: &Subject,
        metric: Option<&str>,
        kind: Kind,
    ) -> Quantity {
        let mut quantity = figure.quantity.clone();
        if let Some(answers) = self.answers_of_all(at, figure) {
            (quantity.low, quantity.high) = (Some(answers), Some(answers));
            quantity.unit = "respondent".into();
        } else if quantity.unit.is_empty() {
            quantity.unit = self.unit_untold(at, figure, subject, metric).into();
        } else if quantity.unit.starts_with('/')
            && let Some(counted) =
                subject.metric.and_then(|metric| self.counted_head(&metric)).or_else(|| self.counted_object(at))
        {
            quantity.unit = eco_format!("{counted}{}", quantity.unit);
        }
        let recurs = || {
            let told = recurrence::of_cost(&self.scene.sentence.tokens, at);
            told.or_else(|| metric.and_then(recurrence::of_header))
        };
        recurrence::put(&mut quantity.unit, kind, recurs);
        read_as_bytes(&mut quantity, self.scene.reading.words(figure.span), self.scene.reading.words(self.scene.sentence.span));
        quantity
    }

    /// The unit of the bare figure at token `at`, as the words around it tell; empty where they do not.
    pub(super) fn unit_untold(&self, at: usize, figure: &QuantityMention, subject: &Subject, metric: Option<&str>) -> String {
        // "was charged $40 and 3 others paid": others are of no unit told before.
        if self.scene.reading.words(figure.span).ends_with("others") {
            return String::new();
        }
        if let Some(currency) = self.currency_untold(figure, metric) {
            return currency.to_owned();
        }
        if self.counts_answers(at, figure) {
            return "respondent".to_owned();
        }
        let counted = || self.counted_subject(at, figure, subject.phrase?, subject.verb?);
        let changed = || self.counted_object(at);
        let unit = self.unit_left_out(at, &subject.metric).or_else(counted).or_else(changed).unwrap_or_default();
        if unit == "people" { "person".to_owned() } else { unit }
    }

    /// "on Acme (150/186)", in a survey: how many of all said so, as the article counts them; "2/3" is a share.
    fn answers_of_all(&self, at: usize, figure: &QuantityMention) -> Option<Decimal> {
        const FEW: u32 = 20;
        let (answers, all) = self.scene.reading.words(figure.span).split_once('/')?;
        let (answers, all) = (answers.parse::<u32>().ok()?, all.parse::<u32>().ok()?);
        let beside = at.checked_sub(1).map(|before| self.scene.sentence.tokens[before].class);
        let told = matches!(beside, Some(Class::Open | Class::Colon));
        let counted = told && figure.shape == Shape::Fraction && all > FEW && all != 100 && answers <= all;
        (counted && self.scene.context.is_survey()).then(|| answers.into())
    }

    /// "more desire for stability (59)", in a survey: how many said so.
    fn counts_answers(&self, at: usize, figure: &QuantityMention) -> bool {
        let tokens = &self.scene.sentence.tokens;
        let whole = figure.shape == Shape::Figure
            && figure.quantity.low.is_some_and(|low| low.fract().is_zero() && low > Decimal::ONE && low < Decimal::from(1900));
        let counted = |end: usize| tokens[..end].iter().rev().take(2).any(|token| matches!(token.class, Class::Quantity(_)));
        // One number in parentheses may be a page or a year of age; answers are counted in a row.
        let row = || {
            let one = |three: &[Token<'_>]| {
                three[0].class == Class::Open && matches!(three[1].class, Class::Quantity(_)) && three[2].class == Class::Close
            };
            tokens.windows(3).filter(|three| one(three)).count() > 1
        };
        // "more respondents use Acme (202)"
        let people = || tokens[..at].iter().any(|token| nouns::is_people(token.lower));
        self.is_enclosed(at) && whole && self.scene.context.is_survey() && !counted(at - 1) && (people() || row())
    }

    /// "EBITA was 612 million", in a report whose sums are told in one currency.
    fn currency_untold(&self, figure: &QuantityMention, metric: Option<&str>) -> Option<&str> {
        let surface = self.scene.reading.words(figure.span);
        let large = ["million", "billion", "mn", "bn"].iter().any(|size| surface.ends_with(size));
        let sum = |word: &str| kind::is_sum(&kind::singular(&word.to_lowercase())) || is_account_item(word);
        let money = metric.is_some_and(|metric| metric.split(' ').any(sum));
        self.scene.context.currency().filter(|_| large && money && figure.shape == Shape::Figure)
    }

    /// The unit that a bare number leaves out: that of the figure before it in the sentence ("32 nodes, while B has 14"), or the noun that
    /// its subject counts ("the number of cores will exceed 10,000").
    fn unit_left_out(&self, at: usize, metric: &Option<Phrase>) -> Option<String> {
        let tokens = &self.scene.sentence.tokens;
        // "lowered its rate to 0.25 percent from 0.5"
        let share = at.checked_sub(2).filter(|share| tokens[at - 1].lower == "from" && self.scene.unit_of(*share) == Some("%"));
        let ends = tokens
            .get(at + 1)
            .is_none_or(|next| matches!(next.class, Class::Stop | Class::Comma | Class::Conjunction | Class::Close));
        if share.is_some()
            && ends
            && self.mention(&tokens[at]).is_some_and(|bare| bare.quantity.low.is_some_and(|low| !low.fract().is_zero()))
        {
            return Some("%".to_owned());
        }
        // "a batch size of 64", "a book-to-bill of 1.1": of a measure with a name of its own.
        const SUMS: &[&str] = &[
            "total", "average", "number", "count", "maximum", "minimum", "median", "sum", "record", "range", "high", "low",
            "peak",
        ];
        let of = at.checked_sub(2).filter(|_| tokens[at - 1].lower == "of");
        let measured = of.is_some_and(|noun| {
            tokens[noun].class == Class::Noun && !SUMS.contains(&tokens[noun].lower) && !kind::is_countable(tokens[noun].lower)
        });
        let counts = |phrase: &Phrase| {
            let head = phrase.core_end - 1;
            let counted = matches!(tokens[head].lower, "number" | "count" | "total") && phrase.end > phrase.core_end + 1;
            let mut end = self.scene.nominal_end(phrase.core_end + 1, phrase.end).max(phrase.core_end + 2);
            // "employees nationwide"
            while end > phrase.core_end + 2 && nouns::is_everywhere(tokens[end - 1].lower) {
                end -= 1;
            }
            counted.then(|| kind::singular(tokens[end - 1].lower).into_owned())
        };
        if let Some(unit) =
            metric.as_ref().and_then(counts).or_else(|| metric.as_ref().and_then(|metric| self.counted_head(metric)))
            && !measured
        {
            return Some(unit);
        }
        if tokens.get(at + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Adjective | Class::Name(_))) {
            return None;
        }
        let before = tokens[..at].iter().rev().take_while(|token| token.class != Class::Stop);
        let mut before = before.filter_map(|token| self.mention(token));
        // "over $12.5 billion, of which A is 2 billion and B 10.5 billion": sums of one currency.
        let large = |mention: &QuantityMention| {
            let surface = self.scene.reading.words(mention.span);
            ["million", "billion", "trillion"].iter().any(|size| surface.ends_with(size))
        };
        let nearest = before.next()?;
        let sums = nearest.quantity.unit.is_empty() && large(nearest) && self.mention(&tokens[at]).is_some_and(large);
        let paid = if sums { before.find(|mention| !mention.quantity.unit.is_empty()) } else { None };
        let before = paid.filter(|paid| kind::is_currency(&paid.quantity.unit)).unwrap_or(nearest);
        let before = self.compared_with(at).or_else(|| self.group_before(at)).unwrap_or(before);
        // "rated it two days later at 3.1"
        if crate::mention::unit::is_time(&before.quantity.unit) && at > 0 && tokens[at - 1].lower == "at" {
            return None;
        }
        let unit = before.quantity.unit.as_str();
        let fits = !matches!(unit, "%" | "x" | "pp" | "bps")
            && before.shape == Shape::Figure
            && (!measured || kind::is_currency(unit) || unit == "crown");
        fits.then(|| unit.to_owned()).filter(|unit| !unit.is_empty())
    }

    /// "trimmed dependencies from 292 to 218", "cut the calls to just 128 per hour": the things that are brought from one number to another.
    fn counted_object(&self, at: usize) -> Option<String> {
        let tokens = &self.scene.sentence.tokens;
        let link = (at.saturating_sub(3)..at).rev().find(|i| tokens[*i].class != Class::Adverb)?;
        let from = match tokens[link].lower {
            "from" => link,
            "to" => (link.saturating_sub(4)..link).rev().find(|i| tokens[*i].lower == "from").unwrap_or(link),
            _ => return None,
        };
        let mut head = from.checked_sub(1)?;
        // "an increase in registered companies, going from 40 to 60"
        let goes = head
            .checked_sub(2)
            .filter(|_| tokens[head].class == Class::Verb(Form::Gerund) && tokens[head - 1].class == Class::Comma);
        head = goes.unwrap_or(head);
        let word = tokens[head].lower;
        let singular = kind::singular(word);
        let verb = (head.saturating_sub(4)..head).rev().find(|i| matches!(tokens[*i].class, Class::Verb(_)));
        let verb = goes.map(|_| from - 1).or(verb)?;
        let changes = Lexicon::shared().verb(tokens[verb].lower).is_some_and(|verb| {
            kind::is_changing(verb.base) || matches!(verb.base, "trim" | "bring" | "scale" | "go" | "shrink" | "limit")
        });
        let plural = tokens[head].class == Class::Noun && word != singular && !UNCOUNTED.contains(&word);
        let measure = kind::is_sum(word) && !matches!(word, "shipments") || nouns::is(word, NounClass::Time);
        (changes && plural && !measure).then(|| singular.into_owned())
    }

    /// The figure of a token, if it is one.
    pub(super) fn mention(&self, token: &Token<'_>) -> Option<&QuantityMention> {
        let Class::Quantity(index) = token.class else { return None };
        Some(&self.scene.reading.quantities[index as usize])
    }

    /// "7,400 firms in 68 countries, up from 5,100": the figure of the sentence that is most like the one at token `at`.
    fn compared_with(&self, at: usize) -> Option<&QuantityMention> {
        let tokens = &self.scene.sentence.tokens;
        let compares = at > 1 && tokens[at - 1].lower == "from" && matches!(tokens[at - 2].lower, "up" | "down");
        let value = |mention: &QuantityMention| mention.quantity.low.or(mention.quantity.high).filter(|value| !value.is_zero());
        let own = value(self.mention(&tokens[at])?).filter(|_| compares)?;
        let apart = |other: Decimal| if other > own { other.checked_div(own) } else { own.checked_div(other) };
        let earlier = tokens[..at].iter().filter_map(|token| self.mention(token));
        earlier
            .filter_map(|mention| Some((apart(value(mention)?)?, mention)))
            .min_by_key(|(apart, _)| *apart)
            .map(|(_, mention)| mention)
    }

    /// "Of the 125 shops with more than 5 clerks, only 15 closed": the group that the figure at token `at` is a part of.
    fn group_before(&self, at: usize) -> Option<&QuantityMention> {
        let tokens = &self.scene.sentence.tokens;
        let comma = (0..at).rev().find(|i| tokens[*i].class != Class::Adverb).filter(|i| tokens[*i].class == Class::Comma)?;
        let of = (0..comma).find(|i| tokens[*i].lower == "of")?;
        let opens = of.checked_sub(1).is_none_or(|before| {
            matches!(tokens[before].class, Class::Comma | Class::Stop | Class::Subordinator | Class::Relative)
                || tokens[before].lower == "that"
        });
        let group = (of + 1..comma).take(2).find_map(|i| self.mention(&tokens[i])).filter(|_| opens)?;
        let value = |mention: &QuantityMention| mention.quantity.low.or(mention.quantity.high);
        let fits = value(self.mention(&tokens[at])?)? <= value(group)?;
        let counts =
            fits && group.counted && tokens[comma..at].iter().all(|token| matches!(token.class, Class::Comma | Class::Adverb));
        counts.then_some(group)
    }

    /// "Applications totalled 40,000", "visits dropped from 2 million": the things that the figure counts, where the verb puts them at it.
    fn counted_subject(&self, at: usize, figure: &QuantityMention, phrase: Phrase, verb: usize) -> Option<String> {
        const COUNTING: &[&str] = &[
            "total", "number", "reach", "hit", "exceed", "average", "fall", "rise", "drop", "climb", "decline", "increase",
            "decrease", "grow", "jump", "slip", "stand", "come", "surpass", "top", "surge", "soar", "plunge", "double", "be",
        ];
        const SMALLEST: u32 = 100;
        let tokens = &self.scene.sentence.tokens;
        let head = &tokens[phrase.core_end.checked_sub(1)?];
        let base = Lexicon::shared().verb(tokens[verb].lower).map(|verb| verb.base)?;
        if base == "employ" && verb + 2 >= at {
            return Some("employee".to_owned());
        }
        let word = head.lower;
        let plural = head.class == Class::Noun && word.ends_with('s') && kind::singular(word) != word || word == "people";
        let large =
            figure.quantity.low.or(figure.quantity.high).is_some_and(|value| value >= SMALLEST.into() && value.fract().is_zero());
        let counted = matches!(word, "claims" | "bills" | "fines" | "contracts" | "licenses" | "licences" | "tickets" | "grants");
        let measure = kind::is_sum(word) && !counted || nouns::is(word, NounClass::Time) || UNCOUNTED.contains(&word);
        let next = tokens.get(at + 1).is_some_and(|next| matches!(next.class, Class::Noun | Class::Adjective | Class::Name(_)));
        let fits = plural && large && !measure && !next && COUNTING.contains(&base) && phrase.end <= at;
        fits.then(|| kind::singular(word).into_owned())
    }

    /// "GitHub stars grew to 87K": the thing that a plural measure counts.
    fn counted_head(&self, metric: &Phrase) -> Option<String> {
        let head = self.scene.sentence.tokens[metric.core_end - 1].lower;
        kind::is_countable(head).then(|| kind::singular(head).into_owned())
    }
}
