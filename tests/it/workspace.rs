//! A base in a folder of its own, and the program run on it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimbase::base::Base;
use claimbase::document::{Document, Media, Metadata};
use claimbase::review::Judgement;
use claimbase::store::{Act, SourceKey, SourceKind, Store, Version};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::fixture::{Fixture, fixture};

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

/// A folder with a base in it.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// A base without documents.
    pub fn empty() -> Self {
        let folder = TempDir::new().expect("a folder");
        let base = Base::create(&folder.path().join("base")).expect("a base");
        Store::open(&base.database()).expect("a store");
        Self { folder }
    }

    /// The fixture's documents with their claims; nobody has reviewed any.
    pub fn open_claims() -> Self {
        let workspace = Self::empty();
        let mut store = workspace.store();
        let fixture = fixture();
        for at in 0..fixture.documents.len() {
            put(&mut store, &fixture, at);
        }
        workspace
    }

    /// The fixture's documents with their claims, reviews, edits and rejections.
    pub fn reviewed_claims() -> Self {
        let workspace = Self::open_claims();
        let mut store = workspace.store();
        for held in fixture().claims {
            let row = store.find_claim_row(&held.claim.id.0).expect("a stored claim");
            for review in held.reviews.iter().filter(|review| !review.retracted) {
                let (by, note, evidence) = (review.by.clone(), review.note.clone(), review.evidence.clone());
                let judgement = Judgement { status: review.status, by, note, evidence };
                store.record_reviews(&[row], &judgement, now()).expect("a review");
            }
            if held.corrections.iter().any(|correction| correction.action == claimbase::review::Action::Reject) {
                store.reject(&[row], Act { by: "Ana Díaz", note: Some("A heading."), now: now() }).expect("a rejection");
            }
        }
        workspace
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file; gives its name.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a written file");
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }

    pub fn store(&self) -> Store {
        Store::open(&Base::open(&self.path("base")).expect("a base").database()).expect("a store")
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    /// Runs the program in the workspace's folder, with its base, and `input` on standard input.
    pub fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Run {
        let mut child = command(self.folder.path())
            .args(["--base", "base"])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that does not read its input closes it: that is its right.
        let _ = child.stdin.take().expect("an input").write_all(input.as_ref());
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
    }
}

impl Run {
    /// Checks status and standard error; gives the answer.
    #[track_caller]
    pub fn ends(self, code: i32, stderr: &str) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(code), stderr), "{}", self.stdout);
        self.stdout
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimbase"));
    command
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .env("CLAIMBASE_REVIEWER", "Ana Díaz")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

fn now() -> Timestamp {
    "2026-11-22T09:30:00Z".parse().expect("a time")
}

fn put(store: &mut Store, fixture: &Fixture, at: usize) {
    let (reference, text) = &fixture.documents[at];
    let claims: Vec<_> = fixture.claims.iter().filter(|held| held.document == at).map(|held| held.claim.clone()).collect();
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    let kind = if reference.source.contains("://") { SourceKind::Url } else { SourceKind::Path };
    let source = SourceKey { key: reference.source.clone(), kind, location: reference.source.clone() };
    let metadata = Metadata { title: reference.title.clone(), date: Some("2026-02-14".to_owned()), ..Metadata::default() };
    let document =
        Document { text: text.clone().into(), media: Media::Markdown, metadata, blocks: Vec::new(), diagnostics: Vec::new() };
    let version = Version {
        of: None,
        source: &source,
        document: &document,
        bytes_hash: &hash,
        encoding: "UTF-8",
        corpus_file: None,
        claims: &claims,
        extractor: "0.1.0",
        now: now(),
    };
    store.put(&version, false).expect("a stored document");
}
