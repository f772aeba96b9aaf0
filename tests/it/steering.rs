//! Whatever articles, tables, reviewers and names of files hold: nothing of it steers the terminal, in no command. The program runs in a
//! pseudo-terminal that `script` of util-linux makes.
#![cfg(target_os = "linux")]

use std::process::Command;

use claimbase::text::is_steering;

use crate::desk::Desk;

/// A title for the window, a cleared screen, a C1 control sequence, an override of the direction, an isolate, nothing to be seen, a tag.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}2J\u{202e}\u{2066}\u{200b}\u{e0041}\u{8}";

fn article(words: &str) -> String {
    format!(
        "---\nauthor: Ann{HOSTILE} Lee\npublisher: Post{HOSTILE}\n---\n# Speed{HOSTILE} of {words}\n\n## Part{HOSTILE} one\n\nQuarkus{HOSTILE} grew 73% in 2026, \
         according to Gartner{HOSTILE}.\n\nNetflix moved from Java{HOSTILE} to Go{HOSTILE} in 2025.\n\n| Name{HOSTILE} | Memory{HOSTILE} |\n| --- | --- |\n| \
         Rust{HOSTILE} | 12 MB |\n"
    )
}

/// What a terminal gets of `line`, which a shell reads; it is refused where anything in it steers.
fn shown(desk: &Desk, line: &str) -> String {
    let program = env!("CARGO_BIN_EXE_claimbase");
    let mut script = Command::new("script");
    let line = line.replace("claimbase ", &format!("'{program}' "));
    script.args(["-qefc", &format!("stty rows 2000 cols 100; {line}"), "/dev/null"]).current_dir(desk.folder.path());
    script.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", desk.path("nobody"));
    script.env("SHELL", "/bin/sh").env("TERM", "xterm").env("NO_COLOR", "1").env("CLAIMBASE_REVIEWER", format!("Ann{HOSTILE}"));
    let output = script.stdin(std::process::Stdio::null()).output().expect("`script` of util-linux");
    // Work that takes long wipes its own line of progress.
    let shown = String::from_utf8(output.stdout).expect("UTF-8").replace("\r\n", "\n").replace("\r\u{1b}[2K", "\n");
    let steers = shown.lines().find(|line| line.contains(is_steering));
    assert!(steers.is_none(), "{line}: {steers:?}");
    assert!(!shown.trim().is_empty(), "{line} says nothing");
    shown
}

#[test]
fn nothing_steers_the_terminal_in_any_command() {
    let desk = Desk::empty();
    let (file, other) = (format!("ar{HOSTILE}ticle.md"), format!("feed{HOSTILE}.csv"));
    desk.write(&file, article("one"));
    desk.write(
        &other,
        format!(
            "claimReviewed,reviewRating.alternateName,author.name,url,itemReviewed.author.name\nGo{HOSTILE} grew 5% in 2024.,Half{HOSTILE} \
             true,Checkers{HOSTILE},https://c.example/{HOSTILE},Mayor{HOSTILE}\n,x{HOSTILE},,,\n"
        ),
    );
    desk.write(
        "answer.json",
        format!("{{\"claims\": [{{\"text\": 5, \"x{}\": 1}}, {{\"claimReview\": [{{\"publisher\": \"{0}\"}}]}}]}}", "\u{202e}"),
    );
    let mut seen =
        vec![shown(&desk, &format!("claimbase ingest '{file}'")), shown(&desk, &format!("claimbase import '{other}'"))];
    let grew = |claim: &claimbase::store::StoredClaim| claim.claim.quote.exact().contains("grew 73%");
    let id = desk.claims().into_iter().find(grew).expect("a claim of the article").claim.id.0;
    desk.write("proof.txt", format!("Quarkus{HOSTILE} grew 73% in 2026."));
    desk.write("table.csv", format!("id,status,note,evidence_url,evidence_file,evidence_quote,state\n{id}{HOSTILE},verified{HOSTILE},{HOSTILE},x{HOSTILE},y{HOSTILE},z,s{HOSTILE}\n{id},veri{HOSTILE},n,,,,s00000000-00000000\n"));
    let h = HOSTILE;
    let mut lines = vec![
        format!("claimbase dispute {id} --note 'no{h}' --url 'https://e.example/{h}' --quote 'q{h}'"),
        format!("claimbase verify {id} --file proof.txt --quote 'Quarkus{h} grew 73%' --by 'Bea{h}'"),
        format!("claimbase edit {id} --subject 'Q{h}' --note 'n{h}' --attribution 'Someone{h}'"),
        format!("claimbase reject $(claimbase search netflix --format jsonl | cut -c8-19) --note 'r{h}'"),
        format!("claimbase add 'Speed' --quote 'Netflix moved from Java{h} to Go' --metric 'm{h}'"),
        format!("claimbase verify {id} --file proof.txt --quote 'nowhere{h}'"),
        format!("claimbase verify {id} --file 'proof{h}.txt' --note n"),
        format!("claimbase verify {id} --url 'ftp://{h}' --note n"),
        format!("claimbase show 'x{h}'"),
        format!("claimbase search 'quarkuz{h}'"),
        format!("claimbase search quarkus --document 'x{h}'"),
        format!("claimbase search 'subject:\"{h}'"),
        format!("claimbase ingest 'missing{h}.md'"),
        format!("claimbase extract '{file}'"),
        format!("claimbase extract '{file}' --format json"),
        format!("claimbase import 'missing{h}.csv'"),
        "claimbase import answer.json".to_owned(),
        "claimbase import table.csv".to_owned(),
        format!("claimbase import '{file}' --format jsonl"),
        format!("claimbase restore '{file}' 'to{h}'"),
        format!("claimbase backup 'backup{h}.tar'"),
        format!("claimbase --base 'no{h}' documents"),
        format!("claimbase evaluate '{file}' proof.txt"),
        "claimbase reextract --all --dry-run || claimbase reextract --dry-run".to_owned(),
        "claimbase reindex".to_owned(),
        "claimbase stats".to_owned(),
    ];
    for format in ["", "--format json"] {
        for command in
            ["search quarkus", "search quarkus --facets", &format!("show {id}"), "log", "documents", "stats", "audit", "doctor"]
        {
            lines.push(format!("claimbase {command} {format}"));
        }
    }
    for format in ["markdown", "html"] {
        lines.push(format!("claimbase audit --format {format}"));
    }
    for format in ["jsonl", "csv", "claimreview", "annotations"] {
        lines.push(format!("claimbase export --format {format}"));
    }
    lines.push("claimbase export --everything".to_owned());
    seen.extend(lines.iter().map(|line| shown(&desk, line)));
    let tell = seen.iter().filter(|shown| shown.contains("\\u{202e}") || shown.contains("\\u202e")).count();
    assert!(tell > lines.len() / 2, "hostile words are shown, in a spelling that does nothing: {tell} of {}", lines.len());
    // A file that was changed, and one that is gone: doctor names them.
    desk.tamper("PRAGMA wal_checkpoint(TRUNCATE)");
    desk.write(&file, article("two"));
    shown(&desk, &format!("claimbase ingest '{file}'"));
    for entry in std::fs::read_dir(desk.path("corpus")).expect("a folder").flatten().filter(|entry| entry.path().is_file()) {
        std::fs::remove_file(entry.path()).expect("removed");
    }
    assert!(shown(&desk, "claimbase doctor").contains("cannot be read"));
    assert!(shown(&desk, &format!("claimbase show {id}")).contains("\\u{202e}"));
    shown(&desk, "claimbase remove Speed --note n");
}
