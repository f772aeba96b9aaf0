//! Claims that are written down instead of extracted: what is stored and found must not depend on how well articles are read.

use claimbase::claim::identity::ClaimIds;
use claimbase::claim::{Attribution, Claim, ClaimQuantity, Kind, Modality};
use claimbase::document::{Document, Media, Metadata};
use claimbase::mention::quantity::{Comparator, Quantity};
use claimbase::store::{SourceKey, SourceKind, Store, Version};
use claimbase::text::{Quote, SourceSpan};
use jiff::Timestamp;
use rust_decimal::Decimal;

/// One claim a line: kind | subject | wording | low..high unit | time | source named. The figure is not looked for in the wording.
pub const FRAMEWORKS: &str = "\
growth | Quarkus | Searches for Quarkus grew by 73% in 2026. | 73 % | 2026 | Gartner
benchmark | Express.js | Express.js served 1.2 million requests per second on Graviton3. | 1200000 request/s | 2026-02 |
benchmark | Quarkus | Quarkus starts in under 100 ms with a native image. | ..100 ms | 2025 |
benchmark | Spring Boot | A cold start of Spring Boot takes about 2 s. | 2 s | 2024 |
funding | Deno | Deno raised $40-60 million in a new round. | 40000000..60000000 USD | 2026-Q1 | TechCrunch
cost | Netflix | Netflix cut its bill by 60%. | 60 % | |
migration | Netflix | Netflix moved from Node.js to Go. | | 2023 |
adoption | React | React has 234,000 stars, and C++ developers use it. | 234000 star | 2024/2026 |";

pub const SURVEY: &str = "\
statistic | developers | Half of the developers prefer real-time latency dashboards. | 50 % | 2025 | Stack Overflow
market | Oracle | Oracle holds 12% of the market for p99.9 monitoring. | 12 % | 2025-H1 | IDC";

fn claim(line: &str, title: &str, start: usize, ids: &mut ClaimIds) -> Claim {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let some = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
    let text = cells[2];
    let quote_start = start + line.find(text).expect("the wording stands in its line");
    let span = SourceSpan::new(quote_start, quote_start + text.len());
    let quantity = some(cells[3]).map(|figure| {
        let (ends, unit) = figure.split_once(' ').expect("a unit");
        let (low, high) = ends.split_once("..").unwrap_or((ends, ends));
        let end = |written: &str| written.parse::<Decimal>().ok();
        let comparator = if low.is_empty() { Comparator::Less } else { Comparator::Equal };
        let quantity = Quantity {
            low: end(low),
            high: end(high),
            unit: unit.to_owned().into(),
            comparator,
            approximate: false,
            direction: None,
        };
        ClaimQuantity { quantity, surface: text.to_owned().into(), span }
    });
    let section = vec![title.to_owned()];
    Claim {
        id: ids.next(&section, text, None),
        kind: cells[0].parse::<Kind>().expect("a kind"),
        modality: Modality::Fact,
        text: text.to_owned().into(),
        subject: some(cells[1]).map(Into::into),
        metric: None,
        quantity,
        basis: None,
        compared_to: None,
        scope: None,
        migration: None,
        time: some(cells[4]).map(Into::into),
        due: None,
        attribution: some(cells[5]).map(|name| Attribution { name, url: None }.into()),
        quote: Quote::kept(text, text, ["", ""], span),
        section: section.into(),
        cell: None,
        check_worthiness: u8::try_from(text.len() % 100).expect("below 100"),
    }
}

/// Stores `text` as the latest version of the article with this title.
pub fn put(store: &mut Store, title: &str, text: &str) {
    let source = SourceKey { key: format!("{title}.md"), kind: SourceKind::Path, location: format!("{title}.md") };
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    let known = store.recognise(&source, &hash).expect("a readable store");
    let mut ids = ClaimIds::new(&source.key);
    let mut start = 0;
    let mut claims = Vec::new();
    for line in text.split_inclusive('\n') {
        claims.push(claim(line, title, start, &mut ids));
        start += line.len();
    }
    let metadata = Metadata { title: Some(title.to_owned()), ..Metadata::default() };
    let document =
        Document { text: text.to_owned().into(), media: Media::Plain, metadata, blocks: Vec::new(), diagnostics: Vec::new() };
    let version = Version {
        of: known.as_ref(),
        source: &source,
        document: &document,
        bytes_hash: &hash,
        encoding: "utf-8",
        corpus_file: None,
        claims: &claims,
        extractor: "test",
        now: Timestamp::UNIX_EPOCH,
    };
    store.put(&version, false).expect("claims that can be stored");
}
