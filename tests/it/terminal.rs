//! What only a terminal shows: links, the pager, and none of either elsewhere. The program runs in a pseudo-terminal that `script` of
//! util-linux makes.
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

const ARTICLE: &str = "# Speed\n\nQuarkus starts in 50 ms.\n\nNode.js starts in 90 ms.\n\nDeno raised $40 million in 2026.\n";

/// What a terminal that knows links says of itself.
const KNOWS_LINKS: &[(&str, &str)] = &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")];

/// What ends a link.
const LINK_END: &str = "\u{1b}]8;;\u{1b}\\";

struct Sitting {
    folder: TempDir,
    base: PathBuf,
}

impl Sitting {
    /// A base in the folder `name`, with one article.
    fn at(name: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        let base = folder.path().join(name);
        let sitting = Self { base, folder };
        std::fs::write(sitting.file("speed.md"), ARTICLE).expect("written");
        for arguments in [["init", sitting.base.to_str().expect("UTF-8")], ["ingest", "speed.md"]] {
            let run = sitting.command().args(arguments).output().expect("the program starts");
            assert!(run.status.success(), "{run:?}");
        }
        sitting
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimbase"));
        self.surround(&mut command);
        command
    }

    fn surround(&self, command: &mut Command) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.current_dir(self.folder.path()).env_clear().env("PATH", path).env("HOME", self.folder.path());
        command.env("CLAIMBASE_DIR", &self.base).stdin(Stdio::null());
    }

    /// What a terminal of 24 lines and 80 columns gets of the program with `arguments`, which a shell reads, and how it ended.
    fn on_terminal(&self, arguments: &str, variables: &[(&str, &str)]) -> (String, Option<i32>) {
        self.on_screen(24, arguments, variables)
    }

    fn on_screen(&self, lines: usize, arguments: &str, variables: &[(&str, &str)]) -> (String, Option<i32>) {
        let program = Path::new(env!("CARGO_BIN_EXE_claimbase")).display();
        let line = format!("stty rows {lines} cols 80; '{program}' {arguments}");
        let mut script = Command::new("script");
        self.surround(&mut script);
        script.args(["-qefc", &line, "/dev/null"]).env("SHELL", "/bin/sh").env("TERM", "xterm");
        let output = script.envs(variables.iter().copied()).output().expect("`script` of util-linux");
        let shown = String::from_utf8(output.stdout).expect("UTF-8").replace("\r\n", "\n");
        (shown, output.status.code())
    }
}

/// The addresses of the links in `shown`, each with its words.
fn links(shown: &str) -> Vec<(String, String)> {
    let opening = regex::Regex::new("\u{1b}\\]8;;([!-~]+)\u{1b}\\\\(.*?)\u{1b}\\]8;;\u{1b}\\\\").expect("a pattern");
    opening.captures_iter(shown).map(|link| (link[1].to_owned(), link[2].to_owned())).collect()
}

#[test]
fn places_are_links_where_the_terminal_knows_them() {
    let sitting = Sitting::at("base");
    let file = sitting.base.join("corpus/speed.md").display().to_string();
    for command in ["search quarkus", "show $('PROGRAM' search quarkus --format jsonl | cut -c8-19)"] {
        let command = command.replace("PROGRAM", env!("CARGO_BIN_EXE_claimbase"));
        let (shown, _) = sitting.on_terminal(&command, KNOWS_LINKS);
        let found = links(&shown);
        assert_eq!(found.len(), 1, "{shown}");
        let (address, words) = &found[0];
        assert!(address.starts_with("file://") && address.ends_with(&file), "{address}");
        assert!(words.contains("base/corpus/speed.md:3"), "{words}");
        let editor = sitting.on_terminal(&command, &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "vscode")]).0;
        assert_eq!(links(&editor)[0].0, format!("vscode://file{file}:3"));
        let kitty = sitting.on_terminal(&command, &[("TERM", "xterm-kitty")]).0;
        assert!(links(&kitty)[0].0.ends_with(&format!("{file}#3")), "{kitty}");
    }
}

#[test]
fn there_are_no_links_where_they_are_not_wanted_or_not_known() {
    let sitting = Sitting::at("base");
    let with = |more: &[(&'static str, &'static str)]| [KNOWS_LINKS, more].concat();
    for (arguments, variables) in [
        ("search quarkus", vec![("TERM", "xterm")]),
        ("search quarkus", with(&[("NO_COLOR", "1")])),
        ("search quarkus", with(&[("TERM", "dumb")])),
        ("search quarkus", with(&[("FORCE_HYPERLINK", "0")])),
        ("search quarkus --color never", with(&[])),
        ("search quarkus --color always | cat", with(&[("FORCE_HYPERLINK", "1")])),
        ("search quarkus -o answer; cat answer", with(&[("FORCE_HYPERLINK", "1")])),
    ] {
        let (shown, _) = sitting.on_terminal(arguments, &variables);
        assert!(shown.contains("base/corpus/speed.md:3"), "{arguments}: {shown}");
        assert!(!shown.contains("\u{1b}]"), "{arguments} {variables:?}: {shown:?}");
    }
}

#[test]
fn nothing_in_a_path_breaks_out_of_a_link() {
    let sitting = Sitting::at("ba\u{1b}\\\u{7}\u{9b}2Jse x");
    let (shown, code) = sitting.on_terminal("search quarkus", KNOWS_LINKS);
    assert_eq!(code, Some(0), "{shown:?}");
    let found = links(&shown);
    assert!(!found.is_empty() && found.iter().all(|(address, _)| address.contains("/ba%1B%5C%07%C2%9B2Jse%20x/")), "{found:?}");
    let colours = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    let without = colours.replace_all(&shown, "").replace(LINK_END, "");
    let rest = found.iter().fold(without.clone(), |text, (address, _)| text.replace(&format!("\u{1b}]8;;{address}\u{1b}\\"), ""));
    assert!(!rest.contains(|c: char| c.is_control() && c != '\n'), "{rest:?}");
}

#[test]
fn a_long_answer_is_handed_to_the_pager_whole() {
    let sitting = Sitting::at("base");
    let plain = sitting.command().arg("audit").output().expect("the program starts");
    let plain = String::from_utf8(plain.stdout).expect("UTF-8");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let pager = ("CLAIMBASE_PAGER", "cat > paged");
    let (shown, code) = sitting.on_screen(10, "audit --color never", &[pager]);
    assert_eq!((shown.as_str(), code), ("", Some(0)));
    let paged = std::fs::read_to_string(sitting.file("paged")).expect("the pager was run");
    assert_eq!(words(&paged), words(&plain));
    for (arguments, variables) in [
        ("audit --color never --no-pager", vec![pager]),
        ("audit --color never", vec![("CLAIMBASE_PAGER", ""), ("PAGER", "cat > other")]),
        ("audit --color never", vec![("PAGER", "cat")]),
        ("audit --color never", vec![("PAGER", "no-such-pager --at-all")]),
        ("audit --color never | cat", vec![pager]),
    ] {
        std::fs::write(sitting.file("paged"), "").expect("written");
        let (shown, code) = sitting.on_screen(10, arguments, &variables);
        assert_eq!((words(&shown), code), (words(&plain), Some(0)), "{arguments} {variables:?}");
        assert_eq!(std::fs::read_to_string(sitting.file("paged")).expect("a file"), "");
        assert!(!sitting.file("other").exists());
    }
}

#[test]
fn a_pager_that_a_shell_does_not_find_loses_nothing() {
    let sitting = Sitting::at("base");
    let (shown, code) = sitting.on_screen(10, "audit --color never", &[("PAGER", "no-such-pager | cat >&2; exit 127")]);
    assert!(shown.contains("Not checked") && shown.contains("All claims"), "{shown}");
    assert_eq!(code, Some(0));
}

#[test]
fn a_short_answer_stays_on_the_screen() {
    let sitting = Sitting::at("base");
    let (shown, code) = sitting.on_terminal("search quarkus --color never", &[("PAGER", "cat > paged")]);
    assert!(shown.contains("Quarkus starts in 50 ms.") && code == Some(0), "{shown}");
    assert!(!sitting.file("paged").exists());
}

#[test]
fn a_pager_that_is_left_early_is_no_error_and_the_status_stays() {
    let sitting = Sitting::at("base");
    let (shown, code) = sitting.on_screen(5, "audit", &[("PAGER", "head -n 1")]);
    assert_eq!((shown.lines().count(), code), (1, Some(0)), "{shown}");
    let (shown, code) = sitting.on_screen(5, "audit --fail-on-status unverified", &[("PAGER", "head -n 1")]);
    assert!(code == Some(1) && shown.contains("failed on status: "), "{shown}");
    assert_eq!(sitting.on_terminal("search nothing-like-it", &[]).1, Some(1));
}
