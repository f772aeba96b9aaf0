//! Phrases before and behind a figure, read off its sentence's tokens.
//!
//! Comes in: tokens and the figure's place among them. Goes out: the words of a phrase. What the phrases say is decided in `metric.rs` and `kind.rs`.

use super::super::clause::Phrase;
use super::super::lexicon::{Form, Lexicon};
use super::super::nouns;
use super::super::subject::Scene;
use super::super::syntax::{Class, Token};
use super::{REACH, WORDS_MAX, is_link, keeps_link, noun_after};

/// Reads phrases around the figure at token `at`.
pub(super) struct Reader<'r, 't> {
    pub tokens: &'r [Token<'t>],
    pub at: usize,
}

impl Reader<'_, '_> {
    /// "twelve times its annual revenue", "halved its latency": what a multiple or fraction is of.
    pub(super) fn whole(&self, scene: Scene<'_>) -> Option<String> {
        let Class::Quantity(index) = self.tokens[self.at].class else { return None };
        let ratio = matches!(scene.reading.quantities[index as usize].quantity.unit.as_str(), "%" | "x");
        let next = self.tokens.get(self.at + 1)?;
        let whole = || noun_after(scene, self.at + 1);
        match next.lower {
            // "20% less memory than …"
            "less" | "more" | "fewer" if ratio => whole().map(|noun| format!("{} {noun}", next.word)),
            _ => (ratio && matches!(next.class, Class::Determiner | Class::Possessive)).then(whole).flatten(),
        }
    }

    /// "pulls on Docker Hub (850M in 2026)": the noun phrase before the parenthesis.
    fn before_parenthesis(&self) -> Option<String> {
        let depth = self.tokens[self.at].depth;
        let open = (0..self.at).rev().take(REACH).find(|i| self.tokens[*i].depth < depth)?;
        if open + 1 < self.at && !matches!(self.tokens[self.at - 1].class, Class::Open | Class::Adverb | Class::Preposition) {
            return None;
        }
        let part = |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth < depth;
        let end = (0..=open).rev().find(|i| part(i))? + 1;
        if end + 2 < open {
            return None;
        }
        let first = (0..end).rev().take_while(part).last()?;
        self.words(first, end)
    }

    /// The words of a phrase: its core and, where the head needs it, what is attached; no determiners, dates or figures.
    pub(super) fn phrase(&self, phrase: Phrase) -> Option<String> {
        let mut end = phrase.core_end;
        let head = self.tokens[end - 1].lower;
        if self.tokens.get(end).is_some_and(|link| end < phrase.end && keeps_link(head, link.lower)) {
            let next = (end + 1..phrase.end).find(|i| self.tokens[*i].class == Class::Preposition).unwrap_or(phrase.end);
            end = next;
        }
        self.words(phrase.first, end)
    }

    /// The content words of tokens `first..end`.
    fn words(&self, first: usize, end: usize) -> Option<String> {
        let kept = |token: &&Token<'_>| {
            matches!(token.class, Class::Noun | Class::Adjective | Class::Name(_) | Class::Preposition | Class::Conjunction)
                || matches!(token.class, Class::Verb(_) | Class::Number)
        };
        let mut words: Vec<&str> = self.tokens[first..end].iter().filter(kept).map(|token| token.word).collect();
        let skip = words.len().saturating_sub(WORDS_MAX);
        if words.iter().any(|word| is_link(word)) {
            words.truncate(WORDS_MAX);
        } else {
            words.drain(..skip);
        }
        while words.last().is_some_and(|word| is_link(word)) {
            words.pop();
        }
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// "35% faster than …", "60% fewer errors".
    pub(super) fn comparison(&self) -> Option<String> {
        let first = self.tokens.get(self.at + 1)?;
        let comparative = first.lower.ends_with("er")
            && first.lower.len() > 3
            && !matches!(first.class, Class::Noun | Class::Date(_) | Class::Preposition | Class::Subordinator)
            && !matches!(first.lower, "rather" | "ever" | "never" | "however" | "together" | "either" | "whether" | "altogether")
            || matches!(first.lower, "more" | "less" | "as" | "better" | "worse" | "higher" | "lower" | "off");
        if !comparative {
            return None;
        }
        // "as fast as Go | in this test": what follows the other side tells where.
        let than = (self.at + 2..self.tokens.len()).take(WORDS_MAX).find(|i| matches!(self.tokens[*i].lower, "than" | "as"));
        // "fell 6% as prices rose" compares nothing.
        let degree = self.tokens.get(self.at + 2).is_some_and(|next| matches!(next.class, Class::Adjective | Class::Adverb));
        if first.lower == "as" && !degree && than.is_none_or(|than| self.tokens[than].lower != "as") {
            return None;
        }
        let other = than.and_then(|than| (than + 1..self.tokens.len()).find(|i| self.tokens[*i].class.is_head()));
        let last = other.and_then(|other| {
            (other + 1..self.tokens.len()).find(|i| self.tokens[*i].class == Class::Preposition && self.tokens[*i].lower != "of")
        });
        let end = last.unwrap_or(self.tokens.len());
        let goes_on = |token: &&Token<'_>| {
            token.class.is_nominal() && !matches!(token.class, Class::Quantity(_))
                || matches!(token.class, Class::Adverb | Class::Preposition | Class::Verb(Form::Gerund))
                || matches!(token.lower, "as" | "than")
        };
        let words = self.tokens[self.at + 1..end].iter().take_while(goes_on).take(WORDS_MAX).map(|token| token.word);
        let mut words: Vec<&str> = words.collect();
        while words.len() > 1
            && words.last().is_some_and(|word| is_link(word) || matches!(*word, "than" | "the" | "a" | "its" | "with" | "by"))
        {
            words.pop();
        }
        Some(words.join(" "))
    }

    /// Where the words that lead up to the figure begin: "up to", "about" and the preposition before them.
    fn lead(&self) -> (usize, Option<&str>) {
        let mut first = self.at;
        let mut link = None;
        while first > 0 && first + 4 > self.at {
            let token = self.tokens[first - 1];
            match token.class {
                Class::Preposition | Class::To => link = Some(token.lower),
                Class::Adverb | Class::Determiner | Class::Adjective if self.at - first < 3 => {}
                _ => break,
            }
            first -= 1;
        }
        (first, link)
    }

    /// "a discount of up to 30%", "searches at 345K": the phrase whose size the figure gives.
    pub(super) fn attached(&self, verb: Option<usize>) -> Option<String> {
        // "values the company at $1 billion": what somebody puts at a figure is an object.
        const ASSESSING: &[&str] = &["value", "price", "put", "estimate", "peg", "assess", "appraise", "place"];
        let (end, link) = self.lead();
        let assesses = || {
            verb.and_then(|verb| Lexicon::shared().verb(self.tokens[verb].lower))
                .is_some_and(|verb| ASSESSING.contains(&verb.base))
        };
        link.filter(|link| matches!(*link, "of" | "among") || *link == "at" && !assesses())?;
        let depth = self.tokens[self.at].depth;
        let nominal =
            |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth == depth;
        // "revenue in the range of $5 to $6 million": what ranges so.
        let range = end.checked_sub(3).filter(|link| {
            matches!(self.tokens[end - 1].lower, "range" | "neighborhood" | "neighbourhood" | "region")
                && self.tokens[end - 2].class == Class::Determiner
                && self.tokens[*link].lower == "in"
        });
        let end = range.unwrap_or(end);
        let first = (0..end).rev().take_while(nominal).last()?;
        self.words(self.measure_before(first).unwrap_or(first), end)
    }

    /// "the total cost of ownership", "strong interest in tools": where the measure begins to which the phrase at token `first` belongs.
    fn measure_before(&self, first: usize) -> Option<usize> {
        let depth = self.tokens[self.at].depth;
        let article = first.checked_sub(1).filter(|at| matches!(self.tokens[*at].class, Class::Determiner | Class::Possessive));
        let link = article.unwrap_or(first).checked_sub(1).filter(|at| {
            // "loss from operations of $10 million"
            let result = at.checked_sub(1).map_or("", |head| self.tokens[head].lower);
            let from = self.tokens[*at].lower == "from" && matches!(result, "loss" | "income" | "cash" | "earnings" | "profit");
            from || matches!(self.tokens[*at].lower, "of" | "in" | "for" | "per" | "before")
        })?;
        let part = |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth == depth;
        let start = (0..link).rev().take_while(part).last()?;
        let head = self.tokens[link - 1];
        (head.class == Class::Noun && nouns::is_metric(head.lower)).then_some(start)
    }

    /// "cut costs by 5%, fees by 6% and fares by 7%": the measure of a figure in a row of changes, whose verb is told once.
    fn gapped(&self) -> Option<String> {
        let (end, link) = self.lead();
        link.filter(|link| matches!(*link, "by" | "to" | "from"))?;
        let depth = self.tokens[self.at].depth;
        let part = |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth == depth;
        let mut first = (0..end).rev().take_while(part).last()?;
        let owned = |i: usize| matches!(self.tokens[i].class, Class::Possessive | Class::Determiner);
        if first > 0 && owned(first - 1) {
            first -= 1;
        }
        let before = first.checked_sub(1).map(|at| self.tokens[at])?;
        let listed = matches!(before.class, Class::Comma | Class::Conjunction);
        let noun = self.tokens[end - 1].class == Class::Noun;
        let earlier = self.tokens[..first].iter().any(|token| matches!(token.class, Class::Quantity(_)));
        if listed && noun && earlier { self.words(first, end) } else { None }
    }

    /// What stands right before the figure: "(850M)", "average size 2 KB", "the dividend, EUR 0.35, …"; `verb` governs it.
    pub(super) fn beside(&self, verb: Option<usize>) -> Option<String> {
        self.before_parenthesis()
            .or_else(|| self.gapped())
            .or_else(|| if verb.is_none() { self.listed() } else { None })
            .or_else(|| self.apposed())
    }

    /// "…, average document size 2 KB": a noun phrase and its figure between marks.
    fn listed(&self) -> Option<String> {
        let depth = self.tokens[self.at].depth;
        let part = |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth == depth;
        let first = (0..self.at).rev().take_while(part).last()?;
        let marked = first > 0 && matches!(self.tokens[first - 1].class, Class::Comma | Class::Open | Class::Conjunction);
        let noun = self.tokens[self.at - 1].class == Class::Noun;
        if marked && noun { self.words(first, self.at) } else { None }
    }

    /// "the dividend, EUR 0.35 per share, …", "the traffic, at 1.4 GB/s, …": a measure and its figure between commas.
    fn apposed(&self) -> Option<String> {
        let (lead, _) = self.lead();
        let comma = lead.checked_sub(1).filter(|comma| self.tokens[*comma].class == Class::Comma)?;
        let closed = self.tokens.get(self.at + 1).is_none_or(|next| matches!(next.class, Class::Comma | Class::Stop));
        let part = |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective);
        let first = (0..comma).rev().take_while(part).last()?;
        let head = self.tokens[comma - 1];
        let measure = head.class == Class::Noun && nouns::is_metric(head.lower);
        if closed && measure { self.words(first, comma) } else { None }
    }

    /// "said its overall margins rose to 17%": the measure right before the governing verb.
    pub(super) fn moved(&self, verb: usize) -> Option<String> {
        let depth = self.tokens[verb].depth;
        let group = |i: &usize| matches!(self.tokens[*i].class, Class::Auxiliary | Class::Adverb | Class::Negation);
        let end = verb - (0..verb).rev().take_while(group).count();
        let part = |i: &usize| matches!(self.tokens[*i].class, Class::Noun | Class::Adjective) && self.tokens[*i].depth == depth;
        let first = (0..end).rev().take_while(part).last();
        // "Accuracy improved": a measure at the start of a sentence has a capital.
        let first = if end == 1 && matches!(self.tokens[0].class, Class::Name(_)) { Some(0) } else { first };
        let head = self.tokens[end.checked_sub(1)?];
        let first = first?;
        let finite = self.tokens[verb].class.is_finite();
        if finite && matches!(head.class, Class::Noun | Class::Name(_)) && nouns::is_metric(head.lower) {
            self.words(first, end)
        } else {
            None
        }
    }

    /// "cut API integration time by 70%": the noun phrase behind the verb.
    pub(super) fn object(&self, verb: usize) -> Option<String> {
        let depth = self.tokens[self.at].depth;
        let mut end = verb + 1;
        let mut linked = false;
        while end < self.at {
            let token = self.tokens[end];
            let inside =
                token.depth == depth && (token.class.is_nominal() && !matches!(token.class, Class::Quantity(_) | Class::Date(_)));
            // "last quarter's revenue", "full-year profits"
            let dates = matches!(token.class, Class::Date(_))
                && self
                    .tokens
                    .get(end + 1)
                    .is_some_and(|next| matches!(next.class, Class::Genitive | Class::Noun | Class::Adjective));
            let inside = inside || token.depth == depth && dates;
            let link = end > verb + 1
                && !linked
                && token.class == Class::Preposition
                && keeps_link(self.tokens[end - 1].lower, token.lower);
            // "our messaging bill", "the time spent starting the app"
            let next = self.tokens.get(end + 1).map(|next| next.class);
            let verbal =
                token.depth == depth && token.class == Class::Verb(Form::Gerund) && next == Some(Class::Noun) && end > verb + 1
                    || token.depth == depth && token.lower == "spent" && end > verb + 1
                    || token.class == Class::Verb(Form::Gerund) && self.tokens[end - 1].lower == "spent";
            if !inside && !link && !verbal {
                break;
            }
            linked |= link;
            end += 1;
        }
        let nouns = (verb + 1..end).any(|i| self.tokens[i].class == Class::Noun);
        if nouns { self.words(verb + 1, end) } else { None }
    }

    /// "$2 million on hosting": what a sum is spent on.
    pub(super) fn aim(&self) -> Option<String> {
        let link = self.tokens.get(self.at + 1).filter(|token| matches!(token.lower, "for" | "on" | "in"))?;
        let part = |i: &usize| {
            matches!(
                self.tokens[*i].class,
                Class::Noun | Class::Adjective | Class::Name(_) | Class::Determiner | Class::Possessive | Class::Genitive
            )
        };
        let end = (self.at + 2..self.tokens.len()).take_while(part).take(WORDS_MAX).last()? + 1;
        self.tokens[end - 1]
            .class
            .is_head()
            .then(|| self.words(self.at + 2, end))
            .flatten()
            .map(|words| format!("{} {words}", link.word))
    }

    /// "10 seconds to start": what the time is needed for.
    pub(super) fn purpose(&self) -> Option<String> {
        let to = self.tokens.get(self.at + 1).filter(|token| token.class == Class::To)?;
        let verb = self.tokens.get(self.at + 2).filter(|token| matches!(token.class, Class::Verb(_)))?;
        let object = self.tokens[self.at + 3..].iter().take(4);
        let nouns = object
            .filter(|token| token.class != Class::Determiner)
            .take_while(|token| matches!(token.class, Class::Noun | Class::Adjective));
        let mut words = vec![to.word, verb.word];
        words.extend(nouns.map(|token| token.word));
        Some(words.join(" "))
    }
}
