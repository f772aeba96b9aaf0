//! A base in the folder that the program runs in, as a person who works in a clone has it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimbase::base::Base;
use claimbase::store::{ClaimFilter, Store, StoredClaim};
use serde_json::Value;
use tempfile::TempDir;

use crate::written::{FRAMEWORKS, SURVEY, put};

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Run {
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
}

impl Run {
    /// Expects success, the given answer, and nothing on standard error.
    pub fn answers(&self, out: &str) {
        assert_eq!((self.out.as_str(), self.err.as_str(), self.code), (out, "", Some(0)));
    }

    /// Expects a refusal: status 2, no answer, and an error that says all of `words`.
    pub fn refuses(&self, words: &[&str]) {
        assert_eq!((self.out.as_str(), self.code), ("", Some(2)), "{self:?}");
        assert!(self.err.starts_with("error: "), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "'{word}' is not in {self:?}");
        }
    }
}

pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    /// A base without documents.
    pub fn empty() -> Self {
        let folder = TempDir::new().expect("a folder");
        let base = Base::create(folder.path()).expect("a base");
        Store::open(&base.database()).expect("a store");
        Self { folder }
    }

    /// Two documents of written claims, with an index.
    pub fn filled() -> Self {
        let desk = Self::empty();
        let mut store = desk.store();
        put(&mut store, "Frameworks", FRAMEWORKS);
        put(&mut store, "Survey", SURVEY);
        desk.run(&["reindex"]);
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    pub fn base(&self) -> Base {
        Base::open(self.folder.path()).expect("a base")
    }

    pub fn store(&self) -> Store {
        Store::open(&self.base().database()).expect("a store")
    }

    /// Where the search index is.
    pub fn files(&self) -> PathBuf {
        self.path("index").join("claims")
    }

    /// Every claim, withdrawn and rejected ones included.
    pub fn claims(&self) -> Vec<StoredClaim> {
        let all = ClaimFilter { withdrawn: true, rejected: true, ..ClaimFilter::default() };
        self.store().claims(&all).expect("claims")
    }

    /// The one claim with these words in it.
    pub fn claim(&self, words: &str) -> StoredClaim {
        let mut found: Vec<_> = self.claims().into_iter().filter(|claim| claim.claim.text.contains(words)).collect();
        assert_eq!(found.len(), 1, "claims with '{words}'");
        found.remove(0)
    }

    /// The one claim with these words in it that a person added.
    pub fn added(&self, words: &str) -> StoredClaim {
        let mut found: Vec<_> =
            self.claims().into_iter().filter(|claim| claim.added && claim.claim.text.contains(words)).collect();
        assert_eq!(found.len(), 1, "added claims with '{words}'");
        found.remove(0)
    }

    /// The id of the one claim with these words in it.
    pub fn id(&self, words: &str) -> String {
        self.claim(words).claim.id.0.to_string()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimbase"));
        let nobody = self.path("nobody");
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("CLAIMBASE_DIR")
            .env_remove("NO_COLOR")
            .env("CLAIMBASE_REVIEWER", "Ann")
            .env("HOME", &nobody)
            .env("XDG_DATA_HOME", &nobody)
            .env("GIT_CONFIG_GLOBAL", &nobody)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        run(&mut self.command(args))
    }

    /// Runs with `input` on standard input.
    pub fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Run {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        // A program that ends before it has read everything closes the pipe; its answer is what counts.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_ref());
        finished(child.wait_with_output().expect("the program ends"))
    }

    /// The JSON that a run prints.
    pub fn json(&self, args: &[&str]) -> Value {
        let run = self.run(args);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    }

    pub fn search_json(&self, args: &[&str]) -> Value {
        self.json(&[&["search", "--format", "json"], args].concat())
    }

    /// Changes the database behind the program's back.
    pub fn tamper(&self, sql: &str) {
        let database = rusqlite::Connection::open(self.base().database()).expect("a database");
        database.execute_batch(sql).expect("valid SQL");
    }
}

pub fn run(command: &mut Command) -> Run {
    finished(command.output().expect("the program runs"))
}

fn finished(done: std::process::Output) -> Run {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { out: text(done.stdout), err: text(done.stderr), code: done.status.code() }
}

/// Every file below `folder` with its bytes, by path.
pub fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("a file")))
        .collect()
}
