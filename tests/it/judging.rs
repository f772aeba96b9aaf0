//! The commands `verify`, `dispute`, `mark`, `show` and `log`: judgements, their rules of evidence, and taking them back.

use claimbase::review::Status;

use crate::desk::{Desk, run};

/// Words of one claim of the written documents, and evidence for it.
const CLAIM: &str = "Searches for Quarkus";
const EVIDENCE: &str = "Report of 2026.\n\nInterest in Quarkus\nrose by 73 percent, we find.\n";

fn verified(desk: &Desk) -> String {
    let id = desk.id(CLAIM);
    desk.run(&["verify", &id, "--url", "https://gartner.example/report", "--quote", "up by 73 %"]);
    id
}

#[test]
fn a_judgement_is_recorded_with_its_evidence() {
    let desk = Desk::filled();
    desk.write("report.txt", EVIDENCE);
    let id = desk.id(CLAIM);
    let quote = "Interest in Quarkus rose by 73 percent";
    let done = desk.run(&["verify", &id[..6], "--file", "report.txt", "--quote", quote, "--note", "read it", "--by", "Bo"]);
    done.answers(&format!("{id}  verified  Searches for Quarkus grew by 73% in 2026.\n"));
    let claim = desk.claim(CLAIM);
    let [review] = claim.reviews.as_slice() else { panic!("{:?}", claim.reviews) };
    assert_eq!((claim.status, review.by.as_str(), review.note.as_deref()), (Status::Verified, "Bo", Some("read it")));
    let [evidence] = review.evidence.as_slice() else { panic!("{:?}", review.evidence) };
    let hash = blake3::hash(EVIDENCE.as_bytes()).to_hex().to_string();
    assert_eq!((evidence.file.as_deref(), evidence.file_hash.as_ref()), (Some("report.txt"), Some(&hash)));
    assert!(evidence.quote_checked);
}

#[test]
fn the_quote_of_an_address_stays_unchecked() {
    let desk = Desk::filled();
    let id = verified(&desk);
    let shown = desk.run(&["show", &id]).out;
    assert!(shown.contains("supports: https://gartner.example/report, “up by 73 %” (unchecked)"), "{shown}");
}

#[test]
fn support_needs_an_origin_and_words_that_hold_the_figure() {
    let desk = Desk::filled();
    desk.write("report.txt", EVIDENCE);
    let id = desk.id(CLAIM);
    let url = "https://gartner.example/report";
    desk.run(&["verify", &id]).refuses(&["verified needs evidence", "help: --url"]);
    desk.run(&["verify", &id, "--note", "I know"]).refuses(&["needs evidence"]);
    desk.run(&["verify", &id, "--url", url]).refuses(&["needs a quote from the evidence, or a note"]);
    desk.run(&["verify", &id, "--url", url, "--quote", "it grew by 7.3%"]).refuses(&["does not hold the claim's figure"]);
    desk.run(&["mark", &id, "--as", "needs-context", "--url", url, "--quote", "173%"]).refuses(&["figure"]);
    desk.run(&["verify", &id, "--file", "report.txt", "--quote", "grew by 73%"]).refuses(&["does not stand in report.txt"]);
    desk.run(&["verify", &id, "--url", "gartner", "--note", "x"]).refuses(&["'gartner' is not a web address"]);
    assert!(desk.claim(CLAIM).reviews.is_empty());
    let noted = desk.run(&["verify", &id, "--url", url, "--quote", "rose by almost three quarters", "--note", "in words"]);
    assert_eq!(noted.code, Some(0), "{noted:?}");
}

#[test]
fn opposition_needs_a_reason() {
    let desk = Desk::filled();
    let id = desk.id(CLAIM);
    desk.run(&["dispute", &id]).refuses(&["disputed needs a quote or a note"]);
    desk.run(&["mark", &id, "--as", "refuted", "--url", "https://a.example"]).refuses(&["refuted needs a quote or a note"]);
    assert_eq!(desk.run(&["dispute", &id, "--note", "other sources say 40%"]).code, Some(0));
    assert_eq!(desk.run(&["mark", &id, "--as", "unverifiable"]).code, Some(0));
    desk.run(&["mark", &id, "--as", "unverified"]).refuses(&["unverified is not a judgement", "--undo"]);
    desk.run(&["mark", &id, "--as", "true"]).refuses(&["'true' is not one of unverified, verified"]);
}

#[test]
fn an_article_is_no_evidence_for_itself() {
    let desk = Desk::empty();
    let article = "# Sales\n\nSales grew by 12% in 2025.\n";
    desk.write("a.md", article);
    desk.write("copy.md", article);
    desk.run(&["ingest", "a.md", "--url", "https://example.org/sales"]);
    desk.run(&["add", "Sales", "--quote", "grew by 12%"]);
    let id = desk.added("grew by 12%").claim.id.0;
    for own in ["http://www.example.org/sales/", "https://example.org/sales#top"] {
        desk.run(&["verify", &id, "--url", own, "--quote", "12%"]).refuses(&["is the article itself"]);
    }
    desk.run(&["verify", &id, "--file", "copy.md", "--quote", "12%"]).refuses(&["copy.md is the article itself"]);
}

#[test]
fn a_missing_evidence_file_is_named() {
    let desk = Desk::filled();
    let id = desk.id(CLAIM);
    desk.run(&["verify", &id, "--file", "gone.txt", "--quote", "73%"]).refuses(&["cannot read gone.txt", "help:"]);
    desk.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0");
    desk.run(&["verify", &id, "--file", "picture.png", "--quote", "73%"]).refuses(&["picture.png is not text"]);
    assert_eq!(desk.run(&["verify", &id, "--file", "picture.png", "--note", "the chart shows it"]).code, Some(0));
}

#[test]
fn several_claims_are_judged_together_or_not_at_all() {
    let desk = Desk::filled();
    let ids = [desk.id("Netflix cut"), desk.id("Netflix moved")].join("\n") + "\n";
    let unknown = format!("{ids}zzzzzzzz\n");
    desk.run_with(&["dispute", "-", "--note", "no source"], &unknown).refuses(&["no claim has an id", "zzzzzzzz"]);
    assert!(desk.store().events(None, None).expect("events").is_empty());
    let done = desk.run_with(&["dispute", "-", "--note", "no source"], &ids);
    assert_eq!((done.out.lines().count(), done.code), (2, Some(0)), "{done:?}");
    let found = desk.run(&["search", "netflix", "--format", "jsonl"]).out;
    let done = desk.run_with(&["mark", "-", "--as", "unverifiable"], found);
    assert_eq!(done.out.matches("unverifiable").count(), 2, "{done:?}");
}

#[test]
fn undo_takes_back_ones_own_last_judgement_only() {
    let desk = Desk::filled();
    let id = verified(&desk);
    desk.run(&["dispute", &id, "--note", "no", "--by", "Bo"]);
    let undone = desk.run(&["mark", &id, "--undo"]);
    assert!(undone.out.contains("  disputed  "), "Bo's judgement stands: {undone:?}");
    desk.run(&["mark", &id, "--undo"]).refuses(&["Ann has nothing to take back on", &id]);
    assert!(desk.run(&["dispute", &id, "--undo", "--by", "Bo"]).out.contains("  unverified  "));
    assert_eq!(desk.claim(CLAIM).reviews.iter().filter(|review| review.retracted).count(), 2);
}

#[test]
fn the_reviewer_is_found_in_its_order() {
    let desk = Desk::filled();
    let id = desk.id(CLAIM);
    let dispute = ["dispute", &id, "--note", "no"];
    let mut nobody = desk.command(&dispute);
    run(nobody.env_remove("CLAIMBASE_REVIEWER")).refuses(&["nobody is named as the reviewer", "help: --by NAME"]);
    desk.write("claimbase.toml", "reviewer = \"Cy\"\n");
    let mut configured = desk.command(&dispute);
    assert_eq!(run(configured.env_remove("CLAIMBASE_REVIEWER")).code, Some(0));
    desk.run(&dispute);
    desk.run(&[dispute.as_slice(), &["--by", "Di"]].concat());
    let reviewers: Vec<String> = desk.claim(CLAIM).reviews.into_iter().map(|review| review.by).collect();
    assert_eq!(reviewers, ["Cy", "Ann", "Di"]);
}

#[test]
fn show_and_log_tell_the_history() {
    let desk = Desk::filled();
    let id = verified(&desk);
    desk.run(&["mark", &id, "--undo", "--note", "wrong report"]);
    let shown = desk.json(&["show", &id, "--format", "json"]);
    assert_eq!((&shown["status"], &shown["place"]["line"]), (&"unverified".into(), &1.into()));
    assert_eq!(shown["reviews"][0]["retracted"], true);
    assert_eq!(shown["events"].as_array().map(Vec::len), Some(2));
    let log = desk.json(&["log", "--format", "json", "--claim", &id[..8]]);
    let kinds: Vec<&str> = log.as_array().expect("events").iter().filter_map(|event| event["kind"].as_str()).collect();
    assert_eq!(kinds, ["retraction", "review"], "the latest first");
    assert_eq!(log[0]["of"], log[1]["id"]);
    let text = desk.run(&["log", "-n", "1"]);
    assert!(text.out.contains("took back") && text.out.contains("wrong report") && !text.out.contains("gartner"), "{text:?}");
    let head = desk.run(&["log", "--head"]).out;
    assert_eq!(head, format!("2 {}\n", log[0]["hash"].as_str().expect("a hash")));
    let nothing = Desk::filled().run(&["log"]);
    assert_eq!((nothing.out.as_str(), nothing.code), ("", Some(1)));
}

#[test]
fn what_people_write_is_shown_and_not_obeyed() {
    let desk = Desk::filled();
    let id = desk.id(CLAIM);
    desk.run(&["dispute", &id, "--note", "red \u{1b}[31m \u{202e}turned", "--by", "M\u{7}"]);
    for shown in [desk.run(&["show", &id]), desk.run(&["log"])] {
        assert!(shown.out.contains("red \\u{1b}[31m \\u{202e}turned") && shown.out.contains("M\\u{7}"), "{shown:?}");
        assert!(!shown.out.contains(['\u{1b}', '\u{202e}', '\u{7}']));
    }
}
