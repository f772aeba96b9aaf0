//! The integration tests: one binary, a module for each command and stage.

mod audit;
mod export;
mod extract;
mod architecture;
mod fixture;
mod index;
mod manual;
mod report;
mod review;
mod search;
mod wire;
mod workspace;
mod written;
