//! The emergency wipe: from here on nobody who has only this folder's current files opens the vault, passphrase or not.
//!
//! It asks for no passphrase and does not heed the vault's lock. **The key file goes first**; once it is overwritten the rest
//! is tidying, and an interrupted wipe is ended at the next start, but only for the vault it was begun on.
//! What it cannot do (snapshots, copies, the spare cells of an SSD) is in `docs/formats/vault.md`.

mod marker;
mod overwrite;
mod remains;
mod steps;
#[cfg(test)]
mod tests;

use crate::disk;
use crate::folder::names;
use marker::{Fit, Marker};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;
use steps::Wiping;

pub(crate) use overwrite::spoil;
pub use steps::Step;

/// What became of the key file.
#[derive(Debug)]
pub enum KeyFate {
    /// Overwritten where it lay, twice, and removed. The vault does not open any more.
    Destroyed,
    /// Removed, but the disk did not let it be overwritten: whoever reads the raw disk may find it.
    OnlyRemoved(io::Error),
    /// There was none when this wipe came.
    AlreadyGone,
}

/// What a wipe did, for the person who pressed the button.
#[derive(Debug)]
pub struct Report {
    /// How long each step took.
    pub steps: Vec<(Step, Duration)>,
    /// What became of the key file.
    pub key: KeyFate,
    /// Files whose head and tail were overwritten.
    pub overwritten: u64,
    /// Files removed, the key file not counted.
    pub removed: u64,
    /// Entries in the folder that are not the vault's: left alone.
    pub left_alone: u64,
    /// Operations the disk refused.
    pub failed: u64,
    /// Whether this ended a wipe that was begun earlier.
    pub resumed: bool,
    /// Looked for at the end: no key file, no database, no evidence is left.
    pub nothing_opens: bool,
}

/// Why a wipe did not happen.
#[derive(Debug, thiserror::Error)]
pub enum WipeError {
    /// The folder is not a vault's; nothing was touched.
    #[error("there is no vault in this folder")]
    NotAVault,
    /// **The key file still opens**: it could be neither overwritten nor removed. Everything else was wiped as far as the disk
    /// allowed, and the next start tries again.
    #[error("the key file could not be destroyed")]
    KeyRemains(#[source] io::Error),
}

/// Wipes the vault in `dir`, or what is left of it. A missing or empty folder is a wipe that has nothing to do.
///
/// # Errors
/// See [`WipeError`]; anything else that fails is counted in the report.
pub fn wipe(dir: &Path) -> Result<Report, WipeError> {
    let dir = &disk::real(dir);
    let earlier = Marker::read(dir).filter(|marker| meant_for(marker, dir));
    match earlier {
        Some(marker) => Wiping::resume(dir, marker).run(),
        None => Wiping::begin(dir)?.run(),
    }
}

/// Ends an interrupted wipe. Called at every start, before anything else looks at the folder; `None` almost always.
///
/// # Errors
/// See [`WipeError`].
pub fn resume_wipe(dir: &Path) -> Result<Option<Report>, WipeError> {
    let dir = &disk::real(dir);
    match Marker::read(dir).filter(|marker| meant_for(marker, dir)) {
        Some(marker) => Wiping::resume(dir, marker).run().map(Some),
        None => Ok(None),
    }
}

/// Whether a wipe of the vault in `dir` was begun and has not ended.
pub(crate) fn is_pending(dir: &Path) -> bool {
    Marker::read(dir).is_some_and(|marker| meant_for(&marker, dir))
}

/// Removes an intact marker that belongs to some other vault: left lying, it would wait for this one's key file to go.
pub(crate) fn remove_stale_marker(dir: &Path) {
    if Marker::read(dir).is_some_and(|marker| marker.fit(dir) == Fit::Stale) {
        let _ = fs::remove_file(dir.join(names::MARKER));
    }
}

fn meant_for(marker: &Marker, dir: &Path) -> bool {
    match marker.fit(dir) {
        Fit::Untouched | Fit::KeyDestroyed => true,
        Fit::Stale | Fit::Unreadable => false,
    }
}
