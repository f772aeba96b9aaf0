//! The manual of the command line, `docs/cli.md`, is what the program itself says: `--help` of every command at 100 columns.
//!
//! `UPDATE_DOCS=1 cargo test --test it manual` writes it afresh.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What stands before the first command.
const OPENING: &str = "\
# The command line

Written by the program: this is what `claimbase --help` and `claimbase COMMAND --help` print. `claimbase COMMAND -h` is the short form.
Change the texts in `src/bin/claimbase/`, then run `UPDATE_DOCS=1 cargo test --test it manual`.
";

fn manual_file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join("cli.md")
}

/// What the program prints for `arguments` and `--help`, without colour, 100 columns wide.
fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_claimbase"))
        .args(arguments)
        .arg("--help")
        .env_clear()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{arguments:?} --help failed");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?} --help talks");
    let printed = String::from_utf8(output.stdout).expect("help is UTF-8");
    let lines: Vec<_> = printed.replace("claimbase.exe", "claimbase").lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n").trim_end().to_owned()
}

/// The commands that `claimbase --help` lists, in its order.
fn commands() -> Vec<String> {
    let overview = help(&[]);
    let listed = overview.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let name = |line: &str| {
        line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')).and_then(|rest| rest.split(' ').next().map(str::to_owned))
    };
    listed.filter_map(name).collect()
}

fn manual() -> String {
    let mut manual = format!("{OPENING}\n```text\n{}\n```\n", help(&[]));
    for command in commands() {
        manual += &format!("\n## {command}\n\n```text\n{}\n```\n", help(&[&command]));
    }
    manual
}

#[test]
fn the_manual_is_what_the_program_says() {
    let (expected, file) = (manual(), manual_file());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, expected).expect("docs/cli.md is written");
        return;
    }
    let written = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let differs = expected.lines().zip(written.lines()).position(|(said, kept)| said != kept);
    assert!(
        written == expected,
        "docs/cli.md is out of date from line {}; `UPDATE_DOCS=1 cargo test --test it manual` writes it afresh",
        differs.unwrap_or_else(|| expected.lines().count().min(written.lines().count())) + 1
    );
}

#[test]
fn near_synonyms_are_set_apart() {
    let overview = help(&[]);
    for (command, word) in
        [("verify", "judgement"), ("dispute", "judgement"), ("audit", "report"), ("doctor", "database"), ("extract", "no base")]
    {
        let line = overview.lines().find(|line| line.trim_start().starts_with(command)).unwrap_or_default();
        assert!(line.contains(word), "the overview does not say what '{command}' is about: {line:?}");
    }
}

#[test]
fn every_argument_is_explained() {
    for command in commands() {
        let help = help(&[&command]);
        let mut lines = help.lines().skip_while(|line| !matches!(*line, "Arguments:" | "Options:")).peekable();
        while let Some(line) = lines.next() {
            let opens =
                line.starts_with("  ") && line.trim_start().starts_with(['-', '<', '[']) && !line.starts_with("          ");
            let explained = line.trim().contains("  ") || lines.peek().is_some_and(|next| next.starts_with("          "));
            assert!(!opens || explained, "{command}: no words for '{}'", line.trim());
        }
    }
}
