//! What opens a sentence and says nothing of its claim: connectives, numbers of points, "we found that".
//!
//! Comes in: the words of a sentence. Goes out: the same from where the claim begins.

use crate::document::is_month;
use crate::mention::name::{self, NameKind};

use super::super::syntax::spelling::is_plural_noun;
use super::{POSSESSIVE, is_finite};

/// Connectives that point back to the sentence before.
const CONNECTIVES: &[&str] = &[
    "but",
    "and",
    "so",
    "however",
    "meanwhile",
    "moreover",
    "furthermore",
    "similarly",
    "also",
    "still",
    "yet",
    "then",
    "therefore",
    "thus",
    "instead",
    "besides",
    "additionally",
    "finally",
    "or",
];

/// What sets points of a talk in order, with a comma behind it.
const ENUMERATING: &[&str] =
    &["first", "second", "third", "fourth", "firstly", "secondly", "thirdly", "lastly", "next", "now", "well", "again", "yes"];

/// Without "But", "First,": words that point at the sentence before.
pub(super) fn without_connective(words: &str) -> &str {
    let Some((first, rest)) = words.split_once(' ') else { return words };
    let bare = first.trim_end_matches(',').to_lowercase();
    // "First, revenue rose": one of several points.
    let counted = first.ends_with(',') && ENUMERATING.contains(&bare.as_str()) && !is_listed(rest);
    if counted || CONNECTIVES.contains(&bare.as_str()) { rest.trim_start() } else { words }
}

/// "Second, third and fourth places earned …", "Next, the retailer, sold …": whether what stands before `rest` is an item of a list or has an apposition.
fn is_listed(rest: &str) -> bool {
    const NEAR: usize = 6;
    let near: Vec<&str> = rest.split(' ').take(NEAR).collect();
    let ordinal = near.first().is_some_and(|word| ENUMERATING.contains(&word.trim_end_matches(',').to_lowercase().as_str()));
    // No verb before the next comma, and one right behind it.
    let comma = near.iter().position(|word| word.ends_with(','));
    let apposed = comma.is_some_and(|comma| {
        !near[..=comma].iter().any(|word| is_finite(word.trim_end_matches(',')))
            && near.get(comma + 1).is_some_and(|word| is_finite(word))
    });
    ordinal || apposed
}

/// Without the dateline of a press release: "OSLO, Norland, Feb. 21, 2024 (ACME WIRE) -- Torvane reported …".
pub(super) fn without_dateline(words: &str) -> &str {
    const LONGEST: usize = 100;
    const DASHES: &[&str] = &[" -- ", " – ", " — ", " - ", ")--", ") --"];
    // The place is in capitals and longer than three bytes: a cheap look before the dashes.
    let first = || words.char_indices().take_while(|(at, _)| *at < 4).map(|(_, c)| c);
    if !words.starts_with(char::is_alphabetic) || first().any(char::is_lowercase) {
        return words;
    }
    let head = &words[..words.floor_char_boundary(LONGEST)];
    // "OSLO – 26 October 2022 – Torvane …" has two.
    let dashes = DASHES.iter().flat_map(|dash| head.match_indices(dash).map(|(at, _)| (at, at + dash.len())));
    let behind = dashes.filter(|(end, behind)| is_dateline(&head[..*end], &words[*behind..])).map(|(_, behind)| behind).min();
    behind.map_or(words, |behind| words[behind..].trim_start())
}

/// Whether `line`, which stands before a dash and `told`, is a place in capitals with a date or the wire that spreads the text.
fn is_dateline(line: &str, told: &str) -> bool {
    const WIRES: &[&str] = &["wire", "reuters", "(ap)", "(afp)", "bloomberg", "xinhua", "newsfile"];
    let place = line.split([',', '(', '–', '—', '-']).next().unwrap_or_default().trim_end();
    let shouted = place.len() > 3 && !place.contains(char::is_lowercase) && place.starts_with(char::is_alphabetic);
    let lower = line.to_lowercase();
    let wire = line.contains('(') && WIRES.iter().any(|wire| lower.contains(wire));
    // "CAIRO — Gunmen …"
    if shouted && is_place(line.trim()) && told.trim_start().starts_with(char::is_uppercase) {
        return true;
    }
    // "NASA, 1969 – Apollo 11 took off" has no day.
    let mut parts = line.split(|c: char| !c.is_alphanumeric());
    let day = parts.clone().any(|part| part.len() <= 2 && part.bytes().any(|b| b.is_ascii_digit()));
    let dated = day && parts.any(|part| is_month(&part.to_lowercase()));
    let plain = |word: &str| {
        let bare = word.trim_start_matches('(');
        bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || matches!(word, "/" | "(" | "–" | "—" | "-")
    };
    shouted && (dated || wire) && told.trim_start().starts_with(char::is_uppercase) && line.split_whitespace().all(plain)
}

/// Whether `line` in capitals is the name of a place: "CAIRO", "NEW YORK".
fn is_place(line: &str) -> bool {
    const LONGEST: usize = 24;
    let letters = |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | ',');
    if line.len() > LONGEST || !line.chars().all(letters) {
        return false;
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| format!("{first}{}", letters.as_str().to_lowercase())).unwrap_or_default()
    };
    let name = line.split(' ').map(capital).collect::<Vec<_>>().join(" ");
    let mentions = name::scan(&name, &[0]);
    mentions.first().is_some_and(|place| place.kind == NameKind::Place && place.known && place.span.end == name.len())
}

/// What opens a sentence and only points back: "That's because …", "My bet: …" before a sentence.
pub(super) fn without_lead(words: &str) -> &str {
    const LEADS: &[&str] = &[
        "That's because ",
        "That’s because ",
        "That is because ",
        "This is because ",
        "That's why ",
        "That’s why ",
        "That is why ",
        "This is why ",
    ];
    let leads = if words.starts_with(['T', 't']) { LEADS } else { &[] };
    for lead in leads {
        let folded = words.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead));
        if let Some(rest) = words.get(lead.len()..).filter(|_| folded) {
            return rest;
        }
    }
    if let Some(meant) = without_meaning(words) {
        return meant;
    }
    // A letter is sought faster than two.
    let Some((lead, rest)) = words.contains(':').then(|| words.split_once(": ")).flatten() else { return words };
    let (first, further) = lead.split_once(' ').unwrap_or((lead, ""));
    let pointing = POSSESSIVE.contains(&first.to_lowercase().as_str()) && further.split(' ').count() <= 3;
    if pointing && rest.starts_with(char::is_uppercase) && !lead.contains(|c: char| c.is_ascii_digit()) { rest } else { words }
}

/// Without "We found that", "I should add that": what the writer did to come by the words behind, where `named` is nobody.
///
/// Who finds is told where the writer has a name; what is only added is never of the writer.
pub(super) fn without_finding(words: &str, named: bool) -> &str {
    const FOUND: &[&str] = &[
        "found",
        "find",
        "saw",
        "see",
        "observed",
        "observe",
        "noticed",
        "notice",
        "learned",
        "learnt",
        "discovered",
        "know",
        "note",
    ];
    const ADDING: &[&str] = &["add", "note", "mention", "stress", "emphasize", "emphasise", "say"];
    const WISHING: &[&str] = &["should", "would", "must", "might", "can", "could", "want", "like", "to", "also", "just", "only"];
    // Who writes comes first: few sentences are searched for more.
    let remarks = words.starts_with("It");
    if !remarks && !matches!(words.split(' ').next(), Some("We" | "we" | "I" | "I'd" | "I’d")) {
        return words;
    }
    let Some((told, rest)) = words.split_once(" that ") else { return words };
    if remarks {
        return if is_remark(told) && begins_clause(rest) && rest.split(' ').any(is_finite) { rest } else { words };
    }
    let mut told = told.split(' ');
    told.next();
    let (verb, before) = (told.next_back().unwrap_or_default(), told);
    let wishes = before.clone().next().is_some();
    let only = before.clone().all(|word| WISHING.contains(&word) || matches!(word, "have" | "had" | "now"));
    let adds = ADDING.contains(&verb) && wishes;
    let finds = FOUND.contains(&verb) && !named;
    if only && (adds || finds) && begins_clause(rest) && rest.split(' ').any(is_finite) { rest } else { words }
}

/// "It is worth noting", "It's important to note": whether `told`, before "that", only says that something is told.
fn is_remark(told: &str) -> bool {
    const REMARKS: &[&str] = &[
        "noting",
        "noted",
        "mentioning",
        "emphasizing",
        "emphasising",
        "stressing",
        "adding",
        "pointing",
        "remembering",
        "note",
        "mention",
        "emphasize",
        "emphasise",
        "stress",
        "remember",
    ];
    const WEIGHING: &[&str] = &["is", "worth", "important", "also", "interesting", "to", "out", "should", "be", "must"];
    let mut words = told.split(' ');
    let it = words.next().is_some_and(|it| matches!(it, "It" | "It's" | "It’s"));
    let only = words.clone().all(|word| REMARKS.contains(&word) || WEIGHING.contains(&word));
    it && only && words.any(|word| REMARKS.contains(&word))
}

/// Whether `rest`, behind "that", may begin with a subject: "we saw *the shop* close", not "we saw that *coming*", "that *guy* who is 40".
fn begins_clause(rest: &str) -> bool {
    const OPENING: &[&str] = &[
        "the", "a", "an", "its", "their", "our", "his", "her", "this", "these", "those", "most", "some", "all", "only", "about",
        "it", "they", "we", "he", "she", "there", "many", "few", "both", "each", "every", "over", "nearly", "more", "less",
    ];
    let mut near = rest.split(' ');
    let first = near.next().unwrap_or_default();
    let marked = rest.split(' ').take(3).any(|word| word.ends_with([':', ',']));
    let lower = first.to_lowercase();
    let gerund =
        first.ends_with("ing") && near.next().is_some_and(|next| !matches!(next, "to" | "that" | "as" | "because" | "if"));
    let opens = OPENING.contains(&lower.as_str())
        || first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "$€£".contains(c))
        || lower.len() > 3 && is_plural_noun(&lower)
        || first.contains('-')
        || gerund;
    opens && !marked
}

/// "That means we need 24 hours" → "we need 24 hours": what something said before comes to, where a clause of its own tells it.
fn without_meaning(words: &str) -> Option<&str> {
    const FAR: usize = 6;
    let rest = ["That means ", "This means ", "Which means ", "It means "].iter().find_map(|lead| words.strip_prefix(lead))?;
    let rest = rest.strip_prefix("that ").unwrap_or(rest);
    let mut near = rest.split(' ').take(FAR);
    let first = near.next()?;
    let personal = matches!(first, "we" | "they" | "you" | "he" | "she" | "I");
    let named = matches!(first, "the" | "our" | "their" | "its") || first.starts_with(char::is_uppercase);
    let mut verbs = near.take_while(|word| !matches!(*word, "who" | "which" | "that" | "what" | "where"));
    let clause = personal || named && verbs.any(|word| is_finite(word) || matches!(word, "can" | "could" | "will" | "would"));
    clause.then_some(rest)
}

/// "I'm incredibly excited to announce that Acme has …" → "Acme has …": that somebody tells it gladly.
pub(super) fn without_joy(words: &str) -> &str {
    const FAR: usize = 14;
    const GLAD: &[&str] = &["excited", "happy", "pleased", "proud", "thrilled", "delighted", "glad"];
    const TELLING: &[&str] = &["announce", "share", "report", "say", "tell"];
    const WRITER: &[&str] = &["i'm", "i’m", "i", "we're", "we’re", "we"];
    let writer = |word: &str| WRITER.iter().any(|writer| writer.eq_ignore_ascii_case(word.trim_end_matches(',')));
    // Who writes comes early: few sentences are searched for more.
    if !words.split(' ').take(3).any(writer) {
        return words;
    }
    let Some((told, rest)) = words.split_once(" that ") else { return words };
    let speaks = told.split(' ').take(3).any(writer);
    let bare = |word: &str| word.trim_end_matches(',').to_lowercase();
    let told: Vec<String> = told.split(' ').map(bare).collect();
    let glad = told.iter().any(|word| GLAD.contains(&word.as_str()));
    let tells = told.last().is_some_and(|last| TELLING.contains(&last.as_str()));
    if speaks && glad && tells && told.len() <= FAR && rest.split(' ').any(is_finite) { rest } else { words }
}

/// "Revenue – Revenue was $5 million" → "Revenue was $5 million": a label that the sentence behind it says again.
pub(super) fn without_label(words: &str) -> &str {
    // Most sentences have no dash, which is not ASCII.
    if words.is_ascii() {
        return words;
    }
    let Some((label, rest)) = words.split_once(" – ").or_else(|| words.split_once(" — ")) else { return words };
    let again = rest.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
    let ends = rest.get(label.len()..).is_some_and(|behind| behind.starts_with([' ', ',']));
    if again && ends && label.split(' ').count() <= 6 { rest } else { words }
}

#[cfg(test)]
mod tests {
    use super::{without_dateline, without_finding};

    #[test]
    fn that_something_is_worth_noting_says_nothing() {
        let told = without_finding("It is worth noting that the shop sold 40 loaves", true);
        assert_eq!(told, "the shop sold 40 loaves");
        for words in
            ["It is worth $40 that the shop sold", "It is worth noting the shop sold 40 loaves", "It is clear that they sold 40"]
        {
            assert_eq!(without_finding(words, true), words);
        }
    }

    #[test]
    fn datelines_are_left_out_and_names_stay() {
        for line in [
            "OSLO, Feb. 21, 2024 (ACME WIRE) -- ",
            "SANTA CLARA, Calif., Feb. 21, 2024 (ACME WIRE) – ",
            "OSLO – 26 October 2022 – ",
            "OSLO--(ACME WIRE)--",
            "OSLO (Reuters) - ",
            "CAIRO — ",
        ] {
            assert_eq!(
                without_dateline(&format!("{line}Acme posted sales of $5 million")),
                "Acme posted sales of $5 million",
                "{line}"
            );
        }
        for words in [
            "KD-2000 – the new pump – moves 40 litres",
            "ACME, which has 40 shops – Bolt has 3 – grew",
            "ACME – the rival of Bolt, founded in 2010 – has 40 shops",
            "Acme (2024) – Bolt has 3 shops",
            "BOLT PRO (2024) – Acme sold 40 units of it",
            "NORA, 1969 – Apollo took 3 people",
            "KADE (NYSE: KDE) – Shares rose 4%",
        ] {
            assert_eq!(without_dateline(words), words);
        }
    }
}
