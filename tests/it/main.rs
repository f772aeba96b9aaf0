//! The integration tests: one binary, a module for each command and stage.

mod fixture;
mod report;
