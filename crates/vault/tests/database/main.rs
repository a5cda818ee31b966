//! The database half of the vault through its public door: real vaults in temporary folders, cheap key derivation.

mod common;
mod drafts;
mod evidence;
mod ledger;
mod records;
mod search;
mod take;
mod whole;
