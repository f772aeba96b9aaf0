//! The command `export`: JSON Lines and CSV.

use csv::ReaderBuilder;

use crate::wire;
use crate::workspace::Workspace;

#[test]
fn jsonl_has_every_claim_with_status_and_reviews() {
    let lines = Workspace::reviewed_claims().run(&["export"]).ends(0, "");
    let claims: Vec<wire::Claim> = lines.lines().map(|line| serde_json::from_str(line).expect("a claim")).collect();
    let statuses: Vec<_> = claims.iter().map(|claim| (claim.id.as_str(), claim.status.as_deref().expect("a status"))).collect();
    assert_eq!(
        statuses,
        [
            ("growth222222", "verified"),
            ("market222222", "needs-context"),
            ("start2222222", "unverified"),
            ("express22222", "refuted"),
            ("moved2222222", "unverified"),
            ("reach2222222", "unverified"),
            ("took22222222", "unverifiable"),
            ("hostile22222", "disputed"),
        ]
    );
    let refuted = &claims[3].reviews.as_ref().expect("reviews")[0];
    assert_eq!((refuted.by.as_str(), refuted.at.as_str()), ("Ben Okri", "2026-11-22T09:30:00Z"));
    assert_eq!(refuted.evidence[0].quote.as_deref(), Some("express,812000"));
    assert!(!lines.contains(['\u{1b}', '\u{7}']), "control characters are escaped by JSON itself");
}

#[test]
fn csv_is_a_table_with_one_row_a_claim() {
    let table = Workspace::reviewed_claims().run(&["export", "--format", "csv"]).ends(0, "");
    assert!(table.starts_with("id,status,claim,subject,metric,value_low,value_high,unit,time,"), "{table}");
    assert_eq!(table.matches("\r\n").count(), 9);
    // A file named as a table is one; a format that is asked for goes before.
    let workspace = Workspace::reviewed_claims();
    workspace.run(&["export", "-o", "claims.csv"]).ends(0, "");
    assert_eq!(workspace.read("claims.csv"), table);
    workspace.run(&["export", "--format", "jsonl", "-o", "claims.csv"]).ends(0, "");
    assert!(workspace.read("claims.csv").starts_with('{'));
    let mut reader = ReaderBuilder::new().from_reader(table.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    let cell = |row: usize, name: &str| -> String {
        let column = headers.iter().position(|header| header == name).unwrap_or_else(|| panic!("{name}"));
        rows[row][column].to_owned()
    };
    assert_eq!(rows.len(), 8);
    assert_eq!((cell(0, "value_low"), cell(0, "value_high"), cell(0, "unit")), ("73".into(), "73".into(), "%".into()));
    assert_eq!((cell(2, "value_low"), cell(2, "value_high")), (String::new(), "100".into()));
    assert_eq!((cell(3, "reviewer"), cell(3, "note")), ("Ben Okri".into(), "Round 23 measured 812,000.".into()));
    assert_eq!((cell(3, "evidence_file"), cell(3, "evidence_quote")), ("techempower.csv".into(), "express,812000".into()));
    assert_eq!(cell(0, "evidence_url"), "https://example.org/trends?q=a_b&c=d");
    assert_eq!(cell(3, "section"), "Frameworks in 2026 > Benchmarks");
    assert_eq!((cell(5, "modality"), cell(5, "due")), ("forecast".into(), "2030".into()));
    assert_eq!(cell(1, "attribution"), "Gartner");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    assert!(!table.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn documents_can_be_chosen_and_a_file_named() {
    let workspace = Workspace::reviewed_claims();
    assert_eq!(workspace.run(&["export", "https://example.org/notes", "-o", "claims.jsonl"]).ends(0, ""), "");
    assert_eq!(workspace.read("claims.jsonl").lines().count(), 1);
}

#[test]
fn nothing_to_export_is_said() {
    Workspace::empty()
        .run(&["export"])
        .ends(2, "error: the base holds no documents\nhelp: 'claimbase ingest PATH' stores a first article\n");
}
