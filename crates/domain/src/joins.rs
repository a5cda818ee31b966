//! What joins cases: the same perpetrators, the same story written down twice, the same person under two codes.
//!
//! Everything here only **proposes**, with its reasons; a person decides. Nothing is compared but what was brought to one
//! form first ([`marks`]); cases for practice are never looked at.

pub mod chains;
pub mod clue;
pub mod gathered;
mod groups;
pub mod marks;
pub mod proposal;
pub mod victims;

pub use chains::chains;
pub use clue::{Clue, ClueSort, Finding, Strength};
pub use gathered::Gathered;
pub use groups::{duplicates, joined};
pub use proposal::{Proposal, Side, proposals};
