//! Sentences that begin with a measure and leave out whose it is.
//!
//! Comes in: the words of a sentence and its subject. Goes out: the sentence with the subject as the owner of the measure, where that reads well.

use super::super::lexicon::Lexicon;
use super::super::nouns::is_metric;
use super::super::subject::{genitive, is_account_item};
use super::{is_auxiliary, is_finite, lowered};

/// "Revenue rose by 5%" → "Acme's revenue rose by 5%": a sentence that begins with a measure says whose it is.
pub(super) fn possessed(words: &str, subject: &str) -> Option<String> {
    const LONGEST: usize = 4;
    let named = subject.starts_with(char::is_uppercase) && !subject.contains([',', '(']) && !subject.contains(" and ");
    let bare = words.strip_prefix("The ").unwrap_or(words);
    // "The decrease" points at what was told before, "two members" are some of many.
    const POINTS: &[&str] = &[
        "decrease",
        "increase",
        "decline",
        "growth",
        "change",
        "drop",
        "rise",
        "fall",
        "gain",
        "improvement",
        "reduction",
        "jump",
        "total",
        "result",
        "results",
        "figure",
        "figures",
        "number",
        "numbers",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "most",
        "many",
        "other",
        "new",
        "more",
        "fewer",
        "less",
    ];
    if POINTS.contains(&bare.split(' ').next().unwrap_or_default().to_lowercase().as_str()) {
        return None;
    }
    let phrase = bare.split(' ').take(LONGEST + 1).take_while(|word| {
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '&')) && Lexicon::shared().function(&lowered(word)).is_none()
    });
    // Up to the last measure that a verb or "of" follows: "orders received rose" tells of orders.
    let (mut head, mut length) = (None, 0);
    for word in phrase {
        if head.is_some() && is_finite(word) {
            break;
        }
        length += word.len() + 1;
        let next = bare.get(length..).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        let tells =
            is_finite(next) || is_auxiliary(&lowered(next)) || matches!(next, "of" | "from" | "in" | "for" | "per" | "on");
        head = (tells && (is_metric(&lowered(word)) || is_account_item(word))).then_some(length);
        if head.is_some() {
            break;
        }
    }
    head?;
    let first = bare.split(' ').next()?;
    let shouted = first.chars().skip(1).any(char::is_uppercase);
    let clause = bare.split([',', ';', ':']).next()?;
    let sentence = clause.split(' ').skip(1).any(is_finite);
    let lower = if shouted { first.to_owned() } else { first.to_lowercase() };
    (named && sentence).then(|| format!("{} {lower}{}", genitive(subject), &bare[first.len()..]))
}

#[cfg(test)]
mod tests {
    use super::possessed;

    #[test]
    fn a_measure_that_opens_the_sentence_is_the_subjects() {
        let told = |words: &str| possessed(words, "Acme").unwrap_or_default();
        assert_eq!(told("Net sales grew 4%"), "Acme's net sales grew 4%");
        assert_eq!(told("The equity ratio was 47%"), "Acme's equity ratio was 47%");
        assert_eq!(
            told("Cash flow from operations doubled to $4 million"),
            "Acme's cash flow from operations doubled to $4 million"
        );
        assert_eq!(told("GAAP operating income was $4 million"), "Acme's GAAP operating income was $4 million");
        for words in [
            "The decrease consisted of $4 million in debt payments",
            "Two members were against",
            "Net sales of $4 million, up 3%",
            "In May revenue rose 4%",
            "Its revenue rose 4%",
            "Rain fell on 40 days",
        ] {
            assert_eq!(told(words), "", "{words}");
        }
        assert_eq!(possessed("Net sales grew 4%", "survey"), None);
    }
}
