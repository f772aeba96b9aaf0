//! Freshness from outside: what `audit`, `search --due`, `show` and the records say of reviews past their shelf life and of forecasts whose
//! time has come. The fixture's reviews are of 2026-11-22; days are given, never the clock's.

use claimbase::report::{html, markdown, text};

use crate::fixture::fixture;
use crate::wire;
use crate::workspace::Workspace;

fn audit(workspace: &Workspace, on: &str) -> wire::Audit {
    let report = workspace.run(&["audit", "--format", "json", "--on", on]).ends(0, "");
    serde_json::from_str(&report).expect("an audit")
}

fn due(audit: &wire::Audit) -> Vec<(&str, &str, &str)> {
    audit.due.iter().map(|due| (due.id.as_str(), due.what.as_str(), due.since.as_str())).collect()
}

#[test]
fn an_audit_lists_what_is_due_on_its_day_and_keeps_the_verdicts() {
    let workspace = Workspace::reviewed_claims();
    let fresh = audit(&workspace, "2027-11-21");
    assert_eq!((due(&fresh), fresh.on.as_str()), (vec![], "2027-11-21"));
    let later = audit(&workspace, "2027-11-22");
    let reviewed = ["growth222222", "market222222", "express22222", "took22222222", "hostile22222"];
    assert_eq!(due(&later), reviewed.map(|id| (id, "review", "2027-11-22")));
    assert_eq!(later.counts.status, fresh.counts.status, "no verdict is blanked");
    let last = audit(&workspace, "2030-12-31");
    assert_eq!(due(&last).last(), Some(&("reach2222222", "forecast", "2030-12-31")));
    assert_eq!(due(&audit(&workspace, "2030-12-30")).len(), reviewed.len());
}

#[test]
fn records_say_until_when_a_verdict_is_fresh() {
    let workspace = Workspace::reviewed_claims();
    let fresh_until = |claim: &wire::Claim| claim.fresh_until.clone();
    let lines = workspace.run(&["export", "--format", "jsonl"]).ends(0, "");
    let claims: Vec<wire::Claim> = lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    let until = |id: &str| claims.iter().find(|claim| claim.id == id).and_then(fresh_until);
    assert_eq!(until("growth222222").as_deref(), Some("2027-11-22"));
    assert_eq!(until("start2222222"), None, "nobody reviewed it");
    let keys: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a claim")).expect("JSON");
    assert!(keys.get("fresh_until").is_some(), "the key is always there");
}

#[test]
fn search_finds_what_is_due() {
    let workspace = Workspace::reviewed_claims();
    let found = |args: &[&str]| {
        let run = workspace.run(&[&["search", "--format", "jsonl"], args].concat());
        let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("a hit")["id"].as_str().map(str::to_owned);
        (run.code, run.stdout.lines().filter_map(id).collect::<Vec<_>>())
    };
    let on = |day: &str| found(&[&format!("--due={day}")]).1.len();
    assert_eq!([on("2027-11-21"), on("2027-11-22"), on("2030-12-30"), on("2030-12-31")], [0, 5, 5, 6]);
    assert_eq!(found(&["--due=2027-11-21"]).0, Some(1));
    assert_eq!(found(&["--due=2030-12-31", "--status", "refuted"]).1, ["express22222"]);
    assert_eq!(found(&["--due=2030-12-31", "--status", "unverified"]).1, ["reach2222222"]);
    assert_eq!(found(&["quarkus", "--due=2030-12-31", "--kind", "growth"]).1, ["growth222222"]);
    let refused = workspace.run(&["search", "--due=soon"]);
    assert!(
        refused.code == Some(2) && refused.stderr.contains("invalid value 'soon' for '--due[=<DATE>]'"),
        "{}",
        refused.stderr
    );
}

#[test]
fn settings_say_how_long_reviews_hold() {
    let workspace = Workspace::reviewed_claims();
    let settings =
        "[shelf-life]\ngrowth = \"2 weeks\"\nmarket = \"none\"\nbenchmark = \"900 years\"\nstatistic = \"900 years\"\n";
    workspace.write("base/claimbase.toml", settings);
    assert_eq!(due(&audit(&workspace, "2026-12-06")), [("growth222222", "review", "2026-12-06")]);
    assert_eq!(due(&audit(&workspace, "2026-12-05")), []);
    let shown = workspace.run(&["show", "express22222"]).ends(0, "");
    assert!(shown.contains("\n  fresh until      2926-11-22\n"), "{shown}");
    let lasting = workspace.run(&["show", "market222222"]).ends(0, "");
    assert!(!lasting.contains("fresh until"), "{lasting}");
    workspace.write("base/claimbase.toml", "[shelf-life]\nprice = \"30 days\"\n");
    workspace.run(&["audit"]).ends(
        2,
        "error: base/claimbase.toml: shelf-life: kind 'price' is not one of funding, growth, benchmark, market, cost, adoption, \
         statistic, migration, event\n\
         help: the settings are 'reviewer', 'max-file-mib', 'max-fetch-seconds', 'wait-seconds' and the table '[shelf-life]', in TOML\n",
    );
    workspace.write("base/claimbase.toml", "[shelf-life]\ncost = \"a month or so\"\n");
    let refused = workspace.run(&["audit"]);
    assert!(
        refused.stderr.contains("shelf-life: cost: 'a month or so' is no shelf life; write \"30 days\","),
        "{}",
        refused.stderr
    );
    assert_eq!(refused.code, Some(2));
}

#[test]
fn a_review_taken_back_is_due_no_more_and_a_fresh_one_starts_anew() {
    let workspace = Workspace::reviewed_claims();
    workspace.write("base/claimbase.toml", "[shelf-life]\nstatistic = \"1 day\"\n");
    let statistic = |on: &str| {
        let rows = workspace.run(&["search", &format!("--due={on}"), "--kind", "statistic", "--format", "jsonl"]).stdout;
        rows.lines().count()
    };
    assert_eq!(statistic("2026-11-23"), 2);
    workspace.run(&["mark", "took22222222", "--undo", "--by", "Ben Okri"]).ends(0, "");
    assert_eq!(statistic("2026-11-23"), 1);
    workspace.run(&["mark", "hostile22222", "--as", "unverifiable"]).ends(0, "");
    assert_eq!(statistic("2026-11-23"), 0, "its last review is of today");
}

#[test]
fn every_format_for_people_names_what_is_due() {
    let mut fixture = fixture();
    fixture.on = "2030-12-31".parse().expect("a date");
    let (audit, articles) = (fixture.audit(), fixture.articles());
    let sentence = "On 2030-12-31, 5 reviews are past their shelf life, and the time of 1 forecast has come.";
    let style = claimbase::export::layout::TextStyle { width: 200, colour: false };
    let (plain, marked, page) = (text(&audit, style), markdown(&audit), html(&audit, &articles));
    for report in [&plain, &marked, &page] {
        assert!(report.contains(sentence), "{report}");
        assert!(report.contains("due again since 2027-11-22"), "{report}");
        assert!(report.contains("the forecast can be judged since 2030-12-31"), "{report}");
    }
    assert!(plain.contains("\nDue (6)\n") && marked.contains("\n## Due (6)\n") && page.contains("href=\"#due\">Due (6)</a>"));
    assert_eq!(page.matches(" data-due").count(), 6);
    assert!(page.contains("<option value=\"due\">due (6)</option>"));
    assert!(plain.contains("\n  2027-11-22     Quarkus grew 73% in 2026.\n"), "{plain}");
    assert!(plain.contains("the review is past its shelf life · verified by Ben Okri, 2026-11-22"), "{plain}");
}

#[test]
fn what_is_not_due_says_until_when_it_is_fresh() {
    let fixture = fixture();
    let report = markdown(&fixture.audit());
    assert!(report.contains("fresh until 2027-11-22"), "{report}");
    assert!(
        report.contains("Nothing is due on 2026-11-23: no review is past its shelf life, no forecast's time has come."),
        "{report}"
    );
}

#[test]
fn what_is_due_can_be_gone_through() {
    let workspace = Workspace::reviewed_claims();
    let sitting = |keys: &str, on: &str| workspace.run_with(&["review", &format!("--due={on}"), "--by", "Ben Okri"], keys);
    let nothing = sitting("", "2027-11-21");
    assert_eq!((nothing.code, nothing.stderr.as_str()), (Some(1), "no claim is due on 2027-11-21\n"));
    let shown = sitting("u\nnobody says any more\ns\nq\n", "2027-11-22").ends(0, "");
    assert!(shown.contains("claim 1 of 5 · growth222222"), "{shown}");
    assert!(shown.contains("stands       verified by Ben Okri, 2026-11-22"), "{shown}");
    assert!(
        shown.contains("1 reviewed, 0 rejected, 1 skipped; 4 of 5 still due\n'claimbase review --due' goes on with them"),
        "{shown}"
    );
    let again: wire::Audit = audit(&workspace, "2027-11-22");
    assert_eq!(again.counts.status["unverifiable"], 2);
}
