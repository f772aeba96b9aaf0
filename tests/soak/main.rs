//! The long runs of the safety tests: two hundred kills, every page damaged, thirty seconds of a crowd, a disk that fills up.
//!
//! `cargo test --release --test soak -- --nocapture --test-threads 1` runs them, in some ten minutes; the disk is mounted, which needs root. The gate runs the same modules with
//! smaller numbers as part of `tests/it`.

#[path = "../it/backup.rs"]
mod backup;
#[path = "../it/crowd.rs"]
mod crowd;
#[path = "../it/damage.rs"]
mod damage;
#[allow(dead_code, reason = "not every module that uses it runs long")]
#[path = "../it/desk.rs"]
mod desk;
mod disk;
#[path = "../it/killed.rs"]
mod killed;
#[path = "../it/room.rs"]
mod room;
#[allow(dead_code, reason = "not every module that uses it runs long")]
#[path = "../it/written.rs"]
mod written;

/// Whether long runs are made.
const FULL: bool = true;
