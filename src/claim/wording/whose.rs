//! Sentences that begin with a measure and leave out whose it is.
//!
//! Comes in: the words of a sentence and its subject. Goes out: the sentence with the subject as the owner of the measure, where that reads well.

use super::super::lexicon::Lexicon;
use super::super::nouns::{is_metric, is_number_word};
use super::super::subject::{genitive, is_account_item};
use super::{is_auxiliary, is_finite, lowered};

/// Words that a sentence may begin with whose measure is nobody's own: what points at something told before, some of many, and what others have.
const NOT_OWN: &[&str] = &[
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
    "result",
    "results",
    "figure",
    "figures",
    "number",
    "numbers",
    "most",
    "many",
    "other",
    "new",
    "more",
    "fewer",
    "less",
    "industry",
    "competitor",
    "competitors",
    "market",
    "consensus",
    "interest",
    "global",
    "world",
    "national",
    "consumer",
    "peer",
    "sector",
    "analyst",
    "analysts",
    "rival",
    "street",
];

/// Whether a sentence that begins with `word`, in small letters, has a measure that is nobody's own.
fn is_not_own(word: &str) -> bool {
    NOT_OWN.contains(&word) || is_number_word(word)
}

/// Forms of companies, which a comma may stand before.
const FORMS: &[&str] = &[" Inc.", " Ltd.", " Corp.", " LLC", " Inc", " Ltd"];

/// "Revenue rose by 5%" → "Acme's revenue rose by 5%": a sentence that begins with a measure says whose it is.
pub(super) fn possessed(words: &str, subject: &str) -> Option<String> {
    let company = FORMS.iter().find_map(|form| subject.strip_suffix(form)).map(|name| name.trim_end_matches(','));
    let name = company.unwrap_or(subject);
    let named = name.starts_with(char::is_uppercase) && !name.contains([',', '(']) && !name.contains(" and ");
    let bare = words.strip_prefix("The ").unwrap_or(words);
    let first = bare.split(' ').next()?;
    let lower = first.to_lowercase();
    if !named || is_not_own(&lower) || !begins_with_measure(bare) {
        return None;
    }
    let clause = bare.split([',', ';', ':']).next()?;
    let lexicon = Lexicon::shared();
    // "Christmas sales", "GAAP income" keep their capitals.
    let ordinary = is_metric(&lower) || lexicon.is_adjective(&lower) || lexicon.verb(&lower).is_some();
    let capitals = first.chars().skip(1).any(char::is_uppercase);
    let first_word = if ordinary && !capitals { lower.as_str() } else { first };
    let sentence = clause.split(' ').skip(1).any(is_finite);
    sentence.then(|| format!("{} {first_word}{}", genitive(&super::determined(subject)), &bare[first.len()..]))
}

/// Whether a few words and then a measure stand at the beginning, with a verb or "of" behind them.
fn begins_with_measure(words: &str) -> bool {
    const LONGEST: usize = 4;
    let mut rest = words;
    for _ in 0..=LONGEST {
        let Some((word, behind)) = rest.split_once(' ') else { return false };
        let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '&'));
        if !plain || Lexicon::shared().function(&lowered(word)).is_some() {
            return false;
        }
        let next = behind.split(' ').next().unwrap_or_default();
        let tells =
            is_finite(next) || is_auxiliary(&lowered(next)) || matches!(next, "of" | "from" | "in" | "for" | "per" | "on");
        if tells && (is_metric(&lowered(word)) || is_account_item(word)) {
            return true;
        }
        rest = behind;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::possessed;

    #[test]
    fn a_measure_that_opens_the_sentence_is_the_subjects() {
        let told = |words: &str| possessed(words, "Acme").unwrap_or_default();
        assert_eq!(told("Net sales grew 4%"), "Acme's net sales grew 4%");
        assert_eq!(told("Total revenue was $4 million"), "Acme's total revenue was $4 million");
        assert_eq!(told("The equity ratio was 47%"), "Acme's equity ratio was 47%");
        assert_eq!(
            told("Cash flow from operations doubled to $4 million"),
            "Acme's cash flow from operations doubled to $4 million"
        );
        assert_eq!(told("GAAP operating income was $4 million"), "Acme's GAAP operating income was $4 million");
        assert_eq!(told("Christmas sales grew 4%"), "Acme's Christmas sales grew 4%");
        assert_eq!(possessed("Revenue grew 4%", "Acme, Inc.").as_deref(), Some("Acme, Inc.'s revenue grew 4%"));
        for words in [
            "Industry revenue fell 3%",
            "Interest rates rose 3%",
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
