//! The real binary, on vaults at the floor of the key derivation: its answers, its refusals, and what it leaves behind.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod answers;
mod backups;
mod checking;
mod common;
mod exporting;
mod filters;
mod generate;
mod gone;
mod intake;
mod keys;
mod links;
mod practice;
mod refusals;
mod reports;
mod schema;
mod stats;
mod stock_tools;
mod tasks;
mod traces;
mod vocab;
