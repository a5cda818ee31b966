//! Data at rest: the folder, the key file, the encrypted database, the evidence files, and their end.
//!
//! A [`Vault`] is an open vault: locked means that there is none. It knows nothing of bundles, consent or screens, opens no
//! window and no connection, and reads no clock. Three invariants hold everywhere here: nothing is written in the clear;
//! nothing is deleted or renamed because it could not be read; an acknowledged write survives the loss of power.
#![warn(clippy::pedantic)]

// The key half: what stands between a secret and the raw database key, the folder, and the wipe.
mod disk;
pub mod folder;
pub mod kdf;
pub mod key;
pub mod locked;
mod raw;
pub mod recovery;
pub mod secret;
pub mod shares;
mod steady;
pub mod wipe;

// The database half.
pub mod backup;
pub mod check;
mod erasing;
pub mod evidence;
pub mod rescue;
mod store;
mod vault;

pub use steady::Steady;
pub use store::{
    Interrupter, StoreError, Tx, View, aliases, backups, bundles, cases, codes, conflicts, contacts, drafts,
    evidence_files, filtering, forgetting, held, journal, links, merges, own_keys, proposals, records, revisions,
    search, settings, trash, walking,
};
pub use vault::{CreateError, Host, RekeyError, Target, UnlockError, Vault};

/// Two digits for each byte.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _infallible = write!(text, "{byte:02x}");
    }
    text
}

/// Random bytes from the operating system, for ids and salts (keys live in [`locked::Locked`]).
fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    locked::fill_random(&mut bytes)?;
    Ok(bytes)
}
