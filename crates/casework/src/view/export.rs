//! What an export in the clear holds.

use super::PreviewLine;
use serde::Serialize;
use ts_rs::TS;

/// What an export would hold, before anything is written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ExportPreview {
    /// Cases.
    pub cases: u32,
    /// Records of all kinds.
    pub records: u32,
    /// Bytes of the file.
    #[ts(type = "number")]
    pub size: u64,
    /// In words.
    pub size_text: String,
    /// Records by kind.
    pub leaves: Vec<PreviewLine>,
    /// What such a file cannot carry.
    pub stays: Vec<PreviewLine>,
    /// What to look at again before writing: whose name is in it without consent, what an import would refuse.
    pub look_again: Vec<PreviewLine>,
}

/// An export that was written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ExportOutcome {
    /// Name of the file.
    pub file: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// In words.
    pub size_text: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// That it is not encrypted, in words.
    pub warning: String,
    /// Cases inside.
    pub cases: u32,
    /// Records inside.
    pub records: u32,
    /// What the file does not carry.
    pub stays: Vec<PreviewLine>,
    /// What to remember about it.
    pub look_again: Vec<PreviewLine>,
}
