//! A disk that fills up, and one that may not be written: one clear error, nothing lost, and it goes on when there is room.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::desk::Desk;
use crate::room::{SOUND, article, done_or_refused, held};

/// A disk of its own, taken away when dropped.
struct Disk(PathBuf);

impl Disk {
    /// A disk in memory of `kib` KiB; `None` where this process may not make one.
    fn new(at: PathBuf, kib: usize) -> Option<Self> {
        fs::create_dir_all(&at).expect("made");
        let size = format!("size={kib}k");
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).output();
        made.is_ok_and(|made| made.status.success()).then_some(Self(at))
    }

    fn remount(&self, how: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&self.0).status().expect("mount runs");
        assert!(done.success());
    }

    /// Fills it up but for `kib` KiB.
    fn fill(&self, kib: usize) {
        let rest = self.0.join("rest");
        fs::write(&rest, vec![0; kib * 1024]).expect("room for the rest");
        let mut filler = fs::File::create(self.0.join("filler")).expect("a file");
        while std::io::Write::write_all(&mut filler, &[0; 4096]).is_ok() {}
        fs::remove_file(rest).expect("removed");
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("filler")).expect("removed");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_loses_nothing_and_it_goes_on_after_room_is_made() {
    let desk = Desk::empty();
    let Some(disk) = Disk::new(desk.path("disk"), 3000) else {
        eprintln!("skipped: this process may not mount a disk");
        return;
    };
    let on_disk = |args: &[&str]| desk.run(&[&["--base", "disk"], args].concat());
    assert_eq!(desk.run(&["init", "disk"]).code, Some(0));
    desk.write("chairs.md", article("chairs", 1));
    assert_eq!(on_disk(&["ingest", "chairs.md"]).code, Some(0));
    let id = held(&disk.0).2[0].split('"').nth(1).expect("an id").to_owned();
    let mut refusals = 0;
    for (round, kib) in (0..).zip([0, 4, 8, 12, 16, 24, 32, 40, 48, 64, 80, 96, 128, 160, 200, 256, 320, 400, 500]) {
        let before = held(&disk.0);
        disk.fill(kib);
        desk.write("chairs.md", article("chairs", round + 2));
        let run = on_disk(&["ingest", "chairs.md"]);
        let stored = done_or_refused(&run);
        let reviewed = done_or_refused(&on_disk(&["dispute", &id, "--note", "no"]));
        refusals += usize::from(!stored) + usize::from(!reviewed);
        // Reading needs no room.
        for command in [vec!["documents"], vec!["export"], vec!["log", "--head"], vec!["search", "revenue"]] {
            let run = on_disk(&command);
            assert!(run.code == Some(0) || command[0] == "log" && before.1 == 0, "{kib} KiB, {command:?}: {run:?}");
        }
        disk.make_room();
        let after = held(&disk.0);
        assert_eq!(after.1, before.1 + usize::from(reviewed), "{kib} KiB");
        assert_eq!(after.0[0].1, before.0[0].1 + i64::from(stored), "{kib} KiB: {run:?}");
        let sound = on_disk(&["doctor"]);
        assert_eq!(sound.out, SOUND, "{kib} KiB: {run:?}");
        assert_eq!(on_disk(&["ingest", "chairs.md"]).code, Some(0), "it goes on after room is made");
        assert_eq!(on_disk(&["doctor"]).out, SOUND);
        let found = on_disk(&["search", "revenue"]);
        assert!(found.code == Some(0) && !found.err.contains("rebuilt"), "{kib} KiB: {found:?}");
    }
    println!("{refusals} refusals for want of room");
    assert!(refusals > 5, "{refusals}");
}

#[test]
fn a_disk_that_may_not_be_written_is_read() {
    let desk = Desk::empty();
    let Some(disk) = Disk::new(desk.path("disk"), 3000) else {
        eprintln!("skipped: this process may not mount a disk");
        return;
    };
    let on_disk = |args: &[&str]| desk.run(&[&["--base", "disk"], args].concat());
    desk.run(&["init", "disk"]);
    desk.write("chairs.md", article("chairs", 1));
    assert_eq!(on_disk(&["ingest", "chairs.md"]).code, Some(0));
    let claims = held(&disk.0).2;
    let id = claims[0].split('"').nth(1).expect("an id").to_owned();
    for index in [true, false] {
        if !index {
            fs::remove_dir_all(disk.0.join("index/claims")).expect("removed");
        }
        let before = held(&disk.0);
        disk.remount("ro");
        for command in
            [vec!["documents"], vec!["export"], vec!["show", &id], vec!["audit"], vec!["search", "revenue"], vec!["doctor"]]
        {
            let run = on_disk(&command);
            assert_eq!(run.code, Some(0), "{command:?}: {run:?}");
        }
        desk.write("chairs.md", article("chairs", 2));
        for command in [vec!["ingest", "chairs.md"], vec!["dispute", &id, "--note", "no"], vec!["reindex"], vec!["reject", &id]] {
            let run = on_disk(&command);
            assert_eq!((run.code, run.err.matches("error: ").count()), (Some(2), 1), "{command:?}: {run:?}");
        }
        let made = on_disk(&["backup", if index { "one.tar" } else { "two.tar" }]);
        assert_eq!(made.code, Some(0), "{made:?}");
        disk.remount("rw");
        assert_eq!(held(&disk.0), before);
    }
}
