//! The integration tests: one binary, a module for each command and stage.

mod architecture;
mod audit;
mod export;
mod extract;
mod fixture;
mod index;
mod manual;
mod report;
mod review;
mod search;
mod wire;
mod workspace;
mod written;
