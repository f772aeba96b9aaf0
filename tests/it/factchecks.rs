//! `import` of fact checks that others published: the rating stays in their words, and no status follows from it.

use claimbase::review::Status;
use serde_json::{Value, json};

use crate::desk::{Desk, Run};

/// An answer of `claims:search`, as the reference of the API has it.
fn answer() -> Value {
    json!({
        "claims": [
            {
                "text": "Crime has doubled in  the last 2 years.",
                "claimant": "John Doe",
                "claimDate": "2024-05-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "PolitiFact", "site": "politifact.com"},
                        "url": "https://www.politifact.com/x",
                        "title": "No, crime has not doubled",
                        "reviewDate": "2024-05-03T10:00:00Z",
                        "textualRating": "Pants on Fire!",
                        "languageCode": "en"
                    },
                    {
                        "publisher": {"name": "Demagog", "site": "demagog.pl"},
                        "url": "https://demagog.pl/y",
                        "reviewDate": "2024-05-04T00:00:00Z",
                        "textualRating": "Fałsz",
                        "languageCode": "pl"
                    }
                ]
            },
            {
                "text": "Quarkus grew 73% in 2026.",
                "claimReview": [{"publisher": {"site": "example.org"}, "url": "https://example.org/z", "textualRating": "True", "somethingNew": 1}]
            }
        ],
        "nextPageToken": "CAo"
    })
}

/// The first columns of Fact-Check Insights, and some that are passed over.
const FEED: &str = "id,@context,@type,claimReviewed,datePublished,author.name,author.url,url,itemReviewed.author.name,reviewRating.ratingValue,reviewRating.bestRating,reviewRating.worstRating,reviewRating.alternateName\r\n\
6c4f,https://schema.org,ClaimReview,\"The city cut its budget by 12%, the mayor says.\",2024-06-01,Full Fact,https://www.fullfact.org/,https://fullfact.org/a,The mayor,2,5,1,\"Half right, \"\"sort of\"\"\"\r\n\
6c50,https://schema.org,ClaimReview,The moon is cheese.,2024-06-02,Full Fact,,https://fullfact.org/b,,1,5,1,\r\n\
6c51,https://schema.org,ClaimReview,,2024-06-02,Full Fact,,https://fullfact.org/c,,1,5,1,False\r\n\
6c52,https://schema.org,ClaimReview,Nobody rated this.,2024-06-02,Full Fact,,https://fullfact.org/d,,,,,\r\n";

const NOTE: &str = "note: a rating sets no status; 'claimbase show ID' prints it beside yours\n";

fn imported(desk: &Desk, name: &str, content: impl AsRef<[u8]>) -> Run {
    desk.write(name, content);
    desk.run(&["import", name])
}

#[test]
fn an_answer_of_the_api_becomes_claims_with_ratings_and_no_status() {
    let desk = Desk::empty();
    let run = imported(&desk, "answer.json", answer().to_string());
    assert_eq!((run.err.as_str(), run.code), (NOTE, Some(0)), "{run:?}");
    assert!(run.out.starts_with("imported 2 claims and 3 ratings into document "), "{}", run.out);
    assert!(run.out.ends_with(", 0 known already, 0 refused\n"), "{}", run.out);
    assert!(desk.claims().iter().all(|claim| claim.status == Status::Unverified && claim.reviews.is_empty()));
    let claim = desk.claim("Crime has doubled");
    assert_eq!(claim.claim.text, "Crime has doubled in the last 2 years.");
    assert_eq!(claim.claim.attribution.as_ref().map(|source| source.name.as_str()), Some("John Doe"));
    let shown = desk.json(&["show", &claim.claim.id.0, "--format", "json"]);
    assert_eq!((shown["status"].as_str(), shown["ratings"].as_array().map(Vec::len)), (Some("unverified"), Some(2)));
    let rating = shown["ratings"][0].as_object().expect("a rating").clone();
    for (key, value) in [
        ("rating", json!("Pants on Fire!")),
        ("value", Value::Null),
        ("publisher", json!("PolitiFact")),
        ("site", json!("politifact.com")),
        ("url", json!("https://www.politifact.com/x")),
        ("title", json!("No, crime has not doubled")),
        ("reviewed_at", json!("2024-05-03T10:00:00Z")),
        ("language", json!("en")),
        ("format", json!("google")),
        ("imported_by", json!("Ann")),
    ] {
        assert_eq!(rating.get(key), Some(&value), "{key}");
    }
    let text = desk.run(&["show", &claim.claim.id.0]).out;
    assert!(text.contains("rated elsewhere (no status follows from it)\n  2024-05-03  “Pants on Fire!”  by PolitiFact  https://www.politifact.com/x\n  2024-05-04  “Fałsz”  by Demagog"), "{text}");
    assert!(desk.run(&["search", "crime"]).out.contains("Crime has doubled"));
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn a_claim_that_extraction_reads_is_found_by_its_figure() {
    let desk = Desk::empty();
    imported(&desk, "answer.json", answer().to_string());
    let claim = desk.claim("Quarkus grew").claim;
    assert_eq!(claim.subject.as_deref(), Some("Quarkus"));
    let figure = claim.quantity.expect("a figure");
    assert_eq!((figure.surface.as_str(), figure.quantity.unit.as_str()), ("73%", "%"));
    assert!(desk.run(&["search", "--value", "70..75", "--unit", "%"]).out.contains("Quarkus grew"));
}

#[test]
fn a_table_of_claim_review_is_told_from_a_table_of_ours() {
    let desk = Desk::empty();
    let run = imported(&desk, "feed.csv", FEED);
    assert_eq!(run.code, Some(2), "{run:?}");
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[..2], ["row 4  refused: it has no claimReviewed", "row 5  refused: it has no rating"]);
    assert!(
        lines[2].starts_with("imported 2 claims and 2 ratings into document ") && lines[2].ends_with(", 2 refused"),
        "{run:?}"
    );
    let rating = |words: &str| {
        let shown = desk.json(&["show", &desk.id(words), "--format", "json"]);
        shown["ratings"][0].clone()
    };
    let half = rating("cut its budget");
    assert_eq!(
        (&half["rating"], &half["value"], &half["best"], &half["worst"]),
        (&json!("Half right, \"sort of\""), &json!("2"), &json!("5"), &json!("1"))
    );
    assert_eq!(
        (&half["publisher"], &half["site"], &half["format"]),
        (&json!("Full Fact"), &json!("fullfact.org"), &json!("claimreview"))
    );
    assert_eq!(rating("moon is cheese")["rating"], json!("1"), "a number alone is the rating");
    assert!(desk.claims().iter().all(|claim| claim.status == Status::Unverified));
    let semicolons = Desk::empty();
    semicolons.write("feed.txt", "\u{feff}claimReviewed;reviewRating/alternateName\nThe moon is cheese.;False\n");
    let run = semicolons.run(&["import", "feed.txt", "--format", "claimreview"]);
    assert!(run.out.starts_with("imported 1 claim and 1 rating into document "), "{run:?}");
}

#[test]
fn what_is_known_is_not_stored_again_and_another_rating_is_added() {
    let desk = Desk::empty();
    imported(&desk, "answer.json", answer().to_string());
    let before = desk.run(&["export", "--everything"]).out;
    let again = imported(&desk, "again.json", format!("[{}, {}]", answer(), answer()));
    assert_eq!(again.out, "imported 0 claims and 0 ratings, 6 known already, 0 refused\n");
    assert_eq!(desk.run(&["export", "--everything"]).out, before);
    let mut other = answer();
    other["claims"][1]["claimReview"][0]["textualRating"] = json!("Mostly True");
    let run = imported(&desk, "answer.json", other.to_string());
    assert_eq!(run.out, "imported 0 claims and 1 rating, 2 known already, 0 refused\n");
    let shown = desk.json(&["show", &desk.id("Quarkus grew"), "--format", "json"]);
    let ratings: Vec<&str> =
        shown["ratings"].as_array().expect("ratings").iter().filter_map(|rating| rating["rating"].as_str()).collect();
    assert_eq!(ratings, ["True", "Mostly True"]);
}

#[test]
fn a_person_judges_it_with_the_fact_check_as_evidence() {
    let desk = Desk::empty();
    imported(&desk, "answer.json", answer().to_string());
    let id = desk.id("Crime has doubled");
    let run =
        desk.run(&["mark", &id, "--as", "refuted", "--url", "https://www.politifact.com/x", "--note", "As PolitiFact found."]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = imported(&desk, "answer.json", answer().to_string());
    assert_eq!(run.out, "imported 0 claims and 0 ratings, 3 known already, 0 refused\n");
    assert_eq!(desk.claim("Crime has doubled").status, Status::Refuted);
}

#[test]
fn reading_again_after_an_upgrade_leaves_imported_claims_alone() {
    let desk = Desk::empty();
    imported(&desk, "feed.csv", FEED);
    let before = desk.run(&["export", "--everything"]).out;
    let document = desk.store().documents().expect("documents").remove(0);
    for args in [vec!["reextract"], vec!["reextract", &document.id]] {
        assert_eq!(desk.run(&args).code, Some(0));
    }
    assert_eq!(desk.run(&["export", "--everything"]).out, before);
}

#[test]
fn a_dry_run_stores_nothing() {
    let desk = Desk::empty();
    desk.write("answer.json", answer().to_string());
    let run = desk.run(&["import", "answer.json", "--dry-run"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("would import 2 claims and 3 ratings, 0 known already, 0 refused\n", ""));
    assert!(desk.claims().is_empty());
}

#[test]
fn what_holds_no_fact_checks_is_refused() {
    let desk = Desk::empty();
    for (content, words) in [
        ("{\"claims\": 5}", "'claims' is no list"),
        ("{\"error\": {\"code\": 403}}", "holds no 'claims'"),
        ("{\"claims\": [", "it is not JSON"),
        ("\"words\"", "something else"),
    ] {
        imported(&desk, "x.json", content).refuses(&["x.json: ", words, "claims:search"]);
    }
    desk.write("x.csv", "a,b\n1,2\n");
    desk.run(&["import", "x.csv", "--format", "claimreview"]).refuses(&["no column claimReviewed", "header line"]);
    let nothing = imported(&desk, "x.json", "{}");
    assert_eq!((nothing.out.as_str(), nothing.code), ("imported 0 claims and 0 ratings, 0 known already, 0 refused\n", Some(0)));
    let records = json!({"claims": [{"text": "A."}, {"claimReview": []}, {"text": "B.", "claimReview": [{"url": "https://x.example"}]}, 7, {"text": "C.", "claimReview": [{"textualRating": "False"}]}]});
    let run = imported(&desk, "x.json", records.to_string());
    assert_eq!(run.code, Some(2), "{run:?}");
    for words in [
        "claim 1  refused: the claim has no review",
        "claim 2  refused: the claim has no text",
        "claim 3  refused: a review of it has no textualRating",
        "claim 4  refused: invalid type",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert!(run.out.contains("imported 1 claim and 1 rating into document"), "{}", run.out);
}

#[test]
fn hostile_words_of_a_feed_steer_nothing() {
    let desk = Desk::empty();
    let mut hostile = answer();
    hostile["claims"][0]["text"] = json!("=cmd()\u{1b}[2J \u{202e}x");
    hostile["claims"][0]["claimReview"][0]["textualRating"] = json!("\u{1b}]0;x\u{7} False");
    imported(&desk, "answer.json", hostile.to_string());
    let id = desk.id("=cmd()");
    let shown = desk.run(&["show", &id]).out;
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
    let table = desk.run(&["export", "--format", "csv"]).out;
    assert!(table.contains("'=cmd()") && !table.contains('\u{1b}'), "{table:?}");
}
