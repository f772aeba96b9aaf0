//! Whether a statement is fact, forecast or advice.
//!
//! Comes in: the words of a clause and sentence, and the times said in it. Goes out: a [`Modality`]. Facts are the default: the other two
//! need a cue.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Modality;

/// Words after which a statement is about the future.
const FUTURE: &[&str] = &[
    "will",
    "won't",
    "'ll",
    "expected",
    "expects",
    "expect",
    "projected",
    "projects",
    "projection",
    "projections",
    "forecast",
    "forecasts",
    "forecasted",
    "predicts",
    "predicted",
    "prediction",
    "anticipates",
    "anticipated",
    "guidance",
    "outlook",
];

/// Phrases after which a statement is about the future.
const FUTURE_PHRASES: &[&str] = &[
    "is set to",
    "are set to",
    "going to",
    "on track to",
    "plans to",
    "plan to",
    "aims to",
    "aim to",
    "is poised to",
    "are poised to",
    "is likely to",
    "are likely to",
    "in the next",
    "over the next",
    "estimate that in the",
    "is slated to",
    "intends to",
    "due to reach",
];

/// Words and phrases that give advice, set targets or suppose a case.
const ADVICE_PHRASES: &[&str] = &[
    "you should",
    "should be",
    "should not",
    "we recommend",
    "i recommend",
    "consider ",
    "if you",
    "when you're",
    "you need",
    "you'll need",
    "you're",
    "your ",
    "for a company",
    "for example, a",
    "suppose",
    "imagine",
    "let's say",
    "assume",
    "hypothetical",
    "a team of",
    "aim for",
    "keep ",
];

static ADVICE: LazyLock<AhoCorasick> = LazyLock::new(|| searcher(ADVICE_PHRASES));
static COMING: LazyLock<AhoCorasick> = LazyLock::new(|| searcher(FUTURE_PHRASES));

fn searcher(phrases: &[&str]) -> AhoCorasick {
    AhoCorasick::new(phrases).expect("a few short phrases make a small automaton")
}

/// The modality of a clause (in ASCII lower case) of `sentence` (likewise). `future_time` says whether its time lies after the document's date.
pub(crate) fn of_clause(clause: &str, sentence: &str, future_time: bool) -> Modality {
    let words =
        |text: &str, list: &[&str]| text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(|word| list.contains(&word));
    if ADVICE.is_match(sentence) && !words(clause, &["will"]) || starts_with_order(sentence) {
        return Modality::Advice;
    }
    if future_time || words(clause, FUTURE) || clause.contains("'ll ") || clause.contains("’ll ") || COMING.is_match(clause) {
        return Modality::Forecast;
    }
    Modality::Fact
}

/// "Budget for …", "Keep 15% …": an order to the reader at the start of a sentence.
fn starts_with_order(sentence: &str) -> bool {
    const ORDERS: &[&str] = &[
        "enter",
        "buy",
        "sell",
        "hold",
        "keep",
        "avoid",
        "consider",
        "budget",
        "plan",
        "choose",
        "use",
        "start",
        "invest",
        "set",
        "target",
        "limit",
        "try",
        "run",
        "make",
        "ensure",
        "adjust",
        "rebalance",
        "allocate",
        "aim",
        "expect",
    ];
    let mut words = sentence.split_whitespace();
    let first = words.next().unwrap_or_default();
    ORDERS.contains(&first) && !words.next().is_some_and(|next| next.ends_with("ing") || next.ends_with(':'))
}
