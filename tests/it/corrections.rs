//! The commands `edit`, `add`, `reject` and `remove`: correcting the machine, and what a later version of the article leaves of it.

use crate::desk::Desk;
use crate::written::{FRAMEWORKS, put};

const CLAIM: &str = "Searches for Quarkus";

#[test]
fn an_edit_says_what_changed_and_keeps_what_stood() {
    let desk = Desk::filled();
    let id = desk.id(CLAIM);
    let done = desk.run(&["edit", &id, "--subject", "Quarkus 3", "--value", "74", "--basis", "YoY", "--note", "misread"]);
    done.answers(&format!(
        "{id}  unverified  Searches for Quarkus grew by 73% in 2026.\n  subject 'Quarkus' → 'Quarkus 3'\n  \
         low '73' → '74'\n  high '73' → '74'\n  basis none → 'YoY'\n"
    ));
    let claim = desk.claim(CLAIM);
    assert_eq!(claim.corrections.len(), 1);
    assert_eq!(claim.corrections[0].changes[0].before.as_deref(), Some("Quarkus"));
    assert_eq!(desk.search_json(&["subject:\"Quarkus 3\""])["total"], 1, "the search follows");
}

#[test]
fn figures_are_edited_as_people_type_them() {
    let desk = Desk::filled();
    let id = desk.id("Deno raised");
    desk.run(&["edit", &id, "--low", "1.5M", "--high", "2,000,000"]);
    let figure = |desk: &Desk| desk.claim("Deno raised").claim.quantity.expect("a figure").quantity;
    assert_eq!((figure(&desk).low, figure(&desk).high), (Some(1_500_000.into()), Some(2_000_000.into())));
    desk.run(&["edit", &id, "--high", "none"]);
    assert_eq!(serde_json::to_string(&figure(&desk).comparator).expect("JSON"), "\">=\"");
    desk.run(&["edit", &id, "--high", "1"]).refuses(&["cannot reach from 1500000 up to 1"]);
    desk.run(&["edit", &id, "--low", "much"]).refuses(&["low cannot be 'much'"]);
    desk.run(&["edit", &id, "--figure", "$99"]).refuses(&["'$99' does not stand in the quote"]);
    desk.run(&["edit", &id, "--time", "soon"]).refuses(&["time cannot be 'soon'", "2026-Q1"]);
    desk.run(&["edit", &id, "--kind", "rumour"]).refuses(&["kind cannot be 'rumour'"]);
    desk.run(&["edit", &id, "--subject", "Deno"]).refuses(&["nothing changes"]);
    desk.run(&["edit", &id]).refuses(&["no field is given"]);
}

#[test]
fn edits_and_rejections_are_taken_back() {
    let desk = Desk::filled();
    let id = desk.id(CLAIM);
    desk.run(&["edit", &id, "--subject", "A", "--attribution", "none"]);
    desk.run(&["edit", &id, "--subject", "B"]);
    desk.run(&["edit", &id, "--undo"]);
    assert_eq!(desk.claim(CLAIM).claim.subject.as_deref(), Some("A"));
    desk.run(&["edit", &id, "--undo"]);
    let claim = desk.claim(CLAIM).claim;
    assert_eq!(
        (claim.subject.as_deref(), claim.attribution.as_ref().map(|source| source.name.as_str())),
        (Some("Quarkus"), Some("Gartner"))
    );
    desk.run(&["edit", &id, "--undo"]).refuses(&["nothing to take back"]);

    assert!(desk.run(&["reject", &id, "--note", "a heading"]).out.contains("unverified, rejected"));
    assert_eq!(desk.search_json(&["searches"])["total"], 0);
    assert!(!desk.run(&["export"]).out.contains(&id));
    desk.run(&["reject", &id, "--undo"]);
    assert_eq!(desk.search_json(&["searches"])["total"], 1);
}

#[test]
fn corrections_survive_another_version_of_the_article() {
    let desk = Desk::filled();
    let (edited, rejected, gone) = (desk.id(CLAIM), desk.id("Netflix cut"), desk.id("Deno raised"));
    desk.run(&["edit", &edited, "--subject", "Quarkus 3"]);
    desk.run(&["reject", &rejected]);
    desk.run(&["dispute", &edited, "--note", "no"]);
    let changed = FRAMEWORKS.replace("Deno raised $40-60 million", "Deno raised $50-60 million");
    put(&mut desk.store(), "Frameworks", &format!("event | Bun | Bun was bought. | | 2026 |\n{changed}"));

    let claim = desk.claim(CLAIM);
    assert_eq!((claim.claim.id.0.as_str(), claim.claim.subject.as_deref()), (edited.as_str(), Some("Quarkus 3")));
    assert_eq!((claim.reviews.len(), claim.withdrawn), (1, false));
    assert!(desk.claim("Netflix cut").rejected);
    let all = desk.claims();
    let old = all.iter().find(|claim| claim.claim.id.0 == gone).expect("never deleted");
    assert!(old.withdrawn);
    let heir = all.iter().find(|claim| Some(claim.row) == old.superseded_by).expect("a successor");
    assert!(heir.claim.text.contains("$50-60 million"));
    let shown = desk.run(&["show", &gone]).out;
    assert!(
        shown.contains(&format!("withdrawn: the article does not state it any more, in its place: {}", heir.claim.id)),
        "{shown}"
    );
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}

#[test]
fn a_person_adds_what_the_machine_missed() {
    let desk = Desk::empty();
    desk.write("a.md", "# Sales\n\nIt was a year of **growth**:\nwe sold about 1.2 million chairs.\n");
    desk.run(&["ingest", "a.md"]);
    let quote = "growth: we sold about 1.2 million chairs";
    let done = desk.run(&["add", "a.md", "--quote", quote, "--subject", "Acme", "--kind", "market", "--metric", "sales"]);
    assert_eq!(done.code, Some(0), "{done:?}");
    let claim = desk.added(quote);
    assert!(claim.added);
    assert_eq!(claim.claim.quote.exact(), "growth**:\nwe sold about 1.2 million chairs");
    let figure = claim.claim.quantity.clone().expect("a figure");
    assert_eq!((figure.quantity.low, figure.quantity.approximate), (Some(1_200_000.into()), true));
    desk.run(&["add", "Sales", "--quote", quote]).refuses(&["this is claim", "already"]);
    desk.run(&["add", "Sales", "--quote", "we sold tables"]).refuses(&["the quote does not stand in a.md"]);
    desk.run(&["add", "Sales", "--quote", "growth", "--value", "5"]).refuses(&["the claim has no figure", "--figure"]);

    desk.write("a.md", "# Sales\n\nIntroduction.\n\nIt was a year of **growth**:\nwe sold about 1.2 million chairs.\n");
    desk.run(&["ingest", "a.md"]);
    let moved = desk.added(quote);
    assert!(!moved.withdrawn && moved.claim.quote.span.start > claim.claim.quote.span.start);
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
    desk.write("a.md", "# Sales\n\nNothing to tell.\n");
    desk.run(&["ingest", "a.md"]);
    assert!(desk.added(quote).withdrawn);
}

#[test]
fn a_removed_document_stays_removed_until_it_is_brought_back() {
    let desk = Desk::empty();
    desk.write("a.md", "# Sales\n\nSales grew by 12% in 2025.\n");
    desk.run(&["ingest", "a.md"]);
    desk.run(&["add", "Sales", "--quote", "Sales grew"]);
    let removed = desk.run(&["remove", "Sales", "--note", "a draft"]);
    assert!(removed.out.contains(": removed, ") && removed.err.contains("corpus/sales.md was left"), "{removed:?}");
    assert!(desk.claims().iter().all(|claim| claim.withdrawn));
    let again = desk.run(&["ingest", "a.md"]);
    assert!(again.out.contains("was removed; nothing stored") && again.err.contains("--undo"), "{again:?}");
    assert_eq!(desk.run(&["documents"]).code, Some(1));
    assert!(desk.run(&["documents", "--removed"]).out.contains("removed"));
    desk.run(&["remove", "Sales"]).refuses(&["removed already"]);
    desk.run(&["remove", "Sales", "--undo", "--by", "Bo"]).refuses(&["Bo has nothing to take back"]);
    assert!(desk.run(&["remove", "Sales", "--undo"]).out.contains("stand again"));
    assert!(desk.claims().iter().all(|claim| !claim.withdrawn));
    assert_eq!(desk.run(&["doctor"]).code, Some(0));
}
