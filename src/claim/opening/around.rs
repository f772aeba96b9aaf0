//! What the words right around a name tell of it: an organisation, a person, something made, used, or a place.
//!
//! Comes in: the words before or behind a name. Goes out: yes or no for each.

use crate::mention::name::NameMention;

/// Whether the words behind a name tell that an organisation is meant: ", the open source analytics company, …".
pub(super) fn is_apposed_organisation(after: &str) -> bool {
    const ORGANISATIONS: &[&str] = &[
        "company",
        "firm",
        "startup",
        "start-up",
        "vendor",
        "provider",
        "maker",
        "retailer",
        "bank",
        "foundation",
        "nonprofit",
        "non-profit",
        "agency",
        "studio",
    ];
    let apposed = ["the ", "a ", "an "].iter().find_map(|article| after.strip_prefix(", ")?.strip_prefix(article));
    apposed.is_some_and(|apposed| {
        let phrase = apposed.split([',', '.', ';', '(', '\n']).next().unwrap_or_default();
        let core = phrase
            .split(" that ")
            .next()
            .unwrap_or_default()
            .split(" of ")
            .next()
            .unwrap_or_default()
            .split(" for ")
            .next()
            .unwrap_or_default();
        core.split(' ').count() < 9 && core.split(' ').next_back().is_some_and(|head| ORGANISATIONS.contains(&head))
    })
}

/// Whether the words before a name say that it was made or named: "we called it Bison", "we built Bison".
pub(super) fn is_made(before: &str) -> bool {
    const NAMED: &[&str] = &["called it", "call it", "named it", "name it", "dubbed it", "christened it", "nicknamed it"];
    const MADE: &[&str] = &[
        "we built",
        "we wrote",
        "we developed",
        "we created",
        "we designed",
        "we open-sourced",
        "we released",
        "we retired",
        "we replaced",
        "we launched",
        "i built",
        "i wrote",
    ];
    let tail = before.trim_end();
    let tail = tail[tail.ceil_char_boundary(tail.len().saturating_sub(24))..].to_lowercase();
    NAMED.iter().chain(MADE).any(|words| tail.ends_with(words))
}

/// Whether the words before a name tell that it is a person's: "my colleague Ann Lee".
pub(super) fn is_introduced_person(before: &str) -> bool {
    const PEOPLE: &[&str] =
        &["colleague", "colleagues", "co-worker", "coworker", "teammate", "friend", "boss", "co-author", "co-founder"];
    before.split_whitespace().next_back().is_some_and(|word| PEOPLE.contains(&word))
}

/// Words before what is used.
const USING: &[&str] = &[
    "using",
    "use",
    "used",
    "uses",
    "with",
    "on",
    "onto",
    "under",
    "via",
    "through",
    "to",
    "from",
    "into",
    "adopted",
    "chose",
    "utilizing",
];

/// Words before "to", "from" or "with" that tell nothing of use.
const GREETING: &[&str] = &[
    "welcome",
    "thanks",
    "thank",
    "letter",
    "report",
    "update",
    "message",
    "news",
    "greetings",
    "partnered",
    "partnership",
    "team",
    "everyone",
    "hello",
    "back",
];

/// What is somebody else's service or machine.
const SUPPLIED: &[&str] = &[
    "bill",
    "bills",
    "costs",
    "cost",
    "billing",
    "account",
    "cluster",
    "instance",
    "instances",
    "region",
    "infrastructure",
    "threads",
    "thread",
    "queue",
    "queues",
    "worker",
    "workers",
    "jobs",
    "container",
    "containers",
    "pods",
    "nodes",
    "tables",
    "switches",
    "drives",
];

/// Whether the words around a name tell that it is used, or what it supplies: "using Acme", "on Acme", "the Acme bill".
pub(super) fn is_used_there(before: &str, after: &str) -> bool {
    let word = |words: &str| words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let last = before.split_whitespace().next_back().map(word).unwrap_or_default();
    let next = after.strip_prefix(' ').and_then(|after| after.split_whitespace().next()).map(word).unwrap_or_default();
    // "Welcome to Acme", "thanks from Acme", "partnered with Acme" tell nothing of use.
    let greeted = matches!(last.as_str(), "to" | "from" | "with")
        && before.split_whitespace().rev().nth(1).map(word).is_some_and(|earlier| GREETING.contains(&earlier.as_str()));
    USING.contains(&last.as_str()) && !greeted || SUPPLIED.contains(&next.as_str())
}

/// Whether the words before a name tell a place: "in Reno", "near Reno".
pub(super) fn is_placed(before: &str) -> bool {
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(last, "in" | "In" | "near" | "outside" | "from")
}

/// "Thank you, Ben", "over to Ann", "as Ann mentioned": whether a speaker names somebody who speaks too.
pub(super) fn is_colleague(text: &str, mention: &NameMention) -> bool {
    const ADDRESSING: &[&str] = &["thank you,", "thank you", "thanks,", "thanks", "over to", "as"];
    const SPEAKING: &[&str] =
        &["mentioned", "said", "noted", "discussed", "described", "outlined", "indicated", "pointed", "will"];
    let before = text[..mention.span.start].trim_end();
    let before = before[before.ceil_char_boundary(before.len().saturating_sub(12))..].to_lowercase();
    let after = &text[mention.span.end..];
    let next = after.split_whitespace().next().unwrap_or_default();
    let told = ADDRESSING
        .iter()
        .find(|words| before.strip_suffix(**words).is_some_and(|earlier| !earlier.ends_with(char::is_alphanumeric)));
    match told {
        Some(&"as") => SPEAKING.contains(&next),
        Some(&"over to") => after.starts_with(['.', ',', ' ']) && !text[mention.span.range()].contains(' '),
        Some(_) => after.starts_with([',', '.', '!']) && !mention.known,
        None => false,
    }
}

/// Whether a name stands in the parenthesis that tells where shares are traded: "(Nasdaq: ACME)".
pub(super) fn is_in_listing(text: &str, mention: &NameMention) -> bool {
    const LONGEST: usize = 48;
    let before = &text[text.floor_char_boundary(mention.span.start.saturating_sub(LONGEST))..mention.span.start];
    let after = &text[mention.span.end..text.floor_char_boundary((mention.span.end + LONGEST).min(text.len()))];
    let inside = before.rsplit_once('(').is_some_and(|(_, words)| !words.contains(')'));
    let closes = after.find(')').is_some_and(|close| !after[..close].contains('('));
    let symbol = |words: &str| {
        words.split_once(':').is_some_and(|(_, code)| {
            // "(Nasdaq: ACME, "Acme" or "the Company")"
            let code = code.split(',').next().unwrap_or_default().trim().trim_end_matches(')');
            !code.is_empty() && code.len() < 7 && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '.')
        })
    };
    let words = || before.rsplit('(').next().unwrap_or_default().to_owned() + &text[mention.span.range()] + after;
    inside && closes && symbol(words().split(')').next().unwrap_or_default())
}
