//! The transcripts in README.md are what the program prints: every `$` line of a `console` block is run, in order, in a copy of the
//! repository's base, and its output compared.
//!
//! An output that is shown in part has a line `…`: as many lines as stand before it are compared from the beginning, as many as stand
//! after it from the end. Dates of the day and times are compared as if the README had been written in this second.
//! `UPDATE_DOCS=1 cargo test --test it readme` writes the outputs afresh, with as many lines as stood there.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use tempfile::TempDir;

/// The line that stands for lines left out.
const LEFT_OUT: &str = "…";

/// The second in which the README claims to have been written.
const DAY: &str = "2026-11-23";
/// A year later, when reviews of that day are due again.
const YEAR_LATER: &str = "2027-11-23";
const TIME: &str = "T09:30:00Z";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One command of the README and the output below it, as lines.
struct Step {
    command: String,
    shown: Vec<String>,
    /// Its place among the README's lines: where the output begins and how many lines it has.
    at: usize,
}

/// The steps of every `console` block.
fn steps(readme: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (at, line) in readme.lines().enumerate() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step { command: command.to_owned(), shown: Vec::new(), at: at + 1 }),
                None => steps.last_mut().expect("a block begins with a command").shown.push(line.to_owned()),
            },
        }
    }
    steps
}

/// A folder with the repository's base in it, as a fresh clone has it.
pub fn fresh_base() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::copy(root().join("claimbase.toml"), folder.path().join("claimbase.toml")).expect("copied");
    for part in ["corpus", "claims", "index"] {
        fs::create_dir(folder.path().join(part)).expect("made");
        fs::copy(root().join(part).join("README.md"), folder.path().join(part).join("README.md")).expect("copied");
    }
    for file in fs::read_dir(root().join("corpus")).expect("the corpus").flatten() {
        fs::copy(file.path(), folder.path().join("corpus").join(file.file_name())).expect("copied");
    }
    folder
}

/// What `command` prints in `folder`, both streams as a terminal shows them.
pub fn output(command: &str, folder: &Path) -> (Vec<String>, bool) {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_claimbase"));
    let paths =
        std::env::join_paths([program.parent().expect("a folder"), Path::new("/usr/bin"), Path::new("/bin")]).expect("a path");
    let command = command.replace("cargo run --release --", "claimbase");
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", paths)
        .env("HOME", folder)
        .env("CLAIMBASE_REVIEWER", "Ada")
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (text.lines().map(undated).collect(), output.status.success())
}

/// `line` with the day and the time replaced by those of the README.
fn undated(line: &str) -> String {
    let now = Timestamp::now().as_second();
    let today = |second: i64| Timestamp::from_second(second).map(|at| at.to_string()[..10].to_owned()).unwrap_or_default();
    // Midnight may pass between the command and this line.
    let mut line = line.trim_end().to_owned();
    for today in [today(now), today(now - 3600)] {
        let day: Date = today.parse().expect("a date");
        let later = day.saturating_add(1.year()).to_string();
        line = line.replace(&today, DAY).replace(&later, YEAR_LATER);
    }
    for (at, _) in line.clone().match_indices(&format!("{DAY}T")) {
        let time = at + DAY.len()..at + DAY.len() + TIME.len();
        if line.get(time.clone()).is_some_and(|time| time.ends_with('Z')) {
            line.replace_range(time, TIME);
        }
    }
    line
}

/// `printed`, shown as far as `shown` shows its own.
fn like(shown: &[String], printed: &[String]) -> Vec<String> {
    let Some(gap) = shown.iter().position(|line| line == LEFT_OUT) else { return printed.to_vec() };
    let (head, tail) = (gap, shown.len() - gap - 1);
    if head + tail >= printed.len() {
        return printed.to_vec();
    }
    let left_out = [LEFT_OUT.to_owned()];
    [&printed[..head], &left_out, &printed[printed.len() - tail..]].concat()
}

#[test]
fn the_transcripts_are_what_the_program_prints() {
    let file = root().join("README.md");
    let readme = fs::read_to_string(&file).expect("README.md").replace("\r\n", "\n");
    let folder = fresh_base();
    let mut lines: Vec<String> = readme.lines().map(str::to_owned).collect();
    let mut faults = Vec::new();
    let mut moved = 0;
    for step in steps(&readme).iter().filter(|step| !step.command.starts_with("cargo test")) {
        let (printed, succeeded) = output(&step.command, folder.path());
        if !succeeded {
            faults.push(format!("`{}` failed:\n{}", step.command, printed.join("\n")));
        }
        let expected = like(&step.shown, &printed);
        if expected != step.shown {
            faults.push(format!("`{}` prints\n{}", step.command, expected.join("\n")));
        }
        let at = step.at.checked_add_signed(moved).expect("inside the README");
        moved += expected.len().cast_signed() - step.shown.len().cast_signed();
        lines.splice(at..at + step.shown.len(), expected);
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, lines.join("\n") + "\n").expect("README.md is written");
        return;
    }
    assert!(
        faults.is_empty(),
        "{}\n\n`UPDATE_DOCS=1 cargo test --test it readme` writes the outputs afresh",
        faults.join("\n\n")
    );
}

#[test]
fn the_readme_opens_with_its_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let opening: Vec<&str> = readme.lines().take(20).collect();
    for command in ["cargo run --release -- ingest corpus/*.md", "cargo test"] {
        assert!(opening.iter().any(|line| line.contains(command)), "{command}");
    }
}

#[test]
fn every_file_that_the_readme_links_to_exists() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(link, _)| link));
    let missing: Vec<_> = links.filter(|link| !link.contains("://") && !root().join(link).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
