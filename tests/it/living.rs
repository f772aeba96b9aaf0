//! Articles that live: `ingest` of an edited article, `--replaces`, `reextract`, and what `show` and `audit` say of it.

use claimbase::store::StoredClaim;

use crate::desk::Desk;

const ARTICLE: &str = "\
# Sales of chairs

Acme sold 1.2 million chairs in 2025. Its revenue grew by 12% to $80 million, according to Gartner.

## Plants

| Plant | Workers | Chairs |
| --- | --- | --- |
| Oslo | 120 | 4000 |
| Turin | 300 | 9000 |

The plant in Turin cut its energy costs by 30% after the new ovens came.
";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    desk
}

/// The standing claim whose figure begins so.
fn stating(desk: &Desk, surface: &str) -> StoredClaim {
    let states = |claim: &StoredClaim| claim.claim.quantity.as_ref().is_some_and(|figure| figure.surface.starts_with(surface));
    let mut found: Vec<_> = desk.claims().into_iter().filter(|claim| states(claim) && !claim.withdrawn).collect();
    assert_eq!(found.len(), 1, "claims with the figure {surface}");
    found.remove(0)
}

fn id(desk: &Desk, surface: &str) -> String {
    stating(desk, surface).claim.id.0.to_string()
}

fn dispute(desk: &Desk, id: &str) {
    assert_eq!(desk.run(&["dispute", id, "--note", "no"]).code, Some(0));
}

#[test]
fn a_reworded_claim_keeps_its_reviews_and_says_what_changed() {
    let desk = desk();
    let cut = id(&desk, "30%");
    dispute(&desk, &cut);
    let edited = ARTICLE
        .replace("cut its energy costs by 30% after the new ovens came", "has cut its energy costs by 30% since new ovens came");
    desk.write("a.md", edited);
    let done = desk.run(&["ingest", "a.md"]);
    assert!(done.out.contains("1 moved, 0 with another figure, 0 new, 0 withdrawn"), "{done:?}");
    assert_eq!(id(&desk, "30%"), cut);
    let shown = desk.run(&["show", &cut]).out;
    assert!(shown.contains("changed since the review") && shown.contains("found again in version 2 of the article"), "{shown}");
    let record = desk.json(&["show", &cut, "--format", "json"]);
    let fields: Vec<_> =
        record["changed_since_review"].as_array().expect("a list").iter().map(|change| &change["field"]).collect();
    assert!(fields.iter().any(|field| *field == "quote"), "{record}");
    let audit = desk.run(&["audit", "a.md"]).out;
    assert!(
        audit.contains("1 claim reads otherwise than when it was reviewed") && audit.contains("since that review, quote"),
        "{audit}"
    );
    dispute(&desk, &cut);
    assert_eq!(desk.json(&["show", &cut, "--format", "json"])["changed_since_review"], serde_json::json!([]));
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn another_figure_is_another_claim() {
    let desk = desk();
    let (grew, money) = (id(&desk, "12%"), id(&desk, "$80 million"));
    dispute(&desk, &grew);
    dispute(&desk, &money);
    desk.write("a.md", ARTICLE.replace("12%", "15%"));
    let done = desk.run(&["ingest", "a.md"]);
    assert!(done.out.contains("1 with another figure, 0 new, 0 withdrawn"), "{done:?}");
    let heir = stating(&desk, "15%");
    assert!(heir.reviews.is_empty() && heir.claim.id.0 != grew);
    assert_eq!(id(&desk, "$80 million"), money, "the other figure of the sentence stands");
    assert!(desk.run(&["show", &grew]).out.contains(&format!("in its place: {}", heir.claim.id)));
    let shown = desk.run(&["show", &heir.claim.id.0]).out;
    assert!(shown.contains("took the place of") && shown.contains(&grew), "{shown}");
    assert_eq!(desk.json(&["show", &heir.claim.id.0, "--format", "json"])["supersedes"][0], grew.as_str());
    assert_eq!(desk.json(&["ingest", "a.md", "--format", "json"])[0]["outcome"], "unchanged");

    desk.write("a.md", ARTICLE);
    desk.run(&["ingest", "a.md"]);
    let back = stating(&desk, "12%");
    assert_eq!((back.claim.id.0.as_str(), back.reviews.len()), (grew.as_str(), 1), "it comes back with its review");
}

#[test]
fn rows_and_columns_of_a_table_move_with_their_claims() {
    let desk = desk();
    let (oslo, turin) = (id(&desk, "120"), id(&desk, "9000"));
    dispute(&desk, &oslo);
    let table = "| Plant | Chairs | Workers |\n| --- | --- | --- |\n| Bergen | 9000 | 120 |\n| Oslo | 4000 | 120 |\n| Turin | 9000 | 300 |\n";
    let (start, end) = (ARTICLE.find("| Plant").expect("a table"), ARTICLE.find("\nThe plant").expect("its end"));
    desk.write("a.md", format!("{}{table}{}", &ARTICLE[..start], &ARTICLE[end..]));
    let done = desk.run(&["ingest", "a.md"]);
    assert!(done.out.contains("0 with another figure, 2 new, 0 withdrawn"), "{done:?}");
    let row_of = |id: &str| {
        let claim = desk.claims().into_iter().find(|claim| claim.claim.id.0 == id).expect("never deleted");
        assert!(!claim.withdrawn);
        claim.claim.cell.expect("a cell").row_header.expect("a header")
    };
    assert_eq!((row_of(&oslo), row_of(&turin)), ("Oslo".into(), "Turin".into()));
    assert_eq!(desk.claims().iter().filter(|claim| claim.status.as_str() == "disputed").count(), 1);
}

#[test]
fn a_sentence_stated_twice_keeps_apart() {
    let desk = Desk::empty();
    let twice = "# Shop\n\n## North\n\nSales of the northern shops grew by 12% last year.\n\n## South\n\nSales of the northern shops grew by 12% last year.\n";
    desk.write("a.md", twice);
    desk.run(&["ingest", "a.md"]);
    let ids = |desk: &Desk| {
        let standing = desk.claims().into_iter().filter(|claim| !claim.withdrawn);
        standing.map(|claim| (claim.claim.section.last().cloned().unwrap_or_default(), claim.claim.id.0)).collect::<Vec<_>>()
    };
    let before = ids(&desk);
    assert_eq!(before.len(), 2);
    dispute(&desk, &before[1].1);
    desk.write("a.md", twice.replacen("Sales of the northern shops grew by 12% last year.\n", "Nothing to tell.\n", 1));
    desk.run(&["ingest", "a.md"]);
    assert_eq!(ids(&desk), before[1..]);
    desk.write("a.md", twice);
    desk.run(&["ingest", "a.md"]);
    assert_eq!(ids(&desk), before, "the withdrawn one comes back under its heading");
}

#[test]
fn markdown_turned_into_html_replaces_it() {
    let desk = desk();
    let before: Vec<String> = desk.claims().into_iter().map(|claim| claim.claim.id.to_string()).collect();
    desk.run(&["add", "a.md", "--quote", "after the new ovens came", "--subject", "Acme"]);
    let added = desk.claims().into_iter().find(|claim| claim.added).expect("an added claim").claim.id;
    let page = "<html><body><article><h1>Sales of chairs</h1>\n<p>Acme sold <b>1.2 million</b> chairs in 2025. Its revenue grew by 12% to \
        <a href=\"https://x.example\">$80&nbsp;million</a>, according to Gartner.</p>\n<h2>Plants</h2>\n<table><tr><th>Plant</th><th>Workers</th>\
        <th>Chairs</th></tr><tr><td>Oslo</td><td>120</td><td>4000</td></tr><tr><td>Turin</td><td>300</td><td>9000</td></tr></table>\n\
        <p>The plant in Turin cut its energy costs by 30% after the <em>new ovens</em> came.</p></article></body></html>\n";
    desk.write("page.html", page);
    let done = desk.run(&["ingest", "page.html", "--replaces", "a.md"]);
    assert!(
        done.out.contains(&format!("{} kept, 0 moved, 0 with another figure, 0 new, 0 withdrawn", before.len() + 1)),
        "{done:?}"
    );
    let after = desk.claims();
    assert!(after.iter().all(|claim| !claim.withdrawn) && after.iter().any(|claim| claim.claim.id == added), "{after:?}");
    assert_eq!(desk.json(&["documents", "--format", "json"])[0]["sources"], serde_json::json!(["a.md", "page.html"]));
    assert!(desk.path("corpus/sales-of-chairs.html").exists() && !desk.path("corpus/sales-of-chairs.md").exists());
    assert!(desk.run(&["ingest", "page.html"]).out.contains("unchanged"));
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn an_article_that_is_a_document_of_its_own_replaces_none() {
    let desk = desk();
    desk.write("b.md", ARTICLE.replace("12%", "15%"));
    desk.run(&["ingest", "b.md"]);
    desk.run(&["ingest", "b.md", "--replaces", "a.md"])
        .refuses(&["b.md: the article is a document of its own already", "claimbase remove"]);
    let documents = desk.json(&["documents", "--format", "json"]);
    desk.run(&["remove", documents[1]["id"].as_str().expect("an id")]);
    let done = desk.run(&["ingest", "b.md", "--replaces", "a.md"]);
    assert!(done.out.contains("1 with another figure"), "{done:?}");
    assert!(desk.run(&["ingest", "b.md"]).out.contains("unchanged"));
    desk.run(&["ingest", "a.md", "b.md", "--replaces", "a.md"]).refuses(&["--replaces goes with one article"]);
    desk.run(&["ingest", "b.md", "--replaces", "nothing"]).refuses(&["nothing"]);
}

#[test]
fn reading_again_after_an_upgrade_keeps_what_people_did() {
    let desk = desk();
    let (grew, sold, cut) = (id(&desk, "12%"), id(&desk, "1.2 million"), id(&desk, "30%"));
    assert!(desk.run(&["reextract"]).err.contains("every document was read by version"));
    dispute(&desk, &grew);
    desk.run(&["edit", &sold, "--subject", "Acme Chairs", "--value", "1.3M"]);
    desk.run(&["reject", &cut]);
    // What an older version would have read otherwise: another subject, another wording, a figure that it took for another one.
    desk.tamper(&format!(
        "UPDATE versions SET extractor = '0.0.1'; UPDATE claims SET extractor = '0.0.1', subject = 'Revenue', text = 'It grew.' WHERE id = '{grew}';
         UPDATE claims SET figure_low = '81000000', figure_high = '81000000' WHERE figure_surface = '$80 million'"
    ));
    let misread = id(&desk, "$80 million");
    let named = desk.run(&["ingest", "a.md"]);
    assert!(named.err.contains("extracted by version 0.0.1") && named.err.contains("claimbase reextract"), "{named:?}");
    let tried = desk.run(&["reextract", "--dry-run"]);
    assert!(tried.out.contains("would store") && desk.run(&["ingest", "a.md"]).err.contains("0.0.1"), "{tried:?}");
    let done = desk.run(&["reextract"]);
    assert!(done.out.contains("read again: ") && done.out.contains("1 with another figure, 0 new, 0 withdrawn"), "{done:?}");

    let claim = desk.claims().into_iter().find(|claim| claim.claim.id.0 == grew).expect("it stands");
    assert_eq!((claim.reviews.len(), claim.extractor.as_str()), (1, claimbase::claim::EXTRACTOR_VERSION));
    assert!(claim.changed_since_review.iter().any(|change| change.field == "subject"), "{claim:?}");
    let edited = desk.claims().into_iter().find(|claim| claim.claim.id.0 == sold).expect("it stands").claim;
    assert_eq!(edited.subject.as_deref(), Some("Acme Chairs"));
    assert_eq!(edited.quantity.expect("a figure").quantity.low, Some(1_300_000.into()));
    assert!(desk.claims().into_iter().any(|claim| claim.claim.id.0 == cut && claim.rejected));
    assert_ne!(id(&desk, "$80 million"), misread);
    assert_eq!(desk.json(&["documents", "--format", "json"])[0]["version"], 1, "the article has not changed");
    assert!(desk.run(&["reextract"]).err.contains("every document was read by version"));
    assert!(desk.run(&["reextract", "a.md"]).out.contains("0 with another figure, 0 new, 0 withdrawn"));
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn what_a_version_does_to_verdicts_is_told_once() {
    let desk = desk();
    let (grew, money) = (id(&desk, "12%"), id(&desk, "$80 million"));
    dispute(&desk, &grew);
    dispute(&desk, &money);
    // The claim stands where it stood, with another source: its words moved nowhere.
    desk.write("a.md", ARTICLE.replace("12% ", "15% ").replace("Gartner", "its chairman"));
    let second = desk.run(&["ingest", "a.md"]);
    let says = |err: &str, id: &str, what: &str| err.lines().any(|line| line.contains(id) && line.contains(what));
    assert!(says(&second.err, &grew, "is not in the article any more"), "{second:?}");
    assert!(says(&second.err, &money, "reads otherwise now"), "{second:?}");
    desk.write("a.md", ARTICLE.replace("12% ", "15% ").replace("Gartner", "its chairman").replace("4000", "4100"));
    let third = desk.run(&["ingest", "a.md"]);
    assert!(
        third.out.contains("1 with another figure") && !third.err.contains("note"),
        "what the version before did is no news: {third:?}"
    );
    // Another heading above a claim does not make it read otherwise.
    let under = ARTICLE.replace("12% ", "15% ").replace("Gartner", "its chairman").replace("4000", "4100");
    desk.write("a.md", under.replace("Acme sold", "## Money\n\nAcme sold"));
    let fourth = desk.run(&["ingest", "a.md"]);
    assert!(fourth.out.contains("another version") && !fourth.err.contains("note"), "{fourth:?}");
}
