//! Backups of real vaults in temporary folders: made, interrupted, damaged, tried, put back.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "../database/common.rs"]
#[expect(dead_code, reason = "shared with the tests of the database")]
mod common;
mod figures;
mod hostile;
mod interrupted;
mod making;
mod rehearsing;
mod restoring;
mod stage;
