//! What a text says of products: whose it calls its own, which it uses, and whom it leaves or moves to.
//!
//! Comes in: the first paragraphs or the title, and a name. Goes out: whether the name is theirs who write.

use crate::document::Metadata;
use crate::mention::name::{self, NameMention};

/// What a first person's product is called, by its sort: "Acme, our monitoring platform", but not "Veltro, our message broker".
pub(super) fn own_product(text: &str) -> Option<String> {
    const OWN: &[&str] =
        &["platform", "product", "company", "startup", "start-up", "business", "app", "site", "website", "agency", "studio"];
    let called = |text: &str| OWN.iter().any(|own| text.contains(&format!("{own} is ")));
    let said = ["Our ", " our "].iter().any(|our| text.contains(our)) && called(text);
    if !text.contains(", our ") && !said {
        return None;
    }
    let names = name::scan(text, &[0]);
    // "Our main product is Acme, …"
    let is_called = |mention: &&NameMention| {
        let before = text[..mention.span.start].strip_suffix("called ").unwrap_or(&text[..mention.span.start]);
        let before = before.trim_end_matches(['[', '*', '_', '“', '"']);
        let mut words = before.trim_end().rsplit(' ');
        let is = words.next() == Some("is") && words.next().is_some_and(|word| OWN.contains(&word));
        is && words.take(3).any(|word| matches!(word, "Our" | "our"))
    };
    if let Some(product) = names.iter().filter(|mention| !mention.known).find(is_called).filter(|_| said) {
        return Some(text[product.span.range()].to_owned());
    }
    if let Some(product) = OWN.iter().find_map(|own| plainly_called(text, own)).filter(|_| said) {
        return Some(product);
    }
    let own = names.iter().filter(|mention| !mention.known).find(|mention| {
        let described = text[mention.span.end..].strip_prefix(", our ");
        described.is_some_and(|words| {
            let phrase = words.split([',', '.', ';', '(']).next().unwrap_or_default();
            phrase.split_whitespace().take(5).any(|word| OWN.contains(&word))
        })
    })?;
    Some(text[own.span.range()].to_owned())
}

/// "Our main product is Harbour, a platform": a name that is an ordinary word, which only its capital and the words before it show.
fn plainly_called(text: &str, own: &str) -> Option<String> {
    let (before, after) = text.split_once(&format!("{own} is "))?;
    let clause = before.rsplit(['.', '!', '?', ';']).next().unwrap_or_default();
    let mut owners = clause.split_whitespace().rev().take(2);
    let name = after.trim_start_matches("called ").split([',', '.', ';', '(', ':']).next().unwrap_or_default().trim_end();
    let words = || name.split(' ');
    let capital = |word: &str| word.len() > 1 && word.starts_with(char::is_uppercase);
    // "Harbour (harbour.example), a platform"
    let behind = after.get(name.len()..).unwrap_or_default().trim_start();
    let behind = behind.strip_prefix('(').and_then(|noted| noted.split_once(')')).map_or(behind, |(_, behind)| behind);
    let named = (1..=3).contains(&words().count()) && words().all(capital) && behind.starts_with(", a");
    let known = || name::scan(name, &[]).iter().any(|mention| mention.known);
    (named && !known() && owners.any(|word| matches!(word, "Our" | "our"))).then(|| name.to_owned())
}

/// Whether the title says that somebody leaves `name` or moves to it: "How moving from Acme to Bolt saved us money". Neither of them writes.
pub(super) fn is_left(metadata: &Metadata, name: &str) -> bool {
    const MOVING: &[&str] = &["move", "moving", "migrat", "switch", "transition", "rewrit", "rewrote", "porting", "ported"];
    let title = metadata.title.as_deref().unwrap_or_default();
    let small = title.to_lowercase();
    let moves = small.split(' ').any(|word| MOVING.iter().any(|stem| word.starts_with(stem)));
    // "Acme vs Bolt": who is compared does not compare.
    let compares = small.split(' ').any(|word| matches!(word, "vs" | "vs." | "versus"));
    if compares && title.contains(name) {
        return true;
    }
    title.match_indices(name).any(|(at, _)| {
        let before = title[..at].trim_end().to_lowercase();
        before.ends_with(" from")
            || before.ends_with(" off")
            || before.ends_with(" leaving")
            || before.ends_with(" left")
            || moves && (before.ends_with(" to") || before.ends_with(" onto") || before.ends_with(" into"))
    })
}

/// Whether the text says that those who write it use the product `name`: "we use Veltro", "our Veltro cluster".
pub(super) fn is_used(texts: &[&str], name: &str) -> bool {
    const USING: &[&str] = &[
        "we use",
        "we used",
        "we run",
        "we ran",
        "we chose",
        "we adopted",
        "has used",
        "have used",
        "we're using",
        "we’re using",
        "we were using",
        "been using",
    ];
    const HELD: &[&str] = &[
        "cluster",
        "clusters",
        "instance",
        "instances",
        "database",
        "deployment",
        "setup",
        "server",
        "servers",
        "bill",
        "usage",
        "cost",
        "costs",
        "spend",
        "spending",
        "account",
        "environment",
        "infrastructure",
        "configuration",
        "config",
        "stack",
        "invoice",
        "workload",
        "workloads",
    ];
    let ends = |before: &str, words: &str| {
        let earlier = before.strip_suffix(words);
        earlier.is_some_and(|earlier| !earlier.ends_with(char::is_alphanumeric))
    };
    texts.iter().any(|text| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].to_lowercase();
            let before = before.trim_end();
            let next = text[at + name.len()..].split_whitespace().next().unwrap_or_default();
            // "our previous AWS costs"
            let described = before.rsplit_once(' ').map_or(before, |(earlier, _)| earlier);
            let held = (ends(before, "our") || ends(described, "our"))
                && HELD.contains(&next.trim_end_matches(|c: char| !c.is_alphanumeric()));
            held || USING.iter().any(|using| ends(before, using))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::own_product;

    #[test]
    fn a_product_that_is_called_theirs_is_theirs() {
        let named = |text: &str| own_product(text);
        assert_eq!(named("Our main product is Harbour, a platform for chandlers.").as_deref(), Some("Harbour"));
        assert_eq!(
            named("Our main product is Harbour (https://harbour.example/), an open platform.").as_deref(),
            Some("Harbour")
        );
        assert_eq!(named("Our main product is faster, a little."), None);
        assert_eq!(named("The rival's main product is Harbour, a platform that our customers left."), None);
    }
}
