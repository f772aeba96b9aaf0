//! `export` as ClaimReview and as Web Annotations: the shapes are those of schema.org and of the W3C, declared here once more from their
//! pages, and what is selected in an article is what the claim quotes.

use claimbase::review::Status;
use serde::Deserialize;

use crate::desk::Desk;
use crate::workspace::Workspace;

/// schema.org `ClaimReview`, with the properties of `Review` and `CreativeWork` that are used.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimReview {
    #[serde(rename = "@context")]
    context: String,
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "@id")]
    id: String,
    url: Option<String>,
    #[serde(rename = "claimReviewed")]
    claim_reviewed: String,
    #[serde(rename = "datePublished")]
    date_published: String,
    author: Agent,
    #[serde(rename = "reviewRating")]
    review_rating: Rating,
    #[serde(rename = "reviewBody")]
    review_body: Option<String>,
    #[serde(rename = "itemReviewed")]
    item_reviewed: Claim,
    #[serde(default)]
    citation: Vec<CreativeWork>,
    expires: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Agent {
    #[serde(rename = "@type")]
    kind: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rating {
    #[serde(rename = "@type")]
    kind: String,
    #[serde(rename = "ratingValue")]
    value: Option<u8>,
    #[serde(rename = "bestRating")]
    best: Option<u8>,
    #[serde(rename = "worstRating")]
    worst: Option<u8>,
    #[serde(rename = "alternateName")]
    alternate_name: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    #[serde(rename = "@type")]
    kind: String,
    text: String,
    #[serde(rename = "creditText")]
    credit_text: Option<String>,
    #[serde(default)]
    author: Vec<Agent>,
    #[serde(rename = "datePublished")]
    date_published: Option<String>,
    appearance: Article,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    #[serde(rename = "@type")]
    kind: String,
    url: Option<String>,
    headline: Option<String>,
    #[serde(rename = "datePublished")]
    date_published: Option<String>,
    #[serde(default)]
    author: Vec<Agent>,
    publisher: Option<Agent>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CreativeWork {
    #[serde(rename = "@type")]
    kind: String,
    url: Option<String>,
    name: Option<String>,
    text: Option<String>,
}

/// Web Annotation Data Model: a collection with its page embedded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Collection {
    #[serde(rename = "@context")]
    context: String,
    id: String,
    #[serde(rename = "type")]
    kind: String,
    label: String,
    total: usize,
    first: Page,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Annotation {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    motivation: String,
    creator: Option<Named>,
    created: Option<String>,
    generator: Named,
    body: Vec<Body>,
    target: Target,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(rename = "type")]
    kind: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
enum Body {
    TextualBody { value: String, format: String, purpose: String },
    SpecificResource { source: String, purpose: String },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    #[serde(rename = "type")]
    kind: String,
    source: Source,
    selector: Vec<Selector>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    format: String,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
enum Selector {
    TextQuoteSelector { exact: String, prefix: String, suffix: String },
    TextPositionSelector { start: usize, end: usize },
}

const NO_SITE: &str = "note: the reviews have no url, which search engines ask for; --site ADDRESS gives them one\n";

fn claim_reviews(printed: &str) -> Vec<ClaimReview> {
    serde_json::from_str(printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

#[test]
fn every_reviewed_claim_is_a_claim_review() {
    let printed = Workspace::reviewed_claims().run(&["export", "--format", "claimreview"]).ends(0, NO_SITE);
    let reviews = claim_reviews(&printed);
    let ratings: Vec<_> =
        reviews.iter().map(|review| (review.review_rating.value, review.review_rating.alternate_name.as_str())).collect();
    let expected =
        [(Some(5), "True"), (Some(3), "Missing context"), (Some(1), "False"), (None, "Unverifiable"), (Some(2), "Disputed")];
    assert_eq!(ratings, expected, "a claim that nobody reviewed has no ClaimReview");
    for review in &reviews {
        assert_eq!((review.context.as_str(), review.kind.as_str()), ("https://schema.org", "ClaimReview"));
        assert_eq!((review.author.kind.as_str(), review.review_rating.kind.as_str()), ("Person", "Rating"));
        assert_eq!((review.item_reviewed.kind.as_str(), review.item_reviewed.appearance.kind.as_str()), ("Claim", "Article"));
        assert!(review.date_published.parse::<jiff::Timestamp>().is_ok() && review.id.starts_with("urn:uuid:"));
        let numbers = (review.review_rating.best, review.review_rating.worst);
        assert_eq!(numbers, if review.review_rating.value.is_some() { (Some(5), Some(1)) } else { (None, None) });
        assert!(review.citation.iter().all(|work| work.kind == "CreativeWork"));
        assert_eq!(review.url, None);
        assert!(review.expires.as_ref().is_none_or(|day| day.parse::<jiff::civil::Date>().is_ok()));
    }
    let refuted = &reviews[2];
    assert_eq!((refuted.author.name.as_str(), refuted.review_body.as_deref()), ("Ben Okri", Some("Round 23 measured 812,000.")));
    assert_eq!(refuted.citation[0].name.as_deref(), Some("techempower.csv"));
    assert_eq!(refuted.citation[0].text.as_deref(), Some("express,812000"));
    assert_eq!(reviews[0].citation[0].url.as_deref(), Some("https://example.org/trends?q=a_b&c=d"));
    assert_eq!(reviews[1].item_reviewed.credit_text.as_deref(), Some("Gartner"));
}

/// A desk with an article whose revenue of $10 million is verified, and that claim.
fn verified_revenue() -> (Desk, String) {
    let desk = Desk::empty();
    desk.write("a.md", "# Speeds\n\nQuarkus revenue was $10 million in 2026. Quarkus employs 120 people.\n");
    desk.run(&["ingest", "a.md"]);
    let id = desk.id("$10 million");
    desk.run(&["verify", &id, "--url", "https://example.org/s", "--quote", "$10 million"]);
    (desk, id)
}

#[test]
fn a_verdict_on_another_sentence_is_not_published() {
    let (desk, id) = verified_revenue();
    desk.write("a.md", "# Speeds\n\nQuarkus revenue was not $10 million in 2026. Quarkus employs 120 people.\n");
    let again = desk.run(&["ingest", "a.md"]);
    assert!(again.err.contains("reads otherwise now than when it was reviewed"), "{again:?}");
    let found = desk.run(&["search", "--status", "verified"]);
    assert!(found.out.contains("reads otherwise than reviewed"), "{found:?}");
    let exported = desk.run(&["export", "--format", "claimreview"]);
    assert!(claim_reviews(&exported.out).is_empty() && exported.err.contains("1 review is left out"), "{exported:?}");
    desk.run(&["verify", &id, "--url", "https://example.org/s", "--quote", "$10 million"]);
    let reviewed = desk.run(&["export", "--format", "claimreview"]);
    assert_eq!(claim_reviews(&reviewed.out).len(), 1, "{reviewed:?}");
}

#[test]
fn a_verified_claim_that_is_gone_is_told_at_once() {
    let (desk, id) = verified_revenue();
    desk.write("a.md", "# Speeds\n\nQuarkus revenue was $11 million in 2026. Quarkus employs 120 people.\n");
    let again = desk.run(&["ingest", "a.md"]);
    assert!(again.err.contains(&id) && again.err.contains("is not in the article any more"), "{again:?}");
}

#[test]
fn a_claim_review_says_where_the_claim_appears_and_where_it_is_published() {
    let desk = Desk::empty();
    desk.write("a.md", "# Speeds\n\nQuarkus grew 73% in 2026.\n");
    let said =
        ["--url", "https://example.org/a", "--author", "Mara Lindqvist", "--publisher", "Northgate", "--date", "2026-03-12"];
    desk.run(&[&["ingest", "a.md"], &said[..]].concat());
    let id = desk.id("73%");
    desk.run(&["verify", &id, "--url", "https://example.org/s", "--quote", "73%"]);
    let run = desk.run(&["export", "--format", "claimreview", "--site", "https://desk.example/checks/"]);
    assert_eq!((run.err.as_str(), run.code), ("", Some(0)));
    let review = claim_reviews(&run.out).remove(0);
    assert_eq!(review.url, Some(format!("https://desk.example/checks/{id}")));
    assert_eq!((review.author.name.as_str(), review.claim_reviewed), ("Ann", desk.claim("73%").claim.text.to_string()));
    let claim = review.item_reviewed;
    assert_eq!((claim.text.as_str(), claim.date_published.as_deref()), ("Quarkus grew 73% in 2026.", Some("2026-03-12")));
    assert_eq!((claim.author[0].kind.as_str(), claim.author[0].name.as_str()), ("Person", "Mara Lindqvist"));
    let article = claim.appearance;
    assert_eq!((article.url.as_deref(), article.headline.as_deref()), (Some("https://example.org/a"), Some("Speeds")));
    assert_eq!((article.date_published.as_deref(), article.author[0].name.as_str()), (Some("2026-03-12"), "Mara Lindqvist"));
    let publisher = article.publisher.expect("a publisher");
    assert_eq!((publisher.kind.as_str(), publisher.name.as_str()), ("Organization", "Northgate"));
    desk.run(&["verify", &id, "--undo"]);
    let none = desk.run(&["export", "--format", "claimreview"]);
    assert_eq!((none.out.as_str(), none.err.as_str(), none.code), ("[]\n", "there are no reviewed claims to export\n", Some(1)));
}

#[test]
fn a_review_with_a_shelf_life_says_when_it_expires() {
    let desk = Desk::empty();
    desk.write("a.md", "# Speeds\n\nQuarkus grew 73% in 2026.\n");
    desk.run(&["ingest", "a.md"]);
    desk.run(&["verify", &desk.id("73%"), "--url", "https://example.org/s", "--quote", "73%"]);
    let expires = |life: &str| {
        desk.write("claimbase.toml", format!("[shelf-life]\ngrowth = \"{life}\"\n"));
        let review = claim_reviews(&desk.run(&["export", "--format", "claimreview"]).out).remove(0);
        let published: jiff::Timestamp = review.date_published.parse().expect("a time");
        let day = published.to_zoned(jiff::tz::TimeZone::UTC).date();
        review.expires.map(|expires| expires.parse::<jiff::civil::Date>().expect("a day").duration_since(day).as_hours() / 24)
    };
    assert_eq!((expires("10 days"), expires("none")), (Some(10), None));
}

fn annotations(desk: &Desk) -> Collection {
    let run = desk.run(&["export", "--format", "annotations"]);
    assert_eq!((run.err.as_str(), run.code), ("", Some(0)));
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn annotations_select_what_the_claims_quote() {
    let plain = "\u{feff}Größe – 𝒳.\n\nDie café chain “𝒬” grew 12% in 2024, the survey says.\n\nRust grew 30% in 2025.\n";
    let page = "<!doctype html>\r\n<html><head><title>Costs &amp; prices</title><style>p { x: y }</style></head>\r\n<body><article><h1>Costs</h1><p>Größe: 𝒳.</p><p>The migration to <b>Go</b> cost 4&nbsp;million euros in 2024, the long report of the ministry says in a chapter.</p></article></body></html>";
    let text_of_page = "\n\nCosts & pricesp { x: y }\nCostsGröße: 𝒳.The migration to Go cost 4\u{a0}million euros in 2024, the long report of the ministry says in a chapter.";
    for (name, source, text) in [
        ("a.txt", plain, plain.trim_start_matches('\u{feff}').to_owned()),
        ("a.html", page, text_of_page.replacen("\n\nCosts", "\nCosts", 1)),
    ] {
        let desk = Desk::empty();
        desk.write(name, source);
        desk.run(&["ingest", name]);
        let collection = annotations(&desk);
        assert!(collection.total > 0, "{name}");
        for annotation in &collection.first.items {
            let [Selector::TextQuoteSelector { exact, prefix, suffix }, Selector::TextPositionSelector { start, end }] =
                annotation.target.selector.as_slice()
            else {
                panic!("a quote and a position: {annotation:?}")
            };
            assert_eq!(&slice(&text, *start, *end), exact, "{name}");
            let before = start.saturating_sub(32);
            assert_eq!(&slice(&text, before, *start), prefix, "{name}");
            assert_eq!(&slice(&text, *end, (*end + 32).min(text.chars().count())), suffix, "{name}");
            assert!(exact.contains("grew") || exact.contains("4\u{a0}million euros"), "{name}: {exact}");
        }
    }
}

#[test]
fn annotations_are_as_the_model_has_them() {
    let desk = Desk::empty();
    desk.write("a.md", "# Speeds\n\nQuarkus grew 73% in 2026.\n\nDeno raised $12 million in 2025.\n");
    desk.write("b.md", "# Other\n\nRust grew 12% in 2024.\n");
    desk.run(&["ingest", "a.md", "--url", "https://example.org/a"]);
    desk.run(&["ingest", "b.md"]);
    desk.run(&["dispute", &desk.id("73%"), "--url", "https://example.org/s", "--note", "It was 61%."]);
    let collection = annotations(&desk);
    let types = (collection.context.as_str(), collection.kind.as_str(), collection.first.kind.as_str());
    assert_eq!(types, ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection", "AnnotationPage"));
    assert_eq!((collection.total, collection.first.start_index), (collection.first.items.len(), 0));
    let mut ids: Vec<&str> = collection.first.items.iter().map(|item| item.id.as_str()).collect();
    ids.extend([collection.id.as_str(), collection.first.id.as_str()]);
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")) && !collection.label.is_empty());
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), collection.total + 2, "every id is its own");
    let assessed = collection.first.items.iter().find(|item| item.motivation == "assessing").expect("a review");
    let creator = assessed.creator.as_ref().expect("a reviewer");
    assert_eq!((creator.kind.as_str(), creator.name.as_str(), assessed.generator.kind.as_str()), ("Person", "Ann", "Software"));
    assert!(assessed.created.as_ref().is_some_and(|at| at.parse::<jiff::Timestamp>().is_ok()));
    let said = |wanted: &str| {
        assessed.body.iter().find_map(|body| match body {
            Body::TextualBody { value, format, purpose } if purpose == wanted && format == "text/plain" => Some(value.as_str()),
            Body::SpecificResource { source, purpose } if purpose == wanted => Some(source.as_str()),
            _ => None,
        })
    };
    assert_eq!((said("assessing"), said("commenting")), (Some(Status::Disputed.as_str()), Some("It was 61%.")));
    assert_eq!((said("linking"), said("classifying")), (Some("https://example.org/s"), Some("growth")));
    let source = &assessed.target.source;
    assert_eq!(
        (source.id.as_str(), source.kind.as_str(), source.format.as_str()),
        ("https://example.org/a", "Text", "text/markdown")
    );
    assert_eq!((assessed.kind.as_str(), assessed.target.kind.as_str()), ("Annotation", "SpecificResource"));
    let open: Vec<&Annotation> = collection.first.items.iter().filter(|item| item.motivation == "classifying").collect();
    assert!(open.iter().all(|item| item.creator.is_none() && item.created.is_none()));
    let named = open.iter().filter(|item| item.target.source.id.starts_with("ni:///sha-256;")).count();
    assert!(named > 0 && named < open.len(), "a text without an address is named by its hash");
    assert_eq!(desk.run(&["export", "--format", "annotations"]).out, desk.run(&["export", "--format", "annotations"]).out);
}

#[test]
fn nothing_ends_the_script_element_that_it_is_put_into() {
    let workspace = Workspace::reviewed_claims();
    for format in ["claimreview", "annotations"] {
        let run = workspace.run(&["export", "--format", format]);
        assert_eq!(run.code, Some(0));
        assert!(!run.stdout.contains(['<', '>', '&', '\u{2028}', '\u{1b}']), "{format}: {}", run.stdout);
        assert!(!run.stdout.contains("\"javascript:") && run.stdout.contains("\\u003cscript\\u003e"), "{format}");
    }
}
