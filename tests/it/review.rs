//! The command `review`: keys from the lines of standard input.

use claimbase::review::{Deed, Status};

use crate::workspace::Workspace;

/// A review of the first document; gives what was printed.
#[track_caller]
fn sitting(workspace: &Workspace, lines: &[&str]) -> String {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    workspace.run_with(&["review", "Frameworks in 2026"], input).ends(0, "")
}

fn status(workspace: &Workspace, id: &str) -> Status {
    workspace.store().find_claim(id).expect("a claim").status
}

#[test]
fn a_claim_is_shown_in_its_surroundings() {
    let screen = sitting(&Workspace::open_claims(), &["s", "s", "q"]);
    insta::assert_snapshot!(screen);
}

#[test]
fn a_judgement_is_recorded_with_its_evidence() {
    let workspace = Workspace::open_claims();
    workspace.write("trends.txt", "Quarkus: searches grew by 73% in a year.");
    let answers = ["v", "trends.txt", "grew by 73%", "", "d", "https://example.org/market", "", "Another estimate.", "q"];
    let screen = sitting(&workspace, &answers);
    assert!(screen.contains("growth222222 is verified; b takes it back"), "{screen}");
    assert!(
        screen.ends_with("2 reviewed, 0 rejected, 0 skipped; 6 of 8 still open\n'claimbase review' goes on with them\n"),
        "{screen}"
    );
    let verified = workspace.store().find_claim("growth222222").expect("a claim");
    let review = &verified.reviews[0];
    assert_eq!((verified.status, review.by.as_str(), review.note.as_deref()), (Status::Verified, "Ana Díaz", None));
    assert_eq!(review.evidence[0].file.as_deref(), Some("trends.txt"));
    assert!(review.evidence[0].quote_checked);
    assert_eq!(status(&workspace, "market222222"), Status::Disputed);
}

#[test]
fn the_rules_of_evidence_hold() {
    let workspace = Workspace::open_claims();
    workspace.write("trends.txt", "Quarkus: searches grew by 71% in a year.");
    let tries: [(&[&str], &str); 6] = [
        (&["v", "", "", "Trust me."], "verified needs evidence, an address or a file"),
        (&["v", "https://example.org", "grew a lot", ""], "the quote does not hold the claim's figure 73%"),
        (&["v", "trends.txt", "grew by 73%", ""], "the quote does not stand in trends.txt"),
        (&["v", "missing.txt"], "cannot read missing.txt"),
        (&["r", "", "", ""], "refuted needs a quote or a note"),
        (&["c", "https://example.org", "", ""], "needs-context needs a quote from the evidence, or a note"),
    ];
    for (answers, refusal) in tries {
        let screen = sitting(&workspace, answers);
        assert!(screen.contains("not recorded: ") && screen.contains(refusal), "{refusal}: {screen}");
        assert_eq!(status(&workspace, "growth222222"), Status::Unverified);
    }
    let own = workspace.run_with(&["review", "https://example.org/notes"], "v\nhttps://example.org/notes\n12%\n\n").ends(0, "");
    assert!(own.contains("https://example.org/notes is the article itself"), "{own}");
    assert_eq!(workspace.store().events(None, None).expect("events"), []);
}

#[test]
fn one_key_is_one_claim() {
    let workspace = Workspace::open_claims();
    sitting(&workspace, &["u", "No data.", "u", ".", "q"]);
    assert_eq!(status(&workspace, "growth222222"), Status::Unverifiable);
    assert_eq!(status(&workspace, "market222222"), Status::Unverified);
}

#[test]
fn back_takes_the_last_deed_back() {
    let workspace = Workspace::open_claims();
    let screen = sitting(&workspace, &["u", "No data.", "b", "x", "A heading.", "b", "b", "s", "b", "q"]);
    assert!(screen.contains("back: the review is taken back"), "{screen}");
    assert!(screen.contains("back: the rejection is taken back"), "{screen}");
    assert!(screen.contains("there is nothing to go back to"), "{screen}");
    let claim = workspace.store().find_claim("growth222222").expect("a claim");
    assert_eq!((claim.status, claim.rejected), (Status::Unverified, false));
    let deeds = workspace.store().events(None, None).expect("events");
    assert_eq!(deeds.iter().filter(|event| matches!(event.deed, Deed::Retraction { .. })).count(), 2);
    assert_eq!(deeds.len(), 4, "nothing is deleted");
}

#[test]
fn another_sitting_goes_on_with_what_is_open() {
    let workspace = Workspace::open_claims();
    sitting(&workspace, &["s", "u", "No data.", "x", "", "q"]);
    let screen = sitting(&workspace, &["q"]);
    assert!(screen.contains("claim 1 of 6 · growth222222"), "{screen}");
    let screen = sitting(&workspace, &["s", "q"]);
    assert!(screen.contains("claim 2 of 6 · start2222222"), "{screen}");
}

#[test]
fn a_field_can_be_corrected_before_the_claim_is_judged() {
    let workspace = Workspace::open_claims();
    let screen = sitting(&workspace, &["e", "subject=Red Hat Quarkus", "e", "colour=red", "e", "kind=nonsense", "q"]);
    assert!(screen.contains("growth222222 is corrected"), "{screen}");
    assert!(screen.contains("not changed: 'colour' is not one of"), "{screen}");
    assert!(screen.contains("not changed: kind cannot be 'nonsense'"), "{screen}");
    let claim = workspace.store().find_claim("growth222222").expect("a claim");
    assert_eq!((claim.claim.subject.as_deref(), claim.status), (Some("Red Hat Quarkus"), Status::Unverified));
}

#[test]
fn claims_that_deserve_it_most_come_first_where_asked_for() {
    let workspace = Workspace::open_claims();
    let screen = workspace.run_with(&["review", "--order", "worth"], "q\n").ends(0, "");
    assert!(screen.contains("claim 1 of 9 · start2222222"), "{screen}");
}

#[test]
fn an_unknown_key_does_nothing_and_shows_the_keys() {
    let workspace = Workspace::open_claims();
    let screen = sitting(&workspace, &["z", "?", "", "q"]);
    assert_eq!(screen.matches("v  verified: evidence supports it. ").count(), 2, "{screen}");
    assert_eq!(workspace.store().events(None, None).expect("events"), []);
}

#[test]
fn the_end_of_the_input_ends_the_sitting() {
    let workspace = Workspace::open_claims();
    for lines in [&[][..], &["v"], &["v", "https://example.org"], &["x"]] {
        let screen = sitting(&workspace, lines);
        assert!(
            screen.ends_with("0 reviewed, 0 rejected, 0 skipped; 8 of 8 still open\n'claimbase review' goes on with them\n"),
            "{screen}"
        );
    }
    assert_eq!(workspace.store().events(None, None).expect("events"), []);
}

#[test]
fn when_nothing_is_open_that_is_said() {
    let workspace = Workspace::open_claims();
    let settled = "u\n\n".repeat(8);
    let screen = workspace.run_with(&["review", "Frameworks in 2026"], settled).ends(0, "");
    assert!(screen.ends_with("8 reviewed, 0 rejected, 0 skipped; 0 of 8 still open\n"), "{screen}");
    workspace.run(&["review", "Frameworks in 2026"]).ends(1, "no claim is open: every one is reviewed\n");
}

#[test]
fn nothing_of_an_article_steers_the_terminal() {
    let workspace = Workspace::open_claims();
    let screen = workspace.run_with(&["review", "https://example.org/notes"], "s\n").ends(0, "");
    assert!(!screen.contains(|c: char| c != '\n' && claimbase::text::is_steering(c)), "{screen}");
    assert!(screen.contains("\\u{1b}[2J \\u{202e}desrever"), "{screen}");
}

#[test]
fn somebody_has_to_be_named() {
    let workspace = Workspace::open_claims();
    let screen = workspace.run_with(&["review", "--by", "Ben Okri"], "u\nNo data.\nq\n").ends(0, "");
    assert!(screen.starts_with("reviewing as Ben Okri\n"), "{screen}");
    assert_eq!(workspace.store().find_claim("growth222222").expect("a claim").reviews[0].by, "Ben Okri");
}
