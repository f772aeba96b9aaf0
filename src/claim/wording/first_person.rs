//! What a text says of itself, told by somebody else: "we run our own servers" becomes "Acme runs its own servers".
//!
//! Comes in: a sentence and who "we" is. Goes out: the sentence in the third person; what stands in quotation marks stays.

use std::borrow::Cow;

use crate::claim::lexicon::{Form, Function, Lexicon, third_person};
use crate::claim::subject::genitive;

use super::{irregular, lowered};

/// Words that begin a clause, behind which the first person's verb ends.
const CLAUSE: &[&str] = &[
    "that", "which", "who", "when", "while", "because", "if", "since", "as", "where", "than", "until", "before", "after", "once",
];
/// Words that may stand between "we" and its verb.
const BETWEEN: &[&str] =
    &["also", "now", "still", "just", "never", "always", "often", "again", "all", "both", "only", "even", "then", "soon"];

/// `words` with `author` in the place of the first person, the first time by name.
pub(super) fn told_of(words: &str, author: &str) -> String {
    if !may_say_we(words) {
        return words.to_owned();
    }
    let words = without_place(words, author);
    let mut told = String::with_capacity(words.len() + author.len());
    let mut teller = Teller { author, acts: false, agrees: Agrees::No, asked: false };
    let (mut start, mut quoted) = (0, false);
    for piece in words.split_inclusive([' ', '—']) {
        let bare = piece.trim_end_matches([' ', '—']);
        quoted |= bare.starts_with(['"', '“']) || bare.starts_with('(') && bare[1..].starts_with(['"', '“']);
        if quoted {
            told.push_str(piece);
        } else {
            let next = words[start + piece.len()..].split(' ').next().unwrap_or_default();
            teller.tell(&mut told, bare, next);
            told.push_str(&piece[bare.len()..]);
        }
        quoted &= !ends_quotation(bare);
        start += piece.len();
    }
    told
}

/// Whether a word begins like "we", "our" or "us": a cheap look before the words are told one by one.
fn may_say_we(words: &str) -> bool {
    let bytes = words.as_bytes();
    let begins = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let said = |two: &[u8]| matches!(two, [b'w' | b'W', b'e' | b'E'] | [b'o' | b'O', b'u' | b'U'] | [b'u' | b'U', b's' | b'S']);
    bytes.windows(2).enumerate().any(|(at, two)| said(two) && begins(at))
}

fn ends_quotation(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    bare.ends_with(['"', '”']) && bare.len() > 1
}

/// "At Acme, we …" says the name twice.
fn without_place<'w>(words: &'w str, author: &str) -> &'w str {
    let rest = words.strip_prefix("At ").and_then(|rest| rest.strip_prefix(author)).and_then(|rest| rest.strip_prefix(", "));
    rest.filter(|rest| rest.starts_with("we")).unwrap_or(words)
}

/// What the next verb agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agrees {
    No,
    /// The verb of "we" follows.
    Next,
    /// It was in the present; further ones of the clause follow "and" or a comma.
    Present,
    /// It was in the present, and "and" was said.
    Further,
}

struct Teller<'a> {
    author: &'a str,
    /// Whether the author is the subject told last, so that what is "its" can only be the author's.
    acts: bool,
    agrees: Agrees,
    /// Whether the word before was an auxiliary, behind which the verb of a question stays ("could we keep").
    asked: bool,
}

impl Teller<'_> {
    /// Adds the word, with `next` behind it, to what is `told`.
    fn tell(&mut self, told: &mut String, word: &str, next: &str) {
        let core = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        let (open, core) = core.split_at(core.len() - core.trim_start_matches('(').len());
        let end = &word[open.len() + core.len()..];
        let lower = match lowered(core) {
            Cow::Owned(lower) => Cow::Owned(lower.replace('’', "'")),
            small => small,
        };
        told.push_str(open);
        match &*lower {
            "we" => self.subject(told, "", if self.asked { Agrees::No } else { Agrees::Next }),
            "we've" => self.subject(told, " has", Agrees::No),
            "we're" => self.subject(told, " is", Agrees::No),
            "we'll" => self.subject(told, " will", Agrees::No),
            "us" if core == "us" => told.push_str(self.author),
            "our" if self.acts => told.push_str("its"),
            "our" => told.push_str(&genitive(self.author)),
            "ourselves" => told.push_str("itself"),
            _ => told.push_str(&self.verb(core, &lower, next)),
        }
        told.push_str(end);
        self.asked = Lexicon::shared().function(&lower) == Some(Function::Auxiliary);
        self.acts &= end.is_empty() && !CLAUSE.contains(&&*lower);
        if !end.is_empty() && self.agrees != Agrees::No {
            self.agrees = if end == "," && self.agrees == Agrees::Present { Agrees::Present } else { Agrees::No };
        }
    }

    fn subject(&mut self, told: &mut String, auxiliary: &str, agrees: Agrees) {
        self.agrees = agrees;
        self.acts = true;
        told.push_str(self.author);
        told.push_str(auxiliary);
    }

    /// A word that may be the verb of "we", with `next` behind it.
    fn verb<'w>(&mut self, word: &'w str, lower: &str, next: &str) -> Cow<'w, str> {
        let lexicon = Lexicon::shared();
        match self.agrees {
            Agrees::No => return word.into(),
            Agrees::Next if lower.ends_with("ly") || BETWEEN.contains(&lower) => return word.into(),
            Agrees::Present => {
                let more = matches!(lower, "and" | "or" | "but");
                self.agrees = match lower {
                    _ if more => Agrees::Further,
                    _ if CLAUSE.contains(&lower) => Agrees::No,
                    _ => Agrees::Present,
                };
                return word.into();
            }
            Agrees::Next | Agrees::Further => {}
        }
        let further = self.agrees == Agrees::Further;
        // "and use our cables": a noun has no object.
        let object = lexicon
            .function(&next.to_lowercase())
            .is_some_and(|word| matches!(word, Function::Determiner | Function::Possessive));
        self.agrees = if further { Agrees::Present } else { Agrees::No };
        let singular = match irregular(lower) {
            Some(irregular) if matches!(lower, "were" | "weren't" | "don't") => return irregular.into(),
            Some(irregular) => irregular.into(),
            None if matches!(lexicon.function(lower), Some(Function::Auxiliary)) => return word.into(),
            None => match lexicon
                .verb(lower)
                .filter(|verb| verb.form == Form::Base && !verb.also_past && !(further && verb.noun && !object))
            {
                Some(_) => third_person(word).into(),
                None => return word.into(),
            },
        };
        self.agrees = if matches!(lower, "have" | "are") { Agrees::No } else { Agrees::Present };
        singular
    }
}

#[cfg(test)]
mod tests {
    use super::told_of;

    #[test]
    fn the_first_person_becomes_the_author() {
        for (said, told) in [
            ("We run 14 servers and use our own cables", "Acme runs 14 servers and uses its own cables"),
            ("Between March and May 2026 we interviewed 614 people", "Between March and May 2026 Acme interviewed 614 people"),
            ("we significantly enhanced Corvid's speed", "Acme significantly enhanced Corvid's speed"),
            ("At Acme, we've cut costs by 30%", "Acme has cut costs by 30%"),
            ("Zed handles 5 calls a day, and we heard none of it", "Zed handles 5 calls a day, and Acme heard none of it"),
            ("Our team of 12 has told us that we need 30", "Acme's team of 12 has told Acme that Acme needs 30"),
            ("Acme grew 5% after we were hacked", "Acme grew 5% after Acme was hacked"),
            ("Could we keep our own recordings?", "Could Acme keep its own recordings?"),
            ("Bolt bills in euros, which we converted at our rate", "Bolt bills in euros, which Acme converted at its rate"),
            ("“We saved 5% of our time,” she told us", "“We saved 5% of our time,” she told Acme"),
            ("The US sold us 5 mills", "The US sold Acme 5 mills"),
            ("We can save 5% and cost nothing", "Acme can save 5% and cost nothing"),
        ] {
            assert_eq!(told_of(said, "Acme"), told);
        }
    }
}
