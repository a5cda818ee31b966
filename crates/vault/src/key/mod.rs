//! The key file: 32 KiB that stand between a secret and the vault's master key.
//!
//! **Nothing here deletes, renames or rewrites a key file because it could not be read.** The bytes are specified in
//! `docs/formats/vault.md`: [`header`] is what lies in the clear, [`slot`] one wrapped master key, [`directory`] what the
//! owner of the master key knows about the slots, [`image`] the whole file in memory, [`file`] the file on the disk.

mod directory;
mod file;
mod header;
mod image;
mod slot;
#[cfg(test)]
mod tests;

pub use directory::{Directory, LABEL_LIMIT, SlotKind, fits_as_label};
pub(crate) use file::{Outgoing, commit, stage};
pub use file::{discard_unfinished, publish, read, replace};
pub(crate) use header::{SALT as SALT_RANGE, looks_like_a_header};
pub use image::{KeyImage, Opened};
#[cfg(feature = "test-kdf")]
pub use slot::attempts;

/// The size of the file, always.
pub const KEY_FILE_LEN: usize = 32 * 1024;
/// How many secrets can open one vault.
pub const SLOT_COUNT: usize = 8;

/// Why a key file did not open.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No slot opens with this secret. A damaged slot looks the same: try the other secret.
    #[error("no key slot opens with this secret")]
    WrongSecret,
    /// A newer program wrote it.
    #[error("the key file was written by a newer version")]
    NewerVersion,
    /// There is no key file.
    #[error("there is no key file")]
    Missing,
    /// It does not begin like one.
    #[error("this is not a key file")]
    NotAKeyFile,
    /// It begins like one, but its header does not agree with itself, or its size is wrong.
    #[error("the key file is damaged")]
    Damaged,
    /// It asks for less or more work than this program accepts.
    #[error("the key file asks for a key derivation outside the accepted range")]
    CostRefused,
    /// The machine cannot give the memory that the key derivation needs.
    #[error("not enough memory to derive the key")]
    NoMemory,
    /// All eight slots are taken.
    #[error("all key slots are taken")]
    NoFreeSlot,
    /// That would leave no passphrase.
    #[error("the last passphrase cannot go")]
    LastSlot,
    /// The slot is free, a newer program's, or not of the kind asked for; or several are, and none was named.
    #[error("there is no such key slot")]
    NoSuchSlot,
    /// Another slot opens with that secret already.
    #[error("the secret opens another key slot already")]
    SecretInUse,
    /// The label of a slot is longer than [`LABEL_LIMIT`] bytes.
    #[error("the label of the key slot is too long")]
    LongLabel,
    /// The disk or the system failed.
    #[error("the key file could not be read or written")]
    Io(#[source] std::io::Error),
}

impl From<std::io::Error> for KeyError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::OutOfMemory => Self::NoMemory,
            std::io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Io(error),
        }
    }
}
