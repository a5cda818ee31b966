//! Backups: a folder of content-addressed packs and encrypted snapshots on any disk. Made, rehearsed, restored.
//!
//! Evidence is age ciphertext and the database SQLCipher ciphertext already: both are stored as they are, cut into packs that are
//! named by their SHA-256. A snapshot's index is encrypted and authenticated under a key that only the vault's secrets give;
//! nothing of it is parsed before that. **Until a new snapshot has been read back and has its index, nothing old is removed**,
//! and what is not ours in the folder is left alone. The bytes are in `docs/formats/backup.md`.

mod copy;
mod index;
mod place;
mod prune;
mod read;
mod rehearse;
mod restore;
mod snapshots;
#[cfg(test)]
mod tests;
mod write;

pub use rehearse::{Fault, Rehearsal, rehearse};
pub use restore::{Restored, restore};
pub use write::{Written, write};

use crate::folder::FolderError;
use crate::key::KeyError;
use crate::store::StoreError;
use std::io;
use std::ops::ControlFlow;

/// Told the bytes done after each step; may stop the work.
pub type Progress<'p> = dyn FnMut(u64) -> ControlFlow<()> + 'p;

/// How many snapshots stay in a folder.
pub const KEPT: usize = 5;

/// Names of settings inside the vault.
pub mod setting {
    /// The 16 bytes by which a backup knows its vault, in hexadecimal digits.
    pub const ID: &str = "backup.id";
    /// The sequence of the last snapshot.
    pub const SEQUENCE: &str = "backup.sequence";
    /// The value of [`FORGOTTEN`] when the last snapshot was made; its negative when the snapshot still holds what was forgotten.
    pub const CLEAN: &str = "backup.forgotten";
    /// The last rehearsal found something: packs are read again before they are relied on.
    pub const DISTRUST: &str = "backup.distrust";
    /// When something was last forgotten or destroyed, in milliseconds: written by whoever does it.
    pub const FORGOTTEN: &str = "forgotten.at";
}

/// Why a backup was not made, not tried or not put back. What was there before is still there.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no backup in this folder.
    #[error("there is no backup in this folder")]
    NoBackup,
    /// The folder holds the backup of another vault, or another vault. Untouched.
    #[error("the folder holds the backup of another vault")]
    OfAnother,
    /// Written by a newer version of this program.
    #[error("the backup was written by a newer version of this program")]
    Newer,
    /// No snapshot opens with the vault's key, and the key file beside them is that of an earlier one.
    #[error("the backup was made before the vault got a new key")]
    BeforeRekey,
    /// The backup's place lies inside the vault's own folder.
    #[error("the place lies inside the vault's own folder")]
    InsideVault,
    /// Something in the backup is not what was written. Nothing was put back.
    #[error("the backup is damaged")]
    Damaged(Damage),
    /// The disk of the backup gave back other bytes than were written to it.
    #[error("the disk does not give back what is written to it")]
    Unreliable,
    /// Stopped by the person.
    #[error("stopped")]
    Stopped,
    /// No room on the disk that was written to.
    #[error("the disk is full")]
    Full,
    /// That disk or folder cannot be written.
    #[error("the folder cannot be written")]
    ReadOnly,
    /// That disk failed, or was pulled out.
    #[error("the disk failed")]
    Disk(#[source] io::Error),
    /// The vault's own database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The backup's key file, or the secret.
    #[error(transparent)]
    Key(KeyError),
    /// The folder to restore into.
    #[error(transparent)]
    Folder(FolderError),
}

/// What is damaged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damage {
    /// The first damaged or missing pack; `None` when no index can be read.
    pub pack: Option<String>,
    /// Packs that are damaged or missing.
    pub packs: u64,
    /// Evidence files that lie in them.
    pub files: u64,
    /// The database, or a part of it, lies in them.
    pub database: bool,
}

impl Damage {
    pub(crate) const fn of_index() -> Self {
        Self {
            pack: None,
            packs: 0,
            files: 0,
            database: false,
        }
    }
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Disk(error),
        }
    }
}

fn go_on(progress: &mut Progress<'_>, done: u64) -> Result<(), BackupError> {
    match progress(done) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(BackupError::Stopped),
    }
}
