//! Backups: made, tried, put back.

use serde::Serialize;
use ts_rs::TS;

/// A backup that was written and read back.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BackupView {
    /// The folder.
    pub place: String,
    /// When, in words.
    pub when: String,
    /// Live and deleted records in it.
    #[ts(type = "number")]
    pub records: u64,
    /// Evidence files in it.
    #[ts(type = "number")]
    pub files: u64,
    /// Bytes of the whole snapshot.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes that had to be written this time.
    #[ts(type = "number")]
    pub written: u64,
    /// That size in words.
    pub written_text: String,
    /// Every pack was read back and had its hash.
    pub verified: bool,
    /// Evidence files that are missing from the vault itself, and so are not in it.
    #[ts(type = "number")]
    pub absent: u64,
    /// Older snapshots that were removed from the folder.
    pub pruned: u32,
}

/// What a rehearsal found: the last backup, opened aside and counted. Nothing was overwritten.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RehearsalView {
    /// The backup opens and everything in it is what it was.
    pub whole: bool,
    /// When the backup was made, in words.
    pub when: String,
    /// Records found in it, and how many there should be.
    #[ts(type = "number")]
    pub records: u64,
    /// Records there should be.
    #[ts(type = "number")]
    pub records_expected: u64,
    /// Evidence files whose bytes have their hash, and how many there should be.
    #[ts(type = "number")]
    pub files: u64,
    /// Evidence files there should be.
    #[ts(type = "number")]
    pub files_expected: u64,
    /// What is wrong, in words; empty when nothing is.
    pub faults: Vec<String>,
}

/// Whether it is time for a backup.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BackupState {
    /// When the last one was made, in words; empty when there never was one.
    pub when: String,
    /// Where it is; empty when there never was one.
    pub place: String,
    /// Versions written since.
    #[ts(type = "number")]
    pub changes: u64,
    /// Enough of them for a quiet reminder.
    pub is_due: bool,
}

/// What was put back into an empty place.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RestoreView {
    /// When the backup was made, in words.
    pub when: String,
    /// Records.
    #[ts(type = "number")]
    pub records: u64,
    /// Evidence files.
    #[ts(type = "number")]
    pub files: u64,
    /// Bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}
