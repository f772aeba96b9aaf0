//! What a survey calls those who answered, where it seldom says "respondents".
//!
//! Comes in: the document's prose. Goes out: the people that were asked, as the text names them most: "small business owners".

use super::super::context::{Sort, Topic};
use super::super::nouns;

/// How many words may name them.
const WORDS_MAX: usize = 4;

/// Words between the verb of asking, or the share, and the people.
const BETWEEN: &[&str] = &[
    "a", "an", "the", "of", "our", "sample", "group", "total", "more", "than", "over", "about", "nearly", "some", "all", "almost",
];

/// The people who were asked, where the text names them oftener than as respondents.
pub(super) fn people(texts: &[&str]) -> Option<String> {
    const OFTEN: usize = 3;
    let small: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    let said = |words: &str| small.iter().map(|text| text.matches(words).count()).sum::<usize>();
    let behind = small.iter().flat_map(|text| named_behind(text));
    let mut asked = behind.chain(small.iter().filter_map(|text| named_before(text)));
    asked.find(|asked| {
        let told = said(asked);
        told >= OFTEN && told > said("respondent")
    })
}

/// "Veltro users", where a survey of a product, which its title names, calls nobody a respondent.
pub(super) fn users(texts: &[&str], title: Option<&str>, topic: Option<&Topic>) -> Option<String> {
    let topic = topic.filter(|topic| !matches!(topic.sort, Some(Sort::Organisation | Sort::Person | Sort::Place)))?;
    let titled = title.is_some_and(|title| title.contains(topic.name.as_str()));
    let answers = texts.iter().any(|text| text.to_lowercase().contains("respondent"));
    (titled && !answers).then(|| format!("{} users", topic.name))
}

/// "we asked small business owners if", "surveyed over 80,000 nurses": the people behind a verb of asking.
fn named_behind(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let asks = |word: &str| matches!(word, "asked" | "surveyed" | "polled" | "interviewed");
    let at = words.iter().enumerate().filter(|(_, word)| asks(word)).map(|(at, _)| at);
    at.filter_map(|at| people_from(&words[at + 1..])).collect()
}

/// "418 breweries answered", "1,874 people took part": those whom a number counts before a verb of answering.
fn named_before(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let answers = |word: &str| matches!(word.trim_end_matches(','), "answered" | "responded" | "participated" | "replied");
    let number = |word: &&str| word.bytes().filter(u8::is_ascii_digit).count() > 1;
    let at = words.iter().position(|word| answers(word))?;
    let first = (at.saturating_sub(WORDS_MAX)..at).rev().find(|i| number(&words[*i]))? + 1;
    let named = words.get(first..at).filter(|named| named.last().is_some_and(|last| last.ends_with('s')))?;
    let plain = named.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'));
    plain.then(|| named.join(" "))
}

/// The people that `words` begin with, behind articles and numbers.
fn people_from(words: &[&str]) -> Option<String> {
    let skipped = |word: &&str| BETWEEN.contains(word) || word.bytes().any(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = words.iter().copied().skip_while(skipped).take(WORDS_MAX).collect();
    let bare = |word: &str| word.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let head = words.iter().position(|word| nouns::is_people(&bare(word)))?;
    const ASKING: &[&str] = &["if", "whether", "how", "what", "why", "which", "who", "when", "where", "that"];
    let spelled = |word: &&str| word.chars().all(|c| c.is_alphabetic() || c == '-') && !ASKING.contains(word);
    let plain = words[..head].iter().all(spelled);
    let mut named: Vec<String> = words[..head].iter().map(|word| (*word).to_owned()).collect();
    named.push(bare(words[head]));
    plain.then(|| named.join(" "))
}
