//! `backup` and `restore`: what comes back is what was there, whatever else goes on, and from a damaged or hostile archive comes nothing.

use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::FULL;
use crate::desk::{Desk, Run, snapshot};

const SOUND: &str = "sound: database, chain of events, spans, corpus and index\n";

fn article(name: &str, version: usize) -> String {
    format!(
        "# Sales of {name}\n\nAcme sold {version} million {name} in 2025.\n\nIts revenue grew by 1{version}% to $80 million.\n"
    )
}

/// A base with articles, reviews and settings, and files in its corpus that no document has.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("claimbase.toml", "max-file-mib = 3\n");
    for name in ["chairs", "tables"] {
        desk.write(&format!("{name}.md"), article(name, 2));
        assert_eq!(desk.run(&["ingest", &format!("{name}.md")]).code, Some(0));
    }
    desk.write("corpus/deep/own.md", article("beds", 3));
    desk.run(&["ingest", "corpus/deep/own.md"]);
    desk.write("corpus/later.md", article("lamps", 4));
    desk.write("claims/evidence/page-0123456789ab.html", "<p>A page that is evidence.</p>");
    for claim in desk.claims().iter().take(3) {
        desk.run(&["dispute", &claim.claim.id.0, "--note", "no"]);
    }
    desk.run(&["remove", "tables.md"]);
    desk
}

/// Everything that the base in `folder` can tell.
fn told(desk: &Desk, folder: &str) -> Vec<String> {
    let mut answers = Vec::new();
    for command in [
        vec!["export"],
        vec!["export", "--format", "csv"],
        vec!["documents", "--format", "json"],
        vec!["log", "--format", "json"],
        vec!["audit"],
        vec!["search", "revenue", "--format", "json"],
    ] {
        let run = desk.run(&[&["--base", folder], command.as_slice()].concat());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{command:?}");
        answers.push(run.out);
    }
    answers
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort();
    names.into_iter().map(|name| name.into_string().expect("UTF-8")).collect()
}

#[test]
fn a_restored_base_tells_what_the_base_told() {
    let desk = desk();
    let before = told(&desk, ".");
    let corpus = snapshot(&desk.path("corpus"));
    fs::create_dir(desk.path("kept")).expect("made");
    let made = desk.run(&["backup", "kept/base.tar"]);
    let bytes = fs::metadata(desk.path("kept/base.tar")).expect("a file").len();
    made.answers(&format!("backed up 3 documents and 4 files of the corpus to kept/base.tar ({bytes} bytes)\n"));
    assert_eq!(names(&desk.path("kept")), ["base.tar"], "nothing is left beside it");
    for folder in ["new/base", "empty"] {
        fs::create_dir_all(desk.path("empty")).expect("made");
        desk.run(&["restore", "kept/base.tar", folder]).answers(&format!("restored 3 documents in {folder}\n"));
        assert_eq!(told(&desk, folder), before);
        assert_eq!(desk.run(&["--base", folder, "doctor"]).out, SOUND);
        assert_eq!(desk.read(&format!("{folder}/claimbase.toml")), "max-file-mib = 3\n");
        let restored = snapshot(&desk.path(folder).join("corpus"));
        let bytes = |files: &[(std::path::PathBuf, Vec<u8>)]| files.iter().map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>();
        assert_eq!(bytes(&restored), bytes(&corpus));
        let evidence = desk.read(&format!("{folder}/claims/evidence/page-0123456789ab.html"));
        assert_eq!(evidence, "<p>A page that is evidence.</p>");
        assert_eq!(names(&desk.path(folder)), ["claimbase.toml", "claims", "corpus", "index"]);
    }
    desk.write("chairs.md", article("chairs", 5));
    let updated = desk.run(&["--base", "empty", "ingest", "chairs.md"]);
    assert_eq!(updated.code, Some(0), "{updated:?}");
    assert_eq!(desk.run(&["--base", "empty", "doctor"]).out, SOUND);
}

#[test]
fn nothing_is_overwritten_unasked() {
    let desk = desk();
    desk.write("base.tar", "precious");
    desk.run(&["backup", "base.tar"]).refuses(&["base.tar exists already", "--overwrite"]);
    assert_eq!(desk.read("base.tar"), "precious");
    assert_eq!(desk.run(&["backup", "base.tar", "--overwrite"]).code, Some(0));
    desk.run(&["restore", "base.tar"]).refuses(&[". is not empty", "empty or does not exist"]);
    desk.run(&["restore", "base.tar", "corpus"]).refuses(&["corpus is not empty"]);
    desk.run(&["--base", "again", "restore", "base.tar"]).answers("restored 3 documents in again\n");
    desk.run(&["backup", "nowhere/base.tar", "--base", "nothing"]).refuses(&["nothing is not a base"]);
    desk.write("file", "");
    desk.run(&["backup", "file/base.tar"]).refuses(&["cannot write into file"]);
    desk.run(&["restore", "base.tar", "file"]).refuses(&["cannot make file"]);
    desk.run(&["restore", "missing.tar", "gone"]).refuses(&["cannot read missing.tar"]);
    assert!(!desk.path("gone").exists());
}

#[test]
fn files_that_were_lost_come_from_the_database_and_edited_ones_stay() {
    let desk = desk();
    fs::remove_file(desk.path("corpus/sales-of-chairs.md")).expect("removed");
    desk.write("corpus/deep/own.md", article("beds", 7));
    assert_eq!(desk.run(&["backup", "base.tar"]).code, Some(0));
    assert_eq!(desk.run(&["restore", "base.tar", "again"]).code, Some(0));
    assert_eq!(desk.read("again/corpus/sales-of-chairs.md"), article("chairs", 2));
    assert_eq!(desk.read("again/corpus/deep/own.md"), article("beds", 7), "a person may want to ingest it yet");
}

#[test]
fn a_backup_made_while_others_write_is_of_one_moment() {
    let desk = desk();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for name in ["stools", "shelves"] {
            let (desk, done) = (&desk, &done);
            scope.spawn(move || {
                for version in (1..).take_while(|_| !done.load(Ordering::Relaxed)) {
                    desk.write(&format!("{name}.md"), article(name, version));
                    let run = desk.run(&["ingest", &format!("{name}.md")]);
                    assert_eq!(run.code, Some(0), "{run:?}");
                }
            });
        }
        for round in 0..if FULL { 60 } else { 6 } {
            let (archive, folder) = (format!("{round}.tar"), format!("restored-{round}"));
            let made = desk.run(&["backup", &archive]);
            assert_eq!(made.code, Some(0), "{made:?}");
            assert_eq!(desk.run(&["restore", &archive, &folder]).code, Some(0));
            let seen = desk.run(&["--base", &folder, "doctor"]);
            if seen.out != SOUND {
                done.store(true, Ordering::Relaxed);
            }
            assert_eq!(seen.out, SOUND, "round {round}");
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// Expects a refusal that leaves nothing, not even the folder.
fn refuses(desk: &Desk, archive: &str, words: &str) {
    let before = names(&desk.path("."));
    let run: Run = desk.run(&["restore", archive, "again"]);
    run.refuses(&[words, "help: "]);
    assert_eq!(names(&desk.path(".")), before, "{words}");
}

#[test]
fn a_damaged_archive_leaves_nothing() {
    let desk = desk();
    desk.run(&["backup", "base.tar"]);
    let whole = fs::read(desk.path("base.tar")).expect("an archive");
    for length in [0, 1, 511, 512, 700, 4096, whole.len() / 2, whole.len() - 3000] {
        desk.write("cut.tar", &whole[..length]);
        refuses(&desk, "cut.tar", "cut.tar is not a whole backup");
    }
    desk.write("text.tar", "These are notes, not an archive. ".repeat(100));
    refuses(&desk, "text.tar", "text.tar is not a whole backup");
    let before = desk.run(&["export"]).out;
    let mut found = 0;
    for at in (0..whole.len()).step_by(whole.len() / if FULL { 600 } else { 40 }) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        desk.write("flipped.tar", bytes);
        let run = desk.run(&["restore", "flipped.tar", "again"]);
        if run.code == Some(0) {
            // What is between the files means nothing.
            assert_eq!(desk.run(&["--base", "again", "export"]).out, before, "byte {at}");
            fs::remove_dir_all(desk.path("again")).expect("removed");
        } else {
            run.refuses(&["flipped.tar"]);
            assert!(!desk.path("again").exists(), "byte {at}");
            found += 1;
        }
    }
    assert!(found > 20, "{found}");
}

/// An archive with these entries before those of `base.tar`; names are written as they are.
fn forged(desk: &Desk, entries: &[(&str, tar::EntryType, &str)]) {
    let mut forged = tar::Builder::new(File::create(desk.path("forged.tar")).expect("a file"));
    for (name, kind, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().expect("a header").name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        let link = matches!(kind, tar::EntryType::Symlink | tar::EntryType::Link);
        let data = if link { "" } else { content };
        if link {
            header.set_link_name_literal(content).expect("a short name");
        }
        header.set_size(data.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        forged.append(&header, data.as_bytes()).expect("appended");
    }
    let mut whole = tar::Archive::new(File::open(desk.path("base.tar")).expect("an archive"));
    for entry in whole.entries().expect("entries") {
        let entry = entry.expect("an entry");
        forged.append(&entry.header().clone(), entry).expect("appended");
    }
    forged.finish().expect("finished");
}

#[test]
fn an_archive_writes_nowhere_but_where_a_base_has_files() {
    use tar::EntryType::{Block, Directory, Link, Regular, Symlink};
    let desk = desk();
    desk.run(&["backup", "base.tar"]);
    let outside = desk.path("outside.txt");
    let absolute = outside.to_str().expect("UTF-8").to_owned();
    for (name, kind, content) in [
        ("../outside.txt", Regular, "x"),
        ("corpus/../../outside.txt", Regular, "x"),
        ("corpus/../claims/claims.db", Regular, "x"),
        ("corpus/./a.md", Regular, "x"),
        (absolute.as_str(), Regular, "x"),
        ("corpus\\..\\..\\outside.txt", Regular, "x"),
        ("claims/claims.db-wal", Regular, "x"),
        ("index/claims/meta.json", Regular, "x"),
        (".bashrc", Regular, "x"),
        ("corpus/link", Symlink, ".."),
        ("corpus", Symlink, ".."),
        ("corpus/hard", Link, "../base.tar"),
        ("corpus/folder", Directory, ""),
        ("corpus/device", Block, ""),
    ] {
        forged(&desk, &[(name, kind, content)]);
        refuses(&desk, "forged.tar", "which has no place in a base; nothing was restored");
        assert!(!outside.exists(), "{name}");
    }
    forged(&desk, &[("corpus/extra.md", Regular, "x")]);
    refuses(&desk, "forged.tar", "is not a whole backup");
    forged(&desk, &[("claims/claims.db", Regular, "x")]);
    refuses(&desk, "forged.tar", "claims/claims.db");
}

#[test]
fn a_backup_of_a_later_schema_or_format_is_refused() {
    let desk = desk();
    desk.run(&["backup", "base.tar"]);
    forged(
        &desk,
        &[("manifest.json", tar::EntryType::Regular, "{\"format\": 9, \"program\": \"9\", \"made_at\": \"\", \"files\": []}")],
    );
    refuses(&desk, "forged.tar", "forged.tar has format 9; this program knows formats up to 1");
    desk.tamper("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA user_version = 99");
    desk.run(&["backup", "later.tar"]).refuses(&["has schema 99"]);
    assert!(!desk.path("later.tar").exists());
}
