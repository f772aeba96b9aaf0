//! The integration tests: one binary, a module for each command and stage.

mod fixture;
mod index;
mod report;
mod search;
mod written;
