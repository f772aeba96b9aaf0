//! Words that name things of a sort which decides a kind: machines' parts, businesses, what exchanges quote.
//!
//! Comes in: a word in lower case, or a phrase. Goes out: yes or no.

use super::bare::Bare;

/// Whether `word` names a business, a part of one, or a right in it.
pub(super) fn is_business(word: &str) -> bool {
    const BUSINESSES: &[&str] = &[
        "unit",
        "division",
        "business",
        "operation",
        "subsidiary",
        "company",
        "firm",
        "stake",
        "startup",
        "start-up",
        "arm",
        "maker",
        "rights",
        "asset",
        "portfolio",
        "rival",
        "competitor",
        "bank",
        "brand",
    ];
    BUSINESSES.contains(&&*super::singular(word)) || word == "rights"
}

/// "shares", "stock in Acme": whether a phrase is of shares of a company.
pub(super) fn is_stock(phrase: &Bare) -> bool {
    let head = phrase.iter().take_while(|word| !matches!(*word, "in" | "of" | "at")).last();
    head.is_some_and(|head| matches!(head, "shares" | "stock" | "stocks"))
}

/// Whether `word` tells the make of a machine's part ("DDR4", "L3").
pub(super) fn is_hardware(word: &str) -> bool {
    const PARTS: &[&str] = &["l1", "l2", "l3", "l4", "ecc", "dimm", "dimms", "sodimm", "sdram", "dram", "hbm"];
    let make = |name: &str| word.strip_prefix(name).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    PARTS.contains(&word) || ["ddr", "lpddr", "gddr", "hbm"].into_iter().any(make)
}

/// Whether `word` names a time or size that somebody sets.
pub(super) fn is_setting(word: &str) -> bool {
    matches!(word, "interval" | "intervals" | "timeout" | "ttl" | "retention" | "deadline" | "cadence" | "schedule" | "cooldown")
}

/// Whether `word` names what all of a market makes or takes together.
pub(super) fn is_supply(word: &str) -> bool {
    matches!(word, "consumption" | "demand" | "supply" | "production")
}

/// Whether `word` names a place on the map.
pub(super) fn is_place(word: &str) -> bool {
    matches!(&*super::singular(word), "country" | "city" | "region" | "continent" | "province" | "county")
}

/// Whether `word` names what a program makes, rather than what it is given.
pub(super) fn is_output(word: &str) -> bool {
    const OUTPUTS: &[&str] =
        &["file", "index", "snapshot", "image", "binary", "bundle", "package", "executable", "backup", "artifact", "archive"];
    OUTPUTS.contains(&&*super::singular(word))
}

/// "as their main browser": what somebody uses most.
pub(super) fn is_main(words: &[&str]) -> bool {
    words[0] == "as"
        && matches!(words[1], "their" | "our" | "my" | "his" | "her")
        && matches!(words[2], "main" | "primary" | "preferred" | "default" | "go-to" | "favourite" | "favorite")
}

/// Whether `word` names an index of shares or what is agreed on for later. The indices are those of the largest exchanges.
pub(super) fn is_quoted(word: &str) -> bool {
    const QUOTED: &[&str] = &[
        "futures", "nikkei", "ftse", "dax", "cac", "dow", "nasdaq", "topix", "kospi", "sensex", "nifty", "stoxx", "bovespa",
        "ibex", "csi300", "seng",
    ];
    QUOTED.contains(&word) || word.starts_with("s&p")
}

/// Whether `word` names a currency, which another tells the worth of.
pub(super) fn is_money_of(word: &str) -> bool {
    matches!(word, "dollar" | "euro" | "yen" | "pound" | "sterling" | "franc" | "yuan" | "renminbi" | "rupee" | "greenback")
}
