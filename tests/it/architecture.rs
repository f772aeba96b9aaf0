//! The shape of the code, held by reading it: which part may know which, what only one place may name, and what no file may be.
//!
//! Comes in: the files under `src/`. Code in `#[cfg(test)]` modules and in files named `tests.rs` may import what it likes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What each part of the library may import, in the order in which the data flows. ARCHITECTURE.md says why.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("parallel", &[]),
    ("text", &[]),
    ("source", &[]),
    ("fetch", &["source"]),
    ("document", &["text", "source"]),
    ("sentence", &["text"]),
    ("mention", &["text", "document", "sentence"]),
    ("claim", &["text", "document", "sentence", "mention"]),
    ("evaluate", &["claim"]),
    ("review", &["text", "source", "document", "mention", "claim"]),
    ("freshness", &["claim", "review"]),
    ("base", &["freshness"]),
    ("staged", &[]),
    ("store", &["text", "document", "mention", "claim", "review", "freshness"]),
    ("export", &["text", "document", "mention", "claim", "review", "freshness", "store"]),
    ("index", &["text", "mention", "claim", "review", "store"]),
    ("search", &["text", "document", "mention", "claim", "review", "store", "export", "index"]),
    ("report", &["text", "document", "sentence", "mention", "claim", "review", "freshness", "export"]),
    ("ingest", &["text", "source", "fetch", "document", "mention", "claim", "review", "base", "staged", "store"]),
    ("import", &["text", "source", "document", "mention", "claim", "review", "base", "store", "export", "ingest"]),
    ("backup", &["base", "staged", "store", "ingest"]),
    ("doctor", &["source", "claim", "review", "base", "store", "index", "ingest"]),
];

/// Waiting for another process's lock, or for a server, needs a clock that only measures; nothing it says is stored or printed.
const MAY_WAIT: &[&str] = &["src/index/folder.rs", "src/fetch/client.rs"];

/// Libraries that can reach a network. The first ones are those of the feature `fetch`.
const CLIENTS: &[&str] =
    &["ureq", "rustls", "reqwest", "hyper", "curl", "isahc", "attohttpc", "minreq", "tokio", "native-tls", "openssl", "quinn"];

/// How many of [`CLIENTS`] the feature `fetch` brings in.
const FETCHING: usize = 2;

/// A file longer than this before its tests tells two stories.
const LINES_MAX: usize = 500;

/// File and folder names that say nothing about what is inside.
const GRAB_BAGS: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "types", "misc", "model", "models", "shared", "stuff"];

/// Endings of type names that say nothing about what the type is.
const EMPTY_ENDINGS: &[&str] = &["Manager", "Handler", "Service", "Processor", "Helper"];

/// A Rust file of this repository.
struct File {
    /// Path below the repository's root, with `/`.
    path: String,
    text: String,
}

impl File {
    /// The code that is not a test, line by line with its number from 1, comments left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.before_tests().lines().enumerate();
        lines.map(|(at, line)| (at + 1, without_comment(line))).filter(|(_, line)| !line.trim().is_empty())
    }

    /// The text up to the test module.
    fn before_tests(&self) -> &str {
        if self.path.ends_with("/tests.rs") {
            return "";
        }
        let end = self.text.find("#[cfg(test)]\nmod ").unwrap_or(self.text.len());
        &self.text[..end]
    }

    /// The part of the library that the file belongs to; `None` in the binary and in `lib.rs`.
    fn part(&self) -> Option<&str> {
        let below = self.path.strip_prefix("src/")?;
        let part = below.split('/').next()?.trim_end_matches(".rs");
        (part != "bin" && part != "lib").then_some(part)
    }

    /// Whether the file is the root of its part, where `super` is the crate.
    fn is_root_of_part(&self) -> bool {
        let below = self.path.trim_start_matches("src/");
        !below.contains('/') || below.split('/').nth(1) == Some("mod.rs")
    }
}

/// `line` up to a comment. Two slashes inside a string end it too early, which only makes the checks blind to the rest of that line.
fn without_comment(line: &str) -> &str {
    line.find("//").map_or(line, |at| &line[..at])
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `folder`, ordered by path.
fn rust_files(folder: &str) -> Vec<File> {
    let mut paths = Vec::new();
    gather(&root().join(folder), &mut paths);
    paths.sort();
    let read = |path: PathBuf| File {
        text: fs::read_to_string(&path).expect("a source file is UTF-8"),
        path: path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/"),
    };
    paths.into_iter().map(read).collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn library() -> Vec<File> {
    rust_files("src").into_iter().filter(|file| !file.path.starts_with("src/bin/")).collect()
}

/// Every stretch of letters that follows `prefix` in `line`.
fn words_after<'l>(line: &'l str, prefix: &str) -> Vec<&'l str> {
    let ends = |rest: &'l str| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    line.match_indices(prefix).map(|(at, _)| ends(&line[at + prefix.len()..])).collect()
}

/// Fails with every line of `faults`, if there are any.
#[track_caller]
fn assert_none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

#[test]
fn parts_know_only_what_stands_before_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut faults = Vec::new();
    for file in library() {
        let Some(part) = file.part() else { continue };
        let Some(known) = allowed.get(part) else {
            faults.push(format!("{}: the part '{part}' is not in the table of this test", file.path));
            continue;
        };
        for (number, line) in file.code() {
            if file.is_root_of_part() && line.contains("super::") && !line.contains("pub(in super") {
                faults.push(format!("{}:{number}: `super` is the crate here; write `crate::`", file.path));
            }
            for other in words_after(line, "crate::") {
                if is_part(other) && other != part && !known.contains(&other) {
                    faults.push(format!("{}:{number}: '{part}' may not know '{other}'", file.path));
                }
            }
        }
    }
    assert_none("dependencies point one way", &faults);
}

fn is_part(word: &str) -> bool {
    MAY_IMPORT.iter().any(|(part, _)| *part == word)
}

#[test]
fn the_table_of_dependencies_has_no_cycle() {
    let mut before = BTreeSet::new();
    for (part, known) in MAY_IMPORT {
        for other in *known {
            assert!(before.contains(other), "'{part}' stands before '{other}', which it may import");
        }
        before.insert(*part);
    }
}

#[test]
fn sqlite_and_tantivy_are_named_in_one_place_each() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        for (number, line) in file.code() {
            for (name, home) in [("rusqlite", "src/store/"), ("tantivy", "src/index/")] {
                if line.contains(name) && !file.path.starts_with(home) {
                    faults.push(format!("{}:{number}: only {home} names {name}", file.path));
                }
            }
        }
    }
    assert_none("the database and the index can be exchanged", &faults);
}

#[test]
fn the_library_prints_nothing_and_asks_its_surroundings_nothing() {
    const REFUSED: &[&str] = &[
        "print!",
        "println!",
        "eprint!",
        "eprintln!",
        "dbg!",
        "std::env",
        "env::var",
        "io::stdin",
        "io::stdout",
        "io::stderr",
        "process::exit",
        "process::Command",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "thread_rng",
        "now_v7",
        "new_v4",
        "clap",
        "anyhow",
    ];
    let mut faults = Vec::new();
    for file in library() {
        for (number, line) in file.code() {
            let words = REFUSED.iter().filter(|word| contains_word(line, word));
            let words = words.filter(|word| **word != "Instant::now" || !MAY_WAIT.contains(&file.path.as_str()));
            faults.extend(words.map(|word| format!("{}:{number}: {word}", file.path)));
        }
    }
    assert_none("only the binary prints, reads the environment and looks at the clock", &faults);
}

/// Whether `line` has `word` with no letter before it, so that `writeln!` is not taken for `ln!`.
fn contains_word(line: &str, word: &str) -> bool {
    let starts_there = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let ends_there = |at: usize| !line[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| starts_there(at) && (word.ends_with('!') || ends_there(at)))
}

#[test]
fn only_fetch_can_reach_a_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    let mut faults: Vec<String> = CLIENTS[FETCHING..]
        .iter()
        .filter(|name| lock.contains(&format!("name = \"{name}\"\n")))
        .map(|name| format!("Cargo.lock: {name}"))
        .collect();
    for file in rust_files("src").into_iter().filter(|file| !file.path.starts_with("src/fetch")) {
        for (number, line) in file.code() {
            let reaches = ["std::net", "TcpStream", "UdpSocket"].iter().chain(CLIENTS).any(|word| contains_word(line, word));
            faults.extend(reaches.then(|| format!("{}:{number}: {}", file.path, line.trim())));
        }
    }
    assert_none("only src/fetch/ opens connections", &faults);
}

#[test]
fn only_ingest_and_fetched_evidence_ask_for_pages() {
    let mut asking = BTreeSet::new();
    for file in rust_files("src").into_iter().filter(|file| !file.path.starts_with("src/fetch")) {
        let asks = |call: &str| file.code().any(|(_, line)| line.contains(call));
        if asks("fetch::page(") {
            assert_eq!(file.path, "src/bin/claimbase/context.rs", "one place has the limits");
        }
        if asks("context.page(") {
            asking.insert(file.path);
        }
    }
    let wanted = ["src/bin/claimbase/commands/ingest.rs", "src/bin/claimbase/judging.rs"];
    assert_eq!(asking, wanted.map(str::to_owned).into(), "`ingest URL` and `--fetch`");
}

#[test]
fn without_the_feature_no_client_is_compiled() {
    let packages = |features: &[&str]| -> Vec<String> {
        let fixed = ["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
        let done = Command::new(env!("CARGO")).args(fixed).args(features).current_dir(root()).output().expect("cargo runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let listed = String::from_utf8(done.stdout).expect("UTF-8");
        listed.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
    };
    let clients = |features: &[&str]| -> BTreeSet<String> {
        packages(features).into_iter().filter(|name| CLIENTS.contains(&name.as_str())).collect()
    };
    assert_eq!(clients(&["--no-default-features"]), BTreeSet::new());
    assert_eq!(clients(&[]), CLIENTS[..FETCHING].iter().map(|name| (*name).to_owned()).collect(), "the names are found");
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let files = ["src", "tests/it", "benches", "examples"].into_iter().flat_map(rust_files);
    let faults: Vec<_> = files.filter(|file| !file.text.starts_with("//! ")).map(|file| file.path).collect();
    assert_none("a file begins with `//!`", &faults);
}

#[test]
fn files_are_short_enough_to_tell_one_story() {
    let long = |file: File| {
        let lines = file.before_tests().lines().count();
        (lines > LINES_MAX).then(|| format!("{}: {lines} lines", file.path))
    };
    let faults: Vec<_> = rust_files("src").into_iter().filter_map(long).collect();
    assert_none("at most 500 lines stand before a file's tests", &faults);
}

#[test]
fn names_say_what_is_inside() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let bags = file.path.trim_end_matches(".rs").split('/').filter(|name| GRAB_BAGS.contains(name));
        faults.extend(bags.map(|name| format!("{}: '{name}' says nothing", file.path)));
        for (number, line) in file.code() {
            let declared = ["struct ", "enum ", "trait "].into_iter().flat_map(|word| words_after(line, word));
            let empty = declared.filter(|name| EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending)));
            faults.extend(empty.map(|name| format!("{}:{number}: {name}", file.path)));
        }
    }
    assert_none("no grab bags", &faults);
}

#[test]
fn nothing_is_left_to_do_in_comments() {
    let marks = ["TODO", "FIXME", "XXX", "HACK"];
    let mut faults = Vec::new();
    for file in rust_files("src") {
        for (at, line) in file.text.lines().enumerate() {
            let comment = line.find("//").map_or("", |start| &line[start..]);
            if marks.iter().any(|mark| contains_word(comment, mark)) {
                faults.push(format!("{}:{}: {}", file.path, at + 1, line.trim()));
            }
        }
    }
    assert_none("work that is left stands in an issue", &faults);
}

#[test]
fn the_map_in_architecture_md_names_every_part() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let parts: BTreeSet<String> = library().iter().filter_map(|file| file.part().map(str::to_owned)).collect();
    let missing: Vec<_> = parts
        .into_iter()
        .filter(|part| !map.contains(&format!("`src/{part}/`")) && !map.contains(&format!("`src/{part}.rs`")))
        .collect();
    assert_none("ARCHITECTURE.md shows where everything is", &missing);
}

/// Names of tests as ARCHITECTURE.md writes them: several words joined by `_`, in backquotes.
fn named_tests(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|word| {
        word.matches('_').count() >= 2 && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    })
}

#[test]
fn the_tests_that_architecture_md_names_exist() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let code: String = ["src", "tests/it"].into_iter().flat_map(rust_files).map(|file| file.text).collect();
    let missing: Vec<_> = named_tests(&text).filter(|name| !code.contains(&format!("fn {name}("))).map(str::to_owned).collect();
    assert_none("every invariant is held by a test", &missing);
    assert!(named_tests(&text).count() > 5, "the names are found");
}
