//! The integration tests: one binary, a module for each command and stage.

mod architecture;
mod audit;
mod backup;
mod bad_input;
mod bulk;
mod corrections;
mod crowd;
mod damage;
mod desk;
mod doctor;
mod editor;
mod evaluate;
mod everything;
mod export;
mod extract;
mod factchecks;
mod fetch;
mod fixture;
mod freshness;
mod index;
mod ingest;
mod judging;
mod killed;
mod linked;
mod living;
mod man;
mod manual;
mod mapped;
mod quality;
mod reading;
mod readme;
mod records;
mod report;
mod review;
mod room;
mod search;
#[cfg(feature = "fetch")]
mod server;
mod spelling;
mod spreadsheet;
mod steering;
mod store;
mod suites;
mod tampering;
mod terminal;
mod total;
mod upgrades;
mod versions;
mod wire;
mod workspace;
mod written;

/// Whether long runs are made; the gate makes short ones. See `tests/soak/`.
const FULL: bool = false;
