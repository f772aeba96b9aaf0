//! No room: one clear error, nothing lost, and it goes on when there is room. Here files may not grow beyond a limit; `tests/soak/disk.rs` fills a
//! disk.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use claimbase::store::Store;

use crate::desk::{Desk, Run, run};

pub const SOUND: &str = "sound: database, chain of events, spans, corpus and index\n";

pub fn article(name: &str, version: usize) -> String {
    let mut text = format!("# Sales of {name}\n\nAcme sold {version} million {name} in 2025.\n");
    for year in 1980..2020 {
        text += &format!(
            "\nIn {year} the revenue of Acme from {name} grew by {}% to ${} million.\n",
            year % 7 + version,
            year % 90 + 7
        );
    }
    text
}

/// What the base in `folder` holds, to be compared.
pub fn held(folder: &Path) -> (Vec<(String, i64)>, usize, Vec<String>) {
    let store = Store::open(&folder.join("claims/claims.db")).expect("a database");
    let documents = store.documents_with_removed().expect("documents");
    let claims = store.claims(&Default::default()).expect("claims").into_iter().map(|claim| format!("{:?}", claim.claim));
    let events = store.events(None, None).expect("events").len();
    assert_eq!([store.damage(), store.troubles().expect("a look")].concat(), Vec::<String>::new());
    (documents.into_iter().map(|document| (document.key, document.version)).collect(), events, claims.collect())
}

/// Expects that it was done, or refused with one error that is about room. Gives whether it was done.
pub fn done_or_refused(run: &Run) -> bool {
    if run.code == Some(0) {
        return true;
    }
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(run.err.matches("error: ").count(), 1, "{run:?}");
    let room = ["the disk is full", "No space left", "File too large", "disk I/O error", "cannot open the database"];
    assert!(room.iter().any(|words| run.err.contains(words)) && run.err.contains("help: "), "{run:?}");
    false
}

/// A command that may write no file longer than so many blocks of 512 bytes.
fn limited(desk: &Desk, blocks: usize, args: &[&str]) -> Run {
    let program = desk.command(args);
    let mut shell = Command::new("sh");
    // Without the trap the system would kill the program instead of refusing.
    shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks} && exec \"$0\" \"$@\"")]).arg(program.get_program());
    shell.args(program.get_args()).current_dir(desk.folder.path());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    run(&mut shell)
}

#[test]
fn files_that_may_not_grow_lose_nothing() {
    let desk = Desk::empty();
    desk.write("chairs.md", article("chairs", 1));
    assert_eq!(desk.run(&["ingest", "chairs.md"]).code, Some(0));
    let mut refusals = 0;
    for (round, blocks) in [0, 1, 16, 64, 65, 100, 200, 400, 800, 4000].into_iter().enumerate() {
        let before = held(desk.folder.path());
        let (chairs, tables) = (article("chairs", round + 2), article(&format!("tables-{round}"), 1));
        desk.write("chairs.md", &chairs);
        desk.write("tables.md", &tables);
        let files = ["ingest", "chairs.md", "tables.md", "--url", &format!("https://a.example/{round}")];
        let command = if round % 2 == 0 { &files[..3] } else { &["ingest", "tables.md", "chairs.md"] };
        let run = limited(&desk, blocks, command);
        if !done_or_refused(&run) {
            refusals += 1;
            let after = held(desk.folder.path());
            // Each article is stored whole or not at all.
            assert!(after.0.len() >= before.0.len() && after.1 == before.1, "{blocks} blocks");
            let sound = desk.run(&["doctor"]);
            assert_eq!(sound.out, SOUND, "{blocks} blocks: {run:?}");
            if after.0 == before.0 {
                assert_eq!(after.2, before.2, "{blocks} blocks");
            }
        }
        let run = desk.run(&["search", "revenue"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(desk.run(command).code, Some(0), "it goes on after room is made");
        desk.run(&["doctor"]).answers(SOUND);
    }
    assert!(refusals >= 4, "{refusals}");
}

/// A file of the corpus that somebody deleted is written again without anything for the database to write: there is room for that and not for the file.
#[test]
fn a_file_of_the_corpus_that_has_no_room_is_not_half_there() {
    let desk = Desk::empty();
    let text =
        format!("# Long\n\nAcme sold 3 million chairs in 2025.\n\n{}", "These words state nothing at all.\n\n".repeat(4000));
    desk.write("long.md", &text);
    assert_eq!(desk.run(&["ingest", "long.md"]).code, Some(0));
    let before = held(desk.folder.path());
    fs::remove_file(desk.path("corpus/long.md")).expect("removed");
    let run = limited(&desk, 100, &["ingest", "long.md"]);
    assert!(!done_or_refused(&run) && run.err.contains("corpus"), "{run:?}");
    assert!(!desk.path("corpus/long.md").exists());
    assert_eq!(held(desk.folder.path()), before);
    assert_eq!(desk.run(&["ingest", "long.md"]).code, Some(0), "it goes on after room is made");
    assert_eq!(desk.read("corpus/long.md"), text);
    desk.run(&["doctor"]).answers(SOUND);
}

#[test]
fn a_backup_that_has_no_room_leaves_nothing() {
    let desk = Desk::empty();
    desk.write("chairs.md", article("chairs", 1));
    desk.run(&["ingest", "chairs.md"]);
    desk.write("kept/base.tar", "the one before");
    for blocks in [0, 40, 200] {
        let run = limited(&desk, blocks, &["backup", "kept/base.tar", "--overwrite"]);
        assert!(!done_or_refused(&run), "{run:?}");
        assert_eq!(desk.read("kept/base.tar"), "the one before");
        assert_eq!(fs::read_dir(desk.path("kept")).expect("a folder").count(), 1, "nothing is left beside it");
    }
    desk.run(&["backup", "base.tar"]);
    assert!(!done_or_refused(&limited(&desk, 100, &["restore", "base.tar", "again"])));
    assert!(!desk.path("again").exists());
}
