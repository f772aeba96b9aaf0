//! Whether those whom a figure counts think or say something: what they think of is no use of it.
//!
//! Comes in: the words of a predicate ("want to try Docker"). Goes out: whether it is an opinion.

use super::super::lexicon::Lexicon;

/// Verbs of thinking, saying, wishing and feeling.
const OPINIONS: &[&str] = &[
    "say",
    "report",
    "agree",
    "disagree",
    "believe",
    "think",
    "want",
    "consider",
    "rank",
    "rate",
    "blame",
    "cite",
    "advocate",
    "view",
    "see",
    "expect",
    "feel",
    "describe",
    "name",
    "list",
    "call",
    "mention",
    "state",
    "admit",
    "claim",
    "worry",
    "fear",
    "hope",
    "wish",
    "need",
    "support",
    "oppose",
    "favour",
    "favor",
    "recommend",
    "regard",
    "answer",
    "respond",
    "express",
    "identify",
    "note",
    "point",
    "complain",
    "acknowledge",
    "indicate",
    "perceive",
    "doubt",
    "dread",
    "admire",
    "trust",
    "struggle",
    "experience",
    "face",
    "suffer",
    "lack",
    "find",
    "like",
    "dislike",
    "love",
    "hate",
    "enjoy",
    "know",
    "understand",
    "care",
    "value",
    "prioritize",
    "prioritise",
    "anticipate",
];

/// Verbs that make an opinion one about what those who have it use.
const USES: &[&str] =
    &["use", "adopt", "run", "deploy", "buy", "subscribe", "install", "migrate", "switch", "rely", "employ", "own", "try"];

/// Whether `predicate` begins with a verb of thinking or saying that leads to no verb of use: "say they use Linux" tells of use.
pub(crate) fn is_opinion(predicate: &str) -> bool {
    const COUNTS: &[&str] = &["one", "two", "three", "four", "five", "multiple", "several"];
    let lexicon = Lexicon::shared();
    // "chose two or more": how many answers they gave.
    let mut words = predicate.split(' ');
    let picks = words.next().is_some_and(|word| {
        lexicon.verb(word).is_some_and(|verb| matches!(verb.base, "choose" | "pick" | "select" | "check" | "tick"))
    });
    if picks && words.next().is_some_and(|word| COUNTS.contains(&word)) {
        return true;
    }
    let mut bases = predicate.split(' ').filter_map(|word| lexicon.verb(&word.to_lowercase()).map(|verb| verb.base));
    let thinks = bases.next().is_some_and(|base| OPINIONS.contains(&base));
    thinks && !is_of_use(predicate) && !bases.any(|base| USES.contains(&base))
}

/// Whether the verb with the base form `base` tells what somebody does and no more: "reported using it".
pub(super) fn only_tells(base: &str) -> bool {
    matches!(base, "report" | "admit" | "mention" | "indicate" | "describe" | "acknowledge")
}

/// Whether `predicate` tells of use: of a stage of it ("indicating they are in production", "in some stage of adoption"), or of what is made with something.
pub(crate) fn is_of_use(predicate: &str) -> bool {
    // "built with Acme", but "homes built with timber"
    let made =
        ["created with ", "built with ", "made with ", "written with "].iter().filter_map(|words| predicate.split_once(words));
    ["in production", "into production", "of adoption"].iter().any(|words| predicate.contains(words))
        || made.into_iter().any(|(_, thing)| thing.starts_with(char::is_uppercase))
        || predicate.split(' ').collect::<Vec<_>>().windows(4).any(|row| row[0] == "stage" && row[3] == "adoption")
}
