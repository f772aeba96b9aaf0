//! Clauses that a participle makes beside a name: "Acme, founded in 2020 by Ann Lee".
//!
//! Comes in: the words of such a clause and its subject. Goes out: the sentence that says the same.

use super::super::lexicon::{Form, Lexicon};
use super::is_finite;
use crate::claim::syntax::spelling::is_plural_noun;

/// "Acme was founded in 2020 by Ann Lee", where `words` are that without "was", perhaps without "Acme" too.
pub(super) fn told(words: &str, subject: &str) -> Option<String> {
    let clause = words.strip_prefix(subject).and_then(|rest| rest.strip_prefix(", ")).unwrap_or(words);
    let (first, rest) = clause.split_once(' ')?;
    let participle = first.to_lowercase();
    let passive = Lexicon::shared().verb(&participle).is_some_and(|verb| matches!(verb.form, Form::Past | Form::Participle));
    // "Migrated from Acme to Bolt" is what somebody did.
    let base = Lexicon::shared().verb(&participle).map_or("", |verb| verb.base);
    let goes =
        matches!(base, "migrate" | "move" | "switch" | "shift" | "grow" | "rise" | "fall" | "drop" | "graduate" | "retire");
    let linked = match rest.split(' ').next()? {
        "from" => !goes,
        link => matches!(link, "in" | "by" | "at" | "on" | "as"),
    };
    let whole = rest.split(' ').any(is_finite) || rest.contains(", ");
    let many = subject.starts_with(char::is_lowercase) && subject.split(' ').next_back().is_some_and(is_plural_noun);
    let be = if many { "were" } else { "was" };
    (passive && linked && !whole).then(|| format!("{subject} {be} {participle} {rest}"))
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_participle_becomes_a_sentence() {
        let whole = Some("Acme was founded in 2020 by Ann Lee".to_owned());
        assert_eq!(told("Acme, founded in 2020 by Ann Lee", "Acme"), whole);
        assert_eq!(told("Founded in 2020 by Ann Lee", "Acme"), whole);
        assert_eq!(told("acquired by Bolt", "two shops"), Some("two shops were acquired by Bolt".to_owned()));
        assert_eq!(told("Acme, founded in 2020, moved to Oslo", "Acme"), None);
        assert_eq!(told("Acme was founded in 2020", "Acme"), None);
        assert_eq!(told("Rising by 4%", "Acme"), None);
    }
}
