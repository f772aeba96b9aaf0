//! Classes of cue words, and what classes the words of a phrase are of.
//!
//! Comes in: words of a phrase or clause. Goes out: their classes, read from the head. The words are in `data/kind-cues.txt`.

use std::sync::OnceLock;

use ecow::EcoString;

use crate::text::{WordFilter, WordMap, WordSet};

use super::super::lexicon::{Lexicon, data_lines};
use super::singular;

/// A class of cue words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    Funding,
    Market,
    Cost,
    Technical,
    Capacity,
    Workload,
    Harm,
    Adoption,
    Population,
    Person,
    System,
    Posting,
    State,
    Survey,
    Share,
    Change,
    Plain,
    Labour,
    Faster,
    Dearer,
    Consume,
    Use,
    Software,
}

impl Cue {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "funding" => Self::Funding,
            "market" => Self::Market,
            "cost" => Self::Cost,
            "technical" => Self::Technical,
            "capacity" => Self::Capacity,
            "workload" => Self::Workload,
            "harm" => Self::Harm,
            "adoption" => Self::Adoption,
            "population" => Self::Population,
            "person" => Self::Person,
            "system" => Self::System,
            "posting" => Self::Posting,
            "state" => Self::State,
            "survey" => Self::Survey,
            "share" => Self::Share,
            "change" => Self::Change,
            "plain" => Self::Plain,
            "labour" => Self::Labour,
            "faster" => Self::Faster,
            "dearer" => Self::Dearer,
            "consume" => Self::Consume,
            "use" => Self::Use,
            "software" => Self::Software,
            _ => return None,
        })
    }

    /// Whether the class is of those who use things, rather than of what is measured.
    fn is_group(self) -> bool {
        matches!(self, Self::Population | Self::Person | Self::System)
    }

    /// Whether the class says what is measured, rather than how it changed or was counted.
    fn is_measure(self) -> bool {
        !matches!(
            self,
            Self::Change
                | Self::Plain
                | Self::Share
                | Self::Survey
                | Self::Posting
                | Self::State
                | Self::Faster
                | Self::Dearer
                | Self::Consume
                | Self::Use
                | Self::Software
        )
    }
}

/// The classes of a spelling, as places in the table's lists; the list at place 0 is empty.
#[derive(Debug, Default, Clone, Copy)]
struct Spelling {
    /// Of the noun that is spelled so.
    noun: u16,
    /// Of the noun whose singular or plural is spelled so.
    number: u16,
}

#[derive(Debug, Default)]
struct Cues {
    lists: Vec<Vec<Cue>>,
    /// Every noun and its plural.
    spellings: WordMap<EcoString, Spelling>,
    /// First looks at the spellings, and at the words that a hyphened noun begins with.
    may_be: [WordFilter; 2],
    /// The words that a hyphened noun begins with.
    firsts: WordSet,
    verbs: WordMap<&'static str, Vec<Cue>>,
}

impl Cues {
    fn of(file: &'static str) -> Self {
        let mut cues = Self { lists: vec![Vec::new()], ..Self::default() };
        let mut nouns: WordMap<&'static str, u16> = WordMap::default();
        for line in data_lines(file) {
            let mut words = line.split_whitespace();
            let sort = words.next();
            let Some(cue) = words.next().and_then(Cue::named) else { continue };
            for word in words {
                if sort != Some("noun") {
                    cues.verbs.entry(word).or_default().push(cue);
                    continue;
                }
                let list = *nouns.entry(word).or_insert_with(|| {
                    cues.lists.push(Vec::new());
                    u16::try_from(cues.lists.len() - 1).expect("the list of cues has fewer words")
                });
                cues.lists[usize::from(list)].push(cue);
            }
        }
        for (noun, list) in nouns {
            cues.spell(noun, list);
        }
        cues
    }

    /// Notes every spelling of `noun`, whose classes are at place `list`.
    fn spell(&mut self, noun: &'static str, list: u16) {
        self.spellings.entry(noun.into()).or_default().noun = list;
        let stem = noun.strip_suffix('y').unwrap_or(noun);
        for form in [noun.to_owned(), format!("{noun}s"), format!("{noun}es"), format!("{stem}ies")] {
            self.may_be[0].add(&form);
            if singular(&form) == noun {
                self.spellings.entry(form.into()).or_default().number = list;
            }
        }
        for (hyphen, _) in noun.match_indices('-') {
            self.may_be[1].add(&noun[..hyphen]);
            self.firsts.insert(&noun[..hyphen]);
        }
    }

    #[inline]
    fn spelling(&self, word: &str) -> Spelling {
        let known = self.may_be[0].may_hold(word).then(|| self.spellings.get(word)).flatten();
        known.copied().unwrap_or_default()
    }

    /// The classes of the noun `word`; `None` where it is none.
    fn noun(&self, word: &str) -> Option<&[Cue]> {
        let spelling = self.spelling(word);
        self.list(if spelling.noun == 0 { spelling.number } else { spelling.noun })
    }

    /// The classes of the noun `word`, which is no plural.
    fn exactly(&self, word: &str) -> Option<&[Cue]> {
        self.list(self.spelling(word).noun)
    }

    fn list(&self, place: u16) -> Option<&[Cue]> {
        (place > 0).then(|| self.lists[usize::from(place)].as_slice())
    }
}

fn cues() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| Cues::of(include_str!("../data/kind-cues.txt")))
}

/// The classes of the verb with base form `base`.
pub(super) fn of_verb(base: &str) -> &'static [Cue] {
    cues().verbs.get(base).map_or(&[], Vec::as_slice)
}

/// The classes of the noun `word` in lower case, or of its part behind the last hyphen.
pub(super) fn of_noun(word: &str) -> &'static [Cue] {
    let cues = cues();
    let last = || word.bytes().rposition(|byte| byte == b'-').map(|hyphen| &word[hyphen + 1..]);
    cues.noun(word).or_else(|| cues.list(cues.spelling(last()?).number)).unwrap_or_default()
}

/// A first look at whether a word in lower case, which has no hyphen, is a noun of any class.
pub(super) fn first_look() -> &'static WordFilter {
    &cues().may_be[0]
}

/// The classes of the noun `word` in lower case, which has no hyphen.
pub(super) fn of_plain_noun(word: &str) -> &'static [Cue] {
    cues().noun(word).unwrap_or_default()
}

/// The classes of two words that are one measure.
fn of_pair(first: &str, second: &str) -> Option<&'static [Cue]> {
    let cues = cues();
    if !cues.may_be[1].may_hold(first) || !cues.firsts.contains(first) {
        return None;
    }
    let found = cues.exactly(&format!("{first}-{second}"));
    found.or_else(|| cues.exactly(&format!("{first}-{}", singular(second))))
}

/// The classes of every word of a running text, nouns and verbs alike.
pub(super) fn of_text(words: &[&str]) -> impl Iterator<Item = Cue> {
    // A form that is a noun as often says nothing as a verb without its sentence.
    let verb = |word: &str| Lexicon::shared().verb(word).filter(|verb| !verb.noun).map_or(&[][..], |verb| of_verb(verb.base));
    words.iter().enumerate().flat_map(move |(at, word)| {
        let noun = words.get(at + 1).and_then(|next| of_pair(word, next)).unwrap_or_else(|| of_noun(word));
        noun.iter().chain(verb(word)).copied()
    })
}

/// What a noun phrase says of what is measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sense {
    /// The class of the first word, from the head, that measures something.
    pub measure: Option<Cue>,
    /// Whether it names a change.
    pub change: bool,
    /// Whether it names a part of a whole.
    pub share: bool,
    /// Whether it speaks of people who were asked.
    pub survey: bool,
}

impl Sense {
    /// Takes in the classes of one more word; `modifier` tells that a head of no class stands behind it.
    fn note(&mut self, classes: &[Cue], modifier: bool) {
        self.change |= classes.contains(&Cue::Change);
        self.share |= classes.contains(&Cue::Share);
        self.survey |= classes.contains(&Cue::Survey);
        if self.measure.is_none() {
            let counts = |class: &Cue| class.is_measure() && !(modifier && class.is_group());
            self.measure = classes.iter().copied().find(counts);
        }
    }
}

/// "integration time", "delivery time": how long a process takes.
fn is_process_time(modifier: &str, head: &str) -> bool {
    const OTHERWISE: &[&str] = &[
        "full", "part", "real", "work", "working", "first", "last", "long", "this", "same", "any", "some", "free", "all",
        "every", "prime",
    ];
    // "four times", "several times" are how often.
    const NUMBERS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "hundred",
        "thousand", "million", "billion", "half", "dozen", "many", "several", "few", "more", "most", "other", "at",
    ];
    let counted = |word: &str| NUMBERS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit());
    match head {
        "time" => !OTHERWISE.contains(&modifier),
        "times" => !OTHERWISE.contains(&modifier) && !counted(modifier),
        _ => false,
    }
}

/// Prepositions and marks that end the core of a noun phrase.
const LINKS: &[&str] = &[
    "of", "in", "per", "for", "from", "with", "by", "on", "among", "than", "to", "at", "as", "that", "who", "over", "between",
    "before", "after",
];

/// Reads a phrase: its core from the head leftwards, then what is attached to it.
pub(super) fn sense(words: &[&str]) -> Sense {
    let mut sense = Sense::default();
    // "margin of error", "cost of ownership": one measure in three words.
    let triple = |three: &[&str]| cues().exactly(&three.join("-"));
    if let Some(classes) = words.windows(3).filter(|three| three[1] == "of").find_map(triple) {
        sense.note(classes, false);
        return sense;
    }
    // "time spent starting the app" is how long a machine takes.
    let works = |word: &str| Lexicon::shared().verb(word).is_some_and(|verb| of_verb(verb.base).contains(&Cue::Technical));
    if words.windows(3).any(|three| three[0] == "time" && three[1] == "spent" && works(three[2])) {
        sense.note(&[Cue::Technical], false);
        return sense;
    }
    for part in words.split(|word| LINKS.contains(word)) {
        let (mut at, mut opaque) = (part.len(), false);
        while at > 0 {
            at -= 1;
            let pair = at.checked_sub(1).and_then(|before| of_pair(part[before], part[at]));
            let classes = pair.unwrap_or_else(|| of_noun(part[at]));
            sense.note(classes, opaque);
            // "business impact" is not about businesses.
            opaque |= classes.is_empty();
            if sense.measure.is_none() && at > 0 && is_process_time(part[at - 1], part[at]) {
                sense.measure = Some(Cue::Technical);
            }
            at -= usize::from(pair.is_some());
        }
    }
    sense
}

#[cfg(test)]
mod tests {
    use super::{Cue, sense};

    fn of(phrase: &str) -> (Option<Cue>, bool) {
        let words: Vec<&str> = phrase.split(' ').collect();
        let sense = sense(&words);
        (sense.measure, sense.change)
    }

    #[test]
    fn the_head_decides_before_its_modifiers_and_attachments() {
        assert_eq!(of("cost of serving a query"), (Some(Cue::Cost), false));
        assert_eq!(of("customer acquisition cost"), (Some(Cue::Cost), false));
        assert_eq!(of("number of users"), (Some(Cue::Adoption), false));
        assert_eq!(of("monthly searches"), (Some(Cue::Adoption), false));
    }

    #[test]
    fn a_change_is_of_what_it_changes() {
        assert_eq!(of("revenue growth"), (Some(Cue::Market), true));
        assert_eq!(of("reduction in tail latency"), (Some(Cue::Technical), true));
    }

    #[test]
    fn two_words_can_be_one_measure() {
        assert_eq!(of("share price"), (Some(Cue::Market), false));
        assert_eq!(of("ticket price"), (Some(Cue::Cost), false));
        assert_eq!(of("response time"), (Some(Cue::Technical), false));
    }
}
