//! One sentence as tokens with coarse parts of speech; names, figures and dates are one token each.
//!
//! Comes in: a block's text, one sentence's span and the mentions in it. Goes out: [`Sentence`]. There is no statistical model:
//! closed classes, verb forms and the words on either side decide, so that the same words are always read the same way.

use crate::mention::date::DateMention;
use crate::mention::name::NameMention;
use crate::mention::quantity::QuantityMention;
use crate::text::TextSpan;

use super::lexicon::{Form, Function, Lexicon, Verb};

/// What a token is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    /// "its", "their", "our".
    Possessive,
    /// The mark "'s".
    Genitive,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Relative,
    Auxiliary,
    Negation,
    Adverb,
    Verb(Form),
    Adjective,
    Noun,
    /// Index into the block's names.
    Name(usize),
    /// Index into the block's quantities.
    Quantity(usize),
    /// Index into the block's dates.
    Date(usize),
    /// Digits that are no quantity.
    Number,
    Open,
    Close,
    Quotation,
    Comma,
    Colon,
    /// A full stop inside the sentence, a semicolon, question or exclamation mark.
    Stop,
    Dash,
    Other,
}

impl Class {
    /// Whether the token can stand inside a noun phrase before its head.
    pub(crate) fn is_nominal(self) -> bool {
        matches!(
            self,
            Class::Determiner
                | Class::Possessive
                | Class::Genitive
                | Class::Adjective
                | Class::Noun
                | Class::Name(_)
                | Class::Quantity(_)
                | Class::Date(_)
                | Class::Number
        )
    }

    /// Whether the token can be the head of a noun phrase.
    pub(crate) fn is_head(self) -> bool {
        matches!(self, Class::Noun | Class::Name(_))
    }

    /// Whether the token is a verb that can carry a clause.
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Class::Auxiliary | Class::Verb(Form::Base | Form::Third | Form::Past))
    }
}

/// One word, mention or mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    pub span: TextSpan,
    pub word: &'t str,
    pub lower: &'t str,
    pub class: Class,
    /// How many parentheses are open around it.
    pub depth: u8,
}

/// A sentence, read.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'t> {
    pub span: TextSpan,
    pub tokens: Vec<Token<'t>>,
}

/// The mentions of a block that sentences are read with, each list sorted and free of overlaps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mentions<'m> {
    pub quantities: &'m [QuantityMention],
    pub dates: &'m [DateMention],
    pub names: &'m [NameMention],
}

/// Reads the sentence at `span` of `text`; `lower` is `text` in ASCII lower case, so that offsets agree.
pub(crate) fn read<'t>(text: &'t str, lower: &'t str, span: TextSpan, mentions: Mentions<'_>) -> Sentence<'t> {
    let mut reader = Reader { text, lower, marks: marks_in(span, mentions), next_mark: 0, tokens: Vec::new(), depth: 0 };
    reader.run(span);
    let mut tokens = reader.tokens;
    classify(&mut tokens);
    Sentence { span, tokens }
}

/// Mentions inside `span` by start; of overlapping ones figures come before dates and dates before names.
fn marks_in(span: TextSpan, mentions: Mentions<'_>) -> Vec<(TextSpan, Class)> {
    let mut marks: Vec<(TextSpan, Class)> = Vec::new();
    let quantities = slice_in(mentions.quantities, span, |m| m.span);
    marks.extend(quantities.map(|(at, m)| (m.span, Class::Quantity(at))));
    let taken: Vec<TextSpan> = marks.iter().map(|mark| mark.0).collect();
    let free = |candidate: TextSpan, taken: &[TextSpan]| !taken.iter().any(|other| other.overlaps(candidate));
    let dates = slice_in(mentions.dates, span, |m| m.span).filter(|(_, m)| free(m.span, &taken));
    marks.extend(dates.map(|(at, m)| (m.span, Class::Date(at))));
    let taken: Vec<TextSpan> = marks.iter().map(|mark| mark.0).collect();
    let names = slice_in(mentions.names, span, |m| m.span).filter(|(_, m)| free(m.span, &taken));
    marks.extend(names.map(|(at, m)| (m.span, Class::Name(at))));
    marks.sort_by_key(|mark| mark.0);
    marks
}

/// The items of a sorted list that lie in `span`, with their indices.
pub(crate) fn slice_in<T>(items: &[T], span: TextSpan, place: impl Fn(&T) -> TextSpan) -> impl Iterator<Item = (usize, &T)> {
    let first = items.partition_point(|item| place(item).start < span.start);
    let last = items.partition_point(|item| place(item).start < span.end);
    (first..last).map(move |at| (at, &items[at]))
}

struct Reader<'t> {
    text: &'t str,
    lower: &'t str,
    marks: Vec<(TextSpan, Class)>,
    next_mark: usize,
    tokens: Vec<Token<'t>>,
    depth: u8,
}

impl<'t> Reader<'t> {
    fn run(&mut self, span: TextSpan) {
        let mut at = span.start;
        while at < span.end {
            if let Some((mark, class)) = self.mark_at(at) {
                self.push(TextSpan::new(mark.start, mark.end.min(span.end)), class);
                at = mark.end.min(span.end);
                continue;
            }
            let Some(c) = self.text[at..].chars().next() else { break };
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            let end = if c.is_alphanumeric() { self.word_end(at, span.end) } else { at + c.len_utf8() };
            let end = self.genitive_end(at, span.end).or_else(|| self.contraction_end(at, span.end)).unwrap_or(end);
            self.push(TextSpan::new(at, end), Class::Other);
            at = end;
        }
    }

    fn mark_at(&mut self, at: usize) -> Option<(TextSpan, Class)> {
        while self.marks.get(self.next_mark).is_some_and(|mark| mark.0.start < at) {
            self.next_mark += 1;
        }
        self.marks.get(self.next_mark).filter(|mark| mark.0.start == at && !mark.0.is_empty()).copied()
    }

    fn push(&mut self, span: TextSpan, class: Class) {
        let word = &self.text[span.range()];
        let class = if class == Class::Other { punctuation(word) } else { class };
        if class == Class::Close {
            self.depth = self.depth.saturating_sub(1);
        }
        self.tokens.push(Token { span, word, lower: &self.lower[span.range()], class, depth: self.depth });
        if class == Class::Open {
            self.depth = self.depth.saturating_add(1);
        }
    }

    /// The end of the genitive mark that begins at `at`, if one does.
    fn genitive_end(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.lower[at..end];
        let mark = ["'s", "’s"].into_iter().find(|mark| rest.starts_with(mark))?;
        let follows = rest[mark.len()..].chars().next();
        (!follows.is_some_and(char::is_alphanumeric)).then_some(at + mark.len())
    }

    /// The end of the contracted auxiliary that begins at `at` ("'re", "'ve"), if one does.
    fn contraction_end(&self, at: usize, end: usize) -> Option<usize> {
        let rest = self.lower[at..end].strip_prefix('\'').or_else(|| self.lower[at..end].strip_prefix('’'))?;
        let mark = self.lower[at..end].len() - rest.len();
        let tail = ["re", "ve", "ll", "d", "m"].into_iter().find(|tail| rest.starts_with(tail))?;
        let follows = rest[tail.len()..].chars().next();
        (!follows.is_some_and(char::is_alphanumeric)).then_some(at + mark + tail.len())
    }

    /// The end of the word that begins at `at`: letters and digits, joined by marks that stand between two of them.
    fn word_end(&self, at: usize, end: usize) -> usize {
        let limit = self.marks.get(self.next_mark).map_or(end, |mark| mark.0.start.min(end)).max(at + 1);
        let mut last = at;
        let mut chars = self.text[at..limit].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let here = at + offset;
            let joins = "-.'’/+#&@_‑".contains(c)
                && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric())
                && self.genitive_end(here, end).is_none()
                && self.contraction_end(here, end).is_none();
            if !c.is_alphanumeric() && !joins {
                break;
            }
            last = here + c.len_utf8();
        }
        last.max(at + 1)
    }
}

fn punctuation(word: &str) -> Class {
    match word {
        "(" | "[" | "{" => Class::Open,
        ")" | "]" | "}" => Class::Close,
        "\"" | "“" | "”" | "«" | "»" => Class::Quotation,
        "," => Class::Comma,
        ":" => Class::Colon,
        ";" | "." | "?" | "!" | "•" | "·" | "|" => Class::Stop,
        "—" | "–" | "-" | "→" | "―" => Class::Dash,
        "'s" | "’s" | "'S" | "’S" => Class::Genitive,
        "'" | "’" => Class::Genitive,
        "&" => Class::Conjunction,
        _ if word.starts_with(['\'', '’']) && word.len() > 1 => Class::Auxiliary,
        _ => Class::Other,
    }
}

/// Gives each word its class, left to right: what stands before is known, what follows is looked up.
fn classify(tokens: &mut [Token<'_>]) {
    let lexicon = Lexicon::shared();
    let mut finite_seen = false;
    for at in 0..tokens.len() {
        let token = tokens[at];
        if token.class == Class::Genitive && at > 0 && tokens[at - 1].class == Class::Pronoun {
            tokens[at].class = Class::Auxiliary;
            finite_seen = true;
            continue;
        }
        if token.class != Class::Other {
            finite_seen &=
                !matches!(token.class, Class::Stop | Class::Colon | Class::Comma | Class::Dash | Class::Open | Class::Close);
            continue;
        }
        let class = classify_word(lexicon, tokens, at, finite_seen);
        finite_seen |= class.is_finite();
        finite_seen &= !matches!(class, Class::Subordinator | Class::Relative | Class::Conjunction);
        tokens[at].class = class;
    }
}

fn classify_word(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, finite_seen: bool) -> Class {
    let lower = tokens[at].lower;
    if let Some(function) = lexicon.function(lower) {
        return function_class(function, tokens, at);
    }
    if lower.starts_with(|c: char| c.is_ascii_digit()) && lower.chars().all(|c| c.is_ascii_digit() || ".,-:/".contains(c)) {
        return Class::Number;
    }
    if let Some(verb) = lexicon.verb(lower)
        && let Some(form) = verb_here(lexicon, tokens, at, verb, finite_seen)
    {
        return form;
    }
    if lexicon.is_adjective(lower) || adjective_by_ending(lower) {
        return Class::Adjective;
    }
    if lower.len() > 4 && lower.ends_with("ly") && !lower.ends_with("pply") {
        return Class::Adverb;
    }
    if lower.starts_with(char::is_alphanumeric) { Class::Noun } else { Class::Other }
}

fn function_class(function: Function, tokens: &[Token<'_>], at: usize) -> Class {
    match function {
        Function::Determiner => match tokens[at].lower {
            // "this" before a verb is a pronoun; "that" after a noun opens a relative clause.
            "that" if at > 0 && tokens[at - 1].class.is_head() => Class::Relative,
            "this" | "that" | "these" | "those" if next_is_verbal(tokens, at) => Class::Pronoun,
            _ => Class::Determiner,
        },
        Function::Possessive => Class::Possessive,
        Function::Pronoun => Class::Pronoun,
        Function::Preposition => Class::Preposition,
        Function::To => Class::To,
        Function::Conjunction => Class::Conjunction,
        Function::Subordinator => Class::Subordinator,
        Function::Relative => Class::Relative,
        Function::Auxiliary => Class::Auxiliary,
        Function::Negation => Class::Negation,
        Function::Adverb => Class::Adverb,
    }
}

fn next_is_verbal(tokens: &[Token<'_>], at: usize) -> bool {
    let lexicon = Lexicon::shared();
    tokens.get(at + 1).is_none_or(|next| {
        lexicon.function(next.lower) == Some(Function::Auxiliary)
            || lexicon.verb(next.lower).is_some_and(|verb| !verb.noun && verb.form != Form::Gerund)
            || next.class != Class::Other && !next.class.is_nominal()
    })
}

/// The class of a word that is spelled like a verb form, or `None` where it is read as noun or adjective by its spelling.
fn verb_here(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, verb: &Verb, finite_seen: bool) -> Option<Class> {
    let (form, noun) = (verb.form, verb.noun);
    let before = at.checked_sub(1).map(|b| tokens[b].class);
    let modified = matches!(
        before,
        Some(
            Class::Determiner
                | Class::Possessive
                | Class::Genitive
                | Class::Adjective
                | Class::Preposition
                | Class::Quantity(_)
                | Class::Number
        )
    );
    let carried = matches!(before, Some(Class::Auxiliary | Class::To | Class::Pronoun | Class::Negation | Class::Relative));
    match form {
        Form::Gerund => {
            let adjectival = matches!(before, Some(Class::Determiner | Class::Possessive | Class::Genitive | Class::Adjective));
            if matches!(before, Some(Class::Noun)) && is_trade(tokens[at].lower) && !opens_object(lexicon, tokens, at, true) {
                return Some(Class::Noun);
            }
            Some(if adjectival && next_is_nominal(lexicon, tokens, at) {
                Class::Adjective
            } else if adjectival {
                Class::Noun
            } else {
                Class::Verb(form)
            })
        }
        Form::Past | Form::Participle => {
            let adjectival = (modified && !matches!(before, Some(Class::Quantity(_))))
                || (before.is_none() && next_is_nominal(lexicon, tokens, at));
            Some(if adjectival && !carried { Class::Adjective } else { Class::Verb(form) })
        }
        Form::Base | Form::Third => {
            if carried {
                return Some(Class::Verb(form));
            }
            if verb.also_past && form == Form::Base && !modified && !finite_seen && opens_object(lexicon, tokens, at, true) {
                return Some(Class::Verb(Form::Past));
            }
            // An infinitive after a noun or at the start is an order or a plural's verb; "n" words need a reason.
            let after_head = matches!(before, Some(Class::Noun | Class::Name(_) | Class::Close | Class::Adverb | Class::Date(_)));
            let object_follows = opens_object(lexicon, tokens, at, noun);
            let number_fits = match form {
                Form::Base => {
                    before.is_none()
                        || at > 0 && is_plural(tokens[at - 1])
                        || matches!(before, Some(Class::Adverb | Class::Conjunction))
                }
                _ => after_head || matches!(before, Some(Class::Conjunction)),
            };
            let verb = !modified && number_fits && (!noun || (object_follows && !finite_seen));
            if verb { Some(Class::Verb(form)) } else { Some(Class::Noun) }
        }
    }
}

/// Whether the word after `at` opens an object or adverbial, as after a verb.
fn opens_object(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, noun: bool) -> bool {
    let Some(next) = tokens.get(at + 1) else { return !noun };
    match next.class {
        Class::Quantity(_) | Class::Name(_) => true,
        Class::Other => match lexicon.function(next.lower) {
            Some(Function::Determiner | Function::Possessive | Function::Pronoun) => true,
            Some(Function::To) => true,
            Some(Function::Preposition) if noun => {
                matches!(next.lower, "by" | "from") || (next.lower == "for" && tokens[at].lower.starts_with("account"))
            }
            Some(Function::Preposition | Function::Adverb | Function::Relative | Function::Subordinator) => {
                !noun || next.lower == "that"
            }
            Some(_) => false,
            None => !noun || lexicon.is_adjective(next.lower) || adjective_by_ending(next.lower),
        },
        _ => false,
    }
}

/// Gerunds that name a trade or activity and follow other nouns ("billing system", "cloud hosting").
fn is_trade(word: &str) -> bool {
    const TRADES: &[&str] = &[
        "billing",
        "hosting",
        "testing",
        "engineering",
        "computing",
        "learning",
        "processing",
        "marketing",
        "monitoring",
        "training",
        "funding",
        "pricing",
        "banking",
        "networking",
        "streaming",
        "gaming",
        "lending",
        "trading",
        "advertising",
        "manufacturing",
        "shipping",
        "accounting",
        "programming",
        "sorting",
        "caching",
        "indexing",
        "logging",
        "scaling",
        "building",
        "housing",
        "clothing",
        "spending",
        "rating",
        "ranking",
        "listing",
        "offering",
        "mining",
        "planning",
        "recruiting",
        "packaging",
        "publishing",
        "routing",
        "scheduling",
        "modeling",
        "recycling",
        "charging",
        "farming",
    ];
    TRADES.contains(&word)
}

fn next_is_nominal(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| match next.class {
        Class::Name(_) | Class::Quantity(_) => true,
        Class::Other => lexicon.function(next.lower).is_none() && next.lower.starts_with(char::is_alphanumeric),
        _ => false,
    })
}

fn is_plural(token: Token<'_>) -> bool {
    match token.class {
        Class::Noun => {
            token.lower.ends_with('s') && !token.lower.ends_with("ss")
                || matches!(token.lower, "people" | "men" | "women" | "children")
        }
        Class::Name(_) => token.lower.ends_with('s'),
        Class::Quantity(_) | Class::Close => true,
        _ => false,
    }
}

fn adjective_by_ending(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["able", "ible", "ful", "less", "ous", "ive", "ic", "ical", "ary", "ese", "ish", "-based", "-native", "-first", "-wide"];
    const NOUNS: &[&str] = &[
        "traffic",
        "music",
        "metric",
        "topic",
        "public",
        "logic",
        "clinic",
        "fabric",
        "electric",
        "archive",
        "drive",
        "executive",
        "initiative",
        "objective",
        "alternative",
        "native",
        "table",
        "cable",
        "vegetable",
        "library",
        "salary",
        "summary",
        "secretary",
        "january",
        "february",
        "subsidiary",
        "directive",
        "incentive",
        "perspective",
        "republic",
        "graphic",
        "statistic",
        "english",
        "variable",
        "binary",
        "boundary",
    ];
    word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending)) && !NOUNS.contains(&word)
        || word.len() > 5
            && word.ends_with("al")
            && !matches!(
                word,
                "proposal"
                    | "approval"
                    | "capital"
                    | "terminal"
                    | "journal"
                    | "signal"
                    | "material"
                    | "portal"
                    | "hospital"
                    | "festival"
                    | "rental"
                    | "arrival"
                    | "referral"
                    | "renewal"
                    | "removal"
                    | "withdrawal"
                    | "individual"
                    | "professional"
                    | "animal"
                    | "metal"
                    | "total"
            )
}
