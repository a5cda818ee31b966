//! No work is lost: what a killed process, a cut power line, a full or failing disk leave of a vault is the old state or the
//! new one, and everything that was acknowledged. `docs/testing-crashes.md` says what is simulated here and what is not.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]
#![expect(clippy::print_stdout, reason = "a campaign says how many states it saw")]

mod disk;
mod failing;
mod judge;
mod killing;
mod recording;
mod replay;
mod scenarios;
mod shim;
mod stage;
