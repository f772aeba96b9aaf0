//! The command `audit`: formats, documents, exit statuses.

use crate::wire;
use crate::workspace::Workspace;

#[test]
fn the_report_leads_with_what_was_not_checked() {
    let report = Workspace::reviewed_claims().run(&["audit"]).ends(0, "");
    let at = |words: &str| report.find(words).unwrap_or_else(|| panic!("{words} in {report}"));
    assert!(at("Not checked\n") < at("Counts\n"));
    assert!(report.contains("were not checked by anyone."));
    assert!(report.contains("The text was not checked against itself: no consistency check was run."));
    assert!(at("Counts\n") < at("Extraction\n"));
    assert!(at("Extraction\n") < at("Disputed and refuted (2)\n"));
    assert!(at("Disputed and refuted (2)\n") < at("Forecasts (1)\n"));
    assert!(at("Forecasts (1)\n") < at("Figures without a source (6)\n"));
    assert!(at("Figures without a source (6)\n") < at("All claims (7): Frameworks in 2026\n"));
}

#[test]
fn json_is_what_the_contract_says() {
    let workspace = Workspace::reviewed_claims();
    let audit: wire::Audit = serde_json::from_str(&workspace.run(&["audit", "--format", "json"]).ends(0, "")).expect("an audit");
    assert_eq!(audit.extraction, wire::Extraction { claims: 9, rejected: 1, edited: 0, added: 0 });
    assert_eq!(audit.counts.status.len(), 6);
    assert_eq!(audit.counts.status.values().sum::<usize>(), audit.claims.len());
    assert_eq!(audit.counts.kind.len(), 9);
    assert_eq!(audit.counts.kind.values().sum::<usize>(), audit.claims.len());
    let open = audit.claims.iter().filter(|claim| claim.status.as_deref() == Some("unverified")).count();
    assert_eq!(audit.not_checked.len(), open);
    assert!(audit.checks_run.is_empty() && audit.findings.is_empty());
    assert_eq!(audit.forecasts, ["reach2222222"]);
    assert_eq!(audit.corrections.iter().map(|made| made.action.as_str()).collect::<Vec<_>>(), ["reject"]);
    assert_eq!(audit.log_head, workspace.store().last_event().expect("a log").map(|event| event.hash));
}

#[test]
fn one_document_can_be_asked_for() {
    let workspace = Workspace::reviewed_claims();
    let report = workspace.run(&["audit", "Frameworks in 2026"]).ends(0, "");
    assert!(report.starts_with("Audit of “Frameworks in 2026”\n"), "{report}");
    assert!(!report.contains("hostile22222"));
    let refused = workspace.run(&["audit", "nothing"]);
    refused.ends(
        2,
        "error: no document has the id, path, URL or title 'nothing'\nhelp: 'claimbase documents' lists what is stored\n",
    );
}

#[test]
fn a_status_can_fail_a_build() {
    let workspace = Workspace::reviewed_claims();
    let run = |statuses: &str| workspace.run(&["audit", "--format", "json", "--fail-on-status", statuses]);
    run("refuted,disputed").ends(1, "failed on status: 1 disputed, 1 refuted\n");
    run("unverified").ends(1, "failed on status: 3 unverified\n");
    workspace.run(&["audit", "Frameworks in 2026", "--fail-on-status", "disputed"]).ends(0, "");
    let unknown = workspace.run(&["audit", "--fail-on-status", "wrong"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("invalid value 'wrong'"), "{}", unknown.stderr);
}

#[test]
fn an_audit_that_could_not_run_never_passes() {
    let help = "help: 'claimbase ingest PATH' stores a first article\n";
    let empty = Workspace::empty();
    empty.run(&["audit", "--fail-on-status", "refuted"]).ends(2, &format!("error: the base holds no documents\n{help}"));
    std::fs::remove_dir_all(empty.path("base/claims")).expect("removed");
    assert_eq!(empty.run(&["audit"]).code, Some(2));
    let elsewhere = Workspace::reviewed_claims().run(&["audit", "-o", "no/such/folder/report.html", "--format", "html"]);
    elsewhere.ends(2, "error: cannot write no/such/folder/report.html: No such file or directory (os error 2)\n");
}

#[test]
fn every_format_goes_to_a_file_and_is_the_same_each_time() {
    let workspace = Workspace::reviewed_claims();
    for (format, start) in [("text", "Audit of"), ("markdown", "# Audit of"), ("json", "{\n"), ("html", "<!DOCTYPE html>")] {
        for file in ["one", "other"] {
            let args = ["audit", "--format", format, "--color", "always", "--on", "2026-11-23", "-o", file];
            assert_eq!(workspace.run(&args).ends(0, ""), "");
        }
        let report = workspace.read("one");
        assert_eq!(report, workspace.read("other"));
        assert!(report.starts_with(start) && report.ends_with('\n'), "{report}");
        assert!(!report.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn colours_are_for_those_who_ask() {
    let workspace = Workspace::reviewed_claims();
    assert!(workspace.run(&["audit", "--color", "always"]).ends(0, "").contains("\u{1b}[1mNot checked\u{1b}[0m"));
    assert!(!workspace.run(&["audit"]).ends(0, "").contains('\u{1b}'));
}
