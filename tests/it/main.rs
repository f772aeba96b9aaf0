//! The integration tests: one binary, a module for each command and stage.

mod architecture;
mod audit;
mod bad_input;
mod corrections;
mod desk;
mod doctor;
mod export;
mod extract;
mod fixture;
mod index;
mod ingest;
mod judging;
mod manual;
mod reading;
mod readme;
mod records;
mod report;
mod review;
mod search;
mod store;
mod suites;
mod total;
mod wire;
mod workspace;
mod written;
