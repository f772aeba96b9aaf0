//! Whether a figure is asserted of the world.
//!
//! Comes in: a figure's token. Goes out: yes, or no for what only numbers a list, announces points or tells which machines are meant.

use crate::document::Role;
use crate::mention::quantity::{QuantityMention, Shape};
use crate::text::TextSpan;

use super::super::lexicon::Lexicon;
use super::super::nouns::{self, NounClass};
use super::super::syntax::Class;
use super::Figures;

impl Figures<'_> {
    /// Whether a figure is asserted of the world, not an enumerator or part of an instruction.
    pub(super) fn is_claim(&self, at: usize, figure: &QuantityMention) -> bool {
        let tokens = &self.scene.sentence.tokens;
        let bare = figure.quantity.unit.is_empty() && figure.shape == Shape::Figure;
        let alone = tokens.len() <= 2 && bare;
        let heading_number = bare && at == 0 && matches!(self.prose.role, Role::Heading(_));
        !alone
            && !heading_number
            && !is_enumerator(figure)
            && !is_word_size(tokens[at].word, figure)
            && !self.is_version(figure)
            && !self.is_installed(at, figure)
            && !self.is_denied(at, figure)
            && !self.is_release(at, figure)
            && !self.takes_up(at, figure)
            && !self.names_a_stretch(at, figure)
            && !self.names_an_index(at)
            && !self.is_answer(at, figure)
            && !self.names_a_period(at, figure)
            && !self.is_age_of_group(at, figure)
    }

    /// "people younger than 45 years old (86%)", "no 18 to 24-year-olds were opposed": an age that tells which people were asked.
    fn is_age_of_group(&self, at: usize, figure: &QuantityMention) -> bool {
        const NEAR: usize = 3;
        let tokens = &self.scene.sentence.tokens;
        let years = figure.quantity.unit == "year" && self.scene.context.is_survey();
        let behind = self.scene.reading.text[figure.span.end..].trim_start_matches([' ', '-']);
        let olds = behind.starts_with("olds") || tokens[at].word.ends_with("-olds");
        let compared = tokens[at.saturating_sub(NEAR)..at]
            .iter()
            .any(|token| matches!(token.lower, "younger" | "older" | "under" | "over" | "aged"));
        let old = tokens.get(at + 1).is_some_and(|next| matches!(next.lower, "old" | "older"));
        // "Mothers were aged over 30 years old on average" is what was found.
        let people = || {
            tokens[at.saturating_sub(NEAR + 1)..at].iter().any(|token| nouns::is_people(token.lower) || token.lower == "those")
        };
        let share = || self.scene.reading.quantities.iter().any(|other| other.quantity.unit == "%");
        years && (olds || compared && old && people() && share())
    }

    /// "the 20-city index": how many an index holds is part of its name.
    fn names_an_index(&self, at: usize) -> bool {
        let tokens = &self.scene.sentence.tokens;
        tokens[at].word.contains('-')
            && tokens.get(at + 1).is_some_and(|next| matches!(next.lower, "index" | "indexes" | "indices"))
    }

    /// "Three months ending", above a table: a figure that only tells how long the period is of which the accounts are.
    fn names_a_period(&self, at: usize, figure: &QuantityMention) -> bool {
        const TOLD: &[&str] =
            &["results", "result", "loss", "profit", "report", "period", "figures", "earnings", "statement", "trading"];
        let tokens = &self.scene.sentence.tokens;
        // "its half-year results"
        if tokens[at].lower == "half-year" {
            return tokens.get(at + 1).is_some_and(|next| TOLD.contains(&next.lower));
        }
        let ends = tokens.get(at + 1).is_some_and(|next| matches!(next.lower, "ended" | "ending"));
        let dated = tokens.get(at + 2).is_none_or(|next| matches!(next.class, Class::Date(_) | Class::Stop));
        let said = tokens[at + 1..].iter().skip(1).any(|token| token.class.is_finite());
        at == 0 && ends && dated && !said && matches!(figure.quantity.unit.as_str(), "month" | "week" | "quarter")
    }

    /// "4.2% less than a week, 13.1% less than a month", "the \"less than a month\" crowd": whether a figure is what those answered whose share is told.
    fn is_answer(&self, at: usize, figure: &QuantityMention) -> bool {
        let tokens = &self.scene.sentence.tokens;
        let share = |i: usize| self.scene.unit_of(i) == Some("%");
        let item = |i: usize| i == 0 || matches!(tokens[i - 1].class, Class::Comma | Class::Colon);
        let listed = at.checked_sub(1).is_some_and(|before| share(before) && item(before)) && !share(at);
        let row = || (0..tokens.len()).filter(|i| share(*i) && item(*i)).count() > 1;
        let text = self.scene.reading.text;
        let quoted = || {
            let behind = text[figure.span.end..].strip_prefix(['"', '”']).and_then(|behind| behind.strip_prefix(' '));
            const LINKS: &[&str] = &[
                "for", "to", "in", "of", "and", "or", "at", "on", "with", "by", "from", "as", "is", "was", "has", "before",
                "after",
            ];
            let named = |behind: &str| {
                let word = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                word.starts_with(char::is_lowercase) && !LINKS.contains(&word)
            };
            let before = text[..figure.span.start].strip_suffix(['"', '“']).map(str::trim_end);
            let article =
                before.and_then(|before| before.rsplit(' ').next()).is_some_and(|word| matches!(word, "the" | "The" | "a" | "A"));
            article && behind.is_some_and(named)
        };
        let bound = figure.quantity.low != figure.quantity.high;
        listed && bound && row() || figure.shape == Shape::Figure && nouns::is(&figure.quantity.unit, NounClass::Time) && quoted()
    }

    /// "its 52-week high", "a 200-day moving average": the time over which something is the highest or the average only names that.
    fn names_a_stretch(&self, at: usize, figure: &QuantityMention) -> bool {
        const STRETCHES: &[&str] = &["high", "highs", "low", "lows", "range", "peak", "moving", "average", "trough"];
        let tokens = &self.scene.sentence.tokens;
        // A low of four years is told of, one of 52 weeks is what exchanges list.
        let time = matches!(figure.quantity.unit.as_str(), "week" | "day") && tokens[at].word.contains('-');
        time && tokens.get(at + 1).is_some_and(|next| STRETCHES.contains(&next.lower))
    }

    /// "All three are alike", "the other two cost more": whether a bare number only takes up who was told of before.
    fn takes_up(&self, at: usize, figure: &QuantityMention) -> bool {
        let tokens = &self.scene.sentence.tokens;
        let bare = figure.quantity.unit.is_empty() && figure.shape == Shape::Figure && !figure.quantity.approximate;
        let small = figure.quantity.low.is_some_and(|low| low <= rust_decimal::Decimal::from(12));
        let worded = tokens[at].word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let before = at.checked_sub(1).map_or("", |before| tokens[before].lower);
        let (all, pointed) = (before == "all", matches!(before, "all" | "these" | "those" | "other"));
        let next = tokens.get(at + 1).map(|next| next.class);
        let ends = next.is_none_or(|next| matches!(next, Class::Stop | Class::Comma));
        // "All six were killed" tells how many; "all three are alike" does not.
        let likened = next == Some(Class::Auxiliary)
            && tokens
                .iter()
                .skip(at + 2)
                .find(|token| token.class != Class::Adverb)
                .is_some_and(|said| said.class == Class::Adjective && Lexicon::shared().verb(said.lower).is_none());
        let alone = ends || likened || !all && next.is_some_and(|next| next.is_finite() || next == Class::Adverb);
        bare && small && worded && pointed && alone
    }

    /// "0.16 was the latest version", "0.17 dropped in May": whether a bare number with a point, which begins what is said, is a release.
    fn is_release(&self, at: usize, figure: &QuantityMention) -> bool {
        const RELEASED: &[&str] = &["dropped", "shipped", "landed", "launched", "introduced", "adds", "added", "deprecated"];
        const RELEASES: &[&str] = &["version", "versions", "release", "releases"];
        let tokens = &self.scene.sentence.tokens;
        let bare = figure.quantity.unit.is_empty() && figure.shape == Shape::Figure && is_pointed(tokens[at].word);
        if !bare {
            return false;
        }
        let next = tokens.get(at + 1).map_or("", |next| next.lower);
        let named = || {
            let mut said = tokens.iter().skip(at + 2).skip_while(|token| {
                matches!(token.class, Class::Determiner | Class::Adjective)
                    || matches!(token.lower, "the" | "a" | "our" | "latest")
            });
            matches!(next, "is" | "was") && said.next().is_some_and(|said| RELEASES.contains(&said.lower))
        };
        let told = || tokens.iter().any(|token| RELEASES.contains(&token.lower));
        let out = matches!(next, "came") && tokens.get(at + 2).is_some_and(|out| out.lower == "out");
        // "The score of 0.75 dropped to 0.62" is measured.
        let out = out && tokens.get(at + 3).is_none_or(|on| on.lower != "on") || RELEASED.contains(&next);
        named() || told() && out
    }

    /// "It reached 910,000 requests, not 950,000": what the text only says to deny it, behind the figure that holds.
    fn is_denied(&self, at: usize, figure: &QuantityMention) -> bool {
        let tokens = &self.scene.sentence.tokens;
        let Some(not) = at.checked_sub(1).filter(|not| tokens[*not].lower == "not" && *not > 0) else { return false };
        let set_off =
            matches!(tokens[not - 1].class, Class::Comma | Class::Dash) || matches!(tokens[not - 1].lower, "and" | "but");
        let ends =
            tokens.get(at + 1).is_none_or(|next| matches!(next.class, Class::Stop | Class::Comma | Class::Close | Class::Dash));
        let holds = || {
            self.scene.reading.quantities_in(self.scene.sentence.span).any(|(_, other)| {
                other.span.end <= tokens[not].span.start
                    && (other.quantity.unit == figure.quantity.unit || figure.quantity.unit.is_empty())
            })
        };
        set_off && ends && holds()
    }

    /// "upgrade to the recent `acme` 0.12", "released veltro 2.1": whether a bare number with a point, right behind the word for a piece of software, is the
    /// version that is brought out or taken up there.
    fn is_installed(&self, at: usize, figure: &QuantityMention) -> bool {
        const FAR: usize = 6;
        const TAKEN_UP: &[&str] = &["upgrade", "update", "install", "release", "downgrade", "migrate"];
        let tokens = &self.scene.sentence.tokens;
        let named = at.checked_sub(1).is_some_and(|name| {
            let word = tokens[name].lower;
            tokens[name].class == Class::Noun && !nouns::is_metric(word) && !nouns::is(word, NounClass::Time)
        });
        let taken = |word: &str| Lexicon::shared().verb(word).is_some_and(|verb| TAKEN_UP.contains(&verb.base));
        let before = tokens[at.saturating_sub(FAR)..at].iter();
        is_pointed(tokens[at].word)
            && figure.quantity.unit.is_empty()
            && figure.shape == Shape::Figure
            && !figure.counted
            && named
            && before.clone().any(|token| taken(token.lower))
            // "the release grew by a factor 2.5" tells of something else that was done.
            && !before.clone().any(|token| {
                matches!(token.class, Class::Comma | Class::Colon | Class::Stop | Class::Preposition)
                    || token.class.is_finite() && !taken(token.lower)
            })
    }

    /// "PostgreSQL 15 and 16": whether a bare number goes on with the version of the name before it.
    fn is_version(&self, figure: &QuantityMention) -> bool {
        const FAR: usize = 64;
        let whole = figure.quantity.low.is_some_and(|low| low.scale() < 2);
        let bare = figure.quantity.unit.is_empty() && figure.shape == Shape::Figure && whole && !figure.quantity.approximate;
        let reading = self.scene.reading;
        // Only the version right before can go on; what stands between is a short list.
        let near = |version: &TextSpan| version.end < figure.span.start && figure.span.start - version.end <= FAR;
        let past = reading.names.partition_point(|name| name.span.start < figure.span.start);
        let close = reading.names[..past].iter().rev().take_while(|name| figure.span.start.saturating_sub(name.span.end) <= FAR);
        let version = if bare { close.filter_map(|name| name.version).find(near) } else { None };
        version.is_some_and(|version| {
            let between = reading.text.get(version.end..figure.span.start).unwrap_or_default();
            // "8, 11 and 14": a list of versions ends in "and".
            let list = || {
                between.split([' ', ',', '.']).all(|word| {
                    word.bytes().all(|byte| byte.is_ascii_digit()) || matches!(word, "and" | "or" | "soon" | "now" | "also")
                })
            };
            let last = |text: &str| text.contains(" and ") || text.contains(" or ");
            let goes_on = reading.text[figure.span.end..].trim_start_matches(|c: char| c.is_ascii_digit() || ", ".contains(c));
            let and_number = ["and ", "or "].iter().any(|and| {
                goes_on
                    .strip_prefix(and)
                    .is_some_and(|next| next.trim_start_matches("soon ").starts_with(|c: char| c.is_ascii_digit()))
            });
            matches!(between, "/" | " vs " | " vs. " | " versus ") || list() && (last(between) || and_number)
        })
    }
}

/// "0.12", "2.1": digits with a point, as releases have them.
fn is_pointed(word: &str) -> bool {
    word.contains('.') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// "a 64-bit processor", "64 bit ARM": which machines, not how much.
fn is_word_size(written: &str, figure: &QuantityMention) -> bool {
    const SIZES: &[u32] = &[8, 16, 32, 64, 128, 256];
    figure.quantity.unit == "bit"
        && (!written.ends_with("bits") || written.contains('-'))
        && figure.quantity.low.is_some_and(|low| SIZES.iter().any(|size| low == (*size).into()))
}

/// Whether a figure counts the points that the author is about to make ("three reasons"), rather than things of the world.
fn is_enumerator(figure: &QuantityMention) -> bool {
    let small = figure.quantity.low.is_some_and(|low| low <= rust_decimal::Decimal::from(12)) && figure.shape == Shape::Figure;
    // "a headwind of about 1 point" is measured.
    let small = small && !figure.quantity.approximate;
    let head = figure.quantity.unit.rsplit(' ').next().unwrap_or_default();
    // "rose 7 points" is a change of an index.
    small && figure.counted && figure.quantity.direction.is_none() && nouns::is(head, NounClass::Point)
}

#[cfg(test)]
mod tests {
    use crate::claim::extract;
    use crate::document;
    use crate::source::Source;

    fn figures(article: &str) -> Vec<String> {
        let source = Source::from_bytes("article.md", article.as_bytes(), None).expect("a text");
        let claims = extract(&document::read(&source), "article.md");
        claims
            .iter()
            .filter_map(|claim| claim.quantity.as_ref())
            .map(|quantity| format!("{} {}", quantity.quantity.low.unwrap_or_default(), quantity.quantity.unit))
            .collect()
    }

    #[test]
    fn sizes_of_words_tell_which_machines_are_meant() {
        assert!(figures("Veltro runs on a 64-bit processor.").is_empty());
        assert_eq!(figures("The key is 128 bits long."), ["128 bit"]);
        assert_eq!(figures("The header takes 16 bits."), ["16 bit"]);
    }

    #[test]
    fn what_is_denied_behind_what_holds_is_no_figure() {
        assert_eq!(figures("Veltro reached 910 requests in the second run, not 950."), ["910 request"]);
        assert_eq!(figures("Veltro has not 950 users."), ["950 user"]);
    }

    #[test]
    fn versions_that_are_installed_are_no_figures() {
        assert!(figures("Users who upgrade to the recent `veltro` 0.12 may be glad.").is_empty());
        assert_eq!(figures("The upgrade raised the mean score by 0.12."), ["0.12 "]);
    }

    #[test]
    fn releases_are_no_figures() {
        assert!(figures("Last year 0.16 was the latest version, and 0.17 dropped right after the survey.").is_empty());
        assert_eq!(figures("The ratio of 0.16 was the lowest."), ["0.16 "]);
        assert_eq!(figures("The score of 0.75 dropped to 0.62."), ["0.75 ", "0.62 "]);
        assert_eq!(figures("A p of 0.05 is the threshold for release testing."), ["0.05 "]);
        assert_eq!(figures("Acme saw a rise in registered firms, going from 4,585 to 6,245."), ["4585 firm", "6245 firm"]);
    }

    #[test]
    fn who_was_counted_before_is_not_counted_again() {
        assert!(figures("All three are nearly identical.").is_empty());
        assert_eq!(figures("All three servers are alike."), ["3 server"]);
        assert_eq!(figures("All six were killed when the plane crashed."), ["6 "]);
    }

    #[test]
    fn a_second_version_is_no_figure() {
        assert_eq!(figures("Acme ran PostgreSQL 15 and 16 for 3 years."), ["3 year"]);
        assert_eq!(figures("Acme runs PostgreSQL 15 and 16 other databases."), ["16 database"]);
        assert!(figures("Acme runs Java 9, 10, 12, and soon 13.").is_empty());
        assert_eq!(figures("Acme runs Java 9, 10 servers and 3 disks."), ["10 server", "3 disk"]);
    }
}
