//! Which dates of a sentence belong to something else than a figure.
//!
//! Comes in: the tokens of a sentence, a date's and a figure's. Goes out: whether the date may be the figure's time. Only the words around the date are looked
//! at; clauses are the caller's matter.

use crate::mention::date::Relation;

use super::super::comparison;
use super::super::lexicon::Form;
use super::super::syntax::{Class, Token};

/// How far before a date a word of comparison may stand.
const BESIDE: usize = 3;
/// How many words a phrase may have that a date ends.
const PHRASE: usize = 7;

/// Whether the date at token `place` may be the time of the figure at token `at`.
pub(super) fn holds(tokens: &[Token<'_>], place: usize, relation: Relation, at: usize) -> bool {
    let date = Place { tokens, place, at };
    if let Some(figure) = date.possessed() {
        return figure == at || figure < at && date.reaches(figure);
    }
    let owned = match date.other_end() {
        Some(figure) => figure == at,
        None => !date.is_compared(),
    };
    owned
        && !date.is_recalled()
        && (relation != Relation::Since || !date.is_record())
        && !date.is_model_year()
        && !date.names_an_event()
        && !date.is_bracketed_apart()
        && !date.labels_others()
        && !date.is_beaten()
        && !date.begins_a_change()
        && !date.tells_a_beginning()
        && !date.is_over()
        && !date.is_of_the_whole()
        && (relation != Relation::Since || !date.is_level_behind())
}

/// Whether the date at token `place` belongs to the figure at token `at` and to no other: "from last year's 9%", "up from 30% from last year".
pub(super) fn is_own(tokens: &[Token<'_>], place: usize, at: usize) -> bool {
    let date = Place { tokens, place, at };
    date.possessed().or_else(|| date.other_end()) == Some(at)
}

/// Whether a clause right behind the date at token `place` tells what was then, the figure at token `at` among it.
pub(super) fn tells_when(tokens: &[Token<'_>], place: usize, at: usize) -> bool {
    Place { tokens, place, at }.tells_when()
}

/// Whether the date at token `place` belongs to a figure other than that at token `at`, or to what brackets tell apart.
pub(super) fn is_of_another(tokens: &[Token<'_>], place: usize, at: usize) -> bool {
    let date = Place { tokens, place, at };
    if date.is_bracketed_apart() || date.labels_others() {
        return true;
    }
    date.possessed().or_else(|| date.other_end()).is_some_and(|figure| figure != at)
}

/// Whether the date at token `place` only names an event or thing: "its 2021 launch".
pub(super) fn is_of_an_event(tokens: &[Token<'_>], place: usize) -> bool {
    Place { tokens, place, at: place }.names_an_event()
}

/// "rose to $4 million in the fourth quarter, from $3 million": whether the figure at token `at` is the level from which another was reached that is told
/// before it. The time of that other is not its own.
pub(super) fn is_level_before(tokens: &[Token<'_>], at: usize) -> bool {
    let figure = |place: usize| matches!(tokens[place].class, Class::Quantity(_));
    let lower = |place: Option<usize>| place.map_or("", |place| tokens[place].lower);
    let before = at.checked_sub(1);
    if lower(before) == "or" {
        let first = (0..at - 1).rev().take(PHRASE).find(|place| figure(*place));
        return first.is_some_and(|first| is_level_before(tokens, first));
    }
    let paired =
        tokens.get(at + 1).is_some_and(|next| next.class == Class::To) && tokens.get(at + 2).is_some_and(|_| figure(at + 2));
    let reached = || (1..at).any(|place| figure(place) && matches!(tokens[place - 1].lower, "to" | "at"));
    lower(before) == "from" && !paired && reached()
}

/// A date and a figure in a sentence.
#[derive(Clone, Copy)]
struct Place<'s, 't> {
    tokens: &'s [Token<'t>],
    place: usize,
    at: usize,
}

impl Place<'_, '_> {
    fn is_figure(&self, i: usize) -> bool {
        matches!(self.tokens[i].class, Class::Quantity(_))
    }

    fn is(&self, i: Option<usize>, words: &[&str]) -> bool {
        i.and_then(|i| self.tokens.get(i)).is_some_and(|token| words.contains(&token.lower))
    }

    /// Where the part of the sentence between marks begins that holds token `i`.
    fn segment(&self, i: usize) -> usize {
        let marks = |i: &usize| {
            matches!(self.tokens[*i].class, Class::Comma | Class::Stop | Class::Dash | Class::Open | Class::Close | Class::Colon)
        };
        (0..i).rev().find(marks).map_or(0, |i| i + 1)
    }

    /// "down from 38% in 2019", "against 5.6 million in 2019", "after 24 percent a year earlier", "three times the £140 million that it was worth in 2023": the
    /// figure of another time whose date this is.
    fn other_end(&self) -> Option<usize> {
        if let Some(figure) = self.behind_comparison() {
            return Some(figure);
        }
        if let Some(link) = self.compared_link() {
            let first = (link + 1..self.place).find(|i| self.is_figure(*i));
            return if self.at > link && self.at < self.place { Some(self.at) } else { first };
        }
        let first = self.segment(self.place).max(self.place.saturating_sub(PHRASE));
        let figure = (first..self.place).rev().find(|i| self.is_figure(*i))?;
        let between = &self.tokens[figure + 1..self.place];
        if between.first().is_some_and(|token| token.lower == "that" || token.class == Class::Pronoun) {
            return Some(figure);
        }
        let verb = between.iter().any(|token| token.class.is_finite() || matches!(token.lower, "to" | "and"));
        (!verb && self.is_compared_with(figure)).then_some(figure)
    }

    /// "compared with third-quarter 2022 profit of $3.87": the figure of the noun phrase that the date opens, behind a word of comparison.
    fn behind_comparison(&self) -> Option<usize> {
        let with = self.place.checked_sub(1)?;
        if !comparison::opens(self.tokens, with) {
            return None;
        }
        let figure = (self.place + 1..self.tokens.len()).take(PHRASE).find(|i| self.is_figure(*i))?;
        let phrase =
            self.tokens[self.place + 1..figure].iter().all(|token| token.class.is_nominal() || token.class == Class::Preposition);
        (phrase && figure > self.place + 1).then_some(figure)
    }

    /// "compared with $3.8 million, or 19.2% of sales, in the same period the prior year": the word that opens the comparison whose figures the date ends,
    /// where those before it have another time.
    fn compared_link(&self) -> Option<usize> {
        const FAR: usize = 24;
        let skipped = |at: usize, class: Class| at.checked_sub(usize::from(self.tokens[at].class == class));
        let word = skipped(self.place.checked_sub(1)?, Class::Determiner)?;
        let comma = skipped(word, Class::Preposition)?;
        let link = (comma.saturating_sub(FAR)..comma).rev().find(|i| {
            comparison::opens(self.tokens, *i) || self.is(Some(*i), &["from"]) && self.is(i.checked_sub(1), &["up", "down"])
        })?;
        let inside = &self.tokens[link + 1..comma + 1];
        let figures = (link + 1..comma).any(|i| self.is_figure(i));
        let told = inside.iter().any(|token| token.class.is_finite() || matches!(token.class, Class::Stop | Class::Date(_)));
        let begun = self.tokens[..link].iter().rposition(|token| token.class == Class::Stop).map_or(0, |stop| stop + 1);
        let other = self.tokens[begun..link].iter().any(|token| matches!(token.class, Class::Date(_)));
        let earlier = ["same", "prior", "previous", "earlier", "corresponding", "comparable"]
            .iter()
            .any(|word| self.tokens[self.place].lower.contains(word));
        (figures && !told && (other || earlier)).then_some(link)
    }

    /// Whether the figure at token `figure` is the other side of a comparison, alone or as the next of a row: "compared with 249 in 2022 and 272 in 2021".
    fn is_compared_with(&self, figure: usize) -> bool {
        let article = usize::from(figure.checked_sub(1).is_some_and(|i| self.tokens[i].class == Class::Determiner));
        let Some(word) = figure.checked_sub(1 + article) else { return false };
        let row = matches!(self.tokens[word].class, Class::Conjunction | Class::Comma)
            && word.checked_sub(1).is_some_and(|date| matches!(self.tokens[date].class, Class::Date(_)));
        let before = (word.saturating_sub(PHRASE)..word).rev().find(|i| self.is_figure(*i));
        if let Some(before) = before.filter(|_| row) {
            return self.is_compared_with(before);
        }
        let after = matches!(self.tokens[word.saturating_sub(1)].class, Class::Comma | Class::Open);
        comparison::opening_before(self.tokens, figure).is_some()
            || self.is(Some(word), &["from", "than"])
            || self.is(Some(word), &["after"]) && after
    }

    /// "last year's 3.7%", "this year's roughly 4%": the figure that the date possesses.
    fn possessed(&self) -> Option<usize> {
        if self.tells_when() {
            return Some(self.at);
        }
        let genitive = self.tokens.get(self.place + 1).is_some_and(|next| next.class == Class::Genitive);
        let figure = (self.place + 2..self.tokens.len()).take(2).find(|i| self.is_figure(*i))?;
        genitive.then_some(figure)
    }

    /// "from 2019, when it sold 40 cars": whether a clause right behind the date tells what was then, the figure among it.
    fn tells_when(&self) -> bool {
        let link = self.place + 1 + usize::from(self.tokens.get(self.place + 1).is_some_and(|next| next.class == Class::Comma));
        let clause = || self.tokens[link + 1..self.at].iter();
        self.at > link
            && self.is(Some(link), &["when"])
            && clause().any(|token| token.class.is_finite())
            && clause().all(|token| !matches!(token.class, Class::Comma | Class::Stop | Class::Dash) && token.lower != "now")
            && !self.tokens[link + 1..self.at]
                .windows(2)
                .any(|pair| pair[0].class == Class::Conjunction && pair[1].class.is_finite())
    }

    /// Whether nothing but words joined by "and" stands between the figure at token `from` and this one.
    fn reaches(&self, from: usize) -> bool {
        self.tokens[from + 1..self.at].iter().all(|token| {
            token.class.is_nominal() && !matches!(token.class, Class::Date(_))
                || matches!(token.class, Class::Conjunction | Class::Comma)
        })
    }

    /// "Just as we saw last year, …": what is only recalled.
    fn is_recalled(&self) -> bool {
        let first = self.segment(self.place);
        let as_before =
            self.is(Some(first), &["as", "like"]) || self.is(Some(first), &["just"]) && self.is(Some(first + 1), &["as", "like"]);
        as_before && self.segment(self.at) != first && self.tokens[first..self.place].iter().any(|token| token.class.is_finite())
    }

    /// "below $59 for the first time since 2009", "the deepest downturn since the war", "up since last year": what is looked back to.
    fn is_record(&self) -> bool {
        const RECORDS: &[&str] = &[
            "first",
            "highest",
            "lowest",
            "largest",
            "biggest",
            "smallest",
            "deepest",
            "best",
            "worst",
            "fastest",
            "slowest",
            "strongest",
            "weakest",
            "steepest",
            "sharpest",
            "longest",
            "record",
            "most",
            "least",
            "lone",
            "only",
        ];
        let before = self.place.saturating_sub(PHRASE);
        self.tokens[before..self.place].iter().any(|token| RECORDS.contains(&token.lower))
            || self.tokens[self.place].lower.starts_with("last ")
    }

    /// "than in 2024", "compared with last year": the other side of a comparison.
    fn is_compared(&self) -> bool {
        let beside = self.place.saturating_sub(BESIDE)..self.place;
        // "higher than both the quarter before and the same period last year"
        let far = self.segment(self.place).max(self.place.saturating_sub(PHRASE + BESIDE))..self.place;
        // "sold 40 shops rather than close them in 2023"
        let rather = |i: usize| i > 0 && self.tokens[i - 1].lower == "rather";
        let than =
            |i: usize| self.tokens[i].lower == "than" && !rather(i) && self.at < i && !(i..self.place).any(|i| self.is_figure(i));
        beside.into_iter().any(|i| matches!(self.tokens[i].lower, "than" | "against" | "compared" | "versus"))
            || far.into_iter().any(than)
    }

    /// "a 2016 Lenovo laptop": the year of a model.
    fn is_model_year(&self) -> bool {
        self.is(self.place.checked_sub(1), &["a", "an"])
            && self.tokens.get(self.place + 1).is_some_and(|next| matches!(next.class, Class::Name(_)))
    }

    /// "since its 2021 launch", "twice its 2021 counterpart": the year of an event or thing that is only named.
    fn names_an_event(&self) -> bool {
        const NAMED: &[&str] = &[
            "launch",
            "debut",
            "founding",
            "foundation",
            "inception",
            "start",
            "opening",
            "creation",
            "ipo",
            "listing",
            "acquisition",
            "merger",
            "release",
            "predecessor",
            "predecessors",
            "counterpart",
            "counterparts",
            "namesake",
            "edition",
            "version",
            "incarnation",
        ];
        let owned = self
            .place
            .checked_sub(1)
            .is_some_and(|before| matches!(self.tokens[before].class, Class::Possessive | Class::Genitive))
            || self.is(self.place.checked_sub(1), &["its", "their", "his", "her", "our", "the"]);
        owned && self.is(Some(self.place + 1), NAMED)
    }

    /// "£61.7 million (2010: £43.6 million)", "the dump (English, May 2026, 7 million articles)": what brackets tell with figures of their own is apart.
    fn is_bracketed_apart(&self) -> bool {
        let depth = self.tokens[self.place].depth;
        if depth <= self.tokens[self.at].depth {
            return false;
        }
        let open = (0..self.place).rev().find(|i| self.tokens[*i].class == Class::Open).unwrap_or(0);
        let close = (self.place..self.tokens.len()).find(|i| self.tokens[*i].class == Class::Close).unwrap_or(self.tokens.len());
        let opens = self.tokens[open + 1..self.place].iter().all(|token| {
            matches!(token.class, Class::Preposition | Class::Determiner | Class::Subordinator) || token.lower == "as"
        });
        let figures = (open..close).any(|i| self.is_figure(i));
        let labels = self.tokens.get(self.place + 1).is_some_and(|next| next.class == Class::Colon);
        figures && !opens || labels && close > self.place + 2
    }

    /// "2024: 39%", "(47%, 2024: 39%)": a date with a colon labels what follows it.
    fn labels_others(&self) -> bool {
        let labels = self.tokens.get(self.place + 1).is_some_and(|next| next.class == Class::Colon)
            && self.tokens.get(self.place + 2).is_some_and(|next| !matches!(next.class, Class::Stop));
        labels && self.at < self.place
    }

    /// "beat last quarter's revenue by 9%": what is surpassed is of another time.
    fn is_beaten(&self) -> bool {
        let genitive = self.tokens.get(self.place + 1).is_some_and(|next| next.class == Class::Genitive);
        genitive
            && self.is(
                self.place.checked_sub(1),
                &[
                    "beat",
                    "beats",
                    "beating",
                    "exceeded",
                    "exceeds",
                    "exceeding",
                    "topped",
                    "surpassed",
                    "over",
                    "above",
                    "below",
                    "than",
                    "from",
                    "missed",
                ],
            )
    }

    /// "up 300% from our first survey in 2016": what a change is counted from.
    fn begins_a_change(&self) -> bool {
        let nominal = |i: &usize| {
            let token = &self.tokens[*i];
            !self.is_figure(*i) && (token.class.is_nominal() || matches!(token.lower, "in" | "of"))
        };
        let first = self.place.saturating_sub(PHRASE);
        let from = (first..self.place).rev().find(|i| !nominal(i)).filter(|i| self.tokens[*i].lower == "from");
        let change = |i: usize| {
            let figure = self.tokens[i].lower;
            let share = ["%", "percent", "per cent", "points", "-fold", "times"].iter().any(|unit| figure.ends_with(unit));
            self.is_figure(i) && share
        };
        let changed = from.and_then(|from| from.checked_sub(1)).filter(|before| change(*before) && *before != self.at);
        changed.is_some() && self.place > from.unwrap_or(0) + 1
    }

    /// "Founded in 1998, the company has 61,000 robots": the time at which something began is not that of what it has.
    fn tells_a_beginning(&self) -> bool {
        const BEGUN: &[&str] = &[
            "founded",
            "established",
            "incorporated",
            "launched",
            "created",
            "formed",
            "started",
            "born",
            "opened",
            "introduced",
            "set",
            "built",
            "published",
            "released",
            "listed",
            "registered",
        ];
        let first = self.segment(self.place);
        let begun = self.is(Some(first), BEGUN)
            || self.is(Some(first), &["originally", "first"]) && self.is(Some(first + 1), BEGUN)
            || self.is(Some(first), &["which", "who"])
                && self.is(Some(first + 1), &["was", "were"])
                && self.is(Some(first + 2), &["founded", "established", "incorporated", "formed", "created", "born"]);
        begun && self.segment(self.at) != first && !self.continues_list(first)
    }

    /// Whether the words from `first` are the last of verbs in a row: "bought the site, closed it and opened in 2021".
    fn continues_list(&self, first: usize) -> bool {
        first.checked_sub(2).is_some_and(|before| matches!(self.tokens[before].class, Class::Conjunction))
    }

    /// "switched last autumn and now spends $4,100": "now" leaves the time before it.
    fn is_over(&self) -> bool {
        let between = self.tokens.get(self.place + 1..self.at).unwrap_or(&[]);
        let now = between.iter().position(|token| matches!(token.lower, "now" | "currently" | "nowadays"));
        now.is_some_and(|now| {
            let joined = between[..now].iter().any(|token| token.class == Class::Conjunction);
            joined && !between[..now].iter().any(|token| token.lower == "that")
        })
    }

    /// "completed the purchase of Loomwork, a company with 60 employees, in May": what a thing described between marks has is of no time of the deed's.
    fn is_of_the_whole(&self) -> bool {
        let first = self.segment(self.at);
        let described = first > 0
            && self.tokens[first - 1].class == Class::Comma
            && self.place < first
            && matches!(self.tokens[first].class, Class::Determiner)
            && self.is(Some(first), &["a", "an"]);
        let with = (first..self.at).rev().find(|i| self.tokens[*i].lower == "with");
        described
            && with.is_some_and(|with| {
                !self.tokens[first..with].iter().any(|token| token.class.is_finite() || self.is_change(token))
            })
    }

    fn is_change(&self, token: &Token<'_>) -> bool {
        matches!(token.class, Class::Verb(Form::Gerund) | Class::Quantity(_))
            || matches!(token.lower, "rise" | "increase" | "decrease" | "fall" | "year" | "quarter" | "period" | "total")
    }

    /// "has risen by half since 2020, to €3.9 million": the level reached is of today.
    fn is_level_behind(&self) -> bool {
        self.place < self.at && self.is(self.at.checked_sub(1), &["to", "at"])
    }
}
