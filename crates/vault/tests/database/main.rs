//! The database half of the vault through its public door: real vaults in temporary folders, cheap key derivation.

#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test there")]

mod common;
mod damage;
mod drafts;
mod erasing;
mod evidence;
mod ledger;
mod records;
mod search;
mod take;
mod trash;
mod whole;
